//! Tables: columns as wide as what they hold, figures to the right, the head repeated on each page.
use super::LetterError;
use super::face::{Face, Unit, tenths_mm};
use super::layout::{Carry, Flow, Setting, Strip, stack};
use super::page::{Ink, LEFT, Mark};
use super::rich::{Style, measure};
use echu_core::money::Cents;

/// Where a cell's text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Of its cells and head.
    pub align: Align,
    /// Takes what the others leave: one a table.
    pub rest: bool,
}

impl Column {
    /// A column of words, as wide as they are.
    pub fn words(title: &str) -> Column {
        Column { title: title.to_owned(), align: Align::Left, rest: false }
    }

    /// A column of figures.
    pub fn figures(title: &str) -> Column {
        Column { title: title.to_owned(), align: Align::Right, rest: false }
    }

    /// The column of words that takes the place left.
    pub fn rest(title: &str) -> Column {
        Column { title: title.to_owned(), align: Align::Left, rest: true }
    }
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One among others.
    Line,
    /// A title above lines: its first cell spans the table.
    Group,
    /// Under the lines of a group.
    Subtotal,
    /// At the end.
    Total,
}

/// A row. A subtotal or total may have fewer cells than columns: they are then the last ones, after the first.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is.
    pub kind: Kind,
    /// Its texts, one a column, but for a group that has one.
    pub cells: Vec<String>,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// From left to right.
    pub columns: Vec<Column>,
    /// From top to bottom.
    pub rows: Vec<Row>,
    /// Of the whole.
    pub width: Unit,
    /// The last column in the strong cut.
    pub strong_last: bool,
    /// The sum down to each row, carried over when the table flows over pages; empty for a table without one.
    pub running: Vec<Cents>,
}

const TEXT: Setting = Setting::BODY.sized(9_200, 11_400).then(0);
const ROW: Unit = tenths_mm(60);
const GUTTER: Unit = tenths_mm(30);
/// A column of words never takes more than this: long numbers are broken instead.
const WIDEST: Unit = tenths_mm(380);
/// A group of more rows flows over pages: left whole, it would leave half of one empty.
const WHOLE_GROUP: usize = 20;
const NARROWEST_REST: Unit = tenths_mm(160);

impl Table {
    /// Adds the table to the matter of a letter.
    ///
    /// # Errors
    /// `MissingGlyph`.
    pub fn lay(&self, flow: &mut Flow) -> Result<(), LetterError> {
        let widths = self.widths()?;
        let titles: Vec<String> = self.columns.iter().map(|column| column.title.clone()).collect();
        let mut head = self.strip(&Row { kind: Kind::Line, cells: titles }, &widths, TEXT.soft())?;
        head.marks.push(rule(head.height, self.width, 1_000, Ink::Full));
        head.glued = true;
        let head = flow.push_head(head);
        let whole = self.whole_groups();
        for (at, row) in self.rows.iter().enumerate() {
            let mut strip = self.row(row, &widths)?;
            strip.head = Some(head);
            // Nothing is carried over from the last row: the total under it says the same.
            strip.carry = self.running.get(at).filter(|_| at + 1 < self.rows.len()).map(|sum| Carry { sum: *sum, width: self.width });
            let next = self.rows.get(at + 1).map(|row| row.kind);
            // A group stays whole, what sums stays with what it sums, and no last row stands alone on a page.
            strip.glued = match (row.kind, next) {
                (_, None | Some(Kind::Group)) => false,
                (Kind::Group, _) | (_, Some(Kind::Subtotal | Kind::Total)) => true,
                (Kind::Line, Some(Kind::Line)) => whole[at] || at + 2 == self.rows.len(),
                (Kind::Subtotal | Kind::Total, Some(Kind::Line)) => false,
            };
            flow.push(strip);
        }
        Ok(())
    }

    /// Of each row, whether it is in a group short enough to stay whole.
    fn whole_groups(&self) -> Vec<bool> {
        let mut whole = vec![false; self.rows.len()];
        let starts: Vec<usize> = (0..self.rows.len()).filter(|at| self.rows[*at].kind == Kind::Group).collect();
        for (place, start) in starts.iter().enumerate() {
            let end = starts.get(place + 1).copied().unwrap_or(self.rows.len());
            whole[*start..end].fill(end - start <= WHOLE_GROUP);
        }
        whole
    }

    fn row(&self, row: &Row, widths: &[Unit]) -> Result<Strip, LetterError> {
        let setting = match row.kind {
            Kind::Line => TEXT,
            Kind::Group | Kind::Subtotal => TEXT.strong(),
            Kind::Total => TEXT.strong().sized(10_600, 13_000),
        };
        let mut strip = self.strip(row, widths, setting)?;
        match row.kind {
            Kind::Line => strip.marks.push(rule(strip.height, self.width, 400, Ink::Faint)),
            Kind::Subtotal => strip.marks.push(rule(strip.height, self.width, 800, Ink::Full)),
            Kind::Group | Kind::Total => {
                let down = tenths_mm(if row.kind == Kind::Group { 16 } else { 12 });
                strip.height += down;
                strip.marks = strip.marks.into_iter().map(|mark| mark.moved(0, down)).collect();
            }
        }
        Ok(strip)
    }

    fn strip(&self, row: &Row, widths: &[Unit], setting: Setting) -> Result<Strip, LetterError> {
        let mut cells = Vec::new();
        let mut x = LEFT;
        let spans = row.cells.len() < self.columns.len();
        let skipped = self.columns.len() - row.cells.len();
        let mut tallest = 0;
        for (at, text) in row.cells.iter().enumerate() {
            let column = if spans && at > 0 { at + skipped } else { at };
            let covered = if spans && at == 0 { skipped + 1 } else { 1 };
            let gutters = GUTTER * Unit::try_from(covered - 1).unwrap_or(0);
            let width = widths[column..column + covered].iter().sum::<Unit>() + gutters;
            let strong = self.strong_last && row.kind == Kind::Line && setting.ink == Ink::Full && column + 1 == self.columns.len();
            let setting = if strong { setting.strong() } else { setting }.at(x, width);
            let (mut marks, height) = stack(text, &setting, 0)?;
            if self.columns[column].align == Align::Right && !(spans && at == 0) {
                marks = marks.into_iter().map(|mark| to_the_right(mark, width)).collect();
            }
            tallest = tallest.max(height);
            cells.push(marks);
            x += width + GUTTER;
        }
        let height = ROW.max(tallest + tenths_mm(20));
        let down = (height - tallest) / 2;
        let marks = cells.into_iter().flatten().map(|mark| mark.moved(0, down)).collect();
        Ok(Strip { height, marks, ..Strip::default() })
    }

    /// Each column as wide as its widest text, the rest to the column that takes it.
    fn widths(&self) -> Result<Vec<Unit>, LetterError> {
        let mut widths = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let strong = self.strong_last && at + 1 == self.columns.len();
            let face = if strong { Face::Strong } else { Face::Regular };
            // It takes what the others leave, whatever it holds.
            if column.rest {
                widths.push(0);
                continue;
            }
            let mut widest = measure(&column.title, TEXT.style)?;
            for row in self.rows.iter().filter(|row| row.cells.len() == self.columns.len()) {
                let style = match row.kind {
                    Kind::Line => Style { face, ..TEXT.style },
                    Kind::Group | Kind::Subtotal => TEXT.strong().style,
                    Kind::Total => TEXT.strong().sized(10_600, 13_000).style,
                };
                widest = widest.max(measure(&row.cells[at], style)?);
            }
            for row in self.rows.iter().filter(|row| row.cells.len() < self.columns.len()) {
                let skipped = self.columns.len() - row.cells.len();
                if let Some(cell) = at.checked_sub(skipped).filter(|cell| *cell > 0) {
                    let style = if row.kind == Kind::Total { TEXT.strong().sized(10_600, 13_000) } else { TEXT.strong() }.style;
                    widest = widest.max(measure(&row.cells[cell], style)?);
                }
            }
            widths.push(if column.align == Align::Left { widest.min(WIDEST) } else { widest });
        }
        let gutters = GUTTER * Unit::try_from(self.columns.len().saturating_sub(1)).unwrap_or(0);
        let taken: Unit = self.columns.iter().zip(&widths).filter(|(column, _)| !column.rest).map(|(_, width)| width).sum();
        for (column, width) in self.columns.iter().zip(&mut widths) {
            if column.rest {
                *width = (self.width - gutters - taken).max(NARROWEST_REST);
            }
        }
        Ok(widths)
    }
}

fn rule(y: Unit, length: Unit, weight: Unit, ink: Ink) -> Mark {
    Mark::Rule { x: LEFT, y, length, weight, ink }
}

fn to_the_right(mark: Mark, width: Unit) -> Mark {
    match mark {
        Mark::Text { x, y, ink, line } => Mark::Text { x: x + width - line.width, y, ink, line },
        other @ (Mark::Rule { .. } | Mark::Frame { .. } | Mark::Code { .. } | Mark::Picture { .. }) => other,
    }
}
