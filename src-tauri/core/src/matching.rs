//! Which bank line settles which invoices: what is looked at, how sure it is, and why, in words.
//!
//! Nothing here writes. A [`Certain`](Certainty::Certain) proposal needs two independent signs, the amount always being
//! one of them: a number of invoice in the label or an IBAN that already paid, and a sum that fits in one way only.
//! Everything else waits for a person: a label that names an invoice already settled, several payments in one sum, a movement
//! that may be our own money coming back. A money that may be a client's and is not matched holds his reminders.
mod deposit;
mod doubts;
mod facts;
mod names;
mod numbers;
mod sums;
#[cfg(test)]
mod tests;
mod words;

pub use deposit::Deposit;
pub use facts::*;
pub use numbers::{numbers_in, plain_number};
pub use words::sentence;

use crate::bank::LineKind;
use crate::ids::ClientId;
use crate::money::Cents;
use numbers::Written;
use std::collections::BTreeMap;

/// Most proposals for one line.
const MOST: usize = 5;

/// What is owed, indexed once for many lines.
pub struct Book<'a> {
    open: &'a [Open],
    written: Written,
    /// The invoices that the labels name, owed or not.
    named: &'a [Named],
    known: Written,
    by_amount: BTreeMap<Cents, Vec<usize>>,
    by_client: BTreeMap<ClientId, Vec<usize>>,
    by_iban: BTreeMap<&'a str, ClientId>,
    noted: BTreeMap<Cents, Vec<Noted>>,
    names: names::Names,
}

impl<'a> Book<'a> {
    /// `open` is oldest due date first; `named`: every invoice whose number is among [`numbers_in`] the labels to read.
    pub fn new(open: &'a [Open], payers: &'a [Payer], noted: &[Noted], named: &'a [Named]) -> Book<'a> {
        let mut by_amount: BTreeMap<Cents, Vec<usize>> = BTreeMap::new();
        let mut by_client: BTreeMap<ClientId, Vec<usize>> = BTreeMap::new();
        for (place, invoice) in open.iter().enumerate() {
            by_client.entry(invoice.client).or_default().push(place);
            let early = invoice.early.map(|early| early.amount);
            for amount in
                [Some(invoice.balance), Some(invoice.claim).filter(|claim| *claim != invoice.balance), early].into_iter().flatten()
            {
                by_amount.entry(amount).or_default().push(place);
            }
        }
        let mut owners: BTreeMap<&str, Vec<ClientId>> = BTreeMap::new();
        for payer in payers {
            payer.ibans.iter().for_each(|iban| owners.entry(iban).or_default().push(payer.id));
        }
        // An account that paid for two clients (a factor, a parent company) tells neither.
        let by_iban =
            owners.into_iter().filter_map(|(iban, clients)| <[ClientId; 1]>::try_from(clients).ok().map(|[one]| (iban, one))).collect();
        let mut by_sum: BTreeMap<Cents, Vec<Noted>> = BTreeMap::new();
        noted.iter().for_each(|one| by_sum.entry(one.amount).or_default().push(*one));
        let written = Written::new(open.iter().map(|one| one.number.as_str()));
        let known = Written::new(named.iter().map(|one| one.number.as_str()));
        Book { open, written, named, known, by_amount, by_client, by_iban, noted: by_sum, names: names::Names::new(payers) }
    }

    /// The ways to read a line, surest first; empty when nothing points to a client.
    pub fn proposals(&self, line: &Received) -> Vec<Proposal> {
        // Our own money coming back, the bank's interest: no client is behind.
        if line.amount <= Cents::ZERO || matches!(line.kind, LineKind::Return | LineKind::Charge) {
            return Vec::new();
        }
        let text = line.text();
        let named = self.names.found_in(&text);
        let paid_before = self.by_iban.get(line.iban.as_str()).copied().filter(|_| !line.iban.is_empty());
        let written = self.written.found_in(&text);
        let settled = self.settled_in(&text, &written);
        let mut found = Vec::new();
        if !written.is_empty() {
            let mut places: Vec<usize> = written.iter().map(|one| one.place).collect();
            places.dedup();
            found.extend(self.by_number(line, &places, (&text, &named), paid_before));
        }
        if found.is_empty() {
            let clients: Vec<(ClientId, Reason)> = match paid_before {
                Some(client) => vec![(client, Reason::KnownIban)],
                None => named.iter().map(|client| (*client, Reason::NameInLabel)).collect(),
            };
            let alone = clients.len() == 1;
            for (client, sign) in clients {
                found.extend(self.by_sum(line, client, sign, alone));
            }
        }
        // Who pays an invoice already settled pays another, or too much: it is his money all the same.
        for client in settled.iter().filter(|one| numbers::proves(&one.number)).map(|one| one.client) {
            if !found.iter().any(|one: &Proposal| one.client == client) {
                found.extend(self.by_sum(line, client, Reason::NumberSettled, false));
            }
        }
        if found.is_empty() {
            found.extend(self.by_amount_alone(line));
        }
        self.doubt(line, &text, &settled, &mut found);
        self.weigh_noted(line, &text, (&named, paid_before), &mut found);
        found.sort_by_key(|one| (std::cmp::Reverse(one.certainty), one.noted.is_none(), one.rest, one.client));
        found.truncate(MOST);
        found
    }

    /// True when the line may come from a client who owes: his reminders wait until a person has said.
    pub fn may_be_of(&self, line: &Received) -> Vec<ClientId> {
        let mut clients: Vec<ClientId> = self.proposals(line).into_iter().map(|proposal| proposal.client).collect();
        if clients.is_empty() {
            clients.extend(self.deposits(line).iter().flat_map(|one| one.parts.iter().map(|(client, ..)| *client)));
        }
        clients.sort_unstable();
        clients.dedup();
        clients
    }

    /// Numbers of invoices stand in the label: they name the client and what he pays. Another client's name or account
    /// beside them makes it doubtful, and so does a number that could be a cheque's or a day.
    fn by_number(
        &self,
        line: &Received,
        places: &[usize],
        (text, named): (&str, &[ClientId]),
        paid_before: Option<ClientId>,
    ) -> Vec<Proposal> {
        let mut by_client: BTreeMap<ClientId, Vec<usize>> = BTreeMap::new();
        for place in places {
            by_client.entry(self.open[*place].client).or_default().push(*place);
        }
        let alone = by_client.len() == 1;
        let agrees = |client: ClientId, places: &[usize]| {
            let another = paid_before.is_some_and(|other| other != client)
                || (!named.is_empty() && !named.contains(&client) && !self.may_name(text, named, client, line));
            alone && !another && places.iter().all(|place| numbers::proves(&self.open[*place].number))
        };
        by_client
            .into_iter()
            .map(|(client, places)| {
                let agrees = agrees(client, &places);
                self.of_numbers(line, client, &places, agrees)
            })
            .collect()
    }

    /// True when the clients whose whole name is in the label may be this one under a shorter name: « VIR DURAND » is then Durand Toiture's,
    /// but for a word that he has not, or an invoice of that other which the amount fits.
    fn may_name(&self, text: &str, named: &[ClientId], client: ClientId, line: &Received) -> bool {
        let owes_as_much =
            |other: &ClientId| self.by_client.get(other).is_some_and(|places| places.iter().any(|place| self.fits(line, *place).is_some()));
        self.names.hint(text, client) && named.iter().all(|other| self.names.is_short_for(*other, client) && !owes_as_much(other))
    }

    fn of_numbers(&self, line: &Received, client: ClientId, places: &[usize], alone: bool) -> Proposal {
        let total = |amount: fn(&Open) -> Cents| places.iter().map(|place| amount(&self.open[*place])).sum::<Cents>();
        let (balance, claim) = (total(|open| open.balance), total(|open| open.claim));
        let discounted: Cents = places.iter().map(|place| self.early(line, *place).unwrap_or(self.open[*place].balance)).sum();
        let mut reasons = vec![Reason::NumberInLabel];
        let gap = line.amount - balance;
        let exact = match gap.0 {
            0 => Some(if places.len() == 1 { Reason::OneInvoice } else { Reason::SeveralInvoices }),
            _ if line.amount == claim => Some(Reason::WithPenalties),
            _ if line.amount == discounted => Some(Reason::WithDiscount),
            -1 | 1 => Some(Reason::OneCentOff),
            _ => None,
        };
        let certainty = match exact {
            Some(Reason::OneCentOff) => Certainty::Likely,
            Some(_) if alone => Certainty::Certain,
            Some(_) | None => Certainty::Likely,
        };
        reasons.push(exact.unwrap_or(if gap.is_positive() { Reason::Excess } else { Reason::PartPayment }));
        if !alone {
            reasons.push(Reason::Ambiguous);
        }
        self.proposal(line, client, places, certainty, reasons)
    }

    /// A client is named by an IBAN or by his name: his invoices are tried by their sums.
    fn by_sum(&self, line: &Received, client: ClientId, sign: Reason, alone: bool) -> Vec<Proposal> {
        let places = self.by_client.get(&client).map_or(&[][..], Vec::as_slice);
        let strong = sign == Reason::KnownIban && alone;
        let balances: Vec<Cents> = places.iter().map(|place| self.open[*place].balance).collect();
        let ones: Vec<(usize, Reason)> = places.iter().filter_map(|place| Some((*place, self.fits(line, *place)?))).collect();
        if !ones.is_empty() {
            // One way only: no other invoice, and no sum of several, makes that amount.
            let single = ones.len() == 1 && sums::none(&balances, line.amount);
            return ones
                .into_iter()
                .map(|(place, fit)| {
                    let mut reasons = vec![sign, fit];
                    if !single {
                        reasons.push(Reason::Ambiguous);
                    }
                    let sure = strong && single && fit != Reason::OneCentOff;
                    let certainty = if sure { Certainty::Certain } else { Certainty::Likely };
                    self.proposal(line, client, &[place], certainty, reasons)
                })
                .collect();
        }
        let owed: Cents = places.iter().map(|place| self.open[*place].balance).sum();
        if places.len() > 1 && owed == line.amount {
            let certainty = if strong { Certainty::Certain } else { Certainty::Likely };
            return vec![self.proposal(line, client, places, certainty, vec![sign, Reason::WholeBalance])];
        }
        match sums::subset(&balances, line.amount) {
            sums::Subset::Only(chosen) => {
                let chosen: Vec<usize> = chosen.into_iter().map(|at| places[at]).collect();
                vec![self.proposal(line, client, &chosen, Certainty::Likely, vec![sign, Reason::SeveralInvoices])]
            }
            sums::Subset::Several => vec![self.proposal(line, client, &[], Certainty::Possible, vec![sign, Reason::Ambiguous])],
            sums::Subset::None => {
                let last = if line.amount > owed { Reason::Excess } else { Reason::PartPayment };
                vec![self.proposal(line, client, places, Certainty::Possible, vec![sign, last])]
            }
        }
    }

    /// Nothing but the sum: shown, and every client whose invoice fits it.
    fn by_amount_alone(&self, line: &Received) -> Vec<Proposal> {
        let places = self.by_amount.get(&line.amount).map_or(&[][..], Vec::as_slice);
        let several = places.len() > 1;
        let tell = |place: &usize| {
            let mut reasons = vec![self.fits(line, *place).unwrap_or(Reason::OneInvoice)];
            if several {
                reasons.push(Reason::Ambiguous);
            }
            self.proposal(line, self.open[*place].client, &[*place], Certainty::Possible, reasons)
        };
        places.iter().take(MOST).map(tell).collect()
    }

    /// What settles an invoice early on the day of the line.
    fn early(&self, line: &Received, place: usize) -> Option<Cents> {
        self.open[place].early.filter(|early| line.on <= early.until).map(|early| early.amount)
    }

    /// How one invoice fits a sum.
    fn fits(&self, line: &Received, place: usize) -> Option<Reason> {
        let open = &self.open[place];
        match (line.amount - open.balance).0 {
            0 => Some(Reason::OneInvoice),
            _ if line.amount == open.claim => Some(Reason::WithPenalties),
            _ if self.early(line, place) == Some(line.amount) => Some(Reason::WithDiscount),
            -1 | 1 => Some(Reason::OneCentOff),
            _ => None,
        }
    }

    /// Spreads the sum over the invoices in their order; what is beyond their balances is the rest.
    fn proposal(&self, line: &Received, client: ClientId, places: &[usize], certainty: Certainty, reasons: Vec<Reason>) -> Proposal {
        let mut rest = line.amount;
        let mut parts = Vec::new();
        for place in places {
            let part = rest.min(self.open[*place].balance);
            if part.is_positive() {
                parts.push((self.open[*place].id, part));
                rest -= part;
            }
        }
        Proposal { client, parts, rest, noted: None, certainty, reasons }
    }
}
