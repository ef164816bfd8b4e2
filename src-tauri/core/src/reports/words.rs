//! The French of the reports.
use super::movement::Movement;
use super::{About, Asks};
use crate::limitation::LimitationKind;
use crate::party::DebtorKind;
use crate::terms::Sector;
use crate::text::{long_date, numeric_date};
use chrono::NaiveDate;

pub(super) const TOTAL: &str = "Total";
pub(super) const SUBTOTAL: &str = "Sous-total";

pub(super) const AGED_BALANCE: About = About {
    title: "Balance âgée",
    about: "Ce que chaque client devait un soir donné, par âge de retard.",
    how: "Le reste dû de chaque facture émise ce jour-là ou avant, taxes comprises, moins ce qui l’avait soldée à cette date\u{a0}: règlements, avoirs imputés, escomptes. Un règlement rejeté compte jusqu’au jour du rejet, comme l’escompte qu’il avait fait gagner. Une facture payable en plusieurs fois compte échéance par échéance\u{a0}; une facture sans échéance n’a pas d’âge\u{a0}: elle a sa colonne. Les factures passées en perte à cette date ou archivées, les avoirs non imputés, les avances et les pénalités n’y sont pas. Ce qui a été soldé avant un import sans que le jour soit connu compte comme soldé à l’échéance.",
    empty: "Personne ne vous devait rien ce soir-là. Choisissez une autre date, ou importez vos factures.",
    asks: Asks::Day,
};
pub(super) const AGED_COLUMNS: [&str; 8] =
    ["Client", "Total dû", "À échoir", "1 à 30\u{a0}j", "31 à 60\u{a0}j", "61 à 90\u{a0}j", "Plus de 90\u{a0}j", "Sans échéance"];

pub(super) const CLIENT_STATEMENT: About = About {
    title: "Relevé de compte d’un client",
    about: "Ses factures, avoirs et règlements dans l’ordre, avec le solde après chacun.",
    how: "Le compte du client, comme le compte 411 de votre comptable\u{a0}: au débit ce qui augmente ce qu’il doit, au crédit ce qui le diminue. Le solde de départ est la somme de tous les mouvements d’avant la période. Les pénalités et indemnités n’y sont pas\u{a0}: la part d’un règlement qui les paie revient au débit. Une facture archivée reste au compte.",
    empty: "Ce client n’a eu aucun mouvement et ne devait rien sur cette période. Élargissez-la, ou choisissez un autre client.",
    asks: Asks::ClientAndPeriod,
};
pub(super) const STATEMENT_COLUMNS: [&str; 7] = ["Date", "Mouvement", "Pièce", "Échéance", "Débit", "Crédit", "Solde"];

pub(super) const ACTIVITY: About = About {
    title: "Activité, pour le comptable",
    about: "Facturé, encaissé, perdu, et ce qui reste dû au début et à la fin.",
    how: "Solde de départ + mouvements = solde de fin, taxes comprises. Chaque solde est recalculé d’une autre façon, facture par facture, avoir par avoir, règlement par règlement\u{a0}: c’est son détail, et les deux sont égaux. Les pénalités et indemnités sont hors du compte clients et hors du champ de la TVA\u{a0}: elles sont rappelées à la fin. Les factures archivées restent au compte.",
    empty: "Aucun mouvement sur cette période.",
    asks: Asks::Period,
};
pub(super) const ACTIVITY_COLUMNS: [&str; 3] = ["Poste", "Nombre", "Montant TTC"];
pub(super) const ACCOUNT: &str = "Compte clients";
pub(super) const BESIDE: &str = "Pour mémoire, hors du compte clients";
pub(super) const PENALTIES_RECEIVED: &str = "Pénalités et indemnités reçues, rejets déduits";
pub(super) const PENALTIES_WAIVED: &str = "Pénalités et indemnités abandonnées";
pub(super) const OWED: &str = "Factures restant dues";
pub(super) const OWED_ARCHIVED: &str = "Factures archivées restant dues";
pub(super) const UNUSED_CREDIT_NOTES: &str = "Avoirs non imputés";
pub(super) const ADVANCES: &str = "Règlements non affectés";

pub(super) const REMINDER_JOURNAL: About = About {
    title: "Journal des relances",
    about: "Ce qui est parti, à qui, pour quoi, par quel moyen, et comment cela a fini.",
    how: "Les messages et lettres partis pendant la période, les appels et visites notés. Le montant est celui réclamé ce jour-là, pénalités comprises\u{a0}: une facture relancée trois fois y compte trois fois. Un brouillon ou un message annulé n’est pas parti\u{a0}: il n’y est pas. Un message revenu non distribué y est, avec cette issue.",
    empty: "Rien n’est parti pendant cette période. Les relances prêtes vous attendent dans «\u{a0}Aujourd’hui\u{a0}».",
    asks: Asks::Period,
};
pub(super) const JOURNAL_COLUMNS: [&str; 8] = ["Date", "Client", "Étape", "Moyen", "Factures", "Réclamé", "Destinataire ou note", "Issue"];
pub(super) const TOTAL_CLAIMED: &str = "Total réclamé, relance par relance";

pub(super) const PAYMENT_DELAYS: About = About {
    title: "Délais de paiement",
    about: "En combien de temps chaque client paie, secteur par secteur, face au plafond légal.",
    how: "Chaque règlement reçu pendant la période, facture par facture. La moyenne pèse chaque règlement par son montant\u{a0}; la médiane est celle du milieu\u{a0}: la moitié a payé plus vite. Un retard négatif est un paiement en avance. «\u{a0}Au-delà\u{a0}» compte les règlements reçus après le plafond légal du délai de paiement, compté depuis la date de la facture (ou de la livraison là où la loi le dit, si elle est connue)\u{a0}: C. com. L441-10 et L441-11, CCP R2192-10 et R2192-11. Pour un acheteur public, le délai court en droit de la réception de la demande de paiement, que l’application ne connaît pas. Les factures sans échéance ou payables en plusieurs fois, et les règlements repris d’un import sans leur jour, n’y sont pas.",
    empty: "Aucun règlement de facture n’a été reçu pendant cette période. Élargissez-la, ou importez votre relevé de banque.",
    asks: Asks::Period,
};
pub(super) const DELAY_COLUMNS: [&str; 10] =
    ["Client", "Règlements", "Encaissé", "Retard moyen", "Retard médian", "Pire retard", "Délai moyen", "Délai médian", "Au-delà", "Part"];
pub(super) const ALL_CLIENTS: &str = "Tous les clients";

pub(super) const RECOVERIES: About = About {
    title: "Recouvrement",
    about: "L’argent venu après une relance, par l’étape atteinte.",
    how: "Chaque règlement de la période est rangé à côté du dernier contact qui l’a précédé pour sa facture. Le délai est la valeur du milieu, en jours entre ce contact et l’argent. Venir après une relance ne prouve pas que ce soit grâce à elle. Les factures sans échéance et les règlements repris d’un import sans leur jour n’y sont pas.",
    empty: "Aucun règlement de facture n’a été reçu pendant cette période. Élargissez-la, ou notez les règlements reçus.",
    asks: Asks::Period,
};
pub(super) const RECOVERY_COLUMNS: [&str; 5] = ["Dernière étape avant le règlement", "Règlements", "Encaissé", "Part", "Délai médian"];
pub(super) const AFTER_REMINDER: &str = "Après une relance";
pub(super) const WITHOUT_REMINDER: &str = "Sans relance";
pub(super) const TOTAL_RECEIVED: &str = "Total encaissé";

pub(super) const PENALTIES: About = About {
    title: "Pénalités et indemnités",
    about: "Par client\u{a0}: réclamées, reçues, abandonnées, encore dues.",
    how: "Réclamé\u{a0}: pour chaque facture, le plus haut montant demandé dans ce qui est parti pendant la période, intérêts et indemnité de 40\u{a0}€ ensemble. Encore dû\u{a0}: ce qui a couru jusqu’au dernier jour, moins ce qui a été payé ou abandonné, sur les factures dont des pénalités ont été réclamées, payées ou abandonnées. Entre professionnels, elles sont dues sans rappel (C. com. L441-10 II) et se prescrivent par cinq ans (L110-4)\u{a0}; elles sont hors du champ de la TVA.",
    empty: "Aucune pénalité n’a été réclamée, reçue ni abandonnée pendant cette période.",
    asks: Asks::Period,
};
pub(super) const PENALTY_COLUMNS: [&str; 5] = ["Client", "Réclamé", "Reçu", "Abandonné", "Encore dû à la fin"];
pub(super) const RATE_UNKNOWN: &str = "«\u{a0}inconnu\u{a0}»\u{a0}: le taux d’un semestre n’est pas encore connu\u{a0}; ces pénalités ne sont pas calculées et le total ne les compte pas. Saisissez le taux dans les réglages.";

pub(super) const WRITE_OFFS: About = About {
    title: "Pertes et gestes",
    about: "Les créances passées en perte et les pénalités abandonnées.",
    how: "Une perte est ce qui restait dû de la facture, taxes comprises, le jour où vous l’avez passée en perte, puis ce que la banque a repris depuis. La TVA déjà acquittée d’une créance définitivement irrécouvrable peut se récupérer, après un duplicata portant la mention légale (CGI art. 272, 1, à vérifier avec votre comptable). Un geste est une pénalité ou une indemnité que vous avez abandonnée\u{a0}; un abandon repris n’y est plus.",
    empty: "Rien n’a été passé en perte ni abandonné pendant cette période.",
    asks: Asks::Period,
};
pub(super) const WRITE_OFF_COLUMNS: [&str; 5] = ["Date", "Client", "Facture", "Motif", "Montant"];
pub(super) const LOSSES: &str = "Créances passées en perte, TTC";
pub(super) const GESTURES: &str = "Pénalités et indemnités abandonnées";

pub(super) const LIMITATION: About = About {
    title: "Prescription à douze mois",
    about: "Les factures sur lesquelles il faudra agir en justice dans l’année, avec le dernier jour.",
    how: "Le dernier jour pour agir de chaque facture ouverte, selon la règle qui la concerne\u{a0}: C. com. L110-4 et C. civ. 2224 entre professionnels, C. conso. L218-2 pour un particulier, loi n° 68-1250 pour une personne publique, C. com. L133-6 pour le transport. Seul ce que vous avez noté comme interruption le repousse (C. civ. 2240, 2241, 2244)\u{a0}: ni une relance ni une mise en demeure, même recommandée. Une facture payable en plusieurs fois compte depuis sa plus ancienne échéance due.",
    empty: "Aucune facture ne se prescrit dans les douze mois. C’est bon signe\u{a0}: rien à faire.",
    asks: Asks::Nothing,
};
pub(super) const LIMITATION_COLUMNS: [&str; 7] = ["Dernier jour", "Reste", "Client", "Facture", "Court depuis", "Règle", "Reste dû"];
pub(super) const LIMITATION_GROUPS: [&str; 4] = [
    "Dernier jour passé\u{a0}: le client peut refuser de payer",
    "Dans les trois mois",
    "Entre trois et six mois",
    "Entre six et douze mois",
];
pub(super) const DELIVERY_UNKNOWN: &str = "Transport\u{a0}: quand la livraison n’est pas connue, le délai est compté depuis la date de la facture. Saisissez la livraison, qui la précède souvent.";

/// « 5 ans à partir de l'échéance (…), interrompue ».
pub(super) fn limitation_rule(kind: LimitationKind, interrupted: bool) -> String {
    if interrupted { format!("{}, interrompue depuis", kind.rule()) } else { kind.rule().to_owned() }
}

/// « Solde au 30/11/2026 ».
pub(super) fn balance_on(day: NaiveDate) -> String {
    format!("Solde au soir du {}", numeric_date(day))
}

/// The title over what a balance is made of.
pub(super) fn made_of(day: NaiveDate) -> String {
    format!("Détail du solde au {}", long_date(day))
}

/// One of them, and many.
pub(super) const fn movement(what: Movement) -> (&'static str, &'static str) {
    match what {
        Movement::Invoiced => ("Facture", "Factures émises"),
        Movement::Credited => ("Avoir", "Avoirs émis"),
        Movement::Received => ("Règlement reçu", "Règlements reçus"),
        Movement::SetOff => ("Compensation", "Compensations"),
        Movement::Undated => ("Réglé avant un import, jour non connu", "Réglé avant un import, jour non connu"),
        Movement::ToPenalties => ("Part du règlement qui paie des pénalités", "Part des règlements qui paie des pénalités"),
        Movement::Rejected => ("Règlement rejeté par la banque", "Règlements rejetés par la banque"),
        Movement::PenaltiesBack => ("Part du rejet qui payait des pénalités", "Part des rejets qui payait des pénalités"),
        Movement::Discount => ("Escompte", "Escomptes accordés"),
        Movement::DiscountBack => ("Escompte perdu par un rejet", "Escomptes perdus par un rejet"),
        Movement::WrittenOff => ("Passage en perte", "Créances passées en perte"),
        Movement::CameAfterLoss => ("Rentrée sur créance passée en perte", "Rentrées sur créances passées en perte"),
    }
}

/// Whose payments, and what the law allows them at most, with its article.
pub(super) const fn ceiling(debtor: DebtorKind, sector: Sector) -> &'static str {
    match (debtor, sector) {
        (DebtorKind::Consumer, _) => "Particuliers\u{a0}: aucun plafond légal",
        (DebtorKind::PublicBody, Sector::Hospital) => "Hôpitaux publics\u{a0}: 50\u{a0}jours (CCP R2192-11)",
        (DebtorKind::PublicBody, Sector::PublicCompany) => "Entreprises publiques\u{a0}: 60\u{a0}jours (CCP R2192-11)",
        (DebtorKind::PublicBody, _) => "Acheteurs publics\u{a0}: 30\u{a0}jours (CCP R2192-10)",
        (DebtorKind::Business, Sector::Carriage) => "Transport de marchandises\u{a0}: 30\u{a0}jours après la facture (C. com. L441-11)",
        (DebtorKind::Business, Sector::FreightServices) => {
            "Location de véhicules, commission, fret, douane\u{a0}: 30\u{a0}jours après la facture (C. com. L441-11)"
        }
        (DebtorKind::Business, Sector::Perishable) => {
            "Denrées périssables\u{a0}: 30\u{a0}jours après la décade de livraison (C. com. L441-11)"
        }
        (DebtorKind::Business, Sector::FreshMeat) => "Bétail et viandes fraîches\u{a0}: 20\u{a0}jours après la livraison (C. com. L441-11)",
        (DebtorKind::Business, Sector::Alcohol) => {
            "Boissons alcooliques\u{a0}: 30\u{a0}jours après la fin du mois de livraison (C. com. L441-11)"
        }
        (DebtorKind::Business, Sector::Grapes) => "Raisins et moûts\u{a0}: 60\u{a0}jours ou 45\u{a0}jours fin de mois (C. com. L441-11)",
        (DebtorKind::Business, Sector::Periodic) => "Factures périodiques\u{a0}: 45\u{a0}jours après la facture (C. com. L441-10 I)",
        (DebtorKind::Business, Sector::General | Sector::Hospital | Sector::PublicCompany) => {
            "Professionnels\u{a0}: 60\u{a0}jours après la facture, ou 45\u{a0}jours fin de mois s’ils sont convenus (C. com. L441-10 I)"
        }
    }
}

/// « Au 30 novembre 2026 ».
pub fn as_of(day: NaiveDate) -> String {
    format!("Au {}", long_date(day))
}

/// « Du 1er novembre 2026 au 30 novembre 2026 », « Le 30 novembre 2026 ».
pub fn between(from: NaiveDate, to: NaiveDate) -> String {
    span(["Le", "Du"], from, to)
}

/// The days between two, both in it, behind the word for one day or for several.
fn span([one, several]: [&str; 2], from: NaiveDate, to: NaiveDate) -> String {
    if from == to { format!("{one} {}", long_date(from)) } else { format!("{several} {} au {}", long_date(from), long_date(to)) }
}

/// « Durand SARL, du 1er novembre 2026 au 30 novembre 2026 ».
pub fn from_client(name: &str, from: NaiveDate, to: NaiveDate) -> String {
    format!("{name}, {}", span(["le", "du"], from, to))
}
