//! Whose invoice it is: only what the user sold is his to chase.
use super::{EInvoice, EParty};
use crate::identifiers::siren_of_vat;
use crate::intake::bare_name;
use crate::party::Creditor;

/// Whose invoice a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner {
    /// The user sold it.
    Ours,
    /// The user bought it: it is his to pay.
    Purchase,
    /// Neither party is the user.
    Foreign,
    /// The user has not said who he is yet: a person must look.
    Unsaid,
}

impl EInvoice {
    /// Whose it is, by the company's nine digits, else by its name with accents and legal form set aside.
    pub fn owner(&self, creditor: &Creditor) -> Owner {
        if own_number(creditor).is_empty() && creditor.name.trim().is_empty() {
            return Owner::Unsaid;
        }
        match (is(&self.seller, creditor), is(&self.buyer, creditor)) {
            (true, _) => Owner::Ours,
            (false, true) => Owner::Purchase,
            (false, false) => Owner::Foreign,
        }
    }
}

fn own_number(creditor: &Creditor) -> &str {
    if creditor.siren.is_empty() { siren_of_vat(&creditor.vat_number).unwrap_or_default() } else { &creditor.siren }
}

/// Two numbers decide; where one is lacking the names do.
fn is(party: &EParty, creditor: &Creditor) -> bool {
    let (theirs, ours) = (party.company(), own_number(creditor));
    if !theirs.is_empty() && !ours.is_empty() {
        return theirs == ours;
    }
    !party.name.trim().is_empty() && bare_name(&party.name) == bare_name(&creditor.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn party(name: &str, number: &str, vat: &str) -> EParty {
        EParty { name: name.into(), company_number: number.into(), vat_number: vat.into(), ..EParty::default() }
    }

    #[test]
    fn the_number_of_the_company_decides_before_its_name() {
        let creditor = Creditor { name: "Plomberie Imaginaire".into(), siren: "732829320".into(), ..Creditor::default() };
        let client = party("Client", "404833048", "");
        let owner = |seller: EParty, buyer: EParty| EInvoice { seller, buyer, ..EInvoice::default() }.owner(&creditor);
        assert_eq!(owner(party("Tout autre nom", "732829320", ""), client.clone()), Owner::Ours);
        assert_eq!(owner(party("x", "73282932000074", ""), client.clone()), Owner::Ours, "a SIRET holds the SIREN");
        assert_eq!(owner(party("x", "", "FR44732829320"), client.clone()), Owner::Ours, "so does the VAT number");
        assert_eq!(owner(party("SARL PLOMBERIE IMAGINAIRE", "", ""), client.clone()), Owner::Ours, "no number: the name");
        assert_eq!(owner(party("Plomberie Imaginaire", "404833048", ""), client.clone()), Owner::Foreign, "another company of that name");
        assert_eq!(owner(client.clone(), party("Plomberie", "732829320", "")), Owner::Purchase);
        assert_eq!(owner(client.clone(), party("Autre", "552081317", "")), Owner::Foreign);
        let nobody = Creditor::default();
        assert_eq!(EInvoice { seller: client, ..EInvoice::default() }.owner(&nobody), Owner::Unsaid);
    }
}
