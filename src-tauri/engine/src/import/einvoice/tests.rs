use super::*;
use echu_core::money::Cents;
use lopdf::{Document, Object, Stream, dictionary};
use std::fmt::Write;

const CII_FILE: &str = include_str!("fixtures/cii.xml");
const ZUGFERD_1_FILE: &str = include_str!("fixtures/zugferd1.xml");
const UBL_FILE: &str = include_str!("fixtures/ubl.xml");

/// A PDF of one page that carries these files.
fn pdf(files: &[(&str, &[u8])], compress: bool) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let names: Vec<Object> = files
        .iter()
        .flat_map(|(name, content)| {
            let mut stream = Stream::new(dictionary! { "Type" => "EmbeddedFile" }, content.to_vec());
            if compress {
                stream.compress().unwrap();
            }
            let stream = document.add_object(stream);
            let file = document.add_object(dictionary! {
                "Type" => "Filespec", "F" => Object::string_literal(*name), "UF" => Object::string_literal(*name),
                "EF" => dictionary! { "F" => stream },
            });
            [Object::string_literal(*name), file.into()]
        })
        .collect();
    let pages = document.add_object(dictionary! { "Type" => "Pages", "Kids" => Vec::<Object>::new(), "Count" => 0 });
    let tree = document.add_object(dictionary! { "Names" => names });
    let root = document.add_object(dictionary! {
        "Type" => "Catalog", "Pages" => pages, "Names" => dictionary! { "EmbeddedFiles" => tree },
    });
    document.trailer.set("Root", root);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn the_same_invoice_reads_the_same_in_cii_in_ubl_and_inside_a_pdf() {
    let cii = of_xml(CII_FILE.as_bytes()).unwrap();
    assert_eq!(cii.number, "F-2026-012");
    assert_eq!(cii.issued_on, "2026-09-01".parse().ok());
    assert_eq!(cii.due_on, "2026-10-01".parse().ok());
    assert_eq!((cii.total, cii.prepaid, cii.due), (Some(Cents(120_000)), Some(Cents(20_000)), Some(Cents(100_000))));
    assert_eq!((cii.seller.company(), cii.buyer.company()), ("732829320", "404833048"));
    assert_eq!((cii.buyer.address.street.as_str(), cii.buyer.address.postcode.as_str()), ("3 rue de l’Invention", "69001"));
    assert_eq!((cii.buyer.email.as_str(), cii.purchase_order.as_str()), ("compta@durand.example", "BC-77"));
    let mut ubl = of_xml(UBL_FILE.as_bytes()).unwrap();
    ubl.profile.clone_from(&cii.profile);
    assert_eq!(ubl, cii);
    for name in ["factur-x.xml", "ZUGFeRD-invoice.xml", "un autre nom.XML"] {
        let carried = read(&pdf(&[("readme.txt", b"rien"), (name, CII_FILE.as_bytes())], true)).unwrap();
        assert_eq!(carried, cii, "{name}");
    }
    assert_eq!(read(&pdf(&[("other.xml", b"<a/>"), ("factur-x.xml", CII_FILE.as_bytes())], false)).unwrap(), cii);
}

#[test]
fn zugferd_1_has_other_names_for_the_same_things() {
    let file = of_xml(ZUGFERD_1_FILE.as_bytes()).unwrap();
    assert_eq!((file.number.as_str(), file.type_code.as_str(), file.currency.as_str()), ("RE-17", "380", "EUR"));
    assert_eq!((file.total, file.due), (Some(Cents(11_900)), Some(Cents(11_900))));
    assert_eq!(file.issued_on, "2016-02-01".parse().ok());
    assert_eq!(file.due_on, "2016-03-02".parse().ok());
    assert_eq!(file.buyer.name, "Durand SARL");
}

#[test]
fn a_declared_encoding_is_followed_and_a_false_one_is_found_out() {
    let latin = CII_FILE.replace("UTF-8", "ISO-8859-1").replace("Plomberie Imaginaire", "Plomberie Éclair").replace('’', "'");
    let bytes: Vec<u8> = latin.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(of_xml(&bytes).unwrap().seller.name, "Plomberie Éclair");
    let lying: Vec<u8> = latin.replace("ISO-8859-1", "UTF-8").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(of_xml(&lying).unwrap().seller.name, "Plomberie Éclair");
}

#[test]
fn what_is_no_electronic_invoice_is_refused_by_name() {
    let dtd = CII_FILE.replacen("?>", "?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>", 1);
    let deep = format!("{}{}", "<a>".repeat(300_000), "</a>".repeat(300_000));
    assert_eq!(of_xml(dtd.as_bytes()), Err(Refusal::Dtd));
    assert_eq!(of_xml(deep.as_bytes()), Err(Refusal::TooManyNodes { limit: 200_000 }));
    assert_eq!(of_xml(b"<Order xmlns='urn:x'/>"), Err(Refusal::NotAnEInvoice { root: "Order".into() }));
    assert!(matches!(of_xml(b"<a><b></a>"), Err(Refusal::BadXml { line: 1 })));
    assert_eq!(read(&pdf(&[], false)), Err(Refusal::NoEInvoice));
    assert_eq!(read(&pdf(&[("a.xml", b"<a/>"), ("b.txt", b"")], true)), Err(Refusal::NoEInvoice));
    assert_eq!(read(b"%PDF-1.7 and nothing more"), Err(Refusal::BadPdf));
}

#[test]
fn a_carried_file_that_inflates_without_end_is_refused() {
    let zeros = vec![b' '; 40 * 1024 * 1024];
    assert_eq!(read(&pdf(&[("factur-x.xml", &zeros)], true)), Err(Refusal::BadPdf));
}

#[test]
fn amounts_are_read_exactly_or_not_at_all() {
    for (text, cents) in [
        ("529.87", Some(52_987)),
        ("-0.00", Some(0)),
        ("529.8700", Some(52_987)),
        ("529.875", None),
        ("12", Some(1_200)),
        (".5", Some(50)),
        ("1e3", None),
        ("", None),
        ("12,5", None),
        ("99999999999999999999", None),
    ] {
        assert_eq!(super::xml::amount(text), cents.map(Cents), "{text}");
    }
}

/// Files made by others, when they are at hand: what is read of each, as text.
#[test]
fn files_of_other_makers_read_as_agreed() {
    let Some(corpus) = crate::import::tests::corpus("einvoices") else { return };
    let mut told = String::new();
    for folder in ["cii", "facturx", "ubl"] {
        let mut files: Vec<_> = std::fs::read_dir(corpus.join(folder)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for path in files {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            writeln!(told, "── {folder}/{name}").unwrap();
            match read(&std::fs::read(&path).unwrap()) {
                Ok(file) => tell(&file, &mut told),
                Err(refusal) => writeln!(told, "refusé : {}", refusal.sentence()).unwrap(),
            }
        }
    }
    insta::assert_snapshot!(told);
}

fn tell(file: &EInvoice, told: &mut String) {
    let cents = |amount: Option<Cents>| amount.map_or("–".to_owned(), |amount| amount.0.to_string());
    let day = |day: Option<chrono::NaiveDate>| day.map_or("–".to_owned(), |day| day.to_string());
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            writeln!(told, "{name:<10} {value}").unwrap();
        }
    };
    line("profil", &file.profile);
    line("pièce", &format!("{} {}", file.type_code, file.number));
    line("dates", &format!("{} → {}", day(file.issued_on), day(file.due_on)));
    line("montants", &format!("{} − {} = {} {}", cents(file.total), cents(file.prepaid), cents(file.due), file.currency));
    line("commande", &file.purchase_order);
    line("référence", &file.buyer_reference);
    line("origine", &file.preceding.join(", "));
    line("à écrire", &file.payment_reference);
    line("IBAN", &file.iban);
    line("conditions", &file.terms);
    for (name, party) in [("vendeur", &file.seller), ("acheteur", &file.buyer)] {
        let numbers = format!("{} {} {}", party.company_number, party.establishment, party.vat_number);
        let place = [
            &party.address.street,
            &party.address.building,
            &party.address.locality,
            &party.address.postcode,
            &party.address.city,
            &party.address.country,
        ];
        let place: Vec<&str> = place.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
        line(
            name,
            &format!(
                "{} · {} · {} · {} {}",
                party.name,
                numbers.split_whitespace().collect::<Vec<_>>().join(" "),
                place.join(", "),
                party.email,
                party.phone
            ),
        );
    }
    let row = file.row(&echu_core::party::Creditor::default(), 1, None);
    match row {
        Ok(row) => {
            let invoice = row.invoice.unwrap();
            line("suivi", &format!("{:?} {} − {}", invoice.kind, invoice.total.0, invoice.paid.0));
            row.warnings.iter().for_each(|warning| line("à voir", &warning.sentence()));
        }
        Err(problem) => line("refusée", &problem.sentence()),
    }
}
