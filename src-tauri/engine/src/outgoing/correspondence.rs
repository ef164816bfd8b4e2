//! The facts of every letter but the mise en demeure, read from the base on a given day; and why one cannot be written.
mod past;

use super::{facts, notice, words};
use crate::error::{Error, Result};
use crate::letters::correspondence::Dress;
use crate::store::clients::Client;
use crate::store::payments::{self, Payment, Source};
use crate::store::{claims, holds, settings};
use base64::Engine as _;
use chrono::{Days, Months, NaiveDate};
use echu_core::calendar::next_working_day;
use echu_core::dunning::hold::Instalment;
use echu_core::ids::{InvoiceId, PaymentId};
use echu_core::interest::PartAccount;
use echu_core::letter::facts::{
    AgentKind, Claim, DebtAcknowledgement, DisputeReceipt, EntryKind, Forfeiture, InstalmentAgreement, OwedInvoice, PaymentReceipt,
    PenaltyClaim, PlanPenalties, ReceiptShare, Transmittal,
};
use echu_core::letter::{Letter, LetterKind, Manner, Matter};
use echu_core::money::Cents;
use echu_core::notice::Recipient;
use echu_core::party::DebtorKind;
use past::{first_to_end, late_paid, statement, step};
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
    })
}

/// The letter of a kind to a client, as of today.
///
/// # Errors
/// [`Error::Refused`] with the reason when there is nothing to write; a rate that is not known.
pub fn of(conn: &Connection, client: &Client, kind: LetterKind, wanted: &Wanted, today: NaiveDate) -> Result<Letter> {
    let options = settings::options(conn)?;
    let region = settings::region(&options);
    let in_days = |days| next_working_day(today + Days::new(days), region);
    let pay_before = wanted.pay_before.unwrap_or_else(|| in_days(8));
    if client.card.insolvent_on.is_some() && asks_for_money(kind) {
        return Err(refused("Ce client est en procédure collective : déclarez votre créance au mandataire, sans rien lui réclamer."));
    }
    let claim = |late, penalties| claim(conn, client, late, penalties, pay_before, today);
    let matter = match kind {
        LetterKind::DueSoon => Matter::DueSoon(claim(false, false)?),
        LetterKind::FirstReminder => Matter::FirstReminder(claim(true, false)?),
        LetterKind::SecondReminder => Matter::SecondReminder(claim(true, false)?),
        LetterKind::ThirdReminder => Matter::ThirdReminder(claim(true, true)?),
        LetterKind::LastNotice => Matter::LastNotice(claim(true, true)?),
        LetterKind::FormalNotice => return Err(refused("La mise en demeure se prépare depuis « Courriers ».")),
        LetterKind::PaymentReceipt => Matter::PaymentReceipt(receipt(conn, client, wanted.payment, today)?),
        LetterKind::InstalmentAgreement => {
            let (count, first) = wanted.terms.ok_or_else(|| refused("Indiquez le nombre d’échéances et la date de la première."))?;
            let invoices = owed(conn, client, true, true, today)?;
            // A public body's penalties cannot be given up: they are part of the plan (CCP L2192-14).
            let penalties =
                if client.card.debtor_kind == DebtorKind::PublicBody { PlanPenalties::Included } else { PlanPenalties::WaivedIfKept };
            let forfeiture = Forfeiture { missed: 1, notice_days: Some(8) };
            let mut agreement = InstalmentAgreement { invoices, terms: Vec::new(), penalties, forfeiture, return_before: in_days(7) };
            agreement.terms = monthly(agreement.spread(), count, first);
            Matter::InstalmentAgreement(agreement)
        }
        LetterKind::InstalmentBreach => return Err(refused("Aucun échéancier détaillé n’est enregistré pour ce client.")),
        LetterKind::DisputeReceipt => Matter::DisputeReceipt(dispute(conn, client, pay_before, in_days(14), today)?),
        LetterKind::AccountStatement => Matter::AccountStatement(statement(conn, client, today)?),
        LetterKind::DebtAcknowledgement => {
            let invoices = owed(conn, client, true, true, today)?;
            let mut debt = DebtAcknowledgement { invoices, terms: Vec::new(), return_before: in_days(7) };
            if let Some((count, first)) = wanted.terms {
                debt.terms = monthly(debt.total(), count, first);
            }
            Matter::DebtAcknowledgement(debt)
        }
        LetterKind::PenaltyClaim => Matter::PenaltyClaim(PenaltyClaim { invoices: late_paid(conn, client, today)?, pay_before }),
        LetterKind::Transmittal => {
            let (agent_kind, agent) =
                wanted.agent.clone().ok_or_else(|| refused("Indiquez à qui le dossier est transmis : nom et adresse."))?;
            let invoices = owed(conn, client, true, true, today)?;
            let steps = notice::prior(conn, client, today)?.iter().map(step).collect();
            let limitation = first_to_end(conn, client, today)?;
            Matter::Transmittal(Box::new(Transmittal { agent_kind, agent, invoices, steps, limitation }))
        }
    };
    let number = first_number(&matter);
    Ok(Letter {
        manner: wanted.manner,
        debtor_kind: client.card.debtor_kind,
        creditor: settings::creditor(conn)?,
        debtor: notice::recipient(client),
        dated_on: today,
        reference: words::reference(&client.card.name, &number),
        prior: notice::prior(conn, client, today)?,
        enclosures: Vec::new(),
        divisor: options.divisor,
        matter,
    })
}

fn refused(sentence: &str) -> Error {
    Error::Refused(sentence.to_owned())
}

fn asks_for_money(kind: LetterKind) -> bool {
    match kind {
        LetterKind::DueSoon
        | LetterKind::FirstReminder
        | LetterKind::SecondReminder
        | LetterKind::ThirdReminder
        | LetterKind::LastNotice
        | LetterKind::FormalNotice
        | LetterKind::InstalmentAgreement
        | LetterKind::InstalmentBreach
        | LetterKind::DisputeReceipt
        | LetterKind::DebtAcknowledgement
        | LetterKind::PenaltyClaim => true,
        LetterKind::PaymentReceipt | LetterKind::AccountStatement | LetterKind::Transmittal => false,
    }
}

fn first_number(matter: &Matter) -> String {
    let of = |invoices: &[OwedInvoice]| invoices.first().map(|invoice| invoice.number.clone());
    let number = match matter {
        Matter::DueSoon(claim)
        | Matter::FirstReminder(claim)
        | Matter::SecondReminder(claim)
        | Matter::ThirdReminder(claim)
        | Matter::LastNotice(claim) => of(&claim.invoices),
        Matter::PaymentReceipt(receipt) => receipt.shares.first().map(|share| share.number.clone()),
        Matter::InstalmentAgreement(agreement) => of(&agreement.invoices),
        Matter::InstalmentBreach(breach) => of(&breach.invoices),
        Matter::DisputeReceipt(dispute) => of(&dispute.invoices),
        Matter::AccountStatement(statement) => {
            statement.entries.iter().rfind(|entry| entry.kind == EntryKind::Invoice).map(|entry| entry.label.clone())
        }
        Matter::DebtAcknowledgement(debt) => of(&debt.invoices),
        Matter::PenaltyClaim(claim) => claim.invoices.first().map(|invoice| invoice.number.clone()),
        Matter::Transmittal(transmittal) => of(&transmittal.invoices),
    };
    number.unwrap_or_default()
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

/// Open invoices, oldest due first; `late` for those past their day, the others otherwise.
fn open(conn: &Connection, client: &Client, late: bool, today: NaiveDate) -> Result<Vec<InvoiceId>> {
    let all = payments::open_of(conn, client.id)?;
    Ok(all.into_iter().filter(|one| one.due_on.is_some_and(|due| (due < today) == late)).map(|one| one.id).collect())
}

/// The open invoices as a letter names them; disputed ones without penalties (law/droit.md §3.1).
fn owed(conn: &Connection, client: &Client, late: bool, penalties: bool, today: NaiveDate) -> Result<Vec<OwedInvoice>> {
    let mut found = Vec::new();
    for id in open(conn, client, late, today)? {
        let now = facts::invoice_now(conn, id, today)?;
        if !now.claimable.is_positive() {
            continue;
        }
        let with_penalties = penalties && now.disputed == Cents::ZERO;
        let accounts = if with_penalties { claims::by_part(conn, id, today)? } else { Vec::new() };
        for line in now.due_lines(today) {
            let own = |one: &PartAccount| line.part.is_empty() || one.part.due_on == line.due_on;
            found.push(OwedInvoice {
                number: now.number.clone(),
                part: line.part.clone(),
                issued_on: now.issued_on,
                due_on: line.due_on,
                subject: if now.subject.is_empty() { now.purchase_order.clone() } else { now.subject.clone() },
                total: line.amount,
                balance: line.asked,
                disputed: now.disputed,
                statement: accounts.iter().find(|one| own(one)).map(|one| one.statement.clone()),
            });
        }
    }
    if found.is_empty() {
        return Err(refused(if late {
            "Ce client n’a aucune facture en retard que l’on puisse réclamer aujourd’hui."
        } else {
            "Ce client n’a aucune facture à échoir."
        }));
    }
    Ok(found)
}

fn claim(conn: &Connection, client: &Client, late: bool, penalties: bool, pay_before: NaiveDate, today: NaiveDate) -> Result<Claim> {
    let invoices = owed(conn, client, late, penalties, today)?;
    let credit = if late { words::credit(conn, client.id)? } else { Cents::ZERO };
    Ok(Claim { invoices, credit, pay_before, broken_promise: None })
}

/// What a payment was put against, split as the account of each invoice did.
fn receipt(conn: &Connection, client: &Client, wanted: Option<PaymentId>, today: NaiveDate) -> Result<PaymentReceipt> {
    let all = payments::of_client(conn, client.id)?;
    let chosen = |payment: &&Payment| !payment.cancelled && wanted.is_none_or(|id| id == payment.id);
    let payment = all.iter().find(chosen).ok_or_else(|| refused("Aucun règlement n’est enregistré pour ce client."))?;
    let mut shares = Vec::new();
    let (mut penalties_left, mut fees_left) = (Cents::ZERO, Cents::ZERO);
    for share in payments::allocations_from(conn, Source::Payment(payment.id))? {
        let now = facts::invoice_now(conn, share.invoice_id, today)?;
        let account = claims::statement(conn, share.invoice_id, today)?;
        let split = account
            .as_ref()
            .and_then(|account| account.settled.iter().find(|settled| settled.on == payment.received_on && settled.amount == share.amount));
        // What exceeds interest and lump sum of the account is the principal, so that the parts add up to the share.
        let (to_penalties, to_fee) = split.map_or((Cents::ZERO, Cents::ZERO), |split| (split.interest, split.fee));
        penalties_left += account.as_ref().map_or(Cents::ZERO, |account| account.interest_due);
        fees_left += account.as_ref().map_or(Cents::ZERO, |account| account.fee);
        shares.push(ReceiptShare {
            number: share.invoice_number,
            due_on: now.due_on.unwrap_or(now.issued_on),
            to_principal: share.amount - to_penalties - to_fee,
            to_penalties,
            to_fee,
            left: account.as_ref().map_or(now.balance, |account| account.principal_due),
        });
    }
    Ok(PaymentReceipt {
        on: payment.received_on,
        amount: payment.amount,
        means: String::new(),
        shares,
        credit: payment.amount - payment.allocated,
        penalties_left,
        fees_left,
        waived: false,
    })
}

/// The open dispute of a client, with its invoices.
fn dispute(
    conn: &Connection,
    client: &Client,
    pay_before: NaiveDate,
    explain_before: NaiveDate,
    today: NaiveDate,
) -> Result<DisputeReceipt> {
    let standing = holds::standing(conn, Some(client.id))?;
    let hold =
        standing.iter().rev().find(|hold| hold.kind == "dispute").ok_or_else(|| refused("Aucun litige n’est ouvert avec ce client."))?;
    let ids = match hold.invoice_id {
        Some(id) => vec![id],
        None => payments::open_of(conn, client.id)?.into_iter().map(|one| one.id).collect(),
    };
    let mut invoices = Vec::new();
    for id in ids {
        let now = facts::invoice_now(conn, id, today)?;
        invoices.push(OwedInvoice {
            number: now.number,
            part: String::new(),
            issued_on: now.issued_on,
            due_on: now.due_on.unwrap_or(now.issued_on),
            subject: now.subject,
            total: now.total,
            balance: now.claimable,
            disputed: now.disputed,
            statement: None,
        });
    }
    Ok(DisputeReceipt { received_on: hold.from, invoices, reason: hold.note.clone(), explain_before, answer_by: hold.until, pay_before })
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
