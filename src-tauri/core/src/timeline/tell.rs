//! The French line of each fact.
mod agreement;
mod claim;
mod desk;
mod dossier;
mod letter;
mod privacy;
mod proceeding;

use super::EventKind as E;
use super::fact;
use crate::dunning::Tone;
use crate::text::{count, euros, long_date, short_date};
use serde::Serialize;

/// Who the line is about: the client on the left, us on the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The client did it.
    Client,
    /// We did it.
    Us,
    /// Neither, or the file itself.
    Centre,
}

/// A fact told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub title: String,
    /// More; may be empty.
    pub detail: String,
    /// On whose side.
    pub side: Side,
    /// True when a message, a document or a reply proves it.
    pub proof: bool,
}

fn us(title: impl Into<String>, detail: impl Into<String>) -> Told {
    Told { title: title.into(), detail: detail.into(), side: Side::Us, proof: false }
}

fn proof(title: impl Into<String>, detail: impl Into<String>) -> Told {
    Told { proof: true, ..us(title, detail) }
}

fn client(title: impl Into<String>, detail: impl Into<String>) -> Told {
    Told { side: Side::Client, ..us(title, detail) }
}

fn centre(title: impl Into<String>, detail: impl Into<String>) -> Told {
    Told { side: Side::Centre, ..us(title, detail) }
}

fn quoted(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!("«\u{a0}{note}\u{a0}»") }
}

fn message(tone: Tone) -> &'static str {
    tone.label()
}

/// The message and what became of it, in its gender: « Relance ferme envoyée ».
fn agreed(tone: Tone, became: &str, rest: &str) -> String {
    let ending = match tone {
        Tone::Courtesy | Tone::First | Tone::Last => "",
        Tone::Firm | Tone::FormalNotice => "e",
    };
    format!("{} {became}{ending}{rest}", message(tone))
}

pub(super) fn told(event: &E) -> Told {
    match event {
        E::ClientCreated => centre("Client créé", ""),
        E::ClientEdited { changes, .. } => privacy::edited(changes),
        E::ClientArchived { archived } => centre(if *archived { "Client archivé" } else { "Client repris des archives" }, ""),
        E::ClientsMerged { name, invoices } => centre(
            format!("Fiche «\u{a0}{name}\u{a0}» réunie à celle-ci"),
            match invoices {
                0 => "Elle n’avait pas de facture.".to_owned(),
                number => format!("{}.", count(u64::from(*number), "facture ou avoir repris", "factures et avoirs repris")),
            },
        ),
        E::ClientsParted { name } => centre(format!("Fiche séparée de «\u{a0}{name}\u{a0}»"), ""),
        E::InvoiceCreated { number, total, credit_note } => us(
            if *credit_note { format!("Avoir {number}") } else { format!("Facture {number}") },
            format!("{}, saisie à la main.", euros(*total)),
        ),
        E::InvoiceEdited { number } => centre(format!("Facture {number} modifiée"), ""),
        E::InvoiceWrittenOff { number, written_off: true } => {
            centre(format!("Facture {number} passée en perte"), "Elle ne sera plus relancée.")
        }
        E::InvoiceWrittenOff { number, written_off: false } => {
            centre(format!("Facture {number} reprise"), "Elle n’est plus passée en perte.")
        }
        E::InvoiceArchived { number, archived: true } => centre(format!("Facture {number} archivée"), ""),
        E::InvoiceArchived { number, archived: false } => centre(format!("Facture {number} reprise des archives"), ""),
        E::InvoiceRestarted { number } => centre(format!("Relances de {number} reprises du début"), ""),
        E::PdfAttached { number, sha256 } => {
            proof(format!("PDF de la facture {number} joint"), format!("Empreinte {}…", sha256.get(..12).unwrap_or(sha256)))
        }
        E::Imported { file_name, invoices, clients } => centre(
            format!("Import de {file_name}"),
            format!("{}, {}.", count(u64::from(*invoices), "facture", "factures"), count(u64::from(*clients), "client", "clients")),
        ),
        E::ImportUndone { file_name } => centre(format!("Import de {file_name} annulé"), ""),
        E::StatementRead { file_name, lines } => centre(
            format!("Relevé {file_name} importé"),
            format!("{}.", count(u64::from(*lines), "encaissement nouveau", "encaissements nouveaux")),
        ),
        E::LineMatched { amount, tied: true } => centre(format!("Encaissement de {} rapproché du relevé", euros(*amount)), ""),
        E::LineMatched { amount, tied: false } => centre(format!("Rapprochement de {} annulé", euros(*amount)), ""),
        E::PaymentRecorded { amount, received_on, reference } => Told {
            proof: true,
            ..client(
                format!("Paiement de {}", euros(*amount)),
                format!("Reçu le {}. {reference}", long_date(*received_on)).trim().to_owned(),
            )
        },
        E::PaymentCancelled { amount } => client(format!("Paiement de {} annulé", euros(*amount)), "Ce qu’il réglait est de nouveau dû."),
        E::PaymentRejected(fact) => claim::rejected(fact),
        E::PaymentRestored { amount } => centre(format!("Paiement de {} rétabli", euros(*amount)), "Il règle de nouveau ce qu’il réglait."),
        E::PenaltiesPaid(fact) => claim::paid(fact),
        E::PenaltiesWaived(fact) => claim::waived(fact),
        E::WaiverTakenBack(fact) => claim::waiver_taken_back(fact),
        E::LimitationInterrupted(fact) => claim::interrupted(fact),
        E::InterruptionTakenBack(fact) => claim::interruption_taken_back(fact),
        E::DiscountGranted { number, amount } => {
            us(format!("Escompte de {} accordé sur {number}", euros(*amount)), "Payée dans le délai de l’escompte\u{a0}: elle est soldée.")
        }
        E::Allocated { amount, number, put: true } => centre(format!("{} affectés à {number}", euros(*amount)), ""),
        E::Allocated { amount, number, put: false } => centre(format!("{} retirés de {number}", euros(*amount)), ""),
        E::DisputeOpened(fact::desk::Dispute { amount, answer_by, note }) => {
            let part = amount.map_or_else(|| "Toute la somme est contestée.".to_owned(), |amount| format!("{} contestés.", euros(amount)));
            let answer = answer_by.map_or_else(String::new, |day| format!(" Réponse attendue le {}.", short_date(day)));
            client("Litige ouvert", format!("{part}{answer} {}", quoted(note)).trim().to_owned())
        }
        E::PromiseMade(fact::desk::Promise { amount, due_on, note }) => {
            let sum = amount.map_or_else(String::new, |amount| format!("{} ", euros(amount)));
            client("Promesse de règlement", format!("{sum}pour le {}. {}", long_date(*due_on), quoted(note)).trim().to_owned())
        }
        E::Paused { until, note } => {
            let end = until.map_or_else(|| "Jusqu’à nouvel ordre.".to_owned(), |day| format!("Jusqu’au {}.", long_date(day)));
            centre("Relances suspendues", format!("{end} {}", quoted(note)).trim().to_owned())
        }
        E::HoldReleased { hold } => centre(
            match hold.as_str() {
                "dispute" => "Litige levé",
                "promise" => "Promesse levée",
                "instalments" => "Échéancier levé",
                _ => "Relances reprises",
            },
            "",
        ),
        E::TriageConfirmed { step, invoices } if step.is_empty() => centre(
            "Laissé de côté au tri",
            format!("{} ne seront pas relancées d’elles-mêmes.", count(u64::from(*invoices), "facture", "factures")),
        ),
        E::TriageConfirmed { step, invoices } => centre(
            "Dossier repris à l’import",
            format!("Étape «\u{a0}{step}\u{a0}» pour {}.", count(u64::from(*invoices), "facture", "factures")),
        ),
        E::StepSkipped { step, reason } => us(format!("Étape «\u{a0}{step}\u{a0}» passée"), quoted(reason)),
        E::ReminderDrafted { tone, amount } => us(agreed(*tone, "prêt", " à relire"), format!("{} à réclamer.", euros(*amount))),
        E::ReminderEdited => us("Message modifié", ""),
        E::ReminderToneChanged { tone, softer } => {
            us(if *softer { "Message adouci" } else { "Message durci" }, format!("Nouveau ton\u{a0}: {}.", message(*tone).to_lowercase()))
        }
        E::LegalAccepted { findings } => us("Points du contrôle juridique acceptés", findings.join(" ")),
        E::ReminderApproved(fact) => {
            us(format!("{}\u{a0}: envoi approuvé", message(fact.tone)), format!("{} à {}.", euros(fact.amount), fact.recipient))
        }
        E::ReminderAutomatic(fact) => us(
            format!("{}\u{a0}: envoi automatique", message(fact.tone)),
            format!("{} à {}, annoncé le {}.", euros(fact.amount), fact.recipient, short_date(fact.announced_on)),
        ),
        E::ForewarningRetained { tone, retained: true } => us(format!("{} retenu avant son départ", message(*tone)), ""),
        E::ForewarningRetained { tone, retained: false } => us(format!("{}\u{a0}: départ automatique rétabli", message(*tone)), ""),
        E::ReceiptsConfirmed { told } => centre("Encaissements dits à jour", told.clone()),
        E::ReminderWithdrawn { why } => us("Message repris en brouillon", sentence(why)),
        E::ReminderCancelled { why } => us("Message annulé", sentence(why)),
        E::ReminderSent(fact) => proof(
            message(fact.tone),
            format!("E-mail à {}, {}, {}.", fact.recipient, count(u64::from(fact.invoices), "facture", "factures"), euros(fact.amount)),
        ),
        E::ReminderFailed { recipient, why } => us("Message refusé", format!("{recipient}\u{a0}: {}", sentence(why))),
        E::ReminderUncertain { recipient, why } => us("Envoi incertain", format!("{recipient}\u{a0}: {}", sentence(why))),
        E::ReminderWritten { recipient } => us("Message écrit dans un dossier", format!("À {recipient}, à envoyer par vous.")),
        E::UncertainSettled { verdict } => us(
            "Envoi incertain vérifié",
            match verdict.as_str() {
                "arrived" => "Vous avez indiqué qu’il est arrivé.",
                "send_again" => "Vous avez demandé de renvoyer le même message.",
                _ => "Vous l’avez laissé de côté.",
            },
        ),
        E::Bounced { recipient } => {
            Told { proof: true, ..client("Message non distribué", format!("L’adresse {recipient} ne reçoit pas.")) }
        }
        E::HandedOver { tone, amount } => us(agreed(*tone, "envoyé", " hors d’Échu"), format!("{}, noté à la main.", euros(*amount))),
        E::LetterFrozen(fact) => letter::frozen(fact),
        E::PaperKept(fact) => {
            let digest = fact.sha256.get(..12).unwrap_or(&fact.sha256);
            us(format!("{}, courrier établi", fact.label), format!("Empreinte {digest}…"))
        }
        E::LetterPosted(fact) => letter::posted(fact),
        E::LetterPresented(fact) => letter::presented(fact),
        E::LetterDelivered(fact) => letter::delivered(fact),
        E::LetterReturned(fact) => letter::returned(fact),
        E::LetterProof(fact) => letter::evidence(fact),
        E::LetterCancelled(fact) => letter::set_aside(fact),
        E::AgreementMade(fact) => agreement::made(fact),
        E::AgreementSigned(fact) => agreement::signed(fact),
        E::AgreementWarned(fact) => agreement::warned(fact),
        E::AgreementForfeited(fact) => agreement::forfeited(fact),
        E::AgreementClosed(fact) => agreement::closed(fact),
        E::ProceedingOpened(fact) => proceeding::opened(fact),
        E::ProceedingFollowed(fact) => proceeding::followed(fact),
        E::ProceedingStep(fact) => proceeding::noted(fact),
        E::ProceedingStepTakenBack(fact) => proceeding::taken_back(fact),
        E::ProceedingClosed(fact) => proceeding::closed(fact),
        E::TermReminderDrafted(fact) => agreement::reminder_drafted(fact),
        E::TermReminderApproved(fact) => agreement::reminder_approved(fact),
        E::TermReminderSent(fact) => agreement::reminder_sent(fact),
        E::TermReminderHandedOver(fact) => agreement::reminder_handed_over(fact),
        E::AgreementReminded(fact) => agreement::reminded(*fact),
        E::DossierMade(fact) => dossier::made(fact),
        E::CallNoted(fact) => desk::call(fact),
        E::SmsSent(fact) => desk::sms(fact),
        E::NoteSent(fact) => desk::note_sent(fact),
        E::FollowUpDropped => centre("Rappel prévu abandonné", ""),
        E::HoldDocument(fact) => desk::document(fact),
        E::Decided(fact) => desk::decided(fact),
        E::DecisionTakenBack(fact) => desk::taken_back(fact),
        E::ClosureSet(fact) => desk::closed(fact),
        E::ClosureLifted => centre("Pause de toutes les relances levée", ""),
        E::CareSet { care } => centre(if *care { "Client à ménager" } else { "N’est plus un client à ménager" }, ""),
        E::PlanFollowed(fact) => desk::followed(fact),
        E::InsolvencySet(fact) => desk::insolvency(fact),
        E::SolvencyChecked(fact) => desk::looked(fact),
        E::LossNoted(fact) => desk::lost(fact),
        E::SafeguardNoted(fact) => desk::safeguarded(fact),
        E::DebitRejected(fact) => desk::rejected(fact),
        E::DoubtCleared(fact) => desk::cleared(fact),
        E::SettingsChanged { what } => centre("Réglages modifiés", what.clone()),
        E::BaseRestored { of } => {
            let from = format!("Sauvegarde du {} à {}. Ce qui suit cette date a été noté après.", long_date(of.date()), of.format("%H:%M"));
            centre("Sauvegarde restaurée", from)
        }
        E::SendingSuspended { why } => {
            let sentence = crate::pacing::Suspension::from_key(why).map_or(String::new(), |reason| reason.sentence().to_owned());
            centre("Envois suspendus", sentence)
        }
        E::SendingPaused => centre("Envois mis en pause", ""),
        E::SendingResumed => centre("Envois repris", ""),
        E::Restricted(fact) => privacy::restricted(fact),
        E::DataErased(fact) => privacy::erased(*fact),
        E::DataHandedOver(fact) => privacy::access(fact),
        E::DataPurged(fact) => privacy::purged(fact),
        E::ErasedReturned(fact) => privacy::returned(*fact),
        E::BackupsDropped(fact) => privacy::backups(*fact),
    }
}

/// A reason as a sentence: first letter up, a full stop at the end.
fn sentence(why: &str) -> String {
    let mut letters = why.chars();
    let Some(first) = letters.next() else { return String::new() };
    let end = if why.ends_with(['.', '!', '?', '…']) { "" } else { "." };
    format!("{}{}{end}", first.to_uppercase(), letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Cents;

    #[test]
    fn a_message_agrees_with_what_became_of_it() {
        let title = |tone| E::HandedOver { tone, amount: Cents(100) }.tell().title;
        assert_eq!(title(Tone::First), "1er rappel envoyé hors d’Échu");
        assert_eq!(title(Tone::Firm), "Relance ferme envoyée hors d’Échu");
        let drafted = E::ReminderDrafted { tone: Tone::Firm, amount: Cents(100) };
        assert_eq!(drafted.tell().title, "Relance ferme prête à relire");
    }
}
