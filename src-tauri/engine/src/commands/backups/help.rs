//! The report for whoever helps: read first, then saved by the person himself.
use super::super::exports::SavedExport;
use super::*;
use crate::export::whole;
use crate::support::report;

/// All that the report says, to be read before it is saved. It holds nobody's name, address nor amount.
///
/// # Errors
/// When the state folder does not answer.
pub fn support_report(app: &App, _: Nothing) -> Result<SupportReport> {
    Ok(SupportReport { text: report(app)? })
}

/// Saves the report where the user says. None when he gave up.
///
/// # Errors
/// The disk's: what was there before stays.
pub fn save_support_report(app: &App, _: Nothing) -> Result<Option<SavedExport>> {
    let suggested = format!("Échu-rapport-assistance-{}.txt", app.when().today);
    let Some(path) = app.desktop.save_file(&suggested) else { return Ok(None) };
    let text = report(app)?;
    whole(&path, |unfinished, _| std::fs::write(unfinished, &text).map_err(Error::io("save the report")))?;
    Ok(Some(SavedExport::at(app, &path, u64::try_from(text.lines().count()).unwrap_or(u64::MAX))))
}
