//! How well article extractors find the body: token precision and recall on the test pages.
//!
//! `cargo run --release --manifest-path tests/tools/extractors/Cargo.toml [FOLDER]`
//!
//! A package of its own, so that the libraries that were not chosen are no dependencies of the
//! program. Beside each `x.html` lies `x.txt`: what the page declares, `---`, the body line by
//! line. Lines that begin with `? ` (bylines, "Baca juga") may come along or not: a later stage
//! takes them out.

#[path = "../score.rs"]
mod score;

use std::path::{Path, PathBuf};
use std::time::Instant;

use dom_smoothie::{CandidateSelectMode, Config, Readability, TextMode};
use score::{Gold, Score, tokens};

/// Names of the contestants and what each makes of a page.
type Contestant = (&'static str, fn(&str) -> Option<String>);

const CONTESTANTS: [Contestant; 6] = [
    ("dom_smoothie", |html| smoothie(html, CandidateSelectMode::Readability)),
    ("dom_smoothie, its own mode", |html| smoothie(html, CandidateSelectMode::DomSmoothie)),
    ("trafilatura", |html| trafilatura(html, trafilatura::ExtractionFocus::Balanced)),
    ("trafilatura, for recall", |html| {
        trafilatura(html, trafilatura::ExtractionFocus::FavorRecall)
    }),
    ("readex", |html| readex::extract(html, None).ok().map(|found| found.text)),
    ("readex, Readability", |html| {
        let options = readex::Options::default();
        readex::extract_via_readability(html, None, &options).ok().map(|found| found.text)
    }),
];

fn smoothie(html: &str, mode: CandidateSelectMode) -> Option<String> {
    let config = Config {
        text_mode: TextMode::Formatted,
        candidate_select_mode: mode,
        ..Config::default()
    };
    let mut readability = Readability::new(html, None, Some(config)).ok()?;
    readability.parse().ok().map(|article| article.text_content.to_string())
}

fn trafilatura(html: &str, focus: trafilatura::ExtractionFocus) -> Option<String> {
    let options = trafilatura::Options::default()
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_focus(focus);
    trafilatura::extract(html, &options).ok().map(|found| found.content_text)
}

fn main() {
    let folder = std::env::args().nth(1).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../pages"),
        PathBuf::from,
    );
    let pages = Gold::pages(&folder);
    let kinds: Vec<String> = pages.iter().map(|page| page.kind.clone()).collect();
    let mut kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    kinds.dedup();
    println!("| extractor | {} | all | worst page | ms a page |", kinds.join(" | "));
    println!("|---|{}---|---|---|", "---|".repeat(kinds.len()));
    for (name, extract) in CONTESTANTS {
        let started = Instant::now();
        let scores: Vec<(&Gold, Score)> = pages
            .iter()
            .map(|page| (page, page.score(&tokens(&extract(&page.html).unwrap_or_default()))))
            .collect();
        let each = started.elapsed().as_secs_f64() * 1e3 / pages.len() as f64;
        print!("| {name} |");
        for kind in &kinds {
            let of_kind = scores.iter().filter(|(page, _)| page.kind == *kind);
            print!(" {} |", Score::sum(of_kind.map(|(_, score)| *score)));
        }
        let (page, worst) =
            scores.iter().min_by(|a, b| a.1.f1().total_cmp(&b.1.f1())).expect("there are pages");
        let all = Score::sum(scores.iter().map(|(_, score)| *score));
        println!(" {all} | {} {worst} | {each:.1} |", page.name);
    }
}
