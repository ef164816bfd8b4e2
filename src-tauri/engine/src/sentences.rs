//! What a failure says to the person: what happened, what was not lost, what to do. The only place that makes such words.
use crate::error::Error;
use echu_core::error::DomainError;

/// The sentence of an error, in French.
pub fn of(error: &Error) -> String {
    if error.is_disk_full() {
        return "Le disque est plein : rien n’a été enregistré, et rien n’est parti. Libérez de la place, puis recommencez.".to_owned();
    }
    match error {
        Error::Sql(_) | Error::Migration(_) | Error::Json(_) | Error::UnknownCommand(_) | Error::Panicked(_) => {
            "Une anomalie interne a interrompu cette action. Rien n’a été modifié : vous pouvez recommencer.".to_owned()
        }
        Error::Io { .. } => {
            "Le fichier ou le dossier ne répond pas. Rien n’a été modifié : vérifiez le disque, puis recommencez.".to_owned()
        }
        Error::Request(_) => "La demande est incomplète ou mal formée. Rien n’a été modifié.".to_owned(),
        Error::Domain(DomainError::UnknownRate(half)) => {
            format!(
                "Le taux du {} n’est pas connu : le calcul est refusé plutôt que deviné. Saisissez ce taux dans Réglages, Taux de référence.",
                half.label()
            )
        }
        Error::Domain(DomainError::Field { field, reason }) => field_sentence(field, reason),
        Error::Invalid { field, reason } => field_sentence(field, reason),
        Error::NewerDatabase(_) => {
            "Cette base vient d’une version plus récente d’Échu. Elle n’a pas été touchée : mettez l’application à jour pour l’ouvrir."
                .to_owned()
        }
        Error::Damaged(_) => "La base est endommagée. Elle n’a pas été touchée : gardez ce fichier et reprenez une sauvegarde.".to_owned(),
        Error::Locked => "Échu est déjà ouvert sur ce poste. Rien n’est perdu : revenez à la fenêtre ouverte.".to_owned(),
        Error::NotFound { .. } => "Cet élément n’existe plus. La liste va être relue.".to_owned(),
        Error::Precondition(reason) => precondition(reason).to_owned(),
        Error::Refused(sentence) | Error::MailSetup(sentence) => sentence.clone(),
    }
}

fn field_sentence(_field: &str, reason: &str) -> String {
    let sentence = match reason {
        "empty" => "Ce champ est obligatoire.",
        "too_long" => "Ce texte est trop long.",
        "not_positive" => "Le montant doit être supérieur à zéro.",
        "too_large" => "Ce montant est trop grand.",
        "future" => "Cette date est dans le futur.",
        "out_of_range" => "Cette valeur est hors des limites admises.",
        "before_issued" => "L’échéance précède la date de la facture.",
        "duplicate_number" => "Ce numéro de facture existe déjà.",
        "unknown_file" => "Ce fichier n’est plus disponible. Choisissez-le de nouveau.",
        "over_allocated" => "Les affectations dépassent le montant disponible.",
        "over_balance" => "L’affectation dépasse ce qui reste dû.",
        _ => "Cette valeur n’est pas acceptée.",
    };
    format!("{sentence} Rien n’a été enregistré.")
}

fn precondition(reason: &str) -> &'static str {
    match reason {
        "has_open_invoices" => "Ce client doit encore de l’argent : soldez ou passez en perte ses factures avant de l’archiver.",
        "already_sent" => "Ce message est déjà parti.",
        "not_a_draft" => "Ce message n’est plus un brouillon. La liste va être relue.",
        "letter_posted" => "Cette lettre est postée : elle fait preuve et ne change plus.",
        "something_sent" => "Des relances sont parties sur ces factures : cet import ne peut plus être annulé.",
        "already_undone" => "Cet import est déjà annulé.",
        "demo_open" => "Cela n’est pas possible dans la démonstration.",
        _ => "Ce n’est pas possible dans l’état actuel. Rien n’a été modifié.",
    }
}
