//! The closed set of names each kind of letter may use, each with an example.
use echu_core::letter::LetterKind;
use echu_core::party::DebtorKind;
use echu_core::placeholder::Variable;

macro_rules! names {
    ($set:ident, $($name:literal: $example:literal,)+) => {
        const $set: &[Variable] = &[$(Variable { name: $name, example: $example },)+];
    };
}

names! { COMMON,
    "civilité": "Madame, Monsieur",
    "client": "Brasserie des Quais SAS",
    "créancier": "Vasseur Plomberie",
    "titulaire": "Vasseur Plomberie",
    "date": "23 novembre 2026",
    "référence": "BDQ-2026-11",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
    "médiateur": "Médiation Artisanat, mediation.example",
    "objet_factures": "Factures F-2026-0352 et F-2026-0361",
    "objet_factures_minuscule": "factures F-2026-0352 et F-2026-0361",
    "professionnel": "oui",
    "particulier": "oui",
    "public": "oui",
    "cordial": "oui",
    "neutre": "oui",
    "ferme": "oui",
    "formule": "Nous vous prions d’agréer, Madame, Monsieur, nos salutations distinguées.",
    "signature": "le signataire et les pièces jointes",
}

names! { CLAIM,
    "sujet_factures": "la facture suivante",
    "factures_impayées": "les factures suivantes restent impayées",
    "reste": "reste",
    "une_facture": "oui",
    "plusieurs_factures": "oui",
    "échéance": "mardi 1er décembre 2026",
    "total": "3 880,60 €",
    "principal": "3 880,60 €",
    "pénalités": "204,84 €",
    "indemnités": "120,00 €",
    "pénalités_par_jour": "1,32 €",
    "date_limite": "jeudi 3 décembre 2026",
    "promesse": "lundi 9 novembre 2026",
    "sans_promesse": "oui",
    "relances": "notre e-mail du 5 octobre 2026",
    "première_demande": "oui",
    "tableau_factures": "le tableau des factures",
    "décompte": "principal, pénalités, indemnités",
    "paiement": "compte, référence et code à scanner",
}

names! { PAYMENT_RECEIPT,
    "montant_reçu": "500,00 €",
    "date_règlement": "10 août 2026",
    "moyen": "virement",
    "tableau_imputation": "le tableau des factures payées",
    "reste_dû": "1 840,00 €",
    "tout_réglé": "oui",
    "crédit": "20,00 €",
    "intérêts_d_abord": "oui",
    "accessoires_réservés": "75,83 €",
    "accessoires_abandonnés": "75,83 €",
    "rien_ne_reste": "oui",
    "paiement": "compte, référence et code à scanner",
}

names! { INSTALMENT_AGREEMENT,
    "total": "3 880,60 €",
    "nombre_échéances": "quatre échéances",
    "tableau_factures": "le tableau des factures",
    "décompte": "principal, pénalités, indemnités",
    "tableau_échéances": "le tableau des échéances",
    "abandon_conditionnel": "324,84 €",
    "accessoires_compris": "324,84 €",
    "sans_accessoires": "oui",
    "imputation": "Chaque versement s’impute sur la facture la plus ancienne.",
    "échéances_manquées": "d’une seule échéance à sa date",
    "régularisation": "huit jours",
    "sans_mise_en_demeure": "oui",
    "date_retour": "lundi 30 novembre 2026",
    "paiement": "compte, référence et code à scanner",
    "signatures": "les deux signatures",
}

names! { INSTALMENT_BREACH,
    "total": "3 880,60 €",
    "date_accord": "1er septembre 2026",
    "avertissement": "oui",
    "déchéance": "oui",
    "manquée_seule": "oui",
    "manquées": "oui",
    "arriéré": "970,15 €",
    "date_régularisation": "jeudi 3 décembre 2026",
    "date_mise_en_demeure": "9 novembre 2026",
    "date_limite": "jeudi 3 décembre 2026",
    "abandon_perdu": "oui",
    "tableau_échéances": "le tableau des échéances manquées",
    "tableau_factures": "le tableau des factures",
    "décompte": "principal, pénalités, indemnités",
    "paiement": "compte, référence et code à scanner",
}

names! { DISPUTE_RECEIPT,
    "date_contestation": "18 novembre 2026",
    "tableau_litige": "le tableau des sommes contestées",
    "motif": "deux radiateurs ne chauffent pas",
    "contesté": "640,00 €",
    "non_contesté": "644,00 €",
    "à_régler": "524,00 €",
    "avoirs": "120,00 €",
    "couvert": "oui",
    "date_explications": "lundi 7 décembre 2026",
    "date_réponse": "lundi 14 décembre 2026",
    "date_limite": "jeudi 3 décembre 2026",
    "paiement": "compte, référence et code à scanner",
}

names! { ACCOUNT_STATEMENT,
    "date_début": "1er janvier 2026",
    "date_fin": "23 novembre 2026",
    "tableau_mouvements": "le tableau des écritures",
    "reste_dû": "3 880,60 €",
    "échu": "3 016,00 €",
    "crédit": "20,00 €",
    "rien_ne_reste": "oui",
    "paiement": "compte, référence et code à scanner",
}

names! { DEBT_ACKNOWLEDGEMENT,
    "total": "4 205,44 €",
    "total_en_lettres": "quatre mille deux cent cinq euros et quarante-quatre centimes",
    "nombre_échéances": "quatre échéances",
    "date_retour": "lundi 30 novembre 2026",
    "siren_client": "404 833 048",
    "siren_créancier": "732 829 320",
    "adresse_client": "27 quai des Mariniers, 35400 Saint-Malo",
    "adresse_créancier": "14 rue des Tanneurs, 35510 Cesson-Sévigné",
    "tableau_factures": "le tableau des factures",
    "décompte": "principal, pénalités, indemnités",
    "tableau_échéances": "le tableau des échéances",
    "réparti": "3 880,60 €",
    "tout_réparti": "oui",
    "abandon_conditionnel": "324,84 €",
    "sans_échéances": "oui",
    "nouvelle_page": "passe à la page suivante",
    "identité": "les lignes où le signataire se nomme",
    "mention_manuscrite": "les lignes à écrire à la main, et le texte à recopier",
}

names! { PENALTY_CLAIM,
    "total": "324,84 €",
    "date_limite": "jeudi 3 décembre 2026",
    "tableau_retards": "le tableau des factures payées en retard",
    "décompte": "pénalités, indemnités",
    "paiement": "compte, référence et code à scanner",
}

names! { MEDIATION_PROPOSAL,
    "démarche": "médiation",
    "tableau_factures": "le tableau des factures",
    "contesté": "640,00 €",
    "désaccord": "deux radiateurs ne chauffent pas",
    "médiateur_des_entreprises": "oui",
    "conciliateur": "oui",
    "nom_conciliateur": "Mme Aubry, mairie de Cesson-Sévigné",
    "conciliateur_particulier": "oui",
    "médiation_consommation": "oui",
    "proposée": "oui",
    "date_réponse": "mardi 8 décembre 2026",
}

names! { CLAIM_DECLARATION,
    "procédure": "redressement judiciaire",
    "qualité": "mandataire judiciaire",
    "date_jugement": "5 novembre 2026",
    "tribunal": "tribunal de commerce de Rennes",
    "date_publication": "12 novembre 2026",
    "dernier_jour": "mardi 12 janvier 2027",
    "dans_le_délai": "oui",
    "hors_délai": "oui",
    "total": "4 205,44 €",
    "tableau_créance": "le tableau de la créance",
    "pénalités": "204,84 €",
    "indemnités": "120,00 €",
    "réglé_depuis": "300,00 €",
    "contesté": "640,00 €",
    "chirographaire": "oui",
    "privilège": "privilège du vendeur",
    "réserve_de_propriété": "conditions générales de vente, article 7",
    "factures_réservées": "de la facture F-2026-101",
    "siren_client": "404 833 048",
    "siren_créancier": "732 829 320",
    "adresse_client": "27 quai des Mariniers, 35400 Saint-Malo",
    "adresse_créancier": "14 rue des Tanneurs, 35510 Cesson-Sévigné",
}

names! { TRANSMITTAL,
    "total": "4 205,44 €",
    "avocat": "oui",
    "société_de_recouvrement": "oui",
    "commissaire_de_justice": "oui",
    "siren_client": "404 833 048",
    "adresse_client": "27 quai des Mariniers, 35400 Saint-Malo",
    "tableau_factures": "le tableau des factures",
    "décompte": "principal, pénalités, indemnités",
    "contesté": "640,00 €",
    "facture_prescription": "F-2026-0148",
    "prescription": "15 mai 2031",
    "prescrite": "15 mai 2031",
    "délai_prescription": "dans moins de trois mois",
    "règle_prescription": "5 ans à partir de l’échéance (C. com. L110-4, C. civ. 2224)",
    "interruptions": "reconnaissance de la dette le 2 juin 2026",
    "historique": "le tableau des démarches",
}

/// The names that the texts of a kind may use.
pub fn vocabulary(kind: LetterKind) -> Vec<Variable> {
    let own = match kind {
        LetterKind::FormalNotice => return crate::letters::formal_notice::VOCABULARY.to_vec(),
        LetterKind::DueSoon
        | LetterKind::FirstReminder
        | LetterKind::SecondReminder
        | LetterKind::ThirdReminder
        | LetterKind::LastNotice => CLAIM,
        LetterKind::PaymentReceipt => PAYMENT_RECEIPT,
        LetterKind::InstalmentAgreement => INSTALMENT_AGREEMENT,
        LetterKind::InstalmentBreach => INSTALMENT_BREACH,
        LetterKind::DisputeReceipt => DISPUTE_RECEIPT,
        LetterKind::AccountStatement => ACCOUNT_STATEMENT,
        LetterKind::DebtAcknowledgement => DEBT_ACKNOWLEDGEMENT,
        LetterKind::PenaltyClaim => PENALTY_CLAIM,
        LetterKind::MediationProposal => MEDIATION_PROPOSAL,
        LetterKind::ClaimDeclaration => CLAIM_DECLARATION,
        LetterKind::Transmittal => TRANSMITTAL,
    };
    COMMON.iter().chain(own).copied().collect()
}

/// The names that the texts of a kind may not lose, shown outside any condition but on themselves: what the debtor or a judge
/// must find in the letter (law/droit.md §7.2, §12 and §13).
pub fn compulsory(kind: LetterKind, debtor: DebtorKind) -> Vec<&'static str> {
    let all: &[&str] = match kind {
        LetterKind::DueSoon => &["objet_factures_minuscule", "tableau_factures", "paiement", "signature"],
        LetterKind::FirstReminder => &["objet_factures_minuscule", "tableau_factures", "total", "date_limite", "paiement", "signature"],
        LetterKind::SecondReminder => &["objet_factures_minuscule", "tableau_factures", "total", "date_limite", "paiement", "signature"],
        LetterKind::ThirdReminder => {
            &["objet_factures_minuscule", "tableau_factures", "décompte", "total", "date_limite", "paiement", "signature"]
        }
        LetterKind::LastNotice => {
            &["objet_factures_minuscule", "tableau_factures", "décompte", "total", "date_limite", "paiement", "signature"]
        }
        LetterKind::FormalNotice => &["total", "tableau_factures", "date", "décompte", "titulaire", "référence", "iban", "signature"],
        LetterKind::PaymentReceipt => {
            &["montant_reçu", "date_règlement", "tableau_imputation", "reste_dû", "accessoires_réservés", "signature"]
        }
        LetterKind::InstalmentAgreement => &[
            "objet_factures_minuscule",
            "tableau_factures",
            "décompte",
            "total",
            "tableau_échéances",
            "paiement",
            "abandon_conditionnel",
            "accessoires_compris",
            "échéances_manquées",
            "date_retour",
            "signatures",
        ],
        LetterKind::InstalmentBreach => &["date_accord", "tableau_échéances", "tableau_factures", "décompte", "paiement", "signature"],
        LetterKind::DisputeReceipt => {
            &["objet_factures_minuscule", "date_contestation", "tableau_litige", "contesté", "à_régler", "date_explications", "signature"]
        }
        LetterKind::AccountStatement => &["date_début", "date_fin", "tableau_mouvements", "reste_dû", "signature"],
        LetterKind::DebtAcknowledgement => &[
            "nouvelle_page",
            "référence",
            "date",
            "identité",
            "total",
            "total_en_lettres",
            "tableau_factures",
            "décompte",
            "tableau_échéances",
            "abandon_conditionnel",
            "mention_manuscrite",
        ],
        LetterKind::PenaltyClaim => {
            &["objet_factures_minuscule", "tableau_retards", "décompte", "total", "date_limite", "paiement", "signature"]
        }
        LetterKind::MediationProposal => &["objet_factures_minuscule", "tableau_factures", "date_réponse", "signature"],
        LetterKind::ClaimDeclaration => &[
            "client",
            "adresse_client",
            "procédure",
            "date_jugement",
            "date_publication",
            "créancier",
            "adresse_créancier",
            "total",
            "tableau_créance",
            "privilège",
            "réserve_de_propriété",
            "signature",
        ],
        LetterKind::Transmittal => &["client", "adresse_client", "date", "tableau_factures", "décompte", "total", "contesté", "signature"],
    };
    // A public body's interest is never given up (CCP L2192-14).
    let lawful = |name: &&str| debtor != DebtorKind::PublicBody || *name != "abandon_conditionnel";
    all.iter().copied().filter(lawful).collect()
}
