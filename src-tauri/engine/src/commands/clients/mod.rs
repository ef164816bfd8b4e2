//! Clients: list, page, edit, archive.
mod changes;
mod page;
mod types;

pub(crate) use changes::between;
pub use types::*;

use super::check;
use crate::App;
use crate::error::{Error, Result};
use crate::store::clients::Card;
use crate::store::invoice_list::Aged;
use crate::store::{About, Actor, Outcome, Tx, client_list, clients as store, merges, payments};
use chrono::NaiveDate;
use echu_core::address::{self, AddressBlock};
use echu_core::identifiers::{self, IdentifierProblem};
use echu_core::ids::ClientId;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::privacy::Returned;
use rusqlite::Connection;

/// Rows of a list when the request does not say.
pub(crate) const ROWS: u32 = 500;
/// Rows of a list, at most.
pub(crate) const MOST_ROWS: u32 = 5_000;

/// Clients, who owes most first.
///
/// # Errors
/// When the base cannot be read.
pub fn clients(app: &App, request: ClientsRequest) -> Result<ClientList> {
    let today = app.when().today;
    let limit = request.limit.unwrap_or(ROWS).min(MOST_ROWS);
    let age = check::age("age", request.age.as_deref())?;
    let (archived, late_only, offset) = (request.archived, request.late_only, request.offset);
    let query = client_list::Query { search: &request.search, archived, late_only, age, limit, offset, order: request.order };
    let totals = app.base().store.totals(today)?;
    app.read(|conn| {
        let (rows, count) = client_list::list(conn, &query, &totals, today)?;
        let ageing = Ageing::of(totals.ageing);
        Ok(ClientList { rows: rows.into_iter().map(|one| row(one, today)).collect(), count, ageing })
    })
}

fn row(one: client_list::Listed, today: NaiveDate) -> ClientRow {
    let mut marks = one.holds;
    for (set, mark) in [
        (one.handle_with_care, "care"),
        (one.insolvent_on.is_some(), "insolvent"),
        (one.archived, "archived"),
        (one.over_ceiling, "over_ceiling"),
    ] {
        if set {
            marks.push(mark.to_owned());
        }
    }
    ClientRow {
        id: one.id,
        name: one.name,
        debtor_kind: one.debtor_kind,
        city: one.city,
        email: one.email,
        open_invoices: one.open_invoices,
        balance: one.balance,
        overdue: one.overdue,
        days_late: one.oldest_due.map_or(0, |due| days_late(due, today)).max(0),
        undated: one.open_invoices > 0 && one.oldest_due.is_none(),
        last_contact: one.last_contact.map(|(on, channel)| super::today::LastContact { on, channel }),
        marks,
    }
}

/// Days after the due date; negative before.
pub(crate) fn days_late(due: NaiveDate, today: NaiveDate) -> i32 {
    // Dates lie between 1990 and 2100: a few tens of thousands of days.
    i32::try_from((today - due).num_days()).unwrap_or(i32::MAX)
}

/// All of a client; of the one he was united with.
///
/// # Errors
/// When the base cannot be read, or holds no such client.
pub fn client(app: &App, request: ClientRequest) -> Result<ClientPage> {
    let today = app.when().today;
    app.read(|conn| page::page(conn, merges::stands_for(conn, request.id)?, today))
}

/// Creates or changes a client.
///
/// # Errors
/// A field that cannot be kept, or that asks for a confirmation; nothing is then written.
pub fn save_client(app: &App, request: SaveClient) -> Result<Outcome<Saved>> {
    let card = checked(&request.client, request.confirmed, app.when().today)?;
    app.write(Actor::User, |tx| {
        if let Some(plan) = card.plan_id {
            plan_fits(&tx.sql, plan, &card)?;
        }
        let returned = super::privacy::comes_back(&tx.sql, request.id, &card)?;
        if let Some(stone) = returned.as_ref().filter(|_| !request.confirmed) {
            return Err(Error::Confirm(super::privacy::comes_back_sentence(stone)));
        }
        let (id, event) = match request.id {
            Some(id) => {
                let before = store::get(&tx.sql, id)?.card;
                tx.update_client(id, &card)?;
                (id, EventKind::ClientEdited { changes: between(&before, &card), import: None })
            }
            None => (tx.insert_client(&card, None)?, EventKind::ClientCreated),
        };
        tx.record(About::client(id), &event)?;
        if let Some(stone) = returned {
            tx.record(About::client(id), &EventKind::ErasedReturned(Returned { asked_on: stone.asked_on }))?;
        }
        Ok(Saved { id: id.0, warnings: warnings(tx, id, &card)? })
    })
}

/// Refuses a plan that is not made for the kind of the client, or that is no longer in use.
pub(super) fn plan_fits(conn: &Connection, plan: echu_core::ids::PlanId, card: &Card) -> Result<()> {
    let fits = crate::store::plans::names(conn)?.iter().any(|one| one.id == plan && one.debtor_kind == card.debtor_kind);
    if fits { Ok(()) } else { Err(Error::Invalid { field: "planId", reason: "wrong_plan" }) }
}

fn checked(form: &ClientForm, confirmed: bool, today: NaiveDate) -> Result<Card> {
    Ok(Card {
        name: check::required("name", &form.name, check::NAME)?,
        debtor_kind: form.debtor_kind,
        siren: check::identifier("siren", &form.siren, identifiers::siren, confirmed)?,
        siret: check::identifier("siret", &form.siret, identifiers::siret, confirmed)?,
        vat_number: vat_number(&form.vat_number, confirmed)?,
        contact_name: check::text("contactName", &form.contact_name, check::LONG)?,
        email: check::email("email", &form.email)?,
        email_copies: check::emails("emailCopies", &form.email_copies)?,
        phone: check::text("phone", &form.phone, 100)?,
        address: check::address(&form.address)?,
        terms: form.terms,
        sector: form.sector,
        contract_rate_bp: check::rate("contractRateBp", form.contract_rate_bp)?,
        plan_id: form.plan_id,
        handle_with_care: form.handle_with_care,
        insolvent_on: form.insolvent_on.map(|on| check::past_day("insolventOn", on, today)).transpose()?,
        note: check::text("note", &form.note, check::LONG)?,
    })
}

/// A French VAT number is checked; one of another country is kept as it is.
fn vat_number(written: &str, confirmed: bool) -> Result<String> {
    match identifiers::vat_number(written) {
        Err(IdentifierProblem::NotFrench) => check::text("vatNumber", &identifiers::compact(written), 20),
        Ok(_) | Err(_) => check::identifier("vatNumber", written, identifiers::vat_number, confirmed),
    }
}

/// What was kept, and deserves a look.
fn warnings(tx: &Tx, id: ClientId, card: &Card) -> Result<Vec<String>> {
    let mut warnings = Vec::new();
    if !card.siren.is_empty() {
        if !card.siret.is_empty() && !card.siret.starts_with(&card.siren) {
            warnings.push("Le SIRET ne commence pas par le SIREN\u{a0}: l’un des deux est celui d’une autre entreprise.".to_owned());
        }
        if let Some(other) = store::known(&tx.sql)?.into_iter().find(|other| other.id != id && other.siren == card.siren) {
            warnings.push(format!("{} porte le même SIREN\u{a0}: c’est peut-être le même client.", other.name));
        }
    }
    if card.email.is_empty() {
        warnings.push("Sans adresse e-mail, ses relances par courriel attendront.".to_owned());
    }
    let block = address::block(&card.name, &card.address);
    warnings.extend(block.problems.iter().map(|problem| problem.sentence()));
    Ok(warnings)
}

/// Archives a client who owes nothing, or takes him back.
///
/// # Errors
/// When he still owes something.
pub fn archive_client(app: &App, request: ArchiveClient) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        store::get(&tx.sql, request.id)?;
        if request.archived && !payments::open_of(&tx.sql, request.id)?.is_empty() {
            return Err(Error::Precondition("has_open_invoices"));
        }
        tx.archive_client(request.id, request.archived)?;
        tx.record(About::client(request.id), &EventKind::ClientArchived { archived: request.archived })?;
        Ok(request.id)
    })
}

/// The six lines of an address.
///
/// # Errors
/// Never.
pub fn preview_address(_: &App, request: AddressRequest) -> Result<AddressPreview> {
    Ok(address::block(&request.name, &request.address).into())
}

impl From<AddressBlock> for AddressPreview {
    fn from(block: AddressBlock) -> AddressPreview {
        AddressPreview { problems: block.problems.iter().map(|problem| problem.sentence()).collect(), lines: block.lines }
    }
}

impl Ageing {
    /// From the sums in the order of the ages.
    pub(crate) fn of(aged: Aged) -> Ageing {
        let [not_due, d1_30, d31_60, d61_90, over_90, undated] = aged.sums;
        Ageing { not_due, d1_30, d31_60, d61_90, over_90, undated, total: App::sum(aged.sums.into_iter()) }
    }
}
