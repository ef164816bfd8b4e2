//! The lump sum for recovery costs.
use crate::money::Cents;
use crate::party::DebtorKind;

/// 40 €, outside VAT: C. com. D441-5 between professionals, CCP D2192-35 for a public body.
pub const RECOVERY_FEE: Cents = Cents(4_000);

/// The lump sum owed for one invoice of which `unpaid_after_due` was still owed when its due date ended.
///
/// Once for each invoice paid late, as of right and in full: neither a part payment, nor the length of the delay,
/// nor a later settlement changes it (C. com. L441-10 II; CCP L2192-13; CJUE C-585/20, C-279/23). Nothing when the
/// invoice was settled, or wiped out by a credit note, on its due date or before. Never from a consumer, to whom
/// L441-10 does not apply.
pub fn recovery_fee(kind: DebtorKind, unpaid_after_due: Cents) -> Cents {
    match kind {
        DebtorKind::Business | DebtorKind::PublicBody if unpaid_after_due.is_positive() => RECOVERY_FEE,
        DebtorKind::Business | DebtorKind::PublicBody | DebtorKind::Consumer => Cents::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forty_euros_are_owed_by_professionals_and_public_bodies_that_are_late() {
        assert_eq!(recovery_fee(DebtorKind::Business, Cents(1)), Cents(4_000), "however small the amount");
        assert_eq!(recovery_fee(DebtorKind::PublicBody, Cents(100_000)), Cents(4_000));
        assert_eq!(recovery_fee(DebtorKind::Consumer, Cents(100_000)), Cents::ZERO, "never from a consumer");
        assert_eq!(recovery_fee(DebtorKind::Business, Cents::ZERO), Cents::ZERO, "paid in time");
    }
}
