//! An answer: its head, then its body as it comes.
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::time::{Duration, Instant};

/// The longest head, in bytes.
const HEAD: u64 = 64 * 1024;
/// The longest line that says how long a piece is, in bytes.
const PIECE_LINE: u64 = 1_000;
/// How long a small answer may take in all.
const SMALL: Duration = Duration::from_secs(60);

type Stream = BufReader<Box<dyn Read + Send>>;

/// An answer. Its body is read from it; one that is cut short is an error, never a shorter body.
pub(crate) struct Answer {
    /// Its status.
    pub(crate) status: u16,
    /// Where to ask instead.
    pub(super) location: Option<String>,
    /// How long its body says that it is, in bytes.
    pub(crate) length: Option<u64>,
    stream: Stream,
    body: Body,
}

/// How the end of a body is known.
enum Body {
    /// So many bytes are still to come.
    Sized(u64),
    /// Pieces, each after its length: what is still to come of this one; none between two.
    Pieces(Option<u64>),
    /// The last piece was read.
    Over,
    /// The server closes the line.
    Open,
}

impl Answer {
    /// Reads its head; none when it is no answer.
    pub(super) fn read(stream: Box<dyn Read + Send>) -> Option<Answer> {
        let mut stream = BufReader::with_capacity(1 << 16, stream);
        let mut left = HEAD;
        let mut line = || -> Option<String> {
            let mut bytes = Vec::new();
            let read = (&mut stream).take(left).read_until(b'\n', &mut bytes).ok()?;
            left = left.checked_sub(u64::try_from(read).ok()?)?;
            bytes.ends_with(b"\n").then(|| String::from_utf8_lossy(&bytes).trim_end().to_owned())
        };
        let first = line()?;
        let status = first.starts_with("HTTP/1.").then(|| first.split(' ').nth(1)?.parse().ok())??;
        let (mut location, mut length, mut in_pieces) = (None, None, false);
        loop {
            let header = line()?;
            if header.is_empty() {
                break;
            }
            let Some((name, value)) = header.split_once(':') else { continue };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "location" => location = Some(value.to_owned()),
                "content-length" => length = Some(value.parse().ok()?),
                "transfer-encoding" => in_pieces = value.eq_ignore_ascii_case("chunked"),
                _ => {}
            }
        }
        let body = match (in_pieces, length) {
            (true, _) => Body::Pieces(None),
            (false, Some(length)) => Body::Sized(length),
            (false, None) => Body::Open,
        };
        Some(Answer { status, location, length: if in_pieces { None } else { length }, stream, body })
    }

    /// The whole body of a small answer.
    ///
    /// # Errors
    /// One that is cut short, longer than `most` bytes, or that comes drop by drop.
    pub(crate) fn whole(mut self, most: usize) -> io::Result<Vec<u8>> {
        let (start, mut bytes, mut chunk) = (Instant::now(), Vec::new(), [0; 4096]);
        loop {
            let read = self.read(&mut chunk)?;
            bytes.extend_from_slice(chunk.get(..read).unwrap_or_default());
            if read == 0 {
                return Ok(bytes);
            }
            if bytes.len() > most {
                return Err(ErrorKind::FileTooLarge.into());
            }
            if start.elapsed() > SMALL {
                return Err(ErrorKind::TimedOut.into());
            }
        }
    }

    /// The length of the next piece; the end of the one before is read first.
    fn next_piece(&mut self) -> io::Result<u64> {
        let mut line = Vec::new();
        (&mut self.stream).take(PIECE_LINE).read_until(b'\n', &mut line)?;
        let size = std::str::from_utf8(&line).ok().filter(|line| line.ends_with('\n')).and_then(|line| line.split(';').next());
        size.and_then(|size| u64::from_str_radix(size.trim(), 16).ok()).ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }

    fn some(&mut self, buffer: &mut [u8], left: u64) -> io::Result<usize> {
        let room = usize::try_from(left).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.stream.read(buffer.get_mut(..room).unwrap_or_default())?;
        if read == 0 && room > 0 { Err(ErrorKind::UnexpectedEof.into()) } else { Ok(read) }
    }
}

impl Read for Answer {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        match self.body {
            Body::Over | Body::Sized(0) => Ok(0),
            Body::Sized(left) => {
                let read = self.some(buffer, left)?;
                self.body = Body::Sized(left.saturating_sub(u64::try_from(read).unwrap_or(left)));
                Ok(read)
            }
            Body::Pieces(None) => {
                self.body = match self.next_piece()? {
                    0 => Body::Over,
                    size => Body::Pieces(Some(size)),
                };
                self.read(buffer)
            }
            Body::Pieces(Some(0)) => {
                let mut end = [0; 2];
                self.stream.read_exact(&mut end)?;
                self.body = Body::Pieces(None);
                self.read(buffer)
            }
            Body::Pieces(Some(left)) => {
                let read = self.some(buffer, left)?;
                self.body = Body::Pieces(Some(left.saturating_sub(u64::try_from(read).unwrap_or(left))));
                Ok(read)
            }
            // Some servers close the line without TLS's goodbye; what matters is checked by whoever reads it.
            Body::Open => match self.stream.read(buffer) {
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(0),
                read => read,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(bytes: &'static [u8]) -> Option<Answer> {
        Answer::read(Box::new(bytes))
    }

    fn body(bytes: &'static [u8]) -> Option<Vec<u8>> {
        answer(bytes)?.whole(100).ok()
    }

    #[test]
    fn an_answer_is_read_whole_or_not_at_all() {
        let whole = b"HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\n{}";
        assert_eq!((answer(whole).map(|found| found.status), body(whole)), (Some(400), Some(b"{}".to_vec())));
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}"), None, "cut short");
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{} and more"), Some(b"{}".to_vec()));
        assert_eq!(body(b"HTTP/1.1 200 OK\r\n\r\nto the end"), Some(b"to the end".to_vec()));
        assert!(answer(b"not http").is_none() && answer(b"HTTP/1.1 200 OK\r\nContent-").is_none());
        let elsewhere = answer(b"HTTP/1.1 302 Found\r\nlocation: /b\r\nContent-Length: 0\r\n\r\n");
        assert_eq!(elsewhere.and_then(|found| found.location).as_deref(), Some("/b"));
    }

    #[test]
    fn pieces_are_put_together_and_a_missing_one_is_seen() {
        let pieces = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\n\r\n";
        assert_eq!(body(pieces), Some(b"{\"a\":1}".to_vec()));
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n"), None, "its end is missing");
        assert_eq!(body(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n{\"a\r\n"), None, "a piece is cut short");
    }

    #[test]
    fn no_more_is_read_than_was_allowed() {
        let long: &'static [u8] = Box::leak([b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'x'; 101]].concat().into_boxed_slice());
        assert!(answer(long).is_some_and(|found| found.whole(100).is_err()));
        let endless: &'static [u8] = Box::leak([b"HTTP/1.1 200 OK\r\n".to_vec(), b"A: b\r\n".repeat(20_000)].concat().into_boxed_slice());
        assert!(answer(endless).is_none(), "a head without end");
    }
}
