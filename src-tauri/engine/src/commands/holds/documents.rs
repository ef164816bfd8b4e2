//! Papers kept about a dispute: the client's letter, photos of the work.
use super::{AttachHoldDocument, HoldDocument, HoldDocumentRequest};
use crate::App;
use crate::commands::media::{self, Media};
use crate::error::{Error, Result};
use crate::store::documents::NewDocument;
use crate::store::{About, Actor, Outcome, holds, holds::documents as stored};
use echu_core::ids::HoldId;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::desk;

/// The largest file, in bytes: a photo of a telephone, or a scan of a few pages.
const LARGEST: u64 = 10_000_000;
/// The most files a hold has.
const MOST: usize = 12;

/// Keeps a PDF or a photo about a hold, as it is, with its hash.
///
/// # Errors
/// A file that is no longer there, is neither a PDF nor a photo, or is too large; one it already has.
pub fn attach_hold_document(app: &App, request: AttachHoldDocument) -> Result<Outcome<HoldDocument>> {
    let bytes = media::chosen(app, &request.token, LARGEST, "proof_too_large")?;
    let media = Media::of(&bytes).ok_or(Error::Invalid { field: "token", reason: "not_a_proof" })?;
    let sha256 = crate::journal::digest_bytes(&bytes);
    app.write(Actor::User, |tx| {
        let hold = holds::get(&tx.sql, request.id)?;
        let kept = stored::of_hold(&tx.sql, hold.id)?;
        if kept.len() >= MOST {
            return Err(Error::Invalid { field: "token", reason: "too_many_proofs" });
        }
        if kept.iter().any(|one| one.sha256 == sha256) {
            return Err(Error::Invalid { field: "token", reason: "proof_kept_already" });
        }
        let name = format!("Piece-{}-{}.{}", hold.id.0, kept.len() + 1, media.extension());
        let document =
            NewDocument { client_id: hold.client_id, kind: "hold_document", name: &name, dated_on: tx.when.today, pages: 0, pdf: &bytes };
        let document_id = tx.insert_document(&document)?;
        let id = tx.insert_hold_document(hold.id, document_id)?;
        let mut about = About::client(hold.client_id);
        about.invoice = hold.invoice_id;
        tx.record(about, &EventKind::HoldDocument(desk::Paper { name: name.clone(), sha256: sha256.clone(), kept: true }))?;
        Ok(HoldDocument { id, document_id, name })
    })
}

/// Takes away a paper kept by mistake. Its bytes stay in the base, and the history says both.
///
/// # Errors
/// When it was taken away already.
pub fn remove_hold_document(app: &App, request: HoldDocumentRequest) -> Result<Outcome<HoldId>> {
    app.write(Actor::User, |tx| {
        let paper = stored::get(&tx.sql, request.id)?;
        let hold = holds::get(&tx.sql, paper.hold_id)?;
        tx.remove_hold_document(paper.id)?;
        let mut about = About::client(hold.client_id);
        about.invoice = hold.invoice_id;
        tx.record(about, &EventKind::HoldDocument(desk::Paper { name: paper.name, sha256: paper.sha256, kept: false }))?;
        Ok(hold.id)
    })
}
