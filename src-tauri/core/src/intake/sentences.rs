//! The French sentence of each problem.
use super::{Field, MatchedBy, Problem};
use crate::text::{FIXED_SPACE as FIXED, NARROW_SPACE as NARROW, count, euros, numeric_date};

/// « Ligne 14 : la date « 31/02/2026 » n’existe pas. »
pub fn line_sentence(line: u32, problem: &Problem) -> String {
    format!("Ligne {line}{FIXED}: {}", problem.sentence())
}

/// A text of the file inside « », cut after sixty characters so that a sentence stays one.
fn quoted(text: &str) -> String {
    let text = crate::text::clean(text);
    let mut shown: String = text.chars().take(60).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    format!("«{FIXED}{shown}{FIXED}»")
}

impl Problem {
    /// What is wrong, in French, starting in lower case: it follows « Ligne 14 : ».
    pub fn sentence(&self) -> String {
        match self {
            Problem::Missing { field } => format!("{} manque.", field.with_article()),
            Problem::BadAmount { field, text } => format!("{} {} n’est pas un montant.", field.with_article(), quoted(text)),
            Problem::AmbiguousAmount { field, text } => format!(
                "{} {} peut se lire de deux façons. Indiquez le signe des décimales (virgule ou point).",
                field.with_article(),
                quoted(text)
            ),
            Problem::TooPrecise { field, text } => {
                format!("{} {} a plus de deux décimales.", field.with_article(), quoted(text))
            }
            Problem::Rounded { field, text, amount } => {
                format!("{} {} est arrondi au centime{FIXED}: {}.", field.with_article(), quoted(text), euros(*amount))
            }
            Problem::Erased { asked_on } => format!(
                "cette personne a demandé l’effacement de ses données le {}. Rien n’est repris d’elle. Si vous travaillez de nouveau ensemble, créez sa fiche à la main, puis faites correspondre son nom à cette fiche.",
                crate::text::long_date(*asked_on)
            ),
            Problem::Unlettered { amount } => {
                format!("un règlement de {} n’est lettré avec aucune facture{FIXED}: saisissez-le sur la fiche du client.", euros(*amount))
            }
            Problem::UnletteredReturn { amount } => format!(
                "un rejet ou un remboursement de {} n’est lettré avec aucun règlement{FIXED}: saisissez-le sur la fiche du client, s’il rouvre une facture.",
                euros(*amount)
            ),
            Problem::NoClientAccount { account } => format!(
                "le fichier ne dit pas de quel client{FIXED}: le compte {} est celui de tous les clients, sans compte auxiliaire.",
                quoted(account)
            ),
            Problem::Credited { amount } => format!(
                "{} au crédit{FIXED}: un avoir ou un règlement{NARROW}? Une colonne «{FIXED}Type{FIXED}» (facture, avoir) le dirait.",
                euros(*amount)
            ),
            Problem::BothSides { debit, credit } => {
                format!("{} au débit et {} au crédit sur la même ligne.", euros(*debit), euros(*credit))
            }
            Problem::ZeroAmount => "le total est nul.".to_owned(),
            Problem::BadDate { field, text } => format!("{} {} n’est pas une date.", field.with_article(), quoted(text)),
            Problem::ImpossibleDate { text, .. } => format!("la date {} n’existe pas.", quoted(text)),
            Problem::AmbiguousDate { text, .. } => {
                format!("la date {} peut se lire de deux façons. Indiquez l’ordre du jour et du mois.", quoted(text))
            }
            Problem::NotEuro { currency } => format!("la devise {} n’est pas l’euro.", quoted(currency)),
            Problem::PaidExceedsTotal { paid, total } => {
                format!("le montant déjà réglé ({}) dépasse le total ({}).", euros(*paid), euros(*total))
            }
            Problem::BalanceDisagrees { total, paid, balance } => format!(
                "le total ({}), le déjà réglé ({}) et le reste dû ({}) ne s’accordent pas.",
                euros(*total),
                euros(*paid),
                euros(*balance)
            ),
            Problem::PaidUnknown { status } => {
                format!("l’état {} ne dit pas combien a été réglé. Ajoutez une colonne «{FIXED}déjà réglé{FIXED}».", quoted(status))
            }
            Problem::UnknownStatus { status, kept: false } => format!(
                "l’état {} n’est pas connu{FIXED}: est-ce réglé{NARROW}? Une colonne «{FIXED}déjà réglé{FIXED}» ou «{FIXED}reste dû{FIXED}» le dirait. Si cette colonne ne parle pas du règlement, ne la reprenez pas.",
                quoted(status)
            ),
            Problem::UnknownStatus { status, kept: true } => {
                format!("l’état {} n’est pas connu. Les montants de la ligne disent ce qui reste dû.", quoted(status))
            }
            Problem::BrokenCell { field, text, kept } => {
                let next = if *kept { " La cellule est lue comme vide." } else { "" };
                format!("{} affiche l’erreur {} du tableur.{next}", field.with_article(), quoted(text))
            }
            Problem::PaidLater { on } => {
                format!("la date de règlement ({}) est à venir. Elle ne prouve aucun règlement et n’est pas reprise.", numeric_date(*on))
            }
            Problem::Corrects { number } => format!(
                "elle rectifie la facture {}, déjà suivie{FIXED}: les deux seraient réclamées. Corrigez celle-ci, ou saisissez la rectificative à la main.",
                quoted(number)
            ),
            Problem::SeveralDueDates { last } => {
                format!(
                    "la facture a plusieurs échéances dont les montants manquent ou ne font pas le total. Seule la dernière ({}) est reprise.",
                    numeric_date(*last)
                )
            }
            Problem::Draft { status } => format!("l’état {} indique un brouillon.", quoted(status)),
            Problem::Cancelled { status } => format!("l’état {} indique une facture annulée.", quoted(status)),
            Problem::DuplicateInFile { what, first_line } => format!("{} figure déjà à la ligne {first_line}.", quoted(what)),
            Problem::ConflictInFile { number, other_line } => format!(
                "le numéro {} figure aussi à la ligne {other_line} avec d’autres valeurs. Le fichier doit donner une ligne par facture.",
                quoted(number)
            ),
            Problem::NumberTaken { number, client } => {
                format!("le numéro {} est déjà celui d’une facture de {}.", quoted(number), quoted(client))
            }
            Problem::AmbiguousClient { name, count } => {
                format!("{count} clients peuvent être {}. Un SIREN ou une adresse e-mail les distinguerait.", quoted(name))
            }
            Problem::TotalsRow { label } => format!("{} est une ligne de totaux.", quoted(label)),
            Problem::LongRow { expected, found } => format!(
                "la ligne a {found} cellules pour {}. Un séparateur s’est peut-être glissé dans un texte.",
                count(u64::from(*expected), "colonne", "colonnes")
            ),
            Problem::StrayQuote => "un guillemet est mal fermé. La ligne peut en cacher une autre.".to_owned(),
            Problem::NotAnInvoice { text } => format!("{} n’est ni une facture ni un avoir.", quoted(text)),
            Problem::TooLong { field, limit } => {
                format!("{} dépasse {}.", field.with_article(), count(u64::from(*limit), "caractère", "caractères"))
            }
            Problem::ShortRow { expected, found } => format!(
                "la ligne n’a que {} pour {}. Les dernières sont lues comme vides.",
                count(u64::from(*found), "cellule", "cellules"),
                count(u64::from(*expected), "colonne", "colonnes")
            ),
            Problem::LooksLike { number, other, waits } => {
                let next = if *waits { " Elle attendra dans «\u{a0}À corriger\u{a0}» que vous le disiez." } else { "" };
                format!(
                    "le numéro {} se lit comme {}, du même montant{FIXED}: c’est peut-être la même facture.{next}",
                    quoted(number),
                    quoted(other)
                )
            }
            Problem::NoDueDate => "l’échéance manque. La facture est gardée «\u{a0}à corriger\u{a0}» et ne sera pas relancée.".to_owned(),
            Problem::DueDateComputed { days, due_on } => format!(
                "l’échéance est calculée{FIXED}: {} après la facture, le {}.",
                crate::text::days(i64::from(*days)),
                numeric_date(*due_on)
            ),
            Problem::DueDateFromTerms { text, due_on } => {
                format!("l’échéance est calculée d’après {}{FIXED}: le {}.", quoted(text), numeric_date(*due_on))
            }
            Problem::DueBeforeIssued { issued_on, due_on } => format!(
                "l’échéance ({}) précède la date de facture ({}). La facture est gardée «{FIXED}à corriger{FIXED}» sans échéance.",
                numeric_date(*due_on),
                numeric_date(*issued_on)
            ),
            Problem::DoubtfulEmail { text } => {
                format!("{} ne ressemble pas à une adresse e-mail. Elle n’est pas reprise.", quoted(text))
            }
            Problem::WrongKey { field, text } => {
                format!("{} {} n’est pas valable (clé fausse). Il n’est pas repris.", field.with_article(), quoted(text))
            }
            Problem::UnknownClientKind { text } => {
                format!("le type de client {} n’est pas reconnu (professionnel, particulier ou acheteur public).", quoted(text))
            }
            Problem::UnreadFile { why } => why.clone(),
            Problem::Purchase { seller } => {
                format!("c’est une facture que vous avez reçue de {}. Elle n’est pas à relancer et n’est pas reprise.", quoted(seller))
            }
            Problem::NotOurs { seller } => {
                format!("le vendeur est {}, pas votre entreprise. La facture n’est pas reprise.", quoted(seller))
            }
            Problem::SellerUnchecked { seller } => format!(
                "le vendeur est {}. Vérifiez que c’est bien vous{FIXED}: votre entreprise n’est pas encore renseignée dans les réglages.",
                quoted(seller)
            ),
            Problem::Overpaid { excess } => {
                format!("le client a versé {} de trop. La facture est reprise comme réglée.", euros(*excess))
            }
        }
    }
}

/// Why a row's client is held to be that one, in French.
pub fn matched_by_sentence(by: MatchedBy) -> &'static str {
    match by {
        MatchedBy::Siren => "Même SIREN.",
        MatchedBy::VatNumber => "Même numéro de TVA.",
        MatchedBy::EmailAndName => "Même adresse e-mail et nom proche.",
        MatchedBy::Name => "Même nom, sans tenir compte de la forme juridique ni des accents.",
        MatchedBy::Invoice => "Même facture\u{a0}: numéro, date et total.",
        MatchedBy::Person => "Choisi par vous.",
        MatchedBy::Nobody => "Nouveau client.",
    }
}

impl Field {
    /// The name of the field, as a list of columns shows it.
    pub fn label(self) -> &'static str {
        self.words().1
    }

    /// The name with its article, in lower case: « le numéro de facture ».
    pub fn with_article(self) -> &'static str {
        self.words().0
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Field::Number => ("le numéro de facture", "Numéro de facture"),
            Field::Kind => ("le type de pièce", "Type de pièce (facture, avoir)"),
            Field::IssuedOn => ("la date de facture", "Date de facture"),
            Field::DueOn => ("l’échéance", "Échéance"),
            Field::Total => ("le total TTC", "Total TTC"),
            Field::Debit => ("le débit", "Débit (facturé)"),
            Field::Credit => ("le crédit", "Crédit (avoir)"),
            Field::Paid => ("le montant déjà réglé", "Déjà réglé"),
            Field::PaidOn => ("la date de règlement", "Date de règlement"),
            Field::Balance => ("le reste dû", "Reste dû"),
            Field::Status => ("l’état", "État (payée, brouillon, annulée)"),
            Field::PaymentStatus => ("l’état du paiement", "État du paiement"),
            Field::ClientName => ("le nom du client", "Nom du client"),
            Field::FirstName => ("le prénom", "Prénom"),
            Field::ClientKind => ("le type de client", "Type de client"),
            Field::ClientReference => ("le code client", "Code client"),
            Field::Siren => ("le SIREN", "SIREN"),
            Field::Siret => ("le SIRET", "SIRET"),
            Field::VatNumber => ("le numéro de TVA", "Numéro de TVA"),
            Field::Contact => ("l’interlocuteur", "Interlocuteur"),
            Field::Email => ("l’adresse e-mail", "Adresse e-mail"),
            Field::Phone => ("le téléphone", "Téléphone"),
            Field::Street => ("la rue", "Rue"),
            Field::Complement => ("le complément d’adresse", "Complément d’adresse"),
            Field::Postcode => ("le code postal", "Code postal"),
            Field::City => ("la ville", "Ville"),
            Field::Country => ("le pays", "Pays"),
            Field::FullAddress => ("l’adresse complète", "Adresse complète"),
            Field::PurchaseOrder => ("le bon de commande", "Bon de commande"),
            Field::Subject => ("l’objet", "Objet"),
            Field::TermsDays => ("le délai de paiement", "Délai de paiement (jours)"),
            Field::Currency => ("la devise", "Devise"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_told_on_its_line_with_french_spaces() {
        let problem = Problem::ImpossibleDate { field: Field::IssuedOn, text: "31/02/2026".into() };
        assert_eq!(line_sentence(14, &problem), "Ligne 14\u{a0}: la date «\u{a0}31/02/2026\u{a0}» n’existe pas.");
        let problem = Problem::PaidExceedsTotal { paid: crate::money::Cents(123_456), total: crate::money::Cents(100) };
        assert_eq!(problem.sentence(), "le montant déjà réglé (1\u{202f}234,56\u{a0}€) dépasse le total (1,00\u{a0}€).");
    }

    #[test]
    fn a_sentence_stays_short_whatever_the_cell_holds() {
        let problem = Problem::BadAmount { field: Field::Total, text: "x\r\n".repeat(50_000) };
        assert!(problem.sentence().chars().count() < 160);
        assert!(!problem.sentence().contains('\n'), "a cell cannot break the sentence");
    }

    #[test]
    fn every_field_has_its_own_label() {
        let labels: std::collections::BTreeSet<_> = Field::ALL.iter().map(|field| field.label()).collect();
        assert_eq!(labels.len(), Field::ALL.len());
    }
}
