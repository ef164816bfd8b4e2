//! The words that all letters share outside their texts.
use super::rich::clean;
use chrono::{Datelike, NaiveDate};
use echu_core::identifiers::{compact, printed_iban, printed_siren};
use echu_core::notice::{ContactMeans, PriorContact};
use echu_core::party::Creditor;
use echu_core::text::{join_and, long_date, plural};

pub const AMOUNT: &str = "Montant";
pub const BALANCE: &str = "Reste dû";
pub const CARRIED_OVER: &str = "Report";
pub const CREDIT_NOTES: &str = "Avoirs à déduire";
pub const DATE: &str = "Date";
pub const DUE: &str = "Échéance";
pub const HOLDER: &str = "Titulaire";
pub const IBAN: &str = "IBAN";
pub const INVOICE: &str = "Facture";
pub const LATE: &str = "Retard";
pub const NONE: &str = "—";
pub const PAID: &str = "Déjà réglé";
pub const REFERENCE: &str = "Référence";
pub const SALUTATION: &str = "Madame, Monsieur";
pub const SCAN: &str = "À scanner avec l’application de votre banque";
pub const SUBJECT: &str = "Objet";
pub const TO_CARRY_OVER: &str = "À reporter";
pub const WITH_TAX: &str = "TTC";

/// « Cesson-Sévigné, le 23 novembre 2026 ».
pub fn place_and_date(place: &str, on: NaiveDate) -> String {
    format!("{place}, le\u{a0}{}", day(on))
}

/// « Principal, 3 factures ».
pub fn principal(count: usize) -> String {
    format!("Principal, {count}\u{a0}{}", plural(i64::try_from(count).unwrap_or(i64::MAX), "facture", "factures"))
}

/// « Pièces jointes : … », or nothing.
pub fn enclosures(papers: &[String]) -> String {
    if papers.is_empty() {
        return String::new();
    }
    format!("{}\u{a0}: {}.", if papers.len() == 1 { "Pièce jointe" } else { "Pièces jointes" }, papers.join(", "))
}

/// A date in full, kept on one line.
pub fn day(on: NaiveDate) -> String {
    long_date(on).replace(' ', "\u{a0}")
}

/// « 192 j ».
pub fn days_late(days: i64) -> String {
    format!("{days}\u{a0}j")
}

/// « les factures suivantes restent impayées ».
pub fn open_invoices(count: usize) -> &'static str {
    plural(i64::try_from(count).unwrap_or(i64::MAX), "la facture suivante reste impayée", "les factures suivantes restent impayées")
}

/// « notre e-mail du 5 octobre, notre appel du 12 et notre dernier avis du 13 novembre 2026 ».
pub fn prior(contacts: &[PriorContact]) -> String {
    const MOST: usize = 5;
    let shown = &contacts[contacts.len().saturating_sub(MOST)..];
    let mut told = Vec::new();
    for (at, contact) in shown.iter().enumerate() {
        let month = |on: NaiveDate| (on.year(), on.month());
        let said = at.checked_sub(1).is_some_and(|before| month(shown[before].on) == month(contact.on));
        let last_of_year = shown.get(at + 1).is_none_or(|next| next.on.year() != contact.on.year());
        let full = day(contact.on);
        let date = match (said, last_of_year) {
            (_, true) => full.as_str(),
            (false, false) => full.rsplit_once('\u{a0}').map_or(full.as_str(), |(day_and_month, _)| day_and_month),
            (true, false) => full.split_once('\u{a0}').map_or(full.as_str(), |(day, _)| day),
        };
        told.push(format!("notre {} du\u{a0}{date}", means(contact.means)));
    }
    let list = join_and(&told);
    if shown.len() < contacts.len() { format!("nos relances, dont {list}") } else { list }
}

fn means(means: ContactMeans) -> &'static str {
    match means {
        ContactMeans::Email => "e-mail",
        ContactMeans::Call => "appel",
        ContactMeans::Sms => "SMS",
        ContactMeans::Visit => "visite",
        ContactMeans::Letter => "courrier",
        ContactMeans::RegisteredLetter => "lettre recommandée",
        ContactMeans::LastNotice => "dernier avis",
    }
}

/// « Votre SIREN : 404 833 048 », when there is one.
pub fn siren(number: &str) -> Option<String> {
    let number = printed_siren(&compact(number));
    (!number.is_empty()).then(|| format!("Votre SIREN\u{a0}: {}", clean(&number)))
}

/// « Exp. Vasseur Plomberie, 14 rue des Tanneurs ».
pub fn sent_by(sender: &str) -> String {
    format!("Exp.\u{a0}{sender}")
}

/// « Notre référence : BDQ-2026-11 ».
pub fn our_reference(reference: &str) -> String {
    format!("Notre référence\u{a0}: {}", clean(reference))
}

/// Who signs, and in what quality when he does not sign for himself.
pub fn signatory(creditor: &Creditor) -> String {
    let parts = [clean(&creditor.signatory), clean(&creditor.signatory_quality)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The name on the account.
pub fn account_holder(creditor: &Creditor) -> String {
    let holder = clean(&creditor.account_holder);
    if holder.is_empty() { clean(&creditor.name) } else { holder }
}

/// In groups of four, kept on one line.
pub fn iban(creditor: &Creditor) -> String {
    clean(&printed_iban(&creditor.iban))
}
