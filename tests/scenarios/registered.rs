//! The registered-letter kit: envelopes, what the slip asks for, proofs kept, electronic letters, and what the app notices.
use echu_tests::World;
use serde_json::{Value, json};

const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF a photo of the slip";

fn business(world: &World, name: &str, number: &str) -> i64 {
    let client = world.client(name).with("siren", json!("404833048")).create();
    world.invoice(client, number).late(60).create();
    client
}

fn consumer(world: &World) -> i64 {
    let client = world.client("Camille Ferrand").kind("consumer").create();
    world.invoice(client, "F-1").late(60).create();
    client
}

fn frozen(world: &World, client: i64) -> i64 {
    world.change("freeze_letter", json!({ "clientId": client }))["letterId"].as_i64().expect("an id")
}

fn posted(world: &World, client: i64) -> i64 {
    let id = frozen(world, client);
    world.change("mark_posted", json!({ "id": id, "postedOn": "2026-11-23", "trackingNumber": "1A 204 118 6037 4" }));
    id
}

fn row(world: &World, id: i64) -> Value {
    let view = world.call("letters", json!({}));
    view["letters"].as_array().expect("letters").iter().find(|row| row["id"] == id).expect("the letter").clone()
}

fn value(group: &Value, label: &str) -> Option<String> {
    let fields = group["fields"].as_array().expect("fields");
    fields.iter().find(|field| field["label"] == label).and_then(|field| field["value"].as_str()).map(str::to_owned)
}

/// The bytes of the only letter of a client, as it would be frozen.
fn preview(world: &World, client: i64) -> String {
    world.call("preview_letter", json!({ "clientId": client }))["pdf"].as_str().expect("a pdf").to_owned()
}

#[test]
fn the_envelope_and_the_colour_are_those_of_every_letter() {
    let world = World::of_a_plumber();
    let client = business(&world, "Brasserie des Quais", "F-1");
    let statement = json!({ "clientId": client, "kind": "account_statement", "manner": "plain" });
    let paper = |world: &World| world.call("preview_paper", statement.clone())["pdf"].as_str().expect("a pdf").to_owned();
    let (notice, other) = (preview(&world, client), paper(&world));
    let moved = json!({ "window": "low", "rightTenthsMm": -15, "downTenthsMm": 20, "sender": true });
    for stationery in [json!({ "envelope": moved, "accent": "none" }), json!({ "envelope": {}, "accent": "blue" })] {
        world.change("save_stationery", stationery.clone());
        assert_ne!(preview(&world, client), notice, "the notice follows {stationery}");
        assert_ne!(paper(&world), other, "and so does any other letter");
        let kept = world.call("settings", json!({}))["stationery"].clone();
        assert_eq!(kept["accent"], stationery["accent"]);
    }
    world.change("save_stationery", json!({ "envelope": {}, "accent": "none" }));
    assert_eq!((preview(&world, client), paper(&world)), (notice, other), "put back, nothing is left of it");
}

#[test]
fn an_adjustment_says_what_it_hides_and_is_bounded() {
    let world = World::of_a_plumber();
    let seen = world.call("envelope_view", json!({ "envelope": {}, "accent": "blue" }));
    assert_eq!((&seen["warnings"], &seen["ink"]), (&json!([]), &json!("#1f3f7a")));
    let hidden = world.call("envelope_view", json!({ "envelope": { "rightTenthsMm": 45 }, "accent": "none" }));
    assert!(hidden["warnings"][0].as_str().is_some_and(|said| said.contains("1,5") && said.contains("à droite")), "{hidden}");
    let refused = world.refused("save_stationery", json!({ "envelope": { "downTenthsMm": 101 }, "accent": "none" }));
    assert_eq!(refused.field.as_deref(), Some("envelope.downTenthsMm"));
}

#[test]
fn the_test_page_opens_in_the_viewer_without_being_saved_first() {
    let world = World::on("2026-11-23");
    let pages = world.call("open_window_test", json!({ "envelope": { "window": "low", "sender": true }, "accent": "green" }));
    assert_eq!(pages, 1);
    assert_eq!(world.call("settings", json!({}))["stationery"]["envelope"]["window"], "tall", "trying is not saving");
    let opened = world.folder().join("data").join("documents");
    let names: Vec<String> = std::fs::read_dir(opened).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.len() == 1 && names[0].ends_with("Essai-de-la-fenetre.pdf"), "{names:?}");
}

#[test]
fn the_slip_is_told_field_by_field_and_says_what_was_shortened() {
    let world = World::of_a_plumber();
    let street = "125 bis, boulevard du Général Charles Delestraint";
    let address = json!({ "street": street, "postcode": "35400", "city": "Saint-Malo" });
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).with("address", address).create();
    world.invoice(client, "F-1").late(60).create();
    let id = frozen(&world, client);
    let kit = world.call("posting_kit", json!({ "id": id }));
    assert_eq!(kit["warnings"], json!([]), "it fits once shortened: {kit}");
    let groups = kit["groups"].as_array().expect("groups");
    assert_eq!(value(&groups[0], "Numéro et voie").as_deref(), Some("125 BIS BD DU GAL CHARLES DELESTRAINT"));
    assert_eq!(value(&groups[0], "Code postal").as_deref(), Some("35400"));
    assert_eq!(value(&groups[0], "Ville").as_deref(), Some("SAINT MALO"));
    assert_eq!(value(&groups[1], "Nom ou raison sociale").as_deref(), Some("VASSEUR PLOMBERIE"));
    assert_eq!(value(&groups[2], "Votre référence").as_deref(), Some("MED-2026-001"));
    let line = kit["envelope"].as_array().expect("lines").iter().find(|line| line["line"] == 4).expect("the street");
    let why: Vec<&str> = line["changes"].as_array().expect("changes").iter().filter_map(Value::as_str).collect();
    assert!(line["length"].as_u64().is_some_and(|length| length <= 38), "{line}");
    assert!(why.iter().any(|said| said.contains("ponctuation")) && why.iter().any(|said| said.contains("«\u{a0}GAL\u{a0}»")), "{why:?}");
    assert_eq!(kit["invoices"][0]["number"], "F-1");
}

#[test]
fn a_card_corrected_after_the_letter_was_frozen_is_said_beside_the_old_lines() {
    let world = World::of_a_plumber();
    let client = business(&world, "Brasserie des Quais", "F-1");
    let id = frozen(&world, client);
    let before = world.call("posting_kit", json!({ "id": id }));
    let mut card = world.call("client", json!({ "id": client }))["client"].clone();
    card["address"]["street"] = json!("1 rue Neuve");
    world.change("save_client", json!({ "id": client, "client": card }));
    let after = world.call("posting_kit", json!({ "id": id }));
    assert_eq!(after["envelope"], before["envelope"], "the lines are those of the letter, which does not change");
    assert_eq!((before["warnings"].as_array().map(Vec::len), after["warnings"].as_array().map(Vec::len)), (Some(0), Some(1)));
}

#[test]
fn the_checklist_is_kept_and_nothing_waits_for_it() {
    let world = World::of_a_plumber();
    let id = frozen(&world, business(&world, "Brasserie des Quais", "F-1"));
    let done = |world: &World| {
        let kit = world.call("posting_kit", json!({ "id": id }));
        kit["checks"].as_array().expect("checks").iter().filter(|check| check["done"] == true).count()
    };
    assert_eq!(done(&world), 0);
    for _ in 0..2 {
        world.change("check_posting", json!({ "id": id, "item": "signed", "done": true }));
    }
    world.change("check_posting", json!({ "id": id, "item": "copies", "done": true }));
    world.change("check_posting", json!({ "id": id, "item": "copies", "done": false }));
    assert_eq!(done(&world), 1);
    world.change("mark_posted", json!({ "id": id, "postedOn": "2026-11-23" }));
    assert_eq!(done(&world), 1, "what was checked is still known");
}

#[test]
fn the_list_of_the_day_holds_the_letters_on_paper_that_leave() {
    let world = World::of_a_plumber();
    assert!(world.refused("open_daily_list", json!({})).sentence.contains("Aucune lettre"));
    let first = posted(&world, business(&world, "Brasserie des Quais", "F-1"));
    frozen(&world, business(&world, "Garage du Port", "F-2"));
    let other = business(&world, "Menuiserie Le Goff", "F-3");
    world.change("freeze_letter", json!({ "clientId": other, "medium": "electronic" }));
    let moved = business(&world, "Atelier Kervran", "F-4");
    frozen(&world, moved);
    world.pays(moved, 100);
    assert_eq!(world.call("open_daily_list", json!({})), 2, "neither the electronic one nor the one to be done again");
    world.days_pass(1);
    assert_eq!(world.call("open_daily_list", json!({})), 1, "the day after, the one posted the day before is out of it");
    assert_eq!(world.call("open_slip", json!({ "id": first })), 1);
}

#[test]
fn a_photo_is_kept_with_its_hash_shown_as_a_proof_and_may_be_taken_away() {
    let world = World::of_a_plumber();
    let client = business(&world, "Brasserie des Quais", "F-1");
    let id = posted(&world, client);
    let token = world.file("IMG_2041.jpg", JPEG);
    let kept = world.change("attach_proof", json!({ "id": id, "shows": "deposit", "token": token }));
    assert_eq!(kept["name"], "Preuve-de-depot-MED-2026-001.jpg", "named for what it is, not as the telephone named it");
    assert_eq!(kept["sha256"].as_str().map(str::len), Some(64));
    let document = world.call("document", json!({ "id": kept["documentId"] }));
    assert_eq!((document["media"].as_str(), &document["sha256"]), (Some("image/jpeg"), &kept["sha256"]));
    let proof = |world: &World| {
        let rows = world.call("timeline", json!({ "clientId": client, "proofsOnly": true }));
        rows.as_array().expect("rows").iter().find(|row| row["kind"] == "letter_proof").cloned()
    };
    assert_eq!(proof(&world).expect("a line of proof")["documentId"], kept["documentId"], "the line opens the photo, not the letter");
    let invoices = world.call("invoices", json!({ "filter": "late" }));
    let invoice = world.call("invoice", json!({ "id": invoices["rows"][0]["id"] }));
    assert!(invoice["history"].to_string().contains("letter_proof"), "the invoice it claims tells it too: {}", invoice["history"]);
    let again = world.refused("attach_proof", json!({ "id": id, "shows": "receipt", "token": token }));
    assert!(again.sentence.contains("déjà joint"), "{}", again.sentence);
    world.change("remove_proof", json!({ "id": kept["id"] }));
    assert_eq!(world.call("letter_proofs", json!({ "id": id })), json!([]));
    assert_eq!(proof(&world).map(|row| row["documentId"].clone()), Some(Value::Null), "what was kept is still told, and opens nothing");
}

#[test]
fn a_proof_is_a_pdf_or_a_photo_of_a_bounded_size() {
    let world = World::of_a_plumber();
    let id = posted(&world, business(&world, "Brasserie des Quais", "F-1"));
    for (name, bytes) in [
        ("slip.pdf", b"%PDF-1.7 a scan".as_slice()),
        ("slip.png", b"\x89PNG\r\n\x1a\n a scan"),
        ("slip.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("no_extension", JPEG),
    ] {
        let token = world.file(name, bytes);
        world.change("attach_proof", json!({ "id": id, "shows": "other", "token": token }));
    }
    for (name, bytes, said) in [
        ("photo.jpg", b"not a photo at all".to_vec(), "ni un PDF, ni une photo"),
        ("empty.pdf", Vec::new(), "ni un PDF, ni une photo"),
        ("large.jpg", [JPEG, &vec![0; 10_000_000]].concat(), "10 Mo"),
    ] {
        let token = world.file(name, &bytes);
        let refused = world.refused("attach_proof", json!({ "id": id, "shows": "receipt", "token": token }));
        assert!(refused.field.as_deref() == Some("token") && refused.sentence.contains(said), "{name}: {}", refused.sentence);
    }
    assert_eq!(world.call("letter_proofs", json!({ "id": id })).as_array().map(Vec::len), Some(4), "a refusal keeps nothing");
    world.refused("attach_proof", json!({ "id": id, "shows": "deposit", "token": "/etc/hostname" }));
}

#[test]
fn a_letter_nobody_fetched_is_noticed_by_itself_the_day_after_the_fifteenth() {
    let world = World::of_a_plumber();
    let id = posted(&world, business(&world, "Brasserie des Quais", "F-1"));
    world.days_pass(2);
    world.change("mark_presented", json!({ "id": id, "on": "2026-11-25" }));
    let tasks = |world: &World| {
        let rows = world.call("today", json!({}))["letterRows"].clone();
        rows.as_array().expect("rows").iter().filter(|row| row["letter"]["check"] == true).count()
    };
    world.days_pass(15);
    assert_eq!(row(&world, id)["watch"], json!({ "kind": "held", "until": "2026-12-10" }));
    assert_eq!(tasks(&world), 0, "the fifteenth day is still the addressee's");
    world.days_pass(1);
    assert_eq!(row(&world, id)["watch"], json!({ "kind": "unclaimed", "until": "2026-12-10" }));
    assert_eq!(tasks(&world), 1);
    world.change("mark_returned", json!({ "id": id, "on": "2026-12-11", "reason": "unclaimed" }));
    assert_eq!((row(&world, id)["watch"]["kind"].as_str(), tasks(&world)), (Some("nothing"), 0));
}

#[test]
fn a_posted_letter_without_news_asks_to_look_at_its_tracking() {
    let world = World::of_a_plumber();
    let id = posted(&world, business(&world, "Brasserie des Quais", "F-1"));
    world.days_pass(15);
    assert_eq!(
        row(&world, id)["watch"],
        json!({ "kind": "silent", "days": 15 }),
        "never said unclaimed: nobody knows when it was presented"
    );
    let rows = world.call("today", json!({}))["letterRows"].clone();
    assert!(rows[0]["why"].as_str().is_some_and(|why| why.contains("Aucune nouvelle depuis 15 jours")), "{rows}");
}

#[test]
fn an_electronic_letter_to_a_consumer_needs_his_prior_consent() {
    let world = World::of_a_plumber();
    let client = consumer(&world);
    let freeze = |consent: Value| json!({ "clientId": client, "medium": "electronic", "consent": consent });
    assert_eq!(world.call("preview_letter", json!({ "clientId": client, "medium": "electronic" }))["consentNeeded"], true);
    assert!(world.refused("freeze_letter", freeze(Value::Null)).sentence.contains("accepté d’avance"));
    for (consent, field) in
        [(json!({ "on": "2026-11-24", "how": "devis signé" }), "consent.on"), (json!({ "on": "2026-11-02", "how": "  " }), "consent.how")]
    {
        assert_eq!(world.refused("freeze_letter", freeze(consent)).field.as_deref(), Some(field));
    }
    let frozen = world.change("freeze_letter", freeze(json!({ "on": "2026-11-02", "how": "case cochée sur le devis D-12" })));
    let kept = row(&world, frozen["letterId"].as_i64().unwrap());
    assert_eq!((kept["medium"].as_str(), kept["consent"]["on"].as_str()), (Some("electronic"), Some("2026-11-02")));
}

#[test]
fn an_electronic_letter_keeps_its_provider_hour_and_number_and_has_its_own_outcomes() {
    let world = World::of_a_plumber();
    let client = business(&world, "Brasserie des Quais", "F-1");
    let id = world.change("freeze_letter", json!({ "clientId": client, "medium": "electronic" }))["letterId"].as_i64().unwrap();
    assert!(world.refused("mark_posted", json!({ "id": id, "postedOn": "2026-11-23" })).sentence.contains("électronique"));
    let deposit = |change: Value| {
        let mut request =
            json!({ "id": id, "provider": "Recommandé Plus", "depositedOn": "2026-11-23", "depositedAt": "14:05", "number": "LRE-42" });
        for (key, value) in change.as_object().expect("an object") {
            request[key] = value.clone();
        }
        request
    };
    for (change, field) in [
        (json!({ "provider": " " }), "provider"),
        (json!({ "number": "" }), "number"),
        (json!({ "depositedAt": "25:00" }), "depositedAt"),
        (json!({ "depositedOn": "2026-11-24" }), "depositedOn"),
    ] {
        assert_eq!(world.refused("mark_deposited", deposit(change)).field.as_deref(), Some(field), "{field}");
    }
    world.change("mark_deposited", deposit(json!({})));
    let sent = row(&world, id);
    assert_eq!(
        (sent["provider"].as_str(), sent["postedAt"].as_str(), sent["trackingNumber"].as_str()),
        (Some("Recommandé Plus"), Some("14:05"), Some("LRE-42"))
    );
    assert!(sent["label"].as_str().is_some_and(|label| label.starts_with("Déposée le")), "{sent}");
    world.change("mark_presented", json!({ "id": id, "on": "2026-11-23" }));
    assert!(row(&world, id)["label"].as_str().is_some_and(|label| label.starts_with("Annoncée le")));
    world.change("mark_delivered", json!({ "id": id, "on": "2026-11-23" }));
    assert!(row(&world, id)["label"].as_str().is_some_and(|label| label.starts_with("Acceptée le")));
    let told = world.call("timeline", json!({ "clientId": client })).to_string();
    assert!(told.contains("Recommandé Plus") && told.contains("acceptée"), "{told}");
}

#[test]
fn a_letter_that_says_it_leaves_on_paper_is_not_recorded_as_electronic() {
    let world = World::of_a_plumber();
    let id = frozen(&world, business(&world, "Brasserie des Quais", "F-1"));
    let deposit = json!({ "id": id, "provider": "P", "depositedOn": "2026-11-23", "depositedAt": "09:00", "number": "1" });
    assert!(world.refused("mark_deposited", deposit).sentence.contains("sur papier"));
}
