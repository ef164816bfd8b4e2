//! The same import from what accountants and spreadsheets write: a workbook of several sheets, a file of entries.
use echu_tests::World;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use serde_json::{Value, json};

fn register() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (name, numbers) in [("2025", vec!["F-2025-9"]), ("2026", vec!["F-2026-1", "F-2026-2"])] {
        let sheet = book.add_worksheet().set_name(name)?;
        for (column, title) in (0..).zip(["Numéro", "Client", "E-mail", "Date", "Échéance", "Total TTC"]) {
            sheet.write(0, column, title)?;
        }
        for (row, number) in (1..).zip(numbers) {
            sheet.write(row, 0, number)?.write(row, 1, "Garage du Pont")?.write(row, 2, "compta@pont.example")?;
            sheet.write_with_format(row, 3, &ExcelDateTime::from_ymd(2026, 9, 1)?, &date)?;
            sheet.write_with_format(row, 4, &ExcelDateTime::from_ymd(2026, 10, 1)?, &date)?;
            sheet.write(row, 5, 1234.56)?;
        }
    }
    book.save_to_buffer()
}

fn opened(world: &World, name: &str, bytes: &[u8]) -> Value {
    let token = world.file(name, bytes);
    world.call("open_import", json!({ "token": token }))
}

#[test]
fn a_workbook_is_read_whatever_its_name_and_its_sheets_are_chosen() {
    let world = World::on("2026-11-23");
    let draft = opened(&world, "Registre (copie).bak", &register().unwrap());
    assert_eq!((draft["sheets"].clone(), draft["mapping"]["sheet"].as_i64()), (json!(["2025", "2026"]), Some(1)), "the fuller of the two");
    let mut mapping = draft["mapping"].clone();
    mapping["sheet"] = json!(0);
    let other = world.call("map_import", json!({ "draft": draft["draft"], "mapping": mapping }));
    assert_eq!((other["preview"]["new"].as_i64(), other["mapping"]["sheet"].as_i64()), (Some(1), Some(0)));
    mapping["sheet"] = json!(1);
    world.call("map_import", json!({ "draft": draft["draft"], "mapping": mapping }));
    let imported = world.change("commit_import", json!({ "draft": draft["draft"] }));
    assert_eq!((imported["invoices"].as_i64(), imported["clients"].as_i64()), (Some(2), Some(1)), "{imported}");
    let invoice = world.call("invoices", json!({ "filter": "all" }))["rows"][0].clone();
    assert_eq!((invoice["total"].as_i64(), invoice["dueOn"].as_str()), (Some(123_456), Some("2026-10-01")), "{invoice}");
    let again = opened(&world, "registre.xlsx", &register().unwrap());
    assert_eq!(again["preview"]["new"], 0, "the same file brings nothing");
}

#[test]
fn a_file_of_entries_brings_the_open_invoices_and_what_was_received() {
    let world = World::on("2026-11-23");
    let names = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\r\n";
    let line = |cells: &str| cells.replace('|', "\t") + "\r\n";
    let text = names.to_owned()
        + &line("VE|Ventes|1|20260901|411000|Clients|C01|Garage du Pont|F-1|20260901|Facture F-1|1200,00|0,00|A|20261010|20261031||")
        + &line("VE|Ventes|1|20260901|706000|Prestations|||F-1|20260901|Facture F-1|0,00|1200,00|||20261031||")
        + &line("BQ|Banque|2|20261010|411000|Clients|C01|Garage du Pont|R-1|20261010|Virement|0,00|1200,00|A|20261010|20261031||")
        + &line("BQ|Banque|2|20261010|512000|Banque|||R-1|20261010|Virement|1200,00|0,00|||20261031||")
        + &line("VE|Ventes|3|20260905|411000|Clients|C02|Mairie de Saint-Aubin|F-2|20260905|Facture F-2|300,00|0,00|||20261031||")
        + &line("VE|Ventes|3|20260905|706000|Prestations|||F-2|20260905|Facture F-2|0,00|300,00|||20261031||");
    let draft = opened(&world, "732829320FEC20261231.txt", text.as_bytes());
    assert_eq!(
        (draft["mapping"].clone(), draft["files"].clone(), draft["undated"].as_i64()),
        (Value::Null, json!(false), Some(2)),
        "{draft}"
    );
    world.call("answer_import", json!({ "draft": draft["draft"], "termsDays": 30 }));
    let imported = world.change("commit_import", json!({ "draft": draft["draft"] }));
    assert_eq!((imported["invoices"].as_i64(), imported["clients"].as_i64()), (Some(2), Some(2)), "{imported}");
    let owed = world.call("invoices", json!({ "filter": "late" }))["rows"].clone();
    assert_eq!(owed.as_array().map(Vec::len), Some(1), "{owed}");
    assert_eq!((owed[0]["number"].as_str(), owed[0]["dueOn"].as_str()), (Some("F-2"), Some("2026-10-05")));
    let paid = world.call("invoices", json!({ "filter": "settled" }))["rows"][0].clone();
    assert_eq!((paid["number"].as_str(), paid["balance"].as_i64()), (Some("F-1"), Some(0)), "{paid}");
}

#[test]
fn an_old_or_broken_workbook_is_refused_in_a_sentence_and_nothing_is_kept() {
    let world = World::on("2026-11-23");
    let whole = register().unwrap();
    for (name, bytes, word) in [
        ("vieux.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "ancien format"),
        ("coupé.xlsx", whole[..whole.len() / 2].to_vec(), "abîmé"),
    ] {
        let token = world.file(name, &bytes);
        let refused = world.refused("open_import", json!({ "token": token }));
        assert!(refused.sentence.contains(word), "{}", refused.sentence);
    }
    assert_eq!(world.call("imports", json!({})), json!([]));
}
