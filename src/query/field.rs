//! [`Field`]: the parts of an article that a query may name.

use std::fmt;

/// A part of an article, as in `judul:kota`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// `judul:`, `title:`
    Title,
    /// `isi:`, `body:`
    Body,
    /// `penulis:`, `author:`
    Author,
    /// `sumber:`, `source:`
    Source,
    /// `url:`
    Url,
    /// `editor:`, `penyunting:`
    Editor,
    /// `lokasi:`, `place:`
    Place,
    /// `rubrik:`, `section:`
    Section,
}

/// What stands before a colon, where it is a name the language knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// A part of an article.
    Field(Field),
    /// `tanggal:`, `date:`
    Date,
    /// `sejak:`, `since:`
    Since,
    /// `sampai:`, `until:`
    Until,
}

/// Every name, in both languages; written in any case.
const NAMES: [(&str, Name); 21] = [
    ("author", Name::Field(Field::Author)),
    ("body", Name::Field(Field::Body)),
    ("date", Name::Date),
    ("editor", Name::Field(Field::Editor)),
    ("isi", Name::Field(Field::Body)),
    ("judul", Name::Field(Field::Title)),
    ("lokasi", Name::Field(Field::Place)),
    ("penulis", Name::Field(Field::Author)),
    ("penyunting", Name::Field(Field::Editor)),
    ("place", Name::Field(Field::Place)),
    ("rubrik", Name::Field(Field::Section)),
    ("sampai", Name::Until),
    ("section", Name::Field(Field::Section)),
    ("sejak", Name::Since),
    ("since", Name::Since),
    ("source", Name::Field(Field::Source)),
    ("sumber", Name::Field(Field::Source)),
    ("tanggal", Name::Date),
    ("title", Name::Field(Field::Title)),
    ("until", Name::Until),
    ("url", Name::Field(Field::Url)),
];

/// The names as a person is told of them.
pub(super) const LISTED: &str =
    "judul isi penulis editor sumber lokasi rubrik url tanggal sejak sampai";

/// The name at the start of `text` and its length without the colon.
pub(super) fn name(text: &str) -> Option<(Name, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !text[length..].starts_with(':') {
        return None;
    }
    let found = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&text[..length]));
    found.map(|&(_, name)| (name, length))
}

/// What other programs and people call what a name here means; sorted.
const OTHERS: [(&str, &str); 25] = [
    ("after", "sejak"),
    ("before", "sampai"),
    ("by", "penulis"),
    ("category", "rubrik"),
    ("daerah", "lokasi"),
    ("domain", "url"),
    ("hingga", "sampai"),
    ("intext", "isi"),
    ("intitle", "judul"),
    ("inurl", "url"),
    ("kategori", "rubrik"),
    ("kota", "lokasi"),
    ("link", "url"),
    ("location", "lokasi"),
    ("media", "sumber"),
    ("oleh", "penulis"),
    ("outlet", "sumber"),
    ("site", "sumber"),
    ("situs", "sumber"),
    ("tag", "rubrik"),
    ("tautan", "url"),
    ("teks", "isi"),
    ("tempat", "lokasi"),
    ("text", "isi"),
    ("wilayah", "lokasi"),
];

/// The name meant by one that the language does not know, if one is near.
pub(super) fn meant(unknown: &str) -> Option<&'static str> {
    let unknown = unknown.to_ascii_lowercase();
    if let Ok(at) = OTHERS.binary_search_by_key(&unknown.as_str(), |(other, _)| other) {
        return Some(OTHERS[at].1);
    }
    let names = NAMES.iter().map(|(name, _)| *name);
    names
        .filter(|name| name.len() > 3)
        .find(|name| is_one_slip(name.as_bytes(), unknown.as_bytes()))
}

/// Whether a letter put in, left out, replaced or exchanged with its neighbour makes one word of
/// the other.
fn is_one_slip(one: &[u8], other: &[u8]) -> bool {
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[same..], &other[same..]);
    match (one, other) {
        ([a, b, one @ ..], [c, d, other @ ..]) if (a, b) == (d, c) && one == other => true,
        ([_, one @ ..], [_, rest @ ..]) if one == rest => true,
        ([_, one @ ..], _) if one == other => true,
        (_, [_, rest @ ..]) => one == rest,
        _ => false,
    }
}

impl fmt::Display for Field {
    /// The canonical, Indonesian name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Title => "judul",
            Self::Body => "isi",
            Self::Author => "penulis",
            Self::Source => "sumber",
            Self::Url => "url",
            Self::Editor => "editor",
            Self::Place => "lokasi",
            Self::Section => "rubrik",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_meant_by_others() {
        assert!(NAMES.is_sorted() && OTHERS.is_sorted());
        let known = |wanted: &str| NAMES.iter().any(|(name, _)| *name == wanted);
        assert!(OTHERS.iter().all(|(other, name)| known(name) && !known(other)));
        for (typed, name) in [
            ("wilayah", "lokasi"),
            ("Site", "sumber"),
            ("juduul", "judul"),
            ("judl", "judul"),
            ("sumebr", "sumber"),
            ("tengggal", ""),
            ("penulls", "penulis"),
            ("kata", ""),
        ] {
            assert_eq!(meant(typed).unwrap_or_default(), name, "of {typed}");
        }
    }
}
