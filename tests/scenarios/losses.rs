//! After a write-off: why, and the statement that lets its VAT be recovered (law/droit.md §9.7).
use base64::Engine as _;
use echu_tests::World;
use serde_json::{Value, json};

/// An invoice of 1 440 € of which 240 € were paid, written off.
fn lost() -> (World, i64, i64) {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").late(60).total(144_000).create();
    world.pays(client, 24_000);
    world.change("write_off_invoice", json!({ "id": invoice, "on": "2026-11-23" }));
    (world, client, invoice)
}

fn noted(invoice: i64, more: Value) -> Value {
    let mut asked = json!({ "id": invoice, "reason": "liquidation", "note": "jugement de clôture", "vatDue": "paid" });
    for (key, value) in more.as_object().unwrap() {
        asked[key] = value.clone();
    }
    asked
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn the_write_off_with_vat_told_step_by_step() {
    let (world, client, invoice) = lost();
    let mut diary = String::new();
    let mut tell = |what: &str| {
        let view = world.call("loss_of", json!({ "id": invoice }));
        let said = plain(view["sentence"].as_str().unwrap());
        diary.push_str(&format!("{what}\n  {}\n", if said.is_empty() { "rien n’est noté" } else { &said }));
    };
    tell("passée en perte");
    world.change("note_loss", noted(invoice, json!({})));
    tell("motif noté");
    world.change("note_loss", noted(invoice, json!({ "definitiveOn": "2026-11-20" })));
    tell("irrécouvrable depuis le jugement de liquidation");
    world.change("note_loss", noted(invoice, json!({ "definitiveOn": "2026-11-20", "net": 100_000, "vat": 20_000 })));
    tell("prix net et TVA recopiés de la facture");
    world.change("note_loss", noted(invoice, json!({ "vatDue": "on_receipt" })));
    tell("ou bien: TVA sur les encaissements");
    insta::assert_snapshot!(diary, @r"
    passée en perte
      rien n’est noté
    motif noté
      La TVA ne se récupère que sur une créance définitivement irrécouvrable : dites depuis quand elle l’est, avec ce qui le prouve.
    irrécouvrable depuis le jugement de liquidation
      Seul le total TTC est connu : recopiez de la facture le prix net et la TVA de ce qui reste impayé. Rien n’est deviné.
    prix net et TVA recopiés de la facture
      200,00 € de TVA à récupérer, après envoi au client d’un duplicata de la facture portant la mention, ou d’un état récapitulatif ; au plus tard le 31 décembre 2028 (à vérifier avec votre comptable).
    ou bien: TVA sur les encaissements
      TVA sur les encaissements : elle n’a jamais été versée pour ce qui est impayé, il n’y a rien à récupérer.
    ");
    assert!(world.story(client).contains("Perte de la facture F-1"), "{}", world.story(client));
}

#[test]
fn the_statement_bears_the_exact_mention_and_is_kept() {
    let (world, _, invoice) = lost();
    let refused = world.refused("make_loss_note", json!({ "id": invoice }));
    assert!(refused.sentence.contains("motif"), "{}", refused.sentence);
    world.change("note_loss", noted(invoice, json!({ "definitiveOn": "2026-11-20", "net": 100_000, "vat": 20_000 })));
    let id = world.change("make_loss_note", json!({ "id": invoice }));
    let document = world.call("document", json!({ "id": id }));
    assert_eq!(document["name"], "Etat-recapitulatif-f-1-2026-11-23.pdf");
    let bytes = base64::engine::general_purpose::STANDARD.decode(document["pdf"].as_str().unwrap()).unwrap();
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let text = plain(&file.extract_text(&[1]).unwrap()).split_whitespace().collect::<Vec<_>>().join(" ");
    for said in [
        "1 000,00 € (prix net)",
        "200,00 € (TVA correspondante)",
        "ne peut faire l’objet d’une déduction",
        "article 272 du CGI",
        "31 décembre 2028",
        "Brasserie des Quais",
        "1 440,00",
    ] {
        assert!(text.contains(said), "« {said} » lacks in {text}");
    }
}

#[test]
fn the_same_statement_is_kept_and_told_once() {
    let (world, client, invoice) = lost();
    world.change("note_loss", noted(invoice, json!({ "definitiveOn": "2026-11-20", "net": 100_000, "vat": 20_000 })));
    let first = world.change("make_loss_note", json!({ "id": invoice }));
    let told = world.story(client);
    assert_eq!(world.change("make_loss_note", json!({ "id": invoice })), first);
    assert_eq!(world.story(client), told, "nothing more happened");
    world.change(
        "note_loss",
        noted(invoice, json!({ "note": "autre preuve", "definitiveOn": "2026-11-20", "net": 100_000, "vat": 20_000 })),
    );
    assert_ne!(world.change("make_loss_note", json!({ "id": invoice })), first, "another content is another paper");
}

#[test]
fn giving_up_is_not_losing_for_good_and_prints_nothing() {
    let (world, _, invoice) = lost();
    for reason in ["not_worth", "time_barred"] {
        let more = json!({ "reason": reason, "definitiveOn": "2026-11-20", "net": 100_000, "vat": 20_000 });
        world.change("note_loss", noted(invoice, more));
        let view = world.call("loss_of", json!({ "id": invoice }));
        let said = "Un abandon ne rend pas la créance définitivement irrécouvrable : à vérifier avec votre expert-comptable.";
        assert_eq!((plain(view["sentence"].as_str().unwrap()).as_str(), view["mention"].as_str()), (said, Some("")));
        assert_eq!(plain(&world.refused("make_loss_note", json!({ "id": invoice })).sentence), said);
    }
}

#[test]
fn once_the_delay_is_past_it_is_said() {
    let (world, _, invoice) = lost();
    world.change("note_loss", noted(invoice, json!({ "definitiveOn": "2023-11-20", "net": 100_000, "vat": 20_000 })));
    let view = world.call("loss_of", json!({ "id": invoice }));
    let said = plain(view["sentence"].as_str().unwrap());
    assert!(said.contains("est passé depuis le 31 décembre 2025 (à vérifier"), "{said}");
}

#[test]
fn net_and_vat_make_what_is_lost_or_are_refused_and_asked_again_once_it_moves() {
    let (world, _, invoice) = lost();
    for more in [json!({ "net": 100_000, "vat": 19_999 }), json!({ "net": 120_000 }), json!({ "definitiveOn": "2026-11-24" })] {
        world.refused("note_loss", noted(invoice, more));
    }
    assert_eq!(world.call("loss_of", json!({ "id": invoice }))["reason"], Value::Null, "a refusal notes nothing");
    let open = World::of_a_plumber();
    let client = open.debtor("business");
    let standing = open.invoice(client, "F-2").late(60).total(144_000).create();
    assert!(open.refused("note_loss", noted(standing, json!({}))).sentence.contains("pas passée en perte"));
}
