//! A release build and its packages.
use crate::command::{Failed, Root};
use crate::{system, ui};
use std::path::{Path, PathBuf};

/// Builds the app without debug checks and packs it, for Debian and Ubuntu unless `bundles` says otherwise (`deb,rpm,appimage`, `nsis`, `dmg`).
pub fn packages(root: &Root, bundles: &str) -> Result<(), Failed> {
    system::ensure(&system::BUILD)?;
    system::ensure(&system::BUNDLE)?;
    ui::install(root)?;
    ui::build(root)?;
    root.cargo().args(["build", "--release", "--locked", "-p", "echu"]).run()?;
    root.program("node").args(["ui/node_modules/@tauri-apps/cli/tauri.js", "bundle", "--bundles", bundles]).run()?;
    let folder = root.target()?.join("release/bundle");
    for package in debian(&folder.join("deb"))? {
        squeeze(root, &package)?;
    }
    println!("The packages are in {}.", folder.display());
    Ok(())
}

/// The packages for Debian that a folder holds; none when it is not there.
fn debian(folder: &Path) -> Result<Vec<PathBuf>, Failed> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(folder).map_err(|error| Failed(format!("{}: {error}", folder.display())))?;
    Ok(entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|extension| extension == "deb")).collect())
}

/// Packs again what Tauri packed with gzip: xz takes a third less.
fn squeeze(root: &Root, package: &Path) -> Result<(), Failed> {
    let unpacked = package.with_extension("unpacked");
    let gone = || if unpacked.exists() { std::fs::remove_dir_all(&unpacked) } else { Ok(()) };
    let cleared = || gone().map_err(|error| Failed(format!("{}: {error}", unpacked.display())));
    cleared()?;
    let (from, folder) = (package.to_string_lossy(), unpacked.to_string_lossy());
    root.program("dpkg-deb").args(["--raw-extract", &*from, &*folder]).run()?;
    root.program("dpkg-deb").args(["--root-owner-group", "-Zxz", "-z9", "--build", &*folder, &*from]).run()?;
    cleared()
}
