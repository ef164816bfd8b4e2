//! Exhibits, in the order in which a file is read, each with its number.
use crate::text::long_date;
use chrono::NaiveDate;
use serde::Serialize;

/// What an exhibit is. The order is that of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum ExhibitKind {
    /// Facture.
    Invoice,
    /// Avoir.
    CreditNote,
    /// A paper about a dispute or another hold: quote, letter of the client, photo of the work.
    Paper,
    /// A message, as it was sent.
    Message,
    /// A letter, as it was frozen.
    Letter,
    /// Preuve de dépôt.
    Deposit,
    /// Avis de réception.
    Receipt,
    /// The envelope that came back.
    Returned,
    /// Something else kept with a letter.
    OtherProof,
    /// Échéancier.
    Agreement,
    /// Reconnaissance de dette.
    Acknowledgement,
    /// Another letter.
    Correspondence,
    /// Relevé de compte.
    Account,
    /// Calcul des pénalités.
    Penalties,
}

impl ExhibitKind {
    /// Where it stands: what belongs to a letter is read with it.
    fn chapter(self) -> u8 {
        match self {
            ExhibitKind::Invoice | ExhibitKind::CreditNote => 1,
            ExhibitKind::Paper => 2,
            ExhibitKind::Message => 3,
            ExhibitKind::Letter | ExhibitKind::Deposit | ExhibitKind::Receipt | ExhibitKind::Returned | ExhibitKind::OtherProof => 4,
            ExhibitKind::Agreement | ExhibitKind::Acknowledgement => 5,
            ExhibitKind::Correspondence => 6,
            ExhibitKind::Account => 7,
            ExhibitKind::Penalties => 8,
        }
    }

    /// Its name, in French, before what tells it from the others.
    pub fn label(self) -> &'static str {
        match self {
            ExhibitKind::Invoice => "Facture",
            ExhibitKind::CreditNote => "Avoir",
            ExhibitKind::Paper => "Document",
            ExhibitKind::Message => "Message",
            ExhibitKind::Letter => "Lettre",
            ExhibitKind::Deposit => "Preuve de dépôt",
            ExhibitKind::Receipt => "Avis de réception",
            ExhibitKind::Returned => "Enveloppe revenue",
            ExhibitKind::OtherProof => "Justificatif",
            ExhibitKind::Agreement => "Échéancier",
            ExhibitKind::Acknowledgement => "Reconnaissance de dette",
            ExhibitKind::Correspondence => "Courrier",
            ExhibitKind::Account => "Relevé de compte",
            ExhibitKind::Penalties => "Calcul des pénalités",
        }
    }
}

/// A paper that may be an exhibit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate<S> {
    /// What it is.
    pub kind: ExhibitKind,
    /// Its day.
    pub on: NaiveDate,
    /// What tells it from the others: « F-2026-0148 », « Mise en demeure MED-2026-001 ».
    pub name: String,
    /// The day and the identity of what it is read with: of a slip, those of its letter; its own day and 0 otherwise.
    pub with: (NaiveDate, i64),
    /// Where its bytes are.
    pub source: S,
}

/// An exhibit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit<S> {
    /// « Pièce n° 1 », from one on, without a gap.
    pub number: u32,
    /// What it is.
    pub kind: ExhibitKind,
    /// Its day.
    pub on: NaiveDate,
    /// Its title without its day: « Facture F-2026-0148 ».
    pub name: String,
    /// Where its bytes are.
    pub source: S,
}

impl<S> Exhibit<S> {
    /// In a list: « Facture F-2026-0148 du 12 mars 2026 ».
    pub fn title(&self) -> String {
        let joint = match self.kind {
            ExhibitKind::Account | ExhibitKind::Penalties => "arrêté au",
            ExhibitKind::Deposit | ExhibitKind::Returned => "jointe au dossier le",
            ExhibitKind::Receipt | ExhibitKind::OtherProof | ExhibitKind::Paper => "joint au dossier le",
            ExhibitKind::Invoice
            | ExhibitKind::CreditNote
            | ExhibitKind::Message
            | ExhibitKind::Letter
            | ExhibitKind::Agreement
            | ExhibitKind::Acknowledgement
            | ExhibitKind::Correspondence => "du",
        };
        format!("{} {joint} {}", self.name, long_date(self.on))
    }
}

/// Puts papers in the order of the file and numbers them: invoices and credit notes by date, what the client sent, the messages, each
/// letter with its slips, agreements, other letters, the account, the penalties.
pub fn numbered<S>(mut papers: Vec<Candidate<S>>) -> Vec<Exhibit<S>> {
    papers.sort_by(|a, b| {
        let key = |one: &Candidate<S>| {
            (one.kind.chapter(), one.with, if one.kind.chapter() == 4 { one.kind } else { ExhibitKind::Invoice }, one.on)
        };
        key(a).cmp(&key(b)).then_with(|| a.name.cmp(&b.name))
    });
    let exhibit =
        |(number, paper): (u32, Candidate<S>)| Exhibit { number, kind: paper.kind, on: paper.on, name: paper.name, source: paper.source };
    (1..).zip(papers).map(exhibit).collect()
}
