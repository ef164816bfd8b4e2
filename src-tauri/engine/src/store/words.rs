//! The words of every invoice (number, client, subject), in memory: a few megabytes for a hundred thousand of them, read by
//! the first search and kept in step by the writes.
//!
//! A full-text table took tens of milliseconds for the letters that most invoices hold, a keystroke each, and nearly half
//! the time of an import. Here a keystroke takes a few, and an import nothing.
use super::Tx;
use crate::error::Result;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::text::fold;
use memchr::memmem::Finder;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Words of a search, at most so many: a pasted page is no search.
pub(super) const MOST_WORDS: usize = 8;
/// Of one invoice, at most so many bytes: a subject may be a page long, and nobody searches its end.
const LONGEST: usize = 400;
/// Bytes in which the rarest word of a search is told.
const SAMPLE: usize = 32 * 1024;
/// Changes kept beside the text, before all of it is read again.
const MOST_CHANGES: usize = 1_000;

/// What a write did to the words.
pub(super) enum Change {
    /// The invoice now has these.
    Put(InvoiceId, String),
    /// Too much to say: everything is to be read again.
    All,
}

/// The words of all invoices, one after the other.
#[derive(Default)]
pub(super) struct Words {
    /// Ascending.
    ids: Vec<i64>,
    /// Where the words of each end in `text`.
    ends: Vec<usize>,
    /// A space before each word, so that a space and the start of a word find the words that start so, in one invoice.
    text: String,
    /// What changed since it was read.
    changed: BTreeMap<i64, String>,
}

/// The invoices that a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Matches {
    bits: Vec<u64>,
    count: u32,
}

impl Matches {
    /// True when the invoice is among them.
    pub fn has(&self, id: i64) -> bool {
        usize::try_from(id).is_ok_and(|id| self.bits.get(id / 64).is_some_and(|bits| bits >> (id % 64) & 1 == 1))
    }

    /// How many.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// All of them, those entered last first.
    fn newest_first(&self) -> impl Iterator<Item = i64> + '_ {
        let blocks = self.bits.iter().enumerate().rev().filter(|(_, bits)| **bits != 0);
        let set = blocks.flat_map(|(block, bits)| (0..64).rev().filter(move |bit| bits >> bit & 1 == 1).map(move |bit| block * 64 + bit));
        set.filter_map(|id| i64::try_from(id).ok())
    }

    /// The ones entered last, newest first, at most `most`.
    pub fn newest(&self, most: usize) -> Vec<InvoiceId> {
        self.newest_first().take(most).map(InvoiceId).collect()
    }

    /// All of them.
    pub(super) fn ids(&self) -> Vec<i64> {
        self.newest_first().collect()
    }

    fn add(&mut self, id: i64) {
        let Ok(place) = usize::try_from(id) else { return };
        if self.bits.len() <= place / 64 {
            self.bits.resize(place / 64 + 1, 0);
        }
        if !self.has(id) {
            self.bits[place / 64] |= 1 << (place % 64);
            self.count += 1;
        }
    }
}

/// What was typed, as the start of words. Empty when nothing is left of it.
pub(super) fn typed(text: &str) -> Vec<String> {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect()
}

/// The words of texts, a space before each.
fn words_of(texts: [&str; 3]) -> String {
    let mut words = String::with_capacity(64);
    for text in texts {
        let folded = fold(text);
        for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            if words.len() + word.len() < LONGEST {
                words.push(' ');
                words.push_str(word);
            }
        }
    }
    words
}

impl Words {
    /// Reads them all.
    ///
    /// # Errors
    /// When the base cannot be read.
    pub(super) fn read(conn: &Connection) -> Result<Words> {
        let mut clients = BTreeMap::new();
        let mut query = conn.prepare("SELECT id, name FROM client")?;
        for row in query.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))? {
            let (id, name) = row?;
            clients.insert(id, words_of([&name, "", ""]));
        }
        let mut words = Words::default();
        let mut query = conn.prepare("SELECT id, number, client_id, subject FROM invoice ORDER BY id")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let text = |column| -> rusqlite::Result<String> { Ok(words_of([row.get_ref(column)?.as_str()?, "", ""])) };
            let client: i64 = row.get(2)?;
            words.text.push_str(&text(1)?);
            words.text.push_str(clients.get(&client).map_or("", String::as_str));
            words.text.push_str(&text(3)?);
            words.ids.push(row.get(0)?);
            words.ends.push(words.text.len());
        }
        Ok(words)
    }

    /// Follows a write. False: there is too much to follow, and they are to be read again.
    pub(super) fn follow(&mut self, changes: Vec<Change>) -> bool {
        for change in changes {
            match change {
                Change::Put(id, words) => self.changed.insert(id.0, words),
                Change::All => return false,
            };
        }
        self.changed.len() <= MOST_CHANGES
    }

    /// The invoices that hold a word for each start of `typed`.
    pub(super) fn find(&self, typed: &[String]) -> Matches {
        let text = self.text.as_bytes();
        let starts: Vec<String> = typed.iter().map(|word| format!(" {word}")).collect();
        let mut finders: Vec<Finder> = starts.iter().map(|start| Finder::new(start.as_bytes())).collect();
        // The others are looked for only where the rarest is found: the one that a sample holds least.
        let sample = &text[..text.len().min(SAMPLE)];
        finders.sort_by_cached_key(|finder| finder.find_iter(sample).count());
        let Some((rarest, others)) = finders.split_first() else { return Matches::default() };
        let mut matches = Matches::default();
        let (mut at, mut row, mut start) = (0, 0, 0);
        while let Some(found) = rarest.find(&text[at..]) {
            while self.ends[row] <= at + found {
                start = self.ends[row];
                row += 1;
            }
            let own = &text[start..self.ends[row]];
            let id = self.ids[row];
            if others.iter().all(|other| other.find(own).is_some()) && !self.changed.contains_key(&id) {
                matches.add(id);
            }
            at = self.ends[row];
        }
        for (id, words) in &self.changed {
            if finders.iter().all(|finder| finder.find(words.as_bytes()).is_some()) {
                matches.add(*id);
            }
        }
        matches
    }
}

impl Tx<'_> {
    /// Remembers the words of a new or changed invoice.
    pub(super) fn put_words(&mut self, id: InvoiceId, number: &str, client: &str, subject: &str) {
        self.words.push(Change::Put(id, words_of([number, client, subject])));
    }

    /// An import came or went: the words are read again by the next search.
    pub(super) fn forget_words(&mut self) {
        if self.words.is_empty() {
            self.words.push(Change::All);
        }
    }

    /// The words of all of a client's invoices, after he was renamed.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn put_words_of(&mut self, client: ClientId) -> Result<()> {
        let changes: Vec<Change> = {
            let mut query = self
                .sql
                .prepare("SELECT i.id, i.number, c.name, i.subject FROM invoice i JOIN client c ON c.id = i.client_id WHERE c.id = ?")?;
            let rows = query.query_map([client.0], |row| {
                let words = words_of([row.get_ref(1)?.as_str()?, row.get_ref(2)?.as_str()?, row.get_ref(3)?.as_str()?]);
                Ok(Change::Put(InvoiceId(row.get(0)?), words))
            })?;
            rows.collect::<Result<_, _>>()?
        };
        self.words.extend(changes);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(invoices: &[(i64, &str)]) -> Words {
        let mut words = Words::default();
        for (id, text) in invoices {
            words.text.push_str(&words_of([text, "", ""]));
            words.ids.push(*id);
            words.ends.push(words.text.len());
        }
        words
    }

    fn found(words: &Words, text: &str) -> Vec<i64> {
        words.find(&typed(text)).newest(10).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn each_start_must_begin_a_word_of_the_same_invoice() {
        let all = words(&[(3, "F-2026/014 Dupré Toiture"), (5, "F-2026/015 Dupont"), (64, "A-1 Éts Toi & fils")]);
        assert_eq!(found(&all, "f"), [64, 5, 3], "« fils » starts so too");
        assert_eq!(found(&all, "DUPRÉ 014"), [3]);
        assert_eq!(found(&all, "toi"), [64, 3], "newest first");
        assert_eq!(found(&all, "up"), [0_i64; 0], "inside a word is not its start");
        assert_eq!(found(&all, "dupont toiture"), [0_i64; 0], "words of two invoices are not one");
        assert_eq!(found(&all, "015 a"), [0_i64; 0], "the last word of one and the first of the next neither");
        assert_eq!(all.find(&typed("2026")).count(), 2);
    }

    #[test]
    fn typed_words_are_starts_and_nothing_is_a_language() {
        assert_eq!(typed("Dupré OR number:*"), ["dupre", "or", "number"]);
        assert_eq!(typed("F-2026/014"), ["f", "2026", "014"]);
        assert_eq!(typed(" \"'()*^ "), [""; 0], "nothing is left to look for");
        assert_eq!(typed(&"a ".repeat(100)).len(), MOST_WORDS);
    }

    #[test]
    fn a_write_is_followed_and_a_large_one_asks_to_read_again() {
        let mut all = words(&[(1, "F-1 Dupont"), (2, "F-2 Durand")]);
        assert!(all.follow(vec![
            Change::Put(InvoiceId(1), words_of(["F-1", "Martin", ""])),
            Change::Put(InvoiceId(9), words_of(["F-9", "Durand", ""]))
        ]));
        assert_eq!(found(&all, "dupont"), [0_i64; 0], "his old name is forgotten");
        assert_eq!(found(&all, "martin"), [1]);
        assert_eq!(found(&all, "durand"), [9, 2]);
        assert!(!all.follow(vec![Change::All]));
        let many = (0..=1_000).map(|id| Change::Put(InvoiceId(id), String::new())).collect();
        assert!(!all.follow(many), "so many changes cost more than reading it all again");
    }

    #[test]
    fn the_end_of_an_endless_subject_is_left_out() {
        assert!(words_of(["F-1", "Dupont", &"mot ".repeat(1_000)]).len() <= LONGEST);
    }
}
