//! The end of a plan: six choices, each a stored fact that brings the case back; and the proof that no late client is forgotten.
mod everyone;
mod tray;
mod types;

pub use everyone::everyone;
pub(crate) use everyone::tally;
pub use tray::ending;
pub(crate) use tray::why;
pub use types::*;

use super::check;
use crate::App;
use crate::error::{Error, Result};
use crate::store::holds::{NewHold, StoredHold};
use crate::store::{About, Actor, Outcome, Tx, invoices, settings};
use chrono::NaiveDate;
use echu_core::dunning::decision::Choice;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::invoice::InvoiceKind;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;
use rusqlite::Connection;

/// Stores a choice: its invoices rest until the day the case comes back, or are given up.
///
/// # Errors
/// An invoice of another client, settled or not late, or a day that is not to come; nothing is then written.
pub fn decide(app: &App, request: Decide) -> Result<Outcome<DecisionMade>> {
    let note = check::text("note", &request.note, check::LONG)?;
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let region = settings::region(&settings::options(&tx.sql)?);
        let back_on = match request.choice {
            // It begins with its case: `open_proceeding`.
            Choice::Proceeding => return Err(Error::Invalid { field: "choice", reason: "out_of_range" }),
            Choice::WriteOff => None,
            Choice::FormalNotice | Choice::Agency | Choice::Injunction | Choice::Instalments | Choice::Wait => {
                request.back_on.or_else(|| request.choice.back_on(today, region))
            }
        };
        if back_on.map(|on| check::day("backOn", on)).transpose()?.is_some_and(|on| on <= today) {
            return Err(Error::Invalid { field: "backOn", reason: "past" });
        }
        let mut numbers = Vec::new();
        let mut holds = Vec::new();
        for id in &request.invoices {
            let invoice = invoices::get(&tx.sql, *id)?.facts;
            let owed = invoice.kind == InvoiceKind::Invoice && invoice.is_late(today) && !invoice.is_written_off(today);
            if invoice.client_id != request.client_id || !owed {
                return Err(Error::Precondition("nothing_owed"));
            }
            settle_earlier(tx, *id, request.client_id)?;
            if request.choice == Choice::WriteOff {
                tx.write_off_invoice(*id, Some(today))?;
                let event = EventKind::InvoiceWrittenOff { number: invoice.number.clone(), written_off: true };
                tx.record(About::client(request.client_id).invoice(*id), &event)?;
            } else {
                holds.push(tx.insert_hold(&NewHold {
                    client_id: request.client_id,
                    invoice_id: Some(*id),
                    kind: "decision",
                    from: today,
                    until: back_on,
                    amount: None,
                    reason: request.choice.key().to_owned(),
                    note: note.clone(),
                })?);
            }
            numbers.push(invoice.number);
        }
        if numbers.is_empty() {
            return Err(Error::Invalid { field: "invoices", reason: "empty" });
        }
        // « Refuse » asked for a decision: here it is.
        tx.close_follow_ups(request.client_id)?;
        tx.record(
            About::client(request.client_id),
            &EventKind::Decided(desk::Decided { choice: request.choice, numbers, back_on, note: note.clone() }),
        )?;
        Ok(DecisionMade { holds, back_on })
    })
}

/// A new choice on an invoice takes the place of the one before, but never that of a case, which a person closes.
pub(crate) fn settle_earlier(tx: &mut Tx, invoice: InvoiceId, client: ClientId) -> Result<()> {
    for hold in crate::store::holds::standing(&tx.sql, Some(client))? {
        if hold.kind == "decision" && hold.invoice_id == Some(invoice) {
            if Choice::from_key(&hold.reason) == Some(Choice::Proceeding) {
                return Err(Error::Precondition("end_the_proceeding"));
            }
            tx.release_hold(hold.id)?;
        }
    }
    Ok(())
}

/// Whether a decision may be taken back.
///
/// # Errors
/// [`Error::Refused`] once the mise en demeure that it asked for was posted.
pub(crate) fn may_take_back(tx: &Tx, hold: &StoredHold, choice: Choice) -> Result<()> {
    if choice == Choice::Proceeding {
        return Err(Error::Precondition("end_the_proceeding"));
    }
    let posted = notice_posted(&tx.sql, hold)?;
    if choice.may_take_back(posted.is_some()) {
        return Ok(());
    }
    let back = hold.until.map_or_else(String::new, |on| format!(" Le dossier revient de lui-même le {}.", echu_core::text::long_date(on)));
    Err(Error::Refused(format!("La mise en demeure est postée\u{a0}: elle a produit ses effets et ne se reprend pas.{back}")))
}

/// The day a mise en demeure that names the invoice of a decision was posted, since the decision.
pub(super) fn notice_posted(conn: &Connection, hold: &StoredHold) -> Result<Option<NaiveDate>> {
    let posted: Option<String> = conn.query_row(
        "SELECT MAX(t.posted_on) FROM letter t JOIN reminder_line l ON l.reminder_id = t.reminder_id
         WHERE l.invoice_id = ?1 AND t.medium <> 'plain' AND t.posted_on >= ?2",
        (hold.invoice_id.map(|id| id.0), hold.from.to_string()),
        |row| row.get(0),
    )?;
    Ok(posted.map(|text| crate::store::day(&text)).transpose()?)
}
