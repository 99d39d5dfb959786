//! [`Passages`]: which sentences of an article to show.
//!
//! A passage is a window of whole sentences, 40 to 80 words where sentences
//! allow; of a longer sentence it is the 80 words around what matches. It is
//! worth the leaves that match in it, each by its rarity, more for coming
//! again, for standing close together, and a little for coming early.

use std::ops::Range;

use crate::plan::{ArticleLayout, Match};

/// Fewest words of a window, unless the text is over.
const LEAST_WORDS: u32 = 40;

/// Most words of a window, but for [`LEFT_OVER`].
const MOST_WORDS: u32 = 80;

/// Words before what matches in a window that is cut out of a sentence.
const LEAD_IN: u32 = 12;

/// A sentence is not cut for so few words.
const LEFT_OVER: u32 = 8;

/// What a leaf's second and later matches in a window add, beside its first.
const REPEAT: f32 = 0.15;

/// What two leaves add, beside themselves, for standing next to each other; it falls with
/// the distance.
const CLOSENESS: f32 = 0.5;

/// What the first sentence of an article is worth beside the whole query.
const EARLINESS: f32 = 0.05;

/// A window of sentences.
#[derive(Clone, PartialEq, Debug)]
pub struct Window {
    /// The first sentence.
    pub first: usize,
    /// One past the last sentence.
    pub end: usize,
    /// The positions of its words: of whole sentences, or some of one that is too long.
    pub words: Range<u32>,
    /// What it is worth.
    pub score: f32,
}

/// Chooses the windows of one article.
pub struct Passages<'p> {
    layout: &'p ArticleLayout,
    /// What matches in the text: position and leaf, by position.
    found: Vec<(u32, usize)>,
    /// What each leaf is worth.
    worth: &'p [f32],
    /// What the whole query is worth.
    whole: f32,
    /// How often each leaf matches in the window at hand.
    counts: Vec<u32>,
}

impl<'p> Passages<'p> {
    /// Lays what matched over the sentences; `worth` tells how much each leaf counts.
    pub fn new(layout: &'p ArticleLayout, matches: &[Match], worth: &'p [f32]) -> Self {
        let text = layout.sentences.first().map_or(layout.length, |first| first.position);
        let text = text..layout.length;
        let mut found = Vec::with_capacity(matches.iter().map(|m| m.positions.len()).sum());
        for (leaf, matched) in matches.iter().enumerate() {
            let inside = matched.positions.iter().filter(|at| text.contains(at));
            found.extend(inside.map(|at| (*at, leaf)));
        }
        found.sort_unstable();
        Self { layout, found, worth, whole: worth.iter().sum(), counts: vec![0; worth.len()] }
    }

    /// The best `limit` windows that do not overlap, best first. Where nothing matches in the
    /// text, the lead.
    pub fn best(mut self, limit: usize) -> Vec<Window> {
        let mut windows = Vec::with_capacity(self.layout.sentences.len());
        for first in 0..self.layout.sentences.len() {
            self.windows(first, &mut windows);
        }
        windows.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.first.cmp(&b.first)));
        let mut best: Vec<Window> = Vec::new();
        for window in windows {
            if best.len() == limit {
                break;
            }
            let apart = |other: &Window| {
                window.words.end <= other.words.start || other.words.end <= window.words.start
            };
            let shows = best.is_empty() || !self.found(&window.words).is_empty();
            if shows && best.iter().all(apart) {
                best.push(window);
            }
        }
        best
    }

    /// Adds the windows that begin with a sentence: one, unless it is too long to be shown whole.
    fn windows(&mut self, first: usize, windows: &mut Vec<Window>) {
        let sentence = self.positions(first, first + 1);
        if sentence.end - sentence.start > MOST_WORDS + 2 * LEFT_OVER {
            return self.cuts(first, &sentence, windows);
        }
        let (mut end, mut words) = (first + 1, sentence);
        while end < self.layout.sentences.len() && words.end - words.start < LEAST_WORDS {
            let longer = self.positions(first, end + 1);
            if longer.end - longer.start > MOST_WORDS {
                break;
            }
            (end, words) = (end + 1, longer);
        }
        windows.push(self.window(first, end, words));
    }

    /// Adds windows out of a long sentence, one for each match to begin with; its opening where
    /// nothing matches.
    fn cuts(&mut self, sentence: usize, whole: &Range<u32>, windows: &mut Vec<Window>) {
        let mut starts: Vec<u32> = self.found(whole).iter().map(|(at, _)| *at).collect();
        starts.dedup();
        if starts.is_empty() {
            starts.push(whole.start);
        }
        let mut last = None;
        for at in starts {
            let mut start = at.saturating_sub(LEAD_IN).max(whole.start);
            if start - whole.start <= LEFT_OVER {
                start = whole.start;
            }
            let mut end = (start + MOST_WORDS).min(whole.end);
            if whole.end - end <= LEFT_OVER {
                end = whole.end;
                start = start.min(end - MOST_WORDS);
            }
            if last.replace(start..end) != Some(start..end) {
                windows.push(self.window(sentence, sentence + 1, start..end));
            }
        }
    }

    /// The positions of the words of some sentences.
    fn positions(&self, first: usize, end: usize) -> Range<u32> {
        let after = self.layout.sentences.get(end).map_or(self.layout.length, |s| s.position);
        self.layout.sentences[first].position..after
    }

    /// What matches within some positions.
    fn found(&self, words: &Range<u32>) -> &[(u32, usize)] {
        let from = self.found.partition_point(|(at, _)| *at < words.start);
        let count = self.found[from..].partition_point(|(at, _)| *at < words.end);
        &self.found[from..from + count]
    }

    /// A window, with what it is worth.
    fn window(&mut self, first: usize, end: usize, words: Range<u32>) -> Window {
        let mut counts = std::mem::take(&mut self.counts);
        counts.fill(0);
        let found = self.found(&words);
        let mut score = 0.0;
        for (_, leaf) in found {
            let first_time = counts[*leaf] == 0;
            counts[*leaf] += 1;
            let share = if first_time { 1.0 } else { REPEAT / counts[*leaf] as f32 };
            score += self.worth[*leaf] * share;
        }
        for pair in found.windows(2) {
            let [(at, a), (next, b)] = [pair[0], pair[1]];
            if a != b && next > at {
                score += CLOSENESS * self.worth[a].min(self.worth[b]) / (next - at) as f32;
            }
        }
        // A window that opens with a match reads better than one that leads up to it.
        let opening = self.positions(first, first + 1);
        let opens = if self.found(&opening).is_empty() { 0.0 } else { EARLINESS };
        score += self.whole * (EARLINESS / (1.0 + first as f32) + opens);
        self.counts = counts;
        Window { first, end, words, score }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::SentenceStart;

    /// Ten sentences of twenty words.
    fn layout() -> ArticleLayout {
        let start = |number: u32| SentenceStart {
            position: number * 20,
            byte: number * 100,
            paragraph: number.is_multiple_of(3),
        };
        ArticleLayout { title_length: 0, sentences: (0..10).map(start).collect(), length: 200 }
    }

    fn best(matches: &[&[u32]], worth: &[f32], limit: usize) -> Vec<(usize, usize)> {
        let layout = layout();
        let matches: Vec<Match> =
            matches.iter().map(|found| Match { positions: found.to_vec() }).collect();
        let passages = Passages::new(&layout, &matches, worth);
        passages.best(limit).iter().map(|window| (window.first, window.end)).collect()
    }

    #[test]
    fn prefers_rare_words_close_together() {
        assert_eq!(best(&[&[5, 125], &[126]], &[1.0, 3.0], 1), [(6, 8)]);
        assert_eq!(best(&[&[10, 100], &[30, 101]], &[1.0, 1.0], 1), [(5, 7)]);
    }

    #[test]
    fn shows_the_lead_where_nothing_matches() {
        assert_eq!(best(&[&[]], &[1.0], 2), [(0, 2)]);
    }

    #[test]
    fn long_sentences_are_cut_around_what_matches() {
        let start = SentenceStart { position: 0, byte: 0, paragraph: true };
        let layout = ArticleLayout { title_length: 0, sentences: vec![start], length: 1000 };
        let cut = |positions: &[u32]| -> Vec<(u32, u32)> {
            let matches = [Match { positions: positions.to_vec() }];
            let best = Passages::new(&layout, &matches, &[1.0]).best(2);
            best.into_iter().map(|window| (window.words.start, window.words.end)).collect()
        };
        assert_eq!(cut(&[500, 510, 900]), [(488, 568), (888, 968)]);
        assert_eq!(cut(&[15]), [(0, 80)]);
        assert_eq!(cut(&[995]), [(920, 1000)]);
        assert_eq!(cut(&[]), [(0, 80)]);
    }

    #[test]
    fn windows_do_not_overlap() {
        assert_eq!(best(&[&[5, 25, 45, 165]], &[1.0], 3).len(), 3);
        let windows = best(&[&[5, 25, 45, 165]], &[1.0], 3);
        for (number, a) in windows.iter().enumerate() {
            for b in &windows[..number] {
                assert!(a.1 <= b.0 || b.1 <= a.0, "{windows:?}");
            }
        }
    }
}
