//! The files of this app opened by a real spreadsheet, told to run what it takes for a formula. Skipped where it is not installed.
use echu_tests::World;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a person may have typed, or received in a file: C37, and what hides a sign or cuts a cell.
const HOSTILE: [&str; 12] = [
    "=HYPERLINK(\"http://x.example\";\"clic\")",
    "@SUM(1)",
    "-2+3",
    "+33 6 12 34 56 78",
    "=1+1",
    "'=1+2",
    "\u{feff}=1+3",
    "\u{a0}=1+4",
    "ACME,=1+5,",
    "ACME, =1+6, fin",
    "ACME|=1+7|",
    "＝1+8",
];

/// How a text may be opened: by semicolons as it is written, by all that LibreOffice offers at first, or by another alone.
const SEPARATORS: [&str; 5] = ["59", "59/44/9", "44", "9", "124"];

fn installed() -> bool {
    let found = Command::new("soffice").arg("--version").output().is_ok_and(|answer| answer.status.success());
    if !found {
        eprintln!("skipped: LibreOffice is not installed");
    }
    found
}

/// The files as LibreOffice reads them, each written as the XML of its cells.
fn read(folder: &Path, files: &[&PathBuf], separators: Option<&str>) -> Vec<String> {
    let out = folder.join("lus");
    let mut command = Command::new("soffice");
    // A profile of its own: nothing of the user's, and no other window to join.
    command.arg(format!("-env:UserInstallation=file://{}", folder.join("profil").display()));
    command.args(["--headless", "--convert-to", "fods", "--outdir"]).arg(&out);
    if let Some(separators) = separators {
        // UTF-8, French, quotes, special numbers recognised, and formulas run.
        command.arg(format!("--infilter=CSV:{separators},34,76,1,,1036,false,true,false,false,false,0,true"));
    }
    let done = command.args(files).output().expect("LibreOffice runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = |file: &&PathBuf| std::fs::read_to_string(out.join(file.file_stem().expect("a name")).with_extension("fods")).expect("read");
    files.iter().map(text).collect()
}

fn saved(world: &World, name: &str, request: Value) -> PathBuf {
    let path = world.folder().join(name);
    world.desktop.will_save(&path);
    world.call("save_export", request);
    path
}

#[test]
fn no_cell_of_our_files_runs_in_a_real_spreadsheet() {
    if !installed() {
        return;
    }
    let world = World::on("2026-11-23");
    for (place, hostile) in HOSTILE.into_iter().enumerate() {
        let client = world.client(hostile).create();
        let mut card = world.call("client", json!({ "id": client }))["client"].clone();
        for field in ["contactName", "phone", "note"] {
            card[field] = json!(hostile);
        }
        card["note"] = json!(format!("Vu le 3 :\n{hostile}"));
        world.change("save_client", json!({ "id": client, "client": card }));
        world.invoice(client, &format!("=F-{place}")).with("subject", json!(hostile)).create();
    }
    let (invoices, clients) = (
        saved(&world, "factures.csv", json!({ "export": "invoices", "format": "csv" })),
        saved(&world, "clients.csv", json!({ "export": "clients", "format": "csv" })),
    );
    let trap = world.folder().join("piege.csv");
    std::fs::write(&trap, "Nom;Total\r\n=1+1;2\r\n").expect("written");
    for separators in SEPARATORS {
        let read = read(&world.folder(), &[&invoices, &clients, &trap], Some(separators));
        for (name, cells) in ["factures", "clients"].into_iter().zip(&read) {
            assert!(cells.contains("ACME"), "{name}, {separators}: read");
            assert!(!cells.contains("table:formula"), "{name}, {separators}: {cells}");
        }
        if separators == "59" {
            assert!(read[2].contains("table:formula=\"of:=1+1\""), "it runs what it takes for a formula: {}", read[2]);
        }
    }
    let book = saved(&world, "tout.xlsx", json!({ "format": "xlsx" }));
    let read = read(&world.folder(), &[&book], None);
    assert!(read[0].contains("@SUM(1)") && !read[0].contains("table:formula"), "a workbook holds texts as texts");
    for (name, path) in
        [("factures.csv", invoices), ("factures.xlsx", saved(&world, "f.xlsx", json!({ "export": "invoices", "format": "xlsx" })))]
    {
        let token = world.file(name, &std::fs::read(path).expect("the export"));
        let draft = world.call("open_import", json!({ "token": token }));
        let preview = &draft["preview"];
        assert_eq!(
            (&preview["same"], &preview["new"], &preview["changed"], &preview["refused"]),
            (&json!(HOSTILE.len()), &json!(0), &json!(0), &json!(0)),
            "{name}: {preview}"
        );
    }
}
