//! Signs that look alike and are not the same: a Cyrillic « А » is no Latin « A », and a person cannot tell.
use super::fold;

/// The text as the eye reads it: folded, its Greek and Cyrillic letters that look Latin written in Latin. Never stored nor
/// shown: two texts whose reading is the same may be one, and a person says.
pub fn as_read(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() { folded } else { folded.chars().map(latin).collect() }
}

/// An invoice number as the eye reads it, separators and leading zeros of each group of figures aside: « FA-2026-0014 » and
/// « Fа 2026/14 » read the same. Never stored nor shown.
pub fn number_as_read(number: &str) -> String {
    let read = as_read(number);
    let mut out = String::with_capacity(read.len());
    // True inside a group of figures that has begun to count: a zero before is a leading one.
    let mut counts = false;
    let mut before = None;
    for c in read.chars() {
        let kind = if c.is_ascii_digit() {
            Some(true)
        } else if c.is_alphanumeric() {
            Some(false)
        } else {
            None
        };
        if kind != before {
            counts = false;
            if kind.is_some() && !out.is_empty() {
                out.push('-');
            }
        }
        before = kind;
        match kind {
            Some(true) if c == '0' && !counts => {}
            Some(is_digit) => {
                counts = is_digit;
                out.push(c);
            }
            None => {}
        }
    }
    out
}

/// A letter as the eye reads it, as a capital or not: lower case, since texts are folded.
fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'н' | 'η' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'у' | 'υ' => 'y',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'ζ' => 'z',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_alphabets_read_as_the_latin_ones() {
        for (text, read) in [("АВС 12", "abc 12"), ("Dupоnt", "dupont"), ("ΤΟΤΑΛ", "totaλ"), ("Müller", "muller"), ("Жук", "жyk")]
        {
            assert_eq!(as_read(text), read, "{text}");
        }
    }

    #[test]
    fn one_number_written_several_ways_reads_the_same() {
        let read = number_as_read("FA-2026-0014");
        for same in ["fa 2026 14", "FA2026-14", "FА-2026-0014", "FA/2026/014", "FA‑2026‑0014"] {
            assert_eq!(number_as_read(same), read, "{same}");
        }
        for other in ["FA-2026-0140", "FA-20260014", "FB-2026-0014", "2026-14", "FA-2026-14-A"] {
            assert_ne!(number_as_read(other), read, "{other}");
        }
        assert_eq!(number_as_read("000"), "", "nothing but zeros tells nothing");
    }
}
