//! The pictures of the letters: logo and signature.
use super::{Picture, SavePicture, changed};
use crate::App;
use crate::error::{Error, Result};
use crate::store::settings::SettingKey;
use crate::store::{Actor, Outcome, Tag};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The largest picture, in bytes: it goes in every letter.
const LARGEST: u64 = 1_000_000;

/// Keeps a picture. Gives it back as a data URL.
///
/// # Errors
/// A file that is no longer there, is neither PNG nor JPEG, or is too large.
pub fn save_picture(app: &App, request: SavePicture) -> Result<Outcome<String>> {
    let url = request.token.map(|token| read(app, &token)).transpose()?;
    let key = match request.picture {
        Picture::Logo => SettingKey::Logo,
        Picture::Signature => SettingKey::Signature,
    };
    app.write(Actor::User, |tx| {
        match &url {
            Some(url) => tx.save_setting(key, url)?,
            None => tx.forget_setting(key)?,
        }
        tx.touch(Tag::Letters);
        changed(tx, "images des lettres")?;
        Ok(url.unwrap_or_default())
    })
}

fn read(app: &App, token: &str) -> Result<String> {
    let path = app.file(token)?;
    let size = std::fs::metadata(&path).map_err(Error::io("look at the picture"))?.len();
    if size > LARGEST {
        return Err(Error::Invalid { field: "token", reason: "picture_too_large" });
    }
    let bytes = std::fs::read(&path).map_err(Error::io("read the picture"))?;
    let kind = sniffed(&bytes).ok_or(Error::Invalid { field: "token", reason: "not_a_picture" })?;
    Ok(format!("data:{kind};base64,{}", STANDARD.encode(bytes)))
}

/// The type the bytes say, whatever the name of the file.
fn sniffed(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else if bytes.starts_with(b"\xff\xd8\xff") {
        Some("image/jpeg")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_known_by_its_bytes() {
        assert_eq!(sniffed(b"\x89PNG\r\n\x1a\nrest"), Some("image/png"));
        assert_eq!(sniffed(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(sniffed(b"<svg onload=\"\">"), None, "a drawing may hold a script");
        assert_eq!(sniffed(b""), None);
    }
}
