//! Nothing in clear, nothing to a server that is not the one named.
use crate::post::{LONG, mime, post, short};
use echu_engine::mail::{Delivery, Mailer, Reason, SmtpMailer};
use echu_tests::smtp::{At, Cert, Scenario, Tls};

#[test]
fn without_starttls_nothing_is_said_in_clear() {
    // C08.
    let post = post(Tls::Never, Cert::Good, LONG);
    let (delivery, asked) = post.send(&mime());
    let Delivery::AccountSuspended { why } = delivery else { panic!("{delivery:?}") };
    assert_eq!((why.reason, asked), (Reason::Unencrypted, 0));
    assert!(why.sentence().starts_with("Connexion non chiffrée refusée"), "{}", why.sentence());
    let seen = post.server.seen();
    assert_eq!((seen.auth, seen.mail), (0, 0));
    assert!(seen.in_clear.iter().all(|c| c.starts_with("EHLO") || c == "QUIT"), "{:?}", seen.in_clear);
}

#[test]
fn a_refused_starttls_stops_there_too() {
    let post = post(Tls::Start, Cert::Good, LONG);
    assert_eq!(short(&post.meet(Scenario::say(At::StartTls, "454 TLS not available")).0).0, "account");
    assert_eq!(short(&post.meet(Scenario::say(At::StartTls, "502 no")).0).0, "suspended");
    let seen = post.server.seen();
    assert_eq!((seen.auth, seen.mail), (0, 0));
}

#[test]
fn a_bad_certificate_is_refused_and_said() {
    // C09, both ways to encrypt.
    for tls in [Tls::Implicit, Tls::Start] {
        for (cert, reason, said) in [
            (Cert::Expired, Reason::CertificateExpired, "31/01/2025"),
            (Cert::NotYet, Reason::CertificateNotYetValid, "01/01/2090"),
            (Cert::WrongHost, Reason::CertificateWrongName, "autre.example"),
            (Cert::SelfSigned, Reason::CertificateUnknown, "localhost"),
        ] {
            let post = post(tls, cert, LONG);
            for _ in 0..2 {
                let (delivery, _) = post.send(&mime());
                assert_eq!(short(&delivery), ("account", Some(reason)), "{tls:?} {cert:?}");
                let Delivery::Deferred { why, charge_try: false, .. } = delivery else { panic!("{delivery:?}") };
                assert!(why.sentence().starts_with("Connexion refusée"), "{}", why.sentence());
                assert!(why.sentence().contains(said), "{}", why.sentence());
            }
            assert_eq!(post.server.seen().auth, 0, "the password did not leave");
        }
    }
}

#[test]
fn a_server_that_proved_who_it_is_need_not_prove_it_to_the_next_message() {
    for tls in [Tls::Implicit, Tls::Start] {
        let post = post(tls, Cert::Good, LONG);
        for sent in 0..3 {
            assert_eq!(short(&post.send(&mime()).0), ("accepted", None), "{tls:?}");
            assert_eq!(post.server.seen().resumed, sent, "{tls:?}: each message has its connection, all of them one session");
        }
        post.server.queue([Scenario::Drop(At::Banner)]);
        assert_eq!(short(&post.send(&mime()).0).0, "account", "{tls:?}: nobody at the door");
        let before = post.server.seen().resumed;
        assert_eq!(short(&post.send(&mime()).0), ("accepted", None), "{tls:?}");
        assert_eq!(post.server.seen().resumed, before, "{tls:?}: after a failure it proves it again");
    }
}

#[test]
fn the_machines_own_trust_does_not_know_the_test_authority() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let failure = SmtpMailer::new().probe(&post.account).expect_err("an unknown authority was trusted");
    assert_eq!(failure.why.reason, Reason::CertificateUnknown);
    assert!(!failure.passing);
    assert_eq!(post.server.seen().auth, 0);
}

#[test]
fn replies_pushed_in_clear_before_tls_are_not_believed() {
    // N13. One reply is swallowed by EHLO and puts the dialogue out of step; several wait in the buffer.
    for injected in [
        "\r\n250 faux",
        "\r\n250 AUTH PLAIN LOGIN",
        "\r\n250-faux\r\n250 AUTH PLAIN LOGIN",
        "\r\n250 AUTH PLAIN LOGIN\r\n235 ok",
        "\r\n250 AUTH PLAIN LOGIN\r\n250 x\r\n235 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n250 2.0.0 queued",
        "\r\n250 AUTH PLAIN LOGIN\r\n23",
    ] {
        let post = post(Tls::Start, Cert::Good, LONG);
        let (delivery, asked) = post.meet(Scenario::Inject(injected.to_owned()));
        assert!(matches!(short(&delivery).0, "account" | "suspended"), "{injected:?}: {delivery:?}");
        assert_eq!((asked, post.server.seen().mail), (0, 0), "{injected:?}");
    }
}

#[test]
fn a_server_without_passwords_is_told_apart_from_a_wrong_password() {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    assert_eq!(short(&post.meet(Scenario::OnlyOauth).0), ("suspended", Some(Reason::NoPasswordLogin)));
    assert_eq!(post.server.seen().auth, 0);
}

#[test]
fn implicit_tls_on_a_clear_port_and_the_reverse_fail_without_a_password() {
    let mut clear = post(Tls::Start, Cert::Good, LONG);
    clear.account.security = echu_engine::mail::Security::Implicit;
    assert_eq!(short(&clear.send(&mime()).0), ("account", Some(Reason::TlsFailed)));
    let mut wrapped = post(Tls::Implicit, Cert::Good, crate::post::SHORT);
    wrapped.account.security = echu_engine::mail::Security::StartTls;
    assert_eq!(short(&wrapped.send(&mime()).0), ("account", Some(Reason::NoAnswer)));
}

#[test]
fn the_test_of_an_account_says_what_is_wrong_and_sends_nothing() {
    let post = post(Tls::Start, Cert::Good, LONG);
    assert_eq!(post.mailer.probe(&post.account), Ok(()));
    let seen = post.server.seen();
    assert_eq!((seen.auth, seen.mail, seen.quit), (1, 0, 1));

    for (scenario, reason, passing) in [
        (Scenario::say(At::Auth, "535 5.7.8 bad"), Reason::PasswordRefused, false),
        (Scenario::say(At::Auth, "534 5.7.9 Application-specific password required"), Reason::AppPasswordRequired, false),
        (Scenario::say(At::Auth, "454 4.7.0 later"), Reason::LoginPostponed, true),
        (Scenario::Drop(At::Banner), Reason::ConnectionLost, true),
        (Scenario::OnlyOauth, Reason::NoPasswordLogin, false),
    ] {
        post.server.queue([scenario]);
        let failure = post.mailer.probe(&post.account).expect_err("a bad account passed");
        assert_eq!((failure.why.reason, failure.passing), (reason, passing));
        assert!(failure.why.sentence().ends_with('.'), "{}", failure.why.sentence());
    }
    assert_eq!(post.server.seen().mail, 0);
}
