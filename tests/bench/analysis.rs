//! The analysis chain over running news text, beside tantivy's own and Snowball's.
//!
//! `TELUSUR_ARTICLES=news.jsonl.zst cargo bench --bench analysis`; without the variable the
//! sample corpus is read.

mod articles;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer, TokenStream};
use tantivy_stemmers::algorithms::indonesian_tala;
use telusur::analysis::Analyzer;
use telusur::analysis::sentence::split;
use telusur::analysis::stemmer::{Evidence, Stemmer};
use telusur::analysis::token::TokenBuffer;
use telusur::analysis::tokenizer::tokenize;

/// How much text is read, in bytes: enough to leave the caches.
const AMOUNT: usize = 16 << 20;

fn chains(criterion: &mut Criterion) {
    let texts: Vec<String> = articles::read(AMOUNT).into_iter().map(|draft| draft.text).collect();
    let mut group = criterion.benchmark_group("chain");
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.len() as u64).sum()));
    group.sample_size(10);
    group.bench_function("telusur: sentences, tokens, surface forms, roots", |bencher| {
        let mut analyzer = Analyzer::new();
        bencher.iter(|| {
            for text in &texts {
                analyzer.text(
                    text,
                    0,
                    |sentence, _| {
                        black_box(sentence);
                    },
                    |token, surface, roots| {
                        black_box((token, surface));
                        roots.iter().for_each(|root| {
                            black_box(root);
                        });
                    },
                );
            }
        });
    });
    group.bench_function("telusur: sentences, tokens, surface forms", |bencher| {
        let mut buffer = TokenBuffer::new();
        bencher.iter(|| {
            for text in &texts {
                buffer.clear();
                let mut position = 0;
                split(text, |sentence| {
                    position = tokenize(text, sentence.span, position, &mut buffer);
                });
                black_box(buffer.tokens());
            }
        });
    });
    let mut simple = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
    group.bench_function("tantivy: SimpleTokenizer, LowerCaser", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                let mut stream = simple.token_stream(text);
                while stream.advance() {
                    black_box(stream.token());
                }
            }
        });
    });
    group.bench_function("tantivy: the same with Snowball's Indonesian stemmer", |bencher| {
        bencher.iter(|| {
            for text in &texts {
                let mut stream = simple.token_stream(text);
                while stream.advance() {
                    black_box(indonesian_tala(&stream.token().text));
                }
            }
        });
    });
    group.finish();
}

fn stemmers(criterion: &mut Criterion) {
    let mut words = Vec::new();
    for draft in articles::read(AMOUNT / 2) {
        Analyzer::new().text(
            &draft.text,
            0,
            |_, _| {},
            |_, surface, _| {
                words.push(surface.to_owned());
            },
        );
    }
    let mut group = criterion.benchmark_group("stem");
    group.throughput(Throughput::Elements(words.len() as u64));
    group.sample_size(10);
    group.bench_function("telusur: roots", |bencher| {
        let mut stemmer = Stemmer::new();
        bencher.iter(|| {
            for word in &words {
                black_box(stemmer.roots(word, Evidence::None));
            }
        });
    });
    group.bench_function("Snowball Indonesian", |bencher| {
        bencher.iter(|| {
            for word in &words {
                black_box(indonesian_tala(word));
            }
        });
    });
    group.finish();
}

criterion_group!(benches, chains, stemmers);
criterion_main!(benches);
