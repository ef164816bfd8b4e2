//! Cards of clients, as address books read them: vCard 3.0 (RFC 2426), which phones, Outlook and Google all take.
use std::io::{self, Write};

/// Bytes of the longest line, its end left out (RFC 2426, 2.6).
const WIDTH: usize = 75;

/// What a card says of a client. Empty texts are left out.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// The company, or the person.
    pub name: String,
    /// True when `name` is a person.
    pub is_person: bool,
    /// Whom one writes to in a company.
    pub contact: String,
    /// E-mails, the preferred one first.
    pub emails: Vec<String>,
    /// As typed.
    pub phone: String,
    /// Service, street, building and locality, town, postcode, country.
    pub address: CardAddress,
    /// Properties of ours (`X-SIREN`), which other programs keep or leave.
    pub own: Vec<(&'static str, String)>,
}

/// The address of a card.
#[derive(Debug, Clone, Default)]
pub struct CardAddress {
    /// The place in the town: lieu-dit, box.
    pub locality: String,
    /// What comes before the street: service, building.
    pub extended: String,
    /// The street.
    pub street: String,
    /// The town.
    pub city: String,
    /// The postcode.
    pub postcode: String,
    /// The country; empty: France.
    pub country: String,
}

/// Writes one card.
///
/// # Errors
/// The disk's.
pub fn write(card: &Card, out: &mut dyn Write) -> io::Result<()> {
    let shown = if card.contact.is_empty() { &card.name } else { &card.contact };
    line(out, "BEGIN:VCARD")?;
    line(out, "VERSION:3.0")?;
    line(out, &format!("FN:{}", escaped(shown)))?;
    // The parts of a name cannot be told from what was typed: it is the family name, whole, and FN shows it.
    line(out, &format!("N:{};;;;", escaped(if card.is_person { &card.name } else { &card.contact })))?;
    if !card.is_person {
        line(out, &format!("ORG:{}", escaped(&card.name)))?;
    }
    for (place, email) in card.emails.iter().enumerate() {
        line(out, &format!("EMAIL;TYPE=INTERNET{}:{}", if place == 0 { ",PREF" } else { "" }, escaped(email)))?;
    }
    if !card.phone.is_empty() {
        line(out, &format!("TEL;TYPE=WORK,VOICE:{}", escaped(&card.phone)))?;
    }
    let CardAddress { locality, extended, street, city, postcode, country } = &card.address;
    if [locality, extended, street, city, postcode].iter().any(|part| !part.is_empty()) {
        let parts: Vec<String> = [locality.as_str(), extended, street, city, "", postcode, country].into_iter().map(escaped).collect();
        line(out, &format!("ADR;TYPE=WORK:{}", parts.join(";")))?;
    }
    for (name, value) in card.own.iter().filter(|(_, value)| !value.is_empty()) {
        line(out, &format!("{name}:{}", escaped(value)))?;
    }
    line(out, "END:VCARD")
}

/// What would end a value, or a line, says it does not.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Folds a line between two letters: the next ones begin with a space.
fn line(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut width = 0;
    for c in text.chars() {
        if width + c.len_utf8() > WIDTH {
            out.write_all(b"\r\n ")?;
            width = 1;
        }
        let mut bytes = [0_u8; 4];
        out.write_all(c.encode_utf8(&mut bytes).as_bytes())?;
        width += c.len_utf8();
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_letters_and_nothing_typed_ends_a_line_or_a_value() {
        let card = Card { name: format!("Éléonore; {}, \\ fin\r\nEND:VCARD", "é".repeat(80)), is_person: true, ..Card::default() };
        let mut bytes = Vec::new();
        write(&card, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.split("\r\n").all(|line| line.len() <= WIDTH), "{text}");
        assert_eq!(text.matches("\r\nEND:VCARD\r\n").count(), 1, "{text}");
        let whole = text.replace("\r\n ", "");
        assert!(whole.contains("FN:Éléonore\\; ") && whole.contains("é\\, \\\\ fin\\nEND:VCARD\r\n"), "{whole}");
    }
}
