//! The tables of these letters. Each ends with the sum of its lines as they are printed.
use super::words;
use crate::letters::page::MEASURE;
use crate::letters::rich::clean;
use crate::letters::table::{Column, Kind, Row, Table};
use crate::letters::words as shared;
use echu_core::letter::facts::{EntryKind, OwedInvoice};
use echu_core::letter::{Letter, LetterKind, Matter};
use echu_core::money::Cents;
use echu_core::text::{euros, numeric_date};

/// An amount, or a dash for none.
fn or_none(amount: Cents) -> String {
    if amount == Cents::ZERO { shared::NONE.to_owned() } else { euros(amount) }
}

fn subject(text: &str) -> String {
    let text = clean(text);
    if text.is_empty() { shared::NONE.to_owned() } else { text }
}

/// A table whose last column adds up: a line an item, a total when there is more than one.
struct Adding {
    columns: Vec<Column>,
    rows: Vec<Row>,
    running: Vec<Cents>,
    sum: Cents,
}

impl Adding {
    fn new(columns: Vec<Column>) -> Adding {
        Adding { columns, rows: Vec::new(), running: Vec::new(), sum: Cents::ZERO }
    }

    /// A line whose last cell is `amount`.
    fn line(&mut self, mut cells: Vec<String>, amount: Cents) {
        cells.push(euros(amount));
        self.sum += amount;
        self.rows.push(Row { kind: Kind::Line, cells });
        self.running.push(self.sum);
    }

    fn end(mut self, total: &str) -> Option<Table> {
        if self.rows.is_empty() {
            return None;
        }
        if self.rows.len() > 1 {
            self.rows.push(Row { kind: Kind::Total, cells: vec![total.to_owned(), euros(self.sum)] });
            self.running.push(self.sum);
        }
        Some(Table { columns: self.columns, rows: self.rows, width: MEASURE, strong_last: true, running: self.running })
    }
}

/// The invoices a letter is about.
pub fn invoices(letter: &Letter) -> Option<Table> {
    let invoices = letter.matter.owed();
    let coming = letter.matter.kind() == LetterKind::DueSoon;
    let credit = letter.matter.credit();
    let partly = invoices.iter().any(|invoice| invoice.balance != invoice.total);
    let mut columns =
        vec![Column::words(shared::INVOICE), Column::words(shared::DATE), Column::words(shared::DUE), Column::rest(shared::SUBJECT)];
    if partly {
        columns.push(Column::figures(shared::WITH_TAX));
    }
    if !coming {
        columns.push(Column::figures(shared::LATE));
    }
    columns.push(Column::figures(if coming { shared::AMOUNT } else { shared::BALANCE }));
    let width = columns.len();
    let mut table = Adding::new(columns);
    for invoice in invoices {
        let mut cells = vec![clean(&invoice.label()), numeric_date(invoice.issued_on), due(invoice), subject(&invoice.subject)];
        if partly {
            cells.push(euros(invoice.total));
        }
        if !coming {
            cells.push(days_late(letter, invoice));
        }
        table.line(cells, invoice.balance);
    }
    if credit.is_positive() {
        let mut cells = vec![shared::CREDIT_NOTES.to_owned()];
        cells.resize(width - 1, String::new());
        table.line(cells, -credit);
    }
    table.end(words::SUM)
}

/// The last day to pay it. A day that is not known is never told.
fn due(invoice: &OwedInvoice) -> String {
    invoice.due().map_or_else(|| words::UNDATED.to_owned(), numeric_date)
}

fn days_late(letter: &Letter, invoice: &OwedInvoice) -> String {
    let days = invoice.due().map_or(0, |due| (letter.dated_on - due).num_days());
    // An agreement may cover what is not due yet.
    if days > 0 { shared::days_late(days) } else { shared::NONE.to_owned() }
}

/// What a payment was put against.
pub fn shares(letter: &Letter) -> Option<Table> {
    let Matter::PaymentReceipt(receipt) = &letter.matter else { return None };
    let penalties = receipt.shares.iter().any(|share| share.to_penalties.is_positive());
    let fees = receipt.shares.iter().any(|share| share.to_fee.is_positive());
    let mut columns = vec![Column::words(shared::INVOICE), Column::rest(shared::DUE)];
    columns.extend([Column::figures(shared::BALANCE), Column::figures(words::TO_PRINCIPAL)]);
    columns.extend(penalties.then(|| Column::figures(words::to_penalties(letter.debtor_kind))));
    columns.extend(fees.then(|| Column::figures(words::TO_FEES)));
    columns.push(Column::figures(words::PUT_AGAINST));
    let width = columns.len();
    let mut table = Adding::new(columns);
    for share in &receipt.shares {
        let mut cells = vec![clean(&share.number), numeric_date(share.due_on), or_none(share.left), or_none(share.to_principal)];
        cells.extend(penalties.then(|| or_none(share.to_penalties)));
        cells.extend(fees.then(|| or_none(share.to_fee)));
        table.line(cells, share.sum());
    }
    if receipt.credit.is_positive() {
        let mut cells = vec![words::KEPT.to_owned()];
        cells.resize(width - 1, String::new());
        table.line(cells, receipt.credit);
    }
    table.end(words::SUM)
}

/// The terms of a plan, or those that were missed.
pub fn terms(letter: &Letter) -> Option<Table> {
    let (terms, amount) = match &letter.matter {
        Matter::InstalmentAgreement(agreement) => (&agreement.terms, shared::AMOUNT),
        Matter::DebtAcknowledgement(debt) => (&debt.terms, shared::AMOUNT),
        Matter::InstalmentBreach(breach) => (&breach.missed, words::TERM_LACKS),
        Matter::DueSoon(_)
        | Matter::Reminder(..)
        | Matter::PaymentReceipt(_)
        | Matter::DisputeReceipt(_)
        | Matter::AccountStatement(_)
        | Matter::PenaltyClaim(_)
        | Matter::Mediation(_)
        | Matter::Declaration(_)
        | Matter::Transmittal(_) => return None,
    };
    let mut table = Adding::new(vec![Column::words(words::TERM), Column::rest(words::TERM_DATE), Column::figures(amount)]);
    let numbered = letter.matter.kind() != LetterKind::InstalmentBreach;
    for (at, term) in terms.iter().enumerate() {
        let number = if numbered { words::term_number(at, terms.len()) } else { shared::NONE.to_owned() };
        table.line(vec![number, echu_core::text::weekday_date(term.on)], term.amount);
    }
    let mut table = table.end(words::SUM)?;
    if !numbered {
        table.columns.remove(0);
        for row in table.rows.iter_mut().filter(|row| row.kind == Kind::Line) {
            row.cells.remove(0);
        }
    }
    table.width = MEASURE * 2 / 3;
    Some(table)
}

/// What is disputed and what is not, credit notes taken off.
pub fn dispute(letter: &Letter) -> Option<Table> {
    let Matter::DisputeReceipt(dispute) = &letter.matter else { return None };
    let columns = vec![
        Column::words(shared::INVOICE),
        Column::words(shared::DUE),
        Column::rest(shared::SUBJECT),
        Column::figures(shared::BALANCE),
        Column::figures(words::DISPUTED),
        Column::figures(words::UNDISPUTED),
    ];
    let width = columns.len();
    let mut table = Adding::new(columns);
    for invoice in &dispute.invoices {
        let cells = vec![
            clean(&invoice.number),
            due(invoice),
            subject(&invoice.subject),
            euros(invoice.balance + invoice.disputed),
            or_none(invoice.disputed),
        ];
        table.line(cells, invoice.balance);
    }
    let credit = letter.matter.credit();
    if credit.is_positive() {
        let mut cells = vec![shared::CREDIT_NOTES.to_owned()];
        cells.resize(width - 1, String::new());
        table.line(cells, -credit);
    }
    table.end(words::SUM)
}

/// The lines of an account, its balance after each.
pub fn entries(letter: &Letter) -> Option<Table> {
    let Matter::AccountStatement(statement) = &letter.matter else { return None };
    let columns = vec![
        Column::words(shared::DATE),
        Column::rest(words::ENTRY),
        Column::words(shared::DUE),
        Column::figures(words::DEBIT),
        Column::figures(words::CREDIT),
        Column::figures(words::RUNNING),
    ];
    let mut running = statement.opening;
    let mut rows = Vec::new();
    let mut sums = Vec::new();
    let mut push = |cells: Vec<String>, running: Cents| {
        rows.push(Row { kind: Kind::Line, cells });
        sums.push(running);
    };
    if running != Cents::ZERO {
        let (none, on) = (String::new(), numeric_date(statement.from));
        push(vec![on, words::OPENING.to_owned(), none.clone(), none.clone(), none, euros(running)], running);
    }
    for entry in &statement.entries {
        running += entry.signed();
        let (debit, credit) = match entry.kind {
            EntryKind::Invoice | EntryKind::ToPenalties => (euros(entry.amount), String::new()),
            EntryKind::CreditNote | EntryKind::Payment | EntryKind::Discount | EntryKind::WriteOff => (String::new(), euros(entry.amount)),
        };
        let due = entry.due_on.map(numeric_date).unwrap_or_default();
        let what = words::entry(entry.kind, &entry.label);
        push(vec![numeric_date(entry.on), what, due, debit, credit, euros(running)], running);
    }
    rows.push(Row { kind: Kind::Total, cells: vec![words::RUNNING.to_owned(), euros(statement.closing())] });
    sums.push(running);
    Some(Table { columns, rows, width: MEASURE, strong_last: true, running: sums })
}

/// The invoices paid late, and what their delay produced.
pub fn late(letter: &Letter) -> Option<Table> {
    let Matter::PenaltyClaim(claim) = &letter.matter else { return None };
    let fees = claim.invoices.iter().any(|invoice| invoice.statement.fee.is_positive());
    let mut columns = vec![
        Column::words(shared::INVOICE),
        Column::words(shared::DUE),
        Column::rest(words::PAID_ON),
        Column::figures(shared::WITH_TAX),
        Column::figures(shared::LATE),
        Column::figures(words::to_penalties(letter.debtor_kind)),
    ];
    columns.extend(fees.then(|| Column::figures(words::TO_FEES)));
    columns.push(Column::figures(words::SUM));
    let mut table = Adding::new(columns);
    for invoice in &claim.invoices {
        let mut cells = vec![
            clean(&invoice.number),
            numeric_date(invoice.due_on),
            numeric_date(invoice.paid_on),
            euros(invoice.total),
            shared::days_late((invoice.paid_on - invoice.due_on).num_days().max(0)),
            or_none(invoice.penalties()),
        ];
        cells.extend(fees.then(|| or_none(invoice.statement.fee)));
        table.line(cells, invoice.penalties() + invoice.statement.fee);
    }
    table.end(words::SUM)
}

/// The claim declared, invoice by invoice, credit notes taken off.
pub fn declared(letter: &Letter) -> Option<Table> {
    let Matter::Declaration(declaration) = &letter.matter else { return None };
    let penalties = declaration.penalties().is_positive();
    let fees = declaration.fees().is_positive();
    let mut columns = vec![
        Column::words(shared::INVOICE),
        Column::words(shared::DATE),
        Column::rest(shared::DUE),
        Column::figures(shared::WITH_TAX),
        Column::figures(words::TO_PRINCIPAL),
    ];
    columns.extend(penalties.then(|| Column::figures(words::to_penalties(letter.debtor_kind))));
    columns.extend(fees.then(|| Column::figures(words::TO_FEES)));
    columns.push(Column::figures(words::DECLARED));
    let width = columns.len();
    let mut table = Adding::new(columns);
    for invoice in &declaration.invoices {
        let mut cells =
            vec![clean(&invoice.label()), numeric_date(invoice.issued_on), due(invoice), euros(invoice.total), or_none(invoice.balance)];
        cells.extend(penalties.then(|| or_none(invoice.penalties())));
        cells.extend(fees.then(|| or_none(invoice.fee())));
        table.line(cells, invoice.balance + invoice.penalties() + invoice.fee());
    }
    let credit = letter.matter.credit();
    if credit.is_positive() {
        let mut cells = vec![shared::CREDIT_NOTES.to_owned()];
        cells.resize(width - 1, String::new());
        table.line(cells, -credit);
    }
    table.end(words::SUM)
}

/// What was done, day by day.
pub fn steps(letter: &Letter) -> Option<Table> {
    let Matter::Transmittal(transmittal) = &letter.matter else { return None };
    if transmittal.steps.is_empty() {
        return None;
    }
    let columns = vec![Column::words(shared::DATE), Column::rest(words::STEP)];
    let row = |step: &echu_core::letter::facts::Step| Row { kind: Kind::Line, cells: vec![numeric_date(step.on), clean(&step.what)] };
    Some(Table { columns, rows: transmittal.steps.iter().map(row).collect(), width: MEASURE, strong_last: false, running: Vec::new() })
}
