//! Invented facts for the tests.
use super::Facts;
use chrono::{Days, NaiveDate};
use echu_core::calendar::HalfYear;
use echu_core::interest::Segment;
use echu_core::money::Cents;
use echu_core::notice::{
    ClaimedInvoice, ContactMeans, NoticeFacts, OtherInvoice, PriorContact, RateBasis, ReceivedPayment, Recipient, Sender,
    usual_deadline_days,
};
use echu_core::party::DebtorKind;

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// One line a half-year, rates of 2026 with a margin over the Central Bank's.
pub fn segments(base: Cents, due_on: NaiveDate, until: NaiveDate, rate_bp: impl Fn(HalfYear) -> u32) -> Vec<Segment> {
    let mut found = Vec::new();
    let mut from = due_on + Days::new(1);
    while from <= until {
        let half = HalfYear::of(from);
        let to = half.last_day().min(until);
        let days = u32::try_from((to - from).num_days() + 1).unwrap();
        let rate_bp = rate_bp(half);
        let exact = i128::from(base.0) * i128::from(rate_bp) * i128::from(days);
        let interest = Cents(i64::try_from((exact * 2 + 3_650_000) / 7_300_000).unwrap());
        found.push(Segment { from, to, days, base, rate_bp, interest });
        from = to + Days::new(1);
    }
    found
}

pub fn statutory(half: HalfYear) -> u32 {
    if half == HalfYear::of(day("2026-03-01")) { 1_215 } else { 1_240 }
}

fn invoice(number: &str, issued: &str, due: &str, subject: &str, total: i64) -> ClaimedInvoice {
    ClaimedInvoice {
        number: number.into(),
        issued_on: day(issued),
        due_on: day(due),
        subject: subject.into(),
        total: Cents(total),
        paid: Cents::ZERO,
        credited: Cents::ZERO,
        interest_paid: Cents::ZERO,
        fee: Cents(4_000),
        basis: RateBasis::Statutory,
        penalties: segments(Cents(total), day(due), day("2026-11-23"), statutory),
    }
}

/// The letter of the mock-up: three invoices, one partly paid, the principal first.
pub fn business() -> Facts {
    let mut first = invoice("F-2026-0148", "2026-04-15", "2026-05-15", "Pose de la chaudière", 234_000);
    first.paid = Cents(50_000);
    let until_payment = segments(Cents(234_000), day("2026-05-15"), day("2026-08-10"), statutory);
    first.penalties = [until_payment, segments(Cents(184_000), day("2026-08-10"), day("2026-11-23"), statutory)].concat();
    let notice = NoticeFacts {
        debtor_kind: DebtorKind::Business,
        creditor: Sender {
            name: "Vasseur Plomberie".into(),
            address_lines: lines(&["14 rue des Tanneurs", "35510 Cesson-Sévigné"]),
            contact_lines: lines(&["02 61 91 04 12", "contact@vasseur-plomberie.example"]),
            legal_mentions: "Vasseur Plomberie, EURL au capital de 5\u{202f}000\u{a0}€. Siège\u{a0}: 14 rue des Tanneurs, 35510 \
                             Cesson-Sévigné. 732\u{a0}829\u{a0}320 RCS Rennes."
                .into(),
            place: "Cesson-Sévigné".into(),
            signatory: "Hélène Vasseur".into(),
            quality: "gérante".into(),
            iban: "FR7630006000011234567890189".into(),
        },
        debtor: Recipient {
            name: "Brasserie des Quais SAS".into(),
            address_lines: lines(&["BRASSERIE DES QUAIS SAS", "DIRECTION", "27 QUAI DES MARINIERS", "35400 SAINT-MALO"]),
            siren: "404833048".into(),
            abroad: false,
            salutation: String::new(),
        },
        dated_on: day("2026-11-23"),
        reference: "BDQ-2026-11".into(),
        tracking_number: "1A 204 118 6037 4".into(),
        invoices: vec![
            first,
            invoice("F-2026-0203", "2026-06-10", "2026-07-10", "Réseau d’eau, cuisine", 117_600),
            invoice("F-2026-0291", "2026-08-28", "2026-09-28", "Dépannage, chambre froide", 86_460),
        ],
        prior: vec![
            PriorContact { on: day("2026-10-05"), means: ContactMeans::Email },
            PriorContact { on: day("2026-10-12"), means: ContactMeans::Call },
            PriorContact { on: day("2026-10-20"), means: ContactMeans::Email },
            PriorContact { on: day("2026-11-13"), means: ContactMeans::LastNotice },
        ],
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
        per_day: Cents(132),
        rate_today_bp: Some(1_240),
        divisor: 365,
        enclosures: lines(&["copie des 3 factures", "copie du dernier avis du 13 novembre 2026"]),
        mediator: String::new(),
    };
    Facts { notice, text: None, logo: None, signature: None }
}

/// A private person: no interest before this letter, no fee, fifteen days, the mediator.
pub fn consumer() -> Facts {
    let mut facts = business();
    let notice = &mut facts.notice;
    notice.debtor_kind = DebtorKind::Consumer;
    notice.debtor = Recipient {
        name: "Camille Ferrand".into(),
        address_lines: lines(&["MADAME CAMILLE FERRAND", "APPARTEMENT 12 ESCALIER B", "8 IMPASSE DU VERGER", "35000 RENNES"]),
        salutation: "Madame".into(),
        ..Recipient::default()
    };
    notice.invoices.truncate(1);
    for invoice in &mut notice.invoices {
        (invoice.fee, invoice.basis, invoice.penalties) = (Cents::ZERO, RateBasis::Legal, Vec::new());
    }
    notice.payments.clear();
    notice.others.clear();
    notice.prior.truncate(2);
    notice.deadline_days = usual_deadline_days(DebtorKind::Consumer);
    notice.per_day = Cents(14);
    notice.rate_today_bp = Some(275);
    notice.enclosures = lines(&["copie de la facture"]);
    notice.mediator = "Médiation Artisanat de l’Ouest, 3 place du Marché, 35000 Rennes, mediation-artisanat.example".into();
    facts
}

/// A town: the rate of the half-year in which the delay began, for the whole delay.
pub fn public_body() -> Facts {
    let mut facts = business();
    let notice = &mut facts.notice;
    notice.debtor_kind = DebtorKind::PublicBody;
    notice.debtor = Recipient {
        name: "Commune de Saint-Aubin".into(),
        address_lines: lines(&[
            "COMMUNE DE SAINT-AUBIN",
            "SERVICE DES FINANCES",
            "1 PLACE DE LA MAIRIE",
            "CS 40210",
            "35140 SAINT-AUBIN CEDEX",
        ]),
        siren: "552081317".into(),
        abroad: false,
        salutation: "Madame la Maire".into(),
    };
    for invoice in &mut notice.invoices {
        invoice.basis = RateBasis::PublicBody;
        invoice.paid = Cents::ZERO;
        let rate = if invoice.due_on < day("2026-06-30") { 1_015 } else { 1_040 };
        invoice.penalties = segments(invoice.total, invoice.due_on, notice.dated_on, |_| rate);
    }
    notice.payments.clear();
    notice.others.clear();
    notice.per_day = Cents(123);
    notice.rate_today_bp = None;
    facts
}

/// As many invoices as wanted, each with two half-years of penalties.
pub fn many(count: i64) -> Facts {
    let mut facts = business();
    facts.notice.invoices = (0..count)
        .map(|at| invoice(&format!("F-2026-{at:04}"), "2026-03-02", "2026-04-01", "Contrat d’entretien", 12_345 + at * 1_731))
        .collect();
    facts.notice.payments.clear();
    facts
}
