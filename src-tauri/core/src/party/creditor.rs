//! The creditor: our user, as his letters and e-mails must name him.
use super::Address;
use crate::identifiers::{self, IdentifierProblem, printed_siren};
use crate::money::Cents;
use crate::text::{FIXED_SPACE, clean, fold, short_euros};
use serde::{Deserialize, Serialize};

/// Where a business is registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Registry {
    /// Registre du commerce et des sociétés, of the town of a court.
    #[default]
    Rcs,
    /// Registre national des entreprises: craftsmen, professionals.
    Rne,
}

impl Registry {
    /// As printed.
    pub fn label(self) -> &'static str {
        match self {
            Registry::Rcs => "RCS",
            Registry::Rne => "RNE",
        }
    }
}

/// Who is owed: what his letters and e-mails must say of him (C. com. R123-237, R123-238), and how he is paid.
/// An empty text stands for what is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Creditor {
    /// Company name; name of the person for a sole trader.
    pub name: String,
    /// « EI », « EURL », « SARL », « SAS »…
    pub legal_form: String,
    /// Share capital of a company.
    pub capital: Option<Cents>,
    /// Registered office.
    pub address: Address,
    /// Nine digits.
    pub siren: String,
    /// Which registry.
    pub registry: Registry,
    /// Town of the registry's court.
    pub registry_town: String,
    /// French VAT number; empty under the exemption of CGI 293 B.
    pub vat_number: String,
    /// As printed.
    pub phone: String,
    /// Where clients answer.
    pub email: String,
    /// Where clients pay.
    pub iban: String,
    /// Of the bank; not needed in the euro zone.
    pub bic: String,
    /// Name on the account; empty when it is `name`.
    pub account_holder: String,
    /// Who signs.
    pub signatory: String,
    /// « gérante », « président »… Not needed when a sole trader signs for himself.
    pub signatory_quality: String,
    /// His consumer mediator (C. conso. L612-1): its name.
    pub mediator_name: String,
    /// Where it is written to.
    pub mediator_address: String,
    /// Its site, where a claim is filed.
    pub mediator_site: String,
}

/// What keeps a creditor from sending a formal notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum CreditorProblem {
    /// No name.
    NameMissing,
    /// No legal form.
    LegalFormMissing,
    /// A company without its capital (R123-238).
    CapitalMissing,
    /// No street, or no locality in its place.
    StreetMissing,
    /// No postcode.
    PostcodeMissing,
    /// No town.
    CityMissing,
    /// No SIREN.
    SirenMissing,
    /// Not nine digits. A key that does not agree is asked about when it is typed, and does not block.
    SirenWrong,
    /// Registered at the RCS, of which town is not said.
    RegistryTownMissing,
    /// Neither phone nor e-mail: the debtor could not answer.
    ContactMissing,
    /// Nowhere to pay.
    IbanMissing,
    /// The IBAN is wrong: money sent there would come back.
    IbanWrong,
    /// Nobody signs.
    SignatoryMissing,
    /// In which quality he signs is not said.
    SignatoryQualityMissing,
}

impl CreditorProblem {
    /// The field to fill in, as the interface names it.
    pub fn field(self) -> &'static str {
        match self {
            CreditorProblem::NameMissing => "name",
            CreditorProblem::LegalFormMissing => "legalForm",
            CreditorProblem::CapitalMissing => "capital",
            CreditorProblem::StreetMissing => "address.street",
            CreditorProblem::PostcodeMissing => "address.postcode",
            CreditorProblem::CityMissing => "address.city",
            CreditorProblem::SirenMissing | CreditorProblem::SirenWrong => "siren",
            CreditorProblem::RegistryTownMissing => "registryTown",
            CreditorProblem::ContactMissing => "phone",
            CreditorProblem::IbanMissing | CreditorProblem::IbanWrong => "iban",
            CreditorProblem::SignatoryMissing => "signatory",
            CreditorProblem::SignatoryQualityMissing => "signatoryQuality",
        }
    }
}

impl Creditor {
    /// True for a person trading in his own name: no capital, and « EI » beside the name (C. com. R123-237, since
    /// 15 May 2022).
    pub fn is_sole_trader(&self) -> bool {
        matches!(
            fold(&self.legal_form).replace('.', "").as_str(),
            "ei" | "eirl"
                | "entrepreneur individuel"
                | "entreprise individuelle"
                | "micro-entreprise"
                | "micro-entrepreneur"
                | "auto-entrepreneur"
                | "auto-entreprise"
        )
    }

    /// The legal mentions at the foot of every letter and e-mail, in one line; what is not known is left out.
    ///
    /// « Vasseur Plomberie, EURL au capital de 5 000 €. Siège : 14 rue des Tanneurs, 35510 Cesson-Sévigné.
    /// 123 456 782 RCS Rennes. »
    pub fn legal_mentions(&self) -> String {
        let mut sentences = vec![self.identity(), self.seat(), self.registration()];
        sentences.retain(|sentence| !sentence.is_empty());
        let mut line = sentences.join(". ");
        if !line.is_empty() && !line.ends_with('.') {
            line.push('.');
        }
        line
    }

    fn identity(&self) -> String {
        let (name, form) = (clean(&self.name), clean(&self.legal_form));
        if self.is_sole_trader() {
            let named = fold(&name);
            let said =
                named.split(' ').any(|word| word.trim_matches(|c| "(),.".contains(c)) == "ei") || named.contains("entrepreneur individuel");
            return if said { name } else { format!("{name}, entrepreneur individuel (EI)") };
        }
        match (form.is_empty(), self.capital) {
            (true, _) => name,
            (false, None) => format!("{name}, {form}"),
            (false, Some(capital)) => format!("{name}, {form} au capital de {}", short_euros(capital)),
        }
    }

    fn seat(&self) -> String {
        let address = self.address.on_a_line();
        if address.is_empty() {
            return address;
        }
        format!("{}{FIXED_SPACE}: {address}", if self.is_sole_trader() { "Adresse" } else { "Siège" })
    }

    fn registration(&self) -> String {
        let siren = printed_siren(&identifiers::compact(&self.siren));
        if siren.is_empty() {
            return String::new();
        }
        clean(&format!("{siren} {} {}", self.registry.label(), self.registry_town))
    }

    /// The consumer mediator in one line, as a letter names it; empty without its name.
    pub fn mediator(&self) -> String {
        let name = clean(&self.mediator_name);
        if name.is_empty() {
            return name;
        }
        let parts = [name, clean(&self.mediator_address), clean(&self.mediator_site)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// What keeps a formal notice from being sent: its identity, means of payment and signature must be whole.
    pub fn missing(&self) -> Vec<CreditorProblem> {
        let empty = |text: &str| clean(text).is_empty();
        let siren = identifiers::siren(&self.siren);
        let iban = identifiers::iban(&self.iban);
        let sole_trader = self.is_sole_trader();
        [
            (empty(&self.name), CreditorProblem::NameMissing),
            (empty(&self.legal_form), CreditorProblem::LegalFormMissing),
            (!sole_trader && !empty(&self.legal_form) && !self.capital.is_some_and(Cents::is_positive), CreditorProblem::CapitalMissing),
            (empty(&self.address.street) && empty(&self.address.locality), CreditorProblem::StreetMissing),
            (empty(&self.address.postcode), CreditorProblem::PostcodeMissing),
            (empty(&self.address.city), CreditorProblem::CityMissing),
            (siren == Err(IdentifierProblem::Empty), CreditorProblem::SirenMissing),
            (siren.is_err_and(|problem| problem != IdentifierProblem::Empty && !problem.may_be_kept()), CreditorProblem::SirenWrong),
            (self.registry == Registry::Rcs && empty(&self.registry_town), CreditorProblem::RegistryTownMissing),
            (empty(&self.phone) && empty(&self.email), CreditorProblem::ContactMissing),
            (iban == Err(IdentifierProblem::Empty), CreditorProblem::IbanMissing),
            (iban.is_err_and(|problem| problem != IdentifierProblem::Empty), CreditorProblem::IbanWrong),
            (empty(&self.signatory), CreditorProblem::SignatoryMissing),
            (!sole_trader && empty(&self.signatory_quality), CreditorProblem::SignatoryQualityMissing),
        ]
        .into_iter()
        .filter_map(|(applies, problem)| applies.then_some(problem))
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::CreditorProblem::*;
    use super::*;

    fn company() -> Creditor {
        Creditor {
            name: "Vasseur Plomberie".to_owned(),
            legal_form: "EURL".to_owned(),
            capital: Some(Cents(500_000)),
            address: Address {
                street: "14 rue des Tanneurs".to_owned(),
                postcode: "35510".to_owned(),
                city: "Cesson-Sévigné".to_owned(),
                ..Address::default()
            },
            siren: "732829320".to_owned(),
            registry_town: "Rennes".to_owned(),
            phone: "02 99 00 00 00".to_owned(),
            iban: "FR7630006000011234567890189".to_owned(),
            signatory: "Hélène Vasseur".to_owned(),
            signatory_quality: "gérante".to_owned(),
            ..Creditor::default()
        }
    }

    #[test]
    fn a_company_names_its_form_capital_seat_and_registry() {
        assert_eq!(
            company().legal_mentions(),
            "Vasseur Plomberie, EURL au capital de 5\u{202F}000\u{A0}€. Siège\u{A0}: 14 rue des Tanneurs, 35510 Cesson-Sévigné. \
             732\u{A0}829\u{A0}320 RCS Rennes."
        );
        assert_eq!(Creditor::default().legal_mentions(), "");
    }

    #[test]
    fn a_sole_trader_says_so_beside_his_name() {
        let trader = Creditor {
            name: "Hélène Vasseur".to_owned(),
            legal_form: "EI".to_owned(),
            capital: None,
            registry: Registry::Rne,
            registry_town: String::new(),
            signatory_quality: String::new(),
            ..company()
        };
        assert_eq!(
            trader.legal_mentions(),
            "Hélène Vasseur, entrepreneur individuel (EI). Adresse\u{A0}: 14 rue des Tanneurs, 35510 Cesson-Sévigné. \
             732\u{A0}829\u{A0}320 RNE."
        );
        assert_eq!(trader.missing(), [], "neither capital nor quality");
        let said = Creditor { name: "EI Hélène Vasseur".to_owned(), ..trader };
        assert!(said.legal_mentions().starts_with("EI Hélène Vasseur. Adresse"), "not twice");
    }

    #[test]
    fn the_mediator_is_named_in_a_line_by_what_is_known_of_it() {
        let named = |address: &str, site: &str| Creditor {
            mediator_name: "Médiation de l’Artisanat".to_owned(),
            mediator_address: address.to_owned(),
            mediator_site: site.to_owned(),
            ..company()
        };
        assert_eq!(named("3 place du Marché, 35000 Rennes", "").mediator(), "Médiation de l’Artisanat, 3 place du Marché, 35000 Rennes");
        assert_eq!(named("", "mediation.example").mediator(), "Médiation de l’Artisanat, mediation.example");
        assert_eq!(Creditor { mediator_name: String::new(), ..named("", "mediation.example") }.mediator(), "", "a site alone names nobody");
    }

    #[test]
    fn what_is_missing_for_a_formal_notice_is_listed() {
        assert_eq!(company().missing(), []);
        assert_eq!(
            Creditor::default().missing(),
            [
                NameMissing,
                LegalFormMissing,
                StreetMissing,
                PostcodeMissing,
                CityMissing,
                SirenMissing,
                RegistryTownMissing,
                ContactMissing,
                IbanMissing,
                SignatoryMissing,
                SignatoryQualityMissing
            ]
        );
        for (creditor, problem) in [
            (Creditor { capital: None, ..company() }, CapitalMissing),
            (Creditor { capital: Some(Cents::ZERO), ..company() }, CapitalMissing),
            (Creditor { siren: "1234".to_owned(), ..company() }, SirenWrong),
            (Creditor { iban: "FR7630006000011234567890188".to_owned(), ..company() }, IbanWrong),
            (Creditor { phone: " ".to_owned(), ..company() }, ContactMissing),
        ] {
            assert_eq!(creditor.missing(), [problem]);
        }
        assert_eq!(Creditor { siren: "732829321".to_owned(), ..company() }.missing(), [], "a key warns, it does not block");
    }
}
