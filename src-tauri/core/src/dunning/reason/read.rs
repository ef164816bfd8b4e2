//! A reason kept with a message, read on a later day: what was true when it was prepared is said as it stands on the day it is read.
use super::Reason;
use chrono::NaiveDate;

impl Reason {
    /// What the rule says, on that day, of a message that it asked for on the day `since` and that has not left: its step is late, unless
    /// something stronger than its own day explains it.
    pub fn waiting(self, since: NaiveDate, today: NaiveDate) -> Reason {
        let late = matches!(self, Reason::StepDay { .. } | Reason::ClosedDay { .. } | Reason::AfterPrevious { .. });
        if late && today > since { Reason::CaughtUp { planned: since, today } } else { self.read_on(today) }
    }

    /// The same reason, its days told as one reads them on that day.
    pub fn read_on(self, today: NaiveDate) -> Reason {
        match self {
            Reason::ClosedDay { offset_days, planned, moved_to, .. } => Reason::ClosedDay { offset_days, planned, moved_to, today },
            Reason::Pushed { planned, moved_to, contact, .. } => Reason::Pushed { planned, moved_to, contact, today },
            Reason::CaughtUp { planned, .. } => Reason::CaughtUp { planned, today },
            Reason::Resumed { due_on, .. } => Reason::Resumed { due_on, today },
            Reason::BrokenPromise { due_on, amount, .. } => Reason::BrokenPromise { due_on, amount, today },
            Reason::SentAgain { noted_on, .. } => Reason::SentAgain { noted_on, today },
            Reason::TermComing { on, .. } => Reason::TermComing { on, today },
            // These tell no day, or hold: what is held has no message.
            other @ (Reason::StepDay { .. }
            | Reason::AfterPrevious { .. }
            | Reason::ByHand
            | Reason::TooSoon { .. }
            | Reason::Dispute { .. }
            | Reason::Promise { .. }
            | Reason::TermFirst { .. }
            | Reason::TermDisputed { .. }
            | Reason::Instalments { .. }
            | Reason::InstalmentMissed { .. }
            | Reason::Pause { .. }
            | Reason::Decided { .. }
            | Reason::NoticeRuns { .. }
            | Reason::Closed { .. }
            | Reason::CallAgain { .. }
            | Reason::Refused { .. }
            | Reason::Insolvency { .. }
            | Reason::HandleWithCare
            | Reason::UnallocatedMoney { .. }
            | Reason::UnmatchedCredit { .. }
            | Reason::CoveredByCredit { .. }
            | Reason::DirectDebit
            | Reason::AwaitingTriage
            | Reason::Uncertain { .. }
            | Reason::Written { .. }
            | Reason::NotLate
            | Reason::Duplicate { .. }
            | Reason::DebitUnseen { .. }
            | Reason::NoDueDate
            | Reason::NoPlan
            | Reason::Unreachable { .. }) => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::PastContact;
    use super::*;
    use crate::dunning::fixtures::day;
    use crate::dunning::{PHONE, Tone};
    use crate::money::Cents;

    /// What is read a month later of a message prepared on 23 November, with plain spaces.
    fn a_month_later(reason: Reason) -> String {
        reason.waiting(day("2026-11-23"), day("2026-12-23")).sentence().replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn the_reason_of_a_message_that_waits_is_true_on_the_day_it_is_read() {
        let today = day("2026-11-23");
        let contact = PastContact { on: day("2026-11-16"), channel: PHONE.to_owned(), invoice_sent: false };
        let told = [
            (Reason::StepDay { offset_days: 5, consumer: false, earlier: vec![] }, "Étape prévue le 23 nov., non faite ce jour-là"),
            (
                Reason::ClosedDay { offset_days: 5, planned: day("2026-11-22"), moved_to: today, today },
                "Étape prévue le 23 nov., non faite ce jour-là",
            ),
            (
                Reason::AfterPrevious { days: 10, previous: Tone::Last, previous_late_by: 3 },
                "Étape prévue le 23 nov., non faite ce jour-là",
            ),
            (Reason::CaughtUp { planned: day("2026-11-19"), today }, "Étape prévue le 19 nov., non faite ce jour-là"),
            (
                Reason::Pushed { planned: day("2026-11-19"), moved_to: today, contact, today },
                "Étape prévue le 19 nov. ; repoussée au 23 nov. : appel il y a 37 jours",
            ),
            (Reason::Resumed { due_on: day("2026-10-14"), today }, "Reprise à l’import : échéance passée depuis 70 jours"),
            (
                Reason::BrokenPromise { due_on: day("2026-11-09"), amount: Cents(184_000), today },
                "Promesse de 1 840,00 € pour le 9 nov. non tenue ; la relance reprend où elle en était",
            ),
            (Reason::TermComing { on: day("2026-11-30"), today }, "Échéance d’échéancier du 30 nov."),
            (Reason::SentAgain { noted_on: day("2026-11-09"), today }, "Facture non reçue, dit le 9 nov. ; un ton plus doux que prévu"),
            (Reason::ByHand, "Relance demandée par vous, hors du scénario"),
        ];
        for (reason, sentence) in told {
            assert_eq!(a_month_later(reason), sentence);
        }
    }

    #[test]
    fn on_its_own_day_nothing_is_said_otherwise() {
        let today = day("2026-11-23");
        let step = Reason::StepDay { offset_days: 5, consumer: true, earlier: vec![] };
        assert_eq!(step.clone().waiting(today, today), step);
        assert_eq!(step.clone().read_on(day("2026-12-23")), step, "of a message that left, its step's day stays the reason");
    }
}
