//! Captions behind a credit: how far one goes.

use crate::analysis::Lexicon;
use crate::clean::caption::extent::{self, MAX_BYTES, MIN_SEAM};
use crate::clean::caption::fragment::{SHOWN, is_sentence};
use crate::clean::text::seam;
use crate::clean::text::window::{first_line, prefix};

/// Longest caption, in bytes, behind which the story goes on.
const MAX_SHOWN: usize = 160;

/// Longest name behind a medium, in words, that a sentence may follow.
const MAX_NAME: usize = 3;

/// The end of the caption that begins at a byte, if it is no sentence: that of its line, else
/// the byte itself.
pub(crate) fn end(text: &str, at: usize) -> usize {
    let line = first_line(&text[at..], MAX_BYTES + 4);
    let line = &line[..story(line)];
    let caption = line.trim_end();
    let whole = text[at + line.len()..].trim_start_matches([' ', '\t', '\r']).starts_with('\n');
    if whole && caption.len() <= MAX_SHOWN && extent::is_open(caption) {
        return at + caption.len();
    }
    if caption.len() > MAX_BYTES || is_sentence(caption) {
        return shown_end(caption).map_or_else(|| name_end(text, at, line), |end| at + end);
    }
    at + caption.len()
}

/// Where the first sentence ends of a line that begins by naming what is shown, if that is none.
fn shown_end(line: &str) -> Option<usize> {
    let first = line.split(' ').next().unwrap_or_default().to_lowercase();
    let stop = prefix(line, MAX_SHOWN).find(". ").filter(|_| SHOWN.contains(&first.as_str()))?;
    (!is_sentence(&line[..stop])).then_some(stop + 1)
}

/// Where the story goes on that is glued to a caption; the end of the line if none is.
fn story(line: &str) -> usize {
    let stops = memchr::memchr_iter(b'.', line.as_bytes()).map(|at| at + 1);
    let glued = |&at: &usize| {
        line[at..].starts_with(|c: char| c.is_ascii_uppercase())
            && line[..at - 1].ends_with(|c: char| c.is_ascii_lowercase())
    };
    let stop = stops.into_iter().find(glued).unwrap_or(line.len());
    seam::first(line, MIN_SEAM).unwrap_or(line.len()).min(stop)
}

/// Where the name of a photographer ends that began in the credit, `Kompas.com/Ratna`, and which
/// a sentence follows; the byte it would begin at if there is none.
fn name_end(text: &str, at: usize, line: &str) -> usize {
    let before = text[..at].rsplit([' ', '/', '\n']).find(|word| !word.is_empty());
    if !before.is_some_and(|word| word.ends_with(char::is_lowercase)) || text[..at].ends_with('\n')
    {
        return at;
    }
    let mut end = at;
    for word in line.split_inclusive(' ').take(MAX_NAME) {
        let Some(name) = word.strip_suffix(' ') else { break };
        let lower = name.to_lowercase();
        let capital = name.starts_with(char::is_uppercase);
        if !capital || Lexicon::is_word(&lower) && !Lexicon::is_name(&lower) {
            break;
        }
        end += word.len();
    }
    // A sentence has a subject.
    if text[end..].starts_with(char::is_uppercase) { end } else { at }
}
