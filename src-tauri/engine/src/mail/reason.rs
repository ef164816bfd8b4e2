//! Why a message did not leave, or may not have: a stable name, the server's words, a French sentence.
use crate::wording;

macro_rules! reasons {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal,)+) => {
        /// A cause, by its stable name. Stored with the dispatch; the sentences are in `wording.fr.txt`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Reason {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Reason {
            /// Every cause there is.
            pub const ALL: &[Reason] = &[$(Reason::$name,)+];

            /// The stable name.
            pub fn key(self) -> &'static str {
                match self {
                    $(Reason::$name => $key,)+
                }
            }
        }
    };
}

reasons! {
    /// No address under that name, no route, connection refused.
    Unreachable = "unreachable",
    /// The connection broke.
    ConnectionLost = "connection_lost",
    /// The time ran out.
    NoAnswer = "no_answer",
    /// Not SMTP, or not the answer to the question.
    UnexpectedReply = "unexpected_reply",
    /// No common version or cipher.
    TlsFailed = "tls_failed",
    /// The certificate is out of date.
    CertificateExpired = "certificate_expired",
    /// The certificate starts later: often a wrong clock.
    CertificateNotYetValid = "certificate_not_yet_valid",
    /// The certificate is another server's.
    CertificateWrongName = "certificate_wrong_name",
    /// Self-signed, or signed by an authority this machine does not know.
    CertificateUnknown = "certificate_unknown",
    /// Revoked or malformed.
    CertificateRefused = "certificate_refused",
    /// STARTTLS is not offered.
    Unencrypted = "unencrypted",
    /// 4xx before AUTH.
    ServerBusy = "server_busy",
    /// 5xx before AUTH.
    ServerRefuses = "server_refuses",
    /// 5xx at AUTH.
    PasswordRefused = "password_refused",
    /// The provider wants a password made for applications.
    AppPasswordRequired = "app_password_required",
    /// SMTP AUTH is switched off for the mailbox (5.7.139).
    PasswordLoginDisabled = "password_login_disabled",
    /// The token is refused: it is tried once anew, then a person signs in again.
    TokenRefused = "token_refused",
    /// XOAUTH2 is not offered.
    NoTokenLogin = "no_token_login",
    /// Neither PLAIN nor LOGIN is offered.
    NoPasswordLogin = "no_password_login",
    /// No password is known. For the caller: the mailer is not even asked.
    NoPassword = "no_password",
    /// 4xx at AUTH.
    LoginPostponed = "login_postponed",
    /// The provider's quota or rate.
    ProviderLimit = "provider_limit",
    /// 5xx at MAIL.
    SenderRefused = "sender_refused",
    /// 4xx at RCPT: greylisting, most often.
    RecipientPostponed = "recipient_postponed",
    /// 5xx at RCPT.
    RecipientRefused = "recipient_refused",
    /// A 5.5.0 at RCPT that names nothing: one more try is allowed.
    RecipientUnclear = "recipient_unclear",
    /// 4xx at MAIL, DATA or the dot.
    MessagePostponed = "message_postponed",
    /// 5xx at DATA or the dot.
    MessageRefused = "message_refused",
    /// 5.7.x: spam or policy. Two in a day say something about the account.
    PolicyRefused = "policy_refused",
    /// The same, for the second message of a day.
    PolicyRefusedTwice = "policy_refused_twice",
    /// Over the server's SIZE, or 552.
    TooLarge = "too_large",
    /// The bytes are not a mail; nothing was tried.
    BadMessage = "bad_message",
    /// The folder of `.eml` files cannot be written.
    FolderUnwritable = "folder_unwritable",
    /// The message is an `.eml` file: a person sends it himself, and says so.
    WrittenToFolder = "written_to_folder",
    /// The connection broke after the point of no return.
    LostAfterTheDot = "lost_after_the_dot",
    /// The time ran out after the point of no return.
    NoAnswerAfterTheDot = "no_answer_after_the_dot",
    /// Nonsense after the point of no return.
    UnexpectedReplyAfterTheDot = "unexpected_reply_after_the_dot",
}

impl Reason {
    /// The cause of that name.
    pub fn from_key(key: &str) -> Option<Reason> {
        Reason::ALL.iter().copied().find(|reason| reason.key() == key)
    }
}

/// A cause with what the sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The cause.
    pub reason: Reason,
    /// What it is about: a host, an address, a date, a folder.
    pub about: String,
    /// The server's own words with their code, cleaned of control characters, 300 characters at most.
    pub reply: String,
}

impl Why {
    /// A cause about `about`, without any word of the server.
    pub fn about(reason: Reason, about: impl Into<String>) -> Why {
        Why { reason, about: about.into(), reply: String::new() }
    }

    /// What the user reads.
    pub fn sentence(&self) -> String {
        wording::sentence(self.reason.key(), &[("about", &self.about), ("reply", &self.reply)])
    }
}

#[cfg(test)]
mod tests {
    use super::{Reason, Why, wording};

    #[test]
    fn every_reason_has_a_sentence_and_comes_back_from_its_name() {
        for reason in Reason::ALL {
            assert!(wording::find(reason.key()).is_some(), "no sentence for {}", reason.key());
            assert_eq!(Reason::from_key(reason.key()), Some(*reason));
        }
        assert_eq!(Reason::from_key("autre"), None);
    }

    #[test]
    fn a_sentence_quotes_the_server() {
        let why =
            Why { reason: Reason::RecipientRefused, about: "compta@dupont.example".to_owned(), reply: "550 5.1.1 unknown".to_owned() };
        assert_eq!(why.sentence(), "L’adresse compta@dupont.example est refusée («\u{a0}550 5.1.1 unknown\u{a0}»).");
    }
}
