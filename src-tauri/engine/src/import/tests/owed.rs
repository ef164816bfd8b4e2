//! What a list says is owed, and what it only seems to say: states, planned days, errors of a spreadsheet, credit notes.
use super::*;

fn today() -> Existing {
    Existing { today: "2026-11-23".parse().ok(), ..Existing::default() }
}

/// Number, total less what is received, day of the payment.
fn owed(preview: &ImportPreview) -> Vec<(String, i64, String)> {
    let invoices = preview.first.iter().filter_map(|row| row.invoice.as_ref());
    let day = |on: Option<chrono::NaiveDate>| on.map(|on| on.to_string()).unwrap_or_default();
    invoices.map(|one| (one.number.clone(), one.total.0 - one.paid.0, day(one.paid_on))).collect()
}

fn read(text: &str) -> ImportPreview {
    draft(text).judge(&today()).preview()
}

fn problems(preview: &ImportPreview) -> Vec<&Problem> {
    preview.refusals.iter().map(|row| &row.problem).collect()
}

#[test]
fn a_state_that_is_not_known_refuses_the_row_unless_its_amounts_tell() {
    let text = "Numéro;Client;Date;Échéance;Total TTC;Reste dû;Statut\n\
                F-1;A;13/01/2026;12/02/2026;100,00;;Solde dû\nF-2;A;13/01/2026;12/02/2026;100,00;40,00;Dossier chez Paul\n\
                F-3;A;13/01/2026;12/02/2026;100,00;;1 relance\nF-4;A;13/01/2026;12/02/2026;100,00;;Facture payée\n\
                F-5;A;13/01/2026;12/02/2026;100,00;;Réglée en partie\n";
    let preview = read(text);
    assert_eq!(
        owed(&preview),
        [("F-2".to_owned(), 4_000, String::new()), ("F-3".to_owned(), 10_000, String::new()), ("F-4".to_owned(), 0, String::new())]
    );
    assert_eq!(
        problems(&preview),
        [&Problem::UnknownStatus { status: "Solde dû".into(), kept: false }, &Problem::PaidUnknown { status: "Réglée en partie".into() }]
    );
    let warned: Vec<&Problem> = preview.warnings.iter().map(|row| &row.problem).collect();
    assert_eq!(warned, [&Problem::UnknownStatus { status: "Dossier chez Paul".into(), kept: true }]);
}

#[test]
fn a_column_that_says_paid_is_read_by_its_marks_and_by_its_days() {
    let header = "Numéro;Date;Date d'échéance;Client;Montant TTC;Payée\n";
    let row = |number: &str, said: &str| format!("{number};03/04/2026;03/05/2026;A;100;{said}\n");
    let rows =
        [("P1", "Non"), ("P2", "Oui"), ("P3", "X"), ("P4", "12/05/2026"), ("P5", "☑"), ("P6", "OK"), ("P7", ""), ("P8", "30/12/2026")];
    let text = rows.iter().map(|(number, said)| row(number, said)).collect::<String>();
    let preview = read(&format!("{header}{text}"));
    let open: Vec<String> = owed(&preview).into_iter().filter(|(_, owed, _)| *owed > 0).map(|(number, _, _)| number).collect();
    assert_eq!((open, preview.refused), (vec!["P1".to_owned(), "P7".to_owned(), "P8".to_owned()], 0));
    assert_eq!(owed(&preview)[3].2, "2026-05-12");
    for name in ["Payée", "Payé", "Réglée", "Payée le"] {
        let days = read(&format!("{}{}{}", header.replace("Payée", name), row("P1", "12/05/2026"), row("P2", "")));
        assert_eq!(owed(&days), [("P1".to_owned(), 0, "2026-05-12".into()), ("P2".to_owned(), 10_000, String::new())], "{name}");
        let marks = read(&format!("{}{}{}", header.replace("Payée", name), row("P1", "X"), row("P2", "")));
        assert_eq!(owed(&marks).into_iter().map(|(_, owed, _)| owed).collect::<Vec<_>>(), [0, 10_000], "{name}");
    }
}

#[test]
fn what_is_planned_is_not_received() {
    let planned = "Numéro;Date;Date d'échéance;Client;Montant TTC;Date de règlement prévue\nP1;03/04/2026;03/05/2026;A;100;10/05/2026\n";
    assert_eq!(owed(&read(planned)), [("P1".to_owned(), 10_000, String::new())]);
    let due = "Numéro;Date;Client;Montant TTC;Date de règlement prévue\nP1;03/04/2026;A;100;10/05/2026\n";
    let invoice = read(due).first[0].invoice.clone().unwrap();
    assert_eq!((invoice.due_on.map(|on| on.to_string()).as_deref(), invoice.paid.0), (Some("2026-05-10"), 0));
    let later = "Numéro;Date;Date d'échéance;Client;Montant TTC;Date de paiement\nP1;03/04/2026;03/05/2026;A;100;30/12/2026\n\
                 P2;03/04/2026;03/05/2026;A;100;\nP3;03/04/2026;03/05/2026;A;100;23/11/2026\n";
    let preview = read(later);
    let day = |on: &str| on.to_owned();
    assert_eq!(
        owed(&preview),
        [("P1".to_owned(), 10_000, day("")), ("P2".to_owned(), 10_000, day("")), ("P3".to_owned(), 0, day("2026-11-23"))]
    );
    let warned: Vec<&Problem> = preview.warnings.iter().map(|row| &row.problem).collect();
    assert_eq!(warned, [&Problem::PaidLater { on: "2026-12-30".parse().unwrap() }]);
}

#[test]
fn a_settlement_day_that_stands_alone_is_not_taken_for_a_payment() {
    let text = "Numéro;Date facture;Date de règlement;Client;Montant TTC\nP1;03/10/2026;03/11/2026;X;100\nP2;03/11/2026;03/12/2026;X;100\n";
    assert_eq!(columns(text)[2], None, "a person says whether it is due or paid");
    assert_eq!(owed(&read(text)).into_iter().map(|(_, owed, _)| owed).collect::<Vec<_>>(), [10_000, 10_000]);
    let some = text.replace("03/12/2026", "");
    assert_eq!(columns(&some)[2], Some(Field::PaidOn), "some are paid and some are not");
}

#[test]
fn an_error_of_the_spreadsheet_is_never_an_empty_cell() {
    let row = |paid: &str, kind: &str, due: &str, email: &str| {
        format!(
            "Numéro;Client;Date;Échéance;Total TTC;Déjà réglé;Type;E-mail\nF-1;A;13/01/2026;{due};100,00;{paid};{kind};{email}\nF-2;A;13/01/2026;12/02/2026;50,00;50,00;Facture;a@x.example\n"
        )
    };
    let broken = |field, text: &str| Problem::BrokenCell { field, text: text.into(), kept: false };
    for (text, problem) in [
        (row("#REF!", "Facture", "12/02/2026", ""), broken(Field::Paid, "#REF!")),
        (row("0", "#N/A", "12/02/2026", ""), broken(Field::Kind, "#N/A")),
        (row("0", "Facture", "#VALEUR!", ""), broken(Field::DueOn, "#VALEUR!")),
    ] {
        assert_eq!(problems(&read(&text)), [&problem], "{text}");
    }
    let preview = read(&row("0", "Facture", "12/02/2026", "#N/A"));
    assert_eq!((preview.new, preview.first[0].client.email.as_str()), (2, ""));
    let warned: Vec<&Problem> = preview.warnings.iter().map(|row| &row.problem).collect();
    assert_eq!(warned, [&Problem::BrokenCell { field: Field::Email, text: "#N/A".into(), kept: true }], "what is owed is known");
    let all = "Numéro;Client;Date;Total TTC;Déjà réglé\nF-1;A;13/01/2026;100,00;#REF!\n";
    assert_eq!(columns(all)[4], Some(Field::Paid), "a column of errors is still that column");
}

#[test]
fn the_amounts_of_a_credit_note_have_no_sign() {
    let header = "Numéro;Date;Client;Type;Total TTC;Réglé;Solde\n";
    for (row, left) in [
        ("A1;03/04/2026;A;Avoir;120,00;0;-120,00", 12_000),
        ("A2;03/04/2026;A;Avoir;-120,00;0;-120,00", 12_000),
        ("A3;03/04/2026;A;Avoir;-120,00;-20,00;-100,00", 10_000),
        ("A4;03/04/2026;A;Avoir;120,00;-120,00;0", 0),
        ("A5;03/04/2026;A;Note de crédit;120,00;20,00;100,00", 10_000),
    ] {
        let preview = read(&format!("{header}{row}\n"));
        let note = preview.first.first().and_then(|row| row.invoice.clone()).unwrap_or_else(|| panic!("{row}: {:?}", preview.refusals));
        assert_eq!((note.kind, note.total.0 - note.paid.0), (InvoiceKind::CreditNote, left), "{row}");
    }
}
