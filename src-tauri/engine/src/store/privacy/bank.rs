//! Who paid, in the movements of the bank: the IBAN is masked, the bank's words leave; days, amounts and digests stay.
use crate::error::Result;
use crate::store::{Tag, Tx};
use echu_core::timeline::ERASED;

impl Tx<'_> {
    /// Masks the IBAN of those who paid, in the movements tied to their payments; `words`: their name and the bank's words too.
    pub(super) fn mask_ibans(&mut self, cards: &str, words: bool) -> Result<()> {
        let lines: Vec<(i64, String, String, String)> = {
            let mut query = self.sql.prepare(
                "SELECT DISTINCT b.id, b.counterparty_iban, b.label, b.reference FROM bank_line b JOIN bank_match m ON m.line_id = b.id
                 JOIN payment p ON p.id = m.payment_id WHERE p.client_id IN (SELECT value FROM json_each(?1))",
            )?;
            query.query_map([cards], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?.collect::<Result<_, _>>()?
        };
        for (id, iban, label, reference) in lines {
            let masked = mask(&iban);
            let hide = |text: &str| if iban.is_empty() { text.to_owned() } else { text.replace(&iban, &masked) };
            self.sql.execute(
                "UPDATE bank_line SET counterparty_iban = ?2, label = ?3, reference = ?4 WHERE id = ?1",
                (id, &masked, hide(&label), hide(&reference)),
            )?;
            if words {
                self.erase_bank_lines(&[id])?;
            }
        }
        Ok(())
    }

    /// Takes the words of movements of the bank away; their day, amount and digest stay, so that a statement read again adds nothing.
    ///
    /// # Errors
    /// The disk's.
    pub fn erase_bank_lines(&mut self, lines: &[i64]) -> Result<()> {
        self.touch(Tag::Ledger);
        for id in lines {
            self.sql.execute(
                &format!("UPDATE bank_line SET label = '{ERASED}', counterparty = '', counterparty_iban = '', reference = '' WHERE id = ?"),
                [id],
            )?;
        }
        Ok(())
    }
}

/// The country and the last four characters of an IBAN: enough to recognise an account one knows.
fn mask(iban: &str) -> String {
    let (start, end) = (iban.get(..2).unwrap_or_default(), iban.len().checked_sub(4).and_then(|at| iban.get(at..)).unwrap_or_default());
    if iban.is_empty() || iban.contains('…') { iban.to_owned() } else { format!("{start}…{end}") }
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn an_iban_is_masked_once_and_keeps_what_recognises_it() {
        let masked = mask("FR7630006000011234567890189");
        assert_eq!(masked, "FR…0189");
        assert_eq!(mask(&masked), masked);
        assert_eq!(mask(""), "");
    }
}
