//! Tables as their banks document them (`layouts.csv`), filled with invented movements.
use super::super::{Format, format_of, read};
use super::{Column, Question, Source, TableMapping};
use echu_core::bank::{BalanceCheck, Statement};
use echu_core::money::Cents;

fn told(bytes: &[u8]) -> (Vec<Statement>, String) {
    let format = format_of(bytes).unwrap_or_else(|| panic!("no statement: {}", String::from_utf8_lossy(bytes)));
    (read(bytes, format).unwrap(), Source::open(bytes).unwrap().bank().to_owned())
}

fn lines(statement: &Statement) -> Vec<String> {
    statement.lines.iter().map(|line| format!("{} {} {}", line.booked_on, line.amount.0, line.label)).collect()
}

#[test]
fn each_documented_table_is_read_and_named() {
    for (file, bank, account) in [
        (
            "Compte courant;Compte Pro;00012345678;2026-11-20;;1500,00\n\nDate operation;Libelle court;Type operation;Libelle operation;Montant operation en euro\n\
             16/11/2026;VIR RECU;VIREMENT RECU TIERS;VIR SEPA DURAND FACTURE 12;1234,50\n17/11/2026;CARTE;PAIEMENT CB;CARTE STATION;-80,00\n",
            "BNP Paribas",
            "00012345678",
        ),
        (
            "=\"00012345678\";01/11/2026;20/11/2026;2;17/11/2026;1000.00 EUR\n\nDate de l'opération;Libellé;Détail de l'écriture;Montant de l'opération;Devise\n\
             16/11/2026;VIR RECU;VIR RECU DE: DURAND FACTURE 12;1234,50;EUR\n17/11/2026;CARTE X1;CARTE STATION;-80,00;EUR\n",
            "Société Générale",
            "00012345678",
        ),
        (
            "Téléchargement du  20/11/2026;\n\nMME MARTIN\nCCHQ       no 62734091867;\nSolde au 18/11/26 : 13,37 EUR\n\nListe des opérations du compte;\n\n\
             Date;Libellé;Débit Euros;Crédit Euros;\n16/11/2026;\"VIREMENT DURAND \nFACTURE 12\n\";;1 234,50;\n17/11/2026;\"CARTE STATION \n\";80,00;;\n",
            "Crédit Agricole",
            "62734091867",
        ),
        (
            "Date de comptabilisation;Libelle simplifie;Libelle operation;Reference;Informations complementaires;Type operation;Categorie;Sous categorie;Debit;Credit;Date operation;Date de valeur;Pointage operation\n\
             16/11/2026;DURAND;VIR SEPA DURAND;REF1;FACTURE 12;Virement recu;Revenus;Autres;;+1234,50;16/11/2026;16/11/2026;0\n\
             17/11/2026;STATION;CARTE STATION;REF2;;Carte bancaire;Transport;Carburant;-80,00;;16/11/2026;17/11/2026;0\n",
            "Banque Populaire ou Caisse d’Épargne",
            "",
        ),
        (
            "Date;Date de valeur;Débit;Crédit;Libellé;Solde\n16/11/2026;16/11/2026;;1234,50;VIR DURAND FACTURE 12;2234,50\n17/11/2026;17/11/2026;-80,00;;CARTE STATION;2154,50\n",
            "Crédit Mutuel ou CIC",
            "",
        ),
        (
            "Date d'opération,Date de valeur,Montant,Libellé,Solde\n16/11/2026,16/11/2026,1234.50,VIREMENT DURAND FACTURE 12,2234.50\n17/11/2026,17/11/2026,-80.00,CARTE STATION,2154.50\n",
            "CIC",
            "",
        ),
        (
            "dateOp;dateVal;label;category;categoryParent;supplierFound;amount;comment;accountNum;accountLabel;accountbalance\n\
             2026-11-17;2026-11-17;\"CARTE STATION\";\"Carburant\";\"Auto\";station;-80,00;;00040613484;BoursoBank;2154.50\n\
             2026-11-16;2026-11-16;\"VIR DURAND FACTURE 12\";\"Virements reçus\";\"Virements reçus\";durand;1 234,50;;00040613484;BoursoBank;2234.50\n",
            "BoursoBank",
            "00040613484",
        ),
        (
            "Status,Settlement date (UTC),Operation date (UTC),Total amount (incl. VAT),Currency,Counterparty name,Payment method,Transaction ID,IBAN,Reference,Category,Note,VAT amount\n\
             settled,2026-11-16 10:00:00,2026-11-16 09:00:00,1234.50,EUR,DURAND,transfer,qo-1,,FACTURE 12,Sales,,0\n\
             settled,2026-11-17 10:00:00,2026-11-17 09:00:00,-80.00,EUR,STATION,card,qo-2,,,Fuel,,13.33\n",
            "Qonto",
            "",
        ),
        (
            "Transaction ID;Date de la valeur;Date d'opération;IBAN;Type de transaction;Débit;Crédit;Solde mouvement;Solde bancaire;Libellé;Nom de la contrepartie;Montant HT;Montant de TVA total;Commentaire\n\
             sh-1;16/11/2026;16/11/2026;;Virement;0,00;1234,50;1234,50;2234,50;FACTURE 12;DURAND;1028,75;205,75;\n\
             sh-2;17/11/2026;17/11/2026;;Carte;80,00;0,00;-80,00;2154,50;CARTE;STATION;66,67;13,33;\n",
            "Shine",
            "",
        ),
        (
            "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,Card number,Orig currency,Orig amount,Payment currency,Amount,Total amount,Fee,Fee currency,Balance,Account,International account number\n\
             17/11/2026,17/11/2026,rv-2,CARD_PAYMENT,COMPLETED,STATION,,A,,EUR,-80.00,EUR,-80.00,-80.00,0,EUR,2154.50,EUR Main,\n\
             15/11/2026,16/11/2026,rv-1,TOPUP,COMPLETED,Money from DURAND,FACTURE 12,,,EUR,1234.50,EUR,1234.50,1234.50,0,EUR,2234.50,EUR Main,\n",
            "Revolut Business",
            "EURMAIN",
        ),
        (
            "Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde\n\
             Ajout de fonds,Valeur actuelle,2026-11-15 14:00:40,2026-11-16 14:00:41,Paiement de DURAND FACTURE 12,1234.50,0.00,EUR,TERMINÉ,2234.50\n\
             Paiement,Valeur actuelle,2026-11-16 09:00:00,2026-11-17 09:00:00,STATION,-78.00,2.00,EUR,TERMINÉ,2154.50\n\
             Paiement,Valeur actuelle,2026-11-18 09:00:00,,RESTAURANT,-25.00,0.00,EUR,EN ATTENTE,\n",
            "Revolut",
            "",
        ),
        (
            "\"Date\",\"Bénéficiaire\",\"Numéro de compte\",\"Type de transaction\",\"Référence de paiement\",\"Montant (EUR)\",\"Montant (Devise étrangère)\",\"Sélectionnez la devise étrangère\",\"Taux de conversion\"\n\
             \"2026-11-16\",\"DURAND\",\"FR7630006000011234567890189\",\"Revenu\",\"FACTURE 12\",\"1234.50\",\"\",\"\",\"\"\n\
             \"2026-11-17\",\"STATION\",\"\",\"Paiement\",\"\",\"-80.00\",\"-80.00\",\"EUR\",\"1\"\n",
            "N26",
            "",
        ),
        (
            "15/11/2026;1000,00;;01234 123456A\n16/11/2026;1234,5;Virement;;;VIR DURAND FACTURE 12;;\n17/11/2026;-80;Carte;;CB  STATION      16/11/26;;0;Divers\n18/11/2026;2154,50;;01234 123456A\n",
            "LCL",
            "01234123456A",
        ),
        (
            "\"Compte de ch&egrave;ques\";\"Compte de ch&egrave;ques\";****1234;18/11/2026;;2 154,50\n16/11/2026;;;VIR SEPA DURAND FACTURE 12;1 234,50\n17/11/2026;;;CARTE STATION;-80,00\n",
            "BNP Paribas",
            "",
        ),
    ] {
        let (statements, named) = told(file.as_bytes());
        assert_eq!((named.as_str(), statements.len()), (bank, 1), "{file}");
        let statement = &statements[0];
        let mut moved: Vec<(String, i64)> = statement.lines.iter().map(|line| (line.booked_on.to_string(), line.amount.0)).collect();
        moved.sort();
        let card = if named == "Revolut" { -7_800 } else { -8_000 };
        assert_eq!(moved, [("2026-11-16".to_owned(), 123_450), ("2026-11-17".to_owned(), card)], "{bank}: {:?}", statement.set_aside);
        let credit = statement.lines.iter().find(|line| line.amount.is_positive()).unwrap();
        let words = format!("{} {} {}", credit.label, credit.counterparty, credit.reference);
        assert!(words.contains("DURAND") && words.contains("FACTURE 12"), "{bank}: {words}");
        assert_eq!(statement.account, account, "{bank}");
        let with_balances = file.contains("2234") || bank == "LCL";
        assert_eq!(statement.balance_check() == BalanceCheck::Agrees, with_balances, "{bank}: {:?}", statement.breaks);
    }
}

/// Named in public code that reads them, without an address: read by the names of their columns, and nothing is claimed.
#[test]
fn other_headers_are_read_by_their_names_and_nothing_is_claimed() {
    for file in [
        "Statut;Date de la valeur (UTC);Date de la valeur (local);Date de l'opération (UTC);Montant total (TTC);Débit;Crédit;Solde;Devise;Montant total (HT);Montant de la TVA (20.0 %);Nom du compte;IBAN du compte;Nom de la contrepartie;IBAN de la contrepartie;Identifiant de transaction;Référence\n\
         Exécuté;16-11-2026 05:21:10;16-11-2026 06:21:10;16-11-2026 05:00:00;1 234,50;;;2 234,50;EUR;1 028,75;205,75;Principal;FR7630006000011234567890189;DURAND;;qo-1;FACTURE 12\n\
         Exécuté;17-11-2026 05:21:10;17-11-2026 06:21:10;17-11-2026 05:00:00;-80,00;;;2 154,50;EUR;-66,67;-13,33;Principal;FR7630006000011234567890189;STATION;;qo-2;\n",
        "Numéro Compte ;0123456A033\nType ;CCP\nCompte tenu en  ;euros\nDate            ;20/11/2026\nSolde (EUROS)   ;13,99\n\nDate;Libellé;Montant(EUROS);Montant(FRANCS)\n\
         17/11/2026;ACHAT CB STATION;-80,00;-524,77\n16/11/2026;VIREMENT DE DURAND FACTURE 12;1234,50;8097,79\n",
        "\"Booking Date\",\"Value Date\",\"Partner Name\",\"Partner Iban\",Type,\"Payment Reference\",\"Account Name\",\"Amount (EUR)\",\"Original Amount\",\"Original Currency\",\"Exchange Rate\"\n\
         2026-11-16,2026-11-16,DURAND,,\"Credit Transfer\",\"FACTURE 12\",\"Main Account\",1234.50,,,\n2026-11-17,2026-11-17,STATION,,Presentment,,\"Main Account\",-80.00,88.00,USD,1.1\n",
        "Date opération;Date valeur;libellé;Débit;Crédit;\n16/11/2026;16/11/2026;VIR DURAND FACTURE 12;;1234,5;\n17/11/2026;17/11/2026;CARTE STATION;-80;;\n",
        "16/11/2026,\"VIREMENT DE DURAND FACTURE 12\",1234.50,2234.50\n17/11/2026,\"ACHAT CB STATION\",-80.00,2154.50\n18/11/2026,\"PRELEVEMENT EDF\",-50.00,2104.50\n",
    ] {
        let (statements, named) = told(file.as_bytes());
        assert_eq!((named.as_str(), statements.len()), ("", 1), "{file}");
        let amounts: Vec<i64> = statements[0].lines.iter().map(|line| line.amount.0).collect();
        assert!(amounts.contains(&123_450) && amounts.contains(&-8_000), "{file}: {:?} {:?}", amounts, statements[0].set_aside);
        let credit = statements[0].lines.iter().find(|line| line.amount.is_positive()).unwrap();
        assert!(format!("{} {} {}", credit.label, credit.counterparty, credit.reference).contains("DURAND"), "{credit:?}");
    }
}

#[test]
fn a_list_of_invoices_without_header_is_no_statement() {
    for file in [
        "01/10/2026;F-2026-001;Durand SARL;1200,00\n02/10/2026;A-2026-001;Durand SARL;-50,00\n",
        "01/10/2026;Durand SARL;Travaux;1200,00;2400,00\n02/10/2026;Petit;Pose;50,00;100,00\n",
        "F-1;01/10/2026;VIREMENT;1200,00\nF-2;02/10/2026;VIREMENT;-12,00\n",
    ] {
        assert_eq!(format_of(file.as_bytes()), None, "{file}");
    }
}

#[test]
fn a_list_of_invoices_with_what_is_left_of_each_is_no_statement() {
    for header in ["N°;Date;Libellé;Montant TTC;Solde", "Date;Pièce;Tiers;Débit;Crédit", "N°;Date;Objet;Tiers;Total TTC;Solde"] {
        let row = "F-1;05/10/2026;Travaux;120,00;120,00;120,00";
        assert_eq!(format_of(format!("{header}\n{row}\n").as_bytes()), None, "{header}");
    }
}

#[test]
fn two_accounts_of_one_table_are_two_statements() {
    let file = "dateOp;dateVal;label;category;amount;accountNum;accountbalance\n2026-11-16;2026-11-16;VIR DURAND;x;100,00;00011111111;1100,00\n\
                2026-11-16;2026-11-16;VIR DURAND;x;100,00;00022222222;300,00\n2026-11-17;2026-11-17;VIR PETIT;x;50,00;00011111111;1150,00\n";
    let (statements, _) = told(file.as_bytes());
    let read: Vec<(&str, usize)> = statements.iter().map(|one| (one.account.as_str(), one.lines.len())).collect();
    assert_eq!(read, [("00011111111", 2), ("00022222222", 1)]);
}

#[test]
fn a_line_that_the_balance_misses_is_told() {
    let file = "Date;Libellé;Montant;Solde\n16/11/2026;VIR DURAND;100,00;1100,00\n17/11/2026;CARTE A;-40,00;1060,00\n18/11/2026;VIR PETIT;10,00;1220,00\n19/11/2026;CARTE B;-20,00;1200,00\n";
    let (statements, _) = told(file.as_bytes());
    assert_eq!(statements[0].balance_check(), BalanceCheck::Differs(Cents(-15_000)));
    let said: Vec<String> = statements[0].breaks.iter().flatten().map(echu_core::bank::Break::sentence).collect();
    assert_eq!(said, ["Entre les lignes 3 et 4, le solde monte de 150,00\u{a0}€ sans mouvement\u{a0}: il manque au moins une ligne."]);
}

#[test]
fn a_statement_kept_in_a_workbook_is_read_as_a_table() {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Infos").unwrap().write(0, 0, "Relevé").unwrap();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Compte n° 00012345678").unwrap();
    for (column, name) in (0..).zip(["Date", "Libellé", "Débit", "Crédit", "Solde"]) {
        sheet.write(2, column, name).unwrap();
    }
    let date = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy");
    for (row, (day, label, debit, credit, after)) in
        (3..).zip([(16, "VIR DURAND FACTURE 12", 0.0, 1234.5, 2234.5), (17, "CARTE STATION", -80.1, 0.0, 2154.4)])
    {
        sheet.write_with_format(row, 0, rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, day).unwrap(), &date).unwrap();
        sheet.write(row, 1, label).unwrap().write(row, 4, after).unwrap();
        if debit != 0.0 {
            sheet.write(row, 2, debit).unwrap();
        }
        if credit != 0.0 {
            sheet.write(row, 3, credit).unwrap();
        }
    }
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(format_of(&bytes), Some(Format::Table));
    let (statements, _) = told(&bytes);
    assert_eq!(lines(&statements[0]), ["2026-11-16 123450 VIR DURAND FACTURE 12", "2026-11-17 -8010 CARTE STATION"]);
    assert_eq!((statements[0].account.as_str(), statements[0].balance_check()), ("00012345678", BalanceCheck::Agrees));
}

/// Neither its names nor its rows say what it is.
const STRANGE: &str = "Relevé de M. Petit\nQuand;Quoi;Mouvt;Sens;Reste\n16/11/2026;DURAND FACTURE 12;1234,50;C;2234,50\n17/11/2026;STATION;80,00;D;2154,50\n\
                       31/02/2026;PETIT;10,00;C;\n";

fn by_hand(source: &Source, columns: &[Option<Column>]) -> TableMapping {
    TableMapping { columns: columns.to_vec(), ..source.mapping().clone() }
}

#[test]
fn a_table_that_nothing_explains_is_read_as_a_person_says() {
    assert_eq!(format_of(STRANGE.as_bytes()), None, "nothing is guessed");
    let mut source = Source::open(STRANGE.as_bytes()).unwrap();
    assert_eq!((source.headers()[2].as_str(), source.mapping().header_row), ("Mouvt", Some(1)), "its names, below the title");
    let missing = [Column::Booked, Column::Label, Column::Amount].map(|column| Question::MissingColumn { column });
    assert_eq!(source.questions(), missing);
    let said = [Column::Booked, Column::Label, Column::Amount, Column::Side, Column::Balance].map(Some);
    source.remap(STRANGE.as_bytes(), by_hand(&source, &said)).unwrap();
    assert_eq!(source.questions(), []);
    let statement = source.statements().remove(0);
    assert_eq!(lines(&statement), ["2026-11-16 123450 DURAND FACTURE 12", "2026-11-17 -8000 STATION"]);
    let aside: Vec<String> = statement.set_aside.iter().map(|aside| format!("{} {}", aside.place, aside.why.sentence())).collect();
    assert_eq!(aside, ["5 la date «\u{a0}31/02/2026\u{a0}» ne se lit pas."]);
    let twice = [Column::Booked, Column::Label, Column::Amount, Column::Amount, Column::Label].map(Some);
    source.remap(STRANGE.as_bytes(), by_hand(&source, &twice)).unwrap();
    assert_eq!(source.questions(), [Question::ColumnTwice { column: Column::Amount }], "several columns may be one label");
}

#[test]
fn what_was_confirmed_serves_the_next_table_of_that_header_and_no_other() {
    let mut first = Source::open(STRANGE.as_bytes()).unwrap();
    let said = [Some(Column::Booked), Some(Column::Label), Some(Column::Amount), Some(Column::Side), None];
    first.remap(STRANGE.as_bytes(), by_hand(&first, &said)).unwrap();
    let confirmed = first.mapping().clone();
    let place_of = |source: &Source| source.keys().into_iter().find(|(_, key)| *key == confirmed.header_key).map(|(row, _)| row);
    let mut second = Source::open("Quand;Quoi;Mouvt;Sens;Reste\n23/11/2026;PETIT;50,00;C;\n".as_bytes()).unwrap();
    let row = place_of(&second).expect("known wherever it stands");
    assert!(second.adopt(row, &confirmed));
    assert_eq!(lines(&second.statements()[0]), ["2026-11-23 5000 PETIT"]);
    let mut other = Source::open("Quand;Quoi;Mouvt;Sens;Reste\nDURAND;23/11/2026;C;50,00;\n".as_bytes()).unwrap();
    assert!(!other.adopt(Some(0), &confirmed), "its rows do not read so");
    assert_eq!(place_of(&Source::open("Date;Client;Total\n23/11/2026;PETIT;50,00\n".as_bytes()).unwrap()), None);
}

#[test]
fn a_table_without_names_is_known_by_how_many_columns_it_has() {
    let file = "DURAND;16/11/2026;1,234;Facture 12\nPETIT;17/11/2026;50.00;Facture 13\n";
    let mut source = Source::open(file.as_bytes()).unwrap();
    assert_eq!(source.mapping().columns, [None, Some(Column::Booked), None, None], "a day is a day; an amount is never guessed");
    let said = [Column::Counterparty, Column::Booked, Column::Amount, Column::Label].map(Some);
    source.remap(file.as_bytes(), by_hand(&source, &said)).unwrap();
    assert_eq!(lines(&source.statements()[0])[0], "2026-11-16 123400 Facture 12");
    let confirmed = source.mapping().clone();
    let mut next = Source::open("MARTIN;18/11/2026;20.00;Facture 14\nX;;;\n".as_bytes()).unwrap();
    assert!(next.keys().contains(&(None, confirmed.header_key.clone())) && next.adopt(None, &confirmed));
    assert_eq!(lines(&next.statements()[0]), ["2026-11-18 2000 Facture 14"]);
}

#[test]
fn a_day_or_a_cent_that_reads_two_ways_is_asked_about() {
    let file = "Posting day;Narrative;Moved\n03/04/2026;DURAND;1,234\n05/06/2026;PETIT;2,345\n";
    let mut source = Source::open(file.as_bytes()).unwrap();
    let said = [Column::Booked, Column::Label, Column::Amount].map(Some);
    source.remap(file.as_bytes(), by_hand(&source, &said)).unwrap();
    let asked = [Question::DateOrder { example: "03/04/2026".into() }, Question::Decimal { example: "1,234".into() }];
    assert_eq!(source.questions(), asked);
    assert!(source.questions().iter().all(Question::blocks));
    let answered = TableMapping {
        date_order: Some(echu_core::text::DateOrder::MonthFirst),
        decimal: Some(crate::import::DecimalSign::Dot),
        ..source.mapping().clone()
    };
    source.remap(file.as_bytes(), answered).unwrap();
    assert_eq!((source.questions(), lines(&source.statements()[0])[0].as_str()), (vec![], "2026-03-04 123400 DURAND"));
}

#[test]
fn another_row_of_names_or_another_separator_is_read_anew() {
    let file = "Date;Libellé;Montant\nQuand|Quoi|Combien\n16/11/2026|VIR DURAND|100,00\n";
    let mut source = Source::open(file.as_bytes()).unwrap();
    assert_eq!(source.mapping().header_row, Some(0));
    let piped = TableMapping { separator: crate::import::Separator::Pipe, ..source.mapping().clone() };
    source.remap(file.as_bytes(), piped).unwrap();
    let below = TableMapping { header_row: Some(1), ..source.mapping().clone() };
    source.remap(file.as_bytes(), below).unwrap();
    assert_eq!(source.headers(), ["Quand", "Quoi", "Combien"]);
    let said = [Column::Booked, Column::Label, Column::Amount].map(Some);
    source.remap(file.as_bytes(), by_hand(&source, &said)).unwrap();
    assert_eq!(lines(&source.statements()[0]), ["2026-11-16 10000 VIR DURAND"]);
}

#[test]
fn what_a_bank_documents_stays_read_as_it_does_when_one_answer_changes() {
    let file = "Type,Produit,Date de début,Date de fin,Description,Montant,Frais,Devise,État,Solde\n\
                Paiement,Valeur actuelle,2026-11-16 09:00:00,2026-11-17 09:00:00,STATION,-78.00,2.00,EUR,TERMINÉ,2154.50\n";
    let mut source = Source::open(file.as_bytes()).unwrap();
    let comma = TableMapping { decimal: Some(crate::import::DecimalSign::Comma), ..source.mapping().clone() };
    source.remap(file.as_bytes(), comma).unwrap();
    assert_eq!((source.bank(), lines(&source.statements()[0])), ("Revolut", vec!["2026-11-17 -7800 STATION".to_owned()]));
}
