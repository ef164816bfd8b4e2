//! What the account holds after each movement, beside the movements: a gap between the two is a line that is not there.
use crate::money::Cents;
use crate::text::euros;

/// A movement, and what the account held after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Its place in the file.
    pub place: u32,
    /// In cents; negative when it went out.
    pub amount: Cents,
    /// In cents.
    pub after: Cents,
}

/// Two lines between which the balance moves by more, or less, than the movements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Break {
    /// The first of the two in the file.
    pub from: u32,
    /// The second.
    pub to: u32,
    /// What the lines that are not there come to, in cents: above zero when more came in than is told.
    pub missing: Cents,
}

impl Break {
    /// « Entre les lignes 4 et 5, le solde monte de 150,00 € sans mouvement : il manque au moins une ligne. »
    pub fn sentence(&self) -> String {
        let way = if self.missing.is_positive() { "monte" } else { "baisse" };
        let by = euros(Cents(self.missing.0.abs()));
        format!("Entre les lignes {} et {}, le solde {way} de {by} sans mouvement\u{a0}: il manque au moins une ligne.", self.from, self.to)
    }
}

/// Where the balance does not follow the movements. None when the column is no running balance: it follows fewer than half of them,
/// read from the first to the last or the other way. Empty too when the gaps undo each other: the bank lists a day in another order than
/// it counted it, and nothing is missing. A place without figures says nothing of its neighbours.
pub fn running_breaks(rows: &[Option<Moved>]) -> Option<Vec<Break>> {
    let pairs: Vec<(Moved, Moved)> = rows.windows(2).filter_map(|two| two[0].zip(two[1])).collect();
    // From the first to the last, the second movement leads from one balance to the other; from the last to the first, the first does.
    let gap = |(one, two): &(Moved, Moved), forward: bool| {
        let (before, moved) = if forward { (one, two) } else { (two, one) };
        let told = i128::from(moved.after.0) - i128::from(before.after.0) - i128::from(moved.amount.0);
        i64::try_from(told).unwrap_or(i64::MAX)
    };
    let agree = |forward: bool| pairs.iter().filter(|pair| gap(pair, forward) == 0).count();
    let (forward, followed) = if agree(true) >= agree(false) { (true, agree(true)) } else { (false, agree(false)) };
    if followed == 0 || followed * 2 < pairs.len() {
        return None;
    }
    let breaks: Vec<Break> = pairs
        .iter()
        .map(|pair| Break { from: pair.0.place, to: pair.1.place, missing: Cents(gap(pair, forward)) })
        .filter(|found| found.missing != Cents::ZERO)
        .collect();
    let undone = breaks.iter().map(|found| i128::from(found.missing.0)).sum::<i128>() == 0;
    Some(if undone { Vec::new() } else { breaks })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(figures: &[(i64, i64)]) -> Vec<Option<Moved>> {
        let row = |(place, (amount, after)): (u32, &(i64, i64))| Some(Moved { place, amount: Cents(*amount), after: Cents(*after) });
        (2..).zip(figures).map(row).collect()
    }

    #[test]
    fn a_line_that_is_not_there_is_told_with_its_amount() {
        let whole = [(100, 1_100), (-40, 1_060), (25, 1_085), (-85, 1_000)];
        assert_eq!(running_breaks(&rows(&whole)), Some(Vec::new()));
        let backwards: Vec<(i64, i64)> = whole.iter().rev().copied().collect();
        assert_eq!(running_breaks(&rows(&backwards)), Some(Vec::new()), "the latest first");
        let broken = running_breaks(&rows(&[(100, 1_100), (25, 1_085), (-85, 1_000)])).unwrap();
        assert_eq!(broken, [Break { from: 2, to: 3, missing: Cents(-40) }]);
        assert_eq!(
            Break { missing: Cents(15_000), ..broken[0] }.sentence(),
            "Entre les lignes 2 et 3, le solde monte de 150,00\u{a0}€ sans mouvement\u{a0}: il manque au moins une ligne."
        );
    }

    #[test]
    fn a_day_in_another_order_lacks_nothing() {
        let figures = [(100, 1_100), (25, 1_065), (-60, 1_040), (-10, 1_055), (5, 1_060), (5, 1_065), (5, 1_070)];
        assert_eq!(running_breaks(&rows(&figures)), Some(Vec::new()));
    }

    #[test]
    fn a_column_that_follows_nothing_is_no_running_balance() {
        assert_eq!(running_breaks(&rows(&[(100, 5_000), (25, 5_000), (-85, 5_000)])), None, "the same balance on every row");
        assert_eq!(running_breaks(&rows(&[(100, 5_000)])), None);
        let mut cut = rows(&[(100, 1_100), (-40, 1_060), (25, 2_000), (10, 2_010)]);
        cut.insert(2, None);
        assert_eq!(running_breaks(&cut), Some(Vec::new()), "what was not read says nothing of its neighbours");
    }
}
