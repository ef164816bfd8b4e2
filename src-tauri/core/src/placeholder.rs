//! The texts a user may edit: `{{variable}}` from a closed set, `{{#si variable}}…{{/si}}`, and nothing else.
//!
//! No loop, no expression, no inclusion: whatever the text, rendering ends at once and its output is bounded.
mod specialise;

pub use specialise::specialise;

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// Longest text accepted, in characters.
pub const LONGEST_SOURCE: usize = 20_000;
/// Longest rendered text, in bytes.
pub const LONGEST_RESULT: usize = 100_000;
/// Deepest nesting of `{{#si}}`.
const DEEPEST: usize = 8;

/// A name that texts may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Variable {
    /// As written between braces, in French.
    pub name: &'static str,
    /// What it becomes, for the editor's preview.
    pub example: &'static str,
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum FaultKind {
    /// The text is longer than `LONGEST_SOURCE` characters.
    SourceTooLong,
    /// The result is longer than `LONGEST_RESULT` bytes.
    ResultTooLong,
    /// `{{` without `}}`.
    Unclosed,
    /// No such variable.
    UnknownVariable {
        /// As written.
        name: String,
        /// The closest name of the set, when one is close.
        nearest: Option<String>,
    },
    /// Between the braces: nothing, or an instruction that does not exist.
    UnknownInstruction {
        /// As written.
        text: String,
    },
    /// `{{#si …}}` without `{{/si}}`.
    OpenCondition,
    /// `{{/si}}` without `{{#si …}}`.
    StrayEnd,
    /// Conditions nested too deep.
    TooDeep,
}

/// Something wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("line {line}, column {column}: {kind:?}")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Fault {
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// What.
    pub kind: FaultKind,
}

/// What the variables stand for. A name that is absent is an empty text.
pub type Values = BTreeMap<&'static str, String>;

#[derive(Debug)]
enum Piece<'a> {
    Text(&'a str),
    Variable(&'static str),
    When(&'static str, Vec<Piece<'a>>),
}

/// Everything wrong with a text, in reading order; empty when it may be saved.
pub fn check(source: &str, vocabulary: &[Variable]) -> Vec<Fault> {
    parse(source, vocabulary).1
}

/// The text with its variables replaced.
///
/// # Errors
/// The first fault of the text, or `ResultTooLong`.
pub fn render(source: &str, vocabulary: &[Variable], values: &Values) -> Result<String, Fault> {
    let (pieces, faults) = parse(source, vocabulary);
    if let Some(first) = faults.into_iter().next() {
        return Err(first);
    }
    let mut out = String::with_capacity(source.len() * 2);
    write(&pieces, values, &mut out);
    if out.len() > LONGEST_RESULT {
        return Err(Fault { line: 1, column: 1, kind: FaultKind::ResultTooLong });
    }
    Ok(out)
}

/// The variables that a text shows whatever they are worth: outside any condition, or under conditions on themselves alone.
pub fn always_shown(source: &str, vocabulary: &[Variable]) -> BTreeSet<&'static str> {
    let mut shown = BTreeSet::new();
    show(&parse(source, vocabulary).0, &mut Vec::new(), &mut shown);
    shown
}

fn show(pieces: &[Piece], under: &mut Vec<&'static str>, shown: &mut BTreeSet<&'static str>) {
    for piece in pieces {
        match piece {
            Piece::Text(_) => {}
            Piece::Variable(name) => {
                if under.iter().all(|condition| condition == name) {
                    shown.insert(name);
                }
            }
            Piece::When(name, inner) => {
                under.push(name);
                show(inner, under, shown);
                under.pop();
            }
        }
    }
}

fn write(pieces: &[Piece], values: &Values, out: &mut String) {
    for piece in pieces {
        // Stop early: a short text may repeat a long value many times.
        if out.len() > LONGEST_RESULT {
            return;
        }
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Variable(name) => out.push_str(values.get(name).map_or("", String::as_str)),
            Piece::When(name, inner) => {
                if values.get(name).is_some_and(|value| !value.trim().is_empty()) {
                    write(inner, values, out);
                }
            }
        }
    }
}

fn parse<'a>(source: &'a str, vocabulary: &[Variable]) -> (Vec<Piece<'a>>, Vec<Fault>) {
    if source.chars().count() > LONGEST_SOURCE {
        return (Vec::new(), vec![Fault { line: 1, column: 1, kind: FaultKind::SourceTooLong }]);
    }
    let mut faults = Vec::new();
    // The open conditions: where each began, its variable, and the pieces that came before it.
    let mut open: Vec<(usize, Option<&'static str>, Vec<Piece>)> = Vec::new();
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(start) = source[at..].find("{{").map(|found| found + at) {
        let Some(end) = source[start..].find("}}").map(|found| found + start) else {
            faults.push(fault(source, start, FaultKind::Unclosed));
            break;
        };
        let inside = source[start + 2..end].trim();
        let (text_end, next) = if inside.starts_with(['#', '/']) { alone_on_its_line(source, start, end + 2) } else { (start, end + 2) };
        pieces.push(Piece::Text(&source[at..text_end.max(at)]));
        at = next;
        if let Some(name) = inside.strip_prefix("#si").filter(|rest| rest.starts_with(char::is_whitespace)) {
            let known = variable(name.trim(), vocabulary);
            if let Err(kind) = &known {
                faults.push(fault(source, start, kind.clone()));
            }
            if open.len() == DEEPEST {
                faults.push(fault(source, start, FaultKind::TooDeep));
            }
            open.push((start, known.ok(), std::mem::take(&mut pieces)));
        } else if inside == "/si" {
            match open.pop() {
                Some((_, name, before)) => {
                    let inner = std::mem::replace(&mut pieces, before);
                    pieces.extend(name.map(|name| Piece::When(name, inner)));
                }
                None => faults.push(fault(source, start, FaultKind::StrayEnd)),
            }
        } else {
            match variable(inside, vocabulary) {
                Ok(name) => pieces.push(Piece::Variable(name)),
                Err(kind) => faults.push(fault(source, start, kind)),
            }
        }
    }
    pieces.push(Piece::Text(&source[at..]));
    faults.extend(open.iter().map(|(start, _, _)| fault(source, *start, FaultKind::OpenCondition)));
    faults.sort_by_key(|fault| (fault.line, fault.column));
    (pieces, faults)
}

/// An instruction alone on its line takes the line with it, so that a condition leaves no empty line behind.
fn alone_on_its_line(source: &str, start: usize, end: usize) -> (usize, usize) {
    let before = source[..start].rfind('\n').map_or(0, |found| found + 1);
    let after = source[end..].find('\n').map_or(source.len(), |found| found + end + 1);
    let alone = source[before..start].trim().is_empty() && source[end..after].trim().is_empty();
    if alone { (before, after) } else { (start, end) }
}

fn variable(name: &str, vocabulary: &[Variable]) -> Result<&'static str, FaultKind> {
    // Nearly every name is written as it stands in the set.
    if let Some(found) = vocabulary.iter().find(|variable| variable.name == name) {
        return Ok(found.name);
    }
    let written: String = name.nfc().collect();
    if let Some(found) = vocabulary.iter().find(|variable| variable.name == written) {
        return Ok(found.name);
    }
    let is_name = !written.is_empty() && written.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !is_name {
        return Err(FaultKind::UnknownInstruction { text: written });
    }
    let plain = unaccented(&written);
    let nearest = vocabulary
        .iter()
        .map(|variable| (distance(&plain, &unaccented(variable.name)), variable.name))
        .min()
        .filter(|(far, name)| far * 3 <= name.chars().count())
        .map(|(_, name)| name.to_owned());
    Err(FaultKind::UnknownVariable { name: written, nearest })
}

fn unaccented(name: &str) -> String {
    name.nfd().filter(|c| c.is_alphanumeric() || *c == '_').flat_map(char::to_lowercase).collect()
}

/// Levenshtein's distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let kept = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = kept.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn fault(source: &str, at: usize, kind: FaultKind) -> Fault {
    let before = &source[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    // A text has at most LONGEST_SOURCE characters, so both fit.
    Fault { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX), kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: &[Variable] = &[
        Variable { name: "client", example: "Durand SARL" },
        Variable { name: "échéance", example: "15 mai 2026" },
        Variable { name: "numéro_facture", example: "F-2026-014" },
    ];

    fn values() -> Values {
        BTreeMap::from([("client", "Durand".to_owned()), ("numéro_facture", String::new())])
    }

    #[test]
    fn a_variable_becomes_its_value_and_an_empty_one_disappears() {
        assert_eq!(render("À {{client}}, {{ numéro_facture }}.", WORDS, &values()), Ok("À Durand, .".into()));
    }

    #[test]
    fn a_condition_keeps_its_text_only_when_the_variable_has_one() {
        let source = "a{{#si client}} et {{client}}{{/si}}{{#si échéance}} jamais{{/si}}.";
        assert_eq!(render(source, WORDS, &values()), Ok("a et Durand.".into()));
    }

    #[test]
    fn an_instruction_alone_on_its_line_leaves_no_line() {
        let source = "un\n{{#si client}}\ndeux\n{{/si}}\n{{#si échéance}}\njamais\n{{/si}}\ntrois";
        assert_eq!(render(source, WORDS, &values()), Ok("un\ndeux\ntrois".into()));
    }

    #[test]
    fn a_variable_under_a_condition_of_another_may_vanish() {
        let source = "{{client}}{{#si échéance}}{{échéance}}{{#si client}}{{numéro_facture}}{{/si}}{{/si}}";
        assert_eq!(always_shown(source, WORDS), BTreeSet::from(["client", "échéance"]));
    }

    #[test]
    fn a_value_is_never_read_as_an_instruction() {
        let values = BTreeMap::from([("client", "{{échéance}}{{/si}}".to_owned())]);
        assert_eq!(render("{{client}}", WORDS, &values), Ok("{{échéance}}{{/si}}".into()));
    }

    #[test]
    fn faults_say_where_and_offer_the_nearest_name() {
        let faults = check("ok\nbonjour {{echeance}} {{zzz}}\n{{/si}}{{#si client}}{{for x}}", WORDS);
        let expected = [
            (2, 9, FaultKind::UnknownVariable { name: "echeance".into(), nearest: Some("échéance".into()) }),
            (2, 22, FaultKind::UnknownVariable { name: "zzz".into(), nearest: None }),
            (3, 1, FaultKind::StrayEnd),
            (3, 8, FaultKind::OpenCondition),
            (3, 22, FaultKind::UnknownInstruction { text: "for x".into() }),
        ];
        let expected: Vec<Fault> = expected.into_iter().map(|(line, column, kind)| Fault { line, column, kind }).collect();
        assert_eq!(faults, expected);
    }

    #[test]
    fn braces_that_never_close_are_refused() {
        assert_eq!(check("a {{client", WORDS)[0].kind, FaultKind::Unclosed);
        assert_eq!(check("{{}}", WORDS)[0].kind, FaultKind::UnknownInstruction { text: String::new() });
    }

    #[test]
    fn size_and_depth_are_bounded() {
        assert_eq!(check(&"é".repeat(LONGEST_SOURCE + 1), WORDS)[0].kind, FaultKind::SourceTooLong);
        assert_eq!(check(&"é".repeat(LONGEST_SOURCE), WORDS), []);
        let big = BTreeMap::from([("client", "x".repeat(50_000))]);
        let result = render(&"{{client}}".repeat(3), WORDS, &big);
        assert_eq!(result.map_err(|fault| fault.kind), Err(FaultKind::ResultTooLong));
        let deep = "{{#si client}}".repeat(9) + &"{{/si}}".repeat(9);
        assert_eq!(check(&deep, WORDS)[0].kind, FaultKind::TooDeep);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(source in "(\\{\\{|\\}\\}|#si |/si|client|é|\n| |x){0,40}") {
            let faults = check(&source, WORDS);
            prop_assert_eq!(faults.is_empty(), render(&source, WORDS, &values()).is_ok());
        }
    }
}
