//! Clients.
use super::read::{debtor_kind, debtor_kind_key, maybe_day};
use super::{Tag, Tx, instant, merges};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, ImportId, PlanId};
use echu_core::intake::KnownClient;
use echu_core::party::{Address, DebtorKind};
use echu_core::terms::{PaymentTerms, Sector};
use echu_core::text::fold;
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::privacy::Change;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};
use std::sync::LazyLock;

/// A client's card, checked and clean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Raison sociale, or the person's name.
    pub name: String,
    /// What he is.
    pub debtor_kind: DebtorKind,
    /// Nine digits, or empty.
    pub siren: String,
    /// Fourteen digits, or empty.
    pub siret: String,
    /// Or empty.
    pub vat_number: String,
    /// Whom one writes to.
    pub contact_name: String,
    /// Where reminders go, or empty.
    pub email: String,
    /// Other addresses, separated by commas.
    pub email_copies: String,
    /// As typed.
    pub phone: String,
    /// Postal address.
    pub address: Address,
    /// Payment terms agreed.
    pub terms: Option<PaymentTerms>,
    /// Rule of its own for the time to pay.
    pub sector: Sector,
    /// Penalty rate agreed, in basis points.
    pub contract_rate_bp: Option<u32>,
    /// His plan; none: the default one of his kind.
    pub plan_id: Option<PlanId>,
    /// « Client à ménager ».
    pub handle_with_care: bool,
    /// Opening of insolvency proceedings.
    pub insolvent_on: Option<NaiveDate>,
    /// The user's words.
    pub note: String,
}

/// A stored client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// His identity.
    pub id: ClientId,
    /// His card.
    pub card: Card,
    /// Why his address is not used: "refused", "bounced", or empty.
    pub email_problem: String,
    /// True when archived.
    pub archived: bool,
}

const COLUMNS: &str = "id, name, debtor_kind, siren, siret, vat_number, contact_name, email, email_copies, email_problem, phone, \
                       address_recipient, address_building, address_street, address_locality, postcode, city, country, terms, sector, \
                       contract_rate_bp, plan_id, handle_with_care, insolvent_on, note, archived_at IS NOT NULL AS archived";

fn client(row: &Row) -> rusqlite::Result<Client> {
    let terms: String = row.get("terms")?;
    Ok(Client {
        id: ClientId(row.get("id")?),
        card: Card {
            name: row.get("name")?,
            debtor_kind: debtor_kind(row, "debtor_kind")?,
            siren: row.get("siren")?,
            siret: row.get("siret")?,
            vat_number: row.get("vat_number")?,
            contact_name: row.get("contact_name")?,
            email: row.get("email")?,
            email_copies: row.get("email_copies")?,
            phone: row.get("phone")?,
            address: address(row)?,
            // Terms this version cannot read are as good as unknown: they only propose a due date.
            terms: serde_json::from_str(&terms).ok(),
            sector: Sector::from_key(row.get_ref("sector")?.as_str()?),
            contract_rate_bp: row.get("contract_rate_bp")?,
            plan_id: row.get::<_, Option<i64>>("plan_id")?.map(PlanId),
            handle_with_care: row.get("handle_with_care")?,
            insolvent_on: maybe_day(row, "insolvent_on")?,
            note: row.get("note")?,
        },
        email_problem: row.get("email_problem")?,
        archived: row.get("archived")?,
    })
}

fn address(row: &Row) -> rusqlite::Result<Address> {
    Ok(Address {
        recipient: row.get("address_recipient")?,
        building: row.get("address_building")?,
        street: row.get("address_street")?,
        locality: row.get("address_locality")?,
        postcode: row.get("postcode")?,
        city: row.get("city")?,
        country: row.get("country")?,
    })
}

/// One client.
///
/// # Errors
/// [`Error::NotFound`].
pub fn get(conn: &Connection, id: ClientId) -> Result<Client> {
    conn.prepare_cached(&format!("SELECT {COLUMNS} FROM client WHERE id = ?"))?
        .query_row([id.0], client)
        .optional()?
        .ok_or(Error::NotFound { what: "client", id: id.0 })
}

/// Every client, as far as an import looks at them. A card united with another is the other's: his old name still names him.
/// It comes before the others, whose card tells what differs.
///
/// # Errors
/// When the base cannot be read.
pub fn known(conn: &Connection) -> Result<Vec<KnownClient>> {
    let stands = merges::STANDS.replace("{id}", "client.id");
    let mut query = conn.prepare(&format!(
        "SELECT IIF(merged_into IS NULL, id, {stands}) AS id, name, siren, siret, vat_number, email, phone, contact_name,
                address_recipient, address_building, address_street, address_locality, postcode, city, country FROM client
         ORDER BY merged_into IS NULL, client.id"
    ))?;
    let rows = query.query_map([], |row| {
        Ok(KnownClient {
            id: ClientId(row.get("id")?),
            name: row.get("name")?,
            siren: row.get("siren")?,
            siret: row.get("siret")?,
            vat_number: row.get("vat_number")?,
            email: row.get("email")?,
            phone: row.get("phone")?,
            contact: row.get("contact_name")?,
            address: address(row)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The cards that an import completed, with what it wrote; those erased since say nothing any more.
///
/// # Errors
/// When the base cannot be read.
pub fn completed_by(conn: &Connection, import: ImportId) -> Result<Vec<(ClientId, Vec<Change>)>> {
    let mut query = conn.prepare_cached(
        "SELECT client_id, data FROM event WHERE op = 'client_edited' AND actor = 'import' AND client_id IN (SELECT id FROM client)
         AND json_extract(data, '$.import') = ? ORDER BY id",
    )?;
    let rows = query.query_map([import.0], |row| Ok((ClientId(row.get("client_id")?), row.get::<_, String>("data")?)))?;
    let mut found = Vec::new();
    for row in rows {
        let (client, data) = row?;
        if let EventKind::ClientEdited { changes, .. } = serde_json::from_str(&data)? {
            found.push((client, changes));
        }
    }
    Ok(found)
}

/// True when nothing was ever typed nor imported.
///
/// # Errors
/// When the base cannot be read.
pub fn none_yet(conn: &Connection) -> Result<bool> {
    Ok(conn.query_row("SELECT NOT EXISTS (SELECT 1 FROM client)", [], |row| row.get(0))?)
}

impl Tx<'_> {
    fn touch_client(&mut self) {
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
    }

    /// Adds a client; `import` names the import that brings him.
    ///
    /// # Errors
    /// The disk's.
    pub fn insert_client(&mut self, card: &Card, import: Option<ImportId>) -> Result<ClientId> {
        self.touch_client();
        let values = values(card)?.into_iter().chain([import.map(|id| id.0).into(), instant(self.when.at).into()]);
        self.sql.prepare_cached(&INSERT)?.execute(params_from_iter(values))?;
        Ok(ClientId(self.sql.last_insert_rowid()))
    }

    /// Changes a client's card.
    ///
    /// # Errors
    /// The disk's.
    pub fn update_client(&mut self, id: ClientId, card: &Card) -> Result<()> {
        self.touch_client();
        let renamed: bool = self.sql.query_row("SELECT name <> ? FROM client WHERE id = ?", (&card.name, id.0), |row| row.get(0))?;
        let values = values(card)?.into_iter().chain([id.0.into()]);
        self.sql.prepare_cached(&UPDATE)?.execute(params_from_iter(values))?;
        if renamed {
            self.put_words_of(id)?;
        }
        Ok(())
    }

    /// Archives a client or takes him back.
    ///
    /// # Errors
    /// The disk's.
    pub fn archive_client(&mut self, id: ClientId, archived: bool) -> Result<()> {
        self.touch_client();
        let at = archived.then(|| instant(self.when.at));
        self.sql.execute("UPDATE client SET archived_at = ? WHERE id = ?", (at, id.0))?;
        Ok(())
    }

    /// Says that an address of a client is not to be used, "refused" or "bounced"; or that it is again. His card may bear
    /// another one by now: nothing is then said of it.
    ///
    /// # Errors
    /// The disk's.
    pub fn flag_email(&mut self, id: ClientId, recipient: &str, problem: &str) -> Result<()> {
        self.touch_client();
        let sql = "UPDATE client SET email_problem = ?1 WHERE id = ?2 AND email = ?3 COLLATE NOCASE";
        self.sql.execute(sql, (problem, id.0, recipient))?;
        Ok(())
    }
}

/// The columns of a card, in the order of [`values`].
pub(super) const CARD: [&str; 24] = [
    "name",
    "debtor_kind",
    "siren",
    "siret",
    "vat_number",
    "contact_name",
    "email",
    "email_copies",
    "phone",
    "address_recipient",
    "address_building",
    "address_street",
    "address_locality",
    "postcode",
    "city",
    "country",
    "terms",
    "sector",
    "contract_rate_bp",
    "plan_id",
    "handle_with_care",
    "insolvent_on",
    "note",
    "folded",
];

/// Adds a card, with the import it comes from and its instant.
static INSERT: LazyLock<String> = LazyLock::new(|| {
    let marks = vec!["?"; CARD.len() + 2].join(", ");
    format!("INSERT INTO client ({}, import_batch_id, created_at) VALUES ({marks})", CARD.join(", "))
});

/// Replaces the card of a client. Another address is a new one: what was wrong with the old one is forgotten.
static UPDATE: LazyLock<String> = LazyLock::new(|| {
    let sets: Vec<String> = CARD
        .iter()
        .enumerate()
        .map(|(place, column)| match *column {
            "email" => format!("email_problem = IIF(email = ?{0}, email_problem, ''), email = ?{0}", place + 1),
            column => format!("{column} = ?{}", place + 1),
        })
        .collect();
    format!("UPDATE client SET {} WHERE id = ?{}", sets.join(", "), CARD.len() + 1)
});

/// What is stored of a card, in the order of [`CARD`].
fn values(card: &Card) -> Result<[Value; CARD.len()]> {
    let text = |text: &String| Value::from(text.clone());
    Ok([
        text(&card.name),
        debtor_kind_key(card.debtor_kind).to_owned().into(),
        text(&card.siren),
        text(&card.siret),
        text(&card.vat_number),
        text(&card.contact_name),
        text(&card.email),
        text(&card.email_copies),
        text(&card.phone),
        text(&card.address.recipient),
        text(&card.address.building),
        text(&card.address.street),
        text(&card.address.locality),
        text(&card.address.postcode),
        text(&card.address.city),
        text(&card.address.country),
        card.terms.as_ref().map(serde_json::to_string).transpose()?.unwrap_or_default().into(),
        card.sector.key().to_owned().into(),
        card.contract_rate_bp.into(),
        card.plan_id.map(|id| id.0).into(),
        card.handle_with_care.into(),
        card.insolvent_on.map(|day| day.to_string()).into(),
        text(&card.note),
        fold(&card.name).into(),
    ])
}
