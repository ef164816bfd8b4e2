//! The built-in texts: one source a kind, settled for a debtor and a manner.
use echu_core::letter::{LetterKind, Manner};
use echu_core::party::DebtorKind;
use echu_core::placeholder::{Values, specialise};

/// The source of a kind, its conditions on the debtor and the manner still in it.
pub fn source(kind: LetterKind) -> &'static str {
    match kind {
        LetterKind::DueSoon => include_str!("texts/due_soon.fr.txt"),
        LetterKind::FirstReminder => include_str!("texts/first_reminder.fr.txt"),
        LetterKind::SecondReminder => include_str!("texts/second_reminder.fr.txt"),
        LetterKind::ThirdReminder => include_str!("texts/third_reminder.fr.txt"),
        LetterKind::LastNotice => include_str!("texts/last_notice.fr.txt"),
        // Its three texts stand beside its own checks; a formal notice is the same whatever the manner.
        LetterKind::FormalNotice => crate::letters::formal_notice::built_in(DebtorKind::Business),
        LetterKind::PaymentReceipt => include_str!("texts/payment_receipt.fr.txt"),
        LetterKind::InstalmentAgreement => include_str!("texts/instalment_agreement.fr.txt"),
        LetterKind::InstalmentBreach => include_str!("texts/instalment_breach.fr.txt"),
        LetterKind::DisputeReceipt => include_str!("texts/dispute_receipt.fr.txt"),
        LetterKind::MediationProposal => include_str!("texts/mediation_proposal.fr.txt"),
        LetterKind::AccountStatement => include_str!("texts/account_statement.fr.txt"),
        LetterKind::DebtAcknowledgement => include_str!("texts/debt_acknowledgement.fr.txt"),
        LetterKind::PenaltyClaim => include_str!("texts/penalty_claim.fr.txt"),
        LetterKind::ClaimDeclaration => include_str!("texts/claim_declaration.fr.txt"),
        LetterKind::Transmittal => include_str!("texts/transmittal.fr.txt"),
    }
}

/// The text a user sees and may change: the one of this kind, debtor and manner, nothing else in it.
pub fn built_in(kind: LetterKind, debtor: DebtorKind, manner: Manner) -> String {
    if kind == LetterKind::FormalNotice {
        return crate::letters::formal_notice::built_in(debtor).to_owned();
    }
    specialise(source(kind), &settled(debtor, manner))
}

/// What the debtor and the manner settle.
pub fn settled(debtor: DebtorKind, manner: Manner) -> Values {
    let flag = |is: bool| if is { "oui".to_owned() } else { String::new() };
    Values::from([
        ("professionnel", flag(debtor == DebtorKind::Business)),
        ("particulier", flag(debtor == DebtorKind::Consumer)),
        ("public", flag(debtor == DebtorKind::PublicBody)),
        ("cordial", flag(manner == Manner::Warm)),
        ("neutre", flag(manner == Manner::Plain)),
        ("ferme", flag(manner == Manner::Firm)),
    ])
}
