//! The facts of every letter but the mise en demeure, read from the base on a given day; and why one cannot be written.
mod case;
mod instalments;
mod past;
mod read;

use super::texts::{self, Text};
use super::{notice, words};
use crate::error::{Error, Result};
use crate::letters::correspondence::Dress;
use crate::store::clients::Client;
use crate::store::settings;
use base64::Engine as _;
pub use case::{DeclarationWanted, MediationWanted, declaration, mediation};
use chrono::{Days, NaiveDate};
use echu_core::calendar::next_working_day;
use echu_core::ids::{InvoiceId, PaymentId};
use echu_core::instalments::{PlanPenalties, monthly};
use echu_core::letter::facts::{AgentKind, Claim, DebtAcknowledgement, PenaltyClaim, Transmittal};
use echu_core::letter::{Letter, LetterKind, Manner, Matter};
use echu_core::money::Cents;
use echu_core::notice::Recipient;
use past::{first_to_end, late_paid, statement, step};
pub(super) use read::SPREAD;
use read::{Named, open};
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
    /// Terms of an acknowledgement without agreement: how many, and the first one's day.
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
        return Err(refused("Ce client est en procédure collective\u{a0}: déclarez votre créance au mandataire, sans rien lui réclamer."));
    }
    let debtor_kind = client.card.debtor_kind;
    let late = kind != LetterKind::DueSoon;
    let owed = || read::owed(conn, client, late, kind.claims_penalties(), today);
    let credit = || words::credit(conn, client.id);
    let claim = |invoices| -> Result<Claim> {
        let credit = if late { credit()? } else { Cents::ZERO };
        Ok(Claim { invoices, credit, pay_before, broken_promise: None })
    };
    let mut dated_on = today;
    let (matter, invoices) = match kind {
        LetterKind::MediationProposal => {
            return Err(refused(
                "Une médiation se propose depuis «\u{a0}Que faire maintenant\u{202f}?\u{a0}»\u{a0}: suivez cette voie, puis préparez la lettre.",
            ));
        }
        LetterKind::ClaimDeclaration => {
            return Err(refused(
                "Une créance se déclare depuis «\u{a0}Que faire maintenant\u{202f}?\u{a0}»\u{a0}: suivez cette voie, puis préparez la lettre.",
            ));
        }
        LetterKind::FormalNotice => return Err(refused("La mise en demeure se prépare depuis «\u{a0}Courriers\u{a0}».")),
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
            let agreed = instalments::to_confirm(conn, client, today)?;
            dated_on = agreed.on;
            (Some(Matter::InstalmentAgreement(agreed.agreement)), agreed.ids)
        }
        LetterKind::InstalmentBreach => {
            let (breach, ids) = instalments::broken(conn, client, pay_before, today)?;
            (Some(Matter::InstalmentBreach(breach)), ids)
        }
        LetterKind::DisputeReceipt => {
            let (dispute, ids) = read::dispute(conn, client, pay_before, in_days(14), today)?;
            (Some(Matter::DisputeReceipt(dispute)), ids)
        }
        LetterKind::AccountStatement => (Some(Matter::AccountStatement(statement(conn, client, today)?)), Vec::new()),
        LetterKind::DebtAcknowledgement => {
            let return_before = in_days(7);
            let (debt, ids) = match instalments::acknowledged(conn, client, return_before, today)? {
                // The terms were agreed: the acknowledgement is of that debt, on that day.
                Some(agreed) => {
                    dated_on = agreed.on;
                    (agreed.debt, agreed.ids)
                }
                None => {
                    let Named { ids, invoices } = owed()?;
                    let (credit, penalties) = (credit()?, PlanPenalties::Included);
                    let mut debt = DebtAcknowledgement { invoices, credit, terms: Vec::new(), penalties, return_before };
                    if let Some((count, first)) = wanted.terms {
                        debt.terms = monthly(debt.spread(), count, first);
                    }
                    (debt, ids)
                }
            };
            (Some(Matter::DebtAcknowledgement(debt)), ids)
        }
        LetterKind::PenaltyClaim => {
            let Named { ids, invoices } = late_paid(conn, client, today)?;
            (Some(Matter::PenaltyClaim(PenaltyClaim { invoices, pay_before })), ids)
        }
        LetterKind::Transmittal => {
            let (agent_kind, agent) =
                wanted.agent.clone().ok_or_else(|| refused("Indiquez à qui le dossier est transmis\u{a0}: nom et adresse."))?;
            let Named { ids, invoices } = owed()?;
            let steps = notice::prior(conn, client, today)?.iter().map(step).collect();
            let limitation = first_to_end(conn, client, today)?;
            (Some(Matter::Transmittal(Box::new(Transmittal { agent_kind, agent, invoices, credit: credit()?, steps, limitation }))), ids)
        }
    };
    let matter = matter.ok_or(Error::Invalid { field: "kind", reason: "no_reminder" })?;
    let number = matter.numbers().last().copied().filter(|_| kind == LetterKind::AccountStatement).or(matter.numbers().first().copied());
    let letter = Letter {
        manner: wanted.manner,
        debtor_kind,
        creditor: settings::creditor(conn)?,
        debtor: notice::recipient(client),
        dated_on,
        reference: words::reference(&client.card.name, number.unwrap_or_default()),
        prior: notice::prior(conn, client, today)?,
        enclosures: Vec::new(),
        divisor: options.divisor,
        matter,
    };
    Ok(Written { letter, invoices })
}

fn refused(sentence: &str) -> Error {
    Error::Refused(sentence.to_owned())
}
