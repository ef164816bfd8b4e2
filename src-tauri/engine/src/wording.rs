//! The sentences of the engine, from `wording.fr.txt`: one `key = sentence` a line, with `{about}` and `{reply}` to fill.

const SENTENCES: &str = include_str!("wording.fr.txt");

/// The sentence under `key`, its `{name}` places filled. An unknown key, which the tests exclude, gives the key itself.
pub(crate) fn sentence(key: &str, places: &[(&str, &str)]) -> String {
    let mut text = find(key).unwrap_or(key).to_owned();
    for (name, value) in places {
        text = text.replace(&format!("{{{name}}}"), value);
    }
    text
}

/// The raw sentence under `key`.
pub(crate) fn find(key: &str) -> Option<&'static str> {
    SENTENCES.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (name, text) = line.split_once(" = ")?;
        (name == key).then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::{SENTENCES, find, sentence};

    #[test]
    fn every_line_is_a_comment_or_a_key_and_its_sentence_once() {
        let mut seen = std::collections::BTreeSet::new();
        for line in SENTENCES.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
            let (key, text) = line.split_once(" = ").unwrap_or_else(|| panic!("no key in {line}"));
            assert!(seen.insert(key), "{key} is there twice");
            assert!(text.ends_with('.'), "{key} is not a sentence");
        }
    }

    #[test]
    fn the_typography_is_french() {
        for line in SENTENCES.lines().filter(|l| !l.starts_with('#')) {
            for sign in [" :", " ;", " ?", " !", "« ", " »"] {
                assert!(!line.contains(sign), "a breaking space around {sign:?} in {line}");
            }
        }
    }

    #[test]
    fn places_are_filled_and_an_unknown_key_shows_itself() {
        assert!(sentence("unreachable", &[("about", "smtp.exemple.example")]).contains("smtp.exemple.example"));
        assert_eq!(find("no_such_key"), None);
        assert_eq!(sentence("no_such_key", &[]), "no_such_key");
    }
}
