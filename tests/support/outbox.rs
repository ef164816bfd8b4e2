//! Lets the sender work on a clock of its own: the app itself says when it wants to be looked at again.
use crate::clock::MovingClock;
use echu_engine::App;
use echu_engine::clock::Clock;
use echu_engine::contract::dispatch;
use echu_engine::mail::smtp::Timeouts;
use echu_engine::scheduler::{Tick, tick};
use serde_json::json;
use std::time::Duration;

/// Looks after which something turns round: six messages, their retries and two nights take some sixty.
const MANY: usize = 600;

/// Patience of a mailer on a loaded machine, when no silence is expected.
pub fn patient() -> Timeouts {
    let long = Duration::from_secs(20);
    Timeouts { connect: long, command: long, dot: long, quit: Duration::from_secs(5) }
}

/// Works until nothing waits any more, going from one hour to the next that the app names, with a person who says
/// « Reprendre » each time it asks. `moved` is told each time the clock moves.
///
/// # Panics
/// When it does not come to rest, or waits for nothing it can name.
pub fn let_it_work(app: &App, clock: &MovingClock, mut moved: impl FnMut()) {
    for _ in 0..MANY {
        let tried = tick(app);
        let sender = dispatch(app, "sender", json!({})).expect("the state of sending");
        if sender["waiting"] == 0 {
            return;
        }
        let next = sender["nextAt"].as_str().and_then(|text| text.parse().ok());
        match (tried, sender["state"].as_str(), next) {
            (Ok(Tick::Tried), _, _) => clock.seconds_pass(1),
            // What the disk refused is tried again five seconds later; a little of them is real, for who will free it.
            (Err(_), _, _) => {
                clock.seconds_pass(5);
                std::thread::sleep(Duration::from_millis(20));
            }
            (Ok(Tick::Waited(_)), Some("suspended"), _) => {
                dispatch(app, "resume_sending", json!({})).expect("a person resumes");
            }
            (Ok(Tick::Waited(_)), _, Some(next)) if next > clock.now() => clock.set(next),
            (Ok(Tick::Waited(_)), Some("active"), _) => clock.seconds_pass(30),
            (_, _, _) => panic!("nothing says what is waited for: {sender}"),
        }
        moved();
    }
    panic!("the outbox does not come to rest: {}", dispatch(app, "outbox", json!({})).expect("the outbox"));
}
