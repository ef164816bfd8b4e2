//! What a correction of a card replaced, line by line, for its history (RGPD art. 16).
use crate::store::clients::Card;
use echu_core::text::{long_date, percent};
use echu_core::timeline::fact::privacy::Change;

/// Reads a line of a card.
type Line = fn(&Card) -> &String;

/// The lines that differ, as a person reads them. Terms, plan and kind of debtor are settings of the reminders: they are said to have
/// changed, without their keys.
pub(crate) fn between(before: &Card, after: &Card) -> Vec<Change> {
    let address = |card: &Card| card.address.in_full();
    let rate = |card: &Card| card.contract_rate_bp.map(percent).unwrap_or_default();
    let insolvent = |card: &Card| card.insolvent_on.map(long_date).unwrap_or_default();
    let yes = |card: &Card| if card.handle_with_care { "oui" } else { "non" }.to_owned();
    let read: [(&str, Line); 8] = [
        ("Nom", |card| &card.name),
        ("SIREN", |card| &card.siren),
        ("SIRET", |card| &card.siret),
        ("TVA", |card| &card.vat_number),
        ("Interlocuteur", |card| &card.contact_name),
        ("E-mail", |card| &card.email),
        ("Copies", |card| &card.email_copies),
        ("Téléphone", |card| &card.phone),
    ];
    let texts = read.into_iter().map(|(field, of)| (field, of(before).clone(), of(after).clone()));
    let made = [
        ("Adresse", address(before), address(after)),
        ("Taux contractuel", rate(before), rate(after)),
        ("Procédure collective", insolvent(before), insolvent(after)),
        ("Client à ménager", yes(before), yes(after)),
        ("Note", before.note.clone(), after.note.clone()),
    ];
    texts
        .chain(made)
        .filter(|(_, before, after)| before != after)
        .map(|(field, before, after)| Change { field: field.to_owned(), before, after })
        .collect()
}
