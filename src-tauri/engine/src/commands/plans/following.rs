//! « Le scénario suit la façon de payer du client »: what the owner wants.
use crate::App;
use crate::commands::Nothing;
use crate::error::{Error, Result};
use crate::store::following::{self as store, Following};
use crate::store::settings::SettingKey;
use crate::store::{About, Actor, Outcome, plans};
use echu_core::timeline::EventKind;
use std::collections::BTreeSet;

/// What the history says of it.
const CHOSEN: &str = "scénarios choisis d’après la façon de payer";
const NOT_CHOSEN: &str = "scénarios choisis par vous seul";

/// Whether profiles choose, and which plan each gets.
///
/// # Errors
/// When the base cannot be read.
pub fn following(app: &App, _request: Nothing) -> Result<Following> {
    app.read(store::following)
}

/// Keeps it; every client for whom nobody chose a plan gets his at once.
///
/// # Errors
/// When a plan is not made for the kind it is given to, or is no longer in use; when a profile gets two.
pub fn save_following(app: &App, request: Following) -> Result<Outcome<Following>> {
    app.write(Actor::User, |tx| {
        let names = plans::names(&tx.sql)?;
        let mut seen = BTreeSet::new();
        for one in &request.plans {
            let fits = |id| names.iter().any(|plan| plan.id == id && plan.debtor_kind == one.debtor_kind);
            if !one.plan_id.is_none_or(fits) || !seen.insert((one.debtor_kind, one.profile)) {
                return Err(Error::Invalid { field: "plans", reason: "wrong_plan" });
            }
        }
        if store::following(&tx.sql)? != request {
            tx.save_setting(SettingKey::Following, &request)?;
            tx.look_at_everyone()?;
            let what = if request.wanted { CHOSEN } else { NOT_CHOSEN };
            tx.record(About::default(), &EventKind::SettingsChanged { what: what.to_owned() })?;
        }
        Ok(request.clone())
    })
}
