//! The gate at the second of sending: does the message still say the truth, to someone who may be reminded?
use super::draft::{self, Refreshed};
use super::plan;
use super::{facts, legal};
use crate::error::Result;
use crate::store::dispatches::{Dispatch, Note};
use crate::store::reminders::{self, Role};
use crate::store::situation::{Scope, situation};
use crate::store::{About, Tx};
use echu_core::dunning::hold::{HoldKind, PromiseStage};
use echu_core::ids::InvoiceId;
use echu_core::outbox::OutboxEvent;
use echu_core::text::{euros, short_date};
use echu_core::timeline::EventKind;

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It may leave, as long as these invoices keep these versions.
    Send(Vec<(InvoiceId, i64)>),
    /// Nothing left to claim, or the client may not be reminded: in French.
    Drop(String),
    /// The facts approved are no longer those: back to a draft, with which, in French.
    Redraft(String),
    /// The side journal says that it already left once.
    AlreadyLeft,
}

/// Judges a message against the base of this instant.
///
/// # Errors
/// When the base cannot be read.
pub fn verdict(tx: &Tx, row: &Dispatch) -> Result<Verdict> {
    let Some(id) = row.reminder_id else { return Ok(Verdict::Send(Vec::new())) };
    let (conn, today) = (&tx.sql, tx.when.today);
    let reminder = reminders::get(conn, id)?;
    let client = facts::client(conn, reminder.client_id)?;
    if let Some(on) = client.card.insolvent_on {
        return Ok(Verdict::Drop(format!("procédure collective ouverte le {}", short_date(on))));
    }
    let mut seen = Vec::new();
    let (mut claimed, mut stopped) = (0, Vec::new());
    let situation = situation(conn, Scope::Client(reminder.client_id))?;
    let options = plan::options(conn)?;
    for line in reminder.lines.iter().filter(|line| line.role != Role::Memory) {
        let now = facts::line_now(conn, line, today)?;
        seen.push((line.invoice_id, now.version));
        let holds =
            situation.holds.iter().filter(|hold| now.invoice.as_ref().is_some_and(|invoice| hold.covers(invoice)) && hold.is_open(today));
        let mut held = None;
        for hold in holds {
            held = match hold.kind {
                HoldKind::Pause { .. } => Some("relances suspendues".to_owned()),
                HoldKind::Promise { due_on, .. } => match hold.promise_stage(today, options.grace_open_days, options.region) {
                    Some(PromiseStage::Coming | PromiseStage::InGrace) => Some(format!("promesse pour le {}", short_date(due_on))),
                    Some(PromiseStage::Kept | PromiseStage::Broken) | None => held,
                },
                HoldKind::InstalmentPlan { .. } => Some("échéancier en cours".to_owned()),
                HoldKind::Dispute { disputed: None, .. } => Some("litige ouvert".to_owned()),
                HoldKind::Dispute { .. } => held,
            };
        }
        if !now.balance.is_positive() {
            stopped.push(now.settled_why());
        } else if let Some(why) = held {
            stopped.push(format!("{} : {why}", now.number));
        } else if now.claimable.is_positive() {
            claimed += 1;
            if now.claimable != line.balance {
                stopped.push(format!("{} : {} au lieu de {}", now.number, euros(now.claimable), euros(line.balance)));
            }
        } else {
            stopped.push(format!("{} : partie non contestée réglée", now.number));
        }
    }
    if claimed == 0 {
        return Ok(Verdict::Drop(stopped.join(" ; ")));
    }
    if let Some(debtor) = situation.clients.iter().find(|debtor| debtor.id == reminder.client_id)
        && debtor.unallocated.is_positive()
    {
        return Ok(Verdict::Redraft(format!("un règlement de {} n’est pas encore affecté", euros(debtor.unallocated))));
    }
    if !stopped.is_empty() {
        return Ok(Verdict::Redraft(stopped.join(" ; ")));
    }
    if let Some(why) = legal::stops_sending(conn, &reminder, today)? {
        return Ok(Verdict::Redraft(format!("contrôle juridique : {why}")));
    }
    if facts::recipient(&client) != row.recipient {
        return Ok(Verdict::Redraft("l’adresse e-mail a changé".to_owned()));
    }
    if draft::facts_hash(conn, &reminder, &row.recipient)? != row.facts_hash {
        return Ok(Verdict::Redraft("le texte, la facture, la pièce jointe ou vos coordonnées ont changé".to_owned()));
    }
    Ok(Verdict::Send(seen))
}

/// Does what the gate said when it did not say « send ».
///
/// # Errors
/// When the base cannot be written.
pub fn apply(tx: &mut Tx, row: &Dispatch, verdict: Verdict) -> Result<()> {
    let about = row.client_id.map_or_else(About::default, About::client);
    let about = row.reminder_id.map_or(about, |id| about.reminder(id));
    match verdict {
        Verdict::Send(_) => Ok(()),
        Verdict::AlreadyLeft => {
            let why = "Le journal des envois dit qu’un message a déjà pu partir pour cette étape";
            tx.move_dispatch(row, OutboxEvent::Lost, &Note { why, ..Note::default() })?;
            tx.record(about, &EventKind::ReminderUncertain { recipient: row.recipient.clone(), why: why.to_owned() })
        }
        Verdict::Drop(why) => {
            tx.move_dispatch(row, OutboxEvent::Cancel, &Note { why: &why, ..Note::default() })?;
            if let Some(id) = row.reminder_id {
                tx.move_reminder(id, "approved", "cancelled", &why)?;
            }
            tx.record(about, &EventKind::ReminderCancelled { why })
        }
        Verdict::Redraft(why) => {
            tx.move_dispatch(row, OutboxEvent::Cancel, &Note { why: &why, ..Note::default() })?;
            let Some(id) = row.reminder_id else { return Ok(()) };
            tx.move_reminder(id, "approved", "draft", &why)?;
            if draft::refresh(tx, id)? == Refreshed::NothingLeft {
                tx.move_reminder(id, "draft", "cancelled", &why)?;
            }
            tx.record(about, &EventKind::ReminderWithdrawn { why })
        }
    }
}
