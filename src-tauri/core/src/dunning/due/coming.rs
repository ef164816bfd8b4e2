//! What comes on a day that a person set, or on a later one: calls to make again, promises, the next contact of a client.
use super::super::call::FollowUp;
use super::super::compose::Candidate;
use super::super::day_plan::{BrokenPromise, DayPlan, PromiseDue, Recall, Upcoming};
use super::super::hold::{Hold, HoldKind, PromiseStage, grace_end};
use super::super::reason::Reason;
use super::super::situation::Debtor;
use super::{Pass, Rows};
use crate::ids::InvoiceId;
use crate::invoice::Invoice;
use crate::money::Cents;
use chrono::NaiveDate;

impl Pass<'_> {
    pub(super) fn call_again(&self, recall: &FollowUp) -> Reason {
        Reason::CallAgain { on: recall.on, after: recall.after, noted_on: recall.noted_on, today: self.today }
    }

    /// A call to make again today, when no step of the plan is that call.
    pub(super) fn recall(&self, debtor: &Debtor, recall: Option<&FollowUp>, late: &[&Candidate], answer: &mut DayPlan) {
        let Some(recall) = recall.filter(|one| one.on <= self.today && self.situation.closed_on(self.today).is_none()) else { return };
        if let Some(oldest) = late.first() {
            answer.recalls.push(Recall {
                client_id: debtor.id,
                on: recall.on,
                invoices: late.iter().map(|one| one.invoice.id).collect(),
                amount: late.iter().map(|one| one.chased).sum(),
                days_late: oldest.invoice.days_late(self.today),
                reason: self.call_again(recall),
            });
        }
    }

    /// Its mise en demeure gives a delay that is not over: nothing is decided before.
    pub(super) fn notice_runs(&self, invoice: InvoiceId) -> Option<Reason> {
        let notice = self.situation.notices.get(&invoice).filter(|notice| notice.runs_until >= self.today)?;
        Some(Reason::NoticeRuns { posted_on: notice.posted_on, presented: notice.presented, until: notice.runs_until, today: self.today })
    }

    pub(super) fn stage(&self, hold: &Hold) -> Option<PromiseStage> {
        hold.promise_stage(self.today, self.options.grace_open_days, self.options.region)
    }

    /// The promises that are not kept yet.
    pub(super) fn promises(&self, rows: &Rows, answer: &mut DayPlan) {
        for hold in &rows.holds {
            let (HoldKind::Promise { amount, due_on, received }, Some(stage)) = (&hold.kind, self.stage(hold)) else { continue };
            let covered: Vec<_> = rows.invoices.iter().filter(|one| hold.covers(one)).collect();
            let owed: Cents = covered.iter().map(|one| one.balance()).sum();
            let missing = (*amount - *received).min(owed);
            let open = match stage {
                PromiseStage::Coming | PromiseStage::InGrace => true,
                PromiseStage::Kept => false,
                PromiseStage::Broken => covered.iter().any(|one| self.missed(one, &[hold]).is_some()),
            };
            if open && missing.is_positive() {
                answer.promises.push(PromiseDue { hold_id: hold.id, client_id: hold.client_id, due_on: *due_on, missing, stage });
            }
        }
    }

    /// The promise on the invoice that was broken and that no step has mentioned since; none of who said that he had paid: he promised no day.
    pub(super) fn broken(&self, invoice: &Invoice, holds: &[&Hold]) -> Option<BrokenPromise> {
        let promised: Vec<&Hold> = holds.iter().copied().filter(|hold| !hold.said_paid).collect();
        self.missed(invoice, &promised)
    }

    /// The day on which money was expected and did not come, when no step was done since.
    fn missed(&self, invoice: &Invoice, holds: &[&Hold]) -> Option<BrokenPromise> {
        let last_done = self.history.done(invoice.id).last().map(|done| done.on);
        let broken = holds.iter().filter(|hold| hold.covers(invoice) && self.stage(hold) == Some(PromiseStage::Broken));
        let promised = broken.filter_map(|hold| match hold.kind {
            HoldKind::Promise { amount, due_on, .. } => Some(BrokenPromise { due_on, amount }),
            HoldKind::Dispute { .. } | HoldKind::Pause { .. } | HoldKind::InstalmentPlan { .. } | HoldKind::Decided { .. } => None,
        });
        let over = |promise: &BrokenPromise| grace_end(promise.due_on, self.options.grace_open_days, self.options.region);
        promised.filter(|promise| last_done.is_none_or(|on| on <= over(promise))).max_by_key(|promise| promise.due_on)
    }

    /// The next contact of a client for invoices that have none today.
    pub(super) fn upcoming(&self, debtor: &Debtor, candidates: &[&Candidate], interval_ends: Option<NaiveDate>, answer: &mut DayPlan) {
        let day = |one: &Candidate| {
            let track = one.track.as_ref()?;
            // Nobody is contacted by a decision: the interval does not push it, nor a closure.
            let contact = || self.situation.open_from(track.ready_on.max(interval_ends.unwrap_or(NaiveDate::MIN)), self.options.region);
            Some(if track.step.is_decision() { track.ready_on } else { contact() })
        };
        let Some(on) = candidates.iter().copied().filter_map(day).filter(|on| *on > self.today).min() else { return };
        let then: Vec<&Candidate> = candidates.iter().copied().filter(|one| day(one) == Some(on)).collect();
        let lead = then.iter().filter_map(|one| one.track.as_ref()).map(|track| track.step).max_by_key(|step| step.position);
        if let Some(step) = lead {
            answer.upcoming.push(Upcoming {
                client_id: debtor.id,
                on,
                step_id: step.id,
                tone: step.tone,
                channel: step.channel.clone(),
                amount: then.iter().map(|one| one.chased).sum(),
                invoices: then.iter().map(|one| one.invoice.id).collect(),
            });
        }
    }
}
