//! The words that the texts of a mise en demeure may use, and what they stand for.
use super::{Facts, words};
use crate::letters::annex;
use crate::letters::body::block;
use crate::letters::rich::clean;
use echu_core::money::Cents;
use echu_core::notice::NoticeFacts;
use echu_core::party::DebtorKind;
use echu_core::placeholder::{Values, Variable};
use echu_core::text::{euros, percent};

macro_rules! vocabulary {
    ($($name:literal: $example:literal,)+) => {
        /// The closed set of names, each with an example.
        pub const VOCABULARY: &[Variable] = &[$(Variable { name: $name, example: $example },)+];
    };
}

vocabulary! {
    "civilité": "Madame, Monsieur",
    "client": "Brasserie des Quais SAS",
    "créancier": "Vasseur Plomberie",
    "titulaire": "Vasseur Plomberie",
    "date": "23 novembre 2026",
    "référence": "BDQ-2026-11",
    "iban": "FR76 3000 6000 0112 3456 7890 189",
    "total": "4 205,44 €",
    "principal": "3 880,60 €",
    "relances": "notre e-mail du 5 octobre et notre dernier avis du 13 novembre 2026",
    "première_demande": "oui",
    "factures_impayées": "les factures suivantes restent impayées",
    "plusieurs_factures": "oui",
    "intérêts_réglés": "35,83 €",
    "pénalités": "204,84 €",
    "pénalités_par_jour": "1,32 €",
    "taux_actuel": "12,40 %",
    "indemnités": "120,00 €",
    "pour_mémoire": "la facture F-2026-0377 de 418,00 €, échue le 31 octobre 2026, n’est pas comprise dans cette mise en demeure.",
    "médiateur": "Médiation Artisanat, mediation.example",
    "pénalités_de_retard": "oui",
    "acheteur_public": "oui",
    "particulier": "oui",
    "taux_supplétif": "oui",
    "taux_supplétif_figé": "oui",
    "taux_convenu": "15,00 %",
    "taux_public": "oui",
    "taux_légal": "oui",
    "règlements": "500,00 € le 10 août 2026, par virement, pour la facture F-2026-0148.",
    "intérêts_d_abord": "oui",
    "principal_d_abord": "oui",
    "calcul_des_indemnités": "3 × 40,00 € = 120,00 €",
    "calcul_par_jour": "3 880,60 € × 12,40 % ÷ 365 = 1,32 €",
    "jusqu_au": "31 décembre 2026",
    "depuis_échéance": "oui",
    "depuis_mise_en_demeure": "oui",
    "diviseur": "365",
    "avoirs": "120,00 €",
    "tableau_factures": "le tableau des factures",
    "décompte": "les sommes dues et le délai",
    "signature": "le signataire et les pièces jointes",
    "tableau_pénalités": "le tableau des pénalités",
    "tableau_taux": "le tableau des taux",
}

/// What the names stand for in this letter.
pub fn values(facts: &Facts) -> Values {
    let notice = &facts.notice;
    let flag = |is: bool| if is { "oui".to_owned() } else { String::new() };
    let amount = |amount: Cents| if amount.is_positive() { euros(amount) } else { String::new() };
    let payments: Vec<String> = notice.payments.iter().map(words::payment).collect();
    let salutation = clean(&notice.debtor.salutation);
    let bears = notice.per_day().is_positive();
    let mut values = annex::values(&super::accrued(notice));
    values.extend([
        ("civilité", if salutation.is_empty() { words::SALUTATION.into() } else { salutation }),
        ("client", clean(&notice.debtor.name)),
        ("créancier", clean(&notice.creditor.name)),
        ("titulaire", words::account_holder(&notice.creditor)),
        ("référence", clean(&notice.reference).replace(' ', "\u{a0}")),
        ("iban", words::iban(&notice.creditor)),
        ("total", euros(notice.total())),
        ("principal", euros(notice.principal())),
        ("relances", words::prior(&notice.prior)),
        ("première_demande", flag(notice.prior.is_empty())),
        ("factures_impayées", words::open_invoices(notice.invoice_count()).to_owned()),
        ("plusieurs_factures", flag(notice.invoice_count() > 1)),
        ("intérêts_réglés", amount(notice.penalties_paid())),
        ("pénalités", amount(notice.penalties())),
        ("pénalités_par_jour", amount(notice.per_day())),
        ("taux_actuel", rate_today(notice)),
        ("pour_mémoire", words::others(&notice.others)),
        ("médiateur", notice.creditor.mediator()),
        ("règlements", payments.join("\n")),
        ("intérêts_d_abord", flag(notice.penalties_paid().is_positive() && notice.interest_first)),
        ("principal_d_abord", flag(!payments.is_empty() && !notice.interest_first && bears)),
        ("tableau_factures", block("tableau_factures")),
        ("décompte", block("décompte")),
        ("signature", block("signature")),
    ]);
    values
}

/// The rate of the day, when all invoices share it. A consumer's interest starts with the letter, at the legal rate.
fn rate_today(notice: &NoticeFacts) -> String {
    let starts = match notice.debtor_kind {
        DebtorKind::Consumer => notice.invoices.iter().all(|invoice| invoice.statement.segments.is_empty()),
        DebtorKind::Business | DebtorKind::PublicBody => false,
    };
    notice.rate_today_bp().or(notice.legal_rate_bp.filter(|_| starts)).map(percent).unwrap_or_default()
}
