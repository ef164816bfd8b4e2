use super::*;
use crate::ids::{InvoiceId, PaymentId};
use chrono::NaiveDate;

fn open(id: i64, client: i64, number: &str, balance: i64) -> Open {
    Open {
        id: InvoiceId(id),
        client: ClientId(client),
        number: number.into(),
        balance: Cents(balance),
        claim: Cents(balance + 4_500),
        early: None,
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn payer(id: i64, name: &str, ibans: &[&str]) -> Payer {
    Payer { id: ClientId(id), name: name.into(), ibans: ibans.iter().map(|iban| (*iban).to_owned()).collect() }
}

fn received(amount: i64, label: &str) -> Received {
    Received {
        on: day("2026-11-16"),
        kind: LineKind::Transfer,
        amount: Cents(amount),
        label: label.into(),
        counterparty: String::new(),
        iban: String::new(),
        reference: String::new(),
    }
}

const IBAN: &str = "FR7630006000011234567890189";

fn book() -> (Vec<Open>, Vec<Payer>) {
    let open = vec![
        open(1, 1, "F-2026-012", 120_000),
        open(2, 1, "F-2026-015", 30_000),
        open(3, 1, "F-2026-018", 45_000),
        open(4, 2, "F-2026-020", 120_000),
        open(5, 3, "2026/07", 99_900),
        open(6, 3, "2026/08", 99_900),
        open(7, 4, "12", 5_000),
    ];
    let payers =
        vec![payer(1, "SARL Durand Toiture", &[IBAN]), payer(2, "Éts Müller", &[]), payer(3, "Petit", &[]), payer(4, "Durand", &[])];
    (open, payers)
}

/// « Certain 1: 1=120000 rest 0 [NumberInLabel, OneInvoice] », one a proposal.
fn told(line: &Received) -> Vec<String> {
    let (open, payers) = book();
    let tell = |proposal: Proposal| {
        let parts: Vec<String> = proposal.parts.iter().map(|(id, part)| format!("{}={}", id.0, part.0)).collect();
        format!("{:?} {}: {} rest {} {:?}", proposal.certainty, proposal.client.0, parts.join(" "), proposal.rest.0, proposal.reasons)
    };
    Book::new(&open, &payers, &[], &[]).proposals(line).into_iter().map(tell).collect()
}

#[test]
fn the_number_and_the_exact_sum_are_certain_however_they_are_written() {
    for label in ["VIR DURAND F-2026-012", "VIREMENT F2026012", "FACT F 2026 012 MERCI", "ref:f-2026-012"] {
        assert_eq!(told(&received(120_000, label)), ["Certain 1: 1=120000 rest 0 [NumberInLabel, OneInvoice]"], "{label}");
    }
    assert_eq!(
        told(&received(150_000, "F-2026-012 + F-2026-015")),
        ["Certain 1: 1=120000 2=30000 rest 0 [NumberInLabel, SeveralInvoices]"]
    );
    assert_eq!(told(&received(124_500, "F-2026-012")), ["Certain 1: 1=120000 rest 4500 [NumberInLabel, WithPenalties]"]);
}

#[test]
fn a_number_with_another_sum_waits_for_a_person() {
    assert_eq!(told(&received(50_000, "F-2026-012")), ["Likely 1: 1=50000 rest 0 [NumberInLabel, PartPayment]"]);
    assert_eq!(told(&received(200_000, "F-2026-012")), ["Likely 1: 1=120000 rest 80000 [NumberInLabel, Excess]"]);
    assert_eq!(told(&received(119_999, "F-2026-012")), ["Likely 1: 1=119999 rest 0 [NumberInLabel, OneCentOff]"]);
}

#[test]
fn a_number_inside_a_longer_one_is_another_number() {
    assert!(told(&received(1, "VIR F-2026-0123")).is_empty());
    assert!(told(&received(5_001, "CB 12/11")).is_empty(), "« 12 » is too short to be a number in a label");
}

#[test]
fn two_clients_owing_the_same_sum_are_never_chosen_between() {
    let alone = told(&received(120_000, "VIREMENT"));
    assert_eq!(alone, ["Possible 1: 1=120000 rest 0 [OneInvoice, Ambiguous]", "Possible 2: 4=120000 rest 0 [OneInvoice, Ambiguous]"]);
    let named = told(&received(120_000, "VIR ETS MULLER"));
    assert_eq!(named, ["Likely 2: 4=120000 rest 0 [NameInLabel, OneInvoice]"], "the name decides, and a person confirms");
}

#[test]
fn an_iban_that_already_paid_and_one_way_to_read_the_sum_are_certain() {
    let line = |amount| Received { iban: IBAN.into(), ..received(amount, "VIREMENT") };
    assert_eq!(told(&line(30_000)), ["Certain 1: 2=30000 rest 0 [KnownIban, OneInvoice]"]);
    assert_eq!(told(&line(195_000)), ["Certain 1: 1=120000 2=30000 3=45000 rest 0 [KnownIban, WholeBalance]"]);
    assert_eq!(told(&line(75_000)), ["Likely 1: 2=30000 3=45000 rest 0 [KnownIban, SeveralInvoices]"]);
    assert_eq!(told(&line(10_000)), ["Possible 1: 1=10000 rest 0 [KnownIban, PartPayment]"]);
    assert_eq!(told(&line(300_000)), ["Possible 1: 1=120000 2=30000 3=45000 rest 105000 [KnownIban, Excess]"]);
}

#[test]
fn two_invoices_of_one_sum_are_shown_both() {
    let found = told(&received(99_900, "VIR PETIT"));
    assert_eq!(
        found,
        ["Likely 3: 5=99900 rest 0 [NameInLabel, OneInvoice, Ambiguous]", "Likely 3: 6=99900 rest 0 [NameInLabel, OneInvoice, Ambiguous]"]
    );
}

#[test]
fn the_longer_name_wins_over_the_one_it_holds() {
    let found = told(&received(30_000, "VIR SEPA DURAND TOITURE"));
    assert_eq!(found, ["Likely 1: 2=30000 rest 0 [NameInLabel, OneInvoice]"]);
    assert!(told(&received(5_000, "VIR DURAND")).iter().all(|told| told.contains(" 4: ")), "the short name alone");
}

#[test]
fn what_goes_out_or_points_to_nobody_is_no_proposal() {
    assert!(told(&received(-120_000, "VIR F-2026-012")).is_empty());
    assert!(told(&received(123, "VIR INCONNU")).is_empty());
}

#[test]
fn money_already_noted_is_never_taken_a_second_time() {
    let (open, payers) = book();
    let noted = |on: &str| [Noted { id: PaymentId(9), client: ClientId(1), on: day(on), amount: Cents(120_000), said_on: None }];
    let found = |noted: &[Noted]| Book::new(&open, &payers, noted, &[]).proposals(&received(120_000, "VIR DURAND TOITURE F-2026-012"));
    let near = found(&noted("2026-11-12"));
    assert_eq!((near[0].noted, near[0].certainty), (Some(PaymentId(9)), Certainty::Likely));
    assert!(near.iter().all(|proposal| proposal.certainty != Certainty::Certain), "a person says whether it is the same money");
    assert_eq!(found(&noted("2026-08-12"))[0].certainty, Certainty::Certain, "noted long before: another payment");
}

#[test]
fn a_number_beside_another_clients_name_waits_for_a_person() {
    assert_eq!(told(&received(120_000, "VIR ETS MULLER F-2026-012")), ["Likely 1: 1=120000 rest 0 [NumberInLabel, OneInvoice, Ambiguous]"]);
    let other = Received { iban: IBAN.into(), ..received(120_000, "F-2026-020") };
    assert!(told(&other)[0].starts_with("Likely 2:"), "the account is another client's");
}

#[test]
fn an_account_that_paid_for_two_clients_tells_neither() {
    let (open, mut payers) = book();
    payers[1].ibans.push(IBAN.into());
    let line = Received { iban: IBAN.into(), ..received(30_000, "VIREMENT") };
    assert!(Book::new(&open, &payers, &[], &[]).proposals(&line).iter().all(|proposal| proposal.certainty == Certainty::Possible));
}

#[test]
fn an_invoice_and_a_sum_of_others_are_two_ways_to_read() {
    let open = vec![open(1, 1, "A-1001", 50_000), open(2, 1, "A-1002", 20_000), open(3, 1, "A-1003", 30_000)];
    let payers = vec![payer(1, "Durand Toiture", &[IBAN])];
    let line = Received { iban: IBAN.into(), ..received(50_000, "VIREMENT") };
    let found = Book::new(&open, &payers, &[], &[]).proposals(&line);
    assert_eq!((found[0].certainty, found[0].reasons.last()), (Certainty::Likely, Some(&Reason::Ambiguous)));
}

#[test]
fn our_own_money_coming_back_is_no_clients() {
    let line = Received { kind: LineKind::Return, ..received(120_000, "RETOUR VIR F-2026-012") };
    assert!(told(&line).is_empty());
}

#[test]
fn a_discount_counts_until_its_day() {
    let mut open = vec![open(1, 1, "F-2026-012", 100_000)];
    open[0].early = Some(Early { amount: Cents(98_000), until: day("2026-11-16") });
    let payers = vec![payer(1, "Durand Toiture", &[])];
    let on = |on: &str| {
        Book::new(&open, &payers, &[], &[]).proposals(&Received { on: day(on), ..received(98_000, "F-2026-012") })[0].reasons.clone()
    };
    assert_eq!(on("2026-11-16"), [Reason::NumberInLabel, Reason::WithDiscount]);
    assert_eq!(on("2026-11-17"), [Reason::NumberInLabel, Reason::PartPayment]);
}

#[test]
fn digits_that_could_be_a_day_or_a_cheque_prove_nothing() {
    for (number, proves) in [
        ("F-12", false),
        ("F-2026-012", true),
        ("1234", false),
        ("2026/07", false),
        ("20261116", false),
        ("161126", false),
        ("904512", true),
        ("2026-0012", true),
    ] {
        assert_eq!(numbers::proves(number), proves, "{number}");
    }
}

#[test]
fn two_ways_to_add_up_are_doubtful() {
    assert_eq!(sums::subset(&[Cents(1), Cents(2), Cents(3), Cents(4)], Cents(5)), sums::Subset::Several);
    assert_eq!(sums::subset(&[Cents(1), Cents(2), Cents(4)], Cents(5)), sums::Subset::Only(vec![0, 2]));
    assert_eq!(sums::subset(&[Cents(5), Cents(7)], Cents(5)), sums::Subset::None, "one invoice is no sum of several");
    let many: Vec<Cents> = (0..20).map(|power| Cents(1 << power)).collect();
    assert_eq!(sums::subset(&many, Cents(1 + 2 + 4)), sums::Subset::Only(vec![0, 1, 2]));
}

fn noted(id: i64, client: i64, on: &str, amount: i64) -> Noted {
    Noted { id: PaymentId(id), client: ClientId(client), on: day(on), amount: Cents(amount), said_on: None }
}

fn named(client: i64, number: &str, open: bool, payments: &[i64]) -> Named {
    Named { client: ClientId(client), number: number.into(), open, payments: payments.iter().map(|id| PaymentId(*id)).collect() }
}

/// The certainty of each reading, its client and whether it is money already noted.
fn readings(line: &Received, noted: &[Noted], named: &[Named]) -> Vec<(Certainty, i64, bool)> {
    let (open, payers) = book();
    let found = Book::new(&open, &payers, noted, named).proposals(line);
    found.into_iter().map(|one| (one.certainty, one.client.0, one.noted.is_some())).collect()
}

#[test]
fn a_label_that_names_a_settled_invoice_is_sure_of_no_other() {
    let settled = [named(1, "F-2026-009", false, &[])];
    let known = Received { iban: IBAN.into(), ..received(30_000, "VIR F-2026-009") };
    assert_eq!(readings(&known, &[], &settled), [(Certainty::Likely, 1, false)], "he paid it already: is it another?");
    let found = {
        let (open, payers) = book();
        Book::new(&open, &payers, &[], &settled).proposals(&known)[0].reasons.clone()
    };
    assert_eq!(found, [Reason::KnownIban, Reason::OneInvoice, Reason::NumberSettled]);
    let both = received(30_000, "F-2026-009 F-2026-015");
    assert_eq!(readings(&both, &[], &settled), [(Certainty::Likely, 1, false)]);
    let others = [named(2, "F-2026-009", false, &[])];
    assert_eq!(readings(&known, &[], &others)[0], (Certainty::Likely, 1, false), "another client's");
    assert!(readings(&known, &[], &others).iter().any(|one| one.1 == 2), "whose reminders wait too");
    let part = [named(1, "2026-015", false, &[])];
    assert_eq!(readings(&received(30_000, "F-2026-015"), &[], &part)[0].0, Certainty::Certain, "a part of a longer number");
}

#[test]
fn money_that_names_a_settled_invoice_alone_is_its_clients() {
    let settled = [named(2, "F-2026-009", false, &[])];
    assert_eq!(readings(&received(77, "VIR F-2026-009"), &[], &settled), [(Certainty::Possible, 2, false)]);
    assert!(readings(&received(77, "VIR F-2026-009"), &[], &[]).is_empty());
}

#[test]
fn an_account_beside_a_number_like_his_but_unknown_waits_for_a_person() {
    let line = |label: &str| Received { iban: IBAN.into(), ..received(30_000, label) };
    assert_eq!(readings(&line("VIR F-2026-008"), &[], &[])[0].0, Certainty::Likely, "an invoice that is not here");
    assert_eq!(readings(&line("VIR REF 887-2026-008"), &[], &[])[0].0, Certainty::Certain, "no number of ours is made so");
}

#[test]
fn several_payments_in_one_sum_and_money_coming_back_are_never_sure() {
    let batch = Received { kind: LineKind::Batch, ..received(120_000, "VIR F-2026-012") };
    assert_eq!(readings(&batch, &[], &[]), [(Certainty::Likely, 1, false)]);
    for label in ["RETOUR VIR F-2026-012", "VIR REJETE F-2026-012", "REMBOURSEMENT F-2026-012"] {
        assert_eq!(readings(&received(120_000, label), &[], &[]), [(Certainty::Likely, 1, false)], "{label}");
    }
    assert_eq!(readings(&received(120_000, "FACTURE IMPAYEE F-2026-012"), &[], &[])[0].0, Certainty::Certain);
}

#[test]
fn a_deposit_declared_without_its_day_is_any_money_of_that_sum_until_then() {
    let declared = [Noted { said_on: Some(day("2026-11-20")), ..noted(9, 1, "2026-01-02", 30_000) }];
    let owed = [named(1, "F-2026-015", true, &[9])];
    for label in ["ACOMPTE F-2026-015", "VIR DURAND TOITURE F-2026-015"] {
        let found = readings(&received(30_000, label), &declared, &owed);
        assert_eq!(found, [(Certainty::Likely, 1, true), (Certainty::Likely, 1, false)], "{label}");
    }
    let later = Received { on: day("2026-12-25"), ..received(30_000, "F-2026-015") };
    assert_eq!(readings(&later, &declared, &owed), [(Certainty::Certain, 1, false)], "received long after it was declared");
    let other = readings(&received(30_000, "VIR ETS MULLER"), &declared, &[]);
    assert!(other.iter().all(|one| one.1 == 2), "nothing points to that client: {other:?}");
}

#[test]
fn what_several_declared_payments_come_to_is_not_counted_again() {
    let declared = |id, amount| Noted { said_on: Some(day("2026-11-20")), ..noted(id, 1, "2026-01-02", amount) };
    let two = [declared(8, 100_000), declared(9, 50_000)];
    let owed = [named(1, "F-2026-012", true, &[8]), named(1, "F-2026-015", true, &[9])];
    let line = received(150_000, "F-2026-012 F-2026-015");
    assert_eq!(readings(&line, &[], &owed)[0].0, Certainty::Certain);
    assert_eq!(readings(&line, &two, &owed)[0].0, Certainty::Likely, "one transfer of both deposits");
}

#[test]
fn a_movement_taken_back_is_first_that_of_the_invoice_or_client_it_names() {
    let (open, payers) = book();
    let paid = [noted(1, 1, "2026-11-02", 30_000), noted(2, 2, "2026-11-05", 30_000), noted(3, 3, "2026-11-09", 30_000)];
    let late = noted(4, 1, "2026-05-02", 30_000);
    let settled = [named(2, "F-2026-021", false, &[2])];
    let book = Book::new(&open, &payers, &[], &settled);
    let order = |label: &str| {
        let found = book.taken_back(&Received { kind: LineKind::Return, ..received(-30_000, label) }, &[paid.as_slice(), &[late]].concat());
        found.into_iter().map(|one| one.id.0).collect::<Vec<_>>()
    };
    assert_eq!(order("REJET PRLV"), [3, 2, 1], "the latest first, within the days a bank has for it");
    assert_eq!(order("REJET PRLV DURAND TOITURE"), [1, 3, 2]);
    assert_eq!(order("REJET PRLV F-2026-021"), [2, 3, 1]);
}

#[test]
fn a_name_shared_by_two_clients_is_that_of_the_one_named_whole() {
    let open = vec![open(1, 1, "F-201", 60_000), open(2, 2, "F-202", 60_000), open(3, 3, "F-101", 22_200), open(4, 4, "F-102", 22_200)];
    let payers = vec![
        payer(1, "Durand Électricité", &[]),
        payer(2, "Durand Plomberie", &[]),
        payer(3, "Martin Frères", &[]),
        payer(4, "Martin SARL", &[]),
    ];
    let book = Book::new(&open, &payers, &[], &[]);
    for (label, amount) in [("VIR DURAND PLOMBERIE F-201", 60_000), ("VIR MARTIN SARL F-101", 22_200)] {
        let found = book.proposals(&received(amount, label));
        assert!(found.iter().all(|one| one.certainty < Certainty::Certain), "{label}: {found:?}");
    }
    assert_eq!(book.proposals(&received(60_000, "VIR DURAND F-201"))[0].certainty, Certainty::Certain, "nobody else is named whole");
}
