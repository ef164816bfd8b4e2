//! What leaves without being read again, and only once it was announced on the working day before: only what the plan lets go
//! (`may_skip_review`), and never what a person retained.
use super::day_plan::{DayPlan, LineRole, Pile, Proposal};
use super::{Review, Tone};
use crate::ids::{ClientId, InvoiceId, StepId};
use crate::money::Cents;
use crate::pacing::{SendingRules, next_open};
use crate::text::{count, weekday_date};
use chrono::{Days, NaiveDate, NaiveDateTime, Timelike};
use std::collections::BTreeSet;

/// A step of an invoice, in its cycle: what is announced, and what is retained.
pub type Turn = (InvoiceId, StepId, u32);

/// A message that will leave by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// To whom.
    pub client_id: ClientId,
    /// The step that decides its words, for the oldest invoice that it is done for.
    pub turn: Turn,
    /// Its wording.
    pub tone: Tone,
    /// What it claims.
    pub amount: Cents,
}

/// The steps that a contact does.
pub fn turns(proposal: &Proposal) -> impl Iterator<Item = Turn> {
    let claimed = proposal.lines.iter().filter(|line| line.role == LineRole::Claimed);
    claimed.filter_map(|line| line.step_id.map(|step| (line.invoice_id, step, line.cycle)))
}

/// The messages of a day that leave by themselves. One that holds a step a person retained is his to read.
pub fn by_themselves(plan: &DayPlan, retained: &BTreeSet<Turn>) -> Vec<Announcement> {
    let unread = |proposal: &&Proposal| {
        proposal.review == Review::MaySkip && proposal.pile == Pile::Ready && !turns(proposal).any(|turn| retained.contains(&turn))
    };
    let announced = |proposal: &Proposal| {
        let lead = turns(proposal).find(|(_, step, _)| *step == proposal.step_id)?;
        Some(Announcement { client_id: proposal.client_id, turn: lead, tone: proposal.tone, amount: proposal.amount })
    };
    plan.proposals.iter().filter(unread).filter_map(announced).collect()
}

/// When what is announced today leaves: as the next day of sending opens, never the same day.
pub fn leaves_at(today: NaiveDate, rules: &SendingRules) -> NaiveDateTime {
    next_open((today + Days::new(1)).and_hms_opt(0, 0, 0).unwrap_or_default(), rules)
}

/// « Demain 8 h 30 », « Lundi 8 h 30 »: when a message leaves, seen from a day. Capital first.
pub fn when(leaves_at: NaiveDateTime, today: NaiveDate) -> String {
    let day = match (leaves_at.date() - today).num_days() {
        0 => "Aujourd’hui".to_owned(),
        1 => "Demain".to_owned(),
        _ => {
            let long = weekday_date(leaves_at.date());
            let mut letters = long.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    };
    let minutes = if leaves_at.minute() == 0 { String::new() } else { format!("\u{a0}{:02}", leaves_at.minute()) };
    format!("{day} à {}\u{a0}h{minutes}", leaves_at.hour())
}

/// « Demain à 8 h 30 : 4 e-mails partiront si l’application est ouverte. »
pub fn sentence(messages: u64, leaves_at: NaiveDateTime, today: NaiveDate) -> String {
    let will = if messages < 2 { "partira" } else { "partiront" };
    let number = count(messages, "e-mail", "e-mails");
    format!("{}\u{a0}: {number} {will} si l’application est ouverte.", when(leaves_at, today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Region;
    use crate::dunning::due::due_reminders;
    use crate::dunning::fixtures::{invoice, options, plan, situation};
    use chrono::NaiveTime;

    fn rules() -> SendingRules {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        SendingRules {
            region: Region::Metropole,
            from: time(8, 30),
            to: time(18, 0),
            saturday: false,
            pace_seconds: 30,
            hourly_cap: 20,
            daily_cap: 80,
            grace_seconds: 120,
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_announced_leaves_on_the_next_working_day_and_never_at_once() {
        assert_eq!(leaves_at(day("2026-11-23"), &rules()).to_string(), "2026-11-24 08:30:00");
        assert_eq!(leaves_at(day("2026-11-20"), &rules()).to_string(), "2026-11-23 08:30:00", "Friday announces Monday");
        assert_eq!(leaves_at(day("2026-11-10"), &rules()).to_string(), "2026-11-12 08:30:00", "the eleventh is a holiday");
    }

    #[test]
    fn the_day_is_said_as_one_says_it() {
        let at = leaves_at(day("2026-11-23"), &rules());
        assert_eq!(
            sentence(4, at, day("2026-11-23")),
            "Demain à 8\u{a0}h\u{a0}30\u{a0}: 4 e-mails partiront si l’application est ouverte."
        );
        assert!(sentence(2, at, day("2026-11-23")).contains("2 e-mails partiront"));
        assert_eq!(
            sentence(1, at, day("2026-11-24")),
            "Aujourd’hui à 8\u{a0}h\u{a0}30\u{a0}: 1 e-mail partira si l’application est ouverte."
        );
        assert!(when(leaves_at(day("2026-11-20"), &rules()), day("2026-11-20")).starts_with("Lundi"), "further off, the day is named");
    }

    /// The first reminders of client 1 today, by a plan that lets them go unread: one is ready, the other is joined to it.
    fn unread() -> DayPlan {
        let mut plan = plan("standard");
        plan.steps[0].review = Review::MaySkip;
        let all = situation(vec![invoice(1, "2026-11-18"), invoice(2, "2026-11-20")]);
        due_reminders(&all, &[plan], &options(), day("2026-11-23"))
    }

    #[test]
    fn what_the_plan_lets_go_is_announced_with_the_step_it_does() {
        let turn = (InvoiceId(1), StepId(1), 1);
        let announced = Announcement { client_id: ClientId(1), turn, tone: Tone::First, amount: Cents(200_000) };
        assert_eq!(by_themselves(&unread(), &BTreeSet::new()), [announced]);
        assert_eq!(turns(&unread().proposals[0]).collect::<Vec<_>>(), [turn], "the invoice that is joined consumes no step");
    }

    #[test]
    fn what_a_person_retained_or_must_read_or_post_is_not_announced() {
        assert_eq!(by_themselves(&unread(), &BTreeSet::from([(InvoiceId(1), StepId(1), 1)])), [], "retained");
        let other = BTreeSet::from([(InvoiceId(1), StepId(1), 2)]);
        assert_eq!(by_themselves(&unread(), &other).len(), 1, "of another cycle");
        let changed = |change: fn(&mut Proposal)| {
            let mut plan = unread();
            change(&mut plan.proposals[0]);
            by_themselves(&plan, &BTreeSet::new())
        };
        assert_eq!(changed(|one| one.review = Review::Always), [], "to be read");
        assert_eq!(changed(|one| one.pile = Pile::Letters), [], "to be posted");
    }
}
