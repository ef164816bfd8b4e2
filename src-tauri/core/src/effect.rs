//! What each step of the plans brings: money that came late, put beside the last contact before it. A payment after a reminder is not
//! always because of it; nothing else is said than what came after what.
use crate::dunning::Tone;
use crate::dunning::channel::{Channel, step_label};
use crate::forecast::middle;
use crate::money::Cents;
use std::collections::{BTreeMap, BTreeSet};

/// The last contact about an invoice before money came for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum After {
    /// Paid by its due date: no reminder was needed.
    OnTime,
    /// Late, before any contact.
    NoContact,
    /// A step of a plan.
    Step {
        /// Its wording.
        tone: Tone,
        /// Key of its channel.
        channel: String,
    },
}

impl After {
    /// In French. Two steps are never told by the same words: the wording, and by which way when that is not an e-mail.
    pub fn label(&self) -> String {
        match self {
            After::OnTime => "À l’échéance ou avant".to_owned(),
            After::NoContact => "En retard, avant toute relance".to_owned(),
            After::Step { tone, channel } => match Channel::from_key(channel) {
                Some(Channel::Email) | None => step_label(*tone, channel),
                Some(Channel::Letter) => format!("{}, par courrier", tone.label()),
                Some(Channel::RegisteredLetter) => format!("{}, en recommandé", tone.label()),
                Some(Channel::Phone | Channel::Sms | Channel::Visit | Channel::Decision) => {
                    format!("{}, {}", step_label(*tone, channel), tone.label().to_lowercase())
                }
            },
        }
    }
}

/// Money that came for an invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The invoice.
    pub invoice: i64,
    /// In cents, above zero.
    pub amount: Cents,
    /// What came before.
    pub after: After,
    /// Days since the contact; none without one.
    pub days: Option<i64>,
}

/// What came after one kind of contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// Which.
    pub after: After,
    /// In cents.
    pub amount: Cents,
    /// How many times money came.
    pub payments: usize,
    /// Invoices that something came for.
    pub invoices: usize,
    /// Days between the contact and the money: half of the payments came sooner. None without a contact.
    pub days: Option<i64>,
}

/// What came after each kind of contact, in the order of a plan: for the dashboard and for the report on recoveries.
pub fn by_step(all: &[Came]) -> Vec<Effect> {
    let mut groups: BTreeMap<&After, Vec<&Came>> = BTreeMap::new();
    for one in all {
        groups.entry(&one.after).or_default().push(one);
    }
    let effect = |(after, group): (&After, Vec<&Came>)| {
        let mut days: Vec<i64> = group.iter().filter_map(|one| one.days).collect();
        Effect {
            after: after.clone(),
            amount: group.iter().map(|one| one.amount).sum(),
            payments: group.len(),
            invoices: group.iter().map(|one| one.invoice).collect::<BTreeSet<_>>().len(),
            days: middle(&mut days),
        }
    };
    groups.into_iter().map(effect).collect()
}

/// Parts of a whole, in thousandths, rounded half away from zero; none of nothing.
pub fn permille(part: Cents, whole: Cents) -> Option<i64> {
    let (part, whole) = (i128::from(part.0), i128::from(whole.0));
    (whole > 0).then(|| i64::try_from((2_000 * part + whole) / (2 * whole)).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(invoice: i64, amount: i64, after: After, days: Option<i64>) -> Came {
        Came { invoice, amount: Cents(amount), after, days }
    }

    #[test]
    fn money_is_counted_once_beside_the_last_contact_before_it() {
        let first = || After::Step { tone: Tone::First, channel: "email".to_owned() };
        let call = || After::Step { tone: Tone::Firm, channel: "phone".to_owned() };
        let all = [
            came(1, 100, call(), Some(2)),
            came(2, 300, first(), Some(9)),
            came(2, 50, first(), Some(1)),
            came(3, 70, first(), Some(4)),
            came(4, 10, After::NoContact, None),
            came(5, 20, After::OnTime, None),
        ];
        let found: Vec<_> = by_step(&all).into_iter().map(|one| (one.after, one.amount.0, one.payments, one.invoices, one.days)).collect();
        let expected = [
            (After::OnTime, 20, 1, 1, None),
            (After::NoContact, 10, 1, 1, None),
            (first(), 420, 3, 2, Some(4)),
            (call(), 100, 1, 1, Some(2)),
        ];
        assert_eq!(found, expected, "in the order of a plan; two payments of one invoice are one invoice");
        assert_eq!(by_step(&[]), []);
    }

    #[test]
    fn a_share_is_rounded_once() {
        assert_eq!(permille(Cents(1), Cents(3)), Some(333));
        assert_eq!(permille(Cents(1), Cents(2_000)), Some(1), "half a thousandth");
        assert_eq!(permille(Cents(5), Cents::ZERO), None);
    }

    #[test]
    fn two_steps_are_never_called_the_same() {
        let tones = [Tone::Courtesy, Tone::First, Tone::Firm, Tone::Last, Tone::FormalNotice];
        let steps = tones.into_iter().flat_map(|tone| Channel::ALL.map(|channel| After::Step { tone, channel: channel.key().to_owned() }));
        let all: Vec<String> = [After::OnTime, After::NoContact].into_iter().chain(steps).map(|after| after.label()).collect();
        let different: BTreeSet<&String> = all.iter().collect();
        assert_eq!(different.len(), all.len(), "{all:?}");
    }
}
