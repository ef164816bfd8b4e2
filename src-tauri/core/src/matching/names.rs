//! Names of clients inside a label.
use super::Payer;
use crate::ids::ClientId;
use crate::intake::bare_name;
use std::collections::BTreeMap;

/// Words a bank writes around every payment: they name nobody.
const COMMON: [&str; 24] = [
    "vir",
    "virement",
    "sepa",
    "inst",
    "recu",
    "de",
    "du",
    "la",
    "le",
    "les",
    "des",
    "facture",
    "fact",
    "ref",
    "motif",
    "reglement",
    "paiement",
    "entreprise",
    "services",
    "service",
    "france",
    "compte",
    "client",
    "groupe",
];

/// The shortest word that tells a name from another.
const TELLING: usize = 4;

/// The words of each client's name, indexed by the longest.
pub(super) struct Names {
    by_first: BTreeMap<String, Vec<(ClientId, Vec<String>)>>,
    by_client: BTreeMap<ClientId, Vec<String>>,
}

impl Names {
    pub(super) fn new(payers: &[Payer]) -> Names {
        let mut by_first: BTreeMap<String, Vec<(ClientId, Vec<String>)>> = BTreeMap::new();
        let mut by_client = BTreeMap::new();
        for payer in payers {
            let words = words(&payer.name);
            if let Some(longest) = words.iter().max_by_key(|word| word.chars().count()).cloned() {
                // A client united with another is known by both names.
                by_client.entry(payer.id).or_insert_with(Vec::new).extend(words.clone());
                by_first.entry(longest).or_default().push((payer.id, words));
            }
        }
        Names { by_first, by_client }
    }

    /// True when a word of the client's name is in the label, whole: « VIR DURAND » may be Durand Toiture's.
    pub(super) fn hint(&self, label: &str, client: ClientId) -> bool {
        let label = label_words(label);
        self.by_client.get(&client).is_some_and(|words| words.iter().any(|word| word.chars().count() >= TELLING && label.contains(word)))
    }

    /// True when all the words that tell a client are those of another.
    pub(super) fn is_short_for(&self, short: ClientId, long: ClientId) -> bool {
        let words = |client| self.by_client.get(&client).map(Vec::as_slice).unwrap_or_default();
        words(short).iter().all(|word| words(long).contains(word))
    }

    /// The clients all of whose words are in the label; a client whose words are a part of another's that is there too
    /// gives way: « Durand » does not compete with « Durand Toiture ».
    pub(super) fn found_in(&self, label: &str) -> Vec<ClientId> {
        let label = label_words(label);
        let mut found: Vec<(ClientId, &Vec<String>)> = Vec::new();
        let mut looked = label.clone();
        looked.sort_unstable();
        looked.dedup();
        for word in &looked {
            for (client, words) in self.by_first.get(word).into_iter().flatten() {
                if words.iter().all(|word| label.contains(word)) {
                    found.push((*client, words));
                }
            }
        }
        let is_part =
            |words: &Vec<String>| found.iter().any(|(_, other)| other.len() > words.len() && words.iter().all(|word| other.contains(word)));
        let mut clients: Vec<ClientId> = found.iter().filter(|(_, words)| !is_part(words)).map(|(client, _)| *client).collect();
        clients.sort_unstable();
        clients.dedup();
        clients
    }
}

/// The words of a name that may tell it from another; none when it is made of short or common ones.
fn words(name: &str) -> Vec<String> {
    let bare = bare_name(name);
    let words: Vec<String> = bare.split_whitespace().filter(|word| !COMMON.contains(word)).map(str::to_owned).collect();
    if words.iter().any(|word| word.chars().count() >= TELLING) { words } else { Vec::new() }
}

fn label_words(label: &str) -> Vec<String> {
    crate::text::fold(label).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
