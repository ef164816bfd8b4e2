//! An order for payment that the debtor opposed: what may be noted next, day after day.
use crate::proceedings::{case, note, noticed, to_open};

#[test]
fn an_opposition_leads_to_a_hearing_then_to_a_judgment_that_is_served_and_enforced() {
    let (world, client, invoice) = noticed();
    let id = world.change("open_proceeding", to_open(client, invoice, "order"));
    let mut diary = String::new();
    for (kind, on) in [
        ("filed", "2026-12-14"),
        ("consigned", "2026-12-15"),
        ("ordered", "2026-12-21"),
        ("served", "2027-01-12"),
        ("act_in_person", "2027-01-13"),
        ("opposed", "2027-02-01"),
        ("heard", "2027-04-06"),
        ("judged", "2027-05-04"),
        ("judgment_served", "2027-05-18"),
        ("seized", "2027-06-21"),
    ] {
        note(&world, &id, kind, on);
        let one = case(&world, client);
        let ways: Vec<&str> = one["nextSteps"].as_array().unwrap().iter().map(|step| step["label"].as_str().unwrap()).collect();
        if on >= "2027-02-01" {
            diary.push_str(&format!("{on}  {}\n", if ways.is_empty() { "rien de plus à noter".to_owned() } else { ways.join(", ") }));
        }
    }
    assert_eq!(
        diary,
        "2027-02-01  Audience, Jugement rendu sur opposition\n\
         2027-04-06  Jugement rendu sur opposition\n\
         2027-05-04  Jugement signifié\n\
         2027-05-18  Première mesure d’exécution\n\
         2027-06-21  rien de plus à noter\n"
    );
    assert!(world.story(client).contains("Injonction de payer\u{a0}: audience"), "{}", world.story(client));
}
