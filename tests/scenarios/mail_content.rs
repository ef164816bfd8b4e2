//! What the server receives from hostile or absurd names.
use crate::post::{LONG, draft, post, short};
use echu_engine::mail::message;
use echu_tests::smtp::{Cert, Tls};

fn received(name: &str) -> (Vec<String>, String) {
    let post = post(Tls::Implicit, Cert::Good, LONG);
    let mut draft = draft(name);
    draft.subject = format!("Facture de {name}");
    let (delivery, _) = post.send(&message::build(&draft).unwrap());
    assert_eq!(short(&delivery).0, "accepted", "{name:?}");
    let accepted = post.server.accepted().remove(0);
    (accepted.to, String::from_utf8(accepted.bytes).unwrap())
}

#[test]
fn a_header_smuggled_in_a_name_reaches_nobody() {
    // C36.
    for name in ["ACME\r\nBcc: x@y.example", "ACME\n.\nBcc: x@y.example", "ACME\0\u{85}Bcc: x@y.example", "\"ACME\" <x@y.example>,"] {
        let (to, text) = received(name);
        assert_eq!(to, ["compta@muller.example"], "one recipient in the envelope");
        let head = text.split("\r\n\r\n").next().unwrap();
        assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{head}");
        assert_eq!(head.matches("compta@muller.example").count(), 1);
    }
}

#[test]
fn an_endless_name_with_emoji_arrives_folded() {
    // C40.
    let (_, text) = received(&"Société 🚧 du Grand Déménagement ".repeat(350));
    let head = text.split("\r\n\r\n").next().unwrap();
    assert!(head.lines().all(|line| line.len() <= 998), "a line over the limit of SMTP");
    assert!(head.lines().filter(|line| line.starts_with(' ')).count() > 3, "folded: {head}");
}
