//! Payment terms: when an invoice falls due, and what the law allows.
use crate::calendar::{end_of_month, plus_days};
use crate::party::DebtorKind;
use crate::text;
use chrono::{Datelike, NaiveDate};
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

/// A rule of its own for the time to pay, beside the general ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Sector {
    /// The general rules.
    #[default]
    General,
    /// Carriage of goods: 30 days (C. com. L441-11), and one year to act (L133-6).
    Carriage,
    /// Hire of vehicles, freight forwarding, customs: 30 days (L441-11).
    FreightServices,
    /// Perishable food, frozen meat, preserves: 30 days after the ten-day period of delivery (L441-11).
    Perishable,
    /// Livestock and fresh meat: 20 days after delivery (L441-11).
    FreshMeat,
    /// Drinks subject to duty: 30 days after the end of the month of delivery (L441-11).
    Alcohol,
    /// Grapes and must: 60 days, or 45 days end of month without its being agreed (L441-11).
    Grapes,
    /// Periodic invoices: 45 days (L441-10 I).
    Periodic,
    /// Public hospital: 50 days (CCP R2192-11).
    Hospital,
    /// Public company: 60 days (CCP R2192-11).
    PublicCompany,
}

impl Sector {
    /// All of them, in the order of the list.
    pub const ALL: [Sector; 10] = [
        Sector::General,
        Sector::Carriage,
        Sector::FreightServices,
        Sector::Perishable,
        Sector::FreshMeat,
        Sector::Alcohol,
        Sector::Grapes,
        Sector::Periodic,
        Sector::Hospital,
        Sector::PublicCompany,
    ];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Sector::General => "",
            Sector::Carriage => "carriage",
            Sector::FreightServices => "freight_services",
            Sector::Perishable => "perishable",
            Sector::FreshMeat => "fresh_meat",
            Sector::Alcohol => "alcohol",
            Sector::Grapes => "grapes",
            Sector::Periodic => "periodic",
            Sector::Hospital => "hospital",
            Sector::PublicCompany => "public_company",
        }
    }

    /// What was stored; the general rules when the word is not ours.
    pub fn from_key(key: &str) -> Sector {
        Sector::ALL.into_iter().find(|one| one.key() == key).unwrap_or_default()
    }
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
    /// More than 60 days from the date of the invoice, which « 45 jours fin de mois » may allow when it is agreed in words
    /// (C. com. L441-10 I).
    OnlyAsEndOfMonth,
    /// Carriage, hire of vehicles, freight: more than 30 days (C. com. L441-11).
    TransportOver30Days,
    /// Perishables: more than 30 days after the end of the ten-day period (C. com. L441-11).
    PerishableOver30Days,
    /// Livestock, fresh meat: more than 20 days (C. com. L441-11).
    MeatOver20Days,
    /// Drinks: more than 30 days after the end of the month (C. com. L441-11).
    AlcoholOver30Days,
    /// Grapes and must: more than 60 days and more than 45 days end of month (C. com. L441-11).
    GrapesOver60Days,
    /// Periodic invoice: more than 45 days (C. com. L441-10 I).
    PeriodicOver45Days,
    /// Public hospital: more than 50 days (CCP R2192-11).
    HospitalOver50Days,
    /// Public company: more than 60 days (CCP R2192-11).
    PublicCompanyOver60Days,
}

/// The days a due date is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Day of delivery; unknown, it is taken to be that of the invoice.
    pub delivered_on: Option<NaiveDate>,
    /// The date looked at.
    pub due_on: NaiveDate,
}

/// The latest lawful due date; none for a consumer, whom nothing limits. `by_month_agreed` tells that terms « fin de mois » were
/// agreed: the later of their two readings is then lawful (C. com. L441-10 I).
pub fn latest_lawful(
    debtor: DebtorKind,
    sector: Sector,
    by_month_agreed: bool,
    issued_on: NaiveDate,
    delivered_on: Option<NaiveDate>,
) -> Option<NaiveDate> {
    let delivered = delivered_on.unwrap_or(issued_on);
    let by_month = end_of_month(plus_days(issued_on, 45)).max(plus_days(end_of_month(issued_on), 45));
    let latest = match (debtor, sector) {
        (DebtorKind::Consumer, _) => return None,
        (DebtorKind::PublicBody, Sector::Hospital) => plus_days(issued_on, 50),
        (DebtorKind::PublicBody, Sector::PublicCompany) => plus_days(issued_on, 60),
        (DebtorKind::PublicBody, _) | (DebtorKind::Business, Sector::Carriage | Sector::FreightServices) => plus_days(issued_on, 30),
        (DebtorKind::Business, Sector::Perishable) => plus_days(end_of_ten_days(delivered), 30),
        (DebtorKind::Business, Sector::FreshMeat) => plus_days(delivered, 20),
        (DebtorKind::Business, Sector::Alcohol) => plus_days(end_of_month(delivered), 30),
        (DebtorKind::Business, Sector::Grapes) => plus_days(issued_on, 60).max(by_month),
        (DebtorKind::Business, Sector::Periodic) => plus_days(issued_on, 45),
        (DebtorKind::Business, Sector::General | Sector::Hospital | Sector::PublicCompany) if by_month_agreed => {
            plus_days(issued_on, 60).max(by_month)
        }
        (DebtorKind::Business, Sector::General | Sector::Hospital | Sector::PublicCompany) => plus_days(issued_on, 60),
    };
    Some(latest)
}

/// What the law has against this due date. `by_month_agreed` tells that terms « fin de mois » were agreed.
pub fn due_warning(debtor: DebtorKind, sector: Sector, by_month_agreed: bool, dated: Dated) -> Option<TermsWarning> {
    let Dated { issued_on, delivered_on, due_on } = dated;
    let latest = |agreed| latest_lawful(debtor, sector, agreed, issued_on, delivered_on);
    if latest(by_month_agreed).is_none_or(|latest| due_on <= latest) {
        return None;
    }
    Some(match (debtor, sector) {
        (DebtorKind::Consumer, _) => return None,
        (DebtorKind::PublicBody, Sector::Hospital) => TermsWarning::HospitalOver50Days,
        (DebtorKind::PublicBody, Sector::PublicCompany) => TermsWarning::PublicCompanyOver60Days,
        (DebtorKind::PublicBody, _) => TermsWarning::PublicOver30Days,
        (DebtorKind::Business, Sector::Carriage | Sector::FreightServices) => TermsWarning::TransportOver30Days,
        (DebtorKind::Business, Sector::Perishable) => TermsWarning::PerishableOver30Days,
        (DebtorKind::Business, Sector::FreshMeat) => TermsWarning::MeatOver20Days,
        (DebtorKind::Business, Sector::Alcohol) => TermsWarning::AlcoholOver30Days,
        (DebtorKind::Business, Sector::Grapes) => TermsWarning::GrapesOver60Days,
        (DebtorKind::Business, Sector::Periodic) => TermsWarning::PeriodicOver45Days,
        (DebtorKind::Business, Sector::General | Sector::Hospital | Sector::PublicCompany) => {
            if latest(true).is_some_and(|latest| due_on > latest) { TermsWarning::Over60Days } else { TermsWarning::OnlyAsEndOfMonth }
        }
    })
}

/// The last day of the « décade » of a day: the 10th, the 20th, the end of the month.
fn end_of_ten_days(day: NaiveDate) -> NaiveDate {
    match day.day() {
        ..=10 => day.with_day(10).unwrap_or(day),
        11..=20 => day.with_day(20).unwrap_or(day),
        21.. => end_of_month(day),
    }
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

/// What the law has against these terms with such a debtor, by the general rules; those of a sector are shorter, and are
/// checked on a due date by [`due_warning`].
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

    #[test]
    fn a_due_date_beyond_the_ceiling_of_its_sector_is_pointed_out() {
        use TermsWarning::*;
        let dated = |due: &str| Dated { issued_on: day("2026-06-03"), delivered_on: None, due_on: day(due) };
        for (debtor, sector, due, warning) in [
            (DebtorKind::Business, Sector::General, "2026-08-02", None),
            (DebtorKind::Business, Sector::General, "2026-08-14", Some(OnlyAsEndOfMonth)),
            (DebtorKind::Business, Sector::General, "2026-08-15", Some(Over60Days)),
            (DebtorKind::Business, Sector::Carriage, "2026-07-03", None),
            (DebtorKind::Business, Sector::Carriage, "2026-07-04", Some(TransportOver30Days)),
            (DebtorKind::Business, Sector::FreightServices, "2026-07-04", Some(TransportOver30Days)),
            (DebtorKind::Business, Sector::Perishable, "2026-07-10", None),
            (DebtorKind::Business, Sector::Perishable, "2026-07-11", Some(PerishableOver30Days)),
            (DebtorKind::Business, Sector::FreshMeat, "2026-06-24", Some(MeatOver20Days)),
            (DebtorKind::Business, Sector::Alcohol, "2026-07-30", None),
            (DebtorKind::Business, Sector::Alcohol, "2026-07-31", Some(AlcoholOver30Days)),
            (DebtorKind::Business, Sector::Grapes, "2026-08-14", None),
            (DebtorKind::Business, Sector::Grapes, "2026-08-15", Some(GrapesOver60Days)),
            (DebtorKind::Business, Sector::FreshMeat, "2026-06-23", None),
            (DebtorKind::Business, Sector::Periodic, "2026-07-18", None),
            (DebtorKind::Business, Sector::Periodic, "2026-07-19", Some(PeriodicOver45Days)),
            (DebtorKind::PublicBody, Sector::General, "2026-07-03", None),
            (DebtorKind::PublicBody, Sector::PublicCompany, "2026-08-02", None),
            (DebtorKind::PublicBody, Sector::General, "2026-07-04", Some(PublicOver30Days)),
            (DebtorKind::PublicBody, Sector::Hospital, "2026-07-23", None),
            (DebtorKind::PublicBody, Sector::Hospital, "2026-07-24", Some(HospitalOver50Days)),
            (DebtorKind::PublicBody, Sector::PublicCompany, "2026-08-03", Some(PublicCompanyOver60Days)),
            (DebtorKind::Consumer, Sector::General, "2027-06-03", None),
        ] {
            assert_eq!(due_warning(debtor, sector, false, dated(due)), warning, "{debtor:?} {sector:?} {due}");
        }
        assert_eq!(due_warning(DebtorKind::Business, Sector::General, true, dated("2026-08-14")), None, "45 days end of month, agreed");
        assert_eq!(Sector::ALL.map(|one| Sector::from_key(one.key())), Sector::ALL);
    }

    #[test]
    fn what_is_counted_from_the_delivery_is_counted_from_it_when_it_is_known() {
        use TermsWarning::*;
        for (sector, due, warning) in [
            (Sector::FreshMeat, "2026-06-18", None),
            (Sector::FreshMeat, "2026-06-19", Some(MeatOver20Days)),
            (Sector::Perishable, "2026-06-30", None),
            (Sector::Perishable, "2026-07-01", Some(PerishableOver30Days)),
            (Sector::Alcohol, "2026-06-30", None),
            (Sector::Alcohol, "2026-07-01", Some(AlcoholOver30Days)),
            (Sector::Carriage, "2026-07-03", None),
        ] {
            let dated = Dated { issued_on: day("2026-06-03"), delivered_on: Some(day("2026-05-29")), due_on: day(due) };
            assert_eq!(due_warning(DebtorKind::Business, sector, false, dated), warning, "{sector:?} {due}");
        }
    }
}
