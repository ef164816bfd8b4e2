//! A ledger of invoices at random, with all that may happen to them, and the same figures computed naively beside. Two thousand of them in the
//! daily tests; `ECHU_LEDGER=50000` asks for more, best in an optimised build.
use echu_tests::World;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

const TODAY: &str = "2026-11-23";
const CLIENTS: i64 = 40;

fn how_many() -> i64 {
    std::env::var("ECHU_LEDGER").ok().and_then(|asked| asked.parse().ok()).unwrap_or(2_000)
}

/// A day counted from 1 January 2025.
fn at(days: i64) -> String {
    (chrono::NaiveDate::from_ymd_opt(2025, 1, 1).expect("a day") + chrono::TimeDelta::days(days)).to_string()
}

fn fill(sql: &Connection, chance: &mut fastrand::Rng, invoices: i64) {
    sql.execute_batch("BEGIN").expect("a transaction");
    for client in 1..=CLIENTS {
        let new = "INSERT INTO client (id, name, debtor_kind, folded, created_at) VALUES (?1, 'Client ' || ?1, 'business', 'client', '2025-01-01T00:00:00Z')";
        sql.execute(new, [client]).expect("a client");
    }
    let invoice = |id: i64, client: i64, kind: &str, issued: i64, due: Option<i64>, total: i64| {
        sql.execute(
            "INSERT INTO invoice (id, client_id, kind, number, number_key, identity, issued_on, due_on, total_cents, created_at)
             VALUES (?1, ?2, ?3, 'N-' || ?1, 'N' || ?1, ?1, ?4, ?5, ?6, '2025-01-01T00:00:00Z')",
            params![id, client, kind, at(issued), due.map(at), total],
        )
        .expect("an invoice");
    };
    let mut payment = 0;
    let mut pay = |client: i64, on: i64, amount: i64, placed: &[(i64, i64)], back: Option<i64>| {
        payment += 1;
        let before: Vec<Value> = placed.iter().map(|(id, amount)| json!({ "invoiceId": id, "number": "N", "amount": amount })).collect();
        let (cancelled, before) = match back {
            Some(_) => (Some("2026-11-01T00:00:00Z"), json!(before).to_string()),
            None => (None, String::new()),
        };
        sql.execute(
            "INSERT INTO payment (id, client_id, received_on, amount_cents, reference, cancelled_at, rejected_on, placed_before, created_at)
             VALUES (?1, ?2, ?3, ?4, 'VIR', ?5, ?6, ?7, '2025-01-01T00:00:00Z')",
            params![payment, client, at(on), amount, cancelled, back.map(at), before],
        )
        .expect("a payment");
        for (id, amount) in placed.iter().filter(|_| back.is_none()) {
            sql.execute("INSERT INTO allocation (invoice_id, payment_id, amount_cents) VALUES (?, ?, ?)", (id, payment, amount))
                .expect("an allocation");
        }
        payment
    };
    for id in 1..=invoices {
        let (client, issued, total) = (chance.i64(1..=CLIENTS), chance.i64(0..660), chance.i64(1_000..900_000));
        let due = issued + chance.i64(0..75);
        invoice(id, client, "invoice", issued, if chance.u8(0..20) == 0 { None } else { Some(due) }, total);
        if chance.u8(0..12) == 0 {
            for (on, part, through) in [(due, total / 3, total / 3), (due + 30, total - total / 3, total)] {
                sql.execute(
                    "INSERT INTO due_part (invoice_id, due_on, amount_cents, through_cents) VALUES (?, ?, ?, ?)",
                    (id, at(on), part, through),
                )
                .expect("a part");
            }
        }
        let mut left = total;
        if chance.u8(0..15) == 0 {
            let on = (issued + chance.i64(0..40)).min(680);
            pay(client, on, total, &[(id, total)], Some(on + chance.i64(1..10)));
        }
        for _ in 0..chance.u8(0..3) {
            // Some come before their invoice: advances until then.
            let on = (issued + chance.i64(-20..120)).clamp(0, 690);
            let amount = if chance.bool() { left } else { chance.i64(0..=left) };
            if amount > 0 {
                pay(client, on, amount + if chance.u8(0..8) == 0 { 500 } else { 0 }, &[(id, amount)], None);
                left -= amount;
            }
        }
        if left > 0 && chance.u8(0..10) == 0 {
            let amount = chance.i64(1..=left);
            let note = invoices + id;
            invoice(note, client, "credit_note", (issued + chance.i64(0..60)).min(690), None, amount + 300);
            sql.execute("INSERT INTO allocation (invoice_id, credit_note_id, amount_cents) VALUES (?, ?, ?)", (id, note, amount))
                .expect("imputed");
            left -= amount;
        }
        if left > 0 && chance.u8(0..12) == 0 {
            let on = (issued + chance.i64(0..200)).min(690);
            sql.execute("UPDATE invoice SET written_off_on = ? WHERE id = ?", (at(on), id)).expect("lost");
        }
        if chance.u8(0..40) == 0 {
            sql.execute("UPDATE invoice SET archived_at = '2026-11-01T00:00:00Z' WHERE id = ?", [id]).expect("archived");
        }
    }
    // What the bank took back is found by invoice, as what stands is.
    sql.execute_batch(
        "COMMIT;
         CREATE TEMP TABLE back AS SELECT json_extract(b.value, '$.invoiceId') AS invoice_id, json_extract(b.value, '$.amount') AS amount,
                                          p.received_on, p.rejected_on
                                   FROM payment p, json_each(p.placed_before) b WHERE p.rejected_on IS NOT NULL;
         CREATE INDEX temp.back_invoice ON back (invoice_id);",
    )
    .expect("a base");
}

/// What settled an invoice by an evening: day of the source, and until when.
fn settled(sql: &Connection, id: i64, day: &str) -> i64 {
    let stands = "SELECT IFNULL(SUM(a.amount_cents), 0) FROM allocation a LEFT JOIN payment p ON p.id = a.payment_id LEFT JOIN invoice n ON n.id = a.credit_note_id
                  WHERE a.invoice_id = ?1 AND IFNULL(p.received_on, n.issued_on) <= ?2";
    let taken_back = "SELECT IFNULL(SUM(amount), 0) FROM back WHERE invoice_id = ?1 AND rejected_on > ?2 AND received_on <= ?2";
    [stands, taken_back]
        .iter()
        .map(|query| sql.prepare_cached(query).expect("a query").query_row((id, day), |row| row.get::<_, i64>(0)).expect("a sum"))
        .sum()
}

/// The five ages and what has none, invoice by invoice, part by part, the oldest first.
fn ages(sql: &Connection, day: &str) -> [i64; 6] {
    let mut ages = [0; 6];
    let mut invoices = sql
        .prepare("SELECT id, due_on, total_cents FROM invoice WHERE kind = 'invoice' AND archived_at IS NULL AND issued_on <= ?1 AND (written_off_on IS NULL OR written_off_on > ?1)")
        .expect("a query");
    let found = invoices.query_map([day], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, i64>(2)?)));
    for (id, due, total) in found.expect("rows").map(|row| row.expect("a row")) {
        let mut parts: Vec<(Option<String>, i64)> = sql
            .prepare_cached("SELECT due_on, amount_cents FROM due_part WHERE invoice_id = ? ORDER BY due_on")
            .expect("a query")
            .query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))
            .expect("rows")
            .map(|row| row.expect("a part"))
            .collect();
        if parts.is_empty() {
            parts.push((due, total));
        }
        let mut paid = settled(sql, id, day);
        for (due, amount) in parts {
            let taken = paid.min(amount);
            paid -= taken;
            let date = |text: &str| text.parse::<chrono::NaiveDate>().expect("a day");
            let place = match due.map(|due| (date(day) - date(&due)).num_days()) {
                None => 5,
                Some(..=0) => 0,
                Some(late) => usize::try_from((late - 1) / 30 + 1).expect("late").min(4),
            };
            ages[place] += amount - taken;
        }
    }
    ages
}

#[test]
fn the_room_of_a_rejected_payment_is_told_on_every_evening() {
    let world = World::on(TODAY);
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").issued("2026-09-01").due("2026-10-01").total(100_000).create();
    let pay = |on: &str, amount: i64| {
        let asked =
            json!({ "clientId": client, "receivedOn": on, "amount": amount, "allocations": [{ "invoiceId": invoice, "amount": amount }] });
        world.change("record_payment", asked)["paymentId"].clone()
    };
    let rejected = pay("2026-10-05", 100_000);
    world.change("reject_payment", json!({ "id": rejected, "on": "2026-10-20" }));
    // The cheque that replaced it came before the bank took the first one back.
    pay("2026-10-10", 100_000);
    balanced(&world, client, &["2026-09-15", "2026-10-05", "2026-10-10", "2026-10-15", "2026-10-20", TODAY]);
    months_agree(&world);
}

#[test]
fn a_discount_leaves_with_the_payment_that_the_bank_takes_back() {
    let world = World::on(TODAY);
    let client = world.client("Durand SARL").create();
    let early = world.invoice(client, "F-1").issued("2026-11-01").due("2026-12-01").total(100_000);
    early.with("discountBp", json!(200)).with("discountUntil", json!("2026-11-08")).create();
    let paid =
        world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-11-05", "amount": 98_000 }))["paymentId"].clone();
    world.change("reject_payment", json!({ "id": paid, "on": "2026-11-15" }));
    balanced(&world, client, &["2026-11-02", "2026-11-05", "2026-11-10", "2026-11-15", TODAY]);
    let owed = |on: &str| {
        let table = world.call("report", json!({ "report": "aged_balance", "on": on }))["table"].clone();
        table["rows"].as_array().and_then(|rows| rows.last()).map_or(0, |row| row["cells"][1]["amount"].as_i64().expect("cents"))
    };
    assert_eq!(
        [owed("2026-11-04"), owed("2026-11-10"), owed("2026-11-15")],
        [100_000, 0, 100_000],
        "the discount counted until the rejection"
    );
    let statement = world.call("report", json!({ "report": "client_statement", "clientId": client, "from": "2026-11-01", "to": TODAY }));
    let said = statement["table"].to_string();
    assert!(said.contains("Escompte perdu par un rejet"), "{said}");
    months_agree(&world);
}

/// The dashboard says of the end of each month what the aged balance of that evening says.
fn months_agree(world: &World) {
    let view = world.call("dashboard", json!({}));
    for month in view["months"].as_array().expect("months") {
        let table = world.call("report", json!({ "report": "aged_balance", "on": month["end"] }))["table"].clone();
        let owed = table["rows"].as_array().and_then(|rows| rows.last()).map_or(0, |row| row["cells"][1]["amount"].as_i64().unwrap_or(0));
        assert_eq!(month["owed"], owed, "the evening of {}", month["end"]);
    }
}

#[test]
fn a_discount_and_a_rejection_after_the_end_of_a_month_change_nothing_of_that_evening() {
    let world = World::on(TODAY);
    let client = world.client("Durand SARL").create();
    let early = world.invoice(client, "F-1").issued("2026-10-05").due("2026-11-05").total(100_000);
    early.with("discountBp", json!(200)).with("discountUntil", json!("2026-11-10")).create();
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-11-06", "amount": 98_000 }));
    let second = world.invoice(client, "F-2").issued("2026-10-05").due("2026-11-05").total(100_000).create();
    let paid = json!({ "clientId": client, "receivedOn": "2026-10-20", "amount": 100_000, "allocations": [{ "invoiceId": second, "amount": 100_000 }] });
    let paid = world.change("record_payment", paid)["paymentId"].clone();
    world.change("reject_payment", json!({ "id": paid, "on": "2026-11-12" }));
    months_agree(&world);
}

/// The account of the only client on these evenings: what moved it, what it is made of, and his statement say the same.
fn balanced(world: &World, client: i64, evenings: &[&str]) {
    let table = |request: Value| world.call("report", request)["table"].clone();
    for (at, to) in evenings.iter().enumerate() {
        for from in &evenings[..=at] {
            let activity = table(json!({ "report": "activity", "from": from, "to": to }));
            let amounts: Vec<i64> = activity["rows"]
                .as_array()
                .into_iter()
                .flatten()
                .filter(|row| row["kind"] == "subtotal")
                .map(|row| row["cells"][2]["amount"].as_i64().unwrap_or(0))
                .collect();
            let [closing, opening_made_of, closing_made_of] = amounts[..] else { panic!("three balances: {amounts:?}") };
            let opening = activity["rows"][1]["cells"][2]["amount"].as_i64().unwrap_or(0);
            assert_eq!((opening, closing), (opening_made_of, closing_made_of), "from {from} to {to}: {activity}");
            let statement = table(json!({ "report": "client_statement", "clientId": client, "from": from, "to": to }));
            let last =
                statement["rows"].as_array().and_then(|rows| rows.last()).map_or(0, |row| row["cells"][6]["amount"].as_i64().unwrap_or(0));
            assert_eq!(last, closing, "the statement from {from} to {to}");
        }
    }
}

#[test]
fn a_ledger_at_random_has_the_same_balances_computed_naively() {
    let world = World::on(TODAY);
    let sql = world.sql();
    let mut chance = fastrand::Rng::with_seed(20_261_123);
    fill(&sql, &mut chance, how_many());
    let table = |request: Value| world.call("report", request)["table"].clone();
    let cents = |row: &Value, place: usize| row["cells"][place]["amount"].as_i64().unwrap_or(0);
    let rows = |table: &Value, kind: &str| -> Vec<Value> {
        table["rows"].as_array().into_iter().flatten().filter(|row| row["kind"] == kind).cloned().collect()
    };
    for day in [TODAY.to_owned(), at(660), at(500), at(301), at(90), at(5)] {
        let balance = table(json!({ "report": "aged_balance", "on": day }));
        let total = rows(&balance, "total").remove(0);
        let told: Vec<i64> = (2..8).map(|place| cents(&total, place)).collect();
        assert_eq!(told, ages(&sql, &day), "the evening of {day}");
        assert_eq!(cents(&total, 1), told.iter().sum::<i64>());
    }
    let ageing = &world.call("dashboard", json!({}))["ageing"];
    let today = ages(&sql, TODAY);
    let shown = ["notDue", "d130", "d3160", "d6190", "over90", "undated"].map(|age| ageing[age].as_i64().expect("cents"));
    assert_eq!(shown, today, "tonight is what every list shows");
    crate::figures::each_leads_to_its_rows(&world);

    for (from, to) in [(at(640), TODAY.to_owned()), (at(100), at(130)), (at(0), at(690)), (at(333), at(333))] {
        let activity = table(json!({ "report": "activity", "from": from, "to": to }));
        let balances: Vec<i64> = rows(&activity, "subtotal").iter().map(|row| cents(row, 2)).collect();
        let [closing, opening_made_of, closing_made_of] = balances[..] else { panic!("three balances: {balances:?}") };
        let opening = cents(&rows(&activity, "line")[0], 2);
        assert_eq!((opening, closing), (opening_made_of, closing_made_of), "from {from} to {to}");
        let statements: i64 = (1..=CLIENTS)
            .map(|client| {
                let statement = table(json!({ "report": "client_statement", "clientId": client, "from": from, "to": to }));
                rows(&statement, "total").first().map_or(0, |row| cents(row, 6))
            })
            .sum();
        assert_eq!(statements, closing, "the accounts of all clients make the account of the clients");
    }
}
