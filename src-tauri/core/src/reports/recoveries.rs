//! What money came after which contact. After is not because: nothing else is said than what came after what.
use super::words;
use super::{Cell, Column, Kind, Table};
use crate::effect::{After, Came, by_step};
use crate::money::Cents;

/// The table: what came after a reminder by the step reached, then what came without.
pub fn compute(came: &[Came]) -> Table {
    let [step, count, amount, share, days] = words::RECOVERY_COLUMNS;
    let mut table = Table::new(&[
        Column::wide(step),
        Column::summed(count, Kind::Count),
        Column::summed(amount, Kind::Cents),
        Column::new(share, Kind::Rate),
        Column::new(days, Kind::Days),
    ]);
    let all: Cents = came.iter().map(|one| one.amount).sum();
    let (steps, without): (Vec<_>, Vec<_>) = by_step(came).into_iter().partition(|one| matches!(one.after, After::Step { .. }));
    for (title, effects) in [(words::AFTER_REMINDER, steps), (words::WITHOUT_REMINDER, without)] {
        if effects.is_empty() {
            continue;
        }
        let part: Cents = effects.iter().map(|one| one.amount).sum();
        table.group(title);
        for one in effects {
            let share = Cell::share(one.amount.0, all.0);
            table.line(vec![one.after.label().as_str().into(), Cell::count(one.payments), one.amount.into(), share, Cell::days(one.days)]);
        }
        table.subtotal(words::SUBTOTAL, &[(3, Cell::share(part.0, all.0))]);
    }
    if !came.is_empty() {
        table.total(words::TOTAL_RECEIVED, &[]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::adds_up;
    use super::*;
    use crate::dunning::Tone;

    #[test]
    fn money_is_told_beside_the_step_reached_and_apart_when_none_was() {
        let first = After::Step { tone: Tone::First, channel: "email".to_owned() };
        let came = |amount, after: &After, days| Came { invoice: 1, amount: Cents(amount), after: after.clone(), days };
        let table = compute(&[
            came(3_000, &After::OnTime, None),
            came(4_000, &first, Some(9)),
            came(2_000, &first, Some(2)),
            came(1_000, &After::NoContact, None),
        ]);
        assert!(adds_up(&table));
        let told: Vec<String> = table.rows.iter().map(|row| row.title.clone()).collect();
        assert_eq!(
            told,
            [words::AFTER_REMINDER, "", words::SUBTOTAL, words::WITHOUT_REMINDER, "", "", words::SUBTOTAL, words::TOTAL_RECEIVED]
        );
        assert_eq!(table.rows[1].cells[1..], [Cell::count(2), Cents(6_000).into(), Cell::Rate { bp: 6_000 }, Cell::days(9)]);
        assert_eq!(table.rows[7].cells[2], Cents(10_000).into());
        assert!(compute(&[]).rows.is_empty());
    }
}
