//! The words of a mise en demeure outside its texts: tables, blocks, and what depends on a count.
pub use crate::letters::words::*;

use crate::letters::rich::clean;
use chrono::NaiveDate;
use echu_core::calendar::HalfYear;
use echu_core::interest::regime::RegimeKind;
use echu_core::money::Cents;
use echu_core::notice::{NoticeFacts, OtherInvoice, ReceivedPayment};
use echu_core::party::DebtorKind;
use echu_core::text::{euros, numeric_date, percent, plural};

pub const ANNEX_PENALTIES: &str = "décompte des pénalités (annexe)";
pub const BASE: &str = "Somme due";
pub const CENTRAL_BANK: &str = "BCE";
pub const DAYS: &str = "Jours";
pub const HALF_YEAR: &str = "Semestre";
pub const LEGAL_RATE: &str = "Taux légal";
pub const MARGIN: &str = "Majoration";
pub const PAID_OR_CREDITED: &str = "Réglé, avoirs";
pub const PERIOD: &str = "Période";
pub const RATE: &str = "Taux";
pub const REGISTERED: &str = "Lettre recommandée avec avis de réception";
pub const TOTAL: &str = "Total à payer";
pub const YEARLY_RATE: &str = "Taux annuel";
pub const LETTER_TITLE: &str = "Mise en demeure";

/// What stands under the place and date.
pub fn particulars(facts: &NoticeFacts) -> Vec<String> {
    let mut lines = vec![REGISTERED.to_owned()];
    let tracking = clean(&facts.tracking_number);
    if !tracking.is_empty() {
        lines.push(format!("n°\u{a0}{}", tracking.replace(' ', "\u{a0}")));
    }
    lines.extend(siren(&facts.debtor.siren));
    lines.push(our_reference(&facts.reference));
    lines
}

/// At the head of a page that goes on with the letter.
pub fn running_head(facts: &NoticeFacts) -> String {
    format!("{} du {} · {} · {}", LETTER_TITLE, day(facts.dated_on), clean(&facts.debtor.name), clean(&facts.reference))
}

/// « Pénalités de retard », or what the code of public procurement calls them.
pub fn penalties(kind: DebtorKind) -> &'static str {
    match kind {
        DebtorKind::Business => "Pénalités de retard",
        DebtorKind::Consumer => "Intérêts au taux légal",
        DebtorKind::PublicBody => "Intérêts moratoires",
    }
}

pub fn principal(count: usize) -> String {
    format!("Principal, {count}\u{a0}{}", plural(i64::try_from(count).unwrap_or(i64::MAX), "facture", "factures"))
}

pub fn penalties_line(kind: DebtorKind) -> String {
    format!("{}, détail en annexe", penalties(kind))
}

pub fn fee_line(facts: &NoticeFacts) -> String {
    match equal_fees(facts) {
        Some((count, fee)) => format!("Indemnité forfaitaire, {count}\u{a0}×\u{a0}{}", euros(fee)),
        None => "Indemnités forfaitaires".to_owned(),
    }
}

/// « 3 × 40,00 € = 120,00 € ».
pub fn fee_sum(facts: &NoticeFacts) -> String {
    let total = euros(facts.fees());
    match equal_fees(facts) {
        Some((count, fee)) => format!("{count} × {} = {total}", euros(fee)),
        None if facts.fees().is_positive() => total,
        None => String::new(),
    }
}

fn equal_fees(facts: &NoticeFacts) -> Option<(usize, Cents)> {
    let fees: Vec<Cents> = facts.invoices.iter().map(|invoice| invoice.statement.fee).filter(|fee| fee.is_positive()).collect();
    let first = *fees.first()?;
    fees.iter().all(|fee| *fee == first).then_some((fees.len(), first))
}

pub fn pay_within(days: u32) -> String {
    format!("À payer dans les {}\u{a0}jours de la réception de cette lettre", count_in_words(days))
}

pub fn pay_before(received_on: NaiveDate, deadline: &str) -> String {
    format!("soit, pour une réception le {}, au plus tard le ", day(received_on)) + deadline + "."
}

fn count_in_words(count: u32) -> String {
    match count {
        8 => "huit".to_owned(),
        10 => "dix".to_owned(),
        15 => "quinze".to_owned(),
        30 => "trente".to_owned(),
        other => other.to_string(),
    }
}

/// The late invoices that this letter does not claim.
pub fn others(others: &[OtherInvoice]) -> String {
    let each = |other: &OtherInvoice| format!("{} de {}, échue le {}", clean(&other.number), euros(other.balance), day(other.due_on));
    let list: Vec<String> = others.iter().map(each).collect();
    match list.as_slice() {
        [] => String::new(),
        [one] => format!("la facture {one}, n’est pas comprise dans cette mise en demeure."),
        many => format!("les factures {}, ne sont pas comprises dans cette mise en demeure.", many.join("\u{202f}; ")),
    }
}

pub fn invoice_group(number: &str, due_on: NaiveDate) -> String {
    format!("{number}, échue le {}", day(due_on))
}

pub fn period(from: NaiveDate, to: NaiveDate) -> String {
    format!("du\u{a0}{} au\u{a0}{}", numeric_date(from), numeric_date(to))
}

pub const INTEREST_PAID: &str = "Réglées par les paiements reçus";
pub const INTEREST_WAIVED: &str = "Abandonnées à titre commercial";

pub fn subtotal(kind: DebtorKind, number: &str) -> String {
    format!("{} pour {number}", short_penalties(kind))
}

fn short_penalties(kind: DebtorKind) -> &'static str {
    match kind {
        DebtorKind::Business => "Pénalités",
        DebtorKind::Consumer => "Intérêts",
        DebtorKind::PublicBody => "Intérêts moratoires",
    }
}

pub fn penalties_total(kind: DebtorKind, on: NaiveDate) -> String {
    let what = match kind {
        DebtorKind::Business => "pénalités",
        DebtorKind::Consumer => "intérêts",
        DebtorKind::PublicBody => "intérêts moratoires",
    };
    format!("Total des {what} au {}", day(on))
}

pub fn half_year(day: NaiveDate) -> String {
    HalfYear::of(day).label().replacen(' ', "\u{a0}", 1)
}

pub fn points(basis_points: u32) -> String {
    format!("{}\u{a0}points", basis_points / 100)
}

/// How a payment was put against what is owed.
pub fn payment(payment: &ReceivedPayment) -> String {
    let means = if payment.means.is_empty() { String::new() } else { format!(", par {}", clean(&payment.means)) };
    let mut told = format!("{} le {}{means}, pour la facture {}", euros(payment.amount), day(payment.on), clean(&payment.invoice));
    if payment.to_interest.is_positive() {
        let to_principal = payment.amount - payment.to_interest;
        told += &format!("\u{a0}: {} affectés aux pénalités alors dues", euros(payment.to_interest));
        told += &format!(", {} au principal", euros(to_principal));
    }
    told + "."
}

/// « 3 880,60 € × 12,40 % ÷ 365 = 1,32 € »; the sum alone when invoices do not share a rate, or when rounding each of
/// them makes another cent.
pub fn per_day(facts: &NoticeFacts) -> String {
    let each_day = facts.per_day();
    let exact = |rate: u32| {
        let (parts, whole) = (i128::from(facts.principal().0) * i128::from(rate), i128::from(facts.divisor) * 10_000);
        (parts * 2 + whole) / (whole * 2)
    };
    match facts.rate_today_bp().filter(|rate| exact(*rate) == i128::from(each_day.0)) {
        Some(rate) => format!("{} × {} ÷ {} = {}", euros(facts.principal()), percent(rate), facts.divisor, euros(each_day)),
        None => euros(each_day),
    }
}

/// The last day on which the daily figure is sure: rates that slide change with the half-year.
pub fn sure_until(facts: &NoticeFacts) -> Option<NaiveDate> {
    let slides = |kind: RegimeKind| match kind {
        RegimeKind::Statutory | RegimeKind::ConsumerLegal => true,
        RegimeKind::StatutoryFrozen | RegimeKind::Contract | RegimeKind::PublicBody | RegimeKind::ConsumerContract => false,
    };
    let any = facts.invoices.iter().any(|invoice| slides(invoice.statement.regime));
    any.then(|| HalfYear::of(facts.dated_on).last_day())
}
