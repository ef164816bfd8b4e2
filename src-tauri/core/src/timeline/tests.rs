use super::fact::desk;
use super::fact::letter::Posted;
use super::*;
use crate::letter::journey::{Consent, ElectronicDeposit};
use crate::money::Cents;
use chrono::NaiveDate;

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
    let posted = |tracking: &str| {
        EventKind::LetterPosted(Posted {
            number: "MED-2026-001".to_owned(),
            tracking_number: tracking.to_owned(),
            posted_on: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(),
            deposit: None,
            plain: String::new(),
        })
    };
    assert!(posted("").tell().detail.contains("preuve incomplète"));
    assert!(posted("1A 204 118 6037 4").tell().detail.contains("1A 204 118 6037 4"));
}

#[test]
fn an_electronic_letter_tells_its_provider_its_hour_and_the_consent() {
    let on = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
    let deposit = ElectronicDeposit {
        provider: "Recommandé Plus".to_owned(),
        at: "14:05".to_owned(),
        consent: Some(Consent { on, how: "case cochée sur le devis D-12".to_owned() }),
    };
    let posted = EventKind::LetterPosted(Posted {
        number: "MED-2026-001".to_owned(),
        tracking_number: "LRE-42".to_owned(),
        posted_on: on,
        deposit: Some(deposit),
        plain: String::new(),
    });
    let told = posted.tell();
    assert!(
        told.proof && ["Recommandé Plus", "14:05", "LRE-42", "devis D-12"].iter().all(|said| told.detail.contains(said)),
        "{}",
        told.detail
    );
}

#[test]
fn a_letter_stored_before_electronic_ones_is_still_read() {
    let old = r#"{"op":"letter_posted","number":"MED-1","trackingNumber":"","postedOn":"2026-11-23"}"#;
    let event: EventKind = serde_json::from_str(old).unwrap();
    assert_eq!(event.tell().title, "Mise en demeure MED-1 postée");
}

#[test]
fn a_call_tells_what_follows_and_an_old_one_is_still_read() {
    let old: EventKind = serde_json::from_str(r#"{"op":"call_noted","outcome":"voicemail","note":""}"#).unwrap();
    assert_eq!((old.tell().title.as_str(), old.tell().detail.as_str()), ("Appel\u{a0}: messagerie", ""));
    let visit = EventKind::CallNoted(desk::Call {
        outcome: "unreachable".to_owned(),
        note: "rideau baissé".to_owned(),
        channel: "visit".to_owned(),
        next_on: NaiveDate::from_ymd_opt(2026, 11, 25),
    });
    let told = visit.tell();
    assert_eq!(told.title, "Visite\u{a0}: personne");
    assert_eq!(told.detail, "À reprendre le 25 novembre 2026. «\u{a0}rideau baissé\u{a0}»");
}
