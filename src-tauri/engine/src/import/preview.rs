//! What an import would do: one verdict a row, the clients to create, and the summary a person reads first.
use super::rows::{Reader, Unread};
use super::table::Table;
use super::{Mapping, TableKind};
use echu_core::ids::ClientId;
use echu_core::intake::{
    ClientRef, Completion, Difference, Existing, IntakeClient, IntakeInvoice, IntakeRow, Judgement, MatchedBy, NewClient, NotedPayment,
    Problem, Verdict, bare_name, judge, line_sentence, matched_by_sentence, noted_payment,
};
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;
use serde::Serialize;

/// Rows shown whole in a preview.
pub(super) const SHOWN: usize = 50;
/// Names shown to be matched.
const STRANGERS: usize = 200;

/// A row and its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRow {
    /// As read.
    pub row: IntakeRow,
    /// What becomes of it.
    pub judgement: Judgement,
}

/// Everything an import would do. [`Verdict::New`] rows are to be created, the others left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What the rows are.
    pub kind: TableKind,
    /// Each row that could be read, in the file's order.
    pub rows: Vec<PlannedRow>,
    /// The clients to create, named by [`ClientRef::New`].
    pub new_clients: Vec<NewClient>,
    /// Every row set aside, in the file's order.
    pub refused: Vec<RefusedRow>,
    /// What it says of clients already there that their cards do not.
    pub completions: Vec<Completion>,
    /// The name of each line that is a file of its own; empty for a table.
    names: Vec<String>,
}

/// A row set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct RefusedRow {
    /// The line as a spreadsheet numbers it.
    pub line: u32,
    /// The invoice's number, or empty.
    pub number: String,
    /// The client's name, or empty.
    pub client: String,
    /// Why.
    pub problem: Problem,
    /// Why, in French, with the line.
    pub sentence: String,
}

/// A row kept that deserves a look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct WarnedRow {
    /// The line as a spreadsheet numbers it.
    pub line: u32,
    /// What to look at.
    pub problem: Problem,
    /// Idem, in French, with the line.
    pub sentence: String,
}

/// A row as it will be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(rename = "ImportedRow", export_to = "contract.gen.ts")]
pub struct PreviewRow {
    /// The line as a spreadsheet numbers it.
    pub line: u32,
    /// None in a file of clients.
    pub invoice: Option<IntakeInvoice>,
    /// Who owes it.
    pub client: IntakeClient,
    /// New, same or changed, with the differences.
    pub verdict: Verdict,
    /// Why the client is held to be that one, in French; empty when refused.
    pub matched: String,
    /// What to look at, in French.
    pub warnings: Vec<String>,
}

/// A name of the file that is no known client's, or of several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct Stranger {
    /// As the file first writes it.
    pub name: String,
    /// Rows that bear it.
    pub rows: u32,
    /// True: several known clients fit, and its rows are refused until a person says.
    pub ambiguous: bool,
}

/// A client's card that the file would complete.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct CompletedCard {
    /// Whose.
    pub client_id: ClientId,
    /// As the file names him.
    pub name: String,
    /// Each field, empty before.
    pub fills: Vec<Difference>,
}

/// A payment that the file tells of, on an invoice already there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct NotedRow {
    /// The line as a spreadsheet numbers it.
    pub line: u32,
    /// The number of the invoice.
    pub number: String,
    /// Whose, as the file names him.
    pub client: String,
    /// Beyond what is noted, in cents.
    pub amount: Cents,
}

/// What an import would do, in figures and first rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct ImportPreview {
    /// What the rows are.
    pub kind: TableKind,
    /// Rows to create.
    pub new: u32,
    /// Rows already there.
    pub same: u32,
    /// Rows there with other values.
    pub changed: u32,
    /// Rows set aside.
    pub refused: u32,
    /// Rows to create that deserve a look.
    pub warned: u32,
    /// Clients to create.
    pub new_clients: u32,
    /// Clients already there that the file names.
    pub known_clients: u32,
    /// Total of the invoices to create.
    pub total: Cents,
    /// Total of the credit notes to create.
    pub credit_notes: Cents,
    /// Already received on the invoices to create.
    pub paid: Cents,
    /// The first rows that will be stored, or are there.
    pub first: Vec<PreviewRow>,
    /// Rows whose values differ from what is there.
    pub changes: Vec<PreviewRow>,
    /// Every row set aside, with its reason.
    pub refusals: Vec<RefusedRow>,
    /// Every row to create that deserves a look.
    pub warnings: Vec<WarnedRow>,
    /// Payments on invoices already there, that a person may have noted.
    pub payments: u32,
    /// Each of them, to take over or to leave.
    pub payment_rows: Vec<NotedRow>,
    /// What they come to, in cents.
    pub noted: Cents,
    /// Cards of clients already there whose empty fields the file fills, if a person says so.
    pub completions: Vec<CompletedCard>,
    /// Names that a person may match with a client: those of several first, then the most frequent.
    pub strangers: Vec<Stranger>,
}

impl Plan {
    pub(super) fn new(table: &Table, mapping: &Mapping, existing: &Existing) -> Plan {
        Plan::of(mapping.kind, Reader::new(table, mapping, existing.today).rows(), Vec::new(), existing)
    }

    /// Judges rows that were read, or not. `names`: what each line is called, when it is a file of its own; empty for a
    /// table, whose lines have numbers.
    pub(super) fn of(
        kind: TableKind,
        rows: impl Iterator<Item = Result<IntakeRow, Unread>>,
        names: Vec<String>,
        existing: &Existing,
    ) -> Plan {
        let (mut read, mut refused) = (Vec::new(), Vec::new());
        let refusal = |line, number, client, problem| refusal(&names, line, number, client, problem);
        for row in rows {
            match row {
                Ok(row) => read.push(row),
                Err(Unread { line, problem, number, client }) => refused.push(refusal(line, number, client, problem)),
            }
        }
        let judged = judge(&read, existing);
        let mut rows = Vec::with_capacity(read.len());
        for (mut row, mut judgement) in read.into_iter().zip(judged.rows) {
            row.warnings.extend(judgement.looks_like.take());
            match judgement.verdict {
                Verdict::Refused { problem } => {
                    let number = row.invoice.map(|invoice| invoice.number).unwrap_or_default();
                    refused.push(refusal(row.line, number, row.client.name, problem));
                }
                Verdict::New | Verdict::Same | Verdict::Changed { .. } => rows.push(PlannedRow { row, judgement }),
            }
        }
        refused.sort_by_key(|row| row.line);
        Plan { kind, rows, new_clients: judged.new_clients, refused, completions: judged.completions, names }
    }

    /// The name of the file that a line is; empty for a line of a table.
    pub(super) fn name(&self, line: u32) -> &str {
        self.names.get((line as usize).wrapping_sub(1)).map_or("", String::as_str)
    }

    /// What the file says was received on invoices already there, beyond what is noted, with the day it says.
    pub fn payments(&self) -> impl Iterator<Item = (&PlannedRow, NotedPayment)> {
        self.rows.iter().filter_map(|planned| {
            let Verdict::Changed { differences } = &planned.judgement.verdict else { return None };
            let (id, invoice) = planned.judgement.invoice.zip(planned.row.invoice.as_ref())?;
            Some((planned, noted_payment(id, invoice.kind, differences)?))
        })
    }

    /// The summary a person reads before « Importer ».
    pub fn preview(&self) -> ImportPreview {
        let created = || self.rows.iter().filter(|planned| planned.judgement.verdict == Verdict::New);
        let changed = || self.rows.iter().filter(|planned| matches!(planned.judgement.verdict, Verdict::Changed { .. }));
        let sum = |kind: InvoiceKind, amount: fn(&IntakeInvoice) -> Cents| {
            created().filter_map(|planned| planned.row.invoice.as_ref()).filter(|invoice| invoice.kind == kind).map(amount).sum()
        };
        let known: std::collections::BTreeSet<ClientRef> = self
            .rows
            .iter()
            .filter_map(|planned| planned.judgement.client)
            .map(|found| found.client)
            .filter(|client| matches!(client, ClientRef::Known { .. }))
            .collect();
        ImportPreview {
            kind: self.kind,
            new: created().count() as u32,
            same: self.rows.iter().filter(|planned| planned.judgement.verdict == Verdict::Same).count() as u32,
            changed: changed().count() as u32,
            refused: self.refused.len() as u32,
            warned: created().filter(|planned| !planned.row.warnings.is_empty()).count() as u32,
            new_clients: self.new_clients.len() as u32,
            known_clients: known.len() as u32,
            total: sum(InvoiceKind::Invoice, |invoice| invoice.total),
            credit_notes: sum(InvoiceKind::CreditNote, |invoice| invoice.total),
            paid: sum(InvoiceKind::Invoice, |invoice| invoice.paid),
            first: self.rows.iter().take(SHOWN).map(shown).collect(),
            changes: changed().map(shown).collect(),
            refusals: self.refused.clone(),
            warnings: created()
                .flat_map(|planned| planned.row.warnings.iter().map(|problem| warning(self, planned.row.line, problem)))
                .collect(),
            payments: self.payments().count() as u32,
            payment_rows: self.payments().map(|(planned, payment)| noted(planned, payment.amount)).collect(),
            noted: self.payments().map(|(_, payment)| payment.amount).sum(),
            completions: self.completions.iter().map(|one| self.card(one)).collect(),
            strangers: self.strangers(),
        }
    }

    fn card(&self, completion: &Completion) -> CompletedCard {
        let of = |planned: &&PlannedRow| {
            planned.judgement.client.is_some_and(|found| found.client == ClientRef::Known { id: completion.client })
        };
        let name = self.rows.iter().find(of).map(|planned| planned.row.client.name.clone());
        CompletedCard { client_id: completion.client, name: name.unwrap_or_default(), fills: completion.differences() }
    }

    /// The names that bring a client, or that several fit.
    fn strangers(&self) -> Vec<Stranger> {
        let mut brought: Vec<u32> = vec![0; self.new_clients.len()];
        for planned in &self.rows {
            if let Some(ClientRef::New { index }) = planned.judgement.client.map(|found| found.client)
                && let Some(rows) = brought.get_mut(index as usize)
            {
                *rows += 1;
            }
        }
        let mut ambiguous: std::collections::BTreeMap<String, Stranger> = std::collections::BTreeMap::new();
        for refused in &self.refused {
            if let Problem::AmbiguousClient { name, .. } = &refused.problem {
                let unseen = || Stranger { name: name.clone(), rows: 0, ambiguous: true };
                ambiguous.entry(bare_name(name)).or_insert_with(unseen).rows += 1;
            }
            // A person may say whose card it is: it is then no longer refused.
            if let (Problem::Erased { .. }, name) = (&refused.problem, &refused.client)
                && !name.is_empty()
            {
                let unseen = || Stranger { name: name.clone(), rows: 0, ambiguous: false };
                ambiguous.entry(bare_name(name)).or_insert_with(unseen).rows += 1;
            }
        }
        let new = self.new_clients.iter().zip(brought);
        let new = new.map(|(one, rows)| Stranger { name: one.client.name.clone(), rows, ambiguous: false });
        let mut all: Vec<Stranger> = ambiguous.into_values().chain(new).collect();
        all.sort_by_key(|one| (!one.ambiguous, std::cmp::Reverse(one.rows)));
        all.truncate(STRANGERS);
        all
    }
}

fn refusal(names: &[String], line: u32, number: String, client: String, problem: Problem) -> RefusedRow {
    let sentence = sentence(names, line, &problem);
    RefusedRow { line, number, client, problem, sentence }
}

fn noted(planned: &PlannedRow, amount: Cents) -> NotedRow {
    let number = planned.row.invoice.as_ref().map(|invoice| invoice.number.clone()).unwrap_or_default();
    NotedRow { line: planned.row.line, number, client: planned.row.client.name.clone(), amount }
}

pub(super) fn warning(plan: &Plan, line: u32, problem: &Problem) -> WarnedRow {
    WarnedRow { line, problem: problem.clone(), sentence: sentence(&plan.names, line, problem) }
}

/// With the name of the file where there is one, else with the number of the line.
fn sentence(names: &[String], line: u32, problem: &Problem) -> String {
    match names.get((line as usize).wrapping_sub(1)) {
        Some(name) => super::sentences::of_file(name, &problem.sentence()),
        None => line_sentence(line, problem),
    }
}

pub(super) fn shown(planned: &PlannedRow) -> PreviewRow {
    PreviewRow {
        line: planned.row.line,
        invoice: planned.row.invoice.clone(),
        client: planned.row.client.clone(),
        verdict: planned.judgement.verdict.clone(),
        matched: matched_by_sentence(planned.judgement.client.map_or(MatchedBy::Nobody, |found| found.by)).to_owned(),
        warnings: planned.row.warnings.iter().map(Problem::sentence).collect(),
    }
}
