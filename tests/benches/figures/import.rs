//! A file of a hundred thousand invoices of ten thousand clients: read, guessed, judged and shown; then stored.
use crate::table::{Clock, Table, best};
use chrono::NaiveDate;
use echu_tests::{World, imports};
use serde_json::{Value, json};
use std::time::Duration;

const TODAY: &str = "2026-11-23";
const ROWS: u32 = 100_000;
const ASKED: Duration = Duration::from_secs(4);

pub fn measure(table: &mut Table) {
    if !table.wants("import") {
        return;
    }
    let today: NaiveDate = TODAY.parse().expect("a day");
    import(table, "import of 100 000 rows, nine in ten paid", &imports::many_invoices(today, ROWS, true));
    let (world, import, token) = import(table, "import of 100 000 rows, none paid", &imports::many_invoices(today, ROWS, false));
    let again = best(2, || {
        let draft = world.call("open_import", json!({ "token": token }));
        assert_eq!(draft["preview"]["same"], ROWS, "nothing is new");
    });
    table.row("the same file again, nothing new", ASKED, again, "read and compared with what is there");
    let undone = best(1, || {
        world.change("undo_import", json!({ "id": import }));
    });
    table.row("the import taken back", ASKED, undone, "once");
}

/// Measures the import of a file into an empty base; gives the base, the import and the file.
fn import(table: &mut Table, what: &'static str, file: &[u8]) -> (World, Value, String) {
    let mut least = (Duration::MAX, Duration::ZERO, Duration::ZERO);
    let mut last = None;
    for _ in 0..3 {
        let world = World::on(TODAY);
        let token = world.file("factures.csv", file);
        let start = Clock::now();
        let draft = world.call("open_import", json!({ "token": token }));
        let read = start.elapsed();
        let imported = world.change("commit_import", json!({ "draft": draft["draft"] }));
        let whole = start.elapsed();
        assert_eq!(imported["invoices"], ROWS, "every row is stored");
        least = least.min((whole, read, whole - read));
        last = Some((world, imported["importId"].clone(), token));
    }
    let note = format!("{} ms to show it, {} ms to store it", least.1.as_millis(), least.2.as_millis());
    table.row(what, ASKED, least.0, note);
    last.expect("three runs")
}
