//! Clients, invoices, money, and what is agreed, disputed, pursued or proved.
use super::named::*;

crate::commands! { Affairs
    /// The reports that may be asked for.
    reports(reports: Nothing) -> Vec<ReportView>;
    /// A report of a day, of a time, of a client.
    report(reports: ReportRequest) -> ReportPage, reads [Ledger, Plan, Outbox, Letters, Settings];
    /// Saves a report where the user says, as pages, a workbook or a text. None when he gave up.
    export_report(reports: ExportReport) -> Option<SavedExport>;
    /// What is owed, what should come in, how fast money comes.
    dashboard(dashboard: Nothing) -> DashboardView, reads [Ledger, Plan];
    /// What each step brings, and what became of promises, penalties and disputes over twelve months.
    effects(dashboard: Nothing) -> EffectsView, reads [Ledger, Plan];
    /// What a figure of the dashboard is made of: rows whose total is that figure.
    figure(dashboard: FigureRequest) -> ReportPage, reads [Ledger, Plan, Outbox, Letters];
    /// Saves those rows where the user says. None when he gave up.
    export_figure(dashboard: ExportFigure) -> Option<SavedExport>;
    /// Clients, who owes most first.
    clients(clients: ClientsRequest) -> ClientList, reads [Ledger, Plan];
    /// All of a client.
    client(clients: ClientRequest) -> ClientPage, reads [Ledger, Plan, Timeline];
    /// Creates or changes a client.
    save_client(clients: SaveClient) -> Outcome<Saved>;
    /// Archives a client who owes nothing, or takes him back.
    archive_client(clients: ArchiveClient) -> Outcome<ClientId>;
    /// Clients who may be one, and those that were made one.
    duplicates(duplicates: Nothing) -> DuplicatesView, reads [Ledger, Outbox, Letters];
    /// How a client pays, and why; with what was read of him in the registers.
    client_standing(standing: ClientRequest) -> StandingView, reads [Ledger, Plan];
    /// A client follows the plan that a person chose.
    take_plan(standing: TakePlan) -> Outcome<ClientId>;
    /// A client follows the plan that his way of paying chooses.
    let_profile_choose(standing: ClientRequest) -> Outcome<ClientId>;
    /// Opens the page of a company in a public register, in the browser.
    open_register(standing: OpenRegister) -> bool;
    /// Keeps what a person read in a register.
    note_solvency(standing: NoteSolvency) -> Outcome<ClientId>;
    /// Guarantor, retention of title, ceiling, what the user owes him: what is recalled, what may be set off.
    safeguard_of(safeguards: ClientRequest) -> SafeguardView, reads [Ledger, Plan];
    /// Notes them.
    save_safeguard(safeguards: SaveSafeguard) -> Outcome<ClientId>;
    /// Sets off what both sides owe, once a person says that both debts are certain, liquid and due.
    set_off_debts(safeguards: SetOff) -> Outcome<Recorded>;
    /// What making two clients one would do.
    merge_preview(duplicates: MergeRequest) -> MergePreview, reads [Ledger, Plan, Outbox, Letters];
    /// Makes two clients one: everything of the one is of the other. Gives what to take back.
    merge_clients(duplicates: MergeClients) -> Outcome<MergedRow>;
    /// Takes a merge back, while nothing was sent to the one client.
    undo_merge(duplicates: UndoMerge) -> Outcome<ClientId>;
    /// A person says that two clients who look alike are two.
    set_apart(duplicates: SetApart) -> Outcome<bool>;
    /// The six lines of an address.
    preview_address(clients: AddressRequest) -> AddressPreview;
    /// Invoices, oldest due first.
    invoices(invoices: InvoicesRequest) -> InvoiceList, reads [Ledger, Plan];
    /// What comes next for some invoices of a list: those in sight.
    invoice_steps(invoices: InvoiceStepsRequest) -> Vec<InvoiceStep>, reads [Ledger, Plan, Outbox];
    /// All of an invoice.
    invoice(invoices: InvoiceRequest) -> InvoicePage, reads [Ledger, Plan, Timeline];
    /// Creates or changes an invoice or a credit note.
    save_invoice(invoices: SaveInvoice) -> Outcome<Saved>;
    /// Passes an invoice as a loss: it is never chased again.
    write_off_invoice(invoices: WriteOffInvoice) -> Outcome<InvoiceId>;
    /// What is noted of a loss, and what may be done of its VAT.
    loss_of(losses: InvoiceRequest) -> LossView, reads [Ledger];
    /// Notes why an invoice was lost, and the VAT of what is lost.
    note_loss(losses: NoteLoss) -> Outcome<InvoiceId>;
    /// Keeps the statement with the mention of the law.
    make_loss_note(losses: InvoiceRequest) -> Outcome<DocumentId>;
    /// Sets an invoice aside.
    archive_invoice(invoices: ArchiveInvoice) -> Outcome<InvoiceId>;
    /// Starts the reminders of an invoice again.
    restart_invoice(invoices: RestartInvoice) -> Outcome<InvoiceId>;
    /// Attaches the PDF of an invoice.
    attach_pdf(invoices: AttachPdf) -> Outcome<DocumentId>;
    /// The due date the terms give.
    due_date(invoices: DueDateRequest) -> DueDateView;
    /// Records money received and places it.
    record_payment(payments: RecordPayment) -> Outcome<Recorded>;
    /// What a payment would settle.
    propose_allocation(payments: ProposeAllocation) -> AllocationProposal;
    /// Puts a payment or a credit note against invoices. Gives what is left, in cents.
    allocate(payments: Allocate) -> Outcome<Cents>;
    /// Takes money back from an invoice.
    unallocate(payments: Unallocate) -> Outcome<AllocationId>;
    /// A payment typed by mistake: what it settled is owed again.
    cancel_payment(payments: PaymentRequest) -> Outcome<PaymentId>;
    /// A cheque or a direct debit that the bank took back.
    reject_payment(payments: RejectPayment) -> Outcome<PaymentId>;
    /// Puts a cancelled or rejected payment back on what it settled.
    restore_payment(payments: PaymentRequest) -> Outcome<PaymentId>;
    /// Invoices of a client on which penalties remain, those paid late first.
    penalties_of(penalties: PenaltiesRequest) -> Vec<PenaltyRow>, reads [Ledger, Letters, Settings];
    /// Gives up the penalties owed on an invoice: they are never claimed again.
    waive_penalties(penalties: WaivePenalties) -> Outcome<WaiverId>;
    /// Takes a waiver back: what it gave up is claimed again.
    take_back_waiver(penalties: WaiverRequest) -> Outcome<WaiverId>;
    /// Takes money back from the penalties of an invoice.
    unpay_penalties(penalties: PenaltyPaymentRequest) -> Outcome<PenaltyPaymentId>;
    /// A client’s payments, newest first.
    payments_of(payments: PaymentsRequest) -> Vec<PaymentView>, reads [Ledger];
    /// Counts an échéancier being thought out, and says what is wrong with its terms. Writes nothing.
    draft_agreement(agreements: DraftAgreement) -> AgreementDraft, reads [Ledger, Settings];
    /// Records an échéancier: its invoices are not reminded while it stands.
    record_agreement(agreements: RecordAgreement) -> Outcome<AgreementId>;
    /// A client’s échéanciers, newest first.
    agreements_of(agreements: AgreementsRequest) -> Vec<AgreementView>, reads [Ledger, Plan, Settings];
    /// Notes that the debtor signed, as an acknowledgement or not.
    sign_agreement(agreements: SignAgreement) -> Outcome<AgreementId>;
    /// Notes the formal notice to put things right.
    warn_agreement(agreements: WarnAgreement) -> Outcome<AgreementId>;
    /// Notes the forfeiture of the term: the whole is due again.
    forfeit_agreement(agreements: ForfeitAgreement) -> Outcome<AgreementId>;
    /// Changes how long before each term an échéancier is reminded.
    remind_agreement(agreements: RemindAgreement) -> Outcome<AgreementId>;
    /// Puts an end to an échéancier; kept to the end, what was promised of penalties is given up.
    close_agreement(agreements: AgreementRequest) -> Outcome<AgreementId>;
    /// « Que faire maintenant ? »: every route for a claim, judged on its facts.
    routes_of(proceedings: RoutesRequest) -> RoutesView, reads [Ledger, Plan, Letters, Settings];
    /// Keeps whether both sides are merchants.
    say_merchants(proceedings: SayMerchants) -> Outcome<ClientId>;
    /// « Ça vaut le coup ? »: counts the user’s own figures. Writes nothing.
    weigh_route(proceedings: WeighRequest) -> WeighView;
    /// Opens a case: the reminders of its invoices stop until it is closed.
    open_proceeding(proceedings: OpenProceeding) -> Outcome<ProceedingId>;
    /// Changes where a case is followed, and by whom.
    follow_proceeding(proceedings: FollowProceeding) -> Outcome<ProceedingId>;
    /// Notes a step of a case; a service, a summons, a seizure start the time to act again.
    note_proceeding_step(proceedings: NoteProceedingStep) -> Outcome<ProceedingStepId>;
    /// Takes back a step noted by mistake, and what it recorded of the time to act.
    take_back_proceeding_step(proceedings: ProceedingStepRequest) -> Outcome<ProceedingStepId>;
    /// The letter of a case as it would be frozen today.
    preview_case_paper(proceedings: CasePaperDraft) -> PaperPreview, reads [Ledger, Plan, Letters, Settings];
    /// Numbers and freezes the letter of a case: it waits to be posted.
    freeze_case_paper(proceedings: FreezeCasePaper) -> Outcome<FrozenPaper>;
    /// Records that the letter of a case left: this is its step.
    post_case_paper(proceedings: PostCasePaper) -> Outcome<i64>;
    /// Sets aside a letter of a case that never left.
    set_case_paper_aside(proceedings: CasePaperRequest) -> Outcome<i64>;
    /// Keeps the proof of its dispatch with a letter of a case.
    attach_case_proof(proceedings: AttachCaseProof) -> Outcome<i64>;
    /// Unties a proof joined by mistake.
    remove_case_proof(proceedings: RemoveCaseProof) -> Outcome<i64>;
    /// Closes a case: its invoices follow their plan again.
    close_proceeding(proceedings: CloseProceeding) -> Outcome<ProceedingId>;
    /// Cases of a client, or those of everyone that are open, with their deadlines.
    proceedings(proceedings: ProceedingsRequest) -> Vec<ProceedingView>, reads [Ledger, Plan, Settings];
    /// Open invoices near or past their last day to act, nearest first.
    limitations(limitations: LimitationsRequest) -> Vec<LimitationRow>, reads [Ledger];
    /// Records what starts the time to act again: never guessed, not even from a part payment.
    record_interruption(limitations: RecordInterruption) -> Outcome<InterruptionId>;
    /// Takes an interruption back.
    take_back_interruption(limitations: InterruptionRequest) -> Outcome<InterruptionId>;
    /// The clauses to print on quotes, general terms and invoices.
    payment_clauses(clauses: ClausesRequest) -> Clauses, reads [Settings];
    /// Which mentions an invoice bears, and the sentence to add for each that is missing.
    check_mentions(clauses: MentionsRequest) -> Vec<Mention>, reads [Settings];
    /// Stops reminders for a reason.
    place_hold(holds: PlaceHold) -> Outcome<HoldId>;
    /// Lifts a hold.
    release_hold(holds: HoldRequest) -> Outcome<HoldId>;
    /// A client’s holds, newest first.
    holds_of(holds: HoldsRequest) -> Vec<HoldView>, reads [Plan];
    /// Keeps a PDF or a photo about a hold, as it is, with its hash.
    attach_hold_document(holds: AttachHoldDocument) -> Outcome<HoldDocument>;
    /// Takes away a paper kept by mistake; the history says both.
    remove_hold_document(holds: HoldDocumentRequest) -> Outcome<HoldId>;
    /// Marks a client « à ménager », or takes the mark away.
    set_care(holds: SetCare) -> Outcome<ClientId>;
    /// Says that insolvency proceedings opened, or that they did not.
    set_insolvency(holds: SetInsolvency) -> Outcome<ClientId>;
    /// The bank rejected a direct debit: its invoice follows its plan.
    reject_debit(holds: RejectDebit) -> Outcome<InvoiceId>;
    /// Days away that stand and are not over, soonest first.
    closures(holds: Nothing) -> Vec<ClosureView>, reads [Plan];
    /// « Congés jusqu’au … »: puts everything in pause.
    set_closure(holds: SetClosure) -> Outcome<ClosureView>;
    /// The owner is back before, or does not go. Gives how many closures that ends.
    lift_closure(holds: LiftClosure) -> Outcome<u32>;
    /// What to dial, and what each outcome of the call would lead to.
    call_card(holds: HoldsRequest) -> CallCardView, reads [Ledger, Plan, Settings];
    /// Drops what was to be done after the last call.
    drop_follow_up(holds: HoldsRequest) -> Outcome<ClientId>;
    /// The SMS for a client, to copy.
    sms(holds: SmsRequest) -> SmsView, reads [Ledger, Plan, Settings];
    /// « C’est envoyé »: notes the SMS and does its step.
    mark_sms_sent(holds: MarkSmsSent) -> Outcome<ClientId>;
    /// A promise to confirm, an invoice to send again: the message, to open or to copy.
    note(holds: NoteRequest) -> NoteView, reads [Ledger, Plan, Settings];
    /// Opens it, with its files, in the user’s own mail program.
    open_note(holds: NoteRequest) -> NoteView;
    /// « C’est envoyé »: notes that message.
    mark_note_sent(holds: NoteRequest) -> Outcome<ClientId>;
    /// Records a call or a visit: it counts as a contact, does the steps that are ready, and stores what follows.
    note_call(holds: NoteCall) -> Outcome<ClientId>;
    /// What an evidence file would hold, and what is missing from it. Writes nothing.
    dossier_preview(dossier: DossierRequest) -> DossierPreview, reads [Ledger, Plan, Outbox, Letters, Timeline, Settings];
    /// Makes an evidence file where the user says. None when he gave up.
    make_dossier(dossier: DossierRequest) -> Option<DossierMade>;
    /// Late interest and the recovery indemnity for any amounts.
    compute_penalties(calculator: PenaltyRequest) -> PenaltyResponse;
}
