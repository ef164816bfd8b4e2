//! « 0 client sans prochaine étape »: every late client is in exactly one list, and this counts them.
use super::tray::why;
use super::{EveryoneView, PlaceList, PlacedRow};
use crate::App;
use crate::commands::today::rows::{TERM, step_label};
use crate::commands::{Nothing, clients, next};
use crate::error::Result;
use crate::outgoing::plan::{self, Day};
use crate::store::situation::Scope;
use chrono::NaiveDate;
use echu_core::dunning::places::{Place, places};
use echu_core::dunning::situation::{Debtor, LiveStage};
use echu_core::ids::ClientId;
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;
use echu_core::text::long_date;
use std::collections::BTreeMap;

/// Rows of a list.
const MOST: usize = 500;

/// What is late of each client, and since when.
type Late = BTreeMap<ClientId, (Cents, NaiveDate)>;

fn late(day: &Day, today: NaiveDate) -> Late {
    let mut late = Late::new();
    for one in day.situation.invoices.iter().filter(|one| one.kind == InvoiceKind::Invoice && one.is_late(today)) {
        let Some(due_on) = one.due_on else { continue };
        let known = late.entry(one.client_id).or_insert((Cents::ZERO, due_on));
        *known = (known.0 + one.overdue(today), known.1.min(due_on));
    }
    late
}

/// How many clients are late, and how many of them are in no list.
pub(crate) fn tally(day: &Day, today: NaiveDate) -> (u32, u32) {
    let late = late(day, today);
    let found = places(&day.plan);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    (count(late.len()), count(late.keys().filter(|client| !found.contains_key(client)).count()))
}

/// The five lists.
///
/// # Errors
/// When the base cannot be read.
pub fn everyone(app: &App, _request: Nothing) -> Result<EveryoneView> {
    let today = app.when().today;
    app.read(|conn| {
        let day = plan::of(conn, Scope::All, today)?;
        let late = late(&day, today);
        let found = places(&day.plan);
        let debtors: BTreeMap<ClientId, &Debtor> = day.situation.clients.iter().map(|one| (one.id, one)).collect();
        let lists = Place::ALL.into_iter().map(|place| {
            let mut rows: Vec<PlacedRow> = late
                .iter()
                .filter(|(client, _)| found.get(client) == Some(&place))
                .map(|(client, (amount, due_on))| {
                    let (next, why) = next(&day, *client, place);
                    PlacedRow {
                        client_id: *client,
                        client_name: debtors.get(client).map(|one| one.name.clone()).unwrap_or_default(),
                        amount: *amount,
                        days_late: clients::days_late(*due_on, today),
                        next,
                        why,
                    }
                })
                .collect();
            rows.sort_by_key(|row| (-row.amount.0, row.client_id));
            let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let amount = App::sum(rows.iter().map(|row| row.amount));
            rows.truncate(MOST);
            PlaceList { place, count, amount, rows }
        });
        let lists: Vec<PlaceList> = lists.collect();
        let (late, without) = tally(&day, today);
        Ok(EveryoneView { late, without, lists })
    })
}

/// What comes next for a client in his list, and why.
fn next(day: &Day, client: ClientId, place: Place) -> (String, String) {
    let plan = &day.plan;
    match place {
        Place::Today => {
            if let Some(one) = plan.proposals.iter().find(|one| one.client_id == client) {
                return (step_label(one.tone, &one.channel), one.reason.sentence());
            }
            if let Some(one) = plan.recalls.iter().find(|one| one.client_id == client) {
                return ("Appel".to_owned(), one.reason.sentence());
            }
            if let Some(one) = plan.terms.iter().find(|one| one.client_id == client) {
                return (TERM.to_owned(), one.reason.sentence());
            }
            let letter = plan.in_progress.iter().any(|one| one.client_id == client && one.stage == LiveStage::Approved);
            (if letter { "Lettre à poster" } else { "Message à relire" }.to_owned(), String::new())
        }
        Place::ToFix => {
            let why = plan.to_fix.iter().find(|one| one.client_id == client).map(|one| one.reason.sentence());
            ("À corriger".to_owned(), why.unwrap_or_else(|| next::STOPPED.to_owned()))
        }
        Place::Ended => ("À décider".to_owned(), plan.ended.iter().find(|one| one.client_id == client).map(why).unwrap_or_default()),
        Place::Held => {
            let held = plan.withheld.iter().find(|one| one.client_id == client).map(|one| one.reason.sentence());
            let asked = || {
                let doubt = plan.in_progress.iter().any(|one| one.client_id == client && one.stage == LiveStage::Uncertain);
                if doubt { next::UNCERTAIN } else { next::WRITTEN }.to_owned()
            };
            ("Retenu".to_owned(), held.unwrap_or_else(asked))
        }
        Place::Waiting => match plan.upcoming.iter().find(|one| one.client_id == client) {
            Some(one) => (format!("{} le {}", step_label(one.tone, &one.channel), long_date(one.on)), String::new()),
            None => ("Message en attente d’envoi".to_owned(), String::new()),
        },
    }
}
