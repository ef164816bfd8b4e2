//! Photos and scans kept with a letter: proof of deposit, receipt, envelope that came back.
use super::words;
use crate::App;
use crate::commands::media::{self, Media};
use crate::error::{Error, Result};
use crate::store::documents::NewDocument;
use crate::store::{About, Actor, Outcome, evidence as stored, letters};
use chrono::NaiveDate;
use echu_core::ids::DocumentId;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::letter as fact;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The largest file, in bytes: a photo of a telephone, or a scan of a few pages.
const LARGEST: u64 = 10_000_000;
/// The most files a letter has.
const MOST: usize = 12;

/// What a file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum ProofShows {
    /// Preuve de dépôt.
    Deposit,
    /// Avis de réception, or proof of reception of an electronic letter.
    Receipt,
    /// The envelope that came back, or the provider's proof of refusal.
    Returned,
    /// Something else.
    Other,
}

impl ProofShows {
    const ALL: [ProofShows; 4] = [ProofShows::Deposit, ProofShows::Receipt, ProofShows::Returned, ProofShows::Other];

    pub(crate) fn key(self) -> &'static str {
        match self {
            ProofShows::Deposit => "deposit",
            ProofShows::Receipt => "receipt",
            ProofShows::Returned => "returned",
            ProofShows::Other => "other",
        }
    }

    pub(crate) fn from_key(key: &str) -> ProofShows {
        ProofShows::ALL.into_iter().find(|shows| shows.key() == key).unwrap_or(ProofShows::Other)
    }
}

/// A file kept with a letter.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export_to = "contract.gen.ts")]
pub struct LetterProof {
    /// Its id.
    #[ts(type = "number")]
    pub id: i64,
    /// The file.
    pub document_id: DocumentId,
    /// What it shows.
    pub shows: ProofShows,
    /// Its name.
    pub name: String,
    /// Of its bytes, hex.
    pub sha256: String,
    /// Its size, in bytes.
    pub bytes: u32,
    /// The day it was joined.
    pub added_on: NaiveDate,
}

/// A file to keep with a letter.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct AttachProof {
    /// The letter.
    #[ts(type = "number")]
    pub id: i64,
    /// What it shows.
    pub shows: ProofShows,
    /// Of the chosen or dropped file.
    pub token: String,
}

/// Names a file kept with a letter.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export_to = "contract.gen.ts")]
pub struct ProofRequest {
    /// Its id among the proofs.
    #[ts(type = "number")]
    pub id: i64,
}

/// What is kept with a letter, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub fn letter_proofs(app: &App, request: super::LetterRequest) -> Result<Vec<LetterProof>> {
    app.read(|conn| Ok(stored::of_letter(conn, request.id)?.into_iter().map(shown).collect()))
}

fn shown(row: stored::Evidence) -> LetterProof {
    LetterProof {
        id: row.id,
        document_id: row.document_id,
        shows: ProofShows::from_key(&row.shows),
        name: row.name,
        sha256: row.sha256,
        bytes: row.bytes,
        added_on: row.added_on,
    }
}

/// The bytes of a chosen photo or scan, bounded.
///
/// # Errors
/// A file that is no longer there, or is too large.
pub(crate) fn proof_bytes(app: &App, token: &str) -> Result<Vec<u8>> {
    media::chosen(app, token, LARGEST, "proof_too_large")
}

/// A proof to keep: the name it is given, and its hash.
pub(crate) struct ProofFile {
    /// File name shown.
    pub name: String,
    /// Of its bytes, hex.
    pub sha256: String,
}

/// Names a proof of a letter that already has these, known by their hashes.
///
/// # Errors
/// Neither a PDF nor a photo; one too many; one the letter already has.
pub(crate) fn proof_file(kept: &[String], bytes: &[u8], shows: ProofShows, number: &str) -> Result<ProofFile> {
    let media = Media::of(bytes).ok_or(Error::Invalid { field: "token", reason: "not_a_proof" })?;
    let sha256 = crate::journal::digest_bytes(bytes);
    if kept.len() >= MOST {
        return Err(Error::Invalid { field: "token", reason: "too_many_proofs" });
    }
    if kept.contains(&sha256) {
        return Err(Error::Invalid { field: "token", reason: "proof_kept_already" });
    }
    Ok(ProofFile { name: format!("{}.{}", words::proof_name(shows.key(), number), media.extension()), sha256 })
}

/// Keeps a photo or a scan with a letter, as it is, with its hash.
///
/// # Errors
/// A file that is no longer there, is neither a PDF nor a photo, or is too large; one this letter already has.
pub fn attach_proof(app: &App, request: AttachProof) -> Result<Outcome<LetterProof>> {
    let bytes = proof_bytes(app, &request.token)?;
    app.write(Actor::User, |tx| {
        let letter = letters::get(&tx.sql, request.id)?;
        if letter.state == "cancelled" {
            return Err(Error::Precondition("letter_set_aside"));
        }
        let kept: Vec<String> = stored::of_letter(&tx.sql, letter.id)?.into_iter().map(|one| one.sha256).collect();
        let ProofFile { name, sha256 } = proof_file(&kept, &bytes, request.shows, &letter.number)?;
        let shows = request.shows.key();
        let document =
            NewDocument { client_id: letter.client_id, kind: "letter_proof", name: &name, dated_on: tx.when.today, pages: 0, pdf: &bytes };
        let document_id = tx.insert_document(&document)?;
        let id = tx.insert_evidence(letter.id, document_id, shows)?;
        let event =
            EventKind::LetterProof(fact::Evidence { number: letter.number, shows: shows.to_owned(), sha256: sha256.clone(), kept: true });
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        Ok(shown(stored::get(&tx.sql, id)?))
    })
}

/// Takes away a file joined by mistake. Its bytes stay in the base, and the history says both.
///
/// # Errors
/// When it was taken away already.
pub fn remove_proof(app: &App, request: ProofRequest) -> Result<Outcome<i64>> {
    app.write(Actor::User, |tx| {
        let proof = stored::get(&tx.sql, request.id)?;
        let letter = letters::get(&tx.sql, proof.letter_id)?;
        tx.remove_evidence(proof.id)?;
        let event = EventKind::LetterProof(fact::Evidence { number: letter.number, shows: proof.shows, sha256: proof.sha256, kept: false });
        tx.record(About::client(letter.client_id).reminder(letter.reminder_id), &event)?;
        Ok(letter.id)
    })
}
