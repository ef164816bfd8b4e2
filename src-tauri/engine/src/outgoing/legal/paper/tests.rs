use super::*;
use crate::letters::correspondence::{Dress, lines};
use DebtorKind::{Business, Consumer, PublicBody};
use Severity::{Asks, Blocks, Warns};
use echu_core::interest::rates::RateTable;
use echu_core::legal_check::{LegalCode as C, Severity};
use echu_core::letter::facts::{Forfeiture, ForfeitureGround, OwedInvoice, PlanPenalties};
use echu_core::letter::sample::Affair;
use echu_core::letter::{LetterKind as K, Manner, Matter};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;

const DEBTORS: [DebtorKind; 3] = [Business, Consumer, PublicBody];

fn affair(kind: DebtorKind) -> Affair<'static> {
    static RATES: std::sync::LazyLock<RateTable> = std::sync::LazyLock::new(RateTable::built_in);
    Affair { kind, on: "2026-11-23".parse().unwrap(), rates: &RATES }
}

fn kinds() -> impl Iterator<Item = K> {
    K::ALL.into_iter().filter(|kind| *kind != K::FormalNotice)
}

/// A sound letter, and what is known of it, to spoil in one way.
struct Sound {
    letter: Letter,
    standings: Vec<Standing>,
    text: Option<String>,
    insolvent_on: Option<NaiveDate>,
}

fn sound(kind: K, debtor: DebtorKind, manner: Manner) -> Sound {
    let affair = affair(debtor);
    let letter = affair.letter(kind, manner).unwrap();
    Sound { standings: affair.standings(&letter.matter), letter, text: None, insolvent_on: None }
}

impl Sound {
    fn found(&self) -> Vec<LegalFinding> {
        let dress = Dress { text: self.text.clone(), ..Dress::default() };
        let text_lines = lines(&self.letter, &dress).unwrap();
        let (letter, text, standings) = (&self.letter, self.text.as_deref(), &self.standings);
        of_set(&SetLetter { letter, text, text_lines: &text_lines, standings, insolvent_on: self.insolvent_on }).unwrap()
    }

    /// The text of origin, changed in one place.
    fn say(&mut self, from: &str, to: &str) {
        let letter = &self.letter;
        let origin = correspondence::built_in(letter.matter.kind(), letter.debtor_kind, letter.manner);
        assert!(origin.contains(from), "« {from} » is in {origin}");
        self.text = Some(origin.replace(from, to));
    }

    fn claim(&mut self, spoil: impl Fn(&mut OwedInvoice)) {
        let invoices = match &mut self.letter.matter {
            Matter::DueSoon(claim) | Matter::Reminder(_, claim) => &mut claim.invoices,
            Matter::InstalmentAgreement(agreement) => &mut agreement.invoices,
            Matter::InstalmentBreach(breach) => &mut breach.invoices,
            Matter::DisputeReceipt(dispute) => &mut dispute.invoices,
            Matter::DebtAcknowledgement(debt) => &mut debt.invoices,
            Matter::Transmittal(transmittal) => &mut transmittal.invoices,
            Matter::Declaration(declaration) => &mut declaration.invoices,
            Matter::PaymentReceipt(_) | Matter::AccountStatement(_) | Matter::PenaltyClaim(_) | Matter::Mediation(_) => {
                unreachable!("it claims no principal")
            }
        };
        invoices.iter_mut().for_each(spoil);
    }
}

#[test]
fn a_sound_letter_of_any_kind_to_anyone_in_any_tone_has_no_finding() {
    let mut all = Vec::new();
    for kind in kinds() {
        for debtor in DEBTORS {
            for manner in kind.manners() {
                let found = sound(kind, debtor, *manner).found();
                all.extend(found.into_iter().map(|one| format!("{kind:?} {debtor:?} {manner:?}: {:?} « {} »", one.code, one.excerpt)));
            }
        }
    }
    assert!(all.is_empty(), "{all:#?}");
}

#[test]
fn every_way_out_of_a_plan_and_every_waiver_is_sound_too() {
    for debtor in DEBTORS {
        for ground in [ForfeitureGround::Agreed, ForfeitureGround::AfterNotice(affair(debtor).on - chrono::Days::new(20))] {
            let mut breach = sound(K::InstalmentBreach, debtor, Manner::Plain);
            if let Matter::InstalmentBreach(matter) = &mut breach.letter.matter {
                matter.ground = ground;
            }
            assert_eq!(breach.found(), [], "{debtor:?} {ground:?}");
        }
        for penalties in [PlanPenalties::Included, PlanPenalties::WaivedIfKept] {
            if debtor == PublicBody && penalties == PlanPenalties::WaivedIfKept {
                continue;
            }
            let mut agreed = sound(K::InstalmentAgreement, debtor, Manner::Plain);
            if let Matter::InstalmentAgreement(matter) = &mut agreed.letter.matter {
                matter.penalties = penalties;
                matter.forfeiture = Forfeiture { missed: 2, grace_open_days: 0, notice_days: None };
                let spread = matter.spread();
                matter.terms.truncate(1);
                matter.terms[0].amount = spread;
            }
            assert_eq!(agreed.found(), [], "{debtor:?} {penalties:?}");
        }
        if debtor != PublicBody {
            let mut receipt = sound(K::PaymentReceipt, debtor, Manner::Warm);
            if let Matter::PaymentReceipt(matter) = &mut receipt.letter.matter {
                matter.waived = true;
            }
            assert_eq!(receipt.found(), [], "{debtor:?}: given up");
        }
    }
}

type Spoil = fn(&mut Sound);

/// To whom, which letter, what is wrong, what is found.
const SPOILT: &[(K, DebtorKind, Spoil, Severity, C)] = &[
    // Nothing is asked for, spread or acknowledged once insolvency proceedings are open.
    (K::DueSoon, Business, insolvent, Blocks, C::DebtorInsolvent),
    (K::FirstReminder, Business, insolvent, Blocks, C::DebtorInsolvent),
    (K::SecondReminder, Business, insolvent, Blocks, C::DebtorInsolvent),
    (K::ThirdReminder, Business, insolvent, Blocks, C::DebtorInsolvent),
    (K::LastNotice, Business, insolvent, Blocks, C::DebtorInsolvent),
    (K::InstalmentAgreement, Business, insolvent, Blocks, C::DebtorInsolvent),
    (K::InstalmentBreach, Business, insolvent, Blocks, C::DebtorInsolvent),
    (K::DisputeReceipt, Business, insolvent, Blocks, C::DebtorInsolvent),
    (K::DebtAcknowledgement, Business, insolvent, Blocks, C::DebtorInsolvent),
    (K::PenaltyClaim, Business, insolvent, Blocks, C::DebtorInsolvent),
    // A part the debtor contests is claimed.
    (K::FirstReminder, Business, contested, Blocks, C::DisputedPart),
    (K::LastNotice, Consumer, contested, Blocks, C::DisputedPart),
    (K::InstalmentAgreement, PublicBody, contested, Blocks, C::DisputedPart),
    (K::DebtAcknowledgement, Business, contested, Blocks, C::DisputedPart),
    (K::InstalmentBreach, Business, contested, Asks, C::DisputedPart),
    (K::Transmittal, Business, contested, Asks, C::DisputedPart),
    // Time is over, or nearly.
    (K::SecondReminder, Consumer, barred, Blocks, C::TimeBarred),
    (K::LastNotice, Business, barred, Asks, C::TimeBarred),
    (K::DebtAcknowledgement, Consumer, barred, Blocks, C::TimeBarred),
    (K::PenaltyClaim, Business, barred, Asks, C::TimeBarred),
    (K::Transmittal, Consumer, barred, Warns, C::TimeBarred),
    // Sums: too much, too early, at a rate that is not known.
    (K::LastNotice, Business, fee_twice, Blocks, C::FeeTooHigh),
    (K::DebtAcknowledgement, PublicBody, fee_twice, Blocks, C::FeeTooHigh),
    (K::ThirdReminder, Consumer, not_notified, Blocks, C::ConsumerPenaltyBeforeNotice),
    (K::InstalmentAgreement, Consumer, not_notified, Blocks, C::ConsumerPenaltyBeforeNotice),
    (K::PenaltyClaim, Consumer, not_notified, Blocks, C::ConsumerPenaltyBeforeNotice),
    // What a user's own text may not say, nor lose.
    (K::FirstReminder, Business, |s| s.say("{{formule}}", "Un huissier passera."), Blocks, C::BailiffNamed),
    (K::DisputeReceipt, Consumer, |s| s.say("{{formule}}", "Des frais de dossier s’ajoutent."), Blocks, C::RecoveryCosts),
    (K::DisputeReceipt, Consumer, unmediated, Warns, C::MediationMissing),
    (K::LastNotice, Consumer, unmediated, Warns, C::MediationMissing),
    (K::SecondReminder, Consumer, |s| s.say("{{formule}}", "Vous devez 40 € d’indemnité."), Blocks, C::ConsumerB2bText),
    (K::AccountStatement, Consumer, |s| s.say("{{formule}}", "Des pénalités de retard courent."), Blocks, C::ConsumerB2bText),
    (K::LastNotice, PublicBody, |s| s.say("{{formule}}", "Article L441-10 du code de commerce."), Blocks, C::PrivateTextToPublicBody),
    (K::LastNotice, Business, |s| s.say("{{formule}}", "Ce courrier interrompt la prescription."), Blocks, C::InterruptsLimitation),
    (K::PaymentReceipt, Business, |s| s.say("{{formule}}", "Votre compte est soldé de tout compte."), Blocks, C::FullSettlement),
    (K::DueSoon, Business, |s| s.say("{{formule}}", "À défaut, nous saisirons le tribunal."), Blocks, C::CourtTooEarly),
    (K::PenaltyClaim, Business, |s| s.say("{{formule}}", "Ajoutez 15,00 € de frais."), Asks, C::UnknownAmount),
    (K::PaymentReceipt, Business, |s| s.say("{{formule}}", "Il manque 999,00 €."), Asks, C::UnknownAmount),
    (K::InstalmentAgreement, Business, |s| s.say("{{paiement}}", "IBAN FR14 2004 1010 0505 0001 3M02 606"), Blocks, C::IbanForeign),
    (K::PenaltyClaim, Business, |s| s.say("{{paiement}}", ""), Warns, C::IbanMissing),
    (K::InstalmentBreach, Consumer, |s| s.say("{{paiement}}", ""), Blocks, C::IbanMissing),
    (K::InstalmentBreach, Consumer, |s| s.say("{{date_régularisation}}", "plus vite"), Blocks, C::DeadlineMissing),
    (K::LastNotice, Business, unnamed, Blocks, C::NumberMissing),
];

/// Neither the subject nor the table of the message names the invoices.
fn unnamed(sound: &mut Sound) {
    sound.say("{{tableau_factures}}", "");
    let text = sound.text.take().unwrap_or_default();
    sound.text = Some(text.replace("{{objet_factures_minuscule}}", "votre dette"));
}

fn unmediated(sound: &mut Sound) {
    sound.letter.creditor.mediator_name.clear();
    sound.say("médiation", "sagesse");
}

fn insolvent(sound: &mut Sound) {
    sound.insolvent_on = Some(sound.letter.dated_on - chrono::Days::new(30));
}

/// The debtor contests a part since the letter was made: it still claims the whole.
fn contested(sound: &mut Sound) {
    sound.standings[0].disputed = Cents(10_000);
}

fn barred(sound: &mut Sound) {
    sound.standings[0].limitation.last_day = sound.letter.dated_on - chrono::Days::new(1);
}

fn fee_twice(sound: &mut Sound) {
    sound.claim(|invoice| {
        if let Some(account) = &mut invoice.statement {
            account.fee = Cents(8_000);
        }
    });
    if let Matter::DebtAcknowledgement(debt) = &mut sound.letter.matter {
        debt.terms.clear();
    }
}

fn not_notified(sound: &mut Sound) {
    sound.standings.iter_mut().for_each(|standing| standing.notified_on = None);
}

#[test]
fn a_spoilt_letter_is_refused_with_its_article_and_what_to_do() {
    let mut missed = Vec::new();
    for (at, (kind, debtor, spoil, severity, code)) in SPOILT.iter().enumerate() {
        let mut spoilt = sound(*kind, *debtor, kind.manners()[0]);
        spoil(&mut spoilt);
        let all = spoilt.found();
        let found =
            all.iter().any(|one| (one.code, one.severity) == (*code, *severity) && !one.article.is_empty() && !one.remedy.is_empty());
        if !found {
            let codes: Vec<_> = all.iter().map(|one| (one.severity, one.code)).collect();
            missed.push(format!("case {at} {kind:?} {debtor:?}: {severity:?} {code:?} is not in {codes:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn forty_euros_to_a_consumer_do_not_even_make_a_letter() {
    for kind in [K::ThirdReminder, K::LastNotice, K::InstalmentAgreement, K::InstalmentBreach, K::DebtAcknowledgement, K::Transmittal] {
        let mut letter = sound(kind, Consumer, Manner::Plain);
        letter.claim(|invoice| {
            if let Some(account) = &mut invoice.statement {
                account.fee = Cents(4_000);
            }
        });
        let refused = lines(&letter.letter, &Dress::default()).unwrap_err().sentences().join(" ");
        assert!(refused.contains("indemnité forfaitaire"), "{kind:?}: {refused}");
    }
}
