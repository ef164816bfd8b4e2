//! At the second of sending: does it still make sense? An approval is tied to its facts and lapses with them.
use super::hold::Hold;
use super::reason::Reason;
use super::situation::{Debtor, LiveReminder, Options};
use super::stops::{Stop, stop};
use crate::ids::{InvoiceId, StepId};
use crate::invoice::Invoice;
use crate::money::Cents;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// What an approval is tied to. The same facts give the same [`Facts::canonical`], whose hash is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The step; None outside the plan.
    pub step_id: Option<StepId>,
    /// Key and revision of the text it was made from.
    pub template: String,
    /// Envelope recipients, in order.
    pub recipients: Vec<String>,
    /// What it claims or mentions, in order.
    pub lines: Vec<FactLine>,
    /// Sha256 of each attachment, hex, in order.
    pub attachments: Vec<String>,
    /// As written.
    pub subject: String,
    /// As written.
    pub body: String,
}

/// An invoice of an approved message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactLine {
    /// The invoice.
    pub invoice_id: InvoiceId,
    /// As printed.
    pub number: String,
    /// Last day to pay.
    pub due_on: Option<NaiveDate>,
    /// What is claimed on it: principal, interest and fee together.
    pub claimed: Cents,
    /// False for a line listed « pour mémoire » or a credit note: its settlement redraws the message, and never drops it.
    pub chased: bool,
}

impl Facts {
    /// The bytes to hash: every part with its length, so that no two different sets of facts read the same.
    pub fn canonical(&self) -> String {
        let mut out = String::from("echu-facts-1\n");
        let mut put = |name: &str, value: &str| {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "{name} {} {value}", value.len());
        };
        put("step", &self.step_id.map(|id| id.0.to_string()).unwrap_or_default());
        put("template", &self.template);
        self.recipients.iter().for_each(|one| put("to", one));
        for line in &self.lines {
            put("invoice", &line.invoice_id.0.to_string());
            put("number", &line.number);
            put("due", &line.due_on.map(|on| on.to_string()).unwrap_or_default());
            put("claimed", &line.claimed.0.to_string());
            put("chased", if line.chased { "1" } else { "0" });
        }
        self.attachments.iter().for_each(|one| put("attachment", one));
        put("subject", &self.subject);
        put("body", &self.body);
        out
    }
}

/// What the rows say now, of the client of one message.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot<'a> {
    /// The day.
    pub today: NaiveDate,
    /// The client.
    pub debtor: &'a Debtor,
    /// The invoices of the message as they are now; one that is missing was deleted or archived.
    pub invoices: &'a [Invoice],
    /// The client's holds.
    pub holds: &'a [Hold],
    /// His other reminders.
    pub others: &'a [LiveReminder],
    /// The facts as they would be approved now.
    pub facts: &'a Facts,
    /// The settings of the rule.
    pub options: &'a Options,
}

/// What to do with a message about to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It leaves.
    Send,
    /// It is stopped, with the reason: the message is a draft again.
    Hold(Reason),
    /// It has no object any more: cancelled.
    Drop(Dropped),
    /// Its facts moved: the message is a draft again, with its figures computed again.
    Redraft(Vec<Changed>),
}

/// Why a message has no object any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dropped {
    /// Everything it claims is paid, cancelled by a credit note or written off.
    Settled,
    /// Its invoices are no longer in the base.
    Gone,
}

impl Dropped {
    /// « Annulée : … »
    pub fn sentence(self) -> &'static str {
        match self {
            Dropped::Settled => "Tout est réglé, ou n’est plus dû.",
            Dropped::Gone => "La facture n’existe plus.",
        }
    }
}

/// A fact that moved since the approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    /// Other invoices.
    Invoices,
    /// Another amount.
    Amount,
    /// Another due date.
    DueDate,
    /// Another address.
    Recipients,
    /// Another step.
    Step,
    /// Another text to start from.
    Template,
    /// An attachment changed or is missing.
    Attachments,
    /// The words.
    Text,
}

impl Changed {
    fn words(self) -> &'static str {
        match self {
            Changed::Invoices => "les factures",
            Changed::Amount => "le montant",
            Changed::DueDate => "une échéance",
            Changed::Recipients => "le destinataire",
            Changed::Step => "l’étape",
            Changed::Template => "le modèle",
            Changed::Attachments => "une pièce jointe",
            Changed::Text => "le texte",
        }
    }
}

/// Why an approval fell, in French: « À relire : le montant et le destinataire ont changé. »
pub fn lapsed(changes: &[Changed]) -> String {
    let words: Vec<&str> = changes.iter().map(|change| change.words()).collect();
    let verb = match changes {
        [] => return String::new(),
        [Changed::Invoices] => "ont changé",
        [_] => "a changé",
        [_, ..] => "ont changé",
    };
    format!("À relire\u{a0}: {} {verb}.", crate::text::join_and(&words))
}

/// The last check before a message leaves. « Client à ménager » does not stop it: a person approved it.
pub fn before_send(approved: &Facts, now: &Snapshot) -> Verdict {
    let chased: Vec<InvoiceId> = approved.lines.iter().filter(|line| line.chased).map(|line| line.invoice_id).collect();
    let found: Vec<&Invoice> = now.invoices.iter().filter(|one| chased.contains(&one.id)).collect();
    if found.is_empty() && !chased.is_empty() {
        return Verdict::Drop(Dropped::Gone);
    }
    let owed = |one: &&Invoice| one.balance().is_positive() && !one.is_written_off(now.today);
    let owed: Vec<&Invoice> = found.into_iter().filter(owed).collect();
    if owed.is_empty() && !chased.is_empty() {
        return Verdict::Drop(Dropped::Settled);
    }
    if now.debtor.unallocated.is_positive() {
        return Verdict::Hold(Reason::UnallocatedMoney { amount: now.debtor.unallocated });
    }
    let asked_for = Debtor { automation_off: false, ..now.debtor.clone() };
    let holds: Vec<&Hold> = now.holds.iter().collect();
    let others: Vec<&LiveReminder> = now.others.iter().collect();
    let stopped = owed.iter().find_map(|one| match stop(&asked_for, one, false, &holds, &others, now.options, now.today) {
        Stop::Goes { .. } => None,
        Stop::Fix(reason) | Stop::Held { reason, .. } => Some(reason),
    });
    if let Some(reason) = stopped {
        return Verdict::Hold(reason);
    }
    let changes = changes(approved, now.facts);
    if changes.is_empty() { Verdict::Send } else { Verdict::Redraft(changes) }
}

/// Which facts differ.
pub fn changes(approved: &Facts, now: &Facts) -> Vec<Changed> {
    let keys = |facts: &Facts| -> Vec<_> { facts.lines.iter().map(|line| (line.invoice_id, line.number.clone(), line.chased)).collect() };
    let amounts = |facts: &Facts| -> Vec<_> { facts.lines.iter().map(|line| line.claimed).collect() };
    let dues = |facts: &Facts| -> Vec<_> { facts.lines.iter().map(|line| line.due_on).collect() };
    let same_invoices = keys(approved) == keys(now);
    [
        (Changed::Invoices, !same_invoices),
        (Changed::Amount, same_invoices && amounts(approved) != amounts(now)),
        (Changed::DueDate, same_invoices && dues(approved) != dues(now)),
        (Changed::Recipients, approved.recipients != now.recipients),
        (Changed::Step, approved.step_id != now.step_id),
        (Changed::Template, approved.template != now.template),
        (Changed::Attachments, approved.attachments != now.attachments),
        (Changed::Text, approved.subject != now.subject || approved.body != now.body),
    ]
    .into_iter()
    .filter_map(|(change, moved)| moved.then_some(change))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::{day, debtor, dispute, invoice, options};

    fn facts() -> Facts {
        Facts {
            step_id: Some(StepId(3)),
            template: "email/firm@1".into(),
            recipients: vec!["y.legoff@menuiserie-legoff.example".into()],
            lines: vec![FactLine {
                invoice_id: InvoiceId(1),
                number: "F-2026-0001".into(),
                due_on: Some(day("2026-11-03")),
                claimed: Cents(100_000),
                chased: true,
            }],
            attachments: vec!["ab".repeat(32)],
            subject: "Facture F-2026-0001".into(),
            body: "Bonjour".into(),
        }
    }

    fn check(change: impl Fn(&mut Debtor, &mut Vec<Invoice>, &mut Vec<Hold>, &mut Facts)) -> Verdict {
        let (mut client, mut invoices, mut holds, mut now) = (debtor(1), vec![invoice(1, "2026-11-03")], Vec::new(), facts());
        change(&mut client, &mut invoices, &mut holds, &mut now);
        let options = options();
        let today = day("2026-11-23");
        let snapshot = Snapshot { today, debtor: &client, invoices: &invoices, holds: &holds, others: &[], facts: &now, options: &options };
        before_send(&facts(), &snapshot)
    }

    #[test]
    fn what_did_not_move_leaves_even_for_a_client_reminded_by_hand() {
        assert_eq!(check(|_, _, _, _| ()), Verdict::Send);
        assert_eq!(check(|client, _, _, _| client.automation_off = true), Verdict::Send, "a person approved it");
    }

    #[test]
    fn a_payment_drops_the_message_and_a_dispute_holds_it() {
        assert_eq!(check(|_, invoices, _, _| invoices[0].settled = invoices[0].total), Verdict::Drop(Dropped::Settled));
        assert_eq!(check(|_, invoices, _, _| invoices[0].written_off_on = Some(day("2026-11-20"))), Verdict::Drop(Dropped::Settled));
        assert_eq!(check(|_, invoices, _, _| invoices.clear()), Verdict::Drop(Dropped::Gone));
        let held = |verdict| matches!(verdict, Verdict::Hold(_));
        assert!(held(check(|_, _, holds, _| holds.push(dispute(1, None)))));
        assert!(held(check(|client, _, _, _| client.unallocated = Cents(1))), "whose money is it?");
        assert!(held(check(|client, _, _, _| client.insolvent_on = Some(day("2026-11-23")))));
    }

    #[test]
    fn each_fact_that_moves_makes_a_draft_again_and_another_hash() {
        type Move = fn(&mut Facts);
        let moves: [(Changed, Move); 8] = [
            (Changed::Invoices, |now| now.lines[0].number.push('B')),
            (Changed::Amount, |now| now.lines[0].claimed = Cents(99_999)),
            (Changed::DueDate, |now| now.lines[0].due_on = Some(day("2026-11-04"))),
            (Changed::Recipients, |now| now.recipients.push("copie@exemple.example".into())),
            (Changed::Step, |now| now.step_id = Some(StepId(4))),
            (Changed::Template, |now| now.template = "email/firm@2".into()),
            (Changed::Attachments, |now| now.attachments.clear()),
            (Changed::Text, |now| now.body.push('!')),
        ];
        for (expected, change) in moves {
            assert_eq!(check(|_, _, _, now| change(now)), Verdict::Redraft(vec![expected]));
            let mut moved = facts();
            change(&mut moved);
            assert_ne!(moved.canonical(), facts().canonical(), "{expected:?}");
        }
    }

    #[test]
    fn the_hashed_text_cannot_be_forged_by_a_line_break() {
        let forged = Facts { subject: "x\nbody 7 Bonjour".into(), ..facts() };
        let other = Facts { subject: "x".into(), body: "Bonjour".into(), ..facts() };
        assert_ne!(forged.canonical(), other.canonical());
    }

    #[test]
    fn a_lapse_says_what_changed() {
        assert_eq!(lapsed(&[Changed::Amount]), "À relire\u{a0}: le montant a changé.");
        assert_eq!(lapsed(&[Changed::Invoices]), "À relire\u{a0}: les factures ont changé.");
        assert_eq!(lapsed(&[Changed::Amount, Changed::Recipients]), "À relire\u{a0}: le montant et le destinataire ont changé.");
    }
}
