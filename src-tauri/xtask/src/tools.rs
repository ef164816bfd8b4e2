//! Cargo's own extensions, used when present.
use crate::command::{Root, Run};

/// Runs the Rust tests of the default members: with nextest when it is installed, which is quicker and
/// gives each test its own process; with `cargo test` otherwise, since installing nextest takes minutes.
pub fn tests(root: &Root) -> Run {
    if root.cargo().args(["nextest", "--version"]).succeeds() {
        root.cargo().args(["nextest", "run"])
    } else {
        println!("cargo-nextest is not installed: cargo test does the same, more slowly.");
        root.cargo().args(["test", "--all-targets"])
    }
}

/// cargo-deny where it is installed; elsewhere its three questions are asked by the tests, and building it would take longer than
/// all the rest.
pub fn deny(root: &Root) -> Option<Run> {
    root.cargo().args(["deny", "--version"]).succeeds().then(|| root.cargo().args(["deny"]))
}
