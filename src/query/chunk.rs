//! A chunk -> tokens: marks, operators, fields, dates and the words themselves.
//!
//! [`lex`] reads one step and leaves the lexer's place behind it: a prefix
//! (`+`, `-`, `judul:`) or all that is left (`=`, `\`, words and their suffixes
//! `^3` and `~2`).

use super::chars::{has_words, trims_front};
use super::chars::{is_quote, is_space, is_transparent, is_word, is_wordlike};
use super::date::{self, Reach};
use super::field::{self, Name};
use super::lexer::Lexer;
use super::pieces::{self, Shape};
use super::token::{Bracket, Kind, Token};
use super::warning::WarningKind;
use super::{MAX_PATTERN, Matcher, Occur, keyword, weight};
use crate::span::Span;

/// So many characters of a bad date are shown.
const SHOWN: usize = 40;

/// Reads a step of the chunk that reaches to `end`.
pub(super) fn lex(lexer: &mut Lexer<'_, '_>, end: usize) {
    let text = lexer.text;
    if let Some(occur) = mark(lexer) {
        lexer.push(Kind::Mark(occur), lexer.at, lexer.at + 1);
        lexer.at += 1;
        return;
    }
    if let Some(mut kind) = keyword::operator(lexer, end) {
        if let Kind::Near { within, .. } = &mut kind {
            *within = lexer.distance(*within, Span::new(lexer.at, end));
        }
        lexer.push(kind, lexer.at, end);
        lexer.at = end;
        return;
    }
    let is_value = matches!(lexer.tokens.last(), Some(Token { kind: Kind::Field(_), span }) if span.end == lexer.at);
    let has_words = has_words(&text[lexer.at..end]);
    while let Some(c) = text[lexer.at..end].chars().next() {
        let rest = &text[lexer.at..end];
        if c == '\\' && rest.len() > 1 {
            return literal(lexer, end);
        }
        if c == '=' && rest[1..].starts_with(|c| is_word(c) || c == '\\') {
            return exact(lexer, end);
        }
        if !is_value && named(lexer, end) {
            return;
        }
        if pieces::opens_pattern(rest) || !trims_front(c) {
            return words(lexer, lexer.at, end, false);
        }
        let length = pieces::wildcards(rest).max(c.len_utf8());
        if has_words && (matches!(c, '~' | '=') || rest[..length].contains('*')) {
            lexer.stray(lexer.at, lexer.at + length);
        }
        lexer.at += length;
    }
}

/// The mark at the lexer's place, if it is one there.
fn mark(lexer: &Lexer<'_, '_>) -> Option<Occur> {
    let rest = &lexer.text[lexer.at..];
    let occur = match rest.as_bytes().first()? {
        b'+' => Occur::Must,
        b'-' => Occur::MustNot,
        _ => return None,
    };
    (lexer.is_fresh() && starts_value(&rest[1..])).then_some(occur)
}

/// Whether `text` begins with something that a mark or field can stand before.
fn starts_value(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return false;
    };
    match first {
        '(' | '{' => true,
        '=' => chars.next().is_some_and(|c| is_word(c) || c == '\\'),
        '~' => chars.next().is_some_and(is_quote),
        '\\' => chars.next().is_some_and(|c| !is_space(c)),
        c => is_quote(c) || pieces::opens_pattern(text) || !(is_space(c) || trims_front(c)),
    }
}

/// `\` takes all meaning but that of a word from the rest of the chunk.
fn literal(lexer: &mut Lexer<'_, '_>, end: usize) {
    let word = lexer.text[lexer.at + 1..end].trim_matches(is_transparent);
    if has_words(word) {
        lexer.push(Kind::Leaf(Matcher::Word(word.to_owned())), lexer.at, end);
    }
    lexer.at = end;
}

/// `=Bangun`, or `=\` before a form that has meaning otherwise.
fn exact(lexer: &mut Lexer<'_, '_>, end: usize) {
    let start = lexer.at;
    let Some(form) = lexer.text[start + 1..end].strip_prefix('\\') else {
        return words(lexer, start, end, true);
    };
    let form = form.trim_matches(is_transparent);
    if has_words(form) {
        lexer.push(Kind::Leaf(Matcher::Exact(form.to_owned())), start, end);
    }
    lexer.at = end;
}

/// Reads the name of a field or a date; whether there was one.
fn named(lexer: &mut Lexer<'_, '_>, end: usize) -> bool {
    let (text, start) = (lexer.text, lexer.at);
    let Some((name, length)) = field::name(&text[start..]) else {
        warn_of_unknown(lexer, end);
        return false;
    };
    let behind = start + length + 1;
    // What stands behind a space is meant as well: `judul: banjir`. In pasted text such names
    // stand elsewhere or have a capital: `judul dan isi: sama`, `Editor: Ani`.
    let typed = text[..start].chars().all(|c| is_space(c) || is_transparent(c))
        && text[start..].starts_with(char::is_lowercase);
    let spaces = text[behind..].len() - text[behind..].trim_start_matches(is_space).len();
    let gap = if typed { spaces } else { 0 };
    let value = behind + gap;
    let reach = match name {
        Name::Field(field) => {
            if !starts_value(&text[value..]) {
                return false;
            }
            lexer.warn_of_gap(start, behind, value);
            lexer.push(Kind::Field(field), start, value);
            lexer.at = value;
            return true;
        }
        Name::Date => Reach::Written,
        Name::Since => Reach::Since,
        Name::Until => Reach::Until,
    };
    if !text[value..].starts_with(|c| is_word(c) || is_quote(c) || matches!(c, '<' | '>' | '.')) {
        return false;
    }
    if let Some(found) = date::read(&text[value..], lexer.today, reach) {
        lexer.warn_of_gap(start, behind, value);
        lexer.at = value + found.length;
        let span = Span::new(start, lexer.at);
        if found.exchanged {
            lexer.warnings.push(WarningKind::DatesExchanged, Some(span));
        }
        lexer.push(Kind::Dates(found.range), span.start, span.end);
        return true;
    }
    if gap > 0 {
        let kind = WarningKind::BadDate { text: text[start..behind].to_owned() };
        lexer.warnings.push(kind, Some(Span::new(start, behind)));
        return false;
    }
    let quoted = date::quoted(&text[value..]);
    let span = Span::new(start, end.max(value + quoted));
    let shown = span.of(text).chars().take(SHOWN).collect();
    lexer.warnings.push(WarningKind::BadDate { text: shown }, Some(span));
    lexer.push(
        Kind::Leaf(Matcher::Word(text[start..start + length].to_owned())),
        start,
        start + length,
    );
    lexer.at = value;
    true
}

/// Says so if a chunk begins as a field does but with a name that is none.
fn warn_of_unknown(lexer: &mut Lexer<'_, '_>, end: usize) {
    let (chunk, start) = (&lexer.text[lexer.at..end], lexer.at);
    let Some((name, _)) = chunk.split_once(':').filter(|_| !is_address(chunk)) else { return };
    let letters = |test: fn(&u8) -> bool| !name.is_empty() && name.as_bytes().iter().all(test);
    let behind = start + name.len() + 1;
    if !letters(u8::is_ascii_alphabetic) || !starts_value(&lexer.text[behind..]) {
        return;
    }
    let meant = field::meant(name);
    // In pasted text a sentence may end so: Jakarta:Banjir.
    if meant.is_some() || letters(u8::is_ascii_lowercase) {
        let kind = WarningKind::UnknownField { name: name.to_owned(), meant };
        lexer.warnings.push(kind, Some(Span::new(start, behind)));
    }
}

/// The words from the lexer's place to `end`, with a weight and `~`. For
/// `exact` ones the `=` is skipped, and wildcards are none.
fn words(lexer: &mut Lexer<'_, '_>, start: usize, end: usize, exact: bool) {
    lexer.at = end;
    let text = lexer.text;
    let from = start + usize::from(exact);
    let chunk = &text[from..end];
    if is_address(chunk) {
        let word = chunk.trim_end_matches(|c| is_transparent(c) || ends_sentence(c));
        lexer.push(Kind::Leaf(leaf(word, exact)), start, from + word.len());
        return;
    }
    let mut length = pieces::trimmed(chunk);
    let weight = weighted(&chunk[..length]);
    if let Some((caret, _)) = weight {
        length = pieces::trimmed(&chunk[..caret]);
    }
    match fuzzy(&chunk[..length]) {
        Some((word, edits)) if !exact => {
            let used = edits.clamp(1, 2);
            if used != edits {
                let kind = WarningKind::NumberReplaced {
                    given: format!("~{edits}"),
                    used: format!("~{used}"),
                };
                lexer.warnings.push(kind, Some(Span::new(start, from + length)));
            }
            let matcher = Matcher::Fuzzy { text: word.to_owned(), edits: used };
            lexer.push(Kind::Leaf(matcher), start, from + length);
        }
        _ => push_pieces(lexer, start, from, length, exact),
    }
    if let Some((caret, thousandths)) = weight {
        lexer.push_weight(thousandths, from + caret, end);
    }
}

fn leaf(word: &str, exact: bool) -> Matcher {
    if exact { Matcher::Exact(word.to_owned()) } else { Matcher::Word(word.to_owned()) }
}

/// The pieces of a chunk; more than one are a group, so that a mark, field or
/// weight holds for all of them.
fn push_pieces(lexer: &mut Lexer<'_, '_>, start: usize, from: usize, length: usize, exact: bool) {
    let text = lexer.text;
    let split = pieces::split(&text[from..from + length], !exact);
    for at in split.strays {
        lexer.stray(from + at, from + at + 1);
    }
    let (Some(first), Some(last)) = (split.pieces.first(), split.pieces.last()) else {
        return;
    };
    let (open, close) = (from + first.span.start, from + last.span.end);
    let many = split.pieces.len() > 1;
    if many {
        lexer.push(Kind::Open(Bracket::Round), start, start);
    }
    for (index, piece) in split.pieces.into_iter().enumerate() {
        let span = piece.span.shifted(from);
        let matcher = match piece.shape {
            Shape::Word => leaf(span.of(text), exact),
            Shape::Pattern(pattern) => Matcher::Wildcard(pattern),
        };
        let begin = if index == 0 && exact && span.start == open { start } else { span.start };
        lexer.push(Kind::Leaf(matcher), begin, span.end);
    }
    if many {
        lexer.push(Kind::Close(Bracket::Round), close, close);
    }
}

/// Whether a chunk is the address of a page, in which nothing is an operator.
fn is_address(chunk: &str) -> bool {
    chunk.contains("://") || chunk.starts_with("www.")
}

/// Falls off the end of an address, which may end in other signs: `?q=`.
fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '’' | ']' | '>')
}

/// The place of the `^` and the thousandths behind it; numbers are not
/// weighted: `10^3`.
fn weighted(chunk: &str) -> Option<(usize, u32)> {
    let (base, number) = chunk.rsplit_once('^')?;
    let (thousandths, length) = weight::read(number)?;
    (length == number.len() && base.contains(char::is_alphabetic))
        .then_some((base.len(), thousandths))
}

/// The word before `~` or `~2` and the edits; numbers have none: `10~15`.
fn fuzzy(chunk: &str) -> Option<(&str, u8)> {
    let (word, digits) = chunk.rsplit_once('~')?;
    let edits = match digits.as_bytes() {
        [] => 1,
        [digit @ b'0'..=b'9'] => digit - b'0',
        _ => return None,
    };
    let wordlike = word.chars().all(is_wordlike) && word.contains(char::is_alphabetic);
    (wordlike && word.ends_with(is_word) && word.len() <= MAX_PATTERN).then_some((word, edits))
}
