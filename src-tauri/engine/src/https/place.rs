//! Where something is asked: an address taken apart, when it may be asked at all.
use std::net::IpAddr;

/// An address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Encrypted.
    pub(super) secure: bool,
    pub(super) host: String,
    pub(super) port: u16,
    /// With what follows it; `/` at least.
    pub(super) path: String,
}

impl Place {
    /// None for what is neither encrypted nor on this machine, and for what would not fit on the line of a request.
    pub(super) fn of(url: &str) -> Option<Place> {
        if !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let (scheme, rest) = url.split_once("://")?;
        let rest = rest.split('#').next()?;
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let (host, port) = match authority.split_once(':') {
            Some((host, port)) => (host, Some(port.parse().ok()?)),
            None => (authority, None),
        };
        // A name for a person, or a query without a path, is never what a release or a provider has.
        if host.is_empty() || host.contains(['@', '?']) {
            return None;
        }
        let loopback = host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback());
        let (secure, usual) = match scheme {
            "https" => (true, 443),
            "http" if loopback => (false, 80),
            _ => return None,
        };
        let path = if path.is_empty() { "/" } else { path };
        Some(Place { secure, host: host.to_owned(), port: port.unwrap_or(usual), path: path.to_owned() })
    }

    /// As a request names its server: its port when it is not the usual one.
    pub(super) fn authority(&self) -> String {
        let usual = if self.secure { 443 } else { 80 };
        if self.port == usual { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }

    /// Where an answer sends on to. What was encrypted stays so.
    pub(super) fn sent_on(&self, to: &str) -> Option<Place> {
        let scheme = if self.secure { "https" } else { "http" };
        let next = if to.starts_with("//") {
            Place::of(&format!("{scheme}:{to}"))
        } else if to.starts_with('/') {
            Place::of(&format!("{scheme}://{}{to}", self.authority()))
        } else {
            Place::of(to)
        };
        next.filter(|next| next.secure || !self.secure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(secure: bool, host: &str, port: u16, path: &str) -> Option<Place> {
        Some(Place { secure, host: host.to_owned(), port, path: path.to_owned() })
    }

    #[test]
    fn nothing_goes_in_clear_but_to_this_machine() {
        assert_eq!(Place::of("https://login.example/oauth/token"), place(true, "login.example", 443, "/oauth/token"));
        assert_eq!(Place::of("http://127.0.0.1:8080/token"), place(false, "127.0.0.1", 8080, "/token"));
        assert_eq!(Place::of("https://login.example"), place(true, "login.example", 443, "/"));
        for refused in [
            "http://login.example/token",
            "http://localhost:1/token",
            "ftp://login.example/",
            "https://someone@login.example/",
            "https://login.example/a b",
            "https://login.example/\r\nHost: other",
            "https://:443/",
            "login.example/token",
        ] {
            assert_eq!(Place::of(refused), None, "{refused}: a name may lead elsewhere");
        }
    }

    #[test]
    fn what_is_sent_on_stays_encrypted() {
        let here = Place::of("https://echu.example/latest/version.txt").unwrap();
        assert_eq!(here.sent_on("/v1/version.txt"), place(true, "echu.example", 443, "/v1/version.txt"));
        assert_eq!(here.sent_on("//files.example/v1"), place(true, "files.example", 443, "/v1"));
        assert_eq!(here.sent_on("https://files.example:8443/v1?a=b"), place(true, "files.example", 8443, "/v1?a=b"));
        for refused in ["http://echu.example/v1", "http://127.0.0.1:80/v1", "version.txt", ""] {
            assert_eq!(here.sent_on(refused), None, "{refused:?}");
        }
        let local = Place::of("http://127.0.0.1:8080/a").unwrap();
        assert_eq!(local.sent_on("/b"), place(false, "127.0.0.1", 8080, "/b"));
        assert_eq!(local.sent_on("http://echu.example/b"), None);
    }
}
