//! « À corriger »: one row a client and a lack of his, however often the pass of the day meets it.
use super::day_plan::{DayPlan, ToFix};
use super::reason::Reason;
use crate::ids::{ClientId, InvoiceId};
use crate::invoice::Invoice;
use crate::money::Cents;

/// Adds invoices that something stops, each with its balance; one that the row has already, for itself or for its term, is not
/// counted again.
pub(super) fn add(answer: &mut DayPlan, client_id: ClientId, invoices: &[&Invoice], reason: Reason) {
    if invoices.is_empty() {
        return;
    }
    let row = row(answer, client_id, reason);
    for one in invoices {
        if !row.invoices.contains(&one.id) {
            row.invoices.push(one.id);
            row.amount += one.balance();
        }
    }
}

/// Adds what lacks of a term, with the open invoices that it spreads; it is a part of what they owe, counted once.
pub(super) fn add_term(answer: &mut DayPlan, client_id: ClientId, covered: &[InvoiceId], lacks: Cents, reason: Reason) {
    let row = row(answer, client_id, reason);
    let known = row.invoices.len();
    for id in covered {
        if !row.invoices.contains(id) {
            row.invoices.push(*id);
        }
    }
    if row.invoices.len() > known {
        row.amount += lacks;
    }
}

/// The row of a lack. That of the client himself, or of a broken agreement, is said once; each invoice that lacks something has its
/// own row.
fn row(answer: &mut DayPlan, client_id: ClientId, reason: Reason) -> &mut ToFix {
    let shared = matches!(
        reason,
        Reason::InstalmentMissed { .. } | Reason::UnallocatedMoney { .. } | Reason::UnmatchedCredit { .. } | Reason::Unreachable { .. }
    );
    // The rows of a client follow each other.
    let known = answer.to_fix.iter().rev().take_while(|row| row.client_id == client_id).position(|row| shared && row.reason == reason);
    let at = match known {
        Some(back) => answer.to_fix.len() - 1 - back,
        None => {
            answer.to_fix.push(ToFix { client_id, invoices: Vec::new(), amount: Cents::ZERO, reason });
            answer.to_fix.len() - 1
        }
    };
    &mut answer.to_fix[at]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::invoice;

    #[test]
    fn an_invoice_is_counted_once_for_itself_or_for_its_term() {
        let (first, second) = (invoice(1, "2026-10-05"), invoice(2, "2026-11-16"));
        let reason = || Reason::UnallocatedMoney { amount: Cents(1) };
        let mut answer = DayPlan::default();
        add_term(&mut answer, ClientId(1), &[InvoiceId(1)], Cents(50_000), reason());
        add(&mut answer, ClientId(1), &[&first, &second], reason());
        add(&mut answer, ClientId(2), &[&second], reason());
        let rows: Vec<_> = answer.to_fix.iter().map(|row| (row.client_id.0, row.invoices.len(), row.amount.0)).collect();
        assert_eq!(rows, [(1, 2, 150_000), (2, 1, 100_000)], "another client has his own row");
    }

    #[test]
    fn two_invoices_without_a_due_date_are_two_things_to_fix() {
        let mut answer = DayPlan::default();
        for id in [1, 2] {
            add(&mut answer, ClientId(1), &[&invoice(id, "2026-10-05")], Reason::NoDueDate);
        }
        assert_eq!(answer.to_fix.len(), 2, "each is mended in its own field");
    }

    #[test]
    fn a_lack_met_again_goes_to_its_own_row_and_a_term_is_counted_once() {
        let mut answer = DayPlan::default();
        let money = || Reason::UnallocatedMoney { amount: Cents(1) };
        add_term(&mut answer, ClientId(1), &[InvoiceId(1)], Cents(50_000), money());
        add(&mut answer, ClientId(1), &[&invoice(2, "2026-11-16")], Reason::NoDueDate);
        add_term(&mut answer, ClientId(1), &[InvoiceId(1)], Cents(50_000), money());
        let rows: Vec<_> = answer.to_fix.iter().map(|row| (row.invoices.len(), row.amount.0)).collect();
        assert_eq!(rows, [(1, 50_000), (1, 100_000)]);
    }
}
