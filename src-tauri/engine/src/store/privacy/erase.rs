//! The words of a person leave the rows that hold them: what is erased bears a mark or nothing, amounts and dates stay, digests of what
//! was sent stay.
use super::held::{card_list, claimed_list, hold_over, no_case, runs, settled};
use crate::error::{Error, Result};
use crate::store::{Tag, Tx, hex, instant};
use echu_core::ids::{ClientId, ReminderId};
use echu_core::privacy::ErasurePlan;
use echu_core::text::fold;
use echu_core::timeline::ERASED;
use sha2::{Digest, Sha256};

/// How far an erasure goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wipe {
    /// False: what a claim that still runs needs stays.
    pub whole: bool,
    /// True: his name and his postal address too.
    pub identity: bool,
    /// True: he is a person, and leaves the lists.
    pub person: bool,
}

impl Wipe {
    /// What a plan says.
    pub fn of(plan: &ErasurePlan, person: bool) -> Wipe {
        Wipe { whole: plan.whole, identity: plan.identity, person }
    }
}

/// Name of an erased document.
const NAME: &str = "document-efface";
/// A letter whose address was erased, as `letter.recipient` holds it.
const NOBODY: &str = r#"["[effacé]",{}]"#;
/// The lines of a card that say how to reach somebody, each with what is left of it.
const REACH: [&str; 5] = ["contact_name", "email", "email_copies", "email_problem", "phone"];
/// The lines that say who he is and where he lives.
const HOME: [&str; 7] = ["address_recipient", "address_building", "address_street", "address_locality", "postcode", "city", "country"];
const NUMBERS: [&str; 3] = ["siren", "siret", "vat_number"];

/// `column = ''` for each.
fn emptied(columns: &[&str]) -> String {
    columns.iter().map(|column| format!("{column} = ''")).collect::<Vec<_>>().join(", ")
}

/// `column`, or the mark when it held words.
pub(super) fn marked(column: &str) -> String {
    format!("{column} = IIF({column} = '', '', '{ERASED}')")
}

impl Tx<'_> {
    /// Erases a client's personal data, and those of the cards united with his.
    ///
    /// # Errors
    /// The disk's.
    pub fn erase_client(&mut self, client: ClientId, wipe: Wipe) -> Result<()> {
        self.touch_everything();
        let cards = card_list(&self.sql, client)?;
        let claimed = claimed_list(&self.sql, &cards, self.when.today)?;
        if wipe.whole {
            self.drop_prepared(&cards)?;
            self.erase_reach(&cards)?;
        }
        if wipe.identity {
            self.erase_identity(&cards)?;
        }
        let settled: Vec<i64> = {
            let mut query = self.sql.prepare(&format!("SELECT r.id FROM reminder r WHERE {}", settled()))?;
            query.query_map((&cards, &claimed), |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        let reminders: Vec<i64> = if wipe.whole { self.all_over(&cards)? } else { settled };
        self.erase_messages(&reminders)?;
        self.erase_notes(&cards, wipe)?;
        if wipe.whole {
            self.mask_ibans(&cards, wipe.identity)?;
            self.erase_papers(&cards, wipe.identity)?;
            self.sql.execute("DELETE FROM bank_claim WHERE client_id IN (SELECT value FROM json_each(?1))", [&cards])?;
            self.erase_facts("e.client_id IN (SELECT value FROM json_each(?1))", [&cards])?;
        } else {
            self.erase_facts(
                &format!(
                    "e.client_id IN (SELECT value FROM json_each(?1)) AND (e.reminder_id IN (SELECT value FROM json_each(?3))
                     OR (e.reminder_id IS NULL AND e.invoice_id IS NOT NULL AND {}
                         AND NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = e.invoice_id AND {})))",
                    no_case(),
                    runs()
                ),
                (&cards, &claimed, serde_json::to_string(&reminders)?),
            )?;
        }
        if wipe.whole && wipe.person {
            self.sql.execute(
                "UPDATE client SET archived_at = IFNULL(archived_at, ?2), profile_plan_id = NULL, profile_plan_on = NULL, merchant = NULL
                 WHERE id IN (SELECT value FROM json_each(?1))",
                (&cards, instant(self.when.at)),
            )?;
        }
        Ok(())
    }

    /// The words that a search holds in memory are read again: what a change beside them would cover is erased there too.
    fn forget_searched(&mut self) {
        self.words.clear();
        self.forget_words();
    }

    fn touch_everything(&mut self) {
        for tag in [Tag::Ledger, Tag::Plan, Tag::Outbox, Tag::Letters, Tag::Timeline, Tag::Settings] {
            self.touch(tag);
        }
    }

    /// What was prepared, announced or to come back leaves: nobody is to be reminded.
    fn drop_prepared(&mut self, cards: &str) -> Result<()> {
        let drafts: Vec<i64> = {
            let mut query =
                self.sql.prepare("SELECT id FROM reminder WHERE client_id IN (SELECT value FROM json_each(?1)) AND state = 'draft'")?;
            query.query_map([cards], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        for draft in drafts {
            self.move_reminder(ReminderId(draft), "draft", "cancelled", "")?;
        }
        self.sql
            .execute("DELETE FROM forewarning WHERE client_id IN (SELECT value FROM json_each(?1)) AND reminder_id IS NULL", [cards])?;
        self.sql.execute(
            "UPDATE follow_up SET closed_at = IFNULL(closed_at, ?2) WHERE client_id IN (SELECT value FROM json_each(?1))",
            (cards, instant(self.when.at)),
        )?;
        Ok(())
    }

    /// Takes away what says how to reach somebody, on the cards and on what merges remember of them.
    ///
    /// # Errors
    /// The disk's.
    pub fn erase_reach(&mut self, cards: &str) -> Result<()> {
        self.touch_everything();
        self.erase_columns(cards, &REACH)
    }

    fn erase_columns(&mut self, cards: &str, columns: &[&str]) -> Result<()> {
        self.sql.execute(&format!("UPDATE client SET {} WHERE id IN (SELECT value FROM json_each(?1))", emptied(columns)), [cards])?;
        let paths: Vec<String> = columns.iter().map(|column| format!("'$.{column}', ''")).collect();
        self.sql.execute(
            &format!(
                "UPDATE client_merge SET card_before = json_replace(card_before, {0}), card_after = json_replace(card_after, {0})
                 WHERE kept_id IN (SELECT value FROM json_each(?1)) OR gone_id IN (SELECT value FROM json_each(?1))",
                paths.join(", ")
            ),
            [cards],
        )?;
        Ok(())
    }

    /// Takes away who he is and where he lives: no paper that must be kept bears it any more.
    ///
    /// # Errors
    /// The disk's.
    pub fn erase_identity(&mut self, cards: &str) -> Result<()> {
        self.touch_everything();
        self.erase_columns(cards, &HOME)?;
        self.erase_columns(cards, &NUMBERS)?;
        let ids: Vec<i64> = serde_json::from_str(cards)?;
        for id in ids {
            let name = format!("Personne effacée n°\u{a0}{id}");
            self.sql.execute("UPDATE client SET name = ?, folded = ? WHERE id = ?", (&name, fold(&name), id))?;
            self.sql.execute(
                "UPDATE client_merge SET
                    card_before = IIF(kept_id = ?1, json_replace(card_before, '$.name', ?2, '$.folded', ?3), card_before),
                    card_after = IIF(kept_id = ?1, json_replace(card_after, '$.name', ?2, '$.folded', ?3), card_after)
                 WHERE kept_id = ?1",
                (id, &name, fold(&name)),
            )?;
        }
        self.forget_searched();
        self.sql.execute("UPDATE payment SET reference = '' WHERE client_id IN (SELECT value FROM json_each(?1))", [cards])?;
        self.sql.execute(
            "UPDATE invoice SET subject = '', purchase_order = '' WHERE client_id IN (SELECT value FROM json_each(?1))",
            [cards],
        )?;
        Ok(())
    }

    /// What waits to leave for a client who is erased does not leave: he was erased after this copy of the base was made.
    ///
    /// # Errors
    /// The disk's.
    pub fn cancel_what_waits(&mut self, client: ClientId) -> Result<()> {
        self.touch_everything();
        let cards = card_list(&self.sql, client)?;
        self.sql.execute(
            "UPDATE dispatch SET state = 'cancelled', lease = '', why = '' WHERE state IN ('queued', 'deferred', 'needs_review')
             AND reminder_id IN (SELECT id FROM reminder WHERE client_id IN (SELECT value FROM json_each(?1)))",
            [&cards],
        )?;
        self.sql.execute(
            "UPDATE letter SET state = 'cancelled' WHERE state = 'frozen'
             AND reminder_id IN (SELECT id FROM reminder WHERE state = 'approved' AND client_id IN (SELECT value FROM json_each(?1)))",
            [&cards],
        )?;
        let approved: Vec<i64> = {
            let mut query = self.sql.prepare(
                "SELECT r.id FROM reminder r WHERE r.state = 'approved' AND r.client_id IN (SELECT value FROM json_each(?1))
                 AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.reminder_id = r.id AND d.state IN ('sending', 'engaged', 'uncertain'))",
            )?;
            query.query_map([&cards], |row| row.get(0))?.collect::<Result<_, _>>()?
        };
        for id in approved {
            self.move_reminder(ReminderId(id), "approved", "cancelled", "")?;
        }
        Ok(())
    }

    /// Messages and letters that no longer wait for anything.
    fn all_over(&self, cards: &str) -> Result<Vec<i64>> {
        let mut query = self.sql.prepare(
            "SELECT r.id FROM reminder r WHERE r.client_id IN (SELECT value FROM json_each(?1)) AND r.state <> 'draft'
             AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.reminder_id = r.id
                               AND d.state IN ('queued', 'sending', 'engaged', 'deferred', 'uncertain', 'needs_review'))",
        )?;
        Ok(query.query_map([cards], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// Takes the words of messages and letters away, with their bytes; their digests stay.
    ///
    /// # Errors
    /// The disk's.
    pub fn erase_messages(&mut self, reminders: &[i64]) -> Result<()> {
        self.touch_everything();
        let today = self.when.today.to_string();
        for id in reminders {
            self.sql.execute(
                &format!(
                    "UPDATE reminder SET subject = '{ERASED}', body = '{ERASED}', sentence = '', why = '{{}}', lapsed = '' WHERE id = ?"
                ),
                [id],
            )?;
            let sent: Vec<(i64, Option<Vec<u8>>)> = {
                let mut query = self.sql.prepare_cached("SELECT id, mime FROM dispatch WHERE reminder_id = ?")?;
                query.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
            };
            for (dispatch, mime) in sent {
                if let Some(mime) = mime {
                    let digest = hex(&Sha256::digest(&mime));
                    self.sql.execute("UPDATE dispatch SET mime = NULL, mime_sha256 = ? WHERE id = ?", (digest, dispatch))?;
                }
                self.sql.execute(
                    &format!("UPDATE dispatch SET recipient = '{ERASED}', facts = '{{}}', reply = '', {} WHERE id = ?", marked("why")),
                    [dispatch],
                )?;
            }
            self.sql
                .execute(&format!("UPDATE letter SET recipient = ?2, {} WHERE reminder_id = ?1", marked("consent_how")), (id, NOBODY))?;
            self.sql.execute(
                "UPDATE document SET pdf = x'', name = ?2, erased_on = ?3 WHERE erased_on IS NULL AND id IN (
                     SELECT document_id FROM letter WHERE reminder_id = ?1
                     UNION SELECT p.document_id FROM letter_proof p JOIN letter l ON l.id = p.letter_id WHERE l.reminder_id = ?1)",
                (id, NAME, &today),
            )?;
        }
        self.erase_facts("e.reminder_id IN (SELECT value FROM json_each(?1))", [serde_json::to_string(reminders)?])?;
        Ok(())
    }

    /// Takes away what the user wrote; of a client who still owes, the note of his card and what is over. What is noted around his debts, and
    /// who follows his cases, leave with himself only: the contact person of a company is none of them.
    ///
    /// # Errors
    /// The disk's.
    pub fn erase_notes(&mut self, cards: &str, wipe: Wipe) -> Result<()> {
        self.touch_everything();
        self.erase_columns(cards, &["note"])?;
        let of = |table: &str, set: &str, and: &str| {
            format!("UPDATE {table} SET {set} WHERE client_id IN (SELECT value FROM json_each(?1)){and}")
        };
        if wipe.whole {
            self.sql.execute(&of("hold", &marked("note"), ""), [cards])?;
        } else {
            let claimed = claimed_list(&self.sql, cards, self.when.today)?;
            self.sql.execute(&of("hold", &marked("note"), &format!(" AND {}", hold_over())), (cards, claimed))?;
        }
        self.sql.execute(&of("payment", &marked("cancel_note"), ""), [cards])?;
        if !wipe.whole {
            return Ok(());
        }
        self.sql.execute(&of("contact", &marked("note"), ""), [cards])?;
        self.sql.execute(&of("solvency_check", &marked("finding"), ""), [cards])?;
        self.sql.execute(&of("proceeding", &marked("note"), ""), [cards])?;
        let steps = format!(
            "UPDATE proceeding_step SET {} WHERE proceeding_id IN (SELECT id FROM proceeding WHERE client_id IN (SELECT value FROM json_each(?1)))",
            marked("note")
        );
        self.sql.execute(&steps, [cards])?;
        for (table, column) in [("penalty_waiver", "reason"), ("interruption", "note"), ("step_done", "reason")] {
            let sql = format!(
                "UPDATE {table} SET {} WHERE invoice_id IN (SELECT id FROM invoice WHERE client_id IN (SELECT value FROM json_each(?1)))",
                marked(column)
            );
            self.sql.execute(&sql, [cards])?;
        }
        if wipe.person { self.erase_around(cards) } else { Ok(()) }
    }

    /// Takes the personal words out of the facts of these kinds.
    ///
    /// # Errors
    /// The disk's.
    pub fn erase_facts_of(&mut self, cards: &str, kinds: &[&str]) -> Result<()> {
        let kinds = serde_json::to_string(kinds)?;
        self.erase_facts("e.client_id IN (SELECT value FROM json_each(?1)) AND e.op IN (SELECT value FROM json_each(?2))", (cards, kinds))?;
        Ok(())
    }

    /// Takes away the letters outside any plan and what was joined to disputes; the invoices too, once nothing must be kept.
    fn erase_papers(&mut self, cards: &str, invoices: bool) -> Result<()> {
        let kept = if invoices { "" } else { " AND kind <> 'invoice'" };
        self.sql.execute(
            &format!(
                "UPDATE document SET pdf = x'', name = ?2, erased_on = ?3
                 WHERE erased_on IS NULL AND client_id IN (SELECT value FROM json_each(?1)){kept}"
            ),
            (cards, NAME, self.when.today.to_string()),
        )?;
        if invoices {
            self.sql.execute("UPDATE invoice SET pdf_document_id = NULL WHERE client_id IN (SELECT value FROM json_each(?1))", [cards])?;
        }
        Ok(())
    }

    /// Takes the PDF and the words of old invoices away; numbers, dates and amounts stay.
    ///
    /// # Errors
    /// The disk's.
    pub fn erase_invoices(&mut self, invoices: &[i64]) -> Result<()> {
        self.touch_everything();
        let today = self.when.today.to_string();
        for id in invoices {
            self.sql.execute(
                "UPDATE document SET pdf = x'', name = ?2, erased_on = ?3
                 WHERE erased_on IS NULL AND id = (SELECT pdf_document_id FROM invoice WHERE id = ?1)",
                (id, NAME, &today),
            )?;
            self.sql.execute("UPDATE invoice SET pdf_document_id = NULL, subject = '', purchase_order = '' WHERE id = ?", [id])?;
        }
        self.forget_searched();
        Ok(())
    }

    /// A client and the cards united with his, as the lists of this file take them.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub fn card_list(&self, client: ClientId) -> Result<String> {
        let list = card_list(&self.sql, client)?;
        if list == "[]" { Err(Error::NotFound { what: "client", id: client.0 }) } else { Ok(list) }
    }
}
