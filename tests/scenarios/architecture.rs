//! The arrows of the engine go one way, and the base explains itself.
use std::path::{Path, PathBuf};

/// What each folder of the engine may not know: `(folder, forbidden)`.
const WALLS: [(&str, &[&str]); 10] = [
    ("store", &["mail", "letters", "import", "channels", "outgoing", "scheduler", "commands"]),
    ("mail", &["store", "letters", "import", "channels", "outgoing", "scheduler", "commands"]),
    ("letters", &["store", "mail", "import", "channels", "outgoing", "scheduler", "commands"]),
    ("import", &["store", "mail", "letters", "channels", "outgoing", "scheduler", "commands"]),
    ("export", &["store", "mail", "letters", "import", "channels", "outgoing", "scheduler", "commands"]),
    ("channels", &["store", "import", "outgoing", "scheduler", "commands"]),
    ("outgoing", &["import", "scheduler", "commands"]),
    ("dossier", &["import", "mail", "channels", "export", "scheduler", "commands"]),
    ("takeout", &["import", "mail", "letters", "channels", "outgoing", "scheduler", "commands"]),
    ("updates", &["import", "mail", "letters", "channels", "outgoing", "scheduler", "commands"]),
];

fn engine() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/engine/src")
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder of the engine").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files
}

#[test]
fn no_arrow_goes_back() {
    let mut wrong = Vec::new();
    for (folder, forbidden) in WALLS {
        let files = sources(&engine().join(folder));
        assert!(!files.is_empty(), "{folder} has sources");
        for file in files {
            let text = std::fs::read_to_string(&file).expect("a source");
            for other in forbidden {
                if text.contains(&format!("crate::{other}")) {
                    wrong.push(format!("{} knows {other}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_column_of_the_base_says_what_it_is() {
    let schema = std::fs::read_to_string(engine().join("store/schema/0001_init.sql")).expect("the schema");
    let mut inside = false;
    let mut silent = Vec::new();
    for line in schema.lines() {
        if line.starts_with("CREATE TABLE") {
            inside = true;
        } else if inside && line.starts_with(')') {
            assert!(line.contains("STRICT"), "a table is STRICT: {line}");
            inside = false;
        } else if inside {
            let first = line.trim().split(' ').next().unwrap_or_default();
            let is_column = !first.is_empty()
                && first != "id"
                && first.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_' || letter.is_ascii_digit());
            if is_column && !line.contains("-- ") {
                silent.push(line.trim().to_owned());
            }
        }
    }
    assert!(silent.is_empty(), "columns without a comment: {silent:#?}");
}

/// The release app refuses to compile with the points; this says it before, and that nothing else reads such an order.
#[test]
fn the_app_of_the_user_cannot_be_asked_to_die() {
    let shell = std::fs::read_to_string(engine().join("../../Cargo.toml")).expect("the manifest of the app");
    assert!(!shell.contains("\"faults\""), "the app is built without the feature of the tests");
    let manifest = std::fs::read_to_string(engine().join("../Cargo.toml")).expect("the manifest of the engine");
    assert!(!manifest.contains("default ="), "and the engine does not bring it by itself");
    let readers: Vec<PathBuf> = sources(&engine())
        .into_iter()
        .filter(|file| std::fs::read_to_string(file).expect("a source").contains("env::var(\"FAULT\")"))
        .collect();
    assert_eq!(readers, [engine().join("faults.rs")]);
}
