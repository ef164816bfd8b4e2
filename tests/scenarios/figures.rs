//! Each figure of the dashboard leads to rows whose total is that figure.
use echu_tests::World;
use serde_json::{Value, json};

fn page(world: &World, figure: Value) -> Value {
    world.call("figure", json!({ "figure": figure }))["table"].clone()
}

/// The cells of the last row that are amounts or counts; none without a row.
fn total(table: &Value) -> Vec<i64> {
    let last = table["rows"].as_array().and_then(|rows| rows.last()).map(|row| row["cells"].clone()).unwrap_or_default();
    let number = |cell: &Value| cell["amount"].as_i64().or(cell["count"].as_i64());
    last.as_array().into_iter().flatten().filter_map(number).collect()
}

/// Its first sum; zero without a row.
fn sum(world: &World, figure: &Value) -> i64 {
    total(&page(world, figure.clone())).first().copied().unwrap_or(0)
}

fn days(table: &Value) -> Option<i64> {
    let last = table["rows"].as_array()?.last()?;
    last["cells"].as_array()?.iter().find(|cell| cell["is"] == "days").and_then(|cell| cell["days"].as_i64())
}

/// All that the dashboard shows, asked again of what it leads to.
pub fn each_leads_to_its_rows(world: &World) {
    let view = world.call("dashboard", json!({}));
    let today = view["today"].as_str().expect("a day").to_owned();
    let first = format!("{}-01", &today[..7]);
    let same = |figure: Value, shown: &Value| assert_eq!(sum(world, &figure), shown.as_i64().expect("a figure"), "{figure}");

    let balance = world.call("report", json!({ "report": "aged_balance" }))["table"].clone();
    let ages = ["total", "notDue", "d130", "d3160", "d6190", "over90", "undated"].map(|age| view["ageing"][age].as_i64().expect("cents"));
    let balance_total = total(&balance);
    assert_eq!(if balance_total.is_empty() { vec![0; 7] } else { balance_total }, ages, "the bar is the aged balance of the evening");
    let clients = balance["rows"].as_array().into_iter().flatten().filter(|row| row["kind"] == "line").count();
    assert_eq!(view["debtors"], clients, "a line a client who owes");
    same(json!({ "of": "overdue" }), &view["overdue"]);
    same(json!({ "of": "received", "from": first, "to": today }), &view["received"]);
    assert_eq!(view["received"], view["months"][11]["received"], "one « encaissé » of the month, wherever it is shown");

    let forecast = &view["forecast"];
    same(json!({ "of": "expected" }), &forecast["total"]);
    let whys = [
        ("promised", "promised"),
        ("habit", "habit"),
        ("due_date", "dueDate"),
        ("later", "later"),
        ("late", "late"),
        ("stopped", "stopped"),
        ("no_due_date", "noDueDate"),
    ];
    for (why, shown) in whys {
        same(json!({ "of": "expected", "why": why }), &forecast[shown]);
    }
    for week in forecast["weeks"].as_array().expect("weeks") {
        same(json!({ "of": "expected", "week": week["from"] }), &week["total"]);
        for (why, shown) in &whys[..3] {
            same(json!({ "of": "expected", "week": week["from"], "why": why }), &week[*shown]);
        }
    }

    for month in view["months"].as_array().expect("months") {
        let end = month["end"].as_str().expect("a day");
        let from = format!("{}-01", &end[..7]);
        same(json!({ "of": "received", "from": from, "to": end }), &month["received"]);
        same(json!({ "of": "sold", "on": end }), &month["turnover"]);
        let owed = total(&world.call("report", json!({ "report": "aged_balance", "on": end }))["table"]);
        assert_eq!(owed.first().copied().unwrap_or(0), month["owed"].as_i64().expect("cents"), "the evening of {end}");
        assert_eq!(days(&page(world, json!({ "of": "delay", "on": end }))), month["salesOutstanding"].as_i64(), "the delay of {end}");
        let lateness = page(world, json!({ "of": "lateness", "from": from, "to": end }));
        assert_eq!(days(&lateness), month["lateness"].as_i64(), "how late what came up to {end} was");
    }

    let effects = world.call("effects", json!({}));
    let mut came = 0;
    for row in effects["steps"].as_array().expect("steps") {
        let behind = page(world, json!({ "of": "came", "step": row["label"] }));
        assert_eq!(total(&behind), [row["amount"].as_i64().expect("cents")], "{}", row["label"]);
        assert_eq!(days(&behind), row["days"].as_i64(), "{}", row["label"]);
        let invoices: std::collections::BTreeSet<String> = behind["rows"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|line| line["kind"] == "line")
            .map(|line| line["cells"][2]["id"].to_string())
            .collect();
        assert_eq!(row["invoices"], invoices.len(), "{}", row["label"]);
        came += row["amount"].as_i64().expect("cents");
    }
    assert_eq!(sum(world, &json!({ "of": "came" })), came);
    let recovered = total(&page(world, json!({ "of": "fell_due" })));
    let [due, paid] = recovered[..] else { return assert_eq!(effects["due"], 0, "nothing fell due") };
    assert_eq!(due, effects["due"].as_i64().expect("cents"));
    assert_eq!(effects["recoveredPermille"].as_i64(), (due > 0).then(|| (2_000 * paid + due) / (2 * due)));
    let year = (today.parse::<chrono::NaiveDate>().expect("a day") - chrono::Months::new(12)).to_string();
    let penalties = total(&world.call("report", json!({ "report": "penalties", "from": year, "to": today }))["table"]);
    let shown = ["claimed", "received", "waived"].map(|one| effects[one].as_i64().expect("cents"));
    assert_eq!(penalties.get(..3).unwrap_or(&[0, 0, 0]), shown, "the report of penalties over twelve months");
    let promises = total(&page(world, json!({ "of": "promises" })));
    let shown = [&effects["kept"], &effects["broken"]].map(|one| one.as_i64().expect("a count"));
    assert_eq!(if promises.is_empty() { vec![0, 0] } else { promises }, shown);
    same(json!({ "of": "disputes" }), &effects["disputed"]);
}

#[test]
fn the_figures_of_the_demonstration_lead_to_their_rows() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    each_leads_to_its_rows(&world);
    assert!(sum(&world, &json!({ "of": "overdue" })) > 0);
}

#[test]
fn the_figures_of_an_empty_base_are_zero_and_lead_to_no_row() {
    let world = World::on("2026-11-23");
    each_leads_to_its_rows(&world);
    assert_eq!(page(&world, json!({ "of": "overdue" }))["rows"], json!([]));
}

#[test]
fn an_invoice_in_parts_and_money_that_settles_nothing_are_told_row_by_row() {
    let world = World::on("2026-11-23");
    let client = world.client("Brasserie des Quais").email("compta@quais.example").create();
    let parts = json!([{ "dueOn": "2026-11-01", "amount": 30_000 }, { "dueOn": "2026-12-15", "amount": 70_000 }]);
    world.invoice(client, "F-1").issued("2026-10-01").due("2026-11-01").total(100_000).with("parts", parts).create();
    world.invoice(client, "F-2").issued("2026-10-01").total(20_000).with("dueOn", json!(null)).create();
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-11-20", "amount": 5_000, "allocations": [] }));
    each_leads_to_its_rows(&world);
    assert_eq!(sum(&world, &json!({ "of": "overdue" })), 30_000, "the part that is past, not the invoice");
    let received = total(&page(&world, json!({ "of": "received", "from": "2026-11-01", "to": "2026-11-23" })));
    assert_eq!(received, [5_000, 0, 0, 5_000], "received, on invoices, on penalties, not allocated");
    let view = world.call("dashboard", json!({}));
    assert_eq!((&view["ageing"]["undated"], &view["ageing"]["notDue"]), (&json!(20_000), &json!(70_000)), "no due date: of no age");
    assert_eq!(world.call("invoices", json!({ "filter": "open", "age": "undated" }))["count"], 1);
}
