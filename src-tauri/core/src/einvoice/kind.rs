//! What a document is, by its code (UNTDID 1001).

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentType {
    /// Something to be paid.
    Invoice,
    /// Something that reduces what is to be paid.
    CreditNote,
    /// A pro forma, an order: nothing is owed for it.
    Other,
}

/// The codes EN 16931 allows for an invoice and for a credit note; any other is neither.
pub fn document_type(code: &str) -> DocumentType {
    match code.trim() {
        "71" | "80" | "82" | "84" | "102" | "130" | "202" | "203" | "204" | "211" | "218" | "219" | "295" | "326" | "331" | "380"
        | "382" | "383" | "384" | "385" | "386" | "387" | "388" | "389" | "390" | "393" | "394" | "395" | "456" | "457" | "471" | "472"
        | "473" | "500" | "501" | "527" | "553" | "575" | "623" | "633" | "751" | "780" | "817" | "870" | "875" | "876" | "877" | "935" => {
            DocumentType::Invoice
        }
        "81" | "83" | "261" | "262" | "296" | "308" | "381" | "396" | "420" | "458" | "502" | "503" | "532" => DocumentType::CreditNote,
        _ => DocumentType::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_an_invoice_a_credit_note_or_nothing_owed() {
        for (code, kind) in [
            ("380", DocumentType::Invoice),
            ("384", DocumentType::Invoice),
            ("386", DocumentType::Invoice),
            ("389", DocumentType::Invoice),
            (" 381 ", DocumentType::CreditNote),
            ("261", DocumentType::CreditNote),
            ("325", DocumentType::Other),
            ("220", DocumentType::Other),
            ("", DocumentType::Other),
        ] {
            assert_eq!(document_type(code), kind, "{code}");
        }
    }
}
