//! `manifeste.json`: the file as another program reads it. Its fields are described in `LISEZMOI.txt`.
use super::Gathered;
use super::archive::SUMS;
use super::chain::{Chain, START};
use super::words;
use crate::letters::dossier::Listed;
use serde_json::{Value, json};

/// What is written beside the papers.
pub const VERIFIER: &str = include_str!("verifier.html");
/// The page that says what each file is.
pub const README: &str = include_str!("lisezmoi.fr.txt");

/// A file of an exhibit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Its name in the archive.
    pub name: String,
    /// Of its bytes, hex.
    pub sha256: String,
    /// Its size.
    pub bytes: u64,
}

/// The manifest, made at an instant.
///
/// # Errors
/// Never: texts and numbers serialise.
pub fn of(gathered: &Gathered, listed: &[Listed], pieces: &[Vec<Piece>], chain: &Chain, at: &str) -> serde_json::Result<String> {
    let exhibit = |((exhibit, listed), files): ((&echu_core::dossier::Exhibit<super::Source>, &Listed), &Vec<Piece>)| {
        let files: Vec<Value> = files.iter().map(|file| json!({ "nom": file.name, "sha256": file.sha256, "octets": file.bytes })).collect();
        json!({
            "numero": exhibit.number, "nature": exhibit.kind, "titre": listed.title, "date": exhibit.on, "pages": listed.pages,
            "dansLeDocumentComplet": !listed.apart, "fichiers": files,
        })
    };
    let owed = &gathered.affair.owed;
    let numbers: Vec<&str> = gathered.affair.invoices.iter().map(|invoice| invoice.number.as_str()).collect();
    let missing: Vec<&str> = gathered.lacks.iter().map(|lack| lack.sentence.as_str()).collect();
    let manifest = json!({
        "format": "echu-dossier",
        "version": 1,
        "logiciel": format!("Échu {}", env!("CARGO_PKG_VERSION")),
        "etabliLe": at,
        "arreteAu": gathered.today,
        "destinataire": gathered.reader.label(),
        "creancier": { "nom": gathered.creditor.name, "siren": gathered.creditor.siren },
        "debiteur": { "nom": gathered.debtor.name, "siren": gathered.debtor.siren },
        "perimetre": gathered.about,
        "factures": numbers,
        "sommeEnCentimes": {
            "principal": owed.principal, "penalites": owed.penalties, "indemnites": owed.fees, "aDeduire": owed.credit, "total": owed.total(),
        },
        "pieces": gathered.exhibits.iter().zip(listed).zip(pieces).map(exhibit).collect::<Vec<_>>(),
        "manquantes": missing,
        "historique": {
            "fichier": words::HISTORY, "faits": chain.events, "retenus": chain.withheld, "dernier": chain.last, "depart": START, "tete": chain.head,
        },
        "empreintes": SUMS,
    });
    serde_json::to_string_pretty(&manifest).map(|text| text + "\n")
}
