//! [`QueryKind`]: what sort of query it is; each may weigh its features its own way.

use crate::analysis::Lexicon;
use crate::plan::{Leaf, Matcher, Pattern, QueryPlan};

/// So many content words are no longer few: people type two or three, headlines have six.
const FEW: usize = 5;

/// Kinds of query.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum QueryKind {
    /// Plain words, a question word among them; or a few with a question mark at the end.
    Question,
    /// A few other plain words.
    Keywords,
    /// Many plain words: a headline, a title, a sentence.
    Sentence,
    /// Words of which some must stand in order, without operators.
    Phrase,
    /// Anything with operators.
    Boolean,
}

impl QueryKind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Question, Self::Keywords, Self::Sentence, Self::Phrase, Self::Boolean];

    /// The kind of a query; `plain` says whether it has no operators and no phrases.
    pub fn of(text: &str, plan: &QueryPlan, plain: bool) -> Self {
        let asks = |matcher: &Matcher| match matcher {
            Matcher::Word(word) => word.exact.iter().any(|form| Lexicon::is_question_word(form)),
            Matcher::Pattern(_) => false,
        };
        let phrase = |matcher: &Matcher| matches!(matcher, Matcher::Pattern(Pattern::Phrase(_)));
        let mut matchers = plan.leaves.iter().map(|leaf| &leaf.matcher);
        // Words with quoted phrases among them are words.
        if plain || plan.leaves.iter().any(|leaf| leaf.hint) {
            let (asks, marked) = (matchers.any(asks), text.trim_end().ends_with('?'));
            let is_word = |leaf: &&Leaf| leaf.content && matches!(leaf.matcher, Matcher::Word(_));
            let words = plan.leaves.iter().filter(is_word).count();
            return match (asks, words) {
                (true, _) => Self::Question,
                (false, 0..FEW) if marked => Self::Question,
                (false, 0..FEW) => Self::Keywords,
                // A headline may end in a question mark and ask nothing.
                (false, _) => Self::Sentence,
            };
        }
        if plan.answers == plan.finds && matchers.clone().count() == 1 && matchers.any(phrase) {
            Self::Phrase
        } else {
            Self::Boolean
        }
    }

    /// Its name in the weights file and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Keywords => "keywords",
            Self::Sentence => "sentence",
            Self::Phrase => "phrase",
            Self::Boolean => "boolean",
        }
    }
}
