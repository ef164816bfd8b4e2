//! Profiles and their reasons, in French.
use super::{Ground, Profile};
use crate::text::{count, euros, long_date};

impl Profile {
    /// All of them.
    pub const ALL: [Profile; 4] = [Profile::New, Profile::Good, Profile::Slow, Profile::AtRisk];

    /// As the interface knows it.
    pub fn key(self) -> &'static str {
        match self {
            Profile::New => "new",
            Profile::Good => "good",
            Profile::Slow => "slow",
            Profile::AtRisk => "at_risk",
        }
    }

    /// In the lists.
    pub fn label(self) -> &'static str {
        match self {
            Profile::New => "Nouveau",
            Profile::Good => "Bon payeur",
            Profile::Slow => "Lent",
            Profile::AtRisk => "À risque",
        }
    }

    /// The built-in plan that fits, by its key: who pays well hears less, who pays late hears before the due date,
    /// who may not pay hears sooner and firmer. None while it is too soon to tell.
    pub fn preset(self) -> Option<&'static str> {
        match self {
            Profile::New => None,
            Profile::Good => Some("doux"),
            Profile::Slow => Some("lent"),
            Profile::AtRisk => Some("ferme"),
        }
    }

    /// What one may do about it for the next quote: the usages of the trade, which no law imposes.
    pub fn advice(self) -> &'static str {
        match self {
            Profile::New => "Prochain devis\u{a0}: demandez un acompte, de 30\u{a0}% d’usage, tant que vous ne le connaissez pas.",
            Profile::Good => "Prochain devis\u{a0}: vos conditions habituelles conviennent.",
            Profile::Slow => {
                "Prochain devis\u{a0}: un acompte de 30\u{a0}% d’usage et une échéance plus courte limitent ce qui peut traîner."
            }
            Profile::AtRisk => {
                "Prochain devis\u{a0}: un acompte d’au moins 50\u{a0}%, ou le paiement avant la livraison, limite ce que vous pouvez perdre."
            }
        }
    }
}

impl Ground {
    /// One sentence.
    pub fn sentence(&self) -> String {
        match self {
            Ground::Insolvent { on } => format!("Procédure collective ouverte le {}.", long_date(*on)),
            Ground::NeverPaid { due } => match due {
                1 => "La seule facture échue n’a pas été payée.".to_owned(),
                _ => format!("Aucune des {due} factures échues n’a été payée."),
            },
            Ground::Unpaid { amount, days } => {
                format!("{} en retard, jusqu’à {}.", euros(*amount), crate::text::days(*days))
            }
            Ground::AgreementBroken { count: 1 } => "Un échéancier n’a pas été respecté.".to_owned(),
            Ground::AgreementBroken { count } => format!("{count} échéanciers n’ont pas été respectés."),
            Ground::PromisesBroken { count: 1 } => "Une promesse n’a pas été tenue.".to_owned(),
            Ground::PromisesBroken { count } => format!("{count} promesses n’ont pas été tenues."),
            Ground::PaysLate { days, of } => format!(
                "Paie d’ordinaire {} après l’échéance ({}).",
                crate::text::days(*days),
                count(u64::from(*of), "facture payée", "factures payées")
            ),
            Ground::PaysOnTime { count: on_time, of } if on_time == of => match of {
                1 => "Sa seule facture payée l’a été à l’heure.".to_owned(),
                _ => format!("Ses {of} factures payées l’ont toutes été à l’heure."),
            },
            Ground::PaysOnTime { count: on_time, of } => {
                format!("{} à l’heure sur {of}.", count(u64::from(*on_time), "facture payée", "factures payées"))
            }
            Ground::PromisesKept { count: 1 } => "Une promesse de payer, tenue.".to_owned(),
            Ground::PromisesKept { count } => format!("{count} promesses de payer tenues."),
            Ground::NothingLate => "Aucune facture en retard.".to_owned(),
            Ground::Disputed { amount } => format!("{} contestés, qui ne comptent pas contre lui.", euros(*amount)),
            Ground::NoPaymentYet => "Aucune facture n’a encore été payée.".to_owned(),
            Ground::Known { since: Some(since), invoices } => {
                format!("{} depuis le {}.", count(u64::from(*invoices), "facture", "factures"), long_date(*since))
            }
            Ground::Known { since: None, .. } => "Aucune facture.".to_owned(),
        }
    }
}
