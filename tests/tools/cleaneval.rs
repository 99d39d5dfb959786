//! How well articles are cleaned, on articles whose boilerplate and facts were marked by hand:
//! `cargo run --release --example cleaneval -- NEWS.jsonl.zst MARKS.jsonl [show]`
//!
//! Each line of MARKS is an article of NEWS: its `id`; `spans` with `kind` (boilerplate, byline
//! or dateline), `quote` and `nth`; and what its body says of `author`, `editor`, `place`,
//! `source` and the time it was `published`. Facts that NEWS declares beside the body are held
//! back, but for title and address, so that what is found in the body is measured.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use telusur::analysis::sentence;
use telusur::article::{Article, ArticleId};
use telusur::clean::{clean, is_repair};
use telusur::corpus::{self, Draft, Format, Item};

/// Share of a stretch's characters, spaces aside, that must go for it to be removed.
const REMOVED: f64 = 0.9;

#[derive(Deserialize)]
struct Mark {
    id: String,
    spans: Vec<Span>,
    author: Option<Vec<String>>,
    editor: Option<Vec<String>>,
    place: Option<String>,
    source: Option<String>,
    published: Option<String>,
}

#[derive(Deserialize)]
struct Span {
    kind: String,
    quote: String,
    nth: usize,
}

/// Rights and wrongs of one kind.
#[derive(Default)]
struct Tally {
    right: usize,
    found: usize,
    wanted: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let news = arguments.next().ok_or("which articles?")?;
    let marks = fs::read_to_string(arguments.next().ok_or("which marks?")?)?;
    let show = arguments.next().is_some();
    let marks: Vec<Mark> = marks.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let wanted: HashMap<&str, &Mark> = marks.iter().map(|mark| (mark.id.as_str(), mark)).collect();
    let mut articles = HashMap::new();
    each_draft(Path::new(&news), &mut |draft| {
        let id = draft.id.clone().unwrap_or_default();
        if wanted.contains_key(id.as_str()) {
            articles.insert(id, draft);
        }
    })?;
    let mut removed = BTreeMap::<&str, Tally>::new();
    let mut facts = BTreeMap::<&str, Tally>::new();
    let (mut sentences, mut touched) = (0, 0);
    for mark in &marks {
        let Some(draft) = articles.get(&mark.id) else {
            return Err(format!("no article has the id {}", mark.id).into());
        };
        let given = Article {
            title: draft.title.clone(),
            url: draft.url.clone(),
            origins: draft.origins,
            ..Article::new(ArticleId::given(&mark.id), draft.text.clone())
        };
        let cleaned = clean(&given);
        assert_eq!(cleaned.raw(), given.text, "{} cannot be undone", mark.id);
        let gone = gone(&given.text, &cleaned);
        let mut marked: Vec<Range<usize>> = Vec::new();
        for span in &mark.spans {
            let Some(range) = place(&given.text, span) else {
                return Err(format!("{}: {:?} does not stand there", mark.id, span.quote).into());
            };
            marked.push(range.clone());
            if span.kind == "dateline" {
                continue;
            }
            let share = share(&given.text, &gone, range);
            let tally = removed.entry(span.kind.as_str()).or_default();
            tally.wanted += 1;
            if share >= REMOVED {
                tally.right += 1;
            } else if show {
                println!("missed {} {} ({share:.2}): {:?}", mark.id, span.kind, span.quote);
            }
        }
        // What no mark touches is story, but for the headline, which the title still says.
        marked.extend(headlines(&cleaned));
        let mut story: Vec<(usize, usize)> = Vec::new();
        sentence::split(&given.text, |s| story.push((s.span.start, s.span.end)));
        for (start, end) in story {
            let parts = unmarked(start..end, &marked);
            let words = parts.iter().flat_map(|part| given.text[part.clone()].split_whitespace());
            if words.count() < 3 {
                continue;
            }
            sentences += 1;
            let lost: usize = parts.iter().map(|part| lost_words(&given.text, &gone, part)).sum();
            if lost > 1 {
                touched += 1;
                if show {
                    println!("wrongly cut {} ({lost}): {:?}", mark.id, &given.text[start..end]);
                    let mut at = 0;
                    for edit in &cleaned.edits {
                        at += edit.after as usize;
                        if at < end && at + edit.was.len() > start {
                            println!("    by {}: {:?}", edit.rule, edit.was);
                        }
                        at += edit.was.len();
                    }
                }
            }
        }
        let mut fact = |name, wanted: Option<String>, found: Option<&str>| {
            let tally = facts.entry(name).or_default();
            let right = match (&wanted, found) {
                (Some(wanted), Some(found)) => same(name, wanted, found),
                _ => false,
            };
            tally.right += usize::from(right);
            tally.wanted += usize::from(wanted.is_some());
            tally.found += usize::from(found.is_some());
            if show && !right && (wanted.is_some() || found.is_some()) {
                println!("{name} {}: marked {wanted:?}, found {found:?}", mark.id);
            }
        };
        fact("author", mark.author.as_ref().map(|all| all.join(", ")), cleaned.author.as_deref());
        fact("editor", mark.editor.as_ref().map(|all| all.join(", ")), cleaned.editor.as_deref());
        fact("place", mark.place.clone(), cleaned.place.as_deref());
        // What the address says is not what the body says.
        let said = |origin: telusur::origin::Origin| origin != telusur::origin::Origin::Address;
        let by_body = cleaned.origins.of(telusur::origin::Fact::Source).is_some_and(said);
        fact("source", mark.source.clone(), cleaned.source.as_deref().filter(|_| by_body));
        let dated = cleaned.origins.of(telusur::origin::Fact::Date).is_some_and(said);
        let date = cleaned.date.as_ref().filter(|_| dated).map(ToString::to_string);
        fact("published", mark.published.clone(), date.as_deref());
    }
    for (kind, tally) in &removed {
        let recall = tally.right as f64 / tally.wanted.max(1) as f64;
        println!(
            "{kind:12} {:4} of {:4} removed: {:.2} %",
            tally.right,
            tally.wanted,
            100.0 * recall
        );
    }
    let share = 100.0 * touched as f64 / f64::from(sentences.max(1));
    println!("sentences    {touched:4} of {sentences:4} cut wrongly: {share:.3} %");
    for (name, tally) in &facts {
        println!(
            "{name:12} precision {:3}/{:3} = {:5.1} %, recall {:3}/{:3} = {:5.1} %",
            tally.right,
            tally.found,
            100.0 * tally.right as f64 / tally.found.max(1) as f64,
            tally.right,
            tally.wanted,
            100.0 * tally.right as f64 / tally.wanted.max(1) as f64,
        );
    }
    Ok(())
}

fn each_draft(path: &Path, each: &mut dyn FnMut(Draft)) -> Result<(), Box<dyn Error>> {
    let format = Format::of(path).ok_or("articles are .jsonl, perhaps .gz or .zst")?;
    let mut take = |item, _| {
        if let Item::Draft(draft) = item {
            each(draft);
        }
    };
    corpus::read(path, "news", format, 1 << 30, &mut take)?;
    Ok(())
}

/// Where a marked stretch lies.
fn place(text: &str, span: &Span) -> Option<Range<usize>> {
    let (at, quote) = text.match_indices(&span.quote).nth(span.nth.max(1) - 1)?;
    Some(at..at + quote.len())
}

/// For each byte of the given text, whether cleaning took it out for good.
fn gone(given: &str, cleaned: &Article) -> Vec<bool> {
    let mut gone = vec![false; given.len()];
    let (mut at, mut new) = (0, 0);
    for edit in &cleaned.edits {
        at += edit.after as usize;
        new += edit.after as usize;
        let with = &cleaned.text[new..new + edit.length as usize];
        let kept = is_repair(&edit.rule) || with.chars().any(char::is_alphanumeric);
        gone[at..at + edit.was.len()].fill(!kept);
        at += edit.was.len();
        new += edit.length as usize;
    }
    gone
}

/// Where headlines lay that were cut and that the title says.
fn headlines(cleaned: &Article) -> Vec<Range<usize>> {
    let title = plain(cleaned.title.as_deref().unwrap_or_default());
    let mut at = 0;
    let cuts = cleaned.edits.iter().map(|edit| {
        let start = at + edit.after as usize;
        at = start + edit.was.len();
        (edit, start..at)
    });
    let said =
        cuts.filter(|(edit, _)| &*edit.rule == "headline" && title.contains(&plain(&edit.was)));
    said.map(|(_, range)| range).collect()
}

/// Letters and digits of a text, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Share of the characters of a stretch, spaces aside, that are gone.
fn share(text: &str, gone: &[bool], range: Range<usize>) -> f64 {
    let characters = text[range.clone()].char_indices().filter(|(_, c)| !c.is_whitespace());
    let (mut all, mut away) = (0, 0);
    for (at, _) in characters {
        all += 1;
        away += usize::from(gone[range.start + at]);
    }
    f64::from(all).recip() * away as f64
}

/// The parts of a range that no mark covers.
fn unmarked(range: Range<usize>, marked: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parts = vec![range];
    for mark in marked {
        parts = parts
            .into_iter()
            .flat_map(|part| {
                let left = part.start..part.end.min(mark.start);
                let right = part.start.max(mark.end)..part.end;
                if mark.end <= part.start || mark.start >= part.end {
                    return vec![part];
                }
                vec![left, right]
            })
            .filter(|part| part.start < part.end)
            .collect();
    }
    parts
}

/// Words of a part that are gone, at least half of each.
fn lost_words(text: &str, gone: &[bool], part: &Range<usize>) -> usize {
    let mut lost = 0;
    let mut word: Option<(usize, usize)> = None;
    for (at, c) in text[part.clone()].char_indices().chain([(part.len(), ' ')]) {
        if c.is_alphanumeric() {
            let (all, away) = word.unwrap_or_default();
            word = Some((all + 1, away + usize::from(gone[part.start + at])));
        } else if let Some((all, away)) = word.take() {
            lost += usize::from(2 * away > all);
        }
    }
    lost
}

/// Whether a value is the one marked, letter case, spaces and marks aside.
fn same(name: &str, wanted: &str, found: &str) -> bool {
    if name == "published" {
        let day = found.get(..10) == wanted.get(..10);
        let time = |text: &str| text.get(11..16).map(str::to_owned);
        return day && (time(wanted).is_none() || time(wanted) == time(found));
    }
    plain(wanted) == plain(found)
}
