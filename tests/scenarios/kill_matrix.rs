//! The kill matrix: a worker dies at the nth passage of each point of the outbox, against a server that misbehaves; it is
//! opened again, and works until nothing waits. Whatever happened, no message left twice, none is lost, and each ends as
//! the table of the outbox says.
//!
//! 15 points × 12 scenarios × 3 passages, one test a point. The base, the scheduler, TLS and the server are the real ones.
use crate::killed::{DAILY_CAP, Row, Scene, address, rows, template};
use echu_engine::clock::Clock;
use echu_tests::laws::{self, Truth};
use echu_tests::smtp::Scenario;
use echu_tests::{World, let_it_work};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use tempfile::TempDir;

/// Messages that wait; the last client pays between the two lives.
const CLIENTS: usize = 6;
/// Connections that meet the scenario; the server is sound afterwards.
const BAD: usize = 3;

static TEMPLATE: LazyLock<TempDir> = LazyLock::new(|| template(CLIENTS));

/// What a try that meets a scenario becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Becomes {
    /// Accepted, and known to be.
    Sent,
    /// Put off: it leaves later.
    Later,
    /// Refused for good.
    Failed,
    /// Nobody knows.
    Uncertain,
    /// The server hangs up in the middle of the body: put off or uncertain, as the client sees it before or after the end.
    LaterOrUncertain,
}

/// A scenario: the last point that a connection which meets it goes through before the reply, and what its try becomes.
struct Against {
    name: &'static str,
    last: usize,
    becomes: Becomes,
}

/// The scenarios, with how far each goes. A point beyond `last` is not on the way of a connection that meets the scenario:
/// the worker then dies at that point of a sound connection, after the bad ones, and the test says which.
const AGAINST: [Against; 12] = [
    Against { name: "ok", last: 11, becomes: Becomes::Sent },
    Against { name: "drop_banner", last: 1, becomes: Becomes::Later },
    Against { name: "auth535", last: 2, becomes: Becomes::Later },
    Against { name: "mail451", last: 3, becomes: Becomes::Later },
    Against { name: "mail_limit", last: 3, becomes: Becomes::Later },
    Against { name: "rcpt550", last: 4, becomes: Becomes::Failed },
    Against { name: "data451", last: 5, becomes: Becomes::Later },
    Against { name: "drop_mid_body", last: 7, becomes: Becomes::LaterOrUncertain },
    Against { name: "dot_drop_before_accept", last: 11, becomes: Becomes::Uncertain },
    Against { name: "dot_accept_then_drop", last: 11, becomes: Becomes::Uncertain },
    Against { name: "dot_451", last: 11, becomes: Becomes::Later },
    Against { name: "dot_554", last: 11, becomes: Becomes::Failed },
];

fn scenario(name: &str) -> Scenario {
    Scenario::all().into_iter().find(|(known, _)| *known == name).expect("a known scenario").1
}

/// The number of the connection on which the worker dies; K0 and K1 come before it is made.
fn deadly_connection(point: usize, nth: usize, against: &Against) -> usize {
    match point {
        0 | 1 => nth - 1,
        2..=11 if point > against.last => BAD + nth,
        _ => nth,
    }
}

/// The states the death leaves on the wire, by what the table of the outbox says of the point.
fn on_the_wire(point: usize, dies_on: usize, against: &Against) -> Option<&'static str> {
    let dotted = dies_on > BAD || against.last == 11;
    match point {
        0 | 1 | 13 | 14 => None,
        2..=8 => Some("sending"),
        9..=11 => Some("engaged"),
        // The result was read, and dies with the process: what had passed the point of no return is uncertain.
        _ if dotted => Some("engaged"),
        _ => Some("sending"),
    }
}

fn run(point: usize, against: &Against, nth: usize) {
    let story = format!("K{point}:{nth} against {}", against.name);
    let vague = against.becomes == Becomes::LaterOrUncertain;
    let scene = Scene::new(&TEMPLATE, std::iter::repeat_n(scenario(against.name), BAD));
    let status = scene.run(&format!("K{point}"), nth);
    assert!(!status.success() && status.code().is_none(), "{story}: the worker was not killed: {status:?}");

    let dies_on = deadly_connection(point, nth, against);
    let met = scene.server.seen().connections;
    // Where the middle of the body is cut, whether the end was written is a race: both are real.
    let either = vague && (8..=10).contains(&point);
    let on_its_way = met == dies_on || either && (nth..=dies_on).contains(&met);
    assert!(on_its_way, "{story}: died on connection {met}, the table says {dies_on}");
    let dead = scene.rows();
    let wire: Vec<&Row> = dead.values().filter(|row| row.state == "sending" || row.state == "engaged").collect();
    let held: Vec<&str> = wire.iter().map(|row| row.state.as_str()).collect();
    let expected = on_the_wire(point, dies_on, against);
    let raced = vague && point == 12 && held.len() == 1;
    assert!(raced || held == expected.into_iter().collect::<Vec<_>>(), "{story}: on the wire {held:?}, the table says {expected:?}");
    assert!(wire.iter().all(|row| row.tries > 0), "{story}: the try is counted before the connection");
    let taken = accepted(&scene);
    for row in wire.iter().filter(|row| row.state == "sending") {
        assert!(!taken.contains(&row.message_id), "{story}: the server took what was not engaged");
    }

    let (world, server) = scene.reopen();
    let stop = world.clock.now();
    let mut truth = Truth { accepted: taken, daily_cap: DAILY_CAP, ..Truth::default() };
    truth.stopped.insert(address(CLIENTS), stop);
    laws::check(&world, &truth, &format!("{story}, opened again"));
    world.pays(i64::try_from(CLIENTS).expect("a small number"), 10_000);
    let_it_work(world.app(), &world.clock, || {});
    truth.accepted = server.accepted().into_iter().map(|one| one.message_id).collect();
    laws::check(&world, &truth, &format!("{story}, at rest"));
    ends_as_the_table_says(&world, &dead, &truth, against, BAD.saturating_sub(met), &story);
}

fn accepted(scene: &Scene) -> Vec<String> {
    scene.server.accepted().into_iter().map(|one| one.message_id).collect()
}

/// Each row from how death left it: `bad` connections still meet the scenario after it.
fn ends_as_the_table_says(world: &World, dead: &BTreeMap<String, Row>, truth: &Truth, against: &Against, bad: usize, story: &str) {
    let ends = rows(&world.sql());
    assert_eq!(ends.len(), dead.len(), "{story}: no row came nor went");
    let mut left = BTreeMap::new();
    for (recipient, row) in &ends {
        let before = &dead[recipient];
        let accepted = truth.accepted.iter().filter(|id| **id == row.message_id).count();
        let expected = match before.state.as_str() {
            "engaged" => Some("uncertain"),
            "queued" | "deferred" | "sending" if *recipient == address(CLIENTS) => Some("cancelled"),
            "queued" | "deferred" | "sending" => None,
            settled => Some(settled),
        };
        match expected {
            Some(state) => assert_eq!(row.state, state, "{story}: {recipient} was {before:?}"),
            None => *left.entry(row.state.as_str()).or_insert(0) += 1,
        }
        match row.state.as_str() {
            "sent" => assert_eq!(accepted, 1, "{story}: {recipient} is said sent"),
            "uncertain" => assert!(accepted <= 1, "{story}: {recipient}"),
            other => assert_eq!(accepted, 0, "{story}: {recipient} is {other}, and the server took it"),
        }
    }
    let free: usize = left.values().sum();
    let hit = bad.min(free);
    let whole = |state, count: usize| if count == 0 { BTreeMap::new() } else { BTreeMap::from([(state, count)]) };
    let both = |state| whole("sent", free - hit).into_iter().chain(whole(state, hit)).collect::<BTreeMap<_, _>>();
    match against.becomes {
        Becomes::Sent | Becomes::Later => assert_eq!(left, whole("sent", free), "{story}: what could still leave left"),
        Becomes::Failed => assert_eq!(left, both("failed"), "{story}: what could still leave met {hit} refusals"),
        Becomes::Uncertain => assert_eq!(left, both("uncertain"), "{story}: what could still leave met {hit} silences"),
        Becomes::LaterOrUncertain => {
            let doubts = left.get("uncertain").copied().unwrap_or_default();
            assert!(doubts <= hit, "{story}: {left:?}");
            assert_eq!(left.get("sent").copied().unwrap_or_default(), free - doubts, "{story}: {left:?}");
        }
    }
}

fn killed_at(point: usize) {
    for against in &AGAINST {
        for nth in 1..=3 {
            run(point, against, nth);
        }
    }
}

macro_rules! points {
    ($($name:ident $point:literal)*) => { $(#[test] fn $name() { killed_at($point); })* };
}

points! {
    k0_before_the_reservation 0
    k1_inside_the_reservation 1
    k2_once_connected 2
    k3_once_logged_in 3
    k4_after_the_sender 4
    k5_after_the_recipient 5
    k6_when_the_server_listens 6
    k7_in_the_middle_of_the_body 7
    k8_inside_the_point_of_no_return 8
    k9_before_the_journal 9
    k10_before_the_dot 10
    k11_between_the_dot_and_the_reply 11
    k12_before_the_result_is_stored 12
    k13_before_the_result_is_in_the_journal 13
    k14_before_the_goodbye 14
}

#[test]
fn left_alone_the_worker_ends_as_the_table_says() {
    for against in &AGAINST {
        let scene = Scene::new(&TEMPLATE, std::iter::repeat_n(scenario(against.name), BAD));
        assert!(scene.run("K99", 1).success(), "{}: a point that does not exist kills nobody", against.name);
        let taken = accepted(&scene);
        let (world, _server) = scene.reopen();
        let truth = Truth { accepted: taken, daily_cap: DAILY_CAP, ..Truth::default() };
        laws::check(&world, &truth, against.name);
        let ends = rows(&world.sql());
        let count = |state: &str| ends.values().filter(|row| row.state == state).count();
        let (bad, sent) = (CLIENTS - count("sent"), count("sent"));
        match against.becomes {
            Becomes::Sent | Becomes::Later => assert_eq!(bad, 0, "{}", against.name),
            Becomes::Failed => assert_eq!((count("failed"), sent), (BAD, CLIENTS - BAD), "{}", against.name),
            Becomes::Uncertain => assert_eq!((count("uncertain"), sent), (BAD, CLIENTS - BAD), "{}", against.name),
            Becomes::LaterOrUncertain => assert!(count("uncertain") == bad && bad <= BAD, "{}", against.name),
        }
    }
}
