//! The words of a mise en demeure outside its texts: tables, blocks, and what depends on a count.
pub use crate::letters::annex::words::{payment, penalties};
pub use crate::letters::words::*;

use crate::letters::rich::clean;
use chrono::NaiveDate;
use echu_core::letter::journey::Medium;
use echu_core::money::Cents;
use echu_core::notice::{NoticeFacts, OtherInvoice};
use echu_core::party::DebtorKind;
use echu_core::text::euros;

pub const PAID_OR_CREDITED: &str = "Réglé, avoirs";
pub const TOTAL: &str = "Total à payer";
pub const LETTER_TITLE: &str = "Mise en demeure";

/// How it leaves.
pub fn registered(medium: Medium) -> &'static str {
    match medium {
        Medium::Paper => "Lettre recommandée avec avis de réception",
        Medium::Electronic => "Lettre recommandée électronique",
        Medium::Plain => "Lettre simple",
    }
}

/// What stands under the place and date.
pub fn particulars(facts: &NoticeFacts) -> Vec<String> {
    let mut lines = vec![registered(facts.medium).to_owned()];
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

pub fn penalties_line(kind: DebtorKind) -> String {
    format!("{}, détail en annexe", penalties(kind))
}

pub fn fee_line(facts: &NoticeFacts) -> String {
    match equal_fees(facts) {
        Some((count, fee)) => format!("Indemnité forfaitaire, {count}\u{a0}×\u{a0}{}", euros(fee)),
        None => "Indemnités forfaitaires".to_owned(),
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
