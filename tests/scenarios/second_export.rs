//! The same list exported again, later: what it adds to what is there is offered, taken when accepted, and goes with the import.
use echu_tests::World;
use serde_json::{Value, json};

const FIRST: &str = "N° facture;Client;Date;Échéance;Total TTC;Payé\r\n\
    F-1;Garage Delaunay;01/08/2026;01/09/2026;1 500,00;0,00\r\nF-2;Garage Delaunay;01/09/2026;01/10/2026;400,00;0,00\r\n";
const SECOND: &str = "N° facture;Client;SIREN;E-mail;Téléphone;Adresse;Code postal;Ville;Date;Échéance;Total TTC;Payé\r\n\
    F-1;Garage Delaunay;404833048;compta@delaunay.example;01 02 03 04 05;3 rue des Forges;35000;Rennes;01/08/2026;01/09/2026;1 500,00;300,00\r\n\
    F-2;Garage Delaunay;404833048;compta@delaunay.example;01 02 03 04 05;3 rue des Forges;35000;Rennes;01/09/2026;01/10/2026;400,00;0,00\r\n";

fn opened(world: &World, name: &str, file: &str) -> Value {
    world.call("open_import", json!({ "token": world.file(name, file.as_bytes()) }))
}

fn balance(world: &World, number: &str) -> i64 {
    let rows = world.call("invoices", json!({ "filter": "all" }))["rows"].as_array().unwrap().clone();
    rows.iter().find(|row| row["number"] == number).unwrap()["balance"].as_i64().unwrap()
}

fn card(world: &World) -> Value {
    let id = world.call("clients", json!({}))["rows"][0]["id"].clone();
    world.call("client", json!({ "id": id }))["client"].clone()
}

#[test]
fn payments_and_empty_fields_of_a_second_export_are_taken_when_accepted_and_go_with_it() {
    let world = World::of_a_plumber();
    let first = opened(&world, "un.csv", FIRST);
    world.change("commit_import", json!({ "draft": first["draft"] }));
    let second = opened(&world, "deux.csv", SECOND);
    let preview = &second["preview"];
    assert_eq!((&preview["payments"], &preview["noted"], &preview["changed"]), (&json!(1), &json!(30_000), &json!(1)));
    let fills: Vec<&str> =
        preview["completions"][0]["fills"].as_array().unwrap().iter().map(|fill| fill["field"].as_str().unwrap()).collect();
    assert_eq!(fills, ["siren", "email", "phone", "full_address"]);

    world.refused("commit_import", json!({ "draft": second["draft"] }));
    assert_eq!((balance(&world, "F-1"), card(&world)["email"].as_str()), (150_000, Some("")), "nothing unless it is accepted");

    let second = opened(&world, "deux.csv", SECOND);
    let done = world.change("commit_import", json!({ "draft": second["draft"], "payments": true, "completions": true }));
    assert_eq!((&done["payments"], &done["completed"]), (&json!(1), &json!(1)));
    assert_eq!(balance(&world, "F-1"), 120_000);
    let filled = card(&world);
    assert_eq!((filled["email"].as_str(), filled["siren"].as_str()), (Some("compta@delaunay.example"), Some("404833048")));
    assert_eq!(filled["address"]["city"], "Rennes");

    let again = opened(&world, "trois.csv", SECOND);
    assert_eq!((&again["preview"]["payments"], &again["preview"]["completions"]), (&json!(0), &json!([])), "said once");

    // What a person has typed since is his.
    let mut typed = filled;
    typed["phone"] = json!("06 11 22 33 44");
    let id = world.call("clients", json!({}))["rows"][0]["id"].clone();
    world.change("save_client", json!({ "id": id, "client": typed, "confirmed": true }));
    world.change("undo_import", json!({ "id": done["importId"] }));
    let left = card(&world);
    assert_eq!((left["email"].as_str(), left["siren"].as_str(), left["phone"].as_str()), (Some(""), Some(""), Some("06 11 22 33 44")));
    assert_eq!((balance(&world, "F-1"), left["address"]["city"].as_str()), (150_000, Some("")));
}

#[test]
fn a_card_that_says_otherwise_is_left_as_it_is() {
    let world = World::of_a_plumber();
    let first = opened(&world, "un.csv", &SECOND.replace("compta@delaunay", "direction@delaunay"));
    world.change("commit_import", json!({ "draft": first["draft"] }));
    let second = opened(&world, "deux.csv", SECOND);
    assert_eq!(second["preview"]["completions"], json!([]), "no field of it is empty");
}

#[test]
fn each_payment_and_each_card_may_be_left_out() {
    let world = World::of_a_plumber();
    let first = opened(&world, "un.csv", FIRST);
    world.change("commit_import", json!({ "draft": first["draft"] }));
    let file = SECOND.replace("400,00;0,00", "400,00;150,00");
    let second = opened(&world, "deux.csv", &file);
    let rows = second["preview"]["paymentRows"].as_array().unwrap();
    let told: Vec<_> =
        rows.iter().map(|row| (row["line"].as_u64().unwrap(), row["number"].as_str().unwrap(), row["amount"].as_i64().unwrap())).collect();
    assert_eq!(told, [(2, "F-1", 30_000), (3, "F-2", 15_000)]);
    let client = second["preview"]["completions"][0]["clientId"].clone();
    let none =
        json!({ "draft": second["draft"], "payments": true, "paymentsLeft": [2, 3], "completions": true, "completionsLeft": [client] });
    world.refused("commit_import", none);
    let second = opened(&world, "deux.csv", &file);
    let one = json!({ "draft": second["draft"], "payments": true, "paymentsLeft": [2], "completions": true, "completionsLeft": [client] });
    let done = world.change("commit_import", one);
    assert_eq!((&done["payments"], &done["completed"], &done["changed"]), (&json!(1), &json!(0), &json!(1)));
    assert_eq!((balance(&world, "F-1"), balance(&world, "F-2"), card(&world)["email"].as_str()), (150_000, 25_000, Some("")));
}
