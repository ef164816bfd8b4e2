//! Personal data outside the base: what the side journal keeps of erased persons, what a restored base is put through before it is
//! used, and what is handed over to a person who asks.
pub mod access;
pub(crate) mod again;
pub(crate) mod copies;
mod sections;
mod stones;

pub(crate) use stones::{append, line};
