//! The rule behind a reason: what the guide explains.
use super::Reason;

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
    /// The owner is away: nothing goes.
    Closed,
    /// A call leads to a day.
    FollowUp,
    /// What was decided at the end of the plan.
    Decision,
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
    pub const ALL: [Rule; 20] = [
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
        Rule::Closed,
        Rule::FollowUp,
        Rule::Decision,
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
            Rule::Closed => "closed",
            Rule::FollowUp => "follow_up",
            Rule::Decision => "decision",
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
            Reason::TermComing { .. }
            | Reason::TermFirst { .. }
            | Reason::TermDisputed { .. }
            | Reason::Instalments { .. }
            | Reason::InstalmentMissed { .. } => Rule::Instalments,
            Reason::Pause { .. } => Rule::Pause,
            Reason::Decided { .. } | Reason::Refused { .. } | Reason::NoticeRuns { .. } => Rule::Decision,
            Reason::Closed { .. } => Rule::Closed,
            Reason::CallAgain { .. } | Reason::SentAgain { .. } => Rule::FollowUp,
            Reason::Insolvency { .. } => Rule::Insolvency,
            Reason::HandleWithCare => Rule::HandleWithCare,
            Reason::UnallocatedMoney { .. } | Reason::UnmatchedCredit { .. } | Reason::CoveredByCredit { .. } => Rule::UnallocatedMoney,
            Reason::DirectDebit | Reason::DebitUnseen { .. } => Rule::DirectDebit,
            Reason::Uncertain { .. } | Reason::Written { .. } => Rule::Uncertain,
            Reason::Duplicate { .. } | Reason::NoDueDate | Reason::NoPlan | Reason::Unreachable { .. } => Rule::ToFix,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_opens_a_page_of_the_guide_of_its_own() {
        let keys: std::collections::BTreeSet<_> = Rule::ALL.iter().map(|rule| rule.key()).collect();
        assert_eq!(keys.len(), Rule::ALL.len());
        assert_eq!((Rule::MinInterval.key(), Rule::ToFix.key()), ("min_interval", "to_fix"));
    }
}
