//! One source for several texts: conditions known beforehand are settled, all the rest stays as it is written.
use super::{Values, alone_on_its_line};

/// The text of one case: a condition on a name of `known` keeps its inside or disappears, the others stay.
///
/// The source is one of ours, checked by the tests; a source with a fault keeps the faulty part.
pub fn specialise(source: &str, known: &Values) -> String {
    let mut out = String::with_capacity(source.len());
    // For each open condition, what it is settled as; nothing when it stays a condition.
    let mut open: Vec<Option<bool>> = Vec::new();
    // How many conditions around are settled as false.
    let mut silent = 0_usize;
    let mut at = 0;
    while let Some(start) = source[at..].find("{{").map(|found| found + at) {
        let Some(end) = source[start..].find("}}").map(|found| found + start + 2) else { break };
        let inside = source[start + 2..end - 2].trim();
        let (from, next) = alone_on_its_line(source, start, end);
        let mut keep_up_to = |upto: usize, silent: usize| {
            if silent == 0 {
                out.push_str(&source[at.min(upto)..upto]);
            }
        };
        if let Some(name) = inside.strip_prefix("#si ").map(str::trim) {
            let value = known.get(name).map(|value| !value.trim().is_empty());
            match value {
                Some(is) => {
                    keep_up_to(from, silent);
                    silent += usize::from(!is);
                    at = next;
                }
                None => {
                    keep_up_to(end, silent);
                    at = end;
                }
            }
            open.push(value);
        } else if inside == "/si" {
            match open.pop().flatten() {
                Some(is) => {
                    keep_up_to(from, silent);
                    silent -= usize::from(!is);
                    at = next;
                }
                None => {
                    keep_up_to(end, silent);
                    at = end;
                }
            }
        } else {
            keep_up_to(end, silent);
            at = end;
        }
    }
    if silent == 0 {
        out.push_str(&source[at..]);
    }
    // A paragraph that was settled away leaves the empty lines around it.
    while out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Values {
        Values::from([("pro", "oui".to_owned()), ("conso", String::new())])
    }

    #[test]
    fn a_known_condition_is_settled_and_an_unknown_one_stays() {
        let source = "un\n\n{{#si pro}}\ndeux {{#si total}}et {{total}}{{/si}}\n{{/si}}\n\n{{#si conso}}\ntrois\n{{/si}}\n\nquatre{{#si conso}} non{{/si}}.";
        assert_eq!(specialise(source, &known()), "un\n\ndeux {{#si total}}et {{total}}{{/si}}\n\nquatre.");
    }

    #[test]
    fn conditions_inside_one_that_is_settled_away_go_with_it() {
        let source = "a{{#si conso}}b{{#si pro}}c{{/si}}{{#si autre}}d{{/si}}e{{/si}}f";
        assert_eq!(specialise(source, &known()), "af");
    }

    #[test]
    fn a_text_without_conditions_is_left_alone() {
        assert_eq!(specialise("a {{client}} b", &known()), "a {{client}} b");
    }
}
