//! A file of reference rates, signed by someone the user trusts.
//!
//! ```text
//! echu-taux 1
//! 2027-S1,265,700,300,sure,arrêté du 15 décembre 2026
//! signature:BASE64 of the Ed25519 signature of every byte above this line
//! ```
use super::rates::{ReferenceRate, read_line};

/// The first line: the form of the file.
const HEAD: &str = "echu-taux 1";
const SIGNATURE: &str = "signature:";
/// The most half-years a file may hold: a century.
const MOST: usize = 200;

/// A file as read; nothing of it counts before its signature is checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateFile<'a> {
    /// The rates.
    pub rows: Vec<ReferenceRate>,
    /// What is signed.
    pub signed: &'a str,
    /// The signature, in Base64.
    pub signature: &'a str,
}

/// Why a file is not one of rates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RateFileError {
    /// The first line is another.
    #[error("not a file of rates")]
    NotRates,
    /// There is no signature.
    #[error("not signed")]
    NotSigned,
    /// A line cannot be read.
    #[error("line {line} cannot be read")]
    BadLine {
        /// Its number, from 1.
        line: usize,
    },
    /// No rate, or too many.
    #[error("no rate, or too many")]
    WrongCount,
}

impl RateFileError {
    /// The sentence for the person.
    pub fn sentence(self) -> String {
        match self {
            RateFileError::NotRates => "Ce fichier n’est pas un fichier de taux d’Échu.".to_owned(),
            RateFileError::NotSigned => "Ce fichier de taux n’est pas signé\u{A0}: rien ne dit d’où il vient.".to_owned(),
            RateFileError::BadLine { line } => format!("La ligne {line} de ce fichier de taux ne se lit pas."),
            RateFileError::WrongCount => "Ce fichier ne contient aucun taux, ou beaucoup trop.".to_owned(),
        }
    }
}

/// Reads a file, its signature unchecked.
///
/// # Errors
/// What keeps it from being one.
pub fn read(text: &str) -> Result<RateFile<'_>, RateFileError> {
    let at = text.rfind(SIGNATURE).filter(|at| *at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n'));
    let (signed, signature) = match at {
        Some(at) => text.split_at(at),
        None if text.lines().next().map(str::trim_end) == Some(HEAD) => return Err(RateFileError::NotSigned),
        None => return Err(RateFileError::NotRates),
    };
    let mut lines = signed.lines().enumerate();
    if lines.next().map(|(_, line)| line.trim_end()) != Some(HEAD) {
        return Err(RateFileError::NotRates);
    }
    let rows: Vec<ReferenceRate> = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| read_line(line.trim_end()).ok_or(RateFileError::BadLine { line: at + 1 }))
        .collect::<Result<_, _>>()?;
    if rows.is_empty() || rows.len() > MOST {
        return Err(RateFileError::WrongCount);
    }
    Ok(RateFile { rows, signed, signature: signature.trim_start_matches(SIGNATURE).trim() })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "echu-taux 1\n2027-S1,265,700,300,sure,arrêté du 15 décembre 2026, JO du 26\nsignature:QUJD\n";

    #[test]
    fn a_file_gives_its_rows_and_what_is_signed() {
        let file = read(FILE).unwrap();
        assert_eq!((file.rows.len(), file.rows[0].ecb_refi_bp, file.signature), (1, 265, "QUJD"));
        assert!(file.rows[0].source.ends_with("JO du 26"), "the source may hold commas");
        assert!(file.signed.ends_with("JO du 26\n"), "every byte above the signature is signed, the line break too");
    }

    #[test]
    fn what_is_no_file_of_rates_is_refused_with_its_line() {
        for (text, error) in [
            ("", RateFileError::NotRates),
            ("numéro;date\n", RateFileError::NotRates),
            ("echu-taux 1\n2027-S1,265,700,300,sure,x\n", RateFileError::NotSigned),
            ("echu-taux 2\nsignature:QUJD", RateFileError::NotRates),
            ("echu-taux 1\nsignature:QUJD", RateFileError::WrongCount),
            ("echu-taux 1\n2027-S1,2.65,700,300,sure,x\nsignature:QUJD", RateFileError::BadLine { line: 2 }),
            ("echu-taux 1\n2027-S3,265,700,300,sure,x\nsignature:QUJD", RateFileError::BadLine { line: 2 }),
        ] {
            assert_eq!(read(text), Err(error), "{text:?}");
            assert!(!error.sentence().is_empty());
        }
    }
}
