//! The French of proceedings: names, articles, what is left to do.
use super::deadlines::{Deadline, DeadlineKey, DeadlineStage};
use super::life::{StepKind, StepProblem};
use super::{Ending, Route};
use crate::text::{days, long_date};
use chrono::NaiveDate;

pub(super) fn route(route: Route) -> &'static str {
    match route {
        Route::Declaration => "Déclaration de créance",
        Route::Order => "Injonction de payer",
        Route::SmallClaims => "Petites créances (commissaire de justice)",
        Route::Uncontested => "Créance commerciale incontestée",
        Route::Summary => "Référé-provision",
        Route::Merits => "Assignation au fond",
        Route::Instalments => "Échéancier",
        Route::Mediation => "Médiation ou conciliation",
        Route::Agency => "Confier à un professionnel",
        Route::WriteOff => "Passage en perte",
    }
}

pub(super) fn step(kind: StepKind, route: Route) -> &'static str {
    match (kind, route) {
        (StepKind::Proposed, _) => "Médiation proposée",
        (StepKind::Filed, Route::Mediation) => "Demande de médiation faite",
        (StepKind::Filed, _) => "Requête déposée",
        (StepKind::Consigned, _) => "Frais de greffe consignés",
        (StepKind::Ordered, _) => "Ordonnance rendue",
        (StepKind::Rejected, _) => "Requête rejetée",
        (StepKind::Served, Route::Order) => "Ordonnance signifiée",
        (StepKind::Served, Route::Uncontested) => "Titre signifié",
        (StepKind::Served, _) => "Décision signifiée",
        (StepKind::ActInPerson, _) => "Premier acte signifié à personne",
        (StepKind::Seized, _) => "Première mesure d’exécution",
        (StepKind::Opposed, _) => "Opposition du débiteur",
        (StepKind::Heard, _) => "Audience",
        (StepKind::Invited, _) => "Lettre du commissaire de justice envoyée",
        (StepKind::Accepted, Route::Mediation) => "Accord trouvé",
        (StepKind::Accepted, _) => "Accord du débiteur",
        (StepKind::Refused, Route::Mediation) => "Médiation sans accord",
        (StepKind::Refused, _) => "Refus du débiteur",
        (StepKind::Unanswered, _) => "Sans réponse",
        (StepKind::Titled, _) => "Titre exécutoire délivré",
        (StepKind::Commanded, _) => "Commandement de payer signifié",
        (StepKind::Contested, _) => "Créance contestée",
        (StepKind::Recorded, _) => "Procès-verbal de non-contestation",
        (StepKind::Enforceable, _) => "Titre rendu exécutoire par le greffe",
        (StepKind::Summoned, _) => "Assignation délivrée",
        (StepKind::Judged, Route::Order) => "Jugement rendu sur opposition",
        (StepKind::Judged, _) => "Décision rendue",
        (StepKind::JudgmentServed, _) => "Jugement signifié",
        (StepKind::Published, _) => "Ouverture publiée au BODACC",
        (StepKind::Declared, _) => "Créance déclarée",
        (StepKind::HandedOver, _) => "Dossier confié",
    }
}

pub(super) fn ending(ending: Ending) -> &'static str {
    match ending {
        Ending::Paid => "Tout payé",
        Ending::PartPaid => "Payé en partie",
        Ending::Agreed => "Accord trouvé",
        Ending::Lost => "Sans succès",
        Ending::Abandoned => "Abandonnée",
    }
}

pub(super) fn problem(problem: StepProblem, route: Route) -> String {
    match problem {
        StepProblem::NotOfRoute => format!("Cette étape n’existe pas dans la voie «\u{a0}{}\u{a0}».", route.label()),
        StepProblem::Twice => {
            "Cette étape est déjà notée\u{a0}: retirez-la d’abord si sa date est fausse. Rien n’a été enregistré.".to_owned()
        }
        StepProblem::Needs(kind) => format!("Notez d’abord «\u{a0}{}\u{a0}». Rien n’a été enregistré.", step(kind, route)),
        StepProblem::TooEarly(kind, on) => {
            format!("Cette date précède «\u{a0}{}\u{a0}», notée le {}. Rien n’a été enregistré.", step(kind, route), long_date(on))
        }
        StepProblem::RuledOut(kind) => format!(
            "L’étape «\u{a0}{}\u{a0}» est déjà notée\u{a0}: celle-ci n’est plus possible. Rien n’a été enregistré.",
            step(kind, route)
        ),
    }
}

pub(super) fn article(key: DeadlineKey) -> &'static str {
    match key {
        DeadlineKey::ConsignCosts => "CPC, art. 1425",
        DeadlineKey::ServeOrder => "CPC, art. 1411, décret n°\u{a0}2026-96",
        DeadlineKey::Opposition | DeadlineKey::OppositionExtended => "CPC, art. 1416",
        DeadlineKey::Execution => "CPC, art. 1422, décret n°\u{a0}2026-96",
        DeadlineKey::SmallClaimsAnswer => "CPCE, art. L125-1",
        DeadlineKey::CommandAnswer => "CPCE, art. L126-2",
        DeadlineKey::RecordUncontested => "CPCE, art. L126-3",
        DeadlineKey::ServeUncontested => "CPCE, art. L126-4",
        DeadlineKey::DeclareClaim => "C. com., art. R622-24",
        DeadlineKey::LiftForeclosure => "C. com., art. L622-26",
        DeadlineKey::ClaimGoods => "C. com., art. L624-9",
    }
}

pub(super) fn deadline(key: DeadlineKey) -> &'static str {
    match key {
        DeadlineKey::ConsignCosts => "Consigner les frais au greffe",
        DeadlineKey::ServeOrder => "Faire signifier l’ordonnance (par un commissaire de justice)",
        DeadlineKey::Opposition => "Opposition du débiteur",
        DeadlineKey::OppositionExtended => "Opposition du débiteur (pas signifiée à personne)",
        DeadlineKey::Execution => "Attente avant l’exécution",
        DeadlineKey::SmallClaimsAnswer => "Réponse du débiteur",
        DeadlineKey::CommandAnswer => "Paiement ou contestation du débiteur",
        DeadlineKey::RecordUncontested => "Attente avant le procès-verbal",
        DeadlineKey::ServeUncontested => "Faire signifier le titre",
        DeadlineKey::DeclareClaim => "Déclarer la créance",
        DeadlineKey::LiftForeclosure => "Demander le relevé de forclusion",
        DeadlineKey::ClaimGoods => "Revendiquer les marchandises (réserve de propriété)",
    }
}

/// What it means once its last day is past.
fn over(key: DeadlineKey) -> &'static str {
    match key {
        DeadlineKey::ConsignCosts => "Délai passé\u{a0}: voyez le greffe, la requête peut être caduque (à vérifier)",
        DeadlineKey::ServeOrder => "Délai passé\u{a0}: l’ordonnance est sans effet (non avenue), une nouvelle requête est à déposer",
        DeadlineKey::Opposition | DeadlineKey::OppositionExtended => "Le délai d’opposition est passé",
        DeadlineKey::Execution => "L’exécution est possible s’il n’y a pas d’avis d’opposition du greffe",
        DeadlineKey::SmallClaimsAnswer => "Sans réponse, c’est un refus\u{a0}: choisissez une autre voie",
        DeadlineKey::CommandAnswer => "Le délai pour payer ou contester est passé",
        DeadlineKey::RecordUncontested => "Le procès-verbal de non-contestation peut être dressé",
        DeadlineKey::ServeUncontested => "Délai passé\u{a0}: voyez le commissaire de justice (suite à vérifier)",
        DeadlineKey::DeclareClaim => "Délai passé\u{a0}: demandez un relevé de forclusion",
        DeadlineKey::LiftForeclosure => "Le délai du relevé de forclusion est passé",
        DeadlineKey::ClaimGoods => "Le délai de revendication est passé",
    }
}

pub(super) fn standing(one: &Deadline, today: NaiveDate) -> String {
    let last = one.last_day.map(long_date).unwrap_or_default();
    let left = || days(one.last_day.map_or(0, |last| (last - today).num_days()));
    match (one.stage(today), one.met_on) {
        (DeadlineStage::Met, Some(on)) => format!("Date notée\u{a0}: le {}.", long_date(on)),
        (DeadlineStage::MetLate, Some(on)) if one.key == DeadlineKey::ServeOrder => {
            format!("Faite le {}, après le {last}\u{a0}: l’ordonnance est sans effet (non avenue).", long_date(on))
        }
        (DeadlineStage::MetLate, Some(on)) => format!("Date notée\u{a0}: le {}, après le {last}.", long_date(on)),
        (DeadlineStage::Unknown, _) | (DeadlineStage::Met | DeadlineStage::MetLate, None) => {
            "Fin inconnue\u{a0}: un mois après le premier acte signifié à personne ou la première mesure d’exécution.".to_owned()
        }
        (DeadlineStage::Running | DeadlineStage::Near, _) => format!("Jusqu’au {last} inclus\u{a0}: il reste {}.", left()),
        (DeadlineStage::Over, _) => format!("{} (fin le {last}).", over(one.key)),
    }
}
