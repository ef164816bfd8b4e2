//! Clients, invoices, and the money.
use super::source::{Field, cents, coded, columns, date, select, text, words as sentence};
use super::words;
use crate::commands::{holds, invoices};
use crate::error::Result;
use crate::export::{Cell, Column, Rows};
use crate::store::holds::StoredHold;
use crate::store::invoice_list::leaving::{Leaving, Which, each_invoice};
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;
use echu_core::text::percent;
use rusqlite::Connection;
use std::borrow::Cow;
use std::collections::BTreeMap;

const CLIENTS: &[Field] = &[
    text("Nom"),
    coded("Type de client", words::debtor),
    text("SIREN"),
    text("SIRET"),
    text("N° de TVA"),
    text("Contact"),
    text("E-mail"),
    text("E-mails en copie"),
    text("Téléphone"),
    text("Service"),
    text("Complément d’adresse"),
    text("Adresse"),
    text("Lieu-dit"),
    text("Code postal"),
    text("Ville"),
    text("Pays"),
    coded("Conditions de paiement", words::terms),
    coded("Taux de pénalités convenu", words::rate),
    text("Scénario"),
    coded("À ménager", words::yes),
    date("Procédure collective"),
    coded("Archivé", words::yes),
    sentence("Note"),
];

pub(super) fn client_columns() -> Cow<'static, [Column]> {
    columns(CLIENTS)
}

pub(super) fn clients(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT c.name, c.debtor_kind, c.siren, c.siret, c.vat_number, c.contact_name, c.email, c.email_copies, c.phone,
                      c.address_recipient, c.address_building, c.address_street, c.address_locality, c.postcode, c.city, c.country, c.terms,
                      c.contract_rate_bp, p.name, c.handle_with_care, c.insolvent_on, c.archived_at IS NOT NULL, c.note
               FROM client c LEFT JOIN dunning_plan p ON p.id = IFNULL(c.plan_id, c.profile_plan_id) ORDER BY c.folded, c.id";
    select(conn, sql, CLIENTS, out)
}

const INVOICES: &[Column] = &[
    Column::text("N° de facture"),
    Column::text("Type de document"),
    Column::day("Date de facture"),
    Column::day("Échéance"),
    Column::text("Client"),
    Column::text("SIREN"),
    Column::text("E-mail"),
    Column::cents("Total TTC"),
    Column::cents("Déjà réglé"),
    Column::cents("Reste dû"),
    Column::text("Statut"),
    Column::number("Retard (jours)"),
    Column::words("Objet"),
    Column::text("Bon de commande"),
    Column::text("Taux convenu"),
    Column::day("Passée en perte le"),
    Column::day("Dernière relance"),
    Column::text("Prélèvement"),
    Column::text("Archivée"),
];

pub(super) fn invoice_columns() -> Cow<'static, [Column]> {
    Cow::Borrowed(INVOICES)
}

/// Holds that stand, of each client.
pub(super) fn standing(conn: &Connection, today: NaiveDate) -> Result<BTreeMap<ClientId, Vec<StoredHold>>> {
    let mut all: BTreeMap<ClientId, Vec<StoredHold>> = BTreeMap::new();
    for hold in holds::standing(conn, None, today)? {
        all.entry(hold.client_id).or_default().push(hold);
    }
    Ok(all)
}

pub(super) fn invoices(conn: &Connection, today: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let standing = standing(conn, today)?;
    each_invoice(conn, Which::All, &mut |one| {
        let facts = &one.invoice.facts;
        let held = standing.get(&facts.client_id).map_or(&[][..], Vec::as_slice);
        let shown = invoices::row(&one.invoice, held, today);
        let is_invoice = facts.kind == InvoiceKind::Invoice;
        // What a credit note takes off is negative, as accountants write it, and as our import reads it.
        let signed = |amount: Cents| if is_invoice { amount } else { -amount };
        let late = facts.is_late(today) && facts.written_off_on.is_none();
        out.row(&[
            facts.number.as_str().into(),
            words::document(invoices::kind_key(facts.kind)).into(),
            facts.issued_on.into(),
            facts.due_on.into(),
            one.invoice.client_name.as_str().into(),
            one.siren.as_str().into(),
            one.email.as_str().into(),
            signed(facts.total).into(),
            signed(facts.settled).into(),
            signed(facts.balance()).into(),
            state(one, &shown.status).into(),
            if late { Cell::Number(facts.days_late(today)) } else { Cell::Empty },
            one.invoice.subject.as_str().into(),
            one.invoice.purchase_order.as_str().into(),
            facts.contract_rate_bp.map(percent).into(),
            facts.written_off_on.into(),
            one.reminded_on.into(),
            if facts.direct_debit { "Oui".into() } else { Cell::Empty },
            if one.invoice.archived { "Oui".into() } else { Cell::Empty },
        ])
    })
}

/// A credit note is used, in part or not at all; it is never late.
fn state(one: &Leaving, status: &str) -> String {
    let facts = &one.invoice.facts;
    match facts.kind {
        InvoiceKind::Invoice => words::status(status),
        InvoiceKind::CreditNote if facts.balance() == Cents::ZERO => "Imputé".to_owned(),
        InvoiceKind::CreditNote => "À imputer".to_owned(),
    }
}

const PARTS: &[Field] = &[text("N° de facture"), text("Client"), date("Échéance"), cents("Montant")];

pub(super) fn part_columns() -> Cow<'static, [Column]> {
    columns(PARTS)
}

pub(super) fn parts(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT i.number, c.name, p.due_on, p.amount_cents FROM due_part p JOIN invoice i ON i.id = p.invoice_id
               JOIN client c ON c.id = i.client_id ORDER BY i.issued_on, i.id, p.due_on";
    select(conn, sql, PARTS, out)
}

const PAYMENTS: &[Field] = &[
    date("Reçu le"),
    text("Client"),
    cents("Montant"),
    cents("Affecté"),
    cents("Gardé en avance"),
    coded("État", words::payment),
    date("Rejeté le"),
    text("Factures"),
    sentence("Libellé"),
    sentence("Motif d’annulation"),
];

pub(super) fn payment_columns() -> Cow<'static, [Column]> {
    columns(PAYMENTS)
}

pub(super) fn payments(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT p.received_on, c.name, p.amount_cents, p.allocated_cents,
                      IIF(p.cancelled_at IS NULL, p.amount_cents - p.allocated_cents, 0),
                      CASE WHEN p.rejected_on IS NOT NULL THEN 'rejected' WHEN p.cancelled_at IS NOT NULL THEN 'cancelled' ELSE 'stands' END,
                      p.rejected_on,
                      (SELECT group_concat(i.number, ', ') FROM (SELECT invoice_id FROM allocation WHERE payment_id = p.id
                          UNION SELECT invoice_id FROM penalty_payment WHERE payment_id = p.id) a JOIN invoice i ON i.id = a.invoice_id),
                      p.reference, p.cancel_note
               FROM payment p JOIN client c ON c.id = p.client_id ORDER BY p.received_on, p.id";
    select(conn, sql, PAYMENTS, out)
}

const ALLOCATIONS: &[Field] = &[
    text("N° de facture"),
    text("Client"),
    coded("Par", words::allocation),
    date("Date"),
    cents("Montant"),
    text("Avoir"),
    sentence("Libellé du règlement"),
    date("Échéance désignée par le client"),
];

pub(super) fn allocation_columns() -> Cow<'static, [Column]> {
    columns(ALLOCATIONS)
}

pub(super) fn allocations(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT i.number, c.name, x.how, x.on_day, x.amount_cents, x.credit_note, x.reference, x.part_due_on FROM (
                   SELECT a.id, a.invoice_id, 'payment' AS how, p.received_on AS on_day, a.amount_cents, NULL AS credit_note, p.reference, a.part_due_on
                   FROM allocation a JOIN payment p ON p.id = a.payment_id
                   UNION ALL SELECT a.id, a.invoice_id, 'credit_note', n.issued_on, a.amount_cents, n.number, NULL, NULL
                   FROM allocation a JOIN invoice n ON n.id = a.credit_note_id
                   UNION ALL SELECT d.id, d.invoice_id, 'discount', p.received_on, d.amount_cents, NULL, p.reference, NULL
                   FROM discount d JOIN payment p ON p.id = d.payment_id
                   UNION ALL SELECT y.id, y.invoice_id, 'penalties', p.received_on, y.amount_cents, NULL, p.reference, NULL
                   FROM penalty_payment y JOIN payment p ON p.id = y.payment_id) x
               JOIN invoice i ON i.id = x.invoice_id JOIN client c ON c.id = i.client_id
               ORDER BY i.issued_on, i.id, x.on_day, x.how, x.id";
    select(conn, sql, ALLOCATIONS, out)
}

const WAIVERS: &[Field] =
    &[date("Date"), text("N° de facture"), text("Client"), cents("Intérêts abandonnés"), cents("Indemnité abandonnée"), sentence("Motif")];

pub(super) fn waiver_columns() -> Cow<'static, [Column]> {
    columns(WAIVERS)
}

pub(super) fn waivers(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT w.on_day, i.number, c.name, w.interest_cents, w.fee_cents, w.reason FROM penalty_waiver w
               JOIN invoice i ON i.id = w.invoice_id JOIN client c ON c.id = i.client_id WHERE w.taken_back_at IS NULL ORDER BY w.on_day, w.id";
    select(conn, sql, WAIVERS, out)
}

const LOSSES: &[Field] = &[
    date("Passée en perte le"),
    text("N° de facture"),
    text("Client"),
    text("SIREN"),
    date("Date de facture"),
    date("Échéance"),
    cents("Total TTC"),
    cents("Déjà réglé"),
    cents("Perte TTC"),
    date("Procédure collective"),
    coded("Motif", words::loss_reason),
    sentence("Justificatif"),
    date("Irrécouvrable depuis le"),
    coded("TVA", words::vat_due),
    cents("Perte HT"),
    cents("TVA perdue"),
];

pub(super) fn loss_columns() -> Cow<'static, [Column]> {
    columns(LOSSES)
}

pub(super) fn losses(conn: &Connection, _: NaiveDate, out: &mut dyn Rows) -> Result<()> {
    let sql = "SELECT i.written_off_on, i.number, c.name, c.siren, i.issued_on, i.due_on, i.total_cents, i.settled_cents,
                      i.total_cents - i.settled_cents, c.insolvent_on, l.reason, l.note, l.definitive_on, l.vat_due,
                      IIF(l.net_cents + l.vat_cents = i.total_cents - i.settled_cents, l.net_cents, NULL),
                      IIF(l.net_cents + l.vat_cents = i.total_cents - i.settled_cents, l.vat_cents, NULL)
               FROM invoice i JOIN client c ON c.id = i.client_id LEFT JOIN loss l ON l.invoice_id = i.id WHERE i.written_off_on IS NOT NULL ORDER BY i.written_off_on, i.id";
    select(conn, sql, LOSSES, out)
}
