//! [`Draft`]: an article as its source gives it, before it has an id of its own.

use crate::article::{Article, ArticleId};
use crate::date::ArticleDate;

/// The fields of an article as read, not yet placed in a root.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// The line it stands on, counted from 1; `None` where the file is the article.
    pub line: Option<u64>,
    /// The id its source gives it.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The body.
    pub text: String,
    /// When it was published.
    pub date: Option<ArticleDate>,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
}

impl Draft {
    /// Makes the article of this draft; `place` is its file's path below the root, with `/`.
    pub fn into_article(self, place: &str) -> Article {
        let id = match (&self.id, self.line) {
            (Some(id), _) => ArticleId::given(id),
            (None, Some(line)) => ArticleId::derived(&format!("{place}:{line}")),
            (None, None) => ArticleId::derived(place),
        };
        Article {
            id,
            title: self.title,
            text: self.text,
            date: self.date,
            url: self.url,
            source: self.source,
            author: self.author,
        }
    }
}
