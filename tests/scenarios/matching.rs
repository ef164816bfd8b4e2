//! A corpus of bank lines with their truth: what the rule of matching proposes, counted by rule.
use echu_core::bank::LineKind;
use echu_core::ids::{ClientId, InvoiceId, PaymentId};
use echu_core::matching::{Book, Certainty, Early, Noted, Open, Payer, Proposal, Received};
use echu_core::money::Cents;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

const LEDGER: &str = include_str!("../fixtures/matching/ledger.txt");
const LINES: &str = include_str!("../fixtures/matching/lines.txt");

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split(';').collect())
}

fn number(text: &str) -> i64 {
    text.parse().unwrap()
}

struct Ledger {
    open: Vec<Open>,
    payers: Vec<Payer>,
    noted: Vec<Noted>,
}

fn ledger() -> Ledger {
    let (mut open, mut payers, mut noted) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows(LEDGER) {
        match row.as_slice() {
            ["client", id, name, ibans] => payers.push(Payer {
                id: ClientId(number(id)),
                name: (*name).to_owned(),
                ibans: ibans.split(',').filter(|iban| !iban.is_empty()).map(str::to_owned).collect(),
            }),
            ["invoice", id, client, written, balance, claim, early, until] => open.push(Open {
                id: InvoiceId(number(id)),
                client: ClientId(number(client)),
                number: (*written).to_owned(),
                balance: Cents(number(balance)),
                claim: Cents(number(claim)),
                early: (!early.is_empty()).then(|| Early { amount: Cents(number(early)), until: until.parse().unwrap() }),
            }),
            ["noted", id, client, on, amount] => noted.push(Noted {
                id: PaymentId(number(id)),
                client: ClientId(number(client)),
                on: on.parse().unwrap(),
                amount: Cents(number(amount)),
                said_on: None,
            }),
            other => panic!("a row of the ledger is {other:?}"),
        }
    }
    Ledger { open, payers, noted }
}

fn line(row: &[&str]) -> Received {
    Received {
        on: row[0].parse().unwrap(),
        kind: LineKind::of_key(row[1]).unwrap(),
        amount: Cents(number(row[2])),
        label: row[3].to_owned(),
        counterparty: row[4].to_owned(),
        iban: row[5].to_owned(),
        reference: row[6].to_owned(),
    }
}

/// A proposal told as a truth is.
fn told(one: &Proposal) -> String {
    match one.noted {
        Some(payment) => format!("noted:{}", payment.0),
        None => {
            let parts: BTreeSet<String> = one.parts.iter().map(|(id, amount)| format!("{}={}", id.0, amount.0)).collect();
            format!("{}:{}", one.client.0, parts.into_iter().collect::<Vec<_>>().join("+"))
        }
    }
}

fn is_right(one: &Proposal, truth: &str) -> bool {
    let wanted: BTreeSet<&str> = truth.split_once(':').map(|(_, parts)| parts.split('+').collect()).unwrap_or_default();
    match one.noted {
        Some(_) => told(one) == truth,
        None => {
            let client = truth.split(':').next().unwrap_or_default() == one.client.0.to_string();
            let parts: BTreeSet<String> = one.parts.iter().map(|(id, amount)| format!("{}={}", id.0, amount.0)).collect();
            client && parts.iter().map(String::as_str).collect::<BTreeSet<_>>() == wanted
        }
    }
}

#[test]
fn no_line_of_the_corpus_is_matched_wrong_by_itself_and_each_rule_is_counted() {
    let ledger = ledger();
    let book = Book::new(&ledger.open, &ledger.payers, &ledger.noted, &[]);
    // By rule: proposed first, right.
    let mut rules: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    let (mut lines, mut with_client, mut right, mut certain, mut among) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for row in rows(LINES) {
        let truth = row[7];
        let found = book.proposals(&line(&row));
        lines += 1;
        with_client += u32::from(truth != "-");
        among += u32::from(found.iter().any(|one| is_right(one, truth)));
        let Some(first) = found.first() else { continue };
        let good = is_right(first, truth);
        right += u32::from(good);
        let rule = first.reasons.iter().map(|reason| format!("{reason:?}")).collect::<Vec<_>>().join(" + ");
        let counts = rules.entry(format!("{:?}: {rule}", first.certainty)).or_default();
        counts.0 += 1;
        counts.1 += u32::from(good);
        if first.certainty == Certainty::Certain {
            certain += 1;
            if !good {
                wrong.push(format!("{} → {} instead of {truth}", row[3], told(first)));
            }
        }
    }
    assert!(lines >= 300, "the corpus has {lines} lines");
    assert_eq!(wrong, Vec::<String>::new(), "false automatic matches");
    let mut table = format!(
        "{lines} lines, {with_client} of clients; first proposal right: {right}; right among the five: {among}\ncertain: {certain}, false: {}; recall of the certain: {} %\n",
        wrong.len(),
        certain * 100 / with_client,
    );
    for (rule, (proposed, good)) in rules {
        // Precision: of what the rule proposes; recall: of the lines that are a client's.
        let (precision, recall) = (good * 100 / proposed, good * 100 / with_client);
        writeln!(table, "{proposed:>4} proposed {good:>4} right {precision:>4} % {recall:>3} % of the clients’ lines  {rule}").unwrap();
    }
    insta::assert_snapshot!(table);
}
