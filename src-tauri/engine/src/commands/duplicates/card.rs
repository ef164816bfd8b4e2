//! Two cards made one: what the kept one lacks is taken, what both say otherwise is chosen.
use super::{MergeConflict, MergeFilled};
use crate::store::clients::Card;
use crate::store::plans::PlanName;
use echu_core::address;
use echu_core::party::DebtorKind;
use echu_core::terms::Sector;
use echu_core::text::percent;

/// A field of the card that a person may choose. `None`: not said.
struct Part {
    key: &'static str,
    label: &'static str,
    said: fn(&Card, &[PlanName]) -> Option<String>,
    take: fn(&mut Card, &Card),
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

/// Everything a card says, but what is gathered from both: copies, note, care, insolvency.
const PARTS: [Part; 12] = [
    Part { key: "name", label: "Nom", said: |card, _| text(&card.name), take: |to, from| to.name.clone_from(&from.name) },
    Part {
        key: "debtorKind",
        label: "Type de client",
        said: |card, _| Some(kind_word(card.debtor_kind).to_owned()),
        take: |to, from| to.debtor_kind = from.debtor_kind,
    },
    Part { key: "siren", label: "SIREN", said: |card, _| text(&card.siren), take: |to, from| to.siren.clone_from(&from.siren) },
    Part { key: "siret", label: "SIRET", said: |card, _| text(&card.siret), take: |to, from| to.siret.clone_from(&from.siret) },
    Part {
        key: "vatNumber",
        label: "Numéro de TVA",
        said: |card, _| text(&card.vat_number),
        take: |to, from| to.vat_number.clone_from(&from.vat_number),
    },
    Part {
        key: "contactName",
        label: "Interlocuteur",
        said: |card, _| text(&card.contact_name),
        take: |to, from| to.contact_name.clone_from(&from.contact_name),
    },
    Part { key: "email", label: "Adresse e-mail", said: |card, _| text(&card.email), take: |to, from| to.email.clone_from(&from.email) },
    Part { key: "phone", label: "Téléphone", said: |card, _| text(&card.phone), take: |to, from| to.phone.clone_from(&from.phone) },
    Part {
        key: "address",
        label: "Adresse postale",
        said: |card, _| (card.address != echu_core::party::Address::default()).then(|| address::block("", &card.address).lines.join(", ")),
        take: |to, from| to.address.clone_from(&from.address),
    },
    Part {
        key: "terms",
        label: "Délai de paiement",
        said: |card, _| card.terms.map(|terms| terms.label()),
        take: |to, from| to.terms = from.terms,
    },
    Part {
        key: "contractRateBp",
        label: "Taux de pénalités convenu",
        said: |card, _| card.contract_rate_bp.map(percent),
        take: |to, from| to.contract_rate_bp = from.contract_rate_bp,
    },
    Part {
        key: "planId",
        label: "Scénario de relance",
        said: |card, plans| Some(plans.iter().find(|plan| Some(plan.id) == card.plan_id)?.name.clone()),
        take: |to, from| to.plan_id = from.plan_id,
    },
];

fn kind_word(kind: DebtorKind) -> &'static str {
    match kind {
        DebtorKind::Business => "Professionnel",
        DebtorKind::Consumer => "Particulier",
        DebtorKind::PublicBody => "Acheteur public",
    }
}

/// What the two cards say otherwise, and what the kept one takes.
pub(super) fn compare(kept: &Card, gone: &Card, plans: &[PlanName]) -> (Vec<MergeConflict>, Vec<MergeFilled>) {
    let (mut conflicts, mut filled) = (Vec::new(), Vec::new());
    for part in &PARTS {
        let label = part.label.to_owned();
        match ((part.said)(kept, plans), (part.said)(gone, plans)) {
            (Some(kept), Some(gone)) if kept != gone => conflicts.push(MergeConflict { field: part.key.to_owned(), label, kept, gone }),
            (None, Some(value)) => filled.push(MergeFilled { label, value }),
            (Some(_), _) | (None, None) => {}
        }
    }
    (conflicts, filled)
}

/// The one card. `take`: the fields chosen from the card that goes away. What both say and nobody chooses stays as it was;
/// « à ménager » and insolvency hold as soon as one card says so.
pub(super) fn united(kept: &Card, gone: &Card, take: &[String], plans: &[PlanName]) -> Card {
    let mut card = kept.clone();
    for part in &PARTS {
        let lacks = (part.said)(kept, plans).is_none();
        if (part.said)(gone, plans).is_some() && (lacks || take.iter().any(|key| key == part.key)) {
            (part.take)(&mut card, gone);
        }
    }
    // A plan is made for one kind of client.
    let fits = |plan: &PlanName| Some(plan.id) == card.plan_id && plan.debtor_kind == card.debtor_kind;
    if !plans.iter().any(fits) {
        card.plan_id = None;
    }
    let mut copies: Vec<&str> = Vec::new();
    for copy in [&kept.email_copies, &gone.email_copies].into_iter().flat_map(|copies| copies.split(',')).map(str::trim) {
        if !copy.is_empty() && !copies.contains(&copy) {
            copies.push(copy);
        }
    }
    card.email_copies = copies.join(", ");
    let notes: Vec<&str> = [kept.note.as_str(), gone.note.as_str()].into_iter().filter(|note| !note.is_empty()).collect();
    card.note = if kept.note == gone.note { kept.note.clone() } else { notes.join("\n") };
    // A rule of its own for the time to pay is the law's: it is kept whichever card says it.
    if card.sector == Sector::General {
        card.sector = gone.sector;
    }
    card.handle_with_care = kept.handle_with_care || gone.handle_with_care;
    card.insolvent_on = match (kept.insolvent_on, gone.insolvent_on) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    card
}
