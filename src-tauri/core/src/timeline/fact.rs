//! The facts of the history, as they are stored; those of one matter each in their file.
pub mod agreement;
pub mod claim;
pub mod desk;
pub mod dossier;
pub mod letter;
pub mod message;
pub mod privacy;
pub mod proceeding;

use crate::dunning::Tone;
use crate::ids::ImportId;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A fact of the history, as stored: append-only, read for ever, so a field may be added but never change its meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum EventKind {
    /// A client was created.
    ClientCreated,
    /// A client's card was changed.
    ClientEdited {
        /// What it held and holds; empty for a fact older than this field.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        changes: Vec<privacy::Change>,
        /// The import that completed it, which taking it back undoes; none: a person did.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        import: Option<ImportId>,
    },
    /// A client was archived, or taken back.
    ClientArchived {
        /// True: archived.
        archived: bool,
    },
    /// Another card of the same client was united with his.
    ClientsMerged {
        /// The name on the other card.
        name: String,
        /// Invoices and credit notes that came with it.
        invoices: u32,
    },
    /// Two cards that had been united are two again.
    ClientsParted {
        /// The name on the other card.
        name: String,
    },
    /// An invoice or a credit note was typed.
    InvoiceCreated {
        /// Its number.
        number: String,
        /// TTC, in cents.
        total: Cents,
        /// A credit note.
        credit_note: bool,
    },
    /// An invoice was changed.
    InvoiceEdited {
        /// Its number.
        number: String,
    },
    /// An invoice was passed as a loss, or taken back.
    InvoiceWrittenOff {
        /// Its number.
        number: String,
        /// False: taken back.
        written_off: bool,
    },
    /// An invoice was set aside, or taken back.
    InvoiceArchived {
        /// Its number.
        number: String,
        /// False: taken back.
        archived: bool,
    },
    /// The reminders of an invoice start again from the first step.
    InvoiceRestarted {
        /// Its number.
        number: String,
    },
    /// The PDF of an invoice was attached.
    PdfAttached {
        /// The invoice's number.
        number: String,
        /// Of the file.
        sha256: String,
    },
    /// A file was imported.
    Imported {
        /// Its name.
        file_name: String,
        /// Invoices made.
        invoices: u32,
        /// Clients made.
        clients: u32,
    },
    /// An import was taken back.
    ImportUndone {
        /// The file's name.
        file_name: String,
    },
    /// A bank statement was read.
    StatementRead {
        /// The file's name.
        file_name: String,
        /// Lines it brought.
        lines: u32,
    },
    /// A line of the bank was tied to payments, or set free again.
    LineMatched {
        /// In cents.
        amount: Cents,
        /// True when tied.
        tied: bool,
    },
    /// Money was received.
    PaymentRecorded {
        /// In cents.
        amount: Cents,
        /// Day of credit.
        received_on: NaiveDate,
        /// The bank's wording.
        reference: String,
    },
    /// A payment was rejected or a mistake.
    PaymentCancelled {
        /// In cents.
        amount: Cents,
    },
    /// The bank took a payment back: a cheque or a direct debit that was rejected.
    PaymentRejected(claim::PaymentRejected),
    /// A payment cancelled or rejected by mistake stands again.
    PaymentRestored {
        /// In cents.
        amount: Cents,
    },
    /// Money was put against the penalties of an invoice, or taken back.
    PenaltiesPaid(claim::PenaltiesPaid),
    /// Penalties were given up.
    PenaltiesWaived(claim::PenaltiesWaived),
    /// Penalties given up are claimed again.
    WaiverTakenBack(claim::WaiverTakenBack),
    /// The time to act on an invoice started again.
    LimitationInterrupted(claim::Interrupted),
    /// What had started the time again was taken back.
    InterruptionTakenBack(claim::InterruptionTakenBack),
    /// A payment in time gained its discount.
    DiscountGranted {
        /// The invoice's number.
        number: String,
        /// In cents.
        amount: Cents,
    },
    /// Money or a credit note was put against invoices, or taken back.
    Allocated {
        /// In cents.
        amount: Cents,
        /// The invoice's number.
        number: String,
        /// False: taken back.
        put: bool,
    },
    /// A dispute was opened.
    DisputeOpened(desk::Dispute),
    /// A payment was promised.
    PromiseMade(desk::Promise),
    /// Reminders were suspended.
    Paused {
        /// Last day.
        until: Option<NaiveDate>,
        /// The user's words.
        note: String,
    },
    /// A hold was lifted.
    HoldReleased {
        /// "dispute", "promise", "pause"; an agreement has its own end.
        hold: String,
    },
    /// A paper about a dispute, a promise… was kept, or taken away.
    HoldDocument(desk::Paper),
    /// The owner decided at the end of a plan.
    Decided(desk::Decided),
    /// A decision was taken back.
    DecisionTakenBack(desk::TakenBack),
    /// The owner goes away: nothing leaves.
    ClosureSet(desk::Away),
    /// The owner is back.
    ClosureLifted,
    /// « Client à ménager », or not any more.
    CareSet {
        /// True: marked.
        care: bool,
    },
    /// A client follows another plan, which his way of paying chose.
    PlanFollowed(desk::PlanFollowed),
    /// Insolvency proceedings opened, or the mark was a mistake.
    InsolvencySet(desk::Insolvency),
    /// A public register was read.
    SolvencyChecked(desk::Looked),
    /// Why an invoice was lost, and what of its VAT, was noted.
    LossNoted(desk::LossNoted),
    /// What covers the money owed was noted.
    SafeguardNoted(desk::Safeguarded),
    /// The bank rejected the direct debit of an invoice.
    DebitRejected(desk::Rejected),
    /// A person said that what looked wrong is right.
    DoubtCleared(desk::Cleared),
    /// The backlog of an import was triaged.
    TriageConfirmed {
        /// Name of the step taken up; empty when left alone.
        step: String,
        /// Invoices it is about.
        invoices: u32,
    },
    /// A step will not be done.
    StepSkipped {
        /// Name of the step.
        step: String,
        /// The user's reason.
        reason: String,
    },
    /// A message was prepared.
    ReminderDrafted {
        /// Wording.
        tone: Tone,
        /// Claimed, in cents.
        amount: Cents,
    },
    /// The words of a message were changed.
    ReminderEdited,
    /// A message was made milder or harder than its step.
    ReminderToneChanged {
        /// The new wording.
        tone: Tone,
        /// True: milder.
        softer: bool,
    },
    /// A person accepted what the legal check asked about.
    LegalAccepted {
        /// Each, in French.
        findings: Vec<String>,
    },
    /// A person approved a message.
    ReminderApproved(message::Approved),
    /// The plan let a message go unread, as announced.
    ReminderAutomatic(message::Automatic),
    /// A person retained a message that was to leave by itself, or let it go again.
    ForewarningRetained {
        /// Wording.
        tone: Tone,
        /// False: let go again.
        retained: bool,
    },
    /// The user said that the money received was all noted.
    ReceiptsConfirmed {
        /// What he was told, in French.
        told: String,
    },
    /// An approved message was taken back, or its facts moved.
    ReminderWithdrawn {
        /// Why, in French.
        why: String,
    },
    /// A message will not leave.
    ReminderCancelled {
        /// Why, in French.
        why: String,
    },
    /// The server accepted a message.
    ReminderSent(message::Sent),
    /// The server refused a message, or all tries are spent.
    ReminderFailed {
        /// The address.
        recipient: String,
        /// Why, in French.
        why: String,
    },
    /// Nobody knows whether a message left.
    ReminderUncertain {
        /// The address.
        recipient: String,
        /// Why, in French.
        why: String,
    },
    /// A message was written as a file, for a person to send.
    ReminderWritten {
        /// The address.
        recipient: String,
    },
    /// A person said what became of an uncertain message.
    UncertainSettled {
        /// "arrived", "send_again", "give_up".
        verdict: String,
    },
    /// A non-delivery notice came back.
    Bounced {
        /// The address.
        recipient: String,
    },
    /// The user sent the message from his own mail program.
    HandedOver {
        /// Wording.
        tone: Tone,
        /// Claimed, in cents.
        amount: Cents,
    },
    /// A letter was numbered and frozen.
    LetterFrozen(letter::Frozen),
    /// Another letter was kept, to print or to join to a message.
    PaperKept(letter::PaperKept),
    /// A letter was posted.
    LetterPosted(letter::Posted),
    /// The post presented a letter for the first time.
    LetterPresented(letter::Presented),
    /// A letter was signed for.
    LetterDelivered(letter::Delivered),
    /// A letter came back.
    LetterReturned(letter::Returned),
    /// A photo or a scan that proves a letter was kept, or taken away.
    LetterProof(letter::Evidence),
    /// A letter was set aside before its posting.
    LetterCancelled(letter::Cancelled),
    /// An échéancier was agreed.
    AgreementMade(agreement::Made),
    /// The debtor signed it.
    AgreementSigned(agreement::Signed),
    /// He was put on notice to pay the terms he missed.
    AgreementWarned(agreement::Warned),
    /// The forfeiture of the term was notified.
    AgreementForfeited(agreement::Forfeited),
    /// It came to its end.
    AgreementClosed(agreement::Closed),
    /// A case was opened.
    ProceedingOpened(proceeding::Opened),
    /// Where it is followed was changed, or by whom.
    ProceedingFollowed(proceeding::Followed),
    /// A step of it was noted.
    ProceedingStep(proceeding::StepNoted),
    /// A step was taken back.
    ProceedingStepTakenBack(proceeding::StepNoted),
    /// It was closed.
    ProceedingClosed(proceeding::Closed),
    /// The reminder of a term was prepared.
    TermReminderDrafted(agreement::TermReminder),
    /// It was approved.
    TermReminderApproved(agreement::TermReminder),
    /// It left.
    TermReminderSent(agreement::TermReminder),
    /// A person sent it from his own mail program.
    TermReminderHandedOver(agreement::TermReminder),
    /// How long before each term it is reminded was changed.
    AgreementReminded(agreement::Reminded),
    /// An evidence file was made.
    DossierMade(dossier::Made),
    /// A person sent an SMS from his telephone.
    SmsSent(desk::Sms),
    /// The user sent from his own mail program a message that claims nothing.
    NoteSent(desk::Note),
    /// What was to be done after a call is dropped.
    FollowUpDropped,
    /// A call or a visit was made.
    CallNoted(desk::Call),
    /// Settings were changed.
    SettingsChanged {
        /// Which part, in French.
        what: String,
    },
    /// A backup took the place of the base.
    BaseRestored {
        /// When the backup was made, where the user is.
        of: chrono::NaiveDateTime,
    },
    /// Sending was suspended.
    SendingSuspended {
        /// Key of the reason.
        why: String,
    },
    /// A person paused sending.
    SendingPaused,
    /// A person resumed sending.
    SendingResumed,
    /// « Ne plus relancer », at the client's request.
    Restricted(privacy::Restricted),
    /// His personal data were erased.
    DataErased(privacy::Erased),
    /// Everything held about him was handed over to him.
    DataHandedOver(privacy::Access),
    /// What is past its retention was erased.
    DataPurged(privacy::Purged),
    /// Someone who had asked to be erased was entered again.
    ErasedReturned(privacy::Returned),
    /// Backups that held erased data were deleted.
    BackupsDropped(privacy::BackupsDropped),
}
