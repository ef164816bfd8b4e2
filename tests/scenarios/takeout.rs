//! « Tout emporter »: everything in one archive, read here by other programs than Échu.
use crate::desk::{Desk, desk};
use crate::privacy::{EMAIL, erase, jeanne};
use echu_engine::contract::dispatch;
use echu_tests::World;
use echu_tests::papers::pdf;
use echu_tests::release::sha256;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

const JPEG: &[u8] = b"\xff\xd8\xff\xc0\0\x11\x08\0\x40\0\x30\x03\x01\x11\0\x02\x11\0\x03\x11\0 a photo of the slip";

fn stage(world: &World) -> Value {
    world.call("takeout", json!({}))
}

/// How the archive ended.
fn ended(world: &World) -> Value {
    for _ in 0..4_000 {
        let view = stage(world);
        if !["running", "stopping"].contains(&view["stage"].as_str().expect("a stage")) {
            return view;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the archive does not end");
}

fn taken(world: &World) -> (PathBuf, Value) {
    let path = world.folder().join("tout.zip");
    world.desktop.will_save(&path);
    assert_eq!(world.change("take_everything", json!({})), json!(true));
    let view = ended(world);
    assert_eq!((&view["stage"], &view["fileName"]), (&json!("done"), &json!("tout.zip")), "{view}");
    (path, view)
}

/// Every file of an archive, as another program reads it.
fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).expect("the archive")).expect("an archive");
    let mut found = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).expect("a file of it");
        let name = file.name().expect("its name").into_owned();
        assert!(file.enclosed_name().is_some() && name.is_ascii(), "{name} is a name that any system takes");
        assert!(name.split('/').all(|part| !part.ends_with(['.', ' ']) && part.len() <= 120), "{name}");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        let names = found.keys().map(|known: &String| known.to_lowercase()).collect::<Vec<_>>();
        assert!(!names.contains(&name.to_lowercase()), "no two files have one name, whatever the case: {name}");
        found.insert(name, bytes);
    }
    found
}

/// The lines of a table whose cells hold no separator, its titles first.
fn table(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(&files[&format!("tableaux/{name}.csv")]).expect("UTF-8");
    text.trim_start_matches('\u{feff}').lines().map(|line| line.split(';').map(str::to_owned).collect()).collect()
}

/// Writes the archive in a folder, as a person does who opens it.
fn unpacked(world: &World, files: &BTreeMap<String, Vec<u8>>) -> PathBuf {
    let folder = world.folder().join("ouvert");
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, bytes).expect("written");
    }
    folder
}

/// Two clients of nearly one name, invoices with and without a PDF, messages that left, a mise en demeure with the photo of its slip.
fn affairs() -> Desk {
    let desk = desk("2026-11-02");
    let world = &desk.world;
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).email("compta@quais.example").create();
    let invoice = world.invoice(client, "F/2026:0148").late(60).total(240_000).create();
    world.invoice(client, "F-2026-0163").late(40).total(96_000).create();
    let token = world.file("facture.pdf", &pdf(None));
    world.change("attach_pdf", json!({ "invoiceId": invoice, "token": token }));
    let other = world.client("BRASSERIE DES QUAIS !").email("autre@quais.example").create();
    world.invoice(other, "F-2026-0170").late(30).total(50_000).create();
    world.pays(other, 10_000);
    let drafts = desk.drafts();
    desk.approve(&drafts);
    desk.send_all();
    world.days_pass(20);
    let letter = world.change("freeze_letter", json!({ "clientId": client }))["letterId"].as_i64().expect("a letter");
    let today = echu_engine::clock::Clock::today(&world.clock).to_string();
    world.change("mark_posted", json!({ "id": letter, "postedOn": today, "trackingNumber": "1A 204 118 6037 4" }));
    for name in ["depot.jpg", "depot-verso.jpg"] {
        let token = world.file(name, &[JPEG, name.as_bytes()].concat());
        world.change("attach_proof", json!({ "id": letter, "shows": "deposit", "token": token }));
    }
    desk
}

#[test]
fn everything_is_in_one_archive_that_other_programs_read() {
    let desk = affairs();
    let world = &desk.world;
    let (path, view) = taken(world);
    if let Some(folder) = std::env::var_os("ECHU_TAKEOUT") {
        std::fs::copy(&path, Path::new(&folder).join("tout.zip")).expect("kept for the eye");
    }
    let files = files(&path);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let base = world.sql();
    let count = |sql: &str| u64::from(base.query_row::<u32, _, _>(sql, [], |row| row.get(0)).expect("a count"));

    // Every paper, byte for byte, under a name that a person understands.
    let papers: Vec<(String, Vec<u8>)> = {
        let mut query = base.prepare("SELECT sha256, pdf FROM document").expect("the papers");
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows").collect::<Result<_, _>>().expect("papers")
    };
    assert_eq!(view["documents"], json!(papers.len()));
    for (digest, bytes) in &papers {
        assert!(files.values().any(|file| file == bytes), "the paper {digest} is there");
    }
    assert!(names.iter().any(|name| name.starts_with("documents/") && name.ends_with(" - Facture F-2026-0148.pdf")), "{names:?}");
    assert!(names.iter().any(|name| name.contains(" - Mise en demeure ")), "{names:?}");
    let slips = names.iter().filter(|name| name.contains(" - Preuve de depot ")).count();
    assert_eq!(slips, 2, "two photos of one day and one letter have two names: {names:?}");
    assert!(names.iter().any(|name| name.starts_with("documents/01 - ")) && names.iter().any(|name| name.starts_with("messages/02 - ")));

    // Every message as it left.
    let messages = count("SELECT COUNT(*) FROM dispatch WHERE engaged_at IS NOT NULL");
    assert!(messages >= 2);
    assert_eq!((names.iter().filter(|name| name.ends_with(".eml")).count() as u64, &view["messages"]), (messages, &json!(messages)));
    let mime: Vec<u8> = base.query_row("SELECT mime FROM dispatch WHERE mime IS NOT NULL LIMIT 1", [], |row| row.get(0)).expect("one");
    assert!(files.values().any(|file| *file == mime));

    // Every table, with as many lines as the base has rows.
    for (name, sql) in [
        ("clients", "SELECT COUNT(*) FROM client"),
        ("factures-et-avoirs", "SELECT COUNT(*) FROM invoice"),
        ("reglements", "SELECT COUNT(*) FROM payment"),
        ("historique", "SELECT COUNT(*) FROM event"),
        ("documents", "SELECT COUNT(*) FROM document"),
        ("messages", "SELECT COUNT(*) FROM dispatch WHERE engaged_at IS NOT NULL"),
    ] {
        assert_eq!(table(&files, name).len() as u64 - 1, count(sql), "{name}");
    }
    for line in &table(&files, "documents")[1..] {
        assert_eq!(sha256(&files[&line[0]]), line[6], "the list names each file and its digest: {line:?}");
        assert_eq!(line[7], "", "nothing is wrong with it");
    }
    let exports = world.call("exports", json!({})).as_array().expect("tables").len();
    assert_eq!(names.iter().filter(|name| name.starts_with("tableaux/")).count(), exports + 2, "every table that may leave, and two lists");

    // The page names all of them and asks nothing of anyone.
    let page = std::str::from_utf8(&files["LISEZ-MOI.html"]).expect("UTF-8");
    for name in names.iter().filter(|name| name.starts_with("tableaux/")) {
        assert!(page.contains(name), "{name} is told");
    }
    assert!(page.contains("Menuiserie Dupré") && !page.contains("http:") && !page.contains("https:") && !page.contains("<script"));
    assert!(files.contains_key("verifier.html"));
}

#[test]
fn the_digests_are_checked_by_another_program_and_the_base_is_read_by_another_one() {
    let desk = affairs();
    let (path, _) = taken(&desk.world);
    let files = files(&path);
    let sums = std::str::from_utf8(&files["SHA256SUMS"]).expect("UTF-8");
    let listed: BTreeMap<&str, &str> =
        sums.lines().map(|line| line.split_once("  ").expect("two words")).map(|(sum, name)| (name, sum)).collect();
    assert_eq!(listed.len(), files.len() - 1, "every file but the list itself");
    for (name, sum) in &listed {
        assert_eq!(sha256(&files[*name]), **sum, "{name}");
    }
    let folder = unpacked(&desk.world, &files);
    if cfg!(target_os = "linux") {
        let checked =
            std::process::Command::new("sha256sum").args(["-c", "--quiet", "--strict", "SHA256SUMS"]).current_dir(&folder).output();
        let checked = checked.expect("sha256sum runs");
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    }
    let copy = rusqlite::Connection::open(folder.join("base/echu.db")).expect("the base");
    let sound: String = copy.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a verdict");
    assert_eq!(sound, "ok");
    for name in ["client", "invoice", "payment", "allocation", "document", "dispatch", "letter", "event"] {
        let count = |conn: &rusqlite::Connection| {
            conn.query_row::<i64, _, _>(&format!("SELECT COUNT(*) FROM {name}"), [], |row| row.get(0)).expect(name)
        };
        assert_eq!(count(&copy), count(&desk.world.sql()), "{name}");
    }
    drop(copy);

    // On another computer, the folder is a backup that Échu takes back.
    let other = World::on("2026-12-01");
    other.desktop.will_pick(&folder.join("base"));
    let there = other.call("find_backups", json!({}));
    let name = there["backups"][0]["backup"]["name"].clone();
    let brought = other.change("bring_backup", json!({ "token": there["token"], "name": name, "phrase": null }));
    other.change("restore_backup", json!({ "name": brought["name"] }));
    assert_eq!(other.call("clients", json!({}))["rows"].as_array().expect("clients").len(), 2);
}

#[test]
fn who_was_erased_does_not_come_back_in_it() {
    let world = World::on("2026-11-23");
    let client = jeanne(&world);
    world.invoice(client, "F-2026-014").late(12).total(10_000).create();
    let token = world.file("preuve.pdf", &pdf(None));
    let hold = world.change("place_hold", json!({ "clientId": client, "kind": "dispute", "reason": "work_contested" }));
    world.change("attach_hold_document", json!({ "id": hold, "token": token }));
    world.change("release_hold", json!({ "id": hold }));
    world.pays(client, 10_000);
    let in_it = |files: &BTreeMap<String, Vec<u8>>, word: &str| {
        files.values().any(|bytes| bytes.windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes())))
    };
    assert!(in_it(&files(&taken(&world).0), EMAIL), "before, she is in it");
    erase(&world, client);
    let (path, view) = taken(&world);
    let files = files(&path);
    for word in [EMAIL, "06 11 22 33 44", "Rappeler après dix-huit heures"] {
        assert!(!in_it(&files, word), "{word}");
    }
    let lines = table(&files, "documents");
    let erased: Vec<&Vec<String>> = lines[1..].iter().filter(|line| line[7].starts_with("Effacé le 23/11/2026")).collect();
    assert_eq!((erased.len(), erased[0][0].as_str()), (1, ""), "what was erased keeps its line and its digest, without a file: {lines:?}");
    assert_eq!(view["documents"], 0);
}

#[test]
fn stopped_it_leaves_nothing_and_what_was_there_stays() {
    let desk = affairs();
    let world = &desk.world;
    let path = world.folder().join("tout.zip");
    std::fs::write(&path, b"l\xe2\x80\x99ancien").expect("a file of before");
    world.desktop.will_save(&path);
    // Past the half, the copy of the base is behind: the archive itself is being written.
    let (app, stopped) = (Arc::downgrade(world.app()), Arc::new(AtomicBool::new(false)));
    let seen = Arc::clone(&stopped);
    world.app().on_change(move |_| {
        let Some(app) = app.upgrade() else { return };
        let view = dispatch(&app, "takeout", json!({})).expect("read");
        let (done, total) = (view["done"].as_u64().unwrap_or_default(), view["total"].as_u64().unwrap_or_default());
        if view["stage"] == "running" && total > 0 && done > total / 2 {
            dispatch(&app, "stop_takeout", json!({})).expect("stopped");
            seen.store(true, Ordering::SeqCst);
        }
    });
    world.change("take_everything", json!({}));
    assert_eq!(ended(world)["stage"], "none");
    assert!(stopped.load(Ordering::SeqCst), "it was under way");
    assert_eq!(std::fs::read(&path).expect("the file of before"), "l’ancien".as_bytes());
    let beside: Vec<_> = std::fs::read_dir(world.folder()).expect("the folder").map(|entry| entry.expect("one").file_name()).collect();
    assert!(!beside.iter().any(|name| name.to_string_lossy().contains("partiel")), "{beside:?}");
    assert!(!world.folder().join("data/emporter.partiel").exists(), "nor the copy of the base");
}

#[test]
fn nothing_is_erased_while_an_archive_of_before_is_written() {
    let world = World::on("2026-11-23");
    let client = jeanne(&world);
    world.desktop.will_save(&world.folder().join("tout.zip"));
    let (app, refusal) = (Arc::downgrade(world.app()), Arc::new(OnceLock::new()));
    let told = Arc::clone(&refusal);
    // The first word of the work: it is under way.
    world.app().on_change(move |_| {
        if let (Some(app), None) = (app.upgrade(), told.get()) {
            let asked = json!({ "clientId": client, "subject": "person", "typed": "EFFACER" });
            let answer = dispatch(&app, "erase_client", asked).map_err(|error| error.sentence);
            told.set(answer).expect("told once");
        }
    });
    world.change("take_everything", json!({}));
    ended(&world);
    let refusal = refusal.get().expect("an erasure was asked for");
    assert!(refusal.as_ref().is_err_and(|sentence| sentence.contains("Tout emporter")), "{refusal:?}");
    erase(&world, client);
}

#[test]
fn a_message_that_surely_did_not_leave_is_not_told_as_one_that_did() {
    let desk = affairs();
    let world = &desk.world;
    let client = world.client("Atelier Nord").email("atelier@nord.example").create();
    world.invoice(client, "F-2026-0199").late(30).total(70_000).create();
    let drafts = desk.drafts();
    desk.approve(&drafts);
    // The server answered « later » once the whole message was given: it is tried again, and it did not leave.
    let put_off = "UPDATE dispatch SET state = 'deferred', engaged_at = created_at, mime = x'58' WHERE state = 'queued'";
    assert!(world.sql().execute(put_off, []).expect("put off") > 0);
    let (path, _) = taken(world);
    let files = files(&path);
    assert!(files.values().all(|bytes| bytes != b"X"), "{:?}", files.keys());
    assert!(table(&files, "messages").iter().flatten().all(|cell| !cell.contains("atelier@nord.example")));
}

#[test]
fn a_place_that_refuses_is_told_and_another_may_be_chosen() {
    let desk = affairs();
    let world = &desk.world;
    world.desktop.will_save(&world.folder().join("nulle part").join("tout.zip"));
    world.change("take_everything", json!({}));
    let view = ended(world);
    assert_eq!(view["stage"], "failed");
    assert!(view["problem"].as_str().expect("a sentence").contains("vérifiez le disque"), "{view}");
    assert!(!world.folder().join("data/emporter.partiel").exists());
    assert_eq!(world.change("take_everything", json!({})), json!(false), "no place was chosen");
    taken(world);
    assert_eq!(world.change("stop_takeout", json!({})), json!(true));
    assert_eq!(stage(world)["stage"], "none", "what came of it is forgotten");
    assert!(world.folder().join("tout.zip").exists(), "and the archive stays");
}

#[test]
fn a_copy_that_a_death_left_is_gone_at_the_next_opening() {
    let mut world = World::on("2026-11-23");
    world.close();
    let folder = world.folder().join("data/emporter.partiel");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("echu-2026-11-22-090000.db"), b"every client").expect("a copy");
    world.reopen();
    assert!(!folder.exists(), "it would keep what an erasure takes away");
}

#[test]
fn the_invented_company_may_be_tried_and_says_what_it_is() {
    let world = World::on("2026-11-23");
    world.change("start_demo", json!({}));
    let files = files(&taken(&world).0);
    let page = std::str::from_utf8(&files["LISEZ-MOI.html"]).expect("UTF-8");
    assert!(page.contains("entreprise de démonstration") && !page.contains("Remettre ces données"));
    assert!(!files.contains_key("base/echu.json"), "it is no backup of anything");
    assert!(table(&files, "factures-et-avoirs").len() > 10);
}
