//! A long work that goes on behind a command: how far it is, what came of it, and the person who may stop it. One of a kind at a time.
use crate::app::App;
use crate::error::{Error, Result};
use crate::sentences;
use crate::store::Tag;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How far a work is, in bytes; and whether it was asked to stop.
pub(crate) struct Progress {
    app: Arc<App>,
    done: AtomicU64,
    total: AtomicU64,
    stop: AtomicBool,
}

impl Progress {
    /// What there is to do in all is now known.
    pub(crate) fn expects(&self, bytes: u64) {
        self.total.store(bytes, Ordering::SeqCst);
        self.tell();
    }

    /// So much more is done. The screens are told at each hundredth, no more often.
    ///
    /// # Errors
    /// When a person asked to stop.
    pub(crate) fn add(&self, bytes: u64) -> Result<()> {
        let total = self.total.load(Ordering::SeqCst).max(1);
        let before = self.done.fetch_add(bytes, Ordering::SeqCst);
        let hundredth = |done: u64| done.saturating_mul(100) / total;
        if hundredth(before.saturating_add(bytes)) > hundredth(before) {
            self.tell();
        }
        self.pass()
    }

    /// Goes on, unless a person asked to stop.
    ///
    /// # Errors
    /// [`Error::Precondition`].
    pub(crate) fn pass(&self) -> Result<()> {
        if self.is_stopped() { Err(Error::Precondition("stopped")) } else { Ok(()) }
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    fn tell(&self) {
        self.app.announce(&BTreeSet::from([Tag::Jobs]));
    }
}

/// Where a work stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage<T> {
    /// None was asked for, or the last one was stopped.
    None,
    /// Under way: bytes done, and in all once that is known.
    Running { done: u64, total: u64 },
    /// Asked to stop; it does at its next step.
    Stopping,
    /// Its result.
    Done(T),
    /// Why it came to nothing, in French.
    Failed(String),
}

enum State<T> {
    Idle,
    Running(Arc<Progress>),
    Done(T),
    Failed(String),
}

/// A kind of work.
pub(crate) struct Work<T>(Mutex<State<T>>);

impl<T> Default for Work<T> {
    fn default() -> Work<T> {
        Work(Mutex::new(State::Idle))
    }
}

impl<T: Clone + Send + 'static> Work<T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where it stands.
    pub(crate) fn stage(&self) -> Stage<T> {
        match &*self.state() {
            State::Idle => Stage::None,
            State::Running(progress) if progress.is_stopped() => Stage::Stopping,
            State::Running(progress) => {
                Stage::Running { done: progress.done.load(Ordering::SeqCst), total: progress.total.load(Ordering::SeqCst) }
            }
            State::Done(value) => Stage::Done(value.clone()),
            State::Failed(sentence) => Stage::Failed(sentence.clone()),
        }
    }

    /// True while it goes on.
    pub(crate) fn is_running(&self) -> bool {
        matches!(&*self.state(), State::Running(_))
    }

    /// Asks it to stop, or forgets what came of the last one.
    pub(crate) fn stop(&self) {
        let mut state = self.state();
        match &*state {
            State::Running(progress) => progress.stop.store(true, Ordering::SeqCst),
            State::Idle | State::Done(_) | State::Failed(_) => *state = State::Idle,
        }
    }

    /// Starts `work` on a thread of its own; `of` finds this kind again in the app.
    ///
    /// # Errors
    /// [`Error::Precondition`] when one goes on already, or the app is being closed.
    pub(crate) fn start(
        &self,
        app: &App,
        of: fn(&App) -> &Work<T>,
        work: impl FnOnce(&App, &Progress) -> Result<T> + Send + 'static,
    ) -> Result<()> {
        let app = app.shared().ok_or(Error::Precondition("closing"))?;
        let progress = Arc::new(Progress { app: Arc::clone(&app), done: 0.into(), total: 0.into(), stop: false.into() });
        {
            let mut state = self.state();
            if matches!(&*state, State::Running(_)) {
                return Err(Error::Precondition("job_running"));
            }
            *state = State::Running(Arc::clone(&progress));
        }
        progress.tell();
        std::thread::spawn(move || {
            let ended = catch_unwind(AssertUnwindSafe(|| work(&app, &progress)));
            let ended = ended.unwrap_or_else(|_| Err(Error::Panicked("a long work".to_owned())));
            *of(&app).state() = match ended {
                Ok(value) => State::Done(value),
                Err(_) if progress.is_stopped() => State::Idle,
                Err(error) => State::Failed(sentences::of(&error)),
            };
            progress.tell();
        });
        Ok(())
    }
}
