//! What may be written to a debtor, or about him, on paper or by e-mail: law/droit.md §13.
//!
//! `LetterKind` is the closed list; [`facts`] says what each is made from, as pure figures of a given day.
mod accent;
pub mod facts;
pub mod journey;
pub mod post;
mod problem;

use serde::{Deserialize, Serialize};

pub use accent::Accent;
pub use facts::{Letter, Matter};
pub use problem::LetterProblem;

/// A kind of letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum LetterKind {
    /// Rappel avant échéance.
    DueSoon,
    /// Première relance.
    FirstReminder,
    /// Deuxième relance.
    SecondReminder,
    /// Troisième relance.
    ThirdReminder,
    /// Dernier avis avant mise en demeure.
    LastNotice,
    /// Mise en demeure (C. civ. 1344).
    FormalNotice,
    /// Accusé de paiement, with what it was put against (C. civ. 1343-1).
    PaymentReceipt,
    /// Confirmation d'échéancier (law/droit.md §12).
    InstalmentAgreement,
    /// Échéancier non tenu: déchéance du terme.
    InstalmentBreach,
    /// Accusé de contestation: the undisputed part is still claimed.
    DisputeReceipt,
    /// Relevé de compte.
    AccountStatement,
    /// Reconnaissance de dette (C. civ. 1376).
    DebtAcknowledgement,
    /// Réclamation des pénalités, once the principal is paid (C. com. L441-10).
    PenaltyClaim,
    /// Transmission du dossier to a lawyer, an agency or a commissaire de justice.
    Transmittal,
}

/// How a letter speaks; what it says is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Manner {
    /// To a client one is fond of.
    Warm,
    /// As business is done.
    #[default]
    Plain,
    /// Short, without a way out.
    Firm,
}

impl Manner {
    /// All, from the mildest.
    pub const ALL: [Manner; 3] = [Manner::Warm, Manner::Plain, Manner::Firm];

    /// As the person chooses it.
    pub fn label(self) -> &'static str {
        match self {
            Manner::Warm => "Cordial",
            Manner::Plain => "Neutre",
            Manner::Firm => "Ferme",
        }
    }
}

impl LetterKind {
    /// All, in the order of a file's life.
    pub const ALL: [LetterKind; 14] = [
        LetterKind::DueSoon,
        LetterKind::FirstReminder,
        LetterKind::SecondReminder,
        LetterKind::ThirdReminder,
        LetterKind::LastNotice,
        LetterKind::FormalNotice,
        LetterKind::PaymentReceipt,
        LetterKind::InstalmentAgreement,
        LetterKind::InstalmentBreach,
        LetterKind::DisputeReceipt,
        LetterKind::AccountStatement,
        LetterKind::DebtAcknowledgement,
        LetterKind::PenaltyClaim,
        LetterKind::Transmittal,
    ];

    /// As stored and in file names.
    pub fn key(self) -> &'static str {
        match self {
            LetterKind::DueSoon => "due_soon",
            LetterKind::FirstReminder => "first_reminder",
            LetterKind::SecondReminder => "second_reminder",
            LetterKind::ThirdReminder => "third_reminder",
            LetterKind::LastNotice => "last_notice",
            LetterKind::FormalNotice => "formal_notice",
            LetterKind::PaymentReceipt => "payment_receipt",
            LetterKind::InstalmentAgreement => "instalment_agreement",
            LetterKind::InstalmentBreach => "instalment_breach",
            LetterKind::DisputeReceipt => "dispute_receipt",
            LetterKind::AccountStatement => "account_statement",
            LetterKind::DebtAcknowledgement => "debt_acknowledgement",
            LetterKind::PenaltyClaim => "penalty_claim",
            LetterKind::Transmittal => "transmittal",
        }
    }

    /// The kind of a stored key.
    pub fn from_key(key: &str) -> Option<LetterKind> {
        LetterKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// As the person chooses it, and in the title of the file.
    pub fn label(self) -> &'static str {
        match self {
            LetterKind::DueSoon => "Rappel avant échéance",
            LetterKind::FirstReminder => "Première relance",
            LetterKind::SecondReminder => "Deuxième relance",
            LetterKind::ThirdReminder => "Troisième relance",
            LetterKind::LastNotice => "Dernier avis",
            LetterKind::FormalNotice => "Mise en demeure",
            LetterKind::PaymentReceipt => "Accusé de paiement",
            LetterKind::InstalmentAgreement => "Confirmation d’échéancier",
            LetterKind::InstalmentBreach => "Échéancier non tenu",
            LetterKind::DisputeReceipt => "Accusé de contestation",
            LetterKind::AccountStatement => "Relevé de compte",
            LetterKind::DebtAcknowledgement => "Reconnaissance de dette",
            LetterKind::PenaltyClaim => "Réclamation des pénalités",
            LetterKind::Transmittal => "Transmission du dossier",
        }
    }

    /// The manners that suit it, the mildest first: a reminder before the due date is never firm, a formal one has one voice.
    pub fn manners(self) -> &'static [Manner] {
        use Manner::{Firm, Plain, Warm};
        match self {
            LetterKind::DueSoon
            | LetterKind::FirstReminder
            | LetterKind::PaymentReceipt
            | LetterKind::InstalmentAgreement
            | LetterKind::DisputeReceipt
            | LetterKind::AccountStatement => &[Warm, Plain],
            LetterKind::SecondReminder | LetterKind::PenaltyClaim => &[Warm, Plain, Firm],
            LetterKind::ThirdReminder | LetterKind::LastNotice | LetterKind::InstalmentBreach => &[Plain, Firm],
            LetterKind::FormalNotice | LetterKind::DebtAcknowledgement | LetterKind::Transmittal => &[Plain],
        }
    }

    /// True when it may leave as an e-mail: what is signed by hand, or must be proved, leaves on paper.
    pub fn as_email(self) -> bool {
        match self {
            LetterKind::DueSoon
            | LetterKind::FirstReminder
            | LetterKind::SecondReminder
            | LetterKind::ThirdReminder
            | LetterKind::LastNotice
            | LetterKind::PaymentReceipt
            | LetterKind::InstalmentAgreement
            | LetterKind::DisputeReceipt
            | LetterKind::AccountStatement
            | LetterKind::PenaltyClaim
            | LetterKind::Transmittal => true,
            LetterKind::FormalNotice | LetterKind::InstalmentBreach | LetterKind::DebtAcknowledgement => false,
        }
    }

    /// True when the figures of penalties and of the lump sum stand in it: from the third reminder on (law/droit.md §13).
    pub fn claims_penalties(self) -> bool {
        match self {
            LetterKind::ThirdReminder
            | LetterKind::LastNotice
            | LetterKind::FormalNotice
            | LetterKind::InstalmentAgreement
            | LetterKind::InstalmentBreach
            | LetterKind::DebtAcknowledgement
            | LetterKind::PenaltyClaim
            | LetterKind::Transmittal => true,
            LetterKind::DueSoon
            | LetterKind::FirstReminder
            | LetterKind::SecondReminder
            | LetterKind::PaymentReceipt
            | LetterKind::DisputeReceipt
            | LetterKind::AccountStatement => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_key_its_label_and_a_plain_manner() {
        for kind in LetterKind::ALL {
            assert_eq!(LetterKind::from_key(kind.key()), Some(kind));
            assert!(!kind.label().is_empty());
            assert!(kind.manners().contains(&Manner::Plain), "{kind:?} can always be written plainly");
        }
        assert_eq!(LetterKind::from_key("relance"), None);
    }

    #[test]
    fn nothing_before_the_third_reminder_speaks_of_figures_of_penalties() {
        for kind in [LetterKind::DueSoon, LetterKind::FirstReminder, LetterKind::SecondReminder] {
            assert!(!kind.claims_penalties(), "law/droit.md §13");
        }
    }
}
