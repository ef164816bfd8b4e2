//! A base is shown as soon as it can be read; nothing is written before it was checked whole.
use echu_engine::contract::dispatch;
use echu_tests::World;
use serde_json::json;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

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
