//! What a figure of the dashboard is made of: its rows, their total, and its file.
use super::effects::{BACK, disputes, promises};
use crate::App;
use crate::commands::exports::SavedExport;
use crate::commands::reports::{ReportFormat, ReportPage, leaving};
use crate::error::Result;
use crate::store::{expected, figures as store, habits, reports};
use chrono::NaiveDate;
use echu_core::reports::Table;
use echu_core::reports::figure::{self, Figure, Line};
use rusqlite::Connection;
use serde::Deserialize;
use ts_rs::TS;

/// Names a figure.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct FigureRequest {
    /// Which.
    pub figure: Figure,
}

/// A figure to save.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ExportFigure {
    /// Which.
    pub figure: Figure,
    /// How.
    pub format: ReportFormat,
}

/// What a figure is made of.
///
/// # Errors
/// When the base cannot be read.
pub fn figure(app: &App, request: FigureRequest) -> Result<ReportPage> {
    let today = app.when().today;
    app.read(|conn| page(conn, &request.figure, today))
}

/// Saves what a figure is made of where the user says. None when he gave up.
///
/// # Errors
/// As [`figure`], and the disk's: what was there before stays.
pub fn export_figure(app: &App, request: ExportFigure) -> Result<Option<SavedExport>> {
    let today = app.when().today;
    let page = app.read(|conn| page(conn, &request.figure, today))?;
    leaving::save(app, &page, request.format, today)
}

fn page(conn: &Connection, figure: &Figure, today: NaiveDate) -> Result<ReportPage> {
    let about = figure::named(figure, today);
    Ok(ReportPage {
        title: about.title.to_owned(),
        subtitle: about.subtitle,
        how: about.how.to_owned(),
        empty: about.empty.to_owned(),
        table: table(conn, figure, today)?,
    })
}

fn table(conn: &Connection, figure: &Figure, today: NaiveDate) -> Result<Table> {
    let names = reports::names(conn)?;
    let since = today - BACK;
    let lines = match figure {
        Figure::Overdue => store::overdue(conn, today)?,
        Figure::Received { from, to } => store::received(conn, *from, *to)?,
        Figure::Expected { week, why } => {
            let all = expected::expected(conn, &habits::habits(conn, None, today)?, today)?;
            store::expected(conn, &all, *week, *why, today)?
        }
        Figure::Sold { on } => store::sold(conn, *on)?,
        Figure::Delay { on } => return Ok(figure::delay(*on, &store::owed(conn, *on)?, &store::sold(conn, *on)?, &names)),
        Figure::Lateness { from, to } => store::lateness(conn, *from, *to)?,
        Figure::Came { step } => store::came(conn, since, today, step.as_deref())?,
        Figure::FellDue => store::fell_due(conn, since, today)?,
        Figure::Promises => promises(conn, today)?.into_iter().map(promise).collect(),
        Figure::Disputes => disputes(conn, today)?.into_iter().map(dispute).collect(),
    };
    Ok(figure::compute(figure, &lines, &names))
}

fn promise((client, one): (echu_core::ids::ClientId, echu_core::risk::Promise)) -> Line {
    let values = vec![i64::from(one.kept), i64::from(!one.kept)];
    Line { on: Some(one.until), client, invoice: None, note: String::new(), days: None, values }
}

fn dispute((invoice, amount): (echu_core::invoice::Invoice, echu_core::money::Cents)) -> Line {
    Line {
        on: invoice.due_on,
        client: invoice.client_id,
        invoice: Some((invoice.id, invoice.number)),
        note: String::new(),
        days: None,
        values: vec![amount.0],
    }
}
