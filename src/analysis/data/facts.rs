//! The facts in the folder LEXICAL, read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// How often a form was seen.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Seen {
    pub(crate) times: u32,
    pub(crate) documents: u32,
    pub(crate) capitalised: u32,
}

impl Seen {
    /// The share of occurrences with a capital inside a sentence.
    pub(crate) fn capital_share(self) -> f64 {
        f64::from(self.capitalised) / f64::from(self.times.max(1))
    }
}

/// All facts, sorted.
pub(crate) struct Facts {
    pub(crate) forms: BTreeMap<String, Seen>,
    /// Root and size of its family.
    pub(crate) families: BTreeMap<String, u32>,
    /// Single words of place names, lower case.
    pub(crate) places: Vec<String>,
    /// Colloquial and formal.
    pub(crate) colloquial: Vec<(String, String)>,
}

impl Facts {
    pub(crate) fn read(folder: &Path) -> Self {
        Self {
            forms: fields(&unpack(&folder.join("word_frequency.tsv.zst")))
                .map(|row| {
                    let seen = Seen {
                        times: number(row[1]),
                        documents: number(row[2]),
                        capitalised: number(row[3]),
                    };
                    (row[0].to_owned(), seen)
                })
                .collect(),
            families: fields(&unpack(&folder.join("malindo_roots.tsv.zst")))
                .map(|row| (row[0].to_owned(), number(row[1])))
                .collect(),
            places: places(&text(&folder.join("places.tsv"))),
            colloquial: text(&folder.join("colloquial.csv"))
                .lines()
                .skip(1)
                .filter_map(|line| {
                    let mut fields = line.split(',').skip(1);
                    Some((fields.next()?.to_owned(), fields.next()?.to_owned()))
                })
                .collect(),
        }
    }
}

fn places(list: &str) -> Vec<String> {
    let mut words: Vec<String> = fields(list)
        .flat_map(|row| {
            row[1].to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    words.sort();
    words.dedup();
    words
}

fn fields(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn number(text: &str) -> u32 {
    text.parse().unwrap_or_else(|_| panic!("not a number: {text}"))
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn unpack(path: &Path) -> String {
    let output = Command::new("zstd").arg("-dcq").arg(path).output().expect("zstd is installed");
    String::from_utf8(output.stdout).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
