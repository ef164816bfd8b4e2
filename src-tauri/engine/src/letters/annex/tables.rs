//! The tables of the annex.
use super::{Accrued, words};
use crate::letters::face::tenths_mm;
use crate::letters::page::MEASURE;
use crate::letters::rich::clean;
use crate::letters::table::{Column, Kind, Row, Table};
use crate::letters::words as shared;
use echu_core::calendar::HalfYear;
use echu_core::interest::regime::{Regime, RegimeKind, regime_for};
use echu_core::interest::{PenaltyResponse, Segment};
use echu_core::money::Cents;
use echu_core::text::{euros, percent};
use std::collections::BTreeSet;

/// The penalties of each invoice, line by line.
pub fn penalties(accrued: &Accrued) -> Table {
    let columns = vec![
        Column::rest(words::PERIOD),
        Column::words(words::HALF_YEAR),
        Column::figures(words::BASE),
        Column::figures(words::YEARLY_RATE),
        Column::figures(words::DAYS),
        Column::figures(words::penalties(accrued.kind)),
    ];
    let mut rows = Vec::new();
    let mut running = Vec::new();
    let mut sum = Cents::ZERO;
    for (number, due_on, statement) in accrued.claims.iter().filter(|(_, _, statement)| !statement.segments.is_empty()) {
        let number = clean(number);
        let mut push = |kind, cells, amount: Cents| {
            sum += amount;
            rows.push(Row { kind, cells });
            running.push(sum);
        };
        push(Kind::Group, vec![words::invoice_group(&number, *due_on)], Cents::ZERO);
        for line in &statement.segments {
            let cells = vec![
                words::period(line.from, line.to),
                words::half_year(line.from),
                euros(line.base),
                percent(line.rate_bp),
                line.days.to_string(),
                euros(line.interest),
            ];
            push(Kind::Line, cells, line.interest);
        }
        if statement.interest_paid.is_positive() {
            push(Kind::Line, vec![words::INTEREST_PAID.into(), euros(-statement.interest_paid)], -statement.interest_paid);
        }
        if statement.interest_waived().is_positive() {
            push(Kind::Line, vec![words::INTEREST_WAIVED.into(), euros(-statement.interest_waived())], -statement.interest_waived());
        }
        let left = accrued.left(statement);
        if left.is_positive() {
            push(Kind::Line, vec![words::PRINCIPAL_LEFT.into(), euros(left)], left);
        }
        let days: i64 = statement.segments.iter().map(|line| i64::from(line.days)).sum();
        let cells = vec![words::subtotal(accrued.kind, &number), days.to_string(), euros(accrued.due(statement))];
        push(Kind::Subtotal, cells, Cents::ZERO);
    }
    let total = words::penalties_total(accrued.kind, accrued.on);
    rows.push(Row { kind: Kind::Total, cells: vec![total, euros(accrued.sum(|statement| accrued.due(statement)))] });
    running.push(sum);
    Table { columns, rows, width: MEASURE, strong_last: false, running }
}

/// The reference rates behind the lines: none for an agreed rate.
pub fn rates(accrued: &Accrued) -> Option<Table> {
    let mut found: BTreeSet<(HalfYear, Option<u32>, u32)> = BTreeSet::new();
    for statement in accrued.statements() {
        for line in &statement.segments {
            let regime = regime(accrued, statement, line);
            found.extend(regime.reference(HalfYear::of(line.from)).map(|half| (half, regime.margin_bp(), line.rate_bp)));
        }
    }
    if found.is_empty() {
        return None;
    }
    let legal = found.iter().all(|(_, margin, _)| margin.is_none());
    let row = |(half, margin, rate): &(HalfYear, Option<u32>, u32)| {
        let label = words::half_year(half.first_day());
        let cells = match margin {
            Some(margin) => vec![label, percent(rate.saturating_sub(*margin)), words::points(*margin), percent(*rate)],
            None if legal => vec![label, percent(*rate)],
            None => vec![label, shared::NONE.into(), shared::NONE.into(), percent(*rate)],
        };
        Row { kind: Kind::Line, cells }
    };
    let rows = found.iter().map(row).collect();
    let columns = if legal {
        vec![Column::rest(words::HALF_YEAR), Column::figures(words::LEGAL_RATE)]
    } else {
        let figures = [words::CENTRAL_BANK, words::MARGIN, words::YEARLY_RATE].map(Column::figures);
        std::iter::once(Column::rest(words::RATE)).chain(figures).collect()
    };
    Some(Table { columns, rows, width: tenths_mm(1120), strong_last: false, running: Vec::new() })
}

/// The regime again, from what the statement kept of it: the core says which half-year it refers to and what it adds.
fn regime(accrued: &Accrued, statement: &PenaltyResponse, line: &Segment) -> Regime {
    let agreed = match statement.regime {
        RegimeKind::Contract | RegimeKind::ConsumerContract => Some(line.rate_bp),
        RegimeKind::Statutory | RegimeKind::StatutoryFrozen | RegimeKind::PublicBody | RegimeKind::ConsumerLegal => None,
    };
    let first_day = statement.segments.first().map_or(line.from, |first| first.from);
    regime_for(accrued.kind, agreed, statement.regime == RegimeKind::StatutoryFrozen, first_day)
}
