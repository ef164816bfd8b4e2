//! What a person looks for among the rows of an import, before he imports.
use super::{FindInImport, Judged, prepared, preview};
use crate::App;
use crate::error::{Error, Result};
use crate::import::ImportFound;
use std::sync::PoisonError;

/// The rows of what was shown that hold every word typed, by number or by client. Writes nothing.
///
/// # Errors
/// When it is no longer being prepared.
pub fn find_in_import(app: &App, request: FindInImport) -> Result<ImportFound> {
    let prepared = prepared(app, request.draft)?;
    let is_kept = prepared.judged.lock().unwrap_or_else(PoisonError::into_inner).is_some();
    if !is_kept {
        // Another import was opened since: its plan is kept in place of this one.
        preview(app, &prepared)?;
    }
    let mut judged = prepared.judged.lock().unwrap_or_else(PoisonError::into_inner);
    let Judged { plan, index, .. } = judged.as_mut().ok_or(Error::Precondition("import_forgotten"))?;
    let index = index.get_or_insert_with(|| plan.index());
    Ok(plan.found(index, &request.words))
}
