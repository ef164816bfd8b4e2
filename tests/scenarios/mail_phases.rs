//! Every row of the outbox's table, over a real socket and real TLS: what the phase reached says of a break or a reply.
use crate::post::{LONG, SHORT, mime, post, short};
use echu_engine::mail::{Delivery, Reason};
use echu_tests::smtp::{At, Cert, Scenario, Tls};
use std::time::Duration;

const LONG_STALL: Duration = Duration::from_secs(60);

#[test]
fn a_message_goes_through_whole_in_both_ways_to_encrypt() {
    for tls in [Tls::Implicit, Tls::Start] {
        let post = post(tls, Cert::Good, LONG);
        let (delivery, asked) = post.meet(Scenario::Ok);
        assert_eq!(delivery, Delivery::Accepted { reply: "2.0.0 queued as 42".to_owned() }, "{tls:?}");
        assert_eq!(asked, 1, "the point of no return is asked once");
        let accepted = post.server.accepted();
        assert_eq!(accepted.len(), 1);
        assert_eq!(accepted[0].bytes, mime(), "to the last byte, dots at the start of lines included");
        assert_eq!(accepted[0].to, ["compta@muller.example"]);
        assert_eq!(accepted[0].from, "contact@dupre.example");
        assert_eq!(accepted[0].message_id, "<k1.a@echu.example>");
        let seen = post.server.seen();
        assert_eq!((seen.connections, seen.auth, seen.mail, seen.quit), (1, 1, 1, 1));
        assert_eq!(seen.sizes, [Some(mime().len())], "SIZE is declared when it is offered");
        let clear: Vec<&str> = seen.in_clear.iter().map(|c| c.split(' ').next().unwrap()).collect();
        assert_eq!(clear, if tls == Tls::Start { vec!["EHLO", "STARTTLS"] } else { vec![] });
    }
}

#[test]
fn a_line_closed_means_what_its_phase_says() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    for (scenario, expected, reason, asked) in [
        (Scenario::Drop(At::Banner), "account", Reason::ConnectionLost, 0),
        (Scenario::Drop(At::Ehlo), "account", Reason::ConnectionLost, 0),
        (Scenario::Drop(At::Auth), "account", Reason::ConnectionLost, 0),
        (Scenario::Drop(At::Mail), "message", Reason::ConnectionLost, 0),
        (Scenario::Drop(At::Rcpt), "message", Reason::ConnectionLost, 0),
        (Scenario::Drop(At::Data), "message", Reason::ConnectionLost, 0),
        (Scenario::Drop(At::Dot), "uncertain", Reason::LostAfterTheDot, 1),
        (Scenario::AcceptThenDrop, "uncertain", Reason::LostAfterTheDot, 1),
    ] {
        let name = format!("{scenario:?}");
        let (delivery, count) = post.meet(scenario);
        assert_eq!((short(&delivery), count), ((expected, Some(reason)), asked), "{name}");
    }
    assert_eq!(post.server.accepted().len(), 1, "only the last one was accepted, and it stays uncertain (C02)");
}

#[test]
fn a_silence_means_what_its_phase_says() {
    let post = post(Tls::Start, Cert::Good, SHORT);
    for (at, expected, reason, asked) in [
        (At::Banner, "account", Reason::NoAnswer, 0),
        (At::Ehlo, "account", Reason::NoAnswer, 0),
        (At::StartTls, "account", Reason::NoAnswer, 0),
        (At::Auth, "account", Reason::NoAnswer, 0),
        (At::Mail, "message", Reason::NoAnswer, 0),
        (At::Rcpt, "message", Reason::NoAnswer, 0),
        (At::Data, "message", Reason::NoAnswer, 0),
        (At::Dot, "uncertain", Reason::NoAnswerAfterTheDot, 1),
    ] {
        let (delivery, count) = post.meet(Scenario::Stall(at, LONG_STALL));
        assert_eq!((short(&delivery), count), ((expected, Some(reason)), asked), "{at:?}");
    }
}

#[test]
fn garbage_means_what_its_phase_says() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    for (at, expected, reason) in [
        (At::Banner, "account", Reason::UnexpectedReply),
        (At::Auth, "account", Reason::UnexpectedReply),
        (At::Mail, "message", Reason::UnexpectedReply),
        (At::Rcpt, "message", Reason::UnexpectedReply),
        (At::Data, "message", Reason::UnexpectedReply),
        (At::Dot, "uncertain", Reason::UnexpectedReplyAfterTheDot),
    ] {
        let (delivery, _) = post.meet(Scenario::say(at, "bonjour tout le monde"));
        assert_eq!(short(&delivery), (expected, Some(reason)), "{at:?}");
    }
    // A success that answers another question is no success either.
    for (at, line, expected) in [
        (At::Auth, "250 ok", "account"),
        (At::Mail, "354 go", "message"),
        (At::Rcpt, "354 go", "message"),
        (At::Data, "250 ok", "message"),
        (At::Dot, "354 go", "uncertain"),
    ] {
        let (delivery, _) = post.meet(Scenario::say(at, line));
        assert_eq!(short(&delivery).0, expected, "{at:?} {line}");
    }
    for scenario in [Scenario::Garbage, Scenario::LongLine] {
        let name = format!("{scenario:?}");
        assert_eq!(short(&post.meet(scenario).0).0, "account", "{name}");
    }
}

#[test]
fn a_reply_means_what_its_phase_and_words_say() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    for (at, line, expected, reason) in [
        (At::Banner, "421 busy", "account", Reason::ServerBusy),
        (At::Banner, "554 no service here", "suspended", Reason::ServerRefuses),
        (At::Ehlo, "451 later", "account", Reason::ServerBusy),
        (At::Auth, "454 4.7.0 temporary", "account", Reason::LoginPostponed),
        (At::Auth, "535 5.7.8 bad credentials", "suspended", Reason::PasswordRefused),
        (At::Auth, "535 5.7.139 SmtpClientAuthentication is disabled", "suspended", Reason::PasswordLoginDisabled),
        (At::Mail, "451 4.7.1 greylisted", "message", Reason::MessagePostponed),
        (At::Mail, "450 Mail send limit exceeded", "account", Reason::ProviderLimit),
        (At::Mail, "553 not your address", "suspended", Reason::SenderRefused),
        (At::Rcpt, "450 4.2.0 greylisted, retry in 300s", "message", Reason::RecipientPostponed),
        (At::Rcpt, "550 5.1.1 no such user", "flagged", Reason::RecipientRefused),
        (At::Rcpt, "550 5.5.0 no", "message", Reason::RecipientUnclear),
        (At::Data, "451 4.3.0 later", "message", Reason::MessagePostponed),
        (At::Data, "554 no", "failed", Reason::MessageRefused),
        (At::Dot, "451 4.3.0 try later", "message", Reason::MessagePostponed),
        (At::Dot, "554 5.7.1 spam", "failed", Reason::PolicyRefused),
        (At::Dot, "552 too big", "failed", Reason::TooLarge),
    ] {
        let (delivery, asked) = post.meet(Scenario::say(at, line));
        assert_eq!(short(&delivery), (expected, Some(reason)), "{at:?} {line}");
        assert_eq!(asked, usize::from(at == At::Dot), "{at:?}: engaged at the dot and nowhere else");
    }
    assert_eq!(post.server.accepted(), []);
    assert_eq!(post.server.seen().quit, 15, "a server that answers is left politely, unless its banner already says no");
}

#[test]
fn a_break_in_the_middle_of_a_big_body_is_not_uncertain() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    post.server.queue([Scenario::Drop(At::Body)]);
    let mut asked = 0;
    let big = [b"Subject: x\r\n\r\n".to_vec(), b"abcdefgh\r\n".repeat(800_000)].concat();
    let delivery = {
        use echu_engine::mail::{Engage, Mailer};
        post.mailer.deliver(&post.account, &crate::post::envelope(&["a@x.example"]), &big, &mut || {
            asked += 1;
            Engage::Go
        })
    };
    assert_eq!(short(&delivery), ("message", Some(Reason::ConnectionLost)));
    assert_eq!(asked, 0, "the source was not exhausted");
}

#[test]
fn a_greylisted_message_comes_back_with_the_same_bytes() {
    // C04, at the mailer's level.
    let post = post(Tls::Implicit, Cert::Good, LONG);
    post.server.queue([Scenario::say(At::Mail, "451 4.7.1 greylisted"), Scenario::say(At::Dot, "451 4.7.1 greylisted")]);
    for _ in 0..2 {
        let (delivery, _) = post.send(&mime());
        let Delivery::Deferred { min_delay, charge_try, .. } = delivery else { panic!("{delivery:?}") };
        assert!(min_delay >= Duration::from_secs(300), "greylists open after five minutes");
        assert!(charge_try);
    }
    assert_eq!(short(&post.send(&mime()).0).0, "accepted");
    let accepted = post.server.accepted();
    assert_eq!(accepted.len(), 1);
    assert_eq!(accepted[0].bytes, mime());
}

#[test]
fn a_refused_address_is_named() {
    // C05.
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let (delivery, _) = post.meet(Scenario::say(At::Rcpt, "550 5.1.1 no such user"));
    let Delivery::Failed { why, flag_address: true } = delivery else { panic!("{delivery:?}") };
    assert_eq!(why.sentence(), "L’adresse compta@muller.example est refusée («\u{a0}550 5.1.1 no such user\u{a0}»).");
}

#[test]
fn a_wrong_password_is_tried_once() {
    // C06, for both mechanisms a library could be tempted to try in turn.
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let (delivery, _) = post.meet(Scenario::say(At::Auth, "535 5.7.8 bad credentials"));
    assert_eq!(short(&delivery), ("suspended", Some(Reason::PasswordRefused)));
    let seen = post.server.seen();
    assert_eq!((seen.connections, seen.auth, seen.mail), (1, 1, 0));
}

#[test]
fn a_limit_on_the_fourth_message_cools_the_account_down() {
    // C07.
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let limit = Scenario::say(At::Mail, "450 Mail send limit exceeded");
    post.server.queue([Scenario::Ok, Scenario::Ok, Scenario::Ok, limit]);
    for _ in 0..3 {
        assert_eq!(short(&post.send(&mime()).0).0, "accepted");
    }
    let (delivery, _) = post.send(&mime());
    let Delivery::Deferred { cool_down, charge_try, why, .. } = delivery else { panic!("{delivery:?}") };
    assert_eq!((cool_down, charge_try), (Some(Duration::from_secs(3600)), false));
    assert!(why.sentence().starts_with("Limite du fournisseur"), "{}", why.sentence());
    assert_eq!(post.server.seen().connections, 4, "one message a connection");
}

#[test]
fn a_slow_final_answer_is_waited_for_longer_than_a_command() {
    // C03 and N10 in small: commands 0.5 s, final dot 20 s; the server takes 1.5 s, then for ever.
    let patient = echu_engine::mail::smtp::Timeouts { dot: Duration::from_secs(20), ..SHORT };
    let waiting = post(Tls::Implicit, Cert::Good, patient);
    let (delivery, _) = waiting.meet(Scenario::Slow(Duration::from_millis(1500)));
    assert_eq!(short(&delivery).0, "accepted");
    let hasty = post(Tls::Implicit, Cert::Good, SHORT);
    let (delivery, _) = hasty.meet(Scenario::AcceptThenStall(LONG_STALL));
    assert_eq!(short(&delivery), ("uncertain", Some(Reason::NoAnswerAfterTheDot)));
    assert_eq!(hasty.server.accepted().len(), 1);
    assert_eq!(echu_engine::mail::smtp::Timeouts::default().dot, Duration::from_secs(600), "RFC 5321 §4.5.3.2.6");
}

#[test]
fn a_message_over_the_announced_size_is_not_tried() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let (delivery, asked) = post.meet(Scenario::Size(100));
    assert_eq!((short(&delivery), asked), (("failed", Some(Reason::TooLarge)), 0));
    assert_eq!(post.server.seen().mail, 0);
}

#[test]
fn nobody_at_the_port_is_the_accounts_trouble() {
    let mut post = post(Tls::Implicit, Cert::Good, LONG);
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    post.account.port = free;
    assert_eq!(short(&post.send(&mime()).0), ("account", Some(Reason::Unreachable)));
    post.account.host = "nulle-part.invalid".to_owned();
    assert_eq!(short(&post.send(&mime()).0), ("account", Some(Reason::Unreachable)));
}
