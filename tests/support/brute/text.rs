//! [`Form`]: the forms of the words of an article or of a query.

use std::cell::RefCell;

use telusur::analysis::{Analyzer, Kind};
use telusur::article::Article;
use telusur::query::{Field, Unit};
use telusur::span::Span;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// One form of a word, or of the whole of several parts.
#[derive(Clone, Debug)]
pub(super) struct Form {
    pub(super) field: Field,
    /// Its first position.
    pub(super) start: u32,
    /// The position after its last.
    pub(super) end: u32,
    pub(super) sentence: u32,
    pub(super) paragraph: u32,
    pub(super) span: Span,
    pub(super) surface: String,
    pub(super) roots: Vec<String>,
    /// Whether it is a calendar day, over the words that wrote it.
    pub(super) day: bool,
    /// Its letters with case and accents as written; `None` for `2024-07-31` over
    /// `31 Juli 2024`, `32.2` over `32,2%` and other forms that nobody wrote.
    pub(super) written: Option<String>,
}

impl Form {
    pub(super) fn unit(&self, unit: Unit) -> u32 {
        match unit {
            Unit::Sentence => self.sentence,
            Unit::Paragraph => self.paragraph,
        }
    }
}

/// The forms of all fields of an article. Positions, sentences and paragraphs count on from
/// field to field; all fields but the text are one sentence and one paragraph.
pub(super) fn article(analyzer: &mut Analyzer, article: &Article) -> Vec<Form> {
    let mut forms = Vec::new();
    for (field, text) in [
        (Field::Title, article.title.as_deref()),
        (Field::Body, Some(article.text.as_str())),
        (Field::Author, article.author.as_deref()),
        (Field::Source, article.source.as_deref()),
        (Field::Url, article.url.as_deref()),
        (Field::Editor, article.editor.as_deref()),
        (Field::Place, article.place.as_deref()),
        (Field::Section, article.section.as_deref()),
    ] {
        read(analyzer, field, text.unwrap_or_default(), &mut forms);
    }
    forms
}

/// The forms of a text typed in a query.
pub(super) fn query(text: &str) -> Vec<Form> {
    thread_local!(static ANALYZER: RefCell<Analyzer> = RefCell::default());
    let mut forms = Vec::new();
    ANALYZER.with_borrow_mut(|analyzer| read(analyzer, Field::Body, text, &mut forms));
    forms
}

fn read(analyzer: &mut Analyzer, field: Field, text: &str, forms: &mut Vec<Form>) {
    let after = |number: fn(&Form) -> u32| forms.iter().map(number).max().map_or(0, |n| n + 1);
    let mut position = forms.iter().map(|form| form.end).max().unwrap_or(0);
    let (mut sentence, mut paragraph) = (after(|form| form.sentence), after(|form| form.paragraph));
    let mut sentences = Vec::new();
    telusur::analysis::sentence::split(text, |found| sentences.push(found));
    for (number, found) in sentences.into_iter().enumerate() {
        if number > 0 && field == Field::Body {
            sentence += 1;
            paragraph += u32::from(found.paragraph_start);
        }
        position = analyzer.sentence(text, found.span, position, &mut |token, surface, roots| {
            let (start, end) = (token.position, token.position + token.length);
            let another_form = forms
                .iter()
                .any(|form| form.field == field && form.span == token.span && form.end == end);
            let day = token.kind == Kind::Date;
            forms.push(Form {
                field,
                start,
                end,
                sentence,
                paragraph,
                span: token.span,
                surface: surface.to_owned(),
                roots: roots.iter().map(str::to_owned).collect(),
                day,
                written: (!day && !another_form).then(|| letters(token.span.of(text))),
            });
        });
    }
}

/// Letters, digits and accents, composed.
fn letters(text: &str) -> String {
    let mark = |c| canonical_combining_class(c) != 0;
    text.nfc().filter(|&c| c.is_alphanumeric() || mark(c)).collect()
}
