//! Any ledger: the printed lines add up to the printed totals, and the annex is `compute_penalties`, line by line.
use super::super::blocks::{Block, block};
use super::*;
use crate::letters::table::Kind;
use echu_core::instalments::Instalment;
use echu_core::interest::{AllocationOrder, PenaltyRequest, PenaltyResponse, Received, compute};
use echu_core::letter::facts::{LatePaid, OwedInvoice, PaymentReceipt, ReceiptShare};
use echu_core::text::parse_euros;

/// An invoice of a ledger: its amount, its delay in days, what was paid of it in hundredths, and whether interest was paid first.
type Owed = (i64, u64, i64, bool);

fn account(debtor: DebtorKind, (total, late, paid, interest_first): Owed) -> PenaltyResponse {
    let on = affair(debtor).on;
    let payment = Received { on: on - chrono::Days::new(late / 2), amount: Cents(total * paid / 100) };
    let request = PenaltyRequest {
        debtor_kind: debtor,
        principal: Cents(total),
        due_on: on - chrono::Days::new(late),
        until: on,
        contract_rate_bp: None,
        formal_notice_on: (debtor == DebtorKind::Consumer).then(|| on - chrono::Days::new(late * 3 / 4)),
        payments: (paid > 0).then_some(payment).into_iter().collect(),
        credit_notes: Vec::new(),
        allocation: if interest_first { AllocationOrder::InterestFirst } else { AllocationOrder::PrincipalFirst },
        frozen_rate: None,
        divisor: None,
    };
    compute(&request, &RateTable::built_in()).unwrap()
}

fn invoices(debtor: DebtorKind, claims: bool, ledger: &[Owed]) -> Vec<OwedInvoice> {
    let one = |(at, owed): (usize, &Owed)| {
        let statement = account(debtor, *owed);
        let due_on = affair(debtor).on - chrono::Days::new(owed.1);
        OwedInvoice {
            number: format!("F-{at:03}"),
            part: String::new(),
            issued_on: due_on - chrono::Days::new(30),
            due_on,
            undated: false,
            subject: "Contrat".into(),
            total: Cents(owed.0),
            balance: statement.principal_due,
            disputed: Cents::ZERO,
            statement: claims.then_some(statement),
        }
    };
    ledger.iter().enumerate().map(one).collect()
}

fn terms(total: Cents) -> Vec<Instalment> {
    let on = affair(DebtorKind::Business).on;
    let (first, last) = (Cents(total.0 / 3), Cents(total.0 - total.0 / 3));
    [first, last].into_iter().zip([20, 50]).map(|(amount, days)| Instalment { on: on + chrono::Days::new(days), amount }).collect()
}

/// The letter of a kind about that ledger.
fn about(kind: LetterKind, debtor: DebtorKind, ledger: &[Owed]) -> Letter {
    let mut letter = letter(kind, debtor, kind.manners()[0]);
    let owed = invoices(debtor, kind.claims_penalties(), ledger);
    match &mut letter.matter {
        Matter::DueSoon(claim) | Matter::Reminder(_, claim) => {
            claim.credit = Cents(owed[0].balance.0 / 4);
            claim.invoices = owed;
        }
        Matter::PaymentReceipt(receipt) => {
            let share = |invoice: &OwedInvoice| ReceiptShare {
                number: invoice.number.clone(),
                due_on: invoice.due_on,
                to_principal: Cents(invoice.total.0 / 2),
                to_penalties: Cents(invoice.total.0 / 7),
                to_fee: Cents::ZERO,
                left: invoice.balance,
            };
            let shares: Vec<ReceiptShare> = owed.iter().map(share).collect();
            let credit = Cents(137);
            let amount = shares.iter().map(ReceiptShare::sum).sum::<Cents>() + credit;
            *receipt = PaymentReceipt { amount, shares, credit, ..receipt.clone() };
        }
        Matter::InstalmentAgreement(agreement) => {
            agreement.credit = Cents(owed[0].balance.0 / 3);
            agreement.invoices = owed;
            agreement.terms = terms(agreement.spread());
        }
        Matter::InstalmentBreach(breach) => breach.invoices = owed,
        Matter::DisputeReceipt(dispute) => {
            dispute.credit = Cents(owed[0].balance.0 / 6);
            dispute.invoices = owed;
            for invoice in &mut dispute.invoices {
                invoice.disputed = Cents(invoice.balance.0 / 3);
                invoice.balance -= invoice.disputed;
            }
        }
        Matter::AccountStatement(_) => {}
        Matter::DebtAcknowledgement(debt) => {
            debt.credit = Cents(owed[0].balance.0 / 5);
            debt.invoices = owed;
            debt.terms = terms(debt.spread());
        }
        Matter::PenaltyClaim(claim) => {
            let late = |(at, (total, days, _, interest_first)): (usize, &Owed)| LatePaid {
                number: format!("F-{at:03}"),
                due_on: claim.pay_before - chrono::Days::new(14 + days),
                total: Cents(*total),
                paid_on: affair(debtor).on - chrono::Days::new(days / 2),
                statement: account(debtor, (*total, *days, 100, *interest_first)),
            };
            claim.invoices = ledger.iter().enumerate().map(late).collect();
        }
        Matter::Transmittal(transmittal) => transmittal.invoices = owed,
        Matter::Mediation(proposal) => proposal.invoices = owed,
        Matter::Declaration(declaration) => {
            declaration.credit = Cents(owed[0].balance.0 / 3);
            declaration.invoices = owed;
        }
    }
    letter
}

fn amount(cell: &str) -> Cents {
    parse_euros(cell).unwrap_or_else(|_| panic!("« {cell} » is an amount"))
}

/// Every table and account of the letter adds up, as its cells are printed.
fn adds_up(letter: &Letter) {
    let kind = letter.matter.kind();
    for variable in vocabulary(kind) {
        match block(variable.name, letter) {
            Block::Table(table) if !table.running.is_empty() => {
                let mut sum = Cents::ZERO;
                for (row, running) in table.rows.iter().zip(&table.running) {
                    let last = amount(row.cells.last().unwrap());
                    // The last column of an account is its balance after each line; of the others, what the line adds.
                    let told = variable.name == "tableau_mouvements";
                    sum = if told || row.kind == Kind::Total { last } else { sum + last };
                    assert_eq!(sum, *running, "{kind:?} {}: {:?}", variable.name, row.cells);
                    assert!(row.kind != Kind::Total || last == *running, "{kind:?} {}", variable.name);
                }
            }
            Block::Sums(lines) => {
                let (total, parts) = lines.split_last().unwrap();
                assert_eq!(total.1, parts.iter().map(|(_, amount)| *amount).sum(), "{kind:?} {}", variable.name);
            }
            Block::Table(_)
            | Block::Payment(_)
            | Block::Signature
            | Block::Signatures(_)
            | Block::Blanks(_)
            | Block::HandWritten(_)
            | Block::NewPage
            | Block::Nothing => {}
        }
    }
}

/// The annex says the lines of `compute_penalties`, and its total what the letter asks for.
fn annex_is_computed(letter: &Letter) {
    let printed = lines(letter, &Dress::default()).unwrap();
    let last = |line: &String| amount(line.rsplit("  ").next().unwrap_or_default());
    let said: Vec<Cents> = printed.iter().filter(|line| line.starts_with("du\u{a0}")).map(last).collect();
    let statements = letter.matter.statements();
    let computed: Vec<Cents> =
        statements.iter().flat_map(|(_, _, statement)| statement.segments.iter().map(|segment| segment.interest)).collect();
    assert_eq!(said, computed, "{:?}", letter.matter.kind());
    let total: Cents = printed.iter().filter(|line| line.starts_with("Total des ")).map(last).sum();
    let expected = if said.is_empty() { Cents::ZERO } else { letter.matter.penalties() };
    assert_eq!(total, expected, "{:?}", letter.matter.kind());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]
    #[test]
    fn every_table_of_every_letter_adds_up_and_the_annex_is_computed(
        ledger in prop::collection::vec((1_000_i64..5_000_000, 20_u64..280, 0_i64..90, any::<bool>()), 1..9),
        debtor in prop::sample::select(DEBTORS.to_vec()),
    ) {
        for kind in kinds() {
            let letter = about(kind, debtor, &ledger);
            adds_up(&letter);
            if kind.annexes_calculation() && letter.problems().is_empty() {
                annex_is_computed(&letter);
            }
        }
    }
}
