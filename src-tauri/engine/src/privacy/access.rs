//! Everything held about a person, in one archive: a PDF that is read, a JSON file that is taken elsewhere, the papers themselves
//! (RGPD art. 15 and 20).
use super::sections::{ARGUED, SECTIONS};
use crate::dossier::archive::Archive;
use crate::error::{Error, Result};
use crate::letters::privacy::{Handed, Part, access};
use crate::media::Media;
use crate::store::merges::BEHIND;
use crate::store::read::unknown;
use crate::store::{clients, settings};
use chrono::{DateTime, NaiveDate, Utc};
use echu_core::dossier::file_name;
use echu_core::ids::ClientId;
use echu_core::loss::LossReason;
use echu_core::money::Cents;
use echu_core::privacy::RETENTION;
use echu_core::text::{euros, long_date, numeric_date};
use echu_core::timeline::EventKind;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value, json};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

/// The tables that the archive gives.
pub fn given_tables() -> impl Iterator<Item = &'static str> {
    SECTIONS.iter().flat_map(|section| section.tables.iter().copied())
}

/// The tables that it does not, each with the reason.
pub fn argued_tables() -> impl Iterator<Item = (&'static str, &'static str)> {
    ARGUED.iter().copied()
}

/// A line of a section: what it holds, as JSON and as it is read.
struct Line {
    json: Map<String, Value>,
    read: Vec<(String, String)>,
}

/// Everything held about a client, gathered.
pub struct Gathered {
    /// As on his card.
    pub name: String,
    sections: Vec<(&'static str, Vec<Line>)>,
    creditor: echu_core::party::Creditor,
    today: NaiveDate,
}

/// Gathers it. `standing`: how he pays, in sentences; `logs`: lines of the technical log that bear his name or address.
///
/// # Errors
/// When the base cannot be read, or holds no such client.
pub fn gather(conn: &Connection, client: ClientId, standing: &[String], logs: u32, today: NaiveDate) -> Result<Gathered> {
    let name = clients::get(conn, client)?.card.name;
    let behind = BEHIND.replace("{id}", "?1");
    let cards: String =
        conn.query_row(&format!("SELECT json_group_array(id) FROM client WHERE id IN {behind}"), [client.0], |row| row.get(0))?;
    let mut sections = Vec::new();
    for section in SECTIONS {
        sections.push((section.title, lines(conn, section.sql, &cards)?));
    }
    let sentences = |title: &str, all: &[String]| all.iter().map(|sentence| said(title, sentence.clone())).collect::<Vec<_>>();
    sections.push(("Comportement de paiement", sentences("Constat", standing)));
    sections.push(("Historique", events(conn, &cards)?));
    let found = match logs {
        0 => "Aucune ligne ne porte ce nom ni cette adresse.".to_owned(),
        1 => "1 ligne porte ce nom ou cette adresse.".to_owned(),
        some => format!("{some} lignes portent ce nom ou cette adresse."),
    };
    sections.push(("Journal technique", vec![said("Constat", found)]));
    Ok(Gathered { name, sections, creditor: settings::creditor(conn)?, today })
}

fn said(title: &str, text: String) -> Line {
    Line { json: [(title.to_owned(), Value::from(text.clone()))].into_iter().collect(), read: vec![(title.to_owned(), text)] }
}

fn lines(conn: &Connection, sql: &str, cards: &str) -> Result<Vec<Line>> {
    let mut query = conn.prepare(sql)?;
    let titles: Vec<String> = query.column_names().into_iter().map(str::to_owned).collect();
    let mut rows = query.query([cards])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let (mut json, mut read) = (Map::new(), Vec::new());
        for (place, title) in titles.iter().enumerate() {
            let (title, kind) = title.split_once('|').unwrap_or((title, ""));
            let (value, shown) = match (row.get_ref(place)?, kind) {
                (ValueRef::Integer(cents), "c") => (Value::from(open_amount(cents)), euros(Cents(cents))),
                (ValueRef::Integer(number), _) => (Value::from(number), number.to_string()),
                (ValueRef::Text(text), kind) => {
                    let text = String::from_utf8_lossy(text).into_owned();
                    match kind {
                        "d" => (Value::from(text.clone()), crate::store::day(&text).map(numeric_date)?),
                        "t" => {
                            let shown = numeric_date(crate::clock::local(crate::store::moment(&text)?).date());
                            (Value::from(text), shown)
                        }
                        "p" => parts(&text)?,
                        "l" => {
                            let reason = LossReason::from_key(&text).ok_or_else(|| unknown(&text))?.label();
                            (Value::from(reason), reason.to_owned())
                        }
                        _ => (Value::from(text.clone()), text),
                    }
                }
                (ValueRef::Null | ValueRef::Real(_) | ValueRef::Blob(_), _) => (Value::Null, String::new()),
            };
            json.insert(title.to_owned(), value);
            if !shown.is_empty() {
                read.push((title.to_owned(), shown));
            }
        }
        lines.push(Line { json, read });
    }
    Ok(lines)
}

/// Parts as another program and as a person read them: « 01/10/2026 : 400,00 €, … ».
fn parts(text: &str) -> Result<(Value, String)> {
    let parts: Vec<(NaiveDate, i64)> = serde_json::from_str(text)?;
    let open = |(due_on, cents): &(NaiveDate, i64)| json!({ "Le": due_on, "Montant": open_amount(*cents) });
    let read = |(due_on, cents): &(NaiveDate, i64)| format!("{}\u{a0}: {}", numeric_date(*due_on), euros(Cents(*cents)));
    Ok((parts.iter().map(open).collect(), parts.iter().map(read).collect::<Vec<_>>().join(", ")))
}

/// An amount as another program reads it, from cents: « 1234.56 », « -0.05 ».
fn open_amount(cents: i64) -> String {
    let (sign, cents) = (if cents < 0 { "-" } else { "" }, cents.unsigned_abs());
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

fn events(conn: &Connection, cards: &str) -> Result<Vec<Line>> {
    let mut query =
        conn.prepare("SELECT on_day, at, actor, data FROM event WHERE client_id IN (SELECT value FROM json_each(?1)) ORDER BY id")?;
    let mut rows = query.query([cards])?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let (on, at, data): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(3)?);
        let by = match row.get::<_, String>(2)?.as_str() {
            "scheduler" => "Échu",
            "import" => "un import",
            _ => "l’utilisateur",
        };
        let told = serde_json::from_str::<EventKind>(&data)?.tell();
        let json = json!({ "Le": on, "Instant": at, "Par": by, "Fait": told.title, "Détail": told.detail });
        let mut read = vec![("Le".to_owned(), numeric_date(crate::store::day(&on)?)), ("Fait".to_owned(), told.title)];
        if !told.detail.is_empty() {
            read.push(("Détail".to_owned(), told.detail));
        }
        lines.push(Line { json: json.as_object().cloned().unwrap_or_default(), read });
    }
    Ok(lines)
}

impl Gathered {
    fn json(&self, at: DateTime<Utc>) -> Result<Vec<u8>> {
        let sections: Vec<Value> = self
            .sections
            .iter()
            .map(|(title, lines)| json!({ "rubrique": title, "lignes": lines.iter().map(|line| &line.json).collect::<Vec<_>>() }))
            .collect();
        let kept: Vec<Value> = RETENTION
            .iter()
            .map(|one| json!({ "données": one.label, "durée": one.archive, "source": one.source, "àVérifier": one.to_check }))
            .collect();
        let whole = json!({
            "établiLe": crate::store::instant(at), "responsable": self.creditor.name, "personne": self.name, "devise": "EUR",
            "rubriques": sections, "conservation": kept,
        });
        Ok(serde_json::to_vec_pretty(&whole)?)
    }

    fn pdf(&self) -> Result<Vec<u8>> {
        let parts: Vec<Part> = self
            .sections
            .iter()
            .filter(|(_, lines)| !lines.is_empty())
            .map(|(title, lines)| Part { title, rows: lines.iter().map(|line| line.read.clone()).collect() })
            .collect();
        let empty: Vec<&str> = self.sections.iter().filter(|(_, lines)| lines.is_empty()).map(|(title, _)| *title).collect();
        let handed = Handed { creditor: &self.creditor, person: &self.name, on: self.today, parts: &parts, empty: &empty };
        Ok(access(&handed).map_err(|error| Error::Refused(error.sentence()))?.pdf)
    }

    /// Writes the archive; gives the digest of its list of digests, hex.
    ///
    /// # Errors
    /// The disk's, or a paper that cannot be read.
    pub fn write(&self, conn: &Connection, client: ClientId, at: DateTime<Utc>, path: &Path) -> Result<String> {
        let out = File::create(path).map_err(Error::io("create the archive"))?;
        let mut archive = Archive::new(BufWriter::with_capacity(1 << 16, out), at);
        archive.add("Données personnelles.pdf", &self.pdf()?)?;
        archive.add("donnees.json", &self.json(at)?)?;
        papers(conn, client, &mut archive)?;
        let readme = format!(
            "Données personnelles détenues par {} sur {}, au {}.\r\n\r\nLe PDF se lit\u{202f}; donnees.json reprend les mêmes données dans un format ouvert.\r\nLe dossier pieces contient les factures, les courriers et les messages tels qu’ils ont été gardés.\r\nSHA256SUMS donne l’empreinte de chaque fichier.\r\n",
            self.creditor.name,
            self.name,
            long_date(self.today)
        );
        archive.add("LISEZMOI.txt", readme.as_bytes())?;
        let (out, digest) = archive.finish()?;
        let file = out.into_inner().map_err(|error| Error::Io { what: "end the archive", source: error.into_error() })?;
        file.sync_all().map_err(Error::io("keep the archive"))?;
        Ok(digest)
    }
}

/// The papers and the messages as they were kept, one in memory at a time.
fn papers(conn: &Connection, client: ClientId, archive: &mut Archive<BufWriter<File>>) -> Result<()> {
    let behind = BEHIND.replace("{id}", "?1");
    let mut query =
        conn.prepare(&format!("SELECT id, name, pdf FROM document WHERE client_id IN {behind} AND erased_on IS NULL ORDER BY id"))?;
    let mut rows = query.query([client.0])?;
    while let Some(row) = rows.next()? {
        let (id, name, bytes): (u32, String, Vec<u8>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let media = Media::of(&bytes).unwrap_or(Media::Pdf);
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
        archive.add(&format!("pieces/{}", file_name::of_exhibit(id, 1, stem, media.extension())), &bytes)?;
    }
    let mut query = conn.prepare(&format!(
        "SELECT d.id, d.mime FROM dispatch d JOIN reminder r ON r.id = d.reminder_id
         WHERE r.client_id IN {behind} AND d.mime IS NOT NULL AND d.engaged_at IS NOT NULL ORDER BY d.id"
    ))?;
    let mut rows = query.query([client.0])?;
    while let Some(row) = rows.next()? {
        let (id, bytes): (u32, Vec<u8>) = (row.get(0)?, row.get(1)?);
        archive.add(&format!("pieces/{}", file_name::of_exhibit(id, 1, "message", "eml")), &bytes)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::open_amount;

    #[test]
    fn an_amount_below_a_euro_keeps_its_sign() {
        for (cents, told) in
            [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-99, "-0.99"), (-100, "-1.00"), (123_456, "1234.56"), (-1_230, "-12.30")]
        {
            assert_eq!(open_amount(cents), told, "{cents}");
        }
    }
}
