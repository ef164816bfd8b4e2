//! What a set of data went through, counted.
use serde_json::{Value, json};
use std::time::Duration;

/// Counts of one set, or of all.
#[derive(Debug, Default)]
pub struct Figures {
    /// Times the app was killed.
    pub deaths: u64,
    /// Deaths that found a message being sent, before the point of no return.
    pub before: u64,
    /// Deaths that found one past it.
    pub after: u64,
    /// Messages approved.
    pub approved: u64,
    /// Messages the server took, each counted once.
    pub taken: u64,
    /// Said sent.
    pub sent: u64,
    /// Said uncertain.
    pub uncertain: u64,
    /// Uncertain ones that the server had taken.
    pub arrived: u64,
    /// Refused by the server, or set aside: visible, with a way out.
    pub refused: u64,
    /// Withdrawn because the client paid.
    pub withdrawn: u64,
    /// Taken twice.
    pub duplicates: u64,
    /// Approved, and in no state that a person sees the end of.
    pub lost: u64,
}

impl Figures {
    fn named(&mut self) -> [(&'static str, &mut u64); 12] {
        [
            ("deaths", &mut self.deaths),
            ("while sending, before the point of no return", &mut self.before),
            ("while sending, after it", &mut self.after),
            ("messages approved", &mut self.approved),
            ("taken by the server", &mut self.taken),
            ("said sent", &mut self.sent),
            ("said uncertain", &mut self.uncertain),
            ("uncertain, and taken by the server", &mut self.arrived),
            ("refused or set aside, shown", &mut self.refused),
            ("withdrawn after a payment", &mut self.withdrawn),
            ("duplicates", &mut self.duplicates),
            ("lost", &mut self.lost),
        ]
    }

    /// One line, for [`Figures::read`].
    pub fn line(mut self) -> String {
        json!(self.named().map(|(_, count)| *count)).to_string()
    }

    /// Reads a line again.
    pub fn read(text: &str) -> Option<Figures> {
        let counts: Value = serde_json::from_str(text.lines().last()?).ok()?;
        let mut figures = Figures::default();
        for (index, (_, count)) in figures.named().into_iter().enumerate() {
            *count = counts.get(index)?.as_u64()?;
        }
        Some(figures)
    }

    /// Adds those of another set.
    pub fn add(&mut self, other: &Figures) {
        let mut other = Figures { ..*other };
        for ((_, sum), (_, more)) in self.named().into_iter().zip(other.named()) {
            *sum += *more;
        }
    }

    /// Prints the table.
    pub fn print(&mut self, lasted: Duration) {
        for (name, count) in self.named() {
            println!("{name:<46}{count:>6}");
        }
        println!("in {} s", lasted.as_secs());
    }
}
