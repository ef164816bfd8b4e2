//! Invoices, credit notes, and what settles them.
use echu_tests::World;
use serde_json::json;

#[test]
fn a_number_is_used_once_however_it_is_written() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-2026-014").create();
    let again =
        json!({ "invoice": { "clientId": client, "kind": "invoice", "number": "f–2026 –014", "issuedOn": "2026-11-01", "total": 100 } });
    let refused = world.refused("save_invoice", again);
    assert_eq!(refused.field.as_deref(), Some("number"));
}

#[test]
fn amounts_and_dates_out_of_bounds_are_refused_and_nothing_is_written() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let form =
        json!({ "clientId": client, "kind": "invoice", "number": "F-1", "issuedOn": "2026-11-01", "dueOn": "2026-12-01", "total": 100 });
    for (field, value) in [
        ("total", json!(0)),
        ("total", json!(-5)),
        ("total", json!(900_000_000_001_i64)),
        ("dueOn", json!("2026-10-31")),
        ("issuedOn", json!("1970-01-01")),
        ("kind", json!("facture")),
        ("number", json!("  ")),
    ] {
        let mut wrong = form.clone();
        wrong[field] = value.clone();
        assert_eq!(world.refused("save_invoice", json!({ "invoice": wrong })).field.as_deref(), Some(field), "{field} {value}");
    }
    assert_eq!(world.call("invoices", json!({ "filter": "all" }))["count"], 0);
}

#[test]
fn statuses_and_ages_follow_the_days_and_the_money() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").issued("2026-10-01").due("2026-11-23").create();
    let seen = || {
        let row = world.call("invoice", json!({ "id": invoice }))["row"].clone();
        (
            row["status"].as_str().unwrap_or("").to_owned(),
            row["age"].as_str().unwrap_or("").to_owned(),
            row["daysLate"].as_i64().unwrap_or(-1),
        )
    };
    assert_eq!(seen(), ("open".into(), "not_due".into(), 0), "the due day is the last day to pay");
    world.days_pass(1);
    assert_eq!(seen(), ("overdue".into(), "d1_30".into(), 1));
    world.pays(client, 40_000);
    assert_eq!(world.call("invoice", json!({ "id": invoice }))["row"]["balance"], 60_000);
    world.days_pass(60);
    assert_eq!(seen(), ("overdue".into(), "d61_90".into(), 61));
    world.change("write_off_invoice", json!({ "id": invoice, "on": "2027-01-20" }));
    assert_eq!(seen().0, "written_off");
    world.change("write_off_invoice", json!({ "id": invoice }));
    world.pays(client, 60_000);
    assert_eq!(seen(), ("paid".into(), "settled".into(), 61));
}

#[test]
fn a_payment_settles_the_oldest_first_and_keeps_what_is_left_aside() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let old = world.invoice(client, "F-1").late(40).total(50_000).create();
    let young = world.invoice(client, "F-2").late(10).total(50_000).create();
    let proposed = world.call("propose_allocation", json!({ "clientId": client, "amount": 70_000, "receivedOn": "2026-11-23" }));
    assert_eq!(proposed["allocations"], json!([{ "invoiceId": old, "amount": 50_000 }, { "invoiceId": young, "amount": 20_000 }]));
    let recorded = world.pays(client, 120_000);
    assert_eq!(recorded["allocated"], 100_000);
    assert_eq!(recorded["left"], 20_000);
    assert_eq!(world.call("client", json!({ "id": client }))["unallocated"], 20_000);
    world.change("cancel_payment", json!({ "id": recorded["paymentId"] }));
    let page = world.call("client", json!({ "id": client }));
    assert_eq!(page["unallocated"], 0);
    assert_eq!(page["ageing"]["total"], 100_000, "what a cancelled payment settled is owed again");
}

#[test]
fn a_placing_by_hand_stays_within_the_money_and_the_debt() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let other = world.client("Garage du Pont").create();
    let mine = world.invoice(client, "F-1").total(50_000).create();
    let theirs = world.invoice(other, "F-2").total(50_000).create();
    let pay = |allocations: serde_json::Value| json!({ "clientId": client, "receivedOn": "2026-11-23", "amount": 40_000, "allocations": allocations });
    for (invoice, amount) in [(mine, 60_000), (mine, 40_001), (theirs, 10), (mine, 0)] {
        let refused = world.refused("record_payment", pay(json!([{ "invoiceId": invoice, "amount": amount }])));
        assert_eq!(refused.field.as_deref(), Some("allocations"), "{invoice} {amount}");
    }
    let future = json!({ "clientId": client, "receivedOn": "2026-11-24", "amount": 40_000 });
    assert_eq!(world.refused("record_payment", future).field.as_deref(), Some("receivedOn"));
    let kept = world.change("record_payment", pay(json!([])));
    assert_eq!(kept["left"], 40_000, "an empty placing keeps the money aside");
    let left =
        world.change("allocate", json!({ "paymentId": kept["paymentId"], "allocations": [{ "invoiceId": mine, "amount": 30_000 }] }));
    assert_eq!(left, 10_000);
    let payments = world.call("payments_of", json!({ "clientId": client }));
    let allocation = payments[0]["allocations"][0]["allocationId"].clone();
    world.change("unallocate", json!({ "allocationId": allocation }));
    assert_eq!(world.call("payments_of", json!({ "clientId": client }))[0]["unallocated"], 40_000);
}

#[test]
fn a_credit_note_lowers_the_invoice_it_is_for() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").total(50_000).create();
    let note = json!({ "clientId": client, "kind": "credit_note", "number": "A-1", "issuedOn": "2026-11-20", "total": 60_000 });
    let saved = world.change("save_invoice", json!({ "invoice": note, "credits": invoice }));
    let page = world.call("invoice", json!({ "id": invoice }));
    assert_eq!(page["row"]["status"], "cancelled", "credit notes cover it");
    assert_eq!(page["credited"], 50_000);
    assert_eq!(world.call("client", json!({ "id": client }))["credit"], 10_000, "what is left is the client's");
    assert_eq!(page["settlements"][0]["creditNoteId"], saved["id"], "it lists its credit note");
    let own = world.call("invoice", json!({ "id": saved["id"] }));
    assert_eq!(own["row"]["balance"], 10_000);
    assert_eq!(
        (&own["settlements"][0]["invoiceId"], &own["settlements"][0]["amount"]),
        (&json!(invoice), &json!(50_000)),
        "it says what it lowers"
    );
    let smaller = json!({ "clientId": client, "kind": "credit_note", "number": "A-1", "issuedOn": "2026-11-20", "total": 40_000 });
    let refused = world.refused("save_invoice", json!({ "id": saved["id"], "invoice": smaller }));
    assert_eq!(refused.field.as_deref(), Some("total"), "fifty are already used");
}

#[test]
fn an_archived_invoice_has_its_own_list_and_comes_back() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").create();
    let count = |filter: &str| world.call("invoices", json!({ "filter": filter }))["count"].clone();
    world.change("archive_invoice", json!({ "id": invoice, "archived": true }));
    assert_eq!((count("open"), count("archived")), (json!(0), json!(1)));
    world.change("archive_invoice", json!({ "id": invoice, "archived": false }));
    assert_eq!((count("open"), count("archived")), (json!(1), json!(0)));
}

#[test]
fn an_invoice_without_a_due_date_is_to_be_corrected() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F-1").with("dueOn", json!(null)).create();
    let list = world.call("invoices", json!({ "filter": "to_fix" }));
    assert_eq!(list["rows"][0]["id"], invoice);
    assert_eq!(list["rows"][0]["status"], "no_due_date");
    assert_eq!(list["rows"][0]["mark"], "fix");
}

#[test]
fn a_pdf_is_attached_once_it_is_one() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    let invoice = world.invoice(client, "F/2026 014").create();
    let token = world.file("virus.pdf", b"MZ not a pdf");
    assert_eq!(world.refused("attach_pdf", json!({ "invoiceId": invoice, "token": token })).field.as_deref(), Some("token"));
    let token = world.file("facture.pdf", b"%PDF-1.4\n%%EOF\n");
    world.change("attach_pdf", json!({ "invoiceId": invoice, "token": token }));
    let page = world.call("invoice", json!({ "id": invoice }));
    assert_eq!(page["row"]["hasPdf"], true);
    let name: String = world.sql().query_row("SELECT name FROM document", [], |row| row.get(0)).unwrap();
    assert_eq!(name, "Facture-F-2026-014.pdf", "an ASCII name of ours, never the user's path");
}

#[test]
fn terms_give_the_due_date_and_the_law_its_warning() {
    let world = World::on("2026-11-23");
    let ask = |terms: serde_json::Value| json!({ "terms": terms, "issuedOn": "2026-11-10", "debtorKind": "business" });
    let a = world.call("due_date", ask(json!({ "kind": "end_of_month_a", "days": 45 })));
    let b = world.call("due_date", ask(json!({ "kind": "end_of_month_b", "days": 45 })));
    assert_eq!((a["dueOn"].as_str(), b["dueOn"].as_str()), (Some("2026-12-31"), Some("2027-01-14")));
    let over = world.call("due_date", ask(json!({ "kind": "net_days", "days": 90 })));
    assert_eq!(over["warnings"].as_array().map(Vec::len), Some(1), "{over}");
}

#[test]
fn what_a_payment_settles_is_summed_on_it_whatever_becomes_of_it() {
    let world = World::on("2026-11-23");
    let client = world.client("Durand SARL").create();
    world.invoice(client, "F-1").late(20).create();
    world.invoice(client, "F-2").late(10).create();
    let sum = |id: &serde_json::Value| -> (i64, i64) {
        let asked = "SELECT allocated_cents, (SELECT IFNULL(SUM(amount_cents), 0) FROM allocation WHERE payment_id = p.id) FROM payment p WHERE id = ?";
        world.sql().query_row(asked, [id.as_i64()], |row| Ok((row.get(0)?, row.get(1)?))).expect("a payment")
    };
    let recorded = world.pays(client, 150_000);
    assert_eq!(sum(&recorded["paymentId"]), (150_000, 150_000));
    world.change("cancel_payment", json!({ "id": recorded["paymentId"] }));
    assert_eq!(sum(&recorded["paymentId"]), (0, 0), "cancelled: it settles nothing");
    let over = world.pays(client, 250_000);
    assert_eq!(sum(&over["paymentId"]), (200_000, 200_000), "the rest waits");
    assert_eq!(world.call("client", json!({ "id": client }))["unallocated"], 50_000);
}
