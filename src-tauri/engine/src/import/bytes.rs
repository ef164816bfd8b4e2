//! The bytes of a chosen file, no more than the limit.
use super::{Refusal, limits};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads a whole file. Its size is asked before a byte is read, and no more than the limit is ever held.
///
/// # Errors
/// [`Refusal`], whose `sentence()` is shown as it is.
pub fn of_file(path: &Path) -> Result<Vec<u8>, Refusal> {
    let unreadable = |error: std::io::Error| Refusal::Unreadable { detail: error.to_string() };
    let too_big = Refusal::TooBig { megabytes: (limits::FILE_BYTES / 1024 / 1024) as u32 };
    // Asked before opening: opening a pipe would wait for its writer.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(Refusal::NotAFile);
    }
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length > limits::FILE_BYTES {
        return Err(too_big);
    }
    let mut bytes = Vec::with_capacity(length as usize);
    // The file may grow while it is read.
    file.take(limits::FILE_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > limits::FILE_BYTES { Err(too_big) } else { Ok(bytes) }
}
