//! What was done: reminders, agreements, what stops them, the bank, the history.
use super::source::{Field, cents, coded, columns, date, select, text, words as sentence};
use super::words;
use crate::error::Result;
use crate::export::{Column, Rows};
use crate::store::day;
use crate::store::dispatches::STATE_TOLD;
use chrono::NaiveDate;
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use std::borrow::Cow;

const REMINDERS: &[Field] = &[
    date("Date"),
    text("Client"),
    coded("Moyen", words::way),
    coded("Ton", words::tone),
    coded("État", words::reminder),
    text("Factures"),
    cents("Principal réclamé"),
    cents("Intérêts réclamés"),
    cents("Indemnité réclamée"),
    text("Destinataire"),
    coded("Parti le", words::when),
    text("Message-ID"),
    text("Référence de la lettre"),
    text("N° de suivi"),
    date("Postée le"),
    date("Présentée le"),
    date("Remise le"),
    date("Revenue le"),
    coded("Motif du retour", words::returned),
    coded("Sans relecture", words::yes),
    sentence("Objet ou note"),
];

pub(super) fn reminder_columns() -> Cow<'static, [Column]> {
    columns(REMINDERS)
}

/// Messages and letters, and what a person noted: calls, visits, SMS.
pub(super) fn reminders(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = format!(
        "SELECT * FROM (
        SELECT IFNULL((SELECT MAX(k.on_day) FROM contact k WHERE k.reminder_id = r.id), r.computed_on), c.name, r.channel, r.tone,
               COALESCE(t.state, {STATE_TOLD}, r.state),
               (SELECT group_concat(i.number, ', ') FROM reminder_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.reminder_id = r.id),
               (SELECT SUM(l.balance_cents) FROM reminder_line l WHERE l.reminder_id = r.id AND l.role <> 'memory'),
               (SELECT SUM(l.interest_cents) FROM reminder_line l WHERE l.reminder_id = r.id),
               (SELECT SUM(l.fee_cents) FROM reminder_line l WHERE l.reminder_id = r.id),
               d.recipient, d.sent_at, d.message_id, t.number, t.tracking_number, t.posted_on, t.presented_on, t.delivered_on, t.returned_on,
               t.return_reason, r.automatic, r.subject
        FROM reminder r JOIN client c ON c.id = r.client_id LEFT JOIN letter t ON t.reminder_id = r.id
        LEFT JOIN dispatch d ON d.id = (SELECT MAX(e.id) FROM dispatch e WHERE e.reminder_id = r.id)
        UNION ALL
        SELECT k.on_day, c.name, k.channel, NULL, 'noted', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, k.note
        FROM contact k JOIN client c ON c.id = k.client_id WHERE k.reminder_id IS NULL
    ) ORDER BY 1, 2"
    );
    select(conn, &sql, REMINDERS, out)
}

const HOLDS: &[Field] = &[
    text("Client"),
    text("N° de facture"),
    coded("Nature", words::hold),
    coded("Motif", words::reason),
    date("Depuis le"),
    date("Jusqu’au"),
    cents("Montant"),
    sentence("Note"),
    date("Levé le"),
];

pub(super) fn hold_columns() -> Cow<'static, [Column]> {
    columns(HOLDS)
}

pub(super) fn holds(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT c.name, i.number, h.kind, h.kind || ' ' || h.reason, h.from_on, h.until_on, h.amount_cents, h.note, h.released_on
               FROM hold h JOIN client c ON c.id = h.client_id LEFT JOIN invoice i ON i.id = h.invoice_id ORDER BY h.from_on, h.id";
    select(conn, sql, HOLDS, out)
}

const AGREEMENTS: &[Field] = &[
    text("Client"),
    date("Accordé le"),
    text("Factures"),
    date("Terme"),
    cents("Montant du terme"),
    coded("Pénalités", words::spread),
    date("Signé le"),
    date("Mise en demeure présentée le"),
    date("Déchéance notifiée le"),
    date("Terminé le"),
];

pub(super) fn agreement_columns() -> Cow<'static, [Column]> {
    columns(AGREEMENTS)
}

pub(super) fn agreements(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT c.name, g.agreed_on,
                      (SELECT group_concat(i.number, ', ') FROM agreement_invoice a JOIN invoice i ON i.id = a.invoice_id WHERE a.agreement_id = g.id),
                      t.due_on, t.amount_cents, g.penalties, g.signed_on, g.warned_on, g.forfeited_on, h.released_on
               FROM agreement g JOIN client c ON c.id = g.client_id JOIN hold h ON h.id = g.hold_id
               JOIN agreement_term t ON t.agreement_id = g.id ORDER BY g.agreed_on, g.id, t.due_on";
    select(conn, sql, AGREEMENTS, out)
}

const PROCEEDINGS: &[Field] = &[
    text("Client"),
    coded("Voie", words::route),
    date("Ouverte le"),
    text("Factures"),
    text("Ville du tribunal"),
    text("Référence"),
    text("Suivie par"),
    coded("Étape", words::step),
    date("Date de l’étape"),
    coded("Remise à personne", words::answered),
    date("Close le"),
    coded("Issue", words::ending),
    cents("Coût"),
    cents("Encaissé"),
    sentence("Note"),
];

pub(super) fn proceeding_columns() -> Cow<'static, [Column]> {
    columns(PROCEEDINGS)
}

/// One row a step that stands; a case without a step has one row.
pub(super) fn proceedings(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT c.name, p.route, p.opened_on,
                      (SELECT group_concat(i.number, ', ') FROM proceeding_invoice a JOIN invoice i ON i.id = a.invoice_id WHERE a.proceeding_id = p.id),
                      p.court_town, p.reference, p.handler, s.kind || ' ' || p.route, s.on_day, s.in_person, p.closed_on, p.ending, p.cost_cents,
                      p.recovered_cents, IFNULL(s.note, p.note)
               FROM proceeding p JOIN client c ON c.id = p.client_id
               LEFT JOIN proceeding_step s ON s.proceeding_id = p.id AND s.taken_back_at IS NULL ORDER BY p.opened_on, p.id, s.on_day, s.id";
    select(conn, sql, PROCEEDINGS, out)
}

const BANK: &[Field] = &[
    date("Date"),
    text("Compte"),
    cents("Montant"),
    coded("Nature", words::movement),
    sentence("Libellé"),
    text("Payeur"),
    text("IBAN du payeur"),
    text("Référence"),
    coded("État", words::line),
    text("Client"),
    text("Relevé"),
];

pub(super) fn bank_columns() -> Cow<'static, [Column]> {
    columns(BANK)
}

pub(super) fn bank(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT b.booked_on, a.number, b.amount_cents, b.kind, b.label, b.counterparty, b.counterparty_iban, b.reference, b.state,
                      (SELECT group_concat(DISTINCT c.name) FROM bank_match m JOIN payment p ON p.id = m.payment_id
                       JOIN client c ON c.id = p.client_id WHERE m.line_id = b.id), s.file_name
               FROM bank_line b JOIN bank_statement s ON s.id = b.statement_id JOIN bank_account a ON a.id = s.account_id
               ORDER BY b.booked_on, b.id";
    select(conn, sql, BANK, out)
}

const INTERRUPTIONS: &[Field] =
    &[date("Date"), text("N° de facture"), text("Client"), coded("Acte", words::interruption), sentence("Où est la preuve")];

pub(super) fn interruption_columns() -> Cow<'static, [Column]> {
    columns(INTERRUPTIONS)
}

pub(super) fn interruptions(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT t.on_day, i.number, c.name, t.kind, t.note FROM interruption t JOIN invoice i ON i.id = t.invoice_id
               JOIN client c ON c.id = i.client_id WHERE t.taken_back_at IS NULL ORDER BY t.on_day, t.id";
    select(conn, sql, INTERRUPTIONS, out)
}

const HISTORY: &[Field] = &[
    date("Date"),
    coded("Heure", words::hour),
    coded("Par", words::actor),
    text("Client"),
    text("N° de facture"),
    sentence("Ce qui s’est passé"),
    sentence("Détail"),
];

pub(super) fn history_columns() -> Cow<'static, [Column]> {
    columns(HISTORY)
}

/// What was recorded, told as on the card of a client.
pub(super) fn history(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let mut query = conn.prepare(
        "SELECT e.on_day, e.at, e.actor, c.name, i.number, e.data FROM event e LEFT JOIN client c ON c.id = e.client_id
         LEFT JOIN invoice i ON i.id = e.invoice_id ORDER BY e.id",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let text = |place: usize| -> Result<Option<String>> { Ok(row.get(place)?) };
        let told = serde_json::from_str::<EventKind>(&row.get::<_, String>(5)?)?.tell();
        out.row(&[
            day(&row.get::<_, String>(0)?)?.into(),
            words::hour(&row.get::<_, String>(1)?).into(),
            words::actor(&row.get::<_, String>(2)?).into(),
            text(3)?.into(),
            text(4)?.into(),
            told.title.into(),
            told.detail.into(),
        ])?;
    }
    Ok(())
}
