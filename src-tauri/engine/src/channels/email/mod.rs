//! The words of a reminder by e-mail: law/droit.md §13, one text a tone, each true for the three kinds of debtor.
pub mod notes;
mod table;
pub mod term;

use chrono::{Days, NaiveDate};
use echu_core::calendar::{Region, next_working_day};
use echu_core::dunning::Tone;
use echu_core::money::Cents;
use echu_core::notice::distinct;
use echu_core::party::{Creditor, DebtorKind};
use echu_core::placeholder::{Fault, Values, Variable, render};
use echu_core::text::{euros, join_and, weekday_date};

/// The closed set of names the texts may use, each with an example.
pub const VOCABULARY: &[Variable] = &[
    Variable { name: "civilité", example: "Madame, Monsieur" },
    Variable { name: "objet_factures", example: "Factures F-2026-0352 et F-2026-0361" },
    Variable { name: "sujet_factures", example: "la facture suivante" },
    Variable { name: "reste", example: "reste" },
    Variable { name: "une_facture", example: "oui" },
    Variable { name: "plusieurs_factures", example: "oui" },
    Variable { name: "échéance", example: "mardi 3 novembre 2026" },
    Variable { name: "tableau", example: "le tableau des factures" },
    Variable { name: "total", example: "1 926,50 €" },
    Variable { name: "total_général", example: "2 013,20 €" },
    Variable { name: "décompte", example: "principal, pénalités, indemnités" },
    Variable { name: "pièces", example: "Vous trouverez les factures ci-jointes. " },
    Variable { name: "paiement", example: "IBAN et référence" },
    Variable { name: "promesse", example: "lundi 9 novembre 2026" },
    Variable { name: "sans_promesse", example: "oui" },
    Variable { name: "rappels", example: "Malgré notre message du 9 novembre 2026, " },
    Variable { name: "date_limite", example: "lundi 30 novembre 2026" },
    Variable { name: "professionnel", example: "oui" },
    Variable { name: "particulier", example: "oui" },
    Variable { name: "public", example: "oui" },
    Variable { name: "médiateur", example: "Médiation Artisanat, mediation.example" },
    Variable { name: "formule", example: "Bien cordialement," },
    Variable { name: "signature", example: "Hélène Vasseur" },
];

/// An invoice in the message, or a due part of it.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its number.
    pub number: String,
    /// « 2/3 » for a part of an invoice payable in several; empty for a whole one.
    pub part: String,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// Still owed and not disputed, in cents.
    pub balance: Cents,
    /// Late interest claimed, in cents; zero when the step claims none.
    pub interest: Cents,
    /// Recovery indemnity claimed, in cents; zero when the step claims none, or to a consumer.
    pub fee: Cents,
    /// Its PDF goes with the message.
    pub attached: bool,
}

/// What a message says.
#[derive(Debug, Clone)]
pub struct EmailFacts {
    /// How it speaks.
    pub tone: Tone,
    /// To whom.
    pub debtor_kind: DebtorKind,
    /// The day of the message.
    pub today: NaiveDate,
    /// Whose holidays.
    pub region: Region,
    /// Who writes.
    pub creditor: Creditor,
    /// Invoices claimed, oldest due first.
    pub lines: Vec<Line>,
    /// Credit notes not yet used, in cents: they lower what is asked.
    pub credit: Cents,
    /// Earlier messages and calls, in French: « notre message du 9 novembre 2026 ».
    pub prior: Vec<String>,
    /// The promise that was not kept.
    pub broken_promise: Option<NaiveDate>,
    /// The user's own sentence, after the greeting; empty when none.
    pub sentence: String,
    /// To be quoted with the payment.
    pub reference: String,
    /// Takes the place of the built-in text; checked with `VOCABULARY` when it was saved.
    pub text: Option<String>,
}

/// A message ready to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
}

/// Days given to pay, by tone.
fn delay(tone: Tone) -> u64 {
    match tone {
        Tone::Courtesy | Tone::First | Tone::Firm => 7,
        Tone::Last | Tone::FormalNotice => 8,
    }
}

/// The text of origin of a tone, the same for the three kinds of debtor. Its first line is the subject.
pub fn built_in(tone: Tone) -> &'static str {
    match tone {
        Tone::Courtesy => include_str!("courtesy.fr.txt"),
        Tone::First => include_str!("first.fr.txt"),
        Tone::Firm => include_str!("firm.fr.txt"),
        // A formal notice leaves by registered letter; an e-mail that goes with it says no more than the last notice.
        Tone::Last | Tone::FormalNotice => include_str!("last.fr.txt"),
    }
}

/// The variables that the texts of a tone may not lose.
pub fn compulsory(tone: Tone) -> &'static [&'static str] {
    match tone {
        Tone::Courtesy | Tone::First => &["objet_factures", "tableau", "paiement", "signature"],
        Tone::Firm => &["objet_factures", "tableau", "date_limite", "paiement", "signature"],
        Tone::Last | Tone::FormalNotice => &["objet_factures", "tableau", "décompte", "date_limite", "paiement", "signature"],
    }
}

/// The last day given to pay, in the tones that give one.
pub fn limit(facts: &EmailFacts) -> NaiveDate {
    next_working_day(facts.today + Days::new(delay(facts.tone)), facts.region)
}

/// What is asked for in all: principal less credit notes, penalties, indemnities.
pub fn total(facts: &EmailFacts) -> Cents {
    let principal: Cents = facts.lines.iter().map(|line| line.balance).sum();
    (principal - facts.credit).or_zero() + facts.lines.iter().map(|line| line.interest + line.fee).sum()
}

/// Writes a message.
///
/// # Errors
/// A text that uses a name outside the vocabulary.
pub fn compose(facts: &EmailFacts) -> Result<Composed, Fault> {
    let text = render(facts.text.as_deref().unwrap_or_else(|| built_in(facts.tone)), VOCABULARY, &values(facts))?;
    Ok(finished(&text, &facts.sentence, &facts.creditor))
}

/// A rendered text as a message: its subject, its words with the user's own sentence, the mentions of who writes.
fn finished(text: &str, sentence: &str, creditor: &Creditor) -> Composed {
    let (subject, body) = text.split_once('\n').unwrap_or((text, ""));
    let subject = subject.trim_start_matches("Objet\u{a0}: ").trim_start_matches("Objet : ");
    let text = format!("{}\n\n-- \n{}\n", greeted(&squeeze(body), sentence), footer(creditor));
    Composed { subject: subject.to_owned(), text }
}

/// The user's own sentence as a paragraph of its own after the first one, which greets.
fn greeted(body: &str, sentence: &str) -> String {
    if sentence.is_empty() {
        return body.to_owned();
    }
    match body.split_once("\n\n") {
        Some((greeting, rest)) => format!("{greeting}\n\n{sentence}\n\n{rest}"),
        None => format!("{body}\n\n{sentence}"),
    }
}

/// At most one empty line in a row, none at the ends: conditions leave gaps behind them.
fn squeeze(text: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && lines.last().is_none_or(|last| last.is_empty())) {
            lines.push(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}

fn footer(creditor: &Creditor) -> String {
    let contact: Vec<&str> = [creditor.phone.as_str(), creditor.email.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
    let mentions = creditor.legal_mentions();
    if contact.is_empty() { mentions } else { format!("{mentions}\n{}", contact.join(" · ")) }
}

fn values(facts: &EmailFacts) -> Values {
    let principal: Cents = facts.lines.iter().map(|line| line.balance).sum();
    let owed = (principal - facts.credit).or_zero();
    let interest: Cents = facts.lines.iter().map(|line| line.interest).sum();
    let fees: Cents = facts.lines.iter().map(|line| line.fee).sum();
    let mut numbers: Vec<&str> = facts.lines.iter().map(|line| line.number.as_str()).collect();
    numbers.dedup();
    let one = numbers.len() == 1;
    let named = match numbers.len() {
        0..=3 => join_and(&numbers),
        more => format!("{} et {} autres", numbers.first().copied().unwrap_or_default(), more - 1),
    };
    let attached = distinct(facts.lines.iter().filter(|line| line.attached).map(|line| line.number.as_str()));
    let yes = |is: bool| if is { "oui".to_owned() } else { String::new() };
    let due = facts.lines.first().map_or(facts.today, |line| line.due_on);
    let promise = facts.broken_promise.map(weekday_date).unwrap_or_default();
    let firm = match facts.tone {
        Tone::Courtesy | Tone::First | Tone::Firm => "Bien cordialement,",
        Tone::Last | Tone::FormalNotice => "Nous vous prions d’agréer nos salutations distinguées.",
    };
    Values::from([
        ("civilité", "Madame, Monsieur".to_owned()),
        ("objet_factures", if one { format!("Facture {named}") } else { format!("Factures {named}") }),
        ("sujet_factures", if one { "la facture suivante".to_owned() } else { "les factures suivantes".to_owned() }),
        ("reste", if one { "reste" } else { "restent" }.to_owned()),
        ("une_facture", yes(one)),
        ("plusieurs_factures", yes(!one)),
        ("échéance", weekday_date(due)),
        ("tableau", table::of(&facts.lines, facts.credit, facts.today)),
        ("total", euros(owed)),
        ("total_général", euros(total(facts))),
        ("décompte", table::claim(owed, interest, fees, &facts.lines, facts.today)),
        ("pièces", pieces(attached, numbers.len())),
        ("paiement", payment(&facts.creditor, &facts.reference)),
        ("sans_promesse", yes(promise.is_empty())),
        ("promesse", promise),
        ("rappels", if facts.prior.is_empty() { "À ce jour, ".to_owned() } else { format!("Malgré {}, ", join_and(&facts.prior)) }),
        ("date_limite", weekday_date(limit(facts))),
        ("professionnel", yes(facts.debtor_kind == DebtorKind::Business)),
        ("particulier", yes(facts.debtor_kind == DebtorKind::Consumer)),
        ("public", yes(facts.debtor_kind == DebtorKind::PublicBody)),
        ("médiateur", facts.creditor.mediator()),
        ("formule", firm.to_owned()),
        ("signature", signature(&facts.creditor)),
    ])
}

fn pieces(attached: usize, lines: usize) -> String {
    match (attached, lines) {
        (0, _) => String::new(),
        (1, 1) => "Vous la trouverez ci-jointe. ".to_owned(),
        (some, all) if some == all => "Vous les trouverez ci-jointes. ".to_owned(),
        _ => "Vous trouverez ci-jointes les factures disponibles. ".to_owned(),
    }
}

fn payment(creditor: &Creditor, reference: &str) -> String {
    let mut lines = Vec::new();
    if !creditor.iban.is_empty() {
        lines.push(format!("IBAN\u{a0}: {}", grouped(&creditor.iban)));
        let holder = if creditor.account_holder.is_empty() { &creditor.name } else { &creditor.account_holder };
        lines.push(format!("Titulaire\u{a0}: {holder}"));
    }
    lines.push(format!("Référence à indiquer\u{a0}: {reference}"));
    lines.join("\n")
}

/// An IBAN in groups of four.
fn grouped(iban: &str) -> String {
    let letters: Vec<char> = iban.chars().filter(|letter| !letter.is_whitespace()).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn signature(creditor: &Creditor) -> String {
    match (creditor.signatory.is_empty(), creditor.signatory_quality.is_empty()) {
        (true, _) => creditor.name.clone(),
        (false, true) => format!("{}\n{}", creditor.signatory, creditor.name),
        (false, false) => format!("{}, {}\n{}", creditor.signatory, creditor.signatory_quality, creditor.name),
    }
}

#[cfg(test)]
mod tests;
