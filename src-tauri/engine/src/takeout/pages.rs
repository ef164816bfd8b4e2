//! `LISEZ-MOI.html`: what each file is, in a page that asks nothing of any network.
use chrono::NaiveDate;
use echu_core::text::{count, long_date};

const PAGE: &str = include_str!("lisez-moi.fr.html");
/// What stands in it while the base is the invented one.
const DEMO: &str = include_str!("demonstration.fr.html");
/// How the base comes back into the app; that of the invented company does not.
const BACK: &str = include_str!("retour.fr.html");

/// A table, as the page tells it.
pub struct Told {
    /// Its name in the archive.
    pub file: String,
    /// What it holds, in French.
    pub about: String,
    /// Its rows.
    pub rows: u64,
}

/// What the page says.
pub(super) struct Page<'a> {
    pub(super) creditor: &'a str,
    pub(super) today: NaiveDate,
    pub(super) demo: bool,
    pub(super) tables: &'a [Told],
    pub(super) documents: u64,
    pub(super) messages: u64,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The page.
pub(super) fn readme(page: &Page) -> String {
    let row = |one: &Told| {
        let file = escaped(&one.file);
        let rows = count(one.rows, "ligne", "lignes");
        format!("<tr><td><a href=\"{file}\">{file}</a></td><td>{}</td><td class=\"n\">{rows}</td></tr>\n", escaped(&one.about))
    };
    let whose = if page.creditor.is_empty() { String::new() } else { format!(" de {}", escaped(page.creditor)) };
    // What comes from the base goes in last: nothing of it is a place to fill.
    PAGE.replace("{demonstration}", if page.demo { DEMO } else { "" })
        .replace("{retour}", if page.demo { "" } else { BACK })
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{jour}", &long_date(page.today))
        .replace("{documents}", &count(page.documents, "document", "documents"))
        .replace("{messages}", &count(page.messages, "message", "messages"))
        .replace("{tableaux}", &page.tables.iter().map(row).collect::<String>())
        .replace("{qui}", &whose)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(demo: bool) -> String {
        let tables = [Told { file: "tableaux/clients.csv".to_owned(), about: "La fiche de chacun.".to_owned(), rows: 2 }];
        let creditor = "Dupré <fils> & {version}";
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();
        readme(&Page { creditor, today, demo, tables: &tables, documents: 1, messages: 0 })
    }

    #[test]
    fn the_page_tells_each_table_and_runs_nothing() {
        let page = page(false);
        assert!(page.contains("Dupré &lt;fils&gt; &amp; {version}"), "a name is a text, whatever it holds");
        assert!(page.contains("<a href=\"tableaux/clients.csv\">") && page.contains("2 lignes") && page.contains("1 document,"), "{page}");
        assert!(
            page.contains("default-src 'none'") && !page.contains("<script") && !page.contains("http:") && !page.contains("https:"),
            "nothing is asked of any network"
        );
        for place in ["{jour}", "{documents}", "{messages}", "{tableaux}", "{qui}", "{demonstration}", "{retour}"] {
            assert!(!page.contains(place), "{place} is filled");
        }
    }

    #[test]
    fn the_invented_company_says_that_it_is() {
        assert!(
            super::readme(&Page { creditor: "", today: NaiveDate::MIN, demo: true, tables: &[], documents: 0, messages: 0 })
                .contains(DEMO.trim())
        );
        assert!(!page(false).contains(DEMO.trim()) && page(true).contains(DEMO.trim()));
    }

    #[test]
    fn the_typography_is_french() {
        for text in [PAGE, DEMO, BACK] {
            let words = text.split_once("<body>").map_or(text, |(_, body)| body);
            for sign in [" : ", " ;", " ?", " !", "« ", " »"] {
                assert!(!words.contains(sign), "a breaking space around {sign:?}");
            }
        }
    }
}
