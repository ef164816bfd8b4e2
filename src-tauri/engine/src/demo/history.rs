//! What was done before today, written as the app writes it: messages sent from one's own mail program, a mise en demeure frozen and
//! posted, promises kept and broken, penalties paid and given up.
use super::bills::Bill;
use super::writer::Writer;
use crate::error::{Error, Result};
use crate::letters::formal_notice;
use crate::outgoing::draft::complete;
use crate::outgoing::why::StoredWhy;
use crate::outgoing::{facts, notice, told};
use crate::store::documents::NewDocument;
use crate::store::holds::NewHold;
use crate::store::letters::{Date, NewLetter};
use crate::store::payments::{NewPayment, Source};
use crate::store::reminders::{Reminder, ReminderLine, Role};
use crate::store::{About, Tx, claims, invoices};
use chrono::{Days, NaiveDate, TimeDelta};
use echu_core::dunning::reason::Rule;
use echu_core::dunning::{EMAIL, REGISTERED_LETTER, Step};
use echu_core::error::DomainError;
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::interest::Waived;
use echu_core::letter::journey::Medium;
use echu_core::money::Cents;
use echu_core::payment::Share;
use echu_core::text::days;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::letter as fact;
use echu_core::timeline::fact::{claim, desk};

/// Days since when the made-up firm sends its reminders with Échu: what came before them came alone.
const SINCE: i64 = 300;
/// Reminders of what is paid by now are older than that: none of them is a contact that holds back one of today.
const QUIET: i64 = 12;
/// What the post gives back as a number.
const TRACKING: &str = "1A 204 118 6037 4";

/// What is known, or nothing when it rests on a rate that nobody knows yet.
fn known<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Err(Error::Domain(DomainError::UnknownRate(_))) => Ok(None),
        other => other.map(Some),
    }
}

/// An invoice as it is claimed that day at this step.
fn line(tx: &Tx, invoice: InvoiceId, step: &Step, on: NaiveDate) -> Result<ReminderLine> {
    let now = facts::invoice_now(&tx.sql, invoice, on)?;
    let identity = tx.sql.prepare_cached("SELECT identity FROM invoice WHERE id = ?")?.query_row([invoice.0], |row| row.get(0))?;
    Ok(ReminderLine {
        invoice_id: invoice,
        identity,
        step_id: Some(step.id),
        cycle: 1,
        role: Role::Step,
        balance: now.claimable,
        interest: Cents::ZERO,
        fee: Cents::ZERO,
        invoice_version: now.version,
    })
}

fn draft(tx: &Tx, client: ClientId, step: &Step, invoice: InvoiceId, on: NaiveDate) -> Result<Reminder> {
    let sentence = format!("Échéance dépassée de {}.", days(i64::from(step.offset_days)));
    let why = StoredWhy { sentence, rule: Rule::StepDay.key().to_owned(), ..StoredWhy::default() };
    Ok(Reminder {
        step_id: Some(step.id),
        why: serde_json::to_string(&why)?,
        lines: vec![line(tx, invoice, step, on)?],
        ..Reminder::draft(client, &step.channel, step.tone, on)
    })
}

impl Writer {
    /// A step of the plan about an invoice, done that day: what it claimed beside the principal. None when it was not done: its figures rest
    /// on a rate that nobody knows, or it leaves by a way that the demonstration does not take.
    pub(super) fn done(&self, tx: &mut Tx, client: ClientId, step: &Step, invoice: InvoiceId, on: NaiveDate) -> Result<Option<Cents>> {
        self.on(tx, on);
        match step.channel.as_str() {
            EMAIL => self.sent(tx, client, step, invoice, on),
            REGISTERED_LETTER => self.posted(tx, client, step, invoice, on),
            _ => Ok(None),
        }
    }

    fn sent(&self, tx: &mut Tx, client: ClientId, step: &Step, invoice: InvoiceId, on: NaiveDate) -> Result<Option<Cents>> {
        let mut reminder = draft(tx, client, step, invoice, on)?;
        if known(complete(&tx.sql, &mut reminder, on))?.is_none() {
            return Ok(None);
        }
        reminder.id = tx.insert_reminder(&reminder)?;
        tx.move_reminder(reminder.id, "draft", "approved", "")?;
        tx.move_reminder(reminder.id, "approved", "done", "")?;
        tx.complete_steps(&reminder, on, "sent")?;
        tx.record(About::client(client).reminder(reminder.id), &told::handed_over(&reminder))?;
        Ok(Some(reminder.asked() - reminder.owed()))
    }

    /// The mise en demeure, given to the post the day it is made and signed for three days later.
    fn posted(&self, tx: &mut Tx, client: ClientId, step: &Step, invoice: InvoiceId, on: NaiveDate) -> Result<Option<Cents>> {
        let debtor = facts::client(&tx.sql, client)?;
        let mut reminder = draft(tx, client, step, invoice, on)?;
        let number = tx.next_letter_number(Medium::Paper)?;
        let Some(made) = known(notice::of(&tx.sql, &debtor, &reminder.lines, &number, (None, Medium::Paper), on))? else { return Ok(None) };
        let rendered = formal_notice::compose(&made.facts).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
        for (line, claimed) in reminder.lines.iter_mut().zip(&made.claims) {
            (line.balance, line.interest, line.fee) = (claimed.principal, claimed.interest, claimed.fee);
        }
        reminder.subject = formal_notice::subject(&made.facts.notice);
        reminder.id = tx.insert_reminder(&reminder)?;
        tx.move_reminder(reminder.id, "draft", "approved", "")?;
        let document = tx.insert_document(&NewDocument {
            client_id: client,
            kind: "formal_notice",
            name: &format!("Mise-en-demeure-{number}.pdf"),
            dated_on: on,
            pages: u32::try_from(rendered.pages).unwrap_or(u32::MAX),
            pdf: &rendered.pdf,
        })?;
        let total = made.facts.notice.total();
        let letter = tx.insert_letter(&NewLetter {
            reminder: reminder.id,
            document,
            number: &number,
            total,
            deadline_days: Some(made.facts.notice.deadline_days),
            medium: Medium::Paper,
            recipient: &made.facts.notice.debtor,
            consent: None,
        })?;
        let about = About::client(client).reminder(reminder.id);
        let sha256 = crate::journal::digest_bytes(&rendered.pdf);
        tx.record(about, &EventKind::LetterFrozen(fact::Frozen { number: number.clone(), total, sha256 }))?;
        tx.move_letter(letter, "posted", Date::Posted, Some(on))?;
        tx.set_tracking(letter, TRACKING)?;
        tx.move_reminder(reminder.id, "approved", "done", "")?;
        tx.complete_steps(&reminder, on, "posted")?;
        let posted = fact::Posted {
            number: number.clone(),
            tracking_number: TRACKING.to_owned(),
            posted_on: on,
            deposit: None,
            plain: String::new(),
        };
        tx.record(about, &EventKind::LetterPosted(posted))?;
        let signed_on = on + Days::new(3);
        if signed_on <= self.now.today {
            self.on(tx, signed_on);
            tx.move_letter(letter, "presented", Date::Presented, Some(signed_on))?;
            tx.move_letter(letter, "delivered", Date::Delivered, Some(signed_on))?;
            tx.record(about, &EventKind::LetterDelivered(fact::Delivered { number, on: signed_on, electronic: false }))?;
        }
        Ok(Some(reminder.asked() - reminder.owed()))
    }

    /// An invoice that was paid: reminded on the way when it was late enough, promised by some, its penalties paid by some and given up
    /// for others.
    pub(super) fn settled(&self, tx: &mut Tx, bill: &Bill, invoice: InvoiceId, due_on: NaiveDate, after: i64) -> Result<()> {
        let client = self.clients[bill.who];
        let paid_on = due_on + TimeDelta::days(after);
        let mut claimed = Cents::ZERO;
        if bill.late < SINCE {
            for step in self.plan_of(bill.who).filter(|step| step.channel == EMAIL && (1..after).contains(&i64::from(step.offset_days))) {
                let on = due_on + TimeDelta::days(i64::from(step.offset_days));
                if on <= self.day(QUIET) {
                    claimed = self.done(tx, client, step, invoice, on)?.unwrap_or(Cents::ZERO).max(claimed);
                }
            }
            self.promised(tx, bill, invoice, due_on, paid_on)?;
        }
        if !claimed.is_positive() {
            return self.pay(tx, client, paid_on, bill.total, Some(invoice));
        }
        if bill.who.is_multiple_of(3) {
            self.pay(tx, client, paid_on, bill.total, Some(invoice))?;
            return self.given_up(tx, client, invoice, paid_on);
        }
        self.on(tx, paid_on);
        let amount = bill.total + claimed;
        let payment = tx.insert_payment(&NewPayment { client, on: paid_on, amount, reference: "VIR SEPA RECU", indicated: true })?;
        tx.allocate(Source::Payment(payment), &Share::of(invoice, bill.total))?;
        tx.pay_penalties(payment, invoice, claimed)?;
        let event = EventKind::PaymentRecorded { amount, received_on: paid_on, reference: "VIR SEPA RECU".to_owned() };
        tx.record(About::client(client).invoice(invoice), &event)
    }

    /// One in four of those who pay late promised a day: most kept it.
    fn promised(&self, tx: &mut Tx, bill: &Bill, invoice: InvoiceId, due_on: NaiveDate, paid_on: NaiveDate) -> Result<()> {
        let from = due_on + TimeDelta::days(7);
        if bill.who % 4 != 1 || paid_on - from < TimeDelta::days(7) || paid_on > self.day(QUIET) {
            return Ok(());
        }
        let until = if bill.who % 8 == 5 { paid_on - TimeDelta::days(6) } else { paid_on + TimeDelta::days(1) };
        self.on(tx, from);
        tx.insert_hold(&NewHold {
            client_id: self.clients[bill.who],
            invoice_id: Some(invoice),
            kind: "promise",
            from,
            until: Some(until),
            amount: Some(bill.total),
            reason: String::new(),
            note: String::new(),
        })?;
        let made = desk::Promise { amount: Some(bill.total), due_on: until, note: String::new() };
        tx.record(About::client(self.clients[bill.who]).invoice(invoice), &EventKind::PromiseMade(made))
    }

    fn given_up(&self, tx: &mut Tx, client: ClientId, invoice: InvoiceId, paid_on: NaiveDate) -> Result<()> {
        const REASON: &str = "Geste commercial";
        let on = (paid_on + Days::new(2)).min(self.now.today);
        self.on(tx, on);
        let (Some(interest), Some(fee)) = claims::beside(&tx.sql, invoice, on)? else { return Ok(()) };
        if !(interest + fee).is_positive() {
            return Ok(());
        }
        tx.waive_penalties(invoice, Waived { on, interest, fee }, REASON)?;
        let number = invoices::get(&tx.sql, invoice)?.facts.number;
        let event = EventKind::PenaltiesWaived(claim::PenaltiesWaived { number, interest, fee, on, reason: REASON.to_owned() });
        tx.record(About::client(client).invoice(invoice), &event)
    }
}
