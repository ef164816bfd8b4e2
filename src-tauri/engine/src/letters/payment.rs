//! Where to pay: the account in clear on the left, the code to scan on the right, in one framed piece.
use super::face::{Unit, tenths_mm};
use super::layout::{Flow, Setting, Strip, stack};
use super::page::{Area, LEFT, MEASURE, Mark};
use super::rich::clean;
use super::{LetterError, code, words};
use echu_core::epc::{Transfer, payload};
use echu_core::money::Cents;
use echu_core::party::Creditor;
use echu_core::text::euros;

const SIDE: Unit = tenths_mm(230);
const LABEL: Unit = tenths_mm(220);
const CAPTION: Unit = tenths_mm(230);

/// A transfer asked for, as it is printed.
pub struct Payment {
    /// Label and value.
    pub rows: Vec<(&'static str, String)>,
    /// Text of the code; none when it cannot be paid that way.
    pub payload: Option<String>,
}

/// The transfer of an amount to the creditor.
pub fn of(creditor: &Creditor, amount: Cents, reference: &str) -> Payment {
    let holder = words::account_holder(creditor);
    let transfer = Transfer { name: &holder, iban: &creditor.iban, bic: &creditor.bic, amount, reference };
    let payload = payload(&transfer).ok();
    let mut rows = Vec::new();
    if amount.is_positive() {
        rows.push((words::AMOUNT, euros(amount)));
    }
    rows.extend([(words::HOLDER, holder), (words::IBAN, words::iban(creditor)), (words::REFERENCE, clean(reference))]);
    Payment { rows, payload }
}

/// A code that stands apart from the account.
pub struct Scanned {
    /// Its squares.
    pub squares: code::Modules,
    /// What stands beside it: how to use it, and the account again in clear.
    pub caption: String,
}

/// The code of a payment on its own, when it can be paid that way.
///
/// # Errors
/// A text longer than a code holds, which `epc::payload` excludes.
pub fn scanned(payment: &Payment) -> Result<Option<Scanned>, LetterError> {
    let Some(squares) = squares(payment)? else { return Ok(None) };
    let iban = payment.rows.iter().find(|(label, _)| *label == words::IBAN).map(|(_, iban)| iban.as_str()).unwrap_or_default();
    Ok(Some(Scanned { squares, caption: format!("{}\u{a0}: IBAN {iban}", words::SCAN) }))
}

fn squares(payment: &Payment) -> Result<Option<code::Modules>, LetterError> {
    payment.payload.as_deref().map(code::modules).transpose()
}

/// Lays it.
///
/// # Errors
/// `MissingGlyph`.
pub fn lay(payment: &Payment, flow: &mut Flow) -> Result<(), LetterError> {
    let code = squares(payment)?;
    let right = if code.is_some() { SIDE + CAPTION + tenths_mm(60) } else { 0 };
    let setting = Setting::BODY.sized(10_200, 14_600);
    let left = LEFT + tenths_mm(30);
    let mut marks = Vec::new();
    let mut y = 0;
    for (label, value) in &payment.rows {
        marks.extend(stack(label, &setting.soft().at(left, LABEL), y)?.0);
        let (set, end) = stack(value, &setting.strong().at(left + LABEL, MEASURE - LABEL - right - tenths_mm(50)), y)?;
        marks.extend(set);
        y = end;
    }
    let height = (y + tenths_mm(30)).max(if code.is_some() { SIDE + tenths_mm(24) } else { 0 });
    let down = (height - y) / 2;
    let mut marks: Vec<Mark> = marks.into_iter().map(|mark| mark.moved(0, down)).collect();
    if let Some(modules) = code {
        let x = LEFT + MEASURE - SIDE - tenths_mm(20);
        let caption = Setting::BODY.sized(8_400, 10_400).soft().at(x - CAPTION - tenths_mm(20), CAPTION);
        let (set, end) = stack(words::SCAN, &caption, 0)?;
        marks.extend(set.into_iter().map(|mark| mark.moved(0, (height - end) / 2)));
        marks.push(Mark::Code { area: Area { x, y: (height - SIDE) / 2, width: SIDE, height: SIDE }, modules });
    }
    marks.push(Mark::Frame { area: Area { x: LEFT, y: 0, width: MEASURE, height }, weight: 600 });
    flow.push(Strip { height, marks, ..Strip::default() });
    flow.space(tenths_mm(34));
    Ok(())
}
