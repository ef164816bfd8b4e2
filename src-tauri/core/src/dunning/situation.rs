//! What the rule of the day needs to know, as flat rows: each list is one SQL query, in any order.
use super::call::FollowUp;
use super::hold::Hold;
use crate::calendar::{Region, next_working_day};
use crate::ids::{AgreementId, ClientId, InvoiceId, PlanId, ReminderId, StepId};
use crate::invoice::Invoice;
use crate::money::Cents;
use crate::party::DebtorKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything the rule of the day reads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Situation {
    /// Clients with at least one open invoice.
    pub clients: Vec<Debtor>,
    /// Invoices with a balance, and credit notes not used up.
    pub invoices: Vec<Invoice>,
    /// Steps really done for those invoices.
    pub done: Vec<Done>,
    /// Steps a person put aside, or that the triage of an import passed over.
    pub skipped: Vec<Skipped>,
    /// Contacts of those clients; at least the last one of each, all channels, the sending of invoices included.
    pub contacts: Vec<Contact>,
    /// Holds of those clients, open ones and promises already past.
    pub holds: Vec<Hold>,
    /// What calls led to and that is not settled: to call again, to decide.
    pub follow_ups: Vec<FollowUp>,
    /// Days when the owner is away: nothing goes to anybody.
    pub closures: Vec<Closure>,
    /// Reminders already drafted, approved or under way.
    pub live: Vec<LiveReminder>,
    /// Invoices claimed by a mise en demeure that was posted and whose delay is known.
    pub notices: BTreeMap<InvoiceId, PostedNotice>,
    /// Terms of agreements whose reminder is prepared, under way or done: never a second one.
    pub reminded_terms: BTreeSet<(AgreementId, NaiveDate)>,
    /// Invoices of a first import whose triage is not confirmed: nothing leaves for them.
    pub awaiting_triage: BTreeSet<InvoiceId>,
    /// How often the user asked to start the plan again, from 1; absent means 1. Steps done in an earlier cycle do not count.
    pub cycles: BTreeMap<InvoiceId, u32>,
    /// Of invoices in parts, the cycle of the last restart by the user. A cycle also starts when a part is paid, and what was done
    /// before it may still count for the next part.
    pub restarted: BTreeMap<InvoiceId, u32>,
}

/// A client, as far as the rule of the day needs him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debtor {
    /// His identity.
    pub id: ClientId,
    /// Shown to the user; decides the order of the list among equals.
    pub name: String,
    /// Professionnel, particulier, acheteur public.
    pub kind: DebtorKind,
    /// The plan that applies, the default one already resolved.
    pub plan_id: PlanId,
    /// « Client à ménager »: reminded by hand only.
    pub automation_off: bool,
    /// Day the insolvency proceedings opened: never reminded from then on (C. com. L622-7, L622-21).
    pub insolvent_on: Option<NaiveDate>,
    /// What is wrong with his addresses.
    pub problems: Vec<ReachProblem>,
    /// Money received and put against nothing: it holds his reminders until the owner says whose it is.
    pub unallocated: Cents,
    /// Credits of the bank that may be his and that nobody has matched yet: they hold his reminders too.
    pub unmatched: Cents,
    /// Invoices of his that look like another one, each with the number of that other: see [`super::doubles`].
    pub doubles: BTreeMap<InvoiceId, String>,
}

/// A mise en demeure on its way: its debtor has until then to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostedNotice {
    /// Given to the post.
    pub posted_on: NaiveDate,
    /// Its first presentation was noted.
    pub presented: bool,
    /// The last day of its delay: [`crate::letter::journey::Journey::runs_until`].
    pub runs_until: NaiveDate,
}

/// « Congés jusqu’au … »: the owner is away, everything waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closure {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub until: NaiveDate,
    /// The user's words.
    pub note: String,
}

impl Situation {
    /// The closure of a day, the one that ends last.
    pub fn closed_on(&self, day: NaiveDate) -> Option<&Closure> {
        self.closures.iter().filter(|one| one.from <= day && day <= one.until).max_by_key(|one| one.until)
    }

    /// The first open day from `day` on that no closure covers.
    pub fn open_from(&self, day: NaiveDate, region: Region) -> NaiveDate {
        let mut open = next_working_day(day, region);
        while let Some(next) = self.closed_on(open).and_then(|closure| closure.until.succ_opt()) {
            open = next_working_day(next, region);
        }
        open
    }
}

/// Why a channel does not reach a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReachProblem {
    /// No e-mail address.
    NoEmail,
    /// The address looks wrong.
    DoubtfulEmail,
    /// A message came back.
    BouncedEmail,
    /// No postal address.
    NoAddress,
    /// A postal address that a letter cannot bear: no town, too long.
    IncompleteAddress,
    /// No telephone number.
    NoPhone,
}

/// A step really done for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Done {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// The step.
    pub step_id: StepId,
    /// The offset the step had when it was done: the plan may have been edited since.
    pub offset_days: i32,
    /// The day it was really done.
    pub on: NaiveDate,
    /// The cycle it was done in.
    pub cycle: u32,
}

/// A step put aside for an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Skipped {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// The step.
    pub step_id: StepId,
    /// The cycle it was put aside in.
    pub cycle: u32,
    /// Who did it; the user's reason stays in the history.
    pub by: SkippedBy,
}

/// Who put a step aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkippedBy {
    /// A person, with a reason.
    User,
    /// « Reprendre à l’étape… » after an import.
    Triage,
}

/// A contact with a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Who was contacted.
    pub client_id: ClientId,
    /// The day.
    pub on: NaiveDate,
    /// Key in the channel registry.
    pub channel: String,
    /// What it was.
    pub what: ContactKind,
}

/// What a contact was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactKind {
    /// A step of the plan.
    Step,
    /// By hand, outside the plan.
    ByHand,
    /// The first sending of an invoice.
    InvoiceSent,
}

/// A reminder already prepared or under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveReminder {
    /// Its identity.
    pub id: ReminderId,
    /// Whose.
    pub client_id: ClientId,
    /// How far it is.
    pub stage: LiveStage,
    /// Day it was drafted, or may have left.
    pub on: NaiveDate,
    /// What it claims.
    pub invoices: Vec<InvoiceId>,
    /// The sum it claims.
    pub amount: Cents,
    /// True when it reminds of a term of an agreement.
    pub of_term: bool,
}

/// How far a live reminder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LiveStage {
    /// Prepared, not approved.
    Draft,
    /// Approved, not queued (a letter to print and post).
    Approved,
    /// In the outbox: queued, sending, deferred.
    Queued,
    /// In the outbox, and it does not leave by itself: refused, or to review.
    Stopped,
    /// Perhaps sent: freezes the next step of its invoices until a person says.
    Uncertain,
    /// Written as a file for a person to send: freezes the same until he says so.
    Written,
}

impl LiveStage {
    /// True when only a person can say whether it left.
    pub fn asks_whether_sent(self) -> bool {
        matches!(self, LiveStage::Uncertain | LiveStage::Written)
    }
}

/// The settings of the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Days between two contacts with a client, all channels.
    pub min_interval_days: u32,
    /// Open days given after the day of a promise or of an instalment.
    pub grace_open_days: u32,
    /// Whose public holidays.
    pub region: Region,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::day;

    #[test]
    fn a_closure_lasts_from_its_first_day_to_its_last_and_the_longest_one_is_told() {
        let closure = |from, until| Closure { from: day(from), until: day(until), note: String::new() };
        let all =
            Situation { closures: vec![closure("2026-12-24", "2027-01-01"), closure("2026-12-21", "2026-12-26")], ..Situation::default() };
        let until = |on| all.closed_on(day(on)).map(|one| one.until.to_string());
        assert_eq!(["2026-12-20", "2027-01-02"].map(until), [None, None]);
        assert_eq!(until("2026-12-21").as_deref(), Some("2026-12-26"));
        assert_eq!(["2026-12-24", "2027-01-01"].map(until), [Some("2027-01-01".to_owned()), Some("2027-01-01".to_owned())]);
        assert_eq!(all.open_from(day("2026-12-22"), Region::Metropole), day("2027-01-04"), "one leads into the other, then a week-end");
    }
}
