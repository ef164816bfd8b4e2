//! Hostile and absurd texts, in every field a person or a file can fill: C35 and C40 of the faults.
use crate::desk::{Desk, creditor, desk};
use base64::Engine as _;
use serde_json::{Value, json};

/// What would call a command of the window if a page ever ran it.
const SCRIPT: &str = "<img src=x onerror=\"window.__TAURI_INTERNALS__.invoke('rpc')\">";
/// The same, short enough for a line of an address.
const SHORT: &str = "<img src=x onerror=alert(1)>";

/// A late client of whom every text is `SCRIPT`; his name is `name`.
fn hostile(desk: &Desk, name: &str) -> (i64, i64) {
    let mut us = creditor();
    for field in ["legalForm", "registryTown", "phone", "signatory", "signatoryQuality"] {
        us[field] = json!(SHORT);
    }
    desk.world.change("save_creditor", json!({ "creditor": us }));
    let client = desk
        .world
        .client(name)
        .email("compta@hostile.example")
        .with("siren", json!("404833048"))
        .with("contactName", json!(SCRIPT))
        .with("phone", json!(SCRIPT))
        .with("note", json!(SCRIPT))
        .with("address", json!({ "recipient": SHORT, "street": SHORT, "postcode": "44000", "city": "NANTES" }))
        .create();
    let invoice =
        desk.world.invoice(client, &format!("F-{SCRIPT}")).late(8).with("subject", json!(SCRIPT)).with("purchaseOrder", json!(SCRIPT));
    let invoice = invoice.create();
    (client, invoice)
}

/// A part of a mail, decoded: `text/plain` or `text/html`.
fn part(mail: &[u8], kind: &str) -> String {
    let text = String::from_utf8(mail.to_vec()).expect("a mail is ASCII");
    let at = text.find(&format!("Content-Type: {kind}")).expect("the part is there");
    let (head, body) = text[at..].split_once("\r\n\r\n").expect("a head and a body");
    let body = body.split("\r\n--").next().unwrap_or_default();
    if head.contains("base64") {
        let bytes = base64::engine::general_purpose::STANDARD.decode(body.replace("\r\n", "")).expect("base64");
        return String::from_utf8(bytes).expect("UTF-8");
    }
    let soft = body.replace("=\r\n", "");
    let mut bytes = Vec::new();
    let mut letters = soft.bytes();
    while let Some(letter) = letters.next() {
        if letter == b'=' {
            let hex: Vec<u8> = letters.by_ref().take(2).collect();
            bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).expect("hex"), 16).expect("hex"));
        } else {
            bytes.push(letter);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn a_script_in_every_field_is_text_in_lists_mail_and_history() {
    let desk = desk("2026-11-23");
    let (client, invoice) = hostile(&desk, SCRIPT);
    let world = &desk.world;
    assert_eq!(world.call("clients", json!({}))["rows"][0]["name"], SCRIPT);
    let row = world.call("invoices", json!({ "filter": "open" }))["rows"][0].clone();
    assert_eq!((row["number"].as_str(), row["clientName"].as_str()), (Some(format!("F-{SCRIPT}").as_str()), Some(SCRIPT)));
    let card = world.call("client", json!({ "id": client }))["client"].clone();
    for field in ["name", "contactName", "phone", "note"] {
        assert_eq!(card[field], SCRIPT, "{field} is kept as it was typed");
    }
    let drafts = desk.drafts();
    let view = world.call("reminder", json!({ "id": drafts[0] }));
    assert!(view["subject"].as_str().unwrap().contains(SCRIPT), "{}", view["subject"]);
    let edited = json!({ "id": drafts[0], "subject": view["subject"], "body": format!("{}\n{SCRIPT}", view["body"].as_str().unwrap()) });
    world.change("edit_reminder", edited);
    let html = world.call("reminder", json!({ "id": drafts[0] }))["html"].as_str().unwrap().to_owned();
    assert!(!html.contains("<img") && html.contains("&lt;img src=x onerror=&quot;"), "{html}");
    desk.approve(&drafts);
    desk.send_all();
    let mail = desk.server.accepted().remove(0);
    assert_eq!(mail.to, ["compta@hostile.example"]);
    assert!(part(&mail.bytes, "text/plain").contains(SCRIPT), "literal in the text");
    let html = part(&mail.bytes, "text/html");
    assert!(!html.contains("<img") && html.contains("&lt;img src=x onerror=&quot;"), "{html}");
    world.change("note_call", json!({ "clientId": client, "outcome": "refused", "note": SCRIPT }));
    let hold = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "reason": "other", "amount": 100, "note": SCRIPT });
    world.change("place_hold", hold);
    let paid = json!({ "clientId": client, "receivedOn": "2026-11-23", "amount": 100, "reference": SCRIPT });
    world.change("record_payment", paid);
    let history = world.call("timeline", json!({ "clientId": client }));
    let told = |kind: &str| {
        let rows = history.as_array().unwrap().iter().filter(|row| row["kind"] == kind);
        rows.map(|row| format!("{} {}", row["title"].as_str().unwrap(), row["detail"].as_str().unwrap())).collect::<String>()
    };
    for kind in ["invoice", "call_noted", "dispute_opened", "payment"] {
        assert!(told(kind).contains(SCRIPT), "{kind}: {history}");
    }
    let found = world.call("search", json!({ "text": "onerror" }));
    assert!(found.to_string().contains("onerror"), "and it can be looked for");
}

#[test]
fn a_script_in_every_field_is_text_on_paper() {
    let desk = desk("2026-11-23");
    let (client, _) = hostile(&desk, SHORT);
    let frozen = desk.world.change("freeze_letter", json!({ "clientId": client }));
    let document = desk.world.call("document", json!({ "id": frozen["documentId"] }));
    let pdf = base64::engine::general_purpose::STANDARD.decode(document["pdf"].as_str().unwrap()).unwrap();
    let pdf = lopdf::Document::load_mem(&pdf).unwrap();
    let pages: Vec<u32> = pdf.get_pages().into_keys().collect();
    let said = pdf.extract_text(&pages).unwrap();
    assert!(said.contains(SHORT), "literal on paper: {said}");
    for action in [&b"/JavaScript"[..], b"/JS", b"/Launch", b"/URI"] {
        let raw = base64::engine::general_purpose::STANDARD.decode(document["pdf"].as_str().unwrap()).unwrap();
        assert!(!raw.windows(action.len()).any(|bytes| bytes == action), "nothing in the file acts");
    }
}

/// Whether a refusal says which line of the client's address does not fit, and what to do.
fn too_long(sentence: &str, line: u8) -> bool {
    let plain = sentence.replace(['\u{a0}', '\u{202f}'], " ");
    plain == format!("Adresse du client : Ligne {line} : plus de 38 caractères. Abrégez-la, elle ne sera pas coupée.")
}

#[test]
fn an_endless_name_with_emoji_is_kept_sent_and_refused_on_paper() {
    let desk = desk("2026-11-23");
    let name: String = "Société 🚧 du Grand Déménagement ".chars().cycle().take(10_000).collect();
    let name = name.trim().to_owned();
    let client =
        desk.world.client("x").with("name", json!(name)).email("compta@endless.example").with("siren", json!("404833048")).create();
    desk.world.invoice(client, "F-1").late(8).create();
    assert_eq!(desk.world.call("clients", json!({}))["rows"][0]["name"], json!(name), "kept whole");
    desk.approve(&desk.drafts());
    desk.send_all();
    let mail = desk.server.accepted().remove(0);
    let head = String::from_utf8(mail.bytes).unwrap().split("\r\n\r\n").next().unwrap().to_owned();
    assert!(head.lines().all(|line| line.len() <= 998), "a header is folded");
    let refusal = desk.world.refused("freeze_letter", json!({ "clientId": client }));
    assert!(too_long(&refusal.sentence, 1), "{}", refusal.sentence);
    assert!(refusal.sentence.chars().count() < 300, "a sentence is read: {} characters", refusal.sentence.chars().count());
    assert_eq!(desk.world.call("letters", json!({}))["letters"], json!([]), "no number was used");
    let previewed = desk.world.call("preview_letter", json!({ "clientId": client }));
    assert_eq!(previewed["pdf"], "", "nothing is drawn over the edge of the window");
}

#[test]
fn an_address_of_twelve_lines_freezes_no_letter_until_it_fits() {
    let desk = desk("2026-11-23");
    let twelve = (1..=12).map(|line| format!("Ligne {line} de l’adresse")).collect::<Vec<_>>().join("\n");
    let address = |street: &str| json!({ "street": street, "postcode": "44000", "city": "NANTES" });
    let client = desk.world.client("Garage Delaunay").with("siren", json!("404833048")).with("address", address(&twelve)).create();
    desk.world.invoice(client, "F-1").late(8).create();
    let refusal = desk.world.refused("freeze_letter", json!({ "clientId": client }));
    assert!(too_long(&refusal.sentence, 4), "{}", refusal.sentence);
    let mut card = desk.world.call("client", json!({ "id": client }))["client"].clone();
    card["address"] = address("12 rue des Lilas");
    desk.world.change("save_client", json!({ "id": client, "client": card }));
    let frozen: Value = desk.world.change("freeze_letter", json!({ "clientId": client }));
    assert!(frozen["number"].is_string(), "the address fits, the letter is made: {frozen}");
}
