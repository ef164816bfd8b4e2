//! The letters of a case: a mediation proposed, a claim declared, each numbered, posted, proved.
use base64::Engine as _;
use echu_engine::clock::Clock;
use echu_tests::World;
use serde_json::{Value, json};

const JPEG: &[u8] = b"\xff\xd8\xff\xe0 a photo of the slip";

/// A plumber, and a client of that kind who owes 2 400 € since 24 September 2026.
fn late(kind: &str) -> (World, i64, i64) {
    let world = World::of_a_plumber();
    let client = world.debtor(kind);
    let invoice = world.invoice(client, "F-1").late(60).total(240_000).create();
    (world, client, invoice)
}

fn opened(world: &World, client: i64, invoices: &[i64], route: &str) -> Value {
    let asked = json!({
        "clientId": client, "route": route, "invoiceIds": invoices, "creditorMerchant": true, "debtorMerchant": true, "confirmed": true,
    });
    world.change("open_proceeding", asked)
}

fn case(world: &World, client: i64) -> Value {
    world.call("proceedings", json!({ "clientId": client }))[0].clone()
}

fn note(world: &World, id: &Value, kind: &str, on: &str) -> Value {
    world.change("note_proceeding_step", json!({ "id": id, "kind": kind, "on": on }))
}

fn declaration(id: &Value) -> Value {
    let address = json!({ "street": "12 rue Nationale", "postcode": "35000", "city": "Rennes" });
    json!({ "id": id, "declaration": { "insolvency": "liquidation", "name": "Maître Solène Kermadec", "address": address, "court": "tribunal de commerce de Rennes" } })
}

fn mediation(id: &Value, mediator: &str) -> Value {
    json!({ "id": id, "mediation": { "mediator": mediator, "manner": "plain", "disagreement": "deux radiateurs ne chauffent pas" } })
}

/// What a PDF says, on one line.
fn printed(pdf: &Value) -> String {
    let bytes = base64::engine::general_purpose::STANDARD.decode(pdf.as_str().expect("a PDF")).expect("Base64");
    let file = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let pages: Vec<u32> = file.get_pages().keys().copied().collect();
    plain(&file.extract_text(&pages).expect("its text")).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_mediation_is_proposed_by_letter_and_its_outcome_is_noted() {
    let (world, client, invoice) = late("business");
    let dispute = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "reason": "work_contested", "amount": 64_000, "until": "2026-12-07" });
    world.change("place_hold", dispute);
    let id = opened(&world, client, &[invoice], "mediation");
    let need = case(&world, client)["paper"].clone();
    assert_eq!((&need["kind"], &need["whyNot"]), (&json!("mediation_proposal"), &json!("")));
    let names: Vec<&str> = need["mediators"].as_array().unwrap().iter().map(|one| one["mediator"].as_str().unwrap()).collect();
    assert_eq!(names, ["enterprises", "conciliator"], "between professionals (law/droit.md §9.4)");
    let preview = world.call("preview_case_paper", mediation(&id, "enterprises"));
    assert_eq!((&preview["missing"], &preview["findings"]), (&json!([]), &json!([])), "{preview}");
    let text = plain(preview["text"].as_str().unwrap());
    for said in [
        "Médiateur des entreprises",
        "gratuite et confidentielle",
        "vous contestez 640,00 €",
        "deux radiateurs ne chauffent pas",
        "2 400,00 €",
    ] {
        assert!(text.contains(said), "« {said} » lacks in {text}");
    }
    for absent in ["mise en demeure", "FR76", "Total à payer"] {
        assert!(!text.contains(absent), "a proposal asks for no money: « {absent} » in {text}");
    }
    world.change("freeze_case_paper", json!({ "of": mediation(&id, "enterprises") }));
    let one = case(&world, client);
    assert_eq!(
        (&one["papers"][0]["number"], &one["papers"][0]["postedOn"], &one["paper"]),
        (&json!("PRO-2026-001"), &Value::Null, &Value::Null)
    );
    assert_eq!(one["steps"], json!([]), "printed is not sent");
    world.refused("freeze_case_paper", json!({ "of": mediation(&id, "conciliator") }));
    world.change("post_case_paper", json!({ "id": one["papers"][0]["id"], "postedOn": "2026-11-23" }));
    let one = case(&world, client);
    assert_eq!((&one["steps"][0]["kind"], &one["papers"][0]["postedOn"]), (&json!("proposed"), &json!("2026-11-23")));
    let ways: Vec<&str> = one["nextSteps"].as_array().unwrap().iter().map(|step| step["label"].as_str().unwrap()).collect();
    assert_eq!(ways, ["Demande de médiation faite", "Accord trouvé", "Médiation sans accord", "Sans réponse"]);
    world.clock.go_to("2026-12-14", "09:00");
    note(&world, &id, "unanswered", "2026-12-14");
    assert!(world.story(client).contains("Médiation ou conciliation\u{a0}: sans réponse"), "{}", world.story(client));
}

#[test]
fn a_consumer_is_told_of_his_own_right_and_of_no_mediator_of_firms() {
    let (world, client, invoice) = late("consumer");
    let id = opened(&world, client, &[invoice], "mediation");
    let creditor = json!({
        "name": "Vasseur Plomberie", "legalForm": "EURL", "capital": 500_000,
        "address": { "street": "14 rue des Tanneurs", "postcode": "35510", "city": "Cesson-Sévigné" },
        "siren": "732829320", "registryTown": "Rennes", "phone": "02 61 91 04 12", "iban": "FR7630006000011234567890189",
        "signatory": "Hélène Vasseur", "signatoryQuality": "gérante", "mediatorName": "Médiation Artisanat",
    });
    world.change("save_creditor", json!({ "creditor": creditor }));
    let text = plain(world.call("preview_case_paper", mediation(&id, "consumption"))["text"].as_str().unwrap());
    assert!(text.contains("L612-1") && text.contains("Médiation Artisanat") && text.contains("n’appartient qu’à vous"), "{text}");
    let text = plain(world.call("preview_case_paper", mediation(&id, "conciliator"))["text"].as_str().unwrap());
    assert!(text.contains("conciliateur de justice") && text.contains("L612-1"), "whatever he is proposed, his right is recalled: {text}");
    let refused = world.call("preview_case_paper", mediation(&id, "enterprises"));
    assert!(refused["missing"][0].as_str().unwrap().contains("pas ouvert à ce client"), "{refused}");
}

#[test]
fn a_proposal_set_aside_leaves_room_for_another_and_a_step_taken_back_unposts_it() {
    let (world, client, invoice) = late("business");
    let id = opened(&world, client, &[invoice], "mediation");
    world.change("freeze_case_paper", json!({ "of": mediation(&id, "enterprises") }));
    world.change("set_case_paper_aside", json!({ "id": case(&world, client)["papers"][0]["id"] }));
    assert_eq!(case(&world, client)["papers"], json!([]));
    world.change("freeze_case_paper", json!({ "of": mediation(&id, "conciliator") }));
    let paper = case(&world, client)["papers"][0].clone();
    assert_eq!(paper["number"], "PRO-2026-002", "a number is never used twice");
    world.refused("post_case_paper", json!({ "id": paper["id"], "postedOn": "2026-11-22" }));
    world.change("post_case_paper", json!({ "id": paper["id"], "postedOn": "2026-11-23" }));
    world.refused("set_case_paper_aside", json!({ "id": paper["id"] }));
    world.change("take_back_proceeding_step", json!({ "id": case(&world, client)["steps"][0]["id"] }));
    assert_eq!(case(&world, client)["papers"][0]["postedOn"], Value::Null);
    world.change("post_case_paper", json!({ "id": paper["id"], "postedOn": "2026-11-23" }));
}

/// The judgment of 20 November 2026, and its publication.
fn insolvent() -> (World, i64, i64, Value) {
    let (world, client, invoice) = late("business");
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-20" }));
    let id = opened(&world, client, &[invoice], "declaration");
    (world, client, invoice, id)
}

#[test]
fn a_claim_is_not_declared_before_its_publication_is_known() {
    let (world, client, _, id) = insolvent();
    assert!(case(&world, client)["paper"]["whyNot"].as_str().unwrap().contains("BODACC"), "{}", case(&world, client)["paper"]);
    let refused = world.refused("freeze_case_paper", json!({ "of": declaration(&id) }));
    assert!(refused.sentence.contains("BODACC") && refused.sentence.contains("Rien n’a été enregistré"), "{}", refused.sentence);
    note(&world, &id, "published", "2026-11-23");
    assert_eq!(case(&world, client)["paper"]["whyNot"], "");
}

#[test]
fn a_declaration_stops_its_figures_at_the_judgment_and_goes_to_the_liquidator() {
    let (world, client, _, id) = insolvent();
    note(&world, &id, "published", "2026-11-23");
    world.clock.go_to("2026-12-10", "09:00");
    let preview = world.call("preview_case_paper", declaration(&id));
    assert_eq!((&preview["missing"], &preview["findings"]), (&json!([]), &json!([])), "{}", preview["findings"]);
    let text = printed(&preview["pdf"]);
    // By hand: 2 400,00 € × 12,40 % × 57 jours (25 septembre au 20 novembre compris) ÷ 365 = 46,47 €.
    for said in [
        "MAÎTRE SOLÈNE KERMADEC",
        "liquidateur",
        "liquidation judiciaire",
        "20 novembre 2026",
        "23 novembre 2026",
        "46,47",
        "2 486,47",
        "R622-24",
        "chirographaire",
        "certifions sincère",
        "23 janvier 2027",
    ] {
        assert!(text.contains(said), "« {said} » lacks in {text}");
    }
    assert!(!text.contains("Total à payer") && !text.contains("FR76"), "it demands nothing: {text}");
    world.change("freeze_case_paper", json!({ "of": declaration(&id) }));
    let paper = case(&world, client)["papers"][0].clone();
    assert_eq!(
        (&paper["number"], &paper["recipient"], &paper["total"]),
        (&json!("PRO-2026-001"), &json!("Maître Solène Kermadec"), &json!(248_647))
    );
    world.change("post_case_paper", json!({ "id": paper["id"], "postedOn": "2026-12-10", "trackingNumber": "1A 204 118 6037 4" }));
    let token = world.file("IMG_1.jpg", JPEG);
    world.change("attach_case_proof", json!({ "id": paper["id"], "shows": "deposit", "token": token }));
    world.refused("attach_case_proof", json!({ "id": paper["id"], "shows": "receipt", "token": token }));
    let one = case(&world, client);
    let declare = one["deadlines"].as_array().unwrap().iter().find(|one| one["key"] == "declare_claim").unwrap();
    assert_eq!(declare["stage"], "met", "the countdown is answered");
    let proof = &one["papers"][0]["proofs"][0];
    assert_eq!(proof["name"], "Preuve-de-depot-PRO-2026-001.jpg");
    world.change("remove_case_proof", json!({ "id": paper["id"], "proof": proof["id"] }));
    assert_eq!(case(&world, client)["papers"][0]["proofs"], json!([]));
}

#[test]
fn a_declaration_deducts_what_was_settled_and_counts_no_lump_sum_of_what_fell_due_after() {
    let (world, client, invoice) = late("business");
    let coming = world.invoice(client, "F-2").issued("2026-11-10").due("2026-12-20").total(60_000).create();
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-20" }));
    let id = opened(&world, client, &[invoice, coming], "declaration");
    note(&world, &id, "published", "2026-11-23");
    world.clock.go_to("2027-01-10", "09:00");
    world.pays(client, 100_000);
    let text = printed(&world.call("preview_case_paper", declaration(&id))["pdf"]);
    // F-1: 2 400,00 − 1 000,00 payés depuis + 46,47 + 40,00 ; F-2 n’était pas échue le jour du jugement: 600,00 sans plus.
    for said in ["1 000,00", "1 486,47", "600,00", "2 086,47"] {
        assert!(text.contains(said), "« {said} » lacks in {text}");
    }
    assert!(!text.contains("80,00"), "one lump sum, not two (C. com. L441-10 II): {text}");
}

#[test]
fn a_declaration_holds_what_has_no_due_date_says_what_is_contested_and_claims_no_clause_agreed_after_the_sale() {
    let (world, client, invoice) = late("business");
    let undated = world.invoice(client, "F-2").issued("2026-11-10").with("dueOn", Value::Null).total(60_000).create();
    let dispute = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "reason": "work_contested", "amount": 64_000, "until": "2026-12-07" });
    world.change("place_hold", dispute);
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-20" }));
    let id = opened(&world, client, &[invoice, undated], "declaration");
    note(&world, &id, "published", "2026-11-23");
    let clause = |since: &str| {
        let fields =
            json!({ "clientId": client, "retentionSince": since, "retentionDocument": "conditions générales de vente, article 7" });
        world.change("save_safeguard", fields);
        printed(&world.call("preview_case_paper", declaration(&id))["pdf"])
    };
    let text = clause("2026-11-01");
    for said in ["600,00", "conteste 640,00", "3 086,47", "biens de la facture F-2 ont été vendus sous réserve de propriété"] {
        assert!(text.contains(said), "« {said} » lacks in {text}");
    }
    assert!(!clause("2026-11-15").contains("réserve de propriété"), "agreed after both sales, it covers neither");
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-05" }));
    let refused = world.refused("freeze_case_paper", json!({ "of": declaration(&id) }));
    assert!(refused.sentence.contains("F-2") && refused.sentence.contains("d’après le jugement"), "{}", refused.sentence);
}

#[test]
fn a_dispute_wider_than_one_part_is_declared_whole() {
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    let parts = json!([{ "dueOn": "2026-09-24", "amount": 100_000 }, { "dueOn": "2026-10-24", "amount": 140_000 }]);
    let invoice = world.invoice(client, "F-1").issued("2026-08-25").with("dueOn", Value::Null).total(240_000).with("parts", parts).create();
    let dispute = json!({ "clientId": client, "invoiceId": invoice, "kind": "dispute", "reason": "work_contested", "amount": 164_000, "until": "2026-12-07" });
    world.change("place_hold", dispute);
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-20" }));
    let id = opened(&world, client, &[invoice], "declaration");
    note(&world, &id, "published", "2026-11-23");
    let text = printed(&world.call("preview_case_paper", declaration(&id))["pdf"]);
    assert!(text.contains("conteste 1 640,00"), "1 000,00 of the first part, 640,00 of the second: {text}");
}

#[test]
fn a_declaration_names_the_retention_of_title_and_is_refused_without_a_rate() {
    let (world, client, _, id) = insolvent();
    note(&world, &id, "published", "2026-11-23");
    world.change(
        "save_safeguard",
        json!({ "clientId": client, "retentionSince": "2026-01-01", "retentionDocument": "conditions générales de vente, article 7" }),
    );
    let text = printed(&world.call("preview_case_paper", declaration(&id))["pdf"]);
    assert!(text.contains("réserve de propriété") && text.contains("article 7"), "{text}");
    let late = World::of_a_plumber();
    let client = late.debtor("business");
    let invoice = late.invoice(client, "F-1").issued("2026-11-01").due("2026-11-20").total(240_000).create();
    late.clock.go_to("2027-02-10", "09:00");
    late.change("set_insolvency", json!({ "clientId": client, "on": "2027-02-01" }));
    let id = opened(&late, client, &[invoice], "declaration");
    note(&late, &id, "published", "2027-02-08");
    let refused = late.refused("freeze_case_paper", json!({ "of": declaration(&id) }));
    assert!(refused.sentence.contains("2027"), "the half-year whose rate is not known is named: {}", refused.sentence);
    assert_eq!(late.clock.today().to_string(), "2027-02-10");
}

/// What may be done of a client on a day: what is proposed, which routes are open, what comes next in his case.
fn told(world: &World, client: i64) -> String {
    let today = world.call("today", json!({}));
    let ready = today["readyRows"].as_array().map_or(0, Vec::len);
    let view = world.call("routes_of", json!({ "clientId": client, "creditorMerchant": true, "debtorMerchant": true }));
    let routes = view["routes"].as_array().unwrap().iter().filter(|one| one["status"] == "open");
    let open: Vec<String> = routes.map(|one| plain(one["label"].as_str().unwrap())).collect();
    let papers = world.call("papers_for", json!({ "clientId": client }));
    let claims = ["first_reminder", "third_reminder", "instalment_agreement"];
    let written =
        papers["choices"].as_array().unwrap().iter().filter(|one| claims.contains(&one["kind"].as_str().unwrap()) && one["whyNot"] == "");
    let one = case(world, client);
    let next = one["next"].as_str().map(plain).unwrap_or_else(|| "aucune".to_owned());
    format!(
        "{}  relances à préparer : {ready}, courriers de réclamation possibles : {}\n            voies ouvertes : {}\n            procédure : {next}\n",
        world.clock.today(),
        written.count(),
        if open.is_empty() { "aucune".to_owned() } else { open.join(", ") },
    )
}

#[test]
fn the_diary_of_an_insolvency_from_the_bodacc_to_the_declaration() {
    let (world, client, invoice) = late("business");
    let mut diary = told(&world, client);
    world.change("set_insolvency", json!({ "clientId": client, "on": "2026-11-20" }));
    diary.push_str("jugement d’ouverture du 20 novembre, noté\n");
    diary.push_str(&told(&world, client));
    let id = opened(&world, client, &[invoice], "declaration");
    note(&world, &id, "published", "2026-11-23");
    diary.push_str("publication au BODACC du 23 novembre, notée\n");
    diary.push_str(&told(&world, client));
    world.clock.go_to("2026-12-24", "09:00");
    diary.push_str(&told(&world, client));
    world.change("freeze_case_paper", json!({ "of": declaration(&id) }));
    let paper = case(&world, client)["papers"][0]["id"].clone();
    world.change("post_case_paper", json!({ "id": paper, "postedOn": "2026-12-24", "trackingNumber": "1A 204 118 6037 4" }));
    diary.push_str("déclaration postée le 24 décembre\n");
    diary.push_str(&told(&world, client));
    insta::assert_snapshot!(diary);
}
