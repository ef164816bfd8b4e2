//! Mail as `.eml` files in a folder: for the demonstration, and for who has no SMTP or gives no password.
use super::{Account, Delivery, Engage, Envelope, Mailer, Phase, ProbeFailure, Reason, Scope, Why, eml, message};
use crate::faults;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Writes each message into a folder, under a name of its own. Same protocol as a server: the final name is the dot.
pub struct FolderMailer {
    folder: PathBuf,
    plays_a_server: bool,
}

impl FolderMailer {
    /// Writes into `folder`, made at the first message. A file is no sending: a person sends it, and says so.
    pub fn new(folder: impl Into<PathBuf>) -> FolderMailer {
        FolderMailer { folder: folder.into(), plays_a_server: false }
    }

    /// The same for the demonstration, whose story goes on as if a server had taken the message.
    pub fn of_the_demonstration(folder: impl Into<PathBuf>) -> FolderMailer {
        FolderMailer { folder: folder.into(), plays_a_server: true }
    }

    /// Where the files go.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The whole content, on disk, under a provisional name. One left by a crash is written over: it was never a message.
    fn prepare(&self, stem: &str, mime: &[u8]) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.folder)?;
        let path = self.folder.join(format!("{stem}.part"));
        let mut file = File::create(&path)?;
        let (first, second) = mime.split_at(mime.len() / 2);
        file.write_all(first)?;
        faults::point("K7");
        file.write_all(second)?;
        file.sync_all()?;
        Ok(path)
    }

    /// Gives the final name, never one that is taken: only one process writes here, so the look before is enough.
    fn publish(&self, stem: &str, part: &Path) -> io::Result<PathBuf> {
        let mut path = self.folder.join(format!("{stem}.eml"));
        let mut nth = 2;
        while path.try_exists()? {
            path = self.folder.join(format!("{stem}-{nth}.eml"));
            nth += 1;
        }
        fs::rename(part, &path)?;
        Ok(path)
    }

    fn unwritable(&self) -> Why {
        Why::about(Reason::FolderUnwritable, self.folder.display().to_string())
    }

    fn deferred(&self, phase: Phase) -> Delivery {
        Delivery::Deferred {
            phase,
            scope: Scope::Account,
            why: self.unwritable(),
            charge_try: false,
            cool_down: None,
            min_delay: Duration::ZERO,
        }
    }
}

impl Mailer for FolderMailer {
    fn probe(&self, _: &Account) -> Result<(), ProbeFailure> {
        let why = self.unwritable();
        fs::create_dir_all(&self.folder).map_err(|_| ProbeFailure { why, passing: false })
    }

    fn deliver(&self, _account: &Account, envelope: &Envelope, mime: &[u8], engage: &mut dyn FnMut() -> Engage) -> Delivery {
        let Some(to) = envelope.to.first().filter(|_| message::is_wire_safe(mime)) else {
            return Delivery::Failed { why: Why::about(Reason::BadMessage, ""), flag_address: false };
        };
        let stem = eml::file_name(to, mime);
        let Ok(part) = self.prepare(&stem, mime) else { return self.deferred(Phase::Body) };
        if engage() == Engage::Abandon {
            // A provisional file that stays is written over or ignored.
            let _ = fs::remove_file(&part);
            return Delivery::Abandoned;
        }
        faults::point("K10");
        // A name that was not given was surely not given; a name that may not survive a power cut is uncertain.
        let Ok(path) = self.publish(&stem, &part) else { return self.deferred(Phase::Engaged) };
        match sync_folder(&self.folder) {
            Ok(()) if self.plays_a_server => Delivery::Accepted { reply: path.display().to_string() },
            Ok(()) => Delivery::Uncertain { why: Why::about(Reason::WrittenToFolder, path.display().to_string()) },
            Err(_) => Delivery::Uncertain { why: self.unwritable() },
        }
    }

    fn part(&self) {}
}

/// Makes a new name durable. Windows has no such call and journals names by itself.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{Address, Security};
    use crate::secrets::Secret;

    fn deliver(folder: &Path, decision: Engage) -> Delivery {
        let address = |text| Address::parse(text).unwrap_or_else(|f| panic!("{f}"));
        let envelope = Envelope { from: address("moi@x.example"), to: vec![address("client@y.example")] };
        let account = Account {
            host: String::new(),
            port: 0,
            security: Security::Implicit,
            login: String::new(),
            password: Secret::new(String::new()),
            auth: crate::mail::Auth::Password,
        };
        FolderMailer::new(folder).deliver(&account, &envelope, b"Subject: x\r\n\r\ny\r\n", &mut || decision)
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap_or_else(|e| panic!("{e}"));
        let mut names: Vec<String> = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_message_is_a_file_of_its_own_and_never_replaces_another() {
        let dir = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
        let folder = dir.path().join("été d'Hélène");
        for nth in 1..=3 {
            let Delivery::Uncertain { why } = deliver(&folder, Engage::Go) else { panic!("a file is no sending") };
            assert_eq!(why.reason, Reason::WrittenToFolder);
            assert!(why.sentence().contains(".eml"), "where to find it: {}", why.sentence());
            assert_eq!(names(&folder).len(), nth);
        }
        for name in names(&folder) {
            assert_eq!(fs::read(folder.join(&name)).ok().as_deref(), Some(&b"Subject: x\r\n\r\ny\r\n"[..]));
            assert!(name.starts_with("client-y.example-") && name.ends_with(".eml"), "{name}");
        }
    }

    #[test]
    fn a_no_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(deliver(dir.path(), Engage::Abandon), Delivery::Abandoned);
        assert_eq!(names(dir.path()), Vec::<String>::new());
    }

    #[test]
    fn a_folder_that_cannot_be_written_defers_and_is_named() {
        let dir = tempfile::tempdir().unwrap_or_else(|e| panic!("{e}"));
        let file = dir.path().join("occupé");
        fs::write(&file, b"").unwrap_or_else(|e| panic!("{e}"));
        let Delivery::Deferred { why, charge_try, .. } = deliver(&file, Engage::Go) else { panic!("a file is no folder") };
        assert!(!charge_try);
        assert!(why.sentence().contains("occupé"), "{}", why.sentence());
    }
}
