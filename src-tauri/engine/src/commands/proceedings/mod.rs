//! « Que faire maintenant ? »: the routes after the notice, and the cases that are followed until they are closed.
mod claim;
mod followed;
mod kit;
mod merchants;
mod paper_types;
mod papers;
mod types;
mod view;

pub use followed::*;
pub use merchants::say_merchants;
pub use paper_types::*;
pub use papers::{attach_case_proof, freeze_case_paper, post_case_paper, preview_case_paper, remove_case_proof, set_case_paper_aside};
pub use types::*;
pub use view::proceedings;

use super::{check, decisions, limitations, safeguards};
use crate::App;
use crate::error::{Error, Result};
use crate::outgoing::facts as sources;
use crate::store::holds::NewHold;
use crate::store::merchants::{Merchants, known};
use crate::store::proceedings::{self as store, NewProceeding, Stored};
use crate::store::{About, Actor, Outcome, Tx, clients, invoices, limitations as watched};
use chrono::NaiveDate;
use claim::{Gathered, gathered};
use echu_core::dunning::decision::Choice;
use echu_core::ids::{InterruptionId, InvoiceId, ProceedingId, ProceedingStepId};
use echu_core::limitation::Interruption;
use echu_core::proceedings::deadlines::{DeadlineKey, DeadlineStage};
use echu_core::proceedings::life::{self, Step, StepKind};
use echu_core::proceedings::routes::{Answer, Condition, Judged, RouteStatus, judge, routes};
use echu_core::proceedings::worth::{Stakes, worth};
use echu_core::proceedings::{Ending, Route};
use echu_core::text::long_date;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::claim::InterruptionTakenBack;
use echu_core::timeline::fact::proceeding as fact;

/// Every route for a claim, judged on its facts.
///
/// # Errors
/// An invoice that is not of this client, or cannot be claimed.
pub fn routes_of(app: &App, request: RoutesRequest) -> Result<RoutesView> {
    let town = check::text("courtTown", &request.court_town, check::LONG)?;
    let today = app.when().today;
    app.read(|conn| {
        let client = sources::client(conn, request.client_id)?;
        let merchants = Merchants { creditor: request.creditor_merchant, debtor: request.debtor_merchant }.or(known(conn, client.id)?);
        let found = gathered(conn, &client, request.invoice_ids.as_deref(), merchants, today)?;
        let any = found.invoices.iter().any(|one| one.chosen);
        Ok(RoutesView {
            client_id: client.id,
            client_name: client.card.name.clone(),
            debtor_kind: client.card.debtor_kind,
            creditor_merchant: merchants.creditor,
            debtor_merchant: merchants.debtor,
            principal: found.claim.principal,
            interest: found.claim.interest,
            fees: found.fees,
            disputed: found.disputed,
            reminders: safeguards::reminders(conn, client.id, found.claim.insolvent, today)?,
            routes: if any { routes(&found.claim, today).into_iter().map(route).collect() } else { Vec::new() },
            kit: if any { Some(kit::kit(conn, &client, &found, &town, today)?) } else { None },
            invoices: found.invoices,
        })
    })
}

fn route(judged: Judged) -> RouteView {
    let about = judged.route.about();
    let condition = |one: Condition| ConditionView { sentence: one.sentence, answer: one.answer, required: one.required };
    RouteView {
        route: judged.route,
        label: judged.route.label().to_owned(),
        status: judged.status,
        conditions: judged.conditions.into_iter().map(condition).collect(),
        what: about.what.to_owned(),
        documents: about.documents.iter().map(|one| (*one).to_owned()).collect(),
        delays: about.delays.to_owned(),
        payer: about.payer.to_owned(),
        warning: about.warning.to_owned(),
        source: about.source.to_owned(),
        confidence: about.confidence,
        followed: judged.route.is_followed(),
    }
}

/// « Ça vaut le coup ? »: counts the user’s own figures. Writes nothing.
///
/// # Errors
/// A figure that means nothing.
pub fn weigh_route(_app: &App, request: WeighRequest) -> Result<WeighView> {
    let stakes = Stakes {
        claim: check::amount("claim", request.claim)?,
        chance_permille: request.chance_permille,
        costs: request.costs,
        minutes: request.minutes,
        hour: request.hour,
    };
    let found = worth(&stakes)?;
    Ok(WeighView {
        costs: found.costs,
        unknown: found.unknown,
        time: found.time,
        expected: found.expected,
        break_even_permille: found.break_even_permille,
    })
}

/// Opens a case: the reminders of its invoices stop until it is closed.
///
/// # Errors
/// A route that is closed for this claim, with why; one that is to be checked, until a person confirms; an invoice in another case.
pub fn open_proceeding(app: &App, request: OpenProceeding) -> Result<Outcome<ProceedingId>> {
    let court_town = check::text("courtTown", &request.court_town, check::LONG)?;
    let reference = check::text("reference", &request.reference, check::LONG)?;
    let handler = check::text("handler", &request.handler, check::LONG)?;
    let note = check::text("note", &request.note, check::LONG)?;
    if !request.route.is_followed() {
        return Err(Error::Invalid { field: "route", reason: "out_of_range" });
    }
    if request.invoice_ids.is_empty() {
        return Err(Error::Invalid { field: "invoiceIds", reason: "empty" });
    }
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let client = sources::client(&tx.sql, request.client_id)?;
        let said = Merchants { creditor: request.creditor_merchant, debtor: request.debtor_merchant };
        let merchants = said.or(known(&tx.sql, client.id)?);
        tx.keep_merchants(client.id, merchants)?;
        let found = gathered(&tx.sql, &client, Some(&request.invoice_ids), merchants, today)?;
        allowed(request.route, &found, request.confirmed, today)?;
        let (mut held, mut numbers) = (Vec::new(), Vec::new());
        for id in found.chosen() {
            decisions::settle_earlier(tx, id, client.id)?;
            let hold = tx.insert_hold(&NewHold {
                client_id: client.id,
                invoice_id: Some(id),
                kind: "decision",
                from: today,
                until: None,
                amount: None,
                reason: Choice::Proceeding.key().to_owned(),
                note: request.route.label().to_owned(),
            })?;
            held.push((id, hold));
            numbers.push(invoices::get(&tx.sql, id)?.facts.number);
        }
        tx.close_follow_ups(client.id)?;
        let id = tx.insert_proceeding(&NewProceeding {
            client_id: client.id,
            route: request.route,
            opened_on: today,
            creditor_merchant: merchants.creditor,
            debtor_merchant: merchants.debtor,
            court_town: court_town.clone(),
            reference: reference.clone(),
            handler: handler.clone(),
            note: note.clone(),
            invoices: held,
        })?;
        let opened = fact::Opened { route: request.route, numbers, handler: handler.clone() };
        tx.record(About::client(client.id), &EventKind::ProceedingOpened(opened))?;
        Ok(id)
    })
}

/// Whether a case may be opened that way.
fn allowed(route: Route, found: &Gathered, confirmed: bool, today: NaiveDate) -> Result<()> {
    if found.invoices.iter().filter(|one| one.chosen).any(|one| !one.balance.is_positive()) {
        return Err(Error::Precondition("nothing_to_bring"));
    }
    let judged = judge(route, &found.claim, today);
    let said = |wanted: fn(&Condition) -> bool| -> String {
        let all: Vec<&str> = judged.conditions.iter().filter(|one| wanted(one)).map(|one| one.sentence.as_str()).collect();
        all.join(" ")
    };
    match judged.status {
        RouteStatus::Open => Ok(()),
        RouteStatus::Closed => Err(Error::Refused(format!(
            "Cette voie est fermée pour cette créance. {} Rien n’a été enregistré.",
            said(|one| one.required && one.answer == Answer::NotMet)
        ))),
        RouteStatus::ToCheck if confirmed => Ok(()),
        RouteStatus::ToCheck => {
            Err(Error::Confirm(format!("À vérifier avant d’ouvrir cette voie. {}", said(|one| one.answer != Answer::Met))))
        }
    }
}

/// A case that is open.
fn standing(tx: &Tx, id: ProceedingId) -> Result<Stored> {
    let one = store::get(&tx.sql, id)?;
    if one.closed.is_some() { Err(Error::Precondition("proceeding_over")) } else { Ok(one) }
}

/// Changes where a case is followed, and by whom.
///
/// # Errors
/// When it is closed.
pub fn follow_proceeding(app: &App, request: FollowProceeding) -> Result<Outcome<ProceedingId>> {
    let court_town = check::text("courtTown", &request.court_town, check::LONG)?;
    let reference = check::text("reference", &request.reference, check::LONG)?;
    let handler = check::text("handler", &request.handler, check::LONG)?;
    app.write(Actor::User, |tx| {
        let one = standing(tx, request.id)?;
        tx.proceeding_followed(one.id, &court_town, &reference, &handler)?;
        let numbers = one.facts.invoices.iter().map(|(id, _)| Ok(invoices::get(&tx.sql, *id)?.facts.number)).collect::<Result<_>>()?;
        let followed = fact::Followed { route: one.facts.route, numbers, court_town, reference, handler };
        tx.record(About::client(one.facts.client_id), &EventKind::ProceedingFollowed(followed))?;
        Ok(one.id)
    })
}

/// Notes a step. The service of an order, a summons and a measure of enforcement start the time to act again: the law says so, and a
/// person says that they happened.
///
/// # Errors
/// A day to come; a step that cannot come now, with why.
pub fn note_proceeding_step(app: &App, request: NoteProceedingStep) -> Result<Outcome<ProceedingStepId>> {
    let on = check::past_day("on", request.on, app.when().today)?;
    let note = check::text("note", &request.note, check::LONG)?;
    app.write(Actor::User, |tx| {
        let one = standing(tx, request.id)?;
        let in_person = request.in_person.filter(|_| asks_in_person(request.kind, one.facts.route));
        record_step(tx, &one, Step { kind: request.kind, on, in_person }, &note)
    })
}

/// Notes a step of an open case, and what it starts of the time to act.
fn record_step(tx: &mut Tx, one: &Stored, step: Step, note: &str) -> Result<ProceedingStepId> {
    let route = one.facts.route;
    let mut steps = one.life();
    life::check(route, &steps, step).map_err(|problem| Error::Refused(problem.sentence(route)))?;
    let id = tx.insert_proceeding_step(one.id, step, note)?;
    steps.push(step);
    let noted = fact::StepNoted { route, kind: step.kind, on: step.on, in_person: step.in_person, note: note.to_owned() };
    tx.record(About::client(one.facts.client_id), &EventKind::ProceedingStep(noted))?;
    if let Some(kind) = interrupts(tx, one, &steps, step)? {
        for (invoice, _) in &one.facts.invoices {
            if let Some(recorded) = interrupt(tx, *invoice, step, kind, route)? {
                tx.tie_interruption(id, recorded)?;
            }
        }
    }
    Ok(id)
}

/// True when it matters whether a service was in person (CPC 1416).
fn asks_in_person(kind: StepKind, route: Route) -> bool {
    kind == StepKind::Served && route == Route::Order
}

/// How a step starts the time to act again (C. civ. 2241, 2244); none when it does not. A title served too late is void, and so is what
/// is seized by it.
fn interrupts(tx: &Tx, one: &Stored, steps: &[Step], step: Step) -> Result<Option<Interruption>> {
    let client = clients::get(&tx.sql, one.facts.client_id)?;
    let place = view::place(&tx.sql, &client, &one.facts)?;
    let all = echu_core::proceedings::deadlines::deadlines(one.facts.route, steps, place);
    let served = |key| matches!(key, DeadlineKey::ServeOrder | DeadlineKey::ServeUncontested);
    let void = all.iter().any(|one| served(one.key) && one.stage(step.on) == DeadlineStage::MetLate);
    Ok(match (step.kind, one.facts.route) {
        _ if void => None,
        (StepKind::Served, Route::Order) => Some(Interruption::Court),
        (StepKind::Summoned, _) => Some(Interruption::Court),
        (StepKind::Seized, _) => Some(Interruption::Enforcement),
        (_, _) => None,
    })
}

/// Records it on an invoice whose time has begun and is not over.
fn interrupt(tx: &mut Tx, invoice: InvoiceId, step: Step, kind: Interruption, route: Route) -> Result<Option<InterruptionId>> {
    let watched = watched::of_invoice(&tx.sql, invoice, step.on)?;
    if !watched.is_some_and(|time| time.from <= step.on && step.on <= time.limitation.last_day) {
        return Ok(None);
    }
    let note = format!("{}\u{a0}: {} le {}.", route.label(), step.kind.label(route), long_date(step.on));
    limitations::record(tx, invoice, step.on, kind, &note).map(Some)
}

/// Takes back what a step recorded of the time to act.
fn give_back_time(tx: &mut Tx, step: ProceedingStepId) -> Result<()> {
    for id in store::interruptions_of(&tx.sql, step)? {
        let recorded = watched::interruption(&tx.sql, id)?;
        let facts = invoices::get(&tx.sql, recorded.invoice_id)?.facts;
        tx.take_back_interruption(id)?;
        let event = EventKind::InterruptionTakenBack(InterruptionTakenBack { number: facts.number, on: recorded.on });
        tx.record(About::client(facts.client_id).invoice(facts.id), &event)?;
    }
    Ok(())
}

/// True when a claim in court that ends so never interrupted anything (C. civ. 2243): it was given up, or dismissed. An order that
/// nobody opposed is no claim any more, it is a title.
fn never_interrupted(one: &Stored, ending: Ending) -> bool {
    let opposed = one.steps.iter().any(|noted| noted.step.kind == StepKind::Opposed);
    let in_court = matches!(one.facts.route, Route::Summary | Route::Merits) || (one.facts.route == Route::Order && opposed);
    in_court && matches!(ending, Ending::Lost | Ending::Abandoned)
}

/// Takes back a step noted by mistake, and what it recorded of the time to act.
///
/// # Errors
/// When another step stands on it, or the case is closed.
pub fn take_back_proceeding_step(app: &App, request: ProceedingStepRequest) -> Result<Outcome<ProceedingStepId>> {
    app.write(Actor::User, |tx| {
        let found = store::of_step(&tx.sql, request.id)?;
        let one = standing(tx, found.id)?;
        let route = one.facts.route;
        let Some(noted) = one.steps.iter().find(|step| step.id == request.id).map(|step| step.step) else {
            return Err(Error::NotFound { what: "proceeding step", id: request.id.0 });
        };
        life::may_take_back(route, &one.life(), noted.kind).map_err(|above| {
            Error::Refused(format!("Retirez d’abord l’étape «\u{a0}{}\u{a0}», notée après. Rien n’a changé.", above.label(route)))
        })?;
        give_back_time(tx, request.id)?;
        tx.take_back_proceeding_step(request.id)?;
        let back = fact::StepNoted { route, kind: noted.kind, on: noted.on, in_person: noted.in_person, note: String::new() };
        tx.record(About::client(one.facts.client_id), &EventKind::ProceedingStepTakenBack(back))?;
        Ok(request.id)
    })
}

/// Closes a case: its invoices follow their plan again.
///
/// # Errors
/// When it is closed already; an amount below zero.
pub fn close_proceeding(app: &App, request: CloseProceeding) -> Result<Outcome<ProceedingId>> {
    let note = check::text("note", &request.note, check::LONG)?;
    for (field, amount) in [("cost", request.cost), ("recovered", request.recovered)] {
        if amount.is_some_and(|amount| amount.0 != 0) {
            amount.map(|amount| check::amount(field, amount)).transpose()?;
        }
    }
    app.write(Actor::User, |tx| {
        let one = standing(tx, request.id)?;
        for (_, hold) in &one.facts.invoices {
            tx.release_hold(*hold)?;
        }
        if never_interrupted(&one, request.ending) {
            for noted in one.steps.iter().filter(|noted| matches!(noted.step.kind, StepKind::Summoned | StepKind::Served)) {
                give_back_time(tx, noted.id)?;
            }
        }
        tx.close_proceeding(one.id, request.ending, request.cost, request.recovered)?;
        let closed = fact::Closed {
            route: one.facts.route,
            ending: request.ending,
            cost: request.cost,
            recovered: request.recovered,
            note: note.clone(),
        };
        tx.record(About::client(one.facts.client_id), &EventKind::ProceedingClosed(closed))?;
        Ok(one.id)
    })
}
