//! Workbooks as people keep them, and as nobody should make them.
use super::*;
use crate::import::Draft;
use echu_core::intake::{Existing, Field};
use echu_core::money::Cents;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use std::io::Write;
use zip::write::SimpleFileOptions;

/// A register as people keep them: a title, a blank line, names of columns, amounts made by a formula, a total below; and
/// a sheet of notes before it.
fn register() -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notes")?.write(0, 0, "Pensez à relancer la mairie")?;
    let sheet = book.add_worksheet().set_name("Factures 2026")?;
    sheet.write(0, 0, "Registre des factures, Vasseur Plomberie")?;
    for (column, name) in (0..).zip(["N° facture", "Client", "Date", "Échéance", "Total TTC", "Réglé"]) {
        sheet.write(2, column, name)?;
    }
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (row, (number, client, total, paid)) in (3..).zip([
        ("F-1", "Boulangerie Aubépine", 39.996, 0.0),
        ("F-2", "Garage du Pont", 1234.5, 1234.5),
        ("F-3", "Mairie", 0.300_000_000_000_000_04, 0.0),
    ]) {
        sheet.write(row, 0, number)?.write(row, 1, client)?;
        sheet.write_with_format(row, 2, &ExcelDateTime::from_ymd(2026, 3, 2)?, &date)?;
        sheet.write_with_format(row, 3, &ExcelDateTime::from_ymd(2026, 4, 1)?, &date)?;
        sheet.write(row, 4, total)?.write(row, 5, paid)?;
    }
    sheet.write(6, 0, "Total")?.write(6, 4, 1274.796)?;
    book.save_to_buffer()
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_register_kept_in_excel_is_read_as_a_person_sees_it() {
    let draft = Draft::from_bytes(register().unwrap()).unwrap();
    assert_eq!(draft.sheets(), ["Notes", "Factures 2026"]);
    assert_eq!(draft.mapping().sheet, Some(1), "the sheet of invoices, not the first one");
    assert_eq!(draft.questions(), [], "dates and cents of a workbook read one way only");
    let preview = draft.judge(&Existing::default()).preview();
    let rows: Vec<_> = preview.first.iter().map(|row| (row.line, row.invoice.as_ref().unwrap(), row.warnings.clone())).collect();
    let read: Vec<_> =
        rows.iter().map(|(line, one, _)| (*line, one.number.as_str(), one.issued_on.to_string(), one.total, one.paid)).collect();
    assert_eq!(
        read,
        [
            (4, "F-1", "2026-03-02".to_owned(), Cents(4_000), Cents(0)),
            (5, "F-2", "2026-03-02".to_owned(), Cents(123_450), Cents(123_450)),
            (6, "F-3", "2026-03-02".to_owned(), Cents(30), Cents(0)),
        ],
        "lines numbered as the spreadsheet shows them"
    );
    assert!(
        rows[0]
            .2
            .iter()
            .any(|said| said.contains("est arrondi au centime : 40,00 €".replace(" : ", "\u{a0}: ").replace(" €", "\u{a0}€").as_str())),
        "{:?}",
        rows[0].2
    );
    assert_eq!(preview.refused, 1, "the total is no invoice");
}

#[test]
fn a_formula_that_fails_is_said_and_never_read_as_nothing() -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["N° facture", "Client", "Date", "Total TTC", "Déjà réglé"]) {
        sheet.write(0, column, name)?;
    }
    let date = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write(1, 0, "F-1")?.write(1, 1, "Mairie")?.write(1, 3, 120)?;
    sheet.write_with_format(1, 2, &ExcelDateTime::from_ymd(2026, 3, 2)?, &date)?;
    sheet.write_formula(1, 4, rust_xlsxwriter::Formula::new("=Autre!A1").set_result("#REF!"))?;
    let preview = Draft::from_bytes(book.save_to_buffer()?).unwrap().judge(&Existing::default()).preview();
    assert_eq!(preview.refusals[0].sentence, "Ligne 2\u{a0}: le montant déjà réglé affiche l’erreur «\u{a0}#REF!\u{a0}» du tableur.");
    Ok(())
}

#[test]
fn a_number_is_read_as_its_format_prints_it() -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notes")?.write(0, 0, "Rien")?;
    let sheet = book.add_worksheet();
    for (column, name) in (0..).zip(["N° facture", "Client", "Date", "Total TTC", "Code postal"]) {
        sheet.write(0, column, name)?;
    }
    let format = |code: &str| Format::new().set_num_format(code);
    for (row, number, code) in [(1, 123, "000000"), (2, 12, "\"F-2026-\"000")] {
        sheet.write_with_format(row, 0, number, &format(code))?.write(row, 1, "Mairie")?;
        sheet.write_with_format(row, 2, &ExcelDateTime::from_ymd(2026, 3, 2)?, &format("dd/mm/yyyy"))?;
        sheet.write_with_format(row, 3, 120, &format("#,##0.00"))?.write_with_format(row, 4, 1000, &format("00000"))?;
    }
    let preview = Draft::from_bytes(book.save_to_buffer()?).unwrap().judge(&Existing::default()).preview();
    let read: Vec<_> = preview.first.iter().map(|row| (row.invoice.as_ref().unwrap(), row.client.address.postcode.as_str())).collect();
    let read: Vec<_> = read.iter().map(|(one, postcode)| (one.number.as_str(), one.total, *postcode)).collect();
    assert_eq!(read, [("000123", Cents(12_000), "01000"), ("F-2026-012", Cents(12_000), "01000")]);
    Ok(())
}

#[test]
fn another_sheet_may_be_chosen_and_its_columns_are_found_again() {
    let mut draft = Draft::from_bytes(register().unwrap()).unwrap();
    let first = draft.mapping().clone();
    draft.remap(super::super::Mapping { sheet: Some(0), ..first.clone() }).unwrap();
    assert_eq!((draft.mapping().sheet, draft.headers().len()), (Some(0), 1));
    draft.remap(super::super::Mapping { sheet: Some(1), ..draft.mapping().clone() }).unwrap();
    assert_eq!(draft.mapping(), &first, "back to the sheet of invoices");
    let ours: Vec<Option<Field>> = vec![None; first.columns.len()];
    draft.remap(super::super::Mapping { columns: ours.clone(), ..first }).unwrap();
    assert_eq!((draft.mapping().sheet, &draft.mapping().columns), (Some(1), &ours), "a person's columns keep the sheet");
}

#[test]
fn a_sheet_of_libreoffice_is_read_too() {
    let content = r#"<?xml version="1.0" encoding="UTF-8"?><office:document-content
        xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
        xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Factures">
        <table:table-row><table:table-cell office:value-type="string"><text:p>Numéro</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>Client</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>Date</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>Total TTC</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><text:p>F-1</text:p></table:table-cell>
        <table:table-cell office:value-type="string"><text:p>Mairie</text:p></table:table-cell>
        <table:table-cell office:value-type="date" office:date-value="2026-03-02"><text:p>02/03/26</text:p></table:table-cell>
        <table:table-cell office:value-type="float" office:value="1234.5"><text:p>1 234,50 €</text:p></table:table-cell></table:table-row>
        </table:table></office:spreadsheet></office:body></office:document-content>"#;
    // Written as LibreOffice does, without a space between two elements.
    let content = content.lines().map(str::trim).collect::<Vec<_>>().join(" ").replace("> <", "><");
    let manifest = r#"<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>"#;
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let book =
        archive(&[("mimetype", mimetype.as_bytes()), ("META-INF/manifest.xml", manifest.as_bytes()), ("content.xml", content.as_bytes())]);
    let draft = Draft::from_bytes(book).unwrap();
    let preview = draft.judge(&Existing::default()).preview();
    let invoice = preview.first[0].invoice.as_ref().unwrap();
    assert_eq!((invoice.number.as_str(), invoice.issued_on.to_string().as_str(), invoice.total), ("F-1", "2026-03-02", Cents(123_450)));
}

#[test]
fn an_archive_that_grows_is_refused_before_it_is_read() {
    let bomb = archive(&[("xl/workbook.xml", &vec![b' '; 100_000])]);
    assert!(bomb.len() < 2_000, "it weighs little");
    assert_eq!(inspect(&bomb, 50_000).err(), Some(Refusal::SwollenWorkbook));
    assert_eq!(inspect(&bomb, 100_000), Ok(false), "at the limit it is opened");
}

#[test]
fn what_is_no_workbook_is_told_apart() {
    let refusal = |bytes: Vec<u8>| Draft::from_bytes(bytes).err().map(|refusal| refusal.to_string());
    let text = archive(&[("word/document.xml", b"<w/>")]);
    assert_eq!(refusal(text), Some(Refusal::NotAWorkbook.to_string()), "a text document");
    let whole = register().unwrap();
    assert_eq!(refusal(whole[..whole.len() / 2].to_vec()), Some(Refusal::BadWorkbook.to_string()), "cut in the middle");
    assert_eq!(refusal(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec()), Some(Refusal::OldWorkbook.to_string()), "an old .xls");
    assert_eq!(refusal(archive(&[("xl/workbook.xml", b"<workbook/>")])), Some(Refusal::BadWorkbook.to_string()));
}

#[test]
fn a_sheet_taller_than_the_limit_or_too_wide_is_refused() {
    let mut tall = Filling::new();
    assert!((0..limits::ROWS as u32).all(|place| tall.put(place, 0, "x".to_owned()).is_ok()));
    assert!(tall.put(limits::ROWS as u32, 0, "x".to_owned()).is_ok(), "seen when it ends");
    assert_eq!(tall.end().err(), Some(Refusal::TooManyRows { limit: 200_000 }));
    assert_eq!(Filling::new().put(0, 256, "x".to_owned()).err(), Some(Refusal::TooManyColumns { line: 1, limit: 256 }));
}
