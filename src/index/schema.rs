//! The fields of the index.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use super::tokenizer::{STREAM, SURFACE};

/// Version of the fields and of the side files; raised whenever one changes, so that older
/// indexes are rebuilt.
pub(super) const VERSION: u32 = 3;

/// The fields, by name and number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    /// The article's id, whole.
    pub(super) id: Field,
    /// Surface forms of title and text.
    pub(super) exact: Field,
    /// Roots of title and text.
    pub(super) root: Field,
    /// The headline as written.
    pub(super) title: Field,
    /// The text as written.
    pub(super) text: Field,
    /// The date as written.
    pub(super) date: Field,
    /// Address, source and the rest as written, and searchable by surface forms.
    pub(super) url: Field,
    pub(super) source: Field,
    pub(super) author: Field,
    pub(super) editor: Field,
    pub(super) place: Field,
    pub(super) section: Field,
    /// Where these values were read, and what cleaning changed in the text.
    pub(super) origins: Field,
    pub(super) edits: Field,
    /// Days since 1970-01-01 of the date as written.
    pub(super) day: Field,
    /// Seconds since 1970-01-01T00:00:00Z.
    pub(super) seconds: Field,
    /// How many tokens the surface field has of the article.
    pub(super) exact_length: Field,
    /// How many tokens the root field has of the article.
    pub(super) root_length: Field,
    /// What names the article in derived tables.
    pub(super) key: Field,
}

/// Names of stored fields, by which older stores are read.
pub(super) const ID: &str = "id";
pub(super) const TITLE: &str = "title";
pub(super) const TEXT: &str = "text";
pub(super) const DATE: &str = "date";
pub(super) const URL: &str = "url";
pub(super) const SOURCE: &str = "source";
pub(super) const AUTHOR: &str = "author";
pub(super) const EDITOR: &str = "editor";
pub(super) const PLACE: &str = "place";
pub(super) const SECTION: &str = "section";
pub(super) const ORIGINS: &str = "origins";
pub(super) const EDITS: &str = "edits";

/// Names of fast fields, which tantivy asks for by name.
pub(super) const SECONDS: &str = "seconds";
pub(super) const EXACT_LENGTH: &str = "exact_length";
pub(super) const ROOT_LENGTH: &str = "root_length";
pub(super) const KEY: &str = "key";

/// The schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let indexed = |tokenizer: &str| {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        TextOptions::default().set_indexing_options(indexing)
    };
    let stream = indexed(STREAM);
    let surface = indexed(SURFACE).set_stored();
    let stored = TextOptions::default().set_stored();
    let fields = Fields {
        id: builder.add_text_field(ID, STRING | STORED),
        exact: builder.add_text_field("exact", stream.clone()),
        root: builder.add_text_field("root", stream),
        title: builder.add_text_field(TITLE, stored.clone()),
        text: builder.add_text_field(TEXT, stored.clone()),
        date: builder.add_text_field(DATE, stored),
        url: builder.add_text_field(URL, surface.clone()),
        source: builder.add_text_field(SOURCE, surface.clone()),
        author: builder.add_text_field(AUTHOR, surface.clone()),
        editor: builder.add_text_field(EDITOR, surface.clone()),
        place: builder.add_text_field(PLACE, surface.clone()),
        section: builder.add_text_field(SECTION, surface),
        origins: builder.add_bytes_field(ORIGINS, STORED),
        edits: builder.add_bytes_field(EDITS, STORED),
        day: builder.add_i64_field("day", INDEXED),
        seconds: builder.add_i64_field(SECONDS, FAST),
        exact_length: builder.add_u64_field(EXACT_LENGTH, FAST),
        root_length: builder.add_u64_field(ROOT_LENGTH, FAST),
        key: builder.add_u64_field(KEY, FAST),
    };
    (builder.build(), fields)
}
