//! At the second of sending: does it still make sense? An approval is tied to its facts and lapses with them. The only judge:
//! a message is approved, then leaves, by [`before_send`].
mod stale;
mod term;
mod words;

pub use stale::Stale;
pub use term::FactTerm;
pub use words::{lapsed, moved, told, useless};

use super::call::NextStep;
use super::hold::Hold;
use super::reason::Reason;
use super::situation::{Debtor, LiveReminder, Options, Situation};
use super::stops::{Stop, stop};
use super::{EMAIL, Plan, why};
use crate::ids::{InvoiceId, ReminderId, StepId};
use crate::invoice::Invoice;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What an approval is tied to, stored with the sending. The default approves nothing: facts that cannot be read have all moved.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Facts {
    /// The step; None outside the plan.
    pub step_id: Option<StepId>,
    /// Key and revision of the text it was made from.
    pub template: String,
    /// Hash of who writes: name, address, bank account…
    pub sender: String,
    /// Envelope recipients, in order.
    pub recipients: Vec<String>,
    /// What it claims or mentions, in order; of the reminder of a term, what its agreement covers.
    pub lines: Vec<FactLine>,
    /// The term of an agreement that it reminds of, instead of claiming invoices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub term: Option<FactTerm>,
    /// Sha256 of each attachment, hex, in order.
    pub attachments: Vec<String>,
    /// As written.
    pub subject: String,
    /// As written.
    pub body: String,
}

/// An invoice or a credit note of an approved message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FactLine {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// As printed.
    pub number: String,
    /// Last day to pay.
    pub due_on: Option<NaiveDate>,
    /// The step it does for this invoice; None when it is only joined.
    pub step_id: Option<StepId>,
    /// How often its plan was started, from 1.
    pub cycle: u32,
    /// Its version. A version that moved lapses nothing by itself; the point of no return compares it with the one just read.
    pub version: i64,
    /// What is claimed on it: principal, interest and fee together; negative for a credit note.
    pub claimed: Cents,
    /// False for a credit note: its use redraws the message, and never drops it.
    pub chased: bool,
}

impl Facts {
    /// The version each invoice had when these facts were read.
    pub fn versions(&self) -> Vec<(InvoiceId, i64)> {
        self.lines.iter().map(|line| (line.invoice_id, line.version)).collect()
    }

    fn line(&self, id: InvoiceId) -> Option<&FactLine> {
        self.lines.iter().find(|line| line.invoice_id == id)
    }
}

/// What the rows say now, of the client of one message.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// The day.
    pub today: NaiveDate,
    /// The day a person approved the message.
    pub approved_on: NaiveDate,
    /// The message.
    pub reminder_id: ReminderId,
    /// The client's situation; without client when he owes nothing any more.
    pub situation: &'a Situation,
    /// The plans in force.
    pub plans: &'a [Plan],
    /// The invoices of the message as they are now, settled ones too; one that is missing was deleted or set aside.
    pub invoices: &'a [Invoice],
    /// Day of the last payment of those that got one.
    pub paid_on: &'a BTreeMap<InvoiceId, NaiveDate>,
    /// The settings of the rule.
    pub options: &'a Options,
}

/// What to do with a message about to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It leaves.
    Send,
    /// Something else would be claimed, or nothing yet: the message is a draft again, with its figures computed again.
    Redraft(Vec<Changed>),
    /// Nothing it claims may be claimed now: cancelled, each invoice with its reason. Its steps are free for another day.
    Cancel(Vec<Stopped>),
    /// Its day is over: never sent. Its steps are free, the plan of the day says which is required now.
    Expire(Stale),
}

/// An invoice that may not be claimed now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// Its number.
    pub number: String,
    /// Why.
    pub why: Cause,
}

/// Why an invoice may not be claimed now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Nothing is owed on it.
    Settled {
        /// Day of its last payment; None when credit notes alone settled it.
        on: Option<NaiveDate>,
    },
    /// Passée en perte.
    WrittenOff,
    /// Deleted or set aside.
    Gone,
    /// Its due date moved to a day to come.
    NotLate,
    /// The law, the owner or the client stops it.
    Held(Reason),
    /// The term is paid.
    TermPaid,
    /// A term before it is late.
    TermBefore,
    /// The agreement ended.
    AgreementOver,
}

/// A fact that moved since the approval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// An invoice among others may not be claimed any more.
    Stopped(Stopped),
    /// All his messages wait: money to allocate, an address to correct.
    Held(Reason),
    /// Another amount on an invoice.
    Amount {
        /// Its number.
        number: String,
        /// What was approved.
        approved: Cents,
        /// What would be claimed.
        now: Cents,
    },
    /// Other invoices, or another number on one.
    Invoices,
    /// A credit note came, or was used.
    Credit,
    /// Another due date.
    DueDate,
    /// Another step, or its plan was started again.
    Step,
    /// Another address.
    Recipients,
    /// Another identity of the creditor.
    Sender,
    /// Another text to start from.
    Template,
    /// An attachment changed, came or went.
    Attachments,
    /// The words.
    Text,
    /// The law forbids it now: the sentence of the finding.
    Law(String),
}

impl<'a> Standing<'a> {
    fn debtor(&self) -> Option<&'a Debtor> {
        self.situation.clients.first()
    }

    /// What may be claimed on an invoice now: its balance less the disputed part.
    ///
    /// # Errors
    /// Why nothing may. `number` names it when its row is gone.
    pub fn claimable(&self, id: InvoiceId, number: &str) -> Result<Cents, Stopped> {
        let Some(invoice) = self.invoices.iter().find(|one| one.id == id) else {
            return Err(Stopped { number: number.to_owned(), why: Cause::Gone });
        };
        let stopped = |why| Err(Stopped { number: invoice.number.clone(), why });
        if invoice.is_written_off(self.today) {
            return stopped(Cause::WrittenOff);
        }
        let Some(debtor) = self.debtor().filter(|_| invoice.balance().is_positive()) else {
            return stopped(Cause::Settled { on: self.paid_on.get(&id).copied() });
        };
        // « Client à ménager » stops automation, not what a person approves.
        let asked_for = Debtor { automation_off: false, ..debtor.clone() };
        let holds: Vec<&Hold> = self.situation.holds.iter().collect();
        let others: Vec<&LiveReminder> = self.situation.live.iter().filter(|live| live.id != self.reminder_id).collect();
        match stop(&asked_for, invoice, false, &holds, &others, self.options, self.today) {
            Stop::Goes { chased } => Ok(chased),
            Stop::Fix(reason) | Stop::Held { reason, .. } => stopped(Cause::Held(reason)),
        }
    }

    /// Why an approved line may not be claimed now.
    fn stopped(&self, approved: &FactLine) -> Option<Stopped> {
        if let Err(stopped) = self.claimable(approved.invoice_id, &approved.number) {
            return Some(stopped);
        }
        let invoice = self.invoices.iter().find(|one| one.id == approved.invoice_id)?;
        let was_late = approved.due_on.is_some_and(|due| due < self.today);
        (was_late && !invoice.is_late(self.today)).then(|| Stopped { number: invoice.number.clone(), why: Cause::NotLate })
    }

    /// What stops every message to the client until a person looks.
    pub fn held(&self) -> Option<Reason> {
        let debtor = self.debtor()?;
        let refused = self.situation.follow_ups.iter().filter(|one| one.after.next_step() == NextStep::Decide);
        if let Some(refused) = refused.max_by_key(|one| one.id) {
            return Some(Reason::Refused { on: refused.noted_on, today: self.today });
        }
        if debtor.unallocated.is_positive() {
            return Some(Reason::UnallocatedMoney { amount: debtor.unallocated });
        }
        if debtor.unmatched.is_positive() {
            return Some(Reason::UnmatchedCredit { amount: debtor.unmatched });
        }
        why::unreachable(debtor, EMAIL).map(|problem| Reason::Unreachable { problem })
    }
}

/// The last check before a message leaves: `approved` against the facts as they would be approved now. At the approval itself
/// both are the same, and the answer is whether it may be given.
pub fn before_send(approved: &Facts, now: &Facts, standing: &Standing) -> Verdict {
    if let Some(term) = approved.term {
        return term::before_send(term, approved, now, standing);
    }
    let chased = || approved.lines.iter().filter(|line| line.chased);
    let stopped: BTreeMap<InvoiceId, Stopped> =
        chased().filter_map(|line| standing.stopped(line).map(|why| (line.invoice_id, why))).collect();
    if chased().count() > 0 && chased().all(|line| stopped.contains_key(&line.invoice_id)) {
        // In the order of the message.
        return Verdict::Cancel(chased().filter_map(|line| stopped.get(&line.invoice_id).cloned()).collect());
    }
    if let Some(stale) = stale::of(approved, standing) {
        return Verdict::Expire(stale);
    }
    if let Some(reason) = standing.held() {
        return Verdict::Redraft(vec![Changed::Held(reason)]);
    }
    let changes = changes(approved, now, &stopped);
    if changes.is_empty() { Verdict::Send } else { Verdict::Redraft(changes) }
}

/// Which facts differ; an invoice that is stopped is named once, with its reason.
fn changes(approved: &Facts, now: &Facts, stopped: &BTreeMap<InvoiceId, Stopped>) -> Vec<Changed> {
    let mut found: Vec<Changed> = Vec::new();
    for line in &approved.lines {
        if let Some(why) = stopped.get(&line.invoice_id) {
            found.push(Changed::Stopped(why.clone()));
        } else {
            found.extend(moves(line, now.line(line.invoice_id)));
        }
    }
    let new = now.lines.iter().filter(|line| approved.line(line.invoice_id).is_none());
    found.extend(new.map(|line| if line.chased { Changed::Invoices } else { Changed::Credit }));
    found.extend((approved.step_id != now.step_id).then_some(Changed::Step));
    found.extend(same_message(approved, now, stopped.is_empty()));
    let mut once: Vec<Changed> = Vec::new();
    for change in found {
        if !once.contains(&change) {
            once.push(change);
        }
    }
    once
}

/// What differs of the message itself: whom it goes to, who writes, its words, its files when they are looked at.
fn same_message(approved: &Facts, now: &Facts, with_files: bool) -> Vec<Changed> {
    let parts = [
        (Changed::Recipients, approved.recipients != now.recipients),
        (Changed::Sender, approved.sender != now.sender),
        (Changed::Template, approved.template != now.template),
        (Changed::Attachments, with_files && approved.attachments != now.attachments),
        (Changed::Text, approved.subject != now.subject || approved.body != now.body),
    ];
    parts.into_iter().filter_map(|(change, moved)| moved.then_some(change)).collect()
}

/// What moved on one line.
fn moves(approved: &FactLine, now: Option<&FactLine>) -> Vec<Changed> {
    let Some(now) = now else { return vec![if approved.chased { Changed::Invoices } else { Changed::Credit }] };
    if !approved.chased {
        return if approved.claimed == now.claimed && approved.number == now.number { Vec::new() } else { vec![Changed::Credit] };
    }
    let amount = Changed::Amount { number: now.number.clone(), approved: approved.claimed, now: now.claimed };
    let parts = [
        (Changed::Invoices, approved.number != now.number),
        (amount, approved.claimed != now.claimed),
        (Changed::DueDate, approved.due_on != now.due_on),
        (Changed::Step, approved.cycle != now.cycle || approved.step_id != now.step_id),
    ];
    parts.into_iter().filter_map(|(change, moved)| moved.then_some(change)).collect()
}

#[cfg(test)]
mod tests;
