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

/// What goes into a file of the archive, its digest taken on the way.
struct Counted<'a, W: Write + Seek> {
    out: &'a mut ZipWriter<W>,
    digest: Sha256,
    size: u64,
}

impl<W: Write + Seek> Write for Counted<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        self.size = self.size.saturating_add(u64::try_from(written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
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
        let copied = self.add_with(name, false, |out| {
            let mut buffer = vec![0; 1 << 16];
            loop {
                let read = from.read(&mut buffer).map_err(Error::io("read a file of the archive"))?;
                if read == 0 {
                    return Ok(());
                }
                out.write_all(buffer.get(..read).unwrap_or_default()).map_err(Error::io("write the archive"))?;
            }
        });
        copied.map(|((), digest, size)| (digest, size))
    }

    /// Writes a file as `make` gives its bytes: what that gives, the digest and the size. `large` for one that may pass four gigabytes.
    ///
    /// # Errors
    /// Those of `make`: the archive is then to be thrown away.
    pub fn add_with<T>(&mut self, name: &str, large: bool, make: impl FnOnce(&mut dyn Write) -> Result<T>) -> Result<(T, String, u64)> {
        // Papers and photos are compressed already.
        let packed = [".pdf", ".jpg", ".png", ".heic"].iter().any(|end| name.ends_with(end));
        let method = if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        self.zip.start_file(name, self.options.compression_method(method).large_file(large)).map_err(failed)?;
        let mut counted = Counted { out: &mut self.zip, digest: Sha256::new(), size: 0 };
        let made = make(&mut counted)?;
        let (digest, size) = (hex(&counted.digest.finalize()), counted.size);
        self.sums.push((name.to_owned(), digest.clone()));
        Ok((made, digest, size))
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, ErrorKind, SeekFrom};

    /// A disk with room for so many bytes.
    struct Disk(Cursor<Vec<u8>>, u64);

    impl Write for Disk {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            if self.0.position() + bytes.len() as u64 > self.1 { Err(ErrorKind::StorageFull.into()) } else { self.0.write(bytes) }
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl Seek for Disk {
        fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
            self.0.seek(to)
        }
    }

    fn written(room: u64) -> Result<()> {
        let mut archive = Archive::new(Disk(Cursor::default(), room), DateTime::UNIX_EPOCH);
        archive.add("piece.pdf", &[7; 9_000])?;
        archive.add("table.csv", b"a;b\r\n")?;
        archive.finish().map(|_| ())
    }

    #[test]
    fn a_full_disk_is_said_to_be_full_wherever_that_happens() {
        let needed = (9_000..12_000).find(|room| written(*room).is_ok()).expect("enough room");
        for room in [0, 20, 4_000, 9_010, needed - 1] {
            let failed = written(room).expect_err("no room");
            assert!(failed.is_disk_full(), "{room} bytes: {failed}");
        }
    }
}
