//! Electronic invoices being prepared: one file a row, recognised by content and never by name.
use super::mapping::hex;
use super::rows::Unread;
use super::{Plan, Refusal, TableKind, einvoice};
use echu_core::einvoice::EInvoice;
use echu_core::intake::{Existing, Problem};
use echu_core::party::Creditor;
use echu_core::text::normalised_number;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Most files of one import.
const FILES: usize = 2_000;

/// The files, read. Their bytes are not kept: a PDF is read again when it is stored, and must then be the same.
pub struct Papers {
    papers: Vec<Paper>,
    sha256: String,
    /// The person's answer for the invoices that do not say when they are due.
    terms_days: Option<u16>,
}

/// One file.
struct Paper {
    path: PathBuf,
    name: String,
    sha256: String,
    /// None: no PDF.
    pdf_size: Option<u64>,
    read: Result<EInvoice, Refusal>,
}

impl Papers {
    /// True when the file is to be read as an electronic invoice and not as a table: a folder, a PDF, or an XML.
    ///
    /// # Errors
    /// [`Refusal`] when it cannot be opened.
    pub fn suits(path: &Path) -> Result<bool, Refusal> {
        let unreadable = |error: std::io::Error| Refusal::Unreadable { detail: error.to_string() };
        let kind = std::fs::metadata(path).map_err(unreadable)?;
        if kind.is_dir() {
            return Ok(true);
        }
        if !kind.is_file() {
            return Ok(false);
        }
        let mut start = Vec::with_capacity(512);
        File::open(path).map_err(unreadable)?.take(512).read_to_end(&mut start).map_err(unreadable)?;
        Ok(is_paper(&start))
    }

    /// Reads files, and the PDF and XML files of folders; the folders inside them are left alone.
    ///
    /// # Errors
    /// [`Refusal`]: no file, or too many of them. A file that does not read is a row set aside.
    pub fn read(paths: &[PathBuf]) -> Result<Papers, Refusal> {
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() {
                files.extend(of_folder(path)?);
            } else {
                files.push(path.clone());
            }
        }
        if files.is_empty() {
            return Err(Refusal::Empty);
        }
        if files.len() > FILES {
            return Err(Refusal::TooManyFiles { limit: FILES as u32 });
        }
        let mut papers: Vec<Paper> = files.into_iter().map(Paper::read).collect();
        pdfs_first(&mut papers);
        let sha256 = match papers.as_slice() {
            [one] => one.sha256.clone(),
            several => hex(&Sha256::digest(several.iter().map(|paper| paper.sha256.as_str()).collect::<Vec<_>>().join("\n"))),
        };
        Ok(Papers { papers, sha256, terms_days: None })
    }

    /// The name of the only file, else how many they are, in French.
    pub fn name(&self) -> String {
        match self.papers.as_slice() {
            [one] => one.name.clone(),
            several => super::sentences::several_files(several.len()),
        }
    }

    /// Days to pay of the invoices that do not say when they are due; none: nobody has said.
    pub fn terms_days(&self) -> Option<u16> {
        self.terms_days
    }

    /// The person's answer: days to pay for the invoices that do not say it. None takes it back.
    pub fn set_terms_days(&mut self, days: Option<u16>) {
        self.terms_days = days;
    }

    /// Of the file; of the list of their hashes when there are several.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Judges every file against what the base holds and who the user is.
    pub fn judge(&self, creditor: &Creditor, existing: &Existing) -> Plan {
        let rows = self.papers.iter().enumerate().map(|(place, paper)| {
            let line = u32::try_from(place + 1).unwrap_or(u32::MAX);
            let unread =
                |problem, number: &str, client: &str| Unread { line, problem, number: number.to_owned(), client: client.to_owned() };
            match &paper.read {
                Ok(file) => file.row(creditor, line, self.terms_days).map_err(|problem| unread(problem, &file.number, &file.buyer.name)),
                Err(refusal) => Err(unread(Problem::UnreadFile { why: refusal.sentence() }, "", "")),
            }
        });
        let names = self.papers.iter().map(|paper| paper.name.clone()).collect();
        Plan::of(TableKind::Invoices, rows, names, existing)
    }

    /// How long the PDF of a line is, in bytes; none when that line is an XML.
    pub fn pdf_size(&self, line: u32) -> Option<u64> {
        self.paper(line)?.pdf_size
    }

    fn paper(&self, line: u32) -> Option<&Paper> {
        self.papers.get((line as usize).checked_sub(1)?)
    }

    /// The PDF of a line, read again; none when that line is an XML, or when the file is no longer the one that was read.
    pub fn pdf(&self, line: u32) -> Option<Vec<u8>> {
        let paper = self.paper(line).filter(|paper| paper.pdf_size.is_some())?;
        let bytes = super::of_file(&paper.path).ok()?;
        (hex(&Sha256::digest(&bytes)) == paper.sha256).then_some(bytes)
    }
}

impl Paper {
    fn read(path: PathBuf) -> Paper {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match super::of_file(&path) {
            Ok(bytes) => {
                let read = if is_paper(&bytes) { einvoice::read(&bytes) } else { Err(Refusal::NotAPaper) };
                let pdf_size = bytes.starts_with(b"%PDF").then_some(bytes.len() as u64);
                Paper { path, name, sha256: hex(&Sha256::digest(&bytes)), pdf_size, read }
            }
            Err(refusal) => Paper { path, name, sha256: String::new(), pdf_size: None, read: Err(refusal) },
        }
    }
}

/// Puts the PDF of an invoice where its XML stands before it: of the two the first is kept, and a PDF is joined to its invoice.
fn pdfs_first(papers: &mut [Paper]) {
    let number = |paper: &Paper| paper.read.as_ref().map(|file| normalised_number(&file.number)).unwrap_or_default();
    let mut pdfs: BTreeMap<String, usize> = BTreeMap::new();
    for (place, paper) in papers.iter().enumerate().filter(|(_, paper)| paper.pdf_size.is_some()) {
        pdfs.entry(number(paper)).or_insert(place);
    }
    // What does not read has no number.
    pdfs.remove("");
    for place in 0..papers.len() {
        let later = pdfs.remove(&number(&papers[place])).filter(|pdf| *pdf > place);
        if let Some(pdf) = later {
            papers.swap(place, pdf);
        }
    }
}

/// True for a PDF or an XML, by its first bytes.
fn is_paper(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).replace('\0', "");
    let text = text.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    // A web page is a table that some tools name « .xls ».
    let start = text.to_ascii_lowercase();
    let is_page = ["<html", "<!doctype html", "<table"].iter().any(|tag| start.contains(tag));
    bytes.starts_with(b"%PDF") || (text.starts_with('<') && !is_page)
}

/// The PDF and XML files of a folder, by name.
fn of_folder(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let unreadable = |error: std::io::Error| Refusal::Unreadable { detail: error.to_string() };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let ends = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf") || end.eq_ignore_ascii_case("xml"));
        if ends && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
