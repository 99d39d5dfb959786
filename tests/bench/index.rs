//! Indexing, beside raw tantivy: the same articles, threads and memory, alternating rounds.
//!
//! `TELUSUR_ARTICLES=news.jsonl.zst cargo bench --bench index`; without the variable the sample
//! corpus is read. Raw tantivy has one field with its default tokenizer and the stored text;
//! both sides read and parse the file, commit and wait for merges. Prints megabytes of text a
//! second and the ratio; `TELUSUR_ROUNDS` sets the rounds (3).

mod articles;

use std::time::Instant;

use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, IndexWriter, doc};
use telusur::{IndexOptions, Keeper, Quiet};

fn main() {
    let rounds = std::env::var("TELUSUR_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let drafts = articles::read(usize::MAX);
    let megabytes = drafts.iter().map(|draft| draft.text.len()).sum::<usize>() as f64 / 1e6;
    // Both sides get a file of their own with every article, so that both read and parse it.
    let scratch = tempfile::tempdir().expect("a scratch folder");
    let file = scratch.path().join("articles.jsonl");
    let lines: Vec<String> = drafts
        .iter()
        .enumerate()
        .map(|(number, draft)| {
            let (title, body) = (draft.title.as_deref().unwrap_or_default(), &draft.text);
            serde_json::json!({ "id": number, "title": title, "body": body }).to_string()
        })
        .collect();
    std::fs::write(&file, lines.join("\n")).expect("a scratch file");
    drop((drafts, lines));

    let options = IndexOptions::of([&file]);
    let (threads, memory) = (options.writer.threads, options.writer.memory);
    println!("{megabytes:.1} MB, {threads} threads, {} MB of memory", memory / 1_000_000);
    let mut ratios = Vec::new();
    for round in 1..=rounds {
        let raw = scratch.path().join(format!("raw-{round}"));
        let ours = scratch.path().join(format!("ours-{round}"));
        let begun = Instant::now();
        index_raw(&file, &raw, threads, memory);
        let raw_seconds = begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        Keeper::new(&ours).sync(&options, &mut Quiet).expect("an index");
        let our_seconds = begun.elapsed().as_secs_f64();
        ratios.push(our_seconds / raw_seconds);
        println!(
            "round {round}: raw {:.1} MB/s, telusur {:.1} MB/s, ratio of times {:.2}",
            megabytes / raw_seconds,
            megabytes / our_seconds,
            our_seconds / raw_seconds
        );
    }
    ratios.sort_by(f64::total_cmp);
    println!("median ratio of times {:.2}", ratios[ratios.len() / 2]);
}

fn index_raw(file: &std::path::Path, folder: &std::path::Path, threads: usize, memory: usize) {
    let mut schema = Schema::builder();
    let text = schema.add_text_field("text", TEXT | STORED);
    std::fs::create_dir(folder).expect("a scratch folder");
    let index = Index::create_in_dir(folder, schema.build()).expect("an index");
    let mut writer: IndexWriter = index.writer_with_num_threads(threads, memory).expect("a writer");
    let lines = std::fs::read_to_string(file).expect("the articles");
    for line in lines.lines() {
        let article: serde_json::Value = serde_json::from_str(line).expect("an article a line");
        let body = article["body"].as_str().unwrap_or_default();
        writer.add_document(doc!(text => body)).expect("an article indexed");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merges");
}
