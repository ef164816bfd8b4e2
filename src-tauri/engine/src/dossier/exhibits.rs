//! The papers of a file, found in the base: where they are, never their bytes.
use super::scope::{Bears, Scope};
use crate::error::Result;
use crate::store::day;
use crate::store::dispatches::STATE_TOLD;
use crate::store::merges::BEHIND;
use chrono::NaiveDate;
use echu_core::dossier::{Candidate, ExhibitKind, InvoiceFact, LetterFact, PlanFact};
use echu_core::dunning::Tone;
use echu_core::ids::{ClientId, DispatchId, DocumentId, InvoiceId};
use echu_core::letter::LetterKind;
use echu_core::money::Cents;
use rusqlite::Connection;

/// Where the bytes of an exhibit are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A file kept as it is.
    Document(DocumentId),
    /// A message, frozen.
    Dispatch(DispatchId),
    /// Written with the file.
    Account,
    /// Written with the file.
    Penalties,
}

type Paper = Candidate<Source>;

fn alone(kind: ExhibitKind, on: NaiveDate, name: String, source: Source) -> Paper {
    Candidate { kind, on, name, with: (on, 0), source }
}

/// Invoices: their papers, their facts, and the credit notes without paper.
pub struct Invoices {
    pub papers: Vec<Paper>,
    pub facts: Vec<InvoiceFact>,
    pub bare_credit_notes: Vec<(InvoiceId, String)>,
}

/// The invoices and credit notes of a file, by date.
pub fn invoices(conn: &Connection, scope: &Scope, today: NaiveDate) -> Result<Invoices> {
    let mut found = Invoices { papers: Vec::new(), facts: Vec::new(), bare_credit_notes: Vec::new() };
    let mut query = conn.prepare_cached(
        "SELECT kind, number, issued_on, due_on, total_cents, pdf_document_id, purchase_order, written_off_on IS NOT NULL FROM invoice WHERE id = ?",
    )?;
    for id in &scope.invoices {
        let (kind, number, issued, due): (String, String, String, Option<String>) =
            query.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
        let (total, pdf, order): (i64, Option<i64>, String) = query.query_row([id.0], |row| Ok((row.get(4)?, row.get(5)?, row.get(6)?)))?;
        let (issued_on, due_on) = (day(&issued)?, due.as_deref().map(day).transpose()?);
        let credit = kind == "credit_note";
        let kind = if credit { ExhibitKind::CreditNote } else { ExhibitKind::Invoice };
        if let Some(pdf) = pdf {
            found.papers.push(alone(kind, issued_on, format!("{} {number}", kind.label()), Source::Document(DocumentId(pdf))));
        } else if credit {
            found.bare_credit_notes.push((*id, number.clone()));
        }
        if credit {
            continue;
        }
        let now = crate::outgoing::facts::invoice_now(conn, *id, today)?;
        let watched = crate::store::limitations::of_invoice(conn, *id, today)?;
        found.facts.push(InvoiceFact {
            id: *id,
            number,
            issued_on,
            due_on,
            total: Cents(total),
            balance: now.balance,
            disputed: now.disputed,
            has_pdf: pdf.is_some(),
            purchase_order: order,
            last_day: watched.as_ref().filter(|_| now.balance.is_positive()).map(|one| one.limitation.last_day),
            limitation: watched.map_or("", |one| one.limitation.kind.rule()),
        });
    }
    Ok(found)
}

/// Papers about disputes and other holds.
pub fn hold_papers(conn: &Connection, client: ClientId, scope: &Scope) -> Result<Vec<Paper>> {
    let mut query = conn.prepare_cached(
        "SELECT p.document_id, d.name, d.dated_on, h.invoice_id FROM hold_document p JOIN hold h ON h.id = p.hold_id
         JOIN document d ON d.id = p.document_id WHERE h.client_id = ? AND p.removed_at IS NULL AND d.erased_on IS NULL ORDER BY p.id",
    )?;
    let mut rows = query.query([client.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let bears = Bears { invoice: row.get::<_, Option<i64>>(3)?.map(InvoiceId), ..Bears::default() };
        if !scope.keeps(bears) {
            continue;
        }
        let name = format!("Document «\u{a0}{}\u{a0}»", row.get::<_, String>(1)?);
        found.push(alone(ExhibitKind::Paper, day(&row.get::<_, String>(2)?)?, name, Source::Document(DocumentId(row.get(0)?))));
    }
    Ok(found)
}

/// Messages that passed the point of no return, files that wait for a person left aside, and the days of those without a sure answer.
pub fn messages(conn: &Connection, client: ClientId, scope: &Scope) -> Result<(Vec<Paper>, Vec<NaiveDate>)> {
    let mut query = conn.prepare_cached(&format!(
        "SELECT d.id, r.id, r.tone, d.state, EXISTS (SELECT 1 FROM reminder_term t WHERE t.reminder_id = r.id),
                IFNULL((SELECT MAX(e.on_day) FROM event e WHERE e.client_id = r.client_id AND e.reminder_id = r.id
                          AND e.op IN ('reminder_sent', 'term_reminder_sent')), substr(IFNULL(d.sent_at, d.engaged_at), 1, 10))
         FROM reminder r JOIN dispatch d ON d.reminder_id = r.id
         WHERE r.client_id = ? AND d.mime IS NOT NULL AND d.engaged_at IS NOT NULL AND d.state IN ('sent', 'bounced', 'engaged', 'uncertain')
           AND {STATE_TOLD} <> 'written'
         ORDER BY d.id"
    ))?;
    let mut rows = query.query([client.0])?;
    let (mut found, mut uncertain) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        if !scope.keeps(Bears { reminder: Some(row.get(1)?), ..Bears::default() }) {
            continue;
        }
        let (tone, state, on): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(5)?);
        let on = day(&on)?;
        let label = if row.get(4)? {
            "Rappel d’échéance"
        } else {
            serde_json::from_value::<Tone>(tone.into()).map_or(ExhibitKind::Message.label(), Tone::label)
        };
        let name = match state.as_str() {
            "bounced" => format!("{label}, revenu non remis"),
            "engaged" | "uncertain" => {
                uncertain.push(on);
                format!("{label}, envoi incertain")
            }
            _ => label.to_owned(),
        };
        let with = (on, row.get(0)?);
        found.push(Candidate { kind: ExhibitKind::Message, on, name, with, source: Source::Dispatch(DispatchId(row.get(0)?)) });
    }
    Ok((found, uncertain))
}

/// Letters that were posted, with their slips, and their facts.
pub fn letters(conn: &Connection, client: ClientId, scope: &Scope) -> Result<(Vec<Paper>, Vec<LetterFact>)> {
    let mut query = conn.prepare_cached(
        "SELECT l.id, r.id, l.document_id, l.number, l.medium, r.subject, d.dated_on, l.posted_on, l.presented_on, l.delivered_on, l.returned_on,
                l.return_reason FROM letter l JOIN reminder r ON r.id = l.reminder_id JOIN document d ON d.id = l.document_id
         WHERE r.client_id = ? AND l.posted_on IS NOT NULL AND l.state <> 'cancelled' AND d.erased_on IS NULL ORDER BY l.id",
    )?;
    let mut rows = query.query([client.0])?;
    let (mut papers, mut facts) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        if !scope.keeps(Bears { reminder: Some(row.get(1)?), ..Bears::default() }) {
            continue;
        }
        let id: i64 = row.get(0)?;
        let date = |at: usize| -> Result<Option<NaiveDate>> { Ok(row.get::<_, Option<String>>(at)?.as_deref().map(day).transpose()?) };
        let (number, subject, dated): (String, String, String) = (row.get(3)?, row.get(5)?, row.get(6)?);
        let notice = row.get::<_, String>(4)? != "plain";
        let dated_on = day(&dated)?;
        let with = (dated_on, id);
        let what = if notice { "Mise en demeure".to_owned() } else { subject };
        let source = Source::Document(DocumentId(row.get(2)?));
        papers.push(Candidate { kind: ExhibitKind::Letter, on: dated_on, name: format!("{what} {number}"), with, source });
        let mut fact = LetterFact {
            id,
            number: number.clone(),
            notice,
            posted_on: date(7)?,
            presented_on: date(8)?,
            delivered_on: date(9)?,
            returned_on: date(10)?,
            unknown_address: row.get::<_, String>(11)? == "unknown_address",
            has_deposit: false,
            has_receipt: false,
            has_returned: false,
        };
        for proof in crate::store::evidence::of_letter(conn, id)? {
            let kind = self::proof(&proof.shows);
            fact.has_deposit |= kind == ExhibitKind::Deposit;
            fact.has_receipt |= kind == ExhibitKind::Receipt;
            fact.has_returned |= kind == ExhibitKind::Returned;
            let name = format!("{} de la lettre {number}", kind.label());
            papers.push(Candidate { kind, on: proof.added_on, name, with, source: Source::Document(proof.document_id) });
        }
        facts.push(fact);
    }
    Ok((papers, facts))
}

/// Letters kept outside any plan: agreements, acknowledgements, accounts. They name no invoice, so none can be cut apart.
pub fn other_letters(conn: &Connection, client: ClientId) -> Result<Vec<Paper>> {
    let behind = BEHIND.replace("{id}", "?1");
    let mut query = conn.prepare_cached(&format!(
        "SELECT d.id, d.kind, d.dated_on FROM document d WHERE d.client_id IN {behind} AND d.kind NOT IN ('invoice', 'letter_proof') AND d.erased_on IS NULL
           AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.document_id = d.id)
           AND NOT EXISTS (SELECT 1 FROM proceeding_paper p WHERE p.document_id = d.id AND p.set_aside_at IS NOT NULL) ORDER BY d.id"
    ))?;
    let mut rows = query.query([client.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let (id, key, on): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let Some(letter) = LetterKind::from_key(&key) else { continue };
        let kind = match letter {
            LetterKind::InstalmentAgreement => ExhibitKind::Agreement,
            LetterKind::DebtAcknowledgement => ExhibitKind::Acknowledgement,
            // It hands the file over: it is no part of it.
            LetterKind::Transmittal => continue,
            LetterKind::DueSoon
            | LetterKind::FirstReminder
            | LetterKind::SecondReminder
            | LetterKind::ThirdReminder
            | LetterKind::LastNotice
            | LetterKind::FormalNotice
            | LetterKind::PaymentReceipt
            | LetterKind::InstalmentBreach
            | LetterKind::DisputeReceipt
            | LetterKind::AccountStatement
            | LetterKind::MediationProposal
            | LetterKind::ClaimDeclaration
            | LetterKind::PenaltyClaim => ExhibitKind::Correspondence,
        };
        let on = day(&on)?;
        let name = if kind == ExhibitKind::Correspondence {
            format!("Courrier «\u{a0}{}\u{a0}»", letter.label())
        } else {
            kind.label().to_owned()
        };
        found.push(Candidate { kind, on, name, with: (on, id), source: Source::Document(DocumentId(id)) });
    }
    case_proofs(conn, client, &mut found)?;
    Ok(found)
}

/// What proves that the letters of a case left, each after its letter.
fn case_proofs(conn: &Connection, client: ClientId, found: &mut Vec<Paper>) -> Result<()> {
    let behind = BEHIND.replace("{id}", "?1");
    let mut query = conn.prepare_cached(&format!(
        "SELECT f.document_id, f.shows, d.dated_on, p.number, l.dated_on AS letter_on, p.document_id AS letter FROM proceeding_proof f
         JOIN document d ON d.id = f.document_id JOIN proceeding_paper p ON p.id = f.paper_id JOIN document l ON l.id = p.document_id
         WHERE f.removed_at IS NULL AND p.set_aside_at IS NULL AND d.client_id IN {behind} ORDER BY f.id"
    ))?;
    let mut rows = query.query([client.0])?;
    while let Some(row) = rows.next()? {
        let (shows, on, number): (String, String, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
        let kind = proof(&shows);
        let with = (day(&row.get::<_, String>(4)?)?, row.get(5)?);
        let name = format!("{} de la lettre {number}", kind.label());
        found.push(Candidate { kind, on: day(&on)?, name, with, source: Source::Document(DocumentId(row.get(0)?)) });
    }
    Ok(())
}

fn proof(shows: &str) -> ExhibitKind {
    match shows {
        "deposit" => ExhibitKind::Deposit,
        "receipt" => ExhibitKind::Receipt,
        "returned" => ExhibitKind::Returned,
        _ => ExhibitKind::OtherProof,
    }
}

/// Agreements that cover an invoice of the file.
pub fn plans(conn: &Connection, client: ClientId, scope: &Scope, papers: &[Paper]) -> Result<Vec<PlanFact>> {
    let all = crate::store::agreements::of_client(conn, client)?;
    let about = all.into_iter().filter(|one| scope.all || one.invoices.iter().any(|id| scope.invoices.contains(id)));
    let fact = |one: crate::store::agreements::Stored| PlanFact {
        agreed_on: one.facts.agreed_on,
        signed_on: one.facts.signed_on,
        has_paper: papers.iter().any(|paper| paper.kind == ExhibitKind::Agreement && paper.on >= one.facts.agreed_on),
        stands: one.facts.ended_on.is_none(),
    };
    Ok(about.map(fact).collect())
}

/// Days of messages that a person sent from his own mail program.
pub fn by_hand(conn: &Connection, client: ClientId, scope: &Scope) -> Result<Vec<NaiveDate>> {
    let behind = BEHIND.replace("{id}", "?1");
    let mut query = conn.prepare_cached(&format!(
        "SELECT on_day, invoice_id, reminder_id FROM event WHERE client_id IN {behind} AND op IN ('handed_over', 'term_reminder_handed_over') ORDER BY id"
    ))?;
    days(&mut query, client, scope)
}

/// Days of messages that the history says were sent and whose bytes are nowhere.
pub fn unkept(conn: &Connection, client: ClientId, scope: &Scope) -> Result<Vec<NaiveDate>> {
    let behind = BEHIND.replace("{id}", "?1");
    let mut query = conn.prepare_cached(&format!(
        "SELECT e.on_day, e.invoice_id, e.reminder_id FROM event e WHERE e.client_id IN {behind} AND e.op IN ('reminder_sent', 'term_reminder_sent')
           AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.reminder_id = e.reminder_id AND (d.mime IS NOT NULL OR d.mime_sha256 <> '')) ORDER BY e.id"
    ))?;
    days(&mut query, client, scope)
}

/// The days of the facts of a query that are about the file.
fn days(query: &mut rusqlite::Statement, client: ClientId, scope: &Scope) -> Result<Vec<NaiveDate>> {
    let mut rows = query.query([client.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let bears = Bears { invoice: row.get::<_, Option<i64>>(1)?.map(InvoiceId), reminder: row.get(2)?, payment: false };
        if scope.keeps(bears) {
            found.push(day(&row.get::<_, String>(0)?)?);
        }
    }
    // Two messages of one day are said once.
    found.dedup();
    Ok(found)
}

/// How many messages and papers of a client were erased: at his request, or past their retention.
pub fn erased(conn: &Connection, client: ClientId) -> Result<u32> {
    let behind = BEHIND.replace("{id}", "?1");
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM document WHERE erased_on IS NOT NULL AND client_id IN {behind})
              + (SELECT COUNT(*) FROM dispatch d JOIN reminder r ON r.id = d.reminder_id WHERE d.mime_sha256 <> '' AND r.client_id IN {behind})"
    );
    Ok(conn.prepare_cached(&sql)?.query_row([client.0], |row| row.get(0))?)
}
