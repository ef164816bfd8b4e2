//! What a person says on the telephone or at the door: a line an idea, never read out to the letter.
use chrono::NaiveDate;
use echu_core::money::Cents;
use echu_core::placeholder::{Fault, Values, Variable, render};
use echu_core::text::{euros, join_and, long_date};

/// The closed set of names the texts may use, each with an example.
pub const VOCABULARY: &[Variable] = &[
    Variable { name: "contact", example: "Anne Dupré" },
    Variable { name: "société", example: "Vasseur Plomberie" },
    Variable { name: "factures", example: "votre facture F-2026-0352" },
    Variable { name: "une_facture", example: "oui" },
    Variable { name: "plusieurs_factures", example: "oui" },
    Variable { name: "total", example: "1 240,00 €" },
    Variable { name: "échéance", example: "12 septembre 2026" },
];

/// The variables that the texts may not lose.
pub const COMPULSORY: &[&str] = &["factures", "total"];

/// Where it is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// On the telephone.
    Call,
    /// At the client's.
    Visit,
}

impl Script {
    /// Both, in the order of the screen.
    pub const ALL: [Script; 2] = [Script::Call, Script::Visit];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Script::Call => "call",
            Script::Visit => "visit",
        }
    }

    /// The text of origin, the same for the three kinds of debtor.
    pub fn built_in(self) -> &'static str {
        match self {
            Script::Call => include_str!("call.fr.txt"),
            Script::Visit => include_str!("visit.fr.txt"),
        }
    }
}

/// What is said.
#[derive(Debug, Clone)]
pub struct ScriptFacts {
    /// Where.
    pub script: Script,
    /// Whom one asks for; may be empty.
    pub contact: String,
    /// Who speaks; may be empty.
    pub company: String,
    /// Numbers of the invoices that are late, oldest due first.
    pub numbers: Vec<String>,
    /// Late and not disputed, in cents.
    pub total: Cents,
    /// The oldest due date; none when nothing is late.
    pub due_on: Option<NaiveDate>,
    /// Takes the place of the built-in text; checked with `VOCABULARY` when it was saved.
    pub text: Option<String>,
}

/// The lines to say.
///
/// # Errors
/// A text that uses a name outside the vocabulary.
pub fn compose(facts: &ScriptFacts) -> Result<Vec<String>, Fault> {
    let numbers: Vec<&str> = facts.numbers.iter().map(String::as_str).collect();
    // On the telephone they are his; at the door these lines are for the visitor alone.
    let (his, theirs) = match facts.script {
        Script::Call => ("votre", "vos"),
        Script::Visit => ("la", "les"),
    };
    let named = match numbers.as_slice() {
        [] => format!("{} compte", if facts.script == Script::Call { "votre" } else { "le" }),
        [only] => format!("{his} facture {only}"),
        [_, _] | [_, _, _] => format!("{theirs} factures {}", join_and(&numbers)),
        many => format!("{theirs} {} factures en retard", many.len()),
    };
    let yes = |is: bool| if is { "oui".to_owned() } else { String::new() };
    let values = Values::from([
        ("contact", facts.contact.clone()),
        ("société", facts.company.clone()),
        ("factures", named),
        ("une_facture", yes(numbers.len() == 1)),
        ("plusieurs_factures", yes(numbers.len() > 1)),
        ("total", if facts.total.is_positive() { euros(facts.total) } else { String::new() }),
        ("échéance", facts.due_on.map(long_date).unwrap_or_default()),
    ]);
    let text = render(facts.text.as_deref().unwrap_or_else(|| facts.script.built_in()), VOCABULARY, &values)?;
    Ok(text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(script: Script, numbers: &[&str], total: i64) -> String {
        let facts = ScriptFacts {
            script,
            contact: "Anne Dupré".to_owned(),
            company: "Vasseur Plomberie".to_owned(),
            numbers: numbers.iter().map(|&number| number.to_owned()).collect(),
            total: Cents(total),
            due_on: numbers.first().and(NaiveDate::from_ymd_opt(2026, 9, 12)),
            text: None,
        };
        compose(&facts).unwrap().join("\n")
    }

    #[test]
    fn the_script_agrees_in_number_with_what_is_late() {
        let cases = [
            said(Script::Call, &["F-1"], 124_000),
            said(Script::Call, &["F-1", "F-2"], 124_000),
            said(Script::Call, &["F-1", "F-2", "F-3", "F-4"], 124_000),
            said(Script::Call, &[], 0),
            said(Script::Visit, &["F-1"], 124_000),
            said(Script::Visit, &["F-1", "F-2"], 124_000),
        ];
        insta::assert_snapshot!("scripts", cases.join("\n----------\n"));
    }
}
