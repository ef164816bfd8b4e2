//! The contract the interface is compiled against is the one the engine answers.
use std::fmt::Write;
use ts_rs::{Config, TS};

fn generated() -> String {
    let dir = tempfile::tempdir().expect("a folder");
    let config = Config::new().with_out_dir(dir.path());
    echu_engine::contract::Commands::export_all(&config).expect("export the commands");
    echu_engine::error::ApiError::export_all(&config).expect("export the errors");
    let mut text = std::fs::read_to_string(dir.path().join("contract.gen.ts")).expect("the exported file");
    text.push_str("\n/** What each query reads: ask again when one of these changes. */\nexport const READS = {\n");
    for (name, tags) in echu_engine::contract::READS.into_iter().flatten() {
        let tags: Vec<String> = tags.iter().map(|tag| serde_json::to_string(tag).expect("a tag")).collect();
        writeln!(text, "  {name}: [{}],", tags.join(", ")).expect("write to a string");
    }
    text.push_str("} as const satisfies Record<keyof Commands, readonly Tag[]>;\n");
    let mut rules: Vec<&str> = echu_core::dunning::reason::Rule::ALL.iter().map(|rule| rule.key()).collect();
    rules.push(echu_core::dunning::reason::END_OF_PLAN);
    let rules = serde_json::to_string(&rules).expect("keys");
    writeln!(
        text,
        "\n/** Keys of the rules that a row may name: each has its page in the guide. */\nexport const RULES = {rules} as const;"
    )
    .expect("write to a string");
    text
}

#[test]
fn the_interface_has_the_same_contract() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/src/lib/backend/contract.gen.ts");
    let expected = generated();
    if std::env::var_os("UPDATE_CONTRACT").is_some() {
        std::fs::write(path, &expected).expect("write the contract");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == expected, "the contract moved: run `cargo xtask contract` and commit ui/src/lib/backend/contract.gen.ts");
}
