//! The three absences of dunning.md and what may happen meanwhile, each told as a diary: on which day what was proposed, what left,
//! what was held and why. One client, three invoices, e-mails 5, 15 and 30 days after the due date.
//!
//! A and B: invoices due on Tuesday 1, Wednesday 2 and Tuesday 8 September 2026; in A the computer is on three days a week, in B nobody
//! is there from Monday 7 to Sunday 20 September. C: an import of Monday 7 September, 10, 40 and 95 days late. The rule itself, and the
//! figures of the two rules it replaces, are in `core/dunning/due/absences`.
use crate::diary::{Diary, working_days};
use chrono::{NaiveDate, Weekday};
use serde_json::{Value, json};

const DUE: [&str; 3] = ["2026-09-01", "2026-09-02", "2026-09-08"];
/// Long after the last step of the last invoice.
const END: &str = "2026-10-30";

/// The plan of the acceptance table, as the default of firms.
fn three_emails(diary: &Diary) -> Value {
    let step = |day: i64, tone: &str| json!({ "offsetDays": day, "channel": "email", "tone": tone });
    let steps = json!([step(5, "first"), step(15, "firm"), step(30, "last")]);
    let plan = json!({ "name": "Trois e-mails", "debtorKind": "business", "steps": steps });
    let id = diary.desk.world.change("save_plan", plan)["id"].clone();
    diary.desk.world.change("default_plan", json!({ "id": id }));
    id
}

/// A desk on a day, with the client of the table: his id.
fn opened(day: &str, due: &[&str]) -> (Diary, i64) {
    let diary = Diary::on(day);
    three_emails(&diary);
    let client = diary.desk.world.client("Menuiserie Le Goff").email("compta@legoff.example").create();
    for (at, due) in due.iter().enumerate() {
        let issued = due.parse::<NaiveDate>().expect("a day") - chrono::Days::new(30);
        let number = format!("F-2026-{:03}", at + 1);
        diary.desk.world.invoice(client, &number).issued(&issued.to_string()).due(due).total(100_000).create();
    }
    (diary, client)
}

/// The mails that left, and the most of them within seven days.
fn sent(diary: &Diary) -> (usize, usize) {
    let days: Vec<NaiveDate> = diary.left().iter().map(|on| on.parse().expect("a day")).collect();
    let within = |first: &NaiveDate| days.iter().filter(|on| (0..7).contains(&(**on - *first).num_days())).count();
    (days.len(), days.iter().map(within).max().unwrap_or(0))
}

/// The (invoice, step) pairs that were never done nor put aside by the triage, of nine.
fn lost(diary: &Diary) -> i64 {
    let done: i64 = diary.desk.world.sql().query_row("SELECT COUNT(*) FROM step_done", [], |row| row.get(0)).expect("a count");
    9 - done
}

#[test]
fn a_a_computer_on_three_days_a_week() {
    let (mut diary, _) = opened("2026-09-02", &DUE);
    diary.work(END, |day| matches!(day, Weekday::Mon | Weekday::Wed | Weekday::Fri));
    assert_eq!((sent(&diary), lost(&diary)), ((6, 1), 0), "six messages, none lost, never two within seven days");
    insta::assert_snapshot!(diary.text());
}

#[test]
fn b_two_weeks_away() {
    let (mut diary, _) = opened("2026-09-02", &DUE);
    diary.work("2026-09-04", working_days);
    diary.days_pass(17);
    diary.desk.reopen();
    diary.note("de retour après deux semaines, l’ordinateur était éteint");
    diary.work(END, working_days);
    assert_eq!((sent(&diary), lost(&diary)), ((3, 1), 0), "three messages, none lost, no burst on the first morning");
    insta::assert_snapshot!(diary.text());
}

#[test]
fn c_a_backlog_of_ten_forty_and_ninety_five_days() {
    let mut diary = Diary::on("2026-09-07");
    three_emails(&diary);
    let world = &diary.desk.world;
    let file = "Numéro;Client;E-mail;Date;Échéance;Total TTC\r\n\
                F-2026-001;Menuiserie Le Goff;compta@legoff.example;05/05/2026;04/06/2026;1000,00\r\n\
                F-2026-002;Menuiserie Le Goff;compta@legoff.example;29/06/2026;29/07/2026;1000,00\r\n\
                F-2026-003;Menuiserie Le Goff;compta@legoff.example;29/07/2026;28/08/2026;1000,00\r\n";
    let token = world.file("arriere.csv", file.as_bytes());
    let draft = world.call("open_import", json!({ "token": token }));
    assert_eq!(world.change("commit_import", json!({ "draft": draft["draft"] }))["invoices"], 3);
    diary.note("arriéré importé : trois factures en retard de 95, 40 et 10 jours");
    diary.morning();
    diary.desk.world.change("confirm_triage", json!({ "choices": [] }));
    diary.note("tri confirmé tel qu’il est proposé");
    diary.work(END, working_days);
    let (messages, most) = sent(&diary);
    assert_eq!((messages, most, lost(&diary)), (4, 1, 0), "the oldest one starts at its last notice, nothing leaves in a burst");
    insta::assert_snapshot!(diary.text());
}

#[test]
fn holidays_hold_everything_and_nothing_is_lost() {
    let (mut diary, _) = opened("2026-09-02", &DUE);
    diary.desk.world.change("set_closure", json!({ "from": "2026-09-07", "until": "2026-09-20", "note": "congés" }));
    diary.note("congés notés du 7 au 20 septembre, l’ordinateur reste allumé");
    diary.work(END, working_days);
    assert!(diary.left().iter().all(|on| !("2026-09-07".."2026-09-21").contains(&on.as_str())), "nothing leaves meanwhile");
    assert_eq!(lost(&diary), 0);
    insta::assert_snapshot!(diary.text());
}

#[test]
fn a_promise_that_is_broken_takes_the_plan_up_where_it_was() {
    let (mut diary, client) = opened("2026-09-02", &DUE[..1]);
    diary.work("2026-09-09", working_days);
    let hold = json!({ "clientId": client, "kind": "promise", "until": "2026-09-18", "amount": 100_000 });
    diary.desk.world.change("place_hold", hold);
    diary.note("le client promet 1 000,00 € pour le 18 septembre");
    diary.work(END, working_days);
    assert!(diary.text().contains("non tenue"), "{}", diary.text());
    insta::assert_snapshot!(diary.text());
}

/// The first reminder is approved the morning of its day, and waits.
fn approved_on_the_day(diary: &mut Diary) {
    diary.work("2026-09-04", working_days);
    diary.days_pass(3);
    diary.look();
    let drafts = diary.desk.drafts();
    diary.desk.approve(&drafts);
    diary.note("message approuvé");
}

#[test]
fn a_credit_note_between_the_approval_and_the_hour_makes_the_message_be_read_again() {
    let (mut diary, client) = opened("2026-09-02", &DUE[..1]);
    approved_on_the_day(&mut diary);
    let world = &diary.desk.world;
    world.invoice(client, "A-2026-001").with("kind", json!("credit_note")).with("dueOn", Value::Null).total(30_000).create();
    diary.note("avoir de 300,00 € enregistré dans la minute");
    diary.desk.send_all();
    assert_eq!(diary.desk.server.accepted().len(), 0, "what was approved said another sum");
    diary.told();
    diary.days_pass(1);
    diary.morning();
    let mail = String::from_utf8_lossy(&diary.desk.server.accepted()[0].bytes).into_owned();
    assert!(mail.contains("700,00"), "credit notes come off what is asked: {mail}");
    insta::assert_snapshot!(diary.text());
}

#[test]
fn a_part_paid_lowers_the_sum_and_keeps_the_step() {
    let (mut diary, client) = opened("2026-09-02", &DUE[..1]);
    diary.work("2026-09-09", working_days);
    diary.desk.world.pays(client, 40_000);
    diary.note("le client paie 400,00 €");
    diary.work(END, working_days);
    assert_eq!(diary.desk.server.accepted().len(), 3, "the plan goes on at its own pace");
    insta::assert_snapshot!(diary.text());
}

#[test]
fn a_plan_edited_while_a_message_waits_prepares_it_anew() {
    let (mut diary, _) = opened("2026-09-02", &DUE[..1]);
    approved_on_the_day(&mut diary);
    let world = &diary.desk.world;
    let plans = world.call("plans", json!({}));
    let plan = plans.as_array().expect("plans").iter().find(|one| one["name"] == "Trois e-mails").expect("the plan").clone();
    let steps: Vec<Value> = plan["steps"]
        .as_array()
        .expect("steps")
        .iter()
        .zip([8, 15, 30])
        .map(|(step, day)| json!({ "id": step["id"], "offsetDays": day, "channel": "email", "tone": step["tone"] }))
        .collect();
    let form = json!({ "id": plan["id"], "name": plan["name"], "debtorKind": "business", "steps": steps });
    world.change("save_plan", form);
    diary.note("la première étape du scénario passe de 5 à 8 jours");
    diary.desk.send_all();
    diary.told();
    assert_eq!(diary.desk.server.accepted().len(), 0, "its step has not its day any more");
    diary.work("2026-09-14", working_days);
    assert_eq!(diary.desk.server.accepted().len(), 1, "on its new day, once");
    insta::assert_snapshot!(diary.text());
}
