//! What stops the reminders of one invoice, the strongest reason first.
use super::hold::{Hold, HoldKind, PromiseStage, disputed_part, grace_end};
use super::reason::Reason;
use super::situation::{Debtor, LiveReminder, LiveStage, Options};
use crate::calendar::add_working_days;
use crate::instalments::{self, TermStage};
use crate::invoice::Invoice;
use crate::money::Cents;
use chrono::NaiveDate;

/// Days after its due date when a direct debit that neither came nor was rejected is asked about: the bank takes a week.
const DEBIT_DAYS: i64 = 10;

/// What stops an invoice, if anything.
pub(super) enum Stop {
    /// Nothing: this much of it may be chased.
    Goes {
        /// What is due of it, less the disputed part.
        chased: Cents,
    },
    /// A person must correct something first.
    Fix(Reason),
    /// It is held.
    Held {
        /// What is held: the disputed part, or the balance.
        amount: Cents,
        /// Why.
        reason: Reason,
    },
}

/// The strongest reason to leave an invoice alone: the law, then data, then what the owner decided.
pub(super) fn stop(
    debtor: &Debtor,
    invoice: &Invoice,
    awaiting_triage: bool,
    holds: &[&Hold],
    live: &[&LiveReminder],
    options: &Options,
    today: NaiveDate,
) -> Stop {
    let balance = invoice.balance();
    let held = |reason| Stop::Held { amount: balance, reason };
    if let Some(opened_on) = debtor.insolvent_on.filter(|on| *on <= today) {
        return held(Reason::Insolvency { opened_on, today });
    }
    if invoice.due_on.is_none() {
        return Stop::Fix(Reason::NoDueDate);
    }
    if awaiting_triage {
        return held(Reason::AwaitingTriage);
    }
    if let Some(doubt) = live.iter().find(|one| one.stage.asks_whether_sent() && one.invoices.contains(&invoice.id)) {
        let on = doubt.on;
        return held(if doubt.stage == LiveStage::Written { Reason::Written { on, today } } else { Reason::Uncertain { on, today } });
    }
    if let Some(number) = debtor.doubles.get(&invoice.id) {
        return Stop::Fix(Reason::Duplicate { number: number.clone() });
    }
    if invoice.direct_debit {
        let unseen = invoice.due_on.filter(|_| invoice.days_late(today) > DEBIT_DAYS);
        return unseen.map_or_else(|| held(Reason::DirectDebit), |due_on| Stop::Fix(Reason::DebitUnseen { due_on, today }));
    }
    let mine = || holds.iter().copied().filter(|hold| hold.covers(invoice) && hold.is_open(today));
    if let Some(reason) = mine().find_map(|hold| waiting(hold, options, today)) {
        // A broken agreement waits for a decision of the owner: it is his to do, not only to know.
        return if matches!(reason, Reason::InstalmentMissed { .. }) { Stop::Fix(reason) } else { held(reason) };
    }
    let first = mine().find_map(|hold| match hold.kind {
        HoldKind::Dispute { answer_by, .. } => Some((hold, answer_by)),
        HoldKind::Promise { .. } | HoldKind::Pause { .. } | HoldKind::InstalmentPlan { .. } | HoldKind::Decided { .. } => None,
    });
    // Of an invoice in parts, no more than what is due: what is to come is neither claimed nor paused.
    let chased = (balance - disputed_part(invoice, holds.iter().copied(), today)).min(invoice.payable(today));
    match first {
        Some((hold, answer_by)) if chased == Cents::ZERO => {
            held(Reason::Dispute { opened_on: hold.from_on, note: hold.note.clone(), answer_by, today })
        }
        _ if debtor.automation_off => held(Reason::HandleWithCare),
        Some(_) | None => Stop::Goes { chased },
    }
}

/// Why a hold other than a dispute stops everything on the day; None when it does not.
fn waiting(hold: &Hold, options: &Options, today: NaiveDate) -> Option<Reason> {
    let (grace, region) = (options.grace_open_days, options.region);
    match &hold.kind {
        HoldKind::Dispute { .. } => None,
        HoldKind::Decided { choice, back_on } => {
            Some(Reason::Decided { choice: *choice, decided_on: hold.from_on, back_on: *back_on, today })
        }
        HoldKind::Pause { until } => Some(Reason::Pause { until: *until, not_received: hold.not_received, note: hold.note.clone(), today }),
        HoldKind::Promise { amount, due_on, .. } => match hold.promise_stage(today, grace, region)? {
            PromiseStage::Coming | PromiseStage::InGrace => {
                let resumes_on = add_working_days(grace_end(*due_on, grace, region), 1, region);
                Some(Reason::Promise { due_on: *due_on, amount: *amount, resumes_on, today })
            }
            PromiseStage::Kept | PromiseStage::Broken => None,
        },
        HoldKind::InstalmentPlan { instalments, received, grace_open_days, .. } => Some(match hold.missed_instalment(today, region) {
            Some(term) => Reason::InstalmentMissed { on: term.on, amount: term.amount, today },
            None => {
                let terms = instalments::follow(instalments, *received, *grace_open_days, today, region);
                let next = terms.iter().find(|one| one.stage == TermStage::Coming).map(|one| one.term.on);
                Reason::Instalments { next, reminded_on: super::terms::next_reminder(hold, options, today), today }
            }
        }),
    }
}
