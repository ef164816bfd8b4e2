//! Why an invoice was written off, and the VAT of what is lost.
use super::read::{maybe_day, unknown};
use super::{Tag, Tx, instant};
use crate::error::Result;
use chrono::NaiveDate;
use echu_core::ids::InvoiceId;
use echu_core::loss::{LossReason, VatDue};
use echu_core::money::Cents;
use rusqlite::{Connection, OptionalExtension};

/// As the user noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedLoss {
    /// Why.
    pub reason: LossReason,
    /// What proves it.
    pub note: String,
    /// The day it was lost for good.
    pub definitive_on: Option<NaiveDate>,
    /// What became of its VAT.
    pub vat_due: VatDue,
    /// Net and VAT of what is lost.
    pub split: Option<(Cents, Cents)>,
}

/// What was noted of an invoice; none when nothing was.
///
/// # Errors
/// When the base cannot be read.
pub fn of(conn: &Connection, invoice: InvoiceId) -> Result<Option<NotedLoss>> {
    let mut query =
        conn.prepare_cached("SELECT reason, note, definitive_on, vat_due, net_cents, vat_cents FROM loss WHERE invoice_id = ?")?;
    let found = query.query_row([invoice.0], |row| {
        let (reason, vat_due): (String, String) = (row.get("reason")?, row.get("vat_due")?);
        let (net, vat): (Option<i64>, Option<i64>) = (row.get("net_cents")?, row.get("vat_cents")?);
        Ok(NotedLoss {
            reason: LossReason::from_key(&reason).ok_or_else(|| unknown(&reason))?,
            note: row.get("note")?,
            definitive_on: maybe_day(row, "definitive_on")?,
            vat_due: VatDue::from_key(&vat_due).ok_or_else(|| unknown(&vat_due))?,
            split: net.map(Cents).zip(vat.map(Cents)),
        })
    });
    Ok(found.optional()?)
}

impl Tx<'_> {
    /// Notes it; what was noted before is replaced, and the history says both.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_loss(&mut self, invoice: InvoiceId, loss: &NotedLoss) -> Result<()> {
        self.touch(Tag::Ledger);
        self.sql.execute(
            "INSERT OR REPLACE INTO loss (invoice_id, reason, note, definitive_on, vat_due, net_cents, vat_cents, noted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                invoice.0,
                loss.reason.key(),
                &loss.note,
                loss.definitive_on.map(|on| on.to_string()),
                loss.vat_due.key(),
                loss.split.map(|(net, _)| net.0),
                loss.split.map(|(_, vat)| vat.0),
                instant(self.when.at),
            ),
        )?;
        Ok(())
    }
}
