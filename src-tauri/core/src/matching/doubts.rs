//! What takes a reading of a line from sure to doubtful, and what else the line may be: money already noted, money that the
//! bank takes back.
use super::numbers::{self, Found};
use super::{Book, Certainty, MOST, Named, Noted, Proposal, Reason, Received};
use crate::bank::{LineKind, may_be_ours};
use crate::ids::{ClientId, PaymentId};
use crate::money::Cents;
use std::collections::BTreeSet;

/// Days before the bank's within which a payment noted by hand may be the same money: a cheque waits to be handed in.
const NOTED_BEFORE: i64 = 30;
/// Days after.
const NOTED_AFTER: i64 = 10;
/// Days within which the bank takes a payment back.
const TAKEN_BACK: i64 = 120;

impl Received {
    /// All that is written of it.
    pub fn text(&self) -> String {
        format!("{} {} {}", self.label, self.counterparty, self.reference)
    }
}

impl Proposal {
    /// A person looks at it, and reads why.
    fn doubt(&mut self, why: Reason) {
        self.certainty = self.certainty.min(Certainty::Likely);
        if !self.reasons.contains(&why) {
            self.reasons.push(why);
        }
    }
}

impl Book<'_> {
    /// The invoices named in the text on which nothing is owed, but for what is a part of a longer number that is owed.
    pub(super) fn settled_in(&self, text: &str, written: &[Found]) -> Vec<&Named> {
        let inside = |one: &Found| written.iter().any(|open| open.holds(one));
        let found = self.known.found_in(text).into_iter().filter(|one| !inside(one)).map(|one| &self.named[one.place]);
        found.filter(|one| !one.open).collect()
    }

    /// The payments that stand on the invoices named in the text.
    fn paid_in(&self, text: &str) -> BTreeSet<PaymentId> {
        self.known.found_in(text).into_iter().flat_map(|one| self.named[one.place].payments.iter().copied()).collect()
    }

    /// Nothing is sure of a line that names an invoice already settled, of several payments in one sum, or of words that
    /// speak of money coming back.
    pub(super) fn doubt(&self, line: &Received, text: &str, settled: &[&Named], found: &mut [Proposal]) {
        let unclear = line.kind == LineKind::Batch || may_be_ours(&line.label);
        for one in found.iter_mut() {
            let sure = one.certainty == Certainty::Certain;
            if settled.iter().any(|settled| settled.client == one.client || (sure && numbers::proves(&settled.number))) {
                one.doubt(Reason::NumberSettled);
            }
            if one.certainty == Certainty::Certain && (unclear || self.names_another(text, one)) {
                one.doubt(Reason::Ambiguous);
            }
        }
    }

    /// An account told who paid, and the label names an invoice that is none of his.
    fn names_another(&self, text: &str, one: &Proposal) -> bool {
        let numbers: Vec<&str> = self.open.iter().filter(|open| open.client == one.client).map(|open| open.number.as_str()).collect();
        one.reasons.contains(&Reason::KnownIban) && numbers.iter().any(|number| numbers::names_another(text, number, &numbers))
    }

    /// A payment of that sum, already noted: it may be this very money, so nothing else is sure of its client. One noted by
    /// hand is of about that day. One that an import declared without its day may be of any day until then; it is shown when
    /// something else points to its client.
    pub(super) fn weigh_noted(
        &self,
        line: &Received,
        text: &str,
        (named, paid_before): (&[ClientId], Option<ClientId>),
        found: &mut Vec<Proposal>,
    ) {
        let near = |one: &&Noted| match one.said_on {
            Some(said) => (said - line.on).num_days() >= -NOTED_BEFORE,
            None => (-NOTED_BEFORE..=NOTED_AFTER).contains(&(one.on - line.on).num_days()),
        };
        let paid = self.paid_in(text);
        self.weigh_declared(line, &paid, found);
        for one in self.noted.get(&line.amount).into_iter().flatten().filter(near) {
            let sign = match paid_before {
                _ if paid.contains(&one.id) => Some(Reason::NumberInLabel),
                Some(client) => (client == one.client).then_some(Reason::KnownIban),
                None => named.contains(&one.client).then_some(Reason::NameInLabel),
            };
            if one.said_on.is_some() && sign.is_none() && !found.iter().any(|other| other.client == one.client) {
                continue;
            }
            for other in found.iter_mut().filter(|other| other.client == one.client && other.certainty == Certainty::Certain) {
                other.doubt(Reason::Ambiguous);
            }
            let certainty = if sign.is_some() { Certainty::Likely } else { Certainty::Possible };
            let reasons = sign.into_iter().chain([Reason::AlreadyNoted]).collect();
            found.push(Proposal { client: one.client, parts: Vec::new(), rest: Cents::ZERO, noted: Some(one.id), certainty, reasons });
        }
    }

    /// What an import declared paid on the invoices that the label names may be this money in several parts.
    fn weigh_declared(&self, line: &Received, paid: &BTreeSet<PaymentId>, found: &mut [Proposal]) {
        if paid.len() < 2 {
            return;
        }
        let declared = self.noted.values().flatten().filter(|one| one.said_on.is_some() && paid.contains(&one.id));
        if declared.map(|one| one.amount).sum::<Cents>() == line.amount {
            found.iter_mut().for_each(|one| one.doubt(Reason::AlreadyNoted));
        }
    }

    /// The payments that a movement out may take back, of the same sum and within the days a bank has for it: those on the
    /// invoices that its label names first, then those of the clients it names, latest first.
    pub fn taken_back(&self, line: &Received, payments: &[Noted]) -> Vec<Noted> {
        let text = line.text();
        let (paid, named) = (self.paid_in(&text), self.names.found_in(&text));
        let near = |one: &&Noted| one.amount.0 == -line.amount.0 && (0..=TAKEN_BACK).contains(&(line.on - one.on).num_days());
        let mut found: Vec<Noted> = payments.iter().filter(near).copied().collect();
        found.sort_by_key(|one| (!paid.contains(&one.id), !named.contains(&one.client), std::cmp::Reverse(one.on), one.id));
        found.truncate(MOST);
        found
    }
}
