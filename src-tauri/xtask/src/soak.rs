//! `cargo xtask soak [seed]`: the real app killed at random while it sends. Not a test: it takes a quarter of an hour.
use crate::command::{Failed, Root};
use crate::{system, ui};

/// Builds the app and the trial, and runs it under a display. Fails when a message left twice, or is lost.
pub fn run(root: &Root, seed: &[&str]) -> Result<(), Failed> {
    if !cfg!(target_os = "linux") {
        return Err(Failed("the window is killed on Linux, where its keychain and its clock can be made for it".to_owned()));
    }
    system::ensure(&system::BUILD)?;
    system::ensure(&system::TEST)?;
    system::ensure(&system::SOAK)?;
    ui::install(root)?;
    ui::build(root)?;
    root.cargo().args(["build", "-p", "echu"]).run()?;
    root.cargo().args(["build", "-p", "echu-tests", "--bin", "soak"]).run()?;
    root.program("xvfb-run").args(["-a", "-s", "-screen 0 1440x1000x24"]).args([root.built("soak")?, root.built("echu")?]).args(seed).run()
}
