//! Bytes → text: byte order mark, then strict UTF-8, then UTF-16 without a mark, then the old encodings of Windows and Mac.
use super::Refusal;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::{Deserialize, Serialize};

/// How the text of a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[ts(export_to = "contract.gen.ts")]
pub enum TextEncoding {
    /// UTF-8, with or without a byte order mark.
    #[serde(rename = "utf-8")]
    Utf8,
    /// UTF-16, low byte first: « Texte Unicode » of Excel.
    #[serde(rename = "utf-16le")]
    Utf16Le,
    /// UTF-16, high byte first.
    #[serde(rename = "utf-16be")]
    Utf16Be,
    /// Western Windows: « CSV » of Excel in French.
    #[serde(rename = "windows-1252")]
    Windows1252,
    /// Old Mac: « CSV (Macintosh) » of Excel.
    #[serde(rename = "macintosh")]
    Macintosh,
    /// Some rows in UTF-8, others in Windows-1252: files glued together.
    #[serde(rename = "mixed")]
    Mixed,
}

/// A file as text.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: TextEncoding,
    /// False when statistics decided and another encoding was as likely.
    pub(super) certain: bool,
}

/// Reads the bytes as text, in the encoding `forced` by the person or else the one found.
///
/// # Errors
/// [`Refusal`] for a workbook, a PDF, or bytes that hold NUL characters once decoded.
pub(super) fn decode(bytes: &[u8], forced: Option<TextEncoding>) -> Result<Decoded, Refusal> {
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(Refusal::OldWorkbook);
    }
    // Workbooks are read elsewhere: this is another archive.
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(Refusal::NotAWorkbook);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(Refusal::Pdf);
    }
    let (encoding, certain) = match forced {
        Some(encoding) => (encoding, true),
        None => detect(bytes),
    };
    let text = match encoding {
        TextEncoding::Utf8 => match std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
            Ok(text) => text.to_owned(),
            Err(_) => String::from_utf8_lossy(bytes).into_owned(),
        },
        TextEncoding::Utf16Le => decode_all(UTF_16LE, bytes.strip_prefix(b"\xFF\xFE").unwrap_or(bytes)),
        TextEncoding::Utf16Be => decode_all(UTF_16BE, bytes.strip_prefix(b"\xFE\xFF").unwrap_or(bytes)),
        TextEncoding::Windows1252 => decode_all(WINDOWS_1252, bytes),
        TextEncoding::Macintosh => decode_all(MACINTOSH, bytes),
        TextEncoding::Mixed => decode_mixed(bytes),
    };
    if text.contains('\0') {
        return Err(Refusal::NotText);
    }
    Ok(Decoded { text, encoding, certain })
}

fn decode_all(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn detect(bytes: &[u8]) -> (TextEncoding, bool) {
    if bytes.starts_with(b"\xEF\xBB\xBF") {
        // A mark before bytes that are not UTF-8: a 1252 file glued to a UTF-8 one.
        return if std::str::from_utf8(bytes).is_ok() { (TextEncoding::Utf8, true) } else { (TextEncoding::Mixed, false) };
    }
    if bytes.starts_with(b"\xFF\xFE") {
        return (TextEncoding::Utf16Le, true);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return (TextEncoding::Utf16Be, true);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, true);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (TextEncoding::Utf8, true);
    }
    if lines(bytes).any(|line| !line.is_ascii() && std::str::from_utf8(line).is_ok()) {
        return (TextEncoding::Mixed, false);
    }
    // Enough to tell: accents are everywhere in French.
    let sample = &bytes[..bytes.len().min(128 * 1024)];
    if looks_macintosh(sample) {
        return (TextEncoding::Macintosh, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guessed = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    // The app is French: whatever else is guessed, Windows-1252 is read, and the accents are shown to be checked.
    (TextEncoding::Windows1252, guessed == WINDOWS_1252)
}

/// Latin text in UTF-16 has a zero in every second byte.
fn utf16_without_mark(bytes: &[u8]) -> Option<TextEncoding> {
    let sample = &bytes[..bytes.len().min(64 * 1024)];
    let pairs = sample.len() / 2;
    if pairs < 2 {
        return None;
    }
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 2 > pairs && even * 20 < pairs {
        Some(TextEncoding::Utf16Le)
    } else if even * 2 > pairs && odd * 20 < pairs {
        Some(TextEncoding::Utf16Be)
    } else {
        None
    }
}

/// In MacRoman é è à ê ç are 8E 8F 88 90 8D, which are rare signs or nothing in Windows-1252, whose own are E9 E8 E0 EA E7.
fn looks_macintosh(bytes: &[u8]) -> bool {
    let count = |letters: &[u8]| bytes.iter().filter(|byte| letters.contains(byte)).count();
    count(&[0x8E, 0x8F, 0x88, 0x90, 0x8D]) > 2 * count(&[0xE9, 0xE8, 0xE0, 0xEA, 0xE7])
}

fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes.split_inclusive(|byte| matches!(byte, b'\n' | b'\r'))
}

fn decode_mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    for line in lines(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)) {
        match std::str::from_utf8(line) {
            Ok(line) => text.push_str(line),
            Err(_) => text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, TextEncoding) {
        let decoded = decode(bytes, None).unwrap();
        (decoded.text, decoded.encoding)
    }

    fn utf16(text: &str, bytes_of: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn each_encoding_gives_the_same_text() {
        let text = "Éts Müller – Bâtiment;1\u{a0}234,56 €\r\nÉlan;2\r\n";
        let (windows, _, _) = WINDOWS_1252.encode(text);
        let (mac, _, _) = MACINTOSH.encode(text);
        assert!(windows.windows(5).any(|bytes| bytes == b"1\xA0234"), "the no-break space of Windows is A0");
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), TextEncoding::Utf8),
            ([b"\xEF\xBB\xBF", text.as_bytes()].concat(), TextEncoding::Utf8),
            (windows.to_vec(), TextEncoding::Windows1252),
            (utf16(text, u16::to_le_bytes), TextEncoding::Utf16Le),
            (utf16(text, u16::to_be_bytes), TextEncoding::Utf16Be),
            ([b"\xFF\xFE".to_vec(), utf16(text, u16::to_le_bytes)].concat(), TextEncoding::Utf16Le),
            ([text.as_bytes(), &windows].concat(), TextEncoding::Mixed),
        ] {
            let expected = if encoding == TextEncoding::Mixed { text.repeat(2) } else { text.to_owned() };
            assert_eq!(read(&bytes), (expected, encoding));
        }
        assert_eq!(read("Société à créer;très\r".as_bytes()).1, TextEncoding::Utf8);
        assert_eq!(decode(&mac, Some(TextEncoding::Macintosh)).unwrap().text, text);
        let (mac, _, _) = MACINTOSH.encode("Société à créer;très élevé\r");
        assert_eq!(read(&mac), ("Société à créer;très élevé\r".into(), TextEncoding::Macintosh));
    }

    #[test]
    fn a_person_may_force_the_encoding() {
        let wrong = decode("é".as_bytes(), Some(TextEncoding::Windows1252)).unwrap();
        assert_eq!(wrong.text, "Ã©");
        assert_eq!(decode(b"\xE9", Some(TextEncoding::Utf8)).unwrap().text, "\u{fffd}", "what cannot be read is shown");
    }

    #[test]
    fn what_is_no_text_is_refused_by_its_bytes() {
        for (bytes, refusal) in [
            (&b"PK\x03\x04rest"[..], Refusal::NotAWorkbook),
            (b"\xD0\xCF\x11\xE0", Refusal::OldWorkbook),
            (b"%PDF-1.7", Refusal::Pdf),
            (b"a;b\0\0\0c", Refusal::NotText),
            (&[0; 4096], Refusal::NotText),
        ] {
            assert_eq!(decode(bytes, None).err(), Some(refusal));
        }
    }
}
