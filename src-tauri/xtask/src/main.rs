//! The two commands of the project, `cargo xtask run` and `cargo xtask test`, and a few beside them.
//!
//! Only the standard library: this crate is compiled before anything is checked or installed.
mod bench;
mod bundle;
mod command;
mod fuzz;
mod json;
mod letters;
mod soak;
mod system;
mod test;
mod tools;
mod ui;
mod window;

use command::{Failed, Root};
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask run [--demo]    build everything and open the app (--demo: on the demonstration company)
cargo xtask test [--fast]   everything the continuous integration checks (--fast: no browser, no window)
cargo xtask bench [words]   the speed asked, the speed measured (words: penalties, letters, matching, import, files, exports, sending, ledger)
cargo xtask bench --window  start-up and memory of the real window, against an empty one
cargo xtask soak [seed]     the real window killed 200 times while it sends, and what became of each message
cargo xtask fuzz [minutes] [readers]  changed files against what reads files made by others, a minute each unless said
cargo xtask screens         pictures of every screen, through the browser
cargo xtask letters         every letter as PDF and as pictures, in target/letters
cargo xtask contract        write the interface's types again from the engine's contract
cargo xtask sign-release KEY.pem VERSION DATE NOTES.txt ADDRESS FOLDER OUT.txt  announce packages, signed, to apps that look for a newer version
cargo xtask bundle [list]   a release build and its packages: deb unless the list says otherwise (deb,rpm,appimage; nsis; dmg)";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] => run(false),
        ["run", "--demo"] => run(true),
        ["test"] => Root::find().and_then(|root| test::run(&root, test::Reach::All)),
        ["test", "--fast"] => Root::find().and_then(|root| test::run(&root, test::Reach::Fast)),
        ["bench", "--window"] => Root::find().and_then(|root| window::measure(&root)),
        ["bench", groups @ ..] => Root::find().and_then(|root| bench::run(&root, groups)),
        ["soak", seed @ ..] => Root::find().and_then(|root| soak::run(&root, seed)),
        ["fuzz", words @ ..] => Root::find().and_then(|root| fuzz::run(&root, words)),
        ["screens"] => Root::find().and_then(|root| test::screens(&root)),
        ["letters"] => Root::find().and_then(|root| letters::gallery(&root)),
        ["contract"] => Root::find().and_then(|root| test::write_contract(&root)),
        ["sign-release", words @ ..] => Root::find().and_then(|root| sign_release(&root, words)),
        ["bundle"] => Root::find().and_then(|root| bundle::packages(&root, "deb")),
        ["bundle", bundles] => Root::find().and_then(|root| bundle::packages(&root, bundles)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failed(why)) => {
            eprintln!("\nxtask: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Writes the announcement of a release; the words are explained where they are read, `tests/examples/sign_release.rs`.
fn sign_release(root: &Root, words: &[&str]) -> Result<(), Failed> {
    root.cargo().args(["run", "--quiet", "-p", "echu-tests", "--example", "sign_release", "--"]).args(words).run()
}

/// Builds the interface and the app, and opens the window.
fn run(demo: bool) -> Result<(), Failed> {
    let root = Root::find()?;
    system::ensure(&system::BUILD)?;
    ui::install(&root)?;
    ui::build(&root)?;
    let cargo = root.cargo().args(["run", "-p", "echu"]);
    if demo { cargo.args(["--", "--demo"]).run() } else { cargo.run() }
}
