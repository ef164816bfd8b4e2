//! The facts of every letter but the mise en demeure, read from the base on a given day; and why one cannot be written.
use super::{facts, notice, words};
use crate::error::{Error, Result};
use crate::letters::correspondence::Dress;
use crate::store::clients::Client;
use crate::store::payments::{self, Payment, Source};
use crate::store::{claims, holds, limitations, settings};
use base64::Engine as _;
use chrono::{Datelike, Days, Months, NaiveDate};
use echu_core::calendar::next_working_day;
use echu_core::dunning::hold::Instalment;
use echu_core::ids::{InvoiceId, PaymentId};
use echu_core::interest::PenaltyResponse;
use echu_core::letter::facts::{
    AccountStatement, AgentKind, Claim, DebtAcknowledgement, DisputeReceipt, Entry, EntryKind, FirstToEnd, Forfeiture, InstalmentAgreement,
    LatePaid, OwedInvoice, PaymentReceipt, PenaltyClaim, PlanPenalties, ReceiptShare, Step, Transmittal,
};
use echu_core::letter::{Letter, LetterKind, Manner, Matter};
use echu_core::money::Cents;
use echu_core::notice::{ContactMeans, PriorContact, Recipient};
use echu_core::party::DebtorKind;
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
        let disputed = now.balance - now.claimable;
        if !now.claimable.is_positive() {
            continue;
        }
        let statement = if penalties && disputed == Cents::ZERO { claims::statement(conn, id, today)? } else { None };
        found.push(OwedInvoice {
            number: now.number,
            issued_on: now.issued_on,
            due_on: now.due_on.unwrap_or(now.issued_on),
            subject: if now.subject.is_empty() { now.purchase_order } else { now.subject },
            total: now.total,
            balance: now.claimable,
            disputed,
            statement,
        });
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
            issued_on: now.issued_on,
            due_on: now.due_on.unwrap_or(now.issued_on),
            subject: now.subject,
            total: now.total,
            balance: now.claimable,
            disputed: now.balance - now.claimable,
            statement: None,
        });
    }
    Ok(DisputeReceipt { received_on: hold.from, invoices, reason: hold.note.clone(), explain_before, answer_by: hold.until, pay_before })
}

/// The account since the first of January: invoices, credit notes, payments, write-offs.
fn statement(conn: &Connection, client: &Client, today: NaiveDate) -> Result<AccountStatement> {
    let from = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let mut query = conn.prepare_cached(
        "SELECT issued_on, kind, number, due_on, total_cents, 0 AS sort FROM invoice WHERE client_id = ?1 AND archived_at IS NULL
         UNION ALL SELECT received_on, 'payment', reference, NULL, amount_cents, 1 FROM payment WHERE client_id = ?1 AND cancelled_at IS NULL
         UNION ALL SELECT written_off_on, 'write_off', number, NULL, total_cents - settled_cents, 2 FROM invoice
                   WHERE client_id = ?1 AND written_off_on IS NOT NULL AND archived_at IS NULL AND total_cents > settled_cents
         ORDER BY 1, 6, 3",
    )?;
    let rows = query.query_map([client.id.0], |row| {
        let kind = match row.get::<_, String>(1)?.as_str() {
            "credit_note" => EntryKind::CreditNote,
            "payment" => EntryKind::Payment,
            "write_off" => EntryKind::WriteOff,
            _ => EntryKind::Invoice,
        };
        let label: String = row.get(2)?;
        let due: Option<String> = row.get(3)?;
        Ok(Entry {
            on: crate::store::day(&row.get::<_, String>(0)?)?,
            kind,
            // The bank's wording means nothing to the client.
            label: if kind == EntryKind::Payment { String::new() } else { label },
            due_on: due.filter(|_| kind == EntryKind::Invoice).map(|due| crate::store::day(&due)).transpose()?,
            amount: Cents(row.get(4)?),
        })
    })?;
    let all = rows.collect::<Result<Vec<_>, _>>()?;
    let opening = all.iter().filter(|entry| entry.on < from).map(Entry::signed).sum();
    let entries: Vec<Entry> = all.into_iter().filter(|entry| entry.on >= from && entry.on <= today).collect();
    let mut overdue = Cents::ZERO;
    for id in open(conn, client, true, today)? {
        overdue += facts::invoice_now(conn, id, today)?.claimable;
    }
    let mut statement = AccountStatement { from, to: today, opening, entries, overdue };
    // A credit on the account pays the oldest first: nothing more than the balance is overdue.
    statement.overdue = statement.overdue.min(statement.closing().or_zero());
    Ok(statement)
}

/// The invoices whose principal is paid and whose penalties are not.
fn late_paid(conn: &Connection, client: &Client, today: NaiveDate) -> Result<Vec<LatePaid>> {
    let mut query = conn.prepare_cached(
        "SELECT i.id, (SELECT MAX(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment_id WHERE a.invoice_id = i.id) AS paid_on
         FROM invoice i WHERE i.client_id = ? AND i.kind = 'invoice' AND i.archived_at IS NULL AND i.written_off_on IS NULL
           AND i.settled_cents >= i.total_cents AND paid_on > i.due_on ORDER BY i.due_on, i.id",
    )?;
    let rows = query.query_map([client.id.0], |row| Ok((InvoiceId(row.get(0)?), row.get::<_, String>(1)?)))?;
    let mut found = Vec::new();
    for row in rows.collect::<Result<Vec<_>, _>>()? {
        let (id, paid_on) = (row.0, crate::store::day(&row.1)?);
        let now = facts::invoice_now(conn, id, today)?;
        let account: Option<PenaltyResponse> = claims::statement(conn, id, today)?;
        if let (Some(statement), Some(due_on)) = (account, now.due_on)
            && (statement.interest_due + statement.fee).is_positive()
        {
            found.push(LatePaid { number: now.number, due_on, total: now.total, paid_on, statement });
        }
    }
    if found.is_empty() {
        return Err(refused("Aucune facture réglée en retard ne laisse de pénalités à réclamer."));
    }
    Ok(found)
}

/// Of the late invoices, the one whose time to act ends first.
fn first_to_end(conn: &Connection, client: &Client, today: NaiveDate) -> Result<Option<FirstToEnd>> {
    let mut first: Option<limitations::Watched> = None;
    for id in open(conn, client, true, today)? {
        let watched = limitations::of_invoice(conn, id, today)?;
        let sooner = |one: &limitations::Watched| first.as_ref().is_none_or(|known| one.limitation.last_day < known.limitation.last_day);
        if let Some(watched) = watched.filter(sooner) {
            first = Some(watched);
        }
    }
    Ok(first.map(|one| FirstToEnd {
        number: one.number,
        limitation: one.limitation,
        interruptions: one.interruptions.iter().map(|interruption| (interruption.on, interruption.kind)).collect(),
    }))
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
