//! Messages prepared that may not leave: their client is where what stops him puts him, until it is settled.
use super::super::compose::Candidate;
use super::super::day_plan::DayPlan;
use super::super::situation::{Debtor, LiveReminder, LiveStage};
use super::super::stops::{Stop, stop};
use super::super::{terms, to_fix};
use super::{Pass, Rows};
use crate::invoice::Invoice;

impl Pass<'_> {
    /// Messages prepared whose every invoice is stopped: their client is where what stops him puts him.
    pub(super) fn set_stopped(&self, debtor: &Debtor, rows: &Rows, answer: &mut DayPlan) {
        // As the last check reads them: « client à ménager » stops automation, not what a person sends.
        let asked_for = Debtor { automation_off: false, ..debtor.clone() };
        for draft in rows.live.iter().filter(|live| live.stage == LiveStage::Draft && !live.of_term) {
            let others: Vec<&LiveReminder> = rows.live.iter().copied().filter(|live| live.id != draft.id).collect();
            let goes = |invoice: &&Invoice| {
                matches!(stop(&asked_for, invoice, false, &rows.holds, &others, self.options, self.today), Stop::Goes { .. })
            };
            if !rows.invoices.iter().copied().filter(|one| draft.invoices.contains(&one.id)).any(|one| goes(&one)) {
                answer.in_progress.retain(|one| one.reminder_id != draft.id);
                answer.stopped.push(draft.id);
            }
        }
    }

    /// Messages prepared for a client of whom something is to be said first: money to allocate, an address to correct. They are where that
    /// puts him until it is; true when there are any.
    pub(super) fn set_unclear(&self, debtor: &Debtor, rows: &Rows, candidates: &[Candidate], answer: &mut DayPlan) -> bool {
        let Some(reason) = terms::unclear(debtor) else { return false };
        let drafts = || rows.live.iter().filter(|live| live.stage == LiveStage::Draft);
        let claimed = |one: &&Candidate| one.invoice.is_late(self.today) || drafts().any(|draft| draft.invoices.contains(&one.invoice.id));
        let invoices: Vec<_> = candidates.iter().filter(claimed).map(|one| one.invoice).collect();
        let mut found = false;
        for draft in drafts().filter(|draft| draft.of_term || !invoices.is_empty()) {
            found = true;
            answer.in_progress.retain(|one| one.reminder_id != draft.id);
            answer.stopped.push(draft.id);
            match draft.of_term {
                true => to_fix::add_term(answer, debtor.id, &draft.invoices, draft.amount, reason.clone()),
                false => to_fix::add(answer, debtor.id, &invoices, reason.clone()),
            }
        }
        found
    }
}
