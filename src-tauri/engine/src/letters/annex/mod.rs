//! The annex that lets a debtor redo every sum: penalties line by line, rates, what the law says of them.
mod tables;
pub(crate) mod words;

use super::body::{self, block};
use super::face::tenths_mm;
use super::layout::Flow;
use super::{LetterError, words as shared};
use chrono::NaiveDate;
use echu_core::interest::PenaltyResponse;
use echu_core::interest::regime::RegimeKind;
use echu_core::money::Cents;
use echu_core::notice::ReceivedPayment;
use echu_core::party::DebtorKind;
use echu_core::placeholder::{Values, Variable};
use echu_core::text::{euros, join_and, percent};
use std::collections::BTreeSet;

/// The built-in text.
pub const TEXT: &str = include_str!("text.fr.txt");

/// The names the annex uses, each with an example.
pub const VOCABULARY: &[Variable] = &[
    Variable { name: "client", example: "Brasserie des Quais SAS" },
    Variable { name: "référence", example: "BDQ-2026-11" },
    Variable { name: "date", example: "23 novembre 2026" },
    Variable { name: "pénalités_de_retard", example: "oui" },
    Variable { name: "acheteur_public", example: "oui" },
    Variable { name: "particulier", example: "oui" },
    Variable { name: "taux_supplétif", example: "oui" },
    Variable { name: "taux_supplétif_figé", example: "oui" },
    Variable { name: "taux_convenu", example: "15,00 %" },
    Variable { name: "taux_public", example: "oui" },
    Variable { name: "taux_légal", example: "oui" },
    Variable { name: "règlements", example: "500,00 € le 10 août 2026, par virement, pour la facture F-2026-0148." },
    Variable { name: "intérêts_d_abord", example: "oui" },
    Variable { name: "principal_d_abord", example: "oui" },
    Variable { name: "indemnités", example: "120,00 €" },
    Variable { name: "calcul_des_indemnités", example: "3 × 40,00 € = 120,00 €" },
    Variable { name: "calcul_par_jour", example: "3 880,60 € × 12,40 % ÷ 365 = 1,32 €" },
    Variable { name: "jusqu_au", example: "31 décembre 2026" },
    Variable { name: "depuis_échéance", example: "oui" },
    Variable { name: "depuis_mise_en_demeure", example: "oui" },
    Variable { name: "diviseur", example: "365" },
    Variable { name: "avoirs", example: "120,00 €" },
    Variable { name: "tableau_pénalités", example: "le tableau des pénalités" },
    Variable { name: "tableau_taux", example: "le tableau des taux" },
];

/// Penalties to account for, as `compute_penalties` gave them.
#[derive(Debug, Clone)]
pub struct Accrued<'a> {
    /// Decides words and grounds.
    pub kind: DebtorKind,
    /// The day the figures stop.
    pub on: NaiveDate,
    /// 365, or 366 when the user chose so.
    pub divisor: u32,
    /// Number, last day to pay and account of each invoice.
    pub claims: Vec<(String, NaiveDate, &'a PenaltyResponse)>,
    /// Credit notes not yet used: taken off the principal by the letter, they are no part of this calculation.
    pub credit: Cents,
    /// True for invoices that are paid: what their payments left of the principal, by paying interest first, is part of what
    /// is asked for.
    pub paid: bool,
    /// True when nothing runs after `on`: insolvency proceedings stopped it (C. com. L622-28).
    pub stopped: bool,
}

impl Accrued<'_> {
    /// True when there is something to account for.
    pub fn has_lines(&self) -> bool {
        self.statements().any(|statement| !statement.segments.is_empty())
    }

    fn statements(&self) -> impl Iterator<Item = &PenaltyResponse> {
        self.claims.iter().map(|(_, _, statement)| *statement)
    }

    /// Asked for on an invoice, lump sum apart.
    fn due(&self, statement: &PenaltyResponse) -> Cents {
        statement.interest_due + self.left(statement)
    }

    /// Of it, principal.
    fn left(&self, statement: &PenaltyResponse) -> Cents {
        if self.paid { statement.principal_due } else { Cents::ZERO }
    }

    fn sum(&self, part: impl Fn(&PenaltyResponse) -> Cents) -> Cents {
        self.statements().map(part).sum()
    }

    /// The rate of the last day, when all invoices share it.
    fn rate_today_bp(&self) -> Option<u32> {
        let last = |statement: &PenaltyResponse| statement.segments.last().map(|line| line.rate_bp);
        let first = self.statements().next().and_then(last)?;
        self.statements().all(|statement| last(statement) == Some(first)).then_some(first)
    }
}

/// The annex's paragraphs.
///
/// # Errors
/// A fault of the text, which the tests exclude.
pub fn paragraphs(accrued: &Accrued, client: &str, reference: &str) -> Result<Vec<String>, LetterError> {
    let received = |(number, _, statement): &(String, NaiveDate, &PenaltyResponse)| {
        statement.settled.iter().map(|one| ReceivedPayment::of(one, number)).collect::<Vec<_>>()
    };
    let payments: Vec<ReceivedPayment> = accrued.claims.iter().flat_map(received).collect();
    let first = payments.iter().any(|payment| payment.to_interest.is_positive());
    // Interest had run when it came, and it paid none of it: the creditor took it for the principal.
    let after = |(_, due_on, statement): &(String, NaiveDate, &PenaltyResponse)| {
        statement.interest_accrued.is_positive() && statement.settled.iter().any(|one| one.on > *due_on && one.principal.is_positive())
    };
    let principal = !first && accrued.claims.iter().any(after);
    let mut values = values(accrued);
    values.extend([
        ("client", client.to_owned()),
        ("référence", super::rich::clean(reference)),
        ("règlements", payments.iter().map(words::payment).collect::<Vec<_>>().join("\n")),
        ("intérêts_d_abord", flag(first)),
        ("principal_d_abord", flag(principal)),
    ]);
    body::paragraphs(TEXT, VOCABULARY, &values)
}

/// Lays the annex's block of that name.
///
/// # Errors
/// `MissingGlyph`.
pub fn place(name: &str, flow: &mut Flow, accrued: &Accrued) -> Result<(), LetterError> {
    match name {
        "tableau_pénalités" => {
            flow.space(tenths_mm(30));
            tables::penalties(accrued).lay(flow)
        }
        "tableau_taux" => match tables::rates(accrued) {
            Some(table) => {
                flow.space(tenths_mm(4));
                table.lay(flow)?;
                flow.space(tenths_mm(28));
                Ok(())
            }
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

fn flag(is: bool) -> String {
    if is { "oui".to_owned() } else { String::new() }
}

/// What the annex's names stand for, but for client, reference and payments.
pub fn values(accrued: &Accrued) -> Values {
    let rests_on = |kind: RegimeKind| {
        flag(accrued.statements().filter(|statement| !statement.segments.is_empty()).any(|statement| statement.regime == kind))
    };
    let agreed: BTreeSet<u32> = accrued
        .statements()
        .filter(|statement| matches!(statement.regime, RegimeKind::Contract | RegimeKind::ConsumerContract))
        .flat_map(|statement| statement.segments.iter().map(|line| line.rate_bp))
        .collect();
    let agreed: Vec<String> = agreed.into_iter().map(percent).collect();
    let fees = accrued.sum(|statement| statement.fee);
    Values::from([
        ("date", shared::day(accrued.on)),
        ("pénalités_de_retard", flag(accrued.kind == DebtorKind::Business)),
        ("acheteur_public", flag(accrued.kind == DebtorKind::PublicBody)),
        ("particulier", flag(accrued.kind == DebtorKind::Consumer)),
        ("taux_supplétif", rests_on(RegimeKind::Statutory)),
        ("taux_supplétif_figé", rests_on(RegimeKind::StatutoryFrozen)),
        ("taux_convenu", join_and(&agreed)),
        ("taux_public", rests_on(RegimeKind::PublicBody)),
        ("taux_légal", rests_on(RegimeKind::ConsumerLegal)),
        // A consumer owes interest at the legal rate from the formal notice only (C. civ. 1231-6).
        ("depuis_mise_en_demeure", rests_on(RegimeKind::ConsumerLegal)),
        ("depuis_échéance", flag(rests_on(RegimeKind::ConsumerLegal).is_empty())),
        ("indemnités", if fees.is_positive() { euros(fees) } else { String::new() }),
        ("calcul_des_indemnités", words::fee_sum(accrued)),
        ("calcul_par_jour", if accrued.stopped { String::new() } else { words::per_day(accrued) }),
        ("jusqu_au", words::sure_until(accrued).map(shared::day).unwrap_or_default()),
        ("diviseur", accrued.divisor.to_string()),
        ("avoirs", if accrued.credit.is_positive() { euros(accrued.credit) } else { String::new() }),
        ("tableau_pénalités", block("tableau_pénalités")),
        ("tableau_taux", block("tableau_taux")),
    ])
}
