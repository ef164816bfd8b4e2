//! The one thing read from JSON here: a string by its key, in what Cargo prints.

/// The first string under `key`, unescaped. Enough for paths; not a parser.
pub fn string(json: &str, key: &str) -> Option<String> {
    let mark = format!("\"{key}\":\"");
    let start = json.find(&mark)?.checked_add(mark.len())?;
    let mut text = String::new();
    let mut letters = json.get(start..)?.chars();
    loop {
        match letters.next()? {
            '"' => return Some(text),
            '\\' => text.push(letters.next()?),
            letter => text.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::string;

    #[test]
    fn a_windows_path_is_unescaped() {
        let json = r#"{"packages":[],"target_directory":"C:\\été\\target","version":1}"#;
        assert_eq!(string(json, "target_directory").as_deref(), Some("C:\\été\\target"));
        assert_eq!(string(json, "absent"), None, "a key that is not there gives nothing");
    }
}
