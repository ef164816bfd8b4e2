//! What the engine pushed, kept for whoever asks: a long poll.
use echu_engine::store::Tag;
use std::collections::BTreeSet;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Under the limit after which browsers and proxies give up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Each push, in order.
#[derive(Default)]
pub struct Changes {
    pushed: Mutex<Vec<BTreeSet<Tag>>>,
    news: Condvar,
}

impl Changes {
    /// Remembers a push and wakes those who wait.
    pub fn add(&self, tags: &BTreeSet<Tag>) {
        self.pushed.lock().unwrap_or_else(PoisonError::into_inner).push(tags.clone());
        self.news.notify_all();
    }

    /// The tags pushed after the `since` first pushes, and how many pushes there are now. Waits when there
    /// is nothing new, then gives nothing. A number from before a restart starts again at the beginning.
    pub fn after(&self, since: usize) -> (usize, BTreeSet<Tag>) {
        let pushed = self.pushed.lock().unwrap_or_else(PoisonError::into_inner);
        let waiting = self.news.wait_timeout_while(pushed, PATIENCE, |pushed| pushed.len() == since);
        let (pushed, _) = waiting.unwrap_or_else(PoisonError::into_inner);
        let news = pushed.get(since..).unwrap_or(&pushed);
        (pushed.len(), news.iter().flatten().copied().collect())
    }
}
