//! Invented facts for the tests: the same affair, seen by each kind of letter and for each kind of debtor.
use crate::letters::formal_notice::sample as notice;
use chrono::{Days, NaiveDate};
use echu_core::dunning::hold::Instalment;
use echu_core::interest::rates::RateTable;
use echu_core::interest::{PenaltyRequest, Received, compute};
use echu_core::letter::facts::{
    AccountStatement, AgentKind, Claim, DebtAcknowledgement, DisputeReceipt, Entry, EntryKind, FirstToEnd, Forfeiture, ForfeitureGround,
    InstalmentAgreement, InstalmentBreach, LatePaid, OwedInvoice, PaymentReceipt, PenaltyClaim, PlanPenalties, ReceiptShare, Step,
    Transmittal,
};
use echu_core::letter::{Letter, LetterKind, Manner, Matter};
use echu_core::limitation::{Interruption, Limitation, LimitationKind};
use echu_core::money::Cents;
use echu_core::notice::{ContactMeans, Recipient};
use echu_core::party::{Address, DebtorKind};

pub const DEBTORS: [DebtorKind; 3] = [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn request(kind: DebtorKind, total: i64, due: &str) -> PenaltyRequest {
    // A consumer owes interest from the formal notice only: the samples that claim some have one.
    PenaltyRequest {
        debtor_kind: kind,
        formal_notice_on: (kind == DebtorKind::Consumer).then(|| day("2026-09-01")),
        ..notice::owed(total, due)
    }
}

/// An invoice owed, its penalties counted when `claimed`.
pub fn owed(kind: DebtorKind, number: &str, subject: &str, total: i64, due: &str, claimed: bool) -> OwedInvoice {
    let due_on = day(due);
    OwedInvoice {
        part: String::new(),
        number: number.into(),
        issued_on: due_on - Days::new(30),
        due_on,
        subject: subject.into(),
        total: Cents(total),
        balance: Cents(total),
        disputed: Cents::ZERO,
        statement: claimed.then(|| compute(&request(kind, total, due), &RateTable::built_in()).unwrap()),
    }
}

fn three(kind: DebtorKind, claimed: bool) -> Vec<OwedInvoice> {
    vec![
        owed(kind, "F-2026-0148", "Pose de la chaudière", 184_000, "2026-05-15", claimed),
        owed(kind, "F-2026-0203", "Réseau d’eau, cuisine", 117_600, "2026-07-10", claimed),
        owed(kind, "F-2026-0291", "Dépannage, chambre froide", 86_460, "2026-09-28", claimed),
    ]
}

fn claim(invoices: Vec<OwedInvoice>) -> Claim {
    Claim { invoices, credit: Cents::ZERO, pay_before: day("2026-12-03"), broken_promise: None }
}

fn terms(total: Cents, count: i64) -> Vec<Instalment> {
    let part = total.0 / count;
    let amount = |at| Cents(if at + 1 == count { total.0 - part * (count - 1) } else { part });
    let on = ["2026-12-05", "2027-01-05", "2027-02-05", "2027-03-05", "2027-04-05", "2027-05-05"];
    (0..count).zip(on).map(|(at, on)| Instalment { on: day(on), amount: amount(at) }).collect()
}

/// The sample of a kind.
pub fn letter(kind: LetterKind, debtor_kind: DebtorKind, manner: Manner) -> Letter {
    let facts = match debtor_kind {
        DebtorKind::Business => notice::business(),
        DebtorKind::Consumer => notice::consumer(),
        DebtorKind::PublicBody => notice::public_body(),
    };
    let notice = facts.notice;
    let claims = matches!(kind, LetterKind::ThirdReminder | LetterKind::LastNotice) && debtor_kind != DebtorKind::Consumer;
    let one = |due| vec![owed(debtor_kind, "F-2026-0391", "Entretien annuel", 36_000, due, false)];
    let late = three(debtor_kind, claims);
    let matter = match kind {
        LetterKind::DueSoon => Matter::DueSoon(Claim { pay_before: day("2026-11-28"), ..claim(one("2026-11-28")) }),
        LetterKind::FirstReminder => Matter::FirstReminder(claim(one("2026-11-19"))),
        LetterKind::SecondReminder => Matter::SecondReminder(claim(late)),
        LetterKind::ThirdReminder => Matter::ThirdReminder(claim(late)),
        LetterKind::LastNotice => Matter::LastNotice(claim(late)),
        LetterKind::PaymentReceipt => Matter::PaymentReceipt(receipt(debtor_kind)),
        LetterKind::InstalmentAgreement => {
            let invoices = three(debtor_kind, debtor_kind != DebtorKind::Consumer);
            let penalties = if debtor_kind == DebtorKind::PublicBody { PlanPenalties::Included } else { PlanPenalties::WaivedIfKept };
            let forfeiture = Forfeiture { missed: 1, notice_days: (debtor_kind == DebtorKind::Consumer).then_some(15) };
            let mut agreement =
                InstalmentAgreement { invoices, terms: Vec::new(), penalties, forfeiture, return_before: day("2026-11-30") };
            agreement.terms = terms(agreement.spread(), 4);
            Matter::InstalmentAgreement(agreement)
        }
        LetterKind::InstalmentBreach => Matter::InstalmentBreach(InstalmentBreach {
            agreed_on: day("2026-09-01"),
            missed: vec![Instalment { on: day("2026-11-05"), amount: Cents(97_015) }],
            paid: Cents(194_030),
            invoices: vec![owed(debtor_kind, "F-2026-0148", "Pose de la chaudière", 194_030, "2026-05-15", true)],
            ground: if debtor_kind == DebtorKind::Consumer {
                ForfeitureGround::Warning(day("2026-12-10"))
            } else {
                ForfeitureGround::Agreed
            },
            waiver_lost: debtor_kind == DebtorKind::Business,
            pay_before: day("2026-12-10"),
        }),
        LetterKind::DisputeReceipt => {
            let disputed = OwedInvoice {
                balance: Cents(120_000),
                disputed: Cents(64_000),
                ..owed(debtor_kind, "F-2026-0148", "Pose de la chaudière", 184_000, "2026-05-15", false)
            };
            Matter::DisputeReceipt(DisputeReceipt {
                received_on: day("2026-11-18"),
                invoices: vec![disputed],
                reason: "deux radiateurs ne chauffent pas".into(),
                explain_before: day("2026-12-07"),
                answer_by: Some(day("2026-12-14")),
                pay_before: day("2026-12-03"),
            })
        }
        LetterKind::AccountStatement => Matter::AccountStatement(statement()),
        LetterKind::DebtAcknowledgement => {
            let mut debt = DebtAcknowledgement { invoices: three(debtor_kind, true), terms: Vec::new(), return_before: day("2026-11-30") };
            if debtor_kind == DebtorKind::Business {
                debt.terms = terms(debt.total(), 4);
            }
            Matter::DebtAcknowledgement(debt)
        }
        LetterKind::PenaltyClaim => Matter::PenaltyClaim(PenaltyClaim {
            invoices: vec![
                late_paid(debtor_kind, "F-2026-0148", 234_000, "2026-05-15"),
                late_paid(debtor_kind, "F-2026-0203", 117_600, "2026-07-10"),
            ],
            pay_before: day("2026-12-07"),
        }),
        LetterKind::Transmittal | LetterKind::FormalNotice => Matter::Transmittal(Box::new(transmittal(debtor_kind))),
    };
    let mut enclosures = notice.enclosures;
    enclosures.truncate(1);
    Letter {
        manner,
        debtor_kind,
        creditor: notice.creditor,
        debtor: notice.debtor,
        dated_on: notice.dated_on,
        reference: notice.reference,
        prior: if kind == LetterKind::LastNotice {
            notice.prior.into_iter().filter(|contact| contact.means != ContactMeans::LastNotice).collect()
        } else if matches!(kind, LetterKind::DueSoon | LetterKind::FirstReminder) {
            Vec::new()
        } else {
            notice.prior
        },
        enclosures,
        divisor: 365,
        matter,
    }
}

fn receipt(kind: DebtorKind) -> PaymentReceipt {
    let fee = if kind == DebtorKind::Consumer { Cents::ZERO } else { Cents(4_000) };
    let interest = if kind == DebtorKind::Consumer { Cents::ZERO } else { Cents(6_842) };
    PaymentReceipt {
        on: day("2026-11-20"),
        amount: Cents(170_000),
        means: "virement".into(),
        shares: vec![
            ReceiptShare {
                number: "F-2026-0148".into(),
                due_on: day("2026-05-15"),
                to_principal: Cents(117_600),
                to_penalties: interest,
                to_fee: Cents::ZERO,
                left: Cents::ZERO,
            },
            ReceiptShare {
                number: "F-2026-0203".into(),
                due_on: day("2026-07-10"),
                to_principal: Cents(52_400) - interest,
                to_penalties: Cents::ZERO,
                to_fee: Cents::ZERO,
                left: Cents(65_200) + interest,
            },
        ],
        credit: Cents::ZERO,
        penalties_left: interest,
        fees_left: fee,
        waived: false,
    }
}

fn statement() -> AccountStatement {
    let entry = |on: &str, kind, label: &str, due: Option<&str>, amount| Entry {
        on: day(on),
        kind,
        label: label.into(),
        due_on: due.map(day),
        amount: Cents(amount),
    };
    AccountStatement {
        from: day("2026-01-01"),
        to: day("2026-11-23"),
        opening: Cents(48_000),
        entries: vec![
            entry("2026-01-20", EntryKind::Payment, "virement", None, 48_000),
            entry("2026-04-15", EntryKind::Invoice, "F-2026-0148", Some("2026-05-15"), 234_000),
            entry("2026-05-02", EntryKind::CreditNote, "A-2026-0009", None, 12_000),
            entry("2026-08-10", EntryKind::Payment, "virement", None, 50_000),
            entry("2026-10-29", EntryKind::Invoice, "F-2026-0391", Some("2026-11-28"), 36_000),
        ],
        overdue: Cents(172_000),
    }
}

/// An invoice whose principal was paid late, on 20 October.
pub fn late_paid(kind: DebtorKind, number: &str, total: i64, due: &str) -> LatePaid {
    let mut asked = request(kind, total, due);
    asked.payments = vec![Received { on: day("2026-10-20"), amount: Cents(total) }];
    LatePaid {
        number: number.into(),
        due_on: day(due),
        total: Cents(total),
        paid_on: day("2026-10-20"),
        statement: compute(&asked, &RateTable::built_in()).unwrap(),
    }
}

fn transmittal(kind: DebtorKind) -> Transmittal {
    let step = |on: &str, what: &str| Step { on: day(on), what: what.into() };
    let (agent_kind, name) = match kind {
        DebtorKind::Business => (AgentKind::Lawyer, "Maître Solène Kermadec"),
        DebtorKind::Consumer => (AgentKind::Bailiff, "Maître Yann Delaunay"),
        DebtorKind::PublicBody => (AgentKind::Agency, "Recouvrement de l’Ouest SARL"),
    };
    Transmittal {
        agent_kind,
        agent: Recipient {
            name: name.into(),
            address: Address { street: "12 rue Nationale".into(), postcode: "35000".into(), city: "Rennes".into(), ..Address::default() },
            ..Recipient::default()
        },
        invoices: three(kind, true),
        steps: vec![
            step("2026-10-05", "Première relance par e-mail"),
            step("2026-10-12", "Appel\u{a0}: règlement annoncé pour la fin du mois"),
            step("2026-11-13", "Dernier avis par e-mail et par courrier"),
            step("2026-11-23", "Mise en demeure, recommandé n°\u{a0}1A 204 118 6037 4"),
        ],
        limitation: Some(FirstToEnd {
            number: "F-2026-0148".into(),
            limitation: match kind {
                DebtorKind::Business => Limitation { kind: LimitationKind::Business, last_day: day("2031-06-02") },
                DebtorKind::Consumer => Limitation { kind: LimitationKind::Transport, last_day: day("2027-05-15") },
                DebtorKind::PublicBody => Limitation { kind: LimitationKind::PublicBody, last_day: day("2030-12-31") },
            },
            interruptions: match kind {
                DebtorKind::Business => vec![(day("2026-06-02"), Interruption::Acknowledgement)],
                DebtorKind::Consumer | DebtorKind::PublicBody => Vec::new(),
            },
        }),
    }
}
