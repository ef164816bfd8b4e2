//! The words of the papers on personal data.

pub const ACCESS: &str = "Données personnelles détenues";
pub const ABOUT: &str = "Personne concernée";
pub const HOLDER: &str = "Responsable du traitement";
pub const RIGHTS_TITLE: &str = "À quoi servent ces données, et vos droits";
pub const EMPTY: &str = "Rubriques sans donnée\u{a0}:";
pub const DETAIL: &str = "Détail";
pub const FOLLOWS: &str = "… (la suite est dans le fichier donnees.json)";
pub const RETENTION: &str = "Durées de conservation";
pub const TO_CHECK: &str = "à vérifier";
pub const RIGHTS: [&str; 3] = [
    "Elles servent à tenir le compte des factures, à obtenir leur règlement et, s’il le faut, à le demander en justice. Bases légales\u{a0}: exécution du contrat, obligation légale pour les pièces comptables, intérêt légitime du créancier.",
    "Destinataires\u{a0}: l’entreprise et ceux qu’elle charge du recouvrement ou de la comptabilité. Aucun transfert hors de l’Union européenne par ce logiciel. Aucune décision n’est prise automatiquement\u{a0}: l’appréciation du comportement de paiement est une aide, aucune relance n’en dépend.",
    "Vous pouvez demander la rectification, l’effacement (dans les limites de l’article 17.3 du RGPD), la limitation, la portabilité, ou vous opposer aux relances, et saisir la CNIL (www.cnil.fr).",
];
pub const REGISTER: &str = "Registre des activités de traitement";
pub const REGISTER_TEXT: &str = "Article 30 du règlement (UE) 2016/679. Ce registre décrit ce que fait ce logiciel\u{a0}; complétez-le de vos autres traitements (paie, prospection, vidéosurveillance…).";
pub const SECURITY: &str = "Mesures de sécurité";
pub const PURPOSE: &str = "Finalités";
pub const BASIS: &str = "Base légale";
pub const PEOPLE: &str = "Personnes concernées";
pub const DATA: &str = "Catégories de données";
pub const RECIPIENTS: &str = "Destinataires";
pub const TRANSFERS: &str = "Transferts hors UE";
pub const NONE: &str = "Aucun par ce logiciel. Vérifiez où votre messagerie et vos sauvegardes en ligne conservent leurs données.";
pub const KEPT: &str = "Durées";
pub const NAME: &str = "Nom";
pub const ADDRESS: &str = "Adresse";
pub const SIREN: &str = "SIREN";
pub const CONTACT: &str = "Contact";
pub const SIGNATORY: &str = "Représentant";
pub const OFFICER: &str = "Délégué à la protection des données";
pub const OFFICER_UNKNOWN: &str = "Non désigné ici\u{a0}: à compléter s’il y en a un.";
pub const UNKNOWN: &str = "non renseigné dans Réglages, Votre entreprise";
