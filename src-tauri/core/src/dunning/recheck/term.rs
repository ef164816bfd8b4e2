//! The last check of the reminder of a term: is it still agreed, still owed, still to come?
use super::{Cause, Changed, Facts, Stale, Standing, Stopped, Verdict, same_message};
use crate::dunning::hold::{Hold, HoldKind};
use crate::dunning::terms::{Agreed, stopped, unclear};
use crate::ids::AgreementId;
use crate::instalments::{Followed, TermStage, follow};
use crate::invoice::Invoice;
use crate::money::Cents;
use crate::text::short_date;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A term that an approval is tied to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FactTerm {
    /// Of which agreement.
    pub agreement_id: AgreementId,
    /// Its day.
    pub on: NaiveDate,
    /// What is asked for, in cents.
    pub claimed: Cents,
}

/// « échéance du 7 déc. 2026 ».
pub(super) fn named(on: NaiveDate) -> String {
    format!("échéance du {}", short_date(on))
}

impl Standing<'_> {
    /// What may be asked for of a term now.
    ///
    /// # Errors
    /// Why nothing may.
    pub fn term(&self, agreement: AgreementId, on: NaiveDate) -> Result<Cents, Stopped> {
        let stopped = |why| Stopped { number: named(on), why };
        let Some((hold, agreed, terms)) = self.agreed(agreement) else { return Err(stopped(Cause::AgreementOver)) };
        let Some(term) = terms.iter().find(|one| one.term.on == on) else { return Err(stopped(Cause::AgreementOver)) };
        match term.stage {
            TermStage::Paid => return Err(stopped(Cause::TermPaid)),
            TermStage::Coming | TermStage::InGrace | TermStage::Missed => {}
        }
        // A courtesy about the next term while one is late would say that all is well.
        if terms.iter().any(|one| one.term.on < on && one.stage != TermStage::Paid) {
            return Err(stopped(Cause::TermBefore));
        }
        match self.term_held(agreed, hold) {
            Some(reason) => Err(stopped(Cause::Held(reason))),
            None => Ok(term.lacks()),
        }
    }

    fn agreed(&self, id: AgreementId) -> Option<(&Hold, Agreed<'_>, Vec<Followed>)> {
        self.situation.holds.iter().filter(|hold| hold.is_open(self.today)).find_map(|hold| match &hold.kind {
            HoldKind::InstalmentPlan { agreement, invoices, instalments, received, grace_open_days, .. } if *agreement == id => {
                let terms = follow(instalments, *received, *grace_open_days, self.today, self.options.region);
                Some((hold, Agreed { id, hold_id: hold.id, covers: invoices }, terms))
            }
            HoldKind::InstalmentPlan { .. }
            | HoldKind::Dispute { .. }
            | HoldKind::Promise { .. }
            | HoldKind::Pause { .. }
            | HoldKind::Decided { .. } => None,
        })
    }

    fn term_held(&self, agreed: Agreed, own: &Hold) -> Option<crate::dunning::reason::Reason> {
        let debtor = self.debtor()?;
        let holds: Vec<&Hold> = self.situation.holds.iter().filter(|hold| hold.id != own.id).collect();
        let live: Vec<_> = self.situation.live.iter().filter(|live| live.id != self.reminder_id).collect();
        let open = self.situation.invoices.iter().filter(|one: &&Invoice| one.balance().is_positive());
        stopped(debtor, agreed, open, &holds, &live, self.options, self.today)
    }
}

/// The verdict on the reminder of a term.
pub(super) fn before_send(term: FactTerm, approved: &Facts, now: &Facts, standing: &Standing) -> Verdict {
    let claimed = match standing.term(term.agreement_id, term.on) {
        Ok(claimed) => claimed,
        Err(stopped) => return Verdict::Cancel(vec![stopped]),
    };
    if standing.today > term.on {
        return Verdict::Expire(Stale::TermOver);
    }
    if let Some(reason) = standing.debtor().and_then(unclear) {
        return Verdict::Redraft(vec![Changed::Held(reason)]);
    }
    let amount = Changed::Amount { number: named(term.on), approved: term.claimed, now: claimed };
    let changes: Vec<Changed> = (claimed != term.claimed).then_some(amount).into_iter().chain(same_message(approved, now, true)).collect();
    if changes.is_empty() { Verdict::Send } else { Verdict::Redraft(changes) }
}

#[cfg(test)]
mod tests {
    use super::super::{lapsed, told};
    use super::*;
    use crate::dunning::fixtures::{agreement, day, debtor, dispute, invoice, options, situation};
    use crate::dunning::situation::{LiveReminder, LiveStage, Situation};
    use crate::ids::{HoldId, ReminderId};
    use std::collections::BTreeMap;

    fn agreed(received: i64) -> Situation {
        Situation { holds: vec![agreement(received)], ..situation(vec![invoice(1, "2026-10-05")]) }
    }

    fn facts() -> Facts {
        let term = FactTerm { agreement_id: AgreementId(7), on: day("2026-11-26"), claimed: Cents(50_000) };
        Facts { term: Some(term), recipients: vec!["compta@legoff.example".to_owned()], ..Facts::default() }
    }

    fn verdict(all: &Situation, now: &Facts, today: &str) -> Verdict {
        let (options, paid_on) = (options(), BTreeMap::new());
        let standing = Standing {
            today: day(today),
            approved_on: day("2026-11-23"),
            reminder_id: ReminderId(1),
            situation: all,
            plans: &[],
            invoices: &[],
            paid_on: &paid_on,
            options: &options,
        };
        super::super::before_send(&facts(), now, &standing)
    }

    fn plain(text: &str) -> String {
        text.replace(['\u{a0}', '\u{202f}'], " ")
    }

    fn cancelled(all: &Situation) -> String {
        match verdict(all, &facts(), "2026-11-24") {
            Verdict::Cancel(stopped) => plain(&told(&stopped)),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn it_leaves_while_nothing_moved_and_never_after_its_day() {
        assert_eq!(verdict(&agreed(0), &facts(), "2026-11-24"), Verdict::Send);
        assert_eq!(verdict(&agreed(0), &facts(), "2026-11-26"), Verdict::Send, "its own day");
        assert_eq!(verdict(&agreed(0), &facts(), "2026-11-27"), Verdict::Expire(Stale::TermOver));
    }

    #[test]
    fn a_term_paid_or_an_agreement_that_ended_cancels_it() {
        assert_eq!(cancelled(&agreed(50_000)), "échéance du 26 nov. 2026 payée");
        assert_eq!(cancelled(&Situation { holds: Vec::new(), ..agreed(0) }), "échéance du 26 nov. 2026 : l’échéancier a pris fin");
        let mut contested = agreed(0);
        contested.holds.push(Hold { id: HoldId(2), ..dispute(1, None) });
        assert!(cancelled(&contested).starts_with("litige ouvert le 9 nov."), "{}", cancelled(&contested));
        let mut insolvent = agreed(0);
        insolvent.clients = vec![crate::dunning::situation::Debtor { insolvent_on: Some(day("2026-11-24")), ..debtor(1) }];
        assert!(cancelled(&insolvent).starts_with("procédure collective"), "{}", cancelled(&insolvent));
    }

    #[test]
    fn a_part_paid_or_an_address_that_moved_makes_a_draft_again() {
        let redrafted = |all: &Situation, now: &Facts| match verdict(all, now, "2026-11-24") {
            Verdict::Redraft(changes) => plain(&lapsed(&changes)),
            other => panic!("{other:?}"),
        };
        let part = redrafted(&agreed(20_000), &facts());
        assert_eq!(part, "À relire : échéance du 26 nov. 2026 : 300,00 € au lieu de 500,00 €.");
        let moved = Facts { recipients: vec!["autre@legoff.example".to_owned()], ..facts() };
        assert_eq!(redrafted(&agreed(0), &moved), "À relire : le destinataire a changé.");
        let mut loose = agreed(0);
        loose.clients[0].unallocated = Cents(50_000);
        assert!(redrafted(&loose, &facts()).contains("500,00 €"), "money to allocate may be the term itself");
    }

    #[test]
    fn a_term_waits_for_the_one_before_it() {
        let second = |received| {
            let (all, options, paid_on) = (agreed(received), options(), BTreeMap::new());
            let standing = Standing {
                today: day("2026-11-30"),
                approved_on: day("2026-11-23"),
                reminder_id: ReminderId(1),
                situation: &all,
                plans: &[],
                invoices: &[],
                paid_on: &paid_on,
                options: &options,
            };
            standing.term(AgreementId(7), day("2026-12-28")).map_err(|stopped| stopped.why)
        };
        assert_eq!(second(0), Err(Cause::TermBefore), "a courtesy about the next one would say that all is well");
        assert_eq!(second(50_000), Ok(Cents(50_000)));
    }

    #[test]
    fn a_term_is_judged_by_its_own_agreement_and_by_the_doubts_about_others() {
        let mut two = agreed(0);
        let mut other = agreement(100_000);
        if let HoldKind::InstalmentPlan { agreement, invoices, .. } = &mut other.kind {
            (*agreement, *invoices) = (AgreementId(8), [crate::ids::InvoiceId(2)].into());
        }
        two.holds.insert(0, Hold { id: HoldId(2), ..other });
        assert_eq!(verdict(&two, &facts(), "2026-11-24"), Verdict::Send, "the other one is paid, this one is not");
        let doubt = |id| {
            let mut all = agreed(0);
            let (id, client_id, on) = (ReminderId(id), debtor(1).id, day("2026-11-23"));
            let (stage, invoices) = (LiveStage::Uncertain, vec![crate::ids::InvoiceId(1)]);
            all.live = vec![LiveReminder { id, client_id, stage, on, invoices, amount: Cents(50_000), of_term: false }];
            verdict(&all, &facts(), "2026-11-24")
        };
        assert!(matches!(doubt(9), Verdict::Cancel(_)), "nobody knows whether the other one left");
        assert_eq!(doubt(1), Verdict::Send, "a person asked for this one again");
    }
}
