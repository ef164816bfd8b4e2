//! How the app lives on the desktop: what stays when its window closes, what starts with the session, what is told.
use super::{ApplicationView, SaveApplication, changed};
use crate::error::{Error, Result};
use crate::store::settings::{self as store, Application, SettingKey};
use crate::store::{Actor, Outcome};
use crate::{App, commands::Nothing};

/// The choices, and what this desktop allows.
///
/// # Errors
/// When the base cannot be read.
pub fn application(app: &App, _: Nothing) -> Result<ApplicationView> {
    Ok(view(app, app.read(store::application)?))
}

/// Keeps the choices. Whether the app starts with the session is kept by the system, not by the base: another computer has
/// its own.
///
/// # Errors
/// [`Error::Refused`] when the system refuses to start the app with the session: nothing is then kept.
pub fn save_application(app: &App, request: SaveApplication) -> Result<Outcome<ApplicationView>> {
    let chosen = request.application;
    if let (Some(now), Some(wanted)) = (app.desktop.starts_with_session(), request.start_with_session)
        && now != wanted
    {
        app.desktop.start_with_session(wanted).map_err(|_| {
            let why =
                "Le système n’a pas accepté ce choix. Rien n’est changé\u{a0}: réglez le démarrage dans les paramètres de votre session.";
            Error::Refused(why.to_owned())
        })?;
    }
    let outcome = app.write(Actor::User, |tx| {
        tx.save_setting(SettingKey::Application, &chosen)?;
        changed(tx, "application")
    })?;
    Ok(Outcome { value: view(app, chosen), changed: outcome.changed })
}

fn view(app: &App, application: Application) -> ApplicationView {
    ApplicationView { application, has_tray: app.desktop.has_tray(), starts_with_session: app.desktop.starts_with_session() }
}
