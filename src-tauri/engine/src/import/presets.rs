//! Exports of invoicing tools, known by their header, from `presets.csv`. A tool is there when its header is documented in
//! public; any other export is read by the names of its columns, and nothing is claimed of it.
use super::documented::{self, Documented};
use super::synonyms::words;
use echu_core::intake::Field;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Columns of the header by which a tool is known, at least.
const SIGNS: usize = 3;

/// An export of a known tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// Stable name.
    pub key: String,
    /// What the user reads.
    pub label: String,
    columns: Vec<Column>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    /// Its names, as headers are compared.
    names: Vec<String>,
    /// None: known, and not read.
    field: Option<Field>,
    signs: bool,
    /// What the tool writes, and the word it stands for.
    codes: BTreeMap<String, String>,
}

impl Preset {
    /// The columns of a header that this tool names, best first: place and field.
    pub(super) fn columns(&self, header: &[&str]) -> Vec<(usize, Field)> {
        let found = self.columns.iter().filter_map(|column| Some((column.place(header)?, column.field?)));
        found.collect()
    }

    /// The word that a code stands for, in the column of this name.
    pub(super) fn word(&self, name: &str, code: &str) -> Option<&str> {
        let column = self.columns.iter().find(|column| column.place(&[name]).is_some())?;
        column.codes.get(code).map(String::as_str)
    }

    fn signs(&self, header: &[&str]) -> usize {
        self.columns.iter().filter(|column| column.signs && column.place(header).is_some()).count()
    }
}

impl Column {
    fn place(&self, header: &[&str]) -> Option<usize> {
        header.iter().position(|name| self.names.contains(&words(name).join(" ")))
    }
}

static PRESETS: LazyLock<Vec<Preset>> = LazyLock::new(|| {
    let preset = |found: Documented<Column>| Preset { key: found.key, label: found.label, columns: found.columns };
    documented::all(include_str!("presets.csv"), read).into_iter().map(preset).collect()
});

fn read(cells: &[&str]) -> Option<Column> {
    let [header, field, sign, codes] = cells else { return None };
    Some(Column {
        names: header.split('|').map(|name| words(name).join(" ")).collect(),
        field: if field.is_empty() { None } else { Some(serde_json::from_value((*field).into()).ok()?) },
        signs: *sign == "1",
        codes: codes.split('|').filter_map(|code| code.split_once('=')).map(|(code, word)| (code.to_owned(), word.to_owned())).collect(),
    })
}

/// The tool whose export has this header: the one most of whose signs are there.
pub(super) fn recognise(header: &[&str]) -> Option<&'static Preset> {
    let known = PRESETS.iter().map(|preset| (preset.signs(header), preset)).filter(|(signs, _)| *signs >= SIGNS);
    known.max_by_key(|(signs, _)| *signs).map(|(_, preset)| preset)
}

/// A tool by its stable name.
pub(super) fn of_key(key: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Draft;
    use echu_core::intake::{Existing, Problem};

    #[test]
    fn every_line_of_the_file_is_read_and_says_its_source_and_its_day() {
        documented::is_sound(include_str!("presets.csv"), PRESETS.iter().map(|preset| preset.columns.len()).sum());
    }

    #[test]
    fn the_states_of_dolibarr_are_codes_and_one_is_not_paid() {
        let text = "Raison sociale;Réf. facture;Date facturation;Date échéance;Total TTC;Statut facture\n\
                    Aubépine SARL;FA2601-0001;2026-01-13;2026-02-12;120,00;1\n\
                    Aubépine SARL;FA2601-0002;2026-01-14;2026-02-13;60,00;2\n\
                    Aubépine SARL;FA2601-0003;2026-01-15;2026-02-14;30,00;3\n\
                    Aubépine SARL;(PROV12);2026-01-16;2026-02-15;15,00;0\n";
        let draft = Draft::from_bytes(text.as_bytes().to_vec()).unwrap();
        assert_eq!(draft.preset().map(|preset| preset.label.as_str()), Some("Dolibarr"));
        let preview = draft.judge(&Existing::default()).preview();
        let paid: Vec<i64> = preview.first.iter().map(|row| row.invoice.as_ref().unwrap().paid.0).collect();
        assert_eq!(paid, [0, 6_000], "one is validated, two is paid");
        let refused: Vec<&Problem> = preview.refusals.iter().map(|row| &row.problem).collect();
        assert!(matches!(refused.as_slice(), [Problem::Cancelled { .. }, Problem::Draft { .. }]), "{refused:?}");
    }

    #[test]
    fn without_its_state_the_paid_column_of_dolibarr_is_read() {
        let text =
            "Ref. facture;Date facturation;Raison sociale;Total TTC;Facture payée\nF-1;2026-01-13;A;12,00;1\nF-2;2026-01-13;A;13,00;0\n";
        let draft = Draft::from_bytes(text.as_bytes().to_vec()).unwrap();
        assert!(draft.preset().is_some());
        let preview = draft.judge(&Existing::default()).preview();
        assert_eq!(preview.paid.0, 1_200, "only the first is paid");
    }

    #[test]
    fn another_header_is_nobody_s() {
        for header in [&["Numéro", "Client", "Date", "Total TTC", "Statut"][..], &["Statut facture", "Total TTC"], &[]] {
            assert_eq!(recognise(header), None, "{header:?}");
        }
    }

    #[test]
    fn the_tool_most_of_whose_signs_are_there_is_named() {
        let named = |header: &[&str]| recognise(header).map(|preset| preset.label.as_str());
        let odoo = ["Nom affiché du partenaire de la facture", "Date de facturation", "Total signé en devises", "État du paiement"];
        assert_eq!(named(&odoo), Some("Odoo"), "a date of Dolibarr's is no sign of it");
        assert_eq!(named(&["Invoice Amount", "Invoice Due Date", "Invoice Status", "Invoice Date"]), None, "words of anybody");
        assert_eq!(named(&["Invoice Invoice Number", "Invoice Paid to Date", "Invoice PO Number"]), Some("Invoice Ninja"));
    }

    /// No public sample of the exports of these tools was found: headers of their kind, each with a state as such tools word it. They
    /// are read, and nothing is claimed of them. Those of EBP and Tiime are named in public code that reads them, without an address.
    #[test]
    fn other_exports_are_read_by_the_names_of_their_columns_and_nothing_is_claimed() {
        for (header, row) in [
            (
                "Document - Numéro du document;Document - Date;Document - Code client;Document - Nom du client;Document - Total Brut HT;Document - Total TTC",
                "F-1;13/01/2026;C001;Aubépine SARL;100,00;120,00",
            ),
            (
                "id;numéro de facture;date de facture;nom du client;pays du client;intitulé;montant HT ;montant TTC ;montant TVA 20.0%;Transaction(s) liée(s);statut de la facture",
                "7;F-1;2026-01-13;Aubépine SARL;France;Travaux;100;120;20;;Envoyée",
            ),
            (
                "Numéro de facture;Date de facturation;Compte;Client;Montant HT;Montant TTC",
                "F-1;13/01/2026;C001;Aubépine SARL;100,00;120,00",
            ),
            (
                "Numéro;Date;Date d'échéance;Client;Statut;Montant HT;Montant TTC;Montant dû TTC",
                "F-1;13/01/2026;12/02/2026;Aubépine SARL;Retard;100,00;120,00;120,00",
            ),
            (
                "Numéro de facture;Date d'émission;Échéance;Nom du client;Montant TTC;Montant restant;Statut de paiement",
                "F-1;2026-01-13;2026-02-12;Aubépine SARL;120.00;120.00;À régler",
            ),
            (
                "Date;N°;Client;Date d'échéance;Solde;Total;Statut",
                "13/01/2026;F-1;Aubépine SARL;12/02/2026;120,00;120,00;En retard de 9 jours",
            ),
            (
                "N° pièce;Date pièce;Code tiers;Nom du tiers;Total HT;Total TTC;Date d'échéance;Solde dû",
                "F-1;13/01/2026;C001;Aubépine SARL;100,00;120,00;12/02/2026;120,00",
            ),
            (
                "Numéro;Client;SIREN;Date de création;Date d'échéance;Total HT;Total TTC;État",
                "F-1;Aubépine SARL;;13/01/2026;12/02/2026;100,00 €;120,00 €;Finalisée",
            ),
            ("Facture n°;Émise le;Client;Total TTC (€);Reste à payer (€);Payée", "F-1;13/01/2026;Aubépine SARL;120,00;120,00;Non"),
        ] {
            let draft = Draft::from_bytes(format!("{header}\n{row}\n").into_bytes()).unwrap();
            assert_eq!((draft.preset(), draft.questions().len()), (None, 0), "{header}: {:?}", draft.questions());
            let preview = draft.judge(&Existing::default()).preview();
            let first = preview.first.first().unwrap_or_else(|| panic!("{header}: {:?}", preview.refusals));
            let invoice = first.invoice.as_ref().unwrap();
            assert_eq!(
                (invoice.number.as_str(), invoice.issued_on.to_string(), invoice.total.0, invoice.paid.0, first.client.name.as_str()),
                ("F-1", "2026-01-13".to_owned(), 12_000, 0, "Aubépine SARL"),
                "{header}"
            );
        }
    }

    #[test]
    fn the_word_of_the_payment_is_read_beside_that_of_the_state() {
        let text = "Numéro;Client;Date;Total TTC;Statut;Statut de paiement\n\
                    F-1;A;2026-01-13;12,00;Finalisée;Payée\nF-2;A;2026-01-13;13,00;Finalisée;Impayée\n\
                    F-3;A;2026-01-13;14,00;Annulée;Impayée\nF-4;A;2026-01-13;15,00;Brouillon;\nF-5;A;2026-01-13;16,00;Payée;\n";
        let preview = Draft::from_bytes(text.as_bytes().to_vec()).unwrap().judge(&Existing::default()).preview();
        let paid: Vec<(&str, i64)> =
            preview.first.iter().filter_map(|row| row.invoice.as_ref()).map(|invoice| (invoice.number.as_str(), invoice.paid.0)).collect();
        assert_eq!(paid, [("F-1", 1_200), ("F-2", 0), ("F-5", 1_600)]);
        let refused: Vec<&Problem> = preview.refusals.iter().map(|row| &row.problem).collect();
        assert!(matches!(refused.as_slice(), [Problem::Cancelled { .. }, Problem::Draft { .. }]), "{refused:?}");
    }

    #[test]
    fn a_payment_beside_an_invoice_settles_what_it_is_and_no_more() {
        let text = "Réf. facture;Raison sociale;Date facturation;Total TTC;Facture payée;Date paiement;Montant paiement\n\
                    FA-1;A;2026-01-13;120,00;0;2026-02-01;50,00\nFA-2;A;2026-01-13;80,00;1;2026-02-01;80,00\n";
        let preview = Draft::from_bytes(text.as_bytes().to_vec()).unwrap().judge(&Existing::default()).preview();
        let paid: Vec<i64> = preview.first.iter().map(|row| row.invoice.as_ref().unwrap().paid.0).collect();
        assert_eq!(paid, [5_000, 8_000], "seventy euros of the first are still owed: {:?}", preview.refusals);
    }
}
