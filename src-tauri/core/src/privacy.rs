//! Personal data: how long each kind is kept and by what text, what an erasure takes away, what stays and why.
//!
//! Rules of data and a given day. What is erased and how is the engine's; what the sources do not settle is said to be checked.
mod erasure;
mod purge;
mod register;
mod retention;
mod tombstone;

pub use erasure::{Copies, Counts, ErasurePlan, Held, Kept, LiveClaim, Subject, plan};
pub use purge::{Dated, PurgeKind, past};
pub use register::{PROCESSINGS, Processing, SECURITY};
pub use retention::{DataKind, RETENTION, Retention, YearEnd, last_day_kept};
pub use tombstone::{Mark, Tombstone, digest};
