//! What moves the account of a client, « compte 411 »: what he is asked for, what he pays, what the bank takes back, what is lost.
//!
//! Penalties are not on it: what a payment puts on them is taken off what it brings to the account.
use super::claim::Claim;
use super::words;
use crate::ids::InvoiceId;
use crate::money::Cents;
use chrono::NaiveDate;

/// A kind of movement, in the order in which those of a day are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Movement {
    /// An invoice.
    Invoiced,
    /// A credit note.
    Credited,
    /// Money received.
    Received,
    /// A compensation: as much less owed to the client, and no money.
    SetOff,
    /// Settled before an import that does not say when.
    Undated,
    /// Of money received, what pays penalties.
    ToPenalties,
    /// Money that the bank took back.
    Rejected,
    /// Of money taken back, what paid penalties.
    PenaltiesBack,
    /// A discount gained.
    Discount,
    /// A discount lost again with the payment that had gained it.
    DiscountBack,
    /// Written off.
    WrittenOff,
    /// Money for what was written off.
    CameAfterLoss,
}

impl Movement {
    /// All of them.
    pub const ALL: [Movement; 12] = [
        Movement::Invoiced,
        Movement::Credited,
        Movement::Received,
        Movement::SetOff,
        Movement::Undated,
        Movement::ToPenalties,
        Movement::Rejected,
        Movement::PenaltiesBack,
        Movement::Discount,
        Movement::DiscountBack,
        Movement::WrittenOff,
        Movement::CameAfterLoss,
    ];

    /// True when it raises what is owed.
    pub const fn raises(self) -> bool {
        match self {
            Movement::Invoiced | Movement::ToPenalties | Movement::Rejected | Movement::DiscountBack | Movement::CameAfterLoss => true,
            Movement::Credited
            | Movement::Received
            | Movement::SetOff
            | Movement::Undated
            | Movement::PenaltiesBack
            | Movement::Discount
            | Movement::WrittenOff => false,
        }
    }

    /// An amount with the sign it has on the account.
    pub fn signed(self, amount: Cents) -> Cents {
        if self.raises() { amount } else { -amount }
    }

    /// What one of them is called, in French.
    pub const fn label(self) -> &'static str {
        words::movement(self).0
    }

    /// What many of them are called, in French.
    pub const fn plural(self) -> &'static str {
        words::movement(self).1
    }
}

/// A movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Its day.
    pub on: NaiveDate,
    /// What it is.
    pub what: Movement,
    /// In cents, above zero.
    pub amount: Cents,
    /// Number of the invoice or of the credit note, else the wording of the bank.
    pub piece: String,
    /// The invoice or the credit note; none: money.
    pub invoice: Option<InvoiceId>,
    /// Last day to pay it.
    pub due_on: Option<NaiveDate>,
}

/// What was lost on these claims, and what came after.
pub fn of_losses(claims: &[Claim]) -> Vec<Move> {
    let each = |claim: &Claim, what: Movement, all: Vec<(NaiveDate, Cents)>| {
        let one = |(on, amount)| Move { on, what, amount, piece: claim.number.clone(), invoice: Some(claim.invoice), due_on: None };
        all.into_iter().map(one).collect::<Vec<_>>()
    };
    let both = claims.iter().flat_map(|claim| {
        [each(claim, Movement::WrittenOff, claim.losses()), each(claim, Movement::CameAfterLoss, claim.came_after_loss())]
    });
    both.flatten().filter(|one| one.amount.is_positive()).collect()
}
