//! Every letter but the mise en demeure: one way to write them, on paper and by e-mail.
//!
//! `texts` holds the words, `values` what the names stand for, `blocks` what stands between paragraphs; `paper` and
//! `email` set the same matter. A new kind of letter is a variant of `Matter`, a text, and the blocks it lacks.
mod blocks;
mod email;
mod paper;
mod tables;
#[cfg(test)]
mod tests;
mod texts;
mod values;
mod vocabulary;
mod words;

pub use email::{Email, email};
pub use paper::{compose, lines};
pub use texts::{built_in, source};
pub use vocabulary::{compulsory, vocabulary};

use super::LetterError;
use echu_core::address::Envelope;
use echu_core::letter::{Accent, Letter, LetterProblem};

/// What surrounds the facts: the user's own words and pictures, and his envelopes.
#[derive(Debug, Clone, Default)]
pub struct Dress {
    /// Takes the place of the built-in text; checked with the kind's vocabulary when it was saved.
    pub text: Option<String>,
    /// PNG or JPEG.
    pub logo: Option<Vec<u8>>,
    /// PNG or JPEG.
    pub signature: Option<Vec<u8>>,
    /// Where the window is.
    pub envelope: Envelope,
    /// The colour of his letters.
    pub accent: Accent,
}

/// Why there is no letter.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// It would be false or incomplete.
    #[error("the letter has {0:?}")]
    Problems(Vec<LetterProblem>),
    /// It cannot be set.
    #[error(transparent)]
    Letter(#[from] LetterError),
}

impl WriteError {
    /// What to say, in French, one sentence a reason.
    pub fn sentences(&self) -> Vec<String> {
        match self {
            WriteError::Problems(problems) => problems.iter().map(|problem| problem.sentence()).collect(),
            WriteError::Letter(error) => vec![error.sentence()],
        }
    }
}

/// The words of the letter without its tables, its title first: what a reader could take for a threat is here.
///
/// # Errors
/// What keeps the letter from leaving, or a fault of the text.
pub fn prose(letter: &Letter, text: Option<&str>) -> Result<String, WriteError> {
    Ok(super::body::prose_of(&paragraphs(letter, text)?))
}

/// What this letter says, without laying it: its paragraphs, blocks named.
fn paragraphs(letter: &Letter, text: Option<&str>) -> Result<Vec<String>, WriteError> {
    let problems = letter.problems();
    if !problems.is_empty() {
        return Err(WriteError::Problems(problems));
    }
    let kind = letter.matter.kind();
    let own = built_in(kind, letter.debtor_kind, letter.manner);
    let names = vocabulary(kind);
    Ok(super::body::paragraphs(text.unwrap_or(&own), &names, &values::values(letter))?)
}
