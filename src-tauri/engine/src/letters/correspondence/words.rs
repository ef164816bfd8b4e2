//! The words of these letters outside their texts.
use crate::letters::rich::clean;
use crate::letters::words as shared;
use chrono::NaiveDate;
use echu_core::letter::facts::{AgentKind, EntryKind, MediatorKind};
use echu_core::letter::{Letter, LetterKind, Manner};
use echu_core::limitation::{Interruption, LimitationStage};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::text::{euros, join_and, number_in_words};

pub const TOTAL: &str = "Total à payer";
pub const TOTAL_OWED: &str = "Total dû";
pub const SUM: &str = "Total";
pub const TERM: &str = "Échéance";
pub const TERM_DATE: &str = "Au plus tard le";
pub const TERM_LACKS: &str = "Manque";
pub const TO_PRINCIPAL: &str = "Principal";
pub const TO_FEES: &str = "Indemnité";
pub const PUT_AGAINST: &str = "Affecté";
pub const DECLARED: &str = "Déclaré";
pub const DISPUTED: &str = "Contesté";
pub const UNDISPUTED: &str = "Non contesté";
pub const KEPT: &str = "Porté à votre crédit";
pub const DEBIT: &str = "Débit";
pub const CREDIT: &str = "Crédit";
pub const RUNNING: &str = "Solde";
pub const ENTRY: &str = "Écriture";
pub const OPENING: &str = "Solde précédent";
pub const PAID_ON: &str = "Payée le";
pub const STEP: &str = "Démarche";
pub const HAND: &str = "Écrivez de votre main, en toutes lettres et en chiffres\u{a0}:";
pub const COPY: &str = "Texte à recopier";
pub const DONE_AT: &str = "Fait à";
pub const ON: &str = "le";
pub const SIGNED: &str = "Signature";

/// What the delay produced, above a column.
pub fn to_penalties(kind: DebtorKind) -> &'static str {
    match kind {
        DebtorKind::Business => "Pénalités",
        DebtorKind::Consumer | DebtorKind::PublicBody => "Intérêts",
    }
}

/// « de la facture F-1 », « des factures F-1 et F-2 »; nothing without any.
pub fn of_invoices(numbers: &[String]) -> String {
    let clean: Vec<String> = numbers.iter().map(|number| clean(number)).collect();
    match clean.as_slice() {
        [] => String::new(),
        [one] => format!("de la facture {one}"),
        several => format!("des factures {}", join_and(several)),
    }
}

/// The kind of letter, as its file and its pages are titled.
pub fn title(kind: LetterKind, debtor: DebtorKind) -> &'static str {
    match (kind, debtor) {
        (LetterKind::PenaltyClaim, DebtorKind::Consumer) => "Réclamation des intérêts",
        (LetterKind::PenaltyClaim, DebtorKind::PublicBody) => "Réclamation des intérêts moratoires",
        (_, DebtorKind::Business | DebtorKind::Consumer | DebtorKind::PublicBody) => kind.label(),
    }
}

/// « Pénalités de retard au 23 novembre 2026 », or what they are called for this debtor.
pub fn penalties(kind: DebtorKind, on: NaiveDate) -> String {
    let what = match kind {
        DebtorKind::Business => "Pénalités de retard",
        DebtorKind::Consumer => "Intérêts au taux légal",
        DebtorKind::PublicBody => "Intérêts moratoires",
    };
    format!("{what} au {}", shared::day(on))
}

/// « Indemnité forfaitaire, 3 × 40,00 € », when all are equal.
pub fn fees(count: usize, total: Cents) -> String {
    match i64::try_from(count).ok().filter(|count| *count > 0 && total.0 % count == 0) {
        Some(1) | None => "Indemnité forfaitaire".to_owned(),
        Some(count) => format!("Indemnité forfaitaire, {count}\u{a0}×\u{a0}{}", euros(Cents(total.0 / count))),
    }
}

/// « Facture F-2026-0352 », « Factures F-1, F-2 et F-3 », « Factures F-1 et 6 autres ».
pub fn named(numbers: &[String]) -> String {
    match numbers {
        [] => "Votre compte".to_owned(),
        [one] => format!("Facture {one}"),
        [_, _] | [_, _, _] => format!("Factures {}", join_and(numbers)),
        [first, ..] => format!("Factures {first} et {} autres", numbers.len() - 1),
    }
}

/// The same inside a sentence: « facture F-2026-0352 ».
pub fn named_inside(numbers: &[String]) -> String {
    let named = named(numbers);
    let mut letters = named.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The close of the letter.
pub fn closing(kind: LetterKind, manner: Manner, debtor: DebtorKind, salutation: &str) -> String {
    let what = match (kind, debtor) {
        (LetterKind::Transmittal | LetterKind::ClaimDeclaration, _) => "l’expression de nos sentiments distingués",
        (_, DebtorKind::PublicBody) => "l’expression de notre considération distinguée",
        (_, DebtorKind::Business | DebtorKind::Consumer) => "nos salutations distinguées",
    };
    match manner {
        Manner::Warm => "Bien cordialement,".to_owned(),
        Manner::Plain | Manner::Firm => format!("Nous vous prions d’agréer, {salutation}, {what}."),
    }
}

/// « quatre échéances ».
pub fn terms(count: usize) -> String {
    let number = u64::try_from(count).unwrap_or(u64::MAX);
    if count == 1 { "une échéance".to_owned() } else { format!("{}\u{a0}échéances", number_in_words(number)) }
}

/// « huit jours ».
pub fn days(count: u32) -> String {
    if count == 1 { "un\u{a0}jour".to_owned() } else { format!("{}\u{a0}jours", number_in_words(u64::from(count))) }
}

/// After « à défaut de paiement »: how many terms, and until when each may still be paid.
pub fn missed(count: u32, grace_open_days: u32) -> String {
    let which = if count < 2 { "d’une seule échéance" } else { "de deux échéances, consécutives ou non," };
    let grace = match (grace_open_days, count < 2) {
        (0, true) => "à sa date".to_owned(),
        (0, false) => "à leur date".to_owned(),
        (1, true) => "à sa date ou le jour ouvré suivant".to_owned(),
        (1, false) => "à leur date ou le jour ouvré suivant".to_owned(),
        (days, one) => {
            let whose = if one { "sa" } else { "leur" };
            format!("à {whose} date ou dans les {}\u{a0}jours ouvrés qui la suivent", number_in_words(u64::from(days)))
        }
    };
    format!("{which} {grace}")
}

/// How the payments of a plan are put against the debt.
pub fn imputation(penalties_included: bool, debtor: DebtorKind) -> &'static str {
    match (penalties_included, debtor) {
        // If it is broken, what was given up on condition is owed again, and payments are counted as the law does.
        (false, _) => {
            "Tant que l’accord est tenu, chaque versement s’impute sur le principal de la facture la plus ancienne\u{202f}; \
             s’il est rompu, l’article 1343-1 du code civil s’applique."
        }
        (true, DebtorKind::Business) => "Chaque versement s’impute d’abord sur les pénalités, puis sur la facture la plus ancienne.",
        (true, DebtorKind::Consumer | DebtorKind::PublicBody) => {
            "Chaque versement s’impute d’abord sur les intérêts, puis sur la facture la plus ancienne."
        }
    }
}

/// Above each place of signature.
pub fn parties(letter: &Letter) -> [String; 2] {
    let creditor = format!("Pour {}\n{}", clean(&letter.creditor.name), shared::signatory(&letter.creditor));
    let debtor = clean(&letter.debtor.name);
    let theirs = match letter.debtor_kind {
        DebtorKind::Business | DebtorKind::PublicBody => format!("Pour {debtor}\nNom, qualité, date, «\u{a0}bon pour accord\u{a0}»"),
        DebtorKind::Consumer => format!("{debtor}\nDate, «\u{a0}bon pour accord\u{a0}»"),
    };
    [creditor, theirs]
}

/// What the signatory of an acknowledgement writes of himself.
pub fn identity(kind: DebtorKind) -> Vec<&'static str> {
    match kind {
        DebtorKind::Business | DebtorKind::PublicBody => vec!["Je soussigné(e), nom et prénom", "agissant en qualité de"],
        DebtorKind::Consumer => vec!["Je soussigné(e), nom et prénom", "né(e) le, à", "demeurant"],
    }
}

/// What the debtor copies by hand (C. civ. 1376).
pub fn to_copy(in_words: &str, figures: &str) -> String {
    format!("Bon pour reconnaissance de dette de {in_words} ({figures}).")
}

/// Instead of a due date that is not known.
pub const UNDATED: &str = "non précisée";

/// What a line of the account is.
pub fn entry(kind: EntryKind, label: &str) -> String {
    let label = clean(label);
    let what = match kind {
        EntryKind::Invoice => "Facture",
        EntryKind::CreditNote => "Avoir",
        EntryKind::Payment => "Règlement",
        EntryKind::ToPenalties => "Part du règlement qui paie des pénalités",
        EntryKind::Discount => "Escompte",
        EntryKind::WriteOff => "Passage en perte",
    };
    match (kind, label.is_empty()) {
        (_, true) => what.to_owned(),
        (EntryKind::Payment, false) => format!("{what} par {label}"),
        (EntryKind::ToPenalties, false) => format!("{what}, {label}"),
        (EntryKind::Invoice | EntryKind::CreditNote | EntryKind::Discount | EntryKind::WriteOff, false) => format!("{what} {label}"),
    }
}

/// What is proposed, inside a sentence.
pub fn proposed(mediator: MediatorKind) -> &'static str {
    match mediator {
        MediatorKind::Enterprises | MediatorKind::Consumption => "médiation",
        MediatorKind::Conciliator => "conciliation",
    }
}

/// How an agent is greeted when no other salutation is known.
pub fn agent_salutation(kind: AgentKind) -> &'static str {
    match kind {
        AgentKind::Lawyer | AgentKind::Bailiff => "Maître",
        AgentKind::Agency => shared::SALUTATION,
    }
}

/// « 2/4 ».
pub fn term_number(at: usize, all: usize) -> String {
    format!("{}/{all}", at + 1)
}

/// How little time is left to act; nothing when there is enough.
pub fn time_left(stage: LimitationStage) -> &'static str {
    match stage {
        LimitationStage::ThreeMonths => "dans moins de trois mois",
        LimitationStage::SixMonths => "dans moins de six mois",
        LimitationStage::EightMonths => "dans moins de huit mois",
        LimitationStage::Passed | LimitationStage::Far => "",
    }
}

/// « reconnaissance de la dette le 2 juin 2026 ».
pub fn interruptions(all: &[(NaiveDate, Interruption)]) -> String {
    let each = |(on, kind): &(NaiveDate, Interruption)| {
        let what = match kind {
            Interruption::Acknowledgement => "reconnaissance de la dette",
            Interruption::PartPayment => "paiement partiel valant reconnaissance",
            Interruption::Court => "demande en justice",
            Interruption::Enforcement => "mesure conservatoire ou d’exécution",
        };
        format!("{what} le {}", shared::day(*on))
    };
    join_and(&all.iter().map(each).collect::<Vec<_>>())
}
