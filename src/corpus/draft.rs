//! [`Draft`]: an article as its source gives it, before it has an id of its own.

use crate::article::{Article, ArticleId};
use crate::date::ArticleDate;
use crate::origin::{Fact, Origin, Origins};

/// The fields of an article as read, not yet placed in a root.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Draft {
    /// Where in its file it stands, counted from 1; `None` where the file is the article. The
    /// line on which it begins, in JSON lines, JSON and tables; the number of the entry in
    /// feeds, of the record in WARC archives.
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
    /// Who edited it.
    pub editor: Option<String>,
    /// The place of its dateline.
    pub place: Option<String>,
    /// The section it stood in.
    pub section: Option<String>,
    /// Where each of these values was read.
    pub origins: Origins,
}

impl Draft {
    /// Notes one origin for every value that is known and has none yet.
    pub(super) fn read_from(mut self, origin: Origin) -> Self {
        let known = [
            (Fact::Title, self.title.is_some()),
            (Fact::Date, self.date.is_some()),
            (Fact::Url, self.url.is_some()),
            (Fact::Source, self.source.is_some()),
            (Fact::Author, self.author.is_some()),
            (Fact::Editor, self.editor.is_some()),
            (Fact::Place, self.place.is_some()),
            (Fact::Section, self.section.is_some()),
        ];
        for (fact, known) in known {
            if known && self.origins.of(fact).is_none() {
                self.origins.set(fact, Some(origin));
            }
        }
        self
    }

    /// Gives an article that has no id one that depends on what it says, for sources where a
    /// line is no place that lasts.
    pub(crate) fn with_lasting_id(mut self) -> Self {
        if self.id.is_none() {
            let mut hasher = blake3::Hasher::new();
            let by = self
                .url
                .as_deref()
                .map_or([self.title.as_deref(), Some(&self.text)], |url| [Some(url), None]);
            for part in by {
                let part = part.unwrap_or_default();
                hasher.update(&(part.len() as u64).to_le_bytes());
                hasher.update(part.as_bytes());
            }
            let place = format!("-:{}", hasher.finalize().to_hex());
            self.id = Some(ArticleId::derived(&place, None).as_str().to_owned());
        }
        self
    }

    /// Makes the article of this draft; `place` is its file's path with `/`, from the name of the
    /// folder on that was asked for.
    pub fn into_article(self, place: &str) -> Article {
        let id = match &self.id {
            Some(id) => ArticleId::given(id),
            None => ArticleId::derived(place, self.line),
        };
        Article {
            id,
            title: self.title,
            text: self.text,
            date: self.date,
            url: self.url,
            source: self.source,
            author: self.author,
            editor: self.editor,
            place: self.place,
            section: self.section,
            origins: self.origins,
            edits: Vec::new(),
        }
    }
}
