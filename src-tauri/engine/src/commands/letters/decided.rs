//! Mises en demeure that the owner decided at the end of a plan: to prepare until one is, whatever the plan has left.
use crate::commands::clients::days_late;
use crate::commands::holds;
use crate::commands::today::PlanRow;
use crate::commands::today::rows::{Names, step_label};
use crate::error::Result;
use crate::outgoing::plan::Day;
use crate::store::holds::StoredHold;
use chrono::NaiveDate;
use echu_core::dunning::decision::Choice;
use echu_core::dunning::reason::END_OF_PLAN;
use echu_core::dunning::{REGISTERED_LETTER, Tone};
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use echu_core::text::long_date;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// One row a client, the largest sum first; none once a notice names the invoice, or the choice was taken back.
pub(super) fn rows(conn: &Connection, day: &Day, names: &Names, today: NaiveDate) -> Result<Vec<PlanRow>> {
    let mut rows: BTreeMap<ClientId, PlanRow> = BTreeMap::new();
    for hold in holds::standing(conn, None, today)? {
        let decided = hold.kind == "decision" && Choice::from_key(&hold.reason) == Some(Choice::FormalNotice);
        let owed = day.situation.invoices.iter().find(|one| Some(one.id) == hold.invoice_id && one.is_late(today));
        let Some(invoice) = owed.filter(|_| decided) else { continue };
        if is_prepared(conn, &hold)? {
            continue;
        }
        let row = rows.entry(hold.client_id).or_insert_with(|| PlanRow {
            client_id: hold.client_id,
            client_name: names.name(hold.client_id),
            debtor_kind: names.kind(hold.client_id),
            days_late: 0,
            step_label: step_label(Tone::FormalNotice, REGISTERED_LETTER),
            channel: REGISTERED_LETTER.to_owned(),
            why: format!("Décidée par vous le {}, à la fin du scénario", long_date(hold.from)),
            rule: END_OF_PLAN.to_owned(),
            last_contact: names.contact(hold.client_id),
            invoices: 0,
            amount: Cents::ZERO,
            reminder_id: None,
            edited: false,
            lapsed: String::new(),
            letter: None,
        });
        row.days_late = row.days_late.max(invoice.due_on.map_or(0, |due| days_late(due, today)));
        row.invoices += 1;
        row.amount += invoice.balance();
    }
    let mut rows: Vec<PlanRow> = rows.into_values().collect();
    rows.sort_by_key(|row| (-row.amount.0, row.client_id));
    Ok(rows)
}

/// True when a notice that names the invoice waits to be posted, or was posted since the decision.
fn is_prepared(conn: &Connection, hold: &StoredHold) -> Result<bool> {
    Ok(conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM letter t JOIN reminder_line l ON l.reminder_id = t.reminder_id AND l.role <> 'memory'
                            WHERE l.invoice_id = ?1 AND t.medium <> 'plain' AND t.state <> 'cancelled'
                              AND (t.posted_on IS NULL OR t.posted_on >= ?2))",
        )?
        .query_row((hold.invoice_id.map(|id| id.0), hold.from.to_string()), |row| row.get(0))?)
}
