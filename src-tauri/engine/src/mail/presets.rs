//! What to type in for each provider, from `presets.csv`.
use super::{Address, Security};

/// What the provider takes as a login.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Login {
    /// The whole address.
    Address,
    /// What is before the `@`.
    LocalPart,
}

/// What the provider takes as a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordKind {
    /// The usual one.
    Password,
    /// One made for applications, at the provider's.
    AppPassword,
    /// None: this provider only knows the sign-in in the browser.
    Refused,
}

/// A provider's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preset {
    /// Stable name.
    pub key: String,
    /// What the user reads.
    pub label: String,
    /// Domains of its addresses; empty when customers bring their own.
    pub domains: Vec<String>,
    /// SMTP server; empty for « Autre ».
    pub host: String,
    /// SMTP port.
    pub port: u16,
    /// Encryption.
    pub security: Security,
    /// Login.
    pub login: Login,
    /// Password.
    pub password: PasswordKind,
    /// Default cap in a sliding 24 h, counting every recipient.
    pub daily_cap: u32,
    /// The provider's own page on passwords for applications, or on what must be switched on; empty when there is none to know.
    pub help_url: String,
    /// Advice to show beside the form; often empty.
    pub note: String,
}

impl Preset {
    /// The login this provider wants for `address`.
    pub fn login_for(&self, address: &Address) -> String {
        match self.login {
            Login::Address => address.as_str().to_owned(),
            Login::LocalPart => address.local_part().to_owned(),
        }
    }
}

/// Every provider, « Autre » last.
pub fn presets() -> Vec<Preset> {
    let lines = include_str!("presets.csv").lines().filter(|line| !line.starts_with('#')).skip(1);
    lines.filter_map(read).collect()
}

/// The provider whose addresses look like `address`; `None` for a domain of one's own.
pub fn preset_for(address: &Address) -> Option<Preset> {
    presets().into_iter().find(|preset| preset.domains.iter().any(|domain| domain == address.domain()))
}

fn read(line: &str) -> Option<Preset> {
    let [key, label, domains, host, port, security, login, auth, cap, _, help, note] =
        line.splitn(12, ';').collect::<Vec<_>>().try_into().ok()?;
    Some(Preset {
        key: key.to_owned(),
        label: label.to_owned(),
        domains: domains.split_whitespace().map(str::to_owned).collect(),
        host: host.to_owned(),
        port: port.parse().ok()?,
        security: Security::from_key(security)?,
        login: match login {
            "address" => Login::Address,
            "local_part" => Login::LocalPart,
            _ => return None,
        },
        password: match auth {
            "password" => PasswordKind::Password,
            "app_password" => PasswordKind::AppPassword,
            "refused" => PasswordKind::Refused,
            _ => return None,
        },
        daily_cap: cap.parse().ok()?,
        help_url: help.to_owned(),
        note: note.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Preset> {
        preset_for(&Address::parse(text).unwrap_or_else(|f| panic!("{f}")))
    }

    #[test]
    fn every_line_of_the_file_is_a_preset() {
        let lines = include_str!("presets.csv").lines().filter(|l| !l.starts_with('#')).count();
        let presets = presets();
        assert_eq!(presets.len() + 1, lines, "a line does not read");
        let keys: std::collections::BTreeSet<_> = presets.iter().map(|p| &p.key).collect();
        assert_eq!(keys.len(), presets.len(), "a key is there twice");
        for preset in &presets {
            assert!((50..=80).contains(&preset.daily_cap), "{}", preset.key);
            assert_eq!(preset.security == Security::Implicit, preset.port == 465, "{}", preset.key);
            assert!(preset.help_url.is_empty() || preset.help_url.starts_with("https://"), "{}", preset.key);
            assert_eq!(preset.host.is_empty(), preset.key == "other");
            assert!(preset.password == PasswordKind::Password || !preset.note.is_empty(), "{} must explain", preset.key);
            for sign in [" :", " ;", "« ", " »"] {
                assert!(!preset.note.contains(sign), "a breaking space around {sign:?} in {}", preset.key);
            }
        }
    }

    #[test]
    fn an_address_finds_its_provider_and_its_login() {
        let free = at("jean.dupont@free.fr").unwrap_or_else(|| panic!("free.fr is known"));
        assert_eq!((free.host.as_str(), free.port), ("smtp.free.fr", 465));
        let address = Address::parse("jean.dupont@free.fr").unwrap_or_else(|f| panic!("{f}"));
        assert_eq!(free.login_for(&address), "jean.dupont");
        assert_eq!(at("x@wanadoo.fr").map(|p| p.key), Some("orange".to_owned()));
        assert_eq!(at("X@Hotmail.FR").map(|p| p.password), Some(PasswordKind::Refused));
        assert_eq!(at("contact@dupre.example"), None, "a domain of one's own says nothing of its provider");
    }
}
