//! Which bank line settles which invoices: what is looked at, how sure it is, and why, in words.
//!
//! Nothing here writes. A [`Certain`](Certainty::Certain) proposal needs two independent signs, the amount always being
//! one of them: a number of invoice in the label or an IBAN that already paid, and a sum that fits in one way only.
//! Everything else waits for a person. A money that may be a client's and is not matched holds his reminders.
mod names;
mod numbers;
mod sums;
#[cfg(test)]
mod tests;
mod words;

pub use words::sentence;

use crate::ids::{ClientId, InvoiceId};
use crate::money::Cents;
use names::name_in;
use numbers::Written;
use serde::Serialize;
use std::collections::BTreeMap;

/// Most proposals for one line.
const MOST: usize = 5;

/// A sum received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// In cents, above zero.
    pub amount: Cents,
    /// As the bank writes it.
    pub label: String,
    /// Who paid, when the bank says it apart.
    pub counterparty: String,
    /// Their IBAN, compact, or empty.
    pub iban: String,
    /// The payer's own reference, or empty.
    pub reference: String,
}

/// An invoice not settled yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Its id.
    pub id: InvoiceId,
    /// Who owes it.
    pub client: ClientId,
    /// As printed.
    pub number: String,
    /// Principal still due, in cents, above zero.
    pub balance: Cents,
    /// Balance, penalties and fee of that day, in cents; at least the balance.
    pub claim: Cents,
    /// What settles it today with the early-payment discount, in cents, when there is one.
    pub discounted: Option<Cents>,
}

/// A client who owes something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payer {
    /// Its id.
    pub id: ClientId,
    /// Company or person.
    pub name: String,
    /// IBANs that paid before and were said to be his, compact.
    pub ibans: Vec<String>,
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Certainty {
    /// One sign: shown, never taken.
    Possible,
    /// A person accepts it at a glance.
    Likely,
    /// Two independent signs and one way only to read the sum.
    Certain,
}

/// A sign, told to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "MatchReason", export_to = "contract.gen.ts"))]
pub enum Reason {
    /// The label holds the number of each invoice.
    NumberInLabel,
    /// That IBAN paid for this client before.
    KnownIban,
    /// The name of the client is in the label.
    NameInLabel,
    /// The sum is what is left of one invoice.
    OneInvoice,
    /// The sum is that of several invoices, in one way only.
    SeveralInvoices,
    /// The sum is everything the client owes.
    WholeBalance,
    /// The sum is principal, penalties and fee.
    WithPenalties,
    /// The sum is the invoice less its early-payment discount.
    WithDiscount,
    /// One cent more or less.
    OneCentOff,
    /// Less than the invoice: a part of it.
    PartPayment,
    /// More than the invoices: the rest is to be placed.
    Excess,
    /// Another invoice, or another client, fits the sum as well.
    Ambiguous,
}

/// One way to read a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who paid.
    pub client: ClientId,
    /// What each invoice takes of it, in cents, oldest first.
    pub parts: Vec<(InvoiceId, Cents)>,
    /// What is left to place, in cents.
    pub rest: Cents,
    /// How sure.
    pub certainty: Certainty,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What is owed, indexed once for many lines.
pub struct Book<'a> {
    open: &'a [Open],
    payers: &'a [Payer],
    written: Written<'a>,
    by_amount: BTreeMap<Cents, Vec<usize>>,
    by_client: BTreeMap<ClientId, Vec<usize>>,
    by_iban: BTreeMap<&'a str, ClientId>,
    names: names::Names,
}

impl<'a> Book<'a> {
    /// `open` is oldest due date first.
    pub fn new(open: &'a [Open], payers: &'a [Payer]) -> Book<'a> {
        let mut by_amount: BTreeMap<Cents, Vec<usize>> = BTreeMap::new();
        let mut by_client: BTreeMap<ClientId, Vec<usize>> = BTreeMap::new();
        for (place, invoice) in open.iter().enumerate() {
            by_client.entry(invoice.client).or_default().push(place);
            for amount in [Some(invoice.balance), Some(invoice.claim).filter(|claim| *claim != invoice.balance), invoice.discounted]
                .into_iter()
                .flatten()
            {
                by_amount.entry(amount).or_default().push(place);
            }
        }
        let by_iban = payers.iter().flat_map(|payer| payer.ibans.iter().map(|iban| (iban.as_str(), payer.id))).collect();
        Book { open, payers, written: Written::new(open), by_amount, by_client, by_iban, names: names::Names::new(payers) }
    }

    /// The ways to read a line, surest first; empty when nothing points to a client.
    pub fn proposals(&self, line: &Received) -> Vec<Proposal> {
        if line.amount <= Cents::ZERO {
            return Vec::new();
        }
        let text = format!("{} {} {}", line.label, line.counterparty, line.reference);
        let numbered = self.written.found_in(&text);
        let mut found = Vec::new();
        if !numbered.is_empty() {
            found.extend(self.by_number(line, &numbered));
        }
        if found.is_empty() {
            let mut clients: Vec<(ClientId, Reason)> = Vec::new();
            if let Some(client) = self.by_iban.get(line.iban.as_str()).filter(|_| !line.iban.is_empty()) {
                clients.push((*client, Reason::KnownIban));
            } else {
                clients.extend(self.names.found_in(&text).into_iter().map(|client| (client, Reason::NameInLabel)));
            }
            let alone = clients.len() == 1;
            for (client, sign) in clients {
                found.extend(self.by_sum(line, client, sign, alone));
            }
        }
        if found.is_empty() {
            found.extend(self.by_amount_alone(line));
        }
        found.sort_by(|a, b| b.certainty.cmp(&a.certainty).then(a.rest.cmp(&b.rest)).then(a.client.cmp(&b.client)));
        found.truncate(MOST);
        found
    }

    /// True when the line may come from a client who owes: his reminders wait until a person has said.
    pub fn may_be_of(&self, line: &Received) -> Vec<ClientId> {
        let mut clients: Vec<ClientId> = self.proposals(line).into_iter().map(|proposal| proposal.client).collect();
        clients.sort_unstable();
        clients.dedup();
        clients
    }

    /// Numbers of invoices stand in the label: they name the client and what he pays.
    fn by_number(&self, line: &Received, places: &[usize]) -> Vec<Proposal> {
        let mut by_client: BTreeMap<ClientId, Vec<usize>> = BTreeMap::new();
        for place in places {
            by_client.entry(self.open[*place].client).or_default().push(*place);
        }
        let alone = by_client.len() == 1;
        by_client.into_iter().map(|(client, places)| self.of_numbers(line, client, &places, alone)).collect()
    }

    fn of_numbers(&self, line: &Received, client: ClientId, places: &[usize], alone: bool) -> Proposal {
        let total = |amount: fn(&Open) -> Cents| places.iter().map(|place| amount(&self.open[*place])).sum::<Cents>();
        let (balance, claim) = (total(|open| open.balance), total(|open| open.claim));
        let discounted = total(|open| open.discounted.unwrap_or(open.balance));
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
        let ones: Vec<(usize, Reason)> = places.iter().filter_map(|place| Some((*place, self.fits(line.amount, *place)?))).collect();
        if !ones.is_empty() {
            let single = ones.len() == 1;
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
        let balances: Vec<Cents> = places.iter().map(|place| self.open[*place].balance).collect();
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
            let mut reasons = vec![self.fits(line.amount, *place).unwrap_or(Reason::OneInvoice)];
            if several {
                reasons.push(Reason::Ambiguous);
            }
            self.proposal(line, self.open[*place].client, &[*place], Certainty::Possible, reasons)
        };
        places.iter().take(MOST).map(tell).collect()
    }

    /// How one invoice fits a sum.
    fn fits(&self, amount: Cents, place: usize) -> Option<Reason> {
        let open = &self.open[place];
        match (amount - open.balance).0 {
            0 => Some(Reason::OneInvoice),
            _ if amount == open.claim => Some(Reason::WithPenalties),
            _ if open.discounted == Some(amount) => Some(Reason::WithDiscount),
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
        Proposal { client, parts, rest, certainty, reasons }
    }

    /// The name of a client, for the sentences.
    pub fn name(&self, client: ClientId) -> &str {
        self.payers.iter().find(|payer| payer.id == client).map_or("", |payer| payer.name.as_str())
    }
}

/// True when a label holds the name of a client.
pub fn names_client(label: &str, name: &str) -> bool {
    name_in(label, name)
}
