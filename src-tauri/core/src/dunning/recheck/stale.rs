//! A message whose day is over. What it says was true the day it was approved; a reminder that comes weeks late is not.
use super::{Facts, Standing};
use crate::calendar::add_working_days;
use crate::dunning::situation::Situation;
use crate::dunning::track::shift;
use crate::dunning::{Plan, Step};
use crate::ids::{InvoiceId, StepId};

/// Working days after its day within which a step must be sent (outbox.md §5).
const FRESH_WORKING_DAYS: u32 = 10;

/// Why a message is never sent, though nothing else stops it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stale {
    /// Approved too long ago.
    TooOld,
    /// Its step was done otherwise, the next one's turn has come, or the due date of a notice is past.
    Overtaken,
    /// The day of the term it reminds of is past.
    TermOver,
}

impl Stale {
    /// In French, without capital nor full stop.
    pub fn words(self) -> &'static str {
        match self {
            Stale::TooOld => "le message n’a pas pu partir dans les dix jours ouvrés, l’étape est à préparer de nouveau",
            Stale::TermOver => "le jour de l’échéance est passé",
            Stale::Overtaken => "la suite du scénario est venue avant son départ",
        }
    }
}

/// Whether the day of a message is over.
pub(super) fn of(approved: &Facts, standing: &Standing) -> Option<Stale> {
    let today = standing.today;
    let steps: Vec<_> = approved.lines.iter().filter_map(|line| line.step_id.map(|step| (line.invoice_id, step))).collect();
    if !steps.is_empty() {
        let behind = |(invoice, step): (InvoiceId, StepId)| {
            found(standing.plans, step).is_some_and(|(plan, step)| behind(standing.situation, plan, step, invoice))
        };
        let lead = approved.step_id.and_then(|id| found(standing.plans, id));
        let next_came = lead.and_then(|(plan, step)| gap(plan, step)).is_some_and(|days| today >= shift(standing.approved_on, days));
        let is_notice = lead.is_some_and(|(_, step)| step.is_before_due());
        let notice_over =
            is_notice && approved.lines.iter().filter(|line| line.chased).all(|line| line.due_on.is_some_and(|due| due < today));
        if next_came || notice_over || steps.iter().copied().all(behind) {
            return Some(Stale::Overtaken);
        }
    }
    let last = add_working_days(standing.approved_on, FRESH_WORKING_DAYS, standing.options.region);
    (today > last).then_some(Stale::TooOld)
}

/// A step, with its plan.
fn found(plans: &[Plan], id: StepId) -> Option<(&Plan, &Step)> {
    plans.iter().find_map(|plan| Some((plan, plan.steps.iter().find(|step| step.id == id)?)))
}

/// True when a written step of the plan, this one or a later, was done or put aside for the invoice. A call does no message's step.
fn behind(situation: &Situation, plan: &Plan, step: &Step, invoice: InvoiceId) -> bool {
    let cycle = situation.cycles.get(&invoice).copied().unwrap_or(1);
    let done = situation.done.iter().filter(|row| row.invoice_id == invoice && row.cycle == cycle).map(|row| row.step_id);
    let skipped = situation.skipped.iter().filter(|row| row.invoice_id == invoice && row.cycle == cycle).map(|row| row.step_id);
    let is_later = |id| plan.steps.iter().any(|other| other.id == id && other.is_written() && other.position >= step.position);
    done.chain(skipped).any(is_later)
}

/// Days between a step and the next written one.
fn gap(plan: &Plan, step: &Step) -> Option<i32> {
    let next = plan.steps.iter().filter(|next| next.position > step.position && next.is_written()).min_by_key(|next| next.position)?;
    Some(next.offset_days - step.offset_days)
}
