//! What comes next for a client or an invoice, as the day's plan has it.
use super::today::rows::step_label;
use crate::error::Result;
use crate::outgoing::plan::{self, Day};
use crate::store::invoices::Stored;
use crate::store::situation::Scope;
use chrono::NaiveDate;
use echu_core::dunning::day_plan::{Pile, Withheld};
use echu_core::dunning::decision::Choice;
use echu_core::dunning::reason::{Fix, Reason, WayOut};
use echu_core::dunning::situation::{Contact, LiveStage};
use echu_core::dunning::{REGISTERED_LETTER, SMS, VISIT};
use echu_core::ids::{ClientId, InvoiceId};
use echu_core::text::long_date;
use rusqlite::Connection;

/// What is asked of a person about a message that was written to a folder.
pub(crate) const WRITTEN: &str = "Il est écrit dans un dossier\u{a0}: envoyez-le, puis dites-le dans «\u{a0}Envois\u{a0}».";
/// About one that was refused, or put aside.
pub(crate) const STOPPED: &str = "Il a été refusé ou mis de côté\u{a0}: «\u{a0}Envois\u{a0}» dit pourquoi et comment le faire partir.";
/// And about one that may have left.
pub(crate) const UNCERTAIN: &str = "Personne ne sait si le dernier message est arrivé\u{a0}: dites-le dans «\u{a0}Envois\u{a0}».";

/// The next step, why, and what a person can do about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Next {
    /// In French; empty when nothing is owed.
    pub title: String,
    /// In French.
    pub why: String,
    /// Key of the rule in the guide.
    pub rule: String,
    /// "prepare", "letter", "call", "sms", "visit", "triage", "fix", "decide", "resume" or empty.
    pub action: String,
}

/// What comes next for a client.
pub(crate) fn of_client(conn: &Connection, client: ClientId, today: NaiveDate) -> Result<Next> {
    Ok(next(&plan::of(conn, Scope::Client(client), today)?, None))
}

/// What comes next for an invoice.
pub(crate) fn of_invoice(conn: &Connection, invoice: &Stored, today: NaiveDate) -> Result<Next> {
    Ok(next(&plan::of(conn, Scope::Client(invoice.facts.client_id), today)?, Some(invoice.facts.id)))
}

/// What comes next for invoices of a client, those for which something does.
pub(crate) fn of_invoices(conn: &Connection, client: ClientId, ids: &[InvoiceId], today: NaiveDate) -> Result<Vec<(InvoiceId, String)>> {
    let day = plan::of(conn, Scope::Client(client), today)?;
    Ok(ids.iter().map(|id| (*id, next(&day, Some(*id)).title)).filter(|(_, title)| !title.is_empty()).collect())
}

/// What is to be done comes first, then what is under way, then what is held, then what is to come.
fn next(day: &Day, only: Option<InvoiceId>) -> Next {
    let plan = &day.plan;
    let concerns = |invoices: &[InvoiceId]| only.is_none_or(|id| invoices.contains(&id));
    if let Some(one) = plan.proposals.iter().find(|one| only.is_none_or(|id| one.lines.iter().any(|line| line.invoice_id == id))) {
        let action = match one.pile {
            Pile::Ready => "prepare",
            Pile::Calls => match one.channel.as_str() {
                SMS => "sms",
                VISIT => "visit",
                _ => "call",
            },
            Pile::Letters => "letter",
        };
        return Next {
            title: format!("{} aujourd’hui", step_label(one.tone, &one.channel)),
            action: action.to_owned(),
            ..because(&one.reason)
        };
    }
    if let Some(one) = plan.terms.iter().find(|one| concerns(&one.invoices)) {
        return Next { title: "Rappel d’échéance aujourd’hui".to_owned(), action: "prepare".to_owned(), ..because(&one.reason) };
    }
    if let Some(one) = plan.recalls.iter().find(|one| concerns(&one.invoices)) {
        return Next { title: "Appel aujourd’hui".to_owned(), action: "call".to_owned(), ..because(&one.reason) };
    }
    let live = plan.in_progress.iter().find(|one| {
        let claimed = day.situation.live.iter().find(|live| live.id == one.reminder_id);
        claimed.is_some_and(|live| concerns(&live.invoices))
    });
    // Of one invoice, what stops it comes before the e-mail that names it and has not left.
    let may_lapse = live.is_some_and(|one| matches!(one.stage, LiveStage::Draft | LiveStage::Queued));
    if let Some(stopped) = stopped(day, only).filter(|_| only.is_some() && may_lapse) {
        return stopped;
    }
    if let Some(one) = live {
        let (title, why) = match one.stage {
            LiveStage::Draft => ("Message prêt à relire", "Il attend votre accord dans «\u{a0}Aujourd’hui\u{a0}»."),
            LiveStage::Approved => ("Lettre à poster", "Elle est prête\u{a0}: imprimez-la et postez-la."),
            LiveStage::Queued => ("Message en attente d’envoi", "Il partira à son heure\u{a0}: voyez «\u{a0}Envois\u{a0}»."),
            LiveStage::Stopped => ("Message non parti", STOPPED),
            LiveStage::Written => ("Message à envoyer vous-même", WRITTEN),
            LiveStage::Uncertain => ("Envoi à vérifier", UNCERTAIN),
        };
        return Next { title: title.to_owned(), why: why.to_owned(), ..Next::default() };
    }
    if let Some(stopped) = stopped(day, only) {
        return stopped;
    }
    if let Some(one) = plan.upcoming.iter().find(|one| concerns(&one.invoices)) {
        return Next { title: format!("{} le {}", step_label(one.tone, &one.channel), long_date(one.on)), ..Next::default() };
    }
    if let Some(one) = plan.ended.iter().find(|one| concerns(&one.invoices)) {
        return Next {
            title: if one.refused_on.is_some() { "Refus de payer" } else { "Fin du scénario" }.to_owned(),
            why: super::decisions::why(one),
            rule: echu_core::dunning::reason::END_OF_PLAN.to_owned(),
            action: "decide".to_owned(),
        };
    }
    Next::default()
}

/// What is to be corrected, else what is held. What a message itself leaves in doubt is said with that message.
fn stopped(day: &Day, only: Option<InvoiceId>) -> Option<Next> {
    let plan = &day.plan;
    let concerns = |invoices: &[InvoiceId]| only.is_none_or(|id| invoices.contains(&id));
    if let Some(one) = plan.to_fix.iter().find(|one| concerns(&one.invoices)) {
        let title = if one.reason.way_out() == WayOut::Fix(Fix::Instalments) { "À décider" } else { "À corriger" };
        return Some(Next { title: title.to_owned(), ..because(&one.reason) });
    }
    let in_doubt = |reason: &Reason| matches!(reason, Reason::Uncertain { .. } | Reason::Written { .. });
    let one = plan.withheld.iter().find(|one| concerns(&one.invoices) && !in_doubt(&one.reason))?;
    if is_notice_to_prepare(day, one) {
        return Some(Next { title: "Mise en demeure à préparer".to_owned(), action: "letter".to_owned(), ..because(&one.reason) });
    }
    let title = if matches!(one.reason, Reason::NoticeRuns { .. }) { "Délai de la mise en demeure" } else { "Relance retenue" };
    Some(Next { title: title.to_owned(), ..because(&one.reason) })
}

/// True when what holds an invoice is a mise en demeure that the owner decided and that has not left since.
fn is_notice_to_prepare(day: &Day, held: &Withheld) -> bool {
    let Reason::Decided { choice: Choice::FormalNotice, decided_on, .. } = held.reason else { return false };
    let left = |one: &Contact| one.client_id == held.client_id && one.channel == REGISTERED_LETTER && one.on >= decided_on;
    !day.situation.contacts.iter().any(left)
}

fn because(reason: &Reason) -> Next {
    let action = match reason.way_out() {
        // What to decide of an agreement stands on its own card, on the same page.
        WayOut::Fix(Fix::Instalments) => "",
        WayOut::Fix(_) => "fix",
        WayOut::Triage => "triage",
        WayOut::Decide => "decide",
        WayOut::Resume => "resume",
        WayOut::Nothing | WayOut::SendAnyway | WayOut::SeeDispute | WayOut::SeePromise | WayOut::SeeClient | WayOut::CheckSending => "",
    };
    Next { title: String::new(), why: reason.sentence(), rule: reason.rule().key().to_owned(), action: action.to_owned() }
}
