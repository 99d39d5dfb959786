//! Finding boilerplate: one pass for all cues, patterns only where a cue stands.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
use regex::Regex;

use crate::clean::caption;
use crate::clean::cut::{Cut, Found};
use crate::clean::headline::listing;
use crate::clean::person;
use crate::clean::table::rule::{At, Extent, Rule};
use crate::clean::table::rules::TABLES;
use crate::clean::text::pattern::pattern;
use crate::clean::text::window::prefix;

/// Bytes behind a cue that a pattern may look at.
const MAX_PATTERN: usize = 700;

/// Patterns tried in a text at least, and one more for each so many bytes; text that asks for
/// more repeats a cue over and over.
const LEAST_TRIES: usize = 2000;
const BYTES_A_TRY: usize = 32;

/// Bytes behind a cue in which a word that it needs is looked for.
const MAX_NEEDED: usize = 150;

/// Bytes of a name before its medium.
const MAX_NAME: usize = 50;

/// Bytes of the names before what they did.
const MAX_NAMES: usize = 160;

/// Bytes of a sentence before what tells that it is none of the story.
const MAX_SENTENCE: usize = 240;

/// Bytes between brackets that are cut with what they hold.
const MAX_BRACKETS: usize = 300;

/// All rules, ready to be used.
struct Engine {
    cues: AhoCorasick,
    /// For each cue, the rules it may begin.
    of_cue: Vec<Vec<usize>>,
    rules: Vec<(&'static Rule, OnceLock<Regex>)>,
}

impl Engine {
    fn get() -> &'static Self {
        static ENGINE: OnceLock<Engine> = OnceLock::new();
        ENGINE.get_or_init(|| {
            let rules: Vec<_> = TABLES.iter().copied().flatten().collect();
            let mut cues: Vec<&str> = rules.iter().flat_map(|rule| rule.cues).copied().collect();
            cues.sort_unstable();
            cues.dedup();
            // The longest cue is found where several begin; it stands for the shorter ones too.
            let begins = |rule: &Rule, cue: &str| rule.cues.iter().any(|own| cue.starts_with(own));
            let of_cue = cues
                .iter()
                .map(|cue| (0..rules.len()).filter(|&rule| begins(rules[rule], cue)).collect());
            let of_cue: Vec<Vec<usize>> = of_cue.collect();
            let automaton = AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::DFA))
                .build(&cues)
                .expect("a few hundred short cues make an automaton");
            Engine {
                cues: automaton,
                of_cue,
                rules: rules.into_iter().map(|rule| (rule, OnceLock::new())).collect(),
            }
        })
    }

    fn regex(&self, rule: usize) -> &Regex {
        let (rule, regex) = &self.rules[rule];
        regex.get_or_init(|| {
            let anchored = format!("^(?:{})", rule.pattern);
            pattern(&anchored)
        })
    }
}

/// Finds what the rules cut, in order and without overlap, and the values they name.
pub(crate) fn scan(text: &str) -> (Vec<Cut>, Vec<Found>) {
    let engine = Engine::get();
    let (mut cuts, mut found) = (Vec::new(), Vec::new());
    let (mut passed, mut from) = (0, 0);
    let mut tries = LEAST_TRIES + text.len() / BYTES_A_TRY;
    while let Some(hit) = engine.cues.find(Input::new(text).range(from..)) {
        // A cue may begin inside another that began nothing.
        from = hit.start() + 1;
        let rules = &engine.of_cue[hit.pattern().as_usize()];
        for &rule in rules {
            if !stands(text, hit.start(), engine.rules[rule].0.at) {
                continue;
            }
            if tries == 0 {
                return (cuts, found);
            }
            tries -= 1;
            if let Some(cut) = engine.try_rule(text, rule, hit.start(), passed, &mut found) {
                passed = cut.end;
                from = cut.end.max(from);
                cuts.push(cut);
                break;
            }
        }
    }
    (cuts, found)
}

impl Engine {
    fn try_rule(
        &self,
        text: &str,
        index: usize,
        at: usize,
        passed: usize,
        found: &mut Vec<Found>,
    ) -> Option<Cut> {
        let rule = self.rules[index].0;
        let window = prefix(&text[at..], MAX_PATTERN);
        let regex = self.regex(index);
        let mut end = at + regex.find(window)?.end();
        // Groups cost more than the match; few rules have any, and they lie inside it.
        let matched = &window[..end - at];
        let captures = if regex.captures_len() > 1 { regex.captures(matched) } else { None };
        let group = |name: &str| captures.as_ref().and_then(|captures| captures.name(name));
        if let Some(stop) = group("stop") {
            end = at + stop.start();
        }
        let mut start = opening(text, at, passed);
        let bracket = text[start..at].trim_end().chars().next_back().filter(|c| "([".contains(*c));
        if let (Some(fact), Some(value)) = (rule.fact, group("name")) {
            let (value, at) = (value.as_str().to_owned(), at + value.start());
            found.push(Found { fact, value, at });
        }
        match rule.extent {
            Extent::Match => {}
            Extent::Headline => end = listing::end(text, start, end, bracket.is_none(), 1),
            Extent::Headlines => {
                end = listing::end(text, start, end, bracket.is_none(), listing::MOST);
            }
            Extent::Chain => end = listing::chain(text, end),
            Extent::Name => {
                let length = person::end(prefix(&text[end..], MAX_BRACKETS))?;
                let value = text[end..end + length].to_owned();
                if let Some(fact) = rule.fact {
                    found.push(Found { fact, value, at: end });
                }
                end += length;
                end += medium(&text[end..]);
                // Who edited it may stand in the same brackets.
                let behind = prefix(&text[end..], MAX_BRACKETS);
                let next = behind.trim_start_matches([' ', '|', ',', '/', ';']);
                if bracket.is_some() && next.starts_with("Editor") {
                    let end = end + behind.len() - next.len();
                    return Some(Cut { start, end, rule: rule.name });
                }
            }
            Extent::Bracket => {
                let near = text.ceil_char_boundary(passed.max(at.saturating_sub(MAX_NAME)));
                let open = text[near..at].rfind('(')? + near;
                if !text[open + 1..at].chars().all(|c| c.is_alphabetic() || " .'’".contains(c)) {
                    return None;
                }
                start = open;
            }
            Extent::NamesBefore => start = names_before(text, at, passed)?,
            Extent::Sentence => start = sentence_before(text, at, passed)?,
            Extent::Caption => end = caption::end(text, end),
            Extent::Rest(most) => {
                if text.len() - end > most {
                    return None;
                }
                end = text.len();
            }
        }
        let (start, end) = match bracket {
            Some(open) => brackets(text, start, at, end, open),
            None => (start, end),
        };
        let end = start + text[start..end].trim_end().len();
        (end > start).then_some(Cut { start, end, rule: rule.name })
    }
}

/// The byte where the names begin that stand before a byte; `None` if none do.
fn names_before(text: &str, at: usize, passed: usize) -> Option<usize> {
    let near = text.ceil_char_boundary(passed.max(at.saturating_sub(MAX_NAMES)));
    let mut start = at;
    loop {
        let before = text[near..start].trim_end_matches(' ');
        let from = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
        let word = &before[before.ceil_char_boundary(from)..];
        // What ends before the names is glued to them.
        let glued = word.rfind(['.', '"', '”', '!', '?']).map_or(0, |mark| mark + 1);
        let part = &word[word.ceil_char_boundary(glued)..];
        if part.is_empty() || !(part.starts_with(char::is_uppercase) || part == "dan") {
            break;
        }
        start = near + before.len() - part.len();
        if part.len() < word.len() {
            break;
        }
    }
    (start < at).then_some(start)
}

/// The byte where the sentence, or the line, begins that goes on at a byte; `None` if it is
/// longer than what is cut so.
fn sentence_before(text: &str, at: usize, passed: usize) -> Option<usize> {
    let near = text.ceil_char_boundary(passed.max(at.saturating_sub(MAX_SENTENCE)));
    let before = &text[near..at];
    let stop = before.char_indices().rev().find_map(|(offset, c)| {
        let next = &before[offset + c.len_utf8()..];
        let apart = next.starts_with([' ', '\u{a0}']) || c == '.' && opens_glued(next);
        let ends = c == '\n' || ".!\"”".contains(c) && apart;
        ends.then_some(before.len() - next.trim_start().len())
    });
    match stop {
        Some(stop) => Some(near + stop),
        None if near == passed => Some(near + before.len() - before.trim_start().len()),
        None => None,
    }
}

/// The bytes of the medium behind a name: `/Merdeka.com`, `/BBC News Indonesia`.
fn medium(text: &str) -> usize {
    let broadcaster = ["/BBC News Indonesia", "/DW Indonesia", "/ DW Indonesia"];
    if let Some(medium) = broadcaster.iter().find(|medium| text.starts_with(*medium)) {
        return medium.len();
    }
    let word = prefix(text, MAX_NAME).split(char::is_whitespace).next().unwrap_or_default();
    let site =
        word.starts_with('/') && [".com", ".co", ".id"].iter().any(|end| word.ends_with(end));
    if site { word.len() } else { 0 }
}

/// Whether a sentence is glued to the stop before it.
fn opens_glued(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Whether a cue stands where its rule wants it.
fn stands(text: &str, at: usize, wanted: At) -> bool {
    let before = &text[..at];
    if before.is_empty() {
        return wanted != At::Inner;
    }
    match wanted {
        At::Anywhere => true,
        At::Line | At::Inner => {
            let lead = before.trim_end_matches(|c: char| " \t\u{a0}([*-–>•\"'“‘".contains(c));
            lead.is_empty() && wanted == At::Line || lead.ends_with(['\n', '\r'])
        }
        At::Break | At::Before(_) => {
            let capital = text[at..].starts_with(char::is_uppercase);
            let mark = |c: char| !c.is_alphanumeric() && c != '_' && c != '-' && c != '/';
            let gap = before.trim_end_matches([' ', '\t', '\u{a0}']);
            let marked = gap.chars().next_back().is_none_or(|c| mark(c) && c != ',');
            let near = || prefix(&text[at..], MAX_NEEDED).as_bytes();
            let led = |word: &&str| memchr::memmem::find(near(), word.as_bytes()).is_some();
            match wanted {
                At::Before(words) => (capital || marked) && words.iter().any(led),
                _ => capital || marked,
            }
        }
    }
}

/// The byte where the bullets and brackets before a cue begin.
fn opening(text: &str, at: usize, passed: usize) -> usize {
    let before = &text[passed..at];
    let lead = before.trim_end_matches([' ', '\t', '\u{a0}']);
    let trimmed = lead.trim_end_matches(['(', '[', '*', '>', '•']);
    let mut start = if lead.len() - trimmed.len() <= 3 { passed + trimmed.len() } else { at };
    if start == passed + lead.len() {
        start = at;
    }
    // A dash is a bullet at the beginning of a line alone.
    let near = text.ceil_char_boundary(passed.max(start.saturating_sub(8)));
    let line = text[near..start].rsplit('\n').next().unwrap_or_default();
    let line = if near == passed || line.len() < start - near { line } else { "" };
    let dash =
        !line.is_empty() && line.trim().chars().all(|c| "-–—".contains(c)) && line.len() <= 6;
    if dash { start - line.len() } else { start }
}

/// A stretch that stands between brackets, with its brackets.
fn brackets(text: &str, start: usize, at: usize, end: usize, open: char) -> (usize, usize) {
    let close = if open == '(' { ')' } else { ']' };
    let inside = prefix(&text[at..], MAX_BRACKETS);
    let inside = inside.split('\n').next().unwrap_or_default();
    let mut depth = 1;
    for (offset, c) in inside.char_indices() {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
            if depth == 0 {
                return (start, (at + offset + c.len_utf8()).max(end));
            }
        }
    }
    (start, end)
}
