//! Clients who may be one and the same: shown to a person, never united by themselves.
use super::KnownClient;
use super::identity::split_name;
use super::register::{one_in_other, siren_of};
use crate::ids::ClientId;
use crate::text::as_read;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Why two clients may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum TwinReason {
    /// The same SIREN, told or inside a VAT number.
    Siren,
    /// The same foreign VAT number.
    VatNumber,
    /// The same address, and one name inside the other.
    EmailAndName,
    /// The same name, legal form, accents, order of words and letters that look alike set aside.
    Name,
}

impl TwinReason {
    /// The reason, in French.
    pub fn sentence(self) -> &'static str {
        match self {
            TwinReason::Siren => "Même SIREN.",
            TwinReason::VatNumber => "Même numéro de TVA.",
            TwinReason::EmailAndName => "Même adresse e-mail, et noms proches.",
            TwinReason::Name => "Même nom, à l’écriture près.",
        }
    }
}

/// Two clients who may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Twins {
    /// The one entered first.
    pub first: ClientId,
    /// The other.
    pub second: ClientId,
    /// Why.
    pub because: TwinReason,
}

/// Every two clients who may be one, the surest reason first. Two different SIREN are two companies, whatever their names; two
/// different legal forms are two names. `apart`: pairs of which a person said that they are two clients, smaller id first.
pub fn twins(clients: &[KnownClient], apart: &BTreeSet<(ClientId, ClientId)>) -> Vec<Twins> {
    let mut groups: BTreeMap<(TwinReason, String), Vec<usize>> = BTreeMap::new();
    let names: Vec<(String, String)> = clients.iter().map(|client| split_name(&as_read(&client.name))).collect();
    for (place, client) in clients.iter().enumerate() {
        let siren = siren_of(&client.siren, &client.vat_number);
        let mut group = |because, key: String| {
            if !key.is_empty() {
                groups.entry((because, key)).or_default().push(place);
            }
        };
        group(TwinReason::Siren, siren.to_owned());
        group(TwinReason::VatNumber, if siren.is_empty() { client.vat_number.clone() } else { String::new() });
        group(TwinReason::EmailAndName, client.email.to_lowercase());
        let mut words: Vec<&str> = names[place].0.split(' ').collect();
        words.sort_unstable();
        group(TwinReason::Name, words.concat());
    }
    let mut found: BTreeMap<(ClientId, ClientId), TwinReason> = BTreeMap::new();
    // The groups come the surest reason first: the first one told of a pair stands.
    for ((because, _), places) in &groups {
        for (rank, one) in places.iter().enumerate() {
            for other in &places[rank + 1..] {
                let (a, b) = (&clients[*one], &clients[*other]);
                let pair = (a.id.min(b.id), a.id.max(b.id));
                if a.id != b.id && !apart.contains(&pair) && may_be_one(*because, (a, &names[*one]), (b, &names[*other])) {
                    found.entry(pair).or_insert(*because);
                }
            }
        }
    }
    let mut twins: Vec<Twins> = found.into_iter().map(|((first, second), because)| Twins { first, second, because }).collect();
    twins.sort_by_key(|twins| (twins.because, twins.first, twins.second));
    twins
}

type Named<'a> = (&'a KnownClient, &'a (String, String));

fn may_be_one(because: TwinReason, (a, (bare_a, form_a)): Named, (b, (bare_b, form_b)): Named) -> bool {
    let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
    let two_companies =
        differ(siren_of(&a.siren, &a.vat_number), siren_of(&b.siren, &b.vat_number)) || differ(&a.vat_number, &b.vat_number);
    match because {
        TwinReason::Siren | TwinReason::VatNumber => true,
        TwinReason::EmailAndName => !two_companies && !differ(form_a, form_b) && one_in_other(bare_a, bare_b),
        TwinReason::Name => !two_companies && !differ(form_a, form_b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(id: i64, name: &str, siren: &str, email: &str) -> KnownClient {
        let text = str::to_owned;
        KnownClient {
            id: ClientId(id),
            name: text(name),
            siren: text(siren),
            siret: String::new(),
            vat_number: String::new(),
            email: text(email),
            phone: String::new(),
            contact: String::new(),
            address: crate::party::Address::default(),
        }
    }

    fn pairs(clients: &[KnownClient]) -> Vec<(i64, i64, TwinReason)> {
        twins(clients, &BTreeSet::new()).into_iter().map(|one| (one.first.0, one.second.0, one.because)).collect()
    }

    #[test]
    fn one_company_entered_twice_is_found_whatever_its_writing() {
        let found = pairs(&[
            client(1, "SARL Durand", "732829320", ""),
            client(2, "Durand Toiture", "732829320", ""),
            client(3, "DUPONT Jean", "", ""),
            client(4, "Jean Dupоnt", "", ""),
            client(5, "Boulangerie Aubépine", "", "compta@aubepine.example"),
            client(6, "Aubépine", "", "Compta@aubepine.example"),
            client(7, "Seul", "", ""),
        ]);
        assert_eq!(found, [(1, 2, TwinReason::Siren), (5, 6, TwinReason::EmailAndName), (3, 4, TwinReason::Name)]);
    }

    #[test]
    fn two_companies_stay_two() {
        for (one, other) in [
            (client(1, "Durand", "732829320", ""), client(2, "Durand", "404833048", "")),
            (client(1, "Durand SARL", "", ""), client(2, "Durand SAS", "", "")),
            (client(1, "Alpha", "", "cabinet@compta.example"), client(2, "Beta", "", "cabinet@compta.example")),
            (client(1, "Petit", "", ""), client(2, "Petite", "", "")),
        ] {
            assert_eq!(pairs(&[one.clone(), other.clone()]), [], "{one:?} {other:?}");
        }
    }

    #[test]
    fn what_a_person_said_apart_is_not_shown_again() {
        let both = [client(1, "Durand", "", ""), client(2, "DURAND", "", "")];
        assert_eq!(twins(&both, &BTreeSet::from([(ClientId(1), ClientId(2))])), []);
    }
}
