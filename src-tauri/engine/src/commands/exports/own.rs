//! What the user set himself: his own texts, the rates he entered, the days when he is away.
use super::source::{Field, coded, columns, date, number, select, text, words as sentence};
use super::words;
use crate::error::Result;
use crate::export::{Cell, Column, Rows};
use crate::outgoing::texts;
use chrono::NaiveDate;
use rusqlite::Connection;
use std::borrow::Cow;

const TEXTS: &[Column] = &[
    Column::text("Texte"),
    Column::text("Pour"),
    Column::number("Version"),
    Column::text("Enregistré le"),
    Column::text("En vigueur"),
    Column::words("Contenu"),
];

pub(super) fn text_columns() -> Cow<'static, [Column]> {
    Cow::Borrowed(TEXTS)
}

/// Every revision of the user's own texts, the last of each marked as the one in force; an empty one put the text of origin back.
pub(super) fn texts(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT t.document, t.tone, t.debtor_kind, t.revision, t.saved_at, t.text,
                      t.revision = (SELECT MAX(l.revision) FROM template l
                                    WHERE l.document = t.document AND l.tone = t.tone AND l.debtor_kind = t.debtor_kind)
               FROM template t ORDER BY t.document, t.tone, t.debtor_kind, t.revision";
    let mut query = conn.prepare(sql)?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (document, tone, kind): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (saved_at, own, in_force): (String, String, bool) = (row.get(4)?, row.get(5)?, row.get(6)?);
        // A text that this version does not know any more keeps its key.
        let name = texts::find(&document, &tone).map_or(document, |text| text.label());
        let content = if own.is_empty() { "(texte d’origine)" } else { own.as_str() };
        let (kind, saved_at) = (words::debtor(&kind), words::when(&saved_at));
        let in_force = words::yes(if in_force { "1" } else { "0" });
        out.row(&[name.into(), kind.into(), Cell::Number(row.get(3)?), saved_at.into(), in_force.into(), content.into()])?;
    }
    Ok(())
}

const RATES: &[Field] = &[
    text("Semestre"),
    coded("Taux de la BCE", words::rate),
    coded("Taux légal, créancier particulier", words::rate),
    coded("Taux légal, autres cas", words::rate),
    sentence("Source"),
    coded("Origine", words::rate_origin),
    coded("Saisi le", words::when),
];

pub(super) fn rate_columns() -> Cow<'static, [Column]> {
    columns(RATES)
}

/// The rates that stand in place of those the app was built with.
pub(super) fn rates(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql =
        "SELECT half_year, refi_bp, legal_consumer_bp, legal_other_bp, source, origin, entered_at FROM reference_rate ORDER BY half_year";
    select(conn, sql, RATES, out)
}

const CLOSURES: &[Field] =
    &[date("Premier jour"), date("Dernier jour"), number("Jours"), sentence("Motif"), coded("Levée le", words::when)];

pub(super) fn closure_columns() -> Cow<'static, [Column]> {
    columns(CLOSURES)
}

/// Days when nothing was to leave, those lifted since too.
pub(super) fn closures(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT from_on, until_on, CAST(julianday(until_on) - julianday(from_on) + 1 AS INTEGER), note, lifted_at
               FROM closure ORDER BY from_on, id";
    select(conn, sql, CLOSURES, out)
}
