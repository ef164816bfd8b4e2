//! A message in HTML: the words of its plain text and nothing else, its columns a real table.
use echu_core::text::{TextBlock, TextRow, blocks};

/// A grey that reads on white and on black: no mail program in the dark loses it, as it would a colour of ours.
const GREY: &str = "#767676";

/// What names a row is never cut below this many characters: half an invoice number reads as another.
const KEPT_WHOLE: usize = 24;

/// The words of `text` as minimal HTML: escaped, one paragraph a block, nothing fetched. No colour is set but a middle grey, so
/// that a mail program may show it in the dark.
pub fn html_of(text: &str) -> String {
    let mut body = String::new();
    for block in blocks(text) {
        match block {
            TextBlock::Words { text } => body.push_str(&format!("<p>{}</p>\n", escaped(&text).replace('\n', "<br>\n"))),
            TextBlock::Table { right, rows } => table(&mut body, &right, &rows),
        }
    }
    format!(
        "<!DOCTYPE html>\n<html lang=\"fr\">\n<head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"></head>\n\
         <body style=\"font-family: sans-serif\">\n{body}</body>\n</html>\n"
    )
}

fn table(out: &mut String, right: &[bool], rows: &[TextRow]) {
    out.push_str("<table style=\"border-collapse: collapse; margin: 1em 0\">\n");
    for row in rows {
        out.push_str("<tr>");
        for (at, (cell, right)) in row.cells.iter().zip(right).enumerate() {
            // The first cell names its row, as the first row names its columns.
            let (tag, scope) = match (row.head, at) {
                (true, _) => ("th", " scope=\"col\""),
                (false, 0) => ("th", " scope=\"row\""),
                (false, _) => ("td", ""),
            };
            let side = if *right { "right" } else { "left" };
            let is_whole = *right || (at == 0 && cell.chars().count() <= KEPT_WHOLE);
            let weight = if row.total { "bold" } else { "normal" };
            out.push_str(&format!(
                "<{tag}{scope} style=\"padding: 3px 16px 3px 0; border-bottom: 1px solid {GREY}; text-align: {side}; \
                 font-weight: {weight}; white-space: {}\">{}</{tag}>",
                if is_whole { "nowrap" } else { "normal" },
                escaped(cell)
            ));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aligned_rows_are_a_table_that_is_read_aloud_and_shown_in_the_dark() {
        let html = html_of(
            "Bonjour,\n\nF-1 <b>  échue le 22/09/2026  1\u{202f}284,00\u{a0}€\nTotal                         1\u{202f}284,00\u{a0}€\n\nMerci",
        );
        assert_eq!(html.matches("<tr>").count(), 2, "{html}");
        assert_eq!(html.matches("<th scope=\"row\"").count(), 2, "{html}");
        assert!(html.contains("text-align: right") && html.contains("font-weight: bold"), "{html}");
        assert!(html.contains("F-1 &lt;b&gt;") && html.contains("<p>Merci</p>"), "{html}");
        let number = html.split("F-1 ").next().unwrap_or_default().rsplit("<th").next().unwrap_or_default();
        assert!(number.contains("white-space: nowrap"), "a number stays on its line: {number}");
        for colour in ["color: #000", "color:#", "background"] {
            assert!(!html.contains(colour), "{colour} would be lost in the dark: {html}");
        }
    }
}
