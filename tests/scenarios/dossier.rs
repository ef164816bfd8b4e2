//! The evidence file: what it holds, what it says is missing, and that one altered byte is found without Échu.
use crate::desk::{Desk, desk};
use echu_tests::World;
use echu_tests::papers::pdf;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

const JPEG: &[u8] = b"\xff\xd8\xff\xc0\0\x11\x08\0\x40\0\x30\x03\x01\x11\0\x02\x11\0\x03\x11\0 a photo of the slip";

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The archive made for a client, where it is and what was told of it.
fn made(world: &World, name: &str, request: Value) -> (PathBuf, Value) {
    let path = world.folder().join(name);
    world.desktop.will_save(&path);
    let told = world.call("make_dossier", request);
    assert!(path.is_file(), "the archive is in its place: {told}");
    (path, told)
}

/// Every file of an archive, as another program reads it.
fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut found = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        assert!(file.enclosed_name().is_some(), "{name} stays in its folder");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert!(found.insert(name, bytes).is_none(), "no two files have one name");
    }
    found
}

fn text<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(&files[name]).unwrap()
}

fn manifest(files: &BTreeMap<String, Vec<u8>>) -> Value {
    serde_json::from_str(text(files, "manifeste.json")).unwrap()
}

/// The words of a PDF, spaces made plain.
fn words(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).unwrap().replace(['\u{a0}', '\u{202f}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A client with two late invoices, one with its PDF, a message that left, a mise en demeure posted with its slip, a part payment.
fn affair(desk: &Desk) -> (i64, [i64; 2]) {
    let world = &desk.world;
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).email("compta@quais.example").create();
    let first = world.invoice(client, "F-2026-0148").late(60).total(240_000).create();
    let second = world.invoice(client, "F-2026-0163").late(40).total(96_000).with("purchaseOrder", json!("BC-12")).create();
    let token = world.file("facture.pdf", &pdf(None));
    world.change("attach_pdf", json!({ "invoiceId": first, "token": token }));
    let drafts = desk.drafts();
    desk.approve(&drafts);
    desk.send_all();
    world.change("record_payment", json!({
        "clientId": client, "receivedOn": world.call("dossier_preview", json!({ "clientId": client, "for": "lawyer" }))["invoices"][0]["issuedOn"],
        "amount": 40_000, "allocations": [{ "invoiceId": first, "amount": 40_000 }],
    }));
    world.days_pass(20);
    let letter = world.change("freeze_letter", json!({ "clientId": client }))["letterId"].as_i64().unwrap();
    let today = echu_engine::clock::Clock::today(&world.clock).to_string();
    world.change("mark_posted", json!({ "id": letter, "postedOn": today, "trackingNumber": "1A 204 118 6037 4" }));
    let token = world.file("depot.jpg", JPEG);
    world.change("attach_proof", json!({ "id": letter, "shows": "deposit", "token": token }));
    (client, [first, second])
}

#[test]
fn an_archive_holds_each_paper_as_it_was_kept_and_another_program_reads_it() {
    let desk = desk("2026-11-02");
    let (client, _) = affair(&desk);
    let world = &desk.world;
    let before = world.call("dossier_preview", json!({ "clientId": client, "for": "lawyer" }));
    let (path, told) = made(world, "dossier.zip", json!({ "clientId": client, "for": "lawyer" }));
    if let Some(folder) = std::env::var_os("ECHU_DOSSIER") {
        std::fs::copy(&path, Path::new(&folder).join("dossier.zip")).unwrap();
    }
    let files = files(&path);
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    for name in [
        "00 - Bordereau et chronologie.pdf",
        "Dossier complet.pdf",
        "LISEZMOI.txt",
        "SHA256SUMS",
        "historique.jsonl",
        "manifeste.json",
        "verifier.html",
    ] {
        assert!(files.contains_key(name), "{name} in {names:?}");
    }
    assert!(names.contains(&"pieces/01 - Facture F-2026-0148.pdf"), "{names:?}");
    let manifest = manifest(&files);
    let exhibits = manifest["pieces"].as_array().unwrap();
    assert_eq!(exhibits.len(), before["exhibits"].as_array().unwrap().len(), "what was shown is what is made");
    assert_eq!(told["exhibits"].as_u64().unwrap() as usize, exhibits.len());
    // Each byte is one that was kept, under the hash that the base holds.
    let base = world.sql();
    let kept: i64 = base.query_row("SELECT COUNT(*) FROM document", [], |row| row.get(0)).unwrap();
    let mut found = 0;
    for exhibit in exhibits {
        for file in exhibit["fichiers"].as_array().unwrap() {
            let bytes = &files[file["nom"].as_str().unwrap()];
            assert_eq!(file["sha256"], sha256(bytes));
            assert_eq!(file["octets"].as_u64().unwrap() as usize, bytes.len());
            let known: i64 = base.query_row("SELECT COUNT(*) FROM document WHERE sha256 = ?", [sha256(bytes)], |row| row.get(0)).unwrap();
            found += known;
        }
    }
    assert_eq!(found, kept, "the invoice, the letter and the slip, once each");
    let sent: Vec<u8> = base.query_row("SELECT mime FROM dispatch WHERE mime IS NOT NULL", [], |row| row.get(0)).unwrap();
    let eml: Vec<&Vec<u8>> = files.iter().filter(|(name, _)| name.ends_with(".eml")).map(|(_, bytes)| bytes).collect();
    assert_eq!(eml, [&sent], "the message is the bytes that left");
    let whole = lopdf::Document::load_mem(&files["Dossier complet.pdf"]).unwrap();
    let front = lopdf::Document::load_mem(&files["00 - Bordereau et chronologie.pdf"]).unwrap().get_pages().len();
    let pages: u64 = exhibits.iter().map(|exhibit| exhibit["pages"].as_u64().unwrap()).sum();
    assert_eq!(whole.get_pages().len(), front + exhibits.len() + pages as usize, "cover, a title page each, their pages");
    let read = words(&files["00 - Bordereau et chronologie.pdf"]);
    for said in
        ["Bordereau de pièces", "Facture F-2026-0148", "BC-12", "L’avis de réception", "Le PDF de la facture F-2026-0163", "2 960,00"]
    {
        assert!(read.contains(said), "{said} in {read}");
    }
}

#[test]
fn the_sums_of_the_cover_are_those_of_its_lines_to_the_cent() {
    let desk = desk("2026-11-02");
    let (client, _) = affair(&desk);
    let (path, _) = made(&desk.world, "dossier.zip", json!({ "clientId": client, "for": "court" }));
    let sum = manifest(&files(&path))["sommeEnCentimes"].clone();
    let part = |name: &str| sum[name].as_i64().unwrap();
    assert_eq!(part("total"), part("principal") + part("penalites") + part("indemnites") - part("aDeduire"));
    let rows = desk.world.call("penalties_of", json!({ "clientId": client }));
    let of = |name: &str| rows.as_array().unwrap().iter().map(|row| row[name].as_i64().unwrap()).sum::<i64>();
    assert_eq!([part("penalites"), part("indemnites")], [of("interest"), of("fee")], "the same as on the screens: {rows}");
    assert!(part("penalites") > 0 && part("indemnites") == 8_000, "two late invoices: {sum}");
    assert_eq!(part("principal"), 240_000 - 40_000 + 96_000, "the payment came before any interest");
}

#[test]
fn sha256sum_finds_one_altered_byte() {
    let desk = desk("2026-11-02");
    let (client, _) = affair(&desk);
    let (path, told) = made(&desk.world, "dossier.zip", json!({ "clientId": client, "for": "lawyer" }));
    let folder = desk.world.folder().join("décompressé");
    zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap().extract(&folder).unwrap();
    let check = || Command::new("sha256sum").args(["-c", "--strict", "SHA256SUMS"]).current_dir(&folder).output();
    let Ok(first) = check() else {
        println!("sha256sum is not on this machine: what it says is not looked at");
        return;
    };
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stdout));
    let lines = std::fs::read_to_string(folder.join("SHA256SUMS")).unwrap();
    assert_eq!(sha256(lines.as_bytes()), told["sha256"].as_str().unwrap(), "the history knows what was handed over");
    assert_eq!(lines.lines().count() + 1, files(&path).len(), "every file but the list itself");
    let target = folder.join("pieces/01 - Facture F-2026-0148.pdf");
    let mut bytes = std::fs::read(&target).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&target, bytes).unwrap();
    let second = check().unwrap();
    assert!(!second.status.success() && String::from_utf8_lossy(&second.stdout).contains("F-2026-0148.pdf: FAILED"));
}

#[test]
fn the_page_of_the_archive_finds_what_is_altered_missing_or_added() {
    let desk = desk("2026-11-02");
    let (client, _) = affair(&desk);
    let (path, _) = made(&desk.world, "dossier.zip", json!({ "clientId": client, "for": "lawyer" }));
    let files = files(&path);
    let page = text(&files, "verifier.html");
    assert!(page.contains("default-src 'none'") && !page.contains("http:") && !page.contains("https:"), "it reaches no network");
    let folder = desk.world.folder().join("page");
    zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap().extract(&folder).unwrap();
    let script = page.split("<script id=\"proof\">").nth(1).unwrap().split("</script>").next().unwrap();
    let run = format!(
        "{script}
        const fs = require('fs'), path = require('path');
        const found = new Map();
        const walk = (at, name) => {{ for (const one of fs.readdirSync(at, {{ withFileTypes: true }})) {{
            const inside = name + one.name;
            if (one.isDirectory()) walk(path.join(at, one.name), inside + '/'); else found.set(inside, new Uint8Array(fs.readFileSync(path.join(at, one.name))));
        }} }};
        walk(process.argv[1], '');
        const list = sums(new TextDecoder().decode(found.get('SHA256SUMS')));
        const told = () => compared(new Map([...found].map(([name, bytes]) => [name, sha256(bytes)])), list).filter(([, became]) => became !== 'intact').map((row) => row.join(' ')).sort().join('|');
        const history = new TextDecoder().decode(found.get('historique.jsonl'));
        const tete = JSON.parse(new TextDecoder().decode(found.get('manifeste.json'))).historique.tete;
        console.log('untouched: ' + told());
        console.log('chain: ' + (head(history) === tete));
        console.log('cut: ' + (head(history.split('\\n').slice(1).join('\\n')) === tete));
        const one = found.get('pieces/01 - Facture F-2026-0148.pdf'); one[10] ^= 1;
        found.delete('LISEZMOI.txt'); found.set('autre.txt', new Uint8Array(3));
        console.log('touched: ' + told());"
    );
    let Ok(answer) = Command::new("node").arg("-e").arg(&run).arg(&folder).output() else {
        println!("node is not on this machine: the page is not run");
        return;
    };
    let said = String::from_utf8_lossy(&answer.stdout).into_owned();
    let expected = "untouched: \nchain: true\ncut: false\n\
                    touched: LISEZMOI.txt manquant|autre.txt inconnu|pieces/01 - Facture F-2026-0148.pdf altéré\n";
    assert_eq!(said, expected, "{}", String::from_utf8_lossy(&answer.stderr));
}

#[test]
fn the_same_facts_at_the_same_instant_give_the_same_bytes() {
    let desk = desk("2026-11-02");
    let (client, _) = affair(&desk);
    // The first one is an event of the history: two more of one instant are compared by what they hold beside it.
    let bytes = |name: &str| {
        let (path, _) = made(&desk.world, name, json!({ "clientId": client, "for": "lawyer" }));
        let mut files = files(&path);
        for follows in ["historique.jsonl", "manifeste.json", "SHA256SUMS", "00 - Bordereau et chronologie.pdf", "Dossier complet.pdf"] {
            files.remove(follows);
        }
        files
    };
    assert!(bytes("un.zip") == bytes("deux.zip"), "no clock, no chance, no order of a map");
}

#[test]
fn what_was_handed_over_is_in_the_history() {
    let desk = desk("2026-11-02");
    let (client, _) = affair(&desk);
    let world = &desk.world;
    let (path, told) = made(world, "dossier.zip", json!({ "clientId": client, "for": "bailiff" }));
    let row = world.call("timeline", json!({ "clientId": client }))[0].clone();
    assert!(row["title"].as_str().unwrap().contains("commissaire de justice"), "{row}");
    assert!(row["detail"].as_str().unwrap().contains(told["sha256"].as_str().unwrap()), "{row}");
    let (data, head): (String, String) = world
        .sql()
        .query_row("SELECT data, json_extract(data, '$.head') FROM event WHERE op = 'dossier_made'", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert_eq!(manifest(&files(&path))["historique"]["tete"], head, "{data}");
    let again = manifest(&files(&made(world, "encore.zip", json!({ "clientId": client, "for": "bailiff" })).0))["historique"].clone();
    assert_ne!(again["tete"], head, "the history went on");
}

#[test]
fn a_hostile_number_is_a_plain_name_of_a_file() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let long = "9".repeat(60);
    for number in ["../../x", "..\\..\\x", "CON", "C:\\a", "🧾", "a\u{202e}fdp.exe", &long, "F/1", "F-1.", "é è"] {
        let id = world.invoice(client, number).late(40).create();
        let token = world.file("facture.pdf", &pdf(None));
        world.change("attach_pdf", json!({ "invoiceId": id, "token": token }));
    }
    let (path, _) = made(&world, "dossier.zip", json!({ "clientId": client, "for": "lawyer" }));
    let files = files(&path);
    for name in files.keys() {
        let file = name.strip_prefix("pieces/").unwrap_or(name);
        let plain = |c: char| c.is_ascii_alphanumeric() || " -_.".contains(c);
        assert!(file.len() <= 120 && file.chars().all(plain) && !file.contains("..") && !file.ends_with(['.', ' ']), "{name}");
    }
    assert_eq!(files.keys().filter(|name| name.starts_with("pieces/")).count(), 12, "ten invoices, the account, the penalties");
}

#[test]
fn what_is_about_another_invoice_is_left_out() {
    let desk = desk("2026-11-02");
    let world = &desk.world;
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).create();
    let ids: Vec<i64> = ["F-1", "F-2"]
        .map(|number| {
            let id = world.invoice(client, number).late(40).total(50_000).create();
            let token = world.file("facture.pdf", &pdf(None));
            world.change("attach_pdf", json!({ "invoiceId": id, "token": token }));
            id
        })
        .to_vec();
    world.change(
        "place_hold",
        json!({ "clientId": client, "invoiceId": ids[1], "kind": "dispute", "reason": "work_contested", "note": "secret" }),
    );
    world.change("record_payment", json!({ "clientId": client, "receivedOn": "2026-11-02", "amount": 12_345, "allocations": [{ "invoiceId": ids[1], "amount": 11_111 }, { "invoiceId": ids[0], "amount": 1_234 }] }));
    let request = json!({ "clientId": client, "invoiceIds": [ids[0]], "for": "lawyer" });
    let preview = world.call("dossier_preview", request.clone());
    assert!(preview["about"][0].as_str().unwrap().contains("F-1. Ce qui concerne d’autres factures est laissé de côté"), "{preview}");
    let files = files(&made(world, "dossier.zip", request).0);
    let everything = words(&files["Dossier complet.pdf"]);
    assert!(everything.contains("12,34"), "the share of the payment is there: {everything}");
    for hidden in ["F-2", "123,45", "111,11", "secret"] {
        assert!(!everything.contains(hidden), "{hidden} in {everything}");
        for name in ["manifeste.json", "historique.jsonl", "SHA256SUMS"] {
            assert!(!text(&files, name).contains(hidden), "{hidden} in {name}");
        }
    }
    let history = manifest(&files)["historique"].clone();
    assert_eq!(
        text(&files, "historique.jsonl").lines().count() as u64,
        history["faits"].as_u64().unwrap(),
        "a fact left out keeps its place"
    );
    let refused = world.refused("dossier_preview", json!({ "clientId": client, "invoiceIds": [], "for": "lawyer" }));
    assert_eq!(refused.field.as_deref(), Some("invoiceIds"));
}

#[test]
fn a_file_that_cannot_be_shown_is_joined_apart_and_said_to_be() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let id = world.invoice(client, "F-1").late(40).create();
    let token = world.file("facture.pdf", b"%PDF-1.7\nbroken beyond repair");
    world.change("attach_pdf", json!({ "invoiceId": id, "token": token }));
    let (path, told) = made(&world, "dossier.zip", json!({ "clientId": client, "for": "accountant" }));
    assert_eq!(told["apart"], 1);
    let files = files(&path);
    assert_eq!(files["pieces/01 - Facture F-1.pdf"], b"%PDF-1.7\nbroken beyond repair", "it is there as it was kept");
    assert!(words(&files["Dossier complet.pdf"]).contains("Pièce jointe à part"));
    assert_eq!(manifest(&files)["pieces"][0]["dansLeDocumentComplet"], false);
}

#[test]
fn a_paper_changed_behind_our_back_stops_the_file_and_leaves_nothing() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let id = world.invoice(client, "F-1").late(40).create();
    let token = world.file("facture.pdf", &pdf(None));
    world.change("attach_pdf", json!({ "invoiceId": id, "token": token }));
    // The base itself refuses it: somebody takes the guard away first.
    world.sql().execute_batch("DROP TRIGGER document_is_evidence").unwrap();
    world.sql().execute("UPDATE document SET pdf = x'255044462d31'", []).unwrap();
    let path = world.folder().join("dossier.zip");
    std::fs::write(&path, b"the one of last week").unwrap();
    world.desktop.will_save(&path);
    let refused = world.refused("make_dossier", json!({ "clientId": client, "for": "lawyer" }));
    assert!(refused.sentence.contains("empreinte") && refused.sentence.contains("sauvegarde"), "{}", refused.sentence);
    assert_eq!(std::fs::read(&path).unwrap(), b"the one of last week");
    let left: Vec<String> =
        std::fs::read_dir(world.folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    assert!(!left.iter().any(|name| name.contains("partiel")), "{left:?}");
    assert!(!world.story(client).contains("Dossier"), "nothing was handed over");
}

#[test]
fn a_rate_that_is_not_known_is_said_and_no_total_is_guessed() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    world.invoice(client, "F-1").late(40).create();
    world.clock.days_pass(200);
    let preview = world.call("dossier_preview", json!({ "clientId": client, "for": "court" }));
    assert_eq!(preview["total"], Value::Null, "{preview}");
    let lacks = preview["lacks"].as_array().unwrap();
    assert!(lacks.iter().any(|lack| lack["mend"]["screen"] == "rates" && lack["sentence"].as_str().unwrap().contains("2027")), "{lacks:?}");
    let files = files(&made(&world, "dossier.zip", json!({ "clientId": client, "for": "court" })).0);
    assert_eq!(manifest(&files)["sommeEnCentimes"]["penalites"], Value::Null);
    assert!(words(&files["00 - Bordereau et chronologie.pdf"]).contains("non calculé"));
}

#[test]
fn a_client_without_invoice_has_no_file_and_giving_up_writes_nothing() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let refused = world.refused("dossier_preview", json!({ "clientId": client, "for": "lawyer" }));
    assert!(refused.sentence.contains("aucune facture"), "{}", refused.sentence);
    world.invoice(client, "F-1").late(40).create();
    assert_eq!(world.call("make_dossier", json!({ "clientId": client, "for": "lawyer" })), Value::Null);
    assert!(!world.story(client).contains("Dossier"));
}
