//! The way back: a backup takes the place of the base, step by step, so that a death at any of them leaves the one or the other,
//! whole, and never a mix.
//!
//! A marker is on the disk before the first file moves and leaves after the last. Found at an opening, it says that a restore was
//! cut short: once the copy has taken the name of the base, it stays; before that, the base from before is put back.
use super::folder::{self, Manifest, copy_whole, erase, hash_of, write_whole};
use super::{Reason, folder_of, make, own_base};
use crate::app::{App, OWN, Paths};
use crate::clock::local;
use crate::error::{Error, Result};
use crate::faults;
use crate::journal::{Journal, Kind, Line, private_folder, sync_dir};
use crate::privacy::again::{self, Stage};
use crate::scheduler;
use crate::store::settings::{Restored, SettingKey};
use crate::store::{About, Actor, Store, When};
use chrono::{DateTime, Utc};
use echu_core::pacing::Suspension;
use echu_core::timeline::EventKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const MARKER: &str = "restauration.en-cours";
/// Where the files of the base wait while another takes their place.
const ASIDE: &str = "base-remplacee.en-cours";
/// Then: of a sound base, which has its own verified backup and goes; of a refused one, which stays until a person has the old copies deleted.
const REPLACED: &str = "base-remplacee-";
const DAMAGED: &str = "base-endommagee-";
/// The copy of the backup until it takes the name of the base.
const STAGED: &str = "echu.db.restauration";
/// The files of a base: itself, its log, the index of its log.
const ENDS: [&str; 3] = ["", "-wal", "-shm"];

/// What the marker says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Marker {
    backup: String,
    begun_at: DateTime<Utc>,
    /// False when there was no base to replace.
    had_base: bool,
    /// True when the base to replace was refused.
    damaged: bool,
    /// True once the copy is in place and settled: only tidying is left.
    #[serde(default)]
    settled: bool,
}

/// What an opening found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Interrupted {
    /// No restore was under way.
    No,
    /// The copy is in place: it is to be settled.
    InPlace,
    /// The base from before was put back.
    RolledBack,
}

/// Restores a backup; sending is suspended until a person has looked.
///
/// # Errors
/// When the backup is no longer sound, a message is on the wire, the base could not be backed up first, or the disk refuses: the
/// base is then the one from before.
pub(crate) fn restore(app: &App, name: &str) -> Result<Restored> {
    own_base(app)?;
    let is_refused = app.refusal().is_err();
    if !is_refused {
        app.wait_settled()?;
    }
    let _still = scheduler::stand_still(app)?;
    let _one_at_a_time = app.backups.turn();
    let own = folder_of(&app.paths);
    let chosen = folder::find(&own, name)?;
    folder::verify(&own, &chosen)?;
    if is_refused {
        app.base().store.shut()?;
        abandon(&app.paths.data)?;
    } else {
        finish(&app.paths.data)?;
        make::make_in_turn(app, Reason::BeforeRestore)?;
    }
    faults::point("R1");
    let when = app.when();
    let restored = Restored { taken_at: chosen.taken_at, restored_at: when.at, sent: sent_since(&app.paths, &chosen)?, erased: 0 };
    let data = app.paths.data.clone();
    let state = app.paths.state.clone();
    app.replace_base(|| put((&data, &own, &state), &chosen, is_refused, &restored, when), || abandon(&data))?;
    Ok(restored)
}

/// Messages that the side journal knows to have left, or may have, after a backup was made.
///
/// # Errors
/// When the journal cannot be read.
pub(crate) fn sent_since(paths: &Paths, backup: &Manifest) -> Result<u32> {
    let mut last = BTreeMap::new();
    for line in journal_of(paths)?.into_iter().filter(|line| line.base == backup.figures.base && line.seq > backup.figures.journal_seq) {
        last.insert(line.message_id, line.kind);
    }
    let left = last.values().filter(|kind| matches!(kind, Kind::Sent | Kind::Engaged | Kind::Uncertain | Kind::Bounced)).count();
    Ok(u32::try_from(left).unwrap_or(u32::MAX))
}

/// True when this computer followed what the base of a backup sent: its journal tells what left since. Else the backup is of
/// another computer, whose journal stayed there.
///
/// # Errors
/// When the journal cannot be read.
pub(crate) fn is_followed(paths: &Paths, backup: &Manifest) -> Result<bool> {
    Ok(backup.figures.journal_seq == 0 || journal_of(paths)?.iter().any(|line| line.base == backup.figures.base))
}

fn journal_of(paths: &Paths) -> Result<Vec<Line>> {
    let journal = Journal::open(paths.state.join("journal")).map_err(Error::io("open the journal of sendings"))?;
    Ok(journal.read().map_err(Error::io("read the journal of sendings"))?.lines)
}

/// Puts the copy of a backup in the place of the base, whose connections are closed.
fn put((data, own, state): (&Path, &Path, &Path), chosen: &Manifest, damaged: bool, restored: &Restored, when: When) -> Result<()> {
    let io = |what| Error::io(what);
    let marker = Marker { backup: chosen.name.clone(), begun_at: when.at, had_base: data.join(OWN).exists(), damaged, settled: false };
    mark(data, &marker)?;
    faults::point("R2");
    let aside = data.join(ASIDE);
    private_folder(&aside).map_err(io("make room for the base"))?;
    for end in ENDS {
        let (from, to) = (named(data, end), aside.join(format!("{OWN}{end}")));
        if from.exists() {
            fs::rename(&from, &to).map_err(io("set the base aside"))?;
        }
        if end.is_empty() {
            faults::point("R3");
        }
    }
    sync_dir(&aside).and_then(|()| sync_dir(data)).map_err(io("set the base aside"))?;
    faults::point("R4");
    let staged = data.join(STAGED);
    // A log left by another copy would be read with this one.
    for end in ENDS {
        erase(&beside(&staged, end)).map_err(io("make room for the copy of the backup"))?;
    }
    copy_whole(&chosen.base_in(own), &staged, || faults::point("R5")).map_err(io("copy the backup"))?;
    if hash_of(&staged).map_err(io("read the copy of the backup"))? != chosen.sha256 {
        return Err(Error::Refused(
            "La copie ne correspond pas à la sauvegarde\u{a0}: le disque est peut-être défaillant. La base d’avant est en place, rien n’est perdu. Recommencez, ou choisissez une autre sauvegarde."
                .to_owned(),
        ));
    }
    prepare(&staged, state, restored, when)?;
    faults::point("R6");
    fs::rename(&staged, data.join(OWN)).and_then(|()| sync_dir(data)).map_err(io("put the backup in place"))?;
    faults::point("R7");
    Ok(())
}

/// Opens the copy, brings it up to date, reads it whole, erases again those whom the side journal knows to be erased, and suspends sending
/// in it: it is so from its first instant in place.
fn prepare(staged: &Path, state: &Path, restored: &Restored, when: When) -> Result<()> {
    let store = Store::open(staged)?;
    store.check()?;
    let erased = again::reconcile(&store, state, when, Stage::Staged)?;
    let restored = &Restored { erased, ..*restored };
    store.transact(Actor::User, when, |tx| {
        tx.resume()?;
        tx.suspend(Suspension::Restored.key())?;
        tx.save_setting(SettingKey::Restored, restored)?;
        tx.record(About::default(), &EventKind::BaseRestored { of: local(restored.taken_at) })
    })?;
    store.tidy()?;
    store.shut()?;
    for end in ["-wal", "-shm"] {
        let left = beside(staged, end);
        let holds = fs::metadata(&left).is_ok_and(|left| left.len() > 0) && end == "-wal";
        if holds {
            return Err(Error::Refused("La copie de la sauvegarde n’a pas pu être refermée. La base d’avant est en place.".to_owned()));
        }
        erase(&left).map_err(Error::io("close the copy of the backup"))?;
    }
    folder::sync_file(staged).map_err(Error::io("put the copy of the backup on the disk"))
}

fn mark(data: &Path, marker: &Marker) -> Result<()> {
    write_whole(&data.join(MARKER), &serde_json::to_vec_pretty(marker)?).map_err(Error::io("write the marker of a restore"))
}

fn named(data: &Path, end: &str) -> PathBuf {
    data.join(format!("{OWN}{end}"))
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}

/// Before the base is opened: a restore cut short is gone on with, or undone.
///
/// # Errors
/// The disk's: the marker stays, the next opening tries again.
pub(crate) fn at_opening(data: &Path) -> Result<Interrupted> {
    let Some(marker) = marker(data)? else {
        // The base it replaced has its verified backup; one that does not go yet is no reason not to open.
        let _ = sweep(data);
        return Ok(Interrupted::No);
    };
    if marker.settled {
        finish(data)?;
        return Ok(Interrupted::No);
    }
    if is_in_place(data, &marker) {
        return Ok(Interrupted::InPlace);
    }
    roll_back(data)?;
    Ok(Interrupted::RolledBack)
}

fn marker(data: &Path) -> Result<Option<Marker>> {
    let path = data.join(MARKER);
    if !path.exists() {
        return Ok(None);
    }
    let bytes = fs::read(&path).map_err(Error::io("read the marker of a restore"))?;
    // It is written whole or not at all: one that does not read was touched, and the prudent way back is taken.
    let unknown = Marker { backup: String::new(), begun_at: DateTime::UNIX_EPOCH, had_base: true, damaged: true, settled: false };
    Ok(Some(serde_json::from_slice(&bytes).unwrap_or(unknown)))
}

fn is_in_place(data: &Path, marker: &Marker) -> bool {
    data.join(OWN).exists() && (!marker.had_base || data.join(ASIDE).join(OWN).exists())
}

/// Puts the base from before back, whatever the restore had done; does nothing when none was under way.
///
/// # Errors
/// The disk's: the marker stays.
pub(crate) fn abandon(data: &Path) -> Result<()> {
    let Some(marker) = marker(data)?.filter(|marker| !marker.settled) else { return Ok(()) };
    if is_in_place(data, &marker) {
        // A copy of a backup that is still there. The log before the base: alone, the base is still a whole copy.
        for end in ["-wal", "-shm", ""] {
            erase(&named(data, end)).map_err(Error::io("take a restored copy away"))?;
        }
    }
    roll_back(data)
}

fn roll_back(data: &Path) -> Result<()> {
    let io = |what| Error::io(what);
    let aside = data.join(ASIDE);
    // The log first: the base without it would lack its last writes, and the marker still stands.
    for end in ["-wal", "-shm", ""] {
        let (from, to) = (aside.join(format!("{OWN}{end}")), named(data, end));
        if from.exists() && !to.exists() {
            fs::rename(&from, &to).map_err(io("put the base back"))?;
        }
    }
    for end in ENDS {
        // In the way of nothing: the next restore writes over it.
        let _ = erase(&beside(&data.join(STAGED), end));
    }
    if aside.exists() {
        // Never with what it holds: there is nothing left in it.
        fs::remove_dir(&aside).map_err(io("put the base back"))?;
    }
    sync_dir(data).and_then(|()| erase(&data.join(MARKER))).and_then(|()| sync_dir(data)).map_err(io("end a restore"))
}

/// The restored base is settled: the one from before goes, or is set aside when it was refused, and the marker leaves.
///
/// # Errors
/// The disk's: the marker stays, the next opening ends it.
pub(crate) fn finish(data: &Path) -> Result<()> {
    let Some(marker) = marker(data)? else { return Ok(()) };
    mark(data, &Marker { settled: true, ..marker.clone() })?;
    faults::point("R8");
    let aside = data.join(ASIDE);
    // Empty when there was no base to replace.
    if aside.exists() && fs::remove_dir(&aside).is_err() {
        let kept = if marker.damaged { DAMAGED } else { REPLACED };
        let name = format!("{kept}{}", local(marker.begun_at).format("%Y-%m-%d-%H%M%S"));
        fs::rename(&aside, data.join(name)).map_err(Error::io("end a restore"))?;
    }
    faults::point("R9");
    erase(&data.join(MARKER)).and_then(|()| sync_dir(data)).map_err(Error::io("end a restore"))?;
    faults::point("R10");
    let _ = sweep(data);
    Ok(())
}

/// Erases the bases that were replaced while sound.
fn sweep(data: &Path) -> Result<()> {
    let replaced = named_so(data, &[REPLACED])?;
    replaced.iter().try_for_each(|path| fs::remove_dir_all(path).map_err(Error::io("erase a replaced base")))
}

/// The bases that restores left beside the one in place: the damaged ones, and those whose turn to go has not come.
///
/// # Errors
/// The disk's.
pub(crate) fn set_aside(data: &Path) -> Result<Vec<PathBuf>> {
    named_so(data, &[DAMAGED, REPLACED])
}

/// Erases them, and a copy that a restore given up had begun. Gives how many bases that was.
///
/// # Errors
/// The disk's: what could not go is still set aside.
pub(crate) fn drop_set_aside(data: &Path) -> Result<u32> {
    if marker(data)?.is_none() {
        for end in ENDS {
            erase(&beside(&data.join(STAGED), end)).map_err(Error::io("erase what a restore left"))?;
        }
    }
    let mut dropped = 0;
    for path in set_aside(data)? {
        fs::remove_dir_all(&path).map_err(Error::io("erase a base set aside"))?;
        dropped += 1;
    }
    Ok(dropped)
}

/// The folders whose name begins so.
fn named_so(data: &Path, starts: &[&str]) -> Result<Vec<PathBuf>> {
    let io = |what| Error::io(what);
    let mut found = Vec::new();
    for entry in fs::read_dir(data).map_err(io("look for bases set aside"))? {
        let path = entry.map_err(io("look for bases set aside"))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() && starts.iter().any(|start| name.starts_with(start)) {
            found.push(path);
        }
    }
    Ok(found)
}
