//! The texts a user may replace, and the legal check of what leaves.
use echu_engine::error::ErrorCode;
use echu_tests::World;
use serde_json::{Value, json};

/// A world whose messages become files, with one client late since that many days.
fn late(days: u64, kind: &str) -> (World, i64) {
    let world = World::on("2026-11-23");
    let creditor = json!({
        "name": "Menuiserie Dupré", "legalForm": "EURL", "capital": 500_000,
        "address": { "street": "14 rue des Tanneurs", "postcode": "35510", "city": "Cesson-Sévigné" },
        "siren": "732829320", "registry": "rcs", "registryTown": "Rennes", "phone": "02 61 91 04 12",
        "email": "contact@dupre.example", "iban": "FR7630006000011234567890189",
        "signatory": "Hélène Dupré", "signatoryQuality": "gérante",
    });
    world.change("save_creditor", json!({ "creditor": creditor }));
    world.change("save_mail_account", json!({ "account": { "preset": "folder", "address": "contact@dupre.example" } }));
    let siren = if kind == "consumer" { "" } else { "404833048" };
    let client = world.client("Garage Delaunay").kind(kind).with("siren", json!(siren)).create();
    world.invoice(client, "F-2026-0352").late(days).total(128_400).create();
    (world, client)
}

fn draft(world: &World) -> Value {
    let prepared = world.change("prepare_reminders", json!({}));
    world.call("reminder", json!({ "id": prepared["reminders"][0] }))
}

fn edit(world: &World, draft: &Value, added: &str) {
    let body = format!("{added}\n\n{}", draft["body"].as_str().expect("a text"));
    world.change("edit_reminder", json!({ "id": draft["id"], "subject": draft["subject"], "body": body }));
}

fn approve(world: &World, draft: &Value, accepted: &[&str]) -> Value {
    world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": [draft["id"]], "accepted": accepted }))
}

fn first() -> Value {
    json!({ "document": "email", "tone": "first", "debtorKind": "business" })
}

#[test]
fn every_text_of_origin_is_sound_for_every_kind_of_debtor() {
    let world = World::on("2026-11-23");
    let rows = world.call("templates", json!({}));
    let rows = rows.as_array().expect("texts");
    assert_eq!(
        rows.len(),
        3 * (4 + 1 + 3 + 2 + 1 + 29),
        "four messages, that of a term, three SMS, what is said on the telephone and at the door, a notice, twenty-nine letters and tones, for three kinds of debtor"
    );
    for row in rows {
        let of = json!({ "document": row["document"], "tone": row["tone"], "debtorKind": row["debtorKind"] });
        let check = &world.call("template", of.clone())["check"];
        assert_eq!(check["faults"], json!([]), "{of}");
        assert_eq!(check["missing"], json!([]), "{of}");
        assert_eq!(check["findings"], json!([]), "{of}");
        assert_eq!(check["saveable"], true, "{of}");
    }
}

#[test]
fn the_compulsory_parts_of_every_letter_are_named_in_french_and_cannot_be_lost() {
    let world = World::on("2026-11-23");
    for row in world.call("templates", json!({})).as_array().expect("texts").iter().filter(|row| row["debtorKind"] == "business") {
        let of = json!({ "document": row["document"], "tone": row["tone"], "debtorKind": "business" });
        let view = world.call("template", of.clone());
        let text = view["text"].as_str().expect("a text");
        for (variable, said) in view["variables"].as_array().expect("names").iter().filter(|one| one["compulsory"] == true).zip(0..) {
            let name = variable["name"].as_str().expect("a name");
            let lost = text.replace(&format!("{{{{{name}}}}}"), "");
            let check = world.call("check_template", json!({ "of": of, "text": lost }));
            let missing = check["missing"].to_string();
            assert!(missing.contains(name) && !missing.contains("Il manque {{"), "{of} {name} ({said}): {missing}");
            assert_eq!(check["saveable"], false, "{of} {name}");
        }
    }
}

#[test]
fn a_text_is_still_judged_while_the_rate_of_the_day_is_awaited() {
    let world = World::on("2027-01-04");
    let last = json!({ "document": "email", "tone": "last", "debtorKind": "business" });
    assert_eq!(world.call("template", last)["check"]["saveable"], true);
}

#[test]
fn what_the_law_refuses_is_not_approved_and_says_why_and_what_to_do() {
    let (world, _) = late(8, "business");
    let draft = draft(&world);
    assert_eq!(draft["findings"], json!([]), "our own words are sound");
    edit(&world, &draft, "Un huissier passera.");
    let seen = world.call("reminder", json!({ "id": draft["id"] }));
    assert_eq!(seen["findings"][0]["code"], "bailiff_named");
    let refused = approve(&world, &draft, &["bailiff_named"])["refused"][0].clone();
    assert_eq!(refused["findings"][0]["excerpt"], "huissier", "what blocks cannot be accepted");
    assert!(refused["why"].as_str().is_some_and(|why| why.contains("juridiction compétente")), "{refused}");
    let kept = world.refused("open_in_mailer", json!({ "id": draft["id"] }));
    assert_eq!(kept.code, ErrorCode::Legal, "nor does it leave by another mail program");
}

#[test]
fn what_asks_leaves_when_a_person_accepts_it_and_the_history_says_so() {
    let (world, client) = late(8, "business");
    let draft = draft(&world);
    edit(&world, &draft, "Notre avocat vous écrira.");
    let refused = approve(&world, &draft, &[]);
    assert_eq!(refused["refused"][0]["findings"][0]["code"], "third_party_named");
    let approved = approve(&world, &draft, &["third_party_named"]);
    assert_eq!(approved["refused"], json!([]));
    assert!(world.story(client).contains("Points du contrôle juridique acceptés"), "{}", world.story(client));
}

#[test]
fn the_mentions_of_the_company_cannot_be_taken_out_of_a_message() {
    let (world, _) = late(8, "business");
    let draft = draft(&world);
    let body = draft["body"].as_str().expect("a text").split("\n-- \n").next().unwrap_or_default().to_owned();
    world.change("edit_reminder", json!({ "id": draft["id"], "subject": draft["subject"], "body": body }));
    let refused = approve(&world, &draft, &[]);
    assert_eq!(refused["refused"][0]["findings"][0]["code"], "mentions_removed", "R123-237");
}

#[test]
fn a_notice_whose_sum_is_disputed_in_part_asks_before_it_is_frozen() {
    let (world, client) = late(60, "business");
    let seen = world.call("preview_letter", json!({ "clientId": client }));
    assert_eq!(seen["missing"], json!([]), "{seen}");
    assert_eq!(seen["findings"], json!([]));
    let invoice = seen["lines"][0]["invoiceId"].clone();
    let hold = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "amount": 10_000, "reason": "work_contested" });
    world.change("place_hold", hold);
    let refused = world.refused("freeze_letter", json!({ "clientId": client }));
    assert_eq!(refused.code, ErrorCode::Legal);
    assert!(refused.findings.is_some_and(|all| all.iter().any(|one| one.excerpt.is_empty())), "with its list");
    world.change("freeze_letter", json!({ "clientId": client, "accepted": ["disputed_part"] }));
}

#[test]
fn a_text_of_ones_own_is_used_at_once_kept_in_history_and_put_back() {
    let (world, _) = late(8, "business");
    let before = draft(&world);
    let origin = world.call("template", first())["text"].as_str().expect("a text").to_owned();
    let own = origin.replace("{{civilité}},", "{{civilité}}, bonjour,");
    let saved = world.change("save_template", json!({ "of": first(), "text": own }));
    assert_eq!(saved["row"]["own"], true);
    let after = world.call("reminder", json!({ "id": before["id"] }));
    assert!(after["body"].as_str().is_some_and(|body| body.starts_with("Madame, Monsieur, bonjour,")), "{after}");
    let consumer = json!({ "document": "email", "tone": "first", "debtorKind": "consumer" });
    assert_eq!(world.call("template", consumer)["row"]["own"], false, "the other kinds keep theirs");
    let back = world.change("restore_template", first());
    assert_eq!(back["text"], json!(origin));
    assert_eq!(back["history"].as_array().map(Vec::len), Some(2), "nothing is forgotten");
    assert!(world.sql().execute("DELETE FROM template", []).is_err(), "revisions are append-only");
}

#[test]
fn an_approval_lapses_when_its_text_changes() {
    let (world, _) = late(8, "business");
    let draft = draft(&world);
    approve(&world, &draft, &[]);
    let origin = world.call("template", first())["text"].as_str().expect("a text").to_owned();
    world.change("save_template", json!({ "of": first(), "text": origin.replace("{{civilité}},", "{{civilité}}, bonjour,") }));
    for _ in 0..40 {
        world.clock.seconds_pass(15);
        echu_engine::scheduler::tick(world.app()).expect("a tick");
    }
    let now = world.call("reminder", json!({ "id": draft["id"] }));
    assert_eq!(now["state"], "draft", "{now}");
    assert!(now["lapsed"].as_str().is_some_and(|why| why.contains("modèle")), "{now}");
    assert!(now["body"].as_str().is_some_and(|body| body.contains("bonjour,")), "it speaks with the new words");
}

#[test]
fn a_text_with_a_fault_or_without_what_it_must_keep_is_not_saved() {
    let world = World::on("2026-11-23");
    let origin = world.call("template", first())["text"].as_str().expect("a text").to_owned();
    let fault = json!({ "of": first(), "text": origin.replace("{{civilité}}", "{{civilite}}") });
    let check = world.call("check_template", fault.clone());
    assert_eq!((&check["faults"][0]["line"], &check["faults"][0]["nearest"]), (&json!(2), &json!("civilité")));
    assert_eq!(check["faults"][0]["length"], 12);
    assert!(world.refused("save_template", fault).sentence.contains("vouliez-vous"));
    let lost = json!({ "of": first(), "text": origin.replace("{{paiement}}", "{{#si particulier}}{{paiement}}{{/si}}") });
    let refused = world.refused("save_template", lost);
    assert!(refused.sentence.contains("coordonnées bancaires"), "{}", refused.sentence);
    let threat = json!({ "of": first(), "text": origin.replace("{{formule}}", "Un huissier passera. {{formule}}") });
    assert_eq!(world.refused("save_template", threat).code, ErrorCode::Legal);
    let notice = json!({ "document": "formal_notice", "tone": "", "debtorKind": "consumer" });
    let origin = world.call("template", notice.clone())["text"].as_str().expect("a text").to_owned();
    let quiet = json!({ "of": notice, "text": origin.replace("médiation", "sagesse") });
    let refused = world.refused("save_template", quiet);
    assert!(refused.sentence.contains("médiation"), "{}", refused.sentence);
}

#[test]
fn a_text_is_shown_on_a_real_client_and_a_letter_as_its_pages() {
    let (world, client) = late(60, "business");
    let text = world.call("template", first())["text"].clone();
    let shown = world.call("preview_template", json!({ "of": first(), "text": text, "clientId": client }));
    assert!(shown["body"].as_str().is_some_and(|body| body.contains("F-2026-0352") && body.contains("1\u{202f}284,00")), "{shown}");
    let notice = json!({ "document": "formal_notice", "tone": "", "debtorKind": "business" });
    let text = world.call("template", notice.clone())["text"].clone();
    for target in [json!(client), Value::Null] {
        let shown = world.call("preview_template", json!({ "of": notice, "text": text, "clientId": target }));
        assert!(shown["pdf"].as_str().is_some_and(|pdf| pdf.starts_with("JVBER")), "a PDF in base64");
    }
}
