//! The XML a PDF carries. Nothing else of the file is looked at: it is never drawn, and no script of it is ever run.
use super::{CII, UBL_CREDIT_NOTE, UBL_INVOICE, ZUGFERD_1};
use crate::import::Refusal;
use lopdf::{Dictionary, Document, LoadOptions, Object};
use std::collections::BTreeSet;

/// Most bytes the carried file may inflate to: a real one holds a few dozen kilobytes.
const INFLATED: usize = 20 * 1024 * 1024;
/// Deepest tree of names.
const DEPTH: u32 = 32;
/// Most files looked at.
const FILES: usize = 200;
/// Room for the reader, whose descent into a hostile file is deep.
const STACK: usize = 32 * 1024 * 1024;

/// The names under which an invoice is carried, likeliest first (Factur-X 1, ZUGFeRD 2.0, ZUGFeRD 1, XRechnung).
const NAMES: [&str; 5] = ["factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "cii.xml", "ubl.xml"];

/// The bytes of the invoice a PDF carries, by its usual name, else the first carried XML that is one.
///
/// # Errors
/// [`Refusal`]: no PDF, a protected one, one that carries no invoice, or a carried file that inflates beyond all reason.
pub fn carried_invoice(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let bytes = bytes.to_vec();
    // In a thread of its own: a hostile file may exhaust its stack or make the reader panic, and the app goes on.
    let reader = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(move || find(&bytes));
    match reader.map(std::thread::JoinHandle::join) {
        Ok(Ok(found)) => found,
        Ok(Err(_)) | Err(_) => Err(Refusal::BadPdf),
    }
}

fn find(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let options = LoadOptions { max_decompressed_size: Some(INFLATED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_) => Refusal::ProtectedPdf,
        _ => Refusal::BadPdf,
    })?;
    if document.is_encrypted() {
        return Err(Refusal::ProtectedPdf);
    }
    let mut files = named_files(&document);
    if files.is_empty() {
        files = associated_files(&document);
    }
    files.sort_by_key(|(name, _)| NAMES.iter().position(|usual| name == usual).unwrap_or(NAMES.len()));
    for (name, file) in files.iter().take(FILES) {
        if !name.ends_with(".xml") {
            continue;
        }
        let Some(content) = content(&document, file)? else { continue };
        if NAMES.contains(&name.as_str()) || is_invoice(&content) {
            return Ok(content);
        }
    }
    Err(Refusal::NoEInvoice)
}

/// True when the root's namespace, near the start, is one we read.
fn is_invoice(content: &[u8]) -> bool {
    let start = String::from_utf8_lossy(&content[..content.len().min(20_000)]);
    [CII, ZUGFERD_1, UBL_INVOICE, UBL_CREDIT_NOTE].iter().any(|namespace| start.contains(namespace))
}

type Files = Vec<(String, Dictionary)>;

/// `/Names /EmbeddedFiles`, a tree.
fn named_files(document: &Document) -> Files {
    let mut files = Files::new();
    let root = document.catalog().ok().and_then(|catalog| dictionary(document, catalog.get(b"Names").ok()?));
    if let Some(tree) = root.and_then(|names| dictionary(document, names.get(b"EmbeddedFiles").ok()?)) {
        walk(document, &tree, &mut BTreeSet::new(), 0, &mut files);
    }
    files
}

fn walk(document: &Document, node: &Dictionary, seen: &mut BTreeSet<lopdf::ObjectId>, depth: u32, files: &mut Files) {
    if depth > DEPTH || files.len() > FILES {
        return;
    }
    for pair in array(document, node.get(b"Names").ok()).chunks(2) {
        if let [_, file] = pair
            && let Some(file) = dictionary(document, file)
        {
            files.push((name(&file), file));
        }
    }
    for kid in array(document, node.get(b"Kids").ok()) {
        if let Ok(id) = kid.as_reference()
            && !seen.insert(id)
        {
            continue;
        }
        if let Some(kid) = dictionary(document, &kid) {
            walk(document, &kid, seen, depth + 1, files);
        }
    }
}

/// `/AF` of the catalog, for the files without a tree of names.
fn associated_files(document: &Document) -> Files {
    let Ok(catalog) = document.catalog() else { return Files::new() };
    let found = array(document, catalog.get(b"AF").ok());
    found.iter().filter_map(|file| dictionary(document, file)).map(|file| (name(&file), file)).collect()
}

/// The name of a carried file, in lower case.
fn name(file: &Dictionary) -> String {
    let text = [b"UF".as_slice(), b"F"].iter().find_map(|key| file.get(key).ok()).and_then(|object| lopdf::decode_text_string(object).ok());
    text.unwrap_or_default().to_lowercase()
}

fn content(document: &Document, file: &Dictionary) -> Result<Option<Vec<u8>>, Refusal> {
    let Some(embedded) = file.get(b"EF").ok().and_then(|object| dictionary(document, object)) else { return Ok(None) };
    let found = [b"F".as_slice(), b"UF"].iter().find_map(|key| embedded.get(key).ok());
    let Some(Object::Stream(stream)) = found.and_then(|object| document.dereference(object).ok()).map(|(_, object)| object) else {
        return Ok(None);
    };
    if stream.dict.get(b"Filter").is_err() {
        return Ok(Some(stream.content.clone()));
    }
    stream.decompressed_content_with_limit(INFLATED).map(Some).map_err(|_| Refusal::BadPdf)
}

fn dictionary(document: &Document, object: &Object) -> Option<Dictionary> {
    document.dereference(object).ok()?.1.as_dict().ok().cloned()
}

fn array(document: &Document, object: Option<&Object>) -> Vec<Object> {
    let found = object.and_then(|object| document.dereference(object).ok()).and_then(|(_, object)| object.as_array().ok());
    found.cloned().unwrap_or_default()
}
