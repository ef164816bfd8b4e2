//! Échéanciers: thought out, recorded, signed, followed, and broken or kept.
mod draft;
mod types;

pub use draft::draft_agreement;
pub use types::*;

use super::{check, limitations};
use crate::App;
use crate::error::{Error, Result};
use crate::store::agreements::{self as store, NewAgreement, Stored};
use crate::store::holds::NewHold;
use crate::store::{About, Actor, Outcome, Tx, claims, clients, invoices, limitations as watched, settings};
use chrono::NaiveDate;
use echu_core::calendar::Region;
use echu_core::error::DomainError;
use echu_core::ids::*;
use echu_core::instalments::reminder::MOST_REMINDER_DAYS;
use echu_core::instalments::{AgreementStage, Forfeiture, PlanPenalties, problems};
use echu_core::interest::Waived;
use echu_core::limitation::Interruption;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::text::{count, long_date};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::agreement as fact;
use echu_core::timeline::fact::claim::PenaltiesWaived;
use rusqlite::Connection;

/// Why the penalties of the closed agreement are given up, in the history.
const AS_AGREED: &str = "Échéancier tenu\u{a0}: abandon convenu.";

/// Records an agreement: its invoices are not reminded while it stands.
///
/// # Errors
/// Terms that do not add up to what is owed, in French; an agreement that already stands; penalties of a public body given up.
pub fn record_agreement(app: &App, request: RecordAgreement) -> Result<Outcome<AgreementId>> {
    let out = |field| Error::Invalid { field, reason: "out_of_range" };
    if !(1..=2).contains(&request.missed) {
        return Err(out("missed"));
    }
    if request.grace_days > 30 {
        return Err(out("graceDays"));
    }
    if request.notice_days.is_some_and(|days| !(1..=60).contains(&days)) {
        return Err(out("noticeDays"));
    }
    let remind_days = reminded(request.remind_days)?;
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        if request.return_before < today {
            return Err(Error::Invalid { field: "returnBefore", reason: "past" });
        }
        let client = clients::get(&tx.sql, request.client_id)?;
        draft::possible(&tx.sql, &client, today)?;
        if client.card.debtor_kind == DebtorKind::PublicBody && request.penalties == PlanPenalties::WaivedIfKept {
            return Err(Error::Invalid { field: "penalties", reason: "public_body" });
        }
        let counted = draft::counted(&tx.sql, &client, Some(&request.invoice_ids), request.penalties, today)?;
        let terms = draft::terms(&request.terms);
        if let Some(problem) = problems(&terms, counted.total, today).first() {
            return Err(Error::Refused(problem.sentence()));
        }
        let (first, last) = match (terms.first(), terms.last()) {
            (Some(first), Some(last)) => (first.on, last.on),
            (None, _) | (_, None) => return Err(Error::Invalid { field: "terms", reason: "empty" }),
        };
        let hold = tx.insert_hold(&NewHold {
            client_id: client.id,
            invoice_id: None,
            kind: "instalments",
            from: today,
            until: Some(last),
            amount: Some(counted.total),
            reason: String::new(),
            note: String::new(),
        })?;
        let forfeiture = Forfeiture { missed: request.missed, grace_open_days: request.grace_days, notice_days: request.notice_days };
        let covered: Vec<&AgreementInvoice> = counted.invoices.iter().filter(|one| one.chosen).collect();
        let id = tx.insert_agreement(&NewAgreement {
            client_id: client.id,
            hold_id: hold,
            agreed_on: today,
            return_before: request.return_before,
            penalties: request.penalties,
            forfeiture,
            credit: counted.credit,
            invoices: covered.iter().map(|one| one.id).collect(),
            terms: terms.clone(),
            remind_days,
        })?;
        let made = fact::Made {
            total: counted.total,
            terms: u32::try_from(terms.len()).unwrap_or(u32::MAX),
            first_on: first,
            last_on: last,
            numbers: covered.iter().map(|one| one.number.clone()).collect(),
        };
        tx.record(About::client(client.id), &EventKind::AgreementMade(made))?;
        Ok(id)
    })
}

fn reminded(days: Option<u32>) -> Result<Option<u32>> {
    let out = Error::Invalid { field: "remindDays", reason: "out_of_range" };
    if days.is_some_and(|days| days > MOST_REMINDER_DAYS) { Err(out) } else { Ok(days) }
}

/// Changes how long before each term of an agreement it is reminded; what waits for a person stays as it is.
///
/// # Errors
/// When it is over; more than a fortnight.
pub fn remind_agreement(app: &App, request: RemindAgreement) -> Result<Outcome<AgreementId>> {
    let days_before = reminded(request.remind_days)?;
    app.write(Actor::User, |tx| {
        let (one, _) = standing(tx, request.id)?;
        if one.remind_days != days_before {
            tx.agreement_reminded(one.id, days_before)?;
            tx.record(About::client(one.client_id), &EventKind::AgreementReminded(fact::Reminded { days_before }))?;
        }
        Ok(one.id)
    })
}

/// The agreements of a client, newest first.
///
/// # Errors
/// When the base cannot be read.
pub fn agreements_of(app: &App, request: AgreementsRequest) -> Result<Vec<AgreementView>> {
    let today = app.when().today;
    app.read(|conn| store::of_client(conn, request.client_id)?.iter().map(|one| view(conn, one, today)).collect())
}

fn view(conn: &Connection, one: &Stored, today: NaiveDate) -> Result<AgreementView> {
    let region = region(conn)?;
    let facts = &one.facts;
    let numbers = one.invoices.iter().map(|id| Ok(invoices::get(conn, *id)?.facts.number));
    let terms = facts.follow(today, region).into_iter();
    Ok(AgreementView {
        id: one.id,
        agreed_on: facts.agreed_on,
        return_before: facts.return_before,
        signed_on: facts.signed_on,
        warned_on: facts.warned.map(|(on, _)| on),
        notice_days: facts.forfeiture.notice_days,
        numbers: numbers.collect::<Result<_>>()?,
        total: facts.total(),
        received: facts.received,
        extras: extras(conn, one, today)?,
        penalties: facts.penalties,
        terms: terms.map(|term| TermView { on: term.term.on, amount: term.term.amount, paid: term.paid, stage: term.stage }).collect(),
        arrears: facts.missed(today, region).iter().map(|term| term.amount).sum(),
        stage: facts.stage(today, region),
        sentence: facts.sentence(today, region),
        clause: clause(facts.forfeiture),
        remind_days: one.remind_days,
        standing: facts.ended_on.is_none(),
    })
}

/// The clause as the card says it.
fn clause(forfeiture: Forfeiture) -> String {
    let missed = if forfeiture.missed < 2 { "une échéance impayée" } else { "deux échéances impayées" };
    let grace = match forfeiture.grace_open_days {
        0 => String::new(),
        days => format!(", {} après sa date", count(u64::from(days), "jour ouvré", "jours ouvrés")),
    };
    let notice = match forfeiture.notice_days {
        Some(days) => format!("après une mise en demeure restée sans effet {}", count(u64::from(days), "jour", "jours")),
        None => "sans mise en demeure".to_owned(),
    };
    format!("Tout redevient exigible pour {missed}{grace}, {notice}.")
}

/// Penalties and lump sums left on what it covers; none when a rate is not known.
fn extras(conn: &Connection, one: &Stored, today: NaiveDate) -> Result<Option<Cents>> {
    let mut sum = Cents::ZERO;
    for id in &one.invoices {
        match claims::remaining(conn, *id, today) {
            Ok(left) => sum += left.unwrap_or_default().beside(),
            Err(Error::Domain(DomainError::UnknownRate(_))) => return Ok(None),
            Err(error) => return Err(error),
        }
    }
    Ok(Some(sum))
}

fn region(conn: &Connection) -> Result<Region> {
    Ok(settings::region(&settings::options(conn)?))
}

/// An agreement that stands, and where it does.
fn standing(tx: &Tx, id: AgreementId) -> Result<(Stored, AgreementStage)> {
    let one = store::get(&tx.sql, id)?;
    let stage = one.facts.stage(tx.when.today, region(&tx.sql)?);
    if one.facts.ended_on.is_some() {
        return Err(Error::Precondition("agreement_over"));
    }
    Ok((one, stage))
}

/// Notes that the debtor signed. As an acknowledgement, it starts the time to act again on each invoice that is due: only because a
/// person says so.
///
/// # Errors
/// A day to come, or before the agreement.
pub fn sign_agreement(app: &App, request: SignAgreement) -> Result<Outcome<AgreementId>> {
    let on = check::past_day("on", request.on, app.when().today)?;
    app.write(Actor::User, |tx| {
        let (one, _) = standing(tx, request.id)?;
        if on < one.facts.agreed_on {
            return Err(Error::Invalid { field: "on", reason: "before_agreement" });
        }
        tx.agreement_signed(one.id, on)?;
        let signed = fact::Signed { on, acknowledged: request.acknowledged };
        tx.record(About::client(one.client_id), &EventKind::AgreementSigned(signed))?;
        if request.acknowledged {
            let note = format!("Échéancier du {} signé.", long_date(one.facts.agreed_on));
            for id in &one.invoices {
                // Its time has not begun before its due date, and does not begin again once it is over.
                let runs = watched::of_invoice(&tx.sql, *id, on)?.is_some_and(|time| time.from <= on && on <= time.limitation.last_day);
                if runs {
                    limitations::record(tx, *id, on, Interruption::Acknowledgement, &note)?;
                }
            }
        }
        Ok(one.id)
    })
}

/// Notes the first presentation of the formal notice that the clause asks for.
///
/// # Errors
/// When no such notice is called for; a day to come; less time left than the clause gives.
pub fn warn_agreement(app: &App, request: WarnAgreement) -> Result<Outcome<AgreementId>> {
    let on = check::past_day("on", request.on, app.when().today)?;
    app.write(Actor::User, |tx| {
        let (one, stage) = standing(tx, request.id)?;
        let days = match (stage, one.facts.forfeiture.notice_days) {
            (AgreementStage::ToWarn, Some(days)) => days,
            (_, _) => return Err(Error::Precondition("no_notice_called_for")),
        };
        if request.until < echu_core::calendar::plus_days(on, days) {
            return Err(Error::Invalid { field: "until", reason: "too_short" });
        }
        tx.agreement_warned(one.id, on, request.until)?;
        tx.record(About::client(one.client_id), &EventKind::AgreementWarned(fact::Warned { on, until: request.until }))?;
        Ok(one.id)
    })
}

/// Notes that the forfeiture was notified: the whole is due, and its invoices follow their plan again.
///
/// # Errors
/// When the clause does not allow it today.
pub fn forfeit_agreement(app: &App, request: ForfeitAgreement) -> Result<Outcome<AgreementId>> {
    let on = check::past_day("on", request.on, app.when().today)?;
    app.write(Actor::User, |tx| {
        let (one, stage) = standing(tx, request.id)?;
        if stage != AgreementStage::ToForfeit {
            return Err(Error::Precondition("no_forfeiture_called_for"));
        }
        let arrears = one.facts.missed(tx.when.today, region(&tx.sql)?).iter().map(|term| term.amount).sum();
        tx.agreement_forfeited(one.id, on)?;
        tx.release_hold(one.hold_id)?;
        tx.record(About::client(one.client_id), &EventKind::AgreementForfeited(fact::Forfeited { on, arrears }))?;
        Ok(one.id)
    })
}

/// Puts an end to an agreement. Paid in full, what was promised of penalties is given up; before that, its invoices follow their plan
/// again, and nothing is.
///
/// # Errors
/// When it is over already.
pub fn close_agreement(app: &App, request: AgreementRequest) -> Result<Outcome<AgreementId>> {
    app.write(Actor::User, |tx| {
        let (one, stage) = standing(tx, request.id)?;
        let kept = stage == AgreementStage::Kept;
        let kind = clients::get(&tx.sql, one.client_id)?.card.debtor_kind;
        let mut waived = Cents::ZERO;
        // The interest of a public body cannot be given up (CCP L2192-14): what ran meanwhile stays owed.
        if kept && kind != DebtorKind::PublicBody {
            for id in &one.invoices {
                waived += give_up(tx, *id)?;
            }
        }
        tx.release_hold(one.hold_id)?;
        tx.record(About::client(one.client_id), &EventKind::AgreementClosed(fact::Closed { kept, waived }))?;
        Ok(one.id)
    })
}

/// Gives up what is left of the penalties of an invoice, as agreed; of the interest, in a half-year without a rate, what ran before it.
fn give_up(tx: &mut Tx, id: InvoiceId) -> Result<Cents> {
    let today = tx.when.today;
    let (interest, fee) = match claims::remaining(&tx.sql, id, today) {
        Ok(left) => left.map(|left| (left.penalties, left.fee)).unwrap_or_default(),
        Err(Error::Domain(DomainError::UnknownRate(half))) => {
            let known = half.first_day().pred_opt().unwrap_or(today);
            let before = claims::remaining(&tx.sql, id, known)?.unwrap_or_default();
            (before.penalties, claims::beside(&tx.sql, id, today)?.1.unwrap_or_default())
        }
        Err(error) => return Err(error),
    };
    if !(interest + fee).is_positive() {
        return Ok(Cents::ZERO);
    }
    let facts = invoices::get(&tx.sql, id)?.facts;
    tx.waive_penalties(id, Waived { on: today, interest, fee }, AS_AGREED)?;
    let event =
        EventKind::PenaltiesWaived(PenaltiesWaived { number: facts.number, interest, fee, on: today, reason: AS_AGREED.to_owned() });
    tx.record(About::client(facts.client_id).invoice(id), &event)?;
    Ok(interest + fee)
}
