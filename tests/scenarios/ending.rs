//! The end of a plan is a choice, and no late client is in no list.
use echu_tests::World;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A client whose plan is over, with his two invoices.
fn at_the_end() -> (World, i64, Vec<i64>) {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").with("siren", json!("404833048")).create();
    let invoices: Vec<i64> = (1..=2).map(|number| world.invoice(client, &format!("F-{number}")).late(90).total(50_000).create()).collect();
    for invoice in &invoices {
        // He never paid: he follows the firm plan, of four steps.
        for _ in 0..4 {
            world.change("skip_step", json!({ "invoiceId": invoice, "reason": "déjà fait" }));
        }
    }
    (world, client, invoices)
}

fn place(world: &World) -> String {
    let lists = world.call("everyone", json!({}))["lists"].clone();
    let full: Vec<String> = lists
        .as_array()
        .unwrap()
        .iter()
        .filter(|list| list["count"] != 0)
        .map(|list| format!("{} {}", list["place"].as_str().unwrap(), list["count"]))
        .collect();
    full.join(", ")
}

#[test]
fn each_choice_is_a_stored_fact_that_comes_back_on_its_day() {
    for (choice, back) in [
        ("formal_notice", "2026-12-14"),
        ("agency", "2026-12-23"),
        ("injunction", "2027-01-22"),
        ("instalments", "2026-12-02"),
        ("wait", "2026-12-07"),
    ] {
        let (world, client, invoices) = at_the_end();
        assert_eq!(place(&world), "ended 1");
        let made = world.change("decide", json!({ "clientId": client, "invoices": invoices, "choice": choice, "note": "vu au téléphone" }));
        assert_eq!(made["backOn"], back, "{choice}");
        assert_eq!(place(&world), "held 1", "{choice}: it rests, and is not forgotten");
        assert!(world.story(client).contains("Décision\u{a0}: "), "{}", world.story(client));
        assert_eq!(world.call("ending", json!({}))["decided"].as_array().map(Vec::len), Some(2), "one an invoice");
        world.clock.go_to(back, "09:00");
        assert_eq!(place(&world), "ended 1", "{choice}: back in the tray by itself");
    }
}

#[test]
fn a_choice_is_taken_back_in_one_click() {
    let (world, client, invoices) = at_the_end();
    let made = world.change("decide", json!({ "clientId": client, "invoices": invoices, "choice": "agency" }));
    for hold in made["holds"].as_array().unwrap() {
        world.change("release_hold", json!({ "id": hold }));
    }
    assert_eq!(place(&world), "ended 1");
    assert!(world.story(client).contains("Décision reprise"), "{}", world.story(client));
    let past = json!({ "clientId": client, "invoices": invoices, "choice": "wait", "backOn": "2026-11-23" });
    assert_eq!(world.refused("decide", past).field.as_deref(), Some("backOn"));
    let none = json!({ "clientId": client, "invoices": [], "choice": "wait" });
    assert_eq!(world.refused("decide", none).field.as_deref(), Some("invoices"));
}

#[test]
fn what_is_given_up_is_no_longer_late_and_may_be_taken_up_again() {
    let (world, client, invoices) = at_the_end();
    let made = world.change("decide", json!({ "clientId": client, "invoices": invoices, "choice": "write_off" }));
    assert_eq!((&made["holds"], &made["backOn"]), (&json!([]), &Value::Null));
    assert_eq!((place(&world), world.call("everyone", json!({}))["late"].clone()), (String::new(), json!(0)));
    for invoice in &invoices {
        world.change("write_off_invoice", json!({ "id": invoice, "on": null }));
    }
    assert_eq!(place(&world), "ended 1", "an entry in the books gives up no right");
}

#[test]
fn a_new_invoice_of_a_decided_client_follows_its_own_plan() {
    let (world, client, invoices) = at_the_end();
    world.change("decide", json!({ "clientId": client, "invoices": invoices, "choice": "agency" }));
    world.invoice(client, "F-9").late(6).total(7_000).create();
    let today = world.call("today", json!({}));
    assert_eq!((&today["ready"]["count"], &today["readyRows"][0]["amount"]), (&json!(1), &json!(7_000)), "{today}");
}

/// The letters to prepare: whose, about how many invoices.
fn to_prepare(world: &World) -> Vec<(String, u64)> {
    let letters = world.call("letters", json!({}));
    let row = |row: &Value| (row["clientName"].as_str().unwrap().to_owned(), row["invoices"].as_u64().unwrap());
    letters["toPrepare"].as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_notice_that_was_decided_is_to_prepare_until_it_is_or_the_choice_is_taken_back() {
    let (world, client, invoices) = at_the_end();
    world.belongs_to_a_plumber();
    assert_eq!(to_prepare(&world), []);
    world.change("decide", json!({ "clientId": client, "invoices": invoices, "choice": "agency" }));
    assert_eq!(to_prepare(&world), [], "nothing to write");
    let made = world.change("decide", json!({ "clientId": client, "invoices": invoices, "choice": "formal_notice" }));
    assert_eq!(to_prepare(&world), [("Durand SARL".to_owned(), 2)]);
    let row = world.call("letters", json!({}))["toPrepare"][0].clone();
    assert_eq!((&row["amount"], &row["channel"], &row["daysLate"]), (&json!(100_000), &json!("registered_letter"), &json!(90)));
    assert_eq!(row["why"], "Décidée par vous le 23 novembre 2026, à la fin du scénario");
    let next = || {
        let page = world.call("client", json!({ "id": client }));
        (page["nextTitle"].clone(), page["nextAction"].clone())
    };
    assert_eq!(next(), (json!("Mise en demeure à préparer"), json!("letter")));
    let frozen = world.change("freeze_letter", json!({ "clientId": client }));
    assert_eq!(to_prepare(&world), [], "it waits to be posted");
    assert_eq!(next().0, "Lettre à poster");
    world.change("cancel_letter", json!({ "id": frozen["letterId"] }));
    assert_eq!(to_prepare(&world).len(), 1, "set aside, it is to be prepared again");
    for hold in made["holds"].as_array().unwrap() {
        world.change("release_hold", json!({ "id": hold }));
    }
    assert_eq!(to_prepare(&world), []);
}

#[test]
fn a_notice_that_was_posted_cannot_be_taken_back() {
    let (world, client, invoices) = at_the_end();
    world.change("save_creditor", json!({ "creditor": crate::desk::creditor() }));
    let made = world.change("decide", json!({ "clientId": client, "invoices": invoices, "choice": "formal_notice" }));
    // The letter itself is another story; what matters here is that one naming the invoice was posted.
    let sql = world.sql();
    sql.execute("INSERT INTO reminder (client_id, channel, tone, state, computed_on, created_at) VALUES (?1, 'registered_letter', 'formal_notice', 'done', '2026-11-23', '2026-11-23T09:00:00Z')", [client]).unwrap();
    let reminder = sql.last_insert_rowid();
    sql.execute("INSERT INTO reminder_line (reminder_id, invoice_id, identity, role, balance_cents, invoice_version) VALUES (?1, ?2, 'x', 'joined', 50000, 1)", [reminder, invoices[0]]).unwrap();
    sql.execute("INSERT INTO document (client_id, kind, name, dated_on, pdf, sha256) VALUES (?1, 'formal_notice', 'm.pdf', '2026-11-23', x'00', ?2)", (client, "0".repeat(64))).unwrap();
    let document = sql.last_insert_rowid();
    sql.execute("INSERT INTO letter (reminder_id, document_id, number, state, total_cents, deadline_days, recipient, posted_on, created_at) VALUES (?1, ?2, 'MED-1', 'posted', 50000, 8, '{}', '2026-11-24', '2026-11-23T09:00:00Z')", [reminder, document]).unwrap();
    let refused = world.refused("release_hold", json!({ "id": made["holds"][0] }));
    assert!(refused.sentence.contains("14 décembre 2026"), "it says when the case comes back: {}", refused.sentence);
    world.change("release_hold", json!({ "id": made["holds"][1] }));
}

/// Something done to a client at random.
#[derive(Debug, Clone)]
enum Deed {
    Call(&'static str),
    Decide(&'static str),
    Hold(&'static str),
    Pay(i64),
    Skip,
    Care,
    NoEmail,
    Closure,
    Sleep(i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        prop::sample::select(vec!["paid", "promised", "not_received", "disputed", "in_trouble", "voicemail", "unreachable", "refused"])
            .prop_map(Deed::Call),
        prop::sample::select(vec!["formal_notice", "agency", "injunction", "instalments", "write_off", "wait"]).prop_map(Deed::Decide),
        prop::sample::select(vec!["dispute", "promise", "pause"]).prop_map(Deed::Hold),
        (1_i64..60_000).prop_map(Deed::Pay),
        Just(Deed::Skip),
        Just(Deed::Skip),
        Just(Deed::Care),
        Just(Deed::NoEmail),
        Just(Deed::Closure),
        (1_i64..30).prop_map(Deed::Sleep),
    ]
}

fn act(world: &World, client: i64, invoices: &[i64], deed: &Deed) {
    use echu_engine::clock::Clock;
    let later = |days: u64| world.clock.today() + chrono::Days::new(days);
    let (name, request) = match deed {
        Deed::Call(outcome) => ("note_call", json!({ "clientId": client, "outcome": outcome, "promisedOn": later(7) })),
        Deed::Decide(choice) => ("decide", json!({ "clientId": client, "invoices": invoices, "choice": choice })),
        Deed::Hold(kind) => ("place_hold", json!({ "clientId": client, "kind": kind, "until": later(5) })),
        Deed::Pay(cents) => ("record_payment", json!({ "clientId": client, "receivedOn": world.clock.today(), "amount": cents })),
        Deed::Skip => ("skip_step", json!({ "invoiceId": invoices[0], "reason": "au hasard" })),
        Deed::Care => ("set_care", json!({ "clientId": client, "care": true })),
        Deed::NoEmail => ("correct", json!({ "kind": "email", "clientId": client, "value": "autre@client.example" })),
        Deed::Closure => ("set_closure", json!({ "until": later(4) })),
        Deed::Sleep(days) => return world.days_pass(*days),
    };
    // Some are refused, a choice about an invoice that is paid for instance: what counts is where the clients are afterwards.
    let _refused = echu_engine::contract::dispatch(world.app(), name, request);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, ..ProptestConfig::default() })]
    #[test]
    fn whatever_is_done_every_late_client_is_in_exactly_one_list(deeds in prop::collection::vec((0_usize..4, deed()), 1..24)) {
        let world = World::in_folder(World::fast_folder(), echu_tests::MovingClock::on("2026-11-23"));
        let clients: Vec<(i64, Vec<i64>)> = (0..4)
            .map(|at| {
                let client = world.client(&format!("Client {at}")).with("phone", json!("02 40 00 00 01")).create();
                let late = [3, 14, 40, 95][at];
                (client, (0..2).map(|n| world.invoice(client, &format!("F-{at}-{n}")).late(late + n).total(30_000).create()).collect())
            })
            .collect();
        for (who, deed) in &deeds {
            let (client, invoices) = &clients[*who];
            act(&world, *client, invoices, deed);
            let view = world.call("everyone", json!({}));
            prop_assert_eq!(&view["without"], &json!(0), "after {:?}: {}", deed, view);
            let counted: u64 = view["lists"].as_array().unwrap().iter().map(|list| list["count"].as_u64().unwrap()).sum();
            prop_assert_eq!(Some(counted), view["late"].as_u64(), "the lists add up, nobody is in two");
        }
    }
}

/// A client at the end of his plan, and the mise en demeure that was posted to him today.
fn on_notice() -> (World, i64, Value) {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").late(90).create();
    while place(&world) != "ended 1" {
        world.change("skip_step", json!({ "invoiceId": invoice, "reason": "déjà fait" }));
    }
    let letter = world.change("freeze_letter", json!({ "clientId": client }))["letterId"].clone();
    world.change("mark_posted", json!({ "id": letter, "postedOn": "2026-11-23", "trackingNumber": "1A 204 118 6037 4" }));
    (world, client, letter)
}

#[test]
fn a_posted_mise_en_demeure_brings_the_case_back_once_its_delay_is_over() {
    let (world, client, letter) = on_notice();
    assert_eq!(place(&world), "held 1", "the client has time to pay");
    let page = world.call("client", json!({ "id": client }));
    assert_eq!(page["nextTitle"], "Délai de la mise en demeure", "{}", page["nextWhy"]);

    let presented = world.change("mark_presented", json!({ "id": letter, "on": "2026-11-23" }));
    let last_day = presented["deadlineOn"].as_str().expect("a deadline").to_owned();
    world.clock.go_to(&last_day, "09:00");
    assert_eq!(place(&world), "held 1", "its last day is the client's");
    let after: chrono::NaiveDate = last_day.parse().expect("a day");
    world.clock.go_to(&after.succ_opt().expect("a day").to_string(), "09:00");
    assert_eq!(place(&world), "ended 1", "what comes after is the owner's");
}

#[test]
fn a_mise_en_demeure_that_reached_nobody_leaves_the_case_to_its_owner() {
    let (world, _, letter) = on_notice();
    world.change("mark_returned", json!({ "id": letter, "on": "2026-11-23", "reason": "unknown_address" }));
    assert_eq!(place(&world), "ended 1");
}
