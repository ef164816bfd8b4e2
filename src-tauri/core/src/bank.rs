//! A bank statement as its file says it: the account, its lines, its balances; and what makes a line the same from one
//! file to the next, so that statements that overlap add nothing twice.
mod running;
mod unite;
mod words;

pub use running::{Break, Moved, running_breaks};
pub use unite::unite;
pub use words::{NoMovement, kind_of_label, may_be_ours, no_movement};

use crate::money::Cents;
use crate::text::fold;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One account over a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statement {
    /// IBAN, compact; empty when the format has none.
    pub iban: String,
    /// The bank's own number of the account, digits and letters; empty when only the IBAN is said.
    pub account: String,
    /// Three letters; empty: the file does not say, and euros are meant.
    pub currency: String,
    /// In the file's order.
    pub lines: Vec<BankLine>,
    /// Before the first line.
    pub opening: Option<Balance>,
    /// After the last line.
    pub closing: Option<Balance>,
    /// Where a balance written beside each movement does not follow them; none when the file writes none.
    pub breaks: Option<Vec<Break>>,
    /// Lines that were not read, with where and why: a person reads them on the bank's site.
    pub set_aside: Vec<SetAside>,
}

/// What an account holds at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// That day.
    pub on: NaiveDate,
    /// In cents; negative when overdrawn.
    pub amount: Cents,
}

/// One movement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BankLine {
    /// Its place in the file: a line of text, or its rank among the movements.
    pub place: u32,
    /// The day the bank entered it.
    pub booked_on: NaiveDate,
    /// The day from which it counts, when said.
    pub value_on: Option<NaiveDate>,
    /// In cents; positive when received.
    pub amount: Cents,
    /// What it is, as the bank writes it, on one line.
    pub label: String,
    /// Who paid or was paid, when said apart from the label.
    pub counterparty: String,
    /// Their IBAN, compact, when said.
    pub counterparty_iban: String,
    /// The payer's own reference (end to end), when said.
    pub reference: String,
    /// The bank's identifier of the movement, when it gives one.
    pub bank_id: String,
    /// What kind of movement.
    pub kind: LineKind,
}

/// What kind of movement a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// Transfer, the usual way to be paid.
    Transfer,
    /// Several payments in one sum, whose parts are not told: what one payer wrote is not said of the whole.
    Batch,
    /// One or several cheques handed in.
    Cheque,
    /// Direct debit.
    DirectDebit,
    /// What had been received is taken back: an unpaid direct debit, a returned transfer, a bounced cheque.
    Return,
    /// Card, on either side.
    Card,
    /// Cash.
    Cash,
    /// The bank's own charges and interest.
    Charge,
    /// Anything else, or unsaid.
    Other,
}

impl LineKind {
    /// All of them.
    pub const ALL: [LineKind; 9] = [
        LineKind::Transfer,
        LineKind::Batch,
        LineKind::Cheque,
        LineKind::DirectDebit,
        LineKind::Return,
        LineKind::Card,
        LineKind::Cash,
        LineKind::Charge,
        LineKind::Other,
    ];

    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            LineKind::Transfer => "transfer",
            LineKind::Batch => "batch",
            LineKind::Cheque => "cheque",
            LineKind::DirectDebit => "direct_debit",
            LineKind::Return => "return",
            LineKind::Card => "card",
            LineKind::Cash => "cash",
            LineKind::Charge => "charge",
            LineKind::Other => "other",
        }
    }

    /// The kind stored under that key.
    pub fn of_key(key: &str) -> Option<LineKind> {
        LineKind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A line that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Its place in the file: a line of text, or its rank among the movements.
    pub place: u32,
    /// Why.
    pub why: WhyAside,
}

/// Why a line was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyAside {
    /// Not in euros.
    Currency(String),
    /// No amount, or one that is no amount.
    Amount(String),
    /// No day, or one that does not exist.
    Day(String),
    /// Announced by the bank and not booked yet: it may still change.
    Pending,
    /// The file says apart whether money comes in or goes out, and that is neither, or is against the sign of the amount.
    Side(String),
    /// A line of the format that is not understood.
    Form(String),
}

/// What the balances say of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BalanceCheck {
    /// Opening + lines = closing.
    Agrees,
    /// They differ by that much, in cents: a line lacks, or was read wrong.
    Differs(Cents),
    /// The file has no two balances, or lines were set aside.
    Unknown,
}

impl Statement {
    /// The name of the account in identities: its IBAN, else the bank's number.
    pub fn account_key(&self) -> String {
        let key = if self.iban.is_empty() { &self.account } else { &self.iban };
        key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
    }

    /// The balance beside each movement, else opening + lines against closing.
    pub fn balance_check(&self) -> BalanceCheck {
        if let Some(breaks) = &self.breaks {
            let missing = breaks.iter().try_fold(0i64, |sum, found| sum.checked_add(found.missing.0));
            return match missing {
                Some(0) => BalanceCheck::Agrees,
                Some(missing) => missing.checked_neg().map_or(BalanceCheck::Unknown, |gap| BalanceCheck::Differs(Cents(gap))),
                None => BalanceCheck::Unknown,
            };
        }
        let (Some(opening), Some(closing), true) = (self.opening, self.closing, self.set_aside.is_empty()) else {
            return BalanceCheck::Unknown;
        };
        let moved: i128 = self.lines.iter().map(|line| i128::from(line.amount.0)).sum();
        let gap = i128::from(opening.amount.0) + moved - i128::from(closing.amount.0);
        match i64::try_from(gap) {
            Ok(0) => BalanceCheck::Agrees,
            Ok(gap) => BalanceCheck::Differs(Cents(gap)),
            Err(_) => BalanceCheck::Unknown,
        }
    }

    /// The identity of each line, in their order, to be hashed. It holds the account, the day, the amount and the bank's
    /// identifier, else the label; lines alike in all of it are told apart by their rank within the day, since a bank
    /// exports whole days. The bank's identifier alone is not enough: some banks start again at 1 in each file.
    pub fn identities(&self) -> Vec<String> {
        let account = self.account_key();
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut identity = |line: &BankLine| {
            let alike = line.likeness(&account);
            let rank = seen.entry(alike.clone()).or_default();
            *rank += 1;
            format!("{alike}\u{1f}{rank}")
        };
        self.lines.iter().map(&mut identity).collect()
    }

    /// Sets aside what the file dates after today: the bank announces it and has not booked it.
    pub fn set_pending_aside(&mut self, today: NaiveDate) {
        let (booked, announced) = std::mem::take(&mut self.lines).into_iter().partition(|line: &BankLine| line.booked_on <= today);
        self.lines = booked;
        self.set_aside.extend(announced.iter().map(|line: &BankLine| SetAside { place: line.place, why: WhyAside::Pending }));
        self.set_aside.sort_by_key(|aside| aside.place);
    }
}

/// An account, from its [`Statement::account_key`], as every format can name it: of a French IBAN, the bank, branch and account that OFX and
/// CFONB give. Empty when the file names none.
pub fn bare_account(key: &str) -> String {
    // FR, two figures, bank (5), branch (5), account (11), key (2): the RIB in its IBAN.
    let rib = key.strip_prefix("FR").filter(|rest| rest.len() == 25).and_then(|rest| rest.get(2..23));
    rib.unwrap_or(key).to_owned()
}

impl BankLine {
    /// What makes it the same movement as another of that account, their rank left aside.
    fn likeness(&self, account: &str) -> String {
        let what = if self.bank_id.is_empty() { fold(&self.label) } else { format!("#{}", self.bank_id) };
        format!("{account}\u{1f}{}\u{1f}{}\u{1f}{what}", self.booked_on, self.amount.0)
    }
}

impl WhyAside {
    /// Why, in French, in lower case: it follows « Ligne 14 : ».
    pub fn sentence(&self) -> String {
        match self {
            WhyAside::Currency(currency) => format!("mouvement en {currency}, laissé de côté\u{a0}: seuls les euros sont suivis."),
            WhyAside::Amount(text) if text.is_empty() => "le montant manque.".to_owned(),
            WhyAside::Amount(text) => format!("«\u{a0}{text}\u{a0}» n’est pas un montant."),
            WhyAside::Day(text) if text.is_empty() => "la date manque.".to_owned(),
            WhyAside::Day(text) => format!("la date «\u{a0}{text}\u{a0}» ne se lit pas."),
            WhyAside::Pending => "mouvement que la banque n’a pas, ou pas encore comptabilisé.".to_owned(),
            WhyAside::Side(text) if text.is_empty() => "rien ne dit si c’est un débit ou un crédit.".to_owned(),
            WhyAside::Side(text) => format!("le sens «\u{a0}{text}\u{a0}» n’est pas connu, ou contredit le signe du montant."),
            WhyAside::Form(text) => format!("ligne «\u{a0}{text}\u{a0}» inconnue de ce format."),
        }
    }
}

/// « Dernier relevé importé il y a 3 jours. »
pub fn last_read_sentence(read_on: Option<NaiveDate>, today: NaiveDate) -> String {
    match read_on.map(|on| (today - on).num_days()) {
        None => "Aucun relevé de compte importé pour l’instant.".to_owned(),
        Some(..=0) => "Dernier relevé importé aujourd’hui.".to_owned(),
        Some(1) => "Dernier relevé importé hier.".to_owned(),
        Some(days) => format!("Dernier relevé importé il y a {}.", crate::text::days(days)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn line(day: &str, cents: i64, label: &str, bank_id: &str) -> BankLine {
        BankLine {
            place: 0,
            booked_on: day.parse().unwrap(),
            value_on: None,
            amount: Cents(cents),
            label: label.into(),
            counterparty: String::new(),
            counterparty_iban: String::new(),
            reference: String::new(),
            bank_id: bank_id.into(),
            kind: LineKind::Other,
        }
    }

    pub(super) fn statement(lines: Vec<BankLine>) -> Statement {
        Statement { iban: "FR7630006000011234567890189".into(), lines, ..Statement::default() }
    }

    #[test]
    fn statements_that_overlap_name_their_common_lines_alike() {
        let monday = vec![line("2026-11-16", 12_000, "REMISE CHEQUES", ""), line("2026-11-16", 12_000, "REMISE CHEQUES", "")];
        let tuesday = vec![line("2026-11-17", 12_000, "REMISE CHEQUES", "")];
        let first = statement(monday.clone()).identities();
        assert_ne!(first[0], first[1], "two deposits of the same amount on one day are two lines");
        let both = statement([monday, tuesday].concat()).identities();
        assert_eq!(both[..2], first[..], "a longer statement names them the same way");
        assert_eq!(both.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
    }

    #[test]
    fn a_bank_that_numbers_from_one_in_each_file_loses_no_line() {
        let june = statement(vec![line("2026-06-01", 5_000, "VIR A", "1")]).identities();
        let july = statement(vec![line("2026-07-01", 5_000, "VIR A", "1")]).identities();
        assert_ne!(june, july);
        let relabelled = statement(vec![line("2026-06-01", 5_000, "VIREMENT DE A", "1")]).identities();
        assert_eq!(june, relabelled, "with the bank's identifier the label may be reworded");
        let mut other = statement(vec![line("2026-06-01", 5_000, "VIR A", "1")]);
        other.iban = "FR1420041010050500013M02606".into();
        assert_ne!(june, other.identities(), "another account");
    }

    #[test]
    fn balances_tell_a_missing_line() {
        let day = "2026-11-16".parse().unwrap();
        let mut whole = statement(vec![line("2026-11-16", 12_000, "a", ""), line("2026-11-16", -2_000, "b", "")]);
        assert_eq!(whole.balance_check(), BalanceCheck::Unknown);
        whole.opening = Some(Balance { on: day, amount: Cents(100) });
        whole.closing = Some(Balance { on: day, amount: Cents(10_100) });
        assert_eq!(whole.balance_check(), BalanceCheck::Agrees);
        whole.lines.pop();
        assert_eq!(whole.balance_check(), BalanceCheck::Differs(Cents(2_000)));
        whole.set_aside.push(SetAside { place: 2, why: WhyAside::Pending });
        assert_eq!(whole.balance_check(), BalanceCheck::Unknown, "what was set aside explains the gap");
    }

    #[test]
    fn the_age_of_the_last_statement_is_said_in_days() {
        let today = "2026-11-23".parse().unwrap();
        let said = |on: Option<&str>| last_read_sentence(on.map(|on| on.parse().unwrap()), today);
        assert_eq!(said(Some("2026-11-23")), "Dernier relevé importé aujourd’hui.");
        assert_eq!(said(Some("2026-11-22")), "Dernier relevé importé hier.");
        assert_eq!(said(Some("2026-11-20")), "Dernier relevé importé il y a 3 jours.");
        assert!(said(None).starts_with("Aucun relevé"));
    }

    #[test]
    fn every_kind_is_known_by_its_key() {
        for kind in LineKind::ALL {
            assert_eq!(LineKind::of_key(kind.key()), Some(kind));
        }
    }

    #[test]
    fn what_is_dated_after_today_is_announced_and_not_received() {
        let mut read = statement(vec![line("2026-11-23", 100, "VIR A", ""), line("2026-11-24", 200, "VIR B", "")]);
        read.lines[1].place = 7;
        read.set_pending_aside("2026-11-23".parse().unwrap());
        assert_eq!((read.lines.len(), read.set_aside.as_slice()), (1, &[SetAside { place: 7, why: WhyAside::Pending }][..]));
    }
}
