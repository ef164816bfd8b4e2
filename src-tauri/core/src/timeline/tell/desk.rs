//! What a person notes, decides or sends himself, told.
use super::{Told, centre, client, proof, quoted, us};
use crate::dunning::VISIT;
use crate::risk::Profile;
use crate::text::{euros, long_date};
use crate::timeline::fact::desk::{
    Away, Call, Cleared, Decided, FollowedFor, Insolvency, Looked, LossNoted, Note, Paper, PlanFollowed, Rejected, Safeguarded, Sms,
    TakenBack,
};

pub(super) fn call(Call { outcome, note, channel, next_on }: &Call) -> Told {
    let visit = channel == VISIT;
    let what = match outcome.as_str() {
        "paid" => "dit avoir payé",
        "promised" => "promet de payer",
        "not_received" => "n’a pas reçu la facture",
        "disputed" => "conteste",
        "in_trouble" => "en difficulté",
        "voicemail" if visit => "mot laissé",
        "voicemail" => "messagerie",
        "unreachable" if visit => "personne",
        "unreachable" => "injoignable",
        _ => "refuse de payer",
    };
    let next = next_on.map_or_else(String::new, |on| match outcome.as_str() {
        "voicemail" | "unreachable" | "in_trouble" => format!("À reprendre le {}.", long_date(on)),
        "paid" => format!("À vérifier le {}.", long_date(on)),
        "not_received" => format!("Les relances reprennent le {}.", long_date(on)),
        _ => String::new(),
    });
    client(format!("{}\u{a0}: {what}", if visit { "Visite" } else { "Appel" }), format!("{next} {}", quoted(note)).trim().to_owned())
}

pub(super) fn sms(Sms { text, amount }: &Sms) -> Told {
    proof("SMS envoyé", format!("{}, noté à la main. {}", euros(*amount), quoted(text)))
}

pub(super) fn note_sent(Note { about, recipient, text }: &Note) -> Told {
    let title = if about == "promise" { "Promesse confirmée par e-mail" } else { "Facture renvoyée par e-mail" };
    us(title, format!("À {recipient}, hors d’Échu, noté à la main. {}", quoted(text)))
}

pub(super) fn document(Paper { name, sha256, kept }: &Paper) -> Told {
    let print = format!("Empreinte {}…", sha256.get(..12).unwrap_or(sha256));
    if *kept {
        proof(format!("Pièce jointe au dossier\u{a0}: {name}"), print)
    } else {
        centre(format!("Pièce retirée\u{a0}: {name}"), print)
    }
}

pub(super) fn decided(Decided { choice, numbers, back_on, note }: &Decided) -> Told {
    let back = back_on.map_or_else(String::new, |on| format!(" Le dossier revient le {}.", long_date(on)));
    centre(format!("Décision\u{a0}: {}", choice.label()), format!("{}.{back} {}", numbers.join(", "), quoted(note)).trim().to_owned())
}

pub(super) fn taken_back(TakenBack { choice, number }: &TakenBack) -> Told {
    centre(format!("Décision reprise\u{a0}: {}", choice.label()), format!("{number}."))
}

pub(super) fn closed(Away { from, until, note }: &Away) -> Told {
    let days = format!("Du {} au {}. {}", long_date(*from), long_date(*until), quoted(note));
    centre("Toutes les relances en pause", days.trim())
}

pub(super) fn followed(fact: &PlanFollowed) -> Told {
    let paying =
        |profile: Profile| format!("d’après sa façon de payer\u{a0}: «\u{a0}{}\u{a0}». {}", profile.label().to_lowercase(), fact.reason);
    let why = match fact.because {
        FollowedFor::Profile { profile } => format!("Choisi par Échu {}", paying(profile)),
        FollowedFor::Usual { profile } => format!("Celui de sa catégorie, {}", paying(profile)),
        FollowedFor::Care => "Échu ne choisit pas de scénario pour un client à ménager.".to_owned(),
        FollowedFor::NotWanted => "Vous avez demandé à Échu de ne plus choisir les scénarios.".to_owned(),
    };
    centre(format!("Scénario «\u{a0}{}\u{a0}»", fact.plan), why.trim())
}

pub(super) fn insolvency(Insolvency { on }: &Insolvency) -> Told {
    match *on {
        Some(on) => centre("Procédure collective", format!("Ouverte le {}. Plus aucune relance ne part.", long_date(on))),
        None => centre("Procédure collective retirée", "C’était une erreur\u{a0}: les relances reprennent."),
    }
}

pub(super) fn looked(Looked { source, on, finding }: &Looked) -> Told {
    centre(format!("Solvabilité vérifiée\u{a0}: {source}"), format!("Le {}. {}", long_date(*on), quoted(finding)))
}

pub(super) fn lost(fact: &LossNoted) -> Told {
    let mut said = vec![format!("{}.", fact.reason.label())];
    said.extend(fact.definitive_on.map(|on| format!("Irrécouvrable depuis le {}.", long_date(on))));
    said.extend(fact.vat.map(|vat| format!("TVA de l’impayé\u{a0}: {}.", euros(vat))));
    centre(format!("Perte de la facture {}\u{a0}: motif noté", fact.number), said.join(" "))
}

pub(super) fn safeguarded(fact: &Safeguarded) -> Told {
    let mut said = Vec::new();
    if !fact.guarantor.is_empty() {
        said.push(format!("Garant\u{a0}: {}.", fact.guarantor));
    }
    said.extend(fact.retention_since.map(|on| format!("Réserve de propriété depuis le {}.", long_date(on))));
    said.extend(fact.ceiling.map(|most| format!("Encours autorisé\u{a0}: {}.", euros(most))));
    said.extend(fact.supplier.map(|owing| format!("Vous lui devez {}.", euros(owing))));
    centre("Garanties et encours notés", said.join(" "))
}

pub(super) fn rejected(Rejected { number, on, note }: &Rejected) -> Told {
    let when = format!("Le {}. La facture suit maintenant son scénario. {}", long_date(*on), quoted(note));
    client(format!("Prélèvement de {number} rejeté"), when.trim())
}

pub(super) fn cleared(Cleared { doubt, number }: &Cleared) -> Told {
    match doubt.as_str() {
        "duplicate" => centre(format!("{number} n’est pas un doublon"), "Vous l’avez vérifié."),
        "missing_pdf" => centre(format!("{number} reste sans PDF"), "C’est voulu."),
        _ => centre("Avance gardée", "Elle servira à une prochaine facture."),
    }
}
