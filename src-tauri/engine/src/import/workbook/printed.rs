//! Numbers as a sheet of Excel prints them, where its format writes them out: « 000123 » is kept as 123, « F-2026-012 » as 12.
use crate::import::einvoice::xml;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// A format made of figures that are always written and of plain letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(Vec<Option<char>>);

impl Pattern {
    /// Reads the code of a format; none for one that does anything else, or that writes a number as it is.
    fn of(code: &str) -> Option<Pattern> {
        let mut marks = Vec::new();
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                // What follows is for negative numbers, for zero and for texts.
                ';' => break,
                '0' => marks.push(None),
                '"' => marks.extend(letters.by_ref().take_while(|letter| *letter != '"').map(Some)),
                '\\' => marks.extend(letters.next().map(Some)),
                ' ' | '-' | '/' | '(' | ')' | '\u{a0}' | '\u{202f}' => marks.push(Some(letter)),
                _ => return None,
            }
        }
        let figures = marks.iter().filter(|mark| mark.is_none()).count();
        (figures > 1 || (figures == 1 && marks.len() > 1)).then_some(Pattern(marks))
    }

    /// The number as it is printed. Figures beyond those of the format go before the first.
    pub(super) fn print(&self, number: u64) -> String {
        let figures = self.0.iter().filter(|mark| mark.is_none()).count();
        let digits = format!("{number:0figures$}");
        let mut next = digits.chars();
        let beyond = digits.len() - figures;
        let mut printed = String::new();
        let mut first = true;
        for mark in &self.0 {
            match mark {
                Some(letter) => printed.push(*letter),
                None => {
                    printed.extend(next.by_ref().take(if first { beyond + 1 } else { 1 }));
                    first = false;
                }
            }
        }
        printed
    }
}

/// The cells of a sheet that such a format prints, by row and column counted from 0.
pub(super) fn of_sheet(bytes: &[u8], name: &str) -> BTreeMap<(u32, u32), Pattern> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return BTreeMap::new() };
    let patterns = patterns(&mut archive).unwrap_or_default();
    if patterns.iter().all(Option::is_none) {
        return BTreeMap::new();
    }
    let sheet = path(&mut archive, name).and_then(|path| part(&mut archive, &path)).unwrap_or_default();
    let cells = sheet.split('<').filter_map(|tag| {
        let (name, attributes) = tag.split_once('>')?.0.split_once([' ', '\n', '\r', '\t'])?;
        if name.rsplit(':').next() != Some("c") {
            return None;
        }
        let pattern = patterns.get(attribute(attributes, "s")?.parse::<usize>().ok()?)?.clone()?;
        Some((place(attribute(attributes, "r")?)?, pattern))
    });
    cells.collect()
}

/// The value of an attribute.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    attributes.split_ascii_whitespace().find_map(|one| {
        let value = one.strip_prefix(name)?.strip_prefix('=')?;
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        value[1..].split(quote).next()
    })
}

/// `B12` as row 11, column 1.
fn place(reference: &str) -> Option<(u32, u32)> {
    let letters = reference.bytes().take_while(u8::is_ascii_uppercase).count();
    let column = reference
        .bytes()
        .take(letters)
        .try_fold(0_u32, |column, letter| column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1))?;
    Some((reference[letters..].parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

/// The format of each style of a cell.
fn patterns(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Vec<Option<Pattern>>> {
    let text = part(archive, "xl/styles.xml")?;
    let document = xml::parse(&text).ok()?;
    let root = document.root_element();
    let of = |group: &'static str, one: &'static str| {
        xml::children(root, group).flat_map(move |group| xml::children(group, one).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let codes: BTreeMap<&str, Pattern> = of("numFmts", "numFmt")
        .into_iter()
        .filter_map(|format| Some((format.attribute("numFmtId")?, Pattern::of(format.attribute("formatCode")?)?)))
        .collect();
    let style = |style: roxmltree::Node| style.attribute("numFmtId").and_then(|id| codes.get(id)).cloned();
    Some(of("cellXfs", "xf").into_iter().map(style).collect())
}

/// Where a sheet is in the archive.
fn path(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let (book, links) = (part(archive, "xl/workbook.xml")?, part(archive, "xl/_rels/workbook.xml.rels")?);
    let (book, links) = (xml::parse(&book).ok()?, xml::parse(&links).ok()?);
    let sheet = book.descendants().find(|node| node.tag_name().name() == "sheet" && node.attribute("name") == Some(name))?;
    let id = sheet.attributes().find(|attribute| attribute.name() == "id" && attribute.namespace().is_some())?.value();
    let target = links.descendants().find(|node| node.attribute("Id") == Some(id))?.attribute("Target")?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

/// A part of the archive, whose size was looked at before; none when it lacks.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_of_figures_prints_its_zeros_and_its_letters() {
        for (code, number, printed) in [
            ("000000", 123, Some("000123")),
            ("\"F-2026-\"000", 12, Some("F-2026-012")),
            ("\\F000;-000", 1_234, Some("F1234")),
            ("000\\ 000\\ 000", 5_520_815, Some("005 520 815")),
            ("00000", 1_000, Some("01000")),
            ("0\" €\"", 120, Some("120 €")),
            ("0", 12, None),
            ("#,##0", 12, None),
            ("0.00", 12, None),
            ("dd/mm/yyyy", 12, None),
            ("General", 12, None),
            ("@", 12, None),
        ] {
            assert_eq!(Pattern::of(code).map(|pattern| pattern.print(number)).as_deref(), printed, "{code}");
        }
    }

    #[test]
    fn the_place_of_a_cell_is_its_reference() {
        assert_eq!([place("A1"), place("AB12"), place("12"), place("B"), place("B0")], [Some((0, 0)), Some((11, 27)), None, None, None]);
    }
}
