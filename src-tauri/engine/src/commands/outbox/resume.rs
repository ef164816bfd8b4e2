//! What to look at before resuming: the money that nobody told of, the doubts, what waits. A message that no longer says the truth has
//! lapsed by then: it is a draft again, and says what changed.
use super::types::ResumeCheck;
use crate::clock::local;
use crate::error::Result;
use crate::store::settings::{self, Restored, SettingKey};
use crate::store::{When, receipts};
use chrono::Days;
use echu_core::pacing::Suspension;
use echu_core::receipts::StatementDays;
use echu_core::text::{count, short_date};
use rusqlite::Connection;

pub(super) fn checks(
    conn: &Connection,
    when: When,
    suspension: Option<Suspension>,
    waiting: u32,
    uncertain: u32,
) -> Result<Vec<ResumeCheck>> {
    let mut checks = Vec::new();
    let mut say = |kind: &str, sentence: String| checks.push(ResumeCheck { kind: kind.to_owned(), sentence });
    if let Some(sentence) = missing(conn, suspension)? {
        say("restored", sentence);
    }
    if let Some(sentence) = erased_again(conn, suspension)? {
        say("erased", sentence);
    }
    if let Some(sentence) = uncovered(conn, when)? {
        say("receipts", sentence);
    }
    if uncertain > 0 {
        let doubts = count(
            u64::from(uncertain),
            "envoi incertain à vérifier\u{a0}: dites s’il est arrivé.",
            "envois incertains à vérifier\u{a0}: dites s’ils sont arrivés.",
        );
        say("uncertain", doubts);
    }
    if waiting > 0 {
        let messages = count(
            u64::from(waiting),
            "message attend\u{a0}: relisez-le si le client a pu payer.",
            "messages attendent\u{a0}: relisez-les si des clients ont pu payer. Ils partiront un par un.",
        );
        say("waiting", messages);
    }
    Ok(checks)
}

/// After a restore: the time whose work is not in the base, and what the journal knows to have left in it.
fn missing(conn: &Connection, suspension: Option<Suspension>) -> Result<Option<String>> {
    let restored: Option<Restored> = settings::get(conn, SettingKey::Restored)?;
    let Some(restored) = restored.filter(|_| suspension == Some(Suspension::Restored)) else { return Ok(None) };
    let (from, to) = (local(restored.taken_at), local(restored.restored_at));
    let left = match restored.sent {
        0 => "Le journal ne connaît aucun envoi depuis.".to_owned(),
        sent => count(
            u64::from(sent),
            "envoi parti depuis est dans le journal\u{a0}: il ne repartira pas.",
            "envois partis depuis sont dans le journal\u{a0}: ils ne repartiront pas.",
        ),
    };
    Ok(Some(format!(
        "Période absente de la base\u{a0}: du {} à {} au {} à {}. {left} Ressaisissez ce que vous aviez noté, et réimportez vos relevés depuis le {}.",
        short_date(from.date()),
        from.format("%H:%M"),
        short_date(to.date()),
        to.format("%H:%M"),
        short_date(from.date())
    )))
}

/// After a restore: those whom the backup had brought back.
fn erased_again(conn: &Connection, suspension: Option<Suspension>) -> Result<Option<String>> {
    let restored: Option<Restored> = settings::get(conn, SettingKey::Restored)?;
    let erased = restored.filter(|_| suspension == Some(Suspension::Restored)).map_or(0, |restored| restored.erased);
    Ok((erased > 0).then(|| {
        count(
            u64::from(erased),
            "personne avait demandé l’effacement de ses données\u{a0}: la sauvegarde la rapportait, elle a été effacée de nouveau.",
            "personnes avaient demandé l’effacement de leurs données\u{a0}: la sauvegarde les rapportait, elles ont été effacées de nouveau.",
        )
    }))
}

/// The days that no statement covers, up to today: « période non couverte ».
fn uncovered(conn: &Connection, when: When) -> Result<Option<String>> {
    let known = receipts::receipts(conn)?;
    // The user's word dates the money like a statement.
    let Some(through) = known.statement.map(StatementDays::through).max(known.confirmed_on) else {
        return Ok(Some("Aucun relevé n’est importé\u{a0}: notez d’abord les règlements reçus.".to_owned()));
    };
    let first = through + Days::new(1);
    if first >= when.today {
        return Ok(None);
    }
    let (first, last) = (short_date(first), short_date(when.today));
    Ok(Some(format!(
        "Période non couverte\u{a0}: du {first} au {last}. Importez vos relevés, ou notez les règlements reçus, avant de reprendre."
    )))
}
