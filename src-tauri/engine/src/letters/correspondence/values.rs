//! What the names stand for in a letter.
use super::blocks::{Block, block};
use super::{texts, vocabulary, words};
use crate::letters::body;
use crate::letters::rich::clean;
use crate::letters::words as shared;
use chrono::NaiveDate;
use echu_core::identifiers::{compact, printed_siren};
use echu_core::letter::facts::{
    self, Claim, ClaimDeclaration, FirstToEnd, ForfeitureGround, InstalmentAgreement, InstalmentBreach, MediationProposal, MediatorKind,
    PaymentReceipt, PlanPenalties,
};
use echu_core::letter::{Letter, Matter};
use echu_core::limitation::LimitationStage;
use echu_core::money::Cents;
use echu_core::party::DebtorKind;
use echu_core::placeholder::Values;
use echu_core::text::{euros, euros_in_words, weekday_date};

/// The values of this letter's vocabulary, none more, none less.
pub fn values(letter: &Letter) -> Values {
    let mut values = texts::settled(letter.debtor_kind, letter.manner);
    let kind = letter.matter.kind();
    let salutation = salutation(letter);
    let numbers: Vec<String> = letter.matter.numbers().into_iter().map(clean).collect();
    values.extend([
        ("client", clean(&letter.debtor.name)),
        ("créancier", clean(&letter.creditor.name)),
        ("titulaire", shared::account_holder(&letter.creditor)),
        ("date", shared::day(letter.dated_on)),
        ("référence", clean(&letter.reference).replace(' ', "\u{a0}")),
        ("iban", shared::iban(&letter.creditor)),
        ("médiateur", letter.creditor.mediator()),
        ("objet_factures", words::named(&numbers)),
        ("objet_factures_minuscule", words::named_inside(&numbers)),
        ("formule", words::closing(kind, letter.manner, letter.debtor_kind, &salutation)),
        ("civilité", salutation),
    ]);
    match &letter.matter {
        Matter::DueSoon(claim) | Matter::Reminder(_, claim) => of_claim(letter, claim, &mut values),
        Matter::PaymentReceipt(receipt) => of_receipt(receipt, &mut values),
        Matter::InstalmentAgreement(agreement) => of_agreement(agreement, letter.debtor_kind, &mut values),
        Matter::InstalmentBreach(breach) => of_breach(breach, &mut values),
        Matter::DisputeReceipt(dispute) => {
            values.extend([
                ("date_contestation", shared::day(dispute.received_on)),
                ("motif", sentence(&dispute.reason)),
                ("contesté", euros(dispute.disputed())),
                ("non_contesté", amount(dispute.undisputed())),
                ("à_régler", amount(dispute.asked())),
                ("avoirs", amount(letter.matter.credit())),
                ("couvert", flag(dispute.undisputed().is_positive() && !dispute.asked().is_positive())),
                ("date_explications", weekday(dispute.explain_before)),
                ("date_réponse", dispute.answer_by.map(weekday).unwrap_or_default()),
                ("date_limite", weekday(dispute.pay_before)),
            ]);
        }
        Matter::AccountStatement(statement) => {
            let closing = statement.closing();
            values.extend([
                ("date_début", shared::day(statement.from)),
                ("date_fin", shared::day(statement.to)),
                ("reste_dû", amount(closing)),
                ("échu", amount(statement.overdue)),
                ("crédit", amount(-closing)),
                ("rien_ne_reste", flag(closing == Cents::ZERO)),
            ]);
        }
        Matter::DebtAcknowledgement(debt) => {
            values.extend([
                ("total", euros(debt.total())),
                ("total_en_lettres", euros_in_words(debt.total())),
                ("nombre_échéances", if debt.terms.is_empty() { String::new() } else { words::terms(debt.terms.len()) }),
                ("sans_échéances", flag(debt.terms.is_empty())),
                ("réparti", euros(debt.spread())),
                ("abandon_conditionnel", amount(debt.waived_if_kept())),
                ("tout_réparti", flag(!debt.waived_if_kept().is_positive())),
                ("date_retour", weekday(debt.return_before)),
                ("siren_créancier", siren(&letter.creditor.siren)),
                ("adresse_créancier", clean(&letter.creditor.address.on_a_line())),
            ]);
            of_debtor(letter, &mut values);
        }
        Matter::PenaltyClaim(claim) => {
            values.extend([("total", euros(claim.total())), ("date_limite", weekday(claim.pay_before))]);
        }
        Matter::Mediation(proposal) => of_mediation(proposal, letter.debtor_kind, &mut values),
        Matter::Declaration(declaration) => {
            of_declaration(declaration, letter, &mut values);
            of_debtor(letter, &mut values);
        }
        Matter::Transmittal(transmittal) => {
            let disputed: Cents = transmittal.invoices.iter().map(|invoice| invoice.disputed).sum();
            values.extend([
                ("total", euros(transmittal.total())),
                ("avocat", flag(transmittal.agent_kind == facts::AgentKind::Lawyer)),
                ("société_de_recouvrement", flag(transmittal.agent_kind == facts::AgentKind::Agency)),
                ("commissaire_de_justice", flag(transmittal.agent_kind == facts::AgentKind::Bailiff)),
                ("contesté", amount(disputed)),
            ]);
            of_limitation(transmittal.limitation.as_ref(), letter.dated_on, &mut values);
            of_debtor(letter, &mut values);
        }
    }
    // What is left of the vocabulary are the blocks: a name for those that show something, nothing for the others.
    for variable in vocabulary(kind) {
        values.entry(variable.name).or_insert_with(|| match block(variable.name, letter) {
            Block::Nothing => String::new(),
            Block::Table(_)
            | Block::Sums(_)
            | Block::Payment(_)
            | Block::Signature
            | Block::Signatures(_)
            | Block::Blanks(_)
            | Block::HandWritten(_)
            | Block::NewPage => body::block(variable.name),
        });
    }
    values
}

/// How the letter greets: the agent for a file handed over, the debtor otherwise.
fn salutation(letter: &Letter) -> String {
    let usual = match &letter.matter {
        Matter::Transmittal(transmittal) => words::agent_salutation(transmittal.agent_kind),
        Matter::Declaration(_) => words::agent_salutation(facts::AgentKind::Bailiff),
        Matter::DueSoon(_)
        | Matter::Reminder(..)
        | Matter::PaymentReceipt(_)
        | Matter::InstalmentAgreement(_)
        | Matter::InstalmentBreach(_)
        | Matter::DisputeReceipt(_)
        | Matter::AccountStatement(_)
        | Matter::DebtAcknowledgement(_)
        | Matter::PenaltyClaim(_)
        | Matter::Mediation(_) => shared::SALUTATION,
    };
    let own = &letter.addressee().salutation;
    let own = clean(own);
    if own.is_empty() { usual.to_owned() } else { own }
}

fn of_claim(letter: &Letter, claim: &Claim, values: &mut Values) {
    let count = letter.matter.numbers().len();
    let one = count == 1;
    let per_day: Cents = claim.invoices.iter().filter_map(|invoice| invoice.statement.as_ref()).map(|statement| statement.per_day).sum();
    let first_due = claim.invoices.first().map_or(letter.dated_on, |invoice| invoice.due_on);
    values.extend([
        ("sujet_factures", if one { "la facture suivante" } else { "les factures suivantes" }.to_owned()),
        ("factures_impayées", shared::open_invoices(count).to_owned()),
        ("reste", if one { "reste" } else { "restent" }.to_owned()),
        ("une_facture", flag(one)),
        ("plusieurs_factures", flag(!one)),
        ("échéance", weekday(first_due)),
        ("total", euros(letter.matter.asked())),
        ("principal", euros(claim.principal())),
        ("pénalités", amount(facts::penalties(&claim.invoices))),
        ("indemnités", amount(facts::fees(&claim.invoices))),
        ("pénalités_par_jour", amount(per_day)),
        ("date_limite", weekday(claim.pay_before)),
        ("promesse", claim.broken_promise.map(weekday).unwrap_or_default()),
        ("sans_promesse", flag(claim.broken_promise.is_none())),
        // A promise that was not kept is what the letter recalls: the reminders before it would weigh the sentence down.
        ("relances", if claim.broken_promise.is_none() { shared::prior(&letter.prior) } else { String::new() }),
        ("première_demande", flag(letter.prior.is_empty() || claim.broken_promise.is_some())),
    ]);
}

fn of_receipt(receipt: &PaymentReceipt, values: &mut Values) {
    let extras = receipt.penalties_left + receipt.fees_left;
    let left = receipt.left();
    values.extend([
        ("montant_reçu", euros(receipt.amount)),
        ("date_règlement", shared::day(receipt.on)),
        ("moyen", clean(&receipt.means)),
        ("reste_dû", amount(left)),
        ("tout_réglé", flag(!left.is_positive())),
        ("crédit", amount(receipt.credit)),
        ("intérêts_d_abord", flag(receipt.shares.iter().any(|share| share.to_penalties.is_positive()))),
        ("accessoires_réservés", if receipt.waived { String::new() } else { amount(extras) }),
        ("accessoires_abandonnés", if receipt.waived { amount(extras) } else { String::new() }),
        ("rien_ne_reste", flag(!left.is_positive() && !extras.is_positive())),
    ]);
}

fn of_agreement(agreement: &InstalmentAgreement, debtor: DebtorKind, values: &mut Values) {
    let extras = facts::penalties(&agreement.invoices) + facts::fees(&agreement.invoices);
    let included = agreement.penalties == PlanPenalties::Included && extras.is_positive();
    values.extend([
        ("total", euros(agreement.spread())),
        ("nombre_échéances", words::terms(agreement.terms.len())),
        ("abandon_conditionnel", if included { String::new() } else { amount(extras) }),
        ("accessoires_compris", if included { amount(extras) } else { String::new() }),
        ("sans_accessoires", flag(!extras.is_positive())),
        ("imputation", words::imputation(included, debtor).to_owned()),
        ("échéances_manquées", words::missed(agreement.forfeiture.missed, agreement.forfeiture.grace_open_days)),
        ("régularisation", agreement.forfeiture.notice_days.map(words::days).unwrap_or_default()),
        ("sans_mise_en_demeure", flag(agreement.forfeiture.notice_days.is_none())),
        ("date_retour", weekday(agreement.return_before)),
    ]);
}

fn of_breach(breach: &InstalmentBreach, values: &mut Values) {
    let (warning, noticed) = match breach.ground {
        ForfeitureGround::Agreed => (None, None),
        ForfeitureGround::AfterNotice(on) => (None, Some(on)),
        ForfeitureGround::Warning(before) => (Some(before), None),
    };
    values.extend([
        ("total", euros(breach.total())),
        ("date_accord", shared::day(breach.agreed_on)),
        ("avertissement", flag(warning.is_some())),
        ("déchéance", flag(warning.is_none())),
        ("manquée_seule", flag(breach.missed.len() == 1)),
        ("manquées", flag(breach.missed.len() != 1)),
        ("arriéré", euros(breach.arrears())),
        ("date_régularisation", warning.map(weekday).unwrap_or_default()),
        ("date_mise_en_demeure", noticed.map(shared::day).unwrap_or_default()),
        ("date_limite", weekday(breach.pay_before)),
        ("abandon_perdu", flag(breach.waiver_lost)),
    ]);
}

/// Until when the agent may act, or since when it is too late.
fn of_limitation(first: Option<&FirstToEnd>, on: NaiveDate, values: &mut Values) {
    let stage = first.map(|first| first.limitation.stage(on));
    let day = first.map(|first| shared::day(first.limitation.last_day)).unwrap_or_default();
    let (open, over) = if stage == Some(LimitationStage::Passed) { (String::new(), day) } else { (day, String::new()) };
    values.extend([
        ("facture_prescription", first.map(|first| clean(&first.number)).unwrap_or_default()),
        ("prescription", open),
        ("prescrite", over),
        ("délai_prescription", stage.map(words::time_left).unwrap_or_default().to_owned()),
        ("règle_prescription", first.map(|first| first.limitation.kind.rule().to_owned()).unwrap_or_default()),
        ("interruptions", first.map(|first| words::interruptions(&first.interruptions)).unwrap_or_default()),
    ]);
}

fn of_mediation(proposal: &MediationProposal, debtor: DebtorKind, values: &mut Values) {
    let conciliator = proposal.mediator == MediatorKind::Conciliator;
    values.extend([
        ("démarche", words::proposed(proposal.mediator).to_owned()),
        ("médiateur_des_entreprises", flag(proposal.mediator == MediatorKind::Enterprises)),
        ("conciliateur", flag(conciliator)),
        ("nom_conciliateur", clean(&proposal.name)),
        // Whatever he is proposed, the consumer is told of his own right.
        ("conciliateur_particulier", flag(conciliator && debtor == DebtorKind::Consumer)),
        ("médiation_consommation", flag(proposal.mediator == MediatorKind::Consumption)),
        ("proposée", flag(proposal.mediator != MediatorKind::Consumption)),
        ("contesté", amount(proposal.disputed)),
        ("désaccord", sentence(&proposal.disagreement)),
        ("date_réponse", weekday(proposal.answer_before)),
    ]);
}

fn of_declaration(declaration: &ClaimDeclaration, letter: &Letter, values: &mut Values) {
    let late = declaration.is_late(letter.dated_on);
    values.extend([
        ("procédure", declaration.insolvency.label().to_owned()),
        ("qualité", declaration.insolvency.office().to_owned()),
        ("date_jugement", shared::day(declaration.opened_on)),
        ("tribunal", clean(&declaration.court)),
        ("date_publication", shared::day(declaration.published_on)),
        ("dernier_jour", weekday(declaration.last_day)),
        ("dans_le_délai", flag(!late)),
        ("hors_délai", flag(late)),
        ("total", euros(declaration.total())),
        ("pénalités", amount(declaration.penalties())),
        ("indemnités", amount(declaration.fees())),
        ("réglé_depuis", amount(declaration.settled_since)),
        ("contesté", amount(declaration.disputed())),
        ("chirographaire", flag(declaration.privilege.trim().is_empty())),
        ("privilège", sentence(&declaration.privilege)),
        ("réserve_de_propriété", sentence(&declaration.retention)),
        ("factures_réservées", words::of_invoices(&declaration.retained)),
        ("siren_créancier", siren(&letter.creditor.siren)),
        ("adresse_créancier", clean(&letter.creditor.address.on_a_line())),
    ]);
}

fn of_debtor(letter: &Letter, values: &mut Values) {
    values.extend([("siren_client", siren(&letter.debtor.siren)), ("adresse_client", clean(&letter.debtor.address.on_a_line()))]);
}

fn siren(number: &str) -> String {
    clean(&printed_siren(&compact(number)))
}

fn flag(is: bool) -> String {
    if is { "oui".to_owned() } else { String::new() }
}

/// An amount above zero; nothing otherwise, so that a condition on it is false.
fn amount(amount: Cents) -> String {
    if amount.is_positive() { euros(amount) } else { String::new() }
}

fn weekday(on: NaiveDate) -> String {
    weekday_date(on).replace(' ', "\u{a0}")
}

/// The user's words, ended.
fn sentence(words: &str) -> String {
    let words = clean(words);
    if words.is_empty() || words.ends_with(['.', '!', '?', '…']) { words } else { format!("{words}.") }
}
