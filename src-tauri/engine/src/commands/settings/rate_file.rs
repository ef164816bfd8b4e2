//! Rates brought by a signed file.
//!
//! The signature says who wrote the file, so a key must be known first. A build of the project may carry one
//! (`ECHU_RATES_KEY`, the Base64 of an Ed25519 public key, read when the app is built); none is carried otherwise, for the
//! private key of the project is in nobody's hands yet. The user may also trust a key that was given to him by a person he
//! knows: his accountant, his trade association. Without a key every file is refused: the rates are then typed by hand.
use super::{ImportRates, RateKeys, SaveRateKey, changed};
use crate::App;
use crate::commands::{Nothing, check};
use crate::error::{Error, Result};
use crate::store::rates::{self as store, Origin, StoredRate};
use crate::store::settings::{self as stored, SettingKey};
use crate::store::{Actor, Outcome};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use echu_core::interest::rate_file::{self, RateFile};
use echu_core::interest::rates::{Confidence, RateProblem, check as problems};
use ring::signature::{ED25519, UnparsedPublicKey};

/// The key of the project, when the app was built with one.
const PROJECT_KEY: Option<&str> = option_env!("ECHU_RATES_KEY");
/// The largest file, in bytes.
const LARGEST: u64 = 100_000;
/// Bytes of an Ed25519 public key.
const KEY_BYTES: usize = 32;

/// Which keys are trusted.
///
/// # Errors
/// When the base cannot be read.
pub fn rate_keys(app: &App, _: Nothing) -> Result<RateKeys> {
    let yours: String = app.read(|conn| stored::get(conn, SettingKey::RatesKey))?.unwrap_or_default();
    Ok(RateKeys { project: PROJECT_KEY.is_some(), yours })
}

/// Trusts a key given by someone the user knows; empty: trusts none but the project's.
///
/// # Errors
/// What is typed is no Ed25519 public key.
pub fn save_rate_key(app: &App, request: SaveRateKey) -> Result<Outcome<String>> {
    let key = check::text("key", &request.key, 200)?;
    if !key.is_empty() && bytes(&key).is_none() {
        return Err(Error::Invalid { field: "key", reason: "bad_key" });
    }
    app.write(Actor::User, |tx| {
        if key.is_empty() {
            tx.forget_setting(SettingKey::RatesKey)?
        } else {
            tx.save_setting(SettingKey::RatesKey, &key)?
        }
        changed(tx, "clé des fichiers de taux")?;
        Ok(key)
    })
}

/// Takes the rates of a signed file. Gives how many half-years it brought.
///
/// # Errors
/// A file that is not signed by a key that is trusted, or that holds an impossible rate; nothing is then written.
pub fn import_rates(app: &App, request: ImportRates) -> Result<Outcome<u32>> {
    let path = app.file(&request.token)?;
    let size = std::fs::metadata(&path).map_err(Error::io("look at the file of rates"))?.len();
    if size > LARGEST {
        return Err(Error::Refused("Ce fichier est trop grand pour un fichier de taux. Rien n’a été enregistré.".to_owned()));
    }
    let read = std::fs::read(&path).map_err(Error::io("read the file of rates"))?;
    let text = String::from_utf8(read).map_err(|_| Error::Refused(refused(rate_file::RateFileError::NotRates.sentence())))?;
    let file = rate_file::read(&text).map_err(|error| Error::Refused(refused(error.sentence())))?;
    let today = app.when().today;
    app.write(Actor::User, |tx| {
        let yours: Option<String> = stored::get(&tx.sql, SettingKey::RatesKey)?;
        let keys: Vec<Vec<u8>> = PROJECT_KEY.into_iter().map(str::to_owned).chain(yours).filter_map(|key| bytes(&key)).collect();
        if keys.is_empty() {
            return Err(Error::Refused(refused(NO_KEY.to_owned())));
        }
        if !keys.iter().any(|key| is_signed(&file, key)) {
            return Err(Error::Refused(refused(BAD_SIGNATURE.to_owned())));
        }
        let table = store::table(&tx.sql)?;
        let mut brought = 0;
        for row in &file.rows {
            let wrong = |problem: &RateProblem| !problem.may_be_kept();
            if let Some(problem) = problems(row, &table, today).into_iter().find(wrong) {
                return Err(Error::Refused(refused(format!("{}\u{a0}: {}", row.half_year.label(), problem.sentence()))));
            }
            tx.save_rate(&StoredRate {
                half_year: row.half_year.to_string(),
                refi_bp: row.ecb_refi_bp,
                legal_consumer_bp: row.legal_consumer_bp,
                legal_other_bp: row.legal_other_bp,
                source: row.source.clone(),
                origin: if row.confidence == Confidence::Sure { Origin::Signed } else { Origin::SignedToCheck },
            })?;
            brought += 1;
        }
        changed(tx, "taux de référence, par un fichier signé")?;
        Ok(brought)
    })
}

const NO_KEY: &str = "Aucune clé de vérification n’est connue\u{a0}: cette version d’Échu n’en porte pas, et vous n’en avez pas saisi.";
const BAD_SIGNATURE: &str =
    "La signature de ce fichier ne correspond à aucune clé connue\u{a0}: il a été modifié, ou il vient de quelqu’un d’autre.";

fn refused(sentence: String) -> String {
    format!("{sentence} Rien n’a été enregistré\u{a0}: vous pouvez saisir les taux à la main.")
}

fn is_signed(file: &RateFile, key: &[u8]) -> bool {
    let Ok(signature) = STANDARD.decode(file.signature) else { return false };
    UnparsedPublicKey::new(&ED25519, key).verify(file.signed.as_bytes(), &signature).is_ok()
}

/// The bytes of a key written in Base64; none when it is no key.
fn bytes(key: &str) -> Option<Vec<u8>> {
    STANDARD.decode(key.trim()).ok().filter(|bytes| bytes.len() == KEY_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{Ed25519KeyPair, KeyPair};

    fn signed(text: &str, seed: u8) -> (String, Vec<u8>) {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap();
        let signature = STANDARD.encode(pair.sign(text.as_bytes()));
        (format!("{text}signature:{signature}\n"), pair.public_key().as_ref().to_vec())
    }

    const ROWS: &str = "echu-taux 1\n2026-S2,240,684,275,sure,arrêté du 26 juin 2026\n";

    #[test]
    fn a_signature_holds_for_every_byte_and_for_its_own_key_alone() {
        let (text, key) = signed(ROWS, 7);
        assert!(is_signed(&rate_file::read(&text).unwrap(), &key));
        let altered = text.replace(",240,", ",640,");
        assert!(!is_signed(&rate_file::read(&altered).unwrap(), &key), "a rate was changed after the signature");
        let (_, other) = signed(ROWS, 8);
        assert!(!is_signed(&rate_file::read(&text).unwrap(), &other), "the key of someone else");
        let unsigned = format!("{ROWS}signature:\n");
        assert!(!is_signed(&rate_file::read(&unsigned).unwrap(), &key));
        assert!(!is_signed(&rate_file::read(&format!("{ROWS}signature:&&&\n")).unwrap(), &key), "not Base64");
    }

    #[test]
    fn a_key_is_thirty_two_bytes() {
        assert_eq!(bytes(&STANDARD.encode([1; 32])).map(|key| key.len()), Some(32));
        assert_eq!(bytes(&STANDARD.encode([1; 31])), None);
        assert_eq!(bytes("clé"), None);
    }
}
