//! SMS, visit, decision: steps like the others, done only when a person says so.
use echu_tests::World;
use serde_json::{Value, json};

/// A world whose firms follow a plan of one's own.
fn following(steps: Value) -> (World, i64) {
    let world = World::on("2026-11-23");
    world.change("save_creditor", json!({ "creditor": crate::desk::creditor() }));
    let id = world.change("save_plan", json!({ "name": "À ma façon", "debtorKind": "business", "steps": steps }))["id"].clone();
    world.change("default_plan", json!({ "id": id }));
    let client = world.client("Durand SARL").with("phone", json!("06 39 98 00 01")).create();
    world.invoice(client, "F-1").late(6).create();
    (world, client)
}

fn step(day: i64, channel: &str, tone: &str) -> Value {
    json!({ "offsetDays": day, "channel": channel, "tone": tone })
}

#[test]
fn an_sms_is_written_copied_and_done_when_the_person_says_so() {
    let (world, client) = following(json!([step(5, "sms", "first"), step(20, "email", "firm")]));
    let today = world.call("today", json!({}));
    assert_eq!((&today["callRows"][0]["stepLabel"], &today["callRows"][0]["channel"]), (&json!("SMS"), &json!("sms")), "{today}");
    assert_eq!(world.change("prepare_reminders", json!({}))["reminders"], json!([]), "nothing of it is sent from here");
    let sms = world.call("sms", json!({ "clientId": client }));
    assert_eq!(sms["doesAStep"], true);
    assert_eq!(sms["forbidden"], false, "the words of origin pass the legal check: {sms}");
    let text = sms["text"].as_str().unwrap();
    assert!(text.contains("F-1") && text.contains("Menuiserie Dupré"), "{text}");
    assert!(sms["link"].as_str().unwrap().starts_with("sms:0639980001?body=Bonjour"), "{sms}");
    let forbidden = world.call("sms", json!({ "clientId": client, "text": "Commandement de payer : huissier chez vous demain." }));
    assert_eq!(forbidden["forbidden"], true, "{forbidden}");
    let done = || -> i64 { world.sql().query_row("SELECT COUNT(*) FROM step_done", [], |row| row.get(0)).unwrap() };
    assert_eq!(done(), 0, "writing it does nothing");
    world.change("mark_sms_sent", json!({ "clientId": client, "text": text }));
    assert_eq!(done(), 1);
    assert_eq!(world.call("today", json!({}))["calls"]["count"], 0);
    assert!(world.story(client).contains("2026-11-23  SMS envoyé"), "{}", world.story(client));
    world.clock.go_to("2026-11-27", "09:00");
    let soon = world.call("sms", json!({ "clientId": client }));
    assert_eq!(soon["doesAStep"], false, "another one is the person's own wish");
}

#[test]
fn every_channel_counts_for_the_interval() {
    let (world, client) = following(json!([step(5, "sms", "first"), step(8, "email", "firm")]));
    world.change("mark_sms_sent", json!({ "clientId": client, "text": "Bonjour, la facture F-1 reste à régler." }));
    world.clock.go_to("2026-11-27", "09:00");
    let today = world.call("today", json!({}));
    assert_eq!(today["ready"]["count"], 0);
    assert!(today["withheld"][0]["why"].as_str().unwrap().contains("SMS il y a 4 jours"), "{today}");
}

#[test]
fn a_visit_is_a_card_with_its_outcome() {
    let (world, client) = following(json!([step(5, "visit", "first"), step(20, "email", "firm")]));
    let today = world.call("today", json!({}));
    assert_eq!(today["callRows"][0]["stepLabel"], "Visite", "{today}");
    world.change("note_call", json!({ "clientId": client, "outcome": "unreachable", "channel": "visit", "note": "rideau baissé" }));
    let done =
        |how: &str| -> i64 { world.sql().query_row("SELECT COUNT(*) FROM step_done WHERE how = ?", [how], |row| row.get(0)).unwrap() };
    assert_eq!(done("visited"), 0, "nobody was there");
    world.change("note_call", json!({ "clientId": client, "outcome": "promised", "promisedOn": "2026-11-30", "channel": "visit" }));
    assert_eq!((done("visited"), done("called")), (1, 0));
    assert!(world.story(client).contains("Visite\u{a0}: personne") && world.story(client).contains("Visite\u{a0}: promet de payer"));
    let sms =
        world.refused("note_call", json!({ "clientId": client, "outcome": "promised", "promisedOn": "2026-11-30", "channel": "sms" }));
    assert_eq!(sms.field.as_deref(), Some("channel"), "an SMS has no outcome of a call");
}

#[test]
fn a_decision_gives_the_case_back_on_its_day_and_the_simulator_says_so() {
    let (world, client) = following(json!([step(5, "email", "first"), step(20, "decision", "first")]));
    let plan = world.call("plans", json!({}));
    let own = plan.as_array().unwrap().iter().find(|one| one["name"] == "À ma façon").unwrap().clone();
    assert_eq!(own["steps"][1]["sentence"], "20 jours après l’échéance\u{a0}: le dossier vous revient, à vous de décider.");
    let draft = json!({ "id": own["id"], "name": own["name"], "debtorKind": "business",
                        "steps": [step(5, "email", "first"), step(20, "decision", "first")] });
    let coming = world.call("simulate_plan", json!({ "plan": draft, "dueOn": "2026-11-02" }));
    let told: Vec<String> =
        coming.as_array().unwrap().iter().map(|one| format!("{} {}", one["on"].as_str().unwrap(), one["what"].as_str().unwrap())).collect();
    assert_eq!(told, ["2026-11-09 1er rappel, par e-mail", "2026-11-24 Décision"]);
    world.change("skip_step", json!({ "invoiceId": 1, "reason": "déjà relancé" }));
    let page = world.call("client", json!({ "id": client }));
    assert_eq!(page["nextTitle"], "Décision le 7 décembre 2026", "{page}");
    assert_eq!(world.call("ending", json!({}))["rows"], json!([]), "not before its day");
    world.clock.go_to("2026-12-07", "09:00");
    let tray = world.call("ending", json!({}));
    assert_eq!(tray["rows"][0]["clientName"], "Durand SARL", "{tray}");
    let after =
        json!({ "name": "Impossible", "debtorKind": "business", "steps": [step(5, "decision", "first"), step(20, "email", "first")] });
    assert!(world.refused("save_plan", after).sentence.contains("Rien ne vient après la décision"));
}

#[test]
fn the_words_of_an_sms_and_of_a_call_are_ones_own_and_agree_in_number() {
    let (world, client) = following(json!([step(5, "sms", "first"), step(20, "email", "firm")]));
    let card = world.call("call_card", json!({ "clientId": client }));
    assert!(card["callScript"][0].as_str().unwrap().ends_with("au sujet de votre facture F-1."), "{card}");
    assert!(card["callScript"][2].as_str().unwrap().starts_with("Avez-vous bien reçu cette facture"), "{card}");
    let own = |document: &str, tone: &str, text: &str| {
        let of = json!({ "document": document, "tone": tone, "debtorKind": "business" });
        world.change("save_template", json!({ "of": of, "text": text }));
    };
    own("call", "", "Bonjour, c’est {{société}} pour {{factures}} : {{total}}.");
    let card = world.call("call_card", json!({ "clientId": client }));
    assert_eq!(card["callScript"].as_array().unwrap().len(), 1, "{card}");
    own("sms", "first", "Bonjour, un petit rappel pour {{factures}} ({{total}}). {{société}}");
    let sms = world.call("sms", json!({ "clientId": client }));
    assert!(sms["text"].as_str().unwrap().starts_with("Bonjour, un petit rappel pour la facture F-1"), "{sms}");
    assert_eq!(sms["forbidden"], false, "{sms}");
    world.invoice(client, "F-2").late(7).create();
    world.invoice(client, "F-3").late(8).create();
    let many = world.call("sms", json!({ "clientId": client }));
    assert!(many["text"].as_str().unwrap().contains("3 factures"), "{many}");
    assert_eq!(many["forbidden"], false, "an SMS counts what it has no room to name: {many}");
    let threat = json!({ "of": { "document": "call", "tone": "", "debtorKind": "business" }, "text": "{{factures}} {{total}} : l’huissier vient demain saisir vos meubles." });
    assert_eq!(world.refused("save_template", threat).code, echu_engine::error::ErrorCode::Legal);
    let lost = json!({ "of": { "document": "sms", "tone": "first", "debtorKind": "business" }, "text": "{{factures}} : {{total}}" });
    assert!(world.refused("save_template", lost).sentence.contains("votre société"), "the mentions of R123-237 stay");
}
