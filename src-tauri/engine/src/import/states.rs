//! What the exporting tool says of an invoice, in its own words: paid, in part, draft, cancelled, open. A word that is not known says
//! nothing, and is asked about: taken for unpaid, it would have a client chased for what he paid.
use echu_core::text::fold;

/// What the exporting tool says of an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Paid,
    PartlyPaid,
    Draft,
    Cancelled,
    Open,
    /// A word of nobody's.
    Unknown,
}

/// Words that name a payment.
const MONEY: &str = "paiement paiements reglement reglements versement virement cheque prelevement encaissement payment transfer especes";
/// Words that say it is paid.
const PAID: &str = "payee paye payees payes reglee regle reglees regles soldee soldees acquittee acquitte acquittees encaissee encaisse lettree \
    lettrees rapprochee paid settled oui";
/// Words that say that a payment came.
const CAME: &str = "recu recue recus received encaisse encaissee effectue complet total integral";
/// Words that say that nothing is left.
const WHOLLY: &str = "totalement entierement integralement completement totalite entier total integral fully full completely";
/// Words that deny.
const DENIED: &str = "non pas not no aucun aucune sans jamais never";
/// Words that change nothing beside a paid one.
const BESIDE: &str = "a deja avoir stripe paypal facture factures invoice client le la les l the on en in par by via carte bancaire cb card sepa retard \
    encore";
/// Words of an invoice to be paid.
const OPEN: &str = "impayee impayees impaye impayes unpaid due overdue open opened ouverte ouvert attente pending awaiting outstanding retard \
    late envoyee envoyees envoye sent emise emises emis issued validee valide validated finalisee finalise finalized posted \
    comptabilise comptabilisee vu vue viewed facturee payer regler encaisser echoir echue echues echu depassee relance relances \
    relancee relancer relancees rappel rappelee mise demeure litige contentieux cours deposee transmise approuvee creee facture enregistree \
    venir envoyer disposition prise charge";
/// Words that change nothing beside an open one.
const AROUND: &str = "facture factures invoice client le la les l de d du in since past a en et the on to of be jour jours days day depuis echeance encore yet";
/// How words begin that say that a part is paid.
const PARTLY: &str = "partie partiel partial partly acompte";
/// How words begin that say that nothing is owed any more.
const CANCELLED: &str = "annul cancel void rembours refund supprim abandon extourn invers revers irrecouvrable";
/// How words begin that say that nothing is owed yet.
const DRAFT: &str = "brouillon draft provisoire proforma";
/// Months of a day written out.
const MONTHS: &str = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre";

impl Status {
    /// What a cell says. `of_payment`: its column says of each invoice whether it is paid, by a word or by a mark.
    pub(super) fn of(cell: &str, of_payment: bool) -> Status {
        let whole = fold(cell);
        let mark = match whole.as_str() {
            "" | "-" => Some(Status::Open),
            // Odoo's « En paiement »: paid, and not yet seen on a statement.
            "en paiement" | "in payment" | "1" | "solde" | "yes" | "true" | "vrai" => Some(Status::Paid),
            "false" | "faux" | "nouvelle" | "new" => Some(Status::Open),
            "x" | "ok" | "o" | "y" | "☑" | "✓" | "✔" | "✅" | "☒" | "🗹" if of_payment => Some(Status::Paid),
            "n" | "0" | "☐" | "□" if of_payment => Some(Status::Open),
            _ => None,
        };
        mark.unwrap_or_else(|| of_words(&whole))
    }

    /// True for a word that is known. Figures are not: in a column of amounts « 1 » is one euro.
    pub(super) fn known(cell: &str) -> bool {
        let is_number = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.' | b'-' | b' '));
        !is_number && Status::of(cell, true) != Status::Unknown
    }
}

fn of_words(whole: &str) -> Status {
    let words: Vec<&str> = whole.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|word| !word.is_empty()).collect();
    let any = |list: &str| words.iter().any(|word| holds(list, word));
    let begins = |list: &str| words.iter().any(|word| list.split(' ').any(|start| word.starts_with(start)));
    let all =
        |lists: &[&str]| words.iter().all(|word| is_figure(word) || holds(MONTHS, word) || lists.iter().any(|list| holds(list, word)));
    let (denied, money) = (any(DENIED), any(MONEY));
    let percent = words.iter().any(|word| word.contains('%'));
    if begins(PARTLY) || (percent && !words.iter().any(|word| matches!(*word, "100" | "100%"))) {
        return if denied { Status::Unknown } else { Status::PartlyPaid };
    }
    if begins(CANCELLED) {
        // « Paiement annulé » says nothing of the invoice.
        return if denied || money { Status::Unknown } else { Status::Cancelled };
    }
    if begins(DRAFT) && !denied {
        return Status::Draft;
    }
    if denied {
        return match (any(WHOLLY), all(&[DENIED, PAID, MONEY, CAME, OPEN, AROUND])) {
            // « Non intégralement réglée ».
            (true, _) => Status::PartlyPaid,
            (false, true) => Status::Open,
            (false, false) => Status::Unknown,
        };
    }
    let figures = words.iter().filter(|word| is_figure(word)).count();
    // « Payée 500 », « payée 1 000,00 », « réglée 1/3 » tell an amount or a part; « payée le 12/05 » a day.
    let two = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_day = |word: &str| super::dates::is_day(word) || word.split_once('/').is_some_and(|(day, month)| two(day) && two(month));
    let is_dated = figures == 0 || percent || any(MONTHS) || whole.split_whitespace().any(is_day);
    let paid = any(PAID) && all(&[PAID, WHOLLY, BESIDE, MONEY, "% 100%"]);
    let came = money && any(CAME) && all(&[MONEY, CAME, WHOLLY, BESIDE]);
    if (paid || came) && is_dated {
        return Status::Paid;
    }
    let open = any(OPEN) && all(&[OPEN, AROUND, MONEY]) && !any("virement cheque prelevement transfer encaissement");
    let under_way = any("cours mise") && money;
    if open && !under_way { Status::Open } else { Status::Unknown }
}

/// True when a list of words holds this one.
fn holds(list: &str, word: &str) -> bool {
    list.split(' ').any(|one| one == word)
}

/// A number, or « 2e »: a day, how many reminders, how many days.
fn is_figure(word: &str) -> bool {
    let figures = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    word.len() <= figures.len() + 3 && !figures.is_empty() && figures.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(expected: Status, of_payment: bool, cells: &[&str]) {
        for cell in cells {
            assert_eq!(Status::of(cell, of_payment), expected, "{cell}");
        }
    }

    #[test]
    fn what_is_paid_is_known_by_all_its_words() {
        all(
            Status::Paid,
            false,
            &[
                "Payée",
                "Payé",
                "Oui",
                "1",
                "Solde",
                "Soldée",
                "Facture payée",
                "Totalement réglée",
                "Lettrée",
                "Chèque reçu",
                "Paiement reçu",
                "Virement reçu le 12/05/2026",
                "Payée le 12/05/2026",
                "Payée le 3 mars",
                "Payée le 12/05",
                "Payée en retard",
                "Payée à 100 %",
                "Réglée par virement",
                "Réglée en totalité",
                "Paid in full",
                "Encaissée",
                "En paiement",
                "Règlement total",
                "FACTURE RÉGLÉE",
                "Facture acquittée",
                "Soldée par avoir",
            ],
        );
        all(Status::Paid, true, &["X", "x", "☑", "OK", "✓", "oui"]);
        all(Status::Unknown, false, &["X", "OK", "☑"]);
    }

    #[test]
    fn a_part_is_never_the_whole() {
        all(
            Status::PartlyPaid,
            false,
            &[
                "Réglée en partie",
                "Payée à 50 %",
                "Payée à 50%",
                "Payée partiellement",
                "Partiellement réglée",
                "Paiement partiel",
                "Partial",
                "Acompte",
                "Acompte reçu",
                "Acompte versé de 200 €",
                "Non intégralement payée",
                "Pas totalement réglée",
                "Règlement partiel reçu",
            ],
        );
    }

    #[test]
    fn what_is_owed_is_open_and_denials_are_heard() {
        all(
            Status::Open,
            false,
            &[
                "",
                "Non",
                "Non payée",
                "Impayée",
                "En retard",
                "En retard de 9 jours",
                "1 relance",
                "Relance 2",
                "Relancée le 12/05/2026",
                "Envoyée",
                "À payer",
                "À régler",
                "En attente de paiement",
                "Paiement en attente",
                "Pas encore réglée",
                "Aucun règlement",
                "Not paid",
                "Échue",
                "Non échue",
                "Validée (à payer)",
                "Comptabilisé",
                "Émise, impayée",
                "En litige",
                "Mise en demeure",
                "En cours",
                "À échoir",
                "Sans échéance",
            ],
        );
        all(Status::Open, true, &["0", "☐", "n"]);
    }

    #[test]
    fn a_word_that_is_not_known_says_nothing() {
        all(
            Status::Unknown,
            false,
            &[
                "Solde dû",
                "Solde à payer",
                "Reste 20 €",
                "Payée, reste 20 €",
                "Payée 500",
                "Payée 1 000,00",
                "Virement reçu 1 200,00",
                "Réglée 1/3",
                "Payée 500/1000",
                "Sera payée",
                "À vérifier",
                "Voir Paul",
                "Prélèvement programmé",
                "Chèque remis",
                "Paiement en cours",
                "Mise en paiement",
                "Paiement annulé",
                "Non annulée",
                "Payée par erreur",
                "Lettre",
                "0",
                "2",
                "Promesse",
                "Rejetée",
                "Passée en perte",
                "Chèque en attente",
                "Particulier",
                "Provision",
                "Payée 12,05",
            ],
        );
    }

    #[test]
    fn what_is_not_owed_is_set_aside() {
        all(Status::Draft, false, &["Brouillon", "Draft", "Provisoire", "Facture proforma"]);
        all(Status::Cancelled, false, &["Annulée", "Void", "Remboursée", "Facture annulée", "Irrécouvrable", "Reversed"]);
    }

    #[test]
    fn figures_are_no_known_words() {
        assert_eq!(
            ["0", "1", "12", "Oui", "Non", "X", "", "Aubépine"].map(Status::known),
            [false, false, false, true, true, true, false, false]
        );
    }
}
