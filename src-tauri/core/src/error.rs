//! What a rule refuses, each variant naming the rule.
use crate::calendar::HalfYear;

/// A rule's refusal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DomainError {
    /// No reference rate is known for this half-year: nothing is computed, nothing is guessed.
    #[error("no reference rate for {0}")]
    UnknownRate(HalfYear),
    /// A value no rule can work with.
    #[error("{field}: {reason}")]
    Field {
        /// The field, as the request names it.
        field: &'static str,
        /// `not_positive`, `too_large` or `out_of_range`.
        reason: &'static str,
    },
}

impl DomainError {
    /// The field the refusal is about.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            DomainError::UnknownRate(_) => None,
            DomainError::Field { field, .. } => Some(field),
        }
    }
}

/// Short for results of the rules.
pub type Result<T, E = DomainError> = std::result::Result<T, E>;
