//! The content lines of a vCard: unfolded, cut into name, parameters and value (RFC 6350 §3; RFC 2426 §2; and what 2.1
//! files write in quoted-printable).
use encoding_rs::Encoding;

/// One property of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// In capitals, its group aside.
    pub(super) name: String,
    /// Names in capitals; a parameter of version 2.1 that is a value alone is a TYPE.
    pub(super) params: Vec<(String, String)>,
    /// As written, unfolded.
    pub(super) value: String,
}

impl Line {
    /// True when a parameter has this value, alone or among others.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        let same = |(key, values): &&(String, String)| key == name && values.split(',').any(|one| one.eq_ignore_ascii_case(value));
        self.params.iter().any(|param| same(&param))
    }

    fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A line being unfolded. Its head is looked at once, as it comes: a file of a million folds takes no longer than its bytes.
struct Open {
    number: u32,
    text: String,
    /// True inside the quotes of a parameter.
    quoted: bool,
    /// None until the head ends.
    printable: Option<bool>,
}

impl Open {
    fn new(number: u32, text: &str) -> Open {
        let mut open = Open { number, text: String::new(), quoted: false, printable: None };
        open.take(text);
        open
    }

    fn take(&mut self, more: &str) {
        if self.printable.is_none() {
            for (at, c) in more.char_indices() {
                self.quoted ^= c == '"';
                if c == ':' && !self.quoted {
                    let head = format!("{}{}", self.text, &more[..at]).to_ascii_uppercase();
                    self.printable = Some(head.contains("QUOTED-PRINTABLE"));
                    break;
                }
            }
        }
        self.text.push_str(more);
    }

    /// A line of quoted-printable goes on after a « = » at its end.
    fn goes_on(&self) -> bool {
        self.printable == Some(true) && self.text.ends_with('=')
    }
}

/// The lines of a text, each with the number of its first line.
pub(super) fn of(text: &str) -> Vec<(u32, Line)> {
    let mut lines: Vec<Open> = Vec::new();
    for (number, raw) in (1_u32..).zip(text.lines()) {
        let raw = raw.trim_end_matches('\r');
        let goes_on = lines.last().is_some_and(Open::goes_on);
        if let Some(last) = lines.last_mut().filter(|_| goes_on) {
            last.text.pop();
            last.take(raw);
        } else if let (Some(rest), Some(last)) = (raw.strip_prefix([' ', '\t']), lines.last_mut()) {
            last.take(rest);
        } else if !raw.trim().is_empty() {
            lines.push(Open::new(number, raw));
        }
    }
    lines.into_iter().filter_map(|line| Some((line.number, cut(&line.text)?))).collect()
}

/// Name, parameters, value; none when there is no value.
fn cut(line: &str) -> Option<Line> {
    let mut quoted = false;
    let colon = line.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        (c == ':' && !quoted).then_some(at)
    })?;
    let (head, value) = (&line[..colon], &line[colon + 1..]);
    let mut parts = outside_quotes(head, ';').into_iter();
    let name = parts.next()?.rsplit('.').next()?.trim().to_ascii_uppercase();
    let params = parts.map(|part| match part.split_once('=') {
        Some((key, value)) => (key.trim().to_ascii_uppercase(), value.replace('"', "")),
        None => ("TYPE".to_owned(), part.to_owned()),
    });
    let mut line = Line { name, params: params.collect(), value: value.to_owned() };
    let printable = line.says("ENCODING", "QUOTED-PRINTABLE") || line.says("TYPE", "QUOTED-PRINTABLE");
    if printable {
        line.value = quoted_printable(&line.value, line.param("CHARSET").unwrap_or("utf-8"));
    }
    Some(line)
}

fn outside_quotes(text: &str, sign: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(|c: char| {
        quoted ^= c == '"';
        c == sign && !quoted
    })
    .collect()
}

fn quoted_printable(text: &str, charset: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        let digits =
            bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok()).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match (byte, digits) {
            (b'=', Some(decoded)) => {
                out.push(decoded);
                at += 3;
            }
            (other, _) => {
                out.push(*other);
                at += 1;
            }
        }
    }
    let encoding = Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    encoding.decode(&out).0.into_owned()
}

/// The parts of a value between unescaped `sign`s, each unescaped: `\n`, `\,`, `\;`, `\\`.
pub(super) fn parts(value: &str, sign: char) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in value.chars() {
        let last = parts.len() - 1;
        match c {
            'n' | 'N' if escaped => parts[last].push('\n'),
            _ if escaped => parts[last].push(c),
            '\\' => {
                escaped = true;
                continue;
            }
            _ if c == sign => parts.push(String::new()),
            _ => parts[last].push(c),
        }
        escaped = false;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_folded_line_is_one_and_a_group_is_no_part_of_the_name() {
        let lines = of("BEGIN:VCARD\r\nitem1.EMAIL;TYPE=\"work,pref\":compta@\r\n durand.example\r\nTEL;HOME;VOICE:01\r\n");
        assert_eq!(lines[1].0, 2);
        assert_eq!((lines[1].1.name.as_str(), lines[1].1.value.as_str()), ("EMAIL", "compta@durand.example"));
        assert!(lines[1].1.says("TYPE", "PREF") && lines[2].1.says("TYPE", "home"));
    }

    #[test]
    fn what_older_files_write_in_quoted_printable_is_read_in_its_charset() {
        let lines =
            of("N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;Jean=\r\n-Paul\r\nFN;ENCODING=QUOTED-PRINTABLE:=C3=89t=C3=A9\r\n");
        assert_eq!(lines[0].1.value, "Müller;Jean-Paul");
        assert_eq!(lines[1].1.value, "Été");
    }

    #[test]
    fn a_head_that_is_folded_or_quotes_a_colon_is_read_whole() {
        let lines = of("N;X=\"a:b\";ENCODING=QUOTED-\r\n PRINTABLE:M=FC=\r\nller\r\nNOTE:x=\r\nFN:A\r\n");
        let names: Vec<&str> = lines.iter().map(|(_, line)| line.name.as_str()).collect();
        assert_eq!(names, ["N", "NOTE", "FN"], "only quoted-printable goes on after its end");
        assert!(lines[0].1.value.ends_with("ller"), "{:?}", lines[0]);
    }

    #[test]
    fn a_line_folded_without_end_is_read_in_one_pass() {
        let hostile = format!("N;ENCODING=QUOTED-PRINTABLE;X=\"a:\r\n{}", " :=\r\n".repeat(300_000));
        assert!(of(&hostile).is_empty(), "its quote is never closed: it has no value");
        let lines = of(&format!("N;ENCODING=QUOTED-PRINTABLE:{}", "a=\r\n".repeat(300_000)));
        assert_eq!((lines.len(), lines[0].1.value.len()), (1, 300_001), "the last « = » ends the file and stays");
    }

    #[test]
    fn signs_are_unescaped_once() {
        assert_eq!(parts("a\\;b;c\\\\;d\\, e\\nf", ';'), ["a;b", "c\\", "d, e\nf"]);
        assert_eq!(parts("", ';'), [""]);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(?s).{0,300}") {
            for (_, line) in of(&text) {
                parts(&line.value, ';');
            }
        }
    }
}
