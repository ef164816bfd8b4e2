//! New, the same, changed, refused.
use super::client::{ClientMatch, ClientRef, MatchedBy, NewClient};
use super::completion::{Completion, Completions};
use super::numbers::Numbers;
use super::register::Register;
use super::{Field, IntakeClient, IntakeInvoice, IntakeRow, Problem};
use crate::ids::{ClientId, InvoiceId};
use crate::invoice::InvoiceKind;
use crate::money::Cents;
use crate::party::Address;
use crate::privacy::{Subject, Tombstone};
use crate::text::{fold, normalised_number};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A client of the base, as far as an import looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownClient {
    /// Its id.
    pub id: ClientId,
    /// Company or person.
    pub name: String,
    /// Nine digits, or empty.
    pub siren: String,
    /// Fourteen digits, or empty.
    pub siret: String,
    /// Capital letters and digits, or empty.
    pub vat_number: String,
    /// Where reminders go, or empty.
    pub email: String,
    /// Telephone, or empty.
    pub phone: String,
    /// Whom one writes to, or empty.
    pub contact: String,
    /// Postal address.
    pub address: Address,
}

/// An invoice of the base, as far as an import looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownInvoice {
    /// Its id.
    pub id: InvoiceId,
    /// Who owes it.
    pub client: ClientId,
    /// Invoice or credit note.
    pub kind: InvoiceKind,
    /// As printed.
    pub number: String,
    /// The date printed on it.
    pub issued_on: NaiveDate,
    /// The last day to pay.
    pub due_on: Option<NaiveDate>,
    /// All taxes included.
    pub total: Cents,
    /// Already received.
    pub settled: Cents,
}

/// What the base holds before the import.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Existing {
    /// Every client.
    pub clients: Vec<KnownClient>,
    /// Every invoice and credit note.
    pub invoices: Vec<KnownInvoice>,
    /// Names of the file that a person said are a client's, by [`super::bare_name`].
    pub named: BTreeMap<String, ClientId>,
    /// Those who asked to be erased.
    pub erased: Vec<Tombstone>,
    /// The day it is, when it matters: nothing dated after it was received.
    pub today: Option<NaiveDate>,
}

/// One value that differs between the base and the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RowDifference", export_to = "contract.gen.ts"))]
pub enum Difference {
    /// An invoice has become a credit note, or the reverse.
    Kind {
        /// In the base.
        before: InvoiceKind,
        /// In the file.
        after: InvoiceKind,
    },
    /// A date moved.
    Date {
        /// Which.
        field: Field,
        /// In the base.
        before: Option<NaiveDate>,
        /// In the file.
        after: Option<NaiveDate>,
    },
    /// An amount changed.
    Amount {
        /// Which.
        field: Field,
        /// In the base.
        before: Cents,
        /// In the file.
        after: Cents,
    },
    /// A text changed.
    Text {
        /// Which.
        field: Field,
        /// In the base.
        before: String,
        /// In the file.
        after: String,
    },
}

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "RowVerdict", export_to = "contract.gen.ts"))]
pub enum Verdict {
    /// To be created.
    New,
    /// Already there.
    Same,
    /// There, with other values.
    Changed {
        /// Each of them.
        differences: Vec<Difference>,
    },
    /// Not imported.
    Refused {
        /// Why.
        problem: Problem,
    },
}

/// The verdict on one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// What becomes of it.
    pub verdict: Verdict,
    /// Its client; none when refused.
    pub client: Option<ClientMatch>,
    /// The invoice it is, when known.
    pub invoice: Option<InvoiceId>,
    /// An invoice to create that may be another, by its number as the eye reads it.
    pub looks_like: Option<Problem>,
}

/// The verdicts on a file, and the clients it brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// One a row, in order.
    pub rows: Vec<Judgement>,
    /// The clients to create.
    pub new_clients: Vec<NewClient>,
    /// What the file says of clients already there that their cards do not.
    pub completions: Vec<Completion>,
}

/// Judges the rows of one file, against the base and against one another.
///
/// Identity of an invoice: its normalised number and its client. The creditor numbers his invoices in one series, so the
/// same number at another client is refused, never created twice; unless date and total agree as well, in which case it
/// is the same invoice and its client has been renamed. Two different rows with one number are both refused: which one
/// is right is not ours to say.
pub fn judge(rows: &[IntakeRow], existing: &Existing) -> Judged {
    // Each number is normalised once: it is the costly part of a hundred thousand rows.
    let keys: Vec<String> =
        rows.iter().map(|row| row.invoice.as_ref().map(|invoice| normalised_number(&invoice.number)).unwrap_or_default()).collect();
    let doubles = doubles(rows, &keys);
    let known_numbers: BTreeMap<String, &KnownInvoice> =
        existing.invoices.iter().map(|invoice| (normalised_number(&invoice.number), invoice)).collect();
    let known_clients: BTreeMap<ClientId, &KnownClient> = existing.clients.iter().map(|client| (client.id, client)).collect();
    let mut seen = Numbers::of(&existing.invoices);
    let mut register = Register::new(&existing.clients, &existing.named);
    register.foresee(rows.iter().map(|row| &row.client));
    let numbers: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
    let mut lists = BTreeMap::new();
    let mut judgements = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        let judgement = match doubles.get(&place) {
            Some(problem) => Err(problem.clone()),
            None => match &row.invoice {
                Some(invoice) => {
                    let known = known_numbers.get(&keys[place]).copied();
                    let replaced = replaced(invoice, &known_numbers, &numbers).filter(|_| known.is_none());
                    match replaced {
                        Some(number) => Err(Problem::Corrects { number }),
                        None => judge_invoice(row, invoice, known, (&known_clients, &existing.erased), &mut register),
                    }
                }
                None => judge_client(row, (&known_clients, &existing.erased), &mut register, &mut lists),
            },
        };
        let judgement = judgement.unwrap_or_else(|problem| Judgement {
            verdict: Verdict::Refused { problem },
            client: None,
            invoice: None,
            looks_like: None,
        });
        let looks_like = match (&judgement.verdict, &row.invoice, judgement.client) {
            (Verdict::New, Some(invoice), Some(found)) => seen.look(invoice, found.client),
            (Verdict::New | Verdict::Same | Verdict::Changed { .. } | Verdict::Refused { .. }, _, _) => None,
        };
        judgements.push(Judgement { looks_like, ..judgement });
    }
    let mut completions = Completions::default();
    for (row, judgement) in rows.iter().zip(&judgements) {
        // Of a card found by its invoice alone, the row may name another.
        let Some(found) = judgement.client.filter(|found| found.by != MatchedBy::Invoice) else { continue };
        if let ClientRef::Known { id } = found.client
            && let Some(known) = known_clients.get(&id)
            && not_erased(row, Some(found), &existing.erased).is_ok()
        {
            completions.look(known, &row.client);
        }
    }
    Judged { rows: judgements, new_clients: register.into_new_clients(), completions: completions.into_all() }
}

/// The number of an invoice that this one corrects, when it is followed too, in the base or in the file: both would be owed.
fn replaced(invoice: &IntakeInvoice, known: &BTreeMap<String, &KnownInvoice>, numbers: &BTreeSet<&str>) -> Option<String> {
    let own = normalised_number(&invoice.number);
    let followed = |number: &&String| {
        let key = normalised_number(number);
        key != own && (known.contains_key(&key) || numbers.contains(key.as_str()))
    };
    invoice.corrects.iter().find(followed).cloned()
}

/// The rows refused because another row of the file has their number, by place.
fn doubles(rows: &[IntakeRow], keys: &[String]) -> BTreeMap<usize, Problem> {
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut refused = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        let Some(invoice) = &row.invoice else { continue };
        let first = *first_of.entry(&keys[place]).or_insert(place);
        if first == place {
            continue;
        }
        let other = &rows[first];
        let same_facts = other.invoice.as_ref().is_some_and(|other| same_facts(invoice, other));
        let same_client = row.client.siren == other.client.siren && fold(&row.client.name) == fold(&other.client.name);
        if same_facts && same_client {
            refused.insert(place, Problem::DuplicateInFile { what: invoice.number.clone(), first_line: other.line });
        } else {
            let first_number = other.invoice.as_ref().map(|other| other.number.clone()).unwrap_or_default();
            refused.insert(first, Problem::ConflictInFile { number: first_number, other_line: row.line });
            refused.insert(place, Problem::ConflictInFile { number: invoice.number.clone(), other_line: other.line });
        }
    }
    refused
}

fn same_facts(one: &IntakeInvoice, other: &IntakeInvoice) -> bool {
    (one.kind, one.issued_on, one.due_on, one.total, one.paid) == (other.kind, other.issued_on, other.due_on, other.total, other.paid)
}

fn judge_invoice(
    row: &IntakeRow,
    invoice: &IntakeInvoice,
    known: Option<&KnownInvoice>,
    (clients, erased): (&BTreeMap<ClientId, &KnownClient>, &[Tombstone]),
    register: &mut Register,
) -> Result<Judgement, Problem> {
    let found = register.find(&row.client);
    if let Some(known) = known {
        let itself = ClientRef::Known { id: known.client };
        let facts_agree = (known.kind, known.issued_on, known.total) == (invoice.kind, invoice.issued_on, invoice.total);
        let client = match found {
            Ok(Some(found)) if found.client == itself => found,
            _ if facts_agree => ClientMatch { client: itself, by: MatchedBy::Invoice },
            _ => {
                let client = clients.get(&known.client).map(|client| client.name.clone()).unwrap_or_default();
                return Err(Problem::NumberTaken { number: invoice.number.clone(), client });
            }
        };
        let differences = invoice_differences(known, invoice);
        let verdict = if differences.is_empty() { Verdict::Same } else { Verdict::Changed { differences } };
        return Ok(Judgement { verdict, client: Some(client), invoice: Some(known.id), looks_like: None });
    }
    let found = found?;
    not_erased(row, found, erased)?;
    let client = settle(found, row, register);
    Ok(Judgement { verdict: Verdict::New, client: Some(client), invoice: None, looks_like: None })
}

/// Refuses a row that would enter an erased person again. A row that only names a company already there brings nobody's data: its
/// contact person may be the one who was erased. What a person matched himself is his word.
fn not_erased(row: &IntakeRow, found: Option<ClientMatch>, erased: &[Tombstone]) -> Result<(), Problem> {
    let known = found.and_then(|found| match found.client {
        ClientRef::Known { id } => Some(id),
        ClientRef::New { .. } => None,
    });
    if found.is_some_and(|found| found.by == MatchedBy::Person) {
        return Ok(());
    }
    let client = &row.client;
    let emails = || std::iter::once(client.email.as_str()).chain(client.email_copies.iter().map(String::as_str));
    let named = erased
        .iter()
        .filter(|one| known.is_none() || one.subject == Subject::Person)
        .find(|one| (known.is_some() && one.card == known) || one.names(emails(), &client.name, &client.address.postcode));
    named.map_or(Ok(()), |one| Err(Problem::Erased { asked_on: one.asked_on }))
}

/// The client found, completed; or the row's, brought.
fn settle(found: Option<ClientMatch>, row: &IntakeRow, register: &mut Register) -> ClientMatch {
    match found {
        Some(found) => {
            if let ClientRef::New { index } = found.client {
                register.complete(index, &row.client);
            }
            found
        }
        None => register.bring(&row.client, row.line),
    }
}

/// A due date the file does not give is no difference, nor is that of another part; nor is a payment the file does not know of.
fn invoice_differences(known: &KnownInvoice, row: &IntakeInvoice) -> Vec<Difference> {
    let mut differences = Vec::new();
    if known.kind != row.kind {
        differences.push(Difference::Kind { before: known.kind, after: row.kind });
    }
    if known.issued_on != row.issued_on {
        let (before, after) = (Some(known.issued_on), Some(row.issued_on));
        differences.push(Difference::Date { field: Field::IssuedOn, before, after });
    }
    let is_part = row.parts.iter().any(|part| Some(part.due_on) == known.due_on);
    if row.due_on.is_some() && known.due_on != row.due_on && !is_part {
        differences.push(Difference::Date { field: Field::DueOn, before: known.due_on, after: row.due_on });
    }
    if known.total != row.total {
        differences.push(Difference::Amount { field: Field::Total, before: known.total, after: row.total });
    }
    if row.paid > known.settled {
        differences.push(Difference::Amount { field: Field::Paid, before: known.settled, after: row.paid });
    }
    differences
}

/// A row of a list of clients. `seen` tells the line at which the file already named the client.
fn judge_client(
    row: &IntakeRow,
    (clients, erased): (&BTreeMap<ClientId, &KnownClient>, &[Tombstone]),
    register: &mut Register,
    seen: &mut BTreeMap<ClientRef, u32>,
) -> Result<Judgement, Problem> {
    let found = register.find(&row.client)?;
    not_erased(row, found, erased)?;
    let client = match found {
        Some(found) => found,
        None => register.bring(&row.client, row.line),
    };
    if let Some(first_line) = seen.insert(client.client, row.line) {
        seen.insert(client.client, first_line);
        return Err(Problem::DuplicateInFile { what: row.client.name.clone(), first_line });
    }
    let verdict = match client.client {
        ClientRef::New { .. } => Verdict::New,
        ClientRef::Known { id } => {
            let differences = clients.get(&id).map(|known| client_differences(known, &row.client)).unwrap_or_default();
            if differences.is_empty() { Verdict::Same } else { Verdict::Changed { differences } }
        }
    };
    Ok(Judgement { verdict, client: Some(client), invoice: None, looks_like: None })
}

/// What the file says and the base does not, or says otherwise. What the file leaves empty is no difference.
fn client_differences(known: &KnownClient, row: &IntakeClient) -> Vec<Difference> {
    [
        (Field::ClientName, &known.name, &row.name),
        (Field::Siren, &known.siren, &row.siren),
        (Field::Siret, &known.siret, &row.siret),
        (Field::VatNumber, &known.vat_number, &row.vat_number),
        (Field::Email, &known.email, &row.email),
        (Field::Phone, &known.phone, &row.phone),
    ]
    .into_iter()
    .filter(|(_, before, after)| !after.is_empty() && before != after)
    .map(|(field, before, after)| Difference::Text { field, before: before.clone(), after: after.clone() })
    .collect()
}

#[cfg(test)]
mod tests;
