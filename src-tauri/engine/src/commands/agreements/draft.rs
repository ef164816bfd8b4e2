//! An agreement being thought out: what it may cover, what it spreads, and whether its terms add up.
use super::{AgreementDraft, AgreementInvoice, AgreementTerm, DraftAgreement, store};
use crate::App;
use crate::error::{Error, Result};
use crate::outgoing::{claimed, facts, words};
use crate::store::clients::Client;
use crate::store::payments;
use chrono::{Months, NaiveDate};
use echu_core::ids::InvoiceId;
use echu_core::instalments::{Instalment, MOST_TERMS, PlanPenalties, monthly, problems};
use echu_core::ledger::set_off;
use echu_core::letter::facts::{OwedInvoice, fees, penalties, principal, spread};
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use rusqlite::Connection;

/// Why no agreement may be made with a client.
pub(super) fn possible(conn: &Connection, client: &Client, today: NaiveDate) -> Result<()> {
    let refused = |sentence: &str| Err(Error::Refused(sentence.to_owned()));
    if client.card.insolvent_on.is_some_and(|on| on <= today) {
        return refused("Ce client est en procédure collective\u{a0}: aucun échéancier ne peut être convenu, déclarez votre créance.");
    }
    if store::standing(conn, client.id)?.is_some() {
        return refused(
            "Un échéancier est déjà en cours avec ce client. Avec deux à la fois, un versement sans précision s’imputerait dans l’ordre \
             de la loi (C. civ., art. 1342-10), pas forcément sur l’échéance attendue\u{a0}: mettez fin au premier, puis convenez d’un seul \
             qui couvre aussi ses autres factures.",
        );
    }
    Ok(())
}

/// What an agreement would spread.
pub(super) struct Counted {
    pub invoices: Vec<AgreementInvoice>,
    pub principal: Cents,
    pub credit: Cents,
    pub interest: Cents,
    pub fees: Cents,
    pub total: Cents,
}

/// Counts what an agreement on these invoices would spread as of today: every late one when none is named. An invoice without a due
/// date, or that the client contests, is not offered: he could not acknowledge it.
///
/// # Errors
/// A rate that is not known; nothing to cover.
pub(super) fn counted(
    conn: &Connection,
    client: &Client,
    chosen: Option<&[InvoiceId]>,
    of_penalties: PlanPenalties,
    today: NaiveDate,
) -> Result<Counted> {
    let mut invoices = Vec::new();
    let mut owed: Vec<OwedInvoice> = Vec::new();
    for open in payments::open_of(conn, client.id)? {
        let Some(due_on) = open.due_on else { continue };
        if facts::invoice_now(conn, open.id, today)?.disputed.is_positive() {
            continue;
        }
        let lines = claimed::whole(conn, open.id, today)?;
        let Some(first) = lines.first() else { continue };
        let chosen = chosen.map_or(due_on < today, |ids| ids.contains(&open.id));
        invoices.push(AgreementInvoice {
            id: open.id,
            number: first.number.clone(),
            due_on,
            principal: principal(&lines, Cents::ZERO),
            extras: penalties(&lines) + fees(&lines),
            chosen,
        });
        if chosen {
            owed.extend(lines);
        }
    }
    if invoices.is_empty() {
        return Err(Error::Refused("Ce client n’a aucune facture ouverte qu’un échéancier puisse couvrir.".to_owned()));
    }
    if chosen.is_some_and(|ids| ids.iter().any(|id| !invoices.iter().any(|one| one.id == *id))) {
        return Err(Error::Invalid { field: "invoiceIds", reason: "other_client" });
    }
    let gross = principal(&owed, Cents::ZERO);
    let credit = set_off(gross, words::credit(conn, client.id)?);
    Ok(Counted {
        principal: gross,
        credit,
        interest: penalties(&owed),
        fees: fees(&owed),
        total: spread(&owed, credit, of_penalties),
        invoices,
    })
}

/// Terms as the rules read them.
pub(super) fn terms(typed: &[AgreementTerm]) -> Vec<Instalment> {
    typed.iter().map(|term| Instalment { on: term.on, amount: term.amount }).collect()
}

/// Counts an agreement being thought out, and says what is wrong with its terms. Writes nothing.
///
/// # Errors
/// When no agreement may be made with this client; a rate that is not known.
pub fn draft_agreement(app: &App, request: DraftAgreement) -> Result<AgreementDraft> {
    if !(1..=MOST_TERMS).contains(&(request.count as usize)) {
        return Err(Error::Invalid { field: "count", reason: "out_of_range" });
    }
    let today = app.when().today;
    app.read(|conn| {
        let client = facts::client(conn, request.client_id)?;
        possible(conn, &client, today)?;
        let kind = client.card.debtor_kind;
        let may_waive = kind != DebtorKind::PublicBody;
        let usual = if may_waive { PlanPenalties::WaivedIfKept } else { PlanPenalties::Included };
        let of_penalties = request.penalties.filter(|_| may_waive).unwrap_or(usual);
        let counted = counted(conn, &client, request.invoice_ids.as_deref(), of_penalties, today)?;
        let all = if request.terms.is_empty() { monthly(counted.total, request.count, request.first_on) } else { terms(&request.terms) };
        let mut wrong: Vec<String> = problems(&all, counted.total, today).into_iter().map(|problem| problem.sentence()).collect();
        if !counted.total.is_positive() {
            wrong = vec!["Choisissez au moins une facture à couvrir.".to_owned()];
        }
        Ok(AgreementDraft {
            principal: counted.principal,
            credit: counted.credit,
            interest: counted.interest,
            fees: counted.fees,
            penalties: of_penalties,
            may_waive,
            total: counted.total,
            left: counted.total - all.iter().map(|term| term.amount).sum(),
            warnings: warnings(kind, of_penalties, counted.interest, &all, today),
            terms: all.into_iter().map(|term| AgreementTerm { on: term.on, amount: term.amount }).collect(),
            problems: wrong,
            invoices: counted.invoices,
        })
    })
}

/// What is odd but allowed.
fn warnings(kind: DebtorKind, of_penalties: PlanPenalties, interest: Cents, terms: &[Instalment], today: NaiveDate) -> Vec<String> {
    let mut all = Vec::new();
    let last = terms.iter().map(|term| term.on).max();
    let after = |months| today.checked_add_months(Months::new(months)).is_some_and(|limit| last.is_some_and(|on| on > limit));
    // law/droit.md §12: free and within three months, or the rules of consumer credit may apply (to be checked).
    if kind == DebtorKind::Consumer && of_penalties == PlanPenalties::Included && interest.is_positive() && after(3) {
        all.push(
            "À un particulier, au-delà de trois mois et avec des intérêts, les règles du crédit à la consommation peuvent s’appliquer \
             (à vérifier)\u{a0}: préférez leur abandon si l’échéancier est tenu."
                .to_owned(),
        );
    }
    if after(24) {
        all.push(
            "L’échéancier dépasse deux ans\u{a0}: c’est le délai le plus long qu’un juge accorderait (C. civ., art. 1343-5).".to_owned(),
        );
    }
    all
}
