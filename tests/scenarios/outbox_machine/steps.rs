//! What happens in the life of an outbox.
use super::wire::{Answer, Death};
use super::{CLIENTS, NEWCOMER};
use proptest::prelude::*;

/// Something that happens.
#[derive(Debug, Clone)]
pub enum Step {
    /// Prepares and approves what the plan proposes.
    Approve,
    /// The sender takes the next message, which meets this; the client may pay while the body is read.
    Send(Answer, Option<Death>, bool),
    Pays(usize),
    /// A tenth of it.
    PaysAPart(usize),
    Disputes(usize),
    /// To pay, in three months.
    Promises(usize),
    /// The same file each time: a client more, who is late. An old base forgets him, and meets him again.
    Imports,
    Settles(usize),
    /// A person answers an uncertain message, or puts back a refused one, or withdraws one that waits.
    SendAgain(usize),
    Arrived(usize),
    GivesUp(usize),
    Requeues(usize),
    Withdraws(usize),
    Pauses,
    Resumes,
    Restarts,
    BacksUp,
    PutsBackClosed,
    PutsBackOpen,
    Minutes(i64),
    Days(i64),
    /// The hour is put back by two hours.
    ClockBack,
}

fn answer() -> impl Strategy<Value = Answer> {
    use Answer::*;
    prop_oneof![4 => Just(Taken), 2 => Just(TakenInSilence), 1 => Just(Cut), 2 => Just(NotNow), 1 => Just(Refused), 1 => Just(Busy), 1 => Just(Away)]
}

fn death() -> impl Strategy<Value = Option<Death>> {
    use Death::*;
    let place = prop_oneof![Just(Body), Just(Journal), Just(Outcome), Just(JournalUntold)];
    proptest::option::weighted(0.3, place)
}

/// One of them, the sendings more often.
pub fn step() -> impl Strategy<Value = Step> {
    let client = || 1..=CLIENTS;
    let anyone = || 1..=NEWCOMER;
    prop_oneof![
        4 => Just(Step::Approve),
        10 => (answer(), death(), proptest::bool::weighted(0.1)).prop_map(|(answer, death, pays)| Step::Send(answer, death, pays)),
        1 => client().prop_map(Step::Pays),
        1 => client().prop_map(Step::PaysAPart),
        1 => client().prop_map(Step::Disputes),
        1 => client().prop_map(Step::Promises),
        2 => Just(Step::Imports),
        1 => client().prop_map(Step::Settles),
        2 => anyone().prop_map(Step::SendAgain),
        1 => anyone().prop_map(Step::Arrived),
        1 => anyone().prop_map(Step::GivesUp),
        1 => anyone().prop_map(Step::Requeues),
        1 => anyone().prop_map(Step::Withdraws),
        1 => Just(Step::Pauses),
        3 => Just(Step::Resumes),
        1 => Just(Step::Restarts),
        3 => Just(Step::BacksUp),
        2 => Just(Step::PutsBackClosed),
        2 => Just(Step::PutsBackOpen),
        2 => (1..200_i64).prop_map(Step::Minutes),
        1 => (1..4_i64).prop_map(Step::Days),
        1 => Just(Step::ClockBack),
    ]
}
