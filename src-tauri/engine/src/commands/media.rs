//! Files a person chose: bounded, and known by what they hold, whatever their name.
pub(crate) use crate::media::Media;

use crate::App;
use crate::error::{Error, Result};
use std::io::Read;

/// The bytes of the file behind a token.
///
/// # Errors
/// A file that is no longer there; `too_large` over that many bytes.
pub(crate) fn chosen(app: &App, token: &str, most: u64, too_large: &'static str) -> Result<Vec<u8>> {
    let file = std::fs::File::open(app.file(token)?).map_err(Error::io("open the chosen file"))?;
    let mut bytes = Vec::new();
    // One byte more than allowed is enough to know, however large the file is, or grows.
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(Error::io("read the chosen file"))?;
    let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= most);
    if fits { Ok(bytes) } else { Err(Error::Invalid { field: "token", reason: too_large }) }
}
