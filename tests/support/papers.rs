//! Electronic invoices of invented companies, alone or inside a PDF.
use lopdf::{Document, Object, Stream, dictionary};

/// What an invoice of the stories says; the seller has the SIREN of the stories' creditor.
pub struct Paper<'a> {
    /// BT-1.
    pub number: &'a str,
    /// BT-2, as `20260901`.
    pub issued: &'a str,
    /// BT-9; empty: the profile MINIMUM, which has none.
    pub due: &'a str,
    /// BT-112 and BT-115, as `1200.00`.
    pub total: &'a str,
    /// SIREN of who sold.
    pub seller: &'a str,
    /// Name of who owes.
    pub buyer: &'a str,
    /// His SIREN, or empty.
    pub siren: &'a str,
    /// His VAT number, or empty.
    pub vat: &'a str,
}

impl Default for Paper<'_> {
    fn default() -> Self {
        Paper {
            number: "F-2026-012",
            issued: "20260901",
            due: "20261001",
            total: "1200.00",
            seller: "732829320",
            buyer: "Durand SARL",
            siren: "404833048",
            vat: "",
        }
    }
}

impl Paper<'_> {
    /// The CII of it.
    pub fn xml(&self) -> String {
        let tag = |name: &str, value: &str| if value.is_empty() { String::new() } else { format!("<ram:{name}>{value}</ram:{name}>") };
        let when = |day: &str| format!("<udt:DateTimeString format=\"102\">{day}</udt:DateTimeString>");
        let legal = |siren: &str| {
            tag(
                "SpecifiedLegalOrganization",
                &if siren.is_empty() { String::new() } else { format!("<ram:ID schemeID=\"0002\">{siren}</ram:ID>") },
            )
        };
        let vat = if self.vat.is_empty() {
            String::new()
        } else {
            format!("<ram:SpecifiedTaxRegistration><ram:ID schemeID=\"VA\">{}</ram:ID></ram:SpecifiedTaxRegistration>", self.vat)
        };
        let due =
            if self.due.is_empty() { String::new() } else { tag("SpecifiedTradePaymentTerms", &tag("DueDateDateTime", &when(self.due))) };
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rsm:CrossIndustryInvoice xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\" \
             xmlns:ram=\"urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100\" \
             xmlns:udt=\"urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100\">\
             <rsm:ExchangedDocument>{number}<ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>{issued}</ram:IssueDateTime></rsm:ExchangedDocument>\
             <rsm:SupplyChainTradeTransaction><ram:ApplicableHeaderTradeAgreement>\
             <ram:SellerTradeParty><ram:Name>Vendeur imaginaire</ram:Name>{seller}</ram:SellerTradeParty>\
             <ram:BuyerTradeParty>{buyer}{siren}{vat}</ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>\
             <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>{due}\
             <ram:SpecifiedTradeSettlementHeaderMonetarySummation>{total}{left}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>\
             </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>\n",
            number = tag("ID", self.number),
            issued = when(self.issued),
            seller = legal(self.seller),
            buyer = tag("Name", self.buyer),
            siren = legal(self.siren),
            total = tag("GrandTotalAmount", self.total),
            left = tag("DuePayableAmount", self.total),
        )
    }

    /// The same, carried by a PDF of one blank page under the name of Factur-X.
    ///
    /// # Panics
    /// Never: the PDF is written in memory.
    pub fn pdf(&self) -> Vec<u8> {
        pdf(Some(&self.xml()))
    }
}

/// A PDF of one blank page, with that Factur-X or with nothing in it.
///
/// # Panics
/// Never: the PDF is written in memory.
pub fn pdf(xml: Option<&str>) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let mut catalog = dictionary! { "Type" => "Catalog" };
    if let Some(xml) = xml {
        let name = || Object::string_literal("factur-x.xml");
        let stream = document.add_object(Stream::new(dictionary! { "Type" => "EmbeddedFile" }, xml.as_bytes().to_vec()));
        let file =
            document.add_object(dictionary! { "Type" => "Filespec", "F" => name(), "UF" => name(), "EF" => dictionary! { "F" => stream } });
        let tree = document.add_object(dictionary! { "Names" => vec![name(), file.into()] });
        catalog.set("Names", dictionary! { "EmbeddedFiles" => tree });
    }
    let pages = document.new_object_id();
    let page = document
        .add_object(dictionary! { "Type" => "Page", "Parent" => pages, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] });
    document.set_object(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 });
    catalog.set("Pages", pages);
    let root = document.add_object(catalog);
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("a PDF in memory");
    bytes
}

/// Files made by others, when they are at hand: where `ECHU_CORPUS` says, else beside the project. None: said, and the story is skipped.
pub fn corpus() -> Option<std::path::PathBuf> {
    let beside = || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let found = std::env::var_os("ECHU_CORPUS").map_or_else(beside, Into::into);
    if !found.is_dir() {
        eprintln!("skipped: no corpus at {}", found.display());
        return None;
    }
    Some(found)
}
