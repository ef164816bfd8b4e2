//! What happens to each client: one of every situation, so that each pile of the day holds something.

/// The part a client plays. Days are counted back from today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Plot {
    /// Pays in time; has an invoice to come.
    OnTime,
    /// Invoices this late, after the messages of his plan up to this many days past due.
    Chased {
        /// Days late.
        late: &'static [i64],
        /// Messages done: those whose day is at most this many days after the due date; -1 for none.
        done_to: i32,
    },
    /// First reminder, something already paid.
    PartlyPaid,
    /// Promised for a day that has passed, called since.
    PromiseBroken,
    /// Promised for a day to come.
    PromiseComing,
    /// An invoice without its due date.
    NoDueDate,
    /// Late, without an address.
    NoEmail,
    /// Late, and a message came back.
    Bounced,
    /// Late, with money that settles nothing.
    Unallocated,
    /// Contests the work.
    Disputed,
    /// Suspended by the user.
    Paused,
    /// In insolvency proceedings.
    Insolvent,
    /// « Client à ménager ».
    Care,
    /// Late, called three days ago.
    JustCalled,
    /// Late for long: every step is done.
    EndOfPlan,
    /// Late, collected by direct debit.
    DirectDebit,
    /// An invoice lowered by a credit note.
    Credited,
    /// An échéancier that is kept, a term of it to remind today.
    Agreed,
    /// An échéancier of which a term is missed.
    AgreementBroken,
}

use Plot::{
    Agreed, AgreementBroken, Bounced, Care, Chased, Credited, DirectDebit, Disputed, EndOfPlan, Insolvent, JustCalled, NoDueDate, NoEmail,
    OnTime, PartlyPaid, Paused, PromiseBroken, PromiseComing, Unallocated,
};

/// Five days after its step's own day: whatever the weekends and holidays, that step is ready today.
const fn first(late: &'static [i64]) -> Plot {
    Chased { late, done_to: -1 }
}

/// In the order of [`super::cast::CAST`].
pub(super) const PLOTS: [Plot; 40] = [
    first(&[10]),
    first(&[11]),
    first(&[10]),
    Chased { late: &[25], done_to: 5 },
    Chased { late: &[35], done_to: 20 },
    first(&[15]),
    first(&[12]),
    PartlyPaid,
    first(&[10, 11, 12]),
    Chased { late: &[17], done_to: 5 },
    Chased { late: &[45], done_to: 30 },
    Chased { late: &[46], done_to: 30 },
    PromiseBroken,
    PromiseComing,
    NoDueDate,
    NoEmail,
    Bounced,
    Unallocated,
    Disputed,
    Paused,
    Insolvent,
    Care,
    JustCalled,
    EndOfPlan,
    DirectDebit,
    Credited,
    Agreed,
    AgreementBroken,
    OnTime,
    OnTime,
    OnTime,
    OnTime,
    OnTime,
    OnTime,
    OnTime,
    OnTime,
    OnTime,
    OnTime,
    OnTime,
    OnTime,
];
