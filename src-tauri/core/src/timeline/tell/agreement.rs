//! The French lines of an échéancier.
use super::{Told, centre, client, us};
use crate::text::{count, euros, long_date};
use crate::timeline::fact::agreement::{Closed, Forfeited, Made, Signed, Warned};

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

/// It came to its end.
pub(super) fn closed(fact: &Closed) -> Told {
    if !fact.kept {
        return centre("Échéancier arrêté", "Ses factures suivent de nouveau leur scénario.");
    }
    let waived = if fact.waived.is_positive() { format!("{} abandonnés comme convenu.", euros(fact.waived)) } else { String::new() };
    centre("Échéancier tenu jusqu’au bout", waived)
}
