//! Activity of a time for the accountant: what was owed before, what moved it, what is owed at the end, and what both balances are made of.
//!
//! The balance at the end is the sum of the lines. What it is made of is computed another way, from each invoice, credit note and payment
//! of that evening: both are the same.
use super::claim::Claim;
use super::movement::{Move, Movement, of_losses};
use super::words;
use super::{Cell, Column, Kind, Table};
use crate::money::Cents;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What movements of one kind add up to. In cents, above zero.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// Before the first day.
    pub before: Cents,
    /// From the first day to the last.
    pub within: Cents,
    /// How many from the first day to the last.
    pub count: usize,
}

/// What was not put against anything on an evening. In cents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Unused {
    /// Of credit notes.
    pub credit_notes: Cents,
    /// Of money received.
    pub money: Cents,
}

/// What the report is made from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// By kind, but for losses, which the claims tell.
    pub spans: BTreeMap<Movement, Span>,
    /// The invoices owed on either evening, and all that were written off.
    pub claims: Vec<Claim>,
    /// Not used on the evening before the first day.
    pub opening: Unused,
    /// Not used on the last evening.
    pub closing: Unused,
    /// Penalties given up from the first day to the last.
    pub waived: Span,
}

/// The table from the first day to the last, both in it.
pub fn compute(facts: &Facts, from: NaiveDate, to: NaiveDate) -> Table {
    let [what, count, amount] = words::ACTIVITY_COLUMNS;
    let mut table = Table::new(&[Column::wide(what), Column::new(count, Kind::Count), Column::summed(amount, Kind::Cents)]);
    let mut spans = facts.spans.clone();
    for one in of_losses(&facts.claims) {
        add(spans.entry(one.what).or_default(), &one, from, to);
    }
    let of = |kind: Movement| spans.get(&kind).copied().unwrap_or_default();
    let before = from.pred_opt().unwrap_or(from);
    let opening: Cents = Movement::ALL.into_iter().map(|kind| kind.signed(of(kind).before)).sum();
    table.group(words::ACCOUNT);
    table.line(vec![Cell::text(words::balance_on(before)), Cell::Empty, opening.into()]);
    for kind in Movement::ALL {
        let span = of(kind);
        if always(kind) || span.count > 0 {
            table.line(vec![kind.plural().into(), Cell::count(span.count), kind.signed(span.within).into()]);
        }
    }
    table.subtotal(words::balance_on(to), &[]);
    for (day, unused) in [(before, facts.opening), (to, facts.closing)] {
        made_of(&mut table, &facts.claims, unused, day);
    }
    table.group(words::BESIDE);
    let (paid, back) = (of(Movement::ToPenalties), of(Movement::PenaltiesBack));
    table.line(vec![words::PENALTIES_RECEIVED.into(), Cell::count(paid.count), (paid.within - back.within).into()]);
    table.line(vec![words::PENALTIES_WAIVED.into(), Cell::count(facts.waived.count), facts.waived.within.into()]);
    table
}

/// Told even when there was none.
fn always(kind: Movement) -> bool {
    matches!(kind, Movement::Invoiced | Movement::Credited | Movement::Received | Movement::WrittenOff)
}

fn add(span: &mut Span, one: &Move, from: NaiveDate, to: NaiveDate) {
    if one.on < from {
        span.before += one.amount;
    } else if one.on <= to {
        span.within += one.amount;
        span.count += 1;
    }
}

/// What the balance of an evening is made of.
fn made_of(table: &mut Table, claims: &[Claim], unused: Unused, day: NaiveDate) {
    let mut owed = [(0, Cents::ZERO); 2];
    for claim in claims {
        let amount = claim.owed_on(day);
        if amount.is_positive() {
            let (count, sum) = &mut owed[usize::from(claim.is_archived)];
            *count += 1;
            *sum += amount;
        }
    }
    let money = unused.money + claims.iter().map(|claim| claim.beyond_on(day)).sum();
    let [(open, shown), (set_aside, hidden)] = owed;
    table.group(words::made_of(day));
    table.line(vec![words::OWED.into(), Cell::count(open), shown.into()]);
    if set_aside > 0 {
        table.line(vec![words::OWED_ARCHIVED.into(), Cell::count(set_aside), hidden.into()]);
    }
    table.line(vec![words::UNUSED_CREDIT_NOTES.into(), Cell::Empty, (-unused.credit_notes).into()]);
    table.line(vec![words::ADVANCES.into(), Cell::Empty, (-money).into()]);
    table.subtotal(words::balance_on(day), &[]);
}

#[cfg(test)]
mod tests {
    use super::super::claim::Settled;
    use super::super::claim::fixtures::claim;
    use super::super::table::tests::adds_up;
    use super::super::{Row, RowKind};
    use super::*;
    use crate::dunning::fixtures::day;
    use proptest::prelude::*;

    fn amount(row: &Row) -> i64 {
        if let Some(Cell::Cents { amount }) = row.cells.last() { amount.0 } else { 0 }
    }

    fn subtotals(table: &Table) -> Vec<i64> {
        table.rows.iter().filter(|row| row.kind == RowKind::Subtotal).map(amount).collect()
    }

    #[test]
    fn an_empty_time_keeps_its_balance() {
        let spans = [(Movement::Invoiced, Span { before: Cents(500), ..Span::default() })].into();
        let claims = vec![claim(1, 1, "2026-09-01", "2026-10-01", 500)];
        let table = compute(&Facts { spans, claims, ..Facts::default() }, day("2026-11-01"), day("2026-11-30"));
        assert_eq!(subtotals(&table), [500, 500, 500]);
        assert!(adds_up(&table));
    }

    proptest! {
        /// A ledger at random: what was owed before and what moved it make what is owed at the end, invoice by invoice.
        #[test]
        fn opening_and_movements_make_the_closing_balance(
            all in proptest::collection::vec((0_i64..120, 1_i64..10_000, proptest::collection::vec((0_i64..120, 1_i64..4_000, proptest::option::of(1_i64..60)), 0..4), proptest::option::of(0_i64..60)), 0..25),
            first in 1_i64..120, length in 0_i64..60,
        ) {
            let start = day("2026-01-01");
            let at = |days: i64| start + chrono::TimeDelta::days(days);
            let (from, to) = (at(first), at(first + length));
            let mut facts = Facts::default();
            for (place, (issued, total, paid, lost)) in all.iter().enumerate() {
                let mut left = *total;
                let mut settled = Vec::new();
                for (on, amount, back) in paid {
                    // What the bank took back leaves its room to another.
                    let amount = (*amount).min(if back.is_some() { *total } else { left });
                    if amount > 0 {
                        left -= if back.is_some() { 0 } else { amount };
                        settled.push(Settled { on: at(*on), until: back.map(|back| at(on + back)), amount: Cents(amount), part: None });
                    }
                }
                for one in &settled {
                    // Some of it is a discount: it comes and goes with its payment, and never waits for its invoice.
                    let is_discount = one.amount.0 % 3 == 0 && one.on >= at(*issued);
                    let (came, back) = if is_discount { (Movement::Discount, Movement::DiscountBack) } else { (Movement::Received, Movement::Rejected) };
                    let money = Move { on: one.on, what: came, amount: one.amount, piece: String::new(), invoice: None, due_on: None };
                    add(facts.spans.entry(came).or_default(), &money, from, to);
                    if let Some(until) = one.until {
                        add(facts.spans.entry(back).or_default(), &Move { on: until, ..money.clone() }, from, to);
                    }
                    // Received before the invoice: an advance until then.
                    for (day, unused) in [(from.pred_opt().unwrap(), &mut facts.opening), (to, &mut facts.closing)] {
                        if one.on <= day && at(*issued) > day && one.until.is_none_or(|until| until > day) {
                            unused.money += one.amount;
                        }
                    }
                }
                let invoiced = Move { on: at(*issued), what: Movement::Invoiced, amount: Cents(*total), piece: String::new(), invoice: None, due_on: None };
                add(facts.spans.entry(Movement::Invoiced).or_default(), &invoiced, from, to);
                let written_off_on = lost.filter(|_| settled.iter().all(|one| one.on <= at(*issued))).map(|lost| at(issued + lost));
                let last = settled.iter().map(|one| one.on).max().unwrap_or(start).max(at(*issued));
                let one = claim(i64::try_from(place).unwrap(), 1, "2026-01-01", "2026-01-01", *total);
                // Nobody writes off what is settled, nor an invoice against which more was put than it asks.
                let written_off_on = written_off_on.map(|on| on.max(last)).filter(|_| settled.iter().map(|one| one.amount.0).sum::<i64>() <= *total);
                facts.claims.push(Claim { issued_on: at(*issued), written_off_on, settled, ..one });
            }
            let table = compute(&facts, from, to);
            prop_assert!(adds_up(&table));
            let [closing, opening_made_of, closing_made_of] = subtotals(&table)[..] else { panic!("three balances") };
            prop_assert_eq!(amount(&table.rows[1]), opening_made_of);
            prop_assert_eq!(closing, closing_made_of);
        }
    }
}
