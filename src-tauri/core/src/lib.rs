//! The rules of dunning, as functions of data and a given day. No I/O, no clock, no async.
pub mod calendar;
pub mod error;
pub mod ids;
pub mod intake;
pub mod interest;
pub mod money;
pub mod party;
pub mod terms;
pub mod text;
pub mod timeline;
