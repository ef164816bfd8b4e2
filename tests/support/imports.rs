//! Files of invoices as exporting tools write them, made relative to a given day. Every company is invented.
use chrono::{Days, NaiveDate};

/// A client of the generated files: name, address, SIREN or nothing.
const CLIENTS: [(&str, &str, &str); 12] = [
    ("Éts Müller – Bâtiment", "compta@muller.example", "732829320"),
    ("Boulangerie Aubépine SARL", "contact@aubepine.example", ""),
    ("L’Atelier des Cœurs", "bonjour@coeurs.example", ""),
    ("Garage du Pont SAS", "garage@dupont.example", "404833048"),
    ("Menuiserie Lopez & Fils", "lopez@menuiserie.example", ""),
    ("Hôtel Bellevue SARL", "reception@bellevue.example", ""),
    ("Camping des Pins", "accueil@pins.example", ""),
    ("Clinique Vétérinaire du Lac", "compta@veto.example", ""),
    ("Imprimerie Noël SAS", "noel@imprimerie.example", "552081317"),
    ("Crémerie Élysée", "cremerie@elysee.example", ""),
    ("Transports Vasseur SARL", "transports@vasseur.example", ""),
    ("Pépinières Garcia", "garcia@pepinieres.example", ""),
];

/// Sixty invoices as a French tool exports them: Windows-1252, `;`, CRLF, `1 234,56 €` with the no-break space A0.
///
/// Twelve clients of five invoices each, all with an address. The invoices were issued from 150 to 32 days before `today`,
/// two days apart, at thirty days: all are late but none of them paid.
pub fn sixty_invoices(today: NaiveDate) -> Vec<u8> {
    windows_1252(&file(&rows(today, 60), &[0, 1, 2, 3, 4, 5, 6, 7]))
}

/// Sixty rows of which fifty-seven are right: two have an impossible date or amount, one is the totals row. `reordered` puts the same
/// columns in another order.
pub fn fifty_seven_invoices(today: NaiveDate, reordered: bool) -> Vec<u8> {
    let mut rows = rows(today, 59);
    rows[10][4] = "31/02/2026".to_owned();
    rows[20][6] = "à voir".to_owned();
    rows.push(["Total", "", "", "", "", "", "99 999,00 €", ""].map(str::to_owned));
    let order = if reordered { [6, 4, 1, 0, 7, 5, 3, 2] } else { [0, 1, 2, 3, 4, 5, 6, 7] };
    windows_1252(&file(&rows, &order))
}

/// `count` invoices, over a tenth as many clients: for measures of speed. `settled`: nine in ten are paid.
pub fn many_invoices(today: NaiveDate, count: u32, settled: bool) -> Vec<u8> {
    let mut text = String::from("Numéro;Client;E-mail;Date;Échéance;Total TTC;Déjà réglé;Objet\r\n");
    for place in 0..count {
        let issued = today - Days::new(u64::from(place % 900));
        let client = place % (count / 10).max(1);
        let total = format!("{} {:03},{:02} €", 1 + place % 9, place % 1000, place % 100);
        let paid = if settled && place % 10 > 0 { &total } else { "0,00 €" };
        text.push_str(&format!(
            "F-{place:06};Société Numéro {client} SARL;compta{client}@client.example;{};{};{total};{paid};Travaux du lot {place}\r\n",
            issued.format("%d/%m/%Y"),
            (issued + Days::new(30)).format("%d/%m/%Y"),
        ));
    }
    windows_1252(&text)
}

/// Number, client, address, SIREN, issued, due, total, subject.
fn rows(today: NaiveDate, count: u32) -> Vec<[String; 8]> {
    let row = |place: u32| {
        let (name, email, siren) = CLIENTS[place as usize % CLIENTS.len()];
        let issued = today - Days::new(u64::from(150 - 2 * place));
        let cents = 8_990 + 11_731 * u64::from(place);
        [
            format!("F-{}-{:03}", issued.format("%Y"), place + 1),
            name.to_owned(),
            email.to_owned(),
            siren.to_owned(),
            issued.format("%d/%m/%Y").to_string(),
            (issued + Days::new(30)).format("%d/%m/%Y").to_string(),
            amount(cents),
            format!("Intervention n° {} – été", place + 1),
        ]
    };
    (0..count).map(row).collect()
}

/// `1 234,56 €`, with no-break spaces.
fn amount(cents: u64) -> String {
    let (euros, cents) = (cents / 100, cents % 100);
    if euros >= 1000 {
        format!("{}\u{a0}{:03},{cents:02}\u{a0}€", euros / 1000, euros % 1000)
    } else {
        format!("{euros},{cents:02}\u{a0}€")
    }
}

fn file(rows: &[[String; 8]], order: &[usize; 8]) -> String {
    let header = ["N° de facture", "Client", "Adresse e-mail", "SIREN", "Date de facture", "Échéance", "Montant TTC", "Objet"];
    let header = order.map(|column| header[column]).join(";");
    let lines = rows.iter().map(|row| order.map(|column| row[column].as_str()).join(";"));
    std::iter::once(header).chain(lines).map(|line| line + "\r\n").collect()
}

/// The bytes of Western Windows, for the few signs these files hold.
fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        '€' => 0x80,
        '–' => 0x96,
        '’' => 0x92,
        'œ' => 0x9C,
        other => u8::try_from(u32::from(other)).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}
