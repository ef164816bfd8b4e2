//! Lists of a base with thousands of invoices: the way they are met changes with how many match, never the answer.
use echu_tests::World;
use echu_tests::big::{Size, fill};
use serde_json::{Value, json};

const TODAY: &str = "2026-11-23";

fn world() -> World {
    let world = World::on(TODAY);
    fill(&world.folder().join("data").join("echu.db"), TODAY, Size { clients: 60, invoices: 3_000, open: 300 });
    world
}

fn ids(list: &Value) -> Vec<i64> {
    list["rows"].as_array().map(|rows| rows.iter().filter_map(|row| row["id"].as_i64()).collect()).unwrap_or_default()
}

#[test]
fn a_search_that_finds_nearly_all_counts_and_orders_like_the_list() {
    let world = world();
    for (filter, count) in [("all", 3_000), ("settled", 2_700), ("open", 300), ("credit_notes", 0), ("to_fix", 0)] {
        for offset in [0, 250, 2_900] {
            let whole = world.call("invoices", json!({ "filter": filter, "offset": offset }));
            let searched = world.call("invoices", json!({ "filter": filter, "offset": offset, "search": "interv" }));
            assert_eq!(whole["count"], count, "{filter}");
            assert_eq!(searched["count"], count, "{filter}, each of them holds the word");
            assert_eq!(ids(&searched), ids(&whole), "{filter} from row {offset}");
        }
    }
}

#[test]
fn a_search_that_finds_some_gives_those_of_its_filter() {
    let world = world();
    let all = world.call("invoices", json!({ "filter": "all", "search": "client leroux", "limit": 5_000 }));
    let open = world.call("invoices", json!({ "filter": "open", "search": "client leroux", "limit": 5_000 }));
    let settled = world.call("invoices", json!({ "filter": "settled", "search": "client leroux", "limit": 5_000 }));
    assert_eq!(all["count"], 500, "one client in six");
    assert_eq!(ids(&all).len(), 500);
    assert_eq!(ids(&open).len() + ids(&settled).len(), 500);
    assert_eq!(open["count"], 50);
    let one = world.call("invoices", json!({ "filter": "all", "search": "f-002999" }));
    assert_eq!((one["count"].as_i64(), one["rows"][0]["number"].as_str()), (Some(1), Some("F-002999")));
    let of_client = world.call("invoices", json!({ "filter": "all", "search": "f", "clientId": 2, "limit": 10 }));
    assert_eq!(of_client["count"], 50, "only his");
}

#[test]
fn what_is_typed_after_the_first_search_is_found_by_the_next() {
    let world = world();
    assert_eq!(world.call("search", json!({ "text": "zinguerie" })), json!([]));
    let client = world.client("Zinguerie Morvan").create();
    let id = world.invoice(client, "Z-1").create();
    let hits = world.call("search", json!({ "text": "zinguerie" }));
    assert_eq!(hits[1]["id"], id, "{hits}");
    assert_eq!(world.call("invoices", json!({ "filter": "all", "search": "zing z 1" }))["count"], 1);
}

#[test]
fn the_biggest_debtors_come_first_and_all_are_counted() {
    let world = world();
    let list = world.call("clients", json!({ "limit": 10 }));
    assert_eq!(list["count"], 60, "a page shows ten of them");
    let balances: Vec<i64> = list["rows"].as_array().expect("rows").iter().filter_map(|row| row["balance"].as_i64()).collect();
    assert_eq!(balances.len(), 10);
    assert!(balances.is_sorted_by(|one, next| one >= next), "{balances:?}");
    let late = world.call("clients", json!({ "lateOnly": true }));
    assert!(late["rows"].as_array().expect("rows").iter().all(|row| row["overdue"].as_i64() > Some(0)));
}

/// Every row of a list in an order, page after page.
fn all_in_order(world: &World, list: &str, mut request: Value, page: usize) -> Vec<Value> {
    let mut rows: Vec<Value> = Vec::new();
    request["limit"] = json!(page);
    loop {
        request["offset"] = json!(rows.len());
        let answer = world.call(list, request.clone());
        let more = answer["rows"].as_array().cloned().unwrap_or_default();
        if more.is_empty() {
            assert_eq!(answer["count"], rows.len(), "no row is left out nor told twice");
            return rows;
        }
        rows.extend(more);
    }
}

#[test]
fn invoices_are_put_in_order_to_the_last_page_by_any_column() {
    let world = world();
    let read = |by: &str, descending: bool, filter: &str| {
        all_in_order(&world, "invoices", json!({ "filter": filter, "order": { "by": by, "descending": descending } }), 700)
    };
    let of = |row: &Value, field: &str| row[field].as_i64().unwrap_or(i64::MIN);
    for (by, field) in [("total", "total"), ("balance", "balance")] {
        assert!(read(by, false, "all").is_sorted_by_key(|row| of(row, field)), "{by}");
        assert!(read(by, true, "all").is_sorted_by(|a, b| of(a, field) >= of(b, field)), "{by}, the largest first");
    }
    for (by, field) in [("issued", "issuedOn"), ("due", "dueOn"), ("number", "number")] {
        let text = |row: &Value| row[field].as_str().unwrap_or_default().to_owned();
        assert!(read(by, false, "settled").is_sorted_by_key(text), "{by}");
    }
    let late = read("late", true, "all");
    let open = late.iter().take_while(|row| row["status"] != "paid").count();
    assert!(late[..open].is_sorted_by(|a, b| of(a, "daysLate") >= of(b, "daysLate")), "the latest first");
    assert!(late[open..].iter().all(|row| row["status"] == "paid"), "what is paid is not late");
    let clients = read("client", false, "open");
    assert_eq!(clients[0]["clientName"], clients[1]["clientName"], "the invoices of a client stand together");
}

#[test]
fn a_number_is_put_in_order_by_what_it_is_worth() {
    let world = World::of_a_plumber();
    for (client, number) in [("Lot 10", "F-10"), ("Lot 9", "F-9"), ("Élan", "f-2")] {
        let id = world.client(client).create();
        world.invoice(id, number).create();
    }
    let told = |list: &str, by: &str, field: &str| -> Vec<String> {
        let request = json!({ "filter": "all", "order": { "by": by, "descending": false } });
        let request = if list == "clients" { json!({ "order": request["order"] }) } else { request };
        let rows = world.call(list, request)["rows"].clone();
        rows.as_array().into_iter().flatten().map(|row| row[field].as_str().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(told("invoices", "number", "number"), ["f-2", "F-9", "F-10"]);
    assert_eq!(told("invoices", "client", "clientName"), ["Élan", "Lot 9", "Lot 10"]);
    assert_eq!(told("clients", "name", "name"), ["Élan", "Lot 9", "Lot 10"], "accents and case move nobody");
}

#[test]
fn clients_are_put_in_order_to_the_last_page_by_any_column() {
    let world = world();
    let read = |by: &str, descending: bool| all_in_order(&world, "clients", json!({ "order": { "by": by, "descending": descending } }), 13);
    for (by, field) in [("open", "openInvoices"), ("late", "daysLate"), ("overdue", "overdue"), ("balance", "balance")] {
        let of = |row: &Value| row[field].as_i64().unwrap_or(i64::MIN);
        assert!(read(by, false).is_sorted_by_key(of), "{by}");
        assert!(read(by, true).is_sorted_by(|a, b| of(a) >= of(b)), "{by}, the largest first");
    }
    for by in ["kind", "city", "email", "contact"] {
        assert_eq!(read(by, true).len(), 60, "{by}: nobody is lost on the way");
    }
}

#[test]
fn a_first_look_at_a_long_day_counts_all_of_it() {
    let world = world();
    let whole = world.call("today", json!({}));
    let look = world.call("today", json!({ "rows": 5 }));
    let rows = whole["readyRows"].as_array().unwrap();
    assert!(rows.len() > 5 && whole["cut"] == false, "{}", whole["ready"]);
    assert_eq!((look["readyRows"].as_array().unwrap().as_slice(), &look["cut"]), (&rows[..5], &json!(true)));
    for figure in ["ready", "drafts", "outstanding", "overdue", "late"] {
        assert_eq!(look[figure], whole[figure], "{figure}");
    }
    assert_eq!(world.call("today", json!({ "rows": rows.len() }))["cut"], false, "nothing is missing");
    world.change("prepare_reminders", json!({}));
    let prepared = world.call("today", json!({}));
    assert_eq!(prepared["drafts"], prepared["ready"]["count"], "what is prepared is counted apart from what is not");
}
