//! [`Origin`]: where a value of an article was read.

use serde::{Deserialize, Serialize};

/// Where a value was read: in what the source declares, or in the text itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// A key of a JSON object, a column of a table.
    Key,
    /// A `<meta>` tag of a page.
    Meta,
    /// JSON-LD in a page.
    JsonLd,
    /// A heading, `<title>`, `<time>` or link of a page.
    Markup,
    /// An entry of a feed.
    Feed,
    /// Front matter.
    FrontMatter,
    /// The record of an archive of the web.
    Record,
    /// Properties of a document, such as a PDF's.
    Properties,
    /// A heading that stands before the text.
    Heading,
    /// A line that names who wrote or edited, such as `Pewarta: …`.
    Byline,
    /// The opening of the text, such as `Jakarta (ANTARA) -`.
    Dateline,
    /// A line with the time of publication.
    Dated,
    /// A line with the copyright.
    Copyright,
    /// The address.
    Address,
}

impl Origin {
    /// Whether the source declares the value. What is not declared was found by the rules of
    /// this version in the text, and is found anew when they change.
    pub fn is_declared(self) -> bool {
        self <= Self::Properties
    }

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Key => "key",
            Self::Meta => "meta",
            Self::JsonLd => "json-ld",
            Self::Markup => "markup",
            Self::Feed => "feed",
            Self::FrontMatter => "front-matter",
            Self::Record => "record",
            Self::Properties => "properties",
            Self::Heading => "heading",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Dated => "dated",
            Self::Copyright => "copyright",
            Self::Address => "address",
        }
    }
}

/// The values of an article that have an origin.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fact {
    /// The headline.
    Title,
    /// When it was published.
    Date,
    /// Where on the web.
    Url,
    /// Who published it.
    Source,
    /// Who wrote it.
    Author,
    /// Who edited it.
    Editor,
    /// The place of the dateline.
    Place,
    /// The section of the paper or site.
    Section,
}

impl Fact {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Title,
        Self::Date,
        Self::Url,
        Self::Source,
        Self::Author,
        Self::Editor,
        Self::Place,
        Self::Section,
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Url => "url",
            Self::Source => "source",
            Self::Author => "author",
            Self::Editor => "editor",
            Self::Place => "place",
            Self::Section => "section",
        }
    }
}

/// Where each value of an article was read; `None` for a value that is not known.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Origins([Option<Origin>; Fact::ALL.len()]);

impl Origins {
    /// Where a value was read.
    pub fn of(&self, fact: Fact) -> Option<Origin> {
        self.0[fact as usize]
    }

    /// Notes where a value was read.
    pub fn set(&mut self, fact: Fact, origin: Option<Origin>) {
        self.0[fact as usize] = origin;
    }

    /// The values known and where each was read.
    pub fn iter(&self) -> impl Iterator<Item = (Fact, Origin)> + '_ {
        Fact::ALL.into_iter().filter_map(|fact| Some((fact, self.of(fact)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_source_declares_is_told_from_what_was_found() {
        assert!(Origin::Key.is_declared() && Origin::Properties.is_declared());
        assert!(!Origin::Heading.is_declared() && !Origin::Address.is_declared());
    }

    #[test]
    fn origins_are_listed_by_fact() {
        let mut origins = Origins::default();
        origins.set(Fact::Author, Some(Origin::Byline));
        origins.set(Fact::Title, Some(Origin::Key));
        origins.set(Fact::Url, None);
        let all: Vec<_> = origins.iter().collect();
        assert_eq!(all, [(Fact::Title, Origin::Key), (Fact::Author, Origin::Byline)]);
    }
}
