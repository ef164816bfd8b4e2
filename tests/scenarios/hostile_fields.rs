//! C35 in each text field of each form: what is typed is refused with a sentence, or comes back as the text it is; and the only HTML
//! that the app makes, that of a message, never holds it as a tag.
use crate::desk::{Desk, creditor, desk};
use echu_engine::contract::dispatch;
use serde_json::{Value, json};

/// What would run in a page that took it for HTML.
const SCRIPT: &str = "<img src=x onerror=alert(1)>";

/// A form with one field replaced, which it has.
fn with(form: &Value, field: &str, text: &str) -> Value {
    let mut form = form.clone();
    assert!(!read(&form, field).is_null(), "no field {field} in {form}");
    match field.split_once('.') {
        Some((group, inside)) => form[group][inside] = json!(text),
        None => form[field] = json!(text),
    }
    form
}

fn read<'a>(form: &'a Value, field: &str) -> &'a Value {
    match field.split_once('.') {
        Some((group, inside)) => &form[group][inside],
        None => &form[field],
    }
}

/// Runs a change; None when it was refused, which must be said to the person, of that field and not of another.
fn tried(desk: &Desk, command: &str, request: Value, field: &str) -> Option<Value> {
    match dispatch(desk.world.app(), command, request) {
        Ok(mut answer) => Some(answer["value"].take()),
        Err(error) => {
            let told = error.field.clone().unwrap_or_default();
            assert!(!error.sentence.is_empty() && !told.is_empty() && field.contains(&told), "{command}, {field}: {error:?}");
            None
        }
    }
}

/// No message of the day holds the script as a tag, on screen or in its HTML part.
fn no_tag(desk: &Desk, field: &str) {
    for id in desk.drafts() {
        let view = desk.world.call("reminder", json!({ "id": id }));
        let html = view["html"].as_str().expect("the HTML of a message");
        assert!(!html.contains("<img"), "{field}: {html}");
    }
}

#[test]
fn every_text_that_a_form_takes_comes_back_as_text() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    let client = desk.one_late_client();
    let mut kept = Vec::new();

    let card = world.call("client", json!({ "id": client }))["client"].clone();
    for field in [
        "name",
        "contactName",
        "email",
        "emailCopies",
        "phone",
        "note",
        "siren",
        "siret",
        "vatNumber",
        "address.recipient",
        "address.building",
        "address.street",
        "address.locality",
        "address.postcode",
        "address.city",
    ] {
        if tried(&desk, "save_client", json!({ "id": client, "client": with(&card, field, SCRIPT) }), field).is_some() {
            let back = world.call("client", json!({ "id": client }))["client"].clone();
            assert_eq!(read(&back, field), SCRIPT, "client, {field}");
            no_tag(&desk, field);
            kept.push(field);
        }
        world.change("save_client", json!({ "id": client, "client": card }));
    }

    world.change("save_creditor", json!({ "creditor": creditor() }));
    let us = world.call("settings", json!({}))["creditor"].clone();
    for field in [
        "name",
        "legalForm",
        "registryTown",
        "phone",
        "email",
        "iban",
        "bic",
        "accountHolder",
        "signatory",
        "signatoryQuality",
        "mediatorName",
        "mediatorAddress",
        "mediatorSite",
        "siren",
        "vatNumber",
        "address.street",
        "address.city",
    ] {
        if tried(&desk, "save_creditor", json!({ "creditor": with(&us, field, SCRIPT) }), field).is_some() {
            let back = world.call("settings", json!({}))["creditor"].clone();
            assert_eq!(read(&back, field), SCRIPT, "creditor, {field}");
            no_tag(&desk, field);
            kept.push(field);
        }
        world.change("save_creditor", json!({ "creditor": us }));
    }

    let invoices = world.call("invoices", json!({ "filter": "open" }));
    let id = invoices["rows"][0]["id"].clone();
    let form = json!({ "clientId": client, "kind": "invoice", "number": "F-2026-0352", "issuedOn": "2026-10-16", "dueOn": "2026-11-15",
                       "total": 128_400, "subject": "", "purchaseOrder": "" });
    for field in ["number", "subject", "purchaseOrder"] {
        if tried(&desk, "save_invoice", json!({ "id": id, "invoice": with(&form, field, SCRIPT) }), field).is_some() {
            let back = world.call("invoice", json!({ "id": id }));
            assert!(back.to_string().contains("<img src=x"), "invoice, {field}: {back}");
            no_tag(&desk, field);
            kept.push(field);
        }
        world.change("save_invoice", json!({ "id": id, "invoice": form }));
    }

    let told: [(&str, Value); 4] = [
        ("note_call", json!({ "clientId": client, "outcome": "voicemail", "note": SCRIPT })),
        ("place_hold", json!({ "clientId": client, "kind": "pause", "until": "2026-11-30", "note": SCRIPT })),
        ("record_payment", json!({ "clientId": client, "receivedOn": "2026-11-23", "amount": 100, "reference": SCRIPT })),
        ("set_closure", json!({ "from": "2027-01-04", "until": "2027-01-08", "note": SCRIPT })),
    ];
    for (command, request) in told {
        if tried(&desk, command, request, "note").is_some() {
            kept.push(command);
        }
    }
    let history = world.call("timeline", json!({ "clientId": client })).to_string();
    assert!(history.matches("onerror=alert").count() >= 3, "the notes are told as they were typed: {history}");
    assert!(kept.len() >= 20, "most fields take any text: {kept:?}");
}
