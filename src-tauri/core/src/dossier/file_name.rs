//! Names of files that any system takes: an archive is opened on Windows, and an invoice's number comes from outside.
use crate::text::fold;
use chrono::NaiveDate;

/// Longest name, its end included: archives are opened deep in folders, and Windows counts to 260.
pub const LONGEST: usize = 120;
/// Longest part of a folder's name that comes from outside.
const FOLDER: usize = 50;

/// A name made of plain letters, digits, spaces and `- _ .` only: « Pièce n° 12/../é » gives `Piece n- 12-..-e` cut and trimmed of what Windows
/// refuses at an end. Never empty, never a path, never one of the names that Windows keeps for devices: a number comes first.
///
/// `number` is that of the exhibit on `digits` digits: two names of one archive are never the same.
pub fn of_exhibit(number: u32, digits: usize, title: &str, extension: &str) -> String {
    let head = format!("{number:0digits$} - ");
    let room = LONGEST.saturating_sub(head.len() + extension.len() + 1);
    let plain = plain(title, room);
    let stem = if plain.is_empty() { "Piece" } else { &plain };
    format!("{head}{stem}.{extension}")
}

/// The same under a day instead of a number: « 2026-03-12 - Facture F-2026-0148.pdf ». `rank` tells apart what would have one name, from 2 on.
pub fn of_day(day: NaiveDate, rank: u32, title: &str, extension: &str) -> String {
    let head = format!("{day} - ");
    let tail = if rank > 1 { format!(" - {rank}") } else { String::new() };
    let room = LONGEST.saturating_sub(head.len() + tail.len() + extension.len() + 1);
    let plain = plain(title, room);
    let stem = if plain.is_empty() { "Piece" } else { &plain };
    format!("{head}{stem}{tail}.{extension}")
}

/// A folder under a number on `digits` digits: « 012 - Menuiserie Dupre ». As safe as a name: two folders never have one number.
pub fn of_folder(number: u32, digits: usize, title: &str) -> String {
    let plain = plain(title, FOLDER);
    let stem = if plain.is_empty() { "Client" } else { &plain };
    format!("{number:0digits$} - {stem}")
}

/// The same without a number, for the name proposed to the person.
pub fn plain(text: &str, room: usize) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            out.push(character);
            continue;
        }
        // One character at a time, so that capitals stay capitals.
        let folded = fold(character.encode_utf8(&mut [0; 4]));
        let known = !folded.is_empty() && folded.chars().all(|c| c.is_ascii_alphanumeric());
        match character {
            '-' | '_' | '.' => out.push(character),
            c if c.is_whitespace() => out.push(' '),
            c if known && c.is_uppercase() => out.push_str(&folded.to_ascii_uppercase()),
            _ if known => out.push_str(&folded),
            _ => out.push('-'),
        }
    }
    // Runs of one sign say no more than one; two points would climb.
    let mut tidy = String::with_capacity(out.len());
    for character in out.chars() {
        let sign = !character.is_ascii_alphanumeric();
        if !(sign && tidy.ends_with(character)) {
            tidy.push(character);
        }
    }
    let cut: String = tidy.trim_matches([' ', '.', '-', '_']).chars().take(room).collect();
    cut.trim_matches([' ', '.', '-', '_']).to_owned()
}

/// How many digits number so many exhibits: two at least.
pub fn digits(count: usize) -> usize {
    count.to_string().len().max(2)
}
