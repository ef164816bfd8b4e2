//! The user’s identity, mail account, rates and options.
mod accounts;
mod application;
mod creditor;
mod envelope;
mod mail;
mod picture;
mod rate_file;
mod rates;
mod sign_in;
mod test_mail;
mod types;

pub use application::{application, save_application};
pub use creditor::save_creditor;
pub use envelope::{envelope_view, open_window_test, save_stationery};
pub use mail::{client_account, default_mail_account, mail_presets, retire_mail_account, save_mail_account, set_client_account};
pub use picture::save_picture;
pub use rate_file::{import_rates, rate_keys, save_rate_key};
pub use rates::{forget_rate, missing_rate, rates, save_rate};
pub use sign_in::{cancel_sign_in, connect_mail, open_provider_page};
pub use test_mail::{TEST_SUBJECT, test_body, test_mail};
pub use types::*;

use crate::error::{Error, Result};
use crate::outgoing::account;
use crate::store::settings::{self as store, SettingKey};
use crate::store::{About, Actor, Outcome, Tx, accounts as stored};
use crate::{App, commands::Nothing};
use chrono::NaiveTime;
use echu_core::calendar::Region;
use echu_core::interest::AllocationOrder;
use echu_core::timeline::EventKind;
use rusqlite::Connection;

/// Everything on the settings screen.
///
/// # Errors
/// When the base cannot be read.
pub fn settings(app: &App, _: Nothing) -> Result<SettingsView> {
    let (creditor, all, options, logo, signature, stationery, base) = app.read(|conn| {
        let picture = |key| Ok::<String, Error>(store::get(conn, key)?.unwrap_or_default());
        Ok((
            store::creditor(conn)?,
            stored::all(conn)?,
            store::options(conn)?,
            picture(SettingKey::Logo)?,
            picture(SettingKey::Signature)?,
            envelope::stationery(conn)?,
            steps(conn)?,
        ))
    })?;
    let mail_ready = account::problem(app)?.is_none();
    let mut rows = Vec::new();
    for one in all {
        rows.push(mail::row(app, &one)?);
    }
    let first = rows.first();
    let (account, has_password) = (first.map(|row| row.account.clone()).unwrap_or_default(), first.is_some_and(|row| row.has_password));
    let place = first.map(|row| row.password_place.clone()).filter(|place| place != "none");
    let creditor_problems = creditor::problems(&creditor);
    let identity = !creditor_problems.iter().any(|problem| problem.blocks);
    let mut checklist = vec![item("identity", identity), item("mail", mail_ready)];
    checklist.extend(base);
    Ok(SettingsView {
        creditor,
        creditor_problems,
        mail: account,
        accounts: rows,
        mail_ready,
        has_password,
        password_place: if has_password { place.unwrap_or_else(|| "memory".to_owned()) } else { "none".to_owned() },
        options,
        logo,
        signature,
        stationery,
        demo: app.is_demo(),
        data_folder: app.paths.data.display().to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        checklist,
    })
}

fn item(key: &str, done: bool) -> ChecklistItem {
    ChecklistItem { key: key.to_owned(), done }
}

/// The first steps that the base itself shows.
fn steps(conn: &Connection) -> Result<Vec<ChecklistItem>> {
    let found = conn.query_row(
        "SELECT EXISTS (SELECT 1 FROM invoice), EXISTS (SELECT 1 FROM invoice WHERE triage = 'pending' AND settled_cents < total_cents),
                EXISTS (SELECT 1 FROM reminder WHERE state = 'done')",
        [],
        |row| Ok((row.get::<_, bool>(0)?, row.get::<_, bool>(1)?, row.get::<_, bool>(2)?)),
    )?;
    let (invoices, pending, reminded) = found;
    Ok(vec![item("import", invoices), item("triage", invoices && !pending), item("first_reminder", reminded)])
}

/// Keeps the options.
///
/// # Errors
/// One that is out of bounds; nothing is then written.
pub fn save_options(app: &App, request: SaveOptions) -> Result<Outcome<Options>> {
    let options = request.options;
    check_options(&options)?;
    app.write(Actor::User, |tx| {
        if crate::store::settings::options(&tx.sql)?.region != options.region {
            // The grace of a promise or of a term counts open days.
            tx.look_at_everyone()?;
        }
        tx.save_setting(SettingKey::Options, &options)?;
        // Holidays, the interval between two contacts and the way interest is counted change the plan and the claims.
        tx.touch(crate::store::Tag::Plan);
        tx.touch(crate::store::Tag::Ledger);
        changed(tx, "options")?;
        Ok(options)
    })
}

fn check_options(options: &Options) -> Result<()> {
    let word = |field, known: bool| if known { Ok(()) } else { Err(Error::Invalid { field, reason: "out_of_range" }) };
    let number = |field, value: u32, range: std::ops::RangeInclusive<u32>| word(field, range.contains(&value));
    let json = |text: &str| serde_json::Value::from(text);
    word("region", serde_json::from_value::<Region>(json(&options.region)).is_ok())?;
    word("allocation", serde_json::from_value::<AllocationOrder>(json(&options.allocation)).is_ok())?;
    word("theme", ["system", "light", "dark"].contains(&options.theme.as_str()))?;
    let time = |field, text: &str| NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| Error::Invalid { field, reason: "out_of_range" });
    let (from, to) = (time("workFrom", &options.work_from)?, time("workTo", &options.work_to)?);
    word("workTo", from < to)?;
    number("undoSeconds", options.undo_seconds, 0..=600)?;
    number("paceSeconds", options.pace_seconds, 5..=3_600)?;
    number("hourlyCap", options.hourly_cap, 1..=500)?;
    number("dailyCap", options.daily_cap, 1..=5_000)?;
    number("minIntervalDays", options.min_interval_days, 1..=90)?;
    number("receiptsDays", options.receipts_days, 1..=60)?;
    number("divisor", options.divisor, 365..=366)
}

/// Remembers that a part of the settings changed.
fn changed(tx: &mut Tx, what: &str) -> Result<()> {
    tx.record(About::default(), &EventKind::SettingsChanged { what: what.to_owned() })
}
