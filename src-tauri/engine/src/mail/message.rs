//! A draft becomes frozen MIME bytes: the same draft gives the same bytes, to the last boundary.
pub use super::html::html_of;

use super::Address;
use crate::wording;
use chrono::{DateTime, Utc};
use lettre::message::header::ContentTransferEncoding::{Base64, QuotedPrintable};
use lettre::message::header::{ContentDisposition, ContentType, HeaderName, HeaderValue};
use lettre::message::{Body, Mailbox, MessageBuilder, MultiPart, SinglePart};
use sha2::{Digest, Sha256};
use std::panic::AssertUnwindSafe;

/// A mail over this many bytes, attachments encoded, is refused: many mailboxes would refuse it later.
pub const MAX_BYTES: usize = 10_000_000;
/// Longest line a server must take, CRLF aside (RFC 5321 §4.5.3.1.6).
const MAX_LINE: usize = 998;
/// A display name longer than this is clipped: it says who, the body says the rest.
const MAX_NAME: usize = 200;

/// A name and an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Shown by mail programs; may be empty.
    pub name: String,
    /// Where it goes, or comes from.
    pub address: Address,
}

/// A file to attach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Made by us: ASCII letters, digits, `.`, `-` and `_`, 60 characters at most, such as `Facture-F-2026-012.pdf`.
    pub ascii_name: String,
    /// Such as `application/pdf`.
    pub mime: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A message, before it is frozen. Texts may come from anywhere: [`build`] cleans what goes into headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The sender; its address is the authenticated mailbox.
    pub from: Party,
    /// Where answers go, when it is not the sender.
    pub reply_to: Option<Address>,
    /// The recipient.
    pub to: Party,
    /// The subject.
    pub subject: String,
    /// The body for every mail program.
    pub text: String,
    /// The same words in HTML; [`html_of`] makes it from the text.
    pub html: String,
    /// The invoices.
    pub attachments: Vec<Attachment>,
    /// `<left@right>`, chosen and stored before anything leaves.
    pub message_id: String,
    /// The instant of the first try.
    pub date: DateTime<Utc>,
    /// Message-ID of the reminders before it, oldest first: it answers the last one, and mail programs show one thread.
    pub thread: Vec<String>,
    /// No person approved this very mail (RFC 3834): says so to autoresponders.
    pub auto_submitted: bool,
}

/// Why a draft cannot be frozen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DraftFault {
    /// Not `<left@right>` in plain ASCII.
    #[error("bad message id")]
    MessageId,
    /// Not an ASCII name of 60 characters at most.
    #[error("bad attachment name {0:?}")]
    AttachmentName(String),
    /// Not a MIME type.
    #[error("bad attachment type {0:?}")]
    AttachmentKind(String),
    /// The HTML would fetch something, or run something.
    #[error("remote content in the HTML: {0}")]
    RemoteContent(&'static str),
    /// Over [`MAX_BYTES`]; the size it would have.
    #[error("{0} bytes")]
    TooLarge(usize),
    /// The builder refused, panicked, or gave bytes that SMTP forbids.
    #[error("cannot build: {0}")]
    Unbuildable(String),
}

impl DraftFault {
    /// What the user reads.
    pub fn sentence(&self) -> String {
        let (key, about) = match self {
            DraftFault::MessageId => ("draft_message_id", String::new()),
            DraftFault::AttachmentName(_) => ("draft_attachment_name", String::new()),
            DraftFault::AttachmentKind(_) => ("draft_attachment_kind", String::new()),
            DraftFault::RemoteContent(_) => ("draft_remote_content", String::new()),
            DraftFault::TooLarge(bytes) => ("draft_too_large", format!("{}\u{a0}Mo", bytes.div_ceil(1_000_000))),
            DraftFault::Unbuildable(_) => ("draft_unbuildable", String::new()),
        };
        wording::sentence(key, &[("about", &about)])
    }
}

/// Freezes `draft`: 7-bit lines of at most 998 bytes ended by CRLF, no header but ours.
pub fn build(draft: &Draft) -> Result<Vec<u8>, DraftFault> {
    check(draft)?;
    // The builder panics on some characters in display names. They are cleaned away; the net stays under it all the same.
    let built = std::panic::catch_unwind(AssertUnwindSafe(|| compose(draft)));
    let mime = built.map_err(|_| DraftFault::Unbuildable("the builder panicked".to_owned()))??;
    if mime.len() > MAX_BYTES {
        return Err(DraftFault::TooLarge(mime.len()));
    }
    if !is_wire_safe(&mime) {
        return Err(DraftFault::Unbuildable("bytes that SMTP forbids".to_owned()));
    }
    Ok(mime)
}

/// Whether `mime` can be streamed as it is: ASCII without NUL, lines ended by CRLF only and within the limit. A bare CR
/// or LF would let a text end the message early at a lenient server.
pub fn is_wire_safe(mime: &[u8]) -> bool {
    let mut lines = mime.split(|b| *b == b'\n').peekable();
    while let Some(line) = lines.next() {
        // What follows the last LF is not ended by CRLF; it is most often nothing.
        let body = if lines.peek().is_some() { line.strip_suffix(b"\r") } else { Some(line) };
        let sound = |body: &[u8]| body.len() <= MAX_LINE && body.iter().all(|b| b.is_ascii() && !b"\0\r".contains(b));
        if !body.is_some_and(sound) {
            return false;
        }
    }
    !mime.is_empty()
}

/// One line without anything that could end a header, reorder what is read or hide: control characters, line and
/// paragraph separators, bidirectional and zero-width marks become spaces, and runs of spaces become one.
pub fn clean(text: &str) -> String {
    let seen = text.chars().map(|c| if is_hostile(c) { ' ' } else { c }).collect::<String>();
    // The no-break spaces of French typography stay: only ordinary ones are merged.
    seen.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// [`clean`], then at most `max` characters, the last being an ellipsis when something was cut.
pub fn clean_clip(text: &str, max: usize) -> String {
    let text = clean(text);
    if text.chars().count() <= max {
        return text;
    }
    let mut clipped: String = text.chars().take(max.saturating_sub(1)).collect();
    clipped.push('…');
    clipped
}

fn is_hostile(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn check(draft: &Draft) -> Result<(), DraftFault> {
    for id in std::iter::once(&draft.message_id).chain(&draft.thread) {
        let inside = id.strip_prefix('<').and_then(|id| id.strip_suffix('>')).ok_or(DraftFault::MessageId)?;
        let sound = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_graphic() && !b"<>@()[],;:\\\"".contains(&b));
        if !inside.split_once('@').is_some_and(|(left, right)| sound(left) && sound(right)) || id.len() > 200 {
            return Err(DraftFault::MessageId);
        }
    }
    for file in &draft.attachments {
        let sound = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
        let name = &file.ascii_name;
        if name.is_empty() || name.len() > 60 || name.starts_with('.') || !name.bytes().all(sound) {
            return Err(DraftFault::AttachmentName(name.clone()));
        }
        ContentType::parse(&file.mime).map_err(|_| DraftFault::AttachmentKind(file.mime.clone()))?;
    }
    let html = draft.html.to_lowercase();
    for tag in ["<img", "<link", "<script", "<iframe", "<object", "<embed", "url(", "@import"] {
        if html.contains(tag) {
            return Err(DraftFault::RemoteContent(tag));
        }
    }
    let estimate = draft.attachments.iter().map(|file| file.bytes.len() / 3 * 4).sum();
    if estimate > MAX_BYTES { Err(DraftFault::TooLarge(estimate)) } else { Ok(()) }
}

fn compose(draft: &Draft) -> Result<Vec<u8>, DraftFault> {
    let unbuildable = |error: lettre::error::Error| DraftFault::Unbuildable(error.to_string());
    let mut builder = MessageBuilder::new()
        .message_id(Some(draft.message_id.clone()))
        // Through the library's own type, in UTC: it replaces by the present instant a date that it cannot read back.
        .date(draft.date.into())
        .from(mailbox(&draft.from)?)
        .to(mailbox(&draft.to)?)
        .subject(clean_clip(&draft.subject, 400));
    if let Some(address) = draft.reply_to.as_ref().filter(|a| **a != draft.from.address) {
        builder = builder.reply_to(mailbox(&Party { name: String::new(), address: address.clone() })?);
    }
    if let Some(previous) = draft.thread.last() {
        builder = builder.in_reply_to(previous.clone()).references(draft.thread.join(" "));
    }
    if draft.auto_submitted {
        builder = builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    }
    let words = MultiPart::alternative()
        .boundary(boundary(draft, "words"))
        .singlepart(words(ContentType::TEXT_PLAIN, &draft.text)?)
        .singlepart(words(ContentType::TEXT_HTML, &draft.html)?);
    let message = if draft.attachments.is_empty() {
        builder.multipart(words)
    } else {
        let mut whole = MultiPart::mixed().boundary(boundary(draft, "whole")).multipart(words);
        for file in &draft.attachments {
            whole = whole.singlepart(attached(file)?);
        }
        builder.multipart(whole)
    };
    Ok(message.map_err(unbuildable)?.formatted())
}

fn mailbox(party: &Party) -> Result<Mailbox, DraftFault> {
    let address = party.address.as_str().parse::<lettre::Address>();
    let address = address.map_err(|error| DraftFault::Unbuildable(error.to_string()))?;
    let name = clean_clip(&party.name, MAX_NAME);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
}

/// A text part, always quoted-printable: never 8-bit, and a client's blank lines and dots survive every relay.
fn words(kind: ContentType, text: &str) -> Result<SinglePart, DraftFault> {
    // Line ends become LF, which the encoder turns into CRLF; the other control characters have no business in a mail.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let body = Body::new_with_encoding(text, QuotedPrintable);
    let body = body.map_err(|_| DraftFault::Unbuildable("quoted-printable".to_owned()))?;
    Ok(SinglePart::builder().header(kind).body(body))
}

fn attached(file: &Attachment) -> Result<SinglePart, DraftFault> {
    let kind = ContentType::parse(&file.mime).map_err(|_| DraftFault::AttachmentKind(file.mime.clone()))?;
    let body = Body::new_with_encoding(file.bytes.clone(), Base64);
    let body = body.map_err(|_| DraftFault::Unbuildable("base64".to_owned()))?;
    Ok(SinglePart::builder().header(ContentDisposition::attachment(&file.ascii_name)).header(kind).body(body))
}

/// A boundary drawn from the Message-ID: unique to the message, the same at every build. `=_` cannot occur in
/// quoted-printable nor in base64, so no body can contain it.
fn boundary(draft: &Draft, part: &str) -> String {
    let digest = Sha256::new().chain_update(part).chain_update(&draft.message_id).finalize();
    format!("=_{}", digest.iter().take(16).map(|b| format!("{b:02x}")).collect::<String>())
}

#[cfg(test)]
#[path = "message_tests.rs"]
mod tests;
