//! What is written once reminders are over: a mediation proposed, a claim declared (law/droit.md §9.4 and §9.6).
use super::{OwedInvoice, fees, owed_in_all, penalties, principal};
use crate::money::Cents;
use crate::notice::Recipient;
use crate::party::DebtorKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who would help both sides to agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum MediatorKind {
    /// Médiateur des entreprises: between professionals, for nothing, in confidence.
    Enterprises,
    /// Conciliateur de justice.
    Conciliator,
    /// Médiateur de la consommation: a consumer's right, which he alone uses (C. conso. L612-1).
    Consumption,
}

impl MediatorKind {
    /// All of them.
    pub const ALL: [MediatorKind; 3] = [MediatorKind::Enterprises, MediatorKind::Conciliator, MediatorKind::Consumption];

    /// Those a debtor of that kind may be proposed, the first being the usual one (law/droit.md §9.4, §13).
    pub fn open_to(debtor: DebtorKind) -> &'static [MediatorKind] {
        match debtor {
            DebtorKind::Business | DebtorKind::PublicBody => &[MediatorKind::Enterprises, MediatorKind::Conciliator],
            DebtorKind::Consumer => &[MediatorKind::Conciliator, MediatorKind::Consumption],
        }
    }

    /// In French.
    pub fn label(self) -> &'static str {
        match self {
            MediatorKind::Enterprises => "Médiateur des entreprises",
            MediatorKind::Conciliator => "Conciliateur de justice",
            MediatorKind::Consumption => "Médiateur de la consommation",
        }
    }
}

/// A mediation proposed to the debtor. It asks for an answer, never for money.
#[derive(Debug, Clone, PartialEq)]
pub struct MediationProposal {
    /// Who would help.
    pub mediator: MediatorKind,
    /// Of the conciliateur, when he is known; may be empty.
    pub name: String,
    /// What the matter is about: `balance` is all that is owed, disputed or not.
    pub invoices: Vec<OwedInvoice>,
    /// Of it, what the debtor contests.
    pub disputed: Cents,
    /// Credit notes not yet used.
    pub credit: Cents,
    /// What divides both sides, in the user's words; may be empty.
    pub disagreement: String,
    /// The day an answer is asked for.
    pub answer_before: NaiveDate,
}

/// Which insolvency proceedings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum InsolvencyKind {
    /// Sauvegarde.
    Safeguard,
    /// Redressement judiciaire.
    Receivership,
    /// Liquidation judiciaire.
    Liquidation,
}

impl InsolvencyKind {
    /// All of them.
    pub const ALL: [InsolvencyKind; 3] = [InsolvencyKind::Safeguard, InsolvencyKind::Receivership, InsolvencyKind::Liquidation];

    /// In French, inside a sentence.
    pub fn label(self) -> &'static str {
        match self {
            InsolvencyKind::Safeguard => "sauvegarde",
            InsolvencyKind::Receivership => "redressement judiciaire",
            InsolvencyKind::Liquidation => "liquidation judiciaire",
        }
    }

    /// Who receives the claims: the liquidateur of a liquidation, the mandataire judiciaire otherwise.
    pub fn office(self) -> &'static str {
        match self {
            InsolvencyKind::Safeguard | InsolvencyKind::Receivership => "mandataire judiciaire",
            InsolvencyKind::Liquidation => "liquidateur",
        }
    }
}

/// A claim declared to the mandataire judiciaire or to the liquidateur, never to the debtor (C. com. R622-24).
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimDeclaration {
    /// Which proceedings.
    pub insolvency: InsolvencyKind,
    /// The mandataire judiciaire or the liquidateur.
    pub agent: Recipient,
    /// The judgment that opened them: figures stop on it, that day counted (C. com. L622-28).
    pub opened_on: NaiveDate,
    /// The court, as typed; may be empty.
    pub court: String,
    /// Published in the BODACC: the delay runs from it.
    pub published_on: NaiveDate,
    /// The last day to declare.
    pub last_day: NaiveDate,
    /// What was owed on the day of the judgment, less what was settled since.
    pub invoices: Vec<OwedInvoice>,
    /// Credit notes not yet used.
    pub credit: Cents,
    /// Settled since the judgment by payments and credit notes, and taken off.
    pub settled_since: Cents,
    /// The privilege it is declared under, in the user's words; empty: « à titre chirographaire ».
    pub privilege: String,
    /// The clause of retention of title, as the card of the client names it; empty: none.
    pub retention: String,
    /// Numbers of the invoices that the clause covers: those of what was sold since it was agreed.
    pub retained: Vec<String>,
}

impl ClaimDeclaration {
    /// Principal declared.
    pub fn principal(&self) -> Cents {
        principal(&self.invoices, self.credit)
    }

    /// Penalties up to the judgment.
    pub fn penalties(&self) -> Cents {
        penalties(&self.invoices)
    }

    /// Lump sums of what was late before the judgment (C. com. L441-10 II).
    pub fn fees(&self) -> Cents {
        fees(&self.invoices)
    }

    /// Declared in all.
    pub fn total(&self) -> Cents {
        owed_in_all(&self.invoices, self.credit)
    }

    /// Of the principal declared, what the debtor contests: the sum of what each line bears of it.
    pub fn disputed(&self) -> Cents {
        self.invoices.iter().map(|invoice| invoice.disputed).sum()
    }

    /// True when it leaves after its last day: a relevé de forclusion is needed (C. com. L622-26).
    pub fn is_late(&self, on: NaiveDate) -> bool {
        on > self.last_day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_debtor_may_be_proposed_those_the_law_opens_to_him() {
        // law/droit.md §9.4 (entre professionnels) and C. conso. L612-1 (le consommateur).
        for (debtor, expected) in [
            (DebtorKind::Business, vec![MediatorKind::Enterprises, MediatorKind::Conciliator]),
            (DebtorKind::PublicBody, vec![MediatorKind::Enterprises, MediatorKind::Conciliator]),
            (DebtorKind::Consumer, vec![MediatorKind::Conciliator, MediatorKind::Consumption]),
        ] {
            assert_eq!(MediatorKind::open_to(debtor), expected, "{debtor:?}");
        }
    }

    #[test]
    fn a_declaration_leaves_in_time_until_its_last_day_included() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let declaration = ClaimDeclaration {
            insolvency: InsolvencyKind::Liquidation,
            agent: Recipient::default(),
            opened_on: day("2026-11-05"),
            court: String::new(),
            published_on: day("2026-11-12"),
            last_day: day("2027-01-12"),
            invoices: Vec::new(),
            credit: Cents::ZERO,
            settled_since: Cents::ZERO,
            privilege: String::new(),
            retention: String::new(),
            retained: Vec::new(),
        };
        assert!(!declaration.is_late(day("2027-01-12")), "la date d’expédition fait foi (Cass. com., 28 janv. 1997)");
        assert!(declaration.is_late(day("2027-01-13")));
        assert_eq!(declaration.insolvency.office(), "liquidateur");
    }
}
