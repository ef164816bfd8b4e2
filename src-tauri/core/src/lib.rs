//! The rules of dunning, as functions of data and a given day. No I/O, no clock, no async.
pub mod calendar;
pub mod dunning;
pub mod error;
pub mod fees;
pub mod ids;
pub mod intake;
pub mod interest;
pub mod invoice;
pub mod ledger;
pub mod money;
pub mod outbox;
pub mod party;
pub mod payment;
pub mod reminder;
pub mod terms;
pub mod text;
pub mod timeline;
