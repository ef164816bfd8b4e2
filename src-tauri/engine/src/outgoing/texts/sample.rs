//! An invented claim, for those who have no client at hand and for the check of a text.
use crate::channels::email::term::TermFacts;
use crate::channels::email::{EmailFacts, Line};
use crate::channels::sms::SmsFacts;
use crate::channels::spoken::{Script, ScriptFacts};
use crate::error::Result;
use crate::letters::formal_notice::Facts;
use crate::store::{rates, settings};
use chrono::{Days, NaiveDate};
use echu_core::calendar::{HalfYear, next_working_day};
use echu_core::dunning::Tone;
use echu_core::instalments::monthly;
use echu_core::interest::{AllocationOrder, PenaltyRequest, PenaltyResponse, compute};
use echu_core::legal_check::Claimed;
use echu_core::letter::sample::Affair;
use echu_core::letter::{Letter, LetterKind, Manner, Standing};
use echu_core::limitation::{Limitation, last_day};
use echu_core::money::Cents;
use echu_core::notice::{ClaimedInvoice, ContactMeans, NoticeFacts, PriorContact, usual_deadline_days};
use echu_core::party::{Creditor, DebtorKind};
use echu_core::sample as invented;
use echu_core::text::long_date;
use rusqlite::Connection;

/// Number, subject, amount, days late.
const INVOICES: [(&str, &str, i64, u64); 2] =
    [("F-2026-0352", "Remplacement du chauffe-eau", 128_400, 62), ("F-2026-0361", "Dépannage", 64_250, 41)];

/// The user's own identity, or an invented one while his is not whole: a text is judged on sound facts.
fn creditor(conn: &Connection) -> Result<Creditor> {
    let own = settings::creditor(conn)?;
    let mut sound = if own.missing().is_empty() { own } else { invented::creditor() };
    if sound.mediator_name.is_empty() {
        sound.mediator_name = invented::creditor().mediator_name;
    }
    Ok(sound)
}

fn account(conn: &Connection, kind: DebtorKind, amount: i64, due_on: NaiveDate, today: NaiveDate) -> Result<PenaltyResponse> {
    let request = PenaltyRequest {
        debtor_kind: kind,
        principal: Cents(amount),
        due_on,
        until: today,
        contract_rate_bp: None,
        formal_notice_on: None,
        payments: Vec::new(),
        credit_notes: Vec::new(),
        allocation: AllocationOrder::InterestFirst,
        frozen_rate: None,
        divisor: None,
    };
    Ok(compute(&request, &rates::table(conn)?)?)
}

/// The day of the sample: today, or the last one whose rates are known. A text can be judged while a rate is awaited.
fn stands_on(conn: &Connection, today: NaiveDate) -> Result<NaiveDate> {
    let table = rates::table(conn)?;
    let last = table.rows().map(|rate| rate.half_year.last_day()).max();
    Ok(if table.get(HalfYear::of(today)).is_ok() { today } else { last.unwrap_or(today).min(today) })
}

/// What the sample claims, for the check.
fn claimed(kind: DebtorKind, number: &str, due_on: NaiveDate, account: &PenaltyResponse, penalties: bool) -> Claimed {
    Claimed {
        number: number.to_owned(),
        due_on,
        claimed: account.principal_due,
        owed: account.principal_due,
        due: account.principal_due,
        disputed: Cents::ZERO,
        interest: if penalties { account.interest_due } else { Cents::ZERO },
        fee: if penalties { account.fee } else { Cents::ZERO },
        statement: Some(account.clone()),
        agreed_bp: None,
        notified_on: None,
        limitation: Limitation { kind: kind.into(), last_day: last_day(kind.into(), due_on, &[]) },
    }
}

/// A message, and what it claims.
///
/// # Errors
/// A half-year whose rate is not known.
pub(super) fn mail(conn: &Connection, tone: Tone, kind: DebtorKind, today: NaiveDate, text: &str) -> Result<(EmailFacts, Vec<Claimed>)> {
    let today = stands_on(conn, today)?;
    let (mut lines, mut invoices) = (Vec::new(), Vec::new());
    for (number, _, amount, late) in INVOICES {
        let due_on = if tone == Tone::Courtesy { today + Days::new(5) } else { today - Days::new(late) };
        let account = account(conn, kind, amount, due_on, today)?;
        let claim = claimed(kind, number, due_on, &account, crate::outgoing::draft::claims_penalties(tone));
        lines.push(Line {
            number: number.to_owned(),
            part: String::new(),
            due_on,
            balance: claim.claimed,
            interest: claim.interest,
            fee: claim.fee,
            attached: true,
        });
        invoices.push(claim);
    }
    let prior = if tone <= Tone::First { Vec::new() } else { vec![format!("notre message du {}", long_date(today - Days::new(14)))] };
    let facts = EmailFacts {
        tone,
        debtor_kind: kind,
        today,
        region: settings::region(&settings::options(conn)?),
        creditor: creditor(conn)?,
        lines,
        credit: Cents::ZERO,
        prior,
        broken_promise: None,
        sentence: String::new(),
        reference: invented::REFERENCE.to_owned(),
        text: Some(text.to_owned()),
    };
    Ok((facts, invoices))
}

/// The SMS that says what a message does.
pub(super) fn sms(mail: &EmailFacts, text: &str) -> SmsFacts {
    SmsFacts {
        tone: mail.tone,
        numbers: mail.lines.iter().map(|line| line.number.clone()).collect(),
        total: mail.lines.iter().map(|line| line.balance).sum(),
        due_on: mail.lines.iter().map(|line| line.due_on).min().unwrap_or(mail.today),
        company: mail.creditor.legal_mentions(),
        phone: mail.creditor.phone.clone(),
        text: Some(text.to_owned()),
    }
}

/// What is said of an invented claim.
///
/// # Errors
/// A half-year whose rate is not known.
pub(super) fn spoken(conn: &Connection, script: Script, kind: DebtorKind, today: NaiveDate, text: &str) -> Result<ScriptFacts> {
    let (mail, _) = mail(conn, Tone::First, kind, today, text)?;
    Ok(ScriptFacts {
        script,
        contact: invented::debtor(kind).name,
        company: mail.creditor.name,
        numbers: mail.lines.iter().map(|line| line.number.clone()).collect(),
        total: mail.lines.iter().map(|line| line.balance).sum(),
        due_on: mail.lines.iter().map(|line| line.due_on).min(),
        text: mail.text,
    })
}

/// The reminder of a term of an invented agreement, and what it covers.
///
/// # Errors
/// A half-year whose rate is not known.
pub(super) fn term(conn: &Connection, kind: DebtorKind, today: NaiveDate, text: &str) -> Result<(TermFacts, Vec<Claimed>)> {
    let (mail, mut invoices) = mail(conn, Tone::First, kind, today, text)?;
    let owed: Cents = invoices.iter().map(|line| line.owed).sum();
    for line in &mut invoices {
        line.claimed = Cents::ZERO;
    }
    // The second of three terms, a part of it received already: every condition of a text is tried but that of the last one.
    let terms = monthly(owed, 3, mail.today);
    let amount = terms.get(1).map_or(owed, |term| term.amount);
    let received = Cents(amount.0 / 4);
    let said = TermFacts {
        today: mail.today,
        creditor: mail.creditor,
        agreed_on: mail.today - Days::new(40),
        due_on: next_working_day(mail.today + Days::new(3), mail.region),
        rank: (2, 3),
        lacks: amount - received,
        received,
        after: terms.get(2).map_or(Cents::ZERO, |term| term.amount),
        numbers: invoices.iter().map(|line| line.number.clone()).collect(),
        sentence: String::new(),
        reference: mail.reference,
        text: mail.text,
    };
    Ok((said, invoices))
}

/// A mise en demeure, and what it claims.
///
/// # Errors
/// A half-year whose rate is not known.
pub(super) fn notice(conn: &Connection, kind: DebtorKind, today: NaiveDate, text: &str) -> Result<(Facts, Vec<Claimed>)> {
    let today = stands_on(conn, today)?;
    let (mut set, mut invoices) = (Vec::new(), Vec::new());
    for (number, subject, amount, late) in INVOICES {
        let due_on = today - Days::new(late);
        let statement = account(conn, kind, amount, due_on, today)?;
        invoices.push(claimed(kind, number, due_on, &statement, true));
        set.push(ClaimedInvoice {
            number: number.to_owned(),
            part: String::new(),
            issued_on: due_on - Days::new(30),
            due_on,
            subject: subject.to_owned(),
            total: Cents(amount),
            paid: Cents::ZERO,
            credited: Cents::ZERO,
            statement,
        });
    }
    let options = settings::options(conn)?;
    let notice = NoticeFacts {
        credit: Cents::ZERO,
        debtor_kind: kind,
        creditor: creditor(conn)?,
        debtor: invented::debtor(kind),
        dated_on: today,
        reference: invented::REFERENCE.to_owned(),
        medium: Default::default(),
        tracking_number: String::new(),
        invoices: set,
        prior: vec![PriorContact { on: today - Days::new(12), means: ContactMeans::LastNotice }],
        others: Vec::new(),
        payments: Vec::new(),
        interest_first: true,
        received_on: next_working_day(today + Days::new(2), settings::region(&options)),
        deadline_days: usual_deadline_days(kind),
        legal_rate_bp: rates::table(conn)?.get(HalfYear::of(today)).ok().map(|rate| rate.legal_other_bp),
        divisor: options.divisor,
        enclosures: Vec::new(),
    };
    Ok((
        Facts {
            notice,
            text: Some(text.to_owned()),
            logo: None,
            signature: None,
            envelope: Default::default(),
            accent: Default::default(),
        },
        invoices,
    ))
}

/// Any other letter, and what is known of what it claims.
///
/// # Errors
/// A half-year whose rate is not known.
pub(super) fn letter(
    conn: &Connection,
    kind: LetterKind,
    manner: Manner,
    debtor: DebtorKind,
    today: NaiveDate,
) -> Result<(Letter, Vec<Standing>)> {
    let rates = rates::table(conn)?;
    let affair = Affair { kind: debtor, on: stands_on(conn, today)?, rates: &rates };
    let letter = Letter { creditor: creditor(conn)?, ..affair.letter(kind, manner)? };
    let standings = affair.standings(&letter.matter);
    Ok((letter, standings))
}
