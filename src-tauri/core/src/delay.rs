//! How long money takes to come in: the délai moyen de paiement (DSO) and the average lateness.
use crate::money::Cents;
use chrono::{Datelike, Months, NaiveDate};

/// Days of turnover that the DSO of a month looks at: a quarter.
pub const TURNOVER_DAYS: i64 = 91;

/// Months shown.
pub const MONTHS: usize = 12;

/// The first and last day of each of the [`MONTHS`] months up to that of `today`, oldest first; the month that runs ends today.
pub fn months(today: NaiveDate) -> Vec<(NaiveDate, NaiveDate)> {
    let first = today.with_day(1).unwrap_or(today);
    let month = |back: u32| {
        let begins = first - Months::new(back);
        let end = (begins + Months::new(1)).pred_opt().unwrap_or(today);
        (begins, end.min(today))
    };
    (0..MONTHS as u32).rev().map(month).collect()
}

/// Days of turnover still owed at the end of a period, rounded half away from zero: owed × 91 ÷ turnover of the last 91 days, taxes
/// included on both sides (the accountants' method). None without turnover.
pub fn sales_outstanding(owed: Cents, turnover: Cents) -> Option<i64> {
    turnover.is_positive().then(|| mean(i128::from(owed.0) * i128::from(TURNOVER_DAYS), turnover.0))
}

/// Average days between the due date and the payment, each weighing what was paid; rounded half away from zero, negative when one pays
/// before. None when nothing was.
pub fn lateness(payments: impl IntoIterator<Item = (Cents, i64)>) -> Option<i64> {
    let (mut sum, mut paid) = (0_i128, 0_i64);
    for (amount, days) in payments {
        sum += i128::from(amount.0) * i128::from(days);
        paid += amount.0;
    }
    (paid > 0).then(|| mean(sum, paid))
}

fn mean(sum: i128, weight: i64) -> i64 {
    let weight = i128::from(weight);
    let half = if sum < 0 { -weight } else { weight };
    i64::try_from((2 * sum + half) / (2 * weight)).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::day;

    #[test]
    fn the_days_of_turnover_owed_follow_the_published_example() {
        assert_eq!(sales_outstanding(Cents(100_000), Cents(130_000)), Some(70), "1 000 € owed, 1 300 € sold over 91 days");
        assert_eq!(sales_outstanding(Cents::ZERO, Cents(130_000)), Some(0));
        assert_eq!(sales_outstanding(Cents(100_000), Cents::ZERO), None, "nothing sold: no delay can be told");
        assert_eq!(sales_outstanding(Cents(1), Cents(182)), Some(1), "half a day is a day");
    }

    #[test]
    fn lateness_weighs_each_payment_by_its_amount() {
        assert_eq!(lateness([(Cents(90_000), 10), (Cents(10_000), 60)]), Some(15));
        assert_eq!(lateness([(Cents(10_000), -5), (Cents(10_000), -6)]), Some(-6), "half away from zero");
        assert_eq!(lateness([]), None);
    }

    #[test]
    fn twelve_months_end_on_their_last_day_and_the_last_one_today() {
        let found = months(day("2028-03-30"));
        assert_eq!((found.len(), found[0]), (12, (day("2027-04-01"), day("2027-04-30"))));
        assert_eq!(found[10], (day("2028-02-01"), day("2028-02-29")));
        assert_eq!(found[11], (day("2028-03-01"), day("2028-03-30")), "the month that runs stops today");
    }
}
