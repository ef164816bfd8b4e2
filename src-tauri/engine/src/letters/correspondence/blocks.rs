//! What stands between the paragraphs of a letter, the same on paper and by e-mail.
use super::{tables, words};
use crate::letters::payment::{self, Payment};
use crate::letters::table::Table;
use crate::letters::words as shared;
use echu_core::letter::LetterKind;
use echu_core::letter::facts::{self, Letter, Matter, OwedInvoice};
use echu_core::money::Cents;
use echu_core::notice::distinct;
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
        "tableau_retards" => table(tables::late(letter)),
        "historique" => table(tables::steps(letter)),
        "décompte" => sums(letter).map_or(Block::Nothing, Block::Sums),
        "paiement" => Block::Payment(payment::of(&letter.creditor, to_pay(letter), &letter.reference)),
        "signature" => Block::Signature,
        "signatures" => Block::Signatures(words::parties(letter)),
        "identité" => Block::Blanks(words::identity(letter.debtor_kind)),
        "mention_manuscrite" => {
            let total = to_pay(letter);
            Block::HandWritten(words::to_copy(&euros_in_words(total), &euros(total)))
        }
        "nouvelle_page" => Block::NewPage,
        _ => Block::Nothing,
    }
}

/// What this letter asks for: the amount of the code to scan. Nothing when it asks for none.
pub fn to_pay(letter: &Letter) -> Cents {
    match &letter.matter {
        Matter::DueSoon(claim) => claim.principal(),
        Matter::FirstReminder(claim) | Matter::SecondReminder(claim) | Matter::ThirdReminder(claim) | Matter::LastNotice(claim) => {
            claim.total()
        }
        Matter::PaymentReceipt(receipt) => receipt.left(),
        // The first term: the debtor pays it with this letter in hand.
        Matter::InstalmentAgreement(agreement) => agreement.terms.first().map_or(Cents::ZERO, |term| term.amount),
        Matter::InstalmentBreach(breach) => match breach.ground {
            facts::ForfeitureGround::Warning(_) => breach.arrears(),
            facts::ForfeitureGround::Agreed | facts::ForfeitureGround::AfterNotice(_) => breach.total(),
        },
        Matter::DisputeReceipt(dispute) => dispute.undisputed(),
        Matter::AccountStatement(statement) => statement.overdue,
        Matter::DebtAcknowledgement(debt) => debt.total(),
        Matter::PenaltyClaim(claim) => claim.total(),
        Matter::Transmittal(transmittal) => transmittal.total(),
    }
}

/// The invoices whose sums stand in the letter.
pub fn owed(letter: &Letter) -> &[OwedInvoice] {
    match &letter.matter {
        Matter::DueSoon(claim)
        | Matter::FirstReminder(claim)
        | Matter::SecondReminder(claim)
        | Matter::ThirdReminder(claim)
        | Matter::LastNotice(claim) => &claim.invoices,
        Matter::InstalmentAgreement(agreement) => &agreement.invoices,
        Matter::InstalmentBreach(breach) => &breach.invoices,
        Matter::DisputeReceipt(dispute) => &dispute.invoices,
        Matter::DebtAcknowledgement(debt) => &debt.invoices,
        Matter::Transmittal(transmittal) => &transmittal.invoices,
        Matter::PaymentReceipt(_) | Matter::AccountStatement(_) | Matter::PenaltyClaim(_) => &[],
    }
}

/// Principal, penalties, lump sums and their total; nothing when the principal is all there is.
pub fn sums(letter: &Letter) -> Option<Vec<(String, Cents)>> {
    let kind = letter.debtor_kind;
    let (principal, penalties, fees, count) = match &letter.matter {
        Matter::DueSoon(claim)
        | Matter::FirstReminder(claim)
        | Matter::SecondReminder(claim)
        | Matter::ThirdReminder(claim)
        | Matter::LastNotice(claim) => {
            (Some(claim.principal()), facts::penalties(&claim.invoices), facts::fees(&claim.invoices), fee_count(&claim.invoices))
        }
        Matter::InstalmentAgreement(_) | Matter::InstalmentBreach(_) | Matter::DebtAcknowledgement(_) | Matter::Transmittal(_) => {
            let invoices = owed(letter);
            (Some(facts::balance(invoices)), facts::penalties(invoices), facts::fees(invoices), fee_count(invoices))
        }
        Matter::PenaltyClaim(claim) => {
            let count = claim.invoices.iter().filter(|invoice| invoice.statement.fee.is_positive()).count();
            (None, claim.penalties(), claim.fees(), count)
        }
        Matter::PaymentReceipt(_) | Matter::DisputeReceipt(_) | Matter::AccountStatement(_) => return None,
    };
    if penalties == Cents::ZERO && fees == Cents::ZERO {
        return None;
    }
    let mut lines = Vec::new();
    lines.extend(principal.map(|amount| (shared::principal(invoice_count(owed(letter))), amount)));
    if penalties.is_positive() {
        lines.push((words::penalties(kind, letter.dated_on), penalties));
    }
    if fees.is_positive() {
        lines.push((words::fees(count, fees), fees));
    }
    let total = lines.iter().map(|(_, amount)| *amount).sum();
    let asked = match letter.matter.kind() {
        LetterKind::InstalmentAgreement | LetterKind::DebtAcknowledgement | LetterKind::Transmittal => words::TOTAL_OWED,
        LetterKind::DueSoon
        | LetterKind::FirstReminder
        | LetterKind::SecondReminder
        | LetterKind::ThirdReminder
        | LetterKind::LastNotice
        | LetterKind::FormalNotice
        | LetterKind::PaymentReceipt
        | LetterKind::InstalmentBreach
        | LetterKind::DisputeReceipt
        | LetterKind::AccountStatement
        | LetterKind::PenaltyClaim => words::TOTAL,
    };
    lines.push((asked.to_owned(), total));
    Some(lines)
}

/// How many invoices these are, whatever their parts.
fn invoice_count(invoices: &[OwedInvoice]) -> usize {
    distinct(invoices.iter().map(|invoice| invoice.number.as_str()))
}

fn fee_count(invoices: &[OwedInvoice]) -> usize {
    invoices.iter().filter(|invoice| invoice.fee().is_positive()).count()
}
