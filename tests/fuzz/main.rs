//! Bytes changed again and again, given to each reader: `fuzz FOUND MINUTES [READER…]`, from `cargo xtask fuzz`.
//!
//! What is read in a way not seen before is changed in its turn. It is led by what readers answer and not by the branches they take:
//! following those needs every library built again with marks in it, a quarter of an hour on two cores, where this starts at once.
#![expect(clippy::expect_used, reason = "a trial stops where something it needs is missing")]
mod change;
mod readers;

use fastrand::Rng;
use readers::{READERS, Reader};
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// A reader that takes longer is as good as stuck.
const LONGEST: Duration = Duration::from_secs(2);
/// A reader that takes this long will not come back.
const STUCK: Duration = Duration::from_secs(60);
/// Megabytes the whole process may take.
const MEMORY: u64 = 200;
/// Inputs kept to be changed in their turn.
const MOST_KEPT: usize = 2_000;

/// What is being read, and since when; none between two.
type Reading = Arc<Mutex<Option<(Instant, Vec<u8>)>>>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (Some(found), Some(minutes)) = (words.first().map(PathBuf::from), words.get(1).and_then(|word| word.parse::<u64>().ok())) else {
        eprintln!("fuzz FOUND MINUTES [READER…]");
        return ExitCode::from(2);
    };
    std::fs::create_dir_all(&found).expect("the folder of what is found");
    std::panic::set_hook(Box::new(|_| ()));
    let reading = Reading::default();
    watch(&reading, &found);
    let mut whole = true;
    println!("| reader      | executions | kept  | slowest ms | peak MB | panics | verdict");
    for (name, reader) in READERS.into_iter().filter(|(name, _)| words.len() < 3 || words[2..].iter().any(|word| word == name)) {
        whole &= trial(name, reader, Duration::from_secs(60 * minutes), &found, &reading);
    }
    if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Tries one reader so long; false when it panicked, was slow or took too much.
fn trial(name: &str, reader: Reader, long: Duration, found: &Path, reading: &Reading) -> bool {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let files = std::fs::read_dir(corpus).expect("a corpus").flatten();
    let mut kept: Vec<Vec<u8>> = files.map(|file| std::fs::read(file.path()).expect("a file of the corpus")).collect();
    kept.sort();
    let mut rng = Rng::with_seed(20_261_122);
    let (mut shapes, mut stopped) = (BTreeSet::new(), BTreeSet::new());
    let (mut executions, mut slowest) = (0_u64, Duration::ZERO);
    // Elsewhere than on Linux the peak is that of the whole run.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let begun = Instant::now();
    while begun.elapsed() < long {
        let (one, other) = (rng.usize(..kept.len()), rng.usize(..kept.len()));
        let bytes = change::changed(&mut rng, &kept[one], &kept[other]);
        let (start, busy) = (Instant::now(), computing());
        *reading.lock().unwrap_or_else(PoisonError::into_inner) = Some((start, bytes.clone()));
        let told = catch_unwind(AssertUnwindSafe(|| reader(&bytes)));
        *reading.lock().unwrap_or_else(PoisonError::into_inner) = None;
        // What else the machine does is no fault of the reader: where Linux tells it, computing alone counts.
        let took = busy.zip(computing()).map_or_else(|| start.elapsed(), |(before, now)| now.saturating_sub(before));
        executions += 1;
        slowest = slowest.max(took);
        match told {
            Ok(told) if took <= LONGEST => {
                if shapes.insert(shape(&told)) && kept.len() < MOST_KEPT {
                    kept.push(bytes);
                }
            }
            Ok(_) => keep(found, name, "slow", &bytes),
            // One of each: the same fault comes a thousand times.
            Err(fault) => {
                if stopped.insert(words_of(&*fault)) {
                    keep(found, name, "panic", &bytes);
                }
            }
        }
    }
    let peak = peak();
    let whole = stopped.is_empty() && slowest <= LONGEST && peak <= MEMORY;
    let verdict = if whole { "whole" } else { "STOPPED" };
    println!(
        "| {name:<11} | {executions:>10} | {:>5} | {:>10} | {peak:>7} | {:>6} | {verdict}",
        kept.len(),
        slowest.as_millis(),
        stopped.len()
    );
    stopped.iter().for_each(|why| println!("    {why}"));
    whole
}

/// What was answered, without the numbers and the words of the file that it quotes.
fn shape(told: &str) -> u64 {
    let (mut hasher, mut quoted) = (DefaultHasher::new(), false);
    for c in told.chars() {
        match c {
            '«' => quoted = true,
            '»' => quoted = false,
            '"' => quoted = !quoted,
            _ if quoted || c.is_ascii_digit() => {}
            _ => c.hash(&mut hasher),
        }
    }
    hasher.finish()
}

fn words_of(fault: &(dyn std::any::Any + Send)) -> String {
    let said = fault.downcast_ref::<&str>().map(|words| (*words).to_owned()).or_else(|| fault.downcast_ref::<String>().cloned());
    // The numbers of an index out of bounds differ each time.
    said.unwrap_or_default().replace(|c: char| c.is_ascii_digit(), "").chars().take(120).collect()
}

fn keep(found: &Path, name: &str, what: &str, bytes: &[u8]) {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let path = found.join(format!("{name}-{what}-{:016x}", hasher.finish()));
    std::fs::write(&path, bytes).expect("what was found is kept");
    println!("    {}", path.display());
}

/// Ends the trial when a reader does not come back: nothing else could say which bytes did it.
fn watch(reading: &Reading, found: &Path) {
    let (reading, found) = (Arc::clone(reading), found.to_owned());
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(Duration::from_secs(1));
            let now = reading.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, bytes)) = now.as_ref().filter(|(start, _)| start.elapsed() > STUCK) {
                keep(&found, "reader", "stuck", bytes);
                std::process::exit(1);
            }
        }
    });
}

/// The time this thread was computing.
fn computing() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

/// The most memory held since the trial began, in megabytes, as Linux tells it.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let told = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|told| told.trim().trim_end_matches(" kB").parse::<u64>().ok());
    told.unwrap_or_default() / 1024
}
