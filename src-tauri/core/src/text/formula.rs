//! Texts that a spreadsheet would run, and how they leave in a file of text so that none does.
use std::borrow::Cow;

/// What the cells of a file of text may be cut by, whatever it was written with: the person who opens it chooses.
const SEPARATORS: [char; 6] = [';', ',', '\t', '|', '\r', '\n'];

/// True for a text that a spreadsheet would run, behind any `'` in front of it. OWASP, « CSV injection »: the characters that start a
/// formula, their full-width forms, and the blanks that some programs skip. LibreOffice skips what has no width, a zero byte too.
pub fn starts_a_formula(text: &str) -> bool {
    is_sign_ahead(text) || text.trim_start_matches('\'').starts_with(['\t', '\r', '\n'])
}

fn is_sign_ahead(text: &str) -> bool {
    text.trim_start_matches(|c: char| c == '\'' || is_skipped(c)).starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Blanks, controls and characters without a width, but for those that end a cell.
fn is_skipped(c: char) -> bool {
    let unseen = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}');
    unseen || ((c.is_whitespace() || c.is_control()) && !SEPARATORS.contains(&c))
}

/// The text with a `'` in front of every place where a spreadsheet could see a formula: its start, and what follows anything that
/// another program may cut cells by. « ACME,=1+1 » is two cells to who opens the file with commas.
pub fn defused(text: &str) -> Cow<'_, str> {
    let inside = after_separators(text, is_sign_ahead, |out| {
        out.push('\'');
        0
    });
    if starts_a_formula(text) { Cow::Owned(format!("'{inside}")) } else { inside }
}

/// What [`defused`] put inside a text taken off again; what it put in front is left.
pub fn restored_inside(text: &str) -> Cow<'_, str> {
    if !text.contains('\'') {
        return Cow::Borrowed(text);
    }
    after_separators(text, |rest| rest.strip_prefix('\'').is_some_and(is_sign_ahead), |_| 1)
}

/// After each separator whose rest is `wanted`, lets `change` write, and passes as many bytes of the text as it says.
fn after_separators(text: &str, wanted: impl Fn(&str) -> bool, change: impl Fn(&mut String) -> usize) -> Cow<'_, str> {
    let (mut out, mut from) = (String::new(), 0);
    for (at, sign) in text.match_indices(SEPARATORS) {
        let next = at + sign.len();
        if wanted(&text[next..]) {
            out.push_str(&text[from..next]);
            from = next + change(&mut out);
        }
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_no_spreadsheet_runs_is_left_as_it_is() {
        for text in ["", "Durand", "L’Atelier", "'n Huis", "1=1", "Rue du Puits, 4 bis", "a;b|c", "50 - 20"] {
            assert_eq!(defused(text), text);
        }
    }

    #[test]
    fn what_one_would_run_is_a_text_wherever_a_cell_may_start() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("\0=1+1", "'\0=1+1"),
            ("\u{feff}\u{a0}=1+1", "'\u{feff}\u{a0}=1+1"),
            ("'=1+1", "''=1+1"),
            ("ACME,=1+1,", "ACME,'=1+1,"),
            ("ACME, @SUM(1)", "ACME,' @SUM(1)"),
            ("note\r\n=1+1", "note\r\n'=1+1"),
            ("\t=1+1", "'\t'=1+1"),
        ] {
            assert_eq!(defused(text), expected, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_text_comes_back_as_it_left(text in "[a=+'@,;|\t\r\n \0\u{feff}-]{0,12}") {
            let left = defused(&text).into_owned();
            let back = restored_inside(&left);
            let back = back.strip_prefix('\'').filter(|rest| starts_a_formula(rest)).unwrap_or(&back);
            prop_assert_eq!(back, text);
        }

        #[test]
        fn no_cell_of_it_starts_a_formula(text in "[a=+'@,;|\t\r\n \0\u{feff}-]{0,12}") {
            for cell in defused(&text).split(SEPARATORS) {
                prop_assert!(cell.starts_with('\'') || !is_sign_ahead(cell), "{:?}", cell);
            }
        }
    }
}
