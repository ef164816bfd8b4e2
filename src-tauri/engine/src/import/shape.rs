//! What the cells of a column look like, to confirm or contradict its header.
use super::states::Status;
use super::table::Table;
use super::{cells, dates, limits, numbers, terms};
use echu_core::identifiers::{compact, is_siren, is_siret, siren_of_vat};
use echu_core::intake::Field;

/// How many of the first filled cells look like what.
#[derive(Debug, Default)]
pub(super) struct Shape {
    seen: usize,
    dates: usize,
    terms: usize,
    amounts: usize,
    emails: usize,
    sirens: usize,
    sirets: usize,
    vat_numbers: usize,
    statuses: usize,
    flags: usize,
    kinds: usize,
    client_kinds: usize,
    digits: usize,
    addresses: usize,
}

impl Shape {
    /// Looks at the first filled cells of a column.
    pub(super) fn of(table: &Table, column: usize, first_row: usize) -> Shape {
        let mut shape = Shape::default();
        let filled = (first_row..table.len()).map(|row| table.cell(row, column)).filter(|cell| !cell.is_empty() && !cells::is_error(cell));
        for cell in filled.take(limits::SHAPE_VALUES) {
            shape.see(cell);
        }
        shape
    }

    fn see(&mut self, cell: &str) {
        self.seen += 1;
        // Nothing below is longer, and a column of long texts is none of these.
        if cell.len() > 300 {
            return;
        }
        let compact = compact(cell);
        let is_date = !matches!(dates::parse(cell, None), Err(dates::DateFault::Bad));
        self.dates += usize::from(is_date);
        self.terms += usize::from(!is_date && terms::read(cell).is_some());
        self.amounts += usize::from(!is_date && !matches!(numbers::parse(cell, None), Err(numbers::AmountFault::Bad)));
        self.emails += usize::from(cell.contains('@'));
        self.flags += usize::from(matches!(cell, "0" | "1"));
        self.sirens += usize::from(is_siren(&compact));
        self.sirets += usize::from(is_siret(&compact));
        self.vat_numbers += usize::from(siren_of_vat(&compact).is_some());
        self.statuses += usize::from(Status::known(cell));
        self.kinds += usize::from(cells::kind(cell).is_some());
        self.client_kinds += usize::from(cells::client_kind(cell).is_some());
        self.digits += usize::from(compact.bytes().all(|byte| byte.is_ascii_digit()));
        self.addresses += usize::from(!cells::full_address(cell).postcode.is_empty());
    }

    fn half(&self, count: usize) -> bool {
        count * 2 >= self.seen
    }

    /// True when the cells allow the column to be `field`. An empty column may be anything.
    pub(super) fn allows(&self, field: Field) -> bool {
        if self.seen == 0 {
            return true;
        }
        match field {
            Field::IssuedOn | Field::PaidOn => self.half(self.dates),
            // « 30 jours », « à réception » in the place of the day.
            Field::DueOn => self.half(self.dates + self.terms),
            Field::Total | Field::Debit | Field::Credit | Field::Paid | Field::Balance => self.half(self.amounts),
            Field::Email => self.half(self.emails),
            Field::Kind => self.half(self.kinds),
            Field::ClientKind => self.half(self.client_kinds),
            Field::Status | Field::PaymentStatus => self.is_status() || (!self.half(self.dates) && !self.half(self.amounts)),
            Field::Number => self.dates * 2 < self.seen && self.emails * 2 < self.seen,
            Field::ClientName => self.dates * 2 < self.seen && self.digits < self.seen,
            Field::ClientReference => self.dates * 2 < self.seen,
            Field::Siren | Field::Siret => self.half(self.digits),
            Field::VatNumber => self.amounts * 2 < self.seen,
            Field::FullAddress => self.half(self.addresses),
            Field::FirstName
            | Field::Contact
            | Field::Phone
            | Field::Street
            | Field::Complement
            | Field::Postcode
            | Field::City
            | Field::Country
            | Field::PurchaseOrder
            | Field::Subject
            | Field::TermsDays
            | Field::Currency => true,
        }
    }

    /// True when most cells hold a whole address.
    pub(super) fn is_full_address(&self) -> bool {
        self.seen > 0 && self.half(self.addresses)
    }

    /// True when a column headed « payé » holds words, or nothing but 0 and 1, rather than amounts: Dolibarr's « 1 » is not
    /// one euro. Days may stand among the words.
    pub(super) fn is_status(&self) -> bool {
        let said = self.statuses + if self.statuses > 0 { self.dates } else { 0 };
        self.seen > 0 && (said * 2 > self.seen || self.flags == self.seen)
    }

    /// True when a column headed « payé » holds days, each that of a payment.
    pub(super) fn is_days(&self) -> bool {
        self.seen > 0 && self.statuses == 0 && self.half(self.dates)
    }

    /// True when a column headed « type » tells clients and not documents.
    pub(super) fn is_client_kind(&self) -> bool {
        self.seen > 0 && self.half(self.client_kinds)
    }

    /// What cells alone tell, whatever the header. Never money, whose columns only a name or a person tells apart.
    pub(super) fn alone(&self) -> Option<Field> {
        let most = |count: usize| count * 5 >= self.seen * 4 && count > 0;
        [(self.emails, Field::Email), (self.sirets, Field::Siret), (self.sirens, Field::Siren), (self.vat_numbers, Field::VatNumber)]
            .into_iter()
            .find(|(count, _)| most(*count))
            .map(|(_, field)| field)
    }
}
