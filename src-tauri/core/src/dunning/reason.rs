//! Why a reminder goes today, or does not: facts, one French sentence, the rule behind it and the way out.
mod read;
mod rule;
mod way_out;
mod words;

pub use rule::Rule;
pub use way_out::{Fix, WayOut};

use super::Tone;
use super::call::CallOutcome;
use super::decision::Choice;
use super::situation::ReachProblem;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Why, with the facts the sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Reason {
    /// Goes: the step's own day has come.
    StepDay {
        /// Days after the due date, negative before it.
        offset_days: i32,
        /// A consumer: the sentence says that no penalty is asked.
        consumer: bool,
        /// What was done before it and did not settle it, oldest first.
        earlier: Vec<Earlier>,
    },
    /// Goes: the step's own day was closed.
    ClosedDay {
        /// Days after the due date.
        offset_days: i32,
        /// The step's own day.
        planned: NaiveDate,
        /// The day it moved to.
        moved_to: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Goes: its day had come, a contact had pushed it, and the interval is over.
    Pushed {
        /// The day the step alone would have gone.
        planned: NaiveDate,
        /// The day the interval ended.
        moved_to: NaiveDate,
        /// The contact that pushed it.
        contact: PastContact,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Goes: so many days after the step before it, which was itself late.
    AfterPrevious {
        /// Days planned between the two.
        days: i32,
        /// Tone of the step before.
        previous: Tone,
        /// How many days late the step before was.
        previous_late_by: i32,
    },
    /// Goes: its day is past and it had not gone (computer off, nobody prepared it).
    CaughtUp {
        /// The day it was ready.
        planned: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Goes: the triage of an import set this step.
    Resumed {
        /// The due date of the oldest invoice.
        due_on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Goes: a promise was not kept, and the plan resumes where it was.
    BrokenPromise {
        /// The day promised.
        due_on: NaiveDate,
        /// What was promised.
        amount: Cents,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Goes, one tone softer than its step: the client had not got the invoice.
    SentAgain {
        /// The day he said so.
        noted_on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Goes: the user asked for it outside the rule.
    ByHand,
    /// Held: too soon after another contact.
    TooSoon {
        /// Tone of the step that waits.
        tone: Tone,
        /// True when that step is a call.
        call: bool,
        /// The day the step alone would have gone.
        planned: NaiveDate,
        /// The day it will go.
        moved_to: NaiveDate,
        /// The contact.
        contact: PastContact,
        /// Days between two contacts.
        min_interval_days: u32,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: litige.
    Dispute {
        /// First day.
        opened_on: NaiveDate,
        /// The user's words.
        note: String,
        /// Day the client was promised an answer.
        answer_by: Option<NaiveDate>,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: a promise still runs, grace included.
    Promise {
        /// The day promised.
        due_on: NaiveDate,
        /// What was promised.
        amount: Cents,
        /// The first day the plan may resume.
        resumes_on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Goes: a term of an agreement is near.
    TermComing {
        /// Its day.
        on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: the reminder of a term leaves today, one contact at a time.
    TermFirst {
        /// The end of the interval after it.
        after: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: a part of what an agreement spreads is contested.
    TermDisputed {
        /// First day of the dispute.
        opened_on: NaiveDate,
        /// Day the client was promised an answer.
        answer_by: Option<NaiveDate>,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: an instalment plan is being kept.
    Instalments {
        /// The next term.
        next: Option<NaiveDate>,
        /// The day it is reminded, when that day is to come.
        reminded_on: Option<NaiveDate>,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: a term of an instalment plan was not paid; the forfeiture letter is for a person to decide.
    InstalmentMissed {
        /// The term missed.
        on: NaiveDate,
        /// Its amount.
        amount: Cents,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: suspension.
    Pause {
        /// Last day; None until released.
        until: Option<NaiveDate>,
        /// The client said that he had not got the invoice.
        not_received: bool,
        /// The user's words.
        note: String,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: the owner decided, at the end of the plan, and the case has not come back.
    Decided {
        /// What.
        choice: Choice,
        /// The day of the decision.
        decided_on: NaiveDate,
        /// The day the case comes back; None until it is taken back.
        back_on: Option<NaiveDate>,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: the delay that a mise en demeure gives is not over; the owner decides after it.
    NoticeRuns {
        /// The day it was posted.
        posted_on: NaiveDate,
        /// Its first presentation was noted: without it, the last day is only the day on which the case comes back.
        presented: bool,
        /// The last day of its delay.
        until: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: the owner is away.
    Closed {
        /// Last day.
        until: NaiveDate,
        /// The user's words.
        note: String,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held until its day, then goes: nobody answered the call, or a payment in instalments was to be talked of.
    CallAgain {
        /// The day of the next call.
        on: NaiveDate,
        /// What came of the last one.
        after: CallOutcome,
        /// The day of the last one.
        noted_on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: the client refused to pay, and the owner has not decided yet.
    Refused {
        /// The day he said so.
        on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held for good: insolvency proceedings.
    Insolvency {
        /// Day the proceedings opened.
        opened_on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: « client à ménager ».
    HandleWithCare,
    /// To correct: money of the client is put against nothing.
    UnallocatedMoney {
        /// How much.
        amount: Cents,
    },
    /// To correct: a credit of the bank may be the client's, and nobody has said.
    UnmatchedCredit {
        /// How much.
        amount: Cents,
    },
    /// To correct: the client's credit notes cover what he owes.
    CoveredByCredit {
        /// How much they are.
        amount: Cents,
    },
    /// Held: paid by direct debit.
    DirectDebit,
    /// Held: a first import whose triage is not confirmed.
    AwaitingTriage,
    /// Held: an earlier sending may have reached the client.
    Uncertain {
        /// The day it may have left.
        on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Held: a message was written as a file, and waits for the person to send it.
    Written {
        /// The day it was prepared.
        on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// Cannot go by hand: nothing of the client is late.
    NotLate,
    /// To correct: it looks like another invoice.
    Duplicate {
        /// Number of that other.
        number: String,
    },
    /// To correct: a direct debit that neither came nor was rejected.
    DebitUnseen {
        /// The day it was due.
        due_on: NaiveDate,
        /// The day of this plan.
        today: NaiveDate,
    },
    /// To correct: the invoice has no due date.
    NoDueDate,
    /// To correct: the client's plan has no step.
    NoPlan,
    /// To correct: the channel of the step does not reach the client.
    Unreachable {
        /// What is wrong.
        problem: ReachProblem,
    },
}

/// A step done before, named in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Earlier {
    /// Avis courtois.
    Courtesy,
    /// Rappel.
    First,
    /// Relance ferme.
    Firm,
    /// Dernier avis.
    Last,
    /// Mise en demeure.
    FormalNotice,
    /// Appel.
    Call,
    /// Visite.
    Visit,
}

/// A contact named in a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PastContact {
    /// The day.
    pub on: NaiveDate,
    /// Key in the channel registry.
    pub channel: String,
    /// True for the first sending of an invoice.
    pub invoice_sent: bool,
}

/// The key, beside those of the rules, of what is said when every step of a plan is done.
pub const END_OF_PLAN: &str = "end_of_plan";
