//! Reference rates typed by the user: each replaces the one the app was built with.
use super::{Tag, Tx, instant};
use crate::error::Result;
use echu_core::interest::rates::{Confidence, RateTable, ReferenceRate};
use rusqlite::Connection;

/// Where a stored rate comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The user typed it.
    Typed,
    /// A signed file, whose author is sure of it.
    Signed,
    /// A signed file, « à vérifier ».
    SignedToCheck,
}

impl Origin {
    fn key(self) -> &'static str {
        match self {
            Origin::Typed => "typed",
            Origin::Signed => "signed",
            Origin::SignedToCheck => "signed_to_check",
        }
    }

    fn from_key(key: &str) -> Origin {
        match key {
            "signed" => Origin::Signed,
            "signed_to_check" => Origin::SignedToCheck,
            _ => Origin::Typed,
        }
    }
}

/// A half-year's rates, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRate {
    /// "2027-S1".
    pub half_year: String,
    /// ECB main refinancing rate on its first day, in basis points.
    pub refi_bp: u32,
    /// Taux légal, créancier particulier, in basis points.
    pub legal_consumer_bp: u32,
    /// Taux légal, autres cas, in basis points.
    pub legal_other_bp: u32,
    /// The text that set it.
    pub source: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Every rate typed by the user, oldest half-year first.
///
/// # Errors
/// When the base cannot be read.
pub fn all(conn: &Connection) -> Result<Vec<StoredRate>> {
    let mut query = conn.prepare_cached(
        "SELECT half_year, refi_bp, legal_consumer_bp, legal_other_bp, source, origin FROM reference_rate ORDER BY half_year",
    )?;
    let rows = query.query_map([], |row| {
        Ok(StoredRate {
            half_year: row.get("half_year")?,
            refi_bp: row.get("refi_bp")?,
            legal_consumer_bp: row.get("legal_consumer_bp")?,
            legal_other_bp: row.get("legal_other_bp")?,
            source: row.get("source")?,
            origin: Origin::from_key(row.get_ref("origin")?.as_str()?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The rates known when the app was built, and the user's in their place.
///
/// # Errors
/// When the base cannot be read.
pub fn table(conn: &Connection) -> Result<RateTable> {
    let typed = all(conn)?.into_iter().filter_map(|row| {
        Some(ReferenceRate {
            half_year: row.half_year.parse().ok()?,
            ecb_refi_bp: row.refi_bp,
            legal_consumer_bp: row.legal_consumer_bp,
            legal_other_bp: row.legal_other_bp,
            confidence: match row.origin {
                Origin::Signed => Confidence::Sure,
                Origin::Typed | Origin::SignedToCheck => Confidence::ToCheck,
            },
            source: row.source,
        })
    });
    Ok(RateTable::built_in().with(typed))
}

impl Tx<'_> {
    fn touch_rate(&mut self) {
        self.touch(Tag::Settings);
        // What is claimed in a draft or a letter rests on it.
        self.touch(Tag::Ledger);
        self.touch(Tag::Plan);
    }

    /// Keeps a rate in place of the one its half-year had.
    ///
    /// # Errors
    /// The disk's.
    pub fn save_rate(&mut self, rate: &StoredRate) -> Result<()> {
        self.touch_rate();
        let entered_at = instant(self.when.at);
        self.sql.execute(
            "INSERT INTO reference_rate (half_year, refi_bp, legal_consumer_bp, legal_other_bp, source, origin, entered_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (half_year) DO UPDATE SET refi_bp = ?2, legal_consumer_bp = ?3, legal_other_bp = ?4, source = ?5, origin = ?6, entered_at = ?7",
            (
                &rate.half_year,
                rate.refi_bp,
                rate.legal_consumer_bp,
                rate.legal_other_bp,
                &rate.source,
                rate.origin.key(),
                entered_at,
            ),
        )?;
        Ok(())
    }

    /// Takes back a rate: the one the app was built with counts again. False when there was none.
    ///
    /// # Errors
    /// The disk's.
    pub fn forget_rate(&mut self, half_year: &str) -> Result<bool> {
        self.touch_rate();
        Ok(self.sql.execute("DELETE FROM reference_rate WHERE half_year = ?", [half_year])? > 0)
    }
}
