//! One million (invoice, day) pairs: interest alone, as lists and totals ask for it, and the whole account.
use crate::table::{Table, best};
use chrono::{Days, NaiveDate};
use echu_core::interest::rates::RateTable;
use echu_core::interest::{AllocationOrder, Claim, Credited, PenaltyRequest, Received, interest_due, statement};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use std::time::Duration;

pub fn measure(table: &mut Table) {
    if !table.wants("penalties") {
        return;
    }
    let interest = over_a_million_pairs(|claim, day, table| interest_due(claim, day, table).ok());
    table.row("interest of 1 000 000 (invoice, day) pairs", Duration::from_secs(1), interest, "the sum alone");
    let account = over_a_million_pairs(|claim, day, table| statement(claim, day, table).ok().map(|account| account.total));
    table.row("penalties of 1 000 000 (invoice, day) pairs", Duration::from_secs(1), account, "the whole account, line by line");
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

fn over_a_million_pairs(ask: impl Fn(&Claim, NaiveDate, &RateTable) -> Option<Cents>) -> Duration {
    let rates = RateTable::built_in();
    let first = NaiveDate::from_ymd_opt(2023, 1, 1).unwrap_or_default();
    let claims = claims(first);
    assert_eq!(claims.len(), 1_000, "a thousand claims");
    best(3, || {
        let days = (0..1_000).map(|offset| first + Days::new(365 + offset));
        let pairs = days.flat_map(|day| claims.iter().map(move |claim| (claim, day)));
        let total: Cents = pairs.filter_map(|(claim, day)| ask(claim, day, &rates)).sum();
        assert!(total.is_positive(), "something is owed");
    })
}
