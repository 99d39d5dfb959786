//! [`Article`]: one news article, the unit that is indexed, found and shown.

use std::borrow::Cow;
use std::fmt;

use crate::date::ArticleDate;
use crate::edit::{self, Edited};
use crate::origin::Origins;

/// What names an article in the whole index: its source's id, or one derived from its place.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ArticleId(Box<str>);

impl ArticleId {
    /// Longest id taken, in bytes; a longer one is most likely a mistaken field.
    pub const MAX_BYTES: usize = 512;

    /// An id given by the source.
    pub fn given(id: &str) -> Self {
        Self(id.into())
    }

    /// The id of an article that has none: `t-` and 16 hex digits of blake3 over
    /// its place from the name of its root's folder on, so that it survives moving that folder,
    /// and folders of different names share none.
    /// Of several articles of a file each has its line.
    pub fn derived(place: &str, line: Option<u64>) -> Self {
        let line = line.map_or(String::new(), |line| format!(":{line}"));
        let hash = blake3::hash(format!("{place}{line}").as_bytes()).to_hex();
        Self(format!("t-{}", &hash[..16]).into())
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One article: as its source gives it, or cleaned, as it is indexed and shown. Unknown values
/// are `None`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Article {
    /// Its name in the whole index.
    pub id: ArticleId,
    /// The headline; never part of `text`.
    pub title: Option<String>,
    /// What is indexed, searched and shown; every offset counts its UTF-8 bytes.
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
    /// Where it was written: the place of its dateline.
    pub place: Option<String>,
    /// The section of the paper or site it stood in.
    pub section: Option<String>,
    /// Where each of these values was read.
    pub origins: Origins,
    /// What cleaning changed in the text, in order; none before it is cleaned.
    pub edits: Vec<Edited>,
}

/// A fingerprint of everything of an article that the index keeps: 128 bits of blake3.
pub type Digest = [u8; 16];

impl Article {
    /// An article of which only the id and the text are known.
    pub fn new(id: ArticleId, text: impl Into<String>) -> Self {
        Self {
            id,
            title: None,
            text: text.into(),
            date: None,
            url: None,
            source: None,
            author: None,
            editor: None,
            place: None,
            section: None,
            origins: Origins::default(),
            edits: Vec::new(),
        }
    }

    /// The text as the source gave it, before cleaning.
    pub fn raw(&self) -> Cow<'_, str> {
        edit::undo(&self.text, &self.edits)
    }

    /// The article's fingerprint: equal for equal content, whatever file it lies in. It is
    /// taken of the article as its source gives it, so that other rules of cleaning do not
    /// make all articles look changed.
    pub fn digest(&self) -> Digest {
        let mut hasher = blake3::Hasher::new();
        let date = self.date.as_ref().map(ArticleDate::to_string);
        let parts = [
            Some(self.id.as_str()),
            self.title.as_deref(),
            Some(self.text.as_str()),
            date.as_deref(),
            self.url.as_deref(),
            self.source.as_deref(),
            self.author.as_deref(),
            self.editor.as_deref(),
            self.place.as_deref(),
            self.section.as_deref(),
        ];
        for part in parts {
            // The length in front keeps "ab","c" and "a","bc" apart; u64::MAX marks absence.
            let length = part.map_or(u64::MAX, |part| part.len() as u64);
            hasher.update(&length.to_le_bytes());
            hasher.update(part.unwrap_or_default().as_bytes());
        }
        short_hash(&hasher.finalize())
    }
}

/// The first 128 bits of a blake3 hash.
pub fn short_hash(hash: &blake3::Hash) -> Digest {
    let mut short = Digest::default();
    short.copy_from_slice(&hash.as_bytes()[..16]);
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(title: Option<&str>, text: &str) -> Article {
        Article { title: title.map(str::to_owned), ..Article::new(ArticleId::given("a"), text) }
    }

    #[test]
    fn derived_ids_have_sixteen_hex_digits() {
        let id = ArticleId::derived("2024/banjir.txt", None);
        assert_eq!(id.as_str().len(), 18);
        assert!(id.as_str().starts_with("t-"));
        assert_ne!(id, ArticleId::derived("2024/banjir2.txt", None));
        assert_ne!(id, ArticleId::derived("2024/banjir.txt", Some(1)));
    }

    #[test]
    fn digests_tell_fields_apart() {
        assert_eq!(article(Some("a"), "b").digest(), article(Some("a"), "b").digest());
        assert_ne!(article(Some("a"), "b").digest(), article(Some("ab"), "").digest());
        assert_ne!(article(None, "b").digest(), article(Some(""), "b").digest());
    }
}
