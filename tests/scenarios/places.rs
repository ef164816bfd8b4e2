//! Where the app keeps its files, and who may look there.
#![cfg(unix)]
use echu_tests::World;
use std::os::unix::fs::PermissionsExt;

#[test]
fn no_other_user_of_the_computer_enters_the_folder_of_the_base() {
    let world = World::on("2026-11-23");
    let rights = |name: &str| std::fs::metadata(world.folder().join(name)).map(|found| found.permissions().mode() & 0o777).ok();
    assert_eq!((rights("data"), rights("state")), (Some(0o700), Some(0o700)));
}
