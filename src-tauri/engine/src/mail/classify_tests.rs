//! The table of the outbox, row by row.
use super::*;

const PHASES: [Phase; 7] = [Phase::Connect, Phase::Auth, Phase::Mail, Phase::Rcpt, Phase::Data, Phase::Body, Phase::Engaged];

fn reply(phase: Phase, line: &str) -> Delivery {
    let (code, text) = line.split_once(' ').unwrap_or((line, ""));
    let code = code.parse().unwrap_or_else(|_| panic!("no code in {line}"));
    classify(phase, &Outcome::Reply { code, text: text.to_owned() }, "x")
}

/// `account`, `account 1h`, `account 24h`, `message`, `message 5min`, `failed`, `failed flagged`, `suspended`, `uncertain`, `accepted`.
fn short(delivery: &Delivery) -> (String, Option<Reason>) {
    match delivery {
        Delivery::Deferred { scope: Scope::Account, why, charge_try, cool_down, min_delay, .. } => {
            assert!(!charge_try, "a setback of the account is not the message's fault");
            assert_eq!(*min_delay, Duration::ZERO);
            let rest = cool_down.map(|d| format!(" {}h", d.as_secs() / 3600)).unwrap_or_default();
            (format!("account{rest}"), Some(why.reason))
        }
        Delivery::Deferred { scope: Scope::Message, why, charge_try, cool_down, min_delay, .. } => {
            assert!(charge_try, "the message's own setback counts");
            assert_eq!(*cool_down, None);
            let rest = if min_delay.is_zero() { String::new() } else { format!(" {}min", min_delay.as_secs() / 60) };
            (format!("message{rest}"), Some(why.reason))
        }
        Delivery::Failed { why, flag_address } => (if *flag_address { "failed flagged" } else { "failed" }.to_owned(), Some(why.reason)),
        Delivery::AccountSuspended { why } => ("suspended".to_owned(), Some(why.reason)),
        Delivery::Uncertain { why } => ("uncertain".to_owned(), Some(why.reason)),
        Delivery::Accepted { .. } => ("accepted".to_owned(), None),
        Delivery::Abandoned => ("abandoned".to_owned(), None),
    }
}

#[test]
fn a_silence_means_what_its_phase_says() {
    let expected = ["account", "account", "message", "message", "message", "message", "uncertain"];
    for (phase, expected) in PHASES.into_iter().zip(expected) {
        for reason in [Reason::ConnectionLost, Reason::NoAnswer, Reason::UnexpectedReply] {
            let outcome = Outcome::Broken(Why::about(reason, "x"));
            assert_eq!(short(&classify(phase, &outcome, "x")).0, expected, "{phase:?} {reason:?}");
        }
        // A 2xx or 3xx where it answers nothing is garbage, never a success.
        for line in ["250 ok", "354 go", "199 ?", "600 ?"] {
            assert_eq!(short(&reply(phase, line)).0, expected, "{phase:?} {line}");
        }
    }
}

#[test]
fn each_reply_means_what_its_phase_and_words_say() {
    for (phase, line, expected, reason) in [
        (Phase::Connect, "421 4.3.2 busy", "account", Reason::ServerBusy),
        (Phase::Connect, "421 too many connections", "account", Reason::ServerBusy),
        (Phase::Connect, "554 no service", "suspended", Reason::ServerRefuses),
        (Phase::Auth, "454 4.7.0 Temporary authentication failure", "account 1h", Reason::LoginPostponed),
        (Phase::Auth, "421 4.3.0 later", "account", Reason::LoginPostponed),
        (Phase::Auth, "454 4.7.0 Too many login attempts", "account 1h", Reason::ProviderLimit),
        (Phase::Auth, "530 5.7.0 Authentication required", "suspended", Reason::PasswordRefused),
        (Phase::Auth, "534 5.7.9 Application-specific password required.", "suspended", Reason::AppPasswordRequired),
        (Phase::Auth, "535 5.7.8 bad credentials", "suspended", Reason::PasswordRefused),
        (Phase::Auth, "535 5.7.139 Authentication unsuccessful", "suspended", Reason::PasswordLoginDisabled),
        (Phase::Auth, "538 5.7.11 encryption required", "suspended", Reason::PasswordRefused),
        (Phase::Mail, "451 4.7.1 greylisted", "message 5min", Reason::MessagePostponed),
        (Phase::Mail, "451 4.3.0 unable to generate a queue id", "message 5min", Reason::MessagePostponed),
        (Phase::Mail, "450 Mail send limit exceeded", "account 1h", Reason::ProviderLimit),
        (Phase::Mail, "452 4.5.3 Too many messages", "account 1h", Reason::ProviderLimit),
        (Phase::Mail, "421 4.7.28 rate limited", "account 1h", Reason::ProviderLimit),
        (Phase::Mail, "450 quota.", "account 1h", Reason::ProviderLimit),
        (Phase::Mail, "550 5.7.1 not yours", "suspended", Reason::SenderRefused),
        (Phase::Mail, "553 5.7.1 sender address rejected", "suspended", Reason::SenderRefused),
        (Phase::Mail, "501 5.1.7 bad sender", "suspended", Reason::SenderRefused),
        (Phase::Mail, "552 5.3.4 too big", "failed", Reason::TooLarge),
        (Phase::Mail, "550 5.4.5 Daily user sending limit exceeded.", "account 24h", Reason::ProviderLimit),
        (Phase::Rcpt, "450 4.2.0 greylisted, retry in 300s", "message 5min", Reason::RecipientPostponed),
        (Phase::Rcpt, "452 4.2.2 mailbox over quota", "message 5min", Reason::RecipientPostponed),
        (Phase::Rcpt, "450 Mail send limit exceeded", "account 1h", Reason::ProviderLimit),
        (Phase::Rcpt, "550 5.1.1 no such user", "failed flagged", Reason::RecipientRefused),
        (Phase::Rcpt, "552 5.2.2 mailbox full", "failed flagged", Reason::RecipientRefused),
        (Phase::Rcpt, "550 no such user", "failed flagged", Reason::RecipientRefused),
        (Phase::Rcpt, "550 5.5.0 Requested action not taken", "message 5min", Reason::RecipientUnclear),
        (Phase::Rcpt, "554 5.7.1 Relay access denied", "failed", Reason::PolicyRefused),
        (Phase::Data, "451 4.3.0 later", "message 5min", Reason::MessagePostponed),
        (Phase::Data, "554 no valid recipients", "failed", Reason::MessageRefused),
        (Phase::Engaged, "451 4.3.0 try later", "message 5min", Reason::MessagePostponed),
        (Phase::Engaged, "450 Mail send limit exceeded", "account 1h", Reason::ProviderLimit),
        (Phase::Engaged, "554 5.7.1 spam", "failed", Reason::PolicyRefused),
        (Phase::Engaged, "554 refused", "failed", Reason::MessageRefused),
        (Phase::Engaged, "552 too big", "failed", Reason::TooLarge),
    ] {
        let delivery = reply(phase, line);
        assert_eq!(short(&delivery), (expected.to_owned(), Some(reason)), "{phase:?} {line}");
    }
}

#[test]
fn after_the_point_of_no_return_a_break_is_told_apart_for_the_reader() {
    for (heard, told) in [
        (Reason::ConnectionLost, Reason::LostAfterTheDot),
        (Reason::NoAnswer, Reason::NoAnswerAfterTheDot),
        (Reason::UnexpectedReply, Reason::UnexpectedReplyAfterTheDot),
    ] {
        let delivery = classify(Phase::Engaged, &Outcome::Broken(Why::about(heard, "x")), "x");
        assert_eq!(delivery, Delivery::Uncertain { why: Why::about(told, "x") });
    }
}

#[test]
fn a_bare_550_is_forgiven_once() {
    let unclear = || reply(Phase::Rcpt, "550 5.5.0 Requested action not taken");
    assert_eq!(settle(unclear(), None), unclear());
    assert_eq!(settle(unclear(), Some(Reason::ConnectionLost)), unclear());
    let (verdict, reason) = short(&settle(unclear(), Some(Reason::RecipientUnclear)));
    assert_eq!((verdict.as_str(), reason), ("failed flagged", Some(Reason::RecipientRefused)));
}

#[test]
fn a_reply_cannot_smuggle_control_characters_nor_grow() {
    let Delivery::Failed { why, .. } = reply(Phase::Rcpt, &format!("550 \u{1b}[31mred\u{202e}\u{7} {}", "x".repeat(999))) else {
        panic!("a 550 at RCPT is a failure")
    };
    assert!(why.reply.starts_with("550 [31mred x"), "{}", why.reply);
    assert!(why.reply.chars().count() <= 300);
}

#[test]
fn every_line_of_the_table_is_read() {
    let lines = include_str!("replies.csv").lines().filter(|l| !l.starts_with('#')).count();
    assert_eq!(table().count() + 1, lines, "a line has fewer than five columns");
    for [place, level, needle, name, source] in table() {
        assert!(["auth", "mail", "rcpt", "data", "any"].contains(&place), "{place}");
        assert!(["4", "5"].contains(&level), "{level}");
        assert!(named(name).is_some(), "{name} means nothing");
        assert_eq!(needle, needle.to_lowercase());
        assert!(!source.is_empty());
    }
}
