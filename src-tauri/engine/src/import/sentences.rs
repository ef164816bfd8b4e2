//! The French sentences of an import: a refused file, a question.
use super::{Question, Refusal};
use echu_core::text::{FIXED_SPACE as FIXED, NARROW_SPACE as NARROW, count};

/// The name of a column that has none.
pub(super) fn column_name(number: usize) -> String {
    format!("Colonne {number}")
}

impl Refusal {
    /// Why the file is refused and what to do, in French.
    pub fn sentence(&self) -> String {
        match self {
            Refusal::TooBig { megabytes } => {
                format!("Ce fichier dépasse {megabytes}{FIXED}Mo. Exportez une période plus courte.")
            }
            Refusal::NotAFile => "Ce n’est pas un fichier.".to_owned(),
            Refusal::Unreadable { .. } => {
                format!("Ce fichier ne peut pas être lu. Est-il ouvert dans un autre logiciel, ou déplacé{NARROW}?")
            }
            Refusal::Empty => "Ce fichier est vide.".to_owned(),
            Refusal::NotText => {
                format!("Ce fichier n’est pas un tableau en texte. Choisissez l’export «{FIXED}CSV{FIXED}» ou «{FIXED}.xlsx{FIXED}» de votre logiciel.")
            }
            Refusal::OldWorkbook => format!(
                "Ce classeur est d’un ancien format, ou protégé par un mot de passe. Enregistrez-le sans mot de passe au format «{FIXED}.xlsx{FIXED}» ou «{FIXED}CSV{FIXED}», puis choisissez ce nouveau fichier."
            ),
            Refusal::NotAWorkbook => {
                format!("Ce fichier n’est pas un classeur Excel ou LibreOffice. Choisissez l’export «{FIXED}.xlsx{FIXED}» ou «{FIXED}CSV{FIXED}» de votre logiciel.")
            }
            Refusal::BadWorkbook => {
                "Ce classeur est abîmé ou incomplet. Ouvrez-le dans votre tableur, enregistrez-le sous un autre nom, puis choisissez ce nouveau fichier.".to_owned()
            }
            Refusal::SwollenWorkbook => {
                "Ce classeur contient bien plus qu’une liste de factures. Copiez le tableau utile dans un nouveau classeur, puis choisissez-le.".to_owned()
            }
            Refusal::Pdf => {
                format!("Ce fichier est un PDF. Choisissez l’export «{FIXED}CSV{FIXED}» de votre logiciel.")
            }
            Refusal::RowTooLong { line } => {
                format!("La ligne {line} est trop longue{FIXED}: ce fichier n’est pas un tableau, ou un guillemet n’y est pas fermé.")
            }
            Refusal::UnclosedQuote { line } => format!("Un guillemet s’ouvre à la ligne {line} et ne se ferme jamais."),
            Refusal::TooManyColumns { line, limit } => {
                format!("La ligne {line} a plus de {}.", count(u64::from(*limit), "colonne", "colonnes"))
            }
            Refusal::TooManyRows { limit } => {
                format!("Ce fichier a plus de {}. Exportez une période plus courte.", count(u64::from(*limit), "ligne", "lignes"))
            }
            Refusal::BadPdf => "Ce PDF est abîmé ou incomplet. Il n’a pas été lu.".to_owned(),
            Refusal::ProtectedPdf => {
                "Ce PDF est protégé par un mot de passe. Saisissez la facture à la main et joignez-lui ce PDF.".to_owned()
            }
            Refusal::NoEInvoice => {
                "Il n’y a pas de facture électronique dans ce PDF. Saisissez la facture à la main et joignez-lui ce PDF.".to_owned()
            }
            Refusal::BadXml { line } => format!("Ce fichier XML est mal formé (ligne {line})."),
            Refusal::Dtd => "Ce fichier XML contient une déclaration interdite (DTD refusée). Il n’a pas été lu.".to_owned(),
            Refusal::TooManyNodes { limit } => {
                format!("Ce fichier XML a plus de {}{FIXED}: ce n’est pas une facture.", count(u64::from(*limit), "élément", "éléments"))
            }
            Refusal::NotAPaper => "Ce fichier n’est ni un PDF ni un XML. Importez-le seul.".to_owned(),
            Refusal::NoStatement => "Il n’y a pas de relevé de compte dans ce fichier.".to_owned(),
            Refusal::StatementColumns => format!(
                "Les colonnes de ce relevé ne sont pas reconnues{FIXED}: il faut une date, un libellé, et un montant ou un débit et un crédit."
            ),
            Refusal::TooManyFiles { limit } => {
                format!("Ce dossier a plus de {}. Importez-le en plusieurs fois.", count(u64::from(*limit), "fichier", "fichiers"))
            }
            Refusal::NotAnEInvoice { root } => {
                format!("Ce fichier XML («{FIXED}{root}{FIXED}») n’est pas une facture électronique (CII ou UBL).")
            }
        }
    }
}

impl Question {
    /// The question, in French.
    pub fn sentence(&self) -> String {
        match self {
            Question::MissingColumn { field } => format!("Quelle colonne donne {}{NARROW}?", field.with_article()),
            Question::ColumnTwice { field } => format!("Deux colonnes donnent {}{FIXED}: laquelle garder{NARROW}?", field.with_article()),
            Question::DateOrder { example } => {
                format!("Dans «{FIXED}{example}{FIXED}», le jour est-il écrit avant le mois{NARROW}?")
            }
            Question::Decimal { example } => {
                format!("Dans «{FIXED}{example}{FIXED}», la virgule ou le point sépare-t-il les centimes ou les milliers{NARROW}?")
            }
            Question::MonthEnd { example } => {
                format!("Dans «{FIXED}{example}{FIXED}», compte-t-on les jours avant la fin du mois, ou après{NARROW}?")
            }
            Question::Encoding { example } => format!("Les accents de «{FIXED}{example}{FIXED}» sont-ils justes{NARROW}?"),
        }
    }
}

/// « facture.pdf » : what is wrong with it.
pub(super) fn of_file(name: &str, sentence: &str) -> String {
    let name: String = echu_core::text::clean(name).chars().take(80).collect();
    let mut letters = sentence.chars();
    let first = letters.next().map(char::to_lowercase);
    let rest: String = first.into_iter().flatten().chain(letters).collect();
    format!("«{FIXED}{name}{FIXED}»{FIXED}: {rest}")
}

/// Of a file that only says otherwise of what is there: what it does not do, and what to do.
pub fn changes_left(rows: u32, paid: bool) -> String {
    let several = rows > 1;
    let (differ, check) = match several {
        true => ("diffèrent de ce qui est suivi et ne sont pas reprises", "Vérifiez-les"),
        false => ("diffère de ce qui est suivi et n’est pas reprise", "Vérifiez-la"),
    };
    let next = match (paid, several) {
        (true, true) => "notez vous-même les règlements qu’elles annoncent",
        (true, false) => "notez vous-même le règlement qu’elle annonce",
        (false, _) => "corrigez vous-même ce qui a changé",
    };
    format!("Rien n’a été enregistré{FIXED}: {} {differ}. {check}, puis {next}.", count(u64::from(rows), "ligne", "lignes"))
}

/// « 12 fichiers ».
pub(super) fn several_files(number: usize) -> String {
    count(u64::try_from(number).unwrap_or(u64::MAX), "fichier", "fichiers")
}
