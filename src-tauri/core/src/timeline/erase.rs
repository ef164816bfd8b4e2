//! A fact whose personal words were erased: it keeps its kind, its days, its amounts, the numbers of invoices and the digests of
//! files; names, addresses and what a person wrote freely leave (RGPD art. 17).
use super::EventKind;

/// What stands in the place of erased words.
pub const ERASED: &str = "[effacé]";

/// Replaces words by the mark; a text that was empty stays empty.
fn gone(text: &mut String) {
    if !text.is_empty() {
        ERASED.clone_into(text);
    }
}

impl EventKind {
    /// Takes the personal words out of a fact. Done twice, it changes nothing more.
    pub fn erase_words(&mut self) {
        use EventKind as E;
        match self {
            E::ClientEdited { changes, .. } => changes.iter_mut().for_each(|one| {
                gone(&mut one.before);
                gone(&mut one.after);
            }),
            E::ClientsMerged { name, .. } | E::ClientsParted { name } => gone(name),
            E::PaymentRecorded { reference, .. } => gone(reference),
            E::PaymentRejected(fact) => gone(&mut fact.note),
            E::Paused { note, .. } => gone(note),
            E::PenaltiesWaived(fact) => gone(&mut fact.reason),
            E::LimitationInterrupted(fact) => gone(&mut fact.note),
            E::DisputeOpened(fact) => gone(&mut fact.note),
            E::PromiseMade(fact) => gone(&mut fact.note),
            E::HoldDocument(fact) => gone(&mut fact.name),
            E::Decided(fact) => gone(&mut fact.note),
            E::ClosureSet(fact) => gone(&mut fact.note),
            E::SolvencyChecked(fact) => gone(&mut fact.finding),
            E::DebitRejected(fact) => gone(&mut fact.note),
            E::StepSkipped { reason, .. } => gone(reason),
            E::LegalAccepted { findings } => findings.iter_mut().for_each(gone),
            E::ReminderApproved(fact) => gone(&mut fact.recipient),
            E::ReminderAutomatic(fact) => gone(&mut fact.recipient),
            E::ReminderSent(fact) => gone(&mut fact.recipient),
            E::Bounced { recipient } | E::ReminderWritten { recipient } => gone(recipient),
            E::ReminderFailed { recipient, why } | E::ReminderUncertain { recipient, why } => {
                gone(recipient);
                gone(why);
            }
            E::ReminderWithdrawn { why } | E::ReminderCancelled { why } => gone(why),
            E::LetterPosted(fact) => {
                if let Some(consent) = fact.deposit.as_mut().and_then(|deposit| deposit.consent.as_mut()) {
                    gone(&mut consent.how);
                }
            }
            E::ProceedingOpened(fact) => gone(&mut fact.handler),
            E::ProceedingFollowed(fact) => gone(&mut fact.handler),
            E::ProceedingStep(fact) | E::ProceedingStepTakenBack(fact) => gone(&mut fact.note),
            E::ProceedingClosed(fact) => gone(&mut fact.note),
            E::TermReminderDrafted(fact) | E::TermReminderApproved(fact) | E::TermReminderSent(fact) | E::TermReminderHandedOver(fact) => {
                gone(&mut fact.recipient)
            }
            E::SmsSent(fact) => gone(&mut fact.text),
            E::NoteSent(fact) => {
                gone(&mut fact.recipient);
                gone(&mut fact.text);
            }
            E::CallNoted(fact) => gone(&mut fact.note),
            E::Restricted(fact) => gone(&mut fact.note),
            E::SafeguardNoted(fact) => gone(&mut fact.guarantor),
            E::PlanFollowed(fact) => gone(&mut fact.reason),
            E::ClientCreated
            | E::ClientArchived { .. }
            | E::InvoiceCreated { .. }
            | E::InvoiceEdited { .. }
            | E::InvoiceWrittenOff { .. }
            | E::InvoiceArchived { .. }
            | E::InvoiceRestarted { .. }
            | E::PdfAttached { .. }
            | E::Imported { .. }
            | E::ImportUndone { .. }
            | E::StatementRead { .. }
            | E::LineMatched { .. }
            | E::PaymentCancelled { .. }
            | E::PaymentRestored { .. }
            | E::PenaltiesPaid(_)
            | E::WaiverTakenBack(_)
            | E::InterruptionTakenBack(_)
            | E::DiscountGranted { .. }
            | E::Allocated { .. }
            | E::HoldReleased { .. }
            | E::DecisionTakenBack(_)
            | E::ClosureLifted
            | E::CareSet { .. }
            | E::InsolvencySet(_)
            | E::DoubtCleared(_)
            | E::LossNoted(_)
            | E::TriageConfirmed { .. }
            | E::ReminderDrafted { .. }
            | E::ReminderEdited
            | E::ReminderToneChanged { .. }
            | E::ForewarningRetained { .. }
            | E::ReceiptsConfirmed { .. }
            | E::UncertainSettled { .. }
            | E::HandedOver { .. }
            | E::LetterFrozen(_)
            | E::PaperKept(_)
            | E::LetterPresented(_)
            | E::LetterDelivered(_)
            | E::LetterReturned(_)
            | E::LetterProof(_)
            | E::LetterCancelled(_)
            | E::AgreementMade(_)
            | E::AgreementSigned(_)
            | E::AgreementWarned(_)
            | E::AgreementForfeited(_)
            | E::AgreementClosed(_)
            | E::AgreementReminded(_)
            | E::DossierMade(_)
            | E::FollowUpDropped
            | E::SettingsChanged { .. }
            | E::BaseRestored { .. }
            | E::SendingSuspended { .. }
            | E::SendingPaused
            | E::SendingResumed
            | E::DataErased(_)
            | E::DataHandedOver(_)
            | E::DataPurged(_)
            | E::ErasedReturned(_)
            | E::BackupsDropped(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::Tone;
    use crate::money::Cents;
    use crate::timeline::fact::message::Sent;
    use crate::timeline::fact::privacy::Change;

    #[test]
    fn an_erased_fact_keeps_its_kind_its_figures_and_no_word_of_the_person() {
        let change = Change { field: "E-mail".to_owned(), before: "jeanne@petit.example".to_owned(), after: String::new() };
        let mut facts = [
            EventKind::ClientEdited { changes: vec![change], import: None },
            EventKind::ReminderSent(Sent {
                tone: Tone::First,
                recipient: "jeanne@petit.example".to_owned(),
                invoices: 2,
                amount: Cents(12_345),
            }),
            EventKind::ReminderFailed { recipient: "jeanne@petit.example".to_owned(), why: "jeanne@petit.example inconnue".to_owned() },
            EventKind::Paused { until: None, note: "Jeanne rappelle".to_owned() },
        ];
        for fact in &mut facts {
            let op = fact.op();
            fact.erase_words();
            let said = serde_json::to_string(fact).unwrap().to_lowercase();
            assert!(!said.contains("jeanne"), "{said}");
            assert_eq!(fact.op(), op);
            let once = fact.clone();
            fact.erase_words();
            assert_eq!(*fact, once, "erased once and for all");
        }
        assert!(facts[1].tell().detail.contains("123,45"), "the amount stays");
        assert!(facts[1].tell().detail.contains(ERASED), "and the line says that something left");
    }

    #[test]
    fn what_was_empty_is_not_said_to_have_been_erased() {
        let mut paused = EventKind::Paused { until: None, note: String::new() };
        paused.erase_words();
        assert_eq!(paused, EventKind::Paused { until: None, note: String::new() });
    }
}
