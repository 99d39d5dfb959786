//! Objects of JSON that wrap articles: how one is told from an article.

/// Keys under which answers of programs keep articles. An object with a body is an article,
/// whatever else it has.
const WRAPPERS: &[&str] = &[
    "_source",
    "articles",
    "artikel",
    "attributes",
    "berita",
    "data",
    "docs",
    "entries",
    "hits",
    "items",
    "news",
    "posts",
    "records",
    "response",
    "result",
    "results",
    "rows",
];

/// Most objects around articles.
pub(super) const MAX_WRAPPERS: usize = 8;

/// Whether articles are wrapped under a key.
pub(super) fn is_wrapper(key: &[u8]) -> bool {
    WRAPPERS.iter().any(|wrapper| wrapper.as_bytes() == key)
}

/// A place in the file: in the bytes that are held, and its line.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub at: usize,
    pub line: u64,
}

/// The object being read.
#[derive(Default)]
pub(super) struct Object {
    /// Where it begins in the bytes that are held.
    pub start: usize,
    pub line: u64,
    /// Whether it is larger than an article may be; then its bytes are no longer kept.
    pub too_large: bool,
    /// Whether it is none of the articles that are wrapped.
    pub passed_over: bool,
    pub has_title: bool,
    pub has_body: bool,
    /// Whether a list has just begun that may hold articles.
    pub list: bool,
    /// The first object in a list that it may wrap, and the first that it may wrap by itself.
    pub in_list: Option<Place>,
    pub by_itself: Option<Place>,
}

impl Object {
    /// The first object that it wraps, by what is known of it so far. Behind a title, one that
    /// stands by itself only says more of an article.
    pub(super) fn wrapped(&self) -> Option<Place> {
        let by_itself = self.by_itself.filter(|_| !self.has_title);
        let first = self.in_list.into_iter().chain(by_itself).min_by_key(|place| place.at);
        first.filter(|_| !self.has_body && !self.passed_over)
    }
}
