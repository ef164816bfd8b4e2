//! The tables of a mise en demeure.
use super::words;
use crate::letters::LetterError;
use crate::letters::face::{Unit, tenths_mm};
use crate::letters::layout::{Flow, Setting, Strip, stack};
use crate::letters::page::{Area, Ink, LEFT, MEASURE, Mark};
use crate::letters::rich::{STRONG, clean, single};
use crate::letters::table::{Column, Kind, Row, Table};
use echu_core::calendar::HalfYear;
use echu_core::interest::regime::{Regime, RegimeKind, regime_for};
use echu_core::interest::{PenaltyResponse, Segment};
use echu_core::money::Cents;
use echu_core::notice::{ClaimedInvoice, NoticeFacts};
use echu_core::text::{euros, numeric_date, percent, weekday_date};
use std::collections::BTreeSet;

/// The claimed invoices.
pub fn invoices(facts: &NoticeFacts) -> Table {
    let credited = facts.invoices.iter().any(|invoice| invoice.credited.is_positive());
    let columns = vec![
        Column::words(words::INVOICE),
        Column::words(words::DATE),
        Column::words(words::DUE),
        Column::rest(words::SUBJECT),
        Column::figures(words::WITH_TAX),
        Column::figures(if credited { words::PAID_OR_CREDITED } else { words::PAID }),
        Column::figures(words::LATE),
        Column::figures(words::BALANCE),
    ];
    let row = |invoice: &ClaimedInvoice| {
        let settled = invoice.paid + invoice.credited;
        let cells = vec![
            clean(&invoice.number),
            numeric_date(invoice.issued_on),
            numeric_date(invoice.due_on),
            if invoice.subject.trim().is_empty() { words::NONE.into() } else { clean(&invoice.subject) },
            euros(invoice.total),
            if settled.is_positive() { euros(settled) } else { words::NONE.into() },
            words::days_late(invoice.days_late(facts.dated_on)),
            euros(invoice.statement.principal_due),
        ];
        Row { kind: Kind::Line, cells }
    };
    Table { columns, rows: facts.invoices.iter().map(row).collect(), width: MEASURE, strong_last: true }
}

/// The sums on the left and the deadline in its frame on the right, in one piece.
pub fn claim(facts: &NoticeFacts, flow: &mut Flow) -> Result<(), LetterError> {
    const FRAME: Unit = tenths_mm(740);
    const GAP: Unit = tenths_mm(80);
    const PADDING: (Unit, Unit) = (tenths_mm(38), tenths_mm(30));
    let left = MEASURE - FRAME - GAP;
    let mut marks = Vec::new();
    let mut y = tenths_mm(10);
    let mut lines = vec![(words::principal(facts.invoices.len()), facts.principal())];
    if facts.penalties() != Cents::ZERO {
        lines.push((words::penalties_line(facts.debtor_kind), facts.penalties()));
    }
    if facts.fees() != Cents::ZERO {
        lines.push((words::fee_line(facts), facts.fees()));
    }
    let text = Setting::BODY.sized(10_200, 15_000).at(LEFT, left);
    for (label, amount) in lines {
        y = sum(&mut marks, &text, &label, amount, y)?;
    }
    y += tenths_mm(10);
    marks.push(Mark::Rule { x: LEFT, y, length: left, weight: 1_000, ink: Ink::Full });
    y = sum(&mut marks, &text.sized(11_600, 17_000).strong(), words::TOTAL, facts.total(), y + tenths_mm(8))?;
    let x = LEFT + left + GAP;
    let inside = Setting::BODY.at(x + PADDING.0, FRAME - 2 * PADDING.0);
    let deadline = format!("{STRONG}{}{STRONG}", weekday_date(facts.deadline()).replace(' ', "\u{a0}"));
    let title = inside.sized(11_400, 14_400).strong();
    let (framed, end) = stack(&words::pay_within(facts.deadline_days), &title, PADDING.1)?;
    marks.extend(framed);
    let (framed, end) = stack(&words::pay_before(facts.received_on, &deadline), &inside, end + tenths_mm(8))?;
    marks.extend(framed);
    let height = y.max(end + PADDING.1);
    marks.push(Mark::Frame { area: Area { x, y: 0, width: FRAME, height }, weight: 1_000 });
    flow.push(Strip { height, marks, ..Strip::default() });
    flow.space(tenths_mm(32));
    Ok(())
}

fn sum(marks: &mut Vec<Mark>, setting: &Setting, label: &str, amount: Cents, y: Unit) -> Result<Unit, LetterError> {
    let amount = single(&euros(amount), setting.style)?;
    let room = setting.width - amount.width - tenths_mm(30);
    let (set, end) = stack(label, &setting.at(setting.x, room), y)?;
    let x = setting.x + setting.width - amount.width;
    marks.extend(set);
    marks.push(Mark::Text { x, y: setting.baseline(y), ink: Ink::Full, line: amount });
    Ok(end)
}

/// The penalties of each invoice, line by line.
pub fn penalties(facts: &NoticeFacts) -> Table {
    let columns = vec![
        Column::rest(words::PERIOD),
        Column::words(words::HALF_YEAR),
        Column::figures(words::BASE),
        Column::figures(words::YEARLY_RATE),
        Column::figures(words::DAYS),
        Column::figures(words::penalties(facts.debtor_kind)),
    ];
    let mut rows = Vec::new();
    for invoice in facts.invoices.iter().filter(|invoice| !invoice.statement.segments.is_empty()) {
        let number = clean(&invoice.number);
        rows.push(Row { kind: Kind::Group, cells: vec![words::invoice_group(&number, invoice.due_on)] });
        for line in &invoice.statement.segments {
            let cells = vec![
                words::period(line.from, line.to),
                words::half_year(line.from),
                euros(line.base),
                percent(line.rate_bp),
                line.days.to_string(),
                euros(line.interest),
            ];
            rows.push(Row { kind: Kind::Line, cells });
        }
        if invoice.statement.interest_paid.is_positive() {
            let cells = vec![words::INTEREST_PAID.into(), euros(-invoice.statement.interest_paid)];
            rows.push(Row { kind: Kind::Line, cells });
        }
        if invoice.statement.interest_waived().is_positive() {
            let cells = vec![words::INTEREST_WAIVED.into(), euros(-invoice.statement.interest_waived())];
            rows.push(Row { kind: Kind::Line, cells });
        }
        let days: i64 = invoice.statement.segments.iter().map(|line| i64::from(line.days)).sum();
        let cells = vec![words::subtotal(facts.debtor_kind, &number), days.to_string(), euros(invoice.statement.interest_due)];
        rows.push(Row { kind: Kind::Subtotal, cells });
    }
    let total = words::penalties_total(facts.debtor_kind, facts.dated_on);
    rows.push(Row { kind: Kind::Total, cells: vec![total, euros(facts.penalties())] });
    Table { columns, rows, width: MEASURE, strong_last: false }
}

/// The reference rates behind the lines: none for an agreed rate.
pub fn rates(facts: &NoticeFacts) -> Option<Table> {
    let mut found: BTreeSet<(HalfYear, Option<u32>, u32)> = BTreeSet::new();
    for invoice in &facts.invoices {
        let statement = &invoice.statement;
        for line in &statement.segments {
            let regime = regime(facts, statement, line);
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
            None => vec![label, words::NONE.into(), words::NONE.into(), percent(*rate)],
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
    Some(Table { columns, rows, width: tenths_mm(1120), strong_last: false })
}

/// The regime again, from what the statement kept of it: the core says which half-year it refers to and what it adds.
fn regime(facts: &NoticeFacts, statement: &PenaltyResponse, line: &Segment) -> Regime {
    let agreed = match statement.regime {
        RegimeKind::Contract | RegimeKind::ConsumerContract => Some(line.rate_bp),
        RegimeKind::Statutory | RegimeKind::StatutoryFrozen | RegimeKind::PublicBody | RegimeKind::ConsumerLegal => None,
    };
    let first_day = statement.segments.first().map_or(line.from, |first| first.from);
    regime_for(facts.debtor_kind, agreed, statement.regime == RegimeKind::StatutoryFrozen, first_day)
}
