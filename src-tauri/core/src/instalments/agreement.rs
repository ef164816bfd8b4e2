//! An agreement on a given day: kept, to be signed, or broken, and by what right the whole falls due again.
use super::{Followed, Forfeiture, ForfeitureGround, Instalment, PlanPenalties, TermStage, follow, missed};
use crate::calendar::Region;
use crate::money::Cents;
use crate::text::{long_date, short_date};
use chrono::NaiveDate;
use serde::Serialize;

/// What was agreed, what was signed and notified since, and what came: facts only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// The day it was agreed: its figures stop there.
    pub agreed_on: NaiveDate,
    /// The day the signed copy is expected.
    pub return_before: NaiveDate,
    /// By day.
    pub terms: Vec<Instalment>,
    /// Of penalties.
    pub penalties: PlanPenalties,
    /// Its clause.
    pub forfeiture: Forfeiture,
    /// Received on what it covers since that day.
    pub received: Cents,
    /// The day the debtor signed it; none while the copy has not come back.
    pub signed_on: Option<NaiveDate>,
    /// First presentation of the last formal notice to put things right, and the last day it left.
    pub warned: Option<(NaiveDate, NaiveDate)>,
    /// The day the forfeiture of the term was notified.
    pub forfeited_on: Option<NaiveDate>,
    /// The day a person put an end to it.
    pub ended_on: Option<NaiveDate>,
}

/// Where an agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum AgreementStage {
    /// A person put an end to it.
    Ended,
    /// The whole fell due again.
    Forfeited,
    /// Paid in full, to be closed by a person.
    Kept,
    /// The signed copy is expected.
    ToSign,
    /// The day of the signed copy is past.
    SignatureLate,
    /// Signed, no term missed.
    Running,
    /// A term is missed, and the debtor never signed the clause.
    MissedUnsigned,
    /// A term is missed, the clause asks for two.
    MissedOnce,
    /// The clause asks for a formal notice to put things right.
    ToWarn,
    /// That notice runs.
    Warned,
    /// The forfeiture may be claimed.
    ToForfeit,
}

/// Why the letter of breach cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoBreach {
    /// It is over, or the whole is due already.
    Over,
    /// No term is missed.
    Kept,
    /// The debtor did not sign the clause: it cannot be held against him.
    Unsigned,
    /// The clause asks for two missed terms.
    MissedOnce,
    /// The formal notice still runs, until that day.
    Warned(NaiveDate),
}

impl NoBreach {
    /// What to say to the person, in French.
    pub fn sentence(self) -> String {
        match self {
            NoBreach::Over => "L’échéancier de ce client a pris fin\u{a0}: ses factures se réclament à nouveau en entier.".to_owned(),
            NoBreach::Kept => "Aucune échéance n’est impayée\u{a0}: l’échéancier de ce client est tenu.".to_owned(),
            NoBreach::Unsigned => "L’échéancier n’est pas signé\u{a0}: sa clause de déchéance ne peut pas être opposée au client. \
                                   Notez la signature, ou mettez fin à l’échéancier pour reprendre les relances."
                .to_owned(),
            NoBreach::MissedOnce => {
                "Une seule échéance est impayée, et la clause de déchéance en demande deux\u{a0}: relancez le client par téléphone."
                    .to_owned()
            }
            NoBreach::Warned(until) => {
                format!("La mise en demeure de régulariser court jusqu’au {}\u{a0}: attendez ce jour.", long_date(until))
            }
        }
    }
}

impl Agreement {
    /// Spread over the terms.
    pub fn total(&self) -> Cents {
        self.terms.iter().map(|term| term.amount).sum()
    }

    /// Each term, and what came for it.
    pub fn follow(&self, today: NaiveDate, region: Region) -> Vec<Followed> {
        follow(&self.terms, self.received, self.forfeiture.grace_open_days, today, region)
    }

    /// The terms missed, each with what lacks of it.
    pub fn missed(&self, today: NaiveDate, region: Region) -> Vec<Instalment> {
        missed(&self.terms, self.received, self.forfeiture.grace_open_days, today, region)
    }

    /// The first term not paid, with what lacks of it; none when all are.
    pub fn next(&self) -> Option<Instalment> {
        self.lacking().into_iter().find(|term| term.amount.is_positive())
    }

    /// What lacks of the terms fallen due by the end of `on`.
    pub fn due_by(&self, on: NaiveDate) -> Cents {
        self.lacking().into_iter().filter(|term| term.on <= on).map(|term| term.amount).sum()
    }

    /// Each term with what lacks of it: money goes to the oldest first (C. civ. 1342-10).
    fn lacking(&self) -> Vec<Instalment> {
        let mut left = self.received.or_zero();
        let lacks = |term: &Instalment| {
            let paid = left.min(term.amount);
            left -= paid;
            Instalment { amount: term.amount - paid, ..*term }
        };
        self.terms.iter().map(lacks).collect()
    }

    /// Where it stands.
    pub fn stage(&self, today: NaiveDate, region: Region) -> AgreementStage {
        if self.forfeited_on.is_some_and(|on| on <= today) {
            return AgreementStage::Forfeited;
        }
        if self.ended_on.is_some_and(|on| on <= today) {
            return AgreementStage::Ended;
        }
        let all = self.follow(today, region);
        if all.iter().all(|one| one.stage == TermStage::Paid) {
            return AgreementStage::Kept;
        }
        let late: Vec<&Followed> = all.iter().filter(|one| one.stage == TermStage::Missed).collect();
        let enough = u32::try_from(late.len()).unwrap_or(u32::MAX) >= self.forfeiture.missed;
        // A notice is about the terms of its day: another one missed since wants its own.
        let warned = self.warned.filter(|(on, _)| late.iter().any(|one| one.term.on < *on));
        match (self.signed_on, late.is_empty()) {
            (None, false) => AgreementStage::MissedUnsigned,
            (None, true) if today > self.return_before => AgreementStage::SignatureLate,
            (None, true) => AgreementStage::ToSign,
            (Some(_), true) => AgreementStage::Running,
            (Some(_), false) if !enough => AgreementStage::MissedOnce,
            (Some(_), false) => match (self.forfeiture.notice_days, warned) {
                (None, _) => AgreementStage::ToForfeit,
                (Some(_), None) => AgreementStage::ToWarn,
                (Some(_), Some((_, until))) if today <= until => AgreementStage::Warned,
                (Some(_), Some(_)) => AgreementStage::ToForfeit,
            },
        }
    }

    /// By what right the letter of breach speaks today; `before` is the day its warning would leave to put things right.
    ///
    /// # Errors
    /// Why there is no such letter today.
    pub fn ground(&self, before: NaiveDate, today: NaiveDate, region: Region) -> Result<ForfeitureGround, NoBreach> {
        match self.stage(today, region) {
            AgreementStage::Ended | AgreementStage::Forfeited => Err(NoBreach::Over),
            AgreementStage::Kept | AgreementStage::ToSign | AgreementStage::SignatureLate | AgreementStage::Running => Err(NoBreach::Kept),
            AgreementStage::MissedUnsigned => Err(NoBreach::Unsigned),
            AgreementStage::MissedOnce => Err(NoBreach::MissedOnce),
            AgreementStage::Warned => Err(NoBreach::Warned(self.warned.map_or(before, |(_, until)| until))),
            AgreementStage::ToWarn => Ok(ForfeitureGround::Warning(before)),
            AgreementStage::ToForfeit => {
                let noticed = self.warned.filter(|_| self.forfeiture.notice_days.is_some());
                Ok(noticed.map_or(ForfeitureGround::Agreed, |(on, _)| ForfeitureGround::AfterNotice(on)))
            }
        }
    }

    /// Where it stands, and what comes next, in French.
    pub fn sentence(&self, today: NaiveDate, region: Region) -> String {
        let next = self.follow(today, region).into_iter().find(|one| one.stage != TermStage::Paid);
        let next = next.map(|one| format!("prochaine échéance le {}", short_date(one.term.on))).unwrap_or_default();
        match self.stage(today, region) {
            AgreementStage::Ended => "Échéancier arrêté.".to_owned(),
            AgreementStage::Forfeited => "Échéancier rompu\u{a0}: la totalité est exigible, les relances ont repris.".to_owned(),
            AgreementStage::Kept => "Toutes les échéances sont payées\u{a0}: vous pouvez clore l’échéancier.".to_owned(),
            AgreementStage::ToSign => {
                format!("À signer\u{a0}: retour attendu avant le {}, {next}.", short_date(self.return_before))
            }
            AgreementStage::SignatureLate => {
                format!("L’accord signé était attendu le {}\u{a0}: relancez le client. Sans signature, la clause de déchéance ne joue pas.", short_date(self.return_before))
            }
            AgreementStage::Running => format!("Échéancier tenu, {next}."),
            AgreementStage::MissedUnsigned => {
                "Une échéance est impayée et l’accord n’est pas signé\u{a0}: la clause de déchéance ne joue pas. Notez la signature, ou mettez fin à l’échéancier.".to_owned()
            }
            AgreementStage::MissedOnce => {
                "Une échéance est impayée\u{a0}: la clause de déchéance en demande deux. Rappelez le client.".to_owned()
            }
            AgreementStage::ToWarn => {
                "Une échéance est impayée\u{a0}: une mise en demeure de régulariser doit précéder la déchéance du terme.".to_owned()
            }
            AgreementStage::Warned => {
                let until = self.warned.map(|(_, until)| short_date(until)).unwrap_or_default();
                format!("Mise en demeure de régulariser\u{a0}: le client a jusqu’au {until}.")
            }
            AgreementStage::ToForfeit => {
                "Une échéance reste impayée\u{a0}: vous pouvez prononcer la déchéance du terme et réclamer le tout.".to_owned()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Three terms of 500 €, signed, one missed term being enough after a formal notice of eight days.
    fn agreement() -> Agreement {
        let terms = ["2026-12-01", "2027-01-04", "2027-02-01"].map(|on| Instalment { on: day(on), amount: Cents(50_000) });
        Agreement {
            agreed_on: day("2026-11-23"),
            return_before: day("2026-11-30"),
            terms: terms.to_vec(),
            penalties: PlanPenalties::WaivedIfKept,
            forfeiture: Forfeiture { missed: 1, grace_open_days: 2, notice_days: Some(8) },
            received: Cents::ZERO,
            signed_on: Some(day("2026-11-25")),
            warned: None,
            forfeited_on: None,
            ended_on: None,
        }
    }

    fn stage(agreement: &Agreement, on: &str) -> AgreementStage {
        agreement.stage(day(on), Region::Metropole)
    }

    #[test]
    fn an_agreement_kept_to_its_last_term_is_never_late() {
        let mut one = agreement();
        assert_eq!(stage(&one, "2026-12-03"), AgreementStage::Running, "the grace counts two open days");
        one.received = Cents(50_000);
        assert_eq!(stage(&one, "2027-01-06"), AgreementStage::Running);
        one.received = Cents(150_000);
        assert_eq!(stage(&one, "2027-01-06"), AgreementStage::Kept, "paid early is paid");
    }

    #[test]
    fn what_the_terms_ask_for_on_a_day_is_known_to_the_cent() {
        let mut one = agreement();
        one.received = Cents(60_000);
        assert_eq!(one.next(), Some(Instalment { on: day("2027-01-04"), amount: Cents(40_000) }));
        assert_eq!((one.due_by(day("2027-01-03")), one.due_by(day("2027-01-04"))), (Cents::ZERO, Cents(40_000)));
        one.received = Cents(150_000);
        assert_eq!((one.next(), one.due_by(day("2027-12-31"))), (None, Cents::ZERO));
    }

    #[test]
    fn the_clause_needs_a_signature() {
        let mut one = Agreement { signed_on: None, ..agreement() };
        assert_eq!(stage(&one, "2026-11-30"), AgreementStage::ToSign);
        assert_eq!(stage(&one, "2026-12-01"), AgreementStage::SignatureLate);
        assert_eq!(stage(&one, "2026-12-04"), AgreementStage::MissedUnsigned);
        assert_eq!(one.ground(day("2026-12-20"), day("2026-12-04"), Region::Metropole), Err(NoBreach::Unsigned));
        one.signed_on = Some(day("2026-12-04"));
        assert_eq!(stage(&one, "2026-12-04"), AgreementStage::ToWarn);
    }

    #[test]
    fn a_formal_notice_comes_before_the_forfeiture_unless_the_clause_does_without() {
        let mut one = agreement();
        let before = day("2026-12-20");
        let ground = |one: &Agreement, on: &str| one.ground(before, day(on), Region::Metropole);
        assert_eq!(ground(&one, "2026-12-04"), Ok(ForfeitureGround::Warning(before)));
        one.warned = Some((day("2026-12-08"), day("2026-12-16")));
        assert_eq!(ground(&one, "2026-12-16"), Err(NoBreach::Warned(day("2026-12-16"))), "its last day is not over");
        assert_eq!(ground(&one, "2026-12-17"), Ok(ForfeitureGround::AfterNotice(day("2026-12-08"))));
        one.forfeiture.notice_days = None;
        assert_eq!(ground(&one, "2026-12-17"), Ok(ForfeitureGround::Agreed));
    }

    #[test]
    fn a_notice_that_had_its_effect_does_not_serve_for_the_next_term() {
        let mut one = agreement();
        one.warned = Some((day("2026-12-08"), day("2026-12-16")));
        one.received = Cents(50_000);
        assert_eq!(stage(&one, "2026-12-17"), AgreementStage::Running);
        assert_eq!(stage(&one, "2027-01-07"), AgreementStage::ToWarn, "another term, another notice");
    }

    #[test]
    fn a_clause_of_two_terms_waits_for_the_second() {
        let mut one = agreement();
        one.forfeiture.missed = 2;
        assert_eq!(stage(&one, "2026-12-04"), AgreementStage::MissedOnce);
        assert_eq!(stage(&one, "2027-01-07"), AgreementStage::ToWarn);
        one.ended_on = Some(day("2027-01-07"));
        assert_eq!(stage(&one, "2027-01-07"), AgreementStage::Ended);
        one.forfeited_on = Some(day("2027-01-07"));
        assert_eq!(stage(&one, "2027-01-07"), AgreementStage::Forfeited, "what put an end to it is said");
    }
}
