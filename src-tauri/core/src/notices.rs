//! What the system's notifications say, and when: once a morning, once a doubt, and never over a screen that says it already.
use crate::pacing::{SendingRules, next_open};
use crate::text::{count, join_and};
use chrono::{NaiveDate, NaiveDateTime};

/// How many of each wait for the person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Piles {
    /// E-mails that can leave today.
    pub ready: u32,
    /// Calls to make.
    pub calls: u32,
    /// Letters to prepare or to post.
    pub letters: u32,
    /// Promises whose day has passed.
    pub promises: u32,
    /// What stops a reminder until it is corrected.
    pub to_fix: u32,
}

/// A notification: a title and a sentence, in French.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// A few words.
    pub title: String,
    /// A sentence or two.
    pub body: String,
}

/// True when the piles of the day are to be told at `now`: once a day, an open day, inside the hours of sending; `told` is the
/// last day they were told or seen.
pub fn is_morning(told: Option<NaiveDate>, now: NaiveDateTime, rules: &SendingRules) -> bool {
    told != Some(now.date()) && next_open(now, rules) == now
}

/// The piles of the morning; none when nothing waits.
pub fn of_the_morning(piles: Piles) -> Option<Notice> {
    let told: Vec<String> = [
        (piles.ready, "relance prête", "relances prêtes"),
        (piles.calls, "appel à passer", "appels à passer"),
        (piles.letters, "lettre à préparer ou à poster", "lettres à préparer ou à poster"),
        (piles.promises, "promesse non tenue", "promesses non tenues"),
        (piles.to_fix, "point à corriger", "points à corriger"),
    ]
    .into_iter()
    .filter(|(number, _, _)| *number > 0)
    .map(|(number, one, many)| count(u64::from(number), one, many))
    .collect();
    if told.is_empty() {
        return None;
    }
    Some(Notice { title: "Échu\u{a0}: à faire aujourd’hui".to_owned(), body: format!("{}. Rien ne part sans vous.", join_and(&told)) })
}

/// What to say when the number of uncertain sendings goes from `before` to `now`; none unless it grows.
pub fn of_doubts(before: u32, now: u32) -> Option<Notice> {
    let body = match now {
        _ if now <= before => return None,
        1 => "Un message est peut-être parti, peut-être pas. Échu ne le renverra pas de lui-même\u{a0}: dites s’il est arrivé.".to_owned(),
        more => format!(
            "{} attendent votre réponse. Échu ne les renverra pas de lui-même\u{a0}: dites s’ils sont arrivés.",
            count(u64::from(more), "message", "messages")
        ),
    };
    Some(Notice { title: "Envoi incertain à vérifier".to_owned(), body })
}

/// Said the first time the window closes and the app goes on.
pub fn of_staying() -> Notice {
    Notice {
        title: "Échu reste ouvert".to_owned(),
        body: "Il continue dans la zone de notification. Pour l’arrêter, choisissez «\u{a0}Quitter Échu\u{a0}» sur son icône.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Region;
    use chrono::NaiveTime;

    fn rules() -> SendingRules {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        SendingRules {
            region: Region::Metropole,
            from: hour(9),
            to: hour(18),
            saturday: false,
            pace_seconds: 30,
            hourly_cap: 20,
            daily_cap: 80,
            grace_seconds: 120,
        }
    }

    fn is_morning_at(told: Option<&str>, now: &str) -> bool {
        is_morning(told.map(|day| day.parse().unwrap()), now.parse().unwrap(), &rules())
    }

    #[test]
    fn the_piles_are_told_once_a_working_day_and_not_before_its_hours() {
        assert!(is_morning_at(None, "2026-11-23T09:00:00"), "a Monday");
        assert!(is_morning_at(Some("2026-11-22"), "2026-11-23T11:30:00"), "woken late in the morning");
        for (told, now, why) in [
            (None, "2026-11-23T08:59:59", "before the hours"),
            (None, "2026-11-23T18:00:00", "after them"),
            (None, "2026-11-22T10:00:00", "a Sunday"),
            (None, "2026-11-11T10:00:00", "a public holiday"),
            (Some("2026-11-23"), "2026-11-23T10:00:00", "told already"),
        ] {
            assert!(!is_morning_at(told, now), "{why}");
        }
    }

    #[test]
    fn only_what_waits_is_told_and_nothing_says_nothing() {
        assert_eq!(of_the_morning(Piles::default()), None);
        let told = of_the_morning(Piles { ready: 4, to_fix: 1, ..Piles::default() }).unwrap();
        assert_eq!(told.body, "4 relances prêtes et 1 point à corriger. Rien ne part sans vous.");
        let told = of_the_morning(Piles { ready: 1, calls: 2, letters: 1, promises: 1, to_fix: 0 }).unwrap();
        assert_eq!(
            told.body,
            "1 relance prête, 2 appels à passer, 1 lettre à préparer ou à poster et 1 promesse non tenue. Rien ne part sans vous."
        );
    }

    #[test]
    fn a_doubt_is_told_when_it_comes_and_not_when_it_stays_or_goes() {
        assert!(of_doubts(0, 1).unwrap().body.starts_with("Un message est peut-être parti"));
        assert!(of_doubts(1, 3).unwrap().body.starts_with("3 messages attendent"));
        assert_eq!(of_doubts(1, 1), None);
        assert_eq!(of_doubts(2, 1), None);
    }
}
