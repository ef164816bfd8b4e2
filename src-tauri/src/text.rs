//! Every French sentence the shell says itself: the dialogs of the system, outside the page.
use echu_engine::app::QuitState;
use echu_engine::desktop::FileKind;
use echu_engine::error::{ApiError, ErrorCode};
use std::path::Path;

/// Title of the dialog that saves a file.
pub const SAVE_FILE: &str = "Enregistrer sous";
/// Title of the dialog that chooses a folder: to watch, or for the copies of the backups.
pub const PICK_FOLDER: &str = "Choisir un dossier";
/// The app's own name.
pub const APP: &str = "Échu";
/// Line of the icon beside the clock that brings the window back.
pub const TRAY_OPEN: &str = "Ouvrir Échu";
/// Line that closes the app.
pub const TRAY_QUIT: &str = "Quitter Échu";
/// Button that closes the app.
pub const QUIT: &str = "Quitter";
/// Button that keeps it open.
pub const STAY: &str = "Rester";

/// Title, filter and extensions of the dialog that chooses a file.
pub fn picker(kind: FileKind) -> (&'static str, &'static str, &'static [&'static str]) {
    match kind {
        FileKind::Import => (
            "Choisir les fichiers à importer",
            "Factures, relevés et tableaux",
            &["pdf", "xml", "xlsx", "ods", "csv", "vcf", "txt", "tsv", "ofx", "qfx", "qif", "cfo"],
        ),
        FileKind::InvoicePdf => ("Choisir la facture", "Fichiers PDF", &["pdf"]),
        FileKind::Rates => ("Choisir le fichier de taux", "Fichiers de taux", &["txt"]),
        FileKind::Proof => ("Choisir la photo ou le scan", "PDF et photos", &["pdf", "jpg", "jpeg", "png", "heic", "heif"]),
        FileKind::Picture => ("Choisir une image", "Images", &["png", "jpg", "jpeg"]),
    }
}

/// What to say before leaving, if anything: title and sentence.
pub fn before_quitting(state: QuitState) -> Option<(&'static str, String)> {
    let waiting = match state.queued {
        0 => None,
        1 => Some("1 e-mail partira à la prochaine ouverture.".to_owned()),
        more => Some(format!("{more} e-mails partiront à la prochaine ouverture.")),
    };
    match (state.sending, waiting) {
        (false, None) => None,
        (false, Some(waiting)) => Some(("Quitter Échu\u{202f}?", format!("{waiting} Échu n’envoie rien quand il est fermé."))),
        (true, waiting) => {
            let now = "Un e-mail est en train de partir\u{a0}: Échu se fermera dès que le serveur aura répondu.";
            let sentence = waiting.map_or_else(|| now.to_owned(), |waiting| format!("{now} {waiting}"));
            Some(("Un envoi est en cours. Quitter quand même\u{202f}?", sentence))
        }
    }
}

/// Why Échu does not start: a title, then the engine's sentence (what happened, what is not lost, what to
/// do) and, for what no sentence foresees, where the detail is written.
pub fn refusal(error: &ApiError, log: &Path) -> (&'static str, String) {
    let title = match error.code {
        ErrorCode::Locked => "Échu est déjà ouvert",
        ErrorCode::NewerDatabase => "Ces données viennent d’une version plus récente",
        ErrorCode::DiskFull => "Le disque est plein",
        ErrorCode::Validation
        | ErrorCode::NotFound
        | ErrorCode::Precondition
        | ErrorCode::Legal
        | ErrorCode::UnknownRate
        | ErrorCode::MailSetup
        | ErrorCode::Damaged
        | ErrorCode::Internal => "Échu ne peut pas s’ouvrir",
    };
    let sentence = match error.code {
        ErrorCode::Internal => format!("{}\n\nLe détail technique est dans le fichier {}.", error.sentence, log.display()),
        _ => error.sentence.clone(),
    };
    (title, sentence)
}

/// Said in the terminal when the session names no home folder.
pub fn no_home(missing: &str) -> String {
    format!("Échu ne sait pas où garder vos données\u{a0}: la variable {missing} n’est pas définie.")
}

/// Said in the terminal when the system refuses the window.
pub fn no_window() -> &'static str {
    "Échu n’a pas pu ouvrir sa fenêtre. Vos données n’ont pas été modifiées."
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quitting(sending: bool, queued: u32) -> Option<String> {
        before_quitting(QuitState { sending, queued }).map(|(_, sentence)| sentence)
    }

    #[test]
    fn nothing_is_asked_when_nothing_waits() {
        assert_eq!(quitting(false, 0), None);
    }

    #[test]
    fn the_number_of_e_mails_that_will_wait_is_said() {
        assert_eq!(
            quitting(false, 1).as_deref(),
            Some("1 e-mail partira à la prochaine ouverture. Échu n’envoie rien quand il est fermé.")
        );
        assert!(quitting(false, 4).is_some_and(|said| said.starts_with("4 e-mails partiront à la prochaine ouverture.")));
        assert!(
            quitting(true, 2).is_some_and(|said| said.ends_with("2 e-mails partiront à la prochaine ouverture.")),
            "beside the one in flight"
        );
    }
}
