//! [`Document`]: an article on its way into tantivy.
//!
//! It is cleaned and analysed by the worker thread that indexes it, once, when
//! its fields are first asked for; surface forms, roots and layout come from
//! that pass.

use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use tantivy::schema::Field;
use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf, Value};

use super::evidence::{Delivery, Evidence, key};
use super::schema::Fields;
use super::spelling::Spelling;
use super::stored;
use super::throttle::Permit;
use super::tokenizer::StreamWriter;
use crate::analysis::acronym::pairs;
use crate::analysis::{Analyzer, Case, Kind, Roots, Sentence, Token};
use crate::article::Article;
use crate::clean::{Cleaned, clean};
use crate::duplicate::{Imprint, SignatureBuilder};
use crate::plan::{ArticleLayout, SentenceStart};

thread_local! {
    /// One analyzer a worker thread, for its work space.
    static ANALYZER: RefCell<Analyzer> = RefCell::new(Analyzer::new());
}

/// What cleaning changed in all articles of a writer, counted by its worker threads.
#[derive(Debug, Default)]
pub(super) struct CleanedCount {
    cut: AtomicU64,
    repaired: AtomicU64,
}

impl CleanedCount {
    fn add(&self, cleaned: Cleaned) {
        self.cut.fetch_add(cleaned.cut, Ordering::Relaxed);
        self.repaired.fetch_add(cleaned.repaired, Ordering::Relaxed);
    }

    /// What it is now; all of it once the threads have finished.
    pub(super) fn get(&self) -> Cleaned {
        Cleaned {
            cut: self.cut.load(Ordering::Relaxed),
            repaired: self.repaired.load(Ordering::Relaxed),
        }
    }
}

/// An article to be indexed. Tantivy keeps room for forty thousand, so that it is small.
pub(super) struct Document {
    fields: Fields,
    given: Box<Article>,
    key: u64,
    delivery: Delivery,
    analysed: OnceLock<Box<Analysed>>,
    cleaned: Arc<CleanedCount>,
    _permit: Permit,
}

/// What cleaning and the analyzer make of an article.
#[derive(Debug)]
struct Analysed {
    article: Article,
    date: Option<String>,
    origins: Vec<u8>,
    edits: Vec<u8>,
    words: Words,
}

/// The words of an article.
#[derive(Debug, Default)]
struct Words {
    exact: StreamWriter,
    root: StreamWriter,
    layout: ArticleLayout,
    evidence: Evidence,
    /// How the word at each position is written.
    spellings: Vec<Spelling>,
    /// Roots of wholes, due at later positions that they span.
    pending: Vec<(u32, String)>,
}

impl Document {
    /// An article as its source gives it.
    pub(super) fn new(
        fields: Fields,
        given: Article,
        delivery: Delivery,
        cleaned: Arc<CleanedCount>,
        permit: Permit,
    ) -> Self {
        let (key, analysed) = (key(given.id.as_str()), OnceLock::new());
        let given = Box::new(given);
        Self { fields, given, key, delivery, analysed, cleaned, _permit: permit }
    }

    /// The article's id.
    pub(super) fn id(&self) -> &str {
        self.given.id.as_str()
    }

    /// What names the article in derived tables.
    pub(super) fn key(&self) -> u64 {
        self.key
    }

    /// What the article teaches the index.
    pub(super) fn evidence(&self) -> &Evidence {
        &self.analysed().words.evidence
    }

    /// Where its evidence is to be delivered.
    pub(super) fn delivery(&self) -> &Delivery {
        &self.delivery
    }

    /// How the article's words lie in it.
    pub(super) fn layout(&self) -> &ArticleLayout {
        &self.analysed().words.layout
    }

    /// How the word at each position is written.
    pub(super) fn spellings(&self) -> &[Spelling] {
        &self.analysed().words.spellings
    }

    fn analysed(&self) -> &Analysed {
        self.analysed.get_or_init(|| {
            let article = clean(&self.given);
            self.cleaned.add(Cleaned::of(&article));
            let words = ANALYZER.with_borrow_mut(|analyzer| analyse(analyzer, &article));
            let date = article.date.as_ref().map(ToString::to_string);
            let origins = stored::to_bytes(&article.origins);
            let edits = stored::to_bytes(&article.edits);
            Box::new(Analysed { article, date, origins, edits, words })
        })
    }
}

fn analyse(analyzer: &mut Analyzer, article: &Article) -> Words {
    let mut words = Words::default();
    let title = article.title.as_deref().unwrap_or_default();
    let length = analyzer.text(
        title,
        0,
        |_, _| {},
        |token, surface, roots| {
            words.take(title, token, surface, roots);
        },
    );
    let mut sentences = Vec::new();
    let start = |sentence: Sentence, position| {
        let byte = u32::try_from(sentence.span.start).expect("articles are far below 4 GB");
        sentences.push(SentenceStart { position, byte, paragraph: sentence.paragraph_start });
    };
    let (mut signature, mut next) = (SignatureBuilder::default(), length);
    let end = analyzer.text(&article.text, length, start, |token, surface, roots| {
        // Of the forms at a position, the first of one word is the one as written.
        if token.length == 1 && token.position >= next {
            signature.word(surface, is_fact(token));
            next = token.position + 1;
        }
        words.take(&article.text, token, surface, roots);
    });
    words.spellings.resize(end as usize, Spelling::Other);
    words.layout = ArticleLayout { title_length: length, sentences, length: end };
    let acronyms = pairs([title, article.text.as_str()]);
    words.evidence = Evidence { signature: signature.finish(Imprint::of(article)), acronyms };
    words
}

/// Whether a word is a number or, by its capital, a name.
fn is_fact(token: &Token) -> bool {
    match token.case {
        Case::Capitalised => !token.sentence_start,
        Case::Upper => true,
        Case::Lower => false,
        Case::None => token.kind == Kind::Number,
    }
}

impl Words {
    fn take(&mut self, text: &str, token: &Token, surface: &str, roots: &Roots) {
        self.exact.push(token.position, surface);
        let Self { root: stream, pending, .. } = self;
        pending.retain(|(position, root)| {
            let due = *position <= token.position;
            if due {
                stream.push(token.position, root);
            }
            !due
        });
        roots.iter().for_each(|root| stream.push(token.position, root));
        // The root of a whole stands wherever the whole does, so that what follows
        // sayur-mayur follows sayur.
        for position in token.position + 1..token.position + token.length {
            pending.extend(roots.iter().map(|root| (position, root.to_owned())));
        }
        // Of the forms at a position, the first of one word is the one as written.
        let position = token.position as usize;
        if token.length == 1 && self.spellings.len() <= position {
            self.spellings.resize(position, Spelling::Other);
            self.spellings.push(Spelling::between(surface, token.span.of(text)));
        } else if token.length == 1 {
            // Several forms: two bits do not tell which of them is meant.
            self.spellings[position] = Spelling::Other;
        }
    }
}

/// A value of a field, as tantivy wants it.
#[derive(Clone, Copy, Debug)]
pub(super) enum FieldValue<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
    Signed(i64),
    Unsigned(u64),
}

impl<'a> Value<'a> for FieldValue<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Self::Text(text) => ReferenceValueLeaf::Str(text),
            Self::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
            Self::Signed(number) => ReferenceValueLeaf::I64(number),
            Self::Unsigned(number) => ReferenceValueLeaf::U64(number),
        })
    }
}

impl tantivy::Document for Document {
    type Value<'a> = FieldValue<'a>;
    type FieldsValuesIter<'a> = std::vec::IntoIter<(Field, FieldValue<'a>)>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let fields = &self.fields;
        let Analysed { article, date, origins, edits, words } = self.analysed();
        let mut values = vec![
            (fields.id, FieldValue::Text(article.id.as_str())),
            (fields.exact, FieldValue::Text(words.exact.as_str())),
            (fields.root, FieldValue::Text(words.root.as_str())),
            (fields.text, FieldValue::Text(&article.text)),
            (fields.exact_length, FieldValue::Unsigned(words.exact.terms())),
            (fields.root_length, FieldValue::Unsigned(words.root.terms())),
            (fields.key, FieldValue::Unsigned(self.key)),
        ];
        let optional = [
            (fields.title, article.title.as_deref()),
            (fields.date, date.as_deref()),
            (fields.url, article.url.as_deref()),
            (fields.source, article.source.as_deref()),
            (fields.author, article.author.as_deref()),
            (fields.editor, article.editor.as_deref()),
            (fields.place, article.place.as_deref()),
            (fields.section, article.section.as_deref()),
        ];
        let present = optional.into_iter().filter_map(|(field, text)| Some((field, text?)));
        values.extend(present.map(|(field, text)| (field, FieldValue::Text(text))));
        if article.origins.iter().next().is_some() {
            values.push((fields.origins, FieldValue::Bytes(origins)));
        }
        if !article.edits.is_empty() {
            values.push((fields.edits, FieldValue::Bytes(edits)));
        }
        if let Some(date) = &article.date {
            values.push((fields.day, FieldValue::Signed(date.day_number())));
            values.push((fields.seconds, FieldValue::Signed(date.seconds())));
        }
        values.into_iter()
    }
}
