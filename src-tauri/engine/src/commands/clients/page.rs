//! A client's page.
use super::{AddressPreview, Ageing, ClientForm, ClientPage};
use crate::commands::{holds, invoices, next};
use crate::error::Result;
use crate::store::clients::Client;
use crate::store::invoice_list::{self, Filter};
use crate::store::{claims, client_list, clients, habits, payments};
use chrono::NaiveDate;
use echu_core::ids::ClientId;
use echu_core::money::Cents;
use echu_core::text::count;
use rusqlite::Connection;

/// Open invoices shown on a page.
const SHOWN: u32 = 200;

pub(super) fn page(conn: &Connection, id: ClientId, today: NaiveDate) -> Result<ClientPage> {
    let client = clients::get(conn, id)?;
    let query =
        invoice_list::Query { filter: Filter::Open, found: None, client: Some(id), age: None, limit: SHOWN, offset: 0, order: None };
    let (open, _) = invoice_list::list(conn, &query, today)?;
    let standing = holds::standing(conn, Some(id), today)?;
    let (interest_today, fees_today) = figures(conn, &open, today)?;
    let (unallocated, credit) = payments::credit_of(conn, id)?;
    let next = next::of_client(conn, id, today)?;
    let address_block = AddressPreview::from(echu_core::address::block(&client.card.name, &client.card.address));
    Ok(ClientPage {
        id,
        archived: client.archived,
        email_problem: email_problem(&client).to_owned(),
        address_block,
        ageing: Ageing::of(invoice_list::ageing(conn, Some(id), today)?),
        open_invoices: open.iter().map(|one| invoices::row(one, &standing, today)).collect(),
        closed_count: client_list::closed_count(conn, id)?,
        interest_today,
        fees_today,
        unallocated,
        credit,
        next_title: next.title,
        next_why: next.why,
        next_rule: next.rule,
        next_action: next.action,
        holds: standing.iter().map(|hold| holds::view(conn, hold)).collect::<Result<_>>()?,
        habit: habit(habits::habits(conn, Some(id), today)?.get(&id).copied()),
        client: form(client),
    })
}

/// Penalties and indemnities beside the balances of the open invoices, with the principal that payments of interest left; none of what
/// rests on a rate that is unknown.
fn figures(conn: &Connection, open: &[crate::store::invoices::Stored], today: NaiveDate) -> Result<(Option<Cents>, Option<Cents>)> {
    let mut sums = (Some(Cents::ZERO), Some(Cents::ZERO));
    for invoice in open.iter().filter(|one| one.facts.is_late(today)) {
        let (interest, fee) = claims::beside(conn, invoice.facts.id, today)?;
        sums = (sums.0.zip(interest).map(|(sum, one)| sum + one), sums.1.zip(fee).map(|(sum, one)| sum + one));
    }
    Ok(sums)
}

fn email_problem(client: &Client) -> &'static str {
    match client.email_problem.as_str() {
        "" => "",
        "refused" => "Cette adresse a été refusée par son serveur\u{a0}: corrigez-la pour que les relances repartent.",
        _ => "Un message à cette adresse est revenu\u{a0}: corrigez-la pour que les relances repartent.",
    }
}

/// How he usually pays, in French; empty while he has no habit.
fn habit(days: Option<i64>) -> String {
    let Some(late) = days else { return String::new() };
    let days = count(late.unsigned_abs(), "jour", "jours");
    match late {
        ..=-1 => format!("Paie d’ordinaire {days} avant l’échéance."),
        0 => "Paie d’ordinaire à l’échéance.".to_owned(),
        1.. => format!("Paie d’ordinaire {days} après l’échéance."),
    }
}

fn form(client: Client) -> ClientForm {
    let card = client.card;
    ClientForm {
        name: card.name,
        debtor_kind: card.debtor_kind,
        siren: card.siren,
        siret: card.siret,
        vat_number: card.vat_number,
        contact_name: card.contact_name,
        email: card.email,
        email_copies: card.email_copies,
        phone: card.phone,
        address: card.address,
        terms: card.terms,
        sector: card.sector,
        contract_rate_bp: card.contract_rate_bp,
        handle_with_care: card.handle_with_care,
        insolvent_on: card.insolvent_on,
        note: card.note,
        plan_id: card.plan_id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_habit_is_said_from_the_median_of_at_least_three_payments() {
        let said = |delays: &[i64]| habit(echu_core::forecast::habit(&mut delays.to_vec()));
        assert_eq!(said(&[40, 2]), "", "two payments are no habit");
        assert_eq!(said(&[12, 300, 9]), "Paie d’ordinaire 12 jours après l’échéance.");
        assert_eq!(said(&[0, 0, 1]), "Paie d’ordinaire à l’échéance.");
        assert_eq!(said(&[-5, -1, -1]), "Paie d’ordinaire 1 jour avant l’échéance.");
    }
}
