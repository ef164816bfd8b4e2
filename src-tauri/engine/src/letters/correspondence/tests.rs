mod hostile;
mod ledgers;
mod measured;

use super::*;
use crate::letters::sheet::window_is_clear;
use echu_core::address::Window;
use echu_core::interest::rates::RateTable;
use echu_core::letter::facts::Claim;
use echu_core::letter::sample::Affair;
use echu_core::letter::{LetterKind, Manner, Matter, Rank};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::placeholder::{Values, check};
use echu_core::text::{TextBlock, blocks, euros, euros_in_words};
use proptest::prelude::*;

const DEBTORS: [DebtorKind; 3] = [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody];

fn affair(kind: DebtorKind) -> Affair<'static> {
    static RATES: std::sync::LazyLock<RateTable> = std::sync::LazyLock::new(RateTable::built_in);
    Affair { kind, on: "2026-11-23".parse().unwrap(), rates: &RATES }
}

fn letter(kind: LetterKind, debtor: DebtorKind, manner: Manner) -> Letter {
    affair(debtor).letter(kind, manner).unwrap()
}

fn kinds() -> impl Iterator<Item = LetterKind> {
    LetterKind::ALL.into_iter().filter(|kind| *kind != LetterKind::FormalNotice)
}

/// Every letter that can be written: kind, debtor, manner.
fn all() -> Vec<(String, Letter)> {
    let mut all = Vec::new();
    for kind in kinds() {
        for debtor in DEBTORS {
            for manner in kind.manners() {
                let name = format!("{}-{debtor:?}-{manner:?}", kind.key()).to_lowercase();
                all.push((name, letter(kind, debtor, *manner)));
            }
        }
    }
    all
}

fn said(letter: &Letter) -> String {
    compose(letter, &Dress::default()).unwrap().text_lines.join(" ")
}

#[test]
fn every_letter_reads_as_agreed() {
    let folder = std::env::var_os("ECHU_LETTERS").map(std::path::PathBuf::from);
    let mut of_kind = std::collections::BTreeMap::<&str, String>::new();
    for (name, letter) in all() {
        let paper = compose(&letter, &Dress::default()).unwrap_or_else(|error| panic!("{name}: {error}"));
        let text = of_kind.entry(letter.matter.kind().key()).or_default();
        text.push_str(&format!("===== {name}\n{}\n\n", paper.text_lines.join("\n")));
        if letter.matter.kind().as_email() {
            let mail = email(&letter, None).unwrap();
            text.push_str(&format!("----- e-mail\n{}\n\n{}\n\n", mail.subject, mail.text));
        }
        if let Some(folder) = &folder {
            std::fs::write(folder.join(format!("{name}.pdf")), &paper.pdf).unwrap();
        }
    }
    for (kind, text) in of_kind {
        insta::assert_snapshot!(kind, text);
    }
}

#[test]
fn the_end_of_a_letter_never_stands_alone_on_its_page() {
    for (name, letter) in all() {
        let pages = paper::placed(&letter, &Dress::default()).unwrap();
        // The annex, and what is signed apart, begin their own pages.
        let own = pages.iter().position(|page| page.begun).unwrap_or(pages.len());
        let last = pages[..own].last().filter(|_| own > 1).map(|page| page.text_lines().len());
        assert!(last.is_none_or(|lines| lines >= 11), "{name}: {last:?} lines, head and foot counted");
    }
}

#[test]
fn the_built_in_texts_have_no_fault_whoever_reads_them() {
    for kind in LetterKind::ALL {
        for debtor in DEBTORS {
            for manner in kind.manners() {
                let text = built_in(kind, debtor, *manner);
                assert_eq!(check(&text, &vocabulary(kind)), [], "{kind:?} {debtor:?} {manner:?}");
                if kind != LetterKind::FormalNotice {
                    for settled in ["#si cordial", "#si neutre", "#si ferme", "#si professionnel", "#si particulier", "#si public}"] {
                        assert!(!text.contains(settled), "{kind:?}: « {settled} » is settled before the user sees the text");
                    }
                }
            }
        }
    }
}

#[test]
fn every_name_of_a_vocabulary_has_a_value_and_no_other() {
    for (name, letter) in all() {
        let values: Values = values::values(&letter);
        let names: std::collections::BTreeSet<&str> = vocabulary(letter.matter.kind()).iter().map(|variable| variable.name).collect();
        assert_eq!(values.keys().copied().collect::<std::collections::BTreeSet<_>>(), names, "{name}");
    }
}

#[test]
fn texts_have_french_spaces() {
    for kind in kinds() {
        for sign in [" :", " ;", " ?", " !", "« ", " »", "'"] {
            assert!(!source(kind).contains(sign), "{kind:?}: a plain space or quote at « {sign} »");
        }
    }
}

#[test]
fn a_consumer_reads_nothing_of_what_professionals_owe() {
    for kind in kinds() {
        for manner in kind.manners() {
            let said = said(&letter(kind, DebtorKind::Consumer, *manner));
            for absent in ["L441-10", "D441-5", "\u{a0}40,00\u{a0}€", "  40,00\u{a0}€", "Indemnité forfaitaire", "Pénalités de retard"]
            {
                assert!(!said.contains(absent), "{kind:?}: « {absent} » is not for a consumer (CPCE L111-8, C. com. L441-10)");
            }
        }
    }
}

#[test]
fn a_public_body_reads_its_own_code() {
    for kind in kinds() {
        for manner in kind.manners() {
            assert!(!said(&letter(kind, DebtorKind::PublicBody, *manner)).contains("L441-10"), "{kind:?}");
        }
    }
}

#[test]
fn no_letter_to_a_debtor_borrows_the_tone_of_an_officer_or_threatens_what_is_not_possible() {
    const FORBIDDEN: [&str; 12] = [
        "sommation",
        "signification",
        "commandement",
        "huissier",
        "saisie",
        "interrompt",
        "frais de relance",
        "frais de dossier",
        "pénale",
        "plainte",
        "fichier",
        "soldé de tout compte",
    ];
    for kind in kinds().filter(|kind| *kind != LetterKind::Transmittal) {
        for word in FORBIDDEN {
            assert!(
                !source(kind).to_lowercase().replace("consommation", "").contains(word),
                "{kind:?}: « {word} » (C. pén. 433-13, C. conso. L121-6)"
            );
        }
    }
    assert!(!source(LetterKind::DueSoon).contains("relance"), "law/droit.md §13: nothing is late yet");
    assert!(!source(LetterKind::DueSoon).contains("pénalité"));
}

#[test]
fn nothing_but_the_address_stands_in_either_window() {
    for window in [Window::Tall, Window::Low] {
        for sender in [false, true] {
            for (right, down) in [(0, 0), (15, -20), (-100, 100)] {
                let envelope = Envelope { window, right_tenths_mm: right, down_tenths_mm: down, sender };
                let letter = letter(LetterKind::LastNotice, DebtorKind::PublicBody, Manner::Plain);
                let pages = paper::placed(&letter, &Dress { envelope, ..Dress::default() }).unwrap();
                if right == 0 {
                    assert!(window_is_clear(&pages[0], &envelope), "{envelope:?}");
                }
            }
        }
    }
}

#[test]
fn a_table_of_four_hundred_invoices_carries_its_sum_over() {
    let mut letter = letter(LetterKind::SecondReminder, DebtorKind::Business, Manner::Plain);
    let business = affair(DebtorKind::Business);
    let invoices: Vec<_> = (0..400_i64)
        .map(|at| {
            business
                .owed(&format!("F-2026-{at:04}"), "Contrat d’entretien", 12_345 + at * 173, "2026-04-01".parse().unwrap(), false)
                .unwrap()
        })
        .collect();
    let total: Cents = invoices.iter().map(|invoice| invoice.balance).sum();
    letter.matter = Matter::Reminder(
        Rank::Second,
        Claim { invoices, credit: Cents::ZERO, pay_before: "2026-12-03".parse().unwrap(), broken_promise: None },
    );
    let paper = compose(&letter, &Dress::default()).unwrap();
    assert!(paper.pages >= 9, "{} pages", paper.pages);
    let carried: Vec<&String> = paper.text_lines.iter().filter(|line| line.starts_with("À reporter")).collect();
    let brought: Vec<&String> = paper.text_lines.iter().filter(|line| line.starts_with("Report ")).collect();
    assert!(!carried.is_empty() && carried.len() == brought.len());
    for (carried, brought) in carried.iter().zip(&brought) {
        assert_eq!(carried.strip_prefix("À reporter"), brought.strip_prefix("Report"), "what leaves a page comes back on the next");
    }
    assert_eq!(paper.text_lines.iter().filter(|line| line.starts_with("Facture  Date")).count(), carried.len() + 1, "a head a page");
    assert!(paper.text_lines.iter().any(|line| *line == format!("Total  {}", euros(total))), "{}", euros(total));
    // Each sum carried is that of the lines above it.
    let mut sum = Cents::ZERO;
    for line in &paper.text_lines {
        let last = line.rsplit("  ").next().unwrap_or_default();
        if line.starts_with("F-2026-") {
            sum += echu_core::text::parse_euros(last).unwrap();
        } else if line.starts_with("À reporter") {
            assert_eq!(last, euros(sum));
        }
    }
}

#[test]
fn a_name_that_does_not_exist_is_refused_with_the_nearest() {
    let letter = letter(LetterKind::FirstReminder, DebtorKind::Business, Manner::Plain);
    let unknown = Dress { text: Some("{{clients}}".into()), ..Dress::default() };
    let refused = compose(&letter, &unknown).unwrap_err().sentences().join(" ");
    assert!(refused.contains("vouliez-vous «\u{a0}client\u{a0}»"), "{refused}");
}

#[test]
fn an_e_mail_says_what_the_paper_says_and_keeps_its_columns() {
    let letter = letter(LetterKind::LastNotice, DebtorKind::Business, Manner::Plain);
    let mail = email(&letter, None).unwrap();
    assert!(mail.subject.starts_with("DERNIER AVIS") && mail.subject.contains("F-2026-0148"), "{}", mail.subject);
    assert!(mail.text.contains("FR76\u{a0}3000") || mail.text.contains("FR76 3000"), "{}", mail.text);
    assert!(mail.text.contains("732\u{a0}829\u{a0}320") || mail.text.contains("732 829 320"), "C. com. R123-237: e-mails too");
    let tables: Vec<_> = blocks(&mail.text).into_iter().filter(|block| matches!(block, TextBlock::Table { .. })).collect();
    assert_eq!(tables.len(), 2, "the invoices and the account are read as tables: {}", mail.text);
}

#[test]
fn the_amount_to_copy_by_hand_is_in_words_and_in_figures() {
    let letter = letter(LetterKind::DebtAcknowledgement, DebtorKind::Business, Manner::Plain);
    let total = letter.matter.asked();
    let said = said(&letter).replace(['\u{a0}', '\u{202f}'], " ");
    let copied = format!("Bon pour reconnaissance de dette de {} ({}).", euros_in_words(total), euros(total));
    assert!(said.contains(&copied.replace(['\u{a0}', '\u{202f}'], " ")), "C. civ. 1376: {said}");
}
