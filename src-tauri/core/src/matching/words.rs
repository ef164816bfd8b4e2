//! The reasons in French.
use super::{Certainty, Reason};

impl Reason {
    /// A part of a sentence, in lower case.
    pub fn words(self) -> &'static str {
        match self {
            Reason::NumberInLabel => "le numéro de facture est dans le libellé",
            Reason::NumberSettled => "le libellé porte le numéro d’une facture déjà soldée, archivée ou passée en perte",
            Reason::KnownIban => "ce compte a déjà payé pour ce client",
            Reason::NameInLabel => "le nom du client est dans le libellé",
            Reason::OneInvoice => "le montant est celui d’une facture",
            Reason::SeveralInvoices => "le montant est celui de plusieurs factures, d’une seule façon",
            Reason::WholeBalance => "le montant est tout ce que le client doit",
            Reason::WithPenalties => "le montant comprend les pénalités",
            Reason::WithDiscount => "le montant tient compte de l’escompte",
            Reason::AlreadyNoted => "un règlement de ce montant est déjà noté",
            Reason::OneCentOff => "à un centime près",
            Reason::PartPayment => "le montant est inférieur à ce qui est dû",
            Reason::Excess => "le montant dépasse ce qui est dû",
            Reason::Ambiguous => "une autre lecture est possible",
        }
    }
}

impl Certainty {
    /// As shown beside a proposal.
    pub fn words(self) -> &'static str {
        match self {
            Certainty::Certain => "Sûr",
            Certainty::Likely => "Probable",
            Certainty::Possible => "Possible",
        }
    }
}

/// « Probable : le nom du client est dans le libellé, le montant est celui d’une facture. »
pub fn sentence(certainty: Certainty, reasons: &[Reason]) -> String {
    let words: Vec<&str> = reasons.iter().map(|reason| reason.words()).collect();
    format!("{}\u{a0}: {}.", certainty.words(), words.join(", "))
}
