//! Words as acronyms see them: letters in small, with hyphens and slashes between words.

use crate::analysis::token::TokenBuffer;
use crate::analysis::tokenizer::tokenize;
use crate::analysis::{Kind, Lexicon};
use crate::span::Span;

/// Most words of a long form: those of ministries come near.
pub(super) const MOST_WORDS: usize = 12;

/// English function words, for names such as Memorandum of Understanding.
const ENGLISH: [&str; 8] = ["and", "at", "for", "in", "of", "on", "the", "to"];

/// Further words that long forms leave out of their short ones.
const LINKING: [&str; 4] = ["antar", "atas", "secara", "tanpa"];

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    /// Its letters and digits, small.
    pub(super) letters: Vec<char>,
    /// How many of its letters are capitals.
    pub(super) capitals: usize,
    /// Whether its first letter is a capital.
    pub(super) capitalised: bool,
    /// Whether it says little, so that a short form may leave it out.
    pub(super) function: bool,
}

impl Word {
    /// Whether all of its letters are capitals, at least two.
    pub(super) fn is_upper(&self) -> bool {
        self.capitals >= 2 && self.capitals == self.letters.len()
    }

    fn of(text: &str, span: Span) -> Self {
        let written = span.of(text);
        let small: String = written.to_lowercase();
        let letters: Vec<char> = small.chars().filter(|c| c.is_alphanumeric()).collect();
        Self {
            span,
            capitals: written.chars().filter(|c| c.is_uppercase()).count(),
            capitalised: written.starts_with(char::is_uppercase),
            function: is_function(&small),
            letters,
        }
    }
}

/// Whether a small word says so little that a short form may leave it out.
pub fn is_function(small: &str) -> bool {
    Lexicon::is_function_word(small) || ENGLISH.contains(&small) || LINKING.contains(&small)
}

/// The words of a stretch of `text`: runs of letters and digits, apostrophes inside.
pub(super) fn words(text: &str, stretch: Span) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let within = stretch.of(text);
    let ends = std::iter::once((within.len(), ' '));
    for (at, c) in within.char_indices().chain(ends) {
        let inside = c.is_alphanumeric()
            || start.is_some() && matches!(c, '\'' | '’' | 'ʼ') && follows_letter(within, at, c);
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                let word = Word::of(text, Span::new(from, at).shifted(stretch.start));
                // Some letters of other scripts have no small form that is a letter.
                words.extend(Some(word).filter(|word| !word.letters.is_empty()));
                start = None;
            }
            _ => {}
        }
    }
    words
}

/// Whether a letter follows the character `c` at `at`.
fn follows_letter(text: &str, at: usize, c: char) -> bool {
    text[at + c.len_utf8()..].starts_with(char::is_alphanumeric)
}

/// The form in which short and long forms are compared and looked for: the surface forms of
/// its tokens, one a position, with blanks between.
///
/// ```
/// # use telusur::analysis::acronym::canonical;
/// assert_eq!(canonical("Usaha Mikro, Kecil, dan Menengah"), "usaha mikro kecil dan menengah");
/// assert_eq!(canonical("COVID-19"), "covid 19");
/// ```
pub fn canonical(written: &str) -> String {
    let mut tokens = TokenBuffer::new();
    tokenize(written, Span::new(0, written.len()), 0, &mut tokens);
    let (mut form, mut next) = (String::new(), 0);
    for token in tokens.tokens() {
        if token.position < next || token.length > 1 || token.kind == Kind::Date {
            continue;
        }
        if !form.is_empty() {
            form.push(' ');
        }
        form.push_str(tokens.surface(token));
        next = token.position + 1;
    }
    form
}

/// The content words of a canonical form: what two ways to write a long form share.
///
/// ```
/// # use telusur::analysis::acronym::content;
/// assert_eq!(content("usaha mikro kecil dan menengah"), "usaha mikro kecil menengah");
/// ```
pub fn content(canonical: &str) -> String {
    let content: Vec<&str> = canonical.split(' ').filter(|word| !is_function(word)).collect();
    content.join(" ")
}
