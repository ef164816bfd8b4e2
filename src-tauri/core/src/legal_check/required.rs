//! What a paper must say, by what it is for: C. com. R123-237, C. civ. 1344, law/droit.md §7.2 and §13.
use super::scan::{Pattern, Word, words};
use super::{Form, Leaving, LegalCode as C, LegalFinding, Purpose, Severity};
use crate::identifiers::{self, IdentifierProblem};
use crate::money::Cents;
use crate::notice::usual_deadline_days;
use crate::party::{CreditorProblem, DebtorKind};
use crate::text::{clean, euros, fold, long_date, numeric_date};
use Severity::{Asks, Blocks, Warns};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// What lacks. `words` are those of its text.
pub(super) fn check(leaving: &Leaving, words: &[Word]) -> Vec<LegalFinding> {
    let mut found = Vec::new();
    if leaving.purpose == Purpose::Transmittal {
        return found;
    }
    let said = Said::by(leaving, words);
    creditor(leaving, &said, &mut found);
    if leaving.purpose.asks_for_money() {
        bank(leaving, &said, &mut found);
    }
    if leaving.purpose.seeks_payment() {
        claim(leaving, &said, &mut found);
    }
    foreign_accounts(leaving, &mut found);
    amounts(leaving, &mut found);
    if leaving.purpose == Purpose::FormalNotice {
        notice(leaving, &said, &mut found);
    }
    deadline(leaving, &said, &mut found);
    mediation(leaving, &said, &mut found);
    found
}

/// What a paper says, read once for all that is looked for in it.
struct Said<'a> {
    /// Everything that is read, tables included, folded.
    whole: String,
    /// The same without a space: numbers are grouped as one likes.
    tight: String,
    /// The words of its text.
    text: &'a [Word],
}

impl<'a> Said<'a> {
    fn by(leaving: &Leaving, text: &'a [Word]) -> Said<'a> {
        let whole = whole(leaving);
        let tight = whole.chars().filter(char::is_ascii_alphanumeric).collect();
        Said { whole, tight, text }
    }

    fn says(&self, patterns: &[&'static str]) -> bool {
        holds(self.text, patterns)
    }

    fn says_day(&self, day: NaiveDate) -> bool {
        holds_day(&self.whole, day)
    }
}

fn whole(leaving: &Leaving) -> String {
    fold(&format!("{}\n{}\n{}", leaving.subject, leaving.text, leaving.tables))
}

/// True when words that are not quoted make one of the patterns.
fn holds(words: &[Word], patterns: &[&'static str]) -> bool {
    let read: Vec<Pattern> = patterns.iter().map(|pattern| Pattern::read(pattern)).collect();
    (0..words.len()).any(|at| !words[at].quoted && read.iter().any(|pattern| pattern.at(words, at).is_some()))
}

fn says(text: &str, patterns: &[&'static str]) -> bool {
    holds(&words(text, &[]), patterns)
}

/// True when the text says it in other words than these names.
fn says_outside(names: &[String], text: &str, patterns: &[&'static str]) -> bool {
    holds(&words(text, names), patterns)
}

/// True when the paper names that day, in words or figures.
pub(super) fn says_day(leaving: &Leaving, day: NaiveDate) -> bool {
    holds_day(&whole(leaving), day)
}

fn holds_day(folded: &str, day: NaiveDate) -> bool {
    folded.contains(&fold(&long_date(day))) || folded.contains(&numeric_date(day))
}

fn creditor(leaving: &Leaving, said: &Said, found: &mut Vec<LegalFinding>) {
    for problem in leaving.creditor.missing() {
        match problem {
            CreditorProblem::NameMissing
            | CreditorProblem::LegalFormMissing
            | CreditorProblem::CapitalMissing
            | CreditorProblem::StreetMissing
            | CreditorProblem::PostcodeMissing
            | CreditorProblem::CityMissing
            | CreditorProblem::SirenMissing
            | CreditorProblem::SirenWrong
            | CreditorProblem::RegistryTownMissing => found.push(C::CreditorMentions.about(Blocks, problem.sentence())),
            // Not mentions of R123-237: the account is looked at below, contact and signature by the notice itself.
            CreditorProblem::ContactMissing
            | CreditorProblem::IbanMissing
            | CreditorProblem::IbanWrong
            | CreditorProblem::SignatoryMissing
            | CreditorProblem::SignatoryQualityMissing => {}
        }
    }
    let siren = identifiers::compact(&leaving.creditor.siren);
    if leaving.form != Form::Letter && !siren.is_empty() {
        let sole_trader = leaving.creditor.is_sole_trader();
        let named =
            said.tight.contains(&siren) && (!sole_trader || said.says(&["ei", "entrepreneur|entrepreneuse individuel|individuelle"]));
        if !named {
            found.push(C::MentionsRemoved.finding(Blocks, String::new()));
        }
    }
}

fn bank(leaving: &Leaving, said: &Said, found: &mut Vec<LegalFinding>) {
    let own = identifiers::compact(&leaving.creditor.iban);
    match identifiers::iban(&own) {
        Err(IdentifierProblem::Empty) | Ok(_) => {}
        Err(_) => found.push(C::IbanInvalid.finding(Blocks, String::new())),
    }
    if own.is_empty() || !said.tight.to_uppercase().contains(&own) {
        let severity = if leaving.purpose.is_formal() { Blocks } else { Warns };
        found.push(C::IbanMissing.finding(severity, String::new()));
    }
}

/// Whatever the paper is for: money sent to another account is lost.
fn foreign_accounts(leaving: &Leaving, found: &mut Vec<LegalFinding>) {
    let own = identifiers::compact(&leaving.creditor.iban);
    for other in ibans(&format!("{}\n{}", leaving.subject, leaving.text)) {
        if other != own {
            found.push(C::IbanForeign.finding(Blocks, identifiers::printed_iban(&other)));
        }
    }
}

/// The IBANs written in a text, whatever their spaces: two letters, two figures, then groups up to 34 characters.
fn ibans(text: &str) -> BTreeSet<String> {
    let letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '.').collect();
    let mut found = BTreeSet::new();
    for at in 0..letters.len() {
        let head = letters.get(at..at + 4).is_some_and(|head| matches!(head, [a, b, c, d] if a.is_ascii_uppercase() && b.is_ascii_uppercase() && c.is_ascii_digit() && d.is_ascii_digit()));
        if !head {
            continue;
        }
        // The length is that of a country: the first that checks is the number written there.
        let checked = (15..=34).filter_map(|long| letters.get(at..at + long)).map(|part| part.iter().collect::<String>());
        found.extend(checked.filter_map(|number| identifiers::iban(&number).ok()).take(1));
    }
    found
}

fn claim(leaving: &Leaving, said: &Said, found: &mut Vec<LegalFinding>) {
    let plain = |number: &str| fold(number).chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let unnamed = if leaving.form == Form::Sms { Warns } else { Blocks };
    for line in &leaving.invoices {
        if !said.tight.contains(&plain(&line.number)) {
            found.push(C::NumberMissing.about(unnamed, &line.number));
        }
    }
    let subject = plain(leaving.subject);
    let named = leaving.invoices.iter().any(|line| subject.contains(&plain(&line.number)));
    // The reminder of a term bears its day: its invoices may be many, and are named in it.
    if leaving.form == Form::Email && !leaving.invoices.is_empty() && !named && leaving.purpose != Purpose::Term {
        found.push(C::NumberNotInSubject.finding(Warns, String::new()));
    }
    let nothing = leaving.purpose == Purpose::DisputeAnswer && leaving.total == Cents::ZERO;
    if !nothing && !said.whole.contains(&fold(&euros(leaving.total))) {
        found.push(C::TotalMissing.about(Blocks, &euros(leaving.total)));
    }
    let answer = ["repond*|ecri*|appel*|contact*|telephon*|joign*", "nous faire|tenir|dire|indiquer|signaler", "votre reponse"];
    if leaving.purpose.asks_for_money() && !said.says(&answer) {
        found.push(C::NoWayToAnswer.finding(Warns, String::new()));
    }
}

/// A sum that is none of those computed was typed by hand: it may be wrong.
fn amounts(leaving: &Leaving, found: &mut Vec<LegalFinding>) {
    let of = |part: fn(&super::Claimed) -> Cents| leaving.invoices.iter().map(part);
    let (claimed, interest, fees): (Cents, Cents, Cents) =
        (of(|line| line.claimed).sum(), of(|line| line.interest).sum(), of(|line| line.fee).sum());
    let each = leaving.invoices.iter().flat_map(|line| {
        let account = line.statement.as_ref().map(|account| [account.per_day, account.interest_due, account.total, account.interest_paid]);
        [line.claimed, line.owed, line.disputed, line.interest, line.fee, line.claimed + line.interest + line.fee]
            .into_iter()
            .chain(account.into_iter().flatten())
    });
    let sums =
        [claimed, (claimed - leaving.credit).or_zero(), interest, fees, interest + fees, leaving.credit, leaving.total, leaving.reserved];
    let known: BTreeSet<i64> = each
        .chain(sums)
        .chain(leaving.other_amounts.iter().copied())
        .chain(leaving.creditor.capital)
        .chain([crate::fees::RECOVERY_FEE])
        .map(|amount| amount.0.abs())
        .collect();
    for (amount, written) in euros_in(leaving.text) {
        if !known.contains(&amount) {
            found.push(C::UnknownAmount.finding(Asks, written));
        }
    }
}

/// The amounts of a text that stand before « € » or « euros », in cents, each as written.
fn euros_in(text: &str) -> Vec<(i64, String)> {
    let mut found = Vec::new();
    let marks = text.match_indices('€').map(|(at, _)| at).chain(text.match_indices(" euro").map(|(at, _)| at));
    for end in marks {
        let before = text[..end].trim_end();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}');
        let start = before.rfind(|c: char| !is_part(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        // « facture 12 de 500,00 € » or two columns: the figures of the last group of thousands only.
        let written = last_number(&before[start..]);
        if let Ok(amount) = crate::text::parse_euros(&written) {
            found.push((amount.0, format!("{written}\u{a0}€")));
        }
    }
    found
}

/// The last number of a row of figures: groups of three behind it belong to it, other figures do not.
fn last_number(row: &str) -> String {
    // Two spaces part columns: what stands before them is another figure.
    let row = row.rsplit("  ").next().unwrap_or_default();
    let groups: Vec<&str> = row.split([' ', '\u{a0}', '\u{202f}']).filter(|part| !part.is_empty()).collect();
    let Some((last, before)) = groups.split_last() else { return String::new() };
    let mut number = (*last).to_owned();
    let mut whole = last.split([',', '.']).next().unwrap_or_default().len() == 3;
    for group in before.iter().rev() {
        if !whole || !group.bytes().all(|b| b.is_ascii_digit()) || group.len() > 3 {
            break;
        }
        number.insert_str(0, group);
        whole = group.len() == 3;
    }
    number
}

fn notice(leaving: &Leaving, said: &Said, found: &mut Vec<LegalFinding>) {
    let explicit = says(leaving.subject, &["mise en demeure"]) && said.says(&["vous mettons|mets|met|met|mettent en demeure"]);
    let mut lacks = |applies: bool, code: C| {
        if applies {
            found.push(code.finding(Blocks, String::new()));
        }
    };
    lacks(!explicit, C::NoticeNotExplicit);
    let claims_penalties = leaving.invoices.iter().any(|line| (line.interest + line.fee).is_positive());
    let grounds: &[&'static str] = match leaving.debtor_kind {
        DebtorKind::Business => &["l441 10", "l 441 10"],
        DebtorKind::Consumer => &["1231 6", "1344 1"],
        DebtorKind::PublicBody => &["l2192 13", "l 2192 13"],
    };
    let grounded = said.says(&["1344"]) && (!claims_penalties || said.says(grounds));
    lacks(!grounded, C::GroundsMissing);
    lacks(!said.says(&["juridiction*|tribunal|tribunaux|juge|justice|refere"]), C::NextStepMissing);
}

fn deadline(leaving: &Leaving, said: &Said, found: &mut Vec<LegalFinding>) {
    let formal = leaving.purpose.is_formal();
    let wants_one = formal || matches!(leaving.purpose, Purpose::Firm | Purpose::Last);
    match leaving.deadline {
        Some(day) if day < leaving.leaves_on => found.push(C::DeadlinePast.about(Blocks, &long_date(day))),
        Some(day) if wants_one && !said.says_day(day) => {
            found.push(C::DeadlineMissing.about(if formal { Blocks } else { Warns }, &long_date(day)));
        }
        Some(day) if leaving.purpose == Purpose::FormalNotice => {
            let given = (day - leaving.leaves_on).num_days();
            if given < i64::from(usual_deadline_days(leaving.debtor_kind)) {
                found.push(C::DeadlineShort.about(Warns, &given.to_string()));
            }
        }
        None if formal => found.push(C::DeadlineMissing.about(Blocks, "")),
        Some(_) | None => {}
    }
}

/// L612-1 C. conso.: a consumer may turn to a mediator for nothing.
fn mediation(leaving: &Leaving, said: &Said, found: &mut Vec<LegalFinding>) {
    let severity = match leaving.purpose {
        Purpose::FormalNotice => Blocks,
        Purpose::Last | Purpose::DisputeAnswer | Purpose::Breach | Purpose::Mediation => Warns,
        Purpose::Courtesy
        | Purpose::Term
        | Purpose::First
        | Purpose::Firm
        | Purpose::Receipt
        | Purpose::Instalments
        | Purpose::Statement
        | Purpose::Acknowledgement
        | Purpose::PenaltyClaim
        | Purpose::Declaration
        | Purpose::Transmittal => return,
    };
    if leaving.debtor_kind != DebtorKind::Consumer {
        return;
    }
    let mediator = fold(&clean(&leaving.creditor.mediator_name));
    // The mediator's own name often holds the word.
    if !says_outside(
        &[leaving.creditor.mediator(), leaving.creditor.mediator_name.clone()],
        leaving.text,
        &["mediateur|mediation|mediatrice"],
    ) {
        found.push(C::MediationMissing.finding(severity, String::new()));
    } else if mediator.is_empty() || !said.whole.contains(&mediator) {
        found.push(C::MediatorNotNamed.finding(Warns, String::new()));
    }
}
