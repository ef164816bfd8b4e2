//! Limitation (« prescription »): the last day on which a claim may still be brought to court.
use crate::party::DebtorKind;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// What starts the time again. The list of the law is closed: neither a reminder nor a formal notice, even registered,
/// is on it (Cass. com. 18 May 2022, n° 20-23.204).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Interruption {
    /// The debtor acknowledges the debt in writing, or asks for instalments (C. civ. 2240).
    Acknowledgement,
    /// A part payment that the creditor takes as an acknowledgement, with its proof (C. civ. 2240).
    PartPayment,
    /// A claim in court, even in summary proceedings; an order for payment, from its service and not from its request
    /// (C. civ. 2241; Cass. 1re civ. 9 Sept. 2020, n° 19-12.006).
    Court,
    /// A protective measure or an act of enforcement (C. civ. 2244).
    Enforcement,
}

impl Interruption {
    /// All of them, in the order of the list.
    pub const ALL: [Interruption; 4] =
        [Interruption::Acknowledgement, Interruption::PartPayment, Interruption::Court, Interruption::Enforcement];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Interruption::Acknowledgement => "acknowledgement",
            Interruption::PartPayment => "part_payment",
            Interruption::Court => "court",
            Interruption::Enforcement => "enforcement",
        }
    }

    /// What was stored; none when the word is not ours.
    pub fn from_key(key: &str) -> Option<Interruption> {
        Interruption::ALL.into_iter().find(|one| one.key() == key)
    }

    /// In French, with its article.
    pub fn label(self) -> &'static str {
        match self {
            Interruption::Acknowledgement => "Reconnaissance de la dette par écrit, ou demande d’échéancier (C. civ. 2240)",
            Interruption::PartPayment => "Paiement partiel valant reconnaissance (C. civ. 2240)",
            Interruption::Court => "Demande en justice, ou injonction de payer signifiée (C. civ. 2241)",
            Interruption::Enforcement => "Mesure conservatoire ou exécution forcée (C. civ. 2244)",
        }
    }
}

/// How near the last day to act is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum LimitationStage {
    /// Over: only a debtor who does not plead it still pays.
    Passed,
    /// Three months or less.
    ThreeMonths,
    /// Six months or less.
    SixMonths,
    /// Eight months or less: for consumers, whose time is short, and carriage.
    EightMonths,
    /// Nothing to say yet.
    Far,
}

/// How near `last_day` is on `today`. The first alert comes eight months before against a consumer and for carriage, six
/// months before otherwise; the second, three months before (law/droit.md §9.5).
pub fn stage(kind: LimitationKind, last_day: NaiveDate, today: NaiveDate) -> LimitationStage {
    let within = |months| last_day.checked_sub_months(Months::new(months)).is_none_or(|from| today >= from);
    let early = match kind {
        LimitationKind::Consumer | LimitationKind::Transport => true,
        LimitationKind::Business | LimitationKind::PublicBody => false,
    };
    if last_day < today {
        LimitationStage::Passed
    } else if within(3) {
        LimitationStage::ThreeMonths
    } else if within(6) {
        LimitationStage::SixMonths
    } else if early && within(8) {
        LimitationStage::EightMonths
    } else {
        LimitationStage::Far
    }
}

/// The limitation of a claim: under which rule, and until when it may be brought to court.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limitation {
    /// Under which rule.
    pub kind: LimitationKind,
    /// The last day to act.
    pub last_day: NaiveDate,
}

impl Limitation {
    /// How near it is on a day.
    pub fn stage(self, on: NaiveDate) -> LimitationStage {
        stage(self.kind, self.last_day, on)
    }
}

/// The day from which the time runs: the due date (C. civ. 2233, 3°), but for carriage, the delivery (C. com. L133-6). A delivery
/// that is not known is taken to be on the day of the invoice, the nearest day that is.
pub fn starts_on(kind: LimitationKind, due_on: NaiveDate, issued_on: NaiveDate, delivered_on: Option<NaiveDate>) -> NaiveDate {
    match kind {
        LimitationKind::Business | LimitationKind::Consumer | LimitationKind::PublicBody => due_on,
        LimitationKind::Transport => delivered_on.unwrap_or(issued_on),
    }
}

/// The latest start of a time that may already be near its end on `today`, interruptions apart: what starts after it need not
/// be looked at.
pub fn latest_start_to_watch(kind: LimitationKind, today: NaiveDate) -> NaiveDate {
    // A month is counted back from the last day: from the end of a short one, up to three days more are within reach.
    let horizon = today.checked_add_months(Months::new(8)).and_then(|day| day.checked_add_days(Days::new(3)));
    latest_start(kind, horizon.unwrap_or(today))
}

/// The latest start of a time that is over by `horizon`, interruptions apart.
pub fn latest_start(kind: LimitationKind, horizon: NaiveDate) -> NaiveDate {
    match kind {
        LimitationKind::Business => years_after(horizon, -5),
        LimitationKind::Consumer => years_after(horizon, -2),
        LimitationKind::Transport => years_after(horizon, -1),
        LimitationKind::PublicBody => NaiveDate::from_ymd_opt(horizon.year() - 4, 12, 31).unwrap_or(horizon),
    }
}

/// Which limitation a claim falls under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum LimitationKind {
    /// Between professionals: 5 years (C. com. L110-4; C. civ. 2224, 2233).
    Business,
    /// Professional against consumer: 2 years, which no contract may change (C. conso. L218-2, L218-1).
    Consumer,
    /// Against a public body: 4 years from the next 1 January (law 68-1250, art. 1).
    PublicBody,
    /// Carriage of goods: 1 year from delivery (C. com. L133-6).
    Transport,
}

impl LimitationKind {
    /// The rule, in French, with its article.
    pub fn rule(self) -> &'static str {
        match self {
            LimitationKind::Business => "5\u{a0}ans à partir de l’échéance (C. com. L110-4, C. civ. 2224)",
            LimitationKind::Consumer => "2\u{a0}ans à partir de l’échéance (C. conso. L218-2)",
            LimitationKind::PublicBody => "4\u{a0}ans à partir du 1er\u{a0}janvier qui suit l’échéance (loi n° 68-1250)",
            LimitationKind::Transport => "1\u{a0}an à partir de la livraison (C. com. L133-6)",
        }
    }
}

impl From<DebtorKind> for LimitationKind {
    fn from(debtor: DebtorKind) -> LimitationKind {
        match debtor {
            DebtorKind::Business => LimitationKind::Business,
            DebtorKind::Consumer => LimitationKind::Consumer,
            DebtorKind::PublicBody => LimitationKind::PublicBody,
        }
    }
}

/// The last day to act.
///
/// `from` is the day the time starts ([`starts_on`]). For works done for a consumer, courts may count from
/// their completion: give the earlier of the two. Each interruption (acknowledgement of the debt, C. civ. 2240; claim
/// in court, 2241; enforcement, 2244) starts the same time again (2231), twenty years after `from` at the latest
/// (2232, not for public bodies, which have a law of their own); one that comes too late, or before `from`, changes
/// nothing. A reminder or a formal notice, even registered, is no interruption.
pub fn last_day(kind: LimitationKind, from: NaiveDate, interruptions: &[NaiveDate]) -> NaiveDate {
    let mut days: Vec<NaiveDate> = interruptions.iter().copied().filter(|day| *day >= from).collect();
    days.sort_unstable();
    let last = days.into_iter().fold(runs_out(kind, from), |last, day| if day <= last { runs_out(kind, day) } else { last });
    match kind {
        LimitationKind::Business | LimitationKind::Consumer | LimitationKind::Transport => last.min(years_after(from, 20)),
        LimitationKind::PublicBody => last,
    }
}

/// The last day of the time that starts on `from`.
fn runs_out(kind: LimitationKind, from: NaiveDate) -> NaiveDate {
    match kind {
        LimitationKind::Business => years_after(from, 5),
        LimitationKind::Consumer => years_after(from, 2),
        LimitationKind::Transport => years_after(from, 1),
        LimitationKind::PublicBody => NaiveDate::from_ymd_opt(from.year() + 4, 12, 31).unwrap_or(NaiveDate::MAX),
    }
}

/// The same day `years` later; 28 February for a 29 that year does not have.
fn years_after(day: NaiveDate, years: i32) -> NaiveDate {
    let year = day.year() + years;
    NaiveDate::from_ymd_opt(year, day.month(), day.day())
        .or_else(|| NaiveDate::from_ymd_opt(year, day.month(), 28))
        .unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use LimitationKind::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn each_claim_has_its_last_day() {
        for (kind, from, last) in [
            (Business, "2026-05-15", "2031-05-15"),
            (Business, "2028-02-29", "2033-02-28"),
            (Consumer, "2026-05-15", "2028-05-15"),
            (Transport, "2026-05-15", "2027-05-15"),
            (PublicBody, "2026-01-01", "2030-12-31"),
            (PublicBody, "2026-12-31", "2030-12-31"),
        ] {
            assert_eq!(last_day(kind, day(from), &[]), day(last), "{kind:?} {from}");
        }
        assert_eq!(LimitationKind::from(DebtorKind::Consumer), Consumer);
    }

    #[test]
    fn an_interruption_starts_the_time_again() {
        let from = day("2026-05-15");
        for (kind, interruptions, last) in [
            (Consumer, vec!["2027-01-10"], "2029-01-10"),
            (Consumer, vec!["2028-12-01", "2027-01-10"], "2030-12-01"),
            (Consumer, vec!["2028-05-15"], "2030-05-15"),
            (Consumer, vec!["2028-05-16"], "2028-05-15"),
            (Consumer, vec!["2026-05-14"], "2028-05-15"),
            (PublicBody, vec!["2030-12-31"], "2034-12-31"),
            (Business, vec!["2031-01-01", "2036-01-01", "2041-01-01", "2045-01-01"], "2046-05-15"),
        ] {
            let days: Vec<NaiveDate> = interruptions.iter().map(|iso| day(iso)).collect();
            assert_eq!(last_day(kind, from, &days), day(last), "{kind:?} {interruptions:?}");
        }
    }

    #[test]
    fn alerts_come_at_eight_six_and_three_months() {
        let last = day("2028-05-15");
        use LimitationStage::*;
        for (kind, today, expected) in [
            (Consumer, "2027-09-14", Far),
            (Consumer, "2027-09-15", EightMonths),
            (Consumer, "2027-11-15", SixMonths),
            (Consumer, "2028-02-15", ThreeMonths),
            (Consumer, "2028-05-15", ThreeMonths),
            (Consumer, "2028-05-16", Passed),
            (Transport, "2027-09-15", EightMonths),
            (Business, "2027-09-15", Far),
            (Business, "2027-11-14", Far),
            (Business, "2027-11-15", SixMonths),
            (PublicBody, "2028-02-15", ThreeMonths),
        ] {
            assert_eq!(stage(kind, last, day(today)), expected, "{kind:?} {today}");
        }
    }

    #[test]
    fn an_alert_at_the_end_of_a_month_comes_no_later_than_its_months_before() {
        use LimitationStage::*;
        let last = |iso: &str| last_day(Consumer, day(iso), &[]);
        for (due, today, expected) in [
            ("2026-05-31", "2028-02-28", SixMonths),
            ("2026-05-31", "2028-02-29", ThreeMonths),
            ("2026-10-31", "2028-02-29", EightMonths),
            ("2026-10-31", "2028-02-28", Far),
        ] {
            assert_eq!(stage(Consumer, last(due), day(today)), expected, "due on {due}, on {today}");
            assert!(expected == Far || day(due) <= latest_start_to_watch(Consumer, day(today)), "it is looked at on {today}");
        }
    }

    #[test]
    fn a_claim_due_after_the_watched_day_has_no_alert() {
        let today = day("2026-11-23");
        for kind in [Business, Consumer, Transport, PublicBody] {
            let watched = latest_start_to_watch(kind, today);
            let after = watched.succ_opt().unwrap();
            assert_eq!(stage(kind, last_day(kind, after, &[]), today), LimitationStage::Far, "{kind:?} {after}");
        }
        assert_eq!(latest_start_to_watch(Consumer, today), day("2025-07-26"));
    }

    #[test]
    fn the_time_of_carriage_runs_from_the_delivery_and_the_others_from_the_due_date() {
        let (due, issued, delivered) = (day("2026-06-30"), day("2026-05-31"), day("2026-05-15"));
        assert_eq!(starts_on(Business, due, issued, Some(delivered)), due);
        assert_eq!(starts_on(Transport, due, issued, Some(delivered)), delivered, "C. com. L133-6");
        assert_eq!(starts_on(Transport, due, issued, None), issued, "the nearest day that is known");
    }

    #[test]
    fn an_interruption_is_stored_by_a_word_of_ours() {
        for one in Interruption::ALL {
            assert_eq!(Interruption::from_key(one.key()), Some(one));
        }
        assert_eq!(Interruption::from_key("registered_letter"), None, "a registered letter interrupts nothing");
    }
}
