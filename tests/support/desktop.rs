//! A desktop without a screen: dialogs answer from a queue, viewers only remember.
use echu_core::notices::Notice;
use echu_core::update::Package;
use echu_engine::desktop::{Desktop, FileKind};
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Default)]
struct State {
    picks: VecDeque<PathBuf>,
    saves: VecDeque<PathBuf>,
    opened: Vec<PathBuf>,
    given: Vec<PathBuf>,
    told: Vec<Notice>,
    is_watched: bool,
    starts: bool,
    pages: Vec<String>,
    package: Option<Package>,
}

/// A desktop the story answers for. Clones are the same desktop.
#[derive(Debug, Clone, Default)]
pub struct QueueDesktop {
    state: Arc<Mutex<State>>,
}

impl QueueDesktop {
    /// The next « open » dialog answers this file.
    pub fn will_pick(&self, path: &Path) {
        self.with(|state| state.picks.push_back(path.to_owned()));
    }

    /// The next « save » dialog answers this file.
    pub fn will_save(&self, path: &Path) {
        self.with(|state| state.saves.push_back(path.to_owned()));
    }

    /// The system asks to open this file with the app.
    pub fn gives(&self, path: &Path) {
        self.with(|state| state.given.push(path.to_owned()));
    }

    /// What was opened or shown so far.
    pub fn opened(&self) -> Vec<PathBuf> {
        self.with(|state| state.opened.clone())
    }

    /// The notifications shown so far.
    pub fn told(&self) -> Vec<Notice> {
        self.with(|state| state.told.clone())
    }

    /// The person looks at the window, or away.
    pub fn is_looked_at(&self, watched: bool) {
        self.with(|state| state.is_watched = watched);
    }

    /// The app was installed so.
    pub fn installed_by(&self, package: Package) {
        self.with(|state| state.package = Some(package));
    }

    /// The pages opened in the browser so far.
    pub fn pages(&self) -> Vec<String> {
        self.with(|state| state.pages.clone())
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Desktop for QueueDesktop {
    fn pick_file(&self, _: FileKind) -> Option<PathBuf> {
        self.with(|state| state.picks.pop_front())
    }

    fn pick_files(&self, _: FileKind) -> Vec<PathBuf> {
        self.with(|state| state.picks.drain(..).collect())
    }

    fn take_opened(&self) -> Vec<PathBuf> {
        self.with(|state| std::mem::take(&mut state.given))
    }

    fn pick_folder(&self) -> Option<PathBuf> {
        self.with(|state| state.picks.pop_front())
    }

    fn save_file(&self, _: &str) -> Option<PathBuf> {
        self.with(|state| state.saves.pop_front())
    }

    fn open(&self, path: &Path) -> std::io::Result<()> {
        self.with(|state| state.opened.push(path.to_owned()));
        Ok(())
    }

    fn open_url(&self, url: &str) -> std::io::Result<()> {
        self.with(|state| state.pages.push(url.to_owned()));
        Ok(())
    }

    fn reveal(&self, path: &Path) -> std::io::Result<()> {
        self.open(path)
    }

    fn package(&self) -> Option<Package> {
        self.with(|state| state.package)
    }

    fn is_watched(&self) -> bool {
        self.with(|state| state.is_watched)
    }

    fn notify(&self, notice: &Notice) {
        self.with(|state| state.told.push(notice.clone()));
    }

    fn has_tray(&self) -> bool {
        true
    }

    fn starts_with_session(&self) -> Option<bool> {
        Some(self.with(|state| state.starts))
    }

    fn start_with_session(&self, starts: bool) -> std::io::Result<()> {
        self.with(|state| state.starts = starts);
        Ok(())
    }
}
