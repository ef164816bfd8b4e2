//! Invoices written off and penalties given up.
use super::{claims, names};
use crate::error::Result;
use crate::store::read::{cents, day, maybe_day, unknown};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::loss::LossReason;
use echu_core::reports::write_offs::GivenUp;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Lost, and given up, between two days, both in it. A loss is told by the reason noted of it; else by the proceedings opened before it,
/// that `insolvent` says in French.
///
/// # Errors
/// When the base cannot be read.
pub fn given_up(
    conn: &Connection,
    from: NaiveDate,
    to: NaiveDate,
    insolvent: impl Fn(NaiveDate) -> String,
) -> Result<(Vec<GivenUp>, Vec<GivenUp>)> {
    let names = names(conn)?;
    let mut query = conn.prepare_cached("SELECT id, insolvent_on FROM client WHERE insolvent_on IS NOT NULL")?;
    let proceedings: BTreeMap<ClientId, Option<NaiveDate>> =
        query.query_map([], |row| Ok((ClientId(row.get(0)?), maybe_day(row, 1)?)))?.collect::<Result<_, _>>()?;
    let mut query = conn.prepare_cached("SELECT invoice_id, reason FROM loss")?;
    let noted: BTreeMap<InvoiceId, LossReason> = query
        .query_map([], |row| {
            let key: String = row.get(1)?;
            Ok((InvoiceId(row.get(0)?), LossReason::from_key(&key).ok_or_else(|| unknown(&key))?))
        })?
        .collect::<Result<_, _>>()?;
    let mut losses = Vec::new();
    for claim in claims::lost(conn, None, to)? {
        let before = |on: &NaiveDate| claim.written_off_on.is_some_and(|lost| *on <= lost);
        let why = match noted.get(&claim.invoice) {
            Some(reason) => reason.label().to_owned(),
            None => proceedings.get(&claim.client).copied().flatten().filter(before).map(&insolvent).unwrap_or_default(),
        };
        for (on, amount) in claim.losses().into_iter().filter(|(on, amount)| (from..=to).contains(on) && amount.is_positive()) {
            losses.push(GivenUp {
                on,
                client: claim.client,
                name: names.get(&claim.client).cloned().unwrap_or_default(),
                invoice: claim.invoice,
                number: claim.number.clone(),
                why: why.clone(),
                amount,
            });
        }
    }
    let mut query = conn.prepare_cached(
        "SELECT w.on_day, c.id, c.name, i.id, i.number, w.reason, w.interest_cents + w.fee_cents
         FROM penalty_waiver w JOIN invoice i ON i.id = w.invoice_id JOIN client c ON c.id = i.client_id
         WHERE w.taken_back_at IS NULL AND w.on_day BETWEEN ?1 AND ?2",
    )?;
    let waived = query.query_map((from.to_string(), to.to_string()), |row| {
        Ok(GivenUp {
            on: day(row, 0)?,
            client: ClientId(row.get(1)?),
            name: row.get(2)?,
            invoice: InvoiceId(row.get(3)?),
            number: row.get(4)?,
            why: row.get(5)?,
            amount: cents(row, 6)?,
        })
    })?;
    Ok((losses, waived.collect::<Result<_, _>>()?))
}
