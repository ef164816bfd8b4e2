//! What a rule refuses, each variant naming the rule.
use crate::calendar::HalfYear;

/// A rule's refusal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DomainError {
    /// The reference rate of this half-year is not known: it is refused, never guessed.
    #[error("unknown reference rate for {0}")]
    UnknownRate(HalfYear),
    /// A value no rule can work with.
    #[error("{field}: {reason}")]
    Field {
        /// Name of the field, as in the request.
        field: &'static str,
        /// Key of what is wrong.
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
