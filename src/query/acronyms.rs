//! [`expand`]: words that articles shorten or spell out are looked for in both forms.
//!
//! A short form stands for itself or the phrase of its long form; the words of a long form,
//! typed side by side, each for itself or the short form. What a person insists on (`+word`,
//! `=word`, `"words"`) or excludes is left as it is.

use super::Language;
use crate::analysis::acronym::{AcronymEntry, AcronymFile, AcronymKind, canonical, is_function};
use crate::analysis::{Lexicon, is_currency};
use crate::plan::{Instead, Leaf, Matcher, Pattern, QueryPlan, Word, Written};
use crate::span::Span;

/// What the other form counts beside the one that was typed, so that this comes first.
const WEIGHT: f32 = 0.5;

/// Most words of a short form and of a long one.
const MOST_OF_SHORT: usize = 3;
const MOST_OF_LONG: usize = 12;

/// A short form of so few letters is nothing without its capitals (dr, co), unless so many
/// articles define it.
const FEW_LETTERS: usize = 2;
const SURE: u32 = 2;

/// What was looked for in another form as well.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expanded {
    /// As typed.
    pub typed: String,
    /// The other forms.
    pub used: Vec<String>,
    /// Where in the query it stands.
    pub span: Span,
}

impl Expanded {
    /// What was done, for a person who reads `language`.
    pub fn text(&self, language: Language) -> String {
        let Self { typed, used, .. } = self;
        let used: Vec<_> = used.iter().map(|form| format!("\u{201c}{form}\u{201d}")).collect();
        let kept = if typed.contains(' ') { format!("\"{typed}\"") } else { format!("+{typed}") };
        match language {
            Language::Id => {
                let used = used.join(" atau ");
                format!(
                    "\u{201c}{typed}\u{201d} dicari juga sebagai {used}; tulis {kept} agar tidak"
                )
            }
            Language::En => {
                let used = used.join(" or ");
                format!(
                    "\u{201c}{typed}\u{201d} was also searched as {used}; write {kept} to prevent it"
                )
            }
        }
    }
}

/// Lets the free words of a plan, made of the query `text`, match in the other form that
/// articles define as well; says which do.
pub fn expand(plan: &mut QueryPlan, text: &str, acronyms: &AcronymFile<'_>) -> Vec<Expanded> {
    let mut expanded = Vec::new();
    let mut at = 0;
    while at < plan.leaves.len() {
        let found = {
            let run = run_at(&plan.leaves[at..], text);
            long_form(run, acronyms).or_else(|| short_form(run, acronyms))
        };
        let Some(Found { leaves, pattern, used }) = found else {
            at += 1;
            continue;
        };
        let matched = &mut plan.leaves[at..at + leaves];
        let span = Span::new(matched[0].span.start, matched[leaves - 1].span.end);
        let typed: Vec<&str> = matched.iter().map(|leaf| leaf.label.as_str()).collect();
        expanded.push(Expanded { typed: typed.join(" "), used, span });
        for leaf in matched {
            leaf.instead = Some(Instead { pattern: pattern.clone(), weight: WEIGHT });
        }
        at += leaves;
    }
    expanded
}

/// Some leaves, from the first on, that have another form.
struct Found {
    leaves: usize,
    pattern: Pattern,
    used: Vec<String>,
}

/// The words typed side by side at the beginning of `leaves` that nobody insists on.
fn run_at<'l>(leaves: &'l [Leaf], text: &str) -> &'l [Leaf] {
    let Some(run) = leaves[0].run else { return &[] };
    let free = |leaves: &[Leaf]| {
        let leaf = &leaves[0];
        // A lone word keeps no mark in the tree.
        let marked = text.get(..leaf.span.start).is_some_and(|before| before.ends_with('+'));
        leaf.run == Some(run) && !marked && form(leaf).is_some() && !is_money(leaves, text)
    };
    let length = (0..leaves.len()).take_while(|at| free(&leaves[*at..])).count();
    &leaves[..length]
}

/// Whether the first of some leaves is the sign of a currency: it stands before a number or has
/// a dollar sign behind it, as in Rp1,5, Rp 500 and US$5.
fn is_money(leaves: &[Leaf], text: &str) -> bool {
    let leaf = &leaves[0];
    let chunk = text.get(leaf.span.start..leaf.span.end).unwrap_or_default();
    let dollars = chunk.strip_prefix(&leaf.label).is_some_and(|rest| rest.starts_with('$'));
    let number = |leaf: &Leaf| leaf.label.starts_with(|c: char| c.is_ascii_digit());
    dollars || is_currency(&leaf.label) && leaves.get(1).is_some_and(number)
}

/// The surface form of a leaf that is a word.
fn form(leaf: &Leaf) -> Option<&str> {
    match &leaf.matcher {
        Matcher::Word(word) => word.exact.first().map(String::as_str),
        Matcher::Pattern(_) => None,
    }
}

/// The longest long form at the beginning of a run, with the short forms it leads.
fn long_form(run: &[Leaf], acronyms: &AcronymFile<'_>) -> Option<Found> {
    let (mut key, mut count, mut best) = (String::new(), 0, None);
    for (number, leaf) in run.iter().enumerate() {
        let words = form(leaf)?;
        if is_function(words) {
            if number == 0 {
                return None;
            }
            continue;
        }
        // The parts of undang-undang are words of a long form.
        for word in words.split('-') {
            if count > 0 {
                key.push(' ');
            }
            key.push_str(word);
            count += 1;
        }
        if count == 1 {
            continue;
        }
        if count > MOST_OF_LONG || !acronyms.has_long(&key) {
            break;
        }
        let leading = |entry: &AcronymEntry<'_>| entry.leads && !is_function(entry.short_key);
        let entries: Vec<_> = acronyms.of_long(&key).filter(leading).collect();
        if !entries.is_empty() {
            best = Some((number + 1, entries));
        }
    }
    let (leaves, entries) = best?;
    let used = entries.iter().map(|entry| entry.short.to_owned()).collect();
    Some(Found { leaves, pattern: either(entries.iter().map(short_pattern).collect()), used })
}

/// The longest short form at the beginning of a run, with what it stands for.
fn short_form(run: &[Leaf], acronyms: &AcronymFile<'_>) -> Option<Found> {
    let (mut key, mut best) = (String::new(), None);
    for (number, leaf) in run.iter().take(MOST_OF_SHORT).enumerate() {
        if number > 0 {
            key.push(' ');
        }
        key.push_str(&form(leaf)?.replace('-', " "));
        let entries: Vec<_> = acronyms.of_short(&key).collect();
        let typed = &run[..=number];
        // In a line of capitals DI is no Daerah Istimewa.
        if typed.iter().all(|leaf| !leaf.content) {
            continue;
        }
        let free = |entry: &AcronymEntry<'_>| !is_ordinary(entry) || is_written(typed, entry.short);
        if entries.first().is_some_and(free) {
            best = Some((number + 1, entries));
        }
    }
    let (leaves, entries) = best?;
    let used = entries.iter().map(|entry| entry.long.to_owned()).collect();
    Some(Found { leaves, pattern: either(entries.iter().map(long_pattern).collect()), used })
}

/// Whether a short form may be a word besides, so that its capitals tell: AS, SIM, PAN. The
/// roots of the lexicon are those of the news, KPK among them; that nobody could say.
fn is_ordinary(entry: &AcronymEntry<'_>) -> bool {
    let key = entry.short_key;
    let capitals = entry.kind == AcronymKind::Strict || !entry.short.contains(char::is_lowercase);
    let few = key.len() <= FEW_LETTERS && entry.articles < SURE;
    few || Lexicon::is_name(key) || capitals && Lexicon::is_root(key) && is_pronounceable(key)
}

/// Whether a word has vowels where Indonesian wants them: one in each syllable, consonants in
/// a row only in the middle, and two at most.
fn is_pronounceable(word: &str) -> bool {
    let vowel = |c: char| "aeiou".contains(c);
    let runs = |word: &str| -> Vec<usize> { word.split(vowel).map(str::len).collect() };
    match runs(word).as_slice() {
        [first, middle @ .., last] => {
            *first <= 1 && *last <= 1 && middle.iter().all(|run| *run <= 2)
        }
        _ => false,
    }
}

fn is_written(leaves: &[Leaf], short: &str) -> bool {
    matches!(leaves, [leaf] if leaf.label == short)
}

fn word(form: &str) -> Word {
    Word { exact: vec![form.to_owned()], ..Word::default() }
}

/// The short form; one that is a word besides, written just so.
fn short_pattern(entry: &AcronymEntry<'_>) -> Pattern {
    if is_ordinary(entry) {
        let (surface, typed) = (entry.short_key.to_owned(), entry.short.to_owned());
        return Pattern::Written(Written { surface, typed, length: 1 });
    }
    row(entry.short_key)
}

/// The words of the long form one after the other, those that say little among them: without
/// its `dalam`, Kementerian Dalam Negeri is any ministry whose name ends so.
fn long_pattern(entry: &AcronymEntry<'_>) -> Pattern {
    row(&canonical(entry.long))
}

/// Words one after the other.
fn row(forms: &str) -> Pattern {
    let mut words: Vec<_> = (0..).zip(forms.split(' ').map(word)).collect();
    match words.len() {
        1 => Pattern::Word(words.remove(0).1),
        _ => Pattern::Phrase(words),
    }
}

fn either(mut parts: Vec<Pattern>) -> Pattern {
    match parts.len() {
        1 => parts.remove(0),
        _ => Pattern::Either(parts),
    }
}
