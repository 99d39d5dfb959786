//! What each rule of cleaning changes in a set of articles, and how quickly:
//! `cargo run --release --example cleanrules -- NEWS.jsonl.zst [RULE COUNT [SEED]]`
//!
//! With a rule, prints COUNT of its edits taken at random, between what stands around them.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::time::{Duration, Instant};

use telusur::article::Article;
use telusur::clean::clean;
use telusur::corpus::{self, Format, Item};

mod random;

use random::Random;

/// Bytes shown on each side of an edit.
const AROUND: usize = 70;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let news = arguments.next().ok_or("which articles?")?;
    let rule = arguments.next();
    let count: usize = arguments.next().map_or(Ok(20), |text| text.parse())?;
    let seed = arguments.next().map_or(Ok(7), |text| text.parse())?;
    let mut random = Random(seed);
    let (mut taken, mut spent, mut bytes, mut articles, mut changed) =
        (Vec::new(), Duration::ZERO, 0, 0, 0);
    let mut rules = BTreeMap::<String, (usize, usize, usize)>::new();
    let mut origins = BTreeMap::<String, usize>::new();
    let mut seen = 0;
    let mut take = |article: Article| {
        articles += 1;
        bytes += article.text.len();
        let started = Instant::now();
        let cleaned = clean(&article);
        spent += started.elapsed();
        changed += usize::from(!cleaned.edits.is_empty());
        for (fact, origin) in cleaned.origins.iter() {
            *origins.entry(format!("{} {}", fact.name(), origin.name())).or_default() += 1;
        }
        let mut at = 0;
        let mut in_article = BTreeMap::<&str, bool>::new();
        for edit in &cleaned.edits {
            at += edit.after as usize;
            let tally = rules.entry(edit.rule.to_string()).or_default();
            tally.0 += 1;
            tally.1 += edit.was.len();
            tally.2 += usize::from(in_article.insert(&edit.rule, true).is_none());
            if rule.as_deref() == Some(&*edit.rule) {
                seen += 1;
                let text = &cleaned.text;
                let end = at + edit.length as usize;
                let left = &text[text.ceil_char_boundary(at.saturating_sub(AROUND))..at];
                let right = &text[end..text.floor_char_boundary(end + AROUND)];
                let shown = format!(
                    "{} {left:?} << {:?} -> {:?} >> {right:?}",
                    article.id,
                    edit.was,
                    &text[at..end]
                );
                // Each edit is as likely to be among those taken.
                if taken.len() < count {
                    taken.push(shown);
                } else {
                    let place = random.below(seen);
                    if place < count {
                        taken[place] = shown;
                    }
                }
            }
            at += edit.length as usize;
        }
    };
    let path = Path::new(&news);
    let format = Format::of(path).ok_or("articles are .jsonl, perhaps .gz or .zst")?;
    let mut each = |item, _| {
        if let Item::Draft(draft) = item {
            take(draft.into_article("news"));
        }
    };
    corpus::read(path, "news", format, 1 << 30, &mut each)?;
    for (name, (edits, bytes, articles)) in &rules {
        println!("{name:24} {edits:7} edits {bytes:9} bytes {articles:7} articles");
    }
    for (name, count) in &origins {
        println!("{name:24} {count:7} articles");
    }
    println!(
        "{articles} articles, {changed} changed, {:.1} MB at {:.0} MB/s",
        bytes as f64 / 1e6,
        bytes as f64 / 1e6 / spent.as_secs_f64().max(1e-9)
    );
    for line in &taken {
        println!("{line}");
    }
    Ok(())
}
