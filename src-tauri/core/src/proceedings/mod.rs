//! After the formal notice: which routes are open for a claim, what each asks for, its life in court and its deadlines, and
//! whether it is worth it. Sources and how sure they are: law/droit.md §9; what is not settled there is never called open.
pub mod court;
pub mod deadlines;
pub mod life;
pub mod routes;
mod words;
pub mod worth;

pub use crate::interest::rates::Confidence;
use serde::{Deserialize, Serialize};

/// A way to go on once a formal notice had no effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Route {
    /// Déclaration de créance, in insolvency proceedings (C. com. L622-24, R622-24).
    Declaration,
    /// Injonction de payer (CPC 1405 to 1425).
    Order,
    /// Petites créances, by a commissaire de justice (CPCE L125-1).
    SmallClaims,
    /// Créance commerciale incontestée (CPCE L126-1 to L126-5).
    Uncontested,
    /// Référé-provision (CPC 872-873, 834-835).
    Summary,
    /// Assignation au fond.
    Merits,
    /// Échéancier.
    Instalments,
    /// Médiation, conciliation.
    Mediation,
    /// The file goes to a lawyer, a commissaire de justice or a collection agency.
    Agency,
    /// Passage en perte.
    WriteOff,
}

/// How a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum Ending {
    /// All was paid.
    Paid,
    /// A part was.
    PartPaid,
    /// An agreement was found.
    Agreed,
    /// It did not succeed.
    Lost,
    /// It was given up.
    Abandoned,
}

impl Ending {
    /// All of them, in the order of the list.
    pub const ALL: [Ending; 5] = [Ending::Paid, Ending::PartPaid, Ending::Agreed, Ending::Lost, Ending::Abandoned];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Ending::Paid => "paid",
            Ending::PartPaid => "part_paid",
            Ending::Agreed => "agreed",
            Ending::Lost => "lost",
            Ending::Abandoned => "abandoned",
        }
    }

    /// What was stored; none when the word is not ours.
    pub fn from_key(key: &str) -> Option<Ending> {
        Ending::ALL.into_iter().find(|one| one.key() == key)
    }

    /// Its name, in French.
    pub fn label(self) -> &'static str {
        words::ending(self)
    }
}

impl Route {
    /// All of them, in the order of the screen.
    pub const ALL: [Route; 10] = [
        Route::Declaration,
        Route::Instalments,
        Route::Mediation,
        Route::Order,
        Route::SmallClaims,
        Route::Uncontested,
        Route::Summary,
        Route::Merits,
        Route::Agency,
        Route::WriteOff,
    ];

    /// As stored.
    pub fn key(self) -> &'static str {
        match self {
            Route::Declaration => "declaration",
            Route::Order => "order",
            Route::SmallClaims => "small_claims",
            Route::Uncontested => "uncontested",
            Route::Summary => "summary",
            Route::Merits => "merits",
            Route::Instalments => "instalments",
            Route::Mediation => "mediation",
            Route::Agency => "agency",
            Route::WriteOff => "write_off",
        }
    }

    /// What was stored; none when the word is not ours.
    pub fn from_key(key: &str) -> Option<Route> {
        Route::ALL.into_iter().find(|one| one.key() == key)
    }

    /// True when it is followed here as a case of its own; an échéancier and a passage en perte have their own place.
    pub fn is_followed(self) -> bool {
        match self {
            Route::Declaration
            | Route::Order
            | Route::SmallClaims
            | Route::Uncontested
            | Route::Summary
            | Route::Merits
            | Route::Mediation
            | Route::Agency => true,
            Route::Instalments | Route::WriteOff => false,
        }
    }

    /// Its name, in French.
    pub fn label(self) -> &'static str {
        words::route(self)
    }
}
