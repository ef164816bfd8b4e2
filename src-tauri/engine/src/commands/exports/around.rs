//! What stands around the debts: what covers them, what was read in the registers, the plans that chase them.
use super::source::{Field, cents, coded, columns, date, number, select, text, words as sentence};
use super::words;
use crate::error::Result;
use crate::export::{Column, Rows};
use chrono::NaiveDate;
use rusqlite::Connection;
use std::borrow::Cow;

const SAFEGUARDS: &[Field] = &[
    text("Client"),
    text("Garant"),
    sentence("Adresse du garant"),
    coded("Engagement", words::guarantee),
    cents("Jusqu’à"),
    sentence("Où il est écrit"),
    date("Réserve de propriété depuis"),
    sentence("Où elle est écrite"),
    cents("Vous lui devez"),
    date("Noté le"),
    cents("Encours autorisé"),
];

pub(super) fn safeguard_columns() -> Cow<'static, [Column]> {
    columns(SAFEGUARDS)
}

/// What is in force: the last revision of each client.
pub(super) fn safeguards(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT c.name, s.guarantor_name, s.guarantor_address, s.guarantee_kind, s.guarantee_cents, s.guarantee_document,
                      s.retention_since, s.retention_document, s.supplier_cents, s.supplier_on, s.ceiling_cents
               FROM safeguard s JOIN client c ON c.id = s.client_id
               WHERE s.id = (SELECT MAX(l.id) FROM safeguard l WHERE l.client_id = s.client_id) ORDER BY c.folded, c.id";
    select(conn, sql, SAFEGUARDS, out)
}

const SOLVENCY: &[Field] = &[date("Lu le"), text("Client"), coded("Source", words::register), sentence("Ce qui a été lu")];

pub(super) fn solvency_columns() -> Cow<'static, [Column]> {
    columns(SOLVENCY)
}

pub(super) fn solvency(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT s.checked_on, c.name, s.source, s.finding FROM solvency_check s JOIN client c ON c.id = s.client_id
               ORDER BY s.checked_on, s.id";
    select(conn, sql, SOLVENCY, out)
}

const PLANS: &[Field] = &[
    text("Scénario"),
    coded("Pour", words::debtor),
    coded("Par défaut", words::yes),
    number("Étape"),
    number("Jours après l’échéance"),
    coded("Moyen", words::way),
    coded("Ton", words::tone),
    coded("Sans relecture", words::yes),
];

pub(super) fn plan_columns() -> Cow<'static, [Column]> {
    columns(PLANS)
}

/// The plans in use, step by step.
pub(super) fn plans(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT p.name, p.debtor_kind, p.is_default, s.position, s.offset_days, s.channel, s.tone, s.may_skip_review
               FROM dunning_step s JOIN dunning_plan p ON p.id = s.plan_id WHERE s.retired = 0 AND p.retired = 0
               ORDER BY p.debtor_kind, p.name, s.position";
    select(conn, sql, PLANS, out)
}
