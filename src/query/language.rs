//! [`Language`]: the language a person is spoken to in.

/// The language of labels and warnings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Indonesian.
    #[default]
    Id,
    /// English.
    En,
}

impl Language {
    /// The one of two renderings that is in this language.
    pub(crate) fn pick<'a>(self, indonesian: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::Id => indonesian,
            Self::En => english,
        }
    }
}
