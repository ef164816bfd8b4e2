//! Entries as small as can be, and what is read of them.
use super::*;
use echu_core::money::Cents;

const NAMES: &str = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise";

/// Journal, entry, account, client, document, day, label, debit, credit, letter.
type Short<'a> = (&'a str, u32, &'a str, &'a str, &'a str, &'a str, &'a str, &'a str, &'a str, &'a str);

fn file(lines: &[Short], separator: &str) -> Vec<u8> {
    let mut text = NAMES.replace('|', separator) + "\r\n";
    for (journal, entry, account, client, piece, day, label, debit, credit, letter) in lines {
        let own = if account.starts_with("41") { client.to_uppercase().replace(' ', "") } else { String::new() };
        let entry = entry.to_string();
        let cells =
            [*journal, "Journal", &entry, day, account, "Compte", &own, client, piece, day, label, debit, credit, letter, "", day, "", ""];
        text += &(cells.join(separator) + "\r\n");
    }
    text.into_bytes()
}

fn fec(lines: &[Short]) -> Fec {
    Fec::read(&file(lines, "\t")).unwrap().unwrap()
}

/// Number, total, received, day of the last payment.
fn read(fec: &Fec) -> Vec<(String, i64, i64, String)> {
    let pieces = fec.pieces.invoices.iter();
    pieces
        .map(|one| (one.number.clone(), one.total.0, one.settled.0, one.settled_on.map(|on| on.to_string()).unwrap_or_default()))
        .collect()
}

fn sale<'a>(entry: u32, client: &'a str, piece: &'a str, day: &'a str, total: &'a str, letter: &'a str) -> [Short<'a>; 2] {
    [
        ("VE", entry, "411000", client, piece, day, "Facture", total, "0,00", letter),
        ("VE", entry, "706000", "", piece, day, "Facture", "0,00", total, ""),
    ]
}

fn bank<'a>(entry: u32, client: &'a str, day: &'a str, label: &'a str, amount: &'a str, letter: &'a str) -> [Short<'a>; 2] {
    [
        ("BQ", entry, "512000", "", "", day, label, amount, "0,00", ""),
        ("BQ", entry, "411000", client, "", day, label, "0,00", amount, letter),
    ]
}

#[test]
fn what_is_lettered_is_settled_and_the_rest_is_open() {
    let lines = [
        sale(1, "Garage du Pont", "F-1", "20260302", "1200,00", "AA"),
        sale(2, "Garage du Pont", "F-2", "20260310", "500,00", "AA"),
        sale(3, "Garage du Pont", "F-3", "20260401", "80,50", ""),
        bank(4, "Garage du Pont", "20260420", "VIR GARAGE", "1700,00", "AA"),
    ]
    .concat();
    let day = "2026-04-20".to_owned();
    assert_eq!(
        read(&fec(&lines)),
        [
            ("F-1".to_owned(), 120_000, 120_000, day.clone()),
            ("F-2".to_owned(), 50_000, 50_000, day),
            ("F-3".to_owned(), 8_050, 0, String::new())
        ]
    );
}

#[test]
fn a_letter_that_does_not_sum_to_nothing_settles_the_oldest_first() {
    let lines = [
        sale(1, "Mairie", "F-1", "20260302", "100,00", "B"),
        sale(2, "Mairie", "F-2", "20260310", "100,00", "B"),
        bank(3, "Mairie", "20260420", "VIR", "150,00", "B"),
    ]
    .concat();
    let settled: Vec<i64> = read(&fec(&lines)).into_iter().map(|(_, _, settled, _)| settled).collect();
    assert_eq!(settled, [10_000, 5_000]);
}

#[test]
fn a_payment_that_is_not_lettered_needs_the_number_of_its_invoice() {
    let lines = [
        sale(1, "Mairie", "F-1", "20260302", "100,00", ""),
        sale(2, "Mairie", "F-12", "20260310", "100,00", ""),
        bank(3, "Mairie", "20260420", "VIR F-12 TRAVAUX", "100,00", ""),
        bank(4, "Mairie", "20260421", "VIR MAIRIE", "100,00", ""),
    ]
    .concat();
    let fec = fec(&lines);
    let settled: Vec<i64> = read(&fec).into_iter().map(|(_, _, settled, _)| settled).collect();
    assert_eq!(settled, [0, 10_000], "« F-12 » is not « F-1 »");
    let refused: Vec<_> = fec.pieces.refused.iter().map(|(line, problem, client)| (*line, problem.clone(), client.as_str())).collect();
    assert_eq!(refused, [(9, Problem::Unlettered { amount: Cents(10_000) }, "Mairie")], "money that names nothing is never spread");
}

#[test]
fn a_credit_note_is_one_and_settles_what_it_is_lettered_with() {
    let note: [Short; 2] = [
        ("VE", 2, "411000", "Mairie", "A-1", "20260320", "Avoir", "0,00", "30,00", "C"),
        ("VE", 2, "706000", "", "A-1", "20260320", "Avoir", "30,00", "0,00", ""),
    ];
    let lines =
        [&sale(1, "Mairie", "F-1", "20260302", "100,00", "C")[..], &note, &bank(3, "Mairie", "20260420", "VIR", "70,00", "C")].concat();
    let fec = fec(&lines);
    assert_eq!(fec.pieces.invoices.iter().map(|piece| piece.kind).collect::<Vec<_>>(), [InvoiceKind::Invoice, InvoiceKind::CreditNote]);
    let settled: Vec<i64> = read(&fec).into_iter().map(|(_, _, settled, _)| settled).collect();
    assert_eq!(settled, [10_000, 3_000]);
}

#[test]
fn a_rejected_direct_debit_takes_its_payment_back() {
    let back: [Short; 2] = [
        ("BQ", 3, "411000", "Mairie", "", "20260425", "REJET PRLV", "100,00", "0,00", "D"),
        ("BQ", 3, "512000", "", "", "20260425", "REJET PRLV", "0,00", "100,00", ""),
    ];
    let lines =
        [&sale(1, "Mairie", "F-1", "20260302", "100,00", "D")[..], &bank(2, "Mairie", "20260420", "PRLV", "100,00", "D"), &back].concat();
    assert_eq!(read(&fec(&lines))[0].2, 0, "it is owed again");
}

#[test]
fn an_opening_entry_brings_back_what_was_open() {
    let lines: [Short; 2] = [
        ("AN", 1, "411000", "Mairie", "F-2025-90", "20251215", "A nouveau", "240,00", "0,00", ""),
        ("AN", 1, "110000", "", "AN", "20260101", "A nouveau", "0,00", "240,00", ""),
    ];
    let fec = fec(&lines);
    assert_eq!(read(&fec), [("F-2025-90".to_owned(), 24_000, 0, String::new())]);
    assert_eq!(fec.pieces.invoices[0].on.to_string(), "2025-12-15", "the day of the document, not of the opening");
}

#[test]
fn the_forms_that_the_law_allows_are_read() {
    let lines = sale(1, "Mairie", "F-1", "20260302", "100,00", "");
    for separator in ["\t", "|"] {
        assert!(Fec::read(&file(&lines, separator)).unwrap().is_some(), "{separator:?}");
    }
    let one_side = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Montant|Sens\n\
                    VE|Ventes|1|20260302|411000|Clients|C1|Mairie|F-1|20260302|Facture|100,00|D\n\
                    VE|Ventes|1|20260302|706000|Prestations|||F-1|20260302|Facture|100,00|C\n";
    let fec = Fec::read(one_side.as_bytes()).unwrap().unwrap();
    assert_eq!(read(&fec), [("F-1".to_owned(), 10_000, 0, String::new())]);
    assert!(Fec::read(b"Num\xc3\xa9ro;Client;Date;Total\nF-1;A;02/03/2026;12,00\n").unwrap().is_none(), "a list of invoices is none");
}

#[test]
fn what_does_not_read_is_said_with_its_line() {
    let mut lines = sale(1, "Mairie", "F-1", "20260231", "100,00", "");
    lines[1].5 = "20260302";
    let fec = fec(&lines);
    assert_eq!(fec.pieces.invoices, []);
    assert!(matches!(fec.pieces.refused[..], [(2, Problem::BadDate { .. }, _)]), "{:?}", fec.pieces.refused);
}

#[test]
fn the_days_to_pay_are_asked_and_an_entry_without_document_is_refused() {
    let mut nameless = sale(2, "Mairie", "", "20260302", "50,00", "");
    nameless[0].6 = "Vente comptoir";
    let mut fec = fec(&[sale(1, "Mairie", "F-1", "20260302", "100,00", ""), nameless].concat());
    let plan = fec.judge(&Existing::default());
    assert_eq!(plan.rows[0].row.warnings, [Problem::NoDueDate]);
    assert_eq!(plan.refused.len(), 1, "no number");
    fec.set_terms_days(Some(30));
    let plan = fec.judge(&Existing::default());
    let invoice = plan.rows[0].row.invoice.as_ref().unwrap();
    assert_eq!(invoice.due_on.map(|due| due.to_string()).as_deref(), Some("2026-04-01"));
}

/// A rejection on the bank's journal, lettered or not.
fn rejection<'a>(entry: u32, client: &'a str, day: &'a str, label: &'a str, amount: &'a str, letter: &'a str) -> [Short<'a>; 2] {
    [
        ("BQ", entry, "411000", client, "", day, label, amount, "0,00", letter),
        ("BQ", entry, "512000", "", "", day, label, "0,00", amount, ""),
    ]
}

fn settled(fec: &Fec) -> Vec<i64> {
    read(fec).into_iter().map(|(_, _, settled, _)| settled).collect()
}

fn refused(fec: &Fec) -> Vec<(u32, Problem)> {
    fec.pieces.refused.iter().map(|(line, problem, _)| (*line, problem.clone())).collect()
}

#[test]
fn a_rejection_that_is_not_lettered_undoes_the_last_payment_that_is_not_either() {
    let january =
        [&sale(1, "Alpha", "F-101", "20260105", "120,00", "AA")[..], &bank(2, "Alpha", "20260115", "PRLV", "120,00", "AA")].concat();
    let february = sale(3, "Alpha", "F-102", "20260205", "120,00", "");
    let debit = bank(4, "Alpha", "20260215", "PRLV F-102", "120,00", "");
    let back = rejection(5, "Alpha", "20260220", "REJET PRLV", "120,00", "");
    let both = fec(&[&january[..], &february, &debit, &back].concat());
    assert_eq!((settled(&both), refused(&both)), (vec![12_000, 0], vec![]), "January is the accountant's word");
    // What comes after the return is not what came back.
    let later = bank(6, "Alpha", "20260301", "PRLV F-102", "120,00", "");
    let again = fec(&[&january[..], &february, &debit, &back, &later].concat());
    assert_eq!(settled(&again), [12_000, 12_000], "February was paid again in March");
    let alone = fec(&[&january[..], &february, &back].concat());
    assert_eq!(settled(&alone), [12_000, 0]);
    assert_eq!(refused(&alone), [(8, Problem::UnletteredReturn { amount: Cents(12_000) })], "nothing is undone, and it is said");
}

#[test]
fn a_rejection_that_names_its_invoice_undoes_the_payment_of_that_one() {
    let sales = [sale(1, "Alpha", "F-1", "20260105", "120,00", ""), sale(2, "Alpha", "F-2", "20260205", "120,00", "")].concat();
    let debits = [bank(3, "Alpha", "20260115", "PRLV F-1", "120,00", ""), bank(4, "Alpha", "20260215", "PRLV F-2", "120,00", "")].concat();
    let said = fec(&[&sales[..], &debits, &rejection(5, "Alpha", "20260220", "REJET PRLV F-1", "120,00", "")].concat());
    assert_eq!(settled(&said), [0, 12_000]);
    let same_day =
        [bank(3, "Alpha", "20260215", "PRLV F-1", "120,00", ""), bank(4, "Alpha", "20260215", "PRLV F-2", "120,00", "")].concat();
    let unsaid = fec(&[&sales[..], &same_day, &rejection(5, "Alpha", "20260220", "REJET PRLV", "120,00", "")].concat());
    assert_eq!((settled(&unsaid), refused(&unsaid).len()), (vec![12_000, 12_000], 1), "of two debits of one day, a person says which");
}

#[test]
fn a_refund_settles_the_credit_note_and_undoes_no_payment() {
    let note: [Short; 2] = [
        ("VE", 3, "411000", "Mairie", "A-1", "20260320", "Avoir", "0,00", "100,00", "C"),
        ("VE", 3, "706000", "", "A-1", "20260320", "Avoir", "100,00", "0,00", ""),
    ];
    let paid = [&sale(1, "Mairie", "F-1", "20260302", "100,00", "B")[..], &bank(2, "Mairie", "20260310", "VIR", "100,00", "B")].concat();
    let lettered = fec(&[&paid[..], &note, &rejection(4, "Mairie", "20260325", "REMBOURSEMENT", "100,00", "C")].concat());
    assert_eq!((settled(&lettered), refused(&lettered)), (vec![10_000, 10_000], vec![]));
    let mut open = note;
    open[0].9 = "";
    let named = fec(&[&paid[..], &open, &rejection(4, "Mairie", "20260325", "REMB A-1", "100,00", "")].concat());
    assert_eq!((settled(&named), refused(&named)), (vec![10_000, 10_000], vec![]));
    let silent = fec(&[&paid[..], &open, &rejection(4, "Mairie", "20260325", "VIR EMIS", "100,00", "")].concat());
    assert_eq!((settled(&silent), refused(&silent).len()), (vec![10_000, 0], 1));
    // Part of a payment given back, in one letter.
    let over = [
        &sale(1, "Mairie", "F-1", "20260302", "100,00", "B")[..],
        &bank(2, "Mairie", "20260310", "VIR", "130,00", "B"),
        &rejection(3, "Mairie", "20260325", "TROP PERCU", "30,00", "B"),
    ];
    let over = fec(&over.concat());
    assert_eq!((settled(&over), refused(&over)), (vec![10_000], vec![]));
}

#[test]
fn money_that_comes_with_a_product_is_no_credit_note() {
    for (product, taken) in [("763000", ("0,00", "40,00")), ("758000", ("0,00", "40,00")), ("709000", ("40,00", "0,00"))] {
        let received = if taken.0 == "0,00" { "640,00" } else { "560,00" };
        let payment: [Short; 3] = [
            ("BQ", 2, "512000", "", "", "20260310", "VIR GAMMA F-104", received, "0,00", ""),
            ("BQ", 2, "411000", "Gamma", "", "20260310", "VIR GAMMA F-104", "0,00", "600,00", ""),
            ("BQ", 2, product, "", "", "20260310", "VIR GAMMA F-104", taken.0, taken.1, ""),
        ];
        let fec = fec(&[&sale(1, "Gamma", "F-104", "20260110", "600,00", "")[..], &payment].concat());
        assert_eq!(read(&fec), [("F-104".to_owned(), 60_000, 60_000, "2026-03-10".to_owned())], "{product}");
    }
    // A difference of three cents that a clerk clears is no invoice.
    let clearing: [Short; 2] = [
        ("OD", 3, "411000", "Gamma", "", "20260320", "Ecart", "0,03", "0,00", "A"),
        ("OD", 3, "758000", "", "", "20260320", "Ecart", "0,00", "0,03", ""),
    ];
    let lines = [&sale(1, "Gamma", "F-1", "20260110", "600,00", "A")[..], &bank(2, "Gamma", "20260310", "VIR", "600,03", "A"), &clearing];
    let fec = fec(&lines.concat());
    assert_eq!((settled(&fec), refused(&fec)), (vec![60_000], vec![]));
}

#[test]
fn a_rent_is_a_sale_and_a_sale_paid_at_once_is_paid() {
    let rent: [Short; 2] = [
        ("VE", 1, "411000", "Bail", "Q-1", "20260105", "Loyer", "900,00", "0,00", ""),
        ("VE", 1, "752000", "", "Q-1", "20260105", "Loyer", "0,00", "900,00", ""),
    ];
    let counter: [Short; 4] = [
        ("VE", 1, "411000", "Neuf", "F-400", "20260105", "Vente", "120,00", "0,00", ""),
        ("VE", 1, "706000", "", "F-400", "20260105", "Vente", "0,00", "120,00", ""),
        ("VE", 1, "530000", "", "F-400", "20260105", "Vente", "120,00", "0,00", ""),
        ("VE", 1, "411000", "Neuf", "F-400", "20260105", "Vente", "0,00", "120,00", ""),
    ];
    // One number for the whole journal of sales.
    let fec = fec(&[&rent[..], &counter, &sale(1, "Neuf", "F-401", "20260106", "50,00", "")].concat());
    let found: Vec<_> = read(&fec).into_iter().map(|(number, total, settled, _)| (number, total, settled)).collect();
    assert_eq!(found, [("Q-1".to_owned(), 90_000, 0), ("F-400".to_owned(), 12_000, 12_000), ("F-401".to_owned(), 5_000, 0)]);
}

#[test]
fn an_account_of_all_the_clients_names_nobody() {
    let of = |account: &str, name: &str, own: &str| {
        format!(
            "{}\nVE|Ventes|1|20260302|{account}|{name}|{own}||F-1|20260302|Facture|100,00|0,00||||||\nVE|Ventes|1|20260302|706000|Prestations|||F-1|20260302|Facture|0,00|100,00||||||\n",
            NAMES
        )
    };
    for (account, name) in
        [("411000", "Clients"), ("411", ""), ("41600000", "Clients douteux"), ("41110000", "Clients - ventes"), ("4117", "Clients")]
    {
        let fec = Fec::read(of(account, name, "").as_bytes()).unwrap().unwrap();
        assert_eq!(refused(&fec), [(2, Problem::NoClientAccount { account: account.into() })], "{account} {name}");
        assert_eq!(read(&fec).len(), 0);
    }
    for (account, name, own) in
        [("411000", "Clients", "DUPONT"), ("411DUPONT", "Dupont", ""), ("41100012", "Dupont", ""), ("411100", "Dupont", "")]
    {
        let fec = Fec::read(of(account, name, own).as_bytes()).unwrap().unwrap();
        assert_eq!((read(&fec).len(), refused(&fec).len()), (1, 0), "{account} {own}");
    }
    // The other line of the entry says whose it is.
    let transfer: [Short; 2] = [
        ("OD", 2, "411000", "Theta", "F-1", "20260601", "Douteux", "0,00", "480,00", ""),
        ("OD", 2, "416000", "", "F-1", "20260601", "Douteux", "480,00", "0,00", ""),
    ];
    let fec = fec(&[&sale(1, "Theta", "F-1", "20260110", "480,00", "")[..], &transfer].concat());
    assert_eq!((settled(&fec), refused(&fec)), (vec![0], vec![]), "still owed");
}

#[test]
fn a_debt_carried_to_doubtful_clients_is_owed_though_the_accountant_lettered_it() {
    let transfer: [Short; 2] = [
        ("OD", 2, "411000", "Theta", "F-1", "20260601", "Passage en douteux", "0,00", "480,00", "Y"),
        ("OD", 2, "416000", "Theta", "F-1", "20260601", "Passage en douteux", "480,00", "0,00", ""),
    ];
    let fec = fec(&[&sale(1, "Theta", "F-1", "20260110", "480,00", "Y")[..], &transfer].concat());
    assert_eq!((settled(&fec), refused(&fec)), (vec![0], vec![]));
}
