//! The French sentence of a reason: one, without the client's name. What goes has no full stop, it stands in a cell.
use super::super::call::CallOutcome;
use super::super::situation::ReachProblem;
use super::super::{Tone, channel};
use super::{Earlier, PastContact, Reason};
use crate::text::{days, euros, join_and, short_date, weekday_date};
use chrono::{Datelike, NaiveDate, Weekday};

impl Reason {
    /// One French sentence.
    pub fn sentence(&self) -> String {
        // A short month ends with its own full stop: « 5 déc. » needs no second one.
        self.words().replace("..", ".")
    }

    fn words(&self) -> String {
        match self {
            Reason::StepDay { offset_days, consumer, earlier } => step_day(*offset_days, *consumer, earlier),
            Reason::ClosedDay { offset_days, planned, moved_to, today } => {
                if planned.succ_opt() == Some(*today) && moved_to == today {
                    format!("{}, reporté d’hier ({})", from_due(*offset_days), closed(*planned))
                } else {
                    format!("Étape du {} {}, reportée au premier jour ouvré", weekday(*planned), brief(*planned, *today))
                }
            }
            Reason::Pushed { planned, moved_to, contact, today } => format!(
                "Étape prévue le {}\u{202f}; repoussée au {}\u{a0}: {} {}",
                brief(*planned, *today),
                brief(*moved_to, *today),
                name(contact),
                ago(contact.on, *today)
            ),
            Reason::AfterPrevious { days: between, previous, previous_late_by } => {
                let after = format!("{} après {}", days(i64::from(*between)), previous.with_article());
                match (previous_late_by, previous) {
                    (..=0, _) => after,
                    (late, Tone::Firm | Tone::FormalNotice) => format!("{after}, elle-même décalée de {}", days(i64::from(*late))),
                    (late, Tone::Courtesy | Tone::First | Tone::Last) => {
                        format!("{after}, lui-même décalé de {}", days(i64::from(*late)))
                    }
                }
            }
            Reason::CaughtUp { planned, today } => {
                format!("Étape prévue le {}, non faite ce jour-là", brief(*planned, *today))
            }
            Reason::Resumed { due_on, today } => {
                format!("Reprise à l’import\u{a0}: échéance passée depuis {}", days((*today - *due_on).num_days()))
            }
            Reason::BrokenPromise { due_on, amount, today } => format!(
                "Promesse de {} pour le {} non tenue\u{202f}; la relance reprend où elle en était",
                euros(*amount),
                dated(*due_on, *today)
            ),
            Reason::SentAgain { noted_on, today } => {
                format!("Facture non reçue, dit le {}\u{202f}; un ton plus doux que prévu", dated(*noted_on, *today))
            }
            Reason::ByHand => "Relance demandée par vous, hors du scénario".to_owned(),
            Reason::TooSoon { tone, call, planned, moved_to, contact, min_interval_days, today } => format!(
                "{} le {}\u{202f}; {} au {}\u{a0}: {} {}, {} au moins entre deux messages.",
                if *call { "Appel prévu".to_owned() } else { planned_step(*tone) },
                brief(*planned, *today),
                if *call || !is_feminine(*tone) { "reporté" } else { "reportée" },
                brief(*moved_to, *today),
                name(contact),
                ago(contact.on, *today),
                days(i64::from(*min_interval_days))
            ),
            Reason::Dispute { opened_on, note, answer_by, today } => {
                let answer = answer_by.map(|on| format!(", votre réponse est attendue le {}", brief(on, *today))).unwrap_or_default();
                let opened = dated(*opened_on, *today);
                format!("Litige ouvert le {opened}{}\u{a0}: toute la facture est contestée{answer}.", aside(note))
            }
            Reason::Promise { due_on, amount, resumes_on, today } => format!(
                "Promesse de {} pour le {}\u{202f}; sans paiement, la relance reprend le {}.",
                euros(*amount),
                dated(*due_on, *today),
                dated(*resumes_on, *today)
            ),
            Reason::TermComing { on, today } => match (*on - *today).num_days() {
                0 => "Échéance d’échéancier aujourd’hui".to_owned(),
                1 => "Échéance d’échéancier demain".to_owned(),
                ..0 => format!("Échéance d’échéancier du {}", dated(*on, *today)),
                left => format!("Échéance d’échéancier le {}, dans {}", dated(*on, *today), days(left)),
            },
            Reason::TermFirst { after, today } => format!(
                "Le rappel d’une échéance de son échéancier part aujourd’hui\u{202f}; un seul message à la fois, ses autres factures \
                 attendent le {}.",
                dated(*after, *today)
            ),
            Reason::TermDisputed { opened_on, answer_by, today } => {
                let answer = answer_by.map(|on| format!(", votre réponse est attendue le {}", brief(on, *today))).unwrap_or_default();
                let opened = dated(*opened_on, *today);
                format!(
                    "Litige ouvert le {opened} sur une facture de l’échéancier\u{a0}: répondez-y avant d’en rappeler les échéances{answer}."
                )
            }
            Reason::Instalments { next, reminded_on, today } => match (next, reminded_on) {
                (Some(on), Some(reminded)) => format!(
                    "Échéancier en cours\u{a0}: prochaine échéance le {}, rappel prévu le {}.",
                    dated(*on, *today),
                    dated(*reminded, *today)
                ),
                (Some(on), None) => format!("Échéancier en cours\u{a0}: prochaine échéance le {}.", dated(*on, *today)),
                (None, _) => "Échéancier en cours.".to_owned(),
            },
            Reason::InstalmentMissed { on, amount, today } => {
                format!("Échéancier\u{a0}: il manque {} de l’échéance du {}, la suite vous revient.", euros(*amount), dated(*on, *today))
            }
            Reason::Pause { until: Some(last), not_received: true, note, today } => {
                format!(
                    "N’a pas reçu la facture\u{a0}: renvoyez-la, les relances reprennent après le {}{}.",
                    dated(*last, *today),
                    aside(note)
                )
            }
            Reason::Pause { until, not_received: _, note, today } => match until {
                Some(last) => format!("Relances suspendues jusqu’au {}{}.", dated(*last, *today), aside(note)),
                None => format!("Relances suspendues jusqu’à nouvel ordre{}.", aside(note)),
            },
            Reason::Decided { choice, decided_on, back_on, today } => {
                let back = back_on.map_or_else(String::new, |on| format!("\u{202f}; à revoir le {}", dated(on, *today)));
                format!("{}, décision du {}{back}.", choice.label(), dated(*decided_on, *today))
            }
            Reason::NoticeRuns { posted_on, presented: true, until, today } => format!(
                "Mise en demeure postée le {}\u{a0}: son délai court jusqu’au {}, la suite se décide après.",
                dated(*posted_on, *today),
                dated(*until, *today)
            ),
            Reason::NoticeRuns { posted_on, presented: false, until, today } => format!(
                "Mise en demeure postée le {}\u{a0}: notez sa première présentation, dont part son délai\u{202f}; sans nouvelles, le dossier \
                 revient après le {}.",
                dated(*posted_on, *today),
                dated(*until, *today)
            ),
            Reason::Refused { on, today } => {
                format!("A refusé de payer le {}\u{a0}: décidez de la suite avant toute relance.", dated(*on, *today))
            }
            Reason::Closed { until, note, today } => {
                format!("Toutes vos relances sont en pause jusqu’au {}{}.", dated(*until, *today), aside(note))
            }
            Reason::CallAgain { on, after, noted_on, today } if on <= today => {
                format!("À rappeler\u{a0}: {} le {}", heard(*after), brief(*noted_on, *today))
            }
            Reason::CallAgain { on, after, noted_on, today } => {
                format!("À rappeler le {}\u{a0}: {} le {}.", dated(*on, *today), heard(*after), brief(*noted_on, *today))
            }
            Reason::Insolvency { opened_on, today } => {
                format!("Procédure collective ouverte le {}\u{a0}: aucune relance, déclarez votre créance.", dated(*opened_on, *today))
            }
            Reason::HandleWithCare => "Client à ménager\u{a0}: rien ne part sans que vous le demandiez.".to_owned(),
            Reason::UnallocatedMoney { amount } => {
                format!("{} de ce client ne sont affectés à aucune facture\u{a0}: dites lesquelles ils règlent.", euros(*amount))
            }
            Reason::UnmatchedCredit { amount } => {
                format!("{} reçus à la banque sont peut-être de ce client\u{a0}: rapprochez-les d’abord.", euros(*amount))
            }
            Reason::CoveredByCredit { amount } => {
                format!("Ses avoirs ({}) couvrent ce qu’il doit\u{a0}: affectez-les.", euros(*amount))
            }
            Reason::DirectDebit => "Payée par prélèvement\u{a0}: relancée seulement s’il est rejeté.".to_owned(),
            Reason::AwaitingTriage => "Reprise à l’import\u{a0}: rien ne part avant le tri.".to_owned(),
            Reason::Uncertain { on, today } => {
                format!("L’envoi du {} est incertain\u{a0}: dites s’il est parti, la suite attend.", dated(*on, *today))
            }
            Reason::Written { on, today } => {
                format!(
                    "Le message du {} est écrit dans un dossier\u{a0}: envoyez-le, puis dites-le dans «\u{a0}Envois\u{a0}».",
                    dated(*on, *today)
                )
            }
            Reason::NotLate => "Rien n’est en retard chez ce client.".to_owned(),
            Reason::Duplicate { number } => {
                format!("Semble être la facture {number}, entrée deux fois\u{a0}: même client, même montant, mêmes chiffres.")
            }
            Reason::DebitUnseen { due_on, today } => {
                format!("Prélèvement attendu le {}, ni reçu ni rejeté\u{a0}: dites ce qu’il est devenu.", dated(*due_on, *today))
            }
            Reason::NoDueDate => "Date d’échéance manquante\u{a0}: la facture n’est pas relancée.".to_owned(),
            Reason::NoPlan => "Aucun scénario ne s’applique à ce client.".to_owned(),
            Reason::Unreachable { problem } => unreachable(*problem).to_owned(),
        }
    }
}

fn step_day(offset_days: i32, consumer: bool, earlier: &[Earlier]) -> String {
    let day = from_due(offset_days);
    let day = if consumer { format!("Particulier\u{a0}: {day}, sans pénalités") } else { day };
    let mut names: Vec<&str> = earlier.iter().map(|step| step.word()).collect();
    names.dedup();
    if names.is_empty() { day } else { format!("{day}\u{202f}; reste dû après {}", join_and(&names)) }
}

/// `5 jours après l’échéance`.
fn from_due(offset_days: i32) -> String {
    match offset_days {
        0 => "Le jour de l’échéance".to_owned(),
        ..0 => format!("{} avant l’échéance", days(i64::from(offset_days.unsigned_abs()))),
        1.. => format!("{} après l’échéance", days(i64::from(offset_days))),
    }
}

/// `Relance ferme prévue`.
fn planned_step(tone: Tone) -> String {
    format!("{} {}", tone.label(), if is_feminine(tone) { "prévue" } else { "prévu" })
}

fn is_feminine(tone: Tone) -> bool {
    match tone {
        Tone::Firm | Tone::FormalNotice => true,
        Tone::Courtesy | Tone::First | Tone::Last => false,
    }
}

impl Earlier {
    fn word(self) -> &'static str {
        match self {
            Earlier::Courtesy => "avis",
            Earlier::First => "rappel",
            Earlier::Firm => "relance ferme",
            Earlier::Last => "dernier avis",
            Earlier::FormalNotice => "mise en demeure",
            Earlier::Call => "appel",
            Earlier::Visit => "visite",
        }
    }
}

/// What the last call gave, inside a sentence.
fn heard(after: CallOutcome) -> &'static str {
    match after {
        CallOutcome::Voicemail => "messagerie",
        CallOutcome::Unreachable => "injoignable",
        CallOutcome::InTrouble => "en difficulté",
        CallOutcome::Refused => "refus de payer",
        CallOutcome::Paid | CallOutcome::Promised | CallOutcome::NotReceived | CallOutcome::Disputed => "appel",
    }
}

/// The name of a channel inside a sentence.
fn name(contact: &PastContact) -> &str {
    if contact.invoice_sent { "envoi de la facture" } else { channel::name(&contact.channel) }
}

fn unreachable(problem: ReachProblem) -> &'static str {
    match problem {
        ReachProblem::NoEmail => "Adresse e-mail manquante.",
        ReachProblem::DoubtfulEmail => "Adresse e-mail douteuse\u{a0}: à vérifier.",
        ReachProblem::BouncedEmail => "Le dernier e-mail est revenu\u{a0}: adresse à corriger.",
        ReachProblem::NoAddress => "Adresse postale manquante.",
        ReachProblem::IncompleteAddress => "Adresse postale incomplète.",
        ReachProblem::NoPhone => "Numéro de téléphone manquant.",
    }
}

/// The user's words between brackets, if any.
fn aside(note: &str) -> String {
    if note.is_empty() { String::new() } else { format!(" ({note})") }
}

fn ago(on: NaiveDate, today: NaiveDate) -> String {
    match (today - on).num_days() {
        ..=0 => "aujourd’hui".to_owned(),
        1 => "hier".to_owned(),
        many => format!("il y a {}", days(many)),
    }
}

fn closed(day: NaiveDate) -> String {
    match day.weekday() {
        Weekday::Sat | Weekday::Sun => weekday(day),
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri => "férié".to_owned(),
    }
}

fn weekday(day: NaiveDate) -> String {
    weekday_date(day).split(' ').next().unwrap_or_default().to_owned()
}

/// `9 nov.` in the year of `today`, `9 nov. 2025` otherwise.
fn dated(day: NaiveDate, today: NaiveDate) -> String {
    let full = short_date(day);
    let year = format!(" {}", day.year());
    if day.year() == today.year() { full.strip_suffix(&year).unwrap_or(&full).to_owned() } else { full }
}

/// `19` in the month of `today`, [`dated`] otherwise.
fn brief(day: NaiveDate, today: NaiveDate) -> String {
    let dated = dated(day, today);
    let same_month = (day.year(), day.month()) == (today.year(), today.month());
    if same_month { dated.split(' ').next().unwrap_or(&dated).to_owned() } else { dated }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dunning::fixtures::day;
    use crate::dunning::{EMAIL, PHONE};
    use crate::money::Cents;

    /// With plain spaces, for the eye.
    fn said(reason: &Reason) -> String {
        reason.sentence().replace(['\u{a0}', '\u{202f}'], " ")
    }

    fn contact(on: &str, channel: &str) -> PastContact {
        PastContact { on: day(on), channel: channel.into(), invoice_sent: false }
    }

    #[test]
    fn a_reason_reads_like_the_screen_of_the_day() {
        let today = day("2026-11-23");
        let step = |offset_days, consumer, earlier| Reason::StepDay { offset_days, consumer, earlier };
        let closed = |planned, offset_days| Reason::ClosedDay { offset_days, planned: day(planned), moved_to: today, today };
        let told = [
            (
                Reason::Pushed { planned: day("2026-11-19"), moved_to: today, contact: contact("2026-11-16", PHONE), today },
                "Étape prévue le 19 ; repoussée au 23 : appel il y a 7 jours",
            ),
            (step(20, false, vec![Earlier::First, Earlier::Call]), "20 jours après l’échéance ; reste dû après rappel et appel"),
            (step(5, false, vec![]), "5 jours après l’échéance"),
            (step(1, false, vec![]), "1 jour après l’échéance"),
            (step(-5, false, vec![]), "5 jours avant l’échéance"),
            (closed("2026-11-22", 30), "30 jours après l’échéance, reporté d’hier (dimanche)"),
            (closed("2026-11-21", 5), "Étape du samedi 21, reportée au premier jour ouvré"),
            (step(10, true, vec![]), "Particulier : 10 jours après l’échéance, sans pénalités"),
            (
                Reason::TooSoon {
                    tone: Tone::Firm,
                    call: false,
                    planned: day("2026-11-20"),
                    moved_to: day("2026-11-26"),
                    contact: contact("2026-11-19", EMAIL),
                    min_interval_days: 7,
                    today,
                },
                "Relance ferme prévue le 20 ; reportée au 26 : e-mail il y a 4 jours, 7 jours au moins entre deux messages.",
            ),
            (
                Reason::Dispute {
                    opened_on: day("2026-11-09"),
                    note: "robinet non conforme".into(),
                    answer_by: Some(day("2026-11-30")),
                    today,
                },
                "Litige ouvert le 9 nov. (robinet non conforme) : toute la facture est contestée, votre réponse est attendue le 30.",
            ),
            (
                Reason::AfterPrevious { days: 10, previous: Tone::Last, previous_late_by: 3 },
                "10 jours après le dernier avis, lui-même décalé de 3 jours",
            ),
            (
                Reason::BrokenPromise { due_on: day("2026-11-09"), amount: Cents(184_000), today },
                "Promesse de 1 840,00 € pour le 9 nov. non tenue ; la relance reprend où elle en était",
            ),
            (
                Reason::Pause { until: Some(day("2027-01-04")), not_received: false, note: "congés".into(), today },
                "Relances suspendues jusqu’au 4 janv. 2027 (congés).",
            ),
        ];
        for (reason, sentence) in told {
            assert_eq!(said(&reason), sentence);
        }
    }

    #[test]
    fn a_holiday_is_named_so() {
        let today = day("2026-11-12");
        let reason = Reason::ClosedDay { offset_days: 5, planned: day("2026-11-11"), moved_to: today, today };
        assert_eq!(said(&reason), "5 jours après l’échéance, reporté d’hier (férié)");
    }

    #[test]
    fn strong_punctuation_has_its_narrow_space() {
        let reason =
            Reason::Promise { due_on: day("2026-11-19"), amount: Cents(1), resumes_on: day("2026-11-24"), today: day("2026-11-23") };
        assert!(reason.sentence().contains("\u{202f};"), "{}", reason.sentence());
    }

    #[test]
    fn a_call_to_make_again_says_what_the_last_one_gave_and_its_day_while_it_is_to_come() {
        let again =
            |on: &str, after| said(&Reason::CallAgain { on: day(on), after, noted_on: day("2026-11-20"), today: day("2026-11-23") });
        assert_eq!(again("2026-11-23", CallOutcome::Voicemail), "À rappeler : messagerie le 20");
        assert_eq!(again("2026-11-20", CallOutcome::Unreachable), "À rappeler : injoignable le 20");
        assert_eq!(again("2026-11-25", CallOutcome::InTrouble), "À rappeler le 25 nov. : en difficulté le 20.");
    }
}
