//! The rules of dunning, as functions of data and a given day. No I/O, no clock, no async.
pub mod calendar;
pub mod ids;
pub mod intake;
pub mod money;
pub mod party;
pub mod text;
