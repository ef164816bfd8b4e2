//! Reports: the list, one of them, and its file.
pub(super) mod leaving;
mod types;

pub use types::{ExportReport, ReportFormat, ReportPage, ReportRequest, ReportView};

use super::Nothing;
use super::check;
use super::exports::{SavedExport, words};
use crate::App;
use crate::error::{Error, Result};
use crate::store::{clients, effects, limitations, reports as store};
use chrono::{Datelike, NaiveDate};
use echu_core::ids::ClientId;
use echu_core::reports::limitation::{Ending, horizon};
use echu_core::reports::reminder_journal::Left;
use echu_core::reports::{
    Asks, Report, Table, activity, aged_balance, as_of, between, client_statement, from_client, limitation, payment_delays, penalties,
    recoveries, reminder_journal, write_offs,
};
use rusqlite::Connection;

/// What a report was told, checked.
#[derive(Debug, Clone, Copy)]
struct Told {
    today: NaiveDate,
    /// The evening, or the last day.
    to: NaiveDate,
    /// The first day.
    from: NaiveDate,
    client: Option<ClientId>,
}

impl Told {
    fn of(request: &ReportRequest, today: NaiveDate) -> Result<Told> {
        let past = |field, day: Option<NaiveDate>| day.map(|day| check::past_day(field, day, today)).transpose();
        let (to, from, client) = match request.report.about().asks {
            Asks::Nothing => (today, today, None),
            Asks::Day => {
                let on = past("on", request.on)?.unwrap_or(today);
                (on, on, None)
            }
            Asks::Period | Asks::ClientAndPeriod => {
                let to = past("to", request.to)?.unwrap_or(today);
                let from = past("from", request.from)?.unwrap_or(to.with_day(1).unwrap_or(to));
                (to, from, request.client_id)
            }
        };
        if from > to {
            return Err(Error::Invalid { field: "to", reason: "before_first_day" });
        }
        if request.report.about().asks == Asks::ClientAndPeriod && client.is_none() {
            return Err(Error::Invalid { field: "clientId", reason: "empty" });
        }
        Ok(Told { today, to, from, client })
    }
}

/// The reports that may be asked for.
///
/// # Errors
/// Never.
pub fn reports(_: &App, _: Nothing) -> Result<Vec<ReportView>> {
    let view = |report: Report| {
        let about = report.about();
        ReportView { report, title: about.title.to_owned(), about: about.about.to_owned(), asks: about.asks }
    };
    Ok(Report::ALL.into_iter().map(view).collect())
}

/// One report.
///
/// # Errors
/// A day to come, a time that ends before it begins, no client where one is needed.
pub fn report(app: &App, request: ReportRequest) -> Result<ReportPage> {
    let told = Told::of(&request, app.when().today)?;
    app.read(|conn| page(conn, request.report, told))
}

/// Saves a report where the user says. None when he gave up.
///
/// # Errors
/// As [`report`], and the disk's: what was there before stays.
pub fn export_report(app: &App, request: ExportReport) -> Result<Option<SavedExport>> {
    let told = Told::of(&request.request, app.when().today)?;
    let page = app.read(|conn| page(conn, request.request.report, told))?;
    leaving::save(app, &page, request.format, told.today)
}

fn page(conn: &Connection, report: Report, told: Told) -> Result<ReportPage> {
    let about = report.about();
    let subtitle = match (about.asks, told.client) {
        (Asks::Nothing | Asks::Day, _) => as_of(told.to),
        (Asks::ClientAndPeriod, Some(client)) => from_client(&clients::get(conn, client)?.card.name, told.from, told.to),
        (Asks::Period | Asks::ClientAndPeriod, _) => between(told.from, told.to),
    };
    Ok(ReportPage {
        title: about.title.to_owned(),
        subtitle,
        how: about.how.to_owned(),
        empty: about.empty.to_owned(),
        table: table(conn, report, told)?,
    })
}

fn table(conn: &Connection, report: Report, told: Told) -> Result<Table> {
    let Told { today, to, from, client } = told;
    Ok(match report {
        Report::AgedBalance => aged_balance::compute(&store::owed(conn, to, to)?, &store::names(conn)?, to),
        Report::ClientStatement => {
            let moves = client.map(|client| store::of_client(conn, client, to)).transpose()?.unwrap_or_default();
            client_statement::compute(moves, from, to)
        }
        Report::Activity => activity::compute(&store::activity(conn, from, to)?, from, to),
        Report::ReminderJournal => {
            let civil = |at| crate::clock::local(at).date();
            reminder_journal::compute(store::journal(conn, from, to, civil)?.into_iter().map(left).collect())
        }
        Report::PaymentDelays => payment_delays::compute(&store::payers(conn)?, &store::names(conn)?, &store::paid(conn, from, to)?),
        Report::Recoveries => recoveries::compute(&effects::came(conn, from, to)?),
        Report::Penalties => penalties::compute(store::penalties(conn, from, to)?, &store::names(conn)?),
        Report::WriteOffs => {
            let (losses, waived) = store::given_up(conn, from, to, words::insolvent)?;
            write_offs::compute(losses, waived)
        }
        Report::Limitation => {
            let watched = limitations::until(conn, today, horizon(today))?;
            limitation::compute(watched.into_iter().map(ending).collect(), today)
        }
    })
}

/// A contact, told in French.
fn left(one: store::Contacted) -> Left {
    Left {
        on: one.on,
        client: one.client,
        name: one.name,
        what: one.tone.as_deref().map(words::tone).unwrap_or_default(),
        by: words::way(&one.channel),
        invoices: one.invoices,
        claimed: one.claimed,
        to: one.to,
        ending: words::reminder(&one.state),
    }
}

fn ending(one: limitations::Watched) -> Ending {
    Ending {
        client: one.client_id,
        name: one.client_name,
        invoice: one.invoice_id,
        number: one.number,
        from: one.from,
        kind: one.limitation.kind,
        interrupted: !one.interruptions.is_empty(),
        delivery_unknown: one.delivery_unknown,
        last_day: one.limitation.last_day,
        balance: one.balance,
    }
}
