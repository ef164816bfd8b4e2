//! Invoices that came twice, under two ways of writing one number: the one entered last is never chased until a person says.
use crate::ids::{ClientId, InvoiceId};
use crate::invoice::{Invoice, InvoiceKind};
use crate::money::Cents;
use std::collections::{BTreeMap, BTreeSet};

/// The invoices that look like one entered before: same client, same total, and the same figures in their number, leading zeros
/// and letters aside (« FA-2026-0014 », « 2026-14 »). `cleared`: those of which a person said that they are no doubles.
pub fn doubles(invoices: &[Invoice], cleared: &BTreeSet<InvoiceId>) -> BTreeMap<ClientId, BTreeMap<InvoiceId, String>> {
    // Same client and total first: of thousands of invoices, few numbers are looked at.
    let mut alike: BTreeMap<(ClientId, Cents), Vec<&Invoice>> = BTreeMap::new();
    for one in invoices.iter().filter(|one| one.kind == InvoiceKind::Invoice) {
        alike.entry((one.client_id, one.total)).or_default().push(one);
    }
    let mut found: BTreeMap<ClientId, BTreeMap<InvoiceId, String>> = BTreeMap::new();
    for ((client, _), mut group) in alike.into_iter().filter(|(_, group)| group.len() > 1) {
        group.sort_by_key(|one| one.id);
        let mut first: BTreeMap<Vec<&str>, &Invoice> = BTreeMap::new();
        for one in group {
            let figures = figures(&one.number);
            if figures.is_empty() {
                continue;
            }
            let known = *first.entry(figures).or_insert(one);
            if known.id != one.id && !cleared.contains(&one.id) {
                found.entry(client).or_default().insert(one.id, known.number.clone());
            }
        }
    }
    found
}

/// The groups of figures of a number, without leading zeros.
fn figures(number: &str) -> Vec<&str> {
    let groups = number.split(|letter: char| !letter.is_ascii_digit()).map(|group| group.trim_start_matches('0'));
    groups.filter(|group| !group.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::invoice;

    fn numbered(id: i64, number: &str) -> Invoice {
        Invoice { number: number.to_owned(), ..invoice(id, "2026-10-01") }
    }

    #[test]
    fn one_number_written_two_ways_is_a_double_and_the_last_one_waits() {
        let all = [numbered(7, "2026-14"), numbered(3, "FA-2026-0014"), numbered(8, "FA-2026-0015")];
        let found = doubles(&all, &BTreeSet::new());
        assert_eq!(found[&ClientId(1)], BTreeMap::from([(InvoiceId(7), "FA-2026-0014".to_owned())]), "the first one entered is chased");
        assert!(doubles(&all, &BTreeSet::from([InvoiceId(7)])).is_empty(), "a person said that there are two");
    }

    #[test]
    fn another_total_another_client_or_a_credit_note_is_no_double() {
        let other_total = Invoice { total: Cents(1), ..numbered(2, "14") };
        let other_client = Invoice { client_id: ClientId(2), ..numbered(3, "14") };
        let credit = Invoice { kind: InvoiceKind::CreditNote, ..numbered(4, "14") };
        let all = [numbered(1, "F-14"), other_total, other_client, credit, numbered(5, "sans numéro"), numbered(6, "sans numéro bis")];
        assert!(doubles(&all, &BTreeSet::new()).is_empty(), "{:?}", doubles(&all, &BTreeSet::new()));
    }
}
