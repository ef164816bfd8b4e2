//! What is done each day: reminders, letters, what leaves, what comes next.
use super::named::*;

crate::commands! { Desk
    /// What there is to do today.
    today(today: TodayRequest) -> TodayView, reads [Ledger, Plan, Outbox, Letters, Settings];
    /// Makes the drafts of the day. Sends nothing; a second call adds only what is new.
    prepare_reminders(reminders: Nothing) -> Outcome<Prepared>;
    /// One message, with what one needs to judge it.
    reminder(reminders: ReminderRequest) -> ReminderView, reads [Ledger, Plan, Outbox];
    /// Changes the words of a draft.
    edit_reminder(reminders: EditReminder) -> Outcome<ReminderId>;
    /// Says the user’s own sentence in a draft, after the greeting, whatever the tone.
    say_in_reminder(reminders: SayInReminder) -> Outcome<ReminderId>;
    /// Writes a draft again one tone milder or harder; it keeps that tone until it leaves.
    change_tone(reminders: ChangeTone) -> Outcome<ReminderId>;
    /// Freezes the facts and queues one sending a message, in one transaction.
    approve_reminders(reminders: ApproveReminders) -> Outcome<Approved>;
    /// Drops a draft. Its step comes back the next day.
    discard_reminder(reminders: ReminderRequest) -> Outcome<ReminderId>;
    /// Drops a draft and pauses the client until a day.
    postpone_reminder(reminders: PostponeReminder) -> Outcome<ReminderId>;
    /// A draft for a client whom the plan holds back, when the user insists.
    draft_reminder(reminders: DraftReminder) -> Outcome<ReminderId>;
    /// Counts the next step of an invoice as skipped, with a reason.
    skip_step(reminders: SkipStep) -> Outcome<InvoiceId>;
    /// Saves the message as an .eml file where the user says. False when he gave up.
    export_reminder(reminders: ReminderRequest) -> bool;
    /// Opens the message as a draft in the user’s own mail program; he then says whether he sent it.
    open_in_mailer(reminders: ReminderRequest) -> Outcome<ReminderId>;
    /// The user says that he sent the message from his own mail program.
    mark_handed_over(reminders: ReminderRequest) -> Outcome<ReminderId>;
    /// What will leave by itself, announced on the working day before.
    forewarning(automatic: Nothing) -> ForewarningView, reads [Ledger, Plan, Outbox, Settings];
    /// « Retenir »: messages that were to leave by themselves wait to be read; or the other way.
    retain_forewarned(automatic: RetainRequest) -> Outcome<u32>;
    /// The words of a message that will leave by itself.
    forewarned_message(automatic: ForewarnedRequest) -> ForewarnedMessage, reads [Ledger, Plan, Outbox, Settings];
    /// Up to when the money received is known.
    receipts(automatic: Nothing) -> ReceiptsView, reads [Ledger, Outbox, Settings];
    /// « Mes encaissements sont à jour »: a person says so.
    confirm_receipts(automatic: Nothing) -> Outcome<bool>;
    /// What left, what waits, for when and why.
    outbox(outbox: Nothing) -> OutboxView, reads [Outbox];
    /// The state of sending.
    sender(outbox: Nothing) -> SenderView, reads [Outbox, Settings];
    /// Stops what has not left; the messages are drafts again.
    withdraw_dispatches(outbox: WithdrawDispatches) -> Outcome<Withdrawn>;
    /// Tries again what was refused or set aside, after a correction.
    requeue_dispatch(outbox: DispatchRequest) -> Outcome<DispatchId>;
    /// Settles an uncertain sending on a person’s word.
    confirm_dispatch(outbox: ConfirmDispatch) -> Outcome<DispatchId>;
    /// The user received a non-delivery notice: the step is to be done again.
    mark_bounced(outbox: MarkBounced) -> Outcome<DispatchId>;
    /// Nothing leaves until the user resumes.
    pause_sending(outbox: Nothing) -> Outcome<SenderView>;
    /// « Reprendre »: a person lifts a pause or a suspension.
    resume_sending(outbox: Nothing) -> Outcome<SenderView>;
    /// Letters to prepare, to post, and posted.
    letters(letters: Nothing) -> LettersView, reads [Letters, Ledger, Plan];
    /// The notice for a client, as it would be frozen today.
    preview_letter(letters: LetterDraftRequest) -> LetterPreview, reads [Ledger, Plan, Settings];
    /// What may be written to a client today, and why not the rest.
    papers_for(papers: PapersRequest) -> PaperChoices, reads [Ledger, Plan, Settings];
    /// A letter as it would be kept today.
    preview_paper(papers: PaperDraft) -> PaperPreview, reads [Ledger, Plan, Settings];
    /// Keeps a letter with its hash, to print or to join.
    freeze_paper(papers: FreezePaper) -> Outcome<FrozenPaper>;
    /// Numbers and freezes the notice: number, bytes and hash never change after.
    freeze_letter(letters: FreezeLetter) -> Outcome<Frozen>;
    /// Opens the frozen PDF in the system’s viewer, to print.
    open_letter(letters: LetterRequest) -> Outcome<DocumentId>;
    /// The kit of a letter: what the slip asks for, what to join, what to check.
    posting_kit(letters: LetterRequest) -> PostingKit, reads [Letters, Ledger, Settings];
    /// Ticks a line of the checklist, or unticks it.
    check_posting(letters: CheckPosting) -> Outcome<bool>;
    /// Opens the sheet that holds what the slip asks for. Gives its pages.
    open_slip(letters: LetterRequest) -> u32;
    /// Opens « bordereau du jour ». Gives how many letters are on it.
    open_daily_list(letters: Nothing) -> u32;
    /// Photos and scans kept with a letter, oldest first.
    letter_proofs(letters: LetterRequest) -> Vec<LetterProof>, reads [Letters];
    /// Keeps a photo or a scan with a letter, as it is, with its hash.
    attach_proof(letters: AttachProof) -> Outcome<LetterProof>;
    /// Takes away a file joined by mistake; the history says both.
    remove_proof(letters: ProofRequest) -> Outcome<i64>;
    /// Records the posting of a letter on paper: the step is done.
    mark_posted(letters: MarkPosted) -> Outcome<LetterRow>;
    /// Records the deposit of an electronic letter: the step is done.
    mark_deposited(letters: MarkDeposited) -> Outcome<LetterRow>;
    /// Records the first presentation: the deadline starts.
    mark_presented(letters: MarkLetter) -> Outcome<LetterRow>;
    /// Records the signed receipt.
    mark_delivered(letters: MarkLetter) -> Outcome<LetterRow>;
    /// Records that the letter came back.
    mark_returned(letters: MarkReturned) -> Outcome<LetterRow>;
    /// Sets aside a letter that was not posted.
    cancel_letter(letters: LetterRequest) -> Outcome<LetterRow>;
    /// Checks the look of a tracking number.
    check_tracking(letters: TrackingRequest) -> TrackingCheck;
    /// The bytes of a document.
    document(letters: DocumentRequest) -> DocumentView;
    /// Opens a document in the system’s viewer.
    open_document(letters: DocumentRequest) -> DocumentId;
    /// Every event of a client, newest first.
    timeline(timeline: TimelineRequest) -> Vec<TimelineRow>, reads [Timeline, Ledger];
    /// A message as it was sent.
    message(timeline: MessageRequest) -> MessageView, reads [Outbox];
    /// Saves the bytes of a sent message as .eml where the user says. False when he gave up.
    export_message(timeline: MessageRequest) -> bool;
    /// « À décider »: who is at the end of his plan, and what was decided.
    ending(decisions: Nothing) -> EndingView, reads [Ledger, Plan, Letters, Settings];
    /// Stores what the owner decides; the case comes back on its day.
    decide(decisions: Decide) -> Outcome<DecisionMade>;
    /// « 0 client sans prochaine étape »: the list each late client is in.
    everyone(decisions: Nothing) -> EveryoneView, reads [Ledger, Plan, Outbox, Letters, Settings];
    /// « À corriger »: all of it, with counts.
    to_fix(to_fix: Nothing) -> ToFixView, reads [Ledger, Plan, Settings];
    /// Mends one field in place.
    correct(to_fix: Correct) -> Outcome<ClientId>;
    /// Says that what looked wrong is right.
    clear_doubt(to_fix: ClearDoubt) -> Outcome<ClientId>;
    /// Plans of reminders, in the order of their making.
    plans(plans: Nothing) -> Vec<PlanView>, reads [Plan, Ledger];
    /// The ways to reach a client, and the tones of each.
    channels(plans: Nothing) -> Vec<ChannelView>;
    /// Puts a plan being written in order, and says what is wrong in it.
    check_plan(plans: PlanDraft) -> PlanCheck, reads [Settings];
    /// Keeps a plan; what waited for a step that changed is dropped.
    save_plan(plans: PlanDraft) -> Outcome<SavedPlan>;
    /// Makes a plan the one of the clients that name none.
    default_plan(plans: PlanRequest) -> Outcome<PlanId>;
    /// Retires a plan: its clients take the default one.
    retire_plan(plans: PlanRequest) -> Outcome<PlanId>;
    /// What a client would get, were nothing paid.
    simulate_plan(plans: SimulatePlan) -> Vec<ComingContact>, reads [Ledger, Plan, Settings];
    /// Whether plans follow how clients pay, and which plan each way of paying gets.
    following(plans: Nothing) -> Following, reads [Plan, Settings];
    /// Keeps it.
    save_following(plans: Following) -> Outcome<Following>;
    /// Every text that may be replaced, for each kind of debtor.
    templates(texts: Nothing) -> Vec<TemplateRow>, reads [Settings];
    /// A text, its closed set of names, and what it may not lose.
    template(texts: TemplateRequest) -> TemplateView, reads [Settings];
    /// What is wrong in a text being written.
    check_template(texts: CheckTemplate) -> TemplateCheck;
    /// What a text being written gives, for a client or an invented one.
    preview_template(texts: PreviewTemplate) -> TemplatePreview;
    /// Keeps a text as a new revision.
    save_template(texts: SaveTemplate) -> Outcome<TemplateView>;
    /// Puts the text of origin back, as a new revision.
    restore_template(texts: TemplateRequest) -> Outcome<TemplateView>;
    /// Late clients of an import, with a step proposed by age.
    triage(triage: Nothing) -> TriageView, reads [Ledger, Plan];
    /// What would follow, in French.
    preview_triage(triage: PreviewTriage) -> String;
    /// Confirms the triage. Gives how many clients it settles.
    confirm_triage(triage: ConfirmTriage) -> Outcome<u32>;
}
