//! Reports say what a spreadsheet would: their figures are asked again of the base in plain SQL, on the demonstration and on a ledger at
//! random.
use echu_engine::scheduler::{self, Tick};
use echu_tests::World;
use rusqlite::Connection;
use serde_json::{Value, json};

const TODAY: &str = "2026-11-23";

fn demo() -> World {
    let world = World::on(TODAY);
    world.change("start_demo", json!({}));
    world
}

/// The base of the demonstration, beside the engine.
fn base(world: &World) -> Connection {
    Connection::open(world.folder().join("data/demonstration.db")).expect("the demonstration")
}

fn number(base: &Connection, sql: &str) -> i64 {
    base.query_row(sql, [], |row| row.get(0)).expect("a number")
}

fn table(world: &World, request: Value) -> Value {
    world.call("report", request)["table"].clone()
}

fn rows<'a>(table: &'a Value, kind: &'a str) -> impl Iterator<Item = &'a Value> {
    table["rows"].as_array().into_iter().flatten().filter(move |row| row["kind"] == kind)
}

fn cents(row: &Value, place: usize) -> i64 {
    row["cells"][place]["amount"].as_i64().unwrap_or(0)
}

fn count(row: &Value, place: usize) -> i64 {
    row["cells"][place]["count"].as_i64().unwrap_or(0)
}

fn total(table: &Value) -> Value {
    rows(table, "total").next().cloned().unwrap_or_default()
}

/// Invoice by invoice: its total, less all that was put against it by that evening.
fn owed_on(day: &str, client: &str) -> String {
    format!(
        "SELECT IFNULL(SUM(MAX(0, i.total_cents
             - IFNULL((SELECT SUM(a.amount_cents) FROM allocation a LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice c ON c.id = a.credit_note_id
                       WHERE a.invoice_id = i.id AND IFNULL(p.received_on, c.issued_on) <= '{day}'), 0)
             - IFNULL((SELECT SUM(json_extract(b.value, '$.amount')) FROM payment p, json_each(p.placed_before) b
                       WHERE p.rejected_on > '{day}' AND p.received_on <= '{day}' AND json_extract(b.value, '$.invoiceId') = i.id), 0))), 0)
         FROM invoice i WHERE i.kind = 'invoice' AND i.archived_at IS NULL AND i.issued_on <= '{day}'
           AND (i.written_off_on IS NULL OR i.written_off_on > '{day}') {client}"
    )
}

#[test]
fn the_aged_balance_of_any_evening_is_that_of_plain_sql() {
    let (world, base) = {
        let world = demo();
        let base = base(&world);
        (world, base)
    };
    for day in [TODAY, "2026-10-31", "2026-06-30", "2025-12-31"] {
        let table = table(&world, json!({ "report": "aged_balance", "on": day }));
        for row in rows(&table, "line") {
            let client = row["cells"][0]["id"].as_i64().expect("a client");
            assert_eq!(cents(row, 1), number(&base, &owed_on(day, &format!("AND i.client_id = {client}"))), "client {client} on {day}");
        }
        assert_eq!(cents(&total(&table), 1), number(&base, &owed_on(day, "")), "all on {day}");
    }
    let table = table(&world, json!({ "report": "aged_balance" }));
    let ageing = &world.call("dashboard", json!({}))["ageing"];
    let ages = ["total", "notDue", "d130", "d3160", "d6190", "over90", "undated"].map(|age| ageing[age].as_i64().expect("cents"));
    assert_eq!((1..8).map(|place| cents(&total(&table), place)).collect::<Vec<_>>(), ages, "tonight is what every list shows");
}

#[test]
fn the_statement_of_each_client_ends_on_what_he_owes() {
    let world = demo();
    let base = base(&world);
    let clients = number(&base, "SELECT MAX(id) FROM client");
    let mut told = 0;
    for client in 1..=clients {
        let request = json!({ "report": "client_statement", "clientId": client, "from": "2026-09-01", "to": TODAY });
        let table = table(&world, request);
        let of = |day: &str| {
            number(
                &base,
                &format!(
                    "SELECT IFNULL((SELECT SUM(IIF(kind = 'invoice', total_cents, -total_cents)) FROM invoice WHERE client_id = {client} AND issued_on <= '{day}'), 0)
                          - IFNULL((SELECT SUM(amount_cents) FROM payment WHERE client_id = {client} AND received_on <= '{day}'), 0)
                          + IFNULL((SELECT SUM(y.amount_cents) FROM penalty_payment y JOIN payment p ON p.id = y.payment_id
                                    WHERE p.client_id = {client} AND p.received_on <= '{day}'), 0)"
                ),
            )
        };
        let (opening, closing) = (of("2026-08-31"), of(TODAY));
        if opening == 0 && rows(&table, "line").next().is_none() {
            continue;
        }
        assert_eq!(cents(rows(&table, "line").next().expect("a line"), 6), opening, "client {client}");
        let end = total(&table);
        assert_eq!((cents(&end, 6), opening + cents(&end, 4) - cents(&end, 5)), (closing, closing), "client {client}");
        told += 1;
    }
    assert!(told > 30, "{told} clients of the demonstration have an account");
}

#[test]
fn the_activity_of_a_month_adds_up_and_both_balances_are_made_of_what_sql_finds() {
    let world = demo();
    let base = base(&world);
    let table = table(&world, json!({ "report": "activity", "from": "2026-10-01", "to": "2026-10-31" }));
    let line = |title: &str| rows(&table, "line").find(|row| row["cells"][0]["text"] == title).unwrap_or_else(|| panic!("{title}"));
    let within = |column: &str| format!("{column} BETWEEN '2026-10-01' AND '2026-10-31'");
    let invoiced = format!("SELECT IFNULL(SUM(total_cents), 0) FROM invoice WHERE kind = 'invoice' AND {}", within("issued_on"));
    assert_eq!(cents(line("Factures émises"), 2), number(&base, &invoiced));
    let received = format!("SELECT IFNULL(SUM(amount_cents), 0) FROM payment WHERE {}", within("received_on"));
    assert_eq!(-cents(line("Règlements reçus"), 2), number(&base, &received));
    let of = |day: &str| {
        number(
            &base,
            &format!(
                "SELECT (SELECT SUM(IIF(kind = 'invoice', total_cents, -total_cents)) FROM invoice WHERE issued_on <= '{day}')
                      - (SELECT SUM(amount_cents) FROM payment WHERE received_on <= '{day}')
                      + (SELECT SUM(y.amount_cents) FROM penalty_payment y JOIN payment p ON p.id = y.payment_id WHERE p.received_on <= '{day}')"
            ),
        )
    };
    let balances: Vec<i64> = rows(&table, "subtotal").map(|row| cents(row, 2)).collect();
    assert_eq!(balances, [of("2026-10-31"), of("2026-09-30"), of("2026-10-31")]);
    assert_eq!(cents(line("Solde au soir du 30/09/2026"), 2), of("2026-09-30"));
}

/// Everything that may leave today, left.
fn sent(world: &World) {
    let ids = world.change("prepare_reminders", json!({}))["reminders"].clone();
    world.change("approve_reminders", json!({ "ids": ids, "receiptsChecked": true }));
    world.clock.seconds_pass(60);
    while scheduler::tick(world.app()).expect("a tick") == Tick::Tried {}
}

#[test]
fn the_journal_names_all_that_left_and_nothing_that_did_not() {
    let world = demo();
    let base = base(&world);
    let month = json!({ "report": "reminder_journal", "from": "2026-11-01", "to": TODAY });
    let noted = "SELECT COUNT(*) FROM contact WHERE on_day BETWEEN '2026-11-01' AND '2026-11-23'";
    let before = table(&world, month.clone());
    assert_eq!(rows(&before, "line").count() as i64, number(&base, noted), "calls and messages of before");
    sent(&world);
    let after = table(&world, month);
    let left = number(&base, "SELECT COUNT(*) FROM dispatch WHERE state = 'sent'");
    assert!(left > 5, "{left} messages left");
    assert_eq!(rows(&after, "line").count() as i64, number(&base, noted));
    let mine: Vec<&Value> = rows(&after, "line").filter(|row| row["cells"][7]["text"] == "Envoyée").collect();
    assert_eq!(mine.len() as i64, left);
    let claimed = number(
        &base,
        "SELECT SUM(amount) FROM (
             SELECT l.balance_cents + l.interest_cents + l.fee_cents AS amount FROM dispatch d JOIN reminder_line l ON l.reminder_id = d.reminder_id
             WHERE d.state = 'sent' AND l.role <> 'memory'
             UNION ALL SELECT t.amount_cents FROM dispatch d JOIN reminder_term t ON t.reminder_id = d.reminder_id WHERE d.state = 'sent')",
    );
    assert_eq!(mine.iter().map(|row| cents(row, 5)).sum::<i64>(), claimed);
    assert_eq!(cents(&total(&after), 5), cents(&total(&before), 5) + claimed, "what had left before is still there");
}

#[test]
fn payment_delays_are_those_of_plain_sql() {
    let world = demo();
    let base = base(&world);
    let table = table(&world, json!({ "report": "payment_delays", "from": "2025-11-24", "to": TODAY }));
    const PAID: &str =
        "FROM allocation a JOIN payment p ON p.id = a.payment_id JOIN invoice i ON i.id = a.invoice_id JOIN client c ON c.id = i.client_id
        WHERE p.received_on >= '2025-11-24' AND i.due_on IS NOT NULL";
    const LATE: &str = "julianday(p.received_on) - julianday(i.due_on)";
    let all = total(&table);
    assert_eq!(count(&all, 1), number(&base, &format!("SELECT COUNT(*) {PAID}")));
    assert_eq!(cents(&all, 2), number(&base, &format!("SELECT SUM(a.amount_cents) {PAID}")));
    let days = |row: &Value, place: usize| row["cells"][place]["days"].as_i64().expect("days");
    let average = |days: &str| format!("SELECT CAST(ROUND(SUM(a.amount_cents * ({days})) / SUM(a.amount_cents)) AS INTEGER) {PAID}");
    assert_eq!(days(&all, 3), number(&base, &average(LATE)));
    assert_eq!(days(&all, 6), number(&base, &average("julianday(p.received_on) - julianday(i.issued_on)")));
    let middle = format!("SELECT CAST({LATE} AS INTEGER) AS late {PAID} ORDER BY late LIMIT 1 OFFSET (SELECT COUNT(*) / 2 {PAID})");
    assert_eq!(days(&all, 4), number(&base, &middle));
    assert_eq!(days(&all, 5), number(&base, &format!("SELECT CAST(MAX({LATE}) AS INTEGER) {PAID}")));
    let beyond = format!(
        "SELECT COUNT(*) {PAID} AND p.received_on > date(i.issued_on, CASE c.debtor_kind WHEN 'business' THEN '+60 days' ELSE '+30 days' END)
         AND c.debtor_kind <> 'consumer'"
    );
    assert_eq!(count(&all, 8), number(&base, &beyond));
    let groups: Vec<&str> = rows(&table, "group").filter_map(|row| row["title"].as_str()).collect();
    assert!(
        groups.iter().any(|title| title.contains("L441-10")) && groups.iter().any(|title| title.contains("aucun plafond")),
        "{groups:?}"
    );
}

#[test]
fn penalties_claimed_received_and_given_up_are_those_of_plain_sql() {
    let world = demo();
    let base = base(&world);
    sent(&world);
    let late = number(
        &base,
        "SELECT MIN(i.id) FROM invoice i JOIN client c ON c.id = i.client_id
        WHERE c.debtor_kind = 'business' AND i.settled_cents < i.total_cents AND i.due_on < '2026-10-15' AND c.insolvent_on IS NULL",
    );
    let client = number(&base, &format!("SELECT client_id FROM invoice WHERE id = {late}"));
    let received = |from: &str, to: &str| cents(&total(&table(&world, json!({ "report": "penalties", "from": from, "to": to }))), 2);
    let (october, november) = (received("2026-10-01", "2026-10-31"), received("2026-11-01", TODAY));
    // What the bank took back came in its month, and left in the one of its rejection.
    let bounced = world.change(
        "record_payment",
        json!({ "clientId": client, "receivedOn": "2026-10-28", "amount": 300, "allocations": [], "penalties": [{ "invoiceId": late, "amount": 300 }] }),
    );
    world.change("reject_payment", json!({ "id": bounced["paymentId"], "on": "2026-11-10" }));
    assert_eq!(received("2026-10-01", "2026-10-31"), october + 300);
    assert_eq!(received("2026-11-01", TODAY), november - 300, "as the activity tells it");
    assert_eq!(received("2026-10-01", TODAY), october + november, "nothing in the end");
    world.change(
        "record_payment",
        json!({ "clientId": client, "receivedOn": TODAY, "amount": 700, "allocations": [], "penalties": [{ "invoiceId": late, "amount": 700 }] }),
    );
    world.change("waive_penalties", json!({ "invoiceId": late, "interest": false, "fee": true, "reason": "geste" }));
    let table = table(&world, json!({ "report": "penalties", "from": "2026-11-01", "to": TODAY }));
    let all = total(&table);
    let claimed = "SELECT IFNULL(SUM(most), 0) FROM (SELECT MAX(l.interest_cents + l.fee_cents) AS most FROM contact k JOIN reminder r ON r.id = k.reminder_id
        JOIN reminder_line l ON l.reminder_id = r.id
        WHERE k.on_day >= '2026-11-01' AND r.state = 'done' AND l.role <> 'memory' GROUP BY l.invoice_id)";
    assert_eq!(cents(&all, 1), number(&base, claimed));
    assert_eq!(cents(&all, 2), november + 700 - 300);
    assert_eq!(cents(&all, 3), number(&base, "SELECT SUM(interest_cents + fee_cents) FROM penalty_waiver WHERE on_day >= '2026-11-01'"));
    let his = rows(&table, "line").find(|row| row["cells"][0]["id"] == client).expect("his line");
    let owed = world.call("penalties_of", json!({ "clientId": client }));
    let claimed = |row: &&Value| {
        let id = &row["invoiceId"];
        let sql = format!(
            "SELECT EXISTS (SELECT 1 FROM reminder_line l JOIN reminder r ON r.id = l.reminder_id
                 WHERE l.invoice_id = {id} AND r.state = 'done' AND l.role <> 'memory' AND l.interest_cents + l.fee_cents > 0)
             OR EXISTS (SELECT 1 FROM penalty_payment WHERE invoice_id = {id}) OR EXISTS (SELECT 1 FROM penalty_waiver WHERE invoice_id = {id})"
        );
        number(&base, &sql) == 1
    };
    let left = |row: &Value| row["interest"].as_i64().unwrap_or(0) + row["fee"].as_i64().unwrap_or(0);
    let due: i64 = owed.as_array().expect("rows").iter().filter(claimed).map(left).sum();
    assert_eq!((his["cells"][4]["amount"].as_i64(), due > 0), (Some(due), true), "{owed}");
}

#[test]
fn recoveries_place_every_cent_that_came_once() {
    let world = demo();
    let base = base(&world);
    let table = table(&world, json!({ "report": "recoveries", "from": "2026-01-01", "to": TODAY }));
    const CAME: &str = "FROM allocation a JOIN payment p ON p.id = a.payment_id JOIN invoice i ON i.id = a.invoice_id
        WHERE p.received_on BETWEEN '2026-01-01' AND '2026-11-23' AND i.due_on IS NOT NULL";
    assert_eq!(cents(&total(&table), 2), number(&base, &format!("SELECT SUM(a.amount_cents) {CAME}")));
    assert_eq!(count(&total(&table), 1), number(&base, &format!("SELECT COUNT(*) {CAME}")));
    let after = format!(
        "SELECT IFNULL(SUM(a.amount_cents), 0) {CAME} AND p.received_on > i.due_on AND EXISTS (SELECT 1 FROM step_done d
         WHERE d.invoice_id = i.id AND d.how IN ('sent', 'posted', 'called', 'visited') AND d.done_on <= p.received_on)"
    );
    let told: i64 = rows(&table, "line").filter(|row| row["cells"][4]["days"].is_i64()).map(|row| cents(row, 2)).sum();
    assert_eq!(told, number(&base, &after), "what came after a reminder");
}

#[test]
fn what_was_lost_and_given_up_is_told_with_its_day() {
    let world = demo();
    let base = base(&world);
    let lost = number(
        &base,
        "SELECT MAX(i.id) FROM invoice i JOIN client c ON c.id = i.client_id WHERE i.settled_cents < i.total_cents AND c.insolvent_on IS NOT NULL",
    );
    let late = number(
        &base,
        "SELECT MIN(i.id) FROM invoice i JOIN client c ON c.id = i.client_id
        WHERE c.debtor_kind = 'business' AND i.settled_cents < i.total_cents AND i.due_on < '2026-11-01' AND c.insolvent_on IS NULL",
    );
    world.change("write_off_invoice", json!({ "id": lost, "on": "2026-11-20" }));
    world.change("waive_penalties", json!({ "invoiceId": late, "interest": false, "fee": true, "reason": "Client fidèle" }));
    let november = table(&world, json!({ "report": "write_offs", "from": "2026-11-01", "to": TODAY }));
    let owed = number(&base, &format!("SELECT total_cents - settled_cents FROM invoice WHERE id = {lost}"));
    let amounts: Vec<i64> = rows(&november, "line").map(|row| cents(row, 4)).collect();
    assert_eq!((amounts, cents(&total(&november), 4)), (vec![owed, 4_000], owed + 4_000));
    let whys: Vec<&str> = rows(&november, "line").filter_map(|row| row["cells"][3]["text"].as_str()).collect();
    assert!(whys[0].starts_with("Procédure collective ouverte") && whys[1] == "Client fidèle", "{whys:?}");
    world.change("note_loss", json!({ "id": lost, "reason": "exhausted", "vatDue": "none" }));
    let noted = table(&world, json!({ "report": "write_offs", "from": "2026-11-01", "to": TODAY }));
    let why = rows(&noted, "line").next().map(|row| row["cells"][3]["text"].clone());
    assert_eq!(why, Some(json!("Poursuites restées sans effet")), "what was noted of the loss comes first");
    let october = table(&world, json!({ "report": "write_offs", "from": "2026-10-01", "to": "2026-10-31" }));
    assert!(rows(&october, "line").all(|row| row["cells"][3]["text"] == "Geste commercial"), "those of the demonstration alone: {october}");
}

#[test]
fn what_is_time_barred_within_twelve_months_is_told_with_its_last_day() {
    let world = World::on(TODAY);
    let person = world.client("Mme Aubert").kind("consumer").create();
    let company = world.client("Durand SARL").create();
    let old = world.invoice(person, "F-1").issued("2025-01-10").due("2025-02-10").total(50_000).create();
    world.invoice(person, "F-2").issued("2025-12-01").due("2025-12-31").total(70_000).create();
    let past = world.invoice(person, "F-3").issued("2024-06-01").due("2024-07-01").total(20_000).create();
    world.invoice(company, "F-4").issued("2024-06-01").due("2024-07-01").total(90_000).create();
    let near = world.invoice(company, "F-5").issued("2022-01-01").due("2022-02-01").total(30_000).create();
    let found = table(&world, json!({ "report": "limitation" }));
    let ends: Vec<(Value, Value)> =
        rows(&found, "line").map(|row| (row["cells"][3]["id"].clone(), row["cells"][0]["on"].clone())).collect();
    let sql = world.sql();
    let plain = "SELECT i.id, date(i.due_on, CASE c.debtor_kind WHEN 'consumer' THEN '+2 years' ELSE '+5 years' END) AS ends
                 FROM invoice i JOIN client c ON c.id = i.client_id WHERE ends <= '2027-11-23' ORDER BY ends";
    let expected: Vec<(Value, Value)> = sql
        .prepare(plain)
        .expect("a query")
        .query_map([], |row| Ok((json!(row.get::<_, i64>(0)?), json!(row.get::<_, String>(1)?))))
        .expect("rows")
        .map(|row| row.expect("a row"))
        .collect();
    assert_eq!(ends, expected);
    assert_eq!(ends.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>(), [json!(past), json!(near), json!(old)]);
    assert_eq!(cents(&total(&found), 6), 100_000);
    let note = json!({ "invoiceId": old, "on": "2026-11-01", "kind": "acknowledgement", "note": "lettre du 1er novembre" });
    world.change("record_interruption", note);
    assert_eq!(rows(&table(&world, json!({ "report": "limitation" })), "line").count(), 2, "two years more");
}

#[test]
fn a_report_refuses_what_it_cannot_tell() {
    let world = World::on(TODAY);
    let refused = |request: Value| world.refused("report", request);
    assert_eq!(refused(json!({ "report": "aged_balance", "on": "2026-11-24" })).field.as_deref(), Some("on"), "nobody knows tomorrow");
    let ends_before = refused(json!({ "report": "activity", "from": "2026-11-10", "to": "2026-11-09" }));
    assert!(ends_before.sentence.starts_with("La période finit avant"), "{}", ends_before.sentence);
    assert_eq!(refused(json!({ "report": "client_statement" })).field.as_deref(), Some("clientId"));
    for report in world.call("reports", json!({})).as_array().expect("reports") {
        let client = world.client("Durand SARL").create();
        let page = world.call("report", json!({ "report": report["report"], "clientId": client }));
        assert!(page["empty"].as_str().is_some_and(|words| words.len() > 20), "an empty base is told kindly: {page}");
    }
}

#[test]
fn every_report_leaves_as_pages_as_a_workbook_and_as_a_text() {
    let world = demo();
    let client = 3;
    for report in world.call("reports", json!({})).as_array().expect("reports") {
        let request = json!({ "report": report["report"], "clientId": client, "from": "2026-01-01", "to": TODAY });
        let page = world.call("report", request.clone());
        for (format, start) in [("pdf", &b"%PDF"[..]), ("xlsx", b"PK"), ("csv", "\u{feff}".as_bytes())] {
            let path = world.folder().join(format!("rapport.{format}"));
            world.desktop.will_save(&path);
            let saved = world.call("export_report", json!({ "request": request, "format": format }));
            let bytes = std::fs::read(&path).expect("the file");
            assert!(bytes.starts_with(start), "{report} {format}");
            assert!(saved["token"].is_string(), "it may be shown in its folder");
            if format == "csv" {
                let text = String::from_utf8(bytes).expect("UTF-8");
                let printed = page["table"]["rows"].as_array().expect("rows").iter().filter(|row| row["kind"] != "group").count();
                assert_eq!(text.lines().count(), 1 + printed, "{report}: its head, its lines and its sums");
            }
        }
    }
    assert_eq!(world.call("export_report", json!({ "request": { "report": "aged_balance" }, "format": "pdf" })), Value::Null, "he gave up");
}
