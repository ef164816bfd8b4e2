//! The plan a client follows: chosen by a person, by how he pays, or the default one of his kind.
use super::{FittingPlan, FollowedPlan, PlanBy, TakePlan};
use crate::App;
use crate::commands::clients::{ClientRequest, plan_fits};
use crate::error::{Error, Result};
use crate::store::{About, Actor, Outcome, clients, following, plans};
use echu_core::ids::{ClientId, PlanId};
use echu_core::risk::Profile;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::privacy::Change;
use rusqlite::Connection;

/// What the history says of a plan that no person names any more.
const LEFT_TO_THE_PROFILE: &str = "au choix d’Échu";

/// The plan he follows, and why.
pub(super) fn followed(conn: &Connection, client: &clients::Client, wanted: bool) -> Result<FollowedPlan> {
    let card = &client.card;
    let all = plans::names(conn)?;
    let chosen = following::chosen(conn, client.id)?;
    let (id, by) = match (card.plan_id, chosen) {
        (Some(id), _) => (Some(id), PlanBy::Person),
        (None, Some((id, _))) => (Some(id), PlanBy::Profile),
        (None, None) if wanted && card.handle_with_care => (None, PlanBy::Care),
        (None, None) => (None, PlanBy::Usual),
    };
    let is_it = |one: &&plans::PlanName| id.map_or(one.is_default && one.debtor_kind == card.debtor_kind, |id| one.id == id);
    let name = all.iter().find(is_it).map(|one| one.name.clone()).unwrap_or_default();
    let choices = all.iter().filter(|one| one.debtor_kind == card.debtor_kind);
    Ok(FollowedPlan {
        name,
        by,
        since: chosen.filter(|_| by == PlanBy::Profile).map(|(_, on)| on),
        wanted: wanted && card.insolvent_on.is_none() && !client.archived,
        choices: choices.map(|one| FittingPlan { id: one.id, name: one.name.clone() }).collect(),
    })
}

/// The plan that fits a profile, for a client for whom nobody chose one; none when he follows it already, when none is made for it, or
/// when he is not chased any more: archived, or in insolvency proceedings.
pub(super) fn fitting(conn: &Connection, client: &clients::Client, profile: Profile) -> Result<Option<FittingPlan>> {
    let card = &client.card;
    if card.plan_id.is_some() || card.insolvent_on.is_some() || client.archived {
        return Ok(None);
    }
    let plans = plans::names(conn)?;
    let fits =
        |one: &&plans::PlanName| one.debtor_kind == card.debtor_kind && one.preset.is_some() && one.preset.as_deref() == profile.preset();
    let found = plans.iter().find(fits).filter(|one| !one.is_default);
    Ok(found.map(|one| FittingPlan { id: one.id, name: one.name.clone() }))
}

/// A client follows the plan that a person chose for him, whatever his way of paying becomes. What he already received counts in it.
/// Nothing happens when he follows it already and no profile would choose another.
///
/// # Errors
/// When the plan is not made for his kind, or when another one was chosen for him meanwhile.
pub fn take_plan(app: &App, request: TakePlan) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        let mut card = clients::get(&tx.sql, request.id)?.card;
        plan_fits(&tx.sql, request.plan_id, &card)?;
        match card.plan_id {
            Some(chosen) if chosen == request.plan_id => return Ok(request.id),
            Some(_) => return Err(Error::Precondition("plan_chosen")),
            None => {}
        }
        let plans = plans::names(&tx.sql)?;
        let chosen = following::chosen(&tx.sql, request.id)?.map(|(id, _)| id);
        let usual = |one: &&plans::PlanName| one.is_default && one.debtor_kind == card.debtor_kind;
        let followed = plans.iter().find(|one| chosen.map_or(usual(one), |id| one.id == id));
        if !following::following(&tx.sql)?.wanted && followed.is_some_and(|one| one.id == request.plan_id) {
            return Ok(request.id);
        }
        let before = followed.map(|one| one.name.clone()).unwrap_or_default();
        let after = plans::get(&tx.sql, request.plan_id)?.name;
        card.plan_id = Some(request.plan_id);
        tx.update_client(request.id, &card)?;
        changed(tx, request.id, before, after)?;
        Ok(request.id)
    })
}

/// No person chooses the plan of a client any more: his way of paying does.
///
/// # Errors
/// When there is no such client.
pub fn let_profile_choose(app: &App, request: ClientRequest) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        let mut card = clients::get(&tx.sql, request.id)?.card;
        let Some(chosen) = card.plan_id.take() else { return Ok(request.id) };
        let before = name(&tx.sql, chosen)?;
        tx.update_client(request.id, &card)?;
        changed(tx, request.id, before, LEFT_TO_THE_PROFILE.to_owned())?;
        Ok(request.id)
    })
}

fn name(conn: &Connection, id: PlanId) -> Result<String> {
    Ok(plans::names(conn)?.into_iter().find(|one| one.id == id).map(|one| one.name).unwrap_or_default())
}

fn changed(tx: &mut crate::store::Tx, id: ClientId, before: String, after: String) -> Result<()> {
    let change = Change { field: "Scénario".to_owned(), before, after };
    tx.record(About::client(id), &EventKind::ClientEdited { changes: vec![change], import: None })
}
