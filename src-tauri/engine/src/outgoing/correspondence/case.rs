//! The letters of a case, read from the base: a mediation proposed, a claim declared.
use super::{Written, refused};
use crate::error::{Error, Result};
use crate::outgoing::{claimed, facts, notice, words};
use crate::store::clients::Client;
use crate::store::proceedings::notice_of;
use crate::store::{claims, safeguards, settings};
use chrono::{Days, NaiveDate};
use echu_core::calendar::next_working_day;
use echu_core::ids::InvoiceId;
use echu_core::letter::facts::{ClaimDeclaration, InsolvencyKind, MediationProposal, MediatorKind, OwedInvoice};
use echu_core::letter::{Letter, Manner, Matter};
use echu_core::money::Cents;
use echu_core::notice::Recipient;
use echu_core::text::long_date;
use rusqlite::Connection;

/// Days given to answer a proposal when the person names none.
const TO_ANSWER: u64 = 15;

/// What the person chose of a mediation.
#[derive(Debug, Clone)]
pub struct MediationWanted {
    /// How the letter speaks.
    pub manner: Manner,
    /// Who would help.
    pub mediator: MediatorKind,
    /// Of the conciliateur; may be empty.
    pub name: String,
    /// What divides both sides; may be empty.
    pub disagreement: String,
    /// The day an answer is asked for; two weeks and a day ahead when absent.
    pub answer_before: Option<NaiveDate>,
}

/// What the person said of insolvency proceedings.
#[derive(Debug, Clone)]
pub struct DeclarationWanted {
    /// Which.
    pub insolvency: InsolvencyKind,
    /// The mandataire judiciaire or the liquidateur.
    pub agent: Recipient,
    /// The court; may be empty.
    pub court: String,
    /// The privilege; empty for « chirographaire ».
    pub privilege: String,
    /// Published in the BODACC.
    pub published_on: NaiveDate,
    /// The last day to declare.
    pub last_day: NaiveDate,
}

/// The proposal of a mediation on these invoices.
///
/// # Errors
/// When the base cannot be read; insolvency proceedings, in which there is nobody left to agree with.
pub fn mediation(
    conn: &Connection,
    client: &Client,
    ids: &[InvoiceId],
    wanted: MediationWanted,
    number: &str,
    today: NaiveDate,
) -> Result<Written> {
    if client.card.insolvent_on.is_some_and(|on| on <= today) {
        return Err(refused("Ce client est en procédure collective\u{a0}: déclarez votre créance au mandataire, sans rien lui proposer."));
    }
    let (mut invoices, mut disputed) = (Vec::new(), Cents::ZERO);
    for id in ids {
        let now = facts::invoice_now(conn, *id, today)?;
        disputed += now.disputed;
        if now.balance.is_positive() {
            invoices.push(owed(&now));
        }
    }
    let region = settings::region(&settings::options(conn)?);
    let proposal = MediationProposal {
        mediator: wanted.mediator,
        name: wanted.name,
        invoices,
        disputed,
        credit: words::credit(conn, client.id)?,
        disagreement: wanted.disagreement,
        answer_before: wanted.answer_before.unwrap_or_else(|| next_working_day(today + Days::new(TO_ANSWER), region)),
    };
    let letter = letter(conn, client, wanted.manner, number, Matter::Mediation(Box::new(proposal)), today)?;
    Ok(Written { letter, invoices: Vec::new() })
}

/// The declaration of what was owed on these invoices on the day of the judgment.
///
/// # Errors
/// A rate that is not known; a client whose judgment is not noted.
pub fn declaration(
    conn: &Connection,
    client: &Client,
    ids: &[InvoiceId],
    wanted: DeclarationWanted,
    number: &str,
    today: NaiveDate,
) -> Result<Written> {
    let opened_on = client.card.insolvent_on.filter(|on| *on <= today).ok_or_else(|| {
        refused("La date du jugement d’ouverture n’est pas notée\u{a0}: indiquez-la sur la fiche du client, puis revenez.")
    })?;
    let (mut invoices, mut named, mut since) = (Vec::new(), Vec::new(), Cents::ZERO);
    let copies = if ids.len() == 1 { "copie de la facture".to_owned() } else { format!("copie des {} factures", ids.len()) };
    let mut enclosures = vec![copies];
    // The clause covers what was sold since it was agreed (C. com. L624-16), and nothing before.
    let (retention, mut covered) = (safeguards::of(conn, client.id)?, Vec::<String>::new());
    for id in ids {
        let now = facts::invoice_now(conn, *id, today)?;
        if now.issued_on > opened_on {
            // What is born after the judgment is not declared (C. com. L622-24): the date of the invoice stands for its birth.
            return Err(Error::Refused(format!(
                "La facture {} est datée d’après le jugement\u{a0}: elle ne se déclare pas. Rien n’a été établi\u{a0}: décochez-la.",
                now.number
            )));
        }
        let settled = settled_since(conn, *id, opened_on)?;
        since += settled;
        let (mut left, mut contested) = (settled, now.disputed);
        let mut lines = claimed::whole(conn, *id, opened_on)?;
        if lines.is_empty() && now.balance.is_positive() {
            // Without a due date nothing is late and no penalty runs, but it is owed.
            lines.push(owed(&now));
        }
        for mut line in lines {
            let off = left.min(line.balance);
            line.balance -= off;
            left -= off;
            line.disputed = contested.min(line.balance);
            contested -= line.disputed;
            if retention.retention_since.is_some_and(|since| now.issued_on >= since) && covered.last() != Some(&now.number) {
                covered.push(now.number.clone());
            }
            invoices.push(line);
            named.push(*id);
        }
        if let Some(posted) = notice_of(conn, *id)? {
            let said = format!("mise en demeure {} du {}", posted.number, long_date(posted.posted_on));
            if !enclosures.contains(&said) {
                enclosures.push(said);
            }
        }
    }
    if !covered.is_empty() {
        enclosures.push("clause de réserve de propriété".to_owned());
    }
    let declaration = ClaimDeclaration {
        insolvency: wanted.insolvency,
        agent: wanted.agent,
        opened_on,
        court: wanted.court,
        published_on: wanted.published_on,
        last_day: wanted.last_day,
        invoices,
        credit: words::credit(conn, client.id)?,
        settled_since: since,
        privilege: wanted.privilege,
        retention: if covered.is_empty() { String::new() } else { retention.retention().to_owned() },
        retained: covered,
    };
    let mut letter = letter(conn, client, Manner::Plain, number, Matter::Declaration(Box::new(declaration)), today)?;
    letter.enclosures = enclosures;
    Ok(Written { letter, invoices: named })
}

/// What is left of an invoice, without penalties.
fn owed(now: &facts::LineNow) -> OwedInvoice {
    OwedInvoice { balance: now.balance, ..claimed::of(now) }
}

/// What payments and credit notes took off an invoice since a day. A credit note that corrects it from its due date is counted
/// from there by the account of penalties: it is off already.
fn settled_since(conn: &Connection, id: InvoiceId, opened_on: NaiveDate) -> Result<Cents> {
    let Some(request) = claims::of(conn, id, opened_on)? else { return Ok(Cents::ZERO) };
    let paid: Cents = request.payments.iter().filter(|one| one.on > opened_on).map(|one| one.amount).sum();
    let credited = request.credit_notes.iter().filter(|one| one.on > opened_on && !one.retroactive);
    Ok(paid + credited.map(|one| one.amount).sum())
}

fn letter(conn: &Connection, client: &Client, manner: Manner, number: &str, matter: Matter, today: NaiveDate) -> Result<Letter> {
    Ok(Letter {
        manner,
        debtor_kind: client.card.debtor_kind,
        creditor: settings::creditor(conn)?,
        debtor: notice::recipient(client),
        dated_on: today,
        reference: number.to_owned(),
        prior: Vec::new(),
        enclosures: Vec::new(),
        divisor: settings::options(conn)?.divisor,
        matter,
    })
}
