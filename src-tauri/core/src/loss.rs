//! What an invoice written off leaves to do for its VAT: law/droit.md §9.7 (CGI 272-1, whose text was not read: to be checked).
use crate::money::Cents;
use crate::text::{euros, long_date};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Why it was written off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum LossReason {
    /// Liquidation judiciaire: lost for good from its judgment.
    Liquidation,
    /// The debtor is gone, or owns nothing that may be seized.
    Vanished,
    /// All that could be tried was, without effect.
    Exhausted,
    /// Going on would cost more than it would bring.
    NotWorth,
    /// Too late to act.
    TimeBarred,
    /// Something else.
    Other,
}

impl LossReason {
    /// All of them, in the order of the list.
    pub const ALL: [LossReason; 6] = [
        LossReason::Liquidation,
        LossReason::Vanished,
        LossReason::Exhausted,
        LossReason::NotWorth,
        LossReason::TimeBarred,
        LossReason::Other,
    ];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            LossReason::Liquidation => "liquidation",
            LossReason::Vanished => "vanished",
            LossReason::Exhausted => "exhausted",
            LossReason::NotWorth => "not_worth",
            LossReason::TimeBarred => "time_barred",
            LossReason::Other => "other",
        }
    }

    /// What was stored; none when the word is not ours.
    pub fn from_key(key: &str) -> Option<LossReason> {
        LossReason::ALL.into_iter().find(|one| one.key() == key)
    }

    /// In French.
    pub fn label(self) -> &'static str {
        match self {
            LossReason::Liquidation => "Liquidation judiciaire",
            LossReason::Vanished => "Débiteur disparu ou insolvable",
            LossReason::Exhausted => "Poursuites restées sans effet",
            LossReason::NotWorth => "Abandonnée\u{a0}: poursuivre coûterait plus que la créance",
            LossReason::TimeBarred => "Délai pour agir passé",
            LossReason::Other => "Autre motif",
        }
    }

    /// True when the creditor gave up: that alone makes no claim lost for good.
    pub fn gives_up(self) -> bool {
        match self {
            LossReason::NotWorth | LossReason::TimeBarred => true,
            LossReason::Liquidation | LossReason::Vanished | LossReason::Exhausted | LossReason::Other => false,
        }
    }
}

/// What became of the VAT of the invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum VatDue {
    /// Already paid to the state: goods delivered, or the option for the débits.
    Paid,
    /// Due on receipt (encaissements): nothing was paid, so nothing is recovered.
    OnReceipt,
    /// The invoice has none (franchise en base).
    None,
}

impl VatDue {
    /// All of them.
    pub const ALL: [VatDue; 3] = [VatDue::Paid, VatDue::OnReceipt, VatDue::None];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            VatDue::Paid => "paid",
            VatDue::OnReceipt => "on_receipt",
            VatDue::None => "none",
        }
    }

    /// What was stored; none when the word is not ours.
    pub fn from_key(key: &str) -> Option<VatDue> {
        VatDue::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// What is known of a loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loss {
    /// What is left unpaid, toutes taxes comprises.
    pub lost: Cents,
    /// Why.
    pub reason: LossReason,
    /// The day it was lost for good; none when it is not.
    pub definitive_on: Option<NaiveDate>,
    /// What became of its VAT.
    pub vat_due: VatDue,
    /// Of what is lost, without VAT and the VAT: none when the invoice only says its total.
    pub split: Option<(Cents, Cents)>,
}

/// What may be done of the VAT.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VatVerdict {
    /// Nothing was paid on it.
    NothingPaid,
    /// It has none.
    NoVat,
    /// It was given up, which is not being lost for good.
    GivenUp,
    /// It is not lost for good yet.
    NotDefinitive,
    /// Net and VAT are not known: they are never guessed.
    SplitUnknown,
    /// It may be recovered once the invoice is corrected.
    Recoverable {
        /// Without VAT.
        net: Cents,
        /// The VAT.
        vat: Cents,
        /// The last day, to be checked.
        until: NaiveDate,
    },
}

/// Net and VAT must make what is lost.
pub fn adds_up(lost: Cents, net: Cents, vat: Cents) -> bool {
    net.0 >= 0 && vat.0 >= 0 && net + vat == lost
}

impl Loss {
    /// What may be done of its VAT (CGI 272-1).
    pub fn verdict(&self) -> VatVerdict {
        match (self.vat_due, self.definitive_on, self.split) {
            (VatDue::OnReceipt, _, _) => VatVerdict::NothingPaid,
            (VatDue::None, _, _) => VatVerdict::NoVat,
            (VatDue::Paid, _, _) if self.reason.gives_up() => VatVerdict::GivenUp,
            (VatDue::Paid, None, _) => VatVerdict::NotDefinitive,
            (VatDue::Paid, Some(_), None) => VatVerdict::SplitUnknown,
            (VatDue::Paid, Some(on), Some((net, vat))) => VatVerdict::Recoverable { net, vat, until: until(on) },
        }
    }
}

/// The last day to recover the VAT: 31 December of the second year after it was lost for good (one source: to be checked).
fn until(on: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(on.year() + 2, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// The mention of CGI 272, word for word.
pub fn mention(net: Cents, vat: Cents) -> String {
    format!(
        "Facture demeurée impayée pour la somme de {} (prix net) et pour la somme de {} (TVA correspondante) qui ne peut faire l’objet d’une déduction (article 272 du CGI)",
        euros(net),
        euros(vat)
    )
}

impl VatVerdict {
    /// What it means on a day, in French.
    pub fn sentence(self, today: NaiveDate) -> String {
        match self {
            VatVerdict::NothingPaid => {
                "TVA sur les encaissements\u{a0}: elle n’a jamais été versée pour ce qui est impayé, il n’y a rien à récupérer.".to_owned()
            }
            VatVerdict::NoVat => "Facture sans TVA\u{a0}: il n’y a rien à récupérer.".to_owned(),
            VatVerdict::GivenUp => {
                "Un abandon ne rend pas la créance définitivement irrécouvrable\u{a0}: à vérifier avec votre expert-comptable.".to_owned()
            }
            VatVerdict::NotDefinitive => {
                "La TVA ne se récupère que sur une créance définitivement irrécouvrable\u{a0}: dites depuis quand elle l’est, avec ce qui le prouve.".to_owned()
            }
            VatVerdict::SplitUnknown => {
                "Seul le total TTC est connu\u{a0}: recopiez de la facture le prix net et la TVA de ce qui reste impayé. Rien n’est deviné.".to_owned()
            }
            VatVerdict::Recoverable { vat, until, .. } if today > until => format!(
                "{} de TVA sur cette perte, mais le délai connu pour la récupérer est passé depuis le {} (à vérifier avec votre comptable).",
                euros(vat),
                long_date(until)
            ),
            VatVerdict::Recoverable { vat, until, .. } => format!(
                "{} de TVA à récupérer, après envoi au client d’un duplicata de la facture portant la mention, ou d’un état récapitulatif\u{a0}; au plus tard le {} (à vérifier avec votre comptable).",
                euros(vat),
                long_date(until)
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loss() -> Loss {
        Loss {
            lost: Cents(120_000),
            reason: LossReason::Liquidation,
            definitive_on: NaiveDate::from_ymd_opt(2026, 11, 20),
            vat_due: VatDue::Paid,
            split: Some((Cents(100_000), Cents(20_000))),
        }
    }

    #[test]
    fn vat_is_recovered_when_it_was_paid_and_the_claim_is_lost_for_good() {
        // CGI 272-1, law/droit.md §9.7.
        let until = NaiveDate::from_ymd_opt(2028, 12, 31).unwrap();
        for (one, expected) in [
            (loss(), VatVerdict::Recoverable { net: Cents(100_000), vat: Cents(20_000), until }),
            (Loss { definitive_on: None, ..loss() }, VatVerdict::NotDefinitive),
            (Loss { split: None, ..loss() }, VatVerdict::SplitUnknown),
            (Loss { reason: LossReason::NotWorth, ..loss() }, VatVerdict::GivenUp),
            (Loss { reason: LossReason::TimeBarred, definitive_on: None, ..loss() }, VatVerdict::GivenUp),
            (Loss { reason: LossReason::NotWorth, vat_due: VatDue::OnReceipt, ..loss() }, VatVerdict::NothingPaid),
            (Loss { vat_due: VatDue::OnReceipt, ..loss() }, VatVerdict::NothingPaid),
            (Loss { vat_due: VatDue::None, split: None, ..loss() }, VatVerdict::NoVat),
        ] {
            assert_eq!(one.verdict(), expected, "{one:?}");
            assert!(expected.sentence(until).contains('.'), "{expected:?}");
        }
    }

    #[test]
    fn the_sentence_says_when_the_delay_is_past() {
        let verdict = loss().verdict();
        let on = |year, month, day| verdict.sentence(NaiveDate::from_ymd_opt(year, month, day).unwrap());
        assert!(on(2028, 12, 31).contains("au plus tard le 31 décembre 2028"), "{}", on(2028, 12, 31));
        let past = on(2029, 1, 1);
        assert!(past.contains("est passé depuis le 31 décembre 2028 (à vérifier"), "{past}");
        assert!(!past.contains("TVA à récupérer"), "{past}");
    }

    #[test]
    fn the_mention_is_that_of_the_law_and_the_split_adds_up() {
        assert_eq!(
            mention(Cents(100_000), Cents(20_000)),
            "Facture demeurée impayée pour la somme de 1\u{202f}000,00\u{a0}€ (prix net) et pour la somme de 200,00\u{a0}€ (TVA correspondante) qui ne peut faire l’objet d’une déduction (article 272 du CGI)"
        );
        for (net, vat, whole) in [(100_000, 20_000, true), (100_000, 19_999, false), (140_000, -20_000, false)] {
            assert_eq!(adds_up(Cents(120_000), Cents(net), Cents(vat)), whole, "{net} {vat}");
        }
    }

    #[test]
    fn keys_are_read_back() {
        assert!(LossReason::ALL.into_iter().all(|one| LossReason::from_key(one.key()) == Some(one)));
        assert!(VatDue::ALL.into_iter().all(|one| VatDue::from_key(one.key()) == Some(one)));
    }
}
