//! A small world to tell stories in: a base in a folder of its own, a clock that moves, a desktop that answers from a queue.
//! Everything goes through `contract::dispatch`, the door of the interface.
#![expect(clippy::expect_used, reason = "a story stops where something it needs is missing")]
pub mod big;
mod builders;
mod clock;
mod creditor;
mod desktop;
pub mod imports;
pub mod laws;
pub mod oauth;
mod outbox;
pub mod papers;
pub mod release;
mod secrets;
pub mod smtp;
mod world;

pub use builders::{ClientBuilder, InvoiceBuilder};
pub use clock::MovingClock;
pub use desktop::QueueDesktop;
pub use outbox::{let_it_work, patient};
pub use secrets::SharedSecrets;
pub use world::{World, euros};
