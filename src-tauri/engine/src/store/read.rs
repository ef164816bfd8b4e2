//! Columns as values of the core.
use chrono::NaiveDate;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use rusqlite::types::Type;
use rusqlite::{Row, RowIndex};

/// A civil date.
pub(crate) fn day(row: &Row, column: impl RowIndex) -> rusqlite::Result<NaiveDate> {
    let text = row.get_ref(column)?.as_str()?;
    parsed(text)
}

/// A civil date, or none.
pub(crate) fn maybe_day(row: &Row, column: impl RowIndex) -> rusqlite::Result<Option<NaiveDate>> {
    row.get_ref(column)?.as_str_or_null()?.map(parsed).transpose()
}

fn parsed(text: &str) -> rusqlite::Result<NaiveDate> {
    text.parse().map_err(|_| unknown(text))
}

/// An amount.
pub(crate) fn cents(row: &Row, column: impl RowIndex) -> rusqlite::Result<Cents> {
    Ok(Cents(row.get(column)?))
}

/// What a debtor is.
pub(crate) fn debtor_kind(row: &Row, column: impl RowIndex) -> rusqlite::Result<DebtorKind> {
    match row.get_ref(column)?.as_str()? {
        "business" => Ok(DebtorKind::Business),
        "consumer" => Ok(DebtorKind::Consumer),
        "public_body" => Ok(DebtorKind::PublicBody),
        other => Err(unknown(other)),
    }
}

/// What a debtor is, as stored.
pub(crate) fn debtor_kind_key(kind: DebtorKind) -> &'static str {
    match kind {
        DebtorKind::Business => "business",
        DebtorKind::Consumer => "consumer",
        DebtorKind::PublicBody => "public_body",
    }
}

/// A word that this version does not know.
pub(crate) fn unknown(word: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, format!("unknown word {word}").into())
}
