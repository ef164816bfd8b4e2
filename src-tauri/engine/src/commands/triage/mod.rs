//! The triage of a backlog after a first import: nothing leaves before it is confirmed.
mod types;

pub use types::*;

use super::Nothing;
use super::today::rows::step_label;
use crate::App;
use crate::error::Result;
use crate::outgoing::plan::{self, Day};
use crate::store::situation::Scope;
use crate::store::{About, Actor, Outcome, Tag};
use chrono::NaiveDate;
use echu_core::dunning::situation::SkippedBy;
use echu_core::dunning::triage::{self as rule, TriageLine};
use echu_core::ids::ClientId;
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Late clients of an import, with a step proposed by age.
///
/// # Errors
/// When the base cannot be read.
pub fn triage(app: &App, _request: Nothing) -> Result<TriageView> {
    let today = app.when().today;
    app.read(|conn| {
        let day = plan::of(conn, Scope::All, today)?;
        let lines = rule::propose_triage(&day.situation, &day.plans, today);
        let debtors: BTreeMap<ClientId, _> = day.situation.clients.iter().map(|debtor| (debtor.id, debtor)).collect();
        let rows = lines
            .iter()
            .filter_map(|line| {
                let debtor = debtors.get(&line.client_id)?;
                Some(TriageRow {
                    client_id: line.client_id,
                    client_name: debtor.name.clone(),
                    debtor_kind: debtor.kind,
                    plan_id: debtor.plan_id,
                    invoices: u32::try_from(line.invoices.len()).unwrap_or(u32::MAX),
                    amount: line.amount,
                    days_late: i32::try_from(line.days_late).unwrap_or(i32::MAX),
                    proposed: line.proposed,
                    why: line.why.clone(),
                })
            })
            .collect();
        Ok(TriageView { rows, forecast: forecast(conn, &day, today, &[])?, steps: steps(&day) })
    })
}

/// The steps of the plans that these clients follow.
fn steps(day: &Day) -> Vec<StepChoice> {
    let mut choices = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for debtor in &day.situation.clients {
        let Some(plan) = day.plans.iter().find(|plan| plan.id == debtor.plan_id) else { continue };
        for step in plan.steps.iter().filter(|step| step.is_written()) {
            if seen.insert(step.id) {
                choices.push(StepChoice {
                    step_id: step.id,
                    plan_id: plan.id,
                    label: step_label(step.tone, &step.channel),
                    channel: step.channel.clone(),
                });
            }
        }
    }
    choices
}

fn choices(asked: &[TriageChoice]) -> BTreeMap<ClientId, rule::TriageChoice> {
    let choice = |one: &TriageChoice| match (one.action, one.step_id) {
        (TriageAction::LeaveAlone, _) => Some((one.client_id, rule::TriageChoice::LeaveAlone)),
        (TriageAction::Resume, Some(step)) => Some((one.client_id, rule::TriageChoice::Resume(step))),
        (TriageAction::Resume, None) => None,
    };
    asked.iter().filter_map(choice).collect()
}

fn forecast(conn: &Connection, day: &Day, today: NaiveDate, asked: &[TriageChoice]) -> Result<String> {
    Ok(rule::preview_triage(&day.situation, &day.plans, &plan::options(conn)?, today, &choices(asked)).sentence())
}

/// What would follow, in French.
///
/// # Errors
/// When the base cannot be read.
pub fn preview_triage(app: &App, request: PreviewTriage) -> Result<String> {
    let today = app.when().today;
    app.read(|conn| forecast(conn, &plan::of(conn, Scope::All, today)?, today, &request.choices))
}

/// Confirms the triage. Gives how many clients it settles.
///
/// # Errors
/// When the base cannot be written.
pub fn confirm_triage(app: &App, request: ConfirmTriage) -> Result<Outcome<u32>> {
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let day = plan::of(&tx.sql, Scope::All, today)?;
        let asked = choices(&request.choices);
        let lines: Vec<TriageLine> = rule::propose_triage(&day.situation, &day.plans, today);
        let outcome = rule::settle_triage(&day.situation, &day.plans, today, &asked);
        for skip in &outcome.skipped {
            let how = match skip.by {
                SkippedBy::Triage => "taken_over",
                SkippedBy::User => "skipped",
            };
            tx.step_done(skip.invoice_id, skip.step_id, skip.cycle, today, how, "", None)?;
        }
        for invoice in &outcome.left_alone {
            let client = day.situation.invoices.iter().find(|one| one.id == *invoice).map(|one| one.client_id);
            let Some(client_id) = client else { continue };
            let note = "Laissée de côté au tri de l’import".to_owned();
            let hold = crate::store::holds::NewHold {
                client_id,
                invoice_id: Some(*invoice),
                kind: "pause",
                from: today,
                until: None,
                amount: None,
                reason: String::new(),
                note,
            };
            tx.insert_hold(&hold)?;
        }
        for line in &lines {
            let left = asked.get(&line.client_id) == Some(&rule::TriageChoice::LeaveAlone);
            let step = match asked.get(&line.client_id) {
                Some(rule::TriageChoice::Resume(step)) => Some(*step),
                Some(rule::TriageChoice::LeaveAlone) => None,
                None => line.proposed,
            };
            let label = step.and_then(|id| day.step(id)).map(|step| step_label(step.tone, &step.channel));
            let step = if left { String::new() } else { label.unwrap_or_else(|| "depuis le début".to_owned()) };
            let invoices = u32::try_from(line.invoices.len()).unwrap_or(u32::MAX);
            tx.record(About::client(line.client_id), &EventKind::TriageConfirmed { step, invoices })?;
        }
        tx.touch(Tag::Plan);
        tx.touch(Tag::Ledger);
        tx.sql.execute("UPDATE invoice SET triage = 'done' WHERE triage = 'pending'", [])?;
        Ok(u32::try_from(lines.len()).unwrap_or(u32::MAX))
    })
}
