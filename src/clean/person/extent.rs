//! Names behind `Pewarta:`, `Editor:` and the like.

use crate::clean::text::seam;
use crate::clean::text::window::prefix;

/// Longest name taken, in bytes.
const MAX_BYTES: usize = 90;

/// Bytes before a label in which a name stands.
const MAX_LABELLED: usize = 60;

/// Most words of a name, with degrees.
const MAX_WORDS: usize = 7;

/// Small words inside names.
const PARTICLES: &[&str] =
    &["al", "bin", "binti", "d", "da", "de", "del", "der", "di", "el", "van", "von", "a", "s"];

/// Words that end a name though they have a capital.
const NO_NAMES: &[&str] = &[
    "artikel",
    "baca",
    "berita",
    "copyright",
    "dilarang",
    "editor",
    "foto",
    "halaman",
    "jakarta",
    "kategori",
    "lihat",
    "penulis",
    "pewarta",
    "redaktur",
    "reporter",
    "simak",
    "sumber",
    "uploader",
    "video",
    "zoom-in",
];

/// The bytes of the name or names that `text` begins with, with the space before; `None` if it
/// does not begin with a name.
pub(crate) fn end(text: &str) -> Option<usize> {
    let line = text.split('\n').next().unwrap_or_default();
    if let Some(end) = before_label(line) {
        return Some(end);
    }
    let (mut end, mut count, mut mixed) = (0, 0, false);
    let mut from = line.len() - line.trim_start().len();
    while from < line.len() && from < MAX_BYTES && count < MAX_WORDS {
        let rest = &line[from..];
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let mut word = &rest[..length];
        let glued = glue(word);
        if let Some(glued) = glued {
            word = &word[..glued];
        }
        let small = count == 2 && is_small_name(word, &rest[length..]);
        if !(small || is_part(word, count)) || (mixed && is_shouted(word)) {
            // What follows a name in running text makes it the subject of a sentence.
            let mut next = rest.split_whitespace().take(2);
            let lower = |word: &str| word.starts_with(|c: char| c.is_ascii_lowercase());
            if glued.is_none() && count > 0 && next.clone().count() == 2 && next.all(lower) {
                return None;
            }
            break;
        }
        mixed |= word.chars().any(char::is_lowercase);
        count += 1;
        end = from + word.len();
        // A book has writers, too: `Penulis: Ratna; Tebal: 300 halaman`; and titles have marks.
        let quoted = word.contains(['"', '“', '”']) && !rest[length..].trim().is_empty();
        if word.ends_with(';') || word.contains('?') || quoted {
            return None;
        }
        let last = glued.is_some() || word.ends_with([')', ']', '|']);
        if last {
            break;
        }
        let space = &line[end..];
        from = end + (space.len() - space.trim_start().len());
    }
    // `Ratna Wulandari di lokasi.` ends a sentence.
    (count > 0 && !text[..end].ends_with(" di")).then_some(end)
}

/// The bytes of a name before `Editor:`, whatever its letters: `Ratna kusuma WEditor: Joko`.
fn before_label(line: &str) -> Option<usize> {
    let near = prefix(line, MAX_LABELLED);
    let at = near.find("Editor")?;
    let name = near[..at].trim();
    let letters = name.chars().all(|c| c.is_alphabetic() || " .'’-".contains(c));
    let words = name.split(' ').count();
    let label = line[at + "Editor".len()..].trim_start().starts_with(':');
    (label && letters && words <= 5 && name.starts_with(char::is_uppercase))
        .then_some(near[..at].trim_end().len())
}

/// Whether a word is in capitals and no initials: behind a name it is a label.
fn is_shouted(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 2
        && letters.clone().all(char::is_uppercase)
        && !word.trim_end_matches('.').contains('.')
}

/// Whether a word in small letters ends a name: a medium in capitals follows.
fn is_small_name(word: &str, rest: &str) -> bool {
    let next = rest.split_whitespace().next().unwrap_or_default();
    word.len() > 3
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && is_shouted(&next.replace('.', ""))
        && next.contains(".CO")
}

fn is_part(word: &str, index: usize) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = bare.to_lowercase();
    if NO_NAMES.binary_search(&lower.as_str()).is_ok()
        || word.contains(['@', '©', ':']) && index > 0
        || word.find('/').is_some_and(|at| index > 0 && !joins_names(word, at))
    {
        return false;
    }
    if index > 0 && [".co", ".com", ".id", ".net"].iter().any(|end| lower.ends_with(end)) {
        return false;
    }
    bare.chars().next().is_some_and(char::is_uppercase)
        || (index > 0 && (PARTICLES.contains(&lower.as_str()) || word == "&" || word == "dan"))
        || (index > 0 && word == "|")
}

/// Whether a slash stands between two people, not before a medium or a school.
fn joins_names(word: &str, at: usize) -> bool {
    let is_name = |part: &str| {
        part.starts_with(char::is_uppercase)
            && part.len() > 2
            && part.chars().all(char::is_alphabetic)
            && part.chars().skip(1).all(char::is_lowercase)
    };
    let right = &word[at + 1..];
    at > 2 && is_name(&word[..at]) && is_name(right) && right != "Madrasah"
}

/// Where the next word is glued to one of a name.
fn glue(word: &str) -> Option<usize> {
    let bytes = word.as_bytes();
    // Behind a comma the next label, behind a slash a medium or a school.
    if let Some(at) = word.find([',', '/'])
        && at > 1
        && !(bytes[at] == b'/' && joins_names(word, at))
        && (bytes[at + 1..].iter().filter(|byte| byte.is_ascii_lowercase()).count() > 2
            || bytes[at] == b'/' && at > 3 && ["", "BBC", "DW"].contains(&&word[at + 1..]))
    {
        return Some(if bytes[at] == b',' { at + 1 } else { at });
    }
    // Behind a name the number of a page.
    if let Some(at) = (3..bytes.len()).find(|&at| bytes[at].is_ascii_digit())
        && bytes[at..].iter().all(u8::is_ascii_digit)
        && bytes[1..at].iter().all(u8::is_ascii_lowercase)
    {
        return Some(at);
    }
    let stop = (4..bytes.len()).find(|&at| {
        bytes[at - 1] == b'.'
            && bytes[at].is_ascii_uppercase()
            && bytes[at - 2].is_ascii_lowercase()
            && bytes[..at - 1].iter().all(u8::is_ascii_alphabetic)
            && bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase)
    });
    stop.or_else(|| {
        (2..bytes.len()).find(|&at| {
            let seam = bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase();
            // McGregor, MacArthur, DiCaprio are one word; what is known of the lexicon is two.
            seam && (at > 3
                || NO_NAMES.contains(&word[at..].to_lowercase().trim_end_matches(':'))
                || seam::is_between_words(word, at))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Option<String> {
        end(text).map(|end| text[..end].trim_matches([' ', ',', ')']).to_owned())
    }

    #[test]
    fn lists_are_sorted() {
        assert!(NO_NAMES.is_sorted());
    }

    #[test]
    fn names_end_at_lines_seams_and_what_is_no_name() {
        for (text, expected) in [
            (" Ratna Wulandari\nEditor: X", "Ratna Wulandari"),
            (" Ratna WulandariEditor: Joko", "Ratna Wulandari"),
            (" Ratna kusuma WEditor: Joko", "Ratna kusuma W"),
            (" Ratna Wulandari/Joko Contoh\nEditor: X", "Ratna Wulandari/Joko Contoh"),
            (" Ratna Élan/Joko\nEditor: X", "Ratna Élan/Joko"),
            (" Éric/Joko", "Éric/Joko"),
            (" Ratna Wulandari,Sumber: Warta.com", "Ratna Wulandari"),
            (" Ratna Wulandari/Warta.com", "Ratna Wulandari"),
            (" Ratna Wulandari5 dari 6 halaman", "Ratna Wulandari"),
            (" Ratna Wulandari/DW Indonesia\nWARTANUSA.COM -", "Ratna Wulandari"),
            (" Ratna Wulandari Berita ini telah tayang", "Ratna Wulandari"),
            (" Moch. Syaiful Anwar COPYRIGHT © ANTARA", "Moch. Syaiful Anwar"),
            (" Ratna Wulandari WARTANUSA.COM, JAKARTA -", "Ratna Wulandari"),
            (" Ratna Wulandari WARTANUSA.NET - Air surut", "Ratna Wulandari"),
            (" Ratna Wulandari. WARTANUSACO. JAKARTA -", "Ratna Wulandari."),
            (" Ratna Wulandari kusuma WARTANUSA.COM, JAKARTA -", "Ratna Wulandari kusuma"),
            (" I Made Sudana bin Ketut, Biro Bali", "I Made Sudana bin Ketut, Biro Bali"),
        ] {
            assert_eq!(name(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(name(" redaksi"), None);
        assert_eq!(name(" Ratna Wulandari menulis dua buku."), None);
        assert_eq!(name(" Ratna Wulandari di lokasi.\nWarga pulang."), None);
        assert_eq!(name(" Menangis Bersama Rakyat\", di Demak, Rabu"), None);
        assert_eq!(name(" Masih Mau Pulang? sebuah buku"), None);
    }
}
