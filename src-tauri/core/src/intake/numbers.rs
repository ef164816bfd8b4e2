//! Numbers that read the same and are not written the same: two sources, perhaps one invoice.
use super::client::ClientRef;
use super::{IntakeInvoice, KnownInvoice, Problem};
use crate::invoice::InvoiceKind;
use crate::money::Cents;
use crate::text::number_as_read;
use std::collections::BTreeMap;

/// The numbers seen so far, of the base then of the file, as the eye reads them, with what they are the numbers of.
pub(super) struct Numbers<'a> {
    by_total: BTreeMap<Cents, BTreeMap<String, (&'a str, ClientRef)>>,
}

impl<'a> Numbers<'a> {
    pub(super) fn of(known: &'a [KnownInvoice]) -> Numbers<'a> {
        let mut numbers = Numbers { by_total: BTreeMap::new() };
        for one in known.iter().filter(|one| one.kind == InvoiceKind::Invoice) {
            numbers.put(&one.number, one.total, ClientRef::Known { id: one.client });
        }
        numbers
    }

    fn put(&mut self, number: &'a str, total: Cents, client: ClientRef) -> Option<(&'a str, ClientRef)> {
        let read = number_as_read(number);
        if read.is_empty() {
            return None;
        }
        let group = self.by_total.entry(total).or_default();
        let before = group.get(&read).copied();
        if before.is_none() {
            group.insert(read, (number, client));
        }
        before
    }

    /// The invoice that this new one may be; kept for the next rows.
    pub(super) fn look(&mut self, invoice: &'a IntakeInvoice, client: ClientRef) -> Option<Problem> {
        if invoice.kind != InvoiceKind::Invoice {
            return None;
        }
        let (other, whose) = self.put(&invoice.number, invoice.total, client)?;
        // The rule of the day tells doubles by their figures.
        let has_figures = other.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
        Some(Problem::LooksLike { number: invoice.number.clone(), other: other.to_owned(), waits: whose == client && has_figures })
    }
}
