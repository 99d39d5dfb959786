//! Sentences and words that were glued together where markup was cut.

use crate::analysis::Lexicon;
use crate::clean::text::bearing::Bearing;
use crate::clean::text::seam;
use crate::edit::Edit;

/// Fewest letters of a word behind which a stop ends a sentence.
const LEAST_LETTERS: usize = 3;

/// Longest run of characters without space that is words glued together, in bytes.
const MAX_WORD: usize = 45;

/// How much rather the second of two words with capitals opens a sentence, in ln odds.
const LEAST_OPENING: f32 = 1.0;

/// Words behind a stop that are the end of an address.
const DOMAINS: &[&str] = &["co", "com", "go", "id", "net", "news", "or", "org", "tv"];

/// Bytes around a quote mark in which others tell whether it opens or closes.
const MAX_QUOTE: usize = 600;

/// Bytes before and behind a word in which it is looked for again: more than nearly all articles
/// have, and few enough to look for each word of a text that is nothing but such words.
const MAX_NEAR: usize = 16 << 10;

/// What stands before a word as a part of it, sorted; and `Nya`, of God.
const PARTS: &[&str] =
    &["anti", "ber", "dii", "mem", "men", "meng", "mid", "mod", "non", "pro", "set", "ter"];

pub(super) fn mend(text: &str, edits: &mut Vec<Edit>) {
    sentences(text, edits);
    words(text, edits);
}

/// `rumah.Dia` becomes `rumah. Dia`.
fn sentences(text: &str, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    for at in memchr::memchr3_iter(b'.', b'?', b'!', bytes) {
        let Some(&next) = bytes.get(at + 1) else { continue };
        if next.is_ascii_uppercase() {
            if ends_word(bytes, at) && opens_word(text, at) {
                edits.push(Edit::new(at + 1..at + 1, " ", "glued-sentence"));
            }
        } else if matches!(next, b'"' | 0xE2) && ends_word(bytes, at) {
            quotes(text, at + 1, edits);
        }
    }
}

/// A quote behind a stop: a space goes before one that opens, behind one that closes.
fn quotes(text: &str, at: usize, edits: &mut Vec<Edit>) {
    let Some(quote) = text[at..].chars().next() else { return };
    let behind = at + quote.len_utf8();
    if !text[behind..].starts_with(|c: char| c.is_ascii_uppercase()) {
        return;
    }
    let place = match quote {
        '“' => at,
        '”' => behind,
        '"' => match opens_quote(text, at) {
            Some(true) => at,
            Some(false) => behind,
            None => return,
        },
        _ => return,
    };
    edits.push(Edit::new(place..place, " ", "glued-sentence"));
}

/// Whether a quote mark opens, as the marks next to it on its line tell; `None` if they do not.
fn opens_quote(text: &str, at: usize) -> Option<bool> {
    let bytes = text.as_bytes();
    // A mark that closes stands behind another mark, one that opens behind a space.
    let closes = |mark: usize| {
        let before = mark.checked_sub(1).map_or(b' ', |before| bytes[before]);
        let behind = bytes.get(mark + 1).copied().unwrap_or(b' ');
        match before {
            b',' | b'.' | b'?' | b'!' if !behind.is_ascii_uppercase() => Some(true),
            b' ' | b'\n' | b'(' | b':' if !behind.is_ascii_whitespace() => Some(false),
            _ => None,
        }
    };
    let line = |byte: &u8| *byte != b'\n';
    let next = bytes[at + 1..].iter().take(MAX_QUOTE).take_while(|byte| line(byte));
    let next = next.clone().position(|&byte| byte == b'"').and_then(|mark| closes(at + 1 + mark));
    let before = bytes[..at].iter().rev().take(MAX_QUOTE).take_while(|byte| line(byte));
    let last = before.clone().position(|&byte| byte == b'"').and_then(|mark| closes(at - 1 - mark));
    match (next, last) {
        (Some(next), Some(last)) if next != last => None,
        (Some(closes), _) | (None, Some(closes)) => Some(closes),
        (None, None) => None,
    }
}

/// Whether a word of small letters, a bracket or a number in brackets ends before a stop.
fn ends_word(bytes: &[u8], at: usize) -> bool {
    let letters = bytes[..at].iter().rev().take(24);
    let word = letters.clone().take_while(|byte| byte.is_ascii_lowercase()).count();
    let before = at.checked_sub(word + 1).map_or(b' ', |before| bytes[before]);
    let alone = word >= LEAST_LETTERS
        && !matches!(before, b'.' | b'/' | b'@' | b'_' | b'#')
        && !before.is_ascii_digit();
    alone || at > 1 && bytes[at - 1] == b')'
}

/// Whether a word with a capital, and no part of an address, begins behind a stop.
fn opens_word(text: &str, at: usize) -> bool {
    let rest = &text[at + 1..];
    let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = &rest[..end];
    let address = rest[end..].starts_with('.')
        && rest[end + 1..].starts_with(|c: char| c.is_ascii_lowercase());
    !address
        && !rest[end..].starts_with(['@', '/', '_'])
        && DOMAINS.binary_search(&word.to_lowercase().as_str()).is_err()
}

/// `KotaSumedang` becomes `Kota Sumedang`, if both are words and the whole is none.
fn words(text: &str, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    for at in 1..bytes.len() {
        if !(bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()) {
            continue;
        }
        if is_plain(bytes, at) && seam::is_between_words(text, at) && is_safe(text, at) {
            edits.push(Edit::new(at..at, " ", "glued-words"));
        }
    }
}

/// Whether the letters around a byte are a word, no tag, name of an account or address.
fn is_plain(bytes: &[u8], at: usize) -> bool {
    let word =
        |byte: &u8| !(byte.is_ascii_whitespace() || matches!(byte, b'"' | b'(' | b')' | b','));
    let before = bytes[..at].iter().rev().take(MAX_WORD).take_while(|byte| word(byte));
    let after = bytes[at..].iter().take(MAX_WORD).take_while(|byte| word(byte));
    let length = before.clone().count() + after.clone().count();
    length < MAX_WORD
        && !before.chain(after).any(|byte| {
            matches!(byte, b'#' | b'@' | b'/' | b'_' | b':' | b'\\' | b'=' | b'&' | b'%')
        })
}

/// Whether the same stands elsewhere in the text, not far away.
pub(super) fn occurs_again(text: &str, word: &str, start: usize) -> bool {
    let (from, near) = nearby(text, start);
    memchr::memmem::find_iter(near, word.as_bytes()).any(|at| from + at != start)
}

/// The bytes of a text around one, and where they begin.
pub(super) fn nearby(text: &str, at: usize) -> (usize, &[u8]) {
    let from = at.saturating_sub(MAX_NEAR);
    (from, &text.as_bytes()[from..text.len().min(at + MAX_NEAR)])
}

/// Whether the halves are long enough to be told from names written so.
fn is_safe(text: &str, at: usize) -> bool {
    let left = text[..at].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    let right = text[at..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let short = &text[at - left..at];
    if PARTS.binary_search(&short).is_ok() || &text[at..at + right] == "Nya" {
        return false;
    }
    // What is written so more than once is a name, but for small words.
    let whole = &text[at - left..at + right];
    if !Lexicon::is_function_word(&short.to_lowercase()) && occurs_again(text, whole, at - left) {
        return false;
    }
    // CoinDesk and FreeBuds are names as well; two words with capitals were glued together if
    // the second often opens a sentence, as in JakartaMenurut.
    if short.starts_with(|c: char| c.is_ascii_uppercase()) {
        let acronym = text.as_bytes()[at..].get(1).is_some_and(u8::is_ascii_uppercase);
        let next = Bearing::of(&text[at..at + right].to_lowercase());
        let opens = next.opens.max(next.opens_names) >= LEAST_OPENING;
        return left >= 4 && right >= 4 && !acronym && opens;
    }
    right >= 3 && (left >= 3 || Lexicon::is_function_word(&short.to_lowercase()))
}
