//! The accounting entries file that the tax office asks for (« fichier des écritures comptables », LPF art. A47 A-1): eighteen
//! columns whose names are the law's. Of it, the accounts of the clients (411, and 416 for the doubtful ones) with their lettering
//! say which invoices are open and what was received.
mod lines;
mod settle;

use super::rows::Unread;
use super::{Plan, Refusal, Separator, TableKind, csv, encoding, mapping::hex};
use echu_core::calendar::plus_days;
use echu_core::intake::{Existing, IntakeClient, IntakeInvoice, IntakeRow, Problem};
use echu_core::invoice::InvoiceKind;
use echu_core::text::fold;
use settle::{Piece, Pieces};
use sha2::{Digest, Sha256};

/// A file of entries, read.
pub struct Fec {
    sha256: String,
    pieces: Pieces,
    terms_days: Option<u16>,
}

/// True when the first line names the columns of the law.
fn separator(text: &str) -> Option<Separator> {
    let first = text.lines().next()?.trim_start_matches('\u{feff}');
    let names = fold(first);
    let all = ["journalcode", "ecriturenum", "comptenum", "piecedate"].iter().all(|name| names.contains(name));
    let separators = [Separator::Tab, Separator::Pipe, Separator::Semicolon, Separator::Comma];
    all.then(|| separators.into_iter().find(|sign| first.as_bytes().contains(&sign.byte()))).flatten()
}

impl Fec {
    /// Reads the bytes of a file; none when they are no file of entries.
    ///
    /// # Errors
    /// [`Refusal`] when it is one and does not read.
    pub fn read(bytes: &[u8]) -> Result<Option<Fec>, Refusal> {
        let start = &bytes[..bytes.len().min(2_000)];
        let looks = fold(&String::from_utf8_lossy(start).replace('\0', ""));
        if !looks.contains("journalcode") {
            return Ok(None);
        }
        let decoded = encoding::decode(bytes, None)?;
        let Some(separator) = separator(&decoded.text) else { return Ok(None) };
        let table = csv::parse(&decoded.text, separator)?;
        let Some(lines) = lines::read(&table) else { return Ok(None) };
        let sha256 = hex(&Sha256::digest(bytes));
        Ok(Some(Fec { sha256, pieces: settle::pieces(&lines), terms_days: None }))
    }

    /// Sha256 of the file, in hexadecimal.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Days to pay, which no entry says; none: nobody has said.
    pub fn terms_days(&self) -> Option<u16> {
        self.terms_days
    }

    /// The person's answer: days to pay of every invoice of the file. None takes it back.
    pub fn set_terms_days(&mut self, days: Option<u16>) {
        self.terms_days = days;
    }

    /// Judges every piece against what the base holds.
    pub fn judge(&self, existing: &Existing) -> Plan {
        let invoices = self.pieces.invoices.iter().map(|piece| self.row(piece));
        let refused = self.pieces.refused.iter().map(|(line, problem, client)| {
            Err(Unread { line: *line, problem: problem.clone(), number: String::new(), client: client.clone() })
        });
        Plan::of(TableKind::Invoices, invoices.chain(refused), Vec::new(), existing)
    }

    fn row(&self, piece: &Piece) -> Result<IntakeRow, Unread> {
        if piece.number.is_empty() {
            let problem = Problem::Missing { field: echu_core::intake::Field::Number };
            return Err(Unread { line: piece.line, problem, number: String::new(), client: piece.client.name.clone() });
        }
        let mut warnings = Vec::new();
        let due_on = match (piece.kind, self.terms_days) {
            (InvoiceKind::CreditNote, _) => None,
            (InvoiceKind::Invoice, Some(days)) => {
                let due_on = plus_days(piece.on, u32::from(days));
                warnings.push(Problem::DueDateComputed { days, due_on });
                Some(due_on)
            }
            (InvoiceKind::Invoice, None) => {
                warnings.push(Problem::NoDueDate);
                None
            }
        };
        let invoice = IntakeInvoice {
            kind: piece.kind,
            number: piece.number.clone(),
            issued_on: piece.on,
            due_on,
            total: piece.total,
            paid: piece.settled,
            paid_on: piece.settled_on,
            purchase_order: String::new(),
            subject: piece.label.clone(),
            parts: Vec::new(),
            corrects: Vec::new(),
        };
        let client = IntakeClient { name: piece.client.name.clone(), reference: piece.client.reference.clone(), ..IntakeClient::default() };
        Ok(IntakeRow { line: piece.line, invoice: Some(invoice), client, warnings })
    }
}

#[cfg(test)]
mod tests;
