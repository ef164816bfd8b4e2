//! « Ça vaut le coup ? »: the arithmetic of a route on the user's own figures. Nothing is filled in: no chance, no cost.
use crate::error::{DomainError, Result};
use crate::money::Cents;

/// The figures, as the user typed them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stakes {
    /// What is claimed.
    pub claim: Cents,
    /// Chance of being paid, in thousandths; none when he does not say.
    pub chance_permille: Option<u32>,
    /// Costs that stay his, line by line; none for one that is not known.
    pub costs: Vec<Option<Cents>>,
    /// His own time, in minutes.
    pub minutes: u32,
    /// What an hour of it is worth; none when he does not say.
    pub hour: Option<Cents>,
}

/// What they come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// Costs that are known.
    pub costs: Cents,
    /// How many are not.
    pub unknown: u32,
    /// His own time; none when its value is not known.
    pub time: Option<Cents>,
    /// Expected gain, below zero for a loss; none as long as a figure is missing.
    pub expected: Option<Cents>,
    /// The least chance at which nothing is lost, in thousandths, rounded up; above 1 000: never. None as long as a cost is missing.
    pub break_even_permille: Option<u32>,
}

/// Half away from zero, once.
fn rounded(numerator: i128, denominator: i128) -> Option<Cents> {
    let half = denominator / 2;
    let shifted = if numerator < 0 { numerator - half } else { numerator + half };
    i64::try_from(shifted / denominator).ok().map(Cents)
}

/// Counts them.
///
/// # Errors
/// A chance above one, a claim that is not positive, a cost or an hour below zero.
pub fn worth(stakes: &Stakes) -> Result<Worth> {
    let refused = |field, reason| Err(DomainError::Field { field, reason });
    if !stakes.claim.is_positive() {
        return refused("claim", "not_positive");
    }
    if stakes.chance_permille.is_some_and(|chance| chance > 1_000) {
        return refused("chancePermille", "out_of_range");
    }
    if stakes.costs.iter().flatten().any(|cost| cost.0 < 0) {
        return refused("costs", "out_of_range");
    }
    if stakes.hour.is_some_and(|hour| hour.0 < 0) {
        return refused("hour", "out_of_range");
    }
    let known: Vec<i128> = stakes.costs.iter().flatten().map(|cost| i128::from(cost.0)).collect();
    let unknown = stakes.costs.len() - known.len();
    let paid: i128 = known.iter().sum();
    // No time spent costs nothing, whatever an hour is worth.
    let hour = if stakes.minutes == 0 { Some(0) } else { stakes.hour.map(|hour| i128::from(hour.0)) };
    let time = hour.map(|hour| i128::from(stakes.minutes) * hour);
    // In sixtieths of a cent, so that one rounding is enough.
    let spent = time.filter(|_| unknown == 0).map(|time| paid * 60 + time);
    let claim = i128::from(stakes.claim.0);
    let gain = spent.zip(stakes.chance_permille).map(|(spent, chance)| claim * i128::from(chance) * 60 - spent * 1_000);
    let least = spent.map(|spent| up(spent * 1_000, claim * 60));
    Ok(Worth {
        costs: rounded(paid, 1).unwrap_or_default(),
        unknown: u32::try_from(unknown).unwrap_or(u32::MAX),
        time: time.and_then(|time| rounded(time, 60)),
        expected: gain.and_then(|gain| rounded(gain, 60_000)),
        break_even_permille: least.map(|least| u32::try_from(least).unwrap_or(u32::MAX)),
    })
}

/// Division rounded up, of a number that is not negative by a positive one.
fn up(number: i128, by: i128) -> i128 {
    (number + by - 1) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stakes(claim: i64, chance: Option<u32>, costs: &[Option<i64>], minutes: u32, hour: Option<i64>) -> Stakes {
        let costs = costs.iter().map(|cost| cost.map(Cents)).collect();
        Stakes { claim: Cents(claim), chance_permille: chance, costs, minutes, hour: hour.map(Cents) }
    }

    #[test]
    fn the_gain_is_rounded_once_and_the_break_even_up() {
        for (of, expected, even) in [
            // 2 400 € at six chances in ten, 100 € of costs, two hours at 40 €: 1 440 − 180.
            (stakes(240_000, Some(600), &[Some(10_000)], 120, Some(4_000)), 126_000, 75),
            // 100 € at one in three (333 ‰), nothing spent: 33,30 €.
            (stakes(10_000, Some(333), &[], 0, None), 3_330, 0),
            // 0,01 € at one in two: half a cent, away from zero.
            (stakes(1, Some(500), &[], 0, None), 1, 0),
            // Ten minutes at 30,01 €: 5,00166 €; the claim at nothing: −5,00 €.
            (stakes(100_000, Some(0), &[], 10, Some(3_001)), -500, 6),
            // Half a cent lost is a cent lost.
            (stakes(1_000, Some(0), &[], 1, Some(30)), -1, 1),
            // Costs above the claim: never.
            (stakes(5_000, Some(1_000), &[Some(6_000)], 0, None), -1_000, 1_200),
            (stakes(500_000, Some(1_000), &[Some(0), Some(3_347)], 0, Some(9_900)), 496_653, 7),
        ] {
            let found = worth(&of).unwrap();
            assert_eq!((found.expected, found.break_even_permille), (Some(Cents(expected)), Some(even)), "{of:?}");
        }
    }

    #[test]
    fn what_is_not_known_is_not_guessed() {
        let no_chance = worth(&stakes(240_000, None, &[Some(10_000)], 0, None)).unwrap();
        assert_eq!((no_chance.expected, no_chance.break_even_permille), (None, Some(42)), "how much it takes is known all the same");
        let no_cost = worth(&stakes(240_000, Some(600), &[Some(10_000), None], 0, None)).unwrap();
        assert_eq!((no_cost.expected, no_cost.break_even_permille, no_cost.unknown, no_cost.costs), (None, None, 1, Cents(10_000)));
        let no_hour = worth(&stakes(240_000, Some(600), &[], 30, None)).unwrap();
        assert_eq!((no_hour.expected, no_hour.time), (None, None));
    }

    #[test]
    fn figures_that_mean_nothing_are_refused() {
        for (of, field) in [
            (stakes(0, None, &[], 0, None), "claim"),
            (stakes(100, Some(1_001), &[], 0, None), "chancePermille"),
            (stakes(100, None, &[Some(-1)], 0, None), "costs"),
            (stakes(100, None, &[], 1, Some(-1)), "hour"),
        ] {
            assert_eq!(worth(&of).unwrap_err().field(), Some(field));
        }
    }
}
