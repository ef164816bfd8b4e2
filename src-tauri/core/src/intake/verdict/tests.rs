use super::*;
use crate::privacy::{Mark, digest};

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn client(name: &str) -> IntakeClient {
    IntakeClient { name: name.into(), ..Default::default() }
}

fn row(line: u32, number: &str, name: &str, total: i64) -> IntakeRow {
    let invoice = IntakeInvoice {
        kind: InvoiceKind::Invoice,
        number: number.into(),
        issued_on: day("2026-09-01"),
        due_on: Some(day("2026-10-01")),
        total: Cents(total),
        paid: Cents::ZERO,
        paid_on: None,
        purchase_order: String::new(),
        subject: String::new(),
        parts: Vec::new(),
        corrects: Vec::new(),
    };
    IntakeRow { line, invoice: Some(invoice), client: client(name), warnings: Vec::new() }
}

fn known_client(id: i64, name: &str) -> KnownClient {
    KnownClient {
        id: ClientId(id),
        name: name.into(),
        siren: String::new(),
        siret: String::new(),
        vat_number: String::new(),
        email: String::new(),
        phone: String::new(),
        contact: String::new(),
        address: Address::default(),
    }
}

fn known_invoice(id: i64, client: i64, number: &str, total: i64) -> KnownInvoice {
    KnownInvoice {
        id: InvoiceId(id),
        client: ClientId(client),
        kind: InvoiceKind::Invoice,
        number: number.into(),
        issued_on: day("2026-09-01"),
        due_on: Some(day("2026-10-01")),
        total: Cents(total),
        settled: Cents::ZERO,
    }
}

fn verdicts(rows: &[IntakeRow], existing: &Existing) -> Vec<Verdict> {
    judge(rows, existing).rows.into_iter().map(|judgement| judgement.verdict).collect()
}

#[test]
fn two_invoices_of_one_client_bring_one_client() {
    let rows = [row(2, "F-1", "Durand SARL", 100), row(3, "F-2", "S.A.R.L. DURAND", 200), row(4, "F-3", "Petit", 300)];
    let judged = judge(&rows, &Existing::default());
    assert!(judged.rows.iter().all(|judgement| judgement.verdict == Verdict::New));
    assert_eq!(judged.new_clients.len(), 2);
    assert_eq!(judged.rows[0].client.unwrap().client, judged.rows[1].client.unwrap().client);
    assert_eq!(judged.rows[1].client.unwrap().by, MatchedBy::Name);
}

#[test]
fn a_second_import_finds_everything_the_same() {
    let existing =
        Existing { clients: vec![known_client(1, "Durand SARL")], invoices: vec![known_invoice(9, 1, "f 1", 100)], ..Existing::default() };
    let judged = judge(&[row(2, "F1", "DURAND", 100)], &existing);
    assert_eq!(judged.rows[0].verdict, Verdict::Same);
    assert_eq!(judged.rows[0].invoice, Some(InvoiceId(9)));
    assert_eq!(judged.new_clients, []);
}

#[test]
fn a_renamed_client_is_still_found_by_his_invoice() {
    let existing = Existing {
        clients: vec![known_client(1, "Plomberie du Lac")],
        invoices: vec![known_invoice(9, 1, "F-1", 100)],
        ..Existing::default()
    };
    let judged = judge(&[row(2, "F-1", "Durand SARL", 100)], &existing);
    assert_eq!(judged.rows[0].verdict, Verdict::Same);
    assert_eq!(judged.rows[0].client.unwrap().by, MatchedBy::Invoice);
}

#[test]
fn the_number_of_another_client_is_refused() {
    let existing = Existing {
        clients: vec![known_client(1, "Petit"), known_client(2, "Durand")],
        invoices: vec![known_invoice(9, 1, "F-1", 100)],
        ..Existing::default()
    };
    let expected = Problem::NumberTaken { number: "F-1".into(), client: "Petit".into() };
    assert_eq!(verdicts(&[row(2, "F-1", "Durand", 999)], &existing), [Verdict::Refused { problem: expected }]);
}

#[test]
fn changed_values_are_told_one_by_one() {
    let existing =
        Existing { clients: vec![known_client(1, "Durand")], invoices: vec![known_invoice(9, 1, "F-1", 100)], ..Existing::default() };
    let mut changed = row(2, "F-1", "Durand", 250);
    let invoice = changed.invoice.as_mut().unwrap();
    invoice.due_on = Some(day("2026-11-01"));
    invoice.paid = Cents(50);
    let differences = vec![
        Difference::Date { field: Field::DueOn, before: Some(day("2026-10-01")), after: Some(day("2026-11-01")) },
        Difference::Amount { field: Field::Total, before: Cents(100), after: Cents(250) },
        Difference::Amount { field: Field::Paid, before: Cents::ZERO, after: Cents(50) },
    ];
    assert_eq!(verdicts(&[changed], &existing), [Verdict::Changed { differences }]);
    let mut silent = row(2, "F-1", "Durand", 100);
    silent.invoice.as_mut().unwrap().due_on = None;
    assert_eq!(verdicts(&[silent], &existing), [Verdict::Same], "a file that does not say the due date does not remove it");
}

#[test]
fn the_same_row_twice_is_taken_once_and_two_different_rows_of_one_number_not_at_all() {
    let rows = [row(2, "F-1", "Durand", 100), row(3, "f-1", "DURAND", 100)];
    let twice = Verdict::Refused { problem: Problem::DuplicateInFile { what: "f-1".into(), first_line: 2 } };
    assert_eq!(verdicts(&rows, &Existing::default()), [Verdict::New, twice]);

    let rows = [row(2, "F-1", "Durand", 100), row(3, "F-1", "Durand", 250)];
    let judged = judge(&rows, &Existing::default());
    for (judgement, other_line) in judged.rows.iter().zip([3, 2]) {
        let problem = Problem::ConflictInFile { number: "F-1".into(), other_line };
        assert_eq!(judgement.verdict, Verdict::Refused { problem });
    }
    assert_eq!(judged.new_clients, [], "a client whose only rows are refused is not created");
}

#[test]
fn a_client_is_found_by_number_then_address_then_name() {
    let siren = KnownClient { siren: "732829320".into(), ..known_client(1, "Alpha SAS") };
    let vat = KnownClient { vat_number: "BE0123456749".into(), ..known_client(2, "Beta") };
    let email = KnownClient { email: "compta@gamma.example".into(), ..known_client(3, "Gamma Toiture SARL") };
    let existing =
        Existing { clients: vec![siren, vat, email, known_client(4, "Éts Delta & Fils")], invoices: Vec::new(), ..Existing::default() };
    for (given, id, by) in [
        (IntakeClient { siren: "732829320".into(), ..client("Autre nom") }, 1, MatchedBy::Siren),
        (IntakeClient { vat_number: "FR44732829320".into(), ..client("Autre nom") }, 1, MatchedBy::Siren),
        (IntakeClient { vat_number: "BE0123456749".into(), ..client("Autre nom") }, 2, MatchedBy::VatNumber),
        (IntakeClient { email: "Compta@gamma.example".into(), ..client("GAMMA") }, 3, MatchedBy::EmailAndName),
        (client("etablissements DELTA et fils"), 4, MatchedBy::Name),
    ] {
        let mut row = row(2, "F-1", "", 100);
        row.client = given;
        let found = judge(&[row], &existing).rows[0].client.unwrap();
        assert_eq!(found, ClientMatch { client: ClientRef::Known { id: ClientId(id) }, by });
    }
}

#[test]
fn what_contradicts_a_name_makes_another_client() {
    let existing = Existing {
        clients: vec![KnownClient { siren: "732829320".into(), ..known_client(1, "Durand") }, known_client(2, "Petit SAS")],
        invoices: Vec::new(),
        ..Existing::default()
    };
    let mut other_siren = row(2, "F-1", "Durand", 100);
    other_siren.client.siren = "404833048".into();
    let other_form = row(3, "F-2", "Petit SARL", 100);
    let judged = judge(&[other_siren, other_form], &existing);
    assert_eq!(judged.new_clients.len(), 2, "neither is the known client");
}

#[test]
fn several_fitting_clients_are_never_chosen_from() {
    let existing =
        Existing { clients: vec![known_client(1, "Durand"), known_client(2, "DURAND")], invoices: Vec::new(), ..Existing::default() };
    let problem = Problem::AmbiguousClient { name: "Durand".into(), count: 2 };
    assert_eq!(verdicts(&[row(2, "F-1", "Durand", 100)], &existing), [Verdict::Refused { problem }]);
}

#[test]
fn later_rows_complete_a_new_client() {
    let first = row(2, "F-1", "Durand", 100);
    let mut second = row(3, "F-2", "Durand", 100);
    second.client.siren = "732829320".into();
    second.client.email = "compta@durand.example".into();
    let mut third = row(4, "F-3", "Renommé", 100);
    third.client.siren = "732829320".into();
    let judged = judge(&[first, second, third], &Existing::default());
    assert_eq!(judged.new_clients.len(), 1);
    assert_eq!(judged.new_clients[0].client.email, "compta@durand.example");
    assert_eq!(judged.rows[2].client.unwrap().by, MatchedBy::Siren);
}

#[test]
fn a_list_of_clients_is_judged_on_the_clients() {
    let known = KnownClient { email: "a@x.example".into(), ..known_client(1, "Durand") };
    let existing = Existing { clients: vec![known], invoices: Vec::new(), ..Existing::default() };
    let list = |line, name: &str, email: &str| IntakeRow {
        line,
        invoice: None,
        client: IntakeClient { email: email.into(), ..client(name) },
        warnings: Vec::new(),
    };
    let rows = [list(2, "Durand", "a@x.example"), list(3, "Petit", ""), list(4, "Petit", ""), list(5, "Durand", "b@x.example")];
    let twice = |what: &str, first_line| Verdict::Refused { problem: Problem::DuplicateInFile { what: what.into(), first_line } };
    assert_eq!(verdicts(&rows, &existing), [Verdict::Same, Verdict::New, twice("Petit", 3), twice("Durand", 2)]);
    let differences = vec![Difference::Text { field: Field::Email, before: "a@x.example".into(), after: "b@x.example".into() }];
    assert_eq!(verdicts(&rows[3..], &existing), [Verdict::Changed { differences }]);
}

#[test]
fn a_number_that_reads_like_another_of_the_same_total_is_pointed_out_and_kept() {
    let existing = Existing {
        clients: vec![known_client(1, "Durand")],
        invoices: vec![known_invoice(7, 1, "FA-2026-0014", 100)],
        ..Existing::default()
    };
    let rows = [
        row(2, "F\u{410}-2026-14", "Durand", 100),
        row(3, "fa 2026/15", "Durand", 100),
        row(4, "FA-2026-014", "Petit", 100),
        row(5, "FA-2026-14", "Durand", 999),
        row(6, "FA.2026.15", "Durand", 100),
    ];
    let judged = judge(&rows, &existing).rows;
    assert!(judged.iter().all(|one| one.verdict == Verdict::New), "never merged silently");
    let told: Vec<Option<(&str, bool)>> = judged
        .iter()
        .map(|one| match &one.looks_like {
            Some(Problem::LooksLike { other, waits, .. }) => Some((other.as_str(), *waits)),
            _ => None,
        })
        .collect();
    assert_eq!(told, [Some(("FA-2026-0014", true)), None, Some(("FA-2026-0014", false)), None, Some(("fa 2026/15", true))]);
}

#[test]
fn a_client_united_with_another_is_found_under_both_names() {
    let united = [known_client(1, "Durand Toiture"), known_client(1, "Durand Toiture SARL"), known_client(1, "Durand")];
    let existing = Existing { clients: united.to_vec(), invoices: Vec::new(), ..Existing::default() };
    let judged = judge(&[row(2, "F-1", "Durand Toiture", 100), row(3, "F-2", "Durand", 100)], &existing);
    assert!(judged.rows.iter().all(|one| one.client.map(|found| found.client) == Some(ClientRef::Known { id: ClientId(1) })), "{judged:?}");
}

#[test]
fn a_name_that_a_person_matched_is_that_client_s_unless_a_number_says_otherwise() {
    let named = [("durand freres".to_owned(), ClientId(1))].into();
    let known = KnownClient { siren: "732829320".into(), ..known_client(2, "Durand Frères Lyon") };
    let existing = Existing { clients: vec![known_client(1, "Toitures D."), known], named, ..Existing::default() };
    let told = IntakeRow { client: IntakeClient { siren: "732829320".into(), ..client("Durand Frères") }, ..row(3, "F-2", "", 100) };
    let found: Vec<_> =
        judge(&[row(2, "F-1", "SARL DURAND FRERES", 100), told], &existing).rows.iter().map(|one| one.client.unwrap()).collect();
    assert_eq!((found[0].client, found[0].by), (ClientRef::Known { id: ClientId(1) }, MatchedBy::Person));
    assert_eq!((found[1].client, found[1].by), (ClientRef::Known { id: ClientId(2) }, MatchedBy::Siren));
}

#[test]
fn an_erased_person_comes_back_on_a_persons_word_alone() {
    // RGPD art. 17.
    let stone = |subject, card: Option<i64>| {
        let salt = "5e1".to_owned();
        let marks = [Mark::Email("jeanne@petit.example"), Mark::Person { name: "Jeanne Petit", postcode: "44000" }];
        let marks = marks.iter().filter_map(|mark| digest(&salt, mark)).collect();
        Tombstone { subject, asked_on: day("2026-10-05"), card: card.map(ClientId), salt, marks }
    };
    let refused = Verdict::Refused { problem: Problem::Erased { asked_on: day("2026-10-05") } };
    let with_email = |line, name: &str| {
        let mut row = row(line, &format!("F-{line}"), name, 100);
        row.client.email = "Jeanne@Petit.example".into();
        row
    };
    let base = |clients, subject, card| Existing { clients, erased: vec![stone(subject, card)], ..Existing::default() };
    let rows = [with_email(2, "Mme J. Petit"), row(3, "F-3", "Paul Durand", 100)];
    assert_eq!(verdicts(&rows, &base(vec![], Subject::Person, None)), [refused.clone(), Verdict::New], "a new card would bring her back");
    // Her invoices still bear her name: a card is there, and a file that names it brings new data of hers.
    let emptied = vec![known_client(7, "Jeanne Petit")];
    let named = [row(2, "F-2", "Jeanne Petit", 100)];
    assert_eq!(verdicts(&named, &base(emptied.clone(), Subject::Person, Some(7))), std::slice::from_ref(&refused));
    let said = Existing { named: [("jeanne petit".to_owned(), ClientId(7))].into(), ..base(emptied, Subject::Person, Some(7)) };
    assert_eq!(verdicts(&named, &said), [Verdict::New], "a person said that it is she");
    // The contact person of a company was erased: the company goes on.
    let company = [with_email(2, "Toitures Durand SARL")];
    let known = vec![known_client(3, "Toitures Durand SARL")];
    assert_eq!(verdicts(&company, &base(known, Subject::Contact, Some(3))), [Verdict::New], "nothing of the row's card is stored");
    assert_eq!(verdicts(&company, &base(vec![], Subject::Contact, None)), [refused], "a new card would hold the address");
}

#[test]
fn of_two_companies_of_one_name_a_row_without_number_is_of_neither_wherever_it_stands() {
    let told = |line, siren: &str| {
        let row = row(line, &format!("F-{line}"), "Dupont", 100);
        IntakeRow { client: IntakeClient { siren: siren.into(), ..client("Dupont") }, ..row }
    };
    let problem = Verdict::Refused { problem: Problem::AmbiguousClient { name: "Dupont".into(), count: 2 } };
    let (one, other) = ("404833048", "552100554");
    for (places, refused) in [(["", one, other], 0), ([one, "", other], 1), ([one, other, ""], 2)] {
        let rows: Vec<IntakeRow> = (2..).zip(places).map(|(line, siren)| told(line, siren)).collect();
        let found = verdicts(&rows, &Existing::default());
        assert_eq!((found[refused].clone(), found.iter().filter(|one| **one == Verdict::New).count()), (problem.clone(), 2), "{places:?}");
    }
    // One of the base, the other of the file.
    let known = KnownClient { siren: one.into(), ..known_client(1, "Dupont") };
    let base = Existing { clients: vec![known], ..Existing::default() };
    assert_eq!(verdicts(&[told(2, ""), told(3, other)], &base), [problem, Verdict::New]);
    assert_eq!(verdicts(&[told(2, ""), told(3, one)], &base), [Verdict::New, Verdict::New], "one company, twice told");
}

#[test]
fn what_tells_two_companies_of_one_name_apart_still_does() {
    let of = |line, name: &str, siren: &str, email: &str| {
        let row = row(line, &format!("F-{line}"), name, 100);
        IntakeRow { client: IntakeClient { siren: siren.into(), email: email.into(), ..client(name) }, ..row }
    };
    let rows = [
        of(2, "Dupont SARL", "404833048", "a@dupont.example"),
        of(3, "Dupont SAS", "552100554", "b@dupont.example"),
        of(4, "Dupont SAS", "", ""),
        of(5, "Dupont", "", "b@dupont.example"),
    ];
    let judged = judge(&rows, &Existing::default());
    let whose: Vec<_> = judged.rows.iter().map(|one| one.client.map(|found| found.client)).collect();
    assert_eq!((whose[2], whose[3]), (whose[1], whose[1]), "by its legal form, by its address");
    // Two cards united are one client, whatever their numbers.
    let card = |siren: &str| KnownClient { siren: siren.into(), ..known_client(1, "Durand") };
    let united = Existing { clients: vec![card("404833048"), card("552100554")], ..Existing::default() };
    assert_eq!(verdicts(&[row(2, "F-1", "Durand", 100)], &united), [Verdict::New]);
}

#[test]
fn an_invoice_that_corrects_one_that_is_followed_waits_for_a_person() {
    let correction = |line| {
        let mut row = row(line, "F-9", "Durand", 120);
        row.invoice.as_mut().unwrap().corrects = vec!["f-1".into()];
        row
    };
    let problem = Verdict::Refused { problem: Problem::Corrects { number: "f-1".into() } };
    let base =
        Existing { clients: vec![known_client(1, "Durand")], invoices: vec![known_invoice(9, 1, "F-1", 100)], ..Existing::default() };
    assert_eq!(verdicts(&[correction(2)], &base), std::slice::from_ref(&problem));
    assert_eq!(verdicts(&[correction(2), row(3, "F-1", "Durand", 100)], &Existing::default()), [problem, Verdict::New]);
    assert_eq!(verdicts(&[correction(2)], &Existing::default()), [Verdict::New], "what it corrects is not followed");
    let both = Existing { invoices: vec![known_invoice(9, 1, "F-1", 100), known_invoice(10, 1, "F-9", 120)], ..base };
    assert_eq!(verdicts(&[correction(2)], &both), [Verdict::Same], "a person took it already");
}
