//! What an import is made of: a table, whose columns a person confirms, or electronic invoices, which say it themselves.
use crate::commands::invoices::LARGEST_PDF;
use crate::error::Result;
use crate::import::{Cards, Draft, Fec, Mapping, Papers, Plan, Question, Refusal, of_file};
use crate::store::{clients, invoices, privacy, settings::creditor};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::intake::{Existing, IntakeKind, Verdict};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Rows of a sample, as read.
const SAMPLE: usize = 12;

/// Names of a file that a person matched with a client: bare, then as shown, and whose they are.
pub(super) type Named = BTreeMap<String, (String, ClientId)>;

/// What was chosen, read.
pub(super) enum Chosen {
    /// One file of rows.
    Table(Box<Draft>),
    /// One file of accounting entries.
    Entries(Box<Fec>),
    /// One file of contacts, a client each.
    Cards(Box<Cards>),
    /// One or several files, an invoice each.
    Papers(Papers),
}

impl Chosen {
    /// Reads what was chosen, recognised by its content: several files, a folder, a PDF or an XML are electronic invoices.
    pub(super) fn open(paths: &[PathBuf]) -> std::result::Result<Chosen, Refusal> {
        match paths {
            [one] if !Papers::suits(one)? => {
                let bytes = of_file(one)?;
                if let Some(entries) = Fec::read(&bytes)? {
                    return Ok(Chosen::Entries(Box::new(entries)));
                }
                Ok(match Cards::read(&bytes)? {
                    Some(cards) => Chosen::Cards(Box::new(cards)),
                    None => Chosen::Table(Box::new(Draft::from_bytes(bytes)?)),
                })
            }
            _ => Ok(Chosen::Papers(Papers::read(paths)?)),
        }
    }

    /// Of the file, or of the list of the hashes of several.
    pub(super) fn sha256(&self) -> &str {
        match self {
            Chosen::Table(draft) => draft.sha256(),
            Chosen::Entries(entries) => entries.sha256(),
            Chosen::Cards(cards) => cards.sha256(),
            Chosen::Papers(papers) => papers.sha256(),
        }
    }

    /// Judges every row against what the base holds, who the user is, the day it is, and the names that a person matched.
    pub(super) fn judge(&self, conn: &Connection, named: &Named, today: NaiveDate) -> Result<Plan> {
        let existing = Existing {
            clients: clients::known(conn)?,
            invoices: invoices::known(conn)?,
            named: named.iter().map(|(bare, (_, id))| (bare.clone(), *id)).collect(),
            erased: privacy::tombstones(conn)?,
            today: Some(today),
        };
        Ok(match self {
            Chosen::Table(draft) => draft.judge(&existing),
            Chosen::Entries(entries) => entries.judge(&existing),
            Chosen::Cards(cards) => cards.judge(&existing),
            Chosen::Papers(papers) => papers.judge(&creditor(conn)?, &existing),
        })
    }

    /// True while a question keeps it from being stored.
    pub(super) fn is_blocked(&self) -> bool {
        match self {
            Chosen::Table(draft) => draft.is_blocked(),
            Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => false,
        }
    }

    pub(super) fn mapping(&self) -> Option<&Mapping> {
        match self {
            Chosen::Table(draft) => Some(draft.mapping()),
            Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => None,
        }
    }

    pub(super) fn questions(&self) -> Vec<Question> {
        match self {
            Chosen::Table(draft) => draft.questions(),
            Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => Vec::new(),
        }
    }

    pub(super) fn sheets(&self) -> Vec<String> {
        match self {
            Chosen::Table(draft) => draft.sheets().to_vec(),
            Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => Vec::new(),
        }
    }

    /// The tool whose export it is, in words; empty when it is not known.
    pub(super) fn tool(&self) -> String {
        match self {
            Chosen::Table(draft) => draft.preset().map(|preset| preset.label.clone()).unwrap_or_default(),
            Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => String::new(),
        }
    }

    pub(super) fn tells_balances_only(&self) -> bool {
        match self {
            Chosen::Table(draft) => draft.tells_balances_only(),
            Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => false,
        }
    }

    pub(super) fn header_lines(&self) -> Vec<u32> {
        match self {
            Chosen::Table(draft) => draft.header_lines(),
            Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => Vec::new(),
        }
    }

    pub(super) fn headers(&self) -> Vec<String> {
        match self {
            Chosen::Table(draft) => draft.headers(),
            Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => Vec::new(),
        }
    }

    pub(super) fn sample(&self) -> Vec<Vec<String>> {
        match self {
            Chosen::Table(draft) => draft.sample(SAMPLE),
            Chosen::Entries(_) | Chosen::Cards(_) | Chosen::Papers(_) => Vec::new(),
        }
    }

    pub(super) fn papers(&self) -> Option<&Papers> {
        match self {
            Chosen::Table(_) | Chosen::Entries(_) | Chosen::Cards(_) => None,
            Chosen::Papers(papers) => Some(papers),
        }
    }

    /// Days to pay that the person gave for the invoices that do not say it; none: not said, or the columns say it.
    pub(super) fn terms_days(&self) -> Option<u16> {
        match self {
            Chosen::Table(_) | Chosen::Cards(_) => None,
            Chosen::Entries(entries) => entries.terms_days(),
            Chosen::Papers(papers) => papers.terms_days(),
        }
    }

    /// The person's answer. False when the columns of a table say it.
    pub(super) fn set_terms_days(&mut self, days: Option<u16>) -> bool {
        match self {
            Chosen::Table(_) | Chosen::Cards(_) => return false,
            Chosen::Entries(entries) => entries.set_terms_days(days),
            Chosen::Papers(papers) => papers.set_terms_days(days),
        }
        true
    }

    /// Invoices to make of which nobody has said when they are due; a table says it line by line.
    pub(super) fn undated(&self, plan: &Plan) -> u32 {
        match self {
            Chosen::Table(_) | Chosen::Cards(_) => 0,
            Chosen::Entries(_) | Chosen::Papers(_) => undated(plan),
        }
    }
}

/// The PDFs of an import: of the invoices to make, and of those already there without one.
#[derive(Default)]
pub(super) struct Pdfs {
    /// Their lines, with the invoice that is already there.
    pub(super) lines: Vec<(u32, Option<InvoiceId>)>,
    /// Those a mailbox would refuse: left out.
    pub(super) too_large: u32,
}

/// The PDFs that would be attached.
pub(super) fn pdfs(conn: &Connection, papers: &Papers, plan: &Plan) -> Result<Pdfs> {
    let mut pdfs = Pdfs::default();
    for planned in &plan.rows {
        let Some(size) = papers.pdf_size(planned.row.line) else { continue };
        let invoice = match (&planned.judgement.verdict, planned.judgement.invoice) {
            (Verdict::New, _) => None,
            (Verdict::Same, Some(id)) if invoices::get(conn, id)?.pdf.is_none() => Some(id),
            // What differs is left as it is, its PDF too: it may be that of another invoice.
            (Verdict::Same | Verdict::Changed { .. } | Verdict::Refused { .. }, _) => continue,
        };
        if size > LARGEST_PDF {
            pdfs.too_large += 1;
        } else {
            pdfs.lines.push((planned.row.line, invoice));
        }
    }
    Ok(pdfs)
}

fn undated(plan: &Plan) -> u32 {
    let undated = plan.rows.iter().filter(|planned| planned.judgement.verdict == Verdict::New).filter(|planned| {
        planned.row.invoice.as_ref().is_some_and(|invoice| {
            let asked = planned.row.warnings.iter().any(|problem| matches!(problem, echu_core::intake::Problem::DueDateComputed { .. }));
            invoice.kind == IntakeKind::Invoice && (invoice.due_on.is_none() || asked)
        })
    });
    u32::try_from(undated.count()).unwrap_or(u32::MAX)
}
