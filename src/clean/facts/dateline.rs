//! Datelines: `Jakarta (ANTARA) -`, `TRIBUNNEWS.COM, JAKARTA -`, `JAKARTA, KOMPAS.com -`.

use std::sync::OnceLock;

use regex::Regex;

use crate::clean::cut::{Cut, first_kept};
use crate::clean::text::pattern::{captures, pattern};
use crate::clean::text::places;
use crate::clean::text::seam;
use crate::clean::text::window::prefix;

/// Bytes at the beginning of a text in which a dateline is looked for.
const MAX_LEAD: usize = 2500;

/// Bytes of a dateline.
const MAX_BYTES: usize = 110;

/// What a medium or a label has in its name, and no place.
const NO_PLACES: &[&str] =
    &[".co", "bisnis", "detik", "info", "news", "online", "opini", "posmetro", "pos-", "tribun"];

/// Words in capitals before a dash that say what sort of article it is, or are cut off a medium,
/// in lower case.
const RUBRICS: &[&str] = &[
    "analisis",
    "antara",
    "banjir",
    "bola",
    "breaking",
    "cek",
    "com",
    "fakta",
    "foto",
    "halo",
    "heboh",
    "hoaks",
    "infografis",
    "kompasiana",
    "kronologi",
    "live",
    "opini",
    "profil",
    "salah",
    "satu",
    "update",
    "video",
    "viral",
];

/// Most places of a text at which a dateline is looked for.
const MAX_TRIES: usize = 16;

/// Where and by whom an article was written, as its dateline says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Dateline {
    /// As written.
    pub place: Option<String>,
    /// As written.
    pub source: Option<String>,
}

/// A place of up to four words, each with a capital. Words are bounded by [`MAX_BYTES`], not by
/// counts: each counted letter would be a copy of all letters of Unicode in the expression.
macro_rules! place {
    () => {
        r"(?<place>\p{Lu}[\p{L}'’.]+(?:[ /-]\p{Lu}[\p{L}'’.]*){0,3}(?:, ?\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}+)?)?)"
    };
}

/// A medium: an address, or a name that is known to stand in datelines.
macro_rules! medium {
    () => {
        r"(?<source>[A-Za-z][\w-]+(?:\.[\w-]{2,})?(?:\.(?i:com|co|id|net|org|tv|news|info)){1,2}|[A-Z]{6,14}-com|CNN Indonesia|CNNIndonesia|IDN ?Times|VIVA(?:news|\.co\.id)?|Pos Kota|ANTARA(?: News)?|Antara(?: News)?|RMOL|JPNN|Okezone|Republika|REPUBLIKA|SINDOnews|DetikNews|detikcom|Kabar \p{Lu}\p{Ll}+|Harian \p{Lu}\p{Ll}+|Media Indonesia|MEDIA INDONESIA|POSMETRO [A-Z]+|SUARA MERDEKA|BeritaSatu|\p{Lu}\p{L}+(?:news|News|NEWS|post|Post|POST))"
    };
}

/// Which of the forms with a medium is that of Liputan6.
const LIPUTAN6: usize = 5;

struct Forms {
    /// Those with a medium, at the beginning of any line of the lead.
    with_medium: Vec<Regex>,
    /// `JAKARTA -`, at the beginning of the story alone.
    bare: Regex,
    /// `Medan (ANTARA) -`, wherever it stands in the lead.
    agency: Regex,
}

fn forms() -> &'static Forms {
    static FORMS: OnceLock<Forms> = OnceLock::new();
    FORMS.get_or_init(|| {
        let regex = pattern;
        Forms {
            with_medium: vec![
                regex(concat!("^", medium!(), r" ?,? ?[-–—]{1,2} ?(?<known>)", place!(), r"(?: [-–—]|\. )")),
                regex(concat!("^", medium!(), r"(?: ?, ?|\. )", place!(), r" ?(?:[-–—]{1,3}|\||:)")),
                regex(concat!("^", place!(), r"[ \n]?,\s?", medium!(), r"\s?(?:[-–—]|&ndash;|&mdash;|\()")),
                regex(concat!("^", place!(), r" ?[(\[/] ?", medium!(), r" ?[)\]]? ?(?:[-–—]|&ndash;)")),
                regex(concat!("^", medium!(), r" ?/ ?", place!(), r" ?[-–—]")),
                // Liputan6 has no dash, and glues the story to the place.
                regex(r"^(?<source>Liputan6\.com) ?, ?(?<place>\p{Lu}\p{Ll}{2,}(?: (?:Selatan|Utara|Barat|Timur|Tengah|Pusat|Lumpur|Jaya|Raya|York|Angeles|Kidul))?)"),
                regex(concat!("^", medium!(), r" ?,? ?(?:[-–—]{1,2}|&ndash;|&mdash;)")),
            ],
            bare: regex(concat!("^", place!(), r"(?<gap>\s{0,2})[-–—]{1,2}\s{0,2}(?:\p{Lu}|[\x22“'‘])")),
            agency: regex(r"(?<place>\p{Lu}[\p{L}.']+(?:[ ,]{1,2}\p{Lu}[\p{L}.']+){0,3}) \((?<source>ANTARA(?: News)?)\) ?[-–—]"),
        }
    })
}

/// The dateline of a text, of which the cuts are no part.
pub(super) fn find(text: &str, cuts: &[Cut]) -> Option<Dateline> {
    let lead = prefix(text, MAX_LEAD);
    let start = first_kept(text, 0, cuts);
    let lines = memchr::memchr_iter(b'\n', lead.as_bytes()).map(|at| at + 1);
    let behind = cuts.iter().map(|cut| cut.end).take_while(|&end| end < lead.len());
    let tries = std::iter::once(0).chain(lines.take(MAX_TRIES)).chain(behind.take(MAX_TRIES));
    for at in tries.map(|at| first_kept(text, at, cuts)) {
        let window = prefix(&text[at..], MAX_BYTES);
        if !may_be(window) {
            continue;
        }
        if let Some(line) = forms().with_medium.iter().find_map(|form| read(form, window)) {
            return Some(line);
        }
    }
    let window = prefix(&text[start..], MAX_BYTES);
    if may_be(window)
        && let Some(captures) = captures(&forms().bare, window)
    {
        let place = &captures["place"];
        // On a line of its own, with the dash on the next, it can be nothing else.
        if captures["gap"].contains('\n') || is_place(place) || is_told_of(place, lead) {
            return Some(Dateline { place: Some(place.to_owned()), source: None });
        }
    }
    // Behind a summary that was glued to it.
    if let Some(at) = memchr::memmem::find(lead.as_bytes(), b" Liputan6.com, ")
        && text[..at].ends_with(['.', '?', '!', '"', '”'])
        && let Some(line) = read(&forms().with_medium[LIPUTAN6], prefix(&text[at + 1..], MAX_BYTES))
    {
        return Some(line);
    }
    let at = memchr::memmem::find(lead.as_bytes(), b"(ANTARA")?;
    let from = lead.ceil_char_boundary(at.saturating_sub(MAX_BYTES));
    let captures = forms().agency.captures(prefix(&lead[from..], 2 * MAX_BYTES))?;
    let place = captures["place"].rsplit(". ").next().unwrap_or_default();
    let place = place.rsplit('.').next().unwrap_or_default().trim();
    let place = seam::first(place, 1).map_or(place, |at| &place[at..]);
    let place = (!place.is_empty()).then(|| place.to_owned());
    Some(Dateline { place, source: Some(captures["source"].to_owned()) })
}

/// Whether a dateline may stand there at all: a capital and, not far, a dash.
fn may_be(window: &str) -> bool {
    let near = prefix(window, 80).as_bytes();
    // Dashes other than the plain one begin with 0xE2, as entities they begin with `&`.
    window.starts_with(char::is_alphabetic)
        && (memchr::memchr3(b'-', 0xE2, b'&', near).is_some() || window.starts_with("Liputan6"))
}

fn read(form: &Regex, window: &str) -> Option<Dateline> {
    let captures = captures(form, window)?;
    let source = captures["source"].to_owned();
    let place =
        captures.name("place").map(|place| place.as_str().trim_end_matches([',', ' ']).to_owned());
    // A place is no medium: `Malang Post` is not, `Jakarta.` is none.
    if let Some(place) = &place
        && (is_label(&place.to_lowercase())
            || place.len() > 40
            || seam::first(place, 1).is_some()
            || captures.name("known").is_some() && !is_place(place))
    {
        return None;
    }
    Some(Dateline { place, source: Some(source) })
}

/// Whether a name that stands alone is that of a place: in capitals, or a known one.
fn is_place(name: &str) -> bool {
    let lower = name.to_lowercase();
    let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    (capitals && name.len() > 3 && !is_label(&lower)) || places::is_known(&lower)
}

/// Whether a name, in lower case, is that of a medium or a rubric.
fn is_label(name: &str) -> bool {
    NO_PLACES.iter().any(|no| name.contains(no))
        || name.split(' ').any(|word| RUBRICS.binary_search(&word).is_ok())
}

/// Whether a text says of a name that something is there, or comes from there.
fn is_told_of(name: &str, lead: &str) -> bool {
    let told = |before: &str| {
        let words = format!("{before} {name}");
        let hit = memchr::memmem::find(lead.as_bytes(), words.as_bytes());
        hit.is_some_and(|at| !lead[at + words.len()..].starts_with(char::is_alphanumeric))
    };
    name.bytes().filter(|&byte| byte == b' ').count() < 3
        && ["di", "Di", "ke", "dari"].into_iter().any(told)
}

/// Who holds the rights, as a copyright line that was cut says.
pub(super) fn rights_holder(text: &str, cuts: &[Cut]) -> Option<String> {
    static HOLDER: OnceLock<Regex> = OnceLock::new();
    let holder = HOLDER.get_or_init(|| {
        pattern(r"(?i)(?:©|\(c\)) ?(?:\d{4}(?: ?- ?\d{4})? ?)?((?-i:ANTARA)|[\w-]{2,24}\.(?:com|co\.id|id|net|co))\b")
    });
    let cut = cuts
        .iter()
        .rev()
        .find(|cut| cut.rule.starts_with("copyright") || cut.rule == "okezone-foot")?;
    holder.captures(&text[cut.start..cut.end]).map(|captures| captures[1].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_of_many_media_are_read() {
        for (text, place, source) in [
            ("Jakarta (ANTARA) - Air surut.", "Jakarta", "ANTARA"),
            ("Air surut.Medan (ANTARA) - Warga pulang.", "Medan", "ANTARA"),
            ("WARTANUSA.COM, JAKARTA - Air surut.", "JAKARTA", "WARTANUSA.COM"),
            ("JAKARTA, WARTA.com - Air surut.", "JAKARTA", "WARTA.com"),
            ("KOTA KEDIRI, WARTANUSA.com- Air surut.", "KOTA KEDIRI", "WARTANUSA.com"),
            ("Jakarta, CNN Indonesia - - Air surut.", "Jakarta", "CNN Indonesia"),
            ("Liputan6.com, JakartaAir surut.", "Jakarta", "Liputan6.com"),
            ("Bisnis.com, SURABAYA — Air surut.", "SURABAYA", "Bisnis.com"),
            ("WARTA.CO.ID - JAKARTA. Air surut.", "JAKARTA", "WARTA.CO.ID"),
            ("Kabar Nusa/Luang Prabang – Air surut.", "Luang Prabang", "Kabar Nusa"),
            ("JAKARTA (Pos Kota) – Air surut.", "JAKARTA", "Pos Kota"),
            ("Air surut. Liputan6.com, Jakarta -Warga pulang.", "Jakarta", "Liputan6.com"),
            ("TANGERANG SELATAN\n, WARTA.com -\nAir surut.", "TANGERANG SELATAN", "WARTA.com"),
        ] {
            let line = find(text, &[]).unwrap_or_default();
            assert_eq!(
                (line.place.as_deref(), line.source.as_deref()),
                (Some(place), Some(source)),
                "{text}"
            );
        }
    }

    #[test]
    fn a_place_may_stand_alone_and_sentences_have_none() {
        let bare = find("TANGERANG SELATAN - Air surut.", &[]).unwrap();
        assert_eq!((bare.place.as_deref(), bare.source), (Some("TANGERANG SELATAN"), None));
        let told = find("Nuuk - Es mencair. Suhu di Nuuk naik.", &[]).unwrap();
        assert_eq!(told.place.as_deref(), Some("Nuuk"));
        for text in [
            "Air surut - Warga pulang.",
            "Warga Demak pulang.",
            "Ketua - Wakil hadir.",
            "VIDEO - Air surut.",
            "HALO REKAN - Air surut.",
        ] {
            assert_eq!(find(text, &[]), None, "{text}");
        }
    }

    #[test]
    fn lists_are_sorted() {
        assert!(RUBRICS.is_sorted());
    }
}
