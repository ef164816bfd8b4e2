//! The register of processing (RGPD art. 30): what a creditor who chases unpaid invoices does with personal data.
//!
//! It is what this program does; what the user does elsewhere is his to add.

/// A processing, in the columns of article 30.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Processing {
    /// Its name.
    pub name: &'static str,
    /// What for.
    pub purpose: &'static str,
    /// By what right (RGPD art. 6).
    pub basis: &'static str,
    /// Who is concerned.
    pub people: &'static str,
    /// Which data.
    pub data: &'static str,
    /// Who receives them.
    pub recipients: &'static str,
    /// How long.
    pub retention: &'static str,
}

/// What a file of this program does.
pub const PROCESSINGS: [Processing; 3] = [
    Processing {
        name: "Gestion des factures et des règlements",
        purpose: "Tenir le compte de chaque client\u{a0}: factures, avoirs, règlements, rapprochement bancaire.",
        basis: "Exécution du contrat\u{a0}; obligation légale pour les pièces comptables (C. com. L123-22).",
        people: "Clients, leurs interlocuteurs.",
        data: "Identité, adresse, coordonnées, SIREN, factures, montants, dates de règlement, libellés bancaires et IBAN de contrepartie.",
        recipients: "Vous et vos salariés habilités\u{a0}; votre expert-comptable, votre banque.",
        retention: "Pièces comptables\u{a0}: 10 ans à compter de la clôture de l’exercice. Mouvements sans facture\u{a0}: 13 mois (à vérifier).",
    },
    Processing {
        name: "Recouvrement amiable des impayés",
        purpose: "Relancer les factures échues, tracer les appels, les promesses, les litiges et les échéanciers. Évaluer la façon de payer (bon payeur, lent, à risque) pour choisir le rythme et le ton des relances\u{a0}: chacun peut demander qu’une personne en décide, rien ne part sans votre accord donné au message ou à l’étape, et rien n’est refusé pour cela (RGPD art. 22).",
        basis: "Exécution du contrat et intérêt légitime du créancier (délib. CNIL 2021-130).",
        people: "Clients débiteurs d’un impayé avéré, leurs interlocuteurs.",
        data: "Coordonnées, messages et courriers envoyés, preuves de remise, comptes rendus d’appel, notes factuelles, habitudes de paiement, scénario choisi d’après elles.",
        recipients: "Vous et vos salariés habilités\u{a0}; votre messagerie, La Poste ou le prestataire de lettre recommandée électronique.",
        retention: "Jusqu’au règlement, puis 5 ans (à vérifier). Coordonnées\u{a0}: 3 ans après le dernier contact (à vérifier).",
    },
    Processing {
        name: "Contentieux",
        purpose: "Constituer le dossier de preuve, suivre les mises en demeure et les procédures.",
        basis: "Intérêt légitime\u{a0}: la défense d’un droit en justice (RGPD art. 17.3.e).",
        people: "Clients débiteurs.",
        data: "Factures, mises en demeure, preuves, chronologie, étapes de procédure.",
        recipients: "Avocat, commissaire de justice, société de recouvrement, tribunal, que vous choisissez.",
        retention: "Jusqu’à la fin de la procédure, puis 5 ans (à vérifier).",
    },
];

/// How the data are protected (RGPD art. 32): what this program does, no more.
pub const SECURITY: [&str; 6] = [
    "Les données restent sur votre ordinateur\u{a0}: aucun serveur, aucun envoi à l’éditeur.",
    "Le fichier n’est lisible que par votre session\u{a0}; il n’est pas chiffré par Échu\u{a0}: activez le chiffrement du disque.",
    "Mots de passe de messagerie dans le trousseau du système, jamais dans la base.",
    "Connexions à la messagerie chiffrées (TLS).",
    "Sauvegardes vérifiées chaque jour\u{a0}; essai de restauration chaque mois.",
    "Historique des actions qui ne s’efface pas\u{a0}; effacement des données sur demande, sans trace lisible dans le fichier.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_column_of_article_30_is_left_empty() {
        for one in PROCESSINGS {
            for column in [one.name, one.purpose, one.basis, one.people, one.data, one.recipients, one.retention] {
                assert!(column.ends_with('.') || column == one.name, "{column}");
                assert!(!column.is_empty());
            }
        }
    }
}
