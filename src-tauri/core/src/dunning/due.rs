//! The rule of the day: who is reminded, at which step, and who is not and why (design: dunning.md 1–16).
//!
//! - A step is ready on `max(due + offset, done(previous) + offset − offset(previous))`, moved to an open day; the client is
//!   contacted when that day and the end of his minimum interval are both past or today, never only on the very day: a computer
//!   that was off loses nothing, and at most one contact a client comes out of a pass, so nothing leaves in a burst.
//! - A contact groups every invoice of the client that is past due and not held (2). Those whose own step is ready and that the
//!   contact can carry are *claimed*: their step is done by it. The others are *joined*: chased, no step consumed. In a mise en
//!   demeure they are only listed « pour mémoire » and not chased (5).
//! - A call is a task and never a link of the written chain: it is overtaken when the message after it is ready. A call and a
//!   message of the plan may fall on the same day: one contact. A call does not do the step of a message, nor the reverse.
//! - A courtesy step before the due date goes alone, only while nothing of the client is late and ready.
use super::call::{FollowUp, NextStep};
use super::channel::{Link, link};
use super::compose::{Candidate, by_hand, compose};
use super::day_plan::{DayPlan, Ended, InProgress, Proposal, Withheld};
use super::hold::{Hold, disputed_part};
use super::reason::{PastContact, Reason};
use super::situation::{Contact, Debtor, LiveReminder, Options, ReachProblem, Situation};
use super::stops::{Stop, stop};
use super::track::{History, shift};
use super::{PHONE, Plan, terms, to_fix, why};
use crate::calendar::next_working_day;
use crate::ids::{ClientId, InvoiceId};
use crate::invoice::{Invoice, InvoiceKind};
use crate::money::Cents;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The day's plan, from the situation of all clients with something open.
pub fn due_reminders(situation: &Situation, plans: &[Plan], options: &Options, today: NaiveDate) -> DayPlan {
    let pass = Pass::new(situation, plans, options, today);
    let mut answer = DayPlan::default();
    for debtor in &situation.clients {
        pass.decide(debtor, &mut answer);
    }
    answer.proposals.sort_by_key(|one| (-one.amount.0, one.client_id));
    answer.withheld.sort_by_key(|one| (-one.amount.0, one.client_id));
    answer.to_fix.sort_by_key(|one| (-one.amount.0, one.client_id));
    answer.ended.sort_by_key(|one| (-one.amount.0, one.client_id));
    answer.upcoming.sort_by_key(|one| (one.on, -one.amount.0, one.client_id));
    answer.promises.sort_by_key(|one| (one.due_on, one.client_id));
    answer.recalls.sort_by_key(|one| (one.on, one.client_id));
    answer.terms.sort_by_key(|one| (one.turn.term.on, one.client_id));
    answer
}

/// « Relancer quand même »: the contact a person asks for, whatever the interval and « client à ménager ». Steps that are ready
/// are claimed; when none is, every late invoice is joined in the words of the last message, and no step is consumed.
///
/// # Errors
/// The reasons that still hold every invoice (dispute, promise, insolvency…), or [`Reason::NotLate`] when nothing is late.
pub fn remind_by_hand(
    situation: &Situation,
    plans: &[Plan],
    options: &Options,
    today: NaiveDate,
    client: ClientId,
) -> Result<Proposal, Vec<Reason>> {
    let pass = Pass::new(situation, plans, options, today);
    let Some(debtor) = situation.clients.iter().find(|one| one.id == client) else { return Err(vec![Reason::NotLate]) };
    let Some(plan) = pass.plan(debtor) else { return Err(vec![Reason::NoPlan]) };
    let mut aside = DayPlan::default();
    let rows = pass.rows(debtor.id);
    let gentle = Debtor { automation_off: false, ..debtor.clone() };
    let candidates = pass.candidates(&gentle, plan, rows, today, &mut aside);
    let problems = aside.withheld.into_iter().map(|row| row.reason).chain(aside.to_fix.into_iter().map(|row| row.reason));
    by_hand(&pass, debtor, plan, &candidates, &rows.credits).ok_or_else(|| {
        let reasons: Vec<Reason> = problems.collect();
        if reasons.is_empty() { vec![Reason::NotLate] } else { reasons }
    })
}

/// The rows of one client.
#[derive(Default)]
pub(super) struct Rows<'a> {
    invoices: Vec<&'a Invoice>,
    pub credits: Vec<&'a Invoice>,
    holds: Vec<&'a Hold>,
    live: Vec<&'a LiveReminder>,
    /// To call again, or to decide: the last call said it.
    follow_up: Option<&'a FollowUp>,
    last_contact: Option<&'a Contact>,
}

/// One computation: the rows by client, and what does not change between clients.
pub(super) struct Pass<'a> {
    situation: &'a Situation,
    plans: &'a [Plan],
    pub options: &'a Options,
    pub today: NaiveDate,
    pub history: History<'a>,
    by_client: BTreeMap<ClientId, Rows<'a>>,
    none: Rows<'a>,
}

impl<'a> Pass<'a> {
    fn new(situation: &'a Situation, plans: &'a [Plan], options: &'a Options, today: NaiveDate) -> Pass<'a> {
        let mut by_client: BTreeMap<ClientId, Rows> = BTreeMap::new();
        for invoice in situation.invoices.iter().filter(|one| one.balance().is_positive() && !one.is_written_off(today)) {
            let rows = by_client.entry(invoice.client_id).or_default();
            match invoice.kind {
                InvoiceKind::Invoice => rows.invoices.push(invoice),
                InvoiceKind::CreditNote => rows.credits.push(invoice),
            }
        }
        for rows in by_client.values_mut() {
            rows.invoices.sort_by_key(|one| (one.due_on.is_none(), one.due_on, one.id));
        }
        for hold in situation.holds.iter().filter(|hold| hold.is_open(today)) {
            by_client.entry(hold.client_id).or_default().holds.push(hold);
        }
        for live in &situation.live {
            by_client.entry(live.client_id).or_default().live.push(live);
        }
        for follow_up in &situation.follow_ups {
            let last = &mut by_client.entry(follow_up.client_id).or_default().follow_up;
            if last.is_none_or(|known| known.id < follow_up.id) {
                *last = Some(follow_up);
            }
        }
        for contact in situation.contacts.iter().filter(|one| one.on <= today) {
            let last = &mut by_client.entry(contact.client_id).or_default().last_contact;
            if last.is_none_or(|known| known.on <= contact.on) {
                *last = Some(contact);
            }
        }
        let history = History::of(situation, plans);
        Pass { situation, plans, options, today, history, by_client, none: Rows::default() }
    }

    fn rows(&self, client: ClientId) -> &Rows<'a> {
        self.by_client.get(&client).unwrap_or(&self.none)
    }

    fn plan(&self, debtor: &Debtor) -> Option<&'a Plan> {
        self.plans.iter().find(|plan| plan.id == debtor.plan_id && !plan.steps.is_empty())
    }

    /// The cycle of an invoice.
    pub fn cycle(&self, invoice: InvoiceId) -> u32 {
        self.situation.cycles.get(&invoice).copied().unwrap_or(1)
    }

    fn decide(&self, debtor: &Debtor, answer: &mut DayPlan) {
        let rows = self.rows(debtor.id);
        self.promises(rows, answer);
        answer.in_progress.extend(rows.live.iter().map(|live| InProgress {
            client_id: debtor.id,
            reminder_id: live.id,
            stage: live.stage,
            amount: live.amount,
        }));
        let reads = (rows.holds.as_slice(), rows.invoices.as_slice(), rows.live.as_slice());
        let term_today = terms::decide(self.situation, debtor, reads, self.options, self.today, answer);
        let Some(plan) = self.plan(debtor) else {
            let late: Vec<_> = rows.invoices.iter().copied().filter(|one| one.is_late(self.today)).collect();
            to_fix::add(answer, debtor.id, &late, Reason::NoPlan);
            return;
        };
        let interval = self.interval(rows);
        let not_before = interval.as_ref().map_or(self.today, |(_, ends)| self.today.max(*ends));
        let candidates = self.candidates(debtor, plan, rows, not_before, answer);
        let late: Vec<&Candidate> = candidates.iter().filter(|one| one.invoice.is_late(self.today)).collect();
        if late.is_empty() {
            self.set_stopped(debtor, rows, answer);
        }
        let recall = rows.follow_up.filter(|one| one.after.next_step() != NextStep::Decide);
        let closed = self.situation.closed_on(self.today);
        if self.set_unclear(debtor, rows, &candidates, answer) {
            let reachable = debtor.unallocated + debtor.unmatched == Cents::ZERO;
            self.recall(debtor, recall.filter(|_| reachable), &late, answer);
            return;
        }
        if rows.live.iter().any(|live| !live.stage.asks_whether_sent()) {
            self.recall(debtor, recall, &late, answer);
            return;
        }
        if !late.is_empty() && debtor.unallocated.is_positive() {
            let invoices: Vec<_> = late.iter().map(|one| one.invoice).collect();
            to_fix::add(answer, debtor.id, &invoices, Reason::UnallocatedMoney { amount: debtor.unallocated });
            return;
        }
        if !late.is_empty() && debtor.unmatched.is_positive() {
            let invoices: Vec<_> = late.iter().map(|one| one.invoice).collect();
            to_fix::add(answer, debtor.id, &invoices, Reason::UnmatchedCredit { amount: debtor.unmatched });
            return;
        }
        let Some(proposal) = compose(self, debtor, plan, &candidates, &rows.credits) else {
            self.recall(debtor, recall, &late, answer);
            self.upcoming(debtor, &candidates.iter().collect::<Vec<_>>(), interval.as_ref().map(|(_, ends)| *ends), answer);
            return;
        };
        let lead_is_late = proposal.days_late > 0;
        if !lead_is_late && !late.is_empty() {
            // A notice before the due date goes alone: what is late keeps its own next day.
            self.upcoming(debtor, &late, interval.as_ref().map(|(_, ends)| *ends), answer);
        }
        let step = plan.steps.iter().find(|step| step.id == proposal.step_id);
        if term_today {
            let days = i32::try_from(self.options.min_interval_days).unwrap_or(i32::MAX);
            let after = next_working_day(shift(self.today, days), self.options.region);
            return push_withheld(answer, &proposal, Reason::TermFirst { after, today: self.today });
        }
        if let Some(closure) = closed {
            let reason = Reason::Closed { until: closure.until, note: closure.note.clone(), today: self.today };
            push_withheld(answer, &proposal, reason);
            return;
        }
        // A call that nobody answered is made again on the day that was set, and is the same contact: the interval does not push it.
        let again = recall.filter(|_| proposal.channel == PHONE);
        match again {
            Some(recall) if recall.on > self.today => return push_withheld(answer, &proposal, self.call_again(recall)),
            Some(recall) => {
                let reason = self.call_again(recall);
                return match why::unreachable(debtor, PHONE) {
                    None => answer.proposals.push(Proposal { reason, ..proposal }),
                    Some(problem) => self.unreached(debtor, &candidates, &proposal, problem, answer),
                };
            }
            None => self.recall(debtor, recall, &late, answer),
        }
        if let (Some((contact, ends)), Some(step)) = (interval, step)
            && ends > self.today
            && !(contact.on == self.today && contact.planned && contact.spoken != step.is_spoken())
        {
            let reason = why::too_soon(self, &candidates, step, contact.past, ends);
            push_withheld(answer, &proposal, reason);
        } else if !proposal.amount.is_positive() {
            let amount = rows.credits.iter().map(|one| one.balance()).sum();
            let invoices: Vec<_> = late.iter().map(|one| one.invoice).collect();
            to_fix::add(answer, debtor.id, &invoices, Reason::CoveredByCredit { amount });
        } else if let Some(problem) = why::unreachable(debtor, &proposal.channel) {
            self.unreached(debtor, &candidates, &proposal, problem, answer);
        } else {
            answer.proposals.push(proposal);
        }
    }

    /// The client cannot be reached by the channel of a proposal.
    fn unreached(&self, debtor: &Debtor, candidates: &[Candidate], proposal: &Proposal, problem: ReachProblem, answer: &mut DayPlan) {
        let claimed = |one: &&Candidate| proposal.lines.iter().any(|line| line.invoice_id == one.invoice.id);
        let invoices: Vec<_> = candidates.iter().filter(claimed).map(|one| one.invoice).collect();
        to_fix::add(answer, debtor.id, &invoices, Reason::Unreachable { problem });
    }

    /// The last contact, and the first open day after its interval. An uncertain sending counts as made.
    fn interval(&self, rows: &Rows<'a>) -> Option<(LastContact, NaiveDate)> {
        let uncertain = rows.live.iter().filter(|live| live.stage.asks_whether_sent()).map(|live| LastContact::maybe(live));
        let last = rows.last_contact.map(LastContact::of).into_iter().chain(uncertain).max_by_key(|contact| contact.on)?;
        let days = i32::try_from(self.options.min_interval_days).unwrap_or(i32::MAX);
        let ends = next_working_day(shift(last.on, days), self.options.region);
        Some((last, ends))
    }

    /// The invoices that may be chased, each with its track; the others go to their list, with the reason.
    fn candidates<'b>(
        &'b self,
        debtor: &Debtor,
        plan: &'b Plan,
        rows: &Rows<'a>,
        not_before: NaiveDate,
        answer: &mut DayPlan,
    ) -> Vec<Candidate<'b>> {
        let mut kept = Vec::new();
        let mut ended: Vec<&Invoice> = Vec::new();
        let mut decision = None;
        let refused = rows.follow_up.filter(|one| one.after.next_step() == NextStep::Decide && one.on <= self.today);
        for &invoice in &rows.invoices {
            let late = invoice.is_late(self.today);
            let waits = self.situation.awaiting_triage.contains(&invoice.id);
            let chased = match stop(debtor, invoice, waits, &rows.holds, &rows.live, self.options, self.today) {
                Stop::Goes { chased } => chased,
                Stop::Fix(reason) => {
                    to_fix::add(answer, debtor.id, &[invoice], reason);
                    continue;
                }
                Stop::Held { amount, reason } => {
                    if late {
                        hold_back(answer, debtor.id, invoice.id, amount, reason);
                    }
                    continue;
                }
            };
            let Some(due_on) = invoice.due_on else { continue };
            let mut track = self.history.track(plan, invoice.id, due_on, self.today, not_before, self.options.region);
            if late {
                if let Some(here) = track.as_ref().filter(|track| track.step.is_decision() && track.ready_on <= self.today) {
                    decision = Some(here.step.id);
                    track = None;
                }
                // « Refuse »: the next step is the owner's. While the delay of a mise en demeure runs, no step says less than it did.
                let runs = self.notice_runs(invoice.id).filter(|_| refused.is_none());
                track = track.filter(|_| refused.is_none() && runs.is_none());
                match runs {
                    Some(reason) => hold_back(answer, debtor.id, invoice.id, chased, reason),
                    None if track.is_none() => ended.push(invoice),
                    None => {}
                }
            }
            let disputed = disputed_part(invoice, rows.holds.iter().copied(), self.today);
            kept.push(Candidate { invoice, due_on, chased, disputed, broken: self.broken(invoice, &rows.holds), track });
        }
        if !ended.is_empty() {
            answer.ended.push(Ended {
                client_id: debtor.id,
                invoices: ended.iter().map(|one| one.id).collect(),
                amount: ended.iter().map(|one| one.balance()).sum(),
                step_id: decision,
                refused_on: refused.map(|one| one.noted_on),
                last_step_on: ended.iter().filter_map(|one| self.history.done(one.id).last()).map(|done| done.on).max(),
            });
        }
        kept
    }

    /// The day the client said that he had not got an invoice then late, while no message of the plan spoke of it since.
    pub fn not_received(&self, candidate: &Candidate) -> Option<NaiveDate> {
        let invoice = candidate.invoice;
        let written = |since: NaiveDate| {
            let spoken = |id| self.history.step(id).is_some_and(|step| step.is_spoken());
            self.history.done(invoice.id).iter().any(|done| done.on >= since && !spoken(done.step_id))
        };
        let said = self.situation.holds.iter().filter(|hold| hold.not_received && hold.covers(invoice) && candidate.due_on < hold.from_on);
        said.map(|hold| hold.from_on).max().filter(|on| !written(*on))
    }

    /// The last contact of a client and the day its interval ends, when it pushed something.
    pub fn pushed_until(&self, client: ClientId) -> Option<(PastContact, NaiveDate)> {
        self.interval(self.rows(client)).map(|(contact, ends)| (contact.past, ends))
    }
}

/// The last contact, as the interval sees it.
struct LastContact {
    on: NaiveDate,
    spoken: bool,
    /// Made for a step of the plan: only then does a second one the same day belong to the same contact.
    planned: bool,
    past: PastContact,
}

impl LastContact {
    fn of(contact: &Contact) -> LastContact {
        use super::situation::ContactKind as K;
        let past = PastContact { on: contact.on, channel: contact.channel.clone(), invoice_sent: contact.what == K::InvoiceSent };
        LastContact { on: contact.on, spoken: link(&contact.channel) == Link::Spoken, planned: contact.what == K::Step, past }
    }

    fn maybe(live: &LiveReminder) -> LastContact {
        let past = PastContact { on: live.on, channel: super::EMAIL.to_owned(), invoice_sent: false };
        LastContact { on: live.on, spoken: false, planned: false, past }
    }
}

/// Adds an invoice to the client's row of the same reason, or makes the row.
fn hold_back(answer: &mut DayPlan, client_id: ClientId, invoice: InvoiceId, amount: Cents, reason: Reason) {
    let same = answer.withheld.iter_mut().rev().take_while(|row| row.client_id == client_id).find(|row| row.reason == reason);
    match same {
        Some(row) => {
            row.invoices.push(invoice);
            row.amount += amount;
        }
        None => answer.withheld.push(Withheld { client_id, invoices: vec![invoice], step_id: None, tone: None, amount, reason }),
    }
}

fn push_withheld(answer: &mut DayPlan, proposal: &Proposal, reason: Reason) {
    answer.withheld.push(Withheld {
        client_id: proposal.client_id,
        invoices: proposal.lines.iter().map(|line| line.invoice_id).collect(),
        step_id: Some(proposal.step_id),
        tone: Some(proposal.tone),
        amount: proposal.amount,
        reason,
    });
}

mod coming;
mod drafts;

#[cfg(test)]
mod absences;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
