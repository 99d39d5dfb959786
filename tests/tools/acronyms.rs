//! The acronyms that articles define, the most frequent first:
//! `cargo run --release --example acronyms -- ARTICLES.jsonl[.zst] [COUNT [all]]`
//!
//! Each line: articles, kind, short form, long form, the number of the first of them. With `all`
//! every pair is listed, whether the table would keep it or not.

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use telusur::analysis::acronym::{TableBuilder, pairs};
use telusur::corpus::{self, Format, Item};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which articles?")?;
    let count: usize = arguments.next().map_or(Ok(200), |text| text.parse())?;
    let all = arguments.next().is_some();
    let format = Format::of(Path::new(&path)).ok_or("not a format that is read")?;
    let (mut table, mut said) = (TableBuilder::default(), HashMap::new());
    let (mut articles, mut bytes, mut took) = (0, 0, Duration::ZERO);
    let mut each = |item, _| {
        let Item::Draft(draft) = item else { return };
        let started = Instant::now();
        let found = pairs([draft.title.as_deref().unwrap_or_default(), draft.text.as_str()]);
        took += started.elapsed();
        articles += 1;
        bytes += draft.text.len();
        table.add(articles, &found);
        for pair in found {
            *said.entry(pair).or_insert(0_u32) += 1;
        }
    };
    corpus::read(Path::new(&path), &path, format, 1 << 30, &mut each)?;
    let started = Instant::now();
    let table = table.finish();
    let built = started.elapsed();
    let mut lines = Vec::new();
    if all {
        let line = |(pair, count): (telusur::analysis::acronym::AcronymPair, u32)| {
            (count, pair.kind.name(), pair.short, pair.long, String::new())
        };
        lines.extend(said.into_iter().map(line));
    } else {
        for short in table.short_forms.values() {
            for long in &short.long_forms {
                let sample = long.samples.first().map(u64::to_string).unwrap_or_default();
                let (short, written) = (short.written.clone(), long.written.clone());
                lines.push((long.articles, long.kind.name(), short, written, sample));
            }
        }
    }
    lines.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (&a.2, &a.3).cmp(&(&b.2, &b.3))));
    for (count, kind, short, long, sample) in lines.iter().take(count) {
        println!("{count}\t{kind}\t{short}\t{long}\t{sample}");
    }
    let speed = bytes as f64 / took.as_secs_f64() / f64::from(1 << 20);
    eprintln!("{} pairs in {articles} articles; {speed:.0} MiB/s; table {built:?}", lines.len());
    Ok(())
}
