//! Mapping, rows and drafts, on texts small enough to be read here.
mod owed;

use super::*;
use echu_core::intake::{Existing, Field, Problem};
use echu_core::invoice::InvoiceKind;
use echu_core::text::DateOrder;
use proptest::prelude::*;

/// Files made by others, when they are at hand: where `ECHU_CORPUS` says, else beside the project. None: said, and the test is skipped.
pub(super) fn corpus(folder: &str) -> Option<std::path::PathBuf> {
    let beside = || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/corpus");
    let found = std::env::var_os("ECHU_CORPUS").map_or_else(beside, Into::into).join(folder);
    if !found.is_dir() {
        eprintln!("skipped: no corpus at {}", found.display());
        return None;
    }
    Some(found)
}

fn draft(text: &str) -> Draft {
    Draft::from_bytes(text.as_bytes().to_vec()).unwrap()
}

fn preview(text: &str) -> ImportPreview {
    draft(text).judge(&Existing::default()).preview()
}

fn columns(text: &str) -> Vec<Option<Field>> {
    draft(text).mapping().columns.clone()
}

#[test]
fn the_total_is_the_one_with_tax_and_never_the_one_without() {
    use Field::*;
    let header = "Numéro;Client;Date;Total HT;TVA;Total TTC;Solde\n";
    let row = "F-1;A;13/01/2026;100,00;20,00;120,00;20,00\n";
    assert_eq!(
        columns(&format!("{header}{row}")),
        [Some(Number), Some(ClientName), Some(IssuedOn), None, None, Some(Total), Some(Balance)]
    );
    let only_net = draft("Numéro;Client;Date;Total HT\nF-1;A;13/01/2026;100,00\n");
    assert_eq!(only_net.questions(), [Question::MissingColumn { field: Total }], "asked, not guessed");
}

#[test]
fn cells_confirm_or_contradict_a_header() {
    use Field::*;
    for (text, expected) in [
        (
            "Facture;Client;Nom;Date;Total\nF-1;0042;Durand;13/01/2026;1\n",
            vec![Some(Number), Some(ClientReference), Some(ClientName), Some(IssuedOn), Some(Total)],
        ),
        (
            "Facture;Client;Date;Total;Payée\nF-1;A;13/01/2026;1;Oui\n",
            vec![Some(Number), Some(ClientName), Some(IssuedOn), Some(Total), Some(PaymentStatus)],
        ),
        (
            "Facture;Client;Date;Total;Payée\nF-1;A;13/01/2026;1;0,50\n",
            vec![Some(Number), Some(ClientName), Some(IssuedOn), Some(Total), None],
        ),
        (
            "Facture;Client;Date;Total;Payé\nF-1;A;13/01/2026;1;1\n",
            vec![Some(Number), Some(ClientName), Some(IssuedOn), Some(Total), Some(PaymentStatus)],
        ),
        (
            "N° facture;Client;Date;Total\n26-11-001;A;13/01/2026;1\n26-11-002;A;13/01/2026;1\n",
            vec![Some(Number), Some(ClientName), Some(IssuedOn), Some(Total)],
        ),
        (
            "Facture;Client;Date;Total;Type\nF-1;A;13/01/2026;1;Particulier\n",
            vec![Some(Number), Some(ClientName), Some(IssuedOn), Some(Total), Some(ClientKind)],
        ),
        (
            "Facture;Client;Date;Total;Adresse\nF-1;A;13/01/2026;1;3 rue Haute, 38000 Grenoble\n",
            vec![Some(Number), Some(ClientName), Some(IssuedOn), Some(Total), Some(FullAddress)],
        ),
        (
            "Facture;Client;Date;Total;Divers\nF-1;A;13/01/2026;1;a@x.example\n",
            vec![Some(Number), Some(ClientName), Some(IssuedOn), Some(Total), Some(Email)],
        ),
    ] {
        assert_eq!(columns(text), expected, "{text}");
    }
}

#[test]
fn the_separator_is_found_among_the_others() {
    for (text, separator) in [
        ("Numéro;Client;Total TTC\nF-1;Durand, Fils;1 234,56\nF-2;Petit, Cie;12,50\n", Separator::Semicolon),
        ("Numéro,Client,Total TTC\nF-1,\"Durand; Fils\",\"1234,56\"\n", Separator::Comma),
        ("Numéro\tClient\tTotal TTC\nF-1\tDurand, Fils; Cie\t1,5\n", Separator::Tab),
        ("x|y, z|w\n1|2, 3|4\n", Separator::Pipe),
        ("Nom\nDurand\n", Separator::Semicolon),
    ] {
        assert_eq!(draft(text).mapping().separator, separator, "{text}");
    }
}

#[test]
fn a_doubt_on_money_or_dates_refuses_the_rows_it_touches_until_it_is_answered() {
    let text = "Invoice,Customer,Date,Total\nA-1,Alpha,02/03/2026,\"1,234\"\nA-2,Beta,05/05/2026,40\n";
    let mut draft = draft(text);
    let codes: Vec<_> = draft.questions().iter().map(Question::blocks).collect();
    assert_eq!(codes, [true, true]);
    let refused = draft.judge(&Existing::default()).refused;
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].problem, Problem::AmbiguousDate { field: Field::IssuedOn, text: "02/03/2026".into() });

    let answer = Mapping { date_order: Some(DateOrder::MonthFirst), decimal: Some(DecimalSign::Dot), ..draft.mapping().clone() };
    draft.remap(answer).unwrap();
    assert_eq!(draft.questions(), []);
    let preview = draft.judge(&Existing::default()).preview();
    let invoice = preview.first[0].invoice.clone().unwrap();
    assert_eq!((invoice.issued_on.to_string().as_str(), invoice.total.0), ("2026-02-03", 123_400));
}

#[test]
fn a_mapping_is_remembered_by_header_and_not_by_content() {
    let mut first = draft("Num;Qui;Le;Combien\nF-1;A;13/01/2026;12,00\n");
    assert_ne!(first.questions(), []);
    let columns = vec![Some(Field::Number), Some(Field::ClientName), Some(Field::IssuedOn), Some(Field::Total)];
    first.remap(Mapping { columns, ..first.mapping().clone() }).unwrap();
    assert_eq!(first.questions(), []);

    let mut second = draft("NUM ;qui;Le;Combien\nF-9;B;02/03/2026;1.50\n");
    assert!(second.adopt(first.mapping()));
    assert_eq!(second.mapping().columns, first.mapping().columns);
    assert_eq!(second.mapping().decimal, Some(DecimalSign::Dot), "the cents are decided by the file at hand");
    assert!(!draft("Num;Qui;Combien;Le\nF-9;B;1,50;02/03/2026\n").adopt(first.mapping()), "another order is another header");
}

#[test]
fn another_separator_or_encoding_guesses_the_columns_again() {
    let mut draft = draft("Numéro;Client;Date;Total\nF-1;Crémerie;13/01/2026;1,00\n");
    let wrong = Mapping { separator: Separator::Comma, ..draft.mapping().clone() };
    draft.remap(wrong).unwrap();
    assert_ne!(draft.questions(), [], "one column gives too little");
    let right = Mapping { separator: Separator::Semicolon, ..draft.mapping().clone() };
    draft.remap(right).unwrap();
    assert_eq!(draft.questions(), []);
    let windows = Mapping { encoding: TextEncoding::Windows1252, ..draft.mapping().clone() };
    draft.remap(windows).unwrap();
    assert_eq!(draft.sample(1)[0][1], "CrÃ©merie");
}

#[test]
fn a_header_is_found_below_titles_and_a_file_without_header_keeps_its_first_row() {
    let below = draft("Export du 3 mars;;;\n;;;\nNuméro;Client;Date;Total\nF-1;A;13/01/2026;1,00\n");
    assert_eq!(below.mapping().header_row, Some(1), "the blank-looking row is no row");
    let without = draft("F-1;A;13/01/2026;1,00\nF-2;B;14/01/2026;2,00\n");
    assert_eq!(without.mapping().header_row, None);
    assert_eq!(without.headers()[0], "Colonne 1");
    assert_eq!(without.sample(9).len(), 2);
}

#[test]
fn a_client_called_total_is_no_totals_row() {
    let text = "Client;Numéro;Date;Total\nTotal Services;F-1;13/01/2026;1,00\nTotal général;;;1,00\n";
    let preview = preview(text);
    assert_eq!(preview.new, 1);
    assert_eq!(preview.refusals[0].problem, Problem::TotalsRow { label: "Total général".into() });
    assert_eq!(preview.refusals[0].sentence, "Ligne 3\u{a0}: «\u{a0}Total général\u{a0}» est une ligne de totaux.");
}

#[test]
fn states_and_amounts_say_what_was_received() {
    let text = |paid: &str, balance: &str, status: &str, total: &str| {
        let header = "Numéro;Client;Date;Total TTC;Déjà réglé;Reste dû;Statut\n";
        preview(&format!("{header}F-1;A;13/01/2026;{total};{paid};{balance};{status}\n"))
    };
    for (paid, balance, status, total, expected) in [
        ("", "", "", "100,00", Some(0)),
        ("40,00", "", "", "100,00", Some(4_000)),
        ("", "40,00", "", "100,00", Some(6_000)),
        ("40,00", "60,00", "", "100,00", Some(4_000)),
        ("40,00", "50,00", "", "100,00", None),
        ("", "", "Payée", "100,00", Some(10_000)),
        ("0,00", "", "Payée", "100,00", Some(10_000)),
        ("", "40,00", "Payée", "100,00", None),
        ("120,00", "", "", "100,00", None),
        ("-5,00", "", "", "100,00", None),
        ("-40,00", "-60,00", "", "-100,00", Some(4_000)),
        ("", "", "Partiellement payée", "100,00", None),
        ("", "", "Non payée", "100,00", Some(0)),
    ] {
        let preview = text(paid, balance, status, total);
        let found = preview.first.first().map(|row| row.invoice.as_ref().unwrap().paid.0);
        assert_eq!(found, expected, "{paid} {balance} {status} {total}");
    }
    assert_eq!(text("", "", "", "-100,00").first[0].invoice.as_ref().unwrap().kind, InvoiceKind::CreditNote);
}

#[test]
fn a_name_of_ten_thousand_letters_is_kept_and_a_longer_one_refused() {
    let row = |name: &str| preview(&format!("Numéro;Client;Date;Total\nF-1;{name};13/01/2026;1,00\n"));
    assert_eq!(row(&"é".repeat(10_000)).first[0].client.name.chars().count(), 10_000);
    assert!(matches!(row(&"é".repeat(10_001)).refusals[0].problem, Problem::TooLong { field: Field::ClientName, .. }));
}

#[test]
fn the_whole_preview_crosses_as_camel_case() {
    let preview = serde_json::to_value(preview("Numéro;Client;Date;Total\nF-1;A;13/01/2026;1,00\nF-2;A;x;1\n")).unwrap();
    assert_eq!(preview["first"][0]["invoice"]["issuedOn"], "2026-01-13");
    assert_eq!(preview["first"][0]["verdict"]["is"], "new");
    assert_eq!(preview["refusals"][0]["problem"], serde_json::json!({ "code": "bad_date", "field": "issued_on", "text": "x" }));
    let mapping = serde_json::to_value(draft("Numéro;Client\nF-1;A\n").mapping()).unwrap();
    assert_eq!(mapping["encoding"], "utf-8");
    assert_eq!(serde_json::from_value::<Mapping>(mapping).unwrap(), *draft("Numéro;Client\nF-1;A\n").mapping());
}

proptest! {
    #[test]
    fn no_bytes_make_an_import_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(draft) = Draft::from_bytes(bytes) {
            draft.questions();
            draft.judge(&Existing::default()).preview();
        }
    }

    #[test]
    fn no_rows_under_a_real_header_make_an_import_panic(rows in "([A-F0-9;,./€ \"é-]{0,60}\n){0,6}") {
        let header = "Numéro;Client;Date;Échéance;Total TTC;Déjà réglé;Reste dû;Statut;Adresse;SIREN\n";
        if let Ok(draft) = Draft::from_bytes(format!("{header}{rows}").into_bytes()) {
            draft.judge(&Existing::default()).preview();
        }
    }

    #[test]
    fn a_generated_file_gives_back_its_cents_and_days(
        invoices in prop::collection::vec((1i64..100_000_000, 0i64..3_000), 1..20),
        separator in prop::sample::select(vec![';', '\t', '|']),
    ) {
        let first: chrono::NaiveDate = "2020-01-01".parse().unwrap();
        let mut text = ["Numéro", "Client", "Date", "Total TTC"].join(&separator.to_string());
        for (place, (cents, offset)) in invoices.iter().enumerate() {
            let day = first + chrono::Duration::days(*offset);
            let amount = echu_core::text::euros(echu_core::money::Cents(*cents));
            text += &format!("\nF-{place}{separator}Client {place}{separator}{}{separator}{amount}", day.format("%d/%m/%Y"));
        }
        let plan = draft(&text).judge(&Existing::default());
        let found: Vec<_> = plan.rows.iter().filter_map(|planned| planned.row.invoice.as_ref()).map(|invoice| (invoice.total.0, (invoice.issued_on - first).num_days())).collect();
        prop_assert_eq!(found, invoices);
    }
}

#[test]
fn a_journal_of_two_columns_gives_its_invoices_by_the_debit() {
    use Field::*;
    let text = "Date;Pièce;Client;Type;Débit;Crédit\n13/01/2026;F-1;Aubépine;Facture;120,00;\n14/01/2026;AV-1;Aubépine;Avoir;;20,00\n\
                15/01/2026;R-1;Aubépine;;;100,00\n16/01/2026;F-2;Aubépine;Facture;10,00;5,00\n17/01/2026;F-3;Aubépine;Facture;;\nSolde;;;;130,00;125,00\n";
    let draft = draft(text);
    assert_eq!(draft.mapping().columns, [Some(IssuedOn), Some(Number), Some(ClientName), Some(Kind), Some(Debit), Some(Credit)]);
    assert_eq!(draft.questions(), [], "the debit is the total");
    let preview = draft.judge(&Existing::default()).preview();
    let read: Vec<_> =
        preview.first.iter().map(|row| row.invoice.as_ref().unwrap()).map(|one| (one.number.as_str(), one.kind, one.total.0)).collect();
    assert_eq!(read, [("F-1", InvoiceKind::Invoice, 12_000), ("AV-1", InvoiceKind::CreditNote, 2_000)]);
    let refused: Vec<_> = preview.refusals.iter().map(|row| (row.number.as_str(), &row.problem)).collect();
    use echu_core::money::Cents;
    assert_eq!(
        refused,
        [
            ("R-1", &Problem::Credited { amount: Cents(10_000) }),
            ("F-2", &Problem::BothSides { debit: Cents(1_000), credit: Cents(500) }),
            ("F-3", &Problem::Missing { field: Debit }),
            ("", &Problem::TotalsRow { label: "Solde".into() }),
        ],
        "money received is never taken for a credit note"
    );
}

#[test]
fn a_total_with_tax_is_taken_before_the_two_columns() {
    let preview = preview("Date;Pièce;Client;Débit;Crédit;Total TTC\n13/01/2026;F-1;A;100,00;;120,00\n");
    assert_eq!(preview.total.0, 12_000);
}

#[test]
fn rows_of_sums_are_known_by_their_words_and_clients_are_not() {
    for label in ["Total", "TOTAL GÉNÉRAL", "Sous-total", "Cumul au 31/01", "Report", "À reporter :", "Solde", "Montant total"] {
        let preview = preview(&format!("Numéro;Client;Date;Total TTC\nF-1;A;13/01/2026;1,00\n{label};;;1,00\n"));
        assert!(matches!(preview.refusals.as_slice(), [row] if matches!(row.problem, Problem::TotalsRow { .. })), "{label}");
    }
    for name in ["Solderie du Port", "Reportages Nord"] {
        assert_eq!(preview(&format!("Nom\n{name}\n")).new_clients, 1, "{name}");
    }
}

#[test]
fn the_lines_where_a_header_may_be_are_those_of_the_file() {
    let draft = draft("Registre des factures\n\nNuméro;Client;Date;Total TTC\nF-1;A;13/01/2026;1,00\n");
    assert_eq!((draft.mapping().header_row, draft.header_lines()), (Some(1), vec![1, 3, 4]), "the second row that is not blank is line 3");
}

/// Terms in the place of the due date: counted, asked where they read two ways, and refused alone where they do not read.
#[test]
fn words_in_the_column_of_the_due_date_are_terms() {
    let text = "N° fact;Client;Date fact;Date éch;Mt TTC\nF-1;A;05/10/2026;30 jours;10,00\nF-2;A;05/10/2026;À réception;10,00\n\
                F-3;A;05/10/2026;30 jours fin de mois;10,00\nF-4;A;05/10/2026;15/11/2026;10,00\nF-5;A;05/10/2026;quand il pourra;10,00\n\
                F-6;A;05/10/2026;fin de mois + 10 jours;10,00\n";
    let mut draft = Draft::from_bytes(text.as_bytes().to_vec()).unwrap();
    assert_eq!(draft.questions(), [Question::MonthEnd { example: "30 jours fin de mois".into() }]);
    draft.remap(Mapping { month_end: Some(MonthEnd::DaysFirst), ..draft.mapping().clone() }).unwrap();
    assert_eq!(draft.questions(), []);
    let preview = draft.judge(&Existing::default()).preview();
    let due: Vec<String> = preview.first.iter().filter_map(|row| row.invoice.as_ref()?.due_on.map(|due| due.to_string())).collect();
    assert_eq!(due, ["2026-11-04", "2026-10-05", "2026-11-30", "2026-11-15", "2026-11-10"]);
    assert_eq!(preview.refusals.len(), 1, "the row alone");
    assert!(preview.refusals[0].sentence.contains("quand il pourra"), "{}", preview.refusals[0].sentence);
}

/// A balance of clients names no invoice: it is said, rather than a number that lacks on every row.
#[test]
fn a_balance_of_clients_is_known_for_what_it_is() {
    let tells = |text: &str| Draft::from_bytes(text.as_bytes().to_vec()).unwrap().tells_balances_only();
    assert!(tells("Client;Solde\nDurand;1200,00\nPetit;80,00\n"));
    assert!(tells("Code client;Client;Non échu;0-30 jours;31-60 jours;Total\nC1;Durand;0,00;100,00;0,00;100,00\n"));
    assert!(!tells("N° facture;Client;Date;Solde;Total TTC\nF-1;Durand;01/10/2026;10,00;10,00\n"));
    assert!(!tells("Client;E-mail\nDurand;a@durand.example\n"));
}

#[test]
fn a_column_that_a_person_names_is_asked_about_like_one_that_was_guessed() {
    let file = "Xx;Who;Day;Moved\nF-1;Durand;03/04/2026;1.234\nF-2;Petit;05/06/2026;2.345\n";
    let mut draft = Draft::from_bytes(file.as_bytes().to_vec()).unwrap();
    assert!(!draft.mapping().columns.contains(&Some(Field::IssuedOn)), "{:?}", draft.mapping().columns);
    let columns = [Field::Number, Field::ClientName, Field::IssuedOn, Field::Total].map(Some).to_vec();
    draft.remap(Mapping { columns, ..draft.mapping().clone() }).unwrap();
    let asked = [Question::DateOrder { example: "03/04/2026".into() }, Question::Decimal { example: "1.234".into() }];
    assert_eq!(draft.questions(), asked, "nobody said which comes first");
}
