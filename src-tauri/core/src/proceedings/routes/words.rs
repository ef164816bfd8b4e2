//! The French of the routes: what each is, and each condition with the figures of the claim.
use super::SMALL_CLAIM;
use super::{About, Answer, Claim, Contest, Notice, Subject};
use crate::money::Cents;
use crate::party::DebtorKind;
use crate::proceedings::{Confidence, Route};
use crate::text::{euros, long_date};

const EXHIBITS: &[&str] = &[
    "Factures impayées et décompte des sommes",
    "Devis, bon de commande ou contrat signé",
    "Bon de livraison ou preuve de l’exécution",
    "Relances et mise en demeure, avec leurs preuves d’envoi",
];

pub(super) fn about(route: Route) -> About {
    let (sure, check) = (Confidence::Sure, Confidence::ToCheck);
    match route {
        Route::Declaration => About {
            what: "Déclarer la créance au mandataire judiciaire ou au liquidateur, jamais au débiteur. La date d’expédition fait foi.",
            documents: &[
                "Déclaration avec principal, intérêts et frais au jour du jugement",
                "Factures, contrat, preuve de livraison",
                "Clause de réserve de propriété, s’il y en a une",
            ],
            delays: "Deux mois à partir de la publication au BODACC, quatre pour un créancier hors métropole\u{a0}; relevé de forclusion\u{a0}: six mois.",
            payer: "Sans frais de justice connus\u{a0}; votre temps et l’envoi.",
            warning: "Relances et poursuites sont arrêtées\u{a0}: seule la déclaration garde votre droit.",
            source: "C. com. R622-24, L622-26, L624-9",
            confidence: check,
        },
        Route::Order => About {
            what: "Une requête au juge du lieu où demeure le débiteur, sans audience. L’ordonnance doit être signifiée, puis le débiteur peut s’y opposer.",
            documents: EXHIBITS,
            delays: "Signification dans les trois mois de l’ordonnance (six avant le 1er\u{a0}septembre 2026)\u{a0}; opposition\u{a0}: un mois\u{a0}; exécution deux mois après la signification.",
            payer: "Greffe\u{a0}: frais au tribunal de commerce (les sources se contredisent, de 25,19 à 33,47\u{a0}€\u{a0}: à vérifier), gratuit au tribunal judiciaire. Signification\u{a0}: à avancer.",
            warning: "La requête n’interrompt pas la prescription\u{a0}: seule la signification de l’ordonnance le fait (Cass. 1re civ., 9\u{a0}septembre 2020, n°\u{a0}19-12.006).",
            source: "CPC 1405 à 1425, décret n°\u{a0}2026-96",
            confidence: check,
        },
        Route::SmallClaims => About {
            what: "Un commissaire de justice invite le débiteur à un accord. S’il accepte, vous avez un titre exécutoire sans juge.",
            documents: &["Factures impayées et décompte des sommes", "Contrat ou commande"],
            delays: "Un mois pour accepter\u{a0}; le silence vaut refus.",
            payer: "Vous seul (CPCE L125-1, al. 4)\u{a0}; montant non confirmé, à demander.",
            warning: "La prescription n’est suspendue que si le débiteur accepte (C. civ. 2238).",
            source: "CPCE L125-1, R125-1, loi n°\u{a0}2026-307",
            confidence: check,
        },
        Route::Uncontested => About {
            what: "Un commandement de payer par commissaire de justice\u{a0}; sans paiement ni contestation, un procès-verbal que le greffe rend exécutoire.",
            documents: &["Factures impayées et décompte des sommes", "Preuve que les deux parties sont commerçantes (extraits du RCS)"],
            delays: "Un mois pour payer ou contester\u{a0}; procès-verbal huit jours après au plus tôt\u{a0}; signification sous six mois.",
            payer: "Tarif réglementé non trouvé\u{a0}: à demander au commissaire de justice.",
            warning: "Loi récente\u{a0}: vérifiez son décret et son tarif avant de commencer.",
            source: "CPCE L126-1 à L126-5, loi n°\u{a0}2026-307 du 23\u{a0}avril 2026",
            confidence: check,
        },
        Route::Summary => About {
            what: "Demander une provision au juge des référés quand l’obligation n’est pas sérieusement contestable\u{a0}: audience contradictoire.",
            documents: EXHIBITS,
            delays: "Selon l’audience donnée par le tribunal.",
            payer: "Assignation à avancer\u{a0}; avocat selon le montant et le tribunal (à vérifier).",
            warning: "L’assignation interrompt la prescription (C. civ. 2241), sauf si la demande est abandonnée ou rejetée (2243).",
            source: "CPC 872-873 (commerce), 834-835 (tribunal judiciaire)",
            confidence: check,
        },
        Route::Merits => About {
            what: "Faire juger le litige lui-même, quand la créance est discutée.",
            documents: EXHIBITS,
            delays: "Long\u{a0}; selon le tribunal.",
            payer: "À avancer\u{a0}; avocat obligatoire au-delà de 10\u{a0}000\u{a0}€ (CPC 853, 761). Devant le tribunal judiciaire, jusqu’à 5\u{a0}000\u{a0}€, une tentative amiable vient d’abord (CPC 750-1).",
            warning: "L’assignation interrompt la prescription (C. civ. 2241), sauf si la demande est abandonnée ou rejetée (2243).",
            source: "CPC 750-1, 761, 853",
            confidence: check,
        },
        Route::Instalments => About {
            what: "Convenir de plusieurs versements, par écrit, avec reconnaissance de la dette.",
            documents: &["Décompte à la date de l’accord", "Accord signé"],
            delays: "Ceux que vous convenez.",
            payer: "Sans frais.",
            warning: "La demande d’échéancier ou la reconnaissance interrompt la prescription (C. civ. 2240)\u{a0}: gardez-en l’écrit.",
            source: "C. civ. 2240, 1343-5",
            confidence: sure,
        },
        Route::Mediation => About {
            what: "Un tiers aide à trouver un accord\u{a0}: médiateur des entreprises (gratuit, confidentiel, entre professionnels) ou conciliateur de justice\u{a0}; avec un particulier, conciliateur, ou médiateur de la consommation (saisine à vérifier).",
            documents: &["Résumé de l’affaire", "Factures et échanges"],
            delays: "Selon le médiateur.",
            payer: "Médiateur des entreprises\u{a0}: gratuit.",
            warning: "La médiation ou la conciliation suspend la prescription (C. civ. 2238).",
            source: "C. civ. 2238, CPC 750-1",
            confidence: sure,
        },
        Route::Agency => About {
            what: "Remettre le dossier à un avocat, à un commissaire de justice ou à une société de recouvrement.",
            documents: EXHIBITS,
            delays: "Selon le professionnel.",
            payer: "Vous\u{a0}: sans titre exécutoire, les frais restent au créancier (CPCE L111-8)\u{a0}; entre professionnels, complément possible sur justificatif (C. com. L441-10).",
            warning: "Une relance, même d’une société de recouvrement, n’interrompt pas la prescription.",
            source: "CPCE L111-8, R124-1 à R124-7",
            confidence: sure,
        },
        Route::WriteOff => About {
            what: "Arrêter les frais\u{a0}: la perte est une écriture, elle n’éteint pas la dette.",
            documents: &["Facture rectifiée ou état récapitulatif, pour la TVA (CGI 272-1, texte à vérifier)"],
            delays: "TVA\u{a0}: jusqu’au 31\u{a0}décembre de la deuxième année (à vérifier).",
            payer: "Sans frais.",
            warning: "La TVA ne se récupère que si la créance est définitivement irrécouvrable (à vérifier avec votre expert-comptable).",
            source: "CGI 272-1",
            confidence: check,
        },
    }
}

pub(super) fn condition(subject: Subject, answer: Answer, claim: &Claim) -> String {
    let by = |met: &str, not: &str, unknown: &str| {
        match answer {
            Answer::Met => met,
            Answer::NotMet => not,
            Answer::Unknown => unknown,
        }
        .to_owned()
    };
    match subject {
        Subject::Solvent => by(
            "Aucune procédure collective notée.",
            "Procédure collective ouverte\u{a0}: les poursuites individuelles sont arrêtées (C. com. L622-21).",
            "",
        ),
        Subject::Insolvent => by("Procédure collective ouverte.", "Aucune procédure collective notée.", ""),
        Subject::Due => by("Toutes les sommes sont échues.", "Une somme n’est pas échue.", ""),
        Subject::Private => by("Le client n’est pas un acheteur public.", "", "Acheteur public\u{a0}: juge et procédure à vérifier."),
        Subject::Uncontested => match claim.contest {
            Contest::Nothing => "Aucune contestation notée.".to_owned(),
            Contest::Part(part) => format!("Le client conteste {}\u{a0}: ne demandez que le reste, ou voyez le fond.", euros(part)),
            Contest::Whole => "Le client conteste toute la créance\u{a0}: voyez le référé ou le fond.".to_owned(),
        },
        Subject::Noticed => noticed(claim.notice, answer),
        Subject::InTime => match (claim.limitation, answer) {
            (Some(last), Answer::Met) => format!("Prescription\u{a0}: vous pouvez agir jusqu’au {}.", long_date(last)),
            (Some(last), _) => format!(
                "Le dernier jour pour agir était le {}\u{a0}: le client peut refuser de payer pour cette raison (prescription). Prenez conseil.",
                long_date(last)
            ),
            (None, _) => "Dernier jour pour agir inconnu\u{a0}: à vérifier.".to_owned(),
        },
        Subject::Small => small(claim, answer),
        Subject::NotBetweenMerchants => by(
            "La créance n’est pas facturée entre commerçants.",
            "Créance facturée entre commerçants\u{a0}: exclue depuis le 25\u{a0}avril 2026 (loi n°\u{a0}2026-307, à vérifier).",
            "Dites si vous et votre client êtes commerçants\u{a0}: entre commerçants, cette voie est exclue depuis le 25\u{a0}avril 2026.",
        ),
        Subject::BothMerchants => by(
            "Vous et votre client êtes commerçants.",
            not_merchants(claim),
            "Dites si vous et votre client êtes commerçants\u{a0}: artisans, libéraux et sociétés civiles ne le sont pas.",
        ),
        Subject::LastResort => "À décider quand les autres voies coûteraient plus qu’elles ne rendraient.".to_owned(),
    }
}

fn not_merchants(claim: &Claim) -> &'static str {
    match (claim.debtor, claim.creditor_merchant) {
        (DebtorKind::Consumer, _) => "Le client est un particulier.",
        (DebtorKind::PublicBody, _) => "Le client est un acheteur public.",
        (DebtorKind::Business, Some(false)) => "Vous n’êtes pas commerçant.",
        (DebtorKind::Business, _) => "Le client n’est pas commerçant.",
    }
}

fn noticed(notice: Notice, answer: Answer) -> String {
    match (notice, answer) {
        (Notice::Missing, _) => "Aucune mise en demeure postée\u{a0}: envoyez-la d’abord.".to_owned(),
        (Notice::Posted(on), _) => {
            format!("Mise en demeure postée le {}\u{a0}: notez sa présentation, d’où part son délai.", long_date(on))
        }
        (Notice::Until(last), Answer::Met) => format!("Mise en demeure restée sans effet, délai fini le {}.", long_date(last)),
        (Notice::Until(last), _) => format!("La mise en demeure laisse au client jusqu’au {}.", long_date(last)),
    }
}

fn small(claim: &Claim, answer: Answer) -> String {
    let sum = claim.principal + claim.interest.unwrap_or(Cents::ZERO);
    let limit = euros(SMALL_CLAIM);
    match (answer, claim.interest) {
        (Answer::Met, _) => format!("Principal et pénalités de retard\u{a0}: {}, dans la limite de {limit}.", euros(sum)),
        (Answer::NotMet, _) => format!("Principal et pénalités de retard\u{a0}: {}, au-dessus de {limit} (CPCE, art. R125-1).", euros(sum)),
        (Answer::Unknown, _) => format!("Les pénalités de retard ne sont pas connues\u{a0}: elles comptent dans la limite de {limit}."),
    }
}
