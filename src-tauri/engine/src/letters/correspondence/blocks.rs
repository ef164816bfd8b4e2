//! What stands between the paragraphs of a letter, the same on paper and by e-mail.
use super::{tables, words};
use crate::letters::payment::{self, Payment};
use crate::letters::table::Table;
use crate::letters::words as shared;
use echu_core::letter::{Letter, Matter};
use echu_core::money::Cents;
use echu_core::text::{euros, euros_in_words};

/// A piece that is not a paragraph.
pub enum Block {
    /// A table.
    Table(Table),
    /// Sums that add up to the last.
    Sums(Vec<(String, Cents)>),
    /// Where to pay.
    Payment(Payment),
    /// Who signs.
    Signature,
    /// Both parties sign: what stands above each place.
    Signatures([String; 2]),
    /// Lines that the signatory fills in.
    Blanks(Vec<&'static str>),
    /// Lines for the handwritten amount, and the text to copy.
    HandWritten(String),
    /// What follows begins a page.
    NewPage,
    /// Nothing to show.
    Nothing,
}

/// The block of that name in this letter.
pub fn block(name: &str, letter: &Letter) -> Block {
    let table = |table: Option<Table>| table.map_or(Block::Nothing, Block::Table);
    match name {
        "tableau_factures" => table(tables::invoices(letter)),
        "tableau_imputation" => table(tables::shares(letter)),
        "tableau_échéances" => table(tables::terms(letter)),
        "tableau_litige" => table(tables::dispute(letter)),
        "tableau_mouvements" => table(tables::entries(letter)),
        "tableau_créance" => table(tables::declared(letter)),
        "tableau_retards" => table(tables::late(letter)),
        "historique" => table(tables::steps(letter)),
        "décompte" => sums(letter).map_or(Block::Nothing, Block::Sums),
        "paiement" => Block::Payment(payment::of(&letter.creditor, letter.matter.asked(), &letter.reference)),
        "signature" => Block::Signature,
        "signatures" => Block::Signatures(words::parties(letter)),
        "identité" => Block::Blanks(words::identity(letter.debtor_kind)),
        "mention_manuscrite" => {
            let total = letter.matter.asked();
            Block::HandWritten(words::to_copy(&euros_in_words(total), &euros(total)))
        }
        "nouvelle_page" => Block::NewPage,
        _ => Block::Nothing,
    }
}

/// Principal, penalties, lump sums and their total; nothing when the principal is all there is.
pub fn sums(letter: &Letter) -> Option<Vec<(String, Cents)>> {
    let matter = &letter.matter;
    let (principal, penalties, fees) = match matter {
        // What is left of a receipt, of a dispute, of an account is told in its table.
        Matter::PaymentReceipt(_)
        | Matter::DisputeReceipt(_)
        | Matter::AccountStatement(_)
        | Matter::Mediation(_)
        | Matter::Declaration(_) => return None,
        Matter::PenaltyClaim(_) => (None, matter.penalties(), matter.fees()),
        Matter::InstalmentAgreement(_)
        | Matter::InstalmentBreach(_)
        | Matter::DebtAcknowledgement(_)
        | Matter::Transmittal(_)
        | Matter::DueSoon(_)
        | Matter::Reminder(..) => (Some(matter.principal()), matter.penalties(), matter.fees()),
    };
    if penalties == Cents::ZERO && fees == Cents::ZERO {
        return None;
    }
    let mut lines = Vec::new();
    lines.extend(principal.map(|amount| (shared::principal(matter.numbers().len()), amount)));
    if penalties.is_positive() {
        lines.push((words::penalties(letter.debtor_kind, letter.dated_on), penalties));
    }
    if fees.is_positive() {
        let count = matter.statements().iter().filter(|(_, _, statement)| statement.fee.is_positive()).count();
        lines.push((words::fees(count, fees), fees));
    }
    // The total of one line is that of the table above it.
    if lines.len() == 1 {
        return None;
    }
    let total: Cents = lines.iter().map(|(_, amount)| *amount).sum();
    // What is owed is not always what is to pay with this letter in hand.
    let asked = if matter.kind().purpose().claims() && total == matter.asked() { words::TOTAL } else { words::TOTAL_OWED };
    lines.push((asked.to_owned(), total));
    Some(lines)
}
