//! A folder that is watched: what arrives is proposed, and nothing more.
use echu_engine::watch;
use echu_tests::World;
use echu_tests::papers::Paper;
use serde_json::{Value, json};
use std::path::PathBuf;

const STATEMENT: &[u8] = include_bytes!("../fixtures/bank/releve.ofx");

/// A world that watches a folder of its own.
fn watching() -> (World, PathBuf) {
    let world = World::on("2026-11-23");
    world.change("save_creditor", json!({ "creditor": super::desk::creditor() }));
    let folder = world.folder().join("arrivées");
    std::fs::create_dir(&folder).unwrap();
    world.desktop.will_pick(&folder);
    world.change("choose_watch_folder", json!({}));
    (world, folder)
}

/// Half a minute later, as the background work does.
fn later(world: &World) {
    world.clock.seconds_pass(30);
    watch::look(world.app()).unwrap();
}

fn proposed(world: &World) -> Vec<(String, String)> {
    let view = world.call("watch_folder", json!({}));
    let told = |file: &Value, place: &str| file[place].as_str().unwrap().to_owned();
    view["files"].as_array().unwrap().iter().map(|file| (told(file, "name"), told(file, "kind"))).collect()
}

fn names(world: &World) -> Vec<String> {
    proposed(world).into_iter().map(|(name, _)| name).collect()
}

fn tokens(world: &World) -> Vec<Value> {
    world.call("watch_folder", json!({}))["files"].as_array().unwrap().iter().map(|file| file["token"].clone()).collect()
}

#[test]
fn nothing_is_watched_until_a_folder_is_chosen() {
    let world = World::on("2026-11-23");
    later(&world);
    assert_eq!(world.call("watch_folder", json!({}))["folder"], Value::Null);
    world.change("choose_watch_folder", json!({}));
    assert_eq!(world.call("watch_folder", json!({}))["folder"], Value::Null, "he closed the dialog");
}

#[test]
fn invoices_and_statements_that_arrive_are_proposed_and_nothing_is_imported() {
    let (world, folder) = watching();
    std::fs::write(folder.join("facture.pdf"), Paper::default().pdf()).unwrap();
    std::fs::write(folder.join("releve.ofx"), STATEMENT).unwrap();
    std::fs::write(folder.join("photo.pdf"), b"%PDF-1.4\n%%EOF\n").unwrap();
    std::fs::write(folder.join("liste.csv"), "Client;N° facture\r\nDurand;F-1\r\n").unwrap();
    std::fs::write(folder.join("releve2.ofx.part"), STATEMENT).unwrap();
    std::fs::create_dir(folder.join("dedans")).unwrap();
    later(&world);
    assert_eq!(proposed(&world), [], "seen once: it may still be being written");
    later(&world);
    let expected = [("facture.pdf", "invoice"), ("releve.ofx", "statement")].map(|(name, kind)| (name.to_owned(), kind.to_owned()));
    assert_eq!(proposed(&world), expected, "a PDF without an invoice and a table are not proposed");
    assert_eq!(world.call("invoices", json!({ "filter": "all" }))["count"], 0);
    assert_eq!(world.call("statements", json!({})), json!([]), "nothing is imported by itself");
}

#[test]
fn a_file_being_written_is_read_once_it_no_longer_grows() {
    let (world, folder) = watching();
    let (path, file) = (folder.join("facture.pdf"), Paper::default().pdf());
    for end in [file.len() / 3, file.len() / 2, file.len()] {
        std::fs::write(&path, &file[..end]).unwrap();
        later(&world);
        assert_eq!(names(&world), [""; 0], "{end} bytes so far");
    }
    later(&world);
    assert_eq!(names(&world), ["facture.pdf"]);
    std::fs::remove_file(&path).unwrap();
    later(&world);
    assert_eq!(names(&world), [""; 0], "it left: nothing is to be proposed");
}

#[test]
fn the_same_file_is_proposed_once_and_no_more_when_it_is_imported() {
    let (world, folder) = watching();
    for name in ["facture.pdf", "facture (1).pdf"] {
        std::fs::write(folder.join(name), Paper::default().pdf()).unwrap();
    }
    std::fs::write(folder.join("releve.ofx"), STATEMENT).unwrap();
    later(&world);
    later(&world);
    assert_eq!(names(&world), ["facture (1).pdf", "releve.ofx"], "two names, one file");
    let [paper, statement] = tokens(&world).try_into().unwrap();
    let draft = world.call("open_import", json!({ "token": paper }));
    world.change("commit_import", json!({ "draft": draft["draft"] }));
    assert_eq!(names(&world), ["releve.ofx"]);
    let sha256 = world.call("open_statement", json!({ "token": statement }))["sha256"].clone();
    world.change("commit_statement", json!({ "token": statement, "sha256": sha256 }));
    assert_eq!(names(&world), [""; 0]);
    // The same invoice as an XML: other bytes, and it is there already.
    std::fs::write(folder.join("facture.xml"), Paper::default().xml()).unwrap();
    later(&world);
    later(&world);
    assert_eq!(names(&world), [""; 0]);
}

#[test]
fn what_was_dismissed_is_remembered_and_may_be_taken_back() {
    let (mut world, folder) = watching();
    std::fs::write(folder.join("facture.pdf"), Paper::default().pdf()).unwrap();
    later(&world);
    later(&world);
    let chosen = tokens(&world);
    world.change("dismiss_watched", json!({ "tokens": chosen, "dismissed": true }));
    assert_eq!(names(&world), [""; 0]);
    std::fs::rename(folder.join("facture.pdf"), folder.join("copie.pdf")).unwrap();
    world.reopen();
    later(&world);
    later(&world);
    assert_eq!(names(&world), [""; 0], "another name, another day: still dismissed");
    std::fs::rename(folder.join("copie.pdf"), folder.join("facture.pdf")).unwrap();
    later(&world);
    later(&world);
    assert_eq!(world.change("dismiss_watched", json!({ "tokens": chosen, "dismissed": false })), 0, "a token of before is nothing");
}

#[test]
fn a_click_too_many_is_taken_back() {
    let (world, folder) = watching();
    std::fs::write(folder.join("facture.pdf"), Paper::default().pdf()).unwrap();
    later(&world);
    later(&world);
    let chosen = tokens(&world);
    world.change("dismiss_watched", json!({ "tokens": chosen, "dismissed": true }));
    world.change("dismiss_watched", json!({ "tokens": chosen, "dismissed": false }));
    assert_eq!(names(&world), ["facture.pdf"]);
}

#[test]
fn a_folder_that_is_gone_is_said_and_its_files_come_back_with_it() {
    let (world, folder) = watching();
    std::fs::write(folder.join("facture.pdf"), Paper::default().pdf()).unwrap();
    later(&world);
    later(&world);
    let away = world.folder().join("débranché");
    std::fs::rename(&folder, &away).unwrap();
    later(&world);
    let view = world.call("watch_folder", json!({}));
    assert_eq!(view["files"], json!([]));
    let problem = view["problem"].as_str().unwrap();
    assert!(problem.contains("ne répond plus") && problem.contains("Rien n’est perdu"), "{problem}");
    std::fs::rename(&away, &folder).unwrap();
    later(&world);
    assert_eq!(world.call("watch_folder", json!({}))["problem"], "");
    assert_eq!(names(&world), ["facture.pdf"]);
    world.change("stop_watching", json!({}));
    let view = world.call("watch_folder", json!({}));
    assert_eq!((&view["folder"], &view["files"]), (&Value::Null, &json!([])));
}
