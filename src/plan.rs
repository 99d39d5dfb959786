//! The door between the two wings: what is asked for, and what was found.
//!
//! A [`QueryPlan`] says in terms of surface forms and roots what articles are
//! wanted; it knows no storage engine. A [`Candidate`] is an article that was
//! found, with the positions at which each [`Leaf`] matched it. An
//! [`ArticleLayout`] turns positions back into sentences.
//!
//! Positions count words. The title comes first, then the text; there is no gap
//! between them, nor between sentences or paragraphs.

use crate::span::Span;

/// What articles are wanted.
#[derive(Clone, PartialEq, Debug)]
pub struct QueryPlan {
    /// What can match, numbered.
    pub leaves: Vec<Leaf>,
    /// Which combinations find an article.
    pub finds: Node,
    /// Which combinations answer the query in full; what is counted as the total.
    pub answers: Node,
    /// What every article must satisfy besides.
    pub filter: Filter,
}

/// One thing that can match.
#[derive(Clone, PartialEq, Debug)]
pub struct Leaf {
    /// As typed, for people.
    pub label: String,
    /// Where in the query it stands.
    pub span: Span,
    /// In which part of an article it may match.
    pub scope: Scope,
    /// What matches.
    pub matcher: Matcher,
    /// How much a match counts, before its rarity: 1 for a plain content word.
    pub weight: f32,
    /// Whether an article that lacks it lacks something; false for softened function words.
    pub content: bool,
    /// Whether its matches are marked; false under NOT.
    pub marks: bool,
}

/// Parts of an article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Title and text.
    Anywhere,
    /// The title alone.
    Title,
    /// The text alone.
    Text,
}

/// What matches a leaf.
#[derive(Clone, PartialEq, Debug)]
pub enum Matcher {
    /// One word.
    Word(Word),
    /// Words one after the other, within a paragraph: each with its distance from the first.
    Phrase(Vec<(u32, Word)>),
}

/// The strings that match one word; any of them does.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Word {
    /// Strings of the surface field.
    pub exact: Vec<String>,
    /// Strings of the root field.
    pub roots: Vec<String>,
}

/// Combinations of leaves, by their number.
#[derive(Clone, PartialEq, Debug)]
pub enum Node {
    /// The leaf matches.
    Leaf(usize),
    /// All of `must` hold, none of `not` does and, where there is no `must`, at least one of
    /// `should` holds; those that hold raise the score. With `not` alone: whatever it leaves.
    Clauses {
        /// What is required.
        must: Vec<Node>,
        /// What is welcome.
        should: Vec<Node>,
        /// What is excluded.
        not: Vec<Node>,
    },
    /// So many of them hold.
    AtLeast(usize, Vec<Node>),
    /// Every article.
    Everything,
}

impl Node {
    /// All of them hold.
    pub fn all(must: Vec<Self>) -> Self {
        Self::Clauses { must, should: Vec::new(), not: Vec::new() }
    }

    /// At least one of them holds.
    pub fn any(should: Vec<Self>) -> Self {
        Self::Clauses { must: Vec::new(), should, not: Vec::new() }
    }

    /// It does not hold.
    pub fn without(not: Self) -> Self {
        Self::Clauses { must: Vec::new(), should: Vec::new(), not: vec![not] }
    }
}

/// What an article must satisfy whatever its words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filter {
    /// First day, as days since 1970-01-01.
    pub since: Option<i64>,
    /// Last day, as days since 1970-01-01.
    pub until: Option<i64>,
    /// Surface forms that follow one another in the name of the source.
    pub source: Vec<String>,
}

/// The order of what is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Latest first; what has no date comes last.
    Newest,
    /// Earliest first; what has no date comes last.
    Oldest,
}

/// Names an article within one snapshot of an index; meaningless elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ArticleRef {
    /// Which part of the index.
    pub segment: u32,
    /// Which article of it.
    pub number: u32,
}

/// An article that was found.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// Which one.
    pub article: ArticleRef,
    /// First-stage score: the sum of `parts`.
    pub score: f32,
    /// What each leaf adds to it; 0 where it does not match.
    pub parts: Vec<f32>,
    /// What of that comes from surface forms, where the leaf asks for roots too.
    pub exact: Vec<f32>,
    /// Where the leaves match; nothing for softened words.
    pub sightings: Sightings,
    /// How many positions the title takes.
    pub title_length: u32,
}

/// The positions at which the leaves of a plan match one article, ascending for each leaf.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sightings {
    positions: Vec<u32>,
    ends: Vec<u32>,
}

impl Sightings {
    /// Appends those of the next leaf: `write` adds them to what is given, in any order.
    pub fn push_leaf(&mut self, write: impl FnOnce(&mut Vec<u32>)) {
        let start = self.positions.len();
        write(&mut self.positions);
        let added = &self.positions[start..];
        if !added.is_sorted_by(|a, b| a < b) {
            let mut added = self.positions.split_off(start);
            added.sort_unstable();
            added.dedup();
            self.positions.append(&mut added);
        }
        self.ends.push(self.positions.len() as u32);
    }

    /// Those of a leaf, by its number.
    pub fn of(&self, leaf: usize) -> &[u32] {
        let start = if leaf == 0 { 0 } else { self.ends[leaf - 1] as usize };
        &self.positions[start..self.ends[leaf] as usize]
    }
}

/// Where a leaf matches an article.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Match {
    /// Positions of the words that take part in a match, ascending.
    pub positions: Vec<u32>,
}

/// How the words of an article lie in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ArticleLayout {
    /// How many positions the title takes.
    pub title_length: u32,
    /// The sentences of the text.
    pub sentences: Vec<SentenceStart>,
    /// The position after the last word.
    pub length: u32,
}

/// Where a sentence begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SentenceStart {
    /// Position of its first word.
    pub position: u32,
    /// Its first byte in the text.
    pub byte: u32,
    /// Whether it begins a paragraph.
    pub paragraph: bool,
}

impl ArticleLayout {
    /// The sentence of the text in which a position lies; `None` for the title.
    pub fn sentence_of(&self, position: u32) -> Option<usize> {
        if position < self.title_length {
            return None;
        }
        self.sentences.partition_point(|start| start.position <= position).checked_sub(1)
    }

    /// The positions of the paragraph in which `position` lies; the title is one.
    pub fn paragraph_of(&self, position: u32) -> std::ops::Range<u32> {
        if position < self.title_length {
            return 0..self.title_length;
        }
        let next = self.sentences.partition_point(|start| start.position <= position);
        let starts = |start: &&SentenceStart| start.paragraph;
        let first = self.sentences[..next].iter().rev().find(starts);
        let after = self.sentences[next..].iter().find(starts);
        let first = first.map_or(self.title_length, |start| start.position);
        first..after.map_or(self.length, |start| start.position)
    }

    /// The bytes of a sentence in the text, up to where the next begins.
    pub fn bytes_of(&self, sentence: usize, text: &str) -> Span {
        let start = self.sentences[sentence].byte as usize;
        let end = self.sentences.get(sentence + 1).map_or(text.len(), |next| next.byte as usize);
        Span::new(start, start + text[start..end].trim_end().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> ArticleLayout {
        let start = |position, byte, paragraph| SentenceStart { position, byte, paragraph };
        let sentences = vec![start(2, 0, true), start(4, 9, false), start(6, 18, true)];
        ArticleLayout { title_length: 2, sentences, length: 8 }
    }

    #[test]
    fn finds_sentences_and_paragraphs() {
        let layout = layout();
        let sentences: Vec<_> = (0..8).map(|position| layout.sentence_of(position)).collect();
        let expected = [None, None, Some(0), Some(0), Some(1), Some(1), Some(2), Some(2)];
        assert_eq!(sentences, expected);
        assert_eq!(layout.paragraph_of(1), 0..2);
        assert_eq!(layout.paragraph_of(5), 2..6);
        assert_eq!(layout.paragraph_of(6), 6..8);
    }

    #[test]
    fn cuts_sentences_without_what_follows_them() {
        let text = "Kota itu. Dia pu.\n\nBaru ini.";
        let mut layout = layout();
        layout.sentences[1].byte = 10;
        layout.sentences[2].byte = 19;
        assert_eq!(layout.bytes_of(1, text).of(text), "Dia pu.");
        assert_eq!(layout.bytes_of(2, text).of(text), "Baru ini.");
    }
}
