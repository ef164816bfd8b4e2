//! Payment terms: when an invoice falls due, and what the law allows.
use crate::calendar::{end_of_month, plus_days};
use crate::party::DebtorKind;
use crate::text;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// When an invoice is to be paid. « 45 jours fin de mois » has two lawful readings, and the contract says which one:
/// the person chooses, the app never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum PaymentTerms {
    /// The date of the invoice, plus days.
    NetDays {
        /// How many.
        days: u32,
    },
    /// The date of the invoice plus days, then the end of that month.
    EndOfMonthA {
        /// How many.
        days: u32,
    },
    /// The end of the month of the invoice, then days.
    EndOfMonthB {
        /// How many.
        days: u32,
    },
    /// On receipt, taken as the day of the invoice.
    OnReceipt,
    /// The due date is written by hand on each invoice.
    Fixed,
}

/// What is wrong in law with terms agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum TermsWarning {
    /// More than 60 days from the date of the invoice (C. com. L441-10 I; fine: L441-16).
    Over60Days,
    /// More than 45 days end of month (C. com. L441-10 I): « 60 jours fin de mois » is unlawful.
    Over45DaysEndOfMonth,
    /// More than 30 days for a public body (CCP R2192-10; 50 for a public hospital, 60 for some public companies:
    /// R2192-11).
    PublicOver30Days,
}

/// The due date of an invoice issued on `issued_on`; none when it is written by hand. The day of issue is not
/// counted, and a due date on a holiday stays where it is: no text moves a contractual date.
pub fn due_on(terms: PaymentTerms, issued_on: NaiveDate) -> Option<NaiveDate> {
    match terms {
        PaymentTerms::NetDays { days } => Some(plus_days(issued_on, days)),
        PaymentTerms::EndOfMonthA { days } => Some(end_of_month(plus_days(issued_on, days))),
        PaymentTerms::EndOfMonthB { days } => Some(plus_days(end_of_month(issued_on), days)),
        PaymentTerms::OnReceipt => Some(issued_on),
        PaymentTerms::Fixed => None,
    }
}

/// What the law has against these terms with such a debtor, by the general rules; sector rules (C. com. L441-11:
/// transport, perishable goods, drinks) are shorter and are not known here.
pub fn legal_warning(debtor: DebtorKind, terms: PaymentTerms) -> Option<TermsWarning> {
    match (debtor, terms) {
        (DebtorKind::Business, PaymentTerms::NetDays { days }) if days > 60 => Some(TermsWarning::Over60Days),
        (DebtorKind::Business, PaymentTerms::EndOfMonthA { days } | PaymentTerms::EndOfMonthB { days }) if days > 45 => {
            Some(TermsWarning::Over45DaysEndOfMonth)
        }
        (DebtorKind::PublicBody, PaymentTerms::NetDays { days }) if days > 30 => Some(TermsWarning::PublicOver30Days),
        // Up to 30 days already run to the end of the month.
        (DebtorKind::PublicBody, PaymentTerms::EndOfMonthA { days } | PaymentTerms::EndOfMonthB { days }) if days > 0 => {
            Some(TermsWarning::PublicOver30Days)
        }
        (DebtorKind::Business | DebtorKind::PublicBody, _) | (DebtorKind::Consumer, _) => None,
    }
}

impl PaymentTerms {
    /// As printed: `30 jours`, `45 jours fin de mois (45 jours, puis fin du mois)`.
    pub fn label(self) -> String {
        let counted = |days: u32| text::days(i64::from(days));
        match self {
            PaymentTerms::NetDays { days: 0 } => "comptant".to_owned(),
            PaymentTerms::NetDays { days } => counted(days),
            PaymentTerms::EndOfMonthA { days: 0 } | PaymentTerms::EndOfMonthB { days: 0 } => "fin de mois".to_owned(),
            PaymentTerms::EndOfMonthA { days } => format!("{0} fin de mois ({0}, puis fin du mois)", counted(days)),
            PaymentTerms::EndOfMonthB { days } => format!("{0} fin de mois (fin du mois, puis {0})", counted(days)),
            PaymentTerms::OnReceipt => "à réception".to_owned(),
            PaymentTerms::Fixed => "échéance fixée sur chaque facture".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PaymentTerms::*;

    fn day(iso: &str) -> NaiveDate {
        iso.parse().unwrap()
    }

    #[test]
    fn the_two_readings_of_45_days_end_of_month_are_those_of_the_examples() {
        for (issued, a, b) in [
            ("2026-02-15", "2026-04-30", "2026-04-14"),
            ("2026-06-01", "2026-07-31", "2026-08-14"),
            ("2026-06-30", "2026-08-31", "2026-08-14"),
            ("2026-01-15", "2026-03-31", "2026-03-17"),
            ("2013-01-09", "2013-02-28", "2013-03-17"),
        ] {
            assert_eq!(due_on(EndOfMonthA { days: 45 }, day(issued)), Some(day(a)), "A, {issued}");
            assert_eq!(due_on(EndOfMonthB { days: 45 }, day(issued)), Some(day(b)), "B, {issued}");
        }
        // 31 January + 45 days is a day earlier in a leap year.
        assert_eq!(due_on(EndOfMonthB { days: 45 }, day("2028-01-15")), Some(day("2028-03-16")));
    }

    #[test]
    fn other_terms_count_from_the_day_after_the_invoice() {
        assert_eq!(due_on(NetDays { days: 30 }, day("2026-01-31")), Some(day("2026-03-02")));
        assert_eq!(due_on(NetDays { days: 60 }, day("2026-11-22")), Some(day("2027-01-21")));
        assert_eq!(due_on(OnReceipt, day("2026-11-22")), Some(day("2026-11-22")));
        assert_eq!(due_on(Fixed, day("2026-11-22")), None);
        assert_eq!(due_on(NetDays { days: u32::MAX }, day("2026-11-22")).map(|d| d > day("2200-01-01")), Some(true), "no overflow");
    }

    #[test]
    fn terms_beyond_the_law_are_pointed_out() {
        for (debtor, terms, warning) in [
            (DebtorKind::Business, NetDays { days: 60 }, None),
            (DebtorKind::Business, NetDays { days: 61 }, Some(TermsWarning::Over60Days)),
            (DebtorKind::Business, EndOfMonthA { days: 45 }, None),
            (DebtorKind::Business, EndOfMonthB { days: 45 }, None),
            (DebtorKind::Business, EndOfMonthA { days: 60 }, Some(TermsWarning::Over45DaysEndOfMonth)),
            (DebtorKind::Business, EndOfMonthB { days: 46 }, Some(TermsWarning::Over45DaysEndOfMonth)),
            (DebtorKind::PublicBody, NetDays { days: 30 }, None),
            (DebtorKind::PublicBody, NetDays { days: 31 }, Some(TermsWarning::PublicOver30Days)),
            (DebtorKind::PublicBody, EndOfMonthA { days: 30 }, Some(TermsWarning::PublicOver30Days)),
            (DebtorKind::PublicBody, EndOfMonthB { days: 0 }, None),
            (DebtorKind::Consumer, NetDays { days: 90 }, None),
            (DebtorKind::Business, OnReceipt, None),
            (DebtorKind::Business, Fixed, None),
        ] {
            assert_eq!(legal_warning(debtor, terms), warning, "{debtor:?} {terms:?}");
        }
    }

    #[test]
    fn terms_are_named_and_sent_without_doubt() {
        assert_eq!(NetDays { days: 30 }.label(), "30 jours");
        assert_ne!(EndOfMonthA { days: 45 }.label(), EndOfMonthB { days: 45 }.label());
        assert_eq!(EndOfMonthB { days: 45 }.label(), "45 jours fin de mois (fin du mois, puis 45 jours)");
        let wire = r#"{"kind":"end_of_month_b","days":45}"#;
        assert_eq!(serde_json::to_string(&EndOfMonthB { days: 45 }).unwrap(), wire);
        assert_eq!(serde_json::from_str::<PaymentTerms>(wire).unwrap(), EndOfMonthB { days: 45 });
        assert_eq!(serde_json::from_str::<PaymentTerms>(r#"{"kind":"on_receipt"}"#).unwrap(), OnReceipt);
        assert!(serde_json::from_str::<PaymentTerms>(r#"{"kind":"end_of_month","days":45}"#).is_err(), "never implicit");
    }
}
