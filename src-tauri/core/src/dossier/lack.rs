//! What is missing from a file, said plainly: a file that hides its holes is worth less than one that names them.
use super::{Affair, Reader};
use crate::ids::{ClientId, InvoiceId};
use crate::party::DebtorKind;
use crate::text::long_date;
use serde::Serialize;

/// Where a person mends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "screen", rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "DossierMend", export_to = "contract.gen.ts"))]
pub enum Mend {
    /// On the page of an invoice.
    Invoice {
        /// Which.
        id: InvoiceId,
    },
    /// On the screen of a letter.
    Letter {
        /// Which.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        id: i64,
    },
    /// On the client's card.
    Client {
        /// Which.
        id: ClientId,
    },
    /// By preparing a mise en demeure to the client.
    Notice {
        /// Which.
        id: ClientId,
    },
    /// In the user's own identity.
    Identity,
    /// Among the reference rates.
    Rates,
    /// Outside Échu: the paper is added to the file by hand.
    ByHand,
}

/// Something missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "DossierLack", export_to = "contract.gen.ts"))]
pub struct Lack {
    /// What, in French.
    pub sentence: String,
    /// Where it is mended.
    pub mend: Mend,
}

/// What is missing, what matters most first. An accountant needs no slip.
pub fn lacks(affair: &Affair, reader: Reader) -> Vec<Lack> {
    let mut found = Vec::new();
    let mut say = |mend: Mend, sentence: String| found.push(Lack { sentence, mend });
    if !affair.creditor_named {
        say(Mend::Identity, "Les coordonnées du créancier sont incomplètes\u{a0}: il doit être identifié.".to_owned());
    }
    let client = Mend::Client { id: affair.client_id };
    if affair.siren.is_empty() && affair.debtor_kind != DebtorKind::Consumer {
        say(client, "Le SIREN du débiteur n’est pas connu\u{a0}: il l’identifie au registre.".to_owned());
    }
    if !affair.has_address {
        say(client, "L’adresse du débiteur n’est pas connue.".to_owned());
    }
    if let Some(half_year) = &affair.unknown_rate {
        say(Mend::Rates, format!("Le taux du semestre {half_year} n’est pas connu\u{a0}: les pénalités ne sont pas calculées."));
    }
    for invoice in &affair.invoices {
        let here = Mend::Invoice { id: invoice.id };
        if !invoice.has_pdf {
            let settled = if invoice.balance.is_positive() { "" } else { ", réglée," };
            say(here, format!("Le PDF de la facture {}{settled} n’est pas joint.", invoice.number));
        }
        if invoice.due_on.is_none() {
            say(here, format!("La facture {} n’a pas d’échéance\u{a0}: son retard ne peut pas être compté.", invoice.number));
        }
        if !invoice.purchase_order.is_empty() && reader != Reader::Accountant {
            let sentence = format!(
                "La facture {} cite la commande {}\u{a0}: le bon de commande est à joindre à part.",
                invoice.number, invoice.purchase_order
            );
            say(Mend::ByHand, sentence);
        }
    }
    for (id, number) in &affair.bare_credit_notes {
        say(Mend::Invoice { id: *id }, format!("Le PDF de l’avoir {number} n’est pas joint."));
    }
    if reader == Reader::Accountant {
        return found;
    }
    if affair.notices().next().is_none() {
        let here = Mend::Notice { id: affair.client_id };
        say(here, "Aucune mise en demeure n’a été postée à une adresse où le débiteur est connu.".to_owned());
    }
    for letter in affair.letters.iter().filter(|letter| letter.notice && letter.posted_on.is_some()) {
        let here = Mend::Letter { id: letter.id };
        if !letter.has_deposit {
            say(here, format!("La preuve de dépôt de la lettre {} n’est pas jointe.", letter.number));
        }
        let back = letter.returned_on.is_some();
        if !back && !letter.has_receipt {
            let sentence = match letter.delivered_on {
                Some(on) => format!("L’avis de réception de la lettre {}, remise le {}, n’est pas joint.", letter.number, long_date(on)),
                None => format!("L’avis de réception de la lettre {} n’est pas joint\u{a0}: sa remise n’est pas notée.", letter.number),
            };
            say(here, sentence);
        }
        if back && !letter.has_returned {
            say(here, format!("L’enveloppe revenue de la lettre {} n’est pas jointe.", letter.number));
        }
    }
    for plan in &affair.plans {
        let on = long_date(plan.agreed_on);
        if !plan.has_paper {
            say(client, format!("L’accord écrit de l’échéancier du {on} n’est pas gardé."));
        }
        match plan.signed_on {
            None => say(client, format!("L’échéancier du {on} n’est pas noté comme signé.")),
            Some(_) => {
                say(Mend::ByHand, format!("L’échéancier du {on} est noté comme signé\u{a0}: l’exemplaire signé est à joindre à part."))
            }
        }
    }
    for on in &affair.by_hand {
        let sentence = format!(
            "Le message du {} est parti de la messagerie du créancier\u{a0}: une copie est à joindre à part, l’original n’est pas ici.",
            long_date(*on)
        );
        say(Mend::ByHand, sentence);
    }
    for on in &affair.unkept {
        say(Mend::ByHand, format!("L’original du message du {} n’a pas été gardé\u{a0}: seul l’historique en témoigne.", long_date(*on)));
    }
    for on in &affair.uncertain {
        say(
            Mend::ByHand,
            format!("L’envoi du {} n’a pas eu de réponse sûre du serveur\u{a0}: il ne prouve pas son départ.", long_date(*on)),
        );
    }
    found
}
