//! A plan in French.
use super::super::Step;
use super::super::channel::Channel;
use super::{DAYS, MOST_STEPS, Wrong};
use crate::text::days;

/// « 5 jours après l’échéance ».
pub fn when(offset_days: i32) -> String {
    let count = days(i64::from(offset_days.unsigned_abs()));
    match offset_days {
        0 => "le jour de l’échéance".to_owned(),
        1.. => format!("{count} après l’échéance"),
        _ => format!("{count} avant l’échéance"),
    }
}

impl Step {
    /// What it is, without its day: « Relance ferme, par e-mail ».
    pub fn what(&self) -> String {
        Channel::from_key(&self.channel).map_or_else(|| self.tone.label().to_owned(), |channel| channel.step(self.tone))
    }

    /// The step in one sentence, of a plan as [`super::steps`] makes it.
    pub fn sentence(&self) -> String {
        if self.same_contact_as_previous {
            return "Le même jour\u{a0}: appel, dans le même contact.".to_owned();
        }
        let what = self.what();
        let mut letters = what.chars();
        let lower: String = letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect());
        if self.is_decision() {
            return format!("{}\u{a0}: le dossier vous revient, à vous de décider.", upper(&when(self.offset_days)));
        }
        format!("{}\u{a0}: {lower}.", upper(&when(self.offset_days)))
    }
}

fn upper(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

impl Wrong {
    /// The problem in French, with what to do.
    pub fn sentence(self) -> String {
        match self {
            Wrong::Empty => "Un scénario a au moins une étape\u{a0}: ajoutez-en une.".to_owned(),
            Wrong::TooMany => format!("Un scénario a au plus {MOST_STEPS}\u{a0}étapes\u{a0}: retirez-en."),
            Wrong::Day => format!("Une étape se place entre {} et {}.", when(*DAYS.start()), when(*DAYS.end())),
            Wrong::SameDay => "Deux messages, ou deux appels, le même jour\u{a0}: changez le jour de l’un, ou retirez-le.".to_owned(),
            Wrong::CourtesyLate => "Un avis courtois part avant l’échéance, ou le jour même\u{a0}: ensuite, c’est un rappel.".to_owned(),
            Wrong::TooEarly => "Avant le retard, seul un avis courtois peut partir\u{a0}: le client ne doit encore rien.".to_owned(),
            Wrong::Softer => "Le ton ne redescend pas\u{a0}: une étape plus ferme vient avant celle-ci.".to_owned(),
            Wrong::AfterDecision => {
                "Rien ne vient après la décision\u{a0}: placez-la en dernier. La suite se choisit dossier par dossier.".to_owned()
            }
            Wrong::Channel => "Cette étape ne peut pas partir par cette voie\u{a0}: choisissez-en une autre.".to_owned(),
            Wrong::NoticeByPost => {
                "La mise en demeure part en lettre recommandée, et la lettre recommandée sert à la mise en demeure.".to_owned()
            }
            Wrong::SecondNotice => "Une seule mise en demeure par scénario\u{a0}: après elle, c’est à vous de décider.".to_owned(),
            Wrong::MustBeRead => {
                "Seul l’e-mail d’un avis ou d’un 1er\u{a0}rappel peut partir sans relecture, et jamais juste avant une mise en demeure."
                    .to_owned()
            }
            Wrong::BareNotice => {
                "Aucune relance n’est écrite avant la mise en demeure. Rien ne l’impose, mais un client surpris paie rarement plus vite."
                    .to_owned()
            }
            Wrong::TooNear { moved_to } => {
                format!("Trop près du contact d’avant\u{a0}: cette étape attendra {}.", when(moved_to))
            }
        }
    }
}
