//! French asks for a space that does not part before « : ; ? ! » and inside the quotes: a line that begins with one looks broken.
use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// What a source says between quotes, with its line; comments, and the tests at its end, aside.
fn literals(source: &str) -> Vec<(usize, String)> {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let mut found = Vec::new();
    let mut within = None::<String>;
    for (number, line) in source.lines().enumerate() {
        let mut signs = line.chars().peekable();
        while let Some(sign) = signs.next() {
            match (sign, within.as_mut()) {
                ('/', None) if signs.peek() == Some(&'/') => break,
                ('\'', None) if signs.peek() == Some(&'"') => {
                    signs.next();
                }
                ('"', None) => within = Some(String::new()),
                ('"', Some(_)) => found.extend(within.take().map(|said| (number + 1, said))),
                ('\\', Some(said)) => said.extend(['\\', signs.next().unwrap_or_default()]),
                (sign, Some(said)) => said.push(sign),
                (_, None) => {}
            }
        }
        // A long sentence goes on below; anything else that is open at the end of a line was read amiss.
        if !line.ends_with('\\') {
            within = None;
        }
    }
    found
}

/// The first place where a line might end inside a sentence and must not.
fn parted(said: &str) -> Option<&str> {
    let signs: Vec<(usize, char)> = said.char_indices().collect();
    signs.windows(3).find_map(|three| {
        let [(at, before), (_, space), (end, after)] = *three else { return None };
        let closes = space == ' ' && (before.is_alphanumeric() || "»)}’.°…".contains(before)) && ":;?!»".contains(after);
        // A sign of a format, of a query or of a mask is followed by something else than a space.
        let ends = said[end + after.len_utf8()..].chars().next().is_none_or(|next| next == ' ' || next == '\\' || next == '.');
        let opens = before == '«' && space == ' ';
        (closes && ends || opens).then(|| &said[at..])
    })
}

#[test]
fn a_sentence_is_never_parted_before_its_signs() {
    assert_eq!(parted("Rien n’est perdu : reprenez"), Some("u : reprenez"));
    assert_eq!(parted("« mot »"), Some("« mot »"));
    assert_eq!(parted("Rien n’est perdu\u{a0}: reprenez"), None);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository").join("src-tauri");
    let mut paths = Vec::new();
    for folder in ["core/src", "engine/src"] {
        sources(&root.join(folder), &mut paths);
    }
    let mut wrong = Vec::new();
    for path in paths.iter().filter(|path| !path.to_string_lossy().contains("tests")) {
        let source = fs::read_to_string(path).expect("a source");
        // Queries, and the mark that is looked for in a text of the user whatever its space.
        let query =
            |said: &str| said == "Objet : " || ["SELECT", "UPDATE", "INSERT", "VACUUM", "WHERE"].iter().any(|word| said.contains(word));
        for (line, said) in literals(&source).into_iter().filter(|(_, said)| !query(said)) {
            wrong.extend(parted(&said).map(|place| format!("{}:{line}: {place}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
