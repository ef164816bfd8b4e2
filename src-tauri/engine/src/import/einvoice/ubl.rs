//! OASIS UBL 2: invoice and credit note.
use super::xml::{amount_at, at, children, content, day, number, text_at};
use echu_core::einvoice::{EInvoice, EPart, EParty};
use echu_core::identifiers::compact;
use echu_core::party::Address;
use roxmltree::Node;

pub(super) fn read(root: Node) -> EInvoice {
    let is_credit_note = root.tag_name().name() == "CreditNote";
    let said = text_at(root, &[if is_credit_note { "CreditNoteTypeCode" } else { "InvoiceTypeCode" }]);
    let usual = if is_credit_note { "381" } else { "380" };
    let means = at(root, &["PaymentMeans"]);
    let due_parts = due_parts(root);
    let totals = at(root, &["LegalMonetaryTotal"]);
    let amount = |name: &str| totals.and_then(|totals| amount_at(totals, &[name]));
    EInvoice {
        number: text_at(root, &["ID"]),
        type_code: if said.is_empty() { usual.to_owned() } else { said },
        issued_on: day(&text_at(root, &["IssueDate"])),
        due_on: due_parts.iter().map(|part| part.due_on).max(),
        due_parts,
        terms: text_at(root, &["PaymentTerms", "Note"]),
        currency: text_at(root, &["DocumentCurrencyCode"]),
        purchase_order: text_at(root, &["OrderReference", "ID"]),
        buyer_reference: text_at(root, &["BuyerReference"]),
        preceding: children(root, "BillingReference")
            .map(|reference| text_at(reference, &["InvoiceDocumentReference", "ID"]))
            .filter(|number| !number.is_empty())
            .collect(),
        payment_reference: means.map(|means| text_at(means, &["PaymentID"])).unwrap_or_default(),
        iban: means.map(|means| compact(&text_at(means, &["PayeeFinancialAccount", "ID"]))).unwrap_or_default(),
        seller: at(root, &["AccountingSupplierParty", "Party"]).map(party).unwrap_or_default(),
        buyer: at(root, &["AccountingCustomerParty", "Party"]).map(party).unwrap_or_default(),
        total: amount("TaxInclusiveAmount"),
        prepaid: amount("PrepaidAmount"),
        due: amount("PayableAmount"),
        profile: text_at(root, &["CustomizationID"]),
    }
}

/// Its last day to pay, else the days of its parts. A credit note has its day under the means of payment; an invoice may have several
/// there, and several terms with their amounts.
fn due_parts(root: Node) -> Vec<EPart> {
    let terms = children(root, "PaymentTerms").filter_map(|terms| {
        let due_on = ["PaymentDueDate", "InstallmentDueDate"].into_iter().find_map(|name| day(&text_at(terms, &[name])))?;
        Some(EPart { due_on, amount: amount_at(terms, &["Amount"]) })
    });
    let terms: Vec<EPart> = terms.collect();
    let whole = day(&text_at(root, &["DueDate"]));
    let means = children(root, "PaymentMeans").filter_map(|means| day(&text_at(means, &["PaymentDueDate"])));
    match (terms.as_slice(), whole) {
        ([_, _, ..], _) => terms,
        (_, Some(due_on)) => vec![EPart { due_on, amount: None }],
        (_, None) => terms.into_iter().chain(means.map(|due_on| EPart { due_on, amount: None })).collect(),
    }
}

fn party(node: Node) -> EParty {
    let registered = text_at(node, &["PartyLegalEntity", "RegistrationName"]);
    let name = if registered.is_empty() { text_at(node, &["PartyName", "Name"]) } else { registered };
    let company =
        at(node, &["PartyLegalEntity", "CompanyID"]).filter(|id| matches!(id.attribute("schemeID"), None | Some("0002" | "0009")));
    let establishment = children(node, "PartyIdentification")
        .filter_map(|found| children(found, "ID").next())
        .find(|id| id.attribute("schemeID") == Some("0009"));
    let vat = children(node, "PartyTaxScheme")
        .find(|tax| text_at(*tax, &["TaxScheme", "ID"]).eq_ignore_ascii_case("VAT"))
        .map(|tax| compact(&text_at(tax, &["CompanyID"])));
    let contact = at(node, &["Contact"]);
    let of_contact = |name: &str| contact.map(|contact| text_at(contact, &[name])).unwrap_or_default();
    EParty {
        name,
        company_number: company.map(|id| number(&content(id))).unwrap_or_default(),
        establishment: establishment.map(|id| number(&content(id))).unwrap_or_default(),
        vat_number: vat.unwrap_or_default(),
        email: of_contact("ElectronicMail"),
        phone: of_contact("Telephone"),
        address: at(node, &["PostalAddress"]).map(address).unwrap_or_default(),
    }
}

fn address(node: Node) -> Address {
    let text = |path: &[&str]| echu_core::text::clean(&text_at(node, path));
    let country = crate::import::cells::country_of_code(&text(&["Country", "IdentificationCode"]));
    Address {
        recipient: String::new(),
        building: text(&["AdditionalStreetName"]),
        street: text(&["StreetName"]),
        locality: text(&["AddressLine", "Line"]),
        postcode: crate::import::cells::postcode(&text(&["PostalZone"]), &country),
        city: text(&["CityName"]),
        country,
    }
}
