//! The letters of an échéancier, from the agreement that is stored: its confirmation, the acknowledgement, its breach.
use super::read::{Named, spread};
use super::refused;
use crate::error::{Error, Result};
use crate::outgoing::words;
use crate::store::agreements;
use crate::store::clients::Client;
use crate::store::settings;
use chrono::{Days, NaiveDate};
use echu_core::calendar::next_working_day;
use echu_core::ids::InvoiceId;
use echu_core::instalments::{AgreementStage, PlanPenalties};
use echu_core::letter::facts::{DebtAcknowledgement, InstalmentAgreement, InstalmentBreach, fees, penalties};
use echu_core::text::long_date;
use rusqlite::Connection;

/// Days a registered letter takes before it is presented, as for a mise en demeure.
const POST_DAYS: u64 = 2;

const NONE: &str = "Aucun échéancier n’est convenu avec ce client\u{a0}: convenez-en un depuis sa fiche.";

/// An agreement as it is confirmed: dated of the day it was agreed, when its figures stop.
pub(super) struct ToConfirm {
    /// What it says.
    pub agreement: InstalmentAgreement,
    /// Which invoices.
    pub ids: Vec<InvoiceId>,
    /// Its day.
    pub on: NaiveDate,
}

/// The confirmation of the agreement that stands.
///
/// # Errors
/// [`Error::Refused`] when none stands, when it is over, or when the account moved since: the paper would contradict it.
pub(super) fn to_confirm(conn: &Connection, client: &Client, today: NaiveDate) -> Result<ToConfirm> {
    let stored = agreements::standing(conn, client.id)?.ok_or_else(|| refused(NONE))?;
    let facts = &stored.facts;
    match facts.stage(today, region(conn)?) {
        AgreementStage::ToSign | AgreementStage::SignatureLate | AgreementStage::Running => {}
        AgreementStage::Kept | AgreementStage::Ended | AgreementStage::Forfeited => {
            return Err(refused("Cet échéancier est terminé\u{a0}: il n’y a plus rien à confirmer."));
        }
        AgreementStage::MissedUnsigned
        | AgreementStage::MissedOnce
        | AgreementStage::ToWarn
        | AgreementStage::Warned
        | AgreementStage::ToForfeit => {
            return Err(refused("Une échéance est déjà impayée\u{a0}: cet échéancier ne se confirme plus."));
        }
    }
    let on = facts.agreed_on;
    let Named { ids, invoices } = spread(conn, &stored, on)?;
    let agreement = InstalmentAgreement {
        invoices,
        credit: stored.credit,
        terms: facts.terms.clone(),
        penalties: facts.penalties,
        forfeiture: facts.forfeiture,
        return_before: facts.return_before,
    };
    if agreement.spread() != facts.total() {
        return Err(moved(on));
    }
    Ok(ToConfirm { agreement, ids, on })
}

/// An acknowledgement of the debt that an agreement spreads.
pub(super) struct Acknowledged {
    /// What it says.
    pub debt: DebtAcknowledgement,
    /// Which invoices.
    pub ids: Vec<InvoiceId>,
    /// The day its figures stop.
    pub on: NaiveDate,
}

/// The acknowledgement of the agreement that stands; none when there is no agreement.
///
/// # Errors
/// [`Error::Refused`] when the account moved since.
pub(super) fn acknowledged(conn: &Connection, client: &Client, return_before: NaiveDate, today: NaiveDate) -> Result<Option<Acknowledged>> {
    let Some(stored) = agreements::standing(conn, client.id)? else { return Ok(None) };
    if stored.facts.stage(today, region(conn)?) == AgreementStage::Kept {
        return Err(refused("Toutes les échéances sont payées\u{a0}: il n’y a plus de dette à reconnaître."));
    }
    let on = stored.facts.agreed_on;
    let Named { ids, invoices } = spread(conn, &stored, on)?;
    let (credit, terms, penalties) = (stored.credit, stored.facts.terms.clone(), stored.facts.penalties);
    let debt = DebtAcknowledgement { invoices, credit, terms, penalties, return_before };
    if debt.spread() != stored.facts.total() {
        return Err(moved(on));
    }
    Ok(Some(Acknowledged { debt, ids, on }))
}

/// The letter that an agreement is not kept, with what is owed today.
///
/// # Errors
/// [`Error::Refused`] with the reason when there is no such letter today.
pub(super) fn broken(
    conn: &Connection,
    client: &Client,
    pay_before: NaiveDate,
    today: NaiveDate,
) -> Result<(InstalmentBreach, Vec<InvoiceId>)> {
    let stored = agreements::standing(conn, client.id)?.ok_or_else(|| refused(NONE))?;
    let (facts, region) = (&stored.facts, region(conn)?);
    let days = u64::from(facts.forfeiture.notice_days.unwrap_or(0));
    let before = next_working_day(today + Days::new(POST_DAYS + days), region);
    let ground = facts.ground(before, today, region).map_err(|why| refused(&why.sentence()))?;
    let Named { ids, invoices } = spread(conn, &stored, today)?;
    let waived = facts.penalties == PlanPenalties::WaivedIfKept;
    let breach = InstalmentBreach {
        agreed_on: facts.agreed_on,
        missed: facts.missed(today, region),
        paid: facts.received,
        waiver_lost: waived && (penalties(&invoices) + fees(&invoices)).is_positive(),
        invoices,
        credit: words::credit(conn, client.id)?,
        ground,
        pay_before,
    };
    Ok((breach, ids))
}

fn region(conn: &Connection) -> Result<echu_core::calendar::Region> {
    Ok(settings::region(&settings::options(conn)?))
}

/// A paper dated of the agreement cannot say other figures than the terms spread.
fn moved(on: NaiveDate) -> Error {
    refused(&format!(
        "Le compte de ce client a changé depuis l’accord du {} (règlement, avoir ou correction)\u{a0}: le papier contredirait les échéances. \
         Mettez fin à cet échéancier et convenez-en un autre.",
        long_date(on)
    ))
}
