//! Who the row's client is: which known client, or a new one; and what kind of debtor.
use super::{IntakeClient, identity::split_name};
use crate::ids::ClientId;
use crate::party::DebtorKind;
use serde::Serialize;

/// A client of the base, or one this file brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "is", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum ClientRef {
    /// Already there.
    Known {
        /// Its id.
        id: ClientId,
    },
    /// To be created.
    New {
        /// Its place in [`super::Judged::new_clients`].
        index: u32,
    },
}

/// Why the row's client is held to be that one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum MatchedBy {
    /// The same SIREN.
    Siren,
    /// The same VAT number.
    VatNumber,
    /// The same address and a name inside the other.
    EmailAndName,
    /// The same name, legal form and accents set aside.
    Name,
    /// The same invoice: number, date and total.
    Invoice,
    /// A person said so.
    Person,
    /// Nobody known: the row brings it.
    Nobody,
}

/// The client of a row, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct ClientMatch {
    /// Which client.
    pub client: ClientRef,
    /// The reason, told by [`super::matched_by_sentence`].
    pub by: MatchedBy,
}

/// A client to create, gathered from all its rows: the first row that says something decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct NewClient {
    /// What the file says.
    #[serde(flatten)]
    pub client: IntakeClient,
    /// What kind of debtor it is held to be.
    pub assumed: AssumedKind,
    /// The first line that names it.
    pub line: u32,
}

/// A kind of debtor, and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub struct AssumedKind {
    /// The kind.
    pub kind: DebtorKind,
    /// Its source: anything but `Declared` is shown and can be changed.
    pub because: KindReason,
}

/// Where a client's kind comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(export_to = "contract.gen.ts"))]
pub enum KindReason {
    /// The file says it.
    Declared,
    /// It has a company number.
    CompanyNumber,
    /// Its SIREN starts with 1 or 2: the State and local authorities (INSEE).
    PublicNumber,
    /// Its name holds a legal form.
    LegalForm,
    /// Its name starts like a public body's.
    PublicName,
    /// Its name starts with a title.
    Title,
    /// Nothing says it: to be checked by a person.
    Unsaid,
}

const PUBLIC_NAMES: [&str; 14] = [
    "mairie",
    "commune de",
    "ville de",
    "communaute de communes",
    "communaute d'agglomeration",
    "departement d",
    "conseil departemental",
    "conseil regional",
    "region ",
    "ministere",
    "prefecture",
    "centre hospitalier",
    "chu ",
    "ccas",
];
const TITLES: [&str; 8] = ["m.", "m ", "mr ", "mme ", "mlle ", "monsieur ", "madame ", "mademoiselle "];

impl IntakeClient {
    /// The kind the file says, else what its numbers and its name let suppose. The kind decides the penalty regime, so
    /// the reason goes with it; without any sign the client is held to be a professional, to be checked.
    pub fn assumed_kind(&self) -> AssumedKind {
        let told = |kind, because| AssumedKind { kind, because };
        if let Some(kind) = self.kind {
            return told(kind, KindReason::Declared);
        }
        if self.siren.starts_with(['1', '2']) {
            return told(DebtorKind::PublicBody, KindReason::PublicNumber);
        }
        if !self.siren.is_empty() || !self.vat_number.is_empty() {
            return told(DebtorKind::Business, KindReason::CompanyNumber);
        }
        let folded = crate::text::fold(&self.name);
        if PUBLIC_NAMES.iter().any(|start| folded.starts_with(start)) {
            return told(DebtorKind::PublicBody, KindReason::PublicName);
        }
        if TITLES.iter().any(|title| folded.starts_with(title)) {
            return told(DebtorKind::Consumer, KindReason::Title);
        }
        if !split_name(&self.name).1.is_empty() {
            return told(DebtorKind::Business, KindReason::LegalForm);
        }
        told(DebtorKind::Business, KindReason::Unsaid)
    }

    /// Takes from another row of the same client what this one does not say.
    pub(super) fn complete(&mut self, other: &IntakeClient) {
        let fill = |mine: &mut String, theirs: &String| {
            if mine.is_empty() && !theirs.is_empty() {
                mine.clone_from(theirs);
            }
        };
        fill(&mut self.siren, &other.siren);
        fill(&mut self.siret, &other.siret);
        fill(&mut self.vat_number, &other.vat_number);
        fill(&mut self.contact, &other.contact);
        fill(&mut self.email, &other.email);
        fill(&mut self.phone, &other.phone);
        fill(&mut self.reference, &other.reference);
        if self.address == Default::default() {
            self.address.clone_from(&other.address);
        }
        if self.email_copies.is_empty() {
            self.email_copies.clone_from(&other.email_copies);
        }
        self.kind = self.kind.or(other.kind);
        self.terms_days = self.terms_days.or(other.terms_days);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_supposed_with_its_reason() {
        let client = |name: &str, siren: &str| IntakeClient { name: name.into(), siren: siren.into(), ..Default::default() };
        for (name, siren, kind, because) in [
            ("Durand", "732829320", DebtorKind::Business, KindReason::CompanyNumber),
            ("Ville imaginaire", "217500016", DebtorKind::PublicBody, KindReason::PublicNumber),
            ("Mairie de Saint-Invent", "", DebtorKind::PublicBody, KindReason::PublicName),
            ("Mme Jeanne Petit", "", DebtorKind::Consumer, KindReason::Title),
            ("M. Paul Petit", "", DebtorKind::Consumer, KindReason::Title),
            ("Petit SARL", "", DebtorKind::Business, KindReason::LegalForm),
            ("Petit", "", DebtorKind::Business, KindReason::Unsaid),
        ] {
            assert_eq!(client(name, siren).assumed_kind(), AssumedKind { kind, because }, "{name}");
        }
        let declared = IntakeClient { kind: Some(DebtorKind::Consumer), ..client("Petit SARL", "732829320") };
        assert_eq!(declared.assumed_kind().because, KindReason::Declared);
    }
}
