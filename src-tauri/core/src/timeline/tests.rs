use super::*;

#[test]
fn the_stored_tag_is_the_name_of_the_operation() {
    let event = EventKind::PaymentRecorded {
        amount: Cents(50_000),
        received_on: NaiveDate::from_ymd_opt(2026, 8, 10).unwrap(),
        reference: String::new(),
    };
    let told = event.tell();
    assert_eq!(event.op(), "payment_recorded");
    assert_eq!(told.side, Side::Client, "money comes from the client");
    assert_eq!(told.title, "Paiement de 500,00\u{a0}€");
}

#[test]
fn a_posted_letter_without_its_number_says_that_the_proof_is_incomplete() {
    let posted = |tracking: &str| EventKind::LetterPosted {
        number: "MED-2026-001".to_owned(),
        tracking_number: tracking.to_owned(),
        posted_on: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
    };
    assert!(posted("").tell().detail.contains("preuve incomplète"));
    assert!(posted("1A 204 118 6037 4").tell().detail.contains("1A 204 118 6037 4"));
}
