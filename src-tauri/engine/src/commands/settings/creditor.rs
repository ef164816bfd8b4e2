//! Your identity: what the law wants on a letter, and how you are paid.
use super::{FieldProblem, SaveCreditor, changed};
use crate::App;
use crate::commands::check;
use crate::error::Result;
use crate::store::settings::SettingKey;
use crate::store::{Actor, Outcome, Tag};
use echu_core::address::{self, AddressProblemCode};
use echu_core::identifiers;
use echu_core::party::Creditor;

/// Keeps your identity. Gives what deserves a look: an identity is typed in several times, so what is missing does not
/// stop it from being kept.
///
/// # Errors
/// A number whose form is wrong; one whose key alone is odd asks for a confirmation. Nothing is then written.
pub fn save_creditor(app: &App, request: SaveCreditor) -> Result<Outcome<Vec<FieldProblem>>> {
    let creditor = checked(&request.creditor, request.confirmed)?;
    app.write(Actor::User, |tx| {
        tx.save_setting(SettingKey::Creditor, &creditor)?;
        // It is printed in every message and every letter.
        tx.touch(Tag::Plan);
        tx.touch(Tag::Letters);
        changed(tx, "identité")?;
        Ok(problems(&creditor))
    })
}

fn checked(typed: &Creditor, confirmed: bool) -> Result<Creditor> {
    Ok(Creditor {
        name: check::text("name", &typed.name, 200)?,
        legal_form: check::text("legalForm", &typed.legal_form, 100)?,
        capital: typed.capital.filter(|capital| capital.0 != 0).map(|capital| check::amount("capital", capital)).transpose()?,
        address: check::address(&typed.address)?,
        siren: check::identifier("siren", &typed.siren, identifiers::siren, confirmed)?,
        registry: typed.registry,
        registry_town: check::text("registryTown", &typed.registry_town, 100)?,
        vat_number: check::identifier("vatNumber", &typed.vat_number, identifiers::vat_number, confirmed)?,
        phone: check::text("phone", &typed.phone, 100)?,
        email: check::email("email", &typed.email)?,
        iban: check::identifier("iban", &typed.iban, identifiers::iban, confirmed)?,
        bic: check::identifier("bic", &typed.bic, identifiers::bic, confirmed)?,
        account_holder: check::text("accountHolder", &typed.account_holder, 200)?,
        signatory: check::text("signatory", &typed.signatory, 200)?,
        signatory_quality: check::text("signatoryQuality", &typed.signatory_quality, 200)?,
        mediator_name: check::text("mediatorName", &typed.mediator_name, 200)?,
        mediator_address: check::text("mediatorAddress", &typed.mediator_address, 200)?,
        mediator_site: check::text("mediatorSite", &typed.mediator_site, 200)?,
    })
}

/// What a formal notice still needs, then what is odd without stopping it.
pub(super) fn problems(creditor: &Creditor) -> Vec<FieldProblem> {
    let missing = creditor.missing();
    let mut problems: Vec<FieldProblem> = missing
        .iter()
        .map(|problem| FieldProblem { field: problem.field().to_owned(), sentence: problem.sentence().to_owned(), blocks: true })
        .collect();
    let mut odd = |field: &str, sentence: String| problems.push(FieldProblem { field: field.to_owned(), sentence, blocks: false });
    for (field, number, check) in [
        ("siren", &creditor.siren, identifiers::siren as fn(&str) -> Result<String, identifiers::IdentifierProblem>),
        ("vatNumber", &creditor.vat_number, identifiers::vat_number),
    ] {
        if let Err(problem) = check(number)
            && problem.may_be_kept()
        {
            odd(field, problem.sentence().to_owned());
        }
    }
    for problem in address::block(&creditor.name, &creditor.address).problems {
        let field = match problem.code {
            AddressProblemCode::TooLong => "address.street",
            AddressProblemCode::PostcodeWrong => "address.postcode",
            // Already in the list above.
            AddressProblemCode::NameMissing
            | AddressProblemCode::StreetMissing
            | AddressProblemCode::PostcodeMissing
            | AddressProblemCode::CityMissing => continue,
        };
        odd(field, problem.sentence());
    }
    problems
}
