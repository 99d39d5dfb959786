//! Words a second over running news text, beside Snowball Indonesian (Tala).
//!
//! `TELUSUR_NEWS=/path/news.jsonl cargo bench --bench stem`; without it a small
//! built-in text is stemmed.

use std::hint::black_box;
use std::{env, fs};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use telusur::analysis::stemmer::{Evidence, Stemmer};

/// The longest piece of news read, in bytes.
const LONGEST: usize = 8 << 20;

const SAMPLE: &str = "Pemerintah mengatakan pembangunan jembatan yang menghubungkan kedua pulau itu \
    dimulai tahun depan. Anggaran pembangunannya diperkirakan mencapai dua triliun rupiah dan akan \
    dibiayai oleh perusahaan negara, kata menteri keuangan kepada wartawan di Jakarta.";

/// The words of the news in running order, lower case.
fn words() -> Vec<String> {
    let text = env::var_os("TELUSUR_NEWS").and_then(|path| fs::read_to_string(path).ok());
    let mut text = text.map_or_else(|| SAMPLE.repeat(200), |text| bodies(&text));
    text.make_ascii_lowercase();
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The bodies of articles in lines of JSON, as far as needed.
fn bodies(text: &str) -> String {
    let mut all = String::new();
    for line in text.lines() {
        if let Some((_, rest)) = line.split_once("\"body\": \"") {
            all.push_str(
                rest.split("\", \"").next().unwrap_or_default().replace("\\n", " ").as_str(),
            );
            all.push('\n');
        }
        if all.len() > LONGEST {
            break;
        }
    }
    all
}

fn stem(criterion: &mut Criterion) {
    let words = words();
    let mut group = criterion.benchmark_group("stem");
    group.sample_size(20);
    group.throughput(Throughput::Elements(words.len() as u64));
    group.bench_function("telusur roots", |bencher| {
        let mut stemmer = Stemmer::new();
        bencher.iter(|| {
            for word in &words {
                stemmer.roots(word, Evidence::None, &mut |root| {
                    black_box(root);
                });
            }
        });
    });
    group.bench_function("telusur root", |bencher| {
        let mut stemmer = Stemmer::new();
        bencher.iter(|| {
            for word in &words {
                black_box(stemmer.root(word));
            }
        });
    });
    group.bench_function("snowball indonesian", |bencher| {
        bencher.iter(|| {
            for word in &words {
                black_box(tantivy_stemmers::algorithms::indonesian_tala(word));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, stem);
criterion_main!(benches);
