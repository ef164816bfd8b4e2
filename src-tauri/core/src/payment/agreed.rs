//! What an agreement asks of a payment: its terms stand in place of the due dates of what it covers (law/droit.md §12).
use super::{OpenInvoice, ProposedAllocation};
use crate::ids::InvoiceId;
use crate::money::Cents;

/// An agreement that stands, on the day of a payment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgreedTerms {
    /// Of the terms fallen due by that day, what lacks.
    pub due: Cents,
    /// What lacks of the first term that is not paid.
    pub next: Cents,
    /// What lacks of all of them.
    pub left: Cents,
    /// What it covers, in order, each with its part of what the terms ask above the balances: the penalties and lump sums that they
    /// spread, and the principal that payments of interest left.
    pub covered: Vec<(InvoiceId, Cents)>,
}

impl AgreedTerms {
    /// True for an invoice whose due date gave way to the terms.
    pub fn covers(&self, invoice: InvoiceId) -> bool {
        self.covered.iter().any(|(id, _)| *id == invoice)
    }

    /// What the terms ask for beside the balance of an invoice.
    pub fn beside(&self, invoice: InvoiceId) -> Cents {
        self.covered.iter().find(|(id, _)| *id == invoice).map(|(_, beside)| *beside).unwrap_or_default()
    }

    /// True for a payment that is to the cent what is asked: the terms fallen due, the next one when none is, or all that is left.
    /// The debtor has then said what he pays without a word.
    pub(super) fn is_exactly(&self, amount: Cents) -> bool {
        let asked = if self.due.is_positive() { self.due } else { self.next };
        amount.is_positive() && (amount == asked || amount == self.left)
    }
}

impl ProposedAllocation {
    /// Puts up to `most` against the terms: the balances of what they cover in order, then what they ask beside them.
    pub(super) fn give_to_terms(&mut self, terms: &AgreedTerms, open: &[OpenInvoice], most: Cents) {
        let mut most = most.min(terms.left - self.given_to(terms));
        for (id, _) in &terms.covered {
            let balance = open.iter().find(|one| one.id == *id).map(|one| one.balance).unwrap_or_default();
            let amount = most.min(self.left).min(balance - self.given(*id));
            self.give_more(*id, amount);
            most -= amount.or_zero();
        }
        for (id, beside) in &terms.covered {
            let already: Cents = self.penalties.iter().filter(|one| one.invoice_id == *id).map(|one| one.amount).sum();
            let amount = most.min(self.left).min(*beside - already);
            self.give_penalties(*id, amount);
            most -= amount.or_zero();
        }
    }

    /// What the terms have had of this payment.
    pub(super) fn given_to(&self, terms: &AgreedTerms) -> Cents {
        self.shares.iter().chain(&self.penalties).filter(|one| terms.covers(one.invoice_id)).map(|one| one.amount).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::propose_allocation;
    use super::*;
    use crate::dunning::fixtures::day;

    fn open(id: i64, due: &str, balance: i64) -> OpenInvoice {
        OpenInvoice::new(InvoiceId(id), Some(day(due)), Cents(balance))
    }

    fn terms(due: i64, next: i64, left: i64, beside: i64) -> AgreedTerms {
        AgreedTerms { due: Cents(due), next: Cents(next), left: Cents(left), covered: vec![(InvoiceId(1), Cents(beside))] }
    }

    /// What goes to which invoice, to penalties, and what is left.
    fn placed(amount: i64, all: &[OpenInvoice], terms: &AgreedTerms) -> (Vec<(i64, i64)>, i64, i64) {
        let proposed = propose_allocation(Cents(amount), day("2026-11-23"), all, Some(terms), &[]);
        (
            proposed.shares.iter().map(|one| (one.invoice_id.0, one.amount.0)).collect(),
            proposed.penalties.iter().map(|one| one.amount.0).sum(),
            proposed.left.0,
        )
    }

    #[test]
    fn the_last_term_pays_what_the_terms_spread_beside_the_balance() {
        let last = [OpenInvoice { payable: Cents(300), ..open(1, "2026-11-23", 300) }];
        assert_eq!(placed(387, &last, &terms(387, 387, 387, 87)), (vec![(1, 300)], 87, 0));
        assert_eq!(placed(350, &last, &terms(387, 387, 387, 87)), (vec![(1, 300)], 50, 0), "a part of it too");
        assert_eq!(placed(400, &last, &terms(387, 387, 387, 87)), (vec![(1, 300)], 87, 13), "what no term asks for is his credit");
        let paid = [open(1, "2026-11-23", 0)];
        assert_eq!(placed(87, &paid, &terms(87, 87, 87, 87)), (vec![], 87, 0), "a term that only penalties are left of");
    }

    #[test]
    fn a_debt_that_is_late_comes_before_a_term_to_come() {
        let all = [OpenInvoice { payable: Cents::ZERO, ..open(1, "2026-11-30", 900) }, open(2, "2026-11-05", 456)];
        let terms = terms(0, 300, 900, 0);
        assert_eq!(placed(456, &all, &terms), (vec![(2, 456)], 0, 0));
        assert_eq!(placed(556, &all, &terms), (vec![(2, 456), (1, 100)], 0, 0), "then the terms to come, which are agreed");
        assert_eq!(placed(300, &all, &terms), (vec![(1, 300)], 0, 0), "the next term, to the cent");
        assert_eq!(placed(1_400, &all, &terms), (vec![(2, 456), (1, 900)], 0, 44));
    }

    #[test]
    fn of_what_is_covered_only_the_terms_fallen_due_are_due() {
        let all = [OpenInvoice { payable: Cents(300), ..open(1, "2026-11-10", 900) }, open(2, "2026-11-05", 456)];
        assert_eq!(placed(600, &all, &terms(300, 300, 900, 0)), (vec![(2, 456), (1, 144)], 0, 0), "the oldest due first");
        assert_eq!(placed(300, &all, &terms(300, 300, 900, 0)), (vec![(1, 300)], 0, 0), "the term, to the cent");
    }
}
