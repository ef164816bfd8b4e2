//! Which invoices of a client add up to a sum.
use crate::money::Cents;

/// Most invoices looked at: beyond, too many sums meet by chance.
const INVOICES: usize = 20;
/// Most invoices in one sum.
const TERMS: usize = 6;
/// Most sums tried.
const TRIES: u32 = 60_000;

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Subset {
    /// One way only: their places.
    Only(Vec<usize>),
    /// Several ways: a person chooses.
    Several,
    /// No way, or too many invoices to be sure.
    None,
}

/// The places, two to six of them, whose amounts add up to the sum. The oldest invoices up to a point, when they do, are
/// the way a debtor pays his account; another sum that fits as well still makes it doubtful.
pub(super) fn subset(amounts: &[Cents], sum: Cents) -> Subset {
    if amounts.len() < 2 || amounts.len() > INVOICES {
        return Subset::None;
    }
    let mut search = Search { amounts, found: Vec::new(), chosen: Vec::new(), tries: 0 };
    search.from(0, sum);
    match (search.found.len(), search.tries > TRIES) {
        (_, true) => Subset::None,
        (0, false) => Subset::None,
        (1, false) => Subset::Only(search.found.remove(0)),
        (_, false) => Subset::Several,
    }
}

/// True when it is sure that no two invoices or more add up to the sum.
pub(super) fn none(amounts: &[Cents], sum: Cents) -> bool {
    if amounts.len() > INVOICES {
        return false;
    }
    let mut search = Search { amounts, found: Vec::new(), chosen: Vec::new(), tries: 0 };
    search.from(0, sum);
    search.found.is_empty() && search.tries <= TRIES
}

struct Search<'a> {
    amounts: &'a [Cents],
    found: Vec<Vec<usize>>,
    chosen: Vec<usize>,
    tries: u32,
}

impl Search<'_> {
    fn from(&mut self, start: usize, left: Cents) {
        if left == Cents::ZERO && self.chosen.len() >= 2 {
            self.found.push(self.chosen.clone());
            return;
        }
        if self.chosen.len() == TERMS || !left.is_positive() || self.found.len() > 1 {
            return;
        }
        for place in start..self.amounts.len() {
            self.tries += 1;
            if self.tries > TRIES {
                return;
            }
            if self.amounts[place] <= left {
                self.chosen.push(place);
                self.from(place + 1, left - self.amounts[place]);
                self.chosen.pop();
            }
        }
    }
}
