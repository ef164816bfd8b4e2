//! Invented facts for the tests.
use super::Facts;
use chrono::{Days, NaiveDate};
use echu_core::interest::rates::RateTable;
use echu_core::interest::{AllocationOrder, PenaltyRequest, Received, compute};
use echu_core::money::Cents;
use echu_core::notice::{ClaimedInvoice, NoticeFacts, OtherInvoice, ReceivedPayment, usual_deadline_days};
use echu_core::party::DebtorKind;
use echu_core::sample as shared;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// An invoice and its statement, as the core makes it on 23 November 2026.
pub fn claimed(number: &str, subject: &str, request: &PenaltyRequest) -> ClaimedInvoice {
    ClaimedInvoice {
        number: number.into(),
        part: String::new(),
        issued_on: request.due_on - Days::new(30),
        due_on: request.due_on,
        subject: subject.into(),
        total: request.principal,
        paid: request.payments.iter().map(|payment| payment.amount).sum(),
        credited: request.credit_notes.iter().map(|note| note.amount).sum(),
        statement: compute(request, &RateTable::built_in()).unwrap(),
    }
}

/// A professional who owes this since that day.
pub fn owed(total: i64, due_on: &str) -> PenaltyRequest {
    PenaltyRequest {
        debtor_kind: DebtorKind::Business,
        principal: Cents(total),
        due_on: day(due_on),
        until: day("2026-11-23"),
        contract_rate_bp: None,
        formal_notice_on: None,
        payments: Vec::new(),
        credit_notes: Vec::new(),
        allocation: AllocationOrder::PrincipalFirst,
        frozen_rate: None,
        divisor: None,
    }
}

/// The first invoice of the mock-up: 500 € received on 10 August.
pub fn partly_paid(allocation: AllocationOrder) -> ClaimedInvoice {
    let payments = vec![Received { on: day("2026-08-10"), amount: Cents(50_000) }];
    claimed("F-2026-0148", "Pose de la chaudière", &PenaltyRequest { payments, allocation, ..owed(234_000, "2026-05-15") })
}

/// The letter of the mock-up: three invoices, one partly paid, the principal first.
pub fn business() -> Facts {
    let notice = NoticeFacts {
        credit: Cents::ZERO,
        debtor_kind: DebtorKind::Business,
        creditor: shared::creditor(),
        debtor: shared::debtor(DebtorKind::Business),
        dated_on: day("2026-11-23"),
        reference: shared::REFERENCE.into(),
        medium: Default::default(),
        tracking_number: "1A 204 118 6037 4".into(),
        invoices: vec![
            partly_paid(AllocationOrder::PrincipalFirst),
            claimed("F-2026-0203", "Réseau d’eau, cuisine", &owed(117_600, "2026-07-10")),
            claimed("F-2026-0291", "Dépannage, chambre froide", &owed(86_460, "2026-09-28")),
        ],
        prior: shared::prior(day("2026-11-23")),
        others: vec![OtherInvoice { number: "F-2026-0377".into(), due_on: day("2026-10-31"), balance: Cents(41_800) }],
        payments: vec![ReceivedPayment {
            on: day("2026-08-10"),
            amount: Cents(50_000),
            means: "virement".into(),
            invoice: "F-2026-0148".into(),
            to_interest: Cents::ZERO,
        }],
        interest_first: false,
        received_on: day("2026-11-25"),
        deadline_days: 8,
        legal_rate_bp: None,
        divisor: 365,
        enclosures: lines(&["copie des 3 factures", "copie du dernier avis du 13 novembre 2026"]),
    };
    Facts { notice, text: None, logo: None, signature: None, envelope: Default::default(), accent: Default::default() }
}

/// A private person: no interest before this letter, no fee, fifteen days, the mediator.
pub fn consumer() -> Facts {
    let mut facts = business();
    let notice = &mut facts.notice;
    notice.debtor_kind = DebtorKind::Consumer;
    notice.debtor = shared::debtor(DebtorKind::Consumer);
    let request = PenaltyRequest { debtor_kind: DebtorKind::Consumer, ..owed(184_000, "2026-05-15") };
    notice.invoices = vec![claimed("F-2026-0148", "Pose de la chaudière", &request)];
    notice.payments.clear();
    notice.others.clear();
    notice.prior.truncate(2);
    notice.deadline_days = usual_deadline_days(DebtorKind::Consumer);
    notice.legal_rate_bp = Some(275);
    notice.enclosures = lines(&["copie de la facture"]);
    facts
}

/// A town: the rate of the half-year in which the delay began, for the whole delay.
pub fn public_body() -> Facts {
    let mut facts = business();
    let notice = &mut facts.notice;
    notice.debtor_kind = DebtorKind::PublicBody;
    notice.debtor = shared::debtor(DebtorKind::PublicBody);
    let request = |total: i64, due_on: &str| PenaltyRequest { debtor_kind: DebtorKind::PublicBody, ..owed(total, due_on) };
    notice.invoices = vec![
        claimed("F-2026-0148", "Engagement 2026-00417, pose de la chaudière", &request(234_000, "2026-05-15")),
        claimed("F-2026-0203", "", &request(117_600, "2026-07-10")),
    ];
    notice.payments.clear();
    notice.others.clear();
    facts
}

/// As many invoices as wanted, each with two half-years of penalties.
pub fn many(count: i64) -> Facts {
    let mut facts = business();
    facts.notice.invoices =
        (0..count).map(|at| claimed(&format!("F-2026-{at:04}"), "Contrat d’entretien", &owed(12_345 + at * 1_731, "2026-04-01"))).collect();
    facts.notice.payments.clear();
    facts
}
