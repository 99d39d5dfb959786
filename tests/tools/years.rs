//! What it is worth to name the year: nDCG@10 of queries as they are, with the year of the
//! article they are for, and with the year before, as a person who misremembers types it.
//!
//! `cargo run --release --example years -- INDEX QUERIES.tsv QRELS.txt`
//!
//! Of the queries those are taken whose first relevant article has a date and that name no year.

use std::path::Path;
use std::process::ExitCode;
use std::{env, str};

use telusur::SearchRequest;
use telusur::config;
use telusur::engine::Engine;
use telusur::eval::{Judgments, Queries, evaluate};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [index, queries, judgments] = arguments.as_slice() else {
        eprintln!("usage: years INDEX QUERIES.tsv QRELS.txt");
        return ExitCode::from(2);
    };
    let engine = Engine::open(index).expect("the index opens");
    let queries = Queries::read(Path::new(queries)).expect("queries");
    let judgments = Judgments::read(Path::new(judgments)).expect("judgements");
    let queries = judgments.judged(&queries).0.into_iter().filter(|(_, query)| !has_year(query));
    let dated: Vec<(String, String, i16)> = queries
        .filter_map(|(id, query)| Some((year_of(&engine, &judgments, &id)?, id, query)))
        .map(|(year, id, query)| (id, query, year))
        .collect();
    println!("{} queries for articles with a date", dated.len());
    let measure = |name: &str, with: &dyn Fn(&str, i16) -> String| {
        let with = dated.iter().map(|(id, query, year)| (id.clone(), with(query, *year)));
        let request = SearchRequest::new("").limit(config::EVAL_DEPTH);
        let queries = Queries(with.collect());
        let (report, _) = evaluate(&engine, &queries, &judgments, &request, &mut |_| {})
            .expect("the index is read");
        println!("{name:16} {:.4}", report.measures.ndcg);
    };
    measure("as they are", &|query, _| query.to_owned());
    measure("with the year", &|query, year| format!("{query} {year}"));
    measure("the year before", &|query, year| format!("{query} {}", year - 1));
    ExitCode::SUCCESS
}

/// Whether a query names a year of this century.
fn has_year(query: &str) -> bool {
    query.as_bytes().windows(4).any(|four| {
        str::from_utf8(four).is_ok_and(|four| four.starts_with("20") && four.parse::<u16>().is_ok())
    })
}

/// The year of the first relevant article by id.
fn year_of(engine: &Engine, judgments: &Judgments, query: &str) -> Option<i16> {
    let relevant = judgments.of(query)?.iter().filter(|(_, grade)| **grade > 0);
    let (id, _) = relevant.min()?;
    let (article, _) = engine.show(id).expect("the index is read")?;
    Some(article.date?.day().year())
}
