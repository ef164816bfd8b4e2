//! Built bytes, read back with eyes of our own.
use super::*;

fn address(text: &str) -> Address {
    Address::parse(text).unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

fn draft() -> Draft {
    Draft {
        from: Party { name: "Menuiserie Dupré".to_owned(), address: address("contact@dupre.example") },
        reply_to: None,
        to: Party { name: "Éts Müller – Bâtiment".to_owned(), address: address("compta@muller.example") },
        subject: "Factures F-2026-012 et F-2026-015 : 1\u{202f}234,56\u{a0}€ à régler".to_owned(),
        text: "Bonjour,\n\nVotre facture F-2026-012 est échue.\n.\nFin <b>&\n".to_owned(),
        html: html_of("Bonjour,\n\nVotre facture F-2026-012 est échue.\n.\nFin <b>&\n"),
        attachments: vec![Attachment {
            ascii_name: "Facture-F-2026-012.pdf".to_owned(),
            mime: "application/pdf".to_owned(),
            bytes: b"%PDF-1.7 \x00\xff\r\n.\r\n".repeat(20),
        }],
        message_id: "<abc.1@echu.example>".to_owned(),
        date: DateTime::from_timestamp(1_795_422_600, 0).unwrap(),
        thread: Vec::new(),
        auto_submitted: false,
    }
}

fn built(draft: &Draft) -> String {
    let mime = build(draft).unwrap_or_else(|fault| panic!("{fault}"));
    String::from_utf8(mime).unwrap_or_else(|e| panic!("{e}"))
}

/// Header names, in order, folded lines joined.
fn headers(mime: &str) -> Vec<String> {
    let head = mime.split("\r\n\r\n").next().unwrap_or_default().replace("\r\n ", " ");
    head.lines().map(str::to_owned).collect()
}

#[test]
fn the_same_draft_gives_the_same_bytes() {
    assert_eq!(build(&draft()), build(&draft()));
    let other = Draft { message_id: "<abc.2@echu.example>".to_owned(), ..draft() };
    assert_ne!(build(&draft()), build(&other));
}

#[test]
fn the_headers_are_ours_and_no_others() {
    let mime = built(&draft());
    let names: Vec<String> = headers(&mime).iter().filter_map(|l| l.split_once(':').map(|(n, _)| n.to_owned())).collect();
    assert_eq!(names, ["Message-ID", "Date", "From", "To", "Subject", "MIME-Version", "Content-Type"], "{mime}");
    assert!(mime.contains("Message-ID: <abc.1@echu.example>\r\n"));
    assert!(mime.contains("Date: Mon, 23 Nov 2026 08:30:00 +0000\r\n"));
    assert!(mime.contains("filename=\"Facture-F-2026-012.pdf\""), "a plain file name for every mail program");

    let full = Draft {
        reply_to: Some(address("secretariat@dupre.example")),
        thread: vec!["<abc.0@echu.example>".to_owned()],
        auto_submitted: true,
        ..draft()
    };
    let mime = built(&full);
    for line in [
        "Reply-To: secretariat@dupre.example",
        "In-Reply-To: <abc.0@echu.example>",
        "References: <abc.0@echu.example>",
        "Auto-Submitted: auto-generated",
    ] {
        assert!(headers(&mime).contains(&line.to_owned()), "{line} missing in {mime}");
    }
    let same = Draft { reply_to: Some(address("contact@dupre.example")), ..draft() };
    assert!(!built(&same).contains("Reply-To"), "only if different");
}

#[test]
fn nothing_is_eight_bit_and_no_line_is_long() {
    let long = Draft { text: format!("{}\n{}", "é".repeat(5000), "a".repeat(5000)), ..draft() };
    for draft in [draft(), long] {
        let mime = built(&draft);
        assert!(mime.is_ascii());
        assert!(!mime.to_lowercase().contains("8bit"));
        assert!(mime.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
    }
}

#[test]
fn a_line_break_in_a_name_adds_no_header() {
    // C36, and every other character that has ended a header somewhere.
    for hostile in
        ["ACME\r\nBcc: x@y.example", "ACME\nBcc: x@y.example", "ACME\r\0Bcc: x@y.example", "ACME\u{2028}\u{202e}Bcc: x@y.example"]
    {
        let draft = Draft {
            from: Party { name: hostile.to_owned(), ..draft().from },
            to: Party { name: hostile.to_owned(), ..draft().to },
            subject: hostile.to_owned(),
            ..draft()
        };
        let mime = built(&draft);
        assert!(!mime.lines().any(|l| l.to_lowercase().starts_with("bcc")), "{mime}");
        assert_eq!(clean(hostile), "ACME Bcc: x@y.example");
        assert!(headers(&mime).contains(&"Subject: ACME Bcc: x@y.example".to_owned()), "{mime}");
    }
}

#[test]
fn an_endless_name_is_folded() {
    // C40. The same without a single blank, which leaves nowhere to fold but inside the word.
    for name in ["Société 🚧 très longue ".repeat(500), "a".repeat(10_000), "🚧".repeat(10_000), "\"\\".repeat(5000)] {
        let draft = Draft { to: Party { name: name.clone(), ..draft().to }, subject: name.clone(), ..draft() };
        let mime = built(&draft);
        let head = mime.split("\r\n\r\n").next().unwrap_or_default();
        let longest = head.split("\r\n").map(str::len).max().unwrap_or_default();
        assert!(longest <= 998, "a header line of {longest} bytes");
        assert!(head.len() < 20_000, "headers of {} bytes", head.len());
        assert!(head.contains("compta@muller.example"));
    }
}

#[test]
fn what_is_not_a_reminder_is_refused() {
    let file = |name: &str| Attachment { ascii_name: name.to_owned(), mime: "application/pdf".to_owned(), bytes: vec![1] };
    for name in ["", "é.pdf", "a b.pdf", "../a.pdf", ".pdf", "a\r\n.pdf", &"a".repeat(61)] {
        let fault = build(&Draft { attachments: vec![file(name)], ..draft() });
        assert_eq!(fault, Err(DraftFault::AttachmentName(name.to_owned())));
    }
    let odd = Attachment { mime: "pdf\r\nX: y".to_owned(), ..file("a.pdf") };
    assert!(matches!(build(&Draft { attachments: vec![odd], ..draft() }), Err(DraftFault::AttachmentKind(_))));
    for id in ["", "abc@x", "<abc>", "<a@b", "<a@b>\r\nBcc: x@y.example", "<a b@c>", "<é@c>", "<@c>"] {
        assert_eq!(build(&Draft { message_id: id.to_owned(), ..draft() }), Err(DraftFault::MessageId), "{id}");
        assert_eq!(build(&Draft { thread: vec![id.to_owned()], ..draft() }), Err(DraftFault::MessageId), "{id}");
    }
    let tracked = Draft { html: "<p>Bonjour</p><IMG src=https://x.example/p.gif>".to_owned(), ..draft() };
    assert_eq!(build(&tracked), Err(DraftFault::RemoteContent("<img")));
    assert!(built(&Draft { html: html_of("<img src=x onerror=alert(1)>"), ..draft() }).contains("&lt;img"), "escaped text is text");
}

#[test]
fn ten_megabytes_is_the_limit() {
    let heavy = |len| Draft {
        attachments: vec![Attachment { ascii_name: "a.pdf".to_owned(), mime: "application/pdf".to_owned(), bytes: vec![7; len] }],
        ..draft()
    };
    assert!(build(&heavy(7_200_000)).is_ok());
    let fault = build(&heavy(7_400_000)).err();
    assert!(matches!(fault, Some(DraftFault::TooLarge(_))), "{fault:?}");
    let said = fault.map(|f| f.sentence()).unwrap_or_default();
    assert_eq!(said, "Le message et ses pièces jointes pèsent 11\u{a0}Mo\u{202f}; la limite est de 10\u{a0}Mo.");
}

#[test]
fn the_html_says_the_same_words() {
    let html = html_of("Bonjour,\r\n\r\nTotal : 12 € <script>\nMerci & à bientôt");
    assert!(html.contains("<p>Bonjour,</p>\n<p>Total : 12 € &lt;script&gt;<br>\nMerci &amp; à bientôt</p>"), "{html}");
}

#[test]
fn the_wire_check_sees_what_smtp_forbids() {
    for bad in [&b""[..], b"a\nb", b"a\rb\r\n", b"a\0\r\n", b"\xe9\r\n", b"a\r\n.\n", &[b'a'; 999]] {
        assert!(!is_wire_safe(bad), "{bad:?}");
    }
    for good in [&b"a"[..], b"a\r\n", b"a\r\n\r\n.b\r\n", &[b'a'; 998]] {
        assert!(is_wire_safe(good), "{good:?}");
    }
}
