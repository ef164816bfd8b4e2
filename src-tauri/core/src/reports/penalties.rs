//! Late interest and recovery indemnities by client: claimed, received, given up, still due.
use super::words;
use super::{Cell, Column, Kind, Names, Table, by_name};
use crate::ids::ClientId;
use crate::money::Cents;
use std::collections::BTreeMap;

/// What became of the penalties of a client. In cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfClient {
    /// Claimed in what left: of each invoice, the most that was claimed.
    pub claimed: Cents,
    /// Received.
    pub received: Cents,
    /// Given up.
    pub waived: Cents,
    /// Still due at the end, on invoices whose penalties were ever claimed, paid or given up; none when a rate is not known.
    pub due: Option<Cents>,
}

impl Default for OfClient {
    fn default() -> OfClient {
        OfClient { claimed: Cents::ZERO, received: Cents::ZERO, waived: Cents::ZERO, due: Some(Cents::ZERO) }
    }
}

/// The table: a line a client with whom something happened, or who still owes some.
pub fn compute(mut clients: BTreeMap<ClientId, OfClient>, names: &Names) -> Table {
    clients.retain(|_, one| *one != OfClient::default());
    let [client, claimed, received, waived, due] = words::PENALTY_COLUMNS;
    let summed = |title| Column::summed(title, Kind::Cents);
    let mut table = Table::new(&[Column::wide(client), summed(claimed), summed(received), summed(waived), summed(due)]);
    if clients.values().any(|one| one.due.is_none()) {
        table.notes.push(words::RATE_UNKNOWN.to_owned());
    }
    let is_empty = clients.is_empty();
    for (client, one) in by_name(clients, names) {
        table.line(vec![client, one.claimed.into(), one.received.into(), one.waived.into(), one.due.map_or(Cell::Unknown, Into::into)]);
    }
    if !is_empty {
        table.total(words::TOTAL, &[]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::adds_up;
    use super::*;

    #[test]
    fn what_is_not_known_is_said_and_added_to_nothing() {
        let names: Names = [(ClientId(1), "A".into()), (ClientId(2), "B".into()), (ClientId(3), "C".into())].into();
        let known = OfClient { claimed: Cents(5_000), received: Cents(1_000), waived: Cents(4_000), due: Some(Cents(700)) };
        let unknown = OfClient { due: None, ..OfClient::default() };
        let table = compute([(ClientId(1), known), (ClientId(2), unknown), (ClientId(3), OfClient::default())].into(), &names);
        assert!(adds_up(&table));
        assert_eq!(table.rows.len(), 3, "who owes none and was asked for none has no line");
        assert_eq!(table.rows[1].cells[4], Cell::Unknown);
        assert_eq!((table.rows[2].cells[4].clone(), table.notes.len()), (Cents(700).into(), 1), "and the note says it");
        assert!(compute(BTreeMap::new(), &names).rows.is_empty());
    }
}
