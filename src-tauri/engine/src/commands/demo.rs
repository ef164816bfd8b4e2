//! The demonstration company, and the search of the whole base.
use crate::demo;
use crate::error::Result;
use crate::store::invoices::{self, Stored};
use crate::store::{Actor, Outcome, Tag, search as found};
use crate::{App, commands::Nothing};
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;
use echu_core::text::{days, euros};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Clients in the answer of the palette, at most.
const MOST_CLIENTS: u32 = 6;
/// Invoices in it, at most.
const MOST_INVOICES: usize = 12;

/// Which base is open.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DemoState {
    /// True: the demonstration.
    pub demo: bool,
}

/// Words typed in the palette.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct SearchRequest {
    /// The words.
    pub text: String,
}

/// Something found.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct SearchHit {
    /// "client" or "invoice".
    pub kind: String,
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// Its client.
    pub client_id: ClientId,
    /// Its name or number.
    pub title: String,
    /// In French.
    pub detail: String,
}

/// Opens a made-up company in a base of its own, dated from today.
///
/// # Errors
/// When the base cannot be made.
pub fn start_demo(app: &App, _: Nothing) -> Result<Outcome<DemoState>> {
    app.switch_base(true)?;
    if app.read(crate::store::clients::none_yet)? {
        app.write(Actor::User, demo::fill)?;
    }
    Ok(state(app))
}

/// Erases the demonstration and goes back to the user’s own base.
///
/// # Errors
/// When the files cannot be erased.
pub fn wipe_demo(app: &App, _: Nothing) -> Result<Outcome<DemoState>> {
    app.switch_base(false)?;
    Ok(state(app))
}

/// Which base is open; everything the interface holds is of another base.
fn state(app: &App) -> Outcome<DemoState> {
    Outcome { value: DemoState { demo: app.is_demo() }, changed: Tag::ALL.into_iter().collect() }
}

/// Clients and invoices that match, best first.
///
/// # Errors
/// When the base cannot be read.
pub fn search(app: &App, request: SearchRequest) -> Result<Vec<SearchHit>> {
    let today = app.when().today;
    let invoices_found = app.base().store.find(&request.text)?.unwrap_or_default();
    app.read(|conn| {
        let mut hits: Vec<SearchHit> = clients(conn, &request.text)?;
        for id in invoices_found.newest(MOST_INVOICES) {
            hits.push(invoice(&invoices::get(conn, id)?, today));
        }
        Ok(hits)
    })
}

fn clients(conn: &Connection, text: &str) -> Result<Vec<SearchHit>> {
    let found = found::clients(conn, text, MOST_CLIENTS)?;
    Ok(found
        .into_iter()
        .map(|one| SearchHit {
            kind: "client".to_owned(),
            id: one.id.0,
            client_id: one.id,
            detail: if one.balance.is_positive() { format!("Doit {}", euros(one.balance)) } else { one.city },
            title: one.name,
        })
        .collect())
}

fn invoice(one: &Stored, today: NaiveDate) -> SearchHit {
    let facts = &one.facts;
    let state = match (facts.kind, facts.balance()) {
        (InvoiceKind::CreditNote, _) => "avoir".to_owned(),
        (InvoiceKind::Invoice, Cents::ZERO) => "réglée".to_owned(),
        (InvoiceKind::Invoice, owed) if facts.is_late(today) => format!("{} dus, {} de retard", euros(owed), days(facts.days_late(today))),
        (InvoiceKind::Invoice, owed) => format!("{} à régler", euros(owed)),
    };
    SearchHit {
        kind: "invoice".to_owned(),
        id: facts.id.0,
        client_id: facts.client_id,
        title: facts.number.clone(),
        detail: format!("{}, {state}", one.client_name),
    }
}
