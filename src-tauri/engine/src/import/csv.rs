//! Text → table: quotes, separators, line breaks.
//!
//! Read here rather than by a library for three things a person needs and none gives: the line as a spreadsheet numbers
//! it (blank lines and quoted line breaks counted its way), a quote that swallows its neighbours told as such, and
//! limits that stop the reading instead of following it.
use super::table::{Row, Table};
use super::{Refusal, Separator, limits};
use echu_core::text::restored_inside;
use std::borrow::Cow;

/// The separator named by a first line `sep=;`, and the text after that line.
pub(super) fn declared_separator(text: &str) -> Option<(Separator, &str)> {
    let end = text.find(['\r', '\n'])?;
    let line = text[..end].trim_matches('"');
    let sign = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &line[4..])?;
    let separator = Separator::ALL.into_iter().find(|separator| sign.as_bytes() == [separator.byte()])?;
    let rest = &text[end..];
    Some((separator, rest.strip_prefix("\r\n").unwrap_or(&rest[1..])))
}

/// Reads a text whose separator is known.
///
/// # Errors
/// [`Refusal`] beyond a limit, or when a quote is never closed.
pub(super) fn parse(text: &str, separator: Separator) -> Result<Table, Refusal> {
    let table = parse_rows(text, separator, limits::ROWS + 1)?;
    if table.len() > limits::ROWS {
        return Err(Refusal::TooManyRows { limit: limits::ROWS as u32 });
    }
    Ok(table)
}

/// Reads at most `most` rows.
pub(super) fn parse_rows(text: &str, separator: Separator, most: usize) -> Result<Table, Refusal> {
    let bytes = text.as_bytes();
    let separator = separator.byte();
    let mut table = Table::default();
    let (mut at, mut line) = (0, 0);
    while at < bytes.len() && table.rows.len() < most {
        line += 1;
        let (row_start, first) = (at, table.ends.len());
        let mut stray_quote = false;
        loop {
            let (next, stray) = read_cell(text, at, separator, line, &mut table.text)?;
            stray_quote |= stray;
            at = next;
            table.ends.push(table.text.len() as u32);
            if at - row_start > limits::ROW_BYTES {
                return Err(Refusal::RowTooLong { line });
            }
            if table.ends.len() - first > limits::COLUMNS {
                return Err(Refusal::TooManyColumns { line, limit: limits::COLUMNS as u32 });
            }
            match bytes.get(at) {
                Some(byte) if *byte == separator => at += 1,
                Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => {
                    at += 2;
                    break;
                }
                Some(_) => {
                    at += 1;
                    break;
                }
                None => break,
            }
        }
        let cells = table.ends.len() - first;
        let start = if first == 0 { 0 } else { table.ends[first - 1] as usize };
        if table.text[start..].trim().is_empty() {
            // A blank line is counted, as a spreadsheet does, and not kept.
            table.ends.truncate(first);
            table.text.truncate(start);
            continue;
        }
        if table.ends.len() > limits::CELLS {
            return Err(Refusal::TooManyRows { limit: limits::ROWS as u32 });
        }
        table.rows.push(Row { first: first as u32, cells: cells as u16, line, stray_quote });
    }
    Ok(table)
}

/// Copies one cell to `out`, without what our exports put inside a text; gives the place of the separator or line break after it, and whether a quote closed early.
fn read_cell(text: &str, mut at: usize, separator: u8, line: u32, out: &mut String) -> Result<(usize, bool), Refusal> {
    let bytes = text.as_bytes();
    let cell_start = out.len();
    let mut quoted = false;
    if bytes.get(at) == Some(&b'"') {
        quoted = true;
        at += 1;
        loop {
            let quote = bytes[at..].iter().position(|byte| *byte == b'"').ok_or(Refusal::UnclosedQuote { line })?;
            out.push_str(&text[at..at + quote]);
            at += quote + 1;
            if bytes.get(at) != Some(&b'"') {
                break;
            }
            out.push('"');
            at += 1;
        }
    }
    let length = bytes[at..].iter().position(|byte| *byte == separator || matches!(byte, b'\r' | b'\n')).unwrap_or(bytes.len() - at);
    let after = &text[at..at + length];
    let stray =
        quoted && !after.trim().is_empty() && out[cell_start..].bytes().any(|byte| byte == separator || matches!(byte, b'\r' | b'\n'));
    out.push_str(after);
    let restored = match restored_inside(&out[cell_start..]) {
        Cow::Owned(restored) => Some(restored),
        Cow::Borrowed(_) => None,
    };
    if let Some(restored) = restored {
        out.replace_range(cell_start.., &restored);
    }
    Ok((at + length, stray))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str, separator: Separator) -> Vec<Vec<String>> {
        let table = parse(text, separator).unwrap();
        (0..table.len()).map(|row| (0..table.width(row)).map(|column| table.raw(row, column).to_owned()).collect()).collect()
    }

    #[test]
    fn quotes_breaks_and_blank_lines_are_read_as_a_spreadsheet_does() {
        for (text, expected) in [
            ("a;b\nc;d", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a;b\r\nc;d\r\n", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("a;b\rc;d\r", vec![vec!["a", "b"], vec!["c", "d"]]),
            ("\"a;\"\"x\"\"\r\nz\";b\n", vec![vec!["a;\"x\"\r\nz", "b"]]),
            ("a;;\n", vec![vec!["a", "", ""]]),
            ("\n\na;\n", vec![vec!["a", ""]]),
            ("\"Chez\" Paul;b", vec![vec!["Chez Paul", "b"]]),
            ("5\" de large;b", vec![vec!["5\" de large", "b"]]),
        ] {
            assert_eq!(cells(text, Separator::Semicolon), expected, "{text:?}");
        }
    }

    #[test]
    fn lines_are_numbered_as_in_a_spreadsheet() {
        let table = parse("titre\n\n\"a\nb\";c\n;;\nd;e\n", Separator::Semicolon).unwrap();
        assert_eq!(
            (0..table.len()).map(|row| table.line(row)).collect::<Vec<_>>(),
            [1, 3, 5],
            "the quoted break is one line, the blank ones count"
        );
    }

    #[test]
    fn a_quote_that_melts_two_rows_is_seen() {
        let table = parse("F-1;\"Chez Paul;10\nF-2;\"Autre;20\nF-3;\"Bien\";30\n", Separator::Semicolon).unwrap();
        assert!(table.stray_quote(0), "the amount of F-2 must not become that of F-1");
        assert!(!table.stray_quote(1));
        assert_eq!(parse("a;b\nc;\"d\n", Separator::Semicolon).err(), Some(Refusal::UnclosedQuote { line: 2 }));
    }

    #[test]
    fn what_is_put_around_a_text_is_taken_off() {
        let table = parse("=\"0012\";'=1+1;'+33 6;' ; x ;l'eau;ACME,'=1+1\n", Separator::Semicolon).unwrap();
        let cells: Vec<_> = (0..table.width(0)).map(|column| table.cell(0, column)).collect();
        assert_eq!(cells, ["0012", "=1+1", "+33 6", "'", "x", "l'eau", "ACME,=1+1"]);
    }

    #[test]
    fn a_declared_separator_is_read_and_passed() {
        for (text, separator, rest) in [
            ("sep=;\r\na", Separator::Semicolon, "a"),
            ("SEP=|\ra", Separator::Pipe, "a"),
            ("\"sep=,\"\na", Separator::Comma, "a"),
            ("sep=\t\na", Separator::Tab, "a"),
        ] {
            assert_eq!(declared_separator(text), Some((separator, rest)), "{text:?}");
        }
        assert_eq!(declared_separator("sep=#\na"), None);
        assert_eq!(declared_separator("séparé;b\na"), None);
    }

    #[test]
    fn each_limit_refuses_the_file() {
        let wide = ";".repeat(limits::COLUMNS);
        assert_eq!(parse(&wide, Separator::Semicolon).err(), Some(Refusal::TooManyColumns { line: 1, limit: 256 }));
        let long = "x".repeat(limits::ROW_BYTES + 1);
        assert_eq!(parse(&format!("a\n{long}"), Separator::Semicolon).err(), Some(Refusal::RowTooLong { line: 2 }));
        let tall = "a\n".repeat(limits::ROWS + 1);
        assert_eq!(parse(&tall, Separator::Semicolon).err(), Some(Refusal::TooManyRows { limit: 200_000 }));
    }

    proptest! {
        #[test]
        fn a_written_table_reads_back_the_same(
            rows in prop::collection::vec(prop::collection::vec("[a-zé;,|\t\"\r\n €]{0,8}", 1..6), 1..8),
            separator in prop::sample::select(Separator::ALL.to_vec()),
        ) {
            let quote = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let sign = char::from(separator.byte()).to_string();
            let text: String = rows.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(&sign) + "\r\n").collect();
            let kept: Vec<_> = rows.into_iter().filter(|row| !row.concat().trim().is_empty()).collect();
            prop_assert_eq!(cells(&text, separator), kept);
        }

        #[test]
        fn no_text_makes_reading_panic(text in "[a\";\r\n\té]{0,64}|\\PC{0,64}") {
            for separator in Separator::ALL {
                let _ = parse(&text, separator);
            }
            let _ = declared_separator(&text);
        }
    }
}
