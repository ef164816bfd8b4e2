//! How long a mise en demeure takes: two pages, its annex with it, over five hundred different clients.
use chrono::{Days, NaiveDate};
use echu_core::interest::Segment;
use echu_core::money::Cents;
use echu_core::notice::{ClaimedInvoice, ContactMeans, NoticeFacts, PriorContact, RateBasis, Recipient, Sender};
use echu_core::party::DebtorKind;
use echu_engine::letters::formal_notice::{Facts, compose};

fn main() {
    divan::main();
}

/// Each letter has its own client, numbers and amounts; fonts are read by the first one of the process.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn five_hundred_notices(bencher: divan::Bencher) {
    let facts: Vec<Facts> = (0..500).map(notice).collect();
    bencher.bench(|| facts.iter().map(|facts| compose(facts).map_or(0, |letter| letter.pages)).sum::<usize>());
}

fn lines(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn notice(at: u32) -> Facts {
    let today = NaiveDate::default() + Days::new(20_780);
    let number = i64::from(at);
    let invoices = (0..3).map(|of| invoice(today, number * 10 + of, 60 + 70 * of.unsigned_abs())).collect();
    let notice = NoticeFacts {
        debtor_kind: DebtorKind::Business,
        creditor: Sender {
            name: "Vasseur Plomberie".into(),
            address_lines: lines(&["14 rue des Tanneurs", "35510 Cesson-Sévigné"]),
            contact_lines: lines(&["02 61 91 04 12", "contact@vasseur-plomberie.example"]),
            legal_mentions: "Vasseur Plomberie, EURL au capital de 5 000 €. 732 829 320 RCS Rennes.".into(),
            place: "Cesson-Sévigné".into(),
            signatory: "Hélène Vasseur".into(),
            quality: "gérante".into(),
            iban: "FR7630006000011234567890189".into(),
        },
        debtor: Recipient {
            name: format!("Client n° {at} SARL"),
            address_lines: vec![format!("CLIENT {at} SARL"), format!("{at} QUAI DES MARINIERS"), "35400 SAINT-MALO".into()],
            siren: "404833048".into(),
            ..Recipient::default()
        },
        dated_on: today,
        reference: format!("C{at}-11"),
        tracking_number: String::new(),
        invoices,
        prior: vec![PriorContact { on: today - Days::new(10), means: ContactMeans::LastNotice }],
        others: Vec::new(),
        payments: Vec::new(),
        interest_first: true,
        received_on: today + Days::new(2),
        deadline_days: 8,
        per_day: Cents(132),
        rate_today_bp: Some(1_240),
        divisor: 365,
        enclosures: lines(&["copie des 3 factures"]),
        mediator: String::new(),
    };
    Facts { notice, text: None, logo: None, signature: None }
}

fn invoice(today: NaiveDate, number: i64, days: u64) -> ClaimedInvoice {
    let due_on = today - Days::new(days);
    let half = days / 2;
    let line = |from: u64, to: u64| Segment {
        from: today - Days::new(from),
        to: today - Days::new(to),
        days: u32::try_from(from - to + 1).unwrap_or(0),
        base: Cents(100_000 + number),
        rate_bp: 1_240,
        interest: Cents(1_000 + number),
    };
    ClaimedInvoice {
        number: format!("F-2026-{number:05}"),
        issued_on: due_on - Days::new(30),
        due_on,
        subject: "Dépannage, chambre froide".into(),
        total: Cents(100_000 + number),
        paid: Cents::ZERO,
        credited: Cents::ZERO,
        interest_paid: Cents::ZERO,
        fee: Cents(4_000),
        basis: RateBasis::Statutory,
        penalties: vec![line(days - 1, half), line(half - 1, 0)],
    }
}
