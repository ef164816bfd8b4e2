//! The screens, over a base of a hundred thousand invoices, through the same door as the window.
use crate::table::{Table, best};
use echu_tests::{World, big};
use serde_json::{Value, json};
use std::time::Duration;

const TODAY: &str = "2026-11-23";
/// What a person types: names, numbers, words of a subject, words that nothing holds.
const TYPED: [&str; 6] = ["client leroux 4321", "f-041234", "intervention 12", "dupont inter f-09", "2", "zythum"];
/// Between two frames of the screen.
const KEYSTROKE: Duration = Duration::from_millis(16);

pub fn measure(table: &mut Table) {
    if !table.wants("ledger") {
        return;
    }
    let mut world = World::on(TODAY);
    big::fill(&world.folder().join("data").join("echu.db"), TODAY, big::LARGE);
    world.close();
    let begun = best(3, || drop(world.begun()));
    table.row("the base opened, ready to be read", Duration::from_millis(200), begun, "the first screen waits for no more");
    let opened = best(3, || world.reopen());
    table.row("the base opened, checked and settled", Duration::from_millis(500), opened, "before anything is written");
    let plan = best(5, || drop(world.call("today", json!({}))));
    let ready = world.call("today", json!({}))["ready"]["count"].clone();
    table.row("today's plan, 100 000 invoices", Duration::from_millis(200), plan, format!("{ready} messages ready"));
    let first = best(1, || drop(world.call("search", json!({ "text": "f" }))));
    table.row("the first search, which reads the words", Duration::from_millis(200), first, "once a session");
    searches(table, &world);
    let call = |name: &'static str| {
        let world = &world;
        move |request: &Value| drop(world.call(name, request.clone()))
    };
    let screen = Duration::from_millis(100);
    table.slowest("invoices list, first page", screen, lists(0), call("invoices"));
    table.slowest("invoices list, a page far down", screen, lists(3_000), call("invoices"));
    table.slowest(
        "invoices list, all that a search holds",
        screen,
        named("limit 5000", json!({ "filter": "all", "search": "f", "limit": 5_000 })),
        call("invoices"),
    );
    table.slowest("client list", screen, named("all", json!({})), call("clients"));
    let clients = || [1, 2, 17, 2_500, 4_999].map(|id| (format!("client {id}"), json!({ "id": id })));
    table.slowest("client page", Duration::from_millis(20), clients(), call("client"));
    let invoices = [1, 50_000, 99_000, 100_000].map(|id| (format!("invoice {id}"), json!({ "id": id })));
    table.slowest("invoice page", Duration::from_millis(20), invoices, call("invoice"));
    let timelines = clients().map(|(name, request)| (name, json!({ "clientId": request["id"] })));
    table.slowest("a client's timeline", Duration::from_millis(20), timelines, call("timeline"));
    table.slowest("dashboard", Duration::from_millis(150), named("100 000 invoices, ten years", json!({})), call("dashboard"));
    table.slowest("report", Duration::from_secs(1), reports(), call("report"));
    outbox(table, &world);
}

/// Every report, over a year where it asks for one.
fn reports() -> impl Iterator<Item = (String, Value)> {
    let year = |report: &str| json!({ "report": report, "from": "2025-11-24", "to": TODAY, "on": TODAY, "clientId": 17 });
    let names = [
        "aged_balance",
        "client_statement",
        "activity",
        "reminder_journal",
        "payment_delays",
        "recoveries",
        "penalties",
        "write_offs",
        "limitation",
    ];
    names.into_iter().map(move |name| (name.to_owned(), year(name)))
}

fn searches(table: &mut Table, world: &World) {
    let typed = |ask: fn(&str) -> Value| {
        let prefixes = TYPED.iter().flat_map(|text| (1..=text.len()).map(move |end| &text[..end]));
        prefixes.map(move |text| (format!("« {text} »"), ask(text)))
    };
    let call = |name: &'static str| move |request: &Value| drop(world.call(name, request.clone()));
    table.slowest(
        "search in all invoices, a keystroke",
        KEYSTROKE,
        typed(|text| json!({ "filter": "all", "search": text })),
        call("invoices"),
    );
    table.slowest(
        "search in open invoices, a keystroke",
        KEYSTROKE,
        typed(|text| json!({ "filter": "open", "search": text })),
        call("invoices"),
    );
    table.slowest(
        "search in settled invoices, a keystroke",
        KEYSTROKE,
        typed(|text| json!({ "filter": "settled", "search": text })),
        call("invoices"),
    );
    table.slowest("search in the palette, a keystroke", KEYSTROKE, typed(|text| json!({ "text": text })), call("search"));
    table.slowest("search in the clients, a keystroke", KEYSTROKE, typed(|text| json!({ "search": text })), call("clients"));
}

/// Every filter of the list.
fn lists(offset: u32) -> impl Iterator<Item = (String, Value)> {
    let filters = ["open", "late", "settled", "credit_notes", "to_fix", "all"];
    filters.into_iter().map(move |filter| {
        let offset = if filter == "all" || filter == "settled" { offset * 30 } else { offset };
        (format!("{filter}, from row {offset}"), json!({ "filter": filter, "offset": offset }))
    })
}

fn named(name: &str, request: Value) -> [(String, Value); 1] {
    [(name.to_owned(), request)]
}

/// The day prepared and approved: thousands of messages wait.
fn outbox(table: &mut Table, world: &World) {
    let account = json!({ "preset": "folder", "address": "moi@atelier.example", "senderName": "Atelier" });
    world.belongs_to_a_plumber();
    world.change("save_mail_account", json!({ "account": account }));
    let mut reminders = json!([]);
    let prepared = best(1, || reminders = world.change("prepare_reminders", json!({}))["reminders"].clone());
    let count = reminders.as_array().map_or(0, Vec::len);
    table.row("the day's messages prepared", Duration::from_secs(4), prepared, format!("{count} messages, once"));
    let plan = best(3, || drop(world.call("today", json!({}))));
    table.row("today's plan, every message prepared", Duration::from_millis(200), plan, format!("{count} drafts"));
    let mut answer = json!({});
    let approved = best(1, || answer = world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": reminders })));
    assert_eq!(answer["dispatches"].as_array().map_or(0, Vec::len), count, "{}", answer["refused"][0]);
    table.row("the day's messages approved", Duration::from_secs(4), approved, format!("{count} messages, once"));
    let outbox = best(5, || drop(world.call("outbox", json!({}))));
    table.row("outbox", Duration::from_millis(100), outbox, format!("{count} messages wait"));
    let sender = best(5, || drop(world.call("sender", json!({}))));
    table.row("state of sending", Duration::from_millis(20), sender, "asked by every screen");
}
