//! What the codes of the base are called in a table that leaves.
use crate::commands::holds::dispute_reason;
use crate::store::moment;
use echu_core::bank::LineKind;
use echu_core::dunning::Tone;
use echu_core::dunning::channel;
use echu_core::dunning::decision::Choice;
use echu_core::dunning::hold::DisputeReason;
use echu_core::invoice::AgeBucket;
use echu_core::limitation::Interruption;
use echu_core::loss::LossReason;
use echu_core::proceedings::life::StepKind;
use echu_core::proceedings::{Ending, Route};
use echu_core::terms::PaymentTerms;
use echu_core::text::{numeric_date, percent};

/// A code in French; one that this version does not know stays as it is.
pub(super) type Word = fn(&str) -> String;

fn said(key: &str, words: &[(&str, &str)]) -> String {
    words.iter().find(|(known, _)| *known == key).map_or(key, |(_, word)| word).to_owned()
}

pub(super) fn debtor(key: &str) -> String {
    said(key, &[("business", "Professionnel"), ("consumer", "Particulier"), ("public_body", "Acheteur public")])
}

pub(super) fn document(key: &str) -> String {
    said(key, &[("invoice", "Facture"), ("credit_note", "Avoir")])
}

/// The state of an invoice, as its list knows it. Our import reads these words back as they were meant.
pub(super) fn status(key: &str) -> String {
    said(
        key,
        &[
            ("written_off", "Passée en perte"),
            ("cancelled", "Soldée par avoir"),
            ("paid", "Réglée"),
            ("disputed", "En litige"),
            ("overdue", "En retard"),
            ("partly_paid", "Partiellement réglée"),
            ("open", "À échoir"),
            ("no_due_date", "Sans échéance"),
        ],
    )
}

pub(super) fn age(age: AgeBucket) -> &'static str {
    match age {
        AgeBucket::NotDue => "À échoir",
        AgeBucket::D1To30 => "1 à 30 jours",
        AgeBucket::D31To60 => "31 à 60 jours",
        AgeBucket::D61To90 => "61 à 90 jours",
        AgeBucket::Over90 => "Plus de 90 jours",
        AgeBucket::Undated => "Sans échéance",
    }
}

pub(super) fn loss_reason(key: &str) -> String {
    LossReason::from_key(key).map_or_else(|| key.to_owned(), |one| one.label().to_owned())
}

/// What became of the VAT of a loss.
pub(super) fn vat_due(key: &str) -> String {
    said(key, &[("paid", "Déjà versée"), ("on_receipt", "Sur les encaissements, rien à récupérer"), ("none", "Sans TVA")])
}

pub(super) fn payment(key: &str) -> String {
    said(key, &[("stands", "Reçu"), ("cancelled", "Annulé"), ("rejected", "Rejeté par la banque")])
}

pub(super) fn allocation(key: &str) -> String {
    said(key, &[("payment", "Règlement"), ("credit_note", "Avoir"), ("discount", "Escompte"), ("penalties", "Pénalités")])
}

pub(super) fn terms(json: &str) -> String {
    serde_json::from_str::<PaymentTerms>(json).map(PaymentTerms::label).unwrap_or_default()
}

pub(super) fn rate(basis_points: &str) -> String {
    basis_points.parse().map(percent).unwrap_or_default()
}

/// Where a reference rate comes from.
pub(super) fn rate_origin(key: &str) -> String {
    said(key, &[("typed", "Saisi par vous"), ("signed", "Fichier signé"), ("signed_to_check", "Fichier signé, à vérifier")])
}

pub(super) fn yes(key: &str) -> String {
    said(key, &[("1", "Oui"), ("0", "")])
}

/// A question that was asked: « Oui », « Non », or nothing when nobody knows.
pub(super) fn answered(key: &str) -> String {
    said(key, &[("1", "Oui"), ("0", "Non")])
}

pub(crate) fn way(key: &str) -> String {
    let name = channel::name(key);
    let mut letters = name.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

pub(crate) fn tone(key: &str) -> String {
    serde_json::from_value::<Tone>(key.into()).map_or_else(|_| key.to_owned(), |tone| tone.label().to_owned())
}

/// A reminder: what became of its sending, of its letter, else of itself.
pub(crate) fn reminder(key: &str) -> String {
    said(
        key,
        &[
            ("draft", "Brouillon"),
            ("approved", "Approuvée"),
            ("done", "Faite"),
            ("cancelled", "Annulée"),
            ("queued", "Prête"),
            ("sending", "Envoi en cours"),
            ("engaged", "Envoi en cours"),
            ("deferred", "Reportée"),
            ("uncertain", "Envoi incertain"),
            ("written", "Écrite, à envoyer par vous"),
            ("sent", "Envoyée"),
            ("bounced", "Non distribuée"),
            ("failed", "Refusée par le serveur"),
            ("needs_review", "À revoir"),
            ("expired", "Dépassée"),
            ("frozen", "Lettre à poster"),
            ("stale", "Lettre périmée"),
            ("posted", "Postée"),
            ("presented", "Présentée"),
            ("delivered", "Remise"),
            ("returned", "Revenue"),
            ("noted", "Notée par vous"),
        ],
    )
}

/// Why what a client owes may be lost.
pub(crate) fn insolvent(on: chrono::NaiveDate) -> String {
    format!("Procédure collective ouverte le {}", numeric_date(on))
}

pub(super) fn returned(key: &str) -> String {
    said(key, &[("unclaimed", "Non réclamée"), ("refused", "Refusée"), ("unknown_address", "Adresse inconnue")])
}

pub(super) fn hold(key: &str) -> String {
    said(
        key,
        &[("dispute", "Litige"), ("promise", "Promesse"), ("pause", "Suspension"), ("instalments", "Échéancier"), ("decision", "Décision")],
    )
}

/// Why: « kind reason », for the reason of a dispute and the choice of a decision are different words.
pub(super) fn reason(kind_and_reason: &str) -> String {
    match kind_and_reason.split_once(' ').unwrap_or_default() {
        (_, "") => String::new(),
        ("dispute", reason) => dispute(reason).to_owned(),
        ("decision", choice) => Choice::from_key(choice).map_or(choice, |choice| choice.label()).to_owned(),
        ("promise", "said_paid") => "Dit avoir payé".to_owned(),
        ("pause", "not_received") => "Facture non reçue".to_owned(),
        (_, other) => other.to_owned(),
    }
}

pub(super) fn route(key: &str) -> String {
    Route::from_key(key).map_or(key, |route| route.label()).to_owned()
}

/// A step: « kind route », for a step is named by the route it belongs to.
pub(super) fn step(kind_and_route: &str) -> String {
    let (kind, route) = kind_and_route.split_once(' ').unwrap_or_default();
    StepKind::from_key(kind).zip(Route::from_key(route)).map_or(kind_and_route, |(kind, route)| kind.label(route)).to_owned()
}

pub(super) fn ending(key: &str) -> String {
    Ending::from_key(key).map_or(key, |ending| ending.label()).to_owned()
}

pub(super) fn dispute(key: &str) -> &'static str {
    match dispute_reason(key) {
        DisputeReason::NotReceived => "Facture non reçue",
        DisputeReason::WrongAmount => "Montant contesté",
        DisputeReason::WorkContested => "Prestation ou marchandise contestée",
        DisputeReason::AlreadyPaid => "Dit avoir déjà payé",
        DisputeReason::Other => "Autre motif",
    }
}

pub(super) fn spread(key: &str) -> String {
    said(key, &[("waived_if_kept", "Abandonnées s’il est tenu"), ("included", "Comprises dans les termes")])
}

pub(super) fn movement(key: &str) -> String {
    let word = match LineKind::of_key(key) {
        Some(LineKind::Transfer) => "Virement",
        Some(LineKind::Batch) => "Opérations groupées",
        Some(LineKind::Cheque) => "Chèque",
        Some(LineKind::DirectDebit) => "Prélèvement",
        Some(LineKind::Return) => "Retour ou rejet",
        Some(LineKind::Card) => "Carte",
        Some(LineKind::Cash) => "Espèces",
        Some(LineKind::Charge) => "Frais bancaires",
        Some(LineKind::Other) => "Autre",
        None => key,
    };
    word.to_owned()
}

pub(super) fn line(key: &str) -> String {
    said(key, &[("open", "À rapprocher"), ("matched", "Rapproché"), ("aside", "Pas un règlement client")])
}

pub(super) fn interruption(key: &str) -> String {
    Interruption::from_key(key).map_or(key, |one| one.label()).to_owned()
}

/// What a guarantor engaged himself to; nothing when nobody said.
pub(super) fn guarantee(key: &str) -> String {
    said(key, &[("surety", "Cautionnement"), ("on_demand", "Garantie à première demande"), ("other", "Autre")])
}

/// Where a person read what he noted of a company.
pub(super) fn register(key: &str) -> String {
    said(
        key,
        &[
            ("directory", "Annuaire des entreprises"),
            ("bodacc", "BODACC"),
            ("inpi", "Registre national des entreprises (INPI)"),
            ("other", "Autre source"),
        ],
    )
}

pub(super) fn actor(key: &str) -> String {
    said(key, &[("user", "Vous"), ("scheduler", "Échu"), ("import", "Import")])
}

/// A stored instant, by the clock of the user.
pub(super) fn when(instant: &str) -> String {
    let Ok(at) = moment(instant) else { return instant.to_owned() };
    let local = crate::clock::local(at);
    format!("{} {}", numeric_date(local.date()), local.format("%H:%M"))
}

/// The hour of a stored instant, by the clock of the user.
pub(super) fn hour(instant: &str) -> String {
    moment(instant).map(|at| crate::clock::local(at).format("%H:%M").to_string()).unwrap_or_default()
}
