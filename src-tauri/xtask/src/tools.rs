//! Cargo's own extensions, used when present.
use crate::command::{Failed, Root, Run};

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

/// cargo-deny, installed once beside the build when the machine has none.
pub fn deny(root: &Root) -> Result<Run, Failed> {
    if root.cargo().args(["deny", "--version"]).succeeds() {
        return Ok(root.cargo().args(["deny"]));
    }
    let tools = root.target()?.join("tools");
    let program = tools.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        println!("cargo-deny is not installed: building it into {} (once, some minutes).", tools.display());
        let target = tools.join("build");
        root.cargo()
            .args(["install", "--locked", "--root"])
            .args([&tools])
            .args(["--target-dir"])
            .args([&target])
            .args(["cargo-deny@0.20.2"])
            .run()?;
        // Its build folder weighs a gigabyte and serves no more.
        std::fs::remove_dir_all(&target).map_err(|error| Failed(format!("{} is not removed: {error}", target.display())))?;
    }
    Ok(root.program(program))
}
