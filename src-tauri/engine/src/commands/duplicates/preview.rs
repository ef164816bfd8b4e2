//! What making two clients one would do, said before.
use super::{ClientFace, MergePreview, MergeRequest, card, two_companies};
use crate::App;
use crate::error::Result;
use crate::store::situation::{Scope, situation};
use crate::store::{agreements, clients, merges, payments, plans};
use echu_core::dunning::situation::LiveStage;
use echu_core::ids::ClientId;
use echu_core::text::{count, euros, long_date};
use rusqlite::Connection;

/// What making two clients one would do. Writes nothing.
///
/// # Errors
/// When there is no such client.
pub fn merge_preview(app: &App, request: MergeRequest) -> Result<MergePreview> {
    app.read(|conn| {
        let (keep, gone) = (clients::get(conn, request.keep)?, clients::get(conn, request.gone)?);
        let (conflicts, filled) = card::compare(&keep.card, &gone.card, &plans::names(conn)?);
        Ok(MergePreview {
            keep: face(conn, request.keep)?,
            gone: face(conn, request.gone)?,
            moves: moves(conn, request.gone)?,
            conflicts,
            filled,
            warnings: warnings(conn, &keep, &gone)?,
            refused: refused(conn, request.keep, request.gone)?,
        })
    })
}

/// A client in a few words.
pub(super) fn face(conn: &Connection, id: ClientId) -> Result<ClientFace> {
    let client = clients::get(conn, id)?;
    let card = client.card;
    let number = match (card.siret.as_str(), card.siren.as_str()) {
        ("", "") => String::new(),
        ("", siren) => format!("SIREN {}", grouped(siren)),
        (siret, _) => format!("SIRET {}", grouped(siret)),
    };
    let facts = [number, card.address.city, card.email, card.phone].into_iter().filter(|fact| !fact.is_empty()).collect();
    let balance = payments::open_of(conn, id)?.iter().map(|open| open.balance).sum();
    let invoices = merges::moving(conn, id)?.invoices;
    Ok(ClientFace { id, name: card.name, facts, invoices, balance, archived: client.archived })
}

/// « 732 829 320 00074 », on one line.
fn grouped(number: &str) -> String {
    let cuts: &[usize] = if number.len() == 14 { &[3, 6, 9] } else { &[3, 6] };
    let mut out = String::new();
    for (place, digit) in number.chars().enumerate() {
        if cuts.contains(&place) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

/// What moves, one sentence a kind; the first one says what is owed.
fn moves(conn: &Connection, gone: ClientId) -> Result<Vec<String>> {
    let moving = merges::moving(conn, gone)?;
    let owed = payments::open_of(conn, gone)?.iter().map(|open| open.balance).sum();
    let mut said = Vec::new();
    let mut say = |number: u32, one: &str, many: &str, more: &str| {
        if number > 0 {
            said.push(format!("{}{more}", count(u64::from(number), one, many)));
        }
    };
    say(moving.invoices, "facture ou avoir", "factures et avoirs", &format!(", dont {} à recevoir", euros(owed)));
    say(moving.payments, "règlement", "règlements", "");
    say(moving.contacts, "contact (message, courrier, appel)", "contacts (messages, courriers, appels)", "");
    say(moving.holds, "litige, promesse ou suspension en cours", "litiges, promesses ou suspensions en cours", "");
    say(moving.agreements, "échéancier", "échéanciers", "");
    say(moving.documents, "document", "documents", "");
    say(moving.events, "ligne d’historique, lisible sur la fiche gardée", "lignes d’historique, lisibles sur la fiche gardée", "");
    Ok(said)
}

fn warnings(conn: &Connection, keep: &clients::Client, gone: &clients::Client) -> Result<Vec<String>> {
    let mut said = Vec::new();
    if two_companies(&keep.card, &gone.card) {
        said.push("Deux SIREN différents\u{a0}: ce sont deux entreprises, et chacune doit ses propres factures.".to_owned());
    }
    let (mut drafts, mut approved) = (0u64, 0u64);
    for id in [keep.id, gone.id] {
        for live in situation(conn, Scope::Client(id))?.live {
            match live.stage {
                LiveStage::Draft => drafts += 1,
                LiveStage::Approved | LiveStage::Queued | LiveStage::Stopped => approved += 1,
                LiveStage::Uncertain | LiveStage::Written => {}
            }
        }
    }
    if approved > 0 {
        let one = "relance approuvée n’est plus valable";
        let many = "relances approuvées ne sont plus valables";
        said.push(format!("{}\u{a0}: rien ne partira sans une nouvelle approbation.", count(approved, one, many)));
    }
    if drafts > 0 {
        said.push(format!("{} à refaire, avec les factures des deux fiches.", count(drafts, "brouillon est", "brouillons sont")));
    }
    for (one, other) in [(keep, gone), (gone, keep)] {
        let whole = merges::moving(conn, one.id)?.whole_holds;
        if whole > 0 {
            said.push(format!(
                "Ce qui suspend toutes les relances de «\u{a0}{}\u{a0}» suspendra aussi celles de «\u{a0}{}\u{a0}».",
                one.card.name, other.card.name
            ));
        }
        if one.card.handle_with_care && !other.card.handle_with_care {
            said.push(format!("«\u{a0}{}\u{a0}» est à ménager\u{a0}: le client réuni le sera aussi.", one.card.name));
        }
        if let (Some(on), None) = (one.card.insolvent_on, other.card.insolvent_on) {
            said.push(format!(
                "«\u{a0}{}\u{a0}» est en procédure collective depuis le {}\u{a0}: le client réuni le sera aussi.",
                one.card.name,
                long_date(on)
            ));
        }
    }
    Ok(said)
}

/// Why it cannot be done now, in French; empty when it can.
pub(super) fn refused(conn: &Connection, keep: ClientId, gone: ClientId) -> Result<String> {
    let stands = |id| Ok::<bool, crate::error::Error>(merges::stands_for(conn, id)? == id);
    let sentence = if keep == gone {
        "C’est la même fiche."
    } else if !stands(keep)? || !stands(gone)? {
        "L’une de ces fiches est déjà réunie à une autre."
    } else if merges::message_leaves(conn, keep, gone)? {
        "Un message à l’un de ces clients est en train de partir\u{a0}: attendez un instant."
    } else if agreements::standing(conn, keep)?.is_some() && agreements::standing(conn, gone)?.is_some() {
        "Un échéancier est en cours avec chacun de ces clients\u{a0}: mettez fin à l’un des deux d’abord."
    } else if merges::letter_waits(conn, keep, gone)? {
        "Un courrier à l’un de ces clients attend d’être posté\u{a0}: postez-le ou mettez-le de côté d’abord, car il porte son nom."
    } else {
        ""
    };
    Ok(sentence.to_owned())
}
