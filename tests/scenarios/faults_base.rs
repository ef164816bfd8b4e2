//! The base itself, spoiled: C19 to C22 of the faults. Whatever is refused is left as it was found, and nothing is sent on a doubt.
use crate::desk::desk;
use echu_engine::App;
use echu_engine::app::Paths;
use echu_engine::error::Error;
use echu_tests::World;
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Of SQLite, unless one asks for another.
const PAGE: usize = 4096;
/// Bits that are flipped, one a base, all over the page.
const BITS: usize = 64;

fn base(world: &World) -> PathBuf {
    world.folder().join("data").join("echu.db")
}

fn open(world: &World) -> Result<Arc<App>, Error> {
    let paths = Paths { data: world.folder().join("data"), state: world.folder().join("state") };
    App::open(paths, Box::new(world.clock.clone()), Box::new(world.desktop.clone()), Box::new(world.secrets.clone()))
}

/// A closed base of two hundred clients, all of it in its one file.
fn closed() -> World {
    let mut world = World::on("2026-11-23");
    for at in 0..200 {
        world.client(&format!("Client n° {at}")).create();
    }
    let sql = world.sql();
    world.close();
    let left: i64 = sql.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).expect("all in the base");
    assert_eq!(left, 0, "nobody else holds it");
    drop(sql);
    world
}

/// Every file of the folder of data, by name; the lock is not one of them.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry"));
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let named = files.map(|entry| (entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path()).expect("a file")));
    named.filter(|(name, bytes)| name.starts_with("echu.db") && !bytes.is_empty()).collect()
}

#[test]
fn a_head_that_is_overwritten_is_refused_and_no_new_base_takes_its_place() {
    // C20.
    let world = closed();
    let mut bytes = std::fs::read(base(&world)).expect("the base");
    bytes[..16].fill(0x5a);
    std::fs::write(base(&world), &bytes).expect("spoiled");
    let before = files(&world.folder().join("data"));
    let refusal = open(&world).err().expect("what is no base is refused");
    assert!(matches!(refusal, Error::Damaged(_)), "{refusal:?}");
    let sentence = echu_engine::error::ApiError::from(refusal).sentence;
    assert!(sentence.contains("abîm") || sentence.contains("endommag"), "it says so in French: {sentence}");
    assert_eq!(files(&world.folder().join("data")), before, "the file is kept as it was found, and none was made beside it");
}

#[test]
fn a_bit_flipped_in_a_page_is_caught_or_harmless_and_never_written_over() {
    // C21: SQLite keeps no checksum, so a bit inside the words of a client is a word that changed, which nobody can know.
    let world = closed();
    let sound = std::fs::read(base(&world)).expect("the base");
    let mut caught = 0;
    for at in 0..BITS {
        let mut bytes = sound.clone();
        let place = 6 * PAGE + at * (PAGE / BITS);
        bytes[place] ^= 1 << (at % 8);
        std::fs::write(base(&world), &bytes).expect("spoiled");
        match open(&world) {
            Ok(app) => drop(app),
            Err(Error::Damaged(_)) => {
                caught += 1;
                assert!(std::fs::read(base(&world)).expect("the base") == bytes, "bit {at}: not a byte was written to it");
            }
            Err(other) => panic!("bit {at}: {other:?}"),
        }
        for name in ["echu.db-wal", "echu.db-shm"] {
            drop(std::fs::remove_file(world.folder().join("data").join(name)));
        }
    }
    assert!(caught > 0, "the structure of the page is checked");
}

#[test]
fn a_base_of_a_later_version_is_refused_and_its_bytes_are_those_it_had() {
    // C22.
    let world = closed();
    let sql = world.sql();
    let version: i64 = sql.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
    sql.pragma_update(None, "user_version", version + 1).expect("a later one");
    sql.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).expect("all in the base");
    drop(sql);
    let before = files(&world.folder().join("data"));
    let refusal = open(&world).err().expect("a later base is refused");
    assert!(matches!(refusal, Error::NewerDatabase(_)), "{refusal:?}");
    // The index of the log (-shm) is not looked at: whoever reads makes it again, and it holds nothing of its own.
    let kept = |mut all: BTreeMap<String, Vec<u8>>| {
        all.remove("echu.db-shm");
        all
    };
    assert!(kept(files(&world.folder().join("data"))) == kept(before), "base and log unchanged");
}

#[test]
fn an_old_base_under_a_younger_log_sends_nothing_again() {
    // C19: only the `.db` is put back, its `-wal` stays.
    let mut desk = desk("2026-11-23");
    desk.one_late_client();
    let drafts = desk.drafts();
    let truncate = |world: &World| {
        let sql = world.sql();
        sql.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).expect("a checkpoint");
    };
    truncate(&desk.world);
    let old = std::fs::read(base(&desk.world)).expect("the base before the sending");
    desk.approve(&drafts);
    desk.send_all();
    assert_eq!(desk.server.accepted().len(), 1);
    truncate(&desk.world);
    desk.world.client("Un autre client").create();
    let log = base(&desk.world).with_extension("db-wal");
    let younger = std::fs::read(&log).expect("a log that holds the last write");
    assert!(!younger.is_empty());
    desk.world.close();
    std::fs::write(base(&desk.world), old).expect("put back");
    std::fs::write(&log, younger).expect("its log");
    drop(std::fs::remove_file(base(&desk.world).with_extension("db-shm")));
    match open(&desk.world) {
        // Pages of two ages that do not hold together.
        Err(Error::Damaged(_)) => {}
        Err(other) => panic!("{other:?}"),
        Ok(app) => {
            drop(app);
            desk.reopen();
            assert_eq!(desk.world.call("sender", json!({}))["state"], "suspended", "the journal knows more: a person is asked");
            let again = desk.world.change("prepare_reminders", json!({}));
            desk.world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": again["reminders"] }));
            desk.resume();
            desk.world.clock.seconds_pass(7_200);
            desk.send_all();
        }
    }
    assert_eq!(desk.server.accepted().len(), 1, "what left does not leave again");
}

#[test]
fn every_fault_of_the_list_names_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = std::fs::read_to_string(root.join("README.md")).expect("the list");
    let rows: Vec<&str> = list.lines().filter(|line| line.starts_with("| C")).collect();
    assert!(rows.len() > 30, "the list is there: {}", rows.len());
    for row in &rows {
        let named = row.rsplit('`').nth(1).expect("a test between backquotes");
        let found = match named.split_once("::") {
            Some((file, test)) => std::fs::read_to_string(root.join("scenarios").join(format!("{file}.rs")))
                .is_ok_and(|source| source.contains(&format!("fn {test}("))),
            None => root.join(named).exists() || root.join("scenarios").join(named).exists(),
        };
        assert!(found, "no test {named}: {row}");
    }
    for code in (1..=24).chain([39]) {
        assert!(rows.iter().any(|row| row.split('|').nth(1).is_some_and(|cell| cell.contains(&format!("C{code:02}")))), "C{code:02}");
    }
}
