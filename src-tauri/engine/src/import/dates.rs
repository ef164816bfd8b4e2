//! Dates of a column: in which order day and month stand, and which day each cell is.
use chrono::NaiveDate;
use echu_core::text::{DateError, DateOrder, parse_date};

/// Why a cell is not a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateFault {
    Bad,
    Impossible,
    Ambiguous,
}

/// What one cell says of the order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    Nothing,
    DayFirst,
    MonthFirst,
    Either,
}

/// What the cells of the date columns say of the order.
#[derive(Default)]
pub(super) struct OrderEvidence {
    day_first: u32,
    month_first: u32,
    /// Rows due before being issued if read that way.
    backwards_day_first: u32,
    backwards_month_first: u32,
    /// The first cell that reads both ways.
    either: Option<String>,
}

impl OrderEvidence {
    /// Looks at one more cell.
    pub(in crate::import) fn see(&mut self, text: &str) {
        match says(text) {
            Says::Nothing => {}
            Says::DayFirst => self.day_first += 1,
            Says::MonthFirst => self.month_first += 1,
            Says::Either => {
                self.either.get_or_insert_with(|| text.to_owned());
            }
        }
    }

    /// Looks at the two dates of an invoice: it is not due before being issued.
    pub(super) fn see_pair(&mut self, issued: &str, due: &str) {
        let backwards = |order| matches!((parse_date(issued, order), parse_date(due, order)), (Ok(issued), Ok(due)) if due < issued);
        self.backwards_day_first += u32::from(backwards(DateOrder::DayFirst));
        self.backwards_month_first += u32::from(backwards(DateOrder::MonthFirst));
    }

    /// True when the figures of the cells leave it open.
    pub(super) fn open(&self) -> bool {
        self.either.is_some() && (self.day_first == 0) == (self.month_first == 0)
    }

    /// The order, when nothing is left to doubt or nothing depends on it; else a cell to ask about.
    ///
    /// Where the figures say nothing, the sequence issued → due does, then French words in the header: no French tool
    /// writes the month first.
    pub(super) fn decide(&self, french_header: bool) -> Result<DateOrder, &str> {
        let Some(example) = &self.either else {
            return Ok(if self.month_first > self.day_first { DateOrder::MonthFirst } else { DateOrder::DayFirst });
        };
        match (self.day_first, self.month_first) {
            (1.., 0) => Ok(DateOrder::DayFirst),
            (0, 1..) => Ok(DateOrder::MonthFirst),
            (1.., 1..) => Err(example),
            (0, 0) => match (self.backwards_day_first, self.backwards_month_first) {
                (0, 1..) => Ok(DateOrder::DayFirst),
                (1.., 0) => Ok(DateOrder::MonthFirst),
                _ if french_header => Ok(DateOrder::DayFirst),
                _ => Err(example),
            },
        }
    }
}

/// The day of a cell. `order` serves only where the cell reads both ways.
pub(super) fn parse(text: &str, order: Option<DateOrder>) -> Result<NaiveDate, DateFault> {
    if let Some((day, month, year)) = plain(text, order) {
        return NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1900..=2200).contains(&year)).ok_or(DateFault::Impossible);
    }
    let order = match (order, says(text)) {
        (Some(order), _) => order,
        (None, Says::Nothing | Says::DayFirst) => DateOrder::DayFirst,
        (None, Says::MonthFirst) => DateOrder::MonthFirst,
        (None, Says::Either) => return Err(DateFault::Ambiguous),
    };
    parse_date(text, order).map_err(|error| match error {
        DateError::NoSuchDay | DateError::OutOfRange => DateFault::Impossible,
        DateError::Empty | DateError::NotADate => DateFault::Bad,
    })
}

/// True for a day, whichever way it reads.
pub(super) fn is_day(text: &str) -> bool {
    !matches!(parse(text, Some(DateOrder::DayFirst)), Err(DateFault::Bad))
}

/// The two forms of nearly every file, read without allocating: `31/12/2026` day first, and `2026-12-31`.
fn plain(text: &str, order: Option<DateOrder>) -> Option<(u32, u32, i32)> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let number = |from: usize, to: usize| {
        bytes[from..to].iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    if bytes[4] == b'-' && bytes[7] == b'-' {
        return Some((number(8, 10)?, number(5, 7)?, number(0, 4)? as i32));
    }
    let day_first = order == Some(DateOrder::DayFirst) && bytes[2] == bytes[5] && matches!(bytes[2], b'/' | b'-' | b'.');
    day_first.then_some(())?;
    Some((number(0, 2)?, number(3, 5)?, number(6, 10)? as i32))
}

fn says(text: &str) -> Says {
    let mut parts = text.trim().split(['/', '-', '.', ' ']).filter(|part| !part.is_empty());
    let mut number = || {
        let part = parts.next()?;
        (part.len() <= 2).then(|| part.parse::<u32>().ok())?
    };
    match (number(), number()) {
        (Some(first), Some(second)) if first > 12 && second <= 12 => Says::DayFirst,
        (Some(first), Some(second)) if second > 12 && first <= 12 => Says::MonthFirst,
        (Some(first), Some(second)) if first != second && first <= 12 => Says::Either,
        _ => Says::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateOrder::{DayFirst, MonthFirst};

    fn decide(cells: &[&str], french: bool) -> Result<DateOrder, String> {
        let mut evidence = OrderEvidence::default();
        cells.iter().for_each(|cell| evidence.see(cell));
        evidence.decide(french).map_err(str::to_owned)
    }

    #[test]
    fn the_order_is_decided_by_all_the_cells_or_asked() {
        for (cells, expected) in [
            (&["02/03/2026", "31/12/2026"][..], Ok(DayFirst)),
            (&["02/03/2026", "12/31/2026"], Ok(MonthFirst)),
            (&["2026-03-02", "1er mars 2026"], Ok(DayFirst)),
            (&["03/03/26"], Ok(DayFirst)),
            (&["02/03/2026", "04/05/26"], Err("02/03/2026".to_owned())),
            (&["02/03/2026", "31/12/2026", "12/31/2026"], Err("02/03/2026".to_owned())),
        ] {
            assert_eq!(decide(cells, false), expected, "{cells:?}");
        }
        assert_eq!(decide(&["02/03/2026"], true), Ok(DayFirst), "a French header settles what the figures do not");
    }

    #[test]
    fn an_invoice_is_not_due_before_being_issued() {
        let mut evidence = OrderEvidence::default();
        for (issued, due) in [("10/01/2026", "11/01/2026"), ("12/01/2026", "01/02/2026")] {
            evidence.see(issued);
            evidence.see(due);
            evidence.see_pair(issued, due);
        }
        assert_eq!(evidence.decide(false), Ok(DayFirst));
    }

    #[test]
    fn a_cell_is_the_day_the_column_says() {
        let day = |iso: &str| Ok(iso.parse().unwrap());
        for (text, order, expected) in [
            ("02/03/2026", Some(DayFirst), day("2026-03-02")),
            ("02/03/2026", Some(MonthFirst), day("2026-02-03")),
            ("02/03/2026", None, Err(DateFault::Ambiguous)),
            ("13/03/2026", None, day("2026-03-13")),
            ("03/13/2026", None, day("2026-03-13")),
            ("02/03/26", Some(DayFirst), day("2026-03-02")),
            ("2026-03-02", Some(MonthFirst), day("2026-03-02")),
            ("2026-03-02T10:00:00Z", None, day("2026-03-02")),
            ("02/03/2026 00:00", Some(DayFirst), day("2026-03-02")),
            ("12 sept. 2026", None, day("2026-09-12")),
            ("31/02/2026", Some(DayFirst), Err(DateFault::Impossible)),
            ("2026-02-31", None, Err(DateFault::Impossible)),
            ("31/02/0026", Some(DayFirst), Err(DateFault::Impossible)),
            ("bientôt", Some(DayFirst), Err(DateFault::Bad)),
            ("é2/03/202", Some(DayFirst), Err(DateFault::Bad)),
        ] {
            assert_eq!(parse(text, order), expected, "{text}");
        }
    }
}
