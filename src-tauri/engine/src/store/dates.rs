//! Days and instants, as they are stored.
use chrono::{DateTime, NaiveDate, Utc};

/// A stored civil date.
///
/// # Errors
/// When the text is not one.
pub fn day(text: &str) -> rusqlite::Result<NaiveDate> {
    text.parse()
        .map_err(|error: chrono::ParseError| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}

/// A stored instant.
///
/// # Errors
/// When the text is not one.
pub fn moment(text: &str) -> rusqlite::Result<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.with_timezone(&Utc))
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}
