//! Files of invoices and clients: what is read, what is refused and why. No base: what is known is given as such.
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::intake::{Existing, KnownClient, KnownInvoice};
use echu_core::money::Cents;
use echu_core::text::euros;
use echu_engine::import::{Draft, ImportPreview, Plan, Refusal, TextEncoding, of_file};
use echu_tests::imports::{fifty_seven_invoices, sixty_invoices};
use std::fmt::Write;
use std::path::PathBuf;

fn read(path: &std::path::Path) -> Result<Draft, Refusal> {
    Draft::from_bytes(of_file(path)?)
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 2).unwrap()
}

fn draft(bytes: Vec<u8>) -> Draft {
    Draft::from_bytes(bytes).unwrap()
}

fn preview(draft: &Draft) -> ImportPreview {
    draft.judge(&Existing::default()).preview()
}

/// What the base would hold after the plan.
fn stored(plan: &Plan) -> Existing {
    let clients = plan.new_clients.iter().enumerate().map(|(place, new)| KnownClient {
        id: ClientId(place as i64),
        name: new.client.name.clone(),
        siren: new.client.siren.clone(),
        siret: new.client.siret.clone(),
        vat_number: new.client.vat_number.clone(),
        email: new.client.email.clone(),
        phone: new.client.phone.clone(),
        contact: new.client.contact.clone(),
        address: new.client.address.clone(),
    });
    let invoices = plan.rows.iter().enumerate().filter_map(|(place, planned)| {
        let invoice = planned.row.invoice.as_ref()?;
        let echu_core::intake::ClientRef::New { index } = planned.judgement.client?.client else { return None };
        Some(KnownInvoice {
            id: InvoiceId(place as i64),
            client: ClientId(index.into()),
            kind: invoice.kind,
            number: invoice.number.clone(),
            issued_on: invoice.issued_on,
            due_on: invoice.due_on,
            total: invoice.total,
            settled: invoice.paid,
        })
    });
    Existing { clients: clients.collect(), invoices: invoices.collect(), ..Existing::default() }
}

/// A draft told as text, for a person to compare with the file.
fn told(draft: &Draft) -> String {
    let mapping = draft.mapping();
    let mut out = String::new();
    let mut line = |text: String| out.write_str(&(text.trim_end().to_owned() + "\n")).unwrap();
    line(format!("{:?}, {:?}, {:?}, header {:?}", mapping.kind, mapping.encoding, mapping.separator, mapping.header_row));
    line(format!("dates {:?}, cents {:?}", mapping.date_order, mapping.decimal));
    if let Some(preset) = draft.preset() {
        line(format!("export of {}", preset.label));
    }
    for (header, column) in draft.headers().iter().zip(&mapping.columns) {
        line(format!("  {header} → {}", column.map_or("—", |field| field.label())));
    }
    for question in draft.questions() {
        line(format!("? {}", question.sentence()));
    }
    let preview = preview(draft);
    for row in &preview.first {
        if let Some(invoice) = &row.invoice {
            let due = invoice.due_on.map_or("—".to_owned(), |due| due.to_string());
            let (total, paid) = (euros(invoice.total), euros(invoice.paid));
            line(format!(
                "{:>3} {:?} {} {} → {due} {total}, réglé {paid} {}",
                row.line, invoice.kind, invoice.number, invoice.issued_on, invoice.subject
            ));
        }
        let client = &row.client;
        let address = &client.address;
        line(format!("    {} {} {} {}", client.name, client.siren, client.email, client.email_copies.join(" ")));
        let parts = [&address.building, &address.street, &address.locality, &address.postcode, &address.city, &address.country];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
        if !parts.is_empty() {
            line(format!("    {}", parts.join(" / ")));
        }
    }
    for refusal in &preview.refusals {
        line(format!("✗ {}", refusal.sentence));
    }
    for warning in &preview.warnings {
        line(format!("! {}", warning.sentence));
    }
    line(format!(
        "{} new, {} refused, {} clients, {} + {} of credit notes, {} paid",
        preview.new,
        preview.refused,
        preview.new_clients,
        euros(preview.total),
        euros(preview.credit_notes),
        euros(preview.paid)
    ));
    out
}

#[test]
fn every_fixture_is_read_as_its_golden_text_says() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/imports");
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "gitattributes"));
    paths.sort();
    assert!(paths.len() >= 22, "the fixtures are there");
    for path in paths {
        let draft = read(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap().replace('.', "_");
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("import_{name}"), told(&draft));
        });
    }
}

#[test]
fn sixty_invoices_of_a_french_tool_are_read_without_a_question() {
    let draft = draft(sixty_invoices(today()));
    assert_eq!(draft.mapping().encoding, TextEncoding::Windows1252);
    assert_eq!(draft.questions(), []);
    let preview = preview(&draft);
    assert_eq!((preview.new, preview.refused, preview.new_clients, preview.warned), (60, 0, 12, 0));
    let expected: i64 = (0..60).map(|place| 8_990 + 11_731 * place).sum();
    assert_eq!(preview.total, Cents(expected), "not a cent is lost");
    assert!(preview.first.iter().all(|row| row.invoice.as_ref().unwrap().due_on.unwrap() < today()), "all are late");
}

#[test]
fn c25_a_second_import_adds_nothing_even_with_columns_in_another_order() {
    let plan = draft(fifty_seven_invoices(today(), false)).judge(&Existing::default());
    let first = plan.preview();
    assert_eq!((first.new, first.refused), (57, 3));
    let existing = stored(&plan);
    for reordered in [false, true] {
        let again = draft(fifty_seven_invoices(today(), reordered)).judge(&existing).preview();
        assert_eq!((again.new, again.same, again.changed, again.refused, again.new_clients), (0, 57, 0, 3, 0), "reordered: {reordered}");
    }
}

#[test]
fn c26_both_no_break_spaces_give_the_same_cents_and_the_name_is_exact() {
    for name in ["windows_1252.csv", "narrow_spaces.csv"] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/imports").join(name);
        let preview = preview(&read(&path).unwrap());
        let row = &preview.first[0];
        assert_eq!(row.invoice.as_ref().unwrap().total, Cents(123_456), "{name}");
        assert_eq!(row.client.name, "Éts Müller – Bâtiment", "{name}");
    }
}

#[test]
fn c27_a_mark_a_declared_separator_and_bare_carriage_returns_give_three_rows() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/imports/sep_cr_only.csv");
    let draft = read(&path).unwrap();
    assert_eq!(draft.headers(), ["N° facture", "Client", "Date", "Montant TTC"]);
    assert_eq!(preview(&draft).new, 3);
}

#[test]
fn c28_a_file_of_one_gigabyte_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("big.csv");
    std::fs::File::create(&path).unwrap().set_len(1024 * 1024 * 1024).unwrap();
    let refusal = read(&path).err().unwrap();
    assert_eq!(refusal, Refusal::TooBig { megabytes: 25 });
    assert_eq!(refusal.sentence(), "Ce fichier dépasse 25\u{a0}Mo. Exportez une période plus courte.");
    #[cfg(target_os = "linux")]
    assert!(peak_megabytes() < 200, "nothing of it was held: {} MB", peak_megabytes());
}

/// Most memory this process ever held, in megabytes.
#[cfg(target_os = "linux")]
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

#[test]
fn c36_a_name_that_would_add_a_header_is_stored_on_one_line() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/imports/quoted_breaks.csv");
    assert_eq!(preview(&read(&path).unwrap()).first[0].client.name, "ACME Bcc: x@y.z");
}

#[test]
fn a_folder_a_missing_file_and_a_workbook_are_refused_in_french() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(read(folder.path()).err(), Some(Refusal::NotAFile));
    assert!(matches!(read(&folder.path().join("absent.csv")).err(), Some(Refusal::Unreadable { .. })));
    for (bytes, refusal) in [
        (&b"PK\x03\x04"[..], Refusal::BadWorkbook),
        (b"%PDF-1.7", Refusal::Pdf),
        (b"", Refusal::Empty),
        (b"\xEF\xBB\xBF \r\n;;\r\n", Refusal::Empty),
        (b"a;b\0c", Refusal::NotText),
    ] {
        assert_eq!(Draft::from_bytes(bytes.to_vec()).err(), Some(refusal));
    }
}
