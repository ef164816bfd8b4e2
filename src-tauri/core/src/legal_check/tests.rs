mod said;

use super::LegalCode as C;
use super::*;
use crate::interest::regime::RegimeKind;
use crate::interest::{PenaltyWarning, Segment};
use DebtorKind::{Business, Consumer, PublicBody};
use Severity::{Asks, Blocks, Warns};
use said::SAID;

const IBAN: &str = "FR76 3000 6000 0112 3456 7890 189";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn account(regime: RegimeKind, interest: i64, rate_bp: u32, warnings: Vec<PenaltyWarning>) -> PenaltyResponse {
    let (from, to) = (day("2026-11-04"), day("2026-11-23"));
    PenaltyResponse {
        regime,
        segments: vec![Segment { from, to, days: 20, base: Cents(100_000), rate_bp, interest: Cents(interest) }],
        interest_accrued: Cents(interest),
        interest_paid: Cents::ZERO,
        interest_due: Cents(interest),
        principal_due: Cents(100_000),
        fee: Cents::ZERO,
        total: Cents(100_000 + interest),
        per_day: Cents(34),
        warnings,
        settled: Vec::new(),
    }
}

/// A paper that says all it must, to spoil in one way.
struct Paper {
    purpose: Purpose,
    form: Form,
    kind: DebtorKind,
    creditor: Creditor,
    subject: String,
    text: String,
    line: Claimed,
    credit: Cents,
    total: Cents,
    leaves_on: NaiveDate,
    deadline: Option<NaiveDate>,
    reserved: Cents,
    insolvent_on: Option<NaiveDate>,
    names: Vec<String>,
}

const NOTICE: &str = "Par la présente, nous vous mettons en demeure de nous payer la somme de 1\u{202f}000,00\u{a0}€ au plus tard le 8 décembre 2026 \
pour la facture F-2026-0352. La présente vaut mise en demeure au sens des articles 1344 et suivants du code civil. À défaut, nous nous \
réservons de saisir la juridiction compétente. Vous pouvez recourir à la médiation de la consommation\u{a0}: Concorde de l’Ouest. Écrivez-nous.\nIBAN FR76 3000 6000 0112 3456 7890 189";

const REMINDER: &str = "La facture F-2026-0352 reste à régler : 1\u{202f}000,00\u{a0}€ avant le 8 décembre 2026.\n\
IBAN\u{a0}: FR76 3000 6000 0112 3456 7890 189\nUne question ? Répondez-nous. En cas de désaccord, la médiation est gratuite\u{a0}: Concorde de l’Ouest.\n\
-- \nVasseur Plomberie, EURL au capital de 5\u{202f}000\u{a0}€. 732\u{a0}829\u{a0}320 RCS Rennes.";

fn paper(purpose: Purpose, kind: DebtorKind) -> Paper {
    let formal = purpose == Purpose::FormalNotice;
    let due_on = if purpose == Purpose::Courtesy { "2026-11-28" } else { "2026-11-03" };
    Paper {
        purpose,
        form: if formal { Form::Letter } else { Form::Email },
        kind,
        creditor: Creditor { mediator_name: "Concorde de l’Ouest".into(), ..crate::sample::creditor() },
        subject: if formal { "MISE EN DEMEURE de payer" } else { "Facture F-2026-0352" }.into(),
        text: if formal { NOTICE } else { REMINDER }.into(),
        line: Claimed {
            number: "F-2026-0352".into(),
            due_on: day(due_on),
            claimed: Cents(100_000),
            owed: Cents(100_000),
            due: Cents(100_000),
            disputed: Cents::ZERO,
            interest: Cents::ZERO,
            fee: Cents::ZERO,
            statement: None,
            agreed_bp: None,
            notified_on: None,
            limitation: Limitation { kind: kind.into(), last_day: day("2031-11-03") },
        },
        credit: Cents::ZERO,
        total: Cents(100_000),
        leaves_on: day("2026-11-23"),
        deadline: Some(day("2026-12-08")),
        reserved: Cents::ZERO,
        insolvent_on: None,
        names: vec!["Brasserie des Quais".into()],
    }
}

fn found(paper: &Paper) -> Vec<LegalFinding> {
    check(&Leaving {
        purpose: paper.purpose,
        form: paper.form,
        debtor_kind: paper.kind,
        leaves_on: paper.leaves_on,
        figures_on: day("2026-11-23"),
        creditor: &paper.creditor,
        names: paper.names.clone(),
        subject: &paper.subject,
        text: &paper.text,
        tables: "",
        invoices: vec![paper.line.clone()],
        credit: paper.credit,
        total: paper.total,
        deadline: paper.deadline,
        reserved: paper.reserved,
        insolvent_on: paper.insolvent_on,
        other_amounts: Vec::new(),
    })
}

fn codes(paper: &Paper) -> Vec<(Severity, C)> {
    found(paper).into_iter().map(|finding| (finding.severity, finding.code)).collect()
}

const PURPOSES: [Purpose; 5] = [Purpose::Courtesy, Purpose::First, Purpose::Firm, Purpose::Last, Purpose::FormalNotice];
const KINDS: [DebtorKind; 3] = [Business, Consumer, PublicBody];

#[test]
fn a_sound_paper_has_no_finding() {
    for purpose in PURPOSES {
        for kind in KINDS {
            assert_eq!(codes(&paper(purpose, kind)), [], "{purpose:?} {kind:?}");
        }
    }
}

#[test]
fn what_may_not_be_said_is_found_with_its_words() {
    for (purpose, kind, added, severity, code) in SAID {
        let mut paper = paper(*purpose, *kind);
        paper.text = format!("{added}\n\n{}", paper.text);
        let all = found(&paper);
        let one = all.iter().find(|finding| finding.code == *code);
        assert_eq!(one.map(|finding| finding.severity), Some(*severity), "{purpose:?} {kind:?} « {added} »: {all:#?}");
        let excerpt = one.map(|finding| finding.excerpt.clone()).unwrap_or_default();
        assert!(!excerpt.is_empty(), "« {added} » shows its words");
    }
}

#[test]
fn what_only_looks_forbidden_is_left_alone() {
    for (purpose, kind, said) in [
        (Purpose::FormalNotice, Business, "La présente ne constitue pas un commandement de payer."),
        (Purpose::FormalNotice, Consumer, "Nous ne vous demandons ni indemnité ni frais de relance."),
        (Purpose::FormalNotice, Business, "Elle n’interrompt pas la prescription."),
        (Purpose::FormalNotice, Business, "Sauf erreur de saisie de notre part."),
        (Purpose::FormalNotice, Business, "L’indemnité forfaitaire pour frais de recouvrement, article D441-5 du code de commerce."),
        (Purpose::Last, Business, "Nous saisirons le tribunal compétent."),
        (Purpose::First, Business, "Vous retrouverez la facture ci-jointe."),
        (Purpose::First, Consumer, "Suite à notre passage à votre domicile le 3 mai."),
        (Purpose::First, Business, "Appelez-nous tous les jours de 9 h à 17 h."),
        (Purpose::First, Business, "Brasserie des Quais, la somme de 1\u{202f}000,00\u{a0}€ reste due, ce qui signifie un mois de retard."),
        (Purpose::First, Business, "La police d’assurance n’est pas en cause."),
        (Purpose::Last, Business, "Le chantier exploité par vos soins est livré."),
        (Purpose::First, Business, "Facture 036  1\u{202f}000,00\u{a0}€"),
        (Purpose::First, Business, "Ce courrier concerne une facture envoyée le 3 mai."),
        (Purpose::First, Business, "Notre participation à la gestion du chantier est terminée."),
        (Purpose::Last, Business, "Vous pouvez prévenir votre banque du virement."),
        (Purpose::First, Business, "Le rendez-\nvous du 3 mai est maintenu."),
        (Purpose::Last, Business, "Votre compte client est bloqué : aucune nouvelle commande ne partira."),
        (Purpose::FormalNotice, Business, "La prescription n’est pas interrompue par la présente."),
    ] {
        let mut paper = paper(purpose, kind);
        paper.text = format!("{said}\n\n{}", paper.text);
        assert_eq!(found(&paper), [], "« {said} »");
    }
}

#[test]
fn a_client_may_be_called_like_a_forbidden_word() {
    let mut paper = paper(Purpose::First, Business);
    paper.names = vec!["SCP Huissiers Réunis".into()];
    paper.text = format!("SCP HUISSIERS RÉUNIS,\n\n{}", paper.text);
    assert_eq!(codes(&paper), []);
    paper.text = format!("L’huissier viendra. {}", paper.text);
    assert_eq!(codes(&paper), [(Blocks, C::BailiffNamed)]);
}

type Spoil = fn(&mut Paper);

/// The mediator's name holds the word, the text does not say what it is.
fn unsaid_mediation(paper: &mut Paper) {
    paper.creditor.mediator_name = "Médiation Artisanat".into();
    paper.text = paper.text.replace("médiation", "bonté").replace("Concorde de l’Ouest", "Médiation Artisanat");
}

fn carriage(last_day: &str) -> Limitation {
    Limitation { kind: crate::limitation::LimitationKind::Transport, last_day: day(last_day) }
}

/// Facts and figures: to whom, at which step, what is wrong, what is found.
const FACTS: &[(Purpose, DebtorKind, Spoil, Severity, C)] = &[
    (Purpose::First, Business, |p| p.creditor.siren.clear(), Blocks, C::CreditorMentions),
    (Purpose::First, Business, |p| p.creditor.capital = None, Blocks, C::CreditorMentions),
    (Purpose::First, Business, |p| p.creditor.registry_town.clear(), Blocks, C::CreditorMentions),
    (Purpose::First, Business, |p| p.text = p.text.replace("732\u{a0}829\u{a0}320", ""), Blocks, C::MentionsRemoved),
    (Purpose::First, Business, |p| p.creditor.legal_form = "EI".into(), Blocks, C::MentionsRemoved),
    (Purpose::First, Business, |p| p.creditor.iban = "FR7630006000011234567890188".into(), Blocks, C::IbanInvalid),
    (Purpose::First, Business, |p| p.text = p.text.replace(IBAN, ""), Warns, C::IbanMissing),
    (Purpose::FormalNotice, Business, |p| p.creditor.iban.clear(), Blocks, C::IbanMissing),
    (Purpose::First, Business, |p| p.subject = "Bonjour".into(), Warns, C::NumberNotInSubject),
    (Purpose::First, Business, |p| p.line.number = "F-2026-0999".into(), Blocks, C::NumberMissing),
    (Purpose::First, Business, |p| p.text = p.text.replace("1\u{202f}000,00", "mille"), Blocks, C::TotalMissing),
    (Purpose::First, Business, |p| p.text = p.text.replace("Répondez-nous.", ""), Warns, C::NoWayToAnswer),
    (Purpose::FormalNotice, Business, |p| p.subject = "Facture F-2026-0352".into(), Blocks, C::NoticeNotExplicit),
    (Purpose::FormalNotice, Business, |p| p.text = p.text.replace("nous vous mettons en demeure", "merci"), Blocks, C::NoticeNotExplicit),
    (Purpose::FormalNotice, Business, |p| p.text = p.text.replace("1344", ""), Blocks, C::GroundsMissing),
    (Purpose::FormalNotice, Business, |p| p.text = p.text.replace("juridiction", "suite"), Blocks, C::NextStepMissing),
    (Purpose::FormalNotice, Consumer, |p| p.text = p.text.replace("médiation", "bonté"), Blocks, C::MediationMissing),
    (Purpose::FormalNotice, Business, |p| p.deadline = None, Blocks, C::DeadlineMissing),
    (Purpose::FormalNotice, Business, |p| p.text = p.text.replace("8 décembre", "plus vite"), Blocks, C::DeadlineMissing),
    (Purpose::Last, Business, |p| p.text = p.text.replace("8 décembre", "plus vite"), Warns, C::DeadlineMissing),
    (Purpose::Last, Business, |p| p.deadline = Some(day("2026-11-22")), Blocks, C::DeadlinePast),
    (Purpose::FormalNotice, Business, |p| p.deadline = Some(day("2026-11-26")), Blocks, C::DeadlineMissing),
    (Purpose::First, Business, |p| p.insolvent_on = Some(day("2026-10-01")), Blocks, C::DebtorInsolvent),
    (Purpose::First, Consumer, |p| p.line.limitation.last_day = day("2026-11-22"), Blocks, C::TimeBarred),
    (Purpose::First, Business, |p| p.line.limitation.last_day = day("2026-11-22"), Asks, C::TimeBarred),
    (Purpose::First, Business, |p| p.line.limitation.last_day = day("2027-05-23"), Warns, C::SoonTimeBarred),
    (Purpose::First, Consumer, |p| p.line.limitation.last_day = day("2027-07-20"), Warns, C::SoonTimeBarred),
    (Purpose::First, Business, |p| p.line.limitation = carriage("2027-07-20"), Warns, C::SoonTimeBarred),
    (Purpose::FormalNotice, Consumer, unsaid_mediation, Blocks, C::MediationMissing),
    (Purpose::FormalNotice, Consumer, |p| p.creditor.mediator_name.clear(), Warns, C::MediatorNotNamed),
    (Purpose::Last, Consumer, |p| p.creditor.mediator_name = "Autre maison".into(), Warns, C::MediatorNotNamed),
    (Purpose::First, Business, |p| p.line.disputed = Cents(1), Blocks, C::DisputedPart),
    (Purpose::FormalNotice, Business, |p| p.line.disputed = Cents(1), Asks, C::DisputedPart),
    (Purpose::First, Business, |p| p.line.due_on = day("2026-11-23"), Blocks, C::NotDueYet),
    (Purpose::First, Business, |p| p.line.due = Cents(99_999), Blocks, C::NotDueYet),
    (Purpose::Last, Consumer, |p| p.line.fee = Cents(4_000), Blocks, C::ConsumerFee),
    (Purpose::Last, Business, |p| p.line.fee = Cents(4_001), Blocks, C::FeeTooHigh),
    (Purpose::Last, Consumer, |p| p.line.interest = Cents(1), Blocks, C::ConsumerPenaltyBeforeNotice),
    (Purpose::Last, Business, |p| p.line.interest = Cents(1), Blocks, C::RateUnknown),
    (Purpose::Last, Business, |p| penalties(p, RegimeKind::Statutory, 1_240, vec![], 680), Blocks, C::InterestTooHigh),
    (
        Purpose::Last,
        Business,
        |p| penalties(p, RegimeKind::Contract, 400, vec![PenaltyWarning::ContractRateBelowFloor], 679),
        Warns,
        C::RateBelowFloor,
    ),
    (
        Purpose::Last,
        Consumer,
        |p| penalties(p, RegimeKind::ConsumerContract, 500, vec![PenaltyWarning::ConsumerContractRate], 679),
        Asks,
        C::ConsumerRateAgreed,
    ),
    (Purpose::Last, Consumer, |p| penalties(p, RegimeKind::ConsumerContract, 900, vec![], 679), Blocks, C::ConsumerRateAboveContract),
    (Purpose::Last, PublicBody, |p| penalties(p, RegimeKind::Contract, 900, vec![], 679), Blocks, C::PublicRateNotItsOwn),
    (Purpose::Last, Business, |p| p.total = Cents(100_100), Blocks, C::WrongTotal),
    (Purpose::Last, Business, |p| p.credit = Cents(100), Blocks, C::WrongTotal),
    (Purpose::Last, Business, |p| aged(p, "2026-11-24"), Blocks, C::FiguresNotOfTheDay),
    (Purpose::Last, Business, |p| aged(p, "2026-12-02"), Blocks, C::FiguresTooOld),
    (Purpose::Last, Business, |p| aged(p, "2026-11-22"), Blocks, C::FiguresTooOld),
    (Purpose::Receipt, Business, |p| settled(p, Cents(679)), Blocks, C::FullSettlement),
];

fn penalties(paper: &mut Paper, regime: RegimeKind, rate_bp: u32, warnings: Vec<PenaltyWarning>, claimed: i64) {
    paper.line.agreed_bp = Some(500);
    paper.line.notified_on = Some(day("2026-11-10"));
    paper.line.interest = Cents(claimed);
    paper.total += Cents(claimed);
    paper.line.statement = Some(account(regime, 679, rate_bp, warnings));
}

fn aged(paper: &mut Paper, leaves_on: &str) {
    penalties(paper, RegimeKind::Statutory, 1_240, vec![], 679);
    paper.leaves_on = day(leaves_on);
}

fn settled(paper: &mut Paper, reserved: Cents) {
    paper.reserved = reserved;
    paper.text = format!("Votre compte est soldé de tout compte.\n{}", paper.text);
}

#[test]
fn facts_and_figures_are_judged() {
    for (at, (purpose, kind, spoil, severity, code)) in FACTS.iter().enumerate() {
        let mut paper = paper(*purpose, *kind);
        spoil(&mut paper);
        let all = codes(&paper);
        assert!(all.contains(&(*severity, *code)), "case {at} {purpose:?} {kind:?}: {severity:?} {code:?} is not in {all:?}");
    }
}

#[test]
fn forty_rules_at_least_are_tried() {
    let tried: std::collections::BTreeSet<C> = SAID.iter().map(|case| case.4).chain(FACTS.iter().map(|case| case.4)).collect();
    assert!(tried.len() >= 50 && SAID.len() + FACTS.len() >= 90, "{} rules, {} cases", tried.len(), SAID.len() + FACTS.len());
}

#[test]
fn penalties_of_another_day_may_leave_when_the_text_names_it() {
    let mut paper = paper(Purpose::Last, Business);
    aged(&mut paper, "2026-11-25");
    paper.text = paper.text.replace("1\u{202f}000,00", "1\u{202f}006,79") + " Pénalités au 23/11/2026 : 6,79\u{a0}€.";
    assert_eq!(codes(&paper), []);
}

#[test]
fn a_milder_tone_may_name_the_delay_of_what_is_late() {
    let mut paper = paper(Purpose::Courtesy, Business);
    paper.line.due_on = day("2026-11-03");
    paper.text = format!("Votre retard est de 20 jours.\n{}", paper.text);
    assert_eq!(codes(&paper), []);
}

#[test]
fn a_full_settlement_may_be_said_when_nothing_stays_owed() {
    let mut paper = paper(Purpose::Receipt, Business);
    settled(&mut paper, Cents::ZERO);
    assert!(!codes(&paper).iter().any(|(_, code)| *code == C::FullSettlement));
}

#[test]
fn a_short_notice_is_warned_of_and_a_debtor_may_acknowledge() {
    let mut short = paper(Purpose::FormalNotice, Consumer);
    short.deadline = Some(day("2026-12-01"));
    short.text = short.text.replace("8 décembre", "1er décembre");
    assert_eq!(codes(&short), [(Warns, C::DeadlineShort)], "fifteen days for a consumer");
    let speech = Speech {
        purpose: Purpose::Acknowledgement,
        debtor_kind: Business,
        names: Vec::new(),
        rate_agreed: false,
        notified: false,
        reserved: false,
        late: true,
    };
    assert_eq!(check_words("Elle interrompt la prescription.", &speech), [], "C. civ. 2240");
    let told = Speech { purpose: Purpose::Transmittal, ..speech };
    assert_eq!(check_words("Merci de mandater un huissier pour une saisie.", &told), [], "the debtor does not read it");
}

#[test]
fn a_finding_that_asks_is_lifted_by_a_person_and_one_that_blocks_is_not() {
    let mut asked = paper(Purpose::Last, Business);
    asked.text += " Notre avocat vous écrira.";
    let findings = found(&asked);
    assert_eq!(stops(&findings, &[]).len(), 1);
    assert_eq!(stops(&findings, &[C::ThirdPartyNamed]).len(), 0);
    asked.text += " Un huissier viendra.";
    let findings = found(&asked);
    assert_eq!(stops(&findings, &[C::ThirdPartyNamed, C::BailiffNamed]).len(), 1);
}

#[test]
fn every_finding_is_said_in_correct_french() {
    let all = SAID.iter().map(|case| case.4).chain(FACTS.iter().map(|case| case.4));
    for code in all {
        let finding = code.about(Blocks, "F-2026-0352");
        for text in [&finding.sentence, &finding.remedy] {
            assert!(text.trim_end().ends_with('.') || text.contains("F-2026-0352"), "{code:?}: {text}");
            for space in [" :", " ;", " ?", " !", "« ", " »", " €"] {
                assert!(!text.contains(space), "{code:?}: a breaking space in {text}");
            }
        }
        assert!(!finding.article.is_empty(), "{code:?}");
    }
}
