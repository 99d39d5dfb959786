//! How much of the words before a credit is the caption of its picture.

use crate::analysis::Lexicon;
use crate::clean::caption::fragment::{is_fragment, is_sentence};
use crate::clean::text::seam;

/// Longest caption, in bytes.
pub(super) const MAX_BYTES: usize = 300;

/// Longest caption without a stop inside a paragraph, in bytes.
const MAX_OPEN: usize = 200;

/// Fewest words of one that is no name.
const MIN_WORDS: usize = 4;

/// Most words of a name.
const MAX_NAMES: usize = 4;

/// Bytes of a caption before which nothing is glued to it.
pub(super) const MIN_SEAM: usize = 4;

/// The bytes of the caption at the end of a line before a credit, if one is told from the story.
/// `before` is the text before the line, `credit` the credit, `behind` the text behind it.
pub(super) fn last(line: &str, before: &str, credit: &str, behind: &str) -> Option<usize> {
    let near = line.ceil_char_boundary(line.len().saturating_sub(MAX_BYTES));
    if let Some(at) = line[near..].rfind("Foto: ").map(|at| near + at)
        && !line[at..].contains(". ")
    {
        return Some(line.len() - at);
    }
    let stop = last_stop(line, near);
    let rest = &line[stop.or((near == 0).then_some(0))?..];
    let last = rest.trim_start();
    let boxed = credit.starts_with('(') && goes_on(behind, false);
    // A heading of the story is glued to it.
    let mut caption = last;
    let next = |text| {
        seam::first(text, MIN_SEAM).or_else(|| seam::unsure(text, MIN_SEAM).filter(|_| boxed))
    };
    while let Some(at) = next(caption) {
        caption = &caption[at..];
    }
    caption = shown(caption).map_or(caption, |at| &caption[at..]);
    // Behind a number stands the heading of an item.
    let item = stop.is_some_and(|stop| is_number_stop(&line[..stop]));
    if item && caption.len() == last.len() && !caption.starts_with("Ilustrasi") {
        return None;
    }
    if is_fragment(caption) {
        return Some(caption.len());
    }
    if !goes_on(behind, true) || !is_open(caption) || caption.len() > MAX_OPEN {
        return None;
    }
    // Glued to what stands before and behind it, it is no heading.
    let glued = stop.is_some() && !rest.starts_with(' ') || caption.len() < last.len();
    if boxed && glued {
        return Some(caption.len());
    }
    let sentence = stop.is_some() && !item;
    let head = &line[..line.len() - caption.len()];
    let whole = sentence && (is_plain(caption) || is_told(caption, before, head));
    twice(caption, sentence).or(whole.then_some(caption.len()))
}

/// Whether the story goes on behind a credit; `apart` if a space may stand between them.
fn goes_on(behind: &str, apart: bool) -> bool {
    let next = if apart { behind.trim_start_matches(' ') } else { behind };
    next.is_empty() || next.starts_with(|c: char| c.is_uppercase() || "\n\"“".contains(c))
}

/// Where the last sentence before the end of a line begins, looking back no further than `near`.
fn last_stop(line: &str, near: usize) -> Option<usize> {
    let body = line[near..].trim_end_matches(['.', ' ']);
    body.char_indices().rev().find_map(|(at, c)| {
        let behind = at + c.len_utf8();
        let short = body[..at].rsplit(' ').next().unwrap_or_default();
        let initial = short.len() < 4 && short.starts_with(char::is_uppercase);
        let ends = ".!?\"”".contains(c) && !(c == '.' && initial);
        let glued = c == '.' && body[behind..].starts_with(char::is_uppercase);
        (ends && (glued || body[behind..].starts_with(' '))).then_some(near + behind)
    })
}

/// Whether a number ends a text, as before the heading of an item: `laut. 4.`
fn is_number_stop(text: &str) -> bool {
    let number = text.strip_suffix('.').map(str::trim_end);
    number.is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text begins with a capital and ends without a stop or initials, quotes nobody and is
/// no sentence.
pub(super) fn is_open(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    !last.contains('/')
        && text.starts_with(char::is_uppercase)
        && text.ends_with(|c: char| c.is_alphanumeric() || c == ')')
        && !text.contains(['"', '“', '”', ':'])
        && !is_sentence(text)
}

/// Whether a text has words in lower case that headings would write with a capital.
pub(super) fn is_plain(text: &str) -> bool {
    let lower = |word: &&str| {
        word.len() >= 4
            && word.bytes().all(|byte| byte.is_ascii_lowercase())
            && !Lexicon::is_function_word(word)
    };
    let words = text.split_whitespace().count();
    words >= MIN_WORDS && text.split_whitespace().filter(lower).count() * 4 >= words
}

/// Where `Ilustrasi` begins behind a heading, which may be glued to it.
fn shown(text: &str) -> Option<usize> {
    let at = text.find("lustrasi ")?.checked_sub(1)?;
    let first = text.get(at..)?.chars().next()?;
    let glued = first == 'I' || first == 'i' && text[..at].ends_with(char::is_alphabetic);
    (at > 0 && glued).then_some(at)
}

/// The bytes at the end of a text that repeat what stands before them; `all` if that is no
/// heading.
fn twice(text: &str, all: bool) -> Option<usize> {
    let spaces = memchr::memchr_iter(b' ', text.as_bytes());
    spaces.into_iter().find_map(|at| {
        let (before, again) = (&text[..at], &text[at + 1..]);
        let again_starts = again.len() >= 4 && again.starts_with(char::is_uppercase);
        if !again_starts || !before.ends_with(again) {
            return None;
        }
        let whole = before.len() == again.len();
        (whole || before[..before.len() - again.len()].ends_with(' ')).then_some(if whole && all {
            text.len()
        } else {
            again.len()
        })
    })
}

/// Whether a text is a name that was told of before.
fn is_told(text: &str, before: &str, line: &str) -> bool {
    let words = text.split(' ');
    let name = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '\'')
    };
    let names = words.clone().all(name) && (2..=MAX_NAMES).contains(&words.count());
    // A heading has common words.
    let common = |word| is_common(word, before) || is_common(word, line);
    names && !text.split(' ').any(common) && (before.contains(text) || line.contains(text))
}

/// Whether a word is no name: a text writes it with no capital too, or it is a function word.
pub(super) fn is_common(word: &str, text: &str) -> bool {
    let lower = word.to_lowercase();
    Lexicon::is_function_word(&lower) || seam::stands_in(text, &lower, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_inside_a_paragraph_has_no_verb_but_of_a_deed() {
        for (line, fragment) in [
            (
                "Air surut. Ketua desa saat menanam bakau di Demak. ",
                "Ketua desa saat menanam bakau di Demak. ",
            ),
            (
                "Warga pulang. Tanggul yang menahan rob di Demak.",
                "Tanggul yang menahan rob di Demak.",
            ),
            ("Warga pulang. Rob yang datang di Demak menyebabkan banjir.", ""),
            ("Warga pulang. Namun rob di Demak kembali tinggi.", ""),
            ("\"Air surut di Demak,\" kata dia.", ""),
        ] {
            let found = last(line, "", "", "").map_or("", |length| &line[line.len() - length..]);
            assert_eq!(found, fragment, "{line}");
        }
    }

    #[test]
    fn a_caption_glued_on_both_sides_is_no_heading() {
        for (line, caption) in [
            ("kata dia.Ketua Desa Ratna", "Ketua Desa Ratna"),
            ("Pulau yang TenggelamPenyu", "Penyu"),
            ("Pulau yang Tenggelam", ""),
        ] {
            let found = last(line, "", "(Wartanusa)", "Lalu");
            let found = found.map_or("", |length| &line[line.len() - length..]);
            assert_eq!(found, caption, "{line}");
        }
    }

    #[test]
    fn a_caption_without_a_stop_is_told_from_a_heading() {
        for (line, caption) in [
            ("Air surut. Warga dengan lumpur di rumah", "Warga dengan lumpur di rumah"),
            ("Air surut. Warga membersihkan lumpur di rumah", ""),
            ("Air surut. Warga Bersihkan Lumpur Rumah", ""),
            ("kata Ratna Wulandari. Ratna Wulandari", "Ratna Wulandari"),
            ("kata dia. Ratna Wulandari", ""),
            ("Air Laut Naik Ilustrasi air laut", "Ilustrasi air laut"),
            ("Pulau Penyu Pulau Penyu", "Pulau Penyu"),
            ("Air surut. Tanggul “lustrasi rob", ""),
            ("Air surut. 2. Tanggul tua di Demak", ""),
            ("Air surut. Rob di Desa Rob di Desa", "Rob di Desa Rob di Desa"),
            ("Air surut. Sikap Desa Foto: Ketua Desa Ratna", "Foto: Ketua Desa Ratna"),
        ] {
            let found = last(line, "", "Foto: Ratna", " Lalu")
                .map_or("", |length| &line[line.len() - length..]);
            assert_eq!(found, caption, "{line}");
        }
    }
}
