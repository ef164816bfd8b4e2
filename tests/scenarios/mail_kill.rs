//! Killed at each point of one attempt: what the server had accepted by then.
//!
//! The child is this same test binary, asked for one ignored test, with the point to die at in its environment. It aborts
//! by itself, except at K11, between the dot and the reply, where the server kills it.
use crate::post::{LONG, account, envelope, mime};
use echu_engine::mail::{Delivery, Engage, Mailer, SmtpMailer};
use echu_tests::smtp::{At, Cert, Scenario, SmtpServer, Tls, authority};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};

/// One attempt against the server of the parent.
#[test]
#[ignore = "run by the other tests, in a process that dies"]
fn child() {
    let port = std::env::var("POST_PORT").unwrap().parse().unwrap();
    let root = std::fs::read(std::env::var("POST_ROOT").unwrap()).unwrap();
    let mailer = SmtpMailer::trusting(&[root], LONG).unwrap();
    let to = envelope(&["compta@muller.example"]);
    let delivery = mailer.deliver(&account(port, Tls::Implicit), &to, &mime(), &mut || Engage::Go);
    mailer.part();
    assert!(matches!(delivery, Delivery::Accepted { .. }), "{delivery:?}");
}

fn spawn(server: &SmtpServer, fault: &str) -> (Child, tempfile::TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("root.der");
    std::fs::write(&root, authority()).unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "mail_kill::child", "--ignored", "--quiet"])
        .envs([("POST_PORT", server.port().to_string()), ("FAULT", fault.to_owned())])
        .env("POST_ROOT", root)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    (child, dir)
}

#[test]
fn killed_before_the_dot_the_server_has_nothing() {
    for point in ["K2", "K3", "K4", "K5", "K6", "K7", "K10"] {
        let server = SmtpServer::start(Tls::Implicit, Cert::Good).unwrap();
        let (mut child, _dir) = spawn(&server, &format!("{point}:1"));
        assert!(!child.wait().unwrap().success(), "{point} was not on the way");
        let seen = server.seen();
        let depth = [seen.connections, seen.auth, seen.mail, seen.rcpt, seen.data].iter().filter(|n| **n > 0).count();
        let expected = match point {
            "K2" => 1,
            "K3" => 2,
            "K4" => 3,
            "K5" => 4,
            _ => 5,
        };
        assert_eq!(depth, expected, "{point} is not where its name says: {seen:?}");
        assert_eq!((seen.dots, server.accepted().len()), (0, 0), "{point}");
    }
}

#[test]
fn without_a_fault_or_at_a_later_passage_the_same_child_delivers() {
    for fault in ["", "K5:2", "K99:1"] {
        let server = SmtpServer::start(Tls::Implicit, Cert::Good).unwrap();
        let (mut child, _dir) = spawn(&server, fault);
        assert!(child.wait().unwrap().success(), "{fault}");
        assert_eq!(server.accepted().len(), 1, "{fault}");
    }
}

#[test]
fn killed_between_the_dot_and_the_reply_the_server_may_have_it() {
    for (scenario, accepted) in [(Scenario::Ok, 1), (Scenario::Drop(At::Dot), 0)] {
        let server = SmtpServer::start(Tls::Implicit, Cert::Good).unwrap();
        server.queue([scenario]);
        let victim: Arc<Mutex<Option<Child>>> = Arc::default();
        let hunted = Arc::clone(&victim);
        server.on(At::Dot, move || {
            // Held by the spawn below until the child is known.
            let mut slot = hunted.lock().unwrap();
            let child = slot.as_mut().unwrap();
            child.kill().unwrap();
            assert!(!child.wait().unwrap().success());
        });
        let mut slot = victim.lock().unwrap();
        let (child, _dir) = spawn(&server, "");
        *slot = Some(child);
        drop(slot);
        let patience = std::time::Instant::now() + std::time::Duration::from_secs(60);
        while server.seen().dots == 0 && std::time::Instant::now() < patience {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        // The hook holds the child while it kills it: once it can be taken, it is dead.
        let status = loop {
            if let Some(status) = victim.lock().unwrap().as_mut().unwrap().try_wait().unwrap() {
                break status;
            }
        };
        assert!(!status.success(), "the child got its reply");
        // Dropping the server joins nothing of the connection: let its record come.
        while server.accepted().len() < accepted && std::time::Instant::now() < patience {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        assert_eq!(server.accepted().len(), accepted, "the same death, both truths: hence uncertain");
    }
}
