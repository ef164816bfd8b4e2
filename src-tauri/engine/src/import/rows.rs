//! Table + mapping → rows to judge, or the reason why not.
mod received;

use super::cells;
use super::table::Table;
use super::terms::{self, MonthEnd, Terms};
use super::{Mapping, TableKind, dates, limits, numbers};
use chrono::NaiveDate;
use echu_core::calendar::plus_days;
use echu_core::identifiers;
use echu_core::intake::{Field, IntakeClient, IntakeInvoice, IntakeRow, Problem};
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;
use echu_core::party::Address;
use echu_core::terms::{self as agreed, PaymentTerms};
use echu_core::text::{clean, fold};

/// A row that cannot be judged, with what little is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unread {
    pub(super) line: u32,
    pub(super) problem: Problem,
    pub(super) number: String,
    pub(super) client: String,
}

/// Reads the rows of a table under a mapping.
pub(super) struct Reader<'a> {
    table: &'a Table,
    mapping: &'a Mapping,
    places: [Option<usize>; Field::ALL.len()],
    /// The day it is, when it is known: what is dated after it has not come.
    today: Option<NaiveDate>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(table: &'a Table, mapping: &'a Mapping, today: Option<NaiveDate>) -> Reader<'a> {
        Reader { table, mapping, places: Field::ALL.map(|field| mapping.column(field)), today }
    }

    /// Every row below the header, blank ones left out.
    pub(super) fn rows(&self) -> impl Iterator<Item = Result<IntakeRow, Unread>> + '_ {
        (self.mapping.first_row()..self.table.len()).filter(|row| !self.is_blank(*row)).map(|row| {
            self.read(row).map_err(|problem| Unread {
                line: self.table.line(row),
                problem,
                number: self.text(row, Field::Number),
                client: self.text(row, Field::ClientName),
            })
        })
    }

    fn is_blank(&self, row: usize) -> bool {
        (0..self.table.width(row)).all(|column| self.table.cell(row, column).is_empty())
    }

    fn cell(&self, row: usize, field: Field) -> &'a str {
        let cell = self.places[field as usize].map_or("", |column| self.table.cell(row, column));
        // Told by check_form, which refuses the row when what is owed depends on it.
        if cells::is_error(cell) { "" } else { cell }
    }

    /// The cell as a text that may be stored, shown and put in a header.
    fn text(&self, row: usize, field: Field) -> String {
        clean(self.cell(row, field))
    }

    fn read(&self, row: usize) -> Result<IntakeRow, Problem> {
        let mut warnings = Vec::new();
        self.check_form(row, &mut warnings)?;
        let (expected, found) = (self.mapping.columns.len() as u32, self.table.width(row) as u32);
        if found < expected {
            warnings.push(Problem::ShortRow { expected, found });
        }
        let invoice = match self.mapping.kind {
            TableKind::Invoices => Some(self.invoice(row, &mut warnings)?),
            TableKind::Clients => None,
        };
        let client = self.client(row, &mut warnings)?;
        Ok(IntakeRow { line: self.table.line(row), invoice, client, warnings })
    }

    /// Rows that are no rows: totals, shifted cells, melted rows, texts longer than any real one.
    fn check_form(&self, row: usize, warnings: &mut Vec<Problem>) -> Result<(), Problem> {
        if let Some(label) = self.totals_label(row) {
            return Err(Problem::TotalsRow { label });
        }
        if self.table.stray_quote(row) {
            return Err(Problem::StrayQuote);
        }
        let expected = self.mapping.columns.len();
        let found = self.table.width(row);
        if (expected..found).any(|column| !self.table.cell(row, column).is_empty()) {
            return Err(Problem::LongRow { expected: expected as u32, found: found as u32 });
        }
        for (field, place) in Field::ALL.into_iter().zip(self.places) {
            let cell = place.map_or("", |column| self.table.cell(row, column));
            if cell.len() > limits::TEXT_CHARS && cell.chars().count() > limits::TEXT_CHARS {
                return Err(Problem::TooLong { field, limit: limits::TEXT_CHARS as u32 });
            }
            if cells::is_error(cell) {
                let problem = Problem::BrokenCell { field, text: clean(cell), kept: !field.tells_what_is_owed() };
                if problem.refuses() {
                    return Err(problem);
                }
                warnings.push(problem);
            }
        }
        Ok(())
    }

    /// The wording of a row of totals: it starts with « Total » and lacks what a real row has.
    fn totals_label(&self, row: usize) -> Option<String> {
        let (column, cell) =
            (0..self.table.width(row)).map(|column| (column, self.table.cell(row, column))).find(|(_, cell)| !cell.is_empty())?;
        if cell.len() > 200 || !cell.starts_with(['T', 't', 'S', 's', 'G', 'g', 'C', 'c', 'R', 'r', 'À', 'à', 'A', 'a', 'M', 'm']) {
            return None;
        }
        let folded = fold(cell);
        let starts = ["total", "totaux", "sous-total", "sous total", "subtotal", "grand total", "cumul"];
        // A client may be called « Reportages du Nord »: these are whole words, in a list of invoices.
        let whole = ["solde", "report", "a reporter", "a nouveau", "montant total"];
        let is_whole = |word: &&str| folded.strip_prefix(*word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let is_total = starts.iter().any(|start| folded.starts_with(start))
            || (self.mapping.kind == TableKind::Invoices && whole.iter().any(is_whole));
        if !is_total {
            return None;
        }
        let real = match self.mapping.kind {
            TableKind::Invoices => &[Field::Number, Field::IssuedOn][..],
            TableKind::Clients => &[Field::Siren, Field::Siret, Field::Email, Field::Phone, Field::Street, Field::FullAddress, Field::City],
        };
        let is_real = |field: Field| self.places[field as usize] != Some(column) && !self.cell(row, field).is_empty();
        let lacks = match self.mapping.kind {
            TableKind::Invoices => !real.iter().all(|field| is_real(*field)),
            TableKind::Clients => !real.iter().any(|field| is_real(*field)),
        };
        lacks.then(|| clean(cell))
    }

    /// The amount of a cell. A spreadsheet keeps more decimals than it shows: there they are rounded, and it is said.
    fn amount(&self, row: usize, field: Field, warnings: &mut Vec<Problem>) -> Result<Option<Cents>, Problem> {
        let text = self.cell(row, field);
        if text.is_empty() {
            return Ok(None);
        }
        if self.table.typed
            && let Some(amount) = numbers::rounded(text)
        {
            warnings.push(Problem::Rounded { field, text: clean(text), amount });
            return Ok(Some(amount));
        }
        let problem = |fault| {
            let text = clean(text);
            match fault {
                numbers::AmountFault::Bad => Problem::BadAmount { field, text },
                numbers::AmountFault::Ambiguous => Problem::AmbiguousAmount { field, text },
                numbers::AmountFault::TooPrecise => Problem::TooPrecise { field, text },
                numbers::AmountFault::Foreign(currency) => Problem::NotEuro { currency },
            }
        };
        numbers::parse(text, self.mapping.decimal).map(Some).map_err(problem)
    }

    fn date(&self, row: usize, field: Field) -> Result<Option<NaiveDate>, Problem> {
        let text = self.cell(row, field);
        if text.is_empty() {
            return Ok(None);
        }
        let problem = |fault| {
            let text = clean(text);
            match fault {
                dates::DateFault::Bad => Problem::BadDate { field, text },
                dates::DateFault::Impossible => Problem::ImpossibleDate { field, text },
                dates::DateFault::Ambiguous => Problem::AmbiguousDate { field, text },
            }
        };
        dates::parse(text, self.mapping.date_order).map(Some).map_err(problem)
    }

    fn invoice(&self, row: usize, warnings: &mut Vec<Problem>) -> Result<IntakeInvoice, Problem> {
        let missing = |field| Problem::Missing { field };
        let number = self.text(row, Field::Number);
        if number.is_empty() {
            return Err(missing(Field::Number));
        }
        let currency = self.cell(row, Field::Currency);
        if !currency.is_empty() && !matches!(fold(currency).as_str(), "eur" | "€" | "euro" | "euros" | "978") {
            return Err(Problem::NotEuro { currency: clean(currency) });
        }
        let issued_on = self.date(row, Field::IssuedOn)?.ok_or(missing(Field::IssuedOn))?;
        let (total, kind) = self.total(row, warnings)?;
        let (paid, paid_on) = self.paid(row, total, kind, warnings)?;
        Ok(IntakeInvoice {
            kind,
            number,
            issued_on,
            due_on: self.due_on(row, kind, issued_on, warnings)?,
            total: Cents(total.0.abs()),
            paid,
            paid_on,
            purchase_order: self.text(row, Field::PurchaseOrder),
            subject: self.text(row, Field::Subject),
            parts: Vec::new(),
            corrects: Vec::new(),
        })
    }

    /// The total as signed in the file, and what it is the total of.
    fn total(&self, row: usize, warnings: &mut Vec<Problem>) -> Result<(Cents, InvoiceKind), Problem> {
        let said = match self.cell(row, Field::Kind) {
            "" => None,
            text => Some(cells::kind(text).ok_or_else(|| Problem::NotAnInvoice { text: clean(text) })?),
        };
        let has_total = self.places[Field::Total as usize].is_some();
        let total = if has_total { self.amount(row, Field::Total, warnings)? } else { self.two_columns(row, said, warnings)? };
        let total = total.ok_or(Problem::Missing { field: if has_total { Field::Total } else { Field::Debit } })?;
        if total == Cents::ZERO {
            return Err(Problem::ZeroAmount);
        }
        // A negative total is a credit note, whatever it is called.
        let kind = if total.is_positive() { said.unwrap_or(InvoiceKind::Invoice) } else { InvoiceKind::CreditNote };
        Ok((total, kind))
    }

    /// The debit, or the credit of a row that calls itself a credit note. Any other credit may be money received: a person
    /// says.
    fn two_columns(&self, row: usize, said: Option<InvoiceKind>, warnings: &mut Vec<Problem>) -> Result<Option<Cents>, Problem> {
        let moved = |amount: Option<Cents>| amount.filter(|amount| *amount != Cents::ZERO);
        let debit = self.amount(row, Field::Debit, warnings)?;
        let credit = moved(self.amount(row, Field::Credit, warnings)?);
        match (moved(debit), credit) {
            (Some(debit), Some(credit)) => Err(Problem::BothSides { debit, credit }),
            (Some(debit), None) => Ok(Some(debit)),
            (None, Some(credit)) => {
                let is_note =
                    said == Some(InvoiceKind::CreditNote) || cells::kind(self.cell(row, Field::Subject)) == Some(InvoiceKind::CreditNote);
                if is_note && credit.is_positive() { Ok(Some(-credit)) } else { Err(Problem::Credited { amount: credit }) }
            }
            (None, None) => Ok(debit),
        }
    }

    /// The last day to pay: as written, else from the terms, in their own column or in its place; a day before the invoice is not kept.
    fn due_on(
        &self,
        row: usize,
        kind: InvoiceKind,
        issued_on: NaiveDate,
        warnings: &mut Vec<Problem>,
    ) -> Result<Option<NaiveDate>, Problem> {
        let written = self.cell(row, Field::DueOn);
        let (day, terms, said) = match terms::read(written) {
            Some(terms) => (None, Some(terms), written),
            None => {
                let said = self.cell(row, Field::TermsDays);
                (self.date(row, Field::DueOn)?, terms::read(said), said)
            }
        };
        let (due_on, warning) = match (day, terms) {
            (Some(due_on), _) if due_on < issued_on => (None, Some(Problem::DueBeforeIssued { issued_on, due_on })),
            (Some(due_on), _) => (Some(due_on), None),
            // A credit note is not chased: it needs none.
            (None, _) if kind == InvoiceKind::CreditNote => (None, None),
            (None, Some(Terms::Days(days))) => {
                let due_on = plus_days(issued_on, u32::from(days));
                (Some(due_on), Some(Problem::DueDateComputed { days, due_on }))
            }
            (None, Some(Terms::MonthEnd(days, first))) => {
                match first.or(self.mapping.month_end).and_then(|first| month_end(days, first, issued_on)) {
                    Some(due_on) => (Some(due_on), Some(Problem::DueDateFromTerms { text: clean(said), due_on })),
                    None => (None, Some(Problem::NoDueDate)),
                }
            }
            (None, None) => (None, Some(Problem::NoDueDate)),
        };
        warnings.extend(warning);
        Ok(due_on)
    }

    fn client(&self, row: usize, warnings: &mut Vec<Problem>) -> Result<IntakeClient, Problem> {
        let (first, last) = (self.text(row, Field::FirstName), self.text(row, Field::ClientName));
        let name = match (first.as_str(), last.as_str()) {
            ("", _) => last,
            (_, "") => first,
            (_, _) => format!("{first} {last}"),
        };
        if name.is_empty() {
            return Err(Problem::Missing { field: Field::ClientName });
        }
        let kind_cell = self.cell(row, Field::ClientKind);
        let kind = cells::client_kind(kind_cell);
        if kind.is_none() && !kind_cell.is_empty() {
            warnings.push(Problem::UnknownClientKind { text: clean(kind_cell) });
        }
        let said = [Field::Siret, Field::Siren].map(|field| (field, self.cell(row, field)));
        let (siren, siret) = cells::company_numbers(&said, warnings);
        let (email, email_copies) = self.emails(row, warnings);
        Ok(IntakeClient {
            name,
            kind,
            siren,
            siret,
            vat_number: identifiers::compact(self.cell(row, Field::VatNumber)),
            contact: self.text(row, Field::Contact),
            email,
            email_copies,
            phone: self.text(row, Field::Phone),
            address: self.address(row),
            reference: self.text(row, Field::ClientReference),
            terms_days: terms::plain_days(self.cell(row, Field::TermsDays)),
        })
    }

    fn emails(&self, row: usize, warnings: &mut Vec<Problem>) -> (String, Vec<String>) {
        let whole = self.cell(row, Field::Email);
        if !whole.is_empty() && !whole.contains('@') {
            warnings.push(Problem::DoubtfulEmail { text: clean(whole) });
            return (String::new(), Vec::new());
        }
        let mut good = Vec::new();
        for text in cells::emails(whole) {
            match identifiers::email(text) {
                Ok(address) => good.push(address),
                Err(_) => warnings.push(Problem::DoubtfulEmail { text: clean(text) }),
            }
        }
        let mut good = good.into_iter();
        (good.next().unwrap_or_default(), good.collect())
    }

    fn address(&self, row: usize) -> Address {
        let whole = self.cell(row, Field::FullAddress);
        if !whole.is_empty() {
            return cells::full_address(whole);
        }
        let country = cells::country(self.cell(row, Field::Country));
        Address {
            recipient: String::new(),
            building: self.text(row, Field::Complement),
            street: self.text(row, Field::Street),
            locality: String::new(),
            postcode: cells::postcode(self.cell(row, Field::Postcode), &country),
            city: self.text(row, Field::City),
            country,
        }
    }
}

/// « 45 jours fin de mois », counted as the person says.
fn month_end(days: u16, first: MonthEnd, issued_on: NaiveDate) -> Option<NaiveDate> {
    let days = u32::from(days);
    let terms = match first {
        MonthEnd::DaysFirst => PaymentTerms::EndOfMonthA { days },
        MonthEnd::MonthFirst => PaymentTerms::EndOfMonthB { days },
    };
    agreed::due_on(terms, issued_on)
}
