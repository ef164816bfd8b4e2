//! A diary: day after day, what the app proposes, what it holds and why, what left. Its golden text is read as a person would tell it.
use crate::desk::{Desk, desk};
use chrono::{Datelike, Weekday};
use echu_core::money::Cents;
use echu_core::text::{euros, long_date};
use echu_engine::clock::Clock;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a diary tells of the history: what left, what was dropped. What a person does, he writes himself.
const TOLD: [&str; 8] = [
    "reminder_sent",
    "reminder_cancelled",
    "reminder_withdrawn",
    "reminder_uncertain",
    "term_reminder_sent",
    "letter_posted",
    "agreement_closed",
    "hold_released",
];

/// The diary of a desk.
pub struct Diary {
    /// Where it happens.
    pub desk: Desk,
    text: String,
    held: BTreeSet<String>,
    seen: BTreeMap<String, usize>,
    left: Vec<String>,
}

impl Diary {
    /// A new diary at nine in the morning of a day.
    pub fn on(day: &str) -> Diary {
        Diary { desk: desk(day), text: String::new(), held: BTreeSet::new(), seen: BTreeMap::new(), left: Vec::new() }
    }

    /// The day, as the diary heads it.
    fn head(&mut self) {
        let day = self.desk.world.clock.today();
        let name = match day.weekday() {
            Weekday::Mon => "lundi",
            Weekday::Tue => "mardi",
            Weekday::Wed => "mercredi",
            Weekday::Thu => "jeudi",
            Weekday::Fri => "vendredi",
            Weekday::Sat => "samedi",
            Weekday::Sun => "dimanche",
        };
        let head = format!("{} ({name})\n", long_date(day));
        if !self.text.ends_with(&head) && !self.text.rsplit("\n\n").next().is_some_and(|last| last.starts_with(&head)) {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(&head);
        }
    }

    fn line(&mut self, what: &str, said: &str) {
        self.head();
        let said = said.replace(['\u{a0}', '\u{202f}'], " ");
        self.text.push_str(&format!("  {what:<12}{said}\n"));
    }

    /// What a person does or learns that day, in his words.
    pub fn note(&mut self, said: &str) {
        self.line("vous", said);
    }

    /// What the app says that morning; nothing leaves.
    pub fn look(&mut self) {
        let today = self.desk.world.call("today", json!({}));
        let rows = |list: &str| today[list].as_array().cloned().unwrap_or_default();
        for (list, what) in [("readyRows", "propose"), ("callRows", "à appeler"), ("letterRows", "à poster")] {
            for row in rows(list).iter().filter(|row| row["reminderId"].is_null()) {
                self.line(
                    what,
                    &format!("{}, {}, {} : {}", text(row, "stepLabel"), text(row, "clientName"), amount(row), text(row, "why")),
                );
            }
        }
        let mut held = BTreeSet::new();
        for (list, what) in [("withheld", "retient"), ("fixRows", "demande")] {
            for row in rows(list) {
                let said = format!("{}, {} : {}", text(&row, "clientName"), amount(&row), text(&row, "why"));
                // « il y a 3 jours » the day after « il y a 2 jours » is no news.
                let news = said.split(" il y a ").next().unwrap_or_default().to_owned();
                if !self.held.contains(&news) {
                    self.line(what, &said);
                }
                held.insert(news);
            }
        }
        self.held = held;
    }

    /// A morning: what the app says, then a person approves every e-mail that is ready, and the sender works.
    pub fn morning(&mut self) {
        self.look();
        let drafts = self.desk.drafts();
        if !drafts.is_empty() {
            self.desk.approve(&drafts);
            self.desk.send_all();
            self.resumed();
        }
        self.told();
    }

    /// Sending that waits for a person after an absence goes on at his word.
    fn resumed(&mut self) {
        let sender = self.desk.world.call("sender", json!({}));
        if sender["state"] == "suspended" {
            self.line("demande", text(&sender, "sentence"));
            self.desk.resume();
            self.note("« Reprendre »");
            self.desk.send_all();
        }
    }

    /// What the history holds since the last time.
    pub fn told(&mut self) {
        let clients = self.desk.world.call("clients", json!({}));
        let ids: Vec<i64> = clients["rows"].as_array().into_iter().flatten().filter_map(|row| row["id"].as_i64()).collect();
        let mut lines = Vec::new();
        for client in ids {
            let rows = self.desk.world.call("timeline", json!({ "clientId": client }));
            for row in rows.as_array().into_iter().flatten().rev() {
                if row["kind"].as_str().is_some_and(|kind| TOLD.contains(&kind)) {
                    lines.push((format!("{client} {row}"), row.clone()));
                }
            }
        }
        let mut now: BTreeMap<String, usize> = BTreeMap::new();
        for (key, row) in lines {
            let count = now.entry(key.clone()).or_default();
            *count += 1;
            if *count > self.seen.get(&key).copied().unwrap_or_default() {
                let left = text(&row, "kind").ends_with("_sent");
                let what = if left { "envoie" } else { "note" };
                if left {
                    self.left.push(text(&row, "on").to_owned());
                }
                self.line(what, &format!("{} : {}", text(&row, "title"), text(&row, "detail")));
            }
        }
        self.seen = now;
    }

    /// The day of each message that the server took, in order.
    pub fn left(&self) -> &[String] {
        &self.left
    }

    /// Nights pass; the app is off.
    pub fn days_pass(&mut self, days: i64) {
        self.desk.world.days_pass(days);
    }

    /// Opens the app on each day that `open` says, from this one until `until` included, and lets a person work through it.
    pub fn work(&mut self, until: &str, open: impl Fn(Weekday) -> bool) {
        let until = until.parse().expect("a day");
        loop {
            let today = self.desk.world.clock.today();
            if open(today.weekday()) {
                self.morning();
            }
            if today >= until {
                return;
            }
            self.days_pass(1);
        }
    }

    /// All that was told.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Monday to Friday.
pub fn working_days(day: Weekday) -> bool {
    !matches!(day, Weekday::Sat | Weekday::Sun)
}

fn text<'a>(row: &'a Value, field: &str) -> &'a str {
    row[field].as_str().unwrap_or_default()
}

fn amount(row: &Value) -> String {
    euros(Cents(row["amount"].as_i64().unwrap_or_default()))
}
