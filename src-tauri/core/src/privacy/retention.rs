//! The table of retention: each kind of data, while it serves, once it is archived, and the text that says so.
use crate::calendar::{end_of_month, plus_days};
use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

/// A kind of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "PersonalDataKind", export_to = "contract.gen.ts"))]
pub enum DataKind {
    /// Invoices, credit notes, payments, and the identity they bear.
    Invoices,
    /// Contact persons, telephones, e-mails.
    Contacts,
    /// Reminders, letters, proofs.
    Messages,
    /// What the user wrote.
    Notes,
    /// Movements of the bank that settle nothing.
    BankLines,
    /// What the program notes of its failures.
    Logs,
    /// What tells an erased person apart if he comes back.
    Tombstones,
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// Which.
    pub kind: DataKind,
    /// Its name, in French.
    pub label: &'static str,
    /// While it serves, in French.
    pub active: &'static str,
    /// Then, in French.
    pub archive: &'static str,
    /// At the end, in French.
    pub end: &'static str,
    /// The text, in French.
    pub source: &'static str,
    /// True: the sources do not settle it; shown as to be checked.
    pub to_check: bool,
}

/// The table, in the order in which it is shown.
pub const RETENTION: [Retention; 7] = [
    Retention {
        kind: DataKind::Invoices,
        label: "Factures, avoirs, règlements, et l’identité qu’ils portent",
        active: "Jusqu’au règlement",
        archive: "10 ans à compter de la clôture de l’exercice",
        end: "Effacement proposé\u{a0}: les PDF, l’objet, l’identité d’un particulier\u{a0}; les montants restent",
        source: "C. com. L123-22\u{a0}; RGPD art. 17.3.b",
        to_check: false,
    },
    Retention {
        kind: DataKind::Contacts,
        label: "Interlocuteurs, téléphones, adresses e-mail",
        active: "Tant que le client est actif ou qu’une créance court",
        archive: "3 ans après le dernier contact",
        end: "Effacement proposé",
        source: "CNIL, référentiel gestion commerciale (délib. 2021-131)",
        to_check: true,
    },
    Retention {
        kind: DataKind::Messages,
        label: "Relances, courriers, preuves d’envoi et de remise",
        active: "Jusqu’au règlement",
        archive: "5 ans après le règlement",
        end: "Effacement proposé\u{a0}: textes, messages et PDF\u{a0}; la date, l’étape et l’empreinte restent",
        source: "C. civ. 2224, C. com. L110-4\u{a0}; CNIL, référentiel impayés (délib. 2021-130)",
        to_check: true,
    },
    Retention {
        kind: DataKind::Notes,
        label: "Notes, litiges, comptes rendus d’appel",
        active: "Jusqu’au règlement",
        archive: "5 ans après le règlement, comme le dossier",
        end: "Effacement proposé",
        source: "CNIL, référentiel impayés (délib. 2021-130)",
        to_check: true,
    },
    Retention {
        kind: DataKind::BankLines,
        label: "Mouvements bancaires qui ne règlent aucune facture",
        active: "Jusqu’au rapprochement",
        archive: "13 mois\u{a0}; 10 ans s’ils règlent une facture",
        end: "Effacement proposé\u{a0}: libellé, contrepartie et IBAN",
        source: "C. mon. fin. L133-24\u{a0}; C. com. L123-22",
        to_check: true,
    },
    Retention {
        kind: DataKind::Logs,
        label: "Journal technique et journal des envois",
        active: "Journal technique\u{a0}: les derniers fichiers, remplacés un à un",
        archive: "Journal des envois\u{a0}: tant que la base sert, des empreintes seulement",
        end: "Ni nom, ni adresse, ni montant n’y sont écrits",
        source: "RGPD art. 5.1.c",
        to_check: false,
    },
    Retention {
        kind: DataKind::Tombstones,
        label: "Empreintes des personnes effacées",
        active: "Tant que la base sert",
        archive: "Aucune",
        end: "Elles évitent qu’un import ou une sauvegarde les fasse revenir",
        source: "RGPD art. 5.2 et 17",
        to_check: false,
    },
];

/// The month at whose end the user closes his financial year, from 1 to 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearEnd(u32);

impl YearEnd {
    /// A month from 1 to 12; nothing else is one.
    pub fn of(month: u32) -> Option<YearEnd> {
        (1..=12).contains(&month).then_some(YearEnd(month))
    }

    /// Its number.
    pub fn month(self) -> u32 {
        self.0
    }

    /// The close of the financial year in which `day` lies.
    fn close_of(self, day: NaiveDate) -> NaiveDate {
        let year = if day.month() <= self.0 { day.year() } else { day.year() + 1 };
        NaiveDate::from_ymd_opt(year, self.0, 1).map_or(NaiveDate::MAX, end_of_month)
    }
}

impl Default for YearEnd {
    /// The calendar year, as most small businesses do.
    fn default() -> YearEnd {
        YearEnd(12)
    }
}

fn after(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// The last day on which data of a kind are kept. `from`: the day of the invoice; the last contact; the settlement; the day of the
/// movement. Logs and digests have no such day.
pub fn last_day_kept(kind: DataKind, from: NaiveDate, year_end: YearEnd) -> NaiveDate {
    match kind {
        // C. com. L123-22: ten years from the close of the financial year.
        DataKind::Invoices => after(year_end.close_of(from), 120),
        DataKind::Contacts => after(from, 36),
        DataKind::Messages | DataKind::Notes => after(from, 60),
        DataKind::BankLines => after(from, 13),
        DataKind::Logs | DataKind::Tombstones => NaiveDate::MAX,
    }
}

/// The first day on which it may be purged.
pub(super) fn purged_from(kind: DataKind, from: NaiveDate, year_end: YearEnd) -> NaiveDate {
    plus_days(last_day_kept(kind, from, year_end), 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::day;

    #[test]
    fn an_invoice_is_kept_ten_years_from_the_close_of_its_year() {
        // C. com. L123-22.
        let kept = |from, month| last_day_kept(DataKind::Invoices, day(from), YearEnd::of(month).unwrap());
        for (from, month, last) in [
            ("2026-01-02", 12, "2036-12-31"),
            ("2026-12-31", 12, "2036-12-31"),
            ("2026-06-30", 6, "2036-06-30"),
            ("2026-07-01", 6, "2037-06-30"),
            ("2026-02-10", 2, "2036-02-28"),
        ] {
            assert_eq!(kept(from, month), day(last), "{from}, closed in month {month}");
        }
    }

    #[test]
    fn the_rest_is_kept_from_its_own_day() {
        for (kind, from, last) in [
            (DataKind::Contacts, "2026-11-23", "2029-11-23"),
            (DataKind::Messages, "2024-02-29", "2029-02-28"),
            (DataKind::Notes, "2026-11-23", "2031-11-23"),
            (DataKind::BankLines, "2026-01-31", "2027-02-28"),
        ] {
            assert_eq!(last_day_kept(kind, day(from), YearEnd::default()), day(last), "{kind:?}");
        }
        assert_eq!(last_day_kept(DataKind::Tombstones, day("2026-01-01"), YearEnd::default()), NaiveDate::MAX);
    }

    #[test]
    fn a_month_is_one_of_twelve() {
        assert_eq!(YearEnd::of(0), None);
        assert_eq!(YearEnd::of(13), None);
    }

    #[test]
    fn every_kind_has_its_line() {
        let kinds: std::collections::BTreeSet<_> = RETENTION.iter().map(|one| one.kind).collect();
        assert_eq!(kinds.len(), RETENTION.len());
        assert!(RETENTION.iter().all(|one| !one.source.is_empty() && !one.end.is_empty()));
    }
}
