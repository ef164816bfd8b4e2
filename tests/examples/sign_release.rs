//! Announces a release: writes, signed, what the app reads when a person looks for a newer version.
//!
//! `sign_release KEY.pem VERSION DATE NOTES.txt ADDRESS FOLDER OUT.txt`: the private key as `openssl genpkey -algorithm ed25519` writes it,
//! the notes one a line, the folder of the packages and the address where they will be. Prints the public key, for `ECHU_UPDATE_KEY`.
use echu_core::update::Release;
use echu_tests::release::{announced, key_pair, packages, public_key};
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "sign_release KEY.pem VERSION DATE NOTES.txt ADDRESS FOLDER OUT.txt";

fn sign(words: &[String]) -> Result<String, String> {
    let [key, version, date, notes, address, folder, out] = words else { return Err(USAGE.to_owned()) };
    let read = |path: &str| std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"));
    let pair = key_pair(&read(key)?)?;
    let version = version.parse().map_err(|_| format!("{version} is not three numbers"))?;
    let release = Release {
        version,
        date: date.parse().map_err(|error| format!("{date}: {error}"))?,
        notes: read(notes)?.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        files: packages(Path::new(folder), version, address)?,
    };
    std::fs::write(out, announced(&release, &pair)?).map_err(|error| format!("{out}: {error}"))?;
    Ok(format!("{out}: {} packages, public key {}", release.files.len(), public_key(&pair)))
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match sign(&words) {
        Ok(done) => {
            println!("{done}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
