//! What is wrong with what was typed, in the words the person reads. Narrow no-break spaces are written out.
use crate::address::{AddressChange, AddressProblem, AddressProblemCode, AddressRule, Edge, Hidden};
use crate::identifiers::IdentifierProblem;
use crate::interest::rates::RateProblem;
use crate::party::CreditorProblem;
use crate::terms::TermsWarning;

impl IdentifierProblem {
    /// The sentence beside the field.
    pub fn sentence(self) -> &'static str {
        match self {
            IdentifierProblem::Empty => "Ce champ est vide.",
            IdentifierProblem::WrongLength => "Il manque des caractères, ou il y en a trop.",
            IdentifierProblem::WrongCharacter => "Un caractère n’a pas sa place ici.",
            IdentifierProblem::WrongKey => "La clé de contrôle ne correspond pas\u{A0}: vérifiez chaque chiffre.",
            IdentifierProblem::NotFrench => "Un numéro de TVA français commence par FR.",
            IdentifierProblem::LetterKey => "Cette clé de TVA contient des lettres\u{A0}: elle n’a pas pu être vérifiée.",
            IdentifierProblem::UnknownCountry => "Ce pays n’a pas d’IBAN\u{A0}: vérifiez les deux premières lettres.",
            IdentifierProblem::UnknownDepartment => "Ce code postal n’est celui d’aucun département.",
            IdentifierProblem::UnusualForm => {
                "Ce numéro n’a pas la forme habituelle d’un recommandé, par exemple 1A\u{A0}123\u{A0}456\u{A0}7890\u{A0}1."
            }
            IdentifierProblem::NoAtSign => "Une adresse e-mail contient un «\u{A0}@\u{A0}», et un seul.",
            IdentifierProblem::BadLocalPart => {
                "Avant le «\u{A0}@\u{A0}», seuls passent les lettres sans accent, les chiffres, le point et le tiret."
            }
            IdentifierProblem::BadDomain => "Ce qui suit le «\u{A0}@\u{A0}» n’est pas un nom de domaine.",
            IdentifierProblem::NoDotInDomain => "Il manque la fin du domaine, par exemple «\u{A0}.fr\u{A0}».",
        }
    }
}

impl AddressProblem {
    /// The sentence under the preview of the address.
    pub fn sentence(self) -> String {
        match self.code {
            AddressProblemCode::TooLong => {
                format!("Ligne\u{A0}{}\u{A0}: plus de 38 caractères. Abrégez-la, elle ne sera pas coupée.", self.line)
            }
            AddressProblemCode::NameMissing => "Il manque le nom du destinataire.".to_owned(),
            AddressProblemCode::StreetMissing => "Il manque la rue, ou à défaut le lieu-dit.".to_owned(),
            AddressProblemCode::PostcodeMissing => "Il manque le code postal.".to_owned(),
            AddressProblemCode::PostcodeWrong => "Un code postal français a cinq chiffres, ceux d’un département.".to_owned(),
            AddressProblemCode::CityMissing => "Il manque la ville.".to_owned(),
        }
    }
}

impl AddressChange {
    /// Why the line is not printed as it was typed.
    pub fn sentence(&self) -> String {
        match self.rule {
            AddressRule::Punctuation => {
                format!("«\u{A0}{}\u{A0}» perd sa ponctuation\u{A0}: il n’y en a plus à partir de la rue.", self.before)
            }
            AddressRule::Abbreviated => format!(
                "«\u{A0}{}\u{A0}» devient «\u{A0}{}\u{A0}»\u{A0}: le nom de la voie dépasse 32 caractères et la ligne n’en admet que 38.",
                self.before, self.after
            ),
            AddressRule::Capitals => "En majuscules, comme les trois dernières lignes de toute adresse.".to_owned(),
        }
    }
}

impl Hidden {
    /// What an adjustment of the envelope may hide.
    pub fn sentence(self) -> String {
        let edge = match self.edge {
            Edge::Left => "à gauche",
            Edge::Right => "à droite",
            Edge::Top => "en haut",
            Edge::Bottom => "en bas",
        };
        let (whole, tenth) = (self.tenths_mm / 10, self.tenths_mm % 10);
        format!("Selon la place de la lettre dans l’enveloppe, jusqu’à {whole},{tenth}\u{A0}mm de l’adresse peuvent être cachés {edge}.")
    }
}

impl CreditorProblem {
    /// The sentence in the list of what a formal notice still needs.
    pub fn sentence(self) -> &'static str {
        match self {
            CreditorProblem::NameMissing => "Indiquez le nom de l’entreprise.",
            CreditorProblem::LegalFormMissing => "Indiquez la forme juridique\u{A0}: EI, EURL, SARL, SAS…",
            CreditorProblem::CapitalMissing => "Indiquez le capital\u{A0}: il figure sur toutes les lettres d’une société.",
            CreditorProblem::StreetMissing => "Indiquez la rue, ou à défaut le lieu-dit.",
            CreditorProblem::PostcodeMissing => "Indiquez le code postal.",
            CreditorProblem::CityMissing => "Indiquez la ville.",
            CreditorProblem::SirenMissing => "Indiquez le SIREN.",
            CreditorProblem::SirenWrong => "Un SIREN a neuf chiffres.",
            CreditorProblem::RegistryTownMissing => "Indiquez la ville du greffe, par exemple «\u{A0}Rennes\u{A0}» pour RCS Rennes.",
            CreditorProblem::ContactMissing => "Indiquez un téléphone ou une adresse e-mail, pour que le client puisse répondre.",
            CreditorProblem::IbanMissing => "Indiquez l’IBAN du compte à créditer.",
            CreditorProblem::IbanWrong => "Cet IBAN est faux\u{A0}: un virement n’arriverait pas.",
            CreditorProblem::SignatoryMissing => "Indiquez qui signe.",
            CreditorProblem::SignatoryQualityMissing => "Indiquez la qualité du signataire\u{A0}: gérante, président…",
        }
    }
}

impl RateProblem {
    /// The sentence that asks for a second look.
    pub fn sentence(self) -> &'static str {
        match self {
            RateProblem::EcbOutOfRange => "Le taux de la BCE dépasse 20\u{A0}%\u{A0}: vérifiez-le.",
            RateProblem::LegalOutOfRange => "Un taux légal manque ou dépasse 20\u{A0}%\u{A0}: vérifiez-le.",
            RateProblem::ColumnsCrossed => {
                "Le taux légal des particuliers est toujours le plus haut depuis 2015\u{A0}: les deux colonnes sont sans doute inversées."
            }
            RateProblem::NotBegun => "Ce semestre n’a pas commencé\u{A0}: le taux de son premier jour n’est pas encore connu.",
            RateProblem::NoSource => "Indiquez d’où vient ce taux\u{A0}: arrêté, page de la Banque de France…",
            RateProblem::TooOld => "Échu ne calcule pas de pénalités avant 2009.",
            RateProblem::EcbNotAStep => "La BCE fixe son taux par pas de 0,05 point\u{A0}: vérifiez les décimales.",
            RateProblem::EcbJump => {
                "Le taux de la BCE s’écarte de plus de 2,5 points du semestre précédent, ce qui ne s’est jamais vu\u{A0}: vérifiez-le."
            }
            RateProblem::LegalJump => "Un taux légal s’écarte de plus de 3 points du semestre précédent\u{A0}: vérifiez-le.",
        }
    }
}

impl TermsWarning {
    /// The sentence under the terms.
    pub fn sentence(self) -> &'static str {
        match self {
            TermsWarning::Over60Days => {
                "Entre professionnels, la loi limite le délai à 60 jours après la date de la facture (article L441-10)."
            }
            TermsWarning::Over45DaysEndOfMonth => {
                "Entre professionnels, la loi limite le délai à 45 jours fin de mois\u{A0}: au-delà, il est illégal (article L441-10)."
            }
            TermsWarning::OnlyAsEndOfMonth => {
                "Plus de 60 jours après la date de la facture\u{A0}: ce n’est permis que si «\u{A0}45 jours fin de mois\u{A0}» est convenu par écrit (article L441-10)."
            }
            TermsWarning::TransportOver30Days => {
                "Transport, location de véhicules, commission, douane\u{A0}: la loi limite le délai à 30 jours après la facture (article L441-11)."
            }
            TermsWarning::PerishableOver30Days => {
                "Produits périssables\u{A0}: la loi limite le délai à 30 jours après la fin de la décade de livraison (article L441-11)."
            }
            TermsWarning::MeatOver20Days => {
                "Bétail et viandes fraîches\u{A0}: la loi limite le délai à 20 jours après la livraison (article L441-11)."
            }
            TermsWarning::AlcoholOver30Days => {
                "Boissons alcooliques\u{A0}: la loi limite le délai à 30 jours après la fin du mois de livraison (article L441-11)."
            }
            TermsWarning::PeriodicOver45Days => {
                "Facture périodique (récapitulative)\u{A0}: la loi limite le délai à 45 jours après son émission (article L441-10)."
            }
            TermsWarning::HospitalOver50Days => {
                "Un établissement public de santé paie sous 50 jours\u{A0}: le contrat ne peut pas allonger ce délai (article R2192-11)."
            }
            TermsWarning::PublicCompanyOver60Days => {
                "Une entreprise publique paie sous 60 jours\u{A0}: le contrat ne peut pas allonger ce délai (article R2192-11)."
            }
            TermsWarning::PublicOver30Days => {
                "Un acheteur public paie sous 30 jours (50 pour un hôpital, 60 pour certaines entreprises publiques)\u{A0}: le contrat ne peut pas allonger ce délai."
            }
        }
    }
}
