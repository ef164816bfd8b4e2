//! A base is shown as soon as it can be read; nothing is written before it was checked whole.
use echu_engine::contract::dispatch;
use echu_engine::error::Error;
use echu_engine::store::Actor;
use echu_tests::World;
use serde_json::json;
use std::io::{Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

/// Bytes of a page of the base.
const PAGE: u64 = 4_096;

#[test]
fn what_writes_waits_until_the_base_was_checked_and_what_reads_does_not() {
    let mut world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    world.close();
    let app = world.begun();
    let clients = dispatch(&app, "clients", json!({})).expect("read at once");
    assert_eq!(clients["count"], 1, "the first screen has its figures");
    let (tell, told) = mpsc::channel();
    let writer = Arc::clone(&app);
    let waiting = std::thread::spawn(move || {
        let client = json!({ "name": "Toitures Durand", "debtorKind": "business" });
        tell.send(dispatch(&writer, "save_client", json!({ "client": client, "confirmed": true }))).expect("somebody listens");
    });
    assert!(told.recv_timeout(Duration::from_millis(300)).is_err(), "it waits at the door");
    app.settle().expect("a sound base");
    told.recv_timeout(Duration::from_secs(30)).expect("it went on").expect("it was stored");
    waiting.join().expect("the end of the writer");
    assert_eq!(dispatch(&app, "clients", json!({})).expect("read")["count"], 2);
}

#[test]
fn a_damaged_base_is_refused_untouched_and_lets_nobody_write() {
    let mut world = World::on("2026-11-23");
    for at in 0..200 {
        world.client(&format!("Client n° {at}")).create();
    }
    let base = world.sql();
    world.close();
    // What the journal still holds would stand in for the page that is to be damaged.
    let left: i64 = base.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).expect("all in the base");
    assert_eq!(left, 0, "nobody else holds it");
    drop(base);
    let path = world.folder().join("data").join("echu.db");
    let mut file = std::fs::File::options().write(true).open(&path).expect("the base");
    let last = file.metadata().expect("its size").len() / PAGE - 1;
    file.seek(SeekFrom::Start(last * PAGE)).expect("its last page");
    file.write_all(&[0xa5; 512]).expect("a page that is no page");
    drop(file);
    let before = std::fs::read(&path).expect("the base");
    let app = world.begun();
    assert!(matches!(app.settle(), Err(Error::Damaged(_))), "the check saw it");
    assert!(matches!(app.write(Actor::User, |_| Ok(())), Err(Error::Damaged(_))), "nobody writes");
    drop(app);
    assert!(std::fs::read(&path).expect("the base") == before, "not a byte was written to it");
}
