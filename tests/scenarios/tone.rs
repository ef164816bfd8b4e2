//! « Adoucir », « Durcir »: the tone of one message, one step away from its step's.
use echu_tests::World;
use serde_json::{Value, json};

fn draft(world: &World) -> i64 {
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(25).create();
    world.change("draft_reminder", json!({ "clientId": client })).as_i64().expect("an id")
}

fn seen(world: &World, id: i64) -> Value {
    world.call("reminder", json!({ "id": id }))
}

#[test]
fn a_message_is_written_again_in_the_tone_asked_for_and_keeps_it() {
    let mut world = World::on("2026-11-23");
    let id = draft(&world);
    let first = seen(&world, id);
    assert_eq!((&first["softer"], &first["harder"]), (&Value::Null, &json!("Relance ferme")), "the first reminder is the mildest");
    world.change("change_tone", json!({ "id": id, "to": "harder" }));
    let firm = seen(&world, id);
    assert_eq!(firm["stepLabel"], "Relance ferme");
    assert_ne!(firm["body"], first["body"], "other words");
    assert_eq!(firm["total"], first["total"], "the same money: penalties come with the last notice only");
    world.change("change_tone", json!({ "id": id, "to": "harder" }));
    let last = seen(&world, id);
    assert!(last["total"].as_i64() > firm["total"].as_i64(), "the last notice claims what the law adds");
    assert_eq!(last["harder"], Value::Null, "a mise en demeure is a letter");
    world.refused("change_tone", json!({ "id": id, "to": "harder" }));
    world.change("change_tone", json!({ "id": id, "to": "softer" }));
    assert_eq!(seen(&world, id)["body"], firm["body"], "and back: the very words of that tone");
    world.reopen();
    world.change("prepare_reminders", json!({}));
    assert_eq!(seen(&world, id)["stepLabel"], "Relance ferme", "the choice outlives the night and the plan");
}

#[test]
fn words_typed_by_a_person_are_not_lost_without_asking() {
    let world = World::on("2026-11-23");
    let id = draft(&world);
    world.change("edit_reminder", json!({ "id": id, "subject": "Notre facture", "body": "Cher Paul, as-tu reçu ma facture ?" }));
    let asked = world.refused("change_tone", json!({ "id": id, "to": "harder" }));
    assert_eq!(asked.confirmable, Some(true), "{}", asked.sentence);
    assert_eq!(seen(&world, id)["subject"], "Notre facture", "nothing changed meanwhile");
    world.change("change_tone", json!({ "id": id, "to": "harder", "confirmed": true }));
    assert_eq!(seen(&world, id)["edited"], false);
}
