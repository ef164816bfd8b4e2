use super::*;
use crate::error::Error;
use calamine::{Data, Reader, Xlsx, open_workbook};
use std::path::Path;

const COLUMNS: &[Column] = &[Column::text("Client"), Column::cents("Total TTC"), Column::day("Date"), Column::number("Jours")];

fn table(name: &'static str) -> Table {
    Table { name: Cow::Borrowed(name), columns: Cow::Borrowed(COLUMNS) }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn two_rows(out: &mut dyn Rows) -> Result<()> {
    out.row(&["=HYPERLINK(\"http://x\";\"clic\")".into(), Cents(-123_456).into(), day("2026-11-03").into(), Cell::Number(20)])?;
    out.row(&["Ligne 1\nLigne \u{b}2".into(), Cents(999_999_999_999).into(), day("1850-01-01").into(), Cell::Empty])
}

fn sheet(path: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let formulas = book.worksheet_formula(name).expect("a sheet");
    assert!(formulas.is_empty(), "no cell is a formula");
    book.worksheet_range(name).expect("a sheet").rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn a_workbook_holds_true_amounts_and_dates_and_no_formula() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("essai.xlsx");
    let rows = save(&path, Format::Xlsx, &[(table("Factures"), &two_rows), (table("Vide"), &|_| Ok(()))]).expect("saved");
    assert_eq!(rows, 2);
    let read = sheet(&path, "Factures");
    assert_eq!(read[0][1], Data::String("Total TTC".to_owned()));
    assert_eq!(read[1][0], Data::String("=HYPERLINK(\"http://x\";\"clic\")".to_owned()), "a text as it is");
    assert_eq!(read[1][1], Data::Float(-1234.56));
    assert!(
        matches!(&read[1][2], Data::DateTime(on) if on.as_datetime().map(|on| on.date()) == Some(day("2026-11-03"))),
        "{:?}",
        read[1][2]
    );
    assert_eq!(read[1][3], Data::Float(20.0));
    assert_eq!(read[2][1], Data::Float(9_999_999_999.99), "ten thousand million, to the cent");
    assert_eq!(read[2][2], Data::String("01/01/1850".to_owned()), "workbooks know no day before 1900");
    assert_eq!(read[2][3], Data::Empty);
    assert_eq!(sheet(&path, "Vide").len(), 1, "an empty table keeps its header");
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left, ["essai.xlsx"], "nothing else is left there");
}

#[test]
fn several_tables_in_csv_make_an_archive() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("essai.zip");
    let rows = save(&path, Format::Csv, &[(table("Factures et avoirs"), &two_rows), (table("Règlements"), &two_rows)]).expect("saved");
    assert_eq!(rows, 4);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).expect("a file")).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert_eq!(names, ["factures-et-avoirs.csv", "reglements.csv"]);
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_index(1).expect("a file"), &mut text).expect("UTF-8");
    assert!(text.starts_with("\u{feff}Client;Total TTC;Date;Jours\r\n\"'=HYPERLINK"), "{text}");
    assert!(text.contains(";-1234,56;03/11/2026;20\r\n"), "{text}");
}

#[test]
fn an_export_that_fails_leaves_the_file_that_was_there() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in [Format::Csv, Format::Xlsx] {
        let path = folder.path().join("essai");
        std::fs::write(&path, "hier").expect("a file");
        let failed = save(
            &path,
            format,
            &[(table("Factures"), &|out| {
                two_rows(out)?;
                Err(Error::Precondition("demo_open"))
            })],
        );
        assert!(failed.is_err());
        assert_eq!(std::fs::read_to_string(&path).expect("a file"), "hier");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "and nothing beside it");
    }
}
