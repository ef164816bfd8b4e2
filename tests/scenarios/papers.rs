//! « Autre courrier… »: what may be written to a client, looked at, then kept with its hash.
use echu_engine::error::ErrorCode;
use echu_tests::World;
use serde_json::{Value, json};

fn why_not(world: &World, client: i64, kind: &str) -> String {
    let choices = world.call("papers_for", json!({ "clientId": client }));
    let found = choices["choices"].as_array().expect("choices").iter().find(|one| one["kind"] == kind).expect("the kind").clone();
    found["whyNot"].as_str().expect("a sentence or nothing").to_owned()
}

fn preview(world: &World, client: i64, kind: &str, more: Value) -> Value {
    let mut asked = json!({ "clientId": client, "kind": kind, "manner": "plain" });
    for (key, value) in more.as_object().expect("an object") {
        asked[key] = value.clone();
    }
    world.call("preview_paper", asked)
}

#[test]
fn what_cannot_be_written_today_says_why() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    assert_eq!(why_not(&world, client, "first_reminder"), "Ce client n’a aucune facture en retard que l’on puisse réclamer aujourd’hui.");
    assert_eq!(why_not(&world, client, "payment_receipt"), "Aucun règlement n’est enregistré pour ce client.");
    world.invoice(client, "F-1").late(60).create();
    assert_eq!(why_not(&world, client, "first_reminder"), "");
    assert!(why_not(&world, client, "instalment_agreement").contains("Aucun échéancier n’est convenu"));
    assert_ne!(why_not(&world, client, "penalty_claim"), "", "nothing was paid late");
    assert_ne!(why_not(&world, client, "dispute_receipt"), "", "nothing is disputed");
}

#[test]
fn a_letter_is_looked_at_then_kept_as_it_was_seen() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    world.invoice(client, "F-1").late(60).create();
    let seen = preview(&world, client, "last_notice", json!({}));
    assert_eq!(seen["missing"], json!([]), "{seen}");
    assert!(seen["subject"].as_str().expect("a subject").starts_with("DERNIER AVIS"));
    let kept = world.change("freeze_paper", json!({ "of": { "clientId": client, "kind": "last_notice", "manner": "plain" } }));
    let document = world.call("document", json!({ "id": kept["documentId"] }));
    assert_eq!(document["pdf"], seen["pdf"], "what is kept is what was seen");
    assert_eq!(document["sha256"], kept["sha256"]);
    let told = world.call("timeline", json!({ "clientId": client })).to_string();
    assert!(told.contains("Dernier avis, courrier établi"), "{told}");
}

#[test]
fn an_acknowledgement_without_agreement_takes_terms_shared_out_to_the_cent() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    world.invoice(client, "F-1").late(60).create();
    let seen = preview(&world, client, "debt_acknowledgement", json!({ "terms": { "count": 3, "firstOn": "2026-12-31" } }));
    assert_eq!((&seen["missing"], &seen["findings"]), (&json!([]), &json!([])), "{seen}");
    assert!(seen["pages"].as_u64().is_some_and(|pages| pages >= 2), "its letter, then the paper to sign");
}

#[test]
fn a_client_in_insolvency_is_asked_for_nothing() {
    let world = World::of_a_plumber();
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).with("insolventOn", json!("2026-11-01")).create();
    world.invoice(client, "F-1").late(60).create();
    assert!(why_not(&world, client, "last_notice").contains("procédure collective"), "C. com. L622-21");
    assert_eq!(why_not(&world, client, "account_statement"), "", "an account can still be told");
}

/// Asks to keep a letter of that kind.
fn freeze(client: i64, kind: &str, accepted: &[&str]) -> Value {
    json!({ "of": { "clientId": client, "kind": kind, "manner": "plain" }, "accepted": accepted })
}

#[test]
fn a_letter_that_the_law_refuses_is_seen_and_not_kept() {
    let world = World::of_a_plumber();
    let client = world.debtor("consumer");
    // Two years after its due date a consumer can no longer be sued.
    world.invoice(client, "F-1").issued("2024-08-20").due("2024-09-20").create();
    let seen = preview(&world, client, "second_reminder", json!({}));
    assert_eq!(seen["findings"][0]["code"], "time_barred", "{seen}");
    let refused = world.refused("freeze_paper", freeze(client, "second_reminder", &["time_barred"]));
    assert_eq!(refused.code, ErrorCode::Legal, "what blocks cannot be accepted");
    let found = refused.findings.expect("its list");
    assert!(found.iter().all(|one| !one.article.is_empty() && !one.remedy.is_empty()), "{found:?}");
    assert!(!world.story(client).contains("courrier établi"), "nothing was kept");
}

#[test]
fn what_asks_is_accepted_by_a_person_and_the_history_says_so() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    world.invoice(client, "F-1").issued("2021-08-20").due("2021-09-20").create();
    assert_eq!(world.refused("freeze_paper", freeze(client, "second_reminder", &[])).code, ErrorCode::Legal);
    world.change("freeze_paper", freeze(client, "second_reminder", &["time_barred"]));
    assert!(world.story(client).contains("Points du contrôle juridique acceptés"), "{}", world.story(client));
}

#[test]
fn a_disputed_part_is_not_in_what_a_letter_claims() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").late(60).total(100_000).create();
    let hold = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "amount": 40_000, "reason": "work_contested" });
    world.change("place_hold", hold);
    let seen = preview(&world, client, "last_notice", json!({}));
    assert_eq!((&seen["missing"], &seen["findings"]), (&json!([]), &json!([])), "{seen}");
    assert!(
        seen["text"].as_str().is_some_and(|text| text.contains("600,00") && !text.contains("1\u{202f}000,00\u{a0}€ au plus tard")),
        "{seen}"
    );
    world.change("freeze_paper", freeze(client, "dispute_receipt", &[]));
}

#[test]
fn the_answer_to_a_dispute_takes_credit_notes_off_what_is_not_disputed() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").late(60).total(100_000).create();
    let hold = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "amount": 40_000, "reason": "work_contested" });
    world.change("place_hold", hold);
    let avoir = |number: &str, cents| {
        world.invoice(client, number).with("kind", json!("credit_note")).with("dueOn", Value::Null).total(cents).create()
    };
    avoir("A-1", 15_000);
    let said = |seen: &Value| seen["text"].as_str().expect("a text").replace(['\u{a0}', '\u{202f}'], " ");
    let part = preview(&world, client, "dispute_receipt", json!({}));
    assert_eq!((&part["missing"], &part["findings"]), (&json!([]), &json!([])), "{part}");
    assert!(said(&part).contains("soit 600,00 € dont nous déduisons 150,00 € d’avoirs"), "{part}");
    assert!(said(&part).contains("régler 450,00 € avant le"), "{part}");
    avoir("A-2", 60_000);
    let covered = preview(&world, client, "dispute_receipt", json!({}));
    assert_eq!((&covered["missing"], &covered["findings"]), (&json!([]), &json!([])), "{covered}");
    assert!(said(&covered).contains("rien n’est à régler pendant cet examen"), "{covered}");
    assert!(!said(&covered).contains("IBAN"), "nothing to pay, nothing to pay it with: {covered}");
}

#[test]
fn ones_own_words_are_those_of_the_letter_and_of_its_message() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    world.invoice(client, "F-1").late(60).create();
    let of = json!({ "document": "second_reminder", "tone": "plain", "debtorKind": "business" });
    let origin = world.call("template", of.clone())["text"].as_str().expect("a text").to_owned();
    let own = origin.replace("{{formule}}", "Avec nos meilleurs vœux pour votre terrasse.");
    world.change("save_template", json!({ "of": of, "text": own }));
    let seen = preview(&world, client, "second_reminder", json!({}));
    assert!(seen["text"].as_str().is_some_and(|text| text.contains("votre terrasse")), "{seen}");
    let kept = world.change("freeze_paper", freeze(client, "second_reminder", &[]));
    let document = world.call("document", json!({ "id": kept["documentId"] }));
    assert_eq!(document["pdf"], seen["pdf"], "what is kept is what was seen");
    let warm = world.call("preview_paper", json!({ "clientId": client, "kind": "second_reminder", "manner": "warm" }));
    assert!(warm["text"].as_str().is_some_and(|text| !text.contains("votre terrasse")), "the other tones keep theirs");
    world.change("restore_template", of);
    let back = preview(&world, client, "second_reminder", json!({}));
    assert!(back["text"].as_str().is_some_and(|text| !text.contains("votre terrasse")), "{back}");
}

#[test]
fn penalties_are_claimed_after_the_principal_for_what_the_invoice_says_is_left() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").issued("2026-04-01").due("2026-05-01").total(1_000_000).create();
    let paid = json!({ "clientId": client, "receivedOn": "2026-09-01", "amount": 1_000_000,
                       "allocations": [{ "invoiceId": invoice, "amount": 1_000_000 }] });
    world.change("record_payment", paid);
    let left = world.call("penalties_of", json!({ "clientId": client }));
    let seen = preview(&world, client, "penalty_claim", json!({}));
    assert_eq!((&seen["missing"], &seen["findings"]), (&json!([]), &json!([])), "{seen}");
    let left = left[0]["interest"].as_i64().expect("cents") + left[0]["fee"].as_i64().expect("cents");
    let total = echu_core::text::euros(echu_core::money::Cents(left));
    assert!(
        seen["text"].as_str().is_some_and(|text| text.contains(&format!("régler {total} avant"))),
        "{total} is not asked for in {seen}"
    );
}

/// A consumer fifty days late whose plan has come to its plain letter: its e-mails and call are behind him.
fn a_consumer_at_his_letter(world: &World) -> i64 {
    let client = world.debtor("consumer");
    let invoice = world.invoice(client, "F-1").late(50).create();
    for _ in 0..3 {
        world.change("skip_step", json!({ "invoiceId": invoice, "reason": "déjà fait de vive voix" }));
    }
    client
}

fn letter_rows(world: &World) -> Vec<Value> {
    let letters = world.call("letters", json!({}));
    letters["toPrepare"].as_array().expect("rows").iter().filter(|row| row["reminderId"].is_null()).cloned().collect()
}

#[test]
fn the_plain_letter_of_a_plan_is_kept_posted_and_its_step_is_done() {
    let world = World::of_a_plumber();
    let client = a_consumer_at_his_letter(&world);
    let rows = letter_rows(&world);
    assert_eq!((rows.len(), &rows[0]["channel"], &rows[0]["stepLabel"]), (1, &json!("letter"), &json!("Dernier avis")), "{rows:?}");
    let choices = world.call("papers_for", json!({ "clientId": client }));
    assert_eq!(choices["step"], "last_notice", "the plan says which");
    let of = json!({ "clientId": client, "kind": "last_notice", "manner": "plain", "forStep": true });
    let kept = world.change("freeze_paper", json!({ "of": of }));
    let id = kept["letterId"].as_i64().expect("it waits to be posted");
    assert_eq!(letter_rows(&world), Vec::<Value>::new(), "prepared once");
    let again = world.refused("freeze_paper", json!({ "of": of }));
    assert!(again.sentence.contains("ne demande plus cette lettre"), "{}", again.sentence);
    let letters = world.call("letters", json!({}));
    let letter = letters["letters"][0].clone();
    assert_eq!((&letter["number"], &letter["medium"], &letter["plain"]), (&json!("LET-2026-001"), &json!("plain"), &json!("Dernier avis")));
    let printed = world.call("document", json!({ "id": letter["documentId"] }));
    assert!(printed["name"].as_str().is_some_and(|name| name.contains("let-2026-001")), "its number is its reference: {}", printed["name"]);
    world.change("open_letter", json!({ "id": id }));
    let today = world.call("today", json!({}))["letterRows"].clone();
    assert!(today.to_string().contains("à imprimer et à poster"), "{today}");
    world.days_pass(1);
    let posted = world.change("mark_posted", json!({ "id": id, "postedOn": "2026-11-24" }));
    assert_eq!((&posted["state"], &posted["watch"]["kind"]), (&json!("posted"), &json!("nothing")), "nobody follows a stamp");
    world.refused("mark_presented", json!({ "id": id, "on": "2026-11-24" }));
    let told = world.story(client);
    assert!(told.contains("Dernier avis LET-2026-001, courrier posté"), "{told}");
    assert!(!told.contains("Mise en demeure"), "a plain letter is no notice: {told}");
    world.days_pass(40);
    let next = letter_rows(&world);
    assert_eq!(
        next[0]["channel"], "registered_letter",
        "the step is done: the mise en demeure comes, and not before its distance: {next:?}"
    );
}

#[test]
fn a_plain_letter_set_aside_gives_its_step_back_and_is_no_formal_notice() {
    let world = World::of_a_plumber();
    let client = a_consumer_at_his_letter(&world);
    let of = json!({ "clientId": client, "kind": "last_notice", "manner": "plain", "forStep": true });
    let wrong = json!({ "clientId": client, "kind": "first_reminder", "manner": "plain", "forStep": true });
    world.refused("freeze_paper", json!({ "of": wrong }));
    let id = world.change("freeze_paper", json!({ "of": of }))["letterId"].clone();
    let notice = world.call("preview_letter", json!({ "clientId": client }));
    assert_eq!(notice["earlier"], Value::Null, "a mise en demeure may still be prepared");
    assert_eq!(notice["interest"], 0, "a consumer owes interest from a formal notice, not from a plain letter");
    world.refused("preview_letter", json!({ "clientId": client, "medium": "plain" }));
    world.change("cancel_letter", json!({ "id": id }));
    assert_eq!(letter_rows(&world).len(), 1, "its step is asked for again");
    assert!(world.story(client).contains("Dernier avis LET-2026-001, courrier mis de côté"));
}

#[test]
fn the_account_of_a_client_counts_the_discount_he_gained_and_leaves_his_penalties_aside() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let early = world.invoice(client, "F-1").issued("2026-11-01").due("2026-12-01").total(100_000);
    early.with("discountBp", json!(200)).with("discountUntil", json!("2026-11-08")).create();
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-11-05", "amount": 98_000 }));
    let late = world.invoice(client, "F-2").late(60).total(240_000).create();
    let (whole, extra) = (json!([{ "invoiceId": late, "amount": 240_000 }]), json!([{ "invoiceId": late, "amount": 4_000 }]));
    let paid = json!({ "clientId": client, "receivedOn": "2026-11-23", "amount": 244_000, "allocations": whole, "penalties": extra });
    world.change("record_payment", paid);
    let account = preview(&world, client, "account_statement", json!({}));
    let text = account["text"].as_str().expect("its words").replace(['\u{a0}', '\u{202f}'], " ");
    assert!(text.contains("Escompte F-1") && text.contains("qui paie des pénalités, F-2"), "{text}");
    assert!(text.contains("votre compte est à jour"), "{text}");
}
