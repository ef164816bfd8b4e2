//! The clients known so far, those of the base and those of the file, found by number, address or name.
use super::client::{ClientMatch, ClientRef, MatchedBy, NewClient};
use super::identity::split_name;
use super::{IntakeClient, KnownClient, Problem};
use crate::identifiers::siren_of_vat;
use crate::ids::ClientId;
use std::collections::{BTreeMap, BTreeSet};

/// What tells one client from another.
struct Profile {
    client: ClientRef,
    siren: String,
    vat_number: String,
    email: String,
    bare: String,
    form: String,
}

/// A company, as a number names it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Company {
    /// One of the base, whatever the cards united in it say.
    Known(ClientRef),
    /// One of the file: SIREN, or foreign VAT number.
    Number(String),
}

/// Clients under the four keys by which a row may name them.
#[derive(Default)]
pub(super) struct Register {
    profiles: Vec<Profile>,
    by_siren: BTreeMap<String, usize>,
    by_vat: BTreeMap<String, usize>,
    by_email: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, Vec<usize>>,
    /// Bare names and forms already taken apart: a file names the same client on many rows.
    split: BTreeMap<String, (String, String)>,
    /// The companies that the base and the whole file give to each bare name, where there are several, with the legal form beside.
    companies: BTreeMap<String, BTreeSet<(Company, String)>>,
    /// Bare names that a person said are a client's.
    named: BTreeMap<String, ClientId>,
    new_clients: Vec<NewClient>,
}

impl Register {
    pub(super) fn new(clients: &[KnownClient], named: &BTreeMap<String, ClientId>) -> Register {
        let mut register = Register { named: named.clone(), ..Register::default() };
        for known in clients {
            let (bare, form) = split_name(&known.name);
            let profile = Profile {
                client: ClientRef::Known { id: known.id },
                siren: known.siren.clone(),
                vat_number: known.vat_number.clone(),
                email: known.email.to_lowercase(),
                bare,
                form,
            };
            register.add(profile);
        }
        register
    }

    /// Learns the company numbers of every row before one is judged: of two companies of one name, the first row is not the first
    /// company's because it comes first.
    pub(super) fn foresee<'a>(&mut self, clients: impl Iterator<Item = &'a IntakeClient>) {
        let mut companies: BTreeMap<String, BTreeSet<(Company, String)>> = BTreeMap::new();
        for known in &self.profiles {
            if let Some(company) = self.company(&known.siren, &known.vat_number) {
                companies.entry(known.bare.clone()).or_default().insert((company, known.form.clone()));
            }
        }
        for client in clients {
            if let Some(company) = self.company(&client.siren, &client.vat_number) {
                let (bare, form) = split_name(&client.name);
                companies.entry(bare).or_default().insert((company, form));
            }
        }
        companies.retain(|_, several| several.len() > 1);
        self.companies = companies;
    }

    /// The company of a number; none without one.
    fn company(&self, siren: &str, vat_number: &str) -> Option<Company> {
        let siren = siren_of(siren, vat_number);
        let number = if siren.is_empty() { vat_number } else { siren };
        let known = self.by_siren.get(siren).or_else(|| self.by_vat.get(vat_number));
        match known {
            _ if number.is_empty() => None,
            Some(place) => Some(Company::Known(self.profiles[*place].client)),
            None => Some(Company::Number(number.to_owned())),
        }
    }

    /// How many companies of this name fit a row that gives no number; none when it is at most one.
    fn homonyms(&self, bare: &str, form: &str) -> Option<u32> {
        let companies = self.companies.get(bare)?;
        let count = |fits: &dyn Fn(&str) -> bool| {
            let fitting: BTreeSet<&Company> = companies.iter().filter(|(_, other)| fits(other)).map(|(company, _)| company).collect();
            fitting.len()
        };
        let fitting = count(&|other| form.is_empty() || other.is_empty() || form == other);
        let exact = count(&|other| form == other);
        (fitting > 1 && exact != 1).then(|| u32::try_from(fitting).unwrap_or(u32::MAX))
    }

    fn add(&mut self, profile: Profile) {
        let place = self.profiles.len();
        let siren = siren_of(&profile.siren, &profile.vat_number);
        if !siren.is_empty() {
            self.by_siren.entry(siren.to_owned()).or_insert(place);
        }
        if !profile.vat_number.is_empty() {
            self.by_vat.entry(profile.vat_number.clone()).or_insert(place);
        }
        if !profile.email.is_empty() {
            self.by_email.entry(profile.email.clone()).or_default().push(place);
        }
        self.by_name.entry(profile.bare.clone()).or_default().push(place);
        self.profiles.push(profile);
    }

    /// The known client the row names, or none. SIREN first, then VAT number, then what a person said of its name, then address and name, then name.
    ///
    /// # Errors
    /// [`Problem::AmbiguousClient`] when several fit: the wrong one would be chased.
    pub(super) fn find(&mut self, client: &IntakeClient) -> Result<Option<ClientMatch>, Problem> {
        if !self.split.contains_key(&client.name) {
            self.split.insert(client.name.clone(), split_name(&client.name));
        }
        let (bare, form) = self.split.get(&client.name).map_or(("", ""), |(bare, form)| (bare, form));
        let told = |place: usize, by| Ok(Some(ClientMatch { client: self.profiles[place].client, by }));
        let siren = siren_of(&client.siren, &client.vat_number);
        if let Some(place) = self.by_siren.get(siren) {
            return told(*place, MatchedBy::Siren);
        }
        if let Some(place) = self.by_vat.get(&client.vat_number).filter(|_| !client.vat_number.is_empty()) {
            return told(*place, MatchedBy::VatNumber);
        }
        if let Some(id) = self.named.get(bare) {
            return Ok(Some(ClientMatch { client: ClientRef::Known { id: *id }, by: MatchedBy::Person }));
        }
        let email = client.email.to_lowercase();
        let fits = |place: &&usize| {
            let other = &self.profiles[**place];
            let same_siren = siren.is_empty() || siren_of(&other.siren, &other.vat_number).is_empty();
            let same_vat = client.vat_number.is_empty() || other.vat_number.is_empty();
            let same_form = form.is_empty() || other.form.is_empty() || form == other.form;
            same_siren && same_vat && same_form
        };
        let by_email = self.by_email.get(&email).filter(|_| !email.is_empty());
        let same_address = by_email.into_iter().flatten().filter(fits).filter(|place| one_in_other(bare, &self.profiles[**place].bare));
        if let [place] = self.each_once(same_address.copied()).as_slice() {
            return told(*place, MatchedBy::EmailAndName);
        }
        if let Some(count) = self.homonyms(bare, form).filter(|_| siren.is_empty() && client.vat_number.is_empty()) {
            return Err(Problem::AmbiguousClient { name: client.name.clone(), count });
        }
        let named = self.each_once(self.by_name.get(bare).into_iter().flatten().filter(fits).copied());
        let exact: Vec<usize> = named.iter().copied().filter(|place| self.profiles[*place].form == form).collect();
        match (named.as_slice(), exact.as_slice()) {
            ([], _) => Ok(None),
            ([one], _) | (_, [one]) => told(*one, MatchedBy::Name),
            (several, _) => Err(Problem::AmbiguousClient { name: client.name.clone(), count: several.len() as u32 }),
        }
    }

    /// The places, one a client: a client united with another is known by what both cards say.
    fn each_once(&self, places: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut seen = Vec::new();
        for place in places {
            if !seen.iter().any(|known: &usize| self.profiles[*known].client == self.profiles[place].client) {
                seen.push(place);
            }
        }
        seen
    }

    /// Adds the row's client to those to create.
    pub(super) fn bring(&mut self, client: &IntakeClient, line: u32) -> ClientMatch {
        let told = ClientRef::New { index: self.new_clients.len() as u32 };
        let (bare, form) = split_name(&client.name);
        self.add(Profile {
            client: told,
            siren: client.siren.clone(),
            vat_number: client.vat_number.clone(),
            email: client.email.to_lowercase(),
            bare,
            form,
        });
        self.new_clients.push(NewClient { client: client.clone(), assumed: client.assumed_kind(), line });
        ClientMatch { client: told, by: MatchedBy::Nobody }
    }

    /// The clients to create, their kind supposed from all their rows.
    pub(super) fn into_new_clients(mut self) -> Vec<NewClient> {
        self.new_clients.iter_mut().for_each(|new| new.assumed = new.client.assumed_kind());
        self.new_clients
    }

    /// Completes a client to create with what another of its rows says, numbers included, so that later rows find it.
    pub(super) fn complete(&mut self, index: u32, client: &IntakeClient) {
        let Some(new) = self.new_clients.get_mut(index as usize) else { return };
        new.client.complete(client);
        let (siren, vat_number, email) = (new.client.siren.clone(), new.client.vat_number.clone(), new.client.email.to_lowercase());
        let wanted = ClientRef::New { index };
        // New clients are added in order after the known ones.
        let place = self.profiles.len() - self.new_clients.len() + index as usize;
        let Some(profile) = self.profiles.get_mut(place).filter(|profile| profile.client == wanted) else { return };
        if profile.siren.is_empty() && !siren.is_empty() {
            self.by_siren.entry(siren.clone()).or_insert(place);
            profile.siren = siren;
        }
        if profile.vat_number.is_empty() && !vat_number.is_empty() {
            self.by_vat.entry(vat_number.clone()).or_insert(place);
            profile.vat_number = vat_number;
        }
        if profile.email.is_empty() && !email.is_empty() {
            self.by_email.entry(email.clone()).or_default().push(place);
            profile.email = email;
        }
    }
}

/// The SIREN, told or inside a French VAT number.
pub(super) fn siren_of<'a>(siren: &'a str, vat_number: &'a str) -> &'a str {
    if siren.is_empty() { siren_of_vat(vat_number).unwrap_or_default() } else { siren }
}

/// True when every word of one name is in the other: « Durand » and « Durand Plomberie ».
pub(super) fn one_in_other(one: &str, other: &str) -> bool {
    let inside = |small: &str, large: &str| small.split(' ').all(|word| large.split(' ').any(|candidate| candidate == word));
    inside(one, other) || inside(other, one)
}
