//! What an e-mail says, read from the base.
use super::draft::claims_penalties;
use super::why::StoredWhy;
use super::{claimed, facts, texts};
use crate::channels::email::{EmailFacts, Line};
use crate::error::{Error, Result};
use crate::store::reminders::{Reminder, Role};
use crate::store::{day, settings};
use chrono::NaiveDate;
use echu_core::dunning::Tone;
use echu_core::dunning::channel::Channel;
use echu_core::error::DomainError;
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use echu_core::text::long_date;
use rusqlite::Connection;

/// Reads the facts of a message.
///
/// # Errors
/// When the base cannot be read.
pub fn of(conn: &Connection, draft: &Reminder, today: NaiveDate) -> Result<EmailFacts> {
    let client = facts::client(conn, draft.client_id)?;
    let mut lines = Vec::new();
    let claims = claims_penalties(draft.tone);
    for line in draft.lines.iter().filter(|line| line.role != Role::Memory) {
        let now = facts::line_now(conn, line, today)?;
        let whole = Line {
            number: now.number.clone(),
            part: String::new(),
            due_on: now.due_on.unwrap_or(now.issued_on),
            balance: line.balance,
            interest: if claims { line.interest } else { Cents::ZERO },
            fee: if claims { line.fee } else { Cents::ZERO },
            attached: now.pdf.is_some(),
        };
        let asked = match claimed::on(conn, line.invoice_id, claims, today) {
            Ok(asked) => Some(asked),
            // The legal check says so, and nothing leaves.
            Err(Error::Domain(DomainError::UnknownRate(_))) => None,
            Err(error) => return Err(error),
        };
        // A draft keeps the figures it was made with: lines that no longer add up to them would contradict it.
        let Some(asked) = asked.filter(|asked| asked.principal() == line.balance) else {
            lines.push(whole);
            continue;
        };
        for (at, part) in asked.lines.into_iter().enumerate() {
            // Penalties are those of the invoice: they are said once.
            let (interest, fee) = if at == 0 { (whole.interest, whole.fee) } else { (Cents::ZERO, Cents::ZERO) };
            lines.push(Line { part: part.part, due_on: part.due_on, balance: part.balance, interest, fee, ..whole.clone() });
        }
    }
    Ok(EmailFacts {
        tone: draft.tone,
        debtor_kind: client.card.debtor_kind,
        today,
        region: settings::region(&settings::options(conn)?),
        creditor: settings::creditor(conn)?,
        reference: reference(&client.card.name, lines.first().map(|line| line.number.as_str()).unwrap_or_default()),
        lines,
        credit: credit(conn, draft.client_id)?,
        prior: prior(conn, draft.client_id, today)?,
        broken_promise: StoredWhy::kept(draft).broken_promise,
        sentence: draft.sentence.clone(),
        text: texts::in_force(conn, texts::Text::Mail(mail_tone(draft.tone)), client.card.debtor_kind)?.text,
    })
}

/// The tone in which an e-mail speaks: one that goes with a mise en demeure says no more than the last notice.
pub fn mail_tone(tone: Tone) -> Tone {
    tone.min(Tone::Last)
}

/// Credit notes not yet used, in cents.
pub(crate) fn credit(conn: &Connection, client: ClientId) -> Result<Cents> {
    let left = conn
        .prepare_cached(
            "SELECT IFNULL(SUM(total_cents - settled_cents), 0) FROM invoice WHERE client_id = ? AND kind = 'credit_note' AND archived_at IS NULL",
        )?
        .query_row([client.0], |row| row.get(0))?;
    Ok(Cents(left))
}

/// The last two contacts, oldest first, in French: « notre message du 9 novembre 2026 ».
fn prior(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Vec<String>> {
    let mut query = conn
        .prepare_cached("SELECT channel, on_day FROM contact WHERE client_id = ? AND on_day < ? ORDER BY on_day DESC, id DESC LIMIT 2")?;
    let mut prior = Vec::new();
    for row in query.query_map((client.0, today.to_string()), |row| Ok((row.get::<_, String>(0)?, day(&row.get::<_, String>(1)?)?)))? {
        let (channel, on) = row?;
        let what = match Channel::from_key(&channel) {
            Some(Channel::Phone) => "notre appel",
            Some(Channel::Visit) => "notre visite",
            Some(Channel::Email | Channel::Decision) => "notre message",
            Some(Channel::Sms) => "notre SMS",
            Some(Channel::Letter | Channel::RegisteredLetter) | None => "notre courrier",
        };
        prior.insert(0, format!("{what} du {}", long_date(on)));
    }
    Ok(prior)
}

/// What to quote with a payment: a few letters of the name, and the number's last figures.
pub fn reference(name: &str, number: &str) -> String {
    let letters: String = echu_core::text::fold(name).to_uppercase().chars().filter(char::is_ascii_alphanumeric).take(6).collect();
    let figures: String = number.chars().filter(char::is_ascii_digit).collect();
    let figures = figures.get(figures.len().saturating_sub(4)..).unwrap_or_default();
    format!("{letters}-{figures}")
}
