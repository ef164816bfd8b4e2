//! Kill points: places where a test asks the process to die, to prove what a crash leaves behind.
//!
//! Without the feature `faults` a point compiles to nothing. With it, `FAULT=K9:2` aborts the process on its second
//! passage at `K9`. The names are those of the crash table of the outbox:
//!
//! | Point | Place | Owner |
//! |---|---|---|
//! | K0, K1 | before T1, inside T1 | store |
//! | K2 K3 K4 K5 K6 | after connection and TLS, AUTH, MAIL, RCPT, DATA 354 | `mail::smtp` |
//! | K7 | half of the body written | `mail` |
//! | K8, K9 | inside T2 before its commit, after it and before the journal's fsync | store, journal |
//! | K10 | after the journal, before the dot | `mail` |
//! | K11 | after the dot, before the reply | the test server: see below |
//! | K12, K13, K14 | reply read before T3, T3 before the journal's result, before QUIT | the sender |
//!
//! K11 cannot be a point of ours: the mail library writes the dot and reads the reply in one call. The test server kills
//! the process instead, on having read the dot and before answering.

/// True when this build can be asked to die: never in what people install, and the shell refuses to compile otherwise.
pub const ARMED: bool = cfg!(feature = "faults");

/// Passes the point `name`; dies here when a test asked for it.
#[cfg(not(feature = "faults"))]
#[inline(always)]
pub fn point(_name: &'static str) {}

/// Passes the point `name`; dies here when a test asked for it.
#[cfg(feature = "faults")]
pub fn point(name: &'static str) {
    use std::sync::OnceLock;
    use std::sync::atomic::{AtomicU64, Ordering};
    static ASKED: OnceLock<Option<(String, u64)>> = OnceLock::new();
    static PASSAGES: AtomicU64 = AtomicU64::new(0);

    let Some((at, nth)) = ASKED.get_or_init(|| std::env::var("FAULT").ok().as_deref().and_then(order)) else { return };
    if at == name && PASSAGES.fetch_add(1, Ordering::SeqCst) + 1 == *nth {
        std::process::abort();
    }
}

/// `K9:2` → the second passage at K9. A bare `K9` is the first.
#[cfg(any(test, feature = "faults"))]
fn order(text: &str) -> Option<(String, u64)> {
    let (at, nth) = text.split_once(':').unwrap_or((text, "1"));
    nth.parse().ok().filter(|n| *n > 0).map(|n| (at.to_owned(), n))
}

#[cfg(test)]
mod tests {
    use super::order;

    #[test]
    fn an_order_names_a_point_and_a_passage() {
        assert_eq!(order("K9:2"), Some(("K9".to_owned(), 2)));
        assert_eq!(order("K10"), Some(("K10".to_owned(), 1)));
        assert_eq!(order("K9:0"), None, "there is no passage before the first");
        assert_eq!(order("K9:deux"), None);
    }
}
