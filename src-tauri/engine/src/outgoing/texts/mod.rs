//! The texts a user may replace: one line a text in [`TEXTS`], and it has its page in the settings, its completion, its
//! preview, its legal check and its history.
mod judge;
mod sample;
mod show;
mod words;

pub use judge::{Judged, TextFault, judge};
pub use show::{Shown, Target};

use crate::channels::email;
use crate::error::{Error, Result};
use crate::letters::formal_notice;
use crate::store::situation::tone_key;
use crate::store::templates;
use chrono::NaiveDate;
use echu_core::dunning::Tone;
use echu_core::legal_check::LegalFinding;
use echu_core::party::DebtorKind;
use echu_core::placeholder::Variable;
use rusqlite::Connection;

/// Key of the e-mails.
pub const EMAIL: &str = "email";
/// Key of the mise en demeure.
pub const FORMAL_NOTICE: &str = "formal_notice";

/// The three kinds of debtor, in the order of the screens.
pub const KINDS: [DebtorKind; 3] = [DebtorKind::Business, DebtorKind::Consumer, DebtorKind::PublicBody];

/// A text that may be replaced, for each kind of debtor.
pub struct Text {
    /// Its key.
    pub document: &'static str,
    /// How it speaks, when the document speaks in several tones.
    pub tone: Option<Tone>,
    /// The text of origin.
    pub built_in: fn(Option<Tone>, DebtorKind) -> &'static str,
    /// The names it may use.
    pub vocabulary: &'static [Variable],
    /// The variables it may not lose.
    pub compulsory: &'static [&'static str],
    /// What it begins with, before its subject.
    pub subject_mark: &'static str,
    /// What it gives for a client, or for an invented one.
    pub show: fn(&Showing) -> Result<Shown>,
    /// What the legal check finds in it, on invented facts that are sound: what is found is the text's.
    pub check: fn(&Showing) -> Result<Vec<LegalFinding>>,
}

/// What a text is shown with.
pub struct Showing<'a> {
    /// The base.
    pub conn: &'a Connection,
    /// Which text.
    pub text: &'a Text,
    /// As written, with its variables.
    pub source: &'a str,
    /// For whom.
    pub target: Target,
    /// The day.
    pub today: NaiveDate,
}

const fn mail(tone: Tone, compulsory: &'static [&'static str]) -> Text {
    Text {
        document: EMAIL,
        tone: Some(tone),
        built_in: |tone, _| email::built_in(tone.unwrap_or(Tone::First)),
        vocabulary: email::VOCABULARY,
        compulsory,
        subject_mark: "Objet",
        show: show::mail,
        check: judge::mail,
    }
}

/// Every text, in the order of the screen. A new document is one line here.
pub const TEXTS: &[Text] = &[
    mail(Tone::Courtesy, &["objet_factures", "tableau", "paiement", "signature"]),
    mail(Tone::First, &["objet_factures", "tableau", "paiement", "signature"]),
    mail(Tone::Firm, &["objet_factures", "tableau", "date_limite", "paiement", "signature"]),
    mail(Tone::Last, &["objet_factures", "tableau", "décompte", "date_limite", "paiement", "signature"]),
    Text {
        document: FORMAL_NOTICE,
        tone: None,
        built_in: |_, kind| formal_notice::built_in(kind),
        vocabulary: formal_notice::VOCABULARY,
        compulsory: &["total", "tableau_factures", "date", "décompte", "titulaire", "référence", "iban", "signature"],
        subject_mark: "## Objet",
        show: show::notice,
        check: judge::notice,
    },
];

impl Text {
    /// Its tone as stored; empty without one.
    pub fn tone_key(&self) -> &'static str {
        self.tone.map_or("", tone_key)
    }

    /// The text of origin for a kind of debtor.
    pub fn origin(&self, kind: DebtorKind) -> &'static str {
        (self.built_in)(self.tone, kind)
    }

    /// The name of the text, in French.
    pub fn label(&self) -> &'static str {
        words::label(self.document, self.tone)
    }

    /// What a compulsory variable is, in French.
    pub fn compulsory_label(&self, name: &str) -> String {
        words::compulsory(name)
    }
}

/// The text of that name.
///
/// # Errors
/// [`Error::Invalid`] when there is none.
pub fn find(document: &str, tone: &str) -> Result<&'static Text> {
    TEXTS
        .iter()
        .find(|text| text.document == document && text.tone_key() == tone)
        .ok_or(Error::Invalid { field: "document", reason: "unknown_text" })
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
pub fn in_force(conn: &Connection, document: &str, tone: Option<Tone>, kind: DebtorKind) -> Result<InForce> {
    let last = templates::last(conn, document, tone.map_or("", tone_key), kind)?;
    Ok(last.map_or(InForce { revision: 0, text: None }, |last| InForce {
        revision: last.revision,
        text: Some(last.text).filter(|text| !text.is_empty()),
    }))
}
