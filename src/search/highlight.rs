//! [`Highlighter`]: from positions that matched to bytes that are marked.

use crate::analysis::{Analyzer, Roots, Token};
use crate::plan::{Leaf, Match, Matcher, Pattern, QueryPlan, Word};
use crate::span::Span;

/// Marks what matched in one article.
pub struct Highlighter<'h> {
    /// Where the leaves that are marked match, by position.
    found: Vec<(u32, &'h Leaf)>,
}

impl<'h> Highlighter<'h> {
    /// A highlighter for an article that matched so.
    pub fn new(plan: &'h QueryPlan, matches: &'h [Match]) -> Self {
        let leaves = plan.leaves.iter().zip(matches).filter(|(leaf, _)| leaf.marks);
        let mut found: Vec<(u32, &Leaf)> = leaves
            .flat_map(|(leaf, found)| found.positions.iter().map(move |at| (*at, leaf)))
            .collect();
        found.sort_by_key(|(at, _)| *at);
        Self { found }
    }

    /// What is marked in one sentence of `text`, whose first word has `first_position`: sorted
    /// spans that do not overlap, in bytes of `text`. `seen` is shown every token.
    pub fn sentence(
        &self,
        analyzer: &mut Analyzer,
        text: &str,
        sentence: Span,
        first_position: u32,
        seen: &mut dyn FnMut(&Token),
    ) -> Vec<Span> {
        let mut spans = Vec::new();
        let matched = |token: &Token| {
            seen(token);
            !self.at(token).is_empty()
        };
        analyzer.sentence_where(
            text,
            sentence,
            first_position,
            matched,
            &mut |token, surface, roots| {
                if self.marks(token, surface, roots) {
                    spans.push(token.span);
                }
            },
        );
        merged(spans)
    }

    /// What is marked in a title, whose first word has position 0.
    pub fn title(&self, analyzer: &mut Analyzer, title: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        analyzer.text(
            title,
            0,
            |_, _| {},
            |token, surface, roots| {
                if self.marks(token, surface, roots) {
                    spans.push(token.span);
                }
            },
        );
        merged(spans)
    }

    /// What matches at the positions of a token.
    fn at(&self, token: &Token) -> &[(u32, &'h Leaf)] {
        let first = self.found.partition_point(|(at, _)| *at < token.position);
        let rest = &self.found[first..];
        let ends = token.position + token.length;
        &rest[..rest.iter().take_while(|(at, _)| *at < ends).count()]
    }

    fn marks(&self, token: &Token, surface: &str, roots: &Roots) -> bool {
        let instead = |leaf: &Leaf| {
            let other = leaf.instead.as_ref();
            other.is_some_and(|other| stands(&other.pattern, surface, roots))
        };
        let marks = |leaf: &Leaf| matches(&leaf.matcher, surface, roots) || instead(leaf);
        self.at(token).iter().any(|(_, leaf)| marks(leaf))
    }
}

fn matches(matcher: &Matcher, surface: &str, roots: &Roots) -> bool {
    match matcher {
        Matcher::Word(word) => accepts(word, surface, roots),
        Matcher::Pattern(pattern) => stands(pattern, surface, roots),
    }
}

/// Whether a token is one of the words of a pattern.
fn stands(pattern: &Pattern, surface: &str, roots: &Roots) -> bool {
    match pattern {
        Pattern::Word(word) => accepts(word, surface, roots),
        Pattern::Written(written) => written.surface == surface,
        Pattern::Phrase(words) => words.iter().any(|(_, word)| accepts(word, surface, roots)),
        Pattern::Chain(words) => words.iter().any(|word| accepts(word, surface, roots)),
        Pattern::Either(parts) | Pattern::Near { parts, .. } => {
            parts.iter().any(|part| stands(part, surface, roots))
        }
        Pattern::Within(_, group) => {
            group.patterns().iter().any(|part| stands(part, surface, roots))
        }
    }
}

/// Whether a token is one of the forms of a word.
fn accepts(word: &Word, surface: &str, roots: &Roots) -> bool {
    word.exact.iter().any(|form| form == surface)
        || roots.iter().any(|root| word.roots.iter().any(|form| form == root))
}

/// Sorted spans, those that overlap made one.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlapping_spans_become_one() {
        let spans = [(5, 9), (0, 4), (3, 5), (9, 12)];
        let spans = merged(spans.map(|(start, end)| Span::new(start, end)).to_vec());
        assert_eq!(spans, [Span::new(0, 5), Span::new(5, 9), Span::new(9, 12)]);
    }
}
