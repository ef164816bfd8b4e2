//! E-mail addresses a server will take.
use super::IdentifierProblem;
use crate::text::clean;

/// The longest address a server must take (RFC 5321).
const LONGEST: usize = 254;
/// The longest part before « @ ».
const LONGEST_LOCAL: usize = 64;

/// One e-mail address: an ASCII local part, a domain with a dot. An accented domain takes its ASCII form
/// (`société.example` → `xn--socit-esab.example`), the one that goes in an envelope.
///
/// # Errors
/// Stricter than the mail library, which takes `é@x.fr`, `a@b` and `a@localhost`: each of these would fail at the
/// server, days later.
pub fn email(text: &str) -> Result<String, IdentifierProblem> {
    let address = clean(text);
    if address.is_empty() {
        return Err(IdentifierProblem::Empty);
    }
    let (local, domain) = address.split_once('@').ok_or(IdentifierProblem::NoAtSign)?;
    if domain.contains('@') {
        return Err(IdentifierProblem::NoAtSign);
    }
    if !is_local_part(local) {
        return Err(IdentifierProblem::BadLocalPart);
    }
    let domain = idna::domain_to_ascii_strict(domain).map_err(|_| IdentifierProblem::BadDomain)?;
    let Some((_, last)) = domain.rsplit_once('.') else {
        return Err(IdentifierProblem::NoDotInDomain);
    };
    // An address of figures only, or a closing dot, is no place for mail.
    if last.is_empty() || last.bytes().all(|b| b.is_ascii_digit()) {
        return Err(IdentifierProblem::BadDomain);
    }
    let address = format!("{local}@{domain}");
    if address.len() > LONGEST { Err(IdentifierProblem::WrongLength) } else { Ok(address) }
}

/// Letters, digits and the marks of RFC 5322, in parts joined by single dots. The quoted form is lawful, and refused:
/// nobody has one, and what looks like one is a name pasted with its address.
fn is_local_part(local: &str) -> bool {
    let mark = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    local.len() <= LONGEST_LOCAL && local.split('.').all(|part| !part.is_empty() && part.bytes().all(mark))
}

#[cfg(test)]
mod tests {
    use super::IdentifierProblem::*;
    use super::*;

    #[test]
    fn addresses_are_taken_or_refused_with_a_reason() {
        let long_local = format!("{}@x.example", "a".repeat(65));
        let long_domain = format!("facturation@{}.example", vec!["b".repeat(60); 4].join("."));
        for (text, expected) in [
            ("compta@durand.example", Ok("compta@durand.example")),
            (" Compta@Durand.Example ", Ok("Compta@durand.example")),
            ("jean.o'neil+factures@a-b.example", Ok("jean.o'neil+factures@a-b.example")),
            ("a@société.example", Ok("a@xn--socit-esab.example")),
            ("a@b.c.d.example", Ok("a@b.c.d.example")),
            ("", Err(Empty)),
            ("durand.example", Err(NoAtSign)),
            ("a@b@c.example", Err(NoAtSign)),
            ("é@x.fr", Err(BadLocalPart)),
            ("@x.example", Err(BadLocalPart)),
            ("a..b@x.example", Err(BadLocalPart)),
            (".a@x.example", Err(BadLocalPart)),
            ("a.@x.example", Err(BadLocalPart)),
            ("a b@x.example", Err(BadLocalPart)),
            ("\"a\"@x.example", Err(BadLocalPart)),
            ("Jean <a@x.example>", Err(BadLocalPart)),
            ("a,b@x.example", Err(BadLocalPart)),
            (&long_local, Err(BadLocalPart)),
            ("a@b", Err(NoDotInDomain)),
            ("a@localhost", Err(NoDotInDomain)),
            ("a@x.example;b", Err(BadDomain)),
            ("a@x.example,", Err(BadDomain)),
            ("a@x..example", Err(BadDomain)),
            ("a@.example", Err(BadDomain)),
            ("a@x.example.", Err(BadDomain)),
            ("a@-x.example", Err(BadDomain)),
            ("a@x_y.example", Err(BadDomain)),
            ("a@127.0.0.1", Err(BadDomain)),
            ("a@", Err(BadDomain)),
            (&long_domain, Err(WrongLength)),
            ("a@x.example\r\nBcc: b@y.example", Err(NoAtSign)),
        ] {
            assert_eq!(email(text), expected.map(str::to_owned), "{text:?}");
        }
    }
}
