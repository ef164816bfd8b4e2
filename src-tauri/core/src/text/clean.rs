//! What comes from a file or a form, made safe to store, compare and put in a header.
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// One line of text without anything invisible: every control character (CR, LF, tab, NUL, C1), line or paragraph
/// separator and bidirectional control becomes a space, zero-width characters and soft hyphens vanish, ends are
/// trimmed and runs of spaces become one. A letter and its accent are one character, as they are typed here: a file from elsewhere may
/// part them.
///
/// A client's name may then stand in a mail header or on an envelope: it can neither start a second header nor
/// reverse the text around it.
pub fn clean(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let seen = text.chars().filter(|c| !is_invisible(*c));
    if text.chars().all(is_composed) { one_line(seen, text.len()) } else { one_line(seen.nfc(), text.len()) }
}

/// Characters put on one line, without ends nor runs of spaces.
fn one_line(text: impl Iterator<Item = char>, length: usize) -> String {
    let mut out = String::with_capacity(length);
    // The space seen last and not yet written: a lone no-break space stays one, a longer run becomes a plain space.
    let mut pending: Option<char> = None;
    for c in text {
        if is_break(c) || c.is_whitespace() {
            let space = if is_break(c) { ' ' } else { c };
            pending = Some(if pending.is_some() { ' ' } else { space });
        } else {
            if let Some(space) = pending.take().filter(|_| !out.is_empty()) {
                out.push(space);
            }
            out.push(c);
        }
    }
    out
}

/// True for printable ASCII without a space at an end or two in a row: nearly every cell of a file, and nothing to clean.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().all(|byte| (0x20..0x7F).contains(byte))
        && bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
        && !bytes.windows(2).any(|pair| pair == b"  ")
}

/// True for the letters, signs and spaces of a French text, which are their own composed form and take no mark before them.
fn is_composed(c: char) -> bool {
    c < '\u{300}' || ('\u{2002}'..='\u{20CF}').contains(&c)
}

/// Controls and marks that change lines or direction.
fn is_break(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{061C}' | '\u{200E}' | '\u{200F}')
        || ('\u{202A}'..='\u{202E}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

/// Characters that take no place and stand for no break between words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// The form in which texts are compared and searched: lower case, no accent, ligatures opened, single spaces.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return clean(text).to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    for c in clean(text).chars() {
        // Most letters of French are these. The others open one by one (NFKD): their marks go, so the order of these is nothing.
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            decompose_compatible(c, |part| part.to_lowercase().filter(|c| !is_combining_mark(*c)).for_each(|c| push_plain(&mut out, c)));
        }
    }
    // NFKD opens no-break spaces into plain ones, beside which another may already stand.
    if is_plain(&out) { out } else { clean(&out) }
}

/// A letter without its mark, or those that a ligature joins.
fn push_plain(out: &mut String, letter: char) {
    match letter {
        'œ' => out.push_str("oe"),
        'æ' => out.push_str("ae"),
        'ß' => out.push_str("ss"),
        'ø' => out.push('o'),
        'ł' => out.push('l'),
        '’' | '‘' => out.push('\''),
        dash if is_dash(dash) => out.push('-'),
        other => out.push(other),
    }
}

/// The form in which invoice numbers are one and the same: NFKC, upper case, no space, one sort of dash.
pub fn normalised_number(number: &str) -> String {
    if number.is_ascii() {
        return clean(number).bytes().filter(|byte| *byte != b' ').map(|byte| char::from(byte.to_ascii_uppercase())).collect();
    }
    clean(number)
        .nfkc()
        .flat_map(char::to_uppercase)
        .filter(|c| !c.is_whitespace())
        .map(|c| if is_dash(c) { '-' } else { c })
        .nfkc()
        .collect()
}

fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_stays_on_one_line() {
        assert_eq!(clean("ACME\r\nBcc: x@y.z"), "ACME Bcc: x@y.z");
        assert_eq!(clean("  a\t\0b\u{85}c  "), "a b c");
        assert_eq!(clean("a\u{2028}b\u{2029}c"), "a b c");
        assert_eq!(clean("\u{202E}fdp.exe\u{202C}"), "fdp.exe");
        assert_eq!(clean("Du\u{200B}rand\u{FEFF}"), "Durand");
        assert_eq!(clean("1\u{202F}234"), "1\u{202F}234", "a lone narrow space is spelling, not dirt");
        assert_eq!(clean("a \u{A0} b"), "a b");
        assert_eq!(clean("\r\n"), "");
    }

    #[test]
    fn a_letter_and_its_accent_are_one_character() {
        assert_eq!(clean("Ce\u{301}cile E\u{301}pinay"), "Cécile Épinay");
        assert_eq!(clean("c\u{327}a\u{200B}\u{300}"), "çà", "what takes no place does not part them");
    }

    #[test]
    fn a_search_finds_words_without_their_accents() {
        assert_eq!(fold("Éléonore  D’Hœrt"), "eleonore d'hoert");
        assert_eq!(fold("ÇA\u{A0}VA"), "ca va");
        assert_eq!(fold("Straße"), "strasse");
        assert_eq!(fold("e\u{301}t\u{e9}"), "ete", "composed or not, the same");
    }

    #[test]
    fn an_invoice_number_has_one_identity() {
        assert_eq!(normalised_number(" f-2026 \u{A0}014 "), "F-2026014");
        assert_eq!(normalised_number("Ｆ－２０２６"), "F-2026", "full-width forms are the same number");
        assert_eq!(normalised_number("F–2026"), "F-2026");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing_more(text in "(\\PC|[\\r\\n\\t\\x00 \u{202E}\u{2028}\u{A0}]){0,20}") {
            let once = clean(&text);
            prop_assert!(!once.chars().any(char::is_control));
            prop_assert_eq!(clean(&once), once.clone());
        }

        #[test]
        fn what_is_composed_already_stays_as_it_is(text in "[\u{20}-\u{320}\u{2000}-\u{20D2}]{0,12}") {
            let kept: String = text.chars().filter(|c| is_composed(*c)).collect();
            prop_assert_eq!(kept.nfc().collect::<String>(), kept.clone());
            prop_assert_eq!(clean(&text), one_line(text.chars().filter(|c| !is_invisible(*c)).nfc(), 0));
        }

        #[test]
        fn a_letter_is_folded_alone_as_among_others(text in "\\PC{0,12}") {
            let opened: String = clean(&text).nfkd().flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c)).collect();
            let mut plain = String::new();
            opened.chars().for_each(|letter| push_plain(&mut plain, letter));
            prop_assert_eq!(fold(&text), if text.is_ascii() { plain } else { clean(&plain) });
        }

        #[test]
        fn a_normal_form_is_its_own_normal_form(text in "[ -~\u{A0}-\u{24F}\u{2000}-\u{2069}]{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
            prop_assert_eq!(normalised_number(&normalised_number(&text)), normalised_number(&text));
        }
    }
}
