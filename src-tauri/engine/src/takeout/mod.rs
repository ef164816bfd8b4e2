//! « Tout emporter »: everything a user has, in one archive that is read without Échu. Tables, papers, messages as they left, and the base
//! itself, all of one instant: they are read from a verified copy of the base, so that nobody waits for them.
mod pages;
mod papers;
mod words;

pub use pages::Told;

use crate::app::{App, Paths};
use crate::backup::{Manifest, Reason, make};
use crate::dossier::archive::Archive;
use crate::error::{Error, Result};
use crate::export::{self, Cell, Csv, Fill, Rows, Table};
use crate::job::Progress;
use crate::journal::private_folder;
use crate::store::settings;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::Connection;
use std::fs::{self, File};
use std::io::{BufWriter, Read};
use std::path::{Path, PathBuf};

/// Where the copy of the base lies meanwhile.
const FOLDER: &str = "emporter.partiel";
/// The page that says what each file is.
const README: &str = "LISEZ-MOI.html";
/// The page that checks the digests.
const VERIFIER: &str = "verifier.html";
const TABLES: &str = "tableaux";
/// The base, and what makes it a backup that Échu takes back.
const BASE: &str = "base/echu.db";
const MANIFEST: &str = "base/echu.json";
/// A file of the archive is written with room for its size from this many bytes.
const LARGE: u64 = 2 * 1024 * 1024 * 1024;

/// A table to write.
pub struct Listed<'a> {
    /// Its name and its columns.
    pub table: Table,
    /// What it holds, in French.
    pub about: &'static str,
    /// What gives its rows.
    pub fill: Fill<'a>,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Where.
    pub path: PathBuf,
    /// Papers joined.
    pub documents: u64,
    /// Messages joined.
    pub messages: u64,
    /// Size of the archive, in bytes.
    pub bytes: u64,
    /// Stands for it, to show it in its folder.
    pub token: String,
}

/// When it is made.
#[derive(Debug, Clone, Copy)]
pub struct Moment {
    /// The instant.
    pub at: DateTime<Utc>,
    /// Its day.
    pub today: NaiveDate,
}

/// A folder of our own, gone when this is dropped, however the work ended.
struct Beside(PathBuf);

impl Beside {
    fn make(paths: &Paths) -> Result<Beside> {
        sweep(paths);
        let folder = paths.data.join(FOLDER);
        private_folder(&folder).map_err(Error::io("create the folder of the copy"))?;
        Ok(Beside(folder))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // What cannot go now goes at the next opening.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Erases what a copy cut short left: it holds everything, and an erasure since would not have reached it.
pub(crate) fn sweep(paths: &Paths) {
    // Mostly it is not there.
    let _ = fs::remove_dir_all(paths.data.join(FOLDER));
}

/// Writes everything at `path`. `tables` gives what is listed from a connection to the copy, and hands it to its second argument.
///
/// # Errors
/// The disk's, or a stop: what was at `path` before stays, and nothing else is left behind.
pub(crate) fn make(
    app: &App,
    path: &Path,
    moment: Moment,
    progress: &Progress,
    tables: impl FnOnce(&Connection, &mut dyn FnMut(&[Listed]) -> Result<Taken>) -> Result<Taken>,
) -> Result<Taken> {
    let beside = Beside::make(&app.paths)?;
    // No restore puts another base in place while this one is copied.
    let turn = app.backups.turn();
    progress.pass()?;
    let base = app.base();
    let copy = make::write(&beside.0, moment.at, Reason::ByHand, |to| {
        let figures = base.store.copy_to(to)?;
        progress.pass()?;
        Ok(figures)
    })?;
    drop(turn);
    let file = copy.base_in(&beside.0);
    let conn = crate::store::copy::reader(&file)?;
    progress.expects(copy.bytes.saturating_mul(2).saturating_add(papers::weight(&conn)?));
    progress.add(copy.bytes)?;
    tables(&conn, &mut |listed| {
        let whole = Whole { conn: &conn, copy: &copy, file: &file, beside: &beside.0, demo: base.demo, moment, progress };
        let (documents, messages) = export::whole(path, |unfinished, _| whole.write(listed, unfinished))?;
        let bytes = fs::metadata(path).map_err(Error::io("look at the archive"))?.len();
        Ok(Taken { path: path.to_owned(), documents, messages, bytes, token: app.file_token(path) })
    })
}

/// Everything at hand while the archive is written.
struct Whole<'a> {
    conn: &'a Connection,
    copy: &'a Manifest,
    file: &'a Path,
    beside: &'a Path,
    demo: bool,
    moment: Moment,
    progress: &'a Progress,
}

type Zip = Archive<BufWriter<File>>;

impl Whole<'_> {
    /// Gives how many papers and messages it holds.
    fn write(&self, listed: &[Listed], unfinished: &Path) -> Result<(u64, u64)> {
        let out = File::create(unfinished).map_err(Error::io("create the archive"))?;
        let mut archive = Archive::new(BufWriter::with_capacity(1 << 16, out), self.moment.at);
        let mut told = Vec::with_capacity(listed.len() + 2);
        for one in listed {
            let name = self.table(&mut archive, &one.table, one.fill)?;
            told.push(Told { file: name.0, about: one.about.to_owned(), rows: name.1 });
        }
        let papers = self.index(&mut archive, &words::documents(), |archive, rows| papers::documents(self, archive, rows))?;
        let messages = self.index(&mut archive, &words::messages(), |archive, rows| papers::messages(self, archive, rows))?;
        told.push(Told { file: papers.0, about: words::DOCUMENTS_ABOUT.to_owned(), rows: papers.1 });
        told.push(Told { file: messages.0, about: words::MESSAGES_ABOUT.to_owned(), rows: messages.1 });
        self.base(&mut archive)?;
        let page = pages::readme(&pages::Page {
            creditor: &settings::creditor(self.conn)?.name,
            today: self.moment.today,
            demo: self.demo,
            tables: &told,
            documents: papers.2,
            messages: messages.2,
        });
        archive.add(README, page.as_bytes())?;
        archive.add(VERIFIER, crate::dossier::VERIFIER.as_bytes())?;
        let (out, _) = archive.finish()?;
        let file = out.into_inner().map_err(|error| Error::Io { what: "end the archive", source: error.into_error() })?;
        file.sync_all().map_err(Error::io("keep the archive"))?;
        Ok((papers.2, messages.2))
    }

    /// Writes a table; gives its file and its rows.
    fn table(&self, archive: &mut Zip, table: &Table, fill: Fill) -> Result<(String, u64)> {
        let name = format!("{TABLES}/{}.csv", export::file_name(&table.name));
        let (rows, _, _) = archive.add_with(&name, false, |out| {
            let mut csv = Csv::new(BufWriter::with_capacity(1 << 16, out), table)?;
            fill(&mut Watched { rows: &mut csv, progress: self.progress })?;
            csv.end()
        })?;
        Ok((name, rows))
    }

    /// Writes papers, and their list that grows beside meanwhile. Gives its file, its rows, and how many papers are there.
    fn index(
        &self,
        archive: &mut Zip,
        table: &Table,
        papers: impl FnOnce(&mut Zip, &mut dyn Rows) -> Result<u64>,
    ) -> Result<(String, u64, u64)> {
        let beside = self.beside.join("liste.csv");
        let out = File::create(&beside).map_err(Error::io("create the list of papers"))?;
        let mut csv = Csv::new(BufWriter::new(out), table)?;
        let joined = papers(archive, &mut csv)?;
        let rows = csv.end()?;
        let name = format!("{TABLES}/{}.csv", export::file_name(&table.name));
        let mut list = File::open(&beside).map_err(Error::io("read the list of papers"))?;
        archive.add_from(&name, &mut list)?;
        Ok((name, rows, joined))
    }

    fn base(&self, archive: &mut Zip) -> Result<()> {
        let mut from = File::open(self.file).map_err(Error::io("read the copy of the base"))?;
        let (_, digest, _) = archive.add_with(BASE, self.copy.bytes >= LARGE, |out| {
            let mut chunk = vec![0; 1 << 18];
            loop {
                let read = from.read(&mut chunk).map_err(Error::io("read the copy of the base"))?;
                if read == 0 {
                    return Ok(());
                }
                out.write_all(chunk.get(..read).unwrap_or_default()).map_err(Error::io("write the archive"))?;
                self.progress.add(u64::try_from(read).unwrap_or_default())?;
            }
        })?;
        if digest != self.copy.sha256 {
            return Err(Error::Io { what: "read the copy of the base", source: std::io::ErrorKind::InvalidData.into() });
        }
        if !self.demo {
            let manifest = Manifest { name: "echu".to_owned(), ..self.copy.clone() };
            archive.add(MANIFEST, &serde_json::to_vec_pretty(&manifest)?)?;
        }
        Ok(())
    }
}

/// Rows that stop when a person asks.
struct Watched<'a> {
    rows: &'a mut dyn Rows,
    progress: &'a Progress,
}

impl Rows for Watched<'_> {
    fn row(&mut self, cells: &[Cell]) -> Result<()> {
        self.progress.pass()?;
        self.rows.row(cells)
    }
}
