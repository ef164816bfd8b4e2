//! The letters of a case: prepared from it, numbered and frozen; its posting is the step of the case.
use super::{
    AttachCaseProof, CasePaperDraft, CasePaperNeed, CasePaperRequest, CasePaperView, CaseProofView, DeclarationDraft, FreezeCasePaper,
    MediationDraft, MediatorChoice, PostCasePaper, RemoveCaseProof, record_step, standing, view,
};
use crate::App;
use crate::commands::check;
use crate::commands::letters::{ProofShows, proof_bytes, proof_file, tracking_of};
use crate::commands::papers::{FrozenPaper, MannerChoice, PaperPreview, ascii, shown};
use crate::error::{Error, Result};
use crate::letters::correspondence::compose;
use crate::outgoing::correspondence::{self, DeclarationWanted, MediationWanted, Written};
use crate::outgoing::{facts, legal};
use crate::store::case_papers::{self as store, CasePaper, NewCasePaper};
use crate::store::clients::{self, Client};
use crate::store::documents::NewDocument;
use crate::store::proceedings::{self as cases, Stored};
use crate::store::{About, Actor, Outcome, Tx};
use chrono::NaiveDate;
use echu_core::ids::InvoiceId;
use echu_core::letter::facts::MediatorKind;
use echu_core::letter::{LetterKind, Matter};
use echu_core::money::Cents;
use echu_core::notice::Recipient;
use echu_core::party::DebtorKind;
use echu_core::proceedings::Route;
use echu_core::proceedings::deadlines::{DeadlineKey, deadlines};
use echu_core::proceedings::life::{Step, StepKind, day_of};
use echu_core::timeline::EventKind;
use echu_core::timeline::fact::letter as fact;
use rusqlite::Connection;

const NO_PUBLICATION: &str = "La date de publication au BODACC n’est pas notée\u{a0}: le délai de la déclaration en part. Cherchez l’annonce, notez «\u{a0}Ouverture publiée au BODACC\u{a0}», puis préparez la déclaration. Rien n’a été enregistré.";
const NO_JUDGMENT: &str = "La date du jugement d’ouverture n’est pas notée sur la fiche du client\u{a0}: les pénalités s’arrêtent ce jour-là. Notez-la, puis préparez la déclaration. Rien n’a été enregistré.";
const NO_LETTER: &str = "Cette voie n’a pas de lettre à préparer ici.";

/// The letter of a route, and the step that its posting is.
fn letter_of(route: Route) -> Option<(LetterKind, StepKind)> {
    match route {
        Route::Mediation => Some((LetterKind::MediationProposal, StepKind::Proposed)),
        Route::Declaration => Some((LetterKind::ClaimDeclaration, StepKind::Declared)),
        Route::Order
        | Route::SmallClaims
        | Route::Uncontested
        | Route::Summary
        | Route::Merits
        | Route::Instalments
        | Route::Agency
        | Route::WriteOff => None,
    }
}

/// The letter a case calls for now; none when it has one that waits or left, or when its step is noted.
pub(super) fn need(one: &Stored, client: &Client, papers: &[CasePaperView], today: NaiveDate) -> Option<CasePaperNeed> {
    let (kind, step) = letter_of(one.facts.route)?;
    let steps = one.life();
    if one.closed.is_some()
        || !papers.is_empty()
        || echu_core::proceedings::life::check(one.facts.route, &steps, unnoted(step, today)).is_err()
    {
        return None;
    }
    let why_not = if kind == LetterKind::ClaimDeclaration { publication(client, &steps, today).err().unwrap_or_default() } else { "" };
    let mediators = if kind == LetterKind::MediationProposal { mediators(client.card.debtor_kind) } else { Vec::new() };
    let manners = kind.manners().iter().map(|manner| MannerChoice { manner: *manner, label: manner.label().to_owned() }).collect();
    Some(CasePaperNeed { kind, label: kind.label().to_owned(), why_not: why_not.to_owned(), mediators, manners })
}

/// The day the opening was published, once the judgment is noted on the client's card; else what lacks, in French.
fn publication(client: &Client, steps: &[Step], today: NaiveDate) -> std::result::Result<NaiveDate, &'static str> {
    if client.card.insolvent_on.is_none_or(|on| on > today) {
        return Err(NO_JUDGMENT);
    }
    day_of(steps, StepKind::Published).ok_or(NO_PUBLICATION)
}

fn mediators(debtor: DebtorKind) -> Vec<MediatorChoice> {
    let choice = |one: &MediatorKind| MediatorChoice { mediator: *one, label: one.label().to_owned() };
    MediatorKind::open_to(debtor).iter().map(choice).collect()
}

fn unnoted(kind: StepKind, on: NaiveDate) -> Step {
    Step { kind, on, in_person: None }
}

/// The letters of a case, oldest first.
///
/// # Errors
/// When the base cannot be read.
pub(super) fn of_case(conn: &Connection, one: &Stored) -> Result<Vec<CasePaperView>> {
    store::of_case(conn, one.id)?.into_iter().map(|paper| row(conn, paper)).collect()
}

fn row(conn: &Connection, paper: CasePaper) -> Result<CasePaperView> {
    let proof = |one: store::CaseProof| CaseProofView {
        id: one.id,
        document_id: one.document,
        shows: ProofShows::from_key(&one.shows),
        name: one.name,
    };
    Ok(CasePaperView {
        id: paper.id,
        label: label(&paper.kind).to_owned(),
        number: paper.number,
        document_id: paper.document,
        sha256: paper.sha256,
        recipient: paper.recipient,
        total: paper.total,
        dated_on: paper.dated_on,
        posted_on: paper.posted_on,
        tracking_number: if paper.posted_on.is_some() { paper.tracking } else { String::new() },
        proofs: store::proofs(conn, paper.id)?.into_iter().map(proof).collect(),
    })
}

fn label(kind: &str) -> &'static str {
    LetterKind::from_key(kind).map_or("Courrier", LetterKind::label)
}

/// The letter that a draft asks for, on the invoices of its case.
fn written(conn: &Connection, one: &Stored, draft: &CasePaperDraft, number: &str, today: NaiveDate) -> Result<Written> {
    let client = clients::get(conn, one.facts.client_id)?;
    let ids: Vec<InvoiceId> = one.facts.invoices.iter().map(|(id, _)| *id).collect();
    match (one.facts.route, &draft.mediation, &draft.declaration) {
        (Route::Mediation, Some(mediation), None) => correspondence::mediation(conn, &client, &ids, wanted(mediation)?, number, today),
        (Route::Declaration, None, Some(declaration)) => {
            let published_on = publication(&client, &one.life(), today).map_err(|why| Error::Refused(why.to_owned()))?;
            let all = deadlines(one.facts.route, &one.life(), view::place(conn, &client, &one.facts)?);
            let last_day = all.iter().find(|one| one.key == DeadlineKey::DeclareClaim).and_then(|one| one.last_day);
            let last_day = last_day.ok_or_else(|| Error::Refused(NO_PUBLICATION.to_owned()))?;
            let wanted = declared(declaration, published_on, last_day)?;
            correspondence::declaration(conn, &client, &ids, wanted, number, today)
        }
        (Route::Mediation | Route::Declaration, ..) => Err(Error::Invalid { field: "of", reason: "unsuited" }),
        (_, _, _) => Err(Error::Refused(NO_LETTER.to_owned())),
    }
}

fn wanted(draft: &MediationDraft) -> Result<MediationWanted> {
    if !LetterKind::MediationProposal.manners().contains(&draft.manner) {
        return Err(Error::Invalid { field: "manner", reason: "unsuited" });
    }
    Ok(MediationWanted {
        manner: draft.manner,
        mediator: draft.mediator,
        name: check::text("name", &draft.name, 200)?,
        disagreement: check::text("disagreement", &draft.disagreement, check::LONG)?,
        answer_before: draft.answer_before,
    })
}

fn declared(draft: &DeclarationDraft, published_on: NaiveDate, last_day: NaiveDate) -> Result<DeclarationWanted> {
    let agent =
        Recipient { name: check::required("name", &draft.name, 200)?, address: check::address(&draft.address)?, ..Recipient::default() };
    Ok(DeclarationWanted {
        insolvency: draft.insolvency,
        agent,
        court: check::text("court", &draft.court, 200)?,
        privilege: check::text("privilege", &draft.privilege, check::LONG)?,
        published_on,
        last_day,
    })
}

/// The letter of a case as it would be frozen today.
///
/// # Errors
/// What is not noted yet; a rate that is not known.
pub fn preview_case_paper(app: &App, request: CasePaperDraft) -> Result<PaperPreview> {
    let today = app.when().today;
    app.read(|conn| {
        let one = cases::get(conn, request.id)?;
        let client = facts::client(conn, one.facts.client_id)?;
        let written = written(conn, &one, &request, "PRO", today)?;
        shown(conn, &client, &written)
    })
}

/// Numbers and freezes it: it waits to be posted.
///
/// # Errors
/// As [`preview_case_paper`]; when something compulsory is missing; [`Error::Legal`] with what the legal check stops; when the case
/// already has one.
pub fn freeze_case_paper(app: &App, request: FreezeCasePaper) -> Result<Outcome<FrozenPaper>> {
    app.write(Actor::User, |tx| {
        let today = tx.when.today;
        let one = standing(tx, request.of.id)?;
        let client = facts::client(&tx.sql, one.facts.client_id)?;
        if let Some(paper) = store::of_case(&tx.sql, one.id)?.first() {
            return Err(Error::Refused(format!(
                "Cette procédure a déjà sa lettre, {}\u{a0}: mettez-la de côté si elle n’est pas partie. Rien n’a été enregistré.",
                paper.number
            )));
        }
        let number = tx.next_case_paper_number()?;
        let written = written(&tx.sql, &one, &request.of, &number, today)?;
        let dress = correspondence::dress_of(&tx.sql, &written.letter)?;
        let rendered = compose(&written.letter, &dress).map_err(|error| Error::Refused(error.sentences().join(" ")))?;
        let findings = legal::of_paper(&tx.sql, &client, &written, dress.text.as_deref(), &rendered.text_lines)?;
        legal::refuse(&findings, &request.accepted)?;
        let kind = written.letter.matter.kind();
        let name = format!("{}-{number}-{today}.pdf", ascii(kind.label()));
        let pages = u32::try_from(rendered.pages).unwrap_or(u32::MAX);
        let document = NewDocument { client_id: client.id, kind: kind.key(), name: &name, dated_on: today, pages, pdf: &rendered.pdf };
        let document_id = tx.insert_document(&document)?;
        let recipient = written.letter.addressee().name.clone();
        let total = total(&written.letter.matter);
        let paper = NewCasePaper { proceeding: one.id, document: document_id, number: &number, recipient: &recipient, total };
        tx.insert_case_paper(&paper)?;
        let sha256 = crate::journal::digest_bytes(&rendered.pdf);
        let event = EventKind::PaperKept(fact::PaperKept { label: format!("{} {number}", kind.label()), sha256: sha256.clone() });
        tx.record(About::client(client.id), &event)?;
        let accepted = legal::accepted(&findings, &request.accepted);
        if !accepted.is_empty() {
            tx.record(About::client(client.id), &EventKind::LegalAccepted { findings: accepted })?;
        }
        Ok(FrozenPaper { document_id, letter_id: None, name, sha256 })
    })
}

/// What is declared; of a mediation, what the matter is about.
fn total(matter: &Matter) -> Cents {
    if let Matter::Declaration(declaration) = matter { declaration.total() } else { matter.principal() }
}

/// A letter whose case is open.
fn open(tx: &Tx, id: i64) -> Result<(CasePaper, Stored)> {
    let paper = store::get(&tx.sql, id)?;
    let one = standing(tx, paper.proceeding)?;
    Ok((paper, one))
}

/// Records that it left: this is the step of the case.
///
/// # Errors
/// A day to come, or before the letter's; when it left already.
pub fn post_case_paper(app: &App, request: PostCasePaper) -> Result<Outcome<i64>> {
    let on = check::past_day("postedOn", request.posted_on, app.when().today)?;
    let tracking = tracking_of(&check::text("trackingNumber", &request.tracking_number, 100)?).normalised;
    app.write(Actor::User, |tx| {
        let (paper, one) = open(tx, request.id)?;
        if paper.posted_on.is_some() {
            return Err(Error::Precondition("letter_posted"));
        }
        if on < paper.dated_on {
            return Err(Error::Invalid { field: "postedOn", reason: "before_letter" });
        }
        let (_, kind) = letter_of(one.facts.route).ok_or_else(|| Error::Refused(NO_LETTER.to_owned()))?;
        let by = if tracking.is_empty() { String::new() } else { format!(", recommandé {tracking}") };
        let note = format!("Courrier {} à {}{by}.", paper.number, paper.recipient);
        let step = record_step(tx, &one, unnoted(kind, on), &note)?;
        tx.case_paper_posted(paper.id, step, &tracking)?;
        Ok(paper.id)
    })
}

/// Sets aside a letter that never left: another may be prepared.
///
/// # Errors
/// When it left.
pub fn set_case_paper_aside(app: &App, request: CasePaperRequest) -> Result<Outcome<i64>> {
    app.write(Actor::User, |tx| {
        let (paper, one) = open(tx, request.id)?;
        if paper.posted_on.is_some() {
            return Err(Error::Precondition("letter_posted"));
        }
        tx.set_case_paper_aside(paper.id)?;
        let event = EventKind::LetterCancelled(fact::Cancelled { number: paper.number, plain: label(&paper.kind).to_owned() });
        tx.record(About::client(one.facts.client_id), &event)?;
        Ok(paper.id)
    })
}

/// Keeps a photo or a scan with it: the proof of its dispatch.
///
/// # Errors
/// As for the proofs of a registered letter.
pub fn attach_case_proof(app: &App, request: AttachCaseProof) -> Result<Outcome<i64>> {
    let bytes = proof_bytes(app, &request.token)?;
    app.write(Actor::User, |tx| {
        let paper = store::get(&tx.sql, request.id)?;
        let client = cases::get(&tx.sql, paper.proceeding)?.facts.client_id;
        let kept: Vec<String> = store::proofs(&tx.sql, paper.id)?.into_iter().map(|one| one.sha256).collect();
        let file = proof_file(&kept, &bytes, request.shows, &paper.number)?;
        let document =
            NewDocument { client_id: client, kind: "letter_proof", name: &file.name, dated_on: tx.when.today, pages: 0, pdf: &bytes };
        let document_id = tx.insert_document(&document)?;
        let shows = request.shows.key().to_owned();
        tx.insert_case_proof(paper.id, document_id, &shows)?;
        let event = EventKind::LetterProof(fact::Evidence { number: paper.number, shows, sha256: file.sha256, kept: true });
        tx.record(About::client(client), &event)?;
        Ok(paper.id)
    })
}

/// Unties a file joined by mistake. Its bytes stay in the base, and the history says both.
///
/// # Errors
/// When it was untied already.
pub fn remove_case_proof(app: &App, request: RemoveCaseProof) -> Result<Outcome<i64>> {
    app.write(Actor::User, |tx| {
        let paper = store::get(&tx.sql, request.id)?;
        let client = cases::get(&tx.sql, paper.proceeding)?.facts.client_id;
        let all = store::proofs(&tx.sql, paper.id)?;
        let proof = all.into_iter().find(|one| one.id == request.proof).ok_or(Error::NotFound { what: "case proof", id: request.proof })?;
        tx.remove_case_proof(paper.id, proof.id)?;
        let event = EventKind::LetterProof(fact::Evidence { number: paper.number, shows: proof.shows, sha256: proof.sha256, kept: false });
        tx.record(About::client(client), &event)?;
        Ok(paper.id)
    })
}
