//! The French lines of a case after the notice.
use super::{Told, centre};
use crate::text::{euros, join_and, long_date};
use crate::timeline::fact::proceeding::{Closed, Followed, Opened, StepNoted};

/// It was opened.
pub(super) fn opened(fact: &Opened) -> Told {
    let by = if fact.handler.is_empty() { String::new() } else { format!(" Suivie par {}.", fact.handler) };
    let detail = format!("Pour {}, dont les relances s’arrêtent.{by}", join_and(&fact.numbers));
    centre(format!("Procédure ouverte\u{a0}: {}", fact.route.label()), detail)
}

/// Where it is followed was changed, or by whom.
pub(super) fn followed(fact: &Followed) -> Told {
    let said = [("Tribunal\u{a0}: ", &fact.court_town), ("Référence\u{a0}: ", &fact.reference), ("Suivie par ", &fact.handler)];
    let said: Vec<String> =
        said.into_iter().filter(|(_, value)| !value.is_empty()).map(|(label, value)| format!("{label}{value}.")).collect();
    centre(format!("{}\u{a0}: suivi modifié", fact.route.label()), said.join(" "))
}

/// A step was noted.
pub(super) fn noted(fact: &StepNoted) -> Told {
    let served = match fact.in_person {
        Some(true) => " Remise à personne.",
        Some(false) => " Pas remise à personne.",
        None => "",
    };
    let note = if fact.note.is_empty() { String::new() } else { format!(" {}", fact.note) };
    centre(
        format!("{}\u{a0}: {}", fact.route.label(), lower(fact.kind.label(fact.route))),
        format!("Le {}.{served}{note}", long_date(fact.on)),
    )
}

/// A step was taken back.
pub(super) fn taken_back(fact: &StepNoted) -> Told {
    let detail = format!("{}\u{a0}: étape du {}.", fact.kind.label(fact.route), long_date(fact.on));
    centre(format!("{}\u{a0}: étape retirée", fact.route.label()), detail)
}

/// It was closed.
pub(super) fn closed(fact: &Closed) -> Told {
    let mut detail = format!("{}.", fact.ending.label());
    if let Some(recovered) = fact.recovered {
        detail.push_str(&format!(" Encaissé\u{a0}: {}.", euros(recovered)));
    }
    if let Some(cost) = fact.cost {
        detail.push_str(&format!(" Coût\u{a0}: {}.", euros(cost)));
    }
    if !fact.note.is_empty() {
        detail.push_str(&format!(" {}", fact.note));
    }
    centre(format!("Procédure close\u{a0}: {}", fact.route.label()), detail)
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
