//! [`Rule`]: what one kind of boilerplate looks like.

use crate::origin::Fact;

/// One kind of boilerplate. Its cues are looked for in one pass over the text; only where one
/// stands in the right place is the pattern tried.
#[derive(Debug)]
pub(crate) struct Rule {
    /// Its name in edits.
    pub name: &'static str,
    /// What it begins with, whatever the case.
    pub cues: &'static [&'static str],
    /// Where the cue must stand.
    pub at: At,
    /// A regular expression for what begins at the cue; a group `stop` is where the match ends
    /// before what must follow, a group `name` a value of the article.
    pub pattern: &'static str,
    /// What goes with it.
    pub extent: Extent,
    /// Which value of the article it names, if any.
    pub fact: Option<Fact>,
    /// Whose boilerplate it is, or why it is none of the story.
    pub reason: &'static str,
    /// A text in which what is cut stands between ⟦ and ⟧.
    pub example: &'static str,
}

/// Where a cue must stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum At {
    /// First on its line, but for bullets and brackets.
    Line,
    /// First on its line, but not on the first line.
    Inner,
    /// Where a sentence may begin: first on its line, behind a mark, with a capital behind any
    /// word.
    Break,
    /// Where a sentence may begin, and one of these words, in lower case, stands not far behind:
    /// of cues that are common words.
    Before(&'static [&'static str]),
    /// Anywhere.
    Anywhere,
}

/// What goes with a match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Extent {
    /// Nothing.
    Match,
    /// The headline that follows on the line or, if it ends there, on the next.
    Headline,
    /// All headlines that follow, on lines of their own or glued together.
    Headlines,
    /// Headlines that follow, each glued to the next, if there are two or more.
    Chain,
    /// The name that follows.
    Name,
    /// The name before it, back to the bracket that opens.
    Bracket,
    /// The names before it, back to the end of a sentence.
    NamesBefore,
    /// What stands before it in its sentence, questions included.
    Sentence,
    /// The caption that follows on the line, if it is no sentence.
    Caption,
    /// What is left of the text, if it is at most so many bytes.
    Rest(usize),
}
