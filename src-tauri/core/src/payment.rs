//! Which invoices a payment settles, when the client does not say (C. civ. 1342-10).
mod agreed;

pub use agreed::AgreedTerms;

use crate::ids::InvoiceId;
use crate::money::Cents;
use chrono::NaiveDate;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// An open invoice of the payer, as far as an allocation needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenInvoice {
    /// Its identity.
    pub id: InvoiceId,
    /// Last day to pay; None counts as not due. Of what an agreement covers, the day of its first term not paid.
    pub due_on: Option<NaiveDate>,
    /// Still due. Zero for an invoice paid late, of which only penalties remain.
    pub balance: Cents,
    /// Of an invoice in parts, what of the balance is due on the day of receipt, or its next part when none is; of what an agreement
    /// covers, what its terms fallen due ask for; the balance of another.
    pub payable: Cents,
    /// Yearly rate of its penalties, in basis points: the debt that costs most is the one its debtor most wants to pay.
    pub rate_bp: u32,
    /// Interest owed on it.
    pub penalties: Cents,
    /// Lump sum owed on it.
    pub fee: Cents,
    /// Discount its debtor has if he pays the rest of it on the day of receipt (« escompte »); zero when there is none.
    pub discount: Cents,
}

impl OpenInvoice {
    /// A debt without penalties.
    pub fn new(id: InvoiceId, due_on: Option<NaiveDate>, balance: Cents) -> OpenInvoice {
        OpenInvoice { id, due_on, balance, payable: balance, rate_bp: 0, penalties: Cents::ZERO, fee: Cents::ZERO, discount: Cents::ZERO }
    }

    /// What an early payment of it may be, to the cent.
    fn early_prices(&self) -> [Cents; 3] {
        [self.balance, self.balance - self.discount, self.payable]
    }
}

/// One line of an allocation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// What it settles.
    pub invoice_id: InvoiceId,
    /// Above zero, never above the invoice's balance.
    pub amount: Cents,
    /// Of an invoice in parts, the due date of the one that the debtor named (C. civ. 1342-10 al. 1); none: the oldest first.
    pub part: Option<NaiveDate>,
}

impl Share {
    /// A share that goes where the law says.
    pub fn of(invoice_id: InvoiceId, amount: Cents) -> Share {
        Share { invoice_id, amount, part: None }
    }
}

/// A proposed allocation; a person may change it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProposedAllocation {
    /// What goes where, in the order it was decided.
    pub shares: Vec<Share>,
    /// What pays the penalties of which invoice.
    pub penalties: Vec<Share>,
    /// What stays as the client's credit.
    pub left: Cents,
}

/// Spreads a payment over the payer's open invoices.
///
/// 1. The invoices the client named, in his order (1342-10 al. 1).
///    Of an invoice he named, the penalties come next.
/// 2. Then those already due on the day of receipt: the one he had most interest in paying, which is the one whose penalties
///    run at the highest rate (Cass. com. 4 Nov. 1986), then the oldest due date; the same rate and due date are shared in
///    proportion to the balances, exact to the cent (al. 2). No debt is known here to have a security or a title.
/// 3. What is left pays the penalties of the invoices this payment settles when it is exactly their sum, with or without
///    the lump sums: the client has done the same calculation. Otherwise nothing goes to penalties unless a person says so.
/// 4. An agreement that stands takes the place of the due dates of what it covers: its terms fallen due rank with the debts of point 2,
///    and what exceeds the balances pays what they spread beside them (law/droit.md §12). A payment that is exactly what it asks for
///    is for it, unless it is exactly a debt that is due. Where the client named nothing, the terms to come have the rest.
/// 5. The rest is the client's credit: it never goes silently to an invoice not yet due (law/droit.md §6, 7), unless it
///    is exactly the balance of one, less its discount or not, or its next part, which is an early payment.
///
/// An amount of zero or less proposes nothing.
pub fn propose_allocation(
    amount: Cents,
    received_on: NaiveDate,
    open: &[OpenInvoice],
    terms: Option<&AgreedTerms>,
    designated: &[InvoiceId],
) -> ProposedAllocation {
    let mut spread = ProposedAllocation { left: amount.or_zero(), ..ProposedAllocation::default() };
    let covered = |id: InvoiceId| terms.is_some_and(|terms| terms.covers(id));
    let mut rest: BTreeMap<InvoiceId, &OpenInvoice> = open.iter().map(|one| (one.id, one)).collect();
    for id in designated {
        if let Some(one) = rest.remove(id) {
            spread.give(one.id, one.balance);
            let beside = terms.map(|terms| terms.beside(one.id)).unwrap_or_default();
            spread.give_penalties(one.id, (one.penalties + one.fee).max(beside));
        }
    }
    rest.retain(|_, one| one.balance.is_positive());
    let is_due = |one: &OpenInvoice| one.due_on.is_some_and(|on| on <= received_on);
    if let Some(terms) = terms.filter(|terms| terms.is_exactly(spread.left)) {
        let is_a_debt = |one: &&OpenInvoice| !covered(one.id) && is_due(one) && one.payable == spread.left;
        if !rest.values().any(is_a_debt) {
            spread.give_to_terms(terms, open, spread.left);
        }
    }
    let mut due: BTreeMap<(Reverse<u32>, NaiveDate), Vec<&OpenInvoice>> = BTreeMap::new();
    let mut early: BTreeMap<(NaiveDate, InvoiceId), &OpenInvoice> = BTreeMap::new();
    for one in rest.into_values() {
        match one.due_on {
            Some(on) if is_due(one) && one.payable.is_positive() => due.entry((Reverse(one.rate_bp), on)).or_default().push(one),
            _ if covered(one.id) => {}
            on => drop(early.insert((on.unwrap_or(NaiveDate::MAX), one.id), one)),
        }
    }
    let mut to_come: Vec<&OpenInvoice> = Vec::new();
    let mut settled: Vec<&OpenInvoice> = Vec::new();
    for alike in due.into_values() {
        spread.share_out(&alike);
        let own = |one: &&&OpenInvoice| !covered(one.id);
        settled.extend(alike.iter().filter(own).filter(|one| spread.settles(one)));
        to_come.extend(alike.iter().filter(own).filter(|one| one.payable < one.balance));
    }
    if let Some(terms) = terms {
        spread.give_to_terms(terms, open, terms.due - spread.given_to(terms));
    }
    spread.share_exact_penalties(&settled);
    if let Some(one) = to_come.into_iter().find(|one| one.balance - one.payable == spread.left) {
        spread.give_more(one.id, spread.left);
    } else if let Some(one) = early.into_values().find(|one| one.early_prices().contains(&spread.left)) {
        spread.give(one.id, one.balance);
    }
    if let Some(terms) = terms.filter(|_| designated.is_empty()) {
        spread.give_to_terms(terms, open, spread.left);
    }
    spread
}

impl ProposedAllocation {
    fn give(&mut self, invoice_id: InvoiceId, wanted: Cents) {
        let amount = wanted.min(self.left);
        if amount.is_positive() {
            self.left -= amount;
            self.shares.push(Share::of(invoice_id, amount));
        }
    }

    fn give_penalties(&mut self, invoice_id: InvoiceId, wanted: Cents) {
        let amount = wanted.min(self.left);
        if amount.is_positive() {
            self.left -= amount;
            self.penalties.push(Share::of(invoice_id, amount));
        }
    }

    /// Puts more against an invoice that may have had some already, as the parts to come of one whose due ones are paid.
    fn give_more(&mut self, invoice_id: InvoiceId, wanted: Cents) {
        let amount = wanted.min(self.left);
        match self.shares.iter_mut().find(|share| share.invoice_id == invoice_id).filter(|_| amount.is_positive()) {
            Some(share) => {
                share.amount += amount;
                self.left -= amount;
            }
            None => self.give(invoice_id, amount),
        }
    }

    /// What an invoice has had of this payment.
    fn given(&self, invoice_id: InvoiceId) -> Cents {
        self.shares.iter().filter(|share| share.invoice_id == invoice_id).map(|share| share.amount).sum()
    }

    fn settles(&self, one: &OpenInvoice) -> bool {
        self.shares.iter().any(|share| share.invoice_id == one.id && share.amount == one.payable)
    }

    /// Gives what is left to the penalties of `settled` when it is exactly what they are.
    fn share_exact_penalties(&mut self, settled: &[&OpenInvoice]) {
        let interest: Cents = settled.iter().map(|one| one.penalties).sum();
        let fees: Cents = settled.iter().map(|one| one.fee).sum();
        let with_fees = self.left == interest + fees;
        if with_fees || self.left == interest {
            for one in settled {
                self.give_penalties(one.id, if with_fees { one.penalties + one.fee } else { one.penalties });
            }
        }
    }

    /// Gives each its part in proportion, by running totals: the parts add up exactly, and none goes above what is due of it.
    fn share_out(&mut self, invoices: &[&OpenInvoice]) {
        let owed: i128 = invoices.iter().map(|one| i128::from(one.payable.0)).sum();
        let pot = i128::from(self.left.0).min(owed);
        let (mut owed_so_far, mut given_so_far) = (0_i128, 0_i128);
        for one in invoices {
            owed_so_far += i128::from(one.payable.0);
            let part = pot * owed_so_far / owed - given_so_far;
            given_so_far += part;
            // Within i64: a part is never above what is payable, because pot ≤ owed.
            self.give(one.id, Cents(i64::try_from(part).unwrap_or(one.payable.0)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::day;
    use proptest::prelude::*;

    fn open(id: i64, due: &str, balance: i64) -> OpenInvoice {
        OpenInvoice::new(InvoiceId(id), (!due.is_empty()).then(|| day(due)), Cents(balance))
    }

    fn shares(amount: i64, invoices: &[OpenInvoice], designated: &[i64]) -> (Vec<(i64, i64)>, i64) {
        let designated: Vec<_> = designated.iter().map(|id| InvoiceId(*id)).collect();
        let proposed = propose_allocation(Cents(amount), day("2026-11-23"), invoices, None, &designated);
        (proposed.shares.iter().map(|one| (one.invoice_id.0, one.amount.0)).collect(), proposed.left.0)
    }

    #[test]
    fn the_oldest_due_debt_is_paid_first_and_nothing_goes_to_a_debt_not_due() {
        let all = [open(1, "2026-11-10", 500), open(2, "2026-10-10", 300), open(3, "2026-12-10", 900), open(4, "", 50)];
        assert_eq!(shares(400, &all, &[]), (vec![(2, 300), (1, 100)], 0));
        assert_eq!(shares(1_000, &all, &[]), (vec![(2, 300), (1, 500)], 200), "the rest is the client's credit");
    }

    #[test]
    fn the_client_may_name_the_debt_he_pays() {
        let all = [open(1, "2026-11-10", 500), open(3, "2026-12-10", 900)];
        assert_eq!(shares(1_000, &all, &[3]), (vec![(3, 900), (1, 100)], 0));
    }

    #[test]
    fn debts_due_the_same_day_share_in_proportion_to_the_cent() {
        let all = [open(1, "2026-11-10", 100), open(2, "2026-11-10", 100), open(3, "2026-11-10", 100)];
        assert_eq!(shares(100, &all, &[]), (vec![(1, 33), (2, 33), (3, 34)], 0));
    }

    #[test]
    fn money_that_is_exactly_a_debt_not_yet_due_is_an_early_payment() {
        let all = [open(1, "2026-12-10", 500), open(2, "2026-12-05", 500)];
        assert_eq!(shares(500, &all, &[]), (vec![(2, 500)], 0));
        assert_eq!(shares(499, &all, &[]), (vec![], 499));
    }

    #[test]
    fn money_that_is_a_debt_less_its_discount_is_an_early_payment() {
        let all = [OpenInvoice { discount: Cents(10), ..open(1, "2026-12-10", 500) }];
        assert_eq!(shares(490, &all, &[]), (vec![(1, 490)], 0));
        assert_eq!(shares(489, &all, &[]), (vec![], 489), "a cent less is no longer the price");
    }

    #[test]
    fn a_debt_due_today_is_due() {
        assert_eq!(shares(10, &[open(1, "2026-11-23", 500)], &[]), (vec![(1, 10)], 0));
    }

    #[test]
    fn the_debt_that_costs_its_debtor_most_comes_before_the_oldest() {
        let all = [open(1, "2026-09-10", 500), OpenInvoice { rate_bp: 1_500, ..open(2, "2026-11-10", 300) }];
        assert_eq!(shares(400, &all, &[]), (vec![(2, 300), (1, 100)], 0), "15 % against the usual rate");
    }

    #[test]
    fn penalties_are_paid_when_they_are_named_or_paid_to_the_cent_and_never_by_an_overpayment() {
        let late = |balance| OpenInvoice { penalties: Cents(60), fee: Cents(40), ..open(1, "2026-10-10", balance) };
        let proposed = |amount, one, designated: &[i64]| {
            let designated: Vec<_> = designated.iter().map(|id| InvoiceId(*id)).collect();
            let proposed = propose_allocation(Cents(amount), day("2026-11-23"), &[one], None, &designated);
            (
                proposed.shares.iter().map(|s| s.amount.0).sum::<i64>(),
                proposed.penalties.iter().map(|s| s.amount.0).sum::<i64>(),
                proposed.left.0,
            )
        };
        assert_eq!(proposed(600, late(500), &[]), (500, 100, 0), "the invoice, its interest and its forty");
        assert_eq!(proposed(560, late(500), &[]), (500, 60, 0), "the invoice and its interest");
        assert_eq!(proposed(590, late(500), &[]), (500, 0, 90), "an amount that is neither is the client's credit");
        assert_eq!(proposed(590, late(500), &[1]), (500, 90, 0), "the client named the invoice");
        assert_eq!(proposed(70, late(0), &[1]), (0, 70, 0), "paid late, only its penalties are left");
        assert_eq!(proposed(70, late(0), &[]), (0, 0, 70));
    }

    #[test]
    fn of_an_invoice_in_parts_only_what_is_due_is_paid() {
        let parted = OpenInvoice { payable: Cents(400), ..open(1, "2026-10-10", 1_000) };
        assert_eq!(shares(500, &[parted], &[]), (vec![(1, 400)], 100), "a part to come is not paid silently");
        assert_eq!(shares(1_000, &[parted], &[]), (vec![(1, 1_000)], 0), "unless it is all of it, to the cent");
        assert_eq!(shares(700, &[parted], &[1]), (vec![(1, 700)], 0), "or the client names the invoice");
        let to_come = OpenInvoice { payable: Cents(400), ..open(1, "2026-12-10", 1_000) };
        assert_eq!(shares(400, &[to_come], &[]), (vec![(1, 400)], 0), "its next part, paid early");
    }

    proptest! {
        #[test]
        fn an_allocation_never_exceeds_the_payment_nor_a_balance(
            amount in -5_i64..2_000_000,
            rows in prop::collection::vec((0_i64..40, 0_i64..900_000), 0..8),
            designated in prop::collection::vec(0_i64..9, 0..4),
        ) {
            let all: Vec<_> = rows.iter().enumerate().map(|(at, (shift, balance))| {
                OpenInvoice::new(InvoiceId(at as i64), Some(day("2026-11-01") + chrono::Days::new(*shift as u64)), Cents(*balance))
            }).collect();
            let (given, left) = shares(amount, &all, &designated);
            prop_assert!(left >= 0);
            prop_assert_eq!(given.iter().map(|(_, part)| part).sum::<i64>() + left, amount.max(0), "not one cent is lost or made");
            let mut by_invoice = BTreeMap::new();
            for (id, part) in given {
                prop_assert!(part > 0, "a line of zero is no line");
                *by_invoice.entry(id).or_insert(0) += part;
            }
            for (id, part) in by_invoice {
                prop_assert!(part <= all[id as usize].balance.0);
            }
        }
    }
}
