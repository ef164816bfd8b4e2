//! What the machine must have before anything is built: checked, and installed where that is one command.
use crate::command::{Failed, Root, on_path};

/// Something the build or the tests call, and how to know it is there.
pub struct Need {
    /// Present when one of these programs is on the PATH…
    programs: &'static [&'static str],
    /// … or when pkg-config knows this library.
    library: Option<&'static str>,
    /// Its package on Debian and Ubuntu.
    apt: &'static str,
}

const fn program(programs: &'static [&'static str], apt: &'static str) -> Need {
    Need { programs, library: None, apt }
}

/// To build and open the app.
pub const BUILD: [Need; 3] = [
    program(&["pkg-config"], "pkg-config"),
    // The allocator of the app.
    program(&["make"], "make"),
    Need { programs: &[], library: Some("webkit2gtk-4.1"), apt: "libwebkit2gtk-4.1-dev" },
];

/// To pack the app: its icon beside the clock asks for this library, and the package says so.
pub const BUNDLE: [Need; 1] = [Need { programs: &[], library: Some("ayatana-appindicator3-0.1"), apt: "libayatana-appindicator3-dev" }];

/// To run every test besides.
pub const TEST: [Need; 6] = [
    program(&["WebKitWebDriver"], "webkit2gtk-driver"),
    program(&["Xvfb"], "xvfb"),
    program(&["xauth"], "xauth"),
    program(&["dbus-run-session"], "dbus-x11"),
    program(&["pdftotext"], "poppler-utils"),
    program(&CHROMIUM, "chromium"),
];

/// To kill the real window again and again: a keychain and a wall clock of its own.
pub const SOAK: [Need; 2] = [program(&["gnome-keyring-daemon"], "gnome-keyring"), program(&["faketime"], "faketime")];

/// The names under which Chromium is installed, in order of preference.
pub const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const DNF: &str = "sudo dnf install pkgconf-pkg-config 'pkgconfig(webkit2gtk-4.1)' /usr/bin/WebKitWebDriver /usr/bin/xvfb-run /usr/bin/xauth /usr/bin/dbus-run-session poppler-utils chromium";
const PACMAN: &str = "sudo pacman -S --needed pkgconf webkit2gtk-4.1 xorg-server-xvfb xorg-xauth dbus poppler chromium";

/// Checks Node, then what the system must bring; installs it with apt, or says what to type.
pub fn ensure(needs: &[Need]) -> Result<(), Failed> {
    node()?;
    if cfg!(target_os = "linux") {
        linux(needs)
    } else if cfg!(target_os = "macos") {
        macos()
    } else {
        println!("Windows needs the WebView2 runtime (part of Windows 11) and the C++ build tools of Visual Studio.");
        Ok(())
    }
}

/// Vite 8 wants Node 20.19 or later.
fn node() -> Result<(), Failed> {
    let wanted = || Failed("Node 20.19 or later is needed with its npm: https://nodejs.org".to_owned());
    let version = Root::find()?.program("node").args(["--version"]).read().map_err(|_| wanted())?;
    let mut numbers = version.trim().trim_start_matches('v').split('.').map(str::parse::<u32>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(major)), Some(Ok(minor))) if (major, minor) >= (20, 19) => Ok(()),
        _ => Err(wanted()),
    }
}

fn macos() -> Result<(), Failed> {
    if Root::find()?.program("xcode-select").args(["-p"]).succeeds() {
        Ok(())
    } else {
        Err(Failed("Apple's command line tools are missing; type: xcode-select --install".to_owned()))
    }
}

fn linux(needs: &[Need]) -> Result<(), Failed> {
    let root = Root::find()?;
    let present = |need: &Need| {
        need.programs.iter().any(|name| on_path(name))
            || need.library.is_some_and(|library| root.program("pkg-config").args(["--exists", library]).succeeds())
    };
    let missing: Vec<&str> = needs.iter().filter(|need| !present(need)).map(|need| need.apt).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !on_path("apt-get") {
        let line = if on_path("pacman") { PACMAN } else { DNF };
        return Err(Failed(format!(
            "the system lacks what Debian calls {}. Install it and come back, for example:\n  {line}",
            missing.join(" ")
        )));
    }
    println!("The system lacks {}: installing with apt-get.", missing.join(" "));
    let as_root = root.program("id").args(["-u"]).read()?.trim() == "0";
    let apt = |arguments: &[&str]| {
        let run = if as_root { root.program("apt-get") } else { root.program("sudo").args(["apt-get"]) };
        let run = run.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        println!("$ {}", run.line());
        run.run()
    };
    apt(&["update"])?;
    apt(&[&["install", "-y", "--no-install-recommends"], missing.as_slice()].concat())
}
