//! « Scénarios »: what is sent to a client who does not pay, and when.
mod following;
mod types;

pub use following::{following, save_following};
pub use types::*;

use super::{Nothing, check};
use crate::App;
use crate::error::{Error, Result};
use crate::outgoing::plan::options;
use crate::store::dispatches::{self, Note};
use crate::store::plans as stored;
use crate::store::situation::{self, Scope};
use crate::store::{About, Actor, Outcome, Tx};
use chrono::NaiveDate;
use echu_core::dunning::channel::Channel;
use echu_core::dunning::plan_edit::{self, StepDraft};
use echu_core::dunning::presets::presets;
use echu_core::dunning::simulate::simulate;
use echu_core::dunning::situation::{Debtor, Situation};
use echu_core::dunning::{Plan, Review, Step, may_skip_review};
use echu_core::ids::{ClientId, InvoiceId, PlanId, StepId};
use echu_core::invoice::{Invoice, InvoiceKind};
use echu_core::money::Cents;
use echu_core::outbox::OutboxEvent;
use echu_core::timeline::EventKind;
use std::collections::BTreeSet;

/// The plan being tried: never the identity of a stored one.
const TRIED: PlanId = PlanId(-1);
/// The longest name.
const NAME: usize = 60;
/// Why what waited for a step is dropped.
const CHANGED: &str = "le scénario a changé";

/// Every plan in use.
///
/// # Errors
/// When the base cannot be read.
pub fn plans(app: &App, _request: Nothing) -> Result<Vec<PlanView>> {
    app.read(|conn| {
        let all = situation::plans(conn)?;
        let named_by = stored::named_by(conn)?;
        let named = stored::names(conn)?.into_iter();
        let count = |id| named_by.get(&id).copied().unwrap_or_default();
        Ok(named.map(|name| view(&name, all.iter().find(|plan| plan.id == name.id), count(name.id))).collect())
    })
}

fn view(name: &stored::PlanName, plan: Option<&Plan>, named_by: u32) -> PlanView {
    let steps = plan.map_or(&[][..], |plan| &plan.steps);
    let drafts: Vec<StepDraft> = steps.iter().map(draft).collect();
    PlanView {
        id: name.id,
        name: name.name.clone(),
        debtor_kind: name.debtor_kind,
        is_default: name.is_default,
        named_by,
        steps: told(steps),
        origin: name.preset.as_deref().and_then(|key| origin(key, &drafts)).filter(|origin| *origin != drafts),
    }
}

fn draft(step: &Step) -> StepDraft {
    StepDraft {
        id: Some(step.id).filter(|id| id.0 > 0),
        offset_days: step.offset_days,
        channel: step.channel.clone(),
        tone: step.tone,
        may_skip_review: step.review == Review::MaySkip,
    }
}

/// The steps of a preset; those that the plan still has keep their identity.
fn origin(key: &str, now: &[StepDraft]) -> Option<Vec<StepDraft>> {
    let preset = presets().into_iter().find(|preset| preset.key == key)?;
    let mut left: Vec<&StepDraft> = now.iter().collect();
    let steps = preset.steps.iter().map(|step| {
        let same = left.iter().position(|one| one.tone == step.tone && one.channel == step.channel);
        let id = same.and_then(|at| left.remove(at).id);
        StepDraft { id, offset_days: step.offset_days, channel: step.channel.to_owned(), tone: step.tone, may_skip_review: false }
    });
    Some(steps.collect())
}

fn told(steps: &[Step]) -> Vec<PlanStep> {
    let plan = Plan { id: TRIED, name: String::new(), steps: steps.to_vec(), retired: Vec::new() };
    let could = |step: &Step| may_skip_review(&plan, &Step { review: Review::MaySkip, ..step.clone() });
    let one = |step: &Step| PlanStep {
        id: Some(step.id).filter(|id| id.0 > 0),
        offset_days: step.offset_days,
        channel: step.channel.clone(),
        tone: step.tone,
        may_skip_review: step.review == Review::MaySkip,
        could_skip_review: could(step),
        with_previous: step.same_contact_as_previous,
        sentence: step.sentence(),
    };
    steps.iter().map(one).collect()
}

/// The ways to reach a client, in the order in which they are offered.
///
/// # Errors
/// Never.
pub fn channels(_: &App, _request: Nothing) -> Result<Vec<ChannelView>> {
    Ok(Channel::ALL.into_iter().map(|channel| ChannelView { channel, tones: channel.tones().to_vec() }).collect())
}

/// Puts a plan being written in order, and says what is wrong in it. Writes nothing.
///
/// # Errors
/// When the base cannot be read.
pub fn check_plan(app: &App, request: PlanDraft) -> Result<PlanCheck> {
    let interval = app.read(options)?.min_interval_days;
    let ordered = plan_edit::ordered(request.steps);
    let found = plan_edit::problems(&ordered, interval);
    let saveable = !found.iter().any(|problem| problem.what.blocks());
    let problem = |one: &plan_edit::PlanProblem| PlanProblemView {
        step: one.step.and_then(|at| u32::try_from(at).ok()),
        sentence: one.what.sentence(),
        blocks: one.what.blocks(),
    };
    Ok(PlanCheck { steps: told(&plan_edit::steps(&ordered)), problems: found.iter().map(problem).collect(), saveable })
}

/// Keeps a plan. What was prepared for a step that changed or left, and has not left, is dropped: the plan of the day prepares anew.
///
/// # Errors
/// What is wrong in it, in French; nothing is then written.
pub fn save_plan(app: &App, request: PlanDraft) -> Result<Outcome<SavedPlan>> {
    let name = check::required("name", &request.name, NAME)?;
    app.write(Actor::User, |tx| {
        let ordered = plan_edit::ordered(request.steps.clone());
        let found = plan_edit::problems(&ordered, options(&tx.sql)?.min_interval_days);
        let wrong: Vec<String> = found.iter().filter(|one| one.what.blocks()).map(|one| one.what.sentence()).collect();
        if !wrong.is_empty() {
            return Err(Error::Refused(format!("Le scénario n’est pas enregistré. {}", wrong.join(" "))));
        }
        let id = match request.id {
            Some(id) => {
                stored::get(&tx.sql, id)?;
                tx.rename_plan(id, &name)?;
                id
            }
            None => tx.insert_plan(&name, request.debtor_kind)?,
        };
        let changed = tx.write_steps(id, &plan_edit::steps(&ordered))?;
        let withdrawn = withdraw(tx, &changed)?;
        told_in_history(tx, &name)?;
        Ok(SavedPlan { id, withdrawn })
    })
}

/// Drops what waits for steps that are not what they were.
fn withdraw(tx: &mut Tx, steps: &BTreeSet<StepId>) -> Result<u32> {
    let mut dropped = 0;
    for (id, approved) in stored::waiting_for(&tx.sql, steps)? {
        let client = crate::store::reminders::get(&tx.sql, id)?.client_id;
        if let Some(row) = dispatches::last_of(&tx.sql, id)?.filter(|row| approved && row.state.is_live()) {
            tx.move_dispatch(&row, OutboxEvent::Cancel, &Note { why: CHANGED, ..Note::default() })?;
        }
        tx.move_reminder(id, if approved { "approved" } else { "draft" }, "cancelled", CHANGED)?;
        tx.record(About::client(client).reminder(id), &EventKind::ReminderCancelled { why: CHANGED.to_owned() })?;
        dropped += 1;
    }
    Ok(dropped)
}

fn told_in_history(tx: &mut Tx, name: &str) -> Result<()> {
    tx.record(About::default(), &EventKind::SettingsChanged { what: format!("scénario «\u{a0}{name}\u{a0}»") })
}

/// Makes a plan the one of the clients of its kind that name none.
///
/// # Errors
/// When there is no such plan.
pub fn default_plan(app: &App, request: PlanRequest) -> Result<Outcome<PlanId>> {
    app.write(Actor::User, |tx| {
        let plan = stored::get(&tx.sql, request.id)?;
        tx.default_plan(&plan)?;
        told_in_history(tx, &plan.name)?;
        Ok(request.id)
    })
}

/// Retires a plan: its clients take the default one of their kind, and go on from the same number of messages.
///
/// # Errors
/// [`Error::Refused`] for a default plan.
pub fn retire_plan(app: &App, request: PlanRequest) -> Result<Outcome<PlanId>> {
    app.write(Actor::User, |tx| {
        let plan = stored::get(&tx.sql, request.id)?;
        if plan.is_default {
            return Err(Error::Refused(
                "Ce scénario est celui que vos clients suivent par défaut. Choisissez-en d’abord un autre par défaut, puis retirez celui-ci."
                    .to_owned(),
            ));
        }
        tx.retire_plan(request.id)?;
        told_in_history(tx, &plan.name)?;
        Ok(request.id)
    })
}

/// What a client would get, were nothing paid: a real one from today on, or an invented invoice of 1 000 €. Writes nothing.
///
/// # Errors
/// When the plan has no step, or the client no open invoice.
pub fn simulate_plan(app: &App, request: SimulatePlan) -> Result<Vec<ComingContact>> {
    let today = app.when().today;
    let ordered = plan_edit::ordered(request.plan.steps);
    let mut steps = plan_edit::steps(&ordered);
    for step in steps.iter_mut().filter(|step| step.id == StepId(0)) {
        step.id = StepId(-i64::from(step.position));
    }
    let Some(first) = steps.first().map(|step| step.offset_days) else { return Ok(Vec::new()) };
    app.read(|conn| {
        let mut plans = situation::plans(conn)?;
        let retired = plans.iter().find(|plan| Some(plan.id) == request.plan.id).map(|plan| plan.retired.clone()).unwrap_or_default();
        // The stored plan it replaces is out of the way: its steps would be found twice.
        plans.retain(|plan| Some(plan.id) != request.plan.id);
        plans.push(Plan { id: TRIED, name: request.plan.name.clone(), steps: steps.clone(), retired });
        let (mut now, from) = match request.client_id {
            Some(client) => (situation::situation(conn, Scope::Client(client))?, today),
            None => {
                let due_on = request.due_on.unwrap_or(today);
                (invented(due_on), due_on.checked_add_signed(chrono::TimeDelta::days(i64::from(first))).unwrap_or(due_on))
            }
        };
        if now.clients.is_empty() {
            return Err(Error::Refused("Ce client n’a aucune facture ouverte\u{a0}: il ne recevrait rien.".to_owned()));
        }
        now.clients.iter_mut().for_each(|debtor| debtor.plan_id = TRIED);
        let number = |id: &InvoiceId| now.invoices.iter().find(|one| one.id == *id).map(|one| one.number.clone());
        let coming = simulate(&now, &plans, &options(conn)?, from);
        let view = |one: &echu_core::dunning::simulate::Coming| {
            let step = steps.iter().find(|step| step.id == one.step_id)?;
            Some(ComingContact {
                on: one.on,
                what: step.what(),
                channel: step.channel.clone(),
                tone: step.tone,
                with_call: one.with_call,
                invoices: one.claimed.iter().filter_map(number).collect(),
                amount: one.amount,
                moved: one.moved.map(|moved| moved.sentence()).unwrap_or_default(),
            })
        };
        Ok(coming.iter().filter_map(view).collect())
    })
}

/// A client who never pays an invoice of 1 000 €.
fn invented(due_on: NaiveDate) -> Situation {
    let client_id = ClientId(-1);
    let debtor = Debtor {
        id: client_id,
        name: String::new(),
        kind: echu_core::party::DebtorKind::Business,
        plan_id: TRIED,
        automation_off: false,
        insolvent_on: None,
        problems: Vec::new(),
        unallocated: Cents::ZERO,
        unmatched: Cents::ZERO,
        doubles: std::collections::BTreeMap::new(),
    };
    let invoice = Invoice {
        id: InvoiceId(-1),
        client_id,
        kind: InvoiceKind::Invoice,
        number: String::new(),
        issued_on: due_on,
        due_on: Some(due_on),
        parts: Vec::new(),
        total: Cents(100_000),
        settled: Cents::ZERO,
        contract_rate_bp: None,
        written_off_on: None,
        direct_debit: false,
        version: 1,
    };
    Situation { clients: vec![debtor], invoices: vec![invoice], ..Situation::default() }
}
