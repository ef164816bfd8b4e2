//! What a paper may not say, by whom it is for and to whom it goes.
mod search;

pub(super) use search::check;

use super::scan::Denial;
use super::{LegalCode as C, Purpose, Severity, Speech};
use crate::party::DebtorKind;
use Severity::{Asks, Blocks, Warns};

/// Words that mean something, unless they are among `except` or denied.
struct Rule {
    code: C,
    denial: Denial,
    patterns: &'static [&'static str],
    except: &'static [&'static str],
    severity: fn(&Speech) -> Option<Severity>,
}

const fn nouns(code: C, severity: fn(&Speech) -> Option<Severity>, patterns: &'static [&'static str]) -> Rule {
    Rule { code, denial: Denial::Noun, patterns, except: &[], severity }
}

const fn verbs(code: C, severity: fn(&Speech) -> Option<Severity>, patterns: &'static [&'static str]) -> Rule {
    Rule { code, denial: Denial::Verb, patterns, except: &[], severity }
}

const fn except(rule: Rule, except: &'static [&'static str]) -> Rule {
    Rule { except, ..rule }
}

/// What the debtor reads; a lawyer or an agency may be told of bailiffs.
fn to_debtor(speech: &Speech, severity: Severity) -> Option<Severity> {
    (!speech.purpose.is_for_others()).then_some(severity)
}

fn blocks(speech: &Speech) -> Option<Severity> {
    to_debtor(speech, Blocks)
}

fn asks(speech: &Speech) -> Option<Severity> {
    to_debtor(speech, Asks)
}

fn warns(speech: &Speech) -> Option<Severity> {
    to_debtor(speech, Warns)
}

fn consumer(speech: &Speech) -> bool {
    speech.debtor_kind == DebtorKind::Consumer
}

/// A threat with a penalty: never to a consumer, on second thought to the others.
fn harder_on_consumer(speech: &Speech) -> Option<Severity> {
    to_debtor(speech, if consumer(speech) { Blocks } else { Asks })
}

fn too_early(speech: &Speech) -> Option<Severity> {
    match speech.purpose {
        Purpose::Courtesy | Purpose::Term => Some(Blocks),
        Purpose::First | Purpose::Firm | Purpose::Receipt | Purpose::DisputeAnswer | Purpose::Mediation => Some(Warns),
        Purpose::Last
        | Purpose::FormalNotice
        | Purpose::Instalments
        | Purpose::Breach
        | Purpose::Statement
        | Purpose::Acknowledgement
        | Purpose::PenaltyClaim
        | Purpose::Declaration
        | Purpose::Transmittal => None,
    }
}

/// A mise en demeure is told of when there was one; a receipt tells of it only then.
fn notice_too_early(speech: &Speech) -> Option<Severity> {
    if speech.notified || speech.purpose == Purpose::Receipt { None } else { too_early(speech) }
}

fn before_due(speech: &Speech) -> Option<Severity> {
    let early = speech.purpose == Purpose::Term || (speech.purpose == Purpose::Courtesy && !speech.late);
    early.then_some(Warns)
}

/// An acknowledgement by the debtor does interrupt it (C. civ. 2240); nothing the creditor writes does.
fn by_creditor(speech: &Speech) -> Option<Severity> {
    let by_debtor = matches!(speech.purpose, Purpose::Acknowledgement | Purpose::Instalments);
    (!by_debtor).then_some(Blocks)
}

fn if_reserved(speech: &Speech) -> Option<Severity> {
    speech.reserved.then_some(Blocks)
}

fn to_consumer(speech: &Speech) -> Option<Severity> {
    consumer(speech).then_some(Blocks)
}

fn to_consumer_without_contract(speech: &Speech) -> Option<Severity> {
    (consumer(speech) && !speech.rate_agreed).then_some(Blocks)
}

fn consumer_not_notified(speech: &Speech) -> Option<Severity> {
    let early = matches!(speech.purpose, Purpose::Courtesy | Purpose::Term | Purpose::First | Purpose::Firm | Purpose::Last);
    (consumer(speech) && early && !speech.notified).then_some(Blocks)
}

fn to_public_body(speech: &Speech) -> Option<Severity> {
    (speech.debtor_kind == DebtorKind::PublicBody).then_some(Blocks)
}

fn waiver_to_public_body(speech: &Speech) -> Option<Severity> {
    (speech.debtor_kind == DebtorKind::PublicBody).then_some(Warns)
}

fn to_private(speech: &Speech) -> Option<Severity> {
    (speech.debtor_kind != DebtorKind::PublicBody).then_some(Blocks)
}

const RULES: &[Rule] = &[
    nouns(
        C::LooksLikeAnAct,
        blocks,
        &[
            "commandement|commandements|mandement",
            "sommation|sommations",
            "vous sommons",
            "etes|etre ?ici ?ainsi somme|sommee|sommes|sommees de|d",
            "signification|significations",
            "vous|etre|sera|est|acte signifi*",
            "signifi* par",
            "exploit|exploits",
            "proces verbal|verbaux",
            "extrajudiciaire|extrajudiciaires",
            "au nom du peuple francais",
            "republique francaise",
            "a la requete de|du",
            "parlant a",
            "l an deux mille",
        ],
    ),
    nouns(
        C::BailiffNamed,
        blocks,
        &["huissier|huissiers|hussier|hussiers", "commissaire|commissaires de justice", "officier|officiers ministeriel|ministeriels"],
    ),
    nouns(
        C::UltimatumBeforeBailiff,
        blocks,
        &[
            "dernier|derniere|ultime avis|avertissement|rappel|relance|courrier|chance|delai avant .. huissier|saisie|commissaire|execution",
            "avant ?le passage|intervention|visite ?de d|de ?l huissier|commissaire",
        ],
    ),
    except(
        nouns(
            C::SeizureThreat,
            blocks,
            &[
                "saisie|saisies",
                "saisir|saisirons|saisissons|saisira .. vos|votre compte*|bien*|meuble*|salaire*|remuneration*|vehicule*|materiel",
                "bloqu*|blocage|gel|gele|geler|gelons|gelerons .. compte|comptes",
                "compte|comptes .. bloque|bloques|gele|geles",
                "comptes .. saisis",
                "immobilis* .. vehicule*|camion*|engin*|materiel*",
                "force publique",
                "serrurier|serruriers",
                "execution forcee",
                "mesure|mesures d execution",
                "expuls*",
                "satd",
                "avis a tiers detenteur",
                "preleve* .. salaire|salaires|remuneration|allocations",
                "astreinte|astreintes",
                "contrainte par corps",
            ],
        ),
        &[
            "erreur|erreurs|faute|fautes|date de saisie",
            // To stop serving who does not pay is no seizure.
            "compte client|fournisseur|utilisateur .. bloque|gele",
            "bloqu* .. compte client|fournisseur|utilisateur",
            "saisie informatique|manuelle|comptable",
            "saisie des|du|de|d ?la ?l ?une facture*|commande*|donnees",
        ],
    ),
    except(
        nouns(
            C::CriminalThreat,
            blocks,
            &[
                "port* .. plainte|plaintes",
                "depo* .. plainte|plaintes",
                "plainte|plaintes penale*|contre|aupres",
                "penal|penale|penales|penaux|penalement",
                "escroquerie|filouterie|grivelerie",
                "abus de confiance",
                "garde a vue",
                "procureur",
                "gendarme|gendarmes|gendarmerie|commissariat",
                "la police",
                "forces de l ordre",
                "prison|emprisonnement|correctionnel|correctionnelle",
                "delit|delits",
                "casier judiciaire",
            ],
        ),
        &["clause|clauses penale|penales", "la police d assurance*", "la police numero|n"],
    ),
    nouns(
        C::ListingThreat,
        blocks,
        &[
            "fich*|inscri*|signal*|declar*|informer* .. banque de france",
            "banque de france .. fich*|inscri*|signal*",
            "ficp|fichage",
            "fichier|fichiers|liste|registre .. mauvais|impayes|incident|incidents|defaillant|defaillants",
            "mauvais payeur|payeurs",
            "liste noire|rouge",
            "interdit|interdits|interdiction bancaire|bancaires",
            "fiche|fichee|fiches aupres|comme",
        ],
    ),
    nouns(
        C::PublicityThreat,
        blocks,
        &[
            "rendr*|rendons|rendre public|publique|publics|publiques",
            "divulgu*",
            "publier|publierons|publions|afficher|afficherons|diffuser|diffuserons .. votre|vos|nom|impaye*|dette*",
            "reseau|reseaux social|sociaux",
            "facebook|linkedin|instagram|tiktok",
            "averti*|inform*|preven*|previen*|contact*|alert*|sollicit*|adress* .. votre|vos|son|ses employeur|voisin*|famille|entourage|proches|conjoint*|parents|clients|fournisseurs|partenaires|bailleur|concurrents",
            "averti*|inform*|preven*|previen*|contact*|alert*|sollicit*|ecri*|signal*|denonc* .. employeur|patron|collegues|banquier|assureur|syndic|voisin*|famille|proches",
            "previendrons|previendra|avertirons|avertira|informerons|informera|ecrirons|signalerons .. banque|partenaires|clients|fournisseurs|associes",
            "signale|signalee|signales|denonce|denoncee .. votre|vos|a|aux partenaires|clients|fournisseurs|concurrents|banque|employeur",
            "nom|impaye*|dette* .. affiche|affichee|affiches|publie|publiee|publies .. vitrine|site|page|magasin|atelier",
            "avis google|negatif|negatifs",
            "alert*|averti*|inform*|contact*|saisi* .. la presse",
        ],
    ),
    nouns(
        C::Harassment,
        blocks,
        &[
            "harcel*",
            "jour et nuit",
            "appellerons|contacterons|relancerons|telephonerons|appeler|contacter|relancer .. chaque jour|matin|soir|heure",
            "appellerons|contacterons|relancerons|telephonerons .. tous les jours",
            "appellerons|contacterons|relancerons|telephonerons .. quotidiennement|relache|repit|cesse|inlassablement",
            "vous retrouverons",
            "savons ou vous",
        ],
    ),
    nouns(
        C::Harassment,
        asks,
        &[
            "passerons|passera|rendrons|rendra|presenterons|presentera|deplacerons|viendrons|viendra .. domicile|travail",
            "sur votre lieu de travail",
        ],
    ),
    nouns(
        C::Insult,
        blocks,
        &["escroc|escrocs|voleur|voleurs|voleuse|arnaqu*|voyou*|truand*|crapule*|minable*|honteu*|malhonnet*|indigne|indignes|scandaleu*"],
    ),
    nouns(C::Insult, warns, &["mauvaise foi", "mauvaise volonte", "irresponsable*"]),
    nouns(C::UnderPenalty, harder_on_consumer, &["sous|a peine de|d"]),
    nouns(
        C::CourtTooEarly,
        too_early,
        &[
            "tribunal|tribunaux|juridiction|juridictions",
            "le|un|au|du juge",
            "injonction|injonctions",
            "en refere",
            "assigner*|assignation|assignons",
            "poursuites|poursuivrons|poursuivi|poursuivie|poursuivis",
            "poursuite judiciaire",
            "voie|voies de droit",
            "contentieux|contentieuse",
            "en justice",
        ],
    ),
    nouns(C::CourtTooEarly, notice_too_early, &["mise|mettre|mettons en demeure"]),
    nouns(
        C::DebtBeforeDue,
        before_due,
        &["dette*", "relanc*", "impaye*", "retard*", "penalite*", "debiteur*|debitrice*", "defaut de paiement"],
    ),
    nouns(
        C::ThirdPartyNamed,
        asks,
        &[
            "notre|nos avocat*",
            "notre|nos conseil|conseils juridique|juridiques",
            "cabinet|societe|agence|service de recouvrement",
            "service|departement contentieux|juridique",
        ],
    ),
    nouns(C::PenaltyClause, harder_on_consumer, &["clause|clauses penale|penales", "major* de|d .. %"]),
    nouns(C::DailyRate, asks, &["% par|de jour|semaine|retard", "% par jour", "pour cent par jour|semaine"]),
    nouns(
        C::InterestOnInterest,
        asks,
        &[
            "anatocisme",
            "capitalis* .. interet*|penalite*",
            "interet*|penalite* ?seront ?sont capitalise*",
            "interet*|penalite* sur ?les ?des interet*|penalite*",
            "interet* compose*",
        ],
    ),
    except(
        verbs(
            C::InterruptsLimitation,
            by_creditor,
            &[
                "interromp*|interruptif|interruptive|suspend* .. prescription",
                "interruption .. prescription",
                "prescription .. interrompu*|suspendu*|repart|repartira|recommence*",
                "nouveau delai .. prescription",
            ],
        ),
        &["prescription .. n|ne .. pas|point|nullement .. interrompu*|suspendu*|repart|repartira|recommence*"],
    ),
    nouns(C::FullSettlement, if_reserved, &["solde* ?de ?pour tout|tous compte|comptes", "ne nous devez plus rien", "quitus"]),
    nouns(
        C::ConsumerB2bText,
        to_consumer,
        &[
            "l441|d441 *",
            "l|d 441 *",
            "indemnite|indemnites forfaitaire*",
            "indemnite|indemnites ?de ?pour .. recouvrement",
            "40|quarante €|euros|eur .. indemnit*|forfait*|recouvrement|retard",
            "indemnit*|forfait* .. 40|quarante €|euros|eur",
            "banque centrale europeenne",
            "bce",
            "agios",
        ],
    ),
    nouns(C::ConsumerB2bText, to_consumer_without_contract, &["penalite|penalites de|pour retard", "penalite|penalites"]),
    nouns(
        C::ConsumerInterestEarly,
        consumer_not_notified,
        &["interets .. courent|courir|dus|moratoires|retard|ajoute*|calcul*|taux", "interet moratoire|legal"],
    ),
    nouns(C::PrivateTextToPublicBody, to_public_body, &["l441|d441 *", "l|d 441 *", "dix points|10 points"]),
    nouns(C::PublicTextToPrivate, to_private, &["l2192|r2192|d2192 *", "l|r|d 2192 *", "commande publique"]),
    verbs(
        C::PublicInterestWaived,
        waiver_to_public_body,
        &["renon* .. interet*|indemnite*|penalite*", "abandon* .. interet*|indemnite*|penalite*"],
    ),
];

/// Costs of recovery stay with the creditor (CPCE L111-8); a professional may be asked for more than the lump sum only with
/// proof of it (L441-10 II).
const COSTS: Rule = Rule {
    code: C::RecoveryCosts,
    denial: Denial::Noun,
    patterns: &[
        "frais ?fixes|forfaitaires ?supplementaires de|d|du|pour ?la|le|l|les|une ?mise ?en relance*|rappel*|dossier*|recouvrement|demeure|recommande*|envoi*|poste|timbre*|affranchissement|gestion|impaye*|procedure*|contentieux|lettre*|courrier*|avocat*|huissier*",
        "frais postaux|administratifs|supplementaires|annexes|engages|exposes",
        "cout|prix du|de|d ?la|l|cette ?lettre|envoi|courrier ?en recommande*|recouvrement|relance*",
        "a vos|votre frais",
        "frais .. a votre charge|debit",
        "indemnite*|penalite* de relance",
        "lrar|recommande*|timbre*|affranchissement|lettre*|courrier*|relance|relances|rappel|rappels .. sera|seront|etre facture|factures|facturee|facturees|refacture*|repercute*|impute*|compte|comptee",
        "honoraires .. a votre charge",
        "honoraires .. factur*|refactur*|reclam*|ajout*",
        "participation|forfait|supplement .. gestion|relance*|traitement|demarches|envoi|recommande* .. ajout*|factur*|appliqu*|reclam*",
    ],
    except: &["indemnite|indemnites ?complementaire ?forfaitaire|forfaitaires ?de|pour ?les ?leurs ?frais ?de recouvrement"],
    severity: blocks,
};
