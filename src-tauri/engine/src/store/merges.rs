//! Two clients made one: what moved, and the way back. The card that goes away stays, with its history, behind the other.
use super::clients::{CARD, Card};
use super::invoice_list::OPEN;
use super::{Tag, Tx, instant};
use crate::error::{Error, Result};
use echu_core::ids::ClientId;
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeSet;

/// What a merge may change of a card.
fn columns() -> impl Iterator<Item = &'static str> {
    CARD.into_iter().chain(["email_problem", "mail_account_id", "merchant", "archived_at"])
}

/// What says one thing together: it goes back whole, or stays whole. Half of an address, or the SIREN of one company with the
/// SIRET of another, is nobody's.
const GROUPS: [&[&str]; 5] = [
    &["email", "email_problem"],
    &["address_recipient", "address_building", "address_street", "address_locality", "postcode", "city", "country"],
    &["siren", "siret", "vat_number"],
    &["debtor_kind", "plan_id"],
    &["name", "folded"],
];

/// What must be as the merge left it for a column to go back, as SQL.
fn untouched(column: &'static str) -> String {
    let group = GROUPS.into_iter().find(|group| group.contains(&column));
    let same = |one: &str| format!("{one} IS json_extract(m.card_after, '$.{one}')");
    let all: Vec<String> = group.map_or_else(|| vec![same(column)], |group| group.iter().map(|one| same(one)).collect());
    all.join(" AND ")
}

/// What carries the client it is about. Everything of one goes to the other; the history names who it named, and is read
/// through.
const MOVED: [&str; 12] = [
    "invoice",
    "payment",
    "document",
    "hold",
    "follow_up",
    "agreement",
    "proceeding",
    "reminder",
    "contact",
    "forewarning",
    "solvency_check",
    "safeguard",
];

/// Two clients made one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// Its identity.
    pub id: i64,
    /// The card that stays.
    pub kept: ClientId,
    /// The card that went away.
    pub gone: ClientId,
    /// Instant, UTC.
    pub at: String,
    /// True when taken back.
    pub undone: bool,
    /// Why it can no longer be taken back: "sent", "letter", "added", "merged_again"; empty while it can.
    pub bound: String,
}

/// The client a card stands behind, through several merges; itself when it stands alone.
pub(super) const STANDS: &str = "(WITH RECURSIVE up(id, into_id) AS (SELECT c.id, c.merged_into FROM client c WHERE c.id = {id}
    UNION ALL SELECT c.id, c.merged_into FROM client c JOIN up ON c.id = up.into_id) SELECT id FROM up WHERE into_id IS NULL)";

/// A client and every card that stands behind him.
pub(crate) const BEHIND: &str =
    "(WITH RECURSIVE down(id) AS (SELECT {id} UNION SELECT c.id FROM client c JOIN down ON c.merged_into = down.id) SELECT id FROM down)";

const MERGE: &str = "SELECT m.id, m.kept_id, m.gone_id, m.at, m.undone_at IS NOT NULL AS undone,
    CASE WHEN EXISTS (SELECT 1 FROM client c WHERE c.id = m.kept_id AND c.merged_into IS NOT NULL)
           OR EXISTS (SELECT 1 FROM client_merge n WHERE n.kept_id = m.kept_id AND n.id > m.id AND n.undone_at IS NULL) THEN 'merged_again'
         WHEN EXISTS (SELECT 1 FROM contact t WHERE t.client_id = m.kept_id AND t.id > m.last_contact)
           OR EXISTS (SELECT 1 FROM dispatch d JOIN reminder r ON r.id = d.reminder_id WHERE r.client_id = m.kept_id AND d.engaged_at > m.at) THEN 'sent'
         WHEN EXISTS (SELECT 1 FROM letter l JOIN reminder r ON r.id = l.reminder_id WHERE r.client_id = m.kept_id AND l.created_at > m.at) THEN 'letter'
         WHEN EXISTS (SELECT 1 FROM invoice i WHERE i.client_id = m.kept_id AND i.created_at > m.at)
           OR EXISTS (SELECT 1 FROM payment p WHERE p.client_id = m.kept_id AND p.created_at > m.at AND p.cancelled_at IS NULL) THEN 'added'
         ELSE '' END AS bound FROM client_merge m";

fn merge(row: &Row) -> rusqlite::Result<Merge> {
    Ok(Merge {
        id: row.get("id")?,
        kept: ClientId(row.get("kept_id")?),
        gone: ClientId(row.get("gone_id")?),
        at: row.get("at")?,
        undone: row.get("undone")?,
        bound: row.get("bound")?,
    })
}

/// The last merges that stand, latest first.
///
/// # Errors
/// When the base cannot be read.
pub fn standing(conn: &Connection, most: u32) -> Result<Vec<Merge>> {
    let mut query = conn.prepare_cached(&format!("{MERGE} WHERE m.undone_at IS NULL ORDER BY m.id DESC LIMIT ?"))?;
    Ok(query.query_map([most], merge)?.collect::<Result<_, _>>()?)
}

/// One merge.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: i64) -> Result<Merge> {
    let found = conn.prepare_cached(&format!("{MERGE} WHERE m.id = ?"))?.query_row([id], merge).optional()?;
    found.ok_or(Error::NotFound { what: "merge", id })
}

/// The client a card stands behind; himself when it stands alone.
///
/// # Errors
/// [`Error::NotFound`].
pub fn stands_for(conn: &Connection, id: ClientId) -> Result<ClientId> {
    let found: Option<i64> =
        conn.prepare_cached(&format!("SELECT {}", STANDS.replace("{id}", "?1")))?.query_row([id.0], |row| row.get(0))?;
    found.map(ClientId).ok_or(Error::NotFound { what: "client", id: id.0 })
}

/// Pairs of which a person said that they are two clients, smaller id first.
///
/// # Errors
/// When the base cannot be read.
pub fn apart(conn: &Connection) -> Result<BTreeSet<(ClientId, ClientId)>> {
    let mut query = conn.prepare_cached("SELECT one_id, other_id FROM client_apart")?;
    let rows = query.query_map([], |row| Ok((ClientId(row.get(0)?), ClientId(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How much of a client would move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moving {
    /// Invoices and credit notes, open or not.
    pub invoices: u32,
    /// Payments.
    pub payments: u32,
    /// Messages sent, letters, calls and visits.
    pub contacts: u32,
    /// Disputes, promises, pauses, échéanciers, decisions that stand.
    pub holds: u32,
    /// Of them, those that stop all of his invoices.
    pub whole_holds: u32,
    /// Échéanciers, over or not.
    pub agreements: u32,
    /// PDFs, letters, proofs.
    pub documents: u32,
    /// Lines of his history.
    pub events: u32,
}

/// How much of a client would move to another.
///
/// # Errors
/// When the base cannot be read.
pub fn moving(conn: &Connection, id: ClientId) -> Result<Moving> {
    let found = conn
        .prepare_cached(
            "SELECT (SELECT COUNT(*) FROM invoice WHERE client_id = ?1), (SELECT COUNT(*) FROM payment WHERE client_id = ?1),
                (SELECT COUNT(*) FROM contact WHERE client_id = ?1), (SELECT COUNT(*) FROM hold WHERE client_id = ?1 AND released_on IS NULL),
                (SELECT COUNT(*) FROM hold WHERE client_id = ?1 AND released_on IS NULL AND invoice_id IS NULL AND kind <> 'instalments'),
                (SELECT COUNT(*) FROM agreement WHERE client_id = ?1), (SELECT COUNT(*) FROM document WHERE client_id = ?1),
                (SELECT COUNT(*) FROM event WHERE client_id = ?1)",
        )?
        .query_row([id.0], |row| {
            Ok(Moving {
                invoices: row.get(0)?,
                payments: row.get(1)?,
                contacts: row.get(2)?,
                holds: row.get(3)?,
                whole_holds: row.get(4)?,
                agreements: row.get(5)?,
                documents: row.get(6)?,
                events: row.get(7)?,
            })
        })?;
    Ok(found)
}

/// True when a letter of one of these clients is frozen and neither posted nor set aside: it names whom it names.
///
/// # Errors
/// When the base cannot be read.
pub fn letter_waits(conn: &Connection, one: ClientId, other: ClientId) -> Result<bool> {
    let waits = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM letter l JOIN reminder r ON r.id = l.reminder_id
                            WHERE r.client_id IN (?1, ?2) AND l.state = 'frozen' AND r.state = 'approved')",
        )?
        .query_row([one.0, other.0], |row| row.get(0))?;
    Ok(waits)
}

/// True while a message to one of these clients is being sent.
///
/// # Errors
/// When the base cannot be read.
pub fn message_leaves(conn: &Connection, one: ClientId, other: ClientId) -> Result<bool> {
    let leaves = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM dispatch d JOIN reminder r ON r.id = d.reminder_id
                            WHERE r.client_id IN (?1, ?2) AND d.state IN ('sending', 'engaged'))",
        )?
        .query_row([one.0, other.0], |row| row.get(0))?;
    Ok(leaves)
}

impl Tx<'_> {
    /// Moves all that is of one client to another, whose card becomes this one. What waited to be sent has been dropped before.
    ///
    /// # Errors
    /// The disk's.
    pub fn merge_clients(&mut self, kept: ClientId, gone: ClientId, card: &Card) -> Result<i64> {
        self.touch_all();
        let before = self.card_json(kept)?;
        let at = instant(self.when.at);
        self.sql.execute(
            "INSERT INTO client_merge (kept_id, gone_id, at, card_before, card_after, last_contact)
             VALUES (?1, ?2, ?3, ?4, ?4, (SELECT IFNULL(MAX(id), 0) FROM contact))",
            (kept.0, gone.0, &at, &before),
        )?;
        let id = self.sql.last_insert_rowid();
        // What was announced names one client; it is announced anew, unless a person wants to read it first.
        self.sql.execute(
            "DELETE FROM forewarning WHERE client_id IN (?, ?) AND reminder_id IS NULL AND retained_at IS NULL",
            (kept.0, gone.0),
        )?;
        self.sql.execute("DELETE FROM bank_claim WHERE client_id = ?", [gone.0])?;
        // What was promised of one account is not promised of both.
        for client in [kept, gone] {
            self.sql.execute(
                "INSERT INTO client_merge_row (merge_id, kind, row_id) SELECT ?1, 'promise', id FROM hold
                 WHERE client_id = ?2 AND kind = 'promise' AND invoice_id IS NULL AND amount_cents IS NULL AND released_on IS NULL",
                (id, client.0),
            )?;
            self.sql.execute(
                &format!(
                    "UPDATE hold SET amount_cents = (SELECT SUM(i.total_cents - i.settled_cents) FROM invoice i WHERE {OPEN} AND i.client_id = ?2)
                     WHERE client_id = ?2 AND id IN (SELECT row_id FROM client_merge_row WHERE merge_id = ?1 AND kind = 'promise')"
                ),
                (id, client.0),
            )?;
        }
        for table in MOVED {
            self.sql.execute(
                &format!(
                    "INSERT INTO client_merge_row (merge_id, kind, row_id) SELECT ?1, '{table}', id FROM {table} WHERE client_id = ?2"
                ),
                (id, gone.0),
            )?;
            self.sql.execute(&format!("UPDATE {table} SET client_id = ?1 WHERE client_id = ?2"), (kept.0, gone.0))?;
        }
        self.update_client(kept, card)?;
        // The account his messages leave from, when one of the two was chosen.
        self.sql.execute(
            "UPDATE client SET mail_account_id = IFNULL(mail_account_id, (SELECT g.mail_account_id FROM client g WHERE g.id = ?2)) WHERE id = ?1",
            (kept.0, gone.0),
        )?;
        self.sql.execute(
            "UPDATE client SET merchant = IFNULL(merchant, (SELECT g.merchant FROM client g WHERE g.id = ?2)) WHERE id = ?1",
            (kept.0, gone.0),
        )?;
        // An address that comes from the other card comes with what is wrong with it.
        self.sql.execute(
            "UPDATE client SET email_problem = g.email_problem FROM client g, client_merge m
             WHERE client.id = ?1 AND g.id = ?2 AND m.id = ?3 AND g.email_problem <> '' AND client.email = g.email
               AND client.email <> json_extract(m.card_before, '$.email')",
            (kept.0, gone.0, id),
        )?;
        // Whoever one still works with is no longer archived.
        self.sql.execute(
            "UPDATE client SET archived_at = NULL WHERE id = ?1 AND EXISTS (SELECT 1 FROM client g WHERE g.id = ?2 AND g.archived_at IS NULL)",
            (kept.0, gone.0),
        )?;
        let after = self.card_json(kept)?;
        self.sql.execute("UPDATE client_merge SET card_after = ? WHERE id = ?", (&after, id))?;
        self.sql
            .execute("UPDATE client SET merged_into = ?1, archived_at = IFNULL(archived_at, ?2) WHERE id = ?3", (kept.0, &at, gone.0))?;
        self.merged_moves(kept)?;
        Ok(id)
    }

    /// Takes a merge back: what moved goes back with the papers about it, and so does what the card took. What a person changed on
    /// the card since stays.
    ///
    /// # Errors
    /// [`Error::Precondition`] when something since ties the two together; nothing is then written.
    pub fn undo_merge(&mut self, merge: &Merge) -> Result<()> {
        self.touch_all();
        let announced = "DELETE FROM forewarning WHERE client_id = ? AND reminder_id IS NULL AND retained_at IS NULL";
        self.sql.execute(announced, [merge.kept.0])?;
        for table in MOVED {
            self.sql.execute(
                &format!(
                    "UPDATE {table} SET client_id = ?1 WHERE client_id = ?2
                     AND id IN (SELECT row_id FROM client_merge_row WHERE merge_id = ?3 AND kind = '{table}')"
                ),
                (merge.gone.0, merge.kept.0, merge.id),
            )?;
        }
        self.sql.execute(
            "UPDATE hold SET amount_cents = NULL WHERE id IN (SELECT row_id FROM client_merge_row WHERE merge_id = ? AND kind = 'promise')",
            [merge.id],
        )?;
        self.refuse_mixed(merge.kept, merge.gone)?;
        // Papers joined since are of whom they are about.
        self.sql.execute(
            "UPDATE document SET client_id = ?1 WHERE client_id = ?2 AND id IN (
                 SELECT pdf_document_id FROM invoice WHERE client_id = ?1
                 UNION ALL SELECT p.document_id FROM hold_document p JOIN hold h ON h.id = p.hold_id WHERE h.client_id = ?1
                 UNION ALL SELECT p.document_id FROM letter_proof p JOIN letter l ON l.id = p.letter_id
                           JOIN reminder r ON r.id = l.reminder_id WHERE r.client_id = ?1)",
            (merge.gone.0, merge.kept.0),
        )?;
        let back: Vec<String> = columns()
            .map(|column| format!("{column} = IIF({}, json_extract(m.card_before, '$.{column}'), {column})", untouched(column)))
            .collect();
        self.sql.execute(
            &format!("UPDATE client SET {} FROM client_merge m WHERE m.id = ?1 AND client.id = m.kept_id", back.join(", ")),
            [merge.id],
        )?;
        // The instant tells whether it was archived by the merge.
        self.sql.execute(
            "UPDATE client SET merged_into = NULL, archived_at = NULLIF(archived_at, ?1) WHERE id = ?2",
            (&merge.at, merge.gone.0),
        )?;
        self.sql.execute("UPDATE client_merge SET undone_at = ? WHERE id = ?", (instant(self.when.at), merge.id))?;
        self.merged_moves(merge.kept)?;
        self.merged_moves(merge.gone)
    }

    /// A person said that these are two clients, or takes it back.
    ///
    /// # Errors
    /// The disk's.
    pub fn set_apart(&mut self, one: ClientId, other: ClientId, apart: bool) -> Result<()> {
        self.touch(Tag::Ledger);
        let pair = (one.0.min(other.0), one.0.max(other.0));
        if apart {
            self.sql.execute(
                "INSERT INTO client_apart (one_id, other_id, said_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (pair.0, pair.1, instant(self.when.at)),
            )?;
        } else {
            self.sql.execute("DELETE FROM client_apart WHERE one_id = ? AND other_id = ?", pair)?;
        }
        Ok(())
    }

    /// What was recorded since may settle, stop or spread the invoices of both.
    fn refuse_mixed(&self, kept: ClientId, gone: ClientId) -> Result<()> {
        let mixed: bool = self
            .sql
            .prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM allocation a JOIN invoice i ON i.id = a.invoice_id LEFT JOIN payment p ON p.id = a.payment_id
                                LEFT JOIN invoice n ON n.id = a.credit_note_id
                                WHERE i.client_id IN (?1, ?2) AND IFNULL(p.client_id, n.client_id) <> i.client_id)
                     OR EXISTS (SELECT 1 FROM penalty_payment a JOIN invoice i ON i.id = a.invoice_id JOIN payment p ON p.id = a.payment_id
                                WHERE i.client_id IN (?1, ?2) AND p.client_id <> i.client_id)
                     OR EXISTS (SELECT 1 FROM hold h JOIN invoice i ON i.id = h.invoice_id
                                WHERE i.client_id IN (?1, ?2) AND h.client_id <> i.client_id)
                     OR EXISTS (SELECT 1 FROM agreement g JOIN agreement_invoice a ON a.agreement_id = g.id JOIN invoice i ON i.id = a.invoice_id
                                WHERE i.client_id IN (?1, ?2) AND g.client_id <> i.client_id)",
            )?
            .query_row([kept.0, gone.0], |row| row.get(0))?;
        if mixed { Err(Error::Precondition("merge_mixed")) } else { Ok(()) }
    }

    /// A card as its columns hold it.
    fn card_json(&self, id: ClientId) -> Result<String> {
        let pairs: Vec<String> = columns().map(|column| format!("'{column}', {column}")).collect();
        let sql = format!("SELECT json_object({}) FROM client WHERE id = ?", pairs.join(", "));
        Ok(self.sql.prepare_cached(&sql)?.query_row([id.0], |row| row.get(0))?)
    }

    fn touch_all(&mut self) {
        for tag in [Tag::Ledger, Tag::Plan, Tag::Outbox, Tag::Letters, Tag::Timeline] {
            self.touch(tag);
        }
    }

    /// What was approved for a client is looked at again, and his invoices are found under his name.
    fn merged_moves(&mut self, id: ClientId) -> Result<()> {
        self.sql.execute("UPDATE invoice SET version = version + 1 WHERE client_id = ? AND settled_cents < total_cents", [id.0])?;
        self.put_words_of(id)
    }
}
