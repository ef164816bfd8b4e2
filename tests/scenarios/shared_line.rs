//! Messages that follow each other at once share a connection, ten at most; what becomes of one says nothing of the others.
use crate::killed::{Scene, address, rows, template_by};
use crate::post::{LONG, Post, envelope, mime, post, short};
use echu_engine::mail::{Delivery, Engage, Mailer, Reason};
use echu_engine::secrets::Secret;
use echu_tests::laws::{self, Truth};
use echu_tests::let_it_work;
use echu_tests::smtp::{At, Cert, Scenario, Tls};
use serde_json::json;
use std::sync::LazyLock;
use tempfile::TempDir;

/// One attempt without a goodbye; says how often it was asked to engage.
fn follow(post: &Post) -> (Delivery, usize) {
    let mut asked = 0;
    let delivery = post.mailer.deliver(&post.account, &envelope(&["compta@muller.example"]), &mime(), &mut || {
        asked += 1;
        Engage::Go
    });
    (delivery, asked)
}

#[test]
fn ten_share_a_connection_and_the_eleventh_opens_another() {
    for tls in [Tls::Implicit, Tls::Start] {
        let post = post(tls, Cert::Good, LONG);
        for _ in 0..11 {
            assert_eq!(short(&follow(&post).0).0, "accepted");
        }
        post.mailer.part();
        let seen = post.server.seen();
        assert_eq!((seen.connections, seen.auth, seen.quit), (2, 2, 2), "{tls:?}: one greeting, one login, one goodbye for ten");
        let connections: Vec<usize> = post.server.accepted().iter().map(|one| one.connection).collect();
        assert_eq!(connections, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]);
    }
}

#[test]
fn another_mailbox_or_another_password_opens_its_own() {
    let mut post = post(Tls::Implicit, Cert::Good, LONG);
    follow(&post);
    post.account.login = "atelier@dupre.example".to_owned();
    follow(&post);
    post.account.password = Secret::new("changé".to_owned());
    follow(&post);
    let seen = post.server.seen();
    assert_eq!((seen.connections, seen.auth, seen.quit), (3, 3, 2), "each was left properly before the next");
}

#[test]
fn a_server_that_has_had_enough_costs_the_next_message_nothing() {
    let enough = [
        Scenario::Drop(At::Mail),
        Scenario::say(At::Mail, "421 4.7.0 too many messages in this connection"),
        Scenario::say(At::Mail, "451 4.7.1 slow down"),
        Scenario::say(At::Mail, "503 5.5.1 one at a time"),
        Scenario::say(At::Mail, "no reply at all"),
    ];
    for scenario in enough {
        let post = post(Tls::Implicit, Cert::Good, LONG);
        post.server.queue([Scenario::After(1, Box::new(scenario.clone()))]);
        assert_eq!(short(&follow(&post).0).0, "accepted");
        assert_eq!((short(&follow(&post).0).0, post.server.seen().dots), ("accepted", 2), "{scenario:?}");
        let connections: Vec<usize> = post.server.accepted().iter().map(|one| one.connection).collect();
        assert_eq!(connections, [1, 2], "{scenario:?}: named on a new connection, once");
    }
}

#[test]
fn what_a_server_says_to_the_first_message_of_a_connection_is_not_asked_twice() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    post.server.otherwise(Scenario::say(At::Mail, "451 4.7.1 slow down"));
    assert_eq!(short(&follow(&post).0).0, "message");
    assert_eq!(post.server.seen().mail, 1);
}

#[test]
fn a_following_message_ends_as_its_own_phase_says() {
    for (scenario, expected, reason, asked) in [
        (Scenario::say(At::Rcpt, "550 5.1.1 no such user"), "flagged", Some(Reason::RecipientRefused), 0),
        (Scenario::Drop(At::Rcpt), "message", Some(Reason::ConnectionLost), 0),
        (Scenario::Drop(At::Data), "message", Some(Reason::ConnectionLost), 0),
        (Scenario::Drop(At::Dot), "uncertain", Some(Reason::LostAfterTheDot), 1),
        (Scenario::AcceptThenDrop, "uncertain", Some(Reason::LostAfterTheDot), 1),
    ] {
        let post = post(Tls::Implicit, Cert::Good, LONG);
        post.server.queue([Scenario::After(1, Box::new(scenario.clone()))]);
        assert_eq!(short(&follow(&post).0).0, "accepted");
        let (delivery, count) = follow(&post);
        assert_eq!((short(&delivery), count), ((expected, reason), asked), "{scenario:?}");
        assert_eq!(short(&follow(&post).0).0, "accepted");
        let last = post.server.accepted().last().map(|one| one.connection);
        assert_eq!(last, Some(2), "{scenario:?}: what follows an incident starts anew");
    }
}

#[test]
fn an_abandoned_message_takes_its_connection_with_it() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    follow(&post);
    let abandoned = post.mailer.deliver(&post.account, &envelope(&["compta@muller.example"]), &mime(), &mut || Engage::Abandon);
    assert_eq!(abandoned, Delivery::Abandoned);
    assert_eq!(short(&follow(&post).0).0, "accepted");
    let seen = post.server.seen();
    assert_eq!((seen.connections, seen.data, seen.dots), (2, 3, 2), "the dot was never written");
}

const CLIENTS: usize = 6;

/// The same messages, with spacing and without.
static SPACED: LazyLock<TempDir> = LazyLock::new(|| template_by(CLIENTS, |_| ()));
static AT_ONCE: LazyLock<TempDir> = LazyLock::new(|| {
    template_by(CLIENTS, |world| {
        let sql =
            "UPDATE setting SET value = json_set(value, '$.paceSeconds', 0, '$.hourlyCap', 100, '$.dailyCap', 100) WHERE key = 'options'";
        assert_eq!(world.sql().execute(sql, []).unwrap(), 1);
    })
});

#[test]
fn spaced_messages_keep_no_connection_between_two() {
    let scene = Scene::new(&SPACED, []);
    assert!(scene.run("K99", 1).success());
    let seen = scene.server.seen();
    // The worker ends without a word after the last.
    assert_eq!((seen.dots, seen.connections, seen.quit), (CLIENTS, CLIENTS, CLIENTS - 1));
}

#[test]
fn killed_at_any_point_of_a_shared_connection_nothing_is_lost_nor_leaves_twice() {
    for point in 0..=14 {
        // The greeting and the login are of the first alone.
        let most = if point == 2 || point == 3 { 1 } else { 3 };
        for nth in 1..=most {
            let story = format!("K{point}:{nth} on a shared connection");
            let scene = Scene::new(&AT_ONCE, []);
            let status = scene.run(&format!("K{point}"), nth);
            assert!(!status.success() && status.code().is_none(), "{story}: the worker was not killed: {status:?}");
            assert!(scene.server.seen().connections <= 1, "{story}: one connection for all");
            let (world, server) = scene.reopen();
            let_it_work(world.app(), &world.clock, || {});
            let accepted: Vec<String> = server.accepted().into_iter().map(|one| one.message_id).collect();
            let truth = Truth { accepted: accepted.clone(), daily_cap: 100, ..Truth::default() };
            laws::check(&world, &truth, &story);
            let ends = rows(&world.sql());
            let doubtful: Vec<&str> = ends.values().filter(|row| row.state == "uncertain").map(|row| row.message_id.as_str()).collect();
            assert_eq!(doubtful.len(), usize::from((9..=12).contains(&point)), "{story}: in doubt, only what was at its dot");
            for row in ends.values().filter(|row| row.state != "uncertain") {
                assert_eq!((row.state.as_str(), accepted.contains(&row.message_id)), ("sent", true), "{story}: {row:?}");
            }
        }
    }
}

#[test]
fn a_payment_between_two_messages_of_a_connection_stops_the_second() {
    let scene = Scene::new(&AT_ONCE, []);
    let (world, server) = scene.reopen();
    let mut paid = false;
    let_it_work(world.app(), &world.clock, || {
        if !paid && server.seen().dots == 1 {
            paid = true;
            world.pays(i64::try_from(CLIENTS).unwrap(), 10_000);
        }
    });
    let to: Vec<String> = server.accepted().into_iter().flat_map(|one| one.to).collect();
    assert!(paid && !to.contains(&address(CLIENTS)), "{to:?}");
    assert_eq!((to.len(), server.seen().connections), (CLIENTS - 1, 1), "{}", world.call("sender", json!({})));
}
