//! The mentions an invoice must bear (C. com. L441-9; CGI, annexe II, art. 242 nonies A): which are there, and the exact
//! sentence to add for each that is not. A reading of its words, not of its figures: it helps to look, it certifies nothing.
use crate::clauses::{Discount, penalty_clause};
use crate::identifiers::printed_siren;
use crate::party::{Creditor, DebtorKind};
use crate::text::{fold, percent};
use serde::{Deserialize, Serialize};

/// An invoice to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct MentionsRequest {
    /// Its words, as copied from it.
    pub text: String,
    /// For whom it is.
    pub debtor_kind: DebtorKind,
    /// Penalty rate agreed, in basis points.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub rate_bp: Option<u32>,
    /// Discount agreed.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub discount: Option<Discount>,
}

/// What is said of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum MentionState {
    /// Its words are there.
    Found,
    /// Nothing like it was read.
    Missing,
    /// It should not be there.
    Forbidden,
    /// Read by eye: no word tells it for sure.
    ToRead,
}

/// A mention, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Mention {
    /// Its name, in French.
    pub title: String,
    /// Whether it was read.
    pub state: MentionState,
    /// What to add or remove, word for word; empty when nothing.
    pub sentence: String,
    /// Its text of law.
    pub article: String,
}

/// Reads an invoice. What is missing or forbidden comes first, what is to be read by eye last.
pub fn check(request: &MentionsRequest, creditor: &Creditor) -> Vec<Mention> {
    let text = Text::of(&request.text);
    let mut found = identity(&text, creditor);
    found.extend(payment(&text, request));
    found.extend(by_eye(request.debtor_kind));
    found.sort_by_key(|mention| match mention.state {
        MentionState::Forbidden => 0,
        MentionState::Missing => 1,
        MentionState::Found => 2,
        MentionState::ToRead => 3,
    });
    found
}

/// The words of an invoice, without accents or case, and its digits and letters alone.
struct Text {
    words: String,
    packed: String,
}

impl Text {
    fn of(text: &str) -> Text {
        let words = fold(text);
        let packed = words.chars().filter(|c| c.is_alphanumeric()).collect();
        Text { words, packed }
    }

    fn has(&self, any: &[&str]) -> bool {
        any.iter().any(|word| self.words.contains(word))
    }

    fn has_number(&self, number: &str) -> bool {
        let number: String = fold(number).chars().filter(|c| c.is_alphanumeric()).collect();
        !number.is_empty() && self.packed.contains(&number)
    }
}

const L441_9: &str = "C. com. L441-9";
const CGI: &str = "CGI, annexe II, art. 242 nonies A";

fn mention(title: &str, there: bool, sentence: impl Into<String>, article: &str) -> Mention {
    let (state, sentence) = if there { (MentionState::Found, String::new()) } else { (MentionState::Missing, sentence.into()) };
    Mention { title: title.to_owned(), state, sentence, article: article.to_owned() }
}

fn identity(text: &Text, creditor: &Creditor) -> Vec<Mention> {
    let siren =
        if creditor.siren.is_empty() { "votre SIREN (à saisir dans vos réglages)".to_owned() } else { printed_siren(&creditor.siren) };
    let mut found = vec![
        mention("Le mot «\u{a0}Facture\u{a0}» et un numéro unique", text.has(&["facture"]), "Facture n° …", CGI),
        mention("Votre SIREN", text.has_number(&creditor.siren), format!("SIREN {siren}"), "C. com. R123-237"),
    ];
    if !creditor.name.is_empty() {
        found.push(mention("Votre nom ou votre dénomination", text.has(&[&fold(&creditor.name)]), creditor.name.clone(), L441_9));
    }
    let vat = if creditor.vat_number.is_empty() {
        mention(
            "Numéro de TVA, ou mention de la franchise",
            text.has(&["293 b", "293b"]),
            "TVA non applicable, art. 293 B du CGI",
            "CGI 293 E",
        )
    } else {
        let sentence = format!("N° de TVA intracommunautaire\u{a0}: {}", creditor.vat_number);
        mention("Votre numéro de TVA", text.has_number(&creditor.vat_number), sentence, CGI)
    };
    found.push(vat);
    found
}

fn payment(text: &Text, request: &MentionsRequest) -> Vec<Mention> {
    let discount = match request.discount {
        None => "Pas d’escompte pour paiement anticipé.".to_owned(),
        Some(one) => format!(
            "Escompte de {} pour tout paiement reçu dans les {} jours suivant la date de la facture.",
            percent(one.rate_bp),
            one.days
        ),
    };
    let due = [
        "echeance",
        "a regler le",
        "a payer avant",
        "date de reglement",
        "payable le",
        "reglement le",
        "au plus tard le",
        "a reception",
        "comptant",
    ];
    let penalties = ["penalite", "interets de retard", "interet de retard", "interets moratoires", "interet au taux"];
    let forty = text.packed.contains("40e") || text.has(&["40 €", "40,00", "40\u{A0}€", "quarante euros", "40 eur"]);
    let lump = forty && text.has(&["indemnite", "frais de recouvrement", "d441-5"]);
    let mut found = vec![
        mention(
            "Date de règlement",
            text.has(&due),
            "Échéance\u{a0}: le … (la date en toutes lettres ou en chiffres, pas seulement «\u{a0}30 jours\u{a0}»)",
            L441_9,
        ),
        mention("Conditions d’escompte, ou leur absence", text.has(&["escompte"]), discount, L441_9),
    ];
    let clause = penalty_clause(request.debtor_kind, request.rate_bp);
    match request.debtor_kind {
        DebtorKind::Business | DebtorKind::PublicBody => {
            found.push(mention("Taux des pénalités de retard", text.has(&penalties), clause, "C. com. L441-10 II"));
            let sentence = "En cas de retard, une indemnité forfaitaire de 40\u{A0}€ est due pour frais de recouvrement (article D441-5 du Code de commerce).";
            found.push(mention("Indemnité forfaitaire de 40 €", lump, sentence, "C. com. D441-5"));
        }
        DebtorKind::Consumer => {
            let state = if lump { MentionState::Forbidden } else { MentionState::Found };
            let sentence = if lump {
                "À retirer\u{a0}: l’indemnité de 40\u{A0}€ ne peut pas être réclamée à un particulier.".to_owned()
            } else {
                String::new()
            };
            let title = "Pas d’indemnité de 40 € pour un particulier".to_owned();
            found.push(Mention { title, state, sentence, article: "C. com. L441-10 (champ), CPCE L111-8".to_owned() });
        }
    }
    found
}

/// What no word tells for sure.
fn by_eye(kind: DebtorKind) -> Vec<Mention> {
    let read = |title: &str, article: &str| Mention {
        title: title.to_owned(),
        state: MentionState::ToRead,
        sentence: String::new(),
        article: article.to_owned(),
    };
    let mut found = vec![
        read("Date d’émission, et date de la vente ou de la prestation", CGI),
        read("Nom et adresse du client, et adresse de facturation si elle est différente", L441_9),
        read("Quantité, dénomination précise, prix unitaire hors taxe, remises", L441_9),
        read("Totaux hors taxe et TTC, taux et montant de TVA par taux", CGI),
    ];
    match kind {
        DebtorKind::Business | DebtorKind::PublicBody => found.extend([
            read("Numéro du bon de commande, quand le client en a établi un", L441_9),
            read(
                "SIREN du client, adresse de livraison si elle est différente, catégorie (biens, services, les deux)",
                "Décret n° 2022-1299, avec la facture électronique",
            ),
            read(
                "«\u{a0}Option pour le paiement de la taxe d’après les débits\u{a0}», si vous l’avez prise",
                "Décret n° 2022-1299, avec la facture électronique",
            ),
        ]),
        DebtorKind::Consumer => {}
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn creditor() -> Creditor {
        Creditor { name: "Atelier Lebrun".into(), siren: "732829320".into(), vat_number: String::new(), ..Creditor::default() }
    }

    fn missing(text: &str, kind: DebtorKind) -> Vec<String> {
        let request = MentionsRequest { text: text.to_owned(), debtor_kind: kind, rate_bp: None, discount: None };
        let found = check(&request, &creditor());
        found.into_iter().filter(|one| matches!(one.state, MentionState::Missing | MentionState::Forbidden)).map(|one| one.title).collect()
    }

    const WHOLE: &str = "Atelier Lebrun SIREN 732 829 320. FACTURE n° F-1. TVA non applicable, art. 293 B du CGI. Échéance : 30/11/2026. \
        Pas d’escompte. Pénalités de retard : taux BCE + 10 points. Indemnité forfaitaire pour frais de recouvrement : 40 €.";

    #[test]
    fn a_whole_invoice_lacks_nothing() {
        assert_eq!(missing(WHOLE, DebtorKind::Business), Vec::<String>::new());
    }

    #[test]
    fn each_mention_that_is_not_there_comes_with_its_sentence() {
        for (gone, title) in [
            ("Pas d’escompte. ", "escompte"),
            ("Pénalités de retard : taux BCE + 10 points. ", "pénalités"),
            ("Indemnité forfaitaire pour frais de recouvrement : 40 €.", "40 €"),
            ("Échéance : 30/11/2026. ", "règlement"),
            ("SIREN 732 829 320", "SIREN"),
            ("TVA non applicable, art. 293 B du CGI", "TVA"),
        ] {
            let found = missing(&WHOLE.replace(gone, ""), DebtorKind::Business);
            assert!(found.len() == 1 && found[0].contains(title), "{gone}: {found:?}");
        }
        let request = MentionsRequest { text: String::new(), debtor_kind: DebtorKind::Business, rate_bp: Some(1_500), discount: None };
        let all = check(&request, &creditor());
        assert!(all.iter().filter(|one| one.state == MentionState::Missing).all(|one| !one.sentence.is_empty()), "each says what to add");
        assert!(all.iter().any(|one| one.sentence.contains("15,00\u{A0}%")), "the agreed rate is in the sentence");
    }

    #[test]
    fn the_forty_euros_are_forbidden_to_a_consumer() {
        assert_eq!(missing(WHOLE, DebtorKind::Consumer), ["Pas d’indemnité de 40 € pour un particulier"]);
    }
}
