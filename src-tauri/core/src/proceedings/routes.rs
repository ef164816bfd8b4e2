//! Every route for a claim, each with the conditions checked on that very claim. What is not known is « à vérifier », never « ouverte ».
mod words;

use super::{Confidence, Route};
use crate::money::Cents;
use crate::party::DebtorKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How much of the claim the debtor disputes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contest {
    /// Nothing, as far as was noted.
    Nothing,
    /// A part of it.
    Part(Cents),
    /// All of it.
    Whole,
}

/// The formal notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// None was posted.
    Missing,
    /// Posted; the end of its deadline is not known, as long as nobody noted its presentation.
    Posted(NaiveDate),
    /// The last day it left.
    Until(NaiveDate),
}

/// A claim, as the routes look at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What the debtor is.
    pub debtor: DebtorKind,
    /// Whether he is a merchant; none when nobody said.
    pub debtor_merchant: Option<bool>,
    /// Whether the creditor is one; none when nobody said.
    pub creditor_merchant: Option<bool>,
    /// Principal still owed.
    pub principal: Cents,
    /// Late interest as of today; none when a rate is not known.
    pub interest: Option<Cents>,
    /// What is disputed.
    pub contest: Contest,
    /// The formal notice.
    pub notice: Notice,
    /// True when all of it is due.
    pub due: bool,
    /// The nearest last day to act; none when it is not known.
    pub limitation: Option<NaiveDate>,
    /// True once insolvency proceedings are open.
    pub insolvent: bool,
}

/// The limit of the simplified procedure, principal and interest (CPCE R125-1).
pub const SMALL_CLAIM: Cents = Cents(500_000);

/// The day from which the simplified procedure no longer takes claims invoiced between merchants (law 2026-307).
fn merchants_left_out() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 4, 25).unwrap_or(NaiveDate::MIN)
}

/// Whether a route may be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum RouteStatus {
    /// Every condition is met.
    Open,
    /// Something is not known, or it is ill-advised.
    ToCheck,
    /// A condition is not met.
    Closed,
}

/// Whether a condition is met by this claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Answer {
    /// Yes.
    Met,
    /// No.
    NotMet,
    /// Nobody knows yet.
    Unknown,
}

impl From<Option<bool>> for Answer {
    fn from(known: Option<bool>) -> Answer {
        match known {
            Some(true) => Answer::Met,
            Some(false) => Answer::NotMet,
            None => Answer::Unknown,
        }
    }
}

/// What a condition is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// No insolvency proceedings.
    Solvent,
    /// Insolvency proceedings are open.
    Insolvent,
    /// The whole is due.
    Due,
    /// The debtor is a business or a person, and not a public body.
    Private,
    /// Nothing is disputed.
    Uncontested,
    /// The formal notice was sent and its time is over.
    Noticed,
    /// The time to act is not over.
    InTime,
    /// Principal and interest within the limit of the simplified procedure.
    Small,
    /// Not invoiced between merchants.
    NotBetweenMerchants,
    /// Both are merchants.
    BothMerchants,
    /// Whether the other routes would cost more than they bring: the owner alone judges it.
    LastResort,
}

/// A condition, checked on the claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// What it is about.
    pub subject: Subject,
    /// Whether it is met.
    pub answer: Answer,
    /// True when the route is closed without it; false when it is only ill-advised.
    pub required: bool,
    /// In French, with the figures of this claim.
    pub sentence: String,
}

/// A route, judged on a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// Which.
    pub route: Route,
    /// Whether it may be taken.
    pub status: RouteStatus,
    /// What that rests on.
    pub conditions: Vec<Condition>,
}

/// What is the same for every claim, in French.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// What it is.
    pub what: &'static str,
    /// Papers to bring together.
    pub documents: &'static [&'static str],
    /// How long it takes, as the texts say.
    pub delays: &'static str,
    /// Who pays.
    pub payer: &'static str,
    /// What must not be overlooked; empty when nothing.
    pub warning: &'static str,
    /// Its texts.
    pub source: &'static str,
    /// How sure they are.
    pub confidence: Confidence,
}

impl Route {
    /// What is the same for every claim.
    pub fn about(self) -> About {
        words::about(self)
    }
}

impl Claim {
    fn between_merchants(&self) -> Option<bool> {
        match (self.debtor, self.creditor_merchant, self.debtor_merchant) {
            (DebtorKind::Consumer | DebtorKind::PublicBody, _, _) => Some(false),
            (DebtorKind::Business, Some(false), _) | (DebtorKind::Business, _, Some(false)) => Some(false),
            (DebtorKind::Business, Some(true), Some(true)) => Some(true),
            (DebtorKind::Business, _, _) => None,
        }
    }

    fn answer(&self, subject: Subject, today: NaiveDate) -> Answer {
        let known = match subject {
            Subject::Solvent => Some(!self.insolvent),
            Subject::Insolvent => Some(self.insolvent),
            Subject::Due => Some(self.due),
            // The sheet of the law says nothing of a public body before a court: nobody knows here.
            Subject::Private => (self.debtor != DebtorKind::PublicBody).then_some(true),
            Subject::Uncontested => Some(self.contest == Contest::Nothing),
            Subject::Noticed => match self.notice {
                Notice::Missing => Some(false),
                Notice::Posted(_) => None,
                Notice::Until(last) => Some(last < today),
            },
            Subject::InTime => self.limitation.map(|last| today <= last),
            Subject::Small => match self.interest {
                _ if self.principal > SMALL_CLAIM => Some(false),
                Some(interest) => Some(self.principal + interest <= SMALL_CLAIM),
                None => None,
            },
            Subject::NotBetweenMerchants if today < merchants_left_out() => Some(true),
            Subject::NotBetweenMerchants => self.between_merchants().map(|both| !both),
            Subject::BothMerchants => self.between_merchants(),
            Subject::LastResort => None,
        };
        known.into()
    }
}

/// What each route asks for: what it cannot do without, then what is only advised.
fn asked(route: Route, claim: &Claim) -> (&'static [Subject], &'static [Subject]) {
    use Subject::{BothMerchants, Due, InTime, Insolvent, LastResort, NotBetweenMerchants, Noticed, Private, Small, Solvent, Uncontested};
    match route {
        Route::Declaration => (&[Insolvent], &[]),
        // A disputed part leaves the rest; when all is disputed, an order would only bring an opposition.
        Route::Order if claim.contest == Contest::Whole => (&[Solvent, Due, Private, Uncontested], &[Noticed, InTime]),
        Route::Order => (&[Solvent, Due, Private], &[Uncontested, Noticed, InTime]),
        Route::SmallClaims => (&[Solvent, Due, Private, Small, NotBetweenMerchants], &[Uncontested, InTime]),
        Route::Uncontested => (&[Solvent, Due, Private, BothMerchants, Uncontested], &[InTime]),
        Route::Summary => (&[Solvent, Due, Private], &[Uncontested, Noticed, InTime]),
        Route::Merits => (&[Solvent, Due, Private], &[Noticed, InTime]),
        Route::Instalments => (&[Solvent], &[]),
        Route::Mediation => (&[Solvent], &[]),
        Route::Agency => (&[Solvent, Due], &[Uncontested, InTime]),
        Route::WriteOff => (&[], &[Solvent, LastResort]),
    }
}

/// Judges a route on a claim.
pub fn judge(route: Route, claim: &Claim, today: NaiveDate) -> Judged {
    let (required, advised) = asked(route, claim);
    let checked = |subject: Subject, required| {
        let answer = claim.answer(subject, today);
        Condition { subject, answer, required, sentence: words::condition(subject, answer, claim) }
    };
    let conditions: Vec<Condition> =
        required.iter().map(|one| checked(*one, true)).chain(advised.iter().map(|one| checked(*one, false))).collect();
    let any =
        |answer, needed: Option<bool>| conditions.iter().any(|one| one.answer == answer && needed.is_none_or(|must| one.required == must));
    let status = if any(Answer::NotMet, Some(true)) {
        RouteStatus::Closed
    } else if any(Answer::Unknown, None) || any(Answer::NotMet, None) {
        RouteStatus::ToCheck
    } else {
        RouteStatus::Open
    };
    Judged { route, status, conditions }
}

/// Every route: open ones first, then those to check, then those that are closed.
pub fn routes(claim: &Claim, today: NaiveDate) -> Vec<Judged> {
    let mut all: Vec<Judged> = Route::ALL.into_iter().map(|route| judge(route, claim, today)).collect();
    all.sort_by_key(|one| one.status);
    all
}

#[cfg(test)]
mod tests;
