//! Entries → invoices, and what was received on each.
//!
//! The lettering is the accountant's word: what is lettered together and sums to nothing is settled. A group that does not, and a
//! payment that is not lettered but names its invoice, settle the oldest first. Money that names nothing is said, never spread.
use super::lines::{Line, Lines};
use chrono::NaiveDate;
use echu_core::intake::Problem;
use echu_core::invoice::InvoiceKind;
use echu_core::money::Cents;
use echu_core::text::fold;
use std::collections::BTreeMap;

/// Who owes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Client {
    /// His account.
    pub(super) reference: String,
    /// His name.
    pub(super) name: String,
}

/// An invoice or a credit note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// The first line that records it.
    pub(super) line: u32,
    pub(super) client: Client,
    pub(super) kind: InvoiceKind,
    pub(super) number: String,
    pub(super) on: NaiveDate,
    pub(super) label: String,
    /// Above zero.
    pub(super) total: Cents,
    /// Received, or used for a credit note.
    pub(super) settled: Cents,
    /// The last day something was.
    pub(super) settled_on: Option<NaiveDate>,
    letters: Vec<String>,
}

impl Piece {
    fn open(&self) -> Cents {
        self.total - self.settled
    }

    /// Takes what it can of an amount, and gives what is left.
    fn take(&mut self, amount: Cents, on: NaiveDate) -> Cents {
        let taken = amount.min(self.open());
        if taken.is_positive() {
            self.settled += taken;
            self.settled_on = self.settled_on.max(Some(on));
        }
        amount - taken
    }
}

/// What the file says.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) invoices: Vec<Piece>,
    /// Lines set aside, with the client's name.
    pub(super) refused: Vec<(u32, Problem, String)>,
}

/// Money received, or given back.
struct Payment<'a> {
    line: &'a Line,
    left: Cents,
}

/// Reads the pieces of every client, and settles them.
pub(super) fn pieces(lines: &Lines) -> Pieces {
    let mut found = Pieces::default();
    for bad in &lines.bad {
        found.refused.push((bad.line, bad.problem.clone(), bad.name.clone()));
    }
    let mut clients: BTreeMap<&str, Vec<&Line>> = BTreeMap::new();
    for line in &lines.good {
        clients.entry(&line.account).or_default().push(line);
    }
    for lines in clients.into_values() {
        one_client(&lines, &mut found);
    }
    found.invoices.sort_by_key(|piece| piece.line);
    found
}

fn one_client(lines: &[&Line], found: &mut Pieces) {
    let mut pieces = documents(lines);
    let mut payments: Vec<Payment> = lines.iter().filter(|line| !line.is_sale).map(|line| Payment { line, left: -line.amount }).collect();
    payments.sort_by_key(|payment| payment.line.on);
    give_back(&mut payments);
    // The accountant's own word first.
    for payment in payments.iter_mut().filter(|payment| !payment.line.letter.is_empty()) {
        let letter = payment.line.letter.clone();
        spend(payment, pieces.iter_mut().filter(|piece| piece.letters.contains(&letter)));
    }
    use_credit_notes(&mut pieces);
    // Then the number, where the entry says it.
    for payment in payments.iter_mut().filter(|payment| payment.left.is_positive()) {
        let (label, piece) = (words(&payment.line.label), payment.line.piece.clone());
        spend(payment, pieces.iter_mut().filter(|one| one.number == piece || label.contains(&fold(&one.number))));
    }
    for payment in payments.iter().filter(|payment| payment.left.is_positive()) {
        found.refused.push((payment.line.line, Problem::Unlettered { amount: payment.left }, payment.line.name.clone()));
    }
    found.invoices.append(&mut pieces);
}

/// The words of a label, as numbers of invoices are looked for among them.
fn words(label: &str) -> Vec<String> {
    label.split([' ', ',', ';', ':', '(', ')', '+']).map(fold).filter(|word| !word.is_empty()).collect()
}

/// The invoices and credit notes: lines of sale of one entry and one document are one.
fn documents(lines: &[&Line]) -> Vec<Piece> {
    let mut sums: BTreeMap<(&(String, String), &str), Vec<&Line>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line.is_sale) {
        sums.entry((&line.entry, &line.piece)).or_default().push(line);
    }
    let mut pieces: Vec<Piece> = sums
        .into_values()
        .filter_map(|lines| {
            let first = *lines.iter().min_by_key(|line| line.line)?;
            let total: Cents = lines.iter().map(|line| line.amount).sum();
            (total != Cents::ZERO).then(|| Piece {
                line: first.line,
                client: Client { reference: first.account.clone(), name: first.name.clone() },
                kind: if total.is_positive() { InvoiceKind::Invoice } else { InvoiceKind::CreditNote },
                number: first.piece.clone(),
                on: first.on,
                label: first.label.clone(),
                total: Cents(total.0.abs()),
                settled: Cents::ZERO,
                settled_on: None,
                letters: lines.iter().map(|line| line.letter.clone()).filter(|letter| !letter.is_empty()).collect(),
            })
        })
        .collect();
    pieces.sort_by_key(|piece| (piece.on, piece.line));
    pieces
}

/// A payment taken back (rejected direct debit, refund) undoes the payment of the same letter, else one of the same amount.
fn give_back(payments: &mut [Payment]) {
    for place in 0..payments.len() {
        let back = -payments[place].left;
        if !back.is_positive() {
            continue;
        }
        let letter = payments[place].line.letter.clone();
        let undone = payments.iter().position(|other| other.left == back && !letter.is_empty() && other.line.letter == letter);
        let undone = undone.or_else(|| payments.iter().position(|other| other.left == back));
        if let Some(undone) = undone {
            payments[undone].left = Cents::ZERO;
        }
        payments[place].left = Cents::ZERO;
    }
}

fn spend<'a>(payment: &mut Payment, pieces: impl Iterator<Item = &'a mut Piece>) {
    for piece in pieces.filter(|piece| piece.kind == InvoiceKind::Invoice) {
        payment.left = piece.take(payment.left, payment.line.on);
    }
}

/// A credit note lettered with an invoice settles it.
fn use_credit_notes(pieces: &mut [Piece]) {
    for note in 0..pieces.len() {
        if pieces[note].kind != InvoiceKind::CreditNote {
            continue;
        }
        let (letters, on) = (pieces[note].letters.clone(), pieces[note].on);
        for invoice in 0..pieces.len() {
            let joined = pieces[invoice].kind == InvoiceKind::Invoice && pieces[invoice].letters.iter().any(|one| letters.contains(one));
            if joined {
                let open = pieces[note].open();
                let left = pieces[invoice].take(open, on);
                pieces[note].take(open - left, on);
            }
        }
    }
}
