use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn invoice(id: i64, number: &str) -> InvoiceFact {
    InvoiceFact {
        id: InvoiceId(id),
        number: number.to_owned(),
        issued_on: day("2026-03-12"),
        due_on: Some(day("2026-04-11")),
        total: Cents(120_000),
        balance: Cents(120_000),
        disputed: Cents::ZERO,
        has_pdf: true,
        purchase_order: String::new(),
        last_day: Some(day("2031-04-11")),
        limitation: "5 ans à partir de l’échéance (C. com. L110-4)",
    }
}

fn letter() -> LetterFact {
    LetterFact {
        id: 7,
        number: "MED-2026-001".to_owned(),
        notice: true,
        posted_on: Some(day("2026-10-01")),
        presented_on: Some(day("2026-10-03")),
        delivered_on: Some(day("2026-10-03")),
        returned_on: None,
        unknown_address: false,
        has_deposit: true,
        has_receipt: true,
        has_returned: false,
    }
}

fn affair() -> Affair {
    Affair {
        client_id: ClientId(1),
        debtor_kind: DebtorKind::Business,
        siren: "404833048".to_owned(),
        has_address: true,
        creditor_named: true,
        insolvent_on: None,
        invoices: vec![invoice(1, "F-1")],
        bare_credit_notes: Vec::new(),
        letters: vec![letter()],
        by_hand: Vec::new(),
        unkept: Vec::new(),
        uncertain: Vec::new(),
        plans: Vec::new(),
        owed: Owed { principal: Cents(120_000), penalties: Some(Cents(5_000)), fees: Some(Cents(4_000)), credit: Cents::ZERO },
        unknown_rate: None,
    }
}

fn candidate(kind: ExhibitKind, on: &str, name: &str, with: (&str, i64)) -> Candidate<()> {
    Candidate { kind, on: day(on), name: name.to_owned(), with: (day(with.0), with.1), source: () }
}

#[test]
fn exhibits_are_numbered_without_a_gap_and_a_slip_follows_its_letter() {
    use ExhibitKind as K;
    let papers = vec![
        candidate(K::Penalties, "2026-11-23", "Calcul", ("2026-11-23", 0)),
        candidate(K::Receipt, "2026-10-20", "AR de A", ("2026-10-01", 1)),
        candidate(K::Letter, "2026-10-15", "B", ("2026-10-15", 2)),
        candidate(K::Deposit, "2026-10-22", "Dépôt de A", ("2026-10-01", 1)),
        candidate(K::Letter, "2026-10-01", "A", ("2026-10-01", 1)),
        candidate(K::Message, "2026-05-01", "Relance", ("2026-05-01", 0)),
        candidate(K::Invoice, "2026-04-02", "F-2", ("2026-04-02", 0)),
        candidate(K::CreditNote, "2026-03-20", "AV-1", ("2026-03-20", 0)),
        candidate(K::Invoice, "2026-03-12", "F-1", ("2026-03-12", 0)),
    ];
    let exhibits = numbered(papers);
    let told: Vec<(u32, &str)> = exhibits.iter().map(|one| (one.number, one.name.as_str())).collect();
    let expected =
        [(1, "F-1"), (2, "AV-1"), (3, "F-2"), (4, "Relance"), (5, "A"), (6, "Dépôt de A"), (7, "AR de A"), (8, "B"), (9, "Calcul")];
    assert_eq!(told, expected);
    assert_eq!(exhibits[0].title(), "F-1 du 12 mars 2026");
    assert_eq!(exhibits[8].title(), "Calcul arrêté au 23 novembre 2026");
}

#[test]
fn a_name_of_a_file_is_safe_everywhere_and_says_what_it_can() {
    let long = "9".repeat(300);
    let cases = [
        ("Facture F-2026/0148", "01 - Facture F-2026-0148.pdf"),
        ("Relevé de compte", "01 - Releve de compte.pdf"),
        ("Échéancier n° 4", "01 - Echeancier n- 4.pdf"),
        ("../../etc/passwd", "01 - etc-passwd.pdf"),
        ("C:\\Windows\\x", "01 - C-Windows-x.pdf"),
        ("CON", "01 - CON.pdf"),
        ("🧾🧾", "01 - Piece.pdf"),
        ("", "01 - Piece.pdf"),
        ("fin. ", "01 - fin.pdf"),
        ("a\u{202e}fdp.exe\n\0b", "01 - a-fdp.exe -b.pdf"),
    ];
    for (title, expected) in cases {
        assert_eq!(file_name::of_exhibit(1, 2, title, "pdf"), expected, "{title:?}");
    }
    let name = file_name::of_exhibit(1, 2, &long, "pdf");
    assert_eq!(name.len(), file_name::LONGEST);
    assert_eq!([1, 99, 100, 1_000].map(file_name::digits), [2, 2, 3, 4]);
}

#[test]
fn nothing_is_missing_from_a_whole_file() {
    for reader in Reader::ALL {
        assert_eq!(lacks(&affair(), reader), [], "{reader:?}");
    }
}

#[test]
fn each_hole_is_said_with_where_it_is_mended() {
    type Spoil = fn(&mut Affair);
    let cases: [(Spoil, &str, Mend); 15] = [
        (|a| a.creditor_named = false, "coordonnées du créancier", Mend::Identity),
        (|a| a.siren.clear(), "SIREN", Mend::Client { id: ClientId(1) }),
        (|a| a.has_address = false, "adresse du débiteur", Mend::Client { id: ClientId(1) }),
        (|a| a.unknown_rate = Some("2027-S1".to_owned()), "2027-S1", Mend::Rates),
        (|a| a.invoices[0].has_pdf = false, "PDF de la facture F-1", Mend::Invoice { id: InvoiceId(1) }),
        (|a| a.invoices[0].due_on = None, "n’a pas d’échéance", Mend::Invoice { id: InvoiceId(1) }),
        (|a| a.invoices[0].purchase_order = "BC-12".to_owned(), "commande BC-12", Mend::ByHand),
        (|a| a.bare_credit_notes.push((InvoiceId(4), "AV-1".to_owned())), "avoir AV-1", Mend::Invoice { id: InvoiceId(4) }),
        (|a| a.letters[0].has_deposit = false, "preuve de dépôt", Mend::Letter { id: 7 }),
        (|a| a.letters[0].has_receipt = false, "remise le 3 octobre 2026", Mend::Letter { id: 7 }),
        (|a| a.letters[0].returned_on = Some(day("2026-10-20")), "enveloppe revenue", Mend::Letter { id: 7 }),
        (|a| a.by_hand.push(day("2026-05-02")), "messagerie du créancier", Mend::ByHand),
        (|a| a.unkept.push(day("2026-05-02")), "n’a pas été gardé", Mend::ByHand),
        (|a| a.uncertain.push(day("2026-05-02")), "réponse sûre", Mend::ByHand),
        (|a| a.letters.clear(), "Aucune mise en demeure", Mend::Notice { id: ClientId(1) }),
    ];
    for (spoil, said, mend) in cases {
        let mut spoilt = affair();
        spoil(&mut spoilt);
        let found = lacks(&spoilt, Reader::Lawyer);
        assert_eq!(found.len(), 1, "{said}: {found:?}");
        assert!(found[0].sentence.contains(said), "{said}: {}", found[0].sentence);
        assert_eq!(found[0].mend, mend, "{said}");
    }
}

#[test]
fn a_letter_that_found_nobody_is_no_notice() {
    let mut lost = affair();
    lost.letters[0].unknown_address = true;
    lost.letters[0].returned_on = Some(day("2026-10-20"));
    lost.letters[0].has_returned = true;
    assert!(lacks(&lost, Reader::Court).iter().any(|lack| lack.sentence.contains("Aucune mise en demeure")), "law/droit.md §7.3");
    assert_eq!(lacks(&lost, Reader::Accountant), [], "an accountant needs no notice");
}

#[test]
fn what_is_not_known_is_said_unknown_on_every_cover() {
    let mut unknown = affair();
    unknown.owed.penalties = None;
    unknown.siren.clear();
    unknown.letters.clear();
    assert_eq!(unknown.owed.total(), None, "a total without its penalties would be a guess");
    let all = |reader| essentials(&unknown, reader, day("2026-11-23")).iter().map(|line| line.value.clone()).collect::<Vec<_>>().join(" ");
    assert!(all(Reader::Bailiff).contains("SIREN inconnu") && all(Reader::Bailiff).contains("ne sont pas calculées"));
    assert!(all(Reader::Court).contains("montant non déterminé"));
    assert!(all(Reader::Lawyer).contains("Aucune mise en demeure"));
}

#[test]
fn the_ceiling_of_small_claims_counts_principal_and_interest() {
    let at = |principal: i64| {
        let mut one = affair();
        one.owed = Owed { principal: Cents(principal), penalties: Some(Cents(1)), fees: Some(Cents(4_000)), credit: Cents::ZERO };
        essentials(&one, Reader::Bailiff, day("2026-11-23"))[1].value.clone()
    };
    assert!(at(499_999).contains("sous le plafond"), "the lump sum of 40 € is no interest (CPCE R125-1)");
    assert!(at(500_000).contains("au-dessus du plafond"));
}

#[test]
fn a_day_that_is_past_is_said_past() {
    let mut old = affair();
    old.invoices[0].last_day = Some(day("2026-11-22"));
    assert!(essentials(&old, Reader::Lawyer, day("2026-11-23"))[0].value.contains("Passé, le 22 novembre 2026"));
}

#[test]
fn drafts_are_not_told_and_what_was_sent_is() {
    assert!(
        ["reminder_sent", "letter_posted", "dispute_opened", "promise_made", "call_noted", "agreement_signed"].iter().all(|op| is_told(op))
    );
    assert!(["reminder_drafted", "care_set", "client_edited", "decided"].iter().all(|op| !is_told(op)));
}

#[test]
fn what_a_person_noted_for_himself_is_not_told_to_a_third_party() {
    for op in ["solvency_checked", "client_edited", "reminder_drafted"] {
        assert!(!is_told(op), "{op}");
    }
    for op in ["reminder_sent", "letter_posted", "payment_cancelled"] {
        assert!(is_told(op), "{op}");
    }
}

#[test]
fn a_file_under_its_day_and_a_folder_are_names_that_any_system_takes() {
    let on = day("2026-03-12");
    assert_eq!(file_name::of_day(on, 1, "Facture F/2026:0148", "pdf"), "2026-03-12 - Facture F-2026-0148.pdf");
    assert_eq!(file_name::of_day(on, 2, "Preuve de dépôt", "jpg"), "2026-03-12 - Preuve de depot - 2.jpg");
    assert_eq!(file_name::of_day(on, 1, "../..", "eml"), "2026-03-12 - Piece.eml");
    assert_eq!(file_name::of_day(on, 12, &"é".repeat(300), "pdf").len(), file_name::LONGEST, "cut before its rank, never after");
    assert_eq!(file_name::of_folder(7, 3, "Éts Müller & fils."), "007 - Ets Muller - fils");
    assert_eq!(file_name::of_folder(7, 3, "CON"), "007 - CON", "a device of Windows is none behind a number");
    assert_eq!(file_name::of_folder(7, 2, "株式会社"), "07 - Client");
}
