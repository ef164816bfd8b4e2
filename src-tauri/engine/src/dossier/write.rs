//! The archive, from the papers in their order: one in memory at a time.
use super::archive::Archive;
use super::chain::{self, Chain};
use super::manifest::{self, Piece};
use super::merge::{Bookmark, Merged};
use super::papers::{self, Said};
use super::{Gathered, Source, Told, words};
use crate::error::{Error, Result};
use crate::journal::digest_bytes;
use crate::letters::Rendered;
use crate::letters::dossier::{Listed, Moment};
use crate::media::Media;
use crate::store::{dispatches, documents, instant};
use chrono::{DateTime, Utc};
use echu_core::dossier::{Exhibit, file_name};
use rusqlite::Connection;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// How many exhibits.
    pub exhibits: usize,
    /// Of them, those that the single document could not hold.
    pub apart: usize,
    /// The head of the history when the file was made.
    pub head: String,
    /// Of the list of digests, hex: it fixes every file of the archive.
    pub sums_sha256: String,
}

/// An exhibit as the single document holds it.
struct Shown {
    listed: Listed,
    files: Vec<Piece>,
    pages: Vec<u32>,
}

/// Writes the archive; `beside` is a file of the same folder where the single document grows, and is left to its owner to take away.
///
/// # Errors
/// The disk's; [`Error::Refused`] when a paper is not what was kept.
pub fn write(conn: &Connection, gathered: &Gathered, told: &[Told], at: DateTime<Utc>, out: File, beside: &Path) -> Result<Written> {
    let chain = chain::of(conn, gathered.client.id, &gathered.scope)?;
    let made_at = instant(at);
    let spoken = format!("à {} UTC", at.format("%H:%M"));
    let moments: Vec<Moment> = told
        .iter()
        .map(|line| Moment { on: line.on, title: line.title.clone(), detail: line.detail.clone(), exhibit: gathered.shown_by(line) })
        .collect();
    let mut archive = Archive::new(BufWriter::with_capacity(1 << 16, out), at);
    let growing =
        File::options().create(true).truncate(true).write(true).read(true).open(beside).map_err(Error::io("create the single document"))?;
    let mut merged = Merged::new(BufWriter::with_capacity(1 << 16, growing))?;
    let mut shown = Vec::with_capacity(gathered.exhibits.len());
    for exhibit in &gathered.exhibits {
        let said = Said { at: &spoken, exhibits: &[], moments: &[], chain: &chain };
        shown.push(one(conn, gathered, exhibit, &said, &mut archive, &mut merged)?);
    }
    let listed: Vec<Listed> = shown.iter().map(|one| one.listed.clone()).collect();
    let said = Said { at: &spoken, exhibits: &listed, moments: &moments, chain: &chain };
    let front = papers::front(gathered, &said)?;
    archive.add(words::FRONT, &front.pdf)?;
    let own = |added: std::result::Result<Vec<u32>, super::pages::Refused>| {
        added.map_err(|_| Error::Refused("Le document complet n’a pas pu être composé. Rien n’a été enregistré.".to_owned()))
    };
    let mut pages = own(merged.add(&front.pdf)?)?;
    let mut bookmarks: Vec<Bookmark> = pages.first().map(|page| (words::COVER_MARK.to_owned(), *page)).into_iter().collect();
    let titles = if listed.is_empty() { Vec::new() } else { own(merged.add(&papers::separators(gathered, &listed)?.pdf)?)? };
    for (title, one) in titles.into_iter().zip(&shown) {
        bookmarks.push((format!("{}. {}", one.listed.number, one.listed.title), title));
        pages.push(title);
        pages.extend(&one.pages);
    }
    let document = merged.finish(&pages, &bookmarks, "Dossier de preuve", &gathered.creditor.name)?;
    document.into_inner().map_err(|error| Error::Io { what: "end the single document", source: error.into_error() })?;
    let mut grown = File::open(beside).map_err(Error::io("read the single document"))?;
    archive.add_from(words::WHOLE, &mut grown)?;
    finish(archive, gathered, &shown, &chain, &made_at)
}

/// What is not a paper, then the digests.
fn finish(mut archive: Archive<BufWriter<File>>, gathered: &Gathered, shown: &[Shown], chain: &Chain, made_at: &str) -> Result<Written> {
    let listed: Vec<Listed> = shown.iter().map(|one| one.listed.clone()).collect();
    let pieces: Vec<Vec<Piece>> = shown.iter().map(|one| one.files.clone()).collect();
    archive.add(words::HISTORY, chain.lines.as_bytes())?;
    archive.add(words::MANIFEST, manifest::of(gathered, &listed, &pieces, chain, made_at)?.as_bytes())?;
    archive.add(words::VERIFIER, manifest::VERIFIER.as_bytes())?;
    archive.add(words::README, manifest::README.replace('\n', "\r\n").as_bytes())?;
    let (out, sums_sha256) = archive.finish()?;
    let file = out.into_inner().map_err(|error| Error::Io { what: "end the archive", source: error.into_error() })?;
    file.sync_all().map_err(Error::io("keep the archive"))?;
    Ok(Written { exhibits: shown.len(), apart: listed.iter().filter(|one| one.apart).count(), head: chain.head.clone(), sums_sha256 })
}

/// Writes an exhibit in the archive, and its pages in the single document.
fn one<W: Write>(
    conn: &Connection,
    gathered: &Gathered,
    exhibit: &Exhibit<Source>,
    said: &Said,
    archive: &mut Archive<BufWriter<File>>,
    merged: &mut Merged<W>,
) -> Result<Shown> {
    let digits = file_name::digits(gathered.exhibits.len());
    let name = |extension: &str| format!("{}{}", words::PIECES, file_name::of_exhibit(exhibit.number, digits, &exhibit.name, extension));
    let title = exhibit.title();
    let mut files = Vec::new();
    let mut keep = |archive: &mut Archive<BufWriter<File>>, extension: &str, bytes: &[u8]| -> Result<()> {
        let name = name(extension);
        let sha256 = archive.add(&name, bytes)?;
        files.push(Piece { name, sha256, bytes: u64::try_from(bytes.len()).unwrap_or(u64::MAX) });
        Ok(())
    };
    // What the single document shows of it; none for what cannot be drawn.
    let page: Option<Vec<u8>> = match exhibit.source {
        Source::Document(id) => {
            let document = documents::get(conn, id)?;
            if digest_bytes(&document.pdf) != document.sha256 {
                return Err(Error::Refused(words::altered(&title)));
            }
            // What is nothing known was taken as a PDF when it was kept.
            let media = Media::of(&document.pdf).unwrap_or(Media::Pdf);
            keep(archive, media.extension(), &document.pdf)?;
            match media {
                Media::Pdf => Some(document.pdf),
                Media::Jpeg | Media::Png => papers::photo(gathered, &document.pdf).map(|photo| photo.pdf),
                Media::Heic => None,
            }
        }
        Source::Dispatch(id) => {
            let bytes = dispatches::mime(conn, id)?.ok_or(Error::NotFound { what: "message", id: id.0 })?;
            let Rendered { pdf, .. } = papers::message(conn, gathered, id, &bytes)?;
            keep(archive, "eml", &bytes)?;
            keep(archive, "pdf", &pdf)?;
            Some(pdf)
        }
        Source::Account | Source::Penalties => {
            let made =
                if exhibit.source == Source::Account { papers::account(gathered, said)? } else { papers::penalties(gathered, said)? };
            keep(archive, "pdf", &made.pdf)?;
            Some(made.pdf)
        }
    };
    let pages = match &page {
        Some(page) => merged.add(page)?.ok(),
        None => None,
    };
    let main = files.first().cloned().ok_or(Error::NotFound { what: "exhibit", id: i64::from(exhibit.number) })?;
    let listed = Listed {
        number: exhibit.number,
        title,
        file: main.name.trim_start_matches(words::PIECES).to_owned(),
        pages: pages.as_ref().map_or(0, Vec::len),
        bytes: main.bytes,
        sha256: main.sha256,
        apart: pages.is_none(),
    };
    Ok(Shown { listed, files, pages: pages.unwrap_or_default() })
}
