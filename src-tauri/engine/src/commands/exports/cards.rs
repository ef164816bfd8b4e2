//! The clients as cards for an address book. Notes and debts stay here: an address book is often kept by others.
use super::{SavedExport, words};
use crate::App;
use crate::commands::Nothing;
use crate::error::{Error, Result};
use crate::export::vcard::{Card, CardAddress, write};
use crate::export::{file_name, whole};
use rusqlite::{Connection, Row};
use std::fs::File;
use std::io::{BufWriter, Write};

/// Saves the clients in use as cards, where the user says. None when he gave up.
///
/// # Errors
/// The disk's: what was there before stays.
pub fn save_cards(app: &App, _: Nothing) -> Result<Option<SavedExport>> {
    let suggested = format!("{}-{}.vcf", file_name("Clients"), app.when().today);
    let Some(path) = app.desktop.save_file(&suggested) else { return Ok(None) };
    let rows = whole(&path, |unfinished, _| {
        let mut out = BufWriter::new(File::create(unfinished).map_err(Error::io("create the cards"))?);
        let rows = app.read(|conn| each(conn, |card| write(&card, &mut out).map_err(Error::io("write the cards"))))?;
        out.flush().and_then(|()| out.get_ref().sync_all()).map_err(Error::io("end the cards"))?;
        Ok(rows)
    })?;
    Ok(Some(SavedExport::at(app, &path, u64::from(rows))))
}

fn each(conn: &Connection, mut leaves: impl FnMut(Card) -> Result<()>) -> Result<u32> {
    let mut query = conn.prepare(
        "SELECT name, debtor_kind, siren, siret, vat_number, contact_name, email, email_copies, phone, address_recipient, address_building,
                address_street, address_locality, postcode, city, country
         FROM client WHERE archived_at IS NULL ORDER BY folded, id",
    )?;
    let mut rows = query.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        leaves(card(row)?)?;
        count += 1;
    }
    Ok(count)
}

fn card(row: &Row) -> Result<Card> {
    let text = |column: &str| row.get::<_, String>(column);
    let before: Vec<String> = [text("address_recipient")?, text("address_building")?].into_iter().filter(|part| !part.is_empty()).collect();
    let kind = text("debtor_kind")?;
    let (email, copies) = (text("email")?, text("email_copies")?);
    let emails = std::iter::once(email.as_str()).chain(copies.split(',')).map(str::trim).filter(|one| !one.is_empty());
    Ok(Card {
        name: text("name")?,
        is_person: kind == "consumer",
        contact: text("contact_name")?,
        emails: emails.map(str::to_owned).collect(),
        phone: text("phone")?,
        address: CardAddress {
            locality: text("address_locality")?,
            extended: before.join(", "),
            street: text("address_street")?,
            city: text("city")?,
            postcode: text("postcode")?,
            country: text("country")?,
        },
        own: vec![
            ("X-ECHU-KIND", words::debtor(&kind)),
            ("X-SIREN", text("siren")?),
            ("X-SIRET", text("siret")?),
            ("X-VAT-NUMBER", text("vat_number")?),
        ],
    })
}
