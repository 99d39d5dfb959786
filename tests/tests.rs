//! One integration binary; a line over each module says what it holds.

/// What articles say acronyms stand for: golden sentences and properties.
mod acronyms;
/// Acronyms in queries: either form finds both, it is said, and it can be refused.
mod acronyms_search;
/// What holds for cleaning whatever the text, and articles as an editor would keep them.
mod clean;
/// The contract of the command line: shapes of JSON, measures, exit codes, help.
mod cli;
/// Copies of one article are one hit; groups are those of a brute-force search.
mod copies;
/// No import goes up, none goes in a circle.
mod floors;
/// What is removed on purpose, and nothing else with it.
mod forget;
/// What is read of which file, and what is said of what cannot be read.
mod formats;
/// What other programs write: dates, names of keys, answers, exports, saved pages.
mod formats_exports;
/// Seeds of the fuzz target of the analysis chain, run as tests.
mod fuzz_seeds;
/// No search takes long, whatever articles hold.
mod hostile_articles;
/// No bytes make the readers panic, whatever format their name promises.
mod hostile_files;
/// A run killed at any moment leaves the previous state searchable.
mod kill;
/// The query language: what queries find and mark, against a brute-force matcher.
mod language;
/// What is read of saved pages: bodies and declared facts, against gold.
mod pages;
/// What is shown of an article, and that its marks stand where their words do.
mod passages;
/// Sync = rebuild: after any edits and syncs an index answers as a fresh one does.
mod property;
/// The query language: what texts mean, and what is said when they do not.
mod query;
/// What comes first.
mod ranking;
/// Indexes of other versions: rebuilt without the files, or left alone.
mod rebuild;
/// What changed, and only that, is indexed again.
mod reindex;
/// Golden sentences, and properties of the splitter.
mod sentences;
/// Standard input as a source.
mod stdin;
/// Properties of the stemmer over all listed words and over any string.
mod stemmer;
/// Nothing found is never the end: repairs, suggestions, relaxed queries.
mod suggest;
/// A scratch folder with articles and an index, and the binary run in it.
mod support;
/// Golden tokens, and properties of the tokenizer.
mod tokens;
/// The index follows the files it is told to watch.
mod watch;
