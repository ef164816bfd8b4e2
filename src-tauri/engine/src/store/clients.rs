//! Clients.
use super::read::{debtor_kind, debtor_kind_key, maybe_day};
use super::{Tag, Tx, instant};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use echu_core::ids::{ClientId, ImportId, PlanId};
use echu_core::intake::KnownClient;
use echu_core::party::{Address, DebtorKind};
use echu_core::terms::PaymentTerms;
use echu_core::text::fold;
use rusqlite::{Connection, OptionalExtension, Row};

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
                       address_recipient, address_building, address_street, address_locality, postcode, city, country, terms, \
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
            address: Address {
                recipient: row.get("address_recipient")?,
                building: row.get("address_building")?,
                street: row.get("address_street")?,
                locality: row.get("address_locality")?,
                postcode: row.get("postcode")?,
                city: row.get("city")?,
                country: row.get("country")?,
            },
            // Terms this version cannot read are as good as unknown: they only propose a due date.
            terms: serde_json::from_str(&terms).ok(),
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

/// Every client, as far as an import looks at them.
///
/// # Errors
/// When the base cannot be read.
pub fn known(conn: &Connection) -> Result<Vec<KnownClient>> {
    let mut query = conn.prepare("SELECT id, name, siren, siret, vat_number, email, phone FROM client ORDER BY id")?;
    let rows = query.query_map([], |row| {
        Ok(KnownClient {
            id: ClientId(row.get("id")?),
            name: row.get("name")?,
            siren: row.get("siren")?,
            siret: row.get("siret")?,
            vat_number: row.get("vat_number")?,
            email: row.get("email")?,
            phone: row.get("phone")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
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
        let created_at = instant(self.when.at);
        self.sql
            .prepare_cached(
                "INSERT INTO client (name, debtor_kind, siren, siret, vat_number, contact_name, email, email_copies, phone,
                    address_recipient, address_building, address_street, address_locality, postcode, city, country, terms,
                    contract_rate_bp, plan_id, handle_with_care, insolvent_on, note, folded, import_batch_id, created_at)
                 VALUES (:name, :debtor_kind, :siren, :siret, :vat_number, :contact_name, :email, :email_copies, :phone,
                    :recipient, :building, :street, :locality, :postcode, :city, :country, :terms,
                    :contract_rate_bp, :plan_id, :handle_with_care, :insolvent_on, :note, :folded, :import, :created_at)",
            )?
            .execute(rusqlite::named_params! {
                ":name": card.name,
                ":debtor_kind": debtor_kind_key(card.debtor_kind),
                ":siren": card.siren,
                ":siret": card.siret,
                ":vat_number": card.vat_number,
                ":contact_name": card.contact_name,
                ":email": card.email,
                ":email_copies": card.email_copies,
                ":phone": card.phone,
                ":recipient": card.address.recipient,
                ":building": card.address.building,
                ":street": card.address.street,
                ":locality": card.address.locality,
                ":postcode": card.address.postcode,
                ":city": card.address.city,
                ":country": card.address.country,
                ":terms": terms_text(card)?,
                ":contract_rate_bp": card.contract_rate_bp,
                ":plan_id": card.plan_id.map(|id| id.0),
                ":handle_with_care": card.handle_with_care,
                ":insolvent_on": card.insolvent_on.map(|day| day.to_string()),
                ":note": card.note,
                ":folded": fold(&card.name),
                ":import": import.map(|id| id.0),
                ":created_at": created_at,
            })?;
        Ok(ClientId(self.sql.last_insert_rowid()))
    }

    /// Changes a client's card. A new address is tried again: what was wrong with the old one is forgotten.
    ///
    /// # Errors
    /// The disk's.
    pub fn update_client(&mut self, id: ClientId, card: &Card) -> Result<()> {
        self.touch_client();
        let renamed: bool = self.sql.query_row("SELECT name <> ? FROM client WHERE id = ?", (&card.name, id.0), |row| row.get(0))?;
        self.sql.execute(
            "UPDATE client SET name = :name, debtor_kind = :debtor_kind, siren = :siren, siret = :siret, vat_number = :vat_number,
                contact_name = :contact_name, email_problem = IIF(email = :email, email_problem, ''), email = :email,
                email_copies = :email_copies, phone = :phone, address_recipient = :recipient, address_building = :building,
                address_street = :street, address_locality = :locality, postcode = :postcode, city = :city, country = :country,
                terms = :terms, contract_rate_bp = :contract_rate_bp, plan_id = :plan_id, handle_with_care = :handle_with_care,
                insolvent_on = :insolvent_on, note = :note, folded = :folded WHERE id = :id",
            rusqlite::named_params! {
                ":name": card.name,
                ":debtor_kind": debtor_kind_key(card.debtor_kind),
                ":siren": card.siren,
                ":siret": card.siret,
                ":vat_number": card.vat_number,
                ":contact_name": card.contact_name,
                ":email": card.email,
                ":email_copies": card.email_copies,
                ":phone": card.phone,
                ":recipient": card.address.recipient,
                ":building": card.address.building,
                ":street": card.address.street,
                ":locality": card.address.locality,
                ":postcode": card.address.postcode,
                ":city": card.address.city,
                ":country": card.address.country,
                ":terms": terms_text(card)?,
                ":contract_rate_bp": card.contract_rate_bp,
                ":plan_id": card.plan_id.map(|id| id.0),
                ":handle_with_care": card.handle_with_care,
                ":insolvent_on": card.insolvent_on.map(|day| day.to_string()),
                ":note": card.note,
                ":folded": fold(&card.name),
                ":id": id.0,
            },
        )?;
        if renamed {
            self.index_invoices_of(id)?;
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

    /// Says that a client's address is not to be used: "refused" or "bounced".
    ///
    /// # Errors
    /// The disk's.
    pub fn flag_email(&mut self, id: ClientId, problem: &str) -> Result<()> {
        self.touch_client();
        self.sql.execute("UPDATE client SET email_problem = ? WHERE id = ?", (problem, id.0))?;
        Ok(())
    }
}

fn terms_text(card: &Card) -> Result<String> {
    Ok(card.terms.as_ref().map(serde_json::to_string).transpose()?.unwrap_or_default())
}
