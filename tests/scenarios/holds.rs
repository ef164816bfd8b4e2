//! What a hold stops, until when, and how it is lifted (dunning.md, « What a hold stops »).
use crate::desk::desk;
use echu_tests::World;
use serde_json::{Value, json};

fn why(world: &World) -> String {
    world.call("today", json!({}))["withheld"][0]["why"].as_str().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn everything_waits_while_the_owner_is_away_and_comes_back_by_itself() {
    let desk = desk("2026-11-23");
    let world = &desk.world;
    desk.one_late_client();
    desk.approve(&desk.drafts());
    let other = world.client("Martin SARL").create();
    world.invoice(other, "F-2").late(8).create();
    assert_eq!(world.refused("set_closure", json!({ "until": "2026-11-22" })).field.as_deref(), Some("until"));
    assert_eq!(world.refused("set_closure", json!({ "until": "2027-11-22" })).field.as_deref(), Some("until"), "a year is no holiday");
    world.change("set_closure", json!({ "until": "2026-11-27", "note": "congés" }));
    assert!(desk.server.accepted().is_empty());
    desk.work_until("2026-11-24", "12:00");
    assert!(desk.server.accepted().is_empty(), "what was approved waits too");
    assert_eq!(world.call("sender", json!({}))["state"], "paused");
    assert_eq!(world.change("prepare_reminders", json!({}))["reminders"], json!([]), "nothing is prepared");
    assert_eq!(why(world), "Toutes vos relances sont en pause jusqu’au 27 nov. (congés).");
    assert_eq!(world.call("today", json!({}))["closure"]["until"], "2026-11-27", "the banner says it");
    world.clock.go_to("2026-11-30", "09:00");
    desk.resume();
    let today = world.call("today", json!({}));
    assert_eq!((&today["closure"], &today["ready"]["count"]), (&Value::Null, &json!(1)), "on the Monday, it is there again: {today}");
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 1, "and what was approved leaves");
}

#[test]
fn a_closure_is_lifted_by_coming_back_and_one_to_come_is_called_off() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(8).create();
    world.change("set_closure", json!({ "until": "2026-12-04" }));
    world.change("set_closure", json!({ "from": "2026-12-21", "until": "2027-01-03", "note": "Noël" }));
    assert_eq!(world.call("closures", json!({})).as_array().map(Vec::len), Some(2));
    assert_eq!(world.change("lift_closure", json!({})), 1, "the one of today");
    assert_eq!(world.call("today", json!({}))["ready"]["count"], 1);
    let left = world.call("closures", json!({}));
    assert_eq!((left.as_array().map(Vec::len), &left[0]["now"]), (Some(1), &json!(false)));
    world.change("lift_closure", json!({ "id": left[0]["id"] }));
    assert_eq!(world.call("closures", json!({})), json!([]));
}

#[test]
fn a_pause_of_one_invoice_leaves_the_others_alone() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let first = world.invoice(client, "F-1").late(8).total(10_000).create();
    world.invoice(client, "F-2").late(7).total(20_000).create();
    let hold = world.change("place_hold", json!({ "clientId": client, "invoiceId": first, "kind": "pause", "until": "2026-12-04" }));
    let today = world.call("today", json!({}));
    assert_eq!(today["readyRows"][0]["amount"], 20_000, "{today}");
    world.change("release_hold", json!({ "id": hold }));
    assert_eq!(world.call("today", json!({}))["readyRows"][0]["amount"], 30_000);
}

#[test]
fn care_and_insolvency_are_set_and_lifted_in_one_click() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(8).create();
    world.change("set_care", json!({ "clientId": client, "care": true }));
    assert_eq!(why(&world), "Client à ménager : rien ne part sans que vous le demandiez.");
    world.change("set_care", json!({ "clientId": client, "care": false }));
    assert_eq!(world.refused("set_insolvency", json!({ "clientId": client, "on": "2026-11-24" })).field.as_deref(), Some("on"));
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-20" }));
    assert!(why(&world).starts_with("Procédure collective ouverte le 20 nov."), "{}", why(&world));
    assert_eq!(world.call("clients", json!({}))["rows"][0]["marks"], json!(["insolvent"]));
    world.change("set_insolvency", json!({ "clientId": client }));
    assert_eq!(world.call("today", json!({}))["ready"]["count"], 1);
    let story = world.story(client);
    for told in ["Client à ménager", "N’est plus un client à ménager", "Procédure collective", "Procédure collective retirée"] {
        assert!(story.contains(told), "{told} is in\n{story}");
    }
}

#[test]
fn a_direct_debit_is_chased_only_once_it_is_rejected() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").late(8).with("directDebit", json!(true)).create();
    assert_eq!(why(&world), "Payée par prélèvement : relancée seulement s’il est rejeté.");
    world.clock.go_to("2026-11-30", "09:00");
    let doubts = world.call("to_fix", json!({}));
    assert_eq!(doubts["rows"][0]["kind"], "debit", "two weeks without news: somebody must look: {doubts}");
    world.change("reject_debit", json!({ "invoiceId": invoice, "on": "2026-11-18", "note": "provision insuffisante" }));
    assert_eq!(world.call("today", json!({}))["ready"]["count"], 1, "it follows its plan");
    assert!(world.story(client).contains("Prélèvement de F-1 rejeté"));
    let twice = world.refused("reject_debit", json!({ "invoiceId": invoice, "on": "2026-11-18" }));
    assert_eq!(twice.sentence, "Cette facture n’est pas payée par prélèvement.");
}

#[test]
fn a_dispute_keeps_its_papers_its_reason_and_its_deadline() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").late(8).create();
    let hold = world.change(
        "place_hold",
        json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "reason": "work_contested", "amount": 40_000, "until": "2026-12-07" }),
    );
    let token = world.file("photo.png", b"\x89PNG\r\n\x1a\nx");
    let kept = world.change("attach_hold_document", json!({ "id": hold, "token": token }));
    assert_eq!(kept["name"], "Piece-1-1.png");
    let again = world.file("photo.png", b"\x89PNG\r\n\x1a\nx");
    world.refused("attach_hold_document", json!({ "id": hold, "token": again }));
    let text = world.file("note.txt", b"rien");
    world.refused("attach_hold_document", json!({ "id": hold, "token": text }));
    let page = world.call("client", json!({ "id": client }));
    assert_eq!(page["holds"][0]["documents"][0]["name"], "Piece-1-1.png", "{page}");
    assert_eq!(world.call("today", json!({}))["readyRows"][0]["amount"], 60_000, "what is not contested is still chased");
    world.change("remove_hold_document", json!({ "id": kept["id"] }));
    assert_eq!(world.call("client", json!({ "id": client }))["holds"][0]["documents"], json!([]));
    assert!(world.story(client).contains("Pièce jointe au dossier"));
}
