//! What covers the money a client owes, and what balances it: when each is to be recalled, and what a compensation needs.
use crate::money::Cents;
use crate::party::DebtorKind;
use crate::text::{euros, long_date};
use chrono::NaiveDate;

/// What was noted of a client, beside what he owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cover<'a> {
    /// Caution or garant; empty when there is none.
    pub guarantor: &'a str,
    /// Up to so much; none when it is not limited, or not known.
    pub guarantee: Option<Cents>,
    /// Retention of title, from this day.
    pub retention_since: Option<NaiveDate>,
    /// What the user owes him.
    pub supplier: Option<(Cents, NaiveDate)>,
    /// The most he may owe.
    pub ceiling: Option<Cents>,
    /// What he owes, due or not.
    pub owed: Cents,
    /// Of it, what is due and not contested.
    pub due: Cents,
}

/// Why no compensation is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoSetOff {
    /// The user owes him nothing that was noted.
    NothingOwed,
    /// Nothing is due and uncontested on the other side (C. civ. 1347-1).
    NothingDue,
    /// Claims of before the judgment are not paid any more, but for rare cases that a lawyer judges (C. com. L622-7).
    Insolvent,
    /// The public accountant decides of it.
    PublicBody,
}

impl NoSetOff {
    /// In French.
    pub fn sentence(self) -> &'static str {
        match self {
            NoSetOff::NothingOwed => "Aucune somme que vous devez à ce client n’est notée\u{a0}: rien n’est à compenser.",
            NoSetOff::NothingDue => "Rien d’exigible et de non contesté n’est à compenser aujourd’hui (C. civ. 1347-1).",
            NoSetOff::Insolvent => {
                "Ce client est en procédure collective\u{a0}: une compensation n’y est possible que dans des cas que votre conseil doit vérifier (C. com. L622-7). Rien n’a été enregistré."
            }
            NoSetOff::PublicBody => {
                "Avec un acheteur public, la compensation se règle avec son comptable\u{a0}: voyez-le. Rien n’a été enregistré."
            }
        }
    }
}

impl Cover<'_> {
    /// True when he owes more than the most he may.
    pub fn is_over(&self) -> bool {
        self.ceiling.is_some_and(|most| self.owed > most)
    }

    /// What two reciprocal debts would extinguish, at most: money, certain, liquid and due on both sides (C. civ. 1347, 1347-1).
    ///
    /// # Errors
    /// Why there is none.
    pub fn set_off(&self, debtor: DebtorKind, insolvent: bool) -> Result<Cents, NoSetOff> {
        let (owing, _) = self.supplier.ok_or(NoSetOff::NothingOwed)?;
        match debtor {
            DebtorKind::PublicBody => return Err(NoSetOff::PublicBody),
            DebtorKind::Business | DebtorKind::Consumer => {}
        }
        if insolvent {
            return Err(NoSetOff::Insolvent);
        }
        if self.due.is_positive() { Ok(owing.min(self.due)) } else { Err(NoSetOff::NothingDue) }
    }

    /// What is worth recalling while he owes money, in French.
    pub fn reminders(&self, insolvent: bool) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(most) = self.ceiling.filter(|_| self.is_over()) {
            said.push(format!("Encours de {}, au-delà du plafond de {} que vous avez fixé.", euros(self.owed), euros(most)));
        }
        if !self.owed.is_positive() {
            return said;
        }
        if !self.guarantor.is_empty() {
            let limit = self.guarantee.map(|most| format!(", jusqu’à {}", euros(most))).unwrap_or_default();
            said.push(format!(
                "{} s’est engagé à payer à sa place{limit}\u{a0}: relisez l’acte, et prévenez-le de l’impayé.",
                self.guarantor
            ));
        }
        if let Some(since) = self.retention_since {
            let what = if insolvent {
                "revendiquez les marchandises dans les trois mois de la publication (C. com. L624-9, à vérifier)"
            } else {
                "ce qui n’est pas payé vous appartient encore\u{a0}; gardez la clause signée ou acceptée"
            };
            said.push(format!("Réserve de propriété depuis le {}\u{a0}: {what}.", long_date(since)));
        }
        if let Some((owing, on)) = self.supplier {
            said.push(format!(
                "Vous lui devez {} (noté le {})\u{a0}: deux dettes certaines, liquides et exigibles peuvent se compenser (C. civ. 1347).",
                euros(owing),
                long_date(on)
            ));
        }
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover() -> Cover<'static> {
        let on = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
        Cover {
            guarantor: "",
            guarantee: None,
            retention_since: None,
            supplier: Some((Cents(30_000), on)),
            ceiling: None,
            owed: Cents(240_000),
            due: Cents(100_000),
        }
    }

    #[test]
    fn two_debts_are_set_off_up_to_the_smaller_and_only_what_is_due() {
        // C. civ. 1347 and 1347-1; C. com. L622-7.
        for (supplier, due, debtor, insolvent, expected) in [
            (30_000, 100_000, DebtorKind::Business, false, Ok(Cents(30_000))),
            (300_000, 100_000, DebtorKind::Consumer, false, Ok(Cents(100_000))),
            (30_000, 0, DebtorKind::Business, false, Err(NoSetOff::NothingDue)),
            (30_000, 100_000, DebtorKind::Business, true, Err(NoSetOff::Insolvent)),
            (30_000, 100_000, DebtorKind::PublicBody, false, Err(NoSetOff::PublicBody)),
        ] {
            let on = NaiveDate::from_ymd_opt(2026, 11, 2).unwrap();
            let one = Cover { supplier: Some((Cents(supplier), on)), due: Cents(due), ..cover() };
            assert_eq!(one.set_off(debtor, insolvent), expected, "{supplier} {due} {debtor:?} {insolvent}");
        }
        assert_eq!(Cover { supplier: None, ..cover() }.set_off(DebtorKind::Business, false), Err(NoSetOff::NothingOwed));
    }

    #[test]
    fn the_ceiling_is_passed_above_it_and_not_at_it() {
        let most = |cents| Cover { ceiling: Some(Cents(cents)), ..cover() };
        assert!(!most(240_000).is_over() && most(239_999).is_over() && !cover().is_over());
        assert!(most(200_000).reminders(false)[0].contains("2\u{202f}400,00"), "{:?}", most(200_000).reminders(false));
    }

    #[test]
    fn a_guarantor_and_a_clause_are_recalled_while_money_is_owed() {
        let since = NaiveDate::from_ymd_opt(2026, 1, 1);
        let one = Cover { guarantor: "Paul Aubry", guarantee: Some(Cents(500_000)), retention_since: since, supplier: None, ..cover() };
        let said = one.reminders(true);
        assert!(said[0].starts_with("Paul Aubry") && said[1].contains("L624-9"), "{said:?}");
        assert_eq!(Cover { owed: Cents::ZERO, ..one }.reminders(true), Vec::<String>::new());
    }
}
