//! Numbers in words, in the traditional spelling: hyphens below one hundred only, « et » without hyphens.
//!
//! A handwritten amount must be in words and figures (C. civ. 1376); where they differ, the words prevail.
use crate::money::Cents;

const UNITS: [&str; 17] = [
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze",
    "seize",
];
const TENS: [&str; 7] = ["", "dix", "vingt", "trente", "quarante", "cinquante", "soixante"];

/// An amount in words: `mille deux cent trente-quatre euros et cinquante-six centimes`.
pub fn euros_in_words(amount: Cents) -> String {
    let cents = amount.0.unsigned_abs();
    let (euros, rest) = (cents / 100, cents % 100);
    let sign = if amount.0 < 0 { "moins " } else { "" };
    // « Deux millions d’euros », « deux millions un euros »: the noun takes « de » when nothing stands between.
    let joint = if euros >= 1_000_000 && euros.is_multiple_of(1_000_000) { " d’" } else { " " };
    let whole = format!("{}{joint}{}", number_in_words(euros), if euros < 2 { "euro" } else { "euros" });
    match rest {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole} et {} {}", number_in_words(rest), if rest < 2 { "centime" } else { "centimes" }),
    }
}

/// A whole number in words: `quatre-vingt-onze mille deux cents`.
pub fn number_in_words(number: u64) -> String {
    if number == 0 {
        return UNITS[0].to_owned();
    }
    let mut words = Vec::new();
    let billions = number / 1_000_000_000;
    if billions > 0 {
        words.push(format!("{} {}", number_in_words(billions), if billions < 2 { "milliard" } else { "milliards" }));
    }
    let millions = number / 1_000_000 % 1000;
    if millions > 0 {
        words.push(format!("{} {}", below_thousand(millions, true), if millions < 2 { "million" } else { "millions" }));
    }
    let thousands = number / 1000 % 1000;
    if thousands > 0 {
        // « Mille » is a numeral, not a noun: it never varies and takes the plural off what stands before it.
        words.push(if thousands == 1 { "mille".to_owned() } else { format!("{} mille", below_thousand(thousands, false)) });
    }
    if !number.is_multiple_of(1000) {
        words.push(below_thousand(number % 1000, true));
    }
    words.join(" ")
}

/// From 1 to 999; `last` is false before « mille », where « cent » and « vingt » lose their plural.
fn below_thousand(number: u64, last: bool) -> String {
    let (hundreds, rest) = (number / 100, number % 100);
    let mut words = Vec::new();
    match hundreds {
        0 => {}
        1 => words.push("cent".to_owned()),
        many => words.push(format!("{} cent{}", unit(many), if rest == 0 && last { "s" } else { "" })),
    }
    if rest > 0 {
        words.push(below_hundred(rest, last));
    }
    words.join(" ")
}

fn below_hundred(number: u64, last: bool) -> String {
    let (ten, one) = (number / 10, number % 10);
    match (ten, one) {
        (0, _) => unit(number),
        (1, _) if number <= 16 => unit(number),
        (1, _) => format!("dix-{}", unit(one)),
        (2..=6, 0) => tens(ten),
        (2..=6, 1) => format!("{} et un", tens(ten)),
        (7, 1) => "soixante et onze".to_owned(),
        (7, _) => format!("soixante-{}", below_hundred(10 + one, last)),
        (8, 0) => format!("quatre-vingt{}", if last { "s" } else { "" }),
        (8, _) => format!("quatre-vingt-{}", unit(one)),
        (9, _) => format!("quatre-vingt-{}", below_hundred(10 + one, last)),
        _ => format!("{}-{}", tens(ten), unit(one)),
    }
}

fn unit(number: u64) -> String {
    usize::try_from(number).ok().and_then(|at| UNITS.get(at)).copied().unwrap_or_default().to_owned()
}

fn tens(ten: u64) -> String {
    usize::try_from(ten).ok().and_then(|at| TENS.get(at)).copied().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_spelled_in_the_traditional_way() {
        for (number, words) in [
            (0, "zéro"),
            (1, "un"),
            (16, "seize"),
            (17, "dix-sept"),
            (21, "vingt et un"),
            (22, "vingt-deux"),
            (61, "soixante et un"),
            (70, "soixante-dix"),
            (71, "soixante et onze"),
            (77, "soixante-dix-sept"),
            (80, "quatre-vingts"),
            (81, "quatre-vingt-un"),
            (91, "quatre-vingt-onze"),
            (99, "quatre-vingt-dix-neuf"),
            (100, "cent"),
            (101, "cent un"),
            (200, "deux cents"),
            (201, "deux cent un"),
            (280, "deux cent quatre-vingts"),
            (1000, "mille"),
            (1001, "mille un"),
            (1980, "mille neuf cent quatre-vingts"),
            (80_000, "quatre-vingt mille"),
            (200_000, "deux cent mille"),
            (80_000_000, "quatre-vingts millions"),
            (200_000_000, "deux cents millions"),
            (1_000_000, "un million"),
            (1_234_567, "un million deux cent trente-quatre mille cinq cent soixante-sept"),
            (3_000_000_021, "trois milliards vingt et un"),
        ] {
            assert_eq!(number_in_words(number), words, "{number}");
        }
    }

    #[test]
    fn amounts_agree_with_their_number() {
        for (cents, words) in [
            (0, "zéro euro"),
            (1, "zéro euro et un centime"),
            (100, "un euro"),
            (123_456, "mille deux cent trente-quatre euros et cinquante-six centimes"),
            (2_100, "vingt et un euros"),
            (100_000_000, "un million d’euros"),
            (200_000_100, "deux millions un euros"),
            (-4_000, "moins quarante euros"),
        ] {
            assert_eq!(euros_in_words(Cents(cents)), words, "{cents}");
        }
    }

    proptest! {
        #[test]
        fn two_numbers_never_share_their_words(a in 0_u64..2_000_000, b in 0_u64..2_000_000) {
            prop_assert_eq!(a == b, number_in_words(a) == number_in_words(b));
        }
    }
}
