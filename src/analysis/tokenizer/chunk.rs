//! [`Chunk`]: the rules for what stands between two spaces, when it is not a
//! plain word. At each word boundary the first rule that fits takes its part:
//! handle, mail address, web address, date, then a compound of words and numbers.

use super::super::character::{char_at, is_emoji, is_flag_half};
use super::super::normalizer::{Normalized, lowercase};
use super::super::token::{Case, Kind, Surface, Token};
use super::super::word::{self, Segment};
use super::super::{address, date, dotted, number};
use super::Tokenizer;
use crate::span::Span;

/// Most parts a compound may have to be a token as a whole; `di-PHK-kan` has
/// three, longer chains in the news are slugs and rows of names.
const MAX_PARTS: u32 = 6;

/// Reads one chunk, all offsets being those of its folded text.
pub(super) struct Chunk<'t, 'a, 'c> {
    tokenizer: &'t mut Tokenizer<'a>,
    /// The chunk, folded but for case.
    text: &'c str,
    /// Where the chunk starts in the sentence.
    start: usize,
    /// The way back, unless the text is the original.
    folded: Option<&'c Normalized>,
}

impl<'t, 'a, 'c> Chunk<'t, 'a, 'c> {
    pub(super) fn new(
        tokenizer: &'t mut Tokenizer<'a>,
        text: &'c str,
        start: usize,
        folded: Option<&'c Normalized>,
    ) -> Self {
        Self { tokenizer, text, start, folded }
    }

    /// Pushes the tokens of the chunk.
    pub(super) fn read(mut self) {
        let bytes = self.text.as_bytes();
        let mail = bytes.contains(&b'@');
        let web = mail || bytes.contains(&b'.') || bytes.contains(&b'/');
        let mut at = 0;
        while at < bytes.len() {
            at = match bytes[at] {
                b'@' | b'#' => self.handle(at).unwrap_or(at + 1),
                byte if !byte.is_ascii() => self.other(at),
                byte if !byte.is_ascii_alphanumeric() && byte != b'_' => at + 1,
                _ => (if mail { self.email(at) } else { None })
                    .or_else(|| if web { self.url(at) } else { None })
                    .or_else(|| self.date(at))
                    .unwrap_or_else(|| self.compound(at)),
            };
        }
    }

    /// What starts with a character that is not ASCII.
    fn other(&mut self, at: usize) -> usize {
        let Some(c) = char_at(self.text, at) else {
            return self.text.len();
        };
        let mut end = at + c.len_utf8();
        if is_emoji(c) || is_flag_half(c) {
            if let Some(half) =
                char_at(self.text, end).filter(|&h| is_flag_half(h) && is_flag_half(c))
            {
                end += half.len_utf8();
            }
            self.push(Kind::Emoji, at, end);
            return end;
        }
        self.compound(at)
    }

    fn handle(&mut self, at: usize) -> Option<usize> {
        let end = address::handle(self.text, at)?;
        let index = self.mark();
        self.words(at, end);
        if self.words_since(index) > 1 {
            self.whole(index, Kind::Handle, at + 1, end);
        }
        self.whole(index, Kind::Handle, at, end);
        Some(end)
    }

    fn email(&mut self, at: usize) -> Option<usize> {
        let end = address::email(self.text, at)?;
        self.address(at, end);
        Some(end)
    }

    fn url(&mut self, at: usize) -> Option<usize> {
        let (start, end) = address::url(self.text, at)?;
        self.address(start, end);
        Some(end)
    }

    fn address(&mut self, start: usize, end: usize) {
        let index = self.mark();
        self.words(start, end);
        self.whole(index, Kind::Url, start, end);
    }

    fn date(&mut self, at: usize) -> Option<usize> {
        let date = date::digits(self.text, at)?;
        let index = self.mark();
        for (start, end) in date.parts {
            self.push(Kind::Number, start, end);
        }
        let source = self.source(at, date.parts[2].1);
        let surface = self.tokenizer.out.intern(date.day.form().chars());
        self.tokenizer.insert_whole(index, source, Kind::Date, Case::None, surface);
        Some(date.parts[2].1)
    }

    /// Words joined by hyphens, each a token, and the whole of them.
    fn compound(&mut self, at: usize) -> usize {
        let index = self.mark();
        let mut parts = 0;
        let mut start = at;
        loop {
            let end = match word::segment(self.text, start) {
                Segment::Word(end) => self.word(start, end),
                Segment::Gap(end) if parts == 0 => return end,
                Segment::Gap(_) => return start,
            };
            parts += 1;
            let hyphen = self.text.as_bytes().get(end) == Some(&b'-');
            let more = hyphen
                && char_at(self.text, end + 1).is_some_and(char::is_alphanumeric)
                && matches!(word::segment(self.text, end + 1), Segment::Word(_));
            if more {
                start = end + 1;
                continue;
            }
            let one_each = self.words_since(index) == parts;
            if (2..=MAX_PARTS).contains(&parts) && one_each && !self.is_range(index) {
                self.whole_compound(index, at, end);
            }
            return end;
        }
    }

    /// Whether all tokens from `index` on are numbers: `2024-2026` is a range, `3-1` a score.
    fn is_range(&self, index: usize) -> bool {
        self.tokenizer.out.tokens()[index..].iter().all(|token| token.kind == Kind::Number)
    }

    fn whole_compound(&mut self, index: usize, start: usize, end: usize) {
        let form = &self.text[start..end];
        if form.contains('\'') {
            let bare: String = form.chars().filter(|&c| c != '\'').collect();
            let surface = self.tokenizer.out.intern(lowercase(&bare));
            self.whole_form(index, Kind::Compound, start, end, surface);
        }
        self.whole(index, Kind::Compound, start, end);
    }

    /// One word by UAX #29, cut where the rules of Indonesian text cut it.
    /// Returns its end, beyond `end` for a per cent sign.
    fn word(&mut self, start: usize, end: usize) -> usize {
        let text = &self.text[start..end];
        if text.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.push(Kind::Word, start, end);
            return end;
        }
        if text.contains('_') {
            return self.joined(start, end);
        }
        let mut at = start;
        let mut last = end;
        for piece in text.split([':', ';']) {
            let stop = at + piece.len();
            last = self.piece(at, stop);
            at = stop + 1;
        }
        last
    }

    /// `akun_resmi`: the whole and its parts; `_resmi_`: the word between.
    fn joined(&mut self, start: usize, end: usize) -> usize {
        let text = &self.text[start..end];
        let from = start + text.len() - text.trim_start_matches('_').len();
        let to = from + text[from - start..].trim_end_matches('_').len();
        if from == to {
            return end;
        }
        if !self.text[from..to].contains('_') {
            return self.word(from, to).max(end);
        }
        let index = self.mark();
        self.words(from, to);
        if self.words_since(index) > 1 {
            self.whole(index, Kind::Handle, from, to);
        }
        end
    }

    /// A word without colons and underscores.
    fn piece(&mut self, start: usize, end: usize) -> usize {
        let text = &self.text[start..end];
        if number::is_number(text) {
            return self.number(start, end);
        }
        if let Some(length) = number::currency(text) {
            self.push(Kind::Word, start, start + length);
            let amount = start + length;
            return if number::is_number(&self.text[amount..end]) {
                self.number(amount, end)
            } else {
                self.variants(amount, end);
                end
            };
        }
        if text.contains(char::is_numeric) {
            self.variants(start, end);
            return end;
        }
        let mut at = start;
        while at < end {
            let length = dotted::piece(&self.text[at..end]);
            self.variants(at, at + length);
            at += length + 1;
        }
        end
    }

    fn number(&mut self, start: usize, end: usize) -> usize {
        let text = &self.text[start..end];
        if number::is_list(text) {
            let mut at = start;
            for item in text.split(',') {
                self.push(Kind::Number, at, at + item.len());
                at += item.len() + 1;
            }
            return end;
        }
        let percent = self.text[end..].starts_with('%');
        let end = end + usize::from(percent);
        self.push(Kind::Number, start, end);
        match number::canonical(text) {
            Some(form) => self.variant(Kind::Number, start, end, &form),
            None if percent => self.variant(Kind::Number, start, end, text),
            None => {}
        }
        if end - start == 4 {
            self.tokenizer.join_date();
        }
        end
    }

    /// A word, and its form without apostrophes and dots at the same position.
    fn variants(&mut self, start: usize, end: usize) {
        self.push(Kind::Word, start, end);
        let text = &self.text[start..end];
        if text.contains(['\'', '.']) && !text.contains(char::is_numeric) {
            let bare: String = text.chars().filter(|c| !matches!(c, '\'' | '.')).collect();
            self.variant(Kind::Word, start, end, &bare);
        }
    }

    /// The runs of letters and digits of `start..end`, each a word.
    fn words(&mut self, start: usize, end: usize) {
        let mut at = start;
        for piece in self.text[start..end].split(|c: char| !c.is_alphanumeric()) {
            if !piece.is_empty() {
                let digits = piece.bytes().all(|b| b.is_ascii_digit());
                let kind = if digits { Kind::Number } else { Kind::Word };
                self.push(kind, at, at + piece.len());
            }
            at += piece.len() + char_at(self.text, at + piece.len()).map_or(0, char::len_utf8);
        }
    }

    fn mark(&self) -> usize {
        self.tokenizer.out.tokens().len()
    }

    /// How many positions the tokens from `index` on take.
    fn words_since(&self, index: usize) -> u32 {
        let first = self.tokenizer.out.tokens().get(index);
        first.map_or(0, |first| self.tokenizer.position - first.position)
    }

    /// Bytes of the original text that wrote `start..end`.
    fn source(&self, start: usize, end: usize) -> Span {
        let span = self.folded.map_or(Span::new(start, end), |folded| folded.source(start, end));
        span.shifted(self.tokenizer.offset + self.start)
    }

    fn surface(&mut self, start: usize, end: usize) -> Surface {
        match self.folded {
            None => {
                self.tokenizer.out.existing(self.tokenizer.arena + self.start + start, end - start)
            }
            Some(_) => self.tokenizer.out.intern(lowercase(&self.text[start..end])),
        }
    }

    /// Pushes `start..end` as the next word.
    fn push(&mut self, kind: Kind, start: usize, end: usize) {
        let surface = self.surface(start, end);
        let source = self.source(start, end);
        let case = Case::of(&self.text[start..end]);
        let quoted = matches!(case, Case::Capitalised | Case::Upper) && {
            self.tokenizer.opens_quote(source.start - self.tokenizer.offset)
        };
        let mut token = Token::new(source, self.tokenizer.position, kind, case, surface);
        token.sentence_start = self.tokenizer.at_start || quoted;
        self.tokenizer.out.push(token);
        self.tokenizer.position += 1;
        self.tokenizer.at_start &= kind != Kind::Word;
    }

    /// Pushes another form of the word just pushed.
    fn variant(&mut self, kind: Kind, start: usize, end: usize, form: &str) {
        let surface = self.tokenizer.out.intern(lowercase(form));
        let Some(&word) = self.tokenizer.out.tokens().last() else {
            return;
        };
        let source = self.source(start, end);
        let mut token = Token::new(source, word.position, kind, word.case, surface);
        token.sentence_start = word.sentence_start;
        self.tokenizer.out.push(token);
    }

    /// Puts `start..end` as a whole before its words, those from `index` on.
    fn whole(&mut self, index: usize, kind: Kind, start: usize, end: usize) {
        let surface = self.surface(start, end);
        self.whole_form(index, kind, start, end, surface);
    }

    fn whole_form(&mut self, index: usize, kind: Kind, start: usize, end: usize, surface: Surface) {
        let source = self.source(start, end);
        let case = Case::of(&self.text[start..end]);
        self.tokenizer.insert_whole(index, source, kind, case, surface);
    }
}
