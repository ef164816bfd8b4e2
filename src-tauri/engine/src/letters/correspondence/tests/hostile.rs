//! What a base may hold and no letter may break on.
use super::*;
use echu_core::letter::facts::OwedInvoice;

/// Every kind, to a professional.
fn each() -> impl Iterator<Item = Letter> {
    kinds().map(|kind| letter(kind, DebtorKind::Business, kind.manners()[0]))
}

fn refused(letter: &Letter, dress: &Dress) -> String {
    match compose(letter, dress) {
        Ok(_) => panic!("{:?} is made", letter.matter.kind()),
        Err(error) => error.sentences().join(" "),
    }
}

fn addressee(letter: &mut Letter) -> &mut echu_core::notice::Recipient {
    match &mut letter.matter {
        Matter::Transmittal(transmittal) => &mut transmittal.agent,
        Matter::Declaration(declaration) => &mut declaration.agent,
        _ => &mut letter.debtor,
    }
}

#[test]
fn a_name_of_ten_thousand_characters_is_refused_in_a_sentence() {
    for mut letter in each() {
        addressee(&mut letter).name = "A".repeat(10_000);
        let said = refused(&letter, &Dress::default());
        assert!(said.contains("38") && said.len() < 600, "{:?}: {said}", letter.matter.kind());
    }
}

#[test]
fn an_address_of_twelve_lines_is_refused_in_a_sentence() {
    for mut letter in each() {
        addressee(&mut letter).address.street = (1..=12).map(|at| format!("{at} rue des Lilas")).collect::<Vec<_>>().join("\n");
        let said = refused(&letter, &Dress::default());
        assert!(said.contains("Adresse"), "{:?}: {said}", letter.matter.kind());
    }
}

#[test]
fn a_character_without_a_glyph_is_named() {
    for mut letter in each() {
        letter.creditor.signatory = "漢".into();
        assert!(refused(&letter, &Dress::default()).contains('漢'), "{:?}", letter.matter.kind());
    }
}

#[test]
fn a_template_bomb_ends_at_once_in_a_sentence() {
    for mut letter in each() {
        letter.debtor.name = "B".repeat(38);
        for source in ["{{client}}".repeat(1_990), "{{#si client}}".repeat(1_000), "{{iban}} ".repeat(2_200), "{{".repeat(9_000)] {
            let dress = Dress { text: Some(source.clone()), ..Dress::default() };
            match compose(&letter, &dress) {
                Ok(made) => assert!(made.pages < 60, "{:?}: bounded", letter.matter.kind()),
                Err(WriteError::Letter(LetterError::Text(_))) => {}
                Err(other) => panic!("{:?} {:.20}: {other}", letter.matter.kind(), source),
            }
        }
    }
}

#[test]
fn four_hundred_invoices_flow_over_pages_in_every_letter_that_lists_them() {
    let business = affair(DebtorKind::Business);
    let due_on = "2026-04-01".parse().unwrap();
    let owed = |at: i64, claimed| business.owed(&format!("F-2026-{at:04}"), "Contrat", 12_345 + at * 173, due_on, claimed).unwrap();
    for kind in kinds() {
        let mut letter = letter(kind, DebtorKind::Business, kind.manners()[0]);
        let invoices: Vec<OwedInvoice> = (0..400).map(|at| owed(at, kind.claims_penalties())).collect();
        match &mut letter.matter {
            Matter::Reminder(_, claim) => {
                claim.invoices = invoices;
            }
            Matter::InstalmentAgreement(agreement) => {
                agreement.invoices = invoices;
                let spread = agreement.spread();
                agreement.terms.truncate(1);
                agreement.terms[0].amount = spread;
            }
            Matter::InstalmentBreach(breach) => breach.invoices = invoices,
            Matter::DisputeReceipt(dispute) => dispute.invoices = invoices,
            Matter::DebtAcknowledgement(debt) => {
                debt.invoices = invoices;
                debt.terms.clear();
            }
            Matter::PenaltyClaim(claim) => {
                claim.invoices =
                    (0..400).map(|at| business.late_paid(&format!("F-2026-{at:04}"), 12_345 + at * 173, due_on).unwrap()).collect();
            }
            Matter::Transmittal(transmittal) => transmittal.invoices = invoices,
            Matter::Mediation(proposal) => proposal.invoices = invoices,
            Matter::Declaration(declaration) => declaration.invoices = invoices,
            Matter::DueSoon(_) | Matter::PaymentReceipt(_) | Matter::AccountStatement(_) => continue,
        }
        let printed = lines(&letter, &Dress::default()).unwrap();
        let starts = |what: &str| printed.iter().filter(|line| line.starts_with(what)).count();
        assert!(starts("F-2026-0399") >= 1, "{kind:?}: the last one is printed");
        assert!(starts("À reporter") >= 7 && starts("À reporter") == starts("Report "), "{kind:?}: carried over and brought forward");
        let count = printed.iter().filter_map(|line| line.rsplit_once('/')).filter_map(|(_, count)| count.parse::<usize>().ok()).max();
        assert!(count.is_some_and(|count| count >= 8), "{kind:?}: {count:?} pages");
    }
}
