//! « Ouvrir avec Échu »: the files that the system names when it starts the app, or a second copy of it.
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The files among the arguments of a program, the first of which is its own name; `folder` is where it was started.
pub fn files(arguments: impl IntoIterator<Item = impl AsRef<OsStr>>, folder: &Path) -> Vec<PathBuf> {
    arguments.into_iter().skip(1).map(|argument| folder.join(argument.as_ref())).filter(|path| path.is_file()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_where_the_program_was_started_and_options_are_none() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        let there = folder.join("Cargo.toml");
        let whole = there.to_string_lossy().into_owned();
        for said in ["Cargo.toml", whole.as_str()] {
            assert_eq!(files(["Cargo.toml", "--demo", "autre.xml", "src", said], folder), std::slice::from_ref(&there), "{said}");
        }
    }
}
