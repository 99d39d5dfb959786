//! Numbers as Indonesian news writes them, and their canonical form.
//!
//! The dot parts thousands and the comma decimals (PUEBI); English style and
//! clock times occur beside it. The canonical form has no thousands marks and
//! a decimal dot, and no zeros at the end of decimals, so it parses as `f64`:
//!
//! | written | canonical | why |
//! |---|---|---|
//! | `1.250.000,00` | `1250000` | both marks: the last is the decimal one |
//! | `1,250.50` | `1250.5` | the same, English |
//! | `31.500` | `31500` | a dot before three digits parts thousands |
//! | `7,89` `1,250` | `7.89` `1.25` | one comma is a decimal comma |
//! | `25,000` `1,250,000` | `25000` `1250000` | unless only zeros or groups follow: English |
//! | `0.125` | itself | no group of thousands starts with a zero |
//! | `2.5` `10.30` | itself | a decimal, a clock time or a section: kept as written |
//! | `192.168.1.1` | none | not a number |

/// The canonical form of a number written with digits, dots and commas, each
/// mark between digits; `None` if it is the written form or there is none.
pub(super) fn canonical(written: &str) -> Option<String> {
    let dots = written.bytes().filter(|&b| b == b'.').count();
    let commas = written.bytes().filter(|&b| b == b',').count();
    let (thousands, decimal) = match (dots, commas) {
        (0, 0) => return None,
        (1.., 0) if in_groups(written, '.') => (written, ""),
        (0, 2..) if in_groups(written, ',') => (written, ""),
        (0, 1) if in_groups(written, ',') && written.ends_with(",000") => (written, ""),
        (0, 1) => written.split_once(',')?,
        (1.., 1) => grouped_decimal(written, '.', ',')?,
        (1, 1..) => grouped_decimal(written, ',', '.')?,
        _ => return None,
    };
    let mut form: String = thousands.chars().filter(char::is_ascii_digit).collect();
    let decimal = decimal.trim_end_matches('0');
    if !decimal.is_empty() {
        form.push('.');
        form.push_str(decimal);
    }
    (form != written).then_some(form)
}

/// Cuts at the only `mark`, which must follow groups of thousands parted by `group`.
fn grouped_decimal(written: &str, group: char, mark: char) -> Option<(&str, &str)> {
    written
        .split_once(mark)
        .filter(|(thousands, decimal)| in_groups(thousands, group) && !decimal.contains(group))
        .or_else(|| {
            // `1,250.50` has one mark of each: try the other reading.
            let (thousands, decimal) = written.split_once(group)?;
            let ours = in_groups(thousands, mark) && !decimal.contains([group, mark]);
            ours.then_some((thousands, decimal))
        })
}

/// Whether `written` is one to three digits, then groups of three after each `mark`.
fn in_groups(written: &str, mark: char) -> bool {
    let mut groups = written.split(mark);
    let first = groups.next().unwrap_or_default();
    let mut rest = groups.peekable();
    (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && rest.peek().is_some()
        && rest.all(|group| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether `text` has the form of one number: digits, parted by dots and commas.
pub(super) fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
}

/// Whether a run of digits with commas only is a list (`1,2,3`), not a number.
pub(super) fn is_list(text: &str) -> bool {
    !text.contains('.') && text.bytes().filter(|&b| b == b',').count() > 1 && !in_groups(text, ',')
}

/// Whether a word in any case is the sign of a currency, as it stands before a number.
pub(crate) fn is_currency(word: &str) -> bool {
    const SIGNS: [&str; 7] = ["eur", "idr", "rm", "rp", "sgd", "us", "usd"];
    SIGNS.iter().any(|sign| sign.eq_ignore_ascii_case(word))
}

/// Length of the sign of a currency glued to the front of a number: `Rp1,5`.
pub(super) fn currency(word: &str) -> Option<usize> {
    let length = word.bytes().take_while(u8::is_ascii_alphabetic).take(4).count();
    let sign = &word[..length];
    let followed = word[length..].starts_with(|c: char| c.is_ascii_digit());
    (followed && is_currency(sign)).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_forms() {
        let cases = [
            ("1.250.000,00", Some("1250000")),
            ("1.250.000,05", Some("1250000.05")),
            ("1,250.50", Some("1250.5")),
            ("1.250,50", Some("1250.5")),
            ("1,250,000.75", Some("1250000.75")),
            ("31.500", Some("31500")),
            ("7,89", Some("7.89")),
            ("1,250", Some("1.25")),
            ("25,000", Some("25000")),
            ("1,250,000", Some("1250000")),
            ("0,000", Some("0")),
            ("0,5", Some("0.5")),
            ("0.125", None),
            ("2.5", None),
            ("10.30", None),
            ("2024", None),
            ("192.168.1.1", None),
            ("1,2.3", None),
            ("1,2,3", None),
        ];
        for (written, expected) in cases {
            assert_eq!(canonical(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn lists_and_currencies() {
        assert!(is_list("1,2,3") && !is_list("1,250,000") && !is_list("7,89"));
        assert_eq!(currency("Rp1,5"), Some(2));
        assert_eq!(currency("Rpx1"), None);
        assert_eq!(currency("H1N1"), None);
    }
}
