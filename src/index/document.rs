//! [`Document`]: an article on its way into tantivy.
//!
//! It is analysed by the worker thread that indexes it, once, when its fields
//! are first asked for; surface forms, roots and layout come from that pass.

use std::cell::RefCell;
use std::sync::OnceLock;

use tantivy::schema::Field;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf, Value};

use super::schema::Fields;
use super::spelling::Spelling;
use super::throttle::Permit;
use super::tokenizer::StreamWriter;
use crate::analysis::{Analyzer, Roots, Sentence, Token};
use crate::article::Article;
use crate::plan::{ArticleLayout, SentenceStart};

thread_local! {
    /// One analyzer a worker thread, for its work space.
    static ANALYZER: RefCell<Analyzer> = RefCell::new(Analyzer::new());
}

/// An article to be indexed.
pub(super) struct Document {
    fields: Fields,
    article: Article,
    date: Option<String>,
    analysed: OnceLock<Analysed>,
    _permit: Permit,
}

/// What the analyzer makes of an article.
#[derive(Debug, Default)]
struct Analysed {
    exact: StreamWriter,
    root: StreamWriter,
    layout: ArticleLayout,
    /// How the word at each position is written.
    spellings: Vec<Spelling>,
}

impl Document {
    pub(super) fn new(fields: Fields, article: Article, permit: Permit) -> Self {
        let date = article.date.as_ref().map(ToString::to_string);
        Self { fields, article, date, analysed: OnceLock::new(), _permit: permit }
    }

    /// The article's id.
    pub(super) fn id(&self) -> &str {
        self.article.id.as_str()
    }

    /// How the article's words lie in it.
    pub(super) fn layout(&self) -> &ArticleLayout {
        &self.analysed().layout
    }

    /// How the word at each position is written.
    pub(super) fn spellings(&self) -> &[Spelling] {
        &self.analysed().spellings
    }

    fn analysed(&self) -> &Analysed {
        self.analysed
            .get_or_init(|| ANALYZER.with_borrow_mut(|analyzer| analyse(analyzer, &self.article)))
    }
}

fn analyse(analyzer: &mut Analyzer, article: &Article) -> Analysed {
    let mut analysed = Analysed::default();
    let title = article.title.as_deref().unwrap_or_default();
    let length = analyzer.text(
        title,
        0,
        |_, _| {},
        |token, surface, roots| {
            analysed.take(title, token, surface, roots);
        },
    );
    let mut sentences = Vec::new();
    let start = |sentence: Sentence, position| {
        let byte = u32::try_from(sentence.span.start).expect("articles are far below 4 GB");
        sentences.push(SentenceStart { position, byte, paragraph: sentence.paragraph_start });
    };
    let end = analyzer.text(&article.text, length, start, |token, surface, roots| {
        analysed.take(&article.text, token, surface, roots);
    });
    analysed.spellings.resize(end as usize, Spelling::Other);
    analysed.layout = ArticleLayout { title_length: length, sentences, length: end };
    analysed
}

impl Analysed {
    fn take(&mut self, text: &str, token: &Token, surface: &str, roots: &Roots) {
        self.exact.push(token.position, surface);
        roots.iter().for_each(|root| self.root.push(token.position, root));
        // Of the forms at a position, the first of one word is the one as written.
        if token.length == 1 && self.spellings.len() <= token.position as usize {
            self.spellings.resize(token.position as usize, Spelling::Other);
            self.spellings.push(Spelling::between(surface, token.span.of(text)));
        }
    }
}

/// A value of a field, as tantivy wants it.
#[derive(Clone, Copy, Debug)]
pub(super) enum FieldValue<'a> {
    Text(&'a str),
    Signed(i64),
    Unsigned(u64),
}

impl<'a> Value<'a> for FieldValue<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Self::Text(text) => ReferenceValueLeaf::Str(text),
            Self::Signed(number) => ReferenceValueLeaf::I64(number),
            Self::Unsigned(number) => ReferenceValueLeaf::U64(number),
        })
    }
}

impl tantivy::Document for Document {
    type Value<'a> = FieldValue<'a>;
    type FieldsValuesIter<'a> = std::vec::IntoIter<(Field, FieldValue<'a>)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let (fields, article, analysed) = (&self.fields, &self.article, self.analysed());
        let mut values = vec![
            (fields.id, FieldValue::Text(article.id.as_str())),
            (fields.exact, FieldValue::Text(analysed.exact.as_str())),
            (fields.root, FieldValue::Text(analysed.root.as_str())),
            (fields.text, FieldValue::Text(&article.text)),
            (fields.exact_length, FieldValue::Unsigned(analysed.exact.terms())),
            (fields.root_length, FieldValue::Unsigned(analysed.root.terms())),
        ];
        let optional = [
            (fields.title, article.title.as_deref()),
            (fields.date, self.date.as_deref()),
            (fields.url, article.url.as_deref()),
            (fields.source, article.source.as_deref()),
            (fields.author, article.author.as_deref()),
        ];
        let present = optional.into_iter().filter_map(|(field, text)| Some((field, text?)));
        values.extend(present.map(|(field, text)| (field, FieldValue::Text(text))));
        if let Some(date) = &article.date {
            values.push((fields.day, FieldValue::Signed(date.day_number())));
            values.push((fields.seconds, FieldValue::Signed(date.seconds())));
        }
        values.into_iter()
    }
}
