//! A request for erasure (RGPD art. 17): what leaves at once, what stays, and the text that makes it stay.
use super::retention::{DataKind, YearEnd, last_day_kept};
use crate::money::Cents;
use crate::text::{count, euros, long_date};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "ErasureSubject", export_to = "contract.gen.ts"))]
pub enum Subject {
    /// The client is a person: a consumer, or someone in business under his own name.
    Person,
    /// The contact person of a company or of a public body, which is no person.
    Contact,
}

impl Subject {
    /// As it is stored.
    pub fn key(self) -> &'static str {
        match self {
            Subject::Person => "person",
            Subject::Contact => "contact",
        }
    }
}

/// A claim that still runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LiveClaim {
    /// What is left of an invoice.
    Principal {
        /// Its number.
        number: String,
        /// In cents, above zero.
        balance: Cents,
    },
    /// Penalties that were claimed, of an invoice that is paid: they are claims of their own.
    Penalties {
        /// The invoice's number.
        number: String,
        /// In cents, above zero; none when a rate is not known.
        left: Option<Cents>,
    },
}

impl LiveClaim {
    /// « F-2026-014 (1 200,00 €) », « pénalités de F-2026-014 (52,00 €) ».
    fn label(&self) -> String {
        match self {
            LiveClaim::Principal { number, balance } => format!("{number} ({})", euros(*balance)),
            LiveClaim::Penalties { number, left: Some(left) } => format!("pénalités de {number} ({})", euros(*left)),
            LiveClaim::Penalties { number, left: None } => format!("pénalités de {number}"),
        }
    }
}

/// How much is held of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Contact person, e-mails, telephone: the lines of his card that are filled.
    pub contact_lines: u32,
    /// True when his card bears a postal address.
    pub has_address: bool,
    /// Notes: on his card, of calls, disputes, promises, reasons given.
    pub notes: u32,
    /// Messages and letters of settled matters whose words are kept.
    pub settled_messages: u32,
    /// Messages and letters about a claim that still runs.
    pub live_messages: u32,
    /// Papers joined to letters and disputes, letters outside any plan.
    pub papers: u32,
    /// Invoices and credit notes.
    pub invoices: u32,
    /// Payments.
    pub payments: u32,
    /// Movements of the bank tied to his payments that show an IBAN.
    pub ibans: u32,
    /// Lines of his history.
    pub events: u32,
    /// Copies of the base made up to now.
    pub copies: Copies,
}

/// Copies of the base, which still hold what is erased of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Copies {
    /// Backups.
    pub backups: u32,
    /// Damaged bases that a restore set aside.
    pub set_aside: u32,
}

impl Copies {
    /// How many in all.
    pub fn sum(self) -> u32 {
        self.backups.saturating_add(self.set_aside)
    }
}

/// What is known of a client on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Who asks.
    pub subject: Subject,
    /// Claims that still run, oldest first.
    pub live: Vec<LiveClaim>,
    /// True while a case or an échéancier stands.
    pub case_open: bool,
    /// The day of his last invoice, credit note or payment.
    pub last_accounted: Option<NaiveDate>,
    /// How much.
    pub counts: Counts,
    /// When the user closes his year.
    pub year_end: YearEnd,
    /// The day of the request.
    pub today: NaiveDate,
}

/// Something that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(rename = "KeptData", export_to = "contract.gen.ts"))]
pub struct Kept {
    /// What, in French.
    pub what: String,
    /// Why, in French, with its text.
    pub why: String,
    /// The last day it is kept, when it is known.
    pub until: Option<NaiveDate>,
}

/// What an erasure does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasurePlan {
    /// True: everything that may leave does, now. False: a claim still needs some of it.
    pub whole: bool,
    /// True: invoices no longer need his identity, which leaves too.
    pub identity: bool,
    /// What leaves at once, in French.
    pub erased: Vec<String>,
    /// What stays.
    pub kept: Vec<Kept>,
}

/// What a request for erasure does on a day.
pub fn plan(held: &Held) -> ErasurePlan {
    let whole = held.live.is_empty() && !held.case_open;
    let until = held.last_accounted.map(|on| last_day_kept(DataKind::Invoices, on, held.year_end));
    let accounted = until.is_some_and(|until| held.today <= until);
    let identity = whole && held.subject == Subject::Person && !accounted;
    ErasurePlan { whole, identity, erased: erased(held, whole, identity), kept: kept(held, whole, identity, until) }
}

fn many(number: u32, one: &str, several: &str) -> Option<String> {
    (number > 0).then(|| format!("{}.", count(u64::from(number), one, several)))
}

fn erased(held: &Held, whole: bool, identity: bool) -> Vec<String> {
    let Counts { contact_lines, has_address, notes, settled_messages, papers, ibans, events, .. } = held.counts;
    let mut lines = Vec::new();
    if whole && contact_lines > 0 {
        lines.push("L’interlocuteur, les adresses e-mail et le téléphone de la fiche.".to_owned());
    }
    if identity {
        lines.push(if has_address { "Le nom et l’adresse postale.".to_owned() } else { "Le nom.".to_owned() });
    }
    lines.extend(many(notes, "note (fiche, appels, litiges, motifs)", "notes (fiche, appels, litiges, motifs)"));
    lines.extend(many(
        settled_messages,
        "message ou courrier réglé\u{a0}: son texte, ses octets, l’adresse d’envoi",
        "messages ou courriers réglés\u{a0}: leur texte, leurs octets, l’adresse d’envoi",
    ));
    if whole {
        lines.extend(many(papers, "pièce jointe à un courrier ou à un litige", "pièces jointes à un courrier ou à un litige"));
        lines.extend(many(ibans, "IBAN de contrepartie, masqué", "IBAN de contrepartie, masqués"));
    }
    // While a case is open its facts are needed whole.
    if events > 0 && !held.case_open {
        let which =
            if whole { "Les mots qui la désignent dans l’historique" } else { "Dans l’historique, les mots des affaires réglées" };
        lines.push(format!("{which}\u{a0}: noms, adresses, notes."));
    }
    if lines.is_empty() {
        lines.push("Rien\u{a0}: aucune donnée effaçable n’est conservée aujourd’hui.".to_owned());
    }
    lines
}

fn kept(held: &Held, whole: bool, identity: bool, until: Option<NaiveDate>) -> Vec<Kept> {
    let counts = held.counts;
    let mut kept = Vec::new();
    let stays = |what: String, why: String, until| Kept { what, why, until };
    if !whole {
        let why = live_reason(held);
        if counts.contact_lines > 0 || counts.has_address {
            kept.push(stays("Les coordonnées nécessaires pour réclamer".to_owned(), why.clone(), None));
        }
        if counts.live_messages > 0 || counts.papers > 0 {
            kept.push(stays("Les messages, courriers et pièces de cette créance".to_owned(), why.clone(), None));
        }
        if counts.ibans > 0 {
            kept.push(stays(count(u64::from(counts.ibans), "IBAN de contrepartie", "IBAN de contrepartie"), why, None));
        }
    }
    let books = counts.invoices + counts.payments;
    if books > 0 {
        let what = format!(
            "{} et {}",
            count(u64::from(counts.invoices), "facture ou avoir", "factures ou avoirs"),
            count(u64::from(counts.payments), "règlement", "règlements")
        );
        let bears = match (identity, held.subject) {
            (true, _) => "Les montants et les dates restent, sans son nom\u{a0}: vos comptes ne changent pas.".to_owned(),
            (false, Subject::Person) => {
                "Les pièces comptables se gardent dix ans à compter de la clôture de l’exercice, avec le nom et l’adresse qu’elles portent (C. com. L123-22, RGPD art. 17.3.b)."
                    .to_owned()
            }
            (false, Subject::Contact) => {
                "Les pièces comptables se gardent dix ans à compter de la clôture de l’exercice (C. com. L123-22, RGPD art. 17.3.b). Le nom de l’entreprise n’est pas une donnée personnelle.".to_owned()
            }
        };
        kept.push(stays(what, bears, until.filter(|_| !identity)));
    }
    if counts.settled_messages + counts.papers > 0 || counts.events > 0 {
        kept.push(stays(
            "La date, l’étape et l’empreinte (SHA-256) de chaque envoi et de chaque fait".to_owned(),
            "Elles prouvent ce qui a été fait sans dire à qui\u{a0}: la défense d’un droit en justice (RGPD art. 17.3.e).".to_owned(),
            None,
        ));
    }
    if counts.copies.backups > 0 {
        kept.push(stays(
            count(u64::from(counts.copies.backups), "sauvegarde déjà faite", "sauvegardes déjà faites"),
            "Elles contiennent encore ces données jusqu’à leur rotation, vingt-quatre mois au plus. Si vous en restaurez une, ces données en sont effacées de nouveau avant qu’elle soit ouverte. Vous pouvez en faire une nouvelle et supprimer les anciennes."
                .to_owned(),
            None,
        ));
    }
    if counts.copies.set_aside > 0 {
        kept.push(stays(
            count(u64::from(counts.copies.set_aside), "base endommagée mise de côté", "bases endommagées mises de côté"),
            "Gardées lors d’une restauration, elles contiennent encore ces données, sans limite de durée. Elles sont supprimées avec les anciennes sauvegardes, quand vous le demandez (Réglages, Données personnelles)."
                .to_owned(),
            None,
        ));
    }
    kept.push(stays(
        "Une empreinte salée de la personne".to_owned(),
        "Elle permet de la reconnaître si un import ou une sauvegarde la rapporte. On n’y lit ni son nom ni son adresse (RGPD art. 5.2)."
            .to_owned(),
        None,
    ));
    kept
}

fn live_reason(held: &Held) -> String {
    let claims: Vec<String> = held.live.iter().take(3).map(LiveClaim::label).collect();
    let more = held.live.len().saturating_sub(claims.len());
    let which = match (claims.is_empty(), more) {
        (true, _) => "Une procédure ou un échéancier est en cours".to_owned(),
        (false, 0) => format!("Reste dû\u{a0}: {}", claims.join(", ")),
        (false, more) => {
            let more = u64::try_from(more).unwrap_or(u64::MAX);
            format!("Reste dû\u{a0}: {} et {}", claims.join(", "), count(more, "autre créance", "autres créances"))
        }
    };
    format!(
        "{which}. Tant que la créance court, ces données servent à la faire valoir (RGPD art. 17.3.e). Demande du {}\u{a0}: vous finirez l’effacement au règlement.",
        long_date(held.today)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::day;

    fn held(subject: Subject) -> Held {
        Held {
            subject,
            live: Vec::new(),
            case_open: false,
            last_accounted: Some(day("2026-03-12")),
            counts: Counts { contact_lines: 3, has_address: true, invoices: 1, settled_messages: 2, events: 5, ..Counts::default() },
            year_end: YearEnd::default(),
            today: day("2026-11-23"),
        }
    }

    #[test]
    fn a_person_who_owes_nothing_is_erased_but_for_the_identity_that_his_invoices_bear() {
        let plan = plan(&held(Subject::Person));
        assert!(plan.whole && !plan.identity);
        assert!(plan.erased.iter().any(|line| line.contains("e-mail")), "{:?}", plan.erased);
        let invoices = plan.kept.iter().find(|one| one.why.contains("L123-22")).unwrap();
        assert_eq!(invoices.until, Some(day("2036-12-31")));
        assert!(invoices.why.contains("17.3.b"));
    }

    #[test]
    fn a_person_whom_no_invoice_names_any_more_loses_his_name_too() {
        let none = Held { last_accounted: None, counts: Counts { invoices: 0, ..held(Subject::Person).counts }, ..held(Subject::Person) };
        assert!(plan(&none).identity);
        let old = Held { last_accounted: Some(day("2015-03-12")), ..held(Subject::Person) };
        assert!(plan(&old).identity, "ten years have passed");
        let last_day = Held { last_accounted: Some(day("2016-03-12")), today: day("2026-12-31"), ..held(Subject::Person) };
        assert!(!plan(&last_day).identity, "the last day is still kept");
        assert!(plan(&Held { today: day("2027-01-01"), ..last_day }).identity);
    }

    #[test]
    fn a_claim_that_runs_keeps_what_it_needs_and_says_so() {
        // RGPD art. 17.3.e.
        let live = vec![LiveClaim::Principal { number: "F-2026-014".to_owned(), balance: Cents(120_000) }];
        let counts = Counts { ibans: 2, ..held(Subject::Person).counts };
        let plan = plan(&Held { live, counts, ..held(Subject::Person) });
        assert!(!plan.whole && !plan.identity);
        assert!(!plan.erased.iter().any(|line| line.contains("IBAN")), "who paid is known until the end: {:?}", plan.erased);
        assert!(plan.kept.iter().any(|one| one.what.contains("2") && one.what.contains("IBAN")), "{:?}", plan.kept);
        assert!(!plan.erased.iter().any(|line| line.contains("e-mail")), "the address is needed to claim: {:?}", plan.erased);
        let contact = plan.kept.iter().find(|one| one.what.contains("coordonnées")).unwrap();
        assert!(
            contact.why.contains("F-2026-014") && contact.why.contains("17.3.e") && contact.why.contains("23 novembre 2026"),
            "{}",
            contact.why
        );
        assert_eq!(contact.until, None);
    }

    #[test]
    fn penalties_claimed_hold_like_a_claim_and_are_named() {
        let of = |left| LiveClaim::Penalties { number: "F-2026-014".to_owned(), left };
        for (left, said) in [(Some(Cents(5_200)), "pénalités de F-2026-014 (52,00\u{a0}€)."), (None, "pénalités de F-2026-014.")] {
            let plan = plan(&Held { live: vec![of(left)], ..held(Subject::Person) });
            assert!(!plan.whole && !plan.identity);
            assert!(plan.kept[0].why.contains(said), "{}", plan.kept[0].why);
        }
    }

    #[test]
    fn an_open_case_holds_like_a_claim() {
        let plan = plan(&Held { case_open: true, ..held(Subject::Person) });
        assert!(!plan.whole);
        assert!(plan.kept[0].why.contains("procédure"), "{}", plan.kept[0].why);
    }

    #[test]
    fn a_company_is_no_person_and_keeps_its_name_for_ever() {
        let plan = plan(&Held { last_accounted: None, ..held(Subject::Contact) });
        assert!(plan.whole && !plan.identity);
    }

    #[test]
    fn the_backups_are_never_passed_over_in_silence() {
        let copies = Copies { backups: 4, set_aside: 1 };
        let with = Held { counts: Counts { copies, ..held(Subject::Person).counts }, ..held(Subject::Person) };
        assert!(plan(&with).kept.iter().any(|one| one.what.contains("4 sauvegardes") && one.why.contains("rotation")));
        assert!(plan(&with).kept.iter().any(|one| one.what.contains("1 base endommagée") && one.why.contains("sans limite")));
        assert!(!plan(&held(Subject::Person)).kept.iter().any(|one| one.what.contains("sauvegarde")));
    }
}
