//! CSV as French spreadsheets read it: UTF-8 with its mark, semicolons, decimal comma, days first.
use super::{Cell, Rows, Table};
use crate::error::{Error, Result};
use echu_core::text::{defused, numeric_date};
use std::io::Write;

/// Without it, a spreadsheet reads the accents of a UTF-8 file as something else.
const MARK: &str = "\u{feff}";

/// A table being written as CSV.
pub(crate) struct Csv<'a, W: Write> {
    table: &'a Table,
    out: W,
    /// A row before it leaves: kept from one to the next.
    line: String,
    rows: u64,
}

impl<'a, W: Write> Csv<'a, W> {
    /// Writes the header.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn new(mut out: W, table: &'a Table) -> Result<Csv<'a, W>> {
        let mut line = String::from(MARK);
        for (place, column) in table.columns.iter().enumerate() {
            separate(&mut line, place);
            text(&mut line, &column.title);
        }
        line.push_str("\r\n");
        out.write_all(line.as_bytes()).map_err(Error::io("write the table"))?;
        Ok(Csv { table, out, line, rows: 0 })
    }

    /// How many rows were written, all of them on the disk's side.
    ///
    /// # Errors
    /// The disk's.
    pub(crate) fn end(mut self) -> Result<u64> {
        self.out.flush().map_err(Error::io("write the table"))?;
        Ok(self.rows)
    }
}

impl<W: Write> Rows for Csv<'_, W> {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        debug_assert!(self.table.fits(cells), "{}: {cells:?}", self.table.name);
        self.line.clear();
        for (place, cell) in cells.iter().enumerate() {
            separate(&mut self.line, place);
            match cell {
                Cell::Empty => {}
                Cell::Text(words) => text(&mut self.line, words),
                Cell::Cents(amount) => self.line.push_str(&decimal(amount.0)),
                Cell::Day(day) => self.line.push_str(&numeric_date(*day)),
                Cell::Number(number) => self.line.push_str(&number.to_string()),
            }
        }
        self.line.push_str("\r\n");
        self.rows += 1;
        self.out.write_all(self.line.as_bytes()).map_err(Error::io("write the table"))
    }
}

fn separate(line: &mut String, place: usize) {
    if place > 0 {
        line.push(';');
    }
}

/// `1234,56`: no mark between thousands, which would make it a text to some spreadsheets.
fn decimal(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{},{:02}", cents / 100, cents % 100)
}

/// A text that a spreadsheet does not run, whatever it takes for a separator; our import takes off the `'` that it gets. Numbers and
/// dates are never touched.
fn text(line: &mut String, words: &str) {
    let words = defused(words);
    if words.contains([';', ',', '|', '"', '\r', '\n', '\t']) || words.starts_with(' ') || words.ends_with(' ') {
        line.push('"');
        line.push_str(&words.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(&words);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;
    use echu_core::money::Cents;
    use std::borrow::Cow;

    fn written(rows: &[Vec<Cell>]) -> String {
        let columns = vec![Column::text("Client"), Column::cents("Total TTC"), Column::day("Date"), Column::number("Jours")];
        let table = Table { name: Cow::Borrowed("Essai"), columns: Cow::Owned(columns) };
        let mut out = Vec::new();
        let mut csv = Csv::new(&mut out, &table).expect("a header");
        rows.iter().for_each(|row| csv.row(row).expect("a row"));
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_table_is_written_as_french_spreadsheets_read_it() {
        let day = "2026-11-03".parse::<chrono::NaiveDate>().expect("a day");
        let row = vec!["Éts Müller; « fils »".into(), Cents(123_456).into(), day.into(), Cell::Number(-20)];
        let empty = vec!["".into(), Cents(-5).into(), None::<chrono::NaiveDate>.into(), Cell::Empty];
        assert_eq!(
            written(&[row, empty]),
            "\u{feff}Client;Total TTC;Date;Jours\r\n\"Éts Müller; « fils »\";1234,56;03/11/2026;-20\r\n;-0,05;;\r\n"
        );
    }

    #[test]
    fn no_text_starts_a_formula_and_a_number_stays_one() {
        for (typed, expected) in [
            ("=HYPERLINK(\"http://x\";\"clic\")", "\"'=HYPERLINK(\"\"http://x\"\";\"\"clic\"\")\""),
            ("@SUM(1)", "'@SUM(1)"),
            ("-2+3", "'-2+3"),
            ("+33 6 12 34 56 78", "'+33 6 12 34 56 78"),
            ("\t=1", "\"'\t'=1\""),
            ("ACME,=1+1,", "\"ACME,'=1+1,\""),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("L'Atelier", "L'Atelier"),
            ("1=1", "1=1"),
        ] {
            let line = written(&[vec![typed.into(), Cell::Empty, Cell::Empty, Cell::Empty]]);
            assert_eq!(line.lines().nth(1), Some(format!("{expected};;;").as_str()), "{typed}");
        }
        assert!(
            written(&[vec![Cell::Empty, Cents(-200).into(), Cell::Empty, Cell::Empty]]).ends_with("\r\n;-2,00;;\r\n"),
            "a negative amount is no formula"
        );
    }
}
