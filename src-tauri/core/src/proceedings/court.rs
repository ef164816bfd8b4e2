//! Which court, by the kind of debtor; and the form of the request, to copy. The town of the court is typed by the user: no
//! address is ever made up.
use super::Confidence;
use crate::calendar::Region;
use crate::money::Cents;
use crate::party::DebtorKind;
use crate::text::fold;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A kind of court.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum CourtKind {
    /// Tribunal des activités économiques, in twelve towns until 31 December 2028.
    Economic,
    /// Tribunal de commerce.
    Commercial,
    /// Chambre commerciale of the tribunal judiciaire, in Alsace and Moselle.
    CommercialChamber,
    /// Tribunal judiciaire.
    Judicial,
    /// Chambre de proximité of the tribunal judiciaire.
    Proximity,
    /// Not known with what is known of the debtor.
    ToCheck,
}

/// The towns whose commercial court is a tribunal des activités économiques (law 2023-1059; experiment from 1 January 2025).
pub const ECONOMIC_TOWNS: [&str; 12] = [
    "Avignon",
    "Auxerre",
    "Le Havre",
    "Le Mans",
    "Limoges",
    "Lyon",
    "Marseille",
    "Nancy",
    "Nanterre",
    "Paris",
    "Saint-Brieuc",
    "Versailles",
];

/// True for one of the twelve towns, however it is typed.
pub fn is_economic_town(town: &str) -> bool {
    let key =
        |text: &str| fold(text).replace(['-', '\u{a0}'], " ").split_whitespace().collect::<Vec<_>>().join(" ").replace("st ", "saint ");
    ECONOMIC_TOWNS.iter().any(|one| key(one) == key(town))
}

/// Where holidays are looked up for a French postcode; none for an address that is not one.
pub fn region_of(postcode: &str) -> Option<Region> {
    if postcode.len() != 5 || !postcode.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(match (postcode.get(..2)?, postcode.get(..3)?) {
        _ if postcode == "97133" => Region::SaintBarthelemy,
        _ if postcode == "97150" => Region::SaintMartin,
        ("57" | "67" | "68", _) => Region::AlsaceMoselle,
        (_, "971") => Region::Guadeloupe,
        (_, "972") => Region::Martinique,
        (_, "973") => Region::Guyane,
        (_, "974") => Region::Reunion,
        (_, "976") => Region::Mayotte,
        ("97" | "98", _) => return None,
        _ => Region::Metropole,
    })
}

/// What decides of the court.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Debtor<'a> {
    /// What he is.
    pub kind: DebtorKind,
    /// Whether he is a merchant; none when nobody said.
    pub merchant: Option<bool>,
    /// Where he is; none when his postcode does not say.
    pub region: Option<Region>,
    /// Principal, interest and lump sums asked for.
    pub total: Cents,
    /// The town of the court as the user typed it, or empty.
    pub town: &'a str,
}

/// A court, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Court {
    /// Its kind.
    pub kind: CourtKind,
    /// Its name, with its town when it is typed, in French.
    pub label: String,
    /// Why, in French.
    pub why: &'static str,
    /// How sure.
    pub confidence: Confidence,
    /// The number of its form, whose version is to be checked; none when it is not known.
    pub form: Option<&'static str>,
}

impl CourtKind {
    /// True when a registry asks for its costs (CPC 1425).
    pub fn is_commercial(self) -> bool {
        match self {
            CourtKind::Economic | CourtKind::Commercial => true,
            // In Alsace and Moselle the chamber is one of the tribunal judiciaire, which is free.
            CourtKind::CommercialChamber | CourtKind::Judicial | CourtKind::Proximity | CourtKind::ToCheck => false,
        }
    }
}

/// The court of an order for payment: that of the place where the debtor lives, whatever the contract says (CPC 1406).
pub fn court(debtor: Debtor, today: NaiveDate) -> Court {
    let (kind, why, confidence) = kind(debtor, today);
    let (name, form) = match kind {
        CourtKind::Economic => ("Tribunal des activités économiques", Some("12946*02")),
        CourtKind::Commercial => ("Tribunal de commerce", Some("12946*02")),
        CourtKind::CommercialChamber => ("Chambre commerciale du tribunal judiciaire", None),
        CourtKind::Judicial => ("Tribunal judiciaire", Some("12948*06")),
        CourtKind::Proximity => ("Chambre de proximité du tribunal judiciaire", Some("12948*06")),
        CourtKind::ToCheck => ("Tribunal à vérifier", None),
    };
    let town = debtor.town.trim();
    let label = if town.is_empty() || kind == CourtKind::ToCheck { name.to_owned() } else { format!("{name} {}", of_town(town)) };
    Court { kind, label, why, confidence, form }
}

/// « de Nantes », « d’Avignon », « du Havre ».
fn of_town(town: &str) -> String {
    if let Some(rest) = town.strip_prefix("Le ") {
        return format!("du {rest}");
    }
    let vowel = fold(town).starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
    if vowel { format!("d’{town}") } else { format!("de {town}") }
}

fn kind(debtor: Debtor, today: NaiveDate) -> (CourtKind, &'static str, Confidence) {
    let experiment = NaiveDate::from_ymd_opt(2028, 12, 31).is_some_and(|last| today <= last);
    match (debtor.kind, debtor.merchant, debtor.region) {
        (DebtorKind::PublicBody, _, _) => {
            (CourtKind::ToCheck, "Le juge compétent pour un acheteur public est à vérifier.", Confidence::ToCheck)
        }
        (DebtorKind::Consumer, _, _) if debtor.total <= Cents(1_000_000) => (
            CourtKind::Proximity,
            "Client particulier, 10\u{a0}000\u{a0}€ au plus (à vérifier)\u{a0}; crédit à la consommation ou bail d’habitation\u{a0}: juge des contentieux de la protection.",
            Confidence::ToCheck,
        ),
        (DebtorKind::Consumer, _, _) => (CourtKind::Judicial, "Client particulier, plus de 10\u{a0}000\u{a0}€.", Confidence::ToCheck),
        (DebtorKind::Business, None, _) => (
            CourtKind::ToCheck,
            "Dites d’abord si le client est commerçant\u{a0}: le tribunal en dépend (C. com. L721-3).",
            Confidence::ToCheck,
        ),
        (DebtorKind::Business, Some(false), _) => (
            CourtKind::Judicial,
            "Client professionnel non commerçant. S’il est artisan et vous artisan ou commerçant, le tribunal de commerce depuis 2022 (C. com. L721-3), à vérifier.",
            Confidence::ToCheck,
        ),
        (DebtorKind::Business, Some(true), None) => (
            CourtKind::ToCheck,
            "L’adresse du client ne dit pas son département\u{a0}: le tribunal en dépend (CPC 1406).",
            Confidence::ToCheck,
        ),
        (DebtorKind::Business, Some(true), Some(Region::AlsaceMoselle)) => {
            (CourtKind::CommercialChamber, "Client commerçant en Alsace-Moselle.", Confidence::Sure)
        }
        (DebtorKind::Business, Some(true), Some(_)) if is_economic_town(debtor.town) && experiment => (
            CourtKind::Economic,
            "Client commerçant\u{a0}: cette ville a un tribunal des activités économiques jusqu’au 31\u{a0}décembre 2028.",
            Confidence::Sure,
        ),
        (DebtorKind::Business, Some(true), Some(_)) if is_economic_town(debtor.town) => (
            CourtKind::Commercial,
            "Client commerçant\u{a0}: l’expérimentation des tribunaux des activités économiques est finie, à vérifier.",
            Confidence::ToCheck,
        ),
        (DebtorKind::Business, Some(true), Some(_)) => {
            (CourtKind::Commercial, "Client commerçant, acte de commerce (C. com. L721-3).", Confidence::Sure)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn debtor(kind: DebtorKind, merchant: Option<bool>, postcode: &str, town: &'static str) -> Debtor<'static> {
        Debtor { kind, merchant, region: region_of(postcode), total: Cents(250_000), town }
    }

    #[test]
    fn the_court_follows_the_debtor() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        use DebtorKind::{Business, Consumer, PublicBody};
        for (of, kind, label, form) in [
            (debtor(Business, Some(true), "44000", "Nantes"), CourtKind::Commercial, "Tribunal de commerce de Nantes", Some("12946*02")),
            (
                debtor(Business, Some(true), "75011", "PARIS"),
                CourtKind::Economic,
                "Tribunal des activités économiques de PARIS",
                Some("12946*02"),
            ),
            (
                debtor(Business, Some(true), "76600", "Le Havre"),
                CourtKind::Economic,
                "Tribunal des activités économiques du Havre",
                Some("12946*02"),
            ),
            (
                debtor(Business, Some(true), "22000", "St Brieuc"),
                CourtKind::Economic,
                "Tribunal des activités économiques de St Brieuc",
                Some("12946*02"),
            ),
            (
                debtor(Business, Some(true), "84000", "Avignon"),
                CourtKind::Economic,
                "Tribunal des activités économiques d’Avignon",
                Some("12946*02"),
            ),
            (debtor(Business, Some(true), "91000", "Évry"), CourtKind::Commercial, "Tribunal de commerce d’Évry", Some("12946*02")),
            (debtor(Business, Some(true), "67000", ""), CourtKind::CommercialChamber, "Chambre commerciale du tribunal judiciaire", None),
            (debtor(Business, Some(false), "44000", ""), CourtKind::Judicial, "Tribunal judiciaire", Some("12948*06")),
            (debtor(Business, None, "44000", "Paris"), CourtKind::ToCheck, "Tribunal à vérifier", None),
            (debtor(Business, Some(true), "", "Paris"), CourtKind::ToCheck, "Tribunal à vérifier", None),
            (debtor(Consumer, None, "44000", ""), CourtKind::Proximity, "Chambre de proximité du tribunal judiciaire", Some("12948*06")),
            (
                Debtor { total: Cents(1_000_001), ..debtor(Consumer, None, "44000", "") },
                CourtKind::Judicial,
                "Tribunal judiciaire",
                Some("12948*06"),
            ),
            (debtor(PublicBody, Some(true), "44000", ""), CourtKind::ToCheck, "Tribunal à vérifier", None),
        ] {
            let found = court(of, today);
            assert_eq!((found.kind, found.label.as_str(), found.form), (kind, label, form), "{of:?}");
        }
        let later = court(debtor(Business, Some(true), "75011", "Paris"), "2029-01-01".parse().unwrap());
        assert_eq!((later.kind, later.confidence), (CourtKind::Commercial, Confidence::ToCheck), "the experiment is over");
    }

    #[test]
    fn a_postcode_says_where_holidays_are_looked_up() {
        for (postcode, region) in [
            ("44000", Some(Region::Metropole)),
            ("57000", Some(Region::AlsaceMoselle)),
            ("97133", Some(Region::SaintBarthelemy)),
            ("97150", Some(Region::SaintMartin)),
            ("97110", Some(Region::Guadeloupe)),
            ("97400", Some(Region::Reunion)),
            ("97600", Some(Region::Mayotte)),
            ("98800", None),
            ("1000", None),
            ("", None),
            ("B1000", None),
        ] {
            assert_eq!(region_of(postcode), region, "{postcode}");
        }
    }
}
