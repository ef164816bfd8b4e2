//! The échéanciers of the demonstration: one that is kept, with a term to remind today, and one of which a term is missed.
use super::writer::Writer;
use crate::error::Result;
use crate::store::agreements::NewAgreement;
use crate::store::holds::NewHold;
use crate::store::{About, Tx, invoices, settings};
use chrono::{Days, NaiveDate};
use echu_core::calendar::{Region, next_working_day};
use echu_core::ids::InvoiceId;
use echu_core::instalments::reminder::{USUAL_REMINDER_DAYS, reminder_day};
use echu_core::instalments::{Forfeiture, Instalment, PlanPenalties};
use echu_core::money::Cents;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::agreement as fact;

/// Days since the first term of the one that is missed: its grace is over whatever the week-ends.
const MISSED_AGO: i64 = 12;

/// Kept: the first of three terms was paid, the second is near.
pub(super) fn kept(writer: &Writer, tx: &mut Tx, who: usize) -> Result<()> {
    let region = settings::region(&settings::options(&tx.sql)?);
    let next = near(writer.now.today, region);
    let days = [next.checked_sub_days(Days::new(31)), Some(next), next.checked_add_days(Days::new(30))];
    let first = agree(writer, tx, who, &days.into_iter().flatten().collect::<Vec<_>>(), 45)?;
    let largest = writer.open.get(&who).and_then(|open| open.iter().max_by_key(|one| one.2)).map(|one| one.0);
    let (Some(term), Some(invoice)) = (first, largest) else { return Ok(()) };
    writer.pay(tx, writer.clients[who], term.on.pred_opt().unwrap_or(term.on), term.amount, Some(invoice))
}

/// Broken: nothing came of the first term.
pub(super) fn broken(writer: &Writer, tx: &mut Tx, who: usize) -> Result<()> {
    let first = next_working_day(writer.day(MISSED_AGO), Region::Metropole);
    agree(writer, tx, who, &[first, first + Days::new(30), first + Days::new(61)], 30).map(drop)
}

/// The nearest open day whose reminder has its day today, or had it on the last open day.
fn near(today: NaiveDate, region: Region) -> NaiveDate {
    let turn = |day: &NaiveDate| reminder_day(*day, USUAL_REMINDER_DAYS, region) <= today;
    let later = today.iter_days().skip(1).take(15).filter(|day| next_working_day(*day, region) == *day);
    later.take_while(turn).last().unwrap_or(today)
}

/// Agreed so many days ago on all that the client owes, signed three days later: its first term.
fn agree(writer: &Writer, tx: &mut Tx, who: usize, days: &[NaiveDate], ago: i64) -> Result<Option<Instalment>> {
    let client = writer.clients[who];
    writer.chased(tx, who, 5)?;
    let open = writer.open.get(&who).cloned().unwrap_or_default();
    let covered: Vec<InvoiceId> = open.iter().map(|one| one.0).collect();
    let total: Cents = open.iter().map(|one| one.2).sum();
    let terms = shared(total, days);
    let (Some(first), Some(last)) = (terms.first().copied(), terms.last().copied()) else { return Ok(None) };
    let agreed_on = writer.day(ago);
    writer.on(tx, agreed_on);
    let hold_id = tx.insert_hold(&NewHold {
        client_id: client,
        invoice_id: None,
        kind: "instalments",
        from: agreed_on,
        until: Some(last.on),
        amount: Some(total),
        reason: String::new(),
        note: String::new(),
    })?;
    let id = tx.insert_agreement(&NewAgreement {
        client_id: client,
        hold_id,
        agreed_on,
        return_before: agreed_on + Days::new(7),
        penalties: PlanPenalties::WaivedIfKept,
        forfeiture: Forfeiture { missed: 1, grace_open_days: 2, notice_days: Some(8) },
        credit: Cents::ZERO,
        invoices: covered.clone(),
        terms: terms.clone(),
        remind_days: Some(USUAL_REMINDER_DAYS),
    })?;
    let numbers = covered.iter().map(|invoice| Ok(invoices::get(&tx.sql, *invoice)?.facts.number)).collect::<Result<_>>()?;
    let made = fact::Made { total, terms: u32::try_from(terms.len()).unwrap_or(u32::MAX), first_on: first.on, last_on: last.on, numbers };
    tx.record(About::client(client), &EventKind::AgreementMade(made))?;
    let signed_on = agreed_on + Days::new(3);
    writer.on(tx, signed_on);
    tx.agreement_signed(id, signed_on)?;
    tx.record(About::client(client), &EventKind::AgreementSigned(fact::Signed { on: signed_on, acknowledged: false }))?;
    Ok(Some(first))
}

/// Equal terms on these days, the last one taking the cents that do not share out.
fn shared(total: Cents, days: &[NaiveDate]) -> Vec<Instalment> {
    let count = i64::try_from(days.len()).unwrap_or(1).max(1);
    let part = total.0 / count;
    let of = |at: usize| if at + 1 == days.len() { Cents(total.0 - part * (count - 1)) } else { Cents(part) };
    days.iter().enumerate().map(|(at, on)| Instalment { on: *on, amount: of(at) }).collect()
}
