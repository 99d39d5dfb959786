//! Learns the weights of the ranking and says what they are worth.
//!
//! `cargo run --release --example learn -- TASKS.tsv [WEIGHTS.txt]`
//!
//! A line of the tasks: name, folder of the index, queries, judgements, nDCG@10 of the better
//! Lucene configuration; apart by tabs. The model is a softmax over each query's candidates
//! (ListNet), its signs fixed, fitted by full gradients in a fixed order, so that the same
//! input gives the same file. A task counts as the root of the number of its queries: as between
//! every task the same, where chance in a small one rules, and every query the same, where the
//! largest does.

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, thread};

use telusur::engine::Engine;
use telusur::eval::{Judgments, Queries, measure, significance};
use telusur::search::features::{COUNT, Features, NAMES};
use telusur::search::{QueryKind, Weights, score};

/// Candidates a query.
const DEPTH: usize = 200;
/// Candidates a query that are fitted on; those behind are hardly ever in reach.
const FITTED: usize = 100;
const FOLDS: usize = 5;
/// Steps of the fit and their size, on features of unit variance (Adam; Kingma and Ba 2015).
const STEPS: usize = 100;
const STEP: f64 = 0.12;
/// Pull towards zero.
const RIDGE: f64 = 1e-4;
/// What lists of another kind count: a little, so that no kind learns what only its own
/// collections reward.
const OTHER_KIND: f64 = 0.03;
/// Features that may only lower a score; all others may only raise it.
const LOWERS: &[&str] = &["window"];
/// Features that only questions may use. Closeness beyond doubt is, for a headline, that of a
/// link to its article, which stands in other articles; a statute holds much before it comes to
/// its subject; and what is looked for by its title has all words of it, not the telling ones.
const QUESTIONS: &[&str] = &["window", "start", "early_clause", "telling_passage"];
/// Weights that no collection teaches, for their articles have neither titles nor dates; found
/// by hand on the news with both. Title: short queries .9526 without, .9573 with 1, .9590 with
/// 2, which were made of the headlines and so overrate it; headlines .998 whatever it is. Date
/// (`tests/tools/years.rs`): short queries .783 as they are, with the year .814 if the date does
/// not count, .848, .855, .859 and .860 with 1.5, 2.5, 4 and 6; with the year before .768 if it
/// does not, .759, .746, .696 and .608. More than 2.5 costs a person who misremembers more than
/// it gives others.
const BY_HAND: &[(&str, f32)] = &[("title", 1.0), ("date", 2.5)];

struct Task {
    name: String,
    lucene: f64,
    lists: Vec<List>,
}

struct List {
    fold: usize,
    kind: QueryKind,
    ids: Vec<String>,
    rows: Vec<Features>,
    relevant: Vec<usize>,
    grades: HashMap<String, u32>,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let Some(tasks) = arguments.first() else {
        eprintln!("usage: learn TASKS.tsv [WEIGHTS.txt]");
        return ExitCode::from(2);
    };
    let lines = fs::read_to_string(tasks).expect("the tasks can be read");
    let tasks: Vec<Task> = lines.lines().filter(|line| !line.is_empty()).map(read).collect();
    let all: Vec<&Task> = tasks.iter().collect();
    let shipped = fit(&all, usize::MAX);
    let folds: Vec<Weights> = (0..FOLDS).map(|fold| fit(&all, fold)).collect();
    println!(
        "{:18} lucene  first    fold  (p)     left out  all    r@100  depth 50/100/200",
        "task"
    );
    for (number, task) in tasks.iter().enumerate() {
        let others: Vec<&Task> =
            tasks.iter().enumerate().filter(|(n, _)| *n != number).map(|(_, task)| task).collect();
        let left_out = fit(&others, usize::MAX);
        let first = first_stage();
        let base = figures(task, |_| &first, DEPTH);
        let out = figures(task, |list| &folds[list.fold], DEPTH);
        let mean = |figures: &[(f64, f64)]| {
            figures.iter().map(|(ndcg, _)| ndcg).sum::<f64>() / figures.len() as f64
        };
        let differences: Vec<f64> = base.iter().zip(&out).map(|(a, b)| b.0 - a.0).collect();
        let recall = out.iter().map(|(_, recall)| recall).sum::<f64>() / out.len() as f64;
        let at = |depth| mean(&figures(task, |list| &folds[list.fold], depth));
        println!(
            "{:18} {:.3}   {:.4}  {:.4} ({:.4})  {:.4}   {:.4}  {:.4}  {:.4} {:.4} {:.4}",
            task.name,
            task.lucene,
            mean(&base),
            mean(&out),
            significance(&differences),
            mean(&figures(task, |_| &left_out, DEPTH)),
            mean(&figures(task, |_| &shipped, DEPTH)),
            recall,
            at(50),
            at(100),
            at(200),
        );
    }
    print!("{}", shipped.to_text());
    if let Some(path) = arguments.get(1) {
        let head = "# Weights of the ranking's features, by kind of query. Written by\n\
                    # cargo run --release --example learn; see tests/tools/learn.rs.\n";
        fs::write(path, format!("{head}{}", shipped.to_text()))
            .expect("the weights can be written");
    }
    ExitCode::SUCCESS
}

/// The first stage alone.
fn first_stage() -> Weights {
    let mut weights = Weights::default();
    let mut alone = [0.0; COUNT];
    alone[..2].fill(1.0);
    QueryKind::ALL.into_iter().for_each(|kind| weights.set(kind, alone));
    weights
}

fn read(line: &str) -> Task {
    let fields: Vec<&str> = line.split('\t').collect();
    let [name, index, queries, judgments, lucene] = fields.as_slice() else {
        panic!("not five fields: {line}");
    };
    let engine = Engine::open(*index).expect("the index opens");
    let queries = Queries::read(Path::new(queries)).expect("queries");
    let judgments = Judgments::read(Path::new(judgments)).expect("judgements");
    let judged = queries.0.iter().filter(|(id, _)| judgments.of(id).is_some());
    let lists = judged.map(|(id, query)| {
        let featured = engine.features(query, DEPTH).expect("the index is read");
        let grades = judgments.of(id).expect("it is judged").clone();
        let (ids, rows): (Vec<_>, Vec<_>) = featured.rows.into_iter().unzip();
        let relevant = (0..ids.len()).filter(|n| grades.get(&ids[*n]).is_some_and(|g| *g > 0));
        List {
            fold: hash(id) as usize % FOLDS,
            kind: featured.kind,
            relevant: relevant.collect(),
            ids,
            rows,
            grades,
        }
    });
    Task {
        name: (*name).to_owned(),
        lucene: lucene.parse().expect("a number"),
        lists: lists.collect(),
    }
}

/// FNV-1a, the same on every machine.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// nDCG@10 and recall@100 of each query.
fn figures<'w>(
    task: &Task,
    weights: impl Fn(&List) -> &'w Weights,
    depth: usize,
) -> Vec<(f64, f64)> {
    let figure = |list: &List| {
        let weights = weights(list).of(list.kind);
        let mut order: Vec<usize> = (0..list.ids.len()).collect();
        let front = depth.min(order.len());
        let scores: Vec<f32> = list.rows.iter().map(|row| score(row, weights)).collect();
        order[..front].sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
        let ranking: Vec<String> =
            order.iter().take(100).map(|number| list.ids[*number].clone()).collect();
        let measures = measure(&ranking, &list.grades);
        (measures.ndcg, measures.recall)
    };
    task.lists.iter().map(figure).collect()
}

/// The weights learnt from all lists but those of a fold.
fn fit(tasks: &[&Task], without: usize) -> Weights {
    let mut weights = Weights::default();
    let kinds = [QueryKind::Question, QueryKind::Keywords, QueryKind::Sentence];
    let fitted = thread::scope(|scope| {
        let each = kinds.map(|kind| scope.spawn(move || fit_kind(tasks, without, kind)));
        each.map(|thread| thread.join().expect("the fit ends"))
    });
    for (kind, fitted) in kinds.into_iter().zip(fitted) {
        weights.set(kind, fitted);
    }
    // Phrases and operators have no collection of their own; they are words of an archive's
    // reader as keywords are.
    weights.set(QueryKind::Phrase, fitted[1]);
    weights.set(QueryKind::Boolean, fitted[1]);
    weights
}

fn fit_kind(tasks: &[&Task], without: usize, kind: QueryKind) -> Features {
    let mut lists: Vec<(f64, &List)> = Vec::new();
    for task in tasks {
        let usable = |list: &&List| list.fold != without && !list.relevant.is_empty();
        let count = task.lists.iter().filter(usable).count().max(1) as f64;
        for list in task.lists.iter().filter(usable) {
            let own = if list.kind == kind { 1.0 } else { OTHER_KIND };
            lists.push((own / count.sqrt(), list));
        }
    }
    let scale = deviations(&lists);
    let (mut at, mut momentum, mut spread) = ([0.0_f64; COUNT], [0.0; COUNT], [0.0; COUNT]);
    for step in 1..=STEPS {
        let gradient = gradient(&lists, &at, &scale);
        for feature in 0..COUNT {
            let slope = gradient[feature] + RIDGE * at[feature];
            momentum[feature] = 0.9 * momentum[feature] + 0.1 * slope;
            spread[feature] = 0.99 * spread[feature] + 0.01 * slope * slope;
            let (first, second): (f64, f64) = (
                momentum[feature] / (1.0 - 0.9_f64.powi(step as i32)),
                spread[feature] / (1.0 - 0.99_f64.powi(step as i32)),
            );
            let size = STEP * (1.0 - step as f64 / (STEPS + 1) as f64);
            at[feature] -= size * first / (second.sqrt() + 1e-9);
            let barred = kind != QueryKind::Question && QUESTIONS.contains(&NAMES[feature]);
            at[feature] = if barred {
                0.0
            } else if LOWERS.contains(&NAMES[feature]) {
                at[feature].min(0.0)
            } else {
                at[feature].max(0.0)
            };
        }
    }
    std::array::from_fn(|feature| {
        let by_hand = BY_HAND.iter().find(|(name, _)| *name == NAMES[feature]);
        if let Some((_, weight)) = by_hand {
            return *weight;
        }
        let weight = at[feature] / scale[feature];
        // As the file says it, so that figures are those of the file.
        format!("{weight:.4}").parse().expect("it is a number")
    })
}

/// Standard deviations of the features within lists.
fn deviations(lists: &[(f64, &List)]) -> [f64; COUNT] {
    let (mut squares, mut total) = ([0.0; COUNT], 0.0);
    for (weight, list) in lists {
        let rows = &list.rows[..list.rows.len().min(FITTED)];
        let count = rows.len() as f64;
        for feature in 0..COUNT {
            let values = || rows.iter().map(|row| f64::from(row[feature]));
            let mean = values().sum::<f64>() / count;
            squares[feature] += weight * values().map(|v| (v - mean).powi(2)).sum::<f64>() / count;
        }
        total += weight;
    }
    squares.map(|sum: f64| (sum / total).sqrt().max(1e-6))
}

/// The slope of the mean loss, -ln of what the softmax gives the relevant candidates.
fn gradient(lists: &[(f64, &List)], at: &[f64; COUNT], scale: &[f64; COUNT]) -> [f64; COUNT] {
    let weights: Vec<f32> = at.iter().zip(scale).map(|(w, s)| (w / s) as f32).collect();
    let (mut slope, mut total) = ([0.0; COUNT], 0.0);
    let mut scores = Vec::new();
    for (weight, list) in lists {
        let relevant = list.relevant.iter().filter(|number| **number >= FITTED);
        let rows = || list.rows.iter().take(FITTED).chain(relevant.clone().map(|n| &list.rows[*n]));
        scores.clear();
        scores.extend(rows().map(|row| row.iter().zip(&weights).map(|(x, w)| x * w).sum::<f32>()));
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
        let mut here = [0.0_f32; COUNT];
        for (row, score) in rows().zip(&scores) {
            let share = (score - most).exp() / sum;
            here.iter_mut().zip(row).for_each(|(slope, x)| *slope += share * x);
        }
        let part = 1.0 / list.relevant.len() as f32;
        for number in &list.relevant {
            let row = &list.rows[*number];
            here.iter_mut().zip(row).for_each(|(slope, x)| *slope -= part * x);
        }
        slope.iter_mut().zip(here).for_each(|(slope, x)| *slope += weight * f64::from(x));
        total += weight;
    }
    std::array::from_fn(|feature| slope[feature] / scale[feature] / total)
}
