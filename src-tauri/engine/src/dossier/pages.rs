//! The pages of a file from outside, with all that they need to be seen, under other numbers.
use super::merge::PAGES;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Writer};
use std::collections::{BTreeMap, VecDeque};

/// Most bytes a stream of the file may inflate to while it is read.
const INFLATED: usize = 64 * 1024 * 1024;
/// Most objects and pages copied: an exhibit is a paper, not an archive.
const MOST_OBJECTS: usize = 200_000;
const MOST_PAGES: usize = 2_000;
/// Deepest nesting followed.
const DEPTH: u32 = 64;
/// Room for the reader, whose descent into a hostile file is deep.
const STACK: usize = 32 * 1024 * 1024;

/// Why the pages of a file are not copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// It does not read as a PDF.
    NotRead,
    /// It asks for a password, or forbids copies.
    Protected,
    /// What is seen depends on layers or on a form that its reader draws.
    NotPages,
    /// Too many objects or pages.
    TooLarge,
}

/// Pages ready to be written.
pub struct Copied {
    /// The objects, one after the other.
    pub bytes: Vec<u8>,
    /// Where each begins, by number.
    pub objects: Vec<u64>,
    /// The numbers of the pages, in order.
    pub pages: Vec<u32>,
}

/// Copies the pages of a file; its objects take the numbers from `first` on.
///
/// # Errors
/// [`Refused`], and nothing is copied.
pub fn copied(bytes: &[u8], first: u32) -> Result<Copied, Refused> {
    // In a thread of its own: a hostile file may exhaust its stack or make the reader panic, and the file is left out.
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new().name("pages".to_owned()).stack_size(STACK).spawn_scoped(scope, || copy(bytes, first));
        match reader.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(copied)) => copied,
            Ok(Err(_)) | Err(_) => Err(Refused::NotRead),
        }
    })
}

fn copy(bytes: &[u8], first: u32) -> Result<Copied, Refused> {
    let options = LoadOptions { max_decompressed_size: Some(INFLATED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword | lopdf::Error::UnsupportedSecurityHandler(_) => Refused::Protected,
        _ => Refused::NotRead,
    })?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Refused::Protected);
    }
    if needs_more_than_pages(&document) {
        return Err(Refused::NotPages);
    }
    let pages: Vec<ObjectId> = document.page_iter().take(MOST_PAGES + 1).collect();
    if pages.is_empty() {
        return Err(Refused::NotRead);
    }
    if pages.len() > MOST_PAGES {
        return Err(Refused::TooLarge);
    }
    let mut copier = Copier { document: &document, numbers: BTreeMap::new(), waiting: VecDeque::new(), first };
    for page in &pages {
        copier.number(*page);
    }
    if copier.numbers.len() != pages.len() {
        return Err(Refused::NotRead);
    }
    copier.waiting.clear();
    let mut out = Copied { bytes: Vec::new(), objects: Vec::new(), pages: Vec::new() };
    for page in &pages {
        let page = copier.page(*page)?;
        out.pages.push(first + u32::try_from(out.objects.len()).map_err(|_| Refused::TooLarge)?);
        out.write(first, &Object::Dictionary(page))?;
    }
    while let Some(id) = copier.waiting.pop_front() {
        if copier.numbers.len() > MOST_OBJECTS {
            return Err(Refused::TooLarge);
        }
        let object = copier.object(id);
        out.write(first, &object)?;
    }
    Ok(out)
}

/// True when the look of its pages is decided elsewhere: layers, or a form that the reader draws.
fn needs_more_than_pages(document: &Document) -> bool {
    let Ok(catalog) = document.catalog() else { return true };
    if catalog.has(b"OCProperties") {
        return true;
    }
    let form = catalog.get(b"AcroForm").ok().and_then(|form| document.dereference(form).ok()).and_then(|(_, form)| form.as_dict().ok());
    form.is_some_and(|form| form.has(b"XFA") || matches!(form.get(b"NeedAppearances"), Ok(Object::Boolean(true))))
}

impl Copied {
    fn write(&mut self, first: u32, object: &Object) -> Result<(), Refused> {
        let count = u32::try_from(self.objects.len()).map_err(|_| Refused::TooLarge)?;
        let number = first.checked_add(count).ok_or(Refused::TooLarge)?;
        self.objects.push(u64::try_from(self.bytes.len()).unwrap_or(u64::MAX));
        self.bytes.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        Writer::write_object(&mut self.bytes, object).map_err(|_| Refused::NotRead)?;
        self.bytes.extend_from_slice(b"\nendobj\n");
        Ok(())
    }
}

/// What was met so far, in the order of its numbers.
struct Copier<'a> {
    document: &'a Document,
    numbers: BTreeMap<ObjectId, u32>,
    waiting: VecDeque<ObjectId>,
    first: u32,
}

impl Copier<'_> {
    /// The new number of an object, which is to be written in its turn.
    fn number(&mut self, id: ObjectId) -> u32 {
        let next = self.first.saturating_add(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
        *self.numbers.entry(id).or_insert_with(|| {
            self.waiting.push_back(id);
            next
        })
    }

    /// A page on its own: what it inherits is written in it, what acts or leads out of it is left.
    fn page(&mut self, id: ObjectId) -> Result<Dictionary, Refused> {
        let page = self.document.get_dictionary(id).map_err(|_| Refused::NotRead)?;
        let mut found = Dictionary::new();
        found.set("Type", Object::Name(b"Page".to_vec()));
        found.set("Parent", Object::Reference((PAGES, 0)));
        for key in [&b"Resources"[..], b"MediaBox", b"CropBox", b"Rotate"] {
            if let Some(value) = self.inherited(page, key) {
                let value = self.rewritten(&value, 0);
                found.set(key, value);
            }
        }
        if !found.has(b"MediaBox") {
            found.set("MediaBox", vec![0.into(), 0.into(), 595.into(), 842.into()]);
        }
        for key in [&b"Contents"[..], b"Group", b"UserUnit"] {
            if let Ok(value) = page.get(key) {
                let value = self.rewritten(value, 0);
                found.set(key, value);
            }
        }
        let seen = self.annotations(page);
        if !seen.is_empty() {
            found.set("Annots", seen);
        }
        Ok(found)
    }

    /// A key of a page, or of the first node above that has it.
    fn inherited(&self, page: &Dictionary, key: &[u8]) -> Option<Object> {
        let mut node = page;
        for _ in 0..DEPTH {
            if let Ok(value) = node.get(key) {
                return Some(value.clone());
            }
            let parent = node.get(b"Parent").ok()?;
            node = self.document.dereference(parent).ok()?.1.as_dict().ok()?;
        }
        None
    }

    /// What is drawn over a page, stamps and signatures, without what it does when it is clicked.
    fn annotations(&mut self, page: &Dictionary) -> Vec<Object> {
        let document = self.document;
        let Some(all) = page.get(b"Annots").ok().and_then(|all| document.dereference(all).ok()).and_then(|(_, all)| all.as_array().ok())
        else {
            return Vec::new();
        };
        let mut seen = Vec::new();
        for one in all.iter().take(MOST_PAGES) {
            let Some(one) = document.dereference(one).ok().and_then(|(_, one)| one.as_dict().ok()) else { continue };
            if !one.has(b"AP") {
                continue;
            }
            let mut kept = Dictionary::new();
            for key in [&b"Type"[..], b"Subtype", b"Rect", b"AP", b"AS", b"F", b"Contents"] {
                if let Ok(value) = one.get(key) {
                    let value = self.rewritten(value, 0);
                    kept.set(key, value);
                }
            }
            // A widget without its form is a plain drawing.
            if matches!(kept.get(b"Subtype"), Ok(Object::Name(name)) if name == b"Widget") {
                kept.set("Subtype", Object::Name(b"Stamp".to_vec()));
            }
            seen.push(Object::Dictionary(kept));
        }
        seen
    }

    /// An object under its new references; what is missing, or is the tree of the file itself, is nothing.
    fn object(&mut self, id: ObjectId) -> Object {
        let Ok(found) = self.document.get_object(id) else { return Object::Null };
        let kind = match found {
            Object::Dictionary(dictionary) => dictionary.get(b"Type").ok(),
            _ => None,
        };
        if matches!(kind, Some(Object::Name(name)) if [&b"Catalog"[..], b"Pages", b"Page"].contains(&name.as_slice())) {
            return Object::Null;
        }
        self.rewritten(found, 0)
    }

    fn rewritten(&mut self, object: &Object, depth: u32) -> Object {
        if depth > DEPTH {
            return Object::Null;
        }
        match object {
            Object::Reference(id) => Object::Reference((self.number(*id), 0)),
            Object::Array(items) => Object::Array(items.iter().map(|item| self.rewritten(item, depth + 1)).collect()),
            Object::Dictionary(dictionary) => Object::Dictionary(self.dictionary(dictionary, depth)),
            Object::Stream(stream) => {
                let mut copy = stream.clone();
                copy.dict = self.dictionary(&stream.dict, depth);
                copy.dict.set("Length", i64::try_from(stream.content.len()).unwrap_or(0));
                Object::Stream(copy)
            }
            Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Name(_) | Object::String(..) => {
                object.clone()
            }
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary, depth: u32) -> Dictionary {
        let mut found = Dictionary::new();
        for (key, value) in dictionary {
            // What structures, describes or runs is no part of what is seen.
            if [&b"StructParent"[..], b"StructParents", b"Metadata", b"PieceInfo", b"AA", b"OpenAction", b"JS"].contains(&key.as_slice()) {
                continue;
            }
            let value = self.rewritten(value, depth + 1);
            found.set(key.clone(), value);
        }
        found
    }
}
