//! French words found in a text whatever their accents, case, apostrophes and spaces; a word that is denied is not found.
//!
//! A pattern is words parted by spaces: `a|b` either, `stem*` any ending, `?a` optional, `..` up to four words of the same
//! sentence. « ne constitue pas un commandement » denies « commandement »; « sans paiement, saisie » denies nothing.
use super::starts::{Beginning, Starts};
use crate::text::fold;

/// A word of the text.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Lower case, without accents; « € » and « % » are words.
    pub folded: String,
    /// Its first two letters.
    pub beginning: Beginning,
    /// Where it is in the text, in bytes.
    pub start: usize,
    /// Its end.
    pub end: usize,
    /// A sentence or a clause begins with it.
    begins: Begins,
    /// Part of a name quoted from the base: it says nothing of its own.
    pub quoted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Begins {
    Nothing,
    Clause,
    Sentence,
}

/// The words of `text`; those of `names`, as written there, are marked as quoted.
pub(super) fn words(text: &str, names: &[String]) -> Vec<Word> {
    let mut found = split(text);
    quote(&mut found, names);
    found
}

/// Marks as quoted the words of `names`, as written there.
pub(super) fn quote(found: &mut [Word], names: &[String]) {
    for name in names {
        let name: Vec<String> = split(name).into_iter().map(|word| word.folded).collect();
        if name.is_empty() {
            continue;
        }
        for at in 0..(found.len() + 1).saturating_sub(name.len()) {
            let here = &mut found[at..at + name.len()];
            if here.iter().map(|word| &word.folded).eq(name.iter()) {
                here.iter_mut().for_each(|word| word.quoted = true);
            }
        }
    }
}

/// The words of `text`, none of them quoted.
pub(super) fn split(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut begins = Begins::Sentence;
    let mut open: Option<usize> = None;
    let mut lines = 0;
    let mut broken = false;
    for (at, c) in text.char_indices().chain(std::iter::once((text.len(), ' '))) {
        let hidden = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '\u{300}'..='\u{36F}');
        if c.is_alphanumeric() || (hidden && open.is_some()) {
            open.get_or_insert(at);
            broken = false;
            continue;
        }
        // A word parted by a hyphen at the end of its line goes on with the next.
        if open.is_some() && (broken && c.is_whitespace() || is_broken(&text[at..])) {
            broken = true;
            continue;
        }
        if let Some(start) = open.take() {
            push(&mut found, text, (start, at), &mut begins);
            lines = 0;
        }
        match c {
            '€' | '%' => push(&mut found, text, (at, at + c.len_utf8()), &mut begins),
            // « L. 441-10 »: the point of an abbreviation ends nothing.
            '.' if found.last().is_some_and(|word| word.folded.len() == 1 && !word.folded.bytes().all(|b| b.is_ascii_digit())) => {}
            '.' | '!' | '?' | ';' | '…' => begins = Begins::Sentence,
            ',' | ':' | '(' | ')' if begins == Begins::Nothing => begins = Begins::Clause,
            '\n' => {
                lines += 1;
                if lines == 2 {
                    begins = Begins::Sentence;
                }
            }
            _ => {}
        }
    }
    found
}

/// True when a hyphen ends the line here, and the next line begins with a small letter.
fn is_broken(rest: &str) -> bool {
    let line_end = rest.strip_prefix(['-', '\u{2010}', '\u{2011}']).map(|rest| rest.trim_start_matches([' ', '\t', '\r', '\u{a0}']));
    let next = line_end.and_then(|rest| rest.strip_prefix('\n')).map(|next| next.trim_start_matches([' ', '\t', '\u{a0}']));
    next.is_some_and(|next| next.starts_with(char::is_lowercase))
}

fn push(found: &mut Vec<Word>, text: &str, (start, end): (usize, usize), begins: &mut Begins) {
    let word = &text[start..end];
    let folded = if word.contains('\n') {
        fold(&word.replace(['-', '\u{2010}', '\u{2011}', '\n', '\r', '\t', ' ', '\u{a0}'], ""))
    } else {
        fold(word)
    };
    let beginning = Beginning::of(&folded);
    found.push(Word { folded, beginning, start, end, begins: std::mem::replace(begins, Begins::Nothing), quoted: false });
}

/// A pattern, read.
pub(super) struct Pattern {
    parts: Vec<Part>,
    /// How a match may begin.
    pub starts: Starts,
}

enum Part {
    Word { any: Vec<Wanted>, optional: bool },
    Gap,
}

/// A word, or the stem of one.
struct Wanted {
    text: &'static str,
    is_stem: bool,
}

impl Wanted {
    fn read(text: &'static str) -> Wanted {
        text.strip_suffix('*').map_or(Wanted { text, is_stem: false }, |stem| Wanted { text: stem, is_stem: true })
    }

    fn is(&self, word: &str) -> bool {
        if self.is_stem { word.starts_with(self.text) } else { word == self.text }
    }
}

/// The longest `..`, in words.
const GAP: usize = 4;

impl Pattern {
    /// Reads a pattern.
    pub fn read(pattern: &'static str) -> Pattern {
        let part = |part: &'static str| match part {
            ".." => Part::Gap,
            word => {
                let (word, optional) = word.strip_prefix('?').map_or((word, false), |word| (word, true));
                Part::Word { any: word.split('|').map(Wanted::read).collect(), optional }
            }
        };
        let parts: Vec<Part> = pattern.split(' ').map(part).collect();
        let starts = starts(&parts);
        Pattern { parts, starts }
    }

    /// The end of the match that starts at word `at`.
    pub fn at(&self, words: &[Word], at: usize) -> Option<usize> {
        if !self.starts.hold(words.get(at)?.beginning) {
            return None;
        }
        follow(&self.parts, words, at, at)
    }
}

/// How a match may begin: with the first words of a pattern, up to the first that must be there.
fn starts(parts: &[Part]) -> Starts {
    let mut starts = Starts::NONE;
    for part in parts {
        let Part::Word { any, optional } = part else { return Starts::ANY };
        any.iter().for_each(|wanted| starts.add(wanted.text, wanted.is_stem));
        if !optional {
            return starts;
        }
    }
    Starts::ANY
}

fn follow(parts: &[Part], words: &[Word], first: usize, at: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(at) };
    // A match stays in one sentence.
    let word = words.get(at).filter(|word| at == first || word.begins != Begins::Sentence);
    match part {
        Part::Gap => (0..=GAP)
            .take_while(|skipped| *skipped == 0 || words.get(at + skipped - 1).is_some_and(|word| word.begins != Begins::Sentence))
            .find_map(|skipped| follow(rest, words, first, at + skipped)),
        Part::Word { any, optional } => {
            let here = word.filter(|word| any.iter().any(|wanted| wanted.is(&word.folded)));
            here.and_then(|_| follow(rest, words, first, at + 1)).or_else(|| if *optional { follow(rest, words, first, at) } else { None })
        }
    }
}

/// How French denies what a pattern begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Denial {
    /// A noun: « sans frais », « ni commandement », « ne constitue pas un commandement ».
    Noun,
    /// A verb: « n’interrompt pas », « ne saurait interrompre ».
    Verb,
}

const ARTICLES: &[&str] =
    &["un", "une", "de", "d", "le", "la", "les", "l", "des", "du", "ce", "cette", "ces", "nos", "notre", "autre", "autres", "tels", "tel"];
/// Verbs by which a creditor says that something is not, or that he does not ask for it. « ne payez pas » is none of them.
const DENYING: &[&str] = &[
    "est",
    "sont",
    "etait",
    "sera",
    "constitue",
    "constituent",
    "vaut",
    "valent",
    "represente",
    "remplace",
    "emporte",
    "comporte",
    "demandons",
    "demande",
    "reclamons",
    "reclame",
    "facturons",
    "appliquons",
    "ajoutons",
    "comptons",
    "avons",
    "devez",
    "doit",
];
const PRONOUNS: &[&str] = &["vous", "y", "en", "leur", "lui", "vaut"];

/// True when the words before `at` deny it.
pub(super) fn denied(words: &[Word], at: usize, denial: Denial) -> bool {
    let before = |back: usize| -> &str {
        // No word of another clause: « si vous ne payez pas, la saisie » denies no seizure.
        let clear = at.checked_sub(back).is_some_and(|from| words[from + 1..=at].iter().all(|word| word.begins == Begins::Nothing));
        if clear { words[at - back].folded.as_str() } else { "" }
    };
    match denial {
        Denial::Noun => {
            let mut back = 1;
            while ARTICLES.contains(&before(back)) {
                back += 1;
            }
            match before(back) {
                "ni" | "sans" | "aucun" | "aucune" | "nul" | "nulle" => true,
                "pas" | "point" | "jamais" | "nullement" | "aucunement" if DENYING.contains(&before(back + 1)) => {
                    let subject = if PRONOUNS.contains(&before(back + 2)) { back + 3 } else { back + 2 };
                    matches!(before(subject), "ne" | "n")
                }
                _ => false,
            }
        }
        Denial::Verb => {
            let plain = matches!(before(1), "ne" | "n")
                && words
                    .get(at + 1)
                    .is_some_and(|next| matches!(next.folded.as_str(), "pas" | "jamais" | "point" | "aucunement" | "nullement"));
            let power = matches!(before(1), "saurait" | "sauraient") && matches!(before(2), "ne" | "n");
            let unable =
                matches!(before(1), "pas") && matches!(before(2), "peut" | "peuvent" | "pourrait") && matches!(before(3), "ne" | "n");
            let effect = matches!(before(1), "d" | "de") && before(2) == "effet" && before(4) == "pas" && before(6) == "n";
            plain || power || unable || effect || before(1) == "sans"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &'static str, text: &str) -> Option<String> {
        let words = words(text, &[]);
        let pattern = Pattern::read(pattern);
        (0..words.len()).find_map(|at| pattern.at(&words, at).map(|end| text[words[at].start..words[end - 1].end].to_owned()))
    }

    #[test]
    fn words_are_found_whatever_their_accents_case_spaces_and_endings() {
        for text in ["Déposer plainte", "DÉPOSER\u{A0}PLAINTE", "dé\u{AD}poserons\nune plainte", "de\u{301}poser   plainte"] {
            assert!(found("depos* ?une plainte", text).is_some(), "{text:?}");
        }
        for text in ["nous déposerons plain-\nte", "nous déposerons plain-  \r\n  te", "dépose\u{2010}\nrons plainte"] {
            assert!(found("depos* ?une plainte", text).is_some(), "{text:?}: a word goes on over the end of its line");
        }
        assert!(found("huissier", "huis-\n\nsier").is_none(), "a new paragraph is no end of line");
        assert_eq!(found("l huissier", "l’Huissier"), Some("l’Huissier".into()));
        assert_eq!(found("l 441 10", "l’article L. 441-10"), Some("L. 441-10".into()));
        assert_eq!(found("10 €", "10\u{A0}€"), Some("10\u{A0}€".into()));
    }

    #[test]
    fn a_match_stays_in_its_sentence_and_a_gap_is_short() {
        assert!(found("saisir .. comptes", "saisir l’ensemble de vos comptes").is_some());
        assert!(found("saisir .. comptes", "saisir. Vos comptes").is_none());
        assert!(found("saisir .. comptes", "saisir\n\nvos comptes").is_none());
        assert!(found("saisir .. comptes", "saisir un deux trois quatre cinq comptes").is_none());
    }

    #[test]
    fn a_denial_denies_its_own_word_and_no_other() {
        let denied = |pattern: &'static str, text: &str, denial| {
            let words = words(text, &[]);
            let pattern = Pattern::read(pattern);
            let at = (0..words.len()).find(|at| pattern.at(&words, *at).is_some()).unwrap();
            denied(&words, at, denial)
        };
        for (pattern, text) in [
            ("commandement", "La présente ne constitue pas un commandement de payer"),
            ("signification", "ni commandement, ni signification"),
            ("frais", "Nous ne vous demandons ni indemnité ni frais"),
            ("frais", "sans frais"),
            ("frais", "aucun frais"),
            ("frais", "nous ne vous demandons pas de frais"),
        ] {
            assert!(denied(pattern, text, Denial::Noun), "{text}");
        }
        for (pattern, text) in [
            ("huissier", "Si vous ne payez pas un huissier viendra"),
            ("huissier", "Sans paiement, un huissier viendra"),
            ("saisie", "vous n’échapperez pas à la saisie"),
            ("commandement", "n’est pas une relance mais un commandement"),
        ] {
            assert!(!denied(pattern, text, Denial::Noun), "{text}");
        }
        for text in ["n’interrompt pas", "ne saurait interrompre", "ne peut pas interrompre", "n’a pas pour effet d’interrompre"] {
            assert!(denied("interromp*", text, Denial::Verb), "{text}");
        }
        assert!(!denied("interromp*", "si vous ne payez pas la présente interrompt", Denial::Verb));
    }

    #[test]
    fn a_name_of_the_base_is_quoted() {
        let words = words("Madame, SCP Huissiers Réunis", &["SCP Huissiers réunis".to_owned()]);
        assert_eq!(words.iter().map(|word| word.quoted).collect::<Vec<_>>(), [false, true, true, true]);
    }
}
