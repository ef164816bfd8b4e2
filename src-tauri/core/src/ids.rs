//! Identities of stored things. Newtypes, so that a client's id never stands for an invoice's.
use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(type = "number", export_to = "contract.gen.ts"))]
            pub struct $name(pub i64);
        )+
    };
}

ids! {
    /// A client.
    ClientId;
    /// An invoice or a credit note.
    InvoiceId;
    /// A payment received.
    PaymentId;
    /// Money put against an invoice.
    AllocationId;
    /// Money put against the penalties of an invoice.
    PenaltyPaymentId;
    /// Penalties given up.
    WaiverId;
    /// What started the time to act again.
    InterruptionId;
    /// A line of a bank statement.
    BankLineId;
    /// A bank statement read.
    StatementId;
    /// A hold: dispute, promise, pause, instalments.
    HoldId;
    /// An échéancier agreed with a client.
    AgreementId;
    /// A case followed after the notice.
    ProceedingId;
    /// A step of it.
    ProceedingStepId;
    /// A mail account.
    MailAccountId;
    /// A dunning plan.
    PlanId;
    /// A step of a plan.
    StepId;
    /// A reminder: one contact to one client.
    ReminderId;
    /// One sending of a reminder.
    DispatchId;
    /// A frozen document: a letter's PDF, an invoice's PDF.
    DocumentId;
    /// One import of a file.
    ImportId;
    /// An event of the history.
    EventId;
}
