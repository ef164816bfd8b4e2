//! What a file adds to what is there, for a person to accept: empty fields of a client's card, payments on invoices already followed.
use super::verdict::{Difference, KnownClient};
use super::{Field, IntakeClient};
use crate::ids::{ClientId, InvoiceId};
use crate::invoice::InvoiceKind;
use crate::money::Cents;
use crate::party::Address;
use std::collections::BTreeMap;

/// The empty fields of a known client that a file fills. What is written on the card is never among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// Whose card.
    pub client: ClientId,
    /// The values to write; empty: nothing to write there.
    pub fills: IntakeClient,
}

impl Completion {
    /// Each field, empty before.
    pub fn differences(&self) -> Vec<Difference> {
        let fills = &self.fills;
        let address = if fills.address == Address::default() { String::new() } else { fills.address.in_full() };
        [
            (Field::Siren, fills.siren.clone()),
            (Field::Siret, fills.siret.clone()),
            (Field::VatNumber, fills.vat_number.clone()),
            (Field::Contact, fills.contact.clone()),
            (Field::Email, fills.email.clone()),
            (Field::Phone, fills.phone.clone()),
            (Field::FullAddress, address),
        ]
        .into_iter()
        .filter(|(_, after)| !after.is_empty())
        .map(|(field, after)| Difference::Text { field, before: String::new(), after })
        .collect()
    }
}

/// The completions of a file: of two rows that fill one field, the first counts.
#[derive(Default)]
pub(super) struct Completions(BTreeMap<ClientId, IntakeClient>);

impl Completions {
    /// Looks at one more row of a known client.
    pub(super) fn look(&mut self, known: &KnownClient, row: &IntakeClient) {
        let empty = IntakeClient::default();
        let already = self.0.get(&known.id).unwrap_or(&empty);
        let fill = |on_card: &str, already: &str, said: &str| {
            let wanted = on_card.is_empty() && already.is_empty();
            if wanted { said.to_owned() } else { already.to_owned() }
        };
        let mut fills = IntakeClient {
            siren: fill(&known.siren, &already.siren, &row.siren),
            vat_number: fill(&known.vat_number, &already.vat_number, &row.vat_number),
            contact: fill(&known.contact, &already.contact, &row.contact),
            email: fill(&known.email, &already.email, &row.email),
            phone: fill(&known.phone, &already.phone, &row.phone),
            siret: fill(&known.siret, &already.siret, &row.siret),
            ..already.clone()
        };
        // An establishment of another company is not his.
        let siren = if known.siren.is_empty() { &fills.siren } else { &known.siren };
        if !fills.siret.is_empty() && !fills.siret.starts_with(siren.as_str()) {
            fills.siret.clear();
        }
        // An address is one: half of it from a file and half from the card would be nobody's.
        let no_address = known.address == Address::default() && fills.address == Address::default();
        if no_address && !row.address.city.is_empty() {
            fills.address = row.address.clone();
        }
        if fills != empty {
            self.0.insert(known.id, fills);
        }
    }

    pub(super) fn into_all(self) -> Vec<Completion> {
        self.0.into_iter().map(|(client, fills)| Completion { client, fills }).collect()
    }
}

/// Money that a file says was received on an invoice already there, beyond what is noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotedPayment {
    /// The invoice.
    pub invoice: InvoiceId,
    /// In cents, above zero.
    pub amount: Cents,
}

/// The payment of a row that differs by what was received; none when the row says anything else of the invoice itself: it may be another.
pub fn noted_payment(invoice: InvoiceId, kind: InvoiceKind, differences: &[Difference]) -> Option<NotedPayment> {
    let of_another = |difference: &Difference| match difference {
        Difference::Kind { .. } | Difference::Text { .. } => true,
        Difference::Date { field, .. } => *field != Field::DueOn,
        Difference::Amount { field, .. } => *field != Field::Paid,
    };
    if kind != InvoiceKind::Invoice || differences.iter().any(of_another) {
        return None;
    }
    differences.iter().find_map(|difference| match difference {
        Difference::Amount { field: Field::Paid, before, after } if after > before => {
            Some(NotedPayment { invoice, amount: *after - *before })
        }
        Difference::Amount { .. } | Difference::Kind { .. } | Difference::Date { .. } | Difference::Text { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> KnownClient {
        KnownClient {
            id: ClientId(1),
            name: "Durand".into(),
            siren: "732829320".into(),
            siret: String::new(),
            vat_number: String::new(),
            email: "a@durand.example".into(),
            phone: String::new(),
            contact: String::new(),
            address: Address::default(),
        }
    }

    #[test]
    fn only_what_is_empty_is_filled_and_the_first_row_counts() {
        let row = |email: &str, phone: &str, siret: &str| IntakeClient {
            name: "Durand".into(),
            email: email.into(),
            phone: phone.into(),
            siret: siret.into(),
            ..IntakeClient::default()
        };
        let mut all = Completions::default();
        all.look(&known(), &row("b@durand.example", "", ""));
        assert_eq!(Completions::default().into_all(), all.into_all(), "what the card says stays");
        let mut all = Completions::default();
        all.look(&known(), &row("", "01 02 03 04 05", "40483304800022"));
        all.look(&known(), &row("", "06 00 00 00 00", "73282932000074"));
        let found = all.into_all();
        assert_eq!((found[0].fills.phone.as_str(), found[0].fills.siret.as_str()), ("01 02 03 04 05", "73282932000074"));
        assert_eq!(found[0].differences().len(), 2, "the establishment of another company is not his");
    }

    #[test]
    fn a_payment_is_noted_only_on_what_is_otherwise_the_same_invoice() {
        let paid = Difference::Amount { field: Field::Paid, before: Cents(100), after: Cents(300) };
        let total = Difference::Amount { field: Field::Total, before: Cents(1_000), after: Cents(900) };
        let of = |kind, differences: &[Difference]| noted_payment(InvoiceId(7), kind, differences).map(|noted| noted.amount);
        assert_eq!(of(InvoiceKind::Invoice, std::slice::from_ref(&paid)), Some(Cents(200)));
        assert_eq!(of(InvoiceKind::CreditNote, std::slice::from_ref(&paid)), None);
        assert_eq!(of(InvoiceKind::Invoice, &[paid, total]), None);
    }
}
