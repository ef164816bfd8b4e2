use super::*;
use crate::letters::formal_notice::sample;
use echu_core::dossier::{Account, Entry};
use echu_core::money::Cents;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn listed(number: u32, title: &str) -> Listed {
    Listed {
        number,
        title: title.to_owned(),
        file: format!("{number:02} - x.pdf"),
        pages: 2,
        bytes: 24_100,
        sha256: "ab".repeat(32),
        apart: number == 2,
    }
}

#[test]
fn the_cover_says_who_how_much_what_is_missing_and_lists_every_exhibit() {
    let facts = sample::business().notice;
    let exhibits = [listed(1, "Facture F-1 du 12 mars 2026"), listed(2, "Photo 🧾 jointe au dossier le 2 mai 2026")];
    let entry = |on, label: &str, amount| Entry { on: day(on), label: label.to_owned(), amount: Cents(amount) };
    let account = Account::of(vec![entry("2026-03-12", "Facture F-1", 120_000), entry("2026-05-02", "Règlement", -20_000)]);
    let moments = [Moment { on: day("2026-03-12"), title: "Facture F-1".into(), detail: "1 200,00 €.".into(), exhibit: Some(1) }];
    let matter = Matter {
        reader: Reader::Bailiff,
        creditor: &facts.creditor,
        debtor: &facts.debtor,
        on: day("2026-11-23"),
        at: "à 09:00 UTC",
        scope: &["Ce dossier porte sur 1 facture : F-1.".to_owned()],
        essentials: &[Essential { label: "Débiteur", value: "Professionnel.".to_owned() }],
        owed: &Owed { principal: Cents(100_000), penalties: None, fees: Some(Cents(4_000)), credit: Cents::ZERO },
        missing: &["Le PDF de la facture F-2 n’est pas joint.".to_owned()],
        exhibits: &exhibits,
        moments: &moments,
        account: &account,
        accrued: &[],
        disputed: false,
        head: (12, "cd"),
    };
    let made = front(&matter).unwrap();
    let said = made.text_lines.join("\n").replace(['\u{a0}', '\u{202f}'], " ");
    for part in [
        "commissaire de justice",
        "inconnues",
        "non calculé",
        "F-2 n’est pas joint",
        "Photo ? jointe",
        "2 pages, 25 ko",
        "1 000,00 €",
        "12 faits",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert!(said.contains("Pièce jointe à part"), "{said}");
    assert_eq!(made.pdf, front(&matter).unwrap().pdf, "the same matter gives the same bytes");
    let titles = separators(&exhibits, &facts.creditor, day("2026-11-23")).unwrap();
    assert_eq!(titles.pages, 2, "a page before each exhibit");
}

#[test]
fn a_text_from_outside_never_stops_the_paper() {
    assert_eq!(shown("🧾 à\u{202e} l’heure\nligne 2"), "? à l’heure\nligne 2");
}
