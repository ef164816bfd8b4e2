//! Where this computer keeps Échu's data, and where its journal: two different places, so that putting an
//! old copy of the first back does not take the second with it.
use echu_engine::app::Paths;
use std::ffi::OsString;
use std::path::PathBuf;

/// Set by the tests and by whoever keeps several sets of data.
pub const DATA: &str = "ECHU_DATA_DIR";
const STATE: &str = "ECHU_STATE_DIR";

/// The two folders. An error names the environment variable that is missing.
pub fn from_environment() -> Result<Paths, &'static str> {
    resolve(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
}

fn resolve(variable: impl Fn(&'static str) -> Option<OsString>) -> Result<Paths, &'static str> {
    let at = |name: &'static str| variable(name).map(PathBuf::from).ok_or(name);
    let under = |name, folder: &str| at(name).map(|parent| parent.join(folder));
    let (data, state) = if cfg!(windows) {
        (under("LOCALAPPDATA", "Echu"), under("APPDATA", "Echu/journal"))
    } else if cfg!(target_os = "macos") {
        (under("HOME", "Library/Application Support/Echu"), under("HOME", "Library/Application Support/Echu Journal"))
    } else {
        (
            under("XDG_DATA_HOME", "echu").or_else(|_| under("HOME", ".local/share/echu")),
            under("XDG_STATE_HOME", "echu").or_else(|_| under("HOME", ".local/state/echu")),
        )
    };
    Ok(Paths { data: at(DATA).or(data)?, state: at(STATE).or(state)? })
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Result<(String, String), &'static str> {
        let found = resolve(|name| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| OsString::from(value)))?;
        Ok((found.data.display().to_string(), found.state.display().to_string()))
    }

    #[test]
    fn the_journal_never_lives_with_the_data() {
        let (data, state) = with(&[("HOME", "/home/lea")]).unwrap();
        assert_eq!((data.as_str(), state.as_str()), ("/home/lea/.local/share/echu", "/home/lea/.local/state/echu"));
    }

    #[test]
    fn the_desktop_s_own_folders_come_first_and_ours_before_them() {
        let desktop = [("HOME", "/home/lea"), ("XDG_DATA_HOME", "/d"), ("XDG_STATE_HOME", "/s")];
        assert_eq!(with(&desktop).unwrap(), ("/d/echu".to_owned(), "/s/echu".to_owned()));
        let ours = [desktop.as_slice(), &[(DATA, "/été d'Hélène"), (STATE, "/j")]].concat();
        assert_eq!(with(&ours).unwrap(), ("/été d'Hélène".to_owned(), "/j".to_owned()), "taken as they are, without a folder inside");
    }

    #[test]
    fn without_a_home_the_missing_variable_is_named() {
        assert_eq!(with(&[]), Err("HOME"));
    }
}
