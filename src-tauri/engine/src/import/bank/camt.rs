//! CAMT.053, the statement of ISO 20022. Its versions differ for us only by the namespace and by where a name stands.
use super::amounts::label;
use crate::import::Refusal;
use crate::import::einvoice::xml::{amount, at, children, content, day, parse, text, text_at};
use echu_core::bank::{Balance, BankLine, LineKind, SetAside, Statement, WhyAside, kind_of_label};
use echu_core::identifiers::compact;
use echu_core::money::Cents;
use echu_core::text::clean;
use roxmltree::Node;

/// Most characters kept of what the payers of a batch wrote.
const BATCH: usize = 10_000;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Statement>, Refusal> {
    let text = text(bytes)?;
    let document = parse(&text)?;
    let root = document.root_element();
    let Some(message) = children(root, "BkToCstmrStmt").next().or_else(|| children(root, "BkToCstmrAcctRpt").next()) else {
        return Err(Refusal::NoStatement);
    };
    Ok(children(message, "Stmt").chain(children(message, "Rpt")).map(statement).collect())
}

fn statement(node: Node) -> Statement {
    let mut statement = Statement {
        iban: compact(&text_at(node, &["Acct", "Id", "IBAN"])),
        account: compact(&text_at(node, &["Acct", "Id", "Othr", "Id"])),
        currency: text_at(node, &["Acct", "Ccy"]),
        ..Statement::default()
    };
    for found in children(node, "Bal") {
        let code = text_at(found, &["Tp", "CdOrPrtry", "Cd"]);
        match code.as_str() {
            "OPBD" | "PRCD" if statement.opening.is_none() => statement.opening = balance(found),
            "CLBD" => statement.closing = balance(found),
            _ => {}
        }
    }
    for (place, entry) in children(node, "Ntry").enumerate() {
        let place = u32::try_from(place + 1).unwrap_or(u32::MAX);
        match entries(entry, &statement.currency) {
            Ok(lines) => statement.lines.extend(lines.into_iter().map(|line| BankLine { place, ..line })),
            Err(why) => statement.set_aside.push(SetAside { place, why }),
        }
    }
    statement
}

fn balance(node: Node) -> Option<Balance> {
    let on = day_of(node, "Dt")?;
    Some(Balance { on, amount: signed(node, amount(&text_at(node, &["Amt"]))?) })
}

/// A day, or an instant, under that name.
fn day_of(node: Node, name: &str) -> Option<chrono::NaiveDate> {
    let found = at(node, &[name])?;
    [text_at(found, &["Dt"]), text_at(found, &["DtTm"])].iter().find_map(|text| day(text))
}

fn signed(node: Node, amount: Cents) -> Cents {
    if text_at(node, &["CdtDbtInd"]) == "DBIT" { Cents(-amount.0) } else { amount }
}

/// The lines of one entry: one for each payment of a batch whose amounts are told and add up, else one.
fn entries(entry: Node, account_currency: &str) -> Result<Vec<BankLine>, WhyAside> {
    let status = at(entry, &["Sts"])
        .map(|status| if status.has_children() && at(status, &["Cd"]).is_some() { text_at(status, &["Cd"]) } else { content(status) });
    if status.as_deref().is_some_and(|status| status != "BOOK") {
        return Err(WhyAside::Pending);
    }
    let written = at(entry, &["Amt"]).and_then(|amount| amount.attribute("Ccy")).unwrap_or(account_currency);
    if !written.is_empty() && written != "EUR" {
        return Err(WhyAside::Currency(clean(written)));
    }
    let whole = amount(&text_at(entry, &["Amt"])).ok_or_else(|| WhyAside::Amount(text_at(entry, &["Amt"])))?;
    let side = text_at(entry, &["CdtDbtInd"]);
    if !matches!(side.as_str(), "CRDT" | "DBIT") {
        return Err(WhyAside::Side(clean(&side)));
    }
    let whole = signed(entry, whole);
    let booked_on = day_of(entry, "BookgDt").or_else(|| day_of(entry, "ValDt")).ok_or_else(|| WhyAside::Day(String::new()))?;
    let value_on = day_of(entry, "ValDt");
    let details: Vec<Node> = children(entry, "NtryDtls").flat_map(|details| children(details, "TxDtls").collect::<Vec<_>>()).collect();
    let line = BankLine { booked_on, value_on, ..of(entry, details.first().copied(), whole) };
    let parts: Option<Vec<Cents>> = details.iter().map(|detail| part(*detail, whole)).collect();
    let told = parts.filter(|parts| parts.iter().map(|part| i128::from(part.0)).sum::<i128>() == i128::from(whole.0));
    if payments(entry, &details) < 2 {
        return Ok(vec![line]);
    }
    let Some(parts) = told.filter(|parts| parts.len() > 1) else { return Ok(vec![batch(&line, entry, &details)]) };
    let one = |(rank, (detail, part)): (usize, (&Node, Cents))| {
        let one = of(entry, Some(*detail), part);
        // Without any reference, its words tell it from another.
        let bank_id = match one.bank_id.as_str() {
            own if own.is_empty() || own != line.bank_id => one.bank_id.clone(),
            shared => format!("{shared}/{}", rank + 1),
        };
        BankLine { booked_on, value_on, bank_id, ..one }
    };
    Ok(details.iter().zip(parts).enumerate().map(one).collect())
}

/// How many payments an entry holds: those it details, or those it counts when it details fewer.
fn payments(entry: Node, details: &[Node]) -> usize {
    let counted = |group: Node| text_at(group, &["Btch", "NbOfTxs"]).parse::<usize>().unwrap_or_default();
    details.len().max(children(entry, "NtryDtls").map(counted).fold(0, usize::saturating_add))
}

/// Several payments in one sum whose parts are not told: the words of all of them, and nothing of one that could be taken
/// for the whole. What is too long for the label is kept beside it, so that each payer is still found in it.
fn batch(line: &BankLine, entry: Node, details: &[Node]) -> BankLine {
    let all = |tell: &dyn Fn(Node) -> Vec<String>| -> Vec<String> {
        let mut all: Vec<String> = details.iter().flat_map(|detail| tell(*detail)).filter(|text| !text.is_empty()).collect();
        all.dedup();
        all
    };
    // What is taken back keeps the parties of the payment.
    let sides: &[&str] = if line.amount.0 < 0 { &["Cdtr", "Dbtr"] } else { &["Dbtr"] };
    let names = all(&|detail| sides.iter().map(|side| party(detail, side)).collect());
    let returned = line.kind == LineKind::Return || (line.amount.0 < 0 && details.iter().any(|detail| at(*detail, &["RtrInf"]).is_some()));
    let words = all(&|detail| remittance(detail).into_iter().chain([end_to_end(detail)]).collect());
    let more = text_at(entry, &["AddtlNtryInf"]);
    let told: Vec<&str> = names.iter().chain(&words).map(String::as_str).chain([more.as_str()]).collect();
    let joined = |texts: &[String]| texts.join(" · ").chars().take(BATCH).collect::<String>();
    BankLine {
        label: label(&told),
        kind: if returned { LineKind::Return } else { LineKind::Batch },
        counterparty: joined(&names),
        counterparty_iban: String::new(),
        reference: joined(&words),
        ..line.clone()
    }
}

/// The amount of one payment of a batch, in the direction of the whole; none when it is not told in its currency.
fn part(detail: Node, whole: Cents) -> Option<Cents> {
    let written = [at(detail, &["Amt"]), at(detail, &["AmtDtls", "TxAmt", "Amt"])];
    let in_euros = |amount: &Node| amount.attribute("Ccy").is_none_or(|currency| currency == "EUR");
    let part = written.into_iter().flatten().filter(in_euros).find_map(|node| amount(&content(node)))?;
    Some(if whole.0 < 0 { Cents(-part.0.abs()) } else { Cents(part.0.abs()) })
}

/// Money received comes from the debtor.
fn other_side(amount: Cents) -> &'static str {
    if amount.0 >= 0 { "Dbtr" } else { "Cdtr" }
}

/// The name of a party; it stands under `Pty` since version 03.
fn party(detail: Node, party: &str) -> String {
    let name = [text_at(detail, &["RltdPties", party, "Nm"]), text_at(detail, &["RltdPties", party, "Pty", "Nm"])];
    clean(name.iter().find(|name| !name.is_empty()).map_or("", String::as_str))
}

/// What was written for the one who is paid: words, and the reference he gave.
fn remittance(detail: Node) -> [String; 2] {
    let found = at(detail, &["RmtInf"]);
    let words: Vec<String> = found.map(|found| children(found, "Ustrd").map(content).collect()).unwrap_or_default();
    let structured: Vec<String> = found
        .map(|found| children(found, "Strd").map(|one| text_at(one, &["CdtrRefInf", "Ref"])).filter(|text| !text.is_empty()).collect())
        .unwrap_or_default();
    [clean(&words.join(" ")), clean(&structured.join(" "))]
}

/// The payer's own reference.
fn end_to_end(detail: Node) -> String {
    let reference = text_at(detail, &["Refs", "EndToEndId"]);
    if reference == "NOTPROVIDED" { String::new() } else { clean(&reference) }
}

fn of(entry: Node, detail: Option<Node>, amount: Cents) -> BankLine {
    let of_detail = |path: &[&str]| detail.map(|detail| text_at(detail, path)).unwrap_or_default();
    let account = if amount.0 >= 0 { "DbtrAcct" } else { "CdtrAcct" };
    let counterparty = detail.map(|detail| party(detail, other_side(amount))).unwrap_or_default();
    let words = detail.map(remittance).unwrap_or_default();
    let more = [of_detail(&["AddtlTxInf"]), text_at(entry, &["AddtlNtryInf"])];
    let mut label = label(&[&counterparty, &words[0], &words[1], &more[0], &more[1]]);
    let kind = kind(entry, detail, amount, &label);
    // What is taken back keeps the parties of the payment: the debtor is still the one who had paid.
    if kind == LineKind::Return && amount.0 < 0 {
        label = super::amounts::label(&[&label, &detail.map(|detail| party(detail, "Dbtr")).unwrap_or_default()]);
    }
    let bank_id = [of_detail(&["Refs", "AcctSvcrRef"]), text_at(entry, &["AcctSvcrRef"]), text_at(entry, &["NtryRef"])];
    BankLine {
        place: 0,
        booked_on: chrono::NaiveDate::MIN,
        value_on: None,
        amount,
        kind,
        label,
        counterparty,
        counterparty_iban: compact(&of_detail(&["RltdPties", account, "Id", "IBAN"])),
        reference: detail.map(end_to_end).unwrap_or_default(),
        bank_id: clean(bank_id.iter().find(|id| !id.is_empty()).map_or("", String::as_str)),
    }
}

/// The bank's transaction code, of the payment or of the entry: its family, and whether it takes a movement back. A reason
/// of return says it too, whatever the code, and so do the words of a movement out.
fn kind(entry: Node, detail: Option<Node>, amount: Cents, label: &str) -> LineKind {
    let codes = |name: &str| {
        let of = |node: Node| text_at(node, &["BkTxCd", "Domn", "Fmly", name]);
        [detail.map(of).unwrap_or_default(), of(entry)]
    };
    let reversal = matches!(text_at(entry, &["RvslInd"]).as_str(), "true" | "1");
    let returned = detail.is_some_and(|detail| at(detail, &["RtrInf"]).is_some());
    let is_return = |code: &String| matches!(code.as_str(), "UPDD" | "RRTN" | "URCQ" | "UPCQ" | "RPCR" | "PRDD" | "CQRV" | "RCDD" | "UPCT");
    let by_words = kind_of_label(label, amount);
    if reversal || returned || codes("SubFmlyCd").iter().any(is_return) || by_words == LineKind::Return {
        return LineKind::Return;
    }
    match codes("Cd").iter().find(|code| !code.is_empty()).map_or("", String::as_str) {
        "RCDT" | "ICDT" | "RRCT" | "IRCT" => LineKind::Transfer,
        "RCHQ" | "ICHQ" => LineKind::Cheque,
        "RDDT" | "IDDT" => LineKind::DirectDebit,
        "CCRD" | "MCRD" => LineKind::Card,
        "CNTR" => LineKind::Cash,
        _ => by_words,
    }
}
