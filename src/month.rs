//! Names of months, Indonesian and English, in full, short and in older spellings.
//!
//! The one table of them: what is read in files, texts and queries, and what is shown.

/// The names of each month, January first: in full in Indonesian, in full in English; then the
/// other Indonesian ones, then the other English ones.
const MONTHS: [(&str, &str, &[&str], &[&str]); 12] = [
    ("Januari", "January", &["jan"], &[]),
    ("Februari", "February", &["feb", "febr", "peb", "pebruari"], &[]),
    ("Maret", "March", &["mar"], &[]),
    ("April", "April", &["apr"], &[]),
    ("Mei", "May", &[], &[]),
    ("Juni", "June", &["jun"], &[]),
    ("Juli", "July", &["jul"], &[]),
    ("Agustus", "August", &["ags", "agt", "agu", "agust"], &["aug"]),
    ("September", "September", &["sep", "sept"], &[]),
    ("Oktober", "October", &["okt"], &["oct"]),
    ("November", "November", &["nop", "nopember", "nov"], &[]),
    ("Desember", "December", &["des", "desem"], &["dec"]),
];

/// The month that an Indonesian or English word names, 1 to 12; case says nothing.
///
/// ```
/// assert_eq!(telusur::month::month("Agt"), Some(8));
/// assert_eq!(telusur::month::month("OCTOBER"), Some(10));
/// assert_eq!(telusur::month::month("senin"), None);
/// ```
pub fn month(word: &str) -> Option<u8> {
    indonesian(word).or_else(|| {
        number(|(_, full, _, short)| {
            full.eq_ignore_ascii_case(word) || short.iter().any(|s| s.eq_ignore_ascii_case(word))
        })
    })
}

/// The month that an Indonesian word names, 1 to 12; case says nothing.
pub fn indonesian(word: &str) -> Option<u8> {
    // The longest is "September", the shortest "jan".
    if !(3..=9).contains(&word.len()) {
        return None;
    }
    number(|(full, _, short, _)| {
        full.eq_ignore_ascii_case(word) || short.iter().any(|s| s.eq_ignore_ascii_case(word))
    })
}

/// The Indonesian name of a month in full.
///
/// # Panics
/// If the month is not 1 to 12.
pub fn in_indonesian(month: u8) -> &'static str {
    MONTHS[usize::from(month) - 1].0
}

/// The English name of a month in full.
///
/// # Panics
/// If the month is not 1 to 12.
pub fn in_english(month: u8) -> &'static str {
    MONTHS[usize::from(month) - 1].1
}

type Row = (&'static str, &'static str, &'static [&'static str], &'static [&'static str]);

fn number(is: impl Fn(&Row) -> bool) -> Option<u8> {
    let at = MONTHS.iter().position(is)?;
    u8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_names_its_month_and_no_other() {
        let mut names = Vec::new();
        for (number, (full, english, short, other)) in (1..).zip(MONTHS) {
            let own: Vec<&str> = short.iter().chain(other).copied().chain([full]).collect();
            assert!(own.iter().chain([&english]).all(|name| month(name) == Some(number)));
            assert!(short.iter().all(|name| indonesian(name) == Some(number)));
            assert_eq!((in_indonesian(number), in_english(number)), (full, english));
            names.extend(own);
        }
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!((names.len(), indonesian("may"), indonesian("aug")), (count, None, None));
    }
}
