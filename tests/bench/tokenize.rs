//! Sentences and tokens of the news, beside tantivy's `SimpleTokenizer` with
//! `LowerCaser` over the same bodies in the same run.
//!
//! `TELUSUR_ARTICLES=news.jsonl cargo bench --bench tokenize`; without the
//! variable a small text is repeated.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer, TokenStream};
use telusur::analysis::sentence::split;
use telusur::analysis::token::TokenBuffer;
use telusur::analysis::tokenizer::tokenize;

/// How much text is read, in bytes: enough to leave the caches.
const AMOUNT: usize = 16 << 20;

const FALLBACK: &str = "Jakarta (ANTARA) - Pemerintah kabupaten/kota menyiapkan Rp1,5 triliun untuk \
    anak-anak pada Jum'at (31/7/2024). \"Kami siap,\" kata Dr. Amran, M.Si. di Makassar.\n";

fn bodies() -> Vec<String> {
    let Some(path) = std::env::var_os("TELUSUR_ARTICLES") else {
        return vec![FALLBACK.repeat(20); 500];
    };
    let articles = std::fs::read_to_string(path).expect("articles");
    let mut bodies = Vec::new();
    let mut amount = 0;
    for line in articles.lines() {
        let article: serde_json::Value = serde_json::from_str(line).expect("an article a line");
        let body = article["body"].as_str().unwrap_or_default().to_owned();
        amount += body.len();
        bodies.push(body);
        if amount > AMOUNT {
            break;
        }
    }
    bodies
}

fn compare(criterion: &mut Criterion) {
    let bodies = bodies();
    let mut group = criterion.benchmark_group("news");
    group.throughput(Throughput::Bytes(bodies.iter().map(|body| body.len() as u64).sum()));
    group.sample_size(10);
    group.bench_function("split", |bencher| {
        bencher.iter(|| {
            for body in &bodies {
                split(body, |sentence| {
                    black_box(sentence);
                });
            }
        });
    });
    group.bench_function("split+tokenize", |bencher| {
        let mut buffer = TokenBuffer::new();
        bencher.iter(|| {
            for body in &bodies {
                buffer.clear();
                let mut position = 0;
                split(body, |sentence| {
                    position = tokenize(body, sentence.span, position, &mut buffer);
                });
                black_box(buffer.tokens());
            }
        });
    });
    group.bench_function("tantivy SimpleTokenizer+LowerCaser", |bencher| {
        let mut analyzer =
            TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
        bencher.iter(|| {
            for body in &bodies {
                let mut stream = analyzer.token_stream(body);
                while stream.advance() {
                    black_box(stream.token());
                }
            }
        });
    });
    group.finish();
}

criterion_group!(benches, compare);
criterion_main!(benches);
