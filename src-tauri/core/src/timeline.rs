//! What happened, and how it is told: one stored fact, one French sentence.
pub mod fact;
mod name;
mod tell;
#[cfg(test)]
mod tests;

pub use fact::EventKind;
pub use tell::{Side, Told};

impl EventKind {
    /// Tells the fact in French.
    pub fn tell(&self) -> Told {
        tell::told(self)
    }
}
