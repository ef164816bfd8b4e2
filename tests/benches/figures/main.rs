//! The speed asked of the app, measured: `cargo xtask bench [words]`.
//!
//! Each action runs several times and its best time counts: what else the machine does is no fault of ours. Where an action
//! has many forms (the letters of a search, the pages of a list), the slowest of them is the figure.
#![expect(clippy::expect_used, reason = "a measure stops where something it needs is missing")]
mod dossier;
mod files;
mod import;
mod ledger;
mod letters;
mod matching;
mod penalties;
mod rivals;
mod sending;
mod table;

use std::process::ExitCode;
use table::Table;

fn main() -> ExitCode {
    // Cargo adds `--bench` to the words that choose the rows.
    let mut table = Table::of(std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect());
    penalties::measure(&mut table);
    letters::measure(&mut table);
    matching::measure(&mut table);
    import::measure(&mut table);
    files::measure(&mut table);
    dossier::measure(&mut table);
    sending::measure(&mut table);
    ledger::measure(&mut table);
    table.print()
}
