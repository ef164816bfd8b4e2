//! « Conditions de paiement »: the clauses to print on quotes, general terms and invoices, and what their absence costs.
//!
//! Between professionals, the terms state when penalties apply and their rate, and the lump sum (C. com. L441-10 II); the
//! invoice repeats them with the due date and the discount (L441-9). A public body owes what its code says (CCP L2192-13),
//! and a consumer neither the ECB rate nor the lump sum (C. civ. 1231-6).
use crate::money::Cents;
use crate::party::DebtorKind;
use crate::terms::PaymentTerms;
use crate::text::percent;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A discount for early payment (« escompte »).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Discount {
    /// Of the total, VAT included, in basis points.
    pub rate_bp: u32,
    /// Days after the date of the invoice within which it is granted.
    pub days: u32,
}

/// The discount that a payment received on `on` gains, when what it leaves of an invoice nothing else has settled is exactly
/// that discount: the client paid the price he was offered, in time.
pub fn discount_gained(rate_bp: u32, until: NaiveDate, total: Cents, paid: Cents, on: NaiveDate) -> Option<Cents> {
    let discount = Discount { rate_bp, days: 0 }.of(total);
    (on <= until && discount.is_positive() && paid == total - discount).then_some(discount)
}

impl Discount {
    /// The discount on a total, rounded to the cent, half away from zero. The rate is at most 100 %.
    pub fn of(self, total: Cents) -> Cents {
        let exact = i128::from(total.0) * i128::from(self.rate_bp.min(10_000));
        Cents(i64::try_from((exact + 5_000) / 10_000).unwrap_or(total.0)).min(total)
    }
}

/// What the clauses depend on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct ClausesRequest {
    /// For whom.
    pub debtor_kind: DebtorKind,
    /// Payment terms; none: written on each invoice.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub terms: Option<PaymentTerms>,
    /// Penalty rate agreed, in basis points; none: the statutory rate.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub rate_bp: Option<u32>,
    /// Discount for early payment; none: there is none, which must be said.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional = nullable))]
    pub discount: Option<Discount>,
    /// True: goods stay yours until paid in full.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(optional, as = "Option<bool>"))]
    pub retention: bool,
}

/// The clauses, ready to be copied, in French.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct Clauses {
    /// For a quote: short.
    pub quote: String,
    /// For the general terms: complete.
    pub general_terms: String,
    /// For an invoice: what the law wants printed on it.
    pub invoice: String,
    /// What the absence of these words costs.
    pub sanction: String,
    /// What to know before using them.
    pub notes: Vec<String>,
}

/// Writes the clauses. `floor_bp` is three times the legal rate of the current half-year, when it is known.
pub fn clauses(request: &ClausesRequest, floor_bp: Option<u32>) -> Clauses {
    let due = due_clause(request.terms);
    let discount = discount_clause(request.discount);
    let penalties = penalty_clause(request.debtor_kind, request.rate_bp);
    let retention = request.retention.then_some(RETENTION);
    let paragraphs = |parts: &[Option<&str>]| parts.iter().flatten().copied().collect::<Vec<_>>().join("\n");
    let general = match request.debtor_kind {
        DebtorKind::Business => Some(IMPUTATION),
        DebtorKind::PublicBody | DebtorKind::Consumer => None,
    };
    Clauses {
        quote: paragraphs(&[Some(&due), Some(&penalties), retention.map(|_| RETENTION_SHORT)]),
        general_terms: paragraphs(&[Some(&due), Some(&discount), Some(&penalties), general, retention]),
        invoice: paragraphs(&[Some(&due), Some(&discount), Some(&penalties), retention.map(|_| RETENTION_SHORT)]),
        sanction: sanction(request.debtor_kind).to_owned(),
        notes: notes(request, floor_bp),
    }
}

fn due_clause(terms: Option<PaymentTerms>) -> String {
    match terms {
        None | Some(PaymentTerms::Fixed) => "Règlement à la date d’échéance inscrite sur la facture.".to_owned(),
        Some(PaymentTerms::OnReceipt) => "Règlement à réception de la facture.".to_owned(),
        Some(PaymentTerms::NetDays { days: 0 }) => "Règlement comptant.".to_owned(),
        Some(terms) => {
            format!(
                "Règlement à {}, à compter de la date d’émission de la facture. La date d’échéance est inscrite sur la facture.",
                terms.label()
            )
        }
    }
}

fn discount_clause(discount: Option<Discount>) -> String {
    match discount {
        None => "Pas d’escompte pour paiement anticipé.".to_owned(),
        Some(one) => format!(
            "Escompte de {} du montant TTC pour tout paiement reçu dans les {} jours suivant la date de la facture.",
            percent(one.rate_bp),
            one.days
        ),
    }
}

/// The sentence on penalties and lump sum for a kind of debtor.
pub fn penalty_clause(kind: DebtorKind, rate_bp: Option<u32>) -> String {
    match (kind, rate_bp) {
        (DebtorKind::Business, None) => {
            "Tout retard de paiement entraîne de plein droit, dès le lendemain de l’échéance et sans rappel, des pénalités au taux de la Banque \
             centrale européenne à son opération de refinancement la plus récente majoré de 10 points, et une indemnité forfaitaire de 40\u{A0}€ \
             pour frais de recouvrement (articles L441-10 et D441-5 du Code de commerce)."
                .to_owned()
        }
        (DebtorKind::Business, Some(bp)) => format!(
            "Tout retard de paiement entraîne de plein droit, dès le lendemain de l’échéance et sans rappel, des pénalités au taux annuel de {}, \
             et une indemnité forfaitaire de 40 € pour frais de recouvrement (articles L441-10 et D441-5 du Code de commerce).",
            percent(bp)
        ),
        (DebtorKind::PublicBody, _) => {
            "Le dépassement du délai de paiement ouvre de plein droit, dès le lendemain, droit à des intérêts moratoires au taux de la Banque \
             centrale européenne majoré de 8 points et à l’indemnité forfaitaire de 40\u{A0}€ (articles L2192-13, R2192-31 et D2192-35 du Code \
             de la commande publique)."
                .to_owned()
        }
        (DebtorKind::Consumer, None) => {
            "En cas de retard, les sommes dues portent intérêt au taux légal à compter de la mise en demeure (article 1231-6 du Code civil).".to_owned()
        }
        (DebtorKind::Consumer, Some(bp)) => format!(
            "En cas de retard, les sommes dues portent intérêt au taux annuel de {} à compter de la mise en demeure (articles 1231-6 et 1343-1 du Code civil).",
            percent(bp)
        ),
    }
}

const IMPUTATION: &str = "Tout paiement partiel s’impute d’abord sur les intérêts (article 1343-1 du Code civil). Si les frais de recouvrement \
    dépassent l’indemnité forfaitaire, une indemnisation complémentaire peut être demandée sur justification.";
const RETENTION_SHORT: &str = "Réserve de propriété\u{A0}: les marchandises restent la propriété du vendeur jusqu’au paiement complet du prix (article 2367 du Code civil).";
const RETENTION: &str = "Réserve de propriété\u{A0}: le vendeur conserve la propriété des marchandises jusqu’au paiement complet du prix, en principal et \
    accessoires (article 2367 du Code civil). Les risques passent à l’acheteur dès la livraison.";

fn sanction(kind: DebtorKind) -> &'static str {
    match kind {
        DebtorKind::Business => {
            "Conditions de règlement sans le taux des pénalités ou sans l’indemnité de 40\u{A0}€\u{A0}: amende administrative jusqu’à \
             75\u{202F}000\u{A0}€ pour une personne physique, 2\u{A0}millions d’euros pour une société (article L441-16). Facture incomplète\u{A0}: \
             75\u{202F}000\u{A0}€ ou 375\u{202F}000\u{A0}€ (article L441-9), et 15\u{A0}€ par mention manquante (article 1737 du CGI). Les pénalités \
             restent dues même si vos conditions les oublient."
        }
        DebtorKind::PublicBody => {
            "Les intérêts moratoires sont dus de plein droit, sans clause, et y renoncer est réputé non écrit (article L2192-14)\u{A0}: la clause \
             rappelle la loi. Une facture incomplète reste sanctionnée (article L441-9 et article 1737 du CGI)."
        }
        DebtorKind::Consumer => {
            "Réclamer à un particulier des frais de relance ou l’indemnité de 40\u{A0}€ est interdit (article L111-8 du Code des procédures civiles \
             d’exécution) et peut être puni comme pratique commerciale trompeuse."
        }
    }
}

fn notes(request: &ClausesRequest, floor_bp: Option<u32>) -> Vec<String> {
    let mut notes = Vec::new();
    match (request.debtor_kind, request.rate_bp, floor_bp) {
        (DebtorKind::Business, Some(bp), Some(floor)) if bp < floor => notes.push(format!(
            "{} est sous le plancher de {} (trois fois le taux d’intérêt légal)\u{A0}: cette clause est contraire à l’article L441-10.",
            percent(bp),
            percent(floor)
        )),
        (DebtorKind::Business, Some(_), None) => {
            notes.push("Le taux légal du semestre n’est pas connu\u{A0}: le plancher du taux convenu n’a pas pu être vérifié.".to_owned());
        }
        (DebtorKind::PublicBody, Some(_), _) => {
            notes.push("Le taux convenu est laissé de côté\u{A0}: la loi fixe celui des acheteurs publics (article R2192-31).".to_owned());
        }
        (DebtorKind::Consumer, Some(_), _) => notes.push(
            "Envers un particulier, un taux convenu doit être écrit et reste soumis au juge\u{A0}: clause abusive ou clause pénale (articles L212-1 du \
             Code de la consommation et 1231-5 du Code civil)."
                .to_owned(),
        ),
        (DebtorKind::Business | DebtorKind::Consumer | DebtorKind::PublicBody, _, _) => {}
    }
    if let Some(warning) = request.terms.and_then(|terms| crate::terms::legal_warning(request.debtor_kind, terms)) {
        notes.push(warning.sentence().to_owned());
    }
    if request.retention {
        notes.push(
            "La réserve de propriété ne vaut que si le client l’a acceptée par écrit avant la livraison\u{A0}: faites signer le devis ou les conditions. \
             En cas de procédure collective, la revendication se fait dans les trois mois."
                .to_owned(),
        );
    }
    notes.push("Modèle à faire relire par votre conseil\u{A0}: il reprend les textes, il ne remplace pas un avis.".to_owned());
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(debtor_kind: DebtorKind) -> ClausesRequest {
        ClausesRequest { debtor_kind, terms: Some(PaymentTerms::NetDays { days: 30 }), rate_bp: None, discount: None, retention: false }
    }

    #[test]
    fn a_professional_reads_the_rate_and_the_forty_euros_and_a_consumer_never() {
        let business = clauses(&request(DebtorKind::Business), Some(825));
        for text in [&business.quote, &business.general_terms, &business.invoice] {
            assert!(text.contains("40\u{A0}€") && text.contains("majoré de 10 points"), "{text}");
        }
        assert!(business.invoice.contains("Pas d’escompte"), "its absence is said (L441-9)");
        let consumer = clauses(&request(DebtorKind::Consumer), Some(825));
        for text in [&consumer.quote, &consumer.general_terms, &consumer.invoice] {
            assert!(!text.contains("40\u{A0}€") && !text.contains("L441-10"), "{text}");
            assert!(text.contains("taux légal"), "{text}");
        }
        assert!(clauses(&request(DebtorKind::PublicBody), None).invoice.contains("8 points"));
    }

    #[test]
    fn an_agreed_rate_below_the_floor_is_pointed_out() {
        let agreed = |bp| ClausesRequest { rate_bp: Some(bp), ..request(DebtorKind::Business) };
        assert!(clauses(&agreed(800), Some(825)).notes[0].contains("plancher"), "8 % against 8,25 %");
        assert_eq!(clauses(&agreed(825), Some(825)).notes.len(), 1, "the floor itself is lawful");
        assert!(clauses(&agreed(1_500), None).notes[0].contains("pas connu"));
        assert!(clauses(&agreed(1_500), Some(825)).invoice.contains("15,00\u{A0}%"));
    }

    #[test]
    fn a_discount_is_a_part_of_the_total_to_the_cent() {
        let two_percent = Discount { rate_bp: 200, days: 8 };
        assert_eq!(two_percent.of(Cents(100_025)), Cents(2_001), "20,005 € rounds up");
        assert_eq!(Discount { rate_bp: 20_000, days: 8 }.of(Cents(100)), Cents(100), "never more than the total");
        let on = |day: u32| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        assert_eq!(discount_gained(200, on(8), Cents(100_000), Cents(98_000), on(8)), Some(Cents(2_000)), "the last day counts");
        assert_eq!(discount_gained(200, on(8), Cents(100_000), Cents(98_000), on(9)), None, "too late");
        assert_eq!(discount_gained(200, on(8), Cents(100_000), Cents(97_999), on(8)), None, "less than the price");
        let with = ClausesRequest { discount: Some(two_percent), retention: true, ..request(DebtorKind::Business) };
        let with = clauses(&with, Some(825));
        assert!(with.invoice.contains("Escompte de 2,00\u{A0}%") && with.invoice.contains("Réserve de propriété"));
        assert!(with.general_terms.contains("risques"), "the general terms say more than the invoice");
    }
}
