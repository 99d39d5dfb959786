//! Looking up wildcards and near spellings in the vocabulary of the index.

use std::collections::BTreeMap;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::statistics::Statistics;
use super::vocabulary::{near_from, strings};
use crate::plan::{Glob, Like};

/// Most forms a description stands for; of more, the most frequent. Enough for `ber*`, few
/// enough to be read as postings.
const MOST_FORMS: usize = 1024;

/// A description that stands for more forms than are searched.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expansion {
    /// How many forms there are.
    pub forms: usize,
    /// How many of them are searched.
    pub searched: usize,
}

/// The surface forms that fit a description: all of them, or the most frequent and how many
/// there are. Only forms of live articles count.
pub(super) fn expand(
    like: &Like,
    searcher: &Searcher,
    field: Field,
    statistics: &Statistics<'_>,
) -> tantivy::Result<(Vec<String>, Option<Expansion>)> {
    let mut forms = match like {
        Like::Glob(pieces) => fitting(pieces, searcher, field)?,
        Like::Fuzzy(word, edits) => strings(near_from(searcher, field, word, 0, *edits)?),
    };
    for (form, count) in &mut forms {
        *count = statistics.doc_freq(&Term::from_field_text(field, form))?;
    }
    forms.retain(|(_, count)| *count > 0);
    let all = forms.len();
    let capped = all > MOST_FORMS;
    if capped {
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        forms.truncate(MOST_FORMS);
    }
    let expansion = capped.then_some(Expansion { forms: all, searched: MOST_FORMS });
    Ok((forms.into_iter().map(|(form, _)| form).collect(), expansion))
}

/// The forms that have the pieces one after the other, sorted; they are not counted yet.
fn fitting(
    pieces: &[Glob],
    searcher: &Searcher,
    field: Field,
) -> tantivy::Result<Vec<(String, u64)>> {
    let mut forms = BTreeMap::new();
    let prefix = match pieces.first() {
        Some(Glob::Text(text)) => text,
        _ => "",
    };
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut stream = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
        while stream.advance() {
            if !stream.key().starts_with(prefix.as_bytes()) {
                break;
            }
            let Ok(form) = std::str::from_utf8(stream.key()) else { continue };
            if fits_glob(pieces, form) && !forms.contains_key(form) {
                forms.insert(form.to_owned(), 0);
            }
        }
    }
    Ok(forms.into_iter().collect())
}

/// Whether a form has the pieces one after the other. Goes back only to the last run of any
/// characters, so the work is at most the product of the lengths.
fn fits_glob(pieces: &[Glob], form: &str) -> bool {
    let (mut piece, mut rest) = (0, form);
    let mut retry: Option<(usize, &str)> = None;
    loop {
        let stepped = match pieces.get(piece) {
            None if rest.is_empty() => return true,
            None => None,
            Some(Glob::Many) => {
                retry = Some((piece, rest));
                Some(rest)
            }
            Some(Glob::One) => {
                let mut chars = rest.chars();
                chars.next().map(|_| chars.as_str())
            }
            Some(Glob::Text(text)) => rest.strip_prefix(text.as_str()),
        };
        match (stepped, &mut retry) {
            (Some(after), _) => (piece, rest) = (piece + 1, after),
            (None, Some((many, from))) => {
                let mut chars = from.chars();
                if chars.next().is_none() {
                    return false;
                }
                *from = chars.as_str();
                (piece, rest) = (*many + 1, chars.as_str());
            }
            (None, None) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        let text = |text: &str| Glob::Text(text.to_owned());
        let fits = |pieces: &[Glob], form| fits_glob(pieces, form);
        assert!(fits(&[text("kot"), Glob::Many], "kota"));
        assert!(fits(&[text("kot"), Glob::Many], "kot"));
        assert!(!fits(&[text("kot"), Glob::One], "kot"));
        assert!(fits(&[Glob::Many, text("kota")], "perkotakota"));
        assert!(!fits(&[Glob::Many, text("kota")], "perkotaan"));
        assert!(fits(&[text("k"), Glob::One, text("ta")], "kéta"));
        assert!(fits(&[Glob::Many, text("a"), Glob::Many, text("b")], "xaxabab"));
    }
}
