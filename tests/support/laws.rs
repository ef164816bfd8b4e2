//! The invariants of the outbox, I1 to I7, read from the base, the side journal, the screen and the server's own record.
use crate::World;
use chrono::{DateTime, TimeDelta, Utc};
use echu_engine::journal::{Journal, Kind};
use rusqlite::Connection;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// What the base cannot know, or could be wrong about.
#[derive(Debug, Clone, Default)]
pub struct Truth {
    /// What the server accepted, one an acceptance, by the name of its key: the Message-ID where one key has one row.
    pub accepted: Vec<String>,
    /// Resends a person asked for, by the name of the key.
    pub resends: BTreeMap<String, usize>,
    /// From when the reminders of an address are stopped, by a payment or a dispute.
    pub stopped: BTreeMap<String, DateTime<Utc>>,
    /// Envelope recipients allowed a sliding 24 hours.
    pub daily_cap: usize,
}

/// Checks them all, on an app that is not sending.
///
/// # Panics
/// At the first that is broken, after `story`.
pub fn check(world: &World, truth: &Truth, story: &str) {
    let base = world.sql();
    let sender = |column: &str| {
        base.query_row(&format!("SELECT {column} FROM sender"), [], |row| row.get::<_, String>(0))
            .expect("the base and its journal can be read")
    };
    let journal = Journal::open(world.folder().join("state").join("journal"))
        .expect("the base and its journal can be read")
        .read()
        .expect("the base and its journal can be read");
    assert_eq!(journal.damaged, 0, "{story}: the journal is sound");

    for id in truth.accepted.iter().collect::<BTreeSet<_>>() {
        let accepted = truth.accepted.iter().filter(|one| *one == id).count();
        let asked = truth.resends.get(id).copied().unwrap_or_default();
        assert!(accepted <= 1 + asked, "{story}: I1: {id} was accepted {accepted} times, {asked} asked for");
    }

    let told: BTreeSet<&str> = journal.lines.iter().filter(|line| line.kind == Kind::Sent).map(|line| line.key.as_str()).collect();
    for (key, proof) in texts(&base, "SELECT key_hash, proof FROM dispatch WHERE state IN ('sent', 'bounced')") {
        // A message of one step: the hash of its keys is that of its key.
        assert!(proof == "declared" || told.contains(key.as_str()), "{story}: I2: {key} is said sent ({proof}), and nothing proves it");
    }

    let shown = world.call("outbox", json!({}))["rows"].clone();
    let shown: Vec<i64> = shown.as_array().into_iter().flatten().filter_map(|row| row["id"].as_i64()).collect();
    let stored = ids(&base, "SELECT id FROM dispatch");
    assert_eq!(shown.iter().copied().collect::<BTreeSet<_>>(), stored, "{story}: I3: every row is visible");
    assert_eq!(shown.len(), stored.len(), "{story}: I3: in one list");
    let lost = "SELECT r.id FROM reminder r WHERE r.state = 'approved' AND 1 <> (SELECT COUNT(*) FROM dispatch d
                WHERE d.reminder_id = r.id AND d.state NOT IN ('sent', 'bounced', 'cancelled', 'expired'))";
    assert_eq!(ids(&base, lost), BTreeSet::new(), "{story}: I3: an approved message has one sending alive, no more, no less");

    let held = ids(&base, "SELECT id FROM dispatch WHERE state IN ('sending', 'engaged')");
    assert_eq!(held, BTreeSet::new(), "{story}: I4: nothing is on the wire, and nothing says so");

    let uuid = sender("base_uuid");
    let last = journal.lines.iter().filter(|line| line.base == uuid).map(|line| line.seq).max().unwrap_or_default();
    let known: u64 = sender("CAST(journal_seq AS TEXT)").parse().expect("the base and its journal can be read");
    assert!(
        last <= known || !sender("suspended_for").is_empty(),
        "{story}: I5: the journal is at {last}, the base at {known}, and it sends"
    );

    let engaged = texts(&base, "SELECT engaged_at, recipient FROM dispatch WHERE engaged_at IS NOT NULL ORDER BY engaged_at");
    let engaged: Vec<(DateTime<Utc>, String)> =
        engaged.into_iter().map(|(at, to)| (at.parse().expect("the base and its journal can be read"), to)).collect();
    for (at, _) in &engaged {
        let day = engaged.iter().filter(|(other, _)| other >= at && *other < *at + TimeDelta::hours(24)).count();
        assert!(day <= truth.daily_cap, "{story}: I6: {day} messages in the 24 hours that follow {at}");
    }
    for (at, recipient) in &engaged {
        let stopped = truth.stopped.get(recipient);
        assert!(stopped.is_none_or(|from| at < from), "{story}: I7: {recipient} was engaged at {at}, stopped since {stopped:?}");
    }
}

fn ids(base: &Connection, sql: &str) -> BTreeSet<i64> {
    let mut query = base.prepare(sql).expect("the base and its journal can be read");
    query
        .query_map([], |row| row.get(0))
        .expect("the base and its journal can be read")
        .collect::<Result<_, _>>()
        .expect("the base and its journal can be read")
}

fn texts(base: &Connection, sql: &str) -> Vec<(String, String)> {
    let mut query = base.prepare(sql).expect("the base and its journal can be read");
    query
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .expect("the base and its journal can be read")
        .collect::<Result<_, _>>()
        .expect("the base and its journal can be read")
}
