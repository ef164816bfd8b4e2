//! The tables of a mise en demeure.
use super::words;
use crate::letters::LetterError;
use crate::letters::face::{Unit, tenths_mm};
use crate::letters::layout::{Flow, Setting, Strip, stack};
use crate::letters::page::{Area, Ink, LEFT, MEASURE, Mark};
use crate::letters::rich::{STRONG, clean, single};
use crate::letters::table::{Column, Kind, Row, Table};
use echu_core::money::Cents;
use echu_core::notice::{ClaimedInvoice, NoticeFacts};
use echu_core::text::{euros, numeric_date, weekday_date};

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
            clean(&invoice.label()),
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
    let mut sum = Cents::ZERO;
    let running = facts.invoices.iter().map(|invoice| {
        sum += invoice.statement.principal_due;
        sum
    });
    let running = running.collect();
    Table { columns, rows: facts.invoices.iter().map(row).collect(), width: MEASURE, strong_last: true, running }
}

/// The sums on the left and the deadline in its frame on the right, in one piece.
pub fn claim(facts: &NoticeFacts, flow: &mut Flow) -> Result<(), LetterError> {
    const FRAME: Unit = tenths_mm(740);
    const GAP: Unit = tenths_mm(80);
    const PADDING: (Unit, Unit) = (tenths_mm(38), tenths_mm(30));
    let left = MEASURE - FRAME - GAP;
    let mut marks = Vec::new();
    let mut y = tenths_mm(10);
    let mut lines = vec![(words::principal(facts.invoice_count()), facts.principal())];
    if facts.credited().is_positive() {
        lines.push((words::CREDIT_NOTES.to_owned(), -facts.credited()));
    }
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
