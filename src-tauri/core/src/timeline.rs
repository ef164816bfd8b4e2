//! What happened, and how it is told: one stored fact, one French sentence.
mod erase;
pub mod fact;
mod name;
mod tell;
#[cfg(test)]
mod tests;

pub use erase::ERASED;
pub use fact::EventKind;
pub use tell::{Side, Told};

impl EventKind {
    /// Tells the fact in French.
    pub fn tell(&self) -> Told {
        tell::told(self)
    }
}
