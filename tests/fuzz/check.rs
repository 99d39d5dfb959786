//! What holds for the sentences and tokens of any text.

use telusur::analysis::Analyzer;
use telusur::analysis::sentence::split;
use telusur::analysis::token::{MAX_SURFACE, Token, TokenBuffer};
use telusur::analysis::tokenizer::tokenize;
use telusur::span::Span;

/// Panics if the chain breaks a promise on `text`.
pub(crate) fn check(text: &str) {
    let (mut all, mut alone) = (TokenBuffer::new(), TokenBuffer::new());
    let (mut position, mut covered) = (0, 0);
    split(text, |sentence| {
        let Span { start, end } = sentence.span;
        assert!(start < end && text[covered..start].trim().is_empty());
        covered = end;
        let (before, first) = (all.tokens().len(), position);
        position = tokenize(text, sentence.span, first, &mut all);
        let tokens = &all.tokens()[before..];
        sound(text, sentence.span, first..position, tokens);

        // A sentence by itself has the same tokens.
        let own = sentence.span.of(text);
        alone.clear();
        assert_eq!(tokenize(own, Span::new(0, own.len()), 0, &mut alone), position - first);
        assert_eq!(alone.tokens().len(), tokens.len());
        for (here, there) in tokens.iter().zip(alone.tokens()) {
            assert_eq!(here.span, there.span.shifted(start));
            assert_eq!(here.position, there.position + first);
            assert_eq!((here.length, here.kind, here.case), (there.length, there.kind, there.case));
            assert_eq!(all.surface(here), alone.surface(there));
            assert!((1..=MAX_SURFACE).contains(&all.surface(here).len()));
        }
    });
    assert!(text[covered..].trim().is_empty());
    roots_are_there(text, position);
}

/// The whole chain gives every token a root or more, none of them empty.
fn roots_are_there(text: &str, positions: u32) {
    let mut analyzer = Analyzer::new();
    let end = analyzer.text(
        text,
        0,
        |_, _| {},
        |_, surface, roots| {
            assert!(!surface.is_empty());
            assert!(roots.iter().next().is_some() && roots.iter().all(|root| !root.is_empty()));
        },
    );
    assert_eq!(end, positions);
}

/// Spans lie in the sentence, on character boundaries, one word after the
/// other; positions are sorted and have no gaps.
fn sound(text: &str, sentence: Span, positions: std::ops::Range<u32>, tokens: &[Token]) {
    let (mut next, mut covered) = (positions.start, sentence.start);
    assert!(tokens.is_sorted_by_key(|token| token.position));
    for token in tokens {
        assert!(!token.span.is_empty() && text.get(token.span.start..token.span.end).is_some());
        assert!(token.span.start >= sentence.start && token.span.end <= sentence.end);
        assert!(token.length >= 1 && token.position + token.length <= positions.end);
        if token.length == 1 && token.position == next {
            assert!(token.span.start >= covered);
            covered = token.span.end;
            next += 1;
        }
    }
    assert_eq!(next, positions.end);
}
