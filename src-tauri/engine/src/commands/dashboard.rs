//! « Tableau de bord »: what is owed and how old it is, what should come in, how fast money comes, who is latest.
mod effects;
mod figure;

pub use effects::{EffectRow, EffectsView, effects};
pub use figure::{ExportFigure, FigureRequest, export_figure, figure};

use super::clients::{Ageing, days_late};
use crate::App;
use crate::error::Result;
use crate::store::{collection, expected, habits, receipts};
use chrono::{Datelike, NaiveDate};
use echu_core::forecast::{self, Forecast};
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use echu_core::receipts::StatementDays;
use rusqlite::Connection;
use serde::Serialize;
use ts_rs::TS;

/// How many of the latest clients are named.
const LATEST: usize = 8;

/// The dashboard of a day. Amounts in cents.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DashboardView {
    /// The day.
    pub today: NaiveDate,
    /// Up to when the statements of the bank go; none without one.
    pub bank_through: Option<NaiveDate>,
    /// Owed, by age.
    pub ageing: Ageing,
    /// Clients who owe something.
    pub debtors: u32,
    /// Past due.
    pub overdue: Cents,
    /// Received this month, whatever it settled.
    pub received: Cents,
    /// What should come in.
    pub forecast: ForecastView,
    /// The last twelve months, oldest first.
    pub months: Vec<MonthView>,
    /// The latest clients, by what is past due.
    pub latest: Vec<LatestRow>,
}

/// What should come in over thirteen weeks.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ForecastView {
    /// Week by week, this one first.
    pub weeks: Vec<WeekView>,
    /// Their sum.
    pub total: Cents,
    /// Of it, promised or agreed.
    pub promised: Cents,
    /// Of it, by the habits of clients.
    pub habit: Cents,
    /// Of it, by the due date alone.
    pub due_date: Cents,
    /// Expected after these weeks.
    pub later: Cents,
    /// Without a day: late beyond promise, habit or due date.
    pub late: Cents,
    /// Without a day: disputed, or in an insolvency procedure.
    pub stopped: Cents,
    /// Without a day: no due date.
    pub no_due_date: Cents,
}

/// A week.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct WeekView {
    /// Its Monday.
    pub from: NaiveDate,
    /// Promised or agreed.
    pub promised: Cents,
    /// By the habits of clients.
    pub habit: Cents,
    /// By the due date alone.
    pub due_date: Cents,
    /// Their sum.
    pub total: Cents,
}

/// A month.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct MonthView {
    /// Its last day; today for the month that runs.
    pub end: NaiveDate,
    /// Owed that evening.
    pub owed: Cents,
    /// Sold over the 91 days before, credit notes taken off.
    pub turnover: Cents,
    /// Days of turnover owed (DSO); none without turnover.
    pub sales_outstanding: Option<i32>,
    /// Average days after the due date of what came in that month; negative: before it; none when nothing came.
    pub lateness: Option<i32>,
    /// Received that month, whatever it settled.
    pub received: Cents,
}

/// A client who is late.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LatestRow {
    /// The client.
    pub client_id: ClientId,
    /// His name.
    pub name: String,
    /// Past due.
    pub overdue: Cents,
    /// Days since his oldest due date.
    pub days_late: i32,
    /// Days after due dates at which he usually pays; none under three payments in two years.
    pub habit: Option<i32>,
}

/// The dashboard of the day.
///
/// # Errors
/// When the base cannot be read.
pub fn dashboard(app: &App, _: super::Nothing) -> Result<DashboardView> {
    let today = app.when().today;
    let totals = app.base().store.totals(today)?;
    let ageing = Ageing::of(totals.ageing);
    app.read(|conn| {
        let habits = habits::habits(conn, None, today)?;
        let months = collection::months(conn, ageing.total, today)?;
        let mut late: Vec<_> = totals.late().collect();
        late.sort_by_key(|(client, overdue, _)| (-*overdue, *client));
        let overdue = late.iter().map(|(_, overdue, _)| *overdue).sum();
        late.truncate(LATEST);
        let latest = late.into_iter().map(|(client, overdue, oldest)| {
            Ok(LatestRow {
                client_id: client,
                name: name(conn, client)?,
                overdue,
                days_late: oldest.map_or(0, |due| days_late(due, today)).max(0),
                habit: habits.get(&client).copied().map(days),
            })
        });
        Ok(DashboardView {
            today,
            bank_through: receipts::receipts(conn)?.statement.map(StatementDays::through),
            debtors: u32::try_from(totals.debtors()).unwrap_or(u32::MAX),
            overdue,
            received: collection::received(conn, today.with_day(1).unwrap_or(today), today)?,
            forecast: forecast(&forecast::forecast(expected::expected(conn, &habits, today)?.into_iter().map(|one| one.expected), today)),
            months: months.into_iter().map(month).collect(),
            latest: latest.collect::<Result<_>>()?,
            ageing: ageing.clone(),
        })
    })
}

fn name(conn: &Connection, client: ClientId) -> Result<String> {
    Ok(conn.prepare_cached("SELECT name FROM client WHERE id = ?")?.query_row([client.0], |row| row.get(0))?)
}

fn forecast(found: &Forecast) -> ForecastView {
    let weeks: Vec<WeekView> = found
        .weeks
        .iter()
        .map(|week| {
            let [promised, habit, due_date] = week.amounts;
            WeekView { from: week.from, promised, habit, due_date, total: promised + habit + due_date }
        })
        .collect();
    let sum = |of: fn(&WeekView) -> Cents| weeks.iter().map(of).sum();
    let [late, stopped, no_due_date] = found.undated;
    ForecastView {
        total: sum(|week| week.total),
        promised: sum(|week| week.promised),
        habit: sum(|week| week.habit),
        due_date: sum(|week| week.due_date),
        later: found.later,
        late,
        stopped,
        no_due_date,
        weeks,
    }
}

fn month(one: collection::MonthDelay) -> MonthView {
    MonthView {
        end: one.end,
        owed: one.owed,
        turnover: one.turnover,
        sales_outstanding: one.sales_outstanding.map(days),
        lateness: one.lateness.map(days),
        received: one.received,
    }
}

/// Days, as the interface counts them.
fn days(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}
