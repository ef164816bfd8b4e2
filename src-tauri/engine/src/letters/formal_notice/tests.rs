mod refusals;

use super::super::face::Face;
use super::super::page::Mark;
use super::super::sheet::window_is_clear;
use super::sample::{business, claimed, consumer, many, owed, partly_paid, public_body};
use super::*;
use echu_core::interest::{AllocationOrder, PenaltyRequest};
use echu_core::money::Cents;
use echu_core::notice::ReceivedPayment;
use echu_core::party::{Address, CreditorProblem};
use echu_core::text::parse_euros;
use proptest::prelude::*;

const KINDS: [DebtorKind; 3] = [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody];
/// All the words that letters are made of, as they are written in the sources.
const SOURCES: [&str; 7] = [
    include_str!("text.business.fr.txt"),
    include_str!("text.consumer.fr.txt"),
    include_str!("text.public_body.fr.txt"),
    include_str!("../annex/text.fr.txt"),
    include_str!("words.rs"),
    include_str!("../words.rs"),
    include_str!("../annex/words.rs"),
];

fn sample(kind: DebtorKind) -> Facts {
    match kind {
        DebtorKind::Business => business(),
        DebtorKind::Consumer => consumer(),
        DebtorKind::PublicBody => public_body(),
    }
}

fn placed(facts: &Facts) -> Vec<Page> {
    pages(facts, &Pictures(Default::default())).unwrap()
}

fn text(facts: &Facts) -> String {
    placed(facts).iter().flat_map(Page::text_lines).collect::<Vec<_>>().join("\n")
}

/// Lines joined, spaces made plain: a sentence is found wherever its lines break.
fn running(facts: &Facts) -> String {
    text(facts).replace(['\n', '\u{a0}', '\u{202f}'], " ")
}

/// Long names everywhere, six full address lines, long numbers and subjects.
fn long_names() -> Facts {
    let mut facts = business();
    let notice = &mut facts.notice;
    notice.creditor.name = "Établissements Vandenbroucke-Delamotte et fils, plomberie et chauffage".into();
    notice.creditor.email = "une-adresse-electronique-bien-trop-longue-pour-tenir@vandenbroucke.example".into();
    notice.debtor.name = "SOCIÉTÉ COOPÉRATIVE D’EXPLOITATION HOT".into();
    notice.debtor.address = Address {
        recipient: "W".repeat(38),
        building: "Bâtiment C Zone industrielle Nord".into(),
        street: "1234 boulevard du Général de Gaulle".into(),
        locality: "CS 12345".into(),
        postcode: "74400".into(),
        city: "Chamonix Mont Blanc Cedex".into(),
        country: String::new(),
    };
    notice.invoices[0].number = "FACTURE-CLIENT-2026-0000000148-REV-A".into();
    notice.invoices[1].subject = "Commande 4500012345, réfection complète du réseau d’eau de la cuisine et des sanitaires".into();
    facts
}

#[test]
fn the_letters_read_as_agreed() {
    for kind in KINDS {
        // `cargo xtask letters` looks at the files.
        if let Some(folder) = std::env::var_os("ECHU_LETTERS").map(std::path::PathBuf::from) {
            let name = format!("formal_notice-{kind:?}-plain.pdf").to_lowercase();
            std::fs::write(folder.join(name), compose(&sample(kind)).unwrap().pdf).unwrap();
        }
        insta::assert_snapshot!(format!("{kind:?}"), text(&sample(kind)));
    }
}

#[test]
fn the_figures_are_those_of_the_model_letter() {
    let said = running(&business());
    for sum in ["MISE EN DEMEURE de payer 4 205,44 €", "3 880,60 €", "204,84 €", "3 × 40,00 €", "134,06 €", "54,33 €", "16,45 €"]
    {
        assert!(said.contains(sum), "{sum} is not in the letter");
    }
    assert!(said.contains("au plus tard le jeudi 3 décembre 2026"));
}

#[test]
fn every_element_of_article_7_2_comes_in_its_order() {
    let said = running(&business());
    let mut after = 0;
    for element in [
        "Vasseur Plomberie",
        "contact@vasseur-plomberie.example",
        "Brasserie des Quais SAS",
        "Cesson-Sévigné, le 23 novembre 2026",
        "Lettre recommandée avec avis de réception",
        "n° 1A 204 118 6037 4",
        "Votre SIREN : 404 833 048",
        "Objet : MISE EN DEMEURE",
        "notre e-mail du 5 octobre, notre appel du 12, notre e-mail du 20 et notre dernier avis du 13 novembre 2026",
        "F-2026-0148",
        "nous vous mettons en demeure de nous payer la somme de 4 205,44 €, arrêtée au 23 novembre 2026",
        "Principal, 3 factures",
        "Pénalités de retard",
        "Indemnité forfaitaire",
        "dans les huit jours de la réception",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "1,32 € par jour",
        "article L441-10",
        "article D441-5",
        "articles 1344 et suivants",
        "saisir la juridiction compétente",
        "F-2026-0377 de 418,00 €",
        "Hélène Vasseur, gérante",
        "Pièces jointes",
        "732 829 320 RCS Rennes",
        "1/2",
        "Décompte des pénalités de retard",
    ] {
        let at = said[after..].find(element);
        assert!(at.is_some(), "« {element} » does not come after what precedes it");
        after += at.unwrap_or(0);
    }
}

#[test]
fn a_consumer_is_asked_for_no_fee_and_offered_mediation() {
    let said = running(&consumer());
    for absent in ["L441-10", "D441-5", " 40,00", "forfaitaire", "Annexe", "Pénalités"] {
        assert!(!said.contains(absent), "« {absent} » is not for a consumer");
    }
    for present in ["1231-6", "1344", "médiation de la consommation", "quinze jours", "2,75 %", "ni indemnité ni frais"] {
        assert!(said.contains(present), "« {present} » lacks");
    }
    assert!(said.contains("jeudi 10 décembre 2026"), "fifteen days after the 25th");
}

#[test]
fn a_public_body_reads_its_own_code_and_one_rate_an_invoice() {
    let said = running(&public_body());
    for present in ["L2192-13", "R2192-31", "D2192-35", "intérêts moratoires", "majoré de huit points", "8 points"] {
        assert!(said.contains(present), "« {present} » lacks");
    }
    assert!(!said.contains("L441-10"));
    assert!(!said.contains("12,15 %"), "CCP R2192-31: eight points, not ten");
}

#[test]
fn no_text_borrows_the_tone_of_an_officer_or_threatens() {
    const FORBIDDEN: [&str; 14] = [
        "sommation",
        "signification",
        "signifi",
        "commandement",
        "huissier",
        "commissaire de justice",
        "saisie",
        "interrompt",
        "prescription",
        "frais de relance",
        "frais de dossier",
        "pénale",
        "plainte",
        "fichier",
    ];
    for source in SOURCES {
        // Words are looked for at their beginning: « consommation » is not one of them.
        let words: String = source.to_lowercase().split(|c: char| !c.is_alphabetic()).collect::<Vec<_>>().join(" ");
        for word in FORBIDDEN {
            assert!(!format!(" {words}").contains(&format!(" {word}")), "C. pén. 433-13 and C. conso. L121-6 forbid « {word} »");
        }
    }
}

#[test]
fn texts_have_french_spaces() {
    for kind in KINDS {
        for source in [built_in(kind), annex::TEXT] {
            let template = source.replace("{{", "").replace("}}", "");
            for wrong in [" ;", " !", " ?", " :", " %", " €", "« ", " »", "'"] {
                assert!(!template.contains(wrong), "« {wrong} » in {template}");
            }
        }
    }
}

#[test]
fn every_character_of_every_text_has_a_glyph() {
    for face in [Face::Regular, Face::Strong] {
        let metrics = face.metrics().unwrap();
        for character in SOURCES.iter().flat_map(|source| source.chars()).filter(|c| *c != '\n') {
            assert!(metrics.shape(character).is_ok(), "{face:?} has no {character:?}");
        }
    }
}

#[test]
fn the_built_in_texts_have_no_fault() {
    for text in KINDS.map(built_in).into_iter().chain([annex::TEXT]) {
        assert_eq!(echu_core::placeholder::check(text, VOCABULARY), []);
    }
    let names: Vec<&str> = VOCABULARY.iter().map(|variable| variable.name).collect();
    let valued: Vec<&str> = values::values(&business()).into_keys().collect();
    assert_eq!(names.len(), valued.len(), "each name of the set has its value");
    assert!(names.iter().all(|name| valued.contains(name)));
}

#[test]
fn a_letter_a_little_too_long_is_set_closer_to_keep_one_page() {
    for count in [1, 3, 4] {
        let pages = placed(&many(count));
        assert!(pages[1].begun, "{count} invoices: the second page is the annex");
    }
    assert!(!placed(&many(9))[1].begun, "nine invoices do not fit, and are not squeezed");
}

#[test]
fn nothing_but_the_address_stands_in_the_window() {
    for facts in [business(), consumer(), public_body(), many(60), long_names()] {
        for page in placed(&facts).iter().take(1) {
            assert!(window_is_clear(page, &facts.envelope), "{}", facts.notice.debtor.name);
        }
    }
}

#[test]
fn everything_stands_between_the_margins_and_above_the_foot() {
    for facts in [business(), consumer(), public_body(), many(60), long_names()] {
        for page in placed(&facts) {
            let foot = page.marks.iter().filter_map(|mark| match mark {
                Mark::Rule { y, ink: super::super::page::Ink::Faint, .. } => Some(*y),
                _ => None,
            });
            let foot = foot.max().unwrap();
            for mark in &page.marks {
                let area = mark.area();
                let in_the_margin = matches!(mark, Mark::Rule { length, .. } if *length < 20_000);
                assert!(in_the_margin || area.x >= super::super::page::LEFT, "{mark:?}");
                assert!(area.x + area.width <= super::super::page::RIGHT + 10, "{mark:?}");
                let is_foot = area.y >= foot - 1_000;
                assert!(is_foot || area.y + area.height <= foot, "{mark:?} runs into the foot");
            }
        }
    }
}

#[test]
fn sixty_invoices_flow_over_pages_with_their_heads_and_numbers() {
    let facts = many(60);
    let pages = placed(&facts);
    let count = pages.len();
    assert!(count > 6, "{count} pages");
    let mut seen = 0;
    for (at, page) in pages.iter().enumerate() {
        let said = page.text_lines();
        assert!(said.iter().any(|line| line.ends_with(&format!("{}/{count}", at + 1))), "page {at} lacks its number");
        let rows = said.iter().filter(|line| line.contains("Contrat d’entretien")).count();
        let head = said.iter().position(|line| line.starts_with("Facture  Date"));
        let first = said.iter().position(|line| line.contains("Contrat d’entretien"));
        assert!(rows == 0 || head < first, "page {at}: rows without their head");
        assert_ne!(rows, 1, "page {at}: one row alone");
        seen += rows;
    }
    assert_eq!(seen, 60, "each invoice once");
    let groups = pages.iter().map(|page| {
        let lines = page.text_lines();
        let opened = lines.iter().filter(|line| line.starts_with("F-2026-") && line.contains("échue le")).count();
        let closed = lines.iter().filter(|line| line.starts_with("Pénalités pour F-")).count();
        (opened, closed)
    });
    assert!(groups.into_iter().all(|(opened, closed)| opened == closed), "an invoice's lines are cut by a page");
}

#[test]
fn a_signature_never_stands_alone() {
    for count in 1..14 {
        let pages = placed(&many(count));
        let page = pages.iter().find(|page| page.text_lines().iter().any(|line| line.contains("Hélène Vasseur, gérante"))).unwrap();
        let lines = page.text_lines();
        assert!(lines.iter().any(|line| line.starts_with("Nous vous prions d’agréer")), "{count} invoices");
        assert!(lines.iter().any(|line| line.starts_with("Pour mémoire")), "{count} invoices");
    }
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    assert_eq!(compose(&business()).unwrap().pdf, compose(&business()).unwrap().pdf);
}

#[test]
fn the_file_says_its_language_title_and_date_and_its_text_is_found() {
    let letter = compose(&business()).unwrap();
    assert_eq!(letter.pages, 2);
    let pdf = lopdf::Document::load_mem(&letter.pdf).unwrap();
    assert_eq!(pdf.catalog().unwrap().get(b"Lang").unwrap().as_str().unwrap(), b"fr-FR");
    let said: String = pdf.extract_text(&[1, 2]).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in ["MISE EN DEMEURE de payer 4 205,44 €", "27 QUAI DES MARINIERS", "du 16/05/2026 au 30/06/2026", "l’article L441-10"]
    {
        assert!(said.contains(sentence), "« {sentence} » is not found in the file");
    }
    assert!(letter.pdf.len() < 40_000, "{} bytes: the fonts are subsets", letter.pdf.len());
}

#[test]
fn interest_first_is_shown_and_adds_up() {
    let mut facts = business();
    let notice = &mut facts.notice;
    notice.invoices[0] = partly_paid(AllocationOrder::InterestFirst);
    notice.payments = vec![ReceivedPayment { to_interest: notice.penalties_paid(), ..notice.payments[0].clone() }];
    notice.interest_first = true;
    let said = running(&facts);
    assert!(said.contains("Réglées par les paiements reçus  −68,42 €"), "{said}");
    assert!(said.contains("68,42 € affectés aux pénalités alors dues, 431,58 € au principal"));
    assert!(said.contains("article 1343-1 du code civil"));
    assert!(said.contains("1 908,42 €"), "2 340,00 − (500,00 − 68,42)");
}

#[test]
fn an_agreed_rate_is_said_and_has_no_table() {
    let mut facts = business();
    let request = PenaltyRequest { contract_rate_bp: Some(1_500), ..owed(234_000, "2026-05-15") };
    facts.notice.invoices = vec![claimed("F-2026-0148", "", &request)];
    facts.notice.payments.clear();
    let said = running(&facts);
    assert!(said.contains("Le taux annuel convenu est de 15,00 %"));
    assert!(!said.contains("Banque centrale"));
}

#[test]
fn the_users_text_takes_the_place_of_ours_and_is_checked() {
    let mut facts = business();
    facts.text = Some("Bonjour {{client}}.\n\n{{signature}}".into());
    assert!(running(&facts).contains("Bonjour Brasserie des Quais SAS."));
    facts.text = Some("Bonjour {{clients}}.".into());
    assert!(matches!(compose(&facts), Err(NoticeError::Letter(LetterError::Text(_)))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_printed_total_is_the_sum_of_the_printed_lines(totals in prop::collection::vec((1_i64..5_000_000, 1_u32..280), 1..12)) {
        let mut facts = business();
        let until = facts.notice.dated_on;
        facts.notice.invoices = totals.iter().enumerate().map(|(at, (total, days))| {
            let due_on = until - chrono::Days::new(u64::from(*days));
            claimed(&format!("N{at}"), "", &PenaltyRequest { due_on, ..owed(*total, "2026-05-15") })
        }).collect();
        facts.notice.payments.clear();
        let said = placed(&facts).iter().flat_map(Page::text_lines).collect::<Vec<_>>();
        let last = |line: &String| line.rsplit("  ").next().and_then(|cell| parse_euros(cell).ok()).unwrap_or_default();
        let sum = |begins: &str| said.iter().filter(|line| line.starts_with(begins)).map(last).sum::<Cents>();
        let printed_lines = sum("du\u{a0}");
        prop_assert_eq!(sum("Pénalités pour"), printed_lines);
        prop_assert_eq!(sum("Total des pénalités"), printed_lines);
        let parts = sum("Principal,") + sum("Pénalités de retard, détail") + sum("Indemnité forfaitaire, ");
        prop_assert_eq!(sum("Total à payer"), parts);
    }
}
