//! QIF: a letter at the start of each line, `^` between movements. It names no account and writes days its own way.
use super::amounts::{decimal, label, short_day};
use crate::import::Refusal;
use chrono::NaiveDate;
use echu_core::bank::{BankLine, NoMovement, SetAside, Statement, WhyAside, kind_of_label, no_movement};
use echu_core::text::clean;

#[derive(Default)]
struct Movement {
    day: String,
    amount: String,
    payee: String,
    memo: String,
    number: String,
    first_line: u32,
}

pub(super) fn read(text: &str) -> Result<Statement, Refusal> {
    let mut movements = Vec::new();
    let mut now = Movement::default();
    // The lists of categories and accounts that Quicken adds are no movements.
    let mut skipping = false;
    for (place, line) in text.lines().enumerate() {
        let line = line.trim_end();
        let Some(letter) = line.chars().next() else { continue };
        let value = line[letter.len_utf8()..].trim();
        if letter == '!' {
            let kind = line.to_ascii_lowercase();
            if kind.starts_with("!type:") {
                skipping = !["bank", "ccard", "cash", "oth a", "oth l"].iter().any(|known| kind[6..].trim().starts_with(known));
            } else if kind.starts_with("!account") {
                skipping = true;
            }
            continue;
        }
        if skipping {
            continue;
        }
        if now.first_line == 0 {
            now.first_line = u32::try_from(place + 1).unwrap_or(u32::MAX);
        }
        match letter {
            'D' => now.day = value.to_owned(),
            'T' | 'U' => now.amount = value.to_owned(),
            'P' => now.payee = clean(value),
            'M' => now.memo = clean(value),
            'N' => now.number = clean(value),
            '^' => movements.push(std::mem::take(&mut now)),
            _ => {}
        }
    }
    if !now.day.is_empty() {
        movements.push(now);
    }
    let order = order(&movements);
    let mut statement = Statement::default();
    for movement in movements {
        // Quicken opens an account by a movement of what it held.
        if no_movement(&movement.payee) == Some(NoMovement::Balance) {
            continue;
        }
        match read_movement(&movement, order) {
            Ok(line) => statement.lines.push(line),
            Err(why) => statement.set_aside.push(SetAside { place: movement.first_line, why }),
        }
    }
    if statement.lines.is_empty() && statement.set_aside.is_empty() { Err(Refusal::NoStatement) } else { Ok(statement) }
}

fn read_movement(movement: &Movement, month_first: bool) -> Result<BankLine, WhyAside> {
    let booked_on = day(&movement.day, month_first).ok_or_else(|| WhyAside::Day(clean(&movement.day)))?;
    let amount = decimal(&movement.amount).ok_or_else(|| WhyAside::Amount(clean(&movement.amount)))?;
    let label = label(&[&movement.payee, &movement.memo]);
    Ok(BankLine {
        place: movement.first_line,
        booked_on,
        value_on: None,
        amount,
        kind: kind_of_label(&label, amount),
        label,
        counterparty: movement.payee.clone(),
        counterparty_iban: String::new(),
        reference: movement.number.clone(),
        bank_id: String::new(),
    })
}

/// Day, month and year of a date: `31/12/2026`, `31/12'26`, `12/31/26`, `2026-12-31`.
fn parts(text: &str) -> Option<[String; 3]> {
    let parts: Vec<String> = text.split(['/', '-', '.', '\'']).map(|part| part.trim().to_owned()).collect();
    <[String; 3]>::try_from(parts).ok()
}

fn day(text: &str, month_first: bool) -> Option<NaiveDate> {
    let [first, second, third] = parts(text)?;
    if first.len() == 4 {
        return NaiveDate::from_ymd_opt(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?);
    }
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    if third.len() == 4 {
        return NaiveDate::from_ymd_opt(third.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    }
    short_day(&day, &month, &third)
}

/// True when the dates of the whole file can only be read month first; French banks write the day first.
fn order(movements: &[Movement]) -> bool {
    let read = |month_first: bool| movements.iter().filter(|movement| day(&movement.day, month_first).is_some()).count();
    read(true) > read(false)
}
