//! The plan of the day, as the rule gives it for the base of this instant.
use crate::error::Result;
use crate::store::settings;
use crate::store::situation::{Scope, plans, situation};
use chrono::NaiveDate;
use echu_core::dunning::day_plan::DayPlan;
use echu_core::dunning::due::due_reminders;
use echu_core::dunning::hold::GRACE_OPEN_DAYS;
use echu_core::dunning::situation::{Options, Situation};
use echu_core::dunning::track::required;
use echu_core::dunning::{Plan, Step};
use echu_core::ids::{InvoiceId, StepId};
use rusqlite::Connection;

/// The rule's answer, with what it read.
pub struct Day {
    /// What the rule read.
    pub situation: Situation,
    /// The plans in force.
    pub plans: Vec<Plan>,
    /// What it answers.
    pub plan: DayPlan,
}

/// Computes the plan of the day for `scope`.
///
/// # Errors
/// When the base cannot be read.
pub fn of(conn: &Connection, scope: Scope, today: NaiveDate) -> Result<Day> {
    let situation = situation(conn, scope)?;
    let plans = plans(conn)?;
    let plan = due_reminders(&situation, &plans, &options(conn)?, today);
    Ok(Day { situation, plans, plan })
}

/// The settings of the rule.
///
/// # Errors
/// When the base cannot be read.
pub fn options(conn: &Connection) -> Result<Options> {
    let options = settings::options(conn)?;
    Ok(Options { min_interval_days: options.min_interval_days, grace_open_days: GRACE_OPEN_DAYS, region: settings::region(&options) })
}

impl Day {
    /// A step and the plan it belongs to.
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.plans.iter().flat_map(|plan| &plan.steps).find(|step| step.id == id)
    }

    /// The step required of an invoice in the plan of its client, after all that was done or put aside, under another plan too.
    pub fn next_step(&self, invoice: InvoiceId) -> Option<&Step> {
        let owner = self.situation.invoices.iter().find(|one| one.id == invoice)?.client_id;
        let plan_id = self.situation.clients.iter().find(|debtor| debtor.id == owner)?.plan_id;
        let plan = self.plans.iter().find(|plan| plan.id == plan_id)?;
        required(&self.situation, &self.plans, plan, invoice)
    }
}
