//! Cheques of several clients handed in at once: one credit, whose parts the bank does not tell.
use super::{Book, Received};
use crate::bank::LineKind;
use crate::ids::{ClientId, InvoiceId};
use crate::money::Cents;
use crate::text::count;
use std::collections::BTreeSet;

/// Most invoices open at once among which two are looked for: beyond, sums meet by chance.
const PAIRS: usize = 400;
/// Idem, three or four.
const MORE: usize = 60;
/// Most cheques looked for in a deposit.
const TERMS: usize = 4;
/// Ways to make the sum beyond which none is shown.
const WAYS: usize = 3;

/// Open invoices whose balances make the sum of a deposit. Never sure: it is a sum alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deposit {
    /// Who would have paid what, oldest due first.
    pub parts: Vec<(ClientId, InvoiceId, Cents)>,
    /// True when as many invoices make the sum in another way.
    pub ambiguous: bool,
}

impl Deposit {
    /// « Possible : une remise de chèques, le montant est celui de 3 factures de 2 clients, d’une seule façon. »
    pub fn sentence(&self) -> String {
        let clients = self.parts.iter().map(|(client, ..)| client).collect::<BTreeSet<_>>().len();
        let of = |number: usize, one: &str, several: &str| count(u64::try_from(number).unwrap_or(u64::MAX), one, several);
        let way = if self.ambiguous { "une autre lecture est possible" } else { "d’une seule façon" };
        format!(
            "Possible\u{a0}: une remise de chèques, le montant est celui de {} de {}, {way}.",
            of(self.parts.len(), "facture", "factures"),
            of(clients, "client", "clients")
        )
    }
}

impl Book<'_> {
    /// The ways to read a deposit of cheques that nothing else reads: the fewest invoices that make its sum, of any clients.
    pub fn deposits(&self, line: &Received) -> Vec<Deposit> {
        if line.kind != LineKind::Cheque || line.amount <= Cents::ZERO || self.open.len() > PAIRS {
            return Vec::new();
        }
        let most = if self.open.len() > MORE { 2 } else { TERMS };
        for terms in 2..=most {
            let mut found = Vec::new();
            self.sums(line.amount, terms, 0, &mut Vec::new(), &mut found);
            if found.len() > WAYS {
                return Vec::new();
            }
            if !found.is_empty() {
                let ambiguous = found.len() > 1;
                return found.into_iter().map(|places| self.deposit(&places, ambiguous)).collect();
            }
        }
        Vec::new()
    }

    fn deposit(&self, places: &[usize], ambiguous: bool) -> Deposit {
        let part = |place: &usize| (self.open[*place].client, self.open[*place].id, self.open[*place].balance);
        Deposit { parts: places.iter().map(part).collect(), ambiguous }
    }

    /// The places, in order from this one, of as many invoices whose balances make the sum; one more than is shown at most.
    fn sums(&self, sum: Cents, terms: usize, from: usize, chosen: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) {
        if found.len() > WAYS || !sum.is_positive() {
            return;
        }
        if terms == 1 {
            let last = self.by_amount.get(&sum).into_iter().flatten().filter(|place| **place >= from && self.open[**place].balance == sum);
            found.extend(last.map(|place| [chosen.as_slice(), &[*place]].concat()));
            return;
        }
        for place in from..self.open.len() {
            chosen.push(place);
            self.sums(sum - self.open[place].balance, terms - 1, place + 1, chosen, found);
            chosen.pop();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Open, Payer};
    use super::*;

    fn open(id: i64, client: i64, cents: i64) -> Open {
        let balance = Cents(cents);
        Open { id: InvoiceId(id), client: ClientId(client), number: format!("F-{id}"), balance, claim: balance, early: None }
    }

    fn credit(kind: LineKind, cents: i64) -> Received {
        Received {
            on: "2026-11-16".parse().unwrap(),
            kind,
            amount: Cents(cents),
            label: "REMISE CHEQUES 0012".into(),
            counterparty: String::new(),
            iban: String::new(),
            reference: String::new(),
        }
    }

    fn ways(open: &[Open], line: &Received) -> Vec<Vec<i64>> {
        let payers: Vec<Payer> = Vec::new();
        let book = Book::new(open, &payers, &[], &[]);
        book.deposits(line).iter().map(|one| one.parts.iter().map(|(_, invoice, _)| invoice.0).collect()).collect()
    }

    #[test]
    fn the_fewest_invoices_of_any_clients_that_make_the_sum_are_shown() {
        let book = [open(1, 1, 10_000), open(2, 2, 25_050), open(3, 3, 4_200), open(4, 1, 7_777)];
        assert_eq!(ways(&book, &credit(LineKind::Cheque, 35_050)), [[1, 2]]);
        assert_eq!(ways(&book, &credit(LineKind::Cheque, 39_250)), [[1, 2, 3]]);
        assert_eq!(ways(&book, &credit(LineKind::Transfer, 35_050)), Vec::<Vec<i64>>::new(), "a transfer has one payer");
        assert_eq!(ways(&book, &credit(LineKind::Cheque, 35_051)), Vec::<Vec<i64>>::new());
    }

    #[test]
    fn several_ways_are_said_and_too_many_are_none() {
        let two = [open(1, 1, 10_000), open(2, 2, 5_000), open(3, 3, 12_000), open(4, 4, 3_000)];
        let payers: Vec<Payer> = Vec::new();
        let found = Book::new(&two, &payers, &[], &[]).deposits(&credit(LineKind::Cheque, 15_000));
        assert_eq!((found.len(), found[0].ambiguous), (2, true));
        assert_eq!(
            found[0].sentence(),
            "Possible\u{a0}: une remise de chèques, le montant est celui de 2 factures de 2 clients, une autre lecture est possible."
        );
        let alike: Vec<Open> = (1..=8).map(|id| open(id, id, 5_000)).collect();
        assert_eq!(ways(&alike, &credit(LineKind::Cheque, 10_000)), Vec::<Vec<i64>>::new(), "chance, not a reading");
    }
}
