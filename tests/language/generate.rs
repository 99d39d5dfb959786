//! Random queries whose words, phrases and neighbours stand in the sample corpus.

use std::ops::Range;
use std::sync::OnceLock;

use jiff::civil::Date;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::Union;
use telusur::analysis::Analyzer;
use telusur::query::{
    Clause, DateRange, Field, Leaf, Matcher, Occur, Pattern, Piece, Query, Unit, Weight,
};

use super::sample::sample;

/// A form of the language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    Phrases,
    RootPhrases,
    Loose,
    Exact,
    Wildcards,
    Fuzzy,
    Marks,
    Boolean,
    AtLeast,
    Near,
    Groups,
    Parts,
    Metadata,
    Dates,
    Weights,
}

/// Every form.
pub(super) const ALL: &[Form] = &[
    Form::Phrases,
    Form::RootPhrases,
    Form::Loose,
    Form::Exact,
    Form::Wildcards,
    Form::Fuzzy,
    Form::Marks,
    Form::Boolean,
    Form::AtLeast,
    Form::Near,
    Form::Groups,
    Form::Parts,
    Form::Metadata,
    Form::Dates,
    Form::Weights,
];

/// What queries are made of.
struct Vocabulary {
    /// The words of titles and texts as written, in order, wholes before their parts.
    words: Vec<String>,
    /// Where the words of each title or text are.
    texts: Vec<Range<usize>>,
    names: Vec<(Field, String)>,
    days: Vec<Date>,
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let mut words = Vec::new();
        let (mut texts, mut names, mut days) = (Vec::new(), Vec::new(), Vec::new());
        for article in &sample().articles {
            for text in article.title.iter().chain([&article.text]) {
                let first = words.len();
                words.extend(words_of(text));
                if words.len() > first {
                    texts.push(first..words.len());
                }
            }
            for (field, text) in [
                (Field::Author, &article.author),
                (Field::Source, &article.source),
                (Field::Url, &article.url),
                (Field::Editor, &article.editor),
                (Field::Place, &article.place),
                (Field::Section, &article.section),
            ] {
                let text = text.as_deref().unwrap_or_default();
                names.extend(words_of(text).into_iter().map(|word| (field, word)));
            }
            days.extend(article.date.as_ref().map(|date| date.day()));
        }
        Vocabulary { words, texts, names, days }
    })
}

fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = None;
    Analyzer::new().text(
        text,
        0,
        |_, _| {},
        |token, _, _| {
            let word = token.span.of(text);
            let fits = !word.contains(|c: char| c.is_whitespace() || "(){}\"“”„«»".contains(c));
            if fits && last != Some(token.span) {
                words.push(word.to_owned());
                last = Some(token.span);
            }
        },
    );
    words
}

/// A random query of these forms.
pub(super) fn query(forms: &'static [Form]) -> impl Strategy<Value = String> {
    let words = &vocabulary().words;
    let tree = (0..words.len()).prop_flat_map(move |around| tree(around, forms));
    tree.prop_map(|query| query.to_string())
}

/// A query over the words near one place of the corpus, most of them.
fn tree(around: usize, forms: &'static [Form]) -> BoxedStrategy<Query> {
    let leaf = leaf(around, forms);
    leaf.clone()
        .prop_recursive(3, 12, 3, move |inner| {
            let some = || vec(inner.clone(), 2..4);
            let marked = select(vec![Occur::Should, Occur::Should, Occur::Must, Occur::MustNot]);
            let has = |form| forms.contains(&form);
            let occur = if has(Form::Marks) { marked.boxed() } else { Just(Occur::Should).boxed() };
            let clause = (occur, inner.clone()).prop_map(|(occur, query)| Clause { occur, query });
            let mut kinds = vec![(3, vec(clause, 2..4).prop_map(Query::any).boxed())];
            let mut add = |form, weight, kind: BoxedStrategy<Query>| {
                if forms.contains(&form) {
                    kinds.push((weight, kind));
                }
            };
            add(Form::Boolean, 2, some().prop_map(Query::and).boxed());
            add(Form::Boolean, 1, some().prop_map(Query::or).boxed());
            add(Form::Boolean, 1, inner.clone().prop_map(Query::negated).boxed());
            let counted = (2..4_usize, vec(inner.clone(), 3..5));
            let at_least = counted.prop_map(|(n, some)| Query::at_least(n, Query::or(some)).0);
            add(Form::AtLeast, 1, at_least.boxed());
            let near = (1..9_u32, any::<bool>(), vec(leaf.clone(), 2..4));
            let near = near.prop_map(|(n, ordered, leaves)| Query::near(n, ordered, leaves).0);
            add(Form::Near, 3, near.boxed());
            let unit = select(vec![Unit::Sentence, Unit::Paragraph]);
            let group = (unit, some()).prop_map(|(u, some)| Query::within(u, Query::and(some)).0);
            add(Form::Groups, 3, group.boxed());
            let part = (select(vec![Field::Title, Field::Body]), inner.clone());
            add(Form::Parts, 1, part.prop_map(|(field, inner)| inner.in_field(field).0).boxed());
            let weight = Weight::from_thousandths(2500).expect("in bounds");
            add(Form::Weights, 1, inner.prop_map(move |inner| inner.weighted(weight)).boxed());
            Union::new_weighted(kinds)
        })
        .boxed()
}

fn leaf(around: usize, forms: &'static [Form]) -> BoxedStrategy<Query> {
    let mut kinds = vec![(6, place(around).prop_map(|at| word(at).to_owned()).boxed())];
    kinds.push((1, place(around).prop_map(|at| word(at).to_lowercase()).boxed()));
    let mut kinds: Vec<(u32, BoxedStrategy<Query>)> =
        kinds.into_iter().map(|(n, text)| (n, text.prop_map(typed_word).boxed())).collect();
    let mut add = |form, weight, kind: BoxedStrategy<Option<Query>>| {
        if forms.contains(&form) {
            let or_word = (kind, place(around));
            let or_word =
                or_word.prop_map(|(q, at)| q.unwrap_or_else(|| typed_word(word(at).to_owned())));
            kinds.push((weight, or_word.boxed()));
        }
    };
    add(Form::Phrases, 3, phrase(around, false).boxed());
    add(Form::RootPhrases, 2, phrase(around, true).boxed());
    add(Form::Loose, 2, loose(around).boxed());
    add(Form::Exact, 2, exact(around).boxed());
    add(Form::Wildcards, 1, wildcard(around).boxed());
    add(Form::Fuzzy, 1, fuzzy(around).boxed());
    add(Form::Metadata, 1, name().boxed());
    add(Form::Dates, 1, days().boxed());
    Union::new_weighted(kinds).boxed()
}

fn typed_word(text: String) -> Query {
    Query::Leaf(Leaf::new(Matcher::Word(text)))
}

/// The index of a word: most often a neighbour.
fn place(around: usize) -> BoxedStrategy<usize> {
    let words = &vocabulary().words;
    let near = around.saturating_sub(9)..(around + 10).min(words.len());
    prop_oneof![4 => near, 1 => 0..words.len()].boxed()
}

fn word(at: usize) -> &'static str {
    &vocabulary().words[at]
}

/// The words from `at` on, in one text.
fn words(at: usize) -> &'static [String] {
    let text = vocabulary().texts.iter().find(|text| text.contains(&at)).expect("every word");
    &vocabulary().words[at..text.end]
}

fn phrase(around: usize, by_roots: bool) -> impl Strategy<Value = Option<Query>> {
    (place(around), 1..5_usize, any::<bool>()).prop_map(move |(at, length, capitals)| {
        let words = words(at);
        let text = words[..length.min(words.len())].join(" ");
        let text = if capitals { text.to_uppercase() } else { text };
        Some(Query::Leaf(Leaf::new(Matcher::Phrase { text, by_roots, slop: None })))
    })
}

/// Some of the words in a row, forwards or backwards, within some words.
fn loose(around: usize) -> impl Strategy<Value = Option<Query>> {
    (place(around), vec(1..4_usize, 1..3), 1..7_u32, any::<bool>(), any::<bool>()).prop_map(
        |(at, steps, within, backwards, by_roots)| {
            let words = words(at);
            let mut chosen = vec![words[0].as_str()];
            let mut index = 0;
            for step in steps {
                index += step;
                chosen.extend(words.get(index).map(String::as_str));
            }
            if backwards {
                chosen.reverse();
            }
            let text = chosen.join(" ");
            Some(Query::Leaf(Leaf::new(Matcher::Phrase { text, by_roots, slop: Some(within) })))
        },
    )
}

fn exact(around: usize) -> impl Strategy<Value = Option<Query>> {
    (place(around), 0..4).prop_map(|(at, case)| {
        let text = match case {
            0 => word(at).to_lowercase(),
            1 => word(at).to_uppercase(),
            _ => word(at).to_owned(),
        };
        Some(Query::Leaf(Leaf::new(Matcher::Exact(text))))
    })
}

/// The letters of a word of some length.
fn letters(at: usize, shortest: usize) -> Option<Vec<char>> {
    let letters: Vec<char> = word(at).chars().collect();
    let fits = letters.len() >= shortest && letters.iter().all(|c| c.is_alphabetic());
    fits.then_some(letters)
}

fn wildcard(around: usize) -> impl Strategy<Value = Option<Query>> {
    (place(around), 3..6_usize, 0..4).prop_map(|(at, keep, kind)| {
        let letters = letters(at, 5)?;
        let keep = keep.min(letters.len() - 1);
        let text = |letters: &[char]| Piece::Text(letters.iter().collect());
        let (front, back) = letters.split_at(keep);
        let pieces = match kind {
            0 => vec![text(front), Piece::Many],
            1 => vec![Piece::Many, text(&letters[letters.len() - keep..])],
            2 => vec![text(front), Piece::One, text(&back[1..])],
            _ => vec![text(&letters[..2]), Piece::Many, text(back)],
        };
        Some(Query::Leaf(Leaf::new(Matcher::Wildcard(Pattern::new(pieces)?))))
    })
}

fn fuzzy(around: usize) -> impl Strategy<Value = Option<Query>> {
    (place(around), 1..=2_u8, vec((0..9_usize, 0..4), 1..3)).prop_map(|(at, edits, slips)| {
        let mut letters = letters(at, 4 + 2 * usize::from(edits))?;
        for (place, slip) in slips {
            let place = place % (letters.len() - 1);
            match slip {
                0 => letters.swap(place, place + 1),
                1 => letters[place] = 'e',
                2 => letters.insert(place, 'a'),
                _ => drop(letters.remove(place)),
            }
        }
        let text = letters.into_iter().collect();
        Some(Query::Leaf(Leaf::new(Matcher::Fuzzy { text, edits })))
    })
}

fn name() -> impl Strategy<Value = Option<Query>> {
    (any::<prop::sample::Index>(), 1..4_usize).prop_map(|(at, length)| {
        let names = &vocabulary().names;
        let first = at.index(names.len());
        let field = names[first].0;
        let row = names[first..].iter().take(length).take_while(|name| name.0 == field);
        let text = row.map(|name| name.1.as_str()).collect::<Vec<_>>().join(" ");
        let matcher = match length {
            1 => Matcher::Word(text),
            _ => Matcher::Phrase { text, by_roots: false, slop: None },
        };
        Some(Query::Leaf(Leaf::new(matcher)).in_field(field).0)
    })
}

fn days() -> impl Strategy<Value = Option<Query>> {
    let index = any::<prop::sample::Index>;
    (index(), index(), 0..4).prop_map(|(a, b, kind)| {
        let days = &vocabulary().days;
        let (a, b) = (days[a.index(days.len())], days[b.index(days.len())]);
        let range = match kind {
            0 => DateRange::new(Some(a), None),
            1 => DateRange::new(None, Some(a)),
            2 => DateRange::new(Some(a.first_of_month()), Some(a.last_of_month())),
            _ => DateRange::new(Some(a.min(b)), Some(a.max(b))),
        };
        Some(Query::Dates { range: range?, span: Default::default() })
    })
}
