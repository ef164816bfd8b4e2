//! What may come into the app: the lists of `.deny.toml`, asked of every crate of the lock file. `cargo deny` asks the same where it is
//! installed, and the advisories besides; building it for these three questions takes longer than building the app.
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the repository").to_owned()
}

/// Every crate of every system, as cargo knows them.
fn crates() -> Vec<Value> {
    let asked = Command::new(env!("CARGO")).args(["metadata", "--format-version", "1", "--locked"]).current_dir(top()).output();
    let asked = asked.expect("cargo answers");
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let metadata: Value = serde_json::from_slice(&asked.stdout).expect("metadata");
    let crates = metadata["packages"].as_array().expect("packages").clone();
    assert!(crates.len() > 300, "the whole tree, Tauri's too: {}", crates.len());
    crates
}

fn text<'a>(one: &'a Value, key: &str) -> &'a str {
    one[key].as_str().unwrap_or_default()
}

fn lists() -> toml::Table {
    std::fs::read_to_string(top().join(".deny.toml")).expect("the lists").parse().expect("TOML")
}

#[test]
fn every_crate_comes_under_terms_we_accept() {
    let lists = lists();
    let allowed: BTreeSet<&str> = lists["licenses"]["allow"].as_array().expect("a list").iter().filter_map(toml::Value::as_str).collect();
    let mut refused = BTreeMap::new();
    for one in crates() {
        let terms = text(&one, "license");
        let accepted = spdx::Expression::parse_mode(terms, spdx::ParseMode::LAX)
            .is_ok_and(|expression| expression.evaluate(|asked| allowed.contains(asked.to_string().as_str())));
        if !accepted {
            refused.insert(text(&one, "name").to_owned(), terms.to_owned());
        }
    }
    assert_eq!(refused, BTreeMap::new(), "their terms are not among those of .deny.toml");
}

#[test]
fn no_crate_is_one_that_was_refused() {
    let lists = lists();
    let banned = lists["bans"]["deny"].as_array().expect("a list");
    let banned: BTreeSet<&str> = banned.iter().filter_map(|one| one["crate"].as_str()).collect();
    assert!(banned.contains("openssl-sys"), "the list is read");
    let found: Vec<Value> = crates().into_iter().filter(|one| banned.contains(text(one, "name"))).collect();
    assert!(found.is_empty(), "{:?}", found.iter().map(|one| text(one, "name")).collect::<Vec<_>>());
}

#[test]
fn every_crate_comes_from_the_registry_and_ours_ask_for_a_version() {
    for one in crates() {
        let name = text(&one, "name");
        match one["source"].as_str() {
            Some(source) => assert_eq!(source, REGISTRY, "{name}"),
            // One of ours: what it asks for has a version, unless it is ours too.
            None => {
                for asked in one["dependencies"].as_array().into_iter().flatten() {
                    assert!(asked["path"].is_string() || text(asked, "req") != "*", "{name} asks for any {}", text(asked, "name"));
                }
            }
        }
    }
}
