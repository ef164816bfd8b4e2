//! The demonstration: a made-up company, dated from today, always the same for a given day. Made with the store's own
//! methods, in a base of its own: nothing in it is known to the rest of the app.
mod agreement;
mod bills;
mod cast;
mod history;
mod pdf;
mod plot;
mod writer;

use crate::error::Result;
use crate::store::Tx;
use crate::store::settings::{FOLDER, MailAccountForm, SettingKey};
use echu_core::money::Cents;
use echu_core::party::{Address, Creditor, Registry};

/// Fills an empty base.
///
/// # Errors
/// The disk's.
pub fn fill(tx: &mut Tx) -> Result<()> {
    let creditor = creditor();
    tx.save_setting(SettingKey::Creditor, &creditor)?;
    tx.insert_account(&account(&creditor))?;
    // Made today: what came in is what it says.
    tx.confirm_receipts()?;
    writer::write(tx, &creditor)
}

/// The firm that chases: specimen numbers, reserved addresses.
pub fn creditor() -> Creditor {
    Creditor {
        name: "Vasseur Plomberie (démonstration)".to_owned(),
        legal_form: "EURL".to_owned(),
        capital: Some(Cents(500_000)),
        address: Address {
            street: "14 RUE DES TANNEURS".to_owned(),
            postcode: "35510".to_owned(),
            city: "CESSON SEVIGNE".to_owned(),
            ..Address::default()
        },
        siren: "732829320".to_owned(),
        registry: Registry::Rcs,
        registry_town: "Rennes".to_owned(),
        vat_number: "FR44732829320".to_owned(),
        phone: "02 99 00 00 00".to_owned(),
        email: "contact@vasseur-plomberie.example".to_owned(),
        iban: "FR7630006000011234567890189".to_owned(),
        bic: String::new(),
        account_holder: "Vasseur Plomberie".to_owned(),
        signatory: "Claire Vasseur".to_owned(),
        signatory_quality: "gérante".to_owned(),
        mediator_name: "Médiation Artisanat de l’Ouest".to_owned(),
        mediator_address: "3 place du Marché, 35000 Rennes".to_owned(),
        mediator_site: "mediation-artisanat.example".to_owned(),
    }
}

/// An account that writes files: the demonstration reaches nobody.
fn account(creditor: &Creditor) -> MailAccountForm {
    MailAccountForm {
        preset: FOLDER.to_owned(),
        address: creditor.email.clone(),
        sender_name: "Vasseur Plomberie".to_owned(),
        ..MailAccountForm::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use echu_core::identifiers;

    #[test]
    fn the_made_up_company_may_send_a_formal_notice() {
        let creditor = creditor();
        assert_eq!(creditor.missing(), []);
        assert_eq!(identifiers::vat_number(&creditor.vat_number), Ok(creditor.vat_number.clone()), "its numbers agree");
    }
}
