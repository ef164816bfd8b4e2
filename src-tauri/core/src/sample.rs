//! An invented affair, the same everywhere: what is shown to who has no client at hand, and what the tests are made from.
use crate::money::Cents;
use crate::notice::{ContactMeans, PriorContact, Recipient};
use crate::party::{Address, Creditor, DebtorKind};
use chrono::{Days, NaiveDate};

/// To be quoted with the payment.
pub const REFERENCE: &str = "BDQ-2026-11";
/// A consumer's mediator.
pub const MEDIATOR: &str = "Médiation Artisanat de l’Ouest, 3 place du Marché, 35000 Rennes, mediation-artisanat.example";

/// Who writes: nothing lacks.
pub fn creditor() -> Creditor {
    Creditor {
        name: "Vasseur Plomberie".to_owned(),
        legal_form: "EURL".to_owned(),
        capital: Some(Cents(500_000)),
        address: home("14 rue des Tanneurs", "35510", "Cesson-Sévigné"),
        siren: "732829320".to_owned(),
        registry_town: "Rennes".to_owned(),
        phone: "02 61 91 04 12".to_owned(),
        email: "contact@vasseur-plomberie.example".to_owned(),
        iban: "FR7630006000011234567890189".to_owned(),
        signatory: "Hélène Vasseur".to_owned(),
        signatory_quality: "gérante".to_owned(),
        ..Creditor::default()
    }
}

/// Who owes, of that kind.
pub fn debtor(kind: DebtorKind) -> Recipient {
    let (name, siren, salutation) = match kind {
        DebtorKind::Business => ("Brasserie des Quais SAS", "404833048", ""),
        DebtorKind::Consumer => ("Madame Camille Ferrand", "", "Madame"),
        DebtorKind::PublicBody => ("Commune de Saint-Aubin", "552081317", "Madame la Maire"),
    };
    let address = match kind {
        DebtorKind::Business => Address { recipient: "Direction".to_owned(), ..home("27 quai des Mariniers", "35400", "Saint-Malo") },
        DebtorKind::Consumer => {
            Address { recipient: "Appartement 12 escalier B".to_owned(), ..home("8 impasse du Verger", "35000", "Rennes") }
        }
        DebtorKind::PublicBody => Address {
            recipient: "Service des finances".to_owned(),
            locality: "CS 40210".to_owned(),
            ..home("1 place de la Mairie", "35140", "Saint-Aubin Cedex")
        },
    };
    Recipient { name: name.to_owned(), address, siren: siren.to_owned(), salutation: salutation.to_owned() }
}

/// Reminders already made on that day, oldest first.
pub fn prior(on: NaiveDate) -> Vec<PriorContact> {
    let contact = |ago, means| PriorContact { on: on - Days::new(ago), means };
    vec![
        contact(49, ContactMeans::Email),
        contact(42, ContactMeans::Call),
        contact(34, ContactMeans::Email),
        contact(10, ContactMeans::LastNotice),
    ]
}

/// A street and a town.
pub fn home(street: &str, postcode: &str, city: &str) -> Address {
    Address { street: street.to_owned(), postcode: postcode.to_owned(), city: city.to_owned(), ..Address::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_lacks_to_who_writes_nor_to_who_is_written_to() {
        assert_eq!(creditor().missing(), []);
        for kind in [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody] {
            assert_eq!(debtor(kind).block().problems, [], "{kind:?}");
        }
    }
}
