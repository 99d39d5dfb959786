//! Accuracy of the stemmer.
//!
//! `cargo run --release --example stemeval -- GOLD [LEXICAL] [--misses]`
//! prints tokens %, types %, cases with their misses, pair F1 of `roots`, the same
//! without hand exceptions, and the share of place names that change, with the list of
//! names and without it; before all, the time to a first root.
//! `--table DIR` reads `lexicon.bin` and `lexicon.words` from elsewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use telusur::analysis::pack::{Lists, pack};
use telusur::analysis::stemmer::{Evidence, Stemmer};
use telusur::analysis::table::{LEXICON, Table};

/// A gold word: its lemma and its weight.
struct Gold {
    word: String,
    lemma: String,
    count: u64,
}

fn main() {
    let start = Instant::now();
    let first = Stemmer::new().root("pembangunannya").len();
    println!(
        "cold: {first} letters of a first root after {:?}; lexicon {} bytes",
        start.elapsed(),
        LEXICON.size()
    );
    let mut folders = Vec::new();
    let (mut misses, mut table, mut arguments) = (false, None, env::args().skip(1));
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--misses" => misses = true,
            "--table" => table = arguments.next().map(|folder| open(Path::new(&folder))),
            _ => folders.push(PathBuf::from(argument)),
        }
    }
    let table = table.unwrap_or(&LEXICON);
    let gold_folder =
        folders.first().expect("usage: stemeval GOLD [LEXICAL] [--misses] [--table DIR]");
    let gold = read_gold(&gold_folder.join("word_root.tsv"));
    let (tokens, types) = accuracy(table, &gold, misses);
    println!("root: {tokens:.2} % of tokens, {types:.2} % of types");
    cases(table, &gold_folder.join("word_root_cases.tsv"));
    println!(
        "pair F1 of roots: {:.2}, of root: {:.2}",
        pair_f1(table, &gold, true),
        pair_f1(table, &gold, false)
    );
    let bare = leak(pack(&Lists { exceptions: "", ..Lists::COMMITTED }));
    let (tokens, types) = accuracy(bare, &gold, false);
    println!("without exceptions: {tokens:.2} % of tokens, {types:.2} % of types");
    if let Some(lexical) = folders.get(1) {
        places(table, lexical, misses);
        print!("without the list of names, ");
        places(leak(pack(&Lists { names: "", ..Lists::COMMITTED })), lexical, misses);
    }
}

fn open(folder: &Path) -> &'static Table<'static> {
    let bytes = fs::read(folder.join("lexicon.bin")).expect("lexicon.bin");
    let words = fs::read_to_string(folder.join("lexicon.words")).expect("lexicon.words");
    Box::leak(Box::new(Table::open(bytes.leak(), words.leak())))
}

fn leak(packed: telusur::analysis::pack::Packed) -> &'static Table<'static> {
    Box::leak(Box::new(Table::open(packed.bytes.leak(), packed.words.leak())))
}

fn read_gold(path: &Path) -> Vec<Gold> {
    let text = fs::read_to_string(path).expect("word_root.tsv");
    let row = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        Gold {
            word: fields[0].to_lowercase(),
            lemma: fields[1].to_lowercase(),
            count: fields[2].parse().unwrap_or(1),
        }
    };
    text.lines().skip(1).map(row).collect()
}

/// Percent of tokens and of types.
fn accuracy(table: &'static Table<'static>, gold: &[Gold], misses: bool) -> (f64, f64) {
    let mut stemmer = Stemmer::over(table);
    let (mut tokens, mut types) = (0, 0);
    for entry in gold {
        let root = stemmer.root(&entry.word);
        if root == entry.lemma {
            tokens += entry.count;
            types += 1;
        } else if misses {
            println!("  {} {} gold {} got {root}", entry.count, entry.word, entry.lemma);
        }
    }
    let all: u64 = gold.iter().map(|entry| entry.count).sum();
    (100.0 * tokens as f64 / all as f64, 100.0 * f64::from(types) / gold.len() as f64)
}

/// Hard words; a row of several words counts once.
fn cases(table: &'static Table<'static>, path: &Path) {
    let text = fs::read_to_string(path).expect("word_root_cases.tsv");
    let mut stemmer = Stemmer::over(table);
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for line in text.lines().skip(1) {
        let Some((words, gold)) =
            line.to_lowercase().split_once('\t').map(|(a, b)| (a.to_owned(), b.to_owned()))
        else {
            continue;
        };
        let got: Vec<String> = words.split(' ').map(|word| stemmer.root(word).to_owned()).collect();
        all += 1;
        if got.join(" ") == gold {
            right += 1;
        } else {
            wrong.push(format!("{words}: gold {gold}, got {}", got.join(" ")));
        }
    }
    println!("cases: {right}/{all}");
    for line in wrong {
        println!("  {line}");
    }
}

/// F1 over pairs of types: same gold root, shared string.
fn pair_f1(table: &'static Table<'static>, gold: &[Gold], indexed: bool) -> f64 {
    let mut stemmer = Stemmer::over(table);
    let answers: Vec<Vec<String>> = gold
        .iter()
        .map(|entry| {
            if indexed {
                let roots = stemmer.roots(&entry.word, Evidence::None);
                roots.iter().map(str::to_owned).collect()
            } else {
                vec![stemmer.root(&entry.word).to_owned()]
            }
        })
        .collect();
    let mut by_string: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, strings) in answers.iter().enumerate() {
        for string in strings {
            by_string.entry(string).or_default().push(number);
        }
    }
    let mut by_lemma: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (number, entry) in gold.iter().enumerate() {
        by_lemma.entry(&entry.lemma).or_default().push(number);
    }
    let found = pairs(by_string.values());
    let meant = pairs(by_lemma.values());
    let both = found.intersection(&meant).count() as f64;
    100.0 * 2.0 * both / (found.len() + meant.len()) as f64
}

fn pairs<'a>(groups: impl Iterator<Item = &'a Vec<usize>>) -> BTreeSet<(usize, usize)> {
    groups
        .flat_map(|group| {
            let pairs = group.iter().flat_map(|a| group.iter().map(move |b| (*a, *b)));
            pairs.filter(|(a, b)| a < b).collect::<Vec<_>>()
        })
        .collect()
}

/// Words of place names that change, common words left out: a common word is one that
/// is written in lower case inside sentences more often than not.
fn places(table: &'static Table<'static>, lexical: &Path, misses: bool) {
    let common = common_words(&lexical.join("word_frequency.tsv.zst"));
    let list = fs::read_to_string(lexical.join("places.tsv")).expect("places.tsv");
    let words: BTreeSet<String> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(_, name)| {
            name.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|word| word.chars().all(char::is_alphabetic) && word.len() > 1)
        .collect();
    let mut stemmer = Stemmer::over(table);
    let names: Vec<&String> = words.iter().filter(|word| !common.contains(*word)).collect();
    let changed: Vec<&&String> =
        names.iter().filter(|word| stemmer.root(word) != word.as_str()).collect();
    let all = words.iter().filter(|word| stemmer.root(word) != word.as_str()).count();
    println!(
        "places: {} of {} words that are not common change, {:.2} %; of all {} words {:.2} %",
        changed.len(),
        names.len(),
        100.0 * changed.len() as f64 / names.len() as f64,
        words.len(),
        100.0 * all as f64 / words.len() as f64
    );
    if misses {
        let pairs: Vec<String> =
            changed.iter().map(|word| format!("{word}>{}", stemmer.root(word))).collect();
        println!("  {}", pairs.join(" "));
    }
}

fn common_words(path: &Path) -> BTreeSet<String> {
    let output = Command::new("zstd").arg("-dcq").arg(path).output().expect("zstd is installed");
    let text = String::from_utf8(output.stdout).expect("word_frequency is UTF-8");
    text.lines()
        .filter_map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let times: u32 = fields.get(1)?.parse().ok()?;
            let capitalised: u32 = fields.get(3)?.parse().ok()?;
            (capitalised * 2 < times).then(|| fields[0].to_owned())
        })
        .collect()
}
