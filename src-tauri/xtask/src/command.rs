//! Running other programs from the top of the repository.
use crate::json;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Why xtask stops, in one sentence.
pub struct Failed(pub String);

/// The top of the repository.
pub struct Root(PathBuf);

impl Root {
    /// From where Cargo says this crate is: two floors up.
    pub fn find() -> Result<Root, Failed> {
        let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        match here.parent().and_then(Path::parent) {
            Some(root) if root.join("Cargo.lock").exists() => Ok(Root(root.to_path_buf())),
            _ => Err(Failed(format!("{} is not inside the repository", here.display()))),
        }
    }

    /// A path inside the repository.
    pub fn join(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// The same cargo as the one that runs us.
    pub fn cargo(&self) -> Run {
        self.program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// npm, in `ui/`.
    pub fn npm(&self) -> Run {
        let mut run = self.program(if cfg!(windows) { "npm.cmd" } else { "npm" });
        run.0.current_dir(self.join("ui"));
        run
    }

    /// Any program, at the top of the repository.
    pub fn program(&self, program: impl AsRef<OsStr>) -> Run {
        let mut command = Command::new(program);
        command.current_dir(&self.0);
        Run(command)
    }

    /// Where Cargo puts what it builds, whoever chose it (environment, configuration or default).
    pub fn target(&self) -> Result<PathBuf, Failed> {
        let metadata = self.cargo().args(["metadata", "--format-version", "1", "--no-deps"]).read()?;
        json::string(&metadata, "target_directory")
            .map(PathBuf::from)
            .ok_or_else(|| Failed("cargo metadata names no target directory".to_owned()))
    }

    /// A program built without optimisation.
    pub fn built(&self, name: &str) -> Result<PathBuf, Failed> {
        Ok(self.target()?.join("debug").join(executable(name)))
    }

    /// A program of a release build; `examples/NAME` for an example.
    pub fn released(&self, name: &str) -> Result<PathBuf, Failed> {
        Ok(self.target()?.join("release").join(executable(name)))
    }
}

/// A program about to run.
pub struct Run(Command);

impl Run {
    /// More arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Run {
        self.0.args(arguments);
        self
    }

    /// One environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Run {
        self.0.env(name, value);
        self
    }

    /// Runs it in the terminal; anything but success is a failure.
    pub fn run(mut self) -> Result<(), Failed> {
        match self.0.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failed(format!("{} ended with {status}", self.line()))),
            Err(error) => Err(Failed(format!("{} does not start: {error}", self.line()))),
        }
    }

    /// Runs it and gives back what it printed.
    pub fn read(mut self) -> Result<String, Failed> {
        match self.0.stderr(Stdio::inherit()).output() {
            Ok(output) if output.status.success() => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            Ok(output) => Err(Failed(format!("{} ended with {}", self.line(), output.status))),
            Err(error) => Err(Failed(format!("{} does not start: {error}", self.line()))),
        }
    }

    /// Whether it starts and succeeds, in silence.
    pub fn succeeds(mut self) -> bool {
        self.0.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    }

    /// The command as one would type it.
    pub fn line(&self) -> String {
        let words = std::iter::once(self.0.get_program()).chain(self.0.get_args());
        words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }
}

fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

/// Whether a program of that name is on the PATH.
pub fn on_path(program: &str) -> bool {
    find_on_path(program).is_some()
}

/// Where a program of that name is on the PATH.
pub fn find_on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(executable(program))).find(|file| file.is_file())
}
