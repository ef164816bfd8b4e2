//! From an electronic invoice to the row every importer ends in.
use super::{DocumentType, EInvoice, EParty, Owner, document_type};
use crate::identifiers;
use crate::intake::{Field, IntakeClient, IntakeInvoice, IntakeRow, Problem};
use crate::invoice::InvoiceKind;
use crate::invoice::parts::{self, DuePart};
use crate::money::Cents;
use crate::party::Creditor;
use crate::text::{clean, fold};
use chrono::{Days, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The code of an invoice that corrects another and replaces it (UNTDID 1001).
const CORRECTED: &str = "384";

impl EInvoice {
    /// The row to judge, its line being `place` in the list of files, from 1. `terms_days`: the days to pay that the person
    /// gives for what does not say when it is due; none: nobody has said, and it waits to be corrected.
    ///
    /// # Errors
    /// Why nothing is taken from the file: not sold by the user, no invoice, a number, date or amount that lacks, another
    /// currency.
    pub fn row(&self, creditor: &Creditor, place: u32, terms_days: Option<u16>) -> Result<IntakeRow, Problem> {
        let mut warnings = Vec::new();
        match self.owner(creditor) {
            Owner::Ours => {}
            Owner::Purchase => return Err(Problem::Purchase { seller: clean(&self.seller.name) }),
            Owner::Foreign => return Err(Problem::NotOurs { seller: clean(&self.seller.name) }),
            Owner::Unsaid => warnings.push(Problem::SellerUnchecked { seller: clean(&self.seller.name) }),
        }
        let invoice = self.invoice(terms_days, &mut warnings)?;
        let client = client(&self.buyer, &mut warnings)?;
        Ok(IntakeRow { line: place, invoice: Some(invoice), client, warnings })
    }

    fn invoice(&self, terms_days: Option<u16>, warnings: &mut Vec<Problem>) -> Result<IntakeInvoice, Problem> {
        let missing = |field| Problem::Missing { field };
        let number = clean(&self.number);
        if number.is_empty() {
            return Err(missing(Field::Number));
        }
        if !self.currency.is_empty() && fold(&self.currency) != "eur" {
            return Err(Problem::NotEuro { currency: clean(&self.currency) });
        }
        let said = match document_type(&self.type_code) {
            DocumentType::Invoice => InvoiceKind::Invoice,
            DocumentType::CreditNote => InvoiceKind::CreditNote,
            DocumentType::Other => return Err(Problem::NotAnInvoice { text: clean(&self.type_code) }),
        };
        let issued_on = self.issued_on.ok_or(missing(Field::IssuedOn))?;
        let total = self.total.or(self.due).ok_or(missing(Field::Total))?;
        if total == Cents::ZERO {
            return Err(Problem::ZeroAmount);
        }
        // « Avoir » of type 380: a negative total is a credit note, whatever its code.
        let kind = if total.is_positive() { said } else { InvoiceKind::CreditNote };
        let (total, paid) = self.amounts(total, warnings);
        let due_on = match self.due_on {
            // A credit note is not chased: its day means nothing.
            _ if kind == InvoiceKind::CreditNote => None,
            Some(due_on) if due_on < issued_on => {
                warnings.push(Problem::DueBeforeIssued { issued_on, due_on });
                None
            }
            Some(due_on) => Some(due_on),
            None => {
                let computed = terms_days.and_then(|days| Some((days, issued_on.checked_add_days(Days::new(u64::from(days)))?)));
                warnings.push(computed.map_or(Problem::NoDueDate, |(days, due_on)| Problem::DueDateComputed { days, due_on }));
                computed.map(|(_, due_on)| due_on)
            }
        };
        let parts =
            if kind == InvoiceKind::Invoice && due_on.is_some() { self.parts(issued_on, total, paid, warnings) } else { Vec::new() };
        let owed = parts.iter().zip(parts::left(&parts, paid)).find(|(_, left)| left.is_positive()).map(|(part, _)| part.due_on);
        let due_on = owed.or(due_on);
        let purchase_order = if self.purchase_order.is_empty() { &self.buyer_reference } else { &self.purchase_order };
        Ok(IntakeInvoice {
            kind,
            number,
            issued_on,
            due_on,
            total,
            paid,
            paid_on: None,
            purchase_order: clean(purchase_order),
            subject: String::new(),
            parts,
            // A credit note is not claimed beside what it corrects.
            corrects: if kind == InvoiceKind::Invoice && self.type_code.trim() == CORRECTED {
                self.preceding.iter().map(|number| clean(number)).collect()
            } else {
                Vec::new()
            },
        })
    }

    /// The parts of an invoice of several due dates, when their amounts add up to the total or to what is left of it: what was paid in
    /// advance then belongs to the first. Else the last day stands alone, and it is told.
    fn parts(&self, issued_on: NaiveDate, total: Cents, paid: Cents, warnings: &mut Vec<Problem>) -> Vec<DuePart> {
        let days: BTreeSet<NaiveDate> = self.due_parts.iter().map(|part| part.due_on).collect();
        let Some(last) = days.last().filter(|_| days.len() > 1) else { return Vec::new() };
        let mut sums: BTreeMap<NaiveDate, Cents> = BTreeMap::new();
        for part in &self.due_parts {
            let sum = sums.entry(part.due_on).or_default();
            // A part without its amount makes the sum wrong, whatever the others say.
            *sum = Cents(sum.0.saturating_add(part.amount.map_or(i64::MAX, |amount| amount.0)));
        }
        let told: i128 = sums.values().map(|sum| i128::from(sum.0)).sum();
        if let Some(mut first) = sums.first_entry().filter(|_| told == i128::from((total - paid).0)) {
            *first.get_mut() += paid;
        }
        let parts: Vec<DuePart> = sums.into_iter().map(|(due_on, amount)| DuePart::new(due_on, amount)).collect();
        parts::checked(&parts, total, issued_on).unwrap_or_else(|_| {
            warnings.push(Problem::SeveralDueDates { last: *last });
            Vec::new()
        })
    }

    /// The total and what no longer has to be paid of it, both above zero, so that their difference is BT-115: the part
    /// paid in advance, and the rounding, are in it. What exceeds the total is told and left to a person.
    fn amounts(&self, total: Cents, warnings: &mut Vec<Problem>) -> (Cents, Cents) {
        let sign = if total.is_positive() { 1 } else { -1 };
        let owed = Cents(total.0.abs());
        let due = match (self.due, self.prepaid) {
            (Some(due), _) => Cents(due.0.saturating_mul(sign)),
            (None, Some(prepaid)) => Cents(owed.0.saturating_sub(prepaid.0.saturating_mul(sign))),
            (None, None) => owed,
        };
        if due > owed {
            // Rounding up of the amount to pay (BT-114).
            return (due, Cents::ZERO);
        }
        let paid = Cents(owed.0.saturating_sub(due.0));
        if due < Cents::ZERO {
            warnings.push(Problem::Overpaid { excess: Cents(due.0.saturating_neg()) });
            return (owed, owed);
        }
        (owed, paid)
    }
}

fn client(buyer: &EParty, warnings: &mut Vec<Problem>) -> Result<IntakeClient, Problem> {
    let name = clean(&buyer.name);
    if name.is_empty() {
        return Err(Problem::Missing { field: Field::ClientName });
    }
    let (siren, siret) = numbers(buyer, warnings);
    let email = match identifiers::email(&buyer.email) {
        Ok(address) => address,
        Err(_) if buyer.email.is_empty() => String::new(),
        Err(_) => {
            warnings.push(Problem::DoubtfulEmail { text: clean(&buyer.email) });
            String::new()
        }
    };
    Ok(IntakeClient {
        contact: String::new(),
        name,
        kind: None,
        siren,
        siret,
        vat_number: identifiers::compact(&buyer.vat_number),
        email,
        email_copies: Vec::new(),
        phone: clean(&buyer.phone),
        address: buyer.address.clone(),
        reference: String::new(),
        terms_days: None,
    })
}

/// SIREN and SIRET. A SIRET whose key is wrong still gives its SIREN, when that one is right; so does the VAT number. A
/// number of neither length is that of a foreign register, and is not taken.
fn numbers(buyer: &EParty, warnings: &mut Vec<Problem>) -> (String, String) {
    let (mut siren, mut siret) = (String::new(), String::new());
    for digits in [&buyer.establishment, &buyer.company_number] {
        let field = match digits.len() {
            14 => Field::Siret,
            9 => Field::Siren,
            _ => continue,
        };
        let is_right = if field == Field::Siret { identifiers::is_siret(digits) } else { identifiers::is_siren(digits) };
        if !is_right {
            warnings.push(Problem::WrongKey { field, text: clean(digits) });
        } else if field == Field::Siret {
            siret.clone_from(digits);
        }
        if siren.is_empty() && digits.is_ascii() && identifiers::is_siren(&digits[..9]) {
            siren = digits[..9].to_owned();
        }
    }
    if siren.is_empty()
        && let Some(told) = identifiers::siren_of_vat(&identifiers::compact(&buyer.vat_number))
        && identifiers::is_siren(told)
    {
        siren = told.to_owned();
    }
    (siren, siret)
}

#[cfg(test)]
mod tests;
