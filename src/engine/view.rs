//! [`View`]: what is shown of one article.

use crate::analysis::{Analyzer, Token};
use crate::article::Article;
use crate::plan::{ArticleLayout, Match};
use crate::search::{Highlighter, Passage, Passages, SearchRequest, Window};
use crate::span::Span;

/// Widens a stretch to the blanks around it, so that it cuts no written word, within `whole`. A
/// word that goes on for longer than any is cut all the same.
fn cut_at_blanks(text: &str, shown: Span, whole: Span) -> Span {
    const LONGEST_WORD: usize = 100;
    let (before, after) = (&text[whole.start..shown.start], &text[shown.end..whole.end]);
    let more = before.chars().rev().take_while(|c| !c.is_whitespace()).map(char::len_utf8).sum();
    let rest = after.find(char::is_whitespace).unwrap_or(after.len());
    let kept = |bytes: usize| if bytes > LONGEST_WORD { 0 } else { bytes };
    Span::new(shown.start - kept(more), shown.end + kept(rest))
}

/// One article as the query sees it.
pub(super) struct View<'v> {
    pub(super) matches: &'v [Match],
    pub(super) layout: &'v ArticleLayout,
    pub(super) article: &'v Article,
    pub(super) highlighter: &'v Highlighter<'v>,
}

impl View<'_> {
    /// Its passages, chosen, cut and marked.
    pub(super) fn passages(
        &self,
        analyzer: &mut Analyzer,
        worth: &[f32],
        request: &SearchRequest,
    ) -> Vec<Passage> {
        let mut windows = Passages::new(self.layout, self.matches, worth).best(request.passages);
        if request.text_order {
            windows.sort_by_key(|window| window.words.start);
        }
        windows.iter().map(|window| self.passage(analyzer, window)).collect()
    }

    fn passage(&self, analyzer: &mut Analyzer, window: &Window) -> Passage {
        let text = self.article.text.as_str();
        let whole = Span::new(
            self.layout.bytes_of(window.first, text).start,
            self.layout.bytes_of(window.end - 1, text).end,
        );
        let mut marked = Vec::new();
        // The bytes of the words shown.
        let mut shown: Option<Span> = None;
        let mut seen = |token: &Token| {
            let ends = token.position + token.length;
            if token.position >= window.words.start && ends <= window.words.end {
                let span = token.span;
                shown = Some(shown.map_or(span, |shown| shown.joined(span)));
            }
        };
        for sentence in window.first..window.end {
            let first = self.layout.sentences[sentence].position;
            let span = self.layout.bytes_of(sentence, text);
            marked.extend(self.highlighter.sentence(analyzer, text, span, first, &mut seen));
        }
        let first = self.layout.sentences[window.first].position;
        let after = self.layout.sentences.get(window.end);
        let after = after.map_or(self.layout.length, |next| next.position);
        let shown = shown.map_or(whole, |shown| cut_at_blanks(text, shown, whole));
        let start = if window.words.start > first { shown.start } else { whole.start };
        let end = if window.words.end < after { shown.end } else { whole.end };
        let inside = |span: &&Span| start <= span.start && span.end <= end;
        let moved = |span: &Span| Span::new(span.start - start, span.end - start);
        Passage {
            text: text[start..end].to_owned(),
            score: window.score,
            start,
            end,
            cut_before: start > whole.start,
            cut_after: end < whole.end,
            highlights: marked.iter().filter(inside).map(moved).collect(),
        }
    }
}
