//! How a client pays, explained; and what the public registers say of him, read by a person.
mod plan;
mod types;

pub use plan::{let_profile_choose, take_plan};
pub use types::*;

use super::check;
use super::clients::ClientRequest;
use crate::App;
use crate::error::{Error, Result};
use crate::oauth::Fault;
use crate::store::{About, Actor, Outcome, clients, following, records, solvency};
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::risk;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;

impl Register {
    const ALL: [Register; 4] = [Register::Directory, Register::Bodacc, Register::Inpi, Register::Other];

    /// As stored.
    fn key(self) -> &'static str {
        match self {
            Register::Directory => "directory",
            Register::Bodacc => "bodacc",
            Register::Inpi => "inpi",
            Register::Other => "other",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Register::Directory => "Annuaire des entreprises",
            Register::Bodacc => "BODACC",
            Register::Inpi => "Registre national des entreprises (INPI)",
            Register::Other => "Autre source",
        }
    }

    /// Its page about a company; none of ours for another source.
    fn page(self, siren: &str) -> Option<String> {
        match self {
            Register::Directory => Some(format!("https://annuaire-entreprises.data.gouv.fr/entreprise/{siren}")),
            Register::Bodacc => Some(format!("https://www.bodacc.fr/pages/annonces-commerciales/?q.registre=registre:{siren}")),
            Register::Inpi => Some(format!("https://data.inpi.fr/entreprises/{siren}")),
            Register::Other => None,
        }
    }
}

/// How a client pays, and why; with what was read of him.
///
/// # Errors
/// When there is no such client.
pub fn client_standing(app: &App, request: ClientRequest) -> Result<StandingView> {
    let today = app.when().today;
    app.read(|conn| {
        let client = clients::get(conn, request.id)?;
        let siren = &client.card.siren;
        let record = records::of(conn, request.id, today)?;
        let now = risk::standing(&record, today);
        let registers = Register::ALL.into_iter().filter(|one| !siren.is_empty() && one.page(siren).is_some()).collect();
        let label = |key: &str| Register::ALL.into_iter().find(|one| one.key() == key).map_or("", Register::label).to_owned();
        let wanted = following::following(conn)?.wanted;
        let checks = solvency::checks(conn, request.id)?;
        Ok(StandingView {
            profile: now.profile.key().to_owned(),
            label: now.profile.label().to_owned(),
            score: now.score,
            reasons: now.grounds.iter().map(risk::Ground::sentence).collect(),
            advice: now.profile.advice().to_owned(),
            history: changes(risk::history(&record, today)),
            plan: if wanted { None } else { plan::fitting(conn, &client, now.profile)? },
            followed: plan::followed(conn, &client, wanted)?,
            registers,
            checks: checks.into_iter().map(|one| SolvencyCheck { on: one.on, source: label(&one.source), finding: one.finding }).collect(),
        })
    })
}

/// The months when the profile changed, the last one first; today stands for the last of them.
fn changes(months: Vec<(NaiveDate, risk::Standing)>) -> Vec<PastStanding> {
    let mut kept: Vec<(NaiveDate, risk::Standing)> = Vec::new();
    for (on, one) in months {
        if kept.last().is_none_or(|(_, last)| last.profile != one.profile) {
            kept.push((on, one));
        }
    }
    let past = |(on, one): (NaiveDate, risk::Standing)| PastStanding {
        on,
        label: one.profile.label().to_owned(),
        reason: one.grounds.first().map(risk::Ground::sentence).unwrap_or_default(),
    };
    kept.into_iter().rev().map(past).collect()
}

/// Opens the page of a company in a public register, in the browser: the SIREN is all that is said.
///
/// # Errors
/// When the client has no SIREN, or no browser opens.
pub fn open_register(app: &App, request: OpenRegister) -> Result<bool> {
    let siren = app.read(|conn| Ok(clients::get(conn, request.id)?.card.siren))?;
    let page = request.register.page(&siren).filter(|_| !siren.is_empty());
    let page = page.ok_or(Error::Invalid { field: "siren", reason: "empty" })?;
    app.desktop.open_url(&page).map_err(|_| Error::Refused(Fault::NoBrowser.sentence()))?;
    Ok(true)
}

/// Keeps what a person read in a register.
///
/// # Errors
/// A day to come, no words, or too many.
pub fn note_solvency(app: &App, request: NoteSolvency) -> Result<Outcome<ClientId>> {
    let finding = check::text("finding", &request.finding, check::LONG)?;
    if finding.is_empty() {
        return Err(Error::Invalid { field: "finding", reason: "empty" });
    }
    app.write(Actor::User, |tx| {
        let on = check::past_day("on", request.on, tx.when.today)?;
        clients::get(&tx.sql, request.id)?;
        let source = request.register.key().to_owned();
        tx.insert_solvency_check(request.id, &solvency::Check { on, source, finding: finding.clone() })?;
        let event = desk::Looked { source: request.register.label().to_owned(), on, finding: finding.clone() };
        tx.record(About::client(request.id), &EventKind::SolvencyChecked(event))?;
        Ok(request.id)
    })
}
