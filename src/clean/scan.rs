//! Finding boilerplate: one pass for all cues, patterns only where a cue stands.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, Input, MatchKind};
use regex::Regex;

use super::caption;
use super::headline::{self, first_line, prefix};
use super::name;
use super::pattern::pattern;
use super::rule::{At, Cut, Extent, Found, Rule};
use super::rules::TABLES;

/// Bytes behind a cue that a pattern may look at.
const MAX_PATTERN: usize = 700;

/// Patterns tried in a text at least, and one more for each so many bytes; text that asks for
/// more repeats a cue over and over.
const LEAST_TRIES: usize = 2000;
const BYTES_A_TRY: usize = 32;

/// Bytes behind a cue in which what it needs is looked for.
const MAX_BEFORE: usize = 150;

/// Bytes of a line that may hold a headline.
const MAX_LINE: usize = 400;

/// Bytes of a name before its medium.
const MAX_NAME: usize = 50;

/// Bytes of the names before what they did.
const MAX_NAMES: usize = 160;

/// Bytes between brackets that are cut with what they hold.
const MAX_BRACKETS: usize = 300;

/// Bytes before an item in which the one before it is looked for.
const MAX_LIST: usize = 16 << 10;

/// Most headlines of one list.
const MAX_HEADLINES: usize = 12;

/// Evidence a headline needs that stands in a list of them; see [`headline::unannounced`].
const LEAST_LISTED: f32 = -2.0;

/// All rules, ready to be used.
struct Engine {
    cues: AhoCorasick,
    /// For each cue, the rules it may begin.
    of_cue: Vec<Vec<usize>>,
    rules: Vec<(&'static Rule, OnceLock<Regex>)>,
    /// What no headline runs into.
    limits: Regex,
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
            let of_cue = cues.iter().map(|cue| {
                (0..rules.len()).filter(|&rule| begins(rules[rule], cue)).collect()
            });
            let of_cue: Vec<Vec<usize>> = of_cue.collect();
            let automaton = AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::DFA))
                .build(&cues)
                .expect("a few hundred short cues make an automaton");
            let limits = concat!(
                r"(?i:baca juga|baca :|baca:|simak juga|lihat juga|tonton juga|pewarta ?:|editor ?:|penulis ?:|reporter ?:",
                r"|copyright|\[ ?gambas|\( ?sumber ?:|halaman \d|cek berita dan artikel|dapatkan update|dapatkan informasi|artikel ini telah tayang)",
                r"|SCROLL TO|ADVERTISEMENT|Pilihan (?:Redaksi|Editor)|\( ?[A-Za-z]{1,10} ?/ ?[a-z]{2,8} ?\)|\([a-z*]{2,6}\)|\[[a-z]{2,5}\]|\(\*\)|&nbsp;",
            );
            Engine {
                cues: automaton,
                of_cue,
                rules: rules.into_iter().map(|rule| (rule, OnceLock::new())).collect(),
                limits: pattern(limits),
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
pub(super) fn scan(text: &str) -> (Vec<Cut>, Vec<Found>) {
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
            let (value, at) = (name::tidy(value.as_str()), at + value.start());
            found.push(Found { fact, value, at });
        }
        match rule.extent {
            Extent::Match => {}
            Extent::Headline => end = self.headlines(text, end, bracket.is_none(), 1),
            Extent::Headlines => end = self.headlines(text, end, bracket.is_none(), MAX_HEADLINES),
            Extent::Chain => end = chain(text, end),
            Extent::Name => {
                let length = name::end(prefix(&text[end..], MAX_BRACKETS))?;
                let value = name::tidy(&text[end..end + length]);
                if let Some(fact) = rule.fact {
                    found.push(Found { fact, value, at: end });
                }
                end += length;
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

    /// The end of up to `most` headlines that begin at a byte.
    fn headlines(&self, text: &str, at: usize, stop_at_limits: bool, most: usize) -> usize {
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
            if stop_at_limits && let Some(limit) = self.limits.find(line) {
                limited = &line[..limit.start()];
            }
            if let Some(item) = next_item(text, limited, begin) {
                limited = &limited[..item];
            }
            if newlines > 0 {
                // A line of its own, which must read as a headline to be one.
                let colon = text[..at].trim_end().ends_with(':');
                let announced = count == 0 && newlines == 1 && colon && is_short_title(limited);
                if limited.trim().is_empty() || !(announced || headline::is_headline(limited)) {
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
                let length = match headline::end(limited) {
                    _ if whole && headline::glued(limited).is_none() => limited.len(),
                    Some(length) => length,
                    None => break,
                };
                end = begin + limited[..length].trim_end().len();
            } else {
                let length = headline::unannounced(limited, LEAST_LISTED);
                let length = length.or_else(|| headline::listed(limited, LEAST_LISTED));
                let Some(length) = length else { break };
                end = begin + limited[..length].trim_end().len();
            }
        }
        // A colon announces one headline or a list: one more line is a heading of the story.
        let colon = text[..at].trim_end().ends_with(':');
        if colon && lines == 1 { first } else { end }
    }
}

/// The end of headlines that begin at a byte, each glued to the next and the last to the story;
/// the byte itself if there are not two.
fn chain(text: &str, at: usize) -> usize {
    let mut end = at;
    for count in 0..MAX_HEADLINES {
        let line = first_line(&text[end..], MAX_LINE);
        let length = headline::glued(line).filter(|&length| headline::is_run(&line[..length]));
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
    let ended = line.ends_with(['.', ',', ';', ':', '"', '”']) && !line.ends_with("...");
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

/// Whether a line begins with the number of an item, `2. `, or a time, `16.00`.
fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = rest.strip_prefix('.');
    rest.len() < line.len()
        && after.is_some_and(|after| after.starts_with(|c: char| c == ' ' || c.is_ascii_digit()))
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
            let near = || prefix(&text[at..], MAX_BEFORE).as_bytes();
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
