//! Which reason explains a contact, or its absence.
use super::channel::Channel;
use super::compose::Candidate;
use super::due::Pass;
use super::reason::{Earlier, PastContact, Reason};
use super::situation::{Debtor, ReachProblem};
use super::track::Track;
use super::{Step, Tone};
use crate::party::DebtorKind;
use chrono::NaiveDate;

/// Why the leading invoice's step goes today.
pub(super) fn today(pass: &Pass, debtor: &Debtor, lead: &Candidate, track: &Track) -> Reason {
    let today = pass.today;
    if let Some((contact, ends)) = pass.pushed_until(debtor.id)
        && ends > track.ready_on
        && ends <= today
    {
        return Reason::Pushed { planned: track.ready_on, moved_to: ends, contact, today };
    }
    if track.resumed {
        return Reason::Resumed { due_on: lead.due_on, today };
    }
    if today > track.ready_on {
        return Reason::CaughtUp { planned: track.ready_on, today };
    }
    let late_by = |(done, step): (&super::situation::Done, Option<&Step>)| {
        let planned = super::track::shift(lead.due_on, done.offset_days);
        Reason::AfterPrevious {
            days: track.step.offset_days - done.offset_days,
            previous: step.map_or(Tone::First, |step| step.tone),
            previous_late_by: i32::try_from((done.on - planned).num_days()).unwrap_or(0),
        }
    };
    if track.planned > track.own_day
        && let Some(previous) = track.previous
    {
        return late_by(previous);
    }
    let offset_days = track.step.offset_days;
    if track.ready_on > track.own_day {
        return Reason::ClosedDay { offset_days, planned: track.own_day, moved_to: track.ready_on, today };
    }
    let steps = pass.history.done(lead.invoice.id).iter().filter_map(|done| pass.history.step(done.step_id));
    Reason::StepDay { offset_days, consumer: debtor.kind == DebtorKind::Consumer, earlier: steps.map(earlier).collect() }
}

/// Why it must wait for the end of the interval.
pub(super) fn too_soon(pass: &Pass, candidates: &[Candidate], step: &Step, contact: PastContact, moved_to: NaiveDate) -> Reason {
    let tracks = candidates.iter().filter_map(|one| one.track.as_ref()).filter(|track| track.step.id == step.id);
    let planned = tracks.map(|track| track.ready_on).min().unwrap_or(pass.today);
    Reason::TooSoon {
        tone: step.tone,
        call: step.is_spoken(),
        planned,
        moved_to,
        contact,
        min_interval_days: pass.options.min_interval_days,
        today: pass.today,
    }
}

/// Why a channel does not reach a client; None when it does.
pub(super) fn unreachable(debtor: &Debtor, channel: &str) -> Option<ReachProblem> {
    let channel = Channel::from_key(channel)?;
    debtor.problems.iter().copied().find(|problem| channel.stopped_by(*problem))
}

fn earlier(step: &Step) -> Earlier {
    match step.tone {
        _ if step.channel == super::VISIT => Earlier::Visit,
        _ if step.is_spoken() => Earlier::Call,
        Tone::Courtesy => Earlier::Courtesy,
        Tone::First => Earlier::First,
        Tone::Firm => Earlier::Firm,
        Tone::Last => Earlier::Last,
        Tone::FormalNotice => Earlier::FormalNotice,
    }
}
