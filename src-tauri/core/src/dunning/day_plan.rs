//! The answer of the rule of the day: every late invoice is in exactly one of these lists.
use super::hold::PromiseStage;
use super::reason::Reason;
use super::situation::LiveStage;
use super::terms::TermReminder;
use super::{Review, Tone};
use crate::ids::{ClientId, HoldId, InvoiceId, PlanId, ReminderId, StepId};
use crate::money::Cents;
use chrono::NaiveDate;

/// What is to be done on a day, and what is not and why. Each list is in the order to show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayPlan {
    /// Contacts to make: at most one a client. Longest delay first.
    pub proposals: Vec<Proposal>,
    /// Terms of agreements to remind today, soonest first.
    pub terms: Vec<TermReminder>,
    /// Reminders already prepared or under way.
    pub in_progress: Vec<InProgress>,
    /// Messages prepared of which nothing may be claimed any more today: their clients are in another list.
    pub stopped: Vec<ReminderId>,
    /// Reminders whose day has come and that do not leave, each with its reason.
    pub withheld: Vec<Withheld>,
    /// The next contact of each client that has none today (or only a notice before the due date), soonest first.
    pub upcoming: Vec<Upcoming>,
    /// What a person must correct before anything leaves.
    pub to_fix: Vec<ToFix>,
    /// Late invoices whose plan has no step left: it is for the owner to decide.
    pub ended: Vec<Ended>,
    /// Promises not kept yet, soonest first.
    pub promises: Vec<PromiseDue>,
    /// Clients to call again today, outside any step: longest wait first.
    pub recalls: Vec<Recall>,
}

/// Where a proposal waits on the screen of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pile {
    /// Relances prêtes.
    Ready,
    /// Appels, SMS, visites: what a person does himself.
    Calls,
    /// Lettres à poster.
    Letters,
}

impl LineRole {
    /// As the interface knows it.
    pub fn key(self) -> &'static str {
        match self {
            LineRole::Claimed => "step",
            LineRole::Joined => "joined",
            LineRole::ForTheRecord => "memory",
            LineRole::Credit => "credit",
        }
    }
}

impl Pile {
    /// The pile of a channel; what this version does not know is sent from here.
    pub fn of(channel: &str) -> Pile {
        super::channel::Channel::from_key(channel).map_or(Pile::Ready, super::channel::Channel::pile)
    }
}

/// One contact with one client, computed, stored only once a person touches it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub client_id: ClientId,
    /// The highest step ready among his invoices: it decides wording, channel and pile.
    pub step_id: StepId,
    /// Its plan.
    pub plan_id: PlanId,
    /// Its tone.
    pub tone: Tone,
    /// Its channel's key.
    pub channel: String,
    /// Where it waits.
    pub pile: Pile,
    /// Whether a person must read it: always, unless the plan lets this very step go.
    pub review: Review,
    /// His late invoices, oldest due first, then his credit notes.
    pub lines: Vec<Line>,
    /// What is chased: claimed and joined lines, less credit notes.
    pub amount: Cents,
    /// Delay of the oldest claimed line; negative for a courtesy step.
    pub days_late: i64,
    /// A call planned with this message, or ready the same day: the same contact.
    pub call_step_id: Option<StepId>,
    /// The wording says « promesse non tenue ».
    pub broken_promise: Option<BrokenPromise>,
    /// Why today.
    pub reason: Reason,
}

/// A promise the wording reminds of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BrokenPromise {
    /// The day promised.
    pub due_on: NaiveDate,
    /// What was promised.
    pub amount: Cents,
}

/// An invoice in a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The invoice or the credit note.
    pub invoice_id: InvoiceId,
    /// What it is doing there.
    pub role: LineRole,
    /// Its own step: the one marked done when the contact is made (claimed), or the next one to come.
    pub step_id: Option<StepId>,
    /// The offset of that step, to be kept with the history.
    pub offset_days: Option<i32>,
    /// The cycle to mark.
    pub cycle: u32,
    /// What is chased on it: what is due of it, less the disputed part; negative for a credit note.
    pub amount: Cents,
    /// The disputed part, left out.
    pub disputed: Cents,
    /// Last day to pay.
    pub due_on: Option<NaiveDate>,
    /// The invoice's version as seen: any move afterwards voids an approval.
    pub version: i64,
}

/// What an invoice is doing in a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineRole {
    /// Its own step is ready and is done by this contact.
    Claimed,
    /// Late, its own step is not done by this contact: « jointe à la relance du jour ». Chased, but consumes no step.
    Joined,
    /// Listed apart in a mise en demeure, « pour mémoire »: not chased, consumes no step.
    ForTheRecord,
    /// Avoir not used up: taken off what is chased.
    Credit,
}

/// A reminder already prepared or under way: its client gets no other proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InProgress {
    /// Whose.
    pub client_id: ClientId,
    /// Which.
    pub reminder_id: ReminderId,
    /// How far.
    pub stage: LiveStage,
    /// The sum it claims.
    pub amount: Cents,
}

/// Relance retenue, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// Whose.
    pub client_id: ClientId,
    /// What would have been chased, oldest due first.
    pub invoices: Vec<InvoiceId>,
    /// The step that would have gone, the highest of them.
    pub step_id: Option<StepId>,
    /// Its tone.
    pub tone: Option<Tone>,
    /// The sum at stake: the disputed part for a dispute, the balances otherwise.
    pub amount: Cents,
    /// Why not; its sentence, its rule and the way out come from it.
    pub reason: Reason,
}

/// The next contact of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upcoming {
    /// Who.
    pub client_id: ClientId,
    /// The day, as far as is known today.
    pub on: NaiveDate,
    /// The step.
    pub step_id: StepId,
    /// Its tone.
    pub tone: Tone,
    /// Its channel's key.
    pub channel: String,
    /// Balances of the invoices whose step comes that day.
    pub amount: Cents,
    /// Those invoices.
    pub invoices: Vec<InvoiceId>,
}

/// Something a person must correct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToFix {
    /// Whose.
    pub client_id: ClientId,
    /// What it stops.
    pub invoices: Vec<InvoiceId>,
    /// Balances of those invoices.
    pub amount: Cents,
    /// The sentence, the rule and the way out come from it.
    pub reason: Reason,
}

/// Late invoices at the end of their plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// Whose.
    pub client_id: ClientId,
    /// Oldest due first.
    pub invoices: Vec<InvoiceId>,
    /// Their balances.
    pub amount: Cents,
    /// Day of the last step done; None when all were put aside.
    pub last_step_on: Option<NaiveDate>,
    /// The decision of the plan that brings them here; None when no step was left.
    pub step_id: Option<StepId>,
    /// The day the client refused to pay: it brings the decision forward.
    pub refused_on: Option<NaiveDate>,
}

/// A client to call again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recall {
    /// Who.
    pub client_id: ClientId,
    /// The day that was set.
    pub on: NaiveDate,
    /// His late invoices, oldest due first.
    pub invoices: Vec<InvoiceId>,
    /// What is chased on them.
    pub amount: Cents,
    /// Delay of the oldest.
    pub days_late: i64,
    /// Why.
    pub reason: Reason,
}

/// A promise whose money has not come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseDue {
    /// The hold.
    pub hold_id: HoldId,
    /// Whose.
    pub client_id: ClientId,
    /// The day promised.
    pub due_on: NaiveDate,
    /// What is missing of it.
    pub missing: Cents,
    /// Where it stands.
    pub stage: PromiseStage,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interface_knows_what_each_line_of_a_contact_is_doing_there() {
        let roles = [LineRole::Claimed, LineRole::Joined, LineRole::ForTheRecord, LineRole::Credit];
        assert_eq!(roles.map(LineRole::key), ["step", "joined", "memory", "credit"]);
    }
}
