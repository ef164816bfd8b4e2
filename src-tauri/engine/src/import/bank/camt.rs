//! CAMT.053, the statement of ISO 20022. Its versions differ for us only by the namespace and by where a name stands.
use super::amounts::label;
use crate::import::Refusal;
use crate::import::einvoice::xml::{amount, at, children, content, day, parse, text, text_at};
use echu_core::bank::{Balance, BankLine, LineKind, SetAside, Statement, WhyAside, kind_of_label};
use echu_core::identifiers::compact;
use echu_core::money::Cents;
use echu_core::text::clean;
use roxmltree::Node;

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
            Ok(lines) => statement.lines.extend(lines),
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
    let whole = signed(entry, whole);
    let booked_on = day_of(entry, "BookgDt").or_else(|| day_of(entry, "ValDt")).ok_or_else(|| WhyAside::Day(String::new()))?;
    let details: Vec<Node> = children(entry, "NtryDtls").flat_map(|details| children(details, "TxDtls").collect::<Vec<_>>()).collect();
    let parts: Option<Vec<Cents>> = details.iter().map(|detail| part(*detail, whole)).collect();
    let mut line = of(entry, details.first().copied(), whole);
    line.booked_on = booked_on;
    line.value_on = day_of(entry, "ValDt");
    match parts {
        Some(parts) if details.len() > 1 && parts.iter().map(|part| i128::from(part.0)).sum::<i128>() == i128::from(whole.0) => Ok(details
            .iter()
            .zip(parts)
            .enumerate()
            .map(|(rank, (detail, part))| {
                let one = of(entry, Some(*detail), part);
                let bank_id = if one.bank_id.is_empty() || one.bank_id == line.bank_id {
                    format!("{}/{}", line.bank_id, rank + 1)
                } else {
                    one.bank_id.clone()
                };
                BankLine { booked_on, value_on: line.value_on, bank_id, ..one }
            })
            .collect()),
        Some(_) | None => Ok(vec![line]),
    }
}

/// The amount of one payment of a batch, in the direction of the whole.
fn part(detail: Node, whole: Cents) -> Option<Cents> {
    let written = [text_at(detail, &["Amt"]), text_at(detail, &["AmtDtls", "TxAmt", "Amt"])];
    let part = written.iter().find_map(|text| amount(text))?;
    Some(if whole.0 < 0 { Cents(-part.0.abs()) } else { Cents(part.0.abs()) })
}

fn of(entry: Node, detail: Option<Node>, amount: Cents) -> BankLine {
    let of_detail = |path: &[&str]| detail.map(|detail| text_at(detail, path)).unwrap_or_default();
    let received = amount.0 >= 0;
    // Money received comes from the debtor; a name stands under `Pty` since version 03.
    let (party, account) = if received { ("Dbtr", "DbtrAcct") } else { ("Cdtr", "CdtrAcct") };
    let name = [of_detail(&["RltdPties", party, "Nm"]), of_detail(&["RltdPties", party, "Pty", "Nm"])];
    let counterparty = clean(name.iter().find(|name| !name.is_empty()).map_or("", String::as_str));
    let remittance = detail.and_then(|detail| at(detail, &["RmtInf"]));
    let words: Vec<String> = remittance.map(|found| children(found, "Ustrd").map(content).collect()).unwrap_or_default();
    let structured = remittance.map(|found| text_at(found, &["Strd", "CdtrRefInf", "Ref"])).unwrap_or_default();
    let words = words.join(" ");
    let more = [of_detail(&["AddtlTxInf"]), text_at(entry, &["AddtlNtryInf"])];
    let label = label(&[&counterparty, &words, &structured, &more[0], &more[1]]);
    let end_to_end = of_detail(&["Refs", "EndToEndId"]);
    let bank_id = [of_detail(&["Refs", "AcctSvcrRef"]), text_at(entry, &["AcctSvcrRef"]), text_at(entry, &["NtryRef"])];
    BankLine {
        booked_on: chrono::NaiveDate::MIN,
        value_on: None,
        amount,
        kind: kind(entry, &label),
        label,
        counterparty,
        counterparty_iban: compact(&of_detail(&["RltdPties", account, "Id", "IBAN"])),
        reference: if end_to_end == "NOTPROVIDED" { String::new() } else { clean(&end_to_end) },
        bank_id: clean(bank_id.iter().find(|id| !id.is_empty()).map_or("", String::as_str)),
    }
}

/// The bank's transaction code: its family, and whether it takes a movement back.
fn kind(entry: Node, label: &str) -> LineKind {
    let family = text_at(entry, &["BkTxCd", "Domn", "Fmly", "Cd"]);
    let detail = text_at(entry, &["BkTxCd", "Domn", "Fmly", "SubFmlyCd"]);
    let reversal = matches!(text_at(entry, &["RvslInd"]).as_str(), "true" | "1");
    if reversal || matches!(detail.as_str(), "UPDD" | "RRTN" | "URCQ" | "UPCQ" | "RPCR" | "PRDD" | "CQRV" | "RCDD" | "UPCT") {
        return LineKind::Return;
    }
    match family.as_str() {
        "RCDT" | "ICDT" | "RRCT" | "IRCT" => LineKind::Transfer,
        "RCHQ" | "ICHQ" => LineKind::Cheque,
        "RDDT" | "IDDT" => LineKind::DirectDebit,
        "CCRD" | "MCRD" => LineKind::Card,
        "CNTR" => LineKind::Cash,
        _ => kind_of_label(label),
    }
}
