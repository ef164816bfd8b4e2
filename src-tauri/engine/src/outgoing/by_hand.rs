//! What a person sends or says himself, read from the base: the SMS from his telephone, the words of a call or of a visit.
use super::texts::{self, Text};
use super::{facts, words};
use crate::channels::sms::{self, SmsFacts};
use crate::channels::spoken::{Script, ScriptFacts};
use crate::error::Result;
use crate::store::reminders::{Reminder, Role};
use crate::store::{invoices, payments, settings, situation};
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use rusqlite::Connection;

/// What the SMS of a reminder says.
///
/// # Errors
/// When the base cannot be read.
pub fn sms(conn: &Connection, reminder: &Reminder, today: NaiveDate) -> Result<SmsFacts> {
    let (mut numbers, mut due_on) = (Vec::new(), today);
    for line in reminder.lines.iter().filter(|line| line.role != Role::Memory) {
        let now = facts::line_now(conn, line, today)?;
        due_on = due_on.min(now.due_on.unwrap_or(today));
        numbers.push(now.number);
    }
    let creditor = settings::creditor(conn)?;
    let kind = facts::client(conn, reminder.client_id)?.card.debtor_kind;
    let tone = sms::tone_of(words::mail_tone(reminder.tone));
    Ok(SmsFacts {
        tone,
        numbers,
        total: reminder.owed(),
        due_on,
        // An SMS is a letter too: it bears the mentions of R123-237 (droit.md §11).
        company: creditor.legal_mentions(),
        phone: creditor.phone,
        text: texts::in_force(conn, Text::Sms(tone), kind)?.text,
    })
}

/// What is said to a client of all that is late, that he does not dispute and that no agreement he keeps spreads.
///
/// # Errors
/// When the base cannot be read.
pub fn script(conn: &Connection, client: ClientId, script: Script, today: NaiveDate) -> Result<ScriptFacts> {
    let card = facts::client(conn, client)?.card;
    let (mut numbers, mut due_on, mut total) = (Vec::new(), None, Cents::ZERO);
    let holds = situation::holds_of(conn, client)?;
    let region = settings::sending_rules(conn)?.region;
    for open in payments::open_of(conn, client)? {
        let Some(due) = open.due_on.filter(|due| *due < today) else { continue };
        let invoice = invoices::get(conn, open.id)?.facts;
        if holds.iter().any(|hold| hold.spreads(&invoice, today, region)) {
            continue;
        }
        let now = facts::invoice_now(conn, open.id, today)?;
        if now.claimable.is_positive() {
            numbers.push(now.number);
            total += now.claimable;
            due_on = due_on.into_iter().chain([due]).min();
        }
    }
    // As an e-mail of the same day asks for it.
    let total = (total - words::credit(conn, client)?).or_zero();
    Ok(ScriptFacts {
        script,
        contact: card.contact_name,
        company: settings::creditor(conn)?.name,
        numbers,
        total,
        due_on,
        text: texts::in_force(conn, Text::Spoken(script), card.debtor_kind)?.text,
    })
}
