//! Learns the weights by which cleaning cuts what its rules leave over.
//!
//! `leftover NEWS JUDGED [check]`: NEWS are articles. Each line of JUDGED has the id of one of them,
//! a tab, a verdict, a tab, and words of the article, its lines parted by `⏎`: `+` if readers found
//! the words left over, `?` if perhaps, `-` if they found them to be of the story. What rules cut is
//! boilerplate, too; all else is none. A logistic regression (FTRL-Proximal, McMahan et al. 2013) is
//! learnt over the traits of the stretches, and its weights are printed in hundredths. With `check`
//! it prints instead what is found in each fifth of the articles by what the others teach.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result, bail};
use telusur::article::{Article, ArticleId};
use telusur::clean::judged;
use telusur::corpus::{self, Draft, Format, Item};

/// Passes over the articles.
const PASSES: usize = 8;

/// Step of the descent and how soon it shortens; what keeps weights at zero, and what small.
const STEP: f32 = 0.15;
const SLOWER: f32 = 1.0;
const SPARSE: f32 = 5.0;
const SMALL: f32 = 1.0;

/// What an example counts: of boilerplate that a rule cuts, that a reader found.
const CUT: f32 = 0.1;
const FOUND: f32 = 1.5;

/// Fewest stretches that have a trait.
const LEAST_COUNT: u32 = 4;

/// Fewest bytes of a stretch that is known as part of what was read.
const LEAST_PART: usize = 8;

/// Parts of the articles of which each is checked once.
const FOLDS: u64 = 5;

/// A stretch as it is learnt from.
struct Row {
    fold: u64,
    traits: Vec<u32>,
    boilerplate: bool,
    importance: f32,
    /// Where it was read: article and words.
    shown: Option<(String, String)>,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [news, verdicts, check @ ..] = &arguments[..] else {
        bail!("leftover NEWS JUDGED [check]");
    };
    let verdicts = read_verdicts(Path::new(verdicts))?;
    let (rows, names) = read_rows(Path::new(news), &verdicts)?;
    eprintln!("{} stretches, {} traits", rows.len(), names.len());
    if check.is_empty() {
        print_weights(&learn(&rows.iter().collect::<Vec<_>>(), names.len()), &names);
    } else {
        print_check(&rows, names.len());
    }
    Ok(())
}

/// The words readers found, by article; and what they judged.
fn read_verdicts(path: &Path) -> Result<HashMap<String, Vec<(char, String)>>> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let mut verdicts: HashMap<String, Vec<(char, String)>> = HashMap::new();
    for (number, line) in (1..).zip(file.lines()) {
        let mut columns = line.split('\t');
        let (Some(id), Some(verdict), Some(words)) =
            (columns.next(), columns.next(), columns.next())
        else {
            bail!("{}:{number}: three columns: id, + - or ?, words", path.display());
        };
        let Some(verdict) = verdict.chars().next().filter(|verdict| "+-?".contains(*verdict))
        else {
            bail!("{}:{number}: {verdict:?} is none of + - ?", path.display());
        };
        let words = solid(&words.replace('⏎', "\n"));
        verdicts.entry(id.to_owned()).or_default().push((verdict, words));
    }
    Ok(verdicts)
}

/// The characters of a text that are no space.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn read_rows(
    news: &Path,
    verdicts: &HashMap<String, Vec<(char, String)>>,
) -> Result<(Vec<Row>, Vec<String>)> {
    let format = Format::of(news).with_context(|| format!("{}: no articles", news.display()))?;
    let (mut rows, mut numbers, mut names) = (Vec::new(), HashMap::new(), Vec::new());
    let none = Vec::new();
    let mut take = |item: Item, _| {
        let Item::Draft(draft) = item else { return };
        let id = draft.id.clone().unwrap_or_default();
        let found = verdicts.get(&id).unwrap_or(&none);
        let fold = id.bytes().fold(7_u64, |sum, byte| sum.wrapping_mul(31) + u64::from(byte));
        let given = article(&id, draft);
        for (stretch, traits) in judged(&given) {
            let inside = solid(stretch.inside(&given.text));
            let fits = |words: &String| {
                *words == inside
                    || inside.len() >= LEAST_PART && words.contains(&inside)
                    || inside.contains(words.as_str()) && words.len() * 10 >= inside.len() * 6
            };
            let verdict = found.iter().find(|(_, words)| fits(words));
            let verdict = verdict.map(|(verdict, _)| *verdict);
            if verdict == Some('?') && stretch.rule.is_none() {
                continue;
            }
            let boilerplate = stretch.rule.is_some() || verdict == Some('+');
            let importance = match (stretch.rule, verdict) {
                (Some(_), _) => CUT,
                (None, Some('+')) => FOUND,
                (None, _) => 1.0,
            };
            let mut number = |name: String| {
                *numbers.entry(name).or_insert_with_key(|name: &String| {
                    names.push(name.clone());
                    names.len() as u32 - 1
                })
            };
            let mut traits: Vec<u32> = traits.into_iter().map(&mut number).collect();
            traits.sort_unstable();
            traits.dedup();
            let shown = stretch.rule.is_none();
            let shown = shown.then(|| (id.clone(), stretch.inside(&given.text).to_owned()));
            rows.push(Row { fold: fold % FOLDS, traits, boilerplate, importance, shown });
        }
    };
    corpus::read(news, "news", format, 1 << 30, &mut take).context("the articles are not read")?;
    // Traits that hardly any stretch has teach nothing.
    let mut counts = vec![0_u32; names.len()];
    rows.iter().flat_map(|row| &row.traits).for_each(|&number| counts[number as usize] += 1);
    rows.iter_mut()
        .for_each(|row| row.traits.retain(|&number| counts[number as usize] >= LEAST_COUNT));
    Ok((rows, names))
}

fn article(id: &str, draft: Draft) -> Article {
    Article {
        title: draft.title,
        url: draft.url,
        source: draft.source,
        origins: draft.origins,
        ..Article::new(ArticleId::given(id), draft.text)
    }
}

/// The weights of all traits.
fn learn(rows: &[&Row], count: usize) -> Vec<f32> {
    let mut weights = vec![0.0_f32; count];
    let (mut sums, mut squares) = (vec![0.0_f32; count], vec![0.0_f32; count]);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut seed = 1_u64;
    for _ in 0..PASSES {
        for at in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            order.swap(at, (seed >> 33) as usize % (at + 1));
        }
        for &at in &order {
            let row = rows[at];
            let wanted = if row.boilerplate { 1.0 } else { 0.0 };
            let slope = (1.0 / (1.0 + (-evidence(row, &weights)).exp()) - wanted) * row.importance;
            for &number in &row.traits {
                let number = number as usize;
                let square = squares[number] + slope * slope;
                let step = (square.sqrt() - squares[number].sqrt()) / STEP;
                sums[number] += slope - step * weights[number];
                squares[number] = square;
                let sum = sums[number];
                weights[number] = if sum.abs() <= SPARSE {
                    0.0
                } else {
                    (sum.signum() * SPARSE - sum) / ((SLOWER + square.sqrt()) / STEP + SMALL)
                };
            }
        }
    }
    weights
}

fn evidence(row: &Row, weights: &[f32]) -> f32 {
    row.traits.iter().map(|&number| weights[number as usize]).sum()
}

fn print_weights(weights: &[f32], names: &[String]) {
    let mut lines: Vec<_> = weights
        .iter()
        .zip(names)
        .filter(|(weight, _)| (*weight * 100.0).round() != 0.0)
        .map(|(weight, name)| format!("{name}\t{:.0}", weight * 100.0))
        .collect();
    lines.sort_unstable();
    println!(
        "# What traits of a stretch of an article weigh for its being boilerplate, in hundredths of ln odds:"
    );
    println!(
        "# trait TAB weight. Provenance: learnt by tests/tools/leftover.rs from 45,000 news articles, what the"
    );
    println!(
        "# rules cut of them and what readers found left over. Licence: CC0. Count: {}. Sorted.",
        lines.len()
    );
    lines.iter().for_each(|line| println!("{line}"));
}

/// What the weights find in stretches that no rule cuts, by the evidence asked.
fn print_check(rows: &[Row], count: usize) {
    let mut found = Vec::new();
    for fold in 0..FOLDS {
        let others: Vec<&Row> = rows.iter().filter(|row| row.fold != fold).collect();
        let weights = learn(&others, count);
        let own = rows.iter().filter(|row| row.fold == fold && row.shown.is_some());
        found.extend(own.map(|row| (evidence(row, &weights), row)));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all = found.iter().filter(|(_, row)| row.boilerplate).count();
    let (mut right, mut next) = (0, 100);
    for (count, (evidence, row)) in (1..).zip(&found) {
        right += usize::from(row.boilerplate);
        if count == next && count <= 6400 {
            next += next / 4;
            eprintln!("{evidence:6.2} {count:6} found, {right} right of {all}");
        }
        if count <= 4400
            && let Some((id, words)) = &row.shown
        {
            println!("{evidence:.2}\t{}\t{id}\t{words:?}", if row.boilerplate { '+' } else { '-' });
        }
    }
}
