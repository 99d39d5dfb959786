//! [`Warning`]: what was ignored or read otherwise than it may have been meant.

use super::{Language, field};
use crate::span::Span;

/// Most warnings of one query; the last then counts the others.
const MOST: usize = 20;

/// Something a person should know of how the query was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What it is.
    pub kind: WarningKind,
    /// Where in the query text; `None` where it concerns all of it.
    pub span: Option<Span>,
}

/// What a warning says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WarningKind {
    /// The query has no words.
    NoWords,
    /// A quotation mark without its partner was ignored.
    UnpairedQuote,
    /// A bracket without its partner was ignored.
    UnpairedBracket,
    /// Nothing between the quotes.
    EmptyPhrase,
    /// Nothing between the brackets.
    EmptyGroup,
    /// Brackets deeper than `limit` levels were ignored.
    TooDeep {
        /// Levels understood.
        limit: usize,
    },
    /// The words from here on were left out.
    TooManyWords {
        /// Leaves understood.
        limit: usize,
    },
    /// An operator without what it needs was read as a word.
    OperatorAsWord {
        /// As typed.
        operator: String,
    },
    /// Operators of a query in capitals were read as words.
    Capitals {
        /// The first of them.
        operator: String,
    },
    /// A character that is no operator in this place was ignored.
    StrayOperator {
        /// As typed.
        operator: String,
    },
    /// No date could be made of this; it was read as words.
    BadDate {
        /// As typed.
        text: String,
    },
    /// The two ends of a range of dates were exchanged.
    DatesExchanged,
    /// Dates side by side have no day in common: nothing can be found.
    DatesApart,
    /// A phrase of more than `limit` words was read as words.
    PhraseTooLong {
        /// Words understood.
        limit: usize,
    },
    /// A number out of its bounds was replaced.
    NumberReplaced {
        /// As typed.
        given: String,
        /// As used.
        used: String,
    },
    /// Fewer things in the group than `2 OF` asks for.
    CountTooHigh {
        /// As typed.
        count: usize,
        /// As used.
        used: usize,
    },
    /// `NEAR` and `ADJ`, or distances, mixed in one chain: the widest, in any
    /// order, was used.
    MixedNear,
    /// `NEAR` or `ADJ` of something without a position was read as `AND`.
    NearAsAnd,
    /// A sentence or paragraph group of something without a place in the text
    /// was read as `AND`.
    GroupAsAnd,
    /// A field inside another field: the inner one counts.
    FieldInField,
    /// A field before a space was taken for that of what stands behind it.
    FieldBeforeSpace {
        /// As typed, with its colon.
        field: String,
    },
    /// What stands where a field may was read as a word, for there is no field of this name.
    UnknownField {
        /// As typed.
        name: String,
        /// The field that is perhaps meant.
        meant: Option<&'static str>,
    },
    /// `NEAR` or `ADJ` without a distance was read as a word.
    NoDistance {
        /// As typed.
        operator: String,
    },
    /// A mark that says nothing in this place was ignored.
    MarkIgnored,
    /// More warnings were left out.
    More {
        /// How many.
        count: usize,
    },
}

impl Warning {
    /// The warning for a person who reads `language`.
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::Id => self.kind.indonesian(),
            Language::En => self.kind.english(),
        }
    }
}

impl WarningKind {
    fn indonesian(&self) -> String {
        match self {
            Self::NoWords => "kueri tidak memuat kata".into(),
            Self::UnpairedQuote => "tanda kutip tanpa pasangan diabaikan".into(),
            Self::UnpairedBracket => "kurung tanpa pasangan diabaikan".into(),
            Self::EmptyPhrase => "frasa kosong diabaikan".into(),
            Self::EmptyGroup => "kelompok kosong diabaikan".into(),
            Self::TooDeep { limit } => format!("kurung lebih dari {limit} tingkat diabaikan"),
            Self::TooManyWords { limit } => {
                format!("hanya {limit} kata pertama dipakai, sisanya diabaikan")
            }
            Self::OperatorAsWord { operator } => {
                format!("{operator} dibaca sebagai kata, bukan operator")
            }
            Self::Capitals { operator } => {
                format!(
                    r"{operator} dibaca sebagai kata karena kueri berhuruf besar; awali kueri dengan \ dan spasi agar menjadi operator"
                )
            }
            Self::StrayOperator { operator } => {
                format!("{operator} di sini bukan operator dan diabaikan")
            }
            Self::BadDate { text } => {
                format!("{text} bukan tanggal yang dikenal, dibaca sebagai kata")
            }
            Self::DatesExchanged => {
                "awal rentang tanggal lebih baru daripada akhirnya; keduanya ditukar".into()
            }
            Self::DatesApart => {
                "tanggal-tanggal ini tidak beririsan; tidak ada yang dapat ditemukan".into()
            }
            Self::PhraseTooLong { limit } => {
                format!("frasa lebih dari {limit} kata dibaca sebagai kata")
            }
            Self::NumberReplaced { given, used } => {
                format!("{given} di luar batas, dipakai {used}")
            }
            Self::CountTooHigh { count, used } => {
                format!("kelompok memuat kurang dari {count} pilihan, dipakai {used}")
            }
            Self::MixedNear => {
                "NEAR dan ADJ atau jaraknya bercampur; dipakai jarak terjauh tanpa urutan".into()
            }
            Self::NearAsAnd => "NEAR dan ADJ memerlukan kata atau frasa; dibaca sebagai AND".into(),
            Self::GroupAsAnd => {
                "kelompok kalimat atau paragraf memerlukan kata atau frasa; dibaca sebagai AND"
                    .into()
            }
            Self::FieldInField => "bidang di dalam bidang lain: yang terdalam berlaku".into(),
            Self::FieldBeforeSpace { field } => {
                format!("{field} berlaku untuk yang berdiri di belakang spasi; tulis tanpa spasi")
            }
            Self::UnknownField { name, meant: Some(meant) } => {
                format!(
                    "{name}: bukan bidang yang dikenal, dibaca sebagai kata; maksudnya {meant}:?"
                )
            }
            Self::UnknownField { name, meant: None } => {
                format!(
                    "{name}: bukan bidang yang dikenal, dibaca sebagai kata; bidang: {}",
                    field::LISTED
                )
            }
            Self::NoDistance { operator } => {
                format!("{operator} tanpa jarak dibaca sebagai kata; tulis {operator}/5")
            }
            Self::MarkIgnored => "tanda + atau - di sini tidak berarti dan diabaikan".into(),
            Self::More { count } => format!("dan {count} peringatan lain"),
        }
    }

    fn english(&self) -> String {
        match self {
            Self::NoWords => "the query has no words".into(),
            Self::UnpairedQuote => "a quotation mark without its partner was ignored".into(),
            Self::UnpairedBracket => "a bracket without its partner was ignored".into(),
            Self::EmptyPhrase => "an empty phrase was ignored".into(),
            Self::EmptyGroup => "an empty group was ignored".into(),
            Self::TooDeep { limit } => format!("brackets deeper than {limit} levels were ignored"),
            Self::TooManyWords { limit } => {
                format!("only the first {limit} words are used, the rest was ignored")
            }
            Self::OperatorAsWord { operator } => {
                format!("{operator} was read as a word, not as an operator")
            }
            Self::Capitals { operator } => {
                format!(
                    r"{operator} was read as a word since the query is in capitals; begin it with \ and a space to make it an operator"
                )
            }
            Self::StrayOperator { operator } => {
                format!("{operator} is no operator here and was ignored")
            }
            Self::BadDate { text } => format!("{text} is no date known here, read as words"),
            Self::DatesExchanged => {
                "the range of dates began after its end; the two were exchanged".into()
            }
            Self::DatesApart => "these dates have no day in common; nothing can be found".into(),
            Self::PhraseTooLong { limit } => {
                format!("a phrase of more than {limit} words was read as words")
            }
            Self::NumberReplaced { given, used } => {
                format!("{given} is out of bounds, {used} was used")
            }
            Self::CountTooHigh { count, used } => {
                format!("the group holds fewer than {count}, {used} was used")
            }
            Self::MixedNear => {
                "NEAR and ADJ or their distances are mixed; the widest in any order was used".into()
            }
            Self::NearAsAnd => "NEAR and ADJ need words or phrases; read as AND".into(),
            Self::GroupAsAnd => {
                "sentence and paragraph groups need words or phrases; read as AND".into()
            }
            Self::FieldInField => "a field inside another field: the innermost counts".into(),
            Self::FieldBeforeSpace { field } => {
                format!(
                    "{field} was taken for the field of what is behind the space; leave that out"
                )
            }
            Self::UnknownField { name, meant: Some(meant) } => {
                format!("{name}: is no field known here, read as a word; is {meant}: meant?")
            }
            Self::UnknownField { name, meant: None } => {
                format!("{name}: is no field known here, read as a word; fields: {}", field::LISTED)
            }
            Self::NoDistance { operator } => {
                format!("{operator} without a distance was read as a word; write {operator}/5")
            }
            Self::MarkIgnored => "the mark + or - says nothing here and was ignored".into(),
            Self::More { count } => format!("and {count} more warnings"),
        }
    }
}

/// Warnings as they are collected.
#[derive(Default)]
pub(super) struct Warnings {
    all: Vec<(Warning, bool)>,
}

impl Warnings {
    pub(super) fn push(&mut self, kind: WarningKind, span: Option<Span>) {
        self.all.push((Warning { kind, span }, false));
    }

    /// A warning that says nothing where the query is only words, such as a
    /// parenthesis without its partner in a pasted headline.
    pub(super) fn push_unless_plain(&mut self, kind: WarningKind, span: Span) {
        self.all.push((Warning { kind, span: Some(span) }, true));
    }

    /// The warnings in the order of the text, at most [`MOST`] of them.
    pub(super) fn finish(self, plain: bool) -> Vec<Warning> {
        let kept = self.all.into_iter().filter(|(_, unless_plain)| !(plain && *unless_plain));
        let mut warnings: Vec<Warning> = kept.map(|(warning, _)| warning).collect();
        warnings.sort_by_key(|warning| warning.span);
        if warnings.len() > MOST {
            let count = warnings.len() - (MOST - 1);
            warnings.truncate(MOST - 1);
            warnings.push(Warning { kind: WarningKind::More { count }, span: None });
        }
        warnings
    }
}
