//! The French lines of an échéancier.
use super::{Told, centre, client, proof, us};
use crate::text::{count, euros, long_date};
use crate::timeline::fact::agreement::{Closed, Forfeited, Made, Reminded, Signed, TermReminder, Warned};

/// It was agreed.
pub(super) fn made(fact: &Made) -> Told {
    let terms = match fact.terms {
        1 => format!("Une échéance, le {}", long_date(fact.first_on)),
        terms => {
            let number = count(u64::from(terms), "échéance", "échéances");
            format!("{number}, du {} au {}", long_date(fact.first_on), long_date(fact.last_on))
        }
    };
    let on = if fact.numbers.is_empty() { String::new() } else { format!(", pour {}", fact.numbers.join(", ")) };
    centre(format!("Échéancier convenu\u{a0}: {}", euros(fact.total)), format!("{terms}{on}."))
}

/// The debtor signed it.
pub(super) fn signed(fact: &Signed) -> Told {
    let acknowledged = if fact.acknowledged { " Retenu comme reconnaissance de la dette (C. civ., art. 2240)." } else { "" };
    client("Échéancier signé", format!("Le {}.{acknowledged}", long_date(fact.on)))
}

/// He was put on notice.
pub(super) fn warned(fact: &Warned) -> Told {
    let until = long_date(fact.until);
    us("Mise en demeure de régulariser l’échéancier", format!("Présentée le {}. À payer au plus tard le {until}.", long_date(fact.on)))
}

/// The whole fell due.
pub(super) fn forfeited(fact: &Forfeited) -> Told {
    let detail = format!("Le {}, pour {} d’échéances impayées. La totalité est exigible.", long_date(fact.on), euros(fact.arrears));
    us("Déchéance du terme prononcée", detail)
}

/// The reminder of a term is ready.
pub(super) fn reminder_drafted(fact: &TermReminder) -> Told {
    us("Rappel d’échéance prêt à relire", format!("{}.", term(fact)))
}

/// It was approved.
pub(super) fn reminder_approved(fact: &TermReminder) -> Told {
    us("Rappel d’échéance\u{a0}: envoi approuvé", format!("{}, à {}.", term(fact), fact.recipient))
}

/// It left.
pub(super) fn reminder_sent(fact: &TermReminder) -> Told {
    proof("Rappel d’échéance", format!("E-mail à {}, {}.", fact.recipient, term(fact)))
}

/// A person sent it himself.
pub(super) fn reminder_handed_over(fact: &TermReminder) -> Told {
    us("Rappel d’échéance envoyé hors d’Échu", format!("{}, noté à la main.", term(fact)))
}

fn term(fact: &TermReminder) -> String {
    format!("{} pour le {}", euros(fact.amount), long_date(fact.term_on))
}

/// How long before each term it is reminded.
pub(super) fn reminded(fact: Reminded) -> Told {
    match fact.days_before {
        None => centre("Échéances plus rappelées", "Aucun message avant les échéances de l’échéancier."),
        Some(0) => centre("Rappel des échéances changé", "Le jour de chaque échéance."),
        Some(days) => centre("Rappel des échéances changé", format!("{} avant chaque échéance.", count(u64::from(days), "jour", "jours"))),
    }
}

/// It came to its end.
pub(super) fn closed(fact: &Closed) -> Told {
    if !fact.kept {
        return centre("Échéancier arrêté", "Ses factures suivent de nouveau leur scénario.");
    }
    let waived = if fact.waived.is_positive() { format!("{} abandonnés comme convenu.", euros(fact.waived)) } else { String::new() };
    centre("Échéancier tenu jusqu’au bout", waived)
}
