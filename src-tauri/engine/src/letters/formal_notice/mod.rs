//! The mise en demeure, for a professional, a consumer or a public body: law/droit.md §7.2.
#[cfg(test)]
mod in_parts;
#[cfg(test)]
pub(crate) mod sample;
#[cfg(test)]
mod small;
mod tables;
#[cfg(test)]
mod tests;
mod values;
mod words;

pub use values::VOCABULARY;

use super::annex::{self, Accrued};
use super::face::tenths_mm;
use super::layout::{Flow, Setting};
use super::page::{Page, Slot};
use super::payment::Scanned;
use super::rich::clean;
use super::sheet::Sheet;
use super::{LetterError, Pictures, Rendered, body, closing, draw, finish, payment};
use echu_core::address::Envelope;
use echu_core::letter::Accent;
use echu_core::notice::{Missing, NoticeFacts, missing};
use echu_core::party::DebtorKind;
use echu_core::text::euros;

/// What the letter is made from.
#[derive(Debug, Clone)]
pub struct Facts {
    /// What it says.
    pub notice: NoticeFacts,
    /// Takes the place of the built-in text of the debtor's kind; checked with `VOCABULARY` when it was saved.
    pub text: Option<String>,
    /// The creditor's logo, a PNG or JPEG file.
    pub logo: Option<Vec<u8>>,
    /// The signature, a PNG or JPEG file.
    pub signature: Option<Vec<u8>>,
    /// Where the window of the user's envelopes is.
    pub envelope: Envelope,
    /// The colour of his letters.
    pub accent: Accent,
}

/// Why there is no mise en demeure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoticeError {
    /// It would lack what it must have.
    #[error("the notice lacks {0:?}")]
    Incomplete(Vec<Missing>),
    /// It cannot be set.
    #[error(transparent)]
    Letter(#[from] LetterError),
}

/// The built-in text of a kind of debtor.
pub fn built_in(kind: DebtorKind) -> &'static str {
    match kind {
        DebtorKind::Business => include_str!("text.business.fr.txt"),
        DebtorKind::Consumer => include_str!("text.consumer.fr.txt"),
        DebtorKind::PublicBody => include_str!("text.public_body.fr.txt"),
    }
}

/// The finished letter, its annex with it.
///
/// # Errors
/// `Incomplete` with everything that lacks, or why it cannot be set.
pub fn compose(facts: &Facts) -> Result<Rendered, NoticeError> {
    let lacks = missing(&facts.notice);
    if !lacks.is_empty() {
        return Err(NoticeError::Incomplete(lacks));
    }
    let pictures = Pictures::read(facts.logo.as_deref(), facts.signature.as_deref())?;
    let pages = pages(facts, &pictures)?;
    let notice = &facts.notice;
    let about = draw::About {
        title: format!("{}, {}", words::LETTER_TITLE, clean(&notice.debtor.name)),
        author: clean(&notice.creditor.name),
        subject: subject(notice),
        date: notice.dated_on,
    };
    Ok(finish(&pages, &pictures, &about)?)
}

/// The words of the letter without its tables, its title first: what a reader could take for a threat is here.
///
/// # Errors
/// `Text` for a fault of the text.
pub fn prose(facts: &Facts) -> Result<String, LetterError> {
    let text = facts.text.as_deref().unwrap_or_else(|| built_in(facts.notice.debtor_kind));
    body::prose(text, VOCABULARY, &values::values(facts))
}

/// « Objet » of the letter, without that word.
pub fn subject(notice: &NoticeFacts) -> String {
    format!("MISE EN DEMEURE de payer {}", euros(notice.total()))
}

/// The pages as placed marks. A letter that runs over its first page is set closer if that keeps it on one.
fn pages(facts: &Facts, pictures: &Pictures) -> Result<Vec<Page>, LetterError> {
    let notice = &facts.notice;
    let values = values::values(facts);
    let text = facts.text.as_deref().unwrap_or_else(|| built_in(notice.debtor_kind));
    let text = body::paragraphs(text, VOCABULARY, &values)?;
    let annex = if has_annex(notice) { body::paragraphs(annex::TEXT, annex::VOCABULARY, &values)? } else { Vec::new() };
    let code = payment::scanned(&payment::of(&notice.creditor, notice.total(), &notice.reference))?;
    let sheet = Sheet {
        particulars: words::particulars(notice),
        running_head: words::running_head(notice),
        logo: pictures.size(Slot::Logo),
        envelope: facts.envelope,
        accent: facts.accent,
        ..Sheet::between(&notice.creditor, &notice.debtor, notice.dated_on)
    };
    let frame = sheet.frame()?;
    let place = |name: &str, flow: &mut Flow| place(name, flow, notice, pictures.size(Slot::Signature), code.as_ref());
    let set = |setting: Setting| {
        let mut flow = Flow::default();
        body::lay(&text, &mut flow, setting, "signature", place)?;
        Ok::<Flow, LetterError>(flow)
    };
    let mut flow = set(Setting::BODY)?;
    if flow.runs_over(&frame.room) {
        let close = set(Setting::CLOSE)?;
        flow = if close.runs_over(&frame.room) { flow } else { close };
    }
    flow.accompany_the_end(&frame.room);
    if !annex.is_empty() {
        flow.new_page();
        body::lay(&annex, &mut flow, Setting::BODY, "", place)?;
    }
    frame.assemble(flow)
}

/// Lays the block of that name.
fn place(
    name: &str,
    flow: &mut Flow,
    notice: &NoticeFacts,
    signature: Option<(u32, u32)>,
    code: Option<&Scanned>,
) -> Result<(), LetterError> {
    match name {
        "tableau_factures" => {
            tables::invoices(notice).lay(flow)?;
            flow.space(tenths_mm(28));
        }
        "décompte" => tables::claim(notice, flow)?,
        "signature" => closing::lay(flow, &words::signatory(&notice.creditor), &enclosures(notice), signature, code)?,
        other => annex::place(other, flow, &accrued(notice))?,
    }
    Ok(())
}

/// What the annex accounts for.
fn accrued(notice: &NoticeFacts) -> Accrued<'_> {
    let claims = notice.invoices.iter().map(|invoice| (invoice.label(), invoice.due_on, &invoice.statement)).collect();
    Accrued {
        kind: notice.debtor_kind,
        on: notice.dated_on,
        divisor: notice.divisor,
        claims,
        credit: notice.credited(),
        paid: false,
        stopped: false,
    }
}

fn has_annex(notice: &NoticeFacts) -> bool {
    accrued(notice).has_lines()
}

fn enclosures(notice: &NoticeFacts) -> String {
    let mut all: Vec<String> = Vec::new();
    if has_annex(notice) {
        all.push(annex::words::enclosed(notice.debtor_kind).to_owned());
    }
    all.extend(notice.enclosures.iter().map(|paper| clean(paper)));
    words::enclosures(&all)
}
