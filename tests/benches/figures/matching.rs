//! Twenty thousand movements of the bank against twenty thousand open invoices of five thousand clients.
use crate::table::{Table, best};
use chrono::{Days, NaiveDate};
use echu_core::bank::LineKind;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::matching::{Book, Open, Payer, Received};
use echu_core::money::Cents;
use std::time::Duration;

const ASKED: Duration = Duration::from_secs(2);
const MANY: i64 = 20_000;
const CLIENTS: i64 = 5_000;

pub fn measure(table: &mut Table) {
    if !table.wants("matching") {
        return;
    }
    let open: Vec<Open> = (0..MANY).map(invoice).collect();
    let payers: Vec<Payer> = (0..CLIENTS).map(payer).collect();
    let lines: Vec<Received> = (0..MANY).map(line).collect();
    let mut found = 0;
    let took = best(3, || {
        let book = Book::new(&open, &payers, &[], &[]);
        found = lines.iter().filter(|line| !book.proposals(line).is_empty()).count();
    });
    table.row("20 000 movements against 20 000 open invoices", ASKED, took, format!("{found} with a proposal"));
}

fn sum_of(id: i64) -> Cents {
    Cents(5_000 + id * 7_919 % 900_000)
}

fn invoice(id: i64) -> Open {
    let balance = sum_of(id);
    Open { id: InvoiceId(id), client: ClientId(id % CLIENTS), number: format!("F-2026-{id:05}"), balance, claim: balance, early: None }
}

fn payer(id: i64) -> Payer {
    Payer { id: ClientId(id), name: format!("Atelier Vermeil{id} SARL"), ibans: vec![format!("FR76{id:023}")] }
}

/// A number, a name, an account, a sum alone, nothing, two invoices: one after the other.
fn line(place: i64) -> Received {
    let invoice = place * 31 % MANY;
    let client = invoice % CLIENTS;
    let on = NaiveDate::from_ymd_opt(2026, 11, 1).expect("a day") + Days::new(u64::try_from(place % 20).unwrap_or_default());
    let (amount, label, iban) = match place % 6 {
        0 => (sum_of(invoice), format!("VIR SEPA RECU FACTURE F2026 {invoice:05} MERCI"), String::new()),
        1 => (sum_of(invoice), format!("VIREMENT DE ATELIER VERMEIL{client} REGLEMENT"), String::new()),
        2 => (sum_of(invoice), "VIREMENT RECU".to_owned(), format!("FR76{client:023}")),
        3 => (sum_of(invoice), format!("REMISE CHEQUES {place:07}"), String::new()),
        4 => (Cents(1_234 + place), format!("VIR DIVERS REMBOURSEMENT DOSSIER {place}"), String::new()),
        _ => (sum_of(invoice) + sum_of((invoice + CLIENTS) % MANY), format!("VIR ATELIER VERMEIL{client}"), String::new()),
    };
    Received { on, kind: LineKind::Transfer, amount, label, counterparty: String::new(), iban, reference: String::new() }
}
