//! Tables of banks whose columns are documented in public, from `layouts.csv`. What is not here is read by the names of its
//! columns, or by what it holds, and nothing is claimed of it.
use super::columns::Column;
use crate::import::documented::{self, Documented};
use echu_core::text::fold;
use std::sync::LazyLock;

/// The table of a bank.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Layout {
    /// The bank, as the user reads it.
    pub(super) label: String,
    parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Eq)]
struct Part {
    /// As headers are compared; the places of a table without header, « #3 », are in `place`.
    names: Vec<String>,
    /// From 0.
    place: Option<usize>,
    /// None: known, and not read.
    column: Option<Column>,
    signs: bool,
}

static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    let layout = |found: Documented<Part>| Layout { label: found.label, parts: found.columns };
    documented::all(include_str!("layouts.csv"), read).into_iter().map(layout).collect()
});

fn read(cells: &[&str]) -> Option<Part> {
    let [header, column, sign] = cells else { return None };
    let place = header.strip_prefix('#').map(|place| place.parse::<usize>().ok()?.checked_sub(1));
    Some(Part {
        names: header.split('|').map(bare).collect(),
        place: place.flatten(),
        column: if column.is_empty() { None } else { Some(serde_json::from_value((*column).into()).ok()?) },
        signs: *sign == "1",
    })
}

/// A name as it is compared: « Montant(EUROS) » and « Montant (Euros) » alike.
fn bare(name: &str) -> String {
    let folded = fold(name);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Layout {
    /// The bank whose header it is: all its signs are there, and no more than as many other columns.
    pub(super) fn of_header(names: &[&str]) -> Option<&'static Layout> {
        if names.len() < 3 {
            return None;
        }
        let names: Vec<String> = names.iter().map(|name| bare(name)).filter(|name| !name.is_empty()).collect();
        let there = |part: &Part| names.iter().any(|name| part.names.contains(name));
        let known = |layout: &&Layout| {
            let mut signs = layout.parts.iter().filter(|part| part.signs).peekable();
            signs.peek().is_some() && signs.all(there)
        };
        let rank = |layout: &&Layout| layout.parts.iter().filter(|part| there(part)).count();
        LAYOUTS.iter().filter(known).filter(|layout| rank(layout) * 4 >= names.len()).max_by_key(rank)
    }

    /// Those of tables without header.
    pub(super) fn without_header() -> impl Iterator<Item = &'static Layout> {
        LAYOUTS.iter().filter(|layout| layout.parts.iter().all(|part| part.place.is_some()))
    }

    /// The columns of this header: of two that hold the same, the one that the layout names first comes first.
    pub(super) fn places(&self, names: &[&str]) -> Vec<(Column, usize)> {
        let names: Vec<String> = names.iter().map(|name| bare(name)).collect();
        let mut places: Vec<(Column, usize)> = Vec::new();
        for part in &self.parts {
            let Some(column) = part.column else { continue };
            let found = |(place, name): (usize, &String)| part.names.contains(name).then_some((column, place));
            places.extend(names.iter().enumerate().filter_map(found));
        }
        places
    }

    /// The columns of a table without header.
    pub(super) fn cells(&self) -> Vec<(Column, usize)> {
        self.parts.iter().filter_map(|part| Some((part.column?, part.place?))).collect()
    }

    /// How many cells a movement has, in a table without header.
    pub(super) fn width(&self) -> usize {
        self.parts.iter().filter_map(|part| part.place).max().map_or(0, |last| last + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_is_read_and_says_its_source_and_its_day() {
        documented::is_sound(include_str!("layouts.csv"), LAYOUTS.iter().map(|layout| layout.parts.len()).sum());
    }
}
