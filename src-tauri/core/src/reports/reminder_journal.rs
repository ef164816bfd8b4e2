//! Journal of what left: to whom, by which way, for which invoices, how it ended.
use super::words;
use super::{Cell, Column, Kind, Table};
use crate::ids::{ClientId, InvoiceId};
use crate::money::Cents;
use chrono::NaiveDate;

/// What left, or what a person noted: a call, a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Its day.
    pub on: NaiveDate,
    /// To whom.
    pub client: ClientId,
    /// His name.
    pub name: String,
    /// What it was, in French.
    pub what: String,
    /// By which way, in French.
    pub by: String,
    /// What it was about.
    pub invoices: Vec<(InvoiceId, String)>,
    /// Claimed, all in, in cents; none when nothing says.
    pub claimed: Option<Cents>,
    /// The address it went to, or the number of the letter.
    pub to: String,
    /// How it ended, in French.
    pub ending: String,
}

/// The table, oldest first.
pub fn compute(mut all: Vec<Left>) -> Table {
    let [on, client, what, by, invoices, claimed, to, ending] = words::JOURNAL_COLUMNS;
    let mut table = Table::new(&[
        Column::new(on, Kind::Date),
        Column::new(client, Kind::Text),
        Column::new(what, Kind::Text),
        Column::new(by, Kind::Text),
        Column::new(invoices, Kind::Text),
        Column::summed(claimed, Kind::Cents),
        Column::wide(to),
        Column::new(ending, Kind::Text),
    ]);
    all.sort_by(|one, next| (one.on, &one.name).cmp(&(next.on, &next.name)));
    let is_empty = all.is_empty();
    for one in all {
        let about = match <[(InvoiceId, String); 1]>::try_from(one.invoices) {
            Ok([(id, number)]) => Cell::Invoice { id, number },
            Err(several) => Cell::text(several.into_iter().map(|(_, number)| number).collect::<Vec<_>>().join(", ")),
        };
        table.line(vec![
            Cell::date(one.on),
            Cell::Client { id: one.client, name: one.name },
            Cell::text(one.what),
            Cell::text(one.by),
            about,
            one.claimed.map_or(Cell::Empty, Into::into),
            Cell::text(one.to),
            Cell::text(one.ending),
        ]);
    }
    if !is_empty {
        table.total(words::TOTAL_CLAIMED, &[]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::adds_up;
    use super::*;
    use crate::dunning::fixtures::day;

    #[test]
    fn what_left_is_told_in_order_and_names_its_invoices() {
        let one = |on: &str, invoices: &[i64], claimed| Left {
            on: day(on),
            client: ClientId(1),
            name: "Aubert".to_owned(),
            what: "Relance ferme".to_owned(),
            by: "e-mail".to_owned(),
            invoices: invoices.iter().map(|id| (InvoiceId(*id), format!("F-{id}"))).collect(),
            claimed,
            to: "compta@aubert.example".to_owned(),
            ending: "Envoyée".to_owned(),
        };
        let table = compute(vec![
            one("2026-11-20", &[1, 2], Some(Cents(500))),
            one("2026-11-03", &[1], Some(Cents(300))),
            one("2026-11-04", &[], None),
        ]);
        assert!(adds_up(&table));
        assert_eq!(table.rows[0].cells[4], Cell::Invoice { id: InvoiceId(1), number: "F-1".to_owned() });
        assert_eq!(
            (&table.rows[1].cells[4], &table.rows[1].cells[5]),
            (&Cell::Empty, &Cell::Empty),
            "a call claims nothing that is written"
        );
        assert_eq!(table.rows[2].cells[4], Cell::text("F-1, F-2"));
    }
}
