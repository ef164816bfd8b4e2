//! OFX 1 (SGML, whose leaves are never closed) and 2 (XML): both are a row of tags and of texts, read in one pass. A tree
//! would refuse the files that banks really write: unclosed tags, `&` alone, comments in the middle.
use super::amounts::{compact_day, decimal, label};
use crate::import::Refusal;
use echu_core::bank::{Balance, BankLine, LineKind, SetAside, Statement, WhyAside, kind_of_label};
use echu_core::identifiers::compact;
use echu_core::text::clean;
use std::collections::BTreeMap;

/// Most movements of a file.
const LINES: usize = 200_000;
/// Longest text of a leaf, in bytes.
const TEXT: usize = 10_000;

pub(super) fn read(text: &str) -> Result<Vec<Statement>, Refusal> {
    let mut reader = Reader::default();
    for (tag, value) in tags(text) {
        reader.take(tag, value)?;
    }
    reader.close_statement();
    Ok(reader.statements)
}

/// Each tag with the text that follows it, up to the next tag; comments and declarations left out.
fn tags(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find('<')?;
            let after = &rest[start + 1..];
            if let Some(comment) = after.strip_prefix("!--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let end = after.find('>')?;
            let tag = after[..end].trim();
            let value = &after[end + 1..];
            let next = value.find('<').unwrap_or(value.len());
            rest = &value[next..];
            if tag.starts_with(['?', '!']) {
                continue;
            }
            return Some((tag, value[..next].trim()));
        }
    })
}

#[derive(Default)]
struct Reader {
    statements: Vec<Statement>,
    /// The statement being read, from `<STMTRS>` to `</STMTRS>`.
    now: Option<Statement>,
    /// The leaves of the movement being read.
    movement: Option<BTreeMap<String, String>>,
    /// The leaves of the account being named.
    account: Option<BTreeMap<String, String>>,
    /// The leaves of the balance being read.
    balance: Option<BTreeMap<String, String>>,
    movements: u32,
}

impl Reader {
    fn take(&mut self, tag: &str, value: &str) -> Result<(), Refusal> {
        let name = tag.to_ascii_uppercase();
        let name = name.split_whitespace().next().unwrap_or_default();
        match name {
            "STMTRS" | "CCSTMTRS" => {
                self.close_statement();
                self.now = Some(Statement::default());
            }
            "/STMTRS" | "/CCSTMTRS" => self.close_statement(),
            "BANKACCTFROM" | "CCACCTFROM" => self.account = Some(BTreeMap::new()),
            "/BANKACCTFROM" | "/CCACCTFROM" => self.name_account(),
            "STMTTRN" => {
                self.close_movement();
                self.movements += 1;
                if self.movements as usize > LINES {
                    return Err(Refusal::TooManyRows { limit: LINES as u32 });
                }
                self.movement = Some(BTreeMap::new());
            }
            "/STMTTRN" => self.close_movement(),
            "LEDGERBAL" => {
                self.close_movement();
                self.balance = Some(BTreeMap::new());
            }
            "/LEDGERBAL" => self.close_balance(),
            "CURDEF" => {
                if let Some(now) = &mut self.now {
                    now.currency = compact(value);
                }
            }
            leaf => self.leaf(leaf, value),
        }
        Ok(())
    }

    /// The first text of a name counts: what stands deeper repeats it for another party.
    fn leaf(&mut self, name: &str, value: &str) {
        let value: String = unescape(value).chars().take(TEXT).collect();
        if value.is_empty() || name.starts_with('/') {
            return;
        }
        let group = [&mut self.movement, &mut self.account, &mut self.balance].into_iter().flatten().next();
        if let Some(leaves) = group {
            leaves.entry(name.to_owned()).or_insert(value);
        }
    }

    /// A French bank gives bank, branch, number and key; that makes the RIB, kept as it is.
    fn name_account(&mut self) {
        let (Some(leaves), Some(now)) = (self.account.take(), &mut self.now) else { return };
        let of = |name: &str| leaves.get(name).map(|text| compact(text)).unwrap_or_default();
        let number = of("ACCTID");
        match echu_core::identifiers::iban(&number) {
            Ok(iban) => now.iban = iban,
            Err(_) => now.account = format!("{}{}{number}", of("BANKID"), of("BRANCHID")),
        }
    }

    fn close_balance(&mut self) {
        let (Some(leaves), Some(now)) = (self.balance.take(), &mut self.now) else { return };
        let amount = leaves.get("BALAMT").and_then(|text| decimal(text));
        let on = leaves.get("DTASOF").and_then(|text| compact_day(text));
        now.closing = amount.zip(on).map(|(amount, on)| Balance { on, amount });
    }

    fn close_movement(&mut self) {
        let (Some(leaves), Some(now)) = (self.movement.take(), &mut self.now) else { return };
        match line(&leaves, &now.currency, self.movements) {
            Ok(line) => now.lines.push(line),
            Err(why) => now.set_aside.push(SetAside { place: self.movements, why }),
        }
    }

    fn close_statement(&mut self) {
        self.close_movement();
        self.close_balance();
        self.statements.extend(self.now.take());
    }
}

fn line(leaves: &BTreeMap<String, String>, account_currency: &str, place: u32) -> Result<BankLine, WhyAside> {
    let of = |name: &str| leaves.get(name).map_or("", String::as_str);
    let written = of("CURSYM");
    let currency = if written.is_empty() { account_currency } else { written };
    if !currency.is_empty() && !currency.eq_ignore_ascii_case("EUR") {
        return Err(WhyAside::Currency(clean(currency)));
    }
    let amount = decimal(of("TRNAMT")).ok_or_else(|| WhyAside::Amount(clean(of("TRNAMT"))))?;
    let booked_on = compact_day(of("DTPOSTED")).ok_or_else(|| WhyAside::Day(clean(of("DTPOSTED"))))?;
    // A debit without its sign would be money received.
    if of("TRNTYPE").eq_ignore_ascii_case("DEBIT") && amount.is_positive() {
        return Err(WhyAside::Side(clean(of("TRNTYPE"))));
    }
    let label = label(&[of("NAME"), of("MEMO")]);
    let kind = match kind_of_label(&label, amount) {
        LineKind::Other => kind_of_code(of("TRNTYPE")),
        told => told,
    };
    Ok(BankLine {
        place,
        booked_on,
        value_on: compact_day(of("DTAVAIL")).or_else(|| compact_day(of("VALUEDATE"))),
        amount,
        label,
        counterparty: String::new(),
        counterparty_iban: String::new(),
        reference: clean(of("REFNUM")),
        bank_id: clean(of("FITID")),
        kind,
    })
}

fn kind_of_code(code: &str) -> LineKind {
    match code.to_ascii_uppercase().as_str() {
        "XFER" | "DIRECTDEP" => LineKind::Transfer,
        "CHECK" => LineKind::Cheque,
        "DIRECTDEBIT" | "REPEATPMT" => LineKind::DirectDebit,
        "POS" => LineKind::Card,
        "ATM" | "CASH" => LineKind::Cash,
        "FEE" | "SRVCHG" | "INT" => LineKind::Charge,
        _ => LineKind::Other,
    }
}

/// The five entities of XML and the spaces some banks write; any other `&` is itself.
fn unescape(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&nbsp;", " "), ("&amp;", "&")];
    named.iter().fold(value.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}
