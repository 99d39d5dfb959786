//! Cleaning: from an article as its source gives it to one as it is searched.
//!
//! [`clean`] finds in the text what is not the story and what says who wrote it,
//! mends what pages do to text, and fills facts that the source does not
//! declare. Everything it changes is an edit that can be undone, everything it
//! fills has an origin, so that [`restore`] gives the article back as it was and
//! new rules need no source files.

mod caption;
mod cut;
mod facts;
mod headline;
mod joint;
mod lead;
mod leftover;
mod link;
mod mend;
mod person;
mod reasons;
mod table;
mod tail;
mod text;

use crate::article::Article;
use crate::edit;
use crate::origin::Fact;
use cut::{Cut, Found};
use facts::dated::Dated;

pub use leftover::Stretch;
pub use reasons::{RuleInfo, reason, rules};

/// What the rules make of an article; raised whenever one changes, so that indexes know they
/// are outdated.
pub const VERSION: u32 = 8;

/// What the rules find in a text.
struct Findings {
    cuts: Vec<Cut>,
    found: Vec<Found>,
    dated: Option<Dated>,
}

/// Finds what the rules cut, and the values they name.
///
/// Each pass looks at what those before it have left, so their order counts: the lead begins, and
/// the tail ends, at what is kept; captions stand beside credits that are cut; headlines that
/// nothing announces come last, between cuts.
fn find(given: &Article) -> Findings {
    let (raw, title) = (given.text.as_str(), given.title.as_deref());
    let (mut cuts, mut found) = table::scan(raw);
    lead::cut(raw, title, &mut cuts, &mut found);
    let dated = facts::dated::find(raw, &cuts);
    if let Some(dated) = &dated {
        cut::push(&mut cuts, Cut { start: dated.start, end: dated.end, rule: "dated" });
    }
    caption::cut(raw, &mut cuts);
    tail::cut(raw, &mut cuts, &mut found);
    link::cut(raw, is_of_cnn(given), &mut cuts);
    Findings { cuts, found, dated }
}

/// The stretches of an article as its source gives it that may be boilerplate, those the rules cut
/// among them, each with its traits: what the weights of the leftovers are learnt from.
pub fn judged(given: &Article) -> Vec<(Stretch, Vec<String>)> {
    leftover::judged(&given.text, given.title.as_deref(), &find(given).cuts)
}

/// Cleans an article as its source gives it.
pub fn clean(given: &Article) -> Article {
    let raw = given.text.as_str();
    let Findings { mut cuts, found, dated } = find(given);
    leftover::cut_leftovers(raw, given.title.as_deref(), &mut cuts);
    let mut edits = Vec::new();
    joint::edits(raw, &cuts, &mut edits);
    mend::mend(raw, &cuts, &mut edits);
    let (text, edits) = edit::apply(raw, edits);
    let mut article = Article {
        id: given.id.clone(),
        title: given.title.clone(),
        text,
        date: given.date.clone(),
        url: given.url.clone(),
        source: given.source.clone(),
        author: given.author.clone(),
        editor: given.editor.clone(),
        place: given.place.clone(),
        section: given.section.clone(),
        origins: given.origins,
        edits,
    };
    facts::fill(&mut article, raw, &cuts, &found, dated.as_ref());
    article
}

/// Whether the source says that an article is of CNN Indonesia.
fn is_of_cnn(given: &Article) -> bool {
    let says = |value: &Option<String>| {
        value.as_ref().is_some_and(|value| value.to_lowercase().contains("cnnindonesia"))
    };
    says(&given.url) || says(&given.source)
}

/// Whether edits by a rule of this name repair the text; all others cut boilerplate.
pub fn is_repair(rule: &str) -> bool {
    mend::RULES.iter().any(|repair| repair.0 == rule)
}

/// How much cleaning changed in texts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cleaned {
    /// Stretches of boilerplate that were cut.
    pub cut: u64,
    /// Places that were repaired.
    pub repaired: u64,
}

impl Cleaned {
    /// What it changed in the text of an article.
    pub fn of(article: &Article) -> Self {
        let repaired = article.edits.iter().filter(|edit| is_repair(&edit.rule));
        let repaired = repaired.count() as u64;
        Self { cut: article.edits.len() as u64 - repaired, repaired }
    }
}

/// The article as its source gave it: text with the edits undone, and no values but those
/// declared.
pub fn restore(mut article: Article) -> Article {
    article.text = article.raw().into_owned();
    article.edits.clear();
    for fact in Fact::ALL {
        if article.origins.of(fact).is_some_and(|origin| !origin.is_declared()) {
            article.origins.set(fact, None);
            match fact {
                Fact::Title => article.title = None,
                Fact::Date => article.date = None,
                Fact::Url => article.url = None,
                Fact::Source => article.source = None,
                Fact::Author => article.author = None,
                Fact::Editor => article.editor = None,
                Fact::Place => article.place = None,
                Fact::Section => article.section = None,
            }
        }
    }
    article
}
