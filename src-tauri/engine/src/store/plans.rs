//! Dunning plans, as the screens name them and as their owner writes them. The rule of the day reads them in `store::situation`.
use super::read::{debtor_kind, debtor_kind_key};
use super::{Tag, Tx};
use crate::error::{Error, Result};
use echu_core::dunning::Step;
use echu_core::ids::{PlanId, ReminderId, StepId};
use echu_core::party::DebtorKind;
use rusqlite::{Connection, OptionalExtension};
use std::collections::{BTreeMap, BTreeSet};

/// A plan, without its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanName {
    /// Its identity.
    pub id: PlanId,
    /// The preset it came from; none: the user's own.
    pub preset: Option<String>,
    /// Shown to the user.
    pub name: String,
    /// The clients it is made for.
    pub debtor_kind: DebtorKind,
    /// The plan of clients of that kind that name none.
    pub is_default: bool,
}

/// Every plan in use, in the order of their making.
///
/// # Errors
/// When the base cannot be read.
pub fn names(conn: &Connection) -> Result<Vec<PlanName>> {
    let mut query = conn.prepare_cached("SELECT id, key, name, debtor_kind, is_default FROM dunning_plan WHERE retired = 0 ORDER BY id")?;
    let rows = query.query_map([], |row| {
        Ok(PlanName {
            id: PlanId(row.get("id")?),
            preset: row.get("key")?,
            name: row.get("name")?,
            debtor_kind: debtor_kind(row, "debtor_kind")?,
            is_default: row.get("is_default")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Clients for whom each plan was chosen, by a person or by how they pay; a plan that is not there was chosen for none.
///
/// # Errors
/// When the base cannot be read.
pub fn named_by(conn: &Connection) -> Result<BTreeMap<PlanId, u32>> {
    let mut query = conn.prepare_cached(
        "SELECT IFNULL(plan_id, profile_plan_id) AS plan, COUNT(*) FROM client WHERE plan IS NOT NULL AND archived_at IS NULL GROUP BY plan",
    )?;
    let rows = query.query_map([], |row| Ok((PlanId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// One plan in use.
///
/// # Errors
/// [`Error::NotFound`] when there is none, or it is retired.
pub fn get(conn: &Connection, id: PlanId) -> Result<PlanName> {
    names(conn)?.into_iter().find(|plan| plan.id == id).ok_or(Error::NotFound { what: "plan", id: id.0 })
}

/// The messages that are drafted or approved for one of these steps, and have not begun to leave; letters that exist are not among
/// them.
///
/// # Errors
/// When the base cannot be read.
pub fn waiting_for(conn: &Connection, steps: &BTreeSet<StepId>) -> Result<Vec<(ReminderId, bool)>> {
    let mut query = conn.prepare_cached(
        "SELECT DISTINCT r.id, r.state = 'approved' FROM reminder r JOIN reminder_line l ON l.reminder_id = r.id
         WHERE r.state IN ('draft', 'approved') AND l.step_id = ?1 AND NOT EXISTS (SELECT 1 FROM letter WHERE reminder_id = r.id)
           AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.reminder_id = r.id AND d.state IN ('sending', 'engaged', 'uncertain', 'sent'))",
    )?;
    let mut found = BTreeSet::new();
    for step in steps {
        let rows = query.query_map([step.0], |row| Ok((ReminderId(row.get(0)?), row.get(1)?)))?;
        found.extend(rows.collect::<Result<Vec<(ReminderId, bool)>, _>>()?);
    }
    Ok(found.into_iter().collect())
}

/// A step as it is stored, to be compared.
struct Stored {
    id: StepId,
    offset_days: i32,
    channel: String,
    tone: String,
    used: bool,
}

fn stored(conn: &Connection, plan: PlanId) -> Result<Vec<Stored>> {
    let mut query = conn.prepare_cached(
        "SELECT id, offset_days, channel, tone,
                EXISTS (SELECT 1 FROM step_done WHERE step_id = s.id) OR EXISTS (SELECT 1 FROM reminder WHERE step_id = s.id)
                OR EXISTS (SELECT 1 FROM reminder_line WHERE step_id = s.id) AS used
         FROM dunning_step s WHERE plan_id = ? AND retired = 0 ORDER BY position",
    )?;
    let rows = query.query_map([plan.0], |row| {
        Ok(Stored { id: StepId(row.get(0)?), offset_days: row.get(1)?, channel: row.get(2)?, tone: row.get(3)?, used: row.get(4)? })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Tx<'_> {
    /// Adds a plan of the user's own, without steps.
    ///
    /// # Errors
    /// [`Error::Invalid`] when another plan has that name.
    pub fn insert_plan(&mut self, name: &str, kind: DebtorKind) -> Result<PlanId> {
        self.touch(Tag::Plan);
        self.free_name(None, name)?;
        self.sql.execute("INSERT INTO dunning_plan (name, debtor_kind) VALUES (?, ?)", (name, debtor_kind_key(kind)))?;
        Ok(PlanId(self.sql.last_insert_rowid()))
    }

    /// Gives a plan another name.
    ///
    /// # Errors
    /// [`Error::Invalid`] when another plan has it.
    pub fn rename_plan(&mut self, id: PlanId, name: &str) -> Result<()> {
        self.touch(Tag::Plan);
        self.free_name(Some(id), name)?;
        self.sql.execute("UPDATE dunning_plan SET name = ? WHERE id = ?", (name, id.0))?;
        Ok(())
    }

    fn free_name(&self, but: Option<PlanId>, name: &str) -> Result<()> {
        let taken: Option<i64> =
            self.sql.query_row("SELECT id FROM dunning_plan WHERE name = ? COLLATE NOCASE", [name], |row| row.get(0)).optional()?;
        match taken {
            Some(id) if but != Some(PlanId(id)) => Err(Error::Invalid { field: "name", reason: "taken" }),
            Some(_) | None => Ok(()),
        }
    }

    /// Writes the steps of a plan over those it had. A step that the history names and that leaves, or speaks otherwise, is retired,
    /// never erased. Gives the stored steps that changed or left: what waits for them was made for another plan.
    ///
    /// # Errors
    /// [`Error::NotFound`] when a step belongs to another plan.
    pub fn write_steps(&mut self, plan: PlanId, steps: &[Step]) -> Result<BTreeSet<StepId>> {
        self.touch(Tag::Plan);
        let before = stored(&self.sql, plan)?;
        let mut changed = BTreeSet::new();
        // Out of the way first: two steps never share a position, not even for an instant.
        self.sql.execute("UPDATE dunning_step SET position = position + 1000 WHERE plan_id = ? AND retired = 0", [plan.0])?;
        let mut kept = BTreeSet::new();
        for step in steps {
            let tone = serde_json::to_value(step.tone)?;
            let skip = step.review == echu_core::dunning::Review::MaySkip;
            let row = match before.iter().find(|row| row.id == step.id) {
                None if step.id != StepId(0) => return Err(Error::NotFound { what: "step", id: step.id.0 }),
                Some(row) if !row.used || Some(row.tone.as_str()) == tone.as_str() => Some(row),
                Some(_) | None => None,
            };
            let Some(row) = row else {
                self.sql
                    .prepare_cached(
                        "INSERT INTO dunning_step (plan_id, position, offset_days, channel, tone, same_contact, may_skip_review) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    )?
                    .execute((plan.0, step.position, step.offset_days, &step.channel, tone.as_str(), step.same_contact_as_previous, skip))?;
                continue;
            };
            kept.insert(row.id);
            if (row.offset_days, row.channel.as_str(), Some(row.tone.as_str())) != (step.offset_days, step.channel.as_str(), tone.as_str())
            {
                changed.insert(row.id);
            }
            self.sql
                .prepare_cached(
                    "UPDATE dunning_step SET position = ?, offset_days = ?, channel = ?, tone = ?, same_contact = ?, may_skip_review = ? WHERE id = ?",
                )?
                .execute((step.position, step.offset_days, &step.channel, tone.as_str(), step.same_contact_as_previous, skip, row.id.0))?;
        }
        for row in before.iter().filter(|row| !kept.contains(&row.id)) {
            changed.insert(row.id);
            let gone = if row.used { "UPDATE dunning_step SET retired = 1 WHERE id = ?" } else { "DELETE FROM dunning_step WHERE id = ?" };
            self.sql.prepare_cached(gone)?.execute([row.id.0])?;
        }
        Ok(changed)
    }

    /// Makes a plan the one of the clients of its kind that name none.
    ///
    /// # Errors
    /// The disk's.
    pub fn default_plan(&mut self, plan: &PlanName) -> Result<()> {
        self.touch(Tag::Plan);
        self.sql.execute("UPDATE dunning_plan SET is_default = 0 WHERE debtor_kind = ?", [debtor_kind_key(plan.debtor_kind)])?;
        self.sql.execute("UPDATE dunning_plan SET is_default = 1 WHERE id = ?", [plan.id.0])?;
        self.look_at_everyone()?;
        Ok(())
    }

    /// Retires a plan: the clients that named it take the default one of their kind.
    ///
    /// # Errors
    /// The base refuses it for a default plan.
    pub fn retire_plan(&mut self, id: PlanId) -> Result<()> {
        self.touch(Tag::Plan);
        self.touch(Tag::Ledger);
        self.sql.execute("UPDATE client SET plan_id = NULL WHERE plan_id = ?", [id.0])?;
        self.sql.execute("UPDATE client SET profile_look_on = '' WHERE profile_plan_id = ?", [id.0])?;
        self.sql.execute("UPDATE dunning_plan SET retired = 1 WHERE id = ?", [id.0])?;
        Ok(())
    }
}
