//! What a failure says to the person: what happened, what was not lost, what to do. The only place that makes such words.
use crate::backup::GONE;
use crate::error::Error;
use echu_core::error::DomainError;
use echu_core::legal_check::LegalFinding;

/// The sentence of an error, in French.
pub fn of(error: &Error) -> String {
    if error.is_disk_full() {
        return "Le disque est plein\u{a0}: rien n’a été enregistré, et rien n’est parti. Libérez de la place, puis recommencez."
            .to_owned();
    }
    match error {
        Error::Sql(_) | Error::Migration(_) | Error::Json(_) | Error::UnknownCommand(_) | Error::Panicked(_) => {
            "Une anomalie interne a interrompu cette action. Rien n’a été modifié\u{a0}: vous pouvez recommencer.".to_owned()
        }
        Error::Io { .. } => {
            "Le fichier ou le dossier ne répond pas. Rien n’a été modifié\u{a0}: vérifiez le disque, puis recommencez.".to_owned()
        }
        Error::Request(_) => "La demande est incomplète ou mal formée. Rien n’a été modifié.".to_owned(),
        Error::Domain(DomainError::UnknownRate(half)) => {
            format!(
                "Le taux du {} n’est pas connu\u{a0}: le calcul est refusé plutôt que deviné. Saisissez ce taux dans Réglages, Taux de référence.",
                half.label()
            )
        }
        Error::Domain(DomainError::Field { field, reason }) => field_sentence(field, reason),
        Error::Invalid { field, reason } => field_sentence(field, reason),
        Error::Doubtful { sentence, may_be_kept: true, .. } => {
            format!("{sentence} Rien n’a été enregistré\u{a0}: corrigez, ou confirmez si c’est bien ce qui est écrit sur le document.")
        }
        Error::Doubtful { sentence, may_be_kept: false, .. } => format!("{sentence} Rien n’a été enregistré."),
        Error::NewerDatabase(_) => {
            "Cette base vient d’une version plus récente d’Échu. Elle n’a pas été touchée\u{a0}: mettez l’application à jour pour l’ouvrir."
                .to_owned()
        }
        Error::Damaged(why) if why == GONE => {
            "Le fichier de la base n’est plus dans son dossier. Vos sauvegardes y sont encore\u{a0}: choisissez celle à remettre en place."
                .to_owned()
        }
        Error::Damaged(_) => {
            "La base est endommagée. Elle n’a pas été touchée\u{a0}: gardez ce fichier et reprenez une sauvegarde.".to_owned()
        }
        Error::Locked => "Échu est déjà ouvert sur ce poste. Rien n’est perdu\u{a0}: revenez à la fenêtre ouverte.".to_owned(),
        Error::NotFound { .. } => "Cet élément n’existe plus. La liste va être relue.".to_owned(),
        Error::Precondition(reason) => precondition(reason).to_owned(),
        Error::Legal(findings) => legal(findings),
        Error::Refused(sentence) | Error::Confirm(sentence) | Error::MailSetup(sentence) => sentence.clone(),
    }
}

/// The first finding with its remedy, and how many others there are.
fn legal(findings: &[LegalFinding]) -> String {
    let first = findings.first().map(|finding| format!("{} {}", finding.sentence, finding.remedy)).unwrap_or_default();
    let others = match findings.len() {
        0 | 1 => String::new(),
        2 => " Un autre point est à voir.".to_owned(),
        more => format!(" {} autres points sont à voir.", more - 1),
    };
    format!("Contrôle juridique\u{a0}: {first}{others} Rien n’est parti.")
}

fn field_sentence(_field: &str, reason: &str) -> String {
    let sentence = match reason {
        "empty" => "Ce champ est obligatoire.",
        "too_long" => "Ce texte est trop long.",
        "not_positive" => "Le montant doit être supérieur à zéro.",
        "too_large" => "Ce montant est trop grand.",
        "future" => "Cette date est dans le futur.",
        "out_of_range" => "Cette valeur est hors des limites admises.",
        "before_presentation" => "Ce jour précède la première présentation.",
        "after_return" => "Ce jour suit le retour de la lettre.",
        "before_posting" => "Ce jour précède le dépôt de la lettre.",
        "before_letter" => "Ce jour précède la date de la lettre.",
        "not_an_address" => "Écrivez la rue, puis le code postal et la ville\u{a0}: 12 rue des Lilas, 44000 Nantes.",
        "before_issued" => "L’échéance précède la date de la facture.",
        "duplicate_number" => "Ce numéro de facture existe déjà.",
        "unknown_file" => "Ce fichier n’est plus disponible. Choisissez-le de nouveau.",
        "not_the_sum" => "Les parts ne font pas le montant reçu.",
        "over_allocated" => "Les affectations dépassent le montant disponible.",
        "over_penalties" => "C’est plus que les pénalités restant dues.",
        "before_payment" => "Ce jour précède le paiement.",
        "before_due" => "Ce jour précède le départ du délai\u{a0}: la prescription ne courait pas encore.",
        "over_part" => "C’est plus que ce qui reste dû sur cette échéance.",
        "before_agreement" => "Ce jour précède l’accord.",
        "too_short" => "C’est moins que le délai prévu par la clause.",
        "public_body" => "Les intérêts moratoires d’un acheteur public ne peuvent pas être abandonnés (CCP L2192-14).",
        "one_part" => "Il n’y a qu’une échéance\u{a0}: saisissez-la seule.",
        "too_many_parts" => "Il y a trop d’échéances\u{a0}: vingt-quatre au plus.",
        "same_day" => "Deux échéances tombent le même jour.",
        "parts_sum" => "La somme des échéances n’est pas le total de la facture.",
        "already_over" => "La prescription était déjà acquise ce jour-là\u{a0}: elle ne peut plus être interrompue.",
        "bad_key" => "Cette clé n’est pas une clé publique Ed25519 écrite en Base64.",
        "before_issue" => "Ce jour précède la date de la facture.",
        "over_balance" => "L’affectation dépasse ce qui reste dû.",
        "past" => "Cette date est passée.",
        "before_first_day" => "La période finit avant de commencer\u{a0}: choisissez un dernier jour plus tardif.",
        "date_out_of_range" => "Cette date n’est pas plausible\u{a0}: vérifiez l’année.",
        "too_many" => "Il y a trop d’adresses.",
        "same_account" => "Un autre compte a déjà cette adresse.",
        "bad_email" => "Cette adresse e-mail ne peut pas recevoir de message.",
        "bad_host" => "Ce nom de serveur n’est pas valable.",
        "bad_half_year" => "Un semestre s’écrit 2027-S1 ou 2027-S2.",
        "taken" => "Un autre scénario porte déjà ce nom.",
        "wrong_plan" => "Ce scénario n’est pas fait pour ce type de client.",
        "no_rule" => "Ces conditions ne donnent pas d’échéance\u{a0}: saisissez-la.",
        "below_settled" => "Le total est inférieur à ce qui est déjà réglé.",
        "has_settlements" => "Des règlements sont affectés à cette facture\u{a0}: retirez-les avant de changer de client.",
        "kind_is_fixed" => "Une facture ne devient pas un avoir\u{a0}: créez un avoir.",
        "other_client" => "Cette facture est celle d’un autre client.",
        "one_source" => "Choisissez un règlement ou un avoir.",
        "not_a_payment" => "Un avoir ne paie pas de pénalités.",
        "not_a_credit_note" => "Ce n’est pas un avoir.",
        "unknown_text" => "Ce texte n’existe pas.",
        "pdf_too_large" => "Ce PDF dépasse 5 Mo\u{a0}: il serait refusé par les messageries.",
        "not_a_pdf" => "Ce fichier n’est pas un PDF.",
        "proof_too_large" => "Ce fichier dépasse 10 Mo\u{a0}: photographiez de moins près, ou numérisez en qualité ordinaire.",
        "not_a_proof" => "Ce fichier n’est ni un PDF, ni une photo JPEG, PNG ou HEIC.",
        "too_many_proofs" => "Cette lettre a déjà douze pièces jointes.",
        "proof_kept_already" => "Ce fichier est déjà joint à cette lettre.",
        "bad_hour" => "Une heure s’écrit 14:05.",
        "not_what_is_lost" => "Le prix net et la TVA doivent faire ensemble la somme impayée\u{a0}: recopiez-les de la facture.",
        "no_invoice_chosen" => "Choisissez au moins une facture.",
        "picture_too_large" => "Cette image dépasse 1 Mo.",
        "not_a_picture" => "Cette image n’est ni un PNG ni un JPEG.",
        _ => "Cette valeur n’est pas acceptée.",
    };
    format!("{sentence} Rien n’a été enregistré.")
}

fn precondition(reason: &str) -> &'static str {
    match reason {
        "has_open_invoices" => "Ce client doit encore de l’argent\u{a0}: soldez ou passez en perte ses factures avant de l’archiver.",
        "already_sent" => "Ce message est déjà parti.",
        "no_other_tone" => "Ce message a déjà ce ton\u{a0}: il ne peut pas aller plus loin.",
        "default_account" => "C’est le compte par défaut\u{a0}: choisissez-en d’abord un autre.",
        "account_in_use" => "Des messages attendent de partir de ce compte\u{a0}: attendez leur départ, ou retirez-les.",
        "words_changed" => "Vous avez modifié ce texte\u{a0}: ajoutez votre phrase directement dedans.",
        "not_a_draft" => "Ce message n’est plus un brouillon. La liste va être relue.",
        "letter_not_posted" => "Cette lettre n’est pas postée\u{a0}: notez d’abord le jour du dépôt.",
        "letter_over" => "Le retour ou la remise de cette lettre est déjà noté\u{a0}: elle fait preuve et ne change plus.",
        "letter_set_aside" => "Cette lettre est mise de côté\u{a0}: elle ne prouve rien. Joignez le fichier à celle qui est partie.",
        "letter_on_paper" => {
            "Cette lettre dit elle-même qu’elle part sur papier. Pour un envoi électronique, mettez-la de côté et établissez-en une autre."
        }
        "letter_electronic" => {
            "Cette lettre dit elle-même qu’elle part en recommandé électronique. Pour la poster, mettez-la de côté et établissez-en une autre."
        }
        "no_letter_today" => "Le scénario ne demande plus cette lettre aujourd’hui. La liste va être relue.",
        "letter_plain" => "Une lettre simple n’est pas suivie\u{a0}: elle n’a ni présentation, ni remise à noter.",
        "letter_posted" => "Cette lettre est postée\u{a0}: elle fait preuve et ne change plus.",
        "plan_chosen" => {
            "Un autre scénario a été choisi entre-temps pour ce client\u{a0}: il est gardé. Changez-le depuis sa fiche. Rien n’a été modifié."
        }
        "something_sent" => "Des relances sont parties sur ces factures\u{a0}: cet import ne peut plus être annulé.",
        "letter_made" => {
            "Une lettre numérotée a été établie sur ces factures\u{a0}: elle reste dans l’historique, et cet import ne peut plus être annulé."
        }
        "merge_undone" => "Ces deux fiches sont déjà séparées.",
        "merge_mixed" => {
            "Un règlement, un litige ou un échéancier noté depuis porte sur des factures des deux fiches\u{a0}: annulez-le d’abord. Rien n’a été modifié."
        }
        "already_undone" => "Cet import est déjà annulé.",
        "not_a_debit" => "Cette facture n’est pas payée par prélèvement.",
        "nothing_owed" => "Rien n’est dû sur cette facture.",
        "payment_cancelled" => "Ce règlement est annulé.",
        "payment_stands" => "Ce règlement n’est pas annulé.",
        "end_the_proceeding" => {
            "Une procédure est en cours sur cette facture\u{a0}: clôturez-la d’abord depuis sa page, «\u{a0}Que faire maintenant\u{202f}?\u{a0}»."
        }
        "proceeding_over" => "Cette procédure est close\u{a0}: elle ne change plus.",
        "nothing_to_bring" => "Il ne reste rien à réclamer sur cette facture par cette voie.",
        "end_the_agreement" => "Cet échéancier se termine depuis sa carte, sur la fiche du client.",
        "agreement_over" => "Cet échéancier est déjà terminé. La fiche du client va être relue.",
        "no_notice_called_for" => "Cet échéancier ne demande pas de mise en demeure aujourd’hui. La fiche du client va être relue.",
        "no_forfeiture_called_for" => {
            "La clause de cet échéancier ne permet pas la déchéance du terme aujourd’hui. La fiche du client va être relue."
        }
        "no_limitation" => "Rien n’est dû sur cette facture, ou elle n’a pas d’échéance.",
        "nothing_to_waive" => "Il n’y a rien à abandonner sur cette facture.",
        "no_such_rate" => "Vous n’avez pas saisi ce taux.",
        "import_forgotten" => "Cet import n’est plus en préparation. Choisissez de nouveau le fichier\u{a0}: rien n’a été enregistré.",
        "file_changed" => "Ce fichier a changé depuis sa lecture. Choisissez-le de nouveau\u{a0}: rien n’a été enregistré.",
        "not_a_credit" => "Ce mouvement n’est pas un encaissement.",
        "line_settled" => "Ce mouvement est déjà rapproché.",
        "line_waits" => "Ce mouvement attend déjà d’être rapproché.",
        "other_amount" => "Ce règlement n’est pas du même montant que le mouvement.",
        "payment_tied" => "Ce règlement est déjà rapproché d’un autre mouvement.",
        "nothing_certain" => "Aucun mouvement n’est sûr\u{a0}: choisissez vous-même.",
        "no_columns" => "Cet import n’est pas un tableau\u{a0}: il n’a pas de colonnes.",
        "import_question" => "Une question reste ouverte sur les colonnes. Répondez-y\u{a0}: rien n’a été enregistré.",
        "nothing_to_import" => "Ce fichier n’apporte rien de nouveau\u{a0}: rien n’a été enregistré.",
        "base_replaced" => "Une sauvegarde prend la place de la base. Rien n’a été modifié\u{a0}: réessayez dans un instant.",
        "no_second_place" => "Aucun second emplacement n’est choisi. Rien n’a changé. Choisissez-en un d’abord.",
        "base_busy" => {
            "La base est lue ailleurs en ce moment. L’effacement est fait\u{a0}; recommencez dans un instant pour nettoyer le fichier."
        }
        "document_erased" => "Ce document a été effacé. Sa date et son empreinte restent dans l’historique.",
        "message_erased" => "Ce message a été effacé. Sa date et son empreinte restent dans l’historique.",
        "job_running" => "Ce travail est déjà en cours\u{a0}: attendez qu’il finisse, ou arrêtez-le. Rien n’a été modifié.",
        "takeout_running" => {
            "«\u{a0}Tout emporter\u{a0}» est en cours\u{a0}: l’archive contiendrait encore ce que vous effacez. Attendez qu’il finisse, ou arrêtez-le. Rien n’a été effacé."
        }
        "stopped" => "Vous avez arrêté ce travail\u{a0}: rien n’en a été gardé.",
        "closing" => "Échu se ferme\u{a0}: recommencez à la prochaine ouverture. Rien n’a été modifié.",
        "no_update_address" => "Cette version d’Échu ne porte pas d’adresse de mises à jour. Rien n’a été demandé.",
        "update_altered" => {
            "Le fichier de la nouvelle version a changé depuis son téléchargement\u{a0}: il n’a pas été ouvert. Cherchez de nouveau une mise à jour."
        }
        "no_update_found" => "Aucune nouvelle version n’a été trouvée. Cherchez d’abord une mise à jour.",
        "demo_open" => "Cela n’est pas possible dans la démonstration.",
        _ => "Ce n’est pas possible dans l’état actuel. Rien n’a été modifié.",
    }
}
