//! UN/CEFACT Cross Industry Invoice: Factur-X, ZUGFeRD 2, and ZUGFeRD 1 whose names differ a little.
use super::xml::{amount_at, at, children, content, day, number, text_at};
use echu_core::einvoice::{EInvoice, EPart, EParty};
use echu_core::identifiers::compact;
use echu_core::party::Address;
use roxmltree::Node;

/// The first of several names that is there: ZUGFeRD 1 put the same things under others.
fn either<'a, 'd: 'a>(node: Node<'a, 'd>, names: &[&'a str]) -> Option<Node<'a, 'd>> {
    names.iter().find_map(|name| children(node, name).next())
}

pub(super) fn read(root: Node) -> EInvoice {
    let mut file = EInvoice::default();
    let context = ["ExchangedDocumentContext", "SpecifiedExchangedDocumentContext"];
    if let Some(context) = either(root, &context) {
        file.profile = text_at(context, &["GuidelineSpecifiedDocumentContextParameter", "ID"]);
    }
    if let Some(header) = either(root, &["ExchangedDocument", "HeaderExchangedDocument"]) {
        file.number = text_at(header, &["ID"]);
        file.type_code = text_at(header, &["TypeCode"]);
        file.issued_on = day(&text_at(header, &["IssueDateTime", "DateTimeString"]));
    }
    let Some(trade) = either(root, &["SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction"]) else { return file };
    if let Some(agreement) = either(trade, &["ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement"]) {
        file.buyer_reference = text_at(agreement, &["BuyerReference"]);
        let order = "BuyerOrderReferencedDocument";
        file.purchase_order = text_at(agreement, &[order, "IssuerAssignedID"]);
        if file.purchase_order.is_empty() {
            file.purchase_order = text_at(agreement, &[order, "ID"]);
        }
        file.seller = at(agreement, &["SellerTradeParty"]).map(party).unwrap_or_default();
        file.buyer = at(agreement, &["BuyerTradeParty"]).map(party).unwrap_or_default();
    }
    if let Some(settlement) = either(trade, &["ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement"]) {
        settle(settlement, &mut file);
    }
    file
}

fn settle(settlement: Node, file: &mut EInvoice) {
    file.currency = text_at(settlement, &["InvoiceCurrencyCode"]);
    file.payment_reference = text_at(settlement, &["PaymentReference"]);
    let account = ["SpecifiedTradeSettlementPaymentMeans", "PayeePartyCreditorFinancialAccount", "IBANID"];
    file.iban = compact(&text_at(settlement, &account));
    let terms: Vec<Node> = children(settlement, "SpecifiedTradePaymentTerms").collect();
    let part = |terms: &Node| {
        let due_on = day(&text_at(*terms, &["DueDateDateTime", "DateTimeString"]))?;
        Some(EPart { due_on, amount: amount_at(*terms, &["PartialPaymentAmount"]) })
    };
    file.due_parts = terms.iter().filter_map(part).collect();
    file.due_on = file.due_parts.iter().map(|part| part.due_on).max();
    file.terms = terms.iter().map(|terms| text_at(*terms, &["Description"])).find(|text| !text.is_empty()).unwrap_or_default();
    let summation = ["SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation"];
    if let Some(sums) = either(settlement, &summation) {
        file.total = amount_at(sums, &["GrandTotalAmount"]);
        file.prepaid = amount_at(sums, &["TotalPrepaidAmount"]);
        file.due = amount_at(sums, &["DuePayableAmount"]);
    }
    file.preceding = children(settlement, "InvoiceReferencedDocument")
        .map(|document| text_at(document, &["IssuerAssignedID"]))
        .filter(|number| !number.is_empty())
        .collect();
}

fn party(node: Node) -> EParty {
    let organisation = at(node, &["SpecifiedLegalOrganization"]);
    let mut name = text_at(node, &["Name"]);
    if name.is_empty() {
        name = organisation.map(|found| text_at(found, &["TradingBusinessName"])).unwrap_or_default();
    }
    let registered = organisation
        .and_then(|found| children(found, "ID").next())
        .filter(|id| matches!(id.attribute("schemeID"), None | Some("0002" | "0009")))
        .map(|id| number(&content(id)))
        .unwrap_or_default();
    let establishment = children(node, "GlobalID").find(|id| id.attribute("schemeID") == Some("0009")).map(|id| number(&content(id)));
    let vat = children(node, "SpecifiedTaxRegistration")
        .filter_map(|tax| children(tax, "ID").next())
        .find(|id| id.attribute("schemeID") == Some("VA"))
        .map(|id| compact(&content(id)));
    let contact = at(node, &["DefinedTradeContact"]);
    let of_contact = |path: &[&str]| contact.map(|contact| text_at(contact, path)).unwrap_or_default();
    let electronic = at(node, &["URIUniversalCommunication", "URIID"]).filter(|id| id.attribute("schemeID") == Some("EM")).map(content);
    let mail = of_contact(&["EmailURIUniversalCommunication", "URIID"]);
    EParty {
        name,
        company_number: registered,
        establishment: establishment.unwrap_or_default(),
        vat_number: vat.unwrap_or_default(),
        email: if mail.is_empty() { electronic.unwrap_or_default() } else { mail },
        phone: of_contact(&["TelephoneUniversalCommunication", "CompleteNumber"]),
        address: at(node, &["PostalTradeAddress"]).map(address).unwrap_or_default(),
    }
}

/// The street is the first line; the others are told in the building's and the locality's.
fn address(node: Node) -> Address {
    let text = |name: &str| echu_core::text::clean(&text_at(node, &[name]));
    let country = crate::import::cells::country_of_code(&text("CountryID"));
    Address {
        recipient: String::new(),
        building: text("LineTwo"),
        street: text("LineOne"),
        locality: text("LineThree"),
        postcode: crate::import::cells::postcode(&text("PostcodeCode"), &country),
        city: text("CityName"),
        country,
    }
}
