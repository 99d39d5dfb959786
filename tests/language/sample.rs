//! Articles, the sample corpus above all, in the engine and in the brute-force matcher.

use std::path::PathBuf;
use std::sync::OnceLock;

use telusur::article::{Article, ArticleId};
use telusur::clean::clean;
use telusur::config;
use telusur::engine::{Engine, IndexOptions, Keeper, Listener};
use telusur::error::Result;
use telusur::index::WriterOptions;
use telusur::plan::Copies;
use telusur::query::Language;
use telusur::search::{SearchRequest, SearchResponse};
use telusur::sync::{self, Manifest, Observer, Progress, Sink, SyncOptions};
use tempfile::TempDir;

use crate::support::brute::Brute;

/// Articles three times: to read words from, indexed, and taken apart.
pub(super) struct Sample {
    pub(super) articles: Vec<Article>,
    pub(super) brute: Brute,
    engine: Engine,
    _folder: TempDir,
}

/// The sample corpus; made once.
pub(super) fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| Sample::of(concat!(env!("CARGO_MANIFEST_DIR"), "/corpus")))
}

impl Sample {
    /// The articles of a file or folder.
    pub(super) fn of(path: impl Into<PathBuf>) -> Self {
        let max_article = config::MAX_ARTICLE_MB << 20;
        let paths = vec![path.into()];
        let sync = SyncOptions { paths, rehash: false, prune: false, max_article };
        let mut read = Read::default();
        sync::sync(Manifest::default(), &sync, &mut read, &mut Quiet).expect("readable articles");

        let folder = TempDir::new().expect("a folder for the index");
        let writer = WriterOptions { threads: 2, memory: 64_000_000 };
        let options = IndexOptions { sync, writer };
        Keeper::new(folder.path()).sync(&options, &mut Quiet).expect("articles to index");
        Self {
            brute: Brute::new(read.0.iter().cloned()),
            articles: read.0,
            engine: Engine::open(folder.path()).expect("the index opens"),
            _folder: folder,
        }
    }

    /// All hits of a query, with all their passages.
    pub(super) fn search(&self, text: &str) -> SearchResponse {
        let request = SearchRequest::new(text).limit(1000).passages(50);
        let request = request.repair(false).acronyms(false).copies(Copies::Apart);
        self.engine.search(&request, Language::En).expect("the index can be read")
    }
}

/// Keeps the articles that a sync reads.
#[derive(Default)]
struct Read(Vec<Article>);

impl Sink for Read {
    fn put(&mut self, article: Article, _replaces: bool) -> Result<()> {
        self.0.push(clean(&article));
        Ok(())
    }

    fn remove(&mut self, _id: &ArticleId) -> Result<()> {
        Ok(())
    }
}

/// Listens to nothing.
struct Quiet;

impl Observer for Quiet {
    fn warning(&mut self, _warning: &telusur::corpus::Warning) {}

    fn progress(&mut self, _progress: Progress) {}
}

impl Listener for Quiet {
    fn rebuilding(&mut self, _why: &str) {}

    fn committing(&mut self) {}
}
