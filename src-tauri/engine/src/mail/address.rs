//! What counts as an e-mail address we dare write to.

/// An address checked and normalised: ASCII, domain in lower case and in its `xn--` form, 254 characters at most.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(String);

/// Why a text is not an address. The sentence is in `wording.fr.txt` under [`AddressFault::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// Nothing was typed.
    #[error("no address")]
    Empty,
    /// A comma, a semicolon or a second `@`: two addresses in one field.
    #[error("more than one address")]
    Several,
    /// No `@`, or nothing before it.
    #[error("no @")]
    NoAt,
    /// Letters with accents, blanks or signs that providers refuse before the `@`.
    #[error("bad local part")]
    LocalPart,
    /// No dot, an empty label, a number for a country, or signs that no domain has.
    #[error("bad domain")]
    Domain,
    /// Over 64 characters before the `@`, or 254 in all (RFC 5321 §4.5.3.1).
    #[error("too long")]
    TooLong,
}

impl AddressFault {
    /// Stable name, and key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            AddressFault::Empty => "address_empty",
            AddressFault::Several => "address_several",
            AddressFault::NoAt => "address_no_at",
            AddressFault::LocalPart => "address_local_part",
            AddressFault::Domain => "address_domain",
            AddressFault::TooLong => "address_too_long",
        }
    }

    /// What the user reads.
    pub fn sentence(self) -> String {
        crate::wording::sentence(self.key(), &[])
    }
}

impl Address {
    /// Checks and normalises `text`. Stricter than the RFC: what French providers refuse is refused here, where the
    /// person can correct it, and not at the first reminder.
    pub fn parse(text: &str) -> Result<Address, AddressFault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressFault::Empty);
        }
        if text.contains([',', ';']) || text.matches('@').count() > 1 {
            return Err(AddressFault::Several);
        }
        let (local, domain) = text.split_once('@').filter(|(local, _)| !local.is_empty()).ok_or(AddressFault::NoAt)?;
        if local.len() > 64 {
            return Err(AddressFault::TooLong);
        }
        if local.split('.').any(|atom| atom.is_empty() || !atom.bytes().all(is_atext)) {
            return Err(AddressFault::LocalPart);
        }
        let domain = idna::domain_to_ascii(domain).map_err(|_| AddressFault::Domain)?;
        let labels: Vec<&str> = domain.split('.').collect();
        let sound = |label: &&str| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let numeric_tld = labels.last().is_some_and(|tld| tld.bytes().all(|b| b.is_ascii_digit()));
        if labels.len() < 2 || numeric_tld || !labels.iter().all(sound) {
            return Err(AddressFault::Domain);
        }
        let whole = format!("{local}@{domain}");
        if whole.len() > 254 { Err(AddressFault::TooLong) } else { Ok(Address(whole)) }
    }

    /// The address as it goes on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What is before the `@`: the login at some providers.
    pub fn local_part(&self) -> &str {
        self.0.split_once('@').map_or(self.0.as_str(), |(local, _)| local)
    }

    /// What is after the `@`.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// RFC 5322 `atext`.
fn is_atext(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{Address, AddressFault};

    fn parse(text: &str) -> Result<String, AddressFault> {
        Address::parse(text).map(|a| a.as_str().to_owned())
    }

    #[test]
    fn good_addresses_are_normalised() {
        for (text, expected) in [
            (" compta@dupont.example ", "compta@dupont.example"),
            ("Marie.O'Neil+factures@DUPONT.example", "Marie.O'Neil+factures@dupont.example"),
            ("contact@bâtiment-éclair.example", "contact@xn--btiment-clair-ieb6i.example"),
            ("x@a.b.c.example", "x@a.b.c.example"),
        ] {
            assert_eq!(parse(text), Ok(expected.to_owned()), "{text}");
        }
    }

    #[test]
    fn each_bad_address_says_what_is_wrong() {
        let long_local = format!("{}@x.example", "a".repeat(65));
        let long = format!("a@{}.example", ["b".repeat(62), "c".repeat(62), "d".repeat(62), "e".repeat(62)].join("."));
        for (text, fault) in [
            ("", AddressFault::Empty),
            ("   ", AddressFault::Empty),
            ("a@x.example, b@x.example", AddressFault::Several),
            ("a@x.example;b@x.example", AddressFault::Several),
            ("a@b@x.example", AddressFault::Several),
            ("dupont.example", AddressFault::NoAt),
            ("@dupont.example", AddressFault::NoAt),
            ("é@x.example", AddressFault::LocalPart),
            ("a b@x.example", AddressFault::LocalPart),
            (".a@x.example", AddressFault::LocalPart),
            ("a..b@x.example", AddressFault::LocalPart),
            ("\"a\"@x.example", AddressFault::LocalPart),
            ("a\r\nBcc:b@x.example", AddressFault::LocalPart),
            ("a@b", AddressFault::Domain),
            ("a@localhost", AddressFault::Domain),
            ("a@x..example", AddressFault::Domain),
            ("a@-x.example", AddressFault::Domain),
            ("a@x_y.example", AddressFault::Domain),
            ("a@192.168.1.1", AddressFault::Domain),
            ("a@[192.168.1.1]", AddressFault::Domain),
            ("a@x.example>", AddressFault::Domain),
            (long_local.as_str(), AddressFault::TooLong),
            (long.as_str(), AddressFault::TooLong),
        ] {
            assert_eq!(parse(text), Err(fault), "{text:?}");
        }
    }
}
