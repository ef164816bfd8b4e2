//! Copies of documents written beside the base to be opened in the system's viewer: the base holds what must be kept of them, and an
//! erasure there is none while they lie here.
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of these copies, in that of the data.
pub(crate) fn folder(data: &Path) -> PathBuf {
    data.join("documents")
}

/// Erases every copy. Gives the names of what could not go: one that a viewer holds open, or the folder when it does not answer.
pub(crate) fn drop_all(data: &Path) -> Vec<String> {
    let folder = folder(data);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(_) => return vec![folder.display().to_string()],
    };
    let mut left = Vec::new();
    for entry in entries {
        let Ok(entry) = entry else {
            left.push(folder.display().to_string());
            continue;
        };
        // A folder in there is none of ours.
        let is_copy = !entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_copy && fs::remove_file(entry.path()).is_err_and(|error| error.kind() != ErrorKind::NotFound) {
            left.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    left.sort();
    left.dedup();
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_copy_goes_and_what_cannot_is_named() {
        let dir = tempfile::tempdir().unwrap();
        assert!(drop_all(dir.path()).is_empty(), "none was ever opened");
        fs::create_dir_all(folder(dir.path())).unwrap();
        let copy = folder(dir.path()).join("0a1b2c3d-F-2026-014.pdf");
        fs::write(&copy, b"%PDF").unwrap();
        assert!(drop_all(dir.path()).is_empty());
        assert!(!copy.exists());
        fs::remove_dir(folder(dir.path())).unwrap();
        fs::write(folder(dir.path()), b"a file in its place").unwrap();
        assert_eq!(drop_all(dir.path()).len(), 1);
    }
}
