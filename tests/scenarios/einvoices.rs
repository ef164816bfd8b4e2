//! Electronic invoices dropped on the window: read, judged, stored with their PDF, taken back.
use echu_tests::World;
use echu_tests::papers::{Paper, pdf};
use serde_json::{Value, json};
use std::fmt::Write;

/// A world whose creditor is the seller of the stories.
fn world() -> World {
    let world = World::on("2026-11-23");
    world.change("save_creditor", json!({ "creditor": super::desk::creditor() }));
    world
}

fn opened(world: &World, files: &[(&str, &[u8])]) -> Value {
    let mut tokens: Vec<String> = files.iter().map(|(name, bytes)| world.file(name, bytes)).collect();
    let first = tokens.remove(0);
    world.call("open_import", json!({ "token": first, "more": tokens }))
}

fn commit(world: &World, draft: &Value) -> Value {
    world.change("commit_import", json!({ "draft": draft["draft"] }))
}

fn refusals(draft: &Value) -> Vec<&str> {
    draft["preview"]["refusals"].as_array().unwrap().iter().map(|row| row["sentence"].as_str().unwrap()).collect()
}

fn counted(world: &World, table: &str) -> i64 {
    world.sql().query_row(&format!("SELECT COUNT(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[test]
fn an_invoice_in_a_pdf_is_stored_with_its_client_and_its_pdf_and_only_once() {
    let world = world();
    let file = Paper { due: "20261231", ..Paper::default() }.pdf();
    // A name that says nothing: the content is what is looked at.
    let draft = opened(&world, &[("scan.bin", &file)]);
    assert_eq!(draft["mapping"], Value::Null, "no columns to confirm");
    assert_eq!((&draft["preview"]["new"], &draft["pdfs"], &draft["undated"]), (&json!(1), &json!(1), &json!(0)), "{draft}");
    assert_eq!(counted(&world, "invoice"), 0, "nothing is written before « Importer »");
    let made = commit(&world, &draft);
    assert_eq!((&made["invoices"], &made["clients"], &made["pdfs"]), (&json!(1), &json!(1), &json!(1)));
    let row = &world.call("invoices", json!({ "filter": "open" }))["rows"][0];
    assert_eq!((&row["number"], &row["balance"], &row["dueOn"]), (&json!("F-2026-012"), &json!(120_000), &json!("2026-12-31")));
    let kept: Vec<u8> =
        world.sql().query_row("SELECT d.pdf FROM invoice i JOIN document d ON d.id = i.pdf_document_id", [], |row| row.get(0)).unwrap();
    assert_eq!(kept, file, "the PDF is kept as it was");
    let siren: String = world.sql().query_row("SELECT siren FROM client", [], |row| row.get(0)).unwrap();
    assert_eq!(siren, "404833048");
    let again = opened(&world, &[("facture.pdf", &file)]);
    assert_eq!((&again["alreadyImported"], &again["preview"]["same"], &again["pdfs"]), (&json!(true), &json!(1), &json!(0)));
    let refused = world.refused("commit_import", json!({ "draft": again["draft"] }));
    assert!(refused.sentence.contains("rien de nouveau"), "{}", refused.sentence);
    assert_eq!((counted(&world, "invoice"), counted(&world, "document")), (1, 1));
}

#[test]
fn an_invoice_opened_with_the_app_waits_for_the_window_and_is_given_once() {
    let world = world();
    let path = world.folder().join("facture.xml");
    std::fs::write(&path, Paper { due: "20261231", ..Paper::default() }.xml()).unwrap();
    world.desktop.gives(&path);
    let given = world.call("take_opened", json!({}));
    assert_eq!((&given[0]["name"], given[0].get("path")), (&json!("facture.xml"), None), "a token, never a path: {given}");
    assert_eq!(world.call("take_opened", json!({})), json!([]), "the next screen does not open it again");
    let draft = world.call("open_import", json!({ "token": given[0]["token"] }));
    assert_eq!(draft["preview"]["new"], 1, "{draft}");
}

#[test]
fn the_pdf_of_an_invoice_already_there_is_attached_to_it() {
    let world = world();
    let paper = Paper::default();
    commit(&world, &opened(&world, &[("f.xml", paper.xml().as_bytes())]));
    assert_eq!(counted(&world, "document"), 0);
    let draft = opened(&world, &[("f.pdf", &paper.pdf())]);
    assert_eq!((&draft["preview"]["new"], &draft["preview"]["same"], &draft["pdfs"]), (&json!(0), &json!(1), &json!(1)));
    let made = commit(&world, &draft);
    assert_eq!((&made["invoices"], &made["pdfs"]), (&json!(0), &json!(1)));
    let history = world.call("imports", json!({}));
    assert_eq!(history[0]["canUndo"], false);
    assert!(history[0]["whyNot"].as_str().unwrap().contains("restent joints"), "{history}");
    assert_eq!(history[1]["canUndo"], true);
}

#[test]
fn a_client_is_known_by_his_siren_then_by_his_vat_number_then_by_his_name() {
    let world = world();
    let by_siren = world.client("Ancien nom").with("siren", json!("404833048")).create();
    let by_name = world.client("Éts Müller").create();
    let papers = [
        Paper { number: "F-1", buyer: "Tout autre nom", siren: "404833048", ..Paper::default() },
        Paper { number: "F-2", buyer: "SARL ETS MULLER", siren: "", ..Paper::default() },
        Paper { number: "F-3", buyer: "Nouveau par TVA", siren: "", vat: "FR83404833048", ..Paper::default() },
        Paper { number: "F-4", buyer: "Nouveau", siren: "552081317", ..Paper::default() },
    ];
    let files: Vec<(String, String)> = papers.iter().map(|paper| (format!("{}.xml", paper.number), paper.xml())).collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, xml)| (name.as_str(), xml.as_bytes())).collect();
    let draft = opened(&world, &files);
    assert_eq!(draft["fileName"], "4 fichiers");
    assert_eq!((&draft["preview"]["newClients"], &draft["preview"]["knownClients"]), (&json!(1), &json!(2)), "{draft}");
    commit(&world, &draft);
    let sql = world.sql();
    let count =
        |client: i64| sql.query_row("SELECT COUNT(*) FROM invoice WHERE client_id = ?", [client], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!((count(by_siren), count(by_name)), (2, 1), "the VAT number holds the SIREN");
}

#[test]
fn what_the_profile_does_not_say_is_asked_and_waits_when_it_is_not_answered() {
    let world = world();
    let minimum = Paper { due: "", ..Paper::default() }.xml();
    let draft = opened(&world, &[("minimum.xml", minimum.as_bytes())]);
    assert_eq!((&draft["undated"], &draft["termsDays"]), (&json!(1), &Value::Null));
    assert!(draft["preview"]["warnings"][0]["sentence"].as_str().unwrap().contains("l’échéance manque"), "{draft}");
    let answered = world.call("answer_import", json!({ "draft": draft["draft"], "termsDays": 30 }));
    assert_eq!(answered["preview"]["first"][0]["invoice"]["dueOn"], "2026-10-01");
    assert_eq!((&answered["undated"], &answered["termsDays"]), (&json!(1), &json!(30)), "the answer may still be changed");
    let back = world.call("answer_import", json!({ "draft": draft["draft"], "termsDays": null }));
    commit(&world, &back);
    let row = &world.call("invoices", json!({ "filter": "open" }))["rows"][0];
    assert_eq!(row["dueOn"], Value::Null);
    assert_eq!(row["mark"], "fix", "kept, to be corrected, never chased: {row}");
    assert_eq!(
        world.refused("answer_import", json!({ "draft": back["draft"], "termsDays": 30 })).code,
        echu_engine::error::ErrorCode::Precondition
    );
}

#[test]
fn an_invoice_that_is_not_the_users_is_said_and_nothing_is_done() {
    let world = world();
    let bought = Paper { seller: "404833048", siren: "732829320", ..Paper::default() }.xml();
    let foreign = Paper { seller: "552081317", ..Paper::default() }.pdf();
    let draft = opened(&world, &[("achat.xml", bought.as_bytes()), ("autre.pdf", &foreign)]);
    let said = refusals(&draft);
    // Those with their pages come first.
    assert!(said[0].contains("autre.pdf") && said[0].contains("pas votre entreprise"), "{said:?}");
    assert!(said[1].contains("achat.xml") && said[1].contains("que vous avez reçue"), "{said:?}");
    world.refused("commit_import", json!({ "draft": draft["draft"] }));
    assert_eq!((counted(&world, "client"), counted(&world, "invoice"), counted(&world, "document")), (0, 0, 0));
}

#[test]
fn a_folder_is_read_whole_and_what_does_not_read_is_named() {
    let world = world();
    let folder = world.folder().join("Factures 2026");
    std::fs::create_dir(&folder).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    write("a.pdf", &Paper { number: "F-1", ..Paper::default() }.pdf());
    write("b.xml", Paper { number: "F-2", ..Paper::default() }.xml().as_bytes());
    write("c.pdf", &pdf(None));
    write("d.xml", b"<note>bonjour</note>");
    write("notes.txt", b"rien");
    let token = world.app().file_token(&folder);
    let draft = world.call("open_import", json!({ "token": token }));
    assert_eq!((&draft["fileName"], &draft["preview"]["new"]), (&json!("Factures 2026"), &json!(2)), "{draft}");
    let said = refusals(&draft);
    assert!(said[0].contains("c.pdf") && said[0].contains("pas de facture électronique"), "{said:?}");
    assert!(said[1].contains("d.xml") && said[1].contains("n’est pas une facture électronique"), "{said:?}");
    let made = commit(&world, &draft);
    assert_eq!((&made["invoices"], &made["pdfs"], &made["refused"]), (&json!(2), &json!(1), &json!(2)));
}

#[test]
fn a_table_among_invoices_is_named_and_a_pdf_too_large_for_a_mailbox_is_left_out() {
    let world = world();
    let mut large = Paper::default().pdf();
    large.extend(std::iter::repeat_n(b'\n', 5_100_000));
    let draft = opened(&world, &[("grande.pdf", &large), ("tableau.csv", b"Client;Total\r\nDurand;12,00\r\n")]);
    assert!(refusals(&draft)[0].contains("Importez-le seul"), "{draft}");
    assert_eq!((&draft["pdfs"], &draft["pdfsTooLarge"]), (&json!(0), &json!(1)));
    let made = commit(&world, &draft);
    assert_eq!((&made["invoices"], &made["pdfs"], &made["pdfsLeft"]), (&json!(1), &json!(0), &json!(1)));
}

#[test]
fn taking_such_an_import_back_leaves_nothing_of_it() {
    let world = world();
    let made = commit(&world, &opened(&world, &[("f.pdf", &Paper::default().pdf())]));
    world.change("undo_import", json!({ "id": made["importId"] }));
    for table in ["client", "invoice", "document", "payment"] {
        assert_eq!(counted(&world, table), 0, "{table}");
    }
}

/// The names that a golden text tells of, each after its line.
const GOLDENS: [(&str, &str); 2] = [
    (
        "bank",
        include_str!(
            "../../src-tauri/engine/src/import/bank/snapshots/echu_engine__import__bank__tests__statements_of_other_makers_read_as_agreed.snap"
        ),
    ),
    (
        "einvoices",
        include_str!(
            "../../src-tauri/engine/src/import/einvoice/snapshots/echu_engine__import__einvoice__tests__files_of_other_makers_read_as_agreed.snap"
        ),
    ),
];

/// Every file below a folder, named from there.
fn below(folder: &std::path::Path, named: &str, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{named}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() { below(&path, &format!("{name}/"), files) } else { files.push(name) }
    }
}

#[test]
fn every_file_of_other_makers_has_its_golden_text() {
    let Some(corpus) = echu_tests::papers::corpus() else { return };
    let mut files = Vec::new();
    below(&corpus, "", &mut files);
    assert!(files.len() >= 20, "{files:?}");
    let told = |file: &&String| {
        let (folder, name) = file.split_once('/').unwrap_or_default();
        let golden = GOLDENS.iter().find(|(of, _)| *of == folder).map_or("", |(_, text)| text);
        golden.lines().any(|line| line.strip_prefix("── ") == Some(name))
    };
    let untold: Vec<&String> = files.iter().filter(|file| !told(file)).collect();
    assert_eq!(untold, Vec::<&String>::new(), "files that no golden text tells of");
}

/// Files made by others, when they are at hand, each imported by the one who sold it: what is followed, as text.
#[test]
fn every_file_of_other_makers_is_imported_or_refused_with_its_reason() {
    let Some(corpus) = echu_tests::papers::corpus() else { return };
    let corpus = corpus.join("einvoices");
    let mut told = String::new();
    for folder in ["cii", "facturx", "ubl"] {
        let mut files: Vec<_> = std::fs::read_dir(corpus.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for path in files {
            let bytes = std::fs::read(&path).unwrap();
            writeln!(told, "{folder}/{}\n  {}", path.file_name().unwrap().to_string_lossy(), imported_by_its_seller(&bytes)).unwrap();
        }
    }
    insta::assert_snapshot!(told);
}

fn imported_by_its_seller(bytes: &[u8]) -> String {
    let world = World::on("2026-11-23");
    let seller = echu_engine::import::einvoice::read(bytes).unwrap().seller;
    let mut creditor = super::desk::creditor();
    creditor["name"] = json!(seller.name);
    // A number of another country, or one whose key is wrong, is none of ours: the name then tells who sold.
    let siren = if echu_core::identifiers::is_siren(seller.company()) { seller.company() } else { "" };
    creditor["siren"] = json!(siren);
    world.change("save_creditor", json!({ "creditor": creditor }));
    let draft = opened(&world, &[("fichier", bytes)]);
    if let Some(refusal) = refusals(&draft).first() {
        return (*refusal).to_owned();
    }
    commit(&world, &draft);
    let answer = world.sql().query_row(
        "SELECT i.kind, i.number, i.issued_on, IFNULL(i.due_on, '–'), i.total_cents, i.total_cents - i.settled_cents, c.name, i.pdf_document_id IS NOT NULL
         FROM invoice i JOIN client c ON c.id = i.client_id",
        [],
        |row| {
            let text = |at: usize| row.get::<_, String>(at);
            let cents = |at: usize| row.get::<_, i64>(at);
            let pdf = if row.get::<_, bool>(7)? { ", PDF" } else { "" };
            Ok(format!("{} {} {} → {} : {} dont {} à suivre, {}{pdf}", text(0)?, text(1)?, text(2)?, text(3)?, cents(4)?, cents(5)?, text(6)?))
        },
    );
    answer.unwrap()
}

#[test]
fn an_invoice_due_in_two_parts_is_followed_in_two_parts() {
    let world = world();
    let terms = |day: &str| {
        format!(
            "<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format=\"102\">{day}</udt:DateTimeString></ram:DueDateDateTime>\
             <ram:PartialPaymentAmount>600.00</ram:PartialPaymentAmount></ram:SpecifiedTradePaymentTerms>"
        )
    };
    let settlement = "<ram:SpecifiedTradeSettlementHeaderMonetarySummation>";
    let xml = Paper { due: "", ..Paper::default() }.xml();
    let xml = xml.replace(settlement, &format!("{}{}{settlement}", terms("20261015"), terms("20261215")));
    let draft = opened(&world, &[("f.xml", xml.as_bytes())]);
    assert_eq!(draft["preview"]["warned"], 0, "{draft}");
    commit(&world, &draft);
    let parts: Vec<(String, i64)> = {
        let sql = world.sql();
        let mut query = sql.prepare("SELECT due_on, amount_cents FROM due_part ORDER BY due_on").unwrap();
        query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(parts, [("2026-10-15".to_owned(), 60_000), ("2026-12-15".to_owned(), 60_000)]);
    let row = &world.call("invoices", json!({ "filter": "open" }))["rows"][0];
    assert_eq!(row["dueOn"], "2026-10-15", "the first part is late: {row}");
    assert_eq!(opened(&world, &[("f.xml", xml.as_bytes())])["preview"]["same"], 1);
}

#[test]
fn a_corrected_invoice_is_not_claimed_beside_the_one_it_corrects() {
    let world = world();
    let first = Paper::default();
    let correction = Paper { number: "F-2026-013", total: "1250.00", ..Paper::default() }.xml();
    let reference =
        "<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>F-2026-012</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>";
    let end = "</ram:ApplicableHeaderTradeSettlement>";
    let correction = correction.replace(">380<", ">384<").replace(end, &format!("{reference}{end}"));
    let draft = opened(&world, &[("b.xml", correction.as_bytes()), ("a.xml", first.xml().as_bytes())]);
    assert_eq!(draft["preview"]["new"], 1);
    assert!(refusals(&draft)[0].contains("rectifie la facture «\u{a0}F-2026-012\u{a0}»"), "{draft}");
    commit(&world, &draft);
    let again = opened(&world, &[("b.xml", correction.as_bytes())]);
    assert!(refusals(&again)[0].contains("les deux seraient réclamées"), "{again}");
}

#[test]
fn of_an_invoice_in_both_forms_the_pdf_is_joined() {
    let world = world();
    let paper = Paper::default();
    let other = Paper { number: "F-2026-013", ..Paper::default() };
    let draft = opened(&world, &[("a.xml", paper.xml().as_bytes()), ("b.xml", other.xml().as_bytes()), ("c.pdf", &paper.pdf())]);
    assert_eq!((&draft["preview"]["new"], &draft["pdfs"]), (&json!(2), &json!(1)), "{draft}");
    assert!(refusals(&draft)[0].contains("a.xml"), "{draft}");
    commit(&world, &draft);
    assert_eq!(counted(&world, "document"), 1);
}
