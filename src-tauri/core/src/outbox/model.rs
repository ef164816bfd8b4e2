//! Every way one send can go, breadth first: crashes at each step, a lost reply, a payment at any moment, an old base or an
//! old machine put back, a person who approves without looking. Four protocols; only ours shows no fault.
//!
//! The states are those of `outbox.rs` and ours moves by its `next`, `at_restart` and `reconcile` alone. The two naive protocols
//! make moves that `next` refuses, so they write the state themselves.
use super::{JournalMark, OutboxEvent as E, OutboxState as S, at_restart, next, reconcile};
use std::collections::{HashMap, VecDeque};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Protocol {
    /// Send, then write down that it was sent.
    SendThenMark,
    /// Write down that it was sent, then send.
    MarkThenSend,
    /// Ours without the side journal.
    NoJournal,
    /// Ours.
    Ours,
}

/// What the worker holds in memory: a crash loses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Memory {
    Idle,
    Reserved,
    Engaged,
    AboutToDot,
    Accepted,
    NotNow,
    Silence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct World {
    state: S,
    memory: Memory,
    paid: bool,
    backup: Option<(S, bool)>,
    journal: [bool; 2],
    accepted: u8,
    paid_when_engaged: bool,
    left_though_paid: bool,
    crashes: u8,
    restores: u8,
    tries: u8,
    suspended: bool,
    resends: u8,
    blind: u8,
    declared: bool,
    whole_machine: bool,
}

const START: World = World {
    state: S::Queued,
    memory: Memory::Idle,
    paid: false,
    backup: None,
    journal: [false, false],
    accepted: 0,
    paid_when_engaged: false,
    left_though_paid: false,
    crashes: 2,
    restores: 1,
    tries: 3,
    suspended: false,
    resends: 0,
    blind: 0,
    declared: false,
    whole_machine: false,
};

impl World {
    /// The state after an event that the table must allow.
    fn by(self, event: E) -> World {
        World { state: next(self.state, event).unwrap(), memory: Memory::Idle, ..self }
    }

    fn known(self) -> Option<JournalMark> {
        match self.journal {
            [_, true] => Some(JournalMark::Sent),
            [true, false] => Some(JournalMark::Engaged),
            [false, false] => None,
        }
    }

    fn at_rest(self) -> bool {
        self.memory == Memory::Idle && matches!(self.state, S::Sent | S::Uncertain | S::Cancelled | S::Failed)
    }
}

/// What may happen next, the worker's own moves first.
fn moves(w: World, protocol: Protocol) -> Vec<(&'static str, World)> {
    let full = protocol == Protocol::Ours || protocol == Protocol::NoJournal;
    let mut out: Vec<(&'static str, World)> = Vec::new();
    let ready = w.memory == Memory::Idle && !w.suspended && w.state.is_waiting() && w.tries > 0;
    if ready && w.paid {
        out.push(("cancelled, paid", if full { w.by(E::Cancel) } else { World { state: S::Cancelled, ..w } }));
    } else if ready {
        let tries = w.tries - 1;
        out.push(match protocol {
            Protocol::Ours | Protocol::NoJournal => ("reserve", World { memory: Memory::Reserved, tries, ..w.by(E::Reserve) }),
            Protocol::SendThenMark => ("connect", World { memory: Memory::AboutToDot, paid_when_engaged: w.paid, tries, ..w }),
            Protocol::MarkThenSend => ("mark", World { state: S::Sent, memory: Memory::AboutToDot, paid_when_engaged: w.paid, tries, ..w }),
        });
    }
    match w.memory {
        Memory::Idle => (),
        Memory::Reserved => {
            out.push(("fails before the body", w.by(E::NotNow)));
            out.push(if w.paid {
                ("cancelled at the last instant", w.by(E::Cancel))
            } else {
                ("engage", World { memory: Memory::Engaged, paid_when_engaged: w.paid, ..w.by(E::Engage) })
            });
        }
        Memory::Engaged => {
            let [_, sent] = w.journal;
            let journal = if protocol == Protocol::Ours { [true, sent] } else { w.journal };
            out.push(("journal", World { memory: Memory::AboutToDot, journal, ..w }));
        }
        Memory::AboutToDot => {
            let left = World { accepted: w.accepted + 1, left_though_paid: w.left_though_paid || w.paid_when_engaged, ..w };
            out.push(("250", World { memory: Memory::Accepted, ..left }));
            out.push(("250 lost", World { memory: Memory::Silence, ..left }));
            out.push(("4xx", World { memory: Memory::NotNow, ..w }));
            out.push(("cut", World { memory: Memory::Silence, ..w }));
        }
        Memory::Accepted => {
            let [engaged, _] = w.journal;
            let journal = if protocol == Protocol::Ours { [engaged, true] } else { w.journal };
            let sent = if full { w.by(E::Accepted) } else { World { state: S::Sent, memory: Memory::Idle, ..w } };
            out.push(("sent", World { journal, ..sent }));
        }
        Memory::NotNow => {
            out.push(("deferred", if full { w.by(E::NotNow) } else { World { state: S::Deferred, memory: Memory::Idle, ..w } }))
        }
        Memory::Silence => {
            out.push(("nobody knows", if full { w.by(E::Lost) } else { World { memory: Memory::Idle, ..w } }));
        }
    }
    if w.crashes > 0 {
        out.push(("CRASH", World { state: at_restart(w.state), memory: Memory::Idle, crashes: w.crashes - 1, ..w }));
    }
    if !w.paid {
        out.push((PAYMENT, World { paid: true, ..w }));
    }
    if w.memory == Memory::Idle {
        match w.backup {
            None => out.push((BACKUP, World { backup: Some((w.state, w.paid)), ..w })),
            Some((state, paid)) if w.restores > 0 => {
                for (name, whole_machine) in [("RESTORE base", false), ("RESTORE machine", true)] {
                    let journal = if whole_machine { [false, false] } else { w.journal };
                    let back = World { state: at_restart(state), paid, restores: w.restores - 1, journal, whole_machine, ..w };
                    let back = match protocol {
                        Protocol::Ours => World { state: reconcile(back.state, back.known()), suspended: true, ..back },
                        Protocol::NoJournal | Protocol::SendThenMark | Protocol::MarkThenSend => back,
                    };
                    out.push((name, back));
                }
            }
            Some(_) => (),
        }
    }
    if w.suspended {
        // The person cannot know what a machine put back whole has forgotten: this doubt is asked for, and counted.
        out.push(("resume without looking", World { suspended: false, blind: w.blind + u8::from(w.whole_machine), ..w }));
    }
    if w.state == S::Uncertain && full && w.memory == Memory::Idle {
        out.push(("declared sent", World { declared: true, ..w.by(E::ConfirmSent) }));
        if w.resends < 1 {
            out.push((RESEND, World { resends: w.resends + 1, ..w.by(E::Resend) }));
        }
    }
    out
}

const PAYMENT: &str = "payment";
const BACKUP: &str = "backup";
const RESEND: &str = "resend asked for";

#[derive(Debug)]
struct Explored {
    states: usize,
    /// A second acceptance that nobody asked for.
    duplicate: Option<Vec<&'static str>>,
    /// Said sent, never left.
    lost: Option<Vec<&'static str>>,
    /// Engaged after the payment was known.
    late: Option<Vec<&'static str>>,
    /// States that never come to rest by themselves.
    stuck: usize,
}

fn explore(protocol: Protocol) -> Explored {
    let mut from: HashMap<World, Option<(&'static str, World)>> = HashMap::from([(START, None)]);
    let mut queue = VecDeque::from([START]);
    let (mut duplicate, mut lost, mut late) = (None, None, None);
    while let Some(w) = queue.pop_front() {
        let said_sent = w.state == S::Sent && w.memory == Memory::Idle && !w.declared;
        duplicate = duplicate.or((w.accepted > 1 + w.resends + w.blind).then_some(w));
        lost = lost.or((said_sent && w.accepted == 0).then_some(w));
        late = late.or(w.left_though_paid.then_some(w));
        for (name, reached) in moves(w, protocol) {
            from.entry(reached).or_insert_with(|| {
                queue.push_back(reached);
                Some((name, w))
            });
        }
    }
    let stuck = from.keys().filter(|w| w.tries > 0 && !comes_to_rest(**w, protocol)).count();
    let path = |end: World| {
        let mut names = Vec::new();
        let mut at = end;
        while let Some(Some((name, before))) = from.get(&at) {
            names.push(*name);
            at = *before;
        }
        names.reverse();
        names
    };
    Explored { states: from.len(), duplicate: duplicate.map(path), lost: lost.map(path), late: late.map(path), stuck }
}

/// Without any further accident, the worker and the person bring it to a state one can see.
fn comes_to_rest(w: World, protocol: Protocol) -> bool {
    let mut at = World { crashes: 0, restores: 0, ..w };
    for _ in 0..60 {
        if at.at_rest() || at.tries == 0 && at.memory == Memory::Idle {
            return true;
        }
        let own = moves(at, protocol).into_iter().find(|(name, _)| ![PAYMENT, BACKUP, RESEND].contains(name));
        match own {
            Some((_, reached)) => at = reached,
            None => return false,
        }
    }
    false
}

#[test]
fn our_protocol_shows_no_unasked_duplicate_no_loss_no_late_mail_and_no_stuck_state() {
    let all = explore(Protocol::Ours);
    assert_eq!((&all.duplicate, &all.lost, &all.late, all.stuck), (&None, &None, &None, 0));
    assert!(all.states > 10_000, "the exploration is whole: {} states", all.states);
}

#[test]
fn without_the_journal_an_old_base_sends_twice() {
    let all = explore(Protocol::NoJournal);
    let path = all.duplicate.unwrap();
    assert!(path.contains(&"RESTORE base"), "{path:?}");
    assert_eq!((&all.lost, &all.late, all.stuck), (&None, &None, 0), "the journal is all that it lacks");
}

#[test]
fn sending_before_marking_sends_twice_after_a_crash() {
    let path = explore(Protocol::SendThenMark).duplicate.unwrap();
    assert_eq!(path, ["connect", "250", "CRASH", "connect", "250"]);
    assert!(next(S::Queued, E::Accepted).is_err(), "our table does not know this move");
}

#[test]
fn marking_before_sending_loses_a_message_after_a_crash() {
    let all = explore(Protocol::MarkThenSend);
    assert_eq!(all.lost.unwrap(), ["mark", "CRASH"]);
    assert!(all.duplicate.unwrap().contains(&"RESTORE base"));
}

#[test]
fn the_four_explorations_visit_the_states_of_the_reference_model() {
    let visited = [Protocol::SendThenMark, Protocol::MarkThenSend, Protocol::NoJournal, Protocol::Ours].map(|one| explore(one).states);
    assert_eq!(visited, [2_466, 1_530, 8_487, 12_996]);
}
