//! One message, one death, one list to read: C01; and a disk that fills at the worst moment: C12.
use crate::killed::{Scene, address, template};
use echu_tests::laws::{self, Truth};
use echu_tests::smtp::SmtpServer;
use echu_tests::{World, let_it_work};
use serde_json::json;
use std::sync::LazyLock;
use tempfile::TempDir;

static ONE_MESSAGE: LazyLock<TempDir> = LazyLock::new(|| template(1));

/// Killed there; what the next opening shows; how it ends; connections after the death; messages the server took.
const TABLE: [(&str, &str, &str, usize, usize); 15] = [
    ("K0", "Prête", "Envoyée", 1, 1),
    ("K1", "Prête", "Envoyée", 1, 1),
    ("K2", "Reportée", "Envoyée", 1, 1),
    ("K3", "Reportée", "Envoyée", 1, 1),
    ("K4", "Reportée", "Envoyée", 1, 1),
    ("K5", "Reportée", "Envoyée", 1, 1),
    ("K6", "Reportée", "Envoyée", 1, 1),
    ("K7", "Reportée", "Envoyée", 1, 1),
    ("K8", "Reportée", "Envoyée", 1, 1),
    // False alarms: the dot was not written. Nobody can know it, so a person is asked.
    ("K9", "Envoi incertain, à vérifier", "Envoi incertain, à vérifier", 0, 0),
    ("K10", "Envoi incertain, à vérifier", "Envoi incertain, à vérifier", 0, 0),
    ("K11", "Envoi incertain, à vérifier", "Envoi incertain, à vérifier", 0, 1),
    ("K12", "Envoi incertain, à vérifier", "Envoi incertain, à vérifier", 0, 1),
    ("K13", "Envoyée", "Envoyée", 0, 1),
    ("K14", "Envoyée", "Envoyée", 0, 1),
];

fn label(world: &World) -> String {
    let rows = world.call("outbox", json!({}))["rows"].clone();
    assert_eq!(rows.as_array().map(Vec::len), Some(1), "one message, in one list: {rows}");
    rows[0]["label"].as_str().unwrap_or_default().to_owned()
}

fn accepted(server: &SmtpServer) -> Vec<String> {
    server.accepted().into_iter().map(|one| one.message_id).collect()
}

#[test]
fn killed_at_any_point_a_message_leaves_at_most_once_and_is_never_lost() {
    for (point, then, at_last, connections, taken) in TABLE {
        let scene = Scene::new(&ONE_MESSAGE, []);
        assert!(!scene.run(point, 1).success(), "{point} is on the way");
        let before = scene.server.seen().connections;
        let (mut world, server) = scene.reopen();
        assert_eq!(label(&world), then, "killed at {point}");
        // A month of mornings: what is uncertain stays so, whatever the time that passes.
        for _ in 0..4 {
            let_it_work(world.app(), &world.clock, || {});
            world.days_pass(7);
            world.reopen();
        }
        assert_eq!(label(&world), at_last, "killed at {point}, a month later");
        assert_eq!(server.seen().connections - before, connections, "killed at {point}: calls to the server afterwards");
        let truth = Truth { accepted: accepted(&server), daily_cap: 1, ..Truth::default() };
        assert_eq!(truth.accepted.len(), taken, "killed at {point}: what the server took");
        laws::check(&world, &truth, &format!("killed at {point}"));
    }
}

#[test]
fn killed_twice_at_the_same_place_the_second_opening_still_puts_things_right() {
    // K13 exists in the recovery too: the journal is completed from the base, and the app dies before that.
    let scene = Scene::new(&ONE_MESSAGE, []);
    assert!(!scene.run("K13", 1).success(), "between the base and the journal");
    assert!(!scene.run("K13", 1).success(), "and again, when the opening was about to complete the journal");
    let (world, server) = scene.reopen();
    let truth = Truth { accepted: accepted(&server), daily_cap: 1, ..Truth::default() };
    assert_eq!((label(&world).as_str(), truth.accepted.len()), ("Envoyée", 1));
    laws::check(&world, &truth, "completed at the third opening");
}

#[test]
fn killed_again_and_again_before_the_dot_it_leaves_once_in_the_end() {
    let scene = Scene::new(&ONE_MESSAGE, []);
    for point in ["K2", "K4", "K6", "K8"] {
        assert!(!scene.run(point, 1).success(), "{point} is on the way");
        assert_eq!(scene.rows()[&address(1)].state, "sending", "{point}");
    }
    assert_eq!(scene.rows()[&address(1)].tries, 4, "each try is counted");
    let (world, server) = scene.reopen();
    let_it_work(world.app(), &world.clock, || {});
    assert_eq!((label(&world).as_str(), accepted(&server).len()), ("Envoyée", 1));
}

/// A real full disk: the system refuses every byte the worker writes, from the end of the body until space is freed.
#[cfg(target_os = "linux")]
mod disk {
    use super::*;
    use echu_tests::smtp::At;
    use std::process::{Child, Command};
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::sync::{Arc, mpsc};
    use std::time::Duration;

    /// How much a process may write from now on: the soft limit of a file's size.
    fn limit(pid: u32, bytes: &str) {
        let done = Command::new("prlimit").args(["--pid", &pid.to_string(), &format!("--fsize={bytes}:")]).status();
        assert!(done.expect("prlimit, of util-linux").success());
    }

    /// The worker, told by an error instead of killed by a signal when the disk is full.
    fn worker(scene: &Scene) -> Child {
        let ignore = r#"trap '' XFSZ; exec "$0" "$@""#;
        scene.spawn(Command::new("sh").args(["-c", ignore, env!("CARGO_BIN_EXE_worker")]))
    }

    #[test]
    fn a_disk_full_at_the_point_of_no_return_writes_no_dot_and_the_message_leaves_once_there_is_room() {
        let scene = Scene::new(&ONE_MESSAGE, []);
        let (pid, (full, filled)) = (Arc::new(AtomicU32::new(0)), mpsc::channel());
        let (known, mut first) = (Arc::clone(&pid), true);
        // Between DATA and its 354 the client waits: everything it stored before is stored, T2 is what it writes next.
        scene.server.on(At::Data, move || {
            if std::mem::take(&mut first) {
                while known.load(Ordering::SeqCst) == 0 {
                    std::thread::sleep(Duration::from_millis(1));
                }
                limit(known.load(Ordering::SeqCst), "0");
                full.send(()).unwrap();
            }
        });
        let mut child = worker(&scene);
        pid.store(child.id(), Ordering::SeqCst);
        filled.recv_timeout(Duration::from_secs(60)).expect("the worker reaches DATA");
        assert!(scene.server.is_quiet(), "the worker hangs up without a dot");
        assert_eq!((scene.server.seen().data, scene.server.seen().dots), (1, 0), "C12: no dot");
        assert_eq!(scene.rows()[&address(1)].state, "sending", "nothing could be stored: neither the engagement nor its end");
        // It turns round, unable to write, and calls nobody.
        std::thread::sleep(Duration::from_millis(50));
        assert_eq!(scene.server.seen().connections, 1);
        limit(child.id(), "unlimited");
        assert!(child.wait().unwrap().success(), "once there is room, it ends by itself");
        let (world, server) = scene.reopen();
        let truth = Truth { accepted: accepted(&server), daily_cap: 1, ..Truth::default() };
        assert_eq!((label(&world).as_str(), truth.accepted.len()), ("Envoyée", 1), "C12: one acceptance");
        laws::check(&world, &truth, "C12");
        let tries = scene_tries(&world);
        assert_eq!(tries, 1, "the try that the disk refused is given back");
    }

    fn scene_tries(world: &World) -> u32 {
        world.sql().query_row("SELECT tries FROM dispatch", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn a_disk_full_until_the_app_is_closed_leaves_a_message_that_waits() {
        let scene = Scene::new(&ONE_MESSAGE, []);
        let (pid, (full, filled)) = (Arc::new(AtomicU32::new(0)), mpsc::channel());
        let known = Arc::clone(&pid);
        scene.server.on(At::Data, move || {
            while known.load(Ordering::SeqCst) == 0 {
                std::thread::sleep(Duration::from_millis(1));
            }
            limit(known.load(Ordering::SeqCst), "0");
            full.send(()).unwrap();
        });
        let mut child = worker(&scene);
        pid.store(child.id(), Ordering::SeqCst);
        filled.recv_timeout(Duration::from_secs(60)).expect("the worker reaches DATA");
        assert!(scene.server.is_quiet());
        child.kill().unwrap();
        child.wait().unwrap();
        scene.server.on(At::Data, || {});
        let (world, server) = scene.reopen();
        assert_eq!((label(&world).as_str(), accepted(&server).len()), ("Reportée", 0), "surely not accepted: it waits");
        let_it_work(world.app(), &world.clock, || {});
        assert_eq!((label(&world).as_str(), accepted(&server).len()), ("Envoyée", 1));
    }
}
