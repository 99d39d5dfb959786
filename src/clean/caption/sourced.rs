//! Captions on lines of their own whose picture's source stands before them, as on Kompas.com:
//! `Wartanusa Tanggul di tepi Demak`.

use crate::analysis::Lexicon;
use crate::clean::caption::extent::{is_common, is_open, is_plain};
use crate::clean::caption::fragment::is_sentence;
use crate::clean::cut::{self, Cut};
use crate::clean::headline;
use crate::clean::text::seam;
use crate::clean::text::window::lines;

/// Longest caption with its source, in bytes.
const MAX_BYTES: usize = 220;

/// Longest heading, in bytes.
const MAX_HEADING: usize = 70;

/// Most words of a source.
const MAX_SOURCE: usize = 4;

/// Words that captions begin with and that tell them from headings and from the story.
const SHOWN: &[&str] = &["Ilustrasi", "Potret", "Suasana", "Tampilan", "Tangkapan"];

/// Those of them that headings have, too.
const HEADING: &[&str] = &["Potret", "Suasana", "Tampilan"];

/// Words by which a story goes on about what is shown.
const POINTING: &[&str] = &["ini", "itu", "tersebut", "yang"];

/// Ends of the addresses of sites.
const SITES: &[&str] = &[".com", ".co.id", ".co.uk", ".com.au", ".go.id", ".id", ".net", ".org"];

/// Media whose accounts are named as sources.
const MEDIA: &[&str] =
    &["facebook", "flickr", "instagram", "istockphoto", "tiktok", "twitter", "youtube"];

/// Cuts lines that are a caption behind its source. `cuts` are those made so far, in order.
pub(super) fn cut_sourced(text: &str, cuts: &mut Vec<Cut>) {
    let holds = |name: &str| memchr::memmem::find(text.as_bytes(), name.as_bytes()).is_some();
    let kompas = ["Kompas.com", "KOMPAS.com", "KompasTekno"].into_iter().any(holds);
    let mut more = Vec::new();
    let mut lines = lines(text).peekable();
    let (mut previous, mut kept) = ("", 0);
    while let Some((at, line)) = lines.next() {
        let before = std::mem::replace(&mut previous, line);
        // The story goes on behind it.
        let Some((_, next)) = lines.peek() else { break };
        let end = at + line.len();
        if kept <= at {
            kept = cut::first_kept(text, at, cuts);
        }
        let start = kept;
        if start >= end || end - start > MAX_BYTES || cut::overlaps(cuts, start, end) {
            continue;
        }
        let line = &text[start..end];
        let near = headline::near(text, start);
        // Lines are paragraphs, not as wide as a page.
        let ended = before.len() < MAX_HEADING || !before.ends_with(char::is_alphanumeric);
        let story = ended
            && !next.starts_with(char::is_lowercase)
            && next.len() > line.len().min(60)
            && next.contains(' ');
        let of_source =
            |line| is_of_site(line) && !has_dash(line) || kompas && is_of_source(line, near);
        if is_shown(line, near) || story && of_source(line) {
            more.push(Cut { start, end, rule: "caption" });
        }
    }
    cut::add(cuts, more);
}

/// Whether a line says what is shown, perhaps behind a source: `Wartanusa Ilustrasi rob.`
fn is_shown(line: &str, text: &str) -> bool {
    let found = SHOWN.iter().find_map(|shown| line.find(shown).map(|at| (at, at + shown.len())));
    let Some((at, end)) = found else { return false };
    let source = line[..at].trim_end();
    let named = source.split_whitespace().count() <= MAX_SOURCE
        && !source.ends_with(|c: char| !c.is_alphanumeric())
        && !source.contains([',', '-', '–'])
        && source.split_whitespace().all(|word| !is_common(word, text));
    let mut words = line[end..].trim_end_matches('.').split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let told = first.is_empty() || Lexicon::is_function_word(first) || POINTING.contains(&second);
    // Without a source the story may begin so.
    let shown = !source.is_empty()
        || line.starts_with("Ilustrasi") && is_lower(first)
        || line.starts_with("Tangkapan") && !line.ends_with('.');
    named
        && shown
        && !told
        && (!HEADING.contains(&&line[at..end]) || is_plain(&line[at..]))
        && line[end..].starts_with(' ')
        && !line.contains(['"', '“', ':', '?', '='])
        && !line.trim_end_matches('.').contains('.')
        && !is_sentence(&line[at..])
}

/// Whether a word begins with a lower-case letter.
fn is_lower(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
}

/// Whether a line begins with the address of a site or an account, and a caption behind it.
fn is_of_site(line: &str) -> bool {
    let Some((site, caption)) = line.split_once(' ') else { return false };
    let lower = site.to_lowercase();
    let host = lower.split('/').next().unwrap_or_default();
    let address = SITES.iter().any(|end| host.len() > end.len() + 2 && host.ends_with(end));
    let account = lower.split('/').any(|part| MEDIA.binary_search(&part).is_ok());
    (address || account && lower.contains('/'))
        && caption.starts_with(char::is_uppercase)
        && (is_open(caption)
            || (is_plain(caption) || SHOWN.iter().any(|shown| caption.starts_with(shown)))
                && !is_sentence(caption))
        && !caption.contains(['"', '“'])
}

/// Whether a line begins with names and goes on with the caption of their picture: with a common
/// word written with a capital, or with the first name once more.
fn is_of_source(line: &str, text: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    if !is_open(line) || line.contains("Rp") || words.len() < 3 || is_common(words[0], text) {
        return false;
    }
    if has_dash(line) {
        return false;
    }
    let first = words[0];
    // What is said twice in capitals is shouted.
    let shouted = words[1] == first && is_capitals(first);
    let mut names = words[1..].iter().take_while(|word| !is_lower(word));
    let again = first.len() > 2 && names.any(|word| *word == first) && !shouted;
    // In a heading each word has a capital, in a sentence only names have one.
    let lower = |word: &str| is_lower(word) && word.len() > 2 && !Lexicon::is_function_word(word);
    let caption = (1..words.len().min(MAX_SOURCE + 1) - 1).any(|at| {
        let source = words[..at].iter().all(|word| !is_lower(word));
        let letters = words[..at].iter().all(|word| is_capitals(word));
        words[at].starts_with(char::is_uppercase)
            && is_lower(words[at + 1])
            && source
            && (letters && !seam::stands_in(text, first, 2) || is_common(words[at], text))
    });
    first.starts_with(char::is_alphabetic)
        && (again || caption && words.iter().any(|word| lower(word)))
}

/// Whether a dash stands near the beginning of a line, as in a dateline.
fn has_dash(line: &str) -> bool {
    let dash = |word: &str| {
        ["-", "–"].contains(&word) || word.ends_with([',', '-']) || word.starts_with('–')
    };
    line.split_whitespace().take(MAX_SOURCE).any(dash)
}

/// Whether a word is written in capitals: `WARTANUSA`.
fn is_capitals(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut cuts = Vec::new();
        cut_sourced(text, &mut cuts);
        cuts.iter().map(|cut| &text[cut.start..cut.end]).collect()
    }

    #[test]
    fn captions_led_by_their_source_go() {
        let story = "Warga membangun tanggul di tepi pantai, kata dia kepada Kompas.com.";
        for line in [
            "Tangkapan layar Tanggul di tepi Demak",
            "Ilustrasi tanggul penahan rob.",
            "Wartanusa Ilustrasi rob di Demak.",
            "WARTANUSAIlustrasi rob",
            "wartanusa.com Rob di Demak",
            "Instagram/ratna_w Tanggul yang jebol",
            "Ratna Ratna Wulandari",
            "Wartanusa Tanggul penahan rob",
            "DEMAKPOS Perahu nelayan di dermaga",
        ] {
            let text = format!("{story}\n{line}\n{story} Tanggul itu, tanggul tua, menahan rob.");
            assert_eq!(cut(&text), [line]);
        }
        for line in [
            "Ilustrasi itu dibuat oleh warga.",
            "Tangkapan layar tersebut beredar",
            "Wartanusa Resmi Bangun Tanggul di Demak",
            "Warga membangun tanggul penahan rob",
            "DEMAK, KOMPAS.com - Warga membangun tanggul",
            "WARTANUSA.COM DEMAK - Inilah harga ikan di Demak hari ini",
            "Deretan Potret Tanggul di Demak",
        ] {
            let text = format!("{story}\n{line}\n{story} Warga lega.");
            assert_eq!(cut(&text), [""; 0], "{line}");
        }
    }

    #[test]
    fn lists_are_sorted() {
        assert!(MEDIA.is_sorted());
    }
}
