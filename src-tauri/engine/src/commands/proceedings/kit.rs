//! The request for an order, as its form asks: values to copy, what to join. It files nothing, and knows no address of a court.
use super::claim::Gathered;
use super::{FormLine, OrderKit};
use crate::error::Result;
use crate::outgoing::facts;
use crate::store::clients::Client;
use crate::store::settings;
use chrono::NaiveDate;
use echu_core::address::french_postcode;
use echu_core::calendar::Region;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::proceedings::court::{Court, CourtKind, Debtor, court, region_of};
use echu_core::text::{euros, long_date};
use rusqlite::Connection;

/// Where the client is, for holidays; none when his address does not say.
pub(super) fn region(client: &Client) -> Option<Region> {
    region_of(&french_postcode(&client.card.address)?)
}

/// The court of a claim, with what the user says of the client.
pub(super) fn court_of(client: &Client, merchant: Option<bool>, total: Cents, town: &str, today: NaiveDate) -> Court {
    court(Debtor { kind: client.card.debtor_kind, merchant, region: region(client), total, town }, today)
}

/// The values of the form, in its order, and the exhibits.
///
/// # Errors
/// When the base cannot be read.
pub(super) fn kit(conn: &Connection, client: &Client, gathered: &Gathered, town: &str, today: NaiveDate) -> Result<OrderKit> {
    let claim = &gathered.claim;
    let extras = claim.interest.zip(gathered.fees);
    let total = extras.map(|(interest, fees)| claim.principal + interest + fees);
    let court = court_of(client, claim.debtor_merchant, total.unwrap_or(claim.principal), town, today);
    let creditor = settings::creditor(conn)?;
    let line = |label: &str, value: String| FormLine { label: label.to_owned(), value };
    let amount = |cents: Option<Cents>| cents.map(euros).unwrap_or_default();
    let card = &client.card;
    let mut lines = vec![
        line("Demandeur", creditor.name.clone()),
        line("Adresse du demandeur", creditor.address.in_full()),
        line("SIREN du demandeur", creditor.siren.clone()),
        line("Débiteur", card.name.clone()),
        line("Adresse du débiteur", card.address.in_full()),
        line("Principal", euros(claim.principal)),
        line(&format!("Pénalités de retard (intérêts) au {}", long_date(today)), amount(claim.interest)),
        line("Indemnité forfaitaire de recouvrement", amount(gathered.fees)),
        // Costs contradict one another from a source to the next: the user types what he is asked for.
        line("Frais de la requête", String::new()),
    ];
    // A person has no such number.
    if card.debtor_kind != DebtorKind::Consumer {
        lines.insert(5, line("SIREN du débiteur", card.siren.clone()));
    }
    lines.extend(total.map(|total| line("Total hors frais", euros(total))));
    if gathered.disputed.is_positive() {
        lines.push(line("Dont contesté par le client", euros(gathered.disputed)));
    }
    let mut exhibits = Vec::new();
    for one in gathered.invoices.iter().filter(|one| one.chosen) {
        let now = facts::invoice_now(conn, one.id, today)?;
        exhibits.push(format!("Facture {} du {}, reste dû {}", now.number, long_date(now.issued_on), euros(now.balance)));
    }
    for notice in &gathered.notices {
        let tracking = if notice.tracking.is_empty() { String::new() } else { format!(", suivi {}", notice.tracking) };
        exhibits.push(format!("Mise en demeure {} postée le {}{tracking}", notice.number, long_date(notice.posted_on)));
    }
    exhibits.push(format!("Décompte des sommes au {}", long_date(today)));
    exhibits.push("Devis, commande ou contrat signé".to_owned());
    exhibits.push("Bon de livraison ou preuve de l’exécution".to_owned());
    if court.kind == CourtKind::Economic {
        exhibits.push("Justificatif d’effectif (demandé par les tribunaux des activités économiques, à vérifier)".to_owned());
    }
    Ok(OrderKit {
        court: court.kind,
        court_label: court.label,
        court_why: court.why.to_owned(),
        confidence: court.confidence,
        form: court.form.map(str::to_owned),
        lines,
        exhibits,
    })
}
