//! The facts of every letter but the mise en demeure, read from the base on a given day; and why one cannot be written.
mod read;

use super::texts::{self, Text};
use super::{legal, notice, words};
use crate::error::{Error, Result};
use crate::letters::correspondence::Dress;
use crate::store::clients::Client;
use crate::store::settings;
use base64::Engine as _;
use chrono::{Days, Months, NaiveDate};
use echu_core::calendar::next_working_day;
use echu_core::dunning::hold::Instalment;
use echu_core::ids::{InvoiceId, PaymentId};
use echu_core::letter::facts::{
    AgentKind, Claim, DebtAcknowledgement, Forfeiture, InstalmentAgreement, PenaltyClaim, PlanPenalties, Step, Transmittal,
};
use echu_core::letter::{Letter, LetterKind, Manner, Matter};
use echu_core::money::Cents;
use echu_core::notice::{ContactMeans, PriorContact, Recipient};
use echu_core::party::DebtorKind;
use read::Named;
use rusqlite::Connection;

/// What the person chose, beside the client.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// How it speaks.
    pub manner: Manner,
    /// The day asked for; a week of working days ahead when absent.
    pub pay_before: Option<NaiveDate>,
    /// Which payment is acknowledged; the last one when absent.
    pub payment: Option<PaymentId>,
    /// Terms: how many, and the first one's day.
    pub terms: Option<(u32, NaiveDate)>,
    /// Who takes the file over.
    pub agent: Option<(AgentKind, Recipient)>,
}

/// A letter, and the invoices whose sums it claims, in its order.
#[derive(Debug, Clone)]
pub struct Written {
    /// What it says.
    pub letter: Letter,
    /// Which invoices.
    pub invoices: Vec<InvoiceId>,
}

/// The user's pictures and envelopes.
///
/// # Errors
/// When the base cannot be read.
pub fn dress(conn: &Connection) -> Result<Dress> {
    let picture = |key| -> Result<Option<Vec<u8>>> {
        let url: Option<String> = settings::get(conn, key)?;
        Ok(url.and_then(|url| base64::engine::general_purpose::STANDARD.decode(url.split_once(',')?.1).ok()))
    };
    Ok(Dress {
        text: None,
        logo: picture(settings::SettingKey::Logo)?,
        signature: picture(settings::SettingKey::Signature)?,
        envelope: settings::get(conn, settings::SettingKey::Envelope)?.unwrap_or_default(),
        accent: settings::get(conn, settings::SettingKey::Accent)?.unwrap_or_default(),
    })
}

/// The same, with the user's own words for this letter when he has some.
///
/// # Errors
/// When the base cannot be read.
pub fn dress_of(conn: &Connection, letter: &Letter) -> Result<Dress> {
    let text = Text::Letter(letter.matter.kind(), letter.manner);
    Ok(Dress { text: texts::in_force(conn, text, letter.debtor_kind)?.text, ..dress(conn)? })
}

/// The letter of a kind to a client, as of today.
///
/// # Errors
/// [`Error::Refused`] with the reason when there is nothing to write; a rate that is not known.
pub fn of(conn: &Connection, client: &Client, kind: LetterKind, wanted: &Wanted, today: NaiveDate) -> Result<Written> {
    let options = settings::options(conn)?;
    let region = settings::region(&options);
    let in_days = |days| next_working_day(today + Days::new(days), region);
    let pay_before = wanted.pay_before.unwrap_or_else(|| in_days(8));
    if client.card.insolvent_on.is_some() && kind.purpose().seeks_payment() {
        return Err(refused("Ce client est en procédure collective : déclarez votre créance au mandataire, sans rien lui réclamer."));
    }
    let debtor_kind = client.card.debtor_kind;
    let late = kind != LetterKind::DueSoon;
    let owed = || read::owed(conn, client, late, kind.claims_penalties(), today);
    let claim = |invoices| -> Result<Claim> {
        let credit = if late { words::credit(conn, client.id)? } else { Cents::ZERO };
        Ok(Claim { invoices, credit, pay_before, broken_promise: None })
    };
    let (matter, invoices) = match kind {
        LetterKind::FormalNotice => return Err(refused("La mise en demeure se prépare depuis « Courriers ».")),
        LetterKind::InstalmentBreach => return Err(refused("Aucun échéancier détaillé n’est enregistré pour ce client.")),
        LetterKind::DueSoon
        | LetterKind::FirstReminder
        | LetterKind::SecondReminder
        | LetterKind::ThirdReminder
        | LetterKind::LastNotice => {
            let Named { ids, invoices } = owed()?;
            (Matter::reminder(kind, claim(invoices)?), ids)
        }
        LetterKind::PaymentReceipt => (Some(Matter::PaymentReceipt(read::receipt(conn, client, wanted.payment, today)?)), Vec::new()),
        LetterKind::InstalmentAgreement => {
            let (count, first) = wanted.terms.ok_or_else(|| refused("Indiquez le nombre d’échéances et la date de la première."))?;
            let Named { ids, invoices } = owed()?;
            // A public body's penalties cannot be given up: they are part of the plan (CCP L2192-14).
            let penalties = if debtor_kind == DebtorKind::PublicBody { PlanPenalties::Included } else { PlanPenalties::WaivedIfKept };
            let forfeiture = Forfeiture { missed: 1, notice_days: Some(8) };
            let mut agreement = InstalmentAgreement { invoices, terms: Vec::new(), penalties, forfeiture, return_before: in_days(7) };
            agreement.terms = monthly(agreement.spread(), count, first);
            (Some(Matter::InstalmentAgreement(agreement)), ids)
        }
        LetterKind::DisputeReceipt => {
            let (dispute, ids) = read::dispute(conn, client, pay_before, in_days(14), today)?;
            (Some(Matter::DisputeReceipt(dispute)), ids)
        }
        LetterKind::AccountStatement => (Some(Matter::AccountStatement(read::statement(conn, client, today)?)), Vec::new()),
        LetterKind::DebtAcknowledgement => {
            let Named { ids, invoices } = owed()?;
            let mut debt = DebtAcknowledgement { invoices, terms: Vec::new(), return_before: in_days(7) };
            if let Some((count, first)) = wanted.terms {
                debt.terms = monthly(debt.total(), count, first);
            }
            (Some(Matter::DebtAcknowledgement(debt)), ids)
        }
        LetterKind::PenaltyClaim => {
            let Named { ids, invoices } = read::late_paid(conn, client, today)?;
            (Some(Matter::PenaltyClaim(PenaltyClaim { invoices, pay_before })), ids)
        }
        LetterKind::Transmittal => {
            let (agent_kind, agent) =
                wanted.agent.clone().ok_or_else(|| refused("Indiquez à qui le dossier est transmis : nom et adresse."))?;
            let Named { ids, invoices } = owed()?;
            let steps = notice::prior(conn, client, today)?.iter().map(step).collect();
            let limitation = legal::first_barred(conn, debtor_kind, &ids, today)?;
            (Some(Matter::Transmittal(Box::new(Transmittal { agent_kind, agent, invoices, steps, limitation }))), ids)
        }
    };
    let matter = matter.ok_or(Error::Invalid { field: "kind", reason: "no_reminder" })?;
    let number = matter.numbers().last().copied().filter(|_| kind == LetterKind::AccountStatement).or(matter.numbers().first().copied());
    let letter = Letter {
        manner: wanted.manner,
        debtor_kind,
        creditor: settings::creditor(conn)?,
        debtor: notice::recipient(client),
        dated_on: today,
        reference: words::reference(&client.card.name, number.unwrap_or_default()),
        prior: notice::prior(conn, client, today)?,
        enclosures: Vec::new(),
        mediator: String::new(),
        divisor: options.divisor,
        matter,
    };
    Ok(Written { letter, invoices })
}

fn refused(sentence: &str) -> Error {
    Error::Refused(sentence.to_owned())
}

/// Equal monthly terms, the last one taking the cents that do not share out; the end of a short month stands for its 31st.
fn monthly(total: Cents, count: u32, first: NaiveDate) -> Vec<Instalment> {
    let count = i64::from(count.max(1));
    let part = total.0 / count;
    let term = |at: i64| {
        let on = u32::try_from(at).ok().and_then(|at| first.checked_add_months(Months::new(at))).unwrap_or(first);
        Instalment { on, amount: Cents(if at + 1 == count { total.0 - part * (count - 1) } else { part }) }
    };
    (0..count).map(term).collect()
}

fn step(contact: &PriorContact) -> Step {
    let what = match contact.means {
        ContactMeans::Email => "Relance par e-mail",
        ContactMeans::Call => "Appel",
        ContactMeans::Letter => "Courrier",
        ContactMeans::RegisteredLetter => "Lettre recommandée",
        ContactMeans::LastNotice => "Dernier avis",
    };
    Step { on: contact.on, what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monthly_terms_add_up_to_the_cent_and_keep_to_the_month() {
        let terms = monthly(Cents(100_000), 3, NaiveDate::from_ymd_opt(2026, 12, 31).unwrap());
        assert_eq!(terms.iter().map(|term| term.amount.0).collect::<Vec<_>>(), [33_333, 33_333, 33_334]);
        assert_eq!(terms[2].on, NaiveDate::from_ymd_opt(2027, 2, 28).unwrap(), "February has no 31st");
    }
}
