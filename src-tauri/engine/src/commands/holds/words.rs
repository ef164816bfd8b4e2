//! A hold in French.
use super::{HoldKind, kind};
use crate::commands::privacy::RESTRICTED;
use crate::store::holds::StoredHold;
use echu_core::dunning::decision::Choice;
use echu_core::dunning::hold::{NOT_RECEIVED, SAID_PAID};
use echu_core::text::{euros, long_date};

/// One sentence.
pub(super) fn sentence(hold: &StoredHold) -> String {
    let what = if hold.invoice_number.is_empty() { String::new() } else { format!(" sur {}", hold.invoice_number) };
    let until = hold.until.map(long_date);
    let amount = hold.amount.map(euros);
    let mut said = match (kind(&hold.kind), until, amount) {
        (HoldKind::Dispute, until, amount) => {
            let part = amount.map_or_else(String::new, |amount| format!(", {amount} contestés"));
            let answer = until.map_or_else(String::new, |day| format!(", réponse attendue le {day}"));
            format!("Litige{what} depuis le {}{part}{answer}", long_date(hold.from))
        }
        (HoldKind::Promise, Some(day), _) if hold.reason == SAID_PAID => format!("Dit avoir payé{what}\u{a0}: à vérifier le {day}"),
        (HoldKind::Promise, Some(day), Some(amount)) => format!("Promesse{what}\u{a0}: {amount} pour le {day}"),
        (HoldKind::Promise, Some(day), None) => format!("Promesse{what} pour le {day}"),
        (HoldKind::Promise, None, _) => format!("Promesse{what}"),
        (HoldKind::Pause, _, _) if hold.reason == RESTRICTED => format!("Ne plus relancer, à sa demande du {}", long_date(hold.from)),
        (HoldKind::Pause, Some(day), _) if hold.reason == NOT_RECEIVED => {
            format!("Facture non reçue{what}\u{a0}: relances suspendues jusqu’au {day}")
        }
        (HoldKind::Pause, Some(day), _) => format!("Suspension{what} jusqu’au {day}"),
        (HoldKind::Pause, None, _) => format!("Suspension{what} sans date de fin"),
        (HoldKind::Instalments, Some(day), Some(amount)) => format!("Échéancier\u{a0}: {amount}, dernière échéance le {day}"),
        (HoldKind::Instalments, _, _) => format!("Échéancier{what}"),
        (HoldKind::Decision, back, _) => {
            let choice = Choice::from_key(&hold.reason).unwrap_or(Choice::Wait).label();
            let back = back.map_or_else(String::new, |day| format!(", revient le {day}"));
            format!("{choice}{what}, décision du {}{back}", long_date(hold.from))
        }
    };
    if let Some(on) = hold.released_on {
        said.push_str(&format!(
            ", levé{} le {}",
            match kind(&hold.kind) {
                HoldKind::Promise | HoldKind::Pause | HoldKind::Decision => "e",
                HoldKind::Dispute | HoldKind::Instalments => "",
            },
            long_date(on)
        ));
    }
    said.push('.');
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use echu_core::ids::{ClientId, HoldId};
    use echu_core::money::Cents;

    #[test]
    fn a_hold_is_said_in_one_sentence() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let mut hold = StoredHold {
            id: HoldId(1),
            client_id: ClientId(1),
            invoice_id: None,
            invoice_number: "F-2026-014".to_owned(),
            agreed: Vec::new(),
            kind: "dispute".to_owned(),
            from: day("2026-11-03"),
            until: None,
            amount: Some(Cents(50_000)),
            reason: "other".to_owned(),
            note: String::new(),
            released_on: None,
        };
        assert_eq!(sentence(&hold), "Litige sur F-2026-014 depuis le 3 novembre 2026, 500,00\u{a0}€ contestés.");
        hold.kind = "promise".to_owned();
        hold.until = Some(day("2026-12-01"));
        assert_eq!(sentence(&hold), "Promesse sur F-2026-014\u{a0}: 500,00\u{a0}€ pour le 1er décembre 2026.");
        hold.kind = "pause".to_owned();
        hold.released_on = Some(day("2026-11-20"));
        assert_eq!(sentence(&hold), "Suspension sur F-2026-014 jusqu’au 1er décembre 2026, levée le 20 novembre 2026.");
        (hold.kind, hold.reason, hold.released_on) = ("decision".to_owned(), "agency".to_owned(), None);
        assert_eq!(sentence(&hold), "Confié à un professionnel sur F-2026-014, décision du 3 novembre 2026, revient le 1er décembre 2026.");
        (hold.kind, hold.reason) = ("promise".to_owned(), SAID_PAID.to_owned());
        assert_eq!(sentence(&hold), "Dit avoir payé sur F-2026-014\u{a0}: à vérifier le 1er décembre 2026.");
    }
}
