//! CFONB 120: lines of 120 characters. 01 the opening balance, 04 a movement, 05 what is said more of it, 07 the closing
//! balance. Amounts end with a letter that holds their last digit and their sign.
use super::amounts::{label, short_day};
use crate::import::Refusal;
use echu_core::bank::{Balance, BankLine, LineKind, SetAside, Statement, WhyAside, kind_of_label};
use echu_core::money::Cents;
use echu_core::text::clean;

const WIDTH: usize = 120;
/// Most movements of a file.
const LINES: usize = 200_000;

/// True when the file starts with an opening line of that format.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let Some(first) = bytes.get(..WIDTH) else { return false };
    let digits = |from: usize, to: usize| first[from..to].iter().all(u8::is_ascii_digit);
    first.starts_with(b"01") && digits(2, 7) && digits(34, 40) && !first.contains(&b'\n') && !first.contains(&b';')
}

pub(super) fn read(text: &str) -> Result<Vec<Statement>, Refusal> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut movements = 0usize;
    // The movement that a line 05 completes: none after one that was set aside, whose words are not another's.
    let mut open: Option<BankLine> = None;
    for (place, record) in records(text).into_iter().enumerate() {
        let place = u32::try_from(place + 1).unwrap_or(u32::MAX);
        let record = Record(&record);
        let code = record.field(1, 2);
        if code != "05"
            && let (Some(line), Some(now)) = (open.take(), statements.last_mut())
        {
            now.lines.push(line);
        }
        match code.as_str() {
            "01" => statements.push(opening(&record)),
            "04" => {
                movements += 1;
                if movements > LINES {
                    return Err(Refusal::TooManyRows { limit: LINES as u32 });
                }
                let Some(now) = statements.last_mut() else { return Err(Refusal::NoStatement) };
                match movement(&record, &now.currency, place) {
                    Ok(line) => open = Some(line),
                    Err(why) => now.set_aside.push(SetAside { place, why }),
                }
            }
            "05" => {
                if let Some(line) = &mut open {
                    complete(line, &record);
                }
            }
            "07" => {
                if let Some(now) = statements.last_mut() {
                    now.closing = balance(&record);
                }
            }
            other => {
                let why = WhyAside::Form(clean(other));
                if let Some(now) = statements.last_mut() {
                    now.set_aside.push(SetAside { place, why });
                }
            }
        }
    }
    if let (Some(line), Some(now)) = (open, statements.last_mut()) {
        now.lines.push(line);
    }
    Ok(statements)
}

/// The records: one a line, or one after the other when the file has no line ends.
fn records(text: &str) -> Vec<Vec<char>> {
    let mut records = Vec::new();
    for line in text.lines() {
        let line: Vec<char> = line.chars().collect();
        let chunks = line.chunks(WIDTH).filter(|chunk| chunk.iter().any(|c| !c.is_whitespace()));
        records.extend(chunks.map(<[char]>::to_vec));
    }
    records
}

/// One line; columns are numbered from 1, both ends included, as the standard does.
struct Record<'a>(&'a [char]);

impl Record<'_> {
    fn field(&self, from: usize, to: usize) -> String {
        self.0.iter().take(to).skip(from - 1).collect()
    }

    fn day(&self, from: usize) -> Option<chrono::NaiveDate> {
        short_day(&self.field(from, from + 1), &self.field(from + 2, from + 3), &self.field(from + 4, from + 5))
    }
}

fn opening(record: &Record) -> Statement {
    let account = format!("{}{}{}", record.field(3, 7), record.field(12, 16), record.field(22, 32));
    Statement { account: clean(&account), currency: clean(&record.field(17, 19)), opening: balance(record), ..Statement::default() }
}

fn balance(record: &Record) -> Option<Balance> {
    Some(Balance { on: record.day(35)?, amount: amount(record)? })
}

fn movement(record: &Record, account_currency: &str, place: u32) -> Result<BankLine, WhyAside> {
    let written = clean(&record.field(17, 19));
    let currency = if written.is_empty() { account_currency } else { &written };
    if !currency.is_empty() && currency != "EUR" {
        return Err(WhyAside::Currency(currency.to_owned()));
    }
    let booked_on = record.day(35).ok_or_else(|| WhyAside::Day(record.field(35, 40)))?;
    let amount = amount(record).ok_or_else(|| WhyAside::Amount(clean(&record.field(91, 104))))?;
    let text = clean(&record.field(49, 79));
    Ok(BankLine {
        place,
        booked_on,
        value_on: record.day(43),
        amount,
        // The interbank code of column 33 is not read: each bank uses it its own way, and the words are surer. That of a
        // rejection, in column 41, is blank but for one.
        kind: if amount.0 < 0 && is_rejected(record) { LineKind::Return } else { kind_of_label(&text, amount) },
        label: text,
        counterparty: String::new(),
        counterparty_iban: String::new(),
        reference: clean(&record.field(105, 120)),
        bank_id: String::new(),
    })
}

fn is_rejected(record: &Record) -> bool {
    let code = record.field(41, 42);
    !code.trim_matches(['0', ' ']).is_empty()
}

/// What a line 05 adds: the name of the other party, their reference, or more words.
fn complete(line: &mut BankLine, record: &Record) {
    let text = clean(&record.field(49, 118));
    match record.field(46, 48).as_str() {
        "NPY" | "NBE" => line.counterparty = text.chars().take(70).collect(),
        "RCN" | "REF" => line.reference = text,
        "CPY" | "CBE" => line.counterparty_iban = echu_core::identifiers::iban(&text).unwrap_or_default(),
        _ => {}
    }
    if !matches!(record.field(46, 48).as_str(), "MMO" | "CPY" | "CBE" | "IPY" | "IBE") {
        line.label = label(&[&line.label, &clean(&record.field(49, 118))]);
    }
    if line.kind != LineKind::Return {
        line.kind = kind_of_label(&line.label, line.amount);
    }
}

/// Thirteen digits and a letter: `{`, A to I for a credit ending in 0 to 9, `}`, J to R for a debit. The number of decimals
/// is written in column 20.
fn amount(record: &Record) -> Option<Cents> {
    let text = record.field(91, 104);
    let last = text.chars().last()?;
    let digits = text.get(..text.len().checked_sub(last.len_utf8())?)?;
    if digits.len() != 13 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (digit, sign) = match last {
        '{' | 'é' => (0, 1),
        'A'..='I' => (u32::from(last) - u32::from('A') + 1, 1),
        '}' | 'è' => (0, -1),
        'J'..='R' => (u32::from(last) - u32::from('J') + 1, -1),
        _ => return None,
    };
    let whole: i64 = digits.parse().ok()?;
    let units = whole.checked_mul(10)?.checked_add(i64::from(digit))?;
    let cents = match record.field(20, 20).as_str() {
        "0" => units.checked_mul(100)?,
        "1" => units.checked_mul(10)?,
        "2" | " " => units,
        "3" => exact(units, 10)?,
        _ => return None,
    };
    (cents <= 100_000_000_000_000).then_some(Cents(sign * cents))
}

fn exact(units: i64, by: i64) -> Option<i64> {
    (units % by == 0).then(|| units / by)
}
