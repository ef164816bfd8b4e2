//! A web page that holds a table, as some tools name « .xls »: its rows, as a spreadsheet would show them.
use super::Refusal;
use super::table::Table;

/// Letters looked at to tell a page from a table of text.
const START: usize = 4_000;
/// Most columns that one cell stretches over.
const SPAN: usize = 50;

/// True for a page with a table in it.
pub(super) fn suits(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return false;
    }
    let start: String = text.chars().take(START).collect::<String>().to_ascii_lowercase();
    start.contains("<table") || (start.contains("<html") && text.to_ascii_lowercase().contains("<table"))
}

/// The rows of its tables, one after the other. A line is the row's place in the page.
///
/// # Errors
/// [`Refusal`] beyond a limit.
pub(super) fn read(text: &str) -> Result<Table, Refusal> {
    let mut page = Page::default();
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        page.say(&rest[..open]);
        let after = &rest[open + 1..];
        let close = after.find('>').unwrap_or(after.len());
        let tag = &after[..close];
        rest = after.get(close + 1..).unwrap_or("");
        let name: String =
            tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/' || *c == '!').collect::<String>().to_ascii_lowercase();
        match name.as_str() {
            "script" | "style" => {
                rest = after_end(rest, &name);
            }
            "!" if tag.starts_with("!--") => {
                let said = &after[..close];
                if !said.ends_with("--") {
                    rest = rest.find("-->").map_or("", |at| &rest[at + 3..]);
                }
            }
            "tr" | "/tr" | "/table" => page.end_row()?,
            "td" | "th" => page.start_cell(span(tag)),
            "/td" | "/th" => page.end_cell(),
            "br" | "br/" | "/p" | "/div" => page.say(" "),
            _ => {}
        }
    }
    page.end_row()?;
    Ok(page.table)
}

/// What follows the end of a script or of a style; nothing when it has none.
fn after_end<'a>(text: &'a str, name: &str) -> &'a str {
    let is_end = |at: &usize| text[*at + 2..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    text.match_indices("</").map(|(at, _)| at).find(is_end).map_or("", |at| &text[at..])
}

/// How many columns a cell stretches over.
fn span(tag: &str) -> usize {
    let lower = tag.to_ascii_lowercase();
    let said = lower.split("colspan=").nth(1).map(|rest| rest.trim_start_matches(['"', '\''])).unwrap_or_default();
    let digits: String = said.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(1).clamp(1, SPAN)
}

/// The page being read.
#[derive(Default)]
struct Page {
    table: Table,
    line: u32,
    cells: Vec<String>,
    /// The cell being read, and how many columns it takes.
    cell: Option<(String, usize)>,
}

impl Page {
    fn say(&mut self, text: &str) {
        if let Some((cell, _)) = &mut self.cell {
            cell.push_str(&unescaped(text));
        }
    }

    fn start_cell(&mut self, span: usize) {
        self.end_cell();
        self.cell = Some((String::new(), span));
    }

    fn end_cell(&mut self) {
        if let Some((cell, span)) = self.cell.take() {
            self.cells.push(cell.split_whitespace().collect::<Vec<_>>().join(" "));
            self.cells.extend(std::iter::repeat_n(String::new(), span - 1));
        }
    }

    fn end_row(&mut self) -> Result<(), Refusal> {
        self.end_cell();
        if !self.cells.is_empty() {
            self.line += 1;
            let cells = std::mem::take(&mut self.cells);
            if cells.len() > super::limits::COLUMNS {
                return Err(Refusal::TooManyColumns { line: self.line, limit: super::limits::COLUMNS as u32 });
            }
            self.table.push(self.line, &cells)?;
        }
        Ok(())
    }
}

/// Letters that French pages write by their names.
const NAMED: [(&str, &str); 32] = [
    ("nbsp", " "),
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("euro", "€"),
    ("deg", "°"),
    ("eacute", "é"),
    ("egrave", "è"),
    ("ecirc", "ê"),
    ("euml", "ë"),
    ("agrave", "à"),
    ("acirc", "â"),
    ("ccedil", "ç"),
    ("icirc", "î"),
    ("iuml", "ï"),
    ("ocirc", "ô"),
    ("ouml", "ö"),
    ("ugrave", "ù"),
    ("ucirc", "û"),
    ("uuml", "ü"),
    ("oelig", "œ"),
    ("Eacute", "É"),
    ("Egrave", "È"),
    ("Ecirc", "Ê"),
    ("Agrave", "À"),
    ("Ccedil", "Ç"),
    ("rsquo", "’"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("ndash", "–"),
];

/// « R&eacute;gl&#233; » in letters.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let name = after.find(';').filter(|end| *end <= 10).map(|end| &after[..end]);
        match name.and_then(letter) {
            Some(letter) => {
                out.push_str(&letter);
                rest = &after[name.map_or(0, str::len) + 1..];
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out + rest
}

fn letter(name: &str) -> Option<String> {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    });
    match number {
        Some(number) => char::from_u32(number).map(String::from),
        None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| (*letter).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Draft;
    use echu_core::intake::Existing;

    const PAGE: &str = "<html><head><meta charset=\"utf-8\"><style>td { color: red }</style></head><body><table>\
        <tr><td colspan=\"5\"><b>Factures &eacute;mises</b></td></tr>\
        <tr><th>N&deg; facture</th><th>Client</th><th>Date</th><th>&Eacute;ch&eacute;ance</th><th>Total TTC</th></tr>\
        <tr><td>F-1</td><td>Durand &amp; Fils</td><td>05/10/2026</td><td>04/11/2026</td><td>1&nbsp;200,00&nbsp;&euro;</td></tr>\
        <!-- <tr><td>F-2</td></tr> --><tr><td>F-3<td>Petit<br>SARL<td>06/10/2026<td>05/11/2026<td>80,50</tr></table></body></html>";

    #[test]
    fn a_page_named_as_a_workbook_is_read_as_its_table() {
        assert!(suits(PAGE) && !suits("N° facture;Client\n<F-1>;<table\n"));
        let preview = Draft::from_bytes(PAGE.as_bytes().to_vec()).unwrap().judge(&Existing::default()).preview();
        let read: Vec<(String, String, i64)> = preview
            .first
            .iter()
            .filter_map(|row| row.invoice.as_ref().map(|invoice| (invoice.number.clone(), row.client.name.clone(), invoice.total.0)))
            .collect();
        assert_eq!(read, [("F-1".into(), "Durand & Fils".into(), 120_000), ("F-3".into(), "Petit SARL".into(), 8_050)]);
    }

    #[test]
    fn a_page_cut_anywhere_does_not_stop_the_reading() {
        for end in (0..PAGE.len()).filter(|end| PAGE.is_char_boundary(*end)) {
            assert!(read(&PAGE[..end]).is_ok());
        }
    }
}
