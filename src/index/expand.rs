//! Looking up wildcards and near spellings in the vocabulary of the index.

use std::collections::BTreeMap;

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::statistics::Statistics;
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
    let mut forms: BTreeMap<String, u64> = BTreeMap::new();
    let prefix = prefix_of(like);
    for segment in searcher.segment_readers() {
        let index = segment.inverted_index(field)?;
        let mut stream = index.terms().range().ge(prefix.as_bytes()).into_stream()?;
        while stream.advance() {
            if !stream.key().starts_with(prefix.as_bytes()) {
                break;
            }
            let Ok(form) = std::str::from_utf8(stream.key()) else { continue };
            if fits(like, form) && !forms.contains_key(form) {
                forms.insert(form.to_owned(), 0);
            }
        }
    }
    for (form, count) in &mut forms {
        *count = statistics.doc_freq(&Term::from_field_text(field, form))?;
    }
    forms.retain(|_, count| *count > 0);
    let all = forms.len();
    let mut forms: Vec<(String, u64)> = forms.into_iter().collect();
    let capped = all > MOST_FORMS;
    if capped {
        forms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        forms.truncate(MOST_FORMS);
    }
    let expansion = capped.then_some(Expansion { forms: all, searched: MOST_FORMS });
    Ok((forms.into_iter().map(|(form, _)| form).collect(), expansion))
}

/// What every form that fits begins with.
fn prefix_of(like: &Like) -> &str {
    match like {
        Like::Glob(pieces) => match pieces.first() {
            Some(Glob::Text(text)) => text,
            _ => "",
        },
        Like::Fuzzy(..) => "",
    }
}

fn fits(like: &Like, form: &str) -> bool {
    match like {
        Like::Glob(pieces) => fits_glob(pieces, form),
        Like::Fuzzy(word, edits) => within_edits(word, form, usize::from(*edits)),
    }
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

/// Whether two words are at most so many edits apart: a letter more, less, other, or two
/// exchanged (optimal string alignment).
fn within_edits(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut rows: [Vec<usize>; 3] = [vec![], (0..=b.len()).collect(), vec![]];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let other = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (rows[1][j] + 1).min(row[j - 1] + 1).min(rows[1][j - 1] + other);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[0][j - 2] + 1);
            }
        }
        if row.iter().all(|edits| *edits > most) {
            return false;
        }
        rows = [std::mem::take(&mut rows[1]), row, vec![]];
    }
    rows[1][b.len()] <= most
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

    #[test]
    fn edits() {
        assert!(within_edits("cerdas", "cerdaz", 1));
        assert!(within_edits("cerdas", "cedras", 1));
        assert!(within_edits("cerdas", "cerda", 1));
        assert!(!within_edits("cerdas", "cedraz", 1));
        assert!(within_edits("cerdas", "cedraz", 2));
        assert!(!within_edits("kota", "kiri", 2));
    }
}
