//! The words of the annex outside its text.
use super::Accrued;
use crate::letters::rich::clean;
use crate::letters::words as shared;
use chrono::NaiveDate;
use echu_core::calendar::HalfYear;
use echu_core::interest::regime::RegimeKind;
use echu_core::money::Cents;
use echu_core::notice::ReceivedPayment;
use echu_core::party::DebtorKind;
use echu_core::text::{euros, numeric_date, percent};

pub const BASE: &str = "Somme due";
pub const CENTRAL_BANK: &str = "BCE";
pub const DAYS: &str = "Jours";
pub const ENCLOSED: &str = "décompte des pénalités (annexe)";
pub const HALF_YEAR: &str = "Semestre";
pub const INTEREST_PAID: &str = "Réglées par les paiements reçus";
pub const INTEREST_WAIVED: &str = "Abandonnées à titre commercial";
pub const LEGAL_RATE: &str = "Taux légal";
pub const MARGIN: &str = "Majoration";
pub const PERIOD: &str = "Période";
pub const PRINCIPAL_LEFT: &str = "Principal resté dû, ces paiements ayant réglé d’abord les intérêts";
pub const RATE: &str = "Taux";
pub const YEARLY_RATE: &str = "Taux annuel";

/// « Pénalités de retard », or what the code of public procurement calls them.
pub fn penalties(kind: DebtorKind) -> &'static str {
    match kind {
        DebtorKind::Business => "Pénalités de retard",
        DebtorKind::Consumer => "Intérêts au taux légal",
        DebtorKind::PublicBody => "Intérêts moratoires",
    }
}

pub fn invoice_group(number: &str, due_on: NaiveDate) -> String {
    format!("{number}, échue le {}", shared::day(due_on))
}

pub fn period(from: NaiveDate, to: NaiveDate) -> String {
    format!("du\u{a0}{} au\u{a0}{}", numeric_date(from), numeric_date(to))
}

pub fn subtotal(kind: DebtorKind, number: &str) -> String {
    let what = match kind {
        DebtorKind::Business => "Pénalités",
        DebtorKind::Consumer => "Intérêts",
        DebtorKind::PublicBody => "Intérêts moratoires",
    };
    format!("{what} pour {number}")
}

pub fn penalties_total(kind: DebtorKind, on: NaiveDate) -> String {
    let what = match kind {
        DebtorKind::Business => "pénalités",
        DebtorKind::Consumer => "intérêts",
        DebtorKind::PublicBody => "intérêts moratoires",
    };
    format!("Total des {what} au {}", shared::day(on))
}

pub fn half_year(day: NaiveDate) -> String {
    HalfYear::of(day).label().replacen(' ', "\u{a0}", 1)
}

pub fn points(basis_points: u32) -> String {
    format!("{}\u{a0}points", basis_points / 100)
}

/// « 3 × 40,00 € = 120,00 € ».
pub fn fee_sum(accrued: &Accrued) -> String {
    let fees: Vec<Cents> = accrued.statements().map(|statement| statement.fee).filter(|fee| fee.is_positive()).collect();
    let total = euros(fees.iter().copied().sum());
    match fees.first() {
        Some(first) if fees.iter().all(|fee| fee == first) => format!("{} × {} = {total}", fees.len(), euros(*first)),
        Some(_) => total,
        None => String::new(),
    }
}

/// « 3 880,60 € × 12,40 % ÷ 365 = 1,32 € »; the sum alone when invoices do not share a rate, or when rounding each of
/// them makes another cent; nothing when nothing runs any more.
pub fn per_day(accrued: &Accrued) -> String {
    let each_day = accrued.sum(|statement| statement.per_day);
    let principal = accrued.sum(|statement| statement.principal_due);
    if !each_day.is_positive() {
        return String::new();
    }
    let exact = |rate: u32| {
        let (parts, whole) = (i128::from(principal.0) * i128::from(rate), i128::from(accrued.divisor) * 10_000);
        (parts * 2 + whole) / (whole * 2)
    };
    match accrued.rate_today_bp().filter(|rate| exact(*rate) == i128::from(each_day.0)) {
        Some(rate) => format!("{} × {} ÷ {} = {}", euros(principal), percent(rate), accrued.divisor, euros(each_day)),
        None => euros(each_day),
    }
}

/// The last day on which the daily figure is sure: rates that slide change with the half-year.
pub fn sure_until(accrued: &Accrued) -> Option<NaiveDate> {
    let slides = |kind: RegimeKind| match kind {
        RegimeKind::Statutory | RegimeKind::ConsumerLegal => true,
        RegimeKind::StatutoryFrozen | RegimeKind::Contract | RegimeKind::PublicBody | RegimeKind::ConsumerContract => false,
    };
    accrued.statements().any(|statement| slides(statement.regime)).then(|| HalfYear::of(accrued.on).last_day())
}

/// How a payment was put against what is owed.
pub fn payment(payment: &ReceivedPayment) -> String {
    let means = if payment.means.is_empty() { String::new() } else { format!(", par {}", clean(&payment.means)) };
    let mut told = format!("{} le {}{means}, pour la facture {}", euros(payment.amount), shared::day(payment.on), clean(&payment.invoice));
    if payment.to_interest.is_positive() {
        let to_principal = payment.amount - payment.to_interest;
        told += &format!("\u{a0}: {} affectés aux pénalités alors dues", euros(payment.to_interest));
        told += &format!(", {} au principal", euros(to_principal));
    }
    told + "."
}
