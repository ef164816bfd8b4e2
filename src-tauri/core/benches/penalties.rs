//! One million (invoice, day) pairs: interest alone, as lists and totals ask for it, and the whole account.
use chrono::{Days, NaiveDate};
use echu_core::interest::rates::RateTable;
use echu_core::interest::{AllocationOrder, Claim, Credited, PenaltyRequest, Received, interest_due, statement};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;

fn main() {
    divan::main();
}

/// 1 000 invoices due from 2023 to 2025, a third of them partly paid, a tenth with a credit note.
fn claims(first: NaiveDate) -> Vec<Claim> {
    let request = |at: u64| {
        let due_on = first + Days::new(at);
        let amount = i64::try_from(at).unwrap_or_default() * 137 + 10_000;
        PenaltyRequest {
            debtor_kind: [DebtorKind::Business, DebtorKind::PublicBody, DebtorKind::Consumer][at as usize % 3],
            principal: Cents(amount),
            due_on,
            until: due_on,
            contract_rate_bp: None,
            formal_notice_on: Some(due_on + Days::new(40)),
            payments: if at.is_multiple_of(3) { vec![Received { on: due_on + Days::new(60), amount: Cents(5_000) }] } else { Vec::new() },
            credit_notes: if at.is_multiple_of(10) {
                vec![Credited { on: due_on + Days::new(20), amount: Cents(1_000), retroactive: at.is_multiple_of(20) }]
            } else {
                Vec::new()
            },
            allocation: AllocationOrder::InterestFirst,
            frozen_rate: None,
            divisor: None,
        }
    };
    (0..1_000).filter_map(|at| request(at).claim().ok()).collect()
}

fn over_a_million_pairs(bencher: divan::Bencher, ask: impl Fn(&Claim, NaiveDate, &RateTable) -> Option<Cents> + Sync) {
    let table = RateTable::built_in();
    let first = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default();
    let claims = claims(first);
    bencher.bench(|| {
        let days = (0..1_000).map(|offset| first + Days::new(365 + offset));
        days.flat_map(|day| claims.iter().map(move |claim| (claim, day))).filter_map(|(claim, day)| ask(claim, day, &table)).sum::<Cents>()
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn interest_alone(bencher: divan::Bencher) {
    over_a_million_pairs(bencher, |claim, day, table| interest_due(claim, day, table).ok());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn whole_account(bencher: divan::Bencher) {
    over_a_million_pairs(bencher, |claim, day, table| statement(claim, day, table).ok().map(|account| account.total));
}
