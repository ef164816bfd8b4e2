//! `cargo xtask bench --window`: the real window against an empty one. Measured, not tested: a slow machine is no fault.
use crate::command::{Failed, Root};
use crate::{system, test, ui};

/// Time to the first screen with its figures, and memory, in release builds. Fails when a target is missed.
pub fn measure(root: &Root) -> Result<(), Failed> {
    if !cfg!(target_os = "linux") {
        return Err(Failed("the window is measured on Linux, where it can be driven".to_owned()));
    }
    system::ensure(&system::BUILD)?;
    system::ensure(&system::TEST)?;
    ui::install(root)?;
    ui::build(root)?;
    root.cargo().args(["build", "--release", "-p", "echu", "--bins", "--example", "empty"]).run()?;
    let large = root.target()?.join("large-base");
    root.cargo().args(["run", "--quiet", "-p", "echu-tests", "--example", "large_base", "--"]).args([&large]).run()?;
    test::under_a_display(root)
        .args(["tests/desktop/start.mjs"])
        .env("ECHU_APP", root.released("echu")?)
        .env("ECHU_EMPTY", root.released("examples/empty")?)
        .env("ECHU_LARGE", large)
        .run()
}
