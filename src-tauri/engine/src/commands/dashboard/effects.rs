//! « Ce qui marche »: what each step brings, and what became of promises, penalties and disputes over twelve months.
use crate::App;
use crate::commands::Nothing;
use crate::error::Result;
use crate::store::{effects, invoices, payments, records, reports, settings, situation};
use chrono::{Months, NaiveDate};
use echu_core::dunning::hold::{HoldKind, disputed_part};
use echu_core::effect::{by_step, permille};
use echu_core::ids::ClientId;
use echu_core::invoice::Invoice;
use echu_core::money::Cents;
use echu_core::reports::penalties::OfClient;
use echu_core::risk::Promise;
use rusqlite::Connection;
use serde::Serialize;
use std::collections::BTreeSet;
use ts_rs::TS;

/// Over so long.
pub(super) const BACK: Months = Months::new(12);

/// What became of the last twelve months. Amounts in cents.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct EffectsView {
    /// What came after which contact, in the order of a plan.
    pub steps: Vec<EffectRow>,
    /// What fell due, credit notes and discounts taken off.
    pub due: Cents,
    /// Of it, in thousandths, what was paid; none when nothing fell due.
    pub recovered_permille: Option<i32>,
    /// Penalties and indemnities claimed.
    pub claimed: Cents,
    /// Of those or others, received.
    pub received: Cents,
    /// Given up.
    pub waived: Cents,
    /// Promises kept.
    pub kept: u32,
    /// Promises not kept.
    pub broken: u32,
    /// Invoices in dispute now.
    pub disputes: u32,
    /// What is disputed of them.
    pub disputed: Cents,
}

/// What came after one kind of contact.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct EffectRow {
    /// « À l’échéance ou avant », « En retard, sans relance », « 1er rappel »…
    pub label: String,
    /// In cents.
    pub amount: Cents,
    /// Invoices that something came for.
    pub invoices: u32,
    /// Days between the contact and the money, the value in the middle; none without a contact.
    pub days: Option<i32>,
}

/// What each step brings, and what became of the rest.
///
/// # Errors
/// When the base cannot be read.
pub fn effects(app: &App, _: Nothing) -> Result<EffectsView> {
    let today = app.when().today;
    let since = today - BACK;
    app.read(|conn| {
        let (due, paid) = effects::recovered(conn, since, today)?;
        let penalties = reports::penalties_moved(conn, since, today)?;
        let of = |what: fn(&OfClient) -> Cents| penalties.values().map(what).sum();
        let promises = promises(conn, today)?;
        let kept = promises.iter().filter(|(_, one)| one.kept).count();
        let disputes = disputes(conn, today)?;
        let rows = by_step(&effects::came(conn, since, today)?);
        Ok(EffectsView {
            steps: rows
                .into_iter()
                .map(|one| EffectRow {
                    label: one.after.label(),
                    amount: one.amount,
                    invoices: number(one.invoices),
                    days: one.days.map(super::days),
                })
                .collect(),
            due,
            recovered_permille: permille(paid, due).map(super::days),
            claimed: of(|one| one.claimed),
            received: of(|one| one.received),
            waived: of(|one| one.waived),
            kept: number(kept),
            broken: number(promises.len() - kept),
            disputes: number(disputes.len()),
            disputed: disputes.into_iter().map(|(_, amount)| amount).sum(),
        })
    })
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The promises whose last day came over the time looked at, and of whom.
pub(super) fn promises(conn: &Connection, today: NaiveDate) -> Result<Vec<(ClientId, Promise)>> {
    let mut all = records::promises(conn, settings::sending_rules(conn)?.region)?;
    all.retain(|(_, one)| one.until >= today - BACK && one.until < today);
    Ok(all)
}

/// The open invoices in dispute, and what is disputed of each.
pub(super) fn disputes(conn: &Connection, today: NaiveDate) -> Result<Vec<(Invoice, Cents)>> {
    let holds = situation::all_holds(conn)?;
    let mine = holds.iter().filter(|hold| matches!(hold.kind, HoldKind::Dispute { .. }) && hold.is_open(today));
    let mut about = BTreeSet::new();
    for hold in mine {
        match hold.invoice_id {
            Some(id) => drop(about.insert(id)),
            None => about.extend(payments::open_of(conn, hold.client_id)?.into_iter().map(|open| open.id)),
        }
    }
    let mut disputed = Vec::new();
    for id in about {
        let invoice = invoices::get(conn, id)?.facts;
        let his = holds.iter().filter(|hold| hold.client_id == invoice.client_id);
        let amount = disputed_part(&invoice, his, today);
        if amount.is_positive() {
            disputed.push((invoice, amount));
        }
    }
    Ok(disputed)
}
