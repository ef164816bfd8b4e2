//! The owner writes his own plan: what changes for those who are in the middle of it, and what never does.
use crate::desk::{Desk, desk};
use echu_tests::World;
use serde_json::{Value, json};

fn plan(world: &World, name: &str) -> Value {
    let all = world.call("plans", json!({}));
    let found = all.as_array().unwrap().iter().find(|plan| plan["name"] == name);
    found.unwrap_or_else(|| panic!("no plan {name} in {all}")).clone()
}

/// The plan as a form would send it back.
fn written(plan: &Value) -> Value {
    let steps: Vec<Value> = plan["steps"].as_array().unwrap().iter().map(step).collect();
    json!({ "id": plan["id"], "name": plan["name"], "debtorKind": plan["debtorKind"], "steps": steps })
}

fn step(step: &Value) -> Value {
    json!({ "id": step["id"], "offsetDays": step["offsetDays"], "channel": step["channel"], "tone": step["tone"],
            "maySkipReview": step["maySkipReview"] })
}

fn sentences(plan: &Value) -> Vec<String> {
    plan["steps"].as_array().unwrap().iter().map(|step| step["sentence"].as_str().unwrap().to_owned()).collect()
}

/// A client six days late, and the message prepared for him.
fn prepared() -> (Desk, i64, i64) {
    let desk = desk("2026-11-23");
    let client = desk.world.client("Durand SARL").create();
    desk.world.invoice(client, "F-1").late(6).create();
    let id = desk.drafts()[0].as_i64().expect("a message prepared");
    (desk, client, id)
}

#[test]
fn the_plans_read_as_sentences() {
    let world = World::on("2026-11-23");
    let standard = plan(&world, "Standard");
    assert_eq!(standard["isDefault"], true);
    assert_eq!(
        sentences(&standard),
        [
            "5 jours après l’échéance\u{a0}: 1er rappel, par e-mail.",
            "12 jours après l’échéance\u{a0}: appel.",
            "20 jours après l’échéance\u{a0}: relance ferme, par e-mail.",
            "Le même jour\u{a0}: appel, dans le même contact.",
            "30 jours après l’échéance\u{a0}: dernier avis, par e-mail.",
            "40 jours après l’échéance\u{a0}: mise en demeure en lettre recommandée.",
        ]
    );
    assert_eq!(standard["origin"], Value::Null, "it is as it came");
}

#[test]
fn a_plan_changed_while_a_message_waits_drops_the_message_and_prepares_it_anew() {
    let (desk, _, id) = prepared();
    let world = &desk.world;
    desk.approve(&[json!(id)]);
    let standard = plan(world, "Standard");
    let mut changed = written(&standard);
    changed["steps"][0]["offsetDays"] = json!(7);
    let saved = world.change("save_plan", changed);
    assert_eq!(saved["withdrawn"], 1, "approved for the fifth day, it does not leave on the sixth");
    let waits: i64 = world.sql().query_row("SELECT COUNT(*) FROM dispatch WHERE state = 'queued'", [], |row| row.get(0)).unwrap();
    assert_eq!(waits, 0, "and nothing of it waits in the outbox");
    assert_eq!(world.change("prepare_reminders", json!({}))["reminders"], json!([]), "the seventh day has not come");
    world.clock.go_to("2026-11-24", "09:00");
    let again = world.change("prepare_reminders", json!({}));
    assert_eq!(again["reminders"].as_array().unwrap().len(), 1, "it comes on its new day");
    let origin = &plan(world, "Standard")["origin"];
    assert_eq!(origin[0]["offsetDays"], 5, "the day it came with is one click away");
    assert_eq!(origin[0]["id"], standard["steps"][0]["id"], "and it would be the same step");
}

#[test]
fn a_step_that_was_used_is_retired_and_its_client_goes_on() {
    let (desk, client, id) = prepared();
    let world = &desk.world;
    desk.approve(&[json!(id)]);
    desk.send_all();
    let standard = plan(world, "Standard");
    let mut changed = written(&standard);
    changed["steps"].as_array_mut().unwrap().remove(0);
    world.change("save_plan", changed);
    assert_eq!(sentences(&plan(world, "Standard")).len(), 5);
    let kept: i64 =
        world.sql().query_row("SELECT COUNT(*) FROM step_done d JOIN dunning_step s ON s.id = d.step_id", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, 1, "the history still names the step");
    world.clock.go_to("2026-12-09", "09:00");
    let today = world.call("today", json!({}));
    let row = &today["readyRows"][0];
    assert_eq!(
        (&row["clientId"], &row["stepLabel"]),
        (&json!(client), &json!("Relance ferme")),
        "neither the first reminder again nor the last notice: {today}"
    );
}

#[test]
fn a_plan_that_cannot_work_is_refused_in_french_and_nothing_is_written() {
    let world = World::on("2026-11-23");
    let standard = plan(&world, "Standard");
    let mut wrong = written(&standard);
    wrong["steps"][0]["tone"] = json!("last");
    let check = world.call("check_plan", wrong.clone());
    assert_eq!(check["saveable"], false);
    assert_eq!(check["problems"][0]["step"], 1, "the call, milder than the notice now before it: {check}");
    let refused = world.refused("save_plan", wrong);
    assert!(refused.sentence.contains("Le ton ne redescend pas"), "{}", refused.sentence);
    let stranger = json!({ "id": standard["id"], "name": "Standard", "debtorKind": "business",
                           "steps": [{ "id": plan(&world, "Doux")["steps"][0]["id"], "offsetDays": 9, "channel": "email", "tone": "first" }] });
    world.refused("save_plan", stranger);
    assert_eq!(sentences(&plan(&world, "Standard")), sentences(&standard), "nothing moved");
    let namesake =
        json!({ "name": "standard", "debtorKind": "business", "steps": [{ "offsetDays": 9, "channel": "email", "tone": "first" }] });
    assert_eq!(world.refused("save_plan", namesake).field.as_deref(), Some("name"));
}

#[test]
fn a_plan_of_ones_own_is_followed_made_the_default_and_retired() {
    let world = World::on("2026-11-23");
    let own =
        json!({ "name": "Bons clients", "debtorKind": "business", "steps": [{ "offsetDays": 30, "channel": "email", "tone": "first" }] });
    let id = world.change("save_plan", own)["id"].clone();
    world.client("Durand SARL").create();
    let client = world.client("Martin SARL").create();
    world.invoice(client, "F-1").late(6).create();
    world.change("default_plan", json!({ "id": id }));
    assert_eq!(world.change("prepare_reminders", json!({}))["reminders"], json!([]), "nothing before the thirtieth day");
    let asked = world.refused("retire_plan", json!({ "id": id }));
    assert!(asked.sentence.contains("par défaut"), "{}", asked.sentence);
    world.change("default_plan", json!({ "id": plan(&world, "Standard")["id"] }));
    world.change("retire_plan", json!({ "id": id }));
    assert!(world.call("plans", json!({})).as_array().unwrap().iter().all(|plan| plan["id"] != id));
    assert_eq!(world.change("prepare_reminders", json!({}))["reminders"].as_array().unwrap().len(), 1, "back on the standard plan");
}

#[test]
fn what_a_client_would_get_is_shown_before_anything_leaves() {
    let world = World::on("2026-11-23");
    let standard = written(&plan(&world, "Standard"));
    let diary = |request: Value| -> Vec<String> {
        let coming = world.call("simulate_plan", request);
        let line = |one: &Value| {
            let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            format!("{} {} {}", text("on"), text("what"), text("moved")).trim().to_owned()
        };
        coming.as_array().unwrap().iter().map(line).collect()
    };
    assert_eq!(
        diary(json!({ "plan": standard, "dueOn": "2026-12-20" })),
        [
            "2026-12-28 1er rappel, par e-mail Le vendredi 25 décembre 2026 est férié (Noël).",
            "2027-01-04 Appel Le vendredi 1er janvier 2027 est férié (jour de l’an).",
            "2027-01-12 Relance ferme, par e-mail Prévue le samedi 9 janvier 2027, décalée pour laisser du temps après le contact d’avant.",
            "2027-01-22 Dernier avis, par e-mail Prévue le mardi 19 janvier 2027, décalée pour laisser du temps après le contact d’avant.",
            "2027-02-01 Mise en demeure en lettre recommandée Prévue le vendredi 29 janvier 2027, décalée pour laisser du temps après le contact d’avant.",
        ]
    );
    let client = world.client("Durand SARL").create();
    world.refused("simulate_plan", json!({ "plan": standard, "clientId": client }));
    world.invoice(client, "F-1").late(6).create();
    let his = diary(json!({ "plan": standard, "clientId": client }));
    assert_eq!(his.first().map(|line| &line[..24]), Some("2026-11-23 1er rappel, p"), "{his:?}");
    let drafts: i64 = world.sql().query_row("SELECT COUNT(*) FROM reminder", [], |row| row.get(0)).unwrap();
    assert_eq!(drafts, 0, "trying writes nothing");
}

#[test]
fn the_step_put_aside_is_the_one_that_comes_whatever_plan_he_followed_before() {
    let (desk, client, id) = prepared();
    let world = &desk.world;
    desk.approve(&[json!(id)]);
    desk.send_all();
    let firm = plan(world, "Ferme")["id"].clone();
    world.change("take_plan", json!({ "id": client, "planId": firm }));
    let invoice = world.call("client", json!({ "id": client }))["openInvoices"][0]["id"].clone();
    world.change("skip_step", json!({ "invoiceId": invoice, "reason": "il a appelé" }));
    let aside: String = world
        .sql()
        .query_row("SELECT s.tone FROM step_done d JOIN dunning_step s ON s.id = d.step_id WHERE d.how = 'skipped'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(aside, "firm", "the first reminder was heard under the other plan");
}
