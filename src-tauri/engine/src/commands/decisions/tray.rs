//! The tray: who is at the end of his plan, and what was decided of the others.
use super::{ChoiceView, DecidedRow, EndingInvoice, EndingRow, EndingView, notice_posted};
use crate::App;
use crate::commands::{Nothing, clients, holds};
use crate::error::{Error, Result};
use crate::outgoing::plan::{self, Day};
use crate::store::holds::StoredHold;
use crate::store::situation::Scope;
use crate::store::{claims, day, settings};
use chrono::NaiveDate;
use echu_core::dunning::day_plan::Ended;
use echu_core::dunning::decision::Choice;
use echu_core::error::DomainError;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::text::long_date;
use rusqlite::Connection;

/// Cases of which the figures are computed: the first ones, which a person looks at.
const FIGURED: usize = 100;

/// Clients at the end of their plan, the choices, and what was decided.
///
/// # Errors
/// When the base cannot be read.
pub fn ending(app: &App, _request: Nothing) -> Result<EndingView> {
    let today = app.when().today;
    app.read(|conn| {
        let day = plan::of(conn, Scope::All, today)?;
        let region = settings::region(&settings::options(conn)?);
        let choices = Choice::OFFERED.into_iter().map(|choice| ChoiceView {
            choice,
            label: choice.label().to_owned(),
            back_on: choice.back_on(today, region),
        });
        let mut rows = Vec::new();
        for (at, ended) in day.plan.ended.iter().enumerate() {
            rows.push(row(conn, &day, ended, today, at < FIGURED)?);
        }
        let mut decided = Vec::new();
        for hold in holds::standing(conn, None, today)?.iter().filter(|hold| hold.kind == "decision") {
            decided.extend(decision(conn, &day, hold)?);
        }
        decided.sort_by_key(|one| (one.back_on.is_none(), one.back_on, one.hold_id));
        Ok(EndingView { rows, choices: choices.collect(), decided })
    })
}

fn row(conn: &Connection, day: &Day, ended: &Ended, today: NaiveDate, figured: bool) -> Result<EndingRow> {
    let debtor = day.situation.clients.iter().find(|one| one.id == ended.client_id);
    let find = |id: &InvoiceId| day.situation.invoices.iter().find(|one| one.id == *id);
    let invoices: Vec<EndingInvoice> = ended
        .invoices
        .iter()
        .filter_map(find)
        .map(|one| EndingInvoice { id: one.id, number: one.number.clone(), due_on: one.due_on, balance: one.balance() })
        .collect();
    let oldest = invoices.iter().filter_map(|one| one.due_on).min();
    Ok(EndingRow {
        client_id: ended.client_id,
        client_name: debtor.map(|one| one.name.clone()).unwrap_or_default(),
        debtor_kind: debtor.map_or(DebtorKind::Business, |one| one.kind),
        penalties: if figured { penalties(conn, &ended.invoices, today)? } else { None },
        invoices,
        amount: ended.amount,
        days_late: oldest.map_or(0, |due| clients::days_late(due, today)),
        why: why(ended),
        notice: notice(conn, ended.client_id)?,
    })
}

/// One sentence: why the case is the owner's.
pub(crate) fn why(ended: &Ended) -> String {
    match (ended.refused_on, ended.step_id, ended.last_step_on) {
        (Some(on), _, _) => format!("A refusé de payer le {}\u{a0}: la suite demande votre décision.", long_date(on)),
        (None, Some(_), _) => "Le scénario vous rend le dossier\u{a0}: la suite demande votre décision.".to_owned(),
        (None, None, Some(on)) => {
            format!("Toutes les étapes du scénario sont faites, la dernière le {}\u{a0}: la suite demande votre décision.", long_date(on))
        }
        (None, None, None) => "Toutes les étapes du scénario sont faites\u{a0}: la suite demande votre décision.".to_owned(),
    }
}

fn penalties(conn: &Connection, invoices: &[InvoiceId], today: NaiveDate) -> Result<Option<Cents>> {
    let mut sum = Cents::ZERO;
    for id in invoices {
        match claims::remaining(conn, *id, today) {
            // The amount beside it is that of the invoices: the principal that payments of interest left is counted here.
            Ok(Some(left)) => sum += left.beside(),
            Ok(None) => {}
            Err(Error::Domain(DomainError::UnknownRate(_))) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    Ok(Some(sum))
}

/// What became of the last mise en demeure of a client.
fn notice(conn: &Connection, client: ClientId) -> Result<String> {
    let mut query = conn.prepare_cached(
        "SELECT t.number, t.posted_on, IFNULL(t.presented_on, t.delivered_on), t.deadline_days FROM letter t JOIN reminder r ON r.id = t.reminder_id
         WHERE r.client_id = ? AND t.medium <> 'plain' AND t.posted_on IS NOT NULL AND t.state <> 'cancelled' ORDER BY t.posted_on DESC, t.id DESC LIMIT 1",
    )?;
    let mut rows = query.query([client.0])?;
    let Some(row) = rows.next()? else { return Ok(String::new()) };
    let number: String = row.get(0)?;
    let date = |index| -> Result<Option<NaiveDate>> { Ok(row.get::<_, Option<String>>(index)?.map(|text| day(&text)).transpose()?) };
    let (posted, presented) = (date(1)?, date(2)?);
    let days: u32 = row.get(3)?;
    Ok(match (presented.and_then(|on| on.checked_add_days(chrono::Days::new(u64::from(days)))), posted) {
        (Some(limit), _) => format!("Mise en demeure {number}\u{a0}: délai jusqu’au {}.", long_date(limit)),
        (None, Some(posted)) => format!("Mise en demeure {number} postée le {}\u{a0}: notez sa présentation.", long_date(posted)),
        (None, None) => String::new(),
    })
}

fn decision(conn: &Connection, day: &Day, hold: &StoredHold) -> Result<Option<DecidedRow>> {
    // A case has its own page, with its deadlines.
    let Some(choice) = Choice::from_key(&hold.reason).filter(|choice| *choice != Choice::Proceeding) else { return Ok(None) };
    // Paid since: nothing is left to decide.
    if hold.invoice_id.is_some_and(|id| !day.situation.invoices.iter().any(|one| one.id == id)) {
        return Ok(None);
    }
    let name = day.situation.clients.iter().find(|one| one.id == hold.client_id).map(|one| one.name.clone());
    Ok(Some(DecidedRow {
        hold_id: hold.id,
        client_id: hold.client_id,
        client_name: name.unwrap_or_default(),
        number: hold.invoice_number.clone(),
        choice,
        sentence: holds::view(conn, hold)?.sentence,
        back_on: hold.until,
        can_take_back: choice.may_take_back(notice_posted(conn, hold)?.is_some()),
    }))
}
