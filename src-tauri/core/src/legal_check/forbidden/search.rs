//! The rules of what may not be said, looked for in a text.
use super::{C, COSTS, RULES, Rule, consumer};
use crate::legal_check::scan::{Denial, Pattern, Word, denied, quote};
use crate::legal_check::starts::Starts;
use crate::legal_check::{LegalFinding, Severity::Asks, Speech};
use std::sync::LazyLock;

/// Everything that the text says and may not. `words` are those of the text.
pub(in crate::legal_check) fn check(text: &str, mut words: Vec<Word>, speech: &Speech) -> Vec<LegalFinding> {
    quote(&mut words, &speech.names);
    let mut found = Vec::new();
    let read = &*READ;
    for (rule, patterns) in RULES.iter().zip(&read.rules) {
        if let Some(severity) = (rule.severity)(speech) {
            found.extend(matches(patterns, rule.denial, &words).map(|span| rule.code.finding(severity, excerpt(text, &words, span))));
        }
    }
    if let Some(severity) = (COSTS.severity)(speech) {
        for span in matches(&read.costs, COSTS.denial, &words) {
            // « sur justificatif », a few words before or after.
            let near = span.0.saturating_sub(8)..(span.1 + 8).min(words.len());
            let justified = !consumer(speech) && near.into_iter().any(|at| read.proof.at(&words, at).is_some());
            found.push(C::RecoveryCosts.finding(if justified { Asks } else { severity }, excerpt(text, &words, span)));
        }
    }
    found
}

/// The patterns of a rule, read.
struct Patterns {
    found: Vec<Pattern>,
    except: Vec<Pattern>,
    /// One look for all its patterns.
    starts: Starts,
}

impl Patterns {
    fn of(rule: &Rule) -> Patterns {
        let read = |patterns: &[&'static str]| -> Vec<Pattern> { patterns.iter().map(|pattern| Pattern::read(pattern)).collect() };
        let found = read(rule.patterns);
        let starts = Starts::all(found.iter().map(|pattern| pattern.starts));
        Patterns { found, except: read(rule.except), starts }
    }
}

/// Every pattern, read once: thousands of messages may be judged by a click.
struct Read {
    rules: Vec<Patterns>,
    costs: Patterns,
    proof: Pattern,
}

static READ: LazyLock<Read> = LazyLock::new(|| Read {
    rules: RULES.iter().map(Patterns::of).collect(),
    costs: Patterns::of(&COSTS),
    proof: Pattern::read("justifi*"),
});

/// First and past-the-last word of what a rule finds.
fn matches<'a>(patterns: &'a Patterns, denial: Denial, words: &'a [Word]) -> impl Iterator<Item = (usize, usize)> {
    let found: Vec<(usize, usize)> = (0..words.len())
        .filter(|at| patterns.starts.hold(words[*at].beginning))
        .filter_map(|at| span(&patterns.found, words, at))
        .collect();
    // Most rules find nothing: what they except is not looked for.
    let excepted: Vec<(usize, usize)> =
        if found.is_empty() { Vec::new() } else { (0..words.len()).filter_map(|at| span(&patterns.except, words, at)).collect() };
    found.into_iter().filter(move |(start, end)| {
        let allowed = excepted.iter().any(|(from, to)| from <= start && end <= to);
        let quoted = words[*start].quoted || words[end - 1].quoted;
        !allowed && !quoted && !denied(words, *start, denial)
    })
}

/// What the first of the patterns that matches there takes.
fn span(patterns: &[Pattern], words: &[Word], at: usize) -> Option<(usize, usize)> {
    patterns.iter().find_map(|pattern| pattern.at(words, at)).map(|end| (at, end))
}

fn excerpt(text: &str, words: &[Word], (start, end): (usize, usize)) -> String {
    let from = words.get(start).map_or(0, |word| word.start);
    let to = end.checked_sub(1).and_then(|last| words.get(last)).map_or(from, |word| word.end);
    text.get(from..to).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}
