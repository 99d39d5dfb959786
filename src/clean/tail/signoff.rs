//! Signatures behind the story: who wrote it, or the initials, in brackets.

use std::sync::OnceLock;

use regex::Regex;

use crate::analysis::Lexicon;
use crate::clean::text::pattern::pattern;

/// Who signs in brackets, in lower case, apart from names and initials.
const AGENCIES: &[&str] = &[
    "afp", "ant", "antara", "ap", "cnn", "dtk", "jpnn", "kumparan", "reuters", "rmol", "tempo",
    "viva",
];

/// What else stands in brackets behind a story and names nobody, in lower case.
const NO_AUTHORS: &[&str] = &[
    "adv",
    "advertorial",
    "bersambung",
    "foto",
    "habis",
    "ist",
    "istimewa",
    "red",
    "redaksi",
    "selesai",
    "tamat",
    "video",
];

/// What stands in brackets behind an amount, of three letters.
const UNITS: &[&str] = &[
    "aud", "cm2", "cm3", "dll", "dm2", "dm3", "eur", "gbp", "jam", "jpy", "km2", "km3", "kwh",
    "lot", "mm2", "mm3", "mtm", "mwh", "org", "pcs", "psi", "qoq", "qtq", "rpm", "thn", "usd",
    "wib", "yoy", "ytd",
];

/// How brackets begin that say where a saying of the Prophet, or a verse, stands.
const SCRIPTURES: &[&str] =
    &["HR.", "HR ", "H.R.", "QS.", "QS ", "Q.S.", "Hadis", "Hadits", "Muttafaq", "Riwayat"];

/// One name of a signature.
macro_rules! name {
    () => {
        r"[A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){0,4}"
    };
}

/// What a text ends in that may be a signature.
pub(super) fn last() -> &'static Regex {
    static LAST: OnceLock<Regex> = OnceLock::new();
    LAST.get_or_init(|| {
        // (dra/kur) (zil) (*) [eko] [] (Tribunnews.com/Ratna) (RMOL) (Ratna Wulandari) ***
        // rw/jc (AFP, Reuters) (Uu.H-RF/D011) (Tim Redaksi: Ratna Wulandari, Joko Contoh)
        pattern(concat!(
                r"(?:[\(\[] ?(?:",
                r"[A-Za-z\d.*]{1,14}(?: ?[/-] ?[A-Za-z\d.*]{0,14}){0,3}",
                r"|[A-Za-z.]{2,24}(?: [A-Za-z.]+)? ?/ ?[A-Za-z][A-Za-z. ]{2,40}",
                r"|(?:Tim Redaksi ?: ?)?", name!(), r"(?:(?:, ?| ?/ ?| ?& ?| dan )", name!(), r"){0,7}(?:\. Sumber ?: ?[^()\n]{2,60})?",
                r"|(?:[A-Z]{1,2}|Uu)[. ]{0,2}(?:[A-Za-z]{1,8}[. /-]{1,3}){0,3}[A-Z]\d{3}(?: ?/ ?[A-Z]\d{3}){0,2}",
                r"|Ed ?: ?[a-z]{2,3}(?:/[a-z]{0,4})?",
                r"|(?:", name!(), r"|[a-z]{2,12}, [A-Za-z]{2,12}) ?/ ?[a-z]{2,4}",
                r"|", name!(), r" ?/ ?bersambung",
                r"|\*{0,3}/?",
                r") ?[\)\]]|[a-z]{2,3}(?:/[a-z]{2,4}){1,2} ?\([A-Za-z, .]{2,40}\)|\[ ?\]|\*{1,5}|/?\*{2,3}/?|●|■)\.?$",
            ))
    })
}

/// What a text ends in that is signed without brackets; group `name` is who signed.
pub(super) fn bare() -> &'static Regex {
    static BARE: OnceLock<Regex> = OnceLock::new();
    BARE.get_or_init(|| {
        // rw/jc Ed: rw/ AFP Ratna Wulandari/Warta.com Ratna Wulandari/Sumber: Reuters
        pattern(concat!(
            r#"(?:^|[\n.!?"”])\s{0,2}(?<signature>"#,
            r"(?:Ed ?: ?)?[a-z]{2,3}/[a-z]{0,4}",
            r"|(?:AFP|AP|BBC|DPA|EPA|VOA)(?: ?Semua foto dilindungi hak cipta)?",
            r"|(?<name>", name!(), r") ?/ ?(?:Sumber ?: ?[A-Z]\w{2,20}|[A-Z][\w-]*\.(?:com|co\.id|co|id|net)",
            r"|Intisari(?:-[Oo]nline)?|Tribun\w*|Kompas|Antara|Tempo|Reuters|AFP|BBC News Indonesia|DW Indonesia",
            r"|Universitas [A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+){0,4}))\.?$",
        ))
    })
}

/// What a text ends in where the bracket of a signature was never closed.
pub(super) fn open() -> &'static Regex {
    static OPEN: OnceLock<Regex> = OnceLock::new();
    OPEN.get_or_init(|| {
        // (*. [Antara (Warta.com/Ratna. (Ratna Wulandari. (mg 1
        pattern(concat!(
            r#"[.!?"”]\s{0,2}(?<signature>[\(\[] ?(?:\*{0,3}\.?|mg ?\d{1,2}|A(?:ntara|FP|NT)"#,
            r"|[A-Za-z\d.-]{2,20}/[A-Za-z. -]{2,40}|[A-Z][a-z]{1,3}\.",
            r"|[A-Z][A-Za-z.'’-]*(?: [A-Z][A-Za-z.'’-]*){1,4}\.))$",
        ))
    })
}

/// Whether what stands in brackets at the end is a signature, not part of the last sentence.
pub(super) fn is_signature(text: &str, start: usize, end: usize) -> bool {
    let opened = text[start..end].trim_start_matches(['(', '[', ' ']);
    if SCRIPTURES.iter().any(|scripture| opened.starts_with(scripture)) {
        return false;
    }
    let inside: String = text[start..end].chars().filter(|c| c.is_alphanumeric()).collect();
    let before = text[..start].trim_end();
    let own_line = text[before.len()..start].contains('\n');
    let behind_end =
        before.ends_with(['.', '!', '?', '"', '”', '’', '\'', ')', ']', ':', '*', '…', '»']);
    let stars = inside.is_empty();
    let digits = inside.chars().any(|c| c.is_ascii_digit());
    let slash = text[start..end].contains('/');
    // `(D011)` is ANTARA's number of a reporter, `(Uu. D011)` has who edited it.
    let (initials, number) =
        inside.split_at(inside.floor_char_boundary(inside.len().saturating_sub(4)));
    let numbered = number.len() == 4
        && number.starts_with(|c: char| c.is_ascii_uppercase())
        && number[1..].bytes().all(|byte| byte.is_ascii_digit())
        && (own_line || !initials.is_empty() && initials.chars().all(char::is_alphabetic));
    let parted =
        text[start..end].contains(" - ") && inside.starts_with(|c: char| c.is_ascii_lowercase());
    if digits && !(slash || parted) && inside.len() > 3 && !numbered {
        return false;
    }
    // A bracket glued to the last word is no part of the sentence.
    let glued = before.len() == start
        && before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
        && !text[start..end].ends_with('.');
    own_line
        || behind_end
        || glued && text[start..end].contains(' ') && author_of(&text[start..end]).is_some()
        || is_sure(&text[start..end])
        || (stars && text[start..end].contains(['[', '(']))
}

/// Whether brackets hold nothing but a signature, whatever stands before them: a medium, or
/// initials that are no word.
fn is_sure(signature: &str) -> bool {
    let inside = signature.trim_matches(|c: char| "()[]. ".contains(c));
    let lower = inside.to_lowercase();
    let first = lower.split(['/', ' ']).next().unwrap_or_default();
    let initials = |part: &str| {
        (2..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    AGENCIES.binary_search(&first).is_ok()
        || ["kompas", "tribun"].iter().any(|medium| first.starts_with(medium))
        || first.ends_with(".com")
        || match inside.split_once('/') {
            Some((left, right)) => initials(left) && initials(&right.to_lowercase()),
            None => {
                let bare = inside.trim_end_matches(|c: char| c.is_ascii_digit());
                inside.len() == 3
                    && (initials(inside) || bare.len() == 2 && initials(bare))
                    && UNITS.binary_search(&inside).is_err()
            }
        }
}

/// The name in a signature such as `(Tribunnews.com/Ratna Wulandari)` or `(Ratna Wulandari)`.
pub(super) fn author_of(signature: &str) -> Option<String> {
    // Between square brackets stands a medium.
    if signature.starts_with('[') {
        return None;
    }
    let inside = signature.trim_matches(|c: char| "()[]. ".contains(c));
    let inside = inside.split(". Sumber").next().unwrap_or(inside);
    let is_name = |name: &str| {
        name.len() >= 3
            && name.starts_with(char::is_uppercase)
            && name.chars().any(char::is_lowercase)
    };
    if let Some((medium, mut name)) = inside.split_once('/') {
        let lower = medium.to_lowercase();
        let is_medium =
            lower.contains('.') || lower.contains("tribun") || AGENCIES.contains(&&*lower);
        // A second medium may stand behind the first.
        name = name.split_once('/').filter(|(other, _)| other.contains('.')).map_or(name, |p| p.1);
        return (is_medium && is_name(name.trim()) && name.len() >= 4)
            .then(|| name.trim().to_owned());
    }
    let names = inside
        .strip_prefix("Tim Redaksi")
        .or_else(|| inside.strip_prefix("Ditulis "))
        .map_or(inside, |names| names.trim_start_matches([' ', ':']));
    let nobody = |word: &str| {
        let lower = word.to_lowercase();
        AGENCIES.binary_search(&&*lower).is_ok()
            || NO_AUTHORS.binary_search(&&*lower).is_ok()
            || lower.contains(".co")
    };
    let mut words = names.split([' ', ',']).filter(|word| !word.is_empty());
    let all = words.clone().all(|word| word.starts_with(char::is_uppercase) && !nobody(word));
    let one = names.split_whitespace().count() == 1;
    let word = one
        && words.any(|word| {
            Lexicon::is_root(&word.to_lowercase()) && !Lexicon::is_name(&word.to_lowercase())
        });
    let number = names.contains(|c: char| c.is_ascii_digit());
    (all && is_name(names) && !word && !number && !names.contains(['*', '-']))
        .then(|| names.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        assert!(AGENCIES.is_sorted() && NO_AUTHORS.is_sorted() && UNITS.is_sorted());
    }

    #[test]
    fn names_are_authors_and_agencies_are_none() {
        for (signature, author) in [
            ("(Ratna Wulandari)", Some("Ratna Wulandari")),
            ("(Tim Redaksi : Ratna Wulandari, Joko Contoh)", Some("Ratna Wulandari, Joko Contoh")),
            ("(Tribunnews.com/Ratna)", Some("Ratna")),
            ("(TribunContoh.com/TribunDemak.com/Ratna Wulandari)", Some("Ratna Wulandari")),
            ("(Ratna Wulandari. Sumber: Warta Contoh)", Some("Ratna Wulandari")),
            ("(Ditulis Ratna Wulandari)", Some("Ratna Wulandari")),
            ("[Warta Contoh]", None),
            ("(Antara)", None),
            ("(dra/kur)", None),
            ("(bersambung)", None),
        ] {
            assert_eq!(author_of(signature).as_deref(), author, "{signature}");
        }
    }
}
