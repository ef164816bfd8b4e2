//! What happens between the click and the sending, and what the gate then says: B1, B3 and B4 of the faults.
use crate::desk::{Desk, creditor, desk};
use serde_json::{Value, json};

/// A client with two late invoices, F-1 of 1 000 € and F-2 of 500 €, approved for the day.
struct Approved {
    desk: Desk,
    client: i64,
    first: i64,
    second: i64,
    reminder: Value,
}

fn approved() -> Approved {
    let desk = desk("2026-11-23");
    let client = desk.world.client("Garage Delaunay").email("compta@delaunay.example").create();
    let first = desk.world.invoice(client, "F-1").late(8).total(100_000).create();
    let second = desk.world.invoice(client, "F-2").late(6).total(50_000).create();
    let drafts = desk.drafts();
    desk.approve(&drafts);
    Approved { desk, client, first, second, reminder: drafts[0].clone() }
}

impl Approved {
    fn hold(&self, form: Value) {
        let mut hold = json!({ "clientId": self.client });
        hold.as_object_mut().unwrap().extend(form.as_object().unwrap().clone());
        self.desk.world.change("place_hold", hold);
    }

    fn pays(&self, cents: i64, put: &[(i64, i64)]) {
        let allocations: Vec<Value> = put.iter().map(|(id, cents)| json!({ "invoiceId": id, "amount": cents })).collect();
        let form = json!({ "clientId": self.client, "receivedOn": "2026-11-23", "amount": cents, "allocations": allocations });
        self.desk.world.change("record_payment", form);
    }

    fn edit_invoice(&self, id: i64, field: &str, value: Value) {
        let row = self.desk.world.call("invoice", json!({ "id": id }))["row"].clone();
        let mut form = json!({
            "clientId": self.client, "kind": "invoice", "number": row["number"], "issuedOn": row["issuedOn"], "dueOn": row["dueOn"],
            "total": row["total"],
        });
        form[field] = value;
        self.desk.world.change("save_invoice", json!({ "id": id, "invoice": form }));
    }

    fn edit_client(&self, field: &str, value: Value) {
        let mut form = self.desk.world.call("client", json!({ "id": self.client }))["client"].clone();
        form[field] = value;
        self.desk.world.change("save_client", json!({ "id": self.client, "client": form }));
    }

    /// What became of the message: the state of the sending, of the reminder, and the reason, with plain spaces.
    fn outcome(&self) -> (String, String, String) {
        self.desk.send_all();
        assert_eq!(self.desk.server.seen().connections, 0, "nobody was called");
        let row = self.desk.world.call("outbox", json!({}))["rows"][0].clone();
        let state = self.desk.world.call("reminder", json!({ "id": self.reminder }))["state"].clone();
        let plain = |value: &Value| value.as_str().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ");
        (plain(&row["state"]), plain(&state), plain(&row["why"]))
    }
}

#[test]
fn what_may_not_be_claimed_any_more_is_cancelled_with_its_reason() {
    type Change = fn(&Approved);
    let changes: [(&str, Change); 8] = [
        ("F-1 réglée le 23 nov. 2026 ; F-2 réglée le 23 nov. 2026", |story| {
            story.pays(150_000, &[(story.first, 100_000), (story.second, 50_000)])
        }),
        ("F-1 passée en perte ; F-2 réglée le 23 nov. 2026", |story| {
            story.desk.world.change("write_off_invoice", json!({ "id": story.first, "on": "2026-11-23" }));
            story.pays(50_000, &[(story.second, 50_000)]);
        }),
        ("relances suspendues jusqu’à nouvel ordre (congés)", |story| story.hold(json!({ "kind": "pause", "note": "congés" }))),
        ("promesse de 1 500,00 € pour le 27 nov. ; sans paiement, la relance reprend le 2 déc.", |story| {
            story.hold(json!({ "kind": "promise", "until": "2026-11-27" }));
        }),
        ("litige ouvert le 23 nov. (rien reçu) : toute la facture est contestée", |story| {
            story.hold(json!({ "kind": "dispute", "reason": "not_received", "note": "rien reçu" }));
        }),
        ("procédure collective ouverte le 20 nov. : aucune relance, déclarez votre créance", |story| {
            story.edit_client("insolventOn", json!("2026-11-20"));
        }),
        ("payée par prélèvement : relancée seulement s’il est rejeté", |story| {
            story.edit_invoice(story.first, "directDebit", json!(true));
            story.edit_invoice(story.second, "directDebit", json!(true));
        }),
        ("F-1 n’est plus en retard ; F-2 n’est plus en retard", |story| {
            story.edit_invoice(story.first, "dueOn", json!("2026-12-15"));
            story.edit_invoice(story.second, "dueOn", json!("2026-12-15"));
        }),
    ];
    for (why, change) in changes {
        let story = approved();
        change(&story);
        assert_eq!(story.outcome(), ("cancelled".to_owned(), "cancelled".to_owned(), why.to_owned()));
    }
}

#[test]
fn a_fact_that_moved_makes_a_draft_again_which_says_what() {
    type Change = fn(&Approved);
    let changes: [(&str, Change); 9] = [
        ("F-1 réglée le 23 nov. 2026", |story| story.pays(100_000, &[(story.first, 100_000)])),
        ("F-1 : 600,00 € au lieu de 1 000,00 €", |story| story.pays(40_000, &[(story.first, 40_000)])),
        ("F-1 : 700,00 € au lieu de 1 000,00 €", |story| {
            story.hold(json!({ "invoiceId": story.first, "kind": "dispute", "amount": 30_000, "reason": "work_contested" }));
        }),
        ("100,00 € de ce client ne sont affectés à aucune facture : dites lesquelles ils règlent", |story| story.pays(10_000, &[])),
        ("une échéance a changé", |story| story.edit_invoice(story.first, "dueOn", json!("2026-11-16"))),
        ("ses avoirs ont changé", |story| {
            story
                .desk
                .world
                .invoice(story.client, "A-1")
                .with("kind", json!("credit_note"))
                .with("dueOn", Value::Null)
                .total(5_000)
                .create();
        }),
        ("le destinataire a changé", |story| story.edit_client("email", json!("autre@delaunay.example"))),
        ("le destinataire a changé", |story| story.edit_client("emailCopies", json!("copie@delaunay.example"))),
        ("vos coordonnées ont changé", |story| {
            let mut other = creditor();
            other["iban"] = json!("FR1420041010050500013M02606");
            story.desk.world.change("save_creditor", json!({ "creditor": other }));
        }),
    ];
    for (why, change) in changes {
        let story = approved();
        change(&story);
        assert_eq!(story.outcome(), ("cancelled".to_owned(), "draft".to_owned(), why.to_owned()));
        let view = story.desk.world.call("reminder", json!({ "id": story.reminder }));
        let lapsed = view["lapsed"].as_str().unwrap_or_default().replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(lapsed, format!("À relire : {why}."));
    }
}

#[test]
fn a_promise_on_one_invoice_leaves_the_other_to_be_read_and_sent() {
    let story = approved();
    story.hold(json!({ "invoiceId": story.first, "kind": "promise", "until": "2026-11-27" }));
    let (_, state, why) = story.outcome();
    assert_eq!(state, "draft");
    assert_eq!(why, "F-1 : promesse de 1 000,00 € pour le 27 nov. ; sans paiement, la relance reprend le 2 déc.");
    let view = story.desk.world.call("reminder", json!({ "id": story.reminder }));
    assert_eq!(view["total"], 50_000, "only F-2 is claimed");
    assert!(!view["body"].as_str().unwrap().contains("F-1 "), "{}", view["body"]);
    story.desk.approve(std::slice::from_ref(&story.reminder));
    story.desk.send_all();
    assert_eq!(story.desk.server.accepted().len(), 1, "approved again, it leaves: {:?}", story.desk.states());
}

#[test]
fn a_pause_lifted_before_the_hour_lapses_nothing() {
    let story = approved();
    story.hold(json!({ "kind": "pause" }));
    let holds = story.desk.world.call("holds_of", json!({ "clientId": story.client }));
    story.desk.world.change("release_hold", json!({ "id": holds[0]["id"] }));
    story.desk.send_all();
    assert_eq!(story.desk.states(), ["sent"], "the versions moved, the facts did not");
}

#[test]
fn what_the_gate_would_stop_is_refused_at_the_click() {
    let desk = desk("2026-11-23");
    let client = desk.one_late_client();
    let drafts = desk.drafts();
    desk.world.change("place_hold", json!({ "clientId": client, "kind": "pause" }));
    let answer = desk.world.change("approve_reminders", json!({ "receiptsChecked": true, "ids": drafts }));
    assert_eq!(answer["dispatches"], json!([]));
    let why = answer["refused"][0]["why"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(why, "Cette relance est arrêtée : relances suspendues jusqu’à nouvel ordre.");
}

#[test]
fn what_made_an_approval_fall_is_said_until_it_is_mended() {
    let story = approved();
    story.edit_client("email", json!(""));
    assert_eq!(story.outcome(), ("cancelled".to_owned(), "draft".to_owned(), "adresse e-mail manquante".to_owned()));
    let lapsed = || story.desk.world.call("reminder", json!({ "id": story.reminder }))["lapsed"].clone();
    assert_eq!(lapsed(), json!("À relire\u{a0}: adresse e-mail manquante."));
    let today = || story.desk.world.call("today", json!({}));
    assert_eq!((&today()["drafts"], &today()["toFix"]["count"]), (&json!(0), &json!(1)), "it would not leave: {}", today());
    let page = story.desk.world.call("client", json!({ "id": story.client }));
    assert_eq!((&page["nextTitle"], &page["nextAction"]), (&json!("À corriger"), &json!("fix")));
    let everyone = story.desk.world.call("everyone", json!({}));
    let listed: Vec<&Value> = everyone["lists"].as_array().unwrap().iter().filter(|list| list["count"] != 0).collect();
    assert_eq!((listed.len(), &listed[0]["place"], &everyone["without"]), (1, &json!("to_fix"), &json!(0)), "{everyone}");
    story.edit_client("email", json!("compta@delaunay.example"));
    assert_eq!(lapsed(), json!(""), "nothing is left to mend");
    assert_eq!((&today()["drafts"], &today()["readyRows"][0]["lapsed"]), (&json!(1), &json!("")));
}

#[test]
fn an_invoice_that_a_message_names_says_what_stops_it() {
    let story = approved();
    story.hold(json!({ "invoiceId": story.first, "kind": "promise", "until": "2026-11-27" }));
    let next = |id: i64| story.desk.world.call("invoice", json!({ "id": id }))["nextTitle"].clone();
    assert_eq!((next(story.first), next(story.second)), (json!("Relance retenue"), json!("Message en attente d’envoi")));
}

#[test]
fn the_reason_of_a_draft_is_true_on_the_day_it_is_read() {
    let desk = desk("2026-11-30");
    let client = desk.world.client("Garage Delaunay").email("compta@delaunay.example").create();
    desk.world.invoice(client, "F-1").late(5).create();
    let id = desk.drafts()[0].clone();
    let told = || {
        let view = desk.world.call("reminder", json!({ "id": id }));
        let row = desk.world.call("today", json!({}))["readyRows"][0].clone();
        assert_eq!((&view["why"], &view["rule"]), (&row["why"], &row["rule"]), "one reason on every screen");
        (view["why"].as_str().unwrap().replace(['\u{a0}', '\u{202f}'], " "), view["rule"].clone())
    };
    assert_eq!(told(), ("5 jours après l’échéance".to_owned(), json!("step_day")));
    desk.world.clock.go_to("2026-12-03", "09:00");
    assert_eq!(told(), ("Étape prévue le 30 nov., non faite ce jour-là".to_owned(), json!("catch_up")));
}
