//! `.eml` drafts for « Ouvrir dans ma messagerie ».
use sha2::{Digest, Sha256};

/// `mime` as an unsent draft: `X-Unsent: 1` makes mail programs open it ready to send. The identity and the date are
/// left out: the program that sends gives its own.
pub fn draft(mime: &[u8]) -> Vec<u8> {
    let mut out = b"X-Unsent: 1\r\n".to_vec();
    let mut skipping = false;
    let mut rest = mime;
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
        let (line, after) = rest.split_at(end + 2);
        if line == b"\r\n" {
            break;
        }
        let folded = line.starts_with(b" ") || line.starts_with(b"\t");
        if !folded {
            let lower = line.to_ascii_lowercase();
            skipping = [&b"message-id:"[..], b"date:", b"auto-submitted:"].iter().any(|name| lower.starts_with(name));
        }
        if !skipping {
            out.extend_from_slice(line);
        }
        rest = after;
    }
    out.extend_from_slice(rest);
    out
}

/// A file name for the message: who it is for, and a few digits that tell it from the others.
pub fn file_name(to: &super::Address, mime: &[u8]) -> String {
    let who: String = to.as_str().chars().map(|c| if c.is_ascii_alphanumeric() || ".-_".contains(c) { c } else { '-' }).collect();
    let digest: String = Sha256::digest(mime).iter().take(4).map(|b| format!("{b:02x}")).collect();
    format!("{}-{digest}", who.trim_matches('.').chars().take(60).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{draft, file_name};
    use crate::mail::Address;

    #[test]
    fn a_draft_keeps_everything_but_its_identity() {
        let mime = b"Message-ID: <a@b>\r\nDate: x\r\n y\r\nFrom: a@x.example\r\nTo: b@x.example\r\n c\r\n\r\nDate: body\r\n";
        let expected = b"X-Unsent: 1\r\nFrom: a@x.example\r\nTo: b@x.example\r\n c\r\n\r\nDate: body\r\n";
        assert_eq!(draft(mime), expected);
    }

    #[test]
    fn a_file_name_is_plain() {
        let to = Address::parse("compta+f/a@dupont.example").unwrap_or_else(|f| panic!("{f}"));
        let name = file_name(&to, b"x");
        assert!(name.starts_with("compta-f-a-dupont.example-"), "{name}");
        assert_ne!(name, file_name(&to, b"y"));
    }
}
