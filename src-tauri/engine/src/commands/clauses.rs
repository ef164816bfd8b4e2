//! « Conditions de paiement »: the clauses to copy, and the reading of an invoice's mentions.
use crate::App;
use crate::commands::check;
use crate::error::{Error, Result};
use crate::store::{rates, settings};
use echu_core::calendar::HalfYear;
use echu_core::clauses::{self, Clauses, ClausesRequest};
use echu_core::interest::regime::contract_floor_bp;
use echu_core::mentions::{self, Mention, MentionsRequest};

/// The longest invoice read, in characters.
const LONGEST: usize = 100_000;
/// The longest time of a discount, in days.
const LONGEST_DISCOUNT: u32 = 365;

/// The clauses for a kind of debtor.
///
/// # Errors
/// A rate or a discount out of bounds.
pub fn payment_clauses(app: &App, request: ClausesRequest) -> Result<Clauses> {
    let rate_bp = check::rate("rateBp", request.rate_bp)?;
    discount(request.discount)?;
    let half_year = HalfYear::of(app.when().today);
    let floor = contract_floor_bp(half_year, &app.read(rates::table)?).ok();
    Ok(clauses::clauses(&ClausesRequest { rate_bp, ..request }, floor))
}

/// Which mentions an invoice bears, and the exact sentence to add for each that is missing.
///
/// # Errors
/// A text too long, or empty.
pub fn check_mentions(app: &App, request: MentionsRequest) -> Result<Vec<Mention>> {
    if request.text.chars().count() > LONGEST {
        return Err(Error::Invalid { field: "text", reason: "too_long" });
    }
    if request.text.trim().is_empty() {
        return Err(Error::Invalid { field: "text", reason: "empty" });
    }
    let rate_bp = check::rate("rateBp", request.rate_bp)?;
    discount(request.discount)?;
    let creditor = app.read(settings::creditor)?;
    Ok(mentions::check(&MentionsRequest { rate_bp, ..request }, &creditor))
}

fn discount(discount: Option<clauses::Discount>) -> Result<()> {
    match discount {
        Some(one) if !(1..=10_000).contains(&one.rate_bp) => Err(Error::Invalid { field: "discount.rateBp", reason: "out_of_range" }),
        Some(one) if one.days > LONGEST_DISCOUNT => Err(Error::Invalid { field: "discount.days", reason: "out_of_range" }),
        Some(_) | None => Ok(()),
    }
}
