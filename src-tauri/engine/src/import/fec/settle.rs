//! Entries → invoices, and what was received on each.
//!
//! The lettering is the accountant's word: what is lettered together and sums to nothing is settled. A group that does not, and a
//! payment that is not lettered but names its invoice, settle the oldest first. Money that names nothing is said, never spread; nor
//! does money given back undo a payment that the accountant lettered with something else.
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
    drop_transfers(&mut payments);
    give_back(&mut payments, &mut pieces);
    // The accountant's own word first.
    for payment in payments.iter_mut().filter(|payment| payment.left.is_positive() && !payment.line.letter.is_empty()) {
        let letter = payment.line.letter.clone();
        spend(payment, pieces.iter_mut().filter(|piece| piece.letters.contains(&letter)));
    }
    use_credit_notes(&mut pieces);
    // Then the number, where the entry says it.
    for payment in payments.iter_mut().filter(|payment| payment.left.is_positive()) {
        let named = named(payment.line, &pieces);
        spend(payment, pieces.iter_mut().filter(|one| named.contains(&one.number)));
    }
    for payment in payments.iter().filter(|payment| payment.left != Cents::ZERO) {
        let amount = Cents(payment.left.0.abs());
        let problem = if payment.left.is_positive() { Problem::Unlettered { amount } } else { Problem::UnletteredReturn { amount } };
        found.refused.push((payment.line.line, problem, payment.line.name.clone()));
    }
    found.invoices.append(&mut pieces);
}

/// A debt carried from one account of its client to another, as 411 to 416 once it is doubtful: the two lines of the entry say nothing of money,
/// whatever letters them.
fn drop_transfers(payments: &mut [Payment]) {
    for credit in 0..payments.len() {
        let (entry, left) = (&payments[credit].line.entry, payments[credit].left);
        if !left.is_positive() {
            continue;
        }
        let carried = payments.iter().position(|other| other.left == -left && other.line.entry == *entry);
        if let Some(debit) = carried {
            payments[credit].left = Cents::ZERO;
            payments[debit].left = Cents::ZERO;
        }
    }
}

/// The numbers of the pieces that an entry names, in its label or as its document.
fn named(line: &Line, pieces: &[Piece]) -> Vec<String> {
    let label = words(&line.label);
    let names = |piece: &&Piece| !piece.number.is_empty() && (piece.number == line.piece || label.contains(&fold(&piece.number)));
    pieces.iter().filter(names).map(|piece| piece.number.clone()).collect()
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

/// Money given back: a rejected direct debit, a payment returned, a credit note refunded. Its letter says of what; without one, the
/// credit note that it names, else the last payment of that amount which nothing letters and which came before. What it gives back
/// of nothing known stays, to be said.
fn give_back(payments: &mut [Payment], pieces: &mut [Piece]) {
    for place in 0..payments.len() {
        let line = payments[place].line;
        let mut back = -payments[place].left;
        if !back.is_positive() {
            continue;
        }
        if line.letter.is_empty() {
            let named = named(line, pieces);
            back = refund(pieces.iter_mut().filter(|piece| named.contains(&piece.number)), back, line.on);
            if let Some(undone) = returned(payments, pieces, place, back) {
                payments[undone].left = Cents::ZERO;
                back = Cents::ZERO;
            }
        } else {
            back = undo_lettered(payments, line, back);
            back = refund(pieces.iter_mut().filter(|piece| piece.letters.contains(&line.letter)), back, line.on);
        }
        payments[place].left = -back;
    }
}

/// Takes an amount off the payments of the same letter: the one of that very amount, else the last ones. Gives what is left of it.
fn undo_lettered(payments: &mut [Payment], line: &Line, back: Cents) -> Cents {
    let same = |payment: &Payment| payment.line.letter == line.letter && payment.left.is_positive();
    let exact = |payment: &Payment| same(payment) && payment.left == back;
    // What comes after the return is not what came back.
    let found = payments.iter().rposition(|payment| exact(payment) && payment.line.on <= line.on);
    if let Some(place) = found.or_else(|| payments.iter().rposition(exact)) {
        payments[place].left = Cents::ZERO;
        return Cents::ZERO;
    }
    payments.iter_mut().rev().filter(|payment| same(payment)).fold(back, |back, payment| {
        let taken = back.min(payment.left);
        payment.left -= taken;
        back - taken
    })
}

/// Refunds credit notes. Gives what is left.
fn refund<'a>(pieces: impl Iterator<Item = &'a mut Piece>, back: Cents, on: NaiveDate) -> Cents {
    pieces.filter(|piece| piece.kind == InvoiceKind::CreditNote).fold(back, |back, note| note.take(back, on))
}

/// The payment that comes back, when nothing is lettered: one of an invoice that the return names, else one that names none of
/// another; the last before it. None when two of one day are of two invoices: which one comes back is not ours to say.
fn returned(payments: &[Payment], pieces: &[Piece], place: usize, back: Cents) -> Option<usize> {
    let line = payments[place].line;
    let wanted = named(line, pieces);
    let fits = |other: &Payment| other.left == back && back.is_positive() && other.line.letter.is_empty() && other.line.on <= line.on;
    let candidates: Vec<(usize, Vec<String>)> =
        (0..payments.len()).filter(|other| fits(&payments[*other])).map(|other| (other, named(payments[other].line, pieces))).collect();
    let shares = |names: &[String]| names.iter().any(|name| wanted.contains(name));
    let sure: Vec<_> = candidates.iter().filter(|(_, names)| shares(names)).collect();
    let silent = |names: &[String]| wanted.is_empty() || names.is_empty();
    let found = if sure.is_empty() { candidates.iter().filter(|(_, names)| silent(names)).collect() } else { sure };
    let last = found.iter().map(|(other, _)| payments[*other].line.on).max()?;
    let of_day: Vec<_> = found.into_iter().filter(|(other, _)| payments[*other].line.on == last).collect();
    let (undone, names) = of_day.last()?;
    of_day.iter().all(|(_, others)| others == names).then_some(*undone)
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
