//! The plan that a profile chooses for a client, and the day from which the profile is to be looked at again. A choice is a fact that is
//! stored with its day; a person's own choice always comes before it.
use super::{A_LITTLE, ALARMING, BACK, Bill, Record, SERIOUS};
use crate::ids::PlanId;
use chrono::{Days, NaiveDate, TimeDelta};

/// What of a client decides whether a profile may choose for him.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// The owner wants plans to follow how clients pay.
    pub wanted: bool,
    /// A person named his plan.
    pub has_own_plan: bool,
    /// « Client à ménager ».
    pub handle_with_care: bool,
    /// False when he is archived, united with another or in insolvency proceedings: nothing is asked of him.
    pub is_chased: bool,
}

/// What becomes of the plan that his profile chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// No choice is made: what was chosen stays as it is.
    Leave,
    /// He follows this one; none: the default one of his kind.
    Follow(Option<PlanId>),
    /// No profile chooses for him any more.
    Withdraw,
}

/// The plan of a client, `fits` being the one that the owner gave to his profile among those made for his kind.
pub fn choose(case: Case, fits: Option<PlanId>) -> Choice {
    match case {
        Case { is_chased: false, .. } => Choice::Leave,
        Case { wanted: true, has_own_plan: false, handle_with_care: false, .. } => Choice::Follow(fits),
        Case { .. } => Choice::Withdraw,
    }
}

/// The first day after `today` when the profile may differ though nothing happens; none when time alone changes nothing.
pub fn next_look(record: &Record, today: NaiveDate) -> Option<NaiveDate> {
    let bills = record.bills.iter().flat_map(of_bill);
    let promises = record.promises.iter().flat_map(|one| [Some(one.until + Days::new(1))].into_iter().chain(forgotten(one.until)));
    let broken = record.agreements_broken.iter().flat_map(|on| [Some(*on)].into_iter().chain(forgotten(*on)));
    let rest = record.terms_over.iter().chain(&record.insolvent_on).copied();
    bills.chain(promises.chain(broken).flatten()).chain(rest).filter(|on| *on > today).min()
}

/// The days when an invoice weighs otherwise: it falls due, grows older, or was paid too long ago to count.
fn of_bill(bill: &Bill) -> impl Iterator<Item = NaiveDate> {
    let aged = [0, A_LITTLE, SERIOUS, ALARMING].map(|days| bill.due_on.checked_add_signed(TimeDelta::days(days + 1)));
    let came = bill.payments.iter().chain(&bill.credits).map(|(on, _)| Some(*on));
    let last = bill.payments.iter().map(|(on, _)| *on).max();
    let left = last.into_iter().flat_map(forgotten);
    [Some(bill.issued_on)].into_iter().chain(aged).chain(came).chain(left).flatten().collect::<Vec<_>>().into_iter()
}

/// The days from which a fact is too old: two, since a 29 February may lie between.
fn forgotten(on: NaiveDate) -> [Option<NaiveDate>; 2] {
    [1, 2].map(|days| on.checked_add_months(BACK).and_then(|on| on.checked_add_days(Days::new(days))))
}
