//! Credits in brackets behind captions, told by where they stand and by what they name.
//!
//! `(Instagram Ratna)` may be said aside anywhere; at the end of a line, or with the story glued
//! to it, it is whose picture stood there.

use std::sync::OnceLock;

use regex::Regex;

use crate::clean::cut::{self, Cut};
use crate::clean::text::pattern::pattern;
use crate::clean::text::window::last_word;

/// Longest credit, in bytes.
const MAX_CREDIT: usize = 90;

/// Bytes of an address before the brackets.
const MAX_ADDRESS: usize = 300;

/// News sites that stand in brackets behind what they said.
const CITED: &[&str] = &[
    "detik.com",
    "kompas.com",
    "kumparan.com",
    "liputan6.com",
    "merdeka.com",
    "metrotvnews.com",
    "republika.co.id",
    "tempo.co",
    "tribunnews.com",
    "viva.co.id",
];

/// What credits name: media, agencies and sites.
fn source() -> &'static Regex {
    static SOURCE: OnceLock<Regex> = OnceLock::new();
    SOURCE.get_or_init(|| {
        pattern(concat!(
            r"(?i)^(?:",
            r"(?:sumber|source|kredit|credit)(?: foto)?(?: ?[:;] ?\p{L}| (?-i:\p{Lu}))[^:,]*|via: ?[^:,]+",
            r"|(?:arsip|dok(?:umentasi)?|kolase)\.? (?-i:\p{Lu})[^.]*",
            r"|(?:supplied|tangkapan layar|screenshot)\b[^.]*",
            r"|(?:aap|afp|ap|reuters|abc news|facebook|twitter|instagram|youtube|tiktok): ?[^:]+",
            r"|(?:facebook|twitter|instagram|youtube|tiktok)(?: (?-i:\p{Lu})[^.:]*)?",
            r"|(?:wikimedia|wikipedia|creative) commons?|google ?maps|20detik|airbnb|abc news",
            r"|[^()]+ via (?:ap|afp|reuters)",
            r"|[^:]*biro pers[^:]*",
            r"|(?:[^()]* )?(?:(?:instagram|twitter|x|tiktok|youtube|weibo)\.com/|(?:instagram|twitter|tiktok|youtube|x|weibo)/)@?[\w./]+",
            r"|(?:[\p{L}.' ]+/ ?){1,3}(?:afp|ap|reuters|epa|antara|d['’]traveler|detik\w*|liputan6\.com)(?: photo)?",
            r"|(?:afp|ap|reuters|epa|antara|nasa|cnn indonesia|bisnis|liputan6|kompas|tribun\w*)(?:\.com)?(?: photo| foto)? ?/ ?\p{L}[^:]+",
            r"|[a-z\d-]{3,}\.(?:com|co\.id|net|org)(?:/[\w./@-]+)?",
            r")$",
        ))
    })
}

/// Cuts credits in brackets at the end of a line or before what is glued to them. `cuts` are
/// those made so far, in order.
pub(super) fn cut_credits(text: &str, cuts: &mut Vec<Cut>) {
    let mut more = Vec::new();
    for close in memchr::memchr_iter(b')', text.as_bytes()) {
        let end = close + 1;
        if !ends_before(&text[end..]) {
            continue;
        }
        let near = text.ceil_char_boundary(close.saturating_sub(MAX_CREDIT));
        let Some(open) = text[near..close].rfind(['(', ')', '\n']).map(|at| near + at) else {
            continue;
        };
        let inside = text[open + 1..close].trim();
        let before = text[..open].trim_end_matches(' ');
        let quoted = before.ends_with(['"', '”']);
        let alone = before.is_empty() || before.ends_with('\n');
        let told = text[open..].starts_with('(') && !alone && !quoted;
        let cited = CITED.contains(&inside.to_lowercase().as_str());
        if told
            && !cited
            && source().is_match(inside)
            && !ends_in_address(before)
            && !is_item(before)
            && !cut::overlaps(cuts, open, end)
        {
            more.push(Cut { start: open, end, rule: "photo-source" });
        }
    }
    cut::add(cuts, more);
}

/// Whether a text ends in an item of a list, which the brackets belong to.
fn is_item(text: &str) -> bool {
    let near = text.ceil_char_boundary(text.len().saturating_sub(MAX_CREDIT));
    let line = text[near..].rsplit('\n').next().unwrap_or_default().trim_start();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['-', '•', '*']) || number.len() < line.len() && number.starts_with(". ")
}

/// Whether an address ends a text, of which the brackets say whose it is.
fn ends_in_address(text: &str) -> bool {
    let word = last_word(text, MAX_ADDRESS);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    word.split_once('/').is_some_and(|(host, path)| {
        path.starts_with('/') || letter(host.chars().next_back()) && !path.is_empty()
    })
}

/// Whether a caption may end before a text: a line ends, or a word or a quotation is glued to it.
fn ends_before(behind: &str) -> bool {
    let line = behind.trim_start_matches([' ', '\t']);
    behind.starts_with(|c: char| c.is_uppercase() || "\"“".contains(c)) || line.starts_with('\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_name_a_source_go_where_a_caption_ends() {
        let cut = |text: &str| {
            let mut cuts = Vec::new();
            cut_credits(text, &mut cuts);
            cuts.iter().map(|cut| text[cut.start..cut.end].to_owned()).collect::<Vec<_>>()
        };
        for credit in [
            "(Instagram Ratna Wulandari)",
            "(instagram/ratna_w)",
            "(contoh.com)",
            "(AAP: Ratna Wulandari)",
            "(Ratna Wulandari/Wartanusa via AP)",
            "(Ratna Wulandari/d'Traveler)",
            "(Dokumentasi Desa Contoh)",
            "(Tangkapan layar)",
            "(Supplied)",
        ] {
            assert_eq!(cut(&format!("Tanggul Demak {credit}\nWarga lega.")), [credit]);
            assert_eq!(cut(&format!("Rob surut. {credit}Warga lega.")), [credit]);
            assert_eq!(cut(&format!("Warga {credit} lega.")), [""; 0], "{credit}");
        }
        for text in [
            "Warga lega (Ketua Desa)\nRob surut.",
            "kata dia (kompas.com)\nRob surut.",
            "https://contoh.com/a (Facebook)\nRob surut.",
            "(Instagram Ratna)\nRob surut.",
            "2. Contoh Belanja (contoh.com)\nRob surut.",
        ] {
            assert_eq!(cut(text), [""; 0], "{text}");
        }
    }
}
