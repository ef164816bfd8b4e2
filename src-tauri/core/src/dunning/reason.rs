//! Why a reminder goes today, or does not: facts, one French sentence, the rule behind it and the way out.
mod way_out;
mod words;

pub use way_out::{Fix, WayOut};

use super::Tone;
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
        /// Earlier steps that got no payment, oldest first.
        unanswered: Vec<Unanswered>,
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
        /// Days after the due date.
        days_late: i64,
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
    /// Held: an instalment plan is being kept.
    Instalments {
        /// The next term.
        next: Option<NaiveDate>,
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
        /// The user's words.
        note: String,
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
    /// Cannot go by hand: nothing of the client is late.
    NotLate,
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
pub enum Unanswered {
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

/// The rule behind a reason: the anchor of its paragraph in the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// A step goes on its own day or after.
    StepDay,
    /// Neither Saturday, nor Sunday, nor public holiday.
    OpenDay,
    /// So many days between two contacts.
    MinInterval,
    /// A step keeps its distance from the one before it.
    PreviousStep,
    /// Nothing is lost when the computer is off, nothing leaves in a burst.
    CatchUp,
    /// What the triage of an import decides.
    Triage,
    /// What a dispute stops.
    Dispute,
    /// What a promise stops.
    Promise,
    /// What an instalment plan stops.
    Instalments,
    /// What a pause stops.
    Pause,
    /// A debtor in insolvency proceedings is not chased.
    Insolvency,
    /// « Client à ménager ».
    HandleWithCare,
    /// Money put against nothing holds.
    UnallocatedMoney,
    /// Direct debits are not chased.
    DirectDebit,
    /// An uncertain sending freezes the next step.
    Uncertain,
    /// What is to be corrected is never sent.
    ToFix,
    /// A reminder by hand.
    ByHand,
}

impl Rule {
    /// Every rule, in the order of the guide.
    pub const ALL: [Rule; 17] = [
        Rule::StepDay,
        Rule::OpenDay,
        Rule::MinInterval,
        Rule::PreviousStep,
        Rule::CatchUp,
        Rule::Triage,
        Rule::Dispute,
        Rule::Promise,
        Rule::Instalments,
        Rule::Pause,
        Rule::Insolvency,
        Rule::HandleWithCare,
        Rule::UnallocatedMoney,
        Rule::DirectDebit,
        Rule::Uncertain,
        Rule::ToFix,
        Rule::ByHand,
    ];

    /// As the interface and the guide know it.
    pub fn key(self) -> &'static str {
        match self {
            Rule::StepDay => "step_day",
            Rule::OpenDay => "open_day",
            Rule::MinInterval => "min_interval",
            Rule::PreviousStep => "previous_step",
            Rule::CatchUp => "catch_up",
            Rule::Triage => "triage",
            Rule::Dispute => "dispute",
            Rule::Promise => "promise",
            Rule::Instalments => "instalments",
            Rule::Pause => "pause",
            Rule::Insolvency => "insolvency",
            Rule::HandleWithCare => "handle_with_care",
            Rule::UnallocatedMoney => "unallocated_money",
            Rule::DirectDebit => "direct_debit",
            Rule::Uncertain => "uncertain",
            Rule::ToFix => "to_fix",
            Rule::ByHand => "by_hand",
        }
    }
}

impl Reason {
    /// The rule behind it.
    pub fn rule(&self) -> Rule {
        match self {
            Reason::StepDay { .. } | Reason::NotLate => Rule::StepDay,
            Reason::ClosedDay { .. } => Rule::OpenDay,
            Reason::Pushed { .. } | Reason::TooSoon { .. } => Rule::MinInterval,
            Reason::AfterPrevious { .. } => Rule::PreviousStep,
            Reason::CaughtUp { .. } => Rule::CatchUp,
            Reason::Resumed { .. } | Reason::AwaitingTriage => Rule::Triage,
            Reason::BrokenPromise { .. } | Reason::Promise { .. } => Rule::Promise,
            Reason::ByHand => Rule::ByHand,
            Reason::Dispute { .. } => Rule::Dispute,
            Reason::Instalments { .. } | Reason::InstalmentMissed { .. } => Rule::Instalments,
            Reason::Pause { .. } => Rule::Pause,
            Reason::Insolvency { .. } => Rule::Insolvency,
            Reason::HandleWithCare => Rule::HandleWithCare,
            Reason::UnallocatedMoney { .. } | Reason::UnmatchedCredit { .. } | Reason::CoveredByCredit { .. } => Rule::UnallocatedMoney,
            Reason::DirectDebit => Rule::DirectDebit,
            Reason::Uncertain { .. } => Rule::Uncertain,
            Reason::NoDueDate | Reason::NoPlan | Reason::Unreachable { .. } => Rule::ToFix,
        }
    }
}
