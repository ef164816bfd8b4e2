//! The pictures of the letters: logo and signature.
use super::{Picture, SavePicture, changed};
use crate::App;
use crate::commands::media::{self, Media};
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
    let bytes = media::chosen(app, token, LARGEST, "picture_too_large")?;
    let kind = Media::of(&bytes).filter(|kind| matches!(kind, Media::Png | Media::Jpeg));
    let kind = kind.ok_or(Error::Invalid { field: "token", reason: "not_a_picture" })?;
    Ok(format!("data:{};base64,{}", kind.mime(), STANDARD.encode(bytes)))
}
