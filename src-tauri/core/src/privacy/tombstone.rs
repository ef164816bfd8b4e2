//! What tells an erased person apart if he comes back: salted digests, and nothing that can be read.
//!
//! A digest of an e-mail may still be tried against a list of addresses by whoever holds the file: it is pseudonymous, not
//! anonymous. The salt, one a person, keeps two bases from being compared.
use super::Subject;
use crate::ids::ClientId;
use crate::text::fold;
use chrono::NaiveDate;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// What is digested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark<'a> {
    /// His card: its number in the base and the instant of its making. An older copy of the base holds the same.
    Card {
        /// Its number.
        id: i64,
        /// Instant, UTC, as stored.
        created_at: &'a str,
    },
    /// An e-mail address, whatever its case.
    Email(&'a str),
    /// A name and a postcode, accents and case set aside.
    Person {
        /// First and last names.
        name: &'a str,
        /// Five digits in France; without one a name is too many people's.
        postcode: &'a str,
    },
}

/// The digest of a mark, hex; none for a mark that says nothing: an empty address, a name without postcode.
pub fn digest(salt: &str, mark: &Mark) -> Option<String> {
    let text = match mark {
        Mark::Card { id, created_at } => format!("card|{id}|{created_at}"),
        Mark::Email(email) => {
            let email = email.trim().to_lowercase();
            if email.is_empty() {
                return None;
            }
            format!("email|{email}")
        }
        Mark::Person { name, postcode } => {
            // « Petit Jeanne » and « Jeanne PETIT » are one.
            let mut words: Vec<String> = fold(name).split_whitespace().map(str::to_owned).collect();
            words.sort();
            if words.is_empty() || postcode.trim().is_empty() {
                return None;
            }
            format!("person|{}|{}", words.join(" "), postcode.trim())
        }
    };
    Some(Sha256::digest(format!("{salt}|{text}")).iter().map(|byte| format!("{byte:02x}")).collect())
}

/// An erased person, as much as is kept of him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tombstone {
    /// Who asked.
    pub subject: Subject,
    /// The day of the request.
    pub asked_on: NaiveDate,
    /// The emptied card, while the base has one: his invoices still bear his name.
    pub card: Option<ClientId>,
    /// Random, one a person.
    pub salt: String,
    /// His digests.
    pub marks: BTreeSet<String>,
}

impl Tombstone {
    /// True when one of these is his: any of his addresses, or his name with his postcode.
    pub fn names<'a>(&self, emails: impl IntoIterator<Item = &'a str>, name: &'a str, postcode: &'a str) -> bool {
        let mut marks = emails.into_iter().map(Mark::Email).chain(std::iter::once(Mark::Person { name, postcode }));
        marks.any(|mark| self.bears(&mark))
    }

    /// True when it bears this mark.
    pub fn bears(&self, mark: &Mark) -> bool {
        digest(&self.salt, mark).is_some_and(|digest| self.marks.contains(&digest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tombstone() -> Tombstone {
        let salt = "5e1".to_owned();
        let marks = [Mark::Email("Jeanne@Petit.example"), Mark::Person { name: "Jeanne Petit", postcode: "44000" }];
        let marks = marks.iter().filter_map(|mark| digest(&salt, mark)).collect();
        Tombstone { subject: Subject::Person, asked_on: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap(), card: None, salt, marks }
    }

    #[test]
    fn a_person_is_known_again_by_an_address_or_by_name_and_postcode() {
        let known = tombstone();
        for (email, name, postcode, expected) in [
            ("jeanne@petit.example", "", "", true),
            (" JEANNE@petit.example ", "Une autre", "", true),
            ("", "PETIT  Jeanne", "44000", true),
            ("", "Jeanne Pétit", "44000", true),
            ("", "Jeanne Petit", "35000", false),
            ("", "Jeanne Petit", "", false),
            ("paul@petit.example", "Paul Petit", "44000", false),
            ("", "", "44000", false),
        ] {
            assert_eq!(known.names([email], name, postcode), expected, "{email} {name} {postcode}");
        }
    }

    #[test]
    fn nothing_of_the_person_can_be_read_and_the_salt_changes_everything() {
        let marks = tombstone().marks;
        assert!(marks.iter().all(|mark| mark.len() == 64 && mark.chars().all(|c| c.is_ascii_hexdigit())));
        assert_ne!(digest("1", &Mark::Email("a@b.example")), digest("2", &Mark::Email("a@b.example")));
    }

    #[test]
    fn another_card_of_the_same_number_is_another_card() {
        let of = |created_at| digest("1", &Mark::Card { id: 11, created_at });
        assert_ne!(of("2026-01-01T09:00:00Z"), of("2026-02-01T09:00:00Z"));
    }
}
