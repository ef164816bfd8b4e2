//! Which of the steps done still count for an invoice as it stands.
use super::situation::{Done, Situation};
use super::track::shift;
use crate::ids::InvoiceId;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The cycles in force. Those of an earlier one do not count; but of an invoice in parts, a step done before another part was paid
/// still counts when it was its turn for the part now owed: a part chased with the one before it is not reminded anew.
pub struct Turns<'a> {
    situation: &'a Situation,
    /// Due date of the part now owed.
    in_parts: BTreeMap<InvoiceId, NaiveDate>,
}

impl<'a> Turns<'a> {
    /// Of these invoices.
    pub fn of(situation: &'a Situation) -> Turns<'a> {
        let in_parts = situation.invoices.iter().filter(|one| situation.restarted.contains_key(&one.id));
        Turns { situation, in_parts: in_parts.filter_map(|one| one.due_on.map(|due_on| (one.id, due_on))).collect() }
    }

    /// True in the cycle in force.
    pub fn is_current(&self, invoice: InvoiceId, cycle: u32) -> bool {
        cycle == self.situation.cycles.get(&invoice).copied().unwrap_or(1)
    }

    /// True when the step done counts.
    pub fn counts(&self, row: &Done) -> bool {
        self.is_current(row.invoice_id, row.cycle) || self.is_of_this_part(row)
    }

    fn is_of_this_part(&self, row: &Done) -> bool {
        let since = self.situation.restarted.get(&row.invoice_id).is_some_and(|first| row.cycle >= *first);
        since && self.in_parts.get(&row.invoice_id).is_some_and(|due_on| row.on >= shift(*due_on, row.offset_days))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::{day, invoice};
    use crate::ids::StepId;

    #[test]
    fn a_step_done_in_the_turn_of_the_next_part_counts_for_it_and_no_restart_forgets_that() {
        let step = |on: &str, cycle| Done { invoice_id: InvoiceId(1), step_id: StepId(1), offset_days: 5, on: day(on), cycle };
        let mut situation = Situation { invoices: vec![invoice(1, "2026-12-01")], ..Situation::default() };
        situation.cycles.insert(InvoiceId(1), 2);
        let counts = |situation: &Situation, row: Done| Turns::of(situation).counts(&row);
        assert!(!counts(&situation, step("2026-12-21", 1)), "an invoice due at once has cycles alone");
        situation.restarted.insert(InvoiceId(1), 1);
        assert!(counts(&situation, step("2026-12-06", 1)), "five days after the due date of this part");
        assert!(!counts(&situation, step("2026-12-05", 1)), "it answered the part before");
        assert!(counts(&situation, step("2026-12-05", 2)), "done in the cycle in force");
        situation.restarted.insert(InvoiceId(1), 2);
        assert!(!counts(&situation, step("2026-12-21", 1)), "the user started its reminders again");
    }
}
