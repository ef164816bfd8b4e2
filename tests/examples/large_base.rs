//! Makes a base of a hundred thousand invoices in a new folder, for the benchmark of the window.
use echu_engine::App;
use echu_engine::app::Paths;
use echu_engine::clock::{Clock, SystemClock, local};
use echu_engine::secrets::MemorySecrets;
use echu_tests::{QueueDesktop, big};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let data = PathBuf::from(std::env::args().nth(1).ok_or("the folder to make is missing")?);
    if data.exists() {
        std::fs::remove_dir_all(&data)?;
    }
    let state = tempfile::tempdir()?;
    let paths = Paths { data: data.clone(), state: state.path().to_owned() };
    let app = App::open(paths, Box::new(SystemClock), Box::new(QueueDesktop::default()), Box::new(MemorySecrets::default()))?;
    let today = local(SystemClock.now()).date().to_string();
    big::fill(&data.join("echu.db"), &today, big::LARGE);
    // Opened once more, as the window's second start finds it: what was written lies in the base, not in its log.
    app.settle()?;
    drop(app);
    Ok(())
}
