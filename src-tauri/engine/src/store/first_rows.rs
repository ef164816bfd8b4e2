//! What a new base starts with. Called at every opening: adds only what is missing.
use super::read::debtor_kind_key;
use super::{Tx, instant};
use crate::error::Result;
use echu_core::dunning::presets::{Preset, presets};

/// Adds the sender's row and the built-in plans that are missing.
///
/// # Errors
/// The disk's.
pub fn first_rows(tx: &mut Tx) -> Result<()> {
    let now = instant(tx.when.at);
    // A random name for this base, from the database's own generator: it only has to differ from another base's.
    tx.sql.execute("INSERT OR IGNORE INTO sender (id, base_uuid, last_seen_at) VALUES (1, lower(hex(randomblob(16))), ?)", [now])?;
    for preset in presets() {
        let known: bool = tx.sql.query_row("SELECT EXISTS (SELECT 1 FROM dunning_plan WHERE key = ?)", [preset.key], |row| row.get(0))?;
        if !known {
            insert_plan(tx, &preset)?;
        }
    }
    Ok(())
}

fn insert_plan(tx: &Tx, preset: &Preset) -> Result<()> {
    tx.sql.execute(
        "INSERT INTO dunning_plan (key, name, debtor_kind, is_default) VALUES (?, ?, ?, ?)",
        (preset.key, preset.name, debtor_kind_key(preset.kind), preset.is_default),
    )?;
    let plan = tx.sql.last_insert_rowid();
    let mut insert = tx.sql.prepare_cached(
        "INSERT INTO dunning_step (plan_id, position, offset_days, channel, tone, same_contact) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    for (position, step) in (1_u32..).zip(&preset.steps) {
        let tone = serde_json::to_value(step.tone)?;
        insert.execute((plan, position, step.offset_days, step.channel, tone.as_str(), step.same_contact_as_previous))?;
    }
    Ok(())
}
