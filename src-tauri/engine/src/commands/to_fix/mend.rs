//! One field, mended in place.
use super::{ClearDoubt, Correct, DoubtKind};
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::store::clients::{self, Card};
use crate::store::{About, Actor, Outcome, invoices, plans};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId, PlanId};
use echu_core::party::Address;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;

/// Mends one field of a client's card or of an invoice.
///
/// # Errors
/// What the field cannot hold; nothing is then written.
pub fn correct(app: &App, request: Correct) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        let id = request.client_id;
        if request.kind == DoubtKind::DueDate {
            let invoice = of_client(request.invoice_id.map(|id| invoices::get(&tx.sql, id)).transpose()?, id)?;
            let due_on: NaiveDate = request.value.trim().parse().map_err(|_| Error::Invalid { field: "value", reason: "empty" })?;
            if check::day("value", due_on)? < invoice.facts.issued_on {
                return Err(Error::Invalid { field: "value", reason: "before_issued" });
            }
            tx.set_due_on(invoice.facts.id, due_on)?;
            let event = EventKind::InvoiceEdited { number: invoice.facts.number };
            tx.record(About::client(id).invoice(invoice.facts.id), &event)?;
            return Ok(id);
        }
        let before = clients::get(&tx.sql, id)?.card;
        let card = before.clone();
        let card = match request.kind {
            DoubtKind::Email => Card { email: filled(check::email("value", &request.value)?)?, ..card },
            DoubtKind::Phone => Card { phone: check::required("value", &request.value, 100)?, ..card },
            DoubtKind::Address => Card { address: check::address(&address(&request.value, &card.address)?)?, ..card },
            DoubtKind::Plan => {
                let plan = PlanId(request.value.trim().parse().map_err(|_| Error::Invalid { field: "value", reason: "empty" })?);
                let fits = plans::names(&tx.sql)?.iter().any(|one| one.id == plan && one.debtor_kind == card.debtor_kind);
                if !fits {
                    return Err(Error::Invalid { field: "value", reason: "wrong_plan" });
                }
                Card { plan_id: Some(plan), ..card }
            }
            DoubtKind::DueDate
            | DoubtKind::Duplicate
            | DoubtKind::Debit
            | DoubtKind::Instalments
            | DoubtKind::Unallocated
            | DoubtKind::Unmatched
            | DoubtKind::Credit
            | DoubtKind::Advance
            | DoubtKind::MissingPdf => return Err(Error::Invalid { field: "kind", reason: "out_of_range" }),
        };
        if let Some(stone) = crate::commands::privacy::comes_back(&tx.sql, Some(id), &card)? {
            // The form of the card asks for a confirmation; this one line does not.
            return Err(Error::Refused(crate::commands::privacy::comes_back_sentence(&stone)));
        }
        let changes = crate::commands::clients::between(&before, &card);
        tx.update_client(id, &card)?;
        // The same address typed again is a person's word that it works.
        if request.kind == DoubtKind::Email {
            tx.flag_email(id, &card.email, "")?;
        }
        tx.record(About::client(id), &EventKind::ClientEdited { changes, import: None })?;
        Ok(id)
    })
}

fn filled(text: String) -> Result<String> {
    if text.is_empty() { Err(Error::Invalid { field: "value", reason: "empty" }) } else { Ok(text) }
}

fn of_client(invoice: Option<invoices::Stored>, client: ClientId) -> Result<invoices::Stored> {
    invoice.filter(|one| one.facts.client_id == client).ok_or(Error::Invalid { field: "invoiceId", reason: "other_client" })
}

/// A person says that what looked wrong is right.
///
/// # Errors
/// Something that cannot be said right: it is to be mended.
pub fn clear_doubt(app: &App, request: ClearDoubt) -> Result<Outcome<ClientId>> {
    app.write(Actor::User, |tx| {
        let client = request.client_id;
        let invoice = request.invoice_id.map(|id| invoices::get(&tx.sql, id)).transpose()?;
        let (doubt, subject, number, invoice): (_, _, _, Option<InvoiceId>) = match request.kind {
            DoubtKind::Advance => ("advance", clients::get(&tx.sql, client)?.id.0, String::new(), None),
            DoubtKind::Duplicate | DoubtKind::MissingPdf => {
                let invoice = of_client(invoice, client)?.facts;
                let doubt = if request.kind == DoubtKind::Duplicate { "duplicate" } else { "missing_pdf" };
                (doubt, invoice.id.0, invoice.number, Some(invoice.id))
            }
            DoubtKind::DueDate
            | DoubtKind::Email
            | DoubtKind::Address
            | DoubtKind::Phone
            | DoubtKind::Plan
            | DoubtKind::Debit
            | DoubtKind::Instalments
            | DoubtKind::Unallocated
            | DoubtKind::Unmatched
            | DoubtKind::Credit => return Err(Error::Invalid { field: "kind", reason: "out_of_range" }),
        };
        tx.clear_doubt(doubt, subject)?;
        let about = About { invoice, ..About::client(client) };
        tx.record(about, &EventKind::DoubtCleared(desk::Cleared { doubt: doubt.to_owned(), number }))?;
        Ok(client)
    })
}

/// An address on one line, as the field shows it.
pub(super) fn on_one_line(address: &Address) -> String {
    let town = [address.postcode.as_str(), address.city.as_str()].join(" ");
    let parts = [address.building.as_str(), address.street.as_str(), address.locality.as_str(), town.trim()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// « 12 rue des Lilas, 44000 Nantes »: what comes before the five figures is the street, what comes after the town. Recipient and
/// country stay.
fn address(typed: &str, known: &Address) -> Result<Address> {
    let words: Vec<&str> = typed.split([' ', '\u{a0}', '\u{202f}', ',', '\n', '\t']).filter(|word| !word.is_empty()).collect();
    let is_postcode = |word: &&str| word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit());
    // The last one: a street may have a number of five figures.
    let at = words.iter().rposition(is_postcode).filter(|at| *at > 0 && at + 1 < words.len());
    let at = at.ok_or(Error::Invalid { field: "value", reason: "not_an_address" })?;
    let street = typed.get(..typed.rfind(words[at]).unwrap_or(0)).unwrap_or("").trim_matches([' ', ',', '\n', '\t', '\u{a0}']);
    let mut lines = street.split([',', '\n']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>();
    let street = lines.pop().unwrap_or_default().to_owned();
    Ok(Address {
        building: lines.join(" "),
        street,
        locality: String::new(),
        postcode: words[at].to_owned(),
        city: words[at + 1..].join(" "),
        ..known.clone()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_on_one_line_is_read_from_its_postcode() {
        let read = |typed: &str| address(typed, &Address::default()).unwrap();
        let simple = read("12 rue des Lilas, 44000 Nantes");
        assert_eq!((simple.street.as_str(), simple.postcode.as_str(), simple.city.as_str()), ("12 rue des Lilas", "44000", "Nantes"));
        let long = read("Bâtiment C, 3 avenue du Port\n35400 Saint-Malo Cedex");
        assert_eq!((long.building.as_str(), long.street.as_str()), ("Bâtiment C", "3 avenue du Port"));
        assert_eq!(long.city, "Saint-Malo Cedex");
        assert_eq!(on_one_line(&long), "Bâtiment C, 3 avenue du Port, 35400 Saint-Malo Cedex", "the field gives back what it took");
        for poor in ["12 rue des Lilas", "44000 Nantes", "12 rue des Lilas 44000", ""] {
            assert!(address(poor, &Address::default()).is_err(), "{poor:?} lacks a street or a town");
        }
    }
}
