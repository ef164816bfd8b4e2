//! The interface's own tools, through npm.
use crate::command::{Failed, Root};
use std::time::SystemTime;

/// Installs the packages when there are none, or when the lock file is newer than them.
pub fn install(root: &Root) -> Result<(), Failed> {
    let changed = |path: &str| -> Option<SystemTime> { std::fs::metadata(root.join(path)).and_then(|file| file.modified()).ok() };
    // npm writes this file last, so a broken installation is not taken for a finished one.
    let installed = changed("ui/node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("ui/package-lock.json") {
        return Ok(());
    }
    root.npm().args(["ci", "--no-audit", "--no-fund"]).run()
}

/// Builds `ui/dist`, which the app embeds.
pub fn build(root: &Root) -> Result<(), Failed> {
    script(root, "build")
}

/// Runs one script of `ui/package.json`.
pub fn script(root: &Root, name: &str) -> Result<(), Failed> {
    root.npm().args(["run", "--silent", name]).run()
}
