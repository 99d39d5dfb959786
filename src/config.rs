//! Defaults, each with its reason.

/// The folder of the index.
pub const INDEX_FOLDER: &str = "index";

/// What is indexed when nothing is named and nothing is known.
pub const CORPUS_FOLDER: &str = "corpus";

/// Hits a page.
pub const LIMIT: usize = 10;

/// Passages a hit: one to see the match, one more for context elsewhere in the article.
pub const PASSAGES: usize = 2;

/// Memory for indexing, in megabytes: enough for segments of some 100 MB of text.
pub const MEMORY_MB: usize = 256;

/// Largest article taken, in megabytes; the longest statutes have one or two.
pub const MAX_ARTICLE_MB: usize = 32;

/// Articles that ranking looks at before it cuts the page. nDCG@10 with 24, 40, 100, 200, 400:
/// questions .787 .787 .787 .788 .787, those with distractors .844 .846 .844 .844 .843, headlines
/// .931 whatever it is, two or three words .774 .777 .779 .780 .780, statutes .870 .873 .874 .876
/// .876. The median of headlines takes 1.1, 1.2, 1.6, 2.0, 2.6 times as long as raw tantivy.
pub const CANDIDATES: usize = 40;

/// Articles that are ranked for pages behind those, as a second tier.
pub const DEEP_CANDIDATES: usize = 200;

/// Copies of a hit that are told one by one; all are counted.
pub const COPIES: usize = 100;

/// Ranking depth of an evaluation.
pub const EVAL_DEPTH: usize = 100;

/// Threads for indexing: one a processor, as tantivy takes at most eight.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).min(8)
}
