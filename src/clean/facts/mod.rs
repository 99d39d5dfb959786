//! What a text and its address say about an article that its source does not declare.
//!
//! Wrong is worse than empty: a value is taken only where it has a fixed place and form.

mod address;
pub(super) mod dated;
mod dateline;

use super::person;
use crate::article::Article;
use crate::clean::cut::{Cut, Found};
use crate::date::ArticleDate;
use crate::origin::{Fact, Origin};

/// Bytes at the beginning and at the end of a text in which bylines name who wrote it.
const MAX_BYLINE: usize = 1500;

/// Fills what is not declared. `found` are the values that rules of boilerplate named, `dated`
/// when the text says it was published.
pub(super) fn fill(
    article: &mut Article,
    raw: &str,
    cuts: &[Cut],
    found: &[Found],
    dated: Option<&dated::Dated>,
) {
    let near = |at: usize| at <= MAX_BYLINE || at + MAX_BYLINE >= raw.len();
    let first = |fact: Fact| {
        found.iter().find(|found| found.fact == fact && near(found.at)).map(|f| f.value.clone())
    };
    set(&mut article.title, &mut article.origins, Fact::Title, Origin::Heading, || {
        first(Fact::Title)
    });
    let first_person = |fact: Fact| {
        let mut all = found.iter().filter(|found| found.fact == fact && near(found.at));
        all.find_map(|found| person::person(&found.value))
    };
    set(&mut article.author, &mut article.origins, Fact::Author, Origin::Byline, || {
        first_person(Fact::Author)
    });
    set(&mut article.editor, &mut article.origins, Fact::Editor, Origin::Byline, || {
        first_person(Fact::Editor)
    });
    if article.place.is_none() || article.source.is_none() {
        let line = dateline::find(raw, cuts).unwrap_or_default();
        let (place, source) = (line.place, line.source);
        set(&mut article.place, &mut article.origins, Fact::Place, Origin::Dateline, || place);
        set(&mut article.source, &mut article.origins, Fact::Source, Origin::Dateline, || source);
    }
    set(&mut article.source, &mut article.origins, Fact::Source, Origin::Byline, || {
        first(Fact::Source)
    });
    set(&mut article.source, &mut article.origins, Fact::Source, Origin::Copyright, || {
        dateline::rights_holder(raw, cuts)
    });
    set_date(article, dated);
    if let Some(url) = article.url.clone() {
        let address = address::Address::of(&url);
        set(&mut article.source, &mut article.origins, Fact::Source, Origin::Address, || {
            address.source()
        });
        set(&mut article.section, &mut article.origins, Fact::Section, Origin::Address, || {
            address.section()
        });
    }
}

/// The date a text states, its year taken from the address where it has none, else the
/// address's.
fn set_date(article: &mut Article, dated: Option<&dated::Dated>) {
    if article.date.is_some() {
        return;
    }
    let address = article.url.as_deref().map(address::Address::of).and_then(|a| a.date());
    let stated = dated.and_then(|dated| dated.resolve(address.as_ref()));
    let (date, origin) = match (stated, address) {
        (Some(date), _) => (date, Origin::Dated),
        (None, Some(date)) => (date, Origin::Address),
        (None, None) => return,
    };
    article.date = ArticleDate::parse(&date);
    article.origins.set(Fact::Date, article.date.is_some().then_some(origin));
}

fn set(
    value: &mut Option<String>,
    origins: &mut crate::origin::Origins,
    fact: Fact,
    origin: Origin,
    find: impl FnOnce() -> Option<String>,
) {
    if value.is_none()
        && let Some(found) = find().filter(|found| !found.trim().is_empty())
    {
        *value = Some(found);
        origins.set(fact, Some(origin));
    }
}
