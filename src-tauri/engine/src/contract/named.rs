//! Every type that the contract names, by the commands that own it.
pub(super) use crate::commands::Nothing;
pub(super) use crate::commands::agreements::{
    AgreementDraft, AgreementRequest, AgreementView, AgreementsRequest, DraftAgreement, ForfeitAgreement, RecordAgreement, RemindAgreement,
    SignAgreement, WarnAgreement,
};
pub(super) use crate::commands::automatic::{ForewarnedMessage, ForewarnedRequest, ForewarningView, ReceiptsView, RetainRequest};
pub(super) use crate::commands::backups::{
    BackupRequest, BackupRow, BringBackup, FoundBackups, HealthView, OpeningView, RestorePreview, RestoredView, SealSecondPlace,
    SupportReport,
};
pub(super) use crate::commands::bank::{
    CommitStatement, FileContent, FileRequest, LineRequest, MatchLine, MatchingView, OpenStatement, StatementDraft, StatementRead,
    StatementRequest, StatementRow, TieLine,
};
pub(super) use crate::commands::clients::{
    AddressPreview, AddressRequest, ArchiveClient, ClientList, ClientPage, ClientRequest, ClientsRequest, SaveClient, Saved,
};
pub(super) use crate::commands::dashboard::{DashboardView, EffectsView, ExportFigure, FigureRequest};
pub(super) use crate::commands::decisions::{Decide, DecisionMade, EndingView, EveryoneView};
pub(super) use crate::commands::demo::{DemoState, SearchHit, SearchRequest};
pub(super) use crate::commands::dossier::{DossierMade, DossierPreview, DossierRequest};
pub(super) use crate::commands::duplicates::{DuplicatesView, MergeClients, MergePreview, MergeRequest, MergedRow, SetApart, UndoMerge};
pub(super) use crate::commands::exports::{ExportView, SaveExport, SavedExport, SavedFile, TakeoutView};
pub(super) use crate::commands::holds::{
    AttachHoldDocument, CallCardView, ClosureView, HoldDocument, HoldDocumentRequest, HoldRequest, HoldView, HoldsRequest, LiftClosure,
    MarkSmsSent, NoteCall, NoteRequest, NoteView, PlaceHold, RejectDebit, SetCare, SetClosure, SetInsolvency, SmsRequest, SmsView,
};
pub(super) use crate::commands::import::{
    AnswerImport, CommitImport, FindInImport, ImportDraft, ImportDraftRequest, ImportRequest, ImportRow, Imported, MapImport,
    MatchImportClient, OpenImport, PickFile, PickedFile,
};
pub(super) use crate::commands::invoices::{
    ArchiveInvoice, AttachPdf, DueDateRequest, DueDateView, InvoiceList, InvoicePage, InvoiceRequest, InvoiceStep, InvoiceStepsRequest,
    InvoicesRequest, RestartInvoice, SaveInvoice, WriteOffInvoice,
};
pub(super) use crate::commands::letters::{
    AttachProof, CheckPosting, DocumentRequest, DocumentView, FreezeLetter, Frozen, LetterDraftRequest, LetterPreview, LetterProof,
    LetterRequest, LetterRow, LettersView, MarkDeposited, MarkLetter, MarkPosted, MarkReturned, PostingKit, ProofRequest, TrackingCheck,
    TrackingRequest,
};
pub(super) use crate::commands::limitations::{InterruptionRequest, LimitationRow, LimitationsRequest, RecordInterruption};
pub(super) use crate::commands::losses::{LossView, NoteLoss};
pub(super) use crate::commands::outbox::{
    ConfirmDispatch, DispatchRequest, MarkBounced, OutboxView, SenderView, WithdrawDispatches, Withdrawn,
};
pub(super) use crate::commands::papers::{FreezePaper, FrozenPaper, PaperChoices, PaperDraft, PaperPreview, PapersRequest};
pub(super) use crate::commands::payments::{
    Allocate, AllocationProposal, PaymentRequest, PaymentView, PaymentsRequest, ProposeAllocation, RecordPayment, Recorded, RejectPayment,
    Unallocate,
};
pub(super) use crate::commands::penalties::{PenaltiesRequest, PenaltyPaymentRequest, PenaltyRow, WaivePenalties, WaiverRequest};
pub(super) use crate::commands::plans::{ChannelView, ComingContact, PlanCheck, PlanDraft, PlanRequest, PlanView, SavedPlan, SimulatePlan};
pub(super) use crate::commands::privacy::{
    EraseClient, ErasedView, ErasurePreview, ErasureRequest, HandedOver, PrivacyRequest, PrivacySettings, PrivacyView, Purge,
    RestrictClient, SaveYearEnd, Typed,
};
pub(super) use crate::commands::proceedings::{
    AttachCaseProof, CasePaperDraft, CasePaperRequest, CloseProceeding, FollowProceeding, FreezeCasePaper, NoteProceedingStep,
    OpenProceeding, PostCasePaper, ProceedingStepRequest, ProceedingView, ProceedingsRequest, RemoveCaseProof, RoutesRequest, RoutesView,
    SayMerchants, WeighRequest, WeighView,
};
pub(super) use crate::commands::reminders::{
    ApproveReminders, Approved, ChangeTone, DraftReminder, EditReminder, PostponeReminder, Prepared, ReminderRequest, ReminderView,
    SayInReminder, SkipStep,
};
pub(super) use crate::commands::reports::{ExportReport, ReportPage, ReportRequest, ReportView};
pub(super) use crate::commands::safeguards::{SafeguardView, SaveSafeguard, SetOff};
pub(super) use crate::commands::settings::{
    AccountRequest, ApplicationView, ClientAccountRequest, ClientAccountView, EnvelopeView, FieldProblem, ImportRates, MailTest,
    MissingRate, Options, PresetRequest, PresetView, ProviderPage, RateKeys, RateRequest, RateRow, SaveApplication, SaveCreditor,
    SaveMailAccount, SaveOptions, SavePicture, SaveRate, SaveRateKey, SetClientAccount, SettingsView, Stationery, TestMail,
};
pub(super) use crate::commands::standing::{NoteSolvency, OpenRegister, StandingView, TakePlan};
pub(super) use crate::commands::texts::{
    CheckTemplate, PreviewTemplate, SaveTemplate, TemplateCheck, TemplatePreview, TemplateRequest, TemplateRow, TemplateView,
};
pub(super) use crate::commands::timeline::{MessageRequest, MessageView, TimelineRequest, TimelineRow};
pub(super) use crate::commands::to_fix::{ClearDoubt, Correct, ToFixView};
pub(super) use crate::commands::today::{TodayRequest, TodayView};
pub(super) use crate::commands::triage::{ConfirmTriage, PreviewTriage, TriageView};
pub(super) use crate::commands::updates::VersionView;
pub(super) use crate::commands::watch::{DismissWatched, WatchView};
pub(super) use crate::import::{ImportFound, ImportPreview};
pub(super) use crate::store::Outcome;
pub(super) use crate::store::following::Following;
pub(super) use echu_core::clauses::{Clauses, ClausesRequest};
pub(super) use echu_core::ids::*;
pub(super) use echu_core::interest::{PenaltyRequest, PenaltyResponse};
pub(super) use echu_core::mentions::{Mention, MentionsRequest};
pub(super) use echu_core::money::Cents;
