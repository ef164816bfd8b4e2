//! Papers on personal data: what is held about a person, and the register of processing (RGPD art. 15 and 30).
mod words;

use super::dossier::{pair, shown};
use super::face::tenths_mm;
use super::layout::{Flow, Setting};
use super::page::MEASURE;
use super::sheet::Sheet;
use super::table::{Column, Kind, Row, Table};
use super::words::signatory;
use super::{LetterError, Pictures, Rendered, draw, finish};
use chrono::NaiveDate;
use echu_core::identifiers::{compact, printed_siren};
use echu_core::party::Creditor;
use echu_core::privacy::{PROCESSINGS, RETENTION, SECURITY};
use echu_core::reports::as_of;

/// A part of what is handed over.
pub struct Part<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its rows: each the titles and the values of its cells, those that say nothing left out.
    pub rows: Vec<Vec<(String, String)>>,
}

/// What is handed over to a person.
pub struct Handed<'a> {
    /// Who holds it.
    pub creditor: &'a Creditor,
    /// About whom.
    pub person: &'a str,
    /// On which day.
    pub on: NaiveDate,
    /// Part by part.
    pub parts: &'a [Part<'a>],
    /// Titles of the parts that hold nothing.
    pub empty: &'a [&'a str],
}

const TITLE: Setting = Setting::BODY.sized(22_000, 27_000).strong().then(1_000).kept();
const HEADING: Setting = Setting::BODY.sized(11_200, 14_500).strong().then(3_000).kept();
const SMALL: Setting = Setting::BODY.sized(8_800, 11_400).soft();
/// The longest text of a cell, in characters: longer than a page, it would be on none.
const LONGEST: usize = 1_800;

/// Everything held about a person.
///
/// # Errors
/// `Font` and `Pdf`.
pub fn access(handed: &Handed) -> Result<Rendered, LetterError> {
    let mut flow = Flow::default();
    flow.paragraph(words::ACCESS, &TITLE)?;
    flow.paragraph(&as_of(handed.on), &Setting::BODY.soft().then(6_000))?;
    pair(&mut flow, words::ABOUT, &shown(handed.person))?;
    pair(&mut flow, words::HOLDER, &shown(&holder(handed.creditor)))?;
    flow.space(tenths_mm(50));
    flow.paragraph(words::RIGHTS_TITLE, &HEADING)?;
    for text in words::RIGHTS {
        flow.paragraph(text, &Setting::BODY.then(3_000))?;
    }
    for part in handed.parts {
        flow.space(tenths_mm(60));
        flow.paragraph(part.title, &HEADING)?;
        match part.rows.as_slice() {
            // One thing is read line by line, several as a table.
            [only] => {
                for (title, value) in only {
                    pair(&mut flow, title, &cut(value))?;
                }
            }
            several => rows(several).lay(&mut flow)?,
        }
    }
    if !handed.empty.is_empty() {
        flow.space(tenths_mm(60));
        flow.paragraph(&format!("{} {}.", words::EMPTY, handed.empty.join(", ").to_lowercase()), &SMALL)?;
    }
    flow.space(tenths_mm(60));
    flow.paragraph(words::RETENTION, &HEADING)?;
    retention().lay(&mut flow)?;
    let title = format!("{}, {}", words::ACCESS, shown(handed.person));
    bare(flow, &title, handed.creditor, handed.on)
}

/// The register of processing, with what the base knows of the creditor.
///
/// # Errors
/// `Font` and `Pdf`.
pub fn register(creditor: &Creditor, on: NaiveDate) -> Result<Rendered, LetterError> {
    let mut flow = Flow::default();
    flow.paragraph(words::REGISTER, &TITLE)?;
    flow.paragraph(&as_of(on), &Setting::BODY.soft().then(6_000))?;
    flow.paragraph(words::REGISTER_TEXT, &Setting::BODY)?;
    flow.paragraph(words::HOLDER, &HEADING)?;
    let or_unknown = |text: String| if text.trim().is_empty() { words::UNKNOWN.to_owned() } else { shown(text.trim()) };
    pair(&mut flow, words::NAME, &or_unknown(creditor.name.clone()))?;
    pair(&mut flow, words::ADDRESS, &or_unknown(creditor.address.on_a_line()))?;
    pair(&mut flow, words::SIREN, &or_unknown(printed_siren(&compact(&creditor.siren))))?;
    pair(&mut flow, words::CONTACT, &or_unknown(listed([creditor.phone.clone(), creditor.email.clone()])))?;
    pair(&mut flow, words::SIGNATORY, &or_unknown(signatory(creditor)))?;
    pair(&mut flow, words::OFFICER, words::OFFICER_UNKNOWN)?;
    for one in PROCESSINGS {
        flow.space(tenths_mm(60));
        flow.paragraph(one.name, &HEADING)?;
        let columns = [
            (words::PURPOSE, one.purpose),
            (words::BASIS, one.basis),
            (words::PEOPLE, one.people),
            (words::DATA, one.data),
            (words::RECIPIENTS, one.recipients),
            (words::TRANSFERS, words::NONE),
            (words::KEPT, one.retention),
        ];
        for (label, value) in columns {
            pair(&mut flow, label, value)?;
        }
    }
    flow.space(tenths_mm(60));
    flow.paragraph(words::SECURITY, &HEADING)?;
    for measure in SECURITY {
        flow.paragraph(&format!("•\u{a0}{measure}"), &Setting::BODY.then(2_000))?;
    }
    flow.space(tenths_mm(60));
    flow.paragraph(words::RETENTION, &HEADING)?;
    retention().lay(&mut flow)?;
    bare(flow, words::REGISTER, creditor, on)
}

fn holder(creditor: &Creditor) -> String {
    listed([creditor.name.clone(), creditor.address.on_a_line(), creditor.email.clone()])
}

/// Those that say something, one after another.
fn listed<const N: usize>(all: [String; N]) -> String {
    let said = all.iter().map(|one| one.trim()).filter(|one| !one.is_empty());
    said.collect::<Vec<_>>().join(", ")
}

fn cut(text: &str) -> String {
    let text = shown(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} {}", text.get(..end).unwrap_or(&text), words::FOLLOWS),
        None => text,
    }
}

fn table(columns: Vec<Column>, rows: Vec<Row>) -> Table {
    Table { columns, rows, width: MEASURE, strong_last: false, running: Vec::new() }
}

fn line(cells: Vec<String>) -> Row {
    Row { kind: Kind::Line, cells }
}

/// The first cell of each row, and the rest beside it.
fn rows(all: &[Vec<(String, String)>]) -> Table {
    let title = all.first().and_then(|row| row.first()).map_or("", |(title, _)| title.as_str());
    let row = |cells: &Vec<(String, String)>| {
        let first = cells.first().map(|(_, value)| shown(value)).unwrap_or_default();
        let rest: Vec<String> = cells.iter().skip(1).map(|(title, value)| format!("{title}\u{a0}: {}", cut(value))).collect();
        line(vec![first, rest.join("\n")])
    };
    table(vec![Column::words(title), Column::rest(words::DETAIL)], all.iter().map(row).collect())
}

fn retention() -> Table {
    let row = |one: &echu_core::privacy::Retention| {
        let source = if one.to_check { format!("{} ({})", one.source, words::TO_CHECK) } else { one.source.to_owned() };
        line(vec![one.label.to_owned(), format!("{}\n{}\n{source}", one.active, one.archive)])
    };
    table(vec![Column::words(words::DATA), Column::rest(words::KEPT)], RETENTION.iter().map(row).collect())
}

fn bare(flow: Flow, title: &str, creditor: &Creditor, on: NaiveDate) -> Result<Rendered, LetterError> {
    let running_head = format!("{title} · {}", shown(&creditor.name));
    let sheet = Sheet { mentions: shown(&creditor.legal_mentions()), running_head, bare: true, ..Sheet::default() };
    let about = draw::About { title: title.to_owned(), author: shown(&creditor.name), subject: title.to_owned(), date: on };
    finish(&sheet.assemble(flow)?, &Pictures::read(None, None)?, &about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use echu_core::party::Address;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn the_register_says_what_is_not_known_instead_of_leaving_it_blank() {
        let text = register(&Creditor::default(), day()).unwrap().text_lines.join("\n");
        assert!(text.contains("non renseigné dans Réglages"), "{text}");
        for title in [words::PURPOSE, words::PEOPLE, words::DATA, words::RECIPIENTS, words::TRANSFERS, words::KEPT, words::SECURITY] {
            assert!(text.contains(title), "article 30: {title}");
        }
    }

    #[test]
    fn the_register_names_the_creditor_as_his_papers_do() {
        let address = Address {
            building: "Bât. B".into(),
            street: "14 rue des Tanneurs".into(),
            postcode: "35510".into(),
            city: "Cesson-Sévigné".into(),
            ..Address::default()
        };
        let creditor = Creditor {
            name: "Vasseur Plomberie".into(),
            address,
            siren: "732829320".into(),
            phone: "02 61 91 04 12".into(),
            email: "contact@vasseur.example".into(),
            signatory: "Hélène Vasseur".into(),
            signatory_quality: "gérante".into(),
            ..Creditor::default()
        };
        let text = register(&creditor, day()).unwrap().text_lines.join("\n");
        for said in [
            "Bât. B, 14 rue des Tanneurs, 35510 Cesson-Sévigné",
            "732\u{a0}829\u{a0}320",
            "02 61 91 04 12, contact@vasseur.example",
            "Hélène Vasseur, gérante",
        ] {
            assert!(text.contains(said), "« {said} » lacks in {text}");
        }
    }

    #[test]
    fn what_is_handed_over_is_read_whatever_it_holds() {
        let long = "a ".repeat(5_000);
        let rows = vec![
            vec![("Le".to_owned(), "23/11/2026".to_owned()), ("Texte".to_owned(), long)],
            vec![("Le".to_owned(), "24/11/2026".to_owned()), ("Texte".to_owned(), "\u{1f600} 漢".to_owned())],
        ];
        let parts = [Part { title: "Messages", rows }];
        let creditor = Creditor::default();
        let handed = Handed { creditor: &creditor, person: "Jeanne Petit", on: day(), parts: &parts, empty: &["Échéanciers"] };
        let paper = access(&handed).unwrap();
        let text = paper.text_lines.join("\n");
        assert!(text.contains("Jeanne Petit") && text.contains("24/11/2026") && text.contains("donnees.json"), "{text}");
        assert!(text.contains("échéanciers"), "what is empty is said");
    }
}
