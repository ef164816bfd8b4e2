//! What a notice cannot be made from, and says so.
use super::*;

#[test]
fn what_lacks_is_said_all_at_once() {
    let mut facts = business();
    facts.notice.creditor.iban.clear();
    facts.notice.debtor.siren.clear();
    let refused = compose(&facts).unwrap_err();
    assert_eq!(refused, NoticeError::Incomplete(vec![Missing::Creditor(CreditorProblem::IbanMissing), Missing::DebtorSiren]));
    assert_eq!(refused.sentences().len(), 2);
}

#[test]
fn an_address_too_large_for_the_window_is_refused() {
    let mut facts = business();
    facts.notice.debtor.address.street = "X".repeat(39);
    let refused = compose(&facts).unwrap_err();
    assert!(matches!(&refused, NoticeError::Incomplete(lacks) if matches!(lacks.as_slice(), [Missing::Address(_)])), "{refused:?}");
}

#[test]
fn a_foreign_address_has_its_country_and_stays_in_the_window() {
    let mut facts = long_names();
    facts.notice.debtor.address.country = "Belgique".into();
    let pages = placed(&facts);
    assert!(window_is_clear(&pages[0], &facts.envelope), "seven lines");
    assert!(pages[0].text_lines().iter().any(|line| line == "BELGIQUE"));
}

#[test]
fn a_character_without_a_glyph_is_refused_and_named() {
    let mut facts = business();
    facts.notice.invoices[0].subject = "Chaudière 🔥".into();
    let refused = compose(&facts).unwrap_err();
    assert_eq!(refused, NoticeError::Letter(LetterError::MissingGlyph { character: '🔥' }));
    assert!(refused.sentences()[0].contains('🔥'));
}

#[test]
fn names_cannot_steer_the_layout() {
    let mut facts = business();
    facts.notice.debtor.salutation = "Madame\n\n**Durand** {{total}} \u{e001}".into();
    let said = running(&facts);
    assert!(said.contains("Madame **Durand** {{total}}"), "a value is printed as it is");
}
