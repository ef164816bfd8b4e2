//! What the words of a label say of a movement, for the formats that do not say it otherwise.
use super::LineKind;
use crate::money::Cents;
use crate::text::fold;

/// The movements that a bank may take back.
const MOVEMENTS: [&str; 24] = [
    "vir",
    "virt",
    "virement",
    "virements",
    "prl",
    "prel",
    "prelv",
    "prlv",
    "prelevement",
    "prelevements",
    "cheque",
    "cheques",
    "chq",
    "chqs",
    "lcr",
    "bor",
    "effet",
    "effets",
    "traite",
    "sepa",
    "sdd",
    "sct",
    "inst",
    "remise",
];
/// The starts of the words that say that a movement is taken back, whatever it was.
const TAKEN_BACK: [&str; 9] = ["rejet", "reject", "retourne", "contrepass", "extourn", "returned", "chargeback", "reversal", "reversed"];
/// And of those that say it of a payment that was never made good.
const UNPAID: [&str; 3] = ["impaye", "unpaid", "bounced"];
/// The starts of those that say it of a movement named beside them.
const BACK: [&str; 3] = ["retour", "return", "annul"];
/// The first words of the bank's own charges.
const CHARGES: [&str; 9] = ["frais", "commission", "commissions", "cotisation", "cotisations", "agios", "interets", "com", "comm"];

/// The kind of movement told by the words of a label; `amount`: in cents, negative when it goes out. Only a movement out
/// is taken back or charged by its words: a client writes « facture impayée » or « commission » on what he pays.
pub fn kind_of_label(label: &str, amount: Cents) -> LineKind {
    let label = fold(label);
    let out = amount < Cents::ZERO;
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    let starts = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
    // « FRAIS REJET PRLV » is what the bank takes for it, not what it takes back.
    if out && words_of(&label).first().is_some_and(|word| CHARGES.contains(word)) {
        LineKind::Charge
    } else if out && tells_a_return(&label) {
        LineKind::Return
    } else if has(&["remise cheque", "remise chq", "rem chq", "remise de cheque", "rem. chq", "remcheque"]) || starts(&["cheque", "chq"]) {
        LineKind::Cheque
    } else if starts(&["vir ", "vir.", "vir/", "virement", "vrt ", "virt "]) || has(&["virement", "vir sepa", "vir inst", "vir recu"]) {
        LineKind::Transfer
    } else if starts(&["prlv", "prelevement", "prel ", "prelv"]) || has(&["prlv sepa", "prelevement"]) {
        LineKind::DirectDebit
    } else if starts(&["carte", "cb ", "paiement cb", "paiement par carte", "achat cb", "remise cb", "remise carte"]) {
        LineKind::Card
    } else if starts(&["retrait", "dab ", "versement especes", "vers especes", "depot especes"]) {
        LineKind::Cash
    } else {
        LineKind::Other
    }
}

/// True when words speak of a movement taken back, in any order: « REJET PRLV », « VIR SEPA RETOURNE », « CONTRE-PASSATION ».
fn tells_a_return(label: &str) -> bool {
    let words = words_of(label);
    words.iter().any(|word| UNPAID.iter().any(|start| word.starts_with(start)))
        || words.windows(2).any(|two| two == ["sans", "provision"] || two == ["provision", "insuffisante"])
        || comes_back(&words)
}

/// True when the words of money received say that it may be our own coming back: « VIR REJETE », « REMBOURSEMENT ». That an
/// invoice is unpaid is what a client writes on what he pays.
pub fn may_be_ours(label: &str) -> bool {
    let label = fold(label);
    let words = words_of(&label);
    let one = |word: &&str| ["rembours", "refund", "livret"].iter().any(|start| word.starts_with(start)) || *word == "remb";
    comes_back(&words) || words.iter().any(one) || OWN.iter().any(|own| words.windows(own.len()).any(|here| here == *own))
}

/// Movements between accounts of one holder, and what is given back of a sum that was too high.
const OWN: [&[&str]; 6] =
    [&["compte", "a", "compte"], &["virement", "interne"], &["vir", "interne"], &["vir", "int"], &["trop", "percu"], &["trop", "verse"]];

fn comes_back(words: &[&str]) -> bool {
    let starts = |word: &str, those: &[&str]| those.iter().any(|start| word.starts_with(start));
    let moved = words.iter().any(|word| MOVEMENTS.contains(word));
    let back = |word: &&str| match *word {
        "rej" => true,
        "ret" => moved,
        word => starts(word, &TAKEN_BACK) || (moved && starts(word, &BACK)),
    };
    words.iter().any(back) || words.windows(2).any(|two| two[0] == "contre" && two[1].starts_with("passation"))
}

fn words_of(label: &str) -> Vec<&str> {
    label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// The words of which the rows of balances and of totals are made.
const BALANCE: [&str; 33] = [
    "a",
    "au",
    "aux",
    "en",
    "date",
    "du",
    "de",
    "des",
    "d",
    "l",
    "le",
    "la",
    "compte",
    "comptable",
    "disponible",
    "courant",
    "actuel",
    "fin",
    "debut",
    "periode",
    "mois",
    "mouvements",
    "operations",
    "debits",
    "credits",
    "eur",
    "euros",
    "euro",
    "brought",
    "carried",
    "forward",
    "of",
    "the",
];
/// Those of them that no debtor writes on a payment: beside « solde », they name what the account holds.
const HELD: [&str; 24] = [
    "ancien",
    "anciens",
    "nouveau",
    "nouveaux",
    "precedent",
    "precedents",
    "anterieur",
    "initial",
    "final",
    "crediteur",
    "crediteurs",
    "debiteur",
    "debiteurs",
    "ouverture",
    "cloture",
    "reporte",
    "depart",
    "opening",
    "closing",
    "starting",
    "ending",
    "previous",
    "debit",
    "credit",
];

/// What a row that moves no money is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoMovement {
    /// What the account holds on a day, or the sum of the rows.
    Balance,
    /// It may be one, or what a debtor wrote: « SOLDE ».
    Doubtful,
}

/// The words that head such a row.
const HEADS: [&str; 6] = ["solde", "soldes", "total", "totaux", "balance", "report"];
const MONTHS: [&str; 14] = [
    "janvier",
    "janv",
    "fevrier",
    "fevr",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// A row of a list that tells what the account holds, or a total, rather than a movement. None for any other words:
/// « SOLDE FACTURE 12 » is a client's.
pub fn no_movement(label: &str) -> Option<NoMovement> {
    let label = fold(label);
    let words = words_of(&label);
    let is_figure = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let headed = words.first().is_some_and(|word| HEADS.contains(word) || HELD.contains(word));
    let known =
        |word: &&str| HEADS.contains(word) || BALANCE.contains(word) || HELD.contains(word) || MONTHS.contains(word) || is_figure(word);
    if !headed || !words.iter().any(|word| HEADS.contains(word)) || !words.iter().all(known) {
        return None;
    }
    // A figure that belongs to no day may be the number of an invoice.
    let (mut dated, mut loose) = (false, false);
    let mut day = false;
    for two in words.windows(2) {
        day = is_figure(two[1]) && (matches!(two[0], "au" | "du" | "le") || day || MONTHS.contains(&two[0])) || MONTHS.contains(&two[1]);
        // « Solde octobre » is what a debtor writes; « solde au 10 octobre » is the bank's.
        dated |= is_figure(two[1]) && matches!(two[0], "au" | "du" | "le");
        loose |= is_figure(two[1]) && !day;
    }
    let of_all = words.iter().any(|word| matches!(*word, "mouvements" | "operations" | "debits" | "credits"));
    let held = words.iter().any(|word| HELD.contains(word)) || words.windows(2).any(|two| two == ["a", "nouveau"]);
    Some(if !loose && (held || dated || of_all) { NoMovement::Balance } else { NoMovement::Doubtful })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_money_says_so_in_many_ways() {
        for ours in [
            "VIR COMPTE A COMPTE F-207",
            "VIREMENT INTERNE DE MON LIVRET F-106",
            "REMB TROP PERCU F-208",
            "Remboursement assurance",
            "VIR LIVRET A",
        ] {
            assert!(may_be_ours(ours), "{ours}");
        }
        for theirs in ["VIR DURAND SOLDE DE TOUT COMPTE F-12", "VIREMENT INTERMARCHE F-3", "VIR MARTIN COMPTE 123"] {
            assert!(!may_be_ours(theirs), "{theirs}");
        }
    }

    #[test]
    fn a_label_says_what_kind_of_movement_it_is() {
        for (label, kind) in [
            ("VIR SEPA DURAND SARL FACTURE 12", LineKind::Transfer),
            ("VIREMENT DE DURAND", LineKind::Transfer),
            ("REMISE CHEQUES 0012345", LineKind::Cheque),
            ("REM CHQ N 12", LineKind::Cheque),
            ("PRLV SEPA ELECTRICITE", LineKind::DirectDebit),
            ("CARTE 12/11 STATION", LineKind::Card),
            ("DURAND SARL", LineKind::Other),
        ] {
            assert_eq!(kind_of_label(label, Cents(100)), kind, "{label}");
            assert_eq!(kind_of_label(label, Cents(-100)), kind, "{label}");
        }
        assert_eq!(kind_of_label("FRAIS DE TENUE DE COMPTE", Cents(-100)), LineKind::Charge);
    }

    #[test]
    fn a_movement_out_taken_back_is_known_however_the_bank_words_it() {
        for label in [
            "REJET PRLV DURAND",
            "PRLV REJETE DURAND",
            "REJ PRLV DURAND",
            "CHEQUE IMPAYE 00123",
            "RETOUR VIR INST",
            "RETOUR DE PRELEVEMENT",
            "PRELEVEMENT RETOURNE DURAND",
            "PRLV SEPA RETOURNÉ",
            "VIR RETOURNE DURAND",
            "VIR SEPA RETOUR DURAND",
            "CHQ RETOURNE DURAND",
            "CONTREPASSATION PRLV",
            "CONTRE-PASSATION REMISE CHEQUES",
            "EXTOURNE REMISE",
            "ANNULATION VIREMENT HOTEL RIVAGE",
            "ANNUL. PRLV DURAND",
            "VIR SEPA ANNULE",
            "CHQ SANS PROVISION",
            "RETURNED DIRECT DEBIT SEPA",
        ] {
            assert_eq!(kind_of_label(label, Cents(-100)), LineKind::Return, "{label}");
            assert_ne!(kind_of_label(label, Cents(100)), LineKind::Return, "money in: {label}");
        }
        for label in ["PRLV EDF", "CB RETOUCHES COUTURE", "VIR LOYER", "CARTE ANNULIER", "FRAIS REJET PRLV", "COMMISSION IMPAYE"] {
            assert_ne!(kind_of_label(label, Cents(-100)), LineKind::Return, "{label}");
        }
    }

    #[test]
    fn what_a_client_writes_on_his_payment_is_no_charge_and_no_return() {
        for label in ["REGLEMENT FACTURE IMPAYEE F-2026-010", "COMMISSION F-2026-010", "COTISATION 2026 DURAND", "SUITE REJET F-2026-010"] {
            assert_eq!(kind_of_label(label, Cents(77_777)), LineKind::Other, "{label}");
        }
    }

    #[test]
    fn a_balance_is_no_movement_and_what_a_client_owes_is_one() {
        for label in [
            "Ancien solde créditeur",
            "Solde au 10/11/2026",
            "SOLDE PRECEDENT",
            "Nouveau solde au 30/11/2026",
            "Solde d’ouverture",
            "Solde créditeur en euros",
            "Opening Balance",
            "Report à nouveau",
            "Total des mouvements",
            "Solde en date du 10/11/2026",
            "Solde au 10 novembre 2026",
        ] {
            assert_eq!(no_movement(label), Some(NoMovement::Balance), "{label}");
        }
        for label in ["SOLDE", "Total", "SOLDE DU COMPTE", "SOLDE FINAL 2026-010"] {
            assert_eq!(no_movement(label), Some(NoMovement::Doubtful), "{label}");
        }
        for label in
            ["SOLDE FACTURE 12", "SOLDE F-2026-010", "SOLDE DE TOUT COMPTE DURAND", "VIR TOTAL ENERGIES", "TOTAL SA", "CREDIT BAIL"]
        {
            assert_eq!(no_movement(label), None, "{label}");
        }
    }
}
