//! Who writes, in the stories of letters.
use crate::world::World;
use serde_json::{Value, json};

impl World {
    /// A world whose owner can be named on a letter, and paid: 23 November 2026.
    ///
    /// # Panics
    /// When his identity is refused.
    pub fn of_a_plumber() -> World {
        let world = World::on("2026-11-23");
        world.belongs_to_a_plumber();
        world
    }

    /// Its owner can be named on a paper, and paid.
    ///
    /// # Panics
    /// When his identity is refused.
    pub fn belongs_to_a_plumber(&self) {
        let creditor = json!({
            "name": "Vasseur Plomberie", "legalForm": "EURL", "capital": 500_000,
            "address": { "street": "14 rue des Tanneurs", "postcode": "35510", "city": "Cesson-Sévigné" },
            "siren": "732829320", "registryTown": "Rennes", "phone": "02 61 91 04 12",
            "iban": "FR7630006000011234567890189", "signatory": "Hélène Vasseur", "signatoryQuality": "gérante",
        });
        self.change("save_creditor", json!({ "creditor": creditor }));
    }

    /// A client to whom a letter can go: « Brasserie des Quais », or « Camille Ferrand » for a consumer.
    ///
    /// # Panics
    /// When he is refused.
    pub fn debtor(&self, kind: &str) -> i64 {
        let (name, siren) = match kind {
            "consumer" => ("Camille Ferrand", Value::from("")),
            "public_body" => ("Commune de Saint-Aubin", Value::from("552081317")),
            _ => ("Brasserie des Quais", Value::from("404833048")),
        };
        self.client(name).kind(kind).with("siren", siren).create()
    }
}
