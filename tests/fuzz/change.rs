//! Changes of bytes, as accidents and ill will make them.
use fastrand::Rng;

/// Longest input.
const LONGEST: usize = 64 * 1024;

/// What these formats are made of: a change that puts one in reaches further than a random byte.
const PIECES: &[&[u8]] = &[
    b";",
    b",",
    b"\t",
    b"|",
    b"\"",
    b"'",
    b"\r\n",
    b"\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b" ",
    b"\xc2\xa0",
    b"\xe2\x80\xaf",
    b"-",
    b"+",
    b"=",
    b"@",
    b"0",
    b"9",
    b"99999999999999999999",
    b"-1",
    b"1 234,56",
    b"1.234,56",
    b"1,234",
    b"31/02/2026",
    b"29/02/2028",
    b"12/31/26",
    b"20261332",
    b"00000000",
    b"9999-12-31",
    b"0001-01-01",
    b"E",
    b"{",
    b"}",
    b"J",
    b"<",
    b">",
    b"</",
    b"/>",
    b"<![CDATA[",
    b"]]>",
    b"&amp;",
    b"&#0;",
    b"&#x110000;",
    b"<!DOCTYPE x>",
    b"<?xml version=\"1.0\" encoding=\"UTF-16\"?>",
    b"xmlns=\"\"",
    b"<STMTTRN>",
    b"<TRNAMT>",
    b"<DTPOSTED>",
    b"<BALAMT>",
    b"EUR",
    b"USD",
    b"^\n",
    b"!Type:Bank\n",
    b"D16/11'26\n",
    b"01",
    b"04",
    b"05",
    b"07",
    b"Total",
    b"Avoir",
    b"TTC",
    b"411000",
    b"stream",
    b"endstream",
    b"endobj",
    b"1 0 R",
    b"<<",
    b">>",
    b"/Length",
    b"/Filter /FlateDecode",
    b"/Names",
    b"/EF",
    b"(",
    b")",
    b"xref",
    b"trailer",
    b"<row r=\"1048576\">",
    b"<c r=\"XFD1\">",
    b"t=\"s\"",
    b"t=\"d\"",
    b"<v>",
    b"1e308",
    b"\xf0\x9f\x92\xb6",
    b"\xe2\x80\xae",
];

/// A change of one input, sometimes with a piece of another.
pub fn changed(rng: &mut Rng, one: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = one.to_vec();
    for _ in 0..=rng.usize(..5) {
        step(rng, &mut bytes, other);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn step(rng: &mut Rng, bytes: &mut Vec<u8>, other: &[u8]) {
    let at = rng.usize(..=bytes.len());
    let end = (at + rng.usize(..64)).min(bytes.len());
    match rng.u8(..10) {
        0 if at < bytes.len() => bytes[at] ^= 1 << rng.u8(..8),
        1 if at < bytes.len() => bytes[at] = rng.u8(..),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let again = bytes[at..end].repeat(rng.usize(1..20));
            drop(bytes.splice(at..at, again));
        }
        4 => bytes.truncate(at),
        5 if !other.is_empty() => {
            let from = rng.usize(..other.len());
            let to = (from + rng.usize(..256)).min(other.len());
            drop(bytes.splice(at..end, other[from..to].iter().copied()));
        }
        6 => {
            // A digit for a digit: the number changes, the form does not.
            let digits: Vec<usize> = bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(place, _)| place).collect();
            if let Some(place) = rng.choice(digits) {
                bytes[place] = b'0' + rng.u8(..10);
            }
        }
        7 => {
            let piece = rng.choice(PIECES).copied().unwrap_or_default();
            drop(bytes.splice(at..end, piece.iter().copied()));
        }
        _ => {
            let piece = rng.choice(PIECES).copied().unwrap_or_default();
            drop(bytes.splice(at..at, piece.iter().copied()));
        }
    }
}
