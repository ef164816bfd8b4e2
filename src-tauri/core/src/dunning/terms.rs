//! The terms of the day: the reminder of each instalment to come, among the contacts of the plan.
//!
//! - It has the day of its agreement, which the interval between two contacts may not push: late, it would say nothing any more.
//!   The messages of the plan to the same client wait for the interval after it: one contact at a time (dunning.md 4).
//! - What stops an invoice stops the reminder of the terms that spread it: insolvency, a dispute, a pause. « Client à ménager » does
//!   not: the owner chose this very reminder in the agreement, and reads it before it leaves.
//! - Money that nobody has allocated may be the term itself: it is asked about first.
use super::day_plan::{DayPlan, Withheld};
use super::hold::{Hold, HoldKind};
use super::reason::Reason;
use super::situation::{Debtor, LiveReminder, Options, Situation};
use super::stops::{Stop, stop};
use super::{EMAIL, to_fix, why};
use crate::ids::{AgreementId, ClientId, HoldId, InvoiceId};
use crate::instalments::follow;
use crate::instalments::reminder::{TermTurn, next_turn};
use crate::invoice::Invoice;
use crate::money::Cents;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A term to remind today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermReminder {
    /// Whose.
    pub client_id: ClientId,
    /// Of which agreement.
    pub agreement_id: AgreementId,
    /// Which term, and what lacks of it.
    pub turn: TermTurn,
    /// What the agreement covers and is still open.
    pub invoices: Vec<InvoiceId>,
    /// Why today.
    pub reason: Reason,
}

/// An agreement that is being reminded, as its hold says it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Agreed<'a> {
    pub id: AgreementId,
    pub hold_id: HoldId,
    pub covers: &'a BTreeSet<InvoiceId>,
}

/// The term whose turn is next under a hold, with its agreement; none for another hold, or when no reminder is wanted.
pub(super) fn turn<'a>(hold: &'a Hold, options: &Options, today: NaiveDate) -> Option<(Agreed<'a>, TermTurn)> {
    let HoldKind::InstalmentPlan { agreement, remind_before, invoices, instalments, received, grace_open_days } = &hold.kind else {
        return None;
    };
    let days = remind_before.filter(|_| hold.is_open(today))?;
    let terms = follow(instalments, *received, *grace_open_days, today, options.region);
    let turn = next_turn(&terms, hold.from_on, days, options.region)?;
    Some((Agreed { id: *agreement, hold_id: hold.id, covers: invoices }, turn))
}

/// The day the next term of a hold is reminded, for the sentence of what it holds.
pub(super) fn next_reminder(hold: &Hold, options: &Options, today: NaiveDate) -> Option<NaiveDate> {
    turn(hold, options, today).map(|(_, turn)| turn.from).filter(|from| *from > today)
}

/// What stops the reminder of a term, the strongest reason first; the agreement's own hold is no reason.
pub(super) fn stopped<'a>(
    debtor: &Debtor,
    agreed: Agreed,
    invoices: impl Iterator<Item = &'a Invoice>,
    holds: &[&Hold],
    live: &[&LiveReminder],
    options: &Options,
    today: NaiveDate,
) -> Option<Reason> {
    let others: Vec<&Hold> = holds.iter().copied().filter(|hold| hold.id != agreed.hold_id).collect();
    let asked_for = Debtor { automation_off: false, ..debtor.clone() };
    let mut covered = invoices.filter(|one| agreed.covers.contains(&one.id));
    covered.find_map(|invoice| match stop(&asked_for, invoice, false, &others, live, options, today) {
        Stop::Fix(reason) | Stop::Held { reason, .. } => Some(reason),
        Stop::Goes { .. } => disputed(invoice, &others, today),
    })
}

/// A dispute on a part of an invoice contests what was agreed: the owner answers it before any term is asked for.
fn disputed(invoice: &Invoice, holds: &[&Hold], today: NaiveDate) -> Option<Reason> {
    let mut mine = holds.iter().filter(|hold| hold.covers(invoice) && hold.is_open(today));
    mine.find_map(|hold| match hold.kind {
        HoldKind::Dispute { answer_by, .. } => Some(Reason::TermDisputed { opened_on: hold.from_on, answer_by, today }),
        HoldKind::Promise { .. } | HoldKind::Pause { .. } | HoldKind::InstalmentPlan { .. } | HoldKind::Decided { .. } => None,
    })
}

/// The reminders of terms of one client, each in its list; true when one is to leave today.
pub(super) fn decide(
    situation: &Situation,
    debtor: &Debtor,
    (holds, invoices, live): (&[&Hold], &[&Invoice], &[&LiveReminder]),
    options: &Options,
    today: NaiveDate,
    answer: &mut DayPlan,
) -> bool {
    let before = answer.terms.len();
    for (agreed, turn) in holds.iter().filter_map(|hold| turn(hold, options, today)) {
        if turn.from > today || situation.reminded_terms.contains(&(agreed.id, turn.term.on)) {
            continue;
        }
        let covered: Vec<InvoiceId> = invoices.iter().map(|one| one.id).filter(|id| agreed.covers.contains(id)).collect();
        let amount = turn.lacks;
        if let Some(reason) = stopped(debtor, agreed, invoices.iter().copied(), holds, live, options, today) {
            // What stops the invoices themselves is said with them: the term is part of what they owe, and is not counted twice.
            let said = invoices.iter().filter(|one| agreed.covers.contains(&one.id)).any(|invoice| {
                matches!(stop(debtor, invoice, false, holds, live, options, today), Stop::Held { reason: own, .. } if own == reason)
            });
            if !said {
                answer.withheld.push(held(debtor.id, covered, amount, reason));
            }
        } else if let Some(closure) = situation.closed_on(today) {
            let reason = Reason::Closed { until: closure.until, note: closure.note.clone(), today };
            answer.withheld.push(held(debtor.id, covered, amount, reason));
        } else if let Some(reason) = unclear(debtor) {
            to_fix::add_term(answer, debtor.id, &covered, amount, reason);
        } else {
            let reason = Reason::TermComing { on: turn.term.on, today };
            answer.terms.push(TermReminder { client_id: debtor.id, agreement_id: agreed.id, turn, invoices: covered, reason });
        }
    }
    answer.terms.len() > before
}

/// What a person must say of a client before any of his terms is asked for.
pub(super) fn unclear(debtor: &Debtor) -> Option<Reason> {
    if debtor.unallocated.is_positive() {
        return Some(Reason::UnallocatedMoney { amount: debtor.unallocated });
    }
    if debtor.unmatched.is_positive() {
        return Some(Reason::UnmatchedCredit { amount: debtor.unmatched });
    }
    why::unreachable(debtor, EMAIL).map(|problem| Reason::Unreachable { problem })
}

fn held(client_id: ClientId, invoices: Vec<InvoiceId>, amount: Cents, reason: Reason) -> Withheld {
    Withheld { client_id, invoices, step_id: None, tone: None, amount, reason }
}

#[cfg(test)]
mod tests {
    use super::super::day_plan::DayPlan;
    use super::super::due::due_reminders;
    use super::super::fixtures::{agreement, day, debtor, dispute, hold, invoice, options, situation, three_emails};
    use super::super::places::{Place, places};
    use super::super::reason::WayOut;
    use super::super::situation::{Closure, ReachProblem};
    use super::*;

    /// Client 1 owes two invoices; the first is spread over two terms since 9 November, reminded three days ahead.
    fn agreed(received: i64) -> Situation {
        let mut all = situation(vec![invoice(1, "2026-10-05"), invoice(2, "2026-11-16")]);
        all.holds = vec![agreement(received)];
        all
    }

    fn on(all: &Situation, today: &str) -> DayPlan {
        due_reminders(all, &[three_emails()], &options(), day(today))
    }

    #[test]
    fn a_term_is_reminded_from_its_day_on_until_it_is_done_or_over() {
        let all = agreed(0);
        assert_eq!(on(&all, "2026-11-20").terms, [], "Monday is its day");
        let monday = on(&all, "2026-11-23");
        assert_eq!((monday.terms.len(), monday.terms[0].turn.lacks, monday.terms[0].turn.rank), (1, Cents(50_000), 1));
        assert_eq!(on(&all, "2026-11-25").terms.len(), 1, "a computer that was off loses nothing");
        assert_eq!(on(&all, "2026-11-26").terms.len(), 1, "its own day");
        assert_eq!(on(&all, "2026-11-27").terms, [], "over: the grace runs");
        let mut done = agreed(0);
        done.reminded_terms.insert((AgreementId(7), day("2026-11-26")));
        assert_eq!(on(&done, "2026-11-23").terms, [], "never twice");
        assert_eq!(on(&agreed(50_000), "2026-11-23").terms, [], "paid early");
    }

    #[test]
    fn the_other_invoices_of_the_client_wait_for_the_interval_after_it() {
        let mut all = agreed(0);
        let today = on(&all, "2026-11-23");
        assert_eq!(today.proposals, [], "one contact at a time");
        let held = today.withheld.iter().find(|row| row.invoices == [InvoiceId(2)]).unwrap();
        assert_eq!(held.reason.way_out(), WayOut::SendAnyway);
        assert!(held.reason.sentence().contains("30 nov."), "{}", held.reason.sentence());
        assert_eq!(places(&today)[&ClientId(1)], Place::Today);
        all.holds.clear();
        assert_eq!(on(&all, "2026-11-23").proposals.len(), 1);
    }

    #[test]
    fn what_stops_an_invoice_stops_the_terms_that_spread_it() {
        type Change = fn(&mut Situation);
        let cases: [(Change, WayOut); 5] = [
            (|all| all.clients[0].insolvent_on = Some(day("2026-11-20")), WayOut::SeeClient),
            (|all| all.holds.push(Hold { id: HoldId(2), ..hold(None, HoldKind::Pause { until: None }) }), WayOut::SeeClient),
            (|all| all.holds.push(Hold { id: HoldId(2), ..dispute(1, Some(10_000)) }), WayOut::SeeDispute),
            (|all| all.holds.push(Hold { id: HoldId(2), ..dispute(1, None) }), WayOut::SeeDispute),
            (|all| all.closures.push(Closure { from: day("2026-11-23"), until: day("2026-12-04"), note: String::new() }), WayOut::Resume),
        ];
        for (change, way_out) in cases {
            let mut all = agreed(0);
            change(&mut all);
            let answer = on(&all, "2026-11-23");
            assert_eq!(answer.terms, [], "{way_out:?}");
            let of_term = answer.withheld.iter().find(|row| row.invoices.contains(&InvoiceId(1)) && row.reason.way_out() == way_out);
            let row = of_term.unwrap_or_else(|| panic!("{way_out:?}: {:?}", answer.withheld));
            let once: BTreeSet<InvoiceId> = row.invoices.iter().copied().collect();
            assert_eq!(once.len(), row.invoices.len(), "{way_out:?}: an invoice is withheld once for one reason");
        }
    }

    #[test]
    fn money_that_nobody_allocated_may_be_the_term_itself() {
        let mut all = agreed(0);
        // The invoice of the agreement alone: another that is late would share its row.
        all.invoices.truncate(1);
        all.clients[0].unallocated = Cents(50_000);
        let answer = on(&all, "2026-11-23");
        assert_eq!(answer.terms, []);
        assert!(answer.to_fix.iter().any(|row| row.invoices == [InvoiceId(1)] && row.amount == Cents(50_000)));
        let mut mute = agreed(0);
        mute.invoices.truncate(1);
        mute.clients[0].problems = vec![ReachProblem::NoEmail];
        assert_eq!(on(&mute, "2026-11-23").terms, [], "no address, something to correct");
        assert!(on(&mute, "2026-11-23").to_fix.iter().any(|row| row.invoices == [InvoiceId(1)]));
    }

    #[test]
    fn what_lacks_for_a_term_and_for_another_invoice_is_one_thing_to_fix() {
        type Change = fn(&mut Situation);
        let cases: [Change; 3] = [
            |all| all.clients[0].unallocated = Cents(50_000),
            |all| all.clients[0].unmatched = Cents(50_000),
            |all| all.clients[0].problems = vec![ReachProblem::NoEmail],
        ];
        for change in cases {
            let mut all = agreed(0);
            change(&mut all);
            let answer = on(&all, "2026-11-23");
            assert_eq!((answer.terms.len(), answer.proposals.len(), answer.to_fix.len()), (0, 0, 1), "{:?}", answer.to_fix);
            assert_eq!(answer.to_fix[0].invoices, [InvoiceId(1), InvoiceId(2)]);
            assert_eq!(answer.to_fix[0].amount, Cents(150_000), "the term of the first, the whole of the second");
        }
    }

    #[test]
    fn a_client_to_handle_with_care_is_reminded_of_what_was_agreed_with_him() {
        let mut all = agreed(0);
        all.clients = vec![Debtor { automation_off: true, ..debtor(1) }];
        assert_eq!(on(&all, "2026-11-23").terms.len(), 1, "the owner chose it in the agreement, and reads it");
    }

    #[test]
    fn an_agreement_without_reminders_has_none() {
        let mut all = agreed(0);
        if let HoldKind::InstalmentPlan { remind_before, .. } = &mut all.holds[0].kind {
            *remind_before = None;
        }
        assert_eq!(on(&all, "2026-11-23").terms, []);
    }

    #[test]
    fn what_an_agreement_holds_says_when_its_next_term_is_reminded_until_that_day() {
        let told = |on_day: &str| {
            let mut all = agreed(0);
            all.invoices.truncate(1);
            match on(&all, on_day).withheld.first().map(|row| row.reason.clone()) {
                Some(Reason::Instalments { reminded_on, .. }) => reminded_on,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(told("2026-11-20"), Some(day("2026-11-23")));
        assert_eq!(told("2026-11-23"), None, "today is its day: it is on the screen");
    }

    #[test]
    fn a_dispute_on_an_invoice_outside_the_agreement_stops_no_term() {
        let mut all = agreed(0);
        all.holds.push(Hold { id: HoldId(2), ..dispute(2, Some(10_000)) });
        assert_eq!(on(&all, "2026-11-23").terms.len(), 1);
    }
}
