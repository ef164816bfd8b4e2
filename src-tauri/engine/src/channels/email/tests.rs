use super::*;

fn facts(tone: Tone, debtor_kind: DebtorKind) -> EmailFacts {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let line = |number: &str, due: &str, balance| Line {
        part: String::new(),
        number: number.to_owned(),
        due_on: day(due),
        balance: Cents(balance),
        interest: Cents::ZERO,
        fee: Cents::ZERO,
        attached: true,
    };
    EmailFacts {
        tone,
        debtor_kind,
        today: day("2026-11-23"),
        region: Region::Metropole,
        creditor: Creditor {
            name: "Vasseur Plomberie".to_owned(),
            signatory: "Hélène Vasseur".to_owned(),
            iban: "FR7630006000011234567890189".to_owned(),
            ..Creditor::default()
        },
        lines: vec![line("F-2026-0352", "2026-11-03", 128_400), line("F-2026-0361", "2026-11-09", 64_250)],
        credit: Cents::ZERO,
        prior: vec!["notre message du 9 novembre 2026".to_owned(), "notre appel du 16 novembre 2026".to_owned()],
        broken_promise: None,
        sentence: String::new(),
        reference: "LEGOFF-0352".to_owned(),
        text: None,
    }
}

const KINDS: [DebtorKind; 3] = [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody];
const TONES: [Tone; 4] = [Tone::Courtesy, Tone::First, Tone::Firm, Tone::Last];

fn with_penalties(mut facts: EmailFacts) -> EmailFacts {
    for line in &mut facts.lines {
        line.interest = Cents(872);
        line.fee = Cents(4_000);
    }
    facts
}

#[test]
fn every_message_reads_as_agreed() {
    let mut text = String::new();
    for tone in TONES {
        for kind in KINDS {
            let plain = facts(tone, kind);
            let said = if tone == Tone::Last && kind != DebtorKind::Consumer { with_penalties(plain) } else { plain };
            let mail = compose(&said).unwrap();
            text.push_str(&format!("===== {tone:?} {kind:?}\n{}\n\n{}\n", mail.subject, mail.text));
        }
    }
    insta::assert_snapshot!("messages", text);
}

#[test]
fn every_message_says_the_numbers_the_sums_the_iban_and_how_to_answer() {
    for tone in TONES {
        for kind in KINDS {
            let mail = compose(&facts(tone, kind)).unwrap();
            assert!(mail.subject.contains("F-2026-0352 et F-2026-0361"), "{}", mail.subject);
            for wanted in [
                "1\u{202f}284,00\u{a0}€",
                "642,50\u{a0}€",
                "1\u{202f}926,50\u{a0}€",
                "FR76 3000 6000 0112 3456 7890 189",
                "LEGOFF-0352",
                "pas tenir compte",
                "Hélène Vasseur",
            ] {
                assert!(mail.text.contains(wanted), "{tone:?} {kind:?} lacks {wanted}:\n{}", mail.text);
            }
            assert!(!mail.text.contains("{{") && !mail.text.contains("\n\n\n"), "{}", mail.text);
        }
    }
}

#[test]
fn a_consumer_is_never_told_of_penalties_nor_of_forty_euros() {
    for tone in TONES {
        let mail = compose(&facts(tone, DebtorKind::Consumer)).unwrap();
        for forbidden in ["pénalité", "40,00", "Indemnité", "intérêts moratoires", "L441"] {
            assert!(!mail.text.contains(forbidden), "{tone:?}: {forbidden}");
        }
    }
}

#[test]
fn no_message_threatens_or_looks_like_an_act() {
    for tone in TONES {
        for kind in KINDS {
            let mail = compose(&with_penalties(facts(tone, kind))).unwrap();
            let text = mail.text.to_lowercase();
            for forbidden in
                ["huissier", "saisie", " sommation", "signification", "commandement", "tribunal", "pénal ", "frais de relance", "fichier"]
            {
                assert!(!text.contains(forbidden), "{tone:?} {kind:?}: {forbidden}");
            }
        }
    }
}

#[test]
fn the_last_notice_adds_up_principal_penalties_and_indemnities() {
    let mail = compose(&with_penalties(facts(Tone::Last, DebtorKind::Business))).unwrap();
    for wanted in [
        "2 × 40,00\u{a0}€",
        "80,00\u{a0}€",
        "17,44\u{a0}€",
        "2\u{202f}023,94\u{a0}€",
        "mardi 1er décembre 2026",
        "Malgré notre message du 9 novembre 2026 et notre appel",
    ] {
        assert!(mail.text.contains(wanted), "lacks {wanted}:\n{}", mail.text);
    }
    assert!(mail.subject.starts_with("Dernier avis"), "{}", mail.subject);
}

#[test]
fn a_broken_promise_is_said_without_reproach_and_one_invoice_is_singular() {
    let mut broken = facts(Tone::First, DebtorKind::Business);
    broken.broken_promise = "2026-11-09".parse().ok();
    broken.lines.truncate(1);
    let mail = compose(&broken).unwrap();
    assert!(mail.text.contains("annoncé votre règlement pour le lundi 9 novembre 2026"), "{}", mail.text);
    assert_eq!(mail.subject, "Facture F-2026-0352\u{a0}: 1\u{202f}284,00\u{a0}€ à régler");
    assert!(mail.text.contains("Vous la trouverez ci-jointe."));
}

#[test]
fn a_credit_note_lowers_what_is_asked() {
    let credited = EmailFacts { credit: Cents(26_500), ..facts(Tone::First, DebtorKind::Business) };
    let mail = compose(&credited).unwrap();
    assert!(mail.text.contains("1\u{202f}661,50\u{a0}€") && mail.subject.contains("1\u{202f}661,50"), "{}", mail.text);
}

#[test]
fn a_courtesy_notice_agrees_with_the_number_of_invoices() {
    let several = compose(&facts(Tone::Courtesy, DebtorKind::Business)).unwrap();
    assert!(several.text.contains("les factures suivantes arrivent à échéance\u{a0}:"), "{}", several.text);
    assert!(several.text.contains("Vous pouvez les régler"), "{}", several.text);
    assert!(several.subject.contains("première échéance le mardi 3 novembre 2026"), "{}", several.subject);
    let mut alone = facts(Tone::Courtesy, DebtorKind::Business);
    alone.lines.truncate(1);
    let one = compose(&alone).unwrap();
    assert!(one.text.contains("la facture suivante arrive à échéance le mardi 3 novembre 2026"), "{}", one.text);
    assert!(one.text.contains("Vous pouvez la régler"), "{}", one.text);
}
