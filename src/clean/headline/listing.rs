//! Headlines behind a cue: one, a list of them on lines of their own, or one glued to the next.

use std::sync::OnceLock;

use regex::{Match, Regex};

use crate::analysis::Lexicon;
use crate::clean::headline;
use crate::clean::headline::lone;
use crate::clean::text::pattern::pattern;
use crate::clean::text::window::{first_line, prefix};

/// Bytes of a line that may hold a headline.
const MAX_LINE: usize = 400;

/// Bytes before an item in which the one before it is looked for.
const MAX_LIST: usize = 16 << 10;

/// Most headlines of one list.
pub(crate) const MOST: usize = 12;

/// Fewest words behind a colon that are a headline, not the value of a label.
const LEAST_TOLD: usize = 6;

/// Evidence a headline needs that stands in a list of them; see [`lone::unannounced`].
const LEAST_LISTED: f32 = -2.0;

/// What no headline runs into.
fn limits() -> &'static Regex {
    static LIMITS: OnceLock<Regex> = OnceLock::new();
    LIMITS.get_or_init(|| {
        pattern(concat!(
                r"(?i:baca juga|baca :|baca:|simak juga|lihat juga|tonton juga|pewarta ?:|editor ?:|penulis ?:|reporter ?:",
                r"|copyright|\[ ?gambas|\( ?sumber ?:|halaman \d|cek berita dan artikel|dapatkan update|dapatkan informasi|artikel ini telah tayang)",
                r"|SCROLL TO|ADVERTISEMENT|Pilihan (?:Redaksi|Editor)|\( ?[A-Za-z]{1,10} ?/ ?[a-z]{2,8} ?\)|\([a-z*]{2,6}\)|\[[a-z]{2,5}\]|\(\*\)|&nbsp;",
            ))
    })
}

/// The end of up to `most` headlines that begin at the byte `at`, behind a cue that begins at
/// `cue`; they run into nothing else if `bounded`.
pub(crate) fn end(text: &str, cue: usize, at: usize, bounded: bool, most: usize) -> usize {
    let near = headline::near(text, at);
    let own_line = text[..cue].trim_end_matches(' ').ends_with('\n');
    let (mut end, mut first, mut lines) = (at, at, 0);
    for count in 0..most {
        if count == 1 {
            first = end;
        }
        let rest = &text[end..];
        let gap = rest.len() - rest.trim_start().len();
        let newlines = rest[..gap].bytes().filter(|&byte| byte == b'\n').count();
        let begin = end + gap;
        let line = first_line(&text[begin..], MAX_LINE);
        // An item of the story's own list.
        if (count > 0 || newlines > 0) && is_numbered(line) {
            break;
        }
        // A heading of the story, as Liputan6 sets its adverts.
        let behind = prefix(&text[begin + line.len()..], MAX_LINE).trim_start();
        if newlines > 0 && behind.starts_with("Advertisement") {
            break;
        }
        let mut limited = line;
        // Brackets behind which a sentence goes on hold an abbreviation, not initials.
        let goes_on = |limit: &Match| {
            let next = line[limit.end()..].trim_start().split(' ').next().unwrap_or_default();
            limit.as_str().ends_with(')') && Lexicon::is_function_word(next)
        };
        if bounded && let Some(limit) = limits().find_iter(line).find(|limit| !goes_on(limit)) {
            limited = &line[..limit.start()];
        }
        if let Some(item) = next_item(text, limited, begin) {
            limited = &limited[..item];
        }
        if newlines > 0 {
            // A line of its own, which must read as a headline to be one.
            let colon = text[..at].trim_end().ends_with(':');
            let announced = count == 0 && newlines == 1 && colon && is_short_title(limited);
            let titled = announced || lone::is_headline(limited) && !is_labelled(limited);
            if limited.trim().is_empty() || !titled {
                break;
            }
            end = begin + limited.trim_end().len();
            if count > 0 && newlines == 1 {
                lines += 1;
            }
        } else if count == 0 {
            // What ends with its line, or where something else begins, is one headline
            // even if it is written like a sentence.
            let followed = is_signed(&line[limited.len()..]) && limited.len() <= 160;
            let whole = (followed || is_short_title(limited)) && !limited.contains(". ");
            let own = own_line && limited.len() == line.len();
            let length = match headline::end(limited, near) {
                _ if whole && (own || headline::glued(limited, near).is_none()) => limited.len(),
                Some(length) => length,
                None => break,
            };
            end = begin + limited[..length].trim_end().len();
        } else {
            let length = lone::unannounced(limited, near, LEAST_LISTED);
            let length = length.or_else(|| lone::listed(limited, LEAST_LISTED));
            let Some(length) = length else { break };
            end = begin + limited[..length].trim_end().len();
        }
    }
    // A colon announces one headline or a list: one more line is a heading of the story.
    let colon = text[..at].trim_end().ends_with(':');
    if colon && lines == 1 { first } else { end }
}

/// The end of headlines that begin at a byte, each glued to the next and the last to the story;
/// the byte itself if there are not two.
pub(crate) fn chain(text: &str, at: usize) -> usize {
    let near = headline::near(text, at);
    let mut end = at;
    for count in 0..MOST {
        let line = first_line(&text[end..], MAX_LINE);
        let length = headline::glued(line, near)
            .filter(|&length| lone::is_run(&line[..length]) && !is_numbered(line));
        match length {
            Some(length) => end += length,
            None => return if count < 2 { at } else { end },
        }
    }
    end
}

/// Whether a text begins by saying who wrote or edited it, or who holds the rights.
fn is_signed(text: &str) -> bool {
    let start = prefix(text, 9).to_lowercase();
    ["pewarta", "penulis", "editor", "copyright"].iter().any(|cue| start.starts_with(cue))
}

/// Whether a line that a lead-in announces may be its headline.
fn is_short_title(line: &str) -> bool {
    let line = line.trim();
    let quoted = line.ends_with('"') && line.bytes().filter(|&byte| byte == b'"').count() == 2;
    let ended = line.ends_with(['.', ',', ';', ':', '"', '”']) && !line.ends_with("...");
    let ended = ended && !(quoted && line.contains(" \""));
    (8..=160).contains(&line.len()) && !ended
}

/// Where a line goes on with an item of the story's own list, `3. `, of which the one before
/// stands earlier in the text, or the one after the first later.
fn next_item(text: &str, line: &str, begin: usize) -> Option<usize> {
    memchr::memmem::find_iter(line.as_bytes(), b". ").find_map(|stop| {
        let at = line[..stop].rfind(' ')? + 1;
        let number: u8 = line[at..stop].parse().ok().filter(|number| (1..=30).contains(number))?;
        let bytes = text.as_bytes();
        let (near, other) = match number {
            1 => (&bytes[begin..bytes.len().min(begin + MAX_LIST)], 2),
            _ => (&bytes[begin.saturating_sub(MAX_LIST)..begin], number - 1),
        };
        memchr::memmem::find(near, format!("{other}. ").as_bytes()).map(|_| at)
    })
}

/// Whether a line is a label with its value or values: `Sutradara: Ratna Wulandari`.
fn is_labelled(line: &str) -> bool {
    let Some((label, value)) = line.split_once(':') else { return false };
    let told = value.split_whitespace().count() >= LEAST_TOLD && !value.contains(", ");
    !label.contains(' ') && !label.eq_ignore_ascii_case("video") && !told
}

/// Whether a line begins with the number of an item, `2. `, or a time, `16.00`.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = rest.strip_prefix('.');
    rest.len() < line.len()
        && after.is_some_and(|after| after.starts_with(|c: char| c == ' ' || c.is_ascii_digit()))
}
