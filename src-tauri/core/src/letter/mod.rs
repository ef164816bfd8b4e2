//! What may be written to a debtor, or about him, on paper or by e-mail: law/droit.md §13.
//!
//! `LetterKind` is the closed list; [`facts`] says what each is made from, as pure figures of a given day.
mod accent;
mod check;
pub mod facts;
pub mod journey;
mod matter;
pub mod post;
mod problem;
pub mod sample;

use crate::legal_check::Purpose;
use serde::{Deserialize, Serialize};

pub use accent::Accent;
pub use check::{Standing, Words};
pub use matter::{Letter, Matter, Rank};
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
    /// Proposition de médiation ou de conciliation (law/droit.md §9.4).
    MediationProposal,
    /// Relevé de compte.
    AccountStatement,
    /// Reconnaissance de dette (C. civ. 1376).
    DebtAcknowledgement,
    /// Réclamation des pénalités, once the principal is paid (C. com. L441-10).
    PenaltyClaim,
    /// Déclaration de créance, to the mandataire judiciaire or the liquidateur (C. com. R622-24).
    ClaimDeclaration,
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

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Manner::Warm => "warm",
            Manner::Plain => "plain",
            Manner::Firm => "firm",
        }
    }

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
    pub const ALL: [LetterKind; 16] = [
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
        LetterKind::MediationProposal,
        LetterKind::AccountStatement,
        LetterKind::DebtAcknowledgement,
        LetterKind::PenaltyClaim,
        LetterKind::ClaimDeclaration,
        LetterKind::Transmittal,
    ];

    /// What sets the kind apart, in one row.
    fn rule(self) -> Rule {
        use LetterKind as K;
        use Manner::{Firm, Plain, Warm};
        // A reminder before the due date is never firm, a formal one has one voice.
        let row =
            |key, label, manners, purpose| Rule { key, label, manners, purpose, as_email: true, claims_penalties: false, annexed: false };
        match self {
            K::DueSoon => row("due_soon", "Rappel avant échéance", &[Warm, Plain], Purpose::Courtesy),
            K::FirstReminder => row("first_reminder", "Première relance", &[Warm, Plain], Purpose::First),
            K::SecondReminder => row("second_reminder", "Deuxième relance", &[Warm, Plain, Firm], Purpose::Firm),
            K::ThirdReminder => row("third_reminder", "Troisième relance", &[Plain, Firm], Purpose::Last).claiming().annexed(),
            K::LastNotice => row("last_notice", "Dernier avis", &[Plain, Firm], Purpose::Last).claiming().annexed(),
            K::FormalNotice => row("formal_notice", "Mise en demeure", &[Plain], Purpose::FormalNotice).claiming().annexed().on_paper(),
            K::PaymentReceipt => row("payment_receipt", "Accusé de paiement", &[Warm, Plain], Purpose::Receipt),
            K::InstalmentAgreement => {
                row("instalment_agreement", "Confirmation d’échéancier", &[Warm, Plain], Purpose::Instalments).claiming().annexed()
            }
            K::InstalmentBreach => {
                row("instalment_breach", "Échéancier non tenu", &[Plain, Firm], Purpose::Breach).claiming().annexed().on_paper()
            }
            K::DisputeReceipt => row("dispute_receipt", "Accusé de contestation", &[Warm, Plain], Purpose::DisputeAnswer),
            K::MediationProposal => row("mediation_proposal", "Proposition de médiation", &[Warm, Plain], Purpose::Mediation),
            K::AccountStatement => row("account_statement", "Relevé de compte", &[Warm, Plain], Purpose::Statement),
            K::DebtAcknowledgement => {
                row("debt_acknowledgement", "Reconnaissance de dette", &[Plain], Purpose::Acknowledgement).claiming().annexed().on_paper()
            }
            K::PenaltyClaim => {
                row("penalty_claim", "Réclamation des pénalités", &[Warm, Plain, Firm], Purpose::PenaltyClaim).claiming().annexed()
            }
            K::ClaimDeclaration => {
                row("claim_declaration", "Déclaration de créance", &[Plain], Purpose::Declaration).claiming().annexed().on_paper()
            }
            K::Transmittal => row("transmittal", "Transmission du dossier", &[Plain], Purpose::Transmittal).claiming().annexed(),
        }
    }

    /// As stored and in file names.
    pub fn key(self) -> &'static str {
        self.rule().key
    }

    /// The kind of a stored key.
    pub fn from_key(key: &str) -> Option<LetterKind> {
        LetterKind::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// As the person chooses it, and in the title of the file.
    pub fn label(self) -> &'static str {
        self.rule().label
    }

    /// The manners that suit it, the mildest first.
    pub fn manners(self) -> &'static [Manner] {
        self.rule().manners
    }

    /// What it is for: the legal check judges it by that.
    pub fn purpose(self) -> Purpose {
        self.rule().purpose
    }

    /// True when it may leave as an e-mail: what is signed by hand, or must be proved, leaves on paper.
    pub fn as_email(self) -> bool {
        self.rule().as_email
    }

    /// True when the figures of penalties and of the lump sum stand in it: from the third reminder on (law/droit.md §13).
    pub fn claims_penalties(self) -> bool {
        self.rule().claims_penalties
    }

    /// True when it is a paper of a case: prepared from the case it belongs to, never alone.
    pub fn belongs_to_a_case(self) -> bool {
        matches!(self, LetterKind::MediationProposal | LetterKind::ClaimDeclaration)
    }

    /// True when the calculation of its penalties goes with it, line by line.
    pub fn annexes_calculation(self) -> bool {
        self.rule().annexed
    }
}

/// One row of what is known of the kinds.
struct Rule {
    key: &'static str,
    label: &'static str,
    manners: &'static [Manner],
    purpose: Purpose,
    as_email: bool,
    claims_penalties: bool,
    annexed: bool,
}

impl Rule {
    const fn claiming(self) -> Rule {
        Rule { claims_penalties: true, ..self }
    }

    const fn annexed(self) -> Rule {
        Rule { annexed: true, ..self }
    }

    const fn on_paper(self) -> Rule {
        Rule { as_email: false, ..self }
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

    #[test]
    fn what_is_signed_or_must_be_proved_leaves_on_paper() {
        let on_paper: Vec<LetterKind> = LetterKind::ALL.into_iter().filter(|kind| !kind.as_email()).collect();
        assert_eq!(
            on_paper,
            [LetterKind::FormalNotice, LetterKind::InstalmentBreach, LetterKind::DebtAcknowledgement, LetterKind::ClaimDeclaration]
        );
    }
}
