//! Electronic invoices: CII and UBL, alone or inside a PDF (Factur-X, ZUGFeRD 1 and 2). Read here, judged in the core.
//!
//! Only what [`EInvoice`] names is read: a profile that says less gives less, and what it lacks is asked of a person.
mod cii;
mod pdf;
#[cfg(test)]
mod tests;
mod ubl;
pub(super) mod xml;

pub use pdf::carried_invoice;

use super::Refusal;
use echu_core::einvoice::EInvoice;

/// The namespaces by which a root says what it is.
const CII: &str = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";
const ZUGFERD_1: &str = "urn:ferd:CrossIndustryDocument:invoice:1p0";
const UBL_INVOICE: &str = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
const UBL_CREDIT_NOTE: &str = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";

/// Reads an electronic invoice, recognised by its content: an XML, or a PDF that carries one.
///
/// # Errors
/// [`Refusal`]: no XML, one that is no invoice, a DTD, too many nodes; a PDF that carries none, or is protected.
pub fn read(bytes: &[u8]) -> Result<EInvoice, Refusal> {
    if bytes.starts_with(b"%PDF") { of_xml(&carried_invoice(bytes)?) } else { of_xml(bytes) }
}

/// Reads the XML of an invoice.
///
/// # Errors
/// [`Refusal`]: not well formed, a DTD, too many nodes, or the root of something else.
pub fn of_xml(bytes: &[u8]) -> Result<EInvoice, Refusal> {
    let text = xml::text(bytes)?;
    let document = xml::parse(&text)?;
    let root = document.root_element();
    match root.tag_name().namespace() {
        Some(CII | ZUGFERD_1) => Ok(cii::read(root)),
        Some(UBL_INVOICE | UBL_CREDIT_NOTE) => Ok(ubl::read(root)),
        Some(_) | None => Err(Refusal::NotAnEInvoice { root: root.tag_name().name().chars().take(60).collect() }),
    }
}
