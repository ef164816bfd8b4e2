//! The archive: each file written once, as it comes, with its digest taken on the way.
use crate::error::{Error, Result};
use crate::store::hex;
use chrono::{DateTime, Datelike, Timelike, Utc};
use sha2::{Digest, Sha256};
use std::io::{Read, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The name of the list of digests, which does not hold its own.
pub const SUMS: &str = "SHA256SUMS";

/// An archive being written.
pub struct Archive<W: Write + Seek> {
    zip: ZipWriter<W>,
    options: SimpleFileOptions,
    sums: Vec<(String, String)>,
}

fn failed(error: zip::result::ZipError) -> Error {
    Error::Io { what: "write the archive", source: error.into() }
}

impl<W: Write + Seek> Archive<W> {
    /// An empty archive, all its files of that instant.
    pub fn new(out: W, at: DateTime<Utc>) -> Archive<W> {
        let part = |value: u32| u8::try_from(value).unwrap_or(1);
        let (year, day) = (u16::try_from(at.year()).unwrap_or(1980), part(at.day()));
        let dated = zip::DateTime::from_date_and_time(year, part(at.month()), day, part(at.hour()), part(at.minute()), part(at.second()));
        let options = SimpleFileOptions::default().last_modified_time(dated.unwrap_or_default()).unix_permissions(0o644);
        Archive { zip: ZipWriter::new(out), options, sums: Vec::new() }
    }

    /// Writes a file and gives its digest, hex.
    ///
    /// # Errors
    /// The disk's.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<String> {
        Ok(self.add_from(name, &mut &*bytes)?.0)
    }

    /// The same, read as it is written: its digest and its size.
    ///
    /// # Errors
    /// The disk's.
    pub fn add_from(&mut self, name: &str, from: &mut dyn Read) -> Result<(String, u64)> {
        // Papers and photos are compressed already.
        let packed = [".pdf", ".jpg", ".png", ".heic"].iter().any(|end| name.ends_with(end));
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        self.zip.start_file(name, self.options.compression_method(method)).map_err(failed)?;
        let (mut digest, mut size) = (Sha256::new(), 0_u64);
        let mut buffer = vec![0; 1 << 16];
        loop {
            let read = from.read(&mut buffer).map_err(Error::io("read a file of the archive"))?;
            if read == 0 {
                break;
            }
            digest.update(&buffer[..read]);
            self.zip.write_all(&buffer[..read]).map_err(Error::io("write the archive"))?;
            size += u64::try_from(read).unwrap_or(0);
        }
        let digest = hex(&digest.finalize());
        self.sums.push((name.to_owned(), digest.clone()));
        Ok((digest, size))
    }

    /// Ends it with the list of digests, as `sha256sum -c` reads it; gives what it was written to and the digest of that list.
    ///
    /// # Errors
    /// The disk's.
    pub fn finish(mut self) -> Result<(W, String)> {
        let mut sums = std::mem::take(&mut self.sums);
        sums.sort();
        let list: String = sums.iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect();
        let digest = self.add(SUMS, list.as_bytes())?;
        Ok((self.zip.finish().map_err(failed)?, digest))
    }
}
