use super::*;

use echu_core::ids::{ClientId, InvoiceId};
use echu_core::money::Cents;
use echu_core::reports::Column as C;
use echu_core::sample;

fn day(iso: &str) -> NaiveDate {
    iso.parse().unwrap()
}

fn heading() -> Heading<'static> {
    let (title, subtitle) = ("Balance âgée", "Au 23 novembre 2026");
    Heading { title, subtitle, how: "Le reste dû de chaque facture.", empty: "Personne ne vous doit rien.", made_on: day("2026-11-23") }
}

fn table(columns: usize, lines: i64) -> ReportTable {
    let mut all = vec![C::wide("Client"), C::new("Facture", ColumnKind::Text)];
    all.extend((2..columns).map(|_| C::summed("Montant", ColumnKind::Cents)));
    let mut table = ReportTable::new(&all);
    for at in 0..lines {
        let (id, name) = (ClientId(at), format!("Établissements {at}"));
        let mut cells = vec![Cell::Client { id, name }, Cell::Invoice { id: InvoiceId(at), number: format!("F-{at}") }];
        cells.extend((2..columns).map(|_| Cell::from(Cents(123_456))));
        table.line(cells);
    }
    table.total("Total", &[]);
    table
}

/// Width and height of each page, in points.
fn sizes(pdf: &[u8]) -> Vec<[i64; 2]> {
    let read = lopdf::Document::load_mem(pdf).unwrap();
    let number = |object: &lopdf::Object| object.as_i64().unwrap();
    let of = |id: &lopdf::ObjectId| {
        let page = read.get_dictionary(*id).unwrap();
        let parent = read.get_dictionary(page.get(b"Parent").unwrap().as_reference().unwrap()).unwrap();
        let box_of = page.get(b"MediaBox").or_else(|_| parent.get(b"MediaBox")).unwrap().as_array().unwrap();
        [number(&box_of[2]) - number(&box_of[0]), number(&box_of[3]) - number(&box_of[1])]
    };
    read.get_pages().values().map(of).collect()
}

#[test]
fn many_columns_lie_and_few_stand() {
    let creditor = sample::creditor();
    let few = compose(&creditor, &heading(), &table(5, 3)).unwrap();
    let many = compose(&creditor, &heading(), &table(8, 3)).unwrap();
    assert_eq!((sizes(&few.pdf), sizes(&many.pdf)), (vec![[595, 842]], vec![[842, 595]]));
}

#[test]
fn each_page_says_which_report_and_which_columns_and_nothing_leaves_the_sheet() {
    let rendered = compose(&sample::creditor(), &heading(), &table(8, 90)).unwrap();
    assert!(rendered.pages >= 3, "{} pages", rendered.pages);
    let count = |words: &str| rendered.text_lines.iter().filter(|line| line.contains(words)).count();
    assert_eq!(count("Client  Facture"), rendered.pages, "the head of the table is repeated");
    assert_eq!(count("Balance âgée · Au 23 novembre 2026"), rendered.pages - 1, "and so is the title");
    assert_eq!(count(&format!("1/{}", rendered.pages)), 1);
    assert_eq!(count("111\u{202f}110,40"), 1, "the total");
}

#[test]
fn an_empty_report_says_so() {
    let rendered = compose(&sample::creditor(), &heading(), &table(5, 0)).unwrap();
    assert!(rendered.text_lines.iter().any(|line| line.contains("Personne ne vous doit rien.")), "{:?}", rendered.text_lines);
    assert!(!rendered.text_lines.iter().any(|line| line.contains("Total")));
}
