//! Backups that lie elsewhere: the second place, its phrase, and what comes back from another disk.
use super::*;
use crate::backup::brought;
use crate::backup::seal::Seal;
use crate::secrets::Secret;

/// Asks for the second place of the backups. Nothing changes when the user gives up.
///
/// # Errors
/// A folder that would protect nothing, or that does not answer.
pub fn choose_second_place(app: &App, _: Nothing) -> Result<Outcome<HealthView>> {
    backup::own_base(app)?;
    if let Some(place) = app.desktop.pick_folder() {
        second::accept(app, &place)?;
        habits::change(&app.paths, |habits| (habits.second_place, habits.last_copy) = (Some(place), None))?;
        // The first copy now: a folder that refuses it is said at once.
        second::look(app)?;
    }
    Ok(changed(health(app, Nothing {})?))
}

/// There is no second place any more; its copies stay there.
///
/// # Errors
/// The disk's.
pub fn leave_second_place(app: &App, _: Nothing) -> Result<Outcome<HealthView>> {
    habits::change(&app.paths, |habits| (habits.second_place, habits.last_copy) = (None, None))?;
    app.backups.live().second = None;
    Ok(changed(health(app, Nothing {})?))
}

/// « Plus tard »: the second place is not spoken of for a week.
///
/// # Errors
/// The disk's.
pub fn put_off_second_place(app: &App, _: Nothing) -> Result<Outcome<bool>> {
    let today = app.when().today;
    habits::change(&app.paths, |habits| habits.put_off_on = Some(today))?;
    Ok(changed(true))
}

/// The copies of the second place are sealed from now on, those that are there already too: a phrase alone opens them. Where they
/// were sealed, new ones are by another key; the former keep the former phrase.
///
/// # Errors
/// A phrase that would be guessed; no second place.
pub fn seal_second_place(app: &App, request: SealSecondPlace) -> Result<Outcome<HealthView>> {
    backup::own_base(app)?;
    if habits::read(&app.paths)?.second_place.is_none() {
        return Err(Error::Precondition("no_second_place"));
    }
    let seal = Seal::new(&Secret::new(request.phrase))?;
    habits::change(&app.paths, |habits| (habits.seal, habits.last_copy) = (Some(seal), None))?;
    second::look(app)?;
    Ok(changed(health(app, Nothing {})?))
}

/// The next copies of the second place read as they are; the sealed ones stay, and keep their phrase.
///
/// # Errors
/// The disk's.
pub fn unseal_second_place(app: &App, _: Nothing) -> Result<Outcome<HealthView>> {
    habits::change(&app.paths, |habits| (habits.seal, habits.last_copy) = (None, None))?;
    second::look(app)?;
    Ok(changed(health(app, Nothing {})?))
}

/// Asks for a folder and lists the backups in it. None when the user gives up.
///
/// # Errors
/// A folder that does not answer, or that holds none.
pub fn find_backups(app: &App, _: Nothing) -> Result<Option<FoundBackups>> {
    backup::own_base(app)?;
    let Some(chosen) = app.desktop.pick_folder() else { return Ok(None) };
    let (place, found) = brought::found_in(&chosen)?;
    if found.is_empty() {
        return Err(Error::Refused(words::none_in(&chosen)));
    }
    let base = app.refusal().is_ok().then(|| app.read(figures)).transpose()?.filter(|now| !now.is_blank()).map(|now| now.base);
    let view = |one: &Manifest| FoundBackup {
        backup: row(one),
        sealed: one.sealed.is_some(),
        other_base: base.as_ref().is_some_and(|base| *base != one.figures.base),
    };
    Ok(Some(FoundBackups { backups: found.iter().map(view).collect(), folder: place.display().to_string(), token: app.file_token(&place) }))
}

/// Brings a backup found elsewhere among those of this computer, verified. The base is not touched: restoring it is asked apart.
///
/// # Errors
/// When the phrase is not its own, or when it is not sound: nothing is added.
pub fn bring_backup(app: &App, request: BringBackup) -> Result<Outcome<BackupRow>> {
    let place = app.file(&request.token)?;
    let phrase = request.phrase.map(Secret::new);
    Ok(changed(row(&brought::bring(app, &place, &request.name, phrase.as_ref())?)))
}
