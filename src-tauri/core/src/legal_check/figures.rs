//! Sums, dates and rates: what may be claimed, of whom, and until when.
use super::{Claimed, Leaving, LegalCode as C, LegalFinding, Purpose, Severity};
use crate::fees::{RECOVERY_FEE, recovery_fee};
use crate::interest::PenaltyWarning;
use crate::interest::regime::RegimeKind;
use crate::limitation::LimitationStage;
use crate::money::Cents;
use crate::party::DebtorKind;
use crate::text::{euros, long_date, percent};
use Severity::{Asks, Blocks, Warns};

/// The longest a figure of penalties may wait before it leaves, in days.
const OLDEST_FIGURES: i64 = 7;

pub(super) fn check(leaving: &Leaving) -> Vec<LegalFinding> {
    let mut found = Vec::new();
    // An answer to a dispute that leaves nothing undisputed asks for nothing.
    let seeks = leaving.purpose.seeks_payment() && (leaving.purpose != Purpose::DisputeAnswer || leaving.total.is_positive());
    if let Some(on) = leaving.insolvent_on.filter(|_| seeks) {
        found.push(C::DebtorInsolvent.about(Blocks, &long_date(on)));
    }
    for line in &leaving.invoices {
        invoice(leaving, line, &mut found);
    }
    total(leaving, &mut found);
    age(leaving, &mut found);
    found
}

fn invoice(leaving: &Leaving, line: &Claimed, found: &mut Vec<LegalFinding>) {
    let kind = leaving.debtor_kind;
    let claims = leaving.purpose.claims();
    let mut note = |applies: bool, severity: Severity, code: C, what: &str| {
        if applies {
            found.push(code.about(severity, what));
        }
    };
    let late = line.due_on < leaving.leaves_on;
    note(claims && (!late || line.claimed > line.due), Blocks, C::NotDueYet, &line.number);
    // Who takes a file over is told of its limitation, and judges it.
    let barred = match (leaving.purpose, kind) {
        (Purpose::Transmittal | Purpose::Declaration, _) => Warns,
        (_, DebtorKind::Consumer) => Blocks,
        (_, DebtorKind::Business | DebtorKind::PublicBody) => Asks,
    };
    let last_day = format!("{} le {}", line.number, long_date(line.limitation.last_day));
    match line.limitation.stage(leaving.leaves_on) {
        LimitationStage::Passed => note(true, barred, C::TimeBarred, &last_day),
        LimitationStage::ThreeMonths | LimitationStage::SixMonths | LimitationStage::EightMonths => {
            note(true, Warns, C::SoonTimeBarred, &last_day);
        }
        LimitationStage::Far => {}
    }
    let free = (line.owed - line.disputed).or_zero();
    // A creditor may hold that a dispute is groundless, and put the debtor on notice for the whole: he then says so.
    let disputed = if leaving.purpose == Purpose::Declaration {
        // What is contested is declared with the rest: what is not declared in time is lost (C. com. R622-24).
        Warns
    } else if leaving.purpose.is_formal() || leaving.purpose == Purpose::Transmittal {
        Asks
    } else {
        Blocks
    };
    note(
        line.disputed.is_positive() && line.claimed > free,
        disputed,
        C::DisputedPart,
        &format!("{} ({})", line.number, euros(line.disputed)),
    );
    note(kind == DebtorKind::Consumer && line.fee.is_positive(), Blocks, C::ConsumerFee, &line.number);
    let most = if late { recovery_fee(kind, RECOVERY_FEE) } else { Cents::ZERO };
    note(kind != DebtorKind::Consumer && line.fee > most, Blocks, C::FeeTooHigh, &line.number);
    if line.interest.is_positive() {
        interest(leaving, line, &mut note);
    }
}

fn interest(leaving: &Leaving, line: &Claimed, note: &mut impl FnMut(bool, Severity, C, &str)) {
    let kind = leaving.debtor_kind;
    let before_notice = kind == DebtorKind::Consumer && line.notified_on.is_none_or(|on| on >= leaving.figures_on);
    note(before_notice, Blocks, C::ConsumerPenaltyBeforeNotice, &line.number);
    let Some(statement) = &line.statement else {
        note(true, Blocks, C::RateUnknown, &line.number);
        return;
    };
    note(line.interest > statement.interest_due, Blocks, C::InterestTooHigh, &format!("{} ({})", line.number, euros(line.interest)));
    let highest = statement.segments.iter().map(|segment| segment.rate_bp).max().unwrap_or(0);
    let rate = |bp: u32| format!("{} ({})", line.number, percent(bp));
    for warning in &statement.warnings {
        match warning {
            PenaltyWarning::ContractRateBelowFloor => note(true, Warns, C::RateBelowFloor, &rate(highest)),
            PenaltyWarning::ConsumerContractRate => note(true, Asks, C::ConsumerRateAgreed, &rate(highest)),
            PenaltyWarning::ContractFloorUnknown => note(true, Asks, C::RateUnknown, &line.number),
            PenaltyWarning::Overpayment
            | PenaltyWarning::CreditExceedsPrincipal
            | PenaltyWarning::LaterMovementsLeftOut
            | PenaltyWarning::ContractRateIgnored
            | PenaltyWarning::NoFormalNotice
            | PenaltyWarning::FormalNoticeLater
            | PenaltyWarning::RateToCheck => {}
        }
    }
    let above = kind == DebtorKind::Consumer
        && statement.regime == RegimeKind::ConsumerContract
        && line.agreed_bp.is_none_or(|agreed| highest > agreed);
    note(above, Blocks, C::ConsumerRateAboveContract, &rate(highest));
    let foreign = kind == DebtorKind::PublicBody && statement.regime != RegimeKind::PublicBody;
    note(foreign, Blocks, C::PublicRateNotItsOwn, &line.number);
}

fn total(leaving: &Leaving, found: &mut Vec<LegalFinding>) {
    // A term is a part of what an agreement spreads: it was checked to the cent when it was agreed.
    if leaving.purpose == Purpose::Term {
        return;
    }
    let principal: Cents = leaving.invoices.iter().map(|line| line.claimed).sum();
    let penalties: Cents = leaving.invoices.iter().map(|line| line.interest + line.fee).sum();
    let sum = (principal - leaving.credit).or_zero() + penalties;
    if sum != leaving.total {
        found.push(C::WrongTotal.about(Blocks, &format!("{} au lieu de {}", euros(leaving.total), euros(sum))));
    }
}

fn age(leaving: &Leaving, found: &mut Vec<LegalFinding>) {
    let days = (leaving.leaves_on - leaving.figures_on).num_days();
    let dated = leaving.invoices.iter().any(|line| line.interest.is_positive());
    if dated && !(0..=OLDEST_FIGURES).contains(&days) {
        found.push(C::FiguresTooOld.about(Blocks, &long_date(leaving.figures_on)));
    } else if dated && days != 0 && !super::required::says_day(leaving, leaving.figures_on) {
        found.push(C::FiguresNotOfTheDay.about(Blocks, &long_date(leaving.figures_on)));
    }
}
