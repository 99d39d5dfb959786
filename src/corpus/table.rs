//! [`Field`]: what keys and columns are called, in English and Indonesian.

use super::date::declared_date;
use super::{Draft, Output};
use crate::article::ArticleId;
use crate::origin::Origin;

/// What a key or column holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Id,
    Title,
    Body,
    Date,
    Url,
    Source,
    Author,
    Editor,
    Place,
    Section,
}

/// How many fields there are.
const FIELDS: usize = 10;

/// Names of keys and columns, lower-cased; those of JSON, and what front matter calls them.
const NAMES: &[(&str, Field)] = &[
    ("id", Field::Id),
    ("title", Field::Title),
    ("judul", Field::Title),
    ("headline", Field::Title),
    ("body", Field::Body),
    ("isi", Field::Body),
    ("text", Field::Body),
    ("teks", Field::Body),
    ("content", Field::Body),
    ("konten", Field::Body),
    ("date", Field::Date),
    ("tanggal", Field::Date),
    ("published", Field::Date),
    ("url", Field::Url),
    ("tautan", Field::Url),
    ("link", Field::Url),
    ("source", Field::Source),
    ("sumber", Field::Source),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("penulis", Field::Author),
    ("editor", Field::Editor),
    ("penyunting", Field::Editor),
    ("place", Field::Place),
    ("lokasi", Field::Place),
    ("section", Field::Section),
    ("rubrik", Field::Section),
    ("category", Field::Section),
    ("kategori", Field::Section),
];

/// What a key or column of this name holds; case, quotes and blanks around it say nothing.
pub(super) fn field(name: &str) -> Option<Field> {
    let name = name.trim_matches(|c: char| c.is_whitespace() || "\"'\u{FEFF}".contains(c));
    let known = NAMES.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
    known.map(|(_, field)| *field)
}

/// How many of the names are known, if a title or a body is among them.
pub(super) fn known_columns<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    let fields: Vec<Field> = names.filter_map(field).collect();
    let article = fields.iter().any(|field| matches!(field, Field::Title | Field::Body));
    if article { fields.len() } else { 0 }
}

/// The values of one article; the first that says something wins.
#[derive(Default)]
pub(super) struct Values([Option<String>; FIELDS]);

impl Values {
    /// Notes a value; whitespace alone says nothing.
    pub(super) fn put(&mut self, field: Field, value: &str) {
        let slot = &mut self.0[field as usize];
        if slot.is_none() && !value.trim().is_empty() {
            *slot = Some(value.to_owned());
        }
    }

    /// Whether a value is known.
    pub(super) fn has(&self, field: Field) -> bool {
        self.0[field as usize].is_some()
    }

    /// Notes a value in place of any other.
    pub(super) fn replace(&mut self, field: Field, value: String) {
        self.0[field as usize] = Some(value).filter(|value| !value.trim().is_empty());
    }

    /// The article of these values; `None`, and a warning, if there is neither title nor body.
    pub(super) fn draft(
        mut self,
        line: Option<u64>,
        origin: Origin,
        out: &mut Output<'_>,
    ) -> Option<Draft> {
        let mut take = |field: Field| self.0[field as usize].take();
        let id = take(Field::Id).map(|id| id.trim().to_owned()).filter(|id| {
            let fits = id.len() <= ArticleId::MAX_BYTES;
            if !fits {
                out.doubted(line, format!("an id of {} bytes; one is derived", id.len()));
            }
            fits
        });
        let (title, body) = (take(Field::Title), take(Field::Body));
        if title.is_none() && body.is_none() {
            out.skipped(line, "neither title nor body; left out");
            return None;
        }
        let date = take(Field::Date).and_then(|text| declared_date(&text, line, out));
        let mut word = |field| take(field).map(|text| text.trim().to_owned());
        let draft = Draft {
            line,
            id,
            date,
            url: word(Field::Url),
            source: word(Field::Source),
            author: word(Field::Author),
            editor: word(Field::Editor),
            place: word(Field::Place),
            section: word(Field::Section),
            title: title.map(|title| title.trim().to_owned()),
            text: body.unwrap_or_default(),
            ..Draft::default()
        };
        Some(draft.read_from(origin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_english_or_indonesian() {
        assert_eq!(field(" \"Judul\" "), Some(Field::Title));
        assert_eq!(field("\u{FEFF}ISI"), Some(Field::Body));
        assert_eq!(field("hits"), None);
        assert_eq!(known_columns(["id", "judul", "x"].into_iter()), 2);
        assert_eq!(known_columns(["id", "url"].into_iter()), 0);
    }
}
