//! A release build and its package.
use crate::command::{Failed, Root};
use crate::{system, ui};

/// Builds the app without debug checks and packs it for Debian and Ubuntu.
pub fn debian(root: &Root) -> Result<(), Failed> {
    system::ensure(&system::BUILD)?;
    system::ensure(&system::BUNDLE)?;
    ui::install(root)?;
    ui::build(root)?;
    root.cargo().args(["build", "--release", "-p", "echu"]).run()?;
    root.program("node").args(["ui/node_modules/@tauri-apps/cli/tauri.js", "bundle", "--bundles", "deb"]).run()?;
    println!("The package is in {}.", root.target()?.join("release/bundle/deb").display());
    Ok(())
}
