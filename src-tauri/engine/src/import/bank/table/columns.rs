//! What each column of a bank's table is: as its bank documents it, else by its name, else by what it holds.
use super::bare;
use super::layouts::Layout;
use crate::import::bank::amounts::label;
use crate::import::bank::words::{plain_side, side};
use crate::import::limits;
use crate::import::table::Table;
use echu_core::bank::{NoMovement, no_movement};
use echu_core::text::fold;

/// What a column of a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "StatementColumn", export_to = "contract.gen.ts")]
pub enum Column {
    /// The day the bank entered the movement.
    Booked,
    /// The day from which it counts.
    Value,
    /// What it is; several columns are one text.
    Label,
    /// With its sign, or with the side that another column says.
    Amount,
    /// Taken beside the amount: it moves the balance and is nobody's payment.
    Fee,
    /// What went out.
    Debit,
    /// What came in.
    Credit,
    /// Which way the amount goes, when it has no sign.
    Side,
    /// Booked or announced.
    State,
    /// Of the amount.
    Currency,
    /// The payer's own.
    Reference,
    /// The bank's identifier of the movement.
    BankId,
    /// Who paid or was paid.
    Counterparty,
    /// The account of that one.
    CounterpartyIban,
    /// The user's own account, where the table holds several.
    Account,
    /// What the account holds after the movement.
    Balance,
}

/// The place of each column, and the row of the header.
pub(super) struct Columns {
    /// None: the first row is already a movement.
    pub(super) header: Option<usize>,
    pub(super) places: Vec<(Column, usize)>,
    /// The bank whose documented table it is; empty when it is not known.
    pub(super) bank: &'static str,
    /// Cells of a movement, in a table without header; any other row is no movement.
    pub(super) width: Option<usize>,
}

impl Columns {
    /// The header below titles, else the shape of the rows.
    pub(super) fn find(table: &Table) -> Option<Columns> {
        let rows = 0..table.len().min(limits::HEADER_DEPTH);
        rows.map(|row| Columns::of(table, row)).find(Columns::is_complete).or_else(|| bare::find(table))
    }

    /// The bank's own identifier, or the account of the other side: no list of invoices has them.
    pub(super) fn is_of_a_bank(&self) -> bool {
        self.has(Column::BankId) || self.has(Column::CounterpartyIban)
    }

    /// A day, an amount, and what the movement is or who is on the other side of it.
    fn is_complete(&self) -> bool {
        let told = self.has(Column::Label) || (self.has(Column::Counterparty) && self.is_of_a_bank());
        self.has(Column::Booked) && told && (self.has(Column::Amount) || (self.has(Column::Debit) && self.has(Column::Credit)))
    }

    /// What this row of names says of the columns.
    pub(super) fn of(table: &Table, header: usize) -> Columns {
        let names: Vec<&str> = (0..table.width(header)).map(|place| table.cell(header, place)).collect();
        if let Some(layout) = Layout::of_header(&names) {
            return Columns { header: Some(header), places: layout.places(&names), bank: &layout.label, width: None };
        }
        let mut places = Vec::new();
        for (place, name) in names.iter().enumerate() {
            let Some(column) = column(name) else { continue };
            // Several labels are one text; of two dates of entry the first counts.
            if column == Column::Label || !places.iter().any(|(known, _)| *known == column) {
                places.push((column, place));
            }
        }
        if !places.iter().any(|(column, _)| *column == Column::Booked)
            && let Some(value) = places.iter_mut().find(|(column, _)| *column == Column::Value)
        {
            value.0 = Column::Booked;
        }
        let mut columns = Columns { header: Some(header), places, bank: "", width: None };
        columns.find_side(table, header);
        columns
    }

    /// What a person says that each column is.
    pub(super) fn said(header: Option<usize>, columns: &[Option<Column>], width: Option<usize>) -> Columns {
        let places = columns.iter().enumerate().filter_map(|(place, column)| Some(((*column)?, place)));
        Columns { header, places: places.collect(), bank: "", width }
    }

    /// What each column is; of two that hold the same, the one to prefer, and every part of the words.
    pub(super) fn by_place(&self, width: usize) -> Vec<Option<Column>> {
        let mut columns = vec![None; width];
        for (column, place) in &self.places {
            if let Some(cell) = columns.get_mut(*place).filter(|cell| cell.is_none())
                && (*column == Column::Label || self.places.iter().find(|(known, _)| known == column) == Some(&(*column, *place)))
            {
                *cell = Some(*column);
            }
        }
        columns
    }

    /// How many columns are named.
    pub(super) fn count(&self) -> usize {
        self.places.len()
    }

    /// The first row that may be a movement.
    pub(super) fn first_row(&self) -> usize {
        self.header.map_or(0, |header| header + 1)
    }

    /// A column whose every cell is « débit » or « crédit » says which way the amount goes, whatever its name: « Nature »,
    /// « Opération ». « Type » says it when most of its cells do, which others call « virement » or « carte ».
    fn find_side(&mut self, table: &Table, header: usize) {
        if [Column::Side, Column::Debit, Column::Credit].iter().any(|wanted| self.has(*wanted)) {
            return;
        }
        let labels: Vec<usize> = self.places.iter().filter(|(column, _)| *column == Column::Label).map(|(_, place)| *place).collect();
        let tells = |place: &usize| {
            let cells = || (header + 1..table.len()).map(|row| table.cell(row, *place)).filter(|cell| !cell.is_empty());
            if fold(table.cell(header, *place)).starts_with("type") {
                let known = cells().filter(|cell| side(cell).is_some()).count();
                known > cells().count() - known
            } else {
                cells().next().is_some() && cells().all(|cell| plain_side(cell).is_some()) && labels != [*place]
            }
        };
        if let Some(found) = (0..table.width(header)).find(tells) {
            self.places.retain(|(_, place)| *place != found);
            self.places.push((Column::Side, found));
        }
    }

    /// The first of the columns that hold it where something is written.
    pub(super) fn cell<'a>(&self, table: &'a Table, row: usize, wanted: Column) -> &'a str {
        let mut cells = self.places.iter().filter(|(column, _)| *column == wanted).map(|(_, place)| table.cell(row, *place));
        cells.find(|cell| !cell.is_empty()).unwrap_or("")
    }

    pub(super) fn has(&self, wanted: Column) -> bool {
        self.places.iter().any(|(column, _)| *column == wanted)
    }

    /// A balance or a total, by its words; none where who paid is named: money moved.
    pub(super) fn told(&self, table: &Table, row: usize) -> Option<NoMovement> {
        if [Column::Counterparty, Column::CounterpartyIban].iter().any(|wanted| !self.cell(table, row, *wanted).is_empty()) {
            return None;
        }
        no_movement(&label(&self.cells(table, row, Column::Label)))
    }

    pub(super) fn cells<'a>(&self, table: &'a Table, row: usize, wanted: Column) -> Vec<&'a str> {
        self.places.iter().filter(|(column, _)| *column == wanted).map(|(_, place)| table.cell(row, *place)).collect()
    }
}

/// The words beside « débit » and « crédit » in the names of the columns that hold the amounts.
const AMOUNT_WORDS: [&str; 19] = [
    "debit",
    "debits",
    "debited",
    "debite",
    "credit",
    "credits",
    "credited",
    "credite",
    "montant",
    "montants",
    "amount",
    "au",
    "en",
    "eur",
    "euro",
    "euros",
    "mouvement",
    "mouvements",
    "somme",
];

fn column(name: &str) -> Option<Column> {
    let whole = fold(name);
    let name = whole.split(['(', '[']).next().unwrap_or_default().replace(['_', '.', ':'], " ");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let debit = words.iter().any(|word| matches!(*word, "debit" | "debits" | "debited" | "debite"));
    let credit = words.iter().any(|word| matches!(*word, "credit" | "credits" | "credited" | "credite"));
    // « Montant au débit », and not « Compte à débiter » nor « Carte de crédit ».
    let of_amount = words.iter().all(|word| AMOUNT_WORDS.contains(word));
    let is = |words: &[&str]| words.contains(&name.as_str());
    if has(&["solde", "balance"]) {
        Some(Column::Balance)
    } else if is_apart(&whole) {
        None
    } else if has(&["date"]) || is(&["jour", "day"]) {
        Some(if has(&["valeur", "value"]) { Column::Value } else { Column::Booked })
    } else if debit && credit {
        Some(if has(&["montant", "amount"]) { Column::Amount } else { Column::Side })
    } else if debit && of_amount {
        Some(Column::Debit)
    } else if credit && of_amount {
        Some(Column::Credit)
    } else if is(&["sortie", "sorties", "depense", "depenses", "paid out", "money out", "withdrawal", "withdrawals"]) {
        Some(Column::Debit)
    } else if is(&["entree", "entrees", "recette", "recettes", "paid in", "money in", "deposit", "deposits"]) {
        Some(Column::Credit)
    } else if is(&["d/c", "c/d", "dc", "cd", "+/-", "side", "direction", "signe", "cdtdbtind"]) || words.first() == Some(&"sens") {
        Some(Column::Side)
    } else if is_state(&words) {
        Some(Column::State)
    } else if has(&["iban"]) {
        Some(if has(&["contrepartie", "tiers", "counterparty", "beneficiaire", "emetteur", "partner"]) {
            Column::CounterpartyIban
        } else {
            Column::Account
        })
    } else if is(&["compte", "numero de compte", "n° compte", "accountnum", "account", "numero compte"]) {
        Some(Column::Account)
    } else if is(&["identifiant de transaction", "transaction id", "identifiant operation", "id transaction", "id operation"]) {
        Some(Column::BankId)
    } else if has(&["contrepartie", "tiers", "counterparty", "beneficiaire", "emetteur"]) || is(&["partner name", "payee"]) {
        Some(Column::Counterparty)
    } else if has(&["libelle", "intitule", "description", "detail", "nature", "label", "communication", "motif", "information"])
        || is(&["operation", "operations", "memo", "payment reference", "reference de paiement"])
    {
        Some(Column::Label)
    } else if has(&["montant", "amount"]) {
        Some(Column::Amount)
    } else if has(&["devise", "currency"]) {
        Some(Column::Currency)
    } else if has(&["reference", "ref"]) {
        Some(Column::Reference)
    } else {
        None
    }
}

/// « Statut », « État de l’opération », « Transaction status ». Whether the user has ticked or explained a movement is not
/// whether the bank has booked it.
fn is_state(words: &[&str]) -> bool {
    let movement = |word: &&str| {
        matches!(*word, "de" | "du" | "des" | "la" | "l" | "operation" | "operations" | "transaction" | "transactions")
            || matches!(*word, "mouvement" | "mouvements" | "paiement" | "virement" | "payment" | "transfer" | "booking" | "entry")
    };
    match words {
        ["statut" | "status" | "etat" | "state", rest @ ..] | [rest @ .., "status" | "state"] => rest.iter().all(movement),
        _ => false,
    }
}

/// A part of the amount, or the amount in another money: « Montant total (HT) », « Montant de la TVA », « Original Amount ».
fn is_apart(name: &str) -> bool {
    let words: Vec<&str> = name.split(|c: char| !c.is_alphanumeric()).collect();
    let any = |those: &[&str]| words.iter().any(|word| those.contains(word));
    !any(&["ttc", "incl", "inclus"]) && any(&["ht", "tva", "francs", "original", "orig", "frais", "fee", "fees", "etrangere", "foreign"])
}
