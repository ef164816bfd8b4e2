//! The invoices of the demonstration: who owes, how late, how much.
use super::cast::CAST;
use super::plot::{PLOTS, Plot};
use echu_core::money::Cents;

/// Invoices in all.
const INVOICES: usize = 180;

/// An invoice to write.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bill {
    /// Place of its client in the cast.
    pub(super) who: usize,
    /// Days since its due date; negative: to come.
    pub(super) late: i64,
    /// TTC.
    pub(super) total: Cents,
    /// Days between its due date and its payment; none: unpaid.
    pub(super) paid_after: Option<i64>,
}

/// Every invoice, oldest first: those of the plots, then payments, in time or nearly, until there are enough.
pub(super) fn bills() -> Vec<Bill> {
    let mut bills = Vec::with_capacity(INVOICES);
    for (who, plot) in PLOTS.iter().enumerate() {
        let rank = i64::try_from(who).unwrap_or(0);
        for (place, late) in lates(*plot, rank).into_iter().enumerate() {
            bills.push(Bill { who, late, total: amount(who * 31 + place * 7), paid_after: None });
        }
    }
    let mut turn = 0;
    while bills.len() < INVOICES {
        let step = i64::try_from(turn).unwrap_or(0);
        let late = 20 + (step * 37) % 490;
        let who = turn % CAST.len();
        let spread = step * 5 + i64::try_from(who).unwrap_or(0) * 3;
        // Who is late today was late before: his plan is the usual one, or a firmer one. Who pays in time follows a milder one.
        // One in six of them waited for the last notice, which claims penalties.
        let paid_after = match (PLOTS[who] == Plot::OnTime, turn % 6) {
            (true, _) => spread % 22 - 6,
            (false, 3) => 33 + spread % 4,
            (false, _) => 16 + spread % 14,
        };
        bills.push(Bill { who, late, total: amount(turn * 13 + 5), paid_after: Some(paid_after.min(late)) });
        turn += 1;
    }
    bills.sort_by_key(|bill| (-bill.late, bill.who));
    bills
}

/// How late the open invoices of a plot are.
fn lates(plot: Plot, rank: i64) -> Vec<i64> {
    match plot {
        Plot::OnTime => vec![-(3 + rank % 24)],
        Plot::Chased { late, .. } => late.to_vec(),
        Plot::PartlyPaid | Plot::NoEmail | Plot::Bounced | Plot::Unallocated | Plot::Care | Plot::JustCalled | Plot::DirectDebit => {
            vec![10]
        }
        Plot::NoDueDate | Plot::Credited => vec![-12],
        Plot::PromiseBroken | Plot::PromiseComing => vec![26],
        Plot::Disputed | Plot::Paused => vec![22],
        Plot::Insolvent => vec![60],
        Plot::EndOfPlan => vec![210],
        Plot::Agreed => vec![75, 52],
        Plot::AgreementBroken => vec![95],
    }
}

/// From 120 € to a few thousand, the same for a given rank.
fn amount(rank: usize) -> Cents {
    let step = i64::try_from(rank * 7_919 % 311).unwrap_or(0);
    Cents(12_000 + step * 1_340)
}
