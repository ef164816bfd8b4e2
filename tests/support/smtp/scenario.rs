//! What a connection is made to do.
use std::time::Duration;

/// A place in the dialogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum At {
    /// Connected, nothing said.
    Banner,
    /// EHLO received.
    Ehlo,
    /// STARTTLS received.
    StartTls,
    /// AUTH received.
    Auth,
    /// MAIL received.
    Mail,
    /// RCPT received.
    Rcpt,
    /// DATA received; the usual answer is 354.
    Data,
    /// Some of the body received. The client does not wait here, but a server that does not read stops a big body.
    Body,
    /// The final dot received, nothing answered.
    Dot,
    /// QUIT received.
    Quit,
}

/// What goes wrong, if anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scenario {
    /// Nothing.
    Ok,
    /// Answers this line at this place, instead of the usual one. A 4xx or 5xx at the dot is not an acceptance.
    Say(At, String),
    /// Closes at this place. At the dot: before accepting.
    Drop(At),
    /// Says nothing for so long at this place, then closes. At the dot: before accepting.
    Stall(At, Duration),
    /// Accepts, then closes without a word.
    AcceptThenDrop,
    /// Accepts, says nothing for so long, then closes.
    AcceptThenStall(Duration),
    /// Accepts after so long, and says so.
    Slow(Duration),
    /// Greets with bytes that are no text, and closes.
    Garbage,
    /// Greets with a line of ten million letters.
    LongLine,
    /// Offers neither PLAIN nor LOGIN.
    OnlyOauth,
    /// Announces this SIZE.
    Size(usize),
    /// Pushes these replies in clear behind the answer to STARTTLS.
    Inject(String),
    /// Sound for so many messages of the connection, then this.
    After(usize, Box<Scenario>),
}

impl Scenario {
    /// Answers `line` at `at`.
    pub fn say(at: At, line: &str) -> Scenario {
        Scenario::Say(at, line.to_owned())
    }

    /// What goes wrong once the connection took so many messages.
    pub(super) fn once(&self, taken: usize) -> &Scenario {
        match self {
            Scenario::After(sound, _) if taken < *sound => &Scenario::Ok,
            Scenario::After(_, then) => then,
            other => other,
        }
    }

    /// The scenarios of the kill matrix, by name. All end by themselves within a second of the client's patience.
    pub fn all() -> Vec<(&'static str, Scenario)> {
        vec![
            ("ok", Scenario::Ok),
            ("drop_banner", Scenario::Drop(At::Banner)),
            ("drop_ehlo", Scenario::Drop(At::Ehlo)),
            ("auth535", Scenario::say(At::Auth, "535 5.7.8 bad credentials")),
            ("mail451", Scenario::say(At::Mail, "451 4.7.1 greylisted")),
            ("mail_limit", Scenario::say(At::Mail, "450 Mail send limit exceeded")),
            ("rcpt450", Scenario::say(At::Rcpt, "450 4.2.0 greylisted, retry in 300s")),
            ("rcpt550", Scenario::say(At::Rcpt, "550 5.1.1 no such user")),
            ("data451", Scenario::say(At::Data, "451 4.3.0 later")),
            ("drop_after_data_cmd", Scenario::Drop(At::Data)),
            ("drop_mid_body", Scenario::Drop(At::Body)),
            ("dot_drop_before_accept", Scenario::Drop(At::Dot)),
            ("dot_accept_then_drop", Scenario::AcceptThenDrop),
            ("dot_accept_then_stall", Scenario::AcceptThenStall(Duration::from_secs(60))),
            ("dot_451", Scenario::say(At::Dot, "451 4.3.0 try later")),
            ("dot_554", Scenario::say(At::Dot, "554 5.7.1 spam")),
            ("dot_slow", Scenario::Slow(Duration::from_millis(300))),
            ("garbage", Scenario::Garbage),
            ("longline", Scenario::LongLine),
        ]
    }
}
