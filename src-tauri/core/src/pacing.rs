//! When a message may leave: hours, days, caps, spacing. All in wall-clock time where the creditor is.
use crate::calendar::{Region, is_working_day};
use chrono::{Datelike, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

/// How messages leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendingRules {
    /// Whose public holidays.
    pub region: Region,
    /// Nothing leaves before, each day.
    pub from: NaiveTime,
    /// Nothing leaves from then on, each day.
    pub to: NaiveTime,
    /// Saturdays too.
    pub saturday: bool,
    /// Mean seconds between two messages.
    pub pace_seconds: u32,
    /// Messages an hour.
    pub hourly_cap: u32,
    /// Envelope recipients a sliding 24 hours.
    pub daily_cap: u32,
    /// Seconds without sending after the app starts or a person resumes.
    pub grace_seconds: u32,
}

/// How fast the messages of an account leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// To people, through a mail server: the hours, the caps and the spacing are those of a person who writes.
    Server(SendingRules),
    /// To a folder, as files: nobody receives them, so nothing has to look like a person nor spare a server. The undo
    /// window stays, since it protects from a click, not from a rate.
    Folder,
}

impl Rhythm {
    /// Whether a message may leave at `now`.
    pub fn gate(&self, now: NaiveDateTime, facts: &SenderFacts) -> Gate {
        match self {
            Rhythm::Server(rules) => send_gate(now, facts, rules),
            Rhythm::Folder => Gate::Open,
        }
    }

    /// When each message that waits should leave, as far as one can tell at `now`, and what it waits for: one after the other, in
    /// the order given, each counted by the caps and the spacing of the next ones.
    pub fn departures(&self, planned: &[Planned], now: NaiveDateTime, facts: &SenderFacts) -> Vec<(NaiveDateTime, Option<Why>)> {
        let mut facts = facts.clone();
        planned.iter().map(|one| self.departure(one, now, &mut facts)).collect()
    }

    /// The same for one message, which `facts` then counts.
    pub fn departure(&self, one: &Planned, now: NaiveDateTime, facts: &mut SenderFacts) -> (NaiveDateTime, Option<Why>) {
        let mut at = one.at.max(now);
        let same_client = one.client_waits.then_some(Why::SameClient);
        let Rhythm::Server(_) = self else { return (at, same_client) };
        let mut why = same_client.or_else(|| (one.at > now).then_some(Why::NotYet));
        while let Gate::Wait { until, why: waits } = self.gate(at, facts) {
            // A gate that does not move would never open.
            if until <= at {
                break;
            }
            (at, why) = (until, Some(waits));
        }
        facts.sent.retain(|left| left.at + TimeDelta::hours(24) > at);
        facts.sent.push(Left { at, messages: 1, recipients: one.recipients });
        // How far the next one really is from this one is drawn when it leaves: the mean is what one can tell.
        facts.spacing_permille = 1000;
        (at, why)
    }
}

/// A message that waits for its turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// Not before.
    pub at: NaiveDateTime,
    /// Envelope recipients.
    pub recipients: u32,
    /// Its client got another message less than a day before.
    pub client_waits: bool,
}

/// What left at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// The instant, to the second.
    pub at: NaiveDateTime,
    /// Messages.
    pub messages: u32,
    /// Their envelope recipients.
    pub recipients: u32,
}

/// What has left, and since when one may send.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SenderFacts {
    /// What left in the last 24 hours, oldest first.
    pub sent: Vec<Left>,
    /// When the app started, or a person resumed; none when nothing says.
    pub started_at: Option<NaiveDateTime>,
    /// The provider asked to wait until then.
    pub cool_until: Option<NaiveDateTime>,
    /// Share of the mean spacing to wait after the last message, in thousandths: 500 to 1500.
    pub spacing_permille: u32,
}

/// May a message leave?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// Yes.
    Open,
    /// Not before.
    Wait {
        /// The first instant to look again.
        until: NaiveDateTime,
        /// Why.
        why: Why,
    },
}

/// Why a message waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Outside the hours or the days of work.
    Closed,
    /// The app has just started.
    Grace,
    /// The provider asked to slow down.
    CoolDown,
    /// Too soon after the message before.
    Spacing,
    /// So many an hour.
    HourlyCap,
    /// So many a day.
    DailyCap,
    /// Its client got a message less than a day before.
    SameClient,
    /// Its own hour: the undo window, or the next try.
    NotYet,
}

impl Why {
    /// The reason, in French.
    pub fn sentence(self) -> &'static str {
        match self {
            Why::Closed => "hors des heures d’envoi",
            Why::Grace => "l’application vient de démarrer",
            Why::CoolDown => "votre fournisseur demande d’attendre",
            Why::Spacing => "les messages partent un par un, espacés",
            Why::HourlyCap => "limite de l’heure atteinte",
            Why::DailyCap => "limite des 24 heures atteinte",
            Why::SameClient => "un message par client et par jour",
            Why::NotYet => "",
        }
    }
}

/// Whether a message may leave at `now`.
pub fn send_gate(now: NaiveDateTime, facts: &SenderFacts, rules: &SendingRules) -> Gate {
    let open = next_open(now, rules);
    if open > now {
        return Gate::Wait { until: open, why: Why::Closed };
    }
    let last = facts.sent.last().map(|left| left.at);
    let spacing = TimeDelta::milliseconds(i64::from(rules.pace_seconds) * i64::from(facts.spacing_permille));
    let waits = [
        (facts.started_at.map(|at| at + TimeDelta::seconds(i64::from(rules.grace_seconds))), Why::Grace),
        (facts.cool_until, Why::CoolDown),
        (cap(now, facts, TimeDelta::hours(24), rules.daily_cap, |left| left.recipients), Why::DailyCap),
        (cap(now, facts, TimeDelta::hours(1), rules.hourly_cap, |left| left.messages), Why::HourlyCap),
        (last.map(|at| at + spacing), Why::Spacing),
    ];
    let latest = waits
        .into_iter()
        .filter_map(|(until, why)| until.filter(|until| *until > now).map(|until| (until, why)))
        .max_by_key(|(until, _)| *until);
    match latest {
        Some((until, why)) => Gate::Wait { until: next_open(until, rules), why },
        None => Gate::Open,
    }
}

/// When enough of what left in the window is old enough to leave room for one more; none when there is room now.
fn cap(now: NaiveDateTime, facts: &SenderFacts, window: TimeDelta, cap: u32, weight: impl Fn(&Left) -> u32) -> Option<NaiveDateTime> {
    let inside = || facts.sent.iter().filter(|left| left.at + window > now);
    let mut load: u32 = inside().map(&weight).sum();
    if load < cap {
        return None;
    }
    for left in inside() {
        load = load.saturating_sub(weight(left));
        if load < cap {
            return Some(left.at + window);
        }
    }
    None
}

/// `at` if it is inside the hours of an open day, else the start of the next such slot.
pub fn next_open(at: NaiveDateTime, rules: &SendingRules) -> NaiveDateTime {
    let mut day = at.date();
    let mut time = at.time();
    // A year without an open day cannot be: the loop ends at the first one.
    for _ in 0..366 {
        if is_open_day(day, rules) && time < rules.to && rules.from < rules.to {
            return day.and_time(time.max(rules.from));
        }
        let Some(next) = day.succ_opt() else { break };
        day = next;
        time = NaiveTime::MIN;
    }
    at
}

fn is_open_day(day: chrono::NaiveDate, rules: &SendingRules) -> bool {
    if day.weekday() == Weekday::Sat {
        // A Saturday that is a holiday stays closed: the working-day rule cannot tell, so ask the holiday itself.
        return rules.saturday && crate::calendar::holiday(day, rules.region).is_none();
    }
    is_working_day(day, rules.region)
}

/// Why a person must say « Reprendre » before anything leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suspension {
    /// A person restored a backup.
    Restored,
    /// The base is older than the last sending the journal knows.
    OlderThanJournal,
    /// The base sent messages that no journal here knows: it comes from another computer, or its journal is gone.
    TakenOver,
    /// The journal was altered.
    JournalDamaged,
    /// The hour was changed.
    ClockJump,
    /// The hour is before the last one seen.
    ClockBack,
    /// A working day passed while the app was closed, with messages waiting.
    MissedSlot,
    /// More than ten messages are due at once.
    Burst,
    /// An uncertain sending to the same client is older than three days, or several to others are.
    OldUncertain,
}

impl Suspension {
    /// Every reason.
    pub const ALL: [Suspension; 9] = [
        Suspension::Restored,
        Suspension::OlderThanJournal,
        Suspension::TakenOver,
        Suspension::JournalDamaged,
        Suspension::ClockJump,
        Suspension::ClockBack,
        Suspension::MissedSlot,
        Suspension::Burst,
        Suspension::OldUncertain,
    ];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Suspension::Restored => "restored",
            Suspension::OlderThanJournal => "older_than_journal",
            Suspension::TakenOver => "taken_over",
            Suspension::JournalDamaged => "journal_damaged",
            Suspension::ClockJump => "clock_jump",
            Suspension::ClockBack => "clock_back",
            Suspension::MissedSlot => "missed_slot",
            Suspension::Burst => "burst",
            Suspension::OldUncertain => "old_uncertain",
        }
    }

    /// The reason of a stored key.
    pub fn from_key(key: &str) -> Option<Suspension> {
        Suspension::ALL.into_iter().find(|reason| reason.key() == key)
    }

    /// What the person reads: what happened, what was not lost, what to do.
    pub fn sentence(self) -> &'static str {
        match self {
            Suspension::Restored => {
                "Une sauvegarde vient d’être restaurée\u{a0}: ce qui a été noté depuis n’y est pas. Rien ne part tout seul. Réimportez vos relevés et vérifiez les envois, puis reprenez."
            }
            Suspension::OlderThanJournal => {
                "La base est plus ancienne que le dernier envoi connu\u{a0}: une sauvegarde a sans doute été remise en place. Rien ne repart tout seul. Vérifiez les envois et réimportez vos règlements, puis reprenez."
            }
            Suspension::TakenOver => {
                "Cette base vient d’un autre ordinateur, ou son journal des envois a disparu. Rien n’est perdu, rien ne part tout seul\u{a0}: assurez-vous que l’autre ordinateur n’envoie plus, vérifiez les derniers envois, puis reprenez."
            }
            Suspension::JournalDamaged => {
                "Le journal des envois a été modifié ou abîmé. Rien ne part tant que vous n’avez pas vérifié les derniers envois."
            }
            Suspension::ClockJump => {
                "L’heure de l’ordinateur a changé d’un coup. Rien n’est perdu\u{a0}: vérifiez la date et l’heure, puis reprenez."
            }
            Suspension::ClockBack => {
                "L’heure de l’ordinateur est antérieure à la dernière connue. Rien n’est perdu\u{a0}: vérifiez la date et l’heure, puis reprenez."
            }
            Suspension::MissedSlot => {
                "L’application est restée fermée au moins un jour ouvré. Des clients ont pu payer depuis\u{a0}: vérifiez vos règlements, puis reprenez."
            }
            Suspension::Burst => {
                "Plus de dix messages attendent en même temps. Relisez la liste, puis reprenez\u{a0}: ils partiront un par un."
            }
            Suspension::OldUncertain => {
                "Des envois incertains attendent votre réponse depuis plus de trois jours. Rien n’est perdu\u{a0}: dites s’ils sont arrivés, puis reprenez."
            }
        }
    }
}

#[cfg(test)]
mod tests;
