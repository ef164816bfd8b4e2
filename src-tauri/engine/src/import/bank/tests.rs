use super::*;
use echu_core::bank::{BalanceCheck, LineKind, WhyAside};
use echu_core::money::Cents;
use std::fmt::Write;

fn one(bytes: &[u8]) -> Statement {
    let format = format_of(bytes).expect("a known format");
    let mut all = read(bytes, format).unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// The lines as « 2026-11-16 120000 VIR DURAND ».
fn lines(statement: &Statement) -> Vec<String> {
    statement.lines.iter().map(|line| format!("{} {} {}", line.booked_on, line.amount.0, line.label)).collect()
}

const SGML: &str = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nENCODING:USASCII\r\nCHARSET:1252\r\n\r\n\
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>30006<BRANCHID>00001<ACCTID>12345678901<ACCTTYPE>CHECKING</BANKACCTFROM>\
<BANKTRANLIST><DTSTART>20261101<DTEND>20261130\
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261116<TRNAMT>+1234,50<FITID>42<NAME>VIR M\u{fc}ller & Fils<MEMO>FACTURE F-12</STMTTRN>\
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261117120000[+1:CET]<TRNAMT>-80<FITID>43<NAME>CARTE STATION</STMTTRN>\
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261118<TRNAMT>12.345<FITID>44<NAME>X</STMTTRN>\
</BANKTRANLIST><LEDGERBAL><BALAMT>5000.00<DTASOF>20261130</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";

#[test]
fn ofx_1_reads_without_its_closing_tags_and_with_french_commas() {
    let bytes: Vec<u8> = SGML.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let statement = one(&bytes);
    assert_eq!(lines(&statement), ["2026-11-16 123450 VIR Müller & Fils · FACTURE F-12", "2026-11-17 -8000 CARTE STATION"]);
    assert_eq!((statement.account.as_str(), statement.currency.as_str()), ("300060000112345678901", "EUR"));
    assert_eq!(statement.lines[0].kind, LineKind::Transfer);
    assert_eq!(statement.set_aside.len(), 1, "an amount of three decimals is set aside, never rounded");
    assert_eq!(statement.closing.unwrap().amount, Cents(500_000));
}

#[test]
fn the_same_statement_read_twice_names_its_lines_alike() {
    let bytes: Vec<u8> = SGML.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let first = one(&bytes).identities();
    let xml = String::from_utf8_lossy(&bytes).replace("<FITID>42<", "<FITID>42</FITID><").replace("FACTURE F-12", "REGLEMENT F-12");
    assert_eq!(one(xml.as_bytes()).identities(), first, "closed tags and another wording change nothing");
}

#[test]
fn a_foreign_currency_is_set_aside_by_name() {
    let bytes = SGML.replace("<CURDEF>EUR", "<CURDEF>USD").replace('\u{fc}', "u");
    let statement = one(bytes.as_bytes());
    assert!(statement.lines.is_empty());
    assert_eq!(statement.set_aside[0].why, WhyAside::Currency("USD".into()));
}

/// A record of 120 characters with each piece at its column, numbered from 1.
fn record(pieces: &[(usize, &str)]) -> String {
    let mut record = vec![' '; 120];
    for (column, text) in pieces {
        for (place, letter) in text.chars().enumerate() {
            record[column - 1 + place] = letter;
        }
    }
    record.into_iter().collect()
}

fn cfonb(line_end: &str) -> String {
    let head = |code: &'static str, day: &'static str, amount: &'static str| {
        record(&[(1, code), (3, "30006"), (12, "00001"), (17, "EUR2"), (22, "12345678901"), (35, day), (91, amount)])
    };
    let movement = |day: &'static str, code: &'static str, label: &'static str, amount: &'static str| {
        record(&[
            (1, "04"),
            (3, "30006"),
            (12, "00001"),
            (17, "EUR2"),
            (22, "12345678901"),
            (33, code),
            (35, day),
            (43, day),
            (49, label),
            (91, amount),
        ])
    };
    let more = record(&[(1, "05"), (3, "30006"), (12, "00001"), (22, "12345678901"), (35, "161126"), (46, "NPY"), (49, "DURAND SARL")]);
    [
        head("01", "151126", "0000000010000{"),
        movement("161126", "05", "VIR RECU FACTURE 12", "0000000012345{"),
        more,
        movement("171126", "31", "CHEQUE IMPAYE", "0000000000100J"),
        head("07", "301126", "0000000021344I"),
    ]
    .join(line_end)
}

#[test]
fn cfonb_reads_its_overpunched_signs_and_checks_its_balances() {
    for line_end in ["\r\n", "\n", ""] {
        let statement = one(cfonb(line_end).as_bytes());
        assert_eq!(
            lines(&statement),
            ["2026-11-16 123450 VIR RECU FACTURE 12 · DURAND SARL", "2026-11-17 -1001 CHEQUE IMPAYE"],
            "{line_end:?}"
        );
        assert_eq!(statement.lines[0].counterparty, "DURAND SARL");
        assert_eq!(statement.lines[1].kind, LineKind::Return, "an unpaid one comes back");
        assert_eq!(statement.account, "300060000112345678901");
        let expected = 100_000 + 123_450 - 1_001 - 213_449;
        assert_eq!(statement.balance_check(), BalanceCheck::Differs(Cents(expected)));
    }
}

#[test]
fn qif_reads_the_day_first_unless_its_days_cannot() {
    let french = one(b"!Type:Bank\nD16/11/2026\nT1,234.50\nPVIR DURAND\nMFACTURE 12\n^\nD02/11'26\nT-80.00\nPCARTE\n^\n");
    assert_eq!(lines(&french), ["2026-11-16 123450 VIR DURAND · FACTURE 12", "2026-11-02 -8000 CARTE"]);
    let american = one(b"!Type:Bank\nD11/16/2026\nT10\nPA\n^\nD11/02/2026\nT20\nPB\n^\n");
    assert_eq!(lines(&american), ["2026-11-16 1000 A", "2026-11-02 2000 B"]);
}

#[test]
fn a_bank_table_is_read_by_the_names_of_its_columns() {
    let two = one(
        "Date;Date de valeur;Libellé;Débit euros;Crédit euros\n16/11/2026;16/11/2026;VIR DURAND;;1 234,50\n17/11/2026;;CARTE;-80,00;\n"
            .as_bytes(),
    );
    assert_eq!(lines(&two), ["2026-11-16 123450 VIR DURAND", "2026-11-17 -8000 CARTE"]);
    let titled = one("Compte n° 12345678901\nSolde au 30/11/2026;5 000,00\n\nDate opération;Libellé simplifié;Libellé opération;Montant(EUROS)\n16/11/2026;VIR DURAND;VIR DURAND FACTURE 12;1234,50\n".as_bytes());
    assert_eq!(lines(&titled), ["2026-11-16 123450 VIR DURAND FACTURE 12"]);
    let currency = one(b"date;libelle;montant;devise\n16/11/2026;A;10,00;EUR\n16/11/2026;B;10,00;CHF\n");
    assert_eq!((currency.lines.len(), &currency.set_aside[0].why), (1, &WhyAside::Currency("CHF".into())));
    assert_eq!(format_of("Numéro;Date;Libellé;Client;Montant\nF1;01/01/2026;x;D;10\n".as_bytes()), None, "a list of invoices");
}

#[test]
fn a_batch_of_transfers_is_as_many_lines_when_its_parts_add_up() {
    let detail = |amount: &str, name: &str| {
        format!(
            "<TxDtls><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties><Dbtr><Pty><Nm>{name}</Nm></Pty></Dbtr></RltdPties></TxDtls>"
        )
    };
    let file = |parts: &str| {
        format!(
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></Acct>\
             <Ntry><Amt Ccy=\"EUR\">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-16</Dt></BookgDt><AcctSvcrRef>R1</AcctSvcrRef>\
             <NtryDtls>{parts}</NtryDtls></Ntry>\
             <Ntry><Amt Ccy=\"EUR\">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts><BookgDt><Dt>2026-11-16</Dt></BookgDt></Ntry>\
             </Stmt></BkToCstmrStmt></Document>"
        )
    };
    let statement = one(file(&(detail("10.00", "Durand") + &detail("20.00", "Petit"))).as_bytes());
    assert_eq!(lines(&statement), ["2026-11-16 1000 Durand", "2026-11-16 2000 Petit"]);
    assert_eq!(statement.set_aside[0].why, WhyAside::Pending);
    let partial = one(file(&detail("10.00", "Durand")).as_bytes());
    assert_eq!(partial.lines.len(), 1);
    assert_eq!(partial.lines[0].amount, Cents(3_000), "parts that do not add up are not parts");
}

/// A payment of a batch: its amount when told, who paid, his words.
fn payment(amount: &str, name: &str, words: &str) -> String {
    let amount =
        if amount.is_empty() { String::new() } else { format!("<AmtDtls><TxAmt><Amt Ccy=\"EUR\">{amount}</Amt></TxAmt></AmtDtls>") };
    format!(
        "<TxDtls>{amount}<RltdPties><Dbtr><Nm>{name}</Nm></Dbtr><DbtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></DbtrAcct></RltdPties>\
         <RmtInf><Ustrd>{words}</Ustrd></RmtInf></TxDtls>"
    )
}

/// An entry of 700 €.
fn entry(side: &str, more: &str, details: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">700.00</Amt><CdtDbtInd>{side}</CdtDbtInd>{more}<Sts>BOOK</Sts><BookgDt><Dt>2026-11-16</Dt></BookgDt><NtryDtls>{details}</NtryDtls></Ntry>"
    )
}

/// A CAMT of those pages, each of its entries.
fn camt(pages: &[&str]) -> String {
    let page = |entries: &&str| format!("<Stmt><Acct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></Acct>{entries}</Stmt>");
    let pages: String = pages.iter().map(page).collect();
    format!("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt>{pages}</BkToCstmrStmt></Document>")
}

#[test]
fn a_batch_whose_parts_are_not_told_is_nobodys_and_keeps_the_words_of_all() {
    let two = payment("", "TUILERIE BOSC", "G-2026-02") + &payment("", "SCIERIE AUBERT", "G-2026-01");
    let uneven = payment("400.00", "TUILERIE BOSC", "G-2026-02") + &payment("", "SCIERIE AUBERT", "G-2026-01");
    let counted = format!("<Btch><NbOfTxs>2</NbOfTxs></Btch>{}", payment("", "TUILERIE BOSC", "G-2026-02"));
    for details in [&two, &uneven, &counted] {
        let statement = one(camt(&[&entry("CRDT", "", details)]).as_bytes());
        let [line] = statement.lines.as_slice() else { panic!("{:?}", statement.lines) };
        assert_eq!((line.kind, line.counterparty_iban.as_str()), (LineKind::Batch, ""), "{line:?}");
        assert!(line.label.contains("TUILERIE BOSC") && line.label.contains("G-2026-02"), "{}", line.label);
        assert_eq!(line.label.contains("SCIERIE AUBERT"), details != &counted, "{}", line.label);
    }
    let alone = one(camt(&[&entry("CRDT", "", &payment("", "TUILERIE BOSC", "G-2026-02"))]).as_bytes());
    assert_eq!((alone.lines[0].kind, alone.lines[0].counterparty.as_str()), (LineKind::Other, "TUILERIE BOSC"));
}

#[test]
fn a_batch_of_very_many_still_names_each_payer() {
    let details: String = (0..200).map(|place| payment("", &format!("ATELIER NUMERO {place:03}"), &format!("F-2026-{place:03}"))).collect();
    let line = one(camt(&[&entry("CRDT", "", &details)]).as_bytes()).lines.remove(0);
    assert!(line.counterparty.contains("ATELIER NUMERO 199") && line.reference.contains("F-2026-199"), "{line:?}");
}

#[test]
fn a_return_is_known_by_its_reason_by_its_code_and_by_its_words() {
    let reason = payment("", "CABINET SOREL", "F-2026-013").replace("</TxDtls>", "<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls>");
    let code = "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>IDDT</Cd><SubFmlyCd>UPDD</SubFmlyCd></Fmly></Domn></BkTxCd>";
    let family = code.replace("UPDD", "ESDD");
    let words = payment("", "CABINET SOREL", "PRLV REJETE");
    for (more, details) in [("", &reason), (code, &payment("", "CABINET SOREL", "F-2026-013")), (&family, &words)] {
        let line = one(camt(&[&entry("DBIT", more, details)]).as_bytes()).lines.remove(0);
        assert_eq!(line.kind, LineKind::Return, "{line:?}");
        assert!(line.label.contains("CABINET SOREL"), "the one who had paid: {}", line.label);
    }
    let neither = one(camt(&[&entry("", "", &words)]).as_bytes());
    assert_eq!(neither.set_aside[0].why, WhyAside::Side(String::new()), "neither a debit nor a credit");
}

#[test]
fn alike_movements_of_two_pages_of_one_file_are_all_kept() {
    let page = entry("CRDT", "", &payment("", "", "REMISE DE CHEQUES"));
    let statement = one(camt(&[&page, &page]).as_bytes());
    assert_eq!(statement.identities().into_iter().collect::<std::collections::BTreeSet<_>>().len(), 2);
    let mut twice = cfonb("\n");
    twice = format!("{twice}\n{twice}");
    assert_eq!(one(twice.as_bytes()).lines.len(), 4 - 2, "the whole statement twice in one file is told once");
}

#[test]
fn what_is_said_of_a_movement_set_aside_is_not_said_of_another() {
    let text = cfonb("\n");
    let records: Vec<&str> = text.lines().collect();
    let foreign = records[1].replace("EUR2", "USD2").replace("VIR RECU FACTURE 12", "VIR RECU FACTURE 13");
    let bad = records[1].replace("0000000012345{", "00000000ABCDE{");
    for aside in [foreign, bad] {
        let file = [records[0], records[1], &aside, records[2], records[4]].join("\n");
        let statement = one(file.as_bytes());
        assert_eq!(lines(&statement), ["2026-11-16 123450 VIR RECU FACTURE 12"], "the line 05 follows the movement set aside");
        assert_eq!((statement.lines[0].counterparty.as_str(), statement.set_aside.len()), ("", 1));
    }
}

#[test]
fn cfonb_knows_a_return_by_its_code_and_by_the_lines_that_follow() {
    let text = cfonb("\n");
    let records: Vec<&str> = text.lines().collect();
    let debit = records[3].replace("CHEQUE IMPAYE", "PRELEVEMENT  ");
    let mut coded: Vec<char> = debit.chars().collect();
    coded.splice(40..42, ['0', '3']);
    let coded: String = coded.into_iter().collect();
    let more = record(&[(1, "05"), (3, "30006"), (12, "00001"), (22, "12345678901"), (46, "LIB"), (49, "REJET CABINET SOREL")]);
    for (records, kind) in [
        ([records[0], &coded, records[4]].join("\n"), LineKind::Return),
        ([records[0], &debit, &more, records[4]].join("\n"), LineKind::Return),
        ([records[0], &debit, records[4]].join("\n"), LineKind::DirectDebit),
    ] {
        assert_eq!(one(records.as_bytes()).lines[0].kind, kind);
    }
}

#[test]
fn an_amount_without_a_sign_goes_the_way_its_column_says() {
    for (header, out, into) in [
        ("Date;Libellé;Montant;Sens", "D", "C"),
        ("Date;Libellé;Montant;Type", "Débit", "Crédit"),
        ("Date;Libellé;Montant;Nature", "DEBIT", "CREDIT"),
        ("Date;Description;Amount;Debit/Credit", "Debit", "Credit"),
        ("Date;Description;Amount;Side", "debit", "credit"),
    ] {
        let statement = one(format!("{header}\n2026-11-10;VIR CLIENT X;1200,00;{into}\n2026-11-11;LOYER;900,00;{out}\n").as_bytes());
        assert_eq!(lines(&statement), ["2026-11-10 120000 VIR CLIENT X", "2026-11-11 -90000 LOYER"], "{header}");
    }
    let doubtful = one("Date;Libellé;Montant;Sens\n10/11/2026;A;10,00;C\n10/11/2026;B;20,00;?\n10/11/2026;C;30,00;\n10/11/2026;D;-40,00;C\n10/11/2026;E;-50,00;D\n".as_bytes());
    assert_eq!(lines(&doubtful), ["2026-11-10 1000 A", "2026-11-10 -5000 E"]);
    assert_eq!(doubtful.set_aside[0].why, WhyAside::Side("?".into()));
    assert_eq!(doubtful.set_aside.len(), 3, "neither side, no side, and a side against the sign");
    let columns = one("Date;Libellé;Montant au débit;Montant au crédit\n10/11/2026;A;;10,00\n10/11/2026;B;20,00;\n".as_bytes());
    assert_eq!(lines(&columns), ["2026-11-10 1000 A", "2026-11-10 -2000 B"]);
    let kinds = one("Date;Libellé;Montant;Type\n10/11/2026;A;10,00;Virement\n10/11/2026;B;-20,00;Carte\n".as_bytes());
    assert_eq!(lines(&kinds), ["2026-11-10 1000 A", "2026-11-10 -2000 B"], "another meaning of the same name");
}

#[test]
fn what_is_not_booked_and_what_tells_a_balance_is_no_money_received() {
    let states = one("Date;Libellé;Montant;Statut\n10/11/2026;VIR X;100,00;Comptabilisé\n12/11/2026;VIR Y;200,00;À venir\n12/11/2026;VIR Z;300,00;En attente\n".as_bytes());
    assert_eq!(lines(&states), ["2026-11-10 10000 VIR X"]);
    assert!(states.set_aside.iter().all(|aside| aside.why == WhyAside::Pending) && states.set_aside.len() == 2);
    let english = one("Date completed;Type;State;Description;Amount;Currency\n2026-11-10;TOPUP;COMPLETED;Payment from DURAND;100.00;EUR\n2026-11-11;TOPUP;DECLINED;Payment from MOREL;250.50;EUR\n".as_bytes());
    assert_eq!(lines(&english), ["2026-11-10 10000 Payment from DURAND"]);
    let balances = one("Date;Libellé;Débit;Crédit\n31/10/2026;Ancien solde créditeur;;2200,00\n10/11/2026;SOLDE FACTURE 12;;10,00\n10/11/2026;Solde au 10/11/2026;;2210,00\n10/11/2026;TOTAL;;2210,00\n".as_bytes());
    assert_eq!(lines(&balances), ["2026-11-10 1000 SOLDE FACTURE 12"]);
    assert_eq!(balances.set_aside[0].why, WhyAside::Form("TOTAL".into()), "it may be a client's name: a person sees it");
    let qif = one(b"!Type:Bank\nD01/11/2026\nT2,200.00\nPOpening Balance\n^\nD16/11/2026\nT10.00\nPVIR DURAND\n^\n");
    assert_eq!(lines(&qif), ["2026-11-16 1000 VIR DURAND"]);
}

#[test]
fn a_debit_without_its_sign_is_set_aside() {
    let statement = one(SGML.replace("<TRNAMT>-80", "<TRNAMT>80").replace('\u{fc}', "u").as_bytes());
    assert!(statement.set_aside.iter().any(|aside| aside.why == WhyAside::Side("DEBIT".into())), "{:?}", statement.set_aside);
}

#[test]
fn the_lines_above_the_header_name_the_account() {
    let file = |above: &str| format!("{above}\nDate;Libellé;Débit;Crédit\n10/11/2026;VIR DURAND;;550,00\n");
    for (above, iban, account) in [
        ("Numéro Compte;0123456A033\nType;CCP", "", "0123456A033"),
        ("Compte courant n° 00012345678 du 01/10/2026 au 31/10/2026;;;", "", "00012345678"),
        ("IBAN : FR76 3000 6000 0112 3456 7890 189;;;", "FR7630006000011234567890189", ""),
        ("\"0123456789012345\";\"01/10/2026\";\"31/10/2026\";", "", "0123456789012345"),
        ("Relevé du 01/10/2026 au 31/10/2026;;;\nSolde au 31/10/2026;;;1234,56", "", ""),
    ] {
        let read = one(file(above).as_bytes());
        assert_eq!((read.iban.as_str(), read.account.as_str(), read.lines.len()), (iban, account, 1), "{above}");
    }
}

#[test]
fn a_ledger_of_clients_is_no_statement_of_a_bank() {
    let ledger =
        "Date;Pièce;Compte;Libellé;Débit;Crédit\n05/10/2026;F-1;411LEM;Lemoine;600,00;\n06/10/2026;A-1;411DUR;Durand avoir;;50,00\n";
    assert_eq!(format_of(ledger.as_bytes()), None);
    let bank = "Date;Compte;Libellé;Débit;Crédit\n05/10/2026;00012345678;VIR DURAND;;600,00\n";
    assert_eq!(format_of(bank.as_bytes()), Some(Format::Table));
}

#[test]
fn a_credit_below_zero_is_one_taken_back() {
    let file = "Date;Libellé;Débit;Crédit\n10/11/2026;VIR DURAND;;550,00\n12/11/2026;ANNULATION VIR DURAND;;-550,00\n13/11/2026;LOYER;-90,00;\n14/11/2026;LOYER;90,00;\n";
    let amounts: Vec<i64> = one(file.as_bytes()).lines.iter().map(|line| line.amount.0).collect();
    assert_eq!(amounts, [55_000, -55_000, -9_000, -9_000]);
}

/// Files made by others, when they are at hand: what is read of each, as text.
#[test]
fn statements_of_other_makers_read_as_agreed() {
    let Some(corpus) = crate::import::tests::corpus("bank") else { return };
    let mut files: Vec<_> = std::fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut told = String::new();
    for path in files {
        writeln!(told, "── {}", path.file_name().unwrap().to_string_lossy()).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let format = format_of(&bytes).unwrap();
        match read(&bytes, format) {
            Ok(statements) => statements.iter().for_each(|statement| tell(statement, &mut told)),
            Err(refusal) => writeln!(told, "refusé : {}", refusal.sentence()).unwrap(),
        }
    }
    insta::assert_snapshot!(told);
}

fn tell(statement: &Statement, told: &mut String) {
    writeln!(told, "compte {} {} · {:?}", statement.account_key(), statement.currency, statement.balance_check()).unwrap();
    for line in &statement.lines {
        writeln!(
            told,
            "{} {:>10} {:?} {} [{}] {} {}",
            line.booked_on, line.amount.0, line.kind, line.label, line.counterparty, line.counterparty_iban, line.bank_id
        )
        .unwrap();
    }
    for aside in &statement.set_aside {
        writeln!(told, "mis de côté {} : {:?}", aside.place, aside.why).unwrap();
    }
}
