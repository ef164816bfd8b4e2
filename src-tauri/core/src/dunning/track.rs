//! Where one invoice stands in its plan: the step required of it, and the day that step is ready.
use super::situation::{Done, Situation, Skipped, SkippedBy};
use super::turn::Turns;
use super::{Plan, Step, Tone};
use crate::calendar::{Region, next_working_day};
use crate::ids::{InvoiceId, StepId};
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeMap;

/// What was done and put aside, by invoice, in its current cycle.
pub(super) struct History<'a> {
    steps: BTreeMap<StepId, &'a Step>,
    done: BTreeMap<InvoiceId, Vec<&'a Done>>,
    skipped: BTreeMap<InvoiceId, Vec<&'a Skipped>>,
}

/// The step required of an invoice: the first after the last one really done or put aside.
pub(super) struct Track<'a> {
    /// The step.
    pub step: &'a Step,
    /// Due date plus offset: no reminder before, whatever the sign.
    pub own_day: NaiveDate,
    /// The same, at its distance from the step before.
    pub planned: NaiveDate,
    /// The same, on an open day.
    pub ready_on: NaiveDate,
    /// The last written step done, with what the plans still know of it.
    pub previous: Option<(&'a Done, Option<&'a Step>)>,
    /// True when the triage of an import put it here and nothing was done since.
    pub resumed: bool,
}

impl<'a> History<'a> {
    /// Sorts the rows by invoice; those that no longer count are left out.
    pub fn of(situation: &'a Situation, plans: &'a [Plan]) -> History<'a> {
        let steps = plans.iter().flat_map(|plan| plan.steps.iter().chain(&plan.retired)).map(|step| (step.id, step)).collect();
        let turns = Turns::of(situation);
        let mut done: BTreeMap<_, Vec<&Done>> = BTreeMap::new();
        for row in situation.done.iter().filter(|row| turns.counts(row)) {
            done.entry(row.invoice_id).or_default().push(row);
        }
        done.values_mut().for_each(|rows| rows.sort_by_key(|row| row.on));
        let mut skipped: BTreeMap<_, Vec<&Skipped>> = BTreeMap::new();
        for row in situation.skipped.iter().filter(|row| turns.is_current(row.invoice_id, row.cycle)) {
            skipped.entry(row.invoice_id).or_default().push(row);
        }
        History { steps, done, skipped }
    }

    /// Steps done for the invoice, oldest first.
    pub fn done(&self, invoice: InvoiceId) -> &[&'a Done] {
        self.done.get(&invoice).map_or(&[], Vec::as_slice)
    }

    /// A step of any plan.
    pub fn step(&self, id: StepId) -> Option<&'a Step> {
        self.steps.get(&id).copied()
    }

    fn skipped(&self, invoice: InvoiceId) -> &[&'a Skipped] {
        self.skipped.get(&invoice).map_or(&[], Vec::as_slice)
    }

    /// A step the plans no longer know counts as written.
    fn is_spoken(&self, done: &Done) -> bool {
        self.step(done.step_id).is_some_and(Step::is_spoken)
    }

    /// True when the step itself was done or put aside.
    fn is_over(&self, invoice: InvoiceId, step: &Step) -> bool {
        self.done(invoice).iter().any(|row| row.step_id == step.id) || self.skipped(invoice).iter().any(|row| row.step_id == step.id)
    }

    /// The position in the plan of the last written step behind the invoice: a call noted before the message of its own contact
    /// must not swallow that message. Messages done or put aside under another plan count for as many messages of this one, after those
    /// he heard before: a client who changes plan, and back, never hears a message again, and never jumps one either; what was said before the due date
    /// counts apart. A message that left
    /// this very plan counts for one of its own tone, or else for every milder one.
    fn reached(&self, plan: &Plan, invoice: InvoiceId) -> u32 {
        let own = |id: StepId| plan.steps.iter().find(|step| step.id == id);
        let written = |id: StepId| own(id).filter(|step| step.is_written()).map(|step| step.position);
        let done = self.done(invoice);
        let aside_by = |by: SkippedBy| {
            self.skipped(invoice).iter().filter(|row| row.by == by).filter_map(|row| written(row.step_id)).max().unwrap_or(0)
        };
        let retired = |id: StepId| plan.retired.iter().find(|step| step.id == id).filter(|step| step.is_written());
        let messages = || plan.steps.iter().filter(|step| step.is_written());
        let place = |tone: Tone, count: usize| {
            let own_tone = messages().filter(|step| step.tone == tone).take(count).last();
            own_tone.or_else(|| messages().rfind(|step| step.tone < tone)).map_or(0, |step| step.position)
        };
        let mut of_tone: BTreeMap<Tone, usize> = BTreeMap::new();
        for step in self.skipped(invoice).iter().filter_map(|row| retired(row.step_id)) {
            *of_tone.entry(step.tone).or_default() += 1;
        }
        let replaced = of_tone.iter().map(|(tone, count)| place(*tone, *count)).max().unwrap_or(0);
        let known = |id: StepId| own(id).is_some() || plan.retired.iter().any(|step| step.id == id);
        // A word before the due date is no reminder, nor a reminder such a word: each counts for one of its own side.
        let next = |behind: u32, is_before_due: bool| {
            messages().find(|step| step.position > behind && step.is_before_due() == is_before_due).map_or(behind, |step| step.position)
        };
        let elsewhere = |row: &&Skipped| self.step(row.step_id).filter(|step| !known(step.id) && step.is_written());
        // What the triage of an import took over comes before all that was done.
        let taken_over = aside_by(SkippedBy::Triage);
        let passed = self.skipped(invoice).iter().filter_map(elsewhere);
        let aside = passed.fold(taken_over, |behind, step| next(behind, step.is_before_due()));
        let heard = done.iter().fold(aside, |behind, row| {
            if let Some(position) = written(row.step_id) {
                return behind.max(position);
            }
            if let Some(step) = retired(row.step_id) {
                let count = of_tone.entry(step.tone).or_default();
                *count += 1;
                return behind.max(place(step.tone, *count));
            }
            if known(row.step_id) || self.is_spoken(row) { behind } else { next(behind, row.offset_days <= 0) }
        });
        replaced.max(aside_by(SkippedBy::User)).max(heard)
    }

    /// The step required of an invoice, and its days; None at the end of the plan. `not_before` is the first day the client
    /// may be contacted again: a notice set before the due date or on it that cannot go in time is overtaken, and so is a call once the
    /// message after it is ready.
    pub fn track(
        &self,
        plan: &'a Plan,
        invoice: InvoiceId,
        due_on: NaiveDate,
        today: NaiveDate,
        not_before: NaiveDate,
        region: Region,
    ) -> Option<Track<'a>> {
        let reached = self.reached(plan, invoice);
        let previous = self.done(invoice).iter().rev().find(|row| !self.is_spoken(row)).map(|row| (*row, self.step(row.step_id)));
        let nothing_done = self.done(invoice).is_empty();
        let resumed = nothing_done && self.skipped(invoice).iter().any(|row| row.by == SkippedBy::Triage);
        let days = |step: &Step| {
            let own_day = shift(due_on, step.offset_days);
            let planned = match previous {
                Some((done, _)) => own_day.max(shift(done.on, step.offset_days - done.offset_days)),
                None => own_day,
            };
            (own_day, planned, next_working_day(planned, region))
        };
        let ahead = || plan.steps.iter().filter(|step| step.position > reached && !self.is_over(invoice, step));
        ahead().find_map(|step| {
            let (own_day, planned, ready_on) = days(step);
            let too_late = step.is_before_due() && ready_on.max(not_before) > due_on;
            let overtaken = step.is_spoken()
                && ahead().find(|next| next.position > step.position && !next.is_spoken()).is_some_and(|next| days(next).2 <= today);
            (!too_late && !overtaken).then_some(Track { step, own_day, planned, ready_on, previous, resumed })
        })
    }
}

/// The step required of an invoice in a plan, whatever the day: the first message, letter or call of its own that is neither behind it
/// nor put aside. None at the end of the plan.
pub fn required<'a>(situation: &Situation, plans: &[Plan], plan: &'a Plan, invoice: InvoiceId) -> Option<&'a Step> {
    let history = History::of(situation, plans);
    let reached = history.reached(plan, invoice);
    let mut ahead = plan.steps.iter().filter(|step| !step.same_contact_as_previous && step.position > reached);
    ahead.find(|step| !history.is_over(invoice, step))
}

/// The day so many days later or earlier; the day itself at the ends of the calendar.
pub(super) fn shift(day: NaiveDate, days: i32) -> NaiveDate {
    day.checked_add_signed(TimeDelta::days(i64::from(days))).unwrap_or(day)
}
