//! The text of a payment's QR code, which banking apps read: European Payments Council, EPC069-12, version 002.
use crate::identifiers::{compact, iban};
use crate::money::Cents;
use crate::text::clean;

/// The longest text the guideline allows, in bytes.
pub const LONGEST: usize = 331;
/// The largest amount of a SEPA credit transfer.
const MOST: Cents = Cents(99_999_999_999);
const LONGEST_NAME: usize = 70;
const LONGEST_REMITTANCE: usize = 140;

/// Why there is no code: the letter then prints the account in clear alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoCode {
    /// Nothing to pay, or more than a transfer can carry.
    #[error("amount outside 0,01 to 999 999 999,99")]
    Amount,
    /// No account, or a wrong one.
    #[error("no valid IBAN")]
    Account,
    /// Nobody to name.
    #[error("no name")]
    Name,
}

/// A transfer to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer<'a> {
    /// Holder of the account; cut to 70 characters.
    pub name: &'a str,
    /// Spaces are passed over.
    pub iban: &'a str,
    /// Empty: version 002 does not need it inside the euro zone.
    pub bic: &'a str,
    /// What is left to pay.
    pub amount: Cents,
    /// Unstructured reference; cut to 140 characters.
    pub reference: &'a str,
}

/// The twelve lines, those at the end left out when empty.
///
/// # Errors
/// When a compulsory line cannot be filled.
pub fn payload(transfer: &Transfer) -> Result<String, NoCode> {
    if !(Cents(1)..=MOST).contains(&transfer.amount) {
        return Err(NoCode::Amount);
    }
    let account = iban(transfer.iban).map_err(|_| NoCode::Account)?;
    let name = cut(&clean(transfer.name), LONGEST_NAME);
    if name.is_empty() {
        return Err(NoCode::Name);
    }
    let reference = cut(&clean(transfer.reference), LONGEST_REMITTANCE);
    let amount = format!("EUR{}.{:02}", transfer.amount.0 / 100, transfer.amount.0 % 100);
    let lines = |name: &str, reference: &str| {
        let bic = compact(transfer.bic);
        ["BCD", "002", "1", "SCT", &bic, name, &compact(&account), &amount, "", "", reference].join("\n").trim_end().to_owned()
    };
    // Accents take two bytes: the name gives way first, the reference is what the creditor needs to know the payer.
    let mut name = name;
    while lines(&name, &reference).len() > LONGEST && name.chars().count() > 1 {
        name.pop();
    }
    let mut reference = reference;
    while lines(&name, &reference).len() > LONGEST {
        reference.pop();
    }
    Ok(lines(name.trim_end(), reference.trim_end()))
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ASKED: Transfer = Transfer {
        name: "Vasseur Plomberie",
        iban: "FR76 3000 6000 0112 3456 7890 189",
        bic: "",
        amount: Cents(420_544),
        reference: "BDQ-2026-11",
    };

    #[test]
    fn the_lines_are_those_of_the_guideline() {
        let expected = "BCD\n002\n1\nSCT\n\nVasseur Plomberie\nFR7630006000011234567890189\nEUR4205.44\n\n\nBDQ-2026-11";
        assert_eq!(payload(&ASKED).as_deref(), Ok(expected));
        assert!(payload(&Transfer { amount: Cents(5), ..ASKED }).unwrap().contains("EUR0.05"));
    }

    #[test]
    fn what_cannot_be_paid_has_no_code() {
        for amount in [Cents::ZERO, Cents(-1), Cents(100_000_000_000)] {
            assert_eq!(payload(&Transfer { amount, ..ASKED }), Err(NoCode::Amount));
        }
        assert_eq!(payload(&Transfer { iban: "FR7630006000011234567890188", ..ASKED }), Err(NoCode::Account), "a wrong key");
        assert_eq!(payload(&Transfer { name: "\n", ..ASKED }), Err(NoCode::Name));
    }

    proptest! {
        #[test]
        fn no_name_nor_reference_makes_it_too_long_nor_adds_a_line(name in "\\PC{1,200}x", reference in "[\\PC\\n]{0,300}") {
            let text = payload(&Transfer { name: &name, reference: &reference, ..ASKED }).unwrap();
            prop_assert!(text.len() <= LONGEST);
            prop_assert!(text.lines().count() <= 11);
        }
    }
}
