//! A keychain for one set of data: the real daemon, on the session bus of this process, its files in a folder of its own.
use echu_engine::secrets::{Kept, Keychain, Secret, Secrets};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// The daemon, stopped when dropped.
pub struct Keys(Child);

impl Keys {
    /// Starts the daemon and keeps `password` in it, as the settings screen does.
    pub fn holding(folder: &Path, account: &str, password: &str) -> Keys {
        let home = folder.join("keys");
        std::fs::create_dir_all(&home).expect("a folder for the keys");
        let mut daemon = Command::new("gnome-keyring-daemon")
            .args(["--unlock", "--components=secrets", "--foreground"])
            .env("HOME", &home)
            .env("XDG_DATA_HOME", &home)
            .env("XDG_RUNTIME_DIR", &home)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon");
        daemon.stdin.take().expect("its entry").write_all(b"trousseau").expect("the keychain's own password");
        let mut patience = 100;
        while Keychain::default().set(account, &Secret::new(password.to_owned())) != Ok(Kept::Keychain) {
            assert!(patience > 0, "the keychain does not open");
            patience -= 1;
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        Keys(daemon)
    }
}

impl Drop for Keys {
    fn drop(&mut self) {
        // Already over: nothing to stop.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
