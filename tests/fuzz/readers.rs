//! What reads bytes that others made, each under its name. Whatever the bytes, it answers or refuses: it never stops the program.
use echu_core::bank::Statement;
use echu_core::einvoice::EInvoice;
use echu_core::identifiers;
use echu_core::intake::Existing;
use echu_core::party::Creditor;
use echu_core::text::{DateOrder, clean, fold, normalised_number, parse_date, parse_euros};
use echu_engine::import::bank::{self, Format};
use echu_engine::import::{Draft, Fec, ImportPreview, Refusal, einvoice};
use std::collections::BTreeSet;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads bytes, and tells what became of them: what is told differently was read differently.
pub type Reader = fn(&[u8]) -> String;

/// All of them, by name.
pub const READERS: [(&str, Reader); 12] = [
    ("csv", |bytes| if is_archive(bytes) { String::new() } else { table(bytes) }),
    ("xlsx", |bytes| if is_archive(bytes) { table(bytes) } else { String::new() }),
    ("sheet", sheet),
    ("ofx", |bytes| statement(bytes, Format::Ofx)),
    ("qif", |bytes| statement(bytes, Format::Qif)),
    ("cfonb", |bytes| statement(bytes, Format::Cfonb120)),
    ("camt", |bytes| statement(bytes, Format::Camt053)),
    ("bank_table", |bytes| statement(bytes, Format::Table)),
    ("invoice_xml", |bytes| invoice(einvoice::of_xml(bytes))),
    ("invoice_pdf", |bytes| invoice(einvoice::read(bytes))),
    ("fec", entries),
    ("words", words),
];

fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
}

/// Read, guessed, asked about, judged and shown, as the screen of imports does.
fn table(bytes: &[u8]) -> String {
    let mut draft = match Draft::from_bytes(bytes.to_vec()) {
        Ok(draft) => draft,
        Err(refusal) => return refused(&refusal),
    };
    let told = format!("{} {} {:?}", draft.headers().len(), draft.sample(12).len(), draft.questions());
    let shown = preview(&draft.judge(&Existing::default()).preview());
    let mapping = draft.mapping().clone();
    let again = draft.remap(mapping).map(|()| preview(&draft.judge(&Existing::default()).preview()));
    format!("{told} {shown} {}", again.is_ok_and(|again| again == shown))
}

fn preview(shown: &ImportPreview) -> String {
    let sentences = shown.refusals.iter().map(|row| row.sentence.as_str()).chain(shown.warnings.iter().map(|row| row.sentence.as_str()));
    // Each once, whatever the line.
    let sentences: BTreeSet<&str> = sentences.map(|said| said.split_once(':').map_or(said, |(_, problem)| problem)).collect();
    format!("{} {} {} {sentences:?}", shown.new > 0, shown.new_clients > 0, shown.credit_notes.is_positive()).replace('"', "")
}

/// A workbook whose only sheet is made of these bytes: the sums of an archive keep most changes of a whole workbook from being read.
fn sheet(bytes: &[u8]) -> String {
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="F" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const SHEETS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", SHEETS.as_bytes()),
        ("xl/worksheets/sheet1.xml", bytes),
    ];
    for (name, part) in parts {
        let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        archive.start_file(name, stored).expect("an archive in memory");
        archive.write_all(part).expect("an archive in memory");
    }
    table(archive.finish().expect("an archive in memory").get_ref())
}

/// Whatever it was taken for: a person may be shown what the file is not.
fn statement(bytes: &[u8], format: Format) -> String {
    let taken = bank::format_of(bytes);
    match bank::read(bytes, format) {
        Ok(statements) => format!("{taken:?} {}", statements.iter().map(movements).collect::<String>()),
        Err(refusal) => refused(&refusal),
    }
}

fn movements(one: &Statement) -> String {
    let (names, kinds) = (one.identities(), one.lines.iter().map(|line| line.kind.key()).collect::<BTreeSet<_>>());
    let aside: String = one.set_aside.iter().map(|aside| aside.why.sentence()).collect();
    let balance = format!("{:?} {:?}", one.opening.is_some(), one.balance_check()).replace(|c: char| c.is_ascii_digit(), "");
    format!("{} {} {kinds:?} {balance} {aside}", one.account_key().len(), names.len().min(4))
}

fn invoice(read: Result<EInvoice, Refusal>) -> String {
    let file = match read {
        Ok(file) => file,
        Err(refusal) => return refused(&refusal),
    };
    let creditor = Creditor { siren: "732829320".to_owned(), ..Creditor::default() };
    let said = |row: Result<echu_core::intake::IntakeRow, echu_core::intake::Problem>| match row {
        Ok(row) => row.warnings.iter().map(|problem| problem.sentence()).collect(),
        Err(problem) => problem.sentence(),
    };
    format!("{} {}", said(file.row(&creditor, 1, None)), said(file.row(&Creditor::default(), 1, Some(30))))
}

fn entries(bytes: &[u8]) -> String {
    match Fec::read(bytes) {
        Ok(Some(mut fec)) => {
            fec.set_terms_days(Some(30));
            preview(&fec.judge(&Existing::default()).preview())
        }
        Ok(None) => String::new(),
        Err(refusal) => refused(&refusal),
    }
}

fn refused(refusal: &Refusal) -> String {
    refusal.sentence()
}

/// Dates, amounts and numbers, as they stand in any of these files.
fn words(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let dates = [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst].map(|order| parse_date(&text, order).map(|_| ()));
    let amount = parse_euros(&text).map(|amount| amount.is_positive());
    let lengths = (clean(&text).len().min(3), fold(&text).len().min(3), normalised_number(&text).len().min(3));
    let company = (identifiers::siren(&text).map(drop), identifiers::siret(&text).map(drop), identifiers::vat_number(&text).map(drop));
    let bank = (identifiers::iban(&text).map(drop), identifiers::bic(&text).map(drop), identifiers::siren_of_vat(&text).is_some());
    let post =
        (identifiers::email(&text).map(drop), identifiers::postcode(&text).map(drop), identifiers::registered_letter(&text).map(drop));
    format!("{dates:?} {amount:?} {lengths:?} {company:?} {bank:?} {post:?}")
}
