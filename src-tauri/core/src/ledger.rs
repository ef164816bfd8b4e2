//! What was put against an invoice, and what it leaves due on a day.
use crate::ids::InvoiceId;
use crate::invoice::Invoice;
use crate::money::Cents;
use chrono::NaiveDate;

/// Where the money of a settlement comes from. An avoir is no payment: it lowers the principal (law/droit.md §6, 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SettledBy {
    /// Money received.
    Payment,
    /// Avoir.
    CreditNote,
}

/// An amount put against an invoice: the lettrage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settlement {
    /// What it settles.
    pub invoice_id: InvoiceId,
    /// Money or avoir.
    pub by: SettledBy,
    /// Day the money came in, or day of issue of the avoir.
    pub on: NaiveDate,
    /// Above zero.
    pub amount: Cents,
}

/// What was still due on the invoice at the end of the day, never below zero. Settlements of other invoices are passed over.
pub fn balance(invoice: &Invoice, settlements: &[Settlement], day: NaiveDate) -> Cents {
    let settled: Cents = of(invoice, settlements).filter(|one| one.on <= day).map(|one| one.amount).sum();
    (invoice.total - settled).or_zero()
}

/// Of credit notes not yet put against an invoice, what is taken off a principal that is asked for, spread or acknowledged: set off
/// (C. civ. 1347), never below zero, and never off penalties. Every paper asks here, and says it on a line of its own.
pub fn set_off(principal: Cents, credit: Cents) -> Cents {
    credit.or_zero().min(principal.or_zero())
}

/// What credit notes took off the invoice, whatever the day: it decides « annulée » (`InvoiceStatus::on`).
pub fn credited(invoice: &Invoice, settlements: &[Settlement]) -> Cents {
    of(invoice, settlements).filter(|one| one.by == SettledBy::CreditNote).map(|one| one.amount).sum()
}

fn of<'a>(invoice: &Invoice, settlements: &'a [Settlement]) -> impl Iterator<Item = &'a Settlement> {
    let id = invoice.id;
    settlements.iter().filter(move |one| one.invoice_id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::{day, invoice};

    #[test]
    fn a_credit_note_not_used_lowers_a_principal_to_zero_and_no_further() {
        assert_eq!(set_off(Cents(10_000), Cents(3_000)), Cents(3_000));
        assert_eq!(set_off(Cents(2_000), Cents(3_000)), Cents(2_000), "what exceeds it is a refund, not a negative claim");
        assert_eq!(set_off(Cents(2_000), Cents::ZERO), Cents::ZERO);
    }

    #[test]
    fn a_balance_counts_what_came_in_up_to_the_day_included() {
        let due = Invoice { total: Cents(10_000), ..invoice(1, "2026-11-03") };
        let settle = |id, by, on, amount| Settlement { invoice_id: InvoiceId(id), by, on: day(on), amount: Cents(amount) };
        let all = [
            settle(1, SettledBy::Payment, "2026-11-05", 4_000),
            settle(1, SettledBy::CreditNote, "2026-11-10", 1_000),
            settle(2, SettledBy::Payment, "2026-11-01", 9_000),
        ];
        assert_eq!(balance(&due, &all, day("2026-11-04")), Cents(10_000), "another invoice's money does not count");
        assert_eq!(balance(&due, &all, day("2026-11-05")), Cents(6_000));
        assert_eq!(balance(&due, &all, day("2026-12-31")), Cents(5_000));
        assert_eq!(credited(&due, &all), Cents(1_000));
    }
}
