//! Which words a pattern may begin with: one look passes most of them over, before any letter is compared.

/// How many different letters are told apart.
const LETTERS: usize = 32;
/// What stands for the letter that a shorter word has not.
const NO_LETTER: usize = 0;

/// The first two letters of a folded word, roughly: all figures are one, and so is all that is neither.
#[derive(Debug, Clone, Copy)]
pub(super) struct Beginning {
    first: usize,
    second: usize,
}

impl Beginning {
    pub fn of(folded: &str) -> Beginning {
        let mut letters = folded.bytes().map(|byte| match byte {
            b'a'..=b'z' => usize::from(byte - b'a') + 1,
            b'0'..=b'9' => 27,
            _ => 28,
        });
        Beginning { first: letters.next().unwrap_or(NO_LETTER), second: letters.next().unwrap_or(NO_LETTER) }
    }
}

/// The beginnings that may be a match: for each first letter, a bit for each second one.
#[derive(Clone, Copy)]
pub(super) struct Starts([u32; LETTERS]);

impl Starts {
    /// Nothing is a match.
    pub const NONE: Starts = Starts([0; LETTERS]);
    /// Anything may be one.
    pub const ANY: Starts = Starts([u32::MAX; LETTERS]);

    /// True when a match may begin so.
    pub fn hold(&self, word: Beginning) -> bool {
        self.0[word.first] & (1 << word.second) != 0
    }

    /// Takes a word in, or whatever begins with a stem.
    pub fn add(&mut self, text: &str, is_stem: bool) {
        let Beginning { first, second } = Beginning::of(text);
        match (first, second) {
            (NO_LETTER, _) if is_stem => *self = Starts::ANY,
            (_, NO_LETTER) if is_stem => self.0[first] = u32::MAX,
            _ => self.0[first] |= 1 << second,
        }
    }

    /// Takes in all that the others hold.
    pub fn all(others: impl Iterator<Item = Starts>) -> Starts {
        let mut starts = Starts::NONE;
        for other in others {
            starts.0.iter_mut().zip(other.0).for_each(|(any, one)| *any |= one);
        }
        starts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holding(text: &str, is_stem: bool) -> impl Fn(&str) -> bool {
        let mut starts = Starts::NONE;
        starts.add(text, is_stem);
        move |word| starts.hold(Beginning::of(word))
    }

    #[test]
    fn a_word_is_passed_over_by_its_second_letter_too() {
        let saisie = holding("saisie", false);
        assert!(saisie("saisie") && saisie("sans"), "the other letters are compared afterwards");
        assert!(!saisie("solde") && !saisie("s") && !saisie("tard") && !saisie(""));
    }

    #[test]
    fn a_stem_of_one_letter_takes_any_second_one_and_an_empty_one_any_word() {
        let stem = holding("s", true);
        assert!(stem("s") && stem("saisie") && stem("s1") && !stem("tard"));
        let letter = holding("s", false);
        assert!(letter("s") && !letter("saisie"));
        let any = holding("", true);
        assert!(any("saisie") && any("€") && any("40"));
    }

    #[test]
    fn a_set_of_patterns_holds_what_each_of_them_holds() {
        let mut one = Starts::NONE;
        one.add("huissier", true);
        let mut other = Starts::NONE;
        other.add("40", false);
        let both = Starts::all([one, other].into_iter());
        assert!(both.hold(Beginning::of("huissiers")) && both.hold(Beginning::of("40")) && !both.hold(Beginning::of("hier")));
    }
}
