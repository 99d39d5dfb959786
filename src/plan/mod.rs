//! The door between the two wings: what is asked for, and what was found.
//!
//! A [`QueryPlan`] says in terms of surface forms and roots what articles are
//! wanted; it knows no storage engine. A [`Candidate`] is an article that was
//! found, with the positions at which each [`Leaf`] matched it. An
//! [`ArticleLayout`] turns positions back into sentences.
//!
//! Positions count words. The title comes first, then the text; there is no gap
//! between them, nor between sentences or paragraphs.

mod layout;
mod pattern;
mod when;

pub use layout::{ArticleLayout, SentenceStart};
pub use pattern::{Glob, Group, Like, Pattern, Unit, Word, Written};
pub use when::{Period, When};

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
    /// The days of the archive that its words ask for: they decide nothing, but articles of them
    /// come earlier.
    pub period: Option<Period>,
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
    /// Whether it is a word of a phrase that may be missing: it finds nothing and is not
    /// marked, but where it matches the score rises.
    pub hint: bool,
    /// Words typed side by side that nobody insists on share a number; `None` for all else.
    pub run: Option<u32>,
    /// What matches besides.
    pub instead: Option<Instead>,
}

/// What may stand where a leaf is wanted: another form of an acronym, in which several leaves
/// may match at once.
#[derive(Clone, PartialEq, Debug)]
pub struct Instead {
    /// What matches.
    pub pattern: Pattern,
    /// How much a match counts beside one of the leaf itself.
    pub weight: f32,
}

/// Parts of an article; those besides title and text have positions of their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Title and text.
    Anywhere,
    /// The title alone.
    Title,
    /// The text alone.
    Text,
    /// The names of those who wrote it.
    Author,
    /// The name of who published it.
    Source,
    /// Where it was published.
    Url,
    /// The names of those who edited it.
    Editor,
    /// The place of its dateline.
    Place,
    /// The section it stood in.
    Section,
}

impl Scope {
    /// Whether it is a short field with words of its own, apart from title and text.
    pub fn is_short(self) -> bool {
        !matches!(self, Self::Anywhere | Self::Title | Self::Text)
    }
}

/// What matches a leaf.
#[derive(Clone, PartialEq, Debug)]
pub enum Matcher {
    /// One word.
    Word(Word),
    /// Words that stand where they should.
    Pattern(Pattern),
}

impl Matcher {
    /// Every word in it.
    pub fn words(&self) -> Vec<&Word> {
        let mut words = Vec::new();
        match self {
            Self::Word(word) => words.push(word),
            Self::Pattern(pattern) => pattern.collect(&mut words),
        }
        words
    }

    /// Calls `each` with every word in it, to be changed.
    pub fn for_each_word(&mut self, each: &mut dyn FnMut(&mut Word)) {
        match self {
            Self::Word(word) => each(word),
            Self::Pattern(pattern) => pattern.for_each_word(each),
        }
    }
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
    /// The article is of one of these days: first and last, as days since 1970-01-01.
    Days(Option<i64>, Option<i64>),
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

    /// Whether it holds, and which leaves it holds by: those of parts that hold. `leaf` tells
    /// which leaves match, `day` is the article's, as days since 1970-01-01.
    pub fn holds_by(
        &self,
        leaf: &dyn Fn(usize) -> bool,
        day: Option<i64>,
        by: &mut Vec<usize>,
    ) -> bool {
        let before = by.len();
        let mut holding =
            |nodes: &[Self]| nodes.iter().filter(|node| node.holds_by(leaf, day, by)).count();
        let holds = match self {
            Self::Leaf(number) => {
                by.push(*number);
                leaf(*number)
            }
            Self::Days(first, last) => day.is_some_and(|day| {
                first.is_none_or(|first| first <= day) && last.is_none_or(|last| day <= last)
            }),
            Self::AtLeast(count, nodes) => holding(nodes) >= *count,
            Self::Clauses { must, should, not } => {
                let wanted = (holding(must), holding(should));
                let unwanted = not.iter().any(|node| node.holds_by(leaf, day, &mut Vec::new()));
                let any = !must.is_empty() || should.is_empty() || wanted.1 > 0;
                wanted.0 == must.len()
                    && any
                    && !unwanted
                    && !(must.is_empty() && should.is_empty() && not.is_empty())
            }
        };
        if !holds {
            by.truncate(before);
        }
        holds
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

/// Whether copies of one article are found as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Copies {
    /// Of those that are found, one stands for all.
    #[default]
    Together,
    /// Each is found for itself.
    Apart,
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
    /// Its day, as days since 1970-01-01 in western Indonesia.
    pub day: Option<i64>,
}

/// The positions at which the leaves of a plan match one article, ascending for each leaf.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sightings {
    positions: Vec<u32>,
    ends: Vec<u32>,
}

impl Sightings {
    /// None yet, with space for those of so many leaves.
    pub fn of_leaves(leaves: usize) -> Self {
        Self { positions: Vec::with_capacity(4 * leaves), ends: Vec::with_capacity(leaves) }
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_by_the_parts_that_hold() {
        let leaf = Node::Leaf;
        let both = Node::all(vec![leaf(0), leaf(1)]);
        let node = Node::any(vec![both, leaf(2), Node::without(leaf(3))]);
        let by = |matching: &[usize]| {
            let mut by = Vec::new();
            let holds = node.holds_by(&|number| matching.contains(&number), None, &mut by);
            (holds, by)
        };
        assert_eq!(by(&[0, 2, 3]), (true, vec![2]));
        assert_eq!(by(&[0, 1, 3]), (true, vec![0, 1]));
        assert_eq!(by(&[0, 3]), (false, vec![]));
        assert_eq!(by(&[]), (true, vec![]));
    }
}
