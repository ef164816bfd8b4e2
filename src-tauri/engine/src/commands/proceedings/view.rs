//! Cases as the screen shows them: what was noted, and the deadlines it starts.
use super::papers;
use super::{DeadlineView, ProceedingStepView, ProceedingView, ProceedingsRequest, StepToNote, asks_in_person, kit};
use crate::App;
use crate::error::Result;
use crate::outgoing::facts as sources;
use crate::store::clients::Client;
use crate::store::proceedings::{self as store, NewProceeding, Stored};
use crate::store::{clients, settings};
use chrono::{NaiveDate, TimeDelta};
use echu_core::address::french_postcode;
use echu_core::calendar::Region;
use echu_core::money::Cents;
use echu_core::proceedings::Route;
use echu_core::proceedings::deadlines::{Deadline, DeadlineStage, Place, deadlines};
use echu_core::proceedings::life;
use rusqlite::Connection;

/// Where a case is: holidays of the place of the debtor, whose court it is; else those of the settings.
pub(super) fn place(conn: &Connection, client: &Client, facts: &NewProceeding) -> Result<Place> {
    let here = kit::region(client);
    // Neither the amount nor the town makes a court commercial.
    let court = kit::court_of(client, facts.debtor_merchant, Cents::ZERO, "", facts.opened_on);
    let region = match here {
        Some(region) => region,
        None => settings::region(&settings::options(conn)?),
    };
    // The four months are for who is away from the court: of a debtor who is overseas too, or nobody knows where, the shorter delay.
    let mainland = matches!(here, Some(Region::Metropole | Region::AlsaceMoselle));
    let ours = french_postcode(&settings::creditor(conn)?.address).unwrap_or_default();
    let overseas = mainland && (ours.starts_with("97") || ours.starts_with("98"));
    Ok(Place { region, commercial: court.kind.is_commercial(), overseas })
}

/// Cases of a client, newest first; or those of everyone that are open.
///
/// # Errors
/// When the base cannot be read.
pub fn proceedings(app: &App, request: ProceedingsRequest) -> Result<Vec<ProceedingView>> {
    let today = app.when().today;
    app.read(|conn| {
        let all: Result<Vec<ProceedingView>> = store::list(conn, request.client_id)?.iter().map(|one| view(conn, one, today)).collect();
        let mut all = all?;
        all.sort_by_key(|one| (one.closed_on.is_some(), nearest(one), std::cmp::Reverse(one.id)));
        Ok(all)
    })
}

/// The next last day of a case; the far end of time when it has none.
fn nearest(one: &ProceedingView) -> NaiveDate {
    let open = |stage| matches!(stage, DeadlineStage::Running | DeadlineStage::Near | DeadlineStage::Over);
    one.deadlines.iter().filter(|one| open(one.stage)).filter_map(|one| one.last_day).min().unwrap_or(NaiveDate::MAX)
}

fn view(conn: &Connection, one: &Stored, today: NaiveDate) -> Result<ProceedingView> {
    let facts = &one.facts;
    let route = facts.route;
    let steps = one.life();
    let mut numbers = Vec::new();
    let mut owed = Cents::ZERO;
    for (id, _) in &facts.invoices {
        let now = sources::invoice_now(conn, *id, today)?;
        numbers.push(now.number);
        owed += now.balance;
    }
    let open = one.closed.is_none();
    let client = clients::get(conn, facts.client_id)?;
    let all = deadlines(route, &steps, place(conn, &client, facts)?);
    let next_steps = if open { life::next(route, &steps) } else { Vec::new() };
    let insolvent = client.card.insolvent_on.is_some_and(|on| on <= today);
    let stayed = open && insolvent && route != Route::Declaration;
    let running = all.iter().any(|one| matches!(one.stage(today), DeadlineStage::Running | DeadlineStage::Near));
    let ended = open && next_steps.is_empty() && !running;
    let silent = open && !running && today - store::last_news(conn, facts.client_id)?.unwrap_or(facts.opened_on) >= SILENCE;
    let kept = papers::of_case(conn, one)?;
    Ok(ProceedingView {
        id: one.id,
        paper: papers::need(one, &client, &kept, today),
        papers: kept,
        client_id: facts.client_id,
        client_name: client.card.name,
        route,
        label: route.label().to_owned(),
        numbers,
        owed,
        opened_on: facts.opened_on,
        court_town: facts.court_town.clone(),
        reference: facts.reference.clone(),
        handler: facts.handler.clone(),
        note: facts.note.clone(),
        steps: one
            .steps
            .iter()
            .map(|noted| ProceedingStepView {
                id: noted.id,
                kind: noted.step.kind,
                label: noted.step.kind.label(route).to_owned(),
                on: noted.step.on,
                in_person: noted.step.in_person,
                note: noted.note.clone(),
                can_take_back: open && life::may_take_back(route, &steps, noted.step.kind).is_ok(),
            })
            .collect(),
        next: match open {
            false => String::new(),
            true if stayed => STAYED.to_owned(),
            true if ended && owed.is_positive() => ENDED.to_owned(),
            true if silent && owed.is_positive() && !all.iter().any(|one| one.calls(today)) => SILENT.to_owned(),
            true => next(&all, owed, today),
        },
        calls: open && (stayed || ended || silent || !owed.is_positive() || all.iter().any(|one| one.calls(today))),
        deadlines: all.iter().map(|one| deadline(one, today)).collect(),
        next_steps: next_steps
            .into_iter()
            .map(|kind| StepToNote { kind, label: kind.label(route).to_owned(), asks_in_person: asks_in_person(kind, route) })
            .collect(),
        ending: one.closed.map(|(_, ending)| ending),
        closed_on: one.closed.map(|(on, _)| on),
        cost: one.cost,
        recovered: one.recovered,
    })
}

/// Enforcement stops when insolvency proceedings open (C. com. L622-21).
const STAYED: &str = "Procédure collective ouverte\u{a0}: n’engagez plus ni poursuite ni exécution (C. com. L622-21). Prévenez qui suit l’affaire, clôturez cette procédure, puis déclarez votre créance.";
/// Without news for so long, a case that no delay recalls is looked at again: its reminders are held back meanwhile.
const SILENCE: TimeDelta = TimeDelta::days(60);
const SILENT: &str = "Aucune nouvelle notée depuis deux mois\u{a0}: voyez où en est l’affaire et notez-le, ou clôturez cette procédure.";
/// Nothing is expected any more: its invoices would be held back for ever.
const ENDED: &str = "Plus rien n’est attendu ici\u{a0}: clôturez cette procédure, ses factures reviendront dans leur scénario.";

/// What comes next: what asks for a person first, else the nearest delay.
fn next(all: &[Deadline], owed: Cents, today: NaiveDate) -> String {
    if !owed.is_positive() {
        return "Tout est payé\u{a0}: clôturez cette procédure.".to_owned();
    }
    let running = |one: &&Deadline| matches!(one.stage(today), DeadlineStage::Running | DeadlineStage::Near);
    let first = all.iter().find(|one| one.calls(today)).or_else(|| all.iter().find(running));
    first.map_or_else(
        || "Aucun délai ne court\u{a0}: notez la prochaine étape quand elle arrive.".to_owned(),
        |one| format!("{}. {}", one.key.label(), one.sentence(today)),
    )
}

fn deadline(one: &Deadline, today: NaiveDate) -> DeadlineView {
    DeadlineView {
        key: one.key,
        label: one.key.label().to_owned(),
        counted_on: one.counted_on,
        last_day: one.last_day,
        alerts: one.alerts.clone(),
        role: one.key.role(),
        stage: one.stage(today),
        calls: one.calls(today),
        sentence: one.sentence(today),
        article: one.key.article().to_owned(),
        confidence: one.key.confidence(),
    }
}
