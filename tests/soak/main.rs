//! The real app killed again and again: `cargo xtask soak [seed]`.
//!
//! Several sets of data live side by side, each with its own session bus, its own keychain and its own mail server that
//! misbehaves. In each, the app opens its window, sends, and is killed with SIGKILL at an instant nobody chose; sometimes a
//! person passes, approves a few messages more, pays. At the end everything is let to rest, and the laws of the outbox are
//! read from the base, the side journal and the server's own record.
//!
//! `soak APP [seed]` starts the sets; `soak APP SEED one NUMBER` is one of them.
#![expect(clippy::expect_used, reason = "a trial stops where something it needs is missing")]
mod figures;
mod keys;
mod scene;
mod window;

use figures::Figures;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

/// Sets of data that live at the same time: most of a life waits for the grace of a start.
const SETS: u64 = 8;
/// Deaths of each.
const DEATHS: usize = 25;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [app] => all(app, fastrand::u64(1..1_000_000)),
        [app, seed] => all(app, seed.parse().expect("a seed is a number")),
        [app, seed, "one", number] => {
            let seed: u64 = seed.parse().expect("a seed is a number");
            let number: u64 = number.parse().expect("a number");
            let figures = scene::live(&PathBuf::from(app), seed.wrapping_add(number), DEATHS);
            println!("{}", figures.line());
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("soak APP [seed]");
            ExitCode::from(2)
        }
    }
}

/// Runs the sets, and prints what they were worth.
fn all(app: &str, seed: u64) -> ExitCode {
    println!("seed {seed}: {SETS} sets of data, {DEATHS} deaths each");
    let start = Instant::now();
    let own = std::env::current_exe().expect("this program");
    let sets: Vec<_> = (0..SETS)
        .map(|number| {
            // A bus of its own: with one session, two windows of the same user would be one.
            Command::new("dbus-run-session")
                .arg("--")
                .arg(&own)
                .args([app, &seed.to_string(), "one", &number.to_string()])
                .stdout(Stdio::piped())
                .spawn()
                .expect("dbus-run-session")
        })
        .collect();
    let mut sum = Figures::default();
    let mut sound = true;
    for (number, set) in sets.into_iter().enumerate() {
        let output = set.wait_with_output().expect("the end of a set");
        let line = String::from_utf8_lossy(&output.stdout);
        match Figures::read(&line).filter(|_| output.status.success()) {
            Some(figures) => sum.add(&figures),
            None => {
                eprintln!("set {number} failed; its seed is {}", seed.wrapping_add(number as u64));
                sound = false;
            }
        }
    }
    sum.print(start.elapsed());
    if sound && sum.duplicates == 0 && sum.lost == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
