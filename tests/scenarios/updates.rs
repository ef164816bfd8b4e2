//! A newer version: looked for on a click and never otherwise, believed once its signature holds, kept once it is the file announced.
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use echu_core::update::{File, Package, Release, Version};
use echu_engine::updates::Source;
use echu_tests::World;
use echu_tests::release::{Given, ReleaseServer, announced, key_pair, packages, public_key, sha256};
use ring::signature::Ed25519KeyPair;
use serde_json::{Value, json};

const ANNOUNCED: &str = "/version.txt";
const PACKAGE: &str = "/echu.deb";

/// The key of the project of a story, and of another one.
fn pair(seed: u8) -> Ed25519KeyPair {
    // What `openssl genpkey -algorithm ed25519` writes (RFC 8410): a fixed head, then the 32 bytes.
    let head = [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
    let der: Vec<u8> = head.into_iter().chain([seed; 32]).collect();
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", STANDARD.encode(der));
    key_pair(&pem).expect("a key")
}

fn package() -> Vec<u8> {
    b"un paquet, en entier. ".repeat(20_000)
}

/// A version whose file is `bytes`, as it is announced for this computer.
fn release(server: &ReleaseServer, version: &str, bytes: &[u8]) -> Release {
    Release {
        version: version.parse().expect("a version"),
        date: "2026-12-01".parse().expect("a day"),
        notes: vec!["Les relances partent deux fois plus vite.".to_owned()],
        files: vec![File {
            system: std::env::consts::OS.to_owned(),
            processor: std::env::consts::ARCH.to_owned(),
            package: "deb".to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
            url: server.url(PACKAGE),
        }],
    }
}

/// An app of a build that carries an address, installed from a Debian package; version 99 is announced there.
fn announced_world() -> (World, ReleaseServer) {
    let world = World::on("2026-11-23");
    let server = ReleaseServer::start();
    world.desktop.installed_by(Package::Deb);
    let source = Source::of(&server.url(ANNOUNCED), &public_key(&pair(7))).expect("an address and a key");
    world.app().updates.ask_at(source);
    gives(&server, &release(&server, "99.0.0", &package()), &pair(7));
    server.gives(PACKAGE, Given::Whole(package()));
    (world, server)
}

fn gives(server: &ReleaseServer, release: &Release, pair: &Ed25519KeyPair) {
    server.gives(ANNOUNCED, Given::Whole(announced(release, pair).expect("an announcement").into_bytes()));
}

fn version(world: &World) -> Value {
    world.call("version", json!({}))
}

/// What came of the fetching once it ended.
fn fetched(world: &World) -> Value {
    world.change("fetch_update", json!({}));
    ended(world)
}

fn ended(world: &World) -> Value {
    for _ in 0..4_000 {
        let view = version(world);
        if !["fetching", "stopping"].contains(&view["stage"].as_str().expect("a stage")) {
            return view;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("the fetching does not end");
}

fn kept(world: &World) -> Vec<String> {
    let folder = world.folder().join("data/mises-a-jour");
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect()
}

#[test]
fn a_build_without_an_address_says_so_and_asks_nobody() {
    let world = World::on("2026-11-23");
    let view = version(&world);
    assert_eq!((&view["asks"], &view["stage"]), (&Value::Null, &json!("none")));
    assert!(world.refused("look_for_update", json!({})).sentence.contains("ne porte pas d’adresse"));
}

#[test]
fn nothing_is_asked_before_a_click_and_nothing_is_fetched_before_a_second_one() {
    let (mut world, server) = announced_world();
    assert_eq!(version(&world)["stage"], "none");
    assert!(server.asked().is_empty(), "opening the app and its screens asks nobody");
    let found = world.change("look_for_update", json!({}));
    assert_eq!((&found["stage"], &found["newer"]["version"]), (&json!("newer"), &json!("99.0.0")), "{found}");
    assert_eq!(found["newer"]["notes"], json!(["Les relances partent deux fois plus vite."]));
    assert_eq!(server.asked(), [ANNOUNCED], "the announcement, and it alone");
    let view = fetched(&world);
    assert_eq!((&view["stage"], &view["done"]), (&json!("fetched"), &json!(0)), "{view}");
    assert!(world.desktop.opened().is_empty(), "nothing is opened before a third click");
    let before = world.call("health", json!({}))["backups"].as_array().expect("a list").len();
    world.change("open_update", json!({}));
    let opened = world.desktop.opened();
    assert_eq!(std::fs::read(&opened[0]).expect("the file"), package());
    assert!(opened[0].ends_with(format!("echu-99.0.0-{}-{}.deb", std::env::consts::OS, std::env::consts::ARCH)));
    let backups = world.call("health", json!({}))["backups"].clone();
    assert_eq!(backups.as_array().expect("a list").len(), before + 1, "a verified backup, before the installer: {backups}");
    assert!(backups[0]["why"].as_str().expect("why").contains("mise à jour"), "{backups}");
    world.reopen();
    assert_eq!(kept(&world).len(), 1, "the installer may wait for the next opening: this version is not the new one");
}

#[test]
fn what_is_not_signed_by_the_project_is_neither_shown_nor_used() {
    let (world, server) = announced_world();
    gives(&server, &release(&server, "99.0.0", &package()), &pair(8));
    let refused = world.refused("look_for_update", json!({}));
    assert!(refused.sentence.contains("n’est pas signée par le projet"), "{}", refused.sentence);
    let view = version(&world);
    assert_eq!((&view["stage"], &view["newer"]), (&json!("none"), &Value::Null), "nothing of it is shown");
    assert!(world.refused("fetch_update", json!({})).sentence.contains("Aucune nouvelle version"));
}

#[test]
fn what_was_found_is_forgotten_when_the_next_answer_is_false() {
    let (world, server) = announced_world();
    world.change("look_for_update", json!({}));
    server.gives(ANNOUNCED, Given::Endless);
    assert!(world.refused("look_for_update", json!({})).sentence.contains("ne répond pas"));
    assert_eq!(version(&world)["newer"], Value::Null);
}

#[test]
fn an_older_version_is_never_put_back() {
    let (world, server) = announced_world();
    for older in ["0.0.1", env!("CARGO_PKG_VERSION")] {
        gives(&server, &release(&server, older, &package()), &pair(7));
        let view = world.change("look_for_update", json!({}));
        assert_eq!((&view["stage"], &view["newer"]), (&json!("up_to_date"), &Value::Null), "{older}");
        world.refused("fetch_update", json!({}));
    }
    assert!(!server.asked().contains(&PACKAGE.to_owned()));
}

#[test]
fn a_file_that_is_cut_short_endless_or_another_is_not_kept() {
    let mut other = package();
    other[7] ^= 1;
    let mut longer = package();
    longer.push(b'x');
    for (given, sentence) in [
        (Given::Half(package()), "interrompu avant la fin"),
        (Given::Endless, "plus gros que celui qui est annoncé"),
        (Given::Whole(longer), "plus gros que celui qui est annoncé"),
        (Given::Whole(other), "n’est pas celui que le projet a signé"),
        (Given::Elsewhere("/nowhere".to_owned()), "réponse 404"),
    ] {
        let (world, server) = announced_world();
        server.gives(PACKAGE, given.clone());
        world.change("look_for_update", json!({}));
        let view = fetched(&world);
        assert_eq!(view["stage"], "failed", "{sentence}: {view}");
        assert!(view["problem"].as_str().expect("a sentence").contains(sentence), "{view}");
        assert!(kept(&world).is_empty(), "{sentence}");
        world.refused("open_update", json!({}));
        // The person may try again.
        server.gives(PACKAGE, Given::Whole(package()));
        assert_eq!(fetched(&world)["stage"], "fetched");
    }
}

#[test]
fn a_server_may_send_on_but_never_to_a_place_in_clear_nor_in_circles() {
    let (world, server) = announced_world();
    let sound = announced(&release(&server, "99.0.0", &package()), &pair(7)).expect("an announcement");
    server.gives("/v99/version.txt", Given::Whole(sound.into_bytes()));
    for (to, ends) in [("/v99/version.txt".to_owned(), true), (server.url("/v99/version.txt"), true), (ANNOUNCED.to_owned(), false)] {
        server.gives(ANNOUNCED, Given::Elsewhere(to.clone()));
        if ends {
            assert_eq!(world.change("look_for_update", json!({}))["stage"], "newer", "{to}");
        } else {
            assert!(world.refused("look_for_update", json!({})).sentence.contains("nulle part"), "{to}");
        }
    }
    for clear in ["http://echu.example/version.txt", "ftp://127.0.0.1/version.txt", ""] {
        server.gives(ANNOUNCED, Given::Elsewhere(clear.to_owned()));
        assert!(world.refused("look_for_update", json!({})).sentence.contains("n’est pas chiffrée"), "{clear}");
    }
}

#[test]
fn a_fetching_that_is_stopped_leaves_nothing() {
    let (world, server) = announced_world();
    server.gives(PACKAGE, Given::Held(package()));
    world.change("look_for_update", json!({}));
    world.change("fetch_update", json!({}));
    assert!(world.refused("fetch_update", json!({})).sentence.contains("déjà en cours"));
    assert_eq!(world.change("stop_update", json!({}))["stage"], "stopping");
    server.lets_go();
    let view = ended(&world);
    assert_eq!((&view["stage"], &view["newer"]["version"]), (&json!("newer"), &json!("99.0.0")), "it may be asked for again");
    assert!(kept(&world).is_empty());
}

#[test]
fn a_file_that_changed_since_it_was_fetched_is_not_opened() {
    let (world, _server) = announced_world();
    world.change("look_for_update", json!({}));
    let name = fetched(&world)["fileName"].as_str().expect("a name").to_owned();
    std::fs::write(world.folder().join("data/mises-a-jour").join(name), b"another program").expect("changed");
    assert!(world.refused("open_update", json!({})).sentence.contains("a changé depuis"));
    assert!(world.desktop.opened().is_empty());
    assert_eq!(version(&world)["stage"], "newer", "it is to be fetched again");
}

#[cfg(unix)]
#[test]
fn an_appimage_runs_where_it_is_put() {
    use std::os::unix::fs::PermissionsExt;
    let (world, server) = announced_world();
    world.desktop.installed_by(Package::AppImage);
    let mut newer = release(&server, "99.0.0", &package());
    newer.files[0].package = "AppImage".to_owned();
    gives(&server, &newer, &pair(7));
    world.change("look_for_update", json!({}));
    let view = fetched(&world);
    let file = world.folder().join("data/mises-a-jour").join(&kept(&world)[0]);
    assert_eq!(std::fs::metadata(file).expect("the file").permissions().mode() & 0o111, 0o111, "the system may run it: {view}");
}

#[test]
fn a_computer_without_a_file_of_its_own_is_told() {
    let (world, _server) = announced_world();
    world.desktop.installed_by(Package::Rpm);
    let view = world.change("look_for_update", json!({}));
    assert_eq!((&view["stage"], &view["newer"]["version"]), (&json!("no_file"), &json!("99.0.0")));
    world.refused("fetch_update", json!({}));
}

#[test]
fn a_release_is_signed_from_its_folder_and_the_app_believes_it() {
    let (world, server) = announced_world();
    let folder = world.folder().join("paquets");
    std::fs::create_dir(&folder).expect("a folder");
    let processor = if std::env::consts::ARCH == "aarch64" { "arm64" } else { std::env::consts::ARCH };
    std::fs::write(folder.join(format!("echu-99.1.0-{}-{processor}.deb", std::env::consts::OS)), package()).expect("a package");
    std::fs::write(folder.join("SHA256SUMS"), b"").expect("no package");
    let files = packages(&folder, Version(99, 1, 0), &server.url("/")).expect("packages");
    assert_eq!(files.len(), 1);
    let release = Release { version: Version(99, 1, 0), files, ..release(&server, "99.1.0", b"x") };
    gives(&server, &release, &pair(7));
    assert_eq!(world.change("look_for_update", json!({}))["newer"]["version"], "99.1.0");
    let broken = Release { notes: vec!["une note\nsur deux lignes".to_owned()], ..release };
    assert!(announced(&broken, &pair(7)).is_err(), "what would not be read back is not signed");
}
