//! How well copies of articles are found:
//! `cargo run --release --example copies -- ARTICLES.jsonl[.zst] [SEED [COUNT [HOW [PAIRS.txt]]]]`
//!
//! COUNT (1,000) articles of `LEAST_WORDS` words or more, taken at random by SEED (1), are copied
//! as other sites do, and the copies indexed among all articles. Seven copies in ten drop up to a
//! third of their paragraphs; each has another title and up to three lines that sites add. HOW
//! they are edited besides: `sentences` (up to a fifth of them have a third of their words
//! changed, dropped or added), `rewritten` (up to a fifth of them are replaced by others),
//! `words` (up to a fifth of all words are replaced); the share is drawn anew for each copy.
//!
//! The copies have no source, as another outlet's name would vouch for them.
//!
//! Recall is the share of copies that are in the group of their original, and told apart for those
//! that dropped the first paragraph. Precision is the share
//! of pairs of a group with a copy in them that are a copy and its original, or what was in the
//! original's group before there were copies. Pairs of articles that are no made copies are
//! counted and, to be judged by reading, 100 of them taken at random are written to PAIRS.txt.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use telusur::corpus::{self, Draft, Format, Item};
use telusur::duplicate::LEAST_WORDS;
use telusur::{Engine, IndexOptions, Keeper, Quiet};

mod random;

use random::Random;

/// Pairs written for reading.
const PAIRS: usize = 100;

/// Words put in for others.
const OTHER_WORDS: [&str; 24] = [
    "yang", "dan", "di", "dengan", "untuk", "pada", "dari", "akan", "juga", "telah", "oleh",
    "sebagai", "karena", "sejumlah", "warga", "pihak", "kemudian", "tersebut", "menurut", "daerah",
    "baru", "besar", "sudah", "masih",
];

/// Lines that sites add; `{}` is the title of another article.
const ADDED_LINES: [&str; 9] = [
    "Baca juga: {}",
    "Simak juga: {}",
    "ADVERTISEMENT",
    "SCROLL TO CONTINUE WITH CONTENT",
    "Lihat juga video: {}",
    "Artikel ini telah tayang dengan judul {}",
    "Penulis: Rina Wulandari",
    "Laporan wartawan, Dedi Kurnia",
    "(red)",
];

impl Random {
    /// True so many times in a million.
    fn chance(&mut self, millionths: usize) -> bool {
        self.below(1_000_000) < millionths
    }

    fn pick<'p>(&mut self, words: &[&'p str]) -> &'p str {
        words[self.below(words.len())]
    }
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    Sentences,
    Rewritten,
    Words,
}

/// A copy of a text, made as `how` says, and whether it lacks the first paragraph.
fn copied(text: &str, how: How, titles: &[&str], random: &mut Random) -> (String, bool) {
    let mut paragraphs: Vec<String> = paragraphs(text, random);
    let mut headless = false;
    if paragraphs.len() > 2 && random.below(10) < 7 {
        let most = (paragraphs.len() * 35 / 100).max(1);
        for _ in 0..=random.below(most) {
            if paragraphs.len() > 2 {
                let dropped = random.below(paragraphs.len());
                paragraphs.remove(dropped);
                headless |= dropped == 0;
            }
        }
    }
    let share = random.below(200_001);
    for paragraph in &mut paragraphs {
        let sentences = paragraph.split_inclusive(". ").map(|sentence| {
            let mut words: Vec<&str> = sentence.split_whitespace().collect();
            match how {
                How::Sentences if random.chance(share) && words.len() > 3 => {
                    for _ in 0..words.len() / 3 {
                        let at = random.below(words.len());
                        match random.below(4) {
                            0 if words.len() > 3 => drop(words.remove(at)),
                            1 => words.insert(at, random.pick(&OTHER_WORDS)),
                            _ => words[at] = random.pick(&OTHER_WORDS),
                        }
                    }
                }
                How::Rewritten if random.chance(share) => {
                    words.iter_mut().for_each(|word| *word = random.pick(&OTHER_WORDS));
                }
                How::Words => words.iter_mut().for_each(|word| {
                    if random.chance(share) {
                        *word = random.pick(&OTHER_WORDS);
                    }
                }),
                How::Sentences | How::Rewritten => {}
            }
            words.join(" ")
        });
        *paragraph = sentences.collect::<Vec<_>>().join(" ");
    }
    for _ in 0..random.below(4) {
        let line = random.pick(&ADDED_LINES).replace("{}", titles[random.below(titles.len())]);
        paragraphs.insert(random.below(paragraphs.len() + 1), line);
    }
    (paragraphs.join("\n\n"), headless)
}

/// The paragraphs of a text; those of a text on one line are a few sentences each.
fn paragraphs(text: &str, random: &mut Random) -> Vec<String> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.len() > 2 {
        return lines.into_iter().map(str::to_owned).collect();
    }
    let sentences: Vec<&str> = text.split_inclusive(". ").collect();
    let size = 2 + random.below(2);
    sentences.chunks(size).map(|sentences| sentences.concat()).collect()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let articles = PathBuf::from(arguments.next().ok_or("which articles?")?);
    let mut number = |default: usize| arguments.next().map_or(Ok(default), |text| text.parse());
    let (seed, count) = (number(1)?, number(1000)?);
    let how = match arguments.next().as_deref() {
        None | Some("sentences") => How::Sentences,
        Some("rewritten") => How::Rewritten,
        Some("words") => How::Words,
        Some(other) => return Err(format!("{other} is no way to edit").into()),
    };
    let drafts = read(&articles)?;
    let titles: Vec<&str> = drafts.values().filter_map(|draft| draft.title.as_deref()).collect();
    let mut ids: Vec<&String> = drafts.keys().collect();
    ids.sort_unstable();
    let mut random = Random(seed as u64);
    let (mut lines, mut originals) = (String::new(), HashSet::new());
    let mut headless = HashSet::new();
    while originals.len() < count {
        let id = ids[random.below(ids.len())];
        let draft = &drafts[id];
        if draft.text.split_whitespace().count() < LEAST_WORDS || !originals.insert(id.as_str()) {
            continue;
        }
        let title = draft.title.as_deref().unwrap_or("Kabar hari ini");
        let words: Vec<&str> = title.split_whitespace().rev().collect();
        let (body, is_headless) = copied(&draft.text, how, &titles, &mut random);
        if is_headless {
            headless.insert(id.as_str());
        }
        let copy = serde_json::json!({
            "id": format!("copy-of-{id}"),
            "title": words.join(" "),
            "body": body,
        });
        writeln!(lines, "{copy}")?;
    }
    let scratch = tempfile::tempdir()?;
    let copies = scratch.path().join("copies.jsonl");
    std::fs::write(&copies, lines)?;

    let index = |name: &str, paths: &[&Path]| -> telusur::Result<Vec<Vec<String>>> {
        let folder = scratch.path().join(name);
        Keeper::new(&folder).sync(&IndexOptions::of(paths), &mut Quiet)?;
        Ok(Engine::open(&folder)?.groups())
    };
    let before = numbered(&index("before", &[&articles])?);
    let groups = index("after", &[&articles, &copies])?;
    let after = numbered(&groups);
    let recall = |ids: &HashSet<&str>| {
        let found = ids.iter().filter(|id| {
            let copy = after.get(&format!("copy-of-{id}"));
            copy.is_some() && copy == after.get(**id)
        });
        format!("{:.4} of {}", found.count() as f64 / ids.len() as f64, ids.len())
    };
    println!("recall     {} copies", recall(&originals));
    println!("headless   {} that lack the first paragraph", recall(&headless));

    let (mut right, mut real_copies, mut wrong) = (0, 0, 0);
    let mut natural = Vec::new();
    for group in &groups {
        for (at, one) in group.iter().enumerate() {
            for other in &group[at + 1..] {
                let [first, second] = [one, other].map(|id| id.strip_prefix("copy-of-"));
                let (a, b) = (first.unwrap_or(one), second.unwrap_or(other));
                if first.is_none() && second.is_none() {
                    natural.push((one, other));
                } else if a == b {
                    right += 1;
                } else if before.contains_key(a) && before.get(a) == before.get(b) {
                    real_copies += 1;
                } else {
                    wrong += 1;
                }
            }
        }
    }
    let pairs = (right + real_copies + wrong).max(1);
    println!(
        "precision  {:.4}: {right} pairs of copy and original, {real_copies} with an article \
         grouped with the original before, {wrong} others",
        (right + real_copies) as f64 / f64::from(pairs),
    );
    println!("natural    {} pairs of articles, {} groups", natural.len(), groups.len());
    if let Some(path) = arguments.next() {
        std::fs::write(path, sample(&natural, &drafts, &mut random))?;
    }
    Ok(())
}

/// The number of each id's group.
fn numbered(groups: &[Vec<String>]) -> HashMap<String, usize> {
    let ids = |(number, group): (usize, &Vec<String>)| {
        group.iter().map(move |id| (id.clone(), number)).collect::<Vec<_>>()
    };
    groups.iter().enumerate().flat_map(ids).collect()
}

/// Pairs to be read.
fn sample(
    pairs: &[(&String, &String)],
    drafts: &HashMap<String, Draft>,
    random: &mut Random,
) -> String {
    let mut text = String::new();
    let mut left: Vec<_> = pairs.to_vec();
    for number in 1..=PAIRS.min(pairs.len()) {
        let (one, other) = left.swap_remove(random.below(left.len()));
        for id in [one, other] {
            let Some(draft) = drafts.get(id) else { continue };
            let title = draft.title.as_deref().unwrap_or_default();
            let date = draft.date.as_ref().map(ToString::to_string).unwrap_or_default();
            let source = draft.source.as_deref().unwrap_or_default();
            text.push_str(&format!(
                "== {number} {id} · {source} · {date}\n{title}\n{}\n\n",
                draft.text
            ));
        }
    }
    text
}

/// The articles that have ids, by these.
fn read(path: &Path) -> Result<HashMap<String, Draft>, Box<dyn std::error::Error>> {
    let format = Format::of(path).ok_or("no file of articles")?;
    let mut drafts = HashMap::new();
    let mut take = |item, _| {
        if let Item::Draft(draft) = item
            && let Some(id) = draft.id.clone()
        {
            drafts.insert(id, draft);
        }
    };
    corpus::read(path, "articles", format, 1 << 30, &mut take)?;
    Ok(drafts)
}
