//! « Adoucir », « Durcir »: the tone of one message, one step away from its step's.
use crate::desk::{Desk, desk};
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
    assert_eq!((&firm["softer"], &firm["harder"]), (&json!("1er rappel"), &Value::Null), "one notch from its step, no more");
    world.refused("change_tone", json!({ "id": id, "to": "harder" }));
    world.change("change_tone", json!({ "id": id, "to": "softer" }));
    assert_eq!(seen(&world, id)["body"], first["body"], "and back: the very words of that tone");
    world.change("change_tone", json!({ "id": id, "to": "harder" }));
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

#[test]
fn a_sentence_of_ones_own_stays_whatever_the_tone_and_goes_with_the_message() {
    let world = World::on("2026-11-23");
    let id = draft(&world);
    let bare = seen(&world, id);
    world.change("say_in_reminder", json!({ "id": id, "sentence": "J’espère que le chantier vous convient." }));
    let said = seen(&world, id);
    let body = said["body"].as_str().expect("a text");
    assert!(body.starts_with("Madame, Monsieur,\n\nJ’espère que le chantier vous convient.\n\n"), "after the greeting: {body}");
    assert_eq!(said["edited"], false, "the rest follows the figures");
    world.change("change_tone", json!({ "id": id, "to": "harder" }));
    let firm = seen(&world, id);
    assert!(firm["body"].as_str().expect("a text").contains("J’espère que le chantier"), "kept, without asking");
    assert_ne!(firm["body"], said["body"]);
    world.change("change_tone", json!({ "id": id, "to": "softer" }));
    world.change("say_in_reminder", json!({ "id": id, "sentence": " " }));
    assert_eq!(seen(&world, id)["body"], bare["body"], "taken away, nothing of it is left");
    world.change("edit_reminder", json!({ "id": id, "subject": "Notre facture", "body": "Cher Paul, as-tu reçu ma facture ?" }));
    let refused = world.refused("say_in_reminder", json!({ "id": id, "sentence": "Merci." }));
    assert!(refused.sentence.contains("directement dedans"), "{}", refused.sentence);
    let long = "x".repeat(301);
    assert_eq!(world.refused("say_in_reminder", json!({ "id": id, "sentence": long })).field.as_deref(), Some("sentence"));
}

/// A desk and the message prepared there.
fn prepared() -> (Desk, i64) {
    let desk = desk("2026-11-23");
    desk.one_late_client();
    let id = desk.drafts()[0].as_i64().expect("an id");
    (desk, id)
}

#[test]
fn what_was_prepared_the_day_before_is_read_as_it_leaves() {
    let (desk, id) = prepared();
    let world = &desk.world;
    let first = seen(world, id)["body"].as_str().expect("a text").to_owned();
    world.days_pass(3);
    echu_engine::scheduler::tick(world.app()).expect("a tick");
    let now = seen(world, id)["body"].as_str().expect("a text").to_owned();
    assert_ne!(now, first, "its days are those of today, before anyone approves");
    world.change("approve_reminders", json!({ "ids": [id], "receiptsChecked": true }));
    assert_eq!(seen(world, id)["body"], now.as_str(), "what was read is what leaves");
}

#[test]
fn days_follow_in_a_text_that_a_person_changed_elsewhere() {
    let (desk, id) = prepared();
    let world = &desk.world;
    let ours = seen(world, id);
    let (subject, body) = (ours["subject"].clone(), ours["body"].as_str().expect("a text").replace("Madame, Monsieur,", "Cher Paul,"));
    world.change("edit_reminder", json!({ "id": id, "subject": subject, "body": body }));
    world.days_pass(3);
    world.change("approve_reminders", json!({ "ids": [id], "receiptsChecked": true }));
    let left = seen(world, id)["body"].as_str().expect("a text").to_owned();
    assert!(left.starts_with("Cher Paul,"), "{left}");
    let late = |body: &str| body.lines().find(|line| line.contains("jours de retard")).map(str::to_owned);
    assert_ne!(late(&left), late(&body), "{left}");

    let (desk, id) = prepared();
    let other = &desk.world;
    let days = late(&body).expect("its days late");
    let said = days.split('(').nth(1).and_then(|rest| rest.split(' ').next()).expect("how many").to_owned();
    other.change(
        "edit_reminder",
        json!({ "id": id, "subject": "Notre facture", "body": format!("Cher Paul, {said} jours de retard déjà !") }),
    );
    other.days_pass(3);
    let refused = other.change("approve_reminders", json!({ "ids": [id], "receiptsChecked": true }));
    let why = refused["refused"][0].to_string();
    assert!(why.contains("relisez-le"), "his words say a day that is past: {refused}");
}
