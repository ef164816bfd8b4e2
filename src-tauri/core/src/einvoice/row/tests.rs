use super::*;

fn creditor() -> Creditor {
    Creditor { name: "Plomberie Imaginaire".into(), siren: "732829320".into(), ..Creditor::default() }
}

fn file() -> EInvoice {
    EInvoice {
        number: "F-2026-012".into(),
        type_code: "380".into(),
        issued_on: "2026-09-01".parse().ok(),
        due_on: "2026-10-01".parse().ok(),
        currency: "EUR".into(),
        seller: EParty { name: "Plomberie Imaginaire".into(), company_number: "732829320".into(), ..EParty::default() },
        buyer: EParty { name: "Durand SARL".into(), company_number: "404833048".into(), ..EParty::default() },
        total: Some(Cents(67_115)),
        prepaid: Some(Cents(20_100)),
        due: Some(Cents(47_015)),
        ..EInvoice::default()
    }
}

fn read(file: &EInvoice) -> (IntakeInvoice, Vec<Problem>) {
    let row = file.row(&creditor(), 1, None).unwrap();
    (row.invoice.unwrap(), row.warnings)
}

#[test]
fn what_is_followed_is_the_amount_due_and_not_the_total() {
    let (invoice, warnings) = read(&file());
    assert_eq!((invoice.total, invoice.paid), (Cents(67_115), Cents(20_100)));
    assert_eq!(warnings, []);
    let (minimum, warnings) = read(&EInvoice { prepaid: None, due_on: None, ..file() });
    assert_eq!(minimum.paid, Cents(20_100), "the profile MINIMUM says no advance, and its amount due holds it");
    assert_eq!(warnings, [Problem::NoDueDate]);
    let (settled, _) = read(&EInvoice { due: Some(Cents::ZERO), ..file() });
    assert_eq!(settled.paid, settled.total);
    let (rounded, _) = read(&EInvoice { total: Some(Cents(9_999)), prepaid: None, due: Some(Cents(10_000)), ..file() });
    assert_eq!((rounded.total, rounded.paid), (Cents(10_000), Cents::ZERO), "rounded up to what is to be paid");
}

#[test]
fn a_negative_total_is_a_credit_note_whatever_its_code() {
    for (code, sign) in [("380", -1), ("381", 1), ("381", -1)] {
        let file = EInvoice {
            type_code: code.into(),
            total: Some(Cents(sign * 23_347)),
            prepaid: Some(Cents::ZERO),
            due: Some(Cents(sign * 23_347)),
            ..file()
        };
        let (note, warnings) = read(&file);
        assert_eq!(
            (note.kind, note.total, note.paid, note.due_on),
            (InvoiceKind::CreditNote, Cents(23_347), Cents::ZERO, None),
            "{code} {sign}"
        );
        assert_eq!(warnings, []);
    }
}

#[test]
fn an_invoice_paid_in_excess_is_settled_and_told() {
    let (invoice, warnings) =
        read(&EInvoice { total: Some(Cents(52_987)), prepaid: Some(Cents(105_974)), due: Some(Cents(-52_987)), ..file() });
    assert_eq!((invoice.kind, invoice.total, invoice.paid), (InvoiceKind::Invoice, Cents(52_987), Cents(52_987)));
    assert_eq!(warnings, [Problem::Overpaid { excess: Cents(52_987) }]);
}

#[test]
fn what_is_not_an_invoice_of_the_user_is_refused_with_its_reason() {
    let swapped = EInvoice { seller: file().buyer, buyer: file().seller, ..file() };
    let refused = |file: EInvoice| file.row(&creditor(), 1, None).unwrap_err();
    assert_eq!(refused(swapped), Problem::Purchase { seller: "Durand SARL".into() });
    assert_eq!(refused(EInvoice { seller: file().buyer, ..file() }), Problem::NotOurs { seller: "Durand SARL".into() });
    assert_eq!(refused(EInvoice { currency: "CHF".into(), ..file() }), Problem::NotEuro { currency: "CHF".into() });
    assert_eq!(refused(EInvoice { type_code: "325".into(), ..file() }), Problem::NotAnInvoice { text: "325".into() });
    assert_eq!(refused(EInvoice { number: " ".into(), ..file() }), Problem::Missing { field: Field::Number });
    assert_eq!(refused(EInvoice { issued_on: None, ..file() }), Problem::Missing { field: Field::IssuedOn });
    assert_eq!(refused(EInvoice { total: None, due: None, ..file() }), Problem::Missing { field: Field::Total });
    let unsaid = file().row(&Creditor::default(), 1, None).unwrap();
    assert_eq!(unsaid.warnings, [Problem::SellerUnchecked { seller: "Plomberie Imaginaire".into() }], "before the user said who he is");
}

#[test]
fn a_number_whose_key_is_wrong_is_left_out_and_told() {
    let buyer = EParty { name: "Durand".into(), company_number: "404833049".into(), ..EParty::default() };
    let row = EInvoice { buyer, ..file() }.row(&creditor(), 3, None).unwrap();
    assert_eq!((row.line, row.client.siren.as_str()), (3, ""));
    assert_eq!(row.warnings, [Problem::WrongKey { field: Field::Siren, text: "404833049".into() }]);
    let buyer = EParty { name: "Durand".into(), company_number: "40483304800099".into(), ..EParty::default() };
    let row = EInvoice { buyer, ..file() }.row(&creditor(), 3, None).unwrap();
    assert_eq!((row.client.siren.as_str(), row.client.siret.as_str(), row.warnings.len()), ("404833048", "", 1), "its SIREN is right");
    let buyer =
        EParty { name: "Durand".into(), company_number: "0000000295".into(), vat_number: "FR83404833048".into(), ..EParty::default() };
    let row = EInvoice { buyer, ..file() }.row(&creditor(), 3, None).unwrap();
    assert_eq!((row.client.siren.as_str(), row.warnings.len()), ("404833048", 0), "a foreign register's number, and a French VAT number");
}

fn parts(due: &[(&str, Option<i64>)]) -> Vec<crate::einvoice::EPart> {
    due.iter().map(|(on, amount)| crate::einvoice::EPart { due_on: on.parse().unwrap(), amount: amount.map(Cents) }).collect()
}

#[test]
fn several_due_dates_are_the_parts_of_the_invoice() {
    let of = |due_parts, prepaid: i64| {
        let (total, left) = (Some(Cents(12_000)), Some(Cents(12_000 - prepaid)));
        let due_on = "2026-11-15".parse().ok();
        let (invoice, warnings) = read(&EInvoice { total, prepaid: Some(Cents(prepaid)), due: left, due_on, due_parts, ..file() });
        let parts: Vec<_> = invoice.parts.iter().map(|part| (part.due_on.to_string(), part.amount.0)).collect();
        (parts, warnings)
    };
    let (first, second) = ("2026-10-15".to_owned(), "2026-11-15".to_owned());
    let told = parts(&[("2026-11-15", Some(6_000)), ("2026-10-15", Some(6_000))]);
    assert_eq!(of(told.clone(), 0), (vec![(first.clone(), 6_000), (second.clone(), 6_000)], vec![]));
    let left = parts(&[("2026-10-15", Some(4_000)), ("2026-11-15", Some(6_000))]);
    assert_eq!(
        of(left, 2_000),
        (vec![(first.clone(), 6_000), (second.clone(), 6_000)], vec![]),
        "what was paid in advance is of the first"
    );
    let warned = (vec![], vec![Problem::SeveralDueDates { last: "2026-11-15".parse().unwrap() }]);
    assert_eq!(of(parts(&[("2026-10-15", None), ("2026-11-15", None)]), 0), warned);
    assert_eq!(of(parts(&[("2026-10-15", Some(6_000)), ("2026-11-15", None)]), 0), warned);
    assert_eq!(of(parts(&[("2026-10-15", Some(6_000)), ("2026-11-15", Some(5_000))]), 0), warned, "they do not add up");
    assert_eq!(of(parts(&[("2026-11-15", Some(6_000)), ("2026-11-15", Some(6_000))]), 0), (vec![], vec![]), "one day is one due date");
}

#[test]
fn only_a_correction_replaces_what_it_names() {
    let preceding = vec!["F-2026-010".to_owned()];
    let (correction, _) = read(&EInvoice { type_code: "384".into(), preceding: preceding.clone(), ..file() });
    assert_eq!(correction.corrects, preceding);
    let (last, _) = read(&EInvoice { preceding, ..file() });
    assert_eq!(last.corrects, Vec::<String>::new(), "a final invoice names those of the advances");
}
