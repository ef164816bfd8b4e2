//! Time in civil procedure (CPC 641, 642) and the dated life of a case.
//!
//! Where the code of civil procedure gives a delay, its last day is carried to the next working day (642). Where another text
//! gives it, whether it is carried is not settled: the prudent day is kept, so that our own last day is not carried and that of
//! the debtor is.
use super::life::{Step, StepKind, day_of};
use super::{Confidence, Route, words};
use crate::calendar::{Holiday, Region, holiday, next_working_day, plus_days};
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How long a delay is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// In days: the day of the act does not count (CPC 641, 1).
    Days(u32),
    /// In months: ends on the day of the same number, else on the last day of the month (CPC 641, 2).
    Months(u32),
}

/// The last day of a delay that an act of that day starts, before it is carried (CPC 641).
pub fn counted(from: NaiveDate, span: Span) -> NaiveDate {
    match span {
        Span::Days(days) => plus_days(from, days),
        Span::Months(months) => from.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX),
    }
}

/// The last day carried to the next working day; a Saturday is not one (CPC 642).
pub fn carried(day: NaiveDate, region: Region) -> NaiveDate {
    next_working_day(day, region)
}

/// The first day on which orders for payment follow the decree 2026-96.
pub fn reform() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap_or(NaiveDate::MIN)
}

/// Which delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum DeadlineKey {
    /// To pay the costs of the request to the registry of a commercial court (CPC 1425).
    ConsignCosts,
    /// To serve an order for payment, which is void otherwise (CPC 1411).
    ServeOrder,
    /// For the debtor to oppose it (CPC 1416).
    Opposition,
    /// The same, when it was not served in person (CPC 1416).
    OppositionExtended,
    /// Before an order may be enforced (CPC 1422).
    Execution,
    /// For the debtor to accept the simplified procedure; silence is a refusal (CPCE L125-1).
    SmallClaimsAnswer,
    /// For the debtor to pay or contest the command (CPCE L126-2).
    CommandAnswer,
    /// Before the record that nothing was contested (CPCE L126-3).
    RecordUncontested,
    /// To serve the title it became (CPCE L126-4).
    ServeUncontested,
    /// To declare a claim (C. com. R622-24).
    DeclareClaim,
    /// To ask that a late declaration be let in (C. com. L622-26).
    LiftForeclosure,
    /// To claim goods back under a retention of title (C. com. L624-9).
    ClaimGoods,
}

/// Whose time it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum DeadlineRole {
    /// Ours: once past, something is lost.
    Ours,
    /// Ours, if it concerns the case at all: nobody is reminded once it is past.
    Optional,
    /// The debtor's.
    Theirs,
    /// Nothing may be done before its end.
    Wait,
}

impl DeadlineKey {
    /// Whose time it is.
    pub fn role(self) -> DeadlineRole {
        match self {
            DeadlineKey::ConsignCosts
            | DeadlineKey::ServeOrder
            | DeadlineKey::ServeUncontested
            | DeadlineKey::DeclareClaim
            | DeadlineKey::LiftForeclosure => DeadlineRole::Ours,
            DeadlineKey::ClaimGoods => DeadlineRole::Optional,
            DeadlineKey::Opposition | DeadlineKey::OppositionExtended | DeadlineKey::CommandAnswer => DeadlineRole::Theirs,
            DeadlineKey::Execution | DeadlineKey::SmallClaimsAnswer | DeadlineKey::RecordUncontested => DeadlineRole::Wait,
        }
    }

    /// Its article.
    pub fn article(self) -> &'static str {
        words::article(self)
    }

    /// Its name, in French.
    pub fn label(self) -> &'static str {
        words::deadline(self)
    }

    /// How sure its source is.
    pub fn confidence(self) -> Confidence {
        match self {
            DeadlineKey::Opposition | DeadlineKey::OppositionExtended | DeadlineKey::SmallClaimsAnswer => Confidence::Sure,
            DeadlineKey::ConsignCosts
            | DeadlineKey::ServeOrder
            | DeadlineKey::Execution
            | DeadlineKey::CommandAnswer
            | DeadlineKey::RecordUncontested
            | DeadlineKey::ServeUncontested
            | DeadlineKey::DeclareClaim
            | DeadlineKey::LiftForeclosure
            | DeadlineKey::ClaimGoods => Confidence::ToCheck,
        }
    }

    /// Its last day carried. Good Friday is a holiday only in the communes that have a Protestant temple or a mixed church (C. trav.
    /// L3134-13), which is not known here: our own time ends on it, and that of others after it.
    fn carried(self, day: NaiveDate, region: Region) -> NaiveDate {
        let is_ours = matches!(self.role(), DeadlineRole::Ours | DeadlineRole::Optional);
        if is_ours && holiday(day, region) == Some(Holiday::GoodFriday) { day } else { carried(day, region) }
    }

    /// True when the code of civil procedure carries it (642), or when it is prudent to.
    fn is_carried(self) -> bool {
        match self {
            DeadlineKey::ConsignCosts
            | DeadlineKey::ServeOrder
            | DeadlineKey::Opposition
            | DeadlineKey::OppositionExtended
            | DeadlineKey::Execution
            | DeadlineKey::SmallClaimsAnswer
            | DeadlineKey::CommandAnswer
            | DeadlineKey::RecordUncontested => true,
            DeadlineKey::ServeUncontested | DeadlineKey::DeclareClaim | DeadlineKey::LiftForeclosure | DeadlineKey::ClaimGoods => false,
        }
    }
}

/// A delay of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// Which.
    pub key: DeadlineKey,
    /// Its last day before it is carried; none while what starts it has not happened.
    pub counted_on: Option<NaiveDate>,
    /// Its last day.
    pub last_day: Option<NaiveDate>,
    /// Days on which it is recalled, before its end.
    pub alerts: Vec<NaiveDate>,
    /// The day of what it was for.
    pub met_on: Option<NaiveDate>,
}

/// Where a delay stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum DeadlineStage {
    /// Done in time.
    Met,
    /// Done after its last day.
    MetLate,
    /// What starts it has not happened.
    Unknown,
    /// More than thirty days left.
    Running,
    /// Thirty days or less.
    Near,
    /// Over.
    Over,
}

/// Days left from which a delay is near.
const NEAR_DAYS: i64 = 30;

impl Deadline {
    fn new(key: DeadlineKey, from: NaiveDate, span: Span, region: Region) -> Deadline {
        let counted_on = counted(from, span);
        let last_day = if key.is_carried() { key.carried(counted_on, region) } else { counted_on };
        Deadline { key, counted_on: Some(counted_on), last_day: Some(last_day), alerts: Vec::new(), met_on: None }
    }

    fn met(self, met_on: Option<NaiveDate>) -> Deadline {
        Deadline { met_on, ..self }
    }

    /// Where it stands.
    pub fn stage(&self, today: NaiveDate) -> DeadlineStage {
        match (self.last_day, self.met_on) {
            (Some(last), Some(on)) if on > last && self.key.role() != DeadlineRole::Wait => DeadlineStage::MetLate,
            (_, Some(_)) => DeadlineStage::Met,
            (None, None) => DeadlineStage::Unknown,
            (Some(last), None) if last < today => DeadlineStage::Over,
            (Some(last), None) if (last - today).num_days() <= NEAR_DAYS => DeadlineStage::Near,
            (Some(_), None) => DeadlineStage::Running,
        }
    }

    /// True when a person should look at it: our time is near its end, or over; what we waited for is over.
    pub fn calls(&self, today: NaiveDate) -> bool {
        let stage = self.stage(today);
        let recalled = self.met_on.is_none() && self.alerts.iter().any(|on| *on <= today);
        match self.key.role() {
            DeadlineRole::Ours => recalled || matches!(stage, DeadlineStage::Near | DeadlineStage::Over) || self.is_void(today),
            DeadlineRole::Optional => stage == DeadlineStage::Near,
            DeadlineRole::Theirs => false,
            DeadlineRole::Wait => stage == DeadlineStage::Over,
        }
    }

    /// True when what was to be served was served too late.
    fn is_void(&self, today: NaiveDate) -> bool {
        matches!(self.key, DeadlineKey::ServeOrder | DeadlineKey::ServeUncontested) && self.stage(today) == DeadlineStage::MetLate
    }

    /// Where it stands and what it means, in French.
    pub fn sentence(&self, today: NaiveDate) -> String {
        words::standing(self, today)
    }
}

/// Where a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Of the court: its holidays carry a last day.
    pub region: Region,
    /// A commercial court, whose registry asks for its costs.
    pub commercial: bool,
    /// The creditor is established outside metropolitan France.
    pub overseas: bool,
}

/// The delays of a case, as its steps start them, nearest first.
pub fn deadlines(route: Route, steps: &[Step], place: Place) -> Vec<Deadline> {
    let mut all = match route {
        Route::Order => of_order(steps, place),
        Route::SmallClaims => of_small_claims(steps, place.region),
        Route::Uncontested => of_uncontested(steps, place.region),
        Route::Declaration => of_declaration(steps, place),
        Route::Summary | Route::Merits | Route::Mediation | Route::Agency | Route::Instalments | Route::WriteOff => Vec::new(),
    };
    all.sort_by_key(|one| (one.last_day.is_none(), one.last_day, one.key));
    all
}

fn of_order(steps: &[Step], place: Place) -> Vec<Deadline> {
    let region = place.region;
    let day = |kind| day_of(steps, kind);
    let mut all = Vec::new();
    let ordered = day(StepKind::Ordered);
    let consigned = day(StepKind::Consigned);
    // An answer of the court says that its costs were paid, without saying when.
    let answered = ordered.is_some() || day(StepKind::Rejected).is_some();
    if let (Some(filed), true) = (day(StepKind::Filed), place.commercial && (consigned.is_some() || !answered)) {
        all.push(Deadline::new(DeadlineKey::ConsignCosts, filed, Span::Days(15), region).met(consigned));
    }
    let Some(ordered) = ordered else { return all };
    let reformed = ordered >= reform();
    let mut serve = Deadline::new(DeadlineKey::ServeOrder, ordered, Span::Months(if reformed { 3 } else { 6 }), region);
    if reformed {
        serve.alerts = vec![plus_days(ordered, 60), plus_days(ordered, 80)];
    }
    let served = steps.iter().find(|one| one.kind == StepKind::Served);
    let last_day = serve.last_day;
    all.push(serve.met(served.map(|one| one.on)));
    // Served too late, the order is void: nothing runs from its service.
    let Some(served) = served.filter(|one| Some(one.on) <= last_day) else { return all };
    let opposed = day(StepKind::Opposed);
    let month = Deadline::new(DeadlineKey::Opposition, served.on, Span::Months(1), region);
    if served.in_person == Some(true) {
        all.push(month.clone().met(opposed));
    } else {
        // Not in person, or not known to be: the longer time is the one to reckon with.
        let start = [day(StepKind::ActInPerson), day(StepKind::Seized)].into_iter().flatten().min();
        let extended = match start {
            Some(from) => Deadline::new(DeadlineKey::OppositionExtended, from, Span::Months(1), region),
            None => Deadline { key: DeadlineKey::OppositionExtended, counted_on: None, last_day: None, ..month.clone() },
        };
        all.push(extended.met(opposed));
    }
    if opposed.is_none() {
        let wait = if reformed { Span::Months(2) } else { Span::Months(1) };
        all.push(Deadline::new(DeadlineKey::Execution, served.on, wait, region).met(day(StepKind::Seized)));
    }
    all
}

fn of_small_claims(steps: &[Step], region: Region) -> Vec<Deadline> {
    let answered = day_of(steps, StepKind::Accepted).or(day_of(steps, StepKind::Refused));
    let invited = day_of(steps, StepKind::Invited).into_iter();
    invited.map(|on| Deadline::new(DeadlineKey::SmallClaimsAnswer, on, Span::Months(1), region).met(answered)).collect()
}

fn of_uncontested(steps: &[Step], region: Region) -> Vec<Deadline> {
    let day = |kind| day_of(steps, kind);
    let mut all = Vec::new();
    if let Some(on) = day(StepKind::Commanded) {
        let contested = day(StepKind::Contested);
        let answer = Deadline::new(DeadlineKey::CommandAnswer, on, Span::Months(1), region);
        if let (Some(end), None) = (answer.last_day, contested) {
            let record = Deadline::new(DeadlineKey::RecordUncontested, end, Span::Days(8), region);
            all.push(record.met(day(StepKind::Recorded)));
        }
        all.push(answer.met(contested));
    }
    if let Some(on) = day(StepKind::Enforceable) {
        all.push(Deadline::new(DeadlineKey::ServeUncontested, on, Span::Months(6), region).met(day(StepKind::Served)));
    }
    all
}

fn of_declaration(steps: &[Step], place: Place) -> Vec<Deadline> {
    let Some(on) = day_of(steps, StepKind::Published) else { return Vec::new() };
    let declared = day_of(steps, StepKind::Declared);
    let months = if place.overseas { 4 } else { 2 };
    let declare = Deadline::new(DeadlineKey::DeclareClaim, on, Span::Months(months), place.region).met(declared);
    let mut all = vec![Deadline::new(DeadlineKey::ClaimGoods, on, Span::Months(3), place.region)];
    let in_time = declared.is_some() && declared <= declare.last_day;
    if !in_time {
        // A late declaration must still be let in, and nobody notes that here: what was declared late stays in sight.
        all.push(Deadline::new(DeadlineKey::LiftForeclosure, on, Span::Months(6), place.region));
    }
    all.push(declare);
    all
}

#[cfg(test)]
mod tests;
