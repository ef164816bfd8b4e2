//! The French of the figures of the dashboard.
use super::{Figure, Heads, Kind, Why};
use crate::reports::{as_of, between};
use crate::text::long_date;
use chrono::{Days, Months, NaiveDate};

pub(super) const TOTAL: &str = "Total";
pub(super) const CLIENT: &str = "Client";
pub(super) const INVOICE: &str = "Facture";
pub(super) const OWED_THAT_EVENING: &str = "Dû ce soir-là";
pub(super) const SOLD_BEFORE: &str = "Facturé sur 91\u{a0}jours";
pub(super) const DELAY_IS: &str = "Dû × 91 ÷ facturé";

/// What is said of a figure. In French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureAbout {
    /// Its name; thirty-one characters at most, as that of a sheet.
    pub title: &'static str,
    /// Of which day, week, time or step.
    pub subtitle: String,
    /// How it is made.
    pub how: &'static str,
    /// What is said when it has no row.
    pub empty: &'static str,
}

pub(super) const fn heads(figure: &Figure) -> Heads {
    const BARE: Heads = Heads { on: "", invoice: true, note: "", days: "", values: &[] };
    match figure {
        Figure::Overdue => Heads { on: "Échéance", days: "Retard", values: &[("En retard", Kind::Cents)], ..BARE },
        Figure::Received { .. } => Heads {
            on: "Date",
            invoice: false,
            note: "Référence",
            values: &[
                ("Encaissé", Kind::Cents),
                ("Sur factures", Kind::Cents),
                ("Sur pénalités", Kind::Cents),
                ("Non affecté", Kind::Cents),
            ],
            ..BARE
        },
        Figure::Expected { .. } => Heads { on: "Attendu le", note: "Pourquoi", values: &[("Attendu", Kind::Cents)], ..BARE },
        Figure::Sold { .. } => Heads { on: "Date", values: &[("Facturé", Kind::Cents)], ..BARE },
        Figure::Delay { .. } => Heads { on: "Date", days: "DSO", values: &[("Montant", Kind::Cents)], ..BARE },
        Figure::Lateness { .. } => Heads { on: "Reçu le", days: "Retard", values: &[("Réglé", Kind::Cents)], ..BARE },
        Figure::Came { .. } => {
            Heads { on: "Reçu le", note: "Dernière étape avant", days: "Délai", values: &[("Réglé", Kind::Cents)], ..BARE }
        }
        Figure::FellDue => Heads { on: "Échéance", values: &[("À payer", Kind::Cents), ("Payé", Kind::Cents)], ..BARE },
        Figure::Promises => {
            Heads { on: "Dernier jour", invoice: false, values: &[("Tenues", Kind::Count), ("Non tenues", Kind::Count)], ..BARE }
        }
        Figure::Disputes => Heads { on: "Échéance", values: &[("Contesté", Kind::Cents)], ..BARE },
    }
}

/// Why an amount is expected that day, or has none, in a few words.
pub const fn why(why: Why) -> &'static str {
    match why {
        Why::Promised => "promis",
        Why::Habit => "d’après son habitude",
        Why::DueDate => "date d’échéance",
        Why::Later => "plus tard",
        Why::Late => "date passée",
        Why::Stopped => "litige ou procédure collective",
        Why::NoDueDate => "sans échéance",
    }
}

const fn expected(why: Option<Why>) -> &'static str {
    match why {
        None => "Encaissements attendus",
        Some(Why::Promised) => "Promis",
        Some(Why::Habit) => "Attendu d’après les habitudes",
        Some(Why::DueDate) => "Attendu à l’échéance",
        Some(Why::Later) => "Attendu plus tard",
        Some(Why::Late) => "Attendu, sans date connue",
        Some(Why::Stopped) => "En litige ou en procédure",
        Some(Why::NoDueDate) => "Sans échéance",
    }
}

/// « 87,3 % » of thousandths.
pub(super) fn share_paid(permille: i64) -> String {
    format!("Payé ÷ à payer\u{a0}: {},{}\u{a0}%.", permille / 10, permille % 10)
}

const OVERDUE: &str = "Le reste dû dont l’échéance est passée, taxes comprises\u{a0}: une facture payable en plusieurs fois n’y est que pour ses échéances passées. Les factures sans échéance, archivées ou passées en perte n’y sont pas.";
const RECEIVED: &str = "Tout l’argent reçu pendant ces jours, quoi qu’il ait réglé\u{a0}: des factures, des pénalités, ou rien encore (non affecté). Les règlements annulés ou rejetés par la banque, les compensations et ce qu’un import disait déjà réglé sans donner le jour n’y sont pas.";
const EXPECTED: &str = "Chaque reste dû est attendu le jour promis (promesse ou échéancier)\u{a0}; sinon à son échéance décalée de l’habitude du client\u{a0}; sinon à son échéance. Une date déjà passée n’est plus une date\u{a0}: le montant est compté à part. Chaque euro dû est compté une seule fois. Une ligne sans facture est un terme d’échéancier.";
const SOLD: &str = "Les factures datées de ces 91\u{a0}jours, taxes comprises, moins les avoirs datés des mêmes jours.";
const DELAY: &str = "Ce qui était dû ce soir-là × 91 ÷ ce qui a été facturé sur les 91\u{a0}jours d’avant, avoirs déduits, taxes comprises\u{a0}: la méthode comptable usuelle.";
const LATENESS: &str = "Les jours entre l’échéance et le règlement\u{a0}; dans la moyenne, chaque règlement pèse son montant. Négatif\u{a0}: payé en avance. Les factures sans échéance ou payables en plusieurs fois n’y sont pas.";
const CAME: &str = "Les règlements de factures échues ou à échoir des douze derniers mois, chacun à côté du dernier contact qui l’a précédé. Le délai du total est la valeur du milieu. L’argent non affecté et celui des pénalités n’y sont pas\u{a0}: ils sont dans «\u{a0}Encaissé\u{a0}».";
const FELL_DUE: &str = "Les factures dont l’échéance est passée depuis douze mois au plus. À payer\u{a0}: leur total, avoirs et escomptes déduits. Payé\u{a0}: ce que l’argent a réglé de cela.";
const PROMISES: &str = "Les promesses dont le dernier jour, délai de grâce compris, est passé depuis douze mois au plus. Tenue\u{a0}: la somme promise est venue avant ce jour.";
const DISPUTES: &str = "La part contestée de chaque facture ouverte, aujourd’hui. Le reste de la facture est toujours dû et relancé.";

/// The name of a figure and how it is made.
pub fn named(figure: &Figure, today: NaiveDate) -> FigureAbout {
    let year = || between(today - Months::new(12), today);
    let (title, subtitle, how, empty) = match figure {
        Figure::Overdue => ("En retard", as_of(today), OVERDUE, "Rien n’est en retard."),
        Figure::Received { from, to } => ("Encaissé", between(*from, *to), RECEIVED, "Rien n’a été encaissé pendant ces jours."),
        Figure::Expected { week, why } => {
            let subtitle = match (week, why) {
                (Some(monday), _) => between(*monday, *monday + Days::new(6)),
                (None, Some(Why::Later)) => "Après ces 13\u{a0}semaines".to_owned(),
                (None, Some(Why::Late | Why::Stopped | Why::NoDueDate)) => as_of(today),
                (None, Some(Why::Promised | Why::Habit | Why::DueDate) | None) => "Sur 13\u{a0}semaines".to_owned(),
            };
            (expected(*why), subtitle, EXPECTED, "Rien n’est attendu ici.")
        }
        Figure::Sold { on } => ("Facturé sur 91\u{a0}jours", format!("Jusqu’au {}", long_date(*on)), SOLD, "Rien n’a été facturé."),
        Figure::Delay { on } => ("Délai moyen de paiement", as_of(*on), DELAY, "Rien n’était dû."),
        Figure::Lateness { from, to } => ("Retard moyen", between(*from, *to), LATENESS, "Rien n’a été réglé pendant ces jours."),
        Figure::Came { step } => {
            let subtitle = step.as_ref().map_or_else(year, |step| format!("{step}, {}", year().to_lowercase()));
            ("Réglé, par étape", subtitle, CAME, "Rien n’est venu après cette étape.")
        }
        Figure::FellDue => ("Recouvrement", year(), FELL_DUE, "Rien n’est arrivé à échéance."),
        Figure::Promises => ("Promesses de payer", year(), PROMISES, "Aucune promesse n’est arrivée à son jour."),
        Figure::Disputes => ("Litiges en cours", as_of(today), DISPUTES, "Aucune facture n’est contestée."),
    };
    FigureAbout { title, subtitle, how, empty }
}
