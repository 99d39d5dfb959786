//! [`Pattern`]: words that stand where they should, and the strings that match a word.

/// The strings that match one word; any of them does.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Word {
    /// Strings of the surface field.
    pub exact: Vec<String>,
    /// Strings of the root field.
    pub roots: Vec<String>,
    /// Further strings of the surface field, to be looked up in the index's vocabulary.
    pub like: Vec<Like>,
}

/// A description of surface forms.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Like {
    /// Forms with these pieces, one after the other.
    Glob(Vec<Glob>),
    /// Forms within so many edits of a form.
    Fuzzy(String, u8),
}

/// A piece of a word with wildcards.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Glob {
    /// These letters, folded as surface forms are.
    Text(String),
    /// One character.
    One,
    /// Any characters, or none.
    Many,
}

/// Words that stand where they should, within one paragraph; the title is one.
#[derive(Clone, PartialEq, Debug)]
pub enum Pattern {
    /// The word, anywhere.
    Word(Word),
    /// The word, written just so.
    Written(Written),
    /// Words one after the other: each with its distance from the first.
    Phrase(Vec<(u32, Word)>),
    /// Any of them.
    Either(Vec<Pattern>),
    /// All of them in a window.
    Near {
        /// How far the start of the last may lie behind the end of the first, in words; in
        /// order, the start of each behind the end of the one before.
        within: u32,
        /// Whether in the order given.
        ordered: bool,
        /// What stands near each other.
        parts: Vec<Pattern>,
    },
    /// All of it in one sentence or paragraph.
    Within(Unit, Group),
}

/// A surface form with the case and accents it must have.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The string of the surface field.
    pub surface: String,
    /// How it must be written.
    pub typed: String,
    /// How many positions it spans.
    pub length: u32,
}

/// A stretch of text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A sentence; the title is one.
    Sentence,
    /// A paragraph; the title is one.
    Paragraph,
}

/// What must hold inside a unit.
#[derive(Clone, PartialEq, Debug)]
pub enum Group {
    /// The pattern stands in it.
    Pattern(Box<Pattern>),
    /// All of them hold.
    All(Vec<Group>),
    /// One of them holds.
    Any(Vec<Group>),
    /// It does not hold.
    Not(Box<Group>),
    /// So many of them hold.
    AtLeast(usize, Vec<Group>),
}

impl Pattern {
    pub(super) fn collect<'p>(&'p self, words: &mut Vec<&'p Word>) {
        match self {
            Self::Word(word) => words.push(word),
            Self::Written(_) => {}
            Self::Phrase(slots) => words.extend(slots.iter().map(|(_, word)| word)),
            Self::Either(parts) | Self::Near { parts, .. } => {
                parts.iter().for_each(|part| part.collect(words));
            }
            Self::Within(_, group) => group.patterns().into_iter().for_each(|p| p.collect(words)),
        }
    }

    pub(super) fn for_each_word(&mut self, each: &mut dyn FnMut(&mut Word)) {
        match self {
            Self::Word(word) => each(word),
            Self::Written(_) => {}
            Self::Phrase(slots) => slots.iter_mut().for_each(|(_, word)| each(word)),
            Self::Either(parts) | Self::Near { parts, .. } => {
                parts.iter_mut().for_each(|part| part.for_each_word(each));
            }
            Self::Within(_, group) => group.for_each_word(each),
        }
    }
}

impl Group {
    /// The patterns that are wanted in it, those under `Not` left out.
    pub fn patterns(&self) -> Vec<&Pattern> {
        match self {
            Self::Pattern(pattern) => vec![pattern],
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                parts.iter().flat_map(Self::patterns).collect()
            }
            Self::Not(_) => Vec::new(),
        }
    }

    pub(super) fn for_each_word(&mut self, each: &mut dyn FnMut(&mut Word)) {
        match self {
            Self::Pattern(pattern) => pattern.for_each_word(each),
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => {
                parts.iter_mut().for_each(|part| part.for_each_word(each));
            }
            Self::Not(inner) => inner.for_each_word(each),
        }
    }
}
