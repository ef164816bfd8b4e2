//! The facts of a mise en demeure, read from the base on a given day.
use super::facts;
use super::words::reference;
use crate::error::{Error, Result};
use crate::letters::formal_notice::Facts;
use crate::store::clients::Client;
use crate::store::reminders::{ReminderLine, Role};
use crate::store::{agreements, claims as store, day, settings};
use chrono::{Days, NaiveDate};
use echu_core::calendar::{HalfYear, next_working_day};
use echu_core::dunning::channel::Channel;
use echu_core::ids::InvoiceId;
use echu_core::interest::{AllocationOrder, PartAccount, PenaltyResponse};
use echu_core::letter::journey::Medium;
use echu_core::money::Cents;
use echu_core::notice::{
    ClaimedInvoice, ContactMeans, NoticeFacts, OtherInvoice, PriorContact, ReceivedPayment, Recipient, usual_deadline_days,
};
use echu_core::party::DebtorKind;
use echu_core::text::count;
use rusqlite::Connection;

/// What a notice claims on one invoice, its due parts together.
pub struct NoticeClaim {
    /// Principal, in cents.
    pub principal: Cents,
    /// Interest, in cents.
    pub interest: Cents,
    /// Lump sum, in cents.
    pub fee: Cents,
    /// The account of the whole invoice.
    pub account: PenaltyResponse,
}

/// A notice ready to be laid out.
pub struct Notice {
    /// What it says.
    pub facts: Facts,
    /// What it claims, one an invoice, in the order of the lines it was made for.
    pub claims: Vec<NoticeClaim>,
}

/// Reads the facts of a notice for these lines.
///
/// # Errors
/// A half-year whose rate is not known.
pub fn of(
    conn: &Connection,
    client: &Client,
    lines: &[ReminderLine],
    number: &str,
    (deadline_days, medium): (Option<u32>, Medium),
    today: NaiveDate,
) -> Result<Notice> {
    let creditor = settings::creditor(conn)?;
    let options = settings::options(conn)?;
    let kind = client.card.debtor_kind;
    let mut invoices: Vec<ClaimedInvoice> = Vec::new();
    let mut claims = Vec::new();
    let mut payments = Vec::new();
    let mut others = Vec::new();
    let mut with_pdf = 0;
    for line in lines {
        let now = facts::line_now(conn, line, today)?;
        let due_on = now.due_on.unwrap_or(now.issued_on);
        if line.role == Role::Memory {
            others.push(OtherInvoice { number: now.number, due_on, balance: line.balance });
            continue;
        }
        let account = facts::statement(conn, line.invoice_id, today)?;
        with_pdf += usize::from(now.pdf.is_some());
        let parts = store::by_part(conn, line.invoice_id, today)?;
        let count = parts.len();
        let first = invoices.len();
        for (at, part) in parts.into_iter().enumerate().filter(|(_, part)| count == 1 || is_claimed(part, today)) {
            payments.extend(part.statement.settled.iter().map(|one| ReceivedPayment::of(one, &now.number)));
            invoices.push(ClaimedInvoice {
                number: now.number.clone(),
                part: facts::part_name(at, count),
                issued_on: now.issued_on,
                due_on: part.part.due_on,
                subject: if now.subject.is_empty() { now.purchase_order.clone() } else { now.subject.clone() },
                total: part.part.amount,
                paid: part.paid,
                credited: part.credited,
                statement: part.statement,
            });
        }
        let sum = |of: fn(&PenaltyResponse) -> Cents| invoices.iter().skip(first).map(|invoice| of(&invoice.statement)).sum();
        let (principal, interest, fee) = (sum(|one| one.principal_due), sum(|one| one.interest_due), sum(|one| one.fee));
        claims.push(NoticeClaim { principal, interest, fee, account });
    }
    payments.sort_by_key(|payment| payment.on);
    let first = invoices.first().map(|invoice| invoice.number.clone()).unwrap_or_default();
    let region = settings::region(&options);
    let notice = NoticeFacts {
        debtor_kind: kind,
        creditor,
        debtor: recipient(client),
        dated_on: today,
        reference: if number.is_empty() { reference(&client.card.name, &first) } else { number.to_owned() },
        medium,
        tracking_number: String::new(),
        prior: prior(conn, client, today)?,
        others,
        payments,
        interest_first: options.order() == AllocationOrder::InterestFirst,
        received_on: next_working_day(today + Days::new(2), region),
        deadline_days: deadline_days.unwrap_or_else(|| usual_deadline_days(kind)),
        legal_rate_bp: crate::store::rates::table(conn)?.get(HalfYear::of(today)).ok().map(|rate| rate.legal_other_bp),
        divisor: options.divisor,
        enclosures: enclosures(with_pdf, claims.len()),
        credit: super::words::credit(conn, client.id)?,
        invoices,
    };
    let dress = super::correspondence::dress(conn)?;
    let text = super::texts::in_force(conn, super::texts::Text::Notice, kind)?.text;
    let facts = Facts { notice, text, logo: dress.logo, signature: dress.signature, envelope: dress.envelope, accent: dress.accent };
    Ok(Notice { facts, claims })
}

/// A part is claimed when it is late and something is owed on it, be it the interest of its delay.
fn is_claimed(part: &PartAccount, today: NaiveDate) -> bool {
    part.part.due_on < today && part.statement.total.is_positive()
}

pub(super) fn recipient(client: &Client) -> Recipient {
    Recipient {
        name: client.card.name.clone(),
        address: client.card.address.clone(),
        siren: if client.card.debtor_kind == DebtorKind::Consumer { String::new() } else { client.card.siren.clone() },
        salutation: String::new(),
    }
}

pub(super) fn prior(conn: &Connection, client: &Client, today: NaiveDate) -> Result<Vec<PriorContact>> {
    let mut query = conn.prepare_cached(
        "SELECT c.on_day, c.channel, IFNULL(r.tone, '') FROM contact c LEFT JOIN reminder r ON r.id = c.reminder_id
         WHERE c.client_id = ? AND c.on_day < ? ORDER BY c.on_day DESC, c.id DESC LIMIT 5",
    )?;
    let rows = query.query_map((client.id.0, today.to_string()), |row| {
        let on = day(&row.get::<_, String>(0)?)?;
        let (channel, tone): (String, String) = (row.get(1)?, row.get(2)?);
        let means = match (channel.as_str(), tone.as_str()) {
            (_, "last") => ContactMeans::LastNotice,
            (key, _) => match Channel::from_key(key) {
                Some(Channel::Phone) => ContactMeans::Call,
                Some(Channel::Sms) => ContactMeans::Sms,
                Some(Channel::Visit) => ContactMeans::Visit,
                Some(Channel::Letter) => ContactMeans::Letter,
                Some(Channel::RegisteredLetter) => ContactMeans::RegisteredLetter,
                Some(Channel::Email | Channel::Decision) | None => ContactMeans::Email,
            },
        };
        Ok(PriorContact { on, means })
    })?;
    let mut prior = rows.collect::<Result<Vec<_>, _>>()?;
    prior.reverse();
    Ok(prior)
}

pub(super) fn enclosures(with_pdf: usize, invoices: usize) -> Vec<String> {
    if with_pdf == 0 {
        return Vec::new();
    }
    let copies = if with_pdf == 1 && invoices == 1 {
        "copie de la facture".to_owned()
    } else {
        format!("copie de {}", count(with_pdf as u64, "facture", "factures"))
    };
    vec![copies]
}

/// The lines of the notice a person asks for: every late invoice of the client that is not disputed in whole, those that went
/// through the steps before it as the rule says, or all of them when none did.
///
/// # Errors
/// [`Error::Refused`] when nothing can be claimed.
pub fn lines_for(conn: &Connection, client: &Client, today: NaiveDate) -> Result<Vec<ReminderLine>> {
    let day = super::plan::of(conn, crate::store::situation::Scope::Client(client.id), today)?;
    if let Some(proposal) = day.plan.proposals.iter().find(|one| one.channel == echu_core::dunning::REGISTERED_LETTER) {
        return Ok(super::draft::of_proposal(conn, proposal, today)?.lines);
    }
    let notice_step = day
        .situation
        .clients
        .first()
        .and_then(|debtor| day.plans.iter().find(|plan| plan.id == debtor.plan_id))
        .and_then(|plan| plan.steps.iter().find(|step| step.channel == echu_core::dunning::REGISTERED_LETTER));
    let covered = agreements::covered(conn, client.id)?;
    let mut lines = Vec::new();
    for invoice in day.situation.invoices.iter().filter(|invoice| invoice.is_late(today)) {
        let now = facts::invoice_now(conn, invoice.id, today)?;
        if !now.claimable.is_positive() || covered.contains(&invoice.id) {
            continue;
        }
        let cycle = day.situation.cycles.get(&invoice.id).copied().unwrap_or(1);
        let done = |step| day.situation.done.iter().any(|one| one.invoice_id == invoice.id && one.step_id == step && one.cycle == cycle);
        let step_id = notice_step.map(|step| step.id).filter(|step| !done(*step));
        lines.push(ReminderLine {
            invoice_id: invoice.id,
            identity: identity(conn, invoice.id)?,
            step_id,
            cycle,
            role: if step_id.is_some() { Role::Step } else { Role::Joined },
            balance: now.claimable,
            interest: Cents::ZERO,
            fee: Cents::ZERO,
            invoice_version: now.version,
        });
    }
    if lines.is_empty() && !covered.is_empty() {
        return Err(Error::Refused(super::correspondence::SPREAD.to_owned()));
    }
    if lines.is_empty() {
        return Err(Error::Refused("Ce client n’a aucune facture en retard que l’on puisse réclamer aujourd’hui.".to_owned()));
    }
    Ok(lines)
}

fn identity(conn: &Connection, invoice: InvoiceId) -> Result<String> {
    Ok(conn.query_row("SELECT identity FROM invoice WHERE id = ?", [invoice.0], |row| row.get(0))?)
}
