//! What a search costs beside raw tantivy.
//!
//! `cargo bench --bench search -- ARTICLES.jsonl QUERIES.tsv...`
//!
//! Raw tantivy: one field, default tokenizer, lz4, any of the words (`QueryParser`), ten hits
//! with a `SnippetGenerator` from the stored text. Ours: ten hits ranked, with one passage and
//! its highlights. One process, one thread, warm, the sides in turn; a query's time is the
//! least of the rounds on either side, so that a busy machine does not speak. Without
//! arguments the sample articles and a few queries are taken.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

use tantivy::collector::TopDocs;
use tantivy::query::QueryParser;
use tantivy::schema::{Field, STORED, Schema, TEXT};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, doc};
use telusur::config;
use telusur::corpus::Warning;
use telusur::engine::{Engine, IndexOptions, Keeper, Listener};
use telusur::index::{Home, Snapshot, WriterOptions, stored_articles};
use telusur::query::Language;
use telusur::search::{Phase, SearchRequest};
use telusur::sync::{Observer, Progress, SyncOptions};

const ROUNDS: usize = 5;

const SAMPLE_QUERIES: &[&str] = &["kota cerdas", "pemerintah daerah", "apa dampak banjir?"];

fn main() {
    let mut arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    let articles = arguments.next();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let articles = articles.map_or(sample, PathBuf::from);
    let mut sets: Vec<(String, Vec<String>)> = arguments.map(queries).collect();
    if sets.is_empty() {
        let sample = SAMPLE_QUERIES.iter().map(|query| (*query).to_owned());
        sets.push(("sample".to_owned(), sample.collect()));
    }
    let folder = tempfile::tempdir().expect("a scratch folder");
    let home = match articles.join("current").exists() {
        true => articles,
        false => ours(&articles, folder.path()),
    };
    let engine = Engine::open(&home).expect("the index opens");
    let raw = Raw::build(&home, &folder.path().join("raw"));
    println!(
        "{:20} {:>9} {:>9} {:>9} {:>9} {:>7} {:>7}",
        "µs", "raw p50", "ours p50", "raw p99", "ours p99", "p50 x", "p99 x"
    );
    for (name, queries) in &sets {
        let [raw, ours] = times(
            queries,
            [&|query| raw.search(query), &|query| {
                engine.search(&request(query), Language::Id).expect("the index is read").hits.len()
            }],
        );
        let at = |times: &[f64], share: f64| times[(share * (times.len() - 1) as f64) as usize];
        let [raw50, ours50, raw99, ours99] =
            [at(&raw, 0.5), at(&ours, 0.5), at(&raw, 0.99), at(&ours, 0.99)];
        let (median, tail) = (ours50 / raw50, ours99 / raw99);
        println!(
            "{name:20} {raw50:9.0} {ours50:9.0} {raw99:9.0} {ours99:9.0} {median:7.2} {tail:7.2}"
        );
        println!("{:20} {}", "", split(&engine, queries));
    }
}

fn queries(path: String) -> (String, Vec<String>) {
    let text = fs::read_to_string(&path).expect("the queries can be read");
    let second = |line: &str| line.split_once('\t').map(|(_, query)| query.to_owned());
    let name = Path::new(&path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    (name, text.lines().filter_map(second).collect())
}

/// Sorted times of both sides in microseconds.
fn times(queries: &[String], sides: [&dyn Fn(&str) -> usize; 2]) -> [Vec<f64>; 2] {
    let mut least = [vec![f64::MAX; queries.len()], vec![f64::MAX; queries.len()]];
    for _ in 0..ROUNDS {
        for (number, query) in queries.iter().enumerate() {
            for (side, least) in sides.iter().zip(&mut least) {
                let started = Instant::now();
                black_box(side(query));
                least[number] = least[number].min(started.elapsed().as_secs_f64() * 1e6);
            }
        }
    }
    least.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times
    })
}

/// Where our time goes: the median of each phase over the queries, each the least of the
/// rounds, in microseconds.
fn split(engine: &Engine, queries: &[String]) -> String {
    let mut least = vec![[f64::MAX; Phase::ALL.len()]; queries.len()];
    for _ in 0..ROUNDS {
        for (query, least) in queries.iter().zip(&mut least) {
            let answer = engine.search(&request(query), Language::Id).expect("the index is read");
            for (least, phase) in least.iter_mut().zip(Phase::ALL) {
                *least = least.min(answer.phases.of(phase).as_secs_f64() * 1e6);
            }
        }
    }
    let median = |phase: Phase| {
        let mut times: Vec<f64> = least.iter().map(|times| times[phase as usize]).collect();
        times.sort_by(f64::total_cmp);
        format!("{} {:.0}", phase.name(), times[times.len() / 2])
    };
    Phase::ALL.map(median).join(" · ")
}

fn request(query: &str) -> SearchRequest {
    SearchRequest::new(query).limit(10).passages(1)
}

struct Silent;

impl Observer for Silent {
    fn warning(&mut self, _: &Warning) {}
    fn progress(&mut self, _: Progress) {}
}

impl Listener for Silent {
    fn rebuilding(&mut self, _: &str) {}
    fn committing(&mut self) {}
}

/// Indexes the articles into one segment; returns the folder.
fn ours(articles: &Path, folder: &Path) -> PathBuf {
    let max_article = config::MAX_ARTICLE_MB << 20;
    let sync =
        SyncOptions { paths: vec![articles.to_owned()], rehash: false, prune: false, max_article };
    let writer = WriterOptions { threads: 1, memory: config::MEMORY_MB << 20 };
    let home = folder.join("ours");
    let keeper = Keeper::new(&home);
    keeper.sync(&IndexOptions { sync, writer }, &mut Silent).expect("the articles can be indexed");
    keeper.compact(writer, &mut Silent).expect("it can be compacted");
    home
}

struct Raw {
    searcher: Searcher,
    parser: QueryParser,
    text: Field,
}

impl Raw {
    /// The same articles, in one segment.
    fn build(home: &Path, folder: &Path) -> Self {
        let mut schema = Schema::builder();
        let text = schema.add_text_field("text", TEXT | STORED);
        fs::create_dir_all(folder).expect("a folder");
        let index = Index::create_in_dir(folder, schema.build()).expect("an index");
        let mut writer: IndexWriter = index.writer_with_num_threads(1, 256 << 20).expect("writer");
        let snapshot = Snapshot::open(&Home::at(home)).expect("the index opens");
        stored_articles(snapshot.store(), &mut |article| {
            writer.add_document(doc!(text => article.text)).expect("added");
            Ok(())
        })
        .expect("the articles are read");
        writer.commit().expect("committed");
        let segments = index.searchable_segment_ids().expect("segments");
        if segments.len() > 1 {
            writer.merge(&segments).wait().expect("merged");
        }
        let searcher = index.reader().expect("reader").searcher();
        Self { searcher, parser: QueryParser::for_index(&index, vec![text]), text }
    }

    fn search(&self, query: &str) -> usize {
        let (query, _) = self.parser.parse_query_lenient(query);
        let top = TopDocs::with_limit(10).order_by_score();
        let hits = self.searcher.search(&query, &top).expect("searched");
        let snippets = SnippetGenerator::create(&self.searcher, &query, self.text).expect("terms");
        let shown = hits.iter().map(|(_, address)| {
            let document: TantivyDocument = self.searcher.doc(*address).expect("stored");
            snippets.snippet_from_doc(&document).to_html().len()
        });
        shown.sum()
    }
}
