//! `cargo xtask fuzz [minutes] [readers]`: changed files against what reads files that others made. Not a test: it takes the time it is given.
use crate::command::{Failed, Root};

/// Builds with every check and tries the readers named, all without a name, so many minutes each. Fails when one panicked, was slow or took
/// too much memory; the bytes that did it are in `target/fuzz`, and belong in `tests/fuzz/corpus` once it is mended.
pub fn run(root: &Root, words: &[&str]) -> Result<(), Failed> {
    let (minutes, names) = match words.split_first() {
        Some((first, rest)) if first.parse::<u32>().is_ok() => (*first, rest),
        Some(_) | None => ("1", words),
    };
    let found = root.target()?.join("fuzz");
    root.cargo().args(["run", "-p", "echu-tests", "--bin", "fuzz", "--"]).args([found]).args([minutes]).args(names).run()
}
