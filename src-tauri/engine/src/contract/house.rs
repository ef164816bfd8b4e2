//! What goes in and out, what keeps it safe, and how the app is set.
use super::named::*;

crate::commands! { House
    /// Everything on the settings screen.
    settings(settings: Nothing) -> SettingsView, reads [Settings, Ledger, Outbox];
    /// Keeps your identity. Gives what deserves a look.
    save_creditor(settings: SaveCreditor) -> Outcome<Vec<FieldProblem>>;
    /// Keeps a mail account; the password goes to the keychain.
    save_mail_account(settings: SaveMailAccount) -> Outcome<Vec<FieldProblem>>;
    /// Providers, and the one an address suggests.
    mail_presets(settings: PresetRequest) -> PresetView;
    /// Checks the account, then sends a mail to yourself through the outbox.
    test_mail(settings: TestMail) -> Outcome<MailTest>;
    /// Makes an account the one of clients that name none.
    default_mail_account(settings: AccountRequest) -> Outcome<MailAccountId>;
    /// Takes an account out of use.
    retire_mail_account(settings: AccountRequest) -> Outcome<MailAccountId>;
    /// The account a client’s messages leave from, among those in use.
    client_account(settings: ClientAccountRequest) -> ClientAccountView, reads [Settings, Plan];
    /// Chooses the account a client’s messages leave from.
    set_client_account(settings: SetClientAccount) -> Outcome<ClientId>;
    /// Opens the provider’s page in the browser, to sign in to a mailbox without its password.
    connect_mail(settings: AccountRequest) -> Outcome<MailAccountId>;
    /// Opens the provider’s own page in the browser: passwords for applications, or what must be switched on.
    open_provider_page(settings: ProviderPage) -> bool;
    /// Gives a sign-in up.
    cancel_sign_in(settings: AccountRequest) -> Outcome<MailAccountId>;
    /// Keeps the options.
    save_options(settings: SaveOptions) -> Outcome<Options>;
    /// How the app lives on the desktop, and what this one allows.
    application(settings: Nothing) -> ApplicationView, reads [Settings];
    /// Keeps whether it stays when its window closes, starts with the session, and tells by notifications.
    save_application(settings: SaveApplication) -> Outcome<ApplicationView>;
    /// Reference rates, newest first.
    rates(settings: Nothing) -> Vec<RateRow>, reads [Settings];
    /// The half-year that has begun and whose rates are not known; none most of the time.
    missing_rate(settings: Nothing) -> Option<MissingRate>, reads [Settings];
    /// Adds or corrects a half-year.
    save_rate(settings: SaveRate) -> Outcome<RateRow>;
    /// Which keys may sign a file of rates.
    rate_keys(settings: Nothing) -> RateKeys, reads [Settings];
    /// Trusts a key given by someone the user knows.
    save_rate_key(settings: SaveRateKey) -> Outcome<String>;
    /// Takes the rates of a signed file. Gives how many half-years it brought.
    import_rates(settings: ImportRates) -> Outcome<u32>;
    /// Takes back a rate typed by the user, or brought by a file.
    forget_rate(settings: RateRequest) -> Outcome<String>;
    /// Keeps the envelopes and the colour of the letters.
    save_stationery(settings: Stationery) -> Outcome<Stationery>;
    /// The drawing of an envelope being set.
    envelope_view(settings: Stationery) -> EnvelopeView;
    /// Opens the sheet that tries an envelope, saved or not. Gives its pages.
    open_window_test(settings: Stationery) -> u32;
    /// Keeps a picture. Gives it back as a data URL.
    save_picture(settings: SavePicture) -> Outcome<String>;
    /// Asks the user for a file. None when he gives up.
    pick_file(import: PickFile) -> Option<PickedFile>;
    /// Asks for one or several files.
    pick_files(import: PickFile) -> Vec<PickedFile>;
    /// The files that the system asked the app to open, « Ouvrir avec », once.
    take_opened(import: Nothing) -> Vec<PickedFile>;
    /// What a chosen file holds, by its content.
    recognise_file(bank: FileRequest) -> FileContent;
    /// Reads a bank statement. Writes nothing.
    open_statement(bank: OpenStatement) -> StatementDraft;
    /// Keeps a bank statement: what came in, once.
    commit_statement(bank: CommitStatement) -> Outcome<StatementRead>;
    /// Bank statements of the past, latest first.
    statements(bank: Nothing) -> Vec<StatementRow>, reads [Ledger];
    /// Takes a bank statement back, while none of its movements is tied to a payment.
    undo_statement(bank: StatementRequest) -> Outcome<StatementId>;
    /// What the bank says came in, and what each credit may be.
    matching(bank: Nothing) -> MatchingView, reads [Ledger];
    /// Makes the payments that a credit is.
    match_line(bank: MatchLine) -> Outcome<BankLineId>;
    /// Ties a movement to a payment already there, or rejects the payment it takes back.
    tie_line(bank: TieLine) -> Outcome<BankLineId>;
    /// Accepts every credit that reads in one way only, on two signs.
    accept_certain(bank: Nothing) -> Outcome<u32>;
    /// « Pas un règlement client ».
    set_line_aside(bank: LineRequest) -> Outcome<BankLineId>;
    /// Takes back what was said of a movement.
    reopen_line(bank: LineRequest) -> Outcome<BankLineId>;
    /// Reads a file and guesses its columns. Writes nothing.
    open_import(import: OpenImport) -> ImportDraft;
    /// Reads it again with other columns. Writes nothing.
    map_import(import: MapImport) -> ImportDraft;
    /// Says how long the clients have to pay, for the electronic invoices that do not. Writes nothing.
    answer_import(import: AnswerImport) -> ImportDraft;
    /// A person says whose a name of the file is.
    match_import_client(import: MatchImportClient) -> ImportDraft;
    /// What would be stored.
    preview_import(import: ImportDraftRequest) -> ImportPreview;
    /// The rows that hold every word typed, by number or by client. Writes nothing.
    find_in_import(import: FindInImport) -> ImportFound;
    /// Stores it, in one transaction.
    commit_import(import: CommitImport) -> Outcome<Imported>;
    /// Forgets an import being prepared.
    drop_import(import: ImportDraftRequest) -> bool;
    /// Takes a whole import back, while nothing was sent from it.
    undo_import(import: ImportRequest) -> Outcome<ImportId>;
    /// Imports of the past, newest first.
    imports(import: Nothing) -> Vec<ImportRow>, reads [Ledger, Outbox];
    /// The watched folder, and what arrived in it.
    watch_folder(watch: Nothing) -> WatchView, reads [Ledger, Settings];
    /// Asks for the folder to watch. Nothing changes when the user gives up.
    choose_watch_folder(watch: Nothing) -> Outcome<WatchView>;
    /// No folder is watched any more.
    stop_watching(watch: Nothing) -> Outcome<WatchView>;
    /// Never proposes these files again, whatever their name; or proposes them again. Gives how many.
    dismiss_watched(watch: DismissWatched) -> Outcome<u32>;
    /// The tables that may leave, with how much each is about.
    exports(exports: Nothing) -> Vec<ExportView>, reads [Ledger, Plan, Outbox, Letters, Timeline];
    /// Saves one table, or all of them, where the user says. None when he gave up.
    save_export(exports: SaveExport) -> Option<SavedExport>;
    /// Saves the clients as cards for an address book. None when he gave up.
    save_cards(exports: Nothing) -> Option<SavedExport>;
    /// Asks where, then writes everything there behind the screens: tables, papers, messages, the base. False when the user gave up.
    take_everything(exports: Nothing) -> Outcome<bool>;
    /// How far the archive of everything is, and what came of it.
    takeout(exports: Nothing) -> TakeoutView, reads [Jobs];
    /// Stops the archive being written, or forgets the last one, which stays where it is.
    stop_takeout(exports: Nothing) -> Outcome<bool>;
    /// Shows a saved file in its folder.
    show_saved(exports: SavedFile) -> bool;
    /// What is held of a client, and what was done of it.
    personal_data(privacy: PrivacyRequest) -> PrivacyView, reads [Ledger, Plan, Outbox, Letters, Timeline, Settings, Health];
    /// What an erasure would do today: what leaves, what stays and why.
    erasure_preview(privacy: ErasureRequest) -> ErasurePreview;
    /// Erases a client’s personal data. It cannot be taken back.
    erase_client(privacy: EraseClient) -> Outcome<ErasedView>;
    /// Saves everything held about a client where the user says. None when he gave up.
    hand_over_data(privacy: PrivacyRequest) -> Option<HandedOver>;
    /// « Ne plus relancer », at the client’s request.
    restrict_client(privacy: RestrictClient) -> Outcome<HoldId>;
    /// The table of retention, what is past it, the requests for erasure.
    privacy_settings(privacy: Nothing) -> PrivacySettings, reads [Ledger, Plan, Outbox, Letters, Timeline, Settings, Health];
    /// Keeps the month at whose end the financial year closes.
    save_year_end(privacy: SaveYearEnd) -> Outcome<u32>;
    /// Erases what is past its retention, after a verified backup. Gives how many things that was.
    purge(privacy: Purge) -> Outcome<u32>;
    /// Makes a new backup, then deletes the older ones, which still hold what was erased. Gives how many.
    renew_backups(privacy: Typed) -> Outcome<u32>;
    /// Saves the register of processing where the user says. None when he gave up.
    save_register(privacy: Nothing) -> Option<HandedOver>;
    /// The version that runs, and what is known of a newer one.
    version(updates: Nothing) -> VersionView, reads [Jobs];
    /// Asks the server of this build what was announced last.
    look_for_update(updates: Nothing) -> Outcome<VersionView>;
    /// Fetches the file of the newer version behind the screens.
    fetch_update(updates: Nothing) -> Outcome<VersionView>;
    /// Stops what is being fetched, or forgets why it failed.
    stop_update(updates: Nothing) -> Outcome<VersionView>;
    /// Makes a verified backup, then opens the file that was fetched: the person installs it, or not.
    open_update(updates: Nothing) -> Outcome<bool>;
    /// Whether the base could be opened, and what a person should know of its safety.
    opening(backups: Nothing) -> OpeningView, reads [Health];
    /// The base, its backups, the journal, the second place.
    health(backups: Nothing) -> HealthView, reads [Health, Settings];
    /// Makes a backup now.
    back_up(backups: Nothing) -> Outcome<BackupRow>;
    /// What restoring a backup would give back, and what would be missing.
    preview_restore(backups: BackupRequest) -> RestorePreview;
    /// Puts a backup in the place of the base. Sending is suspended until a person has looked.
    restore_backup(backups: BackupRequest) -> Outcome<RestoredView>;
    /// Asks for the second place of the backups. Nothing changes when the user gives up.
    choose_second_place(backups: Nothing) -> Outcome<HealthView>;
    /// There is no second place any more; its copies stay there.
    leave_second_place(backups: Nothing) -> Outcome<HealthView>;
    /// The copies of the second place are sealed from now on: a phrase alone opens them.
    seal_second_place(backups: SealSecondPlace) -> Outcome<HealthView>;
    /// The next copies of the second place read as they are.
    unseal_second_place(backups: Nothing) -> Outcome<HealthView>;
    /// Asks for a folder and lists the backups in it. None when the user gives up.
    find_backups(backups: Nothing) -> Option<FoundBackups>;
    /// Brings a backup found elsewhere among those of this computer, verified. The base is not touched.
    bring_backup(backups: BringBackup) -> Outcome<BackupRow>;
    /// All that a report for whoever helps says, to be read before it is saved.
    support_report(backups: Nothing) -> SupportReport;
    /// Saves that report where the user says. None when he gave up.
    save_support_report(backups: Nothing) -> Option<SavedExport>;
    /// « Plus tard »: the second place is not spoken of for a week.
    put_off_second_place(backups: Nothing) -> Outcome<bool>;
    /// Opens a made-up company in a base of its own, dated from today.
    start_demo(demo: Nothing) -> Outcome<DemoState>;
    /// Erases the demonstration and goes back to the user’s own base.
    wipe_demo(demo: Nothing) -> Outcome<DemoState>;
    /// Clients and invoices that match, best first.
    search(demo: SearchRequest) -> Vec<SearchHit>, reads [Ledger];
}
