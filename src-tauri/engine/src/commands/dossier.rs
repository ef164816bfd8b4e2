//! « Dossier de preuve »: what it would hold, what is missing, then the archive where the user says.
use super::timeline;
use crate::App;
use crate::dossier::{self, Bears, Gathered, Told, Wanted};
use crate::error::{Error, Result};
use crate::export;
use crate::store::{About, Actor};
use chrono::NaiveDate;
use echu_core::dossier::{Lack, Reader, file_name, is_told};
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::money::Cents;
use echu_core::text::euros;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::dossier::Made;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::fs::File;
use ts_rs::TS;

/// Longest part of the proposed name that comes from the client's.
const NAME: usize = 60;

/// Which file.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct DossierRequest {
    /// Whose.
    pub client_id: ClientId,
    /// Which invoices; none: all of his.
    #[serde(default)]
    #[ts(optional = nullable)]
    pub invoice_ids: Option<Vec<InvoiceId>>,
    /// For whom.
    #[serde(rename = "for")]
    pub reader: Reader,
}

/// An invoice that may be chosen.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DossierInvoice {
    /// Which.
    pub id: InvoiceId,
    /// Its number.
    pub number: String,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Still owed, in cents, penalties left aside.
    pub balance: Cents,
}

/// An exhibit.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DossierExhibit {
    /// « Pièce n° 1 ».
    pub number: u32,
    /// « Facture F-2026-0148 du 12 mars 2026 ».
    pub title: String,
}

/// What a file would hold today.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DossierPreview {
    /// Invoices that may be chosen, by date.
    pub invoices: Vec<DossierInvoice>,
    /// Which invoices, and what could not be cut apart, in French.
    pub about: Vec<String>,
    /// Its exhibits.
    pub exhibits: Vec<DossierExhibit>,
    /// What is missing, and where it is mended.
    pub lacks: Vec<Lack>,
    /// Owed in all, in cents; none when a rate is not known.
    pub total: Option<Cents>,
    /// What its papers weigh at least, in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
}

/// What was saved.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct DossierMade {
    /// The name of the file.
    pub file_name: String,
    /// How many exhibits.
    pub exhibits: u32,
    /// Of them, those that the single document could not hold.
    pub apart: u32,
    /// Of its list of digests, hex, as the history keeps it.
    pub sha256: String,
    /// Stands for the file, to show it in its folder.
    pub token: String,
}

fn wanted(request: &DossierRequest) -> Result<Wanted> {
    if request.invoice_ids.as_ref().is_some_and(Vec::is_empty) {
        return Err(Error::Invalid { field: "invoiceIds", reason: "no_invoice_chosen" });
    }
    Ok(Wanted { client: request.client_id, invoices: request.invoice_ids.clone(), reader: request.reader })
}

/// What a file would hold today, and what is missing from it.
///
/// # Errors
/// When the client has no invoice.
pub fn dossier_preview(app: &App, request: DossierRequest) -> Result<DossierPreview> {
    let today = app.when().today;
    let wanted = wanted(&request)?;
    app.read(|conn| {
        let gathered = dossier::gather(conn, &wanted, today)?;
        let exhibit = |one: &echu_core::dossier::Exhibit<dossier::Source>| DossierExhibit { number: one.number, title: one.title() };
        Ok(DossierPreview {
            invoices: invoices(conn, wanted.client)?,
            exhibits: gathered.exhibits.iter().map(exhibit).collect(),
            total: gathered.total(),
            bytes: gathered.weight(conn)?,
            about: gathered.about,
            lacks: gathered.lacks,
        })
    })
}

fn invoices(conn: &Connection, client: ClientId) -> Result<Vec<DossierInvoice>> {
    let mut query = conn.prepare_cached(
        "SELECT id, number, issued_on, IIF(written_off_on IS NULL, total_cents - settled_cents, 0) FROM invoice
         WHERE client_id = ? AND kind = 'invoice' AND archived_at IS NULL ORDER BY issued_on, id",
    )?;
    let rows = query.query_map([client.0], |row| {
        Ok(DossierInvoice {
            id: InvoiceId(row.get(0)?),
            number: row.get(1)?,
            issued_on: crate::store::day(&row.get::<_, String>(2)?)?,
            balance: Cents(row.get(3)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes the archive where the user says, then notes in the history what was handed over. None when he gave up.
///
/// # Errors
/// The disk's; a paper that is not what was kept: what was there before stays.
pub fn make_dossier(app: &App, request: DossierRequest) -> Result<Option<DossierMade>> {
    let when = app.when();
    let wanted = wanted(&request)?;
    let name = app.read(|conn| Ok(dossier::gather(conn, &wanted, when.today)?.client.card.name))?;
    let name = file_name::plain(&name, NAME);
    let suggested = format!("Dossier {}{}.zip", if name.is_empty() { String::new() } else { format!("{name} ") }, when.today);
    let Some(path) = app.desktop.save_file(&suggested) else { return Ok(None) };
    let (written, numbers) = app.read(|conn| {
        let gathered = dossier::gather(conn, &wanted, when.today)?;
        let told = chronology(conn, &gathered)?;
        let written = export::whole(&path, |unfinished, _| {
            let beside = unfinished.with_extension("partiel.pdf");
            let out = File::create(unfinished).map_err(Error::io("create the archive"))?;
            let written = dossier::write(conn, &gathered, &told, when.at, out, &beside);
            // It may never have been made; what counts is how the archive ended.
            let _ = std::fs::remove_file(&beside);
            written
        })?;
        Ok((written, if gathered.scope.all { Vec::new() } else { gathered.numbers() }))
    })?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let made =
        Made { reader: wanted.reader, numbers, exhibits: count(written.exhibits), head: written.head, sha256: written.sums_sha256.clone() };
    let outcome = app.write(Actor::User, |tx| {
        tx.record(About::client(wanted.client), &EventKind::DossierMade(made))?;
        Ok(DossierMade {
            file_name: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            exhibits: count(written.exhibits),
            apart: count(written.apart),
            sha256: written.sums_sha256,
            token: app.file_token(&path),
        })
    })?;
    Ok(Some(outcome.value))
}

/// What a third party reads of the history, oldest first; on one day, what has no hour first, invoices before what pays them.
fn chronology(conn: &Connection, gathered: &Gathered) -> Result<Vec<Told>> {
    let mut rows = timeline::rows(conn, gathered.client.id, false)?;
    rows.reverse();
    rows.sort_by(|a, b| (a.on, &a.at, a.payment).cmp(&(b.on, &b.at, b.payment)));
    rows.retain(|row| {
        let bears = Bears { invoice: row.invoice_id, reminder: row.reminder, payment: row.payment || dossier::is_payment(&row.kind) };
        is_told(&row.kind) && gathered.scope.keeps(bears)
    });
    let told = |row: timeline::TimelineRow| Told {
        on: row.on,
        title: row.title,
        detail: row.detail,
        document: row.document_id,
        dispatch: row.dispatch_id,
    };
    let mut lines: Vec<Told> = rows.into_iter().map(told).collect();
    if !gathered.scope.all {
        lines.extend(gathered.shares().map(|share| Told {
            on: share.on,
            title: format!("Paiement de {}", euros(-share.amount)),
            detail: "Part affectée aux factures du dossier.".to_owned(),
            document: None,
            dispatch: None,
        }));
        lines.sort_by_key(|line| line.on);
    }
    Ok(lines)
}
