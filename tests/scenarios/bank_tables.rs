//! A bank's table that a person explains, and the next one like it.
use echu_tests::World;
use serde_json::json;

#[test]
fn a_table_that_nothing_explains_is_read_as_a_person_says_and_the_next_one_like_it() {
    let world = World::on("2026-11-23");
    let file = "Quand;Quoi;Mouvt;Sens\n16/11/2026;DURAND F-2026-012;1200,00;C\n17/11/2026;STATION;80,00;D\n31/02/2026;PETIT;10,00;C\n";
    let token = world.file("export.csv", file.as_bytes());
    assert_eq!(world.call("recognise_file", json!({ "token": token })), "import", "nothing says that it is a statement");
    let draft = world.call("open_statement", json!({ "token": token }));
    assert_eq!((&draft["blocked"], &draft["table"]["byHand"]), (&json!(true), &json!(false)), "{draft}");
    let asked = draft["table"]["questions"].as_array().unwrap().iter().map(|one| one["column"].clone()).collect::<Vec<_>>();
    assert_eq!(asked, ["booked", "label", "amount"]);
    world.refused("commit_statement", json!({ "token": token, "sha256": draft["sha256"] }));
    let mut mapping = draft["table"]["mapping"].clone();
    mapping["columns"] = json!(["booked", "label", "amount", "side"]);
    let said = world.call("open_statement", json!({ "token": token, "mapping": mapping }));
    assert_eq!(said["blocked"], false, "{said}");
    let fates: Vec<_> = said["accounts"][0]["lines"].as_array().unwrap().iter().map(|line| (&line["amount"], &line["fate"])).collect();
    assert_eq!(fates, [(&json!(120_000), &json!("new")), (&json!(-8_000), &json!("out"))]);
    assert_eq!(said["accounts"][0]["setAside"], json!(["Ligne 4\u{a0}: la date «\u{a0}31/02/2026\u{a0}» ne se lit pas."]));
    let mut wrong = said["table"]["mapping"].clone();
    wrong["dateOrder"] = json!("month_first");
    let unread = world.call("open_statement", json!({ "token": token, "mapping": wrong }));
    assert_eq!((&unread["blocked"], unread["accounts"][0]["setAside"].as_array().map(Vec::len)), (&json!(true), Some(3)), "nothing reads");
    world.refused("commit_statement", json!({ "token": token, "sha256": unread["sha256"], "mapping": wrong }));
    let kept = || -> i64 {
        world
            .sql()
            .query_row("SELECT (SELECT COUNT(*) FROM bank_line) + (SELECT COUNT(*) FROM import_mapping)", [], |row| row.get(0))
            .unwrap()
    };
    assert_eq!(kept(), 0, "nothing is written before a person says so");
    let done = world.change("commit_statement", json!({ "token": token, "sha256": said["sha256"], "mapping": said["table"]["mapping"] }));
    assert_eq!((&done["new"], kept()), (&json!(1), 2));
    let december = world.file("export (1).csv", "Quand;Quoi;Mouvt;Sens\n20/11/2026;MARTIN;50,00;C\n".as_bytes());
    assert_eq!(world.call("recognise_file", json!({ "token": december })), "statement", "known by its header");
    let next = world.call("open_statement", json!({ "token": december }));
    assert_eq!((&next["table"]["remembered"], &next["blocked"], &next["accounts"][0]["new"]), (&json!(true), &json!(false), &json!(1)));
}
