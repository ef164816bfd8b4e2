//! The closed list of tables: one row each.
use super::{accountant, around, follow, ledger, own};
use crate::error::Result;
use crate::export::{Column, Rows, Table};
use chrono::NaiveDate;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A table that may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(export_to = "contract.gen.ts")]
pub enum Export {
    /// What the accountant asks for.
    Accountant,
    /// Clients.
    Clients,
    /// Invoices and credit notes.
    Invoices,
    /// Parts of invoices payable in several.
    DueParts,
    /// Payments.
    Payments,
    /// What settles what.
    Allocations,
    /// Penalties given up.
    Waivers,
    /// Invoices written off.
    Losses,
    /// Messages, letters, calls.
    Reminders,
    /// Disputes, promises, pauses, decisions.
    Holds,
    /// Échéanciers.
    Agreements,
    /// Cases followed after the notice.
    Proceedings,
    /// Movements of the bank.
    BankLines,
    /// What started the time to act again.
    Interruptions,
    /// Guarantors, retention of title, ceilings.
    Safeguards,
    /// What was read in the registers.
    Solvency,
    /// Plans, step by step.
    Plans,
    /// The user's own texts, each revision.
    Texts,
    /// Reference rates that the user entered.
    Rates,
    /// Days when the owner is away.
    Closures,
    /// What happened.
    History,
}

/// What a table is.
pub(super) struct Row {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// What is counted to say how much it is about, as SQL.
    pub(super) counted: &'static str,
    pub(super) columns: fn() -> Cow<'static, [Column]>,
    pub(super) fill: fn(&Connection, NaiveDate, &mut dyn Rows) -> Result<()>,
}

impl Export {
    /// All of them, in the order of the sheets.
    pub const ALL: [Export; 21] = [
        Export::Accountant,
        Export::Clients,
        Export::Invoices,
        Export::DueParts,
        Export::Payments,
        Export::Allocations,
        Export::Waivers,
        Export::Losses,
        Export::Reminders,
        Export::Holds,
        Export::Agreements,
        Export::Proceedings,
        Export::BankLines,
        Export::Interruptions,
        Export::Safeguards,
        Export::Solvency,
        Export::Plans,
        Export::Texts,
        Export::Rates,
        Export::Closures,
        Export::History,
    ];

    /// The table: one line each.
    #[rustfmt::skip]
    pub(super) fn row(self) -> Row {
        match self {
            Export::Accountant => Row {
                name: "Pour l’expert-comptable",
                about: "Ce que chaque client doit, facture par facture, avec l’âge et les litiges ; les avoirs à imputer et les avances en négatif.",
                counted: "(SELECT id FROM invoice WHERE settled_cents < total_cents AND written_off_on IS NULL
                           UNION ALL SELECT id FROM payment WHERE cancelled_at IS NULL AND allocated_cents < amount_cents)",
                columns: accountant::columns, fill: accountant::rows,
            },
            Export::Clients => Row {
                name: "Clients", about: "La fiche de chacun : coordonnées, identifiants, conditions.",
                counted: "client", columns: ledger::client_columns, fill: ledger::clients,
            },
            Export::Invoices => Row {
                name: "Factures et avoirs", about: "Tous, réglés ou non, avec ce qui reste dû aujourd’hui.",
                counted: "invoice", columns: ledger::invoice_columns, fill: ledger::invoices,
            },
            Export::DueParts => Row {
                name: "Échéances multiples", about: "Les parts des factures payables en plusieurs fois.",
                counted: "due_part", columns: ledger::part_columns, fill: ledger::parts,
            },
            Export::Payments => Row {
                name: "Règlements", about: "L’argent reçu, et ce qui en reste à affecter.",
                counted: "payment", columns: ledger::payment_columns, fill: ledger::payments,
            },
            Export::Allocations => Row {
                name: "Affectations", about: "Quel règlement, quel avoir, quel escompte solde quelle facture : le lettrage.",
                counted: "(SELECT id FROM allocation UNION ALL SELECT id FROM discount UNION ALL SELECT id FROM penalty_payment)",
                columns: ledger::allocation_columns, fill: ledger::allocations,
            },
            Export::Waivers => Row {
                name: "Pénalités abandonnées", about: "Ce que vous avez renoncé à réclamer.",
                counted: "penalty_waiver WHERE taken_back_at IS NULL", columns: ledger::waiver_columns, fill: ledger::waivers,
            },
            Export::Losses => Row {
                name: "Passages en perte", about: "Les créances irrécouvrables, avec le montant perdu.",
                counted: "invoice WHERE written_off_on IS NOT NULL", columns: ledger::loss_columns, fill: ledger::losses,
            },
            Export::Reminders => Row {
                name: "Journal des relances", about: "Messages, lettres, appels et visites, avec leurs preuves d’envoi et de remise.",
                counted: "(SELECT id FROM reminder UNION ALL SELECT id FROM contact WHERE reminder_id IS NULL)",
                columns: follow::reminder_columns, fill: follow::reminders,
            },
            Export::Holds => Row {
                name: "Litiges et suspensions", about: "Litiges, promesses, suspensions et décisions, levés ou non.",
                counted: "hold", columns: follow::hold_columns, fill: follow::holds,
            },
            Export::Agreements => Row {
                name: "Échéanciers", about: "Ce qui a été accordé, terme par terme.",
                counted: "agreement", columns: follow::agreement_columns, fill: follow::agreements,
            },
            Export::Proceedings => Row {
                name: "Procédures", about: "Injonctions et autres voies suivies, étape par étape.",
                counted: "proceeding", columns: follow::proceeding_columns, fill: follow::proceedings,
            },
            Export::BankLines => Row {
                name: "Mouvements bancaires", about: "Les encaissements et les rejets lus dans vos relevés.",
                counted: "bank_line", columns: follow::bank_columns, fill: follow::bank,
            },
            Export::Interruptions => Row {
                name: "Prescription", about: "Ce qui a fait repartir le délai pour agir.",
                counted: "interruption WHERE taken_back_at IS NULL", columns: follow::interruption_columns, fill: follow::interruptions,
            },
            Export::Safeguards => Row {
                name: "Garanties et encours", about: "Garants, réserves de propriété, encours autorisés, et ce que vous devez au client.",
                counted: "(SELECT client_id FROM safeguard GROUP BY client_id)", columns: around::safeguard_columns, fill: around::safeguards,
            },
            Export::Solvency => Row {
                name: "Registres consultés", about: "Ce que vous avez lu et noté de vos clients dans les registres publics.",
                counted: "solvency_check", columns: around::solvency_columns, fill: around::solvency,
            },
            Export::Plans => Row {
                name: "Scénarios", about: "Vos scénarios de relance, étape par étape.",
                counted: "dunning_step s JOIN dunning_plan p ON p.id = s.plan_id WHERE s.retired = 0 AND p.retired = 0",
                columns: around::plan_columns, fill: around::plans,
            },
            Export::Texts => Row {
                name: "Textes", about: "Vos propres textes, version après version.",
                counted: "template", columns: own::text_columns, fill: own::texts,
            },
            Export::Rates => Row {
                name: "Taux", about: "Les taux de référence saisis ou repris d’un fichier signé : ils remplacent ceux livrés avec Échu.",
                counted: "reference_rate", columns: own::rate_columns, fill: own::rates,
            },
            Export::Closures => Row {
                name: "Congés", about: "Les jours d’absence où rien ne part.",
                counted: "closure", columns: own::closure_columns, fill: own::closures,
            },
            Export::History => Row {
                name: "Historique", about: "Tout ce qui s’est passé, dans l’ordre, avec l’heure et l’auteur.",
                counted: "event", columns: follow::history_columns, fill: follow::history,
            },
        }
    }

    /// Its name and its columns.
    pub(super) fn table(self) -> Table {
        let row = self.row();
        Table { name: Cow::Borrowed(row.name), columns: (row.columns)() }
    }
}
