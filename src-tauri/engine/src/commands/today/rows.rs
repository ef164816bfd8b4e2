//! The rows of « Aujourd'hui », from the rule's answer.
use super::{FixRow, LastContact, LetterTask, NextContact, Pile, PlanRow, PromiseRow, TodayView, WithheldRow};
use crate::error::Result;
use crate::outgoing::automatic;
use crate::outgoing::plan::{self, Day};
use crate::outgoing::why;
use crate::store::agreements;
use crate::store::closures;
use crate::store::letters::{self, Letter};
use crate::store::reminders::{self, Reminder};
use crate::store::situation::Scope;
use chrono::NaiveDate;
use echu_core::dunning::day_plan::{self, Proposal};
use echu_core::dunning::hold::PromiseStage;
use echu_core::dunning::reason::{Fix, WayOut};
use echu_core::dunning::situation::Debtor;
use echu_core::dunning::terms::TermReminder;
use echu_core::dunning::{DECISION, EMAIL, PHONE, Tone};
use echu_core::ids::{ClientId, ReminderId};
use echu_core::letter::journey::Medium;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The names and the last contacts the rows need, looked up once.
pub(crate) struct Names<'a> {
    debtors: BTreeMap<ClientId, &'a Debtor>,
    contacts: BTreeMap<ClientId, LastContact>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(day: &'a Day) -> Names<'a> {
        let debtors = day.situation.clients.iter().map(|debtor| (debtor.id, debtor)).collect();
        let mut contacts: BTreeMap<ClientId, LastContact> = BTreeMap::new();
        for contact in &day.situation.contacts {
            let last = LastContact { on: contact.on, channel: contact.channel.clone() };
            let known = contacts.entry(contact.client_id).or_insert_with(|| last.clone());
            if known.on < last.on {
                *known = last;
            }
        }
        Names { debtors, contacts }
    }

    pub(crate) fn name(&self, id: ClientId) -> String {
        self.debtors.get(&id).map(|debtor| debtor.name.clone()).unwrap_or_default()
    }

    /// The last time he heard from us.
    pub(crate) fn contact(&self, id: ClientId) -> Option<LastContact> {
        self.contacts.get(&id).cloned()
    }

    pub(crate) fn kind(&self, id: ClientId) -> DebtorKind {
        self.debtors.get(&id).map_or(DebtorKind::Business, |debtor| debtor.kind)
    }
}

/// The reminder of a term of an agreement.
pub(crate) const TERM: &str = "Rappel d’échéance";

pub(crate) use echu_core::dunning::channel::step_label;

/// What a message is called: « Relance ferme », « Rappel d’échéance ».
pub(crate) fn label_of(reminder: &Reminder) -> String {
    if reminder.term.is_some() { TERM.to_owned() } else { step_label(reminder.tone, &reminder.channel) }
}

/// How many invoices a message is about: those it claims, or those that its agreement covers.
///
/// # Errors
/// When the base cannot be read.
pub(crate) fn invoices_of(conn: &Connection, reminder: &Reminder) -> Result<u32> {
    let count = match &reminder.term {
        Some(term) => agreements::get(conn, term.agreement_id)?.invoices.len(),
        None => reminder.lines.iter().filter(|line| line.role != reminders::Role::Memory).count(),
    };
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The day, with `most` of the messages that can leave.
pub(super) fn view(conn: &Connection, today: NaiveDate, most: usize) -> Result<TodayView> {
    let mut day = plan::of(conn, Scope::All, today)?;
    // What was announced leaves by itself: it is shown as such, and is not the person's to prepare.
    let announced = automatic::announced(conn, today)?;
    day.plan.proposals.retain(|proposal| !automatic::leaves_by_itself(proposal, &announced));
    let names = Names::of(&day);
    let mut ready = rows_of(&day, &names, day_plan::Pile::Ready);
    let drafts = drafts(conn, &day, &names, today)?;
    let draft_count = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
    ready.splice(0..0, drafts.into_iter().chain(term_rows(&day, &names, today)));
    let mut calls = rows_of(&day, &names, day_plan::Pile::Calls);
    add_recalls(&day, &names, &mut calls);
    let mut letters = frozen_letters(conn, &names, today)?;
    letters.extend(rows_of(&day, &names, day_plan::Pile::Letters));
    let promises: Vec<PromiseRow> = day
        .plan
        .promises
        .iter()
        .filter(|promise| promise.stage == PromiseStage::Broken)
        .map(|promise| PromiseRow {
            hold_id: promise.hold_id,
            client_id: promise.client_id,
            client_name: names.name(promise.client_id),
            promised_on: promise.due_on,
            amount: promise.missing,
        })
        .collect();
    let coming = day.plan.promises.iter().filter(|promise| promise.stage == PromiseStage::Coming).min_by_key(|promise| promise.due_on);
    let next_promise =
        coming.map(|promise| NextContact { on: promise.due_on, client_name: names.name(promise.client_id), amount: promise.missing });
    let to_fix = fix_rows(&day, &names);
    let mut withheld: Vec<WithheldRow> = day.plan.withheld.iter().map(|held| withheld_row(held, &names)).collect();
    withheld.extend(day.plan.ended.iter().map(|ended| WithheldRow {
        client_id: ended.client_id,
        client_name: names.name(ended.client_id),
        invoice_id: None,
        why: crate::commands::decisions::why(ended),
        rule: echu_core::dunning::reason::END_OF_PLAN.to_owned(),
        way_out: WayOut::Decide.key().to_owned(),
        amount: ended.amount,
    }));
    let (late, without) = crate::commands::decisions::tally(&day, today);
    let away = closures::standing(conn, today)?.into_iter().filter(|(_, one)| one.from <= today).max_by_key(|(_, one)| one.until);
    let closure =
        away.map(|(id, one)| crate::commands::holds::ClosureView { id, from: one.from, until: one.until, note: one.note, now: true });
    let (outstanding, overdue) = totals(&day, today);
    let triage: u32 = conn.query_row(
        "SELECT COUNT(DISTINCT client_id) FROM invoice WHERE triage = 'pending' AND settled_cents < total_cents AND written_off_on IS NULL",
        [],
        |row| row.get(0),
    )?;
    let first_start: bool = conn.query_row("SELECT NOT EXISTS (SELECT 1 FROM client)", [], |row| row.get(0))?;
    Ok(TodayView {
        today,
        first_start,
        outstanding,
        overdue,
        ready: pile(&ready, |row| row.amount, next(&day, &names, day_plan::Pile::Ready)),
        calls: pile(&calls, |row| row.amount, next(&day, &names, day_plan::Pile::Calls)),
        letters: pile(&letters, |row| row.amount, next(&day, &names, day_plan::Pile::Letters)),
        promises: pile(&promises, |row| row.amount, next_promise),
        to_fix: pile(&to_fix, |row| row.amount, None),
        ended: pile(&day.plan.ended, |one| one.amount, None),
        late,
        without,
        closure,
        next: day.plan.upcoming.iter().min_by_key(|one| one.on).map(|one| coming_contact(one, &names)),
        cut: ready.len() > most,
        ready_rows: ready.into_iter().take(most).collect(),
        call_rows: calls,
        letter_rows: letters,
        promise_rows: promises,
        fix_rows: to_fix,
        withheld,
        triage_pending: triage,
        drafts: draft_count,
    })
}

fn pile<T>(rows: &[T], amount: impl Fn(&T) -> Cents, next: Option<NextContact>) -> Pile {
    Pile { count: u32::try_from(rows.len()).unwrap_or(u32::MAX), amount: crate::App::sum(rows.iter().map(amount)), next }
}

fn next(day: &Day, names: &Names, pile: day_plan::Pile) -> Option<NextContact> {
    // A decision contacts nobody.
    let of_pile = day.plan.upcoming.iter().filter(|one| one.channel != DECISION && day_plan::Pile::of(&one.channel) == pile);
    of_pile.min_by_key(|one| one.on).map(|one| coming_contact(one, names))
}

fn coming_contact(one: &day_plan::Upcoming, names: &Names) -> NextContact {
    NextContact { on: one.on, client_name: names.name(one.client_id), amount: one.amount }
}

fn totals(day: &Day, today: NaiveDate) -> (Cents, Cents) {
    let open = || day.situation.invoices.iter().filter(|invoice| invoice.kind == echu_core::invoice::InvoiceKind::Invoice);
    let outstanding = crate::App::sum(open().map(|invoice| invoice.balance()));
    (outstanding, crate::App::sum(open().map(|invoice| invoice.overdue(today))))
}

pub(crate) fn rows_of(day: &Day, names: &Names, pile: day_plan::Pile) -> Vec<PlanRow> {
    let mut rows: Vec<PlanRow> = Vec::new();
    for proposal in &day.plan.proposals {
        if proposal.pile == pile {
            rows.push(plan_row(proposal, names));
        } else if pile == day_plan::Pile::Calls && proposal.call_step_id.is_some() {
            let why = "À appeler le même jour que le message\u{a0}: un seul contact.".to_owned();
            rows.push(PlanRow { step_label: "Appel".to_owned(), channel: PHONE.to_owned(), why, ..plan_row(proposal, names) });
        }
    }
    rows
}

/// The terms to remind today.
fn term_rows(day: &Day, names: &Names, today: NaiveDate) -> Vec<PlanRow> {
    let row = |one: &TermReminder| PlanRow {
        client_id: one.client_id,
        client_name: names.name(one.client_id),
        debtor_kind: names.kind(one.client_id),
        days_late: i32::try_from((today - one.turn.term.on).num_days()).unwrap_or(i32::MIN),
        step_label: TERM.to_owned(),
        channel: EMAIL.to_owned(),
        why: one.reason.sentence(),
        rule: one.reason.rule().key().to_owned(),
        last_contact: names.contacts.get(&one.client_id).cloned(),
        invoices: u32::try_from(one.invoices.len()).unwrap_or(u32::MAX),
        amount: one.turn.lacks,
        reminder_id: None,
        edited: false,
        lapsed: String::new(),
        letter: None,
    };
    day.plan.terms.iter().map(row).collect()
}

/// Calls to make again; one that the plan asks for today is the same call, and says why it is made again.
fn add_recalls(day: &Day, names: &Names, calls: &mut Vec<PlanRow>) {
    for recall in &day.plan.recalls {
        let (why, rule) = (recall.reason.sentence(), recall.reason.rule().key().to_owned());
        if let Some(row) = calls.iter_mut().find(|row| row.client_id == recall.client_id && row.channel == PHONE) {
            (row.why, row.rule) = (why, rule);
            continue;
        }
        calls.push(PlanRow {
            client_id: recall.client_id,
            client_name: names.name(recall.client_id),
            debtor_kind: names.kind(recall.client_id),
            days_late: i32::try_from(recall.days_late).unwrap_or(i32::MAX),
            step_label: step_label(Tone::First, PHONE),
            channel: PHONE.to_owned(),
            why,
            rule,
            last_contact: names.contacts.get(&recall.client_id).cloned(),
            invoices: u32::try_from(recall.invoices.len()).unwrap_or(u32::MAX),
            amount: recall.amount,
            reminder_id: None,
            edited: false,
            lapsed: String::new(),
            letter: None,
        });
    }
}

fn plan_row(proposal: &Proposal, names: &Names) -> PlanRow {
    PlanRow {
        client_id: proposal.client_id,
        client_name: names.name(proposal.client_id),
        debtor_kind: names.kind(proposal.client_id),
        days_late: i32::try_from(proposal.days_late).unwrap_or(i32::MAX),
        step_label: step_label(proposal.tone, &proposal.channel),
        channel: proposal.channel.clone(),
        why: proposal.reason.sentence(),
        rule: proposal.reason.rule().key().to_owned(),
        last_contact: names.contacts.get(&proposal.client_id).cloned(),
        invoices: u32::try_from(
            proposal.lines.iter().filter(|line| matches!(line.role, day_plan::LineRole::Claimed | day_plan::LineRole::Joined)).count(),
        )
        .unwrap_or(u32::MAX),
        amount: proposal.amount,
        reminder_id: None,
        edited: false,
        lapsed: String::new(),
        letter: None,
    }
}

/// Messages prepared and not yet approved come first: the day's work that is already begun. One that nothing may be claimed by is where its
/// client is.
fn drafts(conn: &Connection, day: &Day, names: &Names, today: NaiveDate) -> Result<Vec<PlanRow>> {
    let mut rows = Vec::new();
    for id in reminders::in_state(conn, "draft", "email")?.into_iter().filter(|id| !day.plan.stopped.contains(id)) {
        rows.push(stored_row(conn, id, names, today)?);
    }
    Ok(rows)
}

/// Letters that wait to be posted, then those that left and of which nobody noted what became.
fn frozen_letters(conn: &Connection, names: &Names, today: NaiveDate) -> Result<Vec<PlanRow>> {
    let mut rows = Vec::new();
    let mut push = |letter: &Letter, why: String, check: bool| -> Result<()> {
        let row = stored_row(conn, letter.reminder_id, names, today)?;
        rows.push(PlanRow { why, letter: Some(LetterTask { id: letter.id, check }), ..row });
        Ok(())
    };
    for letter in letters::waiting(conn)? {
        let how = match letter.medium {
            Medium::Paper => "à imprimer et à poster en recommandé",
            Medium::Electronic => "à déposer en recommandé électronique",
            Medium::Plain => "à imprimer et à poster",
        };
        push(&letter, format!("Lettre {} prête\u{a0}: {how}.", letter.number), false)?;
    }
    for letter in letters::on_their_way(conn)? {
        if let Some(why) = crate::commands::letters::to_check(&letter.number, letter.watch(today)) {
            push(&letter, why, true)?;
        }
    }
    Ok(rows)
}

fn stored_row(conn: &Connection, id: ReminderId, names: &Names, today: NaiveDate) -> Result<PlanRow> {
    let reminder = reminders::get(conn, id)?;
    let oldest: Option<String> = conn.query_row(
        "SELECT MIN(i.due_on) FROM reminder_line l JOIN invoice i ON i.id = l.invoice_id WHERE l.reminder_id = ? AND l.role <> 'memory'",
        [id.0],
        |row| row.get(0),
    )?;
    let days_late = oldest.map(|text| crate::store::day(&text)).transpose()?.map_or(0, |due| (today - due).num_days());
    let (why, rule) = why::told(&reminder, today);
    let lapsed = why::lapsed(conn, &reminder, today)?;
    let days_late = reminder.term.as_ref().map_or(days_late, |term| (today - term.due_on).num_days());
    Ok(PlanRow {
        client_id: reminder.client_id,
        client_name: names.name(reminder.client_id),
        debtor_kind: names.kind(reminder.client_id),
        days_late: i32::try_from(days_late).unwrap_or(i32::MAX),
        step_label: label_of(&reminder),
        channel: reminder.channel.clone(),
        why,
        rule,
        last_contact: names.contacts.get(&reminder.client_id).cloned(),
        invoices: invoices_of(conn, &reminder)?,
        amount: reminder.owed(),
        reminder_id: Some(id),
        edited: reminder.edited,
        lapsed,
        letter: None,
    })
}

fn fix_rows(day: &Day, names: &Names) -> Vec<FixRow> {
    let row = |to_fix: &day_plan::ToFix| {
        let fix = to_fix.reason.way_out().fix().map_or("", Fix::key);
        FixRow {
            client_id: to_fix.client_id,
            client_name: names.name(to_fix.client_id),
            invoice_id: to_fix.invoices.first().copied().filter(|_| to_fix.invoices.len() == 1 || fix == "due_date"),
            why: to_fix.reason.sentence(),
            fix: fix.to_owned(),
            amount: to_fix.amount,
        }
    };
    day.plan.to_fix.iter().map(row).collect()
}

pub(crate) fn withheld_row(held: &day_plan::Withheld, names: &Names) -> WithheldRow {
    WithheldRow {
        client_id: held.client_id,
        client_name: names.name(held.client_id),
        invoice_id: held.invoices.first().copied().filter(|_| held.invoices.len() == 1),
        why: held.reason.sentence(),
        rule: held.reason.rule().key().to_owned(),
        way_out: held.reason.way_out().key().to_owned(),
        amount: held.amount,
    }
}
