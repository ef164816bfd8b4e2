//! The point of no return: no dot without a yes, and the yes comes after the whole body.
use crate::post::{LONG, draft, envelope, mime, post, short};
use echu_engine::mail::message::{self, Attachment};
use echu_engine::mail::{Delivery, Engage, Mailer, Reason};
use echu_tests::smtp::{At, Cert, Scenario, Tls};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

#[test]
fn a_no_at_the_last_moment_writes_no_dot() {
    for tls in [Tls::Implicit, Tls::Start] {
        let post = post(tls, Cert::Good, LONG);
        let mut asked = 0;
        let delivery = post.mailer.deliver(&post.account, &envelope(&["compta@muller.example"]), &mime(), &mut || {
            asked += 1;
            Engage::Abandon
        });
        assert_eq!((delivery, asked), (Delivery::Abandoned, 1));
        post.mailer.part();
        // The next delivery proves that the server is done with the first connection, and that the mailer is sound.
        assert_eq!(short(&post.send(&mime()).0).0, "accepted");
        let seen = post.server.seen();
        assert_eq!((seen.data, seen.dots, seen.connections), (2, 1, 2), "{tls:?}: two bodies, one dot");
        assert_eq!(post.server.accepted().len(), 1);
    }
}

#[test]
fn a_payment_recorded_when_the_server_says_354_stops_the_dot() {
    // C11, with the store played by a flag.
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let paid = Arc::new(AtomicBool::new(false));
    let bank = Arc::clone(&paid);
    post.server.on(At::Data, move || bank.store(true, Ordering::SeqCst));
    let delivery = post.mailer.deliver(&post.account, &envelope(&["compta@muller.example"]), &mime(), &mut || {
        if paid.load(Ordering::SeqCst) { Engage::Abandon } else { Engage::Go }
    });
    assert_eq!(delivery, Delivery::Abandoned);
    assert_eq!((post.server.accepted().len(), post.server.seen().dots), (0, 0));
}

#[test]
fn a_disk_full_in_the_closure_goes_through_without_a_dot() {
    // C12: the closure dies of its own trouble. Nothing is swallowed, nothing is sent.
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let caught = catch_unwind(AssertUnwindSafe(|| {
        post.mailer.deliver(&post.account, &envelope(&["compta@muller.example"]), &mime(), &mut || {
            std::panic::resume_unwind(Box::new("disk full"))
        })
    }));
    let payload = caught.expect_err("the accident was swallowed");
    assert_eq!(payload.downcast_ref::<&str>(), Some(&"disk full"));
    assert_eq!(short(&post.send(&mime()).0).0, "accepted", "the mailer still works");
    assert_eq!(post.server.seen().dots, 1);
}

#[test]
fn the_body_is_all_written_when_the_question_comes() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let mut heavy = draft("Éts Müller");
    let pdf = Attachment { ascii_name: "F-2026-012.pdf".to_owned(), mime: "application/pdf".to_owned(), bytes: vec![37; 1_000_000] };
    heavy.attachments = vec![pdf];
    let mime = message::build(&heavy).unwrap();
    let middle = Arc::new(AtomicBool::new(false));
    let reached = Arc::clone(&middle);
    post.server.on(At::Body, move || reached.store(true, Ordering::SeqCst));
    let delivery = post.mailer.deliver(&post.account, &envelope(&["compta@muller.example"]), &mime, &mut || {
        assert!(middle.load(Ordering::SeqCst), "the server has not even seen the middle of a megabyte");
        Engage::Go
    });
    assert_eq!(short(&delivery).0, "accepted");
    assert_eq!(post.server.accepted()[0].bytes, mime);
}

#[test]
fn the_goodbye_comes_after_the_result() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let delivery = post.mailer.deliver(&post.account, &envelope(&["compta@muller.example"]), &mime(), &mut || Engage::Go);
    assert_eq!(short(&delivery).0, "accepted");
    assert_eq!(post.server.seen().quit, 0, "the result could be stored before");
    post.mailer.part();
    assert_eq!(post.server.seen().quit, 1);
    post.mailer.part();
    assert_eq!(post.server.seen().quit, 1, "once");
}

#[test]
fn one_refused_recipient_stops_the_message_for_all() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    post.server.queue([Scenario::say(At::Rcpt, "550 5.1.1 no such user")]);
    let to = envelope(&["compta@muller.example", "contact@dupre.example"]);
    let delivery = post.mailer.deliver(&post.account, &to, &mime(), &mut || Engage::Go);
    assert_eq!(short(&delivery), ("flagged", Some(Reason::RecipientRefused)));
    assert_eq!(post.server.seen().data, 0);
    let both = post.mailer.deliver(&post.account, &to, &mime(), &mut || Engage::Go);
    assert_eq!(short(&both).0, "accepted");
    assert_eq!(post.server.accepted()[0].to, ["compta@muller.example", "contact@dupre.example"]);
}

#[test]
fn bytes_that_are_no_mail_are_not_even_carried_to_the_door() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    for bad in [&b""[..], b"Subject: x\n\ny", "Subject: é\r\n\r\n".as_bytes()] {
        assert_eq!(short(&post.send(bad).0), ("failed", Some(Reason::BadMessage)));
    }
    assert_eq!(post.server.seen().connections, 0);
}

/// The abandon leaves by unwinding: a build that aborts on panic would kill the app instead.
#[test]
fn a_release_build_unwinds() {
    let manifest = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml")).unwrap();
    let release = manifest.split("[profile.release]").nth(1).unwrap();
    let release = release.split("\n[").next().unwrap();
    assert!(release.contains("panic = \"unwind\""), "{release}");
}
