//! Those who asked to be erased come back by no file, no backup and no old base; only on a person's word.
use crate::privacy::{EMAIL, card, erase, in_the_files, plain, settled};
use echu_engine::error::ErrorCode;
use echu_tests::World;
use serde_json::json;
use std::path::Path;

fn name_of(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}

#[test]
fn an_erased_person_comes_back_by_no_import_and_by_hand_on_a_persons_word_alone() {
    let world = World::on("2026-11-23");
    let client = settled(&world);
    erase(&world, client);
    let preview = |name: &str, text: &str| {
        let token = world.file(name, text.as_bytes());
        world.call("open_import", json!({ "token": token }))["preview"].clone()
    };
    let table = format!(
        "Client;E-mail;Facture;Date;Échéance;Montant TTC\nMme J. Petit;{EMAIL};F-90;02/11/2026;30/11/2026;120,00\nPaul Durand;p@d.example;F-91;02/11/2026;30/11/2026;80,00\n"
    );
    let read = preview("ventes.csv", &table);
    assert_eq!((&read["new"], &read["refused"], &read["newClients"]), (&json!(1), &json!(1), &json!(1)), "{read}");
    let why = plain(&read["refusals"][0]["sentence"]);
    assert!(why.contains("a demandé l’effacement de ses données le 23 novembre 2026"), "{why}");
    let card_file = format!("BEGIN:VCARD\nVERSION:3.0\nFN:Jeanne P.\nN:P.;Jeanne;;;\nEMAIL:{EMAIL}\nEND:VCARD\n");
    let read = preview("contacts.vcf", &card_file);
    assert_eq!((&read["new"], &read["refused"]), (&json!(0), &json!(1)), "{read}");
    // By hand: asked, then done on a person's word, and told.
    let form = json!({ "name": "Jeanne Petit", "debtorKind": "consumer", "email": EMAIL });
    let asked = world.refused("save_client", json!({ "client": form }));
    assert!(matches!(asked.code, ErrorCode::Precondition) && asked.confirmable == Some(true), "{}", asked.sentence);
    assert!(asked.sentence.contains("effacement"), "{}", asked.sentence);
    let saved = world.change("save_client", json!({ "client": form, "confirmed": true }));
    let again = saved["id"].as_i64().expect("her new card");
    assert!(world.story(again).contains("Personne effacée saisie de nouveau"), "{}", world.story(again));
    // Her old card is emptied: an address typed there is a return too.
    let mut form = card(&world, client);
    form["phone"] = json!("06 99 88 77 66");
    assert_eq!(world.refused("save_client", json!({ "id": client, "client": form })).confirmable, Some(true));
}

#[test]
fn an_older_backup_brings_nobody_back() {
    let world = World::on("2026-11-23");
    let client = settled(&world);
    let name = world.change("back_up", json!({}))["name"].as_str().expect("its name").to_owned();
    let preview = world.call("erasure_preview", json!({ "clientId": client, "subject": "person" }));
    assert!(plain(&preview["kept"]).contains("sauvegarde"), "the backups are said: {preview}");
    erase(&world, client);
    world.client("Brasserie des Quais").create();
    world.change("restore_backup", json!({ "name": name }));
    let held = card(&world, client);
    assert_eq!((&held["email"], &held["phone"], &held["note"]), (&json!(""), &json!(""), &json!("")), "erased again");
    assert!(!in_the_files(&world, EMAIL), "in no byte of the base in place");
    assert!(world.story(client).contains("effacées de nouveau"), "{}", world.story(client));
    let checks = plain(&world.call("sender", json!({}))["checks"]);
    assert!(checks.contains("effacée de nouveau"), "the screen that resumes says it: {checks}");
    assert_eq!(world.call("privacy_settings", json!({}))["erasures"][0]["askedOn"], "2026-11-23", "and the base knows her again");
}

#[test]
fn an_old_base_put_back_by_hand_brings_nobody_back_and_erases_nobody_else() {
    let mut world = World::on("2026-11-23");
    world.client("Brasserie des Quais").create();
    world.close();
    let data = world.folder().join("data");
    let whole = |from: &Path, to: &Path| {
        for end in ["", "-wal"] {
            let (from, to) = (from.with_file_name(format!("{}{end}", name_of(from))), to.with_file_name(format!("{}{end}", name_of(to))));
            let _ = std::fs::remove_file(&to);
            if from.exists() {
                std::fs::copy(from, to).expect("a copy");
            }
        }
    };
    whole(&data.join("echu.db"), &world.folder().join("ancienne.db"));
    world.reopen();
    let client = settled(&world);
    world.close();
    whole(&data.join("echu.db"), &world.folder().join("avec.db"));
    world.reopen();
    erase(&world, client);
    let put_back = |world: &mut World, name: &str| {
        world.close();
        let _ = std::fs::remove_file(data.join("echu.db-shm"));
        whole(&world.folder().join(name), &data.join("echu.db"));
        world.reopen();
    };
    put_back(&mut world, "avec.db");
    assert_eq!(card(&world, client)["email"], "", "erased as the base opens");
    // From before she was ever entered: another client gets her number, and keeps everything.
    put_back(&mut world, "ancienne.db");
    world.days_pass(1);
    let other = world.client("Paul Durand").kind("consumer").create();
    assert_eq!(other, client, "the same number");
    world.reopen();
    assert_eq!(card(&world, other)["email"], "compta@pauldurand.example", "he is another");
    let form = json!({ "name": "Jeanne Petit", "debtorKind": "consumer", "email": EMAIL });
    assert_eq!(world.refused("save_client", json!({ "client": form })).confirmable, Some(true), "and she is still not to come back");
}

#[test]
fn older_backups_go_only_after_a_new_one_and_on_the_word() {
    let world = World::on("2026-11-23");
    let client = settled(&world);
    world.change("back_up", json!({}));
    world.change("back_up", json!({}));
    erase(&world, client);
    world.refused("renew_backups", json!({ "typed": "" }));
    assert_eq!(world.call("privacy_settings", json!({}))["backups"], 2);
    assert_eq!(world.change("renew_backups", json!({ "typed": "EFFACER" })), 2);
    let left = world.call("health", json!({}))["backups"].clone();
    assert_eq!(left.as_array().map(Vec::len), Some(1));
    let name = left[0]["name"].as_str().expect("its name");
    let bytes = std::fs::read(world.folder().join("data/sauvegardes").join(format!("{name}.db"))).expect("the copy");
    assert!(!bytes.windows(EMAIL.len()).any(|window| window == EMAIL.as_bytes()), "the one that stays holds nothing of her");
}
