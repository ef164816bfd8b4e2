//! The evidence file of a client with two hundred invoices, each with its PDF.
use crate::table::{Table, best};
use echu_tests::World;
use echu_tests::papers::pdf;
use serde_json::json;
use std::time::Duration;

const DOCUMENTS: usize = 200;

pub fn measure(table: &mut Table) {
    if !table.wants("dossier") {
        return;
    }
    let world = World::of_a_plumber();
    let client = world.debtor("business");
    for number in 1..=DOCUMENTS {
        let id = world.invoice(client, &format!("F-{number:04}")).late(40).create();
        let token = world.file("facture.pdf", &pdf(None));
        world.change("attach_pdf", json!({ "invoiceId": id, "token": token }));
    }
    let path = world.folder().join("dossier.zip");
    let made = best(3, || {
        world.desktop.will_save(&path);
        drop(world.call("make_dossier", json!({ "clientId": client, "for": "lawyer" })));
    });
    let weight = std::fs::metadata(&path).map_or(0, |file| file.len() / 1_000);
    table.row("an evidence file of 200 documents", Duration::from_secs(3), made, format!("{weight} kB, sums and history included"));
}
