//! `cargo xtask test`: every check, the cheap ones first; the first failure stops.
use crate::command::{Failed, Root, Run, find_on_path};
use crate::{system, tools, ui};
use std::time::Instant;

/// How far the tests go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Everything.
    All,
    /// What needs neither a browser nor a window.
    Fast,
}

type Step = (&'static str, fn(&Root) -> Result<(), Failed>);

const FAST: [Step; 7] = [
    ("formatting", |root| root.cargo().args(["fmt", "--all", "--check"]).run()),
    ("clippy", |root| root.cargo().args(["clippy", "--all-targets", "--", "-D", "warnings"]).run()),
    // Alone, so that no other crate's features bring it a clock or a file.
    ("the core alone", |root| root.cargo().args(["check", "-p", "echu-core"]).run()),
    ("rules and stories, contract and schema current", |root| tools::tests(root).run()),
    ("npm ci", ui::install),
    ("svelte-check", |root| ui::script(root, "check")),
    ("vitest", |root| ui::script(root, "test")),
];

const SLOW: [Step; 6] = [
    ("interface build", ui::build),
    ("Playwright over the bridge", browser),
    ("the shell: clippy and tests", |root| {
        root.cargo().args(["clippy", "-p", "echu", "-p", "xtask", "--all-targets", "--", "-D", "warnings"]).run()?;
        root.cargo().args(["test", "--quiet", "-p", "echu", "-p", "xtask"]).run()
    }),
    ("the shell: build", |root| root.cargo().args(["build", "-p", "echu"]).run()),
    ("a story in the real window", window),
    ("cargo deny, where it is installed", deny),
];

/// Runs the steps, each under its title, and says how long each took.
pub fn run(root: &Root, reach: Reach) -> Result<(), Failed> {
    let start = Instant::now();
    system::ensure(&system::BUILD)?;
    if reach == Reach::All && cfg!(target_os = "linux") {
        system::ensure(&system::TEST)?;
    }
    let slow: &[Step] = if reach == Reach::All { &SLOW } else { &[] };
    let steps: Vec<&Step> = FAST.iter().chain(slow).collect();
    for (number, (title, step)) in steps.iter().enumerate() {
        println!("\n── {}/{} {title}", number.saturating_add(1), steps.len());
        let begun = Instant::now();
        step(root).map_err(|Failed(why)| Failed(format!("« {title} » failed after {} s: {why}", begun.elapsed().as_secs())))?;
        println!("── {title}: {} s", begun.elapsed().as_secs());
    }
    println!("\nAll {} steps passed in {} s.", steps.len(), start.elapsed().as_secs());
    Ok(())
}

/// Pictures of every screen, taken by the browser over the bridge.
pub fn screens(root: &Root) -> Result<(), Failed> {
    system::ensure(&system::TEST)?;
    ui::install(root)?;
    ui::build(root)?;
    over_the_bridge(root, "screens")
}

/// Writes `ui/src/lib/backend/contract.gen.ts` again: the test that compares it also knows how to write it.
pub fn write_contract(root: &Root) -> Result<(), Failed> {
    root.cargo().args(["test", "--quiet", "-p", "echu-tests", "--test", "scenarios", "contract"]).env("UPDATE_CONTRACT", "1").run()
}

fn browser(root: &Root) -> Result<(), Failed> {
    over_the_bridge(root, "e2e")
}

/// Licences, bans and sources: `tests/scenarios/dependencies.rs` has asked the same.
fn deny(root: &Root) -> Result<(), Failed> {
    tools::deny(root).map_or(Ok(()), |deny| deny.args(["check", "bans", "licenses", "sources"]).run())
}

/// Builds the bridge, then runs a script of the interface that talks to it with Chromium.
fn over_the_bridge(root: &Root, script: &str) -> Result<(), Failed> {
    root.cargo().args(["build", "-p", "echu-tests", "--bin", "bridge"]).run()?;
    let mut run = root.npm().args(["run", "--silent", script]).env("ECHU_BRIDGE", root.built("bridge")?);
    if let Some(chromium) = system::CHROMIUM.iter().find_map(|name| find_on_path(name)) {
        run = run.env("ECHU_CHROMIUM", chromium);
    }
    run.run()
}

/// Node under a display and a D-Bus session of its own, even where there is a desktop: what it opens neither
/// takes the focus nor meets the copy of the app that its developer uses.
pub fn under_a_display(root: &Root) -> Run {
    root.program("xvfb-run").args(["-a", "-s", "-screen 0 1440x1000x24", "dbus-run-session", "--", "node"])
}

/// The stories of `tests/desktop`.
fn window(root: &Root) -> Result<(), Failed> {
    if !cfg!(target_os = "linux") {
        println!("Only WebKitGTK can be driven like this: the window is built here, and driven on Linux.");
        return Ok(());
    }
    let stories = ["story", "confined", "second_copy", "background"].map(|name| format!("tests/desktop/{name}.mjs"));
    // One after the other: with a session bus, two windows of the same user would be one.
    let options = ["--test", "--test-concurrency=1", "--test-reporter=spec"];
    under_a_display(root).args(options).args(stories).env("ECHU_APP", root.built("echu")?).run()
}
