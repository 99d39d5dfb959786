//! Where a leaf of a query matches.

use std::collections::BTreeSet;

use telusur::analysis::normalizer::fold;
use telusur::query::{Field, Matcher, Pattern, Piece};

use super::near;
use super::text::{self, Form};
use super::{Mark, Place};

/// The forms of one word of a query, any of which will do.
pub(super) type Word = Vec<Form>;

/// Whether a form of the query and one of the article are the same.
type Same = fn(&Form, &Form) -> bool;

/// Every place among `forms` where a leaf matches.
pub(super) fn places(matcher: &Matcher, forms: &[&Form]) -> Vec<Place> {
    match matcher {
        Matcher::Word(text) => {
            let words = words_of_chunk(&text::query(text));
            words.iter().flat_map(|word| of_word(word, forms, same_root)).collect()
        }
        Matcher::Exact(text) => of_phrase(&longest_words(&text::query(text)), forms, same_letters),
        Matcher::Phrase { text, by_roots, slop } => {
            let same = if *by_roots { same_root } else { same_surface };
            let mut places = Vec::new();
            for reading in readings(&text::query(text)) {
                match slop {
                    None => places.extend(of_phrase(&reading, forms, same)),
                    Some(within) => {
                        let words: Vec<_> =
                            reading.iter().map(|word| of_word(word, forms, same)).collect();
                        places.extend(near::in_any_order(&words, *within));
                    }
                }
            }
            places
        }
        Matcher::Wildcard(pattern) => {
            let pieces = folded(pattern);
            of_surface(forms, |surface| fits(&pieces, surface))
        }
        Matcher::Fuzzy { text, edits } => {
            let typed: Vec<char> = fold(text).chars().collect();
            of_surface(forms, |surface| {
                distance(&typed, &surface.chars().collect::<Vec<_>>()) <= usize::from(*edits)
            })
        }
    }
}

fn same_surface(asked: &Form, form: &Form) -> bool {
    asked.surface == form.surface
}

/// By root in title and text; names of people, sources and addresses have no roots.
fn same_root(asked: &Form, form: &Form) -> bool {
    let stemmed = matches!(form.field, Field::Title | Field::Body);
    same_surface(asked, form) || (stemmed && asked.roots.iter().any(|r| form.roots.contains(r)))
}

fn same_letters(asked: &Form, form: &Form) -> bool {
    same_surface(asked, form) && form.written.is_some() && asked.written == form.written
}

fn of_word(word: &Word, forms: &[&Form], same: Same) -> Vec<Place> {
    let held = forms.iter().filter(|form| word.iter().any(|asked| same(asked, form)));
    held.map(|form| place(form)).collect()
}

fn of_surface(forms: &[&Form], fits: impl Fn(&str) -> bool) -> Vec<Place> {
    forms.iter().filter(|form| fits(&form.surface)).map(|form| place(form)).collect()
}

fn place(form: &Form) -> Place {
    let mark = Mark { field: form.field, span: form.span };
    Place { start: form.start, end: form.end, paragraph: form.paragraph, marks: vec![mark] }
}

/// The words one after the other.
fn of_phrase(words: &[Word], forms: &[&Form], same: Same) -> Vec<Place> {
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let mut places = of_word(first, forms, same);
    for word in rest {
        let next = of_word(word, forms, same);
        let mut longer = Vec::new();
        for before in &places {
            for after in &next {
                if after.start == before.end && after.paragraph == before.paragraph {
                    let marks = [before.marks.clone(), after.marks.clone()].concat();
                    longer.push(Place { end: after.end, marks, ..*before });
                }
            }
        }
        places = longer;
    }
    places
}

/// The words of a chunk: a whole whose root is another word (`anak-anak`, `ke-7`) is one
/// word and so is a day (`31/7/2024`), any other whole (`COVID-19`) its parts.
pub(super) fn words_of_chunk(forms: &[Form]) -> Vec<Word> {
    cut(forms, |form| form.end - form.start == 1 || form.day || form.roots[0] != form.surface)
}

/// The words with every whole that somebody wrote as one word.
fn longest_words(forms: &[Form]) -> Vec<Word> {
    cut(forms, |form| !form.day)
}

/// At each position the longest of the forms that may be words.
fn cut(forms: &[Form], may: impl Fn(&Form) -> bool) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(end) = forms.iter().filter(|f| f.start == at && may(f)).map(|f| f.end).max() {
        words.push(alternatives(forms, at, end));
        at = end;
    }
    words
}

/// Every way to read a phrase as words in a row: with the wholes or with their parts.
fn readings(forms: &[Form]) -> Vec<Vec<Word>> {
    let last = forms.iter().map(|form| form.end).max().unwrap_or(0);
    let mut open: Vec<(u32, Vec<Word>)> = vec![(0, Vec::new())];
    let mut done = Vec::new();
    while let Some((at, words)) = open.pop() {
        if at == last {
            done.push(words);
            continue;
        }
        let ends: BTreeSet<u32> = forms.iter().filter(|f| f.start == at).map(|f| f.end).collect();
        for end in ends {
            open.push((end, [words.clone(), vec![alternatives(forms, at, end)]].concat()));
        }
    }
    done
}

fn alternatives(forms: &[Form], start: u32, end: u32) -> Word {
    forms.iter().filter(|form| (form.start, form.end) == (start, end)).cloned().collect()
}

/// The pattern in folded characters; `None` stands for `*`, `Some(None)` for `?`.
fn folded(pattern: &Pattern) -> Vec<Option<Option<char>>> {
    let mut pieces = Vec::new();
    for piece in pattern.pieces() {
        match piece {
            Piece::Text(text) => pieces.extend(fold(text).chars().map(|c| Some(Some(c)))),
            Piece::One => pieces.push(Some(None)),
            Piece::Many => pieces.push(None),
        }
    }
    pieces
}

fn fits(pieces: &[Option<Option<char>>], text: &str) -> bool {
    let mut rest = text.chars();
    match pieces.split_first() {
        None => text.is_empty(),
        Some((None, after)) => {
            fits(after, text) || (rest.next().is_some() && fits(pieces, rest.as_str()))
        }
        Some((Some(asked), after)) => {
            rest.next().is_some_and(|c| asked.is_none_or(|asked| asked == c))
                && fits(after, rest.as_str())
        }
    }
}

/// Insertions, deletions, replacements and exchanges of neighbours from one word to another
/// (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            if i == 0 || j == 0 {
                rows[i][j] = i + j;
                continue;
            }
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = least;
        }
    }
    rows[a.len()][b.len()]
}
