//! Relevé de compte of a client: what he owed before, each movement in order with the balance after it, what he owes at the end.
use super::movement::{Move, Movement};
use super::words;
use super::{Cell, Column, Kind, Table};
use crate::money::Cents;
use chrono::NaiveDate;

/// The table from the first day to the last, both in it. `moves` are all those of the client, in any order.
pub fn compute(mut moves: Vec<Move>, from: NaiveDate, to: NaiveDate) -> Table {
    let [on, what, piece, due, debit, credit, balance] = words::STATEMENT_COLUMNS;
    let mut table = Table::new(&[
        Column::new(on, Kind::Date),
        Column::wide(what),
        Column::new(piece, Kind::Text),
        Column::new(due, Kind::Date),
        Column::summed(debit, Kind::Cents),
        Column::summed(credit, Kind::Cents),
        Column::new(balance, Kind::Cents),
    ]);
    moves.retain(|one| one.on <= to);
    let mut owed: Cents = moves.iter().filter(|one| one.on < from).map(|one| one.what.signed(one.amount)).sum();
    moves.retain(|one| one.on >= from);
    moves.sort_by(|one, next| (one.on, one.what, &one.piece).cmp(&(next.on, next.what, &next.piece)));
    if moves.is_empty() && owed == Cents::ZERO {
        return table;
    }
    let opening = Cell::text(words::balance_on(from.pred_opt().unwrap_or(from)));
    table.line(vec![Cell::Empty, opening, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, owed.into()]);
    for one in moves {
        owed += one.what.signed(one.amount);
        let [debit, credit] = if one.what.raises() { [one.amount.into(), Cell::Empty] } else { [Cell::Empty, one.amount.into()] };
        let due = Cell::date(one.due_on.filter(|_| one.what == Movement::Invoiced));
        let piece = match one.invoice {
            Some(id) => Cell::Invoice { id, number: one.piece },
            None => Cell::text(one.piece),
        };
        table.line(vec![Cell::date(one.on), one.what.label().into(), piece, due, debit, credit, owed.into()]);
    }
    table.total(words::balance_on(to), &[(6, owed.into())]);
    table
}

#[cfg(test)]
mod tests {
    use super::super::RowKind;
    use super::super::table::tests::adds_up;
    use super::*;
    use crate::dunning::fixtures::day;
    use crate::ids::InvoiceId;

    fn of(on: &str, what: Movement, amount: i64, piece: &str) -> Move {
        let invoice = piece.starts_with('F').then_some(InvoiceId(1));
        Move { on: day(on), what, amount: Cents(amount), piece: piece.to_owned(), invoice, due_on: Some(day("2026-12-01")) }
    }

    #[test]
    fn the_balance_runs_from_what_was_owed_before_to_what_is_owed_at_the_end() {
        let moves = vec![
            of("2026-11-20", Movement::Received, 50_000, "VIR"),
            of("2026-10-02", Movement::Invoiced, 80_000, "F-1"),
            of("2026-11-20", Movement::Invoiced, 30_000, "F-2"),
            of("2026-12-01", Movement::Invoiced, 99_999, "F-3"),
            of("2026-11-30", Movement::Rejected, 50_000, "VIR"),
        ];
        let table = compute(moves, day("2026-11-01"), day("2026-11-30"));
        assert!(adds_up(&table));
        let balances: Vec<i64> = table
            .rows
            .iter()
            .filter_map(|row| if let Some(Cell::Cents { amount }) = row.cells.last() { Some(amount.0) } else { None })
            .collect();
        assert_eq!(balances, [80_000, 110_000, 60_000, 110_000, 110_000], "an invoice of the day before its payment");
        let last = table.rows.last().unwrap();
        assert_eq!((last.kind, &last.cells[4], &last.cells[5]), (RowKind::Total, &Cents(80_000).into(), &Cents(50_000).into()));
        assert_eq!(table.rows[1].cells[3], Cell::date(day("2026-12-01")), "an invoice says when it is due");
        assert_eq!(table.rows[2].cells[3], Cell::Empty, "money does not");
    }

    #[test]
    fn who_owes_nothing_and_moves_nothing_has_no_line() {
        let settled = vec![of("2026-10-02", Movement::Invoiced, 1, "F-1"), of("2026-10-03", Movement::Received, 1, "VIR")];
        assert!(compute(settled, day("2026-11-01"), day("2026-11-30")).is_empty());
    }
}
