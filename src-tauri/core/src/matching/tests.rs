use super::*;

fn open(id: i64, client: i64, number: &str, balance: i64) -> Open {
    Open {
        id: InvoiceId(id),
        client: ClientId(client),
        number: number.into(),
        balance: Cents(balance),
        claim: Cents(balance + 4_500),
        discounted: None,
    }
}

fn payer(id: i64, name: &str, ibans: &[&str]) -> Payer {
    Payer { id: ClientId(id), name: name.into(), ibans: ibans.iter().map(|iban| (*iban).to_owned()).collect() }
}

fn received(amount: i64, label: &str) -> Received {
    Received { amount: Cents(amount), label: label.into(), counterparty: String::new(), iban: String::new(), reference: String::new() }
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
    Book::new(&open, &payers).proposals(line).into_iter().map(tell).collect()
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
fn two_ways_to_add_up_are_doubtful() {
    assert_eq!(sums::subset(&[Cents(1), Cents(2), Cents(3), Cents(4)], Cents(5)), sums::Subset::Several);
    assert_eq!(sums::subset(&[Cents(1), Cents(2), Cents(4)], Cents(5)), sums::Subset::Only(vec![0, 2]));
    assert_eq!(sums::subset(&[Cents(5), Cents(7)], Cents(5)), sums::Subset::None, "one invoice is no sum of several");
    let many: Vec<Cents> = (0..20).map(|power| Cents(1 << power)).collect();
    assert_eq!(sums::subset(&many, Cents(1 + 2 + 4)), sums::Subset::Only(vec![0, 1, 2]));
}
