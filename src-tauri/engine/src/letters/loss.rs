//! The recapitulative statement that corrects an invoice lost for good: law/droit.md §9.7 (CGI 272-1).
use super::dossier::pair;
use super::face::tenths_mm;
use super::layout::Setting;
use super::post::{sheet, titled};
use super::rich::clean;
use super::words as shared;
use super::{LetterError, Rendered};
use chrono::NaiveDate;
use echu_core::loss::{LossReason, mention};
use echu_core::money::Cents;
use echu_core::party::Creditor;
use echu_core::text::euros;

/// The statement's title, and that of its file.
pub const TITLE: &str = "État récapitulatif de facture impayée";

/// What it says.
#[derive(Debug, Clone)]
pub struct LossNote<'a> {
    /// Who lost it.
    pub creditor: &'a Creditor,
    /// The client's name.
    pub client: &'a str,
    /// His SIREN, or empty.
    pub siren: &'a str,
    /// Number of the invoice.
    pub number: &'a str,
    /// Its date.
    pub issued_on: NaiveDate,
    /// Its total, toutes taxes comprises.
    pub total: Cents,
    /// Settled of it.
    pub settled: Cents,
    /// Lost, without VAT.
    pub net: Cents,
    /// The VAT of it.
    pub vat: Cents,
    /// Why.
    pub reason: LossReason,
    /// What proves it, or empty.
    pub proof: &'a str,
    /// The day it was lost for good.
    pub definitive_on: NaiveDate,
    /// The last day to recover the VAT, to be checked.
    pub until: NaiveDate,
    /// The day of the statement.
    pub on: NaiveDate,
}

/// The statement: the exact mention of the law, and what it is made of.
///
/// # Errors
/// `MissingGlyph`.
pub fn compose(note: &LossNote) -> Result<Rendered, LetterError> {
    let mut flow = titled(TITLE, &format!("Établi le {}, article 272 du code général des impôts", shared::day(note.on)))?;
    let mut known = vec![("Vendeur", clean(&note.creditor.name)), ("Client", clean(note.client))];
    if !note.siren.is_empty() {
        known.push(("SIREN du client", clean(note.siren)));
    }
    known.extend([
        ("Facture", clean(note.number)),
        ("Date de la facture", shared::day(note.issued_on)),
        ("Total TTC", euros(note.total)),
        ("Déjà réglé", euros(note.settled)),
        ("Impayé TTC", euros(note.net + note.vat)),
        ("Dont prix net", euros(note.net)),
        ("Dont TVA", euros(note.vat)),
        ("Motif", note.reason.label().to_owned()),
        ("Irrécouvrable depuis le", shared::day(note.definitive_on)),
    ]);
    for (label, value) in known {
        pair(&mut flow, label, &value)?;
    }
    flow.space(tenths_mm(50));
    flow.paragraph(&format!("«\u{a0}{}\u{a0}».", mention(note.net, note.vat)), &Setting::BODY.sized(11_200, 15_500).strong().then(9_000))?;
    if !note.proof.trim().is_empty() {
        flow.paragraph(&format!("Justificatif\u{a0}: {}", clean(note.proof)), &Setting::BODY)?;
    }
    flow.paragraph(
        "À adresser au client, qui ne peut plus déduire cette TVA, et à garder avec la facture et ce qui prouve que la créance est perdue. \
         Un duplicata de la facture portant la même mention a le même effet.",
        &Setting::BODY,
    )?;
    flow.paragraph(
        &format!(
            "TVA à récupérer au plus tard le {}\u{a0}: délai à vérifier avec votre comptable, comme le texte de l’article 272.",
            shared::day(note.until)
        ),
        &Setting::BODY.soft(),
    )?;
    sheet(note.creditor, flow, TITLE, note.on)
}
