//! Which separator, which header row, which column is what.
use super::csv;
use super::dates::OrderEvidence;
use super::mapping::{Mapping, Separator, TableKind, header_key};
use super::numbers::DecimalEvidence;
use super::shape::Shape;
use super::synonyms::{Guess, recognise, words};
use super::table::Table;
use super::terms::{self, Terms};
use super::{DecimalSign, TextEncoding, limits, presets};
use echu_core::intake::Field;
use echu_core::text::{DateOrder, clean};

/// The separator that gives a known header, else the most regular table, else the widest.
pub(super) fn separator(text: &str) -> Separator {
    let mut best = (Separator::Semicolon, (0, 0, 0));
    for separator in Separator::ALL {
        let Ok(table) = csv::parse_rows(text, separator, limits::SEPARATOR_ROWS) else { continue };
        let mut widths = [0usize; limits::COLUMNS + 1];
        (0..table.len()).for_each(|row| widths[table.width(row)] += 1);
        let Some((width, count)) = widths.iter().enumerate().skip(2).max_by_key(|(width, count)| (**count, *width)) else { continue };
        if *count == 0 {
            continue;
        }
        let (known, _) = promise(&table);
        let score = (known, count * 10 / table.len(), width);
        if score > best.1 {
            best = (separator, score);
        }
    }
    best.0
}

/// How many cells of the row name a field.
fn known_names(table: &Table, row: usize) -> usize {
    (0..table.width(row)).filter(|column| !recognise(table.cell(row, *column)).is_empty()).count()
}

/// How much a table looks like one of invoices or clients: the best row of names, then how many rows are below.
pub(super) fn promise(table: &Table) -> (usize, usize) {
    let known = (0..table.len().min(limits::HEADER_DEPTH)).map(|row| known_names(table, row)).max().unwrap_or(0);
    (known, table.len())
}

/// The header's place: the row of the first twenty that names most fields; else the first whole row of words above one
/// that is not.
pub(super) fn header_row(table: &Table) -> Option<u32> {
    let width = table.widest();
    let mut best: Option<(u32, usize)> = None;
    for row in 0..table.len().min(limits::HEADER_DEPTH) {
        let known = known_names(table, row);
        if known >= 2.min(width) && best.is_none_or(|(_, most)| known > most) {
            best = Some((row as u32, known));
        }
    }
    if let Some((row, _)) = best {
        return Some(row);
    }
    let is_word = |row: usize, column: usize| {
        let cell = table.cell(row, column);
        !cell.is_empty() && !cell.bytes().any(|byte| byte.is_ascii_digit() || byte == b'@')
    };
    let words = |row: usize| (0..table.width(row)).filter(|column| is_word(row, *column)).count();
    let heads = |row: &usize| table.width(*row) == width && words(*row) == width && words(row + 1) < width;
    (0..table.len().saturating_sub(1).min(limits::HEADER_DEPTH)).find(heads).map(|row| row as u32)
}

/// Everything guessed from a table: kind, columns, order of dates, sign of cents.
pub(super) fn mapping(table: &Table, encoding: TextEncoding, separator: Separator, header_row: Option<u32>) -> Mapping {
    let width = header_row.map_or(table.widest(), |row| table.width(row as usize));
    let first_row = header_row.map_or(0, |row| row as usize + 1);
    let header: Vec<&str> = header_row.map(|row| (0..width).map(|column| table.cell(row as usize, column)).collect()).unwrap_or_default();
    let preset = presets::recognise(&header);
    let named = preset.map(|preset| preset.columns(&header)).unwrap_or_default();
    let columns = columns(table, header_row, &named, width, first_row);
    let has = |field: Field| columns.contains(&Some(field));
    let is_invoices = has(Field::Number) || has(Field::Total) || has(Field::Debit) || has(Field::IssuedOn) || has(Field::DueOn);
    let kind = if !is_invoices && has(Field::ClientName) { TableKind::Clients } else { TableKind::Invoices };
    let mut mapping = Mapping {
        kind,
        encoding,
        separator,
        sheet: None,
        header_row,
        header_key: header_key(table, header_row, width),
        columns,
        date_order: None,
        decimal: None,
        month_end: None,
        preset: preset.map(|preset| preset.key.clone()),
    };
    mapping.date_order = date_order(table, &mapping).ok();
    mapping.decimal = decimal(table, &mapping).ok();
    mapping
}

/// The best pairs first: each column one field, each field one column. `named`: what the exporting tool is known to mean,
/// best first, before any guess.
fn columns(table: &Table, header_row: Option<u32>, named: &[(usize, Field)], width: usize, first_row: usize) -> Vec<Option<Field>> {
    let shapes: Vec<Shape> = (0..width).map(|column| Shape::of(table, column, first_row)).collect();
    let known = (0..).zip(named).map(|(rank, (column, field))| (200_u32.saturating_sub(rank), *column, *field));
    let mut pairs: Vec<(u32, usize, Field)> = known.collect();
    for (column, shape) in shapes.iter().enumerate() {
        let header = header_row.map_or("", |row| table.cell(row as usize, column));
        // « 26-11-001 » reads as a day too: a header that says « numéro » is believed.
        let is_number = words(header).iter().any(|word| word == "numero");
        for Guess { field, score, .. } in recognise(header) {
            let field = match field {
                Field::Street if shape.is_full_address() => Field::FullAddress,
                Field::Paid | Field::PaidOn if shape.is_status() => Field::PaymentStatus,
                Field::Paid | Field::PaymentStatus if shape.is_days() => Field::PaidOn,
                Field::Kind if shape.is_client_kind() => Field::ClientKind,
                other => other,
            };
            if shape.allows(field) || (is_number && field == Field::Number) {
                pairs.push((score, column, field));
            } else if field == Field::ClientName && shape.allows(Field::ClientReference) {
                // « Client » above numbers: the exporting tool's own code.
                pairs.push((score / 2, column, Field::ClientReference));
            }
        }
        pairs.extend(shape.alone().map(|field| (20, column, field)));
    }
    pairs.sort_by_key(|(score, column, _)| (std::cmp::Reverse(*score), *column));
    let mut columns = vec![None; width];
    for (_, column, field) in pairs {
        if columns[column].is_none() && !columns.contains(&Some(field)) {
            columns[column] = Some(field);
        }
    }
    if let Some(column) = doubtful_settlement(table, &columns, named, first_row) {
        columns[column] = None;
    }
    columns
}

/// « Date de règlement » is the last day to pay as often as the day of the payment. Alone, and filled on every row, a person says
/// which: read as a payment, every invoice would be paid and none would be due.
fn doubtful_settlement(table: &Table, columns: &[Option<Field>], named: &[(usize, Field)], first_row: usize) -> Option<usize> {
    let column = columns.iter().position(|field| *field == Some(Field::PaidOn))?;
    let told = [Field::DueOn, Field::Paid, Field::Balance, Field::Status, Field::PaymentStatus];
    let is_told = columns.iter().flatten().any(|field| told.contains(field)) || named.contains(&(column, Field::PaidOn));
    let header = words(table.cell(first_row.checked_sub(1)?, column));
    let is_plain = header.iter().any(|word| matches!(word.as_str(), "reglement" | "paiement" | "payment"));
    let filled = (first_row..table.len()).all(|row| !table.cell(row, column).is_empty());
    (is_plain && filled && !is_told).then_some(column)
}

/// The order of day and month, from every cell of the date columns.
///
/// # Errors
/// A cell to ask about.
pub(super) fn date_order(table: &Table, mapping: &Mapping) -> Result<DateOrder, String> {
    let places = columns_where(mapping, Field::is_date);
    let mut evidence = OrderEvidence::default();
    for_cells(table, mapping, &places, |cell| evidence.see(cell));
    if let (true, Some(issued), Some(due)) = (evidence.open(), mapping.column(Field::IssuedOn), mapping.column(Field::DueOn)) {
        for row in mapping.first_row()..table.len() {
            evidence.see_pair(table.cell(row, issued), table.cell(row, due));
        }
    }
    evidence.decide(is_french(table, mapping)).map_err(str::to_owned)
}

/// The sign of the cents, from every cell of the money columns.
///
/// # Errors
/// A cell to ask about.
pub(super) fn decimal(table: &Table, mapping: &Mapping) -> Result<DecimalSign, String> {
    let places = columns_where(mapping, Field::is_money);
    let mut evidence = DecimalEvidence::default();
    for_cells(table, mapping, &places, |cell| evidence.see(cell));
    evidence.decide().map_err(str::to_owned)
}

/// A cell of « 45 jours fin de mois » on which the due date of its row depends.
pub(super) fn month_end(table: &Table, mapping: &Mapping) -> Option<String> {
    // Of a client's usual terms, plain days alone are kept: nothing depends on the answer.
    if mapping.kind == TableKind::Clients {
        return None;
    }
    let (due, terms) = (mapping.column(Field::DueOn), mapping.column(Field::TermsDays));
    let cell = |row: usize, column: Option<usize>| column.map_or("", |column| table.cell(row, column));
    let doubtful = |cell: &&str| matches!(terms::read(cell), Some(Terms::MonthEnd(_, None)));
    let asked = |row: usize| match cell(row, due) {
        "" => Some(cell(row, terms)).filter(doubtful),
        said => Some(said).filter(doubtful),
    };
    (mapping.first_row()..table.len()).find_map(asked).map(clean)
}

fn columns_where(mapping: &Mapping, wanted: fn(Field) -> bool) -> Vec<usize> {
    (0..mapping.columns.len()).filter(|column| mapping.columns[*column].is_some_and(wanted)).collect()
}

fn for_cells(table: &Table, mapping: &Mapping, places: &[usize], mut see: impl FnMut(&str)) {
    for row in mapping.first_row()..table.len() {
        places.iter().for_each(|column| see(table.cell(row, *column)));
    }
}

/// True when more names of the header are French than English.
fn is_french(table: &Table, mapping: &Mapping) -> bool {
    let Some(row) = mapping.header_row else { return false };
    let names = (0..mapping.columns.len()).filter_map(|column| recognise(table.cell(row as usize, column)).first().copied());
    let (french, all) = names.fold((0, 0), |(french, all), guess| (french + usize::from(guess.french), all + 1));
    french * 2 > all
}
