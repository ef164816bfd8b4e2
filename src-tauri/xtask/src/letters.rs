//! `cargo xtask letters`: every letter on paper, for the eye. The tests of the letters write the files.
use crate::command::{Failed, Root, on_path};

/// Writes each letter as PDF in `target/letters`, then each of its pages as a picture beside it.
pub fn gallery(root: &Root) -> Result<(), Failed> {
    let folder = root.target()?.join("letters");
    let failed = |error: std::io::Error| Failed(format!("{}: {error}", folder.display()));
    std::fs::create_dir_all(&folder).map_err(failed)?;
    root.cargo().args(["test", "--quiet", "-p", "echu-engine", "--lib", "letters::"]).env("ECHU_LETTERS", &folder).run()?;
    if !on_path("pdftoppm") {
        return Err(Failed(format!("the PDFs are in {}; pdftoppm (poppler-utils) is missing to make pictures of them", folder.display())));
    }
    let mut made = 0;
    for entry in std::fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|end| end == "pdf") {
            root.program("pdftoppm").args(["-r", "80", "-png"]).args([&path, &path.with_extension("")]).run()?;
            made += 1;
        }
    }
    println!("{made} letters in {}", folder.display());
    Ok(())
}
