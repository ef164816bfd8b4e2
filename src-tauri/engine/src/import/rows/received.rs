//! What a row says was received: its amounts first, the word of its state next.
use super::super::states::Status;
use super::Reader;
use chrono::NaiveDate;
use echu_core::intake::{Field, Problem};
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;

/// What the exporting tool says of an invoice.
struct Said {
    status: Status,
    /// In its own word.
    word: String,
    /// The day that stands in the place of « payée ».
    on: Option<NaiveDate>,
}

impl Reader<'_> {
    /// The word that a code stands for in the tool whose export it is.
    fn known_word(&self, field: Field, code: &str) -> Option<&str> {
        let (preset, header) = (self.mapping.preset()?, self.mapping.header_row? as usize);
        preset.word(self.table.cell(header, self.places[field as usize]?), code)
    }

    /// What the tool says of it, of the payment alone where it says that apart, unless nothing is owed at all.
    fn said(&self, row: usize) -> Result<Said, Problem> {
        let told = |field| {
            let word = self.text(row, field);
            let status = Status::of(self.known_word(field, &word).unwrap_or(&word), field == Field::PaymentStatus);
            Said { status, word, on: None }
        };
        let (state, payment) = (told(Field::Status), told(Field::PaymentStatus));
        if payment.word.is_empty() || matches!(state.status, Status::Draft | Status::Cancelled) {
            return Ok(state);
        }
        if payment.status != Status::Unknown || !super::dates::is_day(&payment.word) {
            return Ok(payment);
        }
        let on = self.date(row, Field::PaymentStatus)?;
        Ok(Said { status: Status::Open, on, ..payment })
    }

    /// What was received, and when. A credit note may be written all in negative, or in part: its amounts have no sign.
    pub(super) fn paid(
        &self,
        row: usize,
        total: Cents,
        kind: InvoiceKind,
        warnings: &mut Vec<Problem>,
    ) -> Result<(Cents, Option<NaiveDate>), Problem> {
        let signed = |amount: Cents| if kind == InvoiceKind::CreditNote { Cents(amount.0.abs()) } else { amount };
        let owed = Cents(total.0.abs());
        let paid = self.amount(row, Field::Paid, warnings)?.map(signed);
        let balance = self.amount(row, Field::Balance, warnings)?.map(signed);
        let said = self.said(row)?;
        let dated = self.date(row, Field::PaidOn)?.or(said.on);
        let (says, status) = (said.status, said.word);
        let is_told = balance.is_some() || paid.is_some_and(|paid| paid != Cents::ZERO);
        match says {
            Status::Draft => return Err(Problem::Draft { status }),
            Status::Cancelled => return Err(Problem::Cancelled { status }),
            Status::PartlyPaid if !is_told => return Err(Problem::PaidUnknown { status }),
            Status::Unknown if !is_told => return Err(Problem::UnknownStatus { status, kept: false }),
            Status::Unknown => warnings.push(Problem::UnknownStatus { status, kept: true }),
            Status::Paid | Status::PartlyPaid | Status::Open => {}
        }
        let later = dated.filter(|on| self.today.is_some_and(|today| *on > today));
        warnings.extend(later.map(|on| Problem::PaidLater { on }));
        let paid_on = if later.is_some() { None } else { dated };
        let says_paid = says == Status::Paid || paid_on.is_some();
        let settled = match (paid, balance) {
            (Some(paid), Some(balance)) if paid.0.checked_add(balance.0) != Some(owed.0) => {
                return Err(Problem::BalanceDisagrees { total: owed, paid, balance });
            }
            (Some(paid), _) if paid.is_positive() => paid,
            (_, Some(balance)) => owed - balance,
            (Some(paid), None) if paid < Cents::ZERO => paid,
            (Some(_) | None, None) if says_paid => owed,
            (Some(_) | None, None) => Cents::ZERO,
        };
        if settled > owed {
            return Err(Problem::PaidExceedsTotal { paid: settled, total: owed });
        }
        if settled < Cents::ZERO || (says == Status::Paid && settled < owed) {
            return Err(Problem::BalanceDisagrees { total: owed, paid: settled, balance: owed - settled });
        }
        Ok((settled, paid_on.filter(|_| settled.is_positive())))
    }
}
