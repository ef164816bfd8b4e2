//! What a person may send to whoever helps him: how Échu is, never whom he follows nor how much. Written as it is read, so that he
//! can check it before he sends it himself.
//!
//! Nothing is taken out of it: it is put together from counts, choices among a closed list and dates of the app's own work. Only the
//! log was written by code that failed; what looks like an address, a path, a number or a quoted word is crossed out of it.
use crate::App;
use crate::backup::{folder, folder_of, habits};
use crate::clock::local;
use crate::error::Result;
use crate::journal::Journal;
use crate::store::copy::figures;
use rusqlite::Connection;
use std::fmt::Write;
use std::path::Path;

/// The newest file of the log, in the state folder.
const LOG: &str = "echu.log";
/// Lines of the log that are told.
const LINES: usize = 120;
/// Crossed out.
const OUT: &str = "[…]";

/// The report, in French, as lines of text.
///
/// # Errors
/// When what is remembered of the backups does not answer; a base that does not open is said in the report itself.
pub(crate) fn report(app: &App) -> Result<String> {
    let when = app.when();
    let mut text = String::new();
    let mut say = |line: &str| {
        text.push_str(line);
        text.push('\n');
    };
    say("Rapport d’assistance d’Échu");
    say("Ce rapport ne contient ni nom, ni adresse, ni montant, ni texte de message.");
    say("");
    say(&format!("Fait le\u{a0}: {}", local(when.at).format("%d/%m/%Y %H:%M")));
    say(&format!("Version\u{a0}: {} ({})", env!("CARGO_PKG_VERSION"), if cfg!(debug_assertions) { "développement" } else { "publiée" }));
    say(&format!("Système\u{a0}: {} {}, {}", std::env::consts::OS, std::env::consts::ARCH, system_name()));
    say(&format!("Démonstration ouverte\u{a0}: {}", yes(app.is_demo())));
    say(&format!("Dossier des données synchronisé\u{a0}: {}", yes(app.synchronised_by().is_some())));
    say("");
    say("La base");
    match app.refusal().and_then(|()| app.read(base)) {
        Ok(lines) => say(lines.trim_end()),
        Err(error) => say(&format!("  Ne s’ouvre pas\u{a0}: {}", crossed_out(&error.to_string()))),
    }
    say("");
    say("Les sauvegardes");
    let habits = habits::read(&app.paths)?;
    let kept = folder::list(&folder_of(&app.paths)).unwrap_or_default();
    say(&format!("  Sauvegardes vérifiées\u{a0}: {}", kept.len()));
    if let Some(newest) = kept.first() {
        say(&format!("  Dernière\u{a0}: {}, {} octets", local(newest.taken_at).format("%d/%m/%Y %H:%M"), newest.bytes));
    }
    say(&format!("  Dernière refusée\u{a0}: {}", yes(app.backups.live().trouble.is_some())));
    let trial = habits.trial.map_or_else(
        || "pas encore".to_owned(),
        |trial| format!("{}, {}", trial.on.format("%d/%m/%Y"), if trial.failure.is_empty() { "réussi" } else { "échoué" }),
    );
    say(&format!("  Essai de restauration\u{a0}: {trial}"));
    let place = (habits.second_place.is_some(), habits.seal.is_some(), app.backups.live().second.is_some());
    say(&format!("  Second emplacement\u{a0}: {}, chiffré\u{a0}: {}, en échec\u{a0}: {}", yes(place.0), yes(place.1), yes(place.2)));
    say("");
    say("Le journal des envois");
    say(&match Journal::open(app.paths.state.join("journal")).and_then(|journal| journal.read()) {
        Ok(reading) => format!("  {} lignes saines, {} abîmées", reading.lines.len(), reading.damaged),
        Err(error) => format!("  Illisible\u{a0}: {:?}", error.kind()),
    });
    say("");
    say("Les dernières erreurs");
    let log = std::fs::read(app.paths.state.join(LOG)).unwrap_or_default();
    let log = String::from_utf8_lossy(&log);
    let lines: Vec<&str> = log.lines().collect();
    if lines.is_empty() {
        say("  Aucune");
    }
    for line in lines.iter().skip(lines.len().saturating_sub(LINES)) {
        say(&format!("  {}", crossed_out(line)));
    }
    Ok(text)
}

/// What the base holds, in figures.
fn base(conn: &Connection) -> Result<String> {
    let mut text = String::new();
    let held = figures(conn)?;
    // Writing to a text in memory does not fail.
    let _ = writeln!(text, "  Version\u{a0}: {}", held.version);
    for (table, rows) in held.rows.iter().filter(|(_, rows)| **rows > 0) {
        let _ = writeln!(text, "  {table}\u{a0}: {rows}");
    }
    for (title, sql) in [
        ("Envois par état", "SELECT state, COUNT(*) FROM dispatch GROUP BY state ORDER BY state"),
        ("Relances par état", "SELECT state, COUNT(*) FROM reminder GROUP BY state ORDER BY state"),
        (
            "Messageries par fournisseur",
            "SELECT COALESCE(json_extract(form, '$.preset'), '') AS preset, COUNT(*) FROM mail_account WHERE retired = 0 GROUP BY preset ORDER BY preset",
        ),
    ] {
        let mut rows = conn.prepare(sql)?;
        let told: Vec<String> = rows
            .query_map([], |row| Ok(format!("{} {}", row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        if !told.is_empty() {
            let _ = writeln!(text, "  {title}\u{a0}: {}", told.join(", "));
        }
    }
    let suspended: String = conn.query_row("SELECT COALESCE((SELECT suspended_for FROM sender WHERE id = 1), '')", [], |row| row.get(0))?;
    let _ = writeln!(text, "  Envois suspendus\u{a0}: {}", if suspended.is_empty() { "non" } else { &suspended });
    Ok(text)
}

fn yes(is: bool) -> &'static str {
    if is { "oui" } else { "non" }
}

/// The name of the system where it says it itself.
fn system_name() -> String {
    let told = std::fs::read_to_string(Path::new("/etc/os-release")).unwrap_or_default();
    let name = told.lines().find_map(|line| line.strip_prefix("PRETTY_NAME=")).unwrap_or("nom inconnu");
    name.trim_matches('"').to_owned()
}

/// A line of the log without what may be someone's: quoted words, paths, addresses, long numbers.
fn crossed_out(line: &str) -> String {
    let mut bare = String::new();
    let mut rest = line;
    // What is quoted first, to the end of the line when the quote does not close.
    while let Some((at, open)) = rest.char_indices().find(|(_, c)| matches!(c, '"' | '«' | '`' | '“')) {
        let close = match open {
            '«' => '»',
            '“' => '”',
            same => same,
        };
        bare.push_str(rest.get(..at).unwrap_or_default());
        bare.push_str(OUT);
        let inside = rest.get(at + open.len_utf8()..).unwrap_or_default();
        rest = inside.split_once(close).map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    let words: Vec<&str> = bare.split(' ').enumerate().map(|(place, word)| if is_personal(word, place) { OUT } else { word }).collect();
    words.join(" ")
}

/// Addresses, paths outside our sources, and numbers that could be an amount or an identity. The first word is the hour of the line.
fn is_personal(word: &str, place: usize) -> bool {
    let is_source = word.contains(".rs:");
    let digits = word.chars().filter(char::is_ascii_digit).count();
    word.contains('@') || ((word.contains('/') || word.contains('\\')) && !is_source) || (digits > 4 && place > 0 && !is_source)
}

#[cfg(test)]
mod tests {
    use super::crossed_out;

    #[test]
    fn what_may_be_someone_s_is_crossed_out_of_the_log_and_the_fault_stays() {
        for (line, told) in [
            (
                "2026-11-23T08:00:00Z ERROR save_client: database: UNIQUE constraint failed: client.code",
                "2026-11-23T08:00:00Z ERROR save_client: database: UNIQUE constraint failed: client.code",
            ),
            ("08:00 mail account: compta@quais.example refused", "08:00 mail account: […] refused"),
            ("08:00 open /home/durand/echu.db: denied", "08:00 open […] denied"),
            ("08:00 no client \"Brasserie des Quais\" here", "08:00 no client […] here"),
            ("08:00 « Durand » and 120000 cents of 732829320", "08:00 […] and […] cents of […]"),
            ("08:00 panic at src-tauri/engine/src/app.rs:120:7: an index", "08:00 panic at src-tauri/engine/src/app.rs:120:7: an index"),
            ("08:00 \"open quote of Durand", "08:00 […]"),
        ] {
            assert_eq!(crossed_out(line), told);
        }
    }
}
