//! What a person added to an import since goes with it, stays, or keeps it: an import taken back says which, and never fails.
use echu_tests::World;
use serde_json::{Value, json};

/// A late client and his two invoices, as an import made them.
struct Imported {
    world: World,
    import: Value,
    client: i64,
    /// The first, of 1 500 €.
    invoice: i64,
}

fn imported() -> Imported {
    let world = World::of_a_plumber();
    world.change(
        "save_mail_account",
        json!({ "account": { "preset": "folder", "address": "moi@plomberie.example", "senderName": "Vasseur" } }),
    );
    let file = "Client;SIREN;E-mail;Adresse;Code postal;Ville;N° facture;Date;Échéance;Total TTC\r\n\
        Garage Delaunay;404833048;compta@delaunay.example;3 rue des Forges;35000;Rennes;F-1;01/08/2026;01/09/2026;1 500,00\r\n\
        Garage Delaunay;404833048;compta@delaunay.example;3 rue des Forges;35000;Rennes;F-2;01/09/2026;01/10/2026;400,00\r\n";
    let token = world.file("factures.csv", file.as_bytes());
    let draft = world.call("open_import", json!({ "token": token }));
    let import = world.change("commit_import", json!({ "draft": draft["draft"] }))["importId"].clone();
    world.change("confirm_triage", json!({ "choices": [] }));
    let rows = world.call("invoices", json!({ "filter": "all" }))["rows"].as_array().unwrap().clone();
    let numbered = |number: &str| rows.iter().find(|row| row["number"] == number).unwrap()["id"].as_i64().unwrap();
    let client = world.call("clients", json!({}))["rows"][0]["id"].as_i64().unwrap();
    Imported { client, invoice: numbered("F-1"), import, world }
}

impl Imported {
    /// Takes it back; what is left of it, client and invoices.
    fn taken_back(&self) -> (i64, i64) {
        self.world.change("undo_import", json!({ "id": self.import }));
        let counted = |what: &str, request: Value| self.world.call(what, request)["count"].as_i64().unwrap();
        (counted("clients", json!({})), counted("invoices", json!({ "filter": "all" })))
    }

    /// Why it can no longer be taken back, told before it is asked and when it is.
    fn kept_because(&self) -> String {
        let row = self.world.call("imports", json!({}))[0].clone();
        assert_eq!(row["canUndo"], false, "{row}");
        let refused = self.world.refused("undo_import", json!({ "id": self.import }));
        assert_eq!(refused.code, echu_engine::error::ErrorCode::Precondition, "{refused:?}");
        row["whyNot"].as_str().unwrap().to_owned()
    }

    /// An échéancier of the first invoice, whose first term is reminded of on the 4th of December.
    fn agree(&self) {
        let terms: Vec<Value> = ["2026-12-07", "2027-01-07", "2027-02-08"].iter().map(|on| json!({ "on": on, "amount": 50_000 })).collect();
        let asked = json!({
            "clientId": self.client, "invoiceIds": [self.invoice], "penalties": "waived_if_kept", "terms": terms, "missed": 1,
            "graceDays": 2, "noticeDays": 8, "returnBefore": "2026-11-30", "remindDays": 3,
        });
        self.world.change("record_agreement", asked);
        self.world.clock.go_to("2026-12-04", "09:00");
    }

    /// The messages prepared for the day.
    fn prepared(&self) -> Vec<Value> {
        self.world.change("prepare_reminders", json!({}))["reminders"].as_array().unwrap().clone()
    }
}

#[test]
fn what_was_noted_of_a_client_keeps_his_card_without_the_invoices() {
    let guaranteed = imported();
    let said = json!({ "clientId": guaranteed.client, "guarantorName": "Paul Aubry", "guaranteeKind": "surety", "guarantee": 500_000, "guaranteeDocument": "acte" });
    guaranteed.world.change("save_safeguard", said);
    assert_eq!(guaranteed.taken_back(), (1, 0));
    assert_eq!(guaranteed.world.call("safeguard_of", json!({ "id": guaranteed.client }))["guarantorName"], "Paul Aubry");
    let looked_up = imported();
    let said = json!({ "id": looked_up.client, "on": "2026-11-20", "register": "bodacc", "finding": "Aucune procédure publiée." });
    looked_up.world.change("note_solvency", said);
    assert_eq!(looked_up.taken_back(), (1, 0));
    let called = imported();
    called.world.change("note_call", json!({ "clientId": called.client, "outcome": "voicemail" }));
    assert_eq!(called.taken_back(), (1, 0));
}

#[test]
fn an_echeancier_goes_with_its_invoice_and_so_does_the_reminder_of_a_term_that_nobody_approved() {
    let one = imported();
    one.agree();
    assert!(!one.prepared().is_empty(), "the term is reminded of");
    assert_eq!(one.taken_back(), (0, 0));
}

#[test]
fn the_reminder_of_a_term_on_its_way_keeps_the_import() {
    let one = imported();
    one.agree();
    let prepared = one.prepared();
    one.world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": prepared }));
    assert!(one.kept_because().contains("relances"), "{}", one.kept_because());
}

#[test]
fn a_letter_that_bears_a_number_keeps_the_import_even_set_aside() {
    let one = imported();
    let letter = one.world.change("freeze_letter", json!({ "clientId": one.client }))["letterId"].clone();
    assert!(one.kept_because().contains("vont partir"), "it waits for its post: {}", one.kept_because());
    one.world.change("cancel_letter", json!({ "id": letter }));
    assert!(one.kept_because().contains("lettre"), "{}", one.kept_because());
}

#[test]
fn a_letter_of_a_case_keeps_the_import_too() {
    let one = imported();
    let asked = json!({
        "clientId": one.client, "route": "mediation", "invoiceIds": [one.invoice], "creditorMerchant": true, "debtorMerchant": true, "confirmed": true,
    });
    let case = one.world.change("open_proceeding", asked);
    let manner = json!({ "mediator": "enterprises", "manner": "plain", "disagreement": "une pompe ne démarre pas" });
    one.world.change("freeze_case_paper", json!({ "of": { "id": case, "mediation": manner } }));
    assert!(one.kept_because().contains("lettre"), "{}", one.kept_because());
    let papers = one.world.call("proceedings", json!({ "clientId": one.client }))[0]["papers"].clone();
    assert_eq!(papers[0]["number"], "PRO-2026-001", "it is still there: {papers}");
}
