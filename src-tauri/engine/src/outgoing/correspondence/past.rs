//! What is past of a client, as a letter tells it: his account, what he paid late, the time left to act, what was done.
use super::read::Named;
use super::{open, refused};
use crate::error::Result;
use crate::outgoing::facts;
use crate::store::clients::Client;
use crate::store::{agreements, claims, limitations, settings};
use chrono::{Datelike, NaiveDate};
use echu_core::ids::InvoiceId;
use echu_core::letter::facts::{AccountStatement, Entry, EntryKind, FirstToEnd, LatePaid, Step};
use echu_core::money::Cents;
use echu_core::notice::{ContactMeans, PriorContact, part_label};
use rusqlite::Connection;

/// The account since the first of January: invoices, credit notes, payments, what of them paid penalties, discounts, write-offs.
pub(super) fn statement(conn: &Connection, client: &Client, today: NaiveDate) -> Result<AccountStatement> {
    let from = NaiveDate::from_ymd_opt(today.year(), 1, 1).unwrap_or(today);
    let mut query = conn.prepare_cached(
        "SELECT issued_on, kind, number, due_on, total_cents, 0 AS sort FROM invoice i WHERE client_id = ?1 AND archived_at IS NULL
                   AND NOT EXISTS (SELECT 1 FROM due_part p WHERE p.invoice_id = i.id)
         UNION ALL SELECT i.issued_on, i.kind, i.number || ' (' || ROW_NUMBER() OVER (PARTITION BY i.id ORDER BY p.due_on) || '/'
                     || COUNT(*) OVER (PARTITION BY i.id) || ')', p.due_on, p.amount_cents, 0 FROM due_part p JOIN invoice i ON i.id = p.invoice_id
                   WHERE i.client_id = ?1 AND i.archived_at IS NULL
         UNION ALL SELECT received_on, 'payment', reference, NULL, amount_cents, 1 FROM payment WHERE client_id = ?1 AND cancelled_at IS NULL
         UNION ALL SELECT p.received_on, 'to_penalties', i.number, NULL, t.amount_cents, 2 FROM payment p JOIN penalty_payment t ON t.payment_id = p.id
                   JOIN invoice i ON i.id = t.invoice_id WHERE p.client_id = ?1 AND p.cancelled_at IS NULL
         UNION ALL SELECT p.received_on, 'discount', i.number, NULL, d.amount_cents, 2 FROM payment p JOIN discount d ON d.payment_id = p.id
                   JOIN invoice i ON i.id = d.invoice_id WHERE p.client_id = ?1 AND i.archived_at IS NULL
         UNION ALL SELECT written_off_on, 'write_off', number, NULL, total_cents - settled_cents, 3 FROM invoice
                   WHERE client_id = ?1 AND written_off_on IS NOT NULL AND archived_at IS NULL AND total_cents > settled_cents
         ORDER BY 1, 6, 3",
    )?;
    let rows = query.query_map([client.id.0], |row| {
        let kind = match row.get::<_, String>(1)?.as_str() {
            "credit_note" => EntryKind::CreditNote,
            "payment" => EntryKind::Payment,
            "to_penalties" => EntryKind::ToPenalties,
            "discount" => EntryKind::Discount,
            "write_off" => EntryKind::WriteOff,
            _ => EntryKind::Invoice,
        };
        let label: String = row.get(2)?;
        let due: Option<String> = row.get(3)?;
        Ok(Entry {
            on: crate::store::day(&row.get::<_, String>(0)?)?,
            kind,
            // The bank's wording means nothing to the client.
            label: if kind == EntryKind::Payment { String::new() } else { label },
            due_on: due.filter(|_| kind == EntryKind::Invoice).map(|due| crate::store::day(&due)).transpose()?,
            amount: Cents(row.get(4)?),
        })
    })?;
    let all = rows.collect::<Result<Vec<_>, _>>()?;
    let opening = all.iter().filter(|entry| entry.on < from).map(Entry::signed).sum();
    let entries: Vec<Entry> = all.into_iter().filter(|entry| entry.on >= from && entry.on <= today).collect();
    let standing = agreements::standing(conn, client.id)?;
    let covered = |id: &InvoiceId| standing.as_ref().is_some_and(|one| one.invoices.contains(id));
    let region = settings::region(&settings::options(conn)?);
    // Of what an agreement spreads, the terms that were missed.
    let mut overdue: Cents = standing.iter().flat_map(|one| one.facts.missed(today, region)).map(|term| term.amount).sum();
    for id in open(conn, client, true, today)?.into_iter().filter(|id| !covered(id)) {
        overdue += facts::invoice_now(conn, id, today)?.claimable;
    }
    let mut statement = AccountStatement { from, to: today, opening, entries, overdue };
    // A credit on the account pays the oldest first: nothing more than the balance is overdue.
    statement.overdue = statement.overdue.min(statement.closing().or_zero());
    Ok(statement)
}

/// The invoices whose principal is paid and whose penalties are not.
pub(super) fn late_paid(conn: &Connection, client: &Client, today: NaiveDate) -> Result<Named<LatePaid>> {
    let mut query = conn.prepare_cached(
        "SELECT i.id, (SELECT MAX(p.received_on) FROM allocation a JOIN payment p ON p.id = a.payment_id WHERE a.invoice_id = i.id) AS paid_on
         FROM invoice i WHERE i.client_id = ? AND i.kind = 'invoice' AND i.archived_at IS NULL AND i.written_off_on IS NULL
           AND i.settled_cents >= i.total_cents
           AND paid_on > IFNULL((SELECT MIN(f.due_on) FROM due_part f WHERE f.invoice_id = i.id), i.due_on) ORDER BY i.due_on, i.id",
    )?;
    let rows = query.query_map([client.id.0], |row| Ok((InvoiceId(row.get(0)?), row.get::<_, String>(1)?)))?;
    let mut found = Named::default();
    // What an agreement that stands promised to give up is not claimed meanwhile.
    let covered = agreements::covered(conn, client.id)?;
    for row in rows.collect::<Result<Vec<_>, _>>()?.into_iter().filter(|row| !covered.contains(&row.0)) {
        let (id, paid_on) = (row.0, crate::store::day(&row.1)?);
        let now = facts::invoice_now(conn, id, today)?;
        let accounts = claims::by_part(conn, id, today)?;
        let count = accounts.len();
        // The amount of the invoice is paid: what is left of its principal is there because its interest was paid first.
        for (at, part) in accounts.into_iter().enumerate().filter(|(_, part)| part.statement.total.is_positive()) {
            // Of a part, its own last payment; the penalties of an invoice may have been paid since.
            let own = part.statement.settled.iter().map(|payment| payment.on).max().filter(|_| count > 1);
            let late = LatePaid {
                number: part_label(&now.number, &facts::part_name(at, count)),
                due_on: part.part.due_on,
                total: part.part.amount,
                paid_on: own.unwrap_or(paid_on),
                statement: part.statement,
            };
            found.push(id, late);
        }
    }
    if found.ids.is_empty() {
        return Err(refused("Aucune facture réglée en retard ne laisse de pénalités à réclamer."));
    }
    Ok(found)
}

/// Of the late invoices, the one whose time to act ends first.
pub(super) fn first_to_end(conn: &Connection, client: &Client, today: NaiveDate) -> Result<Option<FirstToEnd>> {
    let mut first: Option<limitations::Watched> = None;
    for id in open(conn, client, true, today)? {
        let watched = limitations::of_invoice(conn, id, today)?;
        let sooner = |one: &limitations::Watched| first.as_ref().is_none_or(|known| one.limitation.last_day < known.limitation.last_day);
        if let Some(watched) = watched.filter(sooner) {
            first = Some(watched);
        }
    }
    Ok(first.map(|one| FirstToEnd {
        number: one.number,
        limitation: one.limitation,
        interruptions: one.interruptions.iter().map(|interruption| (interruption.on, interruption.kind)).collect(),
    }))
}

pub(super) fn step(contact: &PriorContact) -> Step {
    let what = match contact.means {
        ContactMeans::Email => "Relance par e-mail",
        ContactMeans::Call => "Appel",
        ContactMeans::Sms => "SMS",
        ContactMeans::Visit => "Visite",
        ContactMeans::Letter => "Courrier",
        ContactMeans::RegisteredLetter => "Lettre recommandée",
        ContactMeans::LastNotice => "Dernier avis",
    };
    Step { on: contact.on, what: what.to_owned() }
}
