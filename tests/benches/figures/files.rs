//! Files that come in and go out: workbooks, invoices in PDF, statements, tables; each beside what other programs make of it.
use crate::rivals;
use crate::table::{Clock, Table, best};
use base64::Engine as _;
use chrono::{Days, NaiveDate};
use echu_tests::papers::Paper;
use echu_tests::{World, big, imports};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, XlsxError};
use serde_json::json;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

const TODAY: &str = "2026-11-23";
const SHEET_ROWS: u32 = 50_000;
const PAPERS: u32 = 1_000;
const LINES: u32 = 20_000;
const TABLE_ROWS: u32 = 100_000;
const EXHIBITS: u32 = 200;

pub fn measure(table: &mut Table) {
    if table.wants("files") {
        workbook(table);
        papers(table);
        statement(table);
        text(table);
        dossier(table);
    }
    if table.wants("exports") {
        exports(table);
    }
}

/// A workbook of fifty thousand invoices, as a spreadsheet keeps it.
fn workbook(table: &mut Table) {
    let file = register(SHEET_ROWS).expect("a workbook");
    let world = World::on(TODAY);
    let token = world.file("registre.xlsx", &file);
    drop(file);
    let before = memory("VmRSS:");
    forget_peak();
    let took = best(3, || {
        let draft = world.call("open_import", json!({ "token": token }));
        assert_eq!(draft["preview"]["new"], SHEET_ROWS, "every row is read");
        world.call("drop_import", json!({ "draft": draft["draft"] }));
    });
    table.row("a workbook of 50 000 rows, read and shown", Duration::from_secs(5), took, "calamine, cell by cell");
    if let (Some(peak), Some(before)) = (memory("VmHWM:"), before) {
        table.memory("  and the memory of the whole process", 300, peak, format!("{before} MB before"));
    }
}

fn register(rows: u32) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["Numéro", "Client", "E-mail", "Date", "Échéance", "Total TTC", "Objet"]) {
        sheet.write(0, column, title)?;
    }
    let (issued, due) = (ExcelDateTime::from_ymd(2026, 9, 1)?, ExcelDateTime::from_ymd(2026, 10, 1)?);
    for row in 1..=rows {
        let client = row % 5_000;
        sheet.write(row, 0, format!("F-{row:06}"))?.write(row, 1, format!("Atelier Vermeil{client}"))?;
        sheet.write(row, 2, format!("c{client}@client.example"))?.write(row, 5, 100 + row % 900)?.write(row, 6, "Intervention")?;
        sheet.write_with_format(row, 3, &issued, &date)?.write_with_format(row, 4, &due, &date)?;
    }
    book.save_to_buffer()
}

/// A folder of a thousand Factur-X.
fn papers(table: &mut Table) {
    let mut world = World::on(TODAY);
    world.change("save_creditor", json!({ "creditor": { "name": "Vendeur imaginaire", "siren": "732829320" }, "confirmed": true }));
    let folder = world.folder().join("factures");
    std::fs::create_dir(&folder).expect("a folder");
    for place in 0..PAPERS {
        let number = format!("F-2026-{place:05}");
        std::fs::write(folder.join(format!("{place}.pdf")), Paper { number: &number, ..Paper::default() }.pdf()).expect("a file");
    }
    let token = world.app().file_token(&folder);
    let took = best(3, || {
        let draft = world.call("open_import", json!({ "token": token }));
        assert_eq!(draft["preview"]["new"], PAPERS, "every invoice is read");
        world.call("drop_import", json!({ "draft": draft["draft"] }));
    });
    let rival = rivals::python(
        "factur-x",
        "import sys, glob, time, logging; from facturx import get_xml_from_pdf\n\
         logging.disable(logging.CRITICAL); start = time.perf_counter()\n\
         for name in glob.glob(sys.argv[1] + '/*.pdf'):\n\
         \x20   assert get_xml_from_pdf(open(name, 'rb').read(), check_xsd=False)[1]\n\
         print(int((time.perf_counter() - start) * 1000000))",
        &folder,
    );
    table.row("1 000 Factur-X, read, judged and shown", Duration::from_secs(20), took, rival.beside(took));
    world.close();
}

/// The evidence file of a client of two hundred invoices, each with a PDF of the size of a letter.
fn dossier(table: &mut Table) {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let first = world.invoice(client, "F-000").late(60).create();
    let letter = world.call("preview_letter", json!({ "clientId": client }))["pdf"].as_str().map(str::to_owned);
    let paper = base64::engine::general_purpose::STANDARD.decode(letter.expect("a letter")).expect("a PDF");
    for place in 0..EXHIBITS {
        let invoice = if place == 0 { first } else { world.invoice(client, &format!("F-{place:03}")).late(60).create() };
        let token = world.file("facture.pdf", &paper);
        world.change("attach_pdf", json!({ "invoiceId": invoice, "token": token }));
    }
    let path = world.folder().join("dossier.zip");
    let took = best(3, || {
        world.desktop.will_save(&path);
        let made = world.call("make_dossier", json!({ "clientId": client, "for": "lawyer" }));
        assert_eq!(made["exhibits"], EXHIBITS + 2, "every invoice, the account and the penalties");
    });
    let size = std::fs::metadata(&path).map_or(0, |file| file.len() / 1_000_000);
    table.row("an evidence file of 200 documents, written", Duration::from_secs(3), took, format!("{size} MB"));
}

/// A statement of twenty thousand movements.
fn statement(table: &mut Table) {
    let world = World::on(TODAY);
    let file = ofx(LINES);
    let token = world.file("releve.ofx", file.as_bytes());
    let took = best(3, || {
        let draft = world.call("open_statement", json!({ "token": token }));
        assert_eq!(draft["accounts"][0]["new"], LINES, "every line is read");
    });
    let path = world.folder().join("releve-en.ofx");
    std::fs::write(&path, &file).expect("a file");
    let tools = rivals::python(
        "ofxtools",
        "import sys, time; from ofxtools.Parser import OFXTree\n\
         start = time.perf_counter(); tree = OFXTree(); tree.parse(sys.argv[1]); ofx = tree.convert()\n\
         assert len(ofx.statements[0].transactions) == 20000\n\
         print(int((time.perf_counter() - start) * 1000000))",
        &path,
    );
    let parse = rivals::python(
        "ofxparse",
        "import sys, time; from ofxparse import OfxParser\n\
         start = time.perf_counter(); ofx = OfxParser.parse(open(sys.argv[1], 'rb'))\n\
         assert len(ofx.account.statement.transactions) == 20000\n\
         print(int((time.perf_counter() - start) * 1000000))",
        &path,
    );
    let beside = format!("{}; {}", tools.beside(took), parse.beside(took));
    table.row("a statement of 20 000 movements, read and shown", Duration::from_secs(2), took, beside);
}

fn ofx(lines: u32) -> String {
    let mut text = String::from(
        "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n\
         <OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20261123<LANGUAGE>FRA</SONRS></SIGNONMSGSRSV1>\
         <BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>EUR\
         <BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20260101<DTEND>20261123",
    );
    let first: NaiveDate = "2026-01-02".parse().expect("a day");
    for place in 0..lines {
        let on = (first + Days::new(u64::from(place % 300))).format("%Y%m%d");
        let (whole, cents) = (10 + place % 9_000, place % 100);
        write!(
            text,
            "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>{on}<TRNAMT>{whole}.{cents:02}<FITID>{place}<NAME>VIR CLIENT {}<MEMO>F-{place:06}</STMTTRN>",
            place % 500
        )
        .expect("a text");
    }
    text + "</BANKTRANLIST><LEDGERBAL><BALAMT>5000.00<DTASOF>20261123</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n"
}

/// A text of a hundred thousand invoices, shown; a database only copies its cells.
fn text(table: &mut Table) {
    let today: NaiveDate = TODAY.parse().expect("a day");
    let world = World::on(TODAY);
    let file = imports::many_invoices(today, TABLE_ROWS, false);
    let token = world.file("factures.csv", &file);
    let took = best(3, || {
        let draft = world.call("open_import", json!({ "token": token }));
        assert_eq!(draft["preview"]["new"], TABLE_ROWS, "every row is read");
        world.call("drop_import", json!({ "draft": draft["draft"] }));
    });
    let path = world.folder().join("lignes.csv");
    std::fs::write(&path, &file).expect("a file");
    let rival = rivals::sqlite(&path);
    table.row("a table of 100 000 rows, read, judged and shown", Duration::from_secs(2), took, rival.beside(took));
}

/// A hundred thousand invoices leave: their rows are never held together.
fn exports(table: &mut Table) {
    let mut world = World::on(TODAY);
    big::fill(&world.folder().join("data").join("echu.db"), TODAY, big::LARGE);
    world.reopen();
    for (what, more, format, asked) in [
        ("100 000 invoices exported as CSV", "  and the memory it took", "csv", 5),
        ("100 000 invoices exported as a workbook", "  and the memory that took", "xlsx", 10),
    ] {
        let path = world.folder().join(format!("factures.{format}"));
        let save = || {
            world.desktop.will_save(&path);
            let told = world.call("save_export", json!({ "export": "invoices", "format": format }));
            assert_eq!(told["rows"], big::LARGE.invoices, "every invoice leaves");
        };
        save();
        let before = memory("VmRSS:");
        forget_peak();
        let start = Clock::now();
        save();
        let took = start.elapsed().min(best(2, save));
        let size = std::fs::metadata(&path).map_or(0, |file| file.len() / 1_000_000);
        table.row(what, Duration::from_secs(asked), took, format!("{size} MB"));
        if let (Some(peak), Some(before)) = (memory("VmHWM:"), before) {
            table.memory(more, 40, peak.saturating_sub(before), format!("{peak} MB in all"));
        }
    }
    let path = world.folder().join("tout.xlsx");
    let took = best(1, || {
        world.desktop.will_save(&path);
        world.call("save_export", json!({ "format": "xlsx" }));
    });
    table.row("everything exported as one workbook", Duration::from_secs(30), took, "fourteen tables");
    let accountant = best(2, || {
        world.desktop.will_save(&path);
        world.call("save_export", json!({ "export": "accountant", "format": "xlsx" }));
    });
    table.row("the accountant's list, 8 000 open invoices", Duration::from_secs(5), accountant, "with the last day to act on each");
}

/// Megabytes of this process, as Linux tells them.
fn memory(key: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let told = status.lines().find_map(|line| line.strip_prefix(key))?;
    told.trim().trim_end_matches(" kB").parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}

/// The peak is counted from here.
fn forget_peak() {
    // Elsewhere than on Linux nothing is told, and no row is printed.
    let _ = std::fs::write(Path::new("/proc/self/clear_refs"), "5");
}
