//! A mise en demeure of two pages, its annex with it, for five hundred different clients. Fonts are read by the first.
use crate::table::{Table, best};
use chrono::{Days, NaiveDate};
use echu_core::interest::regime::RegimeKind;
use echu_core::interest::{PenaltyResponse, Segment};
use echu_core::money::Cents;
use echu_core::notice::{ClaimedInvoice, ContactMeans, NoticeFacts, PriorContact, Recipient};
use echu_core::party::{Address, DebtorKind};
use echu_engine::letters::formal_notice::{Facts, compose};
use std::time::Duration;

const LETTERS: u32 = 500;
/// Without logo: what a letter may weigh.
const MOST_BYTES: usize = 25_000;

pub fn measure(table: &mut Table) {
    if !table.wants("letters") {
        return;
    }
    let facts: Vec<Facts> = (0..LETTERS).map(notice).collect();
    let sample = compose(&facts[0]).expect("a letter");
    assert_eq!(sample.pages, 2, "the figure is asked of two pages");
    let all = best(5, || facts.iter().for_each(|facts| assert!(compose(facts).is_ok(), "a letter")));
    let note = format!("{} bytes a letter, {MOST_BYTES} asked", sample.pdf.len());
    table.row("mise en demeure, two pages, each of 500", Duration::from_micros(1_000), all / LETTERS, note);
}

fn notice(at: u32) -> Facts {
    let today = NaiveDate::default() + Days::new(20_780);
    let number = i64::from(at);
    let invoices = (0..3).map(|of| invoice(today, number * 10 + of, 60 + 70 * of.unsigned_abs())).collect();
    let notice = NoticeFacts {
        credit: Cents::ZERO,
        debtor_kind: DebtorKind::Business,
        creditor: echu_engine::demo::creditor(),
        debtor: Recipient {
            name: format!("Client n° {at} SARL"),
            address: Address {
                street: format!("{at} quai des Mariniers"),
                postcode: "35400".into(),
                city: "Saint-Malo".into(),
                ..Address::default()
            },
            siren: "404833048".into(),
            salutation: String::new(),
        },
        dated_on: today,
        reference: format!("C{at}-11"),
        medium: Default::default(),
        tracking_number: String::new(),
        invoices,
        prior: vec![PriorContact { on: today - Days::new(10), means: ContactMeans::LastNotice }],
        others: Vec::new(),
        payments: Vec::new(),
        interest_first: true,
        received_on: today + Days::new(2),
        deadline_days: 8,
        legal_rate_bp: None,
        divisor: 365,
        enclosures: vec!["copie des 3 factures".into()],
    };
    Facts { notice, text: None, logo: None, signature: None, envelope: Default::default(), accent: Default::default() }
}

fn invoice(today: NaiveDate, number: i64, days: u64) -> ClaimedInvoice {
    let due_on = today - Days::new(days);
    let half = days / 2;
    let line = |from: u64, to: u64| Segment {
        from: today - Days::new(from),
        to: today - Days::new(to),
        days: u32::try_from(from - to + 1).unwrap_or(0),
        base: Cents(100_000 + number),
        rate_bp: 1_240,
        interest: Cents(1_000 + number),
    };
    let interest = Cents(2_000 + 2 * number);
    ClaimedInvoice {
        part: String::new(),
        number: format!("F-2026-{number:05}"),
        issued_on: due_on - Days::new(30),
        due_on,
        subject: "Dépannage, chambre froide".into(),
        total: Cents(100_000 + number),
        paid: Cents::ZERO,
        credited: Cents::ZERO,
        statement: PenaltyResponse {
            regime: RegimeKind::Statutory,
            segments: vec![line(days - 1, half), line(half - 1, 0)],
            interest_accrued: interest,
            interest_paid: Cents::ZERO,
            interest_due: interest,
            principal_due: Cents(100_000 + number),
            fee: Cents(4_000),
            total: Cents(104_000 + number) + interest,
            per_day: Cents(34),
            warnings: Vec::new(),
            settled: Vec::new(),
        },
    }
}
