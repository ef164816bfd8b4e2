//! The file of a version, from its server to the disk: as long as announced, no longer, and the very one announced.
use super::fault::Fault;
use crate::error::{Error, Result};
use crate::export;
use crate::https;
use crate::job::Progress;
use crate::journal::private_folder;
use crate::store::hex;
use echu_core::update::File as Announced;
#[cfg(unix)]
use echu_core::update::Package;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// Bytes read at a time.
const CHUNK: usize = 1 << 16;

/// Fetches a file in a folder of its own, where it takes its name once it is whole and checked.
///
/// # Errors
/// [`Error::Refused`] with the sentence of a [`Fault`]; the disk's; a stop. Nothing is then left in the folder.
pub(super) fn fetch(file: &Announced, folder: &Path, name: &str, progress: &Progress) -> Result<PathBuf> {
    super::empty(folder);
    private_folder(folder).map_err(Error::io("create the folder of the new version"))?;
    let path = folder.join(name);
    progress.expects(file.bytes);
    export::whole(&path, |unfinished, _| written(file, unfinished, progress))?;
    Ok(path)
}

fn refused(fault: Fault) -> Error {
    Error::Refused(fault.sentence())
}

fn written(file: &Announced, unfinished: &Path, progress: &Progress) -> Result<()> {
    let mut answer = https::get(&file.url).map_err(|fault| refused(fault.into()))?;
    if answer.status != 200 {
        return Err(refused(Fault::Status(answer.status)));
    }
    // A server that says another length beforehand is not waited for.
    match answer.length {
        Some(length) if length > file.bytes => return Err(refused(Fault::TooLarge)),
        Some(length) if length < file.bytes => return Err(refused(Fault::OtherFile)),
        Some(_) | None => {}
    }
    let mut out = File::create(unfinished).map_err(Error::io("create the file of the new version"))?;
    let (mut digest, mut left, mut chunk) = (Sha256::new(), file.bytes, vec![0; CHUNK]);
    loop {
        let read = answer.read(&mut chunk).map_err(|_| refused(Fault::CutShort))?;
        if read == 0 {
            break;
        }
        let bytes = chunk.get(..read).unwrap_or_default();
        let size = u64::try_from(read).unwrap_or(u64::MAX);
        left = left.checked_sub(size).ok_or_else(|| refused(Fault::TooLarge))?;
        digest.update(bytes);
        out.write_all(bytes).map_err(Error::io("write the file of the new version"))?;
        progress.add(size)?;
    }
    if left > 0 {
        return Err(refused(Fault::CutShort));
    }
    if hex(&digest.finalize()) != file.sha256 {
        return Err(refused(Fault::OtherFile));
    }
    #[cfg(unix)]
    if file.package == Package::AppImage.key() {
        // It runs where it lies.
        let runs = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        out.set_permissions(runs).map_err(Error::io("keep the file of the new version"))?;
    }
    out.sync_all().map_err(Error::io("keep the file of the new version"))
}
