//! Clients and invoices, described in a line.
use crate::world::World;
use chrono::{Days, NaiveDate};
use echu_engine::clock::Clock;
use serde_json::{Value, json};

/// A client being described.
#[must_use = "nothing is created before `create`"]
pub struct ClientBuilder<'w> {
    world: &'w World,
    form: Value,
}

impl<'w> ClientBuilder<'w> {
    pub(crate) fn new(world: &'w World, name: &str) -> Self {
        let local: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        let form = json!({
            "name": name,
            "debtorKind": "business",
            "email": format!("compta@{local}.example"),
            "address": { "street": "12 RUE DES LILAS", "postcode": "44000", "city": "NANTES" },
        });
        ClientBuilder { world, form }
    }

    /// "business", "consumer" or "public_body".
    pub fn kind(self, kind: &str) -> Self {
        self.with("debtorKind", json!(kind))
    }

    /// Where reminders go; empty: nowhere.
    pub fn email(self, email: &str) -> Self {
        self.with("email", json!(email))
    }

    /// Any field of the card.
    pub fn with(mut self, field: &str, value: Value) -> Self {
        self.form[field] = value;
        self
    }

    /// Creates him: his id.
    ///
    /// # Panics
    /// When he is refused.
    pub fn create(self) -> i64 {
        let saved = self.world.change("save_client", json!({ "client": self.form }));
        saved["id"].as_i64().expect("an id")
    }
}

/// An invoice being described.
#[must_use = "nothing is created before `create`"]
pub struct InvoiceBuilder<'w> {
    world: &'w World,
    form: Value,
}

impl<'w> InvoiceBuilder<'w> {
    pub(crate) fn new(world: &'w World, client: i64, number: &str) -> Self {
        let today = world.clock.today();
        let form = json!({
            "clientId": client,
            "kind": "invoice",
            "number": number,
            "issuedOn": today,
            "dueOn": today + Days::new(30),
            "total": 100_000,
        });
        InvoiceBuilder { world, form }
    }

    /// Its date.
    pub fn issued(self, day: &str) -> Self {
        self.with("issuedOn", json!(day))
    }

    /// Its due date.
    pub fn due(self, day: &str) -> Self {
        self.with("dueOn", json!(day))
    }

    /// Due that many days ago, and issued thirty days before.
    pub fn late(self, days: u64) -> Self {
        let due: NaiveDate = self.world.clock.today() - Days::new(days);
        let issued = due - Days::new(30);
        self.due(&due.to_string()).issued(&issued.to_string())
    }

    /// TTC, in cents.
    pub fn total(self, cents: i64) -> Self {
        self.with("total", json!(cents))
    }

    /// Any field of the form.
    pub fn with(mut self, field: &str, value: Value) -> Self {
        self.form[field] = value;
        self
    }

    /// Creates it: its id.
    ///
    /// # Panics
    /// When it is refused.
    pub fn create(self) -> i64 {
        let saved = self.world.change("save_invoice", json!({ "invoice": self.form }));
        saved["id"].as_i64().expect("an id")
    }
}
