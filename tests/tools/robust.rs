//! What damaged queries cost: nDCG@10 of queries as they are, with typos, and colloquially spelt.
//!
//! `cargo run --release --example robust -- TASKS.tsv COLLOQUIAL.csv [SEED [FOLDER]]`
//!
//! A line of the tasks: name, folder of the index, queries, judgements, apart by tabs; further
//! fields are for others. Typos: one edit, each kind as often, in one word of five of those of
//! four letters a-z or more. Colloquial: every word or row of words that the list has as a formal
//! form is written in one of its colloquial forms, taken at random. Each set of queries is
//! searched with repairs and without; what is kept is with repairs, beside the clean queries
//! without. Into FOLDER go the damaged queries and the rankings, for `telusur eval`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

use telusur::SearchRequest;
use telusur::config;
use telusur::engine::Engine;
use telusur::eval::{EvalReport, Judgments, Queries, evaluate};

mod misspell;
mod random;

use misspell::{KINDS, misspelt};
use random::Random;

/// Fewest letters of a word that is misspelt.
const SHORTEST: usize = 4;
/// One word of so many is misspelt.
const ONE_OF: usize = 5;
/// Most words of a formal form.
const MOST_WORDS: usize = 3;

/// Formal forms, each with its colloquial ones.
type Colloquial = BTreeMap<String, Vec<String>>;

/// A query cut into runs of letters and what lies between; letters first, perhaps none.
type Pieces<'q> = Vec<(&'q str, &'q str)>;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [tasks, colloquial, rest @ ..] = arguments.as_slice() else {
        eprintln!("usage: robust TASKS.tsv COLLOQUIAL.csv [SEED [FOLDER]]");
        return ExitCode::from(2);
    };
    let seed = rest.first().map_or(1, |seed| seed.parse().expect("the seed is a number"));
    let colloquial = read_colloquial(&fs::read_to_string(colloquial).expect("the list is read"));
    println!(
        "{:12} clean   repaired | typos  repaired  kept   changed | colloquial repaired kept   changed | ms clean typos",
        "task"
    );
    let tasks = fs::read_to_string(tasks).expect("the tasks are read");
    for line in tasks.lines().filter(|line| !line.is_empty()) {
        task(line, &colloquial, seed, rest.get(1).map(Path::new));
    }
    ExitCode::SUCCESS
}

/// Measures a task and prints its line.
fn task(line: &str, colloquial: &Colloquial, seed: u64, folder: Option<&Path>) {
    let fields: Vec<&str> = line.split('\t').collect();
    let [name, index, queries, judgments, ..] = fields.as_slice() else {
        panic!("not four fields: {line}");
    };
    let engine = Engine::open(*index).expect("the index opens");
    let queries = Queries::read(Path::new(queries)).expect("queries");
    let judgments = Judgments::read(Path::new(judgments)).expect("judgements");
    let queries = judgments.judged(&queries);
    let random = &mut Random(seed);
    let typos = damaged(&queries, |query| with_typos(query, random));
    let spelt = damaged(&queries, |query| colloquially(query, colloquial, random));
    let run = |kind: &str, queries: &Queries, repair: bool| -> EvalReport {
        let request = SearchRequest::new("").limit(config::EVAL_DEPTH).repair(repair);
        let (report, run) = evaluate(&engine, queries, &judgments, &request, &mut |_| {})
            .expect("the index is read");
        if let Some(folder) = folder {
            let file = |end: &str| folder.join(format!("{name}.{kind}.{end}"));
            let lines: Vec<String> =
                queries.0.iter().map(|(id, query)| format!("{id}\t{query}\n")).collect();
            fs::write(file("tsv"), lines.concat()).expect("the queries are written");
            let end = if repair { "repaired.run" } else { "run" };
            fs::write(file(end), run.to_trec()).expect("the rankings are written");
        }
        report
    };
    let both = |kind: &str, queries: &Queries| [false, true].map(|on| run(kind, queries, on));
    let changed = |to: &Queries| queries.0.iter().zip(&to.0).filter(|(a, b)| a != b).count();
    let [clean, repaired] = both("clean", &queries);
    let kept = |report: &EvalReport| 100.0 * report.measures.ndcg / clean.measures.ndcg;
    let ms = |report: &EvalReport| report.times.map_or(0.0, |times| times.p50_us as f64 / 1000.0);
    let [plain_typos, typos_repaired] = both("typos", &typos);
    let [plain_spelt, spelt_repaired] = both("colloquial", &spelt);
    println!(
        "{name:12} {:.4}  {:.4}   | {:.4} {:.4}   {:5.1} % {:5}  | {:.4}     {:.4}   {:5.1} % {:5}  | {:.2}  {:.2}",
        clean.measures.ndcg,
        repaired.measures.ndcg,
        plain_typos.measures.ndcg,
        typos_repaired.measures.ndcg,
        kept(&typos_repaired),
        changed(&typos),
        plain_spelt.measures.ndcg,
        spelt_repaired.measures.ndcg,
        kept(&spelt_repaired),
        changed(&spelt),
        ms(&repaired),
        ms(&typos_repaired),
    );
}

/// Formal forms with their colloquial ones: columns 3 and 2 behind a header.
fn read_colloquial(list: &str) -> Colloquial {
    let mut formal = Colloquial::new();
    for line in list.lines().skip(1) {
        if let [_, colloquial, meant, ..] = line.split(',').collect::<Vec<_>>().as_slice() {
            formal.entry((*meant).to_owned()).or_default().push((*colloquial).to_owned());
        }
    }
    formal
}

fn damaged(queries: &Queries, mut damage: impl FnMut(&str) -> String) -> Queries {
    Queries(queries.0.iter().map(|(id, query)| (id.clone(), damage(query))).collect())
}

/// A query with typos in a fifth of its words.
fn with_typos(query: &str, random: &mut Random) -> String {
    let mut typed = String::new();
    for (word, between) in pieces(query) {
        let is_word = word.len() >= SHORTEST && word.bytes().all(|b| b.is_ascii_alphabetic());
        if is_word && random.below(ONE_OF) == 0 {
            typed.push_str(&one_edit(word, random));
        } else {
            typed.push_str(word);
        }
        typed.push_str(between);
    }
    typed
}

/// A word with one edit, the letters put in written as the word is.
fn one_edit(word: &str, random: &mut Random) -> String {
    let small = word.to_ascii_lowercase();
    let kind = random.below(KINDS.len());
    // Hundreds of equal letters in a row cannot be swapped; no word has them.
    let edited = (0..100).map(|_| misspelt(&small, kind, random)).find(|edited| *edited != small);
    let mut edited = edited.unwrap_or(small);
    if word.bytes().all(|b| b.is_ascii_uppercase()) {
        edited.make_ascii_uppercase();
    } else if word.starts_with(|c: char| c.is_ascii_uppercase()) {
        edited[..1].make_ascii_uppercase();
    }
    edited
}

/// A query whose words are in colloquial forms, where there are any.
fn colloquially(query: &str, colloquial: &Colloquial, random: &mut Random) -> String {
    let pieces = pieces(query);
    let (mut typed, mut at) = (String::new(), 0);
    while at < pieces.len() {
        let longest = (1..=MOST_WORDS.min(pieces.len() - at)).rev().find_map(|count| {
            let words: Vec<String> =
                pieces[at..at + count].iter().map(|(word, _)| word.to_lowercase()).collect();
            let together = pieces[at..at + count - 1].iter().all(|(_, between)| *between == " ");
            Some((count, colloquial.get(&words.join(" ")).filter(|_| together)?))
        });
        let (count, word) = match longest {
            Some((count, forms)) => (count, forms[random.below(forms.len())].as_str()),
            None => (1, pieces[at].0),
        };
        typed.push_str(word);
        at += count;
        typed.push_str(pieces[at - 1].1);
    }
    typed
}

fn pieces(query: &str) -> Pieces<'_> {
    let (mut pieces, mut rest) = (Vec::new(), query);
    while !rest.is_empty() {
        let letters = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(letters);
        let between = behind.find(char::is_alphanumeric).unwrap_or(behind.len());
        pieces.push((word, &behind[..between]));
        rest = &behind[between..];
    }
    pieces
}
