//! The speed figures: asked, measured, met or not.
use crate::command::{Failed, Root};

/// Builds and runs the measures of these groups, all of them without one. Fails when a figure is not met.
pub fn run(root: &Root, groups: &[&str]) -> Result<(), Failed> {
    root.cargo().args(["bench", "-p", "echu-tests", "--bench", "figures", "--"]).args(groups).run()
}
