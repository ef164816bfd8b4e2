//! The papers and the messages, one in memory at a time, each client in a folder of his own, under names that a person understands.
use super::words;
use super::{Whole, Zip};
use crate::error::Result;
use crate::export::{Cell, Rows};
use crate::journal::digest_bytes;
use crate::media::Media;
use crate::store::dispatches::STATE_TOLD;
use crate::store::{day, moment};
use chrono::NaiveDate;
use echu_core::dossier::file_name;
use rusqlite::{Connection, Row};
use std::collections::{BTreeMap, BTreeSet};

/// What the papers and the messages weigh, in bytes.
pub(super) fn weight(conn: &Connection) -> Result<u64> {
    let sql = "SELECT (SELECT COALESCE(SUM(length(pdf)), 0) FROM document)
                    + (SELECT COALESCE(SUM(length(mime)), 0) FROM dispatch WHERE state IN ('sent', 'bounced', 'engaged', 'uncertain'))";
    let bytes: i64 = conn.query_row(sql, [], |row| row.get(0))?;
    Ok(u64::try_from(bytes).unwrap_or_default())
}

/// The name of each client and his folder, numbered as the names are ordered; 0: what the user sent to himself.
struct Folders(BTreeMap<i64, (String, String)>);

impl Folders {
    fn read(conn: &Connection) -> Result<Folders> {
        let mut query = conn.prepare("SELECT id, name FROM client ORDER BY folded, id")?;
        let clients: Vec<(i64, String)> = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        let digits = file_name::digits(clients.len());
        let trials = (0, (String::new(), file_name::of_folder(0, digits, words::TRIALS)));
        let numbered = (1..).zip(clients).map(|(number, (id, name))| {
            let folder = file_name::of_folder(number, digits, &name);
            (id, (name, folder))
        });
        Ok(Folders(std::iter::once(trials).chain(numbered).collect()))
    }

    fn of(&self, client: i64) -> (&str, &str) {
        self.0.get(&client).map_or(("", ""), |(name, folder)| (name, folder))
    }
}

/// Names given in the folder of one client: none is given twice, whatever the case of its letters.
#[derive(Default)]
struct Names {
    client: i64,
    given: BTreeSet<String>,
}

impl Names {
    fn free(&mut self, client: i64, on: NaiveDate, title: &str, extension: &str) -> String {
        if self.client != client {
            *self = Names { client, given: BTreeSet::new() };
        }
        let mut rank = 1;
        loop {
            let name = file_name::of_day(on, rank, title, extension);
            if self.given.insert(name.to_ascii_lowercase()) {
                return name;
            }
            rank += 1;
        }
    }
}

/// What is known of a paper beside its own row.
#[derive(Default)]
struct Known {
    number: String,
    credit: bool,
    shows: Option<String>,
}

/// The numbers of what the papers are, or prove.
fn known(conn: &Connection) -> Result<BTreeMap<i64, Known>> {
    let mut query = conn.prepare(
        "SELECT pdf_document_id, number, kind = 'credit_note', NULL FROM invoice WHERE pdf_document_id IS NOT NULL
         UNION ALL SELECT document_id, number, 0, NULL FROM letter
         UNION ALL SELECT document_id, number, 0, NULL FROM proceeding_paper
         UNION ALL SELECT f.document_id, l.number, 0, f.shows FROM letter_proof f JOIN letter l ON l.id = f.letter_id
         UNION ALL SELECT f.document_id, p.number, 0, f.shows FROM proceeding_proof f JOIN proceeding_paper p ON p.id = f.paper_id",
    )?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, Known { number: row.get(1)?, credit: row.get(2)?, shows: row.get(3)? })))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What a paper is called: « Facture F-2026-0148 », « Preuve de dépôt MED-2026-003 », else the name it came with.
fn title(nature: &str, number: &str, name: &str) -> String {
    if number.is_empty() {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        format!("{nature} {stem}")
    } else {
        format!("{nature} {number}")
    }
}

/// Writes the papers and their list. Gives how many are there.
pub(super) fn documents(whole: &Whole, archive: &mut Zip, list: &mut dyn Rows) -> Result<u64> {
    let (folders, known) = (Folders::read(whole.conn)?, known(whole.conn)?);
    let mut query = whole.conn.prepare(
        "SELECT d.id, d.client_id, d.kind, d.name, d.dated_on, d.sha256, d.erased_on, d.pdf FROM document d
         JOIN client c ON c.id = d.client_id ORDER BY c.folded, c.id, d.dated_on, d.id",
    )?;
    let mut rows = query.query([])?;
    let (mut names, mut joined) = (Names::default(), 0);
    while let Some(row) = rows.next()? {
        let (id, client, kind, name): (i64, i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        let (on, sha256): (String, String) = (row.get(4)?, row.get(5)?);
        let (on, erased) = (day(&on)?, row.get::<_, Option<String>>(6)?.as_deref().map(day).transpose()?);
        let none = Known::default();
        let about = known.get(&id).unwrap_or(&none);
        let nature = words::nature(&kind, about.shows.as_deref(), about.credit);
        let title = title(&nature, &about.number, &name);
        let (who, folder) = folders.of(client);
        let mut line =
            Line { who, nature: &nature, title: &title, on, sha256: &sha256, file: String::new(), size: None, remark: String::new() };
        match erased {
            Some(erased) => line.remark = words::erased(erased),
            None => {
                let bytes = row.get_ref(7)?.as_blob().map_err(rusqlite::Error::from)?;
                let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                let extension = Media::of(bytes).unwrap_or(Media::Pdf).extension();
                line.file = format!("{}/{folder}/{}", words::DOCUMENTS, names.free(client, on, &title, extension));
                archive.add(&line.file, bytes)?;
                if digest_bytes(bytes) != sha256 {
                    words::ALTERED.clone_into(&mut line.remark);
                }
                line.size = Some(size);
                joined += 1;
                whole.progress.add(size)?;
            }
        }
        list.row(&line.cells())?;
    }
    Ok(joined)
}

/// A line of the list of the papers.
struct Line<'a> {
    file: String,
    who: &'a str,
    nature: &'a str,
    title: &'a str,
    on: NaiveDate,
    size: Option<u64>,
    sha256: &'a str,
    remark: String,
}

impl Line<'_> {
    fn cells(&self) -> [Cell<'_>; 8] {
        [
            self.file.as_str().into(),
            self.who.into(),
            self.nature.into(),
            self.title.into(),
            self.on.into(),
            self.size.and_then(|size| i64::try_from(size).ok()).into(),
            self.sha256.into(),
            self.remark.as_str().into(),
        ]
    }
}

/// Writes the messages that left, or may have, and their list: of a message that surely did not, nothing is said to have left. Gives how many
/// are there.
pub(super) fn messages(whole: &Whole, archive: &mut Zip, list: &mut dyn Rows) -> Result<u64> {
    let folders = Folders::read(whole.conn)?;
    let mut query = whole.conn.prepare(&format!(
        "SELECT COALESCE(r.client_id, 0), d.recipient, COALESCE(r.subject, ''), COALESCE(d.sent_at, d.engaged_at), {STATE_TOLD}, d.reply,
                d.mime_sha256, d.mime
         FROM dispatch d LEFT JOIN reminder r ON r.id = d.reminder_id LEFT JOIN client c ON c.id = r.client_id
         WHERE d.state IN ('sent', 'bounced', 'engaged', 'uncertain') AND (d.mime IS NOT NULL OR d.mime_sha256 <> '')
         ORDER BY c.folded, c.id, COALESCE(d.sent_at, d.engaged_at), d.id"
    ))?;
    let mut rows = query.query([])?;
    let (mut names, mut joined) = (Names { client: -1, given: BTreeSet::new() }, 0);
    while let Some(row) = rows.next()? {
        let text = |row: &Row, place: usize| row.get::<_, String>(place);
        let (client, subject, state): (i64, String, String) = (row.get(0)?, row.get(2)?, row.get(4)?);
        let on = crate::clock::local(moment(&text(row, 3)?)?).date();
        let (who, folder) = folders.of(client);
        let (file, sha256, remark) = match row.get_ref(7)?.as_blob_or_null().map_err(rusqlite::Error::from)? {
            None => (String::new(), text(row, 6)?, words::ERASED),
            Some(bytes) => {
                let title = if subject.is_empty() { "Message" } else { subject.as_str() };
                let file = format!("{}/{folder}/{}", words::MESSAGES, names.free(client, on, title, "eml"));
                let digest = archive.add(&file, bytes)?;
                joined += 1;
                whole.progress.add(u64::try_from(bytes.len()).unwrap_or_default())?;
                (file, digest, "")
            }
        };
        list.row(&[
            file.as_str().into(),
            who.into(),
            text(row, 1)?.into(),
            subject.as_str().into(),
            on.into(),
            words::state(&state).into(),
            text(row, 5)?.into(),
            sha256.into(),
            remark.into(),
        ])?;
    }
    Ok(joined)
}
