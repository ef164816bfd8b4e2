//! Dunning plans, as the screens name them. The rule of the day reads their steps in `store::situation`.
use super::read::debtor_kind;
use crate::error::Result;
use echu_core::ids::PlanId;
use echu_core::party::DebtorKind;
use rusqlite::Connection;

/// A plan, without its steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanName {
    /// Its identity.
    pub id: PlanId,
    /// Shown to the user.
    pub name: String,
    /// The clients it is made for.
    pub debtor_kind: DebtorKind,
    /// The plan of clients of that kind that name none.
    pub is_default: bool,
}

/// Every plan, in the order of their making.
///
/// # Errors
/// When the base cannot be read.
pub fn names(conn: &Connection) -> Result<Vec<PlanName>> {
    let mut query = conn.prepare_cached("SELECT id, name, debtor_kind, is_default FROM dunning_plan ORDER BY id")?;
    let rows = query.query_map([], |row| {
        Ok(PlanName {
            id: PlanId(row.get("id")?),
            name: row.get("name")?,
            debtor_kind: debtor_kind(row, "debtor_kind")?,
            is_default: row.get("is_default")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
