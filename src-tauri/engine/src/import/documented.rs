//! Columns that others document in public, in tables of ours: a line a column, `key;label;…;source;day it was read`.

/// All the columns of one tool or bank.
pub(super) struct Documented<T> {
    /// Stable name.
    pub(super) key: String,
    /// What the user reads.
    pub(super) label: String,
    pub(super) columns: Vec<T>,
}

/// What a table says, in its order; `read` makes a column of the cells between the label and the source.
pub(super) fn all<T>(text: &'static str, read: fn(&[&'static str]) -> Option<T>) -> Vec<Documented<T>> {
    let mut found: Vec<Documented<T>> = Vec::new();
    for line in lines(text) {
        let cells: Vec<&str> = line.split(';').collect();
        let [key, label, of_column @ .., _source, _read_on] = cells.as_slice() else { continue };
        let Some(column) = read(of_column) else { continue };
        match found.last_mut().filter(|last| last.key == *key) {
            Some(last) => last.columns.push(column),
            None => found.push(Documented { key: (*key).to_owned(), label: (*label).to_owned(), columns: vec![column] }),
        }
    }
    found
}

/// Without the remarks and the header.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#')).skip(1)
}

/// Panics when a line was not understood, says no source or no day, or stands apart from the others of its tool or bank.
#[cfg(test)]
pub(super) fn is_sound(text: &str, understood: usize) {
    assert_eq!(lines(text).count(), understood, "a line was not understood");
    for line in lines(text) {
        let mut cells = line.rsplit(';');
        assert!(cells.next().is_some_and(|day| chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok()), "{line}");
        assert!(cells.next().is_some_and(|source| source.starts_with("https://")), "{line}");
    }
    let mut keys: Vec<&str> = lines(text).filter_map(|line| line.split(';').next()).collect();
    keys.dedup();
    let different: std::collections::BTreeSet<&str> = keys.iter().copied().collect();
    assert_eq!(different.len(), keys.len(), "the lines of one follow each other");
}
