//! The invoices of a message as aligned plain text: it reads the same in every mail program.
use super::Line;
use chrono::NaiveDate;
use echu_core::money::Cents;
use echu_core::notice::part_label;
use echu_core::text::{days, euros, numeric_date};

/// One row an invoice, then the total.
pub fn of(lines: &[Line], credit: Cents, today: NaiveDate) -> String {
    let mut rows: Vec<[String; 3]> = Vec::new();
    for line in lines {
        let late = (today - line.due_on).num_days();
        let due = if late > 0 {
            format!("échue le {} ({} de retard)", numeric_date(line.due_on), days(late))
        } else {
            format!("à régler le {}", numeric_date(line.due_on))
        };
        rows.push([part_label(&line.number, &line.part), due, euros(line.balance)]);
    }
    let principal: Cents = lines.iter().map(|line| line.balance).sum();
    if credit.is_positive() {
        rows.push(["Avoir".to_owned(), "à déduire".to_owned(), euros(-credit)]);
    }
    if rows.len() > 1 {
        rows.push(["Total".to_owned(), String::new(), euros((principal - credit).or_zero())]);
    }
    aligned(&rows)
}

/// Principal, penalties, indemnities, total; empty when nothing but the principal is claimed.
pub fn claim(principal: Cents, interest: Cents, fees: Cents, lines: &[Line], today: NaiveDate) -> String {
    if interest == Cents::ZERO && fees == Cents::ZERO {
        return String::new();
    }
    let count = lines.iter().filter(|line| line.fee.is_positive()).count();
    let mut rows = vec![["Principal".to_owned(), String::new(), euros(principal)]];
    if interest.is_positive() {
        rows.push([format!("Pénalités de retard au {}", numeric_date(today)), String::new(), euros(interest)]);
    }
    if fees.is_positive() {
        let each = if count > 1 { format!("{count} × 40,00\u{a0}€") } else { String::new() };
        rows.push(["Indemnité forfaitaire de recouvrement".to_owned(), each, euros(fees)]);
    }
    rows.push(["Total à régler".to_owned(), String::new(), euros(principal + interest + fees)]);
    aligned(&rows)
}

fn aligned(rows: &[[String; 3]]) -> String {
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let (first, second, third) = (width(0), width(1), width(2));
    let line = |row: &[String; 3]| {
        let [a, b, c] = row;
        let middle = if second == 0 { String::new() } else { format!("  {b}{}", " ".repeat(second - b.chars().count())) };
        format!("{a}{}{middle}  {}{c}", " ".repeat(first - a.chars().count()), " ".repeat(third - c.chars().count()))
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}
