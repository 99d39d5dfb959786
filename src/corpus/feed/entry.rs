//! [`Entry`]: an entry of a feed, from its elements to its article.

use std::collections::HashMap;

use super::super::blog;
use super::super::html::loose_text;
use super::super::table::{Field, Values};
use super::super::{Draft, Output};
use crate::origin::Origin;

/// Elements of an entry, best first where several hold the same; RSS 2.0, RSS 1.0, Atom and
/// exports of WordPress. `guid` and `id` are no ids here: they are addresses, and change when a
/// site moves.
const ELEMENTS: [(&str, Field); 17] = [
    ("title", Field::Title),
    ("content:encoded", Field::Body),
    ("content", Field::Body),
    ("description", Field::Body),
    ("summary", Field::Body),
    ("published", Field::Date),
    ("pubDate", Field::Date),
    ("dc:date", Field::Date),
    ("wp:post_date", Field::Date),
    ("updated", Field::Date),
    ("link", Field::Url),
    ("guid", Field::Url),
    ("dc:creator", Field::Author),
    ("author", Field::Author),
    ("category", Field::Section),
    (POST_TYPE, Field::Section),
    (STATUS, Field::Section),
];

/// Elements that say whether an item is an article at all.
const POST_TYPE: &str = "wp:post_type";
const STATUS: &str = "wp:status";

/// What a feed says of all its entries.
#[derive(Default)]
pub(super) struct About {
    /// What it is called.
    pub(super) title: Option<String>,
    /// The names of authors, by those with which they log in.
    pub(super) authors: HashMap<String, String>,
}

/// An entry that is being read: texts of its elements, by their place in [`ELEMENTS`].
pub(super) struct Entry {
    /// How many elements are open in the feed where it is.
    pub(super) depth: usize,
    /// Whether it is something else than an article.
    pub(super) is_other: bool,
    /// Bytes of all its texts, those that are not kept included.
    bytes: usize,
    texts: [Option<String>; ELEMENTS.len()],
}

impl Entry {
    pub(super) fn new(depth: usize) -> Self {
        Self { depth, is_other: false, bytes: 0, texts: [const { None }; ELEMENTS.len()] }
    }

    /// The name of an element that is read, if this is one.
    pub(super) fn element(name: &str) -> Option<&'static str> {
        ELEMENTS.iter().map(|(known, _)| *known).find(|known| *known == name)
    }

    /// Counts bytes of text; `false` if the entry is larger than `max` with them.
    pub(super) fn admits(&mut self, bytes: usize, max: usize) -> bool {
        self.bytes = self.bytes.saturating_add(bytes);
        self.bytes <= max
    }

    /// Takes the text of an element; the first that says something counts.
    pub(super) fn take(&mut self, name: &str, text: String) {
        let known = ELEMENTS.iter().position(|(known, _)| *known == name);
        if let Some(slot) = known.map(|at| &mut self.texts[at])
            && slot.is_none()
            && !text.trim().is_empty()
        {
            *slot = Some(text);
        }
    }

    fn text(&self, name: &str) -> Option<&str> {
        let at = ELEMENTS.iter().position(|(known, _)| *known == name)?;
        self.texts[at].as_deref()
    }

    /// Its article; `None` if it is none, and a warning unless that is as it should be.
    pub(super) fn draft(self, number: u64, about: &About, out: &mut Output<'_>) -> Option<Draft> {
        let line = Some(number);
        if self.bytes > out.max_article {
            out.too_large(line);
            return None;
        }
        let post_type = self.text(POST_TYPE);
        let is_export = post_type.is_some();
        let status = self.text(STATUS).unwrap_or_default();
        if self.is_other || !blog::is_post(post_type.unwrap_or_default(), status) {
            return None;
        }
        let mut values = Values::default();
        if let Some(title) = &about.title {
            values.put(Field::Source, title);
        }
        for ((name, field), text) in ELEMENTS.iter().zip(self.texts) {
            let Some(text) = text else { continue };
            match field {
                _ if matches!(*name, POST_TYPE | STATUS) => {}
                _ if *name == "guid" && !text.trim().starts_with("http") => {}
                Field::Body if is_export => {
                    values.put(Field::Body, &loose_text(&blog::shown(&text)));
                }
                Field::Body => values.put(Field::Body, &loose_text(&text)),
                Field::Author => {
                    let author = author(&text);
                    let known = about.authors.get(author);
                    values.put(Field::Author, known.map_or(author, |name| name));
                }
                Field::Title => values.put(Field::Title, &loose_text(&text).replace('\n', " ")),
                field => values.put(*field, text.trim()),
            }
        }
        values.draft(line, Origin::Feed, out)
    }
}

/// A name out of `redaksi@contoh.id (Ratna)`, or of an Atom author with its address.
fn author(text: &str) -> &str {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    match line.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')'),
        _ if line.contains('@') => "",
        _ => line,
    }
}
