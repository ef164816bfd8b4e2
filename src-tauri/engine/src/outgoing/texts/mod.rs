//! The texts a user may replace: each has its page in the settings, its completion, its preview, its legal check and its
//! history.
mod judge;
mod sample;
mod show;
mod words;

pub use judge::{Judged, TextFault, judge};
pub use show::{Shown, Target};

use crate::channels::spoken::{self, Script};
use crate::channels::{email, sms};
use crate::error::{Error, Result};
use crate::letters::{correspondence, formal_notice};
use crate::store::situation::tone_key;
use crate::store::templates;
use chrono::NaiveDate;
use echu_core::dunning::{SMS, Tone};
use echu_core::letter::{LetterKind, Manner};
use echu_core::party::DebtorKind;
use echu_core::placeholder::Variable;
use rusqlite::Connection;

/// The three kinds of debtor, in the order of the screens.
pub const KINDS: [DebtorKind; 3] = [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody];

/// A text that may be replaced, for each kind of debtor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// The e-mail of a tone.
    Mail(Tone),
    /// The reminder of a term of an agreement, by e-mail.
    Term,
    /// The SMS of a tone.
    Sms(Tone),
    /// What is said on the telephone, or at the door.
    Spoken(Script),
    /// The mise en demeure.
    Notice,
    /// Any other letter, in a manner: on paper, and as the message that says the same.
    Letter(LetterKind, Manner),
}

/// What a text is shown with.
pub struct Showing<'a> {
    /// The base.
    pub conn: &'a Connection,
    /// Which text.
    pub text: Text,
    /// As written, with its variables.
    pub source: &'a str,
    /// For whom.
    pub target: Target,
    /// The day.
    pub today: NaiveDate,
}

/// Every text, in the order of the screen. A new kind of letter is here by itself.
pub fn all() -> Vec<Text> {
    let mails = [Tone::Courtesy, Tone::First, Tone::Firm, Tone::Last].map(Text::Mail);
    let letters = LetterKind::ALL.into_iter().flat_map(|kind| match kind {
        LetterKind::FormalNotice => vec![Text::Notice],
        LetterKind::DueSoon
        | LetterKind::FirstReminder
        | LetterKind::SecondReminder
        | LetterKind::ThirdReminder
        | LetterKind::LastNotice
        | LetterKind::PaymentReceipt
        | LetterKind::InstalmentAgreement
        | LetterKind::InstalmentBreach
        | LetterKind::DisputeReceipt
        | LetterKind::AccountStatement
        | LetterKind::DebtAcknowledgement
        | LetterKind::PenaltyClaim
        | LetterKind::MediationProposal
        | LetterKind::ClaimDeclaration
        | LetterKind::Transmittal => kind.manners().iter().map(|manner| Text::Letter(kind, *manner)).collect(),
    });
    mails.into_iter().chain([Text::Term]).chain(sms::TONES.map(Text::Sms)).chain(Script::ALL.map(Text::Spoken)).chain(letters).collect()
}

impl Text {
    /// Its key.
    pub fn document(self) -> &'static str {
        match self {
            Text::Mail(_) => "email",
            Text::Term => "email_term",
            Text::Sms(_) => SMS,
            Text::Spoken(script) => script.key(),
            Text::Notice => LetterKind::FormalNotice.key(),
            Text::Letter(kind, _) => kind.key(),
        }
    }

    /// How it speaks, as stored; empty when the document has one voice.
    pub fn tone_key(self) -> &'static str {
        match self {
            Text::Mail(tone) => tone_key(tone),
            Text::Sms(tone) => tone_key(tone),
            Text::Term | Text::Spoken(_) | Text::Notice => "",
            Text::Letter(_, manner) => manner.key(),
        }
    }

    /// The text of origin for a kind of debtor.
    pub fn origin(self, kind: DebtorKind) -> String {
        match self {
            Text::Mail(tone) => email::built_in(tone).to_owned(),
            Text::Term => email::term::built_in().to_owned(),
            Text::Sms(tone) => sms::built_in(tone).to_owned(),
            Text::Spoken(script) => script.built_in().to_owned(),
            Text::Notice => formal_notice::built_in(kind).to_owned(),
            Text::Letter(letter, manner) => correspondence::built_in(letter, kind, manner),
        }
    }

    /// The names it may use.
    pub fn vocabulary(self) -> Vec<Variable> {
        match self {
            Text::Mail(_) => email::VOCABULARY.to_vec(),
            Text::Term => email::term::VOCABULARY.to_vec(),
            Text::Sms(_) => sms::VOCABULARY.to_vec(),
            Text::Spoken(_) => spoken::VOCABULARY.to_vec(),
            Text::Notice => formal_notice::VOCABULARY.to_vec(),
            Text::Letter(kind, _) => correspondence::vocabulary(kind),
        }
    }

    /// The variables it may not lose.
    pub fn compulsory(self, kind: DebtorKind) -> Vec<&'static str> {
        match self {
            Text::Mail(tone) => email::compulsory(tone).to_vec(),
            Text::Term => email::term::COMPULSORY.to_vec(),
            Text::Sms(_) => sms::COMPULSORY.to_vec(),
            Text::Spoken(_) => spoken::COMPULSORY.to_vec(),
            Text::Notice => correspondence::compulsory(LetterKind::FormalNotice, kind),
            Text::Letter(letter, _) => correspondence::compulsory(letter, kind),
        }
    }

    /// What it begins with, before its subject; none for a text without one.
    fn subject_mark(self) -> Option<&'static str> {
        match self {
            Text::Mail(_) | Text::Term => Some("Objet"),
            Text::Sms(_) | Text::Spoken(_) => None,
            Text::Notice | Text::Letter(..) => Some("## Objet"),
        }
    }

    /// The name of the text, in French.
    pub fn label(self) -> String {
        words::label(self)
    }

    /// What a compulsory variable is, in French.
    pub fn compulsory_label(self, name: &str) -> String {
        words::compulsory(name)
    }
}

impl Showing<'_> {
    /// What the text gives.
    ///
    /// # Errors
    /// Its first fault, or a client for whom there is nothing to write.
    pub fn shown(&self) -> Result<Shown> {
        match self.text {
            Text::Mail(tone) => show::mail(self, tone),
            Text::Term => show::term(self),
            Text::Sms(tone) => show::sms(self, tone),
            Text::Spoken(script) => show::spoken(self, script),
            Text::Notice => show::notice(self),
            Text::Letter(kind, manner) => show::letter(self, kind, manner),
        }
    }
}

/// The text of that name.
///
/// # Errors
/// [`Error::Invalid`] when there is none.
pub fn find(document: &str, tone: &str) -> Result<Text> {
    let found = all().into_iter().find(|text| text.document() == document && text.tone_key() == tone);
    found.ok_or(Error::Invalid { field: "document", reason: "unknown_text" })
}

/// The text in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Its revision; 0 for the text of origin that was never replaced.
    pub revision: u32,
    /// The user's words; none for the text of origin.
    pub text: Option<String>,
}

/// The text in force for a kind of debtor.
///
/// # Errors
/// When the base cannot be read.
pub fn in_force(conn: &Connection, text: Text, kind: DebtorKind) -> Result<InForce> {
    let last = templates::last(conn, text.document(), text.tone_key(), kind)?;
    Ok(last.map_or(InForce { revision: 0, text: None }, |last| InForce {
        revision: last.revision,
        text: Some(last.text).filter(|text| !text.is_empty()),
    }))
}
