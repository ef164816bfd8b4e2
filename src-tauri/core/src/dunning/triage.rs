//! The triage of a first import: for each late client, where to start again, and what would follow.
use super::channel::Channel;
use super::day_plan::{DayPlan, LineRole, Proposal};
use super::due::due_reminders;
use super::situation::{Contact, ContactKind, Done, Options, Situation, Skipped, SkippedBy};
use super::{Plan, Step, Tone};
use crate::ids::{ClientId, InvoiceId, StepId};
use crate::invoice::{AgeBucket, Invoice};
use crate::money::Cents;
use crate::text::{count, days, join_and};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// A late client to decide about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriageLine {
    /// Who.
    pub client_id: ClientId,
    /// His late invoices that wait, oldest due first, each with the step proposed; None: the plan starts by itself.
    pub invoices: Vec<(InvoiceId, Option<StepId>)>,
    /// Their balances.
    pub amount: Cents,
    /// Delay of the oldest.
    pub days_late: i64,
    /// The furthest step proposed; None when the first step has not come yet for any.
    pub proposed: Option<StepId>,
    /// Why, in French.
    pub why: String,
}

/// What a person decides for a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriageChoice {
    /// Start again at this step: it applies to the most advanced invoices; the others keep their own, or less.
    Resume(StepId),
    /// Remind him of nothing that was imported.
    LeaveAlone,
}

/// What the choices make, to store together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TriageOutcome {
    /// Steps taken over: they count as behind the invoice.
    pub skipped: Vec<Skipped>,
    /// Invoices to leave alone: the caller pauses them.
    pub left_alone: BTreeSet<InvoiceId>,
}

/// The late clients of an import, who owes most first, with the proposal by age: up to 30 days late, at most the first reminder;
/// up to 60, at most the firm one; beyond, at most the last notice. Never a mise en demeure: the owner asks for it himself.
pub fn propose_triage(situation: &Situation, plans: &[Plan], today: NaiveDate) -> Vec<TriageLine> {
    let mut by_client: BTreeMap<ClientId, Vec<&Invoice>> = BTreeMap::new();
    for invoice in pending(situation, today) {
        by_client.entry(invoice.client_id).or_default().push(invoice);
    }
    let mut lines: Vec<TriageLine> = situation
        .clients
        .iter()
        .filter_map(|debtor| {
            let mut invoices = by_client.remove(&debtor.id)?;
            invoices.sort_by_key(|one| (one.due_on, one.id));
            let plan = plans.iter().find(|plan| plan.id == debtor.plan_id);
            let steps: Vec<Option<&Step>> = invoices.iter().map(|one| plan.and_then(|plan| by_age(plan, one.days_late(today)))).collect();
            let furthest = steps.iter().flatten().max_by_key(|step| step.position);
            let days_late = invoices.first().map_or(0, |one| one.days_late(today));
            Some(TriageLine {
                client_id: debtor.id,
                invoices: invoices.iter().zip(&steps).map(|(one, step)| (one.id, step.map(|step| step.id))).collect(),
                amount: invoices.iter().map(|one| one.balance()).sum(),
                days_late,
                proposed: furthest.map(|step| step.id),
                why: why(days_late, furthest.map(|step| step.tone)),
            })
        })
        .collect();
    lines.sort_by_key(|line| (-line.amount.0, line.client_id));
    lines
}

/// What the choices make; a client without a choice keeps the proposal.
pub fn settle_triage(situation: &Situation, plans: &[Plan], today: NaiveDate, choices: &BTreeMap<ClientId, TriageChoice>) -> TriageOutcome {
    let plan_of: BTreeMap<ClientId, &Plan> = situation
        .clients
        .iter()
        .filter_map(|debtor| plans.iter().find(|plan| plan.id == debtor.plan_id).map(|plan| (debtor.id, plan)))
        .collect();
    let due: BTreeMap<InvoiceId, &Invoice> = pending(situation, today).map(|one| (one.id, one)).collect();
    let mut outcome = TriageOutcome::default();
    for line in propose_triage(situation, plans, today) {
        let Some(plan) = plan_of.get(&line.client_id) else { continue };
        let position = |id: StepId| plan.steps.iter().find(|step| step.id == id).map(|step| step.position);
        let chosen = match choices.get(&line.client_id) {
            Some(TriageChoice::LeaveAlone) => {
                outcome.left_alone.extend(line.invoices.iter().map(|(id, _)| *id));
                continue;
            }
            Some(TriageChoice::Resume(step)) => position(*step).or_else(|| same_tone(plans, plan, *step)),
            None => line.proposed.and_then(position),
        };
        for (id, own) in &line.invoices {
            let days_late = due.get(id).map_or(0, |one| one.days_late(today));
            let limit = if *own == line.proposed { chosen } else { own.and_then(position).min(chosen) };
            let Some(step) = limit.and_then(|limit| eligible(plan, days_late).filter(|step| step.position <= limit).last()) else {
                continue;
            };
            let behind = plan.steps.iter().filter(|one| one.position < step.position);
            let cycle = situation.cycles.get(id).copied().unwrap_or(1);
            outcome.skipped.extend(behind.map(|one| Skipped { invoice_id: *id, step_id: one.id, cycle, by: SkippedBy::Triage }));
        }
    }
    outcome
}

/// The place in a plan of what a step of another one says: his way of paying changed his plan since the choice was shown.
fn same_tone(plans: &[Plan], plan: &Plan, chosen: StepId) -> Option<u32> {
    let tone = plans.iter().flat_map(|one| &one.steps).find(|step| step.id == chosen)?.tone;
    plan.steps.iter().find(|step| step.is_written() && step.tone == tone).map(|step| step.position)
}

/// What would leave in the coming days if everything were sent on its day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Forecast {
    /// E-mails.
    pub messages: u64,
    /// Calls and visits.
    pub calls: u64,
    /// Plain letters.
    pub letters: u64,
    /// Registered letters.
    pub registered: u64,
}

impl Forecast {
    /// « 4 messages cette semaine, aucun recommandé ».
    pub fn sentence(&self) -> String {
        let parts: Vec<String> =
            [(self.messages, "message", "messages"), (self.calls, "appel", "appels"), (self.letters, "lettre", "lettres")]
                .into_iter()
                .filter(|(n, _, _)| *n > 0)
                .map(|(n, one, many)| count(n, one, many))
                .collect();
        let first = if parts.is_empty() { "Aucun message".to_owned() } else { join_and(&parts) };
        let registered = match self.registered {
            0 => "aucun recommandé".to_owned(),
            n => count(n, "recommandé", "recommandés"),
        };
        format!("{first} cette semaine, {registered}")
    }
}

/// What the seven days from today would bring to the clients of the triage, with those choices.
pub fn preview_triage(
    situation: &Situation,
    plans: &[Plan],
    options: &Options,
    today: NaiveDate,
    choices: &BTreeMap<ClientId, TriageChoice>,
) -> Forecast {
    let outcome = settle_triage(situation, plans, today, choices);
    let clients: BTreeSet<ClientId> = pending(situation, today).map(|one| one.client_id).collect();
    let mut after = Situation {
        clients: situation.clients.iter().filter(|one| clients.contains(&one.id)).cloned().collect(),
        invoices: situation.invoices.iter().filter(|one| !outcome.left_alone.contains(&one.id)).cloned().collect(),
        awaiting_triage: BTreeSet::new(),
        ..situation.clone()
    };
    after.skipped.extend(outcome.skipped);
    let mut forecast = Forecast::default();
    for day in today.iter_days().take_while(|day| *day < today + Days::new(7)) {
        let DayPlan { proposals, .. } = due_reminders(&after, plans, options, day);
        for proposal in &proposals {
            match Channel::from_key(&proposal.channel) {
                Some(Channel::Phone | Channel::Visit) => forecast.calls += 1,
                Some(Channel::Letter) => forecast.letters += 1,
                Some(Channel::RegisteredLetter) => forecast.registered += 1,
                Some(Channel::Email | Channel::Sms | Channel::Decision) | None => forecast.messages += 1,
            }
            make_contact(&mut after, proposal, day);
        }
    }
    forecast
}

/// Adds to the situation what a contact leaves behind: the steps of its claimed lines, and the contact itself.
pub fn make_contact(situation: &mut Situation, proposal: &Proposal, on: NaiveDate) {
    for line in proposal.lines.iter().filter(|line| line.role == LineRole::Claimed) {
        if let (Some(step_id), Some(offset_days)) = (line.step_id, line.offset_days) {
            situation.done.push(Done { invoice_id: line.invoice_id, step_id, offset_days, on, cycle: line.cycle });
        }
    }
    let (client_id, channel) = (proposal.client_id, proposal.channel.clone());
    situation.contacts.push(Contact { client_id, on, channel, what: ContactKind::Step });
}

/// The late invoices that wait for the triage.
fn pending(situation: &Situation, today: NaiveDate) -> impl Iterator<Item = &Invoice> {
    situation.invoices.iter().filter(move |one| situation.awaiting_triage.contains(&one.id) && one.is_late(today))
}

/// The messages whose own day has come, in order.
fn eligible(plan: &Plan, days_late: i64) -> impl Iterator<Item = &Step> {
    plan.steps.iter().filter(move |step| step.is_written() && !step.is_before_due() && i64::from(step.offset_days) <= days_late)
}

fn by_age(plan: &Plan, days_late: i64) -> Option<&Step> {
    let hardest = match AgeBucket::of(days_late) {
        AgeBucket::NotDue | AgeBucket::D1To30 | AgeBucket::Undated => Tone::First,
        AgeBucket::D31To60 => Tone::Firm,
        AgeBucket::D61To90 | AgeBucket::Over90 => Tone::Last,
    };
    eligible(plan, days_late).filter(|step| step.tone <= hardest).last()
}

fn why(days_late: i64, tone: Option<Tone>) -> String {
    let late = format!("{} de retard\u{a0}:", days(days_late));
    match tone {
        None => format!("{late} la première étape n’est pas encore venue"),
        Some(Tone::Courtesy | Tone::First) => format!("{late} le scénario commence au 1er rappel"),
        Some(Tone::Firm) => format!("{late} reprise à la relance ferme"),
        Some(Tone::Last) => format!("{late} reprise au dernier avis, sans mise en demeure"),
        Some(Tone::FormalNotice) => format!("{late} reprise à la mise en demeure"),
    }
}

#[cfg(test)]
mod tests;
