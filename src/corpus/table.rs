//! [`Field`]: what keys and columns are called, in English and Indonesian.

use super::date::declared_date;
use super::html::markup_text;
use super::value::Value;
use super::{Draft, Output};
use crate::article::ArticleId;
use crate::origin::Origin;

/// What a key or column holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
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

impl Field {
    /// What warnings call it: the first of its names.
    fn name(self) -> &'static str {
        NAMES.iter().find(|(_, field)| *field == self).map_or("", |(name, _)| name)
    }
}

/// Names of keys and columns, lower-cased and without `_`, `-` and blanks: `published_at` and
/// `publishedAt` are one. Of several that hold the same the first is preferred; when an
/// article was written down comes behind when it was published.
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
    ("contenthtml", Field::Body),
    ("contenttext", Field::Body),
    ("articlebody", Field::Body),
    ("isiberita", Field::Body),
    ("date", Field::Date),
    ("tanggal", Field::Date),
    ("datepublished", Field::Date),
    ("published", Field::Date),
    ("publishedat", Field::Date),
    ("publisheddate", Field::Date),
    ("publishdate", Field::Date),
    ("publishedon", Field::Date),
    ("pubdate", Field::Date),
    ("tanggalterbit", Field::Date),
    ("tanggalpublikasi", Field::Date),
    ("tgl", Field::Date),
    ("waktu", Field::Date),
    ("waktuterbit", Field::Date),
    ("datetime", Field::Date),
    ("timestamp", Field::Date),
    ("createdat", Field::Date),
    ("datecreated", Field::Date),
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
    ("categories", Field::Section),
    ("kategori", Field::Section),
];

/// What a key or column holds, and how preferred it is among those that hold the same: less is
/// better.
pub(super) type Column = (Field, usize);

/// What a key or column of this name holds; case, quotes and blanks say nothing.
pub(super) fn column(name: &str) -> Option<Column> {
    let letters = || name.chars().filter(|c| !c.is_whitespace() && !"\"'_-\u{FEFF}".contains(*c));
    let is = |known: &str| letters().map(|c| c.to_ascii_lowercase()).eq(known.chars());
    let rank = NAMES.iter().position(|(known, _)| is(known))?;
    Some((NAMES[rank].1, rank))
}

/// The names of titles and bodies, without which nothing is an article.
pub(super) fn article_names() -> impl Iterator<Item = &'static str> {
    let article = NAMES.iter().filter(|(_, field)| matches!(field, Field::Title | Field::Body));
    article.map(|(name, _)| *name)
}

/// How many of the names are known, if a title or a body is among them.
pub(super) fn known_columns<'n>(names: impl Iterator<Item = &'n str>) -> usize {
    let fields: Vec<Column> = names.filter_map(column).collect();
    let article = fields.iter().any(|(field, _)| matches!(field, Field::Title | Field::Body));
    if article { fields.len() } else { 0 }
}

/// The values of one article. Of several that say the same, the most preferred that says
/// something wins, then the first.
#[derive(Default)]
pub(super) struct Values<'v>(Vec<(Column, Value<'v>)>);

impl<'v> Values<'v> {
    /// Notes a text; whitespace alone says nothing.
    pub(super) fn put(&mut self, field: Field, text: &str) {
        self.note((field, 0), Value::Text(text.to_owned().into()));
    }

    /// Notes the value of a key or column.
    pub(super) fn note(&mut self, column: Column, value: Value<'v>) {
        let value = match (column.0, value) {
            // `published: true` says whether, not when.
            (Field::Date, Value::Wrong(Value::FLAG)) => return,
            (Field::Body, Value::List(texts)) => Value::Text(texts.join("\n\n").into()),
            (_, Value::List(texts)) => Value::Text(texts.join(", ").into()),
            (_, value) => value,
        };
        let empty = matches!(&value, Value::Text(text) if text.trim().is_empty());
        if !empty && !matches!(value, Value::Missing) {
            self.0.push((column, value));
        }
    }

    /// The best title among the values.
    pub(super) fn title(&self) -> Option<String> {
        let titles = self.0.iter().filter(|((field, _), _)| *field == Field::Title);
        let texts = titles.filter_map(|((_, rank), value)| Some((rank, value.as_text()?)));
        texts.min_by_key(|(rank, _)| *rank).map(|(_, text)| text.to_owned())
    }

    /// The values of a field, best first.
    fn of(&mut self, field: Field) -> Vec<Value<'v>> {
        let mut values: Vec<(Column, Value<'v>)> =
            self.0.extract_if(.., |((other, _), _)| *other == field).collect();
        values.sort_by_key(|((_, rank), _)| *rank);
        values.into_iter().map(|(_, value)| value).collect()
    }

    /// The best text of a field; if it has none, what it has instead is said.
    fn text(&mut self, field: Field, line: Option<u64>, out: &mut Output<'_>) -> Option<String> {
        let mut wrong = None;
        for value in self.of(field) {
            match value {
                Value::Text(text) => return Some(text.into_owned()),
                Value::Wrong(kind) => wrong = wrong.or(Some(kind)),
                Value::Missing | Value::List(_) => {}
            }
        }
        if let Some(kind) = wrong {
            let name = field.name();
            out.doubted(line, format!("the {name} is {kind}, not text; left empty"));
        }
        None
    }

    /// The article of these values; `None`, and a warning, if there is neither title nor body.
    pub(super) fn draft(
        mut self,
        line: Option<u64>,
        origin: Origin,
        out: &mut Output<'_>,
    ) -> Option<Draft> {
        let id = self.text(Field::Id, line, out).map(|id| id.trim().to_owned()).filter(|id| {
            let fits = id.len() <= ArticleId::MAX_BYTES;
            if !fits {
                out.doubted(line, format!("an id of {} bytes; one is derived", id.len()));
            }
            fits
        });
        let body = self.text(Field::Body, line, out).map(|body| match origin {
            Origin::Key => markup_text(without_mark(body)),
            _ => body,
        });
        // Markup may hold no text.
        let body = body.filter(|body| !body.trim().is_empty());
        let title = self.text(Field::Title, line, out);
        if title.is_none() && body.is_none() {
            out.skipped(line, "neither title nor body; left out");
            return None;
        }
        let dates: Vec<Value<'v>> = self.of(Field::Date);
        let texts = dates.iter().filter_map(Value::as_text);
        let date = declared_date(texts, line, out);
        if let (None, [Value::Wrong(kind), ..]) = (&date, dates.as_slice()) {
            out.doubted(line, format!("the date is {kind}, not text; left empty"));
        }
        let mut word =
            |field| self.text(field, line, out).map(|text: String| text.trim().to_owned());
        // A number is the id of somebody in another table.
        let name = |text: &String| text.chars().any(char::is_alphabetic);
        let (mut url, mut source) = (word(Field::Url), word(Field::Source));
        if url.is_none() && source.as_ref().is_some_and(|source| source.starts_with("http")) {
            url = source.take();
        }
        let draft = Draft {
            line,
            id,
            date,
            url,
            source,
            author: word(Field::Author).filter(name),
            editor: word(Field::Editor).filter(name),
            place: word(Field::Place).filter(name),
            section: word(Field::Section).filter(name),
            title: title.map(|title| title.trim().to_owned()),
            text: body.unwrap_or_default(),
            ..Draft::default()
        };
        Some(draft.read_from(origin))
    }
}

/// A body without the byte order mark of the file it was once cut from.
fn without_mark(mut body: String) -> String {
    if body.starts_with('\u{FEFF}') {
        body.drain(..'\u{FEFF}'.len_utf8());
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_english_or_indonesian() {
        let field = |name| column(name).map(|(field, _)| field);
        assert_eq!(field(" \"Judul\" "), Some(Field::Title));
        assert_eq!(field("\u{FEFF}ISI"), Some(Field::Body));
        assert_eq!(field("hits"), None);
        assert_eq!(known_columns(["id", "judul", "x"].into_iter()), 2);
        assert_eq!(known_columns(["id", "url"].into_iter()), 0);
    }

    #[test]
    fn dates_have_many_names() {
        for name in [
            "date",
            "published",
            "published_at",
            "publishedAt",
            "pubDate",
            "Tanggal Terbit",
            "waktu",
            "created_at",
            "datePublished",
        ] {
            assert_eq!(column(name).map(|(field, _)| field), Some(Field::Date), "{name}");
        }
        assert!(column("date") < column("created_at"));
    }
}
