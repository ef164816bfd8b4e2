//! Le contrôle juridique: what is about to leave, read as a judge or the debtor's lawyer would, before it leaves.
//!
//! Facts and words in, findings out. A finding that blocks keeps the paper here; one that asks lets it go when a person
//! says so; one that warns is shown. law/droit.md alone says what the law is.
mod code;
mod figures;
mod forbidden;
mod required;
mod scan;
mod starts;
#[cfg(test)]
mod tests;
mod words;

use crate::dunning::Tone;
use crate::interest::PenaltyResponse;
use crate::limitation::Limitation;
use crate::money::Cents;
use crate::party::{Creditor, DebtorKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use code::LegalCode;

/// What a finding does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Severity {
    /// It does not leave.
    Blocks,
    /// It leaves when a person accepts this very finding.
    Asks,
    /// It is shown.
    Warns,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct LegalFinding {
    /// What it does.
    pub severity: Severity,
    /// What it is.
    pub code: LegalCode,
    /// One French sentence.
    pub sentence: String,
    /// The article it rests on, as it is cited.
    pub article: String,
    /// What to do, in French.
    pub remedy: String,
    /// The words of the text it is about, as written; empty when it is about none.
    pub excerpt: String,
}

/// What a paper is for: it decides what it may say and must say (law/droit.md §13).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Purpose {
    /// Avis courtois, before the due date.
    Courtesy,
    /// 1er rappel.
    First,
    /// Relance ferme.
    Firm,
    /// Dernier avis.
    Last,
    /// Mise en demeure.
    FormalNotice,
    /// Accusé de paiement.
    Receipt,
    /// Confirmation d'échéancier.
    Instalments,
    /// Rappel d'une échéance d'échéancier, before its day.
    Term,
    /// Déchéance du terme.
    Breach,
    /// Réponse à une contestation.
    DisputeAnswer,
    /// Relevé de compte.
    Statement,
    /// Reconnaissance de dette, which the debtor signs.
    Acknowledgement,
    /// Pénalités réclamées après le principal.
    PenaltyClaim,
    /// Proposition de médiation: it asks for an answer, not for money.
    Mediation,
    /// Déclaration de créance: the mandataire reads it, not the debtor.
    Declaration,
    /// Transmission à un avocat ou à une société de recouvrement: the debtor does not read it.
    Transmittal,
}

impl From<Tone> for Purpose {
    fn from(tone: Tone) -> Purpose {
        match tone {
            Tone::Courtesy => Purpose::Courtesy,
            Tone::First => Purpose::First,
            Tone::Firm => Purpose::Firm,
            Tone::Last => Purpose::Last,
            Tone::FormalNotice => Purpose::FormalNotice,
        }
    }
}

impl Purpose {
    /// True when it asks for money that is late.
    pub fn claims(self) -> bool {
        match self {
            Purpose::First | Purpose::Firm | Purpose::Last | Purpose::FormalNotice | Purpose::Breach | Purpose::PenaltyClaim => true,
            Purpose::Courtesy
            | Purpose::Term
            | Purpose::Receipt
            | Purpose::Instalments
            | Purpose::DisputeAnswer
            | Purpose::Statement
            | Purpose::Acknowledgement
            | Purpose::Mediation
            | Purpose::Declaration
            | Purpose::Transmittal => false,
        }
    }

    /// True when it says where and how much to pay.
    pub fn asks_for_money(self) -> bool {
        self.claims() || matches!(self, Purpose::Courtesy | Purpose::Term)
    }

    /// True when the debtor is to pay because of it, at once or by terms, or to own that he must: nothing of the kind is asked
    /// for once insolvency proceedings are open (C. com. L622-7, L622-21).
    pub fn seeks_payment(self) -> bool {
        match self {
            Purpose::Instalments | Purpose::Acknowledgement | Purpose::DisputeAnswer => true,
            Purpose::Courtesy
            | Purpose::Term
            | Purpose::First
            | Purpose::Firm
            | Purpose::Last
            | Purpose::FormalNotice
            | Purpose::Receipt
            | Purpose::Breach
            | Purpose::Statement
            | Purpose::PenaltyClaim
            | Purpose::Mediation
            | Purpose::Declaration
            | Purpose::Transmittal => self.asks_for_money(),
        }
    }

    /// True when somebody else than the debtor reads it.
    fn is_for_others(self) -> bool {
        matches!(self, Purpose::Transmittal | Purpose::Declaration)
    }

    /// True when it must give a last day to pay.
    fn is_formal(self) -> bool {
        matches!(self, Purpose::FormalNotice | Purpose::Breach)
    }
}

/// How it travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The mentions of R123-237 are at the foot of the text itself.
    Email,
    /// The same, in so few words that many invoices are counted and not named.
    Sms,
    /// They are printed at the foot of the sheet, out of the text.
    Letter,
}

/// An invoice that is claimed.
#[derive(Debug, Clone)]
pub struct Claimed {
    /// As printed on it.
    pub number: String,
    /// Last day to pay.
    pub due_on: NaiveDate,
    /// Principal asked for.
    pub claimed: Cents,
    /// Principal still owed.
    pub owed: Cents,
    /// Principal past due: less than what is owed on an invoice in parts.
    pub due: Cents,
    /// Part of it that the debtor contests.
    pub disputed: Cents,
    /// Interest asked for.
    pub interest: Cents,
    /// Lump sum asked for.
    pub fee: Cents,
    /// The account of it on `figures_on`; none when a rate it needs is not known.
    pub statement: Option<PenaltyResponse>,
    /// The rate agreed, basis points.
    pub agreed_bp: Option<u32>,
    /// First presentation of a mise en demeure.
    pub notified_on: Option<NaiveDate>,
    /// Until when it may be brought to court, what was recorded as interrupting it included.
    pub limitation: Limitation,
}

/// All that is about to leave.
#[derive(Debug, Clone)]
pub struct Leaving<'a> {
    /// What it is for.
    pub purpose: Purpose,
    /// How it travels.
    pub form: Form,
    /// To whom.
    pub debtor_kind: DebtorKind,
    /// The day it leaves.
    pub leaves_on: NaiveDate,
    /// The day its figures stand for.
    pub figures_on: NaiveDate,
    /// Who writes.
    pub creditor: &'a Creditor,
    /// Names and labels that come from the base: a client may well be called « Huissiers réunis ».
    pub names: Vec<String>,
    /// The subject, or the title of a letter.
    pub subject: &'a str,
    /// The words.
    pub text: &'a str,
    /// What the tables of a letter say: searched for what must be there, not for what must not.
    pub tables: &'a str,
    /// What is claimed.
    pub invoices: Vec<Claimed>,
    /// Credit notes deducted.
    pub credit: Cents,
    /// What is claimed in all: asked for at once, spread over terms, or acknowledged.
    pub total: Cents,
    /// Last day given to pay.
    pub deadline: Option<NaiveDate>,
    /// Penalties and lump sums owed that this paper does not claim.
    pub reserved: Cents,
    /// Opening of insolvency proceedings.
    pub insolvent_on: Option<NaiveDate>,
    /// Other sums the paper may name: payments, instalments, interest of a day.
    pub other_amounts: Vec<Cents>,
}

/// Everything found, the gravest first.
pub fn check(leaving: &Leaving) -> Vec<LegalFinding> {
    const BETWEEN: &str = "\n\n";
    let written = [leaving.subject, leaving.text].join(BETWEEN);
    let words = scan::split(&written);
    // A word is of one or the other: a new paragraph parts them.
    let of_text = words.partition_point(|word| word.start < leaving.subject.len() + BETWEEN.len());
    let mut found = figures::check(leaving);
    found.extend(required::check(leaving, &words[of_text..]));
    found.extend(forbidden::check(&written, words, &Speech::of(leaving)));
    in_order(found)
}

/// What decides which words are allowed.
#[derive(Debug, Clone)]
pub struct Speech {
    /// What the text is for.
    pub purpose: Purpose,
    /// To whom.
    pub debtor_kind: DebtorKind,
    /// Names that come from the base.
    pub names: Vec<String>,
    /// A rate was agreed with him.
    pub rate_agreed: bool,
    /// He had a mise en demeure.
    pub notified: bool,
    /// Penalties stay owed.
    pub reserved: bool,
    /// Something is late: a message made milder than its step may say so.
    pub late: bool,
}

impl Speech {
    fn of(leaving: &Leaving) -> Speech {
        let claimed: Cents = leaving.invoices.iter().map(|line| line.interest + line.fee).sum();
        let creditor = leaving.creditor;
        let address = &creditor.address;
        let own = [&creditor.name, &creditor.signatory, &address.street, &address.building, &address.locality, &creditor.mediator_name];
        let own = own.into_iter().filter(|name| !name.is_empty()).cloned();
        Speech {
            purpose: leaving.purpose,
            debtor_kind: leaving.debtor_kind,
            names: leaving.names.iter().filter(|name| !name.is_empty()).cloned().chain(own).collect(),
            rate_agreed: leaving.invoices.iter().any(|line| line.agreed_bp.is_some()),
            notified: leaving.invoices.iter().any(|line| line.notified_on.is_some()),
            reserved: (leaving.reserved + claimed).is_positive(),
            late: leaving.invoices.iter().any(|line| line.due_on < leaving.leaves_on),
        }
    }
}

/// What a text alone says that it may not: a template, or a sentence a person adds.
pub fn check_words(text: &str, speech: &Speech) -> Vec<LegalFinding> {
    in_order(forbidden::check(text, scan::split(text), speech))
}

/// The findings that keep it from leaving once these were accepted.
pub fn stops<'a>(findings: &'a [LegalFinding], accepted: &[LegalCode]) -> Vec<&'a LegalFinding> {
    let stops = |finding: &&LegalFinding| match finding.severity {
        Severity::Blocks => true,
        Severity::Asks => !accepted.contains(&finding.code),
        Severity::Warns => false,
    };
    findings.iter().filter(stops).collect()
}

fn in_order(mut found: Vec<LegalFinding>) -> Vec<LegalFinding> {
    found.sort();
    // One finding a rule and excerpt; a rule that is broken by two invoices is said once.
    found.dedup_by(|a, b| a.code == b.code && a.excerpt == b.excerpt && a.sentence == b.sentence);
    found
}
