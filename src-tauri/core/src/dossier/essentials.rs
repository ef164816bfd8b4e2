//! What each reader looks for first: the box of the cover. What is not known is said to be unknown.
use super::{Affair, LetterFact, Reader};
use crate::identifiers::printed_siren;
use crate::party::DebtorKind;
use crate::proceedings::routes::SMALL_CLAIM;
use crate::text::{count, euros, long_date};
use chrono::NaiveDate;

/// A line of the cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Essential {
    /// What is asked.
    pub label: &'static str,
    /// The answer, in French.
    pub value: String,
}

/// The answers to what a reader asks first.
pub fn essentials(affair: &Affair, reader: Reader, today: NaiveDate) -> Vec<Essential> {
    let lines: &[fn(&Affair, NaiveDate) -> Essential] = match reader {
        Reader::Lawyer => &[limitation, notice, dispute, plan, insolvency, debtor],
        Reader::Bailiff => &[debtor, small_claim, limitation, notice, dispute, insolvency],
        Reader::Agency => &[debtor, late, notice, dispute, plan, limitation],
        Reader::Court => &[ground, notice, limitation, dispute, plan, insolvency],
        Reader::Accountant => &[late, insolvency, dispute, plan, vat],
    };
    lines.iter().map(|line| line(affair, today)).collect()
}

fn limitation(affair: &Affair, today: NaiveDate) -> Essential {
    let value = match affair.first_to_end() {
        None => "Aucun délai ne court sur une somme due.".to_owned(),
        Some((invoice, day)) => {
            let over = if day < today { "Passé, le" } else { "Le" };
            format!("{over} {} pour la facture {}\u{a0}: {}.", long_date(day), invoice.number, invoice.limitation)
        }
    };
    Essential { label: "Dernier jour pour agir", value }
}

fn notice(affair: &Affair, _: NaiveDate) -> Essential {
    let told = |letter: &LetterFact| {
        let became = match (letter.delivered_on, letter.returned_on, letter.presented_on) {
            (Some(on), ..) => format!("remise le {}", long_date(on)),
            (None, Some(on), _) => format!("revenue le {}", long_date(on)),
            (None, None, Some(on)) => format!("présentée le {}", long_date(on)),
            (None, None, None) => "remise inconnue".to_owned(),
        };
        let posted = letter.posted_on.map(|on| format!("postée le {}, ", long_date(on))).unwrap_or_default();
        format!("{}, {posted}{became}.", letter.number)
    };
    let value = affair.notices().map(told).last().unwrap_or_else(|| "Aucune mise en demeure n’a atteint le débiteur.".to_owned());
    Essential { label: "Mise en demeure", value }
}

fn dispute(affair: &Affair, _: NaiveDate) -> Essential {
    let disputed = affair.disputed();
    let value = if disputed.is_positive() {
        let numbers: Vec<&str> =
            affair.invoices.iter().filter(|invoice| invoice.disputed.is_positive()).map(|invoice| invoice.number.as_str()).collect();
        format!("{} contestés, sur {}.", euros(disputed), numbers.join(", "))
    } else {
        "Aucune contestation enregistrée.".to_owned()
    };
    Essential { label: "Contestation", value }
}

fn plan(affair: &Affair, _: NaiveDate) -> Essential {
    let value = match affair.plans.iter().max_by_key(|plan| plan.agreed_on) {
        None => "Aucun.".to_owned(),
        Some(plan) => {
            let state = if plan.stands { "en cours" } else { "terminé" };
            let signed = plan.signed_on.map_or("sans signature notée".to_owned(), |on| format!("noté signé le {}", long_date(on)));
            format!("Convenu le {}, {state}, {signed}.", long_date(plan.agreed_on))
        }
    };
    Essential { label: "Échéancier", value }
}

fn insolvency(affair: &Affair, _: NaiveDate) -> Essential {
    let value = match affair.insolvent_on {
        Some(on) => format!("Ouverte le {}, selon le créancier\u{a0}: la créance se déclare.", long_date(on)),
        None => "Aucune n’est notée. À vérifier au BODACC.".to_owned(),
    };
    Essential { label: "Procédure collective", value }
}

fn debtor(affair: &Affair, _: NaiveDate) -> Essential {
    let kind = match affair.debtor_kind {
        DebtorKind::Business => "Professionnel",
        DebtorKind::Consumer => "Particulier",
        DebtorKind::PublicBody => "Acheteur public",
    };
    let siren = match (affair.debtor_kind, affair.siren.is_empty()) {
        (DebtorKind::Consumer, _) => String::new(),
        (_, true) => ", SIREN inconnu".to_owned(),
        (_, false) => format!(", SIREN {}", printed_siren(&affair.siren)),
    };
    Essential { label: "Débiteur", value: format!("{kind}{siren}.") }
}

fn late(affair: &Affair, today: NaiveDate) -> Essential {
    let late: Vec<_> =
        affair.invoices.iter().filter(|invoice| invoice.balance.is_positive() && invoice.due_on.is_some_and(|due| due < today)).collect();
    let value = match late.iter().filter_map(|invoice| invoice.due_on).min() {
        None => "Aucune facture en retard.".to_owned(),
        Some(oldest) => {
            let number = count(u64::try_from(late.len()).unwrap_or(u64::MAX), "facture", "factures");
            format!("{number}, depuis le {} pour la plus ancienne.", long_date(oldest))
        }
    };
    Essential { label: "En retard", value }
}

/// CPCE L125-1 and R125-1; not between traders since 25 April 2026 (law/droit.md §9.2).
fn small_claim(affair: &Affair, _: NaiveDate) -> Essential {
    let asked = affair.owed.penalties.map(|penalties| affair.owed.principal + penalties - affair.owed.credit);
    let value = match asked {
        None => "Inconnu\u{a0}: les pénalités ne sont pas calculées.".to_owned(),
        Some(asked) if asked <= SMALL_CLAIM => format!(
            "{} en principal et intérêts\u{a0}: sous le plafond de {}. Vérifier que les parties ne sont pas toutes deux commerçantes.",
            euros(asked),
            euros(SMALL_CLAIM)
        ),
        Some(asked) => {
            format!("{} en principal et intérêts\u{a0}: au-dessus du plafond de {}.", euros(asked), euros(SMALL_CLAIM))
        }
    };
    Essential { label: "Petites créances (CPCE R125-1)", value }
}

/// CPC 1405: a claim with a contractual cause and a determined amount; 1406: the court of where the debtor lives.
fn ground(affair: &Affair, _: NaiveDate) -> Essential {
    let number = count(u64::try_from(affair.invoices.len()).unwrap_or(u64::MAX), "facture", "factures");
    let amount = affair.owed.total().map_or("montant non déterminé\u{a0}: un taux manque".to_owned(), euros);
    Essential { label: "Créance (CPC 1405)", value: format!("Cause contractuelle, {number}\u{a0}; {amount}, détaillé ci-après.") }
}

/// CGI 272-1 (law/droit.md §9.7).
fn vat(affair: &Affair, _: NaiveDate) -> Essential {
    let value = if affair.insolvent_on.is_some() {
        "Récupérable sur créance définitivement irrécouvrable (CGI 272-1)\u{a0}: à examiner."
    } else {
        "Non récupérable tant que la créance n’est pas définitivement irrécouvrable (CGI 272-1)."
    };
    Essential { label: "TVA", value: value.to_owned() }
}
