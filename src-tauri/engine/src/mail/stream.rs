//! The body as a source that runs the point of no return when it is exhausted.
use super::Engage;
use crate::faults;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Most bytes handed over at once.
const CHUNK: usize = 16 * 1024;

/// The payload that leaves the library's write loop without a final dot. Private: nobody else can throw it.
struct Left;

/// How the writing of the body ended.
pub(super) enum Written<T> {
    /// The loop came back: its result, and whether the point of no return was passed.
    Back(T, bool),
    /// The point of no return said no.
    Left,
}

/// Runs `write` on the pieces of `mime`. When they are all taken, and before the source says so, calls `engage`: on
/// [`Engage::Abandon`] unwinds out of `write`, so that what comes after the body is never written.
pub(super) fn run<T>(
    mime: &[u8],
    engage: &mut dyn FnMut() -> Engage,
    write: impl FnOnce(&mut dyn Iterator<Item = Vec<u8>>) -> T,
) -> Written<T> {
    // Two pieces at least, so that half of a small body is a place too.
    let size = mime.len().div_ceil(2).clamp(1, CHUNK);
    let mut source = Source { pieces: mime.chunks(size), taken: 0, engage, engaged: false };
    match catch_unwind(AssertUnwindSafe(|| write(&mut source))) {
        Ok(value) => Written::Back(value, source.engaged),
        Err(payload) if payload.is::<Left>() => Written::Left,
        Err(payload) => resume_unwind(payload),
    }
}

struct Source<'a> {
    pieces: std::slice::Chunks<'a, u8>,
    taken: usize,
    engage: &'a mut dyn FnMut() -> Engage,
    engaged: bool,
}

impl Iterator for Source<'_> {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        if let Some(piece) = self.pieces.next() {
            self.taken += 1;
            if self.taken == 2 {
                faults::point("K7");
            }
            return Some(piece.to_vec());
        }
        if !self.engaged {
            match (self.engage)() {
                // resume_unwind does not call the panic hook: nothing is logged, this is no accident.
                Engage::Abandon => resume_unwind(Box::new(Left)),
                Engage::Go => self.engaged = true,
            }
            faults::point("K10");
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Engage, Written, run};

    #[test]
    fn the_point_of_no_return_comes_once_after_the_last_piece() {
        for len in [1, 2, 3, 50_000] {
            let (mut seen, mut calls) = (Vec::new(), 0);
            let written = run(
                &vec![b'a'; len],
                &mut || {
                    calls += 1;
                    Engage::Go
                },
                |pieces| {
                    for piece in &mut *pieces {
                        seen.extend(piece);
                    }
                    pieces.next().is_none()
                },
            );
            assert!(matches!(written, Written::Back(true, true)), "an exhausted source stays exhausted");
            assert_eq!((seen.len(), calls), (len, 1));
        }
    }

    #[test]
    fn a_no_skips_what_follows_the_body() {
        let mut dot = false;
        let written = run(b"abc", &mut || Engage::Abandon, |pieces| {
            pieces.for_each(drop);
            dot = true;
        });
        assert!(matches!(written, Written::Left));
        assert!(!dot, "the dot was written");
    }

    #[test]
    fn a_write_that_fails_before_the_end_has_not_engaged() {
        let written = run(b"abc", &mut || panic!("not asked"), |pieces| pieces.next().is_some());
        assert!(matches!(written, Written::Back(true, false)));
    }

    #[test]
    fn an_accident_in_the_closure_goes_through_without_a_dot() {
        let mut dot = false;
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            run(b"abc", &mut || std::panic::resume_unwind(Box::new("disk")), |pieces| {
                pieces.for_each(drop);
                dot = true;
            })
        }));
        let payload = caught.err().and_then(|p| p.downcast::<&str>().ok());
        assert_eq!(payload.as_deref(), Some(&"disk"));
        assert!(!dot, "the dot was written");
    }
}
