//! Envelopes and printing: where the address goes, the colour, and the sheet to try it all.
use super::{EnvelopeView, Stationery, changed};
use crate::App;
use crate::commands::letters::open_sheet;
use crate::error::{Error, Result};
use crate::letters::post;
use crate::store::settings::{self as store, SettingKey};
use crate::store::{Actor, Outcome, Tag};
use echu_core::address::Envelope;
use rusqlite::Connection;

/// The file name of the sheet to try.
const TEST_NAME: &str = "Essai-de-la-fenetre.pdf";

/// What is kept, or what Échu takes when nothing is.
pub(super) fn stationery(conn: &Connection) -> Result<Stationery> {
    Ok(Stationery {
        envelope: store::get(conn, SettingKey::Envelope)?.unwrap_or_default(),
        accent: store::get(conn, SettingKey::Accent)?.unwrap_or_default(),
    })
}

/// Keeps the envelopes and the colour. Letters already frozen do not change.
///
/// # Errors
/// An adjustment of more than a centimetre; nothing is then written.
pub fn save_stationery(app: &App, request: Stationery) -> Result<Outcome<Stationery>> {
    let bounded = |field, tenths: i32| {
        let fits = (-Envelope::MOST..=Envelope::MOST).contains(&tenths);
        if fits { Ok(()) } else { Err(Error::Invalid { field, reason: "out_of_range" }) }
    };
    bounded("envelope.rightTenthsMm", request.envelope.right_tenths_mm)?;
    bounded("envelope.downTenthsMm", request.envelope.down_tenths_mm)?;
    app.write(Actor::User, |tx| {
        tx.save_setting(SettingKey::Envelope, &request.envelope)?;
        tx.save_setting(SettingKey::Accent, &request.accent)?;
        tx.touch(Tag::Letters);
        changed(tx, "enveloppes et impression")?;
        Ok(request)
    })
}

/// The drawing of an envelope being set. Writes nothing.
///
/// # Errors
/// None.
pub fn envelope_view(_app: &App, request: Stationery) -> Result<EnvelopeView> {
    let plan = request.envelope.plan();
    let warnings = plan.hidden.iter().map(|hidden| hidden.sentence()).collect();
    let [red, green, blue] = request.accent.rgb().unwrap_or_default();
    Ok(EnvelopeView { plan, warnings, ink: format!("#{red:02x}{green:02x}{blue:02x}") })
}

/// Opens the sheet that tries an envelope, saved or not, with an invented address. Gives its pages.
///
/// # Errors
/// When no viewer answers, or a character of the sender's name is in no font.
pub fn open_window_test(app: &App, request: Stationery) -> Result<u32> {
    let today = app.when().today;
    let creditor = app.read(store::creditor)?;
    let made = post::window_test(&creditor, &post::invented_recipient(), (request.envelope, request.accent), today);
    let sheet = made.map_err(|error| Error::Refused(error.sentence()))?;
    open_sheet(app, TEST_NAME, &sheet)?;
    Ok(u32::try_from(sheet.pages).unwrap_or(u32::MAX))
}
