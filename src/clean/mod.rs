//! Cleaning: from an article as its source gives it to one as it is searched.
//!
//! [`clean`] finds in the text what is not the story and what says who wrote it,
//! mends what pages do to text, and fills facts that the source does not
//! declare. Everything it changes is an edit that can be undone, everything it
//! fills has an origin, so that [`restore`] gives the article back as it was and
//! new rules need no source files.

mod ends;
mod glued;
mod head;
mod headline;
mod joint;
mod name;
mod rule;
mod rules;
mod scan;
mod seam;
mod words;

use crate::article::Article;
use crate::edit;
use crate::origin::Fact;

/// What the rules make of an article; raised whenever one changes, so that indexes know they
/// are outdated.
pub const VERSION: u32 = 1;

/// Cleans an article as its source gives it.
pub fn clean(given: &Article) -> Article {
    let raw = given.text.as_str();
    let (mut cuts, mut found) = scan::scan(raw);
    head::cut_head(raw, given.title.as_deref(), &mut cuts, &mut found);
    ends::cut_tail(raw, &mut cuts, &mut found);
    let cnn = [&given.url, &given.source]
        .iter()
        .any(|at| at.as_ref().is_some_and(|at| at.contains("cnnindonesia")));
    glued::cut_headlines(raw, cnn, &mut cuts);
    let mut edits = Vec::new();
    joint::edits(raw, &cuts, &mut edits);
    let (text, edits) = edit::apply(raw, edits);
    Article { text, edits, ..given.clone() }
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
