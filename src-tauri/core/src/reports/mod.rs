//! Reports: figures for the user and his accountant, as tables that add up. One file a report, computed from facts that the store gives;
//! one screen, one print, one PDF, one CSV and one workbook for all.
//!
//! To add one: a file here, its words in `words`, a line in [`Report::about`].
pub mod activity;
pub mod aged_balance;
pub mod claim;
pub mod client_statement;
pub mod figure;
pub mod limitation;
pub mod movement;
pub mod payment_delays;
pub mod penalties;
pub mod recoveries;
pub mod reminder_journal;
pub mod table;
mod words;
pub mod write_offs;

pub use table::{Cell, Column, Kind, Row, RowKind, Table};
pub use words::{as_of, between, from_client};

use crate::ids::ClientId;
use crate::text::fold;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Report {
    /// Balance âgée.
    AgedBalance,
    /// Relevé de compte d'un client.
    ClientStatement,
    /// Activité, for the accountant.
    Activity,
    /// Journal des relances.
    ReminderJournal,
    /// Délais de paiement.
    PaymentDelays,
    /// Recouvrement, by the step reached.
    Recoveries,
    /// Pénalités et indemnités.
    Penalties,
    /// Pertes et gestes.
    WriteOffs,
    /// Prescription.
    Limitation,
}

/// What a report has to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ReportAsks", export_to = "contract.gen.ts"))]
pub enum Asks {
    /// Nothing: it is about today.
    Nothing,
    /// A day.
    Day,
    /// A first and a last day.
    Period,
    /// A client, and a first and a last day.
    ClientAndPeriod,
}

/// What is said of a report. In French.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Its name; thirty-one characters at most, as that of a sheet.
    pub title: &'static str,
    /// What it answers, in a sentence.
    pub about: &'static str,
    /// How its figures are made, with the article where there is one.
    pub how: &'static str,
    /// What is said when it has no row.
    pub empty: &'static str,
    /// What it has to be told.
    pub asks: Asks,
}

impl Report {
    /// All of them, in the order of the list.
    pub const ALL: [Report; 9] = [
        Report::AgedBalance,
        Report::ClientStatement,
        Report::Activity,
        Report::ReminderJournal,
        Report::PaymentDelays,
        Report::Recoveries,
        Report::Penalties,
        Report::WriteOffs,
        Report::Limitation,
    ];

    /// What is said of it: one line each.
    pub const fn about(self) -> &'static About {
        match self {
            Report::AgedBalance => &words::AGED_BALANCE,
            Report::ClientStatement => &words::CLIENT_STATEMENT,
            Report::Activity => &words::ACTIVITY,
            Report::ReminderJournal => &words::REMINDER_JOURNAL,
            Report::PaymentDelays => &words::PAYMENT_DELAYS,
            Report::Recoveries => &words::RECOVERIES,
            Report::Penalties => &words::PENALTIES,
            Report::WriteOffs => &words::WRITE_OFFS,
            Report::Limitation => &words::LIMITATION,
        }
    }
}

/// The names of clients.
pub type Names = BTreeMap<ClientId, String>;

/// What is known of each client, in the order of their names.
fn by_name<T>(groups: BTreeMap<ClientId, T>, names: &Names) -> Vec<(Cell, T)> {
    let mut all: Vec<(String, ClientId, &str, T)> = groups
        .into_iter()
        .map(|(id, group)| {
            let name = names.get(&id).map_or("", String::as_str);
            (fold(name), id, name, group)
        })
        .collect();
    all.sort_by(|one, next| (&one.0, one.1).cmp(&(&next.0, next.1)));
    all.into_iter().map(|(_, id, name, group)| (Cell::Client { id, name: name.to_owned() }, group)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_report_is_named_and_explained_in_french_typography() {
        for report in Report::ALL {
            let about = report.about();
            assert!((1..=31).contains(&about.title.chars().count()), "{}: the name of a sheet", about.title);
            for text in [about.title, about.about, about.how, about.empty] {
                assert!(!text.is_empty(), "{report:?}");
                for wrong in [" ;", " :", " ?", " !", "« ", " »", " %", " €", "'"] {
                    assert!(!text.contains(wrong), "{report:?}: « {wrong} » in {text}");
                }
            }
        }
    }

    #[test]
    fn clients_come_in_the_order_of_their_names_whatever_their_accents() {
        let names: Names =
            [(ClientId(1), "Zéphyr".to_owned()), (ClientId(2), "Éclair".to_owned()), (ClientId(3), "drap".to_owned())].into();
        let order: Vec<i64> =
            by_name([(ClientId(1), 1), (ClientId(2), 2), (ClientId(3), 3)].into(), &names).into_iter().map(|one| one.1).collect();
        assert_eq!(order, [3, 2, 1]);
    }
}
