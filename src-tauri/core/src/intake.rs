//! What becomes of one imported row: new, the same, changed, refused; and why.
//!
//! An importer ends in an [`IntakeRow`]; [`judge`] compares the rows of one file with what the base already holds
//! ([`Existing`]) and with one another. Nothing here reads a file or a base, and nothing is stored: the answer is a plan
//! that a person looks at first.
mod client;
mod completion;
mod field;
mod identity;
mod numbers;
mod problem;
mod register;
mod row;
mod sentences;
mod twins;
mod verdict;

pub use crate::invoice::InvoiceKind as IntakeKind;
pub use client::{AssumedKind, ClientMatch, ClientRef, KindReason, MatchedBy, NewClient};
pub use completion::{Completion, NotedPayment, noted_payment};
pub use field::Field;
pub use identity::{bare_name, client_identity, natural_identity};
pub use problem::Problem;
pub use row::{IntakeClient, IntakeInvoice, IntakeRow};
pub use sentences::{line_sentence, matched_by_sentence};
pub use twins::{TwinReason, Twins, twins};
pub use verdict::{Difference, Existing, Judged, Judgement, KnownClient, KnownInvoice, Verdict, judge};
