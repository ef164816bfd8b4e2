//! Settings: what is kept, what is refused, and the test of the account.
use echu_tests::World;
use serde_json::{Value, json};

fn account(world: &World) {
    let account = json!({ "preset": "folder", "address": "moi@atelier.example", "senderName": "Atelier" });
    world.change("save_mail_account", json!({ "account": account }));
}

#[test]
fn an_identity_is_kept_while_incomplete_and_says_what_it_lacks() {
    let world = World::on("2026-11-23");
    let problems = world.change("save_creditor", json!({ "creditor": { "name": "Atelier Kervran", "siren": "404 833 048" } }));
    let lacks = |field: &str| {
        problems.as_array().is_some_and(|all| all.iter().any(|one| one["field"] == field && one["blocks"] == Value::Bool(true)))
    };
    assert!(lacks("iban") && lacks("signatory"), "{problems}");
    assert_eq!(world.call("settings", json!({}))["creditor"]["siren"], "404833048", "kept without its spaces");
    let refused = world.refused("save_creditor", json!({ "creditor": { "iban": "FR7630006000011234567890180" } }));
    assert_eq!(refused.field.as_deref(), Some("iban"));
    assert_eq!(world.call("settings", json!({}))["creditor"]["name"], "Atelier Kervran", "a refusal changes nothing");
}

#[test]
fn a_password_goes_to_the_keychain_and_never_comes_back() {
    let world = World::on("2026-11-23");
    let account = json!({
        "preset": "other", "address": "moi@atelier.example", "host": "smtp.atelier.example", "port": 587, "tls": "starttls", "login": "moi",
    });
    world.change("save_mail_account", json!({ "account": account, "password": "correct-horse" }));
    let settings = world.call("settings", json!({}));
    assert_eq!(settings["hasPassword"], true);
    assert_eq!(settings["passwordPlace"], "memory");
    assert!(!settings.to_string().contains("correct-horse"), "it never crosses back");
    let kept = "SELECT group_concat(form) || password_place FROM mail_account";
    let stored: String = world.sql().query_row(kept, [], |row| row.get(0)).unwrap();
    assert!(stored.contains("smtp.atelier.example"), "the account is: {stored}");
    assert!(!stored.contains("correct-horse"), "nor is it in the base");
    for (field, value) in [("port", json!(0)), ("tls", json!("none")), ("host", json!("a b")), ("address", json!("moi"))] {
        let mut wrong = account.clone();
        wrong[field] = value;
        assert_eq!(world.refused("save_mail_account", json!({ "account": wrong })).field.as_deref(), Some(field), "{field}");
    }
}

#[test]
fn the_test_of_the_account_queues_a_mail_to_oneself() {
    let world = World::on("2026-11-23");
    let refused = world.refused("test_mail", json!({}));
    assert!(refused.sentence.contains("messagerie"), "no account yet: {}", refused.sentence);
    account(&world);
    let test = world.change("test_mail", json!({}));
    assert_eq!(test["ok"], true, "{test}");
    let row = world.call("outbox", json!({}))["rows"][0].clone();
    assert_eq!((row["recipient"].as_str(), row["state"].as_str()), (Some("moi@atelier.example"), Some("queued")));
    let (mime, id): (Vec<u8>, String) =
        world.sql().query_row("SELECT mime, message_id FROM dispatch", [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert!(String::from_utf8_lossy(&mime).contains(&id), "the bytes bear the identity chosen for all tries");
}

#[test]
fn a_rate_typed_in_replaces_the_one_built_in_until_it_is_taken_back() {
    let world = World::on("2027-03-01");
    let rate = |half: &str, refi: u32| json!({ "halfYear": half, "refiBp": refi, "legalConsumerBp": 700, "legalOtherBp": 300, "source": "arrêté lu au Journal officiel" });
    let before = world.call("rates", json!({}));
    let saved = world.change("save_rate", rate("2027-S1", 215));
    assert_eq!(
        (saved["businessBp"].as_u64(), saved["publicBp"].as_u64(), saved["floorBp"].as_u64()),
        (Some(1_215), Some(1_015), Some(900))
    );
    assert_eq!(world.call("rates", json!({}))[0]["confidence"], "yours", "newest first");
    assert_eq!(world.refused("save_rate", rate("2027-S2", 215)).field.as_deref(), Some("halfYear"), "not begun");
    assert_eq!(world.refused("save_rate", rate("2027-S1", 2_001)).field.as_deref(), Some("refiBp"));
    assert_eq!(world.refused("save_rate", rate("demain", 215)).field.as_deref(), Some("halfYear"));
    world.change("forget_rate", json!({ "halfYear": "2027-S1" }));
    assert_eq!(world.call("rates", json!({})), before);
    world.refused("forget_rate", json!({ "halfYear": "2027-S1" }));
}

#[test]
fn options_out_of_bounds_are_refused() {
    let world = World::on("2026-11-23");
    let options = world.call("settings", json!({}))["options"].clone();
    for (field, value) in
        [("region", json!("lune")), ("workTo", json!("07:00")), ("divisor", json!(360)), ("theme", json!("rose")), ("hourlyCap", json!(0))]
    {
        let mut wrong = options.clone();
        wrong[field] = value;
        assert_eq!(world.refused("save_options", json!({ "options": wrong })).field.as_deref(), Some(field));
    }
    let mut other = options;
    other["region"] = json!("alsace_moselle");
    assert_eq!(world.change("save_options", json!({ "options": other.clone() })), other);
}

#[test]
fn a_picture_is_known_by_its_bytes_and_not_by_its_name() {
    let world = World::on("2026-11-23");
    let save = |token: Value| json!({ "picture": "logo", "token": token });
    let svg = world.file("logo.png", b"<svg onload='x'/>");
    assert_eq!(world.refused("save_picture", save(json!(svg))).field.as_deref(), Some("token"));
    let png = world.file("logo.txt", b"\x89PNG\r\n\x1a\nrest");
    let url = world.change("save_picture", save(json!(png)));
    assert!(url.as_str().is_some_and(|url| url.starts_with("data:image/png;base64,")), "{url}");
    assert_eq!(world.call("settings", json!({}))["logo"], url);
    world.change("save_picture", save(Value::Null));
    assert_eq!(world.call("settings", json!({}))["logo"], "");
}

#[test]
fn a_payment_says_how_many_waiting_messages_it_stops() {
    let world = World::on("2026-11-23");
    account(&world);
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(20).create();
    let prepared = world.change("prepare_reminders", json!({}));
    world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": prepared["reminders"] }));
    let recorded = world.pays(client, 100_000);
    assert_eq!(recorded["stopped"], 1, "{recorded}");
    assert_eq!(world.pays(client, 5_000)["stopped"], 0, "nothing waits any more for what is already settled");
}
