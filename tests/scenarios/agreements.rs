//! Échéanciers: counted, recorded, signed, followed, broken or kept to the end; and what letters say of them.
use echu_core::money::Cents;
use echu_core::text::euros;
use echu_tests::World;
use serde_json::{Value, json};

/// A client who owes two invoices of 1 000 € each, late.
fn two_late(kind: &str) -> (World, i64, [i64; 2]) {
    let world = World::of_a_plumber();
    let client = world.debtor(kind);
    let invoices = [world.invoice(client, "F-1").late(60).create(), world.invoice(client, "F-2").late(40).create()];
    (world, client, invoices)
}

fn thought(world: &World, client: i64, more: Value) -> Value {
    let mut asked = json!({ "clientId": client, "count": 4, "firstOn": "2026-12-05" });
    for (key, value) in more.as_object().unwrap() {
        asked[key] = value.clone();
    }
    world.call("draft_agreement", asked)
}

/// What the card asks to record, from what was thought out.
fn to_record(client: i64, drafted: &Value) -> Value {
    let chosen: Vec<&Value> = drafted["invoices"].as_array().unwrap().iter().filter(|one| one["chosen"] == true).collect();
    json!({
        "clientId": client, "invoiceIds": chosen.iter().map(|one| one["id"].clone()).collect::<Vec<_>>(), "penalties": drafted["penalties"],
        "terms": drafted["terms"], "missed": 1, "graceDays": 2, "noticeDays": 8, "returnBefore": "2026-11-30",
    })
}

fn agree(world: &World, client: i64) -> Value {
    let drafted = thought(world, client, json!({}));
    world.change("record_agreement", to_record(client, &drafted))
}

fn card(world: &World, client: i64) -> Value {
    world.call("agreements_of", json!({ "clientId": client }))[0].clone()
}

fn preview(world: &World, client: i64, kind: &str) -> Value {
    world.call("preview_paper", json!({ "clientId": client, "kind": kind, "manner": "plain" }))
}

fn why_not(world: &World, client: i64, kind: &str) -> String {
    let choices = world.call("papers_for", json!({ "clientId": client }));
    let found = choices["choices"].as_array().unwrap().iter().find(|one| one["kind"] == kind).unwrap().clone();
    found["whyNot"].as_str().unwrap().to_owned()
}

/// All that is printed on a letter that is kept.
fn printed(world: &World, client: i64, kind: &str) -> String {
    let of = json!({ "clientId": client, "kind": kind, "manner": "plain" });
    let kept = world.change("freeze_paper", json!({ "of": of }));
    let document = world.call("document", json!({ "id": kept["documentId"] }));
    let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, document["pdf"].as_str().unwrap()).unwrap();
    let pdf = lopdf::Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    plain(&pdf.extract_text(&pages).unwrap())
}

/// The words with plain spaces between them.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn terms_are_counted_to_the_cent_and_the_last_one_takes_the_rest() {
    let (world, client, _) = two_late("business");
    let drafted = thought(&world, client, json!({ "count": 3 }));
    let amounts: Vec<i64> = drafted["terms"].as_array().unwrap().iter().map(|term| term["amount"].as_i64().unwrap()).collect();
    assert_eq!(amounts, [66_666, 66_666, 66_668]);
    assert_eq!((&drafted["total"], &drafted["left"], &drafted["problems"]), (&json!(200_000), &json!(0), &json!([])));
    let all = thought(&world, client, json!({ "penalties": "included" }));
    let extras = drafted["interest"].as_i64().unwrap() + drafted["fees"].as_i64().unwrap();
    assert_eq!(all["total"], 200_000 + extras, "penalties that are part of it are spread too");
}

#[test]
fn terms_typed_by_hand_that_do_not_add_up_are_said_and_refused() {
    let (world, client, _) = two_late("business");
    let terms = json!([{ "on": "2026-12-05", "amount": 150_000 }, { "on": "2027-01-05", "amount": 49_999 }]);
    let drafted = thought(&world, client, json!({ "terms": terms }));
    assert_eq!((&drafted["left"], &drafted["problems"][0]), (&json!(1), &json!("Il manque 0,01\u{a0}€ pour couvrir le total.")));
    let refused = world.refused("record_agreement", to_record(client, &drafted));
    assert!(refused.sentence.contains("Il manque 0,01"), "{}", refused.sentence);
    assert_eq!(world.call("agreements_of", json!({ "clientId": client })), json!([]), "nothing was recorded");
}

#[test]
fn what_it_covers_is_neither_reminded_nor_claimed_while_it_stands_and_the_rest_is() {
    let (world, client, [first, _]) = two_late("business");
    let drafted = thought(&world, client, json!({ "invoiceIds": [first] }));
    world.change("record_agreement", to_record(client, &drafted));
    let seen = preview(&world, client, "second_reminder");
    let text = seen["text"].as_str().unwrap();
    assert!(text.contains("F-2") && !text.contains("F-1"), "{text}");
    let notice = world.call("preview_letter", json!({ "clientId": client }));
    assert_eq!(notice["principal"], 100_000, "the mise en demeure claims what is outside the agreement");
    let today = world.call("today", json!({}))["withheld"].to_string();
    assert!(today.contains("Échéancier en cours"), "{today}");
    let again = world.refused("record_agreement", to_record(client, &drafted));
    assert!(again.sentence.contains("déjà en cours"), "{}", again.sentence);
    let hold = world.call("holds_of", json!({ "clientId": client }))[0]["id"].clone();
    world.refused("release_hold", json!({ "id": hold }));
}

#[test]
fn everything_covered_leaves_no_reminder_to_write() {
    let (world, client, _) = two_late("business");
    agree(&world, client);
    assert!(why_not(&world, client, "last_notice").contains("dans un échéancier"));
    let refused = world.refused("preview_letter", json!({ "clientId": client }));
    assert!(refused.sentence.contains("dans un échéancier"), "{}", refused.sentence);
    let account = preview(&world, client, "account_statement");
    assert!(!account["text"].as_str().unwrap().contains("échus"), "what is spread is not overdue: {account}");
}

#[test]
fn the_confirmation_and_the_acknowledgement_print_the_terms_that_were_agreed() {
    let (world, client, _) = two_late("business");
    agree(&world, client);
    let seen = preview(&world, client, "instalment_agreement");
    assert_eq!((&seen["missing"], &seen["findings"]), (&json!([]), &json!([])), "{seen}");
    for kind in ["instalment_agreement", "debt_acknowledgement"] {
        let text = printed(&world, client, kind);
        for said in ["5 décembre 2026", "5 mars 2027", "500,00"] {
            assert!(text.contains(said), "{said} lacks in {kind}: {text}");
        }
    }
    world.days_pass(3);
    assert_eq!(
        preview(&world, client, "instalment_agreement")["missing"],
        json!([]),
        "it is dated of the agreement, whenever it is printed"
    );
    world.pays(client, 10_000);
    assert_eq!(why_not(&world, client, "instalment_agreement"), "", "what came since is no part of what was agreed");
    let before = json!({ "clientId": client, "receivedOn": "2026-11-20", "amount": 10_000 });
    world.change("record_payment", before);
    assert!(why_not(&world, client, "instalment_agreement").contains("a changé depuis l’accord"), "its figures would be false");
}

#[test]
fn it_may_cover_what_is_not_due_yet() {
    let (world, client, [first, _]) = two_late("business");
    let coming = world.invoice(client, "F-3").due("2026-12-20").create();
    let drafted = thought(&world, client, json!({ "invoiceIds": [first, coming] }));
    assert_eq!((&drafted["total"], &drafted["problems"]), (&json!(200_000), &json!([])));
    world.change("record_agreement", to_record(client, &drafted));
    for kind in ["instalment_agreement", "debt_acknowledgement"] {
        let seen = preview(&world, client, kind);
        assert_eq!((&seen["missing"], &seen["findings"]), (&json!([]), &json!([])), "{kind}: {seen}");
    }
    let id = card(&world, client)["id"].clone();
    world.change("sign_agreement", json!({ "id": id, "on": "2026-11-23", "acknowledged": true }));
    let text = printed(&world, client, "debt_acknowledgement");
    assert!(text.contains("F-3") && text.contains("ne seront pas réclamés"), "what is given up on condition is said: {text}");
    world.days_pass(18);
    let breach = preview(&world, client, "instalment_breach");
    assert_eq!((&breach["missing"], &breach["findings"]), (&json!([]), &json!([])), "a term missed makes all of it due: {breach}");
}

#[test]
fn kept_to_the_end_it_gives_up_the_penalties_and_only_then() {
    let (world, client, [first, _]) = two_late("business");
    let terms = ["2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21"].map(|on| json!({ "on": on, "amount": 50_000 }));
    let id = world.change("record_agreement", to_record(client, &thought(&world, client, json!({ "terms": terms }))));
    world.change("sign_agreement", json!({ "id": id, "on": "2026-11-23", "acknowledged": false }));
    for _ in 0..3 {
        world.days_pass(7);
        world.pays(client, 50_000);
        assert_eq!(card(&world, client)["stage"], "running");
    }
    let extras = card(&world, client)["extras"].as_i64().unwrap();
    assert!(extras > 8_000, "nothing is given up before the end: {extras}");
    world.pays(client, 50_000);
    let seen = card(&world, client);
    assert_eq!((&seen["stage"], &seen["received"]), (&json!("kept"), &json!(200_000)), "paid before its last day is paid");
    assert!(why_not(&world, client, "penalty_claim").contains("Aucune facture"), "what was promised is not claimed");
    world.change("close_agreement", json!({ "id": id }));
    let left = world.call("penalties_of", json!({ "clientId": client }));
    assert_eq!(left, json!([]), "given up on every invoice it covered");
    let waived = world.call("invoice", json!({ "id": first }))["penalties"]["waivers"].to_string();
    assert!(waived.contains("Échéancier tenu"), "{waived}");
    let told = world.story(client);
    assert!(told.contains("Échéancier tenu jusqu’au bout"), "{told}");
    world.refused("close_agreement", json!({ "id": id }));
}

#[test]
fn broken_it_is_to_be_decided_upon_and_each_letter_claims_the_right_sum() {
    let (world, client, _) = two_late("business");
    let id = agree(&world, client);
    assert!(why_not(&world, client, "instalment_breach").contains("Aucune échéance n’est impayée"));
    world.days_pass(14);
    world.pays(client, 20_000);
    assert_eq!(card(&world, client)["stage"], "signature_late", "the term of the 5th has its grace: the 5th is a Saturday");
    world.days_pass(4);
    let fix = world.call("today", json!({}))["fixRows"].clone();
    assert_eq!((&fix[0]["fix"], fix.as_array().unwrap().len()), (&json!("instalments"), 1), "one row to decide upon: {fix}");
    assert!(why_not(&world, client, "instalment_breach").contains("pas signé"), "the clause needs a signature");
    world.change("sign_agreement", json!({ "id": id, "on": "2026-11-25", "acknowledged": false }));
    let seen = preview(&world, client, "instalment_breach");
    assert_eq!((&seen["missing"], &seen["findings"]), (&json!([]), &json!([])), "{seen}");
    let warning = printed(&world, client, "instalment_breach");
    assert!(warning.contains("MISE EN DEMEURE") && warning.contains("300,00"), "300 € lack of the first term: {warning}");
    world.refused("forfeit_agreement", json!({ "id": id, "on": "2026-12-11" }));
    world.refused("warn_agreement", json!({ "id": id, "on": "2026-12-11", "until": "2026-12-12" }));
    world.change("warn_agreement", json!({ "id": id, "on": "2026-12-11", "until": "2026-12-21" }));
    assert!(why_not(&world, client, "instalment_breach").contains("21 décembre 2026"), "its delay runs");
    world.days_pass(11);
    let owed: i64 = {
        let rows = world.call("penalties_of", json!({ "clientId": client }));
        rows.as_array().unwrap().iter().map(|row| row["interest"].as_i64().unwrap() + row["fee"].as_i64().unwrap()).sum::<i64>() + 180_000
    };
    let forfeiture = printed(&world, client, "instalment_breach");
    let total = plain(&euros(Cents(owed)));
    assert!(forfeiture.contains("déchéance du terme") && forfeiture.contains(&total), "{total} is not claimed in {forfeiture}");
    world.change("forfeit_agreement", json!({ "id": id, "on": "2026-12-22" }));
    assert_eq!(card(&world, client)["stage"], "forfeited");
    assert_eq!(why_not(&world, client, "last_notice"), "", "the whole is claimed again");
    let told = world.story(client);
    for said in ["Échéancier convenu", "Échéancier signé", "Mise en demeure de régulariser", "Déchéance du terme prononcée"] {
        assert!(told.contains(said), "{said} lacks in {told}");
    }
}

#[test]
fn a_payment_that_bounces_makes_its_term_late_again() {
    let (world, client, _) = two_late("business");
    agree(&world, client);
    let paid = world.pays(client, 50_000)["paymentId"].clone();
    world.days_pass(18);
    assert_eq!(card(&world, client)["terms"][0]["stage"], "paid");
    world.change("cancel_payment", json!({ "id": paid }));
    assert_eq!(card(&world, client)["terms"][0]["stage"], "missed", "nothing of it was stored");
}

#[test]
fn a_signature_starts_the_time_to_act_again_only_when_a_person_says_so() {
    let (world, client, [first, _]) = two_late("consumer");
    let last_day = || world.call("invoice", json!({ "id": first }))["limitation"]["lastDay"].clone();
    let before = last_day();
    let id = agree(&world, client);
    world.change("sign_agreement", json!({ "id": id, "on": "2026-11-23", "acknowledged": false }));
    assert_eq!(last_day(), before, "a signature alone moves nothing");
    world.change("sign_agreement", json!({ "id": id, "on": "2026-11-23", "acknowledged": true }));
    assert_eq!(last_day(), "2028-11-23", "two years from the acknowledgement (C. civ. 2240, C. conso. L218-2)");
}

#[test]
fn the_interest_of_a_public_body_is_never_given_up() {
    let (world, client, _) = two_late("public_body");
    let drafted = thought(&world, client, json!({ "penalties": "waived_if_kept" }));
    assert_eq!((&drafted["penalties"], &drafted["mayWaive"]), (&json!("included"), &json!(false)), "CCP L2192-14");
    let mut asked = to_record(client, &drafted);
    asked["penalties"] = json!("waived_if_kept");
    assert_eq!(world.refused("record_agreement", asked).field.as_deref(), Some("penalties"));
}

#[test]
fn a_client_in_insolvency_agrees_to_nothing() {
    let world = World::of_a_plumber();
    let client = world.client("Brasserie des Quais").with("siren", json!("404833048")).with("insolventOn", json!("2026-11-01")).create();
    world.invoice(client, "F-1").late(60).create();
    let refused = world.refused("draft_agreement", json!({ "clientId": client, "count": 3, "firstOn": "2026-12-05" }));
    assert!(refused.sentence.contains("procédure collective"), "{}", refused.sentence);
}

#[test]
fn a_credit_note_not_used_is_taken_off_every_paper_with_a_line_that_says_so() {
    let (world, client, _) = two_late("business");
    let note = json!({ "clientId": client, "kind": "credit_note", "number": "A-1", "issuedOn": "2026-11-20", "total": 30_000 });
    world.change("save_invoice", json!({ "invoice": note }));
    let notice = world.call("preview_letter", json!({ "clientId": client }));
    let sum: i64 = ["principal", "interest", "fees"].iter().map(|key| notice[*key].as_i64().unwrap()).sum();
    assert_eq!((&notice["credit"], notice["total"].as_i64().unwrap()), (&json!(30_000), sum - 30_000));
    assert_eq!((&notice["missing"], &notice["findings"]), (&json!([]), &json!([])), "{}", notice["findings"]);
    for kind in ["last_notice", "debt_acknowledgement"] {
        let text = printed(&world, client, kind);
        assert!(text.contains("Avoirs à déduire") && text.contains("1 700,00"), "{kind}: {text}");
    }
    let drafted = thought(&world, client, json!({}));
    assert_eq!((&drafted["credit"], &drafted["total"]), (&json!(30_000), &json!(170_000)));
    agree(&world, client);
    assert!(printed(&world, client, "instalment_agreement").contains("Avoirs à déduire"));
}

#[test]
fn a_credit_note_that_the_terms_took_off_is_no_payment_of_them() {
    let (world, client, [first, _]) = two_late("business");
    let note = json!({ "clientId": client, "kind": "credit_note", "number": "A-1", "issuedOn": "2026-11-20", "total": 30_000 });
    let note = world.change("save_invoice", json!({ "invoice": note }))["id"].clone();
    agree(&world, client);
    world.change("allocate", json!({ "creditNoteId": note, "allocations": [{ "invoiceId": first, "amount": 30_000 }] }));
    assert_eq!(card(&world, client)["received"], 0, "it was counted before the terms");
    world.pays(client, 10_000);
    assert_eq!(card(&world, client)["received"], 10_000);
}

#[test]
fn an_email_and_a_letter_of_the_same_tone_ask_for_the_same_sums() {
    let world = World::of_a_plumber();
    // The plan of everyone: three months late, he would follow the firm one.
    let mut following = world.call("following", json!({}));
    following["wanted"] = json!(false);
    world.change("save_following", following);
    let client = world.debtor("business");
    let invoice = world.invoice(client, "F-1").late(90).create();
    // A payment goes to interest first: more of the principal is left than the ledger says (C. civ. 1343-1).
    let paid = json!({ "clientId": client, "receivedOn": "2026-10-23", "amount": 40_000, "allocations": [{ "invoiceId": invoice, "amount": 40_000 }] });
    world.change("record_payment", paid);
    let letter = preview(&world, client, "last_notice");
    // The first e-mail and the call before the firm one: a notch further, the message is the last notice.
    for _ in 0..2 {
        world.change("skip_step", json!({ "invoiceId": invoice, "reason": "Déjà relancé de vive voix" }));
    }
    let draft = world.change("draft_reminder", json!({ "clientId": client }));
    world.change("change_tone", json!({ "id": draft, "to": "harder" }));
    let message = world.call("reminder", json!({ "id": draft }));
    let total = |text: &str| {
        let after = text.split("régler ").nth(1).unwrap_or_else(|| panic!("nothing is asked for in {text}"));
        plain(after.split('€').next().unwrap_or(""))
    };
    let said = message["body"].as_str().unwrap();
    assert_eq!(total(said), total(letter["text"].as_str().unwrap()), "{said}");
    assert_eq!(message["findings"], json!([]), "{said}");
}

#[test]
fn the_diary_of_a_broken_instalment() {
    let (world, client, _) = two_late("business");
    let mut diary = String::new();
    let mut tell = |what: &str| {
        let today = world.call("today", json!({}));
        let ready = today["readyRows"].as_array().map_or(0, Vec::len);
        let fixes: Vec<&str> = today["fixRows"].as_array().unwrap().iter().filter_map(|row| row["fix"].as_str()).collect();
        let letter = match why_not(&world, client, "instalment_breach").as_str() {
            "" => "possible".to_owned(),
            why => plain(why),
        };
        let day = echu_engine::clock::Clock::today(&world.clock);
        let stage = card(&world, client)["stage"].as_str().unwrap().to_owned();
        diary.push_str(&format!("{day}  {what}\n            état : {stage} ; relances à préparer : {ready} ; à décider : {}\n            lettre d’échéancier non tenu : {letter}\n", fixes.join(", ")));
    };
    let id = agree(&world, client);
    tell("échéancier de quatre échéances convenu");
    world.change("sign_agreement", json!({ "id": id, "on": "2026-11-23", "acknowledged": false }));
    tell("signé le jour même");
    world.clock.go_to("2026-12-07", "09:00");
    world.pays(client, 20_000);
    tell("200 € sur les 500 € du 5 décembre");
    world.clock.go_to("2026-12-11", "09:00");
    tell("le délai de grâce est passé");
    world.change("warn_agreement", json!({ "id": id, "on": "2026-12-11", "until": "2026-12-21" }));
    tell("mise en demeure de régulariser, jusqu’au 21 décembre");
    world.clock.go_to("2026-12-22", "09:00");
    tell("rien n’est venu");
    world.change("forfeit_agreement", json!({ "id": id, "on": "2026-12-22" }));
    tell("déchéance du terme prononcée");
    insta::assert_snapshot!(diary);
}
