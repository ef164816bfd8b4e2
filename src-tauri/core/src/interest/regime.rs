//! Which penalty rate applies to whom, and why.
use super::rates::RateTable;
use crate::calendar::HalfYear;
use crate::error::Result;
use crate::party::DebtorKind;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The rule a rate comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum RegimeKind {
    /// Between professionals, without a rate agreed: ECB + 10 points, each half-year at its own rate (C. com. L441-10 II).
    Statutory,
    /// The same, at the rate of the half-year in which interest starts. No ruling settles which is right; sliding is
    /// the letter of the text, and the default.
    StatutoryFrozen,
    /// The rate agreed between professionals; not below three times the legal rate (C. com. L441-10 II).
    Contract,
    /// Public body: ECB + 8 points, at the rate of the half-year in which interest starts (CCP R2192-31).
    PublicBody,
    /// Consumer: the legal rate of « tous les autres cas » (CMF L313-2), each half-year at its own, from the day after
    /// the formal notice (C. civ. 1231-6, 1344-1).
    ConsumerLegal,
    /// Consumer: a rate agreed in writing (C. civ. 1343-1), from the day after the formal notice; a judge may reduce
    /// it or strike it out (C. civ. 1231-5, C. conso. L212-1).
    ConsumerContract,
}

/// A rate rule, ready to be asked for each half-year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Regime {
    /// Which one.
    pub kind: RegimeKind,
    source: RateSource,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RateSource {
    Ecb { margin_bp: u32, frozen_at: Option<HalfYear> },
    Agreed { bp: u32 },
    LegalOther,
}

/// The regime of a claim whose interest starts on `first_day`.
///
/// A rate agreed with a public body is not used: R2192-31 sets the rate and leaves no choice.
pub fn regime_for(debtor: DebtorKind, contract_rate_bp: Option<u32>, frozen: bool, first_day: NaiveDate) -> Regime {
    let starts = HalfYear::of(first_day);
    let (kind, source) = match (debtor, contract_rate_bp) {
        (DebtorKind::PublicBody, _) => (RegimeKind::PublicBody, RateSource::Ecb { margin_bp: 800, frozen_at: Some(starts) }),
        (DebtorKind::Business, Some(bp)) => (RegimeKind::Contract, RateSource::Agreed { bp }),
        (DebtorKind::Business, None) if frozen => {
            (RegimeKind::StatutoryFrozen, RateSource::Ecb { margin_bp: 1_000, frozen_at: Some(starts) })
        }
        (DebtorKind::Business, None) => (RegimeKind::Statutory, RateSource::Ecb { margin_bp: 1_000, frozen_at: None }),
        (DebtorKind::Consumer, Some(bp)) => (RegimeKind::ConsumerContract, RateSource::Agreed { bp }),
        (DebtorKind::Consumer, None) => (RegimeKind::ConsumerLegal, RateSource::LegalOther),
    };
    Regime { kind, source }
}

impl Regime {
    /// The yearly rate of a half-year, in basis points.
    ///
    /// # Errors
    /// The reference rate it rests on is not known.
    pub fn rate_bp(&self, half_year: HalfYear, table: &RateTable) -> Result<u32> {
        Ok(match self.source {
            RateSource::Ecb { margin_bp, frozen_at } => table.get(frozen_at.unwrap_or(half_year))?.ecb_refi_bp + margin_bp,
            RateSource::Agreed { bp } => bp,
            RateSource::LegalOther => table.get(half_year)?.legal_other_bp,
        })
    }

    /// The half-year whose reference rate is used for `half_year`; none for an agreed rate.
    pub fn reference(&self, half_year: HalfYear) -> Option<HalfYear> {
        match self.source {
            RateSource::Ecb { frozen_at, .. } => Some(frozen_at.unwrap_or(half_year)),
            RateSource::LegalOther => Some(half_year),
            RateSource::Agreed { .. } => None,
        }
    }

    /// What is added to the ECB rate, in basis points, where the regime rests on it.
    pub fn margin_bp(&self) -> Option<u32> {
        match self.source {
            RateSource::Ecb { margin_bp, .. } => Some(margin_bp),
            RateSource::Agreed { .. } | RateSource::LegalOther => None,
        }
    }
}

/// The lowest rate professionals may agree on in a half-year: three times the legal rate (C. com. L441-10 II). It
/// bounds what is agreed, not the statutory rate, which was below it in the second half of 2009 and in 2024.
///
/// # Errors
/// The legal rate is not known.
pub fn contract_floor_bp(half_year: HalfYear, table: &RateTable) -> Result<u32> {
    Ok(table.get(half_year)?.legal_other_bp * 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(debtor: DebtorKind, agreed: Option<u32>, frozen: bool, from: &str, half_year: &str) -> u32 {
        let regime = regime_for(debtor, agreed, frozen, from.parse().unwrap());
        regime.rate_bp(half_year.parse().unwrap(), &RateTable::built_in()).unwrap()
    }

    #[test]
    fn each_debtor_has_his_rate() {
        use DebtorKind::*;
        for (debtor, agreed, frozen, from, half_year, expected) in [
            (Business, None, false, "2026-01-01", "2026-S1", 1_215),
            (Business, None, false, "2026-01-01", "2026-S2", 1_240),
            (Business, None, true, "2026-01-01", "2026-S2", 1_215),
            (Business, Some(1_500), false, "2026-01-01", "2026-S2", 1_500),
            (PublicBody, None, false, "2026-06-30", "2026-S2", 1_015),
            (PublicBody, None, false, "2026-07-01", "2026-S2", 1_040),
            (PublicBody, Some(2_000), false, "2026-07-01", "2026-S2", 1_040),
            (Consumer, None, false, "2026-01-01", "2026-S1", 262),
            (Consumer, None, true, "2026-01-01", "2026-S2", 275),
            (Consumer, Some(500), false, "2026-01-01", "2026-S2", 500),
        ] {
            assert_eq!(rate(debtor, agreed, frozen, from, half_year), expected, "{debtor:?} {half_year}");
        }
    }

    #[test]
    fn the_floor_never_replaces_the_statutory_rate() {
        let table = RateTable::built_in();
        for (half_year, floor, statutory) in [("2024-S1", 1_521, 1_450), ("2024-S2", 1_476, 1_425), ("2026-S2", 825, 1_240)] {
            assert_eq!(contract_floor_bp(half_year.parse().unwrap(), &table), Ok(floor));
            assert_eq!(rate(DebtorKind::Business, None, false, "2024-01-01", half_year), statutory);
        }
    }
}
