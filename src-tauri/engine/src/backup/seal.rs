//! Copies that a phrase alone opens, in the format of `age`: its standard program reads them without Échu.
//!
//! A copy is sealed for the public half of a key. Its secret half is sealed in its turn by the phrase and lies beside the copies.
//! The phrase is so kept nowhere, a copy is made without asking for it, and who steals this computer or that disk has neither.
use crate::error::{Error, Result};
use crate::secrets::Secret;
use crate::store::hex;
use age::armor::{ArmoredReader, ArmoredWriter, Format};
use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, Decryptor, Encryptor, scrypt, x25519};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::iter::once;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Logarithm of the work that trying one phrase takes: 128 MB and some tenths of a second, what OWASP asks of scrypt (2^17, 8, 1).
const WORK: u8 = 17;
/// A key that asks for more was not made by us: it is refused instead of taking the memory of the computer.
const MOST_WORK: u8 = 20;
/// Characters of the shortest phrase.
const FEWEST: usize = 12;
/// Different characters of the poorest one.
const DIFFERENT: usize = 5;
/// Bytes of the largest key file that is read.
pub(super) const LARGEST_KEY: u64 = 64 * 1024;

/// The key of the copies, as this computer keeps it: it makes copies and opens none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Seal {
    /// What copies are sealed for (`age1…`).
    pub(crate) public: String,
    /// The secret half, sealed by the phrase: the text of the file that lies beside the copies.
    pub(crate) key: String,
}

impl Seal {
    /// A new key, sealed by a phrase, and tried: a small text is sealed and opened before this returns.
    ///
    /// # Errors
    /// [`Error::Refused`] for a phrase that would be guessed.
    pub(crate) fn new(phrase: &Secret) -> Result<Seal> {
        let phrase = worthy(phrase)?;
        let secret = x25519::Identity::generate();
        let mut lock = scrypt::Recipient::new(phrase.clone());
        lock.set_work_factor(WORK);
        let sealed = Encryptor::with_recipients(once(&lock as &dyn age::Recipient))
            .map_err(|error| Error::io("seal the key of the copies")(io::Error::other(error)))?;
        let write = |sealed: Encryptor| -> io::Result<Vec<u8>> {
            let mut out = sealed.wrap_output(ArmoredWriter::wrap_output(Vec::new(), Format::AsciiArmor)?)?;
            writeln!(out, "{}", secret.to_string().expose_secret())?;
            out.finish()?.finish()
        };
        let key = write(sealed).map_err(Error::io("seal the key of the copies"))?;
        let key = String::from_utf8(key).map_err(|error| Error::io("seal the key of the copies")(io::Error::other(error)))?;
        opened(&key, &phrase)?;
        Ok(Seal { public: secret.to_public().to_string(), key })
    }

    /// The name of the file of the key: several computers may bring their copies, each with its own.
    pub(crate) fn file_name(&self) -> String {
        let hash = hex(&Sha256::digest(self.public.as_bytes()));
        format!("cle-des-copies-{}.age", hash.get(..12).unwrap_or_default())
    }

    /// Seals a file; the copy is on the disk when this returns.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn close(&self, from: &Path, to: File) -> io::Result<()> {
        let public: x25519::Recipient = self.public.parse().map_err(io::Error::other)?;
        let sealed = Encryptor::with_recipients(once(&public as &dyn age::Recipient)).map_err(io::Error::other)?;
        let mut out = sealed.wrap_output(BufWriter::new(to))?;
        io::copy(&mut File::open(from)?, &mut out)?;
        out.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }
}

/// Opens a sealed copy into a new file, which is on the disk when this returns.
///
/// # Errors
/// [`Error::Refused`] when the phrase or the key is not the one of the copy, or when the copy was altered.
pub(super) fn open(from: &Path, to: File, key: &str, phrase: &Secret) -> Result<()> {
    let secret = opened(key, &prepared(phrase))?;
    let sealed = File::open(from).map_err(Error::io("read a sealed copy"))?;
    let read = || -> std::result::Result<(), DecryptError> {
        let mut plain = Decryptor::new_buffered(BufReader::new(sealed))?.decrypt(once(&secret as &dyn age::Identity))?;
        let mut out = BufWriter::new(to);
        io::copy(&mut plain, &mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(())
    };
    read().map_err(|error| match error {
        // What was altered is found while it is read, piece by piece.
        DecryptError::Io(source) if source.kind() != io::ErrorKind::InvalidData && source.kind() != io::ErrorKind::UnexpectedEof => {
            Error::io("open a sealed copy")(source)
        }
        _ => Error::Refused(
            "Cette copie chiffrée a été modifiée ou abîmée, ou n’est pas de cette clé. Rien n’a été touché\u{a0}: choisissez-en une autre."
                .to_owned(),
        ),
    })
}

/// The secret half of a key.
fn opened(key: &str, phrase: &SecretString) -> Result<x25519::Identity> {
    let unreadable = || {
        Error::Refused(
            "Le fichier de la clé des copies est abîmé. Rien n’a été touché. Remettez celui d’une autre copie de ce dossier.".to_owned(),
        )
    };
    let mut lock = scrypt::Identity::new(phrase.clone());
    lock.set_max_work_factor(MOST_WORK);
    let sealed = Decryptor::new_buffered(ArmoredReader::new(key.as_bytes())).map_err(|_| unreadable())?;
    let mut plain = sealed.decrypt(once(&lock as &dyn age::Identity)).map_err(|error| match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => Error::Doubtful {
            field: "phrase",
            sentence: "Cette phrase n’ouvre pas ces copies. Vérifiez les majuscules, les accents et les espaces.",
            may_be_kept: false,
        },
        _ => unreadable(),
    })?;
    let mut text = zeroize::Zeroizing::new(String::new());
    plain.by_ref().take(LARGEST_KEY).read_to_string(&mut text).map_err(|_| unreadable())?;
    text.trim().parse().map_err(|_| unreadable())
}

/// As every keyboard would send it: macOS may give « é » as two characters.
fn prepared(phrase: &Secret) -> SecretString {
    SecretString::from(phrase.expose().trim().nfc().collect::<String>())
}

fn worthy(phrase: &Secret) -> Result<SecretString> {
    let phrase = prepared(phrase);
    let refuse = |sentence| Err(Error::Doubtful { field: "phrase", sentence, may_be_kept: false });
    let letters: std::collections::BTreeSet<char> = phrase.expose_secret().chars().collect();
    if phrase.expose_secret().chars().count() < FEWEST {
        return refuse("Douze caractères au moins\u{a0}: quatre ou cinq mots sans rapport entre eux se retiennent bien.");
    }
    if letters.len() < DIFFERENT {
        return refuse("Cette phrase se devinerait\u{a0}: choisissez quatre ou cinq mots sans rapport entre eux.");
    }
    Ok(phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrase(text: &str) -> Secret {
        Secret::new(text.to_owned())
    }

    #[test]
    fn what_is_sealed_opens_with_its_phrase_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::write(at("base"), vec![7_u8; 300_000]).unwrap();
        let seal = Seal::new(&phrase("cheval agrafe pluie Lyon")).unwrap();
        seal.close(&at("base"), File::create(at("sealed")).unwrap()).unwrap();
        let sealed = std::fs::read(at("sealed")).unwrap();
        assert!(sealed.starts_with(b"age-encryption.org/v1"), "the standard program knows it");
        assert!(!sealed.windows(16).any(|bytes| bytes == [7_u8; 16]), "nothing of it is readable");
        let open_with = |words: &str, to: &str| open(&at("sealed"), File::create(at(to)).unwrap(), &seal.key, &phrase(words));
        assert!(matches!(open_with("cheval agrafe pluie lyon", "no"), Err(Error::Doubtful { field: "phrase", .. })));
        open_with("  cheval agrafe pluie Lyon ", "yes").unwrap();
        assert_eq!(std::fs::read(at("yes")).unwrap(), vec![7_u8; 300_000]);
        let mut altered = sealed.clone();
        let last = altered.len() - 1;
        altered[last] ^= 1;
        for bytes in [&altered[..], &sealed[..sealed.len() - 40]] {
            std::fs::write(at("sealed"), bytes).unwrap();
            assert!(matches!(open_with("cheval agrafe pluie Lyon", "half"), Err(Error::Refused(_))), "altered or cut");
        }
    }

    #[test]
    fn a_phrase_that_would_be_guessed_is_refused() {
        for poor in ["", "onze lettre", "aaaaaaaaaaaaaaaa", "            "] {
            assert!(matches!(Seal::new(&phrase(poor)), Err(Error::Doubtful { field: "phrase", .. })), "{poor:?}");
        }
    }
}
