//! What a person can do about a reminder that is held.
use super::Reason;
use crate::dunning::situation::ReachProblem;

/// What a person can do about a reminder that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WayOut {
    /// Nothing to do: it goes.
    Nothing,
    /// Relancer quand même.
    SendAnyway,
    /// Voir le litige.
    SeeDispute,
    /// Voir la promesse.
    SeePromise,
    /// Voir le client: pause, échéancier, procédure, prélèvement.
    SeeClient,
    /// Corriger.
    Fix(Fix),
    /// Ouvrir le tri.
    Triage,
    /// Vérifier l’envoi.
    CheckSending,
    /// Reprendre: the owner is back.
    Resume,
    /// Décider: the tray of the end of the plan.
    Decide,
}

impl WayOut {
    /// What is to be corrected; None for every other way out.
    pub fn fix(self) -> Option<Fix> {
        match self {
            WayOut::Fix(fix) => Some(fix),
            WayOut::Nothing
            | WayOut::SendAnyway
            | WayOut::SeeDispute
            | WayOut::SeePromise
            | WayOut::SeeClient
            | WayOut::Triage
            | WayOut::CheckSending
            | WayOut::Resume
            | WayOut::Decide => None,
        }
    }

    /// As the interface knows it; empty when there is nothing to do.
    pub fn key(self) -> &'static str {
        match self {
            WayOut::Nothing => "",
            WayOut::SendAnyway => "send_anyway",
            WayOut::SeeDispute => "see_dispute",
            WayOut::SeePromise => "see_promise",
            WayOut::SeeClient => "see_client",
            WayOut::Fix(Fix::Unallocated | Fix::Credit) => "allocate",
            WayOut::Fix(Fix::Unmatched) => "match",
            WayOut::Fix(
                Fix::DueDate | Fix::Email | Fix::Address | Fix::Phone | Fix::Plan | Fix::Instalments | Fix::Duplicate | Fix::Debit,
            ) => "fix",
            WayOut::Triage => "triage",
            WayOut::CheckSending => "check_sending",
            WayOut::Resume => "resume",
            WayOut::Decide => "decide",
        }
    }
}

/// What a person has to correct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fix {
    /// Saisir l’échéance.
    DueDate,
    /// Corriger l’e-mail.
    Email,
    /// Corriger l’adresse postale.
    Address,
    /// Ajouter un numéro.
    Phone,
    /// Choisir un scénario.
    Plan,
    /// Affecter un règlement.
    Unallocated,
    /// Rapprocher un encaissement.
    Unmatched,
    /// Affecter un avoir.
    Credit,
    /// Décider de la suite d’un échéancier.
    Instalments,
    /// Dire si c’est un doublon.
    Duplicate,
    /// Dire ce qu’est devenu un prélèvement.
    Debit,
}

impl Fix {
    /// As the interface knows it.
    pub fn key(self) -> &'static str {
        match self {
            Fix::DueDate => "due_date",
            Fix::Email => "email",
            Fix::Address => "address",
            Fix::Phone => "phone",
            Fix::Plan => "plan",
            Fix::Unallocated => "unallocated",
            Fix::Unmatched => "unmatched",
            Fix::Credit => "credit",
            Fix::Instalments => "instalments",
            Fix::Duplicate => "duplicate",
            Fix::Debit => "debit",
        }
    }
}

impl Reason {
    /// What a person can do about it.
    pub fn way_out(&self) -> WayOut {
        use ReachProblem as P;
        match self {
            Reason::StepDay { .. }
            | Reason::ClosedDay { .. }
            | Reason::Pushed { .. }
            | Reason::AfterPrevious { .. }
            | Reason::CaughtUp { .. }
            | Reason::Resumed { .. }
            | Reason::BrokenPromise { .. }
            | Reason::SentAgain { .. }
            | Reason::ByHand
            | Reason::TermComing { .. }
            | Reason::NotLate => WayOut::Nothing,
            Reason::TooSoon { .. } | Reason::TermFirst { .. } | Reason::HandleWithCare => WayOut::SendAnyway,
            Reason::Dispute { .. } | Reason::TermDisputed { .. } => WayOut::SeeDispute,
            Reason::Promise { .. } => WayOut::SeePromise,
            Reason::InstalmentMissed { .. } => WayOut::Fix(Fix::Instalments),
            Reason::Instalments { .. }
            | Reason::Pause { .. }
            | Reason::Decided { .. }
            | Reason::NoticeRuns { .. }
            | Reason::CallAgain { .. }
            | Reason::Insolvency { .. }
            | Reason::DirectDebit => WayOut::SeeClient,
            Reason::Closed { .. } => WayOut::Resume,
            Reason::Refused { .. } => WayOut::Decide,
            Reason::Duplicate { .. } => WayOut::Fix(Fix::Duplicate),
            Reason::DebitUnseen { .. } => WayOut::Fix(Fix::Debit),
            Reason::AwaitingTriage => WayOut::Triage,
            Reason::Uncertain { .. } | Reason::Written { .. } => WayOut::CheckSending,
            Reason::UnallocatedMoney { .. } => WayOut::Fix(Fix::Unallocated),
            Reason::UnmatchedCredit { .. } => WayOut::Fix(Fix::Unmatched),
            Reason::CoveredByCredit { .. } => WayOut::Fix(Fix::Credit),
            Reason::NoDueDate => WayOut::Fix(Fix::DueDate),
            Reason::NoPlan => WayOut::Fix(Fix::Plan),
            Reason::Unreachable { problem: P::NoEmail | P::DoubtfulEmail | P::BouncedEmail } => WayOut::Fix(Fix::Email),
            Reason::Unreachable { problem: P::NoAddress | P::IncompleteAddress } => WayOut::Fix(Fix::Address),
            Reason::Unreachable { problem: P::NoPhone } => WayOut::Fix(Fix::Phone),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIXES: [Fix; 11] = [
        Fix::DueDate,
        Fix::Email,
        Fix::Address,
        Fix::Phone,
        Fix::Plan,
        Fix::Unallocated,
        Fix::Unmatched,
        Fix::Credit,
        Fix::Instalments,
        Fix::Duplicate,
        Fix::Debit,
    ];

    #[test]
    fn what_is_to_be_corrected_is_named_and_opens_where_it_is_corrected() {
        let told = FIXES.map(|fix| format!("{} {}", fix.key(), WayOut::Fix(fix).key()));
        assert_eq!(
            told,
            [
                "due_date fix",
                "email fix",
                "address fix",
                "phone fix",
                "plan fix",
                "unallocated allocate",
                "unmatched match",
                "credit allocate",
                "instalments fix",
                "duplicate fix",
                "debit fix",
            ]
        );
        assert!(FIXES.into_iter().all(|fix| WayOut::Fix(fix).fix() == Some(fix)));
    }

    #[test]
    fn every_other_way_out_corrects_nothing() {
        use WayOut as W;
        let others =
            [W::Nothing, W::SendAnyway, W::SeeDispute, W::SeePromise, W::SeeClient, W::Triage, W::CheckSending, W::Resume, W::Decide];
        let keys = ["", "send_anyway", "see_dispute", "see_promise", "see_client", "triage", "check_sending", "resume", "decide"];
        assert_eq!(others.map(WayOut::key), keys);
        assert!(others.into_iter().all(|one| one.fix().is_none()));
    }
}
