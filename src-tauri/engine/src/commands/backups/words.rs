//! What is said of the backups, in French.
use crate::backup::{Manifest, Reason};
use crate::clock::local;
use crate::store::copy::Figures;
use chrono::{DateTime, Utc};
use echu_core::text::{count, long_date};

/// Why a backup was made.
pub(super) fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Daily => "Sauvegarde du jour",
        Reason::ByHand => "À votre demande",
        Reason::BeforeUpgrade => "Avant une mise à jour de la base",
        Reason::BeforeImport => "Avant un import",
        Reason::BeforeRestore => "Avant une restauration",
        Reason::AtExit => "À la fermeture",
        Reason::BeforePurge => "Avant un effacement des données anciennes",
    }
}

/// A moment, where the user is.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    let at = local(at);
    format!("{} à {}", long_date(at.date()), at.format("%H:%M"))
}

/// What was done since a backup and is not in it. `now` is none when the base cannot be read.
pub(super) fn missing(backup: &Manifest, now: Option<&Figures>, at: DateTime<Utc>, sent: u32) -> Vec<String> {
    let since = moment(backup.taken_at);
    let mut lines = Vec::new();
    match now {
        None => {
            lines.push(format!("Tout ce qui a été noté depuis le {since}\u{a0}: la base ne peut pas être lue, Échu ne sait donc pas quoi."))
        }
        Some(now) if now.last_event == backup.figures.last_event && now.rows == backup.figures.rows => {}
        Some(now) => {
            lines.push(format!("Tout ce qui a été noté entre le {since} et le {}.", moment(at)));
            let more = |table: &str| now.count(table).saturating_sub(backup.figures.count(table));
            let kinds = [
                (more("client"), "client ajouté", "clients ajoutés"),
                (more("invoice"), "facture ou avoir ajouté", "factures ou avoirs ajoutés"),
                (more("payment"), "règlement noté", "règlements notés"),
                (more("letter"), "courrier établi", "courriers établis"),
                (
                    u64::try_from(now.last_event - backup.figures.last_event).unwrap_or_default(),
                    "ligne d’historique",
                    "lignes d’historique",
                ),
            ];
            lines
                .extend(kinds.into_iter().filter(|(more, _, _)| *more > 0).map(|(more, one, many)| format!("{}.", count(more, one, many))));
        }
    }
    if sent > 0 {
        let found = "envoi parti depuis, retrouvé dans le journal\u{a0}: il ne repartira pas.";
        let many = "envois partis depuis, retrouvés dans le journal\u{a0}: ils ne repartiront pas.";
        lines.push(count(u64::from(sent), found, many));
    }
    lines
}

/// The folder of the data belongs to a program that synchronises it.
pub(super) fn synchronised(program: &str) -> String {
    format!(
        "Le dossier des données d’Échu est synchronisé par {program}\u{a0}: deux ordinateurs pourraient écrire la même base et l’abîmer. Aucune relance ne part sans relecture. Déplacez ce dossier hors de {program}, et choisissez-le plutôt comme second emplacement des sauvegardes."
    )
}

/// A restore was cut short.
pub(super) const ROLLED_BACK: &str = "Une restauration a été interrompue. Rien n’est perdu\u{a0}: la base d’avant a été remise en place. Vous pouvez recommencer dans Réglages, Santé et sauvegardes.";

/// No other disk holds a recent copy.
pub(super) fn second_place(chosen: bool) -> String {
    if chosen {
        "Le second emplacement n’a reçu aucune copie depuis deux semaines. Rebranchez ce disque, ou choisissez-en un autre.".to_owned()
    } else {
        "Vos sauvegardes sont toutes sur cet ordinateur\u{a0}: perdu ou volé, il les emporterait. Choisissez un second emplacement, sur un autre disque ou dans un dossier synchronisé.".to_owned()
    }
}

/// The backups are larger than they may be.
pub(super) const OVER_CAP: &str = "Les sauvegardes dépassent 5\u{a0}Go même réduites aux trois dernières. Elles restent intactes\u{a0}: vérifiez la place libre sur ce disque.";

/// No backup has been made yet.
pub(super) const NONE_YET: &str = "Aucune sauvegarde n’a encore été faite. Échu en fait une au premier démarrage de chaque jour.";

/// A folder that was chosen holds no backup.
pub(super) fn none_in(folder: &std::path::Path) -> String {
    format!(
        "Aucune sauvegarde d’Échu dans ce dossier ({}). Rien n’a changé. Une sauvegarde, ce sont deux fichiers\u{a0}: «\u{a0}echu-….db\u{a0}» (ou «\u{a0}.db.age\u{a0}») et «\u{a0}echu-….json\u{a0}».",
        folder.display()
    )
}

/// The backup comes from a computer whose journal is not here.
pub(super) const FOREIGN: &str = "Le journal des envois de l’ordinateur d’où vient cette sauvegarde n’est pas ici\u{a0}: ce qui est parti après elle est inconnu. Relisez vos envois avant de les reprendre.";
