//! How a client pays: his profile, a score out of 100 and the three reasons that weigh most. It chooses the plan he follows ([`follow`])
//! unless a person does; nothing is refused by it (RGPD, art. 22). It is computed here and never leaves the machine.
//!
//! What is unpaid counts, and not only what was paid: one who never paid anything that is late comes last. What he disputes, what no
//! date was known for and what was given up by a credit note say nothing of how he pays.
pub mod follow;
mod words;

use crate::forecast::middle;
use crate::money::Cents;
use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// So far back: who paid badly five years ago may pay well today.
pub const BACK: Months = Months::new(24);
/// Invoices fallen due below which it is too soon to tell, unless one is seriously late.
pub const ENOUGH: usize = 3;
/// Days late from which one invoice is enough to tell.
const SERIOUS: i64 = 30;
/// Days late from which one unpaid invoice puts a client at risk, whatever he paid.
const ALARMING: i64 = 60;
/// Days that count as on time: a transfer takes that long over a week-end.
const ON_TIME: i64 = 3;
/// Days late up to which it weighs a little.
const A_LITTLE: i64 = 15;

/// An invoice, and what came for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    /// The day it was issued.
    pub issued_on: NaiveDate,
    /// Its last due date.
    pub due_on: NaiveDate,
    /// TTC, in cents.
    pub total: Cents,
    /// Of it, what is in dispute now, in cents.
    pub disputed: Cents,
    /// Money, with its day, oldest first.
    pub payments: Vec<(NaiveDate, Cents)>,
    /// Credit notes and discounts, with their day.
    pub credits: Vec<(NaiveDate, Cents)>,
}

/// A promise to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Promise {
    /// The last day it could be kept, its grace included.
    pub until: NaiveDate,
    /// True when what was promised came by then.
    pub kept: bool,
}

/// All that is known of how a client pays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// His invoices that have a due date, but those settled on a day that nobody knows.
    pub bills: Vec<Bill>,
    /// His promises.
    pub promises: Vec<Promise>,
    /// The days when he broke an agreement on several payments.
    pub agreements_broken: Vec<NaiveDate>,
    /// The opening of insolvency proceedings.
    pub insolvent_on: Option<NaiveDate>,
    /// The days from which a term of an agreement that runs would be missed.
    pub terms_over: Vec<NaiveDate>,
}

/// How a client pays, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Profile {
    /// Too soon to tell.
    New,
    /// On time, or nearly.
    Good,
    /// Late, but he pays.
    Slow,
    /// He may not pay.
    AtRisk,
}

/// What weighs in a profile, each with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// Insolvency proceedings were opened.
    Insolvent {
        /// The day.
        on: NaiveDate,
    },
    /// He never paid anything of what fell due.
    NeverPaid {
        /// Invoices fallen due.
        due: u32,
    },
    /// Money is late.
    Unpaid {
        /// Late, in cents, disputes aside.
        amount: Cents,
        /// Of the oldest, in days.
        days: i64,
    },
    /// An agreement was broken.
    AgreementBroken {
        /// How many.
        count: u32,
    },
    /// Promises were not kept.
    PromisesBroken {
        /// How many.
        count: u32,
    },
    /// He usually pays late.
    PaysLate {
        /// Median, in days after the due date.
        days: i64,
        /// Of so many invoices paid.
        of: u32,
    },
    /// He usually pays on time.
    PaysOnTime {
        /// Invoices paid on time.
        count: u32,
        /// Of so many invoices paid.
        of: u32,
    },
    /// He kept his promises.
    PromisesKept {
        /// How many.
        count: u32,
    },
    /// Nothing is late.
    NothingLate,
    /// What he disputes is not held against him.
    Disputed {
        /// In cents.
        amount: Cents,
    },
    /// No invoice has been paid yet, and none is late.
    NoPaymentYet,
    /// Since when, by how many invoices.
    Known {
        /// The first invoice; none without any.
        since: Option<NaiveDate>,
        /// How many.
        invoices: u32,
    },
}

/// A client as he pays on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// In one word.
    pub profile: Profile,
    /// 0, the worst, to 100; none while it is too soon to tell.
    pub score: Option<u32>,
    /// The three that weigh most, the worst first.
    pub grounds: [Ground; 3],
}

/// One invoice fallen due, on a day.
struct Fallen {
    amount: Cents,
    /// After the due date: of the last payment, or up to the day while it is unpaid.
    days: i64,
    paid: bool,
    /// Something came for it.
    touched: bool,
    unpaid: Cents,
}

fn fallen(bill: &Bill, today: NaiveDate) -> Option<Fallen> {
    if bill.due_on >= today || bill.issued_on > today {
        return None;
    }
    let until = |rows: &[(NaiveDate, Cents)]| rows.iter().filter(|(on, _)| *on <= today).map(|(_, amount)| *amount).sum::<Cents>();
    let (money, given_up) = (until(&bill.payments), until(&bill.credits));
    let asked = (bill.total - given_up).or_zero();
    if !asked.is_positive() {
        return None;
    }
    let left = (asked - money).or_zero();
    if !left.is_positive() {
        let last = bill.payments.iter().map(|(on, _)| *on).filter(|on| *on <= today).max()?;
        if last < today - BACK {
            return None;
        }
        return Some(Fallen { amount: asked, days: (last - bill.due_on).num_days(), paid: true, touched: true, unpaid: Cents::ZERO });
    }
    let unpaid = (left - bill.disputed).or_zero();
    let days = (today - bill.due_on).num_days();
    unpaid.is_positive().then(|| Fallen { amount: unpaid, days, paid: false, touched: money.is_positive(), unpaid })
}

/// What an invoice is worth, out of 100: an unpaid one never more than one paid that day.
fn points(one: &Fallen) -> i64 {
    match (one.paid, one.days) {
        (true, ..=ON_TIME) => 100,
        (true, ..=A_LITTLE) => 80,
        (true, ..=SERIOUS) => 60,
        (true, ..=ALARMING) => 40,
        (true, _) => 20,
        (false, ..=A_LITTLE) => 60,
        (false, ..=SERIOUS) => 40,
        (false, ..=ALARMING) => 15,
        (false, _) => 0,
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// How a client pays on a day, from what was known by then.
pub fn standing(record: &Record, today: NaiveDate) -> Standing {
    let fallen: Vec<Fallen> = record.bills.iter().filter_map(|bill| fallen(bill, today)).collect();
    let insolvent = record.insolvent_on.filter(|on| *on <= today);
    let recent = |on: NaiveDate| on <= today && on >= today - BACK;
    let (kept, broken): (Vec<&Promise>, Vec<&Promise>) =
        record.promises.iter().filter(|one| one.until < today && recent(one.until)).partition(|one| one.kept);
    let agreements = record.agreements_broken.iter().filter(|on| recent(**on)).count();
    let oldest = fallen.iter().filter(|one| !one.paid).map(|one| one.days).max().unwrap_or(0);
    let never = !fallen.is_empty() && fallen.iter().all(|one| !one.touched);

    let score = if insolvent.is_some() {
        Some(0)
    } else if fallen.len() < ENOUGH && oldest <= SERIOUS {
        None
    } else if never {
        Some(0)
    } else {
        let weight: i128 = fallen.iter().map(|one| i128::from(one.amount.0)).sum();
        let sum: i128 = fallen.iter().map(|one| i128::from(one.amount.0) * i128::from(points(one))).sum();
        // Half away from zero, once.
        let mean = if weight > 0 { (2 * sum + weight) / (2 * weight) } else { 0 };
        let lost = 10 * broken.len().min(3) + 20 * agreements.min(1);
        let left = mean - i128::try_from(lost).unwrap_or(i128::MAX);
        // The last place is of those who never paid.
        Some(u32::try_from(left.clamp(1, 100)).unwrap_or(1))
    };
    let profile = match score {
        None => Profile::New,
        Some(..35) => Profile::AtRisk,
        Some(_) if oldest > ALARMING || agreements > 0 => Profile::AtRisk,
        Some(..80) => Profile::Slow,
        Some(_) => Profile::Good,
    };

    let known = record.bills.iter().filter(|bill| bill.issued_on <= today);
    let disputed: Cents = record.bills.iter().map(|bill| bill.disputed).sum();
    let mut paid: Vec<i64> = fallen.iter().filter(|one| one.paid).map(|one| one.days).collect();
    let of = number(paid.len());
    let in_time = number(paid.iter().filter(|days| **days <= ON_TIME).count());
    let unpaid: Cents = fallen.iter().map(|one| one.unpaid).sum();
    let usual = middle(&mut paid);
    let found = [
        insolvent.map(|on| Ground::Insolvent { on }),
        never.then_some(Ground::NeverPaid { due: number(fallen.len()) }),
        unpaid.is_positive().then_some(Ground::Unpaid { amount: unpaid, days: oldest }),
        (agreements > 0).then_some(Ground::AgreementBroken { count: number(agreements) }),
        (!broken.is_empty()).then_some(Ground::PromisesBroken { count: number(broken.len()) }),
        usual.filter(|days| *days > ON_TIME).map(|days| Ground::PaysLate { days, of }),
        usual.filter(|days| *days <= ON_TIME).map(|_| Ground::PaysOnTime { count: in_time, of }),
        (!kept.is_empty()).then_some(Ground::PromisesKept { count: number(kept.len()) }),
        (!unpaid.is_positive()).then_some(Ground::NothingLate),
        disputed.is_positive().then_some(Ground::Disputed { amount: disputed }),
        (usual.is_none() && !never).then_some(Ground::NoPaymentYet),
    ];
    let last = Ground::Known { since: known.clone().map(|bill| bill.issued_on).min(), invoices: number(known.count()) };
    let mut found = found.into_iter().flatten().chain([last.clone()]);
    let grounds = [(); 3].map(|()| found.next().unwrap_or_else(|| last.clone()));
    Standing { profile, score, grounds }
}

/// How he paid on the last day of each of the months before that of `today`, oldest first, then today. A month before the first
/// invoice says nothing and is left out.
pub fn history(record: &Record, today: NaiveDate) -> Vec<(NaiveDate, Standing)> {
    let first = record.bills.iter().map(|bill| bill.issued_on).min();
    let ends = crate::delay::months(today).into_iter().map(|(_, end)| end);
    ends.filter(|end| first.is_some_and(|first| first <= *end)).map(|end| (end, standing(record, end))).collect()
}

#[cfg(test)]
mod tests;
