//! One contact with one client, from his invoices and their tracks.
use super::day_plan::{BrokenPromise, Line, LineRole, Pile, Proposal};
use super::due::Pass;
use super::reason::Reason;
use super::situation::Debtor;
use super::track::Track;
use super::{EMAIL, Plan, Review, Step, Tone, may_skip_review, why};
use crate::invoice::Invoice;
use crate::money::Cents;
use chrono::NaiveDate;

/// An invoice that may be chased.
pub(super) struct Candidate<'a> {
    pub invoice: &'a Invoice,
    pub due_on: NaiveDate,
    /// What is due, less the disputed part.
    pub chased: Cents,
    /// The disputed part.
    pub disputed: Cents,
    /// A broken promise that no step has mentioned since.
    pub broken: Option<BrokenPromise>,
    /// None at the end of the plan.
    pub track: Option<Track<'a>>,
}

impl Candidate<'_> {
    /// Its step, when its day has come and it is a contact.
    fn ready(&self, today: NaiveDate) -> Option<&Track<'_>> {
        self.track.as_ref().filter(|track| track.ready_on <= today && !track.step.is_decision())
    }
}

/// The contact of the day; None when no step is ready. The interval is the caller's to judge.
pub(super) fn compose(pass: &Pass, debtor: &Debtor, plan: &Plan, candidates: &[Candidate], credits: &[&Invoice]) -> Option<Proposal> {
    let today = pass.today;
    let any_late = candidates.iter().any(|one| one.ready(today).is_some() && one.invoice.is_late(today));
    let mut ready: Vec<&Candidate> =
        candidates.iter().filter(|one| one.ready(today).is_some() && one.invoice.is_late(today) == any_late).collect();
    // Messages before calls, then the highest step, then the oldest due.
    ready.sort_by_key(|one| one.track.as_ref().map(|track| (track.step.is_spoken(), std::cmp::Reverse(track.step.position))));
    let lead = *ready.first()?;
    let track = lead.track.as_ref()?;
    let step = track.step;
    let lines = grouped(pass, candidates, any_late, |one| match (one.ready(today), &one.track) {
        // At the end of its plan it is for the owner to decide: a softer message would undo the notice it got.
        (_, None) => None,
        (_, Some(track)) if track.step.is_decision() => None,
        (Some(own), _) if carries(step, own.step) => Some(LineRole::Claimed),
        (Some(_) | None, Some(_)) if step.tone == Tone::FormalNotice => Some(LineRole::ForTheRecord),
        (Some(_) | None, Some(_)) => Some(LineRole::Joined),
    });
    let claimed = |one: &&&Candidate| one.ready(today).is_some_and(|own| carries(step, own.step));
    let broken = ready.iter().filter(claimed).find_map(|one| one.broken);
    let with_it = plan.steps.iter().find(|next| next.position > step.position).filter(|next| next.same_contact_as_previous);
    let same_day = ready.iter().filter_map(|one| one.track.as_ref()).map(|own| own.step).find(|own| own.channel == super::PHONE);
    let made = |next: &Step| pass.history.done(lead.invoice.id).iter().any(|row| row.step_id == next.id);
    let call = with_it.filter(|next| next.is_spoken() && !made(next)).or(same_day).filter(|_| step.is_written());
    let softer = pass.not_received(lead).and_then(|noted_on| Some((noted_on, soft(step)?)));
    let review = if may_skip_review(plan, step) && broken.is_none() && softer.is_none() { Review::MaySkip } else { Review::Always };
    let reason = match (broken, softer) {
        (Some(promise), _) => Reason::BrokenPromise { due_on: promise.due_on, amount: promise.amount, today },
        (None, Some((noted_on, _))) => Reason::SentAgain { noted_on, today },
        (None, None) => why::today(pass, debtor, lead, track),
    };
    let oldest = ready.iter().filter(claimed).map(|one| one.due_on).min().unwrap_or(lead.due_on);
    let call = call.filter(|_| why::unreachable(debtor, super::PHONE).is_none()).map(|own| own.id);
    Some(Proposal {
        review,
        call_step_id: call,
        broken_promise: broken,
        reason,
        tone: softer.map_or(step.tone, |(_, tone)| tone),
        ..shaped(pass, debtor, plan, step, &step.channel, lines, credits, oldest)
    })
}

/// The tone of an e-mail to who has only just got his invoice: a notch below its step, never below the first reminder.
fn soft(step: &Step) -> Option<Tone> {
    step.tone.softer().filter(|tone| step.channel == EMAIL && *tone >= Tone::First)
}

/// The contact a person asks for.
pub(super) fn by_hand(pass: &Pass, debtor: &Debtor, plan: &Plan, candidates: &[Candidate], credits: &[&Invoice]) -> Option<Proposal> {
    if let Some(ready) = compose(pass, debtor, plan, candidates, credits) {
        return Some(Proposal { review: Review::Always, reason: Reason::ByHand, ..ready });
    }
    let lines = grouped(pass, candidates, true, |_| Some(LineRole::Joined));
    let oldest = candidates.iter().filter(|one| one.invoice.is_late(pass.today)).map(|one| one.due_on).min()?;
    // The words of the last message the client got; a mise en demeure is never repeated outside its step.
    let speaks = |step: &&Step| step.is_written() && step.tone != Tone::FormalNotice && !step.is_before_due();
    let last = candidates
        .iter()
        .flat_map(|one| pass.history.done(one.invoice.id))
        .filter_map(|done| pass.history.step(done.step_id))
        .filter(speaks)
        .max_by_key(|step| step.tone);
    let step = last.or_else(|| plan.steps.iter().find(speaks))?;
    Some(shaped(pass, debtor, plan, step, EMAIL, lines, credits, oldest))
}

/// Whether a contact does the step of another invoice: a call does calls, a visit visits, a mise en demeure does mises en demeure,
/// any other message does the messages up to its own.
fn carries(lead: &Step, own: &Step) -> bool {
    let alike = if lead.is_written() { own.is_written() } else { lead.channel == own.channel };
    alike && (lead.tone == Tone::FormalNotice) == (own.tone == Tone::FormalNotice)
}

/// The invoices of a contact, oldest due first: all that are late, or those not due yet whose courtesy step is ready.
fn grouped(pass: &Pass, candidates: &[Candidate], late: bool, role: impl Fn(&Candidate) -> Option<LineRole>) -> Vec<Line> {
    let in_it = |one: &&Candidate| {
        if late { one.invoice.is_late(pass.today) } else { !one.invoice.is_late(pass.today) && one.ready(pass.today).is_some() }
    };
    candidates
        .iter()
        .filter(in_it)
        .filter_map(|one| role(one).map(|role| (one, role)))
        .map(|(one, role)| Line {
            invoice_id: one.invoice.id,
            role,
            step_id: one.track.as_ref().map(|track| track.step.id),
            offset_days: one.track.as_ref().map(|track| track.step.offset_days),
            cycle: pass.cycle(one.invoice.id),
            amount: one.chased,
            disputed: one.disputed,
            due_on: one.invoice.due_on,
            version: one.invoice.version,
        })
        .collect()
}

#[expect(clippy::too_many_arguments, reason = "the parts of one proposal, named where it is made")]
fn shaped(
    pass: &Pass,
    debtor: &Debtor,
    plan: &Plan,
    step: &Step,
    channel: &str,
    mut lines: Vec<Line>,
    credits: &[&Invoice],
    oldest_due: NaiveDate,
) -> Proposal {
    lines.extend(credits.iter().map(|note| Line {
        invoice_id: note.id,
        role: LineRole::Credit,
        step_id: None,
        offset_days: None,
        cycle: 1,
        amount: -note.balance(),
        disputed: Cents::ZERO,
        due_on: None,
        version: note.version,
    }));
    let chased = |line: &&Line| match line.role {
        LineRole::Claimed | LineRole::Joined | LineRole::Credit => true,
        LineRole::ForTheRecord => false,
    };
    Proposal {
        client_id: debtor.id,
        step_id: step.id,
        plan_id: plan.id,
        tone: step.tone,
        channel: channel.to_owned(),
        pile: Pile::of(channel),
        review: Review::Always,
        amount: lines.iter().filter(chased).map(|line| line.amount).sum(),
        lines,
        days_late: (pass.today - oldest_due).num_days(),
        call_step_id: None,
        broken_promise: None,
        reason: Reason::ByHand,
    }
}
