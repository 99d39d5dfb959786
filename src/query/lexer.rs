//! Text -> tokens: brackets, phrases, weights; the rest goes to `chunk`.
//!
//! A chunk is a run of characters without spaces, brackets and double quotes.

use jiff::civil::Date;

use super::chars::{ends_chunk, has_words, is_quote, is_space, is_transparent, is_word};
use super::quote::{self, Closers};
use super::token::{Bracket, Kind, Token};
use super::warning::{WarningKind, Warnings};
use super::{MAX_DISTANCE, MAX_LEAVES, Matcher, Weight, chunk, weight};
use crate::span::Span;

/// What the lexer found.
pub(super) struct Lexed {
    pub(super) tokens: Vec<Token>,
    /// Whether the text opens with a lone `\`: operators are operators even if
    /// all is in capitals.
    pub(super) strict: bool,
    /// How much of the text was read: all, unless it has too many leaves.
    pub(super) end: usize,
}

/// All tokens of `text`.
pub(super) fn lex(text: &str, today: Date, warnings: &mut Warnings) -> Lexed {
    let mut lexer = Lexer {
        text,
        today,
        at: 0,
        tokens: Vec::new(),
        leaves: 0,
        chunk_end: 0,
        closers: Closers::new(text),
        warnings,
    };
    lexer.skip_spaces();
    let strict = is_strict(&text[lexer.at..]);
    if strict {
        lexer.at += 1;
    }
    lexer.run();
    Lexed { tokens: lexer.tokens, strict, end: lexer.at }
}

fn is_strict(text: &str) -> bool {
    text.strip_prefix('\\').is_some_and(|rest| rest.starts_with(is_space))
}

/// The state of reading one text.
pub(super) struct Lexer<'a, 'w> {
    pub(super) text: &'a str,
    pub(super) today: Date,
    pub(super) at: usize,
    pub(super) tokens: Vec<Token>,
    pub(super) warnings: &'w mut Warnings,
    leaves: usize,
    /// Where the chunk ends that was begun last.
    chunk_end: usize,
    closers: Closers<'a>,
}

impl Lexer<'_, '_> {
    fn run(&mut self) {
        self.skip_spaces();
        while let Some(c) = self.peek() {
            if self.leaves > MAX_LEAVES {
                return;
            }
            match c {
                '(' => self.bracket(Kind::Open(Bracket::Round)),
                ')' => self.bracket(Kind::Close(Bracket::Round)),
                '{' if self.is_fresh() || self.is_prefixed() => {
                    self.bracket(Kind::Open(Bracket::Curly))
                }
                '{' => self.at += 1,
                '}' => self.bracket(Kind::Close(Bracket::Curly)),
                '~' if self.text[self.at + 1..].starts_with(is_quote) => self.phrase(true),
                c if is_quote(c) => self.phrase(false),
                '^' if self.weight() => {}
                _ => {
                    if self.chunk_end <= self.at {
                        let rest = &self.text[self.at..];
                        self.chunk_end = self.at + rest.find(ends_chunk).unwrap_or(rest.len());
                    }
                    let end = self.chunk_end;
                    chunk::lex(self, end);
                }
            }
            self.skip_spaces();
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn skip_spaces(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches(|c| is_space(c) || is_transparent(c)).len();
    }

    pub(super) fn push(&mut self, kind: Kind, start: usize, end: usize) {
        self.leaves += usize::from(matches!(kind, Kind::Leaf(_)));
        self.tokens.push(Token::new(kind, start, end));
    }

    /// Whether an operator may begin at `at`: at the start, after a space or an
    /// opening bracket.
    pub(super) fn is_fresh(&self) -> bool {
        let before = self.text[..self.at].trim_end_matches(is_transparent).chars().next_back();
        before.is_none_or(|c| is_space(c) || matches!(c, '(' | '{')) && !self.is_prefixed()
    }

    /// Whether a mark or field stands directly before `at`.
    pub(super) fn is_prefixed(&self) -> bool {
        let prefix = |token: &Token| matches!(token.kind, Kind::Mark(_) | Kind::Field(_));
        self.tokens.last().is_some_and(|token| prefix(token) && token.span.end == self.at)
    }

    /// Says of the name from `start` to `behind` that it is that of the value at `value`, if
    /// there is a space between them.
    pub(super) fn warn_of_gap(&mut self, start: usize, behind: usize, value: usize) {
        if behind < value {
            let field = self.text[start..behind].to_owned();
            let span = Span::new(start, behind);
            self.warnings.push(WarningKind::FieldBeforeSpace { field }, Some(span));
        }
    }

    pub(super) fn stray(&mut self, start: usize, end: usize) {
        let operator = self.text[start..end].to_owned();
        self.warnings.push(WarningKind::StrayOperator { operator }, Some(Span::new(start, end)));
    }

    fn bracket(&mut self, kind: Kind) {
        self.push(kind, self.at, self.at + 1);
        self.at += 1;
    }

    fn phrase(&mut self, by_roots: bool) {
        let start = self.at;
        let open = start + usize::from(by_roots);
        let Some(quoted) = quote::read(self.text, start, open, &mut self.closers) else {
            let mark = self.text[open..].chars().next().map_or(0, char::len_utf8);
            self.at = open + mark;
            if !self.text[..start].ends_with(|c: char| c.is_ascii_digit()) {
                self.warnings.push(WarningKind::UnpairedQuote, Some(Span::new(start, self.at)));
            }
            return;
        };
        let text = quoted.text.of(self.text);
        if text.split_whitespace().nth(MAX_LEAVES).is_some() {
            self.at = quoted.text.start;
            let kind = WarningKind::PhraseTooLong { limit: MAX_LEAVES };
            self.warnings.push(kind, Some(Span::new(start, quoted.end)));
            return;
        }
        self.at = quoted.end;
        let slop = self.slop();
        if !has_words(text) {
            let span = Span::new(start, self.at);
            return self.warnings.push(WarningKind::EmptyPhrase, Some(span));
        }
        if let Some(star) = text.find('*').filter(|&star| text[..star].ends_with(is_word)) {
            let star = quoted.text.start + star;
            self.stray(star, star + 1);
        }
        let phrase = Matcher::Phrase { text: text.to_owned(), by_roots, slop };
        self.push(Kind::Leaf(phrase), start, self.at);
    }

    /// The `~5` behind a phrase; `~0` is none.
    fn slop(&mut self) -> Option<u32> {
        let rest = self.text[self.at..].strip_prefix('~')?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (start, end) = (self.at, self.at + 1 + digits);
        let span = Span::new(start, end);
        if digits == 0 || rest[digits..].starts_with(is_word) {
            self.at += 1;
            self.stray(start, start + 1);
            return None;
        }
        self.at = end;
        let given = rest[..digits].parse().unwrap_or(u32::MAX);
        (given > 0).then(|| self.distance(given, span))
    }

    /// A number of words, held between 1 and [`MAX_DISTANCE`].
    pub(super) fn distance(&mut self, given: u32, span: Span) -> u32 {
        let used = given.clamp(1, MAX_DISTANCE);
        if used != given {
            let digits = |c: char| !c.is_ascii_digit();
            let given = span.of(self.text).trim_start_matches(digits).to_owned();
            self.warnings
                .push(WarningKind::NumberReplaced { given, used: used.to_string() }, Some(span));
        }
        used
    }

    /// The `^2` directly behind a phrase or closing bracket; whether it is there.
    fn weight(&mut self) -> bool {
        let weighs = |token: &Token| {
            matches!(token.kind, Kind::Leaf(Matcher::Phrase { .. }) | Kind::Close(_))
        };
        if !self.tokens.last().is_some_and(|token| weighs(token) && token.span.end == self.at) {
            return false;
        }
        let Some((thousandths, length)) = weight::read(&self.text[self.at + 1..]) else {
            return false;
        };
        let end = self.at + 1 + length;
        if self.text[end..].starts_with(|c| is_word(c) || c == '^') {
            return false;
        }
        self.push_weight(thousandths, self.at, end);
        self.at = end;
        true
    }

    /// A weight of so many thousandths; nought weighs nothing and is left out.
    pub(super) fn push_weight(&mut self, thousandths: u32, start: usize, end: usize) {
        let span = Span::new(start, end);
        let used =
            Weight::from_thousandths(thousandths).or((thousandths > 0).then_some(Weight::MAX));
        if used.is_none_or(|used| {
            used == Weight::MAX && Weight::from_thousandths(thousandths).is_none()
        }) {
            let given = span.of(self.text).to_owned();
            let used = used.map_or("^1".to_owned(), |used| format!("^{used}"));
            self.warnings.push(WarningKind::NumberReplaced { given, used }, Some(span));
        }
        if let Some(weight) = used {
            self.push(Kind::Weight(weight), start, end);
        }
    }
}
