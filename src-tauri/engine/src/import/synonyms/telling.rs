//! Words that tell by themselves: which field, or that an amount is not what is owed.
use echu_core::intake::Field;

/// Words that tell the field wherever they stand, when no whole name fits.
pub(super) const TELLING: &[(&str, Field)] = &[
    ("echeance", Field::DueOn),
    ("ttc", Field::Total),
    ("siret", Field::Siret),
    ("siren", Field::Siren),
    ("email", Field::Email),
    ("courriel", Field::Email),
    ("telephone", Field::Phone),
    ("postal", Field::Postcode),
    ("postcode", Field::Postcode),
    ("intracommunautaire", Field::VatNumber),
];

/// An amount named with one of these is not what is owed: net of tax, tax, a price, a discount.
pub(super) const NOT_OWED: [&str; 17] = [
    "ht",
    "hors",
    "tva",
    "vat",
    "tax",
    "taxe",
    "taxes",
    "excl",
    "excluding",
    "ex",
    "remise",
    "discount",
    "prix",
    "unitaire",
    "unit",
    "penalites",
    "frais",
];

/// A day or an amount named with one of these is still to come: it proves no payment.
pub(super) const PLANNED: [&str; 30] = [
    "prevu",
    "prevue",
    "prevus",
    "prevues",
    "prevision",
    "previsionnel",
    "previsionnelle",
    "limite",
    "limites",
    "max",
    "maximum",
    "maximale",
    "attendu",
    "attendue",
    "attendus",
    "attendues",
    "estimee",
    "estime",
    "souhaitee",
    "theorique",
    "avant",
    "due",
    "expected",
    "planned",
    "scheduled",
    "estimated",
    "forecast",
    "deadline",
    "latest",
    "target",
];

/// What a client promised: neither received, nor the last day to pay.
pub(super) const PROMISED: [&str; 6] = ["promis", "promise", "promises", "promesse", "promised", "engagement"];
