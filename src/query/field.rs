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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// A part of an article.
    Field(Field),
    /// `tanggal:`, `date:`
    Date,
    /// `sejak:`, `since:`
    Since,
}

/// Every name, in both languages; written in any case.
const NAMES: [(&str, Name); 19] = [
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
    ("section", Name::Field(Field::Section)),
    ("sejak", Name::Since),
    ("since", Name::Since),
    ("source", Name::Field(Field::Source)),
    ("sumber", Name::Field(Field::Source)),
    ("tanggal", Name::Date),
    ("title", Name::Field(Field::Title)),
    ("url", Name::Field(Field::Url)),
];

/// The name at the start of `text` and its length without the colon.
pub(super) fn name(text: &str) -> Option<(Name, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    if !text[length..].starts_with(':') {
        return None;
    }
    let found = NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(&text[..length]));
    found.map(|&(_, name)| (name, length))
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
